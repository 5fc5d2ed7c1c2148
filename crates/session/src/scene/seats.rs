//! Where each Pod sits in its node, and who is offered. A Pod keeps its seat for
//! as long as it lives; a newcomer takes the first free one.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::objects::{Endpoint, Key, Kind, Object, View};
use service_lab_engine::store::Store;

/// Seats by Pod: its node and its number there, from 0. And how many slices offer
/// each Pod: clusters have many thousand endpoints, so they are counted where
/// they change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    by_pod: BTreeMap<Key, (Arc<str>, usize)>,
    /// The same by node and number.
    by_node: BTreeMap<Arc<str>, BTreeMap<usize, Key>>,
    /// How many endpoints of slices offer a Pod as ready; none is 0.
    offers: BTreeMap<Key, usize>,
}

impl Seats {
    /// A Pod's node and seat.
    pub fn of(&self, pod: &Key) -> Option<(&Arc<str>, usize)> {
        self.by_pod.get(pod).map(|(node, seat)| (node, *seat))
    }

    /// The seats of one node, in order.
    pub fn on(&self, node: &str) -> impl DoubleEndedIterator<Item = (usize, &Key)> {
        self.by_node.get(node).into_iter().flatten().map(|(seat, key)| (*seat, key))
    }

    /// How many Pods sit on a node.
    pub fn taken_on(&self, node: &str) -> usize {
        self.by_node.get(node).map_or(0, BTreeMap::len)
    }

    /// Whether some slice offers a Pod as ready.
    pub fn is_offered(&self, pod: &Key) -> bool {
        self.offers.contains_key(pod)
    }

    /// Follows the Pods and the slices from the store that everybody sits by to the next one: who
    /// is gone or on another node gives the seat back before newcomers sit down,
    /// in the order of their keys. Returns whether anything changed that a
    /// picture shows.
    pub fn follow(&mut self, before: &Store, after: &Store) -> bool {
        let mut new: Vec<(&Key, &str)> = Vec::new();
        let mut shows = false;
        for (was, is) in before.differing(after) {
            let Some(object) = is.or(was) else { continue };
            shows = shows || !looks_alike(was, is);
            if object.key.kind == Kind::EndpointSlice {
                self.count(&object.key, offered(was), offered(is));
            }
            if object.key.kind != Kind::Pod {
                continue;
            }
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
        shows
    }

    /// Counts what a slice offers now and no longer what it did.
    fn count(&mut self, slice: &Key, mut was: &[Arc<Endpoint>], mut is: &[Arc<Endpoint>]) {
        // A Pod that comes or goes leaves most of a slice as it is.
        while let ([a, old @ ..], [b, new @ ..]) = (was, is)
            && ready_pod(a) == ready_pod(b)
        {
            (was, is) = (old, new);
        }
        while let ([old @ .., a], [new @ .., b]) = (was, is)
            && ready_pod(a) == ready_pod(b)
        {
            (was, is) = (old, new);
        }
        let key = |pod: &Arc<str>| Key {
            kind: Kind::Pod,
            namespace: slice.namespace.clone(),
            name: pod.clone(),
        };
        for pod in is.iter().filter_map(ready_pod) {
            *self.offers.entry(key(pod)).or_default() += 1;
        }
        for pod in was.iter().filter_map(ready_pod).map(key) {
            let left = self.offers.remove(&pod).unwrap_or_default();
            if left > 1 {
                self.offers.insert(pod, left - 1);
            }
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

/// Whether a picture shows the same of both: of metadata it reads only whether
/// a Pod is being deleted.
fn looks_alike(was: Option<&Arc<Object>>, is: Option<&Arc<Object>>) -> bool {
    let drawn = |it: &Arc<Object>| {
        matches!(it.key.kind, Kind::Service | Kind::Node | Kind::Pod | Kind::EndpointSlice)
    };
    match (was, is) {
        (Some(was), Some(is)) => {
            let same = |field: &str| was.value.get(field) == is.value.get(field);
            !drawn(is)
                || was.meta.deleting == is.meta.deleting
                    && ["spec", "status", "endpoints"].into_iter().all(same)
        }
        (one, other) => !one.or(other).is_some_and(drawn),
    }
}

/// The node that a Pod is bound to.
fn node_of(object: &Object) -> Option<&str> {
    match &object.view {
        View::Pod(pod) if !pod.node_name.is_empty() => Some(&pod.node_name),
        _ => None,
    }
}

/// The endpoints of a slice.
fn offered(slice: Option<&Arc<Object>>) -> &[Arc<Endpoint>] {
    match slice.map(|it| &it.view) {
        Some(View::EndpointSlice(it)) => &it.endpoints,
        _ => &[],
    }
}

/// The Pod that an endpoint offers as ready.
fn ready_pod(endpoint: &Arc<Endpoint>) -> Option<&Arc<str>> {
    endpoint.pod.as_ref().filter(|_| endpoint.ready != Some(false))
}
