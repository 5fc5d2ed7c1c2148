//! The editor pane: a plain box at first, the editor module when it has come,
//! and what is wrong with the text.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use service_lab_engine::diagnostic::Severity;
use service_lab_engine::store::Actor;
use service_lab_l10n::Message;
use service_lab_l10n::say::{self, ExplainPart};
use service_lab_session::{Action, BurstState};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::rich::prose;
use super::{app, fields, icons, problems, stored};
use crate::app::App;
use crate::derived::Derived;
use crate::editor::object;
use crate::effect::effect;
use crate::held::Held;

/// The pane.
pub fn editor() -> impl IntoView {
    let app = app();
    let area = NodeRef::<leptos::html::Textarea>::new();
    let host = NodeRef::<leptos::html::Div>::new();
    let upgraded = Held::new(false);
    effect(move || {
        if let Some(area) = area.get() {
            area.set_value(&text(app));
            app.editor.use_plain(area);
            upgrade(app, host, upgraded);
        }
    });
    let diagnostics = Derived::new(move |_| app.bench(|it| it.diagnostics().clone()));
    let found = Derived::new(move |_| found(app));
    let pruned = Derived::new(move |_| pruned(app));
    effect(move || {
        let list = diagnostics.get().unwrap_or_default();
        if upgraded.get() {
            app.editor.mark(&list);
        }
    });
    effect(move || {
        if upgraded.get() {
            app.fetch_fields(app.locale());
        }
    });
    effect(move || {
        let phrases = phrases(app);
        let label = app.t("ui-editor");
        if upgraded.get() {
            app.editor.set_phrases(&phrases, &label);
        }
    });
    on_cleanup(move || app.editor.leave());
    let stored = Held::new(false);
    let tab = move |id: &'static str, value: bool| {
        view! {
            <button
                type="button"
                aria-pressed=move || (stored.get() == value).to_string()
                on:click=move |_| stored.set(value)
            >
                {move || app.t(id)}
            </button>
        }
    };
    view! {
        <section class="pane editor-pane">
            <div class="pane-head">
                <label class="hidden" for="manifest">{move || app.t("ui-editor")}</label>
                <div class="pane-tabs">
                    {tab("ui-editor", false)}
                    {tab("ui-panel-stored", true)}
                </div>
                <span class="grow"></span>
                {move || (upgraded.get() && !stored.get()).then(|| explain(app))}
                {move || state(app, found.get())}
            </div>
            {move || stored.get().then(|| view! {
                <div class="editor-stored">{stored::stored_objects()}</div>
            })}
            <div class="editor-box" class:gone=move || stored.get()>
                <textarea
                    id="manifest"
                    class="editor-plain"
                    class:hidden=move || upgraded.get()
                    lang="en"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    node_ref=area
                    on:input=move |event| {
                        app.dispatch(Action::Type { text: event_target_value(&event) });
                    }
                ></textarea>
                <div class="editor-module" class:hidden=move || !upgraded.get() node_ref=host></div>
            </div>
            {move || pruned.get().then(|| view! {
                <div class="pane-note">{prose(|| Message::new("ui-editor-prune"))}</div>
            })}
            {problems::problems()}
        </section>
    }
}

/// The button that explains the field at the caret: for fingers, and for who
/// does not know the key. The focus stays in the text.
fn explain(app: App) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ghost square"
            aria-label=move || app.t("ui-field-explain")
            title=move || format!("{} (Ctrl+I)", app.t("ui-field-explain"))
            aria-keyshortcuts="Control+I"
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| app.editor.describe()
        >
            {icons::question()}
        </button>
    }
}

/// Whether the last step deleted what had left the text.
fn pruned(app: App) -> bool {
    app.bench(|bench| {
        bench.state() != BurstState::Refused
            && bench.changes().iter().any(|it| it.after.is_none() && it.by == Actor::Learner)
            && bench.history().done().last().is_none_or(|it| it.text().is_some())
    })
    .unwrap_or_default()
}

fn text(app: App) -> String {
    app.session.with_value(|it| it.bench().map(|it| it.text().to_owned())).unwrap_or_default()
}

/// What the head's right side tells: how text and cluster stand to each other, whether there is an error, and how many
/// problems there are.
type Found = (BurstState, bool, usize);

fn found(app: App) -> Option<Found> {
    app.bench(|it| {
        let error = it.diagnostics().iter().any(|it| it.severity == Severity::Error);
        (it.state(), error, it.diagnostics().len())
    })
}

