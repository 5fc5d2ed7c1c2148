//! A look at every Service: each way in to it is tried, and what does not work is told with its reason.

use std::sync::Arc;

use leptos::prelude::*;
use service_lab_engine::checkup::{Outcome, Way, look};
use service_lab_engine::net::{Request, Trace};
use service_lab_engine::objects::Key;
use service_lab_l10n::{Message, say};
use service_lab_session::{Action, BenchId};

use super::controls::{client_name, guard_note};
use super::more::More;
use super::rich::line;
use super::sight::bring_into_sight;
use super::trace::advised;
use super::{app, icons};
use crate::app::App;
use crate::derived::Derived;
use crate::held::Held;

/// Services shown at first; as many again each time the learner asks for more.
const SERVICES_AT_ONCE: usize = 20;

/// What the last look found, and in which cluster.
#[derive(Clone, Default, PartialEq)]
pub struct Found {
    cluster: Option<(BenchId, u64)>,
    /// Those with a way in that does not work first.
    services: Arc<Vec<(Key, Vec<Way>)>>,
}

impl Found {
    fn of(cluster: (BenchId, u64), ways: Vec<Way>) -> Self {
        let mut services: Vec<(Key, Vec<Way>)> = Vec::new();
        for way in ways {
            match services.last_mut().filter(|(key, _)| *key == way.service) {
                Some((_, known)) => known.push(way),
                None => services.push((way.service.clone(), vec![way])),
            }
        }
        services.sort_by_key(|(_, ways)| ways.iter().all(Way::is_fine));
        Self { cluster: Some(cluster), services: Arc::new(services) }
    }

    fn ways(&self) -> impl Iterator<Item = &Way> {
        self.services.iter().flat_map(|(_, ways)| ways)
    }
}

/// A place for what is found, which outlives the view of it: whoever opens another tool finds it again.
pub fn found() -> Held<Found> {
    Held::new(Found::default())
}

/// The button, and what was found.
pub fn checkup(found: Held<Found>) -> impl IntoView {
    let app = app();
    let guarded = Derived::new(move |_| app.guarded());
    let run = move |_| {
        app.dispatch(Action::Rest);
        let Some(ways) = app.world(look) else { return };
        found.set(Found::of(app.cluster_revision(), ways));
    };
    let more =
        More::new(SERVICES_AT_ONCE, |it| 2 * it, ".checkup > section:nth-of-type({}) button");
    let left =
        Derived::new(move |_| found.with(|it| it.services.len().saturating_sub(more.shown.get())));
    let services = move || {
        let shown = more.shown.get();
        let services = found.with(|it| it.services.clone());
        services.iter().take(shown).map(|(key, ways)| service(app, key, ways)).collect_view()
    };
    view! {
        <div class="checkup">
            <h3>{line(|| Message::new("ui-checkup-title"))}</h3>
            <p class="quiet">{line(|| Message::new("ui-checkup-lead"))}</p>
            <p>
                <button
                    type="button"
                    class="button small"
                    disabled=move || guarded.get()
                    on:click=run
                >
                    {move || app.t("ui-checkup-run")}
                </button>
            </p>
            {guard_note(guarded)}
            <p role="status">{move || summary(app, found)}</p>
            {services}
            {more.button(left)}
        </div>
    }
}

/// How many ways in do not work, and whether that is of the cluster as it is.
fn summary(app: App, found: Held<Found>) -> Option<String> {
    let (cluster, all, bad) = found.with(|it| {
        (it.cluster.clone(), it.ways().count(), it.ways().filter(|it| !it.is_fine()).count())
    });
    let cluster = cluster?;
    Some(if cluster != app.cluster_revision() {
        app.t("ui-checkup-changed")
    } else if all == 0 {
        app.t("ui-checkup-none")
    } else {
        app.say(&Message::new("ui-checkup-found").with("bad", bad).with("all", all))
    })
}

