//! The learner's world as the terminal's cluster. Every change is a
//! [`Command`], so that what was typed in the terminal can be taken back,
//! saved and replayed like everything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::api::{self, Call, Done, Status};
use service_lab_engine::client::{self, Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::controllers::{Report, Severity};
use service_lab_engine::net::{self, Trace};
use service_lab_engine::proxy::NodeRules;
use service_lab_engine::schema::{Descriptions, FieldValidation};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, Event, World, step, step_on};

use crate::cluster::{Cluster, How};
use crate::print::ages;

/// A world that a terminal acts on.
#[derive(Clone, Debug)]
pub struct WorldCluster {
    /// The world as it is now.
    pub world: World,
    /// What was done to it, in order.
    pub commands: Vec<Command>,
    /// What that brought about.
    pub events: Vec<Event>,
    /// What each field is for, in English: for `kubectl explain`.
    pub descriptions: Arc<Descriptions>,
}

impl WorldCluster {
    /// A terminal's view of a world.
    pub fn new(world: World) -> Self {
        Self { world, commands: Vec::new(), events: Vec::new(), descriptions: Arc::default() }
    }

    fn perform(&mut self, command: Command) -> Vec<Event> {
        let stepped = step_on(std::mem::take(&mut self.world), &command);
        self.world = stepped.world;
        self.commands.push(command);
        self.events.extend(stepped.events.iter().cloned());
        stepped.events
    }

    fn rehearsal(&self, manager: &str) -> Call {
        Call {
            by: Actor::Learner,
            now_ms: self.world.now_ms,
            dry_run: true,
            validation: FieldValidation::Warn,
            manager: manager.into(),
        }
    }
}

impl Cluster for WorldCluster {
    fn store(&self) -> &Store {
        &self.world.store
    }

    fn config(&self) -> &ClusterConfig {
        &self.world.config
    }

    fn now_ms(&self) -> u64 {
        self.world.now_ms
    }

    fn descriptions(&self) -> Option<&Descriptions> {
        Some(&self.descriptions)
    }

    fn events(&self) -> Vec<Value> {
        events_of(&self.world.reports)
    }

    fn serve(
        &mut self,
        request: &api::Request,
        manager: &str,
        dry_run: bool,
    ) -> Result<Done, Status> {
        if dry_run {
            let mut store = self.world.store.clone();
            return api::serve(&mut store, &self.world.config, &self.rehearsal(manager), request);
        }
        let command = Command::Serve { request: request.clone(), manager: manager.into() };
        let events = self.perform(command);
        for event in events {
            match event {
                Event::Served(done) => return Ok(done),
                Event::Refused(status) => return Err(status),
                Event::Changed(_)
                | Event::Sent(_)
                | Event::Checked(_)
                | Event::Ran(_)
                | Event::Printed { .. }
                | Event::Reported(_)
                | Event::Unsettled => {}
            }
        }
        Err(api::bad_request("the request was not answered"))
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run {
        let validation = how.validation;
        if how.dry_run {
            let mut store = self.world.store.clone();
            let call = Call { validation, ..self.rehearsal(&how.manager) };
            return client::run(&mut store, &self.world.config, &call, verb, namespace, text);
        }
        let (namespace, text) = (namespace.to_owned(), text.to_owned());
        let manager = how.manager;
        let command = Command::Run { verb, namespace, text, validation, manager };
        self.perform(command)
            .into_iter()
            .find_map(|event| match event {
                Event::Ran(run) => Some(*run),
                _ => None,
            })
            .unwrap_or_default()
    }

    fn rules(&self, node: &str) -> Option<Arc<NodeRules>> {
        self.world.is_up(node).then(|| self.world.rules(node)).flatten()
    }

    fn wait(&mut self, ms: u64) {
        self.perform(Command::Wait { ms });
    }

    fn rehearse(&self, request: &net::Request) -> Option<Trace> {
        sent(step(&self.world, &Command::Send { request: request.clone() }).events)
    }

    fn send(&mut self, request: &net::Request) -> Option<Trace> {
        sent(self.perform(Command::Send { request: request.clone() }))
    }
}

fn sent(events: Vec<Event>) -> Option<Trace> {
    events.into_iter().find_map(|event| match event {
        Event::Sent(trace) => Some(trace.as_ref().clone()),
        _ => None,
    })
}

/// Reports as Event objects: what was said of an object before is counted and
/// not said again.
///
/// Models client-go tools/record EventCorrelator (v1.36), without its limits.
fn events_of(reports: &[Arc<Report>]) -> Vec<Value> {
    let mut events: Vec<Value> = Vec::new();
    let mut known = BTreeMap::new();
    for it in reports {
        let said = (&it.about, &it.container, it.from, it.reason, it.message.as_str());
        let place = *known.entry(said).or_insert(events.len());
        let new = event_of(it);
        match events.get_mut(place) {
            None => events.push(new),
            Some(old) => {
                let count = old.at("count").and_then(Value::as_int).unwrap_or(1);
                old.set("count", count + 1);
                old.set("lastTimestamp", new.text("lastTimestamp"));
            }
        }
    }
    events
}

/// A report as the Event object that `kubectl get events` shows.
pub fn event_of(report: &Report) -> Value {
    let at = ages::rfc3339(ages::EPOCH_S + i64::try_from(report.at_ms / 1000).unwrap_or(0));
    let namespace = match &*report.about.namespace {
        "" => "default",
        namespace => namespace,
    };
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Event");
    // client-go names an event after its object and the time in nanoseconds.
    let epoch_ms = u64::try_from(ages::EPOCH_S).unwrap_or(0) * 1000;
    let name = format!(
        "{}.{:x}",
        report.about.name,
        epoch_ms.saturating_add(report.at_ms).saturating_mul(1_000_000)
    );
    value.set("metadata.name", name);
    value.set("metadata.namespace", namespace);
    value.set("metadata.creationTimestamp", at.as_str());
    value.set("involvedObject.apiVersion", report.about.kind.api_version());
    value.set("involvedObject.kind", report.about.kind.name());
    value.set("involvedObject.name", &*report.about.name);
    value.set("involvedObject.namespace", &*report.about.namespace);
    if !report.container.is_empty() {
        value.set("involvedObject.fieldPath", format!("spec.containers{{{}}}", report.container));
    }
    value.set(
        "type",
        match report.severity {
            Severity::Normal => "Normal",
            Severity::Warning => "Warning",
        },
    );
    value.set("reason", report.reason);
    value.set("message", report.message.as_str());
    value.set("source.component", report.from);
    value.set("firstTimestamp", at.as_str());
    value.set("lastTimestamp", at);
    value.set("count", 1);
    value
}
