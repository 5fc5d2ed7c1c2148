//! Where a field stands in the text, or where it is missing.

use super::{Content, Entry, Node};
use crate::path::{FieldPath, Step};
use crate::span::Span;

/// A field's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key, or the first line of a list's item.
    pub key: Span,
    /// The value; where nothing is written, the key.
    pub value: Span,
    /// Whether the field itself was found, not just a parent of it.
    pub found: bool,
}

impl Node {
    /// Where the value at `path` stands. Where it is missing: the key of the
    /// closest parent that exists.
    pub fn locate(&self, path: &FieldPath) -> Span {
        let place = self.place(path);
        if place.found { place.value } else { place.key }
    }

    /// Where key and value at `path` stand.
    pub fn place(&self, path: &FieldPath) -> Place {
        let mut node = self;
        let mut key = head(self);
        for step in &path.0 {
            match child(node, step) {
                Some((at, next)) => {
                    key = at;
                    node = next;
                }
                None => return Place { key, value: key, found: false },
            }
        }
        let value = if node.span.start == node.span.end { key } else { node.span };
        Place { key, value, found: true }
    }

    /// The node at `path`.
    pub fn find(&self, path: &FieldPath) -> Option<&Node> {
        path.0.iter().try_fold(self, |node, step| child(node, step).map(|(_, next)| next))
    }
}

/// The entry of a step, and the place that stands for it.
fn child<'n>(node: &'n Node, step: &Step) -> Option<(Span, &'n Node)> {
    match (&node.content, step) {
        (Content::Map(entries), Step::Field(_) | Step::Key(_)) => {
            let name = match step {
                Step::Field(name) => name.as_ref(),
                Step::Key(name) => name.as_str(),
                Step::Index(_) => return None,
            };
            entry(entries, name).map(|it| (it.key_span, &it.value))
        }
        (Content::List(items), Step::Index(index)) => items.get(*index).map(|it| (head(it), it)),
        _ => None,
    }
}

fn entry<'n>(entries: &'n [Entry], name: &str) -> Option<&'n Entry> {
    // Names of one length differ most often in their last letter.
    let last = name.as_bytes().last();
    entries.iter().rev().find(|it| it.key.as_bytes().last() == last && it.key == name)
}

/// The first key of a mapping, the first item of a list, or the scalar itself.
fn head(node: &Node) -> Span {
    match &node.content {
        Content::Map(entries) => entries.first().map_or(node.span, |it| it.key_span),
        Content::List(items) => items.first().map_or(node.span, head),
        Content::Scalar(_) => node.span,
    }
}
