//! The settings of the kube-proxy of one node, and what follows from them.
//!
//! Owns no rules. Models KubeProxyConfiguration (v1.36) as far as the rules
//! depend on it.

use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::cluster::{ClusterConfig, ProxyMode};
use crate::objects::{IpFamily, Node};

/// How kube-proxy tells the traffic of Pods from other traffic.
///
/// Models `detectLocalMode` (v1.36).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DetectLocal {
    /// It cannot.
    #[default]
    Nothing,
    /// By source address: ClusterCIDR or NodeCIDR, one range a family.
    Ranges(Vec<IpNet>),
    /// By the interface that a packet comes in through.
    Bridge(Arc<str>),
    /// By the beginning of that interface's name.
    InterfacePrefix(Arc<str>),
}

/// On which of the node's addresses node ports are served.
///
/// Models `nodePortAddresses` (v1.36).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NodePortAddresses {
    /// Nothing is set: all addresses in iptables mode, the primary one in
    /// nftables mode.
    #[default]
    Unset,
    /// `primary`: the node's own address of each family.
    Primary,
    /// The addresses in these ranges.
    Ranges(Vec<IpNet>),
}

/// The settings of the kube-proxy of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyConfig {
    pub mode: ProxyMode,
    /// The node's name.
    pub node: Arc<str>,
    /// The node's label `topology.kubernetes.io/zone`.
    pub zone: Option<String>,
    /// The addresses of the node's interfaces without loopback; the first of
    /// each family is the node's own.
    pub node_ips: Vec<IpAddr>,
    pub detect_local: DetectLocal,
    /// `masqueradeAll`.
    pub masquerade_all: bool,
    /// `masqueradeBit`: the bit of the mark for source NAT, 0 to 31.
    pub masquerade_bit: u8,
    pub node_port_addresses: NodePortAddresses,
    /// `iptables.localhostNodePorts`.
    pub localhost_node_ports: bool,
    /// The cluster's service ranges.
    pub service_cidrs: Vec<IpNet>,
    /// Whether the kernel counts packets for named counters (nfacct).
    pub accounting: bool,
}

/// Upstream default of `masqueradeBit`.
const DEFAULT_MASQUERADE_BIT: u8 = 14;

impl Default for ProxyConfig {
    fn default() -> Self {
        Self {
            mode: ProxyMode::default(),
            node: Arc::from(""),
            zone: None,
            node_ips: Vec::new(),
            detect_local: DetectLocal::default(),
            masquerade_all: false,
            masquerade_bit: DEFAULT_MASQUERADE_BIT,
            node_port_addresses: NodePortAddresses::default(),
            localhost_node_ports: true,
            service_cidrs: Vec::new(),
            accounting: false,
        }
    }
}

impl ProxyConfig {
    /// The settings on a node of a simulated cluster: kubeadm's defaults, so
    /// Pods are told by the cluster's Pod ranges.
    pub fn of_node(name: &str, node: &Node, cluster: &ClusterConfig) -> Self {
        Self {
            mode: cluster.proxy_mode,
            node: Arc::from(name),
            zone: node.zone.clone(),
            node_ips: node.internal_ips.iter().chain(&node.external_ips).copied().collect(),
            detect_local: if cluster.pod_cidrs.is_empty() {
                DetectLocal::Nothing
            } else {
                DetectLocal::Ranges(cluster.pod_cidrs.clone())
            },
            service_cidrs: cluster.service_cidrs.clone(),
            ..Self::default()
        }
    }

    /// Whether two nodes' settings are the same but for what tells nodes apart.
    pub fn differs_in_node_only(&self, other: &Self) -> bool {
        let Self {
            mode,
            node: _,
            zone: _,
            node_ips: _,
            detect_local,
            masquerade_all,
            masquerade_bit,
            node_port_addresses,
            localhost_node_ports,
            service_cidrs,
            accounting,
        } = self;
        *mode == other.mode
            && (*masquerade_all, *masquerade_bit) == (other.masquerade_all, other.masquerade_bit)
            && (*localhost_node_ports, *accounting)
                == (other.localhost_node_ports, other.accounting)
            && *detect_local == other.detect_local
            && *node_port_addresses == other.node_port_addresses
            && *service_cidrs == other.service_cidrs
    }

    /// The node's own address of a family.
    pub fn primary_ip(&self, family: IpFamily) -> Option<IpAddr> {
        self.node_ips.iter().copied().find(|ip| IpFamily::of(*ip) == family)
    }

