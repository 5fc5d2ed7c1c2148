//! `kubectl create ...` and `kubectl run`. Models k8s.io/kubectl/pkg/cmd/create
//! and pkg/cmd/run (v1.36).

use service_lab_engine::api::Request;
use service_lab_engine::value::Value;

use super::flags::{Args, number_problem};
use super::{DryRun, Kubectl, files, ingress_rules, usage_error};
use crate::kubectl::select;
use crate::output::Output;
use crate::print::json;

const SERVICE_HELP: &str = "Create a service using a specified subcommand.

Aliases:
service, svc

Available Commands:
  clusterip      Create a ClusterIP service
  externalname   Create an ExternalName service
  loadbalancer   Create a LoadBalancer service
  nodeport       Create a NodePort service

Usage:
  kubectl create service [flags] [options]

Use \"kubectl create service <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// Runs `kubectl create` with the words behind it.
pub fn run(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let (Some(kind), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
        return files::none_given();
    };
    match kind.as_str() {
        "service" | "svc" => service(kubectl, rest),
        "deployment" | "deploy" => kubectl.with("create deployment", rest, deployment),
        "namespace" | "ns" => kubectl.with("create namespace", rest, namespace),
        "configmap" | "cm" => kubectl.with("create configmap", rest, config_map),
        "ingress" | "ing" => kubectl.with("create ingress", rest, ingress),
        "secret"
        | "job"
        | "cronjob"
        | "role"
        | "rolebinding"
        | "clusterrole"
        | "clusterrolebinding"
        | "quota"
        | "serviceaccount"
        | "sa"
        | "token"
        | "poddisruptionbudget"
        | "pdb"
        | "priorityclass"
        | "pc" => Output::fail(format!("service-lab: kubectl create {kind} is not simulated here")),
        _ => kubectl.with("create", words, files::create),
    }
}

fn service(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        Some("clusterip") => kubectl.with("create service clusterip", rest, |it, args| {
            create_service(it, args, "ClusterIP")
        }),
        Some("nodeport") => kubectl
            .with("create service nodeport", rest, |it, args| create_service(it, args, "NodePort")),
        Some("loadbalancer") => kubectl.with("create service loadbalancer", rest, |it, args| {
            create_service(it, args, "LoadBalancer")
        }),
        Some("externalname") => kubectl.with("create service externalname", rest, |it, args| {
            create_service(it, args, "ExternalName")
        }),
        _ => kubectl.with("create service", words, |_, args| {
            if args.words.is_empty() {
                return Output { stderr: SERVICE_HELP.to_owned(), exit: 1, ..Output::default() };
            }
            let why = format!("unknown command \"{}\"", args.words.join(" "));
            usage_error("create service", &why)
        }),
    }
}

/// The one name of a command.
fn one_name<'w>(args: &'w Args, path: &str) -> Result<&'w str, Output> {
    let words = args.words.get(..args.dash.unwrap_or(args.words.len())).unwrap_or_default();
    match words {
        [name] => Ok(name),
        many => {
            Err(usage_error(path, &format!("exactly one NAME is required, got {}", many.len())))
        }
    }
}

fn object(api_version: &str, kind: &str, name: &str, args: &Args) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", api_version);
    value.set("kind", kind);
    value.set("metadata.name", name);
    // kubectl writes the namespace only where a flag names it.
    if let Some(namespace) = args.get("namespace") {
        value.set("metadata.namespace", namespace);
    }
    value
}

/// What a typed object prints even where it is empty.
fn empty_balancer(value: &mut Value) {
    value.set("status.loadBalancer", Value::map());
}

