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

/// Changes, what is said of them, and what the cluster has not noticed.
#[derive(Clone, Default)]
struct Told {
    changes: Arc<Vec<Change>>,
    said: Vec<Message>,
    unmissed: Vec<Message>,
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.said == other.said && self.unmissed == other.unmissed
    }
}

/// The list, where the last step changed something.
pub fn happened() -> impl IntoView {
    let app = app();
    let told = Derived::new(move |before: Option<&Told>| {
        let now = app.bench(|it| (it.changes().clone(), say::unmissed(it.world())));
        let (changes, unmissed) = now.unwrap_or_default();
        match before {
            Some(before) if Arc::ptr_eq(&before.changes, &changes) => {
                Told { unmissed, ..before.clone() }
            }
            _ => Told { said: say::happened(&changes), changes, unmissed },
        }
    });
    move || {
        let Told { said, mut unmissed, .. } = told.get();
        unmissed.extend(said);
        unmissed.truncate(MOST);
        let said = unmissed;
        (!said.is_empty()).then(|| {
            let items = said.into_iter().map(|it| view! { <li>{line(move || it.clone())}</li> });
            view! {
                <section class="happened">
                    <h2>{move || app.t("ui-happened")}</h2>
                    <ul>{items.collect_view()}</ul>
                </section>
            }
        })
    }
}
