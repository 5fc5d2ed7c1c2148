//! Lists whose items stay in the page as long as they are in the list. One function serves lists of every kind: what
//! Leptos makes for a list is large, and it makes it anew for each kind.

use leptos::prelude::*;

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
