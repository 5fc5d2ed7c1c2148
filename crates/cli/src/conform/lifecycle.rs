//! Cases of the suite lifecycle: sequences of kubectl commands, with the
//! stored object after each.

use serde_json::Value as Json;
use service_lab_engine::api::{self, Call, Done, Request, Status};
use service_lab_engine::client::{self, Applied, Outcome, Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::net;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::Store;
use service_lab_engine::value::Value;
use service_lab_shell::{Cluster, How, Terminal};

use super::Part;
use super::apply_over_existing::step;
use super::control_plane::{Chosen, Cluster as ControlPlane};

/// How far apart two commands of a recording are.
const BETWEEN_MS: u64 = 1_000;

/// Runs one case: all of its steps, in one cluster.
pub fn run(case: &Json) -> Vec<Part> {
    let mut plane = ControlPlane::new(case["server"].as_str().unwrap_or_default());
    let mut terminal = Terminal::default();
    let mut chosen = Chosen::default();
    let mut now_ms = 60_000;
    let mut parts = Vec::new();
    for (place, recorded) in case["steps"].as_array().into_iter().flatten().enumerate() {
        now_ms += BETWEEN_MS;
        let here = format!("step {}", place + 1);
        let compared = step(&mut plane, recorded, &mut chosen, |plane| {
            command(plane, &mut terminal, now_ms, recorded)
        });
        parts.extend(compared.into_iter().map(|part| Part {
            difference: part.difference.map(|it| format!("{here}: {it}")),
            ..part
        }));
    }
    parts
}

/// Types one recorded command into the terminal.
fn command(plane: &mut ControlPlane, terminal: &mut Terminal, now_ms: u64, step: &Json) -> Run {
    let line = step["command"].as_str().unwrap_or_default();
    let text = step["yaml"].as_str().unwrap_or_default();
    let mut cluster = Recorded { plane, now_ms, applied: Vec::new() };
    let printed = terminal.run(&mut cluster, line, text);
    Run {
        applied: cluster.applied,
        stdout: ages_left_out(&printed.stdout),
        stderr: printed.stderr,
        exit: u8::try_from(printed.exit).unwrap_or(1),
        ..Run::default()
    }
}

/// A table's last column, where it is an age.
pub(super) fn ages_left_out(text: &str) -> String {
    let bare = |line: &str| match line.rsplit_once(' ') {
        Some((head, age))
            if age.ends_with('s') && age.trim_end_matches('s').parse::<u32>().is_ok() =>
        {
            format!("{head} <AGE>")
        }
        _ => line.to_owned(),
    };
    text.split('\n').map(bare).collect::<Vec<_>>().join("\n")
}

/// The control plane alone, which keeps what it answered to writes.
struct Recorded<'a> {
    plane: &'a mut ControlPlane,
    now_ms: u64,
    applied: Vec<Applied>,
}

impl Recorded<'_> {
    fn call(&self, manager: &str, dry_run: bool) -> Call {
        Call { now_ms: self.now_ms, manager: manager.into(), ..ControlPlane::call(dry_run) }
    }
}

impl Cluster for Recorded<'_> {
    fn store(&self) -> &Store {
        &self.plane.store
    }

    fn config(&self) -> &ClusterConfig {
        &self.plane.config
    }

    fn now_ms(&self) -> u64 {
        self.now_ms
    }

    fn events(&self) -> Vec<Value> {
        Vec::new()
    }

    fn serve(&mut self, request: &Request, manager: &str, dry_run: bool) -> Result<Done, Status> {
        // Commands without a file ask for no validation: the server warns.
        let call = Call { validation: FieldValidation::Warn, ..self.call(manager, dry_run) };
        let answer = api::serve(&mut self.plane.store, &self.plane.config, &call, request);
        let (outcome, warnings) = match &answer {
            Ok(done) if done.code == 201 => (Outcome::Created, done.warnings.clone()),
            Ok(done) => (Outcome::Configured, done.warnings.clone()),
            Err(status) => (Outcome::Refused(status.clone()), status.warnings.clone()),
        };
        self.applied.push(Applied { key: None, outcome, object: None, warnings });
        answer
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run {
        let call = Call { validation: how.validation, ..self.call(&how.manager, how.dry_run) };
        let plane = &mut *self.plane;
        let run = client::run(&mut plane.store, &plane.config, &call, verb, namespace, text);
        self.applied.extend(run.applied.iter().cloned());
        run
    }

    fn wait(&mut self, ms: u64) {
        self.now_ms += ms;
    }

    fn send(&mut self, _request: &net::Request) -> Option<net::Trace> {
        None
    }
}
