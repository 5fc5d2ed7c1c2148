//! Walks one packet through a node's rules, rule by rule.
//!
//! Executes the very rules that the rules view shows; decides nothing itself.
//! Routing is asked only for whether an address is the node's own. The packet
//! is the first of its connection: later ones follow conntrack, not the rules.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use crate::objects::{IpFamily, TrafficPolicy};

use super::block::Block;
use super::blocks::{Candidates, IndexKey};
use super::evaluation::{Arrival, Delivery, Evaluation, Outcome, PacketIn, Refusal, Step, Why};
use super::node_rules::{ChainId, FamilyRules};
use super::rule::{Chain, Hook, PortChain, Purpose, Rule, Shared, Target};
use super::service_port::PortName;

/// How matching rules of shared chains are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LookUp {
    Indexed,
    Linear,
}

/// What a rule or chain leads to.
enum Flow {
    /// On with the next rule.
    Next,
    /// The chain is left.
    Return,
    /// The hook is left.
    Done,
}

/// A packet on its way.
pub(super) struct Walker<'a> {
    pub(super) rules: &'a FamilyRules,
    pub(super) look_up: LookUp,
    pub(super) packet: &'a PacketIn,
    pub(super) remembered: &'a dyn Fn(&PortName, SocketAddr) -> bool,
    pub(super) pick: &'a mut dyn FnMut(u32) -> u32,
    pub(super) marked: bool,
    /// The source, the node's own once it was rewritten.
    pub(super) source: IpAddr,
    /// The destination as rewritten so far.
    pub(super) destination: SocketAddr,
    /// The blocks that may be about packets to a destination.
    candidates: Option<(SocketAddr, Candidates<'a>)>,
    /// The element of a map that led here.
    found: Option<(Purpose, &'a Arc<Block>)>,
    policy: TrafficPolicy,
    /// The choice of the chain that is being walked: number and bound.
    pub(super) choice: Option<(u32, u32)>,
    kept: bool,
    remember_s: Option<u32>,
    pub(super) out: Evaluation,
}

/// Chains that a packet usually walks, so that room is made once.
const USUAL_STEPS: usize = 16;

pub(super) fn walk(
    rules: &FamilyRules,
    look_up: LookUp,
    packet: &PacketIn,
    remembered: &dyn Fn(&PortName, SocketAddr) -> bool,
    pick: &mut dyn FnMut(u32) -> u32,
) -> Evaluation {
    let mut walker = Walker {
        rules,
        look_up,
        packet,
        remembered,
        pick,
        marked: false,
        source: packet.source.ip(),
        destination: packet.destination,
        candidates: None,
        found: None,
        policy: TrafficPolicy::Cluster,
        choice: None,
        kept: false,
        remember_s: None,
        out: Evaluation {
            path: Vec::with_capacity(USUAL_STEPS),
            chains: Vec::with_capacity(USUAL_STEPS),
            ..Evaluation::default()
        },
    };
    walker.run();
    walker.out
}

impl<'a> Walker<'a> {
    /// Passes the hooks in the kernel's order. What a process sends to the
    /// node itself leaves through the output hooks and comes in again through
    /// all the others but those of NAT, which had it.
    fn run(&mut self) {
        let own_process = self.packet.arrives == Arrival::Process;
        let first: &[Hook] = if own_process {
            &[Hook::OutputBeforeDnat, Hook::NatOutput, Hook::FilterOutput]
        } else {
            &[Hook::PreroutingBeforeDnat, Hook::NatPrerouting]
        };
        if !self.pass(first) {
            return;
        }
        let stays = self.rules.config.is_own(self.destination.ip());
        let last: &[Hook] = match (own_process, stays) {
            (true, true) => &[Hook::NatPostrouting, Hook::PreroutingBeforeDnat, Hook::FilterInput],
            (true, false) => &[Hook::NatPostrouting],
            (false, true) => &[Hook::FilterInput],
            (false, false) => &[Hook::FilterForward, Hook::NatPostrouting],
        };
        self.pass(last);
    }

    /// Passes some hooks; whether the packet is still on its way.
    fn pass(&mut self, hooks: &[Hook]) -> bool {
        for hook in hooks {
            self.chain(Chain::Hook(*hook), None);
            if matches!(self.out.outcome, Outcome::Drop(_) | Outcome::Reject(_)) {
                self.out.masquerade = false;
                return false;
            }
            if self.out.masquerade {
                let family = IpFamily::of(self.source);
                self.source = self.rules.config.primary_ip(family).unwrap_or(self.source);
            }
        }
        true
    }

    /// Walks a chain; `block` is whose chain it is.
    fn chain(&mut self, chain: Chain, block: Option<&'a Arc<Block>>) -> Flow {
        match (chain, block) {
            (Chain::Port(port_chain), Some(block)) => {
                self.enter(chain, Some(block));
                self.policy = match port_chain {
                    PortChain::Cluster => TrafficPolicy::Cluster,
                    PortChain::Local => TrafficPolicy::Local,
                    PortChain::External | PortChain::Firewall | PortChain::Endpoint(_) => {
                        self.policy
                    }
                };
                let rules = block.rules.chain(port_chain);
                self.rules_from(chain, 0, rules, Some(block))
            }
            (Chain::Hook(_) | Chain::Shared(_) | Chain::Port(_), _) => self.shared_chain(chain),
        }
    }

    fn enter(&mut self, chain: Chain, block: Option<&Arc<Block>>) {
        let port = block.map(|block| block.name().clone());
        self.out.chains.push(ChainId { chain, port });
    }

    fn shared_chain(&mut self, chain: Chain) -> Flow {
        let rules = self.rules;
        let (before, after) = rules.fixed.of_chain(chain);
        let of_services = match chain {
            Chain::Shared(shared) => rules.blocks.total(shared),
            Chain::Hook(_) | Chain::Port(_) => 0,
        };
        if !matches!(chain, Chain::Hook(_)) || !before.is_empty() {
            self.enter(chain, None);
        }
        let flow = self.rules_from(chain, 0, before, None);
        if !matches!(flow, Flow::Next) {
            return flow;
        }
        let start = count(before);
        if let Chain::Shared(shared) = chain
            && of_services > 0
        {
            let flow = match self.look_up {
                LookUp::Linear => self.services_linearly(shared, start),
                LookUp::Indexed => self.services_by_index(shared, start, of_services),
            };
            if !matches!(flow, Flow::Next) {
                return flow;
            }
        }
        self.rules_from(chain, start + of_services, after, None)
    }

    fn services_linearly(&mut self, shared: Shared, start: u32) -> Flow {
        let mut position = start;
        for block in self.rules.blocks.iter() {
            for rule in block.rules.in_shared(shared) {
                self.out.rules_tried += 1;
                let flow = self.try_rule(Chain::Shared(shared), position, rule, Some(block));
                if !matches!(flow, Flow::Next) {
                    return flow;
                }
                position += 1;
            }
        }
        Flow::Next
    }

    /// Tries only rules that can match, and counts those between as tried.
    fn services_by_index(&mut self, shared: Shared, start: u32, total: u32) -> Flow {
        let rules = self.rules;
        let mut next = 0;
        for ordinal in self.candidates() {
            let Some(block) = rules.blocks.get(ordinal) else { continue };
            let first = rules.blocks.start_of(ordinal, shared);
            for (position, rule) in (first..).zip(block.rules.in_shared(shared)) {
                self.out.rules_tried += (position + 1).saturating_sub(next);
                next = position + 1;
                let chain = Chain::Shared(shared);
                let flow = self.try_rule(chain, start + position, rule, Some(block));
                if !matches!(flow, Flow::Next) {
                    return flow;
                }
            }
        }
        self.out.rules_tried += total.saturating_sub(next);
        Flow::Next
    }

    /// Places of the blocks that may be about the packet, ascending.
    fn candidates(&mut self) -> Candidates<'a> {
        if let Some((destination, found)) = self.candidates
            && destination == self.destination
        {
            return found;
        }
        let port = Some((self.packet.protocol, self.destination.port()));
        let address = Some(self.destination.ip());
        let any = IndexKey { address: None, port };
        let found = self.rules.blocks.having_either(IndexKey { address, port }, any);
        self.candidates = Some((self.destination, found));
        found
    }

    fn rules_from(
        &mut self,
        chain: Chain,
        start: u32,
        rules: &'a [Rule],
        block: Option<&'a Arc<Block>>,
    ) -> Flow {
        for (position, rule) in (start..).zip(rules) {
            self.out.rules_tried += 1;
            let flow = self.try_rule(chain, position, rule, block);
            if !matches!(flow, Flow::Next) {
                return flow;
            }
        }
        Flow::Next
    }

    fn try_rule(
        &mut self,
        chain: Chain,
        position: u32,
        rule: &'a Rule,
        block: Option<&'a Arc<Block>>,
    ) -> Flow {
        if !rule.always_matches() && !self.matches(&rule.matches, block) {
            return Flow::Next;
        }
        let mut element = None;
        if let Target::LookUp(map) = rule.target {
            element = self.element(map);
            if element.is_none() {
                return Flow::Next;
            }
        }
        let port = match chain {
            Chain::Port(_) => block.map(|block| block.name().clone()),
            Chain::Hook(_) | Chain::Shared(_) => None,
        };
        self.out.path.push(Step {
            chain: ChainId { chain, port },
            position,
            purpose: rule.purpose,
        });
        if matches!(rule.purpose, Purpose::Spread(_)) {
            self.note_share(rule.matches.chance.map(|it| it.nth), block);
        }
        self.kept |= rule.matches.remembered_for.is_some();
        match element {
            Some((element, owner)) => {
                self.found = Some((element.purpose, owner));
                element
                    .target
                    .map_or(Flow::Next, |target| self.act(element.purpose, target, Some(owner)))
            }
            None => self.act(rule.purpose, rule.target, block),
        }
    }

    fn act(&mut self, purpose: Purpose, target: Target, block: Option<&'a Arc<Block>>) -> Flow {
        match target {
            Target::Jump(chain) => match self.chain(chain, block) {
                Flow::Done => Flow::Done,
                Flow::Next | Flow::Return => Flow::Next,
            },
            Target::Goto(chain) => match self.chain(chain, block) {
                Flow::Done => Flow::Done,
                Flow::Next | Flow::Return => Flow::Return,
            },
            Target::Mark => {
                self.marked = true;
                Flow::Next
            }
            Target::Unmark => {
                self.marked = false;
                Flow::Next
            }
            Target::Masquerade => {
                self.out.masquerade = true;
                Flow::Done
            }
            Target::UnmarkAndMasquerade => {
                self.marked = false;
                self.out.masquerade = true;
                Flow::Done
            }
            Target::Remember(_) => {
                self.remember(block);
                Flow::Next
            }
            Target::Dnat(place) => self.rewrite(place, block),
            Target::RememberAndDnat(place) => {
                self.remember(block);
                self.rewrite(place, block)
            }
            Target::DnatOneOf(policy) => match self.choose(policy, block) {
                Some(place) => self.rewrite(place, block),
                None => Flow::Next,
            },
            Target::GotoOneOf(policy) => match self.choose(policy, block) {
                Some(place) => {
                    let chain = Chain::Port(PortChain::Endpoint(place));
                    self.act(purpose, Target::Goto(chain), block)
                }
                None => Flow::Next,
            },
            Target::LookUp(_) | Target::Nothing => Flow::Next,
            Target::Accept => Flow::Done,
            Target::Drop => {
                self.out.outcome = Outcome::Drop(self.refusal(purpose, block));
                Flow::Done
            }
            Target::Reject => {
                self.out.outcome = Outcome::Reject(self.refusal(purpose, block));
                Flow::Done
            }
            Target::Return => Flow::Return,
        }
    }

    fn refusal(&self, purpose: Purpose, block: Option<&Arc<Block>>) -> Refusal {
        let (purpose, block) = match self.found {
            Some((found, owner)) if purpose == Purpose::Refuse => (found, Some(owner)),
            Some(_) | None => (purpose, block),
        };
        let external = block.is_none_or(|it| it.port.cluster_ip != self.packet.destination.ip());
        let why = why(purpose, external);
        Refusal { why, port: block.map(|block| block.name().clone()) }
    }

    /// Notes which share of the packets this one falls into.
    fn note_share(&mut self, nth: Option<u32>, block: Option<&Arc<Block>>) {
        let of = block.map_or(0, |it| it.of_policy(self.policy).len());
        let of = u32::try_from(of).unwrap_or(u32::MAX);
        self.choice = Some((nth.unwrap_or(of.saturating_sub(1)), of));
    }

    /// Picks one of a policy's endpoints.
    fn choose(&mut self, policy: TrafficPolicy, block: Option<&Arc<Block>>) -> Option<u32> {
        let places = block?.of_policy(policy);
        let of = u32::try_from(places.len()).ok().filter(|it| *it > 0)?;
        let picked = if of == 1 { 0 } else { (self.pick)(of).min(of - 1) };
        self.choice = Some((picked, of));
        places.get(picked as usize).copied()
    }

    fn remember(&mut self, block: Option<&Arc<Block>>) {
        self.remember_s = block.and_then(|it| it.port.affinity).map(|it| it.timeout_s);
    }

    fn rewrite(&mut self, place: u32, block: Option<&Arc<Block>>) -> Flow {
        let Some((block, endpoint)) = block.and_then(|it| Some((it, it.endpoint(place)?))) else {
            return Flow::Next;
        };
        self.destination = endpoint.address;
        let of_policy = block.of_policy(self.policy);
        let (picked, of) = match (self.choice, self.kept) {
            (Some(choice), false) => choice,
            _ => (
                u32::try_from(of_policy.iter().position(|it| *it == place).unwrap_or(0))
                    .unwrap_or(0),
                u32::try_from(of_policy.len()).unwrap_or(u32::MAX),
            ),
        };
        self.out.outcome = Outcome::Deliver(Delivery {
            block: block.clone(),
            policy: self.policy,
            place,
            endpoint: endpoint.address,
            picked,
            of,
            kept: self.kept,
            remember_s: self.remember_s,
        });
        Flow::Done
    }
}

