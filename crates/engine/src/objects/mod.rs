//! Typed views of stored objects: what controllers, the proxy and the packet
//! read. The store keeps the whole [`Value`]; a view is
//! made once, when an object is stored, and never written back.
//!
//! A view never fails: a field of the wrong shape (which validation keeps out
//! of the store) reads as missing.

pub(crate) mod address;
mod endpoint_slice;
mod manager;
pub(crate) mod node;
mod pod;
mod selector;
mod service;
mod workload;

pub use endpoint_slice::{Endpoint, EndpointPort, EndpointSlice, Hints};
pub use manager::{Fields, Manager, Operation};
pub use node::Node;
pub use pod::{Container, ContainerPort, Pod, PodPhase};
pub(crate) use selector::selects;
pub use service::{
    Affinity, IpFamily, LoadBalancerIngress, Service, ServicePort, ServiceType, TargetPort,
    TrafficPolicy,
};
pub use workload::{Deployment, ReplicaSet};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::value::Value;

/// Kinds that the lab simulates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Namespace,
    Node,
    Service,
    Endpoints,
    EndpointSlice,
    Pod,
    ReplicaSet,
    Deployment,
    ConfigMap,
    Ingress,
    NetworkPolicy,
    StatefulSet,
    IngressClass,
    HorizontalPodAutoscaler,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 14] = [
        Kind::Namespace,
        Kind::Node,
        Kind::Service,
        Kind::Endpoints,
        Kind::EndpointSlice,
        Kind::Pod,
        Kind::ReplicaSet,
        Kind::Deployment,
        Kind::ConfigMap,
        Kind::Ingress,
        Kind::NetworkPolicy,
        Kind::StatefulSet,
        Kind::IngressClass,
        Kind::HorizontalPodAutoscaler,
    ];

    /// Its name in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Namespace => "Namespace",
            Kind::Node => "Node",
            Kind::Service => "Service",
            Kind::Endpoints => "Endpoints",
            Kind::EndpointSlice => "EndpointSlice",
            Kind::Pod => "Pod",
            Kind::ReplicaSet => "ReplicaSet",
            Kind::Deployment => "Deployment",
            Kind::ConfigMap => "ConfigMap",
            Kind::Ingress => "Ingress",
            Kind::NetworkPolicy => "NetworkPolicy",
            Kind::StatefulSet => "StatefulSet",
            Kind::IngressClass => "IngressClass",
            Kind::HorizontalPodAutoscaler => "HorizontalPodAutoscaler",
        }
    }

    /// Its plural, as in the API's paths.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Namespace => "namespaces",
            Kind::Node => "nodes",
            Kind::Service => "services",
            Kind::Endpoints => "endpoints",
            Kind::EndpointSlice => "endpointslices",
            Kind::Pod => "pods",
            Kind::ReplicaSet => "replicasets",
            Kind::Deployment => "deployments",
            Kind::ConfigMap => "configmaps",
            Kind::Ingress => "ingresses",
            Kind::NetworkPolicy => "networkpolicies",
            Kind::StatefulSet => "statefulsets",
            Kind::IngressClass => "ingressclasses",
            Kind::HorizontalPodAutoscaler => "horizontalpodautoscalers",
        }
    }

    /// Its API group; `""` is the core group.
    pub fn group(self) -> &'static str {
        match self {
            Kind::EndpointSlice => "discovery.k8s.io",
            Kind::HorizontalPodAutoscaler => "autoscaling",
            Kind::ReplicaSet | Kind::Deployment | Kind::StatefulSet => "apps",
            Kind::Ingress | Kind::NetworkPolicy | Kind::IngressClass => "networking.k8s.io",
            Kind::Namespace
            | Kind::Node
            | Kind::Service
            | Kind::Endpoints
            | Kind::Pod
            | Kind::ConfigMap => "",
        }
    }

    /// `apiVersion` as written in a manifest.
    pub fn api_version(self) -> &'static str {
        match self.group() {
            "apps" => "apps/v1",
            "autoscaling" => "autoscaling/v2",
            "discovery.k8s.io" => "discovery.k8s.io/v1",
            "networking.k8s.io" => "networking.k8s.io/v1",
            _ => "v1",
        }
    }

    /// Whether its objects live in a namespace.
    pub fn namespaced(self) -> bool {
        !matches!(self, Kind::Namespace | Kind::Node | Kind::IngressClass)
    }

    /// The kind of this apiVersion and name.
    pub fn find(api_version: &str, kind: &str) -> Option<Kind> {
        Kind::ALL
            .into_iter()
            .find(|known| known.name() == kind && known.api_version() == api_version)
    }
}

/// Identity of an object. `namespace` is `""` for kinds without one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Kind.
    pub kind: Kind,
    /// Namespace.
    pub namespace: Arc<str>,
    /// Name.
    pub name: Arc<str>,
}

