//! Pictures of many made-up clusters: nothing overlaps, no wire meets a label.

use std::net::SocketAddr;
use std::sync::Arc;

use service_lab_engine::chance::below;
use service_lab_engine::net::{Client, Hop, Packet, Place, Reason, Request, Step, Trace, Verdict};
use service_lab_engine::objects::{Key, Kind, Object, Protocol};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

use super::{Depth, Leg, PartKind, Point, Rect, Scene, Seats, Style, View, Word, build};

fn object(kind: Kind, name: &str, fields: &[(&str, Value)]) -> Object {
    let mut value = Value::map();
    value.set("metadata.name", name);
    if kind.namespaced() {
        value.set("metadata.namespace", "default");
    }
    for (path, field) in fields {
        value.set(path, field.clone());
    }
    Object::new(kind, value)
}

fn address(kind: &str, ip: &str) -> Value {
    let mut value = Value::map();
    value.set("type", kind);
    value.set("address", ip);
    Value::List(vec![value])
}

fn cluster(nodes: u64, pods: u64, services: u64, seed: u64) -> Store {
    let mut store = Store::default();
    for number in 1..=nodes {
        let ip = format!("172.18.0.{}", number + 101);
        let fields = [("status.addresses", address("InternalIP", &ip))];
        store.put(object(Kind::Node, &format!("node-{number}"), &fields), Actor::Learner);
    }
    for number in 0..pods {
        let node = 1 + below(seed, &["node", &number.to_string()], nodes);
        let fields = [
            ("spec.nodeName", format!("node-{node}").as_str().into()),
            ("status.podIP", format!("10.244.{}.{}", node + 90, number + 102).as_str().into()),
            ("status.phase", "Running".into()),
        ];
        let name = format!("web-7d4b9c6f5-x{number:04}");
        store.put(object(Kind::Pod, &name, &fields), Actor::Learner);
    }
    for number in 0..services {
        let port = |it: i64| {
            let mut port = Value::map();
            port.set("port", 60080 + it);
            port.set("nodePort", 30080 + it);
            port
        };
        let many = 1 + below(seed, &["ports"], 4) as i64;
        let mut ingress = Value::map();
        ingress.set("ip", format!("198.51.100.{}", number + 201).as_str());
        let fields = [
            ("spec.type", if number % 2 == 0 { "LoadBalancer" } else { "NodePort" }.into()),
            ("spec.clusterIP", format!("10.96.141.{}", number + 101).as_str().into()),
            ("spec.ports", Value::List((0..many).map(port).collect())),
            ("status.loadBalancer.ingress", Value::List(vec![ingress])),
        ];
        store.put(object(Kind::Service, &format!("svc-{number}"), &fields), Actor::Learner);
    }
    store
}

fn hop(place: Place) -> Hop {
    let at: SocketAddr = SocketAddr::from(([10, 0, 0, 1], 80));
    let packet = Packet { protocol: Protocol::Tcp, source: at, destination: at };
    Hop {
        place,
        before: packet,
        after: packet,
        step: Step::Forward,
        because: Reason::NoRule,
        rules_tried: 3,
        chains: Vec::new(),
        matched: Vec::new(),
        endpoints: Vec::new(),
    }
}

fn trace(places: Vec<Place>) -> Trace {
    let mut back = places.clone();
    back.reverse();
    Trace {
        request: Request::tcp(Client::Outside, "", 80),
        lookup: None,
        hops: places.into_iter().map(hop).collect(),
        reply: back.into_iter().map(hop).collect(),
        verdict: Verdict::Refused,
        because: Reason::NoRule,
        advice: None,
        at_ms: 0,
    }
}

fn picture(
    store: &Store,
    width: i32,
    trace: Option<&Trace>,
    word: &dyn Fn(Word) -> String,
) -> Scene {
    let mut seats = Seats::default();
    seats.follow(&Store::default(), store);
    build(&View {
        store,
        seats: &seats,
        width,
        depth: Depth::Kernel,
        outside: "203.0.113.7".to_owned(),
        down: &|name| name == "node-2",
        rules: &|_| Some(140),
        trace,
        word,
    })
}

