//! The frame of every page: head, policy, links between languages, the bar on
//! top. What stands inside is the page's own.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use service_lab_l10n::{Bundle, Locale, Message};
use sha2::{Digest, Sha256};

use super::html::{Attributes, Html};

/// What a page may load and run. Scripts and styles come from the site only; `inside`, the page's own script if it
/// has one, is known by its hash.
fn policy(inside: &str) -> String {
    let own = match inside {
        "" => String::new(),
        it => format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(it.as_bytes()))),
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{own}; style-src 'self'; object-src 'none'; base-uri 'none'"
    )
}

/// The paper colours of both themes, for the browser's own frame.
const PAPER: [(&str, &str); 2] = [("light", "#fbfaf6"), ("dark", "#12151d")];

/// Where the built files stand, from the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The app's module, its Wasm, and the rest of that, which comes later.
    pub app: String,
    pub wasm: String,
    pub rest: String,
    /// Whether every page starts with both.
    pub whole: bool,
    /// Style sheets, in order.
    pub styles: Vec<String>,
    /// The one that a lesson's page fetches when it can be used.
    pub later: String,
    pub boot: String,
    pub start: String,
    pub choose: String,
    /// The text of the script that stands in 404.html.
    pub missing: String,
    pub editor: String,
    pub course: String,
    pub examples: String,
    /// What the page of a lesson starts with of the course, by its id.
    pub lessons: Vec<(String, String)>,
    /// The folder of each language's packs; ends with `/`.
    pub texts: Vec<(Locale, String)>,
}

/// Which page it is: its name for the app and its place below a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Home,
    Lesson(String),
    Sandbox,
    Glossary,
}

impl Kind {
    /// `data-page`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Home => "home",
            Kind::Lesson(_) => "lesson",
            Kind::Sandbox => "sandbox",
            Kind::Glossary => "glossary",
        }
    }

    /// Its folder below the folder of a language: empty or ending with `/`.
    pub fn folder(&self) -> String {
        match self {
            Kind::Home => String::new(),
            Kind::Lesson(id) => format!("lessons/{id}/"),
            Kind::Sandbox => "sandbox/".to_owned(),
            Kind::Glossary => "glossary/".to_owned(),
        }
    }

    /// The way from the page to the site's root.
    pub fn base(&self) -> &'static str {
        match self {
            Kind::Home => "../",
            Kind::Sandbox | Kind::Glossary => "../../",
            Kind::Lesson(_) => "../../../",
        }
    }
}

/// A page of the app, ready to be framed.
pub struct Page<'a> {
    pub kind: Kind,
    pub bundle: &'a Bundle,
    pub title: String,
    pub description: String,
    /// What stands in `<main>`.
    pub main: Html,
}

/// The whole document of a page of the app.
pub fn app_page(page: &Page, assets: &Assets, locales: &[Locale], origin: Option<&str>) -> String {
    let base = page.kind.base();
    let locale = page.bundle.locale();
    let mut head = common_head(&page.title, &page.description, base, assets, "");
    if !matches!(page.kind, Kind::Lesson(_)) {
        let later = format!("{base}{}", assets.later);
        head = head.empty("link", &[("rel", "stylesheet"), ("href", &later)]);
    }
    let head = head
        .add(alternates(page, locales, origin))
        .add(manifest_link(base, locale))
        .add(loading(base, assets));
    let body = Html::new()
        .element("div", &[("id", "app")], app_body(page, locales))
        .element("template", &[("id", "halted")], halted(page.bundle))
        .element("noscript", &[], noscript(page.bundle));
    let root = html_attributes(page, assets);
    let root: Vec<(&str, &str)> =
        root.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    document(&root, head, body)
}

