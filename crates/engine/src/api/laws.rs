//! Laws that hold for every object the field tables can describe.

use proptest::prelude::*;

use super::{Call, PatchType, Request, kinds, serve, strategic};
use crate::chance;
use crate::cluster::ClusterConfig;
use crate::objects::{Key, Kind, Object};
use crate::schema::{self, Field, FieldValidation, Type};
use crate::store::{Actor, Store};
use crate::value::{Map, Value};

/// Deeper than this nothing is made: the deepest simulated field is above it.
const DEEPEST: usize = 9;

const WORDS: [&str; 16] = [
    "web",
    "None",
    "",
    "10.96.0.50",
    "fd00:10:96::5",
    "8080",
    "http",
    "a b",
    "é",
    "IPv6",
    "IPv4",
    "10.0.0.0/8",
    "25%",
    "LoadBalancer",
    "ExternalName",
    "db.example.com",
];
const NUMBERS: [i64; 10] = [0, 1, 80, 443, 30080, 30081, 65535, 65536, -1, 1 << 40];

/// One object out of very many, decided by the seed.
struct Maker(u64);

impl Maker {
    fn pick<'a, T>(&self, path: &str, salt: &str, among: &'a [T]) -> Option<&'a T> {
        let place = chance::below(self.0, &[path, salt], among.len() as u64);
        among.get(usize::try_from(place).unwrap_or(0))
    }

    fn below(&self, path: &str, salt: &str, bound: u64) -> u64 {
        chance::below(self.0, &[path, salt], bound)
    }

    fn value(&self, kind: &Type, field: Option<&Field>, path: &str, depth: usize) -> Value {
        if depth > DEEPEST || self.below(path, "odd", 60) == 0 {
            return Value::Null;
        }
        match kind {
            Type::String(_) | Type::Quantity | Type::Time | Type::Bytes | Type::Any => {
                let known = field.map(|it| it.values.as_slice()).unwrap_or_default();
                match self.pick(path, "known", known) {
                    Some(word) if self.below(path, "known?", 8) > 0 => (*word).into(),
                    _ => self.pick(path, "word", &WORDS).map_or(Value::Null, |it| (*it).into()),
                }
            }
            Type::Int32 | Type::Int64 => self.number(path),
            Type::IntOrString if self.below(path, "text?", 2) == 0 => {
                self.pick(path, "word", &WORDS).map_or(Value::Null, |it| (*it).into())
            }
            Type::IntOrString => self.number(path),
            Type::Bool => (self.below(path, "flag", 2) == 0).into(),
            Type::Struct(key) => self.fields(key, path, depth),
            Type::List(item) => {
                let count = self.below(path, "count", 3);
                let item = |place| self.value(item, None, &format!("{path}[{place}]"), depth + 1);
                Value::List((0..count).map(item).collect())
            }
            Type::Map(item, _) => {
                let mut map = Map::new();
                for place in 0..self.below(path, "count", 3) {
                    let inner = format!("{path}[{place}]");
                    let name = self.pick(&inner, "key", &WORDS).copied().unwrap_or_default();
                    map.insert(name.to_owned(), self.value(item, None, &inner, depth + 1));
                }
                Value::Map(map)
            }
        }
    }

    fn number(&self, path: &str) -> Value {
        self.pick(path, "number", &NUMBERS).map_or(Value::Null, |it| Value::Int(*it))
    }

    fn fields(&self, key: &str, path: &str, depth: usize) -> Value {
        let mut map = Map::new();
        for field in schema::find(key).into_iter().flat_map(|it| &it.fields) {
            let inner = format!("{path}.{}", field.name);
            if field.required || self.below(&inner, "there", 3) == 0 {
                let value = self.value(&field.kind, Some(field), &inner, depth + 1);
                map.insert(field.name.to_owned(), value);
            }
        }
        Value::Map(map)
    }

    /// An object of this kind with a usable name.
    fn object(&self, kind: Kind) -> Value {
        let root = schema::of(kind).map(|it| it.key).unwrap_or_default();
        let mut value = self.fields(root, kind.name(), 0);
        value.set("apiVersion", kind.api_version());
        value.set("kind", kind.name());
        for field in ["name", "namespace", "resourceVersion", "generateName"] {
            value.remove(&format!("metadata.{field}"));
        }
        value.set("metadata.name", "web");
        if kind.namespaced() {
            value.set("metadata.namespace", "default");
        }
        value
    }

    /// A Service that has a fair chance to be accepted.
    fn likely_service(&self) -> Value {
        let mut spec = Map::new();
        let kinds = ["ClusterIP", "NodePort", "LoadBalancer"];
        spec.insert("type".to_owned(), (*self.pick("type", "", &kinds).unwrap_or(&"")).into());
        let mut ports = Vec::new();
        for (place, name) in ["http", "https", "dns"].iter().enumerate() {
            if place == 0 || self.below(name, "there", 2) == 0 {
                let mut port = Value::map();
                port.set("name", *name);
                port.set("port", 80 + place as i64);
                if self.below(name, "target", 2) == 0 {
                    port.set("targetPort", "http");
                }
                if self.below(name, "protocol", 3) == 0 {
                    port.set("protocol", "UDP");
                }
                ports.push(port);
            }
        }
        spec.insert("ports".to_owned(), ports.into());
        let mut value = Value::map();
        value.set("apiVersion", "v1");
        value.set("kind", "Service");
        value.set("metadata.name", "web");
        value.set("metadata.namespace", "default");
        value.set("spec", spec);
        if self.below("affinity", "", 2) == 0 {
            value.set("spec.sessionAffinity", "ClientIP");
        }
        if self.below("selector", "", 3) > 0 {
            value.set("spec.selector.app", "web");
        }
        value
    }
}

