//! `kubectl set image | selector | resources | env`. Models
//! k8s.io/kubectl/pkg/cmd/set (v1.36).

use service_lab_engine::api::{Part, Request};
use service_lab_engine::schema::{canonical_quantity, wrong_quantity};
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::Item;
use super::{DryRun, Kubectl, select};
use crate::output::Output;
use crate::selector::{LabelSelector, Requirement};

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

/// Splits the arguments into objects and `name=value` pairs.
fn split(args: &Args) -> (Vec<String>, Vec<(String, String)>) {
    let mut objects = Vec::new();
    let mut pairs = Vec::new();
    for word in &args.words {
        // Models GetResourcesAndPairs: what begins with the sign is no pair.
        match word.split_once('=').filter(|(name, _)| !name.is_empty()) {
            Some((name, value)) => pairs.push((name.to_owned(), value.to_owned())),
            None => objects.push(word.clone()),
        }
    }
    (objects, pairs)
}

fn pod_spec_path(item: &Item) -> &'static str {
    if item.resource.kind == "Pod" { "spec" } else { "spec.template.spec" }
}

fn image(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let (objects, pairs) = split(args);
    let selects = select::Scope::of(args).selects();
    if objects.is_empty() && args.get("filename").is_none() && !selects {
        return Output::fail(format!("error: {}", select::NOTHING_NAMED));
    }
    if pairs.is_empty() && (objects.len() <= 1 || !objects.iter().any(|it| it.contains('/'))) {
        return unchanged(kubectl, args, &objects, "at least one image update is required");
    }
    change(kubectl, args, &objects, "image updated", |item, value| {
        has_template(args, item)?;
        let path = format!("{}.containers", pod_spec_path(item));
        let mut containers = value.list(&path).to_vec();
        let mut missing = Ok(());
        for (name, image) in &pairs {
            let mut found = false;
            for container in &mut containers {
                if name == "*" || container.text("name") == name {
                    container.set("image", image.as_str());
                    found = true;
                }
            }
            if !found {
                missing = Err(format!("unable to find container named \"{name}\""));
            }
        }
        value.set(&path, containers);
        missing
    })
}

/// What is said where nothing is to be changed: the objects are asked for before. Models Complete
/// and Validate of SetImageOptions and SetResourcesOptions.
fn unchanged(kubectl: &Kubectl<'_>, args: &Args, objects: &[String], why: &str) -> Output {
    let mut errors = Vec::new();
    let found = kubectl.found(args, Some(objects), &mut errors);
    if errors.is_empty() {
        return found.err().unwrap_or_else(|| Output::fail(format!("error: {why}")));
    }
    let mut out = Output::default();
    out.errors(errors);
    out
}

/// Models UpdatePodSpecForObject: what has no Pods cannot be set.
fn has_template(args: &Args, item: &Item) -> Result<(), String> {
    let kind = item.resource.kind;
    if matches!(kind, "Pod" | "Deployment" | "ReplicaSet" | "StatefulSet") {
        return Ok(());
    }
    let named = match args.on("local") {
        true => item.label(),
        false => format!("{}/{}", item.resource.name, item.name()),
    };
    Err(format!("{named} the object is not a pod or does not have a pod template: *v1.{kind}"))
}

/// Models validation.IsEnvVarName.
fn env_name_problem(name: &str) -> Option<String> {
    let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, '-' | '.' | '_');
    let fits = name.starts_with(letter) && name.chars().all(|it| letter(it) || it.is_ascii_digit());
    (!fits).then(|| format!("error: \"{name}\" is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"))
}

