//! Requests, expectations, acts and goals as content/ writes them.

use std::net::SocketAddr;

use service_lab_engine::objects::Key;
use service_lab_engine::yaml::Node;

use crate::fault::{Expected, FaultKind};
use crate::fields::{Faults, Map, flag, list, number, spelt, text, word};
use crate::goal::{
    Act, Expect, Goal, GoalKind, Listener, Party, RequestSpec, Selector, Sender, Target,
    TargetPort, VerdictKind, Wanted,
};
use crate::lesson::ObjectRef;

/// `app=web,tier=front`.
pub(super) fn selector(text: &str) -> Option<Selector> {
    text.split(',')
        .map(|part| part.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned())))
        .collect()
}

/// `outside`, `node/NAME`, `pod/NAME`, `pod/KEY=VALUE`.
pub(super) fn sender(text: &str) -> Option<Sender> {
    match text.split_once('/') {
        None => (text == "outside").then_some(Sender::Outside),
        Some(("node", name)) => Some(Sender::Node(name.to_owned())),
        Some(("pod", name)) if name.contains('=') => selector(name).map(Sender::PodWith),
        Some(("pod", name)) => Some(Sender::Pod(name.to_owned())),
        Some(_) => None,
    }
}

/// `HOST:PORT`. A port that is no number names a Service: its node port.
fn target(text: &str) -> Option<(Target, TargetPort)> {
    let (host, port) = text.rsplit_once(':')?;
    let port = match port.parse() {
        Ok(number) => TargetPort::Number(number),
        Err(_) => TargetPort::NodePortOf(port.to_owned()),
    };
    let target = match host.split_once('/') {
        None => Target::Host(host.to_owned()),
        Some(("node", name)) => Target::Node(name.to_owned()),
        Some(("service", name)) => Target::Service(name.to_owned()),
        Some(("lb", name)) => Target::LoadBalancer(name.to_owned()),
        Some(("pod", name)) => Target::PodWith(selector(name)?),
        Some(_) => return None,
    };
    Some((target, port))
}

pub(super) fn request(node: &Node, faults: &mut Faults) -> Option<RequestSpec> {
    let mut map = Map::of(node, faults)?;
    let from = spelt(map.need("from", faults)?, sender, Expected::Sender, faults)?;
    let (to, port) = spelt(map.need("to", faults)?, target, Expected::Target, faults)?;
    let count = match map.take("count") {
        Some(node) => number(node, faults)?,
        None => 1,
    };
    map.end(faults);
    Some(RequestSpec { from, to, port, count })
}

const VERDICTS: &[(&str, VerdictKind)] = &[
    ("delivered", VerdictKind::Delivered),
    ("refused", VerdictKind::Refused),
    ("timed-out", VerdictKind::TimedOut),
    ("not-resolved", VerdictKind::NotResolved),
];

fn party(text: &str) -> Option<Party> {
    match text.split_once('/') {
        Some(("service", name)) => Some(Party::Service(name.to_owned())),
        Some(_) => None,
        None if text == "client" => Some(Party::Client),
        None => (text == "node").then_some(Party::AnyNode),
    }
}

/// `ADDRESS`, `:PORT`, or both: `192.0.2.7:80`, `[2001:db8::7]:80`.
fn listener(text: &str) -> Option<Listener> {
    if let Ok(address) = text.parse() {
        return Some(Listener { address: Some(address), port: None });
    }
    if let Some(port) = text.strip_prefix(':') {
        return Some(Listener { address: None, port: Some(port.parse().ok()?) });
    }
    let both: SocketAddr = text.parse().ok()?;
    Some(Listener { address: Some(both.ip()), port: Some(both.port()) })
}

pub(super) fn expect(node: &Node, faults: &mut Faults) -> Option<Expect> {
    let mut map = Map::of(node, faults)?;
    let found = Expect {
        verdict: map.take("verdict").and_then(|it| word(it, VERDICTS, faults)),
        some: map.take("some").and_then(|it| word(it, VERDICTS, faults)),
        pods: map.take("pods").and_then(|it| spelt(it, selector, Expected::Selector, faults)),
        node: map.take("node").and_then(|it| text(it, faults)),
        spread_at_least: map.take("spreadAtLeast").and_then(|it| number(it, faults)),
        spread_at_most: map.take("spreadAtMost").and_then(|it| number(it, faults)),
        in_turn: map.take("inTurn").and_then(|it| flag(it, faults)),
        source_seen: map
            .take("sourceSeen")
            .and_then(|it| spelt(it, party, Expected::Sender, faults)),
        answered_at: map
            .take("answeredAt")
            .and_then(|it| spelt(it, listener, Expected::Address, faults)),
        address: map.take("address").and_then(|it| flag(it, faults)),
    };
    map.end(faults);
    Some(found)
}

