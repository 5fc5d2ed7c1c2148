//! All rules of one node: its settings, the rules that no Service writes, and
//! the blocks of its service ports.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::ProxyMode;
use crate::objects::IpFamily;

use super::block::Block;
use super::blocks::Blocks;
use super::config::{DetectLocal, ProxyConfig};
use super::evaluation::{Evaluation, PacketIn};
use super::rule::{Chain, Hook, Rule, Shared};
use super::service_port::PortName;
use super::walk::{LookUp, walk};
use super::watched::{ServiceName, Watched};
use super::{iptables, nftables};

/// The rules of one node. A clone shares them; two are equal where they hold
/// the same rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeRules {
    config: Arc<ProxyConfig>,
    v4: FamilyRules,
    /// Only where the node has an address of that family.
    v6: Option<FamilyRules>,
}

/// The rules of one node in one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FamilyRules {
    pub family: IpFamily,
    pub config: Arc<ProxyConfig>,
    pub fixed: Arc<Fixed>,
    pub blocks: Blocks,
}

/// What does not depend on any Service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    /// Each chain that exists, in its [`slot`].
    slots: Vec<Option<FixedChain>>,
    /// Where node ports are served in nftables mode; `None`: on all addresses.
    pub node_port_ips: Option<Vec<IpAddr>>,
    pub detect_local: DetectLocal,
}

/// A hook or shared chain: the rules before the Services' and those after
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FixedChain {
    pub chain: Chain,
    pub before: Vec<Rule>,
    pub after: Vec<Rule>,
}

/// A chain of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainId {
    pub chain: Chain,
    /// Whose chain it is; `None` for hooks and shared chains.
    pub port: Option<Arc<PortName>>,
}

/// Is told a chain, whose it is (as in [`ChainId`]), and how many rules it has.
pub type TellChain<'a> = dyn FnMut(Chain, Option<&Arc<PortName>>, usize) + 'a;

/// A rule at its place in a chain. Place and chain together name a rule of one
/// [`NodeRules`]; a packet's [`Step`](super::Step)s use the same names.
#[derive(Clone, Debug)]
pub struct PlacedRule<'a> {
    /// From 0.
    pub position: u32,
    pub rule: &'a Rule,
    /// The service port that brought it.
    pub block: Option<&'a Arc<Block>>,
}

/// What a health check of a load balancer is told on this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    pub service: ServiceName,
    /// `healthCheckNodePort`.
    pub port: u16,
    /// Ready endpoints on this node; with none the answer is 503, else 200.
    pub local_endpoints: usize,
}

impl NodeRules {
    /// Makes all rules of a node.
    pub fn build(watched: &Watched, config: ProxyConfig) -> Self {
        let config = Arc::new(config);
        let of = |family| FamilyRules::build(watched, family, &config);
        let has_v6 = config.primary_ip(IpFamily::V6).is_some();
        Self { v4: of(IpFamily::V4), v6: has_v6.then(|| of(IpFamily::V6)), config }
    }

    /// The same, sharing what it can with the rules of another node that were
    /// made of the same Services.
    pub fn build_like(watched: &Watched, config: ProxyConfig, other: &NodeRules) -> Self {
        if !other.config.differs_in_node_only(&config) {
            return Self::build(watched, config);
        }
        let config = Arc::new(config);
        let of = |family| match other.of_family(family) {
            Some(there) => there.on_another_node(watched, &config),
            None => FamilyRules::build(watched, family, &config),
        };
        let has_v6 = config.primary_ip(IpFamily::V6).is_some();
        Self { v4: of(IpFamily::V4), v6: has_v6.then(|| of(IpFamily::V6)), config }
    }

    /// The rules after some Services (or their slices) changed; equal to what
    /// [`build`](Self::build) makes of the same, but only those are rebuilt.
    pub fn update(&self, watched: &Watched, changed: &BTreeSet<ServiceName>) -> Self {
        let of = |rules: &FamilyRules| rules.update(watched, changed);
        Self { config: self.config.clone(), v4: of(&self.v4), v6: self.v6.as_ref().map(of) }
    }

    /// The settings that they were made with.
    pub fn config(&self) -> &ProxyConfig {
        &self.config
    }

    /// What the rules do to the first packet of a connection.
    ///
    /// `remembered` tells whether affinity holds the packet's client at an
    /// endpoint of a service port; `pick` chooses a number below the one it is
    /// given, evenly.
    pub fn evaluate(
        &self,
        packet: &PacketIn,
        remembered: &dyn Fn(&PortName, std::net::SocketAddr) -> bool,
        pick: &mut dyn FnMut(u32) -> u32,
    ) -> Evaluation {
        self.evaluate_by(LookUp::Indexed, packet, remembered, pick)
    }

    /// The same, trying rule after rule as iptables does. Slow in big
    /// clusters; it exists to prove the index right.
    pub fn evaluate_linearly(
        &self,
        packet: &PacketIn,
        remembered: &dyn Fn(&PortName, std::net::SocketAddr) -> bool,
        pick: &mut dyn FnMut(u32) -> u32,
    ) -> Evaluation {
        self.evaluate_by(LookUp::Linear, packet, remembered, pick)
    }

