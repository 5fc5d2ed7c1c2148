//! Namespaces, NetworkPolicies, ConfigMaps.

use service_lab_engine::value::Value;

use super::{Sheet, number, or};
use crate::kubectl::select::{Item, string_map};
use crate::kubectl::table::label_selector;

/// Models describeNamespace.
pub(super) fn namespace(item: &Item, sheet: &mut Sheet) {
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.labels("Labels", item.value.at("metadata.labels"));
    sheet.annotations(&item.value);
    sheet.line(format!("Status:\t{}", or(item.value.text("status.phase"), "Active")));
    let conditions = item.value.list("status.conditions");
    if !conditions.is_empty() {
        told(conditions, sheet);
    }
    sheet.line("\nNo resource quota.\n\nNo LimitRange resource.");
}

/// Models describeConfigMap.
pub(super) fn config_map(item: &Item, sheet: &mut Sheet) {
    super::head(item, sheet);
    sheet.line("\nData\n====");
    for (key, value) in string_map(item.value.at("data")) {
        sheet.line(format!("{key}:\n----\n{value}\n"));
    }
    sheet.line("\nBinaryData\n====");
    for (key, value) in string_map(item.value.at("binaryData")) {
        let padding = value.bytes().rev().take_while(|it| *it == b'=').count();
        let bytes = (value.len() / 4 * 3).saturating_sub(padding);
        sheet.line(format!("{key}: {bytes} bytes"));
    }
    sheet.line("");
}

/// Models describeServiceCIDRV1.
pub(super) fn service_cidr(item: &Item, sheet: &mut Sheet) {
    super::head(item, sheet);
    let cidrs: Vec<&str> = item.value.list("spec.cidrs").iter().filter_map(Value::as_str).collect();
    sheet.line(format!("CIDRs:\t{}", cidrs.join(", ")));
    let conditions = item.value.list("status.conditions");
    if conditions.is_empty() {
        return;
    }
    sheet.line("Status:");
    told(conditions, sheet);
}

/// Conditions with the times since when they are so.
fn told(conditions: &[Value], sheet: &mut Sheet) {
    sheet.line("Conditions:\n  Type\tStatus\tLastTransitionTime\tReason\tMessage\n  ----\t------\t------------------\t------\t-------");
    for it in conditions {
        sheet.line(format!(
            "  {}\t{}\t{}\t{}\t{}",
            it.text("type"),
            it.text("status"),
            super::time(it.text("lastTransitionTime")),
            it.text("reason"),
            it.text("message")
        ));
    }
}

/// Models describeIPAddressV1.
pub(super) fn ip_address(item: &Item, sheet: &mut Sheet) {
    super::head(item, sheet);
    sheet.line("Parent Reference:");
    for (title, field) in
        [("Group", "group"), ("Resource", "resource"), ("Namespace", "namespace"), ("Name", "name")]
    {
        sheet.line(format!("  {title}:\t{}", item.value.text(&format!("spec.parentRef.{field}"))));
    }
}

/// A stored time as Go's `Time.String` has it.
fn go_time(text: &str) -> String {
    let Some((day, time)) = text.trim_end_matches('Z').split_once('T') else {
        return "0001-01-01 00:00:00 +0000 UTC".to_owned();
    };
    format!("{day} {time} +0000 UTC")
}

/// Models describeNetworkPolicy.
pub(super) fn network_policy(item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.line(format!("Created on:\t{}", go_time(value.text("metadata.creationTimestamp"))));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    let types: Vec<&str> =
        value.list("spec.policyTypes").iter().filter_map(Value::as_str).collect();
    let selector = match label_selector(value.at("spec.podSelector")) {
        none if none == "<none>" => {
            "<none> (Allowing the specific traffic to all pods in this namespace)".to_owned()
        }
        some => some,
    };
    sheet.line(format!("Spec:\n  PodSelector:     {selector}"));
    let ingress = types.contains(&"Ingress") || types.is_empty();
    if ingress {
        sheet.line("  Allowing ingress traffic:");
        rules(value.list("spec.ingress"), "From", "from", "ingress", "source", sheet);
    } else {
        sheet.line("  Not affecting ingress traffic");
    }
    if types.contains(&"Egress") {
        sheet.line("  Allowing egress traffic:");
        rules(value.list("spec.egress"), "To", "to", "egress", "destination", sheet);
    } else {
        sheet.line("  Not affecting egress traffic");
    }
    sheet.line(format!("  Policy Types: {}", types.join(", ")));
}

fn rules(
    rules: &[Value],
    title: &str,
    field: &str,
    direction: &str,
    what: &str,
    sheet: &mut Sheet,
) {
    if rules.is_empty() {
        sheet.line(format!("    <none> (Selected pods are isolated for {direction} connectivity)"));
    }
    for (place, rule) in rules.iter().enumerate() {
        if rule.list("ports").is_empty() {
            sheet.line("    To Port: <any> (traffic allowed to all ports)");
        }
        for port in rule.list("ports") {
            policy_port(port, sheet);
        }
        if rule.list(field).is_empty() {
            sheet.line(format!("    {title}: <any> (traffic not restricted by {what})"));
        }
        for peer in rule.list(field) {
            sheet.line(format!("    {title}:"));
            policy_peer(peer, sheet);
        }
        if place + 1 < rules.len() {
            sheet.line("    ----------");
        }
    }
}

fn policy_port(port: &Value, sheet: &mut Sheet) {
    let protocol = or(port.text("protocol"), "TCP");
    let first = match port.get("port") {
        Some(Value::Str(name)) => name.clone(),
        Some(_) => number(port, "port").to_string(),
        None => "<nil>".to_owned(),
    };
    match number(port, "endPort") {
        0 => sheet.line(format!("    To Port: {first}/{protocol}")),
        last => sheet.line(format!("    To Port Range: {first}-{last}/{protocol}")),
    }
}

fn policy_peer(peer: &Value, sheet: &mut Sheet) {
    if let Some(block) = peer.get("ipBlock") {
        sheet.line(format!("      IPBlock:\n        CIDR: {}", block.text("cidr")));
        let except: Vec<&str> = block.list("except").iter().filter_map(Value::as_str).collect();
        sheet.line(format!("        Except: {}", except.join(", ")));
        return;
    }
    if peer.get("namespaceSelector").is_some() {
        let text = label_selector(peer.get("namespaceSelector"));
        sheet.line(format!("      NamespaceSelector: {text}"));
    }
    if peer.get("podSelector").is_some() {
        sheet.line(format!("      PodSelector: {}", label_selector(peer.get("podSelector"))));
    }
}

/// Models describeIngressClassV1.
pub(super) fn ingress_class(item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    sheet.line(format!("Controller:\t{}", value.text("spec.controller")));
    if let Some(parameters) = value.at("spec.parameters") {
        sheet.line("Parameters:");
        if parameters.get("apiGroup").is_some() {
            sheet.line(format!("  APIGroup:\t{}", parameters.text("apiGroup")));
        }
        sheet.line(format!("  Kind:\t{}", parameters.text("kind")));
        sheet.line(format!("  Name:\t{}", parameters.text("name")));
    }
}
