//! Load balancers: how their packets arrive, and which nodes they trust.

use super::*;

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
    for (node, says) in [("172.18.0.2", "{\n"), ("172.18.0.4", "503 Service Unavailable\n")] {
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
