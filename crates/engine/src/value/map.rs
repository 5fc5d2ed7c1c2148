//! The fields of an object. Copies share them until one is changed, so that a controller that writes one field of a large
//! object copies the maps on the way to it and nothing else, and what two versions share is equal at a glance.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use litemap::LiteMap;

use super::Value;

/// A sorted list: objects have few fields, and a tree keeps room for eleven in each map.
type Fields = LiteMap<String, Value>;

/// Fields that are looked through one by one: most names differ in their length already.
const FEW: usize = 16;

/// Fields by name, sorted as kubectl prints them. A clone shares them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Map(Arc<Fields>);

/// What both share is not looked into.
impl Ord for Map {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_same(other) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl PartialOrd for Map {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Map {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether both share their fields.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The field `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        if self.len() > FEW {
            return self.0.get(name);
        }
        self.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// What the fields hold, in the order of their names, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.iter_mut().map(|it| it.1)
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
        out.debug_map().entries(self).finish()
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
    type IntoIter = <Fields as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Value);
    type IntoIter = <&'a Fields as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a mut Map {
    type Item = (&'a String, &'a mut Value);
    type IntoIter = <&'a mut Fields as IntoIterator>::IntoIter;

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

    #[test]
    fn what_is_not_changed_stays_shared() {
        let mut first = Value::map();
        first.set("spec.selector.app", "web");
        let mut second = first.clone();
        assert_eq!(second.remove("spec.hints"), None);
        assert_eq!(second.remove("status.phase"), None);
        second.renew("spec.selector.app", "web".into());
        let place = |it: &Value| it.as_map().map(|it| Arc::as_ptr(&it.0));
        assert_eq!(place(&first), place(&second));
        second.renew("spec.selector.app", "shop".into());
        assert_eq!(second.text("spec.selector.app"), "shop");
        assert_eq!(first.text("spec.selector.app"), "web");
    }
}
