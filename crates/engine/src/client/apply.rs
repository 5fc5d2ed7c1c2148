//! `kubectl create | apply | replace | delete -f` of a whole text, and the
//! page's live edit.
//!
//! Models kubectl/pkg/cmd/{create,apply,replace,delete} (v1.36).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::known::{Known, Memo};
use super::one::{self, Next, Placed};
use super::print::{self, Failure};
use super::read::{For, Reading, read};
use crate::api::{self, Call, Status};
use crate::cluster::ClusterConfig;
use crate::diagnostic::{Diagnostic, Severity};
use crate::objects::{Key, Object};
use crate::store::{Actor, Change, Store};

/// Which command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// `kubectl create -f`.
    Create,
    /// `kubectl apply -f`.
    Apply,
    /// `kubectl apply --server-side -f`.
    ApplyServerSide,
    /// `kubectl apply --server-side --force-conflicts -f`.
    ApplyForced,
    /// `kubectl replace -f`.
    Replace,
    /// `kubectl replace --subresource=status -f`.
    ReplaceStatus,
    /// `kubectl delete -f`.
    Delete,
}

impl Verb {
    /// Whether it reads a whole text before it sends anything: `apply` does.
    pub fn reads_first(self) -> bool {
        matches!(self, Self::Apply | Self::ApplyServerSide | Self::ApplyForced)
    }
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
    pub object: Option<Arc<Object>>,
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
    /// What stands at the end of `stderr`, one by one, without what could not be
    /// read.
    pub failures: Vec<Failure>,
    /// What could not be read.
    pub unread: Vec<Failure>,
    /// Whether that is told first: `apply` reads all before it sends any.
    pub reads_first: bool,
    /// Exit status.
    pub exit: u8,
}

impl Run {
    /// What stands at the end of `stderr`, in its order.
    pub fn failed(&self) -> Vec<Failure> {
        print::with_unread(self.unread.clone(), self.failures.clone(), self.reads_first)
    }
}

/// A text to be run, and where it is from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Used where an object names none.
    pub namespace: &'a str,
    /// How kubectl calls it in messages: `STDIN`, `web.yaml`.
    pub source: &'a str,
    pub text: &'a str,
}

/// What a command runs on.
pub struct Target<'a> {
    pub store: &'a mut Store,
    pub config: &'a ClusterConfig,
    pub call: &'a Call,
}

/// Runs a command on a text from standard input; `namespace` is used where an
/// object names none.
pub fn run(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    verb: Verb,
    namespace: &str,
    text: &str,
) -> Run {
    let input = Input { namespace, source: "STDIN", text };
    run_from(&mut Target { store, config, call }, verb, &input)
}

/// Runs a command on a text.
pub fn run_from(target: &mut Target<'_>, verb: Verb, input: &Input<'_>) -> Run {
    let purpose = For::Sending(target.call.validation);
    run_read(target, verb, input, &mut read(input, None, purpose))
}

/// Runs a command on a text that has been read, with the problems found then.
fn run_read(target: &mut Target<'_>, verb: Verb, input: &Input<'_>, read: &mut Reading) -> Run {
    let diagnostics = std::mem::take(&mut read.diagnostics);
    let mut run = Run { diagnostics, ..Run::default() };
    let mut failures: Vec<Failure> = Vec::new();
    let manager = match &*target.call.manager {
        "" => manager_of(verb).into(),
        _ => target.call.manager.clone(),
    };
    let call = &Call { manager, ..target.call.clone() };
    let mut target = Target { store: target.store, config: target.config, call };
    for next in &read.items {
        match next {
            Next::Item(placed) => {
                let known = placed.place.and_then(|it| read.documents.get_mut(it));
                let done = perform(&mut target, verb, input, placed, known);
                note(&mut run, &mut failures, input.text, placed, done);
            }
            Next::Unsimulated(_) => {}
            Next::Failure(failure) => run.unread.push(failure.clone()),
        }
    }
    if read.items.is_empty() {
        failures.extend(nothing_passed(verb));
        if verb == Verb::Delete {
            run.stdout.push_str("No resources found\n");
        }
    }
    run.failures = failures;
    run.reads_first = verb.reads_first();
    run.stderr.push_str(&print::failures(&run.failed()));
    run.exit = u8::from(!(run.failures.is_empty() && run.unread.is_empty()));
    run
}

