//! Slices for Endpoints that somebody wrote by hand for a Service without a
//! selector.
//!
//! Models pkg/controller/endpointslicemirroring (v1.36).

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use super::Severity;
use super::plane::{Difference, Plane, Todo, owner_reference};
use super::slices::reconcile::identity;
use super::slices::{MANAGED_BY, SERVICE_NAME};
use super::subsets::{Hosts, Subset};
use super::tracked::{self, Keeper};
use crate::objects::{Key, Kind, LAST_APPLIED, Object, View};
use crate::store::{Actor, Store};
use crate::value::{Map, Value};

const CONTROLLER: &str = "endpointslicemirroring-controller.k8s.io";
/// Addresses mirrored of one subset (`--mirroring-max-endpoints-per-subset`).
const MAX_PER_SUBSET: usize = 1000;
/// Who reports what was not mirrored.
const FROM: &str = "endpoint-slice-mirroring-controller";

const KEEPER: Keeper = Keeper {
    actor: Actor::EndpointSliceMirroringController,
    name: CONTROLLER,
    kind: Kind::Endpoints,
    drops_deleting: false,
};

/// Writes the mirrored slices of every Endpoints object that may have changed.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let mut stale = BTreeSet::new();
    for news in plane.news {
        KEEPER.concerned(news, &mut stale);
        for object in news.versions() {
            let name = match object.key.kind {
                Kind::Service if concerns(news) => &*object.key.name,
                // Where its Service has a selector, the change of the Service
                // has taken its slices away.
                Kind::Endpoints if !has_selector(plane, object) => &*object.key.name,
                _ => continue,
            };
            stale.insert(Key::new(Kind::Endpoints, &object.key.namespace, name));
        }
    }
    let missing = KEEPER.missing(plane, &mut todo);
    for key in &stale {
        let endpoints = plane.store.get(key).filter(|it| should_mirror(plane, it));
        let mine = mirrored(plane.store, key);
        if endpoints.is_none() {
            tracked::forget(&missing, key, &mut todo);
        } else if tracked::misses(&missing, key) {
            continue;
        }
        if endpoints.is_some() || !mine.is_empty() {
            mirror(plane, key, endpoints, &mine, &mut todo);
        }
    }
    todo
}

/// Whether a change of a Service is about having no selector. Models
/// onServiceAdd, onServiceUpdate and onServiceDelete.
fn concerns(news: &Difference) -> bool {
    let bare = |it: &Object| match &it.view {
        View::Service(view) => view.selector.as_ref().is_none_or(BTreeMap::is_empty),
        _ => false,
    };
    match (news.before.as_deref(), news.after.as_deref()) {
        (Some(was), Some(is)) => {
            let another = was.value.text("metadata.uid") != is.value.text("metadata.uid");
            bare(was) != bare(is) || (another && bare(is))
        }
        (one, other) => one.or(other).is_some_and(bare),
    }
}

