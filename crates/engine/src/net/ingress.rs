//! What an ingress controller makes of an HTTP request: which Ingress rule it
//! falls under, and which endpoints stand behind that rule.
//!
//! An Ingress is only data: without a Pod that runs a controller nobody reads
//! it. The controller here is ingress-nginx, which sends requests to the
//! endpoints of a Service itself, past its cluster address and kube-proxy.
//!
//! Models networking.k8s.io/v1 Ingress and ingress-nginx v1.12 (class, hosts
//! and paths as in internal/ingress/controller, addresses as in
//! internal/ingress/status). There are no Secrets in the lab, so a host with
//! TLS gets the controller's own default certificate, as wherever the Secret is
//! missing.

use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::{Answer, ClusterConfig};
use crate::net::facts::Facts;
use crate::net::packet::{Client, Request};
use crate::objects::{Key, Kind, Object, Pod, PodPhase, Protocol, Service, ServiceType, View};
use crate::processes;
use crate::store::{Actor, Change, Store};
use crate::value::Value;
use crate::world::World;

/// `spec.controller` of the classes that ingress-nginx serves.
const CONTROLLER_CLASS: &str = "k8s.io/ingress-nginx";
const CLASS_NAME: &str = "nginx";
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";
/// `"false"`: plain requests to a host with TLS are served, not redirected.
const REDIRECT_ANNOTATION: &str = "nginx.ingress.kubernetes.io/ssl-redirect";
/// Where the controller takes TLS connections.
pub const TLS_PORT: u16 = 443;

/// Where a rule leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// The Ingress whose rule it is.
    pub ingress: Key,
    /// The rule's path; `""` for a default backend.
    pub path: String,
    /// The Service that it names; it need not exist.
    pub service: Key,
    /// The port that it names, where that is a number.
    pub port: u16,
    /// Whether a plain request is sent on to `https://`: the Ingress has the
    /// host in its TLS section.
    pub redirects: bool,
    /// Ready endpoints, each once, in order: an address (or the name of an
    /// ExternalName Service) and a port.
    pub targets: Vec<(String, u16)>,
}

/// The rule that a request for this host and path falls under; `None`: the
/// controller answers 404 itself. `host` is the `Host` header.
pub fn backend(store: &Store, controller: &Pod, host: &str, path: &str) -> Option<Backend> {
    let host = without_port(host).to_ascii_lowercase();
    let mut all: Vec<&Object> = store
        .of_kind(Kind::Ingress)
        .map(AsRef::as_ref)
        .filter(|it| serves(store, controller, it))
        .collect();
    // Of two that say the same the older one counts.
    all.sort_by(|one, other| {
        let age = |it: &Object| it.value.text("metadata.creationTimestamp").to_owned();
        age(one).cmp(&age(other))
    });
    let server = server_for(&all, &host);
    let path = path.split('?').next().unwrap_or_default();
    let mut best: Option<(u64, &Object, &Value, &str)> = None;
    for (ingress, rule) in rules(&all).filter(|(_, rule)| server == Some(rule.text("host"))) {
        for entry in rule.list("http.paths") {
            let rank = rank(entry.text("pathType"), entry.text("path"), path);
            if let Some(rank) = rank
                && best.is_none_or(|it| rank > it.0)
                && let Some(backend) = entry.get("backend")
            {
                best = Some((rank, ingress, backend, entry.text("path")));
            }
        }
    }
    let (_, ingress, named, path) = best.or_else(|| fallback(&all, server))?;
    let redirects =
        ingress.meta.annotations.get(REDIRECT_ANNOTATION).is_none_or(|it| it != "false");
    let tls = all.iter().any(|it| has_tls(it, server.unwrap_or_default()));
    Some(Backend { redirects: redirects && tls, ..resolve(store, ingress, named, path) })
}

/// Whether the TLS section of an Ingress names a host of its rules.
fn has_tls(ingress: &Object, server: &str) -> bool {
    let mut hosts = ingress.value.list("spec.tls").iter().flat_map(|it| it.list("hosts"));
    let named = |it: &Value| it.as_str().is_some_and(|it| it.eq_ignore_ascii_case(server));
    !server.is_empty() && hosts.any(named)
}

/// The name that a host has without its port.
pub fn without_port(host: &str) -> &str {
    host.rsplit_once(':').filter(|(_, it)| it.parse::<u16>().is_ok()).map_or(host, |it| it.0)
}

