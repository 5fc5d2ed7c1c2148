//! The loop that runs the controllers until they come to rest, and what each
//! of them is given and gives back.

use std::sync::Arc;

use super::{Binder, Given, Machines, Ordered, Report, Settled, Severity, Who};
use crate::api;
use crate::chance;
use crate::clock;
use crate::objects::{Key, Kind, Object};
use crate::store::{Actor, Change, Pair, Store};
use crate::value::Value;

/// Rounds of all controllers in one moment. A rolling update of the largest
/// Deployment that a lesson's cluster can hold takes a few hundred.
const MAX_ROUNDS: usize = 2_000;

/// Changes that controllers may make in one moment. A cluster of 1 000
/// Services with ten Pods each starts with some 50 000; one that makes more
/// is running away.
const MAX_CHANGES: usize = 100_000;

/// Letters that a generated name keeps of its prefix, and that are added.
const LONGEST_PREFIX: usize = 58;
const RANDOM_LETTERS: usize = 5;

/// One object before and after a change.
pub(super) struct Difference {
    pub before: Option<Arc<Object>>,
    pub after: Option<Arc<Object>>,
    /// The controller that made it in this moment; `None`: something before.
    pub by: Option<Actor>,
}

impl Difference {
    pub fn kind(&self) -> Option<Kind> {
        self.after.as_ref().or(self.before.as_ref()).map(|it| it.key.kind)
    }

    /// Both versions that exist.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.before.iter().chain(self.after.iter())
    }
}

/// What one controller sees in one round.
pub(super) struct Plane<'a> {
    pub store: &'a Store,
    pub machines: &'a Machines,
    pub given: &'a Given<'a>,
    /// Everything that changed since this controller was last called.
    pub news: &'a [Difference],
}

impl Plane<'_> {
    pub fn now(&self) -> String {
        clock::stamp(self.given.now_ms)
    }

    /// A name made from `metadata.generateName`, with a suffix that no other
    /// generated name of this store has; `salt` and `place` tell names of one
    /// moment apart.
    ///
    /// Models staging/src/k8s.io/apiserver/pkg/storage/names/generate.go
    /// (v1.36): what is longer than 58 letters is cut.
    pub fn generated(&self, prefix: &str, salt: &str, place: usize) -> String {
        let (revision, place) = (self.store.revision().to_string(), place.to_string());
        let parts = [prefix, salt, &revision, &place];
        let suffix = chance::suffix(self.given.config.seed, &parts, RANDOM_LETTERS);
        let kept = prefix.get(..LONGEST_PREFIX).unwrap_or(prefix);
        [kept, suffix.as_str()].concat()
    }

    /// Metadata that the server gives a new object.
    pub fn newborn(&self, kind: Kind, namespace: &str, name: &str) -> Value {
        let revision = self.store.revision().to_string();
        let parts = [kind.name(), namespace, name, revision.as_str()];
        let mut metadata = Value::map();
        metadata.set("name", name);
        if kind.namespaced() {
            metadata.set("namespace", namespace);
        }
        metadata.set("uid", chance::uid(self.given.config.seed, &parts));
        metadata.set("creationTimestamp", self.now());
        let mut value = Value::map();
        value.set("apiVersion", kind.api_version());
        value.set("kind", kind.name());
        value.set("metadata", metadata);
        value
    }
}

/// What a controller wants done.
#[derive(Default)]
pub(super) struct Todo {
    /// Objects to store and keys to remove, in order.
    pub writes: Vec<Write>,
    pub reports: Vec<Report>,
    /// When it wants to be called again if nothing happens.
    pub next_at_ms: Option<u64>,
    /// Changes of what is remembered outside the store.
    pub notes: Vec<Note>,
}

pub(super) enum Write {
    Put(Kind, Value),
    Delete(Key),
}

/// A change of [`Machines`].
pub(super) enum Note {
    /// So many addresses of this node have been given away.
    AddressesGiven(Arc<str>, u64),
    /// A container (`UID/NAME`) was started again, and for how long it would
    /// wait next.
    StartedAgain(Arc<str>, u64, u64),
    /// The Service has hints by the topology annotation, or no longer.
    TopologyHints(Key, bool),
    /// The CPU of each zone, as last looked at.
    ZoneCpu(super::slices::ZoneCpu),
    /// Pods are bound to a Node that is gone since then, or no longer.
    GoneNode(Arc<str>, Option<u64>),
    /// The Pod of this UID is to leave its node, counted from then, or no longer.
    Eviction(Arc<str>, Option<u64>),
    /// A load balancer was ordered for the Service, or taken back.
    Balancer(Key, Option<Ordered>),
    /// Slices of the Service could not be completed: try again.
    Incomplete(Key, bool),
    /// A slice (`SERVICE/SLICE`) was taken from its controller, or is back.
    MissingSlice(Key, bool),
}

