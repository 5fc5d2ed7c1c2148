//! `kubectl diff`: what applying a file would change. Stores nothing.
//!
//! Models k8s.io/kubectl/pkg/cmd/diff (v1.36).

use service_lab_engine::client::print::Failure;
use service_lab_engine::client::{Applied, Input, Outcome, Verb, print, rehearse};
use service_lab_engine::objects::{Key, LAST_APPLIED};
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::value::Value;

use super::apply::apply_verb;
use super::files::{chosen_texts, how, label, texts};
use super::flags::Args;
use super::{Kubectl, select};
use crate::output::Output;
use crate::print::{ages, diff, yaml};

/// Runs `kubectl diff`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if args.on("force-conflicts") && !args.on("server-side") {
        let why = "error: --force-conflicts only works with --server-side";
        return Output { exit: 2, ..Output::fail(why) };
    }
    let texts = texts(kubectl, args, "diff").and_then(|it| chosen_texts(args, "diff", it));
    let texts = match texts {
        Ok(texts) => texts,
        Err(mut output) => {
            output.exit = 2;
            return output;
        }
    };
    let mut out = Output::default();
    let mut found: Vec<(String, String)> = Vec::new();
    for (file, text) in &texts {
        // No schema is asked here, and the first refusal ends it.
        let namespace = &*select::namespace(args);
        let input = Input { namespace, source: label(file), text };
        let read = rehearse(&input, Verb::Replace, FieldValidation::Ignore);
        if let Some(first) = read.unread.first().or(read.failures.first()) {
            out.stderr.push_str(&print::failures(std::slice::from_ref(first)));
            return Output { exit: 2, ..out };
        }
        if read.objects.is_empty() {
            continue;
        }
        let how = how(args, true, FieldValidation::Warn);
        let verb = apply_verb(args);
        let run = kubectl.cluster.run(verb, namespace, text, how);
        // A diff does not store the annotation, so it does not miss it.
        for line in run.stderr.lines() {
            if line.starts_with("Warning: ") && !line.starts_with("Warning: resource ") {
                out.complain(line);
            }
        }
        let patched = |key: &Key| verb == Verb::Apply && kubectl.cluster.store().get(key).is_some();
        if let Some(first) = run.applied.iter().find_map(|it| refusal(it, patched, label(file))) {
            out.stderr.push_str(&print::failures(&[first]));
            return Output { exit: 2, ..out };
        }
        for applied in &run.applied {
            let (Some(key), Some(new)) = (&applied.key, &applied.object) else { continue };
            let live = kubectl.cluster.store().get(key).map(|it| it.value.clone());
            let notes = !args.on("server-side");
            let new = Some(new.value.clone());
            found.push(differences(key, live, new, notes, kubectl.now_s()));
        }
    }
    if args.on("prune") {
        for (item, key) in super::apply::prunable(kubectl, args, &mut out) {
            let notes = !args.on("server-side");
            found.push(differences(&key, Some(item.value), None, notes, kubectl.now_s()));
        }
    }
    found.sort();
    for (_, text) in found.iter().filter(|(_, text)| !text.is_empty()) {
        out.stdout.push_str(text);
        out.exit = 1;
    }
    out
}

/// Why one object cannot be compared, in fewer words than `apply` has for it.
/// Models InfoObject.Merged and the visitor of DiffOptions.Run.
fn refusal(applied: &Applied, patched: impl Fn(&Key) -> bool, source: &str) -> Option<Failure> {
    match &applied.outcome {
        Outcome::Refused(status) if applied.key.as_ref().is_some_and(patched) => {
            Some(print::in_context(status.clone(), "patching", source))
        }
        Outcome::Refused(status) => Some(Failure::Server(status.clone())),
        Outcome::NotSent(words) => {
            let why = words.split_once("\nfrom server for: \"STDIN\": ").map(|it| it.1);
            let unnamed = applied.key.is_none().then_some("resource name may not be empty");
            Some(Failure::Own(why.or(unnamed).unwrap_or(words).to_owned()))
        }
        _ => None,
    }
}

/// An object's file name in a diff, and its lines as `diff -u -N` prints them.
/// Models kubectl/pkg/cmd/diff InfoObject and Differ (v1.36).
fn differences(
    key: &Key,
    live: Option<Value>,
    merged: Option<Value>,
    notes: bool,
    now_s: i64,
) -> (String, String) {
    let name = format!(
        "{}.{}.{}.{}",
        key.kind.api_version().replace('/', "."),
        key.kind.name(),
        key.namespace,
        key.name
    );
    let merged = merged.map(|it| as_compared(it, live.as_ref(), notes));
    let old = live.map(|it| as_compared(it.clone(), Some(&it), notes));
    let merged = merged.map(|it| same_generation(it, old.as_ref()));
    let text = |it: Option<Value>| it.map(|it| yaml::to_yaml(&it)).unwrap_or_default();
    let hunks = diff::unified(&text(old), &text(merged));
    if hunks.is_empty() {
        return (name, hunks);
    }
    let time = ages::rfc3339(now_s).replace('T', " ").replace('Z', ".000000000 +0000");
    let (left, right) = (format!("{LIVE}/{name}"), format!("{MERGED}/{name}"));
    let text =
        format!("diff -u -N {left} {right}\n--- {left}\t{time}\n+++ {right}\t{time}\n{hunks}");
    (name, text)
}

/// The annotation of apply, which a diff does not send, may be all that would make a new generation.
/// Models PrepareForUpdate of pkg/registry/apps/deployment: spec and annotations make one.
fn same_generation(mut merged: Value, old: Option<&Value>) -> Value {
    let alike = |path: &str| old.is_some_and(|it| it.at(path) == merged.at(path));
    if alike("spec")
        && alike("metadata.annotations")
        && let Some(generation) = old.and_then(|it| it.at("metadata.generation"))
    {
        merged.set("metadata.generation", generation.clone());
    }
    merged
}

/// Folders in which kubectl compares; upstream makes new names each time.
const LIVE: &str = "/run/learner/LIVE-1";
const MERGED: &str = "/run/learner/MERGED-2";

/// An object as a diff shows it: what only storing it would change is as it is
/// in the cluster. With `notes` the annotation of apply is that, which the server
/// keeps by itself where it applies.
fn as_compared(mut value: Value, live: Option<&Value>, notes: bool) -> Value {
    value.remove("metadata.managedFields");
    let version = live.and_then(|it| it.at("metadata.resourceVersion")).cloned();
    match version {
        Some(version) => value.set("metadata.resourceVersion", version),
        None => {
            value.remove("metadata.resourceVersion");
        }
    }
    if !notes {
        return value;
    }
    let before = live
        .and_then(|it| it.at("metadata.annotations"))
        .and_then(|it| it.get(LAST_APPLIED))
        .cloned();
    let Some(mut annotations) = value.remove("metadata.annotations") else { return value };
    if let Some(map) = annotations.as_map_mut() {
        map.remove(LAST_APPLIED);
        if let Some(before) = before {
            map.insert(LAST_APPLIED.to_owned(), before);
        }
        if map.is_empty() {
            return value;
        }
    }
    value.set("metadata.annotations", annotations);
    value
}
