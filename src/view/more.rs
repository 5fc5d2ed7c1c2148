//! A button that shows more of a long list, for the lists that begin with their first items.

use leptos::prelude::*;
use service_lab_l10n::Message;
use wasm_bindgen::JsCast;

use super::app;
use crate::derived::Derived;
use crate::held::Held;

/// How much of a list is shown.
#[derive(Clone, Copy)]
pub struct More {
    /// Items shown.
    pub shown: Held<usize>,
    /// How many are shown after so many.
    next: fn(usize) -> usize,
    /// What is focused then, as CSS with `{}` for the place of the first new item: the button may be gone.
    focus: &'static str,
}

impl More {
    /// A list that begins with `first` items; `next` says how many are shown after so many.
    pub fn new(first: usize, next: fn(usize) -> usize, focus: &'static str) -> Self {
        Self { shown: Held::new(first), next, focus }
    }

    fn press(self) {
        let before = self.shown.get_untracked();
        self.shown.set((self.next)(before));
        request_animation_frame(move || {
            let css = self.focus.replace("{}", &(before + 1).to_string());
            if let Ok(Some(next)) = document().query_selector(&css) {
                let _ = next.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        });
    }

    /// The button, while some are left.
    pub fn button(self, left: Derived<usize>) -> impl IntoView {
        let app = app();
        move || {
            (left.get() > 0).then(|| {
                let text = app.say(&Message::new("ui-show-more").count("count", left.get() as u64));
                view! {
                    <p class="more">
                        <button type="button" class="button small second" on:click=move |_| self.press()>
                            {text}
                        </button>
                    </p>
                }
            })
        }
    }
}
