//! What is brought before the learner's eyes when something happens in the
//! picture, and when the packet goes on.

use leptos::prelude::*;
use web_sys::{
    Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions,
};

use super::flight::{media, reduced_motion};
use crate::app::{App, PhoneView};

/// How much stays free above or below what was brought into sight, in px.
const GAP: f64 = 16.0;

/// Where lesson and bench stand below each other (style/app.css).
const ONE_COLUMN: &str = "(max-width: 1020px)";

fn found(css: &str) -> Option<Element> {
    document().query_selector(css).ok().flatten()
}

fn behavior() -> ScrollBehavior {
    if reduced_motion() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth }
}

/// Brings the picture into sight, where something is about to happen in it:
/// its view on a phone; to the top of a page that is one column, for what is
/// said of each step stands below; else as little scrolling as shows all of it.
pub fn bring_into_sight(app: App) {
    app.phone.set(PhoneView::Picture);
    // A frame later a phone shows it.
    request_animation_frame(|| {
        let Some(stage) = found(".stage") else { return };
        let how = ScrollIntoViewOptions::new();
        how.set_block(if media(ONE_COLUMN) {
            ScrollLogicalPosition::Start
        } else {
            ScrollLogicalPosition::Nearest
        });
        how.set_behavior(behavior());
        stage.scroll_into_view_with_scroll_into_view_options(&how);
    });
}

/// Keeps the part where the packet is in sight: within the picture where that
/// scrolls by itself, and on a narrow page while the strip of steps lies over
/// the picture. Who has scrolled on, to what is said below, is left alone.
pub fn keep_in_sight() {
    let of = |css| found(css).map(|it| it.get_bounding_client_rect());
    let (Some(stage), Some(lit), Some(bar), Some(strip)) =
        (found(".stage"), of(".stage .lit"), of(".bench-bar"), of(".play"))
    else {
        return;
    };
    let frame = stage.get_bounding_client_rect();
    let scroller = if stage.scroll_height() > stage.client_height() {
        Some(stage)
    } else if strip.top() < frame.bottom() - 1.0 {
        document().scrolling_element()
    } else {
        None
    };
    let Some(scroller) = scroller else { return };
    let below = lit.bottom() + GAP - frame.bottom().min(strip.top());
    let above = lit.top() - GAP - frame.top().max(bar.bottom());
    let by = if below > 0.0 { below } else { above.min(0.0) };
    if by != 0.0 {
        let how = ScrollToOptions::new();
        how.set_top(by);
        how.set_behavior(behavior());
        scroller.scroll_by_with_scroll_to_options(&how);
    }
}
