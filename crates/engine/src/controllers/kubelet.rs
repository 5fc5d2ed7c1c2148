//! The kubelet of every node that has power: runs the Pods bound to it, gives
//! them addresses, asks their probes, starts again what crashed, and removes
//! what was deleted once its grace period is over.
//!
//! What it must remember stands in the Pods' status, but for how long it waits
//! before it starts a container again, so a node that comes back goes on where
//! it was.
//!
//! Models pkg/kubelet (v1.36). Times are agreed ones: an image is always
//! present, a container starts a second after its Pod was bound, and a process
//! uses its whole grace period to end.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use super::Severity;
use super::condition::{self, Wanted};
use super::plane::{Difference, Note, Plane, Todo};
use super::taken::Taken;
use crate::clock;
use crate::objects::{Kind, Node, Object, Pod, PodPhase};
use crate::value::Value;

const FROM: &str = "kubelet";
type Told = (Severity, &'static str);
/// From binding to running containers.
const START_MS: u64 = 1_000;
/// Waiting times of a container that keeps crashing: 10 s, doubled each time,
/// at most five minutes (upstream `MaxContainerBackOff`).
const FIRST_BACK_OFF_MS: u64 = 10_000;
const MAX_BACK_OFF_MS: u64 = 300_000;
/// A container that ran so long since it was started again begins anew
/// (client-go util/flowcontrol Backoff hasExpired, as the kubelet sets it).
const FORGIVEN_MS: u64 = 600_000;
/// Tags of images that no registry has, in lessons and examples.
const MISSING_TAGS: [&str; 4] = ["bad", "nope", "missing", "does-not-exist"];

/// Moves every Pod of every powered node on.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let mut addresses = Addresses::default();
    for (object, pod) in plane.store.pods() {
        if pod.node_name.is_empty() {
            if object.meta.deleting {
                todo.delete(&object.key);
            }
            continue;
        }
        if is_steady(plane, object, pod) {
            continue;
        }
        let Some(node) = plane.store.find(Kind::Node, "", &pod.node_name) else { continue };
        if plane.machines.powered_off.contains_key(pod.node_name.as_str()) {
            continue;
        }
        let crate::objects::View::Node(node_view) = &node.view else { continue };
        let run = Run { plane, object, pod, node: node_view, ip: String::new() };
        run.go(&mut addresses, &mut todo);
    }
    for (node, count) in addresses.given {
        todo.notes.push(Note::AddressesGiven(node, count));
    }
    todo
}

/// Whether nothing can be due for a Pod: it is ready, and would answer its
/// probes.
fn is_steady(plane: &Plane<'_>, object: &Object, pod: &Pod) -> bool {
    let given = plane.given;
    let answers = |probe: &Value| (given.probe)(given.config, object, probe);
    pod.ready
        && pod.phase == PodPhase::Running
        && !object.meta.deleting
        && !plane.machines.not_ready.contains_key(&object.key)
        && (!pod.probed
            || object.value.list("spec.containers").iter().all(|it| {
                it.get("livenessProbe").is_none_or(answers)
                    && it.get("readinessProbe").is_none_or(answers)
            }))
}

/// A Pod's processes end with an exit code. The kubelet notices at once; it
/// restarts them when it is called next.
pub fn crash(pod: &Object, exit_code: i64, now_ms: u64) -> Option<Value> {
    let mut value = pod.value.clone();
    let now = clock::stamp(now_ms);
    let mut any = false;
    let mut statuses = value.list("status.containerStatuses").to_vec();
    for status in &mut statuses {
        if status.at("state.running").is_some() {
            end_container(status, exit_code, &now);
            any = true;
        }
    }
    if !any {
        return None;
    }
    value.set("status.containerStatuses", statuses);
    set_readiness(&mut value, &now);
    Some(value)
}

fn end_container(status: &mut Value, exit_code: i64, now: &str) {
    let mut ended = Value::map();
    ended.set("exitCode", exit_code);
    ended.set("reason", if exit_code == 0 { "Completed" } else { "Error" });
    ended.set("startedAt", status.text("state.running.startedAt"));
    ended.set("finishedAt", now);
    ended.set("containerID", status.text("containerID"));
    let mut state = Value::map();
    state.set("terminated", ended);
    status.set("state", state);
    status.set("ready", false);
    status.set("started", false);
}

