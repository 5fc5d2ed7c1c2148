//! Services, EndpointSlices, Endpoints, Ingresses.

use std::collections::BTreeSet;

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::{Sheet, joined, number, or};
use crate::kubectl::Kubectl;
use crate::kubectl::select::Item;
use crate::kubectl::table::{host_port, labels_text};

/// Most endpoints that a line lists.
const MOST_LISTED: usize = 3;

/// Models describeService.
pub(super) fn service(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    super::head(item, sheet);
    sheet.line(format!("Selector:\t{}", labels_text(value.at("spec.selector"))));
    sheet.line(format!("Type:\t{}", value.text("spec.type")));
    if let Some(policy) = value.at("spec.ipFamilyPolicy").and_then(Value::as_str) {
        sheet.line(format!("IP Family Policy:\t{policy}"));
    }
    sheet.line(format!("IP Families:\t{}", joined(value.list("spec.ipFamilies"))));
    sheet.line(format!("IP:\t{}", value.text("spec.clusterIP")));
    sheet.line(format!("IPs:\t{}", joined(value.list("spec.clusterIPs"))));
    if !value.list("spec.externalIPs").is_empty() {
        sheet.line(format!("External IPs:\t{}", joined(value.list("spec.externalIPs"))));
    }
    if !value.text("spec.loadBalancerIP").is_empty() {
        sheet.line(format!("Desired LoadBalancer IP:\t{}", value.text("spec.loadBalancerIP")));
    }
    if !value.text("spec.externalName").is_empty() {
        sheet.line(format!("External Name:\t{}", value.text("spec.externalName")));
    }
    let ingress = value.list("status.loadBalancer.ingress");
    if !ingress.is_empty() {
        sheet.line(format!("LoadBalancer Ingress:\t{}", balancer(ingress)));
    }
    for port in value.list("spec.ports") {
        service_port(kubectl, item, port, sheet);
    }
    sheet.line(format!("Session Affinity:\t{}", value.text("spec.sessionAffinity")));
    for (title, field) in [
        ("External Traffic Policy", "spec.externalTrafficPolicy"),
        ("Internal Traffic Policy", "spec.internalTrafficPolicy"),
    ] {
        if !value.text(field).is_empty() {
            sheet.line(format!("{title}:\t{}", value.text(field)));
        }
    }
    match number(value, "spec.healthCheckNodePort") {
        0 => {}
        port => sheet.line(format!("HealthCheck NodePort:\t{port}")),
    }
    let ranges = value.list("spec.loadBalancerSourceRanges");
    if !ranges.is_empty() {
        sheet.line(format!("LoadBalancer Source Ranges:\t{}", joined(ranges)));
    }
    if !value.text("spec.trafficDistribution").is_empty() {
        sheet.line(format!("Traffic Distribution:\t{}", value.text("spec.trafficDistribution")));
    }
}

fn balancer(ingress: &[Value]) -> String {
    let points: Vec<String> = ingress
        .iter()
        .map(|it| match (it.text("ip"), it.text("ipMode")) {
            ("", _) => it.text("hostname").to_owned(),
            (ip, "") => ip.to_owned(),
            (ip, mode) => format!("{ip} ({mode})"),
        })
        .collect();
    points.join(", ")
}

fn service_port(kubectl: &Kubectl<'_>, item: &Item, port: &Value, sheet: &mut Sheet) {
    let name = or(port.text("name"), "<unset>");
    let protocol = port.text("protocol");
    sheet.line(format!("Port:\t{name}\t{}/{protocol}", number(port, "port")));
    let target = match port.get("targetPort") {
        Some(Value::Str(text)) => text.clone(),
        _ => number(port, "targetPort").to_string(),
    };
    sheet.line(format!("TargetPort:\t{target}/{protocol}"));
    if !port.text("appProtocol").is_empty() {
        sheet.line(format!("AppProtocol:\t{}", port.text("appProtocol")));
    }
    match number(port, "nodePort") {
        0 => {}
        node_port => sheet.line(format!("NodePort:\t{name}\t{node_port}/{protocol}")),
    }
    let endpoints =
        ready_endpoints(kubectl, item.namespace(), item.name(), Some(port.text("name")));
    sheet.line(format!("Endpoints:\t{endpoints}"));
}

