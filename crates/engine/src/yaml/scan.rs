//! Characters to tokens: which texts are YAML at all, and in which words the
//! rest is refused. Owns positions; knows no types and no documents.
//!
//! Models the scanner that kubectl and the API server use: go.yaml.in/yaml/v2
//! (itself a port of libyaml), whose grammar is YAML 1.1 with its own leniencies.

mod token;

use std::collections::VecDeque;

use super::fault::Fault;
use crate::span::Span;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Byte.
    pub byte: usize,
    /// Characters before it.
    pub index: usize,
    /// Line, from 0.
    pub line: usize,
    /// Column in characters, from 0.
    pub column: usize,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Block,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    StreamStart,
    StreamEnd,
    Version { major: u8, minor: u8 },
    TagDirective { handle: String, prefix: String },
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias(String),
    Anchor(String),
    Tag { handle: String, suffix: String },
    Scalar { value: String, style: Style },
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: Mark,
    pub end: Mark,
}

/// A place where a key may have begun.
#[derive(Clone, Copy, Debug, Default)]
struct SimpleKey {
    possible: bool,
    required: bool,
    token: usize,
    mark: Mark,
}

/// Longest simple key, in characters (YAML 1.1, section 4.3.3).
const SIMPLE_KEY_MAX: usize = 1024;

/// The reader below the scanner decodes its input in pieces of this size, and
/// refuses a control character as soon as its piece is read.
const READ_AHEAD: usize = 512;

/// Turns a text into tokens, one at a time.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    begin: usize,
    pub(super) mark: Mark,
    pub(super) flow_level: usize,
    pub(super) indent: isize,
    pub(super) simple_key_allowed: bool,
    indents: Vec<isize>,
    simple_keys: Vec<SimpleKey>,
    /// Numbers of tokens that are still waited for, and which of the simple keys each stands for. It is not
    /// always kept up: `[]` and `{}` are forgotten, and their fate is not waited for.
    keys_by_token: Vec<(usize, usize)>,
    tokens: VecDeque<Token>,
    parsed: usize,
    started: bool,
    ended: bool,
    /// Whether the first token is known to stay what it is.
    peeked: bool,
    forbidden: Option<usize>,
}

pub(super) type Scan<T = ()> = Result<T, Fault>;

