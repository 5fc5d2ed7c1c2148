//! Tokens to a tree of raw nodes: structure, anchors and tags, not yet types.
//!
//! Models the parser of go.yaml.in/yaml/v2 (parserc.go) and the part of its
//! decode.go that builds nodes. Only the first document of the text is read,
//! as `Unmarshal` does.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::scan::{Kind, Mark, Scan, Scanner, Style, past_the_end};
use super::{MAX_DEPTH, MAX_NODES};
use crate::span::Span;

/// A node before typing.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub span: Span,
    /// Line of its first character, from 0, counting anchor and tag.
    pub line: usize,
    pub tag: String,
    pub content: RawContent,
}

/// What a raw node is; children are places in [`Tree::nodes`].
#[derive(Clone, Debug)]
pub(super) enum RawContent {
    Scalar { value: String, implicit: bool },
    Sequence(Vec<usize>),
    Mapping(Vec<(usize, usize)>),
    Alias { name: String, target: usize },
}

/// All nodes of one document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub nodes: Vec<Raw>,
    pub root: Option<usize>,
    /// Whether any node is an alias: a node may then be read more than once.
    pub aliased: bool,
}

/// Anchor and tag before a node.
#[derive(Default)]
struct Properties {
    anchor: Option<String>,
    tag: String,
}

struct Parser<'t> {
    scanner: Scanner<'t>,
    tree: Tree,
    anchors: BTreeMap<String, usize>,
    /// Those that came since somebody asked for one: most are never asked for.
    fresh_anchors: Vec<(String, usize)>,
    tags: BTreeMap<String, String>,
    depth: usize,
}

/// Reads the first document of a part of a text.
///
/// # Errors
/// The first fault, in the library's words.
pub(super) fn parse(text: &str, part: Span) -> Scan<Tree> {
    let mut parser = Parser {
        scanner: Scanner::new(text, part),
        tree: Tree::default(),
        anchors: BTreeMap::new(),
        fresh_anchors: Vec::new(),
        tags: BTreeMap::new(),
        depth: 0,
    };
    parser.pass()?;
    parser.document()?;
    Ok(parser.tree)
}

