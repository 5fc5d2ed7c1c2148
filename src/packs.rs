//! Fetches the packs: every sentence of one language, and the course.
//!
//! A built page names its packs in attributes of `<html>`; a page in
//! development has none and uses the plain names.

use std::collections::BTreeMap;

use js_sys::{JSON, Object, Reflect};
use leptos::prelude::window;
use service_lab_course::{Content, unpack};
use service_lab_engine::schema::Descriptions;
use service_lab_l10n::{Bundle, Locale};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::page::{Site, attribute};

/// The texts of a language; `None` where they cannot be had.
pub async fn texts(site: &Site, locale: Locale) -> Option<Bundle> {
    let name = format!("data-pack-{}", locale.tag().to_ascii_lowercase());
    let path = attribute(&name).unwrap_or_else(|| format!("packs/{}.ftl", locale.tag()));
    let text = fetch(&site.file(&path)).await?;
    Bundle::new(locale, &[text]).ok()
}

/// The sentences about fields of a language; `None` where they cannot be had.
pub async fn fields(site: &Site, locale: Locale) -> Option<Descriptions> {
    let name = format!("data-fields-{}", locale.tag().to_ascii_lowercase());
    let path = attribute(&name).unwrap_or_else(|| format!("packs/{}-fields.ftl", locale.tag()));
    Some(Descriptions::read(&fetch(&site.file(&path)).await?))
}

/// The course; `None` where it cannot be had.
pub async fn course(site: &Site) -> Option<Content> {
    let path = attribute("data-course").unwrap_or_else(|| "packs/course.txt".to_owned());
    let text = fetch(&site.file(&path)).await?;
    let files = if text.starts_with('@') { unpack(&text) } else { read_json(&text)? };
    Some(Content::read(&files).0)
}

fn read_json(text: &str) -> Option<BTreeMap<String, String>> {
    let object: Object = JSON::parse(text).ok()?.dyn_into().ok()?;
    let files = Object::keys(&object)
        .iter()
        .filter_map(|key| {
            let value = Reflect::get(&object, &key).ok()?.as_string()?;
            Some((key.as_string()?, value))
        })
        .collect();
    Some(files)
}

async fn fetch(path: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(path)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok().as_ref().and_then(JsValue::as_string)
}
