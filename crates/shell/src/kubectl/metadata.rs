//! `kubectl label` and `kubectl annotate`. Models k8s.io/kubectl/pkg/cmd/label
//! and pkg/cmd/annotate (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::client::print::{self, Failure};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::expose::told;
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

/// Models cmdutil.GetResourcesAndPairs: what begins with `=` names an object.
fn is_pair(word: &str) -> bool {
    word.contains('=') && !word.starts_with('=') || word.ends_with('-') && word.len() > 1
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
    // Upstream's annotate asks a flag of its own that nothing sets.
    if words.tells_nothing && args.on("list") && args.get("output").is_some_and(|it| !it.is_empty())
    {
        return fail("--list and --output may not be specified together".to_owned());
    }
    for flag in ["selector", "field-selector"] {
        if args.on("all") && args.get(flag).is_some_and(|it| !it.is_empty()) {
            return fail(format!("cannot set --all and --{flag} at the same time"));
        }
    }
    if args.on("local") {
        let file = if words.tells_nothing { "pod" } else { "rsrc" };
        if DryRun::of(args) == Ok(DryRun::Server) {
            return fail(
                "cannot specify --local and --dry-run=server - did you mean --dry-run=client?"
                    .to_owned(),
            );
        }
        if !objects.is_empty() {
            return fail(format!(
                "can only use local files by -f {file}.yaml or --filename={file}.json when --local=true is set"
            ));
        }
        if !args.reads_files() {
            return fail(format!(
                "one or more files must be specified as -f {file}.yaml or --filename={file}.json"
            ));
        }
    } else if objects.is_empty() && !args.reads_files() {
        return fail(
            "one or more resources must be specified as <resource> <name> or <resource>/<name>"
                .to_owned(),
        );
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
    let several = match args.all("filename").as_slice() {
        [] => of_type || items.len() > 1,
        // One file is one thing, whatever stands in it. Models Builder.visitByPaths.
        [file] => !kubectl.files.contains_key(file.trim_start_matches("./")),
        _ => true,
    };
    if several && args.get("resource-version").is_some_and(|it| !it.is_empty()) {
        return fail("--resource-version may only be used with a single resource".to_owned());
    }
    let mut failed: Vec<Failure> = Vec::new();
    for item in &items {
        super::warn_of(item.resource.kind, &mut out);
        match change(kubectl, args, words, dry, item, &set, &removed, &mut out) {
            Err(error) => failed.extend(error),
            Ok(new) if args.on("list") => list(words, item, &new, several, &mut out),
            Ok(_) => {}
        }
    }
    failed.extend(errors.into_iter().map(told));
    if !failed.is_empty() {
        out.stderr.push_str(&print::failures(&failed));
        out.exit = 1;
    }
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
                    return Err(format!("invalid label value: {pair:?}: {problem}"));
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
fn list(
    words: &Words,
    item: &Item,
    now: &BTreeMap<String, String>,
    several: bool,
    out: &mut Output,
) {
    let indent = if several { " " } else { "" };
    if several {
        let kind = format!("{}.{}", item.resource.kind, item.resource.group());
        out.line(format!("Listing {}s for {kind}/{}:", words.noun, item.name()));
    }
    for (key, value) in now {
        out.line(format!("{indent}{key}={value}"));
    }
}

/// Refuses what would overwrite. Models validateNoOverwrites and
/// validateNoAnnotationOverwrites.
fn taken(
    words: &Words,
    set: &BTreeMap<String, String>,
    old: &BTreeMap<String, String>,
) -> Result<(), Vec<Failure>> {
    let free = |key: &str| !words.tells_nothing && key == CHANGE_CAUSE;
    let mut all = set.iter().filter_map(|(key, value)| {
        let has = old.get(key).filter(|it| *it != value && !free(key))?;
        Some(format!("'{key}' already has a value ({has})"))
    });
    if words.tells_nothing {
        let own = |it: String| Failure::Own(format!("{it}, and --overwrite is false"));
        let all: Vec<Failure> = all.map(own).collect();
        return if all.is_empty() { Ok(()) } else { Err(all) };
    }
    let Some(first) = all.next() else { return Ok(()) };
    let all: Vec<String> = [first].into_iter().chain(all).collect();
    Err(vec![Failure::Own(format!(
        "--overwrite is false but found the following declared annotation(s): {}",
        all.join("; ")
    ))])
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
) -> Result<BTreeMap<String, String>, Vec<Failure>> {
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
    // What has no labels at all gets an empty map of them, which counts as a change.
    let emptied = item.value.at(&path).is_none() && !removed.is_empty() && new.is_empty();
    let what = if new == old && words.tells_nothing && !emptied {
        "not labeled"
    } else if !old.keys().any(|it| !new.contains_key(it)) {
        words.done
    } else if new.iter().all(|(key, it)| old.get(key) == Some(it)) {
        words.undone
    } else {
        words.both
    };
    let line = format!("{} {what}{}", item.label(), dry.suffix());
    if args.on("list") {
        // What is listed is what would be; nothing is sent.
        return Ok(new);
    }
    if dry == DryRun::Client || args.on("local") {
        let mut value = item.value.clone();
        let map: Value =
            Value::Map(new.iter().map(|(key, text)| (key.clone(), text.as_str().into())).collect());
        value.set(&path, map);
        printable(args)?;
        kubectl.print_changed(args, &value, &item.label(), line, out);
        return Ok(new);
    }
    let stale = args
        .get("resource-version")
        .is_some_and(|it| it != item.value.text("metadata.resourceVersion"));
    if stale {
        return Err(vec![Failure::Listed(format!(
            "Error from server (Conflict): Operation cannot be fulfilled on {} \"{}\": the object has been modified; please apply your changes to the latest version and try again",
            item.resource.qualified(),
            item.name()
        ))]);
    }
    if new == old && words.tells_nothing && args.get("output").map(Format::parse).is_none() {
        out.line(line);
        return Ok(new);
    }
    let Some(kind) = item.resource.simulated() else {
        return Ok(new);
    };
    let request = Request::Patch {
        key: Key::new(kind, item.namespace(), item.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Main,
    };
    let done = kubectl.serve(&request, dry).map_err(|status| {
        out.warn(&status.warnings);
        vec![Failure::Server(status)]
    })?;
    out.warn(&done.warnings);
    printable(args)?;
    kubectl.print_changed(args, &done.object.value, &item.label(), line, out);
    Ok(new)
}

/// Refuses a format that there is not, for each object anew.
fn printable(args: &Args) -> Result<(), Vec<Failure>> {
    match args.get("output").map(Format::parse) {
        Some(Err(why)) => Err(vec![Failure::Own(why)]),
        _ => Ok(()),
    }
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
