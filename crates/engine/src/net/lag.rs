//! What the rules of a node do not know yet.
//!
//! A kube-proxy writes its rules a moment after an EndpointSlice changed, each
//! node at its own time. Of all changes the lab delays one: that of a slice
//! which loses a ready endpoint because its Pod is being deleted. The program
//! of that Pod is told to end at the same moment, so what is sent in between
//! finds nobody. All other changes reach the rules at once: whoever has edited
//! a manifest would otherwise only meet his old cluster.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::chance;
use crate::objects::{EndpointSlice, Key, Kind, Object, View};
use crate::store::{Change, Store};

/// The longest that rules stay behind: kube-proxy's `minSyncPeriod`, 1 s in
/// both modes (pkg/proxy/apis/config/v1alpha1/defaults.go, v1.36).
const MOST_MS: u64 = 1_000;
/// The shortest: controllers, watches and one sync. Ours.
const LEAST_MS: u64 = 200;
/// Times are whole multiples of this.
const STEP_MS: u64 = 100;

/// Slices as the rules of some nodes still have them. A clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lag {
    late: Arc<BTreeMap<(Arc<str>, Key), Late>>,
}

/// A slice as it was, and until when a node's rules have it so.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Late {
    slice: Arc<Object>,
    until_ms: u64,
}

impl Lag {
    /// Notes the slices among these changes that lost a ready endpoint to the
    /// deletion of its Pod.
    pub fn note(&mut self, changes: &[Change], store: &Store, seed: u64, now_ms: u64) {
        let mut nodes: Option<Vec<(Arc<str>, u64)>> = None;
        for change in changes.iter().filter(|it| it.key.kind == Kind::EndpointSlice) {
            let Some(before) = change.before.as_ref().filter(|it| loses(it, change, store)) else {
                continue;
            };
            let late = Arc::make_mut(&mut self.late);
            for (name, wait_ms) in nodes.get_or_insert_with(|| waits(store, seed)) {
                let until_ms = now_ms.saturating_add(*wait_ms);
                // What waits already is written with the rest.
                late.entry((name.clone(), change.key.clone()))
                    .or_insert_with(|| Late { slice: before.clone(), until_ms });
            }
        }
    }

    /// Forgets what every node knows by now. Returns the slices that are new
    /// to some node's rules, as changes.
    pub fn catch_up(&mut self, store: &Store, now_ms: u64) -> Vec<Change> {
        if self.next_ms().is_none_or(|it| it > now_ms) {
            return Vec::new();
        }
        let mut news = Vec::new();
        // Most nodes have the same slices yet: each is told once.
        let mut told = BTreeSet::new();
        Arc::make_mut(&mut self.late).retain(|(_, key), late| {
            let stays = late.until_ms > now_ms;
            if !stays && told.insert(Arc::as_ptr(&late.slice)) {
                news.push(change(key, Some(late.slice.clone()), store.get(key).cloned()));
            }
            stays
        });
        news
    }

    /// When a node catches up next.
    pub fn next_ms(&self) -> Option<u64> {
        self.late.values().map(|it| it.until_ms).min()
    }

    /// The slices that this node's rules still have as they were, as changes
    /// from what they are now.
    pub fn of_node(&self, node: &str, store: &Store) -> Vec<Change> {
        let late = self.late.iter().filter(|((name, _), _)| **name == *node);
        late.map(|((_, key), it)| change(key, store.get(key).cloned(), Some(it.slice.clone())))
            .collect()
    }

    /// Whether the rules of a node are behind the slices of a Service.
    pub fn is_behind(&self, node: &str, namespace: &str, service: &str) -> bool {
        self.late.iter().any(|((name, key), late)| {
            **name == *node
                && *key.namespace == *namespace
                && slice_of(&late.slice).is_some_and(|it| it.service.as_deref() == Some(service))
        })
    }

    /// Whether both are one value.
    pub fn is_same(&self, other: &Lag) -> bool {
        Arc::ptr_eq(&self.late, &other.late)
    }
}

/// Every node with how long its rules stay behind.
fn waits(store: &Store, seed: u64) -> Vec<(Arc<str>, u64)> {
    let steps = (MOST_MS - LEAST_MS) / STEP_MS + 1;
    let wait_ms = |name: &str| LEAST_MS + STEP_MS * chance::below(seed, &["sync", name], steps);
    store.nodes().map(|(node, _)| (node.meta.name.clone(), wait_ms(&node.meta.name))).collect()
}

fn change(key: &Key, before: Option<Arc<Object>>, after: Option<Arc<Object>>) -> Change {
    Change { key: key.clone(), before, after, by: crate::store::Actor::EndpointSliceController }
}

fn slice_of(object: &Object) -> Option<&EndpointSlice> {
    match &object.view {
        View::EndpointSlice(slice) => Some(slice),
        _ => None,
    }
}

/// Whether a slice loses a ready endpoint because its Pod is being deleted, or
/// is gone.
fn loses(before: &Object, change: &Change, store: &Store) -> bool {
    let Some(slice) = slice_of(before) else { return false };
    let after = change.after.as_ref().and_then(|it| slice_of(it));
    slice.endpoints.iter().filter(|it| it.ready != Some(false)).any(|endpoint| {
        let Some(pod) = endpoint.pod.as_deref() else { return false };
        let gone =
            store.find(Kind::Pod, &change.key.namespace, pod).is_none_or(|it| it.meta.deleting);
        let still = |slice: &EndpointSlice| {
            let mut same = slice.endpoints.iter().filter(|it| it.pod.as_deref() == Some(pod));
            same.any(|it| it.ready != Some(false))
        };
        gone && !after.is_some_and(still)
    })
}
