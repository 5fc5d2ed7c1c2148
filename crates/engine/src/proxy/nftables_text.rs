//! The rules of nftables mode as text, as kube-proxy hands them to `nft` and as
//! `nft list` shows them.
//!
//! Models the objects that pkg/proxy/nftables/proxier.go (v1.36) makes, as
//! sigs.k8s.io/knftables dumps them: each kind sorted by name; and what nft 1.0
//! prints of them once the kernel has them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::cluster::ProxyMode;
use crate::objects::{IpFamily, Protocol, TrafficPolicy};

use super::block::Block;
use super::config::DetectLocal;
use super::iptables::allows_node;
use super::names;
use super::node_rules::FamilyRules;
use super::ranges::braces;
use super::rule::{
    Chain, Destination, Element, ElementKey, Hook, Map, PortChain, Purpose, Rule, Shared, Source,
    State, Target,
};
use super::text::{Form, chain_name, port_chain_name};

const MODE: ProxyMode = ProxyMode::Nftables;

/// All that the table holds, one `add` a line.
pub(super) fn dump(rules: &FamilyRules) -> String {
    let mut out = String::new();
    add(rules, "table", "{ comment \"rules for kube-proxy\" ; }", &mut out);
    let chains = chains(rules);
    for (name, chain) in &chains {
        let head = chain_head(chain.0);
        let text = if head.is_empty() { name.clone() } else { format!("{name} {head}") };
        add(rules, "chain", &text, &mut out);
    }
    for text in sets(rules) {
        add(rules, "set", &text, &mut out);
    }
    for text in maps(rules) {
        add(rules, "map", &text, &mut out);
    }
    for (name, (chain, block)) in &chains {
        for rule in rules_of(rules, *chain, *block) {
            add(
                rules,
                "rule",
                &format!("{name} {}", self::rule(rules, Form::Written, rule, *block)),
                &mut out,
            );
        }
    }
    for text in elements(rules) {
        add(rules, "element", &text, &mut out);
    }
    out
}

fn add(rules: &FamilyRules, kind: &str, text: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "add {kind} {} kube-proxy {text}", ip_word(rules.family));
}

pub(super) fn ip_word(family: IpFamily) -> &'static str {
    match family {
        IpFamily::V4 => "ip",
        IpFamily::V6 => "ip6",
    }
}

fn address_type(family: IpFamily) -> &'static str {
    match family {
        IpFamily::V4 => "ipv4_addr",
        IpFamily::V6 => "ipv6_addr",
    }
}

pub(super) type Owned<'a> = (Chain, Option<&'a Arc<Block>>);

/// Every chain by its name.
pub(super) fn chains(rules: &FamilyRules) -> BTreeMap<String, Owned<'_>> {
    let mut out: BTreeMap<String, Owned<'_>> = rules
        .fixed
        .chains()
        .map(|it| (chain_name(it.chain, None, MODE), (it.chain, None)))
        .collect();
    for block in rules.blocks.iter() {
        for (chain, _) in &block.rules.chains {
            let name = port_chain_name(block, *chain, MODE);
            out.insert(name, (Chain::Port(*chain), Some(block)));
        }
    }
    out
}

pub(super) fn rules_of<'a>(
    rules: &'a FamilyRules,
    chain: Chain,
    block: Option<&'a Arc<Block>>,
) -> &'a [Rule] {
    match (chain, block) {
        (Chain::Port(chain), Some(block)) => block.rules.chain(chain),
        (chain, _) => rules.fixed.of_chain(chain).0,
    }
}

/// What stands in a chain's braces. Models nftablesBaseChains (v1.36).
fn chain_head(chain: Chain) -> &'static str {
    match chain {
        Chain::Hook(hook) => match hook {
            Hook::PreroutingBeforeDnat => "{ type filter hook prerouting priority -110 ; }",
            Hook::OutputBeforeDnat => "{ type filter hook output priority -110 ; }",
            Hook::NatPrerouting => "{ type nat hook prerouting priority -100 ; }",
            Hook::NatOutput => "{ type nat hook output priority -100 ; }",
            Hook::NatPostrouting => "{ type nat hook postrouting priority 100 ; }",
            Hook::FilterInput => "{ type filter hook input priority 0 ; }",
            Hook::FilterForward => "{ type filter hook forward priority 0 ; }",
            Hook::FilterOutput => "{ type filter hook output priority 0 ; }",
        },
        Chain::Shared(Shared::Rejecting) => {
            "{ comment \"helper for @no-endpoint-services / @no-endpoint-nodeports\" ; }"
        }
        Chain::Shared(_) | Chain::Port(_) => "",
    }
}

