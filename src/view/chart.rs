//! Who answered how often.

use leptos::prelude::*;
use service_lab_engine::net::Verdict;
use service_lab_l10n::{Message, say};
use service_lab_session::{Bench, Tally, TallyRow, Who};

use super::app;
use super::keyed::{Item, keyed};
use crate::app::App;
use crate::derived::Derived;

/// Length of a full bar.
const FULL: u32 = 300;

/// The chart. Its bars stay while they are in it; counts and lengths change.
pub fn chart() -> impl IntoView {
    let app = app();
    let tally = Derived::new(move |_| app.bench(Bench::tally).unwrap_or_default());
    let shown = Derived::new(move |_| tally.with(|it| it.total > 0));
    let caption = move || {
        let total = tally.with(|it| it.total);
        app.say(&Message::new("ui-chart-total").count("count", u64::from(total)))
    };
    move || {
        if !shown.get() {
            return view! { <p class="quiet pad">{app.t("ui-chart-empty")}</p> }.into_any();
        }
        view! {
            <div class="chart">
                <p class="quiet">{caption}</p>
                <ul aria-label=move || app.t("ui-chart")>
                    {keyed(move || {
                        let item = |it: TallyRow| {
                            let (name, class) = name(app, &it.who);
                            let key = format!("{class} {name}");
                            Item::new(key, move || row(app, tally, it.who, name, class).into_any())
                        };
                        tally.with(|it| it.rows.clone()).into_iter().map(item).collect()
                    })}
                </ul>
            </div>
        }
        .into_any()
    }
}

fn name(app: App, who: &Who) -> (String, &'static str) {
    let short = |verdict: Verdict| app.say(&say::verdict_short(&verdict));
    match who {
        Who::Pod(name) | Who::Node(name) => (name.to_string(), "good"),
        Who::Other => (app.t("ui-chart-other"), "good"),
        Who::Refused => (short(Verdict::Refused), "bad"),
        Who::TimedOut => (short(Verdict::TimedOut), "late"),
        Who::NotResolved => (short(Verdict::NotResolved), "bad"),
        Who::NotSent => (short(Verdict::NotSent), "bad"),
    }
}

fn row(
    app: App,
    tally: Derived<Tally>,
    who: Who,
    name: String,
    class: &'static str,
) -> impl IntoView + use<> {
    let count = move || {
        tally.with(|it| {
            let count = it.rows.iter().find(|it| it.who == who).map_or(0, |it| it.count);
            (count, it.most(), it.total)
        })
    };
    let (label_count, bar_count) = (count.clone(), count.clone());
    let who = name.clone();
    let label = move || {
        let (count, _, total) = label_count();
        let percent = (count * 100 + total / 2) / total.max(1);
        app.say(
            &Message::new("ui-chart-row")
                .with("who", &who)
                .with("count", count)
                .with("percent", percent),
        )
    };
    let width = move || {
        let (count, most, _) = bar_count();
        (count * FULL / most).max(3)
    };
    view! {
        <li class=format!("bar {class}") aria-label=label>
            <span class="bar-name" aria-hidden="true">{name}</span>
            <svg class="bar-track" viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" x="0" y="0" width="300" height="14" />
                <rect class="bar-fill" x="0" y="0" width=width height="14" />
            </svg>
            <span class="bar-count" aria-hidden="true">{move || count().0}</span>
        </li>
    }
}
