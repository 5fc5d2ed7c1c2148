//! The walk of one request: from the client through each node's rules to a
//! process, and the way back.
//!
//! Every hop is decided by facts: who has an address, which node has power,
//! what the node's rules (as data) do to the packet, what connections a node
//! remembers, who listens. Nothing here knows a Service's type.

mod advice;
mod arrive;
mod back;
mod balance;
mod client;
mod node;
mod relay;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::atlas::Owner;
use super::conntrack::{AffinityKey, Connection, Held};
use super::dns::Lookup;
use super::facts::Facts;
use super::packet::{Packet, Request};
use super::trace::{Hop, Place, Reason, Step, Trace, Verdict};
use crate::chance;
use crate::objects::Key;
use crate::proxy::{Arrival, Delivery};
use crate::world::World;

use client::Sender;

/// Machines that one packet may visit: far above the longest way there is
/// (client, load balancer, two nodes, Pod); the kernel's own bound is a TTL of
/// 64.
const MAX_VISITS: usize = 16;

/// A walked request: its trace, and what it leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    pub trace: Trace,
    pub effects: Effects,
}

/// What a request leaves behind on the nodes it crossed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Connections by node.
    pub connections: Vec<(Arc<str>, Connection)>,
    /// Clients held at endpoints.
    pub held: Vec<(AffinityKey, Held)>,
}

impl Effects {
    /// Writes them into the world, and counts the request.
    pub fn apply(self, world: &mut World) {
        world.requests = world.requests.saturating_add(1);
        for (node, connection) in self.connections {
            world.conntrack.remember(&node, connection, world.now_ms);
        }
        for (key, held) in self.held {
            world.affinities.hold(key, held);
        }
    }
}

/// Walks one request through the world, which stays as it is. Where an ingress
/// controller takes it, the walk goes on in the controller's own connection.
pub fn walk(world: &World, request: &Request) -> Walked {
    let first = leg(world, request);
    if first.proxy.is_none() { first.walked } else { relay::follow(world, first, 0) }
}

/// One connection.
struct Leg {
    walked: Walked,
    /// The Pod that took the request, where it is a proxy itself.
    proxy: Option<Key>,
}

fn leg(world: &World, request: &Request) -> Leg {
    let facts = world.facts();
    let sender = match client::find(world, &facts, request) {
        Ok(sender) => sender,
        Err(because) => {
            return Leg { walked: not_sent(world, request, because), proxy: None };
        }
    };
    let (lookup, address) = match request.host.parse::<IpAddr>() {
        Ok(address) => (None, Ok(address)),
        Err(_) => {
            let (lookup, address) = client::look_up(world, &sender, request);
            (Some(lookup), address)
        }
    };
    let destination = SocketAddr::new(address.as_ref().copied().unwrap_or(NOWHERE), request.port);
    let packet = Packet {
        protocol: request.protocol,
        source: sender.source(world, &facts, request, destination.ip()),
        destination,
    };
    let mut walker = Walker::new(world, &facts, request, sender, packet);
    let end = match (&lookup, address) {
        (Some(lookup), Err(because)) => walker.unresolved(lookup, because),
        (lookup, _) => {
            walker.resolved(lookup.as_ref());
            walker.run()
        }
    };
    let proxy = walker.proxy.take();
    Leg { walked: walker.finish(lookup, end), proxy }
}

/// The destination of a packet that has none: its name was not resolved.
const NOWHERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);

fn not_sent(world: &World, request: &Request, because: Reason) -> Walked {
    let trace = Trace {
        request: request.clone(),
        lookup: None,
        hops: Vec::new(),
        reply: Vec::new(),
        verdict: Verdict::NotSent,
        because,
        advice: None,
        at_ms: world.now_ms,
    };
    Walked { trace, effects: Effects::default() }
}

/// Where the packet is next.
#[derive(Clone, Debug)]
enum At {
    Node {
        node: Arc<str>,
        arrives: Arrival,
    },
    LoadBalancer(Key),
    Pod {
        pod: Key,
        node: Arc<str>,
    },
    /// A process in a node's own network.
    Process {
        node: Arc<str>,
    },
    /// A machine outside the cluster.
    Host,
    /// The client's own machine, outside.
    Own,
}

/// What a visit led to.
enum Visit {
    Go(At),
    End(End),
}

/// How the way there ended.
struct End {
    verdict: Verdict,
    because: Reason,
    /// Where an answer or a refusal starts, if one comes.
    from: Option<Origin>,
}

/// Where an answer starts.
enum Origin {
    /// A process behind this node's kernel.
    Behind(Arc<str>),
    /// A machine itself.
    Machine(Machine),
    /// A machine outside.
    Host,
    /// The client's own machine or Pod.
    Client,
}

/// A machine that rewrites packets and remembers how.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Machine {
    Node(Arc<str>),
    LoadBalancer(Key),
}

/// What a machine did to the packet, to be undone on the way back.
struct Passage {
    machine: Machine,
    original: Packet,
    rewritten: Packet,
}

/// A number as decimal text, without an allocation.
struct Number {
    digits: [u8; 20],
    from: usize,
}

