//! The fate of packets in small clusters.

use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::{ClusterConfig, Provider, ProxyMode};
use crate::net::fixture::*;
use crate::net::{Advice, Place, Reason, Request, Step, Verdict};
use crate::objects::{Key, Kind, Protocol};
use crate::proxy::{UdpFrontends, Watched};
use crate::world::{Command, World, step};

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn web() -> Key {
    Key::new(Kind::Service, "default", "web")
}

fn config() -> ClusterConfig {
    ClusterConfig::default()
}

fn nftables() -> ClusterConfig {
    ClusterConfig { proxy_mode: ProxyMode::Nftables, ..config() }
}

fn both() -> [ClusterConfig; 2] {
    [config(), nftables()]
}

fn load_balancer(policy: &str, status: &str) -> String {
    format!(
        "type: LoadBalancer, externalTrafficPolicy: {policy}, healthCheckNodePort: 31000, \
         ports: [{{port: 80, targetPort: 8080, protocol: TCP, nodePort: 30080}}]}}\n\
         status: {{loadBalancer: {{ingress: [{status}]}}"
    )
}

#[test]
fn a_cluster_address_reaches_every_endpoint_and_keeps_the_pod_s_own_address() {
    for config in both() {
        let mut world = usual(config, CLUSTER_IP);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..20 {
            let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
            let (pod, source) = answered(&trace);
            assert_eq!(source, ip("10.244.3.5"));
            assert_eq!(trace.hops[1].step, Step::Dnat);
            assert_eq!(trace.hops[1].place, Place::Node("node-3".into()));
            assert_eq!(trace.reply.iter().filter(|it| it.step == Step::Unnat).count(), 1);
            seen.insert(pod);
        }
        assert_eq!(seen.len(), 2, "chance never picked one of two Pods");
    }
}

#[test]
fn a_node_port_answers_on_every_node_and_hides_the_client() {
    for config in both() {
        let mut world = usual(config, NODE_PORT);
        for node in ["172.18.0.2", "172.18.0.3", "172.18.0.4"] {
            let trace = send(&mut world, outside(), node, 30080);
            let (_, source) = answered(&trace);
            assert_ne!(source, world.config.outside, "masqueraded under policy Cluster");
            assert!(matches!(trace.hops[1].because, Reason::EndpointPicked { of: 2, .. }));
            assert_eq!(trace.hops[1].step, Step::DnatSnat);
        }
    }
}

#[test]
fn the_source_a_local_pod_sees_is_its_node_s_address_in_the_pod_range() {
    let mut world = usual(config(), NODE_PORT);
    for _ in 0..10 {
        let trace = send(&mut world, outside(), "172.18.0.2", 30080);
        let expected = match answered(&trace) {
            (pod, source) if pod == "a" => (source, "10.244.1.1"),
            (_, source) => (source, "172.18.0.2"),
        };
        assert_eq!(expected.0, ip(expected.1));
    }
}

#[test]
fn policy_local_keeps_the_client_s_address_and_answers_only_where_a_pod_is() {
    for config in both() {
        let spec = format!("externalTrafficPolicy: Local, {NODE_PORT}");
        let mut world = usual(config, &spec);
        let trace = send(&mut world, outside(), "172.18.0.2", 30080);
        assert_eq!(answered(&trace), ("a".to_owned(), world.config.outside));
        let trace = send(&mut world, outside(), "172.18.0.4", 30080);
        assert_eq!(trace.verdict, Verdict::TimedOut);
        let node: Arc<str> = "node-3".into();
        assert_eq!(
            trace.because,
            Reason::NoLocalEndpoints { service: web(), node: node.clone(), external: true }
        );
        assert_eq!(
            trace.advice,
            Some(Advice::PlacePodOrUseCluster { service: web(), node, external: true })
        );
    }
}

