//! From Pods to slices: keeps what is right, fills what has room, makes what
//! is missing, removes what is empty.
//!
//! Models staging/src/k8s.io/endpointslice/reconciler.go (v1.36).

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{CONTROLLER, HEADLESS, MANAGED_BY, Round, SERVICE_NAME, hints, in_endpoints, ports};
use crate::controllers::Severity;
use crate::controllers::plane::{Note, Plane, Todo, owner_reference};
use crate::objects::{Kind, Listed, Object, Pod, Service, ServiceType, View};
use crate::value::{Map, Value};

/// Endpoints that a slice may hold (`--max-endpoints-per-slice`).
const MAX_ENDPOINTS: usize = 100;

/// A slice while it is worked on.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The stored object; `None`: to be made.
    pub stored: Option<Value>,
    pub labels: Map,
    pub ports: Vec<Value>,
    pub endpoints: Vec<Value>,
}

/// What is to be done with the slices of one address type.
#[derive(Default)]
pub struct Plan {
    pub create: Vec<Slice>,
    pub update: Vec<Slice>,
    pub unchanged: Vec<Slice>,
    pub delete: Vec<Slice>,
}

/// Brings the slices of one Service in line with its Pods.
pub(super) fn service(round: &Round<'_>, object: &Object, service: &Service, todo: &mut Todo) {
    let Some(selector) = service.selector.as_ref().filter(|it| !it.is_empty()) else { return };
    if service.kind == ServiceType::ExternalName {
        return;
    }
    let plane = round.plane;
    let pods = super::pods_of(plane.store, &object.key.namespace, selector);
    let existing = super::slices_of(plane.store, object);
    let mut failures = Vec::new();
    let supported = super::address_types(service);
    let had = plane.machines.topology_hints.contains(&object.key);
    let mut has = had;
    for slice in &existing {
        if !supported.contains(&slice.value.text("addressType")) {
            todo.delete(&slice.key);
            has = false;
        }
    }
    for address_type in supported {
        let work = Work { round, plane, object, service, pods: &pods, address_type };
        for why in work.reconcile(&existing, &mut has, todo) {
            // Both address types leave out the same Pods; Go's Aggregate says
            // each sentence once.
            if !failures.contains(&why) {
                failures.push(why);
            }
        }
    }
    if has != had {
        todo.notes.push(Note::TopologyHints(object.key.clone(), has));
    }
    tell_failures(plane, object, &failures, todo);
}

/// Pods on unknown nodes are left out and tried again; the Service says so.
fn tell_failures(plane: &Plane<'_>, object: &Object, failures: &[String], todo: &mut Todo) {
    let known = plane.machines.incomplete_slices.contains(&object.key);
    if failures.is_empty() {
        if known {
            todo.notes.push(Note::Incomplete(object.key.clone(), false));
        }
        return;
    }
    let all = match failures {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    };
    let message = format!(
        "Error updating Endpoint Slices for Service {}/{}: {all}",
        object.key.namespace, object.key.name
    );
    let warning = (Severity::Warning, "FailedToUpdateEndpointSlices");
    if !known || plane.news.iter().any(|it| it.kind() != Some(Kind::EndpointSlice)) {
        todo.report(plane, &object.key, warning, "endpoint-slice-controller", message);
    }
    todo.notes.push(Note::Incomplete(object.key.clone(), true));
}

struct Work<'a, 'r> {
    round: &'a Round<'r>,
    plane: &'a Plane<'a>,
    object: &'a Object,
    service: &'a Service,
    pods: &'a [(&'a Object, &'a Pod)],
    address_type: &'static str,
}

/// The numbers of the Service's ports on some Pods, one of these, and the endpoints of all.
type Offering<'a> = (Vec<Option<u16>>, &'a Object, Vec<Value>);