/// The same as `nft list` shows it: with the names that nft has for some
/// priorities.
pub(super) fn shown_head(chain: Chain) -> &'static str {
    match chain {
        Chain::Hook(hook) => match hook {
            Hook::PreroutingBeforeDnat => {
                "type filter hook prerouting priority dstnat - 10; policy accept;"
            }
            Hook::OutputBeforeDnat => "type filter hook output priority -110; policy accept;",
            Hook::NatPrerouting => "type nat hook prerouting priority dstnat; policy accept;",
            Hook::NatOutput => "type nat hook output priority -100; policy accept;",
            Hook::NatPostrouting => "type nat hook postrouting priority srcnat; policy accept;",
            Hook::FilterInput => "type filter hook input priority filter; policy accept;",
            Hook::FilterForward => "type filter hook forward priority filter; policy accept;",
            Hook::FilterOutput => "type filter hook output priority filter; policy accept;",
        },
        Chain::Shared(Shared::Rejecting) => {
            "comment \"helper for @no-endpoint-services / @no-endpoint-nodeports\""
        }
        Chain::Shared(_) | Chain::Port(_) => "",
    }
}

/// What `nft list` shows of a set or map before its elements: of the words
/// with which kube-proxy makes it.
pub(super) fn shown_set(made: &str) -> (&str, Vec<String>) {
    let (name, body) = made.split_once(" { ").unwrap_or((made, ""));
    let mut lines = Vec::new();
    for word in body.trim_end_matches('}').split(" ; ").filter(|it| !it.trim().is_empty()) {
        match word.strip_prefix("timeout ").and_then(|it| it.strip_suffix('s')) {
            Some(seconds) => {
                lines.push(format!("timeout {}", duration(seconds.parse().unwrap_or(0))));
            }
            None => {
                if word.starts_with("flags dynamic") {
                    // What the kernel gives a set that rules add to.
                    lines.push("size 65535".to_owned());
                }
                lines.push(word.to_owned());
            }
        }
    }
    (name, lines)
}

/// Seconds as nft prints them: `3h`, `1d2h3m4s`.
fn duration(mut seconds: u64) -> String {
    let mut text = String::new();
    for (unit, length) in [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)] {
        let count = seconds / length;
        seconds %= length;
        if count > 0 {
            text.push_str(&count.to_string());
            text.push(unit);
        }
    }
    text
}

/// What nft sorts a set's elements by: a plain address by its value, joined
/// values as one number whose first byte counts least (expr_msort_value).
pub(super) fn order(key: &ElementKey) -> Vec<u8> {
    let (addresses, rest) = match key {
        ElementKey::Address(ip) => return bytes(*ip),
        ElementKey::Destination(ip, protocol, port) => (bytes(*ip), Some((protocol, port))),
        ElementKey::NodePort(protocol, port) => (Vec::new(), Some((protocol, port))),
        ElementKey::Hairpin(ip, protocol, port) => {
            ([bytes(*ip), bytes(*ip)].concat(), Some((protocol, port)))
        }
    };
    let mut all = addresses;
    if let Some((protocol, port)) = rest {
        all.push(match protocol {
            Protocol::Tcp => 6,
            Protocol::Udp => 17,
            Protocol::Sctp => 132,
        });
        all.extend(port.to_be_bytes());
    }
    all.reverse();
    all
}

fn bytes(ip: IpAddr) -> Vec<u8> {
    match ip {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    }
}

pub(super) fn sets(rules: &FamilyRules) -> Vec<String> {
    let address = address_type(rules.family);
    let mut out = vec![
        format!("cluster-ips {{ type {address} ; comment \"Active ClusterIPs\" ; }}"),
        format!(
            "hairpin-connections {{ type {address} . {address} . inet_proto . inet_service ; \
             comment \"service hairpin connections\" ; }}"
        ),
    ];
    if rules.fixed.node_port_ips.is_some() {
        out.push(format!(
            "nodeport-ips {{ type {address} ; comment \"IPs that accept NodePort traffic\" ; }}"
        ));
    }
    for block in rules.blocks.iter() {
        let Some(affinity) = block.port.affinity else { continue };
        for (chain, _) in &block.rules.chains {
            let PortChain::Endpoint(place) = chain else { continue };
            if let Some(endpoint) = block.endpoint(*place) {
                out.push(format!(
                    "{} {{ type {address} ; flags dynamic,timeout ; timeout {}s ; }}",
                    names::affinity_set(block.name(), endpoint),
                    affinity.timeout_s
                ));
            }
        }
    }
    out.sort();
    out
}

