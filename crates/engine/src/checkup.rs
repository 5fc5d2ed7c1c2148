//! A look at every Service of a cluster: each way in to it is tried with real requests on a copy of
//! the world, so what is found is what a caller would meet.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::Provider;
use crate::controllers::unsupported;
use crate::net::dns::resolv_conf;
use crate::net::{Advice, Client, Reason, Request, Trace, Verdict};
use crate::objects::{
    Key, Kind, Object, PodPhase, Protocol, Service, ServiceType, TrafficPolicy, View,
};
use crate::processes::all_down;
use crate::world::{Command, Event, World, step_on};

/// Requests of one way for each endpoint that may be chosen: one of them that does not answer is
/// missed in one look of fifty.
const REQUESTS_PER_ENDPOINT: usize = 4;

/// Most requests of one way.
const MAX_REQUESTS: usize = 120;

/// Callers that are tried where a NetworkPolicy lets the first ones not in.
const MAX_CALLERS: usize = 32;

/// What is asked for where a Service has no port to name: of an alias its caller chooses it.
const ANY_PORT: u16 = 80;

/// One way in to a Service, and what became of those who went it.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub service: Key,
    pub outcome: Outcome,
}

/// What became of the requests of one way.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// They were sent.
    Tried {
        request: Request,
        sent: u32,
        answered: u32,
        /// The first that was not answered.
        failed: Option<Arc<Trace>>,
    },
    /// A NetworkPolicy or a source range keeps this caller out, while others are let in.
    KeptOut { request: Request, trace: Arc<Trace> },
    /// A load balancer that has no address yet.
    Pending { advice: Option<Advice> },
    /// It leads to a machine outside that the lab does not have, or nobody is there who could ask.
    Untried,
}

impl Way {
    /// Whether nothing is wrong with it.
    pub fn is_fine(&self) -> bool {
        match &self.outcome {
            Outcome::Tried { failed, .. } => failed.is_none(),
            Outcome::KeptOut { .. } | Outcome::Untried => true,
            Outcome::Pending { .. } => false,
        }
    }

    /// Whether it fails for the same reason as another, so that this need not be told again.
    pub fn fails_like(&self, other: &Way) -> bool {
        self.service == other.service
            && self.because().is_some_and(|it| Some(it) == other.because())
            && self.advice() == other.advice()
    }

    /// Why the first failed.
    fn because(&self) -> Option<&Reason> {
        match &self.outcome {
            Outcome::Tried { failed, .. } => failed.as_ref().map(|it| &it.because),
            Outcome::KeptOut { .. } | Outcome::Pending { .. } | Outcome::Untried => None,
        }
    }

    /// What to change first. Where others behind the same port answer, its `targetPort` is right
    /// for them.
    pub fn advice(&self) -> Option<&Advice> {
        match &self.outcome {
            Outcome::Tried { failed, answered, .. } => {
                let advice = failed.as_ref()?.advice.as_ref();
                advice.filter(|it| *answered == 0 || !matches!(it, Advice::SetTargetPort { .. }))
            }
            Outcome::Pending { advice } => advice.as_ref(),
            Outcome::KeptOut { .. } | Outcome::Untried => None,
        }
    }
}

/// Tries every way in to every Service but the API server's own, by namespace and name. Each
/// Service has at least one way. The world that is looked at does not change.
pub fn look(world: &World) -> Vec<Way> {
    let services = world.store.services().filter(|(it, _)| !is_api_server(&it.key));
    services.flat_map(|(object, view)| ways(world, &object.key, view)).collect()
}

fn is_api_server(key: &Key) -> bool {
    (&*key.namespace, &*key.name) == ("default", "kubernetes")
}

fn ways(world: &World, key: &Key, view: &Service) -> Vec<Way> {
    let mut found = inside(world, key, view);
    found.extend(outside(world, key, view));
    if found.iter().any(is_answered) {
        for outcome in &mut found {
            if let Outcome::Tried { request, answered: 0, failed: Some(trace), .. } = outcome
                && is_denied(trace)
            {
                *outcome = Outcome::KeptOut { request: request.clone(), trace: trace.clone() };
            }
        }
    }
    if found.is_empty() {
        found.push(Outcome::Untried);
    }
    found.into_iter().map(|outcome| Way { service: key.clone(), outcome }).collect()
}

fn is_answered(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Tried { answered, .. } if *answered > 0)
}

fn is_denied(trace: &Trace) -> bool {
    matches!(
        trace.because,
        Reason::DeniedByPolicy { .. }
            | Reason::NameServerDenied { .. }
            | Reason::SourceNotAllowed { .. }
    )
}

