//! What is wrong with the text: Kubernetes' words, the explanation, the repair.

use leptos::prelude::*;
use service_lab_engine::diagnostic::{Diagnostic, Severity};
use service_lab_l10n::Message;
use service_lab_l10n::say::{self, ExplainPart};
use service_lab_session::Action;

use super::app;
use super::keyed::{Item, keyed};
use super::more::More;
use super::rich::{line, prose};
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;

/// Problems shown in full at first, and how many more each time the learner asks for more.
const SHOWN_AT_ONCE: usize = 6;
/// Where the learner goes on then.
const NEXT_PROBLEM: &str = ".problems > :nth-child({}) .link";

/// The list under the editor.
pub fn problems() -> impl IntoView {
    let app = app();
    let more = More::new(SHOWN_AT_ONCE, |it| it + SHOWN_AT_ONCE, NEXT_PROBLEM);
    let count = more.shown;
    let list = Derived::new(move |before: Option<&Vec<Shown>>| {
        let found = app.bench(|it| shown(it, count.get())).unwrap_or_default();
        match before {
            Some(before) if *before == found => before.clone(),
            _ => found,
        }
    });
    let left = Derived::new(move |_| {
        let all = app.bench(|it| it.diagnostics().len()).unwrap_or_default();
        all.saturating_sub(count.get())
    });
    view! {
        <ul class="problems" aria-label=move || app.t("ui-problems-title")>
            {keyed(move || {
                let item = |(place, it): (usize, Shown)| {
                    let Diagnostic { code, severity, by, .. } = &it.problem;
                    let key = format!("{place} {} {} {}", code.name(), *severity as u8, *by as u8);
                    Item::new(key, move || problem(app, list, place, it).into_any())
                };
                list.get().into_iter().enumerate().map(item).collect()
            })}
        </ul>
        {more.button(left)}
        {announce(app)}
    }
}

/// A problem with its place in the text.
#[derive(Clone, PartialEq)]
struct Shown {
    line: usize,
    column: usize,
    problem: Diagnostic,
}

impl Shown {
    fn place(&self) -> Message {
        Message::new("ui-problem-at").with("line", self.line).with("column", self.column)
    }
}

fn shown(bench: &service_lab_session::Bench, count: usize) -> Vec<Shown> {
    bench
        .diagnostics()
        .iter()
        .take(count)
        .map(|it| {
            let (line, column) = it.at.line_column(bench.text());
            Shown { line, column, problem: it.clone() }
        })
        .collect()
}

/// The problem at a place of the list. While somebody types it mostly stays the same but for a word: what stays is not made anew.
fn problem(app: App, list: Derived<Vec<Shown>>, place: usize, first: Shown) -> impl IntoView {
    let class = match first.problem.severity {
        Severity::Error => "problem bad",
        Severity::Warning => "problem late",
        Severity::Advice => "problem info",
    };
    let who = say::by(first.problem.by);
    let now = Derived::new(move |before: Option<&Shown>| {
        let now = list.with(|it| it.get(place).cloned());
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let text = move |read: fn(App, &Shown) -> String| move || now.with(|it| read(app, it));
    let part = move |part: ExplainPart| move || now.with(|it| say::explain(&it.problem, part));
    let mend = move || now.with(|it| Some(repair_label(&it.problem.edit.as_ref()?.text)));
    let select = move |_| {
        let at = now.with_untracked(|it| it.problem.at);
        app.editor.select(at.start, at.end);
    };
    let opened = Held::new(false);
    view! {
        <li class=class>
            <div class="problem-head">
                <button type="button" class="link" on:click=select>
                    {text(|app, it| app.say(&it.place()))}
                </button>
                <span class="quiet">{move || app.say(&who)}</span>
            </div>
            <p class="verbatim" lang="en">{text(|_, it| it.problem.verbatim.0.clone())}</p>
            <p class="problem-title">{line(part(ExplainPart::Title))}</p>
            {prose(part(ExplainPart::What))}
            <details on:toggle=move |_| opened.set(true)>
                <summary>{move || app.t("ui-problem-why")}</summary>
                {move || opened.get().then(|| now.with(|it| why(app, &it.problem)))}
            </details>
            {move || mend().map(|text| view! {
                <button type="button" class="button small" on:click=move |_| repair(app, place)>
                    {line(move || text.clone())}
                </button>
            })}
        </li>
    }
}

/// Why Kubernetes asks for it, and how to mend it: made when somebody opens it.
fn why(app: App, problem: &Diagnostic) -> impl IntoView + use<> {
    let [why, mend] = [ExplainPart::Why, ExplainPart::Mend].map(|it| say::explain(problem, it));
    view! {
        {prose(move || why.clone())}
        <p><b>{move || app.t("ui-problem-mend")}</b></p>
        {prose(move || mend.clone())}
    }
}

/// What the button of a repair says.
pub fn repair_label(text: &str) -> Message {
    if text.is_empty() {
        Message::new("ui-repair-remove")
    } else {
        Message::new("ui-repair").with("text", text.trim())
    }
}

/// Carries out the repair of a problem, by its place in the list.
pub fn repair(app: App, place: usize) {
    let edit = app.session.with_value(|it| it.bench()?.diagnostics().get(place)?.edit.clone());
    let Some(edit) = edit else { return };
    if let Some(text) = app.editor.replace(edit.at.start, edit.at.end, &edit.text) {
        app.dispatch(Action::Type { text });
    }
    app.dispatch(Action::Rest);
}

/// Tells a screen reader how many problems there are: a second after that changed, never per keystroke.
fn announce(app: App) -> impl IntoView {
    let said = Held::new(String::new());
    let timer = StoredValue::new_local(None::<gloo_timers::callback::Timeout>);
    let found = Derived::new(move |_| app.bench(|it| it.diagnostics().len()).unwrap_or_default());
    effect(move || {
        let (count, _) = (found.get(), app.locale());
        let wait = gloo_timers::callback::Timeout::new(1000, move || {
            said.set(match count {
                0 => app.t("ui-editor-ok"),
                count => app.say(&Message::new("ui-problems").count("count", count as u64)),
            });
        });
        timer.set_value(Some(wait));
    });
    view! { <p class="hidden" role="status">{move || said.get()}</p> }
}
