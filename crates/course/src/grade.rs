//! Judging what happened when a lesson's request was sent. Pure: every
//! request of a goal is sent on a clone of the world.

use std::collections::BTreeSet;
use std::sync::Arc;

use service_lab_engine::net::{Trace, Verdict};
use service_lab_engine::objects::{Key, Object, View};
use service_lab_engine::world::{Command, Event, World, step_on};

use crate::ask::{Ask, act, ask, field_text, has, pods_with, service};
use crate::goal::{Act, Expect, Goal, GoalKind, Listener, Party, RequestSpec, VerdictKind, Wanted};
use crate::lesson::{Prediction, Values};

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
        GoalKind::Field { object, field, wanted } => {
            let value = world.store.get(object).and_then(|it| field_text(&it.value, field));
            let met = match wanted {
                Wanted::Text(text) => value.as_ref() == Some(text),
                Wanted::Anything => value.is_some(),
                Wanted::Nothing => value.is_none(),
            };
            (met, Evidence::Field { value })
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
                let stepped = step_on(world, &Command::Send { request });
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

/// Whether an expectation holds for what was seen.
pub fn holds(expect: &Expect, seen: &[Seen], world: &World) -> bool {
    let traces: Vec<&Trace> = seen
        .iter()
        .filter_map(|it| match it {
            Seen::Trace(trace) => Some(trace.as_ref()),
            Seen::Nothing(_) => None,
        })
        .collect();
    let nothing = seen.iter().any(|it| matches!(it, Seen::Nothing(Ask::NoAddress)));
    if expect.address == Some(nothing) {
        return false;
    }
    if expect.address == Some(false) {
        return true;
    }
    traces.len() == seen.len()
        && !traces.is_empty()
        && verdicts_hold(expect, &traces)
        && pods_hold(expect, &traces, world)
        && expect.answered_at.is_none_or(|it| traces.iter().all(|trace| answered_at(it, trace)))
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

/// Whether a program at that place has answered.
fn answered_at(wanted: Listener, trace: &Trace) -> bool {
    let last = trace.hops.last().map(|hop| hop.after.destination);
    matches!(trace.verdict, Verdict::Delivered { .. })
        && last.is_some_and(|at| {
            wanted.address.is_none_or(|it| it == at.ip())
                && wanted.port.is_none_or(|it| it == at.port())
        })
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

fn is_ready(object: &Object) -> bool {
    matches!(&object.view, View::Pod(pod) if pod.ready)
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