/// From outside: at node ports, external addresses and the load balancer's. While that has none,
/// its node ports are what there is.
fn outside(world: &World, key: &Key, view: &Service) -> Vec<Outcome> {
    let pending = view.kind == ServiceType::LoadBalancer && view.ingress.is_empty();
    let mut found = Vec::new();
    for port in &view.ports {
        let mut knock = |host: &str, number: u16| {
            let request = Request::tcp(Client::Outside, host, number);
            found.push(attempt(world, key, Request { protocol: port.protocol, ..request }));
        };
        if (view.kind == ServiceType::NodePort || pending) && port.node_port != 0 {
            up_nodes(world).for_each(|(_, it)| knock(&it.to_string(), port.node_port));
        }
        view.external_ips.iter().for_each(|it| knock(&it.to_string(), port.port));
        for ingress in &view.ingress {
            let address = ingress.ip.map(|it| it.to_string());
            if let Some(host) = address.as_ref().or(ingress.hostname.as_ref()) {
                knock(host, port.port);
            }
        }
    }
    if pending {
        found.push(Outcome::Pending { advice: for_pending(world, key, view) });
    }
    found
}

/// What keeps the load balancer from coming; `None`: it is being made.
fn for_pending(world: &World, key: &Key, view: &Service) -> Option<Advice> {
    let (service, provider) = (key.clone(), world.config.provider);
    if provider == Provider::None {
        let node_port = view.ports.iter().any(|it| it.node_port != 0);
        return Some(Advice::InstallProvider { service, node_port });
    }
    if let Some(class) = view.load_balancer_class.clone() {
        return Some(Advice::ServeClass { service, class });
    }
    let protocol = unsupported(view, provider)?;
    Some(Advice::NoSuchBalancer { service, protocol })
}

/// From inside: by name, from a Pod; where none can ask, by the address from a node. Where it
/// matters on which node the caller is, from each of them.
fn inside(world: &World, key: &Key, view: &Service) -> Vec<Outcome> {
    let callers = callers(world, key, view);
    let targets = targets(world, key, view);
    let mut found: Vec<Outcome> = targets
        .into_iter()
        .filter_map(|(host, port, protocol)| by_name(world, key, &callers, (host, port, protocol)))
        .collect();
    let near =
        view.internal_traffic_policy == TrafficPolicy::Local || view.traffic_distribution.is_some();
    let from_nodes = if near { usize::MAX } else { usize::from(found.is_empty()) };
    for (port, address) in view.ports.iter().zip(std::iter::repeat(view.cluster_ips.first())) {
        let Some(address) = address else { break };
        found.extend(up_nodes(world).take(from_nodes).map(|(node, _)| {
            let request = Request::tcp(Client::Node(node), &address.to_string(), port.port);
            attempt(world, key, Request { protocol: port.protocol, ..request })
        }));
    }
    found
}

/// What callers inside ask for. Behind a headless Service's name are the Pods themselves, so it is
/// their ports; where those differ, each Pod is asked for its own. `None`: the Service's name.
fn targets(world: &World, key: &Key, view: &Service) -> Vec<(Option<String>, u16, Protocol)> {
    let own = |view: &Service| -> Vec<_> {
        view.ports.iter().map(|it| (None, it.port, it.protocol)).collect()
    };
    if view.kind == ServiceType::ExternalName && view.ports.is_empty() {
        let target = view.external_name.as_deref().and_then(|it| named(world, it));
        return target.map_or_else(|| vec![(None, ANY_PORT, Protocol::Tcp)], own);
    }
    if !view.headless {
        return own(view);
    }
    let slices: Vec<_> =
        world.store.slices_of(&key.namespace, &key.name).map(|(_, slice)| slice).collect();
    let ports = || slices.iter().flat_map(|it| &it.ports);
    let mut by_name: Vec<_> =
        ports().filter_map(|it| Some((None, it.port?, it.protocol))).collect();
    by_name.sort_unstable();
    by_name.dedup();
    if by_name.is_empty() {
        return own(view);
    }
    if slices.iter().all(|it| it.ports.len() == by_name.len()) {
        return by_name;
    }
    let each = slices.iter().flat_map(|slice| {
        let addresses = slice.endpoints.iter().flat_map(|it| it.addresses.first());
        addresses.flat_map(|address| {
            let ports = slice.ports.iter();
            ports.filter_map(|it| Some((Some(address.clone()), it.port?, it.protocol)))
        })
    });
    each.collect()
}

/// The Service that a full name is of.
fn named<'a>(world: &'a World, name: &str) -> Option<&'a Service> {
    let mut labels = name.trim_end_matches('.').split('.');
    let (service, namespace, kind) = (labels.next()?, labels.next()?, labels.next()?);
    let object = world.store.find(Kind::Service, namespace, service).filter(|_| kind == "svc")?;
    match &object.view {
        View::Service(view) => Some(view),
        _ => None,
    }
}

