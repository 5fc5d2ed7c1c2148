//! `kubectl wait`. Models k8s.io/kubectl/pkg/cmd/wait (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item, Named, Scope};
use super::waiting::Waiting;
use super::{Kubectl, table};
use crate::cluster::Cluster;
use crate::duration::duration_ms;
use crate::output::Output;
use crate::print::jsonpath;

/// What kubectl says where there are more than a path and a value.
const FORMAT: &str = "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";
/// kubectl's own default of `--timeout`.
const DEFAULT_TIMEOUT_MS: u64 = 30_000;
/// How long who gives a negative time waits: a week.
const NEGATIVE_TIMEOUT_MS: u64 = 7 * 24 * 3_600_000;

enum Wanted {
    Condition { kind: String, status: String },
    JsonPath { template: jsonpath::Template, value: Option<String> },
    Gone,
    There,
}

/// Runs `kubectl wait`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    let fors = args.each("for");
    if fors.is_empty() {
        return fail("unrecognized condition: []".to_owned());
    }
    let mut all = Vec::new();
    for text in fors {
        match wanted(text) {
            Ok(wanted) => all.push(wanted),
            Err(error) => return fail(error),
        }
    }
    if args.on("local") && !args.reads_files() {
        return fail("you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'".to_owned());
    }
    let awaits = |it: fn(&Wanted) -> bool| all.iter().any(it);
    let (there, gone) =
        (awaits(|it| matches!(it, Wanted::There)), awaits(|it| matches!(it, Wanted::Gone)));
    let timeout = timeout_ms(args);
    let waiting = Waiting::new(kubectl, timeout);
    let scope = Scope::of(args);
    let objects =
        match select::asked(&args.words, scope.selects()) {
            _ if args.reads_files() => match kubectl.named_in_files(args) {
                Ok(named) => named,
                Err(error) => return Output::fail(error),
            },
            Err(error) => return fail(error),
            Ok(Named::Nothing) => return fail(select::NOTHING_NAMED.to_owned()),
            Ok(Named::Objects(objects)) if select::across(&objects, &scope) => {
                let why = "a resource cannot be retrieved by name across all namespaces";
                return fail(why.to_owned());
            }
            Ok(Named::Objects(objects)) => {
                let namespace = select::namespace(args);
                objects.into_iter().map(|(it, name)| (it, namespace.clone(), name)).collect()
            }
            Ok(Named::Types(_)) if !scope.selects() && !args.on("all") => {
                return fail("resource(s) were provided, but no name was specified".to_owned());
            }
            Ok(Named::Types(types)) => {
                let mut objects = Vec::new();
                for resource in types {
                    match select::list(kubectl.cluster, resource, &scope) {
                        Ok(items) => {
                            objects.extend(items.iter().map(|it| {
                                (resource, it.namespace().to_owned(), it.name().to_owned())
                            }));
                        }
                        Err(error) => return Output::fail(error),
                    }
                }
                objects
            }
        };
    if objects.is_empty() {
        return nothing(kubectl, timeout, (gone, there));
    }
    let mut out = Output::default();
    let mut errors: Vec<String> = Vec::new();
    if there {
        // It is asked for each object before anything is awaited; only one alone may be missing.
        for (resource, namespace, name) in &objects {
            if let Err(error) = select::get(kubectl.cluster, resource, namespace, name) {
                errors.push(error);
            }
        }
        // Standard input was read when the objects were looked for.
        let read = args.all("filename").contains(&"-");
        let in_file = args.reads_files();
        if errors.len() > 1 || in_file && !errors.is_empty() {
            out.errors(errors);
            return out;
        }
        if read {
            return fail("no matching resources found".to_owned());
        }
        if !errors.is_empty() {
            let missing = |cluster: &dyn Cluster| {
                let get = |it: &(_, String, String)| select::get(cluster, it.0, &it.1, &it.2);
                objects.iter().any(|it| get(it).is_err())
            };
            while missing(kubectl.cluster) {
                if !waiting.goes_on(kubectl) {
                    return fail("timed out waiting for the condition".to_owned());
                }
            }
            errors.clear();
        }
    }
    for (resource, namespace, name) in objects {
        super::warn_of(resource.kind, &mut out);
        // What comes after the time is up is not looked at any more.
        let late = errors.iter().any(|it| it.contains("timed out")) && timeout > 0;
        // One object's conditions are awaited one after the other.
        for wanted in &all {
            let place = (resource, namespace.as_str(), name.as_str());
            if let Err(error) = one(kubectl, args, (wanted, waiting, late), place, &mut out) {
                errors.push(error);
                break;
            }
        }
    }
    out.errors(errors);
    out
}

/// What is said where nothing is chosen: only what should be there is waited for.
fn nothing(kubectl: &mut Kubectl<'_>, timeout: u64, (gone, there): (bool, bool)) -> Output {
    match (gone, there) {
        (true, _) => Output::default(),
        (_, true) => {
            kubectl.cluster.wait(timeout);
            Output::fail("error: timed out waiting for the condition")
        }
        _ => Output::fail("error: no matching resources found"),
    }
}

