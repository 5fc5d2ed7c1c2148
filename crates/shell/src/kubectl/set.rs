//! `kubectl set image | selector | resources | env`. Models
//! k8s.io/kubectl/pkg/cmd/set (v1.36).

mod containers;
mod list;

use service_lab_engine::api::{Part, Request};
use service_lab_engine::schema::{canonical_quantity, wrong_quantity};
use service_lab_engine::value::Value;

use self::containers::{Containers, has_template, pod_spec_path, selected};
use super::flags::Args;
use super::key_names::env_name_problem;
use super::select::Item;
use super::{DryRun, Kubectl, select};
use crate::output::Output;
use crate::selector::{LabelSelector, Requirement};
use crate::stdin::Stdin;

/// What kubectl says where nothing is asked of the server and no file is named.
const NO_LOCAL_FILE: &str = "you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'";

const HELP: &str = "Configure application resources.

 These commands help you make changes to existing application resources.

Available Commands:
  env              Update environment variables on a pod template
  image            Update the image of a pod template
  resources        Update resource requests/limits on objects with pod templates
  selector         Set the selector on a resource
  serviceaccount   Update the service account of a resource
  subject          Update the user, group, or service account in a role binding or cluster role binding

Usage:
  kubectl set SUBCOMMAND [options]

Use \"kubectl set <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// Runs `kubectl set` with the words behind it.
pub fn run(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        None => Output { stderr: HELP.to_owned(), exit: 1, ..Output::default() },
        Some("image") => kubectl.with("set image", rest, image),
        Some("selector") => kubectl.with("set selector", rest, selector),
        Some("resources") => kubectl.with("set resources", rest, resources),
        Some("env") => kubectl.with("set env", rest, env),
        Some("serviceaccount" | "sa") => kubectl.with("set serviceaccount", rest, service_account),
        Some("subject") => Output::fail("service-lab: kubectl set subject is not simulated here"),
        Some(_) => kubectl.with("set", words, |_, args| {
            super::usage_error("set", &format!("unknown command \"{}\"", args.words.join(" ")))
        }),
    }
}

/// Objects, and what is set in them.
type Split = (Vec<String>, Vec<(String, String)>);

/// Splits the arguments into objects and `name=value` pairs.
fn split(words: &[String], what: &str) -> Result<Split, String> {
    let mut objects = Vec::new();
    let mut pairs = Vec::new();
    for word in words {
        // Models GetResourcesAndPairs: what begins with the sign is no pair.
        match word.split_once('=').filter(|(name, _)| !name.is_empty()) {
            Some((name, value)) => pairs.push((name.to_owned(), value.to_owned())),
            // `NAME-` takes a variable away.
            None if pairs.is_empty() || word.ends_with('-') => objects.push(word.clone()),
            None => {
                return Err(format!(
                    "all resources must be specified before {what} changes: {word}"
                ));
            }
        }
    }
    Ok((objects, pairs))
}

