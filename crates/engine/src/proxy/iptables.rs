//! The rules of kube-proxy's iptables mode.
//!
//! Writes rules as data; text is made in `iptables_text`. Models
//! pkg/proxy/iptables/proxier.go syncProxyRules (v1.36).

use std::net::Ipv4Addr;

use ipnet::{IpNet, Ipv4Net};

use crate::objects::{IpFamily, Protocol, TrafficPolicy};

use super::block::{Block, PortRules};
use super::config::{DetectLocal, NodePortsOn, ProxyConfig};
use super::rule::{
    Chain, Chance, Counter, Destination, Hook, Matches, PortChain, Purpose, Rule, Shared, Source,
    State, Target,
};

/// The addresses of loopback in IPv4.
fn loopback() -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8))
}

fn rule(purpose: Purpose, matches: Matches, target: Target) -> Rule {
    Rule::new(purpose, matches, target)
}

fn to_port(chain: PortChain) -> Target {
    Target::Jump(Chain::Port(chain))
}

const MARK: Target = Target::Jump(Chain::Shared(Shared::MarkMasquerade));

/// The rules of one service port.
pub(super) fn port_rules(block: &Block, config: &ProxyConfig) -> PortRules {
    let mut rules = PortRules::default();
    let detect = config.detect_local_of(IpFamily::of(block.port.cluster_ip));
    dispatch(block, config, &mut rules);
    if block.categories.any {
        own_chains(block, config, detect != DetectLocal::Nothing, &mut rules);
    }
    rules
}

/// Where traffic for load-balancer addresses goes first.
fn uses_firewall(block: &Block) -> bool {
    block.categories.any
        && !block.port.load_balancer_vips.is_empty()
        && !block.port.source_ranges.is_empty()
}

/// What the port puts into the shared chains.
fn dispatch(block: &Block, config: &ProxyConfig, rules: &mut PortRules) {
    let port = &block.port;
    let any = block.categories.any;
    let to = |destination: Destination| Matches {
        protocol: Some(port.protocol()),
        destination: Some(destination),
        destination_port: Some(port.port),
        ..Matches::default()
    };
    let (refusal, refuse) = if any {
        (Purpose::NoLocalEndpoints, Target::Drop)
    } else {
        (Purpose::NoEndpoints, Target::Reject)
    };
    let external = to_port(PortChain::External);
    let cluster_ip = to(Destination::Is(port.cluster_ip));
    rules.shared.reserve(2 + 2 * port.external_ips.len() + 3 * port.load_balancer_vips.len());
    rules.shared.push(if block.serves_internal() {
        let internal = to_port(PortChain::of_policy(port.internal_policy));
        (Shared::Services, rule(Purpose::ClusterIp, cluster_ip, internal))
    } else {
        (Shared::NoEndpoints, rule(refusal, cluster_ip, refuse))
    });
    for ip in &port.external_ips {
        let matches = to(Destination::Is(*ip));
        if any {
            let dispatch = rule(Purpose::ExternalIp, matches.clone(), external);
            rules.shared.push((Shared::Services, dispatch));
        }
        if !block.serves_external() {
            rules.shared.push((Shared::NoExternalEndpoints, rule(refusal, matches, refuse)));
        }
    }
    for ip in &port.load_balancer_vips {
        let matches = to(Destination::Is(*ip));
        let firewall = uses_firewall(block);
        if any {
            let first = if firewall { to_port(PortChain::Firewall) } else { external };
            let dispatch = rule(Purpose::LoadBalancerIp, matches.clone(), first);
            rules.shared.push((Shared::Services, dispatch));
        }
        if firewall {
            let drop = rule(Purpose::SourceNotAllowed, matches.clone(), Target::Drop);
            rules.shared.push((Shared::SourceCheck, drop));
        }
        if !block.serves_external() {
            rules.shared.push((Shared::NoExternalEndpoints, rule(refusal, matches, refuse)));
        }
    }
    if port.node_port != 0 {
        node_port(block, config, (refusal, refuse), rules);
    }
    if port.health_check_node_port != 0 {
        let matches = Matches {
            protocol: Some(Protocol::Tcp),
            destination_port: Some(port.health_check_node_port),
            ..Matches::default()
        };
        rules
            .shared
            .push((Shared::HealthChecks, rule(Purpose::HealthCheck, matches, Target::Accept)));
    }
}

fn node_port(
    block: &Block,
    config: &ProxyConfig,
    (refusal, refuse): (Purpose, Target),
    rules: &mut PortRules,
) {
    let matches = Matches {
        protocol: Some(block.port.protocol()),
        destination_port: Some(block.port.node_port),
        ..Matches::default()
    };
    let external = to_port(PortChain::External);
    if block.categories.any {
        let family = IpFamily::of(block.port.cluster_ip);
        if config.accounting && config.serves_localhost(family) {
            let counted = Matches {
                destination: Some(Destination::In(loopback())),
                counter: Some(Counter::LocalhostNodePorts),
                ..matches.clone()
            };
            rules.shared.push((Shared::NodePorts, rule(Purpose::NodePort, counted, external)));
        }
        rules.shared.push((Shared::NodePorts, rule(Purpose::NodePort, matches.clone(), external)));
    }
    if !block.serves_external() {
        let matches = Matches { destination: Some(Destination::Local), ..matches };
        rules.shared.push((Shared::NoExternalEndpoints, rule(refusal, matches, refuse)));
    }
}

