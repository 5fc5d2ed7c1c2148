//! A cluster for recorded cases: texts go through the API server, then the
//! controllers work.

use serde_json::Value as Json;
use service_lab_engine::api::{self, Call, Done, Part as ObjectPart, PatchType, Request, Status};
use service_lab_engine::client::{self, Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::controllers::{self, Binder, Given, Machines, Report, Settled, Who};
use service_lab_engine::net;
use service_lab_engine::objects::{Key, Kind, Object};
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::{Actor, Change, Store};
use service_lab_engine::value::Value;
use service_lab_engine::yaml;
use service_lab_shell::world::event_of;
use service_lab_shell::{Cluster, How, Terminal};

use super::value_of;

/// A cluster between two steps of a case.
pub struct Lab {
    pub store: Store,
    pub machines: Machines,
    pub config: ClusterConfig,
    pub now_ms: u64,
    /// For how long commands have waited in vain: only they are told.
    waited_ms: u64,
    /// Everything that was reported so far.
    pub reports: Vec<Report>,
    /// Everything that changed since this was last taken, in order.
    pub changes: Vec<Change>,
}

impl Lab {
    /// The cluster of the recordings: one stack, or two; with its three nodes
    /// or with none.
    pub fn new(dual: bool, nodes: bool) -> Self {
        let mut config =
            ClusterConfig { namespaces: vec!["shop".to_owned()], ..Default::default() };
        if dual {
            config.service_cidrs.extend("fd00:10:96::/112".parse::<ipnet::IpNet>().ok());
        }
        if !nodes {
            config.nodes.clear();
        }
        let mut store = Store::default();
        controllers::bootstrap(&mut store, &config);
        let machines = Machines::default();
        let (reports, changes) = (Vec::new(), Vec::new());
        let mut lab = Self { store, machines, config, now_ms: 0, waited_ms: 0, reports, changes };
        lab.settle(Who::Everyone);
        lab
    }

    /// Who asks, and when.
    pub fn call(&self) -> Call {
        Call {
            by: Actor::Learner,
            now_ms: self.now_ms,
            dry_run: false,
            validation: FieldValidation::Strict,
            manager: "unknown".into(),
        }
    }

    /// Lets the controllers work.
    pub fn settle(&mut self, who: Who) -> Settled {
        let given = Given { config: &self.config, now_ms: self.now_ms, probe: |_, _, _| true, who };
        let settled = controllers::settle(&mut self.store, &mut self.machines, &given);
        self.note(settled)
    }

    /// Lets the control plane work where a recording's kubelet bound the Pods.
    pub fn settle_bound_by(&mut self, binder: Binder<'_>) -> Settled {
        let who = Who::ControlPlane;
        let given = Given { config: &self.config, now_ms: self.now_ms, probe: |_, _, _| true, who };
        let (store, machines) = (&mut self.store, &mut self.machines);
        let settled = controllers::settle_bound_by(store, machines, &given, binder);
        self.note(settled)
    }

    fn note(&mut self, settled: Settled) -> Settled {
        self.reports.extend(settled.reports.iter().cloned());
        self.changes.extend(settled.changes.iter().cloned());
        settled
    }

    /// Carries out a request; says why it was refused.
    pub fn serve(&mut self, request: &Request) -> Result<Value, String> {
        let call = self.call();
        let done = api::serve(&mut self.store, &self.config, &call, request)
            .map_err(|status| status.message)?;
        self.changes.extend(done.changes);
        Ok(done.object.value.clone())
    }

    /// Creates one object of a text, its status included; a
    /// `deletionTimestamp` means deleted after creation. The controllers see
    /// each of these requests: the recorded counts of events tell so.
    pub fn create(&mut self, text: &str) -> Result<(), String> {
        let (documents, _) = yaml::read(text);
        for root in documents.iter().filter_map(|it| it.root.as_ref()) {
            let mut value = root.to_value();
            let deleted = value.remove("metadata.deletionTimestamp").is_some();
            let status = value.get("status").cloned();
            let created = self.serve(&Request::Create(value))?;
            let kind = Kind::find(created.text("apiVersion"), created.text("kind"))
                .ok_or("unknown kind")?;
            let key = Object::new(kind, created).key;
            if let Some(status) = status {
                self.settle(Who::ControllerManager);
                let mut body = Value::map();
                body.set("status", status);
                self.patch(&key, PatchType::Merge, body, ObjectPart::Status)?;
            }
            if deleted {
                self.settle(Who::ControllerManager);
                self.serve(&Request::Delete(key))?;
            }
        }
        Ok(())
    }

    /// Runs a command in a terminal; what it prints is not looked at.
    pub fn type_in(&mut self, command: &str, stdin: &str) {
        Terminal::default().run(self, command, stdin);
        self.waited_ms = 0;
    }

    /// Patches an object.
    pub fn patch(
        &mut self,
        key: &Key,
        kind: PatchType,
        body: Value,
        part: ObjectPart,
    ) -> Result<(), String> {
        self.serve(&Request::Patch { key: key.clone(), kind, body, part }).map(|_| ())
    }

    /// Deletes at once.
    pub fn force_delete(&mut self, key: &Key) -> Result<(), String> {
        let call = self.call();
        let done = api::delete_now(&mut self.store, &self.config, &call, key)
            .map_err(|status| status.message)?;
        self.changes.extend(done.changes);
        Ok(())
    }

    /// One recorded action of the suites endpointslices and hints.
    pub fn act(&mut self, action: &Json) -> Result<(), String> {
        let text = |name: &str| action[name].as_str().unwrap_or_default();
        let target = || -> Option<Key> {
            let (kind, name) = text("target").split_once('/')?;
            let kind = Kind::ALL.into_iter().find(|it| it.name() == kind)?;
            Some(Key::new(kind, "default", name))
        };
        let body = || match &action["patch"] {
            Json::String(text) => {
                serde_json::from_str(text).map_or(Value::Null, |it| value_of(&it))
            }
            other => value_of(other),
        };
        let kind = match text("patch_type") {
            "json" => PatchType::Json,
            "strategic" => PatchType::Strategic,
            _ => PatchType::Merge,
        };
        let target = || target().ok_or_else(|| format!("no target in {action}"));
        match text("op") {
            // A creation that the server refused is part of the recording.
            "create" if action.get("refused").is_some() => {
                let _ = self.create(text("yaml"));
                Ok(())
            }
            "create" => self.create(text("yaml")),
            "patch" => self.patch(&target()?, kind, body(), ObjectPart::Main),
            "status" => self.patch(&target()?, kind, body(), ObjectPart::Status),
            "delete" => self.serve(&Request::Delete(target()?)).map(|_| ()),
            "force-delete" => self.force_delete(&target()?),
            "annotate" | "label" => {
                let field = if text("op") == "label" { "labels" } else { "annotations" };
                let mut body = Value::map();
                body.set(&format!("metadata.{field}"), value_of(&action[field]));
                self.patch(&target()?, PatchType::Merge, body, ObjectPart::Main)
            }
            "kubectl" => {
                self.type_in(text("command"), text("stdin"));
                Ok(())
            }
            "delete-slices" => self.each_slice(|lab, key| lab.force_delete(key)),
            "patch-slices" => {
                self.each_slice(|lab, key| lab.patch(key, kind, body(), ObjectPart::Main))
            }
            other => Err(format!("unknown action {other:?}")),
        }
    }

    fn each_slice(
        &mut self,
        act: impl Fn(&mut Self, &Key) -> Result<(), String>,
    ) -> Result<(), String> {
        let keys: Vec<Key> = self
            .store
            .endpoint_slices()
            .map(|(it, _)| it.key.clone())
            .filter(|it| &*it.name != "kubernetes")
            .collect();
        keys.iter().try_for_each(|key| act(self, key))
    }
}

impl Cluster for Lab {
    fn store(&self) -> &Store {
        &self.store
    }

    fn config(&self) -> &ClusterConfig {
        &self.config
    }

    fn now_ms(&self) -> u64 {
        self.now_ms + self.waited_ms
    }

    fn events(&self) -> Vec<Value> {
        self.reports.iter().map(event_of).collect()
    }

    fn serve(&mut self, request: &Request, manager: &str, dry_run: bool) -> Result<Done, Status> {
        let call = Call { dry_run, manager: manager.into(), ..self.call() };
        let config = self.config.clone();
        if dry_run {
            return api::serve(&mut self.store.clone(), &config, &call, request);
        }
        let done = api::serve(&mut self.store, &config, &call, request)?;
        self.changes.extend(done.changes.iter().cloned());
        Ok(done)
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run {
        let call = Call {
            validation: how.validation,
            dry_run: how.dry_run,
            manager: how.manager,
            ..self.call()
        };
        let config = self.config.clone();
        if how.dry_run {
            return client::run(&mut self.store.clone(), &config, &call, verb, namespace, text);
        }
        let run = client::run(&mut self.store, &config, &call, verb, namespace, text);
        self.changes.extend(run.changes.iter().cloned());
        run
    }

    /// Nothing happens meanwhile: what the kubelet does is recorded. A command
    /// that waits gives up.
    fn wait(&mut self, ms: u64) {
        self.waited_ms += ms;
    }

    fn send(&mut self, _request: &net::Request) -> Option<net::Trace> {
        None
    }
}
