//! The terminal: command lines on a simulated machine of the learner's world.
//! What they change is a step like any other.

use std::collections::VecDeque;

use leptos::prelude::*;
use service_lab_engine::net::Client;
use service_lab_engine::world::World;
use service_lab_l10n::{Locale, Message};
use service_lab_session::Action;
use service_lab_shell::{Terminal, WorldCluster};

use super::app;
use super::controls::{all_clients, client_name, guard_note};
use super::rich::prose;
use crate::app::App;
use crate::derived::Derived;
use crate::held::Held;

/// Command lines kept on the screen.
const MAX_LINES: usize = 100;

/// One command line with what it printed.
#[derive(Clone)]
struct Typed {
    number: usize,
    prompt: String,
    line: String,
    stdout: String,
    stderr: String,
}

/// A terminal and its screen.
#[derive(Clone, Default)]
pub struct Screen {
    terminal: Terminal,
    typed: VecDeque<Typed>,
    count: usize,
}

/// The terminal of the open bench.
pub fn terminal() -> impl IntoView {
    let app = app();
    app.fetch_fields(Locale::En);
    let bench = Derived::new(move |_| app.revision.get().0);
    let line = Held::new(String::new());
    let back = Held::new(0_usize);
    let screen = NodeRef::<leptos::html::Div>::new();
    let clients = Derived::new(move |_| app.world(all_clients).unwrap_or_default());
    let place = Derived::new(move |_| {
        app.terminals
            .with(|all| all.get(&bench.get()).map(|it| it.terminal.place.clone()))
            .unwrap_or(Client::Outside)
    });
    let guarded = Derived::new(move |_| app.guarded());
    let run = move || {
        let text = line.get_untracked();
        if text.trim().is_empty() || app.guarded() {
            return;
        }
        execute(app, &text);
        line.set(String::new());
        back.set(0);
        request_animation_frame(move || {
            if let Some(screen) = screen.get_untracked() {
                screen.set_scroll_top(screen.scroll_height());
            }
        });
    };
    let recall = move |step: isize| {
        let found = app.terminals.with_untracked(|all| {
            let typed = &all.get(&bench.get_untracked())?.typed;
            let wanted = back.get_untracked().checked_add_signed(step)?.min(typed.len());
            back.set(wanted);
            let place = typed.len().checked_sub(wanted)?;
            Some(typed.get(place).map(|it| it.line.clone()).unwrap_or_default())
        });
        if let Some(found) = found {
            line.set(found);
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            run();
        }
        "ArrowUp" if !line.get_untracked().contains('\n') => {
            event.prevent_default();
            recall(1);
        }
        "ArrowDown" if !line.get_untracked().contains('\n') => {
            event.prevent_default();
            recall(-1);
        }
        _ => {}
    };
    let typed = move || -> Vec<Typed> {
        app.terminals.with(|all| {
            all.get(&bench.get()).map(|it| it.typed.iter().cloned().collect()).unwrap_or_default()
        })
    };
    let options = move || {
        clients.with(|all| {
            all.iter()
                .enumerate()
                .map(|(number, client)| {
                    let label = app.say(&client_name(client));
                    let same = client.clone();
                    view! {
                        <option value=number selected=move || place.get() == same>{label}</option>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <div class="terminal">
            <div class="rules-head">
                <label class="field inline">
                    <span>{move || app.t("ui-terminal-where")}</span>
                    <select on:change=move |event| {
                        let number = event_target_value(&event).parse().unwrap_or(0_usize);
                        if let Some(client) = clients.with_untracked(|it| it.get(number).cloned()) {
                            app.terminals.update(|all| {
                                all.entry(bench.get_untracked()).or_default().terminal.place = client;
                            });
                        }
                    }>{options}</select>
                </label>
                <span class="grow"></span>
                <button
                    type="button"
                    class="ghost"
                    on:click=move |_| app.terminals.update(|all| {
                        all.entry(bench.get_untracked()).or_default().typed.clear();
                    })
                >
                    {move || app.t("ui-terminal-clear")}
                </button>
            </div>
            <div class="screen" tabindex="0" role="log" node_ref=screen aria-label=move || app.t("ui-panel-terminal")>
                {move || typed_is_empty(app, &bench.get()).then(|| view! {
                    <div class="quiet">{prose(|| Message::new("ui-terminal-empty"))}</div>
                })}
                <For each=typed key=|it: &Typed| it.number let(it)>
                    <div lang="en">
                        <p class="typed"><span>{it.prompt}</span>{it.line}</p>
                        <pre>{it.stdout}</pre>
                        <p class="stderr">{it.stderr}</p>
                    </div>
                </For>
            </div>
            <form
                class="prompt"
                on:submit=move |event| {
                    event.prevent_default();
                    run();
                }
            >
                <textarea
                    rows="1"
                    lang="en"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    aria-label=move || app.t("ui-terminal-line")
                    prop:value=move || line.get()
                    on:input=move |event| line.set(event_target_value(&event))
                    on:keydown=keys
                ></textarea>
                <button type="submit" class="button" disabled=move || guarded.get()>
                    {move || app.t("ui-terminal-run")}
                </button>
            </form>
            {guard_note(guarded)}
        </div>
    }
}

fn typed_is_empty(app: App, bench: &service_lab_session::BenchId) -> bool {
    app.terminals.with(|all| all.get(bench).is_none_or(|it| it.typed.is_empty()))
}

/// Runs a command line, and does in the learner's world what it did.
fn execute(app: App, line: &str) {
    app.dispatch(Action::Rest);
    let bench = app.revision.get_untracked().0;
    let Some(world) = untrack(|| app.world(World::clone)) else { return };
    let mut screen = app.terminals.with_untracked(|it| it.get(&bench).cloned()).unwrap_or_default();
    let prompt = match &screen.terminal.place {
        Client::Outside => "laptop $ ".to_owned(),
        Client::Node(node) => format!("{node} # "),
        Client::Pod { name, .. } => format!("{name} $ "),
    };
    let mut cluster = WorldCluster::new(world);
    cluster.descriptions = app.fields(Locale::En);
    screen.terminal.interactive = true;
    let out = screen.terminal.run(&mut cluster, line, "");
    screen.count += 1;
    screen.typed.push_back(Typed {
        number: screen.count,
        prompt,
        line: line.to_owned(),
        stdout: out.stdout,
        stderr: out.stderr,
    });
    if screen.typed.len() > MAX_LINES {
        screen.typed.pop_front();
    }
    app.terminals.update(|all| {
        all.insert(bench, screen);
    });
    app.perform(cluster.commands);
}
