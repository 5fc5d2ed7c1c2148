//! Whether a rule matches the packet that is being walked.
//!
//! Reads the walker's state and never writes it, but for the throw of dice
//! that the rules of one chain share.

use std::net::IpAddr;
use std::sync::Arc;

use super::block::Block;
use super::blocks::key_of_element;
use super::config::DetectLocal;
use super::evaluation::{Arrival, Outcome};
use super::nftables::allows_source;
use super::rule::{Destination, Element, ElementKey, Map, Matches, Source, State};
use super::walk::{LookUp, Walker};

impl<'a> Walker<'a> {
    pub(super) fn matches(&mut self, matches: &Matches, block: Option<&Arc<Block>>) -> bool {
        let packet = self.packet;
        matches.protocol.is_none_or(|it| it == packet.protocol)
            && matches.destination_port.is_none_or(|it| it == self.destination.port())
            && matches.destination.is_none_or(|it| self.goes_to(it))
            && matches.source.is_none_or(|it| self.comes_from(it, block))
            && matches.marked.is_none_or(|it| it == self.marked)
            && matches.state.is_none_or(|it| self.is_in(it))
            && matches.remembered_for.is_none_or(|it| self.is_remembered(it, block))
            && (!matches.hairpin || self.is_hairpin())
            && matches.chance.is_none_or(|it| self.share(it.nth, it.of))
    }

    fn is_in(&self, state: State) -> bool {
        let rewritten = matches!(self.out.outcome, Outcome::Deliver(_));
        match state {
            State::New => true,
            State::Invalid | State::Known => false,
            State::NeitherKnownNorDnat => !rewritten,
            State::Dnat => rewritten,
        }
    }

    fn goes_to(&self, destination: Destination) -> bool {
        let ip = self.destination.ip();
        let own = || self.rules.config.is_own(ip);
        match destination {
            Destination::Is(wanted) => ip == wanted,
            Destination::In(range) => range.contains(&ip),
            Destination::NotIn(range) => !range.contains(&ip),
            Destination::Local => own(),
            Destination::LocalNotIn(range) => own() && !range.contains(&ip),
            Destination::NodePortAddress => {
                self.rules.fixed.node_port_ips.as_ref().is_some_and(|ips| ips.contains(&ip))
            }
            Destination::ClusterIp => self.element(Map::ClusterIps).is_some(),
            Destination::ServiceRange => {
                self.rules.config.service_cidrs.iter().any(|range| range.contains(&ip))
            }
        }
    }

    fn comes_from(&self, source: Source, block: Option<&Arc<Block>>) -> bool {
        let ip = self.source;
        match source {
            Source::Is(wanted) => ip == wanted,
            Source::In(range) => range.contains(&ip),
            Source::NotIn(range) => !range.contains(&ip),
            // Whatever address a process of the node sends from is the node's,
            // a load balancer's that was bound to it too.
            Source::Local => {
                self.packet.arrives == Arrival::Process || self.rules.config.is_own(ip)
            }
            Source::Pods => self.is_from_pod(ip),
            Source::NotPods => !self.is_from_pod(ip),
            Source::NotAllowed => {
                block.is_some_and(|block| !allows_source(block, &self.rules.config, ip))
            }
        }
    }

    fn is_from_pod(&self, ip: IpAddr) -> bool {
        match &self.rules.fixed.detect_local {
            DetectLocal::Nothing => false,
            DetectLocal::Ranges(ranges) => ranges.iter().any(|range| range.contains(&ip)),
            DetectLocal::Bridge(_) | DetectLocal::InterfacePrefix(_) => {
                self.packet.arrives == Arrival::Pod
            }
        }
    }

    fn is_remembered(&self, place: u32, block: Option<&Arc<Block>>) -> bool {
        block.is_some_and(|block| {
            block
                .endpoint(place)
                .is_some_and(|endpoint| (self.remembered)(block.name(), endpoint.address))
        })
    }

    /// Whether the packet falls into a share. The first rule of the row picks
    /// for all of them, so that one number decides as one throw of dice.
    fn share(&mut self, nth: u32, of: u32) -> bool {
        if nth == 0 {
            let picked = (self.pick)(of).min(of.saturating_sub(1));
            self.choice = Some((picked, of));
        }
        self.choice.is_some_and(|(picked, _)| picked == nth)
    }

    /// Whether the packet goes from an endpoint of this node to itself.
    fn is_hairpin(&self) -> bool {
        let ip = self.source;
        if ip != self.destination.ip() {
            return false;
        }
        let wanted = ElementKey::Hairpin(ip, self.packet.protocol, self.destination.port());
        let holds = |block: &Arc<Block>| {
            block.rules.elements.iter().any(|it| it.map == Map::Hairpins && it.key == wanted)
        };
        match &self.out.outcome {
            Outcome::Deliver(delivery) if holds(&delivery.block) => true,
            _ => self.rules.blocks.iter().any(holds),
        }
    }

    /// What a map holds of the packet's destination.
    pub(super) fn element(&self, map: Map) -> Option<(&'a Element, &'a Arc<Block>)> {
        let ip = self.destination.ip();
        let (protocol, port) = (self.packet.protocol, self.destination.port());
        let key = match map {
            Map::ClusterIps | Map::NodePortIps => ElementKey::Address(ip),
            Map::FirewallIps | Map::ServiceIps | Map::NoEndpointServices => {
                ElementKey::Destination(ip, protocol, port)
            }
            Map::ServiceNodePorts | Map::NoEndpointNodePorts => {
                ElementKey::NodePort(protocol, port)
            }
            Map::Hairpins => ElementKey::Hairpin(ip, protocol, port),
        };
        let rules = self.rules;
        let held = |block: &'a Arc<Block>| {
            let found = block.rules.elements.iter().find(|it| it.map == map && it.key == key)?;
            Some((found, block))
        };
        match (self.look_up, key_of_element(&key)) {
            (LookUp::Indexed, Some(index_key)) => rules
                .blocks
                .having(index_key)
                .find_map(|ordinal| rules.blocks.get(ordinal).and_then(held)),
            _ => rules.blocks.iter().find_map(held),
        }
    }
}
