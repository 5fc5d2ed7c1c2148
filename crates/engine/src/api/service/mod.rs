//! Services: what the server makes of them on create and on update.
//!
//! Models pkg/registry/core/service strategy.go and storage (v1.36).

mod allocate;
mod defaults;
mod node_ports;
#[cfg(test)]
mod tests;
mod update;
mod validate;
mod warnings;

pub(super) use allocate::{Pools, for_create, for_update};
pub(super) use defaults::defaults;
pub(super) use update::{drop_type_dependent, keep_allocated, normalize_cluster_ips};
pub(super) use validate::{published, validate, validate_status, validate_update};
pub(super) use warnings::warnings;

use crate::value::Value;

const NONE: &str = "None";

fn kind_of(service: &Value) -> &str {
    service.text("spec.type")
}

fn is_external_name(service: &Value) -> bool {
    kind_of(service) == "ExternalName"
}

fn is_load_balancer(service: &Value) -> bool {
    kind_of(service) == "LoadBalancer"
}

fn has_node_ports(service: &Value) -> bool {
    matches!(kind_of(service), "NodePort" | "LoadBalancer")
}

fn needs_health_check(service: &Value) -> bool {
    is_load_balancer(service) && service.text("spec.externalTrafficPolicy") == "Local"
}

fn externally_accessible(service: &Value) -> bool {
    has_node_ports(service)
        || (kind_of(service) == "ClusterIP" && !service.list("spec.externalIPs").is_empty())
}

fn cluster_ips(service: &Value) -> Vec<&str> {
    service.list("spec.clusterIPs").iter().filter_map(Value::as_str).collect()
}

fn families(service: &Value) -> Vec<&str> {
    service.list("spec.ipFamilies").iter().filter_map(Value::as_str).collect()
}

fn policy(service: &Value) -> &str {
    service.text("spec.ipFamilyPolicy")
}

fn is_headless(service: &Value) -> bool {
    cluster_ips(service) == [NONE]
}

fn has_selector(service: &Value) -> bool {
    service.at("spec.selector").and_then(Value::as_map).is_some_and(|it| !it.is_empty())
}

fn number(value: &Value, path: &str) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or(0)
}

fn node_ports(service: &Value) -> Vec<i64> {
    service
        .list("spec.ports")
        .iter()
        .map(|port| number(port, "nodePort"))
        .filter(|it| *it != 0)
        .collect()
}

fn ports_mut(service: &mut Value) -> &mut [Value] {
    let list = service
        .as_map_mut()
        .and_then(|it| it.get_mut("spec"))
        .and_then(Value::as_map_mut)
        .and_then(|it| it.get_mut("ports"));
    match list {
        Some(Value::List(items)) => items,
        _ => &mut [],
    }
}

fn set_texts(service: &mut Value, path: &str, texts: &[impl AsRef<str>]) {
    let list: Vec<Value> = texts.iter().map(|it| it.as_ref().into()).collect();
    service.set(path, list);
}
