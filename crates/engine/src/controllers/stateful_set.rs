//! The StatefulSet controller: Pods with names that stay, made and taken away
//! in the order of their numbers. Claims are named in the Pods, but nobody makes
//! them; what a set was before is known from its Pods' revisions only.
//!
//! Models pkg/controller/statefulset/stateful_set_control.go (v1.36).

use super::deployment::int;
use super::plane::{Plane, Todo, owner_reference};
use super::{Severity, template};
use crate::api;
use crate::objects::{Kind, Object, Pod, PodPhase, View, selects};
use crate::value::Value;

const FROM: &str = "statefulset-controller";
const CREATED: (Severity, &str) = (Severity::Normal, "SuccessfulCreate");
const DELETED: (Severity, &str) = (Severity::Normal, "SuccessfulDelete");
const FAILED: (Severity, &str) = (Severity::Warning, "FailedCreate");
const UPDATED: (Severity, &str) = (Severity::Normal, "SuccessfulUpdate");
const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";
const POD_INDEX: &str = "apps.kubernetes.io/pod-index";
const REVISION: &str = "controller-revision-hash";
/// Pods of one set that are looked at; a lesson's cluster holds far fewer.
const MOST: i64 = 1_000;

/// Brings every StatefulSet one step nearer to what it asks for.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let matters = |kind| matches!(kind, Some(Kind::StatefulSet | Kind::Pod));
    let news = plane.news.iter().any(|it| matters(it.kind()));
    for object in plane.store.of_kind(Kind::StatefulSet) {
        let waits = int(&object.value, "spec.minReadySeconds") > 0;
        // A Pod that changes hands is news: the work goes on in the next round.
        if (news || waits) && !(news && claim(plane, object, &mut todo)) {
            Set::of(plane, object).sync(&mut todo);
        }
    }
    todo
}

type Member<'a> = (i64, &'a Object, &'a Pod);

struct Set<'a> {
    plane: &'a Plane<'a>,
    object: &'a Object,
    /// Its Pods by their numbers.
    members: Vec<Member<'a>>,
    /// The revision of the template as it is now.
    revision: String,
    start: i64,
    replicas: i64,
    /// One after the other, each when the one before is ready.
    ordered: bool,
}

impl<'a> Set<'a> {
    fn of(plane: &'a Plane<'a>, object: &'a Object) -> Self {
        let value = &object.value;
        let mut members: Vec<Member<'a>> = plane
            .store
            .in_namespace(Kind::Pod, &object.key.namespace)
            .filter_map(|it| member(object, it))
            .collect();
        members.sort_by_key(|it| it.0);
        Self {
            plane,
            object,
            members,
            revision: revision(object),
            start: int(value, "spec.ordinals.start"),
            replicas: int(value, "spec.replicas").min(MOST),
            ordered: value.text("spec.podManagementPolicy") != "Parallel",
        }
    }

    fn sync(&self, todo: &mut Todo) {
        self.write_status(todo);
        if !self.object.meta.deleting && self.scale(todo) {
            self.roll(todo);
        }
    }

