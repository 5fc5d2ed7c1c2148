//! The Services as bands across the cluster, and the cluster's DNS beside them.

use service_lab_engine::net::Place;
use service_lab_engine::objects::{Key, Object, Service, ServiceType};

use super::{Builder, start};
use crate::scene::label::{Anchor, Label, Style, fit, text_width};
use crate::scene::{Depth, PartKind, Point, Rect, Tone, Word};

/// Services shown as bands, and lines of addresses and ports in one.
const MAX_BANDS: usize = 5;
const MAX_LINES: usize = 9;

impl Builder<'_> {
    /// The Services' bands. One band's room is kept even where there is none.
    pub(super) fn bands(&mut self, mut y: i32) -> i32 {
        let mut services = self.view.store.services().filter(|(it, _)| !is_api_server(&it.key));
        let shown: Vec<(&Object, &Service)> = services.by_ref().take(MAX_BANDS).collect();
        let dns = self.dns(y);
        let right = if dns { self.right - 78 } else { self.right };
        for (object, service) in &shown {
            let mut rect = Rect { x: self.left, y, w: right - self.left, h: 42 };
            let title = title(&object.key);
            let labels = self.band_labels(&title, service, &mut rect);
            let kind = PartKind::Band(object.key.clone());
            self.add(kind, rect, Tone::Virtual, &title, labels);
            y = rect.bottom() + 8;
        }
        if shown.is_empty() {
            y += 50;
        }
        self.hide(services.count(), 0);
        y - 8
    }

    /// The cluster's DNS, where a name is asked for.
    fn dns(&mut self, y: i32) -> bool {
        let asked =
            self.view.trace.is_some_and(|it| it.hops.iter().any(|hop| hop.place == Place::Dns));
        if asked {
            let rect = Rect { x: self.right - 66, y, w: 66, h: 42 };
            let name = self.word(Word::Dns);
            let label = Label {
                text: fit(&name, Style::Word, 36),
                at: Point { x: rect.center().x, y: y + 26 },
                anchor: Anchor::Middle,
                style: Style::Word,
                verbatim: false,
            };
            self.add(PartKind::Dns, rect, Tone::Plain, &name, vec![label]);
        }
        asked
    }

    /// What stands in a band, on one line where there is room for all of it, else
    /// addresses and ports under the name. Gives the band its height.
    fn band_labels(&self, title: &str, service: &Service, rect: &mut Rect) -> Vec<Label> {
        let x = rect.x + 16;
        let room = rect.w - 28;
        let title = fit(title, Style::Name, room);
        let mut taken = x + text_width(&title, Style::Name) + 16;
        let (pieces, style) = self.band_address(service);
        let mut lines = wrap(&pieces, style, rect.right() - 16 - taken);
        let one = rect.w >= 470 && lines.len() < 2;
        if !one {
            lines = wrap(&pieces, style, room);
        }
        let (y1, mut at) = if one {
            (rect.y + 26, Point { x: taken, y: rect.y + 26 })
        } else {
            (rect.y + 21, Point { x, y: rect.y + 41 })
        };
        let mut labels = vec![start(title, x, y1, Style::Name, true)];
        for line in lines {
            if one {
                taken += text_width(&line, style) + 24;
            }
            let line = fit(&line, style, rect.right() - 12 - at.x);
            labels.push(start(line, at.x, at.y, style, style == Style::Address));
            rect.h = at.y - rect.y + if one { 16 } else { 11 };
            at.y += 18;
        }
        let note = self.word(Word::Virtual);
        let real = !service.headless && service.kind != ServiceType::ExternalName;
        if real && text_width(&note, Style::Small) <= rect.right() - 12 - taken {
            labels.push(Label {
                text: note,
                at: Point { x: rect.right() - 16, y: y1 },
                anchor: Anchor::End,
                style: Style::Small,
                verbatim: false,
            });
        }
        labels
    }

    /// What follows a Service's name, in pieces that are not broken.
    fn band_address(&self, service: &Service) -> (Vec<String>, Style) {
        let mut pieces = Vec::new();
        let name_only = service.kind == ServiceType::ExternalName;
        if name_only || service.headless {
            if name_only {
                pieces.push(format!("→ {}", service.external_name.as_deref().unwrap_or_default()));
            }
            let words = self.word(if name_only { Word::NameOnly } else { Word::Headless });
            for word in words.split(' ') {
                pieces.push(word.to_owned());
            }
            return (pieces, Style::Small);
        }
        let address = service.cluster_ips.first().map(ToString::to_string).unwrap_or_default();
        for port in &service.ports {
            pieces.push(format!("{address}:{}", port.port));
        }
        if self.view.depth != Depth::Story {
            let mut before = format!("{} ", self.word(Word::EveryNode));
            for port in service.ports.iter().filter(|it| it.node_port != 0) {
                pieces.push(format!("{before}:{}", port.node_port));
                before.clear();
            }
        }
        (pieces, Style::Address)
    }
}

/// Pieces in lines that are no wider than that, unless one piece is.
fn wrap(pieces: &[String], style: Style, width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let many = lines.len() >= MAX_LINES;
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {piece}"), style) <= width => {
                line.push(' ');
                line.push_str(piece);
            }
            Some(line) if many => {
                line.push('…');
                break;
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

/// What a Service is called, with its namespace where that is not the usual one.
fn title(key: &Key) -> String {
    match &*key.namespace {
        "default" => format!("Service {}", key.name),
        namespace => format!("Service {namespace}/{}", key.name),
    }
}

/// The Service of the API server, which every cluster has and no lesson is
/// about.
fn is_api_server(key: &Key) -> bool {
    &*key.namespace == "default" && &*key.name == "kubernetes"
}
