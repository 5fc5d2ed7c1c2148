//! What the last step brought about in the cluster.

use std::sync::Arc;

use leptos::prelude::*;
use service_lab_engine::store::Change;
use service_lab_l10n::{Message, say};

use super::app;
use super::rich::line;
use crate::derived::Derived;

/// Most sentences at once: what a glance takes in. The rest shows in the
/// picture.
const MOST: usize = 6;

/// Changes, and what is said of them.
#[derive(Clone, Default)]
struct Told {
    changes: Arc<Vec<Change>>,
    said: Vec<Message>,
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.said == other.said
    }
}

/// The list, where the last step changed something.
pub fn happened() -> impl IntoView {
    let app = app();
    let told = Derived::new(move |before: Option<&Told>| {
        let changes = app.bench(|it| it.changes().clone()).unwrap_or_default();
        match before {
            Some(before) if Arc::ptr_eq(&before.changes, &changes) => before.clone(),
            _ => {
                let mut said = say::happened(&changes);
                said.truncate(MOST);
                Told { changes, said }
            }
        }
    });
    move || {
        let said = told.get().said;
        (!said.is_empty()).then(|| {
            let items = said.into_iter().map(|it| view! { <li>{line(move || it.clone())}</li> });
            view! {
                <section class="happened" aria-live="polite">
                    <h2>{move || app.t("ui-happened")}</h2>
                    <ul>{items.collect_view()}</ul>
                </section>
            }
        })
    }
}
