//! `kubectl label` and `kubectl annotate`. Models k8s.io/kubectl/pkg/cmd/label
//! and pkg/cmd/annotate (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::Format;
use super::select::{self, Item, Named, string_map};
use super::{DryRun, Kubectl};
use crate::output::Output;
use crate::selector::value_problem;

/// What may always be said anew.
const CHANGE_CAUSE: &str = "kubernetes.io/change-cause";

struct Words {
    field: &'static str,
    noun: &'static str,
    done: &'static str,
    undone: &'static str,
    /// Some taken away, others put there.
    both: &'static str,
    /// Only labels tell that nothing changed.
    tells_nothing: bool,
}

const LABEL: Words = Words {
    field: "labels",
    noun: "label",
    done: "labeled",
    undone: "unlabeled",
    both: "modified",
    tells_nothing: true,
};
const ANNOTATION: Words = Words {
    field: "annotations",
    noun: "annotation",
    done: "annotated",
    undone: "annotated",
    both: "annotated",
    tells_nothing: false,
};

/// Runs `kubectl label`.
pub fn label(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    run(kubectl, args, &LABEL)
}

/// Runs `kubectl annotate`.
pub fn annotate(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    run(kubectl, args, &ANNOTATION)
}

fn is_pair(word: &str) -> bool {
    word.contains('=') || word.ends_with('-') && word.len() > 1
}

