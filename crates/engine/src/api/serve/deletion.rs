//! Requests to delete: what goes at once, what gets time to end, and what
//! waits.
//!
//! Models Delete of staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go
//! and BeforeDelete of pkg/registry/rest/delete.go (v1.36).

use std::sync::Arc;

use super::super::problems::{forbidden, not_found};
use super::super::{Done, Status, kinds};
use super::Server;
use crate::clock;
use crate::objects::{Key, Kind, Object};
use crate::store::Change;
use crate::value::Value;

/// Grace period of a Pod that names none, in seconds.
const GRACE_SECONDS: i64 = 30;

/// Namespaces that admission lets nobody delete.
/// Models apiserver pkg/admission/plugin/namespace/lifecycle.
const IMMORTAL: [&str; 3] = ["default", "kube-system", "kube-public"];

/// The finalizer that holds an object until what it owns is gone.
pub(crate) const FOREGROUND: &str = "foregroundDeletion";

impl Server<'_> {
    /// What every deletion has in common.
    fn delete(&mut self, key: &Key, grace_s: Option<u32>) -> Result<Done, Status> {
        let Some(old) = self.store.get(key).cloned() else {
            return Err(not_found(key.kind, &key.name));
        };
        if key.kind == Kind::Namespace && IMMORTAL.contains(&&*key.name) {
            return Err(forbidden(key.kind, &key.name, "this namespace may not be deleted"));
        }
        let grace = grace_s.map_or_else(|| own_grace(&old.value), i64::from);
        if key.kind == Kind::Pod && grace > 0 && is_running(&old.value) {
            return Ok(self.begin_deletion(&old, grace));
        }
        if !old.value.list("metadata.finalizers").is_empty() {
            return Ok(self.hold(&old, 0));
        }
        Ok(self.remove(key, old))
    }

    /// DELETE with another `propagationPolicy` than Foreground: an object that
    /// was to wait for what it owns waits no more. Models
    /// deletionFinalizersForGarbageCollection.
    pub(super) fn delete_waiting(
        &mut self,
        key: &Key,
        grace_s: Option<u32>,
    ) -> Result<Done, Status> {
        match self.store.get(key) {
            Some(old) if old.meta.held && may_wait(key.kind) && waits(&old.value) => {
                let old = old.clone();
                Ok(self.wait_no_more(key, old))
            }
            _ => self.delete(key, grace_s),
        }
    }

    #[inline(never)]
    fn wait_no_more(&mut self, key: &Key, old: Arc<Object>) -> Done {
        let mut value = old.value.clone();
        let mut finalizers = value.list("metadata.finalizers").to_vec();
        finalizers.retain(|it| it.as_str() != Some(FOREGROUND));
        if finalizers.is_empty() {
            return self.remove(key, old);
        }
        value.set("metadata.finalizers", finalizers);
        if !old.meta.deleting {
            let mut held = Object::new(key.kind, value);
            held.managers = old.managers.clone();
            return self.hold(&held, 0);
        }
        self.store_it(key.kind, value, old.managers.clone(), 200, Vec::new())
    }

    /// What nothing holds goes at once.
    fn remove(&mut self, key: &Key, old: Arc<Object>) -> Done {
        let mut changes = Vec::new();
        if !self.call.dry_run {
            if key.kind == Kind::Namespace {
                changes.extend(self.empty_namespace(&key.name));
            }
            changes.extend(self.store.delete(key, self.call.by));
        }
        Done { code: 200, object: old, changes, warnings: Vec::new() }
    }

    /// Takes an object out of the owners of what it owns, so that the garbage
    /// collector leaves that alone. Models
    /// pkg/controller/garbagecollector orphanDependents (v1.36).
    pub(super) fn orphan_dependents(&mut self, owner: &Key) -> Vec<Change> {
        let Some(uid) = self.store.get(owner).map(|it| it.value.text("metadata.uid").to_owned())
        else {
            return Vec::new();
        };
        if uid.is_empty() || self.call.dry_run {
            return Vec::new();
        }
        let orphans: Vec<Object> =
            self.store.iter().filter_map(|it| without_owner(it, &uid)).collect();
        orphans.into_iter().filter_map(|it| self.store.put(it, self.call.by)).collect()
    }

    /// A running Pod gets its grace period; the kubelet ends it.
    fn begin_deletion(&mut self, old: &Object, grace: i64) -> Done {
        if old.meta.deleting {
            let object = Arc::new(old.clone());
            return Done { code: 200, object, changes: Vec::new(), warnings: Vec::new() };
        }
        self.hold(old, grace)
    }

    /// An object whose deletion has begun, but which stays: for so many seconds,
    /// or until nothing holds it any more. Models
    /// markAsDeleting and updateForGracefulDeletionAndFinalizers.
    fn hold(&mut self, old: &Object, grace: i64) -> Done {
        let mut value = old.value.clone();
        if !old.meta.deleting {
            let ends = self.call.now_ms + u64::try_from(grace).unwrap_or(0) * 1000;
            value.set("metadata.deletionTimestamp", clock::stamp(ends));
            if kinds::has_generation(old.key.kind) {
                let before = value.at("metadata.generation").and_then(Value::as_int);
                value.set("metadata.generation", before.unwrap_or(0) + 1);
            }
        }
        value.set("metadata.deletionGracePeriodSeconds", grace);
        if value == old.value {
            let object = Arc::new(old.clone());
            return Done { code: 200, object, changes: Vec::new(), warnings: Vec::new() };
        }
        self.store_it(old.key.kind, value, old.managers.clone(), 200, Vec::new())
    }

    /// DELETE with `propagationPolicy: Foreground`: first goes what the object
    /// owns. Models deletionFinalizersForGarbageCollection.
    pub(super) fn delete_foreground(&mut self, key: &Key) -> Result<Done, Status> {
        let Some(old) = self.store.get(key).cloned() else {
            return Err(not_found(key.kind, &key.name));
        };
        let pending = old.meta.deleting && key.kind == Kind::Pod;
        if pending || self.call.dry_run || waits(&old.value) {
            return self.delete(key, None);
        }
        let mut value = old.value.clone();
        let mut finalizers = value.list("metadata.finalizers").to_vec();
        finalizers.push(FOREGROUND.into());
        value.set("metadata.finalizers", finalizers);
        let mut held = self.store_it(key.kind, value, old.managers.clone(), 200, Vec::new());
        let done = self.delete(key, None)?;
        held.changes.extend(done.changes);
        Ok(Done { changes: held.changes, ..done })
    }

    fn empty_namespace(&mut self, namespace: &str) -> Vec<Change> {
        let keys: Vec<Key> = self
            .store
            .iter()
            .map(|it| it.key.clone())
            .filter(|key| key.kind.namespaced() && &*key.namespace == namespace)
            .collect();
        keys.iter().filter_map(|key| self.store.delete(key, self.call.by)).collect()
    }
}

