//! The words of the course, beside their English.

use leptos::prelude::*;
use service_lab_l10n::say;

use super::app;
use super::rich::line;

/// The glossary page.
pub fn glossary() -> impl IntoView {
    let app = app();
    let words = say::WORDS
        .iter()
        .map(|(id, english)| {
            let (word, text) = (say::word_name(id), say::word_text(id));
            let local = word.clone();
            view! {
                <div class="word-row" id=format!("word-{id}")>
                    <dt>
                        {line(move || local.clone())}
                        {move || {
                            let differs = app.plain(&word) != *english;
                            differs.then(|| view! { <span class="english" lang="en">{*english}</span> })
                        }}
                    </dt>
                    <dd>{line(move || text.clone())}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <main id="main" class="page-home">
            <h1>{move || app.t("ui-nav-glossary")}</h1>
            <dl class="words">{words}</dl>
        </main>
    }
}
