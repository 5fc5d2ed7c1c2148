//! Completion and hover for the editor: what the engine's field tables say
//! about a place, in the page's language, as the editor module takes it.

use js_sys::Array;
use service_lab_engine::schema::{self, Completion, Descriptions, Field, Offer, Struct};
use wasm_bindgen::JsValue;

use crate::app::App;
use crate::editor::{number, object};

/// What may stand at a byte of the text: `{ from, to, items }`, or null.
pub fn completions(app: App, text: &str, offset: usize) -> JsValue {
    let words = app.fields(app.locale());
    let found = schema::complete(text, offset);
    let Some(at) = found.first().map(|it| it.at) else { return JsValue::NULL };
    let items = Array::new();
    for offer in &found {
        items.push(&item(app, &words, offer));
    }
    object(&[("from", number(at.start)), ("to", number(at.end)), ("items", items.into())])
}

/// What stands at a byte of the text: `{ from, to, ... }` with the card of the
/// field, or null.
pub fn description(app: App, text: &str, offset: usize) -> JsValue {
    let words = app.fields(app.locale());
    let Some(found) = schema::hover(text, offset) else { return JsValue::NULL };
    let card = card(app, &words, &found.path.to_string(), found.within, found.field);
    object(&[("from", number(found.at.start)), ("to", number(found.at.end)), ("card", card)])
}

fn item(app: App, words: &Descriptions, offer: &Completion) -> JsValue {
    let (kind, detail, card, snippet) = match offer.what {
        Offer::Key { within, field } => {
            let card = card(app, words, field.name, within, field);
            ("field", field.kind.explained(), card, JsValue::UNDEFINED)
        }
        Offer::Value { within, field, default } => {
            let detail = if default { app.t("ui-field-default") } else { String::new() };
            ("value", detail, card(app, words, field.name, within, field), JsValue::UNDEFINED)
        }
        Offer::Kind(kind) => {
            ("value", String::new(), plain_card(kind.name(), words.kind(kind)), JsValue::UNDEFINED)
        }
        Offer::Head => ("field", String::new(), JsValue::UNDEFINED, JsValue::UNDEFINED),
        Offer::Snippet { kind, template } => {
            ("object", String::new(), plain_card(&offer.label, words.kind(kind)), template.into())
        }
    };
    object(&[
        ("label", offer.label.as_str().into()),
        ("insert", offer.text.as_str().into()),
        ("kind", kind.into()),
        ("detail", detail.into()),
        ("card", card),
        ("snippet", snippet),
        ("again", offer.goes_on().into()),
    ])
}

/// A field's card: its name or path, type, sentence, default and values.
fn card(
    app: App,
    words: &Descriptions,
    title: &str,
    within: &'static Struct,
    field: &'static Field,
) -> JsValue {
    let rows = Array::new();
    let row = |label: &'static str, value: &str| {
        rows.push(&Array::of2(&app.t(label).into(), &value.into()));
    };
    if let Some(default) = field.default {
        row("ui-field-default", default);
    }
    if !field.values.is_empty() {
        row("ui-field-values", &field.values.join(", "));
    }
    let required = if field.required { app.t("ui-field-required") } else { String::new() };
    object(&[
        ("title", title.into()),
        ("type", field.kind.explained().into()),
        ("required", required.into()),
        ("text", words.field(within, field).unwrap_or_default().into()),
        ("rows", rows.into()),
    ])
}

fn plain_card(title: &str, text: Option<&str>) -> JsValue {
    object(&[("title", title.into()), ("text", text.unwrap_or_default().into())])
}
