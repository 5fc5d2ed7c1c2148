//! Tables of packets and their fates, each for both modes.

use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::IpFamily;
use service_lab_engine::proxy::{NodePortAddresses, NodeRules, Outcome};
use service_lab_engine::value::Value;

use crate::cluster::{
    MODES, NODE_IP, OTHER_NODE_IP, OUTSIDE, POD_ELSEWHERE, POD_HERE, config, endpoint, endpoint_in,
    evaluate, fate, packet, port, rules, service, slice, strings,
};

pub(super) const CLUSTER_IP: &str = "10.96.0.12";
pub(super) const VIP: &str = "172.18.255.200";
pub(super) const EXTERNAL_IP: &str = "198.18.7.7";

pub(super) const READY: (bool, bool, bool) = (true, true, false);
pub(super) const GOING: (bool, bool, bool) = (false, true, true);
pub(super) const BROKEN: (bool, bool, bool) = (false, false, false);

/// A Service of every kind of address.
pub(super) fn load_balancer(external_policy: &str) -> Value {
    let mut value = service("web", CLUSTER_IP);
    value.set("spec.type", "LoadBalancer");
    value.set("spec.externalTrafficPolicy", external_policy);
    value.set("spec.externalIPs", strings(&[EXTERNAL_IP]));
    value.set("spec.healthCheckNodePort", 32_000);
    value.set("spec.ports", vec![port("http", "TCP", 80, 30_080)]);
    let mut point = Value::map();
    point.set("ip", VIP);
    value.set("status.loadBalancer.ingress", vec![point]);
    value
}

pub(super) fn two_pods() -> Vec<Value> {
    vec![endpoint("10.244.1.5"), endpoint("10.244.2.5")]
}

pub(super) fn check(
    service: &Value,
    endpoints: &[Value],
    mode: ProxyMode,
    table: &[(&str, &str, u16, &str)],
) {
    let rules =
        rules(std::slice::from_ref(service), &[slice("web", endpoints.to_vec())], config(mode));
    check_rules(&rules, table);
}

pub(super) fn check_rules(rules: &NodeRules, table: &[(&str, &str, u16, &str)]) {
    for (from, to, port, wanted) in table {
        let got = fate(rules, &packet(from, to, *port));
        assert_eq!(&got, wanted, "{:?}: {from} -> {to}:{port}", rules.config().mode);
    }
}

pub(super) const BOTH: &str = "10.244.1.5 10.244.2.5";
pub(super) const BOTH_SNAT: &str = "10.244.1.5+snat 10.244.2.5+snat";

#[test]
fn under_cluster_policy_every_endpoint_serves_and_external_traffic_loses_its_source() {
    for mode in MODES {
        check(
            &load_balancer("Cluster"),
            &two_pods(),
            mode,
            &[
                (POD_HERE, CLUSTER_IP, 80, BOTH),
                (POD_ELSEWHERE, CLUSTER_IP, 80, BOTH),
                (NODE_IP, CLUSTER_IP, 80, BOTH_SNAT),
                (OUTSIDE, CLUSTER_IP, 80, BOTH_SNAT),
                (OUTSIDE, NODE_IP, 30_080, BOTH_SNAT),
                (OUTSIDE, VIP, 80, BOTH_SNAT),
                (OUTSIDE, EXTERNAL_IP, 80, BOTH_SNAT),
                (POD_HERE, VIP, 80, BOTH_SNAT),
                (OUTSIDE, NODE_IP, 31_999, "none"),
                (POD_HERE, POD_ELSEWHERE, 80, "none"),
            ],
        );
    }
}

#[test]
fn under_local_policy_outside_traffic_keeps_its_source_and_stays_on_the_node() {
    for mode in MODES {
        check(
            &load_balancer("Local"),
            &two_pods(),
            mode,
            &[
                (OUTSIDE, NODE_IP, 30_080, "10.244.1.5"),
                (OUTSIDE, VIP, 80, "10.244.1.5"),
                (OTHER_NODE_IP, NODE_IP, 30_080, "10.244.1.5"),
                (POD_HERE, VIP, 80, BOTH),
                (NODE_IP, VIP, 80, BOTH_SNAT),
                (OUTSIDE, CLUSTER_IP, 80, BOTH_SNAT),
            ],
        );
    }
}