/// Creates the object, or prints it with `--dry-run=client`. `failed` stands
/// before a refusal.
fn finish(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    mut value: Value,
    label: &str,
    failed: Option<&str>,
) -> Output {
    let mut out = Output::default();
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    if dry == DryRun::Client {
        let line = format!("{label} created{}", dry.suffix());
        kubectl.print_changed(args, &value, label, line, &mut out);
        return out;
    }
    if value.text("kind") != "Namespace" {
        value.set("metadata.namespace", select::namespace(args));
    }
    match kubectl.serve(&Request::Create(value), dry) {
        Ok(done) => {
            for warning in &done.warnings {
                out.complain(format!("Warning: {warning}"));
            }
            let line = format!("{label} created{}", dry.suffix());
            kubectl.print_changed(args, &done.object.value, label, line, &mut out);
        }
        Err(status) => match failed {
            Some(failed) => out.error(format!("error: {failed}: {}", status.message)),
            None => out.error(super::refusal(&status)),
        },
    }
    out
}

fn create_service(kubectl: &mut Kubectl<'_>, args: &Args, kind: &str) -> Output {
    let path = format!("create service {}", kind.to_ascii_lowercase());
    let required = (kind == "ExternalName" && args.get("external-name").is_none())
        .then(|| Output::fail("error: required flag(s) \"external-name\" not set"));
    if let Some(output) = required {
        return output;
    }
    let name = match one_name(args, &path) {
        Ok(name) => name,
        Err(output) => return output,
    };
    let headless = args.get("clusterip") == Some("None");
    let texts: Vec<&str> = args.all("tcp").into_iter().filter(|it| !it.is_empty()).collect();
    if texts.is_empty() && !headless && kind != "ExternalName" {
        return Output::fail("error: at least one tcp port specifier must be provided");
    }
    let mut value = object("v1", "Service", name, args);
    value.set("metadata.labels.app", name);
    value.set("spec.type", kind);
    value.set("spec.selector.app", name);
    let mut ports = Vec::new();
    for text in texts {
        match port(text, args.number("node-port").unwrap_or(0)) {
            Ok(port) => ports.push(port),
            Err(error) => return Output::fail(format!("error: {error}")),
        }
    }
    if !ports.is_empty() {
        value.set("spec.ports", ports);
    }
    if let Some(address) = args.get("clusterip").filter(|it| !it.is_empty()) {
        value.set("spec.clusterIP", address);
    }
    if kind == "ExternalName" {
        let target = args.get("external-name").unwrap_or("");
        if !service_lab_engine::api::is_dns_subdomain(target) {
            return Output::fail(format!("error: invalid service external name {target}"));
        }
        value.set("spec.externalName", target);
    }
    empty_balancer(&mut value);
    let failed = format!("failed to create {kind} service");
    finish(kubectl, args, value, &format!("service/{name}"), Some(&failed))
}

/// `80:8080`. Models parsePorts of create_service.go.
fn port(text: &str, node_port: i64) -> Result<Value, String> {
    let mut parts = text.split(':');
    let (first, target) = (parts.next().unwrap_or(""), parts.next());
    let number = first.parse::<u16>().map_err(|_| {
        // An unsigned number has no sign.
        let why =
            if first.starts_with(['-', '+']) { "invalid syntax" } else { number_problem(first) };
        format!("strconv.ParseUint: parsing \"{first}\": {why}")
    })?;
    let mut value = Value::map();
    value.set("name", text.replace(':', "-"));
    value.set("port", i64::from(number));
    value.set("protocol", "TCP");
    match target.map(|it| (it, it.parse::<i64>())) {
        None => value.set("targetPort", i64::from(number)),
        Some((_, Ok(target @ 1..=65535))) => value.set("targetPort", target),
        Some((_, Ok(_))) => return Err("must be between 1 and 65535, inclusive".to_owned()),
        Some((name, Err(_))) => {
            let problems = service_lab_engine::api::port_name_problems(name);
            if !problems.is_empty() {
                return Err(problems.join(","));
            }
            value.set("targetPort", name);
        }
    }
    if node_port != 0 {
        value.set("nodePort", node_port);
    }
    Ok(value)
}

