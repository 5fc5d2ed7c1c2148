//! Objects by what the controllers look them up with: Pods by each label and by their controller, EndpointSlices by the
//! label that names their Service, Services by the first pair of their selector. Versions of a store share it.
//!
//! Plays the part of client-go's listers and indexers (tools/cache, pkg/controller AddPodControllerIndexer).

use std::sync::Arc;

use crate::objects::{Kind, Object, View};

/// The label by which a slice names its Service.
pub const SERVICE_NAME: &str = "kubernetes.io/service-name";

/// Stands for a label where a Pod is found by the UID of its controller; empty: by none. No label is so called.
pub const CONTROLLER: &str = "";

/// Names of objects of one namespace, in order.
type Names = Arc<Vec<Arc<str>>>;

/// The objects of one kind by namespace, label and value, in order: small and
/// quick to copy beside a map, and mostly read.
type Shelf = Arc<Vec<(Arc<str>, Names)>>;

/// See the module's text. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    pods: Shelf,
    slices: Shelf,
    services: Shelf,
}

impl Labelled {
    /// The names of all objects of this kind and namespace that have this pair, in order.
    pub fn names(&self, kind: Kind, namespace: &str, (label, value): (&str, &str)) -> &[Arc<str>] {
        let shelf = match kind {
            Kind::Pod => Some(&self.pods),
            Kind::EndpointSlice => Some(&self.slices),
            Kind::Service => Some(&self.services),
            _ => None,
        };
        let place = place(namespace, label, value);
        let found = shelf.and_then(|it| it.get(search(it, &place).ok()?));
        found.map_or(&[], |(_, names)| names.as_slice())
    }

    /// Follows a change of one object.
    pub fn follow(&mut self, before: Option<&Object>, after: Option<&Object>) {
        let Some(kind) = after.or(before).map(|it| it.key.kind) else { return };
        let shelf = match kind {
            Kind::Pod => &mut self.pods,
            Kind::EndpointSlice => &mut self.slices,
            Kind::Service => &mut self.services,
            _ => return,
        };
        if let (Some(before), Some(after)) = (before, after)
            && before.meta.labels == after.meta.labels
            && before.meta.controller == after.meta.controller
            && selected(before) == selected(after)
        {
            return;
        }
        let shelf = Arc::make_mut(shelf);
        for (object, stays) in [(before, false), (after, true)] {
            let Some(object) = object else { continue };
            each_pair(object, &mut |label, value| {
                let place = place(&object.key.namespace, label, value);
                enter(shelf, &place, &object.key.name, stays);
            });
        }
    }
}

/// Puts a name in its place, or takes it away.
fn enter(shelf: &mut Vec<(Arc<str>, Names)>, place: &str, name: &Arc<str>, stays: bool) {
    let at = match search(shelf, place) {
        Ok(at) => at,
        Err(at) => {
            shelf.insert(at, (place.into(), Names::default()));
            at
        }
    };
    let Some((_, names)) = shelf.get_mut(at) else { return };
    let names = Arc::make_mut(names);
    match (names.binary_search(name), stays) {
        (Err(at), true) => names.insert(at, name.clone()),
        (Ok(at), false) => {
            names.remove(at);
        }
        (Ok(_), true) | (Err(_), false) => {}
    }
    if names.is_empty() {
        shelf.remove(at);
    }
}

fn search(shelf: &[(Arc<str>, Names)], place: &str) -> Result<usize, usize> {
    shelf.binary_search_by(|it| (*it.0).cmp(place))
}

fn place(namespace: &str, label: &str, value: &str) -> String {
    [namespace, "\n", label, "\n", value].concat()
}

/// Tells each pair that an object is found by.
fn each_pair(object: &Object, tell: &mut dyn FnMut(&str, &str)) {
    if let Some((label, value)) = selected(object) {
        tell(label, value);
    }
    let kind = object.key.kind;
    for (label, value) in object.meta.labels.iter() {
        if kind == Kind::Pod || kind == Kind::EndpointSlice && label == SERVICE_NAME {
            tell(label, value);
        }
    }
    if kind == Kind::Pod {
        tell(CONTROLLER, object.meta.controller.as_deref().unwrap_or_default());
    }
}

/// The first pair of a Service's selector.
fn selected(object: &Object) -> Option<(&String, &String)> {
    match &object.view {
        View::Service(service) => service.selector.as_ref()?.iter().next(),
        _ => None,
    }
}
