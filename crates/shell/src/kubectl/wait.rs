//! `kubectl wait`. Models k8s.io/kubectl/pkg/cmd/wait (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item, Named, Scope};
use super::{Kubectl, table};
use crate::cluster::Cluster;
use crate::output::Output;
use crate::print::jsonpath;

/// kubectl's own default of `--timeout`.
const DEFAULT_TIMEOUT_MS: u64 = 30_000;
/// How far simulated time goes on between two looks.
const STEP_MS: u64 = 250;

enum Wanted {
    Condition { kind: String, status: String },
    JsonPath { template: jsonpath::Template, value: Option<String> },
    Gone,
    There,
}

/// Reads a duration such as `30s`, `1m30s`, `500ms`, as milliseconds.
pub fn duration_ms(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut total = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|it: char| !it.is_ascii_digit() && it != '.')?;
        let (number, after) = rest.split_at(end);
        let unit_end = after.find(|it: char| it.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(unit_end);
        let factor = match unit {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let fraction: String = format!("{fraction}000").chars().take(3).collect();
        total +=
            whole.parse::<u64>().ok()? * factor + fraction.parse::<u64>().ok()? * factor / 1000;
        rest = after;
    }
    Some(total)
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
    if args.on("local") && args.get("filename").is_none() {
        return fail("you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'".to_owned());
    }
    let awaits = |it: fn(&Wanted) -> bool| all.iter().any(it);
    let (there, gone) =
        (awaits(|it| matches!(it, Wanted::There)), awaits(|it| matches!(it, Wanted::Gone)));
    let timeout = args.get("timeout").and_then(duration_ms).unwrap_or(DEFAULT_TIMEOUT_MS);
    let until = kubectl.cluster.now_ms() + timeout;
    let scope = Scope::of(args);
    let objects =
        match select::asked(&args.words, scope.selects()) {
            _ if args.get("filename").is_some() => match kubectl.named_in_files(args) {
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
                if objects.is_empty() {
                    return match (gone, there) {
                        (true, _) => Output::default(),
                        (_, true) => {
                            kubectl.cluster.wait(timeout);
                            fail("timed out waiting for the condition".to_owned())
                        }
                        _ => fail("no matching resources found".to_owned()),
                    };
                }
                objects
            }
        };
    let mut out = Output::default();
    let mut errors: Vec<String> = Vec::new();
    if there {
        // It is asked for each object before anything is awaited; only one alone may be missing.
        for (resource, namespace, name) in &objects {
            if let Err(error) = select::get(kubectl.cluster, resource, namespace, name) {
                errors.push(error);
            }
        }
        let in_file = args.get("filename").is_some();
        if errors.len() > 1 || in_file && !errors.is_empty() {
            out.errors(errors);
            return out;
        }
        if in_file {
            return fail("no matching resources found".to_owned());
        }
        if !errors.is_empty() {
            let missing = |cluster: &dyn Cluster| {
                let get = |it: &(_, String, String)| select::get(cluster, it.0, &it.1, &it.2);
                objects.iter().any(|it| get(it).is_err())
            };
            while missing(kubectl.cluster) {
                if kubectl.cluster.now_ms() >= until || kubectl.out_of_time() {
                    return fail("timed out waiting for the condition".to_owned());
                }
                kubectl.cluster.wait(STEP_MS);
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
            if let Err(error) = one(kubectl, args, (wanted, until, late), place, &mut out) {
                errors.push(error);
                break;
            }
        }
    }
    out.errors(errors);
    out
}

fn one(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    (wanted, until, late): (&Wanted, u64, bool),
    (resource, namespace, name): (&'static super::resources::Resource, &str, &str),
    out: &mut Output,
) -> Result<(), String> {
    loop {
        let found = select::get(kubectl.cluster, resource, namespace, name);
        match (&found, wanted) {
            (Err(_), Wanted::Gone) => return Ok(()),
            (Err(_), Wanted::There) => {}
            (Err(error), _) => return Err(error.clone()),
            (Ok(item), Wanted::JsonPath { template, value: Some(_) })
                if template
                    .results(&item.value)
                    .is_ok_and(|it| it.iter().map(Vec::len).sum::<usize>() > 1) =>
            {
                return Err(
                    "error: given jsonpath expression matches more than one value".to_owned()
                );
            }
            (Ok(item), wanted) if !late && holds(item, wanted) => {
                let line = format!("{} condition met", item.label());
                kubectl.print_changed(args, &item.value, &item.label(), line, out);
                return Ok(());
            }
            (Ok(_), _) => {}
        }
        if kubectl.cluster.now_ms() >= until || kubectl.out_of_time() {
            return Err(match wanted {
                Wanted::There => "error: timed out waiting for the condition".to_owned(),
                // Who does not wait looks once.
                _ if args.get("timeout").and_then(duration_ms) == Some(0) => {
                    format!("error: condition not met for {}/{name}", resource.name)
                }
                _ => format!(
                    "error: timed out waiting for the condition on {}/{name}",
                    resource.name
                ),
            });
        }
        kubectl.cluster.wait(STEP_MS);
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
        if path.is_empty() {
            return Err("jsonpath expression cannot be empty".to_owned());
        }
        let end = path.rfind('}').map(|it| it + 1).or(path.rfind('='));
        let (path, value) = path.split_at(end.unwrap_or(path.len()));
        let template = jsonpath::relaxed(path)?;
        let value = value.strip_prefix('=').map(str::to_owned);
        if value.as_deref() == Some("") {
            return Err("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3".to_owned());
        }
        return Ok(Wanted::JsonPath { template, value });
    }
    Err(format!("unrecognized condition: \"{text}\""))
}

fn holds(item: &Item, wanted: &Wanted) -> bool {
    match wanted {
        Wanted::Condition { kind, status } => item
            .value
            .list("status.conditions")
            .iter()
            .find(|it| it.text("type").eq_ignore_ascii_case(kind))
            .is_some_and(|it| it.text("status").eq_ignore_ascii_case(status)),
        Wanted::JsonPath { template, value } => {
            let results: Vec<Value> =
                template.results(&item.value).unwrap_or_default().into_iter().flatten().collect();
            match (results.as_slice(), value) {
                ([], _) => false,
                (_, None) => true,
                ([one], Some(value)) => jsonpath::printed(one) == *value,
                _ => false,
            }
        }
        Wanted::Gone => false,
        Wanted::There => true,
    }
}

/// Whether a condition of an object is true.
pub fn is_true(value: &Value, kind: &str) -> bool {
    table::condition(value, kind).is_some_and(|it| it.text("status") == "True")
}
