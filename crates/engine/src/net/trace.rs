//! What happened to one request, hop by hop, and why.

use std::net::IpAddr;
use std::sync::Arc;

use super::packet::{Client, Packet, Request};
use crate::objects::Key;

/// Where a hop takes place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The sender (and, on the way back, the receiver).
    Client(Client),
    /// The cluster's DNS.
    Dns,
    /// The load balancer of a Service.
    LoadBalancer(Key),
    /// A node's kernel.
    Node(Arc<str>),
    /// A Pod.
    Pod(Key),
    /// Neither in the cluster nor the client: the network between or beyond.
    Network,
}

/// What is done to the packet at a hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The client resolves a name.
    Resolve,
    /// The client sends.
    Send,
    /// The load balancer picks a node.
    Balance,
    /// A node's rules rewrite the destination to an endpoint.
    Dnat,
    /// A node's rules rewrite the source.
    Snat,
    /// Destination and source are both rewritten.
    DnatSnat,
    /// Passed on unchanged.
    Forward,
    /// The process takes it and answers.
    Deliver,
    /// An answer passes and conntrack undoes the rewriting.
    Unnat,
    /// Back at the client.
    Arrive,
    /// Answered with a refusal (RST or ICMP port unreachable).
    Refuse,
    /// Thrown away in silence.
    Drop,
    /// Nobody answers there.
    Lose,
}

/// Why an endpoint was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Not ready.
    NotReady,
    /// Terminating while others are ready.
    Terminating,
    /// On another node, and the policy is Local.
    NotLocal,
    /// Hints name other zones or nodes.
    OtherZone,
    /// Affinity holds the client at another endpoint.
    OtherByAffinity,
    /// Another one was picked.
    NotPicked,
}

/// What became of one endpoint in a choice; `None`: it was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointFate {
    /// `10.244.1.5:8080`.
    pub endpoint: String,
    /// The Pod behind it.
    pub pod: Option<Arc<str>>,
    pub left_out: Option<LeftOut>,
}

/// The rule or fact that decided a hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A client sends to an address it has a route to.
    HasRoute,
    /// The name has these records.
    NameResolved { name: String, addresses: Vec<IpAddr> },
    /// No such name.
    NameUnknown { name: String, searched: Vec<String> },
    /// The name is an alias for a name outside.
    NameAlias { name: String, target: String },
    /// One endpoint of `of` was picked by chance.
    EndpointPicked { service: Key, endpoint: String, pick: u32, of: u32 },
    /// Client affinity kept the endpoint.
    EndpointKept { service: Key, endpoint: String, timeout_s: u32 },
    /// The source was rewritten so that the answer comes back through here.
    Masqueraded { address: IpAddr },
    /// No rule is about this packet; it is routed on.
    NoRule,
    /// Routed to the node that has the address.
    Routed { to: Place },
    /// The process listens there.
    Listening { port: u16 },
    /// Nobody listens on that port at that address.
    NobodyListens { address: IpAddr, port: u16 },
    /// The process listens on 127.0.0.1 only.
    ListensOnLoopback { port: u16 },
    /// The Service has no ready endpoint: REJECT.
    NoEndpoints { service: Key },
    /// The policy is Local and this node has no endpoint: DROP.
    NoLocalEndpoints { service: Key, node: Arc<str>, external: bool },
    /// The client's address is in none of loadBalancerSourceRanges: DROP.
    SourceNotAllowed { service: Key, source: IpAddr },
    /// The Service has no such port.
    NotServed { address: IpAddr, port: u16 },
    /// No Service has this address of the service range.
    UnusedServiceAddress { address: IpAddr },
    /// The client has no route there (a cluster address from outside).
    NoRoute { address: IpAddr },
    /// The node is down.
    NodeDown { node: Arc<str> },
    /// Nobody has this address.
    NobodyThere { address: IpAddr },
    /// The Service's load balancer is pending: it has no address.
    LoadBalancerPending { service: Key },
    /// The load balancer picked this node.
    NodePicked { node: Arc<str>, pick: u32, of: u32 },
    /// The load balancer has no healthy node.
    NoHealthyNode { service: Key },
    /// The answer follows the connection's record back.
    ConnectionTracked,
    /// The answer came from an address that the client did not ask.
    AnswerFromStranger { expected: IpAddr, got: IpAddr },
}

/// One hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    pub place: Place,
    pub before: Packet,
    pub after: Packet,
    pub step: Step,
    pub because: Reason,
    /// Rules tried at this hop, and the names of the chains that were walked.
    pub rules_tried: u32,
    pub chains: Vec<String>,
    /// What became of each endpoint where one was chosen.
    pub endpoints: Vec<EndpointFate>,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A process answered.
    Delivered {
        /// The Pod (or, for a process on a node, none).
        pod: Option<Key>,
        /// The node it runs on.
        node: Option<Arc<str>>,
        /// The source address it sees.
        source_seen: IpAddr,
        /// What it answered.
        answer: String,
    },
    /// `curl: (7)`.
    Refused,
    /// `curl: (28)`.
    TimedOut,
    /// `curl: (6)`.
    NotResolved,
}

/// One request from end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub request: Request,
    /// The way there. `hops[n].after == hops[n+1].before`.
    pub hops: Vec<Hop>,
    /// The way back; empty where nothing comes back.
    pub reply: Vec<Hop>,
    pub verdict: Verdict,
    /// What decided the verdict.
    pub because: Reason,
    /// When it was sent, in simulated milliseconds.
    pub at_ms: u64,
}
