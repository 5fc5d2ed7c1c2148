//! The rules of iptables mode as text, in the words of `iptables-restore`.
//!
//! Models the text that pkg/proxy/iptables/proxier.go (v1.36) writes.

use std::fmt::Write;
use std::sync::Arc;

use crate::cluster::ProxyMode;

use super::block::Block;
use super::config::DetectLocal;
use super::names;
use super::node_rules::FamilyRules;
use super::rule::{
    Chain, Counter, Destination, Matches, PortChain, Purpose, Rule, Shared, Source, State, Target,
};
use super::text::{chain_name, port_chain_name};

const FILTER_CHAINS: [Shared; 6] = [
    Shared::NoEndpoints,
    Shared::NoExternalEndpoints,
    Shared::Forward,
    Shared::HealthChecks,
    Shared::SourceCheck,
    Shared::LoopbackGuard,
];

const NAT_CHAINS: [Shared; 4] =
    [Shared::Services, Shared::NodePorts, Shared::Masquerading, Shared::MarkMasquerade];

/// What a full sync hands to `iptables-restore`.
pub(super) fn restore(rules: &FamilyRules) -> String {
    let mut out = String::from("*filter\n");
    for chain in FILTER_CHAINS {
        if chain != Shared::LoopbackGuard || is_written(rules, chain) {
            declare(names::shared(chain, ProxyMode::Iptables), &mut out);
        }
    }
    fixed(rules, &[Shared::LoopbackGuard], &mut out);
    for block in rules.blocks.iter() {
        shared_of(rules, block, &FILTER_CHAINS, &mut out);
    }
    fixed(rules, &[Shared::Forward], &mut out);
    out.push_str("COMMIT\n*nat\n");
    for chain in NAT_CHAINS {
        declare(names::shared(chain, ProxyMode::Iptables), &mut out);
    }
    for block in rules.blocks.iter() {
        for (chain, _) in &block.rules.chains {
            declare(&port_chain_name(block, *chain, ProxyMode::Iptables), &mut out);
        }
    }
    fixed(rules, &[Shared::Masquerading, Shared::MarkMasquerade], &mut out);
    for block in rules.blocks.iter() {
        shared_of(rules, block, &NAT_CHAINS, &mut out);
        own_of(rules, block, &mut out);
    }
    fixed(rules, &[Shared::Services], &mut out);
    out.push_str("COMMIT\n");
    out
}

fn declare(name: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, ":{name} - [0:0]");
}

fn is_written(rules: &FamilyRules, chain: Shared) -> bool {
    !rules.fixed.of_chain(Chain::Shared(chain)).0.is_empty()
}

fn fixed(rules: &FamilyRules, chains: &[Shared], out: &mut String) {
    for chain in chains {
        let (before, after) = rules.fixed.of_chain(Chain::Shared(*chain));
        for rule in before.iter().chain(after) {
            line(rules, Chain::Shared(*chain), rule, None, out);
        }
    }
}

fn shared_of(rules: &FamilyRules, block: &Arc<Block>, chains: &[Shared], out: &mut String) {
    for (chain, rule) in &block.rules.shared {
        if chains.contains(chain) {
            line(rules, Chain::Shared(*chain), rule, Some(block), out);
        }
    }
}

fn own_of(rules: &FamilyRules, block: &Arc<Block>, out: &mut String) {
    for (chain, _) in &block.rules.chains {
        for rule in block.rules.chain(*chain) {
            line(rules, Chain::Port(*chain), rule, Some(block), out);
        }
    }
}

fn line(
    rules: &FamilyRules,
    chain: Chain,
    rule: &Rule,
    block: Option<&Arc<Block>>,
    out: &mut String,
) {
    out.push_str(&self::rule(rules, chain, rule, block));
    out.push('\n');
}

/// One rule: `-A CHAIN ... -j TARGET`.
pub(super) fn rule(
    rules: &FamilyRules,
    chain: Chain,
    rule: &Rule,
    block: Option<&Arc<Block>>,
) -> String {
    let mut words = vec!["-A".to_owned(), chain_name(chain, block, ProxyMode::Iptables)];
    let matches = &rule.matches;
    if let (Chain::Hook(_), Target::Jump(Chain::Shared(to))) = (chain, rule.target) {
        if matches.state == Some(State::New) {
            words.push("-m conntrack --ctstate NEW".to_owned());
        }
        if let Some(comment) = entry_comment(to) {
            words.push(format!("-m comment --comment {}", quoted(comment)));
        }
    } else {
        if let Some(comment) = comment(rules, rule, block) {
            words.push(format!("-m comment --comment {}", quoted(&comment)));
        }
        match_words(rules, rule, block, &mut words);
    }
    words.extend(target(rules, rule.target, block));
    words.join(" ")
}

/// The rules from the kernel's chains, each with its table first and comments
/// as single arguments.
pub(super) fn jump_rules(rules: &FamilyRules) -> Vec<String> {
    rules
        .fixed
        .chains()
        .filter(|it| matches!(it.chain, Chain::Hook(_)))
        .flat_map(|it| {
            let table = names::iptables_table(it.chain);
            it.before.iter().map(move |one| {
                let text = rule(rules, it.chain, one, None).replace('"', "");
                format!("{table} {text}")
            })
        })
        .collect()
}

