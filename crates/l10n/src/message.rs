//! A message before it is text: an id and its arguments.

use std::borrow::Cow;

/// The value of an argument. Only counts are numbers: a port or an address is
/// text, or a language would write it with separators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A name, address, port, or a word that a message selects by.
    Text(String),
    /// A number of things, which a language may inflect by.
    Count(u64),
}

/// A sentence in no language yet. The id of an attribute is written
/// `message.attribute`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Kebab-case, scoped: `step-dnat`, `explain-unknown-field.title`.
    pub id: Cow<'static, str>,
    /// By name, in the order they were given.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// With one more argument of text.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl ToString) -> Self {
        self.args.push((name.into(), Arg::Text(value.to_string())));
        self
    }

    /// With one more argument that is a count.
    pub fn count(mut self, name: impl Into<Cow<'static, str>>, value: u64) -> Self {
        self.args.push((name.into(), Arg::Count(value)));
        self
    }
}

impl From<&'static str> for Message {
    fn from(id: &'static str) -> Self {
        Self::new(id)
    }
}
