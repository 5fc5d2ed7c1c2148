//! The rules of kube-proxy's nftables mode.
//!
//! Writes rules and map elements as data; text is made in `nftables_text`.
//! Models pkg/proxy/nftables/proxier.go syncProxyRules (v1.36).

use std::net::IpAddr;

use crate::objects::{IpFamily, TrafficPolicy};

use super::block::{Block, PortRules};
use super::config::{DetectLocal, NodePortsOn, ProxyConfig};
use super::iptables::loopback_of;
use super::rule::{
    Chain, Destination, Element, ElementKey, Hook, Map, Matches, PortChain, Purpose, Rule, Shared,
    Source, State, Target,
};

fn rule(purpose: Purpose, matches: Matches, target: Target) -> Rule {
    Rule::new(purpose, matches, target)
}

fn to_port(chain: PortChain) -> Target {
    Target::Goto(Chain::Port(chain))
}

/// The rules and map elements of one service port.
pub(super) fn port_rules(block: &Block, config: &ProxyConfig) -> PortRules {
    let mut rules = PortRules::default();
    let detect = config.detect_local_of(IpFamily::of(block.port.cluster_ip));
    dispatch(block, &mut rules);
    if block.categories.any {
        own_chains(block, detect != DetectLocal::Nothing, &mut rules);
    }
    if uses_firewall(block) {
        rules.begin(PortChain::Firewall);
        let matches = Matches { source: Some(Source::NotAllowed), ..Matches::default() };
        rules.push(rule(Purpose::SourceNotAllowed, matches, Target::Drop));
    }
    if block.categories.any && block.port.affinity.is_some() {
        for place in block.categories.reachable() {
            endpoint_chain(block, place, &mut rules);
        }
    }
    rules
}

fn uses_firewall(block: &Block) -> bool {
    !block.port.load_balancer_vips.is_empty() && !block.port.source_ranges.is_empty()
}

/// What the port puts into the maps.
fn dispatch(block: &Block, rules: &mut PortRules) {
    let port = &block.port;
    let any = block.categories.any;
    let to = |ip: IpAddr| ElementKey::Destination(ip, port.protocol(), port.port);
    let (refusal, refuse) = if any {
        (Purpose::NoLocalEndpoints, Target::Drop)
    } else {
        (Purpose::NoEndpoints, Target::Goto(Chain::Shared(Shared::Rejecting)))
    };
    let external = to_port(PortChain::External);
    let mut add = |map, key, target, purpose| {
        rules.elements.push(Element { map, key, target, purpose });
    };
    add(Map::ClusterIps, ElementKey::Address(port.cluster_ip), None, Purpose::ClusterIp);
    let cluster_ip = to(port.cluster_ip);
    if block.serves_internal() {
        let internal = to_port(PortChain::of_policy(port.internal_policy));
        add(Map::ServiceIps, cluster_ip, Some(internal), Purpose::ClusterIp);
    } else {
        add(Map::NoEndpointServices, cluster_ip, Some(refuse), refusal);
    }
    let external_ips = port.external_ips.iter().map(|ip| (ip, Purpose::ExternalIp, false));
    let firewall = uses_firewall(block);
    let vips = port.load_balancer_vips.iter().map(|ip| (ip, Purpose::LoadBalancerIp, firewall));
    for (ip, purpose, guarded) in external_ips.chain(vips) {
        if any {
            add(Map::ServiceIps, to(*ip), Some(external), purpose);
        }
        if guarded {
            let guard = Some(to_port(PortChain::Firewall));
            add(Map::FirewallIps, to(*ip), guard, Purpose::SourceRange);
        }
        if !block.serves_external() {
            add(Map::NoEndpointServices, to(*ip), Some(refuse), refusal);
        }
    }
    if port.node_port != 0 {
        let key = ElementKey::NodePort(port.protocol(), port.node_port);
        if any {
            add(Map::ServiceNodePorts, key, Some(external), Purpose::NodePort);
        }
        if !block.serves_external() {
            add(Map::NoEndpointNodePorts, key, Some(refuse), refusal);
        }
    }
    for (place, endpoint) in (0u32..).zip(&block.endpoints) {
        if endpoint.local && is_reachable(block, place) {
            let address = endpoint.address;
            let key = ElementKey::Hairpin(address.ip(), port.protocol(), address.port());
            add(Map::Hairpins, key, None, Purpose::Hairpin(place));
        }
    }
}

