//! What happened to one request, hop by hop, and why.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::dns::Lookup;
use super::ingress::TLS_PORT;
use super::packet::{Client, Packet, Request};
use crate::objects::{Key, Protocol};
use crate::proxy::{ChainId, LeftOut, Step as RuleStep};

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
    /// The client resolves a name. The packet shown is the one that is sent
    /// next; its destination is unspecified where the name is not resolved.
    Resolve,
    /// The client sends.
    Send,
    /// The load balancer picks a node and passes the packet on.
    Balance,
    /// The load balancer picks a node and opens a connection of its own.
    Reconnect,
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
    /// A process takes it and sends on in a connection of its own.
    Relay,
    /// Back at the client.
    Arrive,
    /// Answered with a refusal (RST or ICMP port unreachable).
    Refuse,
    /// Thrown away in silence.
    Drop,
    /// Nobody answers there.
    Lose,
}

/// What became of one endpoint in a choice; `left_out: None`: it was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointFate {
    pub endpoint: SocketAddr,
    /// The Pod behind it.
    pub pod: Option<Arc<str>>,
    /// The node it is on.
    pub node: Option<Arc<str>>,
    pub left_out: Option<LeftOut>,
}

/// The rule or fact that decided a hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A client sends to an address it has a route to.
    HasRoute,
    /// The name has these records.
    NameResolved { name: String, addresses: Vec<IpAddr> },
    /// No such name; `searched` are the names that were asked for, in order.
    NameUnknown { name: String, searched: Vec<String> },
    /// These NetworkPolicies keep the Pod's queries from its name server.
    NameServerDenied { name: String, pod: Key, policies: Vec<Key> },
    /// The name exists, but has no address (a headless Service without a
    /// ready endpoint).
    NameWithoutAddress { name: String },
    /// The name is an alias for a name outside.
    NameAlias { name: String, target: String },
    /// A cluster name, asked by a client that does not use the cluster's DNS.
    NoClusterDns { name: String },
    /// The client does not exist, or does not run.
    ClientNotRunning { client: Client },
    /// One endpoint of `of` was picked by chance; `pick` counts from 1. With
    /// `masqueraded` the source was rewritten to that address too, so that the
    /// answer comes back through here: the endpoint does not see the client's.
    EndpointPicked {
        service: Key,
        endpoint: SocketAddr,
        pick: u32,
        of: u32,
        masqueraded: Option<IpAddr>,
    },
    /// Client affinity kept the endpoint.
    EndpointKept { service: Key, endpoint: SocketAddr, timeout_s: u32 },
    /// The connection exists already: rules are not asked again.
    Established { endpoint: SocketAddr },
    /// The connection's record names an endpoint that is gone.
    StaleConnection { endpoint: SocketAddr },
    /// The source was rewritten so that the answer comes back through here.
    Masqueraded { address: IpAddr },
    /// The source was rewritten because the packet leaves the cluster.
    LeavesCluster { address: IpAddr },
    /// No rule is about this packet; it is routed on.
    NoRule,
    /// Routed to the node or Pod that has the address.
    Routed { to: Place },
    /// Client and process are on one machine (`127.0.0.1`).
    Loopback,
    /// The process listens there.
    Listening { port: u16 },
    /// Nobody listens on that port at that address.
    NobodyListens { address: IpAddr, port: u16, protocol: Protocol },
    /// The process listens on 127.0.0.1 only.
    ListensOnLoopback { port: u16 },
    /// The process listens on that port, but for the other protocol.
    ListensForOther { port: u16, listens: Protocol },
    /// The process does not run (it has crashed, or has not started yet).
    ProcessDown { pod: Key },
    /// The process has been told to end and takes no new connections: its Pod
    /// is being deleted.
    ShuttingDown { pod: Key },
    /// The rules of this node still name a Pod that is being deleted, or gone:
    /// they follow its EndpointSlice a moment later.
    RulesBehind { pod: Key, node: Arc<str> },
    /// The Service has no ready endpoint: REJECT.
    NoEndpoints { service: Key },
    /// The policy is Local and this node has no endpoint: DROP.
    NoLocalEndpoints { service: Key, node: Arc<str>, external: bool },
    /// The client's address is in none of loadBalancerSourceRanges: DROP.
    SourceNotAllowed { service: Key, source: IpAddr },
    /// The Service has no such port; `served` are the ports it has.
    NotServed { service: Key, address: IpAddr, port: u16, served: Vec<(Protocol, u16)> },
    /// A label hands the Service to another proxy, so kube-proxy writes no
    /// rules for it.
    OtherProxy { service: Key, address: IpAddr, label: &'static str },
    /// No Service has this address of the service range.
    UnusedServiceAddress { address: IpAddr },
    /// The client has no route to the service range: those addresses exist
    /// only as rules on nodes.
    NoRouteToServices { address: IpAddr, service: Option<Key> },
    /// The client has no route to Pod addresses.
    NoRouteToPods { address: IpAddr },
    /// The client has no route to the nodes (a laptop beside a kind cluster
    /// without port mapping).
    NoRouteToNodes { address: IpAddr },
    /// The node is down.
    NodeDown { node: Arc<str> },
    /// Nobody has this address.
    NobodyThere { address: IpAddr },
    /// A machine outside the cluster has this address; it answers.
    OutsideHost { address: IpAddr },
    /// The API server has this address; it answers.
    ApiServer { address: IpAddr },
    /// The Pod cannot reach itself through its Service: no hairpin.
    NoHairpin { pod: Key },
    /// NetworkPolicies select the Pod and none allows this packet.
    DeniedByPolicy { pod: Key, ingress: bool, policies: Vec<Key> },
    /// The Service's load balancer is pending: it has no address.
    LoadBalancerPending { service: Key },
    /// The load balancer picked this node; `pick` counts from 1.
    NodePicked { node: Arc<str>, pick: u32, of: u32 },
    /// The load balancer has no healthy node.
    NoHealthyNode { service: Key },
    /// The load balancer does not serve this port.
    LoadBalancerPortClosed { service: Key, port: u16 },
    /// A rule of this Ingress gives `asked` (host and path) to a Service of its
    /// namespace; the controller sends to one of `of` endpoints itself.
    IngressRule { ingress: Arc<str>, asked: String, service: Key, endpoint: String, of: u32 },
    /// The Ingress has TLS for this host: a plain request is told to come again
    /// as `https://` (308).
    IngressRedirects { ingress: Arc<str>, host: String },
    /// No Ingress that the controller reads has a rule for this: 404.
    IngressWithoutRule { host: String, path: String },
    /// The Service that an Ingress rule names has no ready endpoint: 503.
    IngressWithoutEndpoints { ingress: Key, service: Key },
    /// The controller passes the answer on; it told the Pod the client's
    /// address in a header.
    /// Where the client came over TLS, that ended at the controller, which showed
    /// its own default certificate: there are no Secrets in the lab.
    IngressForwardedFor { client: IpAddr, tls: bool },
    /// The answer follows the connection's record back.
    ConnectionTracked,
    /// A load balancer remembers whose connection it is.
    BalancerRemembers,
    /// The client waits for an answer from this address.
    Awaited,
    /// The answer came from an address that the client did not ask.
    AnswerFromStranger { expected: IpAddr, got: IpAddr },
}

