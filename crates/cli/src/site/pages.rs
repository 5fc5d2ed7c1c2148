//! The other pages: front page, sandbox, choosing a language, what is missing.

use service_lab_course::{Content, Values};
use service_lab_l10n::{Block, Bundle, Locale, Message, say};

use super::html::{Html, inline};
use super::lesson::{Told, manifest_box};

/// Live values of each lesson by its id.
pub type AllValues = std::collections::BTreeMap<String, Values>;

/// The front page: what this is, and the course.
pub fn home(content: &Content, values: &AllValues, bundle: &Bundle) -> Html {
    let say = |id: &'static str| bundle.text(&Message::new(id));
    let first =
        content.lessons.first().map_or_else(String::new, |it| format!("lessons/{}/", it.id));
    let links = Html::new()
        .element(
            "span",
            &[("class", "primary-link")],
            Html::new().words("a", &[("href", &first)], &say("ui-home-start")),
        )
        .element(
            "span",
            &[("class", "secondary-link")],
            Html::new().words("a", &[("href", "sandbox/")], &say("ui-home-sandbox")),
        );
    let hero = Html::new()
        .words("h1", &[], &say("ui-home-title"))
        .words("p", &[("class", "lead")], &say("ui-home-lead"))
        .element("p", &[("class", "hero-links")], links);
    let hero = Html::new().element("div", &[], hero);
    let lead = Html::new().element("section", &[("class", "hero")], hero);
    content.course.chapters.iter().fold(lead, |html, chapter| {
        let name = bundle.plain(&Message::new(format!("chapter-{}", chapter.id)));
        let lessons =
            chapter.lessons.iter().filter_map(|id| Some((content.lesson(id)?, values.get(id)?)));
        let list = lessons.fold(Html::new(), |html, (lesson, values)| {
            html.element(
                "li",
                &[("class", "card")],
                card(&Told::new(lesson, bundle, values), &lesson.id),
            )
        });
        let chapter =
            Html::new().words("h2", &[], &name).element("ol", &[("class", "cards")], list);
        html.element("section", &[("class", "chapter")], chapter)
    })
}

fn card(told: &Told, id: &str) -> Html {
    let title = Html::new().words("h3", &[], &told.title());
    Html::new().element("a", &[("href", &format!("lessons/{id}/"))], title).words(
        "p",
        &[],
        &told.summary(),
    )
}

/// The sandbox: an empty box until the app is there.
pub fn sandbox(bundle: &Bundle) -> Html {
    let say = |id: &'static str| bundle.text(&Message::new(id));
    let text = Html::new().words("h1", &[], &say("ui-sandbox-title")).words(
        "p",
        &[],
        &say("ui-sandbox-lead"),
    );
    Html::new().element("article", &[("class", "lesson")], text).element(
        "section",
        &[("class", "work")],
        manifest_box(bundle, ""),
    )
}

/// The glossary: each word, its English where that differs, what it means.
pub fn glossary(bundle: &Bundle) -> Html {
    let words = say::WORDS.iter().fold(Html::new(), |html, (id, english)| {
        let name = say::word_name(id);
        let mut term = line(bundle, &name);
        if bundle.plain(&name) != *english {
            term = term.words("span", &[("class", "english"), ("lang", "en")], english);
        }
        let row = Html::new().element("dt", &[], term).element(
            "dd",
            &[],
            line(bundle, &say::word_text(id)),
        );
        html.element("div", &[("class", "word-row"), ("id", &format!("word-{id}"))], row)
    });
    let title = Html::new().words("h1", &[], &bundle.text(&Message::new("ui-nav-glossary")));
    title.element("dl", &[("class", "words")], words)
}

/// A sentence in its inline markup, its links as plain words.
fn line(bundle: &Bundle, message: &Message) -> Html {
    bundle.rich(message).iter().fold(Html::new(), |html, block| match block {
        Block::Paragraph(words) => html.add(inline(words, &|_| None)),
        list @ Block::List(_) => html.prose(std::slice::from_ref(list), &|_| None),
    })
}

/// A list of languages, each with a sentence in itself and a link.
pub fn languages(bundles: &[Bundle], base: &str, only: &[Locale], sentence: &'static str) -> Html {
    let listed = bundles.iter().filter(|it| only.contains(&it.locale()));
    let items = listed.fold(Html::new(), |html, bundle| {
        let tag = bundle.locale().tag();
        let item = Html::new()
            .words(
                "a",
                &[("href", &format!("{base}{tag}/")), ("hreflang", tag)],
                bundle.locale().autonym(),
            )
            .words("p", &[], &bundle.text(&Message::new(sentence)));
        html.element("li", &[("lang", tag)], item)
    });
    Html::new().words("h1", &[("lang", "en")], "Service Lab").element(
        "ul",
        &[("class", "choose")],
        items,
    )
}

/// The web app manifest of a language.
pub fn web_manifest(bundle: &Bundle) -> String {
    let say = |id: &'static str| bundle.text(&Message::new(id));
    let icon = |name: &str, size: &str, kind: &str, purpose: &str| serde_json::json!({ "src": format!("../icons/{name}"), "sizes": size, "type": kind, "purpose": purpose });
    let manifest = serde_json::json!({
        "name": say("ui-name"),
        "short_name": say("ui-name"),
        "description": say("ui-tagline"),
        "lang": bundle.locale().tag(),
        "dir": "ltr",
        "id": "../",
        "start_url": "./",
        "scope": "../",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#2456c7",
        "icons": [
            icon("icon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("maskable-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    format!("{manifest:#}\n")
}