/// Whether a container is meant by `-c`, where `*` stands for anything.
/// Models selectString.
fn selected(args: &Args, container: &Value) -> bool {
    let wanted = args.get("containers").filter(|it| !it.is_empty()).unwrap_or("*");
    let name = container.text("name");
    let mut parts = wanted.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part).and_then(|at| rest.get(at + part.len()..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
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

fn env(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let (objects, mut pairs) = split(args);
    let (removed, objects): (Vec<String>, Vec<String>) =
        objects.into_iter().partition(|it| it.ends_with('-') && it.len() > 1);
    for word in args.each("env") {
        match word.split_once('=') {
            Some((name, value)) => pairs.push((name.to_owned(), value.to_owned())),
            None => return Output::fail(format!("error: unknown environment variable: {word}")),
        }
    }
    if objects.is_empty() && args.get("filename").is_none() {
        return Output::fail(
            "error: one or more resources must be specified as <resource> <name> or <resource>/<name>",
        );
    }
    if let Some(problem) = pairs.iter().find_map(|(name, _)| env_name_problem(name)) {
        return Output::fail(problem);
    }
    if removed.iter().any(|it| pairs.iter().any(|(name, _)| it.strip_suffix('-') == Some(name))) {
        return Output::fail(
            "error: can not both modify and remove the same environment variable in the same command",
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
        let path = format!("{}.containers", pod_spec_path(item));
        let mut containers = value.list(&path).to_vec();
        if !containers.iter().any(|it| selected(args, it)) {
            let wanted = args.get("containers").unwrap_or("");
            let (kind, name) = (item.resource.kind, item.name());
            notes.borrow_mut().push(format!(
                "Warning: {kind}/{name} does not have any containers matching \"{wanted}\""
            ));
        }
        for container in containers.iter_mut().filter(|it| selected(args, it)) {
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
        value.set(&path, containers);
        Ok(())
    };
    // What is listed is what would be; nothing is changed then.
    told.then(match args.on("list") {
        true => list_env(kubectl, args, &objects, edit),
        false => change(kubectl, args, &objects, "env updated", edit),
    });
    for note in notes.into_inner() {
        told.complain(note);
    }
    told
}

/// `--list`: the variables of each container.
fn list_env(
    kubectl: &Kubectl<'_>,
    args: &Args,
    objects: &[String],
    edit: impl Fn(&Item, &mut Value) -> Result<(), String>,
) -> Output {
    let mut out = Output::default();
    let items = match kubectl.chosen(args, Some(objects)) {
        Ok(items) => items,
        Err(output) => return output,
    };
    for item in &items {
        let kind = item.resource.kind;
        let mut value = item.value.clone();
        if let Err(error) = edit(item, &mut value) {
            out.error(format!("error: {error}"));
            continue;
        }
        let containers = value.list(&format!("{}.containers", pod_spec_path(item)));
        for container in containers.iter().filter(|it| selected(args, it)) {
            out.line(format!("# {kind} {}, container {}", item.name(), container.text("name")));
            for entry in container.list("env") {
                let from = entry.at("valueFrom.configMapKeyRef");
                out.line(match from {
                    None => format!("{}={}", entry.text("name"), entry.text("value")),
                    Some(from) => format!(
                        "# {} from configmap {}, key {}",
                        entry.text("name"),
                        from.text("name"),
                        from.text("key")
                    ),
                });
            }
        }
    }
    out
}

fn resources(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let selects = select::Scope::of(args).selects();
    if args.words.is_empty() && args.get("filename").is_none() && !selects {
        return Output::fail(format!("error: {}", select::NOTHING_NAMED));
    }
    if args.get("limits").is_none() && args.get("requests").is_none() {
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
        let path = format!("{}.containers", pod_spec_path(item));
        let mut containers = value.list(&path).to_vec();
        if !containers.iter().any(|it| selected(args, it)) {
            let wanted = args.get("containers").unwrap_or("");
            return Err(format!("unable to find container named {wanted}"));
        }
        for container in containers.iter_mut().filter(|it| selected(args, it)) {
            for field in ["limits", "requests"] {
                for pair in args.all(field) {
                    let (name, amount) = pair.split_once('=').ok_or_else(|| {
                        format!("Invalid argument syntax {pair}, expected <resource>=<value>")
                    })?;
                    container.set(&format!("resources.{field}.{name}"), amount);
                }
            }
        }
        value.set(&path, containers);
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
    if args.on("local") && args.get("filename").is_none() {
        return Output::fail(
            "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'",
        );
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
        out.error(plain.unwrap_or(&error));
        if several && own {
            out.complain("");
        }
    }
    out
}
