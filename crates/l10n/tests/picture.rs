//! The picture's words in every language: none is cut, at any width, and no
//! address beside them.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use service_lab_engine::net::{Client, Hop, Packet, Place, Reason, Request, Step, Trace, Verdict};
use service_lab_engine::objects::{Key, Kind, Object, Protocol};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;
use service_lab_l10n::{Bundle, Locale, say};
use service_lab_session::scene::{Depth, PartKind, Scene, Seats, Style, View, build};

fn bundle(locale: Locale) -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(locale.tag());
    let texts: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "ftl"))
        .filter_map(|it| fs::read_to_string(it).ok())
        .collect();
    Bundle::new(locale, &texts).expect("it reads")
}

fn put(store: &mut Store, kind: Kind, name: &str, fields: &[(&str, Value)]) {
    let mut value = Value::map();
    value.set("metadata.name", name);
    if kind.namespaced() {
        value.set("metadata.namespace", "default");
    }
    for (path, field) in fields {
        value.set(path, field.clone());
    }
    store.put(Object::new(kind, value), Actor::Learner);
}

fn list(fields: &[(&str, Value)]) -> Value {
    let mut value = Value::map();
    for (path, field) in fields {
        value.set(path, field.clone());
    }
    Value::List(vec![value])
}

/// So many nodes, a Pod, a load balancer with an address and one without.
fn cluster(nodes: u8) -> Store {
    let mut store = Store::default();
    for number in 1..=nodes {
        let ip = format!("172.18.0.{}", number + 1);
        let address = list(&[("type", "InternalIP".into()), ("address", ip.as_str().into())]);
        put(&mut store, Kind::Node, &format!("node-{number}"), &[("status.addresses", address)]);
    }
    let on_first = |ip: &str| {
        [
            ("spec.nodeName", "node-1".into()),
            ("status.podIP", ip.into()),
            ("status.phase", "Running".into()),
        ]
    };
    put(&mut store, Kind::Pod, "web-1", &on_first("10.244.1.102"));
    for (name, ip) in [("svc-1", "198.51.100.104"), ("front", "")] {
        let port = list(&[("port", Value::from(9000)), ("nodePort", Value::from(31053))]);
        let mut fields = vec![
            ("spec.type", "LoadBalancer".into()),
            ("spec.clusterIP", "10.96.111.244".into()),
            ("spec.ports", port),
        ];
        if !ip.is_empty() {
            fields.push(("status.loadBalancer.ingress", list(&[("ip", ip.into())])));
        }
        put(&mut store, Kind::Service, name, &fields);
    }
    store
}

/// A request that asks for a name and that nobody answers, or none.
fn request(places: Vec<Place>) -> Trace {
    let at = ([10, 0, 0, 1], 80).into();
    let packet = Packet { protocol: Protocol::Tcp, source: at, destination: at };
    let hop = |place| Hop {
        place,
        before: packet,
        after: packet,
        step: Step::Forward,
        because: Reason::NoRule,
        rules_tried: 38,
        chains: Vec::new(),
        matched: Vec::new(),
        endpoints: Vec::new(),
    };
    Trace {
        request: Request::tcp(Client::Outside, "", 80),
        lookup: None,
        hops: places.into_iter().map(hop).collect(),
        reply: Vec::new(),
        verdict: Verdict::TimedOut,
        because: Reason::NoRule,
        advice: None,
        at_ms: 0,
    }
}

#[test]
fn no_word_and_no_address_is_cut_in_any_language() {
    let outside = || Place::Client(Client::Outside);
    let balancer = Place::LoadBalancer(Key::new(Kind::Service, "default", "svc-1"));
    let traces = [
        None,
        Some(request(vec![outside(), balancer, Place::Node("node-1".into())])),
        Some(request(vec![outside(), Place::Dns, Place::Network])),
    ];
    for locale in Locale::ALL {
        let bundle = bundle(locale);
        for (nodes, trace) in (1..=4).flat_map(|it| traces.iter().map(move |trace| (it, trace))) {
            let store = cluster(nodes);
            let mut seats = Seats::default();
            seats.follow(&Store::default(), &store);
            let said = RefCell::new(Vec::new());
            let picture = |width| {
                build(&View {
                    store: &store,
                    seats: &seats,
                    width,
                    depth: Depth::Kernel,
                    outside: "203.0.113.7".to_owned(),
                    down: &|node| node == "node-2",
                    rules: &|_| Some(1400),
                    trace: trace.as_ref(),
                    word: &|it| {
                        let text = bundle.text(&say::word(&it));
                        said.borrow_mut().push(text.clone());
                        text
                    },
                })
            };
            for width in 300..=1100 {
                said.borrow_mut().clear();
                let about = format!("{}, {nodes} nodes, {width} px", locale.tag());
                whole(&picture(width), &said.borrow(), &about);
            }
        }
    }
}

/// Each word that is shown is one that was said, each address has its port.
fn whole(scene: &Scene, said: &[String], about: &str) {
    for part in &scene.parts {
        let of = |style: Style| part.labels.iter().filter(move |it| it.style == style);
        let addresses: Vec<&str> = of(Style::Address).map(|it| it.text.as_str()).collect();
        let addresses = addresses.join(" ");
        assert!(!addresses.contains('…'), "{about}: {addresses}");
        if matches!(part.kind, PartKind::Band(_)) {
            let sound = addresses.contains(":9000 ") && addresses.ends_with(" :31053");
            assert!(sound, "{about}: {addresses}");
        }
        for label in of(Style::Word).chain(of(Style::Small)).filter(|it| !it.verbatim) {
            assert!(said.contains(&label.text), "{about}: {label:?}");
        }
    }
}
