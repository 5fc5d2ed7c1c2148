//! Laws that hold for any cluster and any packet.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use proptest::prelude::*;
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{IpFamily, Key, Kind, Object, Protocol, TrafficPolicy};
use service_lab_engine::proxy::{
    Arrival, DetectLocal, NodePortAddresses, NodeRules, Outcome, PacketIn, ProxyConfig, Watched,
};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

use crate::cluster::{config, endpoint_in, ip, port, slice, store, strings};

/// Few addresses, so that Services and packets meet.
const CLUSTER_IPS: [&str; 4] = ["10.96.0.10", "10.96.0.11", "10.96.0.12", "10.96.0.13"];
const EXTERNAL: [&str; 3] = ["198.18.7.7", "172.18.255.200", "172.18.255.201"];
const NODE_IPS: [&str; 3] = ["172.18.0.2", "192.168.77.2", "127.0.0.1"];
const ENDPOINTS: [&str; 6] =
    ["10.244.1.5", "10.244.1.6", "10.244.2.5", "10.244.2.50", "172.18.0.2", "172.18.0.3"];
const SOURCES: [&str; 7] = [
    "10.244.1.5",
    "10.244.2.5",
    "10.244.1.9",
    "172.18.0.2",
    "172.18.0.3",
    "203.0.113.7",
    "172.18.255.200",
];
/// What a hint names.
const HINTS: [(&str, &str); 3] =
    [("hints.forZones", "zone-1"), ("hints.forZones", "zone-2"), ("hints.forNodes", "node-b")];
const PORTS: [u16; 6] = [80, 443, 30_080, 30_443, 8080, 32_000];
const PROTOCOLS: [&str; 3] = ["TCP", "UDP", "SCTP"];

/// Where packets may go: everything above, and an address of nobody.
fn destinations() -> Vec<&'static str> {
    let all = CLUSTER_IPS.iter().chain(&EXTERNAL).chain(&NODE_IPS).chain(&ENDPOINTS);
    all.copied().chain(["10.96.9.9"]).collect()
}

fn some_of(
    items: &'static [&'static str],
    most: usize,
) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(items), 0..=most)
}

prop_compose! {
    fn any_service(number: usize)(
        cluster_ip in prop::sample::select(&CLUSTER_IPS[..]),
        kind in prop::sample::select(&["ClusterIP", "NodePort", "LoadBalancer"][..]),
        protocol in prop::sample::select(&PROTOCOLS[..]),
        number_of_port in prop::sample::select(&[80i64, 443][..]),
        node_port in prop::sample::select(&[30_080i64, 30_443][..]),
        external_ips in some_of(&EXTERNAL, 2),
        vips in some_of(&EXTERNAL, 2),
        ranges in some_of(
            &["203.0.113.0/24", "172.18.0.0/16", "172.18.0.2/32", "10.244.0.0/16"], 2),
        local in any::<(bool, bool)>(),
        sticky in any::<bool>(),
    ) -> Value {
        let policy = |local| if local { "Local" } else { "Cluster" };
        let mut value = crate::cluster::service(&format!("svc-{number}"), cluster_ip);
        let outside = kind != "ClusterIP";
        value.set("spec.type", kind);
        let port = port("http", protocol, number_of_port, if outside { node_port } else { 0 });
        value.set("spec.ports", vec![port]);
        value.set("spec.externalIPs", strings(&external_ips));
        value.set("spec.internalTrafficPolicy", policy(local.0));
        value.set("spec.externalTrafficPolicy", policy(local.1));
        if sticky {
            value.set("spec.sessionAffinity", "ClientIP");
        }
        if kind == "LoadBalancer" {
            let points = vips.into_iter().map(|vip| {
                let mut point = Value::map();
                point.set("ip", vip);
                point
            });
            value.set("status.loadBalancer.ingress", points.collect::<Vec<_>>());
            value.set("spec.loadBalancerSourceRanges", strings(&ranges));
            value.set("spec.healthCheckNodePort", 32_000);
        }
        value
    }
}