#[test]
fn from_outside_there_is_no_route_to_service_and_pod_addresses() {
    let mut world = usual(config(), CLUSTER_IP);
    let trace = send(&mut world, outside(), "10.96.0.10", 80);
    assert_eq!(trace.verdict, Verdict::TimedOut);
    let address = ip("10.96.0.10");
    assert_eq!(trace.because, Reason::NoRouteToServices { address, service: Some(web()) });
    assert_eq!(trace.advice, Some(Advice::AskFromInside));
    let trace = send(&mut world, outside(), "10.244.1.5", 8080);
    assert_eq!(trace.because, Reason::NoRouteToPods { address: ip("10.244.1.5") });
}

#[test]
fn a_laptop_beside_kind_without_port_mapping_does_not_reach_a_node() {
    let mut world = usual(ClusterConfig { nodes_reachable: false, ..config() }, NODE_PORT);
    let trace = send(&mut world, outside(), "172.18.0.2", 30080);
    assert_eq!(trace.because, Reason::NoRouteToNodes { address: ip("172.18.0.2") });
    assert_eq!(trace.advice, Some(Advice::MapPort));
    answered(&send(&mut world, on_node(1), "172.18.0.2", 30080));
}

#[test]
fn a_service_without_endpoints_refuses_and_says_whether_selector_or_readiness_is_to_blame() {
    for config in both() {
        let mut world = usual(config, CLUSTER_IP);
        put(&mut world, &slice(8080, "TCP", &[]));
        let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
        assert_eq!(trace.verdict, Verdict::Refused);
        assert_eq!(trace.because, Reason::NoEndpoints { service: web() });
        for name in ["a", "b"] {
            set(&mut world, Kind::Pod, name, "status.conditions", Vec::new());
        }
        let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
        assert_eq!(trace.advice, Some(Advice::MakePodsReady { service: web() }));
        set(&mut world, Kind::Service, "web", "spec.selector.app", "wrong");
        let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
        assert_eq!(trace.advice, Some(Advice::MatchSelector { service: web() }));
    }
}

#[test]
fn a_wrong_target_port_is_refused_by_the_pod_itself() {
    let mut world = usual(config(), CLUSTER_IP);
    put(&mut world, &slice(9376, "TCP", &["10.244.1.5@1"]));
    let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
    assert_eq!(trace.verdict, Verdict::Refused);
    assert_eq!(trace.hops.last().unwrap().place, Place::Pod(Key::new(Kind::Pod, "default", "a")));
    let address = ip("10.244.1.5");
    let protocol = Protocol::Tcp;
    assert_eq!(trace.because, Reason::NobodyListens { address, port: 9376, protocol });
    assert_eq!(trace.advice, Some(Advice::SetTargetPort { service: web(), from: 9376, to: 8080 }));
}

#[test]
fn a_process_on_loopback_answers_in_its_pod_and_refuses_everybody_else() {
    let mut world = usual(config(), CLUSTER_IP);
    let python = "python, command: [python, -m, http.server, '8080', --bind, 127.0.0.1]";
    put(&mut world, &pod("a", 1, "10.244.1.5", python, ""));
    put(&mut world, &slice(8080, "TCP", &["10.244.1.5@1"]));
    let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
    assert_eq!(trace.because, Reason::ListensOnLoopback { port: 8080 });
    let here = send(&mut world, on_pod("a"), "localhost", 8080);
    assert_eq!(answered(&here).0, "a");
}

#[test]
fn a_port_that_the_service_lacks_times_out_under_iptables_and_is_refused_under_nftables() {
    for (config, verdict) in both().into_iter().zip([Verdict::TimedOut, Verdict::Refused]) {
        let mut world = usual(config, CLUSTER_IP);
        let trace = send(&mut world, on_pod("client"), "10.96.0.10", 8080);
        assert_eq!(trace.verdict, verdict);
        assert!(matches!(trace.because, Reason::NotServed { port: 8080, .. }), "{trace:#?}");
        assert_eq!(
            trace.advice,
            Some(Advice::AskServedPort { service: web(), asked: 8080, served: 80 })
        );
    }
}