/// Asks from the first caller that is let in, or from the first.
fn by_name(
    world: &World,
    key: &Key,
    callers: &[Client],
    (host, port, protocol): (Option<String>, u16, Protocol),
) -> Option<Outcome> {
    let mut first = None;
    for from in callers.iter().take(MAX_CALLERS) {
        let elsewhere =
            matches!(from, Client::Pod { namespace, .. } if *namespace != key.namespace);
        let name = match (&host, elsewhere) {
            (Some(host), _) => host.clone(),
            (None, true) => format!("{}.{}", key.name, key.namespace),
            (None, false) => key.name.to_string(),
        };
        let request = Request { protocol, ..Request::tcp(from.clone(), &name, port) };
        let outcome = attempt(world, key, request);
        let denied = matches!(&outcome, Outcome::Tried { failed: Some(it), .. } if is_denied(it));
        if !denied {
            return Some(outcome);
        }
        first = first.or(Some(outcome));
    }
    first
}

/// Pods that run and can ask by name: those of the Service's namespace first, and those behind the
/// Service only where there are no others and no node could ask.
fn callers(world: &World, key: &Key, view: &Service) -> Vec<Client> {
    let slices = world.store.slices_of(&key.namespace, &key.name);
    let behind: Vec<&Arc<str>> =
        slices.flat_map(|(_, it)| &it.endpoints).filter_map(|it| it.pod.as_ref()).collect();
    let chosen = |object: &Object| {
        object.key.namespace == key.namespace
            && (behind.contains(&&object.key.name)
                || view.selector.as_ref().is_some_and(|it| !it.is_empty() && has(object, it)))
    };
    let mut running: Vec<&Object> = world
        .store
        .pods()
        .filter(|(object, pod)| {
            pod.phase == PodPhase::Running
                && !all_down(object)
                && !pod.host_network
                && asks_cluster_dns(world, object)
                && world.is_up(&pod.node_name)
        })
        .map(|(object, _)| object)
        .collect();
    running.sort_by_key(|it| it.key.namespace != key.namespace);
    let others: Vec<&Object> = running.iter().copied().filter(|it| !chosen(it)).collect();
    let only_pods_can = view.cluster_ips.is_empty();
    let asking = if others.is_empty() && only_pods_can { running } else { others };
    let client = |it: &Object| Client::Pod {
        namespace: it.key.namespace.clone(),
        name: it.key.name.clone(),
    };
    asking.into_iter().map(client).collect()
}

/// Whether a name means to the Pod what the cluster's DNS says.
fn asks_cluster_dns(world: &World, pod: &Object) -> bool {
    let client = Client::Pod { namespace: pod.key.namespace.clone(), name: pod.key.name.clone() };
    resolv_conf(&world.store, &world.config, &client).cluster
}

fn has(object: &Object, labels: &BTreeMap<String, String>) -> bool {
    labels.iter().all(|(key, value)| object.meta.labels.get(key) == Some(value))
}

fn up_nodes(world: &World) -> impl Iterator<Item = (Arc<str>, IpAddr)> {
    let up = world.store.nodes().filter(|(object, _)| world.is_up(&object.key.name));
    up.filter_map(|(object, node)| Some((object.key.name.clone(), *node.internal_ips.first()?)))
}

fn attempt(world: &World, service: &Key, request: Request) -> Outcome {
    let slices = world.store.slices_of(&service.namespace, &service.name);
    let endpoints = slices.flat_map(|(_, it)| &it.endpoints).count();
    let most = endpoints.saturating_mul(REQUESTS_PER_ENDPOINT).clamp(1, MAX_REQUESTS);
    let (mut world, mut sent, mut answered) = (world.clone(), 0, 0);
    let mut failed: Option<Arc<Trace>> = None;
    for _ in 0..most {
        // Each stands for another caller, whom no affinity holds yet.
        world.affinities = Default::default();
        let stepped = step_on(world, &Command::Send { request: request.clone() });
        world = stepped.world;
        for event in stepped.events {
            let Event::Sent(trace) = event else { continue };
            sent += 1;
            match trace.verdict {
                Verdict::Delivered { .. } => answered += 1,
                _ => failed = failed.or(Some(trace)),
            }
        }
    }
    match &failed {
        Some(trace) if answered == 0 && leads_outside(&world, trace) => Outcome::Untried,
        _ => Outcome::Tried { request, sent, answered, failed },
    }
}

/// Whether the way leaves the cluster for a machine or a name there that the lab does not have.
fn leads_outside(world: &World, trace: &Trace) -> bool {
    match &trace.because {
        Reason::NobodyThere { address } => world.store.endpoint_slices().any(|(_, slice)| {
            slice.endpoints.iter().any(|it| it.ip == Some(*address) && it.pod.is_none())
        }),
        Reason::NameAlias { target, .. } => {
            target.parse::<IpAddr>().is_err()
                && target.trim_end_matches('.').contains('.')
                && !target.trim_end_matches('.').ends_with("cluster.local")
        }
        _ => false,
    }
}
