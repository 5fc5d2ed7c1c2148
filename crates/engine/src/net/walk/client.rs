//! The client's part: where it is, how it resolves a name, where it sends to.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::{At, End, Visit, Walker};
use crate::chance;
use crate::cluster::Provider;
use crate::net::atlas::{Owner, Region, region};
use crate::net::dns::{self, Answer, Lookup, RecordType, Resolver};
use crate::net::facts::Facts;
use crate::net::packet::{Client, Request};
use crate::net::trace::{Place, Reason, Step, Verdict};
use crate::objects::{Key, Kind, PodPhase, ServiceType, View};
use crate::proxy::Arrival;
use crate::world::World;

/// `net.ipv4.ip_local_port_range`: 32768 to 60999.
const FIRST_EPHEMERAL_PORT: u64 = 32_768;
const EPHEMERAL_PORTS: u64 = 28_232;

/// Where the client is.
pub(super) enum Sender {
    Outside,
    /// In a node's own network.
    Node(Arc<str>),
    Pod {
        pod: Key,
        node: Arc<str>,
        ips: Vec<IpAddr>,
    },
}

/// Finds the client, if it is there and runs.
pub(super) fn find(world: &World, facts: &Facts, request: &Request) -> Result<Sender, Reason> {
    let missing = || Reason::ClientNotRunning { client: request.from.clone() };
    match &request.from {
        Client::Outside => Ok(Sender::Outside),
        Client::Node(node) if facts.atlas.node(node).is_some() && world.is_up(node) => {
            Ok(Sender::Node(node.clone()))
        }
        Client::Node(_) => Err(missing()),
        Client::Pod { namespace, name } => {
            let key = Key::new(Kind::Pod, namespace, name);
            let known = facts.pod(&key).ok_or_else(missing)?;
            let pod = known.view().ok_or_else(missing)?;
            let node: Arc<str> = Arc::from(pod.node_name.as_str());
            let runs = pod.phase == PodPhase::Running && !pod.ips.is_empty() && world.is_up(&node);
            if !runs || known.all_down() {
                return Err(missing());
            }
            Ok(if pod.host_network {
                Sender::Node(node)
            } else {
                Sender::Pod { pod: key, node, ips: pod.ips.clone() }
            })
        }
    }
}

impl Sender {
    /// The node whose kernel the client's packets meet first.
    pub(super) fn node(&self) -> Option<&Arc<str>> {
        match self {
            Sender::Outside => None,
            Sender::Node(node) | Sender::Pod { node, .. } => Some(node),
        }
    }

    /// The source address and port of the first packet.
    pub(super) fn source(
        &self,
        world: &World,
        facts: &Facts,
        request: &Request,
        target: IpAddr,
    ) -> SocketAddr {
        let own = match self {
            _ if target.is_loopback() => Some(target),
            Sender::Outside => Some(world.config.outside),
            Sender::Node(node) => facts.atlas.node(node).and_then(|it| it.source_towards(target)),
            Sender::Pod { ips, .. } => {
                ips.iter().find(|it| it.is_ipv4() == target.is_ipv4()).or(ips.first()).copied()
            }
        };
        let next = FIRST_EPHEMERAL_PORT + world.requests % EPHEMERAL_PORTS;
        let port = request.source_port.or_else(|| u16::try_from(next).ok()).unwrap_or_default();
        SocketAddr::new(own.unwrap_or(super::NOWHERE), port)
    }

    /// Whether the client has an address of this family.
    fn speaks(&self, world: &World, address: IpAddr) -> bool {
        match self {
            Sender::Outside => world.config.outside.is_ipv4() == address.is_ipv4(),
            Sender::Node(_) => true,
            Sender::Pod { ips, .. } => ips.iter().any(|it| it.is_ipv4() == address.is_ipv4()),
        }
    }
}