fn timeout_ms(args: &Args) -> u64 {
    match args.get("timeout") {
        Some(text) if text.starts_with('-') => NEGATIVE_TIMEOUT_MS,
        text => text.and_then(duration_ms).unwrap_or(DEFAULT_TIMEOUT_MS),
    }
}

fn one(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    (wanted, waiting, late): (&Wanted, Waiting, bool),
    (resource, namespace, name): (&'static super::resources::Resource, &str, &str),
    out: &mut Output,
) -> Result<(), String> {
    loop {
        let found = select::get(kubectl.cluster, resource, namespace, name);
        match (&found, wanted) {
            (Err(_), Wanted::Gone) => return Ok(()),
            (Err(_), Wanted::There) => {}
            (Err(error), _) => return Err(error.clone()),
            (Ok(item), wanted) if !late && holds(item, wanted)? => {
                let line = format!("{} condition met", item.label());
                // What cannot be printed is told nowhere.
                let before = std::mem::take(&mut out.stdout);
                let mut shown = Output { stdout: before, ..Output::default() };
                kubectl.print_changed(args, &item.value, &item.label(), line, &mut shown);
                out.stdout = shown.stdout;
                return Ok(());
            }
            (Ok(_), _) => {}
        }
        if !waiting.goes_on(kubectl) {
            return Err(match wanted {
                Wanted::There => "error: timed out waiting for the condition".to_owned(),
                // Who does not wait looks once.
                _ if timeout_ms(args) == 0 => {
                    format!("error: condition not met for {}/{name}", resource.name)
                }
                _ => format!(
                    "error: timed out waiting for the condition on {}/{name}",
                    resource.name
                ),
            });
        }
    }
}

fn wanted(text: &str) -> Result<Wanted, String> {
    if text.eq_ignore_ascii_case("delete") {
        return Ok(Wanted::Gone);
    }
    if text.eq_ignore_ascii_case("create") {
        return Ok(Wanted::There);
    }
    if let Some(condition) = text.strip_prefix("condition=") {
        let (kind, status) = condition.split_once('=').unwrap_or((condition, "true"));
        return Ok(Wanted::Condition { kind: kind.to_owned(), status: status.to_owned() });
    }
    if let Some(path) = text.strip_prefix("jsonpath=") {
        let (path, value) = match split_once_each(path).as_slice() {
            [path] => (path.clone(), None),
            [path, value] => (path.clone(), Some(value.trim_matches(['\'', '"']).to_owned())),
            _ => return Err(FORMAT.to_owned()),
        };
        let template = jsonpath::braced(&path)?;
        if value.as_deref() == Some("") {
            return Err("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3".to_owned());
        }
        if path.is_empty() {
            return Err("jsonpath expression cannot be empty".to_owned());
        }
        let template = jsonpath::Template::parse(&template)?;
        return Ok(Wanted::JsonPath { template, value });
    }
    Err(format!("unrecognized condition: \"{text}\""))
}

fn holds(item: &Item, wanted: &Wanted) -> Result<bool, String> {
    match wanted {
        Wanted::Condition { kind, status } => Ok(item
            .value
            .list("status.conditions")
            .iter()
            .find(|it| it.text("type").eq_ignore_ascii_case(kind))
            .is_some_and(|it| it.text("status").eq_ignore_ascii_case(status))),
        Wanted::JsonPath { template, value } => {
            found(template, &item.value, value.as_deref()).map_err(|it| format!("error: {it}"))
        }
        Wanted::Gone => Ok(false),
        Wanted::There => Ok(true),
    }
}

/// Whether a path leads to this value, or to any. Models JSONPathWait.checkCondition.
fn found(
    template: &jsonpath::Template,
    object: &Value,
    wanted: Option<&str>,
) -> Result<bool, String> {
    let lists = template.results(object)?;
    let Some(first) = lists.first().filter(|it| !it.is_empty()) else { return Ok(false) };
    let many = |what| Err(format!("given jsonpath expression matches more than one {what}"));
    match (lists.as_slice(), first.as_slice(), wanted) {
        ([_, _, ..], ..) => many("list"),
        (_, [_, _, ..], _) => many("value"),
        (_, _, None) => Ok(true),
        (_, [Value::Map(_) | Value::List(_)], _) => {
            Err("jsonpath leads to a nested object or list which is not supported".to_owned())
        }
        (_, one, Some(wanted)) => {
            Ok(one.iter().any(|it| jsonpath::printed(it).trim() == wanted.trim()))
        }
    }
}

/// A text cut at each `=` that does not stand twice. Models splitJSONPathInput.
fn split_once_each(text: &str) -> Vec<String> {
    let doubled: Vec<Vec<&str>> = text.split("==").map(|it| it.split('=').collect()).collect();
    let mut parts: Vec<String> = Vec::new();
    for (place, pieces) in doubled.into_iter().enumerate() {
        for (at, piece) in pieces.into_iter().enumerate() {
            match parts.last_mut().filter(|_| place > 0 && at == 0) {
                Some(last) => {
                    last.push_str("==");
                    last.push_str(piece);
                }
                None => parts.push(piece.to_owned()),
            }
        }
    }
    parts
}

/// Whether a condition of an object is true.
pub fn is_true(value: &Value, kind: &str) -> bool {
    table::condition(value, kind).is_some_and(|it| it.text("status") == "True")
}
