//! The fate of packets in small clusters.

mod advice;
mod balancers;
mod connections;

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
fn an_external_address_is_led_to_the_endpoints() {
    let mut world = usual(config(), &format!("externalIPs: [80.11.12.10], {CLUSTER_IP}"));
    answered(&send(&mut world, outside(), "80.11.12.10", 80));
    answered(&send(&mut world, on_pod("client"), "80.11.12.10", 80));
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

/// CVE-2020-8554: what Pods send to the address is caught by their own node's
/// rules; everybody else still finds the machine.
#[test]
fn a_claimed_address_of_a_machine_is_caught_on_nodes_and_nowhere_else() {
    let machine = ip("80.11.12.10");
    let mut config = config();
    config.outside_hosts.insert("bill.example.com".into(), vec![machine]);
    let mut world = usual(config, &format!("externalIPs: [80.11.12.10], {CLUSTER_IP}"));
    answered(&send(&mut world, on_pod("client"), "80.11.12.10", 80));
    for (from, port) in [(outside(), 80), (on_pod("client"), 443)] {
        let trace = send(&mut world, from, "80.11.12.10", port);
        assert!(matches!(trace.because, Reason::OutsideHost { .. }), "{trace:#?}");
    }
}
