//! One port of one Service as kube-proxy sees it, in one address family.
//!
//! Owns no endpoints and no rules. Models pkg/proxy/serviceport.go (v1.36).

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::objects::{
    Affinity, IpFamily, Meta, Protocol, Service, ServicePort as SpecPort, ServiceType,
    TrafficPolicy,
};

/// Identity of a service port. Displays as kube-proxy writes it in comments:
/// `namespace/name:port`, or `namespace/name` where the port has no name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortName {
    pub namespace: Arc<str>,
    pub service: Arc<str>,
    /// `""` where it has none.
    pub port: Arc<str>,
    pub protocol: Protocol,
}

impl fmt::Display for PortName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.namespace, self.service)?;
        if self.port.is_empty() { Ok(()) } else { write!(out, ":{}", self.port) }
    }
}

/// One port of one Service, in one address family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePort {
    pub name: Arc<PortName>,
    pub cluster_ip: IpAddr,
    pub port: u16,
    /// 0 where it has none.
    pub node_port: u16,
    pub external_ips: Vec<IpAddr>,
    /// Load-balancer addresses that nodes capture (`ipMode: VIP`).
    pub load_balancer_vips: Vec<IpAddr>,
    /// The sources that may use them; empty where all may.
    pub source_ranges: Vec<IpNet>,
    pub affinity: Option<Affinity>,
    /// 0 where it has none.
    pub health_check_node_port: u16,
    pub internal_policy: TrafficPolicy,
    pub external_policy: TrafficPolicy,
    /// Whether it has a node port, a load balancer or an external address.
    pub externally_accessible: bool,
}

impl ServicePort {
    /// Whether any of its traffic follows the Cluster policy. With external
    /// access that is always so: what Pods of the node send to an external
    /// address is spread over all endpoints.
    pub fn uses_cluster_endpoints(&self) -> bool {
        self.internal_policy == TrafficPolicy::Cluster || self.externally_accessible
    }

    /// Whether any of its traffic follows the Local policy.
    pub fn uses_local_endpoints(&self) -> bool {
        self.internal_policy == TrafficPolicy::Local
            || (self.externally_accessible && self.external_policy == TrafficPolicy::Local)
    }

    /// Protocol.
    pub fn protocol(&self) -> Protocol {
        self.name.protocol
    }
}

/// A label that hands a Service to another proxy, whatever its value.
const PROXY_NAME_LABEL: &str = "service.kubernetes.io/service-proxy-name";
/// A label that marks headless Services; such objects are not watched at all.
const HEADLESS_LABEL: &str = "service.kubernetes.io/headless";

/// Whether kube-proxy watches an object with these labels.
///
/// Models the label selector of cmd/kube-proxy/app/server.go (v1.36).
pub fn is_watched(meta: &Meta) -> bool {
    unwatched_by(meta).is_none()
}

/// The label for which kube-proxy does not watch an object.
pub fn unwatched_by(meta: &Meta) -> Option<&'static str> {
    [PROXY_NAME_LABEL, HEADLESS_LABEL].into_iter().find(|it| meta.labels.contains_key(*it))
}

/// The ports of a Service in a family; none for one that kube-proxy leaves
/// alone (headless, ExternalName, or without an address of the family).
pub fn service_ports(meta: &Meta, service: &Service, family: IpFamily) -> Vec<ServicePort> {
    if service.headless || service.kind == ServiceType::ExternalName || !is_watched(meta) {
        return Vec::new();
    }
    let Some(cluster_ip) =
        service.cluster_ips.iter().copied().find(|ip| IpFamily::of(*ip) == family)
    else {
        return Vec::new();
    };
    service.ports.iter().map(|port| read_port(meta, service, port, cluster_ip)).collect()
}

fn read_port(meta: &Meta, service: &Service, port: &SpecPort, cluster_ip: IpAddr) -> ServicePort {
    let family = IpFamily::of(cluster_ip);
    let in_family = |ip: &IpAddr| IpFamily::of(*ip) == family;
    let load_balanced = service.kind == ServiceType::LoadBalancer;
    let may_be_external =
        load_balanced || service.kind == ServiceType::NodePort || !service.external_ips.is_empty();
    let external_policy =
        if may_be_external { service.external_traffic_policy } else { TrafficPolicy::Cluster };
    let external_ips: Vec<IpAddr> =
        service.external_ips.iter().copied().filter(in_family).collect();
    let load_balancer_vips: Vec<IpAddr> = service
        .ingress
        .iter()
        .filter(|point| !point.proxy)
        .filter_map(|point| point.ip)
        .filter(in_family)
        .collect();
    ServicePort {
        name: Arc::new(PortName {
            namespace: meta.namespace.clone(),
            service: meta.name.clone(),
            port: Arc::from(port.name.as_str()),
            protocol: port.protocol,
        }),
        cluster_ip,
        port: port.port,
        node_port: port.node_port,
        // Not by type: a load balancer that is pending and has no node port
        // cannot be reached from outside.
        externally_accessible: port.node_port != 0
            || !external_ips.is_empty()
            || !load_balancer_vips.is_empty(),
        external_ips,
        load_balancer_vips,
        source_ranges: source_ranges(service, family),
        affinity: service.affinity,
        health_check_node_port: if load_balanced && external_policy == TrafficPolicy::Local {
            service.health_check_node_port
        } else {
            0
        },
        internal_policy: service.internal_traffic_policy,
        external_policy,
    }
}

/// The source ranges of a family. One that takes in every address lifts the
/// restriction.
fn source_ranges(service: &Service, family: IpFamily) -> Vec<IpNet> {
    let ranges: Vec<IpNet> = service
        .source_ranges
        .iter()
        .filter_map(|text| crate::objects::address::range(text.trim()))
        .filter(|range| IpFamily::of(range.addr()) == family)
        .map(|range| range.trunc())
        .collect();
    if ranges.iter().any(|range| range.prefix_len() == 0) { Vec::new() } else { ranges }
}
