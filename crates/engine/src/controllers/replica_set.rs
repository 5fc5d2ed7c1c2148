//! The ReplicaSet controller: as many Pods as asked for, no more, no less.
//!
//! Models pkg/controller/replicaset and the order of ActivePodsWithRanks in
//! pkg/controller/controller_utils.go (v1.36).

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use super::deployment::int;
use super::plane::{Plane, Todo, owner_reference};
use super::{Severity, condition, template};
use crate::api;
use crate::clock;
use crate::objects::{Key, Kind, Object, Pod, PodPhase, ReplicaSet, View, selects};
use crate::value::Value;

const FROM: &str = "replicaset-controller";
const CREATED: (Severity, &str) = (Severity::Normal, "SuccessfulCreate");
const DELETED: (Severity, &str) = (Severity::Normal, "SuccessfulDelete");
const FAILED: (Severity, &str) = (Severity::Warning, "FailedCreate");
/// The condition of a ReplicaSet, and of its Deployment, whose Pods cannot be
/// made.
pub(super) const FAILURE: &str = "ReplicaFailure";
/// Pods made or deleted in one sync (upstream `BurstReplicas`).
const BURST: usize = 500;
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";

/// Brings every ReplicaSet that may have something to do to its size.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let stale = stale(plane);
    let concerned = |(object, view): &(&Object, &ReplicaSet)| {
        view.min_ready_s > 0 || stale.contains(&object.key)
    };
    for (object, view) in plane.store.replica_sets().filter(concerned) {
        Sync { plane, object, view }.go(&mut todo);
    }
    todo
}

/// ReplicaSets that changed, or one of whose Pods did; an orphaned Pod may
/// belong to any.
fn stale(plane: &Plane<'_>) -> BTreeSet<Key> {
    let mut stale = BTreeSet::new();
    for object in plane.news.iter().flat_map(|it| it.versions()) {
        match (object.key.kind, &object.meta.owner) {
            (Kind::ReplicaSet, _) => {
                stale.insert(object.key.clone());
            }
            (Kind::Pod, Some((kind, name))) if kind == "ReplicaSet" => {
                stale.insert(Key::new(Kind::ReplicaSet, &object.key.namespace, name));
            }
            (Kind::Pod, None) => {
                let all = plane.store.in_namespace(Kind::ReplicaSet, &object.key.namespace);
                stale.extend(all.map(|it| it.key.clone()));
            }
            _ => {}
        }
    }
    stale
}

struct Sync<'a> {
    plane: &'a Plane<'a>,
    object: &'a Object,
    view: &'a ReplicaSet,
}

type Claimed<'a> = (&'a Object, &'a Pod);

impl<'a> Sync<'a> {
    fn go(&self, todo: &mut Todo) {
        let owned = self.claim(todo);
        let active: Vec<Claimed<'_>> = owned.iter().copied().filter(|it| is_active(*it)).collect();
        // One that is going only tells of its Pods.
        let missing = match self.object.meta.deleting {
            true => 0,
            false => self.view.replicas - active.len() as i64,
        };
        let mut failure = None;
        if missing > 0 {
            // The first that is refused ends it: models slowStartBatch.
            let count = missing.unsigned_abs().min(BURST as u64) as usize;
            failure = (0..count).find_map(|place| self.create(place, todo).err());
        } else if missing < 0 {
            let count = missing.unsigned_abs().min(BURST as u64) as usize;
            for pod in self.to_delete(&active).into_iter().take(count) {
                self.delete(pod, todo);
            }
        }
        let ending = owned.iter().filter(|(pod, view)| {
            pod.meta.deleting && !matches!(view.phase, PodPhase::Failed | PodPhase::Succeeded)
        });
        self.write_status(&active, ending.count() as i64, failure, todo);
    }

