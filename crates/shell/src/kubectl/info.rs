//! Commands that only tell: `version`, `api-resources`, `explain`, `help`, ...

use service_lab_engine::value::Value;

use super::config::SERVER;
use super::flags::Args;
use super::printer::Format;
use super::resources::RESOURCES;
use super::{Kubectl, VERSION, usage_error};
use crate::output::Output;
use crate::print::{jsonpath, tabs};

/// What `kubectl` alone prints.
pub fn help() -> Output {
    let mut text = String::from(
        "kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n",
    );
    for (group, commands) in super::usages::COMMANDS {
        text.push_str(&format!("\n{group}:\n"));
        for (name, short) in *commands {
            text.push_str(&format!("  {name:<16}{short}\n"));
        }
    }
    text.push_str("\nUsage:\n  kubectl [flags] [options]\n\nUse \"kubectl <command> --help\" for more information about a given command.\nUse \"kubectl options\" for a list of global command-line options (applies to all commands).\n");
    Output::print(text)
}

/// Runs `kubectl help` with the words behind it.
pub fn help_of(words: &[String]) -> Output {
    match words {
        [] => help(),
        _ if super::usages::known(words.first().map_or("", String::as_str)) => {
            usage(&words.join(" "))
        }
        [word, ..] => {
            let mut out = Output::default();
            out.complain(format!("Unknown help topic [`{word}`]\n\n"));
            let all = help().stdout;
            let groups = all.find("Basic Commands").and_then(|it| all.get(it..));
            out.stderr.push_str(groups.unwrap_or_default());
            out
        }
    }
}

