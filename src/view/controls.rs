//! Sending requests: from whom, to where.

use leptos::prelude::*;
use service_lab_course::{Depth, Panel, Sender, Step};
use service_lab_engine::net::{Client, Request, ingress};
use service_lab_engine::objects::{Key, Kind, Protocol, Service, ServiceType, View};
use service_lab_engine::world::World;
use service_lab_l10n::Message;
use service_lab_session::Action;

use super::app;
use super::sight::bring_into_sight;
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;

/// Requests that are sent at once by the second button.
const MANY: u32 = 20;

/// What kind of address a destination is, nearest to a client inside first.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Name,
    ClusterIp,
    Balancer,
    NodePort,
    External,
    Ingress,
    Pod,
}

impl Reach {
    /// For a client inside: the nearest first.
    const INSIDE: [Reach; 7] = [
        Reach::Name,
        Reach::ClusterIp,
        Reach::Balancer,
        Reach::NodePort,
        Reach::External,
        Reach::Ingress,
        Reach::Pod,
    ];
    /// For a client outside: what it can reach comes first.
    const OUTSIDE: [Reach; 7] = [
        Reach::Balancer,
        Reach::Ingress,
        Reach::NodePort,
        Reach::External,
        Reach::ClusterIp,
        Reach::Name,
        Reach::Pod,
    ];

    fn label(self) -> &'static str {
        match self {
            Reach::Name => "ui-dest-name",
            Reach::ClusterIp => "ui-dest-cluster-ip",
            Reach::Balancer => "ui-dest-balancer",
            Reach::NodePort => "ui-dest-node-port",
            Reach::External => "ui-dest-external",
            Reach::Ingress => "ui-dest-ingress",
            Reach::Pod => "ui-dest-pod",
        }
    }
}

/// A destination that is offered.
#[derive(Clone, PartialEq)]
struct Offer {
    reach: Reach,
    host: String,
    port: u16,
    label: Message,
}

