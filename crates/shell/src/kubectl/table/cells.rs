//! Texts that stand in one cell, several of which `kubectl describe` shows too.
//! Models pkg/printers/internalversion printers.go (v1.36).

use std::collections::BTreeSet;

use service_lab_engine::value::Value;

use super::{number, or};
use crate::kubectl::select::string_map;

/// Most endpoints or ports that a cell lists.
const MOST_LISTED: usize = 3;

/// Models getServiceExternalIP with the width that the server uses.
pub fn external_ip(value: &Value) -> String {
    let external = texts(value.list("spec.externalIPs"));
    match value.text("spec.type") {
        "LoadBalancer" => joined([balancer(value), external].concat(), "<pending>"),
        "ExternalName" => value.text("spec.externalName").to_owned(),
        _ => joined(external, "<none>"),
    }
}

/// The addresses of a load balancer, each once and in order of their text.
/// Models loadBalancerStatusStringer.
pub(super) fn balancer(value: &Value) -> Vec<String> {
    let all: BTreeSet<String> = value
        .list("status.loadBalancer.ingress")
        .iter()
        .map(|it| or(it.text("ip"), it.text("hostname")).to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    all.into_iter().collect()
}

pub(super) fn port_text(port: &Value) -> String {
    let protocol = port.text("protocol");
    match number(port, "nodePort") {
        0 => format!("{}/{protocol}", number(port, "port")),
        node_port => format!("{}:{node_port}/{protocol}", number(port, "port")),
    }
}

/// `app=web,tier=front`, or `<none>`.
pub fn labels_text(labels: Option<&Value>) -> String {
    let pairs =
        string_map(labels).into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    joined(pairs, "<none>")
}

/// A LabelSelector as one text. Models metav1.FormatLabelSelector.
pub fn label_selector(selector: Option<&Value>) -> String {
    let Some(selector) = selector else {
        return "<none>".to_owned();
    };
    let mut parts: Vec<(String, String)> = string_map(selector.get("matchLabels"))
        .into_iter()
        .map(|(key, value)| (key.clone(), format!("{key}={value}")))
        .collect();
    for term in selector.list("matchExpressions") {
        let key = term.text("key");
        let mut values = texts(term.list("values"));
        values.sort();
        let text = match term.text("operator") {
            "In" => format!("{key} in ({})", values.join(",")),
            "NotIn" => format!("{key} notin ({})", values.join(",")),
            "Exists" => key.to_owned(),
            _ => format!("!{key}"),
        };
        parts.push((key.to_owned(), text));
    }
    parts.sort_by(|left, right| left.0.cmp(&right.0));
    joined(parts.into_iter().map(|it| it.1).collect(), "<none>")
}

/// Roles of a node from its labels, or `<none>`. Models findNodeRoles.
pub fn node_roles(value: &Value) -> String {
    let roles: BTreeSet<String> = string_map(value.at("metadata.labels"))
        .into_iter()
        .filter_map(|(key, text)| match key.strip_prefix("node-role.kubernetes.io/") {
            Some(role) if !role.is_empty() => Some(role.to_owned()),
            _ if key == "kubernetes.io/role" && !text.is_empty() => Some(text),
            _ => None,
        })
        .collect();
    joined(roles.into_iter().collect(), "<none>")
}

/// The first few of a list, and how many more there are; another text where
/// that says nothing. Models listWithMoreString.
fn some_of(all: &[String], otherwise: &str) -> String {
    let shown: Vec<&str> = all.iter().take(MOST_LISTED).map(String::as_str).collect();
    let shown = shown.join(",");
    match all.len() {
        count if count > MOST_LISTED => format!("{shown} + {} more...", count - MOST_LISTED),
        _ => or(&shown, otherwise).to_owned(),
    }
}

pub(super) fn slice_ports(value: &Value) -> String {
    let ports: Vec<String> = value
        .list("ports")
        .iter()
        .map(|port| match port.get("port").and_then(Value::as_int) {
            Some(number) => number.to_string(),
            None => port.get("name").and_then(Value::as_str).unwrap_or("*").to_owned(),
        })
        .collect();
    some_of(&ports, "<unset>")
}

pub(super) fn slice_endpoints(value: &Value) -> String {
    let addresses: Vec<String> =
        value.list("endpoints").iter().flat_map(|it| texts(it.list("addresses"))).collect();
    some_of(&addresses, "<unset>")
}

/// Models formatEndpoints.
pub(super) fn endpoints(value: &Value) -> String {
    let mut all = Vec::new();
    for subset in value.list("subsets") {
        let ports = subset.list("ports");
        let addresses = subset.list("addresses");
        if ports.is_empty() {
            all.extend(addresses.iter().map(|it| it.text("ip").to_owned()));
        }
        for port in ports {
            for address in addresses {
                all.push(host_port(address.text("ip"), number(port, "port")));
            }
        }
    }
    // Where nothing is ready, the cell is empty.
    let nothing = if value.list("subsets").is_empty() { "<none>" } else { "" };
    some_of(&all, nothing)
}

/// `10.244.1.5:8080`, `[fd00::5]:8080`.
pub fn host_port(host: &str, port: i64) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// What an autoscaler scales.
pub fn scale_target(value: &Value) -> String {
    let text = |field: &str| value.text(&format!("spec.scaleTargetRef.{field}"));
    format!("{}/{}", text("kind"), text("name"))
}

/// What an autoscaler goes by, in a table. Models formatHPAMetrics where nobody
/// measures Pods.
pub(super) fn targets(metrics: &[Value]) -> String {
    const MOST: usize = 2;
    let all: Vec<String> = metrics.iter().map(target).collect();
    let shown: Vec<&str> = all.iter().take(MOST).map(String::as_str).collect();
    match all.len() {
        0 => "<none>".to_owned(),
        count if count > MOST => format!("{} + {} more...", shown.join(", "), count - MOST),
        _ => shown.join(", "),
    }
}

fn target(metric: &Value) -> String {
    let (field, named) = match metric.text("type") {
        "Resource" => ("resource", true),
        "ContainerResource" => ("containerResource", true),
        "Pods" => ("pods", false),
        "Object" => ("object", false),
        "External" => ("external", false),
        _ => return "<unknown type>".to_owned(),
    };
    let text = |path: &str| metric.text(&format!("{field}.{path}"));
    let average = text("target.averageValue");
    if !named {
        let (wanted, how) = match (average, field) {
            ("", _) => (text("target.value"), ""),
            (average, "pods") => (average, ""),
            (average, _) => (average, " (avg)"),
        };
        return format!("<unknown>/{wanted}{how}");
    }
    let wanted = match metric.at(&format!("{field}.target.averageUtilization")) {
        _ if !average.is_empty() => average.to_owned(),
        Some(percent) => format!("{}%", percent.to_json()),
        None => "<auto>".to_owned(),
    };
    format!("{}: <unknown>/{wanted}", text("name"))
}

/// Models printIngressClass: `kind.group/name`.
pub(super) fn class_parameters(value: &Value) -> String {
    let text = |field: &str| value.text(&format!("spec.parameters.{field}"));
    if value.at("spec.parameters").is_none() {
        return "<none>".to_owned();
    }
    let group = text("apiGroup");
    let dot = if group.is_empty() { "" } else { "." };
    format!("{}{dot}{group}/{}", text("kind"), text("name"))
}

/// Models formatHosts: the first few hosts, as often as rules name them. How
/// many more there are is told of rules, where one stands behind these.
pub(super) fn hosts(rules: &[Value]) -> String {
    let mut shown: Vec<&str> = Vec::new();
    let mut more = false;
    for rule in rules {
        more = more || shown.len() == MOST_LISTED;
        let host = rule.text("host");
        if !more && !host.is_empty() {
            shown.push(host);
        }
    }
    match (shown.join(","), more) {
        (text, true) => format!("{text} + {} more...", rules.len() - MOST_LISTED),
        (text, false) => or(&text, "*").to_owned(),
    }
}

pub(super) fn joined(list: Vec<String>, otherwise: &str) -> String {
    if list.is_empty() { otherwise.to_owned() } else { list.join(",") }
}

pub(super) fn texts(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