fn run(kubectl: &mut Kubectl<'_>, args: &Args, words: &Words) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    let first = args.words.iter().position(|it| is_pair(it)).unwrap_or(args.words.len());
    let (objects, pairs) = args.words.split_at(first);
    if let Some(word) = pairs.iter().find(|it| !is_pair(it)) {
        return fail(format!(
            "all resources must be specified before {} changes: {word}",
            words.noun
        ));
    }
    // Only label reads the changes before it looks at the flags.
    let changes = changes(words, pairs);
    if let (true, Err(error)) = (words.tells_nothing, &changes) {
        return fail(error.clone());
    }
    if objects.is_empty() && args.get("filename").is_none() {
        return fail(
            "one or more resources must be specified as <resource> <name> or <resource>/<name>"
                .to_owned(),
        );
    }
    if args.on("list") && args.get("output").is_some_and(|it| !it.is_empty()) {
        return fail("--list and --output may not be specified together".to_owned());
    }
    for flag in ["selector", "field-selector"] {
        if args.on("all") && args.get(flag).is_some_and(|it| !it.is_empty()) {
            return fail(format!("cannot set --all and --{flag} at the same time"));
        }
    }
    if args.on("local") && args.get("filename").is_none() {
        let file = if words.tells_nothing { "pod" } else { "rsrc" };
        return fail(format!(
            "can only use local files by -f {file}.yaml or --filename={file}.json when --local=true is set"
        ));
    }
    if pairs.is_empty() && !args.on("list") {
        return fail(format!("at least one {} update is required", words.noun));
    }
    let (set, removed) = match changes {
        Ok(changes) => changes,
        Err(error) => return fail(error),
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(error),
    };
    let mut errors = Vec::new();
    let found = if args.on("local") {
        kubectl.local_items(args)
    } else {
        kubectl.found(args, Some(objects), &mut errors)
    };
    let items = match found {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    let of_type = matches!(select::named(objects), Ok(Named::Types(_)));
    let several = of_type || items.len() > 1;
    if several && args.get("resource-version").is_some_and(|it| !it.is_empty()) {
        return fail("--resource-version may only be used with a single resource".to_owned());
    }
    let mut errors_before = Vec::new();
    for item in &items {
        super::warn_of(item.resource.kind, &mut out);
        if let Err(error) = change(kubectl, args, words, dry, item, &set, &removed, &mut out) {
            errors_before.extend(error);
            continue;
        }
        if args.on("list") {
            list(kubectl, words, item, several, &mut out);
        }
    }
    errors_before.extend(errors);
    out.errors(errors_before);
    out
}

/// What is set, and what is taken away. Models parseLabels and ParsePairs.
fn changes(
    words: &Words,
    pairs: &[String],
) -> Result<(BTreeMap<String, String>, Vec<String>), String> {
    let mut set = BTreeMap::new();
    let mut removed = Vec::new();
    for pair in pairs {
        match (pair.split_once('='), pair.strip_suffix('-')) {
            (Some(("", _)), _) => {
                return Err(format!("at least one {} update is required", words.noun));
            }
            (Some((_, value)), _) if words.tells_nothing && value.contains('=') => {
                return Err(format!("invalid label spec: {pair}"));
            }
            (Some((key, value)), _) => {
                if words.tells_nothing
                    && let Some(problem) = value_problem(value)
                {
                    return Err(format!("invalid label value: \"{pair}\": {problem}"));
                }
                set.insert(key.to_owned(), value.to_owned());
            }
            (None, Some(key)) => removed.push(key.to_owned()),
            (None, None) => {}
        }
    }
    if removed.iter().any(|it| set.contains_key(it)) {
        let both: Vec<&str> =
            removed.iter().filter(|it| set.contains_key(*it)).map(String::as_str).collect();
        return Err(if words.tells_nothing {
            "can not both modify and remove a label in the same command".to_owned()
        } else {
            format!(
                "can not both modify and remove the following annotation(s) in the same command: {}",
                both.join(", ")
            )
        });
    }
    Ok((set, removed))
}

/// `--list`: what the object carries now.
fn list(kubectl: &Kubectl<'_>, words: &Words, item: &Item, several: bool, out: &mut Output) {
    let now = select::get(kubectl.cluster, item.resource, item.namespace(), item.name());
    let value = now.map_or_else(|_| item.value.clone(), |it| it.value);
    let indent = if several { " " } else { "" };
    if several {
        let kind = format!("{}.{}", item.resource.kind, item.resource.group());
        out.line(format!("Listing {}s for {kind}/{}:", words.noun, item.name()));
    }
    for (key, value) in string_map(value.at(&format!("metadata.{}", words.field))) {
        out.line(format!("{indent}{key}={value}"));
    }
}

/// Refuses what would overwrite. Models validateNoOverwrites and
/// validateNoAnnotationOverwrites.
fn taken(
    words: &Words,
    set: &BTreeMap<String, String>,
    old: &BTreeMap<String, String>,
) -> Result<(), Vec<String>> {
    let free = |key: &str| !words.tells_nothing && key == CHANGE_CAUSE;
    let mut all = set.iter().filter_map(|(key, value)| {
        let has = old.get(key).filter(|it| *it != value && !free(key))?;
        Some(format!("'{key}' already has a value ({has})"))
    });
    if words.tells_nothing {
        let all: Vec<String> =
            all.map(|it| format!("error: {it}, and --overwrite is false")).collect();
        return if all.is_empty() { Ok(()) } else { Err(all) };
    }
    let Some(first) = all.next() else { return Ok(()) };
    let all: Vec<String> = [first].into_iter().chain(all).collect();
    Err(vec![format!(
        "error: --overwrite is false but found the following declared annotation(s): {}",
        all.join("; ")
    )])
}

#[allow(clippy::too_many_arguments)] // Everything here is one request's own.
fn change(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    words: &Words,
    dry: DryRun,
    item: &Item,
    set: &BTreeMap<String, String>,
    removed: &[String],
    out: &mut Output,
) -> Result<(), Vec<String>> {
    let path = format!("metadata.{}", words.field);
    let old = string_map(item.value.at(&path));
    if !args.on("overwrite") {
        taken(words, set, &old)?;
    }
    let mut body = Value::map();
    for (key, value) in set {
        insert(&mut body, words.field, key, value.as_str().into());
    }
    for key in removed {
        let sends = dry != DryRun::Client && !args.on("local") && !args.on("list");
        if words.tells_nothing && sends && !old.contains_key(key) {
            out.line(format!("label \"{key}\" not found."));
        }
        insert(&mut body, words.field, key, Value::Null);
    }
    let mut new = old.clone();
    new.extend(set.clone());
    new.retain(|key, _| !removed.contains(key));
    let what = if new == old && words.tells_nothing {
        "not labeled"
    } else if !old.keys().any(|it| !new.contains_key(it)) {
        words.done
    } else if new.iter().all(|(key, it)| old.get(key) == Some(it)) {
        words.undone
    } else {
        words.both
    };
    if args.on("list") && set.is_empty() && removed.is_empty() {
        return Ok(());
    }
    let line = format!("{} {what}{}", item.label(), dry.suffix());
    let line = if args.on("list") { String::new() } else { line };
    if dry == DryRun::Client || args.on("local") {
        let mut value = item.value.clone();
        let map: Value =
            Value::Map(new.into_iter().map(|(key, text)| (key, text.into())).collect());
        value.set(&path, map);
        kubectl.print_changed(args, &value, &item.label(), line, out);
        return Ok(());
    }
    let stale = args
        .get("resource-version")
        .is_some_and(|it| it != item.value.text("metadata.resourceVersion"));
    if stale {
        return Err(vec![format!(
            "Error from server (Conflict): Operation cannot be fulfilled on {} \"{}\": the object has been modified; please apply your changes to the latest version and try again",
            item.resource.qualified(),
            item.name()
        )]);
    }
    if new == old && words.tells_nothing && args.get("output").map(Format::parse).is_none() {
        if !line.is_empty() {
            out.line(line);
        }
        return Ok(());
    }
    let Some(kind) = item.resource.simulated() else {
        return Ok(());
    };
    let request = Request::Patch {
        key: Key::new(kind, item.namespace(), item.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Main,
    };
    let done = kubectl.send(&request, dry).map_err(|it| vec![it])?;
    out.warn(&done.warnings);
    kubectl.print_changed(args, &done.object.value, &item.label(), line, out);
    Ok(())
}

/// Keys hold dots, so they cannot be set by a dotted path.
fn insert(body: &mut Value, field: &str, key: &str, value: Value) {
    let path = format!("metadata.{field}");
    let mut map = body.remove(&path).unwrap_or_else(Value::map);
    if let Some(map) = map.as_map_mut() {
        map.insert(key.to_owned(), value);
    }
    body.set(&path, map);
}