fn service(app: App, key: &Key, ways: &[Way]) -> impl IntoView + use<> {
    let name = match &*key.namespace {
        "default" => key.name.to_string(),
        namespace => format!("{namespace}/{}", key.name),
    };
    let before = std::iter::once(None).chain(ways.iter().map(Some));
    let again = |it: &Way, before: Option<&Way>| before.is_some_and(|last| it.fails_like(last));
    let ways = ways.iter().zip(before).map(|(it, before)| shown(app, it, again(it, before)));
    let ways = ways.collect_view();
    view! {
        <section>
            <h4 class="mono" lang="en">{name}</h4>
            <ul class="goals">{ways}</ul>
        </section>
    }
}

/// `again`: it fails for the reason that has just been told.
fn shown(app: App, way: &Way, again: bool) -> impl IntoView + use<> {
    let (mark, said) = match &way.outcome {
        Outcome::KeptOut { .. } | Outcome::Untried => (None, "ui-checkup-apart"),
        _ if way.is_fine() => (Some(icons::tick().into_any()), "ui-checkup-fine"),
        _ => (Some(icons::alert().into_any()), "ui-checkup-bad"),
    };
    let (met, missed) = (said == "ui-checkup-fine", said == "ui-checkup-bad");
    let told = match &way.outcome {
        Outcome::Tried { request, sent, answered, failed } => {
            let heading =
                Message::new("ui-checkup-way").with("sent", *sent).with("answered", *answered);
            let failed = failed.as_ref().map(|it| why(app, way, it, again));
            let watch = failed.as_ref().map(|_| watch(app, request.clone()));
            view! { {headed(app, heading, request)}{failed}{watch} }.into_any()
        }
        Outcome::KeptOut { request, trace } => {
            let reason = say::reason(&trace.because);
            view! {
                {headed(app, Message::new("ui-checkup-kept-out"), request)}
                <p class="quiet">{line(move || reason.clone())}</p>
            }
            .into_any()
        }
        Outcome::Pending { .. } => {
            let advice = way.advice().map(|it| advised(app, say::advice(it)));
            view! { <p>{line(|| Message::new("ui-checkup-pending"))}</p>{advice} }.into_any()
        }
        Outcome::Untried => {
            view! { <p>{line(|| Message::new("ui-checkup-untried"))}</p> }.into_any()
        }
    };
    view! {
        <li class="goal" class:met=met class:missed=missed>
            <span class="goal-mark">{mark}</span>
            <div><span class="hidden">{move || app.t(said)}</span>{told}</div>
        </li>
    }
}

/// From whom to where, and how that went.
fn headed(app: App, message: Message, request: &Request) -> impl IntoView + use<> {
    let client = app.say(&client_name(&request.from));
    let message = message.with("client", client).with("to", to(request));
    view! { <p>{line(move || message.clone())}</p> }
}

/// Why the first failed, and what to change.
fn why(app: App, way: &Way, trace: &Trace, again: bool) -> AnyView {
    if again {
        return view! { <p class="quiet">{move || app.t("ui-checkup-again")}</p> }.into_any();
    }
    let verdict = say::verdict(&trace.verdict, &trace.because);
    let reason = say::reason(&trace.because);
    let advice = way.advice().map(|it| advised(app, say::advice(it)));
    view! {
        <p>{line(move || verdict.clone())}</p>
        <p class="quiet">{line(move || reason.clone())}</p>
        {advice}
    }
    .into_any()
}

/// A button that sends such a request, to be followed.
fn watch(app: App, request: Request) -> impl IntoView {
    let send = move |_| {
        bring_into_sight(app);
        app.dispatch(Action::Send { request: request.clone(), times: 1 });
    };
    view! {
        <p>
            <button type="button" class="button small second" on:click=send>
                {move || app.t("ui-checkup-watch")}
            </button>
        </p>
    }
}

/// `HOST:PORT`; what is not asked by TCP says so.
fn to(request: &Request) -> String {
    let host = &request.host;
    let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
    let protocol = match request.protocol.name() {
        "TCP" => String::new(),
        other => format!("/{other}"),
    };
    format!("{host}:{}{protocol}", request.port)
}
