//! The nodes, in rows: each with its name, its address, and the gate of its rules.

use std::sync::Arc;

use service_lab_engine::net::{Client, Place, Trace};
use service_lab_engine::objects::{Node, Object};

use super::{Builder, MAX_SEATS, start};
use crate::scene::label::{Style, fit, text_width};
use crate::scene::plan::{LANE, Lanes};
use crate::scene::{Depth, PartKind, Rect, Tone, Word};

/// Most nodes shown.
const MAX_NODES: usize = 9;
/// Most Pods shown in all nodes together: with many nodes each shows fewer.
const MAX_SEATED: usize = 60;
/// Space between two nodes.
const GAP: i32 = 20;
/// A node's head with its name and address, its gate, and a Pod's cell.
const HEAD: i32 = 54;
const GATE: i32 = 46;
const CELL_W: i32 = 108;
pub(super) const CELL_H: i32 = 98;
/// Height of a lane between two rows of Pods.
pub(super) const ROW_LANE: i32 = 16;

impl Builder<'_> {
    /// All nodes, from a height on. Returns where they end.
    pub(super) fn nodes(&mut self, mut y: i32) -> i32 {
        let nodes: Vec<(&Object, &Node)> = self.view.store.nodes().collect();
        self.hide(nodes.len(), MAX_NODES);
        for (node, _) in nodes.iter().skip(MAX_NODES) {
            self.hide(self.view.seats.taken_on(&node.key.name), 0);
        }
        let shown: Vec<_> = nodes.into_iter().take(MAX_NODES).collect();
        self.seats_each = MAX_SEATS.min(MAX_SEATED / shown.len().max(1));
        let width = self.right - self.left;
        // What stands left of the wire into a node: its address, and what its gate says.
        let mut least = CELL_W + 34;
        for word in [Word::KernelRules, Word::NodeDown, Word::Rules(9999)] {
            least = least.max(text_width(&self.word(word), Style::Small) + 74);
        }
        for (_, node) in &shown {
            least = least.max(text_width(&address(node), Style::Address) + 58);
        }
        let fitting = ((width + GAP) / (least + GAP)).clamp(1, 4);
        let count = i32::try_from(shown.len()).unwrap_or(1).max(1);
        let rows = (count + fitting - 1) / fitting;
        let columns = if self.plan.tall { 1 } else { (count + rows - 1) / rows };
        let each = (width - GAP * (columns - 1)) / columns;
        let cells = ((each - 16) / CELL_W).max(1);
        if !self.plan.tall {
            self.plan.upper_lane = y + LANE / 2;
        }
        for row in shown.chunks(usize::try_from(columns).unwrap_or(1)) {
            let lane = y + LANE / 2;
            y += LANE;
            let most = row.iter().map(|(it, _)| self.seats_on(&it.key.name)).max().unwrap_or(0);
            let pod_rows = (i32::try_from(most).unwrap_or(0) + cells - 1) / cells;
            let pod_rows = pod_rows.max(1);
            let h = HEAD + GATE + LANE + pod_rows * CELL_H + (pod_rows - 1) * ROW_LANE + 6;
            for (column, (object, node)) in (0..).zip(row) {
                let x = self.left + column * (each + GAP);
                self.node(object, node, Rect { x, y, w: each, h }, lane, cells);
            }
            y += h;
        }
        y
    }

    fn seats_on(&self, node: &str) -> usize {
        let last = self.view.seats.on(node).next_back().map_or(0, |(seat, _)| seat + 1);
        last.min(self.seats_each)
    }

    fn node(&mut self, object: &Object, node: &Node, rect: Rect, top: i32, cells: i32) {
        let name = object.key.name.clone();
        let down = (self.view.down)(&name);
        let lanes = Lanes {
            top,
            riser: rect.right() - 32,
            gate_top: rect.y + HEAD,
            gate_bottom: rect.y + HEAD + GATE,
            under: rect.y + HEAD + GATE + LANE / 2,
        };
        self.plan.lanes.insert(name.clone(), lanes.clone());
        let room = rect.w - 58;
        let x = rect.x + 16;
        let labels = vec![
            start(fit(&name, Style::Name, room), x, rect.y + 24, Style::Name, true),
            start(fit(&address(node), Style::Address, room), x, rect.y + 43, Style::Address, true),
        ];
        let tone = if down { Tone::Down } else { Tone::Plain };
        self.add(PartKind::Node(name.clone()), rect, tone, &name, labels);
        self.gate(&name, rect, &lanes, down);
        self.pods_of(&name, rect, &lanes, cells, down);
    }

    fn gate(&mut self, name: &Arc<str>, node: Rect, lanes: &Lanes, down: bool) {
        let rect = Rect { x: node.x + 12, y: lanes.gate_top, w: node.w - 24, h: GATE };
        let room = lanes.riser - 20 - rect.x - 10;
        let tried = self.view.trace.map(|it| tried_at(it, name)).filter(|it| *it > 0);
        let count = match (tried, (self.view.rules)(name)) {
            (Some(tried), _) => self.word(Word::Tried(tried)),
            (None, Some(rules)) => self.word(Word::Rules(rules)),
            (None, None) => String::new(),
        };
        let (first, second) = match (down, self.view.depth) {
            (true, _) => (self.word(Word::NodeDown), String::new()),
            (false, Depth::Story) => (self.word(Word::KernelRules), String::new()),
            (false, Depth::Network | Depth::Kernel) => (self.word(Word::KernelRules), count),
        };
        let y = if second.is_empty() { rect.y + 28 } else { rect.y + 20 };
        let x = rect.x + 10;
        let labels = vec![
            start(fit(&first, Style::Small, room), x, y, Style::Small, false),
            start(fit(&second, Style::Small, room), x, rect.y + 37, Style::Small, false),
        ];
        let tone = if down { Tone::Down } else { Tone::Plain };
        self.add(PartKind::Gate(name.clone()), rect, tone, name, labels);
    }
}

/// A node's address, and the zone it says it is in.
fn address(node: &Node) -> String {
    let own = node.internal_ips.first().map(ToString::to_string).unwrap_or_default();
    match &node.zone {
        Some(zone) => format!("{own} {zone}"),
        None => own,
    }
}

fn tried_at(trace: &Trace, node: &str) -> u32 {
    trace
        .hops
        .iter()
        .filter(|hop| match &hop.place {
            Place::Node(it) | Place::Client(Client::Node(it)) => **it == *node,
            _ => false,
        })
        .map(|hop| hop.rules_tried)
        .sum()
}
