//! The columns of `kubectl get`. Models pkg/printers/internalversion
//! printers.go (v1.36), whose tables the server sends with every column.

use service_lab_engine::value::Value;

use super::select::{Item, string_map};
use crate::print::ages;

/// Most endpoints or ports that a cell lists.
const MOST_LISTED: usize = 3;

/// A table's head: plain columns, then those of `-o wide`.
pub struct Head {
    /// Always shown.
    pub plain: &'static [&'static str],
    /// Shown with `-o wide`.
    pub wide: &'static [&'static str],
}

/// The columns of a kind.
pub fn head(kind: &str) -> Head {
    let (plain, wide): (&[&str], &[&str]) = match kind {
        "Service" => {
            (&["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"], &["SELECTOR"])
        }
        "Pod" => (
            &["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
            &["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
        ),
        "Node" => (
            &["NAME", "STATUS", "ROLES", "AGE", "VERSION"],
            &["INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
        ),
        "EndpointSlice" => (&["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE"], &[]),
        "Endpoints" => (&["NAME", "ENDPOINTS", "AGE"], &[]),
        "Deployment" => (
            &["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"],
            &["CONTAINERS", "IMAGES", "SELECTOR"],
        ),
        "ReplicaSet" => {
            (&["NAME", "DESIRED", "CURRENT", "READY", "AGE"], &["CONTAINERS", "IMAGES", "SELECTOR"])
        }
        "StatefulSet" => (&["NAME", "READY", "AGE"], &["CONTAINERS", "IMAGES"]),
        "HorizontalPodAutoscaler" => {
            (&["NAME", "REFERENCE", "TARGETS", "MINPODS", "MAXPODS", "REPLICAS", "AGE"], &[])
        }
        "IngressClass" => (&["NAME", "CONTROLLER", "PARAMETERS", "AGE"], &[]),
        "Namespace" => (&["NAME", "STATUS", "AGE"], &[]),
        "ConfigMap" => (&["NAME", "DATA", "AGE"], &[]),
        "Ingress" => (&["NAME", "CLASS", "HOSTS", "ADDRESS", "PORTS", "AGE"], &[]),
        "NetworkPolicy" => (&["NAME", "POD-SELECTOR", "AGE"], &[]),
        "Event" => (
            &["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"],
            &["SUBOBJECT", "SOURCE", "FIRST SEEN", "COUNT", "NAME"],
        ),
        "IPAddress" => (&["NAME", "PARENTREF"], &[]),
        "ServiceCIDR" => (&["NAME", "CIDRS", "AGE"], &[]),
        _ => (&["NAME", "AGE"], &[]),
    };
    Head { plain, wide }
}

/// A row: the plain cells, then the wide ones.
pub fn row(item: &Item, now_s: i64) -> (Vec<String>, Vec<String>) {
    let value = &item.value;
    let name = item.name().to_owned();
    let age = age(value.text("metadata.creationTimestamp"), now_s);
    match item.resource.kind {
        "Service" => service(value, name, age),
        "Pod" => pod(value, name, age, now_s),
        "Node" => node(value, name, age),
        "EndpointSlice" => (
            vec![
                name,
                value.text("addressType").to_owned(),
                slice_ports(value),
                slice_endpoints(value),
                age,
            ],
            Vec::new(),
        ),
        "Endpoints" => (vec![name, endpoints(value), age], Vec::new()),
        "Deployment" => {
            let wanted = number(value, "spec.replicas");
            let ready = number(value, "status.readyReplicas");
            (
                vec![
                    name,
                    format!("{ready}/{wanted}"),
                    number(value, "status.updatedReplicas").to_string(),
                    number(value, "status.availableReplicas").to_string(),
                    age,
                ],
                template_cells(value),
            )
        }
        "ReplicaSet" => (
            vec![
                name,
                number(value, "spec.replicas").to_string(),
                number(value, "status.replicas").to_string(),
                number(value, "status.readyReplicas").to_string(),
                age,
            ],
            template_cells(value),
        ),
        "StatefulSet" => {
            let ready = number(value, "status.readyReplicas");
            let ready = format!("{ready}/{}", number(value, "spec.replicas"));
            let mut wide = template_cells(value);
            wide.truncate(2);
            (vec![name, ready, age], wide)
        }
        "HorizontalPodAutoscaler" => (
            vec![
                name,
                scale_target(value),
                or(&metrics(value, "/", ": ").join(", "), "<none>").to_owned(),
                number(value, "spec.minReplicas").to_string(),
                number(value, "spec.maxReplicas").to_string(),
                number(value, "status.currentReplicas").to_string(),
                age,
            ],
            Vec::new(),
        ),
        "IngressClass" => {
            let controller = value.text("spec.controller").to_owned();
            (vec![name, controller, class_parameters(value), age], Vec::new())
        }
        "Namespace" => {
            let phase = if value.at("metadata.deletionTimestamp").is_some() {
                "Terminating"
            } else {
                or(value.text("status.phase"), "Active")
            };
            (vec![name, phase.to_owned(), age], Vec::new())
        }
        "ConfigMap" => {
            let count = |field| value.at(field).and_then(Value::as_map).map_or(0, |it| it.len());
            (vec![name, (count("data") + count("binaryData")).to_string(), age], Vec::new())
        }
        "Ingress" => (ingress(value, name, age), Vec::new()),
        "NetworkPolicy" => {
            (vec![name, label_selector(value.at("spec.podSelector")), age], Vec::new())
        }
        "Event" => {
            let first = or(value.text("firstTimestamp"), value.text("eventTime"));
            let seen = or(value.text("lastTimestamp"), first);
            let object = format!(
                "{}/{}",
                value.text("involvedObject.kind").to_ascii_lowercase(),
                value.text("involvedObject.name")
            );
            let component = or(value.text("source.component"), value.text("reportingComponent"));
            let host = or(value.text("source.host"), value.text("reportingInstance"));
            let source =
                if host.is_empty() { component.to_owned() } else { format!("{component}, {host}") };
            (
                vec![
                    self::age(seen, now_s),
                    value.text("type").to_owned(),
                    value.text("reason").to_owned(),
                    object,
                    value.text("message").trim().to_owned(),
                ],
                vec![
                    value.text("involvedObject.fieldPath").to_owned(),
                    source,
                    self::age(first, now_s),
                    number(value, "count").max(1).to_string(),
                    name,
                ],
            )
        }
        "IPAddress" => {
            let parent = |field: &str| value.text(&format!("spec.parentRef.{field}"));
            let parent =
                format!("{}/{}/{}", parent("resource"), parent("namespace"), parent("name"));
            (vec![name, parent], Vec::new())
        }
        "ServiceCIDR" => {
            let all: Vec<&str> =
                value.list("spec.cidrs").iter().filter_map(Value::as_str).collect();
            (vec![name, all.join(","), age], Vec::new())
        }
        _ => (vec![name, age], Vec::new()),
    }
}

/// A row with its wide cells; those of an Event do not all stand at its end.
pub fn with_wide<T: Clone>(kind: &str, mut plain: Vec<T>, wide: Vec<T>) -> Vec<T> {
    let rest = if kind == "Event" { plain.split_off(4.min(plain.len())) } else { Vec::new() };
    let (first, last) = wide.split_at(if rest.is_empty() { 0 } else { 2.min(wide.len()) });
    plain.extend_from_slice(first);
    plain.extend(rest);
    plain.extend_from_slice(last);
    plain
}

/// The age of something made at this time.
pub fn age(created: &str, now_s: i64) -> String {
    match ages::parse_time(created) {
        Some(created) => ages::human(now_s - created),
        None => "<unknown>".to_owned(),
    }
}

fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}

/// A number; 0 where it is missing.
pub fn number(value: &Value, path: &str) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or(0)
}

fn joined(list: Vec<String>, otherwise: &str) -> String {
    if list.is_empty() { otherwise.to_owned() } else { list.join(",") }
}

fn texts(items: &[Value]) -> Vec<String> {
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn service(value: &Value, name: String, age: String) -> (Vec<String>, Vec<String>) {
    let cluster_ip = texts(value.list("spec.clusterIPs"))
        .into_iter()
        .next()
        .unwrap_or_else(|| or(value.text("spec.clusterIP"), "<none>").to_owned());
    (
        vec![
            name,
            value.text("spec.type").to_owned(),
            cluster_ip,
            external_ip(value),
            joined(value.list("spec.ports").iter().map(port_text).collect(), "<none>"),
            age,
        ],
        vec![labels_text(value.at("spec.selector"))],
    )
}

/// Models getServiceExternalIP with the width that the server uses.
pub fn external_ip(value: &Value) -> String {
    let external = texts(value.list("spec.externalIPs"));
    match value.text("spec.type") {
        "LoadBalancer" => {
            let balancer: Vec<String> = value
                .list("status.loadBalancer.ingress")
                .iter()
                .map(|it| or(it.text("ip"), it.text("hostname")).to_owned())
                .filter(|it| !it.is_empty())
                .collect();
            joined([balancer, external].concat(), "<pending>")
        }
        "ExternalName" => value.text("spec.externalName").to_owned(),
        _ => joined(external, "<none>"),
    }
}

fn port_text(port: &Value) -> String {
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
    let mut parts: Vec<String> = string_map(selector.get("matchLabels"))
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    for term in selector.list("matchExpressions") {
        let key = term.text("key");
        let mut values = texts(term.list("values"));
        values.sort();
        parts.push(match term.text("operator") {
            "In" => format!("{key} in ({})", values.join(",")),
            "NotIn" => format!("{key} notin ({})", values.join(",")),
            "Exists" => key.to_owned(),
            _ => format!("!{key}"),
        });
    }
    joined(parts, "<none>")
}

fn pod(value: &Value, name: String, age: String, now_s: i64) -> (Vec<String>, Vec<String>) {
    let containers = value.list("spec.containers").len();
    let (reason, ready, restarts) = pod_state(value, now_s);
    let address =
        value.list("status.podIPs").first().map_or(value.text("status.podIP"), |it| it.text("ip"));
    (
        vec![name, format!("{ready}/{containers}"), reason, restarts, age],
        vec![
            or(address, "<none>").to_owned(),
            or(value.text("spec.nodeName"), "<none>").to_owned(),
            or(value.text("status.nominatedNodeName"), "<none>").to_owned(),
            "<none>".to_owned(),
        ],
    )
}

/// A Pod's STATUS, its ready containers and its RESTARTS. Models printPod.
pub fn pod_state(value: &Value, now_s: i64) -> (String, usize, String) {
    let phase = value.text("status.phase");
    let mut reason = or(value.text("status.reason"), phase).to_owned();
    let gated = "SchedulingGated";
    if condition(value, "PodScheduled").is_some_and(|it| it.text("reason") == gated) {
        reason = gated.to_owned();
    }
    let mut ready = 0;
    let mut restarts = 0;
    let mut last_restart = None;
    let mut running = false;
    for status in value.list("status.containerStatuses").iter().rev() {
        restarts += number(status, "restartCount");
        last_restart =
            last_restart.max(ages::parse_time(status.text("lastState.terminated.finishedAt")));
        let waiting = status.text("state.waiting.reason");
        let ended = status.at("state.terminated");
        if !waiting.is_empty() {
            reason = waiting.to_owned();
        } else if let Some(ended) = ended {
            reason =
                match (ended.text("reason"), number(ended, "signal"), number(ended, "exitCode")) {
                    ("", 0, code) => format!("ExitCode:{code}"),
                    ("", signal, _) => format!("Signal:{signal}"),
                    (text, _, _) => text.to_owned(),
                };
        } else if status.at("ready") == Some(&Value::Bool(true))
            && status.at("state.running").is_some()
        {
            running = true;
            ready += 1;
        }
    }
    if reason == "Completed" && running {
        reason = if is_ready(value) { "Running" } else { "NotReady" }.to_owned();
    }
    if value.at("metadata.deletionTimestamp").is_some() && !matches!(phase, "Succeeded" | "Failed")
    {
        reason = if value.text("status.reason") == "NodeLost" { "Unknown" } else { "Terminating" }
            .to_owned();
    }
    let restarts = match last_restart {
        Some(at) if restarts > 0 => format!("{restarts} ({} ago)", ages::human(now_s - at)),
        _ => restarts.to_string(),
    };
    (reason, ready, restarts)
}

/// Whether the condition `Ready` is `True`.
pub fn is_ready(value: &Value) -> bool {
    condition(value, "Ready").is_some_and(|it| it.text("status") == "True")
}

/// A condition by its type.
pub fn condition<'v>(value: &'v Value, kind: &str) -> Option<&'v Value> {
    value.list("status.conditions").iter().find(|it| it.text("type") == kind)
}

