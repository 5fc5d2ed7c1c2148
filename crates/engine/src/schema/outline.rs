//! Where a byte stands in a manifest that may be no YAML yet: the keys and
//! items on the way there, what stands beside it, and whether a key or a value
//! belongs there. Reads line by line, by indentation, and through `{}` and
//! `[]`; never fails, and takes time in proportion to the text.

use crate::span::Span;

/// Deepest nesting that is followed: the limit of the YAML reader.
const MAX_DEPTH: usize = 64;

/// One step on the way from the document's root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'t> {
    /// Below this key.
    Key(&'t str),
    /// Into an item of a list.
    Item,
}

/// What belongs at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'t> {
    /// A key, or a list's item that is no mapping.
    Key {
        /// What is typed of it before the place.
        typed: Span,
        /// The whole of it.
        whole: Span,
        /// Whether its colon stands already.
        colon: bool,
    },
    /// The value of a key.
    Value {
        key: &'t str,
        /// The key.
        of: Span,
        /// What is typed of the value before the place.
        typed: Span,
        /// Whether the blank after the colon is still missing.
        blank: bool,
        /// Whether it is plain text that can be completed: no quotes, no text of several lines.
        free: bool,
    },
}

/// Where a place is.
#[derive(Clone, Debug)]
pub struct Outline<'t> {
    /// From the document's root to the mapping or list of the place.
    pub way: Vec<Way<'t>>,
    /// What belongs there; `None`: in a comment, in a text of several lines,
    /// in quotes, or at an indentation where nothing can stand.
    pub slot: Option<Slot<'t>>,
    /// The other keys of its mapping.
    pub beside: Vec<&'t str>,
    /// Column of the key, from 0.
    pub column: usize,
    /// Whether it stands within `{}` or `[]`.
    pub flow: bool,
    /// Whether the document has no key yet.
    pub empty: bool,
    /// `apiVersion` and `kind` of the object around it.
    pub version: Option<&'t str>,
    pub kind: Option<&'t str>,
}

/// A mapping's or list's entry that is still open.
#[derive(Clone, Copy)]
struct Level<'t> {
    column: usize,
    step: Way<'t>,
    /// Number of the mapping below it.
    below: usize,
    /// It has a value on its own line: nothing can stand below it.
    closed: bool,
}

/// A key that was read, by the number of its mapping.
struct Entry<'t> {
    mapping: usize,
    key: &'t str,
    at: Span,
    column: usize,
    value: &'t str,
}

/// The place itself, once it has been reached.
struct Found<'t> {
    levels: Vec<Level<'t>>,
    slot: Option<Slot<'t>>,
    column: usize,
    flow: bool,
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    levels: Vec<Level<'t>>,
    entries: Vec<Entry<'t>>,
    numbers: usize,
    found: Option<Found<'t>>,
}

/// Reads the document around a byte of the text.
pub fn outline(text: &str, offset: usize) -> Option<Outline<'_>> {
    let before = text.get(..offset)?;
    let after = text.get(offset..)?;
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    if text.get(line..).is_some_and(|it| it.starts_with("---")) {
        return None;
    }
    let start = before.rfind("\n---").map_or(0, |it| it + 1);
    let start = if text.get(start..).is_some_and(|it| it.starts_with("---")) {
        text.get(start..)?.find('\n').map_or(text.len(), |it| start + it + 1)
    } else {
        start
    };
    let end = after.find("\n---").map_or(text.len(), |it| offset + it);
    let mut reader =
        Reader { text, offset, levels: Vec::new(), entries: Vec::new(), numbers: 0, found: None };
    reader.document(start, end);
    reader.finish()
}

impl<'t> Reader<'t> {
    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn document(&mut self, start: usize, end: usize) {
        let mut at = start;
        // The column that the lines of a text of several lines must exceed.
        let mut block: Option<usize> = None;
        while at <= end {
            let line_end = self.slice(at, end).find('\n').map_or(end, |it| at + it);
            let line = self.slice(at, line_end).trim_end_matches('\r');
            let indent = line.len() - line.trim_start_matches(' ').len();
            let content = line.trim_start();
            let here = self.offset >= at && self.offset <= line_end;
            if let Some(column) = block.filter(|it| content.is_empty() || indent > *it) {
                if here && content.is_empty() && self.offset.saturating_sub(at) <= column {
                    self.blank(at);
                } else if here {
                    self.stop(None, 0, false);
                }
                at = line_end + 1;
                continue;
            }
            block = None;
            if content.is_empty() {
                if here {
                    self.blank(at);
                }
            } else if content.starts_with('#') {
                if here {
                    self.stop(None, 0, false);
                }
            } else {
                let read = self.line(at, at + line.len(), end);
                block = read.1;
                at = self.slice(read.0, end).find('\n').map_or(end, |it| read.0 + it) + 1;
                continue;
            }
            at = line_end + 1;
        }
    }

