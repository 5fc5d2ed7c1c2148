//! The work area: the picture above, what happened under it, and below them
//! the editor beside the tools.

use leptos::prelude::*;
use service_lab_l10n::Message;
use service_lab_session::{Action, Bench, BurstState};

use super::panels::{panels, wants_editor};
use super::{act, app, chart, editor, happened, icons, picture, playback, trace};
use crate::app::{App, Playback};
use crate::derived::Derived;
use crate::held::Held;

/// The work area.
pub fn work() -> impl IntoView {
    let app = app();
    let with_editor = Derived::new(move |_| wants_editor(app));
    // Who answered would give away how a packet ends that is still on its way.
    let charted = Derived::new(move |_| {
        !app.unrevealed() && app.bench(|it| it.tally().total).unwrap_or_default() > 1
    });
    view! {
        <section class="work" class:with-editor=move || with_editor.get()>
            <div class="view-picture">
                {bench_bar(app)}
                {refused(app)}
                {picture::picture()}
                {playback::playback()}
                // It stands there before it says anything: a region that comes with its words is not read out.
                <div aria-live="polite">
                    {trace::hop_card()}
                    {move || charted.get().then(|| view! {
                        <section class="under-chart">
                            <h2>{move || app.t("ui-chart")}</h2>
                            {chart::chart()}
                        </section>
                    })}
                    {happened::happened()}
                </div>
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
    let asking = Held::new(false);
    let time = Derived::new(move |_| act::clock(app));
    let time_now = move || app.say(&Message::new("ui-time-now").with("time", time.get()));
    let can_undo = Derived::new(move |_| app.bench(Bench::can_undo).unwrap_or_default());
    let can_redo = Derived::new(move |_| app.bench(Bench::can_redo).unwrap_or_default());
    view! {
        <div class="bench-bar">
            <span class="clock" title=time_now>
                {icons::clock()}
                <span class="hidden">{time_now}</span>
                <span class="mono" aria-hidden="true">{move || time.get()}</span>
            </span>
            {requests(app)}
            <span class="grow"></span>
            <button
                type="button"
                class="ghost"
                disabled=move || !can_undo.get()
                on:click=move |_| app.dispatch(Action::Undo)
            >
                {icons::undo()}
                <span>{move || app.t("ui-undo")}</span>
            </button>
            <button
                type="button"
                class="ghost"
                disabled=move || !can_redo.get()
                on:click=move |_| app.dispatch(Action::Redo)
            >
                {icons::redo()}
                <span>{move || app.t("ui-redo")}</span>
            </button>
            {move || if asking.get() {
                view! {
                    <span class="sure" role="group" aria-label=move || app.t("ui-reset-sure")>
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
fn requests(app: App) -> impl IntoView {
    let of = Derived::new(move |_| app.trace().map_or((0, 0), |(_, number, all)| (number, all)));
    let several = Derived::new(move |_| of.get().1 > 1);
    let show = move |number: usize| {
        let at = usize::MAX;
        app.playback.set(Playback { shown: Some(number), at, ..Playback::default() });
    };
    let label = move || {
        let (number, all) = of.get();
        app.say(&Message::new("ui-request-number").with("number", number + 1).with("of", all))
    };
    let both = move || {
        view! {
            <span class="requests">
                <button
                    type="button"
                    class="ghost square"
                    aria-label=move || app.t("ui-request-earlier")
                    disabled=move || of.get().0 == 0
                    on:click=move |_| show(of.get_untracked().0.saturating_sub(1))
                >
                    {icons::back()}
                </button>
                <span>{label}</span>
                <button
                    type="button"
                    class="ghost square"
                    aria-label=move || app.t("ui-request-later")
                    disabled=move || { of.get().0 + 1 >= of.get().1 }
                    on:click=move |_| show(of.get_untracked().0 + 1)
                >
                    {icons::on()}
                </button>
            </span>
        }
    };
    move || several.get().then(both)
}

/// The band on the picture while the text is refused.
fn refused(app: App) -> impl IntoView {
    let refused = Derived::new(move |_| app.bench(Bench::state) == Some(BurstState::Refused));
    let show = move |_| {
        app.phone.set(crate::app::PhoneView::Yaml);
        let first = app.session.with_value(|it| it.bench()?.diagnostics().first().map(|it| it.at));
        if let Some(at) = first {
            app.editor.select(at.start, at.end);
        }
    };
    let says = move || {
        let good = app.bench(|it| !it.history().text().trim().is_empty()).unwrap_or_default();
        app.t(if good { "ui-refused-band" } else { "ui-refused-first" })
    };
    move || {
        refused.get().then(|| {
            view! {
                <p class="refused" role="status">
                    {icons::alert()}
                    <span>{says}</span>
                    <button type="button" class="link" on:click=show>
                        {app.t("ui-show-problem")}
                    </button>
                </p>
            }
        })
    }
}
