//! Where each Pod sits in its node. A Pod keeps its seat for as long as it
//! lives; a newcomer takes the first free one.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::objects::{Key, Kind, Object, View};
use service_lab_engine::store::Store;

/// Seats by Pod: its node and its number there, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    by_pod: BTreeMap<Key, (Arc<str>, usize)>,
    /// The same by node and number.
    by_node: BTreeMap<Arc<str>, BTreeMap<usize, Key>>,
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
    pub fn on(&self, node: &str) -> impl DoubleEndedIterator<Item = (usize, &Key)> {
        self.by_node.get(node).into_iter().flatten().map(|(seat, key)| (*seat, key))
    }

    /// Follows the Pods from the store that everybody sits by to the next one: who
    /// is gone or on another node gives the seat back before newcomers sit down,
    /// in the order of their keys.
    pub fn follow(&mut self, before: &Store, after: &Store) {
        let mut new: Vec<(&Key, &str)> = Vec::new();
        for (was, is) in before.differing(after) {
            let Some(object) = is.or(was).filter(|it| it.key.kind == Kind::Pod) else { continue };
            let node = is.and_then(|it| node_of(it));
            let seated = self.by_pod.get(&object.key).map(|(node, _)| &**node);
            if seated == node {
                continue;
            }
            self.leave(&object.key);
            new.extend(node.map(|node| (&object.key, node)));
        }
        for (pod, node) in new {
            self.sit(pod, node.into());
        }
    }

    fn leave(&mut self, pod: &Key) {
        let Some((node, seat)) = self.by_pod.remove(pod) else { return };
        if let Some(seats) = self.by_node.get_mut(&node) {
            seats.remove(&seat);
            if seats.is_empty() {
                self.by_node.remove(&node);
            }
        }
    }

    /// Takes the first free seat.
    fn sit(&mut self, pod: &Key, node: Arc<str>) {
        let seats = self.by_node.entry(node.clone()).or_default();
        let free = (0..).zip(seats.keys()).find(|(seat, taken)| seat != *taken);
        let seat = free.map_or(seats.len(), |(seat, _)| seat);
        seats.insert(seat, pod.clone());
        self.by_pod.insert(pod.clone(), (node, seat));
    }
}

/// The node that a Pod is bound to.
fn node_of(object: &Object) -> Option<&str> {
    match &object.view {
        View::Pod(pod) if !pod.node_name.is_empty() => Some(&pod.node_name),
        _ => None,
    }
}
