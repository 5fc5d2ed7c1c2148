//! The page's texts: in one language, in parts. The first part is there when
//! the app starts; the others come after the page can be used, and a page that
//! needs one of them waits for it.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::held::Held;
use service_lab_l10n::{Block, Bundle, Locale, Message, plain};
use wasm_bindgen_futures::spawn_local;

use crate::app::{App, PhoneView};
use crate::packs::Part;
use crate::page::{Route, Site, set_attribute, storage};

/// How long after a part could not be had it is asked for again.
const AGAIN_MS: u32 = 10_000;

/// The texts of the page's language. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct Texts {
    bundle: Held<Bundle>,
    /// Which parts have come.
    parts: StoredValue<Vec<Part>>,
    /// Rises when a part has come; 0 when all have. Only what misses a text
    /// follows it: what is shown stays as it is.
    come: Held<u32>,
    /// Asks again when it fires.
    again: StoredValue<Option<Timeout>, LocalStorage>,
    /// Rises when a page or language is asked for: what was asked for before
    /// is not wanted any more.
    wanted: StoredValue<u32>,
}

impl Texts {
    /// These texts, of these parts.
    pub fn new((bundle, parts): (Bundle, Vec<Part>)) -> Self {
        Self {
            bundle: Held::new(bundle),
            parts: StoredValue::new(parts),
            come: Held::new(1),
            again: StoredValue::new_local(None),
            wanted: StoredValue::new(0),
        }
    }

    fn want(&self) -> u32 {
        let wanted = self.wanted.get_value() + 1;
        self.wanted.set_value(wanted);
        wanted
    }
}

/// Fetches the parts of a language that a page shows; `None` where they cannot
/// be had.
pub async fn fetch(site: &Site, locale: Locale, route: &Route) -> Option<(Bundle, Vec<Part>)> {
    let own = Part::of(route);
    let first = Part::First.fetch(site, locale);
    let second = own.as_ref().map(|it| it.fetch(site, locale));
    let mut sources = vec![first.text().await?];
    if let Some(second) = second {
        sources.push(second.text().await?);
    }
    let mut parts = vec![Part::First];
    parts.extend(own);
    Some((Bundle::new(locale, &sources).ok()?, parts))
}

