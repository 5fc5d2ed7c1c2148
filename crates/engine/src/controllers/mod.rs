//! Kubernetes' controllers, and the machines that run Pods. Each is a pure
//! function of the store (and of [`Machines`], the settings and the time); they
//! meet only in the store and are run in turn until none has anything to do.
//! Owns no learner's command: whoever changes the store calls [`settle`].
//!
//! Models kube-controller-manager, kube-scheduler, kubelet and the cloud's
//! Service controller (v1.36).

mod apiserver;
mod autoscaler;
mod balancer;
mod condition;
mod deployment;
mod endpoints;
mod garbage;
mod kubelet;
mod mirroring;
mod nodes;
mod plane;
mod pod_gc;
mod replica_set;
mod rollout;
mod scheduler;
mod slices;
mod stateful_set;
mod subsets;
mod taken;
mod template;
mod template_dump;
mod tracked;
mod trigger;

pub(crate) use balancer::CLEANUP as LOAD_BALANCER_CLEANUP;
pub(crate) use balancer::unsupported;
pub use nodes::GRACE_MS as NODE_GRACE_MS;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chance;
use crate::clock;
use crate::cluster::{ClusterConfig, Provider};
use crate::objects::{Key, Kind, Object, PodPhase, View};
use crate::store::{Actor, Change, Store};
use crate::value::Value;

/// Whether the processes of a Pod would answer a probe (`readinessProbe` as it
/// stands in the manifest): what the world knows and the store does not.
pub type Probe = fn(config: &ClusterConfig, pod: &Object, probe: &Value) -> bool;

/// What is true of the machines but does not stand in the store. Plain data;
/// the world owns it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machines {
    /// Nodes without power, and since when (milliseconds of simulated time).
    pub powered_off: BTreeMap<Arc<str>, u64>,
    /// Pods whose processes were told to fail their readiness probe, and since
    /// when. A Pod without a probe is not ready at once.
    pub not_ready: BTreeMap<Key, u64>,
    /// How many Pod addresses each node has given away: none is given again
    /// before the whole range has been used.
    pub addresses_given: BTreeMap<Arc<str>, u64>,
    /// Services whose slices carry hints because of their topology annotation
    /// (the controller's own memory; its events speak of changes).
    pub topology_hints: BTreeSet<Key>,
    /// The CPU of each zone in thousandths as the controller of topology hints
    /// last looked at the Nodes; empty where that is not known.
    pub zone_cpu: BTreeMap<String, i128>,
    /// Containers that kubelets have started again, as `UID/NAME`: when.
    pub started_again: BTreeMap<Arc<str>, u64>,
    /// The same: for how long they wait after the next end. (Two maps of a kind
    /// that is there already weigh less in the page than one of pairs.)
    pub back_offs: BTreeMap<Arc<str>, u64>,
    /// Services whose slices lack a Pod because its Node is unknown.
    pub incomplete_slices: BTreeSet<Key>,
    /// Slices that their controllers wait for, each under the kind and namespace
    /// of what it belonged to, as `SERVICE/SLICE`.
    pub missing_slices: BTreeSet<Key>,
    /// Nodes that are gone while Pods are bound to them, and since when.
    pub gone_nodes: BTreeMap<Arc<str>, u64>,
    /// Pods, by UID, that tolerate a taint of their node for a while: since when.
    pub evictions: BTreeMap<Arc<str>, u64>,
    /// Load balancers that were ordered for Services.
    pub balancers: BTreeMap<Key, Ordered>,
    /// The store when the controllers last came to rest: what is new since.
    pub seen: Store,
}

/// A load balancer's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordered {
    pub provider: Provider,
    pub at_ms: u64,
}

/// Everything a run of the controllers is given beside the store.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    pub config: &'a ClusterConfig,
    /// Simulated time in milliseconds.
    pub now_ms: u64,
    pub probe: Probe,
    pub who: Who,
}

/// Which controllers run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// All of them: a whole cluster.
    #[default]
    Everyone,
    /// kube-controller-manager alone: nobody binds or runs Pods, nobody serves
    /// load balancers, no Node changes.
    ControllerManager,
    /// kube-controller-manager and the scheduler: nobody runs Pods.
    ControlPlane,
}

