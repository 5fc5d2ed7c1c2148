//! The EndpointSlice controller: which Pods stand behind a Service, in slices
//! of at most a hundred endpoints with the same ports.
//!
//! Models pkg/controller/endpointslice and
//! staging/src/k8s.io/endpointslice (v1.36).

mod allocation;
mod hints;
pub(super) mod ports;
pub(super) mod reconcile;

pub(super) use allocation::ZoneCpu;

use std::collections::{BTreeMap, BTreeSet};

use super::plane::{Plane, Todo};
use super::trigger::Before;
use crate::objects::{Key, Kind, Object, Pod, PodPhase, Service, ServicePort, TargetPort, View};
use crate::store::Store;
use crate::value::Value;

pub(super) const SERVICE_NAME: &str = "kubernetes.io/service-name";
pub(super) const MANAGED_BY: &str = "endpointslice.kubernetes.io/managed-by";
pub(super) const HEADLESS: &str = "service.kubernetes.io/headless";
const CONTROLLER: &str = "endpointslice-controller.k8s.io";

/// Writes the slices of every Service that may have changed.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let mut stale = stale_services(plane, Kind::EndpointSlice);
    let zones = allocation::Zones::known(plane, &mut stale, &mut todo);
    stale.extend(plane.machines.incomplete_slices.iter().cloned());
    let index = Index::new(plane.store, stale.len());
    let round = Round { plane, index, zones, before: Before::new(plane) };
    for key in &stale {
        if let Some(object) = plane.store.get(key)
            && let View::Service(service) = &object.view
        {
            reconcile::service(&round, object, service, &mut todo);
        }
    }
    todo
}

/// What the work on all Services of one round has in common.
struct Round<'a> {
    plane: &'a Plane<'a>,
    index: Index<'a>,
    zones: allocation::Zones,
    before: Before<'a>,
}

/// Services whose endpoints may differ from what they were: changed
/// themselves, or one of their Pods, or an object of `owned` kind that the
/// controller keeps for them.
pub(super) fn stale_services(plane: &Plane<'_>, owned: Kind) -> BTreeSet<Key> {
    let mut stale = BTreeSet::new();
    let mut by_label = None;
    for news in plane.news {
        match news.kind() {
            Some(Kind::Service) => {
                stale.extend(news.versions().map(|it| it.key.clone()));
            }
            Some(Kind::Pod) if pod_matters(news.before.as_deref(), news.after.as_deref()) => {
                let index = by_label.get_or_insert_with(|| Selectors::of(plane));
                for pod in news.versions() {
                    index.matching(pod, &mut stale);
                }
            }
            Some(kind) if kind == owned => {
                stale.extend(news.versions().filter_map(|it| owner(it)));
            }
            _ => {}
        }
    }
    stale
}

/// The Service for which the controller keeps this object.
fn owner(object: &Object) -> Option<Key> {
    let name = match object.key.kind {
        Kind::EndpointSlice => object.meta.labels.get(SERVICE_NAME)?.as_str(),
        _ => &object.key.name,
    };
    Some(Key::new(Kind::Service, &object.key.namespace, name))
}

/// Whether a change of a Pod can change endpoints. Its phase is not looked at:
/// one that ends counts when it is no longer ready.
///
/// Models staging/src/k8s.io/endpointslice/util podEndpointsChanged, which
/// compares deletion times by their place in memory, so that any change of a
/// Pod that is ending counts.
fn pod_matters(before: Option<&Object>, after: Option<&Object>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    let (View::Pod(was), View::Pod(is)) = (&before.view, &after.view) else { return true };
    before.meta.deleting
        || after.meta.deleting
        || was.ready != is.ready
        || was.ips != is.ips
        || before.meta.labels != after.meta.labels
        || was.hostname != is.hostname
        || was.subdomain != is.subdomain
}

/// A Service and its selector.
type Selecting<'a> = (&'a Key, &'a BTreeMap<String, String>);

