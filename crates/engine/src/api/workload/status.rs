//! The rules of what is written about Deployments, ReplicaSets and StatefulSets.
//!
//! Models pkg/apis/apps/validation ValidateDeploymentStatusUpdate,
//! ValidateReplicaSetStatusUpdate and ValidateStatefulSetStatusUpdate (v1.36).

use crate::api::problems::Problems;
use crate::api::{metadata, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::Value;

/// The counts of a Deployment, in upstream's order.
const OF_DEPLOYMENT: [&str; 8] = [
    "observedGeneration",
    "replicas",
    "updatedReplicas",
    "readyReplicas",
    "availableReplicas",
    "unavailableReplicas",
    "terminatingReplicas",
    "collisionCount",
];

/// The counts of a ReplicaSet, in upstream's order.
const OF_REPLICA_SET: [&str; 6] = [
    "replicas",
    "fullyLabeledReplicas",
    "readyReplicas",
    "availableReplicas",
    "terminatingReplicas",
    "observedGeneration",
];

/// The counts of a StatefulSet, in upstream's order.
const OF_STATEFUL_SET: [&str; 7] = [
    "replicas",
    "readyReplicas",
    "currentReplicas",
    "updatedReplicas",
    "availableReplicas",
    "observedGeneration",
    "collisionCount",
];

/// Rules of a status write.
pub(crate) fn validate_status(kind: Kind, value: &Value, old: &Value) -> Problems {
    match kind {
        Kind::StatefulSet => {
            let mut wrong = Problems::default();
            let parts = ["readyReplicas", "currentReplicas", "updatedReplicas"];
            counts(value, &OF_STATEFUL_SET, &parts, "status.readyReplicas", &mut wrong);
            wrong.append(metadata::validate_update(value, old));
            collisions(value, old, &mut wrong);
            wrong
        }
        Kind::ReplicaSet => {
            let mut wrong = metadata::validate_update(value, old);
            let parts = ["fullyLabeledReplicas", "readyReplicas"];
            counts(value, &OF_REPLICA_SET, &parts, "readyReplicas", &mut wrong);
            wrong
        }
        _ => {
            let mut wrong = metadata::validate_update(value, old);
            let parts = ["updatedReplicas", "readyReplicas"];
            counts(value, &OF_DEPLOYMENT, &parts, "readyReplicas", &mut wrong);
            collisions(value, old, &mut wrong);
            wrong
        }
    }
}

/// None is negative, and no part is more than the whole.
fn counts(
    value: &Value,
    all: &[&'static str],
    parts: &[&'static str],
    ready: &str,
    wrong: &mut Problems,
) {
    let at = FieldPath::root().field("status");
    let count = |field: &str| value.get("status").and_then(|it| it.get(field));
    let number = |field: &str| count(field).and_then(Value::as_int).unwrap_or(0);
    for field in all {
        rules::non_negative(count(field), &at.field(field), wrong);
    }
    let mut less = |part: &'static str, whole: &str, told: &str| {
        if number(part) > number(whole) {
            let detail = format!("cannot be greater than {told}");
            wrong.invalid(Code::NumberOutOfRange, &at.field(part), number(part), &detail);
        }
    };
    for part in parts {
        less(part, "replicas", "status.replicas");
    }
    less("availableReplicas", "replicas", "status.replicas");
    less("availableReplicas", "readyReplicas", ready);
}

/// The count of names that were taken only grows.
fn collisions(value: &Value, old: &Value, wrong: &mut Problems) {
    let count = |it: &Value| it.at("status.collisionCount").and_then(Value::as_int);
    let Some(before) = count(old) else { return };
    if count(value).is_none_or(|it| it < before) {
        let at = FieldPath::root().field("status.collisionCount");
        let number = count(value).unwrap_or(0);
        wrong.invalid(Code::NumberOutOfRange, &at, number, "cannot be decremented");
    }
}
