//! The Deployment controller: which ReplicaSets a Deployment has and how many
//! Pods each may have now. How a rollout goes on is decided in
//! [`super::rollout`].
//!
//! Models pkg/controller/deployment (v1.36).

use std::collections::{BTreeMap, BTreeSet};

use super::Severity;
use super::plane::{Plane, Todo, owner_reference};
use super::rollout::Rollout;
use super::template;
use crate::objects::{Deployment, Key, Kind, LAST_APPLIED, Object, View, selects};
use crate::value::{Map, Value};

pub(super) const FROM: &str = "deployment-controller";
pub(super) const REVISION: &str = "deployment.kubernetes.io/revision";
pub(super) const REVISION_HISTORY: &str = "deployment.kubernetes.io/revision-history";
pub(super) const DESIRED: &str = "deployment.kubernetes.io/desired-replicas";
pub(super) const MAX: &str = "deployment.kubernetes.io/max-replicas";
pub(super) const ROLLBACK: &str = "deprecated.deployment.rollback.to";
pub(super) const HASH_LABEL: &str = "pod-template-hash";

/// Brings every Deployment that may have something to do one step on.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    for key in stale(plane, &mut todo) {
        if let Some(object) = plane.store.get(&key)
            && let View::Deployment(view) = &object.view
        {
            one(plane, object, view, &mut todo);
        }
    }
    todo
}

/// Deployments that changed, or whose ReplicaSets or Pods did, or that may
/// adopt a ReplicaSet, or whose deadline is due.
fn stale(plane: &Plane<'_>, todo: &mut Todo) -> BTreeSet<Key> {
    let mut stale = BTreeSet::new();
    for news in plane.news {
        for object in news.versions() {
            match object.key.kind {
                Kind::Deployment => {
                    stale.insert(object.key.clone());
                }
                Kind::ReplicaSet if object.meta.controller.is_none() => {
                    stale.extend(adopters(plane, object));
                }
                Kind::ReplicaSet | Kind::Pod => {
                    stale.extend(deployment_of(plane, object));
                }
                _ => {}
            }
        }
    }
    for (object, view) in plane.store.deployments() {
        match view.deadline_ms {
            Some(due) if due <= plane.given.now_ms => {
                stale.insert(object.key.clone());
            }
            Some(due) => todo.wake(due),
            None => {}
        }
    }
    stale
}

/// Deployments that select a ReplicaSet which nobody owns. Models
/// getDeploymentsForReplicaSet.
fn adopters<'a>(plane: &'a Plane<'_>, set: &'a Object) -> impl Iterator<Item = Key> {
    let all = plane.store.in_namespace(Kind::Deployment, &set.key.namespace);
    let selects = |it: &&std::sync::Arc<Object>| {
        let selector = it.value.at("spec.selector");
        selector.is_some_and(|it| selects(it, &set.meta.labels))
    };
    all.filter(selects).map(|it| it.key.clone())
}

fn deployment_of(plane: &Plane<'_>, object: &Object) -> Option<Key> {
    let (kind, name) = object.meta.owner.as_ref()?;
    match kind.as_str() {
        "Deployment" => Some(Key::new(Kind::Deployment, &object.key.namespace, name)),
        "ReplicaSet" => {
            let owner = plane.store.find(Kind::ReplicaSet, &object.key.namespace, name)?;
            let (_, name) = owner.meta.owner.as_ref()?;
            Some(Key::new(Kind::Deployment, &object.key.namespace, name))
        }
        _ => None,
    }
}

/// One sync of one Deployment. Models syncDeployment.
fn one(plane: &Plane<'_>, object: &Object, view: &Deployment, todo: &mut Todo) {
    let mut sets = replica_sets(plane, object, todo);
    sets.sort_by_key(|it| age(&it.value));
    let mut rollout = Rollout::new(plane, object, view, sets);
    if object.meta.deleting {
        rollout.sync_new(false);
        return rollout.finish(todo);
    }
    rollout.check_paused();
    if !view.paused
        && let Some(revision) = rollout.asked_for()
    {
        return rollout.go_back(revision, todo);
    }
    if view.paused || rollout.is_scaling() {
        rollout.scale();
    } else if view.recreate {
        let pods = old_pods(plane, object, &rollout.sets);
        rollout.recreate(&pods);
    } else {
        rollout.roll();
    }
    rollout.finish(todo);
}

/// Creation time, then name: oldest first.
pub(super) fn age(value: &Value) -> (String, String) {
    (value.text("metadata.creationTimestamp").to_owned(), value.text("metadata.name").to_owned())
}

