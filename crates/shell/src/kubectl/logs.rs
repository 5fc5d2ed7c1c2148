//! `kubectl logs`. Models k8s.io/kubectl/pkg/cmd/logs (v1.36); what is written is the simulation's.

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::pods::{LOGS_TIMEOUT_MS, pods_of};
use super::select::{self, Item};
use super::{Kubectl, resources, usage_error};
use crate::duration::duration_ms;
use crate::output::{Output, first_bytes};
use crate::print::ages;
use crate::programs;

/// Names the container that is meant where a command names none.
const DEFAULT_CONTAINER: &str = "kubectl.kubernetes.io/default-container";

/// Runs `kubectl logs`. The simulated processes write what their program
/// writes at its start; requests are not logged.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let selector = args.get("selector").filter(|it| !it.is_empty());
    let wrong = match (args.words.as_slice(), selector) {
        ([_] | [_, _], None) | ([], Some(_)) => None,
        ([_], Some(_)) => Some("only a selector (-l) or a POD name is allowed"),
        _ => Some(
            "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
        ),
    };
    if let Some(why) = wrong {
        return usage_error("logs", why);
    }
    if args.words.len() == 2 && args.get("container").is_some_and(|it| !it.is_empty()) {
        return Output::fail("error: only one of -c or an inline [CONTAINER] arg is allowed");
    }
    let since = args.get("since").filter(|it| duration_ms(it) != Some(0));
    let rules = [
        (since.is_some_and(|it| it.starts_with('-')), "--since must be greater than 0"),
        (
            args.get("since").is_some() && args.get("since-time").is_some(),
            "at most one of `sinceTime` or `sinceSeconds` may be specified",
        ),
        (
            args.number("limit-bytes").is_some_and(|it| it < 1),
            "--limit-bytes must be greater than 0",
        ),
        (
            args.number("tail").is_some_and(|it| it < -1),
            "--tail must be greater than or equal to -1",
        ),
    ];
    if let Some((_, why)) = rules.iter().find(|(broken, _)| *broken) {
        return Output::fail(format!("error: {why}"));
    }
    if let Some(name) = args.get("container").filter(|_| args.on("all-containers")) {
        return Output::fail(format!(
            "error: --all-containers=true should not be specified with container name {name}"
        ));
    }
    // Models time.Parse of what begins with no year.
    let year = |it: &str| it.get(..4).is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    if let Some(text) = args.get("since-time").filter(|it| !it.is_empty() && !year(it)) {
        return Output::fail(format!(
            "error: parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"{text}\" as \"2006\""
        ));
    }
    let namespace = select::namespace(args);
    let word = args.words.first().map_or("", String::as_str);
    if let Some(labels) = selector {
        return logs_of(kubectl, args, labels, &namespace);
    }
    let pods = match pods_of(kubectl, args, word, LOGS_TIMEOUT_MS) {
        Ok(pods) => pods,
        Err(error) => {
            return Output::fail(match error.strip_prefix("Error from server (NotFound): ") {
                Some(rest) => {
                    format!(
                        "error: error from server (NotFound): {rest} in namespace \"{namespace}\""
                    )
                }
                None => error,
            });
        }
    };
    let mut out = Output::default();
    if args.on("all-pods") {
        each(kubectl, args, &pods, &mut out);
        return out;
    }
    let Some(item) = pods.first() else { return out };
    if pods.len() > 1 {
        out.complain(format!("Found {} pods, using pod/{}", pods.len(), item.name()));
    }
    out.then(log_lines(kubectl, item, args));
    out
}

/// The logs of several Pods, up to the first that has none to give.
fn each(kubectl: &Kubectl<'_>, args: &Args, pods: &[Item], out: &mut Output) {
    for item in pods {
        out.then(log_lines(kubectl, item, args));
        if out.exit != 0 {
            return;
        }
    }
}

/// The logs of all Pods that a selector chooses.
fn logs_of(kubectl: &Kubectl<'_>, args: &Args, labels: &str, namespace: &str) -> Output {
    let scope = select::Scope {
        namespace: Some(namespace.to_owned()),
        labels: Some(labels.to_owned()),
        fields: None,
    };
    let mut out = Output::default();
    match select::list(kubectl.cluster, resources::of_kind(Kind::Pod), &scope) {
        Err(error) => return Output::fail(error),
        Ok(items) if items.is_empty() => {
            out.complain(format!("No resources found in {namespace} namespace."));
        }
        Ok(items) => each(kubectl, args, &items, &mut out),
    }
    out
}

/// Models podcmd.FindOrDefaultContainerByName: which containers there are.
pub(super) fn no_container(pod: &Item, name: &str) -> String {
    let all: Vec<&str> = ["initContainers", "containers", "ephemeralContainers"]
        .into_iter()
        .flat_map(|it| pod.value.list(&format!("spec.{it}")))
        .map(|it| it.text("name"))
        .collect();
    format!(
        "error: container {name} is not valid for pod {} out of: {}",
        pod.name(),
        all.join(", ")
    )
}

