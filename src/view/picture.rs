//! The picture: a [`Scene`] as SVG, one to one. Parts keep their elements
//! while they live, so that changes of place can be seen.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use service_lab_course::Depth as CourseDepth;
use service_lab_l10n::{Message, say};
use service_lab_session::scene::{
    Anchor, Depth, Label, Leg, Part, PartKind, Point, Scene, Style, Tone, View, Word, build,
    part_of,
};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use super::app;
use super::flight::packet;
use super::keyed::{Item, keyed};
use super::playback::{current_hop, hop_at};
use super::sight::keep_in_sight;
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;

/// How round the corners of a wire are.
const CORNER: i32 = 12;
/// Width that is assumed until the page has been laid out.
const FIRST_WIDTH: i32 = 980;

/// A scene with a number that changes when it does: cheap to compare.
#[derive(Clone)]
pub struct Drawn {
    number: u64,
    pub scene: Arc<Scene>,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// The picture.
pub fn picture() -> impl IntoView {
    let app = app();
    let stage = NodeRef::<leptos::html::Div>::new();
    let width = Held::new(FIRST_WIDTH);
    watch_width(stage, width);
    let drawn = Derived::new(move |before: Option<&Drawn>| {
        let scene = draw(app, width.get());
        match before {
            Some(before) if *before.scene == scene => before.clone(),
            _ => Drawn { number: before.map_or(0, |it| it.number + 1), scene: Arc::new(scene) },
        }
    });
    let view_box = move || drawn.with(|it| format!("0 0 {} {}", it.scene.width, it.scene.height));
    let active = Derived::new(move |_| {
        let (trace, at) = current_hop(app)?;
        part_of(&hop_at(&trace, at)?.place)
    });
    let shown = follow(drawn, active);
    effect(move || {
        // Who sends is brought to the picture as it is.
        let begins = app.playback.with_untracked(|it| it.playing && it.at == 0);
        if active.get().is_some() && !begins {
            request_animation_frame(keep_in_sight);
        }
    });
    let way = Derived::new(move |_| drawn.with(|it| it.scene.legs.clone()));
    let frame = Derived::new(move |_| {
        drawn.with(|it| (it.scene.divider, it.scene.captions.clone(), it.scene.hidden))
    });
    let captions =
        move || frame.with(|it| it.1.iter().map(|it| label(it, "caption")).collect_view());
    let hidden = move || {
        let count = frame.with(|it| it.2);
        (count > 0).then(|| {
            let message = Message::new("ui-picture-hidden").count("count", u64::from(count));
            view! { <p class="stage-note">{app.say(&message)}</p> }
        })
    };
    view! {
        <div class="stage" node_ref=stage>
            <svg
                class="picture"
                viewBox=view_box
                width=move || drawn.with(|it| it.scene.width)
                height=move || drawn.with(|it| it.scene.height)
                aria-hidden="true"
            >
                <g>{move || frame.with(|it| it.0.map(divider))}</g>
                <g>{captions}</g>
                <g>
                    {keyed(move || {
                        let item = |it: Shown| {
                            Item::new(part_key(&it.kind), move || part(it).into_any())
                        };
                        shown.get().into_iter().map(item).collect()
                    })}
                </g>
                <g class="wires">{move || way.with(|it| wires(app, it))}</g>
                {packet(app, way)}
            </svg>
            <div class="hidden">
                <h2>{move || app.t("ui-picture")}</h2>
                <ul>
                    {keyed(move || {
                        let item = |it: Shown| {
                            Item::new(part_key(&it.kind), move || read_out(it).into_any())
                        };
                        shown.get().into_iter().map(item).collect()
                    })}
                </ul>
            </div>
            {hidden}
            {legend(app)}
        </div>
    }
}

/// A part as it is shown. Its views follow these signals and nothing else: most
/// of a picture stays as it is, and nothing of what stays is asked.
#[derive(Clone)]
struct Shown {
    kind: PartKind,
    part: ArcRwSignal<Part>,
    /// Whether the packet is there.
    lit: ArcRwSignal<bool>,
}

/// Hands each part its own piece of the scene where that changed. The list
/// changes when parts come or go.
fn follow(drawn: Derived<Drawn>, active: Derived<Option<PartKind>>) -> Held<Vec<Shown>> {
    let shown = Held::new(Vec::<Shown>::new());
    let effect = RenderEffect::new(move |_| {
        let active = active.get();
        let scene = drawn.get().scene;
        let lit = |part: &Part| active.as_ref() == Some(&part.kind);
        let before = shown.get_untracked();
        if before.iter().map(|it| &it.kind).eq(scene.parts.iter().map(|it| &it.kind)) {
            for (known, part) in before.iter().zip(&scene.parts) {
                known.update(part, lit(part));
            }
            return;
        }
        let mut known: BTreeMap<PartKind, Shown> =
            before.into_iter().map(|it| (it.kind.clone(), it)).collect();
        let place = |part: &Part| match known.remove(&part.kind) {
            Some(known) => {
                known.update(part, lit(part));
                known
            }
            None => Shown::new(part, lit(part)),
        };
        shown.set(scene.parts.iter().map(place).collect());
    });
    on_cleanup(move || drop(effect));
    shown
}

impl Shown {
    fn new(part: &Part, lit: bool) -> Self {
        Self {
            kind: part.kind.clone(),
            part: ArcRwSignal::new(part.clone()),
            lit: ArcRwSignal::new(lit),
        }
    }

