//! The view of a Service. Models core/v1 ServiceSpec and ServiceStatus (v1.36).

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::address::address;
use super::{Protocol, port_number, string_list, strings};
use crate::value::Value;

/// `spec.type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceType {
    #[default]
    ClusterIp,
    NodePort,
    LoadBalancer,
    ExternalName,
}

/// `externalTrafficPolicy` and `internalTrafficPolicy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrafficPolicy {
    #[default]
    Cluster,
    Local,
}

/// An address family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpFamily {
    #[default]
    V4,
    V6,
}

impl IpFamily {
    /// The family of an address.
    pub fn of(address: IpAddr) -> Self {
        if address.is_ipv4() { IpFamily::V4 } else { IpFamily::V6 }
    }
}

/// `targetPort`: a number, or the name of a container's port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetPort {
    Number(u16),
    Name(String),
}

/// One entry of `spec.ports`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePort {
    /// `""` where it has none.
    pub name: String,
    pub protocol: Protocol,
    pub port: u16,
    pub target_port: TargetPort,
    /// 0 where it has none.
    pub node_port: u16,
    pub app_protocol: Option<String>,
}

/// Client-address affinity with its timeout in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Affinity {
    pub timeout_s: u32,
}

/// One entry of `status.loadBalancer.ingress`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancerIngress {
    pub ip: Option<IpAddr>,
    pub hostname: Option<String>,
    /// `ipMode: Proxy`: the address is not captured on nodes.
    pub proxy: bool,
}

/// What the simulation reads of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    pub kind: ServiceType,
    /// `None`: the field is missing; `Some(empty)`: `{}`.
    pub selector: Option<BTreeMap<String, String>>,
    pub ports: Vec<ServicePort>,
    /// `clusterIP: None`.
    pub headless: bool,
    pub cluster_ips: Vec<IpAddr>,
    pub families: Vec<IpFamily>,
    pub external_ips: Vec<IpAddr>,
    pub external_name: Option<String>,
    pub external_traffic_policy: TrafficPolicy,
    pub internal_traffic_policy: TrafficPolicy,
    /// `None`: sessionAffinity None.
    pub affinity: Option<Affinity>,
    /// `loadBalancerSourceRanges` as written.
    pub source_ranges: Vec<String>,
    pub load_balancer_class: Option<String>,
    /// 0 where it has none.
    pub health_check_node_port: u16,
    pub publish_not_ready_addresses: bool,
    pub traffic_distribution: Option<String>,
    pub allocate_node_ports: bool,
    pub ingress: Vec<LoadBalancerIngress>,
}

/// Upstream default of `sessionAffinityConfig.clientIP.timeoutSeconds`.
const DEFAULT_AFFINITY_TIMEOUT_S: u32 = 10_800;

impl Service {
    /// Reads `spec` and `status`.
    pub fn read(value: &Value) -> Self {
        let spec = value.get("spec").cloned().unwrap_or_default();
        let policy = |name: &str| match spec.text(name) {
            "Local" => TrafficPolicy::Local,
            _ => TrafficPolicy::Cluster,
        };
        Self {
            kind: match spec.text("type") {
                "NodePort" => ServiceType::NodePort,
                "LoadBalancer" => ServiceType::LoadBalancer,
                "ExternalName" => ServiceType::ExternalName,
                _ => ServiceType::ClusterIp,
            },
            selector: spec.get("selector").filter(|it| !it.is_null()).map(|it| strings(Some(it))),
            ports: spec.list("ports").iter().map(read_port).collect(),
            headless: spec.text("clusterIP") == "None",
            cluster_ips: cluster_ips(&spec),
            families: spec
                .list("ipFamilies")
                .iter()
                .map(|it| if it.as_str() == Some("IPv6") { IpFamily::V6 } else { IpFamily::V4 })
                .collect(),
            external_ips: addresses(spec.list("externalIPs")),
            external_name: spec.at("externalName").and_then(Value::as_str).map(str::to_owned),
            external_traffic_policy: policy("externalTrafficPolicy"),
            internal_traffic_policy: policy("internalTrafficPolicy"),
            affinity: (spec.text("sessionAffinity") == "ClientIP").then(|| Affinity {
                timeout_s: spec
                    .at("sessionAffinityConfig.clientIP.timeoutSeconds")
                    .and_then(Value::as_int)
                    .and_then(|it| u32::try_from(it).ok())
                    .unwrap_or(DEFAULT_AFFINITY_TIMEOUT_S),
            }),
            source_ranges: string_list(spec.list("loadBalancerSourceRanges")),
            load_balancer_class: spec
                .at("loadBalancerClass")
                .and_then(Value::as_str)
                .map(str::to_owned),
            health_check_node_port: port_number(spec.get("healthCheckNodePort")),
            publish_not_ready_addresses: spec.at("publishNotReadyAddresses")
                == Some(&Value::Bool(true)),
            traffic_distribution: spec
                .at("trafficDistribution")
                .and_then(Value::as_str)
                .map(str::to_owned),
            allocate_node_ports: spec.at("allocateLoadBalancerNodePorts")
                != Some(&Value::Bool(false)),
            ingress: value.list("status.loadBalancer.ingress").iter().map(read_ingress).collect(),
        }
    }
}

fn read_port(port: &Value) -> ServicePort {
    let number = port_number(port.get("port"));
    ServicePort {
        name: port.text("name").to_owned(),
        protocol: Protocol::parse(port.text("protocol")),
        port: number,
        target_port: match port.get("targetPort") {
            Some(Value::Str(name)) if !name.is_empty() => TargetPort::Name(name.clone()),
            Some(Value::Int(0)) | None => TargetPort::Number(number),
            target => TargetPort::Number(port_number(target)),
        },
        node_port: port_number(port.get("nodePort")),
        app_protocol: port.get("appProtocol").and_then(Value::as_str).map(str::to_owned),
    }
}

fn read_ingress(point: &Value) -> LoadBalancerIngress {
    LoadBalancerIngress {
        ip: address(point.text("ip")),
        hostname: point.get("hostname").and_then(Value::as_str).map(str::to_owned),
        proxy: point.text("ipMode") == "Proxy",
    }
}

fn cluster_ips(spec: &Value) -> Vec<IpAddr> {
    let listed = addresses(spec.list("clusterIPs"));
    if listed.is_empty() { address(spec.text("clusterIP")).into_iter().collect() } else { listed }
}

fn addresses(items: &[Value]) -> Vec<IpAddr> {
    items.iter().filter_map(|it| address(it.as_str()?)).collect()
}