/// The object without the owner of this UID; nothing where it is no owner.
fn without_owner(object: &Object, uid: &str) -> Option<Object> {
    let mut owners = object.value.list("metadata.ownerReferences").to_vec();
    let before = owners.len();
    owners.retain(|it| it.text("uid") != uid);
    if owners.len() == before {
        return None;
    }
    let mut value = object.value.clone();
    if owners.is_empty() {
        value.remove("metadata.ownerReferences");
    } else {
        value.set("metadata.ownerReferences", owners);
    }
    Some(Object::new(object.key.kind, value))
}

/// Pods have their own time to end, and admission guards namespaces.
fn may_wait(kind: Kind) -> bool {
    !matches!(kind, Kind::Pod | Kind::Namespace)
}

/// Whether it goes only after what it owns.
fn waits(object: &Value) -> bool {
    object.list("metadata.finalizers").iter().any(|it| it.as_str() == Some(FOREGROUND))
}

fn own_grace(pod: &Value) -> i64 {
    let own = pod.at("spec.terminationGracePeriodSeconds").and_then(Value::as_int);
    own.unwrap_or(GRACE_SECONDS)
}

/// A Pod that a kubelet has: bound, and not at its end.
fn is_running(pod: &Value) -> bool {
    !pod.text("spec.nodeName").is_empty()
        && !matches!(pod.text("status.phase"), "Succeeded" | "Failed")
}
