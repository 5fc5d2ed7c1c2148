//! Causing things: Pods, nodes, Deployments, time, and who does the work.

use std::collections::BTreeMap;

use leptos::prelude::*;
use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::objects::{Key, Object, Pod};
use service_lab_engine::world::{Command, World};
use service_lab_l10n::{Message, say};
use service_lab_session::{Action, save};

use super::app;
use super::controls::{guard_note, is_ready};
use super::keyed::{Item, held, keyed};
use super::more::More;
use crate::app::App;
use crate::derived::Derived;
use crate::held::Held;

/// Things of one kind that are listed at first; as many again each time the learner asks for more.
const LISTED_AT_ONCE: usize = 24;

/// The things of one kind.
#[derive(Clone, Copy)]
struct Things {
    read: fn(&World, usize) -> Vec<Row>,
    count: fn(&World) -> usize,
    show: fn(App, Held<bool>, Listed) -> AnyView,
    /// Where the learner goes on when more are listed.
    next: &'static str,
}

const PODS: Things = Things {
    read: pods,
    count: |it| standing(it).count(),
    show: pod_row,
    next: ".act > :nth-of-type(1) li:nth-child({}) button",
};

const DEPLOYMENTS: Things = Things {
    read: deployments,
    count: |it| it.store.deployments().count(),
    show: deployment_row,
    next: ".act > :nth-of-type(2) li:nth-child({}) button",
};

const NODES: Things = Things {
    read: nodes,
    count: |it| it.store.nodes().count(),
    show: node_row,
    next: ".act > :nth-of-type(3) li:nth-child({}) button",
};

#[derive(Clone, PartialEq)]
struct Row {
    key: Key,
    /// Ready, or with power; for a Deployment: whether it has replicas.
    good: bool,
    replicas: i64,
    node: String,
}

/// A row as it is shown: its views follow this signal and nothing else.
#[derive(Clone)]
struct Listed {
    key: Key,
    row: ArcRwSignal<Row>,
}

impl Listed {
    fn update(&self, row: Row) {
        if self.row.with_untracked(|it| *it != row) {
            self.row.set(row);
        }
    }
}

/// Hands each row of a list its own piece where that changed. The list changes when rows come or go.
fn follow(app: App, things: Things, most: Held<usize>) -> Held<Vec<Listed>> {
    let listed = Held::new(Vec::<Listed>::new());
    let effect = RenderEffect::new(move |_| {
        let most = most.get();
        let rows = app.world(|it| (things.read)(it, most)).unwrap_or_default();
        let before = listed.get_untracked();
        if before.iter().map(|it| &it.key).eq(rows.iter().map(|it| &it.key)) {
            for (known, row) in before.iter().zip(rows) {
                known.update(row);
            }
            return;
        }
        let mut known: BTreeMap<Key, Listed> =
            before.into_iter().map(|it| (it.key.clone(), it)).collect();
        let place = |row: Row| match known.remove(&row.key) {
            Some(known) => {
                known.update(row);
                known
            }
            None => Listed { key: row.key.clone(), row: ArcRwSignal::new(row) },
        };
        listed.set(rows.into_iter().map(place).collect());
    });
    on_cleanup(move || drop(effect));
    listed
}

/// What a button does to a thing.
#[derive(Clone, Copy)]
enum Deed {
    Delete,
    Crash,
    Ready,
    Power,
    Fewer,
    More,
}

impl Deed {
    /// What the button says.
    fn says(self, row: &Row) -> &'static str {
        match (self, row.good) {
            (Deed::Delete, _) => "ui-act-delete",
            (Deed::Crash, _) => "ui-act-crash",
            (Deed::Ready, true) => "ui-act-not-ready",
            (Deed::Ready, false) => "ui-act-ready",
            (Deed::Power, true) => "ui-act-power-off",
            (Deed::Power, false) => "ui-act-power-on",
            (Deed::Fewer, _) => "ui-act-fewer",
            (Deed::More, _) => "ui-act-more",
        }
    }

    fn command(self, row: Row) -> Command {
        let Row { key, good, replicas, .. } = row;
        match self {
            Deed::Delete => Command::Delete { key },
            Deed::Crash => Command::CrashPod { key },
            Deed::Ready => Command::SetReady { key, ready: !good },
            Deed::Power => Command::SetNode { name: key.name, up: !good },
            Deed::Fewer => Command::Scale { key, replicas: replicas - 1 },
            Deed::More => Command::Scale { key, replicas: replicas + 1 },
        }
    }
}