/// A page without the app: choosing a language, a missing page. `inside` is the script that stands in it, or nothing.
pub fn plain_page(
    name: &str,
    base: &str,
    title: &str,
    main: Html,
    assets: &Assets,
    choosing: bool,
    inside: &str,
) -> String {
    let mut head = common_head(title, title, base, assets, inside);
    if choosing {
        head = head.empty("script", &[("src", &format!("{base}{}", assets.choose))]);
    } else {
        head = head.empty("meta", &[("name", "robots"), ("content", "noindex")]);
    }
    let body =
        Html::new().element("main", &[("id", "main"), ("class", &format!("page-{name}"))], main);
    let body = if inside.is_empty() { body } else { body.script(inside) };
    document(&[("lang", Locale::En.tag()), ("data-base", base), ("data-page", name)], head, body)
}

fn document(root: Attributes, head: Html, body: Html) -> String {
    let inner = Html::new().element("head", &[], head).element("body", &[], body);
    Html::new().element("html", root, inner).document()
}

fn common_head(title: &str, description: &str, base: &str, assets: &Assets, inside: &str) -> Html {
    let head = Html::new()
        .empty("meta", &[("charset", "utf-8")])
        .empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy(inside))])
        .empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
        .words("title", &[], title)
        .empty("meta", &[("name", "description"), ("content", description)])
        .empty("meta", &[("name", "color-scheme"), ("content", "light dark")])
        .empty("script", &[("src", &format!("{base}{}", assets.boot))]);
    let head = PAPER.iter().fold(head, |head, (theme, colour)| {
        let media = format!("(prefers-color-scheme: {theme})");
        head.empty("meta", &[("name", "theme-color"), ("media", &media), ("content", colour)])
    });
    let head = assets.styles.iter().fold(head, |head, style| {
        head.empty("link", &[("rel", "stylesheet"), ("href", &format!("{base}{style}"))])
    });
    head.empty(
        "link",
        &[("rel", "icon"), ("type", "image/svg+xml"), ("href", &format!("{base}icons/icon.svg"))],
    )
    .empty(
        "link",
        &[("rel", "apple-touch-icon"), ("href", &format!("{base}icons/apple-touch-icon.png"))],
    )
}

/// The same page in every language, for search engines. They want whole
/// addresses, which only a site that knows its origin can give.
fn alternates(page: &Page, locales: &[Locale], origin: Option<&str>) -> Html {
    let root = origin
        .map_or_else(|| page.kind.base().to_owned(), |it| format!("{}/", it.trim_end_matches('/')));
    let address = |tag: &str| format!("{root}{tag}/{}", page.kind.folder());
    let own = address(page.bundle.locale().tag());
    let head = Html::new().empty("link", &[("rel", "canonical"), ("href", &own)]);
    let head = locales.iter().fold(head, |head, locale| {
        let tag = locale.tag();
        head.empty("link", &[("rel", "alternate"), ("hreflang", tag), ("href", &address(tag))])
    });
    let default = address(Locale::En.tag());
    head.empty("link", &[("rel", "alternate"), ("hreflang", "x-default"), ("href", &default)])
}

fn manifest_link(base: &str, locale: Locale) -> Html {
    let address = format!("{base}{}/manifest.webmanifest", locale.tag());
    Html::new().empty("link", &[("rel", "manifest"), ("href", &address)])
}

/// The app's files are asked for as soon as the head is read.
fn loading(base: &str, assets: &Assets) -> Html {
    let at = |path: &str| format!("{base}{path}");
    Html::new()
        .empty("link", &[("rel", "modulepreload"), ("href", &at(&assets.app))])
        .empty(
            "link",
            &[
                ("rel", "preload"),
                ("as", "fetch"),
                ("type", "application/wasm"),
                ("crossorigin", "anonymous"),
                ("href", &at(&assets.wasm)),
            ],
        )
        .empty("script", &[("type", "module"), ("src", &at(&assets.start))])
}

