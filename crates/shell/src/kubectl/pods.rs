//! `kubectl exec | port-forward | cp | debug`: what reaches into a Pod.
//! Models k8s.io/kubectl/pkg/cmd (v1.36); the processes are the simulation's.

use std::sync::Arc;

use service_lab_engine::net::Client;
use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::flags::{Args, port_number};
use super::logs::{default_container, no_container};
use super::select::{self, Item};
use super::waiting::Waiting;
use super::{Kubectl, resources, table, usage_error};
use crate::duration::{duration_ms, parse_ms};
use crate::forward::Forward;
use crate::output::Output;
use crate::programs;
use crate::selector::{LabelSelector, Requirement};
use crate::stdin::Stdin;

/// kubectl's own defaults of `--pod-running-timeout`.
pub(super) const LOGS_TIMEOUT_MS: u64 = 20_000;
const EXEC_TIMEOUT_MS: u64 = 60_000;

/// The Pod that `POD`, `pod/POD`, `svc/NAME` or `deploy/NAME` stands for.
/// Models AttachablePodForObject: of several, the first that runs.
fn pod_of(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    word: &str,
    timeout_ms: u64,
) -> Result<Item, String> {
    let pods = pods_of(kubectl, args, word, timeout_ms)?;
    pods.into_iter().next().ok_or_else(String::new)
}

/// All Pods that the word stands for, the one that is meant first; there is one at least.
pub(super) fn pods_of(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    word: &str,
    timeout_ms: u64,
) -> Result<Vec<Item>, String> {
    let logs = timeout_ms == LOGS_TIMEOUT_MS;
    let namespace = select::namespace(args);
    let pod = resources::of_kind(Kind::Pod);
    if word.contains('/') {
        select::named(&[word.to_owned()]).map_err(|error| format!("error: {error}"))?;
    }
    let Some((kind, name)) = word.split_once('/') else {
        return select::get(kubectl.cluster, pod, &namespace, word).map(|it| vec![it]);
    };
    let resource = resources::find(kind).map_err(|error| format!("error: {error}"))?;
    if resource.kind == "Pod" {
        return select::get(kubectl.cluster, pod, &namespace, name).map(|it| vec![it]);
    }
    let item = select::get(kubectl.cluster, resource, &namespace, name)?;
    let path =
        if resource.kind == "Service" { "spec.selector" } else { "spec.selector.matchLabels" };
    let wanted = select::string_map(item.value.at(path));
    if wanted.is_empty() {
        let what = if logs { "get the logs from" } else { "attach to" };
        if resource.kind != "Service" && item.value.at("spec.selector").is_none() {
            let kind = resource.kind;
            return Err(format!(
                "error: cannot {what} *v1.{kind}: selector for *v1.{kind} not implemented"
            ));
        }
        return Err(format!(
            "error: cannot {what} *v1.{}: invalid service '{name}': Service is defined without a selector",
            resource.kind
        ));
    }
    let selector = LabelSelector(
        wanted.into_iter().map(|(key, value)| Requirement::In(key, vec![value])).collect(),
    );
    let timeout_ms = args.get("pod-running-timeout").and_then(duration_ms).unwrap_or(timeout_ms);
    let waiting = Waiting::new(kubectl, timeout_ms);
    loop {
        let fits = |it: &&std::sync::Arc<service_lab_engine::objects::Object>| {
            *it.key.namespace == *namespace && selector.matches(&it.meta.labels)
        };
        let mut found: Vec<Item> = kubectl
            .cluster
            .store()
            .of_kind(Kind::Pod)
            .filter(fits)
            .map(|it| Item { resource: pod, value: it.value.clone() })
            .collect();
        if !found.is_empty() {
            found.sort_by_key(|it| usefulness(&it.value, logs));
            return Ok(found);
        }
        if !waiting.goes_on(kubectl) {
            return Err("error: timed out waiting for the condition".to_owned());
        }
    }
}