#[test]
fn without_a_local_endpoint_local_policy_drops_only_what_comes_from_outside() {
    let remote = [endpoint("10.244.2.5")];
    for mode in MODES {
        check(
            &load_balancer("Local"),
            &remote,
            mode,
            &[
                (OUTSIDE, NODE_IP, 30_080, "drop no-local-external"),
                (OUTSIDE, VIP, 80, "drop no-local-external"),
                (POD_HERE, VIP, 80, "10.244.2.5"),
                (NODE_IP, VIP, 80, "10.244.2.5+snat"),
                (POD_HERE, CLUSTER_IP, 80, "10.244.2.5"),
            ],
        );
    }
}

#[test]
fn internal_local_policy_without_a_local_endpoint_drops_for_everyone() {
    let mut web = service("web", CLUSTER_IP);
    web.set("spec.internalTrafficPolicy", "Local");
    for mode in MODES {
        check(
            &web,
            &[endpoint("10.244.2.5")],
            mode,
            &[
                (POD_HERE, CLUSTER_IP, 80, "drop no-local-internal"),
                (NODE_IP, CLUSTER_IP, 80, "drop no-local-internal"),
                (OUTSIDE, CLUSTER_IP, 80, "drop no-local-internal"),
            ],
        );
    }
}

#[test]
fn without_any_endpoint_every_address_refuses() {
    for mode in MODES {
        for endpoints in [vec![], vec![endpoint_in("10.244.1.5", BROKEN)]] {
            check(
                &load_balancer("Cluster"),
                &endpoints,
                mode,
                &[
                    (POD_HERE, CLUSTER_IP, 80, "reject no-endpoints"),
                    (OUTSIDE, NODE_IP, 30_080, "reject no-endpoints"),
                    (OUTSIDE, VIP, 80, "reject no-endpoints"),
                ],
            );
        }
    }
}

#[test]
fn the_modes_differ_where_no_endpoint_or_no_port_is() {
    check(
        &load_balancer("Cluster"),
        &[],
        ProxyMode::Iptables,
        &[(NODE_IP, VIP, 80, "none"), (POD_HERE, "10.96.250.250", 80, "none")],
    );
    check(
        &load_balancer("Cluster"),
        &[],
        ProxyMode::Nftables,
        &[
            (NODE_IP, VIP, 80, "reject no-endpoints"),
            (POD_HERE, "10.96.250.250", 80, "drop unused-address"),
        ],
    );
    let wrong_port = (POD_HERE, CLUSTER_IP, 4444);
    let (from, to, port) = wrong_port;
    check(&load_balancer("Cluster"), &two_pods(), ProxyMode::Iptables, &[(from, to, port, "none")]);
    check(
        &load_balancer("Cluster"),
        &two_pods(),
        ProxyMode::Nftables,
        &[(from, to, port, "reject wrong-port")],
    );
}

#[test]
fn terminating_endpoints_serve_only_while_none_is_ready() {
    let going = [endpoint_in("10.244.1.5", GOING), endpoint_in("10.244.2.5", GOING)];
    let one_ready = [endpoint_in("10.244.1.5", GOING), endpoint_in("10.244.2.5", READY)];
    for mode in MODES {
        check(&load_balancer("Cluster"), &going, mode, &[(POD_HERE, CLUSTER_IP, 80, BOTH)]);
        check(
            &load_balancer("Cluster"),
            &one_ready,
            mode,
            &[(POD_HERE, CLUSTER_IP, 80, "10.244.2.5")],
        );
        check(
            &load_balancer("Local"),
            &one_ready,
            mode,
            &[(OUTSIDE, VIP, 80, "10.244.1.5"), (POD_HERE, CLUSTER_IP, 80, "10.244.2.5")],
        );
    }
}