/// `Normal` or `Warning`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Normal,
    Warning,
}

/// An Event object as `kubectl get events` shows it; the texts are
/// Kubernetes' own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it is about.
    pub about: Key,
    /// The container of that Pod which it is about; empty: the whole.
    pub container: String,
    pub severity: Severity,
    pub reason: &'static str,
    pub message: String,
    /// Who reported it: `deployment-controller`, `kubelet`, ...
    pub from: &'static str,
    pub at_ms: u64,
}

/// What came of letting the controllers work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// In the order in which they were made.
    pub changes: Vec<Change>,
    pub reports: Vec<Report>,
    /// When there is something to do next if nothing else happens (a Pod
    /// becomes ready, a node is given up); `None`: never.
    pub next_at_ms: Option<u64>,
    /// Whether they came to rest within their bound.
    pub settled: bool,
}

/// Lets the controllers work at one moment of simulated time until none has
/// anything left to do, or the bound of rounds is reached.
///
/// Nothing happens by itself later: call it again at `next_at_ms`.
pub fn settle(store: &mut Store, machines: &mut Machines, given: &Given<'_>) -> Settled {
    plane::settle(store, machines, given, None)
}

/// Binds Pods in the scheduler's place: those of the store that it has a node
/// for, as they are to be stored.
pub type Binder<'a> = &'a mut dyn FnMut(&Store) -> Vec<Value>;

/// The same as [`settle`] where somebody else binds Pods: it is asked whenever
/// the scheduler would work.
pub fn settle_bound_by(
    store: &mut Store,
    machines: &mut Machines,
    given: &Given<'_>,
    binder: Binder<'_>,
) -> Settled {
    plane::settle(store, machines, given, Some(binder))
}

/// A Pod's processes end with this exit code; the kubelet starts them again as
/// its restart policy says. Call [`settle`] afterwards.
pub fn crash(store: &mut Store, pod: &Key, exit_code: i64, now_ms: u64) -> Option<Change> {
    let value = kubelet::crash(store.get(pod)?, exit_code, now_ms)?;
    store.put(Object::new(Kind::Pod, value), Actor::Kubelet)
}

/// Puts in place what every cluster has from the start: its namespaces and its
/// Nodes as configured. The Service `default/kubernetes` is made by the next
/// [`settle`].
pub fn bootstrap(store: &mut Store, config: &ClusterConfig) -> Vec<Change> {
    let mut changes = Vec::new();
    for mut object in apiserver::first_objects(config) {
        let parts = [object.key.kind.name(), object.key.name.as_ref()];
        let uid = chance::uid(config.seed, &parts);
        object.value.set("metadata.uid", uid);
        object.value.set("metadata.creationTimestamp", clock::stamp(0));
        changes.extend(store.put(Object::new(object.key.kind, object.value), Actor::ApiServer));
    }
    changes
}

/// A Pod whose graceful deletion begins now: its processes have their grace
/// period to end.
///
/// Models pkg/registry/core/pod/strategy.go CheckGracefulDelete.
pub fn graceful_end(pod: &Object, now_ms: u64) -> Value {
    let mut value = pod.value.clone();
    let grace = match &pod.view {
        View::Pod(view) => view.termination_grace_s.max(0),
        _ => 0,
    };
    let at = now_ms.saturating_add(grace.unsigned_abs().saturating_mul(1000));
    value.set("metadata.deletionTimestamp", clock::stamp(at));
    value.set("metadata.deletionGracePeriodSeconds", grace);
    value
}

/// The same; `None`: nothing of it runs or it has no time to end, so it goes at
/// once.
///
/// Models pkg/registry/core/pod/strategy.go CheckGracefulDelete and
/// apiserver pkg/registry/rest/delete.go BeforeDelete (v1.36).
fn ended(pod: &Object, now_ms: u64) -> Option<Value> {
    let View::Pod(view) = &pod.view else { return None };
    let over = matches!(view.phase, PodPhase::Succeeded | PodPhase::Failed);
    let stays = !view.node_name.is_empty() && !over && view.termination_grace_s > 0;
    stays.then(|| graceful_end(pod, now_ms))
}

#[cfg(test)]
mod tests;
