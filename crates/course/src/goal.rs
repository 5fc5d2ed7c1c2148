//! What a lesson asks for: requests, expectations, goals. Behaviour first:
//! a goal looks at what happens, and at fields only where nothing happens.

use std::collections::BTreeMap;
use std::net::IpAddr;

use service_lab_engine::objects::Key;

/// Labels that a Pod must have.
pub type Selector = BTreeMap<String, String>;

/// Who sends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sender {
    /// `outside`.
    Outside,
    /// `node/NAME`.
    Node(String),
    /// `pod/NAME`, in namespace default.
    Pod(String),
    /// `pod/KEY=VALUE,...`: the first such Pod.
    PodWith(Selector),
}

/// Where a request goes. Looked up in the world it is sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A name or an address as typed; `$value` is replaced.
    Host(String),
    /// `node/NAME`: the node's address.
    Node(String),
    /// `service/NAME`: the cluster IP.
    Service(String),
    /// `lb/NAME`: what the load balancer's status shows.
    LoadBalancer(String),
    /// `pod/KEY=VALUE`: the first such Pod's address.
    PodWith(Selector),
}

/// The port of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetPort {
    /// A number.
    Number(u16),
    /// A Service's name: its first node port.
    NodePortOf(String),
}

/// A request as a lesson writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSpec {
    pub from: Sender,
    pub to: Target,
    pub port: TargetPort,
    /// How often, at least once.
    pub count: u32,
}

/// A verdict without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictKind {
    Delivered,
    Refused,
    TimedOut,
    NotResolved,
    /// The sender does not exist or does not run.
    NotSent,
}

/// Whose address a Pod sees as its visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// The sender's own.
    Client,
    /// Some node's (any of its addresses, the Pod network's gateway too).
    AnyNode,
    /// A Service's cluster IP.
    Service(String),
}

/// What has to be seen. Every part that is there must hold; each speaks of all
/// requests that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expect {
    /// All end so.
    pub verdict: Option<VerdictKind>,
    /// At least one ends so (for what only chance decides).
    pub some: Option<VerdictKind>,
    /// Only Pods with these labels answer.
    pub pods: Option<Selector>,
    /// Only Pods on this node answer.
    pub node: Option<String>,
    /// At least so many different Pods answer.
    pub spread_at_least: Option<u32>,
    /// At most so many different Pods answer.
    pub spread_at_most: Option<u32>,
    /// Whether the Pods answer strictly in turn.
    pub in_turn: Option<bool>,
    /// Whose address the Pod sees.
    pub source_seen: Option<Party>,
    /// Where the program listens that answers.
    pub answered_at: Option<Listener>,
    /// Whether there is an address to send to at all.
    pub address: Option<bool>,
}

/// The address, the port or both that a packet is headed for when a program
/// takes it: the last destination of its way there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Any address where there is none.
    pub address: Option<IpAddr>,
    /// Any port where there is none.
    pub port: Option<u16>,
}

/// Something done before a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// `delete-pod: KEY=VALUE`: the first such Pod.
    DeletePod(Selector),
    /// `crash-pod: KEY=VALUE`.
    CrashPod(Selector),
    /// `not-ready: KEY=VALUE` and `ready: KEY=VALUE`.
    SetReady { pod: Selector, ready: bool },
    /// `scale: {deployment: NAME, replicas: N}`.
    Scale { deployment: String, replicas: u32 },
    /// `node-down: NAME` and `node-up: NAME`.
    SetNode { node: String, up: bool },
    /// `wait: SECONDS`.
    Wait { seconds: u32 },
}

/// One thing that an exercise asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Once in its exercise.
    pub id: String,
    pub kind: GoalKind,
}

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `is: TEXT`.
    Text(String),
    /// `present: true`: whatever it is.
    Anything,
    /// Neither of these: the field is not there.
    Nothing,
}

/// Kinds of goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalKind {
    /// Do this (on a clone), send this, see this.
    Behaves { acts: Vec<Act>, request: RequestSpec, expect: Expect },
    /// So many Pods with these labels are Ready.
    PodsReady { pods: Selector, at_least: u32, at_most: Option<u32> },
    /// What a field of an object holds.
    Field { object: Key, field: String, wanted: Wanted },
    /// Every one.
    All(Vec<GoalKind>),
    /// At least one.
    Any(Vec<GoalKind>),
}
