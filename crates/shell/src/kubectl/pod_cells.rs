//! What `kubectl get pods` shows of a Pod. Models printPod of
//! pkg/printers/internalversion/printers.go (v1.36).

use std::collections::BTreeSet;

use service_lab_engine::value::Value;

use super::table::{condition, number, or};
use crate::print::ages;

/// A Pod's cells: the plain ones, then those of `-o wide`.
pub fn row(value: &Value, name: String, age: String, now_s: i64) -> (Vec<String>, Vec<String>) {
    let state = state(value, now_s);
    let address =
        value.list("status.podIPs").first().map_or(value.text("status.podIP"), |it| it.text("ip"));
    (
        vec![name, format!("{}/{}", state.ready, state.all), state.reason, state.restarts, age],
        vec![
            or(address, "<none>").to_owned(),
            or(value.text("spec.nodeName"), "<none>").to_owned(),
            or(value.text("status.nominatedNodeName"), "<none>").to_owned(),
            gates(value),
        ],
    )
}

/// How many of a Pod's readiness gates are open.
fn gates(value: &Value) -> String {
    let gates = value.list("spec.readinessGates");
    let open = |it: &&Value| is_true(value, it.text("conditionType"));
    match gates.len() {
        0 => "<none>".to_owned(),
        all => format!("{}/{all}", gates.iter().filter(open).count()),
    }
}

/// What a table tells of a Pod's containers.
pub struct State {
    /// `STATUS`.
    pub reason: String,
    /// `RESTARTS`.
    restarts: String,
    /// Containers that are ready, and all of which that is asked.
    ready: usize,
    all: usize,
}

/// Restarts, and when the last was.
#[derive(Default)]
struct Restarts {
    count: i64,
    last: Option<i64>,
}

impl Restarts {
    fn add(&mut self, status: &Value) {
        self.count += number(status, "restartCount");
        let ended = ages::parse_time(status.text("lastState.terminated.finishedAt"));
        self.last = self.last.max(ended);
    }
}

/// A Pod's state in words.
pub fn state(value: &Value, now_s: i64) -> State {
    let phase = value.text("status.phase");
    let mut reason = or(value.text("status.reason"), phase).to_owned();
    let gated = "SchedulingGated";
    if condition(value, "PodScheduled").is_some_and(|it| it.text("reason") == gated) {
        reason = gated.to_owned();
    }
    let sidecars: BTreeSet<&str> = value
        .list("spec.initContainers")
        .iter()
        .filter(|it| it.text("restartPolicy") == "Always")
        .map(|it| it.text("name"))
        .collect();
    let all = value.list("spec.containers").len() + sidecars.len();
    let mut ready = 0;
    // Of first containers all restarts count, until they are done; then only those of sidecars.
    let mut restarts = Restarts::default();
    let mut beside = Restarts::default();
    let mut first = None;
    for (place, status) in value.list("status.initContainerStatuses").iter().enumerate() {
        let sidecar = sidecars.contains(status.text("name"));
        restarts.add(status);
        if sidecar {
            beside.add(status);
        }
        match first_state(status, sidecar) {
            First::Done => {}
            First::Beside(fit) => ready += usize::from(fit),
            First::Failed(why) => first = Some(format!("Init:{why}")),
            First::Goes => {
                let many = value.list("spec.initContainers").len();
                first = Some(format!("Init:{place}/{many}"));
            }
        }
        if first.is_some() {
            break;
        }
    }
    let waits = first.is_some() && !is_true(value, "Initialized");
    if let Some(first) = first {
        reason = first;
    }
    if !waits {
        restarts = beside;
        ready += containers(value, &mut restarts, &mut reason);
    }
    let deleted = value.at("metadata.deletionTimestamp").is_some();
    if deleted && value.text("status.reason") == "NodeLost" {
        reason = "Unknown".to_owned();
    } else if deleted && !matches!(phase, "Succeeded" | "Failed") {
        reason = "Terminating".to_owned();
    }
    let restarts = match restarts.last {
        Some(at) if restarts.count > 0 => {
            format!("{} ({} ago)", restarts.count, ages::human(now_s - at))
        }
        _ => restarts.count.to_string(),
    };
    State { reason, restarts, ready, all }
}

/// How far a container is that runs before the others.
enum First {
    Done,
    /// It runs beside the others; whether it is ready.
    Beside(bool),
    Failed(String),
    Goes,
}

fn first_state(status: &Value, sidecar: bool) -> First {
    let yes = |field: &str| status.at(field) == Some(&Value::Bool(true));
    let ended = status.at("state.terminated");
    match (ended, status.text("state.waiting.reason")) {
        (Some(ended), _) if number(ended, "exitCode") == 0 => First::Done,
        _ if sidecar && yes("started") => First::Beside(yes("ready")),
        (Some(ended), _) => First::Failed(end(ended)),
        (None, "" | "PodInitializing") => First::Goes,
        (None, why) => First::Failed(why.to_owned()),
    }
}

/// Why a container ended.
fn end(ended: &Value) -> String {
    match (ended.text("reason"), number(ended, "signal"), number(ended, "exitCode")) {
        ("", 0, code) => format!("ExitCode:{code}"),
        ("", signal, _) => format!("Signal:{signal}"),
        (text, _, _) => text.to_owned(),
    }
}