impl Todo {
    pub fn put(&mut self, kind: Kind, value: Value) {
        self.writes.push(Write::Put(kind, value));
    }

    pub fn delete(&mut self, key: &Key) {
        self.writes.push(Write::Delete(key.clone()));
    }

    /// Whether it writes an object of this key already.
    pub fn writes_of(&self, key: &Key) -> bool {
        let named = |it: &Value, path: &str, name: &str| it.text(path) == name;
        self.writes.iter().any(|it| match it {
            Write::Put(kind, it) => {
                *kind == key.kind
                    && named(it, "metadata.name", &key.name)
                    && named(it, "metadata.namespace", &key.namespace)
            }
            Write::Delete(_) => false,
        })
    }

    /// Asks for the end of a Pod.
    pub fn end(&mut self, pod: &Object, now_ms: u64) {
        match super::ended(pod, now_ms) {
            Some(ending) => self.put(Kind::Pod, ending),
            None => self.delete(&pod.key),
        }
    }

    pub fn wake(&mut self, at_ms: u64) {
        self.next_at_ms = Some(self.next_at_ms.map_or(at_ms, |it| it.min(at_ms)));
    }

    pub fn report(
        &mut self,
        plane: &Plane<'_>,
        about: &Key,
        (severity, reason): (Severity, &'static str),
        from: &'static str,
        message: String,
    ) {
        let (about, container, at_ms) = (about.clone(), String::new(), plane.given.now_ms);
        let report = Report { about, container, severity, reason, message, from, at_ms };
        self.reports.push(report);
    }
}

/// A controller: what it is called in changes, what it does, and the kinds of
/// objects that it reads; none: all.
type Controller = (Actor, fn(&Plane<'_>) -> Todo, &'static [Kind]);

const PODS: &[Kind] = &[Kind::Node, Kind::Pod];
const SETS: &[Kind] = &[Kind::Pod, Kind::ReplicaSet];
const STATEFUL: &[Kind] = &[Kind::Pod, Kind::StatefulSet];
const SCALED: &[Kind] =
    &[Kind::Deployment, Kind::ReplicaSet, Kind::StatefulSet, Kind::HorizontalPodAutoscaler];
const ROLLED: &[Kind] = &[Kind::Pod, Kind::ReplicaSet, Kind::Deployment];
const LISTED: &[Kind] = &[Kind::Service, Kind::Pod, Kind::Endpoints];
const MIRRORED: &[Kind] = &[Kind::Service, Kind::Endpoints, Kind::EndpointSlice];
const SLICED: &[Kind] = &[Kind::Service, Kind::Pod, Kind::Node, Kind::EndpointSlice];
const SERVED: &[Kind] = &[Kind::Service];

const API_SERVER: Controller = (Actor::ApiServer, super::apiserver::sync, &[]);
const NODE_LIFECYCLE: Controller = (Actor::NodeLifecycleController, super::nodes::sync, PODS);
const POD_GC: Controller = (Actor::NodeLifecycleController, super::pod_gc::sync, PODS);
const GARBAGE: Controller = (Actor::ApiServer, super::garbage::collect, &[]);
const REPLICA_SETS: Controller = (Actor::ReplicaSetController, super::replica_set::sync, SETS);
const STATEFUL_SETS: Controller =
    (Actor::StatefulSetController, super::stateful_set::sync, STATEFUL);
const AUTOSCALER: Controller = (Actor::HorizontalPodAutoscaler, super::autoscaler::sync, SCALED);
const SCHEDULER: Controller = (Actor::Scheduler, super::scheduler::sync, PODS);
const DEPLOYMENTS: Controller = (Actor::DeploymentController, super::deployment::sync, ROLLED);
const KUBELET: Controller = (Actor::Kubelet, super::kubelet::sync, PODS);
const ENDPOINTS: Controller = (Actor::EndpointsController, super::endpoints::sync, LISTED);
const MIRRORING: Controller =
    (Actor::EndpointSliceMirroringController, super::mirroring::sync, MIRRORED);
const SLICES: Controller = (Actor::EndpointSliceController, super::slices::sync, SLICED);
const SERVICES: Controller = (Actor::ServiceController, super::balancer::sync, SERVED);

/// The controllers in the order in which a round runs them. ReplicaSets act
/// before Deployments: Pods that a size asks for are made and bound before a
/// Deployment may take the size back.
fn crew(who: Who) -> &'static [Controller] {
    const EVERYONE: &[Controller] = &[
        API_SERVER,
        NODE_LIFECYCLE,
        POD_GC,
        GARBAGE,
        REPLICA_SETS,
        STATEFUL_SETS,
        AUTOSCALER,
        SCHEDULER,
        DEPLOYMENTS,
        KUBELET,
        ENDPOINTS,
        MIRRORING,
        SLICES,
        SERVICES,
    ];
    const CONTROL_PLANE: &[Controller] = &[
        GARBAGE,
        REPLICA_SETS,
        STATEFUL_SETS,
        AUTOSCALER,
        SCHEDULER,
        DEPLOYMENTS,
        ENDPOINTS,
        MIRRORING,
        SLICES,
    ];
    const MANAGER: &[Controller] = &[
        GARBAGE,
        REPLICA_SETS,
        STATEFUL_SETS,
        AUTOSCALER,
        DEPLOYMENTS,
        ENDPOINTS,
        MIRRORING,
        SLICES,
    ];
    match who {
        Who::Everyone => EVERYONE,
        Who::ControlPlane => CONTROL_PLANE,
        Who::ControllerManager => MANAGER,
    }
}

/// Runs every controller in turn until a whole round changes nothing; a binder
/// works in the scheduler's place.
pub fn settle(
    store: &mut Store,
    machines: &mut Machines,
    given: &Given<'_>,
    mut binder: Option<Binder<'_>>,
) -> Settled {
    let crew = crew(given.who);
    let mut out = Settled::default();
    let mut log = differences(&machines.seen, store);
    // How much of the log each controller has read.
    let mut read = vec![0; crew.len()];
    // When each wants to be called again, and whether it has just noted something.
    let mut wakes: Vec<Option<u64>> = vec![None; crew.len()];
    let mut noted = vec![false; crew.len()];
    for round in 0..MAX_ROUNDS {
        let mut quiet = true;
        let own = read.iter_mut().zip(&mut wakes).zip(&mut noted);
        for ((actor, run, kinds), ((read, wake), noted)) in crew.iter().zip(own) {
            let news = log.get(*read..).unwrap_or_default();
            // At the same moment, with nothing new of what it reads, it would do
            // nothing and ask for the same wake.
            let concerned = round == 0
                || kinds.is_empty()
                || *noted
                || (*actor == Actor::EndpointSliceController
                    && !machines.incomplete_slices.is_empty())
                || news.iter().any(|it| it.kind().is_some_and(|it| kinds.contains(&it)));
            if !concerned {
                continue;
            }
            let todo = match &mut binder {
                Some(binder) if *actor == Actor::Scheduler => bound(binder(store)),
                _ => run(&Plane { store, machines, given, news }),
            };
            *read = log.len();
            *wake = todo.next_at_ms;
            *noted = !todo.notes.is_empty();
            let before = out.changes.len();
            carry_out(store, machines, todo, (*actor, given.now_ms), &mut out);
            let made = out.changes.get(before..).unwrap_or_default();
            quiet = quiet && made.is_empty();
            log.extend(made.iter().map(|it| Difference {
                before: it.before.clone(),
                after: it.after.clone(),
                by: Some(it.by),
            }));
        }
        out.next_at_ms = wakes.iter().flatten().copied().min();
        if quiet {
            out.settled = true;
            break;
        }
        if out.changes.len() > MAX_CHANGES {
            break;
        }
    }
    machines.seen = store.clone();
    out
}

fn bound(pods: Vec<Value>) -> Todo {
    let writes = pods.into_iter().map(|it| Write::Put(Kind::Pod, it)).collect();
    Todo { writes, ..Todo::default() }
}

/// Does what a controller wants.
fn carry_out(
    store: &mut Store,
    machines: &mut Machines,
    todo: Todo,
    (actor, now_ms): (Actor, u64),
    out: &mut Settled,
) {
    for note in todo.notes {
        machines.remember(note);
    }
    out.reports.extend(todo.reports);
    for write in todo.writes {
        let change = match write {
            Write::Put(kind, value) => put(store, kind, value, actor),
            Write::Delete(key) => remove(store, &key, actor, now_ms),
        };
        out.changes.extend(change);
    }
}

/// Removes an object, unless finalizers hold it: then its deletion has begun.
fn remove(store: &mut Store, key: &Key, actor: Actor, now_ms: u64) -> Option<Change> {
    let held = store.get(key).filter(|it| !it.value.list("metadata.finalizers").is_empty());
    let Some(mut value) = held.map(|it| it.value.clone()) else {
        return store.delete(key, actor);
    };
    if value.at("metadata.deletionTimestamp").is_none() {
        value.set("metadata.deletionTimestamp", clock::stamp(now_ms));
    }
    value.set("metadata.deletionGracePeriodSeconds", 0);
    put(store, key.kind, value, actor)
}

/// Stores an object under a new resource version, unless it is as it was. One
/// whose deletion has begun goes with its last finalizer.
fn put(store: &mut Store, kind: Kind, mut value: Value, actor: Actor) -> Option<Change> {
    let old = store.find(kind, value.text("metadata.namespace"), value.text("metadata.name"));
    let old = old.cloned();
    if let Some(old) = &old {
        if old.value == value {
            return None;
        }
        let held = !value.list("metadata.finalizers").is_empty();
        let grace = old.value.at("metadata.deletionGracePeriodSeconds").and_then(Value::as_int);
        if old.meta.deleting && old.meta.held && !held && grace.unwrap_or(0) == 0 {
            return store.delete(&old.key, actor);
        }
    }
    if let Some(generation) = api::generation(kind, &value, old.as_ref().map(|it| &it.value)) {
        value.set("metadata.generation", generation);
    }
    let version = (store.revision() + 1).to_string();
    value.set("metadata.resourceVersion", version);
    let object = match old {
        Some(old) => old.renewed(value),
        None => Object::new(kind, value),
    };
    store.put(object, actor)
}

impl Machines {
    fn remember(&mut self, note: Note) {
        match note {
            Note::AddressesGiven(node, count) => {
                self.addresses_given.insert(node, count);
            }
            Note::Balancer(service, Some(ordered)) => {
                self.balancers.insert(service, ordered);
            }
            Note::Balancer(service, None) => {
                self.balancers.remove(&service);
            }
            Note::GoneNode(node, Some(since_ms)) => {
                self.gone_nodes.insert(node, since_ms);
            }
            Note::GoneNode(node, None) => {
                self.gone_nodes.remove(&node);
            }
            Note::Eviction(pod, Some(since_ms)) => {
                self.evictions.insert(pod, since_ms);
            }
            Note::Eviction(pod, None) => {
                self.evictions.remove(&pod);
            }
            Note::StartedAgain(container, at_ms, wait_ms) => {
                self.started_again.insert(container.clone(), at_ms);
                self.back_offs.insert(container, wait_ms);
            }
            Note::TopologyHints(service, true) => {
                self.topology_hints.insert(service);
            }
            Note::TopologyHints(service, false) => {
                self.topology_hints.remove(&service);
            }
            Note::ZoneCpu(cpu) => self.zone_cpu = cpu,
            Note::Incomplete(service, true) => {
                self.incomplete_slices.insert(service);
            }
            Note::Incomplete(service, false) => {
                self.incomplete_slices.remove(&service);
            }
            Note::MissingSlice(slice, true) => {
                self.missing_slices.insert(slice);
            }
            Note::MissingSlice(slice, false) => {
                self.missing_slices.remove(&slice);
            }
        }
    }
}

/// What differs between two stores.
fn differences(before: &Store, after: &Store) -> Vec<Difference> {
    if before.revision() == after.revision() {
        return Vec::new();
    }
    let pair =
        |(was, is): Pair<'_>| Difference { before: was.cloned(), after: is.cloned(), by: None };
    before.differing(after).into_iter().map(pair).collect()
}

/// The entry of `metadata.ownerReferences` that names this object as controller.
pub(super) fn owner_reference(owner: &Object, kind: Kind) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", kind.api_version());
    value.set("kind", kind.name());
    value.set("name", owner.value.text("metadata.name"));
    value.set("uid", owner.value.text("metadata.uid"));
    value.set("controller", true);
    value.set("blockOwnerDeletion", true);
    value
}
