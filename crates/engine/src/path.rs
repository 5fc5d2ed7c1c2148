//! Paths to fields, printed as Kubernetes prints them.

use std::borrow::Cow;
use std::fmt;

/// One step of a [`FieldPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field's name: `.spec`.
    Field(Cow<'static, str>),
    /// A place in a list, from 0: `[0]`.
    Index(usize),
    /// A key of a free map: `[app]`.
    Key(String),
}

/// A path such as `spec.ports[0].nodePort`.
///
/// Models k8s.io/apimachinery/pkg/util/validation/field Path (v1.36).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The object itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path with one field more. A name with dots adds one step a part.
    pub fn field(&self, name: &'static str) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 4);
        steps.extend_from_slice(&self.0);
        steps.extend(name.split('.').map(|part| Step::Field(Cow::Borrowed(part))));
        Self(steps)
    }

    /// The path with a field whose name comes from a text.
    pub fn named(&self, name: &str) -> Self {
        self.with(Step::Field(Cow::Owned(name.to_owned())))
    }

    /// The path with a place in a list.
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    /// The path with a key of a free map (labels, a selector).
    pub fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 4);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if place == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => write!(f, "[{key}]")?,
            }
        }
        Ok(())
    }
}
