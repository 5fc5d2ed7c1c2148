//! What the two controllers of slices remember of those they wrote. Whoever
//! takes one away from its controller without deleting it, by another label or
//! by a finalizer, leaves the controller waiting for it: to the controller its
//! view of the slices looks out of date.
//!
//! Models staging/src/k8s.io/endpointslice/endpointslice_tracker.go
//! (ShouldSync, StaleSlices, HandleDeletion, DeleteService) and
//! onEndpointSliceUpdate of pkg/controller/endpointslice and
//! pkg/controller/endpointslicemirroring (v1.36).

use std::collections::BTreeSet;

use super::plane::{Difference, Note, Plane, Todo};
use super::slices::{MANAGED_BY, SERVICE_NAME};
use crate::objects::{Key, Kind, Object};
use crate::store::Actor;

/// A controller of slices.
pub(super) struct Keeper {
    pub actor: Actor,
    /// The value of the label that says who manages a slice.
    pub name: &'static str,
    /// What it keeps slices for.
    pub kind: Kind,
    /// Whether a slice whose deletion has begun is none of its slices any more.
    pub drops_deleting: bool,
}

impl Keeper {
    /// For which of its objects a slice is labelled, if it is the controller's.
    fn place(&self, slice: &Object) -> Option<Key> {
        let label = |name: &str| slice.meta.labels.get(name).map(String::as_str);
        let ours = slice.key.kind == Kind::EndpointSlice && label(MANAGED_BY) == Some(self.name);
        let service = label(SERVICE_NAME).filter(|_| ours)?;
        Some(Key::new(self.kind, &slice.key.namespace, service))
    }

    /// Whose slices are to be looked at again because of a change of one.
    pub fn concerned(&self, news: &Difference, into: &mut BTreeSet<Key>) {
        if news.kind() != Some(Kind::EndpointSlice) || news.by == Some(self.actor) {
            return;
        }
        if let (Some(was), Some(is)) = (&news.before, &news.after) {
            let generation = |it: &Object| it.value.at("metadata.generation").cloned();
            if self.place(was) == self.place(is) && generation(was) == generation(is) {
                return;
            }
        }
        into.extend(news.versions().filter_map(|it| self.place(it)));
    }

    /// The slices that it misses, as `SERVICE/SLICE`, by the news; what is new
    /// of that is noted.
    pub fn missing(&self, plane: &Plane<'_>, todo: &mut Todo) -> BTreeSet<Key> {
        let known = &plane.machines.missing_slices;
        let concerned = |it: &Difference| {
            it.by != Some(self.actor) && it.versions().any(|it| self.place(it).is_some())
        };
        if known.is_empty() && !plane.news.iter().any(concerned) {
            return BTreeSet::new();
        }
        let known: BTreeSet<Key> =
            known.iter().filter(|it| it.kind == self.kind).cloned().collect();
        let mut missing = known.clone();
        for news in plane.news {
            match (news.kind(), news.before.as_deref(), news.after.as_deref()) {
                (Some(Kind::EndpointSlice), before, after) if news.by != Some(self.actor) => {
                    self.learn(before, after, &mut missing);
                }
                (Some(kind), Some(was), after) if kind == self.kind => {
                    let uid = |it: &Object| it.value.text("metadata.uid").to_owned();
                    if after.is_none_or(|it| uid(it) != uid(was)) {
                        missing.retain(|it| !is_of(it, &was.key));
                    }
                }
                _ => {}
            }
        }
        let (gone, new) = (known.difference(&missing), missing.difference(&known));
        todo.notes.extend(gone.map(|it| Note::MissingSlice(it.clone(), false)));
        todo.notes.extend(new.map(|it| Note::MissingSlice(it.clone(), true)));
        missing
    }

    fn learn(&self, before: Option<&Object>, after: Option<&Object>, missing: &mut BTreeSet<Key>) {
        let entry = |slice: &Object| {
            let place = self.place(slice)?;
            let name = [&*place.name, &*slice.key.name].join("/");
            Some(Key::new(place.kind, &place.namespace, &name))
        };
        let going = |it: &Object| self.drops_deleting && it.meta.deleting;
        let was = before.and_then(entry);
        let is = after.filter(|it| !going(it)).and_then(entry);
        if let Some(was) = was.filter(|it| is.as_ref() != Some(it)) {
            match (before, after) {
                (_, None) => {
                    missing.remove(&was);
                }
                // The controller may have asked for that deletion itself.
                (Some(it), Some(_)) if going(it) => {}
                _ => {
                    missing.insert(was);
                }
            }
        }
        if let Some(is) = is {
            missing.remove(&is);
        }
    }
}

/// Whether one of these slices is missed for this object.
pub(super) fn misses(missing: &BTreeSet<Key>, key: &Key) -> bool {
    missing.iter().any(|it| is_of(it, key))
}

fn is_of(slice: &Key, key: &Key) -> bool {
    let name = slice.name.split_once('/').map(|(name, _)| name);
    slice.kind == key.kind && slice.namespace == key.namespace && name == Some(&*key.name)
}

/// Notes that nothing is missed any more for this object.
pub(super) fn forget(missing: &BTreeSet<Key>, key: &Key, todo: &mut Todo) {
    let of = missing.iter().filter(|it| is_of(it, key));
    todo.notes.extend(of.map(|it| Note::MissingSlice(it.clone(), false)));
}