    /// Reads one line; gives where reading goes on (the end of what it opened)
    /// and the column of a text of several lines that begins there.
    fn line(&mut self, start: usize, line_end: usize, end: usize) -> (usize, Option<usize>) {
        let here = self.offset >= start && self.offset <= line_end;
        let mut at = start;
        at += blanks(self.slice(at, line_end));
        while let Some(rest) = dash(self.slice(at, line_end)) {
            self.open(at - start, Way::Item);
            at += 1 + blanks(rest);
        }
        if here && self.offset < at {
            // Before the key: on the dash or in the indentation.
            self.stop(None, 0, false);
        }
        let column = at - start;
        let rest = self.slice(at, line_end);
        if rest.starts_with(['{', '[']) {
            return (self.flow(at, end), None);
        }
        if rest.is_empty() {
            if here {
                self.stop(Some(key_slot(at, at, self.offset, false)), column, false);
            }
            return (line_end, None);
        }
        let Some(colon) = colon(rest).map(|it| at + it) else {
            let whole = at + rest.split(" #").next().unwrap_or(rest).trim_end().len();
            if here && self.found.is_none() {
                self.place(column);
                let outside = rest.starts_with(['"', '\''])
                    || self.offset > whole
                    || self.levels.last().is_some_and(|it| it.closed);
                let slot = (!outside).then(|| key_slot(at, whole, self.offset, false));
                self.stop(slot, column, false);
            }
            return (line_end, None);
        };
        let key = bare(self.slice(at, colon));
        let value_at = colon + 1 + blanks(self.slice(colon + 1, line_end));
        let value = self.slice(value_at, line_end);
        self.entry(column, key, Span::new(at, colon), plain(value));
        if here && self.found.is_none() && self.offset <= colon {
            self.stop_above(Some(key_slot(at, colon, self.offset, true)), column);
        }
        if let Some(last) = self.levels.last_mut() {
            last.closed = !plain(value).is_empty();
        }
        if value.starts_with(['{', '[']) {
            if here && self.found.is_none() && self.offset <= value_at {
                self.stop(None, column, false);
            }
            return (self.flow(value_at, end), None);
        }
        if here && self.found.is_none() {
            self.stop_value(key, Span::new(at, colon), value_at, value, column);
        }
        (line_end, value.starts_with(['|', '>']).then_some(column))
    }

    fn stop_value(&mut self, key: &'t str, of: Span, at: usize, value: &str, column: usize) {
        let comment = value.find(" #").or_else(|| value.starts_with('#').then_some(0));
        if comment.is_some_and(|it| self.offset > at + it) {
            return self.stop(None, column, false);
        }
        let slot = Slot::Value {
            key,
            of,
            typed: Span::new(at.min(self.offset), self.offset),
            blank: self.offset == of.end + 1,
            free: !value.starts_with(['"', '\'', '|', '>', '&', '*', '!']),
        };
        self.stop_above(Some(slot), column);
    }

    /// A line without anything but blanks: its column decides what belongs there.
    fn blank(&mut self, line: usize) {
        let column = self.offset - line;
        self.place(column);
        let slot = Some(key_slot(self.offset, self.offset, self.offset, false));
        let below = self.levels.last().is_some_and(|it| it.closed);
        self.stop(if below { None } else { slot }, column, false);
    }

    /// Closes what a key at this column ends.
    fn place(&mut self, column: usize) {
        while self.levels.last().is_some_and(|it| it.column >= column) {
            self.levels.pop();
        }
    }

    fn open(&mut self, column: usize, step: Way<'t>) {
        while self.levels.last().is_some_and(|it| {
            it.column > column
                || (it.column == column && (step != Way::Item || it.step == Way::Item))
        }) {
            self.levels.pop();
        }
        self.push(column, step);
    }