    /// Whether an address belongs to the node, loopback included.
    pub fn is_own(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.node_ips.contains(&address)
    }

    /// The mark for source NAT.
    pub fn masquerade_mark(&self) -> u32 {
        1u32.checked_shl(u32::from(self.masquerade_bit)).unwrap_or_default()
    }

    /// How a family's Pods are told; [`DetectLocal::Nothing`] where the range
    /// of that family is missing.
    pub fn detect_local_of(&self, family: IpFamily) -> DetectLocal {
        match &self.detect_local {
            DetectLocal::Ranges(ranges) => {
                let own: Vec<IpNet> = of_family(ranges, family);
                if own.is_empty() { DetectLocal::Nothing } else { DetectLocal::Ranges(own) }
            }
            other => other.clone(),
        }
    }

    /// Where node ports of a family are served.
    ///
    /// Models pkg/proxy/util/nodeport_addresses.go (v1.36): ranges of the other
    /// family do not count, and without any left all addresses serve.
    pub fn node_ports_on(&self, family: IpFamily) -> NodePortsOn {
        match &self.node_port_addresses {
            NodePortAddresses::Unset => match self.mode {
                ProxyMode::Iptables => NodePortsOn::All,
                ProxyMode::Nftables => self.on_primary(family),
            },
            NodePortAddresses::Primary => self.on_primary(family),
            NodePortAddresses::Ranges(ranges) => {
                let own = of_family(ranges, family);
                if own.is_empty() || own.iter().any(|range| range.prefix_len() == 0) {
                    NodePortsOn::All
                } else {
                    NodePortsOn::Only(self.addresses_in(&own))
                }
            }
        }
    }

    /// Whether node ports are served on loopback: only in IPv4, in iptables
    /// mode, where it is not switched off.
    ///
    /// Models pkg/proxy/util/nodeport_addresses.go AllowLocalhost (v1.36).
    pub fn serves_localhost(&self, family: IpFamily) -> bool {
        let start = IpAddr::from([127, 0, 0, 0]);
        let selected = || match &self.node_port_addresses {
            NodePortAddresses::Unset => true,
            NodePortAddresses::Primary => self.primary_ip(family).is_none(),
            NodePortAddresses::Ranges(ranges) => {
                let own = of_family(ranges, family);
                own.is_empty()
                    || own.iter().any(|it| it.network().is_loopback() || it.contains(&start))
            }
        };
        family == IpFamily::V4
            && self.mode == ProxyMode::Iptables
            && self.localhost_node_ports
            && selected()
    }

    /// The node's own address; a family that has none is left as if nothing
    /// were set. Models cmd/kube-proxy/app/server.go (v1.36).
    fn on_primary(&self, family: IpFamily) -> NodePortsOn {
        self.primary_ip(family).map_or(NodePortsOn::All, |ip| NodePortsOn::Only(vec![ip]))
    }

    /// Addresses of the node in some ranges, each once: loopback first, as the
    /// kernel lists its interfaces.
    fn addresses_in(&self, ranges: &[IpNet]) -> Vec<IpAddr> {
        let loopback: [IpAddr; 2] =
            [std::net::Ipv4Addr::LOCALHOST.into(), std::net::Ipv6Addr::LOCALHOST.into()];
        let mut found: Vec<IpAddr> = Vec::new();
        for range in ranges {
            for address in loopback.iter().chain(&self.node_ips) {
                if range.contains(address) && !found.contains(address) {
                    found.push(*address);
                }
            }
        }
        found
    }
}

/// The addresses that serve node ports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodePortsOn {
    /// Every address of the node.
    All,
    /// These only.
    Only(Vec<IpAddr>),
}

fn of_family(ranges: &[IpNet], family: IpFamily) -> Vec<IpNet> {
    ranges.iter().copied().filter(|range| IpFamily::of(range.addr()) == family).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// cmd/kube-proxy/app/server.go (v1.36): `primary` becomes the node's own
    /// addresses, and a family that has none is left as if nothing were set.
    #[test]
    fn where_a_family_has_no_address_primary_leaves_node_ports_on_all() {
        let own = IpAddr::from([172, 18, 0, 2]);
        let config = ProxyConfig {
            mode: ProxyMode::Nftables,
            node_ips: vec![own],
            ..ProxyConfig::default()
        };
        assert_eq!(config.node_ports_on(IpFamily::V4), NodePortsOn::Only(vec![own]));
        assert_eq!(config.node_ports_on(IpFamily::V6), NodePortsOn::All);
    }
}
