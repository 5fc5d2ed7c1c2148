//! Steps of the packet shown: forward, back, play.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use service_lab_engine::net::{Hop, Trace, Verdict};
use service_lab_l10n::{Message, say};

use super::keyed::{Item, keyed};
use super::rich::line;
use super::{app, icons};
use crate::app::{App, Playback};
use crate::derived::Derived;
use crate::effect::effect;

/// How long a hop is shown while playing.
const HOP_MS: u32 = 1150;

/// How many hops the request shown has, the way back included.
pub fn hop_count(app: App) -> usize {
    app.trace().map(|(it, _, _)| it.hops.len() + it.reply.len()).unwrap_or_default()
}

/// The hop that is shown: its request and its place among the hops there and
/// back.
pub fn current_hop(app: App) -> Option<(Arc<Trace>, usize)> {
    let (trace, _, _) = app.trace()?;
    let all = trace.hops.len() + trace.reply.len();
    let at = app.playback.get().at.min(all.checked_sub(1)?);
    Some((trace, at))
}

/// A hop by its place among those there and back.
pub fn hop_at(trace: &Trace, at: usize) -> Option<&Hop> {
    trace.hops.iter().chain(&trace.reply).nth(at)
}

/// Goes to a hop.
fn go(app: App, at: usize, moving: bool) {
    app.playback.update(|it| *it = Playback { at, moving, playing: false, ..*it });
}

/// Moves on by itself while it plays.
fn follow(app: App) {
    let timer = StoredValue::new_local(None::<Timeout>);
    effect(move || {
        let playback = app.playback.get();
        let count = hop_count(app);
        if !playback.playing {
            timer.set_value(None);
            return;
        }
        let wait = if playback.at == 0 { HOP_MS / 2 } else { HOP_MS };
        let next = Timeout::new(wait, move || {
            app.playback.update(|it| {
                if it.at + 1 < count {
                    it.at += 1;
                    it.moving = true;
                } else {
                    it.playing = false;
                    it.moving = false;
                }
            });
        });
        timer.set_value(Some(next));
    });
}

/// The bar under the picture.
pub fn playback() -> impl IntoView {
    let app = app();
    follow(app);
    let count = Derived::new(move |_| hop_count(app));
    let at = Derived::new(move |_| app.playback.get().at.min(count.get().saturating_sub(1)));
    let playing = Derived::new(move |_| app.playback.get().playing);
    let end = Derived::new(move |_| ending(app, at.get(), count.get()));
    let toggle = move |_| {
        app.playback.update(|it| {
            let ended = it.at + 1 >= count.get_untracked();
            let at = if ended && !it.playing { 0 } else { it.at };
            *it = Playback { at, playing: !it.playing, moving: false, ..*it };
        });
    };
    let empty = move || {
        view! {
            <div class="play empty">
                <p>
                    <b>{move || app.t("ui-picture-empty")}</b>
                    " "
                    {move || app.t("ui-picture-empty-how")}
                </p>
            </div>
        }
    };
    view! {
        <Show when=move || { count.get() > 0 } fallback=empty>
            <div class="play">
                <button
                    type="button"
                    class="round"
                    aria-label=move || app.t("ui-step-back")
                    disabled=move || at.get() == 0
                    on:click=move |_| go(app, at.get_untracked().saturating_sub(1), false)
                >
                    {icons::back()}
                </button>
                <button
                    type="button"
                    class="round main"
                    aria-label=move || app.t(if playing.get() { "ui-pause" } else { "ui-play" })
                    on:click=toggle
                >
                    {move || if playing.get() {
                        icons::pause().into_any()
                    } else {
                        icons::play().into_any()
                    }}
                </button>
                <button
                    type="button"
                    class="round"
                    aria-label=move || app.t("ui-step-on")
                    disabled=move || { at.get() + 1 >= count.get() }
                    on:click=move |_| go(app, at.get_untracked() + 1, true)
                >
                    {icons::on()}
                </button>
                <ol class="steps" aria-label=move || app.t("ui-hops")>
                    {keyed(move || steps(app, at))}
                </ol>
                {move || verdict(end.get())}
            </div>
        </Show>
    }
}

/// The steps as items of a list: one that says the same at the same place stays.
fn steps(app: App, at: Derived<usize>) -> Vec<Item> {
    let Some((trace, _, _)) = app.trace() else { return Vec::new() };
    let there = trace.hops.len();
    let item = |(number, hop): (usize, &Hop)| {
        let short = say::step_short(&hop.step);
        let reply = number >= there;
        let key = format!("{number} {reply} {}", app.say(&short));
        Item::new(key, move || step(app, at, number, reply, short).into_any())
    };
    trace.hops.iter().chain(&trace.reply).enumerate().map(item).collect()
}

fn step(
    app: App,
    at: Derived<usize>,
    number: usize,
    reply: bool,
    short: Message,
) -> impl IntoView + use<> {
    view! {
        <li>
            <button
                type="button"
                class="step"
                class:past=move || { number < at.get() }
                class:now=move || number == at.get()
                class:reply=reply
                aria-current=move || (number == at.get()).then_some("step")
                on:click=move |_| {
                    let next = number == at.get_untracked() + 1;
                    go(app, number, next);
                }
            >
                <span class="hop-number">{number + 1}</span>
                <span class="hop-text">{line(move || short.clone())}</span>
            </button>
        </li>
    }
}

/// What is said beside the steps, and its class.
type Ending = (String, &'static str);

/// How far the packet has come; how it ended, once it is at its last hop.
fn ending(app: App, at: usize, count: usize) -> Ending {
    let Some((trace, _, _)) = app.trace() else { return Ending::default() };
    if at + 1 < count {
        let text = app.say(&Message::new("ui-hop-of").with("number", at + 1).with("of", count));
        return (text, "verdict open");
    }
    let class = match trace.verdict {
        Verdict::Delivered { .. } => "verdict good",
        Verdict::Refused | Verdict::NotResolved | Verdict::NotSent => "verdict bad",
        Verdict::TimedOut => "verdict late",
    };
    (app.say(&say::verdict_short(&trace.verdict)), class)
}

fn verdict((text, class): Ending) -> Option<AnyView> {
    let icon = match class {
        "" => return None,
        "verdict good" => icons::tick().into_any(),
        "verdict bad" => icons::cross().into_any(),
        "verdict late" => icons::clock().into_any(),
        _ => ().into_any(),
    };
    Some(view! { <span class=class>{icon}{text}</span> }.into_any())
}
