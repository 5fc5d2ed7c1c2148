//! The page the app wakes up in: attributes of `<html>`, addresses, storage.
//!
//! The names of attributes, keys and addresses stand in docs/site-format.md.

use js_sys::{Function, Reflect};
use leptos::prelude::document;
use service_lab_l10n::Locale;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Storage;

/// Which page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    Lesson(String),
    Sandbox,
    Glossary,
}

impl Route {
    /// Its address below the folder of a language.
    fn path(&self) -> String {
        match self {
            Route::Home => String::new(),
            Route::Lesson(id) => format!("lessons/{id}/"),
            Route::Sandbox => "sandbox/".to_owned(),
            Route::Glossary => "glossary/".to_owned(),
        }
    }

    /// Reads the part of an address below the folder of a language.
    fn read(path: &str) -> Option<Route> {
        let parts: Vec<&str> =
            path.split('/').filter(|it| !it.is_empty() && *it != "index.html").collect();
        match parts.as_slice() {
            [] => Some(Route::Home),
            ["lessons", id] => Some(Route::Lesson((*id).to_owned())),
            ["sandbox"] => Some(Route::Sandbox),
            ["glossary"] => Some(Route::Glossary),
            _ => None,
        }
    }
}

/// An attribute of `<html>`.
pub fn attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name).filter(|it| !it.is_empty())
}

/// Sets an attribute of `<html>`.
pub fn set_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// The site's root as an absolute path that ends with `/`, fixed when the app
/// starts: addresses change later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    root: String,
}

impl Site {
    /// Reads `data-base` against the present address.
    pub fn read() -> Self {
        let base = attribute("data-base").unwrap_or_else(|| "./".to_owned());
        let path = leptos::prelude::window().location().pathname().unwrap_or_default();
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for step in base.split('/') {
            match step {
                ".." => {
                    parts.pop();
                }
                "" | "." => {}
                name => parts.push(name),
            }
        }
        Self { root: format!("{}/", parts.join("/")) }
    }

    /// The address of a file below the root.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The address of a page.
    pub fn href(&self, locale: Locale, route: &Route) -> String {
        format!("{}{}/{}", self.root, locale.tag(), route.path())
    }

    /// The page at the present address, or none.
    pub fn here(&self) -> Option<Route> {
        let path = leptos::prelude::window().location().pathname().unwrap_or_default();
        let below = path.strip_prefix(&self.root)?;
        let (tag, rest) = below.split_once('/').unwrap_or((below, ""));
        if tag.is_empty() || Locale::from_tag(tag).is_none() {
            return Route::read(below);
        }
        Route::read(rest)
    }
}

/// The language of the page.
pub fn locale() -> Locale {
    attribute("lang").and_then(|it| Locale::from_tag(&it)).unwrap_or_default()
}

/// How long something waits at most for a moment in which the page has nothing else to do.
const IDLE_MS: u32 = 2000;

/// Does something when the page has nothing else to do; at once where the browser cannot tell.
pub fn when_idle(act: impl FnOnce() + 'static) {
    let window = leptos::prelude::window();
    let ask = Reflect::get(&window, &"requestIdleCallback".into());
    let Some(ask) = ask.ok().and_then(|it| it.dyn_into::<Function>().ok()) else { return act() };
    let options = crate::editor::object(&[("timeout", IDLE_MS.into())]);
    let _ = ask.call2(&window, &Closure::once_into_js(act), &options);
}

/// What the browser keeps for the learner.
pub mod storage {
    use super::{Storage, document};

    fn place() -> Option<Storage> {
        leptos::prelude::window().local_storage().ok().flatten()
    }

    /// Reads a key.
    pub fn get(key: &str) -> Option<String> {
        place()?.get_item(&format!("service-lab.{key}")).ok().flatten()
    }

    /// Writes a key. A full or forbidden storage keeps nothing, and says so. Nor does a page that had to stop in the
    /// middle of something (public/start.js).
    pub fn set(key: &str, value: &str) -> bool {
        if document().document_element().is_none_or(|it| it.has_attribute("data-halted")) {
            return false;
        }
        place().is_some_and(|it| it.set_item(&format!("service-lab.{key}"), value).is_ok())
    }

    /// Forgets a key.
    pub fn remove(key: &str) {
        if let Some(place) = place() {
            let _ = place.remove_item(&format!("service-lab.{key}"));
        }
    }
}
