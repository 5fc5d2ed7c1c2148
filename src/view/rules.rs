//! The rules of a node, its connections, and the answers of DNS.

use leptos::prelude::*;
use service_lab_engine::net::dns::{Answer, Query, Record, RecordData, RecordType};
use service_lab_engine::net::{Place, Trace};
use service_lab_engine::world::World;
use service_lab_l10n::Message;

use super::app;
use super::playback::current_hop;
use super::trace::chain_names;
use crate::app::App;

/// Chains shown; more do not fit a page.
const MAX_CHAINS: usize = 400;

/// One chain as text.
#[derive(Clone, PartialEq)]
struct ChainText {
    name: String,
    rules: Vec<String>,
}

fn node_names(world: &World) -> Vec<String> {
    world.store.nodes().map(|(it, _)| it.key.name.to_string()).collect()
}

/// A choice among the nodes. It follows the packet until the learner chooses.
fn node_choice(app: App) -> (Memo<String>, impl IntoView) {
    let nodes = Memo::new(move |_| app.world(node_names).unwrap_or_default());
    let chosen = RwSignal::new(None::<String>);
    let node = Memo::new(move |_| {
        let crossed = || match current_hop(app)?.place {
            Place::Node(node) => Some(node.to_string()),
            _ => None,
        };
        chosen
            .get()
            .filter(|it| nodes.with(|all| all.contains(it)))
            .or_else(crossed)
            .or_else(|| nodes.with(|all| all.first().cloned()))
            .unwrap_or_default()
    });
    let options = move || {
        nodes
            .get()
            .into_iter()
            .map(|name| {
                let (same, value) = (name.clone(), name.clone());
                view! {
                    <option value=value selected=move || node.get() == same>{name}</option>
                }
            })
            .collect_view()
    };
    let view = view! {
        <label class="field inline">
            <span>{move || app.t("ui-rules-node")}</span>
            <select lang="en" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                {options}
            </select>
        </label>
    };
    (node, view)
}

/// The rules of a node, with the packet's chains marked.
pub fn rules() -> impl IntoView {
    let app = app();
    let (node, choice) = node_choice(app);
    let chains = Memo::new(move |_| {
        let node = node.get();
        app.world(|it| chains(it, &node)).unwrap_or_default()
    });
    let walked = Memo::new(move |_| {
        app.trace().map(|(trace, _, _)| walked(app, &trace, &node.get())).unwrap_or_default()
    });
    let count = move || {
        let count = chains.with(|all| all.iter().map(|it| it.rules.len()).sum::<usize>());
        app.say(&Message::new("ui-rules-size").count("count", count as u64))
    };
    view! {
        <div class="rules">
            <div class="rules-head">{choice} <span class="quiet">{count}</span></div>
            {move || {
                (!walked.with(Vec::is_empty)).then(|| view! {
                    <p class="quiet">{app.t("ui-rules-walked")}</p>
                })
            }}
            {move || {
                chains
                    .get()
                    .into_iter()
                    .map(|chain| {
                        let marked = walked.with(|all| all.contains(&chain.name));
                        let rules = chain
                            .rules
                            .into_iter()
                            .map(|it| view! { <li>{it}</li> })
                            .collect_view();
                        view! {
                            <section class="chain" class:walked=marked lang="en">
                                <h3>{chain.name}</h3>
                                <ol tabindex="0">{rules}</ol>
                            </section>
                        }
                    })
                    .collect_view()
            }}
            {move || chains.with(Vec::is_empty).then(|| view! {
                <p class="quiet">{app.t("ui-rules-none")}</p>
            })}
        </div>
    }
}

fn chains(world: &World, node: &str) -> Vec<ChainText> {
    let Some(rules) = world.rules(node) else { return Vec::new() };
    let families: Vec<_> = rules.families().collect();
    families
        .into_iter()
        .flat_map(|family| {
            let rules = &rules;
            rules.chains(family).into_iter().map(move |id| ChainText {
                name: rules.chain_name(family, &id),
                rules: rules
                    .rules_of(family, &id)
                    .iter()
                    .map(|placed| rules.rule_text(family, &id, placed))
                    .collect(),
            })
        })
        .filter(|it| !it.rules.is_empty())
        .take(MAX_CHAINS)
        .collect()
}

/// How many rules each node's kernel holds.
pub fn rule_count(world: &World, node: &str) -> Option<u32> {
    let rules = world.rules(node)?;
    let count: usize = rules
        .families()
        .map(|family| {
            rules.chains(family).iter().map(|id| rules.rules_of(family, id).len()).sum::<usize>()
        })
        .sum();
    u32::try_from(count).ok()
}

