//! Small drawings. All are decoration: the words stand beside them.

use leptos::prelude::*;

use crate::app::PhoneView;

/// The mark of Service Lab: one way in, several ways on.
pub fn mark() -> impl IntoView {
    view! {
        <svg class="mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
            <rect class="mark-ground" x="1" y="1" width="26" height="26" rx="8" />
            <path class="mark-lines" d="M5.5 14H11m5.4-2.2 5.1-4.3M17 14h5.5m-6.1 2.2 5.1 4.3" />
            <circle class="mark-heart" cx="14" cy="14" r="3" />
        </svg>
    }
}

fn stroke(d: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <path d=d />
        </svg>
    }
}

/// What is this?
pub fn question() -> impl IntoView {
    stroke(
        "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM7.8 7.9a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.7m0 2.4v.1",
    )
}

/// Undo.
pub fn undo() -> impl IntoView {
    stroke("M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.25 4.25 0 0 1 0 8.5H8")
}

/// Redo.
pub fn redo() -> impl IntoView {
    stroke("M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.25 4.25 0 0 0 0 8.5H12")
}

/// Back to the start.
pub fn reset() -> impl IntoView {
    stroke("M4.5 10a5.5 5.5 0 1 0 1.8-4.1M4 3.5V7h3.5")
}

/// One back.
pub fn back() -> impl IntoView {
    stroke("m12 5-5 5 5 5")
}

/// One on.
pub fn on() -> impl IntoView {
    stroke("m8 5 5 5-5 5")
}

/// Play.
pub fn play() -> impl IntoView {
    view! {
        <svg class="icon solid" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M7 4.8v10.4a.6.6 0 0 0 .9.5l8.3-5.2a.6.6 0 0 0 0-1L7.9 4.3a.6.6 0 0 0-.9.5Z" />
        </svg>
    }
}

/// Pause.
pub fn pause() -> impl IntoView {
    view! {
        <svg class="icon solid" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <rect x="5.5" y="4.5" width="3.2" height="11" rx="1" />
            <rect x="11.3" y="4.5" width="3.2" height="11" rx="1" />
        </svg>
    }
}

/// A clock.
pub fn clock() -> impl IntoView {
    stroke("M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM10 6.5V10l2.5 1.8")
}

/// A tick.
pub fn tick() -> impl IntoView {
    stroke("m5 10.5 3.4 3.4L15 6.8")
}

/// A cross.
pub fn cross() -> impl IntoView {
    stroke("m5.5 5.5 9 9m0-9-9 9")
}

/// An exclamation mark.
pub fn alert() -> impl IntoView {
    stroke("M10 3.2v8.2m0 3.6v.2")
}

/// An arrow to the right.
pub fn arrow() -> impl IntoView {
    stroke("M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5")
}

/// Half light, half dark.
pub fn theme() -> impl IntoView {
    view! {
        <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="6.5" />
            <path class="filled" d="M10 3.5a6.5 6.5 0 0 1 0 13Z" />
        </svg>
    }
}

/// A globe.
pub fn globe() -> impl IntoView {
    stroke(
        "M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM3.7 10h12.6M10 3.5c2 2 2.8 4.2 2.8 6.5S12 14.5 10 16.5C8 14.5 7.2 12.3 7.2 10S8 5.5 10 3.5Z",
    )
}

/// The icon of a view on a phone.
pub fn phone(view: PhoneView) -> AnyView {
    match view {
        PhoneView::Lesson => stroke("M4 5h12M4 9h12M4 13h8").into_any(),
        PhoneView::Picture => stroke("M3.5 8h5v8h-5zM11.5 8h5v8h-5zM6 8V4.5h8V8").into_any(),
        PhoneView::Yaml => stroke("m7 6-4 4 4 4m6-8 4 4-4 4").into_any(),
        PhoneView::Tools => stroke("M4 6h7m4 0h1M4 14h2m4 0h6M13 4.2v3.6M8 12.2v3.6").into_any(),
    }
}
