//! From a problem in an object to its place in the text, and the edit that
//! surely mends it.

use super::decode::{Problem, Repair};
use crate::diagnostic::{By, Code, Diagnostic, Edit, Severity, Verbatim};
use crate::span::Span;
use crate::yaml::{Node, visible};

/// A problem as a diagnostic of this text; `node` is the object it is about.
pub fn diagnostic(
    text: &str,
    node: &Node,
    problem: &Problem,
    severity: Severity,
    by: By,
) -> Diagnostic {
    let place = node.place(&problem.path);
    let at = if problem.code == Code::UnknownField { place.key } else { place.value };
    Diagnostic {
        severity,
        code: problem.code,
        at: visible(text, at),
        path: problem.path.clone(),
        verbatim: Verbatim(problem.words.clone()),
        by,
        subject: problem.subject.clone(),
        edit: problem.repair.as_ref().and_then(|it| edit(text, at, it)),
    }
}

/// The edit of a repair of what stands at `at`.
pub fn edit(text: &str, at: Span, repair: &Repair) -> Option<Edit> {
    let written = at.slice(text)?;
    if written.is_empty() || written.contains('\n') {
        return None;
    }
    let text = match repair {
        Repair::Rename(name) => match written.chars().next()? {
            quote @ ('"' | '\'') => format!("{quote}{name}{quote}"),
            _ => name.clone(),
        },
        Repair::Replace(value) => value.clone(),
        Repair::Quote => format!("\"{written}\""),
    };
    Some(Edit { at, text })
}
