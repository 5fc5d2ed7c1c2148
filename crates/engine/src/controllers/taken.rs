//! What is given away already: a set as a list in order, for few are asked at a
//! time and its code is a tenth of a tree's.

/// A set of things.
#[derive(Debug)]
pub struct Taken<T>(Vec<T>);

impl<T: Ord> Taken<T> {
    /// Whether it is taken.
    pub fn contains(&self, it: &T) -> bool {
        self.0.binary_search(it).is_ok()
    }

    /// Takes it.
    pub fn insert(&mut self, it: T) {
        if let Err(place) = self.0.binary_search(&it) {
            self.0.insert(place, it);
        }
    }
}

impl<T: Ord> FromIterator<T> for Taken<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut all: Vec<T> = all.into_iter().collect();
        all.sort();
        Self(all)
    }
}
