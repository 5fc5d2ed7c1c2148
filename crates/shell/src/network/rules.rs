//! The rules of a node as its own tools print them: `iptables-save`,
//! `iptables -S` and `nft list`. They read; nothing here writes rules.
//!
//! The texts are the engine's; this finds the part that was asked for.

use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::net::Client;
use service_lab_engine::objects::IpFamily;
use service_lab_engine::proxy::NodeRules;

use crate::cluster::Cluster;
use crate::output::Output;

/// Runs one of the tools.
pub fn rules(cluster: &mut dyn Cluster, place: &Client, name: &str, words: &[String]) -> Output {
    let rules = match place {
        Client::Node(node) => cluster.rules(node),
        Client::Outside | Client::Pod { .. } => None,
    };
    let Some(rules) = rules else {
        let mut out = Output { exit: 127, ..Output::default() };
        out.complain(format!("bash: {name}: command not found"));
        out.complain(
            "service-lab: the rules are in the kernel of each node; open a terminal there",
        );
        return out;
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (name, rules.config().mode) {
        ("nft", mode) => nft(&rules, mode, &words),
        (_, ProxyMode::Nftables) => {
            let mut out = Output::default();
            out.complain(
                "service-lab: kube-proxy works in nftables mode here: nft list table ip kube-proxy",
            );
            out
        }
        ("iptables-save", _) => save(&rules, IpFamily::V4, &words),
        ("ip6tables-save", _) => save(&rules, IpFamily::V6, &words),
        ("ip6tables", _) => print_rules(&rules, IpFamily::V6, &words),
        _ => print_rules(&rules, IpFamily::V4, &words),
    }
}

/// The table that `-t` names, and the other words.
fn table<'a>(words: &[&'a str]) -> (Option<&'a str>, Vec<&'a str>) {
    let place = words.iter().position(|it| matches!(*it, "-t" | "--table"));
    let Some(place) = place else { return (None, words.to_vec()) };
    let rest = words.iter().enumerate().filter(|(at, _)| *at != place && *at != place + 1);
    (words.get(place + 1).copied(), rest.map(|(_, word)| *word).collect())
}

/// The part of `iptables-save` that is about one table.
fn lines_of<'a>(text: &'a str, table: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("*{table}");
    let lines = text.lines().skip_while(move |it| *it != start);
    lines.skip(1).take_while(|it| *it != "COMMIT")
}

fn save(rules: &NodeRules, family: IpFamily, words: &[&str]) -> Output {
    let text = rules.shown(family);
    let (table, _) = table(words);
    let Some(table) = table else { return Output::print(text) };
    let mut out = Output::default();
    out.line(format!("*{table}"));
    for line in lines_of(&text, table) {
        out.line(line);
    }
    out.line("COMMIT");
    out
}

/// `iptables -S`: policies, chains, rules.
fn print_rules(rules: &NodeRules, family: IpFamily, words: &[&str]) -> Output {
    let (table, rest) = table(words);
    let table = table.unwrap_or("filter");
    let chain = match rest.as_slice() {
        ["-S" | "--list-rules"] => None,
        ["-S" | "--list-rules", chain] => Some(*chain),
        _ => {
            return Output::fail(
                "service-lab: of iptables, this terminal has -S [CHAIN], with -t TABLE before it",
            );
        }
    };
    let text = rules.shown(family);
    let mut out = Output::default();
    for line in lines_of(&text, table) {
        let words: Vec<&str> = line.split(' ').collect();
        let (name, line) = match words.as_slice() {
            [declared, "-", _] => {
                let name = declared.trim_start_matches(':');
                (name, format!("-N {name}"))
            }
            [declared, policy, _] if declared.starts_with(':') => {
                let name = declared.trim_start_matches(':');
                (name, format!("-P {name} {policy}"))
            }
            [_, name, ..] => (*name, line.to_owned()),
            _ => continue,
        };
        if chain.is_none_or(|it| it == name) {
            out.line(line);
        }
    }
    if out.stdout.is_empty() && chain.is_some() {
        return Output::fail("iptables: No chain/target/match by that name.");
    }
    out
}

fn nft(rules: &NodeRules, mode: ProxyMode, words: &[&str]) -> Output {
    if mode == ProxyMode::Iptables {
        return Output::fail(
            "service-lab: kube-proxy works in iptables mode here: iptables-save shows its rules",
        );
    }
    let words: Vec<&str> = words.iter().copied().filter(|it| !it.starts_with('-')).collect();
    let text_of =
        |family: &str| rules.shown(if family == "ip6" { IpFamily::V6 } else { IpFamily::V4 });
    match words.as_slice() {
        ["list", "ruleset"] => Output::print(text_of("ip") + &text_of("ip6")),
        ["list", "tables"] => {
            let mut out = Output::default();
            for family in ["ip", "ip6"].into_iter().filter(|it| !text_of(it).is_empty()) {
                out.line(format!("table {family} kube-proxy"));
            }
            out
        }
        ["list", "table", family @ ("ip" | "ip6"), "kube-proxy"] => found(text_of(family), &words),
        ["list", "table", "kube-proxy"] => Output::print(text_of("ip")),
        ["list", kind @ ("chain" | "set" | "map"), family @ ("ip" | "ip6"), "kube-proxy", name] => {
            let text = text_of(family);
            let start = format!("\t{kind} {name} {{");
            let mut lines = text.lines().skip_while(|it| *it != start).peekable();
            let mut part = String::new();
            if lines.peek().is_some() {
                part = format!("table {family} kube-proxy {{\n");
                for line in lines.take_while(|it| *it != "\t}") {
                    part.push_str(line);
                    part.push('\n');
                }
                part.push_str("\t}\n}\n");
            }
            found(part, &words)
        }
        _ => Output::fail(
            "service-lab: of nft, this terminal has list ruleset, list tables, list table ip \
             kube-proxy, and list chain, set or map ip kube-proxy NAME",
        ),
    }
}

fn found(text: String, words: &[&str]) -> Output {
    if text.is_empty() {
        let words = words.join(" ");
        return Output::fail(format!("Error: No such file or directory\n{words}"));
    }
    Output::print(text)
}
