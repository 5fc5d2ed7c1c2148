//! The words of the course, beside their English.

use leptos::prelude::*;

use super::app;

/// The glossary page.
pub fn glossary() -> impl IntoView {
    let app = app();
    view! {
        <main id="main" class="page-home">
            <h1>{move || app.t("ui-nav-glossary")}</h1>
        </main>
    }
}