/// Which of several Pods is meant first: one with a node, that runs, is ready and has been so for longer; who wants logs wants
/// one that was restarted often, and others one that was not. Models podutils.ByLogging and ActivePods, reversed.
fn usefulness(pod: &Value, logs: bool) -> (bool, u8, bool, String, i64, String) {
    let phase = match pod.text("status.phase") {
        "Running" => 0,
        "Pending" => 2,
        _ => 1,
    };
    let ready = table::is_ready(pod);
    let since = table::condition(pod, "Ready").filter(|_| ready);
    let since = since.map_or(String::new(), |it| it.text("lastTransitionTime").to_owned());
    let statuses = pod.list("status.containerStatuses").iter();
    let restarts = statuses.map(|it| table::number(it, "restartCount")).max().unwrap_or(0);
    let restarts = if logs { -restarts } else { restarts };
    let made = pod.text("metadata.creationTimestamp").to_owned();
    (pod.text("spec.nodeName").is_empty(), phase, !ready, since, restarts, made)
}

/// Runs `kubectl exec`.
pub fn exec(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let before = args.dash.unwrap_or(args.words.len());
    let Some(word) = args.words.first().filter(|_| before > 0) else {
        return Output::fail("error: pod, type/name or --filename must be specified");
    };
    if before > 1 && args.dash.is_none() {
        return usage_error(
            "exec",
            "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead",
        );
    }
    // What else stands before `--` is not looked at.
    let command = args.words.get(before..).unwrap_or_default();
    if command.is_empty() {
        return Output::fail("error: you must specify at least one command for the container");
    }
    if let Some(output) = hasty("exec", args) {
        return output;
    }
    let item = match pod_of(kubectl, args, word, EXEC_TIMEOUT_MS) {
        Ok(item) => item,
        Err(error) => return Output::fail(error),
    };
    let mut told = Output::default();
    match item.value.text("status.phase") {
        phase @ ("Succeeded" | "Failed") => {
            return Output::fail(format!(
                "error: cannot exec into a container in a completed pod; current phase is {phase}"
            ));
        }
        "Running" => {
            let containers = item.value.list("spec.containers");
            if let Some(name) = args.get("container").filter(|it| !it.is_empty()) {
                if !containers.iter().any(|it| it.text("name") == name) {
                    return Output::fail(no_container(&item, name));
                }
            } else if !args.on("quiet") {
                default_container(&item, &mut told);
            }
            let named = args.get("container").filter(|it| !it.is_empty());
            let name = named.or_else(|| default_container(&item, &mut Output::default()));
            if let Some(name) = name.filter(|it| !runs(&item, it)) {
                told.then(Output::fail(format!(
                    "error: Internal error occurred: unable to upgrade connection: container not found (\"{name}\")"
                )));
                return told;
            }
        }
        _ => {
            return Output::fail(format!(
                "error: pod {} does not have a host assigned",
                item.name()
            ));
        }
    }
    told.then(in_pod(kubectl, &item, command, args.on("stdin")));
    told
}

/// Whether the node has this container running. Models the kubelet's GetExec.
fn runs(item: &Item, container: &str) -> bool {
    let statuses = item.value.list("status.containerStatuses");
    let status = statuses.iter().find(|it| it.text("name") == container);
    status.is_none_or(|it| it.at("state.running").is_some())
}

/// Refuses a `--pod-running-timeout` that is no time. Models GetPodRunningTimeoutFlag.
pub(super) fn hasty(path: &str, args: &Args) -> Option<Output> {
    let wrong =
        args.get("pod-running-timeout").and_then(|it| parse_ms(it).ok()).filter(|it| *it <= 0);
    wrong.map(|_| usage_error(path, "--pod-running-timeout must be higher than zero"))
}

/// A program run in a Pod; standard input reaches it where `-i` hands it on.
fn in_pod(kubectl: &mut Kubectl<'_>, item: &Item, command: &[String], fed: bool) -> Output {
    let nothing = Stdin::default();
    let stdin = if fed { kubectl.stdin } else { &nothing };
    // All of it is sent, whether the program reads it or not.
    stdin.all();
    let place =
        Client::Pod { namespace: Arc::from(item.namespace()), name: Arc::from(item.name()) };
    let mut out = programs::run_in_cluster(kubectl.cluster, &place, command, stdin);
    if out.exit != 0 {
        out.complain(format!("command terminated with exit code {}", out.exit));
    }
    out
}

