//! A stream's documents, separated before any of them is read.
//!
//! Models k8s.io/apimachinery/pkg/util/yaml YAMLReader (v1.36): a line that
//! begins with `---` separates, wherever it stands; lines are counted anew in
//! each document.

use super::MAX_DOCUMENTS;
use super::fault::{Fault, FaultKind};
use crate::span::Span;

/// A document's part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The text between two separators.
    pub span: Span,
    /// Set where the separator after it is none: nothing can be read on.
    pub fault: Option<Fault>,
}

const SEPARATOR: &str = "---";

/// Separates the documents of a stream. A separator with nothing before it
/// belongs to the document after it, and counts as a line there.
pub fn split(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // One more than is read: who reads them sees that there are too many.
        if chunks.len() > MAX_DOCUMENTS {
            return chunks;
        }
        let end = at + line.len();
        if let Some(rest) = line.strip_prefix(SEPARATOR) {
            let trimmed = rest.trim();
            if !trimmed.is_empty() && !trimmed.starts_with('#') {
                let fault = bad_separator(trimmed, Span::new(at, at + line.trim_end().len()));
                chunks.push(Chunk { span: Span::new(start, at), fault: Some(fault) });
                start = end;
            } else if at > start {
                chunks.push(Chunk { span: Span::new(start, at), fault: None });
                start = end;
            }
        }
        at = end;
    }
    if at > start {
        chunks.push(Chunk { span: Span::new(start, at), fault: None });
    }
    chunks
}

fn bad_separator(rest: &str, at: Span) -> Fault {
    let words = format!("invalid Yaml document separator: {rest}");
    Fault { kind: FaultKind::Syntax, words, at }
}
