//! The kubelet of every node that has power: runs the Pods bound to it, gives
//! them addresses, asks their probes, starts again what crashed, and removes
//! what was deleted once its grace period is over.
//!
//! What it must remember stands in the Pods' status, but for how long it waits
//! before it starts a container again, so a node that comes back goes on where
//! it was.
//!
//! Models pkg/kubelet (v1.36). Times are agreed ones: an image is present or
//! in no registry, a container starts a second after its Pod was bound, and a
//! process uses its whole grace period to end.

mod addresses;
mod probes;
mod starts;
mod status;

use std::sync::Arc;

use self::addresses::Addresses;
use self::starts::missing;
pub use self::status::crash;
use self::status::{created, exit_code, finished_at, restarts, set_readiness};
use super::Severity;
use super::condition::{self, Wanted};
use super::plane::{Difference, Note, Plane, Todo};
use crate::clock;
use crate::objects::{Kind, Node, Object, Pod, PodPhase, View};
use crate::value::Value;

const FROM: &str = "kubelet";
/// How grave an event of a container is, and its reason.
type Told = (Severity, &'static str);
/// From binding to running containers.
const START_MS: u64 = 1_000;

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
        let View::Node(node_view) = &node.view else { continue };
        let run = Run { plane, object, pod, node: node_view, ip: String::new() };
        run.go(&mut addresses, &mut todo);
    }
    for (node, count) in addresses.given {
        todo.notes.push(Note::AddressesGiven(node, count));
    }
    todo
}

/// Whether nothing can be due for a Pod: it is ready, would answer its probes,
/// and has no readiness gate that somebody may close.
fn is_steady(plane: &Plane<'_>, object: &Object, pod: &Pod) -> bool {
    let given = plane.given;
    let answers = |probe: &Value| (given.probe)(given.config, object, probe);
    pod.ready
        && pod.phase == PodPhase::Running
        && !object.meta.deleting
        && object.value.list("spec.readinessGates").is_empty()
        && !plane.machines.not_ready.contains_key(&object.key)
        && (!pod.probed
            || object.value.list("spec.containers").iter().all(|it| {
                it.get("livenessProbe").is_none_or(answers)
                    && it.get("readinessProbe").is_none_or(answers)
            }))
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
            self.start(spec, status, todo);
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
}

fn address(field: &str, text: &str) -> Value {
    let mut value = Value::map();
    value.set(field, text);
    value
}
