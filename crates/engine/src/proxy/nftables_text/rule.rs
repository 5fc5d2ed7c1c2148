//! One rule of nftables mode as text: its matches, what it does, its comment.
//!
//! Models the rules that pkg/proxy/nftables/proxier.go (v1.36) writes, and how
//! nft 1.0 prints them.

use std::sync::Arc;

use ipnet::IpNet;

use super::{MODE, ip_word};
use crate::objects::{IpFamily, TrafficPolicy};
use crate::proxy::block::Block;
use crate::proxy::config::DetectLocal;
use crate::proxy::iptables::allows_node;
use crate::proxy::names;
use crate::proxy::node_rules::FamilyRules;
use crate::proxy::ranges::braces;
use crate::proxy::rule::{Destination, Map, PortChain, Purpose, Rule, Source, State, Target};
use crate::proxy::text::{Form, chain_name, port_chain_name};

/// One rule, without its chain.
pub(in crate::proxy) fn rule(
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
