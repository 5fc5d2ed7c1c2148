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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Its Pod's name; agnhost's netexec also knows `/clientip`.
    #[default]
    Hostname,
    /// A web page of its own.
    Page,
    /// Always these words (`http-echo -text=...`).
    Text(String),
    /// What the endpoint behind an Ingress rule says: it passes requests on.
    Ingress,
}

/// A machine of the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeConfig {
    pub name: String,
    /// Its own addresses (InternalIP), the first of a family is its main one.
    pub addresses: Vec<IpAddr>,
    /// Addresses of type ExternalIP.
    pub external_addresses: Vec<IpAddr>,
    /// Where its Pods' addresses come from, one range a family.
    pub pod_cidrs: Vec<IpNet>,
    /// `topology.kubernetes.io/zone`.
    pub zone: Option<String>,
    /// Further labels; `kubernetes.io/hostname` is always there.
    pub labels: BTreeMap<String, String>,
}

impl NodeConfig {
    /// The node of the lab's default cluster with this number, from 1:
    /// `node-N` at 172.18.0.(N+1) with Pods in 10.244.N.0/24, zones a to c in
    /// turn.
    pub fn numbered(number: u8) -> Self {
        let zone = match number.saturating_sub(1) % 3 {
            0 => "zone-a",
            1 => "zone-b",
            _ => "zone-c",
        };
        Self {
            name: format!("node-{number}"),
            addresses: vec![IpAddr::from([172, 18, 0, number.saturating_add(1)])],
            external_addresses: Vec::new(),
            pod_cidrs: format!("10.244.{number}.0/24").parse().into_iter().collect(),
            zone: Some(zone.to_owned()),
            labels: BTreeMap::new(),
        }
    }
}

/// The settings of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterConfig {
    /// The machines, in the order in which they are shown.
    pub nodes: Vec<NodeConfig>,
    /// Namespaces beside `default` and the `kube-` ones.
    pub namespaces: Vec<String>,
    /// What the operator applied before the learner came: YAML. An edit of the
    /// learner's text never deletes it.
    pub manifests: String,
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
    /// Where load balancers take their addresses from.
    pub load_balancer_cidr: Option<IpNet>,
    /// The cluster's domain.
    pub domain: String,
    /// The client outside the cluster.
    pub outside: IpAddr,
    /// Whether the outside client has a route to node addresses (a laptop
    /// beside a kind cluster without port mapping has none).
    pub nodes_reachable: bool,
    /// Addresses that the network outside routes to the nodes (externalIPs
    /// whose routes somebody has set).
    pub routed_external_ips: bool,
    /// Whether what Pods send to nodes gets the node's address as source, as
    /// all that leaves the Pod network does under kindnet. Other networks
    /// leave it alone.
    pub masquerade_to_nodes: bool,
    /// Whether a Pod can reach itself through its Service.
    pub hairpin: bool,
    /// What containers of an image listen on, where the lesson says so.
    pub images: BTreeMap<String, Vec<Listener>>,
    /// Machines outside the cluster that answer: their names, for DNS, and
    /// addresses.
    pub outside_hosts: BTreeMap<String, Vec<IpAddr>>,
    /// Start of every choice that Kubernetes leaves to chance.
    pub seed: u64,
}

impl Default for ClusterConfig {
    fn default() -> Self {
        let net = |text: &str| text.parse().ok();
        Self {
            nodes: (1..=3).map(NodeConfig::numbered).collect(),
            namespaces: Vec::new(),
            manifests: String::new(),
            service_cidrs: net("10.96.0.0/16").into_iter().collect(),
            pod_cidrs: net("10.244.0.0/16").into_iter().collect(),
            node_ports: (30000, 32767),
            proxy_mode: ProxyMode::default(),
            provider: Provider::default(),
            load_balancer_cidr: net("198.51.100.0/24"),
            domain: "cluster.local".to_owned(),
            outside: IpAddr::from([203, 0, 113, 7]),
            nodes_reachable: true,
            routed_external_ips: true,
            masquerade_to_nodes: true,
            hairpin: true,
            images: BTreeMap::new(),
            outside_hosts: BTreeMap::new(),
            seed: 0,
        }
    }
}