fn quoted(comment: &str) -> String {
    if comment.contains(' ') { format!("\"{comment}\"") } else { comment.to_owned() }
}

/// Models the comments of iptablesJumpChains (v1.36).
fn entry_comment(to: Shared) -> Option<&'static str> {
    match to {
        Shared::Services | Shared::NoEndpoints => Some("kubernetes service portals"),
        Shared::Masquerading => Some("kubernetes postrouting rules"),
        Shared::SourceCheck => Some("kubernetes load balancer firewall"),
        Shared::HealthChecks => Some("kubernetes health check service ports"),
        Shared::NoExternalEndpoints => Some("kubernetes externally-visible service portals"),
        Shared::Forward => Some("kubernetes forwarding rules"),
        Shared::LoopbackGuard
        | Shared::NodePorts
        | Shared::MarkMasquerade
        | Shared::NoNodePortEndpoints
        | Shared::ClusterIpsCheck
        | Shared::Rejecting => None,
    }
}

fn comment(rules: &FamilyRules, rule: &Rule, block: Option<&Arc<Block>>) -> Option<String> {
    let name = block.map(|it| it.name().to_string()).unwrap_or_default();
    let of_endpoint = |text: String| (!rules.is_large()).then_some(text);
    match rule.purpose {
        Purpose::ClusterIp | Purpose::MasqueradeClusterIp | Purpose::MasqueradeAll => {
            Some(format!("{name} cluster IP"))
        }
        Purpose::ExternalIp => Some(format!("{name} external IP")),
        Purpose::LoadBalancerIp | Purpose::SourceRange => Some(format!("{name} loadbalancer IP")),
        Purpose::NodePort => Some(name),
        Purpose::NodePorts => Some(
            "kubernetes service nodeports; NOTE: this must be the last rule in this chain"
                .to_owned(),
        ),
        Purpose::NoEndpoints => Some(format!("{name} has no endpoints")),
        Purpose::NoLocalEndpoints => Some(format!("{name} has no local endpoints")),
        Purpose::HealthCheck => Some(format!("{name} health check node port")),
        Purpose::MasqueradeExternal => {
            Some(format!("masquerade traffic for {name} external destinations"))
        }
        Purpose::PodShortcut => Some(format!("pod traffic for {name} external destinations")),
        Purpose::MasqueradeLocal => {
            Some(format!("masquerade LOCAL traffic for {name} external destinations"))
        }
        Purpose::LocalShortcut => {
            Some(format!("route LOCAL traffic for {name} external destinations"))
        }
        Purpose::SourceRangesEnd => {
            Some(format!("other traffic to {name} will be dropped by KUBE-PROXY-FIREWALL"))
        }
        Purpose::SourceNotAllowed => block.map(|block| {
            let firewall = port_chain_name(block, PortChain::Firewall, ProxyMode::Iptables);
            format!("{name} traffic not accepted by {firewall}")
        }),
        Purpose::Sticky(place) | Purpose::Spread(place) => block
            .and_then(|block| block.endpoint(place))
            .and_then(|endpoint| of_endpoint(format!("{name} -> {endpoint}"))),
        Purpose::Hairpin(_) | Purpose::Endpoint(_) => of_endpoint(name),
        Purpose::LoopbackGuard => Some("block incoming localnet connections".to_owned()),
        Purpose::ForwardMarked => Some("kubernetes forwarding rules".to_owned()),
        Purpose::ForwardKnown => Some("kubernetes forwarding conntrack rule".to_owned()),
        Purpose::SourceNat => Some("kubernetes service traffic requiring SNAT".to_owned()),
        Purpose::Entry
        | Purpose::ExternalPolicy
        | Purpose::SpreadAll
        | Purpose::WrongPort
        | Purpose::UnusedAddress
        | Purpose::InvalidState
        | Purpose::NotMarked
        | Purpose::ClearMark
        | Purpose::SetMark
        | Purpose::Refuse => None,
    }
}

fn match_words(
    rules: &FamilyRules,
    rule: &Rule,
    block: Option<&Arc<Block>>,
    words: &mut Vec<String>,
) {
    let matches = &rule.matches;
    if let Some(words_of_recent) = recent(rule, block) {
        words.push(words_of_recent);
    }
    if let Some(Destination::Local | Destination::LocalNotIn(_)) = matches.destination {
        words.push("-m addrtype --dst-type LOCAL".to_owned());
    }
    if let Some(Destination::LocalNotIn(range)) = matches.destination {
        words.push(format!("! -d {range}"));
    }
    if let Some(protocol) = matches.protocol {
        words.push(format!("-m {0} -p {0}", protocol.lower()));
    }
    match matches.destination {
        Some(Destination::Is(ip)) => words.push(format!("-d {ip}")),
        Some(Destination::In(range)) => words.push(format!("-d {range}")),
        Some(Destination::NotIn(range)) => words.push(format!("! -d {range}")),
        Some(
            Destination::Local
            | Destination::LocalNotIn(_)
            | Destination::NodePortAddress
            | Destination::ClusterIp
            | Destination::ServiceRange,
        )
        | None => {}
    }
    if let Some(port) = matches.destination_port {
        words.push(format!("--dport {port}"));
    }
    words.extend(matches.source.and_then(|it| source(rules, it)));
    words.extend(rest(rules, matches));
}

