//! The picture as geometry: boxes, labels and the packet's way, in whole
//! pixels, for one width.
//!
//! A page draws it one to one, a terminal prints it, a screen reader reads its
//! parts in order. It holds no sentence: words come from the caller, so that
//! their widths are known here.
//!
//! Architecture invariant: wires run only in lanes that hold no label. Lanes
//! lie between the bands and the nodes, between a node's gate and its Pods,
//! between rows of Pods, and beside the nodes.

mod build;
mod label;
mod plan;
mod route;
mod seats;
#[cfg(test)]
mod tests;

pub use build::build;
pub use label::{Anchor, Label, Style, text_width};
pub use route::part_of;
pub use seats::Seats;

use std::sync::Arc;

use service_lab_engine::net::Trace;
use service_lab_engine::objects::Key;
use service_lab_engine::store::Store;

/// A place in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// A box. It covers `x..x + w` and `y..y + h`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Rect {
    /// One past the right edge.
    pub fn right(&self) -> i32 {
        self.x + self.w
    }

    /// One past the lower edge.
    pub fn bottom(&self) -> i32 {
        self.y + self.h
    }

    /// Its middle.
    pub fn center(&self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// Whether they share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// What a part of the picture is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// The client outside.
    Outside,
    /// The load balancer of a Service.
    LoadBalancer(Key),
    /// A Service's band across all nodes: virtual.
    Band(Key),
    /// A node.
    Node(Arc<str>),
    /// The kernel of a node with its rules.
    Gate(Arc<str>),
    /// A Pod.
    Pod(Key),
    /// The cluster's DNS.
    Dns,
    /// The network beyond, where packets get lost.
    Network,
}

/// What state a part is in. Every tone has a shape of its own beside its
/// colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    #[default]
    Plain,
    /// Ready, and behind a Service.
    Ready,
    /// Not ready yet.
    Waiting,
    /// Shutting down.
    Ending,
    /// Failed, or without power.
    Down,
    /// Only rules: it lives on no machine.
    Virtual,
}

/// One thing in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub rect: Rect,
    pub tone: Tone,
    pub labels: Vec<Label>,
    /// The whole name, where a label shows a part of it.
    pub full_name: String,
}

/// The way from one hop's place to the next one's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leg {
    /// Corners, both ends included; one point where the packet stays.
    pub points: Vec<Point>,
    /// Whether it belongs to the answer.
    pub reply: bool,
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    pub width: i32,
    pub height: i32,
    /// In reading order.
    pub parts: Vec<Part>,
    /// The line between outside and cluster, where the layout has one.
    pub divider: Option<(Point, Point)>,
    /// Captions that belong to no part.
    pub captions: Vec<Label>,
    /// One for each hop, the way back included: where the packet comes from.
    pub legs: Vec<Leg>,
    /// How many Services, nodes and Pods had no room.
    pub hidden: u32,
}

/// How deep a picture goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Who talks to whom.
    Story,
    /// Addresses.
    #[default]
    Network,
    /// Chains and counts of rules.
    Kernel,
}

/// Words in the picture that are translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Caption of the world outside the cluster.
    Outside,
    /// Caption of the cluster.
    Cluster,
    /// The client outside.
    Laptop,
    /// A Service's address is virtual: it lives only as rules.
    Virtual,
    /// This port is open on every node.
    EveryNode,
    /// The kernel with its rules.
    KernelRules,
    /// So many rules stand there.
    Rules(u32),
    /// So many rules were tried by the packet shown.
    Tried(u32),
    /// A Pod is ready.
    Ready,
    /// A Pod is not ready.
    NotReady,
    /// A Pod is starting.
    Starting,
    /// A Pod is shutting down.
    Ending,
    /// A Pod has failed or is lost.
    Failed,
    /// A node has no power.
    NodeDown,
    /// No Pod runs on this node.
    NoPod,
    /// A load balancer.
    LoadBalancer,
    /// A load balancer without an address yet.
    Pending,
    /// The cluster's DNS.
    Dns,
    /// The network beyond: nobody is there.
    Network,
    /// A machine that is no node, and answers.
    Machine,
    /// The API server, where it answers.
    ApiServer,
    /// A Service that is only a name for another name.
    NameOnly,
    /// A Service without an address of its own.
    Headless,
}

/// Everything that a picture is made from.
pub struct View<'a> {
    pub store: &'a Store,
    pub seats: &'a Seats,
    /// Width in pixels.
    pub width: i32,
    pub depth: Depth,
    /// Address of the client outside.
    pub outside: String,
    /// Nodes without power.
    pub down: &'a dyn Fn(&str) -> bool,
    /// How many rules a node's kernel holds, where known.
    pub rules: &'a dyn Fn(&str) -> Option<u32>,
    /// The request shown.
    pub trace: Option<&'a Trace>,
    /// Words in the reader's language.
    pub word: &'a dyn Fn(Word) -> String,
}
