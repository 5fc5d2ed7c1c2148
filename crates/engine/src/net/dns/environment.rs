//! Environment variables that tell a container about Services.
//!
//! Models pkg/kubelet/envvars/envvars.go FromServices and kubelet_pods.go
//! getServiceEnvVarMap (v1.36).

use std::collections::BTreeMap;
use std::net::SocketAddr;

use crate::objects::{Kind, Object, Service, ServicePort, View};
use crate::store::Store;

/// The Service that every Pod is told of, whatever its namespace.
const MASTER: (&str, &str) = ("default", "kubernetes");

/// The variables of Services in a Pod's containers, sorted by name. Only
/// Services that existed when its containers were (last) started count; a Pod with
/// `enableServiceLinks: false` is told of `default/kubernetes` alone.
pub fn service_environment(store: &Store, pod: &Object) -> BTreeMap<String, String> {
    let View::Pod(view) = &pod.view else { return BTreeMap::new() };
    let mut all = BTreeMap::new();
    for (object, service) in store.services() {
        let own = object.meta.namespace == pod.meta.namespace && view.enable_service_links;
        let master = (&*object.meta.namespace, &*object.meta.name) == MASTER
            && (pod.meta.namespace.as_ref() == MASTER.0
                || !view.enable_service_links
                || store.find(Kind::Service, &pod.meta.namespace, MASTER.1).is_none());
        let told = own || master;
        if told && !service.headless && !service.cluster_ips.is_empty() && existed(object, pod) {
            add(&mut all, object, service);
        }
    }
    all
}

/// Whether the Service was there when the kubelet last started a container of
/// the Pod; for one that has not run yet, when the Pod was made.
fn existed(service: &Object, pod: &Object) -> bool {
    let statuses = pod.value.list("status.containerStatuses").iter();
    let started = statuses.map(|it| it.text("state.running.startedAt")).max();
    born(service) <= started.filter(|it| !it.is_empty()).unwrap_or(born(pod))
}

/// `metadata.creationTimestamp`: RFC 3339 in UTC sorts as text.
fn born(object: &Object) -> &str {
    object.value.text("metadata.creationTimestamp")
}

fn add(all: &mut BTreeMap<String, String>, object: &Object, service: &Service) {
    let name = upper(&object.meta.name);
    let Some(address) = service.cluster_ips.first() else { return };
    let Some(first) = service.ports.first() else { return };
    all.insert(format!("{name}_SERVICE_HOST"), address.to_string());
    all.insert(format!("{name}_SERVICE_PORT"), first.port.to_string());
    for port in service.ports.iter().filter(|it| !it.name.is_empty()) {
        all.insert(format!("{name}_SERVICE_PORT_{}", upper(&port.name)), port.port.to_string());
    }
    let url = |port: &ServicePort| {
        format!("{}://{}", port.protocol.lower(), SocketAddr::new(*address, port.port))
    };
    all.insert(format!("{name}_PORT"), url(first));
    for port in &service.ports {
        let prefix = format!("{name}_PORT_{}_{}", port.port, port.protocol.name());
        all.insert(prefix.clone(), url(port));
        all.insert(format!("{prefix}_PROTO"), port.protocol.lower().to_owned());
        all.insert(format!("{prefix}_PORT"), port.port.to_string());
        all.insert(format!("{prefix}_ADDR"), address.to_string());
    }
}

fn upper(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}
