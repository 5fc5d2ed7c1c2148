//! The garbage collector: objects whose owner is gone go too.
//!
//! Models pkg/controller/garbagecollector (v1.36) for background and foreground
//! deletion; orphaning is done where the deletion is asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::plane::{Difference, Plane, Todo};
use crate::api::FOREGROUND;
use crate::objects::{Key, Kind, Object};
use crate::value::Value;

/// Removes every object of which no owner exists any more. A Pod is asked to
/// end; the kubelet of its node removes it.
pub fn collect(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    if !plane.news.iter().any(matters) {
        return todo;
    }
    let uid = |it: &Object| it.value.text("metadata.uid").to_owned();
    // Only what is new can be an orphan, and what an object that is gone owned.
    let mut gone = BTreeSet::new();
    for news in plane.news {
        match (&news.before, &news.after) {
            (Some(before), None) => {
                gone.insert(uid(before));
            }
            (Some(before), Some(after)) if uid(before) != uid(after) => {
                gone.insert(uid(before));
            }
            (None, Some(after)) => {
                if let Some(now) = plane.store.get(&after.key).filter(|it| orphaned(plane, it)) {
                    remove(plane, now, &mut todo);
                }
            }
            _ => {}
        }
    }
    if !gone.is_empty() {
        let owned = |it: &Object| it.meta.owners.iter().any(|it| gone.contains(it));
        for object in plane.store.iter().filter(|it| owned(it) && orphaned(plane, it)) {
            remove(plane, object, &mut todo);
        }
    }
    for object in plane.store.iter().filter(|it| it.meta.deleting && waits(it)) {
        process_foreground(plane, object, &mut todo);
    }
    todo
}

/// Whether a change can make an orphan, or let go of what waits for its
/// dependents: something came, went or is going, or has other owners.
fn matters(news: &Difference) -> bool {
    match (&news.before, &news.after) {
        (Some(before), Some(after)) => {
            before.meta.deleting
                || after.meta.deleting
                || before.value.text("metadata.uid") != after.value.text("metadata.uid")
                || owners(before) != owners(after)
        }
        _ => true,
    }
}

fn owners(object: &Object) -> &[Value] {
    object.value.list("metadata.ownerReferences")
}

/// Whether it goes only after what it owns.
fn waits(object: &Object) -> bool {
    if !object.meta.held {
        return false;
    }
    let finalizers = object.value.list("metadata.finalizers");
    finalizers.iter().any(|it| it.as_str() == Some(FOREGROUND))
}

/// What an object that goes after its dependents has left of them: they are
/// deleted, those with dependents of their own in the same way; when none is
/// left that blocks it, nothing holds it. Models
/// processDeletingDependentsItem and attemptToDeleteItem.
fn process_foreground(plane: &Plane<'_>, object: &Object, todo: &mut Todo) {
    let blocks = |it: &Value| it.get("blockOwnerDeletion") == Some(&Value::Bool(true));
    let mut blocked = false;
    for dependent in owned_by(plane, object) {
        let owners = dependent.value.list("metadata.ownerReferences");
        let uid = object.value.text("metadata.uid");
        blocked |= owners.iter().any(|it| it.text("uid") == uid && blocks(it));
        if dependent.meta.deleting {
            continue;
        }
        if owned_by(plane, dependent).next().is_none() {
            remove(plane, dependent, todo);
            continue;
        }
        let mut value = dependent.value.clone();
        let mut finalizers = value.list("metadata.finalizers").to_vec();
        finalizers.push(FOREGROUND.into());
        value.set("metadata.finalizers", finalizers);
        value.set("metadata.deletionTimestamp", plane.now());
        value.set("metadata.deletionGracePeriodSeconds", 0);
        todo.put(dependent.key.kind, value);
    }
    if !blocked {
        let mut value = object.value.clone();
        let mut finalizers = value.list("metadata.finalizers").to_vec();
        finalizers.retain(|it| it.as_str() != Some(FOREGROUND));
        if finalizers.is_empty() {
            value.remove("metadata.finalizers");
        } else {
            value.set("metadata.finalizers", finalizers);
        }
        todo.put(object.key.kind, value);
    }
}

fn owned_by<'a>(plane: &Plane<'a>, owner: &Object) -> impl Iterator<Item = &'a Arc<Object>> {
    let uid = owner.value.text("metadata.uid").to_owned();
    let owned = move |it: &&Arc<Object>| it.meta.owners.contains(&uid);
    plane.store.iter().filter(owned)
}

fn remove(plane: &Plane<'_>, object: &Object, todo: &mut Todo) {
    if object.key.kind != Kind::Pod {
        todo.delete(&object.key);
    } else if !object.meta.deleting {
        todo.end(object, plane.given.now_ms);
    }
}

/// Whether it names owners and none of them exists.
fn orphaned(plane: &Plane<'_>, object: &Object) -> bool {
    let owners = object.value.list("metadata.ownerReferences");
    !owners.is_empty() && !owners.iter().any(|owner| exists(plane, object, owner))
}

fn exists(plane: &Plane<'_>, object: &Object, owner: &Value) -> bool {
    let Some(kind) = Kind::find(owner.text("apiVersion"), owner.text("kind")) else {
        return true;
    };
    let key = Key::new(kind, &object.key.namespace, owner.text("name"));
    plane.store.get(&key).is_some_and(|it| it.value.text("metadata.uid") == owner.text("uid"))
}
