//! The web app: views, dispatch, storage. No decision about Services is made
//! here; it shows what the engine, the course and the session say.

mod app;
mod derived;
mod editor;
mod effect;
mod held;
mod packs;
mod page;
mod rest;
mod service;
mod share;
mod takeover;
mod texts;
mod view;

use leptos::mount::mount_to;
use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::Action;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::App;
use crate::packs::Part;
use crate::page::{Route, Site, attribute, set_attribute};
use crate::texts::Texts;

fn main() {
    wasm_bindgen_futures::spawn_local(start());
}

/// Fetches texts and course, then takes the page over. Where they cannot be
/// had, the prerendered page stays as it is.
async fn start() {
    let site = Site::read();
    let route = match attribute("data-page").as_deref() {
        Some("lesson") => attribute("data-lesson").map(Route::Lesson),
        Some("sandbox") => Some(Route::Sandbox),
        Some("glossary") => Some(Route::Glossary),
        _ => None,
    };
    let route = route.or_else(|| site.here()).unwrap_or(Route::Home);
    let course = packs::course(&site);
    let texts = texts::fetch(&site, page::locale(), &route).await;
    let (Some(texts), Some(course)) = (texts, course.text().await) else {
        set_attribute("data-failed", Some(""));
        return;
    };
    let mut content = packs::read_course(&course);
    if route == Route::Sandbox {
        let Some(examples) = Part::Examples.fetch(&site, page::locale()).text().await else {
            set_attribute("data-failed", Some(""));
            return;
        };
        content.examples = packs::read_examples(&examples);
    }
    let Some(root) = document().get_element_by_id("app") else { return };
    let Ok(root) = root.dyn_into::<web_sys::HtmlElement>() else { return };
    let before = takeover::read();
    root.set_text_content(None);
    let app_root = root.clone();
    mount_to(app_root, move || {
        let app = App::new(site, Texts::new(texts), content, route);
        provide_context(app);
        listen(app);
        app.bring_later();
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
            app.gone(route);
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