/// Runs `kubectl attach`: its words are checked; no process here writes on.
/// Models k8s.io/kubectl/pkg/cmd/attach (v1.36).
pub fn attach(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let word = match args.words.as_slice() {
        [] => return Output::fail("error: at least 1 argument is required for attach"),
        [word] => word.clone(),
        [kind, name] => format!("{kind}/{name}"),
        many => {
            return Output::fail(format!(
                "error: expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw {}: [{}]",
                many.len(),
                many.join(" ")
            ));
        }
    };
    if let Some(output) = hasty("attach", args) {
        return output;
    }
    match pod_of(kubectl, args, &word, EXEC_TIMEOUT_MS) {
        Ok(pod) if lacks_container(&pod, args) => Output::fail(format!(
            "error: cannot attach to the container: container {} not found in pod {}",
            args.get("container").unwrap_or_default(),
            pod.name()
        )),
        Ok(_) => Output::fail("service-lab: kubectl attach is not simulated here; kubectl logs is"),
        Err(error) => Output::fail(error),
    }
}

/// Whether `-c` names a container that the Pod has not.
fn lacks_container(pod: &Item, args: &Args) -> bool {
    let Some(name) = args.get("container").filter(|it| !it.is_empty()) else { return false };
    let kinds = ["initContainers", "containers", "ephemeralContainers"];
    let mut all = kinds.into_iter().flat_map(|it| pod.value.list(&format!("spec.{it}")));
    !all.any(|it| it.text("name") == name)
}

/// `kubectl run -it --rm ... -- COMMAND`: waits for the Pod, runs, deletes.
pub fn attached(kubectl: &mut Kubectl<'_>, args: &Args, name: &str, command: &[String]) -> Output {
    let namespace = select::namespace(args);
    let pod = resources::of_kind(Kind::Pod);
    let waiting = Waiting::new(kubectl, EXEC_TIMEOUT_MS);
    let mut out = Output::default();
    loop {
        match select::get(kubectl.cluster, pod, &namespace, name) {
            Ok(item) if item.value.text("status.phase") == "Running" => {
                if !command.is_empty() {
                    let ran = in_pod(kubectl, &item, command, args.on("stdin"));
                    out.then(ran);
                }
                break;
            }
            _ if waiting.goes_on(kubectl) => {}
            _ => {
                out.error("error: timed out waiting for the condition");
                break;
            }
        }
    }
    if args.on("rm") {
        let key = service_lab_engine::objects::Key::new(Kind::Pod, &namespace, name);
        let request = service_lab_engine::api::Request::DeleteNow(key);
        if kubectl.send(&request, super::DryRun::None).is_ok() {
            out.line(format!("pod \"{name}\" deleted from {namespace} namespace"));
        }
    }
    out
}

/// The first port that is looked at for `:80`, where the laptop may choose.
const FIRST_FREE: u16 = 40_000;

/// Runs `kubectl port-forward`: opens ports of the laptop that lead into one Pod, past the Service and its rules. The
/// terminal keeps them ([`Kubectl::forward`]).
pub fn port_forward(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let [word, ports @ ..] = args.words.as_slice() else {
        return forward_usage();
    };
    if ports.is_empty() {
        return forward_usage();
    }
    if let Some(output) = hasty("port-forward", args) {
        return output;
    }
    let namespace = select::namespace(args);
    let service = match word.split_once('/') {
        Some((kind, name)) if resources::find(kind).is_ok_and(|it| it.kind == "Service") => {
            match select::get(kubectl.cluster, resources::of_kind(Kind::Service), &namespace, name)
            {
                Ok(item) => Some(item),
                Err(error) => return Output::fail(error),
            }
        }
        _ => None,
    };
    let item = match pod_of(kubectl, args, word, EXEC_TIMEOUT_MS) {
        Ok(item) => item,
        Err(error) => return Output::fail(error),
    };
    let mut opened: Vec<(u16, u16)> = Vec::new();
    for text in ports {
        let free =
            |port: &u16| !kubectl.listening.contains(port) && opened.iter().all(|it| it.0 != *port);
        match pair(free, service.as_ref(), &item, text) {
            Ok(pair) => opened.push(pair),
            Err(error) => return Output::fail(format!("error: {error}")),
        }
    }
    let (mut out, mut listens) = (Output::default(), Vec::new());
    for &(local, target) in &opened {
        let taken = kubectl.listening.contains(&local)
            || listens.iter().any(|it: &(u16, u16)| it.0 == local);
        if taken {
            let bind = |host: &str| {
                format!(
                    "unable to create listener: Error listen {host}:{local}: bind: address already in use"
                )
            };
            out.complain(format!(
                "Unable to listen on port {local}: Listeners failed to create with the following errors: [{} {}]",
                bind("tcp4 127.0.0.1"),
                bind("tcp6 [::1]")
            ));
            continue;
        }
        out.line(format!("Forwarding from 127.0.0.1:{local} -> {target}"));
        out.line(format!("Forwarding from [::1]:{local} -> {target}"));
        listens.push((local, target));
    }
    if listens.is_empty() {
        let all: Vec<String> = opened.iter().map(|it| format!("{{{} {}}}", it.0, it.1)).collect();
        out.error(format!(
            "error: unable to listen on any of the requested ports: [{}]",
            all.join(" ")
        ));
        return out;
    }
    let pod = Client::Pod { namespace: namespace.as_str().into(), name: item.name().into() };
    kubectl.forward = Some(Forward { pod, ports: listens });
    out
}