/// The container that is meant where none is named, and a word on that where there are several.
/// Models podcmd.FindOrDefaultContainerByName.
pub(super) fn default_container<'i>(item: &'i Item, out: &mut Output) -> Option<&'i str> {
    let containers = item.value.list("spec.containers");
    let chosen = item.value.at("metadata.annotations");
    let chosen = chosen.and_then(|it| it.get(DEFAULT_CONTAINER)).and_then(Value::as_str);
    if let Some(name) = chosen.filter(|it| !it.is_empty()) {
        if containers.iter().any(|it| it.text("name") == name) {
            return Some(name);
        }
        out.complain(format!("Default container name \"{name}\" not found in pod {}", item.name()));
    }
    let first = containers.first()?.text("name");
    let inits = item.value.list("spec.initContainers");
    if containers.len() + inits.len() > 1 {
        let names: Vec<String> = containers
            .iter()
            .map(|it| it.text("name").to_owned())
            .chain(inits.iter().map(|it| format!("{} (init)", it.text("name"))))
            .collect();
        out.complain(format!("Defaulted container \"{first}\" out of: {}", names.join(", ")));
    }
    Some(first)
}

/// What the containers of a Pod have written. Models the flags of logs.go and, where there is
/// nothing to read, validateContainerLogStatus of pkg/kubelet.
fn log_lines(kubectl: &Kubectl<'_>, item: &Item, args: &Args) -> Output {
    let wanted = args.get("container").or(args.words.get(1).map(String::as_str));
    let containers = item.value.list("spec.containers");
    if let Some(name) = wanted
        && !containers.iter().any(|it| it.text("name") == name)
    {
        return Output::fail(no_container(item, name));
    }
    // Without a node there is nobody to ask.
    if item.value.text("spec.nodeName").is_empty() {
        return Output::default();
    }
    let mut out = Output::default();
    let wanted = match wanted {
        None if !args.on("all-containers") => default_container(item, &mut out),
        wanted => wanted,
    };
    for container in containers {
        let name = container.text("name");
        if wanted.is_some_and(|it| it != name) {
            continue;
        }
        let statuses = item.value.list("status.containerStatuses");
        let status = statuses.iter().find(|it| it.text("name") == name).unwrap_or(&Value::Null);
        let at = format!("container \"{name}\" in pod \"{}\"", item.name());
        if args.on("previous") && status.at("lastState.terminated").is_none() {
            out.error(format!(
                "Error from server (BadRequest): previous terminated {at} not found"
            ));
            return out;
        }
        let ended = status.at("lastState.terminated").is_some();
        if let Some(waiting) = status.at("state.waiting").filter(|_| !ended) {
            let why = match waiting.text("reason") {
                "ErrImagePull" => "image can't be pulled",
                "ImagePullBackOff" => "trying and failing to pull image",
                other => other,
            };
            out.error(format!("Error from server (BadRequest): {at} is waiting to start: {why}"));
            return out;
        }
        written(kubectl, args, item, container, status, &mut out);
    }
    out
}

/// What one container has written: its program writes at its start, and nothing later.
fn written(
    kubectl: &Kubectl<'_>,
    args: &Args,
    item: &Item,
    container: &Value,
    status: &Value,
    out: &mut Output,
) {
    let states = match args.on("previous") {
        true => ["lastState.terminated"; 3],
        // What waits to be started again has written before.
        false => ["state.running", "state.terminated", "lastState.terminated"],
    };
    let state = states.iter().find_map(|it| status.at(it));
    let Some(started) = state.map(|it| it.text("startedAt")) else { return };
    let time = ages::parse_time(started).unwrap_or(0);
    let since = args.get("since").and_then(duration_ms).filter(|it| *it > 0);
    let earliest = match args.get("since-time").and_then(ages::parse_time) {
        Some(earliest) => earliest,
        None => match since.and_then(|it| i64::try_from(it / 1000).ok()) {
            Some(seconds) => kubectl.now_s() - seconds,
            None => 0,
        },
    };
    if time < earliest {
        return;
    }
    let mut lines = programs::first_log_lines(container);
    if args.on("timestamps") {
        let stamp = started.replace('Z', ".000000000Z");
        lines.iter_mut().for_each(|it| it.insert_str(0, &format!("{stamp} ")));
    }
    if let Some(most) = args.number("tail").and_then(|it| usize::try_from(it).ok()) {
        lines.drain(..lines.len().saturating_sub(most));
    }
    let mut text: String = lines.iter().map(|it| format!("{it}\n")).collect();
    if let Some(most) = args.number("limit-bytes").and_then(|it| usize::try_from(it).ok()) {
        text = first_bytes(&text, most);
    }
    let prefix = match args.on("prefix") || args.on("all-pods") {
        true => format!("[pod/{}/{}] ", item.name(), container.text("name")),
        false => String::new(),
    };
    text.split_inclusive('\n').for_each(|it| {
        out.stdout.push_str(&prefix);
        out.stdout.push_str(it);
    });
}