    fn evaluate_by(
        &self,
        look_up: LookUp,
        packet: &PacketIn,
        remembered: &dyn Fn(&PortName, std::net::SocketAddr) -> bool,
        pick: &mut dyn FnMut(u32) -> u32,
    ) -> Evaluation {
        match self.of_family(IpFamily::of(packet.destination.ip())) {
            Some(rules) => walk(rules, look_up, packet, remembered, pick),
            None => Evaluation::default(),
        }
    }

    pub(super) fn of_family(&self, family: IpFamily) -> Option<&FamilyRules> {
        match family {
            IpFamily::V4 => Some(&self.v4),
            IpFamily::V6 => self.v6.as_ref(),
        }
    }

    /// The families that the node has rules in.
    pub fn families(&self) -> impl Iterator<Item = IpFamily> {
        [IpFamily::V4, IpFamily::V6].into_iter().filter(|it| self.of_family(*it).is_some())
    }

    /// The blocks of a family's service ports, by name.
    pub fn blocks(&self, family: IpFamily) -> impl Iterator<Item = &Arc<Block>> {
        self.of_family(family).into_iter().flat_map(|rules| rules.blocks.iter())
    }

    /// The block of a service port in a family.
    pub fn block(&self, family: IpFamily, name: &PortName) -> Option<&Arc<Block>> {
        self.of_family(family)?.blocks.find(name)
    }

    /// All chains of a family that exist: hooks, shared chains, then those of
    /// each service port.
    pub fn chains(&self, family: IpFamily) -> Vec<ChainId> {
        self.of_family(family).map(FamilyRules::chains).unwrap_or_default()
    }

    /// Tells each of them with how many rules it has: a crowded cluster has ten thousands, of which few are asked for.
    pub fn each_chain(&self, family: IpFamily, tell: &mut TellChain<'_>) {
        if let Some(rules) = self.of_family(family) {
            rules.each_chain(tell);
        }
    }

    /// The rules of a chain, in order.
    pub fn rules_of(&self, family: IpFamily, id: &ChainId) -> Vec<PlacedRule<'_>> {
        self.of_family(family).map(|rules| rules.rules_of(id)).unwrap_or_default()
    }

    /// The health checks that this node answers, by Service.
    ///
    /// Models pkg/proxy HealthCheckNodePorts and LocalReadyEndpoints (v1.36).
    pub fn health_checks(&self, family: IpFamily) -> Vec<HealthCheck> {
        let mut checks: BTreeMap<ServiceName, (u16, BTreeSet<IpAddr>)> = BTreeMap::new();
        for block in self.blocks(family).filter(|it| it.port.health_check_node_port != 0) {
            let check = checks.entry(block.service()).or_default();
            check.0 = block.port.health_check_node_port;
            check.1.extend(&block.local_ready);
        }
        checks
            .into_iter()
            .map(|(service, (port, ips))| HealthCheck { service, port, local_endpoints: ips.len() })
            .collect()
    }
}

impl FamilyRules {
    fn build(watched: &Watched, family: IpFamily, config: &Arc<ProxyConfig>) -> Self {
        Self {
            family,
            config: config.clone(),
            fixed: Arc::new(Fixed::of(family, config)),
            blocks: Blocks::new(watched.blocks(family, config)),
        }
    }

    /// The rules of another node, whose settings differ in the node only.
    fn on_another_node(&self, watched: &Watched, config: &Arc<ProxyConfig>) -> Self {
        let there = |block: &Arc<Block>| {
            let seen = block.seen_from(config).or_else(|| watched.made_anew(block, config));
            seen.unwrap_or_else(|| block.clone())
        };
        Self {
            family: self.family,
            config: config.clone(),
            fixed: Arc::new(Fixed::of(self.family, config)),
            blocks: self.blocks.on_another_node(there),
        }
    }

    fn update(&self, watched: &Watched, changed: &BTreeSet<ServiceName>) -> Self {
        let new =
            |name: &ServiceName| (name.clone(), watched.blocks_of(name, self.family, &self.config));
        let blocks = self.blocks.with_services(changed.iter().map(new).collect());
        Self { blocks, ..self.clone() }
    }

    pub(super) fn chains(&self) -> Vec<ChainId> {
        let mut all = Vec::new();
        self.each_chain(&mut |chain, port, _| all.push(ChainId { chain, port: port.cloned() }));
        all
    }

    fn each_chain(&self, tell: &mut TellChain<'_>) {
        for FixedChain { chain, before, after } in self.fixed.chains() {
            let ports = match chain {
                Chain::Shared(shared) => self.blocks.total(*shared) as usize,
                Chain::Hook(_) | Chain::Port(_) => 0,
            };
            let size = before.len() + ports + after.len();
            tell(*chain, None, size);
        }
        for block in self.blocks.iter() {
            let mut start = 0;
            for (chain, end) in &block.rules.chains {
                let size = end.saturating_sub(start) as usize;
                tell(Chain::Port(*chain), Some(block.name()), size);
                start = *end;
            }
        }
    }