impl App {
    /// The text of a message, in the page's language. Follows the language.
    pub fn t(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// The text of a message with arguments.
    pub fn say(&self, message: &Message) -> String {
        self.texts.bundle.with(|it| it.text(message))
    }

    /// The prose of a message of any part; nothing while that has not come.
    pub fn rich(&self, message: &Message) -> Vec<Block> {
        if self.lacks(&message.id) {
            return Vec::new();
        }
        self.texts.bundle.with(|it| it.rich(message))
    }

    /// The prose of a message without its markup.
    pub fn plain(&self, message: &Message) -> String {
        plain(&self.rich(message))
    }

    /// Whether a text is in a part that has not come. Follows its coming.
    pub fn lacks(&self, id: &str) -> bool {
        self.texts.bundle.with(|it| !it.has(id)) && self.texts.come.get() > 0
    }

    /// The language of the page.
    pub fn locale(&self) -> Locale {
        self.texts.bundle.with(Bundle::locale)
    }

    /// Whether the lesson or the examples that a page shows have not come.
    /// Follows their coming.
    pub fn waits_for(&self, route: &Route) -> bool {
        let waits = self.content.with_value(|it| match route {
            Route::Home => !it.is_whole(),
            Route::Lesson(id) => it.course.place(id).is_some() && it.lesson(id).is_none(),
            Route::Sandbox => it.examples.is_empty(),
            Route::Glossary => false,
        });
        waits && self.texts.come.get() > 0
    }

    fn has_part(&self, part: &Part) -> bool {
        match part {
            Part::Examples => self.content.with_value(|it| !it.examples.is_empty()),
            Part::Course => self.content.with_value(|it| it.is_whole()),
            _ => self.texts.parts.with_value(|it| it.contains(part)),
        }
    }

    /// The next part that has not come: the open page's, then what explains
    /// problems, then the lessons in their order, then the examples.
    fn missing(&self) -> Option<Part> {
        self.route.with_untracked(|it| self.missing_on(it)).or_else(|| {
            let content = self.content.get_value();
            let lessons = content.course.lessons().into_iter().map(|it| Part::Lesson(it.clone()));
            let first = [Part::More, Part::Course].into_iter();
            first.chain(lessons).chain([Part::Examples]).find(|it| !self.has_part(it))
        })
    }

    /// The next part that has not come of those that a page shows.
    fn missing_on(&self, route: &Route) -> Option<Part> {
        let texts = Part::of(route).filter(|it| match it {
            // No such lesson: no such texts.
            Part::Lesson(id) => self.content.with_value(|it| it.course.place(id).is_some()),
            _ => true,
        });
        let content = untrack(|| self.waits_for(route)).then_some(match route {
            Route::Sandbox => Part::Examples,
            _ => Part::Course,
        });
        texts.into_iter().chain(content).find(|it| !self.has_part(it))
    }

    /// Takes a part in; false where it is none.
    fn take(&self, part: &Part, text: &str) -> bool {
        if matches!(part, Part::Course | Part::Examples) {
            self.content.update_value(|it| {
                let content = Arc::make_mut(it);
                match part {
                    Part::Course => content.complete(crate::packs::read_course(text)),
                    _ => content.examples = crate::packs::read_examples(text),
                }
            });
            return self.has_part(part);
        }
        let added = self.texts.bundle.update_untracked(|it| it.add(text).is_ok()) == Some(true);
        if added {
            self.texts.parts.update_value(|it| it.push(part.clone()));
        }
        added
    }

    /// Brings a part of the page's language; false where it cannot be had.
    async fn bring(self, part: Part) -> bool {
        while !self.has_part(&part) {
            let locale = untrack(|| self.locale());
            let coming = self.site.with_value(|it| part.fetch(it, locale));
            let Some(text) = coming.text().await else { return false };
            // The language may be another one by now.
            if untrack(|| self.locale()) != locale {
                continue;
            }
            if !self.take(&part, &text) {
                return false;
            }
            self.texts.come.update(|it| *it += 1);
        }
        true
    }

    /// Brings all parts that have not come, when the rest of the Wasm is there:
    /// what is done here is of the rest.
    pub fn bring_later(&self) {
        let app = *self;
        spawn_local(async move {
            crate::service::whole().await;
            app.bring_all();
        });
    }

    /// Brings all parts that have not come, one after the other; where one
    /// cannot be had, tries again later.
    fn bring_all(&self) {
        let app = *self;
        spawn_local(async move {
            while let Some(part) = app.missing() {
                if !app.bring(part).await {
                    let again = Timeout::new(AGAIN_MS, move || app.bring_all());
                    app.texts.again.set_value(Some(again));
                    return;
                }
            }
            app.texts.come.set(0);
        });
    }

    /// Goes to a page without loading it anew, when its texts are there; where
    /// they cannot be had, says so and stays.
    pub fn go(&self, route: Route) {
        self.when_there(route, |app, route, there| {
            if !there {
                return app.tell(Message::new("ui-texts-missing"));
            }
            let href = app.href(&route);
            if let Ok(history) = window().history() {
                let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&href));
            }
            app.route.set(route);
            app.phone.set(PhoneView::Lesson);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    }

    /// Shows the page that the browser's buttons have gone to already; what
    /// of its texts cannot be had is told, and shown when it comes.
    pub fn gone(&self, route: Route) {
        self.when_there(route, |app, route, there| {
            app.route.set(route);
            if !there {
                app.tell(Message::new("ui-texts-missing"));
            }
        });
    }

    /// Does this when a page's texts are there, at once where they are, or
    /// when they cannot be had; not if something else was asked for meanwhile.
    fn when_there(&self, route: Route, then: fn(&App, Route, bool)) {
        let app = *self;
        let wanted = self.texts.want();
        if self.missing_on(&route).is_none() {
            return then(self, route, true);
        }
        spawn_local(async move {
            let mut there = true;
            while there && let Some(part) = app.missing_on(&route) {
                there = app.bring(part).await;
            }
            if app.texts.wanted.get_value() == wanted {
                then(&app, route, there);
            }
        });
    }

    /// Switches the language in place; where its texts cannot be had, says so
    /// in the present one.
    pub fn switch(&self, locale: Locale) {
        let app = *self;
        let wanted = self.texts.want();
        let site = self.site.get_value();
        let route = self.route.get_untracked();
        spawn_local(async move {
            let found = fetch(&site, locale, &route).await;
            if app.texts.wanted.get_value() != wanted {
                return;
            }
            match found {
                Some(found) => app.speak(found),
                None => {
                    app.tell(Message::new("ui-language-offline").with("language", locale.autonym()))
                }
            }
        });
    }

    fn speak(&self, (texts, parts): (Bundle, Vec<Part>)) {
        let locale = texts.locale();
        self.texts.parts.set_value(parts);
        self.texts.come.set(1);
        self.texts.bundle.set(texts);
        set_attribute("lang", Some(locale.tag()));
        storage::set("locale", locale.tag());
        let href = self.href(&self.route.get_untracked());
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&href));
        }
        self.bring_all();
        crate::service::install(locale);
    }
}
