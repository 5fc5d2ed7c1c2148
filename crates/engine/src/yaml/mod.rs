//! YAML with positions: an order-keeping node tree, typed as Kubernetes types
//! scalars (YAML 1.1, as sigs.k8s.io/yaml).
//!
//! What is YAML, and in which words the rest is refused, is decided by a port
//! of the scanner and parser that kubectl and the API server themselves use
//! (go.yaml.in/yaml/v2): no other parser accepts the same texts.

mod decode;
mod fault;
mod float;
mod gosyntax;
mod json;
mod locate;
mod parse;
mod resolve;
mod scan;
mod scan_scalar;
mod stream;

pub use fault::{Fault, FaultKind};
pub(crate) use float::go_float;
pub(crate) use gosyntax::{printable, quote};
pub use json::{JsonFault, read_json};
pub(crate) use resolve::number;
pub use stream::{Chunk, split};

use crate::diagnostic::{By, Code, Diagnostic, Severity, Verbatim};
use crate::path::FieldPath;
use crate::span::Span;
use crate::value::Value;

/// Largest text that is read: four times the largest manifest that a lesson
/// could want, and small enough for one keystroke's budget.
pub const MAX_BYTES: usize = 256 * 1024;

/// Deepest nesting that is read. The deepest simulated object (a Pod template
/// inside a Deployment inside a List) has less than 20 levels.
pub const MAX_DEPTH: usize = 64;

/// Most nodes of one document, keys and values each counted.
pub const MAX_NODES: usize = 20_000;

/// Most documents of one text.
pub const MAX_DOCUMENTS: usize = 2_000;

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The text it covers.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A scalar, typed.
    Scalar(Value),
    /// A list.
    List(Vec<Node>),
    /// A mapping in its order, duplicates included.
    Map(Vec<Entry>),
}

/// One entry of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as a string (`yes:` is the key `true`).
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// A key that stands twice in its mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The key as Go's `%#v` prints it.
    pub key: String,
    /// The later of the two.
    pub at: Span,
    /// Line of its value, from 1, in its document.
    pub line: usize,
}

/// One document of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `None`: empty, or comments only.
    pub root: Option<Node>,
    /// The text it covers.
    pub span: Span,
    /// Keys that stand twice.
    pub duplicates: Vec<Duplicate>,
}

impl Node {
    /// The value without positions; of duplicate keys the last wins.
    pub fn to_value(&self) -> Value {
        match &self.content {
            Content::Scalar(value) => value.clone(),
            Content::List(items) => Value::List(items.iter().map(Node::to_value).collect()),
            Content::Map(entries) => {
                Value::Map(entries.iter().map(|it| (it.key.clone(), it.value.to_value())).collect())
            }
        }
    }

    /// The value of a key; of duplicate keys the last.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.content {
            Content::Map(entries) => {
                entries.iter().rev().find(|it| it.key == key).map(|it| &it.value)
            }
            Content::Scalar(_) | Content::List(_) => None,
        }
    }

    /// Whether it is `null`, or nothing was written.
    pub fn is_null(&self) -> bool {
        matches!(self.content, Content::Scalar(Value::Null))
    }
}

/// Reads the one document in a part of a text, as `yaml.Unmarshal` does: what
/// follows the document's end is not looked at.
///
/// # Errors
/// The first fault, in the library's words.
pub fn read_document(text: &str, part: Span) -> Result<Document, Fault> {
    if text.len() > MAX_BYTES {
        return Err(Fault::too_large(part));
    }
    let tree = parse::parse(text, part)?;
    let (root, duplicates) = decode::decode(tree)?;
    Ok(Document { root, span: part, duplicates })
}

/// Reads a stream of documents. A document that is no YAML gives a diagnostic
/// and is left out; reading goes on at the next `---`.
pub fn read(text: &str) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut documents = Vec::new();
    let mut diagnostics = Vec::new();
    if text.len() > MAX_BYTES {
        let at = Span::new(0, text.lines().next().unwrap_or_default().len());
        return (documents, vec![problem(text, &Fault::too_large(at))]);
    }
    for (place, chunk) in split(text).into_iter().enumerate() {
        if place >= MAX_DOCUMENTS {
            diagnostics.push(problem(text, &Fault::too_large(chunk.span)));
            break;
        }
        let read = match chunk.fault {
            Some(fault) => Err(fault),
            None => read_document(text, chunk.span),
        };
        match read {
            Ok(document) => {
                diagnostics.extend(document.duplicates.iter().map(|it| duplicate(text, it)));
                documents.push(document);
            }
            Err(fault) => diagnostics.push(problem(text, &fault)),
        }
    }
    (documents, diagnostics)
}

/// A fault as a diagnostic.
pub fn problem(text: &str, fault: &Fault) -> Diagnostic {
    let at = visible(text, fault.at);
    let tab = text.get(at.start..).is_some_and(|it| it.starts_with('\t'));
    let (code, by) = match fault.kind {
        FaultKind::TooLarge => (Code::YamlTooLarge, By::Lab),
        FaultKind::Syntax if tab => (Code::YamlTab, By::Kubectl),
        FaultKind::Syntax => (Code::YamlSyntax, By::Kubectl),
        FaultKind::NotJson => (Code::YamlNotJson, By::Kubectl),
    };
    Diagnostic {
        severity: Severity::Error,
        code,
        at,
        path: FieldPath::root(),
        verbatim: Verbatim(fault.words.clone()),
        by,
        subject: at.slice(text).unwrap_or_default().to_owned(),
        edit: None,
    }
}

pub(crate) fn duplicate(text: &str, duplicate: &Duplicate) -> Diagnostic {
    Diagnostic {
        severity: Severity::Advice,
        code: Code::DuplicateKey,
        at: visible(text, duplicate.at),
        path: FieldPath::root(),
        verbatim: Verbatim(String::new()),
        by: By::Lab,
        subject: duplicate.key.trim_matches('"').to_owned(),
        edit: None,
    }
}

/// A span that lies in the text, on character boundaries, and covers at least
/// one character where there is one.
pub fn visible(text: &str, span: Span) -> Span {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start == end {
        let next = text.get(end..).and_then(|it| it.chars().next());
        end += next.filter(|it| *it != '\n').map_or(0, char::len_utf8);
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests;