/// The first thing to change after a failure, or to know after a surprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The selector matches no Pod: make it equal the Pods' labels.
    MatchSelector { service: Key },
    /// The selector fits what a Deployment, ReplicaSet or StatefulSet would run, and it runs none.
    RunPods { service: Key },
    /// Pods match, none is ready: look at their readiness.
    MakePodsReady { service: Key },
    /// Pods with these labels run in another namespace: bring the Service there.
    MoveToPods { service: Key, namespace: Arc<str> },
    /// The Service has no selector and no slices: give it endpoints.
    GiveEndpoints { service: Key },
    /// `targetPort` names a port that no Pod has.
    NameTargetPort { service: Key, name: String },
    /// Ask for a port that the Service has.
    AskServedPort { service: Key, asked: u16, served: u16 },
    /// Ask for (or add) the port with this protocol.
    SetProtocol { service: Key, port: u16, protocol: Protocol },
    /// Set `targetPort` to what the process listens on.
    SetTargetPort { service: Key, from: u16, to: u16 },
    /// The process must listen on every address.
    ListenOnAllAddresses { pod: Key, port: u16 },
    /// The process must be started, or its Pod mended.
    StartProcess { pod: Key },
    /// Let the Pod wait before it ends, so that the rules follow first.
    WaitBeforeEnding { pod: Key },
    /// Ask from inside the cluster, or use type NodePort or LoadBalancer.
    AskFromInside,
    /// Map the node port to the laptop when the kind cluster is made.
    MapPort,
    /// No node port with this number: ask for one of the Service's.
    AskNodePort { service: Key, node_port: u16 },
    /// Run a Pod on this node, ask another node, or use policy Cluster.
    PlacePodOrUseCluster { service: Key, node: Arc<str>, external: bool },
    /// Add the client's range to loadBalancerSourceRanges.
    AllowSource { service: Key, source: IpAddr },
    /// Say the namespace in the name.
    QualifyName { name: String, namespace: Arc<str> },
    /// The name says the wrong namespace: the Service is in this one.
    LookInNamespace { name: String, namespace: Arc<str> },
    /// `externalName` is an address, and DNS has nothing behind one.
    NameNoAddress { address: String },
    /// Take off the label that hands the Service to another proxy.
    RemoveLabel { service: Key, label: &'static str },
    /// Create a Service of this name, or mend the name.
    CheckName { name: String },
    /// A cluster needs somebody who makes load balancers.
    /// With `node_port`, the Service's node port helps meanwhile.
    InstallProvider { service: Key, node_port: bool },
    /// Nobody makes load balancers of the Service's class.
    ServeClass { service: Key, class: String },
    /// The provider's load balancers do not carry the protocol.
    NoSuchBalancer { service: Key, protocol: Protocol },
    /// The Pod's containers are ready; a readiness gate of it is closed.
    OpenReadinessGate { pod: Key, gate: String },
    /// Ask another node, or wait until the dead one counts as lost.
    WaitForNode { node: Arc<str> },
    /// Allow the client (`ingress`), or the way to its destination, in a
    /// NetworkPolicy, with the port on which the destination listens.
    AllowInPolicy { policy: Key, ingress: bool, port: u16, protocol: Protocol },
    /// The policy sees the address into which a node rewrote the caller's.
    KeepSource { policy: Key, source: IpAddr },
    /// Allow the way to the cluster's DNS in a NetworkPolicy.
    AllowDns { policy: Key },
    /// Open a new socket: the old connection's record is stale.
    OpenNewSocket,
    /// Switch hairpin mode on, or ask another Pod.
    EnableHairpin,
    /// Nobody reads the Ingress that has this host: run a controller.
    InstallIngressController { ingress: Key },
    /// No DNS knows the host of an Ingress: give its address to the client.
    ResolveIngressHost { ingress: Key, host: String },
    /// From inside ask the ClusterIP, not another node's node port.
    AskClusterIp { service: Key },
}