fn is_reachable(block: &Block, place: u32) -> bool {
    block.categories.cluster.iter().chain(&block.categories.local).any(|it| it.contains(&place))
}

/// The port's own chains, without the firewall.
fn own_chains(block: &Block, detects: bool, rules: &mut PortRules) {
    for policy in [TrafficPolicy::Cluster, TrafficPolicy::Local] {
        let places = block.of_policy(policy);
        if !places.is_empty() {
            rules.begin(PortChain::of_policy(policy));
            spread(block, policy, places, rules);
        }
    }
    if block.port.externally_accessible {
        external_chain(block, detects, rules);
    }
}

fn spread(block: &Block, policy: TrafficPolicy, places: &[u32], rules: &mut PortRules) {
    if block.port.affinity.is_none() {
        let matches = Matches { protocol: Some(block.port.protocol()), ..Matches::default() };
        rules.push(rule(Purpose::SpreadAll, matches, Target::DnatOneOf(policy)));
        return;
    }
    for place in places.iter().copied() {
        let matches = Matches { remembered_for: Some(place), ..Matches::default() };
        rules.push(rule(Purpose::Sticky(place), matches, to_port(PortChain::Endpoint(place))));
    }
    rules.push(rule(Purpose::SpreadAll, Matches::default(), Target::GotoOneOf(policy)));
}

fn external_chain(block: &Block, detects: bool, rules: &mut PortRules) {
    rules.begin(PortChain::External);
    let cluster = to_port(PortChain::Cluster);
    let from = |source| Matches { source: Some(source), ..Matches::default() };
    match block.port.external_policy {
        TrafficPolicy::Cluster => {
            rules.push(rule(Purpose::MasqueradeExternal, Matches::default(), Target::Mark));
        }
        TrafficPolicy::Local => {
            if detects {
                rules.push(rule(Purpose::PodShortcut, from(Source::Pods), cluster));
            }
            rules.push(rule(Purpose::MasqueradeLocal, from(Source::Local), Target::Mark));
            rules.push(rule(Purpose::LocalShortcut, from(Source::Local), cluster));
        }
    }
    if block.serves_external() {
        let rest = to_port(PortChain::of_policy(block.port.external_policy));
        rules.push(rule(Purpose::ExternalPolicy, Matches::default(), rest));
    }
}

fn endpoint_chain(block: &Block, place: u32, rules: &mut PortRules) {
    rules.begin(PortChain::Endpoint(place));
    rules.push(rule(Purpose::Sticky(place), Matches::default(), Target::Remember(place)));
    let matches = Matches { protocol: Some(block.port.protocol()), ..Matches::default() };
    rules.push(rule(Purpose::Endpoint(place), matches, Target::Dnat(place)));
}

/// The rules of a chain that no Service writes.
pub(super) fn fixed_rules(chain: Chain, family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let jump = |shared: Shared| Target::Jump(Chain::Shared(shared));
    let entry = |shared: Shared| rule(Purpose::Entry, Matches::default(), jump(shared));
    let for_new = |shared: Shared| {
        let matches = Matches { state: Some(State::New), ..Matches::default() };
        rule(Purpose::Entry, matches, jump(shared))
    };
    match chain {
        Chain::Hook(Hook::PreroutingBeforeDnat | Hook::OutputBeforeDnat) => {
            vec![for_new(Shared::SourceCheck)]
        }
        Chain::Hook(Hook::NatPrerouting | Hook::NatOutput) => vec![entry(Shared::Services)],
        Chain::Hook(Hook::NatPostrouting) => vec![entry(Shared::Masquerading)],
        Chain::Hook(Hook::FilterInput) => {
            vec![for_new(Shared::NoNodePortEndpoints), for_new(Shared::NoEndpoints)]
        }
        Chain::Hook(Hook::FilterForward | Hook::FilterOutput) => {
            vec![for_new(Shared::NoEndpoints), for_new(Shared::ClusterIpsCheck)]
        }
        Chain::Shared(shared) => shared_rules(shared, family, config),
        Chain::Port(_) => Vec::new(),
    }
}