    /// The Pods that belong to it: orphans that match are adopted, others
    /// released, but not while it is going. Models
    /// PodControllerRefManager.ClaimPods.
    fn claim(&self, todo: &mut Todo) -> Vec<Claimed<'a>> {
        let uid = self.object.value.text("metadata.uid");
        let selector = self.object.value.at("spec.selector");
        let mut mine = Vec::new();
        let namespace = &self.object.key.namespace;
        let of = |uid| self.plane.store.pods_controlled(namespace, uid);
        let stays = !self.object.meta.deleting;
        for (pod, view) in of(Some(uid)).chain(of(None)) {
            let matches = selector.is_some_and(|it| selects(it, &pod.meta.labels));
            match pod.meta.controller.as_deref() {
                Some(owner) if owner == uid && matches => mine.push((pod, view)),
                Some(owner) if owner == uid && !matches && stays && is_active((pod, view)) => {
                    let mut value = pod.value.clone();
                    template::release(&mut value, uid);
                    todo.put(Kind::Pod, value);
                }
                // Another one may have been faster: then the server refuses.
                None if matches && stays && is_active((pod, view)) && !todo.writes_of(&pod.key) => {
                    todo.put(Kind::Pod, self.adopted(pod));
                    mine.push((pod, view));
                }
                Some(_) | None => {}
            }
        }
        mine
    }

    fn adopted(&self, pod: &Object) -> Value {
        let mut value = pod.value.clone();
        template::adopt(&mut value, owner_reference(self.object, Kind::ReplicaSet));
        value
    }

    /// Makes a Pod, or says why the server refuses it.
    fn create(&self, place: usize, todo: &mut Todo) -> Result<(), String> {
        let prefix = format!("{}-", self.object.key.name);
        let name = self.plane.generated(&prefix, "", place);
        let mut value = self.plane.newborn(Kind::Pod, &self.object.key.namespace, &name);
        value.set("metadata.generateName", prefix.as_str());
        for part in ["labels", "annotations", "finalizers"] {
            let path = format!("metadata.{part}");
            if let Some(it) = self.view.template.at(&path) {
                value.set(&path, it.clone());
            }
        }
        let owner = owner_reference(self.object, Kind::ReplicaSet);
        value.set("metadata.ownerReferences", vec![owner]);
        value.set("spec", self.view.template.get("spec").cloned().unwrap_or_default());
        value.set("status.phase", "Pending");
        let (store, config) = (self.plane.store, self.plane.given.config);
        if api::complete_pod(&mut value, store, config).is_err() {
            // Admission comes before the name is made, so that it tells of the prefix.
            value.set("metadata.name", prefix);
            return api::complete_pod(&mut value, store, config);
        }
        todo.put(Kind::Pod, value);
        let message = format!("Created pod: {name}");
        todo.report(self.plane, &self.object.key, CREATED, FROM, message);
        Ok(())
    }

    fn delete(&self, pod: &Object, todo: &mut Todo) {
        let now_ms = self.plane.given.now_ms;
        match pod.meta.controller {
            Some(_) => todo.end(pod, now_ms),
            None => todo.end(&Object::new(Kind::Pod, self.adopted(pod)), now_ms),
        }
        let message = format!("Deleted pod: {}", pod.key.name);
        todo.report(self.plane, &self.object.key, DELETED, FROM, message);
    }

    /// Its Pods in the order in which they are to go.
    fn to_delete(&self, active: &[Claimed<'a>]) -> Vec<&'a Object> {
        let crowd = self.crowd();
        let mut ranked: Vec<Ranked<'_>> = active
            .iter()
            .map(|(object, pod)| Ranked {
                object,
                pod,
                crowd: crowd.get(pod.node_name.as_str()).copied().unwrap_or(0),
                now_ms: self.plane.given.now_ms,
            })
            .collect();
        ranked.sort_by(Ranked::goes_before);
        ranked.into_iter().map(|it| it.object).collect()
    }

    /// Pods by node that a ReplicaSet with the same owner selects; one that
    /// nobody owns counts none, not even its own. Models
    /// getIndirectlyRelatedPods and getPodsRankedByRelatedPodsOnSameNode.
    fn crowd(&self) -> BTreeMap<&'a str, usize> {
        let plane: &'a Plane<'a> = self.plane;
        let owner = self.object.meta.controller.as_deref();
        let related: Vec<&Value> = plane
            .store
            .in_namespace(Kind::ReplicaSet, &self.object.key.namespace)
            .filter(|it| owner.is_some() && it.meta.controller.as_deref() == owner)
            .filter_map(|it| it.value.at("spec.selector"))
            .collect();
        let mut crowd: BTreeMap<&'a str, usize> = BTreeMap::new();
        for pod in plane.store.in_namespace(Kind::Pod, &self.object.key.namespace) {
            let View::Pod(view) = &pod.view else { continue };
            let is_related = || related.iter().any(|it| selects(it, &pod.meta.labels));
            if is_active((pod, view)) && is_related() {
                *crowd.entry(view.node_name.as_str()).or_default() += 1;
            }
        }
        crowd
    }

    /// Models calculateStatus of replica_set_utils.go.
    fn write_status(
        &self,
        active: &[Claimed<'_>],
        ending: i64,
        failure: Option<String>,
        todo: &mut Todo,
    ) {
        let template_labels = self.view.template.at("metadata.labels").and_then(Value::as_map);
        let labelled = active.iter().filter(|(pod, _)| {
            template_labels.into_iter().flatten().all(|(name, value)| {
                pod.meta.labels.get(name).map(String::as_str) == value.as_str()
            })
        });
        let ready = active.iter().filter(|(_, pod)| pod.ready).count() as i64;
        let available = active.iter().filter(|it| self.is_available(**it, todo)).count() as i64;
        let mut status = Value::map();
        for (name, count) in [
            ("fullyLabeledReplicas", labelled.count() as i64),
            ("readyReplicas", ready),
            ("availableReplicas", available),
        ] {
            if count > 0 {
                status.set(name, count);
            }
        }
        status.set("replicas", active.len() as i64);
        status.set("terminatingReplicas", ending);
        status.set("observedGeneration", int(&self.object.value, "metadata.generation"));
        let conditions = self.conditions(failure, todo);
        if !conditions.is_empty() {
            status.set("conditions", conditions);
        }
        if self.object.value.get("status") != Some(&status) {
            let mut value = self.object.value.clone();
            value.set("status", status);
            todo.put(Kind::ReplicaSet, value);
        }
    }

    /// The conditions, with or without that of Pods that cannot be made. The
    /// controller tries again and again and says so each time; here it is said
    /// once, since nothing that it could wait for comes by itself.
    fn conditions(&self, failure: Option<String>, todo: &mut Todo) -> Vec<Value> {
        let mut all = self.object.value.list("status.conditions").to_vec();
        let known = all.iter().any(|it| it.text("type") == FAILURE);
        match failure {
            None => all.retain(|it| it.text("type") != FAILURE),
            Some(why) if !known => {
                let message = format!("Error creating: {why}");
                todo.report(self.plane, &self.object.key, FAILED, FROM, message);
                let mut new = Value::map();
                new.set("type", FAILURE);
                new.set("status", "True");
                new.set("reason", FAILED.1);
                new.set("message", why);
                new.set("lastTransitionTime", self.plane.now());
                all.push(new);
            }
            Some(_) => {}
        }
        all
    }

    fn is_available(&self, (object, pod): Claimed<'_>, todo: &mut Todo) -> bool {
        pod.ready && has_been_ready(object, self.view.min_ready_s, self.plane, todo)
    }
}

/// Whether a Pod that is ready has been so for at least `minReadySeconds`;
/// where it does not say since when, it has not. Models IsPodAvailable.
pub(super) fn has_been_ready(
    pod: &Object,
    min_ready_s: i64,
    plane: &Plane<'_>,
    todo: &mut Todo,
) -> bool {
    let seconds = min_ready_s.max(0).unsigned_abs();
    if seconds == 0 {
        return true;
    }
    let Some(since) = ready_since(pod) else { return false };
    let due = since + seconds * 1000;
    if due > plane.given.now_ms {
        todo.wake(due);
    }
    due <= plane.given.now_ms
}

/// Neither ended nor about to. Models IsPodActive.
fn is_active((object, pod): Claimed<'_>) -> bool {
    !matches!(pod.phase, PodPhase::Succeeded | PodPhase::Failed) && !object.meta.deleting
}

fn ready_since(pod: &Object) -> Option<u64> {
    clock::parse(condition::find(&pod.value, "Ready")?.text("lastTransitionTime"))
}

struct Ranked<'a> {
    object: &'a Object,
    pod: &'a Pod,
    /// Related Pods on its node.
    crowd: usize,
    now_ms: u64,
}