fn count(rules: &[Rule]) -> u32 {
    u32::try_from(rules.len()).unwrap_or(u32::MAX)
}

/// The reason that a rule's purpose is where it refuses or drops. Only some
/// purposes do; the others' rules never have such a target.
fn why(purpose: Purpose, external: bool) -> Why {
    match purpose {
        Purpose::NoLocalEndpoints => Why::NoLocalEndpoints { external },
        Purpose::SourceNotAllowed | Purpose::SourceRange | Purpose::SourceRangesEnd => {
            Why::SourceNotAllowed
        }
        Purpose::WrongPort => Why::NotServed,
        Purpose::UnusedAddress => Why::UnusedServiceAddress,
        Purpose::LoopbackGuard => Why::Loopback,
        Purpose::InvalidState => Why::Invalid,
        Purpose::NoEndpoints
        | Purpose::Refuse
        | Purpose::Entry
        | Purpose::ClusterIp
        | Purpose::ExternalIp
        | Purpose::LoadBalancerIp
        | Purpose::NodePort
        | Purpose::NodePorts
        | Purpose::HealthCheck
        | Purpose::MasqueradeClusterIp
        | Purpose::MasqueradeAll
        | Purpose::MasqueradeExternal
        | Purpose::PodShortcut
        | Purpose::MasqueradeLocal
        | Purpose::LocalShortcut
        | Purpose::ExternalPolicy
        | Purpose::Sticky(_)
        | Purpose::Spread(_)
        | Purpose::SpreadAll
        | Purpose::Hairpin(_)
        | Purpose::Endpoint(_)
        | Purpose::ForwardMarked
        | Purpose::ForwardKnown
        | Purpose::NotMarked
        | Purpose::ClearMark
        | Purpose::SourceNat
        | Purpose::SetMark => Why::NoEndpoints,
    }
}
