//! Rules as data: what a rule looks at, what it does, and what it is for.
//!
//! Both modes use these types; a rule holds typed addresses and places of
//! endpoints, never text. Text is made by the `text` modules when someone looks.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::objects::{Protocol, TrafficPolicy};

/// Where the kernel hands a packet to the rules.
///
/// In iptables mode these are the built-in chains, in nftables mode
/// kube-proxy's own base chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hook {
    /// nftables only: before the destination is rewritten.
    PreroutingBeforeDnat,
    /// nftables only: before the destination is rewritten.
    OutputBeforeDnat,
    NatPrerouting,
    NatOutput,
    NatPostrouting,
    FilterInput,
    FilterForward,
    FilterOutput,
}

impl Hook {
    /// How many there are.
    pub const COUNT: usize = 8;
}

/// A chain that all Services share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// nat `KUBE-SERVICES`; nftables `services`.
    Services,
    /// nat `KUBE-NODEPORTS`.
    NodePorts,
    /// nat `KUBE-POSTROUTING`; nftables `masquerading`.
    Masquerading,
    /// nat `KUBE-MARK-MASQ`.
    MarkMasquerade,
    /// filter `KUBE-SERVICES`; nftables `service-endpoints-check`.
    NoEndpoints,
    /// filter `KUBE-EXTERNAL-SERVICES`.
    NoExternalEndpoints,
    /// nftables `nodeport-endpoints-check`.
    NoNodePortEndpoints,
    /// filter `KUBE-NODEPORTS`.
    HealthChecks,
    /// filter `KUBE-PROXY-FIREWALL`; nftables `firewall-check`.
    SourceCheck,
    /// filter `KUBE-FORWARD`.
    Forward,
    /// filter `KUBE-FIREWALL`.
    LoopbackGuard,
    /// nftables `cluster-ips-check`.
    ClusterIpsCheck,
    /// nftables `reject-chain`.
    Rejecting,
}

impl Shared {
    /// How many there are.
    pub const COUNT: usize = 13;
}

/// A chain of one service port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortChain {
    /// `KUBE-SVC-`, `service-`: the endpoints of the Cluster policy.
    Cluster,
    /// `KUBE-SVL-`, `local-`: the endpoints of the Local policy.
    Local,
    /// `KUBE-EXT-`, `external-`: what comes for an external address.
    External,
    /// `KUBE-FW-`, `firewall-`: who may use the load balancer's address.
    Firewall,
    /// `KUBE-SEP-`, `endpoint-`: one endpoint, by its place in the list.
    Endpoint(u32),
}

impl PortChain {
    /// The chain that spreads over the endpoints of a policy.
    pub fn of_policy(policy: TrafficPolicy) -> Self {
        match policy {
            TrafficPolicy::Cluster => PortChain::Cluster,
            TrafficPolicy::Local => PortChain::Local,
        }
    }
}

/// A chain, seen from a rule: a port's chains are those of the rule's own port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chain {
    Hook(Hook),
    Shared(Shared),
    Port(PortChain),
}

/// What conntrack knows of the packet's connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The first packet.
    New,
    /// It belongs to none and begins none.
    Invalid,
    /// Known, or related to a known one.
    Known,
    /// Neither known nor rewritten here.
    NeitherKnownNorDnat,
    /// Its destination was rewritten here.
    Dnat,
}

/// Where the packet goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    Is(IpAddr),
    In(IpNet),
    NotIn(IpNet),
    /// Any address of this node.
    Local,
    /// Any address of this node outside a range.
    LocalNotIn(IpNet),
    /// An address on which node ports are served.
    NodePortAddress,
    /// The cluster address of some Service.
    ClusterIp,
    /// The cluster's service ranges.
    ServiceRange,
}

/// Where the packet comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Is(IpAddr),
    In(IpNet),
    NotIn(IpNet),
    /// Any address of this node.
    Local,
    /// A Pod, as the proxy detects them.
    Pods,
    /// Anything else.
    NotPods,
    /// None of the port's source ranges (nor its load-balancer addresses,
    /// where this node may use them).
    NotAllowed,
}

/// A chance of one in `of - nth`: the rule `nth` of `of` that share the
/// packets evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chance {
    pub nth: u32,
    pub of: u32,
}

/// A counter of the kernel's accounting (nfacct).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    InvalidDropped,
    LocalhostNodePorts,
}

/// What a rule looks at: it matches where all that is set agrees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    pub state: Option<State>,
    /// Whether the packet is marked for source NAT.
    pub marked: Option<bool>,
    pub protocol: Option<Protocol>,
    pub destination: Option<Destination>,
    pub destination_port: Option<u16>,
    pub source: Option<Source>,
    pub chance: Option<Chance>,
    /// The client is remembered for this endpoint.
    pub remembered_for: Option<u32>,
    /// The connection goes from an endpoint of this node back to itself.
    pub hairpin: bool,
    pub counter: Option<Counter>,
}

