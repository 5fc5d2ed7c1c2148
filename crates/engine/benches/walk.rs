//! How long one traced packet takes, there and back: in a lesson's cluster,
//! and in one with ten thousand Services. What a node's rules cost is measured
//! apart; here they stand already.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mimalloc::MiMalloc;
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::net::{Client, Request, Verdict, walk};
use service_lab_engine::objects::{Kind, Object};
use service_lab_engine::store::Actor;
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, World, step};

/// As in the native program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Two Pods behind a NodePort Service, as in the lessons.
fn lesson() -> World {
    let mut text = String::new();
    for number in 1..=2 {
        let _ = writeln!(
            text,
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: web-{number}, labels: {{app: web}}}}\n\
             spec: {{nodeName: node-{number}, containers: [{{name: main, image: agnhost, args: [netexec]}}]}}\n---"
        );
    }
    text.push_str(
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, \
         selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}\n",
    );
    let world = World::new(ClusterConfig::default()).0;
    let world = step(&world, &Command::Edit { text }).world;
    step(&world, &Command::Wait { ms: 60_000 }).world
}

/// The same with ten thousand further Services of ten endpoints each.
fn big(services: usize) -> World {
    let mut world = lesson();
    for number in 0..services {
        let mut service = Value::map();
        service.set("metadata.name", format!("svc-{number}"));
        service.set("metadata.namespace", "default");
        service.set("spec.type", "ClusterIP");
        service.set("spec.clusterIP", format!("10.96.{}.{}", 100 + number / 250, number % 250 + 1));
        let mut port = Value::map();
        port.set("protocol", "TCP");
        port.set("port", 80);
        port.set("targetPort", 8080);
        service.set("spec.ports", vec![port.clone()]);
        world.store.put(Object::new(Kind::Service, service), Actor::Operator);
        let mut slice = Value::map();
        slice.set("metadata.name", format!("svc-{number}-x"));
        slice.set("metadata.namespace", "default");
        let mut labels = Value::map();
        if let Some(map) = labels.as_map_mut() {
            map.insert("kubernetes.io/service-name".to_owned(), format!("svc-{number}").into());
        }
        slice.set("metadata.labels", labels);
        slice.set("addressType", "IPv4");
        let endpoint = |place: usize| {
            let mut endpoint = Value::map();
            let ip = format!("10.{}.{}.{}", 128 + place, number / 250, number % 250 + 1);
            endpoint.set("addresses", vec![Value::from(ip)]);
            endpoint.set("conditions.ready", true);
            endpoint
        };
        slice.set("endpoints", (0..10).map(endpoint).collect::<Vec<_>>());
        port.remove("targetPort");
        port.set("port", 8080);
        port.set("name", "");
        slice.set("ports", vec![port]);
        world.store.put(Object::new(Kind::EndpointSlice, slice), Actor::Operator);
    }
    world.cache = Default::default();
    world
}

fn measure(criterion: &mut Criterion, name: &str, world: &World, request: &Request) {
    let trace = walk(world, request).trace;
    assert!(matches!(trace.verdict, Verdict::Delivered { .. }), "{trace:#?}");
    criterion.bench_function(name, |bench| bench.iter(|| black_box(walk(world, request))));
}

fn walks(criterion: &mut Criterion) {
    let node_port = Request::tcp(Client::Outside, "172.18.0.3", 30080);
    let from = Client::Pod { namespace: "default".into(), name: "web-1".into() };
    let by_name = Request::tcp(from, "web", 80);
    let small = lesson();
    measure(criterion, "walk/lesson/node-port", &small, &node_port);
    measure(criterion, "walk/lesson/by-name", &small, &by_name);
    let large = big(10_000);
    measure(criterion, "walk/10000-services/node-port", &large, &node_port);
    criterion.bench_function("step/lesson/send", |bench| {
        let send = Command::Send { request: node_port.clone() };
        bench.iter(|| black_box(step(&small, &send)));
    });
}

criterion_group!(benches, walks);
criterion_main!(benches);
