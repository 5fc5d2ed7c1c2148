//! Lays the picture out.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::net::{Client, Hop, Place, Reason, Trace, Verdict};
use service_lab_engine::objects::{Key, Node, Object, Pod, PodPhase, Service, ServiceType};

use super::label::{Anchor, Label, Style, fit, short_name, text_width};
use super::route;
use super::{Depth, Part, PartKind, Point, Rect, Scene, Tone, View, Word};

/// Narrower than this, the picture is drawn downwards.
const WIDE_FROM: i32 = 600;
/// Services shown as bands, and lines of addresses and ports in one.
const MAX_BANDS: usize = 5;
const MAX_LINES: usize = 9;
/// Nodes shown.
const MAX_NODES: usize = 9;
/// Pods shown in one node, and in all nodes together: with many nodes each shows fewer.
const MAX_SEATS: usize = 12;
const MAX_SEATED: usize = 60;
/// Space around everything, and between two nodes.
const MARGIN: i32 = 24;
const GAP: i32 = 20;
/// Height of a lane.
pub const LANE: i32 = 28;
/// A box outside in a picture drawn downwards: at least wide enough for an
/// address.
const BOX_W: i32 = 118;
const BOX_H: i32 = 56;
/// A node's head with its name and address, its gate, and a Pod's cell.
const HEAD: i32 = 54;
const GATE: i32 = 46;
const CELL_W: i32 = 108;
const CELL_H: i32 = 98;
const RADIUS: i32 = 33;
/// Height of a lane between two rows of Pods.
const ROW_LANE: i32 = 16;

/// A box outside the cluster before it has a place: its kind, its whole name,
/// and two lines of text.
type OutsideBox = (PartKind, String, [(String, Style); 2]);

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
    rects: BTreeMap<PartKind, Rect>,
    lanes: BTreeMap<Arc<str>, Lanes>,
    homes: BTreeMap<Key, Arc<str>>,
    ways: BTreeMap<Key, Vec<Point>>,
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

    fn add(&mut self, kind: PartKind, rect: Rect, tone: Tone, name: &str, labels: Vec<Label>) {
        self.plan.rects.insert(kind.clone(), rect);
        let labels = labels.into_iter().filter(|it| !it.text.is_empty()).collect();
        self.scene.parts.push(Part { kind, rect, tone, labels, full_name: name.to_owned() });
    }

    /// The client, load balancers and the network beyond. Returns where the
    /// cluster begins.
    fn outside_world(&mut self, width: i32) -> i32 {
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

    /// The Services' bands. One band's room is kept even where there is none.
    fn bands(&mut self, mut y: i32) -> i32 {
        let mut services = self.view.store.services().filter(|(it, _)| !is_api_server(&it.key));
        let shown: Vec<(&Object, &Service)> = services.by_ref().take(MAX_BANDS).collect();
        let dns = self.dns(y);
        let right = if dns { self.right - 78 } else { self.right };
        for (object, service) in &shown {
            let mut rect = Rect { x: self.left, y, w: right - self.left, h: 42 };
            let labels = self.band_labels(&object.key.name, service, &mut rect);
            let kind = PartKind::Band(object.key.clone());
            self.add(kind, rect, Tone::Virtual, &object.key.name, labels);
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
    fn band_labels(&self, name: &str, service: &Service, rect: &mut Rect) -> Vec<Label> {
        let x = rect.x + 16;
        let room = rect.w - 28;
        let title = fit(&format!("Service {name}"), Style::Name, room);
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

    fn nodes(&mut self, mut y: i32) -> i32 {
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

    fn pods_of(&mut self, name: &str, node: Rect, lanes: &Lanes, cells: i32, down: bool) {
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
        let service_lab_engine::objects::View::Pod(pod) = &object.view else { return };
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

    fn hide(&mut self, all: usize, shown: usize) {
        let more = u32::try_from(all.saturating_sub(shown)).unwrap_or(u32::MAX);
        self.scene.hidden = self.scene.hidden.saturating_add(more);
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

/// A node's address.
fn address(node: &Node) -> String {
    node.internal_ips.first().map(ToString::to_string).unwrap_or_default()
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

fn start(text: String, x: i32, y: i32, style: Style, verbatim: bool) -> Label {
    Label { text, at: Point { x, y }, anchor: Anchor::Start, style, verbatim }
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

/// The Service of the API server, which every cluster has and no lesson is
/// about.
fn is_api_server(key: &Key) -> bool {
    &*key.namespace == "default" && &*key.name == "kubernetes"
}
