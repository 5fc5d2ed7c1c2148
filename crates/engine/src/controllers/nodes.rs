//! Nodes: what a cluster has from the start, what a kubelet says of its
//! machine, and what becomes of a machine that is no longer heard of.
//!
//! Models pkg/kubelet/nodestatus, pkg/controller/nodeipam,
//! pkg/controller/nodelifecycle and pkg/controller/tainteviction (v1.36).

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use ipnet::IpNet;

use super::condition::{self, Wanted};
use super::plane::{Note, Plane, Todo};
use super::taken::Taken;
use super::{Severity, scheduler};
use crate::cluster::{ClusterConfig, NodeConfig};
use crate::objects::node::is_no_execute;
use crate::objects::{Key, Kind, Node, Object};
use crate::value::Value;

/// Silence after which a node is given up (`--node-monitor-grace-period`).
pub const GRACE_MS: u64 = 50_000;
const UNREACHABLE: &str = "node.kubernetes.io/unreachable";
const NOT_READY: &str = "node.kubernetes.io/not-ready";
const FROM: &str = "node-controller";
const EVICTOR: &str = "taint-eviction-controller";
const EVICTION: (Severity, &str) = (Severity::Normal, "TaintManagerEviction");
/// What a Pod says that is deleted because of its node.
const EVICTED: Wanted<'static> = Wanted {
    kind: "DisruptionTarget",
    status: "True",
    reason: "DeletionByTaintManager",
    message: "Taint manager: deleting due to NoExecute taint",
};
/// What a kubelet says when all is well.
const WELL: [(&str, &str, &str, &str); 4] = [
    (
        "MemoryPressure",
        "False",
        "KubeletHasSufficientMemory",
        "kubelet has sufficient memory available",
    ),
    ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
    ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
    ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
];

/// A Node as its settings say, before its kubelet has spoken.
pub fn configured(config: &NodeConfig) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Node");
    value.set("metadata.name", config.name.as_str());
    let mut labels = crate::value::Map::new();
    for (name, label) in &config.labels {
        labels.insert(name.clone(), label.as_str().into());
    }
    if let Some(zone) = &config.zone {
        labels.insert("topology.kubernetes.io/zone".to_owned(), zone.as_str().into());
    }
    value.set("metadata.labels", labels);
    let ranges: Vec<Value> = config.pod_cidrs.iter().map(|it| it.to_string().into()).collect();
    if let Some(first) = ranges.first().cloned() {
        value.set("spec.podCIDR", first);
        value.set("spec.podCIDRs", ranges);
    }
    let of_type = |kind: &'static str, all: &[IpAddr]| -> Vec<Value> {
        all.iter().map(|it| node_address(kind, &it.to_string())).collect()
    };
    let mut addresses = of_type("InternalIP", &config.addresses);
    addresses.extend(of_type("ExternalIP", &config.external_addresses));
    if !addresses.is_empty() {
        value.set("status.addresses", addresses);
    }
    value
}

fn node_address(kind: &str, address: &str) -> Value {
    let mut value = Value::map();
    value.set("type", kind);
    value.set("address", address);
    value
}

/// Lets kubelets speak for machines with power, and gives up those without.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let mut taken = None;
    let news = plane.news.iter().flat_map(|it| &it.after);
    let fresh: BTreeSet<&Key> = news.map(|it| &it.key).filter(|it| it.kind == Kind::Node).collect();
    for (object, node) in plane.store.nodes() {
        let silent_since = plane.machines.powered_off.get(&*object.key.name);
        // What a kubelet has filled in stays so until somebody changes the
        // node, or the node comes back.
        let given_up = node.drives_out && is_given_up(object);
        let spoken = !fresh.contains(&object.key) && !given_up;
        if silent_since.is_none() && spoken {
            continue;
        }
        let mut value = object.value.clone();
        match silent_since {
            None => {
                let taken = taken.get_or_insert_with(|| OfNodes::of(plane));
                speak(plane, node, &mut value, taken);
            }
            Some(since) => give_up(plane, object, *since, &mut value, &mut todo),
        }
        if value != object.value {
            todo.put(Kind::Node, value);
        }
    }
    drive_out(plane, &mut todo);
    todo
}

/// Addresses and ranges that nodes have.
struct OfNodes {
    addresses: Taken<IpAddr>,
    ranges: Taken<IpNet>,
}

impl OfNodes {
    fn of(plane: &Plane<'_>) -> Self {
        let nodes = || plane.store.nodes().map(|(_, node)| node);
        Self {
            addresses: nodes().flat_map(|it| it.internal_ips.iter().copied()).collect(),
            ranges: nodes().flat_map(|it| it.pod_cidrs.iter().copied()).collect(),
        }
    }

    /// A free address beside those of the cluster's other machines.
    fn address(&mut self) -> IpAddr {
        let free = (2..=250_u8)
            .map(|last| IpAddr::from(Ipv4Addr::new(172, 18, 0, last)))
            .find(|it| !self.addresses.contains(it) && *it != super::apiserver::ADDRESS);
        let address = free.unwrap_or(IpAddr::from(Ipv4Addr::new(172, 18, 0, 251)));
        self.addresses.insert(address);
        address
    }