fn english(word: Word) -> String {
    format!("{word:?}").to_lowercase()
}

fn han(_: Word) -> String {
    "核心規則嘗試".to_owned()
}

/// A way through every kind of place.
fn long_way(store: &Store, seed: u64) -> Trace {
    let pods: Vec<Key> = store.pods().map(|(it, _)| it.key.clone()).collect();
    let nodes: Vec<Arc<str>> = store.nodes().map(|(it, _)| it.key.name.clone()).collect();
    let services: Vec<Key> = store.services().map(|(it, _)| it.key.clone()).collect();
    let pick = |what: &str, of: usize| below(seed, &[what], of as u64) as usize;
    let mut places = vec![Place::Client(Client::Outside), Place::Dns];
    places.push(Place::Client(Client::Outside));
    places.extend(services.first().cloned().map(Place::LoadBalancer));
    places.extend([Place::Client(Client::Outside), Place::Network]);
    places.extend(services.get(2).cloned().map(Place::LoadBalancer));
    places.extend([Place::Client(Client::Outside), Place::Dns, Place::Network]);
    places.extend(nodes.get(pick("a", nodes.len())).cloned().map(Place::Node));
    places.extend(nodes.get(pick("b", nodes.len())).cloned().map(Place::Node));
    places.extend(pods.get(pick("c", pods.len())).cloned().map(Place::Pod));
    places.extend(pods.get(pick("d", pods.len())).cloned().map(Place::Pod));
    places.push(Place::Network);
    // Half of the pictures have no DNS: bands are wider there, and a way stands alone.
    places.retain(|it| seed.is_multiple_of(2) || *it != Place::Dns);
    trace(places)
}

fn segments(leg: &Leg) -> Vec<Rect> {
    leg.points
        .windows(2)
        .filter_map(|it| match it {
            [a, b] => Some(span(*a, *b)),
            _ => None,
        })
        .collect()
}

/// The box of a wire three pixels wide.
fn span(a: Point, b: Point) -> Rect {
    let (x, y) = (a.x.min(b.x) - 1, a.y.min(b.y) - 1);
    Rect { x, y, w: (a.x - b.x).abs() + 3, h: (a.y - b.y).abs() + 3 }
}

fn for_many(check: impl Fn(&Scene, &str)) {
    for seed in 0..40 {
        let (nodes, pods) = (1 + below(seed, &["nodes"], 9), 1 + below(seed, &["pods"], 24));
        let store = cluster(nodes, pods, below(seed, &["services"], 5), seed);
        let trace = long_way(&store, seed);
        for width in [300, 312, 328, 360, 430, 560, 599, 600, 640, 721, 760, 768, 1040, 1600] {
            let words: [&dyn Fn(Word) -> String; 2] = [&english, &han];
            for word in words {
                let scene = picture(&store, width, Some(&trace), word);
                check(&scene, &format!("seed {seed}, width {width}"));
            }
        }
    }
}

#[test]
fn wires_never_cross_a_name() {
    for_many(|scene, about| {
        let labels = scene.parts.iter().flat_map(|it| &it.labels).chain(&scene.captions);
        for label in labels {
            for segment in scene.legs.iter().flat_map(segments) {
                assert!(
                    !segment.overlaps(&label.rect()),
                    "{about}: a wire at {segment:?} crosses {label:?}"
                );
            }
        }
    });
}

#[test]
fn a_waiting_packet_covers_no_name() {
    for_many(|scene, about| {
        let labels = scene.parts.iter().flat_map(|it| &it.labels).chain(&scene.captions);
        for label in labels {
            for end in scene.legs.iter().filter_map(|it| it.points.last()) {
                let packet = Rect { x: end.x - 15, y: end.y - 11, w: 30, h: 22 };
                assert!(!packet.overlaps(&label.rect()), "{about}: {packet:?} on {label:?}");
            }
        }
    });
}

