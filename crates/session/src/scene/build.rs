//! Lays the picture out, from top to bottom: what is outside, the Services'
//! bands, the nodes with their Pods; then the packet's way.

mod bands;
mod nodes;
mod outside;
mod pods;

use super::label::{Anchor, Label, Style};
use super::plan::Plan;
use super::route;
use super::{Part, PartKind, Point, Rect, Scene, Tone, View, Word};

/// Narrower than this, the picture is drawn downwards.
const WIDE_FROM: i32 = 600;
/// Most Pods shown in one node.
const MAX_SEATS: usize = 12;
/// Space around everything.
const MARGIN: i32 = 24;

struct Builder<'a> {
    view: &'a View<'a>,
    plan: Plan,
    scene: Scene,
    /// The cluster's left and right edge.
    left: i32,
    right: i32,
    /// Pods shown in each node.
    seats_each: usize,
}

/// Lays out a picture. Total: whatever the store holds, the result is bounded.
pub fn build(view: &View<'_>) -> Scene {
    let width = view.width.clamp(300, 4000);
    let tall = width < WIDE_FROM;
    let outside = if tall { 0 } else { (width / 5).clamp(132, 196) };
    let left = if tall { MARGIN } else { MARGIN + outside + 52 };
    let right = width - MARGIN;
    let mut builder = Builder {
        view,
        plan: Plan { tall, spine: left - 12, right_spine: right + 12, ..Plan::default() },
        scene: Scene { width, ..Scene::default() },
        left,
        right,
        seats_each: MAX_SEATS,
    };
    let mut y = builder.outside_world(outside);
    y = builder.bands(y);
    y = builder.nodes(y);
    let mut scene = builder.scene;
    scene.height = scene.parts.iter().map(|it| it.rect.bottom()).max().unwrap_or(y).max(y) + 16;
    if !tall {
        let x = left - 26;
        scene.divider = Some((Point { x, y: 16 }, Point { x, y: scene.height - 16 }));
    }
    scene.legs = view.trace.map(|it| route::legs(&builder.plan, it)).unwrap_or_default();
    scene
}

impl Builder<'_> {
    fn word(&self, word: Word) -> String {
        (self.view.word)(word)
    }

    /// Puts a part into the picture; texts that came out empty are left out.
    fn add(&mut self, kind: PartKind, rect: Rect, tone: Tone, name: &str, labels: Vec<Label>) {
        self.plan.rects.insert(kind.clone(), rect);
        let labels = labels.into_iter().filter(|it| !it.text.is_empty()).collect();
        self.scene.parts.push(Part { kind, rect, tone, labels, full_name: name.to_owned() });
    }

    /// Counts what is not shown of so many.
    fn hide(&mut self, all: usize, shown: usize) {
        let more = u32::try_from(all.saturating_sub(shown)).unwrap_or(u32::MAX);
        self.scene.hidden = self.scene.hidden.saturating_add(more);
    }
}

/// A text that begins at a place.
fn start(text: String, x: i32, y: i32, style: Style, verbatim: bool) -> Label {
    Label { text, at: Point { x, y }, anchor: Anchor::Start, style, verbatim }
}