    fn at(&self, number: i64) -> Option<&Member<'a>> {
        self.members.iter().find(|it| it.0 == number)
    }

    /// Whether a number is one of those that are asked for.
    fn wanted(&self, number: i64) -> bool {
        (self.start..self.start + self.replicas).contains(&number)
    }

    /// Makes what is missing and takes away what is too much. Tells whether
    /// Pods may be replaced, too: where they are made side by side, nothing is
    /// waited for. Models processReplica and processCondemned.
    fn scale(&self, todo: &mut Todo) -> bool {
        for number in self.start..self.start + self.replicas {
            let Some((_, pod, view)) = self.at(number) else {
                if !self.create(number, todo) || self.ordered {
                    return false;
                }
                continue;
            };
            if has_ended(view) {
                if !pod.meta.deleting {
                    self.delete(pod, todo);
                }
                if self.ordered {
                    return false;
                }
                continue;
            }
            if self.ordered && self.is_unavailable(pod, view, todo) {
                return false;
            }
            self.keep_identity(number, pod, todo);
        }
        let mut unavailable =
            self.members.iter().filter(|it| self.is_unavailable(it.1, it.2, todo));
        let unavailable = unavailable.next().map(|it| it.0);
        let condemned = self.members.iter().rev().filter(|it| !self.wanted(it.0));
        for (number, pod, view) in condemned {
            if pod.meta.deleting {
                if self.ordered {
                    return false;
                }
                continue;
            }
            let available = self.is_available(pod, view, todo);
            if self.ordered && !available && unavailable != Some(*number) {
                return false;
            }
            self.delete(pod, todo);
            if self.ordered {
                return false;
            }
        }
        true
    }

    /// Gives a Pod back the labels that tell its place where the first of them
    /// is not right. Models identityMatches and updateIdentity.
    fn keep_identity(&self, number: i64, pod: &Object, todo: &mut Todo) {
        if pod.meta.labels.get(POD_NAME).map(String::as_str) == Some(&*pod.key.name) {
            return;
        }
        let mut value = pod.value.clone();
        let mut labels =
            value.at("metadata.labels").and_then(Value::as_map).cloned().unwrap_or_default();
        labels.insert(POD_NAME.to_owned(), (*pod.key.name).into());
        labels.insert(POD_INDEX.to_owned(), number.to_string().into());
        value.set("metadata.labels", labels);
        todo.put(Kind::Pod, value);
        let set = &self.object.key;
        let message = format!("update Pod {} in StatefulSet {} successful", pod.key.name, set.name);
        todo.report(self.plane, set, UPDATED, FROM, message);
    }

    /// Replaces the highest Pod of an older revision, when those above are
    /// available; one that has just been made is not. Models the last part of
    /// updateStatefulSet.
    fn roll(&self, todo: &mut Todo) {
        let value = &self.object.value;
        if value.text("spec.updateStrategy.type") != "RollingUpdate" {
            return;
        }
        let partition = self.start + int(value, "spec.updateStrategy.rollingUpdate.partition");
        for number in (partition..self.start + self.replicas).rev() {
            let Some((_, pod, view)) = self.at(number) else { return };
            if !self.is_new(pod) && !pod.meta.deleting {
                // One that has ended has just been deleted.
                if !has_ended(view) {
                    self.delete(pod, todo);
                }
                return;
            }
            if self.is_unavailable(pod, view, todo) {
                return;
            }
        }
    }

    fn is_new(&self, pod: &Object) -> bool {
        pod.meta.labels.get(REVISION) == Some(&self.revision)
    }

    /// Not available, or about to go. Models isUnavailable.
    fn is_unavailable(&self, pod: &Object, view: &Pod, todo: &mut Todo) -> bool {
        pod.meta.deleting || !self.is_available(pod, view, todo)
    }

    /// Ready for at least `minReadySeconds`. Models isRunningAndAvailable.
    fn is_available(&self, pod: &Object, view: &Pod, todo: &mut Todo) -> bool {
        let seconds = int(&self.object.value, "spec.minReadySeconds");
        is_ready(view) && super::replica_set::has_been_ready(pod, seconds, self.plane, todo)
    }

    /// Makes the Pod of a number; tells whether the server would take it: not
    /// where a Pod of that name is another's. Models newStatefulSetPod and
    /// updateStorage.
    fn create(&self, number: i64, todo: &mut Todo) -> bool {
        let set = &self.object.key;
        let name = format!("{}-{number}", set.name);
        if self.plane.store.find(Kind::Pod, &set.namespace, &name).is_some() {
            return false;
        }
        let template = self.object.value.at("spec.template");
        let mut value = self.plane.newborn(Kind::Pod, &set.namespace, &name);
        value.set("metadata.generateName", format!("{}-", set.name));
        for part in ["labels", "annotations", "finalizers"] {
            let path = format!("metadata.{part}");
            if let Some(it) = template.and_then(|it| it.at(&path)) {
                value.set(&path, it.clone());
            }
        }
        let mut labels =
            value.at("metadata.labels").and_then(Value::as_map).cloned().unwrap_or_default();
        for (label, text) in [
            (POD_NAME, name.as_str()),
            (POD_INDEX, number.to_string().as_str()),
            (REVISION, &self.revision),
        ] {
            labels.insert(label.to_owned(), text.into());
        }
        value.set("metadata.labels", labels);
        let owner = owner_reference(self.object, Kind::StatefulSet);
        value.set("metadata.ownerReferences", vec![owner]);
        value.set("spec", template.and_then(|it| it.get("spec")).cloned().unwrap_or_default());
        value.set("spec.hostname", name.as_str());
        let service = self.object.value.text("spec.serviceName");
        if !service.is_empty() {
            value.set("spec.subdomain", service);
        }
        self.claims(&name, &mut value);
        value.set("status.phase", "Pending");
        let done = api::complete_pod(&mut value, self.plane.store, self.plane.given.config);
        if let Some(why) = done.err().or_else(|| api::refusal_of_pod(&value)) {
            let message =
                format!("create Pod {name} in StatefulSet {} failed error: {why}", set.name);
            todo.report(self.plane, set, FAILED, FROM, message);
            return false;
        }
        todo.put(Kind::Pod, value);
        let message = format!("create Pod {name} in StatefulSet {} successful", set.name);
        todo.report(self.plane, set, CREATED, FROM, message);
        true
    }

    /// The volumes of claim templates, each with the claim of this Pod.
    fn claims(&self, pod: &str, value: &mut Value) {
        let templates = self.object.value.list("spec.volumeClaimTemplates");
        if templates.is_empty() {
            return;
        }
        let name = |it: &Value| it.text("metadata.name").to_owned();
        let mut volumes: Vec<Value> = Vec::new();
        for claim in templates {
            let mut volume = Value::map();
            volume.set("name", name(claim));
            let claimed = format!("{}-{pod}", name(claim));
            volume.set("persistentVolumeClaim.claimName", claimed);
            volumes.push(volume);
        }
        let own = value.list("spec.volumes").iter();
        let own = own.filter(|it| !templates.iter().any(|claim| name(claim) == it.text("name")));
        volumes.extend(own.cloned().collect::<Vec<_>>());
        value.set("spec.volumes", volumes);
    }

    fn delete(&self, pod: &Object, todo: &mut Todo) {
        todo.end(pod, self.plane.given.now_ms);
        let set = &self.object.key;
        let message = format!("delete Pod {} in StatefulSet {} successful", pod.key.name, set.name);
        todo.report(self.plane, set, DELETED, FROM, message);
    }

    /// Models updateStatus and completeRollingUpdate.
    fn write_status(&self, todo: &mut Todo) {
        let count = |fits: &dyn Fn(&Member<'a>) -> bool| {
            self.members.iter().filter(|it| fits(it)).count() as i64
        };
        let available: Vec<bool> =
            self.members.iter().map(|it| self.is_available(it.1, it.2, todo)).collect();
        let ready = count(&|it| is_ready(it.2));
        let updated = count(&|it| self.is_new(it.1) && !it.1.meta.deleting);
        let before = self.object.value.text("status.currentRevision");
        let whole =
            [updated, ready, self.members.len() as i64].iter().all(|it| *it == self.replicas);
        let rolling = self.object.value.text("spec.updateStrategy.type") == "RollingUpdate";
        let current = match before {
            "" => self.revision.as_str(),
            _ if whole && rolling => self.revision.as_str(),
            before => before,
        };
        let is_current = |it: &Member<'a>| {
            it.1.meta.labels.get(REVISION).is_some_and(|it| it == current) && !it.1.meta.deleting
        };
        let mut status = Value::map();
        status.set("replicas", self.members.len() as i64);
        status.set("availableReplicas", available.iter().filter(|it| **it).count() as i64);
        for (name, number) in [
            ("readyReplicas", ready),
            ("currentReplicas", count(&is_current)),
            ("updatedReplicas", updated),
        ] {
            if number > 0 {
                status.set(name, number);
            }
        }
        status.set("collisionCount", 0);
        status.set("currentRevision", current);
        status.set("updateRevision", self.revision.as_str());
        status.set("observedGeneration", int(&self.object.value, "metadata.generation"));
        if self.object.value.get("status") != Some(&status) {
            let mut value = self.object.value.clone();
            value.set("status", status);
            todo.put(Kind::StatefulSet, value);
        }
    }
}

