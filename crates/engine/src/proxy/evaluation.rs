//! A packet as it comes to a node's rules, and what they did to it.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::objects::{Protocol, TrafficPolicy};

use super::block::Block;
use super::endpoint::Endpoint;
use super::fate::{self, EndpointFate, LeftOut};
use super::node_rules::ChainId;
use super::rule::Purpose;
use super::service_port::PortName;

/// How a packet comes to the node's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrival {
    /// From another machine.
    Network,
    /// From a Pod of this node.
    Pod,
    /// Sent by a process in the node's own network.
    Process,
}

/// The first packet of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PacketIn {
    pub protocol: Protocol,
    pub source: SocketAddr,
    pub destination: SocketAddr,
    pub arrives: Arrival,
}

/// What the rules did to a packet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    pub outcome: Outcome,
    /// Whether the source is rewritten to an address of the node.
    pub masquerade: bool,
    /// How many rules were tried, matched or not; a map counts as one.
    pub rules_tried: u32,
    /// The rules that matched, in order.
    pub path: Vec<Step>,
    /// The chains that were walked, in order, whether a rule matched or not.
    pub chains: Vec<ChainId>,
}

/// A rule that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub chain: ChainId,
    /// Its place in the chain, from 0.
    pub position: u32,
    pub purpose: Purpose,
}

/// A packet's fate as far as the rules decide it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outcome {
    /// Its destination was rewritten to an endpoint.
    Deliver(Delivery),
    /// Refused with ICMP port unreachable.
    Reject(Refusal),
    /// Thrown away in silence.
    Drop(Refusal),
    /// Left alone: what happens next is routing.
    #[default]
    Untouched,
}

/// The choice of an endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The service port.
    pub block: Arc<Block>,
    /// Whose endpoints took part.
    pub policy: TrafficPolicy,
    /// The chosen endpoint, by its place in the block.
    pub place: u32,
    pub endpoint: SocketAddr,
    /// The choice: `picked` of `of`, from 0.
    pub picked: u32,
    pub of: u32,
    /// Affinity chose, not chance.
    pub kept: bool,
    /// The client is remembered for the endpoint from now on, for so many
    /// seconds.
    pub remember_s: Option<u32>,
}

impl Delivery {
    /// Why one of the block's endpoints was not picked; `None`: it was.
    pub fn left_out(&self, place: u32, endpoint: &Endpoint) -> Option<LeftOut> {
        fate::left_out(&self.block, self.policy, Some(self.place), self.kept, place, endpoint)
    }

    /// What became of each endpoint.
    pub fn fates(&self) -> Vec<EndpointFate> {
        self.block.fates(self.policy, Some(self.place), self.kept)
    }
}

/// Why a packet goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub why: Why,
    /// The service port whose rule it was.
    pub port: Option<Arc<PortName>>,
}

/// The reason of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// No endpoint can be used, on any node.
    NoEndpoints,
    /// None on this node, and the policy is Local; `external`: the external
    /// policy, else the internal one.
    NoLocalEndpoints { external: bool },
    /// The client is in none of loadBalancerSourceRanges.
    SourceNotAllowed,
    /// The cluster address is some Service's, but not with this port.
    NotServed,
    /// No Service has this address of the service range.
    UnusedServiceAddress,
    /// Loopback is not for others.
    Loopback,
    /// Conntrack cannot place the packet.
    Invalid,
}