pub(super) fn maps(rules: &FamilyRules) -> Vec<String> {
    let address = address_type(rules.family);
    let destination = format!("{address} . inet_proto . inet_service");
    let node_port = "inet_proto . inet_service".to_owned();
    let rows = [
        (
            Map::FirewallIps,
            &destination,
            "destinations that are subject to LoadBalancerSourceRanges",
        ),
        (
            Map::NoEndpointNodePorts,
            &node_port,
            "vmap to drop or reject packets to service nodeports with no endpoints",
        ),
        (
            Map::NoEndpointServices,
            &destination,
            "vmap to drop or reject packets to services with no endpoints",
        ),
        (Map::ServiceIps, &destination, "ClusterIP, ExternalIP and LoadBalancer IP traffic"),
        (Map::ServiceNodePorts, &node_port, "NodePort traffic"),
    ];
    rows.into_iter()
        .map(|(map, key, comment)| {
            format!("{} {{ type {key} : verdict ; comment \"{comment}\" ; }}", names::map(map))
        })
        .collect()
}

fn elements(rules: &FamilyRules) -> Vec<String> {
    let mut out: Vec<String> = rules
        .blocks
        .iter()
        .flat_map(|block| block.rules.elements.iter().map(move |it| element(it, block)))
        .collect();
    for ip in rules.fixed.node_port_ips.iter().flatten() {
        out.push(format!("nodeport-ips {{ {ip} }}"));
    }
    out.sort();
    out.dedup();
    out
}

fn element(element: &Element, block: &Arc<Block>) -> String {
    format!("{} {{ {} }}", names::map(element.map), element_body(element, block))
}

/// What stands in an element's braces: its key, and what is done.
pub(super) fn element_body(element: &Element, block: &Arc<Block>) -> String {
    let mut text = match element.key {
        ElementKey::Address(ip) => ip.to_string(),
        ElementKey::Destination(ip, protocol, port) => {
            format!("{ip} . {} . {port}", protocol.lower())
        }
        ElementKey::NodePort(protocol, port) => format!("{} . {port}", protocol.lower()),
        ElementKey::Hairpin(ip, protocol, port) => {
            format!("{ip} . {ip} . {} . {port}", protocol.lower())
        }
    };
    if matches!(element.purpose, Purpose::NoEndpoints | Purpose::NoLocalEndpoints) {
        text.push_str(&format!(" comment \"{}\"", block.name()));
    }
    let verdict = element.target.and_then(|it| verdict(it, block)).unwrap_or_default();
    text.push_str(&verdict);
    text
}

/// The verdict of a map's element.
fn verdict(target: Target, block: &Arc<Block>) -> Option<String> {
    if let Target::Goto(chain) = target {
        return Some(format!(" : goto {}", chain_name(chain, Some(block), MODE)));
    }
    (target == Target::Drop).then(|| " : drop".to_owned())
}

/// One rule, without its chain.
pub(super) fn rule(
    rules: &FamilyRules,
    form: Form,
    rule: &Rule,
    block: Option<&Arc<Block>>,
) -> String {
    let mut words = matches(rules, form, rule, block);
    words.extend(target(rules, form, rule.target, block));
    if let Some(comment) = comment(rule.purpose) {
        words.push(format!("comment \"{comment}\""));
    }
    words.join(" ")
}

fn matches(
    rules: &FamilyRules,
    form: Form,
    rule: &Rule,
    block: Option<&Arc<Block>>,
) -> Vec<String> {
    let ip = ip_word(rules.family);
    let matches = &rule.matches;
    let mut words = Vec::new();
    match matches.state {
        Some(State::New) => words.push("ct state new".to_owned()),
        Some(State::Dnat) => words.push("ct status dnat".to_owned()),
        Some(State::Invalid | State::Known | State::NeitherKnownNorDnat) | None => {}
    }
    if matches.hairpin {
        words.push(format!(
            "{ip} saddr . {ip} daddr . meta l4proto . th dport @hairpin-connections"
        ));
    }
    if matches.marked == Some(true) {
        words.push(match form {
            Form::Written => format!("mark and {} != 0", mark(rules)),
            // nft takes a mask whose ones come first for a prefix
            // (relational_binop_postprocess).
            Form::Shown if rules.config.masquerade_mark().leading_ones() > 0 => {
                "meta mark != 0x00000000/1".to_owned()
            }
            Form::Shown => format!("meta mark & {} != 0x00000000", mark(rules)),
        });
    }
    words.extend(matches.destination.map(|it| destination(rules, form, it)));
    words.extend(matches.source.and_then(|it| source(rules, form, it, block)));
    if let Some(endpoint) = matches.remembered_for.and_then(|place| block?.endpoint(place))
        && let Some(block) = block
    {
        let set = names::affinity_set(block.name(), endpoint);
        words.push(format!("{ip} saddr @{set}"));
    }
    if let Some(protocol) = matches.protocol {
        words.push(format!("meta l4proto {}", protocol.lower()));
    }
    words
}

