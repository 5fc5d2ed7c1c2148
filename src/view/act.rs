//! Causing things: Pods, nodes, Deployments, time, and who does the work.

use leptos::prelude::*;
use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::objects::Key;
use service_lab_engine::world::{Command, World};
use service_lab_l10n::{Message, say};
use service_lab_session::{Action, save};

use super::app;
use super::controls::is_ready;
use crate::app::App;

/// Things of one kind that are listed at most.
const MAX_LISTED: usize = 60;

#[derive(Clone, PartialEq)]
struct Row {
    key: Key,
    /// Ready, or with power; for a Deployment: whether it has replicas.
    good: bool,
    replicas: i64,
    node: String,
}

/// Everything that can be caused.
pub fn act() -> impl IntoView {
    let app = app();
    let pods = Memo::new(move |_| app.world(pods).unwrap_or_default());
    let nodes = Memo::new(move |_| app.world(nodes).unwrap_or_default());
    let deployments = Memo::new(move |_| app.world(deployments).unwrap_or_default());
    view! {
        <div class="act">
            <section>
                <h3>{move || app.t("ui-act-pods")}</h3>
                <ul class="things">
                    <For each=move || pods.get() key=|it| (it.key.clone(), it.good) let(row)>
                        {pod_row(app, row)}
                    </For>
                </ul>
                {move || pods.with(Vec::is_empty).then(|| view! {
                    <p class="quiet">{app.t("ui-act-none")}</p>
                })}
            </section>
            {move || (!deployments.with(Vec::is_empty)).then(|| view! {
                <section>
                    <h3>{app.t("ui-act-deployments")}</h3>
                    <ul class="things">
                        <For
                            each=move || deployments.get()
                            key=|it| (it.key.clone(), it.replicas)
                            let(row)
                        >
                            {deployment_row(app, row)}
                        </For>
                    </ul>
                </section>
            })}
            <section>
                <h3>{move || app.t("ui-act-nodes")}</h3>
                <ul class="things">
                    <For each=move || nodes.get() key=|it| (it.key.clone(), it.good) let(row)>
                        {node_row(app, row)}
                    </For>
                </ul>
            </section>
            {time(app)}
            {settings(app)}
        </div>
    }
}

fn pods(world: &World) -> Vec<Row> {
    world
        .store
        .pods()
        .filter(|(it, _)| !it.meta.deleting)
        .take(MAX_LISTED)
        .map(|(object, pod)| Row {
            key: object.key.clone(),
            good: is_ready(&object.view),
            replicas: 0,
            node: pod.node_name.clone(),
        })
        .collect()
}

fn nodes(world: &World) -> Vec<Row> {
    world
        .store
        .nodes()
        .take(MAX_LISTED)
        .map(|(object, _)| Row {
            key: object.key.clone(),
            good: world.is_up(&object.key.name),
            replicas: 0,
            node: String::new(),
        })
        .collect()
}

fn deployments(world: &World) -> Vec<Row> {
    world
        .store
        .deployments()
        .take(MAX_LISTED)
        .map(|(object, it)| Row {
            key: object.key.clone(),
            good: it.replicas > 0,
            replicas: it.replicas,
            node: String::new(),
        })
        .collect()
}

/// A button that does one command on one thing.
fn cause(app: App, id: &'static str, name: &str, command: Command) -> impl IntoView + use<> {
    let name = name.to_owned();
    let label =
        move || app.say(&Message::new("ui-act-on").with("action", app.t(id)).with("name", &name));
    view! {
        <button
            type="button"
            class="button small second"
            aria-label=label
            disabled=move || app.guarded()
            on:click=move |_| {
                app.dispatch(Action::Rest);
                app.dispatch(Action::Do(command.clone()));
            }
        >
            {move || app.t(id)}
        </button>
    }
}

fn pod_row(app: App, row: Row) -> impl IntoView {
    let key = row.key;
    let name = key.name.to_string();
    let (id, ready) = if row.good { ("ui-act-not-ready", false) } else { ("ui-act-ready", true) };
    view! {
        <li class="thing-row">
            <span class=if row.good { "dot good" } else { "dot wait" } aria-hidden="true"></span>
            <span class="thing-name" lang="en">
                {name.clone()}
                <small>{row.node}</small>
            </span>
            <span class="thing-buttons">
                {cause(app, "ui-act-delete", &name, Command::Delete { key: key.clone() })}
                {cause(app, "ui-act-crash", &name, Command::CrashPod { key: key.clone() })}
                {cause(app, id, &name, Command::SetReady { key, ready })}
            </span>
        </li>
    }
}

