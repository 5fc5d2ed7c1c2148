//! The rules of iptables mode as text, in the words of `iptables-restore` and
//! in those of `iptables-save`.
//!
//! Models the text that pkg/proxy/iptables/proxier.go (v1.36) writes, and what
//! the save functions of iptables' extensions print of it (iptables 1.8).

use std::fmt::Write;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::cluster::ProxyMode;
use crate::objects::IpFamily;

use super::block::Block;
use super::config::DetectLocal;
use super::names;
use super::node_rules::FamilyRules;
use super::rule::{
    Chain, Counter, Destination, Matches, PortChain, Purpose, Rule, Shared, Source, State, Target,
};
use super::text::{Form, chain_name, port_chain_name};

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
    out.push_str(&self::rule(rules, Form::Written, chain, rule, block));
    out.push('\n');
}

/// What `iptables-save` puts before all matches, whatever order they were
/// given in.
#[derive(Clone, Copy)]
enum Slot {
    Source,
    Destination,
    Interface,
    Protocol,
}

/// The words of one rule.
struct Words {
    form: Form,
    slots: [String; 4],
    rest: Vec<String>,
}

impl Words {
    fn push(&mut self, text: String) {
        self.rest.push(text);
    }

    /// Words that `iptables-save` has a place of its own for.
    fn place(&mut self, slot: Slot, text: String) {
        match self.form {
            Form::Written => self.rest.push(text),
            Form::Shown => {
                if let Some(place) = self.slots.get_mut(slot as usize) {
                    *place = text;
                }
            }
        }
    }

    fn comment(&mut self, text: &str) {
        let quoted = self.form == Form::Shown || text.contains(' ');
        let quote = if quoted { "\"" } else { "" };
        self.push(format!("-m comment --comment {quote}{text}{quote}"));
    }

    /// An address as the side that prints it writes it.
    fn address(&self, ip: IpAddr) -> String {
        match (self.form, ip) {
            (Form::Written, _) => ip.to_string(),
            (Form::Shown, IpAddr::V4(_)) => format!("{ip}/32"),
            (Form::Shown, IpAddr::V6(_)) => format!("{ip}/128"),
        }
    }
}

/// One rule: `-A CHAIN ... -j TARGET`.
pub(super) fn rule(
    rules: &FamilyRules,
    form: Form,
    chain: Chain,
    rule: &Rule,
    block: Option<&Arc<Block>>,
) -> String {
    let mut words = Words { form, slots: Default::default(), rest: Vec::new() };
    let matches = &rule.matches;
    if let (Chain::Hook(_), Target::Jump(Chain::Shared(to))) = (chain, rule.target) {
        if matches.state == Some(State::New) {
            words.push("-m conntrack --ctstate NEW".to_owned());
        }
        if let Some(comment) = entry_comment(to) {
            words.comment(comment);
        }
    } else {
        if let Some(comment) = comment(rules, rule, block) {
            words.comment(&comment);
        }
        match_words(rules, rule, block, &mut words);
    }
    if let Some(target) = target(rules, form, rule.target, block) {
        words.push(target);
    }
    let mut text = format!("-A {}", chain_name(chain, block, ProxyMode::Iptables));
    for word in words.slots.iter().chain(&words.rest).filter(|it| !it.is_empty()) {
        text.push(' ');
        text.push_str(word);
    }
    text
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
                let text = rule(rules, Form::Written, it.chain, one, None).replace('"', "");
                format!("{table} {text}")
            })
        })
        .collect()
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

