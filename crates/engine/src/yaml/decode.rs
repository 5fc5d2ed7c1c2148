//! Raw nodes to typed ones: scalars get their types, aliases and merge keys
//! are written out, keys become strings.
//!
//! Models go.yaml.in/yaml/v2 decode.go into `interface{}`, and the conversion
//! to JSON of sigs.k8s.io/yaml. Where several things are wrong, the one that
//! those two meet first is told.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use super::gosyntax::go_syntax;
use super::parse::{Raw, RawContent, Tree};
use super::resolve::{Scalar, key_float, resolve};
use super::{Content, Duplicate, Entry, MAX_DEPTH, MAX_NODES, Node};
use crate::span::Span;
use crate::value::Value;

/// A decoded node, before JSON: keys may still be anything.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub span: Span,
    pub content: TypedContent,
}

#[derive(Clone, Debug)]
pub(super) enum TypedContent {
    Scalar(Scalar),
    List(Vec<Typed>),
    Map(Vec<(Scalar, Span, Typed)>),
}

struct Decoder {
    tree: Tree,
    duplicates: Vec<Duplicate>,
    /// Aliases that are being written out.
    open: Vec<usize>,
    decoded: usize,
    from_aliases: usize,
    depth: usize,
}

/// Makes typed nodes of a document.
///
/// # Errors
/// The first fault, in the words of the library that meets it.
pub(super) fn decode(tree: Tree) -> Result<(Option<Node>, Vec<Duplicate>), Fault> {
    let Some(root) = tree.root else { return Ok((None, Vec::new())) };
    let mut decoder = Decoder {
        tree,
        duplicates: Vec::new(),
        open: Vec::new(),
        decoded: 0,
        from_aliases: 0,
        depth: 0,
    };
    let typed = decoder.node(root)?;
    let mut making = Making { twice: !decoder.duplicates.is_empty(), unlike: false };
    let node = making.node(typed)?;
    match making.unlike.then(|| unlike(&node)).flatten() {
        Some(fault) => Err(fault),
        None => Ok((Some(node), decoder.duplicates)),
    }
}

impl Decoder {
    fn raw(&self, id: usize) -> Result<&Raw, Fault> {
        self.tree.nodes.get(id).ok_or_else(|| Fault::too_large(Span::default()))
    }

    /// What a node is. Without aliases no node is read twice, and it is taken as it is.
    fn content(&mut self, id: usize) -> Result<RawContent, Fault> {
        let aliased = self.tree.aliased;
        let raw = self.tree.nodes.get_mut(id).ok_or_else(|| Fault::too_large(Span::default()))?;
        Ok(match aliased {
            true => raw.content.clone(),
            false => std::mem::replace(&mut raw.content, RawContent::Sequence(Vec::new())),
        })
    }

    fn node(&mut self, id: usize) -> Result<Typed, Fault> {
        let span = self.raw(id)?.span;
        self.count(span)?;
        self.depth += 1;
        let typed = self.node_here(id, span);
        self.depth -= 1;
        typed
    }

    /// Models allowedAliasRatio: in small documents 99 % may come from aliases.
    fn count(&mut self, span: Span) -> Result<(), Fault> {
        self.decoded += 1;
        if !self.open.is_empty() {
            self.from_aliases += 1;
        }
        let mostly_aliases = self.from_aliases * 100 > self.decoded * 99;
        if self.from_aliases > 100 && self.decoded > 1000 && mostly_aliases {
            return Err(Fault::decode("document contains excessive aliasing".to_owned(), span));
        }
        if self.decoded > 2 * MAX_NODES || self.depth > MAX_DEPTH {
            return Err(Fault::too_large(span));
        }
        Ok(())
    }

    fn node_here(&mut self, id: usize, span: Span) -> Result<Typed, Fault> {
        let content = match self.content(id)? {
            RawContent::Scalar { value, implicit } => {
                TypedContent::Scalar(self.scalar(id, value, implicit)?)
            }
            RawContent::Sequence(items) => {
                let mut list = Vec::with_capacity(items.len());
                for item in items {
                    list.push(self.node(item)?);
                }
                TypedContent::List(list)
            }
            RawContent::Mapping(entries) => {
                let list = Vec::with_capacity(entries.len());
                let mut into = Entries { list, places: BTreeMap::new() };
                self.mapping(entries, &mut into)?;
                TypedContent::Map(into.list)
            }
            RawContent::Alias { name, target } => {
                self.enter(id, &name, span)?;
                let typed = self.node(target);
                self.open.pop();
                return typed.map(|it| Typed { span, ..it });
            }
        };
        Ok(Typed { span, content })
    }

