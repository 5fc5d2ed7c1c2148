//! A node's rules for a reader: tables, chains, maps, and each rule's text
//! beside what it is for.
//!
//! Shows the very rules that packets meet; a packet's [`Step`](super::Step)s
//! name chain and position as the view does, so its path can be marked.

use std::sync::Arc;

use crate::cluster::ProxyMode;
use crate::objects::IpFamily;

use super::node_rules::{ChainId, FamilyRules, NodeRules, PlacedRule};
use super::rule::{ElementKey, Map, Purpose};
use super::service_port::PortName;
use super::text::chain_name;
use super::{names, nftables_text};

/// A chain with its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainView {
    pub id: ChainId,
    /// `filter` or `nat`; in nftables mode the one table `kube-proxy`.
    pub table: &'static str,
    /// Its name in the kernel.
    pub name: String,
    /// What `nft list` shows before the rules; empty in iptables mode, and
    /// where it shows nothing.
    pub head: &'static str,
    pub rules: Vec<RuleView>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// Its place in the chain, from 0.
    pub position: u32,
    pub purpose: Purpose,
    /// The service port that brought it; `None` for kube-proxy's own.
    pub port: Option<Arc<PortName>>,
    /// As `iptables-save` or `nft list` shows it.
    pub text: String,
}

/// A map or set of nftables mode with its elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapView {
    pub map: Map,
    /// Its name in the kernel.
    pub name: &'static str,
    /// In the order of `nft list`.
    pub elements: Vec<ElementView>,
}

/// An element of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementView {
    /// `None` for an address of the node.
    pub port: Option<Arc<PortName>>,
    /// `10.96.0.12 . tcp . 80 : goto ...`.
    pub text: String,
}

pub(super) const MAPS: [Map; 8] = [
    Map::ClusterIps,
    Map::NodePortIps,
    Map::ServiceIps,
    Map::ServiceNodePorts,
    Map::NoEndpointServices,
    Map::NoEndpointNodePorts,
    Map::FirewallIps,
    Map::Hairpins,
];

impl NodeRules {
    /// All chains of a family with their rules, empty ones left out.
    pub fn view(&self, family: IpFamily) -> Vec<ChainView> {
        let Some(rules) = self.of_family(family) else { return Vec::new() };
        rules
            .chains()
            .into_iter()
            .map(|id| rules.chain_view(id, &|_| true))
            .filter(|chain| !chain.rules.is_empty())
            .collect()
    }

    /// One chain with those of its rules that are wanted: text is made for no
    /// other.
    pub fn chain_view(
        &self,
        family: IpFamily,
        id: &ChainId,
        wanted: &dyn Fn(&PlacedRule) -> bool,
    ) -> Option<ChainView> {
        Some(self.of_family(family)?.chain_view(id.clone(), wanted))
    }

    /// The maps and sets of a family in nftables mode, empty ones left out;
    /// none in iptables mode. The sets that remember clients are not among
    /// them.
    pub fn maps(&self, family: IpFamily) -> Vec<MapView> {
        match (self.of_family(family), self.config().mode) {
            (Some(rules), ProxyMode::Nftables) => MAPS
                .into_iter()
                .map(|map| rules.map_view(map))
                .filter(|map| !map.elements.is_empty())
                .collect(),
            (Some(_) | None, _) => Vec::new(),
        }
    }
}

impl FamilyRules {
    fn chain_view(&self, id: ChainId, wanted: &dyn Fn(&PlacedRule) -> bool) -> ChainView {
        let mode = self.config.mode;
        let block = id.port.as_ref().and_then(|name| self.blocks.find(name));
        let name = chain_name(id.chain, block, mode);
        let rules = self.rules_of(&id).into_iter().filter(wanted).map(|placed| RuleView {
            position: placed.position,
            purpose: placed.rule.purpose,
            port: placed.block.map(|block| block.name().clone()),
            text: self.shown(id.chain, placed.rule, placed.block),
        });
        let (table, head) = match mode {
            ProxyMode::Iptables => (names::iptables_table(id.chain), ""),
            ProxyMode::Nftables => ("kube-proxy", nftables_text::shown_head(id.chain)),
        };
        ChainView { rules: rules.collect(), table, name, head, id }
    }

    pub(super) fn map_view(&self, map: Map) -> MapView {
        let own = self.fixed.node_port_ips.iter().flatten().filter(|_| map == Map::NodePortIps);
        let mut elements: Vec<(Vec<u8>, ElementView)> = own
            .map(|ip| {
                let order = nftables_text::order(&ElementKey::Address(*ip));
                (order, ElementView { port: None, text: ip.to_string() })
            })
            .collect();
        for block in self.blocks.iter() {
            for it in block.rules.elements.iter().filter(|it| it.map == map) {
                let text = nftables_text::element_body(it, block);
                let view = ElementView { port: Some(block.name().clone()), text };
                elements.push((nftables_text::order(&it.key), view));
            }
        }
        elements.sort_by(|(one, _), (other, _)| one.cmp(other));
        // Ports of one Service share its address.
        elements.dedup_by(|(one, _), (other, _)| one == other);
        let elements = elements.into_iter().map(|it| it.1).collect();
        MapView { map, name: names::map(map), elements }
    }
}