prop_compose! {
    fn any_slice(number: usize)(
        endpoints in prop::collection::vec(
            (prop::sample::select(&ENDPOINTS[..]), any::<(bool, bool, bool)>(), 0..3usize), 0..5),
        hinted in any::<bool>(),
        protocol in prop::sample::select(&PROTOCOLS[..]),
    ) -> Value {
        let endpoints = endpoints.into_iter().map(|(address, state, hint)| {
            let mut endpoint = endpoint_in(address, state);
            // Hints count only where every endpoint has one.
            if hinted {
                let (list, name) = HINTS[hint];
                let mut hint = Value::map();
                hint.set("name", name);
                endpoint.set(list, vec![hint]);
            }
            endpoint
        });
        let mut value = slice(&format!("svc-{number}"), endpoints.collect());
        // Mostly the Service's protocol, sometimes another: then nobody serves.
        value.set("ports", vec![port("http", protocol, 8080, 0), port("http", "TCP", 8081, 0)]);
        value
    }
}

prop_compose! {
    fn any_config()(
        nftables in any::<bool>(),
        flags in any::<(bool, bool, bool)>(),
        detect in 0..3,
        addresses in 0..4,
    ) -> ProxyConfig {
        let mode = if nftables { ProxyMode::Nftables } else { ProxyMode::Iptables };
        let mut config = config(mode);
        config.node_ips.push(ip("192.168.77.2"));
        (config.masquerade_all, config.localhost_node_ports, config.accounting) = flags;
        config.detect_local = match detect {
            0 => DetectLocal::Nothing,
            1 => DetectLocal::Bridge("cni0".into()),
            _ => config.detect_local,
        };
        let ranges = |text: &str| NodePortAddresses::Ranges(vec![text.parse().unwrap()]);
        config.node_port_addresses = match addresses {
            0 => NodePortAddresses::Unset,
            1 => NodePortAddresses::Primary,
            2 => ranges("0.0.0.0/0"),
            _ => ranges("192.168.0.0/16"),
        };
        config
    }
}

prop_compose! {
    fn any_packet()(
        source in prop::sample::select(&SOURCES[..]),
        destination in prop::sample::select(destinations()),
        port in prop::sample::select(&PORTS[..]),
        protocol in prop::sample::select(&PROTOCOLS[..]),
        arrives in prop::sample::select(
            &[Arrival::Network, Arrival::Pod, Arrival::Process][..]),
    ) -> PacketIn {
        PacketIn {
            protocol: Protocol::parse(protocol),
            source: SocketAddr::new(ip(source), 40_000),
            destination: SocketAddr::new(ip(destination), port),
            arrives,
        }
    }
}

const MOST_SERVICES: usize = 8;

fn any_store() -> impl Strategy<Value = Store> {
    let services: Vec<_> = (0..MOST_SERVICES).map(any_service).collect();
    let slices: Vec<_> = (0..MOST_SERVICES).map(any_slice).collect();
    (services, slices, 1..=MOST_SERVICES)
        .prop_map(|(services, slices, count)| store(&services[..count], &slices[..count]))
}

/// A change of one Service or slice: another one, or none.
fn any_edit() -> impl Strategy<Value = (usize, Option<Value>, Option<Value>)> {
    (0..MOST_SERVICES).prop_flat_map(|number| {
        let service = prop::option::of(any_service(number));
        let slice = prop::option::of(any_slice(number));
        (Just(number), service, slice)
    })
}

/// Applies an edit and returns what changed.
fn edit(
    store: &mut Store,
    watched: &mut Watched,
    (number, service, slice): (usize, Option<Value>, Option<Value>),
) -> BTreeSet<(std::sync::Arc<str>, std::sync::Arc<str>)> {
    let rows = [
        (Kind::Service, format!("svc-{number}"), service),
        (Kind::EndpointSlice, format!("svc-{number}-abc12"), slice),
    ];
    let mut touched = BTreeSet::new();
    for (kind, name, value) in rows {
        let change = match value {
            Some(value) => store.put(Object::new(kind, value), Actor::Learner),
            None => {
                let key = Key::new(kind, "default", &name);
                store.delete(&key, Actor::Learner)
            }
        };
        touched.extend(change.iter().flat_map(|change| watched.follow(change)));
    }
    touched
}

