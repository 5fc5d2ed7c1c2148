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

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::plane::{Difference, Plane, Todo};
use super::tracked::{self, Keeper};
use super::trigger::Before;
use crate::objects::{Key, Kind, Object, Pod, PodPhase, Service, ServicePort, TargetPort, View};
use crate::store::{Actor, Store};
use crate::value::Value;

pub(super) const SERVICE_NAME: &str = "kubernetes.io/service-name";
pub(super) const MANAGED_BY: &str = "endpointslice.kubernetes.io/managed-by";
pub(super) const HEADLESS: &str = "service.kubernetes.io/headless";
const CONTROLLER: &str = "endpointslice-controller.k8s.io";

const KEEPER: Keeper = Keeper {
    actor: Actor::EndpointSliceController,
    name: CONTROLLER,
    kind: Kind::Service,
    drops_deleting: true,
};

/// Writes the slices of every Service that may have changed.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let mut stale = stale_services(plane, |news, into| KEEPER.concerned(news, into));
    let missing = KEEPER.missing(plane, &mut todo);
    let zones = allocation::Zones::known(plane, &mut stale, &mut todo);
    stale.extend(plane.machines.incomplete_slices.iter().cloned());
    let index = Index::with_slices(plane.store, &stale);
    let before = Before::new(plane);
    let round = Round { plane, index, zones, before, made: Made::default() };
    for key in stale.iter().filter(|it| !tracked::misses(&missing, it)) {
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
    /// Endpoints by Pod, whether of IPv4, and whether published unready.
    made: Made<(*const Object, bool, bool)>,
}

/// Values that many Services have in common, made once in a round. A Pod is
/// known by its place in memory, which outlasts the round; nobody sees the
/// order.
pub(super) struct Made<K>(RefCell<BTreeMap<K, Value>>);

impl<K> Default for Made<K> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Ord> Made<K> {
    pub fn get(&self, key: K, make: impl FnOnce() -> Value) -> Value {
        self.0.borrow_mut().entry(key).or_insert_with(make).clone()
    }
}

/// Services whose endpoints may differ from what they were: changed
/// themselves, or one of their Pods, or what the controller keeps for them, of
/// which `own` knows.
pub(super) fn stale_services(
    plane: &Plane<'_>,
    own: fn(&Difference, &mut BTreeSet<Key>),
) -> BTreeSet<Key> {
    let mut stale = BTreeSet::new();
    let mut pods = Vec::new();
    for news in plane.news {
        match news.kind() {
            Some(Kind::Service) => {
                stale.extend(news.versions().map(|it| it.key.clone()));
            }
            Some(Kind::Pod) if pod_matters(news.before.as_deref(), news.after.as_deref()) => {
                let before = news.before.as_deref();
                let same =
                    |it: &&Object| before.is_some_and(|was| was.meta.labels == it.meta.labels);
                pods.extend(before);
                pods.extend(news.after.as_deref().filter(|it| !same(it)));
            }
            _ => own(news, &mut stale),
        }
    }
    add_selecting(plane, &pods, &mut stale);
    stale
}

/// Adds the Services that select one of these Pods.
fn add_selecting(plane: &Plane<'_>, pods: &[&Object], stale: &mut BTreeSet<Key>) {
    if pods.len() >= INDEX_FROM {
        let index = Selectors::of(plane);
        for pod in pods {
            index.matching(pod, stale);
        }
        return;
    }
    if pods.is_empty() {
        return;
    }
    for (object, service) in plane.store.services() {
        let Some(selector) = service.selector.as_ref().filter(|it| !it.is_empty()) else {
            continue;
        };
        let mut near = pods.iter().filter(|it| it.key.namespace == object.key.namespace);
        if near.any(|it| selects(selector, &it.meta.labels)) {
            stale.insert(object.key.clone());
        }
    }
}

/// Whether a change of a Pod can change endpoints. Its phase is not looked at:
/// one that ends counts when it is no longer ready. Upstream looks at a Service
/// again for a Pod that had no place in endpoints and has none, and finds
/// nothing to do.
///
/// Models staging/src/k8s.io/endpointslice/util podEndpointsChanged, which
/// compares deletion times by their place in memory, so that any change of a
/// Pod that is ending counts.
fn pod_matters(before: Option<&Object>, after: Option<&Object>) -> bool {
    let placed = |it: Option<&Object>| match it.map(|it| (it, &it.view)) {
        Some((pod, View::Pod(view))) => in_endpoints(pod, view, true),
        _ => false,
    };
    if !placed(before) && !placed(after) {
        return false;
    }
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

/// From so many Pods on, Services are indexed rather than looked through.
const INDEX_FROM: usize = 12;

/// Pods by label and slices by Service, of some Services.
#[derive(Default)]
pub(super) struct Index<'a> {
    /// By namespace and the first pair of a selector.
    pods: BTreeMap<(&'a str, &'a str, &'a str), Pods<'a>>,
    slices: BTreeMap<(&'a str, &'a str), Vec<&'a Object>>,
}

type Pods<'a> = Vec<(&'a Object, &'a Pod)>;

impl<'a> Index<'a> {
    /// The Pods of these Services: all are looked through once.
    pub fn of_pods(store: &'a Store, services: &BTreeSet<Key>) -> Self {
        let mut index = Self::default();
        for object in services.iter().filter_map(|it| store.get(it)) {
            let View::Service(service) = &object.view else { continue };
            let namespace = &*object.key.namespace;
            if let Some((name, value)) = service.selector.iter().flatten().next() {
                index.pods.entry((namespace, name, value)).or_default();
            }
        }
        let names: BTreeSet<&str> = index.pods.keys().map(|(_, name, _)| *name).collect();
        let values: BTreeSet<&str> = index.pods.keys().map(|(.., value)| *value).collect();
        for (object, pod) in names.first().into_iter().flat_map(|_| store.pods()) {
            for name in &names {
                let value = object.meta.labels.get(*name).map(String::as_str);
                let Some(value) = value.filter(|it| values.contains(it)) else { continue };
                if let Some(list) = index.pods.get_mut(&(&*object.key.namespace, *name, value)) {
                    list.push((object, pod));
                }
            }
        }
        index
    }

    /// The same with the slices of these Services.
    fn with_slices(store: &'a Store, services: &'a BTreeSet<Key>) -> Self {
        let mut index = Self::of_pods(store, services);
        if index.pods.is_empty() {
            return index;
        }
        for key in services {
            index.slices.entry((&key.namespace, &key.name)).or_default();
        }
        for (object, view) in store.endpoint_slices() {
            let Some(service) = view.service.as_deref() else { continue };
            if let Some(list) = index.slices.get_mut(&(&*object.key.namespace, service)) {
                list.push(object);
            }
        }
        index
    }

    /// Pods of this namespace with these labels, by name.
    pub fn pods(&self, namespace: &str, selector: &BTreeMap<String, String>) -> Pods<'a> {
        let Some((name, value)) = selector.iter().next() else { return Pods::new() };
        let fits = |it: &&(&'a Object, &'a Pod)| selects(selector, &it.0.meta.labels);
        let found = self.pods.get(&(namespace, name.as_str(), value.as_str()));
        found.into_iter().flatten().filter(fits).copied().collect()
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
        let found = self.slices.get(&(namespace, name));
        found.into_iter().flatten().copied().filter(ours).collect()
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
