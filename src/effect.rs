//! What is done again when something changes. One effect serves every use: what Leptos makes for an effect is large, and it
//! makes it anew for each closure.

use leptos::prelude::*;

/// Does it once the page stands, and again whenever what it looked at changes.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