/// More Services than one piece of the rules' list holds.
#[test]
fn the_laws_hold_in_a_large_cluster_too() {
    let cluster_ip = |number: usize| format!("10.96.{}.{}", number / 250, number % 250 + 1);
    let some = |numbers: std::ops::Range<usize>| {
        let services: Vec<Value> = numbers
            .clone()
            .map(|it| crate::cluster::service(&format!("svc-{it:03}"), &cluster_ip(it)))
            .collect();
        let slices: Vec<Value> = numbers
            .filter(|it| it % 3 != 0)
            .map(|it| slice(&format!("svc-{it:03}"), vec![crate::cluster::endpoint("10.244.1.5")]))
            .collect();
        store(&services, &slices)
    };
    let check = |rules: &NodeRules| {
        for number in 0..310 {
            let packet = crate::cluster::packet("10.244.1.9", &cluster_ip(number), 80);
            let indexed = rules.evaluate(&packet, &|_, _| false, &mut |_| 0);
            let linear = rules.evaluate_linearly(&packet, &|_, _| false, &mut |_| 0);
            assert_eq!(indexed, linear, "{number}");
        }
    };
    for mode in crate::cluster::MODES {
        let mut store = some(0..300);
        let mut watched = Watched::of(&store);
        let mut rules = NodeRules::build(&watched, config(mode));
        check(&rules);
        let changed = crate::cluster::service("svc-150", "10.96.1.59");
        for (number, value) in [(0, None), (150, Some(changed))] {
            let key = Key::new(Kind::Service, "default", &format!("svc-{number:03}"));
            let change = match value {
                Some(value) => store.put(Object::new(Kind::Service, value), Actor::Learner),
                None => store.delete(&key, Actor::Learner),
            };
            let touched = watched.follow(&change.unwrap());
            rules = rules.update(&watched, &touched);
            check(&rules);
            assert_eq!(rules, NodeRules::build(&Watched::of(&store), config(mode)));
        }
    }
}

