//! The scheduler: which node a Pod is bound to. Of the nodes that may take it
//! the one with the fewest Pods of the same owner wins, then the one with the
//! fewest Pods of its namespace, then the first by name: an agreed
//! simplification of the scores of kube-scheduler (PodTopologySpread's default
//! constraints weigh more than NodeResourcesFit), which spread Pods in the same
//! way in a cluster of equal machines.
//!
//! Models pkg/scheduler (v1.36): the plugin SchedulingGates, the filters NodeUnschedulable, NodeAffinity
//! (nodeSelector only), TaintToleration, and of NodeResourcesFit how many Pods
//! a node takes.

use std::collections::BTreeMap;

use super::Severity;
use super::condition::{self, Wanted};
use super::plane::{Plane, Todo};
use crate::objects::{Kind, Node, Object, Pod};
use crate::store::{RUNNING, Spread, owned};
use crate::value::{Map, Value};

const FROM: &str = "default-scheduler";
const NOTHING_FOUND: (Severity, &str) = (Severity::Warning, "FailedScheduling");
const BOUND: (Severity, &str) = (Severity::Normal, "Scheduled");

/// Labels of a node that the server copies to Pods bound to it.
///
/// Models plugin/pkg/admission/podtopologylabels.
const TOPOLOGY: [&str; 2] = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/// Why a node may not take a Pod.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Obstacle {
    Selector,
    Taint(String),
    Unschedulable,
    Full,
}

impl Obstacle {
    fn text(&self) -> String {
        match self {
            Self::Selector => "node(s) didn't match Pod's node affinity/selector".to_owned(),
            Self::Taint(taint) => format!("node(s) had untolerated taint {{{taint}}}"),
            Self::Unschedulable => "node(s) were unschedulable".to_owned(),
            Self::Full => "Too many pods".to_owned(),
        }
    }

    /// What preemption says of such a node: it may help where Pods are in the
    /// way, but none has a lower priority here.
    fn preemption(&self) -> &'static str {
        match self {
            Self::Selector | Self::Taint(_) | Self::Unschedulable => {
                "Preemption is not helpful for scheduling"
            }
            Self::Full => "No preemption victims found for incoming pod",
        }
    }
}

/// Binds every Pod that has no node yet.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    if !plane.store.spread().is_on("") {
        return todo;
    }
    let unbound = plane.store.pods().filter(|(_, pod)| pod.node_name.is_empty());
    let mut waiting: Vec<(&Object, &Pod)> = unbound.collect();
    let mut spread = plane.store.spread().clone();
    // Oldest first, as the queue would give them.
    waiting.sort_by(|one, other| {
        let age = |it: &Object| it.value.text("metadata.creationTimestamp").to_owned();
        age(one.0).cmp(&age(other.0))
    });
    for (object, pod) in waiting {
        if object.meta.deleting || !object.value.list("spec.schedulingGates").is_empty() {
            continue;
        }
        match choose(plane, object, pod, &spread) {
            Ok((name, node)) => {
                spread.count(object, pod, name, true);
                bind(plane, object, name, node, &mut todo);
            }
            Err(why) => refuse(plane, object, &why, &mut todo),
        }
    }
    todo
}

fn choose<'a>(
    plane: &Plane<'a>,
    object: &Object,
    pod: &Pod,
    spread: &Spread,
) -> Result<(&'a str, &'a Object), String> {
    let owner = owned(object);
    let mut best: Option<((usize, usize), &'a str, &'a Object)> = None;
    for (node, view) in plane.store.nodes() {
        let name: &'a str = &node.key.name;
        let of = |what: &str| spread.of(name, what);
        let count = (owner.as_deref().map_or(0, of), of(&object.key.namespace));
        if best.is_none_or(|(least, _, _)| count < least)
            && obstacle(object, pod, (node, view), spread).is_none()
        {
            best = Some((count, name, node));
        }
    }
    best.map(|(_, name, node)| (name, node)).ok_or_else(|| {
        let mut obstacles: BTreeMap<Obstacle, usize> = BTreeMap::new();
        for node in plane.store.nodes() {
            if let Some(obstacle) = obstacle(object, pod, node, spread) {
                *obstacles.entry(obstacle).or_default() += 1;
            }
        }
        unschedulable(obstacles.values().sum(), &obstacles)
    })
}

/// Whether a node has as many Pods as it takes.
fn full(node: &Object, spread: &Spread) -> bool {
    let most = node.value.at("status.allocatable.pods");
    let most = most.and_then(|it| it.as_int().or_else(|| it.as_str()?.parse().ok()));
    let here = spread.of(&node.key.name, RUNNING);
    most.is_some_and(|most| i64::try_from(here).is_ok_and(|here| here >= most))
}