#[test]
fn an_address_that_no_service_has_is_never_answered() {
    for config in both() {
        let mut world = usual(config, CLUSTER_IP);
        let trace = send(&mut world, on_pod("client"), "10.96.0.99", 80);
        assert_eq!(trace.verdict, Verdict::TimedOut);
        assert_eq!(trace.because, Reason::UnusedServiceAddress { address: ip("10.96.0.99") });
    }
}

#[test]
fn the_service_s_port_on_a_node_is_refused_and_the_node_port_is_named() {
    let mut world = usual(config(), NODE_PORT);
    let trace = send(&mut world, outside(), "172.18.0.2", 80);
    assert_eq!(trace.verdict, Verdict::Refused);
    assert!(matches!(trace.because, Reason::NobodyListens { port: 80, .. }));
    assert_eq!(trace.advice, Some(Advice::AskNodePort { service: web(), node_port: 30080 }));
}

#[test]
fn a_dead_node_loses_what_is_sent_to_it_and_what_is_sent_on_to_its_pods() {
    let mut world = usual(config(), NODE_PORT);
    Arc::make_mut(&mut world.machines).powered_off.insert("node-2".into(), 0);
    let down = Reason::NodeDown { node: "node-2".into() };
    let trace = send(&mut world, outside(), "172.18.0.3", 30080);
    assert_eq!(trace.because, down);
    let mut fates = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let trace = send(&mut world, outside(), "172.18.0.2", 30080);
        fates.insert(match trace.verdict {
            Verdict::Delivered { .. } => "answered",
            Verdict::TimedOut if trace.because == down => "lost",
            _ => panic!("{trace:#?}"),
        });
    }
    assert_eq!(fates.len(), 2, "half of the requests choose the Pod on the dead node");
}

#[test]
fn a_pod_reaches_itself_through_its_service_only_with_hairpin() {
    for hairpin in [true, false] {
        let mut world = usual(ClusterConfig { hairpin, ..config() }, CLUSTER_IP);
        put(&mut world, &slice(8080, "TCP", &["10.244.1.5@1"]));
        let trace = send(&mut world, on_pod("a"), "10.96.0.10", 80);
        if hairpin {
            assert_eq!(answered(&trace), ("a".to_owned(), ip("10.244.1.1")));
        } else {
            let pod = Key::new(Kind::Pod, "default", "a");
            assert_eq!(trace.because, Reason::NoHairpin { pod });
        }
    }
}

#[test]
fn a_node_port_on_another_node_from_a_pod_may_be_answered_by_a_stranger() {
    let spec = format!("externalTrafficPolicy: Local, {NODE_PORT}");
    let config = ClusterConfig { masquerade_to_nodes: false, ..config() };
    let mut world = usual(config, &spec);
    let mut strangers = 0;
    for _ in 0..20 {
        let trace = send(&mut world, on_pod("client"), "172.18.0.2", 30080);
        match &trace.because {
            Reason::AnswerFromStranger { expected, got } => {
                assert_eq!(*expected, ip("172.18.0.2"));
                assert_eq!(*got, ip("10.244.2.5"));
                assert_eq!(trace.verdict, Verdict::TimedOut);
                assert_eq!(trace.advice, Some(Advice::AskClusterIp { service: web() }));
                strangers += 1;
            }
            _ => assert_eq!(answered(&trace).0, "a"),
        }
    }
    assert!(strangers > 0);
}

#[test]
fn a_pod_s_packet_to_a_node_is_masqueraded_by_the_network_and_comes_home() {
    let spec = format!("externalTrafficPolicy: Local, {NODE_PORT}");
    let mut world = usual(config(), &spec);
    let trace = send(&mut world, on_pod("client"), "172.18.0.2", 30080);
    assert_eq!(answered(&trace), ("a".to_owned(), ip("172.18.0.4")));
    assert!(matches!(trace.hops[1].because, Reason::LeavesCluster { .. }));
}