fn image(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let (objects, pairs) = match split(&args.words, "image") {
        Ok(split) => split,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let selects = select::Scope::of(args).selects();
    if objects.is_empty() && !args.reads_files() && !selects {
        return Output::fail(format!("error: {}", select::NOTHING_NAMED));
    }
    if pairs.is_empty() && (objects.len() <= 1 || !objects.iter().any(|it| it.contains('/'))) {
        return unchanged(kubectl, args, &objects, "at least one image update is required");
    }
    change(kubectl, args, &objects, "image updated", |item, value| {
        has_template(args, item)?;
        let mut containers = Containers::of(item, value);
        let mut missing = Vec::new();
        for (name, image) in &pairs {
            let mut found = false;
            for container in containers.each_mut() {
                if name == "*" || container.text("name") == name {
                    container.set("image", image.as_str());
                    found = true;
                }
            }
            if !found {
                missing.push(format!("unable to find container named \"{name}\""));
            }
        }
        containers.put(value);
        if missing.is_empty() { Ok(()) } else { Err(missing.join("\nerror: ")) }
    })
}

/// What is said where nothing is to be changed: the objects are asked for before. Models Complete
/// and Validate of SetImageOptions and SetResourcesOptions.
fn unchanged(kubectl: &Kubectl<'_>, args: &Args, objects: &[String], why: &str) -> Output {
    if args.on("local") && !args.reads_files() {
        return Output::fail(format!("error: {NO_LOCAL_FILE}"));
    }
    let mut errors = Vec::new();
    let found = kubectl.found(args, Some(objects), &mut errors);
    if errors.is_empty() {
        return found.err().unwrap_or_else(|| Output::fail(format!("error: {why}")));
    }
    let mut out = Output::default();
    out.errors(errors);
    out
}

fn service_account(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let Some((name, objects)) = args.words.split_last() else {
        return Output::fail("error: serviceaccount is required");
    };
    change(kubectl, args, objects, "serviceaccount updated", |item, value| {
        has_template(args, item)?;
        value.set(&format!("{}.serviceAccountName", pod_spec_path(item)), name.as_str());
        Ok(())
    })
}

/// `--from configmap/NAME`: a variable for each key, and a word on each key that is no name of one.
/// Models keyToEnvName.
fn variables_from(
    kubectl: &Kubectl<'_>,
    args: &Args,
    out: &mut Output,
) -> Result<Vec<Value>, Output> {
    let Some(from) = args.get("from").filter(|it| !it.is_empty()) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    let keys = args.all("keys");
    for item in kubectl.chosen(args, Some(&[from.to_owned()]))? {
        if item.resource.kind != "ConfigMap" {
            return Err(Output::fail("error: unsupported resource specified in --from"));
        }
        for key in select::string_map(item.value.at("data")).into_keys() {
            if !keys.is_empty() && !keys.contains(&key.as_str()) {
                continue;
            }
            let clean = |it: char| if it.is_ascii_alphanumeric() { it } else { '_' };
            let name: String = key.chars().map(clean).collect();
            let name = name.to_ascii_uppercase();
            if name != key {
                out.complain(format!("Warning: key {key} transferred to {name}"));
            }
            let mut entry = Value::map();
            entry.set("name", name);
            entry.set("valueFrom.configMapKeyRef.key", key.as_str());
            entry.set("valueFrom.configMapKeyRef.name", item.name());
            all.push(entry);
        }
    }
    Ok(all)
}

/// The words, with what standard input sets in place of `-`. Models readEnv of pkg/cmd/set/env.
fn with_input<'w>(stdin: &Stdin, words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut all = Vec::new();
    for word in words {
        if word != "-" {
            all.push(word.to_owned());
            continue;
        }
        let lines = stdin.all().lines().map(|it| it.split('#').next().unwrap_or(it));
        all.extend(lines.filter(|it| it.contains('=')).map(str::to_owned));
    }
    all
}

fn env(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let words = with_input(kubectl.stdin, args.words.iter().map(String::as_str));
    let (objects, mut pairs) = match split(&words, "environment") {
        Ok(split) => split,
        Err(_) => {
            let all = args.words.join(" ");
            return Output::fail(format!(
                "error: all resources must be specified before environment changes: {all}"
            ));
        }
    };
    let (removed, objects): (Vec<String>, Vec<String>) =
        objects.into_iter().partition(|it| it.ends_with('-') && it.len() > 1);
    let flagged = with_input(kubectl.stdin, args.each("env").into_iter());
    for (place, word) in flagged.iter().enumerate() {
        match word.split_once('=') {
            Some((name, value)) => pairs.insert(place, (name.to_owned(), value.to_owned())),
            None => return Output::fail(format!("error: unknown environment variable: {word}")),
        }
    }
    if objects.is_empty() && !args.reads_files() {
        return Output::fail(
            "error: one or more resources must be specified as <resource> <name> or <resource>/<name>",
        );
    }
    if let Some(problem) = pairs.iter().find_map(|(name, _)| env_name_problem(name)) {
        return Output::fail(format!("error: {problem}"));
    }
    if removed.iter().any(|it| pairs.iter().any(|(name, _)| it.strip_suffix('-') == Some(name))) {
        return Output::fail(
            "error: can not both modify and remove the same environment variable in the same command",
        );
    }
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    if args.on("list") && given("output") {
        return Output::fail("error: cannot specify --output when listing");
    }
    if given("keys") && !given("from") {
        return Output::fail(
            "error: when specifying --keys, a configmap or secret must be provided with --from",
        );
    }
    let mut entries: Vec<Value> = Vec::new();
    for (name, text) in &pairs {
        let mut entry = Value::map();
        entry.set("name", name.as_str());
        entry.set("value", text.as_str());
        entries.push(entry);
    }
    let mut told = Output::default();
    match variables_from(kubectl, args, &mut told) {
        Ok(from) => entries.extend(from),
        Err(output) => return output,
    }
    if let Some(prefix) = args.get("prefix") {
        for entry in &mut entries {
            let name = format!("{prefix}{}", entry.text("name"));
            entry.set("name", name);
        }
    }
    let keeps = args.get("overwrite").is_some() && !args.on("overwrite");
    let notes = std::cell::RefCell::new(Vec::new());
    let edit = |item: &Item, value: &mut Value| {
        has_template(args, item)?;
        let mut containers = Containers::of(item, value);
        if !containers.each().any(|it| selected(args, it)) {
            let wanted = args.get("containers").unwrap_or("");
            let (kind, name) = (item.resource.kind, item.name());
            notes.borrow_mut().push(format!(
                "Warning: {kind}/{name} does not have any containers matching \"{wanted}\""
            ));
        }
        for container in containers.each_mut().filter(|it| selected(args, it)) {
            let mut env = container.list("env").to_vec();
            for entry in &entries {
                let name = entry.text("name");
                let there = env.iter_mut().find(|it| it.text("name") == name);
                match there {
                    Some(old) if keeps => {
                        return Err(format!(
                            "{}/{} '{name}' already has a value ({}), and --overwrite is false",
                            item.resource.name,
                            item.name(),
                            old.text("value")
                        ));
                    }
                    Some(old) => *old = entry.clone(),
                    None => env.push(entry.clone()),
                }
            }
            env.retain(|it| {
                !removed.iter().any(|name| name.trim_end_matches('-') == it.text("name"))
            });
            match env.is_empty() {
                true => drop(container.remove("env")),
                false => container.set("env", env),
            }
        }
        containers.put(value);
        Ok(())
    };
    // What is listed is what would be; nothing is changed then.
    told.then(match args.on("list") {
        true => list::env(kubectl, args, &objects, edit),
        false => change(kubectl, args, &objects, "env updated", edit),
    });
    for note in notes.into_inner() {
        told.complain(note);
    }
    told
}

