//! `kubectl config`, and the flags that choose a cluster: there is one cluster,
//! one user and one context. Models pkg/cmd/config of k8s.io/kubectl and
//! tools/clientcmd of k8s.io/client-go (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::info::group;
use super::printer::Format;
use super::{Kubectl, usage_error};
use crate::duration::duration_ms;
use crate::output::Output;
use crate::print::tabs;

/// The one cluster's name, of its context and of its kubeconfig's entry.
const CONTEXT: &str = "service-lab";
const USER: &str = "learner";
/// The API server.
pub(super) const SERVER: &str = "https://172.18.0.5:6443";

const CONFIG_HELP: &str = "Modify kubeconfig files using subcommands like \"kubectl config set current-context my-context\".

 The loading order follows these rules:

  1.  If the --kubeconfig flag is set, then only that file is loaded. The flag may only be set once and no merging takes place.
  2.  If $KUBECONFIG environment variable is set, then it is used as a list of paths (normal path delimiting rules for your system). These paths are merged. When a value is modified, it is modified in the file that defines the stanza. When a value is created, it is created in the first file that exists. If no files in the chain exist, then it creates the last file in the list.
  3.  Otherwise, ${HOME}/.kube/config is used and no merging takes place.

Available Commands:
  current-context   Display the current-context
  delete-cluster    Delete the specified cluster from the kubeconfig
  delete-context    Delete the specified context from the kubeconfig
  delete-user       Delete the specified user from the kubeconfig
  get-clusters      Display clusters defined in the kubeconfig
  get-contexts      Describe one or many contexts
  get-users         Display users defined in the kubeconfig
  rename-context    Rename a context from the kubeconfig file
  set               Set an individual value in a kubeconfig file
  set-cluster       Set a cluster entry in kubeconfig
  set-context       Set a context entry in kubeconfig
  set-credentials   Set a user entry in kubeconfig
  unset             Unset an individual value in a kubeconfig file
  use-context       Set the current-context in a kubeconfig file
  view              Display merged kubeconfig settings or a specified kubeconfig file

Usage:
  kubectl config SUBCOMMAND [options]

Use \"kubectl config <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// Runs `kubectl config` with the words behind it. The page's one cluster is
/// its one context; only the context's namespace can be changed.
pub fn config(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map_or("", String::as_str) {
        "view" => kubectl.with("config view", rest, view_config),
        "current-context" => kubectl
            .with("config current-context", rest, |_, _| Output::print(format!("{CONTEXT}\n"))),
        "get-clusters" => kubectl
            .with("config get-clusters", rest, |_, _| Output::print(format!("NAME\n{CONTEXT}\n"))),
        "get-users" => {
            kubectl.with("config get-users", rest, |_, _| Output::print(format!("NAME\n{USER}\n")))
        }
        "get-contexts" => kubectl.with("config get-contexts", rest, get_contexts),
        "use-context" | "use" => {
            kubectl.with("config use-context", rest, |_, args| match args.words.as_slice() {
                [name] if name == CONTEXT => {
                    Output::print(format!("Switched to context \"{name}\".\n"))
                }
                [name] => {
                    Output::fail(format!("error: no context exists with the name: \"{name}\""))
                }
                many => Output::fail(format!("error: Unexpected args: [{}]", many.join(" "))),
            })
        }
        "set-context" => kubectl.with("config set-context", rest, set_context),
        other if wrong_count(other, rest).is_some() => {
            Output::fail(wrong_count(other, rest).unwrap_or_default())
        }
        other if super::usages::CONFIG.contains(&other) => Output::fail(
            "service-lab: this kubeconfig has one cluster, one user and one context; only the context's namespace can be changed (kubectl config set-context --current --namespace=NAME)",
        ),
        _ => group(kubectl, "config", words, CONFIG_HELP),
    }
}

/// What is said to too few or too many words. Models complete of the commands of pkg/cmd/config.
fn wrong_count(command: &str, words: &[String]) -> Option<String> {
    let wanted = match command {
        "set" | "rename-context" => 2,
        "unset" | "set-cluster" | "set-credentials" => 1,
        _ => return None,
    };
    if words.len() == wanted || words.iter().any(|it| it.starts_with('-')) {
        return None;
    }
    let word = if command == "set-credentials" { "unexpected" } else { "Unexpected" };
    Some(format!("error: {word} args: [{}]", words.join(" ")))
}

/// Models pkg/cmd/config view of k8s.io/kubectl (v1.36).
fn view_config(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if !args.words.is_empty() {
        return usage_error(
            "config view",
            &format!("unexpected arguments: [{}]", args.words.join(" ")),
        );
    }
    let format = match args.get("output").filter(|it| !it.is_empty()).map(Format::parse) {
        None => Format::Yaml,
        Some(Ok(format)) => format.strictly(args),
        Some(Err(error)) => return Output::fail(format!("error: {error}")),
    };
    let config = config_of(kubectl);
    let mut out = Output::default();
    if let Err(error) = format.print_to(&config, "config", &mut out.stdout) {
        out.error(format!("error: {error}"));
    }
    out
}

