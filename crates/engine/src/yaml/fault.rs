//! Why a document is no YAML: the library's own words, its way of counting
//! lines, and the place that a person should look at.

use super::scan::Mark;
use crate::span::Span;

/// What kind of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The characters or the structure are no YAML.
    Syntax,
    /// YAML, but nothing that JSON can say (`{{ .Values.x }}`, `.nan`).
    NotJson,
    /// Larger, deeper or more repetitive than the lab reads.
    TooLarge,
}

/// A refusal of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which kind.
    pub kind: FaultKind,
    /// The library's words, with its `yaml: ` and line.
    pub words: String,
    /// Where to look.
    pub at: Span,
}

impl Fault {
    /// A refusal by the reader: it names no line.
    pub(super) fn reader(problem: &str) -> Self {
        Self { kind: FaultKind::Syntax, words: format!("yaml: {problem}"), at: Span::default() }
    }

    /// A refusal by the scanner.
    ///
    /// Models go.yaml.in/yaml/v2 parser.fail: lines count from 1, but a
    /// problem in the first line is told by the line of its context, or none.
    pub(super) fn scanner(problem: &str, mark: Mark, context: Mark) -> Self {
        let line = if mark.line > 0 { mark.line + 1 } else { context.line };
        Self::with_line(problem, line, mark)
    }

    /// A refusal by the parser: as the scanner's, one line less.
    pub(super) fn parser(problem: &str, mark: Mark, context: Mark) -> Self {
        let line = if mark.line > 0 { mark.line } else { context.line };
        Self::with_line(problem, line, mark)
    }

    fn with_line(problem: &str, line: usize, mark: Mark) -> Self {
        let words = match line {
            0 => format!("yaml: {problem}"),
            line => format!("yaml: line {line}: {problem}"),
        };
        Self { kind: FaultKind::Syntax, words, at: Span::at(mark.byte) }
    }

    /// A refusal while values are made of nodes.
    pub(super) fn decode(problem: String, at: Span) -> Self {
        Self { kind: FaultKind::NotJson, words: format!("yaml: {problem}"), at }
    }

    /// A refusal by the conversion to JSON, in words of its own.
    pub(super) fn json(words: String, at: Span) -> Self {
        Self { kind: FaultKind::NotJson, words, at }
    }

    /// A refusal by the lab's own limits.
    pub(super) fn too_large(at: Span) -> Self {
        Self { kind: FaultKind::TooLarge, words: String::new(), at }
    }

    /// The same refusal at another place.
    pub(super) fn at(mut self, at: Span) -> Self {
        self.at = at;
        self
    }
}
