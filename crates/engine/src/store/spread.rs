//! How many Pods are on each node, of each namespace and of each owner: what the scheduler chooses by, counted where it
//! changes. Versions of a store share it.
//!
//! Plays the part of kube-scheduler's snapshot of nodes (pkg/scheduler/backend/cache, v1.36).

use std::sync::Arc;

use crate::objects::{Object, Pod, PodPhase, View};

/// Stands for all Pods that have not ended, of every namespace. No namespace is so called.
pub const RUNNING: &str = "\n";

/// Pods by node, then by what is counted: [`RUNNING`], a namespace, or a namespace with an owner ([`owned`]), both in the
/// order of their names. Those that are bound to no node are on `""`. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    nodes: Arc<Vec<(Arc<str>, Arc<Counts>)>>,
}

type Counts = Vec<(Arc<str>, usize)>;

/// Where a name stands, or would.
fn place<T>(list: &[(Arc<str>, T)], name: &str) -> Result<usize, usize> {
    list.binary_search_by(|it| (*it.0).cmp(name))
}

fn find<'l, T>(list: &'l [(Arc<str>, T)], name: &str) -> Option<&'l T> {
    Some(&list.get(place(list, name).ok()?)?.1)
}

/// The Pods of one namespace and owner; none are counted of a Pod without an owner.
pub fn owned(pod: &Object) -> Option<String> {
    let (kind, name) = pod.meta.owner.as_ref()?;
    Some([&pod.key.namespace, "\n", kind, "\n", name].concat())
}

impl Spread {
    /// How many there are of this on a node.
    pub fn of(&self, node: &str, what: &str) -> usize {
        find(&self.nodes, node).and_then(|it| find(it, what)).copied().unwrap_or_default()
    }

    /// Whether any Pod is on a node.
    pub fn is_on(&self, node: &str) -> bool {
        find(&self.nodes, node).is_some()
    }

    /// Follows a change of one object.
    pub fn follow(&mut self, before: Option<&Object>, after: Option<&Object>) {
        if counted(before) == counted(after) {
            return;
        }
        for (object, stays) in [(before, false), (after, true)] {
            let Some(object) = object else { continue };
            if let View::Pod(pod) = &object.view {
                self.count(object, pod, &pod.node_name, stays);
            }
        }
    }

    /// Counts a Pod on a node, or no longer.
    pub fn count(&mut self, object: &Object, pod: &Pod, node: &str, stays: bool) {
        let nodes = Arc::make_mut(&mut self.nodes);
        let at = place(nodes, node);
        if let Err(at) = at {
            nodes.insert(at, (node.into(), Arc::default()));
        }
        let (Ok(at) | Err(at)) = at;
        let Some((_, here)) = nodes.get_mut(at) else { return };
        let here = Arc::make_mut(here);
        let owner = owned(object);
        let running = runs(pod).then_some(RUNNING);
        for what in [running, Some(&object.key.namespace), owner.as_deref()].into_iter().flatten() {
            let at = place(here, what);
            match (at, at.ok().and_then(|at| here.get_mut(at))) {
                (Ok(at), Some((_, 1))) if !stays => {
                    here.remove(at);
                }
                (_, Some((_, count))) if stays => *count += 1,
                (_, Some((_, count))) => *count -= 1,
                (Err(at), _) if stays => here.insert(at, (what.into(), 1)),
                _ => {}
            }
        }
        if here.is_empty() {
            nodes.remove(at);
        }
    }
}

/// Node, whether it runs, kind and name of its owner.
type Counted<'a> = (&'a str, bool, Option<&'a (String, String)>);

/// What a Pod is counted by.
fn counted(object: Option<&Object>) -> Option<Counted<'_>> {
    let object = object?;
    match &object.view {
        View::Pod(pod) => Some((&pod.node_name, runs(pod), object.meta.owner.as_ref())),
        _ => None,
    }
}

fn runs(pod: &Pod) -> bool {
    !matches!(pod.phase, PodPhase::Succeeded | PodPhase::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Kind;
    use crate::store::tests::numbers;
    use crate::store::{Actor, Store};
    use crate::value::Value;

    fn pod(number: u64, look: u64) -> Object {
        let mut value = Value::map();
        value.set("metadata.name", format!("p{}", number / 3));
        value.set("metadata.namespace", if number.is_multiple_of(3) { "a" } else { "b" });
        if look.is_multiple_of(3) {
            let mut owner = Value::map();
            owner.set("controller", true);
            owner.set("kind", "ReplicaSet");
            owner.set("name", format!("set{}", look % 2));
            value.set("metadata.ownerReferences", vec![owner]);
        }
        if !look.is_multiple_of(5) {
            value.set("spec.nodeName", format!("n{}", look % 5));
        }
        value.set("status.phase", if look.is_multiple_of(7) { "Failed" } else { "Running" });
        Object::new(Kind::Pod, value)
    }

    #[test]
    fn what_is_counted_on_a_node_is_what_a_look_at_every_pod_counts() {
        let mut store = Store::default();
        for number in numbers(3_000) {
            let object = pod(number % 60, number / 60);
            if number % 7 < 2 {
                store.delete(&object.key, Actor::Operator);
            } else {
                store.put(object, Actor::Operator);
            }
            let node = ["", "n1", "n2", "n3", "n4"][(number % 5) as usize];
            let here: Vec<_> = store.pods().filter(|(_, it)| it.node_name == node).collect();
            let count = |is: &dyn Fn(&Object, &Pod) -> bool| {
                here.iter().filter(|(object, pod)| is(object, pod)).count()
            };
            let spread = store.spread();
            assert_eq!(spread.is_on(node), !here.is_empty());
            assert_eq!(spread.of(node, RUNNING), count(&|_, it| it.phase == PodPhase::Running));
            assert_eq!(spread.of(node, "a"), count(&|it, _| &*it.key.namespace == "a"));
            for (object, _) in &here {
                let Some(wanted) = owned(object) else { continue };
                let same = |it: &Object, _: &Pod| owned(it).as_ref() == Some(&wanted);
                assert_eq!(spread.of(node, &wanted), count(&same));
            }
        }
    }
}