#[test]
fn source_ranges_guard_only_the_load_balancers_address() {
    let mut web = load_balancer("Cluster");
    web.set("spec.loadBalancerSourceRanges", strings(&[" 203.0.113.0/24 "]));
    for mode in MODES {
        check(
            &web,
            &two_pods(),
            mode,
            &[
                (OUTSIDE, VIP, 80, BOTH_SNAT),
                ("198.51.100.7", VIP, 80, "drop source"),
                (POD_HERE, VIP, 80, "drop source"),
                (NODE_IP, VIP, 80, "drop source"),
                ("198.51.100.7", NODE_IP, 30_080, BOTH_SNAT),
                ("198.51.100.7", EXTERNAL_IP, 80, BOTH_SNAT),
            ],
        );
    }
    let (mode, other) = (ProxyMode::Iptables, ProxyMode::Nftables);
    check(&web, &[], mode, &[("198.51.100.7", VIP, 80, "reject no-endpoints")]);
    check(&web, &[], other, &[("198.51.100.7", VIP, 80, "drop source")]);
    web.set("spec.loadBalancerSourceRanges", strings(&["203.0.113.0/24", "0.0.0.0/0"]));
    check(&web, &two_pods(), mode, &[("198.51.100.7", VIP, 80, BOTH_SNAT)]);
}

#[test]
fn an_address_of_mode_proxy_or_a_hostname_is_not_captured() {
    let mut web = load_balancer("Cluster");
    let mut by_proxy = Value::map();
    by_proxy.set("ip", VIP);
    by_proxy.set("ipMode", "Proxy");
    let mut named = Value::map();
    named.set("hostname", "lb.example.com");
    web.set("status.loadBalancer.ingress", vec![by_proxy, named]);
    for mode in MODES {
        check(&web, &two_pods(), mode, &[(OUTSIDE, VIP, 80, "none")]);
    }
}

#[test]
fn an_endpoint_that_asks_its_own_service_is_translated() {
    for mode in MODES {
        check(
            &service("web", CLUSTER_IP),
            &two_pods(),
            mode,
            &[("10.244.1.5", CLUSTER_IP, 80, "10.244.1.5+snat 10.244.2.5")],
        );
    }
    let elsewhere = |wanted| [("10.244.2.5", CLUSTER_IP, 80, wanted)];
    let web = service("web", CLUSTER_IP);
    check(&web, &two_pods(), ProxyMode::Iptables, &elsewhere("10.244.1.5 10.244.2.5+snat"));
    check(&web, &two_pods(), ProxyMode::Nftables, &elsewhere(BOTH));
}

#[test]
fn what_reaches_the_nodes_own_network_from_outside_is_not_translated() {
    for mode in MODES {
        check(
            &load_balancer("Cluster"),
            &[endpoint(NODE_IP), endpoint("10.244.2.5")],
            mode,
            &[
                (OUTSIDE, VIP, 80, "10.244.2.5+snat 172.18.0.2"),
                (NODE_IP, CLUSTER_IP, 80, "10.244.2.5+snat 172.18.0.2+snat"),
            ],
        );
    }
}

