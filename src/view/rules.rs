//! The rules of a node, its connections, and the answers of DNS.

use std::collections::BTreeSet;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::net::dns::{Answer, Query, Record};
use service_lab_engine::net::{Hop, Packet, Place, Trace};
use service_lab_engine::objects::IpFamily;
use service_lab_engine::proxy::{ChainId, Map, MapView, NodeRules, PlacedRule, Purpose};
use service_lab_engine::world::World;
use service_lab_l10n::Message;

use super::app;
use super::keyed::{self, keyed};
use super::playback::{current_hop, hop_at};
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;

/// Chains shown beside those that the packet met; more do not fit a page.
const MAX_CHAINS: usize = 200;

/// Rules shown of one chain, and elements of one map, beside those that the
/// packet met.
const MAX_RULES: usize = 100;

/// Rules that are made at once (a longer chain in one go), so that the first are
/// there soon; the next follow after so many milliseconds.
const RULES_AT_ONCE: usize = 24;
const NEXT_RULES_MS: u32 = 40;

/// One chain or map as text, and what of it the packet met.
#[derive(Clone, PartialEq)]
struct ChainText {
    name: String,
    /// What `nft list` shows before its rules.
    head: &'static str,
    walked: bool,
    /// Each with whether the packet met it.
    rules: Vec<(bool, String)>,
    /// Rules that are not shown.
    left_out: usize,
}

/// What of a node's rules is shown, before it is text.
#[derive(Clone, Default, PartialEq)]
struct Plan {
    /// In parts, each of which is made at once.
    parts: Vec<Vec<Item>>,
    /// Chains that are not shown.
    left_out: usize,
    /// How many rules there are in all chains.
    rules: usize,
    /// Whether the packet met a chain.
    walked: bool,
}

#[derive(Clone, PartialEq)]
enum Item {
    /// A chain with so many rules.
    Chain(IpFamily, ChainId, usize),
    /// The maps of a family.
    Maps(IpFamily),
}

fn node_names(world: &World) -> Vec<String> {
    world.store.nodes().map(|(it, _)| it.key.name.to_string()).collect()
}

/// The node on which a hop is.
fn node_of(hop: &Hop) -> Option<String> {
    match &hop.place {
        Place::Node(node) => Some(node.to_string()),
        _ => None,
    }
}

