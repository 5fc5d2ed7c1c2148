//! Sending what a lesson asks for, and judging what happened. Pure: every
//! request of a goal is sent on a clone of the world.

use std::collections::BTreeSet;
use std::sync::Arc;

use service_lab_engine::net::{Client, Request, Trace, Verdict};
use service_lab_engine::objects::{Key, Kind, Object, View};
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, Event, World, step};

use crate::goal::{
    Act, Expect, Goal, GoalKind, Party, RequestSpec, Selector, Sender, Target, TargetPort,
    VerdictKind,
};
use crate::lesson::{Lesson, Prediction, Values};

/// A request of a lesson in a certain world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// It can be sent.
    Send(Request),
    /// There is nothing to send to (no load-balancer address yet, no such
    /// Pod or Service).
    NoAddress,
    /// The sender does not exist.
    NoSender,
}

/// What was seen of one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It was sent.
    Trace(Arc<Trace>),
    /// It could not be.
    Nothing(Ask),
}

/// What a goal was judged by.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// These requests, in order, in the world as it was after the goal's acts.
    Requests { seen: Vec<Seen>, world: Box<World> },
    /// So many Pods.
    Pods { ready: u32 },
    /// The value of a field, as text.
    Field { value: Option<String> },
    /// Those of its parts.
    Parts(Vec<Evidence>),
}

/// A goal's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalReport {
    /// The goal's id.
    pub id: String,
    pub met: bool,
    pub evidence: Evidence,
}

/// Judges every goal.
pub fn grade_all(world: &World, goals: &[Goal], values: &Values) -> Vec<GoalReport> {
    goals.iter().map(|goal| grade(world, goal, values)).collect()
}

/// Judges one goal in the learner's world, which stays as it is.
pub fn grade(world: &World, goal: &Goal, values: &Values) -> GoalReport {
    let (met, evidence) = judge(world, &goal.kind, values);
    GoalReport { id: goal.id.clone(), met, evidence }
}

fn judge(world: &World, goal: &GoalKind, values: &Values) -> (bool, Evidence) {
    match goal {
        GoalKind::Behaves { acts, request, expect } => {
            let (seen, after) = run(world, acts, request, values);
            let met = holds(expect, &seen, &after);
            (met, Evidence::Requests { seen, world: Box::new(after) })
        }
        GoalKind::PodsReady { pods, at_least, at_most } => {
            let ready = count(pods_with(world, pods).filter(|it| is_ready(it)));
            let met = ready >= *at_least && at_most.is_none_or(|most| ready <= most);
            (met, Evidence::Pods { ready })
        }
        GoalKind::Field { object, field, is } => {
            let value = world.store.get(object).and_then(|it| field_text(&it.value, field));
            (value == *is, Evidence::Field { value })
        }
        GoalKind::All(parts) => parts_of(world, parts, values, |met| met.iter().all(|it| *it)),
        GoalKind::Any(parts) => parts_of(world, parts, values, |met| met.iter().any(|it| *it)),
    }
}

fn parts_of(
    world: &World,
    parts: &[GoalKind],
    values: &Values,
    together: impl Fn(&[bool]) -> bool,
) -> (bool, Evidence) {
    let (met, evidence): (Vec<bool>, Vec<Evidence>) =
        parts.iter().map(|part| judge(world, part, values)).unzip();
    (together(&met), Evidence::Parts(evidence))
}

/// Which option of a prediction is true in this world: the first of
/// [`truths`].
pub fn answer(world: &World, prediction: &Prediction, values: &Values) -> Option<usize> {
    truths(world, prediction, values).first().copied()
}

/// Every option of a prediction that is true in this world, found by doing
/// what it says. A sound prediction has exactly one.
pub fn truths(world: &World, prediction: &Prediction, values: &Values) -> Vec<usize> {
    let (seen, after) = run(world, &prediction.acts, &prediction.request, values);
    let options = prediction.options.iter().enumerate();
    options.filter(|(_, it)| holds(&it.expect, &seen, &after)).map(|(place, _)| place).collect()
}

/// Does the acts and sends the request `count` times.
fn run(world: &World, acts: &[Act], request: &RequestSpec, values: &Values) -> (Vec<Seen>, World) {
    let mut world = acts.iter().fold(world.clone(), |world, it| act(&world, it));
    let mut seen = Vec::new();
    for _ in 0..request.count.max(1) {
        match ask(&world, request, values) {
            Ask::Send(request) => {
                let stepped = step(&world, &Command::Send { request });
                world = stepped.world;
                seen.extend(stepped.events.into_iter().filter_map(|event| match event {
                    Event::Sent(trace) => Some(Seen::Trace(trace)),
                    _ => None,
                }));
            }
            nothing => seen.push(Seen::Nothing(nothing)),
        }
    }
    (seen, world)
}

/// The world after an act. An act on something that is not there does nothing.
pub fn act(world: &World, act: &Act) -> World {
    commands(world, act).iter().fold(world.clone(), |world, command| step(&world, command).world)
}

