//! The hop card: what just happened to the packet, and why.

use std::sync::Arc;

use leptos::prelude::*;
use service_lab_engine::net::{EndpointFate, Hop, Place, Trace, Verdict};
use service_lab_engine::objects::IpFamily;
use service_lab_l10n::{Message, say};
use service_lab_session::scene::Depth;

use super::picture::depth;
use super::playback::{current_hop, hop_at};
use super::rich::line;
use super::{app, icons};
use crate::app::App;

/// The card of the hop shown.
pub fn hop_card() -> impl IntoView {
    let app = app();
    move || {
        let (trace, at) = current_hop(app)?;
        let hop = hop_at(&trace, at)?;
        let ended = at + 1 >= trace.hops.len() + trace.reply.len();
        let depth = depth(app);
        let step = say::step(hop);
        let reason = say::reason(&hop.because);
        Some(view! {
            <section class="hop" aria-live="polite">
                <div class="hop-words">
                    <h2>
                        <span class="num">{at + 1}</span>
                        <span>{line(move || step.clone())}</span>
                    </h2>
                    <p class="why">{line(move || reason.clone())}</p>
                    {(depth == Depth::Kernel).then(|| chains(app, &trace, at))}
                    {(depth != Depth::Story).then(|| endpoints(app, &hop.endpoints))}
                    {ended.then(|| ending(app, &trace, trace.because != hop.because))}
                </div>
                {tells_addresses(depth, hop).then(|| addresses(app, hop))}
            </section>
        })
    }
}

/// Whether the learner wants addresses, and the packet has them: while a name
/// that nobody resolves is asked for, it has none.
fn tells_addresses(depth: Depth, hop: &Hop) -> bool {
    depth != Depth::Story && !hop.after.destination.ip().is_unspecified()
}

/// From and to, before and after.
fn addresses(app: App, hop: &Hop) -> impl IntoView + use<> {
    let row = |id: &'static str, before: String, after: String| {
        let changed = before != after;
        let new = if changed {
            view! { <ins>{after}</ins> }.into_any()
        } else {
            view! { <span class="same">{move || app.t("ui-unchanged")}</span> }.into_any()
        };
        let old =
            if changed { view! { <del>{before}</del> }.into_any() } else { before.into_any() };
        view! {
            <tr>
                <th scope="row">{move || app.t(id)}</th>
                <td lang="en">{old}</td>
                <td lang="en">{new}</td>
            </tr>
        }
    };
    view! {
        <table class="addresses">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{move || app.t("ui-before")}</th>
                    <th scope="col">{move || app.t("ui-after")}</th>
                </tr>
            </thead>
            <tbody>
                {row("ui-from", hop.before.source.to_string(), hop.after.source.to_string())}
                {row("ui-to", hop.before.destination.to_string(), hop.after.destination.to_string())}
            </tbody>
        </table>
    }
}

fn chains(app: App, trace: &Arc<Trace>, at: usize) -> Option<impl IntoView + use<>> {
    let hop = hop_at(trace, at)?;
    if hop.rules_tried == 0 && hop.chains.is_empty() {
        return None;
    }
    let tried = app.say(&Message::new("ui-rules-tried").count("count", u64::from(hop.rules_tried)));
    let trace = trace.clone();
    // The rules follow the cluster; the rest of the card does not.
    let list = move || {
        let names = hop_at(&trace, at).map(|it| chain_names(app, it)).unwrap_or_default();
        (!names.is_empty()).then(|| {
            let names = names.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
            view! {
                <span>{app.t("ui-chains")}</span>
                <ol lang="en">{names}</ol>
            }
        })
    };
    Some(view! {
        <div class="chains">
            <span>{tried}</span>
            {list}
        </div>
    })
}

/// The names of the chains that were walked at a hop.
pub fn chain_names(app: App, hop: &Hop) -> Vec<String> {
    let Place::Node(node) = &hop.place else { return Vec::new() };
    let family = IpFamily::of(hop.before.destination.ip());
    let rules = app.world(|it| it.rules(node)).flatten();
    let Some(rules) = rules else { return Vec::new() };
    hop.chains.iter().map(|it| rules.chain_name(family, it)).collect()
}

fn endpoints(app: App, fates: &[EndpointFate]) -> Option<impl IntoView + use<>> {
    if fates.is_empty() {
        return None;
    }
    let items = fates
        .iter()
        .map(|fate| {
            let name = fate.pod.as_deref().unwrap_or_default().to_owned();
            let said = match fate.left_out {
                None => app.t("ui-endpoint-picked"),
                Some(reason) => app.say(&say::left_out(reason)),
            };
            view! {
                <li class:picked=fate.left_out.is_none()>
                    <code lang="en">{fate.endpoint.to_string()}</code>
                    " " <span lang="en">{name}</span> " " <em>{said}</em>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <details class="fates">
            <summary>{app.t("ui-endpoints")} " (" {fates.len()} ")"</summary>
            <ul>{items}</ul>
        </details>
    })
}

/// What to change first, when its text has come.
fn advised(app: App, advice: Message) -> AnyView {
    let text = move || {
        let advice = advice.clone();
        (!app.lacks(&advice.id)).then(|| {
            view! {
                <p class="advice"><b>{app.t("ui-advice")}</b> {line(move || advice.clone())}</p>
            }
        })
    };
    text.into_any()
}

/// How it ended, why, and what to change first.
fn ending(app: App, trace: &Trace, tell_why: bool) -> impl IntoView + use<> {
    let verdict = say::verdict(&trace.verdict);
    let good = matches!(trace.verdict, Verdict::Delivered { .. });
    let because = (!good && tell_why).then(|| say::reason(&trace.because));
    let late = matches!(trace.verdict, Verdict::TimedOut);
    let advice = trace.advice.as_ref().map(say::advice);
    let answer = match &trace.verdict {
        Verdict::Delivered { answer, .. } if !answer.is_empty() => Some(answer.clone()),
        _ => None,
    };
    view! {
        <div class="ending" class:good=good class:late=late>
            <p class="ending-head">
                {if good {
                    icons::tick().into_any()
                } else if late {
                    icons::clock().into_any()
                } else {
                    icons::cross().into_any()
                }}
                <span>{line(move || verdict.clone())}</span>
            </p>
            {because.map(|it| view! { <p>{line(move || it.clone())}</p> })}
            {answer.map(|it| view! {
                <p class="said"><b>{app.t("ui-answer")}</b> <code lang="en">{it}</code></p>
            })}
            {advice.map(|it| advised(app, it))}
        </div>
    }
}