#[test]
fn node_ports_are_served_where_the_settings_say() {
    let rules_on = |mode, addresses: NodePortAddresses, localhost| {
        let mut settings = config(mode);
        settings.node_ips.push("192.168.77.2".parse().unwrap());
        settings.node_port_addresses = addresses;
        settings.localhost_node_ports = localhost;
        rules(&[load_balancer("Cluster")], &[slice("web", two_pods())], settings)
    };
    let secondary = |wanted| [(OUTSIDE, "192.168.77.2", 30_080, wanted)];
    let loopback = |wanted| [("127.0.0.1", "127.0.0.1", 30_080, wanted)];
    let (iptables, nftables) = (ProxyMode::Iptables, ProxyMode::Nftables);
    let all = || NodePortAddresses::Ranges(vec!["0.0.0.0/0".parse().unwrap()]);
    check_rules(&rules_on(iptables, NodePortAddresses::Unset, true), &secondary(BOTH_SNAT));
    check_rules(&rules_on(iptables, NodePortAddresses::Primary, true), &secondary("none"));
    check_rules(&rules_on(nftables, NodePortAddresses::Unset, true), &secondary("none"));
    check_rules(&rules_on(nftables, all(), true), &secondary(BOTH_SNAT));
    check_rules(&rules_on(iptables, NodePortAddresses::Unset, true), &loopback(BOTH_SNAT));
    check_rules(&rules_on(iptables, NodePortAddresses::Unset, false), &loopback("none"));
    check_rules(&rules_on(nftables, all(), true), &loopback("none"));
}

#[test]
fn a_remembered_client_gets_its_endpoint_again_while_that_is_in_use() {
    let mut web = load_balancer("Local");
    web.set("spec.sessionAffinity", "ClientIP");
    web.set("spec.sessionAffinityConfig.clientIP.timeoutSeconds", 60);
    for mode in MODES {
        let rules = rules(&[web.clone()], &[slice("web", two_pods())], config(mode));
        let ask = |to: &str, remembered: &str| {
            let remembered = format!("{remembered}:8080");
            let out = rules.evaluate(
                &packet(OUTSIDE, to, 80),
                &|_, endpoint| endpoint.to_string() == remembered,
                &mut |_| 0,
            );
            match out.outcome {
                Outcome::Deliver(it) => (it.endpoint.ip().to_string(), it.kept, it.remember_s),
                other => panic!("{other:?}"),
            }
        };
        let got = |endpoint: &str, kept| (endpoint.to_owned(), kept, Some(60));
        assert_eq!(ask(CLUSTER_IP, "10.244.2.5"), got("10.244.2.5", true));
        assert_eq!(ask(CLUSTER_IP, "10.244.9.9"), got("10.244.1.5", false));
        assert_eq!(ask(VIP, "10.244.2.5"), got("10.244.1.5", false));
    }
}

#[test]
fn services_of_other_proxies_and_headless_ones_have_no_rules() {
    let mut labelled = service("web", CLUSTER_IP);
    let mut labels = Value::map();
    if let Some(map) = labels.as_map_mut() {
        map.insert("service.kubernetes.io/service-proxy-name".to_owned(), "".into());
    }
    labelled.set("metadata.labels", labels);
    let headless = service("web", "None");
    let mut alias = service("web", "");
    alias.set("spec.type", "ExternalName");
    for mode in MODES {
        for value in [&labelled, &headless, &alias] {
            let rules =
                rules(std::slice::from_ref(value), &[slice("web", two_pods())], config(mode));
            assert_eq!(rules.blocks(IpFamily::V4).count(), 0);
        }
    }
}

#[test]
fn hints_narrow_the_cluster_policy_where_every_ready_endpoint_has_one() {
    let hinted = |address: &str, zone: &str| {
        let mut value = endpoint(address);
        let mut name = Value::map();
        name.set("name", zone);
        value.set("hints.forZones", vec![name]);
        value
    };
    let all = [hinted("10.244.1.5", "zone-1"), hinted("10.244.2.5", "zone-2")];
    let some = [hinted("10.244.1.5", "zone-1"), endpoint("10.244.2.5")];
    let elsewhere = [hinted("10.244.1.5", "zone-2"), hinted("10.244.2.5", "zone-3")];
    for mode in MODES {
        let web = service("web", CLUSTER_IP);
        check(&web, &all, mode, &[(POD_HERE, CLUSTER_IP, 80, "10.244.1.5")]);
        check(&web, &some, mode, &[(POD_HERE, CLUSTER_IP, 80, BOTH)]);
        check(&web, &elsewhere, mode, &[(POD_HERE, CLUSTER_IP, 80, BOTH)]);
    }
}