fn destination(rules: &FamilyRules, form: Form, destination: Destination) -> String {
    let ip = ip_word(rules.family);
    match destination {
        Destination::Is(address) => format!("{ip} daddr {address}"),
        Destination::In(range) => format!("{ip} daddr {range}"),
        Destination::NotIn(range) => format!("{ip} daddr != {}", loopback(rules, range)),
        Destination::Local => "fib daddr type local".to_owned(),
        Destination::LocalNotIn(range) => {
            format!("fib daddr type local {ip} daddr != {}", loopback(rules, range))
        }
        Destination::NodePortAddress => format!("{ip} daddr @nodeport-ips"),
        Destination::ClusterIp => format!("{ip} daddr @cluster-ips"),
        Destination::ServiceRange => {
            let ranges = rules.config.service_cidrs.iter();
            let own = ranges.filter(|range| IpFamily::of(range.addr()) == rules.family);
            match form {
                Form::Written => {
                    let texts: Vec<String> = own.map(ToString::to_string).collect();
                    format!("{ip} daddr {{ {} }}", texts.join(","))
                }
                Form::Shown => format!("{ip} daddr {}", braces(&own.copied().collect::<Vec<_>>())),
            }
        }
    }
}

/// A range; that of IPv6's loopback is written as the address in it.
fn loopback(rules: &FamilyRules, range: IpNet) -> String {
    match rules.family {
        IpFamily::V4 => range.to_string(),
        IpFamily::V6 => range.addr().to_string(),
    }
}

fn source(
    rules: &FamilyRules,
    form: Form,
    source: Source,
    block: Option<&Arc<Block>>,
) -> Option<String> {
    let ip = ip_word(rules.family);
    match source {
        Source::Is(address) => Some(format!("{ip} saddr {address}")),
        Source::In(range) => Some(format!("{ip} saddr {range}")),
        Source::NotIn(range) => Some(format!("{ip} saddr != {range}")),
        Source::Local => Some("fib saddr type local".to_owned()),
        Source::Pods => from_pods(ip, form, "", &rules.fixed.detect_local),
        Source::NotPods => from_pods(ip, form, "!= ", &rules.fixed.detect_local),
        Source::NotAllowed => {
            let port = &block?.port;
            let mut texts: Vec<String> =
                port.source_ranges.iter().map(ToString::to_string).collect();
            let mut ranges = port.source_ranges.clone();
            if allows_node(block?, &rules.config) {
                texts.extend(port.load_balancer_vips.iter().map(ToString::to_string));
                ranges.extend(port.load_balancer_vips.iter().map(|it| IpNet::from(*it)));
            }
            Some(match form {
                Form::Written => format!("{ip} saddr != {{ {} }}", texts.join(" , ")),
                Form::Shown => format!("{ip} saddr != {}", braces(&ranges)),
            })
        }
    }
}

fn from_pods(ip: &str, form: Form, not: &str, detect: &DetectLocal) -> Option<String> {
    let quote = if form == Form::Shown { "\"" } else { "" };
    match detect {
        DetectLocal::Nothing => None,
        DetectLocal::Ranges(ranges) => ranges.first().map(|range| match form {
            Form::Written => format!("{ip} saddr {not}{range}"),
            Form::Shown => format!("{ip} saddr {not}{}", braces(&[*range])),
        }),
        DetectLocal::Bridge(name) => Some(format!("iifname {not}{quote}{name}{quote}")),
        DetectLocal::InterfacePrefix(prefix) => {
            Some(format!("iifname {not}{quote}{prefix}*{quote}"))
        }
    }
}

fn mark(rules: &FamilyRules) -> String {
    format!("0x{:08x}", rules.config.masquerade_mark())
}

