//! The rules of nftables mode as text, as kube-proxy hands them to `nft` and as
//! `nft list` shows them.
//!
//! Models the objects that pkg/proxy/nftables/proxier.go (v1.36) makes, as
//! sigs.k8s.io/knftables dumps them: each kind sorted by name; and what nft 1.0
//! prints of them once the kernel has them.

mod rule;

pub(super) use self::rule::rule;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::ProxyMode;
use crate::objects::{IpFamily, Protocol};

use super::block::Block;
use super::names;
use super::node_rules::FamilyRules;
use super::rule::{
    Chain, Element, ElementKey, Hook, Map, PortChain, Purpose, Rule, Shared, Target,
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