    pub(super) fn rules_of(&self, id: &ChainId) -> Vec<PlacedRule<'_>> {
        let mut rules: Vec<(&Rule, Option<&Arc<Block>>)> = Vec::new();
        match (id.chain, &id.port) {
            (Chain::Port(chain), Some(name)) => {
                if let Some(block) = self.blocks.find(name) {
                    rules.extend(block.rules.chain(chain).iter().map(|it| (it, Some(block))));
                }
            }
            (chain, _) => {
                let (before, after) = self.fixed.of_chain(chain);
                rules.extend(before.iter().map(|rule| (rule, None)));
                if let Chain::Shared(shared) = chain {
                    for block in self.blocks.iter() {
                        rules.extend(block.rules.in_shared(shared).map(|it| (it, Some(block))));
                    }
                }
                rules.extend(after.iter().map(|rule| (rule, None)));
            }
        }
        (0u32..)
            .zip(rules)
            .map(|(position, (rule, block))| PlacedRule { position, rule, block })
            .collect()
    }
}

impl Fixed {
    fn of(family: IpFamily, config: &ProxyConfig) -> Self {
        let chains: &[Chain] = match config.mode {
            ProxyMode::Iptables => &IPTABLES_CHAINS,
            ProxyMode::Nftables => &NFTABLES_CHAINS,
        };
        let mut slots = vec![None; Hook::COUNT + Shared::COUNT];
        for chain in chains {
            let (before, after) = match config.mode {
                ProxyMode::Iptables => iptables::fixed_rules(*chain, family, config),
                ProxyMode::Nftables => (nftables::fixed_rules(*chain, family, config), Vec::new()),
            };
            if let Some(place) = slot(*chain).and_then(|slot| slots.get_mut(slot)) {
                *place = Some(FixedChain { chain: *chain, before, after });
            }
        }
        let node_port_ips = match config.mode {
            ProxyMode::Iptables => None,
            ProxyMode::Nftables => nftables::node_port_ips(family, config),
        };
        Self { slots, node_port_ips, detect_local: config.detect_local_of(family) }
    }

    /// All hooks and shared chains, in order.
    pub fn chains(&self) -> impl Iterator<Item = &FixedChain> {
        self.slots.iter().flatten()
    }

    /// The rules of a chain before and after those of the Services.
    pub fn of_chain(&self, chain: Chain) -> (&[Rule], &[Rule]) {
        match slot(chain).and_then(|slot| self.slots.get(slot)) {
            Some(Some(fixed)) => (&fixed.before, &fixed.after),
            Some(None) | None => (&[], &[]),
        }
    }
}

/// The place of a chain in [`Fixed`]; `None` for a service port's.
fn slot(chain: Chain) -> Option<usize> {
    match chain {
        Chain::Hook(hook) => Some(hook as usize),
        Chain::Shared(shared) => Some(Hook::COUNT + shared as usize),
        Chain::Port(_) => None,
    }
}

impl ChainId {
    /// A chain that all Services share.
    pub fn shared(chain: Shared) -> Self {
        Self { chain: Chain::Shared(chain), port: None }
    }
}

const IPTABLES_CHAINS: [Chain; 16] = [
    Chain::Hook(Hook::NatPrerouting),
    Chain::Hook(Hook::NatOutput),
    Chain::Hook(Hook::NatPostrouting),
    Chain::Hook(Hook::FilterInput),
    Chain::Hook(Hook::FilterForward),
    Chain::Hook(Hook::FilterOutput),
    Chain::Shared(Shared::Services),
    Chain::Shared(Shared::NodePorts),
    Chain::Shared(Shared::Masquerading),
    Chain::Shared(Shared::MarkMasquerade),
    Chain::Shared(Shared::NoEndpoints),
    Chain::Shared(Shared::NoExternalEndpoints),
    Chain::Shared(Shared::HealthChecks),
    Chain::Shared(Shared::SourceCheck),
    Chain::Shared(Shared::Forward),
    Chain::Shared(Shared::LoopbackGuard),
];

const NFTABLES_CHAINS: [Chain; 15] = [
    Chain::Hook(Hook::PreroutingBeforeDnat),
    Chain::Hook(Hook::OutputBeforeDnat),
    Chain::Hook(Hook::NatPrerouting),
    Chain::Hook(Hook::NatOutput),
    Chain::Hook(Hook::NatPostrouting),
    Chain::Hook(Hook::FilterInput),
    Chain::Hook(Hook::FilterForward),
    Chain::Hook(Hook::FilterOutput),
    Chain::Shared(Shared::Services),
    Chain::Shared(Shared::Masquerading),
    Chain::Shared(Shared::NoEndpoints),
    Chain::Shared(Shared::NoNodePortEndpoints),
    Chain::Shared(Shared::SourceCheck),
    Chain::Shared(Shared::ClusterIpsCheck),
    Chain::Shared(Shared::Rejecting),
];