fn node(value: &Value, name: String, age: String) -> (Vec<String>, Vec<String>) {
    let mut status = match condition(value, "Ready").map(|it| it.text("status")) {
        Some("True") => "Ready",
        Some(_) => "NotReady",
        None => "Unknown",
    }
    .to_owned();
    if value.at("spec.unschedulable") == Some(&Value::Bool(true)) {
        status.push_str(",SchedulingDisabled");
    }
    let address = |kind: &str| {
        value
            .list("status.addresses")
            .iter()
            .find(|it| it.text("type") == kind)
            .map_or("<none>", |it| it.text("address"))
            .to_owned()
    };
    let info =
        |field: &str| or(value.text(&format!("status.nodeInfo.{field}")), "<unknown>").to_owned();
    let kernel = match value.text("status.nodeInfo.architecture") {
        "" => info("kernelVersion"),
        architecture => format!("{} ({architecture})", info("kernelVersion")),
    };
    (
        vec![
            name,
            status,
            node_roles(value),
            age,
            value.text("status.nodeInfo.kubeletVersion").to_owned(),
        ],
        vec![
            address("InternalIP"),
            address("ExternalIP"),
            info("osImage"),
            kernel,
            info("containerRuntimeVersion"),
        ],
    )
}

/// Roles of a node from its labels, or `<none>`. Models findNodeRoles.
pub fn node_roles(value: &Value) -> String {
    let roles = string_map(value.at("metadata.labels"))
        .into_iter()
        .filter_map(|(key, text)| match key.strip_prefix("node-role.kubernetes.io/") {
            Some(role) if !role.is_empty() => Some(role.to_owned()),
            _ if key == "kubernetes.io/role" && !text.is_empty() => Some(text),
            _ => None,
        })
        .collect();
    joined(roles, "<none>")
}

