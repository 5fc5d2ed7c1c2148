//! What the suites of the API server share: the recorded cluster, and the
//! comparison of answers, objects and printed texts where some values were
//! picked by chance.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use service_lab_engine::api::{Call, Status};
use service_lab_engine::client::{Applied, Outcome, Run, Verb, run};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::objects::{Key, Kind, Object};
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

use super::kubectl::pieces_fit;
use super::{Part, value_of};

/// What the recordings leave out of every object.
const LEFT_OUT: [&str; 5] =
    ["uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"];

/// The recorded cluster.
pub struct Cluster {
    pub store: Store,
    pub config: ClusterConfig,
}

impl Cluster {
    /// A clean one; `server` is `ipv4` or `dual`.
    pub fn new(server: &str) -> Self {
        let mut config = ClusterConfig::default();
        if server == "dual" {
            config.service_cidrs.extend("fd00:10:96::/112".parse::<ipnet::IpNet>().ok());
        }
        let mut store = Store::default();
        for name in ["default", "shop", "kube-system", "kube-public", "kube-node-lease"] {
            let text = format!(
                r#"{{"apiVersion":"v1","kind":"Namespace","metadata":{{"name":"{name}","labels":{{"kubernetes.io/metadata.name":"{name}"}}}},"spec":{{"finalizers":["kubernetes"]}},"status":{{"phase":"Active"}}}}"#
            );
            put(&mut store, Kind::Namespace, &text);
        }
        for (name, address, zone) in [
            ("node-1", "172.18.0.2", "zone-a"),
            ("node-2", "172.18.0.3", "zone-b"),
            ("node-3", "172.18.0.4", "zone-c"),
        ] {
            let text = format!(
                r#"{{"apiVersion":"v1","kind":"Node","metadata":{{"name":"{name}","labels":{{"topology.kubernetes.io/zone":"{zone}"}}}},"spec":{{}},"status":{{"addresses":[{{"type":"InternalIP","address":"{address}"}}]}}}}"#
            );
            put(&mut store, Kind::Node, &text);
        }
        put(&mut store, Kind::Service, KUBERNETES);
        Self { store, config }
    }

    /// How requests arrive.
    pub fn call(dry_run: bool) -> Call {
        Call {
            by: Actor::Learner,
            now_ms: 60_000,
            dry_run,
            validation: FieldValidation::Strict,
            manager: "".into(),
        }
    }

    /// Runs a kubectl command on a text.
    pub fn run(&mut self, verb: Verb, text: &str) -> Run {
        run(&mut self.store, &self.config, &Self::call(false), verb, "default", text)
    }
}

/// The Service that every cluster has.
const KUBERNETES: &str = r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"kubernetes","namespace":"default","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"component":"apiserver","provider":"kubernetes"}},"spec":{"type":"ClusterIP","clusterIP":"10.96.0.1","clusterIPs":["10.96.0.1"],"ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","internalTrafficPolicy":"Cluster","sessionAffinity":"None","ports":[{"name":"https","port":443,"protocol":"TCP","targetPort":6443}]},"status":{"loadBalancer":{}}}"#;

fn put(store: &mut Store, kind: Kind, text: &str) {
    if let Ok(json) = serde_json::from_str::<Json>(text) {
        store.put(Object::new(kind, value_of(&json)), Actor::Operator);
    }
}

/// Recorded values that the server picked by chance, and what our server
/// picked in their place.
#[derive(Clone, Debug, Default)]
pub struct Chosen(BTreeMap<String, String>);

impl Chosen {
    /// Remembers one pair.
    pub fn learn(&mut self, recorded: &str, ours: &str) {
        if recorded != ours && !recorded.is_empty() {
            self.0.insert(recorded.to_owned(), ours.to_owned());
        }
    }

    /// A recorded text with our values in it.
    pub fn translate(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (recorded, ours)| text.replace(recorded, ours))
    }
}

/// The recorded answers of a case or a step: all of them, in order.
pub fn recorded_answers(case: &Json) -> Vec<&Json> {
    match case["responses"].as_array() {
        Some(list) => list.iter().collect(),
        None if case["status"].is_null() => Vec::new(),
        None => vec![case],
    }
}

/// What was sent and answered.
pub fn sent(run: &Run) -> Vec<&Applied> {
    let asked = |it: &&Applied| !matches!(it.outcome, Outcome::Unchanged | Outcome::NotSent(_));
    run.applied.iter().filter(asked).collect()
}

fn cause_of(json: &Json) -> (String, String, String) {
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    (text("field"), text("reason"), text("message"))
}

fn matches_volatile(wanted: &str, got: &str, volatile: &[&str]) -> bool {
    if wanted == got {
        return true;
    }
    let Some(first) = volatile.iter().find(|it| wanted.contains(**it)) else { return false };
    let mut rest = got;
    let mut parts = wanted.split(first);
    if let Some(head) = parts.next() {
        match rest.strip_prefix(head) {
            Some(tail) => rest = tail,
            None => return false,
        }
    }
    for part in parts {
        let end = rest.find(|it: char| it.is_whitespace() || it == '"').unwrap_or(rest.len());
        rest = &rest[end..];
        match rest.strip_prefix(part) {
            Some(tail) => rest = tail,
            None => return false,
        }
    }
    rest.is_empty()
}

