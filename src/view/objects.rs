//! What the cluster holds, as tables in kubectl's words.

use leptos::prelude::*;
use service_lab_engine::objects::{
    Endpoint, EndpointSlice, Kind, Node, Object, Pod, PodPhase, Service, ServiceType, View,
};
use service_lab_engine::world::World;

use super::app;
use super::more::More;
use crate::derived::Derived;

/// Rows of one kind shown at first; as many again each time the learner asks for more.
const ROWS_AT_ONCE: usize = 40;

/// A table as kubectl prints it: all of it is English in every language.
struct Table {
    title: &'static str,
    head: &'static [&'static str],
    kind: Kind,
    row: fn(&Object) -> Option<Vec<String>>,
    /// Where the learner goes on when more rows are shown.
    next: &'static str,
}

const TABLES: [Table; 6] = [
    Table {
        title: "Services",
        head: &["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)"],
        kind: Kind::Service,
        row: |it| match &it.view {
            View::Service(view) => Some(service_row(it, view)),
            _ => None,
        },
        next: ".objects:nth-of-type(1) .scroll",
    },
    Table {
        title: "Pods",
        head: &["NAME", "READY", "STATUS", "IP", "NODE"],
        kind: Kind::Pod,
        row: |it| match &it.view {
            View::Pod(view) => Some(pod_row(it, view)),
            _ => None,
        },
        next: ".objects:nth-of-type(2) .scroll",
    },
    Table {
        title: "EndpointSlices",
        head: &["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS"],
        kind: Kind::EndpointSlice,
        row: |it| match &it.view {
            View::EndpointSlice(view) => Some(slice_row(it, view)),
            _ => None,
        },
        next: ".objects:nth-of-type(3) .scroll",
    },
    Table {
        title: "Endpoints",
        head: &["NAME", "ENDPOINTS"],
        kind: Kind::Endpoints,
        row: |it| Some(endpoints_row(it)),
        next: ".objects:nth-of-type(4) .scroll",
    },
    Table {
        title: "Deployments",
        head: &["NAME", "READY", "UP-TO-DATE", "AVAILABLE"],
        kind: Kind::Deployment,
        row: |it| Some(deployment_row(it)),
        next: ".objects:nth-of-type(5) .scroll",
    },
    Table {
        title: "Nodes",
        head: &["NAME", "STATUS", "INTERNAL-IP", "PODS"],
        kind: Kind::Node,
        row: |it| match &it.view {
            View::Node(view) => Some(node_row(it, view)),
            _ => None,
        },
        next: ".objects:nth-of-type(6) .scroll",
    },
];

/// The tables.
pub fn objects() -> impl IntoView {
    TABLES.map(table).into_iter().collect_view()
}

fn table(table: Table) -> AnyView {
    let app = app();
    let Table { title, head, kind, row, next } = table;
    let more = More::new(ROWS_AT_ONCE, |it| 2 * it, next);
    let rows = Derived::new(move |_: Option<&Vec<Vec<String>>>| {
        let most = more.shown.get();
        let read =
            |it: &World| it.store.of_kind(kind).take(most).filter_map(|it| row(it)).collect();
        app.world(read).unwrap_or_default()
    });
    let left = Derived::new(move |_| {
        let all = app.world(|it| it.store.of_kind(kind).count()).unwrap_or_default();
        all.saturating_sub(more.shown.get())
    });
    let body = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="quiet">{app.t("ui-objects-none")}</p> }.into_any();
        }
        let head = head.iter().map(|it| view! { <th scope="col">{*it}</th> });
        let rows = rows.into_iter().map(|row| {
            let cell = |(place, it): (usize, String)| {
                let name = (place == 0).then_some("rowheader");
                view! { <td role=name>{it}</td> }
            };
            let cells = row.into_iter().enumerate().map(cell).collect_view();
            view! { <tr>{cells}</tr> }
        });
        view! {
            <div class="scroll" tabindex="0" role="group" aria-label=title>
                <table lang="en">
                    <thead><tr>{head.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="objects">
            <h3 lang="en">{title}</h3>
            {body}
            {more.button(left)}
        </section>
    }
    .into_any()
}

const NONE: &str = "<none>";

fn or_none(text: String) -> String {
    if text.is_empty() { NONE.to_owned() } else { text }
}

/// What kubectl says of an EndpointSlice that has no ports or no endpoints.
fn or_unset(text: String) -> String {
    if text.is_empty() { "<unset>".to_owned() } else { text }
}

fn name(object: &Object) -> String {
    match &*object.key.namespace {
        "" | "default" => object.key.name.to_string(),
        namespace => format!("{namespace}/{}", object.key.name),
    }
}

