//! Who answered how often.

use leptos::prelude::*;
use service_lab_engine::net::Verdict;
use service_lab_l10n::{Message, say};
use service_lab_session::{Bench, TallyRow, Who};

use super::app;
use crate::app::App;

/// Length of a full bar.
const FULL: u32 = 300;

/// The chart.
pub fn chart() -> impl IntoView {
    let app = app();
    move || {
        let tally = app.bench(Bench::tally).unwrap_or_default();
        if tally.total == 0 {
            return view! { <p class="quiet pad">{app.t("ui-chart-empty")}</p> }.into_any();
        }
        let most = tally.most();
        let total = tally.total;
        let rows = tally.rows.iter().map(|it| row(app, it, most, total)).collect_view();
        let caption = app.say(&Message::new("ui-chart-total").count("count", u64::from(total)));
        view! {
            <div class="chart">
                <p class="quiet">{caption}</p>
                <ul aria-label=move || app.t("ui-chart")>{rows}</ul>
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

fn row(app: App, row: &TallyRow, most: u32, total: u32) -> impl IntoView + use<> {
    let (who, class) = name(app, &row.who);
    let percent = (row.count * 100 + total / 2) / total.max(1);
    let label = app.say(
        &Message::new("ui-chart-row")
            .with("who", &who)
            .with("count", row.count)
            .with("percent", percent),
    );
    let width = (row.count * FULL / most).max(3);
    view! {
        <li class=format!("bar {class}") aria-label=label>
            <span class="bar-name" aria-hidden="true">{who}</span>
            <svg class="bar-track" viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" x="0" y="0" width="300" height="14" />
                <rect class="bar-fill" x="0" y="0" width=width height="14" />
            </svg>
            <span class="bar-count" aria-hidden="true">{row.count}</span>
        </li>
    }
}