impl Key {
    /// The key of an object of this kind; the namespace of kinds without one
    /// is dropped.
    pub fn new(kind: Kind, namespace: &str, name: &str) -> Self {
        let namespace = if kind.namespaced() { namespace } else { "" };
        Self { kind, namespace: namespace.into(), name: name.into() }
    }
}

/// Transport protocol of a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    #[default]
    Tcp,
    Udp,
    Sctp,
}

impl Protocol {
    /// `TCP`, `UDP` or `SCTP`.
    pub fn name(self) -> &'static str {
        match self {
            Protocol::Tcp => "TCP",
            Protocol::Udp => "UDP",
            Protocol::Sctp => "SCTP",
        }
    }

    /// `tcp`, `udp` or `sctp`, as rules spell it.
    pub fn lower(self) -> &'static str {
        match self {
            Protocol::Tcp => "tcp",
            Protocol::Udp => "udp",
            Protocol::Sctp => "sctp",
        }
    }

    /// Reads the spelling of a manifest; anything else is TCP, the default.
    pub fn parse(text: &str) -> Self {
        match text {
            "UDP" => Protocol::Udp,
            "SCTP" => Protocol::Sctp,
            _ => Protocol::Tcp,
        }
    }
}

/// What all objects have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Name.
    pub name: Arc<str>,
    /// Namespace, `""` where the kind has none.
    pub namespace: Arc<str>,
    /// Labels.
    pub labels: Arc<BTreeMap<String, String>>,
    /// Annotations.
    pub annotations: Arc<BTreeMap<String, String>>,
    /// The owner that is a controller: kind and name.
    pub owner: Option<(String, String)>,
    /// The UID of that owner.
    pub controller: Option<String>,
    /// UIDs of all owners.
    pub owners: Vec<String>,
    /// Whether it has finalizers.
    pub held: bool,
    /// Whether deletion has begun.
    pub deleting: bool,
}

impl Meta {
    /// Reads `metadata`.
    pub fn read(value: &Value) -> Self {
        Self::read_after(value, None)
    }

    /// The same where it was read from another value before: what is as it was is taken over.
    fn read_after(value: &Value, before: Option<(&Value, &Meta)>) -> Self {
        let metadata = value.get("metadata");
        let at = |name: &str| metadata.and_then(|it| it.get(name));
        let before = before.map(|(value, read)| (value.get("metadata"), read));
        let text = |name: &str, was: fn(&Meta) -> &Arc<str>| {
            let now = at(name).and_then(Value::as_str).unwrap_or_default();
            match before.map(|it| was(it.1)) {
                Some(was) if **was == *now => was.clone(),
                _ => now.into(),
            }
        };
        let texts = |name: &str, was: fn(&Meta) -> &Arc<BTreeMap<String, String>>| {
            let now = at(name);
            let same = before.filter(|it| it.0.and_then(|it| it.get(name)) == now);
            same.map_or_else(|| Arc::new(strings(now)), |it| was(it.1).clone())
        };
        let list = |name: &str| at(name).and_then(Value::as_list).unwrap_or_default();
        let owners = list("ownerReferences");
        let uid = |owner: &Value| owner.text("uid").to_owned();
        let controller = owners
            .iter()
            .find(|owner| owner.get("controller").and_then(Value::as_bool) == Some(true));
        Self {
            name: text("name", |it| &it.name),
            namespace: text("namespace", |it| &it.namespace),
            labels: texts("labels", |it| &it.labels),
            annotations: texts("annotations", |it| &it.annotations),
            owner: controller
                .map(|owner| (owner.text("kind").to_owned(), owner.text("name").to_owned())),
            controller: controller.map(uid),
            owners: owners.iter().map(uid).collect(),
            held: !list("finalizers").is_empty(),
            deleting: at("deletionTimestamp").is_some_and(|at| !at.is_null()),
        }
    }
}

/// An object's typed view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    Namespace,
    Node(Node),
    Service(Service),
    Endpoints,
    EndpointSlice(EndpointSlice),
    Pod(Pod),
    ReplicaSet(ReplicaSet),
    Deployment(Deployment),
    ConfigMap,
    Ingress,
    NetworkPolicy,
    StatefulSet,
    IngressClass,
    HorizontalPodAutoscaler,
}

/// A stored object: the whole value and its typed view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Identity.
    pub key: Key,
    /// All that is stored.
    pub value: Value,
    /// What all objects have.
    pub meta: Meta,
    /// What the simulation reads.
    pub view: View,
    /// Who set which field, as far as clients did.
    pub managers: Arc<[Manager]>,
    /// What tells one content from another.
    fingerprint: Kept<u64>,
    /// What it is in lists of endpoints, by [`Listed`], and for whom that was made.
    listed: [Kept<(String, Value)>; 2],
}