fn shared_rules(shared: Shared, family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let look_up = |purpose, destination, map| {
        rule(purpose, Matches { destination, ..Matches::default() }, Target::LookUp(map))
    };
    match shared {
        Shared::Services => services_rules(family, config),
        Shared::Masquerading => vec![
            rule(
                Purpose::SourceNat,
                Matches { marked: Some(true), ..Matches::default() },
                Target::UnmarkAndMasquerade,
            ),
            rule(
                Purpose::SourceNat,
                Matches { state: Some(State::Dnat), hairpin: true, ..Matches::default() },
                Target::Masquerade,
            ),
        ],
        Shared::NoEndpoints => {
            vec![look_up(Purpose::NoEndpoints, None, Map::NoEndpointServices)]
        }
        Shared::NoNodePortEndpoints => vec![look_up(
            Purpose::NoEndpoints,
            Some(node_port_check(family, config)),
            Map::NoEndpointNodePorts,
        )],
        Shared::SourceCheck => vec![look_up(Purpose::SourceRange, None, Map::FirewallIps)],
        Shared::ClusterIpsCheck => cluster_ips_rules(family, config),
        Shared::Rejecting => {
            vec![rule(Purpose::Refuse, Matches::default(), Target::Reject)]
        }
        Shared::NodePorts
        | Shared::MarkMasquerade
        | Shared::NoExternalEndpoints
        | Shared::HealthChecks
        | Shared::Forward
        | Shared::LoopbackGuard => Vec::new(),
    }
}

fn services_rules(family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let cluster_ip = |source| Matches {
        destination: Some(Destination::ClusterIp),
        source,
        ..Matches::default()
    };
    let detects = config.detect_local_of(family) != DetectLocal::Nothing;
    let mut rules = Vec::new();
    if config.masquerade_all {
        rules.push(rule(Purpose::MasqueradeAll, cluster_ip(None), Target::Mark));
    } else if detects {
        let matches = cluster_ip(Some(Source::NotPods));
        rules.push(rule(Purpose::MasqueradeClusterIp, matches, Target::Mark));
    }
    let to_service = Target::LookUp(Map::ServiceIps);
    rules.push(rule(Purpose::ClusterIp, Matches::default(), to_service));
    let destination = Some(match config.node_ports_on(family) {
        NodePortsOn::All => Destination::LocalNotIn(loopback_of(family)),
        NodePortsOn::Only(_) => Destination::NodePortAddress,
    });
    let matches = Matches { destination, ..Matches::default() };
    rules.push(rule(Purpose::NodePorts, matches, Target::LookUp(Map::ServiceNodePorts)));
    rules
}

/// The input hook sees only what goes to the node itself, so where all its
/// addresses serve only loopback is left out.
fn node_port_check(family: IpFamily, config: &ProxyConfig) -> Destination {
    match config.node_ports_on(family) {
        NodePortsOn::All => Destination::NotIn(loopback_of(family)),
        NodePortsOn::Only(_) => Destination::NodePortAddress,
    }
}

fn cluster_ips_rules(family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let to = |destination| Matches { destination: Some(destination), ..Matches::default() };
    let mut rules = vec![rule(Purpose::WrongPort, to(Destination::ClusterIp), Target::Reject)];
    if config.service_cidrs.iter().any(|range| IpFamily::of(range.addr()) == family) {
        rules.push(rule(Purpose::UnusedAddress, to(Destination::ServiceRange), Target::Drop));
    }
    rules
}

/// The addresses that the set `nodeport-ips` holds, where it is used: loopback
/// never serves node ports in this mode.
pub(super) fn node_port_ips(family: IpFamily, config: &ProxyConfig) -> Option<Vec<IpAddr>> {
    match config.node_ports_on(family) {
        NodePortsOn::All => None,
        NodePortsOn::Only(ips) => Some(ips.into_iter().filter(|ip| !ip.is_loopback()).collect()),
    }
}

/// Whether an address may use a port's load-balancer addresses.
pub(super) fn allows_source(block: &Block, config: &ProxyConfig, source: IpAddr) -> bool {
    block.port.source_ranges.iter().any(|range| range.contains(&source))
        || (block.port.load_balancer_vips.contains(&source)
            && super::iptables::allows_node(block, config))
}
