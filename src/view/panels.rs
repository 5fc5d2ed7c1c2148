//! The tools under the picture, as tabs: those that the step wants, or all.

use leptos::prelude::*;
use service_lab_course::Panel;

use super::controls::may_send;
use super::keyed::{Item, keyed};
use super::{act, app, checkup, controls, objects, rules, terminal};
use crate::app::App;
use crate::derived::Derived;
use crate::held::Held;

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tool {
    Send,
    Act,
    Objects,
    Rules,
    Connections,
    Dns,
    Terminal,
}

impl Tool {
    const ALL: [Tool; 7] = [
        Tool::Send,
        Tool::Terminal,
        Tool::Act,
        Tool::Objects,
        Tool::Rules,
        Tool::Connections,
        Tool::Dns,
    ];

    fn label(self) -> &'static str {
        match self {
            Tool::Send => "ui-panel-send",
            Tool::Act => "ui-panel-act",
            Tool::Objects => "ui-panel-objects",
            Tool::Rules => "ui-panel-rules",
            Tool::Connections => "ui-panel-connections",
            Tool::Dns => "ui-panel-dns",
            Tool::Terminal => "ui-panel-terminal",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Tool::Send => "tool-send",
            Tool::Act => "tool-act",
            Tool::Objects => "tool-objects",
            Tool::Rules => "tool-rules",
            Tool::Connections => "tool-connections",
            Tool::Dns => "tool-dns",
            Tool::Terminal => "tool-terminal",
        }
    }
}

/// Whether every tool is there, whatever a step asks for.
fn is_free(app: App) -> bool {
    app.lesson().is_none() || app.all_tools.get()
}

/// The tools that the open step wants.
fn wanted(app: App) -> Vec<Tool> {
    let free = is_free(app);
    let step = app.step();
    let panels = step.as_ref().map(|it| it.panels.as_slice()).unwrap_or_default();
    Tool::ALL
        .into_iter()
        .filter(|tool| {
            free || match tool {
                Tool::Send => may_send(app),
                Tool::Act => panels.iter().any(|it| *it != Panel::Picture),
                Tool::Objects => panels.contains(&Panel::Objects),
                Tool::Rules | Tool::Connections => panels.contains(&Panel::Rules),
                Tool::Dns => panels.contains(&Panel::Dns),
                Tool::Terminal => panels.contains(&Panel::Terminal),
            }
        })
        .collect()
}

/// Whether the open step wants the editor.
pub fn wants_editor(app: App) -> bool {
    is_free(app) || app.step().is_some_and(|it| it.panels.contains(&Panel::Editor))
}

/// Who has every tool may also look at every Service.
fn send_and_check(found: Held<checkup::Found>) -> AnyView {
    view! {
        {controls::send_form()}
        {checkup::checkup(found)}
    }
    .into_any()
}

/// The tabs and the open tool.
pub fn panels() -> impl IntoView {
    let app = app();
    let tools = Derived::new(move |_| wanted(app));
    let chosen = Held::new(Tool::Send);
    let found = checkup::found();
    let open = Derived::new(move |_| {
        tools.with(|all| {
            if all.contains(&chosen.get()) { Some(chosen.get()) } else { all.first().copied() }
        })
    });
    let walk = move |event: web_sys::KeyboardEvent| {
        let step: isize = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        let next = tools.with_untracked(|all| {
            let here = all.iter().position(|it| Some(*it) == open.get_untracked())?;
            let count = isize::try_from(all.len()).ok()?;
            let next = (isize::try_from(here).ok()? + step).rem_euclid(count);
            all.get(usize::try_from(next).ok()?).copied()
        });
        if let Some(next) = next {
            chosen.set(next);
            if let Some(tab) = document().get_element_by_id(next.id()) {
                use wasm_bindgen::JsCast;
                let _ = tab.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
    };
    view! {
        <section class="pane tools-pane">
            <div class="tabs">
              <div
                  class="tab-list"
                  role=move || (!tools.with(Vec::is_empty)).then_some("tablist")
                  aria-label=move || {
                      (!tools.with(Vec::is_empty)).then(|| app.t("ui-panels"))
                  }
                  on:keydown=walk
              >
                {keyed(move || {
                    let tab = move |tool: Tool| view! {
                        <button
                            type="button"
                            role="tab"
                            id=tool.id()
                            aria-selected=move || (open.get() == Some(tool)).to_string()
                            aria-controls="tool-open"
                            tabindex=move || if open.get() == Some(tool) { 0 } else { -1 }
                            on:click=move |_| chosen.set(tool)
                        >
                            {move || app.t(tool.label())}
                        </button>
                    };
                    let item = |it: Tool| Item::new(it.id().to_owned(), move || tab(it).into_any());
                    tools.get().into_iter().map(item).collect()
                })}
              </div>
                <span class="grow"></span>
                {move || (app.lesson().is_some()).then(|| view! {
                    <label class="all-tools">
                        <input
                            type="checkbox"
                            prop:checked=move || app.all_tools.get()
                            on:change=move |event| app.all_tools.set(event_target_checked(&event))
                        />
                        <span>{move || app.t("ui-tools-all")}</span>
                    </label>
                })}
            </div>
            <div
                class="tool"
                class:gone=move || open.get().is_none()
                id="tool-open"
                role="tabpanel"
                tabindex="0"
                aria-labelledby=move || open.get().map(Tool::id)
            >
                {move || open.get().map(|tool| match tool {
                    Tool::Send if is_free(app) => send_and_check(found),
                    Tool::Send => controls::send_form().into_any(),
                    Tool::Act => act::act().into_any(),
                    Tool::Objects => objects::objects().into_any(),
                    Tool::Rules => rules::rules().into_any(),
                    Tool::Connections => rules::connections().into_any(),
                    Tool::Dns => rules::dns().into_any(),
                    Tool::Terminal => terminal::terminal().into_any(),
                })}
            </div>
        </section>
    }
}
