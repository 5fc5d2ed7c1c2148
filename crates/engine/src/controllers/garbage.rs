//! The garbage collector: objects whose owner is gone go too.
//!
//! Models pkg/controller/garbagecollector (v1.36) for background deletion.

use super::plane::{Plane, Todo};
use crate::objects::{Key, Kind, Object};
use crate::value::Value;

/// Removes every object of which no owner exists any more. A Pod is asked to
/// end; the kubelet of its node removes it.
pub fn collect(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    if plane.news.iter().all(|it| it.after.is_some() && it.before.is_some()) {
        return todo;
    }
    for object in plane.store.iter().filter(|it| orphaned(plane, it)) {
        match end(plane, object) {
            Some(ending) => todo.put(object.key.kind, ending),
            None if object.key.kind != Kind::Pod => todo.delete(&object.key),
            None => {}
        }
    }
    todo
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

/// A Pod as it stands when its graceful deletion begins; `None` for other
/// kinds and for Pods that are ending already.
fn end(plane: &Plane<'_>, object: &Object) -> Option<Value> {
    (object.key.kind == Kind::Pod && !object.meta.deleting)
        .then(|| super::graceful_end(object, plane.given.now_ms))
}
