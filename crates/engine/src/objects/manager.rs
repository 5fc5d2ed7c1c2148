//! Who set which fields of an object: an entry of `metadata.managedFields`.

use std::sync::Arc;

use super::Kind;
use crate::value::{Map, Value};

/// How a manager set its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// By server-side apply.
    Apply,
    /// By any other write.
    Update,
}

impl Operation {
    /// `Apply` or `Update`.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Apply => "Apply",
            Operation::Update => "Update",
        }
    }
}

/// One manager of an object's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// As `--field-manager` names it.
    pub name: Arc<str>,
    /// How it set them.
    pub operation: Operation,
    /// `status`, `scale`, or `""` for the object itself.
    pub subresource: &'static str,
    /// When it last set one, in simulated time.
    pub at_ms: u64,
    /// Which.
    pub fields: Arc<Fields>,
}

/// The fields of a manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// In the form of `fieldsV1`.
    Set(Map),
    /// All that this object set when it was made; worked out when somebody
    /// asks, for most are never asked for.
    Of(Kind, Value),
}