fn target(
    rules: &FamilyRules,
    form: Form,
    target: Target,
    block: Option<&Arc<Block>>,
) -> Option<String> {
    let ip = ip_word(rules.family);
    let shown = form == Form::Shown;
    let set_mark = |written: &str, sign: &str| {
        let mark = mark(rules);
        if shown {
            format!("meta mark set meta mark {sign} {mark}")
        } else {
            format!("mark set mark {written} {mark}")
        }
    };
    Some(match target {
        Target::Jump(chain) => format!("jump {}", chain_name(chain, block, MODE)),
        Target::Goto(chain) => format!("goto {}", chain_name(chain, block, MODE)),
        Target::Mark => set_mark("or", "|"),
        Target::Unmark => set_mark("xor", "^"),
        Target::Masquerade => "masquerade fully-random".to_owned(),
        Target::UnmarkAndMasquerade => {
            format!("{} masquerade fully-random", set_mark("xor", "^"))
        }
        Target::Remember(place) => {
            let set = names::affinity_set(block?.name(), block?.endpoint(place)?);
            format!("update @{set} {{ {ip} saddr }}")
        }
        Target::Dnat(place) | Target::RememberAndDnat(place) => {
            format!("dnat to {}", block?.endpoint(place)?)
        }
        Target::DnatOneOf(policy) => {
            let (count, texts) = one_of(block?, form, policy, |block, place| {
                let address = block.endpoint(place)?.address;
                Some(format!("{} . {}", address.ip(), address.port()))
            });
            let pair = if shown { "" } else { " addr . port" };
            format!("dnat {ip}{pair} to numgen random mod {count} map {{ {texts} }}")
        }
        Target::GotoOneOf(policy) => {
            let (count, texts) = one_of(block?, form, policy, |block, place| {
                Some(format!("goto {}", port_chain_name(block, PortChain::Endpoint(place), MODE)))
            });
            format!("numgen random mod {count} vmap {{ {texts} }}")
        }
        Target::LookUp(map @ (Map::ServiceNodePorts | Map::NoEndpointNodePorts)) => {
            format!("meta l4proto . th dport vmap @{}", names::map(map))
        }
        Target::LookUp(map) => {
            format!("{ip} daddr . meta l4proto . th dport vmap @{}", names::map(map))
        }
        Target::Accept => "accept".to_owned(),
        Target::Drop => "drop".to_owned(),
        Target::Reject => "reject".to_owned(),
        Target::Return => "return".to_owned(),
        Target::Nothing => return None,
    })
}

/// How many endpoints a policy has, and the numbered list of them.
fn one_of(
    block: &Block,
    form: Form,
    policy: TrafficPolicy,
    text: impl Fn(&Block, u32) -> Option<String>,
) -> (usize, String) {
    let places = block.of_policy(policy);
    let texts: Vec<String> = places
        .iter()
        .enumerate()
        .filter_map(|(number, place)| Some(format!("{number} : {}", text(block, *place)?)))
        .collect();
    (places.len(), texts.join(if form == Form::Shown { ", " } else { " , " }))
}

fn comment(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::MasqueradeClusterIp => Some("masquerade clusterIP traffic from outside cluster"),
        Purpose::MasqueradeExternal => Some("masquerade"),
        Purpose::PodShortcut => Some("short-circuit pod traffic"),
        Purpose::MasqueradeLocal => Some("masquerade local traffic"),
        Purpose::LocalShortcut => Some("short-circuit local traffic"),
        Purpose::WrongPort => Some("Reject traffic to invalid ports of ClusterIPs"),
        Purpose::UnusedAddress => Some("Drop traffic to unallocated ClusterIPs"),
        Purpose::MasqueradeAll => Some("masquerade all clusterIP traffic"),
        Purpose::Entry
        | Purpose::ClusterIp
        | Purpose::ExternalIp
        | Purpose::LoadBalancerIp
        | Purpose::NodePort
        | Purpose::NodePorts
        | Purpose::NoEndpoints
        | Purpose::NoLocalEndpoints
        | Purpose::HealthCheck
        | Purpose::ExternalPolicy
        | Purpose::SourceRange
        | Purpose::SourceRangesEnd
        | Purpose::SourceNotAllowed
        | Purpose::Sticky(_)
        | Purpose::Spread(_)
        | Purpose::SpreadAll
        | Purpose::Hairpin(_)
        | Purpose::Endpoint(_)
        | Purpose::LoopbackGuard
        | Purpose::InvalidState
        | Purpose::ForwardMarked
        | Purpose::ForwardKnown
        | Purpose::NotMarked
        | Purpose::ClearMark
        | Purpose::SourceNat
        | Purpose::SetMark
        | Purpose::Refuse => None,
    }
}