    fn update(&self, part: &Part, lit: bool) {
        if self.part.with_untracked(|it| it != part) {
            self.part.set(part.clone());
        }
        if self.lit.get_untracked() != lit {
            self.lit.set(lit);
        }
    }
}

/// What shapes and colours mean.
fn legend(app: App) -> impl IntoView {
    let rows = [
        ("packet", "ui-legend-packet"),
        ("ready", "ui-legend-ready"),
        ("waiting", "ui-legend-waiting"),
        ("down", "ui-legend-down"),
        ("virtual", "ui-legend-virtual"),
    ]
    .map(|(class, id)| {
        view! {
            <li>
                <span class=format!("swatch {class}") aria-hidden="true"></span>
                <span>{move || app.t(id)}</span>
            </li>
        }
    });
    view! {
        <details class="legend">
            <summary>{move || app.t("ui-legend")}</summary>
            <ul>{rows.into_iter().collect_view()}</ul>
        </details>
    }
}

/// Follows the stage's width.
fn watch_width(stage: NodeRef<leptos::html::Div>, width: Held<i32>) {
    let observer = StoredValue::new_local(None::<ResizeObserver>);
    effect(move || {
        let Some(element) = stage.get() else { return };
        let element: HtmlElement = element.unchecked_into();
        let watched = element.clone();
        let measure = move || {
            let found = watched.client_width();
            if found > 0 && width.try_get_untracked().is_some_and(|it| it != found) {
                width.set(found);
            }
        };
        measure();
        let callback = Closure::<dyn Fn()>::new(measure);
        if let Ok(made) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            made.observe(&element);
            observer.set_value(Some(made));
        }
        callback.forget();
    });
    on_cleanup(move || {
        if let Some(observer) = observer.try_get_value().flatten() {
            observer.disconnect();
        }
    });
}

fn draw(app: App, width: i32) -> Scene {
    let depth = depth(app);
    let trace = app.trace().map(|(trace, _, _)| trace);
    let rules = app.rules.get();
    let said = RefCell::new(Vec::<(Word, String)>::new());
    app.picture(|bench| {
        let world = bench.world();
        build(&View {
            store: &world.store,
            seats: bench.seats(),
            width,
            depth,
            outside: world.config.outside.to_string(),
            down: &|node| !world.is_up(node),
            rules: &|node| rules.get(node).copied(),
            trace: trace.as_deref(),
            word: &|word| once(&said, word, |it| app.say(&say::word(it))),
        })
    })
    .unwrap_or_default()
}

/// A word of the picture; the same one is on many Pods.
fn once(said: &RefCell<Vec<(Word, String)>>, word: Word, say: impl Fn(&Word) -> String) -> String {
    if let Some((_, text)) = said.borrow().iter().find(|it| it.0 == word) {
        return text.clone();
    }
    let text = say(&word);
    said.borrow_mut().push((word, text.clone()));
    text
}

/// How deep the open step goes.
pub fn depth(app: App) -> Depth {
    match app.step().map(|it| it.depth) {
        Some(CourseDepth::Story) if !app.all_tools.get() => Depth::Story,
        Some(CourseDepth::Network) => Depth::Network,
        Some(CourseDepth::Kernel | CourseDepth::Story) | None => Depth::Kernel,
    }
}

fn divider((a, b): (Point, Point)) -> impl IntoView {
    view! { <line class="divider" x1=a.x y1=a.y x2=b.x y2=b.y /> }
}

fn label(label: &Label, class: &str) -> impl IntoView + use<> {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let style = match label.style {
        Style::Name => "name",
        Style::Word => "word",
        Style::Small => "small",
        Style::Address => "address",
    };
    view! {
        <text
            class=format!("{style} {class}")
            x=label.at.x
            y=label.at.y
            text-anchor=anchor
            lang=label.verbatim.then_some("en")
        >
            {label.text.clone()}
        </text>
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Ready => "ready",
        Tone::Waiting => "waiting",
        Tone::Ending => "ending",
        Tone::Down => "down",
        Tone::Virtual => "virtual",
    }
}

/// One part.
fn part(shown: Shown) -> impl IntoView {
    let Shown { part, lit, .. } = shown;
    move || {
        let lit = lit.clone();
        part.with(|part| {
            let class = format!("part {} {}", part_class(&part.kind), tone(part.tone));
            view! {
                <g class=class class:lit=move || lit.get()>
                    {leptos::svg::title().child(part.full_name.clone())}
                    {body(part)}
                    {part.labels.iter().map(|it| label(it, "")).collect_view()}
                </g>
            }
        })
    }
}