impl Ranked<'_> {
    /// Which of two Pods is deleted first. Models ActivePodsWithRanks.Less.
    fn goes_before(&self, other: &Self) -> Ordering {
        let first = |it: &Self| {
            (
                !it.pod.node_name.is_empty(),
                match it.pod.phase {
                    PodPhase::Pending => 0,
                    PodPhase::Unknown => 1,
                    _ => 2,
                },
                it.pod.ready,
                it.cost(),
                Reverse(it.crowd),
            )
        };
        first(self)
            .cmp(&first(other))
            .then_with(|| self.by_ready_time(other))
            .then_with(|| other.restarts().cmp(&self.restarts()))
            .then_with(|| other.sidecar_restarts().cmp(&self.sidecar_restarts()))
            .then_with(|| self.by_age(other))
    }

    fn cost(&self) -> i64 {
        self.object.meta.annotations.get(DELETION_COST).and_then(|it| it.parse().ok()).unwrap_or(0)
    }

    /// Ready for a shorter time first; times of the same order of magnitude
    /// count as equal and are told apart by UID.
    fn by_ready_time(&self, other: &Self) -> Ordering {
        match (ready_since(self.object), ready_since(other.object)) {
            (Some(one), Some(two)) if self.pod.ready && one != two => {
                self.by_times(other, one, two)
            }
            _ => Ordering::Equal,
        }
    }

    fn by_age(&self, other: &Self) -> Ordering {
        let made = |it: &Self| clock::parse(it.object.value.text("metadata.creationTimestamp"));
        match (made(self), made(other)) {
            (Some(one), Some(two)) if one != two => self.by_times(other, one, two),
            _ => self.uid().cmp(other.uid()),
        }
    }

    fn by_times(&self, other: &Self, one: u64, two: u64) -> Ordering {
        // Go measures in nanoseconds; all that matters is the power of two.
        let rank = |since: u64| {
            let ns = u128::from(self.now_ms.saturating_sub(since)).max(1) * 1_000_000;
            ns.ilog2()
        };
        rank(one).cmp(&rank(two)).then_with(|| self.uid().cmp(other.uid()))
    }

    fn restarts(&self) -> i64 {
        let statuses = self.object.value.list("status.containerStatuses").iter();
        statuses.map(|it| int(it, "restartCount")).max().unwrap_or(0)
    }

    /// The same of init containers that stay. Models maxContainerRestarts.
    fn sidecar_restarts(&self) -> i64 {
        let statuses = self.object.value.list("status.initContainerStatuses").iter();
        let stays = |name: &str| {
            let mut all = self.object.value.list("spec.initContainers").iter();
            all.any(|it| it.text("name") == name && it.text("restartPolicy") == "Always")
        };
        let statuses = statuses.filter(|it| stays(it.text("name")));
        statuses.map(|it| int(it, "restartCount")).max().unwrap_or(0)
    }

    fn uid(&self) -> &str {
        self.object.value.text("metadata.uid")
    }
}