impl Number {
    fn of(mut number: u64) -> Self {
        let mut digits = [b'0'; 20];
        let mut from = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
            from = place;
            if number == 0 {
                break;
            }
        }
        Self { digits, from }
    }

    fn text(&self) -> &str {
        let digits = self.digits.get(self.from..).unwrap_or_default();
        std::str::from_utf8(digits).unwrap_or_default()
    }
}

struct Walker<'w> {
    world: &'w World,
    facts: &'w Facts,
    request: &'w Request,
    sender: Sender,
    /// How many requests were sent before, as text: a part of every choice.
    number: Number,
    /// The packet as the client sent it.
    first: Packet,
    packet: Packet,
    hops: Vec<Hop>,
    reply: Vec<Hop>,
    passages: Vec<Passage>,
    held: Vec<(AffinityKey, Held)>,
    /// The last choice of an endpoint, and the node whose rules made it.
    choice: Option<Delivery>,
    chosen_by: Option<Arc<str>>,
    /// The connection's record led to an endpoint that nobody has any more.
    stale: Option<SocketAddr>,
    /// The Pod whose process took the packet to send it on.
    proxy: Option<Key>,
}

impl<'w> Walker<'w> {
    fn new(
        world: &'w World,
        facts: &'w Facts,
        request: &'w Request,
        sender: Sender,
        packet: Packet,
    ) -> Self {
        Self {
            world,
            facts,
            request,
            sender,
            number: Number::of(world.requests),
            first: packet,
            packet,
            hops: Vec::with_capacity(USUAL_HOPS),
            reply: Vec::with_capacity(USUAL_HOPS),
            passages: Vec::new(),
            held: Vec::new(),
            choice: None,
            chosen_by: None,
            stale: None,
            proxy: None,
        }
    }

    fn run(&mut self) -> End {
        let mut visit = self.leave_client();
        for _ in 0..MAX_VISITS {
            let at = match visit {
                Visit::End(end) => return end,
                Visit::Go(at) => at,
            };
            visit = match at {
                At::Node { node, arrives } => self.cross_node(node, arrives),
                At::LoadBalancer(service) => self.balance(&service),
                At::Pod { pod, node } => self.arrive_at_pod(&pod, &node),
                At::Process { node } => self.arrive_at_node(&node),
                At::Host => self.arrive_at_host(),
                At::Own => self.arrive_at_own(),
            };
        }
        self.lose(Place::Network, Reason::NobodyThere { address: self.packet.destination.ip() })
    }

    /// A hop that leaves the packet as it is.
    fn hop(&mut self, place: Place, step: Step, because: Reason) {
        self.hops.push(plain_hop(place, self.packet, step, because));
    }

    /// The packet is never heard of again.
    fn lose(&mut self, place: Place, because: Reason) -> End {
        self.end_here(place, Step::Lose, Verdict::TimedOut, because, None)
    }

    /// A hop at which the way there ends.
    fn end_here(
        &mut self,
        place: Place,
        step: Step,
        verdict: Verdict,
        because: Reason,
        from: Option<Origin>,
    ) -> End {
        self.hop(place, step, because.clone());
        End { verdict, because, from }
    }

    fn owner(&self, address: IpAddr) -> Option<&'w Owner> {
        self.facts.atlas.owner(address)
    }

    /// A choice below `bound`, different for every request.
    fn chance(&self, what: &str, place: &str, bound: u64) -> u64 {
        chance::below(self.world.config.seed, &[what, place, self.number.text()], bound)
    }

    fn finish(&mut self, lookup: Option<Lookup>, end: End) -> Walked {
        let End { mut verdict, mut because, from } = end;
        if let Some(stranger) = from.and_then(|it| self.go_back(it)) {
            verdict = Verdict::TimedOut;
            because = stranger;
        }
        let advice = self.advise(&verdict, &because, lookup.as_ref());
        let effects = self.effects(&verdict);
        let trace = Trace {
            request: self.request.clone(),
            lookup,
            hops: std::mem::take(&mut self.hops),
            reply: std::mem::take(&mut self.reply),
            verdict,
            because,
            advice,
            at_ms: self.world.now_ms,
        };
        Walked { trace, effects }
    }

    /// What the nodes remember. A refused connection is over at once.
    fn effects(&mut self, verdict: &Verdict) -> Effects {
        let answered = matches!(verdict, Verdict::Delivered { .. });
        let refused = matches!(verdict, Verdict::Refused);
        let connection = |it: &Passage| match &it.machine {
            Machine::Node(node) if !refused => Some((
                node.clone(),
                Connection::new(it.original, it.rewritten, answered, self.world.now_ms),
            )),
            _ => None,
        };
        Effects {
            connections: self.passages.iter().filter_map(connection).collect(),
            held: std::mem::take(&mut self.held),
        }
    }
}

/// Hops of the usual way through two nodes.
const USUAL_HOPS: usize = 5;

fn plain_hop(place: Place, packet: Packet, step: Step, because: Reason) -> Hop {
    Hop {
        place,
        before: packet,
        after: packet,
        step,
        because,
        rules_tried: 0,
        chains: Vec::new(),
        matched: Vec::new(),
        endpoints: Vec::new(),
    }
}
