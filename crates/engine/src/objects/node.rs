//! The view of a Node. Models core/v1 Node (v1.36).

use std::net::IpAddr;

use ipnet::IpNet;

use crate::value::Value;

/// What the simulation reads of a Node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub pod_cidrs: Vec<IpNet>,
    /// Addresses of type InternalIP.
    pub internal_ips: Vec<IpAddr>,
    /// Addresses of type ExternalIP.
    pub external_ips: Vec<IpAddr>,
    /// The condition `Ready` is `True`.
    pub ready: bool,
    pub unschedulable: bool,
    /// Whether a taint has the effect `NoExecute`.
    pub drives_out: bool,
    /// `topology.kubernetes.io/zone`, where it stands.
    pub zone: Option<String>,
    /// `status.allocatable.cpu`, as written.
    pub allocatable_cpu: Option<String>,
}

impl Node {
    /// Reads labels, `spec` and `status`.
    pub fn read(value: &Value) -> Self {
        let of_type = |wanted: &str| {
            value
                .list("status.addresses")
                .iter()
                .filter(|it| it.text("type") == wanted)
                .filter_map(|it| it.text("address").parse().ok())
                .collect()
        };
        let listed: Vec<IpNet> =
            value.list("spec.podCIDRs").iter().filter_map(|it| it.as_str()?.parse().ok()).collect();
        Self {
            pod_cidrs: if listed.is_empty() {
                value.text("spec.podCIDR").parse().into_iter().collect()
            } else {
                listed
            },
            internal_ips: of_type("InternalIP"),
            external_ips: of_type("ExternalIP"),
            ready: value
                .list("status.conditions")
                .iter()
                .any(|it| it.text("type") == "Ready" && it.text("status") == "True"),
            unschedulable: value.at("spec.unschedulable") == Some(&Value::Bool(true)),
            drives_out: value.list("spec.taints").iter().any(is_no_execute),
            zone: value
                .at("metadata.labels")
                .and_then(|labels| labels.get("topology.kubernetes.io/zone"))
                .and_then(Value::as_str)
                .map(str::to_owned),
            allocatable_cpu: value.at("status.allocatable.cpu").and_then(|cpu| match cpu {
                Value::Str(text) => Some(text.clone()),
                Value::Int(number) => Some(number.to_string()),
                _ => None,
            }),
        }
    }
}

/// Whether a taint drives Pods out that do not tolerate it.
pub fn is_no_execute(taint: &Value) -> bool {
    taint.text("effect") == "NoExecute"
}