fn match_words(rules: &FamilyRules, rule: &Rule, block: Option<&Arc<Block>>, words: &mut Words) {
    let matches = &rule.matches;
    if let Some(words_of_recent) = recent(rules, words.form, rule, block) {
        words.push(words_of_recent);
    }
    if let Some(Destination::Local | Destination::LocalNotIn(_)) = matches.destination {
        words.push("-m addrtype --dst-type LOCAL".to_owned());
    }
    if let Some(Destination::LocalNotIn(range)) = matches.destination {
        words.place(Slot::Destination, format!("! -d {range}"));
    }
    if let Some(protocol) = matches.protocol {
        let name = protocol.lower();
        words.push(format!("-m {name}"));
        words.place(Slot::Protocol, format!("-p {name}"));
    }
    let destination = match matches.destination {
        Some(Destination::Is(ip)) => format!("-d {}", words.address(ip)),
        Some(Destination::In(range)) => format!("-d {range}"),
        Some(Destination::NotIn(range)) => format!("! -d {range}"),
        Some(
            Destination::Local
            | Destination::LocalNotIn(_)
            | Destination::NodePortAddress
            | Destination::ClusterIp
            | Destination::ServiceRange,
        )
        | None => String::new(),
    };
    if !destination.is_empty() {
        words.place(Slot::Destination, destination);
    }
    if let Some(port) = matches.destination_port {
        words.push(format!("--dport {port}"));
    }
    if let Some(it) = matches.source {
        source(rules, it, words);
    }
    rest(rules, matches, words);
}

fn source(rules: &FamilyRules, source: Source, words: &mut Words) {
    match source {
        Source::Is(ip) => words.place(Slot::Source, format!("-s {}", words.address(ip))),
        Source::In(range) => words.place(Slot::Source, format!("-s {range}")),
        Source::NotIn(range) => words.place(Slot::Source, format!("! -s {range}")),
        Source::Local => words.push("-m addrtype --src-type LOCAL".to_owned()),
        Source::Pods => from_pods(&rules.fixed.detect_local, "", words),
        Source::NotPods => from_pods(&rules.fixed.detect_local, "! ", words),
        Source::NotAllowed => {}
    }
}

fn from_pods(detect: &DetectLocal, not: &str, words: &mut Words) {
    match detect {
        DetectLocal::Nothing => {}
        DetectLocal::Ranges(ranges) => {
            // iptables-save leaves out a range of all addresses (save_ipv4_addr).
            let says_nothing = |range: &IpNet| {
                words.form == Form::Shown && not.is_empty() && range.prefix_len() == 0
            };
            if let Some(range) = ranges.first().filter(|it| !says_nothing(it)) {
                words.place(Slot::Source, format!("{not}-s {range}"));
            }
        }
        DetectLocal::Bridge(name) => words.place(Slot::Interface, format!("{not}-i {name}")),
        DetectLocal::InterfacePrefix(prefix) => {
            words.place(Slot::Interface, format!("{not}-i {prefix}+"));
        }
    }
}