fn namespace(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let name = match one_name(args, "create namespace") {
        Ok(name) => name,
        Err(output) => return output,
    };
    let mut value = object("v1", "Namespace", name, args);
    value.set("spec", Value::map());
    value.set("status", Value::map());
    finish(kubectl, args, value, &format!("namespace/{name}"), None)
}

fn config_map(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let name = match one_name(args, "create configmap") {
        Ok(name) => name,
        Err(output) => return output,
    };
    if args.on("append-hash") {
        return Output::fail("service-lab: --append-hash is not simulated here");
    }
    let mut value = object("v1", "ConfigMap", name, args);
    let env_files = args.each("from-env-file");
    if !env_files.is_empty()
        && (args.get("from-file").is_some() || args.get("from-literal").is_some())
    {
        return Output::fail(
            "error: from-env-file cannot be combined with from-file or from-literal",
        );
    }
    for file in env_files {
        let Some(text) = kubectl.files.get(file) else {
            return Output::fail(format!("error: error reading {file}: no such file or directory"));
        };
        let mut data = value.remove("data").unwrap_or_else(Value::map);
        for line in text.lines().map(str::trim_start) {
            // A name alone is read from the environment, where nothing stands here.
            let Some((key, text)) = line.split_once('=').filter(|_| !line.starts_with('#')) else {
                continue;
            };
            if let Some(map) = data.as_map_mut() {
                map.insert(key.to_owned(), text.into());
            }
        }
        value.set("data", data);
    }
    for literal in args.each("from-literal") {
        match literal.split_once('=') {
            Some((key, text)) if !key.is_empty() => {
                if let Some(problem) = key_problem(key) {
                    return Output::fail(problem);
                }
                let mut data = value.remove("data").unwrap_or_else(Value::map);
                if data.get(key).is_some() {
                    return Output::fail(format!(
                        "error: cannot add key \"{key}\", another key by that name already exists in Data for ConfigMap \"{name}\""
                    ));
                }
                if let Some(map) = data.as_map_mut() {
                    map.insert(key.to_owned(), text.trim_matches(['\'', '"']).into());
                }
                value.set("data", data);
            }
            _ => {
                return Output::fail(format!(
                    "error: invalid literal source {literal}, expected key=value"
                ));
            }
        }
    }
    for source in args.each("from-file") {
        if source.matches('=').count() > 1 {
            return Output::fail("error: key names or file paths cannot contain '='");
        }
        if let Some(path) = source.strip_prefix('=') {
            return Output::fail(format!("error: key name for file path {path} missing"));
        }
        if let Some(key) = source.strip_suffix('=') {
            return Output::fail(format!("error: file path for key name {key} missing"));
        }
        let (key, file) = match source.split_once('=') {
            Some((key, file)) => (key, file),
            None => (source.rsplit('/').next().unwrap_or(source), source),
        };
        match kubectl.files.get(file) {
            Some(text) => {
                let mut data = value.remove("data").unwrap_or_else(Value::map);
                if let Some(map) = data.as_map_mut() {
                    map.insert(key.to_owned(), text.as_str().into());
                }
                value.set("data", data);
            }
            None => {
                return Output::fail(format!(
                    "error: error reading {file}: no such file or directory"
                ));
            }
        }
    }
    finish(kubectl, args, value, &format!("configmap/{name}"), Some("failed to create configmap"))
}

/// Why a text is no key of a ConfigMap. Models validation.IsConfigMapKey.
fn key_problem(key: &str) -> Option<String> {
    let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '.' | '_');
    let why = if !key.chars().all(fits) {
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
    } else if key == "." {
        "must not be '.'"
    } else if key == ".." {
        "must not be '..'"
    } else if key.starts_with("..") {
        "must not start with '..'"
    } else {
        return None;
    };
    Some(format!("error: \"{key}\" is not a valid key name for a ConfigMap: {why}"))
}