/// Services by one pair of their selector, so that a Pod finds its Services
/// without asking each.
struct Selectors<'a> {
    by_pair: BTreeMap<(&'a str, &'a str, &'a str), Vec<Selecting<'a>>>,
}

impl<'a> Selectors<'a> {
    fn of(plane: &Plane<'a>) -> Self {
        let mut by_pair: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (object, service) in plane.store.services() {
            if let Some(selector) = &service.selector
                && let Some((name, value)) = selector.iter().next()
            {
                let pair = (object.key.namespace.as_ref(), name.as_str(), value.as_str());
                by_pair.entry(pair).or_default().push((&object.key, selector));
            }
        }
        Self { by_pair }
    }

    fn matching(&self, pod: &Object, into: &mut BTreeSet<Key>) {
        for (name, value) in &pod.meta.labels {
            let pair = (pod.key.namespace.as_ref(), name.as_str(), value.as_str());
            for (key, selector) in self.by_pair.get(&pair).into_iter().flatten() {
                if selects(selector, &pod.meta.labels) {
                    into.insert((*key).clone());
                }
            }
        }
    }
}

/// Whether all pairs of a selector stand in these labels.
pub(super) fn selects(
    selector: &BTreeMap<String, String>,
    labels: &BTreeMap<String, String>,
) -> bool {
    selector.iter().all(|(name, value)| labels.get(name) == Some(value))
}

/// From so many Services on, Pods and slices are indexed rather than looked
/// through for each.
const INDEX_FROM: usize = 12;

/// Pods by label and slices by Service, for a round with many Services.
pub(super) struct Index<'a> {
    store: &'a Store,
    tables: Option<Tables<'a>>,
}

type Pods<'a> = Vec<(&'a Object, &'a Pod)>;

#[derive(Default)]
struct Tables<'a> {
    pods: BTreeMap<(&'a str, &'a str, &'a str), Pods<'a>>,
    slices: BTreeMap<(&'a str, &'a str), Vec<&'a Object>>,
}

impl<'a> Index<'a> {
    /// An index that pays for `count` Services.
    pub fn new(store: &'a Store, count: usize) -> Self {
        Self { store, tables: (count >= INDEX_FROM).then(|| Tables::of(store)) }
    }

    /// Pods of this namespace with these labels, by name.
    pub fn pods(&self, namespace: &str, selector: &BTreeMap<String, String>) -> Pods<'a> {
        let fits = |it: &&(&'a Object, &'a Pod)| selects(selector, &it.0.meta.labels);
        match (&self.tables, selector.iter().next()) {
            (Some(tables), Some((name, value))) => {
                let found = tables.pods.get(&(namespace, name.as_str(), value.as_str()));
                found.into_iter().flatten().filter(fits).copied().collect()
            }
            _ => {
                let all = self.store.in_namespace(Kind::Pod, namespace);
                let pods = all.filter_map(|it| Some((it.as_ref(), pod_of(it)?)));
                pods.filter(|it| fits(&it)).collect()
            }
        }
    }

    /// Slices that this controller keeps for a Service.
    pub fn slices(&self, service: &Object) -> Vec<&'a Object> {
        let (namespace, name) = (&*service.key.namespace, &*service.key.name);
        let ours = |it: &&'a Object| {
            let label = |name: &str| it.meta.labels.get(name).map(String::as_str);
            label(SERVICE_NAME) == Some(name)
                && label(MANAGED_BY) == Some(CONTROLLER)
                && !it.meta.deleting
        };
        match &self.tables {
            Some(tables) => {
                let found = tables.slices.get(&(namespace, name));
                found.into_iter().flatten().copied().filter(ours).collect()
            }
            None => {
                let all = self.store.in_namespace(Kind::EndpointSlice, namespace);
                all.map(AsRef::as_ref).filter(ours).collect()
            }
        }
    }
}

