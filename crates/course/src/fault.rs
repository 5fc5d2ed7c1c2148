//! What is wrong with a file of content/, and where.

use service_lab_engine::diagnostic::Diagnostic;
use service_lab_engine::span::Span;

/// One fault of a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path within content/.
    pub file: String,
    /// Where in it.
    pub at: Span,
    /// What it is.
    pub kind: FaultKind,
}

/// Kinds of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file is named somewhere and is not there.
    NoFile,
    /// No YAML.
    Yaml(Box<Diagnostic>),
    /// A field is missing.
    Missing { field: String },
    /// A field that the format does not know.
    Unknown { field: String },
    /// A value of another type or none of the known words.
    Not { expected: Expected, found: String },
    /// An id stands twice.
    Repeated { id: String },
    /// An id that nothing declares.
    Undeclared { id: String },
}

/// What a value should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Map,
    List,
    Text,
    Number,
    Flag,
    Address,
    /// `outside`, `node/NAME`, `pod/NAME` or `pod/KEY=VALUE`.
    Sender,
    /// `HOST:PORT`, with `node/`, `pod/`, `service/` or `lb/` before it.
    Target,
    /// `KEY=VALUE,...`
    Selector,
    /// One of these words.
    OneOf(Vec<&'static str>),
}