fn ingress(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let name = match one_name(args, "create ingress") {
        Ok(name) => name,
        Err(output) => return output,
    };
    let rules = args.each("rule");
    let default = args.get("default-backend").filter(|it| !it.is_empty());
    if rules.is_empty() && default.is_none() {
        return Output::fail(
            "error: not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)",
        );
    }
    let mut value = object("networking.k8s.io/v1", "Ingress", name, args);
    for annotation in args.each("annotation") {
        match annotation.split_once('=') {
            Some((key, text)) => {
                let mut all = value.remove("metadata.annotations").unwrap_or_else(Value::map);
                if let Some(map) = all.as_map_mut() {
                    map.insert(key.to_owned(), text.into());
                }
                value.set("metadata.annotations", all);
            }
            None => {
                return Output::fail(format!(
                    "error: annotation {annotation} is invalid and should be in format key=[value]"
                ));
            }
        }
    }
    if let Some(class) = args.get("class").filter(|it| !it.is_empty()) {
        value.set("spec.ingressClassName", class);
    }
    if let Some(default) = default {
        match ingress_rules::backend(default) {
            Some(backend) => value.set("spec.defaultBackend.service", backend),
            None => {
                return Output::fail(
                    "error: default-backend should be in format servicename:serviceport",
                );
            }
        }
    }
    match ingress_rules::read(&rules) {
        Err(error) => return Output::fail(format!("error: {error}")),
        Ok((rules, tls)) => {
            if !rules.is_empty() {
                value.set("spec.rules", rules);
            }
            if !tls.is_empty() {
                value.set("spec.tls", tls);
            }
        }
    }
    empty_balancer(&mut value);
    finish(
        kubectl,
        args,
        value,
        &format!("ingress.networking.k8s.io/{name}"),
        Some("failed to create ingress"),
    )
}

fn deployment(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let images = args.all("image");
    let name = match one_name(args, "create deployment") {
        Ok(name) => name,
        Err(output) if !images.is_empty() => return output,
        Err(_) => "",
    };
    if images.is_empty() {
        return Output::fail("error: required flag(s) \"image\" not set");
    }
    if images.len() > 1 && !after_dash(args).is_empty() {
        return Output::fail("error: cannot specify multiple --image options and command");
    }
    let mut value = object("apps/v1", "Deployment", name, args);
    value.set("metadata.labels.app", name);
    value.set("spec.replicas", args.number("replicas").unwrap_or(1));
    value.set("spec.selector.matchLabels.app", name);
    value.set("spec.strategy", Value::map());
    value.set("spec.template.metadata.labels.app", name);
    let command: Vec<Value> = after_dash(args).iter().map(|it| it.as_str().into()).collect();
    let mut containers = Vec::new();
    for image in images {
        let mut container = Value::map();
        container.set("image", image);
        container.set("name", container_name(image));
        container.set("resources", Value::map());
        if !command.is_empty() {
            container.set("command", command.clone());
        }
        containers.push(container);
    }
    if let (Some(port), Some(first)) =
        (args.number("port").filter(|it| *it >= 0), containers.first_mut())
    {
        let mut entry = Value::map();
        entry.set("containerPort", port);
        first.set("ports", vec![entry]);
    }
    value.set("spec.template.spec.containers", containers);
    value.set("status", Value::map());
    finish(
        kubectl,
        args,
        value,
        &format!("deployment.apps/{name}"),
        Some("failed to create deployment"),
    )
}

fn after_dash(args: &Args) -> &[String] {
    args.dash.and_then(|it| args.words.get(it..)).unwrap_or_default()
}

/// The last part of an image's name. Models buildPodSpec.
fn container_name(image: &str) -> String {
    let last = image.rsplit('/').next().unwrap_or(image);
    let last = last.split(['@', ':']).next().unwrap_or(last);
    last.replace('_', "-").trim_matches('-').to_owned()
}