/// Sources are rewritten in POSTROUTING, which a node's own processes never see.
#[test]
fn a_pod_on_the_host_s_network_sees_who_came_to_its_own_node_and_not_who_came_by_another() {
    let mut world = usual(config(), NODE_PORT);
    let host = pod("host", 1, "172.18.0.2", ECHO, "");
    put(&mut world, &host.replace("{nodeName", "{hostNetwork: true, nodeName"));
    put(&mut world, &slice(8080, "TCP", &["172.18.0.2@1"]));
    for (asked, source) in [("172.18.0.2", world.config.outside), ("172.18.0.3", ip("172.18.0.3"))]
    {
        let trace = send(&mut world, outside(), asked, 30080);
        assert_eq!(answered(&trace), ("host".to_owned(), source), "{asked}");
    }
}

/// The address that a node would put on a packet stands there already.
#[test]
fn a_node_s_own_packet_is_not_masqueraded_as_itself() {
    let mut world = usual(config(), CLUSTER_IP);
    let mut steps = std::collections::BTreeMap::new();
    for _ in 0..20 {
        let trace = send(&mut world, on_node(1), "10.96.0.10", 80);
        let (pod, source) = answered(&trace);
        let hop = trace.hops.iter().find(|it| matches!(it.step, Step::Dnat | Step::DnatSnat));
        steps.insert(pod, (source, hop.map(|it| it.step.clone())));
    }
    let [near, far] = [("a", "10.244.1.1", Step::DnatSnat), ("b", "172.18.0.2", Step::Dnat)]
        .map(|(pod, source, step)| (pod.to_owned(), (ip(source), Some(step))));
    assert_eq!(steps, [near, far].into());
}

#[test]
fn each_provider_s_packets_arrive_as_documented() {
    use Provider::*;
    let vip = "{ip: 198.51.100.9, ipMode: VIP}";
    let proxy = "{ip: 198.51.100.9, ipMode: Proxy}";
    let named = "{hostname: web-1.elb.example.com}";
    // Provider, status, whether the node sees the client's own address.
    let table = [
        (Gcp, vip, true),
        (Azure, vip, true),
        (AwsNlb, named, true),
        (AwsClassic, named, false),
        (OpenStack, vip, false),
        (CloudProviderKind, proxy, false),
    ];
    for (provider, status, kept) in table {
        let mut world = usual(with_provider(provider), &load_balancer("Local", status));
        let host = if status == named { "Web-1.ELB.example.com" } else { "198.51.100.9" };
        for _ in 0..6 {
            let trace = send(&mut world, outside(), host, 80);
            let (pod, source) = answered(&trace);
            assert_eq!(source == world.config.outside, kept, "{provider:?}: {source}");
            assert!(pod == "a" || pod == "b");
        }
    }
}

#[test]
fn a_load_balancer_sends_to_a_dead_node_until_its_health_check_fails() {
    let status = "{ip: 198.51.100.9, ipMode: VIP}";
    let mut world = usual(with_provider(Provider::Gcp), &load_balancer("Local", status));
    Arc::make_mut(&mut world.machines).powered_off.insert("node-2".into(), 0);
    let lost = |world: &mut crate::world::World| {
        let fates = (0..20).map(|_| send(world, outside(), "198.51.100.9", 80));
        fates.filter(|it| matches!(it.because, Reason::NodeDown { .. })).count()
    };
    assert!(lost(&mut world) > 0);
    world.now_ms = crate::net::balancer::HEALTH_CHECK_MS;
    assert_eq!(lost(&mut world), 0);
}

