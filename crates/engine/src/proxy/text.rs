//! Rules as text: what both modes share.

use std::sync::Arc;

use crate::cluster::ProxyMode;
use crate::objects::IpFamily;

use super::block::Block;
use super::endpoint::Endpoint;
use super::node_rules::{ChainId, FamilyRules, NodeRules};
use super::rule::{Chain, PortChain};
use super::{iptables_text, names, nftables_text};

/// Endpoints of a node above which the iptables mode leaves comments out of
/// the rules of each endpoint.
///
/// Models pkg/proxy/iptables/proxier.go largeClusterEndpointsThreshold (v1.36).
const LARGE_CLUSTER_ENDPOINTS: usize = 1000;

/// Whose words a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// What kube-proxy writes: for `iptables-restore`, or as knftables dumps it.
    Written,
    /// What the tools of a node show of it: `iptables-save`, `nft list`.
    Shown,
}

impl NodeRules {
    /// The name of a chain.
    pub fn chain_name(&self, family: IpFamily, id: &ChainId) -> String {
        let block = id.port.as_ref().and_then(|name| self.block(family, name));
        chain_name(id.chain, block, self.config().mode)
    }

    /// The name of the set that remembers the clients of a chain's endpoint in
    /// nftables mode; `None` for a chain that is not an endpoint's.
    pub fn affinity_name(&self, block: &Block, chain: PortChain) -> Option<String> {
        match chain {
            PortChain::Endpoint(place) => {
                Some(names::affinity_set(block.name(), block.endpoint(place)?))
            }
            _ => None,
        }
    }

    /// All rules of a family as text: what kube-proxy hands to
    /// `iptables-restore`, or what the nftables table holds, in the words of
    /// `nft`.
    pub fn render(&self, family: IpFamily) -> String {
        match (self.of_family(family), self.config().mode) {
            (None, _) => String::new(),
            (Some(rules), ProxyMode::Iptables) => iptables_text::restore(rules),
            (Some(rules), ProxyMode::Nftables) => nftables_text::dump(rules),
        }
    }

    /// The rules that lead from the kernel's chains to kube-proxy's, in
    /// iptables mode: `TABLE -A CHAIN ...`.
    pub fn jump_rules(&self, family: IpFamily) -> Vec<String> {
        match (self.of_family(family), self.config().mode) {
            (Some(rules), ProxyMode::Iptables) => iptables_text::jump_rules(rules),
            _ => Vec::new(),
        }
    }
}

impl FamilyRules {
    /// A rule as the tools of the node show it.
    pub(super) fn shown(
        &self,
        chain: Chain,
        rule: &super::rule::Rule,
        block: Option<&Arc<Block>>,
    ) -> String {
        match self.config.mode {
            ProxyMode::Iptables => iptables_text::rule(self, Form::Shown, chain, rule, block),
            ProxyMode::Nftables => nftables_text::rule(self, Form::Shown, rule, block),
        }
    }

    /// Whether the cluster is so large that comments are left out.
    pub(super) fn is_large(&self) -> bool {
        self.blocks.endpoints() > LARGE_CLUSTER_ENDPOINTS
    }
}

/// The name of a chain; `block` is whose chain it is.
pub(super) fn chain_name(chain: Chain, block: Option<&Arc<Block>>, mode: ProxyMode) -> String {
    match (chain, block) {
        (Chain::Hook(hook), _) => names::hook(hook, mode).to_owned(),
        (Chain::Shared(shared), _) => names::shared(shared, mode).to_owned(),
        (Chain::Port(chain), Some(block)) => port_chain_name(block, chain, mode),
        (Chain::Port(_), None) => String::new(),
    }
}

/// The name of a chain of a service port.
pub(super) fn port_chain_name(block: &Block, chain: PortChain, mode: ProxyMode) -> String {
    let endpoint: Option<&Endpoint> = match chain {
        PortChain::Endpoint(place) => block.endpoint(place),
        _ => None,
    };
    match mode {
        ProxyMode::Iptables => names::iptables_port_chain(block.name(), chain, endpoint),
        ProxyMode::Nftables => names::nftables_port_chain(block.name(), chain, endpoint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proxy::{ProxyConfig, Watched};

    /// OnServiceCIDRsChanged of pkg/proxy/nftables/proxier.go (v1.36) joins the
    /// ranges of its family without a space.
    #[test]
    fn service_ranges_of_one_family_stand_side_by_side() {
        let range = |text: &str| text.parse().expect("a range");
        let config = ProxyConfig {
            mode: ProxyMode::Nftables,
            node_ips: vec!["172.18.0.2".parse().expect("an address")],
            service_cidrs: ["10.96.0.0/16", "fd00:10:96::/112", "10.80.0.0/24"].map(range).to_vec(),
            ..ProxyConfig::default()
        };
        let text = NodeRules::build(&Watched::default(), config).render(IpFamily::V4);
        let rule = "ip daddr { 10.96.0.0/16,10.80.0.0/24 } drop";
        assert_eq!(text.matches(rule).count(), 1, "{text}");
    }
}
