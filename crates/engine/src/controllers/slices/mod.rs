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
pub(super) use crate::store::SERVICE_NAME;
use crate::store::{Actor, Store};
use crate::value::Value;

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
    let before = Before::new(plane);
    let round = Round { plane, zones, before, made: Made::default() };
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
    /// What was made for this before.
    pub fn known(&self, key: &K) -> Option<Value> {
        self.0.borrow().get(key).cloned()
    }

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
                let (before, after) = (news.before.as_deref(), news.after.as_deref());
                let same =
                    |it: &&Object| before.is_some_and(|was| was.meta.labels == it.meta.labels);
                if only_labelled(before, after) {
                    add_changing(plane, before, after, &mut stale);
                    continue;
                }
                pods.extend(before);
                pods.extend(after.filter(|it| !same(it)));
            }
            _ => own(news, &mut stale),
        }
    }
    add_selecting(plane, &pods, &mut stale);
    stale
}

/// Adds the Services that select one of these Pods.
fn add_selecting(plane: &Plane<'_>, pods: &[&Object], stale: &mut BTreeSet<Key>) {
    for pod in pods {
        for (name, value) in pod.meta.labels.iter() {
            let near = plane.store.services_beginning(&pod.key.namespace, (name, value));
            for (object, service) in near {
                let selector = service.selector.as_ref();
                if selector.is_some_and(|it| selects(it, &pod.meta.labels)) {
                    stale.insert(object.key.clone());
                }
            }
        }
    }
}

/// Whether only the labels of a Pod have changed, of all that can change
/// endpoints.
fn only_labelled(before: Option<&Object>, after: Option<&Object>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let (View::Pod(was), View::Pod(is)) = (&before.view, &after.view) else { return false };
    before.meta.labels != after.meta.labels
        && !before.meta.deleting
        && !after.meta.deleting
        && was.ready == is.ready
        && was.ips == is.ips
}

/// Adds the Services that select a Pod under its new labels and did not under
/// the old ones, or the other way round.
///
/// Models staging/src/k8s.io/endpointslice/util determineNeededServiceUpdates.
#[inline(never)]
fn add_changing(
    plane: &Plane<'_>,
    before: Option<&Object>,
    after: Option<&Object>,
    stale: &mut BTreeSet<Key>,
) {
    let selecting = |pod: Option<&Object>| {
        let mut services = BTreeSet::new();
        add_selecting(plane, pod.as_slice(), &mut services);
        services
    };
    stale.extend(selecting(before).symmetric_difference(&selecting(after)).cloned());
}

/// Whether a change of a Pod can change endpoints. Its phase is not looked at:
/// one that ends counts when it is no longer ready, and until then its endpoint
/// stays. One without an address counts, too: what else a Service's endpoints
/// tell, like the zones of their nodes, is looked at again with it.
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

/// Whether all pairs of a selector stand in these labels.
pub(super) fn selects(
    selector: &BTreeMap<String, String>,
    labels: &BTreeMap<String, String>,
) -> bool {
    selector.iter().all(|(name, value)| labels.get(name) == Some(value))
}

/// Pods with their views.
type Pods<'a> = Vec<(&'a Object, &'a Pod)>;

/// Pods of this namespace with these labels, by name; none where no label is asked for.
pub(super) fn pods_of<'a>(
    store: &'a Store,
    namespace: &'a str,
    selector: &'a BTreeMap<String, String>,
) -> Pods<'a> {
    let Some((name, value)) = selector.iter().next() else { return Pods::new() };
    let pods = store.pods_labelled(namespace, (name, value));
    pods.filter(|(pod, _)| selects(selector, &pod.meta.labels)).collect()
}

/// Slices that this controller keeps for a Service.
fn slices_of<'a>(store: &'a Store, service: &'a Object) -> Vec<&'a Object> {
    let ours = |it: &&'a Object| {
        let manager = it.meta.labels.get(MANAGED_BY).map(String::as_str);
        manager == Some(CONTROLLER) && !it.meta.deleting
    };
    let slices = store.slices_of(&service.key.namespace, &service.key.name);
    slices.map(|it| it.0).filter(ours).collect()
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
