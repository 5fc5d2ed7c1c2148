//! The sandbox: an empty editor, and examples to take apart.

use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::{BenchId, Start};

use super::rich::{line, prose};
use super::{app, share as view_share};
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;
use crate::page::storage;
use crate::share;

/// Which example was open last.
const LAST: &str = "example";

/// The text of the sandbox.
pub fn sandbox() -> impl IntoView {
    let app = app();
    let first = app.content.with_value(|it| it.examples.first().map(|it| it.id.clone()));
    let is_there = move |id: &String| {
        app.content.with_value(|it| it.example(id).is_some()) || share::from(id).is_some()
    };
    let last = storage::get(LAST).filter(is_there).or(first).unwrap_or_default();
    let opened = Held::new(share::opened());
    // Work that comes with a link is opened when it has been read; nothing is open until then.
    let arrives = share::arrives();
    let chosen = Held::new((!arrives).then(|| last.clone()));
    effect(move || {
        if let Some(id) = chosen.get() {
            storage::set(LAST, &id);
            open(app, &id);
        }
    });
    if arrives {
        leptos::task::spawn_local(async move {
            let id = share::receive().await;
            if id.is_none() {
                app.tell(Message::new("ui-shared-bad"));
            }
            opened.set(share::opened());
            chosen.set(Some(id.unwrap_or(last)));
        });
    }
    let examples = app.content.with_value(|it| it.examples.clone());
    let list = examples
        .into_iter()
        .map(|it| {
            let name = Message::new(format!("example-{}", it.id));
            let note = Message::new(format!("example-{}.note", it.id));
            entry(chosen, it.id, name, note)
        })
        .collect_view();
    // The newest first, each by its number.
    let received = move || {
        let numbered = opened.get().into_iter().enumerate().rev().map(|(place, it)| {
            let name = Message::new("ui-shared").with("number", place + 1);
            entry(chosen, it.id, name, Message::new("ui-shared-note"))
        });
        numbered.collect_view()
    };
    view! {
        <article class="lesson">
            <h1>{move || app.t("ui-sandbox-title")}</h1>
            {prose(|| Message::new("ui-sandbox-lead"))}
            <h2>{move || app.t("ui-examples")}</h2>
            <ul class="examples">{received}{list}</ul>
            <h2>{move || app.t("ui-share-title")}</h2>
            {view_share::share()}
        </article>
    }
}

/// One that can be opened, and what it is while it is open.
fn entry(
    chosen: Held<Option<String>>,
    id: String,
    name: Message,
    note: Message,
) -> impl IntoView + use<> {
    let current = {
        let id = id.clone();
        Derived::new(move |_| chosen.with(|it| it.as_deref() == Some(&*id)))
    };
    view! {
        <li>
            <button
                type="button"
                class="example"
                aria-pressed=move || current.get().to_string()
                on:click=move |_| chosen.set(Some(id.clone()))
            >
                <b>{line(move || name.clone())}</b>
            </button>
            {move || current.get().then(|| {
                let note = note.clone();
                view! { <div class="example-note">{prose(move || note.clone())}</div> }
            })}
        </li>
    }
}

/// Opens an example, or the work of a link.
fn open(app: App, id: &str) {
    let start = match share::from(id) {
        Some(from) => share::start(app, &from),
        None => app.content.with_value(|it| it.example(id).map(|it| Start::of(&it.bench))),
    };
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