/// A port of the laptop and the Pod's, out of `LOCAL:REMOTE`, `REMOTE` or `:REMOTE`; for the last the first that is `free`.
fn pair(
    free: impl Fn(&u16) -> bool,
    service: Option<&Item>,
    pod: &Item,
    text: &str,
) -> Result<(u16, u16), String> {
    // Models splitPort: what is no pair of ports is taken for one, by what stands first.
    let first = text.split(':').next().unwrap_or_default();
    let (local, remote) = match text.matches(':').count() {
        1 => text.split_once(':').unwrap_or((text, text)),
        _ => (first, first),
    };
    let (own, target) = match service {
        Some(service) => target_of(service, pod, remote)?,
        None => {
            let target = named_port(pod, remote)?;
            (target.clone(), target)
        }
    };
    let phase = pod.value.text("status.phase");
    if phase != "Running" {
        return Err(format!(
            "unable to forward port because pod is not running. Current status={phase}"
        ));
    }
    let number = |which: &str, text: &str| {
        port_number(text).map_err(|why| format!("error parsing {which} port '{text}': {why}"))
    };
    let from = match local {
        "" => (FIRST_FREE..).find(free).unwrap_or(FIRST_FREE),
        // Where none is named for the laptop, it is the Service's, else the Pod's.
        _ if local == remote => number("remote", &own)?,
        _ => number("local", local)?,
    };
    match number("remote", &target)? {
        0 => Err("remote port must be > 0".to_owned()),
        to => Ok((from, to)),
    }
}

fn forward_usage() -> Output {
    usage_error("port-forward", "TYPE/NAME and list of ports are required for port-forward")
}

/// A port of a Pod by its number or its name. Models
/// ContainerPortForName and convertPodNamedPortToNumber.
fn named_port(pod: &Item, port: &str) -> Result<String, String> {
    if port.is_empty() || port.starts_with(|it: char| it.is_ascii_digit()) {
        return Ok(port.to_owned());
    }
    pod.value
        .list("spec.containers")
        .iter()
        .flat_map(|it| it.list("ports"))
        .find(|it| it.text("name") == port)
        .map(|it| table::number(it, "containerPort").to_string())
        .ok_or_else(|| format!("Pod '{}' does not have a named port '{port}'", pod.name()))
}

/// A Service's port by name or number, and the container's behind it. Models
/// translateServicePortToTargetPort.
fn target_of(service: &Item, pod: &Item, port: &str) -> Result<(String, String), String> {
    let found = service
        .value
        .list("spec.ports")
        .iter()
        .find(|it| it.text("name") == port || table::number(it, "port").to_string() == port)
        .ok_or_else(|| match port.starts_with(|it: char| it.is_ascii_digit()) {
            true => format!("Service {} does not have a service port {port}", service.name()),
            false => format!("Service '{}' does not have a named port '{port}'", service.name()),
        })?;
    let number = table::number(found, "port");
    let mut same =
        service.value.list("spec.ports").iter().filter(|it| table::number(it, "port") == number);
    if same.all(|it| it.text("protocol") == "UDP") {
        return Err(format!("UDP protocol is not supported for {port}"));
    }
    let target = match found.get("targetPort") {
        _ if service.value.text("spec.clusterIP") == "None" => number.to_string(),
        Some(Value::Str(name)) => named_port(pod, name)?,
        _ => table::number(found, "targetPort").to_string(),
    };
    Ok((number.to_string(), target))
}