#[test]
fn a_moved_service_is_found_though_the_next_one_only_lost_an_endpoint() {
    let pods = |count: usize| ["10.244.1.5", "10.244.1.6"][..count].iter().copied();
    let slice_of =
        |name: &str, count| slice(name, pods(count).map(crate::cluster::endpoint).collect());
    let mut store = store(
        &[crate::cluster::service("a", "10.96.0.10"), crate::cluster::service("b", "10.96.0.11")],
        &[slice_of("a", 2), slice_of("b", 2)],
    );
    for mode in crate::cluster::MODES {
        let mut watched = Watched::of(&store);
        let rules = NodeRules::build(&watched, config(mode));
        let moved = if mode == ProxyMode::Iptables { "10.96.0.77" } else { "10.96.0.78" };
        let left = if mode == ProxyMode::Iptables { 1 } else { 2 };
        let changes = [
            Object::new(Kind::Service, crate::cluster::service("a", moved)),
            Object::new(Kind::EndpointSlice, slice_of("b", left)),
        ]
        .map(|object| store.put(object, Actor::Learner).unwrap());
        let touched = changes.iter().flat_map(|change| watched.follow(change)).collect();
        let updated = rules.update(&watched, &touched);
        let packet = crate::cluster::packet("10.244.1.9", moved, 80);
        let fate = crate::cluster::fate(&updated, &packet);
        assert_eq!(fate, "10.244.1.5 10.244.1.6", "{mode:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_what_the_linear_walk_finds_with_as_many_rules_tried(
        store in any_store(),
        config in any_config(),
        packets in prop::collection::vec((any_packet(), 0u32..5, any::<bool>()), 1..20),
    ) {
        let rules = NodeRules::build(&Watched::of(&store), config);
        for (packet, pick, known) in packets {
            let remembered = |_: &_, endpoint: SocketAddr| known && endpoint.port() == 8081;
            let indexed = rules.evaluate(&packet, &remembered, &mut |of| pick % of);
            let linear = rules.evaluate_linearly(&packet, &remembered, &mut |of| pick % of);
            prop_assert_eq!(indexed, linear);
        }
    }

    #[test]
    fn rules_that_share_with_another_node_equal_rules_made_alone(
        store in any_store(),
        config in any_config(),
        zone in any::<bool>(),
        packets in prop::collection::vec(any_packet(), 1..10),
    ) {
        let watched = Watched::of(&store);
        let zone = if zone { "zone-1" } else { "zone-2" };
        for node in [crate::cluster::NODE, "node-b", "node-c"] {
            let there = ProxyConfig {
                node: node.into(),
                zone: Some(zone.to_owned()),
                node_ips: vec![ip("172.18.0.3")],
                ..config.clone()
            };
            let here = NodeRules::build(&watched, config.clone());
            let shared = NodeRules::build_like(&watched, there.clone(), &here);
            let alone = NodeRules::build(&watched, there);
            prop_assert_eq!(&shared, &alone);
            for packet in &packets {
                let [one, other] = [&shared, &alone]
                    .map(|rules| rules.evaluate(packet, &|_, _| false, &mut |_| 0));
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn rules_that_were_updated_equal_rules_made_anew(
        mut store in any_store(),
        config in any_config(),
        edits in prop::collection::vec(any_edit(), 1..6),
        packets in prop::collection::vec(any_packet(), 1..10),
    ) {
        let mut watched = Watched::of(&store);
        let mut rules = NodeRules::build(&watched, config.clone());
        for pair in edits.chunks(2) {
            let touched = pair
                .iter()
                .flat_map(|change| edit(&mut store, &mut watched, change.clone()))
                .collect();
            rules = rules.update(&watched, &touched);
            let anew = NodeRules::build(&Watched::of(&store), config.clone());
            prop_assert_eq!(&rules, &anew);
            prop_assert_eq!(rules.render(IpFamily::V4), anew.render(IpFamily::V4));
            for packet in &packets {
                let [one, other] = [&rules, &anew]
                    .map(|rules| rules.evaluate(packet, &|_, _| false, &mut |_| 0));
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn packets_are_delivered_only_where_the_policy_allows(
        store in any_store(),
        config in any_config(),
        packets in prop::collection::vec((any_packet(), 0u32..5), 1..20),
    ) {
        let rules = NodeRules::build(&Watched::of(&store), config);
        for (packet, pick) in packets {
            let out = rules.evaluate(&packet, &|_, _| false, &mut |of| pick % of);
            let Outcome::Deliver(delivery) = &out.outcome else {
                prop_assert!(!out.masquerade || matches!(out.outcome, Outcome::Untouched));
                continue;
            };
            let block = &delivery.block;
            let endpoint = block.endpoint(delivery.place).unwrap();
            prop_assert!(block.of_policy(delivery.policy).contains(&delivery.place));
            prop_assert!(endpoint.ready || endpoint.is_fallback());
            prop_assert!(delivery.picked < delivery.of);
            prop_assert_eq!(block.port.protocol(), packet.protocol);
            if delivery.policy == TrafficPolicy::Local {
                prop_assert!(endpoint.local);
            }
        }
    }

    #[test]
    fn local_policy_keeps_the_source_of_clients_outside(
        store in any_store(),
        mut config in any_config(),
        packets in prop::collection::vec((any_packet(), 0u32..5), 1..20),
    ) {
        config.masquerade_all = false;
        let rules = NodeRules::build(&Watched::of(&store), config);
        for (mut packet, pick) in packets {
            packet.source.set_ip(ip("203.0.113.7"));
            packet.arrives = Arrival::Network;
            let out = rules.evaluate(&packet, &|_, _| false, &mut |of| pick % of);
            let Outcome::Deliver(delivery) = &out.outcome else { continue };
            let port = &delivery.block.port;
            let external = port.cluster_ip != packet.destination.ip();
            if external && port.external_policy == TrafficPolicy::Local {
                prop_assert!(!out.masquerade);
                prop_assert_eq!(delivery.policy, TrafficPolicy::Local);
            }
        }
    }

    #[test]
    fn every_step_of_a_packet_names_a_rule_of_the_view(
        store in any_store(),
        config in any_config(),
        packet in any_packet(),
    ) {
        let rules = NodeRules::build(&Watched::of(&store), config);
        let out = rules.evaluate(&packet, &|_, _| false, &mut |_| 0);
        let view = rules.view(IpFamily::V4);
        for step in &out.path {
            prop_assert!(out.chains.contains(&step.chain));
            let chain = view.iter().find(|it| it.id == step.chain).unwrap();
            let rule = chain.rules.iter().find(|it| it.position == step.position).unwrap();
            prop_assert_eq!(rule.purpose, step.purpose);
            prop_assert!(!rule.text.is_empty() && !chain.name.is_empty());
        }
    }
}
