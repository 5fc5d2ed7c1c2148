//! What the last step brought about in the cluster.

use leptos::prelude::*;
use service_lab_l10n::say;

use super::app;
use super::rich::line;

/// Most sentences at once: what a glance takes in. The rest shows in the
/// picture.
const MOST: usize = 6;

/// The list, where the last step changed something.
pub fn happened() -> impl IntoView {
    let app = app();
    move || {
        let mut told = app.bench(|it| say::happened(it.changes()))?;
        told.truncate(MOST);
        (!told.is_empty()).then(|| {
            let items = told.into_iter().map(|it| view! { <li>{line(move || it.clone())}</li> });
            view! {
                <section class="happened" aria-live="polite">
                    <h2>{move || app.t("ui-happened")}</h2>
                    <ul>{items.collect_view()}</ul>
                </section>
            }
        })
    }
}
