//! Warnings about a Service that is accepted. Models pkg/api/service
//! GetWarningsForService (v1.36).

use super::{NONE, cluster_ips, is_external_name, kind_of};
use crate::api::format;
use crate::value::Value;

/// The texts of the `Warning:` headers.
pub(crate) fn warnings(service: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let hints = "service.kubernetes.io/topology-aware-hints";
    if service.at("metadata.annotations").is_some_and(|it| it.get(hints).is_some()) {
        let mode = "service.kubernetes.io/topology-mode";
        out.push(format!("annotation {hints} is deprecated, please use {mode} instead"));
    }
    let cluster_ip = service.text("spec.clusterIP");
    if !cluster_ip.is_empty() && cluster_ip != NONE {
        out.extend(of_addresses("clusterIPs", &cluster_ips(service)));
    }
    let externals: Vec<&str> =
        service.list("spec.externalIPs").iter().filter_map(Value::as_str).collect();
    let headless = kind_of(service) == "ClusterIP" && cluster_ip == NONE;
    if headless {
        out.extend(headless_warnings(service, !externals.is_empty()));
    }
    out.extend(of_addresses("externalIPs", &externals));
    if !externals.is_empty() && !headless && !is_external_name(service) {
        let words =
            "spec.externalIPs is deprecated and may no longer be implemented in some clusters";
        out.push(words.to_owned());
    }
    let balancer = service.text("spec.loadBalancerIP");
    if !balancer.is_empty() {
        out.extend(format::ip_warning("spec.loadBalancerIP", balancer));
    }
    for (place, range) in service.list("spec.loadBalancerSourceRanges").iter().enumerate() {
        let path = format!("spec.loadBalancerSourceRanges[{place}]");
        out.extend(format::cidr_warning(&path, range.as_str().unwrap_or_default()));
    }
    if is_external_name(service) && !externals.is_empty() {
        out.push("spec.externalIPs is ignored when spec.type is \"ExternalName\"".to_owned());
    }
    if !is_external_name(service) && !service.text("spec.externalName").is_empty() {
        out.push("spec.externalName is ignored when spec.type is not \"ExternalName\"".to_owned());
    }
    if service.text("spec.trafficDistribution") == "PreferClose" {
        let words =
            "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"";
        out.push(words.to_owned());
    }
    out
}

fn of_addresses(field: &str, addresses: &[&str]) -> Vec<String> {
    let warn = |(place, address): (usize, &&str)| {
        format::ip_warning(&format!("spec.{field}[{place}]"), address)
    };
    addresses.iter().enumerate().filter_map(warn).collect()
}

fn headless_warnings(service: &Value, externals: bool) -> Vec<String> {
    let mut out = Vec::new();
    if !service.text("spec.loadBalancerIP").is_empty() {
        out.push("spec.loadBalancerIP is ignored for headless services".to_owned());
    }
    if externals {
        out.push("spec.externalIPs is ignored for headless services".to_owned());
    }
    if service.text("spec.sessionAffinity") != "None" {
        out.push("spec.SessionAffinity is ignored for headless services".to_owned());
    }
    out
}
