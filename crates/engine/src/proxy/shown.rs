//! All rules of a node in one text, as its own tools print them:
//! `iptables-save`, and `nft list table`.
//!
//! Only what kube-proxy brings and the kernel's own chains; packet counters are
//! zero, and the sets that remember clients show no elements.

use crate::cluster::ProxyMode;
use crate::objects::IpFamily;

use super::names;
use super::nftables_text::{self, ip_word, rules_of, shown_head, shown_set};
use super::node_rules::{ChainId, FamilyRules, NodeRules};
use super::rule::{Chain, Map};
use super::text::chain_name;
use super::view::MAPS;

/// The kernel's chains of a table, in the order in which packets meet them.
const TABLES: [(&str, &[&str]); 2] = [
    ("filter", &["INPUT", "FORWARD", "OUTPUT"]),
    ("nat", &["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]),
];

/// Addresses that nft writes into one line of a plain set.
const ADDRESSES_A_LINE: usize = 2;

impl NodeRules {
    /// What `iptables-save` (`ip6tables-save`) prints on this node, or in
    /// nftables mode `nft list table ip kube-proxy`; empty where the node has
    /// no address of the family.
    pub fn shown(&self, family: IpFamily) -> String {
        match (self.of_family(family), self.config().mode) {
            (None, _) => String::new(),
            (Some(rules), ProxyMode::Iptables) => saved(rules),
            (Some(rules), ProxyMode::Nftables) => listed(rules),
        }
    }
}

fn saved(rules: &FamilyRules) -> String {
    let mut out = String::new();
    for (table, built_in) in TABLES {
        let mut own: Vec<(String, ChainId)> = rules
            .chains()
            .into_iter()
            .filter(|id| names::iptables_table(id.chain) == table)
            .map(|id| {
                let block = id.port.as_ref().and_then(|name| rules.blocks.find(name));
                (chain_name(id.chain, block, ProxyMode::Iptables), id)
            })
            .collect();
        let place = |name: &str| built_in.iter().position(|it| *it == name);
        own.sort_by_cached_key(|(name, _)| (place(name).unwrap_or(built_in.len()), name.clone()));
        out.push('*');
        out.push_str(table);
        for name in built_in {
            out.push_str("\n:");
            out.push_str(name);
            out.push_str(" ACCEPT [0:0]");
        }
        for (name, _) in own.iter().filter(|(_, id)| !matches!(id.chain, Chain::Hook(_))) {
            out.push_str("\n:");
            out.push_str(name);
            out.push_str(" - [0:0]");
        }
        for (_, id) in &own {
            for placed in rules.rules_of(id) {
                out.push('\n');
                out.push_str(&rules.shown(id.chain, placed.rule, placed.block));
            }
        }
        out.push_str("\nCOMMIT\n");
    }
    out
}

fn listed(rules: &FamilyRules) -> String {
    let mut blocks = Vec::new();
    let sets = nftables_text::sets(rules);
    let maps = nftables_text::maps(rules);
    let kinds = sets.iter().map(|it| ("set", it)).chain(maps.iter().map(|it| ("map", it)));
    for (kind, made) in kinds {
        let (name, mut lines) = shown_set(made);
        if let Some(map) = MAPS.into_iter().find(|it| names::map(*it) == name) {
            lines.extend(elements(rules, map));
        }
        blocks.push(block(kind, name, &lines));
    }
    for (name, (chain, owner)) in nftables_text::chains(rules) {
        let head = shown_head(chain);
        let mut lines = Vec::new();
        if !head.is_empty() {
            lines.push(head.to_owned());
        }
        lines.extend(rules_of(rules, chain, owner).iter().map(|it| rules.shown(chain, it, owner)));
        blocks.push(block("chain", &name, &lines));
    }
    let family = ip_word(rules.family);
    let blocks = blocks.join("\n");
    format!("table {family} kube-proxy {{\n\tcomment \"rules for kube-proxy\"\n{blocks}}}\n")
}

fn block(kind: &str, name: &str, lines: &[String]) -> String {
    let mut text = format!("\t{kind} {name} {{\n");
    for line in lines {
        text.push_str("\t\t");
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("\t}\n");
    text
}

fn elements(rules: &FamilyRules, map: Map) -> Option<String> {
    let elements = rules.map_view(map).elements;
    let plain = rules.family == IpFamily::V4 && matches!(map, Map::ClusterIps | Map::NodePortIps);
    let a_line = if plain { ADDRESSES_A_LINE } else { 1 };
    let lines: Vec<String> = elements
        .chunks(a_line)
        .map(|some| some.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", "))
        .collect();
    (!lines.is_empty()).then(|| format!("elements = {{ {} }}", lines.join(",\n\t\t\t     ")))
}
