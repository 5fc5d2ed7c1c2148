//! Defaults of a Service. Models pkg/apis/core/v1/defaults.go
//! SetDefaults_Service (v1.36).

use super::{externally_accessible, is_load_balancer, kind_of, number, ports_mut};
use crate::value::Value;

/// DefaultClientIPServiceAffinitySeconds.
const AFFINITY_SECONDS: i64 = 10800;

/// Fills in what is missing. Doing it twice changes nothing more.
pub(crate) fn defaults(service: &mut Value) {
    affinity(service);
    if kind_of(service).is_empty() {
        service.set("spec.type", "ClusterIP");
    }
    for port in ports_mut(service) {
        port_defaults(port);
    }
    if externally_accessible(service) && service.text("spec.externalTrafficPolicy").is_empty() {
        service.set("spec.externalTrafficPolicy", "Cluster");
    }
    let inside = matches!(kind_of(service), "ClusterIP" | "NodePort" | "LoadBalancer");
    if inside && service.at("spec.internalTrafficPolicy").is_none() {
        service.set("spec.internalTrafficPolicy", "Cluster");
    }
    if is_load_balancer(service) {
        if service.at("spec.allocateLoadBalancerNodePorts").is_none() {
            service.set("spec.allocateLoadBalancerNodePorts", true);
        }
        ingress_mode(service);
    }
    if service.at("status.loadBalancer").is_none() {
        service.set("status.loadBalancer", Value::map());
    }
}

fn affinity(service: &mut Value) {
    if service.text("spec.sessionAffinity").is_empty() {
        service.set("spec.sessionAffinity", "None");
    }
    match service.text("spec.sessionAffinity") {
        "None" => {
            service.remove("spec.sessionAffinityConfig");
        }
        "ClientIP"
            if service.at("spec.sessionAffinityConfig.clientIP.timeoutSeconds").is_none() =>
        {
            let path = "spec.sessionAffinityConfig.clientIP.timeoutSeconds";
            service.remove("spec.sessionAffinityConfig");
            service.set(path, AFFINITY_SECONDS);
        }
        _ => {}
    }
}

fn port_defaults(port: &mut Value) {
    if port.text("protocol").is_empty() {
        port.set("protocol", "TCP");
    }
    let missing = match port.get("targetPort") {
        None | Some(Value::Null | Value::Int(0)) => true,
        Some(Value::Str(text)) => text.is_empty(),
        Some(_) => false,
    };
    if port.get("port").is_none() {
        port.set("port", 0);
    }
    if missing {
        port.set("targetPort", number(port, "port"));
    }
}

fn ingress_mode(service: &mut Value) {
    let points = service
        .as_map_mut()
        .and_then(|it| it.get_mut("status"))
        .and_then(Value::as_map_mut)
        .and_then(|it| it.get_mut("loadBalancer"))
        .and_then(Value::as_map_mut)
        .and_then(|it| it.get_mut("ingress"));
    if let Some(Value::List(points)) = points {
        for point in points {
            if !point.text("ip").is_empty() && point.get("ipMode").is_none() {
                point.set("ipMode", "VIP");
            }
        }
    }
}
