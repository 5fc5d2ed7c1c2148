//! Small clusters for tests: objects put straight into the store, with what
//! controllers would have written.

use std::net::IpAddr;
use std::sync::Arc;

use super::{Client, Hop, Request, Trace, Verdict, walk};
use crate::cluster::{ClusterConfig, Provider};
use crate::objects::{Kind, Object};
use crate::store::Actor;
use crate::value::Value;
use crate::world::World;
use crate::yaml;

/// A world of `node-1..3` and the objects of a text.
pub(crate) fn world(config: ClusterConfig, objects: &str) -> World {
    let mut world = World::default();
    for node in &config.nodes {
        put(&mut world, &node_text(node));
    }
    put(&mut world, "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}");
    put(&mut world, "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
    world.config = Arc::new(config);
    put(&mut world, objects);
    world
}

fn node_text(node: &crate::cluster::NodeConfig) -> String {
    format!(
        "apiVersion: v1\nkind: Node\nmetadata: {{name: {}, labels: {{topology.kubernetes.io/zone: {}}}}}\n\
         spec: {{podCIDR: {}}}\nstatus: {{addresses: [{{type: InternalIP, address: {}}}], \
         conditions: [{{type: Ready, status: 'True'}}]}}",
        node.name,
        node.zone.as_deref().unwrap_or_default(),
        node.pod_cidrs[0],
        node.addresses[0],
    )
}

/// Stores every document of a text as it stands.
pub(crate) fn put(world: &mut World, text: &str) {
    let (documents, problems) = yaml::read(text);
    assert_eq!(problems, [], "{text}");
    for document in documents {
        let Some(root) = document.root else { continue };
        let mut value = root.to_value();
        let kind = Kind::find(value.text("apiVersion"), value.text("kind")).expect("a known kind");
        if kind.namespaced() && value.text("metadata.namespace").is_empty() {
            value.set("metadata.namespace", "default");
        }
        world.store.put(Object::new(kind, value), Actor::Operator);
    }
}

/// A running, ready Pod.
pub(crate) fn pod(name: &str, node: u8, ip: &str, image: &str, more: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, labels: {{app: web}}}}\n\
         spec: {{nodeName: node-{node}, containers: [{{name: main, image: {image}{more}}}]}}\n\
         status: {{phase: Running, podIP: {ip}, conditions: [{{type: Ready, status: 'True'}}]}}\n"
    )
}

/// A Service with address 10.96.0.10, port 80 to `target`.
pub(crate) fn service(more: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\n\
         spec: {{clusterIP: 10.96.0.10, selector: {{app: web}}, {more}}}\n"
    )
}

/// Its slice: endpoints as `ip:node`, a `!` before one that is not ready.
pub(crate) fn slice(port: u16, protocol: &str, endpoints: &[&str]) -> String {
    let listed: Vec<String> = endpoints
        .iter()
        .map(|it| {
            let ready = !it.starts_with('!');
            let (ip, node) = it.trim_start_matches('!').split_once('@').expect("ip@node");
            format!(
                "{{addresses: [{ip}], nodeName: node-{node}, conditions: {{ready: {ready}, serving: {ready}, terminating: false}}}}"
            )
        })
        .collect();
    format!(
        "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\n\
         metadata: {{name: web-1, labels: {{kubernetes.io/service-name: web}}}}\n\
         ports: [{{name: '', port: {port}, protocol: {protocol}}}]\nendpoints: [{}]\n",
        listed.join(", ")
    )
}

/// agnhost's echo server on 8080.
pub(crate) const ECHO: &str = "agnhost, args: [netexec]";

/// Two echo Pods on node-1 and node-2, a client Pod on node-3, a Service.
pub(crate) fn usual(config: ClusterConfig, spec: &str) -> World {
    let text = [
        pod("a", 1, "10.244.1.5", ECHO, ""),
        pod("b", 2, "10.244.2.5", ECHO, ""),
        pod("client", 3, "10.244.3.5", "busybox", "").replace("app: web", "app: client"),
        service(spec),
        slice(8080, "TCP", &["10.244.1.5@1", "10.244.2.5@2"]),
    ];
    world(config, &text.concat())
}

pub(crate) const CLUSTER_IP: &str = "ports: [{port: 80, targetPort: 8080, protocol: TCP}]";
pub(crate) const NODE_PORT: &str =
    "type: NodePort, ports: [{port: 80, targetPort: 8080, protocol: TCP, nodePort: 30080}]";

pub(crate) fn outside() -> Client {
    Client::Outside
}

pub(crate) fn on_pod(name: &str) -> Client {
    Client::Pod { namespace: "default".into(), name: name.into() }
}

pub(crate) fn on_node(number: u8) -> Client {
    Client::Node(format!("node-{number}").into())
}

/// Sends a request and keeps what it leaves behind.
pub(crate) fn send(world: &mut World, from: Client, host: &str, port: u16) -> Trace {
    send_request(world, &Request::tcp(from, host, port))
}

pub(crate) fn send_request(world: &mut World, request: &Request) -> Trace {
    let walked = walk(world, request);
    check(&walked.trace);
    walked.effects.apply(world);
    walked.trace
}

/// What holds for every trace.
pub(crate) fn check(trace: &Trace) {
    let chained = |hops: &[Hop]| hops.windows(2).all(|it| it[0].after == it[1].before);
    assert!(chained(&trace.hops), "the way there is broken: {trace:#?}");
    assert!(chained(&trace.reply), "the way back is broken: {trace:#?}");
    assert!(trace.hops.len() + trace.reply.len() <= 40, "too long: {trace:#?}");
    if let (Some(last), Some(first)) = (trace.hops.last(), trace.reply.first()) {
        assert_eq!(last.after.reply(), first.before, "{trace:#?}");
    }
    if matches!(trace.verdict, Verdict::Delivered { .. } | Verdict::Refused) {
        let first = trace.hops.first().expect("a hop");
        let home = trace.reply.last().expect("an answer");
        assert_eq!(home.after, first.before.reply(), "the answer is a stranger's: {trace:#?}");
    }
    if matches!(trace.verdict, Verdict::NotResolved | Verdict::NotSent) {
        assert!(trace.reply.is_empty());
    }
}

/// The Pod that answered, and the source it saw.
pub(crate) fn answered(trace: &Trace) -> (String, IpAddr) {
    match &trace.verdict {
        Verdict::Delivered { pod: Some(pod), source_seen, .. } => {
            (pod.name.to_string(), *source_seen)
        }
        _ => panic!("not delivered: {trace:#?}"),
    }
}

pub(crate) fn with_provider(provider: Provider) -> ClusterConfig {
    ClusterConfig { provider, ..ClusterConfig::default() }
}

/// Replaces a field of a stored object.
pub(crate) fn set(world: &mut World, kind: Kind, name: &str, path: &str, value: impl Into<Value>) {
    let old = world.store.find(kind, "default", name).expect("stored").value.clone();
    let mut new = old;
    new.set(path, value);
    world.store.put(Object::new(kind, new), Actor::Operator);
}