impl<'a> Tables<'a> {
    fn of(store: &'a Store) -> Self {
        let mut tables = Self::default();
        for (object, pod) in store.pods() {
            for (name, value) in &object.meta.labels {
                let place = (&*object.key.namespace, name.as_str(), value.as_str());
                tables.pods.entry(place).or_default().push((object, pod));
            }
        }
        for (object, _) in store.endpoint_slices() {
            if let Some(service) = object.meta.labels.get(SERVICE_NAME) {
                let place = (&*object.key.namespace, service.as_str());
                tables.slices.entry(place).or_default().push(object);
            }
        }
        tables
    }
}

fn pod_of(object: &Object) -> Option<&Pod> {
    match &object.view {
        View::Pod(pod) => Some(pod),
        _ => None,
    }
}

/// Whether a Pod has a place in endpoints at all: it has an address and has
/// not come to its end.
///
/// Models staging/src/k8s.io/endpointslice/util ShouldPodBeInEndpoints.
pub(super) fn in_endpoints(pod: &Object, view: &Pod, include_terminating: bool) -> bool {
    !matches!(view.phase, PodPhase::Succeeded | PodPhase::Failed)
        && !view.ips.is_empty()
        && (include_terminating || !pod.meta.deleting)
}

/// The number of the port that a Service's port means on this Pod.
///
/// Models staging/src/k8s.io/endpointslice/utils.go FindPort.
pub(super) fn find_port(pod: &Object, port: &ServicePort) -> Option<u16> {
    let name = match &port.target_port {
        TargetPort::Number(number) => return Some(*number),
        TargetPort::Name(name) => name,
    };
    let sidecars = pod
        .value
        .list("spec.initContainers")
        .iter()
        .filter(|it| it.text("restartPolicy") == "Always");
    let containers = pod.value.list("spec.containers").iter().chain(sidecars);
    let mut ports = containers.flat_map(|it| it.list("ports"));
    let found = ports.find(|it| {
        let protocol = crate::objects::Protocol::parse(it.text("protocol"));
        it.text("name") == name && protocol == port.protocol
    })?;
    u16::try_from(found.get("containerPort")?.as_int()?).ok()
}

/// The Pod's own name in the Service's domain, where it has one.
///
/// Models staging/src/k8s.io/endpointslice/util ShouldSetHostname.
pub(super) fn hostname<'a>(service: &Object, pod: &Object, view: &'a Pod) -> Option<&'a str> {
    let named = !view.hostname.is_empty()
        && view.subdomain == *service.key.name
        && service.key.namespace == pod.key.namespace;
    named.then_some(view.hostname.as_str())
}

/// `targetRef` of an endpoint.
pub(super) fn pod_reference(pod: &Object) -> Value {
    let mut value = Value::map();
    value.set("kind", "Pod");
    value.set("namespace", &*pod.key.namespace);
    value.set("name", &*pod.key.name);
    if let Some(uid) = pod.value.at("metadata.uid") {
        value.set("uid", uid.clone());
    }
    value
}

/// What an annotation of the Service asks for.
///
/// Models staging/src/k8s.io/endpointslice/utils.go hintsEnabled.
fn topology_mode_auto(service: &Object) -> bool {
    let annotation = |name: &str| service.meta.annotations.get(name).map(String::as_str);
    let mode = annotation("service.kubernetes.io/topology-aware-hints")
        .or_else(|| annotation("service.kubernetes.io/topology-mode"));
    matches!(mode, Some("Auto" | "auto"))
}

/// A Service's address types: `IPv4`, `IPv6`.
///
/// Models staging/src/k8s.io/endpointslice/utils.go getAddressTypesForService.
fn address_types(service: &Service) -> Vec<&'static str> {
    use crate::objects::IpFamily;
    let mut families: Vec<IpFamily> = service.families.clone();
    if families.is_empty() {
        families = match service.cluster_ips.first() {
            Some(ip) => vec![IpFamily::of(*ip)],
            None => vec![IpFamily::V4, IpFamily::V6],
        };
    }
    families.sort();
    families.dedup();
    families.into_iter().map(|it| if it == IpFamily::V4 { "IPv4" } else { "IPv6" }).collect()
}
