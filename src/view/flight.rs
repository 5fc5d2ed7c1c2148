//! The packet on its way through the picture.

use leptos::prelude::*;
use service_lab_session::scene::{Leg, Point};

use super::playback::hop_count;
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;

/// How long a packet takes for a leg.
const LEG_MS: f64 = 620.0;

/// The packet itself, on its way through the legs.
pub fn packet(app: App, way: Derived<Vec<Leg>>) -> impl IntoView {
    let place = Held::new(None::<(f64, f64)>);
    let turn = StoredValue::new(0_u32);
    effect(move || {
        let playback = app.playback.get();
        let way = way.get();
        let run = turn.get_value().wrapping_add(1);
        turn.set_value(run);
        let last = hop_count(app).checked_sub(1);
        let underway = last.is_some_and(|it| playback.at < it || playback.moving);
        let leg = way.get(playback.at).filter(|it| underway && !it.points.is_empty());
        match leg {
            None => place.set(None),
            Some(leg) if playback.moving && !reduced_motion() && leg.points.len() > 1 => {
                fly(leg.clone(), place, turn, run, js_sys::Date::now());
            }
            Some(leg) => place.set(leg.points.last().map(float)),
        }
    });
    let reply = move || {
        let at = app.playback.get().at;
        way.with(|it| it.get(at).is_some_and(|it| it.reply))
    };
    move || {
        place.get().map(|(x, y)| {
            view! {
                <g class="packet" class:reply=reply transform=format!("translate({} {})", tenths(x), tenths(y))>
                    <rect x="-15" y="-11" width="30" height="22" rx="5" />
                    <path d="M-10 -5.5 0 2 10 -5.5" />
                </g>
            }
        })
    }
}

/// A number with one decimal: what formats any number with decimals weighs more than all else in this file.
fn tenths(value: f64) -> String {
    let all = (value * 10.0) as i32;
    let sign = if all < 0 { "-" } else { "" };
    format!("{sign}{}.{}", all.abs() / 10, all.abs() % 10)
}

/// Whether the learner asked for less motion.
pub fn reduced_motion() -> bool {
    media("(prefers-reduced-motion: reduce)")
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|it| it.matches())
}

/// Moves the packet along a leg, frame by frame, until another turn begins.
fn fly(leg: Leg, place: Held<Option<(f64, f64)>>, turn: StoredValue<u32>, run: u32, begun: f64) {
    let part = ((js_sys::Date::now() - begun) / LEG_MS).clamp(0.0, 1.0);
    let eased = part * part * (3.0 - 2.0 * part);
    if turn.try_get_value() != Some(run) {
        return;
    }
    place.set(along(&leg.points, eased));
    if part < 1.0 {
        request_animation_frame(move || fly(leg, place, turn, run, begun));
    }
}

fn float(point: &Point) -> (f64, f64) {
    (f64::from(point.x), f64::from(point.y))
}

/// The point that lies a part of the way along.
fn along(points: &[Point], part: f64) -> Option<(f64, f64)> {
    let pairs = || points.iter().zip(points.iter().skip(1));
    let length = |a: &Point, b: &Point| f64::from((a.x - b.x).abs() + (a.y - b.y).abs());
    let mut left = pairs().map(|(a, b)| length(a, b)).sum::<f64>() * part;
    for (a, b) in pairs() {
        let all = length(a, b);
        if left <= all && all > 0.0 {
            let between = |a: i32, b: i32| f64::from(a) + f64::from(b - a) * left / all;
            return Some((between(a.x, b.x), between(a.y, b.y)));
        }
        left -= all;
    }
    points.last().map(float)
}