/// `Usage:` of a command.
pub fn usage(path: &str) -> Output {
    let line = super::usages::of(path);
    let more = match path {
        "apply" | "auth" | "cluster-info" | "config" | "create" | "create service" | "rollout"
        | "set" | "top" => {
            format!(
                "Use \"kubectl {path} <command> --help\" for more information about a given command.\n"
            )
        }
        _ => String::new(),
    };
    Output::print(format!(
        "Usage:\n  kubectl {path} {line}\n\n{more}Use \"kubectl options\" for a list of global command-line options (applies to all commands).\n"
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
    let side = |name: &str| {
        format!(
            "  \"{name}\": {{\n    \"major\": \"1\",\n    \"minor\": \"36\",\n    \"gitVersion\": \"{VERSION}\"\n  }}"
        )
    };
    if !args.words.is_empty() {
        return Output::fail(format!("error: extra arguments: [{}]", args.words.join(" ")));
    }
    match args.get("output").filter(|it| !it.is_empty()).map(Format::parse) {
        // Go's own order of the fields, two blanks deep.
        Some(Ok(Format::Json)) => {
            let server = (!args.on("client")).then(|| side("serverVersion"));
            let kustomize = "  \"kustomizeVersion\": \"v5.8.1\"".to_owned();
            let sides = [Some(side("clientVersion")), Some(kustomize), server];
            let sides: Vec<String> = sides.into_iter().flatten().collect();
            Output::print(format!("{{\n{}\n}}\n", sides.join(",\n")))
        }
        Some(Ok(format @ Format::Yaml)) => {
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
        Some(_) => Output::fail("error: --output must be 'yaml' or 'json'"),
        None => {
            let server = if args.on("client") {
                String::new()
            } else {
                format!("Server Version: {VERSION}\n")
            };
            Output::print(format!("Client Version: {VERSION}\nKustomize Version: v5.8.1\n{server}"))
        }
    }
}

fn no_arguments(path: &str, args: &Args) -> Option<Output> {
    let why = format!("unexpected arguments: [{}]", args.words.join(" "));
    (!args.words.is_empty()).then(|| usage_error(path, &why))
}

/// Runs `kubectl api-resources`.
pub fn api_resources(args: &Args) -> Output {
    if let Some(output) = no_arguments("api-resources", args) {
        return output;
    }
    let look = args.get("output").unwrap_or("");
    if !matches!(look, "" | "wide" | "name") {
        return Output::fail(match look {
            "json" | "yaml" | "kyaml" => {
                format!("service-lab: api-resources -o {look} is not simulated here")
            }
            _ => format!(
                "error: unable to match a printer suitable for the output format \"{look}\", allowed formats are: json,kyaml,name,wide,yaml"
            ),
        });
    }
    let sort_by = args.get("sort-by").unwrap_or("");
    if !matches!(sort_by, "" | "name" | "kind") {
        return Output::fail("error: --sort-by accepts only name or kind");
    }
    let mut text = String::new();
    if !args.on("no-headers") && look != "name" {
        text.push_str("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
        text.push_str(if look == "wide" { "\tVERBS\tCATEGORIES\n" } else { "\n" });
    }
    let group = args.get("api-group");
    let namespaced = args.get("namespaced").map(|it| it != "false");
    let wanted = args.all("verbs");
    let categories = args.all("categories");
    let mut rows: Vec<_> = RESOURCES
        .iter()
        .filter(|it| group.is_none_or(|group| group == it.group()))
        .filter(|it| namespaced.is_none_or(|wanted| wanted == it.namespaced))
        .filter(|it| wanted.iter().all(|verb| it.verbs().split(',').any(|it| it == *verb)))
        .filter(|it| categories.iter().all(|of| *of == "all" && it.in_all()))
        .collect();
    match sort_by {
        "name" => rows.sort_by_key(|it| it.name),
        "kind" => rows.sort_by_key(|it| it.kind),
        _ => {}
    }
    for it in rows {
        if look == "name" {
            text.push_str(&format!("{}\n", it.qualified()));
            continue;
        }
        let short = it.short.join(",");
        text.push_str(&format!(
            "{}\t{short}\t{}\t{}\t{}",
            it.name, it.api_version, it.namespaced, it.kind
        ));
        if look == "wide" {
            let category = if it.in_all() { "all" } else { "" };
            text.push_str(&format!("\t{}\t{category}", it.verbs()));
        }
        text.push('\n');
    }
    Output::print(tabs::align(&text, tabs::GET))
}

/// Runs `kubectl api-versions`.
pub fn api_versions(args: &Args) -> Output {
    if let Some(output) = no_arguments("api-versions", args) {
        return output;
    }
    let mut all: Vec<&str> = RESOURCES.iter().map(|it| it.api_version).collect();
    // Autoscalers are served in an older version too.
    all.push("autoscaling/v1");
    all.sort_unstable();
    all.dedup();
    Output::print(format!("{}\n", all.join("\n")))
}

/// Runs `kubectl cluster-info` with the words behind it.
pub fn cluster_info(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    if let Some(("dump", rest)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return kubectl.with("cluster-info dump", rest, |_, _| {
            Output::fail("service-lab: kubectl cluster-info dump is not simulated here")
        });
    }
    kubectl.with("cluster-info", words, |_, _| {
        Output::print(format!(
            "Kubernetes control plane is running at {SERVER}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n"
        ))
    })
}

/// What a command prints that has only commands of its own.
fn group_help(text: &str) -> Output {
    Output { stderr: text.to_owned(), exit: 1, ..Output::default() }
}

const TOP_HELP: &str = "Display resource (CPU/memory) usage.

 This command provides a view of recent resource consumption for nodes and pods. It fetches metrics from the Metrics Server, which aggregates this data from the kubelet on each node. The Metrics Server must be installed and running in the cluster for this command to work.

 The metrics shown are specifically optimized for Kubernetes autoscaling decisions, such as those made by the Horizontal Pod Autoscaler (HPA) and Vertical Pod Autoscaler (VPA). Because of this, the values may not match those from standard OS tools like 'top', as the metrics are designed to provide a stable signal for autoscalers rather than for pinpoint accuracy.

 FAQ for Metrics Server: https://github.com/kubernetes-sigs/metrics-server/blob/master/FAQ.md

 When to use this command:

  *  For on-the-fly spot-checks of resource usage (e.g. identify which pods are consuming the most resources at a glance, or get a quick sense of the load on your nodes)
  *  Understand current resource consumption patterns
  *  Validate the behavior of your HPA or VPA configurations by seeing the metrics they use for scaling decisions.

 It is not intended to be a replacement for full-featured monitoring solutions. Its primary design goal is to provide a low-overhead signal for autoscalers, not to be a perfectly accurate monitoring tool. For high-accuracy reporting, historical analysis, dashboarding, or alerting, you should use a dedicated monitoring solution.

Available Commands:
  node          Display resource (CPU/memory) usage of nodes
  pod           Display resource (CPU/memory) usage of pods

Usage:
  kubectl top [flags] [options]

Use \"kubectl top <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// What a group of commands says to what is none of them.
pub(super) fn group(kubectl: &mut Kubectl<'_>, path: &str, words: &[String], help: &str) -> Output {
    kubectl.with(path, words, |_, args| match args.words.as_slice() {
        [] => group_help(help),
        words => usage_error(path, &unknown(words)),
    })
}

/// Upstream names all words behind a group that it does not know.
fn unknown(words: &[String]) -> String {
    format!("unknown command \"{}\"", words.join(" "))
}

/// Runs `kubectl top`.
pub fn top(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let (what, many) = match words.first().map(String::as_str) {
        Some("node" | "nodes" | "no") => ("node", "top node"),
        Some("pod" | "pods" | "po") => ("pod", "top pod"),
        _ => return group(kubectl, "top", words, TOP_HELP),
    };
    kubectl.with(many, words.get(1..).unwrap_or_default(), |_, args| match args.words.len() {
        0 | 1 => Output::fail(format!("error: {}", refused_top(what, args))),
        _ => usage_error(many, &format!("{what} [NAME | -l label]")),
    })
}

/// What `top` says of one or all: it looks at the flags before it asks for metrics. Models Validate of TopPodOptions and
/// TopNodeOptions.
fn refused_top(what: &str, args: &Args) -> String {
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    if given("sort-by") && !matches!(args.get("sort-by"), Some("cpu" | "memory")) {
        return "--sort-by accepts only cpu or memory".to_owned();
    }
    if !args.words.is_empty() && (given("selector") || given("field-selector")) {
        let flag = if what == "node" { "--selector" } else { "selector" };
        return format!("only one of NAME or {flag} can be provided");
    }
    "Metrics API not available".to_owned()
}

/// Runs `kubectl explain`.
pub fn explain(kubectl: &Kubectl, args: &Args) -> Output {
    let Some(word) = args.words.first() else {
        return Output::fail(
            "error: You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.",
        );
    };
    if args.words.len() > 1 {
        return Output::fail("error: We accept only this format: explain RESOURCE");
    }
    // Upstream reads the whole as a JSONPath that begins with a field.
    if let Err(error) = jsonpath::Template::parse(&format!("{{.{word}}}")) {
        return Output::fail(format!("error: {error}"));
    }
    let mut parts = word.split('.');
    let name = parts.next().unwrap_or("");
    if name.is_empty() {
        return Output::fail("error: invalid jsonpath syntax, first node must be field node");
    }
    let Ok(resource) = super::resources::find(name) else {
        return Output::fail(format!("the server doesn't have a resource type \"{name}\""));
    };
    if let Some(version) = args.get("api-version").filter(|it| *it != resource.api_version) {
        let group = if version.contains('/') { "" } else { "/" };
        let named = format!("{group}{version}, Resource={}", resource.name);
        return Output::fail(match RESOURCES.iter().any(|it| it.api_version == version) {
            true => format!("error: GVR ({named}) not found in OpenAPI schema"),
            false => format!("error: couldn't find resource for \"{named}\""),
        });
    }
    let look = args.get("output").unwrap_or("plaintext");
    if !matches!(look, "plaintext" | "plaintext-openapiv2") {
        return Output::fail(format!("error: unrecognized format: {look}"));
    }
    let path: Vec<&str> = parts.collect();
    super::explain::print(resource, &path, args.on("recursive"), kubectl.cluster.descriptions())
}