/// The head's right side: problems counted, or the button that ends a burst.
fn state(app: App, found: Option<Found>) -> AnyView {
    let Some((state, error, all)) = found else { return ().into_any() };
    if all > 0 {
        let text = app.say(&Message::new("ui-problems").count("count", all as u64));
        let class = if error { "badge bad" } else { "badge late" };
        let show = move |_| {
            let first =
                app.session.with_value(|it| it.bench()?.diagnostics().first().map(|it| it.at));
            if let Some(at) = first {
                app.editor.select(at.start, at.end);
            }
        };
        return view! {
            <button type="button" class=class on:click=show>
                {icons::alert()}
                <span class="badge-text">{text}</span>
                <span class="badge-count" aria-hidden="true">{all}</span>
            </button>
        }
        .into_any();
    }
    match state {
        BurstState::Open => view! {
            <button
                type="button"
                class="badge plain"
                on:click=move |_| app.dispatch(Action::Rest)
            >
                {app.t("ui-editor-apply")}
            </button>
        }
        .into_any(),
        BurstState::Settled | BurstState::Refused => view! {
            <span class="badge good">{icons::tick()} {app.t("ui-editor-ok")}</span>
        }
        .into_any(),
    }
}

/// Loads the editor module after the page has been painted, and hands the
/// text over: typed text, caret and focus stay.
fn upgrade(app: App, host: NodeRef<leptos::html::Div>, upgraded: Held<bool>) {
    wasm_bindgen_futures::spawn_local(async move {
        let Some(module) = crate::service::editor().await else { return };
        let Some(parent) = host.try_get_untracked().flatten() else { return };
        let parent: HtmlElement = parent.unchecked_into();
        let Some(mount) = Reflect::get(&module, &"mount".into())
            .ok()
            .and_then(|it| it.dyn_into::<Function>().ok())
        else {
            return;
        };
        let area = document().get_element_by_id("manifest");
        let focused = area.is_some() && document().active_element() == area;
        let options = options(app);
        let Ok(handle) = mount.call2(&module, &parent, &options) else { return };
        app.editor.use_module(handle);
        upgraded.set(true);
        if focused {
            app.editor.focus();
        }
    });
}

/// What the editor module asks and tells: functions of one shape, of a text and a number (editor/README.md).
fn asked(answer: impl Fn(String, usize) -> JsValue + 'static) -> JsValue {
    let answer: Box<dyn Fn(String, usize) -> JsValue> = Box::new(answer);
    Closure::wrap(answer).into_js_value()
}

fn options(app: App) -> JsValue {
    let on_change = asked(move |text, _| {
        app.dispatch(Action::Type { text });
        let list = app.session.with_value(|it| it.bench().map(|it| it.diagnostics().clone()));
        app.editor.marks(&list.unwrap_or_default())
    });
    let on_action = asked(move |_, place| {
        problems::repair(app, place);
        JsValue::UNDEFINED
    });
    let on_run = asked(move |_, _| {
        app.dispatch(Action::Rest);
        JsValue::UNDEFINED
    });
    object(&[
        ("text", text(app).into()),
        ("label", app.t("ui-editor").into()),
        ("phrases", phrases(app)),
        ("onChange", on_change),
        ("problem", asked(move |_, place| told(app, place))),
        ("onAction", on_action),
        ("onRun", on_run),
        ("complete", asked(move |text, at| fields::completions(app, &text, at))),
        ("hover", asked(move |text, at| fields::description(app, &text, at))),
    ])
}

/// The editor's own words; those without a translation stay English.
fn phrases(app: App) -> JsValue {
    let phrases = say::editor_phrases();
    let fields: Vec<(&str, JsValue)> =
        phrases.iter().map(|(english, message)| (*english, app.say(message).into())).collect();
    object(&fields)
}

/// What a problem says where it is marked.
fn told(app: App, place: usize) -> JsValue {
    let problem = app.session.with_value(|it| it.bench()?.diagnostics().get(place).cloned());
    let Some(problem) = problem else { return JsValue::UNDEFINED };
    let explanation = app.plain(&say::explain(&problem, ExplainPart::Title));
    let repair = problem.edit.map(|it| app.say(&problems::repair_label(&it.text)));
    object(&[
        ("message", problem.verbatim.0.into()),
        ("explanation", explanation.into()),
        ("repair", repair.into()),
    ])
}
