//! The view of a Pod. Models core/v1 PodSpec and PodStatus (v1.36).

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::{Protocol, port_number, string_list, strings};
use crate::value::Value;

/// `status.phase`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PodPhase {
    #[default]
    Pending,
    Running,
    Succeeded,
    Failed,
    Unknown,
}

/// One entry of a container's `ports`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerPort {
    /// `""` where it has none.
    pub name: String,
    pub port: u16,
    pub protocol: Protocol,
}

/// What the simulation reads of a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    pub name: String,
    pub image: String,
    pub command: Vec<String>,
    pub args: Vec<String>,
    /// Plain `env` entries, in order.
    pub env: Vec<(String, String)>,
    pub ports: Vec<ContainerPort>,
    /// `readinessProbe`, as written.
    pub readiness_probe: Option<Value>,
}

/// What the simulation reads of a Pod.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pod {
    /// `""`: not bound.
    pub node_name: String,
    pub node_selector: BTreeMap<String, String>,
    pub host_network: bool,
    pub host_ip: Option<IpAddr>,
    pub hostname: String,
    pub subdomain: String,
    pub containers: Vec<Container>,
    pub init_containers: Vec<Container>,
    /// Whether a container has a liveness or readiness probe.
    pub probed: bool,
    pub phase: PodPhase,
    pub ips: Vec<IpAddr>,
    /// The condition `Ready` is `True`.
    pub ready: bool,
    pub termination_grace_s: i64,
    /// `spec.dnsPolicy`; `""` where it is missing.
    pub dns_policy: String,
    /// `spec.enableServiceLinks`, true by default.
    pub enable_service_links: bool,
}

/// Upstream default of `terminationGracePeriodSeconds`.
const DEFAULT_TERMINATION_GRACE_S: i64 = 30;

impl Pod {
    /// Reads `spec` and `status`.
    pub fn read(value: &Value) -> Self {
        let listed: Vec<IpAddr> = value
            .list("status.podIPs")
            .iter()
            .filter_map(|it| it.text("ip").parse().ok())
            .collect();
        Self {
            node_name: value.text("spec.nodeName").to_owned(),
            node_selector: strings(value.at("spec.nodeSelector")),
            host_network: value.at("spec.hostNetwork") == Some(&Value::Bool(true)),
            host_ip: value.text("status.hostIP").parse().ok(),
            hostname: value.text("spec.hostname").to_owned(),
            subdomain: value.text("spec.subdomain").to_owned(),
            containers: value.list("spec.containers").iter().map(read_container).collect(),
            probed: value
                .list("spec.containers")
                .iter()
                .any(|it| it.get("livenessProbe").is_some() || it.get("readinessProbe").is_some()),
            init_containers: value.list("spec.initContainers").iter().map(read_container).collect(),
            phase: match value.text("status.phase") {
                "Running" => PodPhase::Running,
                "Succeeded" => PodPhase::Succeeded,
                "Failed" => PodPhase::Failed,
                "Unknown" => PodPhase::Unknown,
                _ => PodPhase::Pending,
            },
            ips: if listed.is_empty() {
                value.text("status.podIP").parse().into_iter().collect()
            } else {
                listed
            },
            ready: value
                .list("status.conditions")
                .iter()
                .any(|it| it.text("type") == "Ready" && it.text("status") == "True"),
            termination_grace_s: value
                .at("spec.terminationGracePeriodSeconds")
                .and_then(Value::as_int)
                .unwrap_or(DEFAULT_TERMINATION_GRACE_S),
            dns_policy: value.text("spec.dnsPolicy").to_owned(),
            enable_service_links: value.at("spec.enableServiceLinks") != Some(&Value::Bool(false)),
        }
    }
}

fn read_container(container: &Value) -> Container {
    Container {
        name: container.text("name").to_owned(),
        image: container.text("image").to_owned(),
        command: string_list(container.list("command")),
        args: string_list(container.list("args")),
        env: container
            .list("env")
            .iter()
            .map(|it| (it.text("name").to_owned(), it.text("value").to_owned()))
            .collect(),
        ports: container
            .list("ports")
            .iter()
            .map(|it| ContainerPort {
                name: it.text("name").to_owned(),
                port: port_number(it.get("containerPort")),
                protocol: Protocol::parse(it.text("protocol")),
            })
            .collect(),
        readiness_probe: container.get("readinessProbe").cloned(),
    }
}