    fn enter(&mut self, id: usize, name: &str, span: Span) -> Result<(), Fault> {
        if self.open.contains(&id) {
            return Err(Fault::decode(format!("anchor '{name}' value contains itself"), span));
        }
        self.open.push(id);
        Ok(())
    }

    fn scalar(&self, id: usize, value: String, implicit: bool) -> Result<Scalar, Fault> {
        let raw = self.raw(id)?;
        if raw.tag.is_empty() && !implicit {
            return Ok(Scalar::Str(value));
        }
        resolve(&raw.tag, value).map_err(|problem| Fault::decode(problem, raw.span))
    }

    fn mapping(&mut self, entries: Vec<(usize, usize)>, into: &mut Entries) -> Result<(), Fault> {
        for (key, value) in entries {
            if self.is_merge(key)? {
                self.merge(value, into)?;
                continue;
            }
            let key_span = self.raw(key)?.span;
            let typed = self.node(key)?;
            let TypedContent::Scalar(name) = typed.content else {
                let shown = go_syntax(&typed);
                return Err(Fault::decode(format!("invalid map key: {shown}"), key_span));
            };
            let line = self.raw(value)?.line;
            let typed = self.node(value)?;
            if into.meet(&name) {
                let key = super::gosyntax::scalar(&name);
                self.duplicates.push(Duplicate { key, at: key_span, line: line + 1 });
            }
            into.list.push((name, key_span, typed));
        }
        Ok(())
    }

    fn is_merge(&self, key: usize) -> Result<bool, Fault> {
        let raw = self.raw(key)?;
        Ok(match &raw.content {
            RawContent::Scalar { value, implicit } => {
                value == "<<" && (*implicit || raw.tag == "tag:yaml.org,2002:merge")
            }
            RawContent::Sequence(_) | RawContent::Mapping(_) | RawContent::Alias { .. } => false,
        })
    }

    fn merge(&mut self, id: usize, into: &mut Entries) -> Result<(), Fault> {
        if !matches!(self.raw(id)?.content, RawContent::Sequence(_)) {
            return self.merge_one(id, into);
        }
        let RawContent::Sequence(items) = self.content(id)? else { return Ok(()) };
        for item in items.into_iter().rev() {
            if matches!(self.raw(item)?.content, RawContent::Sequence(_)) {
                return Err(self.want_map(item));
            }
            self.merge_one(item, into)?;
        }
        Ok(())
    }

    fn merge_one(&mut self, id: usize, into: &mut Entries) -> Result<(), Fault> {
        let span = self.raw(id)?.span;
        match self.content(id)? {
            RawContent::Mapping(entries) => {
                self.count(span)?;
                self.mapping(entries, into)
            }
            RawContent::Alias { name, target } => {
                if !matches!(self.raw(target)?.content, RawContent::Mapping(_)) {
                    return Err(self.want_map(id));
                }
                self.count(span)?;
                self.enter(id, &name, span)?;
                self.depth += 1;
                let merged = self.count(span).and_then(|()| match self.content(target)? {
                    RawContent::Mapping(entries) => self.mapping(entries, into),
                    _ => Ok(()),
                });
                self.depth -= 1;
                self.open.pop();
                merged
            }
            RawContent::Scalar { .. } | RawContent::Sequence(_) => Err(self.want_map(id)),
        }
    }

    fn want_map(&self, id: usize) -> Fault {
        let span = self.tree.nodes.get(id).map_or(Span::default(), |it| it.span);
        let problem = "map merge requires map or sequence of maps as the value";
        Fault::decode(problem.to_owned(), span)
    }
}

/// Entries up to which a key is looked for among them one by one.
const FEW: usize = 24;

/// The entries of a mapping as they come, those merged into it among them.
struct Entries {
    list: Vec<(Scalar, Span, Typed)>,
    /// Of a long mapping, by a number made from each key, the place of the last that has it.
    places: BTreeMap<u64, usize>,
}

impl Entries {
    /// Whether the key of the next entry is among the entries already.
    fn meet(&mut self, key: &Scalar) -> bool {
        let place = self.list.len();
        if place < FEW {
            return self.among(key);
        }
        if place == FEW {
            for (place, entry) in self.list.iter().enumerate() {
                self.places.insert(entry.0.fingerprint(), place);
            }
        }
        let last = self.places.insert(key.fingerprint(), place).and_then(|it| self.list.get(it));
        // Two keys of one number: hardly ever.
        last.is_some_and(|it| it.0 == *key || self.among(key))
    }

