//! The fields of an object. Copies share them until one is changed, so that a controller that writes one field of a large
//! object copies the maps on the way to it and nothing else, and what two versions share is equal at a glance.

use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::Value;

type Fields = BTreeMap<String, Value>;

/// Fields by name, sorted as kubectl prints them. A clone shares them.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Map(Arc<Fields>);

impl Map {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Deref for Map {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.0
    }
}

/// Copies the fields where another value shares them, but not what is in them.
impl DerefMut for Map {
    fn deref_mut(&mut self) -> &mut Fields {
        Arc::make_mut(&mut self.0)
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self(Arc::new(fields.into_iter().collect()))
    }
}

impl<const N: usize> From<[(String, Value); N]> for Map {
    fn from(fields: [(String, Value); N]) -> Self {
        fields.into_iter().collect()
    }
}

impl IntoIterator for Map {
    type Item = (String, Value);
    type IntoIter = btree_map::IntoIter<String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Value);
    type IntoIter = btree_map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a mut Map {
    type Item = (&'a String, &'a mut Value);
    type IntoIter = btree_map::IterMut<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::make_mut(&mut self.0).iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_copy_leaves_the_first_as_it_was_and_shares_the_rest() {
        let mut first = Value::map();
        first.set("metadata.labels.app", "web");
        first.set("spec.replicas", 2);
        let mut second = first.clone();
        second.set("spec.replicas", 3);
        assert_eq!(first.at("spec.replicas"), Some(&Value::Int(2)));
        assert_eq!(second.at("spec.replicas"), Some(&Value::Int(3)));
        let labels = |it: &Value| Some(Arc::as_ptr(&it.at("metadata.labels")?.as_map()?.0));
        assert_eq!(labels(&first), labels(&second));
        assert_ne!(first, second);
        second.set("spec.replicas", 2);
        assert_eq!(first, second);
    }
}
