//! Topology hints: which zones and nodes each endpoint is meant for.
//!
//! Models staging/src/k8s.io/endpointslice/trafficdist and the switch between
//! it and the topology annotation in reconciler.go (v1.36).

use super::reconcile::{Plan, Slice};
use super::{Round, allocation};
use crate::controllers::Severity;
use crate::controllers::plane::Todo;
use crate::objects::{Object, Service};
use crate::value::Value;

/// Who reports what became of hints.
const FROM: &str = "endpoint-slice-controller";
const DISABLED: (Severity, &str) = (Severity::Warning, "TopologyAwareHintsDisabled");
const ENABLED: (Severity, &str) = (Severity::Normal, "TopologyAwareHintsEnabled");

/// Sets or removes the hints of all slices of a plan. The annotation wins
/// over `trafficDistribution` while it says Auto. `had`: whether slices of the
/// Service, of whichever address type, have hints by the annotation.
pub fn assign(
    round: &Round<'_>,
    (object, service): (&Object, &Service),
    address_type: &str,
    had: &mut bool,
    plan: &mut Plan,
    todo: &mut Todo,
) {
    let plane = round.plane;
    if super::topology_mode_auto(object) {
        let outcome = allocation::add_hints(&round.zones, plan);
        let (kind, message) = match &outcome {
            Ok(()) => (ENABLED, "Topology Aware Hints has been enabled".to_owned()),
            Err(why) => (DISABLED, why.clone()),
        };
        if outcome.is_err() {
            remove_all(plan);
        }
        if outcome.is_err() || !*had {
            let message = format!("{message}, addressType: {address_type}");
            todo.report(plane, &object.key, kind, FROM, message);
        }
        *had = outcome.is_ok();
        return;
    }
    if std::mem::take(had) {
        let message =
            format!("Topology Aware Hints has been disabled, addressType: {address_type}");
        todo.report(plane, &object.key, DISABLED, FROM, message);
    }
    match service.traffic_distribution.as_deref() {
        Some("PreferClose" | "PreferSameZone") => distribute(plan, false),
        Some("PreferSameNode") => distribute(plan, true),
        _ => remove_all(plan),
    }
}

/// Whether an endpoint's condition `ready` is true.
pub fn ready(endpoint: &Value) -> bool {
    endpoint.at("conditions.ready") == Some(&Value::Bool(true))
}

/// The hint that names one zone.
pub fn zone_hint(zone: &str) -> Value {
    let mut name = Value::map();
    name.set("name", zone);
    let mut hints = Value::map();
    hints.set("forZones", vec![name]);
    hints
}

fn remove_all(plan: &mut Plan) {
    let strip = |slice: &mut Slice| {
        let hints = slice.endpoints.iter_mut().filter_map(|it| it.remove("hints")).count();
        hints > 0
    };
    plan.create.iter_mut().chain(&mut plan.update).for_each(|slice| {
        strip(slice);
    });
    rewrite_unchanged(plan, strip);
}

/// Gives each ready endpoint the hint of its own zone, and of its node where
/// the Service prefers the same node.
fn distribute(plan: &mut Plan, nodes: bool) {
    let update = |slice: &mut Slice| {
        let mut changed = false;
        for endpoint in slice.endpoints.iter_mut().filter(|it| ready(it)) {
            let wanted = own_hints(endpoint, nodes);
            changed |= endpoint.get("hints") != wanted.as_ref();
            match wanted {
                Some(hints) => endpoint.set("hints", hints),
                None => {
                    endpoint.remove("hints");
                }
            }
        }
        changed
    };
    plan.create.iter_mut().chain(&mut plan.update).for_each(|slice| {
        update(slice);
    });
    rewrite_unchanged(plan, update);
}

fn own_hints(endpoint: &Value, nodes: bool) -> Option<Value> {
    let named = |field: &str| -> Option<Value> {
        let mut entry = Value::map();
        entry.set("name", endpoint.get(field)?.clone());
        Some(Value::List(vec![entry]))
    };
    let zone = named("zone");
    let node = named("nodeName").filter(|_| nodes);
    if zone.is_none() && node.is_none() {
        return None;
    }
    let mut hints = Value::map();
    if let Some(zone) = zone {
        hints.set("forZones", zone);
    }
    if let Some(node) = node {
        hints.set("forNodes", node);
    }
    Some(hints)
}

/// Moves slices that `change` changes from unchanged to updated.
fn rewrite_unchanged(plan: &mut Plan, change: impl Fn(&mut Slice) -> bool) {
    for mut slice in std::mem::take(&mut plan.unchanged) {
        if change(&mut slice) {
            plan.update.push(slice);
        } else {
            plan.unchanged.push(slice);
        }
    }
}