impl<'t> Scanner<'t> {
    /// A scanner of a part of `text`, counting lines from its beginning; a byte
    /// order mark there is skipped.
    pub(super) fn new(text: &'t str, part: Span) -> Self {
        let text = text.get(..part.end).unwrap_or(text);
        let input = text.get(part.start..).unwrap_or_default();
        // The reader drops one mark, the scanner another.
        let byte = part.start
            + match input {
                it if it.starts_with("\u{feff}\u{feff}") => 6,
                it if it.starts_with('\u{feff}') => 3,
                _ => 0,
            };
        let plain = |it: &u8| matches!(it, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        let begun = input.bytes().take_while(plain).count();
        let rest = input.get(begun..).unwrap_or_default();
        let forbidden = rest.char_indices().find(|(_, it)| !allowed(*it));
        Self {
            text,
            begin: part.start,
            mark: Mark { byte, ..Mark::default() },
            flow_level: 0,
            indent: -1,
            simple_key_allowed: true,
            indents: Vec::new(),
            simple_keys: vec![SimpleKey::default()],
            keys_by_token: Vec::new(),
            tokens: VecDeque::new(),
            parsed: 0,
            started: false,
            ended: false,
            peeked: false,
            forbidden: forbidden.map(|(at, _)| part.start + begun + at),
        }
    }

    /// The next token, which stays.
    pub(super) fn peek(&mut self) -> Scan<&mut Token> {
        // Nothing changes between two looks at the same token.
        if !self.peeked {
            self.fetch_more()?;
            self.peeked = true;
        }
        self.tokens.front_mut().ok_or_else(past_the_end)
    }

    /// Goes over the token that was peeked at.
    pub(super) fn pass(&mut self) {
        self.parsed += 1;
        self.peeked = false;
        self.tokens.pop_front();
    }

    fn fetch_more(&mut self) -> Scan {
        while self.needs_more()? && !self.ended {
            self.fetch_next()?;
        }
        Ok(())
    }

    /// Whether the first token may still turn out to be a key.
    fn needs_more(&mut self) -> Scan<bool> {
        if self.tokens.is_empty() {
            return Ok(true);
        }
        match self.keys_by_token.iter().find(|it| it.0 == self.parsed) {
            Some((_, place)) => self.key_is_valid(*place),
            None => Ok(false),
        }
    }

    fn fetch_next(&mut self) -> Scan {
        if !self.started {
            self.started = true;
            return self.push(Kind::StreamStart, self.mark);
        }
        self.check_characters()?;
        self.skip_to_token()?;
        self.check_characters()?;
        self.unroll_indent(self.mark.column as isize);
        let here = self.byte(0);
        let next = self.byte(1);
        if here == 0 {
            return self.fetch_stream_end();
        }
        if self.mark.column == 0 && here == b'%' {
            return self.fetch_directive();
        }
        if let Some(indicator) = self.document_indicator() {
            return self.fetch_document_indicator(indicator);
        }
        let block = self.flow_level == 0;
        let blank_next = self.blankz(1);
        match here {
            b'[' => self.fetch_flow_start(Kind::FlowSequenceStart),
            b'{' => self.fetch_flow_start(Kind::FlowMappingStart),
            b']' => self.fetch_flow_end(Kind::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(Kind::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if blank_next => self.fetch_block_entry(),
            b'?' if !block || blank_next => self.fetch_key(),
            b':' if !block || blank_next => self.fetch_value(),
            b'*' | b'&' => self.fetch_anchor(),
            b'!' => self.fetch_tag(),
            b'|' if block => self.fetch_block_scalar(true),
            b'>' if block => self.fetch_block_scalar(false),
            b'\'' => self.fetch_flow_scalar(true),
            b'"' => self.fetch_flow_scalar(false),
            b'-' if next != b' ' && next != b'\t' => self.fetch_plain_scalar(),
            b'?' | b':' if block && !blank_next => self.fetch_plain_scalar(),
            b'-' | b'?' | b':' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' => self.no_token(),
            _ if self.blankz(0) => self.no_token(),
            _ => self.fetch_plain_scalar(),
        }
    }

    fn no_token(&self) -> Scan {
        Err(self.fault("found character that cannot start any token", self.mark))
    }

    // Characters.

    /// The byte `ahead` of here; 0 after the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.mark.byte + ahead).copied().unwrap_or(0)
    }

    pub(super) fn blank(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t')
    }

    pub(super) fn line_break(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'\r' | b'\n' => true,
            0xC2 => self.byte(ahead + 1) == 0x85,
            0xE2 => self.byte(ahead + 1) == 0x80 && matches!(self.byte(ahead + 2), 0xA8 | 0xA9),
            _ => false,
        }
    }

    pub(super) fn breakz(&self, ahead: usize) -> bool {
        self.byte(ahead) == 0 || self.line_break(ahead)
    }

    pub(super) fn blankz(&self, ahead: usize) -> bool {
        self.blank(ahead) || self.breakz(ahead)
    }

    /// A letter, digit, `_` or `-`, as names of anchors and tags have.
    pub(super) fn word(&self) -> bool {
        matches!(self.byte(0), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-')
    }

    /// Goes one character on.
    pub(super) fn skip(&mut self) {
        self.mark.byte += width(self.byte(0));
        self.mark.index += 1;
        self.mark.column += 1;
    }

    /// Goes over letters, digits and what else means nothing anywhere in a scalar.
    pub(super) fn skip_ordinary(&mut self) {
        let ordinary =
            |it: &&u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'/' | b'_');
        let rest = self.text.as_bytes().get(self.mark.byte..).unwrap_or_default();
        let count = rest.iter().take_while(ordinary).count();
        self.mark.byte += count;
        self.mark.index += count;
        self.mark.column += count;
    }

    /// Goes one character on and keeps it.
    pub(super) fn read(&mut self, into: &mut String) {
        let start = self.mark.byte;
        self.skip();
        into.push_str(self.text.get(start..self.mark.byte).unwrap_or_default());
    }

    /// Goes over one line break and gives it, normalised.
    pub(super) fn take_break(&mut self) -> char {
        let (bytes, letter) = match self.byte(0) {
            b'\r' if self.byte(1) == b'\n' => {
                self.mark.index += 1;
                (2, '\n')
            }
            b'\r' | b'\n' => (1, '\n'),
            0xC2 => (2, '\n'),
            _ if self.byte(2) == 0xA8 => (3, '\u{2028}'),
            _ => (3, '\u{2029}'),
        };
        self.mark.byte += bytes;
        self.mark.index += 1;
        self.mark.column = 0;
        self.mark.line += 1;
        letter
    }

    pub(super) fn skip_line(&mut self) {
        if self.line_break(0) {
            self.take_break();
        }
    }

    pub(super) fn skip_comment(&mut self) {
        if self.byte(0) == b'#' {
            while !self.breakz(0) {
                self.skip();
            }
        }
    }

    /// Whether `---` or `...` stands here, at the beginning of a line.
    pub(super) fn document_indicator(&self) -> Option<Kind> {
        if self.mark.column != 0 || !self.blankz(3) {
            return None;
        }
        match [self.byte(0), self.byte(1), self.byte(2)] {
            [b'-', b'-', b'-'] => Some(Kind::DocumentStart),
            [b'.', b'.', b'.'] => Some(Kind::DocumentEnd),
            _ => None,
        }
    }

    /// A refusal at the place that was reached.
    pub(super) fn fault(&self, problem: &'static str, context: Mark) -> Fault {
        match self.forbidden_in_reach() {
            Some(fault) => fault,
            None => Fault::scanner(problem, self.mark, context),
        }
    }

    fn forbidden_in_reach(&self) -> Option<Fault> {
        let at = self.forbidden?;
        let reach = ((self.mark.byte + 3 - self.begin) / READ_AHEAD + 1) * READ_AHEAD;
        (at - self.begin < reach).then(|| {
            let end =
                at + self.text.get(at..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
            Fault::reader("control characters are not allowed").at(Span::new(at, end))
        })
    }

    fn check_characters(&self) -> Scan {
        self.forbidden_in_reach().map_or(Ok(()), Err)
    }

    // Bookkeeping.

    fn push(&mut self, kind: Kind, start: Mark) -> Scan {
        self.tokens.push_back(Token { kind, start, end: self.mark });
        Ok(())
    }

    fn next_number(&self) -> usize {
        self.parsed + self.tokens.len()
    }

    fn key_is_valid(&mut self, place: usize) -> Scan<bool> {
        let Some(key) = self.simple_keys.get(place).copied() else { return Ok(false) };
        if !key.possible {
            return Ok(false);
        }
        if key.mark.line < self.mark.line || key.mark.index + SIMPLE_KEY_MAX < self.mark.index {
            if key.required {
                return Err(self.missing_colon(key.mark));
            }
            if let Some(key) = self.simple_keys.get_mut(place) {
                key.possible = false;
            }
            return Ok(false);
        }
        Ok(true)
    }

    fn missing_colon(&self, key: Mark) -> Fault {
        let line = self.text.get(key.byte..).and_then(|it| it.lines().next()).unwrap_or_default();
        let end = key.byte + line.trim_end().len();
        self.fault("could not find expected ':'", key).at(Span::new(key.byte, end))
    }

    fn save_key(&mut self) -> Scan {
        if !self.simple_key_allowed {
            return Ok(());
        }
        let required = self.flow_level == 0 && self.indent == self.mark.column as isize;
        let key =
            SimpleKey { possible: true, required, token: self.next_number(), mark: self.mark };
        self.remove_key()?;
        if let Some(last) = self.simple_keys.last_mut() {
            *last = key;
        }
        // What has been taken is not asked for any more.
        self.keys_by_token.retain(|it| it.0 >= self.parsed && it.0 != key.token);
        self.keys_by_token.push((key.token, self.simple_keys.len() - 1));
        Ok(())
    }

    fn remove_key(&mut self) -> Scan {
        let Some(key) = self.simple_keys.last().copied() else { return Ok(()) };
        if key.possible && key.required {
            return Err(self.missing_colon(key.mark));
        }
        if key.possible {
            self.forget_key(key.token);
        }
        Ok(())
    }

    fn forget_key(&mut self, token: usize) {
        if let Some(last) = self.simple_keys.last_mut() {
            last.possible = false;
        }
        self.keys_by_token.retain(|it| it.0 != token);
    }

    fn roll_indent(&mut self, mark: Mark, before: Option<usize>, kind: Kind) {
        if self.flow_level > 0 || self.indent >= mark.column as isize {
            return;
        }
        self.indents.push(self.indent);
        self.indent = mark.column as isize;
        let token = Token { kind, start: mark, end: mark };
        match before {
            Some(number) => self.insert(number, token),
            None => self.tokens.push_back(token),
        }
    }

    fn insert(&mut self, number: usize, token: Token) {
        let place = number.saturating_sub(self.parsed).min(self.tokens.len());
        self.tokens.insert(place, token);
    }

    fn unroll_indent(&mut self, column: isize) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            let token = Token { kind: Kind::BlockEnd, start: self.mark, end: self.mark };
            self.tokens.push_back(token);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    fn skip_to_token(&mut self) -> Scan {
        loop {
            while self.byte(0) == b' '
                || (self.byte(0) == b'\t' && (self.flow_level > 0 || !self.simple_key_allowed))
            {
                self.skip();
            }
            self.skip_comment();
            if !self.line_break(0) {
                return Ok(());
            }
            self.skip_line();
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }
}

pub(super) fn past_the_end() -> Fault {
    Fault::reader("attempted to go past the end of stream; corrupted value?")
}

/// Whether the reader lets this character through.
fn allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}'
        | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Bytes of the character that begins with this byte. After the end, where
/// [`Scanner::byte`] gives 0, it is 1: positions may pass the end by a little
/// and are cut where they leave the scanner.
fn width(first: u8) -> usize {
    match first {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}
