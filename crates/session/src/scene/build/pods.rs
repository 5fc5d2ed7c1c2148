//! The Pods of a node, each in the cell of its seat.

use service_lab_engine::objects::{Key, Object, Pod, PodPhase, View};

use super::Builder;
use super::nodes::{CELL_H, ROW_LANE};
use crate::scene::label::{Anchor, Label, Style, fit, short_name};
use crate::scene::plan::{LANE, Lanes};
use crate::scene::{PartKind, Point, Rect, Tone, Word};

const RADIUS: i32 = 33;

impl Builder<'_> {
    pub(super) fn pods_of(
        &mut self,
        name: &str,
        node: Rect,
        lanes: &Lanes,
        cells: i32,
        down: bool,
    ) {
        let seated: Vec<(usize, Key)> =
            self.view.seats.on(name).map(|(seat, key)| (seat, key.clone())).collect();
        let pods_top = lanes.gate_bottom + LANE;
        if seated.is_empty() {
            let text = fit(&self.word(Word::NoPod), Style::Small, node.w - 24);
            let at = Point { x: node.center().x, y: pods_top + 44 };
            let label =
                Label { text, at, anchor: Anchor::Middle, style: Style::Small, verbatim: false };
            if let Some(part) = self
                .scene
                .parts
                .iter_mut()
                .rev()
                .find(|it| matches!(&it.kind, PartKind::Node(node) if **node == *name))
            {
                part.labels.push(label);
            }
        }
        let cell_w = (node.w - 16) / cells;
        for (seat, key) in seated {
            if seat >= self.seats_each {
                self.hide(1, 0);
                continue;
            }
            let seat = i32::try_from(seat).unwrap_or(0);
            let (row, column) = (seat / cells, seat % cells);
            let cell = Rect {
                x: node.x + 8 + column * cell_w,
                y: pods_top + row * (CELL_H + ROW_LANE),
                w: cell_w,
                h: CELL_H,
            };
            let way = pod_way(cell, lanes.under, row);
            self.plan.ways.insert(key.clone(), way);
            self.plan.homes.insert(key.clone(), name.into());
            self.pod(key, cell, down);
        }
    }

    fn pod(&mut self, key: Key, cell: Rect, down: bool) {
        let Some(object) = self.view.store.get(&key) else { return };
        let View::Pod(pod) = &object.view else { return };
        let served = self.view.seats.is_offered(&key);
        let tone = pod_tone(object, pod, served, down);
        let x = cell.center().x;
        let circle = Rect { x: x - RADIUS, y: cell.y, w: 2 * RADIUS, h: 2 * RADIUS };
        let middle = cell.y + RADIUS;
        let ip = pod.ips.first().map(ToString::to_string).unwrap_or_default();
        let state = self.word(pod_word(object, pod, down));
        let labels = vec![
            Label {
                text: fit(&short_name(&key.name), Style::Word, 2 * RADIUS - 4),
                at: Point { x, y: middle + 1 },
                anchor: Anchor::Middle,
                style: Style::Word,
                verbatim: true,
            },
            Label {
                text: fit(&state, Style::Small, 2 * RADIUS - 8),
                at: Point { x, y: middle + 17 },
                anchor: Anchor::Middle,
                style: Style::Small,
                verbatim: false,
            },
            Label {
                text: fit(&ip, Style::Address, cell.w - 12),
                at: Point { x, y: circle.bottom() + 17 },
                anchor: Anchor::Middle,
                style: Style::Address,
                verbatim: true,
            },
        ];
        let name = key.name.to_string();
        self.add(PartKind::Pod(key), circle, tone, &name, labels);
    }
}

/// From the lane under the gate to the Pod: straight down in the first row,
/// else down beside the cells and along the lane above its own row.
fn pod_way(cell: Rect, under: i32, row: i32) -> Vec<Point> {
    let x = cell.center().x;
    let end = Point { x, y: cell.y };
    if row == 0 {
        return vec![Point { x, y: under }, end];
    }
    let lane = cell.y - ROW_LANE / 2;
    let side = cell.x;
    vec![Point { x: side, y: under }, Point { x: side, y: lane }, Point { x, y: lane }, end]
}

fn pod_tone(object: &Object, pod: &Pod, served: bool, down: bool) -> Tone {
    match pod.phase {
        _ if down => Tone::Down,
        PodPhase::Failed | PodPhase::Unknown => Tone::Down,
        _ if object.meta.deleting => Tone::Ending,
        _ if !pod.ready => Tone::Waiting,
        _ if served => Tone::Ready,
        PodPhase::Pending | PodPhase::Running | PodPhase::Succeeded => Tone::Plain,
    }
}

fn pod_word(object: &Object, pod: &Pod, down: bool) -> Word {
    match pod.phase {
        _ if down => Word::Failed,
        PodPhase::Failed | PodPhase::Unknown => Word::Failed,
        _ if object.meta.deleting => Word::Ending,
        PodPhase::Pending => Word::Starting,
        PodPhase::Running | PodPhase::Succeeded if pod.ready => Word::Ready,
        PodPhase::Running | PodPhase::Succeeded => Word::NotReady,
    }
}
