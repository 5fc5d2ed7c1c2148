//! How long a node's rules take: all of them, after one endpoint changed, and
//! for one packet. The cluster is that of the recorded measurements of the
//! real proxier: Services of type ClusterIP with one TCP port and ten ready
//! endpoints each, one of them on this node.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use mimalloc::MiMalloc;
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{IpFamily, Kind, Object, Protocol};
use service_lab_engine::proxy::{Arrival, DetectLocal, NodeRules, PacketIn, ProxyConfig, Watched};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

/// As in the native program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ENDPOINTS: usize = 10;
const NODES: usize = 100;
const MODES: [(&str, ProxyMode); 2] =
    [("iptables", ProxyMode::Iptables), ("nftables", ProxyMode::Nftables)];

fn service(number: usize) -> Value {
    let mut value = Value::map();
    value.set("metadata.name", format!("svc-{number}"));
    value.set("metadata.namespace", "default");
    value.set("spec.type", "ClusterIP");
    let ip = format!("10.{}.{}.{}", 96 + number / 65_536, number / 256 % 256, number % 256);
    value.set("spec.clusterIP", ip);
    let mut port = Value::map();
    port.set("name", "http");
    port.set("protocol", "TCP");
    port.set("port", 80);
    port.set("targetPort", 8080);
    value.set("spec.ports", vec![port]);
    value
}

fn slice(number: usize, endpoints: usize) -> Value {
    let mut value = Value::map();
    value.set("metadata.name", format!("svc-{number}-abc12"));
    value.set("metadata.namespace", "default");
    let mut labels = Value::map();
    if let Some(map) = labels.as_map_mut() {
        map.insert("kubernetes.io/service-name".to_owned(), format!("svc-{number}").into());
    }
    value.set("metadata.labels", labels);
    value.set("addressType", "IPv4");
    let endpoint = |place: usize| {
        let node = if place == 0 { 0 } else { (number + place) % (NODES - 1) + 1 };
        let mut endpoint = Value::map();
        let ip = format!("10.{}.{}.{}", 128 + place, number / 250, number % 250 + 1);
        endpoint.set("addresses", vec![Value::from(ip)]);
        endpoint.set("conditions.ready", true);
        endpoint.set("nodeName", format!("node-{node}"));
        endpoint
    };
    value.set("endpoints", (0..endpoints).map(endpoint).collect::<Vec<_>>());
    let mut port = Value::map();
    port.set("name", "http");
    port.set("protocol", "TCP");
    port.set("port", 8080);
    value.set("ports", vec![port]);
    value
}

fn store(services: usize) -> Store {
    let mut store = Store::default();
    for number in 0..services {
        store.put(Object::new(Kind::Service, service(number)), Actor::Learner);
        store.put(
            Object::new(Kind::EndpointSlice, slice(number, ENDPOINTS)),
            Actor::EndpointSliceController,
        );
    }
    store
}

fn config(mode: ProxyMode) -> ProxyConfig {
    ProxyConfig {
        mode,
        node: Arc::from("node-0"),
        node_ips: vec![IpAddr::from([172, 18, 0, 2])],
        detect_local: DetectLocal::Ranges("10.128.0.0/9".parse().into_iter().collect()),
        service_cidrs: "10.96.0.0/12".parse().into_iter().collect(),
        ..ProxyConfig::default()
    }
}

fn packet(number: usize) -> PacketIn {
    let octet = |value: usize| u8::try_from(value % 256).unwrap_or(0);
    PacketIn {
        protocol: Protocol::Tcp,
        source: SocketAddr::from(([10, 200, 0, 9], 40_000)),
        destination: SocketAddr::from(([10, 96, octet(number / 256), octet(number)], 80)),
        arrives: Arrival::Pod,
    }
}

fn full(c: &mut Criterion) {
    for services in [1_000, 10_000] {
        let watched = Watched::of(&store(services));
        for (name, mode) in MODES {
            c.bench_function(&format!("full/{name}/{services}x{ENDPOINTS}"), |b| {
                b.iter_with_large_drop(|| NodeRules::build(black_box(&watched), config(mode)));
            });
        }
    }
}

fn one_endpoint(c: &mut Criterion) {
    let services = 10_000;
    for (name, mode) in MODES {
        let mut store = store(services);
        let mut watched = Watched::of(&store);
        let mut rules = NodeRules::build(&watched, config(mode));
        let mut fewer = false;
        c.bench_function(&format!("one endpoint/{name}/{services}x{ENDPOINTS}"), |b| {
            b.iter_custom(|rounds| {
                let mut spent = std::time::Duration::ZERO;
                for _ in 0..rounds {
                    fewer = !fewer;
                    let endpoints = if fewer { ENDPOINTS - 1 } else { ENDPOINTS };
                    let object = Object::new(Kind::EndpointSlice, slice(4711, endpoints));
                    let Some(change) = store.put(object, Actor::EndpointSliceController) else {
                        continue;
                    };
                    let start = std::time::Instant::now();
                    let changed: BTreeSet<_> = watched.follow(&change);
                    rules = rules.update(&watched, &changed);
                    spent += start.elapsed();
                }
                spent
            });
        });
    }
}

fn one_packet(c: &mut Criterion) {
    for services in [10, 10_000] {
        let watched = Watched::of(&store(services));
        for (name, mode) in MODES {
            let rules = NodeRules::build(&watched, config(mode));
            let mut number = 0;
            c.bench_function(&format!("packet/{name}/{services}x{ENDPOINTS}"), |b| {
                b.iter(|| {
                    number = (number + 7919) % services;
                    rules
                        .evaluate(black_box(&packet(number)), &|_, _| false, &mut |bound| bound / 2)
                });
            });
        }
    }
}

fn text(c: &mut Criterion) {
    let watched = Watched::of(&store(1_000));
    for (name, mode) in MODES {
        let rules = NodeRules::build(&watched, config(mode));
        c.bench_function(&format!("text/{name}/1000x{ENDPOINTS}"), |b| {
            b.iter(|| rules.render(black_box(IpFamily::V4)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = full, one_endpoint, one_packet, text
}
criterion_main!(benches);