/// The form.
pub fn send_form() -> impl IntoView {
    let app = app();
    let clients = Derived::new(move |_| clients(app));
    let from = Held::new(0_usize);
    let offers = Derived::new(move |_| {
        let outside = clients.with(|all| all.get(from.get()) == Some(&Client::Outside));
        let order = if outside { Reach::OUTSIDE } else { Reach::INSIDE };
        app.world(|world| offers(world, order)).unwrap_or_default()
    });
    let host = Held::new(String::new());
    let port = Held::new(String::new());
    let protocol = Held::new(Protocol::Tcp);
    let fault = Held::new(None::<&'static str>);
    // The first destination stands there, as the cluster changes, until the
    // learner takes another one.
    let bench = Derived::new(move |_| app.revision.get().0);
    let set = StoredValue::new((String::new(), String::new()));
    let mut before = None;
    effect(move || {
        let (bench, offers) = (bench.get(), offers.get());
        if before.as_ref() != Some(&bench) {
            from.set(clients.with_untracked(|it| first_sender(app, it)));
        }
        let own = (host.get_untracked(), port.get_untracked()) != set.get_value();
        if before.as_ref() != Some(&bench) || host.get_untracked().is_empty() || !own {
            let first = offers.first();
            let to = first.map(|it| (it.host.clone(), it.port.to_string())).unwrap_or_default();
            set.set_value(to.clone());
            host.set(to.0);
            port.set(to.1);
        }
        before = Some(bench);
    });
    let send = move |times: u32| {
        app.dispatch(Action::Rest);
        let Some(client) = clients.with_untracked(|it| it.get(from.get_untracked()).cloned())
        else {
            return;
        };
        let host = host.get_untracked().trim().to_owned();
        let port = port.get_untracked().trim().parse::<u16>().unwrap_or(0);
        if host.is_empty() || port == 0 {
            fault.set(Some(if port == 0 && !host.is_empty() {
                "ui-send-needs-port"
            } else {
                "ui-send-needs-host"
            }));
            return;
        }
        fault.set(None);
        let typed = app.world(|it| ingress::typed(it, client.clone(), &host, port));
        let request = Request {
            protocol: protocol.get_untracked(),
            ..typed.unwrap_or_else(|| Request::tcp(client, &host, port))
        };
        bring_into_sight(app);
        app.dispatch(Action::Send { request, times });
    };
    let options = move || {
        clients.with(|all| {
            all.iter()
                .enumerate()
                .map(|(number, client)| {
                    let label = app.say(&client_name(client));
                    view! {
                        <option value=number selected=move || from.get() == number>{label}</option>
                    }
                })
                .collect_view()
        })
    };
    let chips = move || {
        offers.with(|all| {
            all.iter()
                .map(|offer| {
                    let (to, number) = (offer.host.clone(), offer.port.to_string());
                    let (same_to, same_number) = (to.clone(), number.clone());
                    let label = app.say(&offer.label);
                    let text = format!("{to}:{number}");
                    view! {
                        <li>
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || {
                                    (host.get() == same_to && port.get() == same_number).to_string()
                                }
                                on:click=move |_| {
                                    host.set(to.clone());
                                    port.set(number.clone());
                                }
                            >
                                <code lang="en">{text}</code>
                                <span>{label}</span>
                            </button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let guarded = Derived::new(move |_| app.guarded());
    view! {
        <form
            class="send"
            on:submit=move |event| {
                event.prevent_default();
                send(1);
            }
        >
            <div class="send-row">
                <label class="field">
                    <span>{move || app.t("ui-send-from")}</span>
                    <select on:change=move |event| {
                        from.set(event_target_value(&event).parse().unwrap_or_default());
                    }>{options}</select>
                </label>
                <label class="field wide">
                    <span>{move || app.t("ui-send-to")}</span>
                    <input
                        type="text"
                        lang="en"
                        spellcheck="false"
                        autocapitalize="off"
                        autocomplete="off"
                        prop:value=move || host.get()
                        on:input=move |event| host.set(event_target_value(&event))
                    />
                </label>
                <label class="field narrow">
                    <span>{move || app.t("ui-send-port")}</span>
                    <input
                        type="text"
                        lang="en"
                        inputmode="numeric"
                        autocomplete="off"
                        prop:value=move || port.get()
                        on:input=move |event| port.set(event_target_value(&event))
                    />
                </label>
                <label class="field narrow">
                    <span>{move || app.t("ui-send-protocol")}</span>
                    <select lang="en" on:change=move |event| {
                        protocol.set(Protocol::parse(&event_target_value(&event)));
                    }>
                        <option value="TCP">"TCP"</option>
                        <option value="UDP">"UDP"</option>
                        <option value="SCTP">"SCTP"</option>
                    </select>
                </label>
                <div class="send-buttons">
                    <button type="submit" class="button" disabled=move || guarded.get()>
                        {move || app.t("ui-send")}
                    </button>
                    <button
                        type="button"
                        class="button second"
                        disabled=move || guarded.get()
                        on:click=move |_| send(MANY)
                    >
                        {move || {
                            app.say(&Message::new("ui-send-many").count("count", u64::from(MANY)))
                        }}
                    </button>
                </div>
            </div>
            <p class="fault" role="alert">{move || fault.get().map(|id| app.t(id))}</p>
            {guard_note(guarded)}
            <ul class="chips">{chips}</ul>
        </form>
    }
}

/// Why nothing can be caused yet: what would be seen is to be guessed first.
pub fn guard_note(guarded: Derived<bool>) -> impl IntoView {
    let app = app();
    move || guarded.get().then(|| view! { <p class="quiet">{app.t("ui-predict-guard")}</p> })
}

/// Who may send: those that the step names, else everyone there is.
fn clients(app: App) -> Vec<Client> {
    let step = app.step();
    let named = step.as_ref().map(|it| it.clients.as_slice()).unwrap_or_default();
    let everyone = app.lesson().is_none() || app.all_tools.get();
    app.world(|world| {
        if everyone {
            return all_clients(world);
        }
        named.iter().filter_map(|it| client(world, it)).collect()
    })
    .unwrap_or_default()
}

/// Who sends at first, as a place among these: in the sandbox, where nothing leads in from outside, the visitor or else any
/// Pod.
fn first_sender(app: App, clients: &[Client]) -> usize {
    if app.lesson().is_some() {
        return 0;
    }
    let offered = app.world(|it| offers(it, Reach::OUTSIDE)).unwrap_or_default();
    let inside = |it: &Offer| matches!(it.reach, Reach::ClusterIp | Reach::Name);
    if !offered.first().is_some_and(inside) {
        return 0;
    }
    let visitor = |it: &Client| matches!(it, Client::Pod { name, .. } if **name == *VISITOR);
    let pod = |it: &Client| matches!(it, Client::Pod { .. });
    let place = clients.iter().position(visitor).or_else(|| clients.iter().position(pod));
    place.unwrap_or_default()
}

/// The Pod of most examples that only asks.
const VISITOR: &str = "visitor";

fn client(world: &World, sender: &Sender) -> Option<Client> {
    let pod = |name: &str| {
        world.store.find(Kind::Pod, "default", name).map(|it| Client::Pod {
            namespace: it.key.namespace.clone(),
            name: it.key.name.clone(),
        })
    };
    match sender {
        Sender::Outside => Some(Client::Outside),
        Sender::Node(name) => Some(Client::Node(name.as_str().into())),
        Sender::Pod(name) => pod(name),
        Sender::PodWith(labels) => world
            .store
            .pods()
            .find(|(it, _)| {
                labels.iter().all(|(key, value)| it.meta.labels.get(key) == Some(value))
            })
            .and_then(|(it, _)| pod(&it.key.name)),
    }
}

/// Senders offered at most.
const MAX_CLIENTS: usize = 40;

pub fn all_clients(world: &World) -> Vec<Client> {
    let nodes = world.store.nodes().map(|(it, _)| Client::Node(it.key.name.clone()));
    let pods = world.store.pods().map(|(it, _)| Client::Pod {
        namespace: it.key.namespace.clone(),
        name: it.key.name.clone(),
    });
    std::iter::once(Client::Outside).chain(pods).chain(nodes).take(MAX_CLIENTS).collect()
}

pub fn client_name(client: &Client) -> Message {
    match client {
        Client::Outside => Message::new("ui-client-outside"),
        Client::Node(node) => Message::new("ui-client-node").with("node", node),
        Client::Pod { namespace, name } if &**namespace == "default" => {
            Message::new("ui-client-pod").with("pod", name)
        }
        Client::Pod { namespace, name } => {
            Message::new("ui-client-pod-namespace").with("pod", name).with("namespace", namespace)
        }
    }
}

/// Destinations offered at most.
const MAX_OFFERS: usize = 14;

/// Where requests can go: what Services and Pods are reached by, in this order
/// of kinds. It stops when there are enough: a cluster may have thousands.
fn offers(world: &World, order: [Reach; 7]) -> Vec<Offer> {
    let mut all = Vec::new();
    for reach in order {
        match reach {
            Reach::Pod => pod_offers(world, &mut all),
            Reach::Ingress => ingress_offers(world, &mut all),
            _ => {}
        }
        for (object, service) in world.store.services() {
            if all.len() >= MAX_OFFERS {
                break;
            }
            if &*object.key.name != "kubernetes" {
                service_offers(world, &object.key, service, reach, &mut all);
            }
        }
    }
    all.truncate(MAX_OFFERS);
    all
}

fn ingress_offers(world: &World, all: &mut Vec<Offer>) {
    for object in world.store.of_kind(Kind::Ingress) {
        for rule in object.value.list("spec.rules") {
            let path = rule.list("http.paths").last().map_or("/", |it| it.text("path"));
            let host = format!("{}{path}", rule.text("host"));
            all.push(offer(Reach::Ingress, &object.key.name, host, 80));
        }
    }
}

fn pod_offers(world: &World, all: &mut Vec<Offer>) {
    for (object, pod) in world.store.pods() {
        if all.len() >= MAX_OFFERS {
            return;
        }
        let port = pod.containers.iter().flat_map(|it| &it.ports).next().map(|it| it.port);
        if let (Some(ip), Some(port)) = (pod.ips.first(), port) {
            all.push(offer(Reach::Pod, &object.key.name, ip.to_string(), port));
        }
    }
}

fn offer(reach: Reach, name: &str, host: String, port: u16) -> Offer {
    Offer { reach, host, port, label: Message::new(reach.label()).with("name", name) }
}

/// Nodes whose ports are offered: any node serves them.
const OFFERED_NODES: usize = 3;

fn service_offers(world: &World, key: &Key, service: &Service, reach: Reach, all: &mut Vec<Offer>) {
    let name = &*key.name;
    let Some(first) = service.ports.first() else {
        if reach == Reach::Name && service.kind == ServiceType::ExternalName {
            all.push(offer(reach, name, name.to_owned(), 80));
        }
        return;
    };
    let mut add = |host: String, port: u16| all.push(offer(reach, name, host, port));
    match reach {
        Reach::Name if &*key.namespace == "default" => add(name.to_owned(), first.port),
        Reach::Name => add(format!("{name}.{}", key.namespace), first.port),
        Reach::ClusterIp => {
            if let Some(ip) = service.cluster_ips.first() {
                add(ip.to_string(), first.port);
            }
        }
        Reach::NodePort if first.node_port != 0 => {
            for (_, node) in world.store.nodes().take(OFFERED_NODES) {
                if let Some(ip) = node.internal_ips.first() {
                    add(ip.to_string(), first.node_port);
                }
            }
        }
        Reach::Balancer => {
            for point in &service.ingress {
                let host = point.ip.map(|it| it.to_string()).or_else(|| point.hostname.clone());
                if let Some(host) = host {
                    add(host, first.port);
                }
            }
        }
        Reach::External => {
            for ip in &service.external_ips {
                add(ip.to_string(), first.port);
            }
        }
        Reach::NodePort | Reach::Ingress | Reach::Pod => {}
    }
}

/// A step that shows the picture and its own buttons, nothing else.
fn is_bare(step: &Step) -> bool {
    step.depth == Depth::Story && step.panels.iter().all(|it| *it == Panel::Picture)
}

/// Whether the open step lets the learner send freely.
pub fn may_send(app: App) -> bool {
    app.lesson().is_none()
        || app.all_tools.get()
        || app.step().is_some_and(|it| !it.clients.is_empty() && !is_bare(&it))
}

/// A Pod's readiness, for the list of things to cause.
pub fn is_ready(view: &View) -> bool {
    matches!(view, View::Pod(pod) if pod.ready)
}
