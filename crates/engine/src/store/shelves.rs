//! Objects in key order, on shelves that versions of a store share: a change copies one shelf and the list of shelves,
//! and what differs between two versions is found without looking at the shelves that both have.
//!
//! Architecture invariant: no shelf is empty, and none holds more than [`MOST`].

use std::sync::Arc;

use crate::objects::{Kind, Object};

/// Objects on one shelf at most. A crowded cluster has some four thousand: about a hundred shelves, so that both copies
/// are small.
const MOST: usize = 64;

type Shelf = Arc<Vec<Arc<Object>>>;

/// Kind, namespace and name.
type Parts<'a> = (Kind, &'a str, &'a str);

/// An object before and after; `None`: it was or is not there.
pub type Pair<'a> = (Option<&'a Arc<Object>>, Option<&'a Arc<Object>>);

/// Objects by key. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Shelves {
    shelves: Arc<Vec<Shelf>>,
}

fn parts(object: &Object) -> Parts<'_> {
    (object.key.kind, &object.key.namespace, &object.key.name)
}

impl Shelves {
    /// The shelf on which an object stands or would stand, and its place there.
    fn place(&self, wanted: Parts<'_>) -> (usize, Result<usize, usize>) {
        let begins = |it: &Shelf| it.first().is_some_and(|it| parts(it) <= wanted);
        let shelf = self.shelves.partition_point(begins).saturating_sub(1);
        let place = |it: &Shelf| it.binary_search_by(|it| parts(it).cmp(&wanted));
        (shelf, self.shelves.get(shelf).map_or(Err(0), place))
    }

    /// The object with these parts.
    pub fn get(&self, wanted: Parts<'_>) -> Option<&Arc<Object>> {
        let (shelf, place) = self.place(wanted);
        self.shelves.get(shelf)?.get(place.ok()?)
    }

    /// Puts an object in its place, where another of its key may stand.
    pub fn insert(&mut self, object: Arc<Object>) {
        let (shelf, place) = self.place(parts(&object));
        let shelves = Arc::make_mut(&mut self.shelves);
        let Some(on) = shelves.get_mut(shelf) else {
            shelves.push(Arc::new(vec![object]));
            return;
        };
        let on = Arc::make_mut(on);
        match place {
            Ok(place) => {
                if let Some(there) = on.get_mut(place) {
                    *there = object;
                }
            }
            Err(place) => {
                on.insert(place.min(on.len()), object);
                if on.len() > MOST {
                    let rest = on.split_off(MOST / 2);
                    shelves.insert(shelf + 1, Arc::new(rest));
                }
            }
        }
    }

    /// Takes an object away.
    pub fn remove(&mut self, wanted: Parts<'_>) -> Option<Arc<Object>> {
        let (shelf, place) = self.place(wanted);
        let place = place.ok()?;
        let shelves = Arc::make_mut(&mut self.shelves);
        let on = Arc::make_mut(shelves.get_mut(shelf)?);
        let gone = on.remove(place);
        let left = on.len();
        let next = shelves.get(shelf + 1).map_or(MOST, |it| it.len());
        if left == 0 {
            shelves.remove(shelf);
        } else if left + next <= MOST / 2 {
            let more = shelves.remove(shelf + 1);
            if let Some(on) = shelves.get_mut(shelf) {
                Arc::make_mut(on).extend(more.iter().cloned());
            }
        }
        Some(gone)
    }

    /// Every object, in key order.
    pub fn iter(&self) -> Objects<'_> {
        Objects { shelves: self.shelves.iter(), here: [].iter() }
    }

    /// Every object from these parts on.
    pub fn from<'a>(&'a self, wanted: Parts<'_>) -> Objects<'a> {
        let (shelf, place) = self.place(wanted);
        let place = place.unwrap_or_else(|it| it);
        let mut shelves = self.shelves.get(shelf..).unwrap_or_default().iter();
        let first = shelves.next().and_then(|it| it.get(place..)).unwrap_or_default();
        Objects { shelves, here: first.iter() }
    }

    /// The objects of these names (in order) that there are. Those of a Deployment stand side by side, so after each
    /// the next is looked for beside it first.
    pub fn all_of(&self, kind: Kind, namespace: &str, names: &[Arc<str>]) -> Vec<&Arc<Object>> {
        let mut found = Vec::with_capacity(names.len());
        let mut beside: Option<(&Shelf, usize)> = None;
        for name in names {
            let wanted = (kind, namespace, &**name);
            let next = beside.and_then(|(shelf, at)| shelf.get(at + 1));
            if let Some(next) = next.filter(|it| *it.key.name == **name && parts(it) == wanted) {
                found.push(next);
                beside = beside.map(|(shelf, at)| (shelf, at + 1));
                continue;
            }
            let (shelf, place) = self.place(wanted);
            beside = self.shelves.get(shelf).zip(place.ok());
            found.extend(beside.and_then(|(shelf, at)| shelf.get(at)));
        }
        found
    }

    /// Whether both are one and the same: cheap, and never true of two that differ.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shelves, &other.shelves)
    }

    /// What is not the very same object in both, in key order.
    pub fn differing<'a>(&'a self, after: &'a Self) -> Vec<Pair<'a>> {
        let mut out = Vec::new();
        let mut old = Cursor { shelves: &self.shelves, at: 0 };
        let mut new = Cursor { shelves: &after.shelves, at: 0 };
        loop {
            if let (Some(was), Some(is)) = (old.whole(), new.whole())
                && Arc::ptr_eq(was, is)
            {
                old.leave();
                new.leave();
                continue;
            }
            let order = match (old.object(), new.object()) {
                (None, None) => return out,
                (Some(was), Some(is)) if Arc::ptr_eq(was, is) => {
                    // As far as both shelves go on alike.
                    let pairs = old.rest().iter().zip(new.rest());
                    let alike = pairs.take_while(|(was, is)| Arc::ptr_eq(was, is)).count();
                    old.pass(alike);
                    new.pass(alike);
                    continue;
                }
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(was), Some(is)) => was.key.cmp(&is.key),
            };
            let was = if order.is_le() { old.step() } else { None };
            let is = if order.is_ge() { new.step() } else { None };
            out.push((was, is));
        }
    }
}