fn html_attributes(page: &Page, assets: &Assets) -> Vec<(String, String)> {
    let mut list = vec![
        ("lang".to_owned(), page.bundle.locale().tag().to_owned()),
        ("data-base".to_owned(), page.kind.base().to_owned()),
        ("data-page".to_owned(), page.kind.name().to_owned()),
        ("data-app".to_owned(), assets.app.clone()),
        ("data-wasm".to_owned(), assets.wasm.clone()),
        ("data-rest".to_owned(), assets.rest.clone()),
        ("data-editor".to_owned(), assets.editor.clone()),
        ("data-course".to_owned(), assets.course.clone()),
        ("data-examples".to_owned(), assets.examples.clone()),
    ];
    if assets.whole {
        list.push(("data-whole".to_owned(), String::new()));
    }
    if let Kind::Lesson(id) = &page.kind {
        list.push(("data-lesson".to_owned(), id.clone()));
        let own = assets.lessons.iter().find(|it| it.0 == *id);
        list.extend(own.map(|it| ("data-own".to_owned(), it.1.clone())));
        list.push(("data-style".to_owned(), assets.later.clone()));
    }
    for (locale, folder) in &assets.texts {
        list.push((format!("data-texts-{}", locale.tag().to_lowercase()), folder.clone()));
    }
    list
}

fn app_body(page: &Page, locales: &[Locale]) -> Html {
    let class = format!("page-{}", page.kind.name());
    Html::new().element("header", &[("class", "top")], bar(page, locales)).element(
        "main",
        &[("id", "main"), ("class", &class)],
        page.main.clone(),
    )
}

fn bar(page: &Page, locales: &[Locale]) -> Html {
    let say = |id: &'static str| page.bundle.text(&Message::new(id));
    let home = format!("{}{}/", page.kind.base(), page.bundle.locale().tag());
    let sandbox = format!("{home}{}", Kind::Sandbox.folder());
    let places = Html::new()
        .words("a", &[("class", "nav-link"), ("href", &home)], &say("ui-nav-lessons"))
        .words("a", &[("class", "nav-link"), ("href", &sandbox)], &say("ui-nav-sandbox"));
    let languages = locales.iter().fold(Html::new(), |html, locale| {
        let tag = locale.tag();
        let address = format!("{}{tag}/{}", page.kind.base(), page.kind.folder());
        let here = if *locale == page.bundle.locale() { "true" } else { "false" };
        let link = Html::new().words(
            "a",
            &[("href", &address), ("hreflang", tag), ("lang", tag), ("aria-current", here)],
            locale.autonym(),
        );
        html.element("li", &[], link)
    });
    let languages =
        Html::new().words("summary", &[], &say("ui-language")).element("ul", &[], languages);
    Html::new()
        .words("a", &[("class", "brand"), ("href", &home)], &say("ui-name"))
        .element("span", &[("class", "grow")], Html::new())
        .element("nav", &[("class", "nav hide-small")], places)
        .element("details", &[("class", "languages")], languages)
}

/// What public/start.js says where a part of the app cannot be had.
fn halted(bundle: &Bundle) -> Html {
    let say = |id: &'static str| bundle.text(&Message::new(id));
    Html::new().words("p", &[], &say("ui-rest-missing")).words(
        "button",
        &[("type", "button"), ("class", "button")],
        &say("ui-update-now"),
    )
}

fn noscript(bundle: &Bundle) -> Html {
    Html::new().words("p", &[("class", "noscript")], &bundle.text(&Message::new("ui-noscript")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CSP Level 3, 2.3.1: a script that stands in a page runs where the base64 of its SHA-256 is named. The hash of
    /// the example is that of section 8.2.
    #[test]
    fn a_policy_lets_only_the_page_s_own_script_stand_in_it() {
        assert!(!policy("").contains("sha256"));
        let named = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(policy("alert('Hello, world.');").contains(named));
    }

    #[test]
    fn a_missing_page_holds_its_script_and_other_pages_hold_none() {
        let page = |inside| {
            plain_page("missing", "./", "x", Html::new(), &Assets::default(), false, inside)
        };
        assert!(page("let a = 1 < 2;").contains("<script>let a = 1 < 2;</script></body>"));
        assert!(!page("").contains("<script>"));
    }
}
