//! Small clusters for the tests: three nodes, seen from `node-a`.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{Kind, Object, Protocol};
use service_lab_engine::proxy::{
    Arrival, DetectLocal, Evaluation, NodeRules, Outcome, PacketIn, ProxyConfig, Watched, Why,
};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

/// The node whose rules are asked, and its addresses.
pub const NODE: &str = "node-a";
pub const NODE_IP: &str = "172.18.0.2";
pub const OTHER_NODE_IP: &str = "172.18.0.3";
pub const POD_HERE: &str = "10.244.1.9";
pub const POD_ELSEWHERE: &str = "10.244.2.9";
pub const OUTSIDE: &str = "203.0.113.7";

/// Both modes.
pub const MODES: [ProxyMode; 2] = [ProxyMode::Iptables, ProxyMode::Nftables];

/// Settings as kubeadm makes them.
pub fn config(mode: ProxyMode) -> ProxyConfig {
    ProxyConfig {
        mode,
        node: Arc::from(NODE),
        zone: Some("zone-1".to_owned()),
        node_ips: vec![ip(NODE_IP)],
        detect_local: DetectLocal::Ranges(vec!["10.244.0.0/16".parse().unwrap()]),
        service_cidrs: vec!["10.96.0.0/16".parse().unwrap()],
        ..ProxyConfig::default()
    }
}

pub fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// A Service `default/NAME` with the port 80 named http, to be changed.
pub fn service(name: &str, cluster_ip: &str) -> Value {
    let mut value = Value::map();
    value.set("metadata.name", name);
    value.set("metadata.namespace", "default");
    value.set("spec.type", "ClusterIP");
    value.set("spec.clusterIP", cluster_ip);
    value.set("spec.ports", vec![port("http", "TCP", 80, 0)]);
    value
}

/// An entry of `spec.ports`; no nodePort where it is 0.
pub fn port(name: &str, protocol: &str, number: i64, node_port: i64) -> Value {
    let mut port = Value::map();
    port.set("name", name);
    port.set("protocol", protocol);
    port.set("port", number);
    if node_port != 0 {
        port.set("nodePort", node_port);
    }
    port
}

/// A list of strings.
pub fn strings(items: &[&str]) -> Value {
    Value::List(items.iter().map(|it| Value::from(*it)).collect())
}

/// An endpoint: its address tells its node (`10.244.1.x`: this one).
pub fn endpoint(address: &str) -> Value {
    let node = if address.starts_with("10.244.1.") || address == NODE_IP { NODE } else { "node-b" };
    let mut endpoint = Value::map();
    endpoint.set("addresses", strings(&[address]));
    endpoint.set("nodeName", node);
    endpoint
}

/// An endpoint with these conditions: ready, serving, terminating.
pub fn endpoint_in(address: &str, (ready, serving, terminating): (bool, bool, bool)) -> Value {
    let mut endpoint = endpoint(address);
    endpoint.set("conditions.ready", ready);
    endpoint.set("conditions.serving", serving);
    endpoint.set("conditions.terminating", terminating);
    endpoint
}

/// A slice of a Service with the port http 8080.
pub fn slice(service: &str, endpoints: Vec<Value>) -> Value {
    let mut value = Value::map();
    value.set("metadata.name", format!("{service}-abc12"));
    value.set("metadata.namespace", "default");
    let mut labels = Value::map();
    if let Some(map) = labels.as_map_mut() {
        map.insert("kubernetes.io/service-name".to_owned(), service.into());
    }
    value.set("metadata.labels", labels);
    value.set("addressType", "IPv4");
    value.set("endpoints", endpoints);
    value.set("ports", vec![port("http", "TCP", 8080, 0)]);
    value
}

/// A store of Services and slices.
pub fn store(services: &[Value], slices: &[Value]) -> Store {
    let mut store = Store::default();
    for value in services {
        store.put(Object::new(Kind::Service, value.clone()), Actor::Learner);
    }
    for value in slices {
        store.put(Object::new(Kind::EndpointSlice, value.clone()), Actor::Learner);
    }
    store
}

/// The rules of the node.
pub fn rules(services: &[Value], slices: &[Value], config: ProxyConfig) -> NodeRules {
    NodeRules::build(&Watched::of(&store(services, slices)), config)
}

/// A TCP packet; who sends it follows from its source.
pub fn packet(from: &str, to: &str, port: u16) -> PacketIn {
    let arrives = if from == NODE_IP || from == "127.0.0.1" {
        Arrival::Process
    } else if from.starts_with("10.244.1.") {
        Arrival::Pod
    } else {
        Arrival::Network
    };
    PacketIn {
        protocol: Protocol::Tcp,
        source: SocketAddr::new(ip(from), 40_000),
        destination: SocketAddr::new(ip(to), port),
        arrives,
    }
}

/// What becomes of a packet of a client that nobody remembers, where chance
/// always picks the first.
pub fn evaluate(rules: &NodeRules, packet: &PacketIn) -> Evaluation {
    rules.evaluate(packet, &|_, _| false, &mut |_| 0)
}

/// A fate in a word or two: `10.244.1.5:8080`, `... +snat`, `reject`, `drop`
/// with the reason, or `none`. Several endpoints stand in order.
pub fn fate(rules: &NodeRules, packet: &PacketIn) -> String {
    let mut bound = 1;
    let first = rules.evaluate(packet, &|_, _| false, &mut |of| {
        bound = of;
        0
    });
    match first.outcome {
        Outcome::Deliver(_) => {
            let all = (0..bound).map(|pick| one(rules, packet, pick)).collect::<Vec<_>>();
            all.join(" ")
        }
        Outcome::Reject(refusal) => format!("reject {}", word(refusal.why)),
        Outcome::Drop(refusal) => format!("drop {}", word(refusal.why)),
        Outcome::Untouched => "none".to_owned(),
    }
}

fn one(rules: &NodeRules, packet: &PacketIn, pick: u32) -> String {
    let out = rules.evaluate(packet, &|_, _| false, &mut |_| pick);
    let Outcome::Deliver(delivery) = out.outcome else { panic!("pick {pick} is not delivered") };
    let nat = if out.masquerade { "+snat" } else { "" };
    format!("{}{nat}", delivery.endpoint.ip())
}

fn word(why: Why) -> &'static str {
    match why {
        Why::NoEndpoints => "no-endpoints",
        Why::NoLocalEndpoints { external: true } => "no-local-external",
        Why::NoLocalEndpoints { external: false } => "no-local-internal",
        Why::SourceNotAllowed => "source",
        Why::NotServed => "wrong-port",
        Why::UnusedServiceAddress => "unused-address",
        Why::Loopback => "loopback",
        Why::Invalid => "invalid",
    }
}