/// Resolves the host for the client; of several addresses one by chance, as
/// CoreDNS turns them around.
pub(super) fn look_up(
    world: &World,
    sender: &Sender,
    request: &Request,
) -> (Lookup, Result<IpAddr, Reason>) {
    let lookup = dns::resolve(&world.store, &world.config, &request.from, &request.host);
    let usable: Vec<IpAddr> =
        lookup.addresses.iter().copied().filter(|it| sender.speaks(world, *it)).collect();
    let number = world.requests.to_string();
    let count = usable.len() as u64;
    let place = chance::below(world.config.seed, &["dns", &request.host, &number], count);
    let chosen = usize::try_from(place).ok().and_then(|it| usable.get(it)).copied();
    let address = chosen.ok_or_else(|| why_unresolved(world, &request.from, &lookup));
    (lookup, address)
}

#[cold]
fn why_unresolved(world: &World, client: &Client, lookup: &Lookup) -> Reason {
    let name = lookup.name.clone();
    if let Client::Pod { namespace, name: pod } = client
        && lookup.queries.last().is_some_and(|it| it.answer == Answer::NoReply)
    {
        let (store, config) = (&world.store, &world.config);
        let server = dns::resolv_conf(store, config, client).nameservers.first().copied();
        let policies = server.map(|it| dns::kept_from(store, config, client, it));
        let pod = Key::new(Kind::Pod, namespace, pod);
        return Reason::NameServerDenied { name, pod, policies: policies.unwrap_or_default() };
    }
    if let Some(target) = &lookup.alias {
        return Reason::NameAlias { name, target: target.clone() };
    }
    let known = service_named(world, &name);
    match (lookup.by, known) {
        (Resolver::World, Some(_)) => Reason::NoClusterDns { name },
        (Resolver::Cluster, Some(key)) if is_asked_for(world, lookup, &key) => {
            match aliased(world, &key) {
                Some(target) => Reason::NameAlias { name, target },
                None => Reason::NameWithoutAddress { name },
            }
        }
        _ => {
            let asked = lookup.queries.iter().filter(|it| it.kind == RecordType::A);
            Reason::NameUnknown { name, searched: asked.map(|it| it.name.clone()).collect() }
        }
    }
}

/// The name for which an ExternalName stands.
fn aliased(world: &World, key: &Key) -> Option<String> {
    match world.store.get(key).map(|it| &it.view) {
        Some(View::Service(view)) => view.external_name.clone(),
        _ => None,
    }
}

/// The Service that somebody who types this name may mean: `name`,
/// `name.namespace`, with or without the rest.
pub(super) fn service_named(world: &World, host: &str) -> Option<Key> {
    let mut labels = host.trim_end_matches('.').split('.');
    let name = labels.next().unwrap_or_default();
    let namespace = labels.next();
    let mut named = world.store.services().filter(|(it, _)| &*it.meta.name == name);
    let found = match namespace {
        Some(namespace) => named.find(|(it, _)| &*it.meta.namespace == namespace),
        None => named.next(),
    };
    found.map(|(it, _)| it.key.clone())
}

/// Whether one of the names that were asked for is this Service's.
fn is_asked_for(world: &World, lookup: &Lookup, key: &Key) -> bool {
    let full = format!("{}.{}.svc.{}", key.name, key.namespace, world.config.domain);
    lookup.queries.iter().any(|it| it.name.eq_ignore_ascii_case(&full))
}

