//! How kubectl words what happened: the lines of success, and errors, alone or
//! several at once.
//!
//! Models kubectl/pkg/cmd/util/helpers.go checkErr, StandardErrorMessage,
//! MultipleErrors and AddSourceToErr (v1.36).

use std::collections::BTreeSet;

use crate::api::{Status, aggregate};
use crate::objects::Kind;
use crate::yaml::quote;

/// Something that went wrong, before it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server's refusal; its message may have been put into a context.
    Server(Status),
    /// kubectl's own words, without the leading `error: `.
    Own(String),
    /// The same about an item of a List: never with `error: `.
    Listed(String),
}

impl Failure {
    /// The same in other words.
    #[must_use]
    pub fn reworded(self, reword: impl FnOnce(&str) -> String) -> Self {
        match self {
            Self::Server(status) => {
                Self::Server(Status { message: reword(&status.message), ..status })
            }
            Self::Own(text) => Self::Own(reword(&text)),
            Self::Listed(text) => Self::Listed(reword(&text)),
        }
    }
}

/// What could not be read and what could not be done, the first before the other
/// or after it; in one line where there are several of the first and any of the other.
///
/// Models ApplyOptions.Run, which has an aggregate of what it could not read before its other
/// errors, and k8s.io/cli-runtime/pkg/resource ContinueOnErrorVisitor, which has EagerVisitorList's
/// after them (v1.36).
#[must_use]
pub fn with_unread(unread: Vec<Failure>, failures: Vec<Failure>, first: bool) -> Vec<Failure> {
    let unread = if unread.len() < 2 || failures.is_empty() { unread } else { in_one(&unread) };
    if first { [unread, failures].concat() } else { [failures, unread].concat() }
}

/// An aggregate within another: in one line.
fn in_one(all: &[Failure]) -> Vec<Failure> {
    let lines: Vec<String> = all.iter().map(in_a_row).collect();
    vec![Failure::Own(aggregate(lines.iter().map(String::as_str)))]
}

/// `service/web`, `deployment.apps/web`.
pub fn resource_name(kind: Kind, name: &str) -> String {
    let word = kind.name().to_ascii_lowercase();
    if kind.group().is_empty() {
        format!("{word}/{name}")
    } else {
        format!("{word}.{}/{name}", kind.group())
    }
}

/// Puts a refusal into its context (AddSourceToErr).
pub fn in_context(mut status: Status, doing: &str, source: &str) -> Failure {
    status.message = format!("error when {doing} \"{source}\": {}", status.message);
    Failure::Server(status)
}

/// Everything that went wrong, as kubectl prints it at the end; nothing for
/// no failure.
pub fn failures(all: &[Failure]) -> String {
    match all {
        [] => String::new(),
        [only] => alone(only),
        several => several.iter().map(|it| format!("{}\n", in_a_row(it))).collect(),
    }
}

/// What ends with a new line gets no other. Models checkErr and fatal of pkg/cmd/util.
fn alone(failure: &Failure) -> String {
    let mut text = match failure {
        Failure::Server(status) if status.reason == "Invalid" => invalid(status),
        Failure::Own(text) if !text.starts_with("error: ") => format!("error: {text}"),
        failure => in_a_row(failure),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn in_a_row(failure: &Failure) -> String {
    match failure {
        Failure::Server(status) if status.reason.is_empty() => {
            format!("Error from server: {}", status.message)
        }
        Failure::Server(status) => {
            format!("Error from server ({}): {}", status.reason, status.message)
        }
        Failure::Own(text) | Failure::Listed(text) => text.clone(),
    }
}

/// A 422 alone: its causes one by one.
fn invalid(status: &Status) -> String {
    let head = match status.about.as_deref() {
        Some((kind, name)) if !kind.is_empty() || !name.is_empty() => {
            format!("The {kind} {} is invalid", quote(name))
        }
        _ if status.causes.is_empty() => format!("The request is invalid: {}", status.message),
        _ => "The request is invalid".to_owned(),
    };
    let mut said = BTreeSet::new();
    let mut lines: Vec<String> = Vec::new();
    for cause in &status.causes {
        let line = format!("{}: {}", cause.field, cause.message);
        if said.insert(line.clone()) {
            lines.push(line);
        }
    }
    match lines.as_slice() {
        [] => format!("{head}\n"),
        [only] => format!("{head}: {only}\n"),
        several => {
            let listed: String = several.iter().map(|it| format!("* {it}\n")).collect();
            format!("{head}: \n{listed}")
        }
    }
}
