//! The head of the page: brand, place, progress, language, colours.

use leptos::prelude::*;

use crate::held::Held;
use service_lab_l10n::Locale;

use super::{app, icons, rich};
use crate::page::{Route, attribute, set_attribute, storage};

/// The head of the page.
pub fn header() -> impl IntoView {
    let app = app();
    let link = |route: Route, id: &'static str| {
        let target = route.clone();
        view! {
            <a
                class="nav-link"
                href={
                    let route = route.clone();
                    move || app.href(&route)
                }
                aria-current={
                    let route = route.clone();
                    move || (app.route.get() == route).then_some("page")
                }
                on:click=move |event| follow(&event, &target)
            >
                {move || app.t(id)}
            </a>
        }
    };
    view! {
        <header class="top">
            <a
                class="brand"
                href=move || app.href(&Route::Home)
                on:click=move |event| follow(&event, &Route::Home)
            >
                {icons::mark()}
                <span>{move || app.t("ui-name")}</span>
            </a>
            {crumb()}
            <span class="grow"></span>
            <nav class="nav hide-small">
                {link(Route::Home, "ui-nav-lessons")}
                {link(Route::Sandbox, "ui-nav-sandbox")}
                {link(Route::Glossary, "ui-nav-glossary")}
            </nav>
            {languages()}
            {themes()}
        </header>
    }
}

fn follow(event: &web_sys::MouseEvent, route: &Route) {
    if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
        event.prevent_default();
        app_handle().go(route.clone());
    }
}

fn app_handle() -> crate::app::App {
    app()
}

/// Where one is: the chapter, the lesson, and how far it has come.
fn crumb() -> impl IntoView {
    let app = app();
    move || {
        let lesson = app.lesson()?;
        let chapter = app.content.with_value(|it| {
            it.chapter_of(&lesson.id).map(|chapter| format!("chapter-{}", chapter.id))
        })?;
        let title = app.lesson_message(&lesson, "title");
        let chapter = app.say(&service_lab_l10n::Message::new(chapter));
        let (step, of) = (app.step_number(), lesson.steps.len());
        Some(view! {
            <span class="crumb">
                {chapter}
                <span aria-hidden="true">" / "</span>
                <b>{rich::line(move || title.clone())}</b>
            </span>
            {progress(step, of)}
        })
    }
}

fn progress(step: usize, of: usize) -> impl IntoView {
    let app = app();
    let label = move || {
        app.say(&service_lab_l10n::Message::new("ui-step-of").with("step", step + 1).with("of", of))
    };
    let marks = (0..of)
        .map(|it| {
            let class = if it < step {
                "done"
            } else if it == step {
                "now"
            } else {
                ""
            };
            view! { <i class=class></i> }
        })
        .collect_view();
    view! { <span class="progress hide-small" role="img" aria-label=label>{marks}</span> }
}

fn languages() -> impl IntoView {
    let app = app();
    let options = Locale::ALL.map(|locale| {
        view! {
            <option
                value=locale.tag()
                lang=locale.tag()
                selected=move || app.locale() == locale
            >
                {locale.autonym()}
            </option>
        }
    });
    view! {
        <label class="picker">
            {icons::globe()}
            <span class="hidden">{move || app.t("ui-language")}</span>
            <select
                on:change=move |event| {
                    if let Some(locale) = Locale::from_tag(&event_target_value(&event)) {
                        app.switch(locale);
                    }
                }
                prop:value=move || app.locale().tag()
            >
                {options.into_iter().collect_view()}
            </select>
        </label>
    }
}

/// The theme that the learner chose; the first is none.
const THEMES: [(&str, &str); 3] =
    [("", "ui-theme-system"), ("light", "ui-theme-light"), ("dark", "ui-theme-dark")];

fn themes() -> impl IntoView {
    let app = app();
    let chosen = Held::new(attribute("data-theme").unwrap_or_default());
    let options = THEMES.map(|(value, id)| {
        view! {
            <option value=value selected=move || chosen.get() == value>
                {move || app.t(id)}
            </option>
        }
    });
    view! {
        <label class="picker compact">
            {icons::theme()}
            <span class="hidden">{move || app.t("ui-theme")}</span>
            <select on:change=move |event| {
                let value = event_target_value(&event);
                if value.is_empty() {
                    set_attribute("data-theme", None);
                    storage::remove("theme");
                } else {
                    set_attribute("data-theme", Some(&value));
                    storage::set("theme", &value);
                }
                chosen.set(value);
            }>{options.into_iter().collect_view()}</select>
        </label>
    }
}
