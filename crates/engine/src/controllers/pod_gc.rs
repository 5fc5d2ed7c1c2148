//! The collector of Pods whose Node is gone. It marks them as failed and
//! removes them at once: nobody is there to end them.
//!
//! Models gcOrphaned of pkg/controller/podgc/gc_controller.go (v1.36). It looks
//! every 20 seconds and waits for 40; here that is a minute.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::condition::{self, Wanted};
use super::plane::{Difference, Note, Plane, Todo};
use crate::objects::{Kind, Object, Pod, View};

/// From the moment that a Node is gone until its Pods go (`quarantineTime`, and
/// `gcCheckPeriod` before it).
const QUARANTINE_MS: u64 = 60_000;
const LOST: Wanted<'static> = Wanted {
    kind: "DisruptionTarget",
    status: "True",
    reason: "DeletionByPodGC",
    message: "PodGC: node no longer exists",
};

/// Removes Pods whose Node has been gone for long enough.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let known = &plane.machines.gone_nodes;
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for (object, pod) in concerned(plane) {
        let node = pod.node_name.as_str();
        if node.is_empty() || plane.store.find(Kind::Node, "", node).is_some() {
            continue;
        }
        let now_ms = plane.given.now_ms;
        let due = known.get(node).copied().unwrap_or(now_ms) + QUARANTINE_MS;
        if now_ms < due {
            gone.insert(node);
            todo.wake(due);
            continue;
        }
        let mut value = object.value.clone();
        value.set("status.phase", "Failed");
        condition::set(&mut value, LOST, Some("lastProbeTime"), &plane.now());
        todo.put(Kind::Pod, value);
        todo.delete(&object.key);
    }
    for node in gone.iter().filter(|it| !known.contains_key(**it)) {
        todo.notes.push(Note::GoneNode(Arc::from(*node), Some(plane.given.now_ms)));
    }
    for node in known.keys().filter(|it| !gone.contains(&***it)) {
        todo.notes.push(Note::GoneNode(node.clone(), None));
    }
    todo
}

/// Pods whose Node may be gone: all where a Node changed or is known to be
/// gone, else those that are new or changed.
fn concerned<'a>(plane: &Plane<'a>) -> Vec<(&'a Object, &'a Pod)> {
    let of_node = |it: &Difference| it.kind() == Some(Kind::Node);
    if !plane.machines.gone_nodes.is_empty() || plane.news.iter().any(of_node) {
        return plane.store.pods().collect();
    }
    let stands =
        |it: &&Arc<Object>| plane.store.get(&it.key).is_some_and(|stored| Arc::ptr_eq(stored, it));
    let changed = plane.news.iter().flat_map(|it| &it.after).filter(stands);
    changed
        .filter_map(|it| match &it.view {
            View::Pod(pod) => Some((it.as_ref(), pod)),
            _ => None,
        })
        .collect()
}
