//! The front page: the course at a glance.

use leptos::prelude::*;
use service_lab_course::Lesson;
use service_lab_l10n::Message;

use super::rich::{line, page_link};
use super::{app, icons};
use crate::page::Route;

/// The front page.
pub fn home() -> impl IntoView {
    let app = app();
    let content = app.content.get_value();
    let first = content.course.lessons().first().map(|it| String::clone(it));
    let next = app.session.with_value(|session| {
        content
            .lessons
            .iter()
            .find(|it| {
                session.progress.of(&it.id).is_some_and(|it| !it.finished && it.furthest > 0)
            })
            .map(|it| it.id.clone())
    });
    let begun = next.is_some();
    let start = next.or(first).map(|id| {
        let route = Route::Lesson(id);
        let id = if begun { "ui-home-continue" } else { "ui-home-start" };
        let text = view! { {move || app.t(id)} {icons::arrow()} }.into_any();
        view! { <span class="primary-link">{page_link(app.href(&route), route, text)}</span> }
    });
    let mut number = 0;
    let chapters = content
        .course
        .chapters
        .iter()
        .map(|chapter| {
            let title = Message::new(format!("chapter-{}", chapter.id));
            let cards = chapter
                .lessons
                .iter()
                .filter_map(|id| content.lesson(id))
                .map(|lesson| {
                    number += 1;
                    card(lesson, number)
                })
                .collect_view();
            view! {
                <section class="chapter">
                    <h2>{move || app.say(&title)}</h2>
                    <ol class="cards">{cards}</ol>
                </section>
            }
        })
        .collect_view();
    view! {
        <main id="main" class="page-home">
            <section class="hero">
                <div>
                    <h1>{move || app.t("ui-home-title")}</h1>
                    <p class="lead">{move || app.t("ui-home-lead")}</p>
                    <p class="hero-links">
                        {start}
                        <span class="secondary-link">
                            {move || page_link(
                                app.href(&Route::Sandbox),
                                Route::Sandbox,
                                app.t("ui-home-sandbox").into_any(),
                            )}
                        </span>
                    </p>
                </div>
                {emblem()}
            </section>
            <section aria-label=move || app.t("ui-home-lessons")>{chapters}</section>
            <section class="chapter">
                <h2>
                    {move || page_link(
                        app.href(&Route::Sandbox),
                        Route::Sandbox,
                        app.t("ui-sandbox-title").into_any(),
                    )}
                </h2>
                <p class="lead">{move || app.t("ui-home-sandbox-text")}</p>
            </section>
        </main>
    }
}

fn card(lesson: &Lesson, number: usize) -> impl IntoView + use<> {
    let app = app();
    let route = Route::Lesson(lesson.id.clone());
    let (title, summary) =
        (Message::new(lesson.message("title")), Message::new(lesson.message("summary")));
    let steps = lesson.steps.len();
    let (done, finished) = app.session.with_value(|it| {
        it.progress.of(&lesson.id).map_or((0, false), |it| (it.furthest + 1, it.finished))
    });
    let state = if finished {
        Some("ui-home-finished")
    } else if done > 0 {
        Some("ui-home-begun")
    } else {
        None
    };
    let marks = (0..steps)
        .map(|it| view! { <i class=if it < done { "done" } else { "" }></i> })
        .collect_view();
    let open = route.clone();
    view! {
        <li class="card">
            <a
                href=move || app.href(&route)
                on:click=move |event: web_sys::MouseEvent| {
                    if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
                        event.prevent_default();
                        app.go(open.clone());
                    }
                }
            >
                <span class="card-number" aria-hidden="true">{number}</span>
                <h3>{line(move || title.clone())}</h3>
            </a>
            <p>{line(move || summary.clone())}</p>
            <p class="card-foot">
                <span class="progress" aria-hidden="true">{marks}</span>
                <span>
                    {move || app.say(&Message::new("ui-home-steps").count("count", steps as u64))}
                </span>
                {state.map(|id| view! { <span class="state">{move || app.t(id)}</span> })}
            </p>
        </li>
    }
}

/// The idea in one drawing: a client, the dashed band, three Pods.
fn emblem() -> impl IntoView {
    view! {
        <svg class="emblem" viewBox="0 0 420 260" aria-hidden="true">
            <rect class="band" x="130" y="28" width="270" height="38" rx="10" />
            <rect class="box" x="16" y="84" width="84" height="60" rx="12" />
            <path class="thing" d="M40 100h36v22H40zM34 128h48" />
            <rect class="box" x="130" y="92" width="80" height="148" rx="14" />
            <rect class="box" x="225" y="92" width="80" height="148" rx="14" />
            <rect class="box" x="320" y="92" width="80" height="148" rx="14" />
            <rect class="gate" x="140" y="104" width="60" height="24" rx="7" />
            <rect class="gate lit" x="235" y="104" width="60" height="24" rx="7" />
            <rect class="gate" x="330" y="104" width="60" height="24" rx="7" />
            <circle class="pod" cx="170" cy="192" r="24" />
            <path class="pod-mark" d="m160 192 7 7 13-14" />
            <circle class="pod" cx="360" cy="192" r="24" />
            <path class="pod-mark" d="m350 192 7 7 13-14" />
            <path class="wire" d="M100 114h8a8 8 0 0 0 8-8V87a8 8 0 0 1 8-8h133a8 8 0 0 1 8 8v17" />
            <path class="wire dotted" d="M265 128v10a8 8 0 0 0 8 8h79a8 8 0 0 1 8 8v14" />
            <rect class="packet" x="252" y="133" width="26" height="18" rx="5" />
        </svg>
    }
}

/// No such page.
pub fn missing() -> impl IntoView {
    let app = app();
    view! {
        <main id="main" class="page-home">
            <h1>{move || app.t("ui-not-found")}</h1>
            <p>{move || app.t("ui-not-found-text")}</p>
            <p class="primary-link">
                {move || page_link(app.href(&Route::Home), Route::Home, app.t("ui-to-front").into_any())}
            </p>
        </main>
    }
}
