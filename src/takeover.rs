//! What a learner did on the prerendered page before the app was there: typed
//! text, caret, focus and scroll (docs/site-format.md).

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlTextAreaElement};

/// What was there.
pub struct Before {
    typed: Option<String>,
    caret: Option<(u32, u32)>,
    scroll: (f64, f64),
    lesson_scroll: i32,
}

fn area() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id("manifest")?.dyn_into().ok()
}

fn lesson() -> Option<HtmlElement> {
    document().query_selector(".lesson").ok()??.dyn_into().ok()
}

/// Reads it, just before the page is replaced.
pub fn read() -> Before {
    let area = area();
    let focused = area
        .as_ref()
        .is_some_and(|it| document().active_element().is_some_and(|active| active.id() == it.id()));
    Before {
        typed: area
            .as_ref()
            .filter(|it| it.default_value().is_ok_and(|first| it.value() != first))
            .map(HtmlTextAreaElement::value),
        caret: area.filter(|_| focused).map(|it| {
            let end = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
            (end(it.selection_start()), end(it.selection_end()))
        }),
        scroll: (window().scroll_x().unwrap_or_default(), window().scroll_y().unwrap_or_default()),
        lesson_scroll: lesson().map(|it| it.scroll_top()).unwrap_or_default(),
    }
}

impl Before {
    /// Puts it back.
    pub fn put_back(self) {
        if let Some(area) = area() {
            if let Some(text) = self.typed {
                area.set_value(&text);
                if let Ok(event) = Event::new("input") {
                    let _ = area.dispatch_event(&event);
                }
            }
            if let Some((start, end)) = self.caret {
                let _ = area.focus();
                let _ = area.set_selection_range(start, end);
            }
        }
        window().scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
        if let Some(lesson) = lesson() {
            lesson.set_scroll_top(self.lesson_scroll);
        }
    }
}