/// A choice among the nodes. It follows the packet until the learner chooses.
fn node_choice(app: App) -> (Derived<String>, impl IntoView) {
    let nodes = Derived::new(move |_| app.world(node_names).unwrap_or_default());
    let chosen = Held::new(None::<String>);
    let node = Derived::new(move |_| {
        let crossed = || {
            let (trace, at) = current_hop(app)?;
            // Where the packet is on no node now, the one whose rules it met first.
            let here = hop_at(&trace, at).and_then(node_of);
            here.or_else(|| trace.hops.iter().find_map(node_of))
        };
        chosen
            .get()
            .filter(|it| nodes.with(|all| all.contains(it)))
            .or_else(crossed)
            .or_else(|| nodes.with(|all| all.first().cloned()))
            .unwrap_or_default()
    });
    let options = move || {
        let option = |name: String| view! { <option>{name}</option> };
        nodes.get().into_iter().map(option).collect_view()
    };
    // One who tells the list which node it is, instead of each of its options asking whether it is the one.
    let select = NodeRef::<leptos::html::Select>::new();
    effect(move || {
        nodes.track();
        let name = node.get();
        if let Some(select) = select.get() {
            select.set_value(&name);
        }
    });
    let view = view! {
        <label class="field inline">
            <span>{move || app.t("ui-rules-node")}</span>
            <select
                lang="en"
                node_ref=select
                on:change=move |event| chosen.set(Some(event_target_value(&event)))
            >
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
    let trace = move || app.trace().map(|(trace, _, _)| trace);
    let plan = Derived::new(move |_| {
        let (node, trace) = (node.get(), trace());
        app.world(|it| Plan::of(it, &node, trace.as_deref())).unwrap_or_default()
    });
    let opened = Held::new(1);
    effect(move || {
        node.track();
        opened.set(1);
    });
    effect(move || {
        if opened.get() < plan.with(|it| it.parts.len()) {
            let open_more = move || opened.update(|it| *it += 1);
            Timeout::new(NEXT_RULES_MS, open_more).forget();
        }
    });
    let parts = Derived::new(move |_| plan.with(|it| it.parts.len()).min(opened.get()));
    let part = move |number: usize| {
        let texts = Derived::new(move |_| {
            let (node, trace) = (node.get(), trace());
            let text = |world: &World| {
                plan.with(|it| {
                    let items = it.parts.get(number).map(Vec::as_slice).unwrap_or_default();
                    texts(world, &node, trace.as_deref(), items)
                })
            };
            app.world(text).unwrap_or_default()
        });
        move || texts.get().into_iter().map(|it| chain(app, it)).collect_view()
    };
    let walked = Derived::new(move |_| plan.with(|it| it.walked));
    let count = move || {
        let count = plan.with(|it| it.rules);
        app.say(&Message::new("ui-rules-size").count("count", count as u64))
    };
    view! {
        <div class="rules">
            <div class="rules-head">{choice} <span class="quiet">{count}</span></div>
            {move || {
                walked.get().then(|| view! {
                    <p class="quiet">{app.t("ui-rules-walked")}</p>
                })
            }}
            {keyed(move || {
                let item = |it: usize| keyed::Item::new(it.to_string(), move || part(it).into_any());
                (0..parts.get()).map(item).collect()
            })}
            {move || more(app, "ui-rules-chains-more", plan.with(|it| it.left_out))}
            {move || plan.with(|it| it.parts.is_empty()).then(|| view! {
                <p class="quiet">{app.t("ui-rules-none")}</p>
            })}
        </div>
    }
}

fn chain(app: App, chain: ChainText) -> impl IntoView {
    let rules = chain
        .rules
        .into_iter()
        .map(|(met, it)| {
            view! { <li class=met.then_some("met") aria-current=met.then_some("true")>{it}</li> }
        })
        .collect_view();
    view! {
        <section class="chain" class:walked=chain.walked>
            <h3 lang="en" aria-current=chain.walked.then_some("true")>
                {chain.name} <small>{chain.head}</small>
            </h3>
            <ol lang="en">{rules}</ol>
            {more(app, "ui-rules-more", chain.left_out)}
        </section>
    }
}

fn more(app: App, id: &'static str, count: usize) -> Option<impl IntoView + use<>> {
    (count > 0).then(|| {
        let text = app.say(&Message::new(id).count("count", count as u64));
        view! { <p class="quiet">{text}</p> }
    })
}

/// What the packet did on its way through a node, there and back.
fn hops_on<'a>(node: &str, trace: Option<&'a Trace>) -> Vec<&'a Hop> {
    trace
        .into_iter()
        .flat_map(|it| it.hops.iter().chain(&it.reply))
        .filter(|hop| matches!(&hop.place, Place::Node(at) if **at == *node))
        .collect()
}

impl Plan {
    /// The chains and maps of a node that hold something: all that the packet
    /// met, and of the others as many as fit a page.
    fn of(world: &World, node: &str, trace: Option<&Trace>) -> Self {
        let mut plan = Self::default();
        let Some(rules) = world.rules(node) else { return plan };
        let hops = hops_on(node, trace);
        let met = hops.iter().flat_map(|it| &it.chains);
        let walked: BTreeSet<_> = met.map(|it| (it.chain, it.port.as_ref())).collect();
        let mut chains = 0;
        let mut room = 0;
        for family in rules.families() {
            rules.each_chain(family, &mut |chain, port, all| {
                plan.rules += all;
                if all == 0 {
                    return;
                }
                let walked = walked.contains(&(chain, port));
                plan.walked |= walked;
                if walked || chains < MAX_CHAINS {
                    chains += 1;
                    let id = ChainId { chain, port: port.cloned() };
                    plan.put(Item::Chain(family, id, all), all.min(MAX_RULES), &mut room);
                } else {
                    plan.left_out += 1;
                }
            });
            if rules.config().mode == ProxyMode::Nftables {
                plan.put(Item::Maps(family), RULES_AT_ONCE, &mut room);
            }
        }
        plan
    }

    /// Puts an item of so many rules into the last part if that has `room` for as many, else into a new one.
    fn put(&mut self, item: Item, rules: usize, room: &mut usize) {
        match self.parts.last_mut() {
            Some(part) if rules <= *room => part.push(item),
            _ => {
                self.parts.push(vec![item]);
                *room = RULES_AT_ONCE;
            }
        }
        *room = room.saturating_sub(rules);
    }
}

