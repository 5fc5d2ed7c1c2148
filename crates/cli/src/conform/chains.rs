//! Cases of the suite chains: the very rules that kube-proxy writes.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::IpFamily;
use service_lab_engine::proxy::{Block, Chain, ChainId, NodeRules, PortChain};

use super::{Part, proxy_state};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut parts = Vec::new();
    match proxy_state::rules_of(case, ProxyMode::Iptables) {
        Ok(rules) => {
            let recorded = &case["iptables"];
            let wanted = restore_text(recorded["restoreText"].as_str().unwrap_or_default());
            let got = restore_text(&rules.render(IpFamily::V4));
            parts.push(compare_chains("restoreText", &wanted, &got));
            parts.push(Part::compare(
                "jumpRules",
                &sorted(&recorded["jumpRules"]),
                &sorted(&json!(rules.jump_rules(IpFamily::V4))),
            ));
            parts.push(Part::compare(
                "iptables names",
                &by_name(&recorded["names"]),
                &by_name(&names(&rules, &IPTABLES_KEYS, &[("sep", Named::Chain)])),
            ));
        }
        Err(error) => parts.push(Part::failed("input", error)),
    }
    tools(case, &mut parts);
    match proxy_state::rules_of(case, ProxyMode::Nftables) {
        Ok(rules) => {
            let recorded = &case["nftables"];
            let wanted = dump(recorded["dump"].as_str().unwrap_or_default());
            parts.push(compare_chains("dump", &wanted, &dump(&rules.render(IpFamily::V4))));
            let of_endpoint = [("affinity", Named::Affinity), ("endpoint", Named::Chain)];
            parts.push(Part::compare(
                "nftables names",
                &by_name(&recorded["names"]),
                &by_name(&names(&rules, &NFTABLES_KEYS, &of_endpoint)),
            ));
        }
        Err(error) => parts.push(Part::failed("input", error)),
    }
    parts
}

/// What the tools of a node print after the rules were loaded, where that was
/// recorded: the very lines.
fn tools(case: &Json, parts: &mut Vec<Part>) {
    let tools = [
        ("iptablesSave", &case["iptables"]["iptablesSave"], ProxyMode::Iptables),
        ("nftList", &case["nftables"]["nftList"], ProxyMode::Nftables),
    ];
    for (name, recorded, mode) in tools {
        if let (Some(wanted), Ok(rules)) = (recorded.as_str(), proxy_state::rules_of(case, mode)) {
            let got = rules.shown(IpFamily::V4);
            parts.push(Part::compare(name, &shown(wanted), &shown(&got)));
        }
    }
}

/// The lines of a text; rules of one chain by their Services, whose order says
/// nothing.
fn shown(text: &str) -> Vec<String> {
    fn chain(line: &str) -> Option<&str> {
        line.strip_prefix("-A ")?.split(' ').next()
    }
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for rules in lines.chunk_by_mut(|one, other| chain(one) == chain(other)) {
        if rules.first().is_some_and(|it| chain(it).is_some()) {
            rules.sort_by_key(|line| service_of(line));
        }
    }
    lines
}

type Lines = BTreeMap<String, Vec<String>>;

/// The lines of each chain of each table, and the declared chains as one more
/// entry a table. In chains that Services share, their order says nothing.
fn restore_text(text: &str) -> Lines {
    let mut out = Lines::new();
    let mut table = "";
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('*') {
            table = name;
        } else if line.starts_with(':') {
            out.entry(format!("{table} declared")).or_default().push(line.to_owned());
        } else if let Some(rest) = line.strip_prefix("-A ") {
            let chain = rest.split(' ').next().unwrap_or_default();
            out.entry(format!("{table} {chain}")).or_default().push(line.to_owned());
        } else if !line.is_empty() && line != "COMMIT" {
            out.entry("other".to_owned()).or_default().push(line.to_owned());
        }
    }
    for (chain, lines) in &mut out {
        if chain.ends_with(" declared") {
            lines.sort();
        } else {
            lines.sort_by_key(|line| service_of(line));
        }
    }
    out
}

/// The service port in a rule's comment; a rule of none comes last, where it
/// must stand.
fn service_of(line: &str) -> (bool, String) {
    let comment = line.split("--comment ").nth(1).unwrap_or_default().trim_start_matches('"');
    let name = comment.split([' ', '"']).next().unwrap_or_default();
    if name.contains('/') { (false, name.to_owned()) } else { (true, String::new()) }
}

