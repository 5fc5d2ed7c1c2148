//! The HorizontalPodAutoscaler controller as it is in a cluster without a
//! metrics server: it keeps its target between the least and the most, and says
//! that it cannot learn how busy the Pods are.
//!
//! Models pkg/controller/podautoscaler/horizontal.go reconcileAutoscaler (v1.36),
//! at once and not every 15 seconds.

use super::condition::Wanted;
use super::deployment::int;
use super::plane::{Plane, Todo};
use super::{Severity, condition};
use crate::objects::{Key, Kind, Object};
use crate::value::Value;

const FROM: &str = "horizontal-pod-autoscaler";
const NO_METRICS: &str = "unable to fetch metrics from resource metrics API: the server could not \
                          find the requested resource (get pods.metrics.k8s.io)";

/// Looks at every autoscaler when something that it may scale has changed.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let matters = |kind| {
        let scaled = [Kind::Deployment, Kind::ReplicaSet, Kind::StatefulSet];
        kind == Some(Kind::HorizontalPodAutoscaler) || scaled.iter().any(|it| kind == Some(*it))
    };
    if plane.news.iter().any(|it| matters(it.kind())) {
        for object in plane.store.of_kind(Kind::HorizontalPodAutoscaler) {
            one(plane, object, &mut todo);
        }
    }
    todo
}

fn one(plane: &Plane<'_>, object: &Object, todo: &mut Todo) {
    let mut value = object.value.clone();
    let target = object.value.at("spec.scaleTargetRef");
    let text = |field: &str| target.map_or("", |it| it.text(field));
    let kind = Kind::find(text("apiVersion"), text("kind"));
    let found = kind.and_then(|it| plane.store.find(it, &object.key.namespace, text("name")));
    let Some(target) = found else {
        let plural = kind.map_or_else(
            || text("kind").to_owned(),
            |it| format!("{}.{}", it.plural(), it.group()),
        );
        let why = format!("{plural} \"{}\" not found", text("name"));
        let message =
            format!("the HPA controller was unable to get the target's current scale: {why}");
        if note(plane, &mut value, "AbleToScale", ("False", "FailedGetScale"), &message) {
            todo.report(plane, &object.key, (Severity::Warning, "FailedGetScale"), FROM, why);
        }
        return store(object, value, todo);
    };
    let current = int(&target.value, "spec.replicas");
    let (least, most) = (int(&value, "spec.minReplicas"), int(&value, "spec.maxReplicas"));
    match current {
        0 => value.remove("status.currentReplicas").map_or((), drop),
        _ => value.set("status.currentReplicas", current),
    }
    let bound = match current {
        0 => None,
        _ if current > most => Some((most, "Current number of replicas above Spec.MaxReplicas")),
        _ if current < least => Some((least, "Current number of replicas below Spec.MinReplicas")),
        _ => None,
    };
    if let Some((wanted, why)) = bound {
        let message = format!("the HPA controller was able to update the target scale to {wanted}");
        note(plane, &mut value, "AbleToScale", ("True", "SucceededRescale"), &message);
        value.set("status.desiredReplicas", wanted);
        value.set("status.lastScaleTime", plane.now());
        rescale(target, wanted, todo);
        let message = format!("New size: {wanted}; reason: {why}");
        todo.report(plane, &object.key, (Severity::Normal, "SuccessfulRescale"), FROM, message);
        return store(object, value, todo);
    }
    let message = "the HPA controller was able to get the target's current scale";
    note(plane, &mut value, "AbleToScale", ("True", "SucceededGetScale"), message);
    if current == 0 {
        let message = "scaling is disabled since the replica count of the target is zero";
        note(plane, &mut value, "ScalingActive", ("False", "ScalingDisabled"), message);
        value.set("status.desiredReplicas", 0);
        return store(object, value, todo);
    }
    without_metrics(plane, &object.key, &mut value, todo);
    store(object, value, todo);
}

/// What it says where nobody measures the Pods.
fn without_metrics(plane: &Plane<'_>, key: &Key, value: &mut Value, todo: &mut Todo) {
    let metrics = value.list("spec.metrics");
    let name = metrics.first().map_or("", |it| it.text("resource.name")).to_owned();
    let count = metrics.len();
    let why = format!(
        "failed to get {name} utilization: unable to get metrics for resource {name}: {NO_METRICS}"
    );
    let message = format!("the HPA was unable to compute the replica count: {why}");
    let reason = "FailedGetResourceMetric";
    if note(plane, value, "ScalingActive", ("False", reason), &message) {
        todo.report(plane, key, (Severity::Warning, reason), FROM, why.clone());
        let all = format!(
            "invalid metrics ({count} invalid out of {count}), first error is: failed to get {name} \
             resource metric value: {why}"
        );
        let kind = (Severity::Warning, "FailedComputeMetricsReplicas");
        todo.report(plane, key, kind, FROM, all);
    }
}

fn rescale(target: &Object, wanted: i64, todo: &mut Todo) {
    let mut value = target.value.clone();
    value.set("spec.replicas", wanted);
    value.set("metadata.generation", int(&value, "metadata.generation") + 1);
    todo.put(target.key.kind, value);
}

fn store(object: &Object, value: Value, todo: &mut Todo) {
    if value != object.value {
        todo.put(Kind::HorizontalPodAutoscaler, value);
    }
}

/// Writes a condition; tells whether it says something new.
fn note(
    plane: &Plane<'_>,
    value: &mut Value,
    kind: &str,
    (status, reason): (&str, &str),
    message: &str,
) -> bool {
    let said = |it: &Value| it.text("status") == status && it.text("reason") == reason;
    let same = condition::find(value, kind).is_some_and(said);
    condition::set(value, Wanted::new(kind, status, reason, message), None, &plane.now());
    !same
}