fn source(rules: &FamilyRules, source: Source) -> Option<String> {
    match source {
        Source::Is(ip) => Some(format!("-s {ip}")),
        Source::In(range) => Some(format!("-s {range}")),
        Source::NotIn(range) => Some(format!("! -s {range}")),
        Source::Local => Some("-m addrtype --src-type LOCAL".to_owned()),
        Source::Pods => from_pods(&rules.fixed.detect_local),
        Source::NotPods => from_pods(&rules.fixed.detect_local).map(|pods| format!("! {pods}")),
        Source::NotAllowed => None,
    }
}

fn from_pods(detect: &DetectLocal) -> Option<String> {
    match detect {
        DetectLocal::Nothing => None,
        DetectLocal::Ranges(ranges) => ranges.first().map(|range| format!("-s {range}")),
        DetectLocal::Bridge(name) => Some(format!("-i {name}")),
        DetectLocal::InterfacePrefix(prefix) => Some(format!("-i {prefix}+")),
    }
}

fn recent(rule: &Rule, block: Option<&Arc<Block>>) -> Option<String> {
    let block = block?;
    let name = |place| port_chain_name(block, PortChain::Endpoint(place), ProxyMode::Iptables);
    if let Some(place) = rule.matches.remembered_for {
        let seconds = block.port.affinity?.timeout_s;
        let name = name(place);
        return Some(format!("-m recent --name {name} --rcheck --seconds {seconds} --reap"));
    }
    if let Target::RememberAndDnat(place) = rule.target {
        return Some(format!("-m recent --name {} --set", name(place)));
    }
    None
}

fn rest(rules: &FamilyRules, matches: &Matches) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(marked) = matches.marked {
        let mark = mark(rules);
        let not = if marked { "" } else { "! " };
        words.push(format!("-m mark {not}--mark {mark}/{mark}"));
    }
    match matches.state {
        Some(State::New) => words.push("-m conntrack --ctstate NEW".to_owned()),
        Some(State::Invalid) => words.push("-m conntrack --ctstate INVALID".to_owned()),
        Some(State::Known) => {
            words.push("-m conntrack --ctstate RELATED,ESTABLISHED".to_owned());
        }
        Some(State::NeitherKnownNorDnat) => {
            words.push("-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT".to_owned());
        }
        Some(State::Dnat) | None => {}
    }
    if let Some(counter) = matches.counter {
        let name = match counter {
            Counter::InvalidDropped => "ct_state_invalid_dropped_pkts",
            Counter::LocalhostNodePorts => "localhost_nps_accepted_pkts",
        };
        words.push(format!("-m nfacct --nfacct-name {name}"));
    }
    if let Some(chance) = matches.chance {
        let left = u64::from(chance.of.saturating_sub(chance.nth).max(1));
        words.push(format!("-m statistic --mode random --probability {}", one_in(left)));
    }
    words
}

/// The decimal places that kube-proxy writes of a probability.
const TEN_PLACES: u64 = 10_000_000_000;

/// `1/n` as `%0.10f` writes it: to the nearest, ties to even.
fn one_in(n: u64) -> String {
    let (cut, rest) = (TEN_PLACES / n, TEN_PLACES % n);
    let up = rest * 2 > n || (rest * 2 == n && cut % 2 == 1);
    let rounded = cut + u64::from(up);
    format!("{}.{:010}", rounded / TEN_PLACES, rounded % TEN_PLACES)
}

fn mark(rules: &FamilyRules) -> String {
    format!("0x{:08x}", rules.config.masquerade_mark())
}

fn target(rules: &FamilyRules, target: Target, block: Option<&Arc<Block>>) -> Option<String> {
    let to = |place: u32| Some(block?.endpoint(place)?.address);
    match target {
        Target::Jump(chain) | Target::Goto(chain) => {
            Some(format!("-j {}", chain_name(chain, block, ProxyMode::Iptables)))
        }
        Target::Mark => Some(format!("-j MARK --or-mark {}", mark(rules))),
        Target::Unmark => Some(format!("-j MARK --xor-mark {}", mark(rules))),
        Target::Masquerade | Target::UnmarkAndMasquerade => {
            Some("-j MASQUERADE --random-fully".to_owned())
        }
        Target::Dnat(place) | Target::RememberAndDnat(place) => {
            to(place).map(|it| format!("-j DNAT --to-destination {it}"))
        }
        Target::Accept => Some("-j ACCEPT".to_owned()),
        Target::Drop => Some("-j DROP".to_owned()),
        Target::Reject => Some("-j REJECT".to_owned()),
        Target::Return => Some("-j RETURN".to_owned()),
        Target::Remember(_)
        | Target::DnatOneOf(_)
        | Target::GotoOneOf(_)
        | Target::LookUp(_)
        | Target::Nothing => None,
    }
}