impl Work<'_, '_> {
    /// Models reconcileByAddressType; returns why Pods were left out.
    fn reconcile(&self, stored: &[&Object], had: &mut bool, todo: &mut Todo) -> Vec<String> {
        let mut failures = Vec::new();
        let mut plan = Plan::default();
        let mut existing: BTreeMap<Vec<Value>, Vec<Slice>> = BTreeMap::new();
        for object in stored {
            if object.value.text("addressType") != self.address_type {
                continue;
            }
            let slice = self.stored(object.value.clone());
            if self.owns(&slice) {
                existing.entry(slice.ports.clone()).or_default().push(slice);
            } else {
                plan.delete.push(slice);
            }
        }
        // Nearly all Pods offer the same ports, whose values are made once for all that do.
        let mut offering: Vec<Offering<'_>> = Vec::new();
        for (pod, view) in self.pods {
            if !in_endpoints(pod, view, true) {
                continue;
            }
            let numbers = ports::numbers(self.service, pod);
            let place = match offering.iter().position(|it| it.0 == numbers) {
                Some(place) => place,
                None => {
                    offering.push((numbers, pod, Vec::new()));
                    offering.len() - 1
                }
            };
            let Some((_, _, endpoints)) = offering.get_mut(place) else { continue };
            match self.endpoint(pod, view) {
                Ok(endpoint) => endpoints.extend(endpoint),
                Err(why) => failures.push(why),
            }
        }
        let mut desired: BTreeMap<Vec<Value>, Vec<Value>> = BTreeMap::new();
        for (_, pod, endpoints) in offering {
            desired.entry(ports::of(self.service, pod)).or_default().extend(endpoints);
        }
        for (ports, endpoints) in desired {
            let slices = existing.remove(&ports).unwrap_or_default();
            self.by_ports(&mut plan, &ports, slices, &endpoints);
        }
        plan.delete.extend(existing.into_values().flatten());
        self.keep_placeholder(&mut plan);
        let about = (self.object, self.service);
        hints::assign(self.round, about, self.address_type, had, &mut plan, todo);
        self.finish(plan, todo);
        failures
    }

    fn stored(&self, value: Value) -> Slice {
        Slice {
            labels: value
                .at("metadata.labels")
                .and_then(Value::as_map)
                .cloned()
                .unwrap_or_default(),
            ports: ports::stored(&value),
            endpoints: value.list("endpoints").to_vec(),
            stored: Some(value),
        }
    }

    /// Models ownedBy.
    fn owns(&self, slice: &Slice) -> bool {
        let uid = self.object.value.text("metadata.uid");
        slice.stored.as_ref().is_some_and(|it| {
            it.list("metadata.ownerReferences").iter().any(|owner| {
                let kind = (owner.text("apiVersion"), owner.text("kind"));
                kind == ("v1", "Service") && owner.text("uid") == uid
            })
        })
    }

    /// The Pod's endpoint; nothing where it has no address of this type.
    /// Models podToEndpoint.
    fn endpoint(&self, pod: &Object, view: &Pod) -> Result<Option<Value>, String> {
        let published = self.service.publish_not_ready_addresses;
        let v4 = self.address_type == "IPv4";
        let key = (std::ptr::from_ref(pod), v4, published);
        let made = match self.round.made.known(&key) {
            Some(made) => made,
            None => {
                let node = self.plane.store.find(Kind::Node, "", &view.node_name);
                if node.is_none() && !published {
                    return Err(format!(
                        "skipping Pod {} for Service {}/{}: Node {} Not Found",
                        pod.key.name,
                        self.object.key.namespace,
                        self.object.key.name,
                        view.node_name
                    ));
                }
                if !view.ips.iter().any(|it| it.is_ipv4() == v4) {
                    return Ok(None);
                }
                let zone = match node.map(|it| &it.view) {
                    Some(View::Node(node)) => node.zone.as_deref().unwrap_or_default(),
                    _ => "",
                };
                let asked = [zone, self.address_type, if published { "+" } else { "" }].concat();
                let make = || bare_endpoint(pod, view, zone, (v4, published));
                self.round.made.get(key, || pod.listed(Listed::Slices, asked, &make))
            }
        };
        Ok(Some(match super::hostname(self.object, pod, view) {
            Some(hostname) => {
                let mut named = made;
                named.set("hostname", hostname);
                named
            }
            None => made,
        }))
    }

    /// Models reconcileByPortMapping.
    fn by_ports(&self, plan: &mut Plan, ports: &[Value], slices: Vec<Slice>, endpoints: &[Value]) {
        let desired = Desired { endpoints, by_identity: OnceCell::new() };
        let mut taken = vec![false; endpoints.len()];
        let mut touched = Vec::new();
        let mut untouched = Vec::new();
        for mut slice in slices {
            let before = slice.endpoints.len();
            let mut updated = false;
            let mut kept = Vec::new();
            for old in &slice.endpoints {
                let found = desired.find(old);
                let free = found.and_then(|(place, _)| taken.get_mut(place)).filter(|it| !**it);
                if let (Some((_, new)), Some(taken)) = (found, free) {
                    *taken = true;
                    // What is as it was is shared with what is stored.
                    let same = old == new;
                    updated |= !same && !same_beyond_identity(old, new);
                    kept.push(if same { old.clone() } else { new.clone() });
                }
            }
            if kept.is_empty() && before > 0 {
                plan.delete.push(slice);
                continue;
            }
            let labels = self.labels();
            let labels_changed = !unreserved(&slice.labels).eq(unreserved(&labels));
            if updated || kept.len() != before {
                slice.endpoints = kept;
                slice.labels = labels;
                touched.push(slice);
            } else if labels_changed {
                slice.labels = labels;
                touched.push(slice);
            } else {
                untouched.push(slice);
            }
        }
        let mut left = Vec::new();
        if taken.contains(&false) {
            let free = |it: &&usize| taken.get(**it) == Some(&false);
            let last_first = desired.by_identity().values().rev().filter(free);
            left = last_first.filter_map(|it| endpoints.get(*it)).cloned().collect();
        }
        touched.sort_by_key(|it| std::cmp::Reverse(it.endpoints.len()));
        for slice in &mut touched {
            fill(slice, &mut left);
        }
        while !left.is_empty() {
            let best = (left.len() < MAX_ENDPOINTS)
                .then(|| slice_to_fill(&untouched, left.len()))
                .flatten();
            match best {
                Some(place) => {
                    let mut slice = untouched.remove(place);
                    fill(&mut slice, &mut left);
                    touched.push(slice);
                }
                None => {
                    let mut slice = self.new_slice(ports.to_vec());
                    fill(&mut slice, &mut left);
                    plan.create.push(slice);
                }
            }
        }
        plan.update.extend(touched);
        plan.unchanged.extend(untouched);
    }

