//! A look at every Service of a cluster: each way in to it is tried with real requests on a copy of
//! the world, so what is found is what a caller would meet.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::Provider;
use crate::net::{Advice, Client, Reason, Request, Trace, Verdict};
use crate::objects::{Key, Object, PodPhase, Protocol, Service, ServiceType, TrafficPolicy};
use crate::world::{Command, Event, World, step_on};

/// Requests of one way for each endpoint that may be chosen: one of several that does not answer is
/// missed in one look of fifty.
const REQUESTS_PER_ENDPOINT: usize = 4;

/// Most requests of one way.
const MAX_REQUESTS: usize = 40;

/// Callers that are tried where a NetworkPolicy lets the first ones not in.
const MAX_CALLERS: usize = 8;

/// What is asked for where a Service has no port to name.
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
    /// A load balancer that has no address yet.
    Pending { advice: Option<Advice> },
}

impl Way {
    /// Whether everybody was answered.
    pub fn is_fine(&self) -> bool {
        matches!(self.outcome, Outcome::Tried { failed: None, .. })
    }
}

/// Tries every way in to every Service but the API server's own, by namespace and name. The world
/// that is looked at does not change.
pub fn look(world: &World) -> Vec<Way> {
    let services = world.store.services().filter(|(it, _)| !is_api_server(&it.key));
    services.flat_map(|(object, view)| ways(world, object, view)).collect()
}

fn is_api_server(key: &Key) -> bool {
    (&*key.namespace, &*key.name) == ("default", "kubernetes")
}

fn ways(world: &World, object: &Object, view: &Service) -> Vec<Way> {
    let key = &object.key;
    let mut found: Vec<Outcome> = Vec::new();
    for (port, protocol) in ports(world, key, view) {
        found.extend(inside(world, key, view, port, protocol));
    }
    for it in &view.ports {
        let knock = |address: IpAddr, port: u16| {
            let request = Request {
                protocol: it.protocol,
                ..Request::tcp(Client::Outside, &address.to_string(), port)
            };
            attempt(world, key, request)
        };
        if view.kind == ServiceType::NodePort && it.node_port != 0 {
            found.extend(up_nodes(world).map(|(_, address)| knock(address, it.node_port)));
        }
        found.extend(view.external_ips.iter().map(|address| knock(*address, it.port)));
        found.extend(view.ingress.iter().filter_map(|it| it.ip).map(|ip| knock(ip, it.port)));
    }
    if view.kind == ServiceType::LoadBalancer && view.ingress.is_empty() {
        let nobody = world.config.provider == Provider::None;
        let advice = nobody.then(|| Advice::InstallProvider { service: key.clone() });
        found.push(Outcome::Pending { advice });
    }
    found.into_iter().map(|outcome| Way { service: key.clone(), outcome }).collect()
}

/// The ports that a caller inside asks for. Behind a headless Service's name are the Pods
/// themselves, so theirs.
fn ports(world: &World, key: &Key, view: &Service) -> Vec<(u16, Protocol)> {
    // The port of an alias is its caller's choice.
    let alias = view.kind == ServiceType::ExternalName && view.ports.is_empty();
    let any = alias.then_some((ANY_PORT, Protocol::Tcp));
    let own = || view.ports.iter().map(|it| (it.port, it.protocol)).chain(any);
    if !view.headless {
        return own().collect();
    }
    let mut found: Vec<(u16, Protocol)> = world
        .store
        .slices_of(&key.namespace, &key.name)
        .flat_map(|(_, slice)| &slice.ports)
        .filter_map(|it| Some((it.port?, it.protocol)))
        .collect();
    if found.is_empty() {
        found.extend(own());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// From inside: by name, from a Pod; where none can ask, by the address from a node. With
/// `internalTrafficPolicy: Local` from each node, as each has its own answer.
fn inside(world: &World, key: &Key, view: &Service, port: u16, protocol: Protocol) -> Vec<Outcome> {
    let by_name = |from: Client| {
        attempt(world, key, Request { protocol, ..Request::tcp(from, &key.name, port) })
    };
    let mut found = Vec::new();
    for from in callers(world, key, view).into_iter().take(MAX_CALLERS) {
        let outcome = by_name(from);
        let denied = is_denied(&outcome);
        found.push(outcome);
        if !denied {
            // Whoever a policy keeps out is kept out on purpose, where it lets anybody in.
            found.drain(..found.len().saturating_sub(1));
            break;
        }
    }
    found.truncate(1);
    let local = view.internal_traffic_policy == TrafficPolicy::Local;
    let Some(address) = view.cluster_ips.first().filter(|_| local || found.is_empty()) else {
        return found;
    };
    let nodes = up_nodes(world).take(if local { usize::MAX } else { 1 });
    found.extend(nodes.map(|(node, _)| {
        let request = Request::tcp(Client::Node(node), &address.to_string(), port);
        attempt(world, key, Request { protocol, ..request })
    }));
    found
}

/// Pods of the Service's namespace that run and can ask; those that do not stand behind the Service
/// first, and where there are others these alone.
fn callers(world: &World, key: &Key, view: &Service) -> Vec<Client> {
    let slices = world.store.slices_of(&key.namespace, &key.name);
    let behind: Vec<&Arc<str>> =
        slices.flat_map(|(_, it)| &it.endpoints).filter_map(|it| it.pod.as_ref()).collect();
    let chosen = |object: &Object| {
        behind.contains(&&object.key.name)
            || view.selector.as_ref().is_some_and(|it| !it.is_empty() && has_labels(object, it))
    };
    let running: Vec<&Object> = world
        .store
        .pods()
        .filter(|(object, pod)| {
            object.key.namespace == key.namespace
                && pod.phase == PodPhase::Running
                && pod.ready
                && !pod.host_network
                && world.is_up(&pod.node_name)
        })
        .map(|(object, _)| object)
        .collect();
    let others: Vec<&Object> = running.iter().copied().filter(|it| !chosen(it)).collect();
    let named = view.headless || view.kind == ServiceType::ExternalName;
    let asking = if others.is_empty() && named { running } else { others };
    let client = |it: &Object| Client::Pod {
        namespace: it.key.namespace.clone(),
        name: it.key.name.clone(),
    };
    asking.into_iter().map(client).collect()
}

fn has_labels(object: &Object, labels: &BTreeMap<String, String>) -> bool {
    labels.iter().all(|(key, value)| object.meta.labels.get(key) == Some(value))
}

fn up_nodes(world: &World) -> impl Iterator<Item = (Arc<str>, IpAddr)> {
    world
        .store
        .nodes()
        .filter(|(object, _)| world.is_up(&object.key.name))
        .filter_map(|(object, node)| Some((object.key.name.clone(), *node.internal_ips.first()?)))
}

fn is_denied(outcome: &Outcome) -> bool {
    let Outcome::Tried { failed: Some(trace), .. } = outcome else { return false };
    matches!(trace.because, Reason::DeniedByPolicy { .. })
}

fn attempt(world: &World, service: &Key, request: Request) -> Outcome {
    let slices = world.store.slices_of(&service.namespace, &service.name);
    let endpoints = slices.flat_map(|(_, it)| &it.endpoints).count();
    let most = endpoints.saturating_mul(REQUESTS_PER_ENDPOINT).clamp(1, MAX_REQUESTS);
    let (mut world, mut sent, mut answered, mut failed) = (world.clone(), 0, 0, None);
    for _ in 0..most {
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
    Outcome::Tried { request, sent, answered, failed }
}
