//! Probes of running containers: when they are asked, and what follows from the
//! answers.
//!
//! Models pkg/kubelet/prober (v1.36). A failure is told when a probe is first
//! asked and when it is believed; those between are neither told nor counted.

use super::status::{end_container, started_ms};
use super::{Run, START_MS};
use crate::controllers::Severity;
use crate::controllers::plane::Todo;
use crate::value::Value;

impl Run<'_> {
    /// Whether a running container has started: the startup probe that it may
    /// have has succeeded. Until then no other probe is asked; where it keeps
    /// failing, the container is killed.
    ///
    /// Models pkg/kubelet/prober worker.go doProbe and prober_manager.go
    /// isContainerStarted (v1.36).
    pub(super) fn has_started(
        &self,
        spec: &Value,
        status: &mut Value,
        ran: bool,
        todo: &mut Todo,
    ) -> bool {
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
    pub(super) fn check_alive(&self, spec: &Value, status: &mut Value, todo: &mut Todo) {
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

    pub(super) fn is_ready(
        &self,
        spec: &Value,
        status: &Value,
        ran: bool,
        todo: &mut Todo,
    ) -> bool {
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
