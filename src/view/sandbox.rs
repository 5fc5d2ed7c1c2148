//! The sandbox: an empty editor, and examples to take apart.

use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::{BenchId, Start};

use super::app;
use super::rich::{line, prose};
use crate::app::App;
use crate::page::storage;

/// Which example was open last.
const LAST: &str = "example";

/// The text of the sandbox.
pub fn sandbox() -> impl IntoView {
    let app = app();
    let first = app.content.with_value(|it| it.examples.first().map(|it| it.id.clone()));
    let last = storage::get(LAST)
        .filter(|id| app.content.with_value(|it| it.example(id).is_some()))
        .or(first)
        .unwrap_or_default();
    let chosen = RwSignal::new(last);
    Effect::new(move |_| {
        let id = chosen.get();
        storage::set(LAST, &id);
        open(app, &id);
    });
    let examples = app.content.with_value(|it| it.examples.clone());
    let list = examples
        .into_iter()
        .map(|example| {
            let id = example.id.clone();
            let name = Message::new(format!("example-{id}"));
            let note = Message::new(format!("example-{id}.note"));
            let current = {
                let id = id.clone();
                move || chosen.get() == id
            };
            view! {
                <li>
                    <button
                        type="button"
                        class="example"
                        aria-pressed={
                            let current = current.clone();
                            move || current().to_string()
                        }
                        on:click=move |_| chosen.set(id.clone())
                    >
                        <b>{line(move || name.clone())}</b>
                    </button>
                    {move || current().then(|| {
                        let note = note.clone();
                        view! { <div class="example-note">{prose(move || note.clone())}</div> }
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <article class="lesson">
            <h1>{move || app.t("ui-sandbox-title")}</h1>
            {prose(|| Message::new("ui-sandbox-lead"))}
            <h2>{move || app.t("ui-examples")}</h2>
            <ul class="examples">{list}</ul>
        </article>
    }
}

fn open(app: App, id: &str) {
    let start = app.content.with_value(|it| it.example(id).map(|it| Start::of(&it.bench)));
    let start = start.unwrap_or_else(|| Start::of(&empty()));
    untrack(|| app.open(BenchId::exercise("sandbox", id), || start));
}

/// The lab's default cluster with an empty editor.
fn empty() -> service_lab_course::BenchSpec {
    service_lab_course::BenchSpec {
        config: service_lab_engine::cluster::ClusterConfig::default(),
        start: String::new(),
    }
}
