//! The columns of `kubectl get`. Models pkg/printers/internalversion
//! printers.go (v1.36), whose tables the server sends with every column.

mod cells;

pub use self::cells::{
    external_ip, host_port, label_selector, labels_text, node_roles, scale_target,
};

use service_lab_engine::value::Value;

use self::cells::{
    balancer, class_parameters, endpoints, hosts, joined, port_text, slice_endpoints, slice_ports,
    targets, texts,
};
use super::select::Item;
use crate::print::ages;

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
        "Pod" => super::pod_cells::row(value, name, age, now_s),
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
                targets(value.list("spec.metrics")),
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
            let series = value.at("series").filter(|it| it.as_map().is_some());
            let (seen, count) = match series {
                Some(series) => (series.text("lastObservedTime"), number(series, "count")),
                None => (or(value.text("lastTimestamp"), first), number(value, "count").max(1)),
            };
            let mut object = value.text("involvedObject.kind").to_ascii_lowercase();
            if !value.text("involvedObject.name").is_empty() {
                object = format!("{object}/{}", value.text("involvedObject.name"));
            }
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
                    count.to_string(),
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

/// A text, or another where it is empty.
pub fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}

/// A number; 0 where it is missing.
pub fn number(value: &Value, path: &str) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or(0)
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

fn template_cells(value: &Value) -> Vec<String> {
    let containers = value.list("spec.template.spec.containers");
    let of = |field: &str| {
        let all: Vec<&str> = containers.iter().map(|it| it.text(field)).collect();
        all.join(",")
    };
    vec![of("name"), of("image"), label_selector(value.at("spec.selector"))]
}

fn ingress(value: &Value, name: String, age: String) -> Vec<String> {
    let ports = if value.list("spec.tls").is_empty() { "80" } else { "80, 443" };
    vec![
        name,
        value.at("spec.ingressClassName").and_then(Value::as_str).unwrap_or("<none>").to_owned(),
        hosts(value.list("spec.rules")),
        balancer(value).join(","),
        ports.to_owned(),
        age,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kubectl::files::values;
    use crate::kubectl::resources;

    fn cells(kind: &str, text: &str) -> Vec<String> {
        let value = values(text).into_iter().next().unwrap_or_else(Value::map);
        let resource = resources::find(kind).expect(kind);
        let (plain, wide) = row(&Item { resource, value }, 1_000_000);
        with_wide(resource.kind, plain, wide)
    }

    #[test]
    fn addresses_of_a_load_balancer_stand_once_and_in_order() {
        let service = "spec: {type: LoadBalancer, externalIPs: [192.0.2.9, 192.0.2.1]}\nstatus: {loadBalancer: {ingress: [{ip: 192.0.2.5}, {hostname: a.io}, {ip: 192.0.2.4}, {ip: 192.0.2.5}]}}\n";
        let shown = cells("service", service);
        assert_eq!(
            shown.get(3).map(String::as_str),
            Some("192.0.2.4,192.0.2.5,a.io,192.0.2.9,192.0.2.1")
        );
    }

    #[test]
    fn an_event_of_a_series_was_seen_when_the_series_was() {
        let event = "eventTime: '1970-01-12T13:45:40.000000Z'\nseries: {count: 6, lastObservedTime: '1970-01-12T13:46:30.000000Z'}\ninvolvedObject: {kind: Pod}\nmetadata: {name: e}\n";
        let shown = cells("event", event);
        assert_eq!(shown, ["10s", "", "", "pod", "", "", "", "60s", "6", "e"]);
    }
}
