//! All objects of a cluster, and the changes between two states of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::objects::{
    Deployment, EndpointSlice, Key, Kind, Node, Object, Pod, ReplicaSet, Service, View,
};

/// Objects by key, in key order. A clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    objects: Arc<BTreeMap<Key, Arc<Object>>>,
    /// Counts every change; the `resourceVersion` of the newest object.
    revision: u64,
}

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// The learner, through the editor, a button or the terminal.
    Learner,
    /// Whoever set the cluster up: a lesson's own manifests.
    Operator,
    DeploymentController,
    ReplicaSetController,
    Scheduler,
    Kubelet,
    EndpointSliceController,
    EndpointSliceMirroringController,
    EndpointsController,
    ServiceController,
    NodeLifecycleController,
    ApiServer,
}

/// One change of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: Key,
    /// `None`: created.
    pub before: Option<Arc<Object>>,
    /// `None`: deleted.
    pub after: Option<Arc<Object>>,
    pub by: Actor,
}

impl Store {
    /// The object of this key.
    pub fn get(&self, key: &Key) -> Option<&Arc<Object>> {
        self.objects.get(key)
    }

    /// The object of this kind, namespace and name.
    pub fn find(&self, kind: Kind, namespace: &str, name: &str) -> Option<&Arc<Object>> {
        self.get(&Key::new(kind, namespace, name))
    }

    /// Stores an object and returns what changed; nothing where it is equal to
    /// what is there.
    pub fn put(&mut self, object: Object, by: Actor) -> Option<Change> {
        let before = self.objects.get(&object.key).cloned();
        if before.as_deref().is_some_and(|old| old.value == object.value) {
            return None;
        }
        self.revision += 1;
        let key = object.key.clone();
        let after = Arc::new(object);
        Arc::make_mut(&mut self.objects).insert(key.clone(), after.clone());
        Some(Change { key, before, after: Some(after), by })
    }

    /// Removes an object.
    pub fn delete(&mut self, key: &Key, by: Actor) -> Option<Change> {
        let before = Arc::make_mut(&mut self.objects).remove(key)?;
        self.revision += 1;
        Some(Change { key: key.clone(), before: Some(before), after: None, by })
    }

    /// Every object, in key order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.objects.values()
    }

    /// Every object of a kind, by namespace and name.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Object>> {
        self.objects
            .range(Key::new(kind, "", "")..)
            .map(|(_, it)| it)
            .take_while(move |it| it.key.kind == kind)
    }

    /// Every object of a kind in one namespace, by name.
    pub fn in_namespace(&self, kind: Kind, namespace: &str) -> impl Iterator<Item = &Arc<Object>> {
        let start = Key::new(kind, namespace, "");
        let namespace = start.namespace.clone();
        self.objects
            .range(start..)
            .map(|(_, it)| it)
            .take_while(move |it| it.key.kind == kind && it.key.namespace == namespace)
    }

    /// Whether both are the very same state of one store: cheap, and never true
    /// for states that differ.
    pub fn is_same(&self, other: &Store) -> bool {
        Arc::ptr_eq(&self.objects, &other.objects)
    }

    /// How many changes there have been.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Services with their views.
    pub fn services(&self) -> impl Iterator<Item = (&Object, &Service)> {
        self.of_kind(Kind::Service).filter_map(|it| match &it.view {
            View::Service(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// Pods with their views.
    pub fn pods(&self) -> impl Iterator<Item = (&Object, &Pod)> {
        self.of_kind(Kind::Pod).filter_map(|it| match &it.view {
            View::Pod(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// Nodes with their views.
    pub fn nodes(&self) -> impl Iterator<Item = (&Object, &Node)> {
        self.of_kind(Kind::Node).filter_map(|it| match &it.view {
            View::Node(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// EndpointSlices with their views.
    pub fn endpoint_slices(&self) -> impl Iterator<Item = (&Object, &EndpointSlice)> {
        self.of_kind(Kind::EndpointSlice).filter_map(|it| match &it.view {
            View::EndpointSlice(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// ReplicaSets with their views.
    pub fn replica_sets(&self) -> impl Iterator<Item = (&Object, &ReplicaSet)> {
        self.of_kind(Kind::ReplicaSet).filter_map(|it| match &it.view {
            View::ReplicaSet(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// Deployments with their views.
    pub fn deployments(&self) -> impl Iterator<Item = (&Object, &Deployment)> {
        self.of_kind(Kind::Deployment).filter_map(|it| match &it.view {
            View::Deployment(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }
}