/// What a rule does with the packet that it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Walks a chain; at its end the walk goes on after this rule.
    Jump(Chain),
    /// Walks a chain; at its end the walk goes on after the rule that led here.
    Goto(Chain),
    /// Marks the packet for source NAT.
    Mark,
    /// Takes the mark away.
    Unmark,
    /// Rewrites the source to this node's address.
    Masquerade,
    /// Takes the mark away and rewrites the source.
    UnmarkAndMasquerade,
    /// Remembers the client for an endpoint.
    Remember(u32),
    /// Rewrites the destination to an endpoint.
    Dnat(u32),
    /// Remembers the client for an endpoint and rewrites the destination to it.
    RememberAndDnat(u32),
    /// Rewrites the destination to one endpoint of a policy, by chance.
    DnatOneOf(TrafficPolicy),
    /// Goes to the chain of one endpoint of a policy, by chance.
    GotoOneOf(TrafficPolicy),
    /// Does what a map says of the packet's destination; nothing where the map
    /// does not hold it.
    LookUp(Map),
    Accept,
    Drop,
    Reject,
    Return,
    /// Nothing: the rule only holds a comment.
    Nothing,
}

/// A map or set of the nftables mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Map {
    /// `cluster-ips`
    ClusterIps,
    /// `hairpin-connections`
    Hairpins,
    /// `nodeport-ips`
    NodePortIps,
    /// `firewall-ips`
    FirewallIps,
    /// `no-endpoint-nodeports`
    NoEndpointNodePorts,
    /// `no-endpoint-services`
    NoEndpointServices,
    /// `service-ips`
    ServiceIps,
    /// `service-nodeports`
    ServiceNodePorts,
}

/// What an element of a map is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKey {
    Address(IpAddr),
    Destination(IpAddr, Protocol, u16),
    NodePort(Protocol, u16),
    /// Source and destination are this endpoint.
    Hairpin(IpAddr, Protocol, u16),
}

/// An element that a service port puts into a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    pub map: Map,
    pub key: ElementKey,
    /// What is done; `None` in a plain set.
    pub target: Option<Target>,
    pub purpose: Purpose,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub purpose: Purpose,
    pub matches: Matches,
    pub target: Target,
    /// Whether it looks at nothing and so matches every packet.
    always: bool,
}

impl Rule {
    /// A rule.
    pub fn new(purpose: Purpose, matches: Matches, target: Target) -> Self {
        let always = matches == Matches::default();
        Self { purpose, matches, target, always }
    }

    /// Whether it looks at nothing and so matches every packet.
    pub fn always_matches(&self) -> bool {
        self.always
    }
}

/// What a rule is for. Its comment, and the reason for a packet's fate, follow
/// from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A hook leads to kube-proxy's chain.
    Entry,
    /// The cluster address.
    ClusterIp,
    ExternalIp,
    LoadBalancerIp,
    NodePort,
    /// The node's addresses lead to the node ports.
    NodePorts,
    /// Nobody serves: refuse.
    NoEndpoints,
    /// Nobody on this node serves, and the policy is Local: drop.
    NoLocalEndpoints,
    /// The health check of a load balancer may come in.
    HealthCheck,
    /// Traffic to the cluster address that is not from a Pod gets this node's
    /// address as source.
    MasqueradeClusterIp,
    /// All traffic to the cluster address gets this node's address as source
    /// (masqueradeAll).
    MasqueradeAll,
    /// External traffic may leave the node again, so it gets this node's
    /// address as source.
    MasqueradeExternal,
    /// What a Pod of this node sends to an external address is spread over all
    /// endpoints.
    PodShortcut,
    /// What this node itself sends there gets the node's address as source.
    MasqueradeLocal,
    /// And is spread over all endpoints.
    LocalShortcut,
    /// The rest follows the external policy.
    ExternalPolicy,
    /// A range of loadBalancerSourceRanges.
    SourceRange,
    /// Only a comment: the rest will be dropped.
    SourceRangesEnd,
    /// No range takes this source in.
    SourceNotAllowed,
    /// The client was here before.
    Sticky(u32),
    /// A share of the packets.
    Spread(u32),
    /// All endpoints of a policy share the packets.
    SpreadAll,
    /// An endpoint that asks its own Service gets the node's address as source.
    Hairpin(u32),
    /// The endpoint.
    Endpoint(u32),
    /// An allocated cluster address, but not this port.
    WrongPort,
    /// An address of the service range that no Service has.
    UnusedAddress,
    /// What comes from elsewhere must not reach this node's loopback.
    LoopbackGuard,
    /// What conntrack cannot place.
    InvalidState,
    /// Marked traffic is let through.
    ForwardMarked,
    /// Known connections are let through.
    ForwardKnown,
    /// What is not marked keeps its source.
    NotMarked,
    /// The mark is taken away.
    ClearMark,
    /// The source is rewritten.
    SourceNat,
    /// The mark is set.
    SetMark,
    /// Helper of the maps: refuse.
    Refuse,
}