#[test]
fn a_refused_endpoint_refuses_its_clients_too() {
    let mut trap = service("trap", "10.96.0.13");
    trap.set("spec.ports", vec![port("http", "TCP", 81, 0)]);
    let mut slice = slice("web", vec![endpoint("10.96.0.13")]);
    slice.set("ports", vec![port("http", "TCP", 81, 0)]);
    for mode in MODES {
        let rules = rules(
            &[service("web", CLUSTER_IP), trap.clone()],
            std::slice::from_ref(&slice),
            config(mode),
        );
        check_rules(&rules, &[(POD_HERE, CLUSTER_IP, 80, "reject no-endpoints")]);
        // KUBE-FORWARD lets marked traffic through before anyone refuses it.
        let outside = match mode {
            ProxyMode::Iptables => "10.96.0.13+snat",
            ProxyMode::Nftables => "reject no-endpoints",
        };
        check_rules(&rules, &[(OUTSIDE, CLUSTER_IP, 80, outside)]);
    }
}

#[test]
fn what_is_refused_on_its_way_in_is_not_called_translated() {
    let mut closed = service("closed", "10.96.0.13");
    closed.set("spec.type", "NodePort");
    closed.set("spec.ports", vec![port("http", "TCP", 81, 30_099)]);
    let mut slice = slice("web", vec![endpoint(NODE_IP)]);
    slice.set("ports", vec![port("http", "TCP", 30_099, 0)]);
    let rules = rules(&[service("web", CLUSTER_IP), closed], &[slice], config(ProxyMode::Iptables));
    let out = evaluate(&rules, &packet(NODE_IP, CLUSTER_IP, 80));
    assert!(matches!(out.outcome, Outcome::Reject(_)), "{out:?}");
    assert!(!out.masquerade);
}

#[test]
fn both_families_have_rules_where_the_node_has_both() {
    let mut settings = config(MODES[0]);
    settings.node_ips.push("fd00:18::2".parse().unwrap());
    let mut web = service("web", CLUSTER_IP);
    web.set("spec.clusterIPs", strings(&[CLUSTER_IP, "fd00:96::c"]));
    let mut six = slice("web", vec![endpoint("fd00:244:2::5"), endpoint("fd00:244:1::5")]);
    six.set("metadata.name", "web-six");
    six.set("addressType", "IPv6");
    for mode in MODES {
        settings.mode = mode;
        let both =
            rules(&[web.clone()], &[slice("web", two_pods()), six.clone()], settings.clone());
        check_rules(
            &both,
            &[
                (POD_HERE, CLUSTER_IP, 80, BOTH),
                (OUTSIDE, "fd00:96::c", 80, "fd00:244:1::5 fd00:244:2::5"),
            ],
        );
    }
}

/// Seen on Linux 6.18: what a process sends to its own node passes the filter
/// of the prerouting hook on loopback, with the addresses that NAT gave it.
#[test]
fn on_loopback_source_ranges_are_looked_at_again() {
    let mut web = load_balancer("Cluster");
    let mut point = Value::map();
    point.set("ip", NODE_IP);
    web.set("status.loadBalancer.ingress", vec![point]);
    let mut here = slice("web", vec![endpoint(NODE_IP)]);
    here.set("ports", vec![port("http", "TCP", 80, 0)]);
    let mut with = |range: &str| {
        web.set("spec.loadBalancerSourceRanges", strings(&[range]));
        rules(std::slice::from_ref(&web), std::slice::from_ref(&here), config(MODES[1]))
    };
    let (others, own) = (with("203.0.113.0/24"), with("172.18.0.0/16"));
    check_rules(&others, &[(NODE_IP, CLUSTER_IP, 80, "drop source")]);
    check_rules(&others, &[(NODE_IP, NODE_IP, 30_080, "drop source")]);
    check_rules(&own, &[(NODE_IP, CLUSTER_IP, 80, "172.18.0.2+snat")]);
    check_rules(&own, &[("127.0.0.1", CLUSTER_IP, 80, "172.18.0.2+snat")]);
}
