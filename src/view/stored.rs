//! What Kubernetes stored: what was typed, and what it added.

use leptos::prelude::*;
use service_lab_session::stored;

use super::app;
use crate::derived::Derived;

/// The stored objects of the learner's text.
pub fn stored_objects() -> impl IntoView {
    let app = app();
    let objects = Derived::new(move |_| {
        app.bench(|it| stored(&it.world().store, it.history().text())).unwrap_or_default()
    });
    move || {
        let all = objects.get();
        if all.is_empty() {
            return view! { <p class="quiet pad">{app.t("ui-stored-empty")}</p> }.into_any();
        }
        let sections = all
            .into_iter()
            .map(|object| {
                let title = format!("{} {}", object.key.kind.name(), object.key.name);
                let lines = object
                    .lines
                    .into_iter()
                    .map(|line| {
                        let note = line.added.then(|| app.t("ui-stored-added"));
                        view! {
                            <li class:added=line.added>
                                <span class="mono" lang="en">{line.text}</span>
                                {note.map(|it| view! { <span class="hidden">{it}</span> })}
                            </li>
                        }
                    })
                    .collect_view();
                view! {
                    <section class="chain">
                        <h3 lang="en">{title}</h3>
                        <ol class="stored" tabindex="0">{lines}</ol>
                    </section>
                }
            })
            .collect_view();
        view! {
            <div class="rules">
                <p class="quiet legend-added">{app.t("ui-stored-added")}</p>
                {sections}
            </div>
        }
        .into_any()
    }
}
