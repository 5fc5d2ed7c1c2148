//! A node's kernel: connections it remembers, the rules kube-proxy wrote,
//! routing, and masquerading of what leaves the cluster.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::{At, End, Machine, Origin, Passage, Sender, Visit, Walker};
use crate::net::atlas::{Owner, Region, region};
use crate::net::conntrack::{AffinityKey, Held};
use crate::net::packet::Packet;
use crate::net::policy::{self, Direction, Peer};
use crate::net::trace::{EndpointFate, Hop, Place, Reason, Step, Verdict};
use crate::objects::{Key, Kind, Object};
use crate::proxy::{
    Arrival, Delivery, Evaluation, Outcome, PacketIn, PortName, Refusal, Why, unwatched_by,
};

/// Where a node's routes lead.
enum Route {
    /// A process of the node itself.
    Own,
    /// A Pod of this node.
    Pod(Key),
    /// Another node: the packet is for it, or for a Pod of it.
    Node(Arc<str>),
    LoadBalancer(Key),
    Host,
    Outside,
    /// To nobody.
    Nowhere(Reason),
}

/// What the rules, or a remembered connection, make of a packet.
struct Treated {
    evaluation: Evaluation,
    because: Option<Reason>,
    masquerade: bool,
}

impl Walker<'_> {
    /// The packet crosses a node.
    pub(super) fn cross_node(&mut self, node: Arc<str>, arrives: Arrival) -> Visit {
        if !self.world.is_up(&node) {
            let because = Reason::NodeDown { node: node.clone() };
            return Visit::End(self.lose(Place::Node(node), because));
        }
        let before = self.packet;
        let mut treated = match self.follow_connection(&node) {
            Some(treated) => treated,
            None => match self.ask_rules(&node, arrives) {
                Ok(treated) => treated,
                Err(end) => return Visit::End(*end),
            },
        };
        if let Some(end) = self.keep_from_itself(&node, arrives, before, &mut treated) {
            return Visit::End(end);
        }
        let route = self.route(&node);
        self.masquerade(&node, arrives, &route, &mut treated);
        self.remember(&node, before);
        if let Some(because) = self.denied(&node, before, arrives, &route) {
            self.push(&node, before, Step::Drop, because.clone(), treated);
            return Visit::End(End { verdict: Verdict::TimedOut, because, from: None });
        }
        let because = treated.because.take().unwrap_or_else(|| self.why_routed(&route));
        self.push(&node, before, step_of(before, self.packet), because, treated);
        self.follow(node, route)
    }

    /// A connection that the node remembers: no rule is asked.
    fn follow_connection(&mut self, node: &str) -> Option<Treated> {
        let known = *self.world.conntrack.find(node, &self.packet, self.world.now_ms)?;
        self.packet = known.rewritten;
        let endpoint = self.packet.destination;
        if known.endpoint().is_some() && self.owner(endpoint.ip()).is_none() {
            self.stale = Some(endpoint);
        }
        Some(Treated {
            evaluation: Evaluation::default(),
            because: Some(Reason::Established { endpoint }),
            masquerade: false,
        })
    }

    fn ask_rules(&mut self, node: &Arc<str>, arrives: Arrival) -> Result<Treated, Box<End>> {
        let Packet { protocol, source, destination } = self.packet;
        let Some(rules) = self.facts.rules(node) else {
            return Ok(Treated {
                evaluation: Evaluation::default(),
                because: None,
                masquerade: false,
            });
        };
        let (world, number) = (self.world, self.number.text());
        let remembered = |port: &PortName, endpoint: SocketAddr| {
            let key =
                AffinityKey { node: node.clone(), service_port: port.clone(), client: source.ip() };
            world.affinities.find(&key, world.now_ms) == Some(endpoint)
        };
        let mut pick = |of: u32| {
            let parts = ["endpoint", node.as_ref(), number];
            let picked = crate::chance::below(world.config.seed, &parts, u64::from(of));
            u32::try_from(picked).unwrap_or_default()
        };
        let packet = PacketIn { protocol, source, destination, arrives };
        let mut evaluation = rules.evaluate(&packet, &remembered, &mut pick);
        match std::mem::take(&mut evaluation.outcome) {
            Outcome::Deliver(delivery) => {
                let because = self.deliver(node, &delivery);
                let masquerade = evaluation.masquerade;
                self.choice = Some(delivery);
                self.chosen_by = Some(node.clone());
                Ok(Treated { evaluation, because: Some(because), masquerade })
            }
            Outcome::Untouched => Ok(Treated { evaluation, because: None, masquerade: false }),
            Outcome::Reject(refusal) => {
                let because = self.why_refused(node, &refusal);
                let from = Some(Origin::Machine(Machine::Node(node.clone())));
                self.push_plain(node, Step::Refuse, because.clone(), evaluation);
                Err(Box::new(End { verdict: Verdict::Refused, because, from }))
            }
            Outcome::Drop(refusal) => {
                let because = self.why_refused(node, &refusal);
                self.push_plain(node, Step::Drop, because.clone(), evaluation);
                Err(Box::new(End { verdict: Verdict::TimedOut, because, from: None }))
            }
        }
    }

    fn push_plain(&mut self, node: &Arc<str>, step: Step, because: Reason, evaluation: Evaluation) {
        let treated = Treated { evaluation, because: None, masquerade: false };
        self.push(node, self.packet, step, because, treated);
    }

    /// Rewrites the destination to the chosen endpoint.
    fn deliver(&mut self, node: &Arc<str>, delivery: &Delivery) -> Reason {
        let name = delivery.block.name();
        let service = Key {
            kind: Kind::Service,
            namespace: name.namespace.clone(),
            name: name.service.clone(),
        };
        if let Some(timeout_s) = delivery.remember_s {
            let key = AffinityKey {
                node: node.clone(),
                service_port: PortName::clone(name),
                client: self.packet.source.ip(),
            };
            let lasts_ms = u64::from(timeout_s).saturating_mul(1000);
            let expires_ms = self.world.now_ms.saturating_add(lasts_ms);
            self.held.push((key, Held { endpoint: delivery.endpoint, expires_ms }));
        }
        let endpoint = delivery.endpoint;
        self.packet.destination = endpoint;
        match (delivery.kept, delivery.block.port.affinity) {
            (true, Some(affinity)) => {
                Reason::EndpointKept { service, endpoint, timeout_s: affinity.timeout_s }
            }
            _ => Reason::EndpointPicked {
                service,
                endpoint,
                pick: delivery.picked.saturating_add(1),
                of: delivery.of,
                masqueraded: None,
            },
        }
    }

    fn why_refused(&self, node: &Arc<str>, refusal: &Refusal) -> Reason {
        let address = self.packet.destination.ip();
        let named = refusal.port.as_ref().map(|port| Key {
            kind: Kind::Service,
            namespace: port.namespace.clone(),
            name: port.service.clone(),
        });
        let service = named.or_else(|| self.service_at(address));
        match (refusal.why, service) {
            (Why::NoEndpoints, Some(service)) => Reason::NoEndpoints { service },
            (Why::NoLocalEndpoints { external }, Some(service)) => {
                Reason::NoLocalEndpoints { service, node: node.clone(), external }
            }
            (Why::SourceNotAllowed, Some(service)) => {
                Reason::SourceNotAllowed { service, source: self.packet.source.ip() }
            }
            (Why::NotServed, Some(service)) => self.not_served(service),
            (Why::UnusedServiceAddress, Some(service)) => match self.not_served(service) {
                because @ Reason::OtherProxy { .. } => because,
                _ => Reason::UnusedServiceAddress { address },
            },
            (Why::UnusedServiceAddress, None) => Reason::UnusedServiceAddress { address },
            _ => Reason::NobodyThere { address },
        }
    }

    /// The Service that has a cluster address.
    fn service_at(&self, address: IpAddr) -> Option<Key> {
        let mut services = self.world.store.services();
        let found = services.find(|(_, view)| view.cluster_ips.contains(&address));
        found.map(|(object, _)| object.key.clone())
    }

    fn not_served(&self, service: Key) -> Reason {
        let found = self.world.store.services().find(|(object, _)| object.key == service);
        let destination = self.packet.destination;
        if let Some(label) = found.and_then(|(object, _)| unwatched_by(&object.meta)) {
            return Reason::OtherProxy { service, address: destination.ip(), label };
        }
        let served = found
            .map(|(_, view)| view.ports.iter().map(|it| (it.protocol, it.port)).collect())
            .unwrap_or_default();
        Reason::NotServed { service, address: destination.ip(), port: destination.port(), served }
    }

    /// Without hairpin a bridge never gives a packet back to the Pod that sent
    /// it.
    fn keep_from_itself(
        &mut self,
        node: &Arc<str>,
        arrives: Arrival,
        before: Packet,
        treated: &mut Treated,
    ) -> Option<End> {
        let itself = before.destination != self.packet.destination
            && arrives == Arrival::Pod
            && self.packet.destination.ip() == self.packet.source.ip();
        if !itself || self.world.config.hairpin {
            return None;
        }
        let Sender::Pod { pod, .. } = &self.sender else { return None };
        let because = Reason::NoHairpin { pod: pod.clone() };
        let evaluation = std::mem::take(&mut treated.evaluation);
        let treated = Treated { evaluation, because: None, masquerade: false };
        self.push(node, before, Step::Lose, because.clone(), treated);
        Some(End { verdict: Verdict::TimedOut, because, from: None })
    }

    /// Where the node's routes lead the packet now.
    fn route(&self, node: &str) -> Route {
        let target = self.packet.destination.ip();
        if target.is_loopback() {
            return Route::Own;
        }
        match self.owner(target) {
            Some(Owner::Node(it)) if **it == *node => Route::Own,
            Some(Owner::Node(it)) => Route::Node(it.clone()),
            Some(Owner::Pod { pod, node: it }) if **it == *node => Route::Pod(pod.clone()),
            Some(Owner::Pod { node: it, .. }) => Route::Node(it.clone()),
            Some(Owner::LoadBalancer(service)) => Route::LoadBalancer(service.clone()),
            Some(Owner::OutsideHost | Owner::ControlPlane) => Route::Host,
            Some(Owner::Outside) => Route::Outside,
            Some(Owner::External(_)) => Route::Nowhere(Reason::NobodyThere { address: target }),
            None => self.route_to_nobody(node, target),
        }
    }

    fn route_to_nobody(&self, node: &str, address: IpAddr) -> Route {
        if let Some(endpoint) = self.stale {
            return Route::Nowhere(Reason::StaleConnection { endpoint });
        }
        match region(&self.world.config, address) {
            Region::Services => Route::Nowhere(match self.service_at(address) {
                Some(service) => self.not_served(service),
                None => Reason::UnusedServiceAddress { address },
            }),
            Region::Pods => match self.facts.atlas.node_of_pod_range(address) {
                Some(other) if **other != *node => Route::Node(other.clone()),
                _ => {
                    let behind = self.rules_behind();
                    Route::Nowhere(behind.unwrap_or(Reason::NobodyThere { address }))
                }
            },
            Region::Elsewhere => Route::Nowhere(Reason::NobodyThere { address }),
        }
    }

    /// That the chosen endpoint stands only in rules that are behind.
    pub(super) fn rules_behind(&self) -> Option<Reason> {
        let (delivery, node) = (self.choice.as_ref()?, self.chosen_by.as_ref()?);
        let name = delivery.block.name();
        let pod = delivery.block.endpoint(delivery.place)?.pod.as_ref()?;
        let behind = self.world.lag.is_behind(node, &name.namespace, &name.service);
        behind.then(|| Reason::RulesBehind {
            pod: Key::new(Kind::Pod, &name.namespace, pod),
            node: node.clone(),
        })
    }

    /// Rewrites the source: because the rules marked the packet, or because it
    /// leaves the Pods' network.
    fn masquerade(&mut self, node: &str, arrives: Arrival, route: &Route, treated: &mut Treated) {
        // What a node takes in for itself never passes the last hook, where
        // sources are rewritten.
        let taken_in = arrives == Arrival::Network && matches!(route, Route::Own);
        let marked = treated.masquerade && !taken_in;
        if !marked && !self.leaves(arrives, route) {
            return;
        }
        let target = self.packet.destination.ip();
        let Some(address) = self.facts.atlas.node(node).and_then(|it| it.source_towards(target))
        else {
            return;
        };
        if address == self.packet.source.ip() {
            return;
        }
        // `--random-fully`: the port is chosen anew.
        let port = 1024 + self.chance("masquerade", node, 64_512);
        self.packet.source = SocketAddr::new(address, u16::try_from(port).unwrap_or(u16::MAX));
        match &mut treated.because {
            Some(Reason::EndpointPicked { masqueraded, .. }) if marked => {
                *masqueraded = Some(address);
            }
            Some(_) => {}
            none if marked => *none = Some(Reason::Masqueraded { address }),
            none => *none = Some(Reason::LeavesCluster { address }),
        }
    }

    /// Whether a Pod's packet leaves the network of Pods, so that the node
    /// puts its own address on it.
    ///
    /// Models kindnet's masquerade rules: everything but Pod addresses.
    fn leaves(&self, arrives: Arrival, route: &Route) -> bool {
        let config = &self.world.config;
        arrives == Arrival::Pod
            && match route {
                Route::Own | Route::Pod(_) | Route::Nowhere(_) => false,
                Route::Node(_) => config.masquerade_to_nodes,
                Route::LoadBalancer(_) | Route::Host | Route::Outside => true,
            }
            && region(config, self.packet.destination.ip()) != Region::Pods
    }

    fn remember(&mut self, node: &Arc<str>, before: Packet) {
        if before != self.packet {
            self.passages.push(Passage {
                machine: Machine::Node(node.clone()),
                original: before,
                rewritten: self.packet,
            });
        }
    }

    /// The NetworkPolicies that keep the packet in its Pod, or out of one.
    fn denied(
        &self,
        node: &str,
        before: Packet,
        arrives: Arrival,
        route: &Route,
    ) -> Option<Reason> {
        let store = &self.world.store;
        let Packet { protocol, destination, .. } = self.packet;
        let deny = |pod: &Key, peer: Peer<'_>, direction: Direction| {
            let object = store.get(pod)?;
            let policies =
                policy::denied_by(store, object, peer, direction, destination.port(), protocol);
            let ingress = direction == Direction::Ingress;
            (!policies.is_empty()).then(|| Reason::DeniedByPolicy {
                pod: pod.clone(),
                ingress,
                policies,
            })
        };
        if !self.facts.has_policies {
            return None;
        }
        if let (Sender::Pod { pod, .. }, Arrival::Pod) = (&self.sender, arrives) {
            let peer = self.peer(destination.ip());
            if let Some(reason) = deny(pod, peer, Direction::Egress) {
                return Some(reason);
            }
        }
        let Route::Pod(pod) = route else { return None };
        let source = before.source.ip();
        let own = self.facts.atlas.node(node);
        let from_node =
            own.is_some_and(|it| it.addresses.contains(&source) || it.gateways.contains(&source));
        if from_node { None } else { deny(pod, self.peer(source), Direction::Ingress) }
    }

    fn peer(&self, address: IpAddr) -> Peer<'_> {
        let pod: Option<&Object> = match self.owner(address) {
            Some(Owner::Pod { pod, .. }) => self.world.store.get(pod).map(AsRef::as_ref),
            _ => None,
        };
        Peer { address, pod }
    }

    fn push(
        &mut self,
        node: &Arc<str>,
        before: Packet,
        step: Step,
        because: Reason,
        treated: Treated,
    ) {
        let chosen = before.destination != self.packet.destination;
        let endpoints = match &self.choice {
            Some(delivery) if chosen && !matches!(because, Reason::Established { .. }) => {
                fates(delivery)
            }
            _ => Vec::new(),
        };
        let Evaluation { rules_tried, chains, path, .. } = treated.evaluation;
        self.hops.push(Hop {
            place: Place::Node(node.clone()),
            before,
            after: self.packet,
            step,
            because,
            rules_tried,
            chains,
            matched: path,
            endpoints,
        });
    }

    fn why_routed(&self, route: &Route) -> Reason {
        let to = match (route, self.owner(self.packet.destination.ip())) {
            (Route::Own | Route::Nowhere(_), _) => return Reason::NoRule,
            (_, Some(Owner::Pod { pod, .. })) | (Route::Pod(pod), _) => Place::Pod(pod.clone()),
            (Route::Node(node), _) => Place::Node(node.clone()),
            (Route::LoadBalancer(service), _) => Place::LoadBalancer(service.clone()),
            (Route::Host | Route::Outside, _) => Place::Network,
        };
        Reason::Routed { to }
    }

    fn follow(&mut self, node: Arc<str>, route: Route) -> Visit {
        match route {
            Route::Own => Visit::Go(At::Process { node }),
            Route::Pod(pod) => Visit::Go(At::Pod { pod, node }),
            Route::Node(node) => Visit::Go(At::Node { node, arrives: Arrival::Network }),
            Route::LoadBalancer(service) => Visit::Go(At::LoadBalancer(service)),
            Route::Host => Visit::Go(At::Host),
            Route::Outside => Visit::Go(At::Own),
            Route::Nowhere(because) => Visit::End(self.lose(Place::Network, because)),
        }
    }
}

fn step_of(before: Packet, after: Packet) -> Step {
    match (before.destination != after.destination, before.source != after.source) {
        (true, true) => Step::DnatSnat,
        (true, false) => Step::Dnat,
        (false, true) => Step::Snat,
        (false, false) => Step::Forward,
    }
}

fn fates(delivery: &Delivery) -> Vec<EndpointFate> {
    let endpoints = &delivery.block.endpoints;
    let mut all = Vec::with_capacity(endpoints.len());
    for (place, endpoint) in (0u32..).zip(endpoints) {
        all.push(EndpointFate {
            endpoint: endpoint.address,
            pod: endpoint.pod.clone(),
            node: endpoint.node.clone(),
            left_out: delivery.left_out(place, endpoint),
        });
    }
    all
}