/// A ReplicaSet while it is worked on.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub value: Value,
    /// `None`: it is to be made.
    pub stored: Option<Value>,
    pub deleted: bool,
}

impl Set {
    pub fn name(&self) -> &str {
        self.value.text("metadata.name")
    }

    /// `spec.replicas`.
    pub fn replicas(&self) -> i64 {
        int(&self.value, "spec.replicas")
    }

    /// A count of the status.
    pub fn status(&self, name: &str) -> i64 {
        self.value.get("status").map_or(0, |it| int(it, name))
    }

    pub fn annotation(&self, name: &str) -> Option<&str> {
        self.value.at("metadata.annotations")?.get(name)?.as_str()
    }

    pub fn annotate(&mut self, name: &str, text: &str) {
        let mut all = self.annotations();
        all.insert(name.to_owned(), text.into());
        self.value.set("metadata.annotations", all);
    }

    fn annotations(&self) -> Map {
        self.value.at("metadata.annotations").and_then(Value::as_map).cloned().unwrap_or_default()
    }

    pub fn revision(&self) -> i64 {
        self.annotation(REVISION).and_then(|it| it.parse().ok()).unwrap_or(0)
    }
}

/// A whole number by its path; 0 where it is missing.
pub(super) fn int(value: &Value, path: &str) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or(0)
}

/// The ReplicaSets of a Deployment: those it owns and whose labels still
/// match; orphans that match are adopted, others released.
///
/// Models getReplicaSetsForDeployment.
fn replica_sets(plane: &Plane<'_>, deployment: &Object, todo: &mut Todo) -> Vec<Set> {
    let uid = deployment.value.text("metadata.uid");
    let selector = deployment.value.at("spec.selector");
    let mut sets = Vec::new();
    for object in plane.store.in_namespace(Kind::ReplicaSet, &deployment.key.namespace) {
        let owner = object.meta.controller.as_deref();
        if owner.is_some_and(|it| it != uid) {
            continue;
        }
        let matches = selector.is_some_and(|it| selects(it, &object.meta.labels));
        let set = || Set {
            value: object.value.clone(),
            stored: Some(object.value.clone()),
            deleted: false,
        };
        match owner {
            Some(owner) if owner == uid && matches => sets.push(set()),
            Some(owner) if owner == uid && !deployment.meta.deleting => {
                let mut value = object.value.clone();
                template::release(&mut value, uid);
                todo.put(Kind::ReplicaSet, value);
            }
            // Another one may have been faster: then the server refuses.
            None if matches
                && !deployment.meta.deleting
                && !object.meta.deleting
                && !todo.writes_of(&object.key) =>
            {
                let mut set = set();
                template::adopt(&mut set.value, owner_reference(deployment, Kind::Deployment));
                sets.push(set);
            }
            Some(_) | None => {}
        }
    }
    sets
}

/// Owners of the Pods that a Deployment has now, with the Pods' phases.
fn old_pods(plane: &Plane<'_>, deployment: &Object, sets: &[Set]) -> Vec<(String, String)> {
    let owners: BTreeMap<&str, &str> =
        sets.iter().map(|it| (it.value.text("metadata.uid"), it.name())).collect();
    plane
        .store
        .in_namespace(Kind::Pod, &deployment.key.namespace)
        .filter_map(|pod| {
            let owner = owners.get(pod.meta.controller.as_deref()?)?;
            Some(((*owner).to_owned(), pod.value.text("status.phase").to_owned()))
        })
        .collect()
}

/// Copies a Deployment's annotations to its new ReplicaSet, but for those that
/// each keeps for itself. Models copyDeploymentAnnotationsToReplicaSet.
/// To it an empty one is one that is not there.
pub(super) fn copy_annotations(deployment: &Object, set: &mut Set) {
    for (name, text) in deployment.meta.annotations.iter() {
        if !is_own(name) && set.annotation(name).unwrap_or_default() != text {
            set.annotate(name, text);
        }
    }
}

/// Whether a Deployment and its ReplicaSets each keep this annotation for
/// themselves. Models skipCopyAnnotation.
pub(super) fn is_own(annotation: &str) -> bool {
    [LAST_APPLIED, REVISION, REVISION_HISTORY, DESIRED, MAX, ROLLBACK].contains(&annotation)
}

/// `Normal ScalingReplicaSet`.
pub(super) const SCALING: (Severity, &str) = (Severity::Normal, "ScalingReplicaSet");