fn unschedulable(all: usize, obstacles: &BTreeMap<Obstacle, usize>) -> String {
    if all == 0 {
        return "no nodes available to schedule pods".to_owned();
    }
    let told = |counts: BTreeMap<String, usize>| {
        let mut reasons: Vec<String> =
            counts.into_iter().map(|(text, count)| format!("{count} {text}")).collect();
        reasons.sort();
        reasons.join(", ")
    };
    let mut preemption = BTreeMap::new();
    for (obstacle, count) in obstacles {
        *preemption.entry(obstacle.preemption().to_owned()).or_default() += count;
    }
    let reasons = obstacles.iter().map(|(it, count)| (it.text(), *count)).collect();
    format!(
        "0/{all} nodes are available: {}. preemption: 0/{all} nodes are available: {}.",
        told(reasons),
        told(preemption)
    )
}

fn obstacle(
    pod: &Object,
    view: &Pod,
    (node, node_view): (&Object, &Node),
    spread: &Spread,
) -> Option<Obstacle> {
    let taint = node.value.list("spec.taints").iter().find(|taint| {
        matches!(taint.text("effect"), "NoSchedule" | "NoExecute") && !tolerated(pod, taint)
    });
    if node_view.unschedulable && !tolerates_cordon(pod) {
        return Some(Obstacle::Unschedulable);
    }
    if let Some(taint) = taint {
        let value = taint.text("value");
        return Some(Obstacle::Taint(format!("{}: {value}", taint.text("key"))));
    }
    if !super::slices::selects(&view.node_selector, &node.meta.labels) {
        return Some(Obstacle::Selector);
    }
    // A node that never became ready carries a taint in a real cluster.
    if !node_view.ready {
        return Some(Obstacle::Taint("node.kubernetes.io/not-ready: ".to_owned()));
    }
    full(node, spread).then_some(Obstacle::Full)
}

fn tolerates_cordon(pod: &Object) -> bool {
    let mut taint = Value::map();
    taint.set("key", "node.kubernetes.io/unschedulable");
    taint.set("effect", "NoSchedule");
    tolerated(pod, &taint)
}

/// Whether one of a Pod's tolerations tolerates a taint.
///
/// Models staging/src/k8s.io/api/core/v1/toleration.go ToleratesTaint.
pub(super) fn tolerated(pod: &Object, taint: &Value) -> bool {
    pod.value.list("spec.tolerations").iter().any(|it| matches(it, taint))
}

/// Whether this toleration is about this taint.
pub(super) fn matches(toleration: &Value, taint: &Value) -> bool {
    let (effect, key) = (toleration.text("effect"), toleration.text("key"));
    if !effect.is_empty() && effect != taint.text("effect") {
        return false;
    }
    if !key.is_empty() && key != taint.text("key") {
        return false;
    }
    match toleration.text("operator") {
        "Exists" => true,
        _ => !key.is_empty() && toleration.text("value") == taint.text("value"),
    }
}

fn bind(plane: &Plane<'_>, object: &Object, name: &str, node: &Object, todo: &mut Todo) {
    let mut value = object.value.clone();
    value.set("spec.nodeName", name);
    let mut labels = value.at("metadata.labels").and_then(Value::as_map).cloned();
    for label in TOPOLOGY {
        if let Some(zone) = node.meta.labels.get(label) {
            labels.get_or_insert_with(Map::new).insert(label.to_owned(), zone.as_str().into());
        }
    }
    if let Some(labels) = labels {
        value.set("metadata.labels", labels);
    }
    let scheduled = Wanted::yes("PodScheduled", true);
    condition::set(&mut value, scheduled, Some("lastProbeTime"), &plane.now());
    todo.put(Kind::Pod, value);
    let message =
        format!("Successfully assigned {}/{} to {name}", object.key.namespace, object.key.name);
    todo.report(plane, &object.key, BOUND, FROM, message);
}

fn refuse(plane: &Plane<'_>, object: &Object, why: &str, todo: &mut Todo) {
    let unscheduled = Wanted::new("PodScheduled", "False", "Unschedulable", why);
    let mut value = object.value.clone();
    condition::set(&mut value, unscheduled, Some("lastProbeTime"), &plane.now());
    if value != object.value {
        todo.put(Kind::Pod, value);
        todo.report(plane, &object.key, NOTHING_FOUND, FROM, why.to_owned());
    }
}
