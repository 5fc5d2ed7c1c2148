//! What the rules of a node do not know yet.
//!
//! A kube-proxy writes its rules a moment after an EndpointSlice changed, each
//! node at its own time. Of all changes the lab delays one: that of a slice
//! which loses a ready endpoint because its Pod is being deleted. The program
//! of that Pod is told to end at the same moment, so what is sent in between
//! finds nobody. All other changes reach the rules at once: whoever has edited
//! a manifest would otherwise only meet the old cluster.

use std::collections::BTreeMap;
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
    late: Arc<BTreeMap<Key, Vec<Late>>>,
}

/// A node, by name, and a time.
type Until = (Arc<str>, u64);

/// A slice as it was, and which nodes' rules have it so until when; by name, at
/// least one. Slices that changed in one moment share the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Late {
    slice: Arc<Object>,
    nodes: Arc<Vec<Until>>,
}

impl Late {
    fn has(&self, node: &str) -> bool {
        self.nodes.binary_search_by(|(name, _)| (**name).cmp(node)).is_ok()
    }
}

impl Lag {
    /// Notes the slices among these changes that lost a ready endpoint to the
    /// deletion of its Pod.
    pub fn note(&mut self, changes: &[Change], store: &Store, seed: u64, now_ms: u64) {
        let mut all: Option<Arc<Vec<Until>>> = None;
        for change in changes.iter().filter(|it| it.key.kind == Kind::EndpointSlice) {
            let Some(before) = change.before.as_ref().filter(|it| loses(it, change, store)) else {
                continue;
            };
            let all = all.get_or_insert_with(|| Arc::new(untils(store, seed, now_ms)));
            let late = Arc::make_mut(&mut self.late).entry(change.key.clone()).or_default();
            // What waits already is written with the rest.
            let nodes = if late.is_empty() {
                all.clone()
            } else {
                let waits = |(name, _): &&Until| late.iter().any(|it| it.has(name));
                Arc::new(all.iter().filter(|it| !waits(it)).cloned().collect())
            };
            if !nodes.is_empty() {
                late.push(Late { slice: before.clone(), nodes });
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
        let stays = |(_, until_ms): &Until| *until_ms > now_ms;
        Arc::make_mut(&mut self.late).retain(|key, late| {
            late.retain_mut(|it| {
                if !it.nodes.iter().all(stays) {
                    news.push(change(key, Some(it.slice.clone()), store.get(key).cloned()));
                    it.nodes = Arc::new(it.nodes.iter().filter(|it| stays(it)).cloned().collect());
                }
                !it.nodes.is_empty()
            });
            !late.is_empty()
        });
        news
    }

    /// When a node catches up next.
    pub fn next_ms(&self) -> Option<u64> {
        let late = self.late.values().flatten();
        late.flat_map(|it| it.nodes.iter()).map(|(_, until_ms)| *until_ms).min()
    }

    /// The slices that this node's rules still have as they were, as changes
    /// from what they are now.
    pub fn of_node(&self, node: &str, store: &Store) -> Vec<Change> {
        let late = self.of(node);
        late.map(|(key, it)| change(key, store.get(key).cloned(), Some(it.slice.clone()))).collect()
    }

    /// Whether the rules of a node are behind the slices of a Service.
    pub fn is_behind(&self, node: &str, namespace: &str, service: &str) -> bool {
        self.of(node).any(|(key, late)| {
            *key.namespace == *namespace
                && slice_of(&late.slice).is_some_and(|it| it.service.as_deref() == Some(service))
        })
    }

    fn of(&self, node: &str) -> impl Iterator<Item = (&Key, &Late)> {
        let late = self.late.iter().flat_map(|(key, all)| all.iter().map(move |it| (key, it)));
        late.filter(move |(_, it)| it.has(node))
    }

    /// Whether both are one value.
    pub fn is_same(&self, other: &Lag) -> bool {
        Arc::ptr_eq(&self.late, &other.late)
    }
}

/// Every node and until when its rules stay behind.
fn untils(store: &Store, seed: u64, now_ms: u64) -> Vec<Until> {
    let steps = (MOST_MS - LEAST_MS) / STEP_MS + 1;
    let wait_ms = |name: &str| LEAST_MS + STEP_MS * chance::below(seed, &["sync", name], steps);
    let until = |name: &str| now_ms.saturating_add(wait_ms(name));
    store.nodes().map(|(node, _)| (node.meta.name.clone(), until(&node.meta.name))).collect()
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
