//! The way back: the answer (or the refusal) follows each machine's record of
//! the connection until the client has it, or does not know it.

use std::sync::Arc;

use super::{Machine, Origin, Walker};
use crate::net::atlas::Owner;
use crate::net::packet::Packet;
use crate::net::trace::{Place, Reason, Step};

use super::client::Sender;

/// Where the answer is next.
enum Back {
    Machine(Machine),
    Client,
    /// Nobody waits for it.
    Nobody,
}

impl Walker<'_> {
    /// Brings the answer home. Returns why the client takes it for a
    /// stranger's, if it does.
    pub(super) fn go_back(&mut self, from: Origin) -> Option<Reason> {
        let mut packet = self.packet.reply();
        let (mut at, mut passes) = match from {
            Origin::Behind(node) => (Back::Machine(Machine::Node(node)), true),
            Origin::Machine(machine) => (Back::Machine(machine), false),
            Origin::Host => (self.next(None, packet), true),
            Origin::Client => (Back::Client, true),
        };
        for _ in 0..super::MAX_VISITS {
            let machine = match at {
                Back::Machine(machine) => machine,
                Back::Client => return self.arrive_home(packet),
                Back::Nobody => break,
            };
            let before = packet;
            packet = self.undone(&machine, packet);
            // A machine that answers itself does not pass its own answer on.
            if passes || before != packet {
                self.pass_back(&machine, before, packet);
            }
            passes = true;
            at = self.next(Some(&machine), packet);
        }
        Some(self.stranger(packet))
    }

    /// The packet after a machine undid what it did on the way there.
    fn undone(&self, machine: &Machine, packet: Packet) -> Packet {
        let known = |it: &&super::Passage| it.machine == *machine && it.rewritten.reply() == packet;
        match self.passages.iter().rev().find(known) {
            Some(passage) => passage.original.reply(),
            None => packet,
        }
    }

    fn pass_back(&mut self, machine: &Machine, before: Packet, after: Packet) {
        let place = place_of(machine);
        let (step, because) = if before == after {
            (Step::Forward, Reason::Routed { to: self.towards(machine, after) })
        } else {
            let because = match machine {
                Machine::LoadBalancer(_) => Reason::BalancerRemembers,
                Machine::Node(_) => Reason::ConnectionTracked,
            };
            (Step::Unnat, because)
        };
        let mut hop = super::plain_hop(place, after, step, because);
        hop.before = before;
        self.reply.push(hop);
    }

    /// The place that a packet goes to from a machine.
    fn towards(&self, machine: &Machine, packet: Packet) -> Place {
        if packet.destination == self.first.source {
            return match &self.sender {
                Sender::Outside => Place::Client(self.request.from.clone()),
                Sender::Node(node) => Place::Node(node.clone()),
                Sender::Pod { pod, .. } => Place::Pod(pod.clone()),
            };
        }
        match self.next(Some(machine), packet) {
            Back::Machine(machine) => place_of(&machine),
            Back::Client => Place::Client(self.request.from.clone()),
            Back::Nobody => Place::Network,
        }
    }

    /// Where the packet goes from a machine (`None`: from outside).
    fn next(&self, at: Option<&Machine>, packet: Packet) -> Back {
        let target = packet.destination.ip();
        let here = |node: &Arc<str>| at == Some(&Machine::Node(node.clone()));
        if self.is_home(at, packet) {
            return Back::Client;
        }
        // A load balancer that opened the connection waits for its answer; one
        // that rewrote the destination is passed by its packets on their way.
        let waiting = self.passages.iter().find(|it| {
            matches!(it.machine, Machine::LoadBalancer(_))
                && at != Some(&it.machine)
                && it.rewritten.reply() == packet
        });
        if let Some(passage) = waiting {
            return Back::Machine(passage.machine.clone());
        }
        match self.owner(target) {
            Some(Owner::Node(node) | Owner::Pod { node, .. }) if !here(node) => {
                Back::Machine(Machine::Node(node.clone()))
            }
            Some(Owner::Outside) if matches!(self.sender, Sender::Outside) => Back::Client,
            _ => Back::Nobody,
        }
    }

    /// Whether the packet has reached the client: its own machine, or the node
    /// whose kernel hands it over.
    fn is_home(&self, at: Option<&Machine>, packet: Packet) -> bool {
        let to_client = packet.destination == self.first.source;
        match (&self.sender, at) {
            (Sender::Node(node) | Sender::Pod { node, .. }, Some(Machine::Node(at))) => {
                to_client && node == at
            }
            _ => false,
        }
    }

    fn arrive_home(&mut self, packet: Packet) -> Option<Reason> {
        if packet != self.first.reply() {
            return Some(self.stranger(packet));
        }
        let place = Place::Client(self.request.from.clone());
        self.reply.push(super::plain_hop(place, packet, Step::Arrive, Reason::Awaited));
        None
    }

    /// The client has no connection with whoever answers.
    fn stranger(&mut self, packet: Packet) -> Reason {
        let because = Reason::AnswerFromStranger {
            expected: self.first.destination.ip(),
            got: packet.source.ip(),
        };
        let place = Place::Client(self.request.from.clone());
        self.reply.push(super::plain_hop(place, packet, Step::Drop, because.clone()));
        because
    }
}

fn place_of(machine: &Machine) -> Place {
    match machine {
        Machine::Node(node) => Place::Node(node.clone()),
        Machine::LoadBalancer(service) => Place::LoadBalancer(service.clone()),
    }
}
