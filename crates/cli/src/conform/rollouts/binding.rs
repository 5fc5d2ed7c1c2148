//! Who binds the Pods of a recorded rollout, in the scheduler's place.

use std::collections::BTreeMap;

use service_lab_engine::store::Store;
use service_lab_engine::value::Value;

/// Binds each Pod as soon as it is there.
pub struct Binding {
    /// Nodes to which Pods are bound in turn; none: the one with fewest.
    place: Vec<String>,
    /// How many Pods have been bound.
    count: usize,
}

impl Binding {
    /// Nothing is bound yet.
    pub fn to(place: Vec<String>) -> Self {
        Self { place, count: 0 }
    }

    /// Binds the Pods that have no node, in the order in which they came: as the
    /// list says, or to the node with fewest Pods of the namespace, whatever
    /// state they are in; of equal ones to the first by name.
    pub fn bind(&mut self, store: &Store) -> Vec<Value> {
        let nodes = store.nodes().map(|(node, _)| (&*node.key.name, 0));
        let mut crowd: BTreeMap<&str, usize> = nodes.collect();
        let mut waiting = Vec::new();
        for (object, pod) in store.pods().filter(|it| &*it.0.key.namespace == "default") {
            match crowd.get_mut(pod.node_name.as_str()) {
                Some(count) => *count += 1,
                None if pod.node_name.is_empty() => waiting.push(&object.value),
                None => {}
            }
        }
        let version = |it: &Value| it.text("metadata.resourceVersion").parse::<u64>().unwrap_or(0);
        waiting.sort_by_key(|it| version(it));
        let bind = |pod: &Value| {
            let listed = self.place.get(self.count % self.place.len().max(1)).map(String::as_str);
            let fewest = || crowd.iter().min_by_key(|it| *it.1).map(|it| *it.0);
            let node = listed.or_else(fewest)?.to_owned();
            if let Some(here) = crowd.get_mut(node.as_str()) {
                *here += 1;
            }
            self.count += 1;
            let mut pod = pod.clone();
            pod.set("spec.nodeName", node);
            Some(pod)
        };
        waiting.into_iter().filter_map(bind).collect()
    }
}