/// Every rule of some Ingresses.
fn rules<'a>(all: &'a [&'a Object]) -> impl Iterator<Item = (&'a Object, &'a Value)> {
    all.iter().flat_map(|it| it.value.list("spec.rules").iter().map(|rule| (*it, rule)))
}

/// The host of the rules that count for a host: itself, else a wildcard for
/// its first label, else none (`""`) where such rules exist.
fn server_for<'a>(all: &'a [&'a Object], host: &str) -> Option<&'a str> {
    let wildcard = host.split_once('.').map(|(_, rest)| format!("*.{rest}"));
    let named = |wanted: &str| {
        rules(all).map(|(_, rule)| rule.text("host")).find(|it| it.eq_ignore_ascii_case(wanted))
    };
    named(host).or_else(|| named(&wildcard?)).or_else(|| named(""))
}

/// How well a path fits: exact ones first, then the longest; `None`: not.
fn rank(kind: &str, wanted: &str, asked: &str) -> Option<u64> {
    let wanted = if wanted.is_empty() { "/" } else { wanted };
    let length = wanted.len() as u64;
    let bare = wanted.trim_end_matches('/');
    let fits = match kind {
        "Exact" => return (wanted == asked).then_some(u64::MAX),
        // Element by element: /foo fits /foo and /foo/bar, not /foobar.
        "Prefix" => asked.strip_prefix(bare).is_some_and(|it| it.is_empty() || it.starts_with('/')),
        // ingress-nginx: letter by letter.
        _ => asked.starts_with(wanted),
    };
    fits.then_some(length)
}

/// What no rule's path fits goes to the default backend of an Ingress that has
/// rules for the host, or of one that has no rules at all.
fn fallback<'a>(
    all: &'a [&'a Object],
    server: Option<&str>,
) -> Option<(u64, &'a Object, &'a Value, &'a str)> {
    let fits = |it: &&&Object| {
        let rules = it.value.list("spec.rules");
        match server.filter(|it| !it.is_empty()) {
            Some(host) => rules.iter().any(|rule| rule.text("host") == host),
            None => rules.is_empty(),
        }
    };
    all.iter().filter(fits).find_map(|it| Some((0, *it, it.value.at("spec.defaultBackend")?, "")))
}

/// Whether the controller in this Pod reads an Ingress: by its class, else by
/// the old annotation, else where it was told to read those without.
fn serves(store: &Store, controller: &Pod, ingress: &Object) -> bool {
    let class = ingress.value.at("spec.ingressClassName").and_then(Value::as_str);
    if let Some(name) = class {
        let wanted = flag(controller, "controller-class").unwrap_or(CONTROLLER_CLASS);
        return store
            .find(Kind::IngressClass, "", name)
            .is_some_and(|it| it.value.text("spec.controller") == wanted);
    }
    match ingress.meta.annotations.get(CLASS_ANNOTATION) {
        Some(name) => name == flag(controller, "ingress-class").unwrap_or(CLASS_NAME),
        None => {
            matches!(flag(controller, "watch-ingress-without-class"), Some("true" | ""))
        }
    }
}

/// The value of a flag of the controller; `""` where it has none.
fn flag<'p>(controller: &'p Pod, name: &str) -> Option<&'p str> {
    let words = controller.containers.iter().flat_map(|it| it.command.iter().chain(&it.args));
    words
        .filter_map(|it| it.trim_start_matches('-').strip_prefix(name))
        .find_map(|rest| if rest.is_empty() { Some("") } else { rest.strip_prefix('=') })
}

fn resolve(store: &Store, ingress: &Object, named: &Value, path: &str) -> Backend {
    let service = Key::new(Kind::Service, &ingress.key.namespace, named.text("service.name"));
    let targets = match store.get(&service).map(|it| &it.view) {
        Some(View::Service(view)) => targets(store, &service, view, named),
        _ => Vec::new(),
    };
    let number = named.at("service.port.number").and_then(Value::as_int);
    Backend {
        ingress: ingress.key.clone(),
        path: path.to_owned(),
        service,
        port: number.and_then(|it| u16::try_from(it).ok()).unwrap_or(0),
        redirects: false,
        targets,
    }
}

