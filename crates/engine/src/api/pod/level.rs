//! What a Pod asks for and may use as a whole, beside what its containers do.
//!
//! Models pkg/apis/core/v1/defaults.go defaultPodRequests,
//! pkg/apis/core/validation validatePodResources and
//! k8s.io/component-helpers/resource AggregateContainerRequests (v1.36).

use super::resources::{is_of_pod, name_of_pod, requirements};
use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::schema::{quantity_nano, quantity_sum};
use crate::value::{Map, Value};

fn nano(amount: &str) -> i128 {
    quantity_nano(amount).unwrap_or(0)
}

/// The amounts of a list (`requests` or `limits`) of a spec or a container.
fn amounts<'a>(holder: &'a Value, list: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let map = holder.get("resources").and_then(|it| it.get(list)).and_then(Value::as_map);
    map.into_iter().flatten().filter_map(|(name, amount)| Some((name.as_str(), amount.as_str()?)))
}

/// What all containers ask for of a resource: those that run together, or one
/// that starts before them where that is more.
fn asked(spec: &Value, name: &str) -> Option<String> {
    let of = |container: &Value| {
        amounts(container, "requests").find(|it| it.0 == name).map(|it| it.1.to_owned())
    };
    let add = |sum: Option<String>, more: Option<String>| match (sum, more) {
        (Some(sum), Some(more)) => quantity_sum(&sum, &more),
        (sum, more) => sum.or(more),
    };
    let mut together = spec.list("containers").iter().map(of).fold(None, add);
    let (mut beside, mut most): (Option<String>, Option<String>) = (None, None);
    for container in spec.list("initContainers") {
        let mut now = add(beside.clone(), of(container));
        if container.text("restartPolicy") == "Always" {
            together = add(together, of(container));
            beside.clone_from(&now);
        } else if of(container).is_none() {
            now = None;
        }
        if nano(now.as_deref().unwrap_or("0")) > nano(most.as_deref().unwrap_or("0")) {
            most = now;
        }
    }
    match (together, most) {
        (Some(sum), Some(most)) if nano(&most) > nano(&sum) => Some(most),
        (sum, most) => sum.or(most),
    }
}

/// A Pod that has limits as a whole asks for what its containers ask for, else
/// for its limits.
pub(super) fn defaults(pod: &mut Value) {
    let Some(spec) = pod.get("spec") else { return };
    let limits: Vec<(&str, &str)> = amounts(spec, "limits").collect();
    if limits.is_empty() {
        return;
    }
    let mut requests: Map =
        amounts(spec, "requests").map(|(name, it)| (name.to_owned(), it.into())).collect();
    for name in ["cpu", "memory"] {
        if let Some(sum) = asked(spec, name).filter(|_| !requests.contains_key(name)) {
            requests.insert(name.to_owned(), sum.into());
        }
    }
    for (name, amount) in limits {
        if is_of_pod(name) && !requests.contains_key(name) {
            requests.insert(name.to_owned(), amount.into());
        }
    }
    if !requests.is_empty() {
        pod.set("spec.resources.requests", requests);
    }
}

/// validatePodResources.
pub(super) fn validate(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(resources) = spec.get("resources").filter(|it| !it.is_null()) else { return };
    let at = at.field("resources");
    if resources.get("claims").is_some() {
        let detail = "claims may not be set for Resources at pod-level";
        wrong.forbidden(Code::ForbiddenField, &at.field("claims"), detail);
    }
    requirements(resources, name_of_pod, &at, wrong);
    for (name, amount) in amounts(spec, "requests") {
        if let Some(sum) = asked(spec, name).filter(|it| nano(it) > nano(amount)) {
            let detail =
                format!("must be greater than or equal to aggregate container requests of {sum}");
            let at = at.field("requests").key(name);
            wrong.invalid(Code::NumberOutOfRange, &at, amount, &detail);
        }
    }
    for (place, container) in spec.list("containers").iter().enumerate() {
        for (name, limit) in amounts(container, "limits") {
            let most = amounts(spec, "limits").find(|it| it.0 == name).map(|it| it.1);
            if let Some(most) = most.filter(|it| nano(limit) > nano(it)) {
                let detail = format!("must be less than or equal to pod limits of {most}");
                let at = at.field("containers").index(place).key(name).field("limits");
                wrong.invalid(Code::NumberOutOfRange, &at, limit, &detail);
            }
        }
    }
}