pub(super) fn acts(node: Option<&Node>, faults: &mut Faults) -> Vec<Act> {
    let items = node.map(|it| list(it, faults)).unwrap_or_default();
    items.iter().filter_map(|it| act(it, faults)).collect()
}

/// Words that an act begins with.
const ACTS: [&str; 8] =
    ["delete-pod", "crash-pod", "ready", "not-ready", "scale", "node-down", "node-up", "wait"];

fn act(node: &Node, faults: &mut Faults) -> Option<Act> {
    let map = Map::of(node, faults)?;
    let [entry] = map.entries() else {
        faults.not(node, Expected::OneOf(ACTS.to_vec()));
        return None;
    };
    let value = &entry.value;
    let pods = |faults: &mut Faults| spelt(value, selector, Expected::Selector, faults);
    match entry.key.as_str() {
        "delete-pod" => pods(faults).map(Act::DeletePod),
        "crash-pod" => pods(faults).map(Act::CrashPod),
        "ready" => pods(faults).map(|pod| Act::SetReady { pod, ready: true }),
        "not-ready" => pods(faults).map(|pod| Act::SetReady { pod, ready: false }),
        "scale" => {
            let mut map = Map::of(value, faults)?;
            let deployment = text(map.need("deployment", faults)?, faults)?;
            let replicas = number(map.need("replicas", faults)?, faults)?;
            map.end(faults);
            Some(Act::Scale { deployment, replicas })
        }
        "node-down" => text(value, faults).map(|node| Act::SetNode { node, up: false }),
        "node-up" => text(value, faults).map(|node| Act::SetNode { node, up: true }),
        "wait" => number(value, faults).map(|seconds| Act::Wait { seconds }),
        _ => {
            faults.not(node, Expected::OneOf(ACTS.to_vec()));
            None
        }
    }
}

pub(super) fn goals(node: &Node, faults: &mut Faults) -> Vec<Goal> {
    let goals: Vec<Goal> = list(node, faults)
        .iter()
        .filter_map(|node| {
            let mut map = Map::of(node, faults)?;
            let id = text(map.need("id", faults)?, faults)?;
            let kind = goal_kind(&mut map, node, faults)?;
            map.end(faults);
            Some(Goal { id, kind })
        })
        .collect();
    for (place, goal) in goals.iter().enumerate() {
        if goals.iter().take(place).any(|it| it.id == goal.id) {
            faults.add(node.span, FaultKind::Repeated { id: goal.id.clone() });
        }
    }
    goals
}

fn goal_kind(map: &mut Map<'_>, node: &Node, faults: &mut Faults) -> Option<GoalKind> {
    if let Some(parts) = map.take("all") {
        return Some(GoalKind::All(parts_of(parts, faults)));
    }
    if let Some(parts) = map.take("any") {
        return Some(GoalKind::Any(parts_of(parts, faults)));
    }
    if let Some(pods) = map.take("podsReady") {
        let pods = spelt(pods, selector, Expected::Selector, faults)?;
        let at_least = map.take("atLeast").and_then(|it| number(it, faults)).unwrap_or(1);
        let at_most = map.take("atMost").and_then(|it| number(it, faults));
        return Some(GoalKind::PodsReady { pods, at_least, at_most });
    }
    if let Some(object) = map.take("object") {
        let object = spelt(object, named, Expected::Target, faults)?;
        let field = text(map.need("field", faults)?, faults)?;
        let is = map.take("is").and_then(|it| text(it, faults));
        let present = map.take("present").and_then(|it| flag(it, faults));
        let wanted = match is {
            Some(text) => Wanted::Text(text),
            None if present == Some(true) => Wanted::Anything,
            None => Wanted::Nothing,
        };
        return Some(GoalKind::Field { object, field, wanted });
    }
    if map.take("request").is_none() {
        let words = vec!["request", "podsReady", "object", "all", "any"];
        faults.not(node, Expected::OneOf(words));
        return None;
    }
    let acts = acts(map.take("do"), faults);
    let request = request(map.take("request")?, faults)?;
    let expect = expect(map.need("expect", faults)?, faults)?;
    Some(GoalKind::Behaves { acts, request, expect })
}

fn parts_of(node: &Node, faults: &mut Faults) -> Vec<GoalKind> {
    list(node, faults)
        .iter()
        .filter_map(|node| {
            let mut map = Map::of(node, faults)?;
            let kind = goal_kind(&mut map, node, faults)?;
            map.end(faults);
            Some(kind)
        })
        .collect()
}

/// `service/web`.
fn named(text: &str) -> Option<Key> {
    match super::object_ref(text)? {
        ObjectRef::Named(key) => Some(key),
        ObjectRef::PodWith(_) => None,
    }
}
