//! Fetches the packs: the texts of a language in parts, and the course.
//!
//! A built page names where its packs are in attributes of `<html>`; a page in
//! development has none and uses the plain names (docs/site-format.md).

use leptos::prelude::window;
use service_lab_course::{Content, Example, unpack};
use service_lab_engine::schema::Descriptions;
use service_lab_l10n::Locale;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::page::{Route, Site, attribute};

/// A part of a language's texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What every page shows, and what a packet meets.
    First,
    /// A lesson, by its id; its title and summary are in the first part.
    Lesson(String),
    /// What explains problems; the glossary; what is said of the examples.
    More,
    /// The lessons themselves, and the examples: the same in every language.
    Course,
    Examples,
    /// What each field is for.
    Fields,
}

impl Part {
    /// The texts that a page shows beside the first part.
    pub fn of(route: &Route) -> Option<Part> {
        match route {
            Route::Home => None,
            Route::Lesson(id) => Some(Part::Lesson(id.clone())),
            Route::Sandbox | Route::Glossary => Some(Part::More),
        }
    }

    /// Starts to fetch it.
    pub fn fetch(&self, site: &Site, locale: Locale) -> Coming {
        let tag = locale.tag();
        let folder = attribute(&["data-texts-", &tag.to_ascii_lowercase()].concat())
            .unwrap_or_else(|| ["packs/", tag, "/"].concat());
        let (kind, id) = match self {
            Part::First => ("first", ""),
            Part::Lesson(id) => ("lesson-", id.as_str()),
            Part::More => ("more", ""),
            Part::Fields => ("fields", ""),
            Part::Course => return content(site, "course"),
            Part::Examples => return content(site, "examples"),
        };
        Coming::start(&site.file(&[&folder, kind, id, ".ftl"].concat()))
    }
}

/// The sentences about fields of a language; `None` where they cannot be had.
pub async fn fields(site: &Site, locale: Locale) -> Option<Descriptions> {
    Some(Descriptions::read(&Part::Fields.fetch(site, locale).text().await?))
}

/// Starts to fetch what a page starts with of the course: a lesson's page, its
/// own lesson where the site says so.
pub fn course(site: &Site) -> Coming {
    content(site, if attribute("data-own").is_some() { "own" } else { "course" })
}

fn content(site: &Site, name: &str) -> Coming {
    let path = attribute(&["data-", name].concat());
    Coming::start(&site.file(&path.unwrap_or_else(|| ["packs/", name, ".txt"].concat())))
}

/// The course in a pack.
pub fn read_course(text: &str) -> Content {
    Content::read(&unpack(text)).0
}

/// The examples in a pack.
pub fn read_examples(text: &str) -> Vec<Example> {
    Content::read_examples(&unpack(text))
}

/// A file on its way: it was asked for when this was made.
pub struct Coming(JsFuture);

impl Coming {
    fn start(path: &str) -> Self {
        Self(JsFuture::from(window().fetch_with_str(path)))
    }

    /// Its text; `None` where it cannot be had.
    pub async fn text(self) -> Option<String> {
        let answer: Response = self.0.await.ok()?.dyn_into().ok()?;
        if !answer.ok() {
            return None;
        }
        JsFuture::from(answer.text().ok()?).await.ok().as_ref().and_then(JsValue::as_string)
    }
}
