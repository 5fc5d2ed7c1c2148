//! `kubectl create ...`. Models k8s.io/kubectl/pkg/cmd/create (v1.36).

use service_lab_engine::api::Request;
use service_lab_engine::chance;
use service_lab_engine::value::Value;

use super::flags::{Args, port_number};
use super::{DryRun, Kubectl, config_data, files, ingress_rules, usage_error};
use crate::kubectl::select;
use crate::output::Output;
use crate::print::json;

/// How many letters make a name unlike others.
const RANDOM_LETTERS: usize = 5;

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
        | "cj"
        | "role"
        | "rolebinding"
        | "clusterrole"
        | "clusterrolebinding"
        | "quota"
        | "resourcequota"
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

pub(super) fn object(api_version: &str, kind: &str, name: &str, args: &Args) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", api_version);
    value.set("kind", kind);
    value.set("metadata.name", name);
    // kubectl writes the namespace only where a flag names it.
    if let Some(namespace) = args.get("namespace").filter(|_| kind != "Namespace") {
        value.set("metadata.namespace", namespace);
    }
    value
}

/// What a typed object prints even where it is empty.
pub(super) fn empty_balancer(value: &mut Value) {
    value.set("status.loadBalancer", Value::map());
}

/// An object that kubectl made, with its own text as an annotation. Models
/// k8s.io/kubectl/pkg/util CreateApplyAnnotation.
pub(super) fn with_own_text(mut value: Value) -> Value {
    let text = format!("{}\n", json::to_json_as_go_short(&value));
    let mut annotations = value.remove("metadata.annotations").unwrap_or_else(Value::map);
    if let Some(map) = annotations.as_map_mut() {
        map.insert(files::LAST_APPLIED.to_owned(), text.into());
    }
    value.set("metadata.annotations", annotations);
    value
}

/// Creates the object, or prints it with `--dry-run=client`. `failed` stands
/// before a refusal.
pub(super) fn finish(
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
    // A Service is never given its own text, others only where they are sent.
    let service = failed.is_some() && value.text("kind") == "Service";
    let early = failed.is_some() || value.text("kind") == "Namespace";
    if args.on("save-config") && !service && (early || dry != DryRun::Client) {
        value = with_own_text(value);
    }
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
            out.warn(&done.warnings);
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
    let target = args.get("external-name").unwrap_or("");
    if kind == "ExternalName" && !service_lab_engine::api::is_dns_subdomain(target) {
        return Output::fail(format!("error: invalid service external name {target}"));
    }
    let headless = args.get("clusterip") == Some("None");
    let texts = args.all("tcp");
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
    let number = port_number(first)?;
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
        Ok("") => return Output::fail("error: name must be specified"),
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
        Ok("") => return Output::fail("error: name must be specified"),
        Ok(name) => name,
        Err(output) => return output,
    };
    if args.on("append-hash") {
        return Output::fail("service-lab: --append-hash is not simulated here");
    }
    let data = match config_data::read(kubectl.files, args, name) {
        Ok(data) => data,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut value = object("v1", "ConfigMap", name, args);
    if !data.is_empty() {
        value.set("data", data);
    }
    finish(kubectl, args, value, &format!("configmap/{name}"), Some("failed to create configmap"))
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
    let read = match ingress_rules::read(&rules) {
        Ok(read) => read,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
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
        match ingress_rules::backend(default).filter(|_| default.matches(':').count() == 1) {
            Some(backend) => value.set("spec.defaultBackend.service", backend),
            None => {
                return Output::fail(
                    "error: default-backend should be in format servicename:serviceport",
                );
            }
        }
    }
    let (rules, tls) = read;
    if !rules.is_empty() {
        value.set("spec.rules", rules);
    }
    if !tls.is_empty() {
        value.set("spec.tls", tls);
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
    let named = args.get("image").is_some();
    let name = match one_name(args, "create deployment") {
        Ok(name) => name,
        Err(output) if named => return output,
        Err(_) => "",
    };
    if !named {
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
        container.set("name", container_name(image, kubectl.cluster.config().seed, name));
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

pub(super) fn after_dash(args: &Args) -> &[String] {
    args.dash.and_then(|it| args.words.get(it..)).unwrap_or_default()
}

/// The last part of an image's name. One that is no name of a container ends in letters
/// that are chosen at random. Models buildPodSpec and sanitizeAndUniquify.
fn container_name(image: &str, seed: u64, of: &str) -> String {
    let last = image.rsplit('/').next().unwrap_or(image);
    let last = last.split(['@', ':']).next().unwrap_or(last);
    if !last.contains(['_', '.']) {
        return last.to_owned();
    }
    let suffix = chance::suffix(seed, &[of, image], RANDOM_LETTERS);
    format!("{}-{suffix}", last.replace(['_', '.'], "-"))
}