/// Objects in key order, from somewhere on. (What the standard library builds of its adapters is larger and slower.)
pub struct Objects<'a> {
    shelves: std::slice::Iter<'a, Shelf>,
    /// What is left of the shelf before these.
    here: std::slice::Iter<'a, Arc<Object>>,
}

impl<'a> Iterator for Objects<'a> {
    type Item = &'a Arc<Object>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(object) = self.here.next() {
                return Some(object);
            }
            self.here = self.shelves.next()?.iter();
        }
    }
}

/// A place in the order of objects.
struct Cursor<'a> {
    shelves: &'a [Shelf],
    /// On the first of them.
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The shelf at whose beginning it stands.
    fn whole(&self) -> Option<&'a Shelf> {
        self.shelves.first().filter(|_| self.at == 0)
    }

    fn leave(&mut self) {
        self.shelves = self.shelves.get(1..).unwrap_or_default();
        self.at = 0;
    }

    fn object(&self) -> Option<&'a Arc<Object>> {
        self.shelves.first()?.get(self.at)
    }

    /// What is left of the shelf.
    fn rest(&self) -> &'a [Arc<Object>] {
        self.shelves.first().and_then(|it| it.get(self.at..)).unwrap_or_default()
    }

    /// Goes on by so many objects of the shelf.
    fn pass(&mut self, count: usize) {
        self.at += count;
        if self.object().is_none() {
            self.leave();
        }
    }

    /// The object there; goes on to the next.
    fn step(&mut self) -> Option<&'a Arc<Object>> {
        let object = self.object()?;
        self.pass(1);
        Some(object)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::objects::Key;
    use crate::store::tests::numbers;
    use crate::value::Value;

    fn object(number: u64, note: u64) -> Arc<Object> {
        let mut value = Value::map();
        let kind = if number.is_multiple_of(3) { Kind::Node } else { Kind::ConfigMap };
        value.set("metadata.name", format!("n{number}"));
        value.set("metadata.namespace", if number.is_multiple_of(2) { "a" } else { "b" });
        value.set("note", note.to_string());
        Arc::new(Object::new(kind, value))
    }

    #[test]
    fn shelves_hold_what_a_map_holds_and_tell_what_differs_from_any_version_before() {
        let mut shelves = Shelves::default();
        let mut map: BTreeMap<Key, Arc<Object>> = BTreeMap::new();
        let mut versions: Vec<(Shelves, BTreeMap<Key, Arc<Object>>)> = Vec::new();
        for (turn, number) in (0_u64..).zip(numbers(4_000)) {
            let growing = (turn / 500).is_multiple_of(2);
            let made = object(number % 700, turn);
            if growing || number.is_multiple_of(5) {
                shelves.insert(made.clone());
                map.insert(made.key.clone(), made);
            } else {
                let gone = shelves.remove(parts(&made)).is_some();
                assert_eq!(gone, map.remove(&made.key).is_some());
            }
            if number.is_multiple_of(97) {
                let key = &object(number % 701, 0).key;
                assert_eq!(shelves.get((key.kind, &key.namespace, &key.name)), map.get(key));
                let rest = shelves.from((key.kind, &key.namespace, &key.name));
                assert!(rest.eq(map.range(key.clone()..).map(|(_, it)| it)));
                versions.push((shelves.clone(), map.clone()));
            }
        }
        assert!(shelves.shelves.iter().all(|it| (1..=MOST).contains(&it.len())));
        assert!(shelves.shelves.len() > 3);
        assert!(shelves.iter().eq(map.values()));
        for (before, was) in &versions {
            let keys: std::collections::BTreeSet<&Key> = was.keys().chain(map.keys()).collect();
            let pairs = keys.into_iter().map(|it| (was.get(it), map.get(it)));
            let same = |it: &Pair<'_>| match it {
                (Some(was), Some(is)) => Arc::ptr_eq(was, is),
                _ => false,
            };
            let wanted: Vec<_> = pairs.filter(|it| !same(it)).collect();
            assert_eq!(before.differing(&shelves), wanted);
        }
    }
}