/// The chains of a node that a request went through.
fn walked(app: App, trace: &Trace, node: &str) -> Vec<String> {
    trace
        .hops
        .iter()
        .chain(&trace.reply)
        .filter(|hop| matches!(&hop.place, Place::Node(at) if **at == *node))
        .flat_map(|hop| chain_names(app, hop))
        .collect()
}

/// What a node's kernel remembers of connections.
pub fn connections() -> impl IntoView {
    let app = app();
    let (node, choice) = node_choice(app);
    let rows = Memo::new(move |_| {
        let node = node.get();
        app.world(|world| {
            world
                .conntrack
                .of_node(&node, world.now_ms)
                .map(|it| {
                    let seconds = it.expires_ms.saturating_sub(world.now_ms) / 1000;
                    [
                        format!("{} → {}", it.original.source, it.original.destination),
                        format!("{} → {}", it.rewritten.destination, it.rewritten.source),
                        if it.answered { "ASSURED" } else { "UNREPLIED" }.to_owned(),
                        format!("{seconds} s"),
                    ]
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let head = [
        "ui-connection-original",
        "ui-connection-reply",
        "ui-connection-state",
        "ui-connection-expires",
    ];
    view! {
        <div class="rules">
            <div class="rules-head">{choice}</div>
            <p class="quiet">{move || app.t("ui-connections-text")}</p>
            {move || {
                let rows = rows.get();
                if rows.is_empty() {
                    return view! { <p class="quiet">{app.t("ui-connections-none")}</p> }.into_any();
                }
                let head = head.map(|id| view! { <th scope="col">{app.t(id)}</th> });
                let rows = rows
                    .into_iter()
                    .map(|row| {
                        let cells = row.map(|it| view! { <td>{it}</td> });
                        view! { <tr>{cells.into_iter().collect_view()}</tr> }
                    })
                    .collect_view();
                view! {
                    <div class="scroll objects" tabindex="0" role="group" aria-label=app.t("ui-panel-connections")>
                        <table>
                            <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                            <tbody lang="en">{rows}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
        </div>
    }
}

/// What DNS answered to the request shown.
pub fn dns() -> impl IntoView {
    let app = app();
    move || {
        let lookup = app.trace().and_then(|(trace, _, _)| trace.lookup.clone());
        let Some(lookup) = lookup else {
            return view! { <p class="quiet pad">{app.t("ui-dns-none")}</p> }.into_any();
        };
        let queries = lookup.queries.iter().map(|it| query(app, it)).collect_view();
        view! {
            <div class="rules">
                <p>
                    <b>{app.t("ui-dns-asked")}</b> " " <code lang="en">{lookup.name}</code>
                </p>
                <p class="quiet">{app.t("ui-dns-searched")}</p>
                <ol class="queries">{queries}</ol>
            </div>
        }
        .into_any()
    }
}

fn query(app: App, query: &Query) -> impl IntoView + use<> {
    let answer = match &query.answer {
        Answer::Records(records) => records
            .iter()
            .map(|it| {
                view! { <li><code lang="en">{record(it)}</code></li> }
            })
            .collect_view()
            .into_any(),
        Answer::NoData | Answer::NxDomain => {
            view! { <li class="quiet">{app.t("ui-dns-no-answer")}</li> }.into_any()
        }
    };
    view! {
        <li>
            <code lang="en">{format!("{} {}", query.name, type_name(query.kind))}</code>
            <ul>{answer}</ul>
        </li>
    }
}

fn type_name(kind: RecordType) -> &'static str {
    match kind {
        RecordType::A => "A",
        RecordType::Aaaa => "AAAA",
        RecordType::Cname => "CNAME",
        RecordType::Srv => "SRV",
        RecordType::Ptr => "PTR",
    }
}

/// A record as `dig` prints it.
fn record(record: &Record) -> String {
    let (kind, data) = match &record.data {
        RecordData::Address(ip) if ip.is_ipv4() => (RecordType::A, ip.to_string()),
        RecordData::Address(ip) => (RecordType::Aaaa, ip.to_string()),
        RecordData::Cname(name) => (RecordType::Cname, format!("{name}.")),
        RecordData::Srv { priority, weight, port, target } => {
            (RecordType::Srv, format!("{priority} {weight} {port} {target}."))
        }
        RecordData::Ptr(name) => (RecordType::Ptr, format!("{name}.")),
    };
    format!("{}. {} IN {} {data}", record.name, record.ttl_s, type_name(kind))
}