/// The port's own chains.
fn own_chains(block: &Block, config: &ProxyConfig, detects: bool, rules: &mut PortRules) {
    let reachable = block.categories.reachable();
    rules.own.reserve(4 * reachable.len() + 6);
    rules.chains.reserve(reachable.len() + 4);
    for policy in [TrafficPolicy::Cluster, TrafficPolicy::Local] {
        let internal = block.serves_internal() && block.port.internal_policy == policy;
        let places = block.of_policy(policy);
        if places.is_empty() && !internal {
            continue;
        }
        rules.begin(PortChain::of_policy(policy));
        if internal {
            masquerade_cluster_ip(block, config, detects, rules);
        }
        spread(block, places, rules);
    }
    if block.port.externally_accessible {
        external_chain(block, detects, rules);
    }
    if uses_firewall(block) {
        firewall_chain(block, config, rules);
    }
    for place in reachable {
        endpoint_chain(block, place, rules);
    }
}

fn masquerade_cluster_ip(
    block: &Block,
    config: &ProxyConfig,
    detects: bool,
    rules: &mut PortRules,
) {
    let (purpose, source) = match (config.masquerade_all, detects) {
        (true, _) => (Purpose::MasqueradeAll, None),
        (false, true) => (Purpose::MasqueradeClusterIp, Some(Source::NotPods)),
        (false, false) => return,
    };
    let matches = Matches {
        protocol: Some(block.port.protocol()),
        destination: Some(Destination::Is(block.port.cluster_ip)),
        destination_port: Some(block.port.port),
        source,
        ..Matches::default()
    };
    rules.push(rule(purpose, matches, MARK));
}

fn spread(block: &Block, places: &[u32], rules: &mut PortRules) {
    let jump = |place: u32| to_port(PortChain::Endpoint(place));
    if block.port.affinity.is_some() {
        for place in places.iter().copied() {
            let matches = Matches { remembered_for: Some(place), ..Matches::default() };
            rules.push(rule(Purpose::Sticky(place), matches, jump(place)));
        }
    }
    let of = u32::try_from(places.len()).unwrap_or(u32::MAX);
    for (nth, place) in (0u32..).zip(places.iter().copied()) {
        let chance = (nth + 1 < of).then_some(Chance { nth, of });
        let matches = Matches { chance, ..Matches::default() };
        rules.push(rule(Purpose::Spread(place), matches, jump(place)));
    }
}

fn external_chain(block: &Block, detects: bool, rules: &mut PortRules) {
    rules.begin(PortChain::External);
    let cluster = to_port(PortChain::Cluster);
    let from = |source| Matches { source: Some(source), ..Matches::default() };
    match block.port.external_policy {
        TrafficPolicy::Cluster => {
            rules.push(rule(Purpose::MasqueradeExternal, Matches::default(), MARK));
        }
        TrafficPolicy::Local => {
            if detects {
                rules.push(rule(Purpose::PodShortcut, from(Source::Pods), cluster));
            }
            rules.push(rule(Purpose::MasqueradeLocal, from(Source::Local), MARK));
            rules.push(rule(Purpose::LocalShortcut, from(Source::Local), cluster));
        }
    }
    if block.serves_external() {
        let rest = to_port(PortChain::of_policy(block.port.external_policy));
        rules.push(rule(Purpose::ExternalPolicy, Matches::default(), rest));
    }
}

fn firewall_chain(block: &Block, config: &ProxyConfig, rules: &mut PortRules) {
    rules.begin(PortChain::Firewall);
    let external = to_port(PortChain::External);
    let from = |source| Matches { source: Some(source), ..Matches::default() };
    for range in &block.port.source_ranges {
        rules.push(rule(Purpose::SourceRange, from(Source::In(*range)), external));
    }
    if allows_node(block, config) {
        for vip in &block.port.load_balancer_vips {
            rules.push(rule(Purpose::SourceRange, from(Source::Is(*vip)), external));
        }
    }
    rules.push(rule(Purpose::SourceRangesEnd, Matches::default(), Target::Nothing));
}

/// Whether the source ranges take in this node, so that the load balancer's
/// own address may be a source here too.
pub(super) fn allows_node(block: &Block, config: &ProxyConfig) -> bool {
    config
        .primary_ip(IpFamily::of(block.port.cluster_ip))
        .is_some_and(|own| block.port.source_ranges.iter().any(|range| range.contains(&own)))
}

fn endpoint_chain(block: &Block, place: u32, rules: &mut PortRules) {
    let Some(endpoint) = block.endpoint(place) else { return };
    rules.begin(PortChain::Endpoint(place));
    let own = Matches { source: Some(Source::Is(endpoint.address.ip())), ..Matches::default() };
    rules.push(rule(Purpose::Hairpin(place), own, MARK));
    let matches = Matches { protocol: Some(block.port.protocol()), ..Matches::default() };
    let target = match block.port.affinity {
        Some(_) => Target::RememberAndDnat(place),
        None => Target::Dnat(place),
    };
    rules.push(rule(Purpose::Endpoint(place), matches, target));
}