/// An act as commands, for the learner's own world and its history.
pub fn commands(world: &World, act: &Act) -> Vec<Command> {
    let pod = |pods: &Selector| pods_with(world, pods).next().map(|it| it.key.clone());
    match act {
        Act::DeletePod(pods) => pod(pods).map(|key| Command::Delete { key }).into_iter().collect(),
        Act::CrashPod(pods) => pod(pods).map(|key| Command::CrashPod { key }).into_iter().collect(),
        Act::SetReady { pod: pods, ready } => {
            pod(pods).map(|key| Command::SetReady { key, ready: *ready }).into_iter().collect()
        }
        Act::Scale { deployment, replicas } => vec![Command::Scale {
            key: Key::new(Kind::Deployment, NAMESPACE, deployment),
            replicas: i64::from(*replicas),
        }],
        Act::SetNode { node, up } => {
            vec![Command::SetNode { name: node.as_str().into(), up: *up }]
        }
        Act::Wait { seconds } => vec![Command::Wait { ms: u64::from(*seconds) * 1000 }],
    }
}

/// The namespace of lessons.
const NAMESPACE: &str = "default";

/// A request of a lesson as it would be sent in this world.
pub fn ask(world: &World, request: &RequestSpec, values: &Values) -> Ask {
    let Some(from) = client(world, &request.from) else { return Ask::NoSender };
    match (host(world, &request.to, values), port(world, &request.port)) {
        (Some(host), Some(port)) => Ask::Send(Request::tcp(from, &host, port)),
        _ => Ask::NoAddress,
    }
}

fn client(world: &World, sender: &Sender) -> Option<Client> {
    let pod = |key: &Key| Client::Pod { namespace: key.namespace.clone(), name: key.name.clone() };
    match sender {
        Sender::Outside => Some(Client::Outside),
        Sender::Node(name) => {
            world.store.find(Kind::Node, "", name).map(|it| Client::Node(it.key.name.clone()))
        }
        Sender::Pod(name) => world.store.find(Kind::Pod, NAMESPACE, name).map(|it| pod(&it.key)),
        Sender::PodWith(pods) => pods_with(world, pods).next().map(|it| pod(&it.key)),
    }
}

fn host(world: &World, target: &Target, values: &Values) -> Option<String> {
    match target {
        Target::Host(text) => match text.strip_prefix('$') {
            Some(name) => values.get(name).cloned(),
            None => Some(text.clone()),
        },
        Target::Node(name) => match &world.store.find(Kind::Node, "", name)?.view {
            View::Node(node) => node.internal_ips.first().map(ToString::to_string),
            _ => None,
        },
        Target::Service(name) => {
            service(world, name, |it| it.cluster_ips.first().map(ToString::to_string))
        }
        Target::LoadBalancer(name) => service(world, name, |it| {
            let point = it.ingress.first()?;
            point.ip.map(|ip| ip.to_string()).or_else(|| point.hostname.clone())
        }),
        Target::PodWith(pods) => match &pods_with(world, pods).next()?.view {
            View::Pod(pod) => pod.ips.first().map(ToString::to_string),
            _ => None,
        },
    }
}

fn port(world: &World, port: &TargetPort) -> Option<u16> {
    match port {
        TargetPort::Number(number) => Some(*number),
        TargetPort::NodePortOf(name) => service(world, name, |it| {
            it.ports.first().map(|port| port.node_port).filter(|port| *port != 0)
        }),
    }
}

fn service<T>(
    world: &World,
    name: &str,
    read: impl Fn(&service_lab_engine::objects::Service) -> Option<T>,
) -> Option<T> {
    match &world.store.find(Kind::Service, NAMESPACE, name)?.view {
        View::Service(service) => read(service),
        _ => None,
    }
}

/// Whether an expectation holds for what was seen.
pub fn holds(expect: &Expect, seen: &[Seen], world: &World) -> bool {
    let traces: Vec<&Trace> = seen
        .iter()
        .filter_map(|it| match it {
            Seen::Trace(trace) => Some(trace.as_ref()),
            Seen::Nothing(_) => None,
        })
        .collect();
    if let Some(address) = expect.address
        && address != !seen.iter().any(|it| matches!(it, Seen::Nothing(Ask::NoAddress)))
    {
        return false;
    }
    if expect.address == Some(false) {
        return true;
    }
    traces.len() == seen.len()
        && !traces.is_empty()
        && verdicts_hold(expect, &traces)
        && pods_hold(expect, &traces, world)
        && expect.source_seen.as_ref().is_none_or(|it| source_holds(it, &traces, world))
}

fn verdicts_hold(expect: &Expect, traces: &[&Trace]) -> bool {
    let kinds: Vec<VerdictKind> = traces.iter().map(|it| kind(&it.verdict)).collect();
    expect.verdict.is_none_or(|wanted| kinds.iter().all(|it| *it == wanted))
        && expect.some.is_none_or(|wanted| kinds.contains(&wanted))
}

fn kind(verdict: &Verdict) -> VerdictKind {
    match verdict {
        Verdict::Delivered { .. } => VerdictKind::Delivered,
        Verdict::Refused => VerdictKind::Refused,
        Verdict::TimedOut => VerdictKind::TimedOut,
        Verdict::NotResolved => VerdictKind::NotResolved,
        Verdict::NotSent => VerdictKind::NotSent,
    }
}