impl Parser<'_> {
    fn kind(&mut self) -> Scan<&Kind> {
        Ok(&self.scanner.peek()?.kind)
    }

    fn start(&mut self) -> Scan<Mark> {
        Ok(self.scanner.peek()?.start)
    }

    fn is(&mut self, wanted: fn(&Kind) -> bool) -> Scan<bool> {
        Ok(wanted(self.kind()?))
    }

    /// Goes over a token; where it ended.
    fn pass(&mut self) -> Scan<Mark> {
        let end = self.scanner.peek()?.end;
        self.scanner.pass();
        Ok(end)
    }

    fn document(&mut self) -> Scan {
        match self.kind()? {
            Kind::StreamEnd => return Ok(()),
            Kind::Version { .. } | Kind::TagDirective { .. } | Kind::DocumentStart => {
                self.directives()?;
                if !matches!(self.kind()?, Kind::DocumentStart) {
                    return self.fail("did not find expected <document start>", Mark::default());
                }
                self.pass()?;
                let root = if self.is(ends_document)? {
                    let at = self.start()?;
                    self.empty(at)?
                } else {
                    self.node(true, false)?
                };
                self.tree.root = Some(root);
            }
            _ => {
                self.directives()?;
                self.tree.root = Some(self.node(true, false)?);
            }
        }
        self.kind().map(|_| ())
    }

    fn directives(&mut self) -> Scan {
        let mut version = false;
        loop {
            match self.kind()?.clone() {
                Kind::Version { .. } if version => {
                    return self.fail("found duplicate %YAML directive", Mark::default());
                }
                Kind::Version { major, minor } => {
                    if (major, minor) != (1, 1) {
                        return self.fail("found incompatible YAML document", Mark::default());
                    }
                    version = true;
                }
                Kind::TagDirective { handle, prefix } => {
                    if self.tags.insert(handle, prefix).is_some() {
                        return self.fail("found duplicate %TAG directive", Mark::default());
                    }
                }
                _ => break,
            }
            self.pass()?;
        }
        Ok(())
    }

    fn fail<T>(&mut self, problem: &str, context: Mark) -> Scan<T> {
        let mark = self.start()?;
        let line = self.scanner.text.get(mark.byte..).and_then(|it| it.lines().next());
        let length = line.unwrap_or_default().trim_end().len();
        let at = Span::new(mark.byte, mark.byte + length);
        Err(Fault::parser(problem, mark, context).at(at))
    }

    fn node(&mut self, block: bool, indentless: bool) -> Scan<usize> {
        if self.depth >= MAX_DEPTH {
            let at = self.start()?;
            return Err(Fault::too_large(Span::at(at.byte)));
        }
        self.depth += 1;
        let node = self.node_here(block, indentless);
        self.depth -= 1;
        node
    }

    fn node_here(&mut self, block: bool, indentless: bool) -> Scan<usize> {
        if matches!(self.kind()?, Kind::Alias(_)) {
            return self.alias();
        }
        let start = self.start()?;
        let Properties { anchor, tag } = self.properties(start)?;
        let content = self.start()?;
        match self.kind()? {
            Kind::BlockEntry if indentless => {
                let id =
                    self.open(content, start, tag, anchor, RawContent::Sequence(Vec::new()))?;
                self.indentless_sequence(id)
            }
            Kind::Scalar { .. } => self.scalar(start, tag, anchor),
            Kind::FlowSequenceStart => {
                let id =
                    self.open(content, start, tag, anchor, RawContent::Sequence(Vec::new()))?;
                self.flow_sequence(id)
            }
            Kind::FlowMappingStart => {
                let id = self.open(content, start, tag, anchor, RawContent::Mapping(Vec::new()))?;
                self.flow_mapping(id)
            }
            Kind::BlockSequenceStart if block => {
                let id =
                    self.open(content, start, tag, anchor, RawContent::Sequence(Vec::new()))?;
                self.block_sequence(id, content)
            }
            Kind::BlockMappingStart if block => {
                let id = self.open(content, start, tag, anchor, RawContent::Mapping(Vec::new()))?;
                self.block_mapping(id, content)
            }
            _ if anchor.is_some() || !tag.is_empty() => {
                let implicit = tag.is_empty();
                let scalar = RawContent::Scalar { value: String::new(), implicit };
                self.open(start, start, tag, anchor, scalar)
            }
            _ => self.fail("did not find expected node content", start),
        }
    }

    fn scalar(&mut self, start: Mark, tag: String, anchor: Option<String>) -> Scan<usize> {
        let token = self.scanner.peek()?;
        let (from, to) = (token.start, token.end);
        let Kind::Scalar { value, style } = &mut token.kind else { return Err(past_the_end()) };
        let (value, style) = (std::mem::take(value), *style);
        self.scanner.pass();
        let implicit = tag == "!" || (tag.is_empty() && style == Style::Plain);
        let id = self.open(from, start, tag, anchor, RawContent::Scalar { value, implicit })?;
        self.close(id, to);
        Ok(id)
    }

    fn alias(&mut self) -> Scan<usize> {
        let token = self.scanner.peek()?;
        let (start, end) = (token.start, token.end);
        let Kind::Alias(name) = &mut token.kind else { return Err(past_the_end()) };
        let name = std::mem::take(name);
        self.scanner.pass();
        let at = Span::new(start.byte, end.byte);
        for (name, id) in std::mem::take(&mut self.fresh_anchors) {
            self.anchors.insert(name, id);
        }
        self.tree.aliased = true;
        let Some(target) = self.anchors.get(&name).copied() else {
            return Err(Fault::reader(&format!("unknown anchor '{name}' referenced")).at(at));
        };
        let alias = RawContent::Alias { name, target };
        let id = self.open(start, start, String::new(), None, alias)?;
        self.close(id, end);
        Ok(id)
    }

    fn properties(&mut self, start: Mark) -> Scan<Properties> {
        let mut anchor = None;
        let mut tag = None;
        for _ in 0..2 {
            let token = self.scanner.peek()?;
            match &mut token.kind {
                Kind::Anchor(name) if anchor.is_none() => anchor = Some(std::mem::take(name)),
                Kind::Tag { handle, suffix } if tag.is_none() => {
                    tag = Some((std::mem::take(handle), std::mem::take(suffix), token.start));
                }
                _ => break,
            }
            self.scanner.pass();
        }
        // What follows is read before the tag is looked up.
        self.kind()?;
        let tag = match tag {
            Some((handle, suffix, mark)) => self.resolve_tag(&handle, suffix, start, mark)?,
            None => String::new(),
        };
        Ok(Properties { anchor, tag })
    }

    fn resolve_tag(&self, handle: &str, suffix: String, start: Mark, mark: Mark) -> Scan<String> {
        if handle.is_empty() {
            return Ok(suffix);
        }
        let prefix = match (self.tags.get(handle), handle) {
            (Some(prefix), _) => Some(prefix.as_str()),
            (None, "!") => Some("!"),
            (None, "!!") => Some("tag:yaml.org,2002:"),
            (None, _) => None,
        };
        match prefix {
            Some(prefix) => Ok(format!("{prefix}{suffix}")),
            None => Err(Fault::parser("found undefined tag handle", mark, start)),
        }
    }

    /// Adds a node. Its anchor holds from here on, within its own children too.
    fn open(
        &mut self,
        from: Mark,
        line: Mark,
        tag: String,
        anchor: Option<String>,
        content: RawContent,
    ) -> Scan<usize> {
        let span = Span::at(from.byte);
        if self.tree.nodes.len() >= MAX_NODES {
            return Err(Fault::too_large(span));
        }
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Raw { span, line: line.line, tag, content });
        if let Some(name) = anchor {
            self.fresh_anchors.push((name, id));
        }
        Ok(id)
    }

    fn close(&mut self, id: usize, end: Mark) {
        if let Some(node) = self.tree.nodes.get_mut(id) {
            node.span.end = end.byte.max(node.span.start);
        }
    }

    fn empty(&mut self, at: Mark) -> Scan<usize> {
        let scalar = RawContent::Scalar { value: String::new(), implicit: true };
        self.open(at, at, String::new(), None, scalar)
    }

    fn add_item(&mut self, id: usize, item: usize) {
        let end = self.tree.nodes.get(item).map_or(0, |it| it.span.end);
        if let Some(node) = self.tree.nodes.get_mut(id) {
            node.span.end = node.span.end.max(end);
            if let RawContent::Sequence(items) = &mut node.content {
                items.push(item);
            }
        }
    }

    fn add_entry(&mut self, id: usize, key: usize, value: usize) {
        let end = |id: usize| self.tree.nodes.get(id).map_or(0, |it: &Raw| it.span.end);
        let end = end(key).max(end(value));
        if let Some(node) = self.tree.nodes.get_mut(id) {
            node.span.end = node.span.end.max(end);
            if let RawContent::Mapping(entries) = &mut node.content {
                entries.push((key, value));
            }
        }
    }

    fn block_sequence(&mut self, id: usize, start: Mark) -> Scan<usize> {
        self.pass()?;
        loop {
            match self.kind()? {
                Kind::BlockEntry => {
                    let end = self.pass()?;
                    let item = if self.is(|it| matches!(it, Kind::BlockEntry | Kind::BlockEnd))? {
                        self.empty(end)?
                    } else {
                        self.node(true, false)?
                    };
                    self.add_item(id, item);
                }
                Kind::BlockEnd => {
                    self.pass()?;
                    return Ok(id);
                }
                _ => return self.fail("did not find expected '-' indicator", start),
            }
        }
    }

    fn indentless_sequence(&mut self, id: usize) -> Scan<usize> {
        while matches!(self.kind()?, Kind::BlockEntry) {
            let end = self.pass()?;
            let ends = |it: &Kind| {
                matches!(it, Kind::BlockEntry | Kind::Key | Kind::Value | Kind::BlockEnd)
            };
            let item = if self.is(ends)? { self.empty(end)? } else { self.node(true, false)? };
            self.add_item(id, item);
        }
        Ok(id)
    }

    fn block_mapping(&mut self, id: usize, start: Mark) -> Scan<usize> {
        self.pass()?;
        loop {
            match self.kind()? {
                Kind::Key => {
                    let end = self.pass()?;
                    let key = self.block_part(end)?;
                    let value = self.block_value()?;
                    self.add_entry(id, key, value);
                }
                Kind::BlockEnd => {
                    self.pass()?;
                    return Ok(id);
                }
                _ => return self.fail("did not find expected key", start),
            }
        }
    }

    fn block_value(&mut self) -> Scan<usize> {
        if matches!(self.kind()?, Kind::Value) {
            let end = self.pass()?;
            return self.block_part(end);
        }
        let at = self.start()?;
        self.empty(at)
    }

    /// A key or a value of a block mapping; nothing is an empty scalar.
    fn block_part(&mut self, end: Mark) -> Scan<usize> {
        if self.is(|it| matches!(it, Kind::Key | Kind::Value | Kind::BlockEnd))? {
            self.empty(end)
        } else {
            self.node(true, true)
        }
    }

    fn flow_sequence(&mut self, id: usize) -> Scan<usize> {
        let start = self.start()?;
        self.pass()?;
        let mut first = true;
        while !matches!(self.kind()?, Kind::FlowSequenceEnd) {
            if !first {
                if !matches!(self.kind()?, Kind::FlowEntry) {
                    return self.fail("did not find expected ',' or ']'", start);
                }
                self.pass()?;
            }
            first = false;
            match self.kind()? {
                Kind::FlowSequenceEnd => break,
                Kind::Key => {
                    let pair = self.flow_pair()?;
                    self.add_item(id, pair);
                }
                _ => {
                    let item = self.node(false, false)?;
                    self.add_item(id, item);
                }
            }
        }
        let end = self.pass()?;
        self.close(id, end);
        Ok(id)
    }

    /// `[a: b]`: a mapping of one entry.
    fn flow_pair(&mut self) -> Scan<usize> {
        let start = self.start()?;
        self.pass()?;
        let mapping = RawContent::Mapping(Vec::new());
        let id = self.open(start, start, String::new(), None, mapping)?;
        let key = if self.is(|it| ends_pair(it) || matches!(it, Kind::Value))? {
            let end = self.pass()?;
            self.empty(end)?
        } else {
            self.node(false, false)?
        };
        let value = self.flow_value(ends_pair)?;
        self.add_entry(id, key, value);
        Ok(id)
    }

    fn flow_value(&mut self, ends: fn(&Kind) -> bool) -> Scan<usize> {
        if matches!(self.kind()?, Kind::Value) {
            self.pass()?;
            if !self.is(ends)? {
                return self.node(false, false);
            }
        }
        let at = self.start()?;
        self.empty(at)
    }

    fn flow_mapping(&mut self, id: usize) -> Scan<usize> {
        let start = self.start()?;
        self.pass()?;
        let mut first = true;
        while !matches!(self.kind()?, Kind::FlowMappingEnd) {
            if !first {
                if !matches!(self.kind()?, Kind::FlowEntry) {
                    return self.fail("did not find expected ',' or '}'", start);
                }
                self.pass()?;
            }
            first = false;
            match self.kind()? {
                Kind::FlowMappingEnd => break,
                Kind::Key => {
                    self.pass()?;
                    let key = if self.is(|it| ends_entry(it) || matches!(it, Kind::Value))? {
                        let at = self.start()?;
                        self.empty(at)?
                    } else {
                        self.node(false, false)?
                    };
                    let value = self.flow_value(ends_entry)?;
                    self.add_entry(id, key, value);
                }
                _ => {
                    let key = self.node(false, false)?;
                    let at = self.start()?;
                    let value = self.empty(at)?;
                    self.add_entry(id, key, value);
                }
            }
        }
        let end = self.pass()?;
        self.close(id, end);
        Ok(id)
    }
}

fn ends_document(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Version { .. }
            | Kind::TagDirective { .. }
            | Kind::DocumentStart
            | Kind::DocumentEnd
            | Kind::StreamEnd
    )
}

fn ends_pair(kind: &Kind) -> bool {
    matches!(kind, Kind::FlowEntry | Kind::FlowSequenceEnd)
}

fn ends_entry(kind: &Kind) -> bool {
    matches!(kind, Kind::FlowEntry | Kind::FlowMappingEnd)
}
