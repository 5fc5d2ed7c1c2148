//! The settings of a simulated cluster: what an operator chose, not what a
//! learner types.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ipnet::IpNet;

/// Which rules kube-proxy writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProxyMode {
    /// The default of v1.36.
    #[default]
    Iptables,
    /// Stable since v1.33.
    Nftables,
}

/// Who serves Services of type LoadBalancer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provider {
    /// Nobody: they stay pending.
    #[default]
    None,
    /// Google Cloud network load balancer: an address, packet untouched.
    Gcp,
    /// Azure load balancer with floating IP.
    Azure,
    /// AWS Network Load Balancer with instance targets: a hostname.
    AwsNlb,
    /// AWS Classic Load Balancer: a hostname, a new connection.
    AwsClassic,
    /// OpenStack Octavia (amphora): an address, a new connection.
    OpenStack,
    /// kind with cloud-provider-kind: an address of mode Proxy.
    CloudProviderKind,
}

/// A process that listens in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// `None`: every address; else only this one (127.0.0.1 is the classic).
    pub address: Option<IpAddr>,
    /// Port.
    pub port: u16,
    /// Protocol.
    pub protocol: crate::objects::Protocol,
    /// What it answers with.
    pub answers: Answer,
}

/// What a process answers to a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Its Pod's name, as agnhost's `/hostname` does.
    #[default]
    Hostname,
    /// A web page of its own.
    Page,
}

/// The settings of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterConfig {
    /// Where cluster addresses come from: one range, or one of each family.
    pub service_cidrs: Vec<IpNet>,
    /// Where Pod addresses come from.
    pub pod_cidrs: Vec<IpNet>,
    /// First and last node port.
    pub node_ports: (u16, u16),
    /// Which rules kube-proxy writes.
    pub proxy_mode: ProxyMode,
    /// Who serves load balancers.
    pub provider: Provider,
    /// The cluster's domain.
    pub domain: String,
    /// The client outside the cluster.
    pub outside: IpAddr,
    /// Whether the outside client has a route to node addresses (a laptop
    /// beside a kind cluster without port mapping has none).
    pub nodes_reachable: bool,
    /// What containers of an image listen on, where the lab knows.
    pub images: BTreeMap<String, Vec<Listener>>,
    /// Start of every choice that Kubernetes leaves to chance.
    pub seed: u64,
}

impl Default for ClusterConfig {
    fn default() -> Self {
        let net = |text: &str| text.parse().ok();
        Self {
            service_cidrs: net("10.96.0.0/16").into_iter().collect(),
            pod_cidrs: net("10.244.0.0/16").into_iter().collect(),
            node_ports: (30000, 32767),
            proxy_mode: ProxyMode::default(),
            provider: Provider::default(),
            domain: "cluster.local".to_owned(),
            outside: IpAddr::from([203, 0, 113, 7]),
            nodes_reachable: true,
            images: BTreeMap::new(),
            seed: 0,
        }
    }
}