    /// A Service with a selector always has a slice, if only an empty one.
    fn keep_placeholder(&self, plan: &mut Plan) {
        if !plan.create.is_empty() || !plan.update.is_empty() || !plan.unchanged.is_empty() {
            return;
        }
        let placeholder = self.new_slice(Vec::new());
        match plan.delete.as_slice() {
            [only] if only.endpoints.is_empty() && same_placeholder(only, &placeholder) => {
                plan.unchanged.append(&mut plan.delete);
            }
            _ => plan.create.push(placeholder),
        }
    }

    fn new_slice(&self, ports: Vec<Value>) -> Slice {
        Slice { stored: None, labels: self.labels(), ports, endpoints: Vec::new() }
    }

    /// The Service's labels with those of the controller. Models
    /// setEndpointSliceLabels.
    fn labels(&self) -> Map {
        let mut labels: Map = self
            .object
            .meta
            .labels
            .iter()
            .filter(|(name, _)| !reserved(name))
            .map(|(name, value)| (name.clone(), value.as_str().into()))
            .collect();
        if self.service.cluster_ips.is_empty() {
            labels.insert(HEADLESS.to_owned(), "".into());
        }
        labels.insert(SERVICE_NAME.to_owned(), (*self.object.key.name).into());
        labels.insert(MANAGED_BY.to_owned(), CONTROLLER.into());
        labels
    }

    /// Turns creations into updates of slices that would be deleted, and
    /// writes. Models finalize.
    fn finish(&self, mut plan: Plan, todo: &mut Todo) {
        let mut deletions = Vec::new();
        for gone in std::mem::take(&mut plan.delete) {
            match plan.create.pop_if(|_| self.owns(&gone)) {
                Some(mut slice) => {
                    slice.stored = gone.stored;
                    if let Some(stored) = &mut slice.stored {
                        // It is written as the new one that it is.
                        stored.remove("metadata.annotations");
                    }
                    plan.update.push(slice);
                }
                None => deletions.push(gone),
            }
        }
        if self.object.meta.deleting {
            // The garbage collector is about to remove them.
            plan.create.clear();
        }
        for (place, slice) in plan.create.into_iter().chain(plan.update).enumerate() {
            todo.put(Kind::EndpointSlice, self.value(slice, place));
        }
        for value in deletions.into_iter().filter_map(|it| it.stored) {
            todo.delete(&Object::new(Kind::EndpointSlice, value).key);
        }
    }

    /// The object to store.
    fn value(&self, slice: Slice, place: usize) -> Value {
        let stored = slice.stored;
        let mut value = stored.clone().unwrap_or_else(|| self.newborn(place));
        value.renew("metadata.labels", slice.labels.into());
        value.renew("addressType", self.address_type.into());
        value.renew("endpoints", list_or_null(slice.endpoints));
        value.renew("ports", list_or_null(slice.ports));
        self.round.before.annotate(&mut value, stored.as_ref(), self.object, self.pods);
        value
    }

    fn newborn(&self, place: usize) -> Value {
        let prefix = format!("{}-", self.object.key.name);
        let name = self.plane.generated(&prefix, self.address_type, place);
        let mut value = self.plane.newborn(Kind::EndpointSlice, &self.object.key.namespace, &name);
        value.set("metadata.generateName", prefix);
        let owner = owner_reference(self.object, Kind::Service);
        value.set("metadata.ownerReferences", vec![owner]);
        value
    }
}