/// The first few of a list, and how many more there are.
fn some_of(all: &[String], otherwise: &str) -> String {
    let shown: Vec<&str> = all.iter().take(MOST_LISTED).map(String::as_str).collect();
    match all.len() {
        0 => otherwise.to_owned(),
        count if count > MOST_LISTED => {
            format!("{} + {} more...", shown.join(","), count - MOST_LISTED)
        }
        _ => shown.join(","),
    }
}

fn slice_ports(value: &Value) -> String {
    let ports: Vec<String> = value
        .list("ports")
        .iter()
        .map(|port| match port.get("port").and_then(Value::as_int) {
            Some(number) => number.to_string(),
            None => or(port.text("name"), "*").to_owned(),
        })
        .collect();
    some_of(&ports, "<unset>")
}

fn slice_endpoints(value: &Value) -> String {
    let addresses: Vec<String> =
        value.list("endpoints").iter().flat_map(|it| texts(it.list("addresses"))).collect();
    some_of(&addresses, "<unset>")
}

fn endpoints(value: &Value) -> String {
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
    some_of(&all, "<none>")
}

/// `10.244.1.5:8080`, `[fd00::5]:8080`.
pub fn host_port(host: &str, port: i64) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

fn template_cells(value: &Value) -> Vec<String> {
    let containers = value.list("spec.template.spec.containers");
    let of = |field: &str| {
        let all: Vec<&str> = containers.iter().map(|it| it.text(field)).collect();
        all.join(",")
    };
    vec![of("name"), of("image"), label_selector(value.at("spec.selector"))]
}