/// Some of a node's chains and maps as text, with what the packet met marked.
fn texts(world: &World, node: &str, trace: Option<&Trace>, items: &[Item]) -> Vec<ChainText> {
    let Some(rules) = world.rules(node) else { return Vec::new() };
    let hops = hops_on(node, trace);
    let mut shown = Vec::new();
    for item in items {
        match item {
            Item::Chain(family, id, all) => {
                shown.extend(chain_text(&rules, *family, id, *all, &hops))
            }
            Item::Maps(family) => {
                shown.extend(rules.maps(*family).into_iter().map(|it| map_text(it, &hops)));
            }
        }
    }
    shown
}

fn chain_text(
    rules: &NodeRules,
    family: IpFamily,
    id: &ChainId,
    all: usize,
    hops: &[&Hop],
) -> Option<ChainText> {
    // Most chains were not met, and some have thousands of rules.
    let steps: Vec<(u32, Purpose)> = hops
        .iter()
        .flat_map(|it| &it.matched)
        .filter(|it| it.chain == *id)
        .map(|it| (it.position, it.purpose))
        .collect();
    let met = |position: u32, purpose: Purpose| steps.contains(&(position, purpose));
    let wanted =
        |it: &PlacedRule| (it.position as usize) < MAX_RULES || met(it.position, it.rule.purpose);
    let chain = rules.chain_view(family, id, &wanted)?;
    let name = match rules.config().mode {
        ProxyMode::Iptables => format!("{} {}", chain.table, chain.name),
        ProxyMode::Nftables => format!("chain {}", chain.name),
    };
    let walked = hops.iter().any(|it| it.chains.contains(id));
    let left_out = all.saturating_sub(chain.rules.len());
    let rules = chain.rules.into_iter().map(|it| (met(it.position, it.purpose), it.text)).collect();
    Some(ChainText { name, head: chain.head, walked, rules, left_out })
}

fn map_text(map: MapView, hops: &[&Hop]) -> ChainText {
    let all = map.elements.len();
    let rules: Vec<(bool, String)> = map
        .elements
        .into_iter()
        .enumerate()
        .map(|(place, it)| (place, hops.iter().any(|hop| looks_up(hop, &it.text)), it.text))
        .filter(|(place, met, _)| *met || *place < MAX_RULES)
        .map(|(_, met, text)| (met, text))
        .collect();
    let walked = rules.iter().any(|it| it.0);
    let kind = match map.map {
        Map::ClusterIps | Map::NodePortIps | Map::Hairpins => "set",
        _ => "map",
    };
    let left_out = all - rules.len();
    ChainText { name: format!("{kind} {}", map.name), head: "", walked, rules, left_out }
}

/// Whether a map's element is the one for where a packet went.
fn looks_up(hop: &Hop, element: &str) -> bool {
    let Packet { protocol, destination, .. } = hop.before;
    let port = format!("{} . {} ", protocol.lower(), destination.port());
    let address = format!("{} . {port}", destination.ip());
    !hop.chains.is_empty() && (element.starts_with(&address) || element.starts_with(&port))
}

/// How many rules each node's kernel holds.
pub fn rule_count(world: &World, node: &str) -> Option<u32> {
    let rules = world.rules(node)?;
    let mut count = 0;
    for family in rules.families() {
        rules.each_chain(family, &mut |_, _, rules| count += rules);
    }
    u32::try_from(count).ok()
}

/// What a node's kernel remembers of connections.
pub fn connections() -> impl IntoView {
    let app = app();
    let (node, choice) = node_choice(app);
    let rows = Derived::new(move |_| {
        let node = node.get();
        app.bench(|bench| {
            let world = bench.world();
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
        Answer::NoData | Answer::NxDomain | Answer::NoReply => {
            let silent = query.answer == Answer::NoReply;
            let id = if silent { "ui-dns-no-reply" } else { "ui-dns-no-answer" };
            view! { <li class="quiet">{app.t(id)}</li> }.into_any()
        }
    };
    view! {
        <li>
            <code lang="en">{format!("{} {}", query.name, query.kind.name())}</code>
            <ul>{answer}</ul>
        </li>
    }
}

/// A record as `dig` prints it.
fn record(record: &Record) -> String {
    let (kind, data) = record.data.written();
    format!("{}. {} IN {} {data}", record.name, record.ttl_s, kind.name())
}
