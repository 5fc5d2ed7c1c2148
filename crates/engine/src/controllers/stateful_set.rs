//! The StatefulSet controller: Pods with names that stay, made and taken away
//! in the order of their numbers. Claims are named in the Pods, but nobody makes
//! them; what a set was before is known from its Pods' revisions only.
//!
//! Models pkg/controller/statefulset/stateful_set_control.go (v1.36).

use super::deployment::int;
use super::plane::{Plane, Todo, owner_reference};
use super::{Severity, condition, template};
use crate::api;
use crate::clock;
use crate::objects::{Kind, Object, Pod, PodPhase, View};
use crate::value::Value;

const FROM: &str = "statefulset-controller";
const CREATED: (Severity, &str) = (Severity::Normal, "SuccessfulCreate");
const DELETED: (Severity, &str) = (Severity::Normal, "SuccessfulDelete");
const FAILED: (Severity, &str) = (Severity::Warning, "FailedCreate");
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
        if news || waits {
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
    /// nothing is left to wait for. Models processReplica and
    /// processCondemned.
    fn scale(&self, todo: &mut Todo) -> bool {
        for number in self.start..self.start + self.replicas {
            let Some((_, pod, view)) = self.at(number) else {
                if !self.create(number, todo) || self.ordered {
                    return false;
                }
                continue;
            };
            let over = matches!(view.phase, PodPhase::Succeeded | PodPhase::Failed);
            if over && !pod.meta.deleting {
                self.delete(pod, todo);
                return false;
            }
            if self.ordered && (pod.meta.deleting || !self.is_available(pod, view, todo)) {
                return false;
            }
        }
        let mut unavailable = self.members.iter().filter(|it| !self.is_available(it.1, it.2, todo));
        let unavailable = unavailable.next().map(|it| it.0);
        let condemned = self.members.iter().rev().filter(|it| !self.wanted(it.0));
        let mut waits = false;
        for (number, pod, view) in condemned {
            waits = true;
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
        !waits
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
                return self.delete(pod, todo);
            }
            if !self.is_available(pod, view, todo) {
                return;
            }
        }
    }

    fn is_new(&self, pod: &Object) -> bool {
        pod.meta.labels.get(REVISION) == Some(&self.revision)
    }

    /// Ready for at least `minReadySeconds`. Models isRunningAndAvailable.
    fn is_available(&self, pod: &Object, view: &Pod, todo: &mut Todo) -> bool {
        let seconds = int(&self.object.value, "spec.minReadySeconds").max(0).unsigned_abs();
        if !is_ready(pod, view) || seconds == 0 {
            return is_ready(pod, view);
        }
        let since = condition::find(&pod.value, "Ready").map(|it| it.text("lastTransitionTime"));
        let due = since.and_then(clock::parse).unwrap_or(0) + seconds * 1000;
        if due > self.plane.given.now_ms {
            todo.wake(due);
        }
        due <= self.plane.given.now_ms
    }

    /// Makes the Pod of a number; tells whether the server would take it.
    /// Models newStatefulSetPod and updateStorage.
    fn create(&self, number: i64, todo: &mut Todo) -> bool {
        let set = &self.object.key;
        let name = format!("{}-{number}", set.name);
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
            ("statefulset.kubernetes.io/pod-name", name.as_str()),
            ("apps.kubernetes.io/pod-index", number.to_string().as_str()),
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
        let ready = count(&|it| is_ready(it.1, it.2));
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

/// A Pod of this set, with its number. Models getParentNameAndOrdinal.
fn member<'a>(set: &Object, pod: &'a Object) -> Option<Member<'a>> {
    let owner = pod.meta.controller.as_deref()?;
    if owner != set.value.text("metadata.uid") {
        return None;
    }
    let (name, number) = pod.key.name.rsplit_once('-')?;
    let View::Pod(view) = &pod.view else { return None };
    (name == &*set.key.name).then_some((number.parse().ok()?, pod, view))
}

/// Models isRunningAndReady.
fn is_ready(pod: &Object, view: &Pod) -> bool {
    view.phase == PodPhase::Running && view.ready && !pod.meta.deleting
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