/// What a command says of a text without objects; replace and delete mind none.
pub(super) fn nothing_passed(verb: Verb) -> Option<Failure> {
    let word = match verb {
        Verb::Create => "create",
        Verb::Apply | Verb::ApplyServerSide | Verb::ApplyForced => "apply",
        Verb::Replace | Verb::ReplaceStatus | Verb::Delete => return None,
    };
    Some(Failure::Own(format!("no objects passed to {word}")))
}

/// Carries out a command on one object. What is known to rest is left alone,
/// and what rests is known from now on.
fn perform(
    target: &mut Target<'_>,
    verb: Verb,
    input: &Input<'_>,
    placed: &Placed,
    known: Option<&mut Known>,
) -> one::Answer {
    let Some(known) = known else { return one::perform(target, verb, input, &placed.item) };
    if let Some(object) = known.rests_at(target.store) {
        return one::unchanged(&placed.item, object);
    }
    let done = one::perform(target, verb, input, &placed.item);
    let rests = done.applied.outcome == Outcome::Unchanged && done.said.is_empty();
    known.unchanged = done.applied.object.clone().filter(|_| rests);
    done
}

/// The field manager of a command that names none. Models the defaults of
/// `--field-manager`.
fn manager_of(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "kubectl-create",
        Verb::Apply => "kubectl-client-side-apply",
        Verb::Replace | Verb::ReplaceStatus => "kubectl-replace",
        Verb::ApplyServerSide | Verb::ApplyForced | Verb::Delete => "kubectl",
    }
}

fn note(
    run: &mut Run,
    failures: &mut Vec<Failure>,
    text: &str,
    placed: &Placed,
    done: one::Answer,
) {
    let standing = api::standing_warning(placed.item.kind);
    if let Some(warning) = standing.filter(|it| done.applied.warnings.iter().any(|w| w == it)) {
        say_standing(run, warning);
    }
    for warning in &done.said {
        run.stderr.push_str(warning);
    }
    for warning in &done.applied.warnings {
        // A command says each warning of the server once (rest.NewWarningWriter).
        let again = run.applied.iter().any(|it| it.warnings.contains(warning));
        if !again && Some(warning.as_str()) != standing {
            run.stderr.push_str(&format!("Warning: {warning}\n"));
        }
    }
    run.stdout.push_str(&done.printed);
    run.changes.extend(done.changes);
    failures.extend(done.failure);
    run.diagnostics.extend(super::diagnose::problems(text, placed, &done.applied));
    run.applied.push(done.applied);
}

/// The server says it of every request, and kubectl asks for the object before it finds
/// anything out.
#[cold]
fn say_standing(run: &mut Run, warning: &str) {
    if !run.applied.iter().any(|it| it.warnings.iter().any(|it| it == warning)) {
        run.stderr.push_str(&format!("Warning: {warning}\n"));
    }
}

/// The page's live edit: applies the whole text and deletes what left it since
/// the last accepted text (`owned`). With an error in the text nothing is
/// changed. The keys that the text now holds are returned. `memo` spares work and
/// changes no answer.
pub fn edit(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    owned: &BTreeSet<Key>,
    memo: &Memo,
    text: &str,
) -> (Run, BTreeSet<Key>) {
    let mut after = store.clone();
    let call = Call { by: Actor::Learner, ..call.clone() };
    // What left the text frees its node port before anything else asks for it.
    let input = Input { namespace: "default", source: "STDIN", text };
    let mut read = read(&input, Some(&memo.replace(Vec::new())), For::Sending(call.validation));
    let key = |next: &Next| match next {
        Next::Item(placed) => placed.item.key(),
        Next::Unsimulated(_) | Next::Failure(_) => None,
    };
    let held: BTreeSet<Key> = read.items.iter().filter_map(key).collect();
    let mut target = Target { store: &mut after, config, call: &call };
    let mut gone = Vec::new();
    for key in owned.difference(&held) {
        gone.extend(one::delete(&mut target, key));
    }
    let mut run = run_read(&mut target, Verb::Apply, &input, &mut read);
    memo.replace(read.documents);
    let refused = run.exit != 0 && !read.items.is_empty()
        || run.diagnostics.iter().any(|it| it.severity == Severity::Error);
    if refused {
        run.changes.clear();
        return (run, owned.clone());
    }
    gone.append(&mut run.changes);
    run.changes = gone;
    *store = after;
    (run, held)
}