fn resources(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let selects = select::Scope::of(args).selects();
    if args.words.is_empty() && !args.reads_files() && !selects {
        return Output::fail(format!("error: {}", select::NOTHING_NAMED));
    }
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    if !given("limits") && !given("requests") {
        let why =
            "you must specify an update to requests or limits (in the form of --requests/--limits)";
        return unchanged(kubectl, args, &args.words, why);
    }
    for pair in ["limits", "requests"].into_iter().flat_map(|it| args.all(it)) {
        let Some((_, amount)) = pair.split_once('=') else { continue };
        if canonical_quantity(amount).is_none() {
            return Output::fail(format!("error: {}", wrong_quantity(amount)));
        }
    }
    change(kubectl, args, &args.words, "resource requirements updated", |item, value| {
        has_template(args, item)?;
        let mut containers = Containers::of(item, value);
        if !containers.each().any(|it| selected(args, it)) {
            let wanted = args.get("containers").unwrap_or("");
            return Err(format!("unable to find container named {wanted}"));
        }
        for container in containers.each_mut().filter(|it| selected(args, it)) {
            for field in ["limits", "requests"] {
                for pair in args.all(field) {
                    let (name, amount) = pair.split_once('=').ok_or_else(|| {
                        format!("Invalid argument syntax {pair}, expected <resource>=<value>")
                    })?;
                    // A resource's name may hold dots, so it is no dotted path.
                    let path = format!("resources.{field}");
                    let mut amounts = container.remove(&path).unwrap_or_else(Value::map);
                    if let Some(amounts) = amounts.as_map_mut() {
                        amounts.insert(name.to_owned(), amount.into());
                    }
                    container.set(&path, amounts);
                }
            }
        }
        containers.put(value);
        Ok(())
    })
}

fn selector(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let Some((text, objects)) = args.words.split_last() else {
        return Output::fail("error: one selector is required");
    };
    if text.contains("!=") {
        return Output::fail("error: \"!=\" is not a valid label selector operator");
    }
    let parsed = match LabelSelector::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            return Output::fail(format!(
                "error: couldn't parse the selector string {text:?}: {error}"
            ));
        }
    };
    change(kubectl, args, objects, "selector updated", |item, value| {
        if item.resource.kind != "Service" {
            return Err("setting a selector is only supported for Services".to_owned());
        }
        let mut map = Value::map();
        for requirement in &parsed.0 {
            match requirement {
                Requirement::In(key, values) if !text.contains(" in ") => {
                    if let (Some(map), Some(value)) = (map.as_map_mut(), values.first()) {
                        map.insert(key.clone(), value.as_str().into());
                    }
                }
                other => {
                    return Err(format!(
                        "match expression [{}] not supported on this object",
                        expression(other)
                    ));
                }
            }
        }
        value.set("spec.selector", map);
        Ok(())
    })
}

/// A requirement as Go prints it.
fn expression(requirement: &Requirement) -> String {
    match requirement {
        Requirement::In(key, values) => format!("{{{key} In [{}]}}", values.join(" ")),
        Requirement::NotIn(key, values) => format!("{{{key} NotIn [{}]}}", values.join(" ")),
        Requirement::Exists(key) => format!("{{{key} Exists []}}"),
        Requirement::Missing(key) => format!("{{{key} DoesNotExist []}}"),
        Requirement::Greater(key, bound) => format!("{{{key} Gt [{bound}]}}"),
        Requirement::Less(key, bound) => format!("{{{key} Lt [{bound}]}}"),
    }
}