/// Runs `kubectl run`.
pub fn pod(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let Some(image) = args.get("image") else {
        return Output::fail("error: required flag(s) \"image\" not set");
    };
    let Some(name) = args.words.first() else {
        return usage_error("run", "NAME is required for run");
    };
    if image.is_empty() {
        return Output::fail("error: --image is required");
    }
    if let Some(policy) = args
        .get("image-pull-policy")
        .filter(|it| !matches!(*it, "" | "Always" | "IfNotPresent" | "Never"))
    {
        return usage_error("run", &format!("invalid image pull policy: {policy}"));
    }
    if let Some(policy) =
        args.get("restart").filter(|it| !matches!(*it, "" | "Always" | "OnFailure" | "Never"))
    {
        return usage_error("run", &format!("invalid restart policy: {policy}"));
    }
    // Models parseEnvs and validation.IsEnvVarName.
    let is_name = |it: &str| {
        let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, '-' | '.' | '_');
        it.starts_with(letter)
            && it.chars().all(|it| letter(it) || it.is_ascii_digit())
            && it != "."
            && !it.starts_with("..")
    };
    let wrong = |it: &&&str| !it.split_once('=').is_some_and(|(name, _)| is_name(name));
    if let Some(wrong) = args.each("env").iter().find(wrong) {
        return Output::fail(format!("error: invalid env: {wrong}"));
    }
    if let Some(wrong) = args.each("annotations").iter().find(|it| !it.contains('=')) {
        return Output::fail(format!("error: invalid annotations format: {wrong}"));
    }
    if args.on("tty") && !args.on("stdin") {
        return usage_error("run", "-i/--stdin is required for containers with -t/--tty=true");
    }
    if image.contains(char::is_whitespace)
        || image.chars().any(|it| it.is_ascii_uppercase())
            && !image.contains('/')
            && !image.contains(':')
    {
        return Output::fail(format!(
            "error: Invalid image name \"{image}\": invalid reference format"
        ));
    }
    let attached = args.on("attach") || args.on("stdin") || args.on("tty");
    if args.on("rm") && !attached {
        return usage_error("run", "--rm should only be used for attached containers");
    }
    if attached && DryRun::of(args) != Ok(DryRun::None) {
        return usage_error(
            "run",
            "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
        );
    }
    let port = args.get("port").filter(|it| !it.is_empty());
    if args.on("expose") && port.is_none() {
        return usage_error("run", "--port must be set when exposing a service");
    }
    let port = match port.map(|it| (it, it.parse::<i64>())) {
        None => None,
        Some((_, Ok(port))) => Some(port),
        Some((text, Err(_))) => {
            return Output::fail(format!(
                "error: strconv.Atoi: parsing \"{text}\": {}",
                number_problem(text)
            ));
        }
    };
    let mut labels = Value::map();
    match args.get("labels").filter(|it| !it.is_empty()) {
        None => labels.set("run", name.as_str()),
        Some(text) => {
            for pair in text.split(',') {
                let Some((key, value)) = pair.split_once('=') else {
                    return Output::fail(format!("error: unexpected label spec: {pair}"));
                };
                if let Some(map) = labels.as_map_mut() {
                    map.insert(key.to_owned(), value.into());
                }
            }
        }
    }
    let mut value = pod_value(name, image, port, &labels, args);
    if let Some(text) = args.get("overrides").filter(|it| !it.is_empty()) {
        match args.get("override-type").unwrap_or("merge") {
            "merge" => {}
            other @ ("json" | "strategic") => {
                return Output::fail(format!(
                    "service-lab: --override-type={other} is not simulated here; merge is"
                ));
            }
            other => {
                return Output::fail(format!(
                    "error: invalid overrides type: {other}, must be one of: json, merge, strategic"
                ));
            }
        }
        match json::parse(text) {
            Ok(patch @ Value::Map(_)) => override_by(&mut value, &patch),
            _ => return Output::fail("error: Invalid JSON Patch"),
        }
    }
    let mut out = Output::default();
    if args.on("expose") {
        // Upstream makes the Pod first, and prints the Service first.
        let made = finish(kubectl, args, value, &format!("pod/{name}"), None);
        if made.exit != 0 {
            return made;
        }
        let mut service = object("v1", "Service", name, args);
        let mut entry = Value::map();
        entry.set("port", port.unwrap_or(0));
        entry.set("protocol", "TCP");
        entry.set("targetPort", port.unwrap_or(0));
        service.set("spec.ports", vec![entry]);
        service.set("spec.selector", labels);
        empty_balancer(&mut service);
        let exposed = finish(kubectl, args, service, &format!("service/{name}"), None);
        if exposed.exit == 0 {
            out.stdout.push_str(&exposed.stdout);
            // The command and the printer of YAML each set one.
            if args.get("output") == Some("yaml") {
                out.stdout.push_str("---\n---\n");
            }
            out.stdout.push_str(&made.stdout);
            out.stderr = exposed.stderr;
        } else {
            out.stdout = made.stdout;
            out.stderr = exposed.stderr;
            out.exit = exposed.exit;
        }
        return out;
    }
    let made = finish(kubectl, args, value, &format!("pod/{name}"), None);
    if made.exit == 0 && attached && DryRun::of(args) == Ok(DryRun::None) {
        return super::pods::attached(kubectl, args, name, after_dash(args));
    }
    made
}

