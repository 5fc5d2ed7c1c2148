//! The work area: the picture above, what happened under it, and below them
//! the editor beside the tools.

use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::{Action, Bench, BurstState};

use super::panels::{panels, wants_editor};
use super::{act, app, chart, editor, happened, icons, picture, playback, trace};
use crate::app::{App, Playback};

/// The work area.
pub fn work() -> impl IntoView {
    let app = app();
    let with_editor = Memo::new(move |_| wants_editor(app));
    // Who answered would give away how a packet ends that is still on its way.
    let charted = Memo::new(move |_| {
        !app.unrevealed() && app.bench(|it| it.tally().total).unwrap_or_default() > 1
    });
    view! {
        <section class="work" class:with-editor=with_editor>
            <div class="view-picture">
                {bench_bar(app)}
                {move || refused(app)}
                {picture::picture()}
                {playback::playback()}
                {trace::hop_card()}
                {move || charted.get().then(|| view! {
                    <section class="under-chart">
                        <h2>{move || app.t("ui-chart")}</h2>
                        {chart::chart()}
                    </section>
                })}
                {happened::happened()}
            </div>
            <div class="below">
                {move || with_editor.get().then(editor::editor)}
                {panels()}
            </div>
        </section>
    }
}

/// Undo, redo, start over, and the clock.
fn bench_bar(app: App) -> impl IntoView {
    let asking = RwSignal::new(false);
    let time_now = move || app.say(&Message::new("ui-time-now").with("time", act::clock(app)));
    let can_undo = move || app.bench(Bench::can_undo).unwrap_or_default();
    let can_redo = move || app.bench(Bench::can_redo).unwrap_or_default();
    view! {
        <div class="bench-bar">
            <span class="clock" title=time_now>
                {icons::clock()}
                <span class="hidden">{time_now}</span>
                <span class="mono" aria-hidden="true">{move || act::clock(app)}</span>
            </span>
            {move || requests(app)}
            <span class="grow"></span>
            <button
                type="button"
                class="ghost"
                disabled=move || !can_undo()
                on:click=move |_| app.dispatch(Action::Undo)
            >
                {icons::undo()}
                <span>{move || app.t("ui-undo")}</span>
            </button>
            <button
                type="button"
                class="ghost"
                disabled=move || !can_redo()
                on:click=move |_| app.dispatch(Action::Redo)
            >
                {icons::redo()}
                <span>{move || app.t("ui-redo")}</span>
            </button>
            {move || if asking.get() {
                view! {
                    <span class="sure" role="group">
                        <span>{move || app.t("ui-reset-sure")}</span>
                        <button
                            type="button"
                            class="button small danger"
                            on:click=move |_| {
                                asking.set(false);
                                app.reset();
                            }
                        >
                            {move || app.t("ui-reset-yes")}
                        </button>
                        <button type="button" class="ghost" on:click=move |_| asking.set(false)>
                            {move || app.t("ui-cancel")}
                        </button>
                    </span>
                }.into_any()
            } else {
                view! {
                    <button type="button" class="ghost" on:click=move |_| asking.set(true)>
                        {icons::reset()}
                        <span>{move || app.t("ui-reset")}</span>
                    </button>
                }.into_any()
            }}
        </div>
    }
}

/// Which request is shown, where there are several.
fn requests(app: App) -> Option<impl IntoView> {
    let (_, number, all) = app.trace()?;
    if all < 2 {
        return None;
    }
    let show = move |number: usize| {
        let at = usize::MAX;
        app.playback.set(Playback { shown: Some(number), at, ..Playback::default() });
    };
    let label =
        app.say(&Message::new("ui-request-number").with("number", number + 1).with("of", all));
    Some(view! {
        <span class="requests">
            <button
                type="button"
                class="ghost square"
                aria-label=app.t("ui-request-earlier")
                disabled=number == 0
                on:click=move |_| show(number.saturating_sub(1))
            >
                {icons::back()}
            </button>
            <span>{label}</span>
            <button
                type="button"
                class="ghost square"
                aria-label=app.t("ui-request-later")
                disabled={number + 1 >= all}
                on:click=move |_| show(number + 1)
            >
                {icons::on()}
            </button>
        </span>
    })
}

/// The band on the picture while the text is refused.
fn refused(app: App) -> Option<impl IntoView> {
    let state = app.bench(Bench::state)?;
    (state == BurstState::Refused).then(|| {
        let first = app.bench(|it| it.diagnostics().first().map(|it| it.at)).flatten();
        view! {
            <p class="refused" role="status">
                {icons::alert()}
                <span>{app.t("ui-refused-band")}</span>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        app.phone.set(crate::app::PhoneView::Yaml);
                        if let Some(at) = first {
                            app.editor.select(at.start, at.end);
                        }
                    }
                >
                    {app.t("ui-show-problem")}
                </button>
            </p>
        }
    })
}