/// Cloud providers' documentation: security groups and listeners of AWS and
/// OpenStack guard by themselves; kube-proxy does where packets arrive as sent.
#[test]
fn source_ranges_are_guarded_by_the_balancer_or_else_by_the_node() {
    use Provider::*;
    let vip = "{ip: 198.51.100.9, ipMode: VIP}";
    let named = "{hostname: web-1.elb.example.com}";
    for (provider, status, by_node) in [
        (Gcp, vip, true),
        (Azure, vip, true),
        (AwsNlb, named, false),
        (AwsClassic, named, false),
        (OpenStack, vip, false),
    ] {
        let host = if status == named { "web-1.elb.example.com" } else { "198.51.100.9" };
        let ranges = "loadBalancerSourceRanges: [192.0.2.0/24], ";
        let spec = format!("{ranges}{}", load_balancer("Cluster", status));
        let trace = send(&mut usual(with_provider(provider), &spec), outside(), host, 80);
        assert_eq!(trace.verdict, Verdict::TimedOut, "{provider:?}");
        assert!(matches!(trace.because, Reason::SourceNotAllowed { .. }), "{trace:#?}");
        let last = trace.hops.last().map(|it| &it.place);
        assert_eq!(matches!(last, Some(Place::Node(_))), by_node, "{provider:?}: {last:?}");
        let mut config = with_provider(provider);
        config.outside = ip("192.0.2.7");
        answered(&send(&mut usual(config, &spec), outside(), host, 80));
    }
}

/// `allocateLoadBalancerNodePorts: false`.
#[test]
fn a_balancer_that_forwards_to_node_ports_needs_one() {
    let without = |status: &str| load_balancer("Cluster", status).replace(", nodePort: 30080", "");
    let mut world =
        usual(with_provider(Provider::Gcp), &without("{ip: 198.51.100.9, ipMode: VIP}"));
    answered(&send(&mut world, outside(), "198.51.100.9", 80));
    let named = "{hostname: web-1.elb.example.com}";
    let mut world = usual(with_provider(Provider::AwsNlb), &without(named));
    let trace = send(&mut world, outside(), "web-1.elb.example.com", 80);
    assert!(matches!(trace.because, Reason::LoadBalancerPortClosed { port: 80, .. }), "{trace:#?}");
}

/// An endpoint that says nothing of being ready counts as ready (discovery/v1).
#[test]
fn a_balancer_sends_to_nodes_whose_endpoints_say_nothing_of_being_ready() {
    let status = "{ip: 198.51.100.9, ipMode: VIP}";
    let mut world = usual(with_provider(Provider::Gcp), &load_balancer("Local", status));
    let slice = slice(8080, "TCP", &["10.244.1.5@1"]);
    put(&mut world, &slice.replace("ready: true, serving: true, terminating: false", ""));
    answered(&send(&mut world, outside(), "198.51.100.9", 80));
}

#[test]
fn a_health_check_of_a_node_counts_its_ready_endpoints() {
    let status = "{ip: 198.51.100.9, ipMode: VIP}";
    let mut world = usual(with_provider(Provider::Gcp), &load_balancer("Local", status));
    for (node, says) in [("172.18.0.2", "200 OK"), ("172.18.0.4", "503")] {
        let trace = send(&mut world, outside(), node, 31000);
        let Verdict::Delivered { answer, .. } = &trace.verdict else { panic!("{trace:#?}") };
        assert!(answer.starts_with(says), "{answer}");
    }
}

/// pkg/proxy/healthcheck/service_health.go newServiceHealthServer (v1.36): it
/// listens where node ports are served.
#[test]
fn a_health_check_is_answered_where_node_ports_are_served() {
    let status = "{ip: 198.51.100.9, ipMode: VIP}";
    for (config, loopback) in [(config(), true), (nftables(), false)] {
        let mut world = usual(config, &load_balancer("Local", status));
        for (address, answers) in [("172.18.0.2", true), ("127.0.0.1", loopback)] {
            let trace = send(&mut world, on_node(1), address, 31000);
            let answered = matches!(trace.verdict, Verdict::Delivered { .. });
            assert_eq!(answered, answers, "{address}: {trace:#?}");
        }
    }
}

#[test]
fn an_external_address_is_led_to_the_endpoints() {
    let mut world = usual(config(), &format!("externalIPs: [80.11.12.10], {CLUSTER_IP}"));
    answered(&send(&mut world, outside(), "80.11.12.10", 80));
    answered(&send(&mut world, on_pod("client"), "80.11.12.10", 80));
}

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