/// Addresses given away in one round.
#[derive(Default)]
struct Addresses {
    given: BTreeMap<Arc<str>, u64>,
    used: Option<Taken<IpAddr>>,
}

impl Addresses {
    /// The next address of each family of a node that no Pod has.
    fn next(&mut self, plane: &Plane<'_>, name: &str, node: &Node) -> Vec<IpAddr> {
        let used = self.used.get_or_insert_with(|| {
            plane.store.pods().flat_map(|(_, pod)| pod.ips.iter().copied()).collect()
        });
        let known = plane.machines.addresses_given.get(name).copied().unwrap_or(0);
        let count = self.given.entry(name.into()).or_insert(known);
        let most = node.pod_cidrs.iter().map(usable).min().unwrap_or(0);
        for _ in 0..most.min(u64::from(u16::MAX)) {
            let found: Vec<IpAddr> =
                node.pod_cidrs.iter().filter_map(|it| host(it, *count)).collect();
            *count += 1;
            if !found.is_empty() && found.iter().all(|it| !used.contains(it)) {
                found.iter().for_each(|it| used.insert(*it));
                return found;
            }
        }
        Vec::new()
    }
}

/// Addresses of a range that Pods may have.
fn usable(range: &IpNet) -> u64 {
    let bits = range.max_prefix_len() - range.prefix_len();
    1_u64.checked_shl(u32::from(bits)).unwrap_or(u64::MAX).saturating_sub(3)
}

/// The address with this number in a range, from the second on: the first is
/// the node's own end of its Pods' network.
fn host(range: &IpNet, count: u64) -> Option<IpAddr> {
    let offset = 2 + count.checked_rem(usable(range))?;
    match range.network() {
        IpAddr::V4(first) => Some(IpAddr::from(
            u32::from(first).checked_add(u32::try_from(offset).ok()?)?.to_be_bytes(),
        )),
        IpAddr::V6(first) => {
            Some(IpAddr::from(u128::from(first).checked_add(u128::from(offset))?.to_be_bytes()))
        }
    }
}

/// One Pod on its node.
struct Run<'a> {
    plane: &'a Plane<'a>,
    object: &'a Object,
    pod: &'a Pod,
    node: &'a Node,
    /// The address at which its probes are asked.
    ip: String,
}