/// Ready endpoints of a Service's port by name; of all ports where it is
/// `None`. Models formatEndpointSlices.
pub(super) fn ready_endpoints(
    kubectl: &Kubectl<'_>,
    namespace: &str,
    service: &str,
    port: Option<&str>,
) -> String {
    let slices: Vec<&Value> = kubectl
        .cluster
        .store()
        .of_kind(Kind::EndpointSlice)
        .filter(|it| {
            &*it.key.namespace == namespace
                && it.meta.labels.get("kubernetes.io/service-name").map(String::as_str)
                    == Some(service)
        })
        .map(|it| &it.value)
        .collect();
    if slices.is_empty() {
        return "<none>".to_owned();
    }
    let mut all = Vec::new();
    for slice in slices {
        let ready = || {
            slice
                .list("endpoints")
                .iter()
                .filter(|it| it.at("conditions.ready") != Some(&Value::Bool(false)))
        };
        let address = |it: &Value| {
            it.list("addresses").first().and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        if slice.list("ports").is_empty() {
            all.extend(ready().map(address));
        }
        for each in slice.list("ports") {
            if port.is_none_or(|name| each.text("name") == name) {
                all.extend(ready().map(|it| host_port(&address(it), number(each, "port"))));
            }
        }
    }
    let shown: Vec<&str> = all.iter().take(MOST_LISTED).map(String::as_str).collect();
    if all.len() > MOST_LISTED {
        format!("{} + {} more...", shown.join(","), all.len() - MOST_LISTED)
    } else {
        shown.join(",")
    }
}

fn ports(ports: &[Value], indent: &str, sheet: &mut Sheet) {
    sheet.line(format!("{indent}Name\tPort\tProtocol\n{indent}----\t----\t--------"));
    for port in ports {
        let number = port
            .get("port")
            .and_then(Value::as_int)
            .map_or_else(|| "<unset>".to_owned(), |it| it.to_string());
        let name = or(port.text("name"), "<unset>");
        sheet.line(format!("{indent}{name}\t{number}\t{}", port.text("protocol")));
    }
}

/// Models describeEndpointSliceV1.
pub(super) fn endpoint_slice(item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    super::head(item, sheet);
    sheet.line(format!("AddressType:\t{}", value.text("addressType")));
    if value.list("ports").is_empty() {
        sheet.line("Ports: <unset>");
    } else {
        sheet.line("Ports:");
        ports(value.list("ports"), "  ", sheet);
    }
    if value.list("endpoints").is_empty() {
        sheet.line("Endpoints: <none>");
        return;
    }
    sheet.line("Endpoints:");
    for endpoint in value.list("endpoints") {
        one_endpoint(endpoint, sheet);
    }
}

fn one_endpoint(endpoint: &Value, sheet: &mut Sheet) {
    let addresses: Vec<&str> =
        endpoint.list("addresses").iter().filter_map(Value::as_str).collect();
    sheet.line(format!("  - Addresses:\t{}", addresses.join(", ")));
    sheet.line("    Conditions:");
    let ready = match endpoint.at("conditions.ready").and_then(Value::as_bool) {
        Some(flag) => flag.to_string(),
        None => "<unset>".to_owned(),
    };
    sheet.line(format!("      Ready:\t{ready}"));
    sheet.line(format!("    Hostname:\t{}", or(endpoint.text("hostname"), "<unset>")));
    if endpoint.get("targetRef").is_some() {
        sheet.line(format!(
            "    TargetRef:\t{}/{}",
            endpoint.text("targetRef.kind"),
            endpoint.text("targetRef.name")
        ));
    }
    sheet.line(format!("    NodeName:\t{}", or(endpoint.text("nodeName"), "<unset>")));
    sheet.line(format!("    Zone:\t{}", or(endpoint.text("zone"), "<unset>")));
}

/// Models describeEndpoints.
pub(super) fn endpoints(item: &Item, sheet: &mut Sheet) {
    super::head(item, sheet);
    sheet.line("Subsets:");
    for subset in item.value.list("subsets") {
        let addresses = |field: &str| {
            let all: Vec<&str> = subset.list(field).iter().map(|it| it.text("ip")).collect();
            if all.is_empty() { "<none>".to_owned() } else { all.join(",") }
        };
        sheet.line(format!("  Addresses:\t{}", addresses("addresses")));
        sheet.line(format!("  NotReadyAddresses:\t{}", addresses("notReadyAddresses")));
        if !subset.list("ports").is_empty() {
            sheet.line("  Ports:");
            ports(subset.list("ports"), "    ", sheet);
        }
        sheet.line("");
    }
}

/// Models describeIngressV1.
pub(super) fn ingress(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    let addresses: BTreeSet<&str> = value
        .list("status.loadBalancer.ingress")
        .iter()
        .map(|it| or(it.text("ip"), it.text("hostname")))
        .filter(|it| !it.is_empty())
        .collect();
    let addresses: Vec<&str> = addresses.into_iter().collect();
    sheet.line(format!("Address:\t{}", addresses.join(",")));
    sheet.line(format!("Ingress Class:\t{}", or(value.text("spec.ingressClassName"), "<none>")));
    let default = value.at("spec.defaultBackend");
    let default_text =
        default.map_or_else(|| "<default>".to_owned(), |it| backend(kubectl, item, it));
    sheet.line(format!("Default backend:\t{default_text}"));
    if !value.list("spec.tls").is_empty() {
        sheet.line("TLS:");
        for tls in value.list("spec.tls") {
            let hosts: Vec<&str> = tls.list("hosts").iter().filter_map(Value::as_str).collect();
            let hosts = hosts.join(",");
            match tls.text("secretName") {
                "" => sheet.line(format!("  SNI routes {hosts}")),
                secret => sheet.line(format!("  {secret} terminates {hosts}")),
            }
        }
    }
    sheet.line("Rules:\n  Host\tPath\tBackends\n  ----\t----\t--------");
    let rules = value.list("spec.rules");
    for rule in rules.iter().filter(|it| it.get("http").is_some()) {
        sheet.line(format!("  {}\t", or(rule.text("host"), "*")));
        for path in rule.list("http.paths") {
            let backend =
                path.get("backend").map(|it| backend(kubectl, item, it)).unwrap_or_default();
            sheet.line(format!("    \t{} \t{backend}", path.text("path")));
        }
    }
    if rules.iter().all(|it| it.get("http").is_none()) {
        sheet.line(format!("  *\t*\t{default_text}"));
    }
    sheet.annotations(value);
}

/// `web:80 (10.244.1.5:8080)`. Models describeBackendV1.
fn backend(kubectl: &Kubectl<'_>, item: &Item, backend: &Value) -> String {
    if let Some(resource) = backend.get("resource") {
        let group = or(resource.text("apiGroup"), "<none>");
        let (kind, name) = (resource.text("kind"), resource.text("name"));
        return format!("APIGroup: {group}, Kind: {kind}, Name: {name}");
    }
    let name = backend.text("service.name");
    let (wanted, named) = (number(backend, "service.port.number"), "service.port.name");
    let port_text = match wanted {
        0 => backend.text(named).to_owned(),
        number => number.to_string(),
    };
    let store = kubectl.cluster.store();
    let Some(service) = store.find(Kind::Service, item.namespace(), name) else {
        return format!("{name}:{port_text} (<error: services \"{name}\" not found>)");
    };
    let meant = |it: &&Value| match wanted {
        0 => it.text("name") == port_text,
        wanted => number(it, "port") == wanted,
    };
    // A port that the Service does not have counts as one without a name.
    let port = service.value.list("spec.ports").iter().rfind(meant);
    let port_name = port.map_or("", |it| it.text("name"));
    let endpoints = ready_endpoints(kubectl, item.namespace(), name, Some(port_name));
    format!("{name}:{port_text} ({endpoints})")
}
