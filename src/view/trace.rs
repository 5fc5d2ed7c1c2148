//! The hop card: what just happened to the packet, and why.

use std::net::SocketAddr;
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
use crate::derived::Derived;

/// The card of the hop shown. Each piece of it follows what it tells and nothing else: of two requests that go the same
/// way most pieces are the same.
pub fn hop_card() -> impl IntoView {
    let app = app();
    let walked = StoredValue::new(None::<Walked>);
    let words = Derived::new(move |_| {
        let (trace, at) = current_hop(app)?;
        let hop = hop_at(&trace, at)?;
        Some((at, say::step(hop), say::reason(&hop.because)))
    });
    let chains = Derived::new(move |_| {
        let (trace, at) = current_hop(app)?;
        (depth(app) == Depth::Kernel).then(|| chains(app, walked, &trace, at)).flatten()
    });
    let fates = Derived::new(move |_| {
        let (trace, at) = current_hop(app).filter(|_| depth(app) != Depth::Story)?;
        Some(hop_at(&trace, at)?.endpoints.clone())
    });
    let ending = Derived::new(move |_| {
        let (trace, at) = current_hop(app)?;
        let hop = hop_at(&trace, at)?;
        let ended = at + 1 >= trace.hops.len() + trace.reply.len();
        ended.then(|| Ending::of(&trace, trace.because != hop.because))
    });
    let there = Derived::new(move |_| words.with(Option::is_some));
    let card = move || {
        view! {
            <section class="hop">
                <div class="hop-words">
                    {move || words.get().map(headed)}
                    {move || chains.get().map(|it| chain_list(app, it))}
                    {move || endpoints(app, &fates.get().unwrap_or_default())}
                    {move || ending.get().map(|it| it.shown(app))}
                </div>
                {addresses(app)}
            </section>
        }
    };
    move || there.get().then(card)
}

/// What happened at a hop, and why.
fn headed((at, step, reason): (usize, Message, Message)) -> impl IntoView {
    view! {
        <h2>
            <span class="num">{at + 1}</span>
            <span>{line(move || step.clone())}</span>
        </h2>
        <p class="why">{line(move || reason.clone())}</p>
    }
}

/// Whether the learner wants addresses, and the packet has them: while a name
/// that nobody resolves is asked for, it has none.
fn tells_addresses(depth: Depth, hop: &Hop) -> bool {
    depth != Depth::Story && !hop.after.destination.ip().is_unspecified()
}

/// From and to, before and after.
fn addresses(app: App) -> impl IntoView {
    let told = move || {
        let (trace, at) = current_hop(app)?;
        let hop = hop_at(&trace, at).filter(|it| tells_addresses(depth(app), it))?;
        Some((hop.before, hop.after))
    };
    let from = Derived::new(move |_| told().map(|(before, after)| [before.source, after.source]));
    let to = Derived::new(move |_| {
        told().map(|(before, after)| [before.destination, after.destination])
    });
    let there = Derived::new(move |_| to.with(Option::is_some));
    let table = move || {
        view! {
            <table class="addresses" aria-live="off">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{move || app.t("ui-before")}</th>
                        <th scope="col">{move || app.t("ui-after")}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">{move || app.t("ui-from")}</th>
                        {move || from.get().map(|it| cells(app, it))}
                    </tr>
                    <tr>
                        <th scope="row">{move || app.t("ui-to")}</th>
                        {move || to.get().map(|it| cells(app, it))}
                    </tr>
                </tbody>
            </table>
        }
    };
    move || there.get().then(table)
}

fn cells(app: App, [before, after]: [SocketAddr; 2]) -> impl IntoView {
    let changed = before != after;
    let (before, after) = (before.to_string(), after.to_string());
    let new = if changed {
        view! { <ins lang="en">{after}</ins> }.into_any()
    } else {
        view! { <span class="same">{move || app.t("ui-unchanged")}</span> }.into_any()
    };
    let old = if changed { view! { <del>{before}</del> }.into_any() } else { before.into_any() };
    view! {
        <td lang="en">{old}</td>
        <td>{new}</td>
    }
}

/// A request, and the names of the chains that it walked at each hop.
type Walked = (Arc<Trace>, Vec<Vec<String>>);

/// The names of the chains that a request walked at a hop, by the rules that stood when it came to be shown: a chain
/// keeps its name, whatever becomes of its Service, and nobody makes rules anew only to name it.
fn names(
    app: App,
    walked: StoredValue<Option<Walked>>,
    trace: &Arc<Trace>,
    at: usize,
) -> Vec<String> {
    let kept = walked.with_value(|it| it.as_ref().is_some_and(|it| Arc::ptr_eq(&it.0, trace)));
    if !kept {
        let hops = trace.hops.iter().chain(&trace.reply);
        let all = hops.map(|hop| chain_names(app, hop)).collect();
        walked.set_value(Some((trace.clone(), all)));
    }
    walked.with_value(|it| it.as_ref()?.1.get(at).cloned()).unwrap_or_default()
}

/// How many rules were tried at a hop, and the names of the chains that were walked.
type Chains = (u32, Vec<String>);

fn chains(
    app: App,
    walked: StoredValue<Option<Walked>>,
    trace: &Arc<Trace>,
    at: usize,
) -> Option<Chains> {
    let hop = hop_at(trace, at)?;
    let any = hop.rules_tried > 0 || !hop.chains.is_empty();
    any.then(|| (hop.rules_tried, names(app, walked, trace, at)))
}

fn chain_list(app: App, (tried, names): Chains) -> impl IntoView {
    let tried = app.say(&Message::new("ui-rules-tried").count("count", u64::from(tried)));
    let list = (!names.is_empty()).then(|| {
        let names = names.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
        view! {
            <span>{app.t("ui-chains")}</span>
            <ol lang="en">{names}</ol>
        }
    });
    view! {
        <div class="chains" aria-live="off">
            <span>{tried}</span>
            {list}
        </div>
    }
}

/// The names of the chains that were walked at a hop, by the rules as they are.
fn chain_names(app: App, hop: &Hop) -> Vec<String> {
    let Place::Node(node) = &hop.place else { return Vec::new() };
    if hop.chains.is_empty() {
        return Vec::new();
    }
    let family = IpFamily::of(hop.before.destination.ip());
    let rules = app.session.with_value(|it| it.bench()?.world().rules(node));
    let Some(rules) = rules else { return Vec::new() };
    let names = hop.chains.iter().map(|it| rules.chain_name(family, it));
    names.filter(|it| !it.is_empty()).collect()
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
pub fn advised(app: App, advice: Message) -> AnyView {
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
#[derive(Clone, PartialEq)]
struct Ending {
    verdict: Message,
    because: Option<Message>,
    answer: Option<String>,
    advice: Option<Message>,
    good: bool,
    late: bool,
}

impl Ending {
    fn of(trace: &Trace, tell_why: bool) -> Self {
        let good = matches!(trace.verdict, Verdict::Delivered { .. });
        let answer = match &trace.verdict {
            Verdict::Delivered { answer, .. } if !answer.is_empty() => Some(answer.clone()),
            _ => None,
        };
        Self {
            verdict: say::verdict(&trace.verdict, &trace.because),
            because: (!good && tell_why).then(|| say::reason(&trace.because)),
            answer,
            advice: trace.advice.as_ref().map(say::advice),
            good,
            late: matches!(trace.verdict, Verdict::TimedOut),
        }
    }

    fn shown(self, app: App) -> impl IntoView {
        let Self { verdict, because, answer, advice, good, late } = self;
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
}
