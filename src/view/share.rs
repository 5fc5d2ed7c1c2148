//! Handing work on: a button that makes a link of it.

use leptos::ev::FocusEvent;
use leptos::prelude::*;

use crate::held::Held;
use service_lab_l10n::Message;
use service_lab_session::Action;
use wasm_bindgen::JsCast;

use super::app;
use crate::service;
use crate::share::{Link, link};

/// The button, and the link once it is made.
pub fn share() -> impl IntoView {
    let app = app();
    let made = Held::new(None::<Link>);
    let make = move |_| {
        app.dispatch(Action::Rest);
        leptos::task::spawn_local(async move {
            let Some(link) = link(app).await else {
                return app.tell(Message::new("ui-share-failed"));
            };
            if service::copy(&link.address).await {
                app.tell(Message::new("ui-share-copied"));
            }
            made.set(Some(link));
        });
    };
    let select = |event: FocusEvent| {
        let field = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(field) = field {
            field.select();
        }
    };
    view! {
        <div class="share">
            <button type="button" class="button small second" on:click=make>
                {move || app.t("ui-share")}
            </button>
            {move || made.get().map(|link| view! {
                <label class="field">
                    <span>{app.t("ui-share-link")}</span>
                    <input type="text" class="mono" readonly=true value=link.address on:focus=select/>
                </label>
                <p class="quiet">
                    {app.t(if link.whole { "ui-share-how" } else { "ui-share-long" })}
                </p>
            })}
        </div>
    }
}
