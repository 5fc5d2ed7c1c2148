//! What stands outside the cluster: the client, load balancers, and the network
//! that a packet leaves into.

use service_lab_engine::net::{Hop, Place, Reason, Verdict};
use service_lab_engine::objects::ServiceType;

use super::{Builder, MARGIN};
use crate::scene::label::{Anchor, Label, Style, fit};
use crate::scene::plan::LANE;
use crate::scene::{PartKind, Point, Rect, Tone, Word};

/// A box outside in a picture drawn downwards: at least wide enough for an
/// address.
const BOX_W: i32 = 118;
const BOX_H: i32 = 56;

/// A box outside the cluster before it has a place: its kind, its whole name,
/// and two lines of text.
type OutsideBox = (PartKind, String, [(String, Style); 2]);

impl Builder<'_> {
    /// The client, load balancers and the network beyond. Returns where the
    /// cluster begins.
    pub(super) fn outside_world(&mut self, width: i32) -> i32 {
        let parts = self.outside_parts();
        let caption = |text: String, x: i32| Label {
            text,
            at: Point { x, y: 30 },
            anchor: Anchor::Start,
            style: Style::Word,
            verbatim: false,
        };
        if !self.plan.tall {
            let outside = caption(self.word(Word::Outside), MARGIN);
            let cluster = caption(self.word(Word::Cluster), self.left);
            self.scene.captions.extend([outside, cluster]);
        }
        let count = i32::try_from(parts.len()).unwrap_or(1).max(1);
        let width_inside = self.right - self.left;
        let columns = ((width_inside + 12) / (BOX_W + 12)).clamp(1, count);
        let each = (width_inside - (columns - 1) * 12) / columns;
        for (place, (kind, name, lines)) in (0..).zip(parts) {
            let rect = if self.plan.tall {
                let (row, column) = (place / columns, place % columns);
                let (x, y) = (self.left + column * (each + 12), 12 + row * (BOX_H + LANE));
                Rect { x, y, w: each.min(210), h: BOX_H }
            } else {
                Rect { x: MARGIN, y: 52 + place * 108, w: width, h: 84 }
            };
            self.outside_box(kind, rect, &name, &lines);
        }
        if self.plan.tall {
            let rows = (count + columns - 1) / columns;
            let y = 12 + rows * (BOX_H + LANE);
            self.plan.upper_lane = y - LANE / 2;
            y
        } else {
            48
        }
    }

    /// Kind, whole name, and up to two lines (second: an address) of each box
    /// outside.
    fn outside_parts(&self) -> Vec<OutsideBox> {
        let outside = self.view.outside.clone();
        let laptop = self.word(Word::Laptop);
        let mut parts = vec![(
            PartKind::Outside,
            laptop.clone(),
            [(laptop, Style::Word), (outside, Style::Address)],
        )];
        let balanced = self
            .view
            .store
            .services()
            .filter(|(_, it)| it.kind == ServiceType::LoadBalancer)
            .take(2);
        for (object, service) in balanced {
            let address = service
                .ingress
                .iter()
                .find_map(|it| it.ip.map(|ip| ip.to_string()).or_else(|| it.hostname.clone()))
                .map_or_else(
                    || (self.word(Word::Pending), Style::Small),
                    |it| (it, Style::Address),
                );
            let name = self.word(Word::LoadBalancer);
            parts.push((
                PartKind::LoadBalancer(object.key.clone()),
                object.key.name.to_string(),
                [(name, Style::Word), address],
            ));
        }
        let beyond = |it: &Hop| it.place == Place::Network;
        if let Some(trace) = self.view.trace
            && let Some(hop) = trace.hops.iter().find(|it| beyond(it))
        {
            let word = match (&trace.verdict, &trace.because) {
                (Verdict::Delivered { .. }, Reason::ApiServer { .. }) => Word::ApiServer,
                (Verdict::Delivered { .. }, _) => Word::Machine,
                _ => Word::Network,
            };
            let answers = word != Word::Network;
            let address = answers.then(|| hop.before.destination.ip().to_string());
            let address = address.unwrap_or_default();
            let name = self.word(word);
            let lines = [(name.clone(), Style::Word), (address, Style::Address)];
            parts.push((PartKind::Network, name, lines));
        }
        parts
    }

    fn outside_box(
        &mut self,
        kind: PartKind,
        rect: Rect,
        name: &str,
        lines: &[(String, Style); 2],
    ) {
        let x = rect.center().x;
        let first = rect.bottom() - if self.plan.tall { 34 } else { 32 };
        let labels = lines
            .iter()
            .zip([first, first + 19])
            .map(|((text, style), y)| Label {
                text: fit(text, *style, rect.w - 8),
                at: Point { x, y },
                anchor: Anchor::Middle,
                style: *style,
                verbatim: *style == Style::Address,
            })
            .collect();
        // Beyond the cluster an address tells of a machine that has it.
        let [_, (address, _)] = lines;
        let answers = kind == PartKind::Network && !address.is_empty();
        let tone = if answers { Tone::Ready } else { Tone::Plain };
        self.add(kind, rect, tone, name, labels);
    }
}