/// One hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    pub place: Place,
    pub before: Packet,
    pub after: Packet,
    pub step: Step,
    pub because: Reason,
    /// Rules tried at this hop, matched or not.
    pub rules_tried: u32,
    /// The chains that were walked, in order.
    pub chains: Vec<ChainId>,
    /// The rules that matched, in order.
    pub matched: Vec<RuleStep>,
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
    /// There is no such client, or it does not run.
    NotSent,
}

impl Trace {
    /// Whether the request came to an ingress controller where it takes TLS.
    pub fn reached_tls(&self) -> bool {
        self.hops.iter().any(|it| {
            it.before.destination.port() == TLS_PORT
                && matches!(
                    it.because,
                    Reason::IngressRule { .. }
                        | Reason::IngressWithoutRule { .. }
                        | Reason::IngressWithoutEndpoints { .. }
                )
        })
    }
}

/// One request from end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub request: Request,
    /// How the name was resolved; `None` where an address was typed.
    pub lookup: Option<Lookup>,
    /// The way there. `hops[n].after == hops[n+1].before`.
    pub hops: Vec<Hop>,
    /// The way back; empty where nothing comes back. Begins with the answer
    /// to the last packet of `hops`.
    pub reply: Vec<Hop>,
    pub verdict: Verdict,
    /// What decided the verdict.
    pub because: Reason,
    /// The first thing to change, where the request failed and that is known.
    pub advice: Option<Advice>,
    /// When it was sent, in simulated milliseconds.
    pub at_ms: u64,
}