    /// A free part of the cluster's Pod ranges, 256 addresses wide.
    fn ranges(&mut self, config: &ClusterConfig) -> Vec<IpNet> {
        let width = |range: &IpNet| if range.addr().is_ipv4() { 24 } else { 64 };
        let mut found = Vec::new();
        for range in &config.pod_cidrs {
            let parts = range.subnets(width(range).max(range.prefix_len())).into_iter().flatten();
            // The first part stays free, as in clusters whose control plane
            // has it.
            if let Some(part) = parts.skip(1).take(4096).find(|it| !self.ranges.contains(it)) {
                self.ranges.insert(part);
                found.push(part);
            }
        }
        found
    }
}

/// What the kubelet and the node IPAM controller fill in.
fn speak(plane: &Plane<'_>, node: &Node, value: &mut Value, taken: &mut OfNodes) {
    let now = plane.now();
    let name = value.text("metadata.name").to_owned();
    fill_labels(value, &name);
    if node.pod_cidrs.is_empty() {
        let ranges: Vec<Value> =
            taken.ranges(plane.given.config).iter().map(|it| it.to_string().into()).collect();
        if let Some(first) = ranges.first().cloned() {
            value.set("spec.podCIDR", first);
            value.set("spec.podCIDRs", ranges);
        }
    }
    let mut addresses = value.list("status.addresses").to_vec();
    if node.internal_ips.is_empty() {
        addresses.push(node_address("InternalIP", &taken.address().to_string()));
    }
    if !addresses.iter().any(|it| it.text("type") == "Hostname") {
        addresses.push(node_address("Hostname", &name));
    }
    value.set("status.addresses", addresses);
    fill_machine(value);
    for (kind, status, reason, message) in WELL {
        let old = condition::find(value, kind).map(|it| it.text("status").to_owned());
        if old.is_none_or(|it| it == "Unknown") {
            let wanted = Wanted::new(kind, status, reason, message);
            condition::set(value, wanted, Some("lastHeartbeatTime"), &now);
        }
    }
    set_taints(value, false, &now);
}

fn fill_labels(value: &mut Value, name: &str) {
    let mut labels =
        value.at("metadata.labels").and_then(Value::as_map).cloned().unwrap_or_default();
    for (label, text) in [
        ("kubernetes.io/hostname", name),
        ("kubernetes.io/os", "linux"),
        ("kubernetes.io/arch", "amd64"),
    ] {
        labels.entry(label.to_owned()).or_insert_with(|| text.into());
    }
    value.set("metadata.labels", labels);
}

/// A machine as a kubelet describes it.
fn fill_machine(value: &mut Value) {
    for part in ["capacity", "allocatable"] {
        for (resource, amount) in [("cpu", "4"), ("memory", "8Gi"), ("pods", "110")] {
            let path = format!("status.{part}.{resource}");
            if value.at(&path).is_none() {
                value.set(&path, amount);
            }
        }
    }
    for (field, text) in [
        ("architecture", "amd64"),
        ("containerRuntimeVersion", "containerd://2.2.0"),
        ("kernelVersion", "6.12.0"),
        ("kubeletVersion", "v1.36.2"),
        ("operatingSystem", "linux"),
        ("osImage", "Debian GNU/Linux 13 (trixie)"),
    ] {
        let path = format!("status.nodeInfo.{field}");
        if value.text(&path).is_empty() {
            value.set(&path, text);
        }
    }
}

/// After the grace period a silent node is unknown, and its Pods not ready.
fn give_up(plane: &Plane<'_>, object: &Object, since: u64, value: &mut Value, todo: &mut Todo) {
    if plane.given.now_ms < since + GRACE_MS {
        todo.wake(since + GRACE_MS);
        return;
    }
    let now = plane.now();
    let message = "Kubelet stopped posting node status.";
    for (kind, ..) in WELL {
        let wanted = Wanted::new(kind, "Unknown", "NodeStatusUnknown", message);
        condition::set(value, wanted, None, &now);
    }
    set_taints(value, true, &now);
    if *value != object.value {
        let message = format!("Node {} status is now: NodeNotReady", object.key.name);
        todo.report(plane, &object.key, (Severity::Normal, "NodeNotReady"), FROM, message);
    }
}