/// Everything that can be caused.
pub fn act() -> impl IntoView {
    let app = app();
    let guarded = held(move || app.guarded());
    let section = move |title: &'static str, none: &'static str, things: Things| {
        let more = More::new(LISTED_AT_ONCE, |it| 2 * it, things.next);
        let rows = follow(app, things, more.shown);
        let left = Derived::new(move |_| {
            app.world(things.count).unwrap_or_default().saturating_sub(more.shown.get())
        });
        let item = move |it: Listed| {
            let key = format!("{}/{}", it.key.namespace, it.key.name);
            Item::new(key, move || (things.show)(app, guarded, it))
        };
        view! {
            <section class:gone=move || none.is_empty() && rows.with(Vec::is_empty)>
                <h3>{move || app.t(title)}</h3>
                <ul class="things">
                    {keyed(move || rows.get().into_iter().map(item).collect())}
                </ul>
                {more.button(left)}
                {move || (!none.is_empty() && rows.with(Vec::is_empty)).then(|| view! {
                    <p class="quiet">{app.t(none)}</p>
                })}
            </section>
        }
    };
    view! {
        <div class="act">
            {guard_note(Derived::new(move |_| app.guarded()))}
            {section("ui-act-pods", "ui-act-none", PODS)}
            {section("ui-act-deployments", "", DEPLOYMENTS)}
            {section("ui-act-nodes", "", NODES)}
            {time(app)}
            {settings(app)}
        </div>
    }
}

/// Pods that nobody has deleted.
fn standing(world: &World) -> impl Iterator<Item = (&Object, &Pod)> {
    world.store.pods().filter(|(it, _)| !it.meta.deleting)
}

fn pods(world: &World, most: usize) -> Vec<Row> {
    standing(world)
        .take(most)
        .map(|(object, pod)| Row {
            key: object.key.clone(),
            good: is_ready(&object.view),
            replicas: 0,
            node: pod.node_name.clone(),
        })
        .collect()
}

fn nodes(world: &World, most: usize) -> Vec<Row> {
    world
        .store
        .nodes()
        .take(most)
        .map(|(object, _)| Row {
            key: object.key.clone(),
            good: world.is_up(&object.key.name),
            replicas: 0,
            node: String::new(),
        })
        .collect()
}

fn deployments(world: &World, most: usize) -> Vec<Row> {
    world
        .store
        .deployments()
        .take(most)
        .map(|(object, it)| Row {
            key: object.key.clone(),
            good: it.replicas > 0,
            replicas: it.replicas,
            node: String::new(),
        })
        .collect()
}

/// A button that does something to one thing.
fn cause(app: App, guarded: Held<bool>, listed: &Listed, deed: Deed) -> AnyView {
    let row = listed.row.clone();
    let says = move || row.with(|it| deed.says(it));
    let (row, name) = (listed.row.clone(), listed.key.name.clone());
    let label = {
        let says = says.clone();
        move || {
            app.say(&Message::new("ui-act-on").with("action", app.t(says())).with("name", &name))
        }
    };
    view! {
        <button
            type="button"
            class="button small second"
            aria-label=label
            disabled=move || guarded.get()
            on:click=move |_| {
                app.dispatch(Action::Rest);
                app.dispatch(Action::Do(deed.command(row.get_untracked())));
            }
        >
            {move || app.t(says())}
        </button>
    }
    .into_any()
}

fn pod_row(app: App, guarded: Held<bool>, listed: Listed) -> AnyView {
    let row = listed.row.clone();
    let dot = move || row.with(|it| if it.good { "dot good" } else { "dot wait" });
    let row = listed.row.clone();
    view! {
        <li class="thing-row">
            <span class=dot aria-hidden="true"></span>
            <span class="thing-name" lang="en">
                {listed.key.name.to_string()}
                <small>{move || row.with(|it| it.node.clone())}</small>
            </span>
            <span class="thing-buttons">
                {cause(app, guarded, &listed, Deed::Delete)}
                {cause(app, guarded, &listed, Deed::Crash)}
                {cause(app, guarded, &listed, Deed::Ready)}
            </span>
        </li>
    }
    .into_any()
}

fn node_row(app: App, guarded: Held<bool>, listed: Listed) -> AnyView {
    let row = listed.row.clone();
    let dot = move || row.with(|it| if it.good { "dot good" } else { "dot bad" });
    view! {
        <li class="thing-row">
            <span class=dot aria-hidden="true"></span>
            <span class="thing-name" lang="en">{listed.key.name.to_string()}</span>
            <span class="thing-buttons">{cause(app, guarded, &listed, Deed::Power)}</span>
        </li>
    }
    .into_any()
}

fn deployment_row(app: App, guarded: Held<bool>, listed: Listed) -> AnyView {
    let row = listed.row.clone();
    let count = move || {
        let replicas = row.with(|it| u64::try_from(it.replicas).unwrap_or_default());
        app.say(&Message::new("ui-act-replicas").count("count", replicas))
    };
    let row = listed.row.clone();
    let fewer = listed.clone();
    view! {
        <li class="thing-row">
            <span class="thing-name" lang="en">{listed.key.name.to_string()}</span>
            <span class="quiet">{count}</span>
            <span class="thing-buttons">
                {move || row.with(|it| it.replicas > 0).then(|| cause(app, guarded, &fewer, Deed::Fewer))}
                {cause(app, guarded, &listed, Deed::More)}
            </span>
        </li>
    }
    .into_any()
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
    let mode = Derived::new(move |_| app.world(|it| it.config.proxy_mode).unwrap_or_default());
    let provider = Derived::new(move |_| app.world(|it| it.config.provider).unwrap_or_default());
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
