//! From the server's answer to places in the text.

use super::apply::{Applied, Outcome};
use super::one::Item;
use crate::api::{Cause, Status};
use crate::diagnostic::{By, Code, Diagnostic, Edit, Severity, Verbatim};
use crate::path::FieldPath;
use crate::schema;

/// Every problem and warning of one object, at its place in the text.
pub(super) fn problems(text: &str, item: &Item, applied: &Applied) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if let Outcome::Refused(status) = &applied.outcome {
        out.extend(undecoded(text, item, status));
        out.extend(refusal(item, status));
    }
    if let Outcome::NotSent(text) = &applied.outcome {
        let at = FieldPath::root().field("metadata.name");
        let code = if text.contains("resource name may not be empty") {
            Code::NameRequired
        } else {
            Code::InvalidValue
        };
        let mut problem = diagnostic(item, Severity::Error, code, at, text.clone());
        problem.by = By::Kubectl;
        out.push(problem);
    }
    out.extend(applied.warnings.iter().map(|text| warning(item, text)));
    out
}

fn diagnostic(
    item: &Item,
    severity: Severity,
    code: Code,
    path: FieldPath,
    text: String,
) -> Diagnostic {
    Diagnostic {
        severity,
        code,
        at: item.node.locate(&path),
        path,
        verbatim: Verbatim(text),
        by: By::Server,
        subject: String::new(),
        edit: None,
    }
}

/// What the body's types do not allow, each at its own place.
fn undecoded(text: &str, item: &Item, status: &Status) -> Vec<Diagnostic> {
    let problem = |it| schema::diagnostic(text, &item.node, it, Severity::Error, By::Server);
    status.undecoded.iter().map(problem).collect()
}

fn refusal(item: &Item, status: &Status) -> Vec<Diagnostic> {
    if !status.undecoded.is_empty() {
        return Vec::new();
    }
    if status.causes.is_empty() {
        let name = FieldPath::root().field("metadata.name");
        let namespace = FieldPath::root().field("metadata.namespace");
        let (code, path) = match status.reason {
            "NotFound" if status.message.starts_with("namespaces ") => {
                (Code::NamespaceNotFound, namespace)
            }
            "NotFound" => (Code::NotFound, name),
            "AlreadyExists" => (Code::AlreadyExists, name),
            "Conflict" => (Code::Conflict, name),
            "Forbidden" => (Code::ForbiddenField, name),
            _ => (Code::InvalidValue, FieldPath::root()),
        };
        let text = status.message.clone();
        return vec![diagnostic(item, Severity::Error, code, path, text)];
    }
    status.causes.iter().map(|cause| of_cause(item, cause)).collect()
}

fn of_cause(item: &Item, cause: &Cause) -> Diagnostic {
    let text = if cause.field.is_empty() {
        cause.message.clone()
    } else {
        format!("{}: {}", cause.field, cause.message)
    };
    let mut problem = diagnostic(item, Severity::Error, cause.code, cause.path.clone(), text);
    problem.subject = cause.subject.clone();
    problem.edit = repair(item, cause).map(|text| Edit { at: problem.at, text });
    problem
}

/// The one text that surely mends it, in place of the value.
fn repair(item: &Item, cause: &Cause) -> Option<String> {
    let exact = item.node.find(&cause.path).is_some();
    if !exact {
        return None;
    }
    match cause.code {
        Code::InvalidProtocol if cause.subject.to_lowercase().starts_with("http") => {
            Some("TCP".to_owned())
        }
        Code::InvalidProtocol
        | Code::InvalidServiceType
        | Code::UnsupportedValue
        | Code::InvalidIpFamily => misspelt(cause),
        Code::TargetPortNameNeedsLetter if cause.subject.parse::<u16>().is_ok() => {
            Some(cause.subject.clone())
        }
        _ => None,
    }
}

/// The allowed value that differs in letter case alone, or in one letter.
fn misspelt(cause: &Cause) -> Option<String> {
    let (_, list) = cause.message.split_once("supported values: ")?;
    let allowed: Vec<&str> = list.split(", ").map(|it| it.trim_matches('"')).collect();
    let given = cause.subject.to_lowercase();
    let near: Vec<&&str> =
        allowed.iter().filter(|it| one_letter_apart(&it.to_lowercase(), &given)).collect();
    match near.as_slice() {
        [only] => Some((**only).to_owned()),
        _ => None,
    }
}

/// Whether two words are equal or one letter was changed, added or left out.
fn one_letter_apart(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let same = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let tail = |skip_left: usize, skip_right: usize| {
        left.get(same + skip_left..).unwrap_or_default()
            == right.get(same + skip_right..).unwrap_or_default()
    };
    match left.len().abs_diff(right.len()) {
        0 => left == right || tail(1, 1),
        1 if left.len() > right.len() => tail(1, 0),
        1 => tail(0, 1),
        _ => false,
    }
}

fn warning(item: &Item, text: &str) -> Diagnostic {
    let field = text
        .split(|letter: char| letter == ':' || letter == ' ')
        .next()
        .filter(|it| it.starts_with("spec."))
        .unwrap_or_default();
    let path = parse_path(field);
    let code = if text.contains("deprecated") {
        Code::Deprecated
    } else if text.contains("ignored") {
        Code::IgnoredField
    } else if text.contains("hides") || text.contains("duplicate") {
        Code::HiddenEntry
    } else {
        Code::NonStandardValue
    };
    diagnostic(item, Severity::Warning, code, path, text.to_owned())
}

/// A path as Kubernetes prints it.
fn parse_path(text: &str) -> FieldPath {
    let mut path = FieldPath::root();
    for part in text.split('.').filter(|it| !it.is_empty()) {
        let (name, index) = part.split_once('[').unwrap_or((part, ""));
        path = path.field(name);
        if let Ok(index) = index.trim_end_matches(']').parse() {
            path = path.index(index);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::one_letter_apart;

    #[test]
    fn one_letter_changed_added_or_left_out_is_one_apart() {
        for (left, right) in
            [("nodeport", "nodeport"), ("nodeprt", "nodeport"), ("local", "locall")]
        {
            assert!(one_letter_apart(left, right), "{left} {right}");
        }
        assert!(!one_letter_apart("cluster", "local"));
        assert!(!one_letter_apart("clusterip", "cluster"));
    }
}