/// An object of a file as Go's type prints it: some fields are never left out.
fn as_typed(kind: &str, value: &mut Value) {
    let empty = |value: &mut Value, path: &str| {
        if value.at(path).is_none() {
            value.set(path, Value::map());
        }
    };
    if kind == "Service" {
        empty(value, "status.loadBalancer");
        let mut ports = value.list("spec.ports").to_vec();
        for port in ports.iter_mut().filter(|it| it.get("targetPort").is_none()) {
            port.set("targetPort", 0);
        }
        if !ports.is_empty() {
            value.set("spec.ports", ports);
        }
        return;
    }
    let spec = match kind {
        "Pod" => "spec",
        "Deployment" | "ReplicaSet" | "StatefulSet" => "spec.template.spec",
        _ => return,
    };
    if kind == "Deployment" {
        empty(value, "spec.strategy");
    }
    empty(value, "status");
    let path = format!("{spec}.containers");
    let mut containers = value.list(&path).to_vec();
    containers.iter_mut().for_each(|it| empty(it, "resources"));
    value.set(&path, containers);
}

/// Changes each chosen object by a function and sends it.
fn change(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    objects: &[String],
    done: &str,
    edit: impl Fn(&Item, &mut Value) -> Result<(), String>,
) -> Output {
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let plain = matches!(done, "env updated" | "serviceaccount updated");
    if args.on("local") && !args.reads_files() && plain {
        return Output::fail(format!("error: {}", select::NOTHING_NAMED));
    }
    if args.on("local") && !args.reads_files() {
        return Output::fail(format!("error: {NO_LOCAL_FILE}"));
    }
    let mut errors = Vec::new();
    let items = match kubectl.found(args, Some(objects), &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    // Only a selector is set on what is there, whatever is not.
    if !errors.is_empty() && done != "selector updated" {
        out.errors(errors);
        return out;
    }
    let mut told: Vec<String> = Vec::new();
    for item in &items {
        let mut value = item.value.clone();
        if let Some(version) = args.get("resource-version").filter(|it| !it.is_empty()) {
            value.set("metadata.resourceVersion", version);
        }
        if let Err(error) = edit(item, &mut value) {
            match error.starts_with("unable to find container") {
                true => out.error(format!("error: {error}")),
                false => told.push(format!("error: {error}")),
            }
            // What could be changed is changed all the same.
            if value == item.value {
                continue;
            }
        }
        let skips = !matches!(done, "selector updated" | "serviceaccount updated");
        if skips && value == item.value {
            continue;
        }
        let line = format!("{} {done}{}", item.label(), dry.suffix());
        if args.on("local") {
            as_typed(item.resource.kind, &mut value);
        }
        if dry == DryRun::Client || args.on("local") {
            kubectl.print_changed(args, &value, &item.label(), line, &mut out);
            continue;
        }
        if value == item.value {
            // Only a selector is written, and told of, without a change.
            if done == "selector updated" {
                kubectl.print_changed(args, &value, &item.label(), line, &mut out);
            }
            continue;
        }
        // All but a selector's refusal are told behind what was to be done.
        let failed = match done {
            "image updated" => "failed to patch image update to pod template: ",
            "env updated" => "failed to patch env update to pod template: ",
            "resource requirements updated" => "failed to patch resources update to pod template ",
            "serviceaccount updated" => "failed to patch ServiceAccountName ",
            _ => "",
        };
        match kubectl.serve(&Request::Update { value, part: Part::Main }, dry) {
            Ok(changed) => {
                out.warn(&changed.warnings);
                kubectl.print_changed(args, &changed.object.value, &item.label(), line, &mut out);
            }
            Err(status) if failed.is_empty() => told.push(super::refusal(&status)),
            Err(status) => told.push(format!("error: {failed}{}", status.message)),
        }
    }
    told.extend(errors);
    let several = told.len() > 1;
    for error in told {
        // What is worded with the object's name has the word and a line break of its own.
        let own = items.iter().any(|it| {
            let name = format!("error: {}/{} ", it.resource.name, it.name());
            error.starts_with(&name)
        });
        let plain = error.strip_prefix("error: ").filter(|_| several && !own);
        // One that ends its line itself gets no second end. Models cmdutil.fatal.
        let whole = error.strip_suffix('\n').filter(|_| !several).unwrap_or(&error);
        out.error(plain.unwrap_or(whole));
        if several && own {
            out.complain("");
        }
    }
    out
}
