//! Where everything of a picture is: what the router asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::objects::Key;

use super::{PartKind, Point, Rect};

/// Height of a lane.
pub const LANE: i32 = 28;

/// The lanes of one node.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// Middle of the lane above its row.
    pub top: i32,
    /// Where a wire goes down into the gate.
    pub riser: i32,
    pub gate_top: i32,
    pub gate_bottom: i32,
    /// Middle of the lane under the gate.
    pub under: i32,
}

/// Where everything is, for the router.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub tall: bool,
    /// The upright lane left of all nodes, and the one right of them.
    pub spine: i32,
    pub right_spine: i32,
    /// The lane above the bands (tall) or above the nodes (wide).
    pub upper_lane: i32,
    pub(super) rects: BTreeMap<PartKind, Rect>,
    pub(super) lanes: BTreeMap<Arc<str>, Lanes>,
    pub(super) homes: BTreeMap<Key, Arc<str>>,
    pub(super) ways: BTreeMap<Key, Vec<Point>>,
}

impl Plan {
    /// Whether a part is in the picture.
    pub fn has(&self, kind: &PartKind) -> bool {
        self.rects.contains_key(kind)
    }

    /// A part's box.
    pub fn rect(&self, kind: &PartKind) -> Option<Rect> {
        self.rects.get(kind).copied()
    }

    /// A node's lanes.
    pub fn lanes(&self, node: &str) -> Option<&Lanes> {
        self.lanes.get(node)
    }

    /// The node of a Pod.
    pub fn node_of(&self, pod: &Key) -> Option<&Arc<str>> {
        self.homes.get(pod)
    }

    /// From the lane under the gate to a Pod's upper edge.
    pub fn pod_way(&self, pod: &Key) -> Option<Vec<Point>> {
        self.ways.get(pod).cloned()
    }
}
