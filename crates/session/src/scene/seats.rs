//! Where each Pod sits in its node. A Pod keeps its seat for as long as it
//! lives; a newcomer takes the first free one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use service_lab_engine::objects::{Key, Object, Pod};
use service_lab_engine::store::Store;

/// Seats by Pod: its node and its number there, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    by_pod: BTreeMap<Key, (Arc<str>, usize)>,
}

impl Seats {
    /// Whether nobody sits.
    pub fn is_empty(&self) -> bool {
        self.by_pod.is_empty()
    }

    /// A Pod's node and seat.
    pub fn of(&self, pod: &Key) -> Option<(&Arc<str>, usize)> {
        self.by_pod.get(pod).map(|(node, seat)| (node, *seat))
    }

    /// The seats of one node, in order.
    pub fn on(&self, node: &str) -> Vec<(usize, &Key)> {
        let mut found: Vec<_> = self
            .by_pod
            .iter()
            .filter(|(_, (it, _))| &**it == node)
            .map(|(key, (_, seat))| (*seat, key))
            .collect();
        found.sort();
        found
    }

    /// Whether these are the seats of the Pods that there are, and no others.
    pub fn are_of(&self, store: &Store) -> bool {
        let mut pods = store.pods().filter(|(_, pod)| !pod.node_name.is_empty());
        let mut seats = self.by_pod.iter();
        let seated = |(object, pod): (&Object, &Pod)| {
            seats
                .next()
                .is_some_and(|(key, (node, _))| **node == *pod.node_name && *key == object.key)
        };
        let all = pods.all(seated);
        all && seats.next().is_none()
    }

    /// The seats after the Pods have changed.
    pub fn seat(&self, store: &Store) -> Seats {
        let mut next = Seats::default();
        let mut taken: BTreeMap<Arc<str>, BTreeSet<usize>> = BTreeMap::new();
        let mut new = Vec::new();
        for (object, pod) in store.pods().filter(|(_, pod)| !pod.node_name.is_empty()) {
            match self.by_pod.get(&object.key) {
                Some((node, seat)) if **node == *pod.node_name => {
                    taken.entry(node.clone()).or_default().insert(*seat);
                    next.by_pod.insert(object.key.clone(), (node.clone(), *seat));
                }
                _ => new.push((object.key.clone(), Arc::<str>::from(pod.node_name.as_str()))),
            }
        }
        for (key, node) in new {
            let seats = taken.entry(node.clone()).or_default();
            let seat = (0..).find(|it| !seats.contains(it)).unwrap_or_default();
            seats.insert(seat);
            next.by_pod.insert(key, (node, seat));
        }
        next
    }
}