#[test]
fn a_policy_that_does_not_name_the_client_drops_its_packets() {
    let mut world = usual(config(), CLUSTER_IP);
    let policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\n\
                  spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: friend}}}]}]}";
    put(&mut world, policy);
    let trace = send(&mut world, on_pod("client"), "10.96.0.10", 80);
    assert_eq!(trace.verdict, Verdict::TimedOut);
    assert!(matches!(trace.because, Reason::DeniedByPolicy { ingress: true, .. }), "{trace:#?}");
    set(&mut world, Kind::Pod, "client", "metadata.labels.app", "friend");
    answered(&send(&mut world, on_pod("client"), "10.96.0.10", 80));
}

#[test]
fn the_other_protocol_is_not_the_service_s_port() {
    let mut world = usual(config(), CLUSTER_IP);
    let mut request = Request::tcp(on_pod("client"), "10.96.0.10", 80);
    request.protocol = Protocol::Udp;
    let trace = send_request(&mut world, &request);
    assert_eq!(trace.verdict, Verdict::TimedOut);
    let protocol = Protocol::Udp;
    assert_eq!(trace.advice, Some(Advice::SetProtocol { service: web(), port: 80, protocol }));
}

#[test]
fn a_short_name_is_found_in_the_client_s_own_namespace_only() {
    let mut world = usual(config(), CLUSTER_IP);
    answered(&send(&mut world, on_pod("client"), "web", 80));
    put(
        &mut world,
        &pod("client", 3, "10.244.3.6", "busybox", "")
            .replace("name: client,", "name: client, namespace: shop,"),
    );
    let from = crate::net::Client::Pod { namespace: "shop".into(), name: "client".into() };
    let trace = send(&mut world, from.clone(), "web", 80);
    assert_eq!(trace.verdict, Verdict::NotResolved);
    let Reason::NameUnknown { searched, .. } = &trace.because else { panic!("{trace:#?}") };
    assert_eq!(
        searched,
        &["web.shop.svc.cluster.local", "web.svc.cluster.local", "web.cluster.local", "web"]
    );
    assert_eq!(
        trace.advice,
        Some(Advice::QualifyName { name: "web".into(), namespace: "default".into() })
    );
    answered(&send(&mut world, from, "web.default", 80));
    let trace = send(&mut world, on_node(1), "web.default.svc.cluster.local", 80);
    assert_eq!(
        trace.because,
        Reason::NoClusterDns { name: "web.default.svc.cluster.local".into() }
    );
    // Even a name without an address is not misspelt: another DNS was asked.
    put(&mut world, &service(CLUSTER_IP).replace("10.96.0.10", "None").replace("web}", "db}"));
    let trace = send(&mut world, outside(), "db", 8080);
    assert_eq!(trace.because, Reason::NoClusterDns { name: "db".into() });
    assert_eq!(trace.advice, Some(Advice::AskFromInside));
}

#[test]
fn a_client_that_does_not_run_sends_nothing() {
    let mut world = usual(config(), CLUSTER_IP);
    let trace = send(&mut world, on_pod("nobody"), "10.96.0.10", 80);
    assert_eq!(trace.verdict, Verdict::NotSent);
    assert!(trace.hops.is_empty());
}

#[test]
fn from_a_node_every_pod_s_own_address_answers() {
    let mut world = usual(config(), CLUSTER_IP);
    for node in 1..=3 {
        for pod in ["10.244.1.5", "10.244.2.5"] {
            answered(&send(&mut world, on_node(node), pod, 8080));
        }
    }
}

#[test]
fn the_same_request_in_the_same_world_has_the_same_trace() {
    let world = usual(config(), NODE_PORT);
    let request = Request::tcp(outside(), "172.18.0.2", 30080);
    assert_eq!(crate::net::walk(&world, &request), crate::net::walk(&world.clone(), &request));
}