/// The endpoints that are to stand in slices.
struct Desired<'a> {
    endpoints: &'a [Value],
    by_identity: OnceCell<BTreeMap<Identity<'a>, usize>>,
}

impl<'a> Desired<'a> {
    /// The one that is the same as one of a slice. Most are shared with it.
    fn find(&self, old: &Value) -> Option<(usize, &'a Value)> {
        let same = |it: &Value| match (it, old) {
            (Value::Map(it), Value::Map(old)) => it.is_same(old),
            _ => false,
        };
        let place = self
            .endpoints
            .iter()
            .position(same)
            .or_else(|| self.by_identity().get(&identity(old)).copied())?;
        Some((place, self.endpoints.get(place)?))
    }

    fn by_identity(&self) -> &BTreeMap<Identity<'a>, usize> {
        self.by_identity.get_or_init(|| {
            let mut all = BTreeMap::new();
            for (place, endpoint) in self.endpoints.iter().enumerate() {
                all.insert(identity(endpoint), place);
            }
            all
        })
    }
}

/// A Pod's endpoint without its hostname: addresses of IPv4 or of IPv6.
fn bare_endpoint(pod: &Object, view: &Pod, zone: &str, (v4, published): (bool, bool)) -> Value {
    let addresses: Vec<Value> =
        view.ips.iter().filter(|it| it.is_ipv4() == v4).map(|it| it.to_string().into()).collect();
    let terminating = pod.meta.deleting;
    let mut value = Value::map();
    value.set("addresses", addresses);
    value.set("conditions.ready", published || (view.ready && !terminating));
    value.set("conditions.serving", view.ready);
    value.set("conditions.terminating", terminating);
    value.set("targetRef", super::pod_reference(pod));
    if !view.node_name.is_empty() {
        value.set("nodeName", view.node_name.as_str());
    }
    if !zone.is_empty() {
        value.set("zone", zone);
    }
    value
}

fn list_or_null(items: Vec<Value>) -> Value {
    if items.is_empty() { Value::Null } else { Value::List(items) }
}

fn reserved(label: &str) -> bool {
    matches!(label, SERVICE_NAME | MANAGED_BY | HEADLESS)
}

fn unreserved(labels: &Map) -> impl Iterator<Item = (&String, &Value)> {
    labels.iter().filter(|(name, _)| !reserved(name))
}

/// Models placeholderSliceCompare: a label that one of them lacks is as good as
/// an empty one.
fn same_placeholder(old: &Slice, new: &Slice) -> bool {
    let label = |of: &Slice, name: &str| of.labels.get(name).cloned().unwrap_or_else(|| "".into());
    let mut names = old.labels.keys().chain(new.labels.keys());
    old.ports == new.ports && names.all(|it| label(old, it) == label(new, it))
}

/// What makes two endpoints the same one: addresses in order, hostname and the
/// Pod's namespace and name.
pub(in crate::controllers) type Identity<'a> = (Vec<&'a Value>, &'a str, &'a str, &'a str);

/// Models staging/src/k8s.io/endpointslice/util/endpointset.go hashEndpoint.
pub(in crate::controllers) fn identity<'a>(endpoint: &'a Value) -> Identity<'a> {
    let addresses = endpoint.get("addresses").and_then(Value::as_list).unwrap_or_default();
    let mut addresses: Vec<&Value> = addresses.iter().collect();
    addresses.sort();
    let text = |of: Option<&'a Value>, name: &str| {
        of.and_then(|it| it.get(name)).and_then(Value::as_str).unwrap_or_default()
    };
    let pod = endpoint.get("targetRef");
    (addresses, text(Some(endpoint), "hostname"), text(pod, "namespace"), text(pod, "name"))
}

/// Models EndpointsEqualBeyondHash: hints are not looked at.
fn same_beyond_identity(old: &Value, new: &Value) -> bool {
    ["nodeName", "zone", "conditions", "targetRef"]
        .iter()
        .all(|name| old.get(name) == new.get(name))
}

fn fill(slice: &mut Slice, left: &mut Vec<Value>) {
    while slice.endpoints.len() < MAX_ENDPOINTS
        && let Some(endpoint) = left.pop()
    {
        slice.endpoints.push(endpoint);
    }
}

/// The slice that would be fullest with so many endpoints more. Models
/// getSliceToFill.
fn slice_to_fill(slices: &[Slice], count: usize) -> Option<usize> {
    let room = |slice: &Slice| MAX_ENDPOINTS.checked_sub(count + slice.endpoints.len());
    let fitting = slices.iter().enumerate().filter_map(|(place, it)| Some((room(it)?, place)));
    fitting.filter(|(room, _)| *room < MAX_ENDPOINTS).min().map(|(_, place)| place)
}
