//! Random clusters, acts and requests: the engine must neither panic nor hang,
//! and every trace must be whole.
//!
//! Each byte pair is one act: what, and to whom. Where the bytes end, so does
//! the story.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use service_lab_engine::cluster::{ClusterConfig, Provider, ProxyMode};
use service_lab_engine::net::{Client, Hop, Request, Trace, Verdict};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::world::{Command, Event, World, step};

/// Acts of one story: enough to make, break and mend a cluster.
const MAX_ACTS: usize = 64;

/// Hops of one trace, there and back: above the longest way there is, through a load balancer's proxy and an
/// ingress controller.
const MAX_HOPS: usize = 40;

fuzz_target!(|bytes: &[u8]| {
    static START: OnceLock<World> = OnceLock::new();
    let mut world = START.get_or_init(|| World::new(ClusterConfig::default()).0).clone();
    for pair in bytes.chunks_exact(2).take(MAX_ACTS) {
        let stepped = step(&world, &command(&world, pair[0], pair[1]));
        for event in &stepped.events {
            if let Event::Sent(trace) = event {
                check(trace);
            }
        }
        world = stepped.world;
    }
});

fn command(world: &World, what: u8, whom: u8) -> Command {
    let pod = Key::new(Kind::Pod, "default", &format!("p{}", whom % 4));
    match what % 16 {
        0..=2 => Command::Edit { text: text(whom, what) },
        3 => Command::Apply { text: text(whom, what) },
        4 => Command::Delete { key: pod },
        5 => Command::CrashPod { key: pod },
        6 => Command::SetReady { key: pod, ready: whom & 0x80 == 0 },
        7 => Command::SetNode { name: format!("node-{}", whom % 4).into(), up: whom & 0x80 == 0 },
        8 => Command::SetProxyMode {
            mode: if whom & 1 == 0 { ProxyMode::Iptables } else { ProxyMode::Nftables },
        },
        9 => Command::SetProvider { provider: provider(whom) },
        10 => Command::Wait { ms: u64::from(whom) * 1_000 },
        _ => Command::Send { request: request(world, what, whom) },
    }
}

fn provider(whom: u8) -> Provider {
    match whom % 7 {
        0 => Provider::None,
        1 => Provider::Gcp,
        2 => Provider::Azure,
        3 => Provider::AwsNlb,
        4 => Provider::AwsClassic,
        5 => Provider::OpenStack,
        _ => Provider::CloudProviderKind,
    }
}

/// Up to four Pods and a Service, by the bits of two bytes.
fn text(bits: u8, more: u8) -> String {
    let mut text = String::new();
    for number in 0..bits % 5 {
        let (node, app) =
            ((bits >> number) % 3 + 1, if more >> number & 1 == 0 { "web" } else { "x" });
        text.push_str(&format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, labels: {{app: {app}}}}}\n\
             spec: {{nodeName: node-{node}, hostNetwork: {}, containers: [{{name: main, image: agnhost, args: [netexec]}}]}}\n---\n",
            number == 3
        ));
    }
    let kind = ["ClusterIP", "NodePort", "LoadBalancer", "LoadBalancer"][usize::from(bits >> 6)];
    let policy = if more & 0x40 == 0 { "Cluster" } else { "Local" };
    let external = if kind == "ClusterIP" {
        String::new()
    } else {
        format!("externalTrafficPolicy: {policy}, ")
    };
    let affinity = if more & 0x20 == 0 { "None" } else { "ClientIP" };
    let headless = if bits & 0x20 != 0 && kind == "ClusterIP" { "clusterIP: None, " } else { "" };
    text.push_str(&format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec: {{type: {kind}, {external}{headless}\
         internalTrafficPolicy: {policy}, sessionAffinity: {affinity}, externalIPs: [80.11.12.10], \
         selector: {{app: web}}, ports: [{{port: 80, targetPort: 8080, protocol: {}}}]}}\n",
        if more & 0x80 == 0 { "TCP" } else { "UDP" }
    ));
    text
}

fn request(world: &World, what: u8, whom: u8) -> Request {
    let from = match whom % 8 {
        0 | 1 => Client::Outside,
        2..=4 => Client::Node(format!("node-{}", whom % 8 - 1).into()),
        other => {
            Client::Pod { namespace: "default".into(), name: format!("p{}", other - 5).into() }
        }
    };
    let service = world.store.services().find(|(it, _)| &*it.meta.name == "web");
    let address = service.and_then(|(_, view)| view.cluster_ips.first().copied());
    let point = service.and_then(|(_, view)| view.ingress.first().cloned());
    let node_port = service.and_then(|(_, view)| view.ports.first()).map_or(80, |it| it.node_port);
    let pod = world.store.pods().find_map(|(_, pod)| pod.ips.first().copied());
    let said =
        |it: Option<std::net::IpAddr>| it.map_or("10.96.77.77".to_owned(), |it| it.to_string());
    let (host, port) = match whom >> 3 & 7 {
        0 => (said(address), 80),
        1 => (format!("172.18.0.{}", what % 5), node_port),
        2 => ("web".to_owned(), if what & 1 == 0 { 80 } else { 8080 }),
        3 => (said(pod), 8080),
        4 => ("80.11.12.10".to_owned(), 80),
        5 => match point {
            Some(point) => (point.hostname.unwrap_or_else(|| said(point.ip)), 80),
            None => ("nothing.example.com".to_owned(), 80),
        },
        6 => ("localhost".to_owned(), 8080),
        _ => ("10.244.9.9".to_owned(), u16::from(what)),
    };
    let protocol = if whom & 0x40 == 0 { Protocol::Tcp } else { Protocol::Udp };
    let source_port = (whom & 0x80 != 0).then_some(45_000);
    Request { protocol, source_port, ..Request::tcp(from, &host, port) }
}

fn check(trace: &Trace) {
    let chained = |hops: &[Hop]| hops.windows(2).all(|it| it[0].after == it[1].before);
    assert!(chained(&trace.hops) && chained(&trace.reply), "{trace:#?}");
    assert!(trace.hops.len() + trace.reply.len() <= MAX_HOPS, "{trace:#?}");
    if matches!(trace.verdict, Verdict::Delivered { .. } | Verdict::Refused) {
        let sent = trace.hops.first().expect("a hop").before;
        let home = trace.reply.last().expect("an answer").after;
        assert_eq!(home, sent.reply(), "{trace:#?}");
    }
}
