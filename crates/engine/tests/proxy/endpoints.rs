//! What EndpointSlices say of endpoints: their order, several records of one,
//! odd ports and addresses, what a health check counts.

use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{IpFamily, TrafficPolicy};
use service_lab_engine::proxy::{LeftOut, Outcome};

use crate::cluster::{
    MODES, OUTSIDE, POD_HERE, config, endpoint, endpoint_in, evaluate, packet, port, rules,
    service, slice, strings,
};
use crate::fates::{
    BOTH, BOTH_SNAT, BROKEN, CLUSTER_IP, EXTERNAL_IP, GOING, READY, VIP, check, check_rules,
    load_balancer, two_pods,
};

#[test]
fn each_endpoint_has_a_fate_with_its_reason() {
    let endpoints = vec![
        endpoint_in("10.244.1.5", READY),
        endpoint_in("10.244.1.6", READY),
        endpoint_in("10.244.1.7", BROKEN),
        endpoint_in("10.244.1.8", GOING),
        endpoint_in("10.244.2.5", READY),
    ];
    let rules = rules(&[load_balancer("Local")], &[slice("web", endpoints)], config(MODES[0]));
    let out = evaluate(&rules, &packet(OUTSIDE, VIP, 80));
    let Outcome::Deliver(delivery) = out.outcome else { panic!("{out:?}") };
    assert_eq!((delivery.policy, delivery.picked, delivery.of), (TrafficPolicy::Local, 0, 2));
    let fates: Vec<Option<LeftOut>> = delivery.fates().into_iter().map(|it| it.left_out).collect();
    let wanted = [
        None,
        Some(LeftOut::NotPicked),
        Some(LeftOut::NotReady),
        Some(LeftOut::Terminating),
        Some(LeftOut::NotLocal),
    ];
    assert_eq!(fates, wanted);
}

#[test]
fn the_health_check_counts_ready_endpoints_of_this_node_only() {
    let cases = [
        (vec![endpoint("10.244.1.5"), endpoint("10.244.2.5")], 1),
        (vec![endpoint_in("10.244.1.5", GOING)], 0),
        (vec![endpoint("10.244.2.5")], 0),
    ];
    for (endpoints, wanted) in cases {
        let rules = rules(&[load_balancer("Local")], &[slice("web", endpoints)], config(MODES[0]));
        let checks = rules.health_checks(IpFamily::V4);
        let got: Vec<(u16, usize)> =
            checks.iter().map(|it| (it.port, it.local_endpoints)).collect();
        assert_eq!(got, [(32_000, wanted)]);
    }
    let none = rules(&[load_balancer("Cluster")], &[slice("web", two_pods())], config(MODES[0]));
    assert!(none.health_checks(IpFamily::V4).is_empty());
}

/// pkg/proxy/endpointschangetracker.go LocalReadyEndpoints counts what the
/// slices hold, not what the Service's ports match.
#[test]
fn the_health_check_counts_endpoints_behind_ports_that_the_service_does_not_have() {
    for mode in MODES {
        let mut other = slice("web", two_pods());
        other.set("ports", vec![port("metrics", "TCP", 9_090, 0)]);
        let rules = rules(&[load_balancer("Local")], &[other], config(mode));
        let checks = rules.health_checks(IpFamily::V4);
        assert_eq!(checks[0].local_endpoints, 1);
    }
}

#[test]
fn of_two_records_of_one_address_the_running_one_counts() {
    let twice =
        |first, second| vec![endpoint_in("10.244.1.5", first), endpoint_in("10.244.1.5", second)];
    for mode in MODES {
        for records in [twice(READY, GOING), twice(GOING, READY)] {
            let web = service("web", CLUSTER_IP);
            let rules = rules(&[web], &[slice("web", records)], config(mode));
            let blocks: Vec<_> = rules.blocks(IpFamily::V4).collect();
            assert_eq!(blocks[0].endpoints.len(), 1);
            assert!(blocks[0].endpoints[0].ready);
        }
    }
}

#[test]
fn endpoints_stand_in_the_order_of_their_texts() {
    let endpoints = ["10.244.2.9", "10.244.10.5", "10.244.2.88", "10.244.2.244"].map(endpoint);
    let rules = rules(
        &[service("web", CLUSTER_IP)],
        &[slice("web", endpoints.to_vec())],
        config(ProxyMode::Iptables),
    );
    let wanted = "10.244.10.5 10.244.2.244 10.244.2.88 10.244.2.9";
    check_rules(&rules, &[(POD_HERE, CLUSTER_IP, 80, wanted)]);
}

/// k8s.io/utils/net ParseIPSloppy, which kube-proxy reads all of these with: the
/// server stores them with a warning.
#[test]
fn addresses_and_ranges_with_leading_zeros_count_as_what_they_mean() {
    let mut web = load_balancer("Cluster");
    web.set("spec.externalIPs", strings(&["198.018.7.07"]));
    web.set("spec.loadBalancerSourceRanges", strings(&["203.000.113.0/24"]));
    let mut endpoints = two_pods();
    if let Some(first) = endpoints.first_mut() {
        first.set("addresses", strings(&["010.244.1.5"]));
    }
    for mode in MODES {
        check(
            &web,
            &endpoints,
            mode,
            &[
                (OUTSIDE, EXTERNAL_IP, 80, BOTH_SNAT),
                (OUTSIDE, VIP, 80, BOTH_SNAT),
                ("198.51.100.7", VIP, 80, "drop source"),
            ],
        );
    }
}

/// pkg/proxy/endpointslicecache.go endpointInfoByServicePort: a port without a
/// name is not one with an empty name. (The server never stores the first.)
#[test]
fn a_slices_port_that_has_no_name_at_all_is_ignored() {
    let mut web = service("web", CLUSTER_IP);
    let mut unnamed = port("", "TCP", 80, 0);
    web.set("spec.ports", vec![unnamed.clone()]);
    let mut behind = slice("web", two_pods());
    behind.set("ports", vec![unnamed.clone()]);
    for mode in MODES {
        let named = rules(std::slice::from_ref(&web), std::slice::from_ref(&behind), config(mode));
        check_rules(&named, &[(POD_HERE, CLUSTER_IP, 80, BOTH)]);
    }
    unnamed.remove("name");
    behind.set("ports", vec![unnamed]);
    let rules = rules(&[web], &[behind], config(ProxyMode::Iptables));
    check_rules(&rules, &[(POD_HERE, CLUSTER_IP, 80, "reject no-endpoints")]);
}
