//! Notices at the edge of the page, read aloud politely.

use leptos::prelude::*;

use super::keyed::{Item, keyed};
use super::{app, icons};
use crate::app::{App, Note};
use crate::service;

/// The notices.
pub fn notes() -> impl IntoView {
    let app = app();
    view! {
        <div class="notes" role="status" aria-live="polite">
            {keyed(move || {
                let item = |it: Note| {
                    Item::new(format!("{} {}", it.number, it.update), move || note(app, it).into_any())
                };
                app.notes.get().into_iter().map(item).collect()
            })}
        </div>
    }
}

fn note(app: App, note: Note) -> impl IntoView {
    let Note { number, message, update } = note;
    view! {
        <div class="note-card">
            <span>{move || app.say(&message)}</span>
            {update.then(|| view! {
                <button type="button" class="button small" on:click=|_| service::take_update()>
                    {move || app.t("ui-update-now")}
                </button>
            })}
            <button
                type="button"
                class="ghost square"
                aria-label=move || app.t("ui-dismiss")
                on:click=move |_| app.notes.update(|all| all.retain(|it| it.number != number))
            >
                {icons::cross()}
            </button>
        </div>
    }
}
