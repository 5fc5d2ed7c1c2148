//! What the API server itself keeps in every cluster: its namespaces, and the
//! Service `default/kubernetes` with its own address behind it.
//!
//! Models pkg/controlplane/controller/kubernetesservice and
//! pkg/controlplane/controller/systemnamespaces (v1.36).

use std::net::{IpAddr, Ipv4Addr};

use super::plane::{Plane, Todo};
use crate::cluster::ClusterConfig;
use crate::objects::{Kind, Object};
use crate::value::Value;

/// Where the API server listens.
pub const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(172, 18, 0, 5));
/// Its port.
pub const PORT: i64 = 6443;
const NAMESPACE: &str = "default";
const NAME: &str = "kubernetes";
const SYSTEM: [&str; 4] = ["default", "kube-node-lease", "kube-public", "kube-system"];

/// The namespaces of a new cluster.
pub fn namespaces(config: &ClusterConfig) -> Vec<Value> {
    let names = SYSTEM.iter().copied().chain(config.namespaces.iter().map(String::as_str));
    names.map(namespace).collect()
}

fn namespace(name: &str) -> Value {
    let mut labels = crate::value::Map::new();
    labels.insert("kubernetes.io/metadata.name".to_owned(), name.into());
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Namespace");
    value.set("metadata.name", name);
    value.set("metadata.labels", labels);
    value.set("spec.finalizers", vec!["kubernetes".into()]);
    value.set("status.phase", "Active");
    value
}

/// Makes the Service `kubernetes`, its Endpoints and its slice where they are
/// missing.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    if plane.store.find(Kind::Namespace, "", NAMESPACE).is_none() {
        return todo;
    }
    for (kind, make) in [
        (Kind::Service, service as fn(&Plane<'_>) -> Option<Value>),
        (Kind::Endpoints, endpoints),
        (Kind::EndpointSlice, slice),
    ] {
        if plane.store.find(kind, NAMESPACE, NAME).is_none()
            && let Some(value) = make(plane)
        {
            todo.put(kind, value);
        }
    }
    todo
}

fn service(plane: &Plane<'_>) -> Option<Value> {
    let range = plane.given.config.service_cidrs.first()?;
    let ip = range.hosts().next()?.to_string();
    let family = if range.addr().is_ipv4() { "IPv4" } else { "IPv6" };
    let mut port = Value::map();
    port.set("name", "https");
    port.set("protocol", "TCP");
    port.set("port", 443);
    port.set("targetPort", PORT);
    let mut value = plane.newborn(Kind::Service, NAMESPACE, NAME);
    value.set("metadata.labels.component", "apiserver");
    value.set("metadata.labels.provider", "kubernetes");
    value.set("spec.clusterIP", ip.as_str());
    value.set("spec.clusterIPs", vec![ip.as_str().into()]);
    value.set("spec.internalTrafficPolicy", "Cluster");
    value.set("spec.ipFamilies", vec![family.into()]);
    value.set("spec.ipFamilyPolicy", "SingleStack");
    value.set("spec.ports", vec![port]);
    value.set("spec.sessionAffinity", "None");
    value.set("spec.type", "ClusterIP");
    value.set("status.loadBalancer", Value::map());
    Some(value)
}

fn https() -> Value {
    let mut port = Value::map();
    port.set("name", "https");
    port.set("port", PORT);
    port.set("protocol", "TCP");
    port
}

fn endpoints(plane: &Plane<'_>) -> Option<Value> {
    let mut address = Value::map();
    address.set("ip", ADDRESS.to_string());
    let mut subset = Value::map();
    subset.set("addresses", vec![address]);
    subset.set("ports", vec![https()]);
    let mut labels = crate::value::Map::new();
    labels.insert("endpointslice.kubernetes.io/skip-mirror".to_owned(), "true".into());
    let mut value = plane.newborn(Kind::Endpoints, NAMESPACE, NAME);
    value.set("metadata.labels", labels);
    value.set("subsets", vec![subset]);
    Some(value)
}

fn slice(plane: &Plane<'_>) -> Option<Value> {
    let mut endpoint = Value::map();
    endpoint.set("addresses", vec![ADDRESS.to_string().into()]);
    endpoint.set("conditions.ready", true);
    let mut labels = crate::value::Map::new();
    labels.insert(super::slices::SERVICE_NAME.to_owned(), NAME.into());
    let mut value = plane.newborn(Kind::EndpointSlice, NAMESPACE, NAME);
    value.set("metadata.labels", labels);
    value.set("addressType", "IPv4");
    value.set("endpoints", vec![endpoint]);
    value.set("ports", vec![https()]);
    Some(value)
}

/// The objects of a new cluster, in the order in which they are made.
pub fn first_objects(config: &ClusterConfig) -> Vec<Object> {
    let namespaces = namespaces(config).into_iter().map(|it| Object::new(Kind::Namespace, it));
    let nodes = config.nodes.iter().map(super::nodes::configured);
    namespaces.chain(nodes.map(|it| Object::new(Kind::Node, it))).collect()
}
