//! Commands that only tell: `version`, `api-resources`, `explain`, `help`, ...

use super::flags::{Args, Flag, Takes, long, short};
use super::printer::Format;
use super::resources::RESOURCES;
use super::{VERSION, usage_error};
use crate::output::Output;
use crate::print::tabs;
use service_lab_engine::value::Value;

/// Flags of `explain`.
pub const EXPLAIN: &[Flag] = &[
    long("api-version", Takes::Text),
    long("recursive", Takes::Bool),
    short("output", 'o', Takes::Text),
];
/// Flags of `api-resources`, `api-versions`, `cluster-info`.
pub const API: &[Flag] = &[
    long("api-group", Takes::Text),
    long("namespaced", Takes::Bool),
    long("verbs", Takes::Text),
    long("no-headers", Takes::Bool),
    short("output", 'o', Takes::Text),
    long("sort-by", Takes::Text),
    long("cached", Takes::Bool),
];
/// Flags of `version`.
pub const VERSION_FLAGS: &[Flag] =
    &[long("client", Takes::Bool), short("output", 'o', Takes::Text)];

/// The commands that are simulated, for `kubectl help`.
const SIMULATED: &str = "kubectl in Service Lab simulates these commands:
  get, describe, apply, create, replace, delete, diff, patch, label, annotate,
  expose, scale, set, rollout, run, exec, logs, wait, events, port-forward,
  cordon, uncordon, drain, explain, api-resources, api-versions, version

Usage:
  kubectl [command] [TYPE] [NAME] [flags]

Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// What `kubectl` alone prints.
pub fn help() -> Output {
    Output::print(SIMULATED)
}

/// `Usage:` of a command.
pub fn usage(path: &str) -> Output {
    let line = match path {
        "expose" => {
            "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]"
        }
        "get" => {
            "[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]"
        }
        "describe" => "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]",
        "apply" => "(-f FILENAME | -k DIRECTORY) [options]",
        "delete" => "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]",
        "scale" => {
            "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]"
        }
        _ => "[options]",
    };
    Output::print(format!(
        "Usage:\n  kubectl {path} {line}\n\nUse \"kubectl options\" for a list of global command-line options (applies to all commands).\n"
    ))
}

/// Runs `kubectl options`.
pub fn options() -> Output {
    Output::print(
        "The following options can be passed to any command:\n\n    --as='':\n\tUsername to impersonate for the operation.\n\n    --context='':\n\tThe name of the kubeconfig context to use\n\n    -n, --namespace='':\n\tIf present, the namespace scope for this CLI request\n",
    )
}

/// Runs `kubectl version`.
pub fn version(args: &Args) -> Output {
    let number = |value: &mut Value, path: &str| {
        value.set(&format!("{path}.gitVersion"), VERSION);
        value.set(&format!("{path}.major"), "1");
        value.set(&format!("{path}.minor"), "36");
    };
    match args.get("output").map(Format::parse) {
        Some(Ok(format)) => {
            let mut value = Value::map();
            number(&mut value, "clientVersion");
            value.set("kustomizeVersion", "v5.8.1");
            if !args.on("client") {
                number(&mut value, "serverVersion");
            }
            match format.print(&value, "") {
                Ok(text) => Output::print(text),
                Err(error) => Output::fail(format!("error: {error}")),
            }
        }
        _ => {
            let server = if args.on("client") {
                String::new()
            } else {
                format!("Server Version: {VERSION}\n")
            };
            Output::print(format!("Client Version: {VERSION}\nKustomize Version: v5.8.1\n{server}"))
        }
    }
}

/// Runs `kubectl api-resources`.
pub fn api_resources(args: &Args) -> Output {
    let mut text = String::new();
    if !args.on("no-headers") {
        text.push_str("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND\n");
    }
    let group = args.get("api-group");
    let namespaced = args.get("namespaced").map(|it| it != "false");
    for it in RESOURCES {
        if group.is_none_or(|group| group == it.group())
            && namespaced.is_none_or(|wanted| wanted == it.namespaced)
        {
            let short = it.short.join(",");
            text.push_str(&format!(
                "{}\t{short}\t{}\t{}\t{}\n",
                it.name, it.api_version, it.namespaced, it.kind
            ));
        }
    }
    Output::print(tabs::align(&text, tabs::GET))
}

/// Runs `kubectl api-versions`.
pub fn api_versions() -> Output {
    let mut all: Vec<&str> = RESOURCES.iter().map(|it| it.api_version).collect();
    all.sort_unstable();
    all.dedup();
    Output::print(format!("{}\n", all.join("\n")))
}

/// Runs `kubectl cluster-info`.
pub fn cluster_info() -> Output {
    Output::print(
        "Kubernetes control plane is running at https://172.18.0.5:6443\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
    )
}

/// Runs `kubectl config` with the words behind it.
pub fn config(words: &[String]) -> Output {
    let text = words.join(" ");
    if text.contains("..namespace") {
        return Output::print("default");
    }
    match words.first().map(String::as_str) {
        Some("current-context") => Output::print("service-lab\n"),
        Some("get-contexts") => Output::print(
            "CURRENT   NAME          CLUSTER       AUTHINFO   NAMESPACE\n*         service-lab   service-lab   learner    default\n",
        ),
        _ => Output::fail(
            "service-lab: there is no kubeconfig here; the terminal always talks to this page's cluster",
        ),
    }
}

/// Runs `kubectl auth` with the words behind it.
pub fn auth(words: &[String]) -> Output {
    const VERBS: [&str; 10] = [
        "get",
        "list",
        "watch",
        "create",
        "update",
        "patch",
        "delete",
        "deletecollection",
        "*",
        "impersonate",
    ];
    match words {
        [sub, verb, resource, ..] if sub == "can-i" => {
            let mut out = Output::print("yes\n");
            if super::resources::find(resource).is_err() && resource != "*" {
                out.complain(format!(
                    "Warning: the server doesn't have a resource type '{resource}'\n"
                ));
            }
            if !VERBS.contains(&verb.as_str()) {
                out.complain(format!("Warning: verb '{verb}' is not a known verb\n"));
            }
            out
        }
        [sub, ..] if sub == "whoami" => Output::print("ATTRIBUTE   VALUE\nUsername    learner\n"),
        _ => usage("auth"),
    }
}

/// Runs `kubectl top`.
pub fn top(words: &[String]) -> Output {
    match words.first().map(String::as_str) {
        Some("node" | "nodes" | "pod" | "pods" | "po" | "no") => {
            Output::fail("error: Metrics API not available")
        }
        _ => usage("top"),
    }
}

/// Runs `kubectl explain`.
pub fn explain(args: &Args) -> Output {
    let Some(word) = args.words.first() else {
        return Output::fail(
            "error: You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.",
        );
    };
    if args.words.len() > 1 {
        return usage_error("explain", "We accept only this format: explain RESOURCE\n");
    }
    let mut parts = word.split('.');
    let name = parts.next().unwrap_or("");
    let Ok(resource) = super::resources::find(name) else {
        return Output::fail(format!("the server doesn't have a resource type \"{name}\""));
    };
    if let Some(version) = args.get("api-version").filter(|it| *it != resource.api_version) {
        return Output::fail(format!(
            "error: couldn't find resource for \"/{version}, Resource={}\"",
            resource.name
        ));
    }
    let path: Vec<&str> = parts.collect();
    super::explain::print(resource, &path, args.on("recursive"))
}