impl Run<'_> {
    fn go(mut self, addresses: &mut Addresses, todo: &mut Todo) {
        if self.object.meta.deleting {
            self.finish(todo);
            return;
        }
        if matches!(self.pod.phase, PodPhase::Succeeded | PodPhase::Failed) {
            return;
        }
        let mut value = self.object.value.clone();
        if value.text("status.startTime").is_empty() {
            self.accept(&mut value);
        }
        let start_ms = clock::parse(value.text("status.startTime")).unwrap_or(0) + START_MS;
        if self.pod.ips.is_empty() && self.plane.given.now_ms >= start_ms {
            self.give_address(&mut value, addresses);
        }
        if self.plane.given.now_ms < start_ms {
            todo.wake(start_ms);
        } else if !value.text("status.podIP").is_empty() {
            value.text("status.podIP").clone_into(&mut self.ip);
            self.containers(&mut value, todo);
        }
        set_readiness(&mut value, &self.plane.now());
        if value != self.object.value {
            todo.put(Kind::Pod, value);
        }
    }

    /// The end of a deleted Pod: at the end of its grace period, or at once
    /// where nothing of it runs.
    fn finish(&self, todo: &mut Todo) {
        let end = clock::parse(self.object.value.text("metadata.deletionTimestamp")).unwrap_or(0);
        let runs = self
            .object
            .value
            .list("status.containerStatuses")
            .iter()
            .any(|it| it.at("state.running").is_some());
        if runs {
            self.say_stopping(todo);
        }
        if !self.object.value.list("metadata.finalizers").is_empty() {
            return;
        }
        if runs && self.plane.given.now_ms < end {
            todo.wake(end);
        } else {
            todo.delete(&self.object.key);
        }
    }

    /// Tells once of each container that is to end with its Pod. Models
    /// killContainer.
    fn say_stopping(&self, todo: &mut Todo) {
        let key = &self.object.key;
        let began = |it: &Difference| {
            let goes = |it: &Option<Arc<Object>>| {
                it.as_ref().filter(|it| it.key == *key).map(|it| it.meta.deleting)
            };
            goes(&it.before) == Some(false) && goes(&it.after) == Some(true)
        };
        if !self.plane.news.iter().any(began) {
            return;
        }
        for spec in self.object.value.list("spec.containers") {
            let message = ["Stopping container ", spec.text("name")].concat();
            self.say(spec, (Severity::Normal, "Killing"), &message, todo);
        }
    }

    fn accept(&self, value: &mut Value) {
        let now = self.plane.now();
        value.set("status.phase", "Pending");
        value.set("status.startTime", now.as_str());
        if let Some(ip) = self.node.internal_ips.first() {
            value.set("status.hostIP", ip.to_string());
            let all = self.node.internal_ips.iter().map(|it| address("ip", &it.to_string()));
            value.set("status.hostIPs", all.collect::<Vec<_>>());
        }
        let initialised = Wanted::yes("Initialized", true);
        for condition in [Wanted::yes("PodReadyToStartContainers", false), initialised] {
            condition::set(value, condition, Some("lastProbeTime"), &now);
        }
        let statuses: Vec<Value> =
            self.object.value.list("spec.containers").iter().map(created).collect();
        value.set("status.containerStatuses", statuses);
    }

    fn give_address(&self, value: &mut Value, addresses: &mut Addresses) {
        let ips = if self.pod.host_network {
            self.node.internal_ips.clone()
        } else {
            addresses.next(self.plane, &self.pod.node_name, self.node)
        };
        if let Some(first) = ips.first() {
            value.set("status.podIP", first.to_string());
            let all: Vec<Value> = ips.iter().map(|it| address("ip", &it.to_string())).collect();
            value.set("status.podIPs", all);
        }
        let ready = Wanted::yes("PodReadyToStartContainers", true);
        condition::set(value, ready, Some("lastProbeTime"), &self.plane.now());
    }

    /// Starts, restarts and probes containers.
    fn containers(&self, value: &mut Value, todo: &mut Todo) {
        let mut statuses = value.list("status.containerStatuses").to_vec();
        for status in &mut statuses {
            let spec = self
                .object
                .value
                .list("spec.containers")
                .iter()
                .find(|it| it.text("name") == status.text("name"));
            if let Some(spec) = spec {
                self.container(spec, status, todo);
            }
        }
        let ended = |it: &Value| it.at("state.terminated").is_some();
        if !statuses.is_empty() && statuses.iter().all(|it| ended(it) && !self.restarts(it)) {
            let failed = statuses.iter().any(|it| exit_code(it) != 0);
            value.set("status.phase", if failed { "Failed" } else { "Succeeded" });
        } else if statuses.iter().any(|it| it.at("state.waiting").is_none() || restarts(it) > 0) {
            value.set("status.phase", "Running");
        }
        value.set("status.containerStatuses", statuses);
    }

    fn container(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
        let now = self.plane.now();
        let runs = |it: &Value| it.at("state.running").is_some();
        let ran = runs(status);
        let mut started = false;
        if ran {
            started = self.has_started(spec, status, ran, todo);
            if started {
                self.check_alive(spec, status, todo);
            }
        } else if let Some(finished) = finished_at(status) {
            self.restart(spec, status, finished, todo);
        } else if missing(spec.text("image")) {
            self.pull_fails(spec, status, todo);
        } else {
            run(status, &now);
            self.say_started(spec, todo);
        }
        started = runs(status) && (started || !ran && self.has_started(spec, status, ran, todo));
        let ready = started && self.is_ready(spec, status, ran, todo);
        status.set("ready", ready);
    }

    /// Reports something of a container. Models recordContainerEvent.
    fn say(&self, spec: &Value, (severity, reason): Told, message: &str, todo: &mut Todo) {
        let message = message.to_owned();
        todo.report(self.plane, &self.object.key, (severity, reason), FROM, message);
        if let Some(report) = todo.reports.last_mut() {
            spec.text("name").clone_into(&mut report.container);
        }
    }

    /// Models kuberuntime startContainer and EnsureImageExists.
    fn say_started(&self, spec: &Value, todo: &mut Todo) {
        let image = spec.text("image");
        let there = "already present on machine and can be accessed by the pod";
        let pulled = format!("Container image \"{image}\" {there}");
        self.say(spec, (Severity::Normal, "Pulled"), &pulled, todo);
        self.say(spec, (Severity::Normal, "Created"), "Container created", todo);
        self.say(spec, (Severity::Normal, "Started"), "Container started", todo);
    }

    /// An image that no registry has; told when it is first asked for. Models
    /// pkg/kubelet/images/image_manager.go EnsureImageExists.
    fn pull_fails(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
        const BACK_OFF: &str = "ImagePullBackOff";
        if status.text("state.waiting.reason") == BACK_OFF {
            return;
        }
        let image = spec.text("image");
        let why = format!("{image}: not found");
        let back_off = format!("Back-off pulling image \"{image}\"");
        let mut say = |severity, reason, message: &str| {
            self.say(spec, (severity, reason), message, todo);
        };
        say(Severity::Normal, "Pulling", &format!("Pulling image \"{image}\""));
        say(Severity::Warning, "Failed", &format!("Failed to pull image \"{image}\": {why}"));
        say(Severity::Warning, "Failed", "Error: ErrImagePull");
        say(Severity::Normal, "BackOff", &back_off);
        say(Severity::Warning, "Failed", "Error: ImagePullBackOff");
        let mut state = Value::map();
        state.set("waiting.reason", BACK_OFF);
        state.set("waiting.message", format!("{back_off}: ErrImagePull: {why}"));
        status.set("state", state);
    }

    /// Whether this ended container is started again.
    fn restarts(&self, status: &Value) -> bool {
        match self.object.value.text("spec.restartPolicy") {
            "Never" => false,
            "OnFailure" => exit_code(status) != 0,
            _ => true,
        }
    }

    /// The first restart comes after a second, later ones after the back-off.
    ///
    /// Models kuberuntime doBackOff (v1.36).
    fn restart(&self, spec: &Value, status: &mut Value, finished_ms: u64, todo: &mut Todo) {
        if status.at("state.terminated").is_some() && !self.restarts(status) {
            return;
        }
        let name = status.text("name").to_owned();
        let id = [self.object.value.text("metadata.uid"), "/", &name].concat();
        let forgiven = |at_ms: &u64| finished_ms > at_ms.saturating_add(FORGIVEN_MS);
        let machines = self.plane.machines;
        let known = match machines.started_again.get(id.as_str()) {
            Some(at_ms) if !forgiven(at_ms) => machines.back_offs.get(id.as_str()).copied(),
            _ => None,
        };
        let wait = known.unwrap_or(START_MS);
        let now_ms = self.plane.given.now_ms;
        if now_ms >= finished_ms + wait {
            let last = status.get("state").filter(|it| it.get("terminated").is_some()).cloned();
            if let Some(last) = last {
                status.set("lastState", last);
            }
            status.set("restartCount", restarts(status) + 1);
            run(status, &self.plane.now());
            let doubled = |it: u64| it.saturating_mul(2).min(MAX_BACK_OFF_MS);
            let next_ms = known.map_or(FIRST_BACK_OFF_MS, doubled);
            todo.notes.push(Note::StartedAgain(id.into(), now_ms, next_ms));
            self.say_started(spec, todo);
            return;
        }
        todo.wake(finished_ms + wait);
        if known.is_some() && status.at("state.terminated").is_some() {
            self.wait_for_restart(spec, status, wait, todo);
        }
    }

    fn wait_for_restart(&self, spec: &Value, status: &mut Value, wait_ms: u64, todo: &mut Todo) {
        let name = spec.text("name");
        let pod = format!(
            "{}_{}({})",
            self.object.key.name,
            self.object.key.namespace,
            self.object.value.text("metadata.uid")
        );
        let wait = duration(wait_ms);
        let mut state = Value::map();
        state.set("waiting.reason", "CrashLoopBackOff");
        state.set(
            "waiting.message",
            format!("back-off {wait} restarting failed container={name} pod={pod}"),
        );
        if let Some(last) = status.get("state").cloned() {
            status.set("lastState", last);
        }
        status.set("state", state);
        let message = format!("Back-off restarting failed container {name} in pod {pod}");
        self.say(spec, (Severity::Warning, "BackOff"), &message, todo);
    }

    /// Whether a running container has started: the startup probe that it may
    /// have has succeeded. Until then no other probe is asked; where it keeps
    /// failing, the container is killed.
    ///
    /// Models pkg/kubelet/prober worker.go doProbe and prober_manager.go
    /// isContainerStarted (v1.36).
    fn has_started(&self, spec: &Value, status: &mut Value, ran: bool, todo: &mut Todo) -> bool {
        if status.get("started") == Some(&Value::Bool(true)) {
            return true;
        }
        let Some(probe) = spec.get("startupProbe") else {
            status.set("started", true);
            return true;
        };
        let given = self.plane.given;
        let first = started_ms(status) + delay_ms(probe);
        if given.now_ms < first {
            todo.wake(first);
        } else if (given.probe)(given.config, self.object, probe) {
            status.set("started", true);
            return true;
        } else {
            self.fail(spec, status, (probe, "startup", ran), todo);
        }
        false
    }

    /// A container whose liveness probe keeps failing is killed.
    fn check_alive(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
        let Some(probe) = spec.get("livenessProbe") else { return };
        let given = self.plane.given;
        if !(given.probe)(given.config, self.object, probe) {
            self.fail(spec, status, (probe, "liveness", true), todo);
        }
    }

    /// A probe of a container that `ran` before fails: it is killed when it has
    /// for long enough.
    fn fail(
        &self,
        spec: &Value,
        status: &mut Value,
        (probe, kind, ran): (&Value, &str, bool),
        todo: &mut Todo,
    ) {
        let given = self.plane.given;
        let end = started_ms(status) + delay_ms(probe) + failure_ms(probe);
        if given.now_ms >= end || self.is_first(status, probe, ran) {
            self.say_unhealthy(spec, (probe, kind), todo);
        }
        if given.now_ms >= end {
            end_container(status, 137, &self.plane.now());
            let name = spec.text("name");
            let message = format!("Container {name} failed {kind} probe, will be restarted");
            self.say(spec, (Severity::Normal, "Killing"), &message, todo);
            todo.wake(given.now_ms + START_MS);
        } else {
            todo.wake(end);
        }
    }

    /// Whether this is the first time that a probe is asked; `ran`: whether the
    /// container ran before this look at it.
    fn is_first(&self, status: &Value, probe: &Value, ran: bool) -> bool {
        let delay = delay_ms(probe);
        self.plane.given.now_ms == started_ms(status) + delay && ran == (delay > 0)
    }

    fn is_ready(&self, spec: &Value, status: &Value, ran: bool, todo: &mut Todo) -> bool {
        let switched = self.plane.machines.not_ready.get(&self.object.key).copied();
        let Some(probe) = spec.get("readinessProbe") else { return switched.is_none() };
        let given = self.plane.given;
        let first = started_ms(status) + delay_ms(probe);
        if given.now_ms < first {
            todo.wake(first);
            return false;
        }
        let was_ready = status.get("ready") == Some(&Value::Bool(true));
        if let Some(since) = switched {
            let noticed = since + failure_ms(probe);
            if was_ready && given.now_ms < noticed {
                todo.wake(noticed);
                return true;
            }
        }
        let answers = switched.is_none() && (given.probe)(given.config, self.object, probe);
        if !answers && (was_ready || self.is_first(status, probe, ran)) {
            self.say_unhealthy(spec, (probe, "readiness"), todo);
        }
        answers
    }

    /// Tells why a probe fails; what answers a wrong path says 404, and what was
    /// told to fail says 503.
    ///
    /// Models pkg/kubelet/prober/prober.go probe and pkg/probe (v1.36).
    #[cold]
    fn say_unhealthy(&self, spec: &Value, (probe, kind): (&Value, &str), todo: &mut Todo) {
        let given = self.plane.given;
        let known = ["httpGet", "tcpSocket", "grpc"];
        let action = known.iter().find_map(|it| Some((*it, probe.get(it)?)));
        let (how, action) = action.unwrap_or(("exec", &Value::Null));
        let port = match action.get("port") {
            Some(Value::Str(name)) => {
                let mut ports = self.pod.containers.iter().flat_map(|it| &it.ports);
                ports.find(|it| it.name == *name).map_or(0, |it| i64::from(it.port))
            }
            port => port.and_then(Value::as_int).unwrap_or(0),
        };
        let host = match (action.text("host"), self.ip.as_str()) {
            ("", ip) if ip.contains(':') => format!("[{ip}]"),
            ("", ip) => ip.to_owned(),
            (host, _) => host.to_owned(),
        };
        let refused = format!("dial tcp {host}:{port}: connect: connection refused");
        let why = match how {
            "exec" => String::new(),
            "tcpSocket" => refused,
            "grpc" => format!(
                "timeout: failed to connect service \"{host}:{port}\" within {}s: context deadline \
                 exceeded",
                seconds(probe, "timeoutSeconds", 1)
            ),
            _ => {
                let mut front = probe.clone();
                front.set("httpGet.path", "/");
                if self.plane.machines.not_ready.contains_key(&self.object.key) {
                    "HTTP probe failed with statuscode: 503".to_owned()
                } else if (given.probe)(given.config, self.object, &front) {
                    "HTTP probe failed with statuscode: 404".to_owned()
                } else {
                    let scheme = action.text("scheme").to_ascii_lowercase();
                    let scheme = if scheme.is_empty() { "http" } else { &scheme };
                    format!("Get \"{scheme}://{host}:{port}{}\": {refused}", action.text("path"))
                }
            }
        };
        let (first, rest) = kind.split_at(1);
        let message = format!("{}{rest} probe failed: {why}", first.to_ascii_uppercase());
        self.say(spec, (Severity::Warning, "Unhealthy"), &message, todo);
    }
}