/// Models jsonpatch.MergePatch (RFC 7386).
fn override_by(value: &mut Value, patch: &Value) {
    let Some(entries) = patch.as_map() else {
        *value = patch.clone();
        return;
    };
    if value.as_map().is_none() {
        *value = Value::map();
    }
    let Some(map) = value.as_map_mut() else { return };
    for (key, patch) in entries {
        if *patch == Value::Null {
            map.remove(key.as_str());
        } else if let Some(old) = map.get_mut(key.as_str()) {
            override_by(old, patch);
        } else {
            let mut new = Value::Null;
            override_by(&mut new, patch);
            map.insert(key.clone(), new);
        }
    }
}

fn pod_value(name: &str, image: &str, port: Option<i64>, labels: &Value, args: &Args) -> Value {
    let mut value = object("v1", "Pod", name, args);
    value.set("metadata.labels", labels.clone());
    let mut annotations = Value::map();
    for (key, text) in args.each("annotations").iter().filter_map(|it| it.split_once('=')) {
        if let Some(map) = annotations.as_map_mut() {
            map.insert(key.to_owned(), text.into());
        }
    }
    if annotations.as_map().is_some_and(|it| !it.is_empty()) {
        value.set("metadata.annotations", annotations);
    }
    let mut container = Value::map();
    container.set("image", image);
    if let Some(policy) = args.get("image-pull-policy").filter(|it| !it.is_empty()) {
        container.set("imagePullPolicy", policy);
    }
    container.set("name", name);
    container.set("resources", Value::map());
    let words: Vec<Value> = args.words.iter().skip(1).map(|it| it.as_str().into()).collect();
    if !words.is_empty() {
        container.set(if args.on("command") { "command" } else { "args" }, words);
    }
    if args.on("privileged") {
        container.set("securityContext.privileged", true);
    }
    if args.on("stdin") {
        container.set("stdin", true);
        container.set("stdinOnce", true);
    }
    if args.on("tty") {
        container.set("tty", true);
    }
    if let Some(port) = port {
        let mut entry = Value::map();
        entry.set("containerPort", port);
        container.set("ports", vec![entry]);
    }
    let env: Vec<Value> = args
        .each("env")
        .into_iter()
        .filter_map(|it| it.split_once('='))
        .map(|(key, text)| {
            let mut entry = Value::map();
            entry.set("name", key);
            entry.set("value", text);
            entry
        })
        .collect();
    if !env.is_empty() {
        container.set("env", env);
    }
    value.set("spec.containers", vec![container]);
    value.set("spec.dnsPolicy", "ClusterFirst");
    value.set("spec.restartPolicy", args.get("restart").unwrap_or("Always"));
    value.set("status", Value::map());
    value
}
