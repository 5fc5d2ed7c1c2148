//! All objects of a cluster, and the changes between two states of it.

mod labelled;
mod shelves;
mod spread;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use crate::objects::{
    Deployment, EndpointSlice, Key, Kind, Node, Object, Pod, ReplicaSet, Service, View,
};
pub use labelled::SERVICE_NAME;
use labelled::{CONTROLLER, Labelled};
pub use shelves::Pair;
use shelves::Shelves;
pub use spread::{RUNNING, Spread, owned};

/// Objects by key, in key order. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Store {
    objects: Shelves,
    labelled: Labelled,
    spread: Spread,
    /// How many Services have each cluster address.
    cluster_ips: Arc<BTreeMap<IpAddr, u32>>,
    /// Counts every change; the `resourceVersion` of the newest object.
    revision: u64,
}

/// An object that both share is not looked into, nor is what follows from the
/// objects.
impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
            && (self.is_same(other)
                || self.differing(other).iter().all(|(one, other)| one == other))
    }
}

impl Eq for Store {}

/// The cluster addresses of a Service; none of anything else.
fn cluster_ips(object: Option<&Object>) -> &[IpAddr] {
    match object.map(|it| &it.view) {
        Some(View::Service(service)) => &service.cluster_ips,
        _ => &[],
    }
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
    StatefulSetController,
    HorizontalPodAutoscaler,
    Scheduler,
    Kubelet,
    EndpointSliceController,
    EndpointSliceMirroringController,
    EndpointsController,
    ServiceController,
    IngressController,
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
        self.objects.get((key.kind, &key.namespace, &key.name))
    }

    /// The object of this kind, namespace and name.
    pub fn find(&self, kind: Kind, namespace: &str, name: &str) -> Option<&Arc<Object>> {
        let namespace = if kind.namespaced() { namespace } else { "" };
        self.objects.get((kind, namespace, name))
    }

    /// Stores an object and returns what changed; nothing where it is equal to
    /// what is there.
    pub fn put(&mut self, object: Object, by: Actor) -> Option<Change> {
        self.put_shared(Arc::new(object), by)
    }

    /// The same for an object that is used elsewhere too.
    pub fn put_shared(&mut self, mut after: Arc<Object>, by: Actor) -> Option<Change> {
        let before = self.get(&after.key).cloned();
        if let Some(old) = before.as_deref()
            && let Some(new) = Arc::get_mut(&mut after)
            && new.managers.is_empty()
        {
            // A controller does not say whose the fields are.
            new.managers = old.managers.clone();
        }
        let object = after.as_ref();
        let same = |old: &Object| old.value == object.value && old.managers == object.managers;
        if before.as_deref().is_some_and(same) {
            return None;
        }
        self.revision += 1;
        let key = object.key.clone();
        self.count_addresses(before.as_deref(), Some(object));
        self.labelled.follow(before.as_deref(), Some(object));
        self.spread.follow(before.as_deref(), Some(object));
        self.objects.insert(after.clone());
        Some(Change { key, before, after: Some(after), by })
    }

    /// Removes an object.
    pub fn delete(&mut self, key: &Key, by: Actor) -> Option<Change> {
        let before = self.objects.remove((key.kind, &key.namespace, &key.name))?;
        self.revision += 1;
        self.count_addresses(Some(&before), None);
        self.labelled.follow(Some(&before), None);
        self.spread.follow(Some(&before), None);
        Some(Change { key: key.clone(), before: Some(before), after: None, by })
    }

    fn count_addresses(&mut self, before: Option<&Object>, after: Option<&Object>) {
        let (before, after) = (cluster_ips(before), cluster_ips(after));
        if before == after {
            return;
        }
        let counts = Arc::make_mut(&mut self.cluster_ips);
        for address in before {
            match counts.get_mut(address) {
                Some(count) if *count > 1 => *count -= 1,
                Some(_) | None => {
                    counts.remove(address);
                }
            }
        }
        for address in after {
            *counts.entry(*address).or_default() += 1;
        }
    }

    /// How many Pods are on each node.
    pub fn spread(&self) -> &Spread {
        &self.spread
    }

    /// Whether some Service has this cluster address.
    pub fn has_cluster_ip(&self, address: IpAddr) -> bool {
        self.cluster_ips.contains_key(&address)
    }

    /// Every object, in key order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Object>> {
        self.objects.iter()
    }

    /// Every object of a kind, by namespace and name.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Object>> {
        self.objects.from((kind, "", "")).take_while(move |it| it.key.kind == kind)
    }

    /// Every object of a kind in one namespace, by name.
    pub fn in_namespace(&self, kind: Kind, namespace: &str) -> impl Iterator<Item = &Arc<Object>> {
        self.objects
            .from((kind, namespace, ""))
            .take_while(move |it| it.key.kind == kind && *it.key.namespace == *namespace)
    }

    /// Whether both are the very same state of one store: cheap, and never true
    /// for states that differ.
    pub fn is_same(&self, other: &Store) -> bool {
        self.objects.is_same(&other.objects)
    }

    /// What is not the very same object in both states: as it stands in this
    /// one and in the other, in key order.
    pub fn differing<'a>(&'a self, other: &'a Store) -> Vec<Pair<'a>> {
        self.objects.differing(&other.objects)
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

    /// Pods of a namespace with this label and value, by name.
    pub fn pods_labelled(
        &self,
        namespace: &str,
        pair: (&str, &str),
    ) -> impl Iterator<Item = (&Object, &Pod)> {
        self.labelled(Kind::Pod, namespace, pair).filter_map(|it| match &it.view {
            View::Pod(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// Pods of a namespace whose controller has this UID, or that have none, by name.
    pub fn pods_controlled(
        &self,
        namespace: &str,
        uid: Option<&str>,
    ) -> impl Iterator<Item = (&Object, &Pod)> {
        self.pods_labelled(namespace, (CONTROLLER, uid.unwrap_or_default()))
    }

    /// EndpointSlices that name this Service, by name.
    pub fn slices_of(
        &self,
        namespace: &str,
        service: &str,
    ) -> impl Iterator<Item = (&Object, &EndpointSlice)> {
        let slices = self.labelled(Kind::EndpointSlice, namespace, (SERVICE_NAME, service));
        slices.filter_map(|it| match &it.view {
            View::EndpointSlice(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    /// Services of a namespace whose selector begins with this pair, by name.
    pub fn services_beginning(
        &self,
        namespace: &str,
        pair: (&str, &str),
    ) -> impl Iterator<Item = (&Object, &Service)> {
        self.labelled(Kind::Service, namespace, pair).filter_map(|it| match &it.view {
            View::Service(view) => Some((it.as_ref(), view)),
            _ => None,
        })
    }

    fn labelled(
        &self,
        kind: Kind,
        namespace: &str,
        pair: (&str, &str),
    ) -> std::vec::IntoIter<&Arc<Object>> {
        let names = self.labelled.names(kind, namespace, pair);
        self.objects.all_of(kind, namespace, names).into_iter()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    fn service(name: &str, ip: &str) -> Object {
        let mut value = Value::map();
        value.set("metadata.name", name);
        value.set("metadata.namespace", "default");
        value.set("spec.type", "ClusterIP");
        value.set("spec.clusterIP", ip);
        Object::new(Kind::Service, value)
    }

    #[test]
    fn an_address_is_taken_for_as_long_as_a_service_has_it() {
        let (one, two) = (IpAddr::from([10, 96, 0, 1]), IpAddr::from([10, 96, 0, 2]));
        let mut store = Store::default();
        let taken = |store: &Store| [one, two].map(|it| store.has_cluster_ip(it));
        store.put(service("a", "10.96.0.1"), Actor::Operator);
        store.put(service("b", "10.96.0.1"), Actor::Operator);
        assert_eq!(taken(&store), [true, false]);
        store.put(service("a", "10.96.0.2"), Actor::Operator);
        assert_eq!(taken(&store), [true, true]);
        store.delete(&Key::new(Kind::Service, "default", "b"), Actor::Operator);
        assert_eq!(taken(&store), [false, true]);
        store.delete(&Key::new(Kind::Service, "default", "a"), Actor::Operator);
        assert_eq!(taken(&store), [false, false]);
    }

    /// Numbers that look made up, the same each time.
    pub(super) fn numbers(count: u64) -> impl Iterator<Item = u64> {
        (1..=count).scan(7_u64, |state, _| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            Some(*state >> 33)
        })
    }

    /// A Pod, slice or Service, by `number`; its labels, controller and selector, each apart, by `look`.
    fn labelled(number: u64, look: u64) -> Object {
        let kinds = [Kind::Pod, Kind::EndpointSlice, Kind::Service];
        let kind = kinds[(number % 3) as usize];
        let (label, owner, selected) = (look % 4, look / 4 % 3, look / 12 % 4);
        let text = format!(
            "metadata: {{name: n{number}, namespace: ns{}, labels: {{app: a{label}, tier: b, \
             kubernetes.io/service-name: s{label}}}, ownerReferences: [{{controller: {}, kind: \
             ReplicaSet, name: r, uid: u{owner}}}]}}\nspec: {{selector: {{app: a{selected}, tier: b}}}}",
            number / 3 % 2,
            owner != 0,
        );
        let (documents, _) = crate::yaml::read(&text);
        let value = documents.into_iter().find_map(|it| it.root).map(|it| it.to_value());
        Object::new(kind, value.unwrap())
    }

    #[test]
    fn what_is_found_by_a_label_is_what_a_look_at_every_object_finds() {
        let mut store = Store::default();
        for number in numbers(3_000) {
            let object = labelled(number % 90, number / 90);
            if number % 7 < 2 {
                store.delete(&object.key, Actor::Operator);
            } else {
                store.put(object, Actor::Operator);
            }
            let (namespace, a, b) = (format!("ns{}", number % 2), number % 4, number % 3);
            let (app, uid) = (format!("a{a}"), format!("u{b}"));
            let here = |it: &&Object| *it.key.namespace == *namespace;
            let app_is = |it: &&Object| it.meta.labels.get("app") == Some(&app);
            let found: Vec<_> =
                store.pods_labelled(&namespace, ("app", &app)).map(|it| it.0).collect();
            let all: Vec<_> = store.pods().map(|it| it.0).filter(here).filter(app_is).collect();
            assert_eq!(found, all);
            for uid in [Some(uid.as_str()), None] {
                let found: Vec<_> = store.pods_controlled(&namespace, uid).map(|it| it.0).collect();
                let owned = |it: &&Object| it.meta.controller.as_deref() == uid;
                let all: Vec<_> = store.pods().map(|it| it.0).filter(here).filter(owned).collect();
                assert_eq!(found, all);
            }
            let found: Vec<_> =
                store.slices_of(&namespace, &format!("s{a}")).map(|it| it.0).collect();
            let all: Vec<_> =
                store.endpoint_slices().map(|it| it.0).filter(here).filter(app_is).collect();
            assert_eq!(found, all);
            let found = store.services_beginning(&namespace, ("app", &app));
            let selects =
                |it: &Service| it.selector.as_ref().and_then(|it| it.get("app")) == Some(&app);
            let all = store.services().filter(|(it, view)| here(it) && selects(view));
            assert!(found.map(|it| it.0).eq(all.map(|it| it.0)));
        }
    }

    #[test]
    fn deleting_what_is_not_there_leaves_the_very_same_store() {
        let mut store = Store::default();
        store.put(service("a", "10.96.0.1"), Actor::Operator);
        let before = store.clone();
        assert_eq!(store.delete(&Key::new(Kind::Pod, "default", "a"), Actor::Operator), None);
        assert!(store.is_same(&before));
    }

    #[test]
    fn an_object_is_found_by_its_parts_as_by_its_key() {
        let mut store = Store::default();
        for name in ["b", "a", "c"] {
            store.put(service(name, "10.96.0.1"), Actor::Operator);
        }
        for (kind, namespace, name) in [
            (Kind::Service, "default", "a"),
            (Kind::Service, "default", "c"),
            (Kind::Service, "default", "d"),
            (Kind::Service, "kube-system", "a"),
            (Kind::Pod, "default", "a"),
            (Kind::Node, "default", "a"),
        ] {
            let by_key = store.get(&Key::new(kind, namespace, name));
            assert_eq!(store.find(kind, namespace, name), by_key, "{kind:?} {namespace}/{name}");
        }
        assert!(store.find(Kind::Service, "default", "b").is_some());
    }
}