#[test]
fn no_address_and_no_port_is_cut() {
    for_many(|scene, about| {
        for part in &scene.parts {
            let addresses = part.labels.iter().filter(|it| it.style == Style::Address);
            let text: Vec<&str> = addresses.map(|it| it.text.as_str()).collect();
            assert!(!text.concat().contains('…'), "{about}: {text:?}");
            let PartKind::Band(service) = &part.kind else { continue };
            let (address, ports) = scene_ports(service, about);
            for port in 0..ports {
                let said = text.join(" ");
                assert!(said.contains(&format!("{address}:{}", 60080 + port)), "{about}: {said}");
                assert!(said.contains(&format!(" :{}", 30080 + port)), "{about}: {said}");
            }
        }
    });
}

/// The address of a made-up Service, and how many ports it has.
fn scene_ports(service: &Key, about: &str) -> (String, u64) {
    let number = service.name.trim_start_matches("svc-").parse::<u64>().unwrap();
    let seed = about.trim_start_matches("seed ").split(',').next().unwrap().parse().unwrap();
    (format!("10.96.141.{}", number + 101), 1 + below(seed, &["ports"], 4))
}

#[test]
fn what_a_gate_says_is_not_cut() {
    for_many(|scene, about| {
        let gates = scene.parts.iter().filter(|it| matches!(it.kind, PartKind::Gate(_)));
        for label in gates.flat_map(|it| &it.labels) {
            assert!(!label.text.contains('…'), "{about}: {label:?}");
        }
    });
}

#[test]
fn a_service_of_another_namespace_says_so() {
    let mut store = cluster(1, 0, 1, 0);
    let elsewhere = [("metadata.namespace", "shop".into())];
    store.put(object(Kind::Service, "svc-0", &elsewhere), Actor::Learner);
    let scene = picture(&store, 1000, None, &english);
    let bands = scene.parts.iter().filter(|it| matches!(it.kind, PartKind::Band(_)));
    let said: Vec<&str> = bands.map(|it| it.full_name.as_str()).collect();
    assert_eq!(said, ["svc-0", "shop/svc-0"].map(|it| format!("Service {it}")));
}

#[test]
fn wires_are_upright_or_level() {
    for_many(|scene, about| {
        for leg in &scene.legs {
            for pair in leg.points.windows(2) {
                let [a, b] = pair else { continue };
                assert!(a.x == b.x || a.y == b.y, "{about}: {leg:?}");
            }
        }
    });
}

#[test]
fn nothing_overlaps_but_a_node_and_what_is_in_it() {
    for_many(|scene, about| {
        let inner = |kind: &PartKind| matches!(kind, PartKind::Gate(_) | PartKind::Pod(_));
        for (place, a) in scene.parts.iter().enumerate() {
            for b in scene.parts.iter().skip(place + 1) {
                if inner(&a.kind) == inner(&b.kind) {
                    assert!(!a.rect.overlaps(&b.rect), "{about}: {:?} on {:?}", a.kind, b.kind);
                }
            }
        }
    });
}

#[test]
fn labels_do_not_overlap_and_stay_inside() {
    for_many(|scene, about| {
        let labels: Vec<_> =
            scene.parts.iter().flat_map(|it| &it.labels).chain(&scene.captions).collect();
        for (place, a) in labels.iter().enumerate() {
            let rect = a.rect();
            assert!(rect.x >= 0 && rect.right() <= scene.width, "{about}: {a:?} sticks out");
            assert!(rect.bottom() <= scene.height, "{about}: {a:?} sticks out");
            for b in labels.iter().skip(place + 1) {
                assert!(!rect.overlaps(&b.rect()), "{about}: {a:?} on {b:?}");
            }
        }
    });
}

#[test]
fn every_hop_has_a_leg_and_legs_join() {
    for_many(|scene, about| {
        assert!(scene.legs.len() >= 10, "{about}");
        for leg in &scene.legs {
            assert!(!leg.points.is_empty(), "{about}: a hop is nowhere");
        }
    });
}