/// What the configuration file of the terminal's user holds.
fn config_of(kubectl: &Kubectl<'_>) -> Value {
    let named = |name: &str, key: &str, of: Value| {
        let mut entry = Value::map();
        entry.set("name", name);
        entry.set(key, of);
        vec![entry]
    };
    let mut cluster = Value::map();
    cluster.set("server", SERVER);
    let mut context = Value::map();
    context.set("cluster", CONTEXT);
    context.set("namespace", kubectl.namespace.to_string());
    context.set("user", USER);
    let mut config = Value::map();
    config.set("apiVersion", "v1");
    config.set("clusters", named(CONTEXT, "cluster", cluster));
    config.set("contexts", named(CONTEXT, "context", context));
    config.set("current-context", CONTEXT);
    config.set("kind", "Config");
    config.set("users", named(USER, "user", Value::map()));
    config
}

fn get_contexts(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let look = args.get("output").unwrap_or("");
    if !matches!(look, "" | "name") {
        return Output::fail(format!(
            "error: --output {look} is not available in kubectl config get-contexts; resetting to default output format"
        ));
    }
    let mut out = Output::default();
    let known = args.words.is_empty() || args.words.iter().any(|it| it == CONTEXT);
    let row = match (known, look) {
        (false, _) => String::new(),
        (true, "name") => format!("{CONTEXT}\n"),
        (true, _) => format!("*\t{CONTEXT}\t{CONTEXT}\t{USER}\t{}\n", kubectl.namespace),
    };
    let headed = look.is_empty() && !args.on("no-headers");
    let head = if headed { "CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n" } else { "" };
    out.stdout = tabs::align(&format!("{head}{row}"), tabs::GET);
    let lost: Vec<&String> = args.words.iter().filter(|it| *it != CONTEXT).collect();
    let before = if lost.len() == 1 { "error: " } else { "" };
    for name in lost {
        out.error(format!("{before}context {name} not found"));
    }
    out
}

fn set_context(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if args.words.len() > 1 {
        return Output::fail(format!("error: Unexpected args: [{}]", args.words.join(" ")));
    }
    let here = args.on("current") || args.words.first().is_some_and(|it| it == CONTEXT);
    if !here {
        if args.words.is_empty() {
            return Output::fail("error: you must specify a non-empty context name or --current");
        }
        return Output::fail(
            "service-lab: there is one context here, service-lab; name it, or use --current",
        );
    }
    if let Some(namespace) = args.get("namespace").filter(|it| !it.is_empty()) {
        namespace.clone_into(kubectl.namespace);
    }
    Output::print(format!("Context \"{CONTEXT}\" modified.\n"))
}

/// Refuses flags that ask for another cluster than the simulated one.
///
/// # Errors
/// client-go's words, with what stands before them.
pub fn same_cluster(path: &str, args: &Args) -> Result<(), String> {
    let other = |flag: &str, own: &str| {
        args.get(flag).filter(|it| !it.is_empty() && *it != own).map(str::to_owned)
    };
    if let Some(file) = other("kubeconfig", "") {
        return Err(format!("error: stat {file}: no such file or directory"));
    }
    let impersonates = ["as-group", "as-uid"].into_iter().any(|it| other(it, "").is_some());
    if impersonates && other("as", "").is_none() {
        return Err(format!(
            "error: requesting uid, groups or user-extra for {USER} without impersonating a user"
        ));
    }
    if let Some(name) = other("context", CONTEXT) {
        if path == "config view" {
            // It shows what there is, and looks for a context only where it is to show no other.
            return match args.on("minify") {
                true => Err(format!("error: cannot locate context {name}")),
                false => Ok(()),
            };
        }
        // Models ConfirmUsable: who asks for the types of the server first has other words.
        let plain = [
            "apply",
            "autoscale",
            "expose",
            "run",
            "replace",
            "set env",
            "wait",
            "explain",
            "drain",
            "cordon",
            "uncordon",
            "diff",
            "api-resources",
            "api-versions",
            "cluster-info",
            "version",
        ];
        // So has who need not ask the settings for a namespace.
        let named = args.get("namespace").is_some();
        let plain = named || plain.contains(&path) || path.starts_with("create");
        return Err(match plain {
            true => format!("error: context \"{name}\" does not exist"),
            false => format!(
                "Error in configuration: context was not found for specified context: {name}"
            ),
        });
    }
    if let Some(name) = other("cluster", CONTEXT) {
        return Err(format!("error: no server found for cluster \"{name}\""));
    }
    if let Some(name) = other("user", USER) {
        return Err(format!("error: auth info \"{name}\" does not exist"));
    }
    let seconds = |it: &str| it.parse::<u64>().is_ok() || duration_ms(it).is_some();
    match other("request-timeout", "") {
        Some(text) if !seconds(&text) => Err("error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)".to_owned()),
        _ => Ok(()),
    }
}
