//! What a step brought about in the cluster, in a few sentences: the net
//! effect on each object that a learner looks at, not every write.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::controllers::NODE_GRACE_MS;
use service_lab_engine::objects::{EndpointSlice, Key, Node, Object, Pod, Service, View};
use service_lab_engine::store::Change;
use service_lab_engine::value::Value;
use service_lab_engine::world::World;

use crate::message::Message;

/// An object before and after a step.
type Net<'a> = (Option<&'a Object>, Option<&'a Object>);

/// What happened, object by object in key order; writes that show nothing to a
/// learner (a status, a lease) are left out.
pub fn happened(changes: &[Change]) -> Vec<Message> {
    let mut net: BTreeMap<&Key, Net<'_>> = BTreeMap::new();
    for change in changes {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        net.entry(&change.key).and_modify(|it| it.1 = after).or_insert((before, after));
    }
    net.values().filter_map(|(before, after)| effect(*before, *after)).collect()
}

/// What nobody in the cluster knows yet: a node without power leaves the store as it is for a while.
pub fn unmissed(world: &World) -> Vec<Message> {
    let said = |node: &Arc<str>| {
        Message::new("happened-node-unmissed")
            .with("node", node)
            .count("seconds", NODE_GRACE_MS / 1000)
    };
    world.unmissed().map(said).collect()
}

fn effect(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    match &after.or(before)?.view {
        View::Pod(_) => pod(before, after),
        View::Node(_) => node(before, after),
        View::Service(_) => service(before, after),
        View::EndpointSlice(_) => slice(before, after),
        View::Deployment(_)
        | View::ConfigMap
        | View::Ingress
        | View::NetworkPolicy
        | View::StatefulSet
        | View::IngressClass
        | View::HorizontalPodAutoscaler
        | View::Namespace => plain(before, after),
        View::Endpoints | View::ReplicaSet(_) => None,
    }
}

/// Created, deleted or changed, and no more to say.
fn plain(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    let id = match (before, after) {
        (None, Some(_)) => "happened-new",
        (Some(_), None) => "happened-gone",
        (Some(before), Some(after)) if spec_changed(before, after) => "happened-changed",
        _ => return None,
    };
    let key = &after.or(before)?.key;
    Some(Message::new(id).with("kind", key.kind.name()).with("name", &key.name))
}

fn spec_changed(before: &Object, after: &Object) -> bool {
    before.value.get("spec") != after.value.get("spec") || before.meta.labels != after.meta.labels
}

fn pod(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    let name = |it: &Object, id: &'static str| Message::new(id).with("pod", &it.key.name);
    match (before, after) {
        (None, Some(it)) => {
            let view = pod_view(it)?;
            let address = view.ips.first().map(ToString::to_string).unwrap_or_default();
            Some(
                name(it, "happened-pod-new")
                    .with("node", &view.node_name)
                    .with("address", address)
                    .with("state", if view.ready { "ready" } else { "starting" }),
            )
        }
        (Some(it), None) => Some(name(it, "happened-pod-gone")),
        (Some(old), Some(it)) if it.meta.deleting && !old.meta.deleting => {
            Some(name(it, "happened-pod-ending"))
        }
        (Some(old), Some(it)) => match (pod_view(old)?.ready, pod_view(it)?.ready) {
            (false, true) => Some(name(it, "happened-pod-ready")),
            (true, false) => Some(name(it, "happened-pod-not-ready")),
            _ => (restarts(it) > restarts(old)).then(|| name(it, "happened-pod-restarted")),
        },
        (None, None) => None,
    }
}

/// How often a Pod's containers were started again.
fn restarts(object: &Object) -> i64 {
    let of = |it: &Value| it.get("restartCount").and_then(Value::as_int);
    object.value.list("status.containerStatuses").iter().filter_map(of).sum()
}

fn pod_view(object: &Object) -> Option<&Pod> {
    match &object.view {
        View::Pod(view) => Some(view),
        _ => None,
    }
}

fn node(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    let it = after?;
    let id = match (node_view(before?)?.ready, node_view(it)?.ready) {
        (true, false) => "happened-node-lost",
        (false, true) => "happened-node-back",
        _ => return None,
    };
    Some(Message::new(id).with("node", &it.key.name))
}

fn node_view(object: &Object) -> Option<&Node> {
    match &object.view {
        View::Node(view) => Some(view),
        _ => None,
    }
}

/// A Service; that its load balancer has an address counts more than that its
/// text has changed.
fn service(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    let Some(it) = after else { return plain(before, after) };
    let view = service_view(it)?;
    let had = before.and_then(service_view).and_then(balancer_address);
    match balancer_address(view) {
        Some(address) if had.as_ref() != Some(&address) => Some(
            Message::new("happened-balancer")
                .with("service", &it.key.name)
                .with("address", address),
        ),
        _ if before.is_none() => {
            let address = view.cluster_ips.first().map(ToString::to_string).unwrap_or_default();
            Some(
                Message::new("happened-service-new")
                    .with("service", &it.key.name)
                    .with("has", if address.is_empty() { "name" } else { "address" })
                    .with("address", address),
            )
        }
        _ => plain(before, after),
    }
}

fn service_view(object: &Object) -> Option<&Service> {
    match &object.view {
        View::Service(view) => Some(view),
        _ => None,
    }
}

fn balancer_address(service: &Service) -> Option<String> {
    let point = service.ingress.first()?;
    point.ip.map(|ip| ip.to_string()).or_else(|| point.hostname.clone())
}

/// A Service's list, where the addresses that are ready have changed.
fn slice(before: Option<&Object>, after: Option<&Object>) -> Option<Message> {
    let (old, new) = (before.and_then(slice_view), after.and_then(slice_view));
    let service = new?.service.as_ref()?;
    let (was, is) = (ready(old), ready(new));
    (was != is || before.is_none()).then(|| {
        Message::new("happened-endpoints").with("service", service).count("count", is.len() as u64)
    })
}

fn slice_view(object: &Object) -> Option<&EndpointSlice> {
    match &object.view {
        View::EndpointSlice(view) => Some(view),
        _ => None,
    }
}

/// The addresses in a list that are ready; a missing condition means yes.
fn ready(slice: Option<&EndpointSlice>) -> Vec<&[String]> {
    slice
        .map(|it| it.endpoints.as_slice())
        .unwrap_or_default()
        .iter()
        .filter(|it| it.ready.unwrap_or(true))
        .map(|it| it.addresses.as_slice())
        .collect()
}