/// The taints that follow from a node's conditions. One that the server gave
/// at its creation goes when its kubelet has spoken.
///
/// Models pkg/controller/nodelifecycle doNoScheduleTaintingPass (v1.36).
fn set_taints(value: &mut Value, unreachable: bool, now: &str) {
    let old = value.list("spec.taints").to_vec();
    let given_up = |it: &Value| it.text("key") == UNREACHABLE;
    let ours = |it: &Value| given_up(it) || it.text("key") == NOT_READY;
    if old.iter().any(given_up) == unreachable && old.iter().all(|it| it.text("key") != NOT_READY) {
        return;
    }
    let mut taints: Vec<Value> = old.into_iter().filter(|it| !ours(it)).collect();
    if unreachable {
        for effect in ["NoSchedule", "NoExecute"] {
            let mut taint = Value::map();
            taint.set("key", UNREACHABLE);
            taint.set("effect", effect);
            taint.set("timeAdded", now);
            taints.push(taint);
        }
    }
    if taints.is_empty() {
        value.remove("spec.taints");
    } else {
        value.set("spec.taints", taints);
    }
}

/// The taints of a node that drive Pods out.
fn no_execute(node: &Object) -> Vec<&Value> {
    node.value.list("spec.taints").iter().filter(|it| is_no_execute(it)).collect()
}

fn is_given_up(node: &Object) -> bool {
    no_execute(node).iter().any(|it| it.text("key") == UNREACHABLE)
}

/// Pods on a node that is given up are not ready; those that do not tolerate a
/// NoExecute taint are deleted, at once or when their toleration ends. Where
/// nobody is on the node, nobody carries the deletion out.
///
/// Models MarkPodsNotReady of pkg/controller/util/node/controller_utils.go and
/// processPodOnNode of pkg/controller/tainteviction/taint_eviction.go (v1.36).
fn drive_out(plane: &Plane<'_>, todo: &mut Todo) {
    let known = &plane.machines.evictions;
    if known.is_empty() && !plane.store.nodes().any(|(_, view)| view.drives_out) {
        return;
    }
    let tainted: BTreeMap<&str, (&Object, Vec<&Value>)> = plane
        .store
        .nodes()
        .filter(|(_, view)| view.drives_out)
        .map(|(node, _)| (&*node.key.name, (node, no_execute(node))))
        .collect();
    let mut waiting: BTreeSet<&str> = BTreeSet::new();
    for (object, pod) in plane.store.pods() {
        let uid = object.value.text("metadata.uid");
        let since = known.get(uid).copied();
        let (lost, taints) = match tainted.get(pod.node_name.as_str()) {
            Some((node, taints)) => (is_given_up(node), taints.as_slice()),
            None => (false, [].as_slice()),
        };
        let since = if object.meta.deleting { None } else { since };
        let mut value = object.value.clone();
        if pod.ready && lost && plane.machines.powered_off.contains_key(pod.node_name.as_str()) {
            let wanted = Wanted::yes("Ready", false);
            condition::set(&mut value, wanted, Some("lastProbeTime"), &plane.now());
            let message = "Node is not ready".to_owned();
            let warning = (Severity::Warning, "NodeNotReady");
            todo.report(plane, &object.key, warning, FROM, message);
        }
        let now_ms = plane.given.now_ms;
        match patience(object, taints).filter(|_| !object.meta.deleting) {
            Some(wait_ms) if now_ms >= since.unwrap_or(now_ms) + wait_ms => {
                condition::set(&mut value, EVICTED, Some("lastProbeTime"), &plane.now());
                todo.end(&Object::new(Kind::Pod, value), now_ms);
                let message = format!("Marking for deletion Pod {}", named(object));
                todo.report(plane, &object.key, EVICTION, EVICTOR, message);
                continue;
            }
            Some(wait_ms) => {
                waiting.insert(uid);
                todo.wake(since.unwrap_or(now_ms) + wait_ms);
            }
            None if since.is_some() => {
                let message = format!("Cancelling deletion of Pod {}", named(object));
                todo.report(plane, &object.key, EVICTION, EVICTOR, message);
            }
            None => {}
        }
        if value != object.value {
            todo.put(Kind::Pod, value);
        }
    }
    for uid in waiting.iter().filter(|it| !known.contains_key(**it)) {
        todo.notes.push(Note::Eviction(Arc::from(*uid), Some(plane.given.now_ms)));
    }
    for uid in known.keys().filter(|it| !waiting.contains(&***it)) {
        todo.notes.push(Note::Eviction(uid.clone(), None));
    }
}

fn named(pod: &Object) -> String {
    format!("{}/{}", pod.key.namespace, pod.key.name)
}

/// How long a Pod may stay on a node with these taints; `None`: for ever. Of
/// several tolerations of one taint the first counts.
///
/// Models GetMatchingTolerations of pkg/apis/core/v1/helper and
/// getMinTolerationTime of pkg/controller/tainteviction (v1.36).
fn patience(pod: &Object, taints: &[&Value]) -> Option<u64> {
    let tolerations = pod.value.list("spec.tolerations");
    let mut least: Option<i64> = None;
    for taint in taints {
        let Some(toleration) = tolerations.iter().find(|it| scheduler::matches(it, taint)) else {
            return Some(0);
        };
        let seconds = toleration.get("tolerationSeconds").and_then(Value::as_int);
        least = least.into_iter().chain(seconds).min();
    }
    least.map(|it| it.max(0).unsigned_abs().saturating_mul(1000))
}
