//! Objects by what the controllers look them up with: Pods by each label and by their controller, EndpointSlices by the
//! label that names their Service, Services by the first pair of their selector. Versions of a store share it.
//!
//! Plays the part of client-go's listers and indexers (tools/cache, pkg/controller AddPodControllerIndexer).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::objects::{Kind, Object, View};

/// The label by which a slice names its Service.
pub const SERVICE_NAME: &str = "kubernetes.io/service-name";

/// Stands for a label where a Pod is found by the UID of its controller; empty: by none. No label is so called.
pub const CONTROLLER: &str = "";

/// Names of objects of one namespace.
type Names = Arc<BTreeSet<Arc<str>>>;

/// The objects of one kind by namespace, label and value.
type Shelf = Arc<BTreeMap<String, Names>>;

/// See the module's text. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    pods: Shelf,
    slices: Shelf,
    services: Shelf,
}

impl Labelled {
    /// The names of all objects of this kind and namespace that have this pair, in order.
    pub fn names(
        &self,
        kind: Kind,
        namespace: &str,
        (label, value): (&str, &str),
    ) -> impl Iterator<Item = &Arc<str>> + use<'_> {
        let shelf = match kind {
            Kind::Pod => Some(&self.pods),
            Kind::EndpointSlice => Some(&self.slices),
            Kind::Service => Some(&self.services),
            _ => None,
        };
        let found = shelf.and_then(|it| it.get(&place(namespace, label, value)));
        found.into_iter().flat_map(|it| it.iter())
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
        let (was, is) = (pairs(before), pairs(after));
        if was == is {
            return;
        }
        let shelf = Arc::make_mut(shelf);
        if let Some(object) = before {
            for (label, value) in was {
                remove(shelf, place(&object.key.namespace, label, value), &object.key.name);
            }
        }
        if let Some(object) = after {
            for (label, value) in is {
                let names = shelf.entry(place(&object.key.namespace, label, value)).or_default();
                Arc::make_mut(names).insert(object.key.name.clone());
            }
        }
    }
}

fn remove(shelf: &mut BTreeMap<String, Names>, place: String, name: &str) {
    let Some(names) = shelf.get_mut(&place) else { return };
    Arc::make_mut(names).remove(name);
    if names.is_empty() {
        shelf.remove(&place);
    }
}

fn place(namespace: &str, label: &str, value: &str) -> String {
    [namespace, "\n", label, "\n", value].concat()
}

/// What an object is found by.
fn pairs(object: Option<&Object>) -> Vec<(&str, &str)> {
    let Some(object) = object else { return Vec::new() };
    let labels = object.meta.labels.iter().map(text);
    match &object.view {
        View::Pod(_) => {
            let controller = object.meta.controller.as_deref().unwrap_or_default();
            labels.chain([(CONTROLLER, controller)]).collect()
        }
        View::EndpointSlice(_) => labels.filter(|it| it.0 == SERVICE_NAME).collect(),
        View::Service(service) => service.selector.iter().flatten().map(text).take(1).collect(),
        _ => Vec::new(),
    }
}

fn text<'a>((name, value): (&'a String, &'a String)) -> (&'a str, &'a str) {
    (name, value)
}