/// The ready endpoints of the port that a backend names by number or name.
fn targets(store: &Store, key: &Key, service: &Service, named: &Value) -> Vec<(String, u16)> {
    let number = named.at("service.port.number").and_then(Value::as_int);
    let name = named.text("service.port.name");
    let port = service.ports.iter().find(|it| match number {
        Some(number) => i64::from(it.port) == number,
        None => *it.name == *name,
    });
    if let (ServiceType::ExternalName, Some(host)) = (service.kind, &service.external_name) {
        let number = number.and_then(|it| u16::try_from(it).ok());
        let number = number.or_else(|| port.map(|it| it.port));
        return number.map(|it| (host.clone(), it)).into_iter().collect();
    }
    let Some(port) = port else { return Vec::new() };
    let mut found = Vec::new();
    for (slice, view) in store.endpoint_slices() {
        if slice.key.namespace != key.namespace || view.service.as_deref() != Some(&*key.name) {
            continue;
        }
        let fits = |it: &&crate::objects::EndpointPort| {
            *it.name == *port.name && it.protocol == Protocol::Tcp
        };
        let Some(number) = view.ports.iter().find(fits).and_then(|it| it.port) else { continue };
        for endpoint in view.endpoints.iter().filter(|it| it.ready != Some(false)) {
            if let Some(address) = endpoint.addresses.first() {
                found.push((address.clone(), number));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether a Pod runs an ingress controller that takes requests.
fn is_controller(facts: &Facts, key: &Key, pod: &Pod) -> bool {
    pod.phase == PodPhase::Running
        && facts
            .listeners(key)
            .iter()
            .any(|it| it.up && it.process.listener.answers == Answer::Ingress)
}

/// The Ingress that has rules for a host, and whether a controller that runs
/// reads it.
pub fn ingress_of(world: &World, host: &str) -> Option<(Key, bool)> {
    let host = without_port(host).to_ascii_lowercase();
    if host.is_empty() || host.parse::<IpAddr>().is_ok() {
        return None;
    }
    let (store, facts) = (&world.store, world.facts());
    let all: Vec<&Object> = store.of_kind(Kind::Ingress).map(AsRef::as_ref).collect();
    let server = server_for(&all, &host).filter(|it| !it.is_empty())?;
    let (ingress, _) = rules(&all).find(|(_, rule)| rule.text("host") == server)?;
    let read = store.pods().any(|(object, pod)| {
        is_controller(&facts, &object.key, pod) && serves(store, pod, ingress)
    });
    Some((ingress.key.clone(), read))
}

/// What is sent when somebody types `host/path`. The host of an Ingress that a
/// controller reads is in no DNS: the request goes to the controller and names
/// the host in its header, as `curl --resolve` does.
pub fn typed(world: &World, from: Client, typed: &str, port: u16) -> Request {
    let (host, path) = match typed.find('/') {
        Some(place) => typed.split_at(place),
        None => (typed, "/"),
    };
    let mut request = Request::tcp(from, host, port);
    path.clone_into(&mut request.path);
    if ingress_of(world, host).is_some_and(|(_, read)| read)
        && let Some((entrance, port)) = entrance(world)
    {
        request.host_header = Some(host.to_owned());
        request.host = entrance;
        request.port = port;
    }
    request
}

/// Where a controller's Service takes requests from outside: at its load
/// balancer, else at a node port.
fn entrance(world: &World) -> Option<(String, u16)> {
    let facts = world.facts();
    let store = &world.store;
    let runs = |it: &(&Object, &Pod)| is_controller(&facts, &it.0.key, it.1);
    for (pod, _) in store.pods().filter(runs) {
        for (object, service) in store.services() {
            let selects = service.selector.as_ref().is_some_and(|it| {
                !it.is_empty() && it.iter().all(|(k, v)| pod.meta.labels.get(k) == Some(v))
            });
            let Some(port) = service.ports.first().filter(|_| selects) else { continue };
            if object.key.namespace != pod.key.namespace {
                continue;
            }
            let point = service.ingress.first();
            let address =
                point.and_then(|it| it.ip.map(|it| it.to_string()).or(it.hostname.clone()));
            if let Some(address) = address {
                return Some((address, port.port));
            }
            let mut nodes = store.nodes().filter_map(|(_, it)| it.internal_ips.first());
            if let (true, Some(node)) = (port.node_port != 0, nodes.next()) {
                return Some((node.to_string(), port.node_port));
            }
        }
    }
    None
}

/// Writes the addresses of the controllers into the Ingresses that they read:
/// those of the Service that `--publish-service` names, else those of the nodes
/// that the controller runs on. A real one does so within a minute.
pub fn publish(store: &mut Store, config: &ClusterConfig) -> Vec<Change> {
    let ingresses: Vec<Arc<Object>> = store.of_kind(Kind::Ingress).cloned().collect();
    if ingresses.is_empty() {
        return Vec::new();
    }
    let mut controllers: Vec<(Key, Pod)> = Vec::new();
    for (object, pod) in store.pods() {
        let ingress = |it: &processes::Process| it.listener.answers == Answer::Ingress;
        let runs = pod.phase == PodPhase::Running && !object.meta.deleting;
        if runs && processes::of_pod(config, pod).iter().any(ingress) {
            controllers.push((object.key.clone(), pod.clone()));
        }
    }
    let mut changes = Vec::new();
    for ingress in ingresses {
        let mut points: Vec<Value> = Vec::new();
        for (key, pod) in controllers.iter().filter(|it| serves(store, &it.1, &ingress)) {
            points.extend(published(store, key, pod));
        }
        points.sort_by(|one, other| text_of(one).cmp(text_of(other)));
        points.dedup();
        // A controller that goes takes its addresses along; what none ever read stays.
        if ingress.value.list("status.loadBalancer.ingress") == points.as_slice() {
            continue;
        }
        let mut value = ingress.value.clone();
        let mut status = Value::map();
        if !points.is_empty() {
            status.set("ingress", points);
        }
        value.set("status.loadBalancer", status);
        value.set("metadata.resourceVersion", (store.revision() + 1).to_string());
        changes.extend(store.put(Object::new(Kind::Ingress, value), Actor::IngressController));
    }
    changes
}

fn text_of(point: &Value) -> &str {
    match point.text("ip") {
        "" => point.text("hostname"),
        ip => ip,
    }
}

/// The entries that one controller writes.
///
/// Models internal/ingress/status/status.go runningAddresses and
/// statusAddressFromService (ingress-nginx v1.12).
fn published(store: &Store, key: &Key, pod: &Pod) -> Vec<Value> {
    let ip = |text: String| {
        let mut point = Value::map();
        point.set("ip", text);
        point
    };
    let Some(name) = flag(pod, "publish-service") else {
        let node = store.find(Kind::Node, "", &pod.node_name);
        let addresses = node.map(|it| it.value.list("status.addresses")).unwrap_or_default();
        let of = |kind: &str| addresses.iter().find(|it| it.text("type") == kind);
        let found = of("ExternalIP").or_else(|| of("InternalIP"));
        return found.map(|it| ip(it.text("address").to_owned())).into_iter().collect();
    };
    let (namespace, name) = name.split_once('/').unwrap_or((&key.namespace, name));
    let namespace = if namespace == "$(POD_NAMESPACE)" { &key.namespace } else { namespace };
    let Some(service) = store.find(Kind::Service, namespace, name) else { return Vec::new() };
    let View::Service(view) = &service.view else { return Vec::new() };
    let external = service.value.list("spec.externalIPs").iter().filter_map(Value::as_str);
    let mut points: Vec<Value> = external.map(|it| ip(it.to_owned())).collect();
    match view.kind {
        ServiceType::LoadBalancer => {
            for point in service.value.list("status.loadBalancer.ingress") {
                let mut copy = Value::map();
                for field in ["ip", "hostname"] {
                    if !point.text(field).is_empty() {
                        copy.set(field, point.text(field));
                    }
                }
                points.push(copy);
            }
        }
        ServiceType::ExternalName => {
            let mut point = Value::map();
            point.set("hostname", view.external_name.clone().unwrap_or_default());
            points.push(point);
        }
        ServiceType::ClusterIp | ServiceType::NodePort if points.is_empty() => {
            points.extend(view.cluster_ips.first().map(|it| ip(it.to_string())));
        }
        ServiceType::ClusterIp | ServiceType::NodePort => {}
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_paths_come_first_and_prefixes_count_element_by_element() {
        assert_eq!(rank("Prefix", "/foo", "/foo"), Some(4));
        assert_eq!(rank("Prefix", "/foo/", "/foo"), Some(5));
        assert_eq!(rank("Prefix", "/foo", "/foo/bar"), Some(4));
        assert_eq!(rank("Prefix", "/foo", "/foobar"), None);
        assert_eq!(rank("ImplementationSpecific", "/foo", "/foobar"), Some(4));
        assert_eq!(rank("Exact", "/foo", "/foo/"), None);
        assert!(rank("Exact", "/foo", "/foo") > rank("Prefix", "/foo", "/foo"));
        assert_eq!(rank("Prefix", "/", "/any"), Some(1));
    }

    #[test]
    fn a_host_header_may_carry_a_port() {
        assert_eq!(without_port("shop.example:8080"), "shop.example");
        assert_eq!(without_port("shop.example"), "shop.example");
    }
}