/// Reads the containers, the last first; tells how many are ready.
fn containers(value: &Value, restarts: &mut Restarts, reason: &mut String) -> usize {
    let mut ready = 0;
    for status in value.list("status.containerStatuses").iter().rev() {
        restarts.add(status);
        let waiting = status.text("state.waiting.reason");
        if !waiting.is_empty() {
            *reason = waiting.to_owned();
        } else if let Some(ended) = status.at("state.terminated") {
            *reason = end(ended);
        } else if status.at("ready") == Some(&Value::Bool(true))
            && status.at("state.running").is_some()
        {
            ready += 1;
        }
    }
    if *reason == "Completed" && ready > 0 {
        *reason = if is_true(value, "Ready") { "Running" } else { "NotReady" }.to_owned();
    }
    ready
}

/// Whether a condition is `True`.
fn is_true(value: &Value, kind: &str) -> bool {
    condition(value, kind).is_some_and(|it| it.text("status") == "True")
}

#[cfg(test)]
mod tests {
    use service_lab_engine::value::Value;

    use crate::kubectl::files::values;

    /// `READY STATUS RESTARTS`, and the readiness gates.
    fn shown(pod: &str) -> String {
        let value = values(pod).into_iter().next().unwrap_or_else(Value::map);
        let (plain, wide) = super::row(&value, String::new(), String::new(), 1_000_000);
        let gates = wide.last().cloned().unwrap_or_default();
        format!("{} {gates}", plain.get(1..4).unwrap_or_default().join(" "))
    }

    fn pod(second: &str, first: &str, status: &str) -> String {
        let kind = if second.is_empty() { "" } else { ", restartPolicy: Always" };
        format!(
            "spec:\n  containers: [{{name: web}}]\n  initContainers: [{{name: one{kind}}}, {{name: two}}]\n\
             status:\n  phase: Pending\n{status}  initContainerStatuses:\n  - {{name: one, {first}}}\n  - {{name: two, state: {{waiting: {{reason: PodInitializing}}}}}}\n\
             \x20 containerStatuses: [{{name: web, state: {{waiting: {{reason: PodInitializing}}}}}}]\n"
        )
    }

    #[test]
    fn a_pod_tells_of_the_first_container_that_is_not_done() {
        let last = "lastState: {terminated: {finishedAt: '1970-01-12T13:46:30Z'}}";
        for (first, wanted) in [
            ("state: {running: {}}", "0/1 Init:0/2 0"),
            ("state: {terminated: {exitCode: 0}}", "0/1 Init:1/2 0"),
            ("state: {terminated: {exitCode: 1, reason: Error}}", "0/1 Init:Error 0"),
            ("state: {terminated: {exitCode: 137, signal: 9}}", "0/1 Init:Signal:9 0"),
            ("state: {terminated: {exitCode: 3}}", "0/1 Init:ExitCode:3 0"),
        ] {
            assert_eq!(shown(&pod("", first, "")), format!("{wanted} <none>"), "{first}");
        }
        let crash =
            format!("restartCount: 3, state: {{waiting: {{reason: CrashLoopBackOff}}}}, {last}");
        assert_eq!(shown(&pod("", &crash, "")), "0/1 Init:CrashLoopBackOff 3 (10s ago) <none>");
    }

    #[test]
    fn a_container_that_runs_beside_the_others_counts_with_them() {
        let beside = "ready: true, started: true, restartCount: 2, state: {running: {}}";
        assert_eq!(shown(&pod("beside", beside, "")), "1/2 Init:1/2 2 <none>");
        let begun = "ready: false, started: false, state: {running: {}}";
        assert_eq!(shown(&pod("beside", begun, "")), "0/2 Init:0/2 0 <none>");
        // Restarts of what is done no longer count.
        let done = "spec:\n  containers: [{name: web}]\n  initContainers: [{name: one, restartPolicy: Always}, {name: two}]\n\
                    status:\n  phase: Running\n  initContainerStatuses:\n  - {name: one, ready: true, started: true, restartCount: 2, state: {running: {}}}\n  - {name: two, restartCount: 5, state: {terminated: {exitCode: 0}}}\n\
                    \x20 containerStatuses: [{name: web, ready: true, restartCount: 1, state: {running: {}}}]\n";
        assert_eq!(shown(done), "2/2 Running 3 <none>");
    }

    #[test]
    fn gates_and_lost_nodes_are_told() {
        let gated = "spec:\n  containers: [{name: web}]\n  readinessGates: [{conditionType: a}, {conditionType: b}]\nstatus:\n  phase: Running\n  conditions: [{type: a, status: 'True'}, {type: b, status: 'False'}]\n";
        assert_eq!(shown(gated), "0/1 Running 0 1/2");
        let lost = "metadata: {deletionTimestamp: x}\nspec:\n  containers: [{name: web}]\nstatus: {phase: Failed, reason: NodeLost}\n";
        assert_eq!(shown(lost), "0/1 Unknown 0 <none>");
    }
}
