//! What nodes remember: connections, and clients held at endpoints.

use super::*;

#[test]
fn affinity_holds_a_client_until_it_stays_away_too_long() {
    let spec = format!("sessionAffinity: ClientIP, {CLUSTER_IP}");
    let mut world = usual(config(), &spec);
    let first = answered(&send(&mut world, on_pod("client"), "10.96.0.10", 80)).0;
    for _ in 0..10 {
        let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
        assert_eq!(answered(&trace).0, first);
        assert!(matches!(trace.hops[1].because, Reason::EndpointKept { timeout_s: 10_800, .. }));
    }
    world.now_ms += 10_800_001;
    let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
    assert!(matches!(trace.hops[1].because, Reason::EndpointPicked { .. }));
}

#[test]
fn a_node_that_loses_power_forgets_what_it_remembered_and_no_other_node_does() {
    let mut world = usual(config(), &format!("sessionAffinity: ClientIP, {NODE_PORT}"));
    answered(&send(&mut world, on_pod("client"), "10.96.0.10", 80));
    answered(&send(&mut world, outside(), "172.18.0.2", 30080));
    let kept = |world: &World, node: &str| {
        let held = world.affinities.iter().filter(|(key, _)| &*key.node == node).count();
        (world.conntrack.of_node(node, world.now_ms).count(), held)
    };
    assert_eq!([kept(&world, "node-1"), kept(&world, "node-3")], [(1, 1), (1, 1)]);
    let off = Command::SetNode { name: "node-3".into(), up: false };
    let world = step(&world, &off).world;
    assert_eq!([kept(&world, "node-1"), kept(&world, "node-3")], [(1, 1), (0, 0)]);
}

#[test]
fn a_kept_connection_stays_with_its_pod_and_dies_with_it() {
    let mut world = usual(config(), CLUSTER_IP);
    let mut request = Request::tcp(on_pod("client"), "10.96.0.10", 80);
    request.source_port = Some(40_000);
    let first = answered(&send_request(&mut world, &request)).0;
    for _ in 0..5 {
        let trace = send_request(&mut world, &request);
        assert_eq!(answered(&trace).0, first);
        assert!(matches!(trace.hops[1].because, Reason::Established { .. }));
        assert_eq!(trace.hops[1].rules_tried, 0);
    }
    world.store.delete(&Key::new(Kind::Pod, "default", &first), crate::store::Actor::Operator);
    let trace = send_request(&mut world, &request);
    assert!(matches!(trace.because, Reason::StaleConnection { .. }));
    assert_eq!(trace.advice, Some(Advice::OpenNewSocket));
}

/// pkg/proxy/conntrack/cleanup.go: every address that a Service is asked at, and
/// its node port on whatever address.
#[test]
fn a_record_of_udp_is_stale_where_somebody_serves_and_its_endpoint_does_not() {
    let spec = "type: NodePort, externalIPs: [80.11.12.10], \
                ports: [{port: 53, targetPort: 8081, protocol: UDP, nodePort: 30053}]";
    let mut world = usual(config(), spec);
    put(&mut world, &slice(8081, "UDP", &["10.244.1.5@1", "!10.244.2.5@2"]));
    let all = UdpFrontends::of(&Watched::of(&world.store));
    let stale = |asked: &str, endpoint: &str| {
        all.is_stale(asked.parse().unwrap(), endpoint.parse().unwrap())
    };
    for asked in ["10.96.0.10:53", "80.11.12.10:53", "172.18.0.3:30053"] {
        assert!(!stale(asked, "10.244.1.5:8081"), "{asked}");
        assert!(stale(asked, "10.244.2.5:8081"), "{asked}: it is not serving");
        assert!(stale(asked, "10.244.1.5:8080"), "{asked}: another port");
    }
    assert!(!stale("10.96.0.10:54", "10.244.2.5:8081"), "nobody is asked there");
}