/// Compares a text in which some strings were picked by chance.
pub fn compare_text(name: &'static str, what: &str, wanted: &str, got: &str, case: &Json) -> Part {
    let volatile: Vec<&str> = case["volatile"]
        .as_array()
        .map(|list| list.iter().filter_map(Json::as_str).collect())
        .unwrap_or_default();
    if matches_volatile(wanted, got, &volatile) {
        return Part { name, difference: None };
    }
    if ["<UID>", "<TIME>", "<RV>"].iter().any(|it| wanted.contains(it)) {
        let loose = volatile.iter().fold(wanted.to_owned(), |text, it| text.replace(it, "<UID>"));
        if pieces_fit(&loose, got) {
            return Part { name, difference: None };
        }
    }
    Part::failed(name, format!("{what}: wanted {wanted:?}, got {got:?}"))
}

/// Compares one answer: status, reason, causes, message, warnings.
pub fn compare_answer(wanted: &Json, got: Option<&Applied>, case: &Json, chosen: &Chosen) -> Part {
    let name = "answer";
    let Some(got) = got else { return Part::failed(name, "nothing was sent") };
    let (code, reason, message, mut causes) = match &got.outcome {
        Outcome::Refused(status) => of_status(status),
        Outcome::Created => (201, String::new(), String::new(), Vec::new()),
        Outcome::Replaced if wanted["status"] == 201 => {
            (201, String::new(), String::new(), Vec::new())
        }
        _ => (200, String::new(), String::new(), Vec::new()),
    };
    if wanted["status"] != code {
        return Part::failed(
            name,
            format!("status: wanted {}, got {code} {message}", wanted["status"]),
        );
    }
    let text = |field: &str| wanted[field].as_str().unwrap_or_default();
    if text("message").starts_with("k8s\0") {
        // Recorded in protobuf, which the recording did not read.
        return Part { name, difference: None };
    }
    if text("reason") != reason {
        return Part::failed(name, format!("reason: wanted {}, got {reason}", text("reason")));
    }
    let listed = wanted["causes"].as_array().cloned().unwrap_or_default();
    let mut wanted_causes: Vec<_> = listed
        .iter()
        .map(cause_of)
        .map(|(field, reason, message)| (field, reason, chosen.translate(&message)))
        .collect();
    let unordered = case["causes_order_unstable"] == true;
    if unordered {
        wanted_causes.sort();
        causes.sort();
    }
    let volatile = case["volatile"].as_array().is_some_and(|it| !it.is_empty());
    if wanted_causes != causes && !volatile {
        return Part::failed(name, format!("causes: wanted {wanted_causes:?}, got {causes:?}"));
    }
    if volatile {
        for (wanted, got) in wanted_causes.iter().zip(&causes) {
            let part = compare_text(name, "cause", &wanted.2, &got.2, case);
            if part.difference.is_some() || (&wanted.0, &wanted.1) != (&got.0, &got.1) {
                return Part::failed(name, format!("cause: wanted {wanted:?}, got {got:?}"));
            }
        }
    }
    if !unordered {
        let part =
            compare_text(name, "message", &chosen.translate(text("message")), &message, case);
        if part.difference.is_some() {
            return part;
        }
    }
    let warnings: Vec<&str> = wanted["warnings"]
        .as_array()
        .map(|list| list.iter().filter_map(Json::as_str).collect())
        .unwrap_or_default();
    if warnings != got.warnings.iter().map(String::as_str).collect::<Vec<_>>() {
        return Part::failed(
            name,
            format!("warnings: wanted {warnings:?}, got {:?}", got.warnings),
        );
    }
    Part { name, difference: None }
}

type Answer = (u16, String, String, Vec<(String, String, String)>);

fn of_status(status: &Status) -> Answer {
    let causes = status
        .causes
        .iter()
        .map(|it| (it.field.clone(), it.reason.to_owned(), it.message.clone()))
        .collect();
    (status.code, status.reason.to_owned(), status.message.clone(), causes)
}

/// Compares a stored object; at the paths of `allocated` any valid choice is
/// right, and is remembered.
pub fn compare_object(
    wanted: &Json,
    got: Option<&Value>,
    allocated: &[String],
    before: Option<&Value>,
    chosen: &mut Chosen,
) -> Part {
    let name = "object";
    let got = match (wanted.is_null(), got) {
        (true, None) => return Part { name, difference: None },
        (true, Some(got)) => {
            return Part::failed(name, format!("wanted none, got {}", got.to_json()));
        }
        (false, None) => return Part::failed(name, "wanted one, there is none"),
        (false, Some(got)) => got,
    };
    let mut got = got.clone();
    let mut wanted = value_of(wanted);
    for value in [&mut got, &mut wanted] {
        for field in LEFT_OUT {
            value.remove(&format!("metadata.{field}"));
        }
        let owners: Vec<Value> = value
            .list("metadata.ownerReferences")
            .iter()
            .cloned()
            .map(|mut owner| {
                owner.remove("uid");
                owner
            })
            .collect();
        if !owners.is_empty() {
            value.set("metadata.ownerReferences", owners);
        }
    }
    let mut faults = Vec::new();
    walk(&mut wanted, &got, before, "", allocated, chosen, &mut faults);
    match faults.into_iter().next() {
        None => Part { name, difference: None },
        Some(fault) => Part::failed(name, fault),
    }
}