fn cluster() -> (Store, ClusterConfig) {
    let mut store = Store::default();
    let mut namespace = Value::map();
    namespace.set("apiVersion", "v1");
    namespace.set("kind", "Namespace");
    namespace.set("metadata.name", "default");
    store.put(Object::new(Kind::Namespace, namespace), Actor::Operator);
    (store, ClusterConfig::default())
}

fn call() -> Call {
    Call {
        by: Actor::Learner,
        now_ms: 0,
        dry_run: false,
        validation: FieldValidation::Ignore,
        manager: "".into(),
    }
}

fn kind_of(place: usize) -> Kind {
    Kind::ALL.get(place).copied().unwrap_or(Kind::Service)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn defaulting_twice_is_defaulting_once(seed: u64, place in 0..Kind::ALL.len()) {
        let kind = kind_of(place);
        let object = Maker(seed).object(kind);
        if let Ok(decoded) = schema::decode(kind, &object, FieldValidation::Ignore) {
            let mut once = decoded.value;
            kinds::defaults(kind, &mut once);
            let mut twice = once.clone();
            kinds::defaults(kind, &mut twice);
            prop_assert_eq!(once, twice);
        }
    }

    #[test]
    fn whatever_is_asked_is_answered_and_a_refusal_changes_nothing(
        seed: u64,
        other: u64,
        place in 0..Kind::ALL.len(),
    ) {
        let kind = kind_of(place);
        let (mut store, config) = cluster();
        let create = Request::Create(Maker(seed).object(kind));
        let before = store.clone();
        if serve(&mut store, &config, &call(), &create).is_err() {
            prop_assert_eq!(&store, &before);
        }
        let patch = Request::Patch {
            key: Key::new(kind, "default", "web"),
            kind: if other % 2 == 0 { PatchType::Strategic } else { PatchType::Merge },
            body: Maker(other).object(kind),
            part: super::Part::Main,
        };
        let before = store.clone();
        if serve(&mut store, &config, &call(), &patch).is_err() {
            prop_assert_eq!(&store, &before);
        }
    }

    #[test]
    fn putting_back_what_is_stored_changes_nothing(seed: u64) {
        let (mut store, config) = cluster();
        let create = Request::Create(Maker(seed).likely_service());
        let done = serve(&mut store, &config, &call(), &create);
        prop_assert!(done.is_ok(), "{:?}", done.err());
        let stored = store.find(Kind::Service, "default", "web").unwrap().value.clone();
        let put = Request::Update { value: stored.clone(), part: super::Part::Main };
        let again = serve(&mut store, &config, &call(), &put).unwrap();
        prop_assert!(again.changes.is_empty(), "{:?}", again.changes);
        prop_assert_eq!(&store.find(Kind::Service, "default", "web").unwrap().value, &stored);
    }

    #[test]
    fn what_is_applied_again_needs_no_patch(seed: u64, place in 0..Kind::ALL.len()) {
        let kind = kind_of(place);
        let object = Maker(seed).object(kind);
        let patch = strategic::three_way(kind, &object, &object, &object);
        if let Ok(mut patch) = patch {
            without_orders(&mut patch);
            prop_assert_eq!(patch, Value::map());
        }
    }

    #[test]
    fn a_service_that_goes_to_external_name_and_back_is_whole_again(seed: u64) {
        let (mut store, config) = cluster();
        let service = Maker(seed).likely_service();
        serve(&mut store, &config, &call(), &Request::Create(service.clone())).unwrap();
        let mut external = service.clone();
        external.set("spec.type", "ExternalName");
        external.set("spec.externalName", "db.example.com");
        let put = |value| Request::Update { value, part: super::Part::Main };
        let away = serve(&mut store, &config, &call(), &put(external)).unwrap();
        prop_assert_eq!(away.object.value.at("spec.clusterIP"), None);
        prop_assert_eq!(away.object.value.at("spec.healthCheckNodePort"), None);
        let back = serve(&mut store, &config, &call(), &put(service)).unwrap();
        prop_assert!(back.object.value.text("spec.clusterIP").starts_with("10.96."));
    }
}

/// Leaves out the orders of sets: upstream compares a set with what it has sorted,
/// and tells the order again.
fn without_orders(patch: &mut Value) {
    let Some(map) = patch.as_map_mut() else { return };
    let set = |it: &Value| it.as_list().is_some_and(|it| it.iter().all(|it| it.as_map().is_none()));
    map.retain(|name, it| !(name.starts_with("$setElementOrder/") && set(it)));
    map.values_mut().for_each(without_orders);
    map.retain(|_, it| *it != Value::map());
}

#[test]
fn chosen_addresses_and_node_ports_avoid_the_low_bands() {
    let (mut store, config) = cluster();
    for number in 0..300 {
        let mut service = Maker(number).likely_service();
        service.set("metadata.name", format!("web-{number}"));
        service.set("spec.type", "NodePort");
        serve(&mut store, &config, &call(), &Request::Create(service)).unwrap();
    }
    let mut addresses = Vec::new();
    let mut ports = Vec::new();
    for (_, service) in store.services() {
        addresses.extend(service.cluster_ips.iter().copied());
        ports.extend(service.ports.iter().map(|it| it.node_port));
        assert!(service.ports.iter().all(|it| it.node_port >= 30086));
    }
    let low: std::net::IpAddr = "10.96.1.0".parse().unwrap();
    assert!(addresses.iter().all(|it| *it > low), "{addresses:?}");
    let unique: std::collections::BTreeSet<_> = addresses.iter().collect();
    assert_eq!(unique.len(), addresses.len());
}