/// What an autoscaler scales.
pub(super) fn scale_target(value: &Value) -> String {
    let text = |field: &str| value.text(&format!("spec.scaleTargetRef.{field}"));
    format!("{}/{}", text("kind"), text("name"))
}

/// What an autoscaler goes by: nobody measures Pods here. Models
/// formatHPAMetrics.
pub(super) fn metrics(value: &Value, slash: &str, colon: &str) -> Vec<String> {
    let one = |it: &Value| {
        let target = match it.at("resource.target.averageUtilization") {
            Some(percent) => format!("{}%", percent.to_json()),
            None => it.text("resource.target.averageValue").to_owned(),
        };
        format!("{}{colon}<unknown>{slash}{target}", it.text("resource.name"))
    };
    value.list("spec.metrics").iter().map(one).collect()
}

/// Models printIngressClass: `kind.group/name`.
fn class_parameters(value: &Value) -> String {
    let text = |field: &str| value.text(&format!("spec.parameters.{field}"));
    if value.at("spec.parameters").is_none() {
        return "<none>".to_owned();
    }
    let group = text("apiGroup");
    let dot = if group.is_empty() { "" } else { "." };
    format!("{}{dot}{group}/{}", text("kind"), text("name"))
}

fn ingress(value: &Value, name: String, age: String) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for rule in value.list("spec.rules") {
        let host = or(rule.text("host"), "*").to_owned();
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    let shown = if hosts.is_empty() { "*".to_owned() } else { some_of(&hosts, "*") };
    let ports = if value.list("spec.tls").is_empty() { "80" } else { "80, 443" };
    let addresses: Vec<String> = value
        .list("status.loadBalancer.ingress")
        .iter()
        .map(|it| or(it.text("ip"), it.text("hostname")).to_owned())
        .collect();
    vec![
        name,
        or(value.text("spec.ingressClassName"), "<none>").to_owned(),
        shown,
        addresses.join(","),
        ports.to_owned(),
        age,
    ]
}