/// A Pod of this set, with its number.
fn member<'a>(set: &Object, pod: &'a Object) -> Option<Member<'a>> {
    let owner = pod.meta.controller.as_deref()?;
    if owner != set.value.text("metadata.uid") {
        return None;
    }
    let View::Pod(view) = &pod.view else { return None };
    Some((number_of(set, pod)?, pod, view))
}

/// The number in the name of a Pod that a set may have. Models
/// getParentNameAndOrdinal.
fn number_of(set: &Object, pod: &Object) -> Option<i64> {
    let number = pod.key.name.strip_prefix(&*set.key.name)?.strip_prefix('-')?;
    let number: u32 = number.parse().ok()?;
    Some(i64::from(number))
}

/// Takes in Pods of its names that nobody owns and that it selects, and lets
/// its own go that it does not select any more; tells whether there were any.
/// Models getPodsForStatefulSet and PodControllerRefManager.ClaimPods.
#[inline(never)]
fn claim(plane: &Plane<'_>, set: &Object, todo: &mut Todo) -> bool {
    if set.meta.deleting {
        return false;
    }
    let before = todo.writes.len();
    let uid = set.value.text("metadata.uid");
    let selector = set.value.at("spec.selector");
    let (namespace, store) = (&set.key.namespace, plane.store);
    for (pod, _) in
        store.pods_controlled(namespace, Some(uid)).chain(store.pods_controlled(namespace, None))
    {
        let fits = number_of(set, pod).is_some()
            && selector.is_some_and(|it| selects(it, &pod.meta.labels));
        let mut value = pod.value.clone();
        match pod.meta.controller {
            Some(_) if !fits => template::release(&mut value, uid),
            None if fits && !pod.meta.deleting && !todo.writes_of(&pod.key) => {
                template::adopt(&mut value, owner_reference(set, Kind::StatefulSet));
            }
            _ => continue,
        }
        todo.put(Kind::Pod, value);
    }
    todo.writes.len() > before
}

/// Models isFailed and isSucceeded.
fn has_ended(view: &Pod) -> bool {
    matches!(view.phase, PodPhase::Succeeded | PodPhase::Failed)
}

/// Models isRunningAndReady: also one that is about to go counts.
fn is_ready(view: &Pod) -> bool {
    view.phase == PodPhase::Running && view.ready
}

/// The name of the ControllerRevision that a template has: a hash of the patch
/// that would bring it back. Models getPatch, HashControllerRevision (32 bits
/// of FNV-1) and ControllerRevisionName.
fn revision(set: &Object) -> String {
    let mut template = set.value.at("spec.template").cloned().unwrap_or_default();
    template.set("$patch", "replace");
    let mut patch = Value::map();
    patch.set("spec.template", template);
    let collisions = int(&set.value, "status.collisionCount").to_string();
    let text = patch.to_json() + &collisions;
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| hash.wrapping_mul(0x0100_0193) ^ u32::from(byte));
    format!("{}-{}", set.key.name, template::safe_letters(&hash.to_string()))
}