/// The rules of each chain in order, and every other kind of line as a set.
fn dump(text: &str) -> Lines {
    let mut out = Lines::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').take(5).collect();
        let key = match words.as_slice() {
            ["add", "rule", _, _, chain] => format!("rule {chain}"),
            ["add", kind, ..] => (*kind).to_owned(),
            _ => "other".to_owned(),
        };
        out.entry(key).or_default().push(line.to_owned());
    }
    for (key, lines) in &mut out {
        if !key.starts_with("rule ") {
            lines.sort();
        }
    }
    out
}

fn compare_chains(name: &'static str, wanted: &Lines, got: &Lines) -> Part {
    for key in wanted.keys().chain(got.keys()) {
        let (wanted, got) = (wanted.get(key), got.get(key));
        if wanted != got {
            let differs = |(wanted, got): (&String, &String)| {
                (wanted != got).then(|| format!("{key}: wanted {wanted:?}, got {got:?}"))
            };
            let line =
                wanted.zip(got).and_then(|(wanted, got)| wanted.iter().zip(got).find_map(differs));
            let whole = || format!("{key}: wanted {wanted:?}, got {got:?}");
            return Part { name, difference: Some(line.unwrap_or_else(whole)) };
        }
    }
    Part { name, difference: None }
}

fn sorted(json: &Json) -> Vec<String> {
    let mut texts: Vec<String> = json
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect();
    texts.sort();
    texts
}

/// A list of names, sorted by service port: its order says nothing.
fn by_name(names: &Json) -> Vec<Json> {
    let mut names = names.as_array().cloned().unwrap_or_default();
    names.sort_by_key(|it| (it["servicePort"].to_string(), it["protocol"].to_string()));
    names
}

type Keys = [(&'static str, PortChain); 4];

const IPTABLES_KEYS: Keys = [
    ("ext", PortChain::External),
    ("fw", PortChain::Firewall),
    ("svc", PortChain::Cluster),
    ("svl", PortChain::Local),
];

const NFTABLES_KEYS: Keys = [
    ("external", PortChain::External),
    ("firewall", PortChain::Firewall),
    ("local", PortChain::Local),
    ("service", PortChain::Cluster),
];

/// What a name of an endpoint names.
#[derive(Clone, Copy)]
enum Named {
    Chain,
    Affinity,
}

/// The names of a node's chains and sets in the recorded form.
fn names(rules: &NodeRules, keys: &Keys, of_endpoint: &[(&str, Named)]) -> Json {
    let ports = rules.blocks(IpFamily::V4).map(|block| {
        let name_of = |chain: PortChain, named: Named| {
            let text = match named {
                Named::Chain => {
                    let id =
                        ChainId { chain: Chain::Port(chain), port: Some(block.name().clone()) };
                    rules.chain_name(IpFamily::V4, &id)
                }
                Named::Affinity => rules.affinity_name(block, chain).unwrap_or_default(),
            };
            let written = block.rules.chains.iter().any(|(it, _)| *it == chain);
            if written { text } else { format!("{text} (not written)") }
        };
        let chains: BTreeMap<&str, String> =
            keys.iter().map(|(key, chain)| (*key, name_of(*chain, Named::Chain))).collect();
        json!({
            "servicePort": block.name().to_string(),
            "protocol": block.port.protocol().name(),
            "chains": chains,
            "endpoints": endpoint_names(block, of_endpoint, &name_of),
        })
    });
    Json::Array(ports.collect())
}

fn endpoint_names(
    block: &Block,
    of_endpoint: &[(&str, Named)],
    name_of: &dyn Fn(PortChain, Named) -> String,
) -> Json {
    if block.endpoints.is_empty() {
        return Json::Null;
    }
    let endpoints = (0u32..).zip(&block.endpoints).map(|(place, endpoint)| {
        let names: BTreeMap<&str, String> = of_endpoint
            .iter()
            .map(|(key, named)| (*key, name_of(PortChain::Endpoint(place), *named)))
            .collect();
        json!({"endpoint": endpoint.to_string(), "names": names})
    });
    Json::Array(endpoints.collect())
}
