//! The start of containers: images that are there or not, and how long one that
//! came to its end waits until it runs again.
//!
//! Models pkg/kubelet/kuberuntime and pkg/kubelet/images (v1.36).

use super::status::{end_container, exit_code, restarts, run};
use super::{Run, START_MS};
use crate::controllers::Severity;
use crate::controllers::plane::{Note, Todo};
use crate::processes::{self, Ended};
use crate::value::Value;

/// Waiting times of a container that keeps crashing: 10 s, doubled each time,
/// at most five minutes (upstream `MaxContainerBackOff`).
const FIRST_BACK_OFF_MS: u64 = 10_000;
const MAX_BACK_OFF_MS: u64 = 300_000;
/// A container that ran so long since it was started again begins anew
/// (client-go util/flowcontrol Backoff hasExpired, as the kubelet sets it).
const FORGIVEN_MS: u64 = 600_000;
/// Tags of images that no registry has, in lessons and examples.
const MISSING_TAGS: [&str; 4] = ["bad", "nope", "missing", "does-not-exist"];

impl Run<'_> {
    /// The program runs, and has ended again where it has nothing to wait for.
    pub(super) fn start(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
        let now = self.plane.now();
        run(status, &now);
        self.say_started(spec, todo);
        if let Some(ended) = self.ends_at_once(spec) {
            end_container(status, ended.exit_code, &now);
            // What comes of it is decided once this start is known.
            todo.wake(self.plane.given.now_ms + START_MS);
        }
    }

    fn ends_at_once(&self, spec: &Value) -> Option<Ended> {
        let runs_on =
            spec.get("command").is_none() && processes::is_known_to_run_on(spec.text("image"));
        if runs_on { None } else { self.ends(spec) }
    }

    #[cold]
    fn ends(&self, spec: &Value) -> Option<Ended> {
        let container = self.pod.containers.iter().find(|it| it.name == spec.text("name"))?;
        let open = |field: &str| spec.get(field) == Some(&Value::Bool(true));
        processes::ends(self.plane.given.config, container, open("stdin") || open("tty"))
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
    pub(super) fn pull_fails(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
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
    ///
    /// Models ShouldContainerBeRestarted (pkg/kubelet/container/helpers.go): a container's own rules come first, then
    /// its own policy, then its Pod's.
    pub(super) fn restarts(&self, status: &Value) -> bool {
        let containers = self.object.value.list("spec.containers");
        let own = containers.iter().find(|it| it.text("name") == status.text("name"));
        let code = Value::from(exit_code(status));
        let meets = |rule: &Value| {
            let within = rule.list("exitCodes.values").contains(&code);
            within == (rule.text("exitCodes.operator") == "In")
        };
        if own.is_some_and(|it| it.list("restartPolicyRules").iter().any(meets)) {
            return true;
        }
        let policy = own.map(|it| it.text("restartPolicy")).filter(|it| !it.is_empty());
        match policy.unwrap_or_else(|| self.object.value.text("spec.restartPolicy")) {
            "Never" => false,
            "OnFailure" => exit_code(status) != 0,
            _ => true,
        }
    }

    /// The first restart comes after a second, later ones after the back-off.
    ///
    /// Models kuberuntime doBackOff (v1.36).
    pub(super) fn restart(
        &self,
        spec: &Value,
        status: &mut Value,
        finished_ms: u64,
        todo: &mut Todo,
    ) {
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
            let doubled = |it: u64| it.saturating_mul(2).min(MAX_BACK_OFF_MS);
            let next_ms = known.map_or(FIRST_BACK_OFF_MS, doubled);
            todo.notes.push(Note::StartedAgain(id.into(), now_ms, next_ms));
            self.start(spec, status, todo);
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
}

pub(super) fn missing(image: &str) -> bool {
    image.rsplit_once(':').is_some_and(|(_, tag)| MISSING_TAGS.contains(&tag))
}

/// A duration as Go prints it: `10s`, `1m20s`, `5m0s`.
fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    if seconds < 60 { format!("{seconds}s") } else { format!("{}m{}s", seconds / 60, seconds % 60) }
}