/// The rules of a chain that no Service writes: those before the Services'
/// and those after them.
pub(super) fn fixed_rules(
    chain: Chain,
    family: IpFamily,
    config: &ProxyConfig,
) -> (Vec<Rule>, Vec<Rule>) {
    let jump = |shared: Shared| Target::Jump(Chain::Shared(shared));
    let entry = |shared: Shared| rule(Purpose::Entry, Matches::default(), jump(shared));
    let for_new = |shared: Shared| rule(Purpose::Entry, in_state(State::New), jump(shared));
    let before = match chain {
        Chain::Hook(Hook::NatPrerouting | Hook::NatOutput) => vec![entry(Shared::Services)],
        Chain::Hook(Hook::NatPostrouting) => vec![entry(Shared::Masquerading)],
        Chain::Hook(Hook::FilterInput) => vec![
            entry(Shared::LoopbackGuard),
            for_new(Shared::SourceCheck),
            entry(Shared::HealthChecks),
            for_new(Shared::NoExternalEndpoints),
        ],
        Chain::Hook(Hook::FilterForward) => vec![
            for_new(Shared::SourceCheck),
            entry(Shared::Forward),
            for_new(Shared::NoEndpoints),
            for_new(Shared::NoExternalEndpoints),
        ],
        Chain::Hook(Hook::FilterOutput) => vec![
            entry(Shared::LoopbackGuard),
            for_new(Shared::SourceCheck),
            for_new(Shared::NoEndpoints),
        ],
        Chain::Hook(Hook::PreroutingBeforeDnat | Hook::OutputBeforeDnat) | Chain::Port(_) => {
            Vec::new()
        }
        Chain::Shared(Shared::Services) => return (Vec::new(), node_ports_rules(family, config)),
        Chain::Shared(shared) => shared_rules(shared, family, config),
    };
    (before, Vec::new())
}

fn in_state(state: State) -> Matches {
    Matches { state: Some(state), ..Matches::default() }
}

fn shared_rules(shared: Shared, family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let all = Matches::default;
    match shared {
        Shared::Masquerading => vec![
            rule(Purpose::NotMarked, Matches { marked: Some(false), ..all() }, Target::Return),
            rule(Purpose::ClearMark, all(), Target::Unmark),
            rule(Purpose::SourceNat, all(), Target::Masquerade),
        ],
        Shared::MarkMasquerade => vec![rule(Purpose::SetMark, all(), Target::Mark)],
        Shared::Forward => vec![
            rule(
                Purpose::InvalidState,
                Matches {
                    counter: config.accounting.then_some(Counter::InvalidDropped),
                    ..in_state(State::Invalid)
                },
                Target::Drop,
            ),
            rule(Purpose::ForwardMarked, Matches { marked: Some(true), ..all() }, Target::Accept),
            rule(Purpose::ForwardKnown, in_state(State::Known), Target::Accept),
        ],
        Shared::LoopbackGuard if config.serves_localhost(family) => vec![rule(
            Purpose::LoopbackGuard,
            Matches {
                destination: Some(Destination::In(loopback())),
                source: Some(Source::NotIn(loopback())),
                ..in_state(State::NeitherKnownNorDnat)
            },
            Target::Drop,
        )],
        Shared::LoopbackGuard
        | Shared::Services
        | Shared::NodePorts
        | Shared::NoEndpoints
        | Shared::NoExternalEndpoints
        | Shared::NoNodePortEndpoints
        | Shared::HealthChecks
        | Shared::SourceCheck
        | Shared::ClusterIpsCheck
        | Shared::Rejecting => Vec::new(),
    }
}

/// The last rules of nat `KUBE-SERVICES`: the node's addresses lead to the
/// node ports.
fn node_ports_rules(family: IpFamily, config: &ProxyConfig) -> Vec<Rule> {
    let on = |destination| {
        let matches = Matches { destination: Some(destination), ..Matches::default() };
        rule(Purpose::NodePorts, matches, Target::Jump(Chain::Shared(Shared::NodePorts)))
    };
    let loopback_serves = config.serves_localhost(family);
    match config.node_ports_on(family) {
        NodePortsOn::All if loopback_serves => vec![on(Destination::Local)],
        NodePortsOn::All => vec![on(Destination::LocalNotIn(loopback_of(family)))],
        NodePortsOn::Only(ips) => ips
            .into_iter()
            .filter(|ip| loopback_serves || !ip.is_loopback())
            .map(|ip| on(Destination::Is(ip)))
            .collect(),
    }
}

/// The addresses of loopback in a family.
pub(super) fn loopback_of(family: IpFamily) -> IpNet {
    match family {
        IpFamily::V4 => loopback(),
        IpFamily::V6 => IpNet::from(std::net::IpAddr::from(std::net::Ipv6Addr::LOCALHOST)),
    }
}