/// Something that follows from an object, once somebody asks. Takes no part in comparing; a copy, which may be changed
/// before it is stored, is asked anew.
#[derive(Debug)]
struct Kept<T>(OnceLock<T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Kept<T> {}

/// In which list a controller puts a Pod.
#[derive(Clone, Copy)]
pub(crate) enum Listed {
    Endpoints,
    Slices,
}

impl Object {
    /// Makes the view of a value. `namespace` is used where the value names
    /// none.
    pub fn new(kind: Kind, value: Value) -> Self {
        Self::read(kind, value, None)
    }

    /// The object with another value of the same name. What both have is not read anew.
    pub fn renewed(&self, value: Value) -> Self {
        Self::read(self.key.kind, value, Some(self))
    }

    fn read(kind: Kind, value: Value, before: Option<&Object>) -> Self {
        let meta = Meta::read_after(&value, before.map(|it| (&it.value, &it.meta)));
        let view = match kind {
            Kind::Namespace => View::Namespace,
            Kind::Node => View::Node(Node::read(&value)),
            Kind::Service => View::Service(Service::read(&value)),
            Kind::Endpoints => View::Endpoints,
            Kind::EndpointSlice => {
                let before = before.and_then(|it| match &it.view {
                    View::EndpointSlice(view) => Some((&it.value, view)),
                    _ => None,
                });
                View::EndpointSlice(EndpointSlice::read_after(&value, before))
            }
            Kind::Pod => View::Pod(Pod::read(&value)),
            Kind::ReplicaSet => View::ReplicaSet(ReplicaSet::read(&value)),
            Kind::Deployment => View::Deployment(Deployment::read(&value)),
            Kind::ConfigMap => View::ConfigMap,
            Kind::Ingress => View::Ingress,
            Kind::NetworkPolicy => View::NetworkPolicy,
            Kind::StatefulSet => View::StatefulSet,
            Kind::IngressClass => View::IngressClass,
            Kind::HorizontalPodAutoscaler => View::HorizontalPodAutoscaler,
        };
        let key = match before.map(|it| &it.key) {
            Some(key) if key.name == meta.name => key.clone(),
            _ => Key::new(kind, &meta.namespace, &meta.name),
        };
        let (fingerprint, listed) = Default::default();
        Self { key, value, meta, view, managers: Arc::default(), fingerprint, listed }
    }

    /// The same object with these managers of its fields.
    pub fn managed_by(mut self, managers: Arc<[Manager]>) -> Self {
        self.managers = managers;
        self
    }

    /// What this Pod is in a list of endpoints. It is made once for all that ask with the words that came first
    /// (`asked` tells all that `make` takes from elsewhere), so that lists share it.
    pub(crate) fn listed(&self, list: Listed, asked: String, make: &dyn Fn() -> Value) -> Value {
        let [endpoints, slices] = &self.listed;
        let kept = match list {
            Listed::Endpoints => endpoints,
            Listed::Slices => slices,
        };
        let (first, made) = kept.0.get_or_init(|| (asked.clone(), make()));
        if *first == asked { made.clone() } else { make() }
    }

    /// A number that two objects share only if key and value are the same (with all likelihood): FNV-1a over both.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.0.get_or_init(|| {
            let Key { kind, namespace, name } = &self.key;
            [kind.name(), namespace, name, &self.value.to_json()].into_iter().fold(FNV_START, fnv)
        })
    }
}

/// The annotation in which `kubectl apply` keeps what was applied last.
pub const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Where FNV-1a of 64 bits begins.
pub const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a of 64 bits goes on over a text and its end.
pub fn fnv(state: u64, text: &str) -> u64 {
    text.bytes()
        .chain([0xff])
        .fold(state, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A map of strings; entries of another type are left out.
pub(crate) fn strings(value: Option<&Value>) -> BTreeMap<String, String> {
    value
        .and_then(Value::as_map)
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}

/// A list of strings; items of another type are left out.
pub(crate) fn string_list(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A port number; anything that is none reads as 0.
pub(crate) fn port_number(value: Option<&Value>) -> u16 {
    value.and_then(Value::as_int).and_then(|number| u16::try_from(number).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pod_is_in_a_list_is_made_once_for_those_who_ask_alike() {
        let mut value = Value::map();
        value.set("metadata.name", "web");
        let pod = Object::new(Kind::Pod, value.clone());
        let ask = |of: &Object, list: Listed, asked: &str, made: i64| {
            of.listed(list, asked.to_owned(), &|| Value::Int(made))
        };
        assert_eq!(ask(&pod, Listed::Slices, "IPv4", 1), Value::Int(1));
        assert_eq!(ask(&pod, Listed::Slices, "IPv4", 2), Value::Int(1));
        assert_eq!(ask(&pod, Listed::Slices, "zone-a IPv4", 3), Value::Int(3));
        assert_eq!(ask(&pod, Listed::Endpoints, "IPv4", 4), Value::Int(4));
        assert_eq!(ask(&pod.clone(), Listed::Slices, "IPv4", 5), Value::Int(5));
        assert_eq!(ask(&pod.renewed(value), Listed::Slices, "IPv4", 6), Value::Int(6));
    }
}
