//! Lists whose items stay in the page as long as they are in the list. One function serves lists of every kind: what
//! Leptos makes for a list is large, and it makes it anew for each kind. And what many items follow.

use leptos::prelude::*;

use crate::held::Held;

/// An item of a list.
pub struct Item {
    /// What tells it from the others.
    key: String,
    show: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Item {
    /// An item and how it is shown, once, when it is new.
    pub fn new(key: String, show: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { key, show: Box::new(show) }
    }
}

/// A list that follows what it is made of.
pub fn keyed(each: impl Fn() -> Vec<Item> + Send + 'static) -> AnyView {
    list(Box::new(each))
}

fn list(each: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    view! { <For each key=|it: &Item| it.key.clone() children=|it: Item| (it.show)() /> }.into_any()
}

/// What many views follow, as a signal: they are asked when it changes. (Whoever follows a memo is asked each time when
/// something may have changed it, and that is with every act of the learner.)
pub fn held(of: impl Fn() -> bool + Send + Sync + 'static) -> Held<bool> {
    let held = Held::new(false);
    let effect = RenderEffect::new(move |_| {
        let now = of();
        if held.get_untracked() != now {
            held.set(now);
        }
    });
    on_cleanup(move || drop(effect));
    held
}