/// Runs `kubectl cp`.
pub fn cp(kubectl: &Kubectl<'_>, args: &Args) -> Output {
    if args.words.len() != 2 {
        return Output::fail("error: source and destination are required");
    }
    // Models extractFileSpec.
    let shaped = |word: &String| {
        word.split_once(':').is_none_or(|(pod, _)| !pod.is_empty() && pod.matches('/').count() < 2)
    };
    if !args.words.iter().all(shaped) {
        return Output::fail(
            "error: filespec must match the canonical format: [[namespace/]pod:]file/path",
        );
    }
    let remote = args.words.iter().filter(|it| it.contains(':')).count();
    if remote != 1 {
        return Output::fail(match remote {
            0 => "error: one of src or dest must be a remote file specification",
            _ => "error: one of src or dest must be a local file specification",
        });
    }
    let pod = args.words.iter().find_map(|it| it.split_once(':')).map(|(pod, _)| pod);
    if args.words.iter().any(|it| it.is_empty() || it.ends_with(':')) {
        return Output::fail("error: filepath can not be empty");
    }
    let source = args.words.first().map_or("", String::as_str);
    if !source.contains(':') && kubectl.text_of(args, source).is_err() {
        return Output::fail(format!("error: {source} doesn't exist in local filesystem"));
    }
    if let Some(missing) = kubectl.missing_pod(args, pod, false) {
        return Output::fail(missing);
    }
    Output::fail("service-lab: containers have no files here")
}

impl Kubectl<'_> {
    /// The server's word on a Pod that is not there; only who asks through the
    /// builder (`debug`) learns of a namespace that is not there.
    fn missing_pod(&self, args: &Args, name: Option<&str>, builder: bool) -> Option<String> {
        let name = name.filter(|it| !it.contains('/'))?;
        let pods = super::resources::find("pods").ok()?;
        let error = select::get(self.cluster, pods, &select::namespace(args), name).err()?;
        Some(match builder || !error.contains("namespaces ") {
            true => error,
            false => format!("Error from server (NotFound): pods \"{name}\" not found"),
        })
    }
}

/// What is wrong with the flags of `debug`. Models DebugOptions.Validate.
fn wrong_debug(args: &Args) -> Option<String> {
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    let alone = ["replace", "same-node", "set-image"]
        .into_iter()
        .find(|it| if *it == "set-image" { given(it) } else { args.on(it) });
    if let Some(flag) = alone.filter(|_| !given("copy-to")) {
        return Some(format!("--{flag} may only be used with --copy-to."));
    }
    if !given("image") && !given("copy-to") {
        return Some("you must specify --image when not using --copy-to.".to_owned());
    }
    if let Some(image) = args.get("image").filter(|it| it.contains(char::is_whitespace)) {
        return Some(format!("invalid image name {image:?}: invalid reference format"));
    }
    if args.words.is_empty() || args.dash == Some(0) {
        return Some("NAME is required for debug".to_owned());
    }
    let policy = args.get("image-pull-policy").unwrap_or("");
    if !matches!(policy, "" | "Always" | "IfNotPresent" | "Never") {
        return Some(format!("invalid image pull policy: {policy}"));
    }
    if given("target") && given("copy-to") {
        return Some(
            "--target is incompatible with --copy-to. Use --share-processes instead.".to_owned(),
        );
    }
    if args.on("tty") && !args.on("stdin") {
        return Some("-i/--stdin is required for containers with -t/--tty=true".to_owned());
    }
    let profiles = ["", "legacy", "general", "baseline", "netadmin", "restricted", "sysadmin"];
    let profile = args.get("profile").unwrap_or("");
    (!profiles.contains(&profile)).then(|| format!("unknown profile: {profile}"))
}

/// Runs `kubectl debug`.
pub fn debug(kubectl: &Kubectl<'_>, args: &Args) -> Output {
    if let Some(why) = wrong_debug(args) {
        return Output::fail(format!("error: {why}"));
    }
    if let Some(missing) = kubectl.missing_pod(args, args.words.first().map(String::as_str), true) {
        return Output::fail(missing);
    }
    Output::fail("service-lab: debug containers are not simulated here; kubectl exec is")
}