fn service_row(object: &Object, service: &Service) -> Vec<String> {
    let kind = match service.kind {
        ServiceType::ClusterIp => "ClusterIP",
        ServiceType::NodePort => "NodePort",
        ServiceType::LoadBalancer => "LoadBalancer",
        ServiceType::ExternalName => "ExternalName",
    };
    let cluster_ip = if service.headless {
        "None".to_owned()
    } else {
        or_none(service.cluster_ips.first().map(ToString::to_string).unwrap_or_default())
    };
    let mut outside: Vec<String> = service
        .ingress
        .iter()
        .filter_map(|it| it.ip.map(|ip| ip.to_string()).or_else(|| it.hostname.clone()))
        .collect();
    outside.extend(service.external_ips.iter().map(ToString::to_string));
    outside.extend(service.external_name.clone());
    let outside = if outside.is_empty() && service.kind == ServiceType::LoadBalancer {
        "<pending>".to_owned()
    } else {
        or_none(outside.join(","))
    };
    let ports: Vec<String> = service
        .ports
        .iter()
        .map(|it| match it.node_port {
            0 => format!("{}/{}", it.port, it.protocol.name()),
            node_port => format!("{}:{node_port}/{}", it.port, it.protocol.name()),
        })
        .collect();
    vec![name(object), kind.to_owned(), cluster_ip, outside, or_none(ports.join(","))]
}

fn pod_row(object: &Object, pod: &Pod) -> Vec<String> {
    let containers = object.value.list("status.containerStatuses");
    let ready =
        containers.iter().filter(|it| it.at("ready").and_then(|it| it.as_bool()) == Some(true));
    let ready = if containers.is_empty() { usize::from(pod.ready) } else { ready.count() };
    let waiting = containers.iter().find_map(|it| it.at("state.waiting.reason")?.as_str());
    let phase = match pod.phase {
        PodPhase::Pending => "Pending",
        PodPhase::Running => "Running",
        PodPhase::Succeeded => "Succeeded",
        PodPhase::Failed => "Failed",
        PodPhase::Unknown => "Unknown",
    };
    let status = if object.meta.deleting { "Terminating" } else { waiting.unwrap_or(phase) };
    vec![
        name(object),
        format!("{ready}/{}", pod.containers.len()),
        status.to_owned(),
        or_none(pod.ips.first().map(ToString::to_string).unwrap_or_default()),
        or_none(pod.node_name.clone()),
    ]
}

fn slice_row(object: &Object, slice: &EndpointSlice) -> Vec<String> {
    let ports: Vec<String> =
        slice.ports.iter().filter_map(|it| it.port.map(|it| it.to_string())).collect();
    let endpoints: Vec<String> = slice.endpoints.iter().map(|it| endpoint(it)).collect();
    vec![
        name(object),
        slice.address_type.clone(),
        or_unset(ports.join(",")),
        or_unset(endpoints.join(", ")),
    ]
}

fn endpoint(endpoint: &Endpoint) -> String {
    let address = endpoint.addresses.join("+");
    match (endpoint.ready, endpoint.terminating) {
        (_, Some(true)) => format!("{address} (terminating)"),
        (Some(false), _) => format!("{address} (not ready)"),
        _ => address,
    }
}

fn endpoints_row(object: &Object) -> Vec<String> {
    let mut all = Vec::new();
    for subset in object.value.list("subsets") {
        for address in subset.list("addresses") {
            for port in subset.list("ports") {
                let number = port.at("port").and_then(|it| it.as_int()).unwrap_or_default();
                all.push(format!("{}:{number}", address.text("ip")));
            }
        }
    }
    vec![name(object), or_none(all.join(", "))]
}

fn deployment_row(object: &Object) -> Vec<String> {
    let number = |path: &str| object.value.at(path).and_then(|it| it.as_int()).unwrap_or_default();
    vec![
        name(object),
        format!("{}/{}", number("status.readyReplicas"), number("spec.replicas")),
        number("status.updatedReplicas").to_string(),
        number("status.availableReplicas").to_string(),
    ]
}

fn node_row(object: &Object, node: &Node) -> Vec<String> {
    let ips: Vec<String> = node.internal_ips.iter().map(ToString::to_string).collect();
    let pods: Vec<String> = node.pod_cidrs.iter().map(ToString::to_string).collect();
    let status = if node.ready { "Ready" } else { "NotReady" };
    vec![name(object), status.to_owned(), or_none(ips.join(",")), or_none(pods.join(","))]
}
