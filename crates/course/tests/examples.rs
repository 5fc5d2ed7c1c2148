//! The examples of the sandbox and the lessons' clusters behave as Kubernetes
//! does. The manifests stand as their authors typed them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use service_lab_course::{
    Ask, Content, Files, RequestSpec, Sender, Target, TargetPort, ask, start_world, world_with,
};
use service_lab_engine::net::{Client, Request, Trace, Verdict};
use service_lab_engine::world::{Command, Event, World, step};

fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut files = Files::new();
    let mut open = vec![root.clone()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("below content/").to_string_lossy();
                files.insert(name.into_owned(), fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let (content, faults) = Content::read(&files);
    assert_eq!(faults, []);
    content
}

fn example(id: &str) -> World {
    start_world(&content().example(id).expect("an example").bench)
}

fn send(world: &World, from: Sender, to: Target, port: u16) -> Option<Trace> {
    let spec = RequestSpec { from, to, port: TargetPort::Number(port), count: 1 };
    let Ask::Send(request) = ask(world, &spec, &Default::default()) else { return None };
    step(world, &Command::Send { request }).events.into_iter().find_map(|event| match event {
        Event::Sent(trace) => Some(trace.as_ref().clone()),
        _ => None,
    })
}

/// `answered`, `refused`, ... in one word.
fn outcome(world: &World, from: Sender, to: Target, port: u16) -> &'static str {
    match send(world, from, to, port).map(|it| it.verdict) {
        Some(Verdict::Delivered { .. }) => "answered",
        Some(Verdict::Refused) => "refused",
        Some(Verdict::TimedOut) => "timed out",
        Some(Verdict::NotResolved) => "not resolved",
        Some(Verdict::NotSent) => "not sent",
        None => "no address",
    }
}

fn node(name: &str) -> Target {
    Target::Node(name.to_owned())
}

fn host(name: &str) -> Target {
    Target::Host(name.to_owned())
}

fn visitor() -> Sender {
    Sender::Pod("visitor".to_owned())
}

#[test]
fn the_english_notes_node_port_answers_on_both_nodes() {
    let world = example("hostname-service");
    assert_eq!(outcome(&world, Sender::Outside, node("node-1"), 30163), "answered");
    assert_eq!(outcome(&world, Sender::Outside, node("node-2"), 30163), "answered");
    assert_eq!(outcome(&world, visitor(), host("hostname-service"), 8080), "answered");
}

#[test]
fn the_chinese_notes_target_port_is_refused_until_it_is_mended() {
    let content = content();
    let bench = &content.example("my-service").expect("an example").bench;
    let world = start_world(bench);
    assert_eq!(outcome(&world, visitor(), host("my-service"), 80), "refused");
    let mended = world_with(&world, &bench.start.replace("9376", "80"));
    assert_eq!(outcome(&mended, visitor(), host("my-service"), 80), "answered");
    assert_eq!(
        outcome(&mended, Sender::Outside, Target::Service("my-service".to_owned()), 80),
        "timed out"
    );
}

#[test]
fn the_chinese_notes_external_ip_answers_once_protocol_and_port_are_mended() {
    let content = content();
    let bench = &content.example("my-service-external-ip").expect("an example").bench;
    let world = start_world(bench);
    assert!(
        world.store.services().all(|(it, _)| it.key.name.as_ref() != "my-service"),
        "protocol: http is refused"
    );
    let text = bench.start.replace("protocol: http", "protocol: TCP").replace("9376", "80");
    let mended = world_with(&world, &text);
    assert_eq!(outcome(&mended, Sender::Outside, host("80.11.12.10"), 80), "answered");
}

#[test]
fn the_korean_notes_cluster_ip_answers_inside_only() {
    let world = example("svc-1-cluster-ip");
    assert_eq!(outcome(&world, visitor(), host("svc-1"), 9000), "answered");
    let cluster_ip = Target::Service("svc-1".to_owned());
    assert_eq!(outcome(&world, Sender::Outside, cluster_ip, 9000), "timed out");
}

#[test]
fn the_korean_notes_node_port_answers_only_where_the_pod_runs() {
    let world = example("svc-1-node-port");
    assert_eq!(outcome(&world, Sender::Outside, node("k8s-node1"), 30000), "answered");
    assert_eq!(outcome(&world, Sender::Outside, node("k8s-node2"), 30000), "timed out");
}

#[test]
fn the_korean_notes_load_balancer_answers_at_its_address_and_not_on_port_30000() {
    let world = example("svc-1-load-balancer");
    let balancer = Target::LoadBalancer("svc-1".to_owned());
    assert_eq!(outcome(&world, Sender::Outside, balancer, 9000), "answered");
    assert_eq!(outcome(&world, Sender::Outside, node("k8s-node1"), 30000), "refused");
}

#[test]
fn a_headless_name_leads_to_the_pods_own_port() {
    let world = example("headless");
    assert_eq!(outcome(&world, visitor(), host("db"), 8080), "answered");
}

#[test]
fn an_ingress_leads_by_host_and_path_through_its_controller() {
    let world = example("ingress");
    let balancer = world.store.services().find_map(|(_, it)| it.ingress.first()?.ip);
    let address = balancer.expect("the controller has an address").to_string();
    let said = |path: &str| {
        let mut request = Request::tcp(Client::Outside, &address, 80);
        request.host_header = Some("shop.example".to_owned());
        request.path = path.to_owned();
        match service_lab_engine::net::walk(&world, &request).trace.verdict {
            Verdict::Delivered { answer, .. } => answer,
            other => format!("{other:?}"),
        }
    };
    assert!(said("/").starts_with("front-"), "{}", said("/"));
    assert!(said("/cart").starts_with("cart-"), "{}", said("/cart"));
}

#[test]
fn an_external_name_leads_outside() {
    let world = example("external-name");
    assert_eq!(outcome(&world, visitor(), host("billing"), 80), "answered");
}

#[test]
fn two_pods_of_a_deployment_stand_on_two_nodes() {
    let content = content();
    let lesson = content.lesson("node-port").expect("a lesson");
    let world = start_world(&lesson.benches["two"]);
    let nodes: BTreeSet<&str> = world
        .store
        .pods()
        .filter(|(it, _)| it.meta.labels.get("app").is_some_and(|app| app == "web"))
        .map(|(_, pod)| pod.node_name.as_str())
        .collect();
    assert_eq!(nodes, BTreeSet::from(["node-1", "node-2"]));
}
