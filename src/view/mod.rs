//! What people see. Views read signals and dispatch actions; they decide
//! nothing.

mod act;
mod article;
mod chart;
mod checkup;
mod controls;
mod editor;
mod fields;
mod flight;
mod glossary;
mod happened;
mod header;
mod home;
mod icons;
mod keyed;
mod more;
mod notes;
mod objects;
mod panels;
mod picture;
mod playback;
mod problems;
mod rich;
mod rules;
mod sandbox;
mod share;
mod sight;
mod stored;
mod terminal;
mod trace;
mod work;

use leptos::prelude::*;

pub use rules::rule_count;
pub use terminal::Screen;

use crate::app::{App, PhoneView};
use crate::derived::Derived;
use crate::effect::effect;
use crate::page::Route;

/// The app of this page. Every view runs below [`root`], which provides it.
pub fn app() -> App {
    expect_context()
}

/// The whole page.
pub fn root() -> impl IntoView {
    let app = app();
    let page = Derived::new(move |_| app.route.get());
    effect(move || {
        let title = match page.get() {
            route if app.waits_for(&route) => app.t("ui-name"),
            Route::Home => app.t("ui-name"),
            Route::Lesson(_) => match app.lesson() {
                Some(lesson) => app.say(&app.lesson_message(&lesson, "title")),
                None => app.t("ui-not-found"),
            },
            Route::Sandbox => app.t("ui-sandbox-title"),
            Route::Glossary => app.t("ui-nav-glossary"),
        };
        let name = app.t("ui-name");
        document().set_title(&if title == name { name } else { format!("{title} · {name}") });
    });
    view! {
        <a class="skip" href="#main">{move || app.t("ui-skip")}</a>
        {header::header()}
        {move || match page.get() {
            route if app.waits_for(&route) => view! { <main id="main"></main> }.into_any(),
            Route::Home => home::home().into_any(),
            Route::Lesson(id) => lesson_page(&id),
            Route::Sandbox => bench_page(sandbox::sandbox().into_any()),
            Route::Glossary => glossary::glossary().into_any(),
        }}
        {notes::notes()}
    }
}

fn lesson_page(id: &str) -> AnyView {
    let known = app().content.with_value(|it| it.lesson(id).is_some());
    if known { bench_page(article::article(id).into_any()) } else { home::missing().into_any() }
}

/// A text beside the work area, with the bar that switches them on a phone.
fn bench_page(text: AnyView) -> AnyView {
    let app = app();
    view! {
        <main id="main" class="page-lesson" data-view=move || app.phone.get().name()>
            {text}
            {work::work()}
        </main>
        {phone_bar()}
    }
    .into_any()
}

fn phone_bar() -> impl IntoView {
    let app = app();
    let label = |view: PhoneView| match view {
        PhoneView::Lesson => "ui-view-lesson",
        PhoneView::Picture => "ui-view-picture",
        PhoneView::Yaml => "ui-view-yaml",
        PhoneView::Tools => "ui-view-tools",
    };
    let buttons = PhoneView::ALL.map(|view| {
        view! {
            <button
                type="button"
                class="phone-tab"
                aria-pressed=move || (app.phone.get() == view).to_string()
                on:click=move |_| app.phone.set(view)
            >
                {icons::phone(view)}
                <span>{move || app.t(label(view))}</span>
            </button>
        }
    });
    view! { <nav class="phone" aria-label=move || app.t("ui-panels")>{buttons.into_iter().collect_view()}</nav> }
}
