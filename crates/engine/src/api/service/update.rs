//! What a replaced Service keeps of the one before, and what a change of type
//! clears.
//!
//! Models pkg/registry/core/service/strategy.go dropTypeDependentFields and
//! storage.go patchAllocatedValues, normalizeClusterIPs (v1.36).

use std::collections::BTreeMap;

use super::{
    cluster_ips, externally_accessible, families, has_node_ports, is_external_name,
    is_load_balancer, needs_health_check, node_ports, number, policy, ports_mut, set_texts,
};
use crate::value::Value;

/// Fills in addresses and node ports that the server chose before and that the
/// new object does not name.
pub(crate) fn keep_allocated(new: &mut Value, old: &Value) {
    if !is_external_name(old) && !is_external_name(new) {
        if new.text("spec.clusterIP").is_empty() && !old.text("spec.clusterIP").is_empty() {
            new.set("spec.clusterIP", old.text("spec.clusterIP"));
        }
        if cluster_ips(new).is_empty() && !cluster_ips(old).is_empty() {
            set_texts(new, "spec.clusterIPs", &cluster_ips(old));
        }
    }
    if gets_node_ports(old) && gets_node_ports(new) {
        keep_node_ports(new, old);
    }
    if needs_health_check(old)
        && needs_health_check(new)
        && number(new, "spec.healthCheckNodePort") == 0
        && number(old, "spec.healthCheckNodePort") != 0
    {
        new.set("spec.healthCheckNodePort", number(old, "spec.healthCheckNodePort"));
    }
}

/// Whether node ports are chosen for it where it names none.
fn gets_node_ports(service: &Value) -> bool {
    let refused = service.at("spec.allocateLoadBalancerNodePorts") == Some(&Value::Bool(false));
    has_node_ports(service) && !(is_load_balancer(service) && refused)
}

/// Node ports stay with the port's name.
fn keep_node_ports(new: &mut Value, old: &Value) {
    let asked = node_ports(new);
    let used: Vec<i64> = node_ports(old).into_iter().filter(|it| asked.contains(it)).collect();
    let by_name: BTreeMap<&str, i64> =
        old.list("spec.ports").iter().map(|it| (it.text("name"), number(it, "nodePort"))).collect();
    for port in ports_mut(new) {
        if number(port, "nodePort") == 0 {
            let before = by_name.get(port.text("name")).copied().unwrap_or(0);
            if before != 0 && !used.contains(&before) {
                port.set("nodePort", before);
            }
        }
    }
}

/// Keeps `clusterIP` and `clusterIPs` in step for clients that know only one.
pub(crate) fn normalize_cluster_ips(new: &mut Value, old: Option<&Value>) {
    let Some(old) = old else {
        if !new.text("spec.clusterIP").is_empty() && cluster_ips(new).is_empty() {
            let only = [new.text("spec.clusterIP").to_owned()];
            set_texts(new, "spec.clusterIPs", &only);
        }
        return;
    };
    let (before, after) = (old.text("spec.clusterIP"), new.text("spec.clusterIP").to_owned());
    if !cluster_ips(old).is_empty() && cluster_ips(new).is_empty() && before == after {
        set_texts(new, "spec.clusterIPs", &cluster_ips(old));
    }
    if before != after && cluster_ips(old) == cluster_ips(new) {
        if !before.is_empty() && after.is_empty() {
            new.remove("spec.clusterIPs");
        } else {
            set_texts(new, "spec.clusterIPs", &[after]);
        }
    }
}

/// Clears what the new type does not have, where it was not changed as well.
pub(crate) fn drop_type_dependent(new: &mut Value, old: &Value) {
    if !is_external_name(old) && is_external_name(new) {
        let same = old.text("spec.clusterIP") == new.text("spec.clusterIP");
        if same && cluster_ips(old) == cluster_ips(new) {
            new.remove("spec.clusterIP");
            new.remove("spec.clusterIPs");
        }
        if families(old) == families(new) {
            new.remove("spec.ipFamilies");
        }
        if policy(old) == policy(new) {
            new.remove("spec.ipFamilyPolicy");
        }
    }
    if has_node_ports(old) && !has_node_ports(new) {
        let before = node_ports(old);
        if node_ports(new).iter().all(|it| before.contains(it)) {
            for port in ports_mut(new) {
                port.remove("nodePort");
            }
        }
    }
    if needs_health_check(old) && !needs_health_check(new) {
        drop_same(new, old, "spec.healthCheckNodePort");
    }
    if is_load_balancer(old) && !is_load_balancer(new) {
        drop_same(new, old, "spec.allocateLoadBalancerNodePorts");
        drop_same(new, old, "spec.loadBalancerClass");
    }
    if externally_accessible(old) && !externally_accessible(new) {
        drop_same(new, old, "spec.externalTrafficPolicy");
    }
    if !is_load_balancer(new) {
        new.set("status.loadBalancer", Value::map());
    }
}

fn drop_same(new: &mut Value, old: &Value, path: &str) {
    if new.at(path) == old.at(path) {
        new.remove(path);
    }
}