#[test]
fn a_pod_keeps_its_seat_when_another_leaves() {
    let mut store = cluster(1, 3, 0, 0);
    let mut before = Seats::default();
    before.follow(&Store::default(), &store);
    let keys: Vec<Key> = store.pods().map(|(it, _)| it.key.clone()).collect();
    let [first, second, third] = keys.as_slice() else { panic!("{keys:?}") };
    let full = store.clone();
    store.delete(first, Actor::Learner);
    let mut after = before.clone();
    after.follow(&full, &store);
    assert_eq!(after.of(second), before.of(second));
    assert_eq!(after.of(third), before.of(third));
    assert_eq!(after.of(first), None);
    let newcomer = object(Kind::Pod, "new", &[("spec.nodeName", "node-1".into())]);
    let key = newcomer.key.clone();
    let two = store.clone();
    store.put(newcomer, Actor::Learner);
    after.follow(&two, &store);
    assert_eq!(after.of(&key).map(|(_, seat)| seat), Some(0));
}

#[test]
fn seats_are_the_same_by_pod_and_by_node_whatever_pods_come_and_go() {
    let (mut store, mut seats) = (Store::default(), Seats::default());
    for turn in 0_u64..300 {
        let (name, node) = (format!("pod-{}", turn * 7 % 23), format!("node-{}", turn * 5 % 4));
        let pod = object(Kind::Pod, &name, &[("spec.nodeName", node.as_str().into())]);
        let earlier = store.clone();
        if (turn / 40) % 2 == 0 {
            store.put(pod, Actor::Learner);
        } else {
            store.delete(&pod.key, Actor::Learner);
        }
        let before = seats.clone();
        seats.follow(&earlier, &store);
        let mut seated = 0;
        for node in ["node-0", "node-1", "node-2", "node-3"] {
            let places: Vec<(usize, &Key)> = seats.on(node).collect();
            assert!(places.is_sorted_by(|one, next| one.0 < next.0), "{places:?}");
            for (seat, key) in places {
                assert_eq!(seats.of(key).map(|(node, seat)| (&**node, seat)), Some((node, seat)));
                seated += 1;
            }
        }
        assert_eq!(seated, store.pods().count());
        for (object, pod) in store.pods() {
            let stays = before.of(&object.key).filter(|(node, _)| ***node == *pod.node_name);
            assert!(stays.is_none_or(|it| seats.of(&object.key) == Some(it)));
        }
    }
}

#[test]
fn what_a_picture_leaves_out_is_counted() {
    let count = |scene: &Scene, what: fn(&PartKind) -> bool| {
        scene.parts.iter().filter(|it| what(&it.kind)).count()
    };
    for (nodes, pods, services) in [(2, 40, 1), (5, 100, 3), (9, 200, 5), (14, 300, 8)] {
        let scene = picture(&cluster(nodes, pods, services, 7), 1040, None, &english);
        let shown_pods = count(&scene, |it| matches!(it, PartKind::Pod(_)));
        let shown = shown_pods
            + count(&scene, |it| matches!(it, PartKind::Node(_)))
            + count(&scene, |it| matches!(it, PartKind::Band(_)));
        let all = usize::try_from(nodes + pods + services).unwrap();
        assert_eq!(usize::try_from(scene.hidden).unwrap(), all - shown, "{nodes} nodes");
        assert!(shown_pods <= 60, "{shown_pods} Pods in {nodes} nodes");
        assert!(shown_pods >= 20, "{shown_pods} Pods in {nodes} nodes");
    }
}

#[test]
fn a_narrow_picture_is_drawn_downwards() {
    let store = cluster(3, 3, 1, 0);
    let node_lefts = |width| {
        let scene = picture(&store, width, None, &english);
        let mut lefts: Vec<i32> = scene
            .parts
            .iter()
            .filter(|it| matches!(it.kind, PartKind::Node(_)))
            .map(|it| it.rect.x)
            .collect();
        lefts.dedup();
        lefts.len()
    };
    assert_eq!(node_lefts(340), 1);
    assert_eq!(node_lefts(1040), 3);
}