    fn among(&self, key: &Scalar) -> bool {
        self.list.iter().any(|it| it.0 == *key)
    }
}

/// Makes nodes with strings for keys.
///
/// Models sigs.k8s.io/yaml convertToJSONableObject.
struct Making {
    /// Whether some key stands twice in its mapping.
    twice: bool,
    /// Whether there is a number that JSON has none for. It stands in the node by its name.
    unlike: bool,
}

impl Making {
    fn node(&mut self, typed: Typed) -> Result<Node, Fault> {
        let content = match typed.content {
            TypedContent::Scalar(Scalar::NotFinite(name)) => {
                self.unlike = true;
                Content::Scalar(Value::Decimal(name.to_owned()))
            }
            TypedContent::Scalar(scalar) => Content::Scalar(scalar.into_value()),
            TypedContent::List(items) => {
                let mut nodes = Vec::with_capacity(items.len());
                for item in items {
                    nodes.push(self.node(item)?);
                }
                Content::List(nodes)
            }
            TypedContent::Map(entries) => {
                let replaced = if self.twice { replaced(&entries) } else { Vec::new() };
                let mut nodes = Vec::with_capacity(entries.len());
                for (place, entry) in entries.into_iter().enumerate() {
                    // What a later entry replaces is gone by now: it cannot be wrong.
                    let gone = replaced.get(place).is_some_and(|it| *it);
                    match self.entry(entry) {
                        Err(_) if gone => {}
                        made => nodes.push(made?),
                    }
                }
                Content::Map(nodes)
            }
        };
        Ok(Node { span: typed.span, content })
    }

    fn entry(&mut self, (key, key_span, value): (Scalar, Span, Typed)) -> Result<Entry, Fault> {
        let key = key_text(key, key_span, &value)?;
        Ok(Entry { key, key_span, value: self.node(value)? })
    }
}

/// The first number that JSON has none for, in the order in which encoding/json
/// writes: keys sorted.
fn unlike(node: &Node) -> Option<Fault> {
    match &node.content {
        Content::Scalar(Value::Decimal(name)) if name.ends_with(['N', 'f']) => {
            Some(Fault::json(format!("json: unsupported value: {name}"), node.span))
        }
        Content::Scalar(_) => None,
        Content::List(items) => items.iter().find_map(unlike),
        Content::Map(entries) => {
            let sorted: BTreeMap<&str, &Node> =
                entries.iter().map(|it| (it.key.as_str(), &it.value)).collect();
            sorted.into_values().find_map(unlike)
        }
    }
}

/// Of each entry, whether a later one has its key.
pub(super) fn replaced(entries: &[(Scalar, Span, Typed)]) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    let mut out: Vec<bool> = entries.iter().rev().map(|it| !seen.insert(&it.0)).collect();
    out.reverse();
    out
}

fn key_text(key: Scalar, at: Span, value: &Typed) -> Result<String, Fault> {
    let unsupported = |name: &str, shown: &str| {
        let value = go_syntax(value);
        let words = format!("unsupported map key of type: {name}, key: {shown}, value: {value}");
        Fault::json(words, at)
    };
    Ok(match key {
        Scalar::Str(text) => text,
        Scalar::Bool(flag) => flag.to_string(),
        Scalar::Int(number) => number.to_string(),
        Scalar::Float(text) => match super::float::go_float32(&text) {
            Some(text) => key_float(&text).unwrap_or(text),
            None if text.starts_with('-') => "-.inf".to_owned(),
            None => ".inf".to_owned(),
        },
        Scalar::NotFinite("+Inf") => ".inf".to_owned(),
        Scalar::NotFinite("-Inf") => "-.inf".to_owned(),
        Scalar::NotFinite(_) => ".nan".to_owned(),
        Scalar::Null => return Err(unsupported("%!s(<nil>)", "<nil>")),
        Scalar::Uint(number) => return Err(unsupported("uint64", &format!("{number:#x}"))),
    })
}

impl Node {
    /// A scalar's value, where it is one.
    pub fn as_scalar(&self) -> Option<&Value> {
        match &self.content {
            Content::Scalar(value) => Some(value),
            Content::List(_) | Content::Map(_) => None,
        }
    }
}