impl Walker<'_> {
    /// The name was not resolved: nothing is sent.
    pub(super) fn unresolved(&mut self, lookup: &Lookup, because: Reason) -> End {
        let place = resolver_place(lookup, &self.request.from);
        self.end_here(place, Step::Resolve, Verdict::NotResolved, because, None)
    }

    /// The name was resolved, or an address was typed.
    pub(super) fn resolved(&mut self, lookup: Option<&Lookup>) {
        let Some(lookup) = lookup else { return };
        let because = match &lookup.alias {
            Some(target) => Reason::NameAlias { name: lookup.name.clone(), target: target.clone() },
            None => Reason::NameResolved {
                name: lookup.name.clone(),
                addresses: lookup.addresses.clone(),
            },
        };
        self.hop(resolver_place(lookup, &self.request.from), Step::Resolve, because);
    }

    /// The client sends its packet to where its routes lead.
    pub(super) fn leave_client(&mut self) -> Visit {
        let target = self.packet.destination.ip();
        let here = Place::Client(self.request.from.clone());
        let own = match &self.sender {
            Sender::Pod { ips, .. } => ips.contains(&target),
            Sender::Outside => target == self.world.config.outside,
            Sender::Node(_) => false,
        };
        let near = own || target.is_loopback();
        let because = if near { Reason::Loopback } else { Reason::HasRoute };
        self.hop(here, Step::Send, because);
        match &self.sender {
            Sender::Pod { pod, node, .. } if near => {
                Visit::Go(At::Pod { pod: pod.clone(), node: node.clone() })
            }
            Sender::Pod { node, .. } => {
                Visit::Go(At::Node { node: node.clone(), arrives: Arrival::Pod })
            }
            Sender::Node(node) => {
                Visit::Go(At::Node { node: node.clone(), arrives: Arrival::Process })
            }
            Sender::Outside if near => Visit::Go(At::Own),
            Sender::Outside => self.leave_outside(target),
        }
    }

    /// Routes of the world outside: to nodes, load balancers, other machines;
    /// never into the cluster's own ranges.
    fn leave_outside(&mut self, target: IpAddr) -> Visit {
        let config = &self.world.config;
        let network =
            |node: &Arc<str>| Visit::Go(At::Node { node: node.clone(), arrives: Arrival::Network });
        match self.owner(target) {
            Some(Owner::Node(_) | Owner::ControlPlane) if !config.nodes_reachable => {
                Visit::End(self.lose(Place::Network, Reason::NoRouteToNodes { address: target }))
            }
            Some(Owner::Node(node)) if region(config, target) != Region::Pods => network(node),
            Some(Owner::LoadBalancer(service)) => Visit::Go(At::LoadBalancer(service.clone())),
            Some(Owner::External(_)) if config.routed_external_ips => {
                let up = self.facts.atlas.nodes().find(|(node, _)| self.world.is_up(node));
                match up {
                    Some((node, _)) => network(node),
                    None => self.nobody(target),
                }
            }
            Some(Owner::OutsideHost | Owner::ControlPlane) => Visit::Go(At::Host),
            Some(Owner::Outside) => Visit::Go(At::Own),
            Some(Owner::Pod { .. } | Owner::Node(_) | Owner::External(_)) | None => {
                self.nobody(target)
            }
        }
    }

    fn nobody(&mut self, address: IpAddr) -> Visit {
        let because = match region(&self.world.config, address) {
            Region::Services => {
                let has = |it: &crate::objects::Service| it.cluster_ips.contains(&address);
                let service = self.world.store.services().find(|(_, view)| has(view));
                Reason::NoRouteToServices {
                    address,
                    service: service.map(|(it, _)| it.key.clone()),
                }
            }
            Region::Pods => Reason::NoRouteToPods { address },
            Region::Elsewhere => match self.pending_at(address) {
                Some(service) => Reason::LoadBalancerPending { service },
                None => Reason::NobodyThere { address },
            },
        };
        Visit::End(self.lose(Place::Network, because))
    }

    /// The Service that waits for this address in vain: it asks for it by
    /// `loadBalancerIP`, or load balancers would get theirs from this range,
    /// and nobody makes any.
    fn pending_at(&self, address: IpAddr) -> Option<Key> {
        let config = &self.world.config;
        if config.provider != Provider::None {
            return None;
        }
        let range = config.load_balancer_cidr.is_some_and(|it| it.contains(&address));
        let mut services = self.world.store.services();
        let found = services.find(|(object, service)| {
            let asks = object.value.text("spec.loadBalancerIP").parse() == Ok(address);
            service.kind == ServiceType::LoadBalancer
                && service.ingress.is_empty()
                && (range || asks)
        });
        found.map(|(object, _)| object.key.clone())
    }
}

fn resolver_place(lookup: &Lookup, client: &Client) -> Place {
    match lookup.by {
        Resolver::Cluster | Resolver::World => Place::Dns,
        Resolver::Hosts => Place::Client(client.clone()),
    }
}