#[test]
fn who_is_offered_is_the_same_as_counted_anew_whatever_slices_come_and_go() {
    let (mut store, mut seats) = (Store::default(), Seats::default());
    let draw = |turn: u64, what: &str, below_what| below(turn, &["offers", what], below_what);
    let mut all = 0;
    for turn in 0_u64..400 {
        let endpoint = |number: u64| {
            let mut value = Value::map();
            let name = format!("pod-{}", draw(turn, &format!("pod {number}"), 9));
            value.set("targetRef.name", name.as_str());
            value.set("targetRef.kind", "Pod");
            let ready = draw(turn, &format!("ready {number}"), 4);
            if ready > 0 {
                value.set("conditions.ready", ready > 1);
            }
            value
        };
        let name = format!("slice-{}", draw(turn, "slice", 6));
        let endpoints = (0..draw(turn, "many", 7)).map(endpoint).collect();
        let slice = object(Kind::EndpointSlice, &name, &[("endpoints", Value::List(endpoints))]);
        let earlier = store.clone();
        if draw(turn, "gone", 3) == 0 {
            store.delete(&slice.key, Actor::Learner);
        } else {
            store.put(slice, Actor::Learner);
        }
        seats.follow(&earlier, &store);
        let ready = |pod: &str| {
            store.endpoint_slices().any(|(_, slice)| {
                let is = |name: Option<&str>| name == Some(pod);
                slice.endpoints.iter().any(|it| is(it.pod.as_deref()) && it.ready != Some(false))
            })
        };
        for name in (0..9).map(|it| format!("pod-{it}")) {
            let offered = seats.is_offered(&Key::new(Kind::Pod, "default", &name));
            assert_eq!(offered, ready(&name), "{name} in turn {turn}");
            all += usize::from(offered);
        }
    }
    assert!((400..3200).contains(&all), "{all} offers tell nothing");
}

#[test]
fn only_what_a_picture_shows_is_told_as_a_change_of_it() {
    let mut store = cluster(1, 1, 1, 0);
    let (key, pod) =
        store.pods().map(|(it, _)| (it.key.name.clone(), it.value.clone())).next().unwrap();
    let service = store.services().map(|(it, _)| it.value.clone()).next().unwrap();
    let endpoint = |ready: bool| {
        let mut value = Value::map();
        value.set("targetRef.name", &*key);
        value.set("targetRef.kind", "Pod");
        value.set("conditions.ready", ready);
        object(Kind::EndpointSlice, "s", &[("endpoints", Value::List(vec![value]))])
    };
    let with = |mut value: Value, kind: Kind, path: &str, field: &str| {
        value.set(path, field);
        Object::new(kind, value)
    };
    let mut seats = Seats::default();
    seats.follow(&Store::default(), &store);
    let changes = [
        (endpoint(true), true),
        (endpoint(false), true),
        (with(pod.clone(), Kind::Pod, "metadata.annotations.note", "x"), false),
        (with(pod, Kind::Pod, "metadata.deletionTimestamp", "2026-01-01T00:00:00Z"), true),
        (with(service.clone(), Kind::Service, "metadata.annotations.note", "x"), false),
        (with(service, Kind::Service, "spec.clusterIP", "10.96.7.7"), true),
        (object(Kind::ConfigMap, "c", &[]), false),
        (object(Kind::Node, "another", &[]), true),
    ];
    for (object, shows) in changes {
        let (earlier, key) = (store.clone(), object.key.clone());
        store.put(object, Actor::Learner);
        assert_eq!(seats.follow(&earlier, &store), shows, "{key:?}");
    }
}

#[test]
fn a_node_tells_its_zone_beside_its_address() {
    let mut store = cluster(2, 0, 0, 1);
    let mut labels = Value::map();
    let zone = ("topology.kubernetes.io/zone".into(), "zone-a".into());
    labels.as_map_mut().expect("a map").insert(zone.0, zone.1);
    let own = address("InternalIP", "172.18.0.102");
    let fields = [("status.addresses", own), ("metadata.labels", labels)];
    store.put(object(Kind::Node, "node-1", &fields), Actor::Learner);
    let scene = picture(&store, 960, None, &english);
    let nodes = scene.parts.iter().filter(|it| matches!(it.kind, PartKind::Node(_)));
    let told: Vec<&str> = nodes.map(|it| it.labels[1].text.as_str()).collect();
    assert_eq!(told, ["172.18.0.102 zone-a", "172.18.0.103"]);
}
