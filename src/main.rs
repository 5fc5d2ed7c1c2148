//! The web app: views, dispatch, storage. No decision about Services is made
//! here; it shows what the engine, the course and the session say.
#![forbid(unsafe_code)]

mod app;
mod editor;
mod packs;
mod page;
mod rest;
mod service;
mod takeover;
mod view;

use leptos::mount::mount_to;
use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::Action;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::App;
use crate::page::{Route, Site, attribute, set_attribute};

fn main() {
    wasm_bindgen_futures::spawn_local(start());
}

/// Fetches texts and course, then takes the page over. Where they cannot be
/// had, the prerendered page stays as it is.
async fn start() {
    let site = Site::read();
    let locale = page::locale();
    let (Some(texts), Some(content)) =
        (packs::texts(&site, locale).await, packs::course(&site).await)
    else {
        set_attribute("data-failed", Some(""));
        return;
    };
    let route = match attribute("data-page").as_deref() {
        Some("lesson") => attribute("data-lesson").map(Route::Lesson),
        Some("sandbox") => Some(Route::Sandbox),
        Some("glossary") => Some(Route::Glossary),
        _ => None,
    };
    let route = route.or_else(|| site.here()).unwrap_or(Route::Home);
    let Some(root) = document().get_element_by_id("app") else { return };
    let Ok(root) = root.dyn_into::<web_sys::HtmlElement>() else { return };
    let before = takeover::read();
    root.set_text_content(None);
    let app_root = root.clone();
    mount_to(app_root, move || {
        let app = App::new(site, texts, content, route);
        provide_context(app);
        listen(app);
        view::root()
    })
    .forget();
    before.put_back();
    set_attribute("data-ready", Some(""));
}

/// Follows the browser's back and forward buttons and the service worker.
fn listen(app: App) {
    let back = Closure::<dyn Fn()>::new(move || {
        if let Some(route) = app.site.with_value(Site::here) {
            app.route.set(route);
        }
    });
    let _ = window().add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
    back.forget();
    // A page that is hidden may be thrown away without another word.
    let leave = Closure::<dyn Fn()>::new(move || {
        app.dispatch(Action::Rest);
        app.save_now();
    });
    for event in ["pagehide", "visibilitychange"] {
        let _ = window().add_event_listener_with_callback(event, leave.as_ref().unchecked_ref());
    }
    leave.forget();
    service::on_update(move || app.offer_update());
    service::on_offline(move || app.tell(Message::new("ui-offline-ready")));
}
