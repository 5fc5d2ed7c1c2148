//! Prose as nodes: never as HTML text.

use leptos::prelude::*;
use service_lab_l10n::{Block, Inline, Message};

use super::app;
use crate::page::Route;

/// A message's prose. Follows the language.
pub fn prose(message: impl Fn() -> Message + Send + Sync + 'static) -> impl IntoView {
    let app = app();
    move || {
        let message = message();
        app.rich(&message).into_iter().map(block).collect_view()
    }
}

/// A message's prose as one line, without a paragraph around it.
pub fn line(message: impl Fn() -> Message + Send + Sync + 'static) -> impl IntoView {
    let app = app();
    move || {
        let message = message();
        let blocks = app.rich(&message);
        blocks
            .into_iter()
            .map(|it| match it {
                Block::Paragraph(parts) => inlines(parts),
                list @ Block::List(_) => block(list),
            })
            .collect_view()
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(parts) => view! { <p>{inlines(parts)}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|it| view! { <li>{inlines(it)}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    }
}

fn inlines(parts: Vec<Inline>) -> AnyView {
    parts.into_iter().map(inline).collect_view().into_any()
}

fn inline(part: Inline) -> AnyView {
    match part {
        Inline::Text(text) => text.into_any(),
        Inline::Strong(parts) => view! { <strong>{inlines(parts)}</strong> }.into_any(),
        Inline::Code(text) => view! { <code lang="en">{text}</code> }.into_any(),
        Inline::Link { to, text } => link(&to, text),
    }
}

fn link(to: &str, text: Vec<Inline>) -> AnyView {
    let app = app();
    let route = match to.split_once(':') {
        Some(("lesson", id)) => Route::Lesson(id.to_owned()),
        Some(("word", _)) => Route::Glossary,
        _ => return inlines(text),
    };
    page_link(app.href(&route), route, inlines(text))
}

/// A link to a page of the site, opened in place.
pub fn page_link(href: String, route: Route, content: AnyView) -> AnyView {
    let app = app();
    let open = move |event: web_sys::MouseEvent| {
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() && event.button() == 0 {
            event.prevent_default();
            app.go(route.clone());
        }
    };
    view! { <a href=href on:click=open>{content}</a> }.into_any()
}