/// What tells a part from all others.
fn part_key(kind: &PartKind) -> String {
    let class = part_class(kind);
    match kind {
        PartKind::Outside | PartKind::Dns | PartKind::Network => class.to_owned(),
        PartKind::LoadBalancer(it) | PartKind::Band(it) | PartKind::Pod(it) => {
            format!("{class} {}/{}", it.namespace, it.name)
        }
        PartKind::Node(it) | PartKind::Gate(it) => format!("{class} {it}"),
    }
}

fn part_class(kind: &PartKind) -> &'static str {
    match kind {
        PartKind::Outside => "outside",
        PartKind::LoadBalancer(_) => "balancer",
        PartKind::Band(_) => "band",
        PartKind::Node(_) => "node",
        PartKind::Gate(_) => "gate",
        PartKind::Pod(_) => "pod",
        PartKind::Dns => "dns",
        PartKind::Network => "network",
    }
}

fn body(part: &Part) -> AnyView {
    let rect = part.rect;
    let middle = rect.center();
    if matches!(part.kind, PartKind::Pod(_)) {
        let r = rect.w / 2;
        return view! { <circle class="shape" cx=middle.x cy=middle.y r=r /> }.into_any();
    }
    let rx = match part.kind {
        PartKind::Node(_) => 14,
        PartKind::Gate(_) => 8,
        PartKind::Band(_) => 10,
        PartKind::Outside
        | PartKind::LoadBalancer(_)
        | PartKind::Dns
        | PartKind::Network
        | PartKind::Pod(_) => 12,
    };
    view! {
        <rect class="shape" x=rect.x y=rect.y width=rect.w height=rect.h rx=rx />
        {glyph(part, middle)}
    }
    .into_any()
}

/// The small drawing in a box outside, where there is room for one.
fn glyph(part: &Part, middle: Point) -> Option<AnyView> {
    const TALL_ENOUGH: i32 = 80;
    if part.rect.h < TALL_ENOUGH {
        return None;
    }
    let (x, y) = (middle.x, part.rect.y + 12);
    let d = match part.kind {
        PartKind::Outside => format!("M{} {y}h30v20h-30zM{} {}h42", x - 15, x - 21, y + 25),
        PartKind::LoadBalancer(_) => {
            format!("M{} {}h12l12-8m-12 8h16m-16 0 12 8", x - 18, y + 13)
        }
        PartKind::Network if part.tone == Tone::Ready => {
            format!("M{} {y}h28v11h-28zv22h28v-11m-5-6h0m0 11h0", x - 14)
        }
        PartKind::Network => format!("M{} {}l18 18m0-18-18 18", x - 9, y + 4),
        PartKind::Band(_)
        | PartKind::Node(_)
        | PartKind::Gate(_)
        | PartKind::Pod(_)
        | PartKind::Dns => return None,
    };
    Some(view! { <path class="thing" d=d /> }.into_any())
}

/// The way of the packet shown, as far as it has come.
fn wires(app: App, way: &[Leg]) -> impl IntoView + use<> {
    let at = app.playback.get().at;
    let current = at.min(way.len().saturating_sub(1));
    way.iter()
        .enumerate()
        .take_while(|(number, _)| *number <= at)
        .filter(|(_, leg)| leg.points.len() > 1)
        .map(|(number, leg)| {
            let class = match (leg.reply, number == current) {
                (false, false) => "wire",
                (false, true) => "wire now",
                (true, false) => "wire reply",
                (true, true) => "wire reply now",
            };
            view! { <path class=class d=rounded(&leg.points) /> }
        })
        .collect_view()
}

/// A line through points with round corners.
fn rounded(points: &[Point]) -> String {
    let mut d = String::new();
    for (place, point) in points.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|it| points.get(it));
        match (before, points.get(place + 1)) {
            (Some(before), Some(after)) => {
                let (a, b) = (toward(*point, *before), toward(*point, *after));
                let corner = format!("L{} {}Q{} {} {} {}", a.x, a.y, point.x, point.y, b.x, b.y);
                d.push_str(&corner);
            }
            (None, _) => d.push_str(&format!("M{} {}", point.x, point.y)),
            (_, None) => d.push_str(&format!("L{} {}", point.x, point.y)),
        }
    }
    d
}

/// A point on the way from one to another: a corner's radius away, or half way.
fn toward(from: Point, to: Point) -> Point {
    let step = |a: i32, b: i32| a + ((b - a).abs() / 2).min(CORNER) * (b - a).signum();
    Point { x: step(from.x, to.x), y: step(from.y, to.y) }
}

/// A part of the picture as an item of a list: what is read instead of the drawing. The name is told once, in full.
fn read_out(shown: Shown) -> impl IntoView {
    let text = move || {
        shown.part.with(|part| {
            let name = part.full_name.as_str();
            let mut said = vec![name];
            let labels = part.labels.iter().map(|it| it.text.as_str());
            said.extend(labels.filter(|it| !name.ends_with(it.trim_start_matches('…'))));
            said.join(", ")
        })
    };
    view! { <li>{text}</li> }
}
