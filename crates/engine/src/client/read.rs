//! What kubectl makes of a text before anything is sent: documents, List
//! items, and its own refusals, in its own words.
//!
//! Models k8s.io/cli-runtime/pkg/resource StreamVisitor, FlattenListVisitor
//! and mapper (v1.36), with the client-side validation of kubectl.

use crate::diagnostic::Diagnostic;
use crate::objects::Kind;
use crate::span::Span;
use crate::value::Value;
use crate::yaml::Node;

/// An object that kubectl would send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Kind.
    pub kind: Kind,
    /// `metadata.name`, `""` where there is none.
    pub name: String,
    /// `metadata.namespace` as written; `""` where there is none.
    pub namespace: String,
    /// The JSON that is sent.
    pub value: Value,
    /// The same with positions.
    pub node: Node,
}

/// What kubectl made of one document, or of one item of a List.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// To be sent.
    Send(Box<Manifest>),
    /// Refused in these words, without `error: `; reading goes on.
    Skip { words: String, at: Span },
    /// Refused in these words, without `error: `; nothing after it is read.
    Stop { words: String, at: Span },
}

/// A text as kubectl reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// In the order in which kubectl handles them. Empty: `no objects passed`.
    pub items: Vec<Item>,
    /// Every problem with its place, also of documents that kubectl did not
    /// reach. Refusals in `items` have theirs here.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text as `kubectl create -f -`, `apply -f -` and the like do.
pub fn read(text: &str) -> Reading {
    let _ = text;
    Reading::default()
}
