//! What a Pod's status says of its containers: made, read and changed as values.
//!
//! Models the ContainerStatus of pkg/kubelet/kubelet_pods.go and the conditions
//! of pkg/kubelet/status/generate.go (v1.36).

use crate::clock;
use crate::controllers::condition::{self, Wanted};
use crate::objects::Object;
use crate::value::Value;
use crate::yaml::quote;

/// A Pod whose processes end with an exit code; `None` where none runs. The
/// kubelet notices at once, and starts them again when it is called next.
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

pub(super) fn created(spec: &Value) -> Value {
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

pub(super) fn run(status: &mut Value, now: &str) {
    let mut state = Value::map();
    state.set("running.startedAt", now);
    status.set("state", state);
    status.set("started", false);
}

pub(super) fn end_container(status: &mut Value, exit_code: i64, now: &str) {
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

/// The conditions Ready and ContainersReady follow from the containers, and
/// Ready from the Pod's readiness gates too.
pub(super) fn set_readiness(value: &mut Value, now: &str) {
    let statuses = value.list("status.containerStatuses");
    let unready: Vec<&str> = statuses
        .iter()
        .filter(|it| it.get("ready") != Some(&Value::Bool(true)))
        .map(|it| it.text("name"))
        .collect();
    let reason = match value.text("status.phase") {
        "Failed" => "PodFailed",
        "Succeeded" => "PodCompleted",
        _ => "ContainersNotReady",
    };
    let ended = reason != "ContainersNotReady";
    let message = format!("containers with unready status: [{}]", unready.join(" "));
    let ready = !statuses.is_empty() && unready.is_empty();
    let gated = ready && close_gates(value, now);
    for &kind in if gated { &["ContainersReady"][..] } else { &["Ready", "ContainersReady"] } {
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

/// Says that a Pod is not ready though its containers are, where one of its
/// gates is closed.
///
/// Models GeneratePodReadyCondition.
fn close_gates(value: &mut Value, now: &str) -> bool {
    let closed = match value.list("spec.readinessGates") {
        [] => return false,
        gates => closed(value, gates),
    };
    if !closed.is_empty() {
        let wanted = Wanted::new("Ready", "False", "ReadinessGatesNotReady", &closed);
        condition::set(value, wanted, Some("lastProbeTime"), now);
    }
    !closed.is_empty()
}

fn closed(value: &Value, gates: &[Value]) -> String {
    let closed = |gate: &Value| {
        let kind = gate.text("conditionType");
        match condition::find(value, kind) {
            None => Some(format!(
                "corresponding condition of pod readiness gate {} does not exist.",
                quote(kind)
            )),
            Some(found) if found.text("status") != "True" => Some(format!(
                "the status of pod readiness gate {} is not \"True\", but {}",
                quote(kind),
                found.text("status")
            )),
            Some(_) => None,
        }
    };
    gates.iter().filter_map(closed).collect::<Vec<_>>().join(", ")
}

pub(super) fn restarts(status: &Value) -> i64 {
    status.get("restartCount").and_then(Value::as_int).unwrap_or(0)
}

pub(super) fn exit_code(status: &Value) -> i64 {
    status.at("state.terminated.exitCode").and_then(Value::as_int).unwrap_or(0)
}

/// When a container that does not run came to its end.
pub(super) fn finished_at(status: &Value) -> Option<u64> {
    let of = |path: &str| status.at(path).and_then(Value::as_str).and_then(clock::parse);
    of("state.terminated.finishedAt").or_else(|| of("lastState.terminated.finishedAt"))
}

pub(super) fn started_ms(status: &Value) -> u64 {
    clock::parse(status.text("state.running.startedAt")).unwrap_or(0)
}
