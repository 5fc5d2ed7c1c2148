//! Where each Pod sits in its node. A Pod keeps its seat for as long as it
//! lives; a newcomer takes the first free one.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::objects::{Key, Object, Pod};
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

    /// Follows the Pods: who is gone or on another node gives the seat back
    /// before newcomers sit down, in the order of their keys.
    pub fn follow(&mut self, store: &Store) {
        let mut gone = Vec::new();
        let mut new: Vec<(&Object, &Pod)> = Vec::new();
        let mut seated = self.by_pod.iter().peekable();
        for (object, pod) in store.pods().filter(|(_, pod)| !pod.node_name.is_empty()) {
            while let Some((key, _)) = seated.next_if(|(key, _)| **key < object.key) {
                gone.push(key.clone());
            }
            match seated.next_if(|(key, _)| **key == object.key) {
                Some((_, (node, _))) if **node == *pod.node_name => {}
                Some((key, _)) => {
                    gone.push(key.clone());
                    new.push((object, pod));
                }
                None => new.push((object, pod)),
            }
        }
        gone.extend(seated.map(|(key, _)| key.clone()));
        for key in &gone {
            self.leave(key);
        }
        for (object, pod) in new {
            self.sit(&object.key, pod.node_name.as_str().into());
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
