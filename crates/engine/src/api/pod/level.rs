//! What a Pod asks for and may use as a whole, beside what its containers do.
//!
//! Models pkg/apis/core/v1/defaults.go defaultHugePagePodLimits and
//! defaultPodRequests, pkg/apis/core/validation validatePodResources and
//! k8s.io/component-helpers/resource AggregateContainerRequests and
//! AggregateContainerLimits (v1.36).

use std::collections::BTreeMap;

use super::resources::{is_huge_page, is_of_pod, name_of_pod, requirements};
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

/// The amount that a Pod has of a resource as a whole.
fn whole<'a>(spec: &'a Value, list: &str, name: &str) -> Option<&'a str> {
    spec.get("resources")?.get(list)?.get(name)?.as_str()
}

type Amounts<'a> = BTreeMap<&'a str, String>;

fn add<'a>(to: &mut Amounts<'a>, (name, amount): (&'a str, &str)) {
    let sum = to.get(name).and_then(|it| quantity_sum(it, amount));
    to.insert(name, sum.unwrap_or_else(|| amount.to_owned()));
}

fn raise<'a>(to: &mut Amounts<'a>, name: &'a str, amount: String) {
    if to.get(name).is_none_or(|it| nano(it) < nano(&amount)) {
        to.insert(name, amount);
    }
}

/// What all containers ask for (`requests`) or may use (`limits`): those that run
/// together, or one that starts before them where that is more.
fn of_containers<'a>(spec: &'a Value, list: &str) -> Amounts<'a> {
    let mut together = Amounts::new();
    for container in spec.list("containers") {
        amounts(container, list).for_each(|it| add(&mut together, it));
    }
    let (mut beside, mut most) = (Amounts::new(), Amounts::new());
    for container in spec.list("initContainers") {
        let stays = container.text("restartPolicy") == "Always";
        for (name, amount) in amounts(container, list) {
            let running = beside.get(name).and_then(|it| quantity_sum(amount, it));
            let mut now = running.unwrap_or_else(|| amount.to_owned());
            if stays {
                add(&mut together, (name, amount));
                add(&mut beside, (name, amount));
                now = beside.get(name).cloned().unwrap_or(now);
            }
            raise(&mut most, name, now);
        }
    }
    for (name, amount) in most {
        raise(&mut together, name, amount);
    }
    together
}

/// Of huge pages no more is promised than there are, so a Pod has as a whole the
/// limit that its containers have together. Models defaultHugePagePodLimits.
fn huge_page_limits(pod: &mut Value) {
    let Some(spec) = pod.get("spec") else { return };
    let mut limits: Map =
        amounts(spec, "limits").map(|(name, it)| (name.to_owned(), it.into())).collect();
    if limits.is_empty() && amounts(spec, "requests").next().is_none() {
        return;
    }
    let before = limits.len();
    for (name, sum) in of_containers(spec, "limits") {
        let given = ["limits", "requests"].iter().any(|it| whole(spec, it, name).is_some());
        if is_huge_page(name) && !given {
            limits.insert(name.to_owned(), sum.into());
        }
    }
    if limits.len() > before {
        pod.set("spec.resources.limits", limits);
    }
}

/// A Pod that has limits as a whole asks for what its containers ask for, else
/// for its limits.
pub(super) fn defaults(pod: &mut Value) {
    huge_page_limits(pod);
    let Some(spec) = pod.get("spec") else { return };
    if amounts(spec, "limits").next().is_none() {
        return;
    }
    let mut requests: Map =
        amounts(spec, "requests").map(|(name, it)| (name.to_owned(), it.into())).collect();
    for (name, sum) in of_containers(spec, "requests") {
        if is_of_pod(name) && !is_huge_page(name) && !requests.contains_key(name) {
            requests.insert(name.to_owned(), sum.into());
        }
    }
    for (name, amount) in amounts(spec, "limits") {
        if is_of_pod(name) && !requests.contains_key(name) {
            requests.insert(name.to_owned(), amount.into());
        }
    }
    if !requests.is_empty() {
        pod.set("spec.resources.requests", requests);
    }
}

/// validatePodResources, validatePodResourceConsistency.
pub(super) fn validate(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(resources) = spec.get("resources").filter(|it| !it.is_null()) else { return };
    let at = at.field("resources");
    if resources.get("claims").is_some() {
        let detail = "claims may not be set for Resources at pod-level";
        wrong.forbidden(Code::ForbiddenField, &at.field("claims"), detail);
    }
    requirements(resources, name_of_pod, &at, wrong);
    for (list, noun) in [("requests", "container requests"), ("limits", "container limits")] {
        for (name, sum) in of_containers(spec, list) {
            let Some(given) = whole(spec, list, name) else { continue };
            if nano(&sum) > nano(given) && (list == "requests" || is_huge_page(name)) {
                let detail = format!("must be greater than or equal to aggregate {noun} of {sum}");
                wrong.invalid(Code::NumberOutOfRange, &at.field(list).key(name), given, &detail);
            }
        }
    }
    for (place, container) in spec.list("containers").iter().enumerate() {
        for (name, limit) in amounts(container, "limits") {
            if let Some(most) = whole(spec, "limits", name).filter(|it| nano(limit) > nano(it)) {
                let detail = format!("must be less than or equal to pod limits of {most}");
                let at = at.field("containers").index(place).key(name).field("limits");
                wrong.invalid(Code::NumberOutOfRange, &at, limit, &detail);
            }
        }
    }
}