fn is_chosen_path(path: &str) -> bool {
    path == "spec.clusterIP"
        || path == "spec.healthCheckNodePort"
        || path.starts_with("spec.clusterIPs[")
        || (path.starts_with("spec.ports[") && path.ends_with("nodePort"))
        || path == "spec.volumes[0].name"
        || path.ends_with("volumeMounts[0].name")
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_json(), str::to_owned)
}

fn walk(
    wanted: &mut Value,
    got: &Value,
    before: Option<&Value>,
    path: &str,
    allocated: &[String],
    chosen: &mut Chosen,
    faults: &mut Vec<String>,
) {
    match (&mut *wanted, got) {
        (Value::Map(fields), Value::Map(ours)) => {
            for name in ours.keys().filter(|name| !fields.contains_key(*name)) {
                faults.push(format!("{path}.{name} should not be there"));
            }
            for (name, field) in fields {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match ours.get(name) {
                    None => faults.push(format!("{inner} is missing, wanted {}", field.to_json())),
                    Some(mine) => {
                        let was = before.and_then(|it| it.get(name));
                        walk(field, mine, was, &inner, allocated, chosen, faults);
                    }
                }
            }
        }
        (Value::List(items), Value::List(ours)) => {
            if items.len() != ours.len() {
                faults.push(format!("{path}: {} items, wanted {}", ours.len(), items.len()));
                return;
            }
            for (place, (item, mine)) in items.iter_mut().zip(ours).enumerate() {
                let was = before.and_then(|it| it.as_list()?.get(place));
                walk(item, mine, was, &format!("{path}[{place}]"), allocated, chosen, faults);
            }
        }
        (item, mine) => leaf(item, mine, before, path, allocated, chosen, faults),
    }
}

/// Whether a text is the recorded one, in which times, UIDs and versions were
/// replaced by placeholders.
fn leaves_out_times(recorded: &str, got: &str) -> bool {
    let mut marked = recorded.to_owned();
    for name in ["TIME", "UID", "RV"] {
        marked = marked.replace(&format!("\\u003c{name}\\u003e"), "\0");
        marked = marked.replace(&format!("<{name}>"), "\0");
    }
    let mut parts = marked.split('\0');
    let Some(mut rest) = parts.next().and_then(|head| got.strip_prefix(head)) else { return false };
    let mut any = false;
    for part in parts {
        any = true;
        let Some(end) = rest.find('"') else { return false };
        rest = &rest[end..];
        let end = part.find('\0').unwrap_or(part.len());
        match rest.strip_prefix(&part[..end]) {
            Some(tail) => rest = tail,
            None => return false,
        }
    }
    any && rest.is_empty()
}

fn leaf(
    wanted: &Value,
    got: &Value,
    before: Option<&Value>,
    path: &str,
    allocated: &[String],
    chosen: &mut Chosen,
    faults: &mut Vec<String>,
) {
    let recorded = bare(wanted);
    if chosen.translate(&recorded) == bare(got)
        && wanted.as_str().is_some() == got.as_str().is_some()
    {
        return;
    }
    if leaves_out_times(&chosen.translate(&recorded), &bare(got)) {
        return;
    }
    let any = allocated.iter().any(|it| it == path);
    let kept = is_chosen_path(path) && before == Some(got);
    if any || kept {
        let valid = match path {
            "metadata.name" => got.as_str().is_some(),
            _ if path.ends_with("odePort") => {
                got.as_int().is_some_and(|port| (30000..=32767).contains(&port))
            }
            _ if path.contains("clusterIP") => got
                .as_str()
                .is_some_and(|it| it.starts_with("10.96.") || it.starts_with("fd00:10:96::")),
            _ => got.as_str().is_some(),
        };
        if !valid {
            faults.push(format!("{path}: {} is no valid choice", got.to_json()));
        }
        chosen.learn(&recorded, &bare(got));
        return;
    }
    faults.push(format!("{path}: wanted {}, got {}", wanted.to_json(), got.to_json()));
}

/// The strings of a list.
pub fn strings(json: &Json) -> Vec<String> {
    let list = json.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Json::as_str).map(str::to_owned).collect()
}

/// `service/web` as a key in the namespace default.
pub fn target_key(target: &str, object: &Json) -> Option<Key> {
    let (word, name) = target.split_once('/')?;
    let name = object["metadata"]["name"].as_str().unwrap_or(name);
    let kind = Kind::ALL.into_iter().find(|it| it.name().to_lowercase() == word)?;
    let namespace = object["metadata"]["namespace"].as_str().unwrap_or("default");
    Some(Key::new(kind, namespace, name))
}