fn recent(
    rules: &FamilyRules,
    form: Form,
    rule: &Rule,
    block: Option<&Arc<Block>>,
) -> Option<String> {
    let block = block?;
    let (place, does) = match (rule.matches.remembered_for, rule.target) {
        (Some(place), _) => {
            let seconds = block.port.affinity?.timeout_s;
            (place, format!("--rcheck --seconds {seconds} --reap"))
        }
        (None, Target::RememberAndDnat(place)) => (place, "--set".to_owned()),
        (None, _) => return None,
    };
    let name = port_chain_name(block, PortChain::Endpoint(place), ProxyMode::Iptables);
    Some(match form {
        Form::Written => format!("-m recent --name {name} {does}"),
        Form::Shown => {
            let mask = match rules.family {
                IpFamily::V4 => "255.255.255.255",
                IpFamily::V6 => "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            };
            format!("-m recent {does} --name {name} --mask {mask} --rsource")
        }
    })
}

fn rest(rules: &FamilyRules, matches: &Matches, words: &mut Words) {
    let form = words.form;
    if let Some(marked) = matches.marked {
        let mark = mark(rules, form);
        let not = if marked { "" } else { "! " };
        words.push(format!("-m mark {not}--mark {mark}/{mark}"));
    }
    let state = match matches.state {
        Some(State::New) => "--ctstate NEW",
        Some(State::Invalid) => "--ctstate INVALID",
        Some(State::Known) => "--ctstate RELATED,ESTABLISHED",
        Some(State::NeitherKnownNorDnat) => "! --ctstate RELATED,ESTABLISHED,DNAT",
        Some(State::Dnat) | None => "",
    };
    if !state.is_empty() {
        words.push(format!("-m conntrack {state}"));
    }
    if let Some(counter) = matches.counter {
        let name = match counter {
            Counter::InvalidDropped => "ct_state_invalid_dropped_pkts",
            Counter::LocalhostNodePorts => "localhost_nps_accepted_pkts",
        };
        // nfacct_print_name and xtables_save_string each write a blank.
        let blank = if form == Form::Shown { " " } else { "" };
        words.push(format!("-m nfacct --nfacct-name {blank}{name}"));
    }
    if let Some(chance) = matches.chance {
        let left = u64::from(chance.of.saturating_sub(chance.nth).max(1));
        let written = one_in(left);
        let text = match form {
            Form::Written => decimal(written, 10),
            Form::Shown => decimal(of_the_kernel(written), 11),
        };
        words.push(format!("-m statistic --mode random --probability {text}"));
    }
}

/// The decimal places that kube-proxy writes of a probability.
const TEN_PLACES: u64 = 10_000_000_000;

/// `1/n` as `%0.10f` writes it, to the nearest, ties to even: the digits.
fn one_in(n: u64) -> u64 {
    let (cut, rest) = (TEN_PLACES / n, TEN_PLACES % n);
    let up = rest * 2 > n || (rest * 2 == n && cut % 2 == 1);
    cut + u64::from(up)
}

/// The digits that `%.11f` prints of a probability of ten places once the
/// kernel has it, as a whole number of 2^31.
///
/// Models libxt_statistic.c: `lround(0x80000000 * probability)`. 10^11 / 2^31
/// is 5^11 / 2^20.
fn of_the_kernel(digits: u64) -> u64 {
    let held = ((digits.min(TEN_PLACES / 2) << 31) + TEN_PLACES / 2) / TEN_PLACES;
    let exact = held * 48_828_125;
    let (cut, rest) = (exact >> 20, exact & 0xf_ffff);
    let up = rest > 0x8_0000 || (rest == 0x8_0000 && cut % 2 == 1);
    cut + u64::from(up)
}

fn decimal(digits: u64, places: usize) -> String {
    let text = format!("{digits:0width$}", width = places + 1);
    let (whole, part) = text.split_at(text.len() - places);
    format!("{whole}.{part}")
}

fn mark(rules: &FamilyRules, form: Form) -> String {
    let mark = rules.config.masquerade_mark();
    match form {
        Form::Written => format!("0x{mark:08x}"),
        Form::Shown => format!("{mark:#x}"),
    }
}

fn target(
    rules: &FamilyRules,
    form: Form,
    target: Target,
    block: Option<&Arc<Block>>,
) -> Option<String> {
    let to = |place: u32| Some(block?.endpoint(place)?.address);
    let mark = || mark(rules, form);
    match target {
        Target::Jump(chain) | Target::Goto(chain) => {
            Some(format!("-j {}", chain_name(chain, block, ProxyMode::Iptables)))
        }
        Target::Mark if form == Form::Shown => Some(format!("-j MARK --set-xmark {0}/{0}", mark())),
        Target::Unmark if form == Form::Shown => {
            Some(format!("-j MARK --set-xmark {}/0x0", mark()))
        }
        Target::Mark => Some(format!("-j MARK --or-mark {}", mark())),
        Target::Unmark => Some(format!("-j MARK --xor-mark {}", mark())),
        Target::Masquerade | Target::UnmarkAndMasquerade => {
            Some("-j MASQUERADE --random-fully".to_owned())
        }
        Target::Dnat(place) | Target::RememberAndDnat(place) => {
            to(place).map(|it| format!("-j DNAT --to-destination {it}"))
        }
        Target::Accept => Some("-j ACCEPT".to_owned()),
        Target::Drop => Some("-j DROP".to_owned()),
        Target::Reject => Some(match (form, rules.family) {
            (Form::Written, _) => "-j REJECT".to_owned(),
            (Form::Shown, IpFamily::V4) => {
                "-j REJECT --reject-with icmp-port-unreachable".to_owned()
            }
            (Form::Shown, IpFamily::V6) => {
                "-j REJECT --reject-with icmp6-port-unreachable".to_owned()
            }
        }),
        Target::Return => Some("-j RETURN".to_owned()),
        Target::Remember(_)
        | Target::DnatOneOf(_)
        | Target::GotoOneOf(_)
        | Target::LookUp(_)
        | Target::Nothing => None,
    }
}
