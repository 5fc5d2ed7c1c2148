//! Reading fields out of a spanned tree, with a fault for what does not fit.

use std::collections::BTreeSet;

use service_lab_engine::span::Span;
use service_lab_engine::value::Value;
use service_lab_engine::yaml::{self, Content, Entry, Node};

use crate::fault::{Expected, Fault, FaultKind};

/// The faults of one file.
pub(crate) struct Faults {
    pub file: String,
    pub list: Vec<Fault>,
}

impl Faults {
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new() }
    }

    pub fn add(&mut self, at: Span, kind: FaultKind) {
        self.list.push(Fault { file: self.file.clone(), at, kind });
    }

    pub fn not(&mut self, node: &Node, expected: Expected) {
        let found = match node.to_value() {
            Value::Str(text) => text,
            other => other.to_json(),
        };
        self.add(node.span, FaultKind::Not { expected, found });
    }
}

/// Reads a file of one document.
pub(crate) fn document(text: &str, faults: &mut Faults) -> Option<Node> {
    let (documents, problems) = yaml::read(text);
    for problem in problems {
        faults.add(problem.at, FaultKind::Yaml(Box::new(problem)));
    }
    let root = documents.into_iter().find_map(|it| it.root);
    if root.is_none() && faults.list.is_empty() {
        let at = Span::at(0);
        faults.add(at, FaultKind::Not { expected: Expected::Map, found: String::new() });
    }
    root
}

/// A mapping whose fields are taken one by one; [`Map::end`] tells the rest.
pub(crate) struct Map<'a> {
    entries: &'a [Entry],
    pub span: Span,
    taken: BTreeSet<&'static str>,
}

impl<'a> Map<'a> {
    pub fn of(node: &'a Node, faults: &mut Faults) -> Option<Self> {
        match &node.content {
            Content::Map(entries) => {
                Some(Self { entries, span: node.span, taken: BTreeSet::new() })
            }
            Content::Scalar(_) | Content::List(_) => {
                faults.not(node, Expected::Map);
                None
            }
        }
    }

    /// The entries of a mapping whose keys are ids.
    pub fn entries(&self) -> &'a [Entry] {
        self.entries
    }

    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.taken.insert(name);
        self.entries.iter().find(|it| it.key == name).map(|it| &it.value)
    }

    pub fn need(&mut self, name: &'static str, faults: &mut Faults) -> Option<&'a Node> {
        let found = self.take(name);
        if found.is_none() {
            faults.add(self.span, FaultKind::Missing { field: name.to_owned() });
        }
        found
    }

    /// Tells every field that was not asked for.
    pub fn end(self, faults: &mut Faults) {
        for entry in self.entries {
            if !self.taken.contains(entry.key.as_str()) {
                faults.add(entry.key_span, FaultKind::Unknown { field: entry.key.clone() });
            }
        }
    }
}

pub(crate) fn list<'a>(node: &'a Node, faults: &mut Faults) -> &'a [Node] {
    match &node.content {
        Content::List(items) => items,
        Content::Scalar(Value::Null) => &[],
        Content::Scalar(_) | Content::Map(_) => {
            faults.not(node, Expected::List);
            &[]
        }
    }
}

pub(crate) fn text(node: &Node, faults: &mut Faults) -> Option<String> {
    match node.to_value() {
        Value::Str(text) => Some(text),
        Value::Int(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Decimal(_) | Value::List(_) | Value::Map(_) => {
            faults.not(node, Expected::Text);
            None
        }
    }
}

pub(crate) fn number<T: TryFrom<i64>>(node: &Node, faults: &mut Faults) -> Option<T> {
    let found = node.to_value().as_int().and_then(|it| T::try_from(it).ok());
    if found.is_none() {
        faults.not(node, Expected::Number);
    }
    found
}

pub(crate) fn flag(node: &Node, faults: &mut Faults) -> Option<bool> {
    let found = node.to_value().as_bool();
    if found.is_none() {
        faults.not(node, Expected::Flag);
    }
    found
}

/// One of the known words.
pub(crate) fn word<T: Copy>(
    node: &Node,
    words: &[(&'static str, T)],
    faults: &mut Faults,
) -> Option<T> {
    let value = node.to_value();
    let found = words.iter().find(|(word, _)| value.as_str() == Some(word)).map(|(_, it)| *it);
    if found.is_none() {
        faults.not(node, Expected::OneOf(words.iter().map(|(word, _)| *word).collect()));
    }
    found
}

/// A value read from its spelling.
pub(crate) fn spelt<T>(
    node: &Node,
    read: impl Fn(&str) -> Option<T>,
    expected: Expected,
    faults: &mut Faults,
) -> Option<T> {
    let found = text(node, faults).and_then(|it| read(&it));
    if found.is_none() {
        faults.not(node, expected);
    }
    found
}