/// The conditions Ready and ContainersReady follow from the containers.
fn set_readiness(value: &mut Value, now: &str) {
    let statuses = value.list("status.containerStatuses");
    let unready: Vec<&str> = statuses
        .iter()
        .filter(|it| it.get("ready") != Some(&Value::Bool(true)))
        .map(|it| it.text("name"))
        .collect();
    let ended = matches!(value.text("status.phase"), "Succeeded" | "Failed");
    let reason = if ended { "PodCompleted" } else { "ContainersNotReady" };
    let message = format!("containers with unready status: [{}]", unready.join(" "));
    let ready = !statuses.is_empty() && unready.is_empty();
    for kind in ["Ready", "ContainersReady"] {
        let wanted = if ready {
            Wanted::yes(kind, true)
        } else if ended {
            Wanted::new(kind, "False", reason, "")
        } else {
            Wanted::new(kind, "False", reason, &message)
        };
        condition::set(value, wanted, Some("lastProbeTime"), now);
    }
}

fn address(field: &str, text: &str) -> Value {
    let mut value = Value::map();
    value.set(field, text);
    value
}

fn created(spec: &Value) -> Value {
    let mut status = Value::map();
    status.set("name", spec.text("name"));
    status.set("image", spec.text("image"));
    status.set("imageID", "");
    status.set("ready", false);
    status.set("started", false);
    status.set("restartCount", 0);
    status.set("lastState", Value::map());
    status.set("state.waiting.reason", "ContainerCreating");
    status
}

