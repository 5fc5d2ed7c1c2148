//! The Endpoints controller: one Endpoints object for every Service with a
//! selector, as old clients read it. kube-proxy never looks at it.
//!
//! Models pkg/controller/endpoint/endpoints_controller.go (v1.36).

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::Severity;
use super::plane::{Difference, Plane, Todo};
use super::slices::ports::fnv128a;
use super::slices::{Made, find_port, hostname, in_endpoints, pods_of, stale_services};
use super::subsets::{Hosts, Subset};
use super::trigger::Before;
use crate::api;
use crate::objects::{IpFamily, Key, Kind, Listed, Object, Pod, Service, ServicePort, ServiceType};
use crate::store::Actor;
use crate::value::{Map, Value};

const MANAGED_BY: &str = "endpoints.kubernetes.io/managed-by";
const CONTROLLER: &str = "endpoint-controller";
const HEADLESS: &str = "service.kubernetes.io/headless";
const OVER_CAPACITY: &str = "endpoints.kubernetes.io/over-capacity";
/// Addresses that one Endpoints object may hold (upstream `maxCapacity`).
const MAX_CAPACITY: usize = 1000;

/// Writes the Endpoints of every Service that may have changed.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let stale = stale_services(plane, ended);
    let before = Before::new(plane);
    let made = Made::default();
    let round = Round { plane, before: &before, made: &made };
    for key in stale {
        let endpoints = Key::new(Kind::Endpoints, &key.namespace, &key.name);
        match service(plane, &key) {
            None if was_deleted(plane, &key) => todo.delete(&endpoints),
            None => {}
            Some((object, view)) => {
                if let Some(value) = wanted(&round, (object, view), &endpoints, &mut todo) {
                    todo.put(Kind::Endpoints, value);
                }
            }
        }
    }
    todo
}

/// The Service of Endpoints that somebody removed: of Endpoints only the end is
/// watched. Models onEndpointsDelete.
fn ended(news: &Difference, into: &mut BTreeSet<Key>) {
    if let (Some(was), None) = (&news.before, &news.after)
        && was.key.kind == Kind::Endpoints
        && news.by != Some(Actor::EndpointsController)
    {
        into.insert(Key::new(Kind::Service, &was.key.namespace, &was.key.name));
    }
}

/// What the work on all Services of one round has in common.
struct Round<'a> {
    plane: &'a Plane<'a>,
    before: &'a Before<'a>,
    /// Addresses by Pod and address.
    made: &'a Made<(*const Object, IpAddr)>,
}

fn service<'a>(plane: &Plane<'a>, key: &Key) -> Option<(&'a Object, &'a Service)> {
    let object = plane.store.get(key)?;
    match &object.view {
        crate::objects::View::Service(view) => Some((object, view)),
        _ => None,
    }
}

/// Endpoints go with their Service, whoever made them; those that never had
/// one stay.
fn was_deleted(plane: &Plane<'_>, service: &Key) -> bool {
    plane.news.iter().any(|it| it.before.as_ref().is_some_and(|was| &was.key == service))
}