    fn push(&mut self, column: usize, step: Way<'t>) {
        if self.levels.len() < MAX_DEPTH {
            self.numbers += 1;
            self.levels.push(Level { column, step, below: self.numbers, closed: false });
        }
    }

    fn entry(&mut self, column: usize, key: &'t str, at: Span, value: &'t str) {
        self.place(column);
        let mapping = self.levels.last().map_or(0, |it| it.below);
        self.entries.push(Entry { mapping, key, at, column, value });
        self.push(column, Way::Key(key));
    }

    fn stop(&mut self, slot: Option<Slot<'t>>, column: usize, flow: bool) {
        if self.found.is_none() {
            self.found = Some(Found { levels: self.levels.clone(), slot, column, flow });
        }
    }

    /// As [`Reader::stop`], above the key that was just read.
    fn stop_above(&mut self, slot: Option<Slot<'t>>, column: usize) {
        self.stop(slot, column, false);
        if let Some(found) = &mut self.found {
            found.levels.pop();
        }
    }

    /// Reads from `{` or `[` to where it is closed; gives the byte after it.
    fn flow(&mut self, start: usize, end: usize) -> usize {
        let outer = self.levels.len();
        // For each open bracket: whether it is a mapping, and how many levels it stands below.
        let mut open: Vec<(bool, usize)> = Vec::new();
        let mut token = start;
        let mut key: Option<(&'t str, Span)> = None;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at <= end {
            if at == self.offset && at > start && self.found.is_none() {
                self.stop_flow(&open, token, key, false);
            }
            let Some(byte) = bytes.get(at).copied().filter(|_| at < end) else { break };
            match byte {
                b'"' | b'\'' => {
                    let close = quoted(self.slice(at, end), byte);
                    if self.offset > at && self.offset < at + close && self.found.is_none() {
                        self.stop_flow(&open, token, key, true);
                    }
                    at += close;
                    continue;
                }
                b'#' if at > start
                    && bytes.get(at - 1).is_some_and(|it| it.is_ascii_whitespace()) =>
                {
                    let close = self.slice(at, end).find('\n').unwrap_or(end - at);
                    if self.offset > at && self.offset <= at + close {
                        self.stop(None, 0, true);
                    }
                    at += close;
                    continue;
                }
                b'{' | b'[' => {
                    if open.len() >= MAX_DEPTH {
                        return end;
                    }
                    open.push((byte == b'{', self.levels.len()));
                    if byte == b'[' {
                        self.push(usize::MAX, Way::Item);
                    }
                    key = None;
                    token = at + 1;
                }
                b'}' | b']' => {
                    let back = open.pop().map_or(outer, |it| it.1);
                    self.levels.truncate(back);
                    // The mapping around goes on: its key is closed by what follows.
                    key = None;
                    token = at + 1;
                    if open.is_empty() {
                        self.levels.truncate(outer);
                        return at + 1;
                    }
                }
                b',' => {
                    if let Some((mapping, levels)) = open.last().copied() {
                        self.levels.truncate(levels);
                        if !mapping {
                            self.push(usize::MAX, Way::Item);
                        }
                    }
                    key = None;
                    token = at + 1;
                }
                b':' if ends_key(bytes.get(at + 1).copied(), bytes.get(at - 1).copied())
                    && key.is_none()
                    && open.last().is_some_and(|it| it.0) =>
                {
                    let from = token + blanks_and_breaks(self.slice(token, at));
                    let name = bare(self.slice(from, at));
                    let span = Span::new(from, at);
                    let rest = self.slice(at + 1, end);
                    let value = rest.get(..rest.find([',', '}', '\n']).unwrap_or(rest.len()));
                    let mapping = self.levels.last().map_or(0, |it| it.below);
                    let value = plain(value.unwrap_or_default().trim_start());
                    self.entries.push(Entry {
                        mapping,
                        key: name,
                        at: span,
                        column: usize::MAX,
                        value,
                    });
                    self.push(usize::MAX, Way::Key(name));
                    key = Some((name, span));
                    token = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.levels.truncate(outer);
        end
    }

    fn stop_flow(
        &mut self,
        open: &[(bool, usize)],
        token: usize,
        key: Option<(&'t str, Span)>,
        in_quotes: bool,
    ) {
        let from = token + blanks_and_breaks(self.slice(token, self.offset));
        let rest = self.slice(from, self.text.len());
        let stop = rest.find(['\n', ',', '}', ']', '{', '[']).unwrap_or(rest.len());
        let inside = rest.get(..stop).unwrap_or_default();
        let slot = match (key, open.last()) {
            (Some((key, of)), _) => Some(Slot::Value {
                key,
                of,
                typed: Span::new(from, self.offset),
                blank: self.offset == of.end + 1,
                free: !in_quotes && !inside.starts_with(['"', '\'']),
            }),
            (None, Some(_)) => {
                let colon = inside.find(':');
                let whole = from + colon.unwrap_or(inside.trim_end().len());
                (!in_quotes || colon.is_some())
                    .then(|| key_slot(from, whole.max(self.offset), self.offset, colon.is_some()))
            }
            (None, None) => None,
        };
        self.stop(slot, 0, true);
        if key.is_some()
            && let Some(found) = &mut self.found
        {
            found.levels.pop();
        }
    }

    fn finish(self) -> Option<Outline<'t>> {
        let found = self.found?;
        let mapping = found.levels.last().map_or(0, |it| it.below);
        let own = match found.slot {
            Some(Slot::Key { whole, .. }) => Some(whole.start),
            Some(Slot::Value { of, .. }) => Some(of.start),
            None => None,
        };
        let others = || self.entries.iter().filter(|it| it.mapping == mapping);
        // Keys of one mapping stand in one column.
        let askew = !found.flow
            && matches!(found.slot, Some(Slot::Key { .. }))
            && others().any(|it| it.column != found.column && Some(it.at.start) != own);
        let beside = others().filter(|it| Some(it.at.start) != own).map(|it| it.key).collect();
        let head = |mapping: usize, key: &str| {
            self.entries.iter().find(|it| it.mapping == mapping && it.key == key).map(|it| it.value)
        };
        // In a List, each item is an object of its own.
        let list = head(0, "kind") == Some("List");
        let object = match found.levels.as_slice() {
            [first, item, ..]
                if list && first.step == Way::Key("items") && item.step == Way::Item =>
            {
                Some(item.below)
            }
            _ => None,
        };
        let skip = if object.is_some() { 2 } else { 0 };
        Some(Outline {
            way: found.levels.iter().skip(skip).map(|it| it.step).collect(),
            slot: found.slot.filter(|_| !askew),
            beside,
            column: found.column,
            flow: found.flow,
            empty: self.entries.is_empty(),
            version: head(object.unwrap_or(0), "apiVersion").filter(|it| !it.is_empty()),
            kind: head(object.unwrap_or(0), "kind").filter(|it| !it.is_empty()),
        })
    }
}

fn key_slot<'t>(start: usize, end: usize, offset: usize, colon: bool) -> Slot<'t> {
    let typed = Span::new(start.min(offset), offset);
    Slot::Key { typed, whole: Span::new(start.min(offset), end), colon }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

fn blanks_and_breaks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// What follows a dash that opens a list's item.
fn dash(text: &str) -> Option<&str> {
    text.strip_prefix('-').filter(|it| it.is_empty() || it.starts_with(' '))
}

/// The place of the colon that ends a line's key.
fn colon(rest: &str) -> Option<usize> {
    let from = match rest.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => quoted(rest, *quote),
        _ => 0,
    };
    let comment = rest.find(" #").unwrap_or(rest.len());
    let tail = rest.get(from..comment)?;
    let found = tail.find(": ").or_else(|| tail.ends_with(':').then(|| tail.len() - 1))?;
    Some(from + found)
}

/// How long a quoted text is, its quotes included; to the end where it is not
/// closed.
fn quoted(text: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        if escaped {
            escaped = false;
        } else if byte == b'\\' && quote == b'"' {
            escaped = true;
        } else if byte == quote {
            return at + 1;
        }
    }
    text.len()
}

/// Whether a colon within `{}` ends a key: by what follows or by a quote before.
fn ends_key(after: Option<u8>, before: Option<u8>) -> bool {
    matches!(before, Some(b'"' | b'\''))
        || after.is_none_or(|it| it.is_ascii_whitespace() || b",{}[]\"'".contains(&it))
}

/// A scalar as it is meant: without quotes.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// A value without its comment and quotes.
fn plain(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    bare(value.split(" #").next().unwrap_or_default())
}