fn run(status: &mut Value, now: &str) {
    let mut state = Value::map();
    state.set("running.startedAt", now);
    status.set("state", state);
    status.set("started", false);
}

fn missing(image: &str) -> bool {
    image.rsplit_once(':').is_some_and(|(_, tag)| MISSING_TAGS.contains(&tag))
}

fn restarts(status: &Value) -> i64 {
    status.get("restartCount").and_then(Value::as_int).unwrap_or(0)
}

fn exit_code(status: &Value) -> i64 {
    status.at("state.terminated.exitCode").and_then(Value::as_int).unwrap_or(0)
}

/// When a container that does not run came to its end.
fn finished_at(status: &Value) -> Option<u64> {
    let of = |path: &str| status.at(path).and_then(Value::as_str).and_then(clock::parse);
    of("state.terminated.finishedAt").or_else(|| of("lastState.terminated.finishedAt"))
}

fn started_ms(status: &Value) -> u64 {
    clock::parse(status.text("state.running.startedAt")).unwrap_or(0)
}

/// A duration as Go prints it: `10s`, `1m20s`, `5m0s`.
fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    if seconds < 60 { format!("{seconds}s") } else { format!("{}m{}s", seconds / 60, seconds % 60) }
}

fn seconds(probe: &Value, field: &str, default: u64) -> u64 {
    let written = probe.get(field).and_then(Value::as_int).and_then(|it| u64::try_from(it).ok());
    written.unwrap_or(default)
}

fn delay_ms(probe: &Value) -> u64 {
    seconds(probe, "initialDelaySeconds", 0).saturating_mul(1000)
}

/// From the first failing probe to being believed.
fn failure_ms(probe: &Value) -> u64 {
    let period = seconds(probe, "periodSeconds", 10).max(1);
    let threshold = seconds(probe, "failureThreshold", 3).max(1);
    period.saturating_mul(threshold).saturating_mul(1000)
}