fn node_row(app: App, row: Row) -> impl IntoView {
    let name = row.key.name.clone();
    let (id, up) = if row.good { ("ui-act-power-off", false) } else { ("ui-act-power-on", true) };
    view! {
        <li class="thing-row">
            <span class=if row.good { "dot good" } else { "dot bad" } aria-hidden="true"></span>
            <span class="thing-name" lang="en">{name.to_string()}</span>
            <span class="thing-buttons">
                {cause(app, id, &name.clone(), Command::SetNode { name, up })}
            </span>
        </li>
    }
}

fn deployment_row(app: App, row: Row) -> impl IntoView {
    let key = row.key;
    let name = key.name.to_string();
    let (few, many) = (row.replicas - 1, row.replicas + 1);
    let count = Message::new("ui-act-replicas")
        .count("count", u64::try_from(row.replicas).unwrap_or_default());
    let scale = |replicas: i64| Command::Scale { key: key.clone(), replicas };
    view! {
        <li class="thing-row">
            <span class="thing-name" lang="en">{name.clone()}</span>
            <span class="quiet">{move || app.say(&count)}</span>
            <span class="thing-buttons">
                {(few >= 0).then(|| cause(app, "ui-act-fewer", &name, scale(few)))}
                {cause(app, "ui-act-more", &name, scale(many))}
            </span>
        </li>
    }
}

/// Simulated time, and how to skip it.
fn time(app: App) -> impl IntoView {
    let wait = move |id: &'static str, seconds: u64| {
        let message = Message::new(id).count("seconds", seconds);
        view! {
            <button
                type="button"
                class="button small second"
                on:click=move |_| {
                    app.dispatch(Action::Rest);
                    app.dispatch(Action::Do(Command::Wait { ms: seconds * 1000 }));
                }
            >
                {move || app.say(&message)}
            </button>
        }
    };
    view! {
        <section>
            <h3>{move || app.t("ui-time")}</h3>
            <p class="thing-buttons" role="group" aria-label=move || app.t("ui-wait")>
                {wait("ui-wait-seconds", 1)}
                {wait("ui-wait-seconds", 10)}
                {wait("ui-wait-minute", 60)}
            </p>
        </section>
    }
}

/// The simulated time as `1:05`.
pub fn clock(app: App) -> String {
    let seconds = app.bench(|it| it.elapsed_ms() / 1000).unwrap_or_default();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The proxy mode, and who makes load balancers.
fn settings(app: App) -> impl IntoView {
    let mode = Memo::new(move |_| app.world(|it| it.config.proxy_mode).unwrap_or_default());
    let provider = Memo::new(move |_| app.world(|it| it.config.provider).unwrap_or_default());
    let modes = [ProxyMode::Iptables, ProxyMode::Nftables].map(|it| {
        view! {
            <option value=save::mode_name(it) selected=move || mode.get() == it>
                {move || app.say(&say::proxy_mode(it))}
            </option>
        }
    });
    let providers = save::PROVIDERS.map(|it: Provider| {
        view! {
            <option value=save::provider_name(it) selected=move || provider.get() == it>
                {move || app.say(&say::provider(it))}
            </option>
        }
    });
    let set = move |command: Command| {
        app.dispatch(Action::Rest);
        app.dispatch(Action::Do(command));
    };
    view! {
        <section class="settings">
            <label class="field">
                <span>{move || app.t("ui-proxy-mode")}</span>
                <select on:change=move |event| {
                    let name = event_target_value(&event);
                    let all = [ProxyMode::Iptables, ProxyMode::Nftables];
                    if let Some(mode) = all.into_iter().find(|it| save::mode_name(*it) == name) {
                        set(Command::SetProxyMode { mode });
                    }
                }>{modes.into_iter().collect_view()}</select>
            </label>
            <label class="field">
                <span>{move || app.t("ui-provider")}</span>
                <select on:change=move |event| {
                    let name = event_target_value(&event);
                    let found =
                        save::PROVIDERS.into_iter().find(|it| save::provider_name(*it) == name);
                    if let Some(provider) = found {
                        set(Command::SetProvider { provider });
                    }
                }>{providers.into_iter().collect_view()}</select>
            </label>
        </section>
    }
}