/// What is said of answering Pods needs that all requests were answered.
fn pods_hold(expect: &Expect, traces: &[&Trace], world: &World) -> bool {
    let asked = expect.pods.is_some()
        || expect.node.is_some()
        || expect.spread_at_least.is_some()
        || expect.spread_at_most.is_some()
        || expect.in_turn.is_some();
    if !asked {
        return true;
    }
    let answered: Vec<&Key> = traces.iter().filter_map(|it| pod_of(&it.verdict)).collect();
    let different = count(answered.iter().collect::<BTreeSet<_>>().into_iter());
    answered.len() == traces.len()
        && expect.spread_at_least.is_none_or(|least| different >= least)
        && expect.spread_at_most.is_none_or(|most| different <= most)
        && expect.in_turn.is_none_or(|wanted| wanted == in_turn(&answered))
        && expect.pods.as_ref().is_none_or(|pods| {
            answered.iter().all(|key| world.store.get(key).is_some_and(|it| has(it, pods)))
        })
        && expect.node.as_ref().is_none_or(|node| {
            traces.iter().all(|it| node_of(&it.verdict).is_some_and(|at| at == node))
        })
}

fn pod_of(verdict: &Verdict) -> Option<&Key> {
    match verdict {
        Verdict::Delivered { pod, .. } => pod.as_ref(),
        Verdict::Refused | Verdict::TimedOut | Verdict::NotResolved | Verdict::NotSent => None,
    }
}

fn node_of(verdict: &Verdict) -> Option<&str> {
    match verdict {
        Verdict::Delivered { node, .. } => node.as_deref(),
        Verdict::Refused | Verdict::TimedOut | Verdict::NotResolved | Verdict::NotSent => None,
    }
}

/// Whether each Pod answers again exactly when all others have: round robin.
fn in_turn(answered: &[&Key]) -> bool {
    let round = answered.iter().collect::<BTreeSet<_>>().len();
    round > 1
        && answered.iter().zip(answered.iter().skip(round)).all(|(before, again)| before == again)
}

fn source_holds(party: &Party, traces: &[&Trace], world: &World) -> bool {
    traces.iter().all(|trace| {
        let Verdict::Delivered { source_seen, .. } = &trace.verdict else { return false };
        let own = trace.hops.first().map(|hop| hop.before.source.ip());
        match party {
            Party::Client => own == Some(*source_seen),
            Party::AnyNode => {
                own != Some(*source_seen)
                    && world.store.nodes().any(|(_, node)| {
                        node.internal_ips.contains(source_seen)
                            || node.pod_cidrs.iter().any(|net| net.contains(source_seen))
                    })
            }
            Party::Service(name) => {
                service(world, name, |it| Some(it.cluster_ips.contains(source_seen)))
                    .unwrap_or(false)
            }
        }
    })
}

/// Pods of the lessons' namespace that have these labels and are not on their
/// way out, by name.
fn pods_with<'a>(world: &'a World, pods: &'a Selector) -> impl Iterator<Item = &'a Object> {
    world.store.pods().map(|(object, _)| object).filter(move |object| {
        object.key.namespace.as_ref() == NAMESPACE && !object.meta.deleting && has(object, pods)
    })
}

fn has(object: &Object, labels: &Selector) -> bool {
    labels.iter().all(|(key, value)| object.meta.labels.get(key) == Some(value))
}

fn is_ready(object: &Object) -> bool {
    matches!(&object.view, View::Pod(pod) if pod.ready)
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// A field by its dotted path of names and places, as text.
pub(crate) fn field_text(value: &Value, path: &str) -> Option<String> {
    let found = path.split('.').try_fold(value, |value, part| match part.parse::<usize>() {
        Ok(place) => value.as_list()?.get(place),
        Err(_) => value.get(part),
    })?;
    match found {
        Value::Null => None,
        Value::Str(text) => Some(text.clone()),
        other => Some(other.to_json()),
    }
}

impl Lesson {
    /// The live values of its prose, read from the starts of its benches:
    /// `start` gives the start world of a bench. What is not there reads `?`.
    pub fn values(&self, start: impl Fn(&str) -> Option<World>) -> Values {
        use crate::lesson::ObjectRef;
        let mut worlds: std::collections::BTreeMap<&str, Option<World>> =
            std::collections::BTreeMap::new();
        self.values
            .iter()
            .map(|spec| {
                let world =
                    worlds.entry(&spec.bench).or_insert_with(|| start(&spec.bench)).as_ref();
                let text = world.and_then(|world| {
                    let object = match &spec.object {
                        ObjectRef::Named(key) => world.store.get(key).map(AsRef::as_ref),
                        ObjectRef::PodWith(pods) => pods_with(world, pods).next(),
                    };
                    object.and_then(|it| field_text(&it.value, &spec.field))
                });
                (spec.name.clone(), text.unwrap_or_else(|| "?".to_owned()))
            })
            .collect()
    }
}
