//! Notices at the edge of the page, read aloud politely.

use leptos::prelude::*;

use super::{app, icons};
use crate::service;

/// The notices.
pub fn notes() -> impl IntoView {
    let app = app();
    view! {
        <div class="notes" role="status" aria-live="polite">
            <For each=move || app.notes.get() key=|it| (it.number, it.update) let(note)>
                <div class="note-card">
                    <span>{
                        let message = note.message.clone();
                        move || app.say(&message)
                    }</span>
                    {note.update.then(|| view! {
                        <button type="button" class="button small" on:click=|_| service::take_update()>
                            {move || app.t("ui-update-now")}
                        </button>
                    })}
                    <button
                        type="button"
                        class="ghost square"
                        aria-label=move || app.t("ui-dismiss")
                        on:click=move |_| {
                            app.notes.update(|all| all.retain(|it| it.number != note.number));
                        }
                    >
                        {icons::cross()}
                    </button>
                </div>
            </For>
        </div>
    }
}