/// Ports and address type: what one mirrored slice has in common.
type Group = (Vec<Value>, &'static str);

fn mirror(
    plane: &Plane<'_>,
    key: &Key,
    endpoints: Option<&Arc<Object>>,
    mine: &[&Object],
    todo: &mut Todo,
) {
    let mut existing: BTreeMap<Group, Vec<&Object>> = BTreeMap::new();
    for slice in mine.iter().copied() {
        let address_type = if slice.value.text("addressType") == "IPv6" { "IPv6" } else { "IPv4" };
        let ports = super::slices::ports::stored(&slice.value);
        existing.entry((ports, address_type)).or_default().push(slice);
    }
    let (desired, skipped) = endpoints.map(|it| desired(&it.value)).unwrap_or_default();
    if skipped > 0 {
        let message = format!(
            "A max of {MAX_PER_SUBSET} addresses can be mirrored to EndpointSlices per Endpoints \
             subset. {skipped} addresses were skipped"
        );
        let kind = (Severity::Warning, "TooManyAddressesToMirror");
        todo.report(plane, key, kind, FROM, message);
    }
    let mut spare: Vec<&Object> = existing
        .iter()
        .filter(|(group, _)| !desired.contains_key(*group))
        .flat_map(|(_, slices)| slices.iter().copied())
        .collect();
    for (place, (group, addresses)) in desired.iter().enumerate() {
        let Some(endpoints) = endpoints else { break };
        let mut kept = existing.get(group).into_iter().flatten().copied();
        let first = kept.next();
        spare.extend(kept);
        let recycled = || {
            let fitting = spare.iter().position(|it| it.value.text("addressType") == group.1)?;
            Some(spare.remove(fitting))
        };
        let stored = first.or_else(recycled);
        let mut value = slice(plane, endpoints, group, addresses, stored, place);
        if first.is_some_and(|it| it.value != value) {
            // It is written anew, with a name instead.
            value.remove("metadata.generateName");
        } else if stored.is_some() && first.is_none() {
            value.set("metadata.generateName", prefix(endpoints));
        }
        todo.put(Kind::EndpointSlice, value);
    }
    for gone in spare {
        todo.delete(&gone.key);
    }
}

/// The slices that mirror an Endpoints object.
fn mirrored<'a>(store: &'a Store, endpoints: &'a Key) -> Vec<&'a Object> {
    let ours = |it: &&Object| it.meta.labels.get(MANAGED_BY).is_some_and(|it| it == CONTROLLER);
    let slices = store.slices_of(&endpoints.namespace, &endpoints.name);
    slices.map(|it| it.0).filter(ours).collect()
}

/// Whether the Service of an Endpoints object chooses Pods itself.
fn has_selector(plane: &Plane<'_>, endpoints: &Object) -> bool {
    let (namespace, name) = (&endpoints.key.namespace, &endpoints.key.name);
    let service = plane.store.find(Kind::Service, namespace, name);
    service.is_some_and(|it| match &it.view {
        View::Service(view) => view.selector.as_ref().is_some_and(|it| !it.is_empty()),
        _ => false,
    })
}

/// Models shouldMirror and the checks of syncEndpoints.
fn should_mirror(plane: &Plane<'_>, endpoints: &Object) -> bool {
    let skip = endpoints.meta.labels.get("endpointslice.kubernetes.io/skip-mirror");
    let leader =
        endpoints.meta.annotations.contains_key("control-plane.alpha.kubernetes.io/leader");
    let service = plane.store.find(Kind::Service, &endpoints.key.namespace, &endpoints.key.name);
    let selectorless = service.is_some_and(|it| match &it.view {
        View::Service(view) => view.selector.as_ref().is_none_or(BTreeMap::is_empty),
        _ => false,
    });
    selectorless && !leader && skip.is_none_or(|it| it != "true") && !endpoints.meta.deleting
}

/// Endpoints by group, in order and without repetition; and how many addresses
/// were too many. Models reconcile.
fn desired(endpoints: &Value) -> (BTreeMap<Group, Vec<Value>>, usize) {
    let mut out: BTreeMap<Group, Vec<Value>> = BTreeMap::new();
    let mut skipped = 0;
    for subset in repacked(endpoints) {
        let Subset { ready, not_ready, mut ports } = subset;
        super::slices::ports::sort(&mut ports);
        skipped += (ready.len() + not_ready.len()).saturating_sub(MAX_PER_SUBSET);
        let all = ready.iter().map(|it| (it, true)).chain(not_ready.iter().map(|it| (it, false)));
        for (address, ready) in all.take(MAX_PER_SUBSET) {
            let Some(ip) = crate::objects::address::address(address.text("ip")) else { continue };
            let group = (ports.clone(), if ip.is_ipv4() { "IPv4" } else { "IPv6" });
            let value = endpoint(ip, address, ready);
            out.entry(group).or_default().push(value);
        }
    }
    out.values_mut().for_each(|it| *it = distinct(it));
    (out, skipped)
}

/// The endpoints in order, each once. Of one that stands twice the last counts,
/// even where it was ready before: models endpointSet.Insert.
fn distinct(endpoints: &[Value]) -> Vec<Value> {
    let mut all = BTreeMap::new();
    for endpoint in endpoints {
        all.insert(identity(endpoint), endpoint);
    }
    all.into_values().cloned().collect()
}

/// The subsets in their canonical form, whoever wrote them and how.
fn repacked(endpoints: &Value) -> Vec<Subset> {
    let mut hosts = Hosts::default();
    for subset in endpoints.list("subsets") {
        let ports = subset.list("ports");
        let ready = subset.list("addresses").iter().map(|it| (it, true));
        let not_ready = subset.list("notReadyAddresses").iter().map(|it| (it, false));
        for (address, ready) in ready.chain(not_ready) {
            let host = (address.text("ip"), address.text("targetRef.uid"));
            hosts.take(host, address);
            for it in ports {
                hosts.offer(host, Some(port(it)), ready);
            }
            if ports.is_empty() {
                hosts.offer(host, None, ready);
            }
        }
    }
    hosts.subsets()
}

fn endpoint(ip: IpAddr, address: &Value, ready: bool) -> Value {
    let mut value = Value::map();
    value.set("addresses", vec![Value::from(ip.to_string())]);
    value.set("conditions.ready", ready);
    for name in ["targetRef", "nodeName", "hostname"] {
        if let Some(it) = address.get(name).filter(|it| it.as_str() != Some("")) {
            value.set(name, it.clone());
        }
    }
    value
}

fn port(port: &Value) -> Value {
    let mut value = Value::map();
    value.set("name", port.text("name"));
    value.set("port", port.get("port").cloned().unwrap_or_default());
    value.set(
        "protocol",
        if port.text("protocol").is_empty() { "TCP" } else { port.text("protocol") },
    );
    if let Some(app) = port.get("appProtocol") {
        value.set("appProtocol", app.clone());
    }
    value
}

fn slice(
    plane: &Plane<'_>,
    endpoints: &Object,
    (ports, address_type): &Group,
    addresses: &[Value],
    stored: Option<&Object>,
    place: usize,
) -> Value {
    let mut value = stored.map_or_else(|| newborn(plane, endpoints, place), |it| it.value.clone());
    let mut labels = copied(&endpoints.meta.labels);
    labels.insert(SERVICE_NAME.to_owned(), (*endpoints.key.name).into());
    labels.insert(MANAGED_BY.to_owned(), CONTROLLER.into());
    value.set("metadata.labels", labels);
    let mut annotations = copied(&endpoints.meta.annotations);
    annotations.remove(super::trigger::LAST_CHANGE);
    annotations.remove(LAST_APPLIED);
    if annotations.is_empty() {
        value.remove("metadata.annotations");
    } else {
        value.set("metadata.annotations", annotations);
    }
    value.set("addressType", *address_type);
    value.set("endpoints", addresses.to_vec());
    value.set("ports", if ports.is_empty() { Value::Null } else { Value::List(ports.clone()) });
    value
}

/// What the names of slices are made from. Models getEndpointSlicePrefix.
fn prefix(endpoints: &Object) -> String {
    format!("{}-", endpoints.key.name)
}

fn newborn(plane: &Plane<'_>, endpoints: &Object, place: usize) -> Value {
    let prefix = prefix(endpoints);
    let name = plane.generated(&prefix, "mirror", place);
    let mut value = plane.newborn(Kind::EndpointSlice, &endpoints.key.namespace, &name);
    value.set("metadata.generateName", prefix);
    value.set("metadata.ownerReferences", vec![owner_reference(endpoints, Kind::Endpoints)]);
    value
}

fn copied(strings: &BTreeMap<String, String>) -> Map {
    strings.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect()
}
