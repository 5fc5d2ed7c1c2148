//! The scheduler: which node a Pod is bound to. Of the nodes that may take it
//! the one with the fewest Pods of the same owner wins, then the one with the
//! fewest Pods of its namespace, then the first by name: an agreed
//! simplification of the scores of kube-scheduler (PodTopologySpread's default
//! constraints weigh more than NodeResourcesFit), which spread Pods in the same
//! way in a cluster of equal machines.
//!
//! Models pkg/scheduler (v1.36): the filters NodeUnschedulable, NodeAffinity
//! (nodeSelector only), TaintToleration, and of NodeResourcesFit how many Pods
//! a node takes.

use std::collections::{BTreeMap, BTreeSet};

use super::Severity;
use super::condition::{self, Wanted};
use super::plane::{Plane, Todo};
use crate::objects::{Kind, Node, Object, Pod, PodPhase};
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

/// How many Pods are on each node.
#[derive(Default)]
struct Counts<'a> {
    /// Owners of Pods that wait.
    owners: BTreeSet<&'a (String, String)>,
    on_node: BTreeMap<&'a str, OnNode<'a>>,
}

/// Pods on one node.
#[derive(Default)]
struct OnNode<'a> {
    /// Of every namespace, without those that have ended.
    running: usize,
    by_namespace: BTreeMap<&'a str, usize>,
    /// By namespace and owner, of owners of Pods that wait.
    owned: BTreeMap<(&'a str, &'a (String, String)), usize>,
}

impl<'a> Counts<'a> {
    fn add(&mut self, pod: &'a Object, phase: PodPhase, node: &'a str) {
        let namespace: &str = &pod.key.namespace;
        let here = self.on_node.entry(node).or_default();
        if !matches!(phase, PodPhase::Succeeded | PodPhase::Failed) {
            here.running += 1;
        }
        *here.by_namespace.entry(namespace).or_default() += 1;
        if let Some(owner) = pod.meta.owner.as_ref().filter(|it| self.owners.contains(it)) {
            *here.owned.entry((namespace, owner)).or_default() += 1;
        }
    }

    /// Whether a node has as many Pods as it takes.
    fn fill(&self, node: &Object) -> bool {
        let most = node.value.at("status.allocatable.pods");
        let most = most.and_then(|it| it.as_int().or_else(|| it.as_str()?.parse().ok()));
        let here = self.on_node.get(&*node.key.name).map_or(0, |it| it.running);
        most.is_some_and(|most| i64::try_from(here).is_ok_and(|here| here >= most))
    }

    /// How many Pods of this Pod's owner, and how many of its namespace, are
    /// on a node.
    fn of(&self, pod: &Object, node: &str) -> (usize, usize) {
        let Some(here) = self.on_node.get(node) else { return (0, 0) };
        let namespace: &str = &pod.key.namespace;
        let owned = pod.meta.owner.as_ref().and_then(|it| here.owned.get(&(namespace, it)));
        let all = here.by_namespace.get(namespace);
        (owned.copied().unwrap_or(0), all.copied().unwrap_or(0))
    }
}

/// Binds every Pod that has no node yet.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let unbound = plane.store.pods().filter(|(_, pod)| pod.node_name.is_empty());
    let mut waiting: Vec<(&Object, &Pod)> = unbound.collect();
    if waiting.is_empty() {
        return todo;
    }
    let owners = waiting.iter().filter_map(|(pod, _)| pod.meta.owner.as_ref()).collect();
    let mut counts = Counts { owners, ..Counts::default() };
    for (object, pod) in plane.store.pods().filter(|(_, pod)| !pod.node_name.is_empty()) {
        counts.add(object, pod.phase, &pod.node_name);
    }
    // Oldest first, as the queue would give them.
    waiting.sort_by(|one, other| {
        let age = |it: &Object| it.value.text("metadata.creationTimestamp").to_owned();
        age(one.0).cmp(&age(other.0))
    });
    for (object, pod) in waiting {
        if object.meta.deleting {
            continue;
        }
        match choose(plane, object, pod, &counts) {
            Ok((name, node)) => {
                counts.add(object, pod.phase, name);
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
    counts: &Counts<'_>,
) -> Result<(&'a str, &'a Object), String> {
    let mut obstacles: BTreeMap<Obstacle, usize> = BTreeMap::new();
    let mut best: Option<((usize, usize), &'a str, &'a Object)> = None;
    let mut all = 0;
    for (node, view) in plane.store.nodes() {
        all += 1;
        let full = || counts.fill(node).then_some(Obstacle::Full);
        if let Some(obstacle) = obstacle(object, pod, node, view).or_else(full) {
            *obstacles.entry(obstacle).or_default() += 1;
            continue;
        }
        let name: &'a str = &node.key.name;
        let count = counts.of(object, name);
        if best.is_none_or(|(least, _, _)| count < least) {
            best = Some((count, name, node));
        }
    }
    best.map(|(_, name, node)| (name, node)).ok_or_else(|| unschedulable(all, &obstacles))
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

fn obstacle(pod: &Object, view: &Pod, node: &Object, node_view: &Node) -> Option<Obstacle> {
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
    (!node_view.ready).then(|| Obstacle::Taint("node.kubernetes.io/not-ready: ".to_owned()))
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
