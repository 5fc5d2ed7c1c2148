//! `kubectl create | apply | replace | delete -f` of a whole text, and the
//! page's live edit.

use std::collections::BTreeSet;

use crate::api::{Call, Status};
use crate::cluster::ClusterConfig;
use crate::diagnostic::Diagnostic;
use crate::objects::Key;
use crate::store::{Change, Store};
use crate::value::Value;

/// Which command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// `kubectl create -f`.
    Create,
    /// `kubectl apply -f`.
    Apply,
    /// `kubectl replace -f`.
    Replace,
    /// `kubectl delete -f`.
    Delete,
}

/// What became of one document (or one item of a List).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Created,
    Configured,
    Unchanged,
    Replaced,
    Deleted,
    /// The server refused.
    Refused(Status),
    /// kubectl refused, in these words; nothing was sent.
    NotSent(String),
}

/// One document's outcome, with what it left in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its identity, where the text says so.
    pub key: Option<Key>,
    pub outcome: Outcome,
    /// What the server answered with: the object as stored.
    pub object: Option<Value>,
    /// Texts of the server's `Warning:` headers.
    pub warnings: Vec<String>,
}

/// What a whole command did and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// In the order in which they were done.
    pub applied: Vec<Applied>,
    pub changes: Vec<Change>,
    /// Every problem with its place in the text.
    pub diagnostics: Vec<Diagnostic>,
    pub stdout: String,
    pub stderr: String,
    /// Exit status.
    pub exit: u8,
}

/// Runs a command on a text; `namespace` is used where an object names none.
pub fn run(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    verb: Verb,
    namespace: &str,
    text: &str,
) -> Run {
    let _ = (store, config, call, verb, namespace, text);
    Run::default()
}

/// The page's live edit: applies the whole text and deletes what left it since
/// the last accepted text (`owned`). With an error in the text nothing is
/// changed. The keys that the text now holds are returned.
pub fn edit(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    owned: &BTreeSet<Key>,
    text: &str,
) -> (Run, BTreeSet<Key>) {
    let _ = (store, config, call, text);
    (Run::default(), owned.clone())
}