/// The object as it should stand; `None`: leave it as it is.
fn wanted<'a>(
    round: &Round<'a>,
    (object, view): (&'a Object, &'a Service),
    key: &Key,
    todo: &mut Todo,
) -> Option<Value> {
    let Round { plane, before, made } = round;
    let selector = view.selector.as_ref().filter(|it| !it.is_empty())?;
    if view.kind == ServiceType::ExternalName {
        return None;
    }
    let pods = pods_of(plane.store, &object.key.namespace, selector);
    let placed =
        |it: &&(&'a Object, &'a Pod)| in_endpoints(it.0, it.1, view.publish_not_ready_addresses);
    let address = |it| address(made, (object, view), it);
    let addresses: Vec<_> = pods.iter().filter(placed).filter_map(address).collect();
    let hosts = hosts(view, &addresses);
    let (subsets, truncated) = truncate(hosts.subsets().into_iter().map(subset).collect());
    let stored = plane.store.get(key).map(|it| &it.value);
    let mut value = stored
        .cloned()
        .unwrap_or_else(|| plane.newborn(Kind::Endpoints, &key.namespace, &key.name));
    let mut labels: Map =
        object.meta.labels.iter().map(|(name, it)| (name.clone(), it.as_str().into())).collect();
    labels.insert(MANAGED_BY.to_owned(), CONTROLLER.into());
    labels.remove(HEADLESS);
    if view.cluster_ips.is_empty() {
        labels.insert(HEADLESS.to_owned(), "".into());
    }
    value.renew("metadata.labels", labels.into());
    annotate_capacity(&mut value, truncated);
    if subsets.is_empty() {
        value.remove("subsets");
    } else {
        value.set("subsets", subsets);
    }
    // Nothing else of what stands here can be wrong.
    let doubtful = truncated || pods.iter().any(|(_, it)| it.node_name.is_empty());
    if doubtful && let Some(why) = api::refusal_of_endpoints(&value) {
        let (reason, what) = match stored {
            None => ("FailedToCreateEndpoint", "create endpoint for service"),
            Some(_) => ("FailedToUpdateEndpoint", "update endpoint"),
        };
        let message = format!("Failed to {what} {}/{}: {why}", key.namespace, key.name);
        todo.report(plane, key, (Severity::Warning, reason), CONTROLLER, message);
        return None;
    }
    before.annotate(&mut value, stored, object, &pods);
    Some(value)
}

fn annotate_capacity(value: &mut Value, truncated: bool) {
    let annotations = value.at("metadata.annotations").and_then(Value::as_map);
    let says = |it: &Map| it.is_empty() || it.contains_key(OVER_CAPACITY);
    if !truncated && !annotations.is_some_and(says) {
        return;
    }
    let mut annotations = annotations.cloned().unwrap_or_default();
    annotations.remove(OVER_CAPACITY);
    if truncated {
        annotations.insert(OVER_CAPACITY.to_owned(), "truncated".into());
    }
    if annotations.is_empty() {
        value.remove("metadata.annotations");
    } else {
        value.set("metadata.annotations", annotations);
    }
}

/// A Pod and its address as it stands in Endpoints.
type Address<'a> = (&'a Object, &'a Pod, Value);

/// The address of a Pod for a Service; nothing where it has none of the Service's first family.
fn address<'a>(
    made: &Made<(*const Object, IpAddr)>,
    (object, service): (&Object, &Service),
    &(pod, view): &(&'a Object, &'a Pod),
) -> Option<Address<'a>> {
    let ip = first_ip(service, view)?;
    let mut value = made.get((std::ptr::from_ref(pod), ip), || {
        let asked = ip.to_string();
        pod.listed(Listed::Endpoints, asked, &|| endpoint(ip, pod, view))
    });
    if let Some(hostname) = hostname(object, pod, view) {
        value.set("hostname", hostname);
    }
    Some((pod, view, value))
}

/// The addresses with the ports that they offer for a Service.
fn hosts<'a>(service: &Service, addresses: &'a [Address<'_>]) -> Hosts<'a> {
    let mut hosts = Hosts::default();
    let text = |it: Option<&'a Value>| it.and_then(Value::as_str).unwrap_or_default();
    let uid = |it: &'a Value| text(it.get("targetRef").and_then(|it| it.get("uid")));
    let host = |it: &'a Address<'_>| (text(it.2.get("ip")), uid(&it.2));
    let known: Vec<_> = addresses.iter().map(host).collect();
    let ready = |it: &Address<'_>| service.publish_not_ready_addresses || it.1.ready;
    for (it, host) in addresses.iter().zip(&known) {
        hosts.take(*host, &it.2);
        if service.ports.is_empty() && service.headless {
            hosts.offer(*host, None, ready(it));
        }
    }
    for port in &service.ports {
        // Nearly all Pods have the same number for it.
        let mut made: Option<(u16, Value)> = None;
        for (it, host) in addresses.iter().zip(&known) {
            let Some(number) = find_port(it.0, port) else { continue };
            let (_, value) = made
                .take_if(|it| it.0 == number)
                .unwrap_or_else(|| (number, endpoint_port(port, number)));
            hosts.offer(*host, Some(value.clone()), ready(it));
            made = Some((number, value));
        }
    }
    hosts
}

/// A subset as it stands in Endpoints.
fn subset(mut subset: Subset) -> Value {
    subset.ports.sort_by_cached_key(|it| fnv128a(port_text(it).as_bytes()));
    let mut value = Value::map();
    for (name, list) in [
        ("addresses", subset.ready),
        ("notReadyAddresses", subset.not_ready),
        ("ports", subset.ports),
    ] {
        if !list.is_empty() {
            value.set(name, list);
        }
    }
    value
}

/// The Pod's address of the Service's first family.
fn first_ip(service: &Service, pod: &Pod) -> Option<IpAddr> {
    let first = pod.ips.first().copied();
    let wanted = service
        .families
        .first()
        .copied()
        .or_else(|| service.cluster_ips.first().copied().map(IpFamily::of))
        .or_else(|| first.map(IpFamily::of))?;
    pod.ips.iter().copied().find(|it| IpFamily::of(*it) == wanted)
}

/// An address without its hostname.
fn endpoint(ip: IpAddr, pod: &Object, view: &Pod) -> Value {
    let mut value = Value::map();
    value.set("ip", ip.to_string());
    value.set("nodeName", view.node_name.as_str());
    value.set("targetRef", super::slices::pod_reference(pod));
    value
}

fn endpoint_port(port: &ServicePort, number: u16) -> Value {
    let mut value = Value::map();
    if !port.name.is_empty() {
        value.set("name", port.name.as_str());
    }
    value.set("port", i64::from(number));
    value.set("protocol", port.protocol.name());
    if let Some(app) = &port.app_protocol {
        value.set("appProtocol", app.as_str());
    }
    value
}

/// A port as Go's spew prints it: ports stand in the order of the hashes of
/// these texts. Models portsByHash.
fn port_text(port: &Value) -> String {
    let app = port.get("appProtocol").and_then(Value::as_str).unwrap_or("<nil>");
    format!(
        "(v1.EndpointPort){{Name:(string){} Port:(int32){} Protocol:(v1.Protocol){} \
         AppProtocol:(*string){app}}}",
        port.text("name"),
        port.get("port").and_then(Value::as_int).unwrap_or(0),
        port.text("protocol"),
    )
}

/// Keeps at most the capacity, ready addresses first, each subset in
/// proportion. Models truncateEndpoints.
fn truncate(mut subsets: Vec<Value>) -> (Vec<Value>, bool) {
    let count = |subsets: &[Value], name: &str| -> usize {
        subsets.iter().map(|it| it.list(name).len()).sum()
    };
    let ready = count(&subsets, "addresses");
    let not_ready = count(&subsets, "notReadyAddresses");
    if ready + not_ready <= MAX_CAPACITY {
        return (subsets, false);
    }
    let (name, total, max) = if ready > MAX_CAPACITY {
        ("addresses", ready, MAX_CAPACITY)
    } else {
        ("notReadyAddresses", not_ready, MAX_CAPACITY - ready)
    };
    let mut left = max;
    for subset in &mut subsets {
        let mut kept = subset.list(name).to_vec();
        kept.truncate((kept.len() * max).div_ceil(total.max(1)).min(left));
        left -= kept.len();
        if name == "addresses" {
            subset.remove("notReadyAddresses");
        }
        if kept.is_empty() {
            subset.remove(name);
        } else {
            subset.set(name, kept);
        }
    }
    (subsets, true)
}
