//! The longer tokens: scalars in their five styles, directives, anchors, tags.

use super::scan::{Kind, Mark, Scan, Scanner};
use crate::span::Span;

impl Scanner<'_> {
    pub(super) fn scan_directive(&mut self) -> Scan<Kind> {
        let start = self.mark;
        self.skip();
        let mut name = String::new();
        while self.word() {
            self.read(&mut name);
        }
        if name.is_empty() {
            return Err(self.fault("could not find expected directive name", start));
        }
        if !self.blankz(0) {
            return Err(self.fault("found unexpected non-alphabetical character", start));
        }
        let kind = match name.as_str() {
            "YAML" => self.scan_version(start)?,
            "TAG" => self.scan_tag_directive(start)?,
            _ => return Err(self.fault("found unknown directive name", start)),
        };
        self.skip_blanks();
        self.skip_comment();
        if !self.breakz(0) {
            return Err(self.fault("did not find expected comment or line break", start));
        }
        self.skip_line();
        Ok(kind)
    }

    fn skip_blanks(&mut self) {
        while self.blank(0) {
            self.skip();
        }
    }

    fn scan_version(&mut self, start: Mark) -> Scan<Kind> {
        self.skip_blanks();
        let major = self.scan_version_number(start)?;
        if self.byte(0) != b'.' {
            return Err(self.fault("did not find expected digit or '.' character", start));
        }
        self.skip();
        let minor = self.scan_version_number(start)?;
        Ok(Kind::Version { major, minor })
    }

    fn scan_version_number(&mut self, start: Mark) -> Scan<u8> {
        let mut value = 0;
        let mut length = 0;
        while self.byte(0).is_ascii_digit() {
            length += 1;
            if length > 2 {
                return Err(self.fault("found extremely long version number", start));
            }
            value = value * 10 + (self.byte(0) - b'0');
            self.skip();
        }
        if length == 0 {
            return Err(self.fault("did not find expected version number", start));
        }
        Ok(value)
    }

    fn scan_tag_directive(&mut self, start: Mark) -> Scan<Kind> {
        self.skip_blanks();
        let handle = self.scan_tag_handle(true, start)?;
        if !self.blank(0) {
            return Err(self.fault("did not find expected whitespace", start));
        }
        self.skip_blanks();
        let prefix = self.scan_tag_uri("", start)?;
        if !self.blankz(0) {
            return Err(self.fault("did not find expected whitespace or line break", start));
        }
        Ok(Kind::TagDirective { handle, prefix })
    }

    pub(super) fn scan_anchor(&mut self) -> Scan<Kind> {
        let start = self.mark;
        let alias = self.byte(0) == b'*';
        self.skip();
        let from = self.mark.byte;
        while self.word() {
            self.skip();
        }
        let name = self.text.get(from..self.mark.byte).unwrap_or_default().to_owned();
        let ends = self.blankz(0)
            || matches!(self.byte(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ends {
            let problem = "did not find expected alphabetic or numeric character";
            let at = Span::new(start.byte, self.mark.byte);
            return Err(self.fault(problem, start).at(at));
        }
        Ok(if alias { Kind::Alias(name) } else { Kind::Anchor(name) })
    }

    pub(super) fn scan_tag(&mut self) -> Scan<Kind> {
        let start = self.mark;
        let (handle, suffix) = if self.byte(1) == b'<' {
            self.skip();
            self.skip();
            let suffix = self.scan_tag_uri("", start)?;
            if self.byte(0) != b'>' {
                return Err(self.fault("did not find the expected '>'", start));
            }
            self.skip();
            (String::new(), suffix)
        } else {
            let handle = self.scan_tag_handle(false, start)?;
            if handle.len() > 1 && handle.ends_with('!') {
                let suffix = self.scan_tag_uri("", start)?;
                (handle, suffix)
            } else {
                let suffix = self.scan_tag_uri(&handle, start)?;
                if suffix.is_empty() {
                    (String::new(), "!".to_owned())
                } else {
                    ("!".to_owned(), suffix)
                }
            }
        };
        if !self.blankz(0) {
            return Err(self.fault("did not find expected whitespace or line break", start));
        }
        Ok(Kind::Tag { handle, suffix })
    }

    fn scan_tag_handle(&mut self, directive: bool, start: Mark) -> Scan<String> {
        if self.byte(0) != b'!' {
            return Err(self.fault("did not find expected '!'", start));
        }
        let mut handle = String::new();
        self.read(&mut handle);
        while self.word() {
            self.read(&mut handle);
        }
        if self.byte(0) == b'!' {
            self.read(&mut handle);
        } else if directive && handle != "!" {
            return Err(self.fault("did not find expected '!'", start));
        }
        Ok(handle)
    }

    fn scan_tag_uri(&mut self, head: &str, start: Mark) -> Scan<String> {
        let mut bytes: Vec<u8> = head.bytes().skip(1).collect();
        let mut found = !head.is_empty();
        while self.word()
            || matches!(
                self.byte(0),
                b';' | b'/'
                    | b'?'
                    | b':'
                    | b'@'
                    | b'&'
                    | b'='
                    | b'+'
                    | b'$'
                    | b','
                    | b'.'
                    | b'!'
                    | b'~'
                    | b'*'
                    | b'\''
                    | b'('
                    | b')'
                    | b'['
                    | b']'
                    | b'%'
            )
        {
            if self.byte(0) == b'%' {
                let (Some(high), Some(low)) = (hex(self.byte(1)), hex(self.byte(2))) else {
                    return Err(self.fault("did not find URI escaped octet", start));
                };
                bytes.push((high * 16 + low) as u8);
                self.skip();
                self.skip();
            } else {
                bytes.push(self.byte(0));
            }
            self.skip();
            found = true;
        }
        if !found {
            return Err(self.fault("did not find expected tag URI", start));
        }
        String::from_utf8(bytes)
            .map_err(|_| self.fault("found an incorrect leading UTF-8 octet", start))
    }

    /// A `|` or `>` scalar and where its text ends.
    pub(super) fn scan_block_scalar(&mut self, literal: bool) -> Scan<(String, Mark)> {
        let start = self.mark;
        self.skip();
        let (keep, increment) = self.scan_block_header(start)?;
        let mut end = self.mark;
        let mut indent = match increment {
            0 => 0,
            more => self.indent.max(0) as usize + more,
        };
        let mut text = String::new();
        let mut leading = String::new();
        let mut trailing = String::new();
        self.scan_block_breaks(&mut indent, &mut trailing, start, &mut end)?;
        let mut leading_blank = false;
        while self.mark.column == indent && self.byte(0) != 0 {
            let trailing_blank = self.blank(0);
            if !literal && !leading_blank && !trailing_blank && leading.starts_with('\n') {
                if trailing.is_empty() {
                    text.push(' ');
                }
            } else {
                text.push_str(&leading);
            }
            leading.clear();
            text.push_str(&trailing);
            trailing.clear();
            leading_blank = self.blank(0);
            let from = self.mark.byte;
            while !self.breakz(0) {
                self.skip();
                self.skip_ordinary();
            }
            text.push_str(self.text.get(from..self.mark.byte).unwrap_or_default());
            end = self.mark;
            if self.line_break(0) {
                leading.push(self.take_break());
            }
            let mut after = end;
            self.scan_block_breaks(&mut indent, &mut trailing, start, &mut after)?;
        }
        if keep >= 0 {
            text.push_str(&leading);
        }
        if keep > 0 {
            text.push_str(&trailing);
        }
        Ok((text, end))
    }

    /// Chomping (-1 strip, 0 clip, 1 keep) and indentation of a block scalar.
    fn scan_block_header(&mut self, start: Mark) -> Scan<(i8, usize)> {
        let mut keep = 0;
        let mut increment = 0;
        for _ in 0..2 {
            match self.byte(0) {
                b'+' if keep == 0 => keep = 1,
                b'-' if keep == 0 => keep = -1,
                b'0' if increment == 0 => {
                    let problem = "found an indentation indicator equal to 0";
                    return Err(self.fault(problem, start));
                }
                digit @ b'1'..=b'9' if increment == 0 => increment = usize::from(digit - b'0'),
                _ => break,
            }
            self.skip();
        }
        self.skip_blanks();
        self.skip_comment();
        if !self.breakz(0) {
            return Err(self.fault("did not find expected comment or line break", start));
        }
        self.skip_line();
        Ok((keep, increment))
    }

    fn scan_block_breaks(
        &mut self,
        indent: &mut usize,
        breaks: &mut String,
        start: Mark,
        end: &mut Mark,
    ) -> Scan {
        let mut deepest = 0;
        loop {
            while (*indent == 0 || self.mark.column < *indent) && self.byte(0) == b' ' {
                self.skip();
            }
            deepest = deepest.max(self.mark.column);
            if (*indent == 0 || self.mark.column < *indent) && self.byte(0) == b'\t' {
                let problem = "found a tab character where an indentation space is expected";
                return Err(self.fault(problem, start));
            }
            if !self.line_break(0) {
                break;
            }
            breaks.push(self.take_break());
            *end = self.mark;
        }
        if *indent == 0 {
            *indent = deepest.max((self.indent + 1).max(0) as usize).max(1);
        }
        Ok(())
    }

    /// A quoted scalar.
    pub(super) fn scan_flow_scalar(&mut self, single: bool) -> Scan<String> {
        let start = self.mark;
        let opening = Span::new(start.byte, start.byte + 1);
        let quote = if single { b'\'' } else { b'"' };
        self.skip();
        let mut text = String::new();
        let mut folding = Folding::default();
        loop {
            if self.document_indicator().is_some() {
                let problem = "found unexpected document indicator";
                return Err(self.fault(problem, start).at(opening));
            }
            if self.byte(0) == 0 {
                return Err(self.fault("found unexpected end of stream", start).at(opening));
            }
            let mut leading_blanks = false;
            while !self.blankz(0) {
                let here = self.byte(0);
                if single && here == quote && self.byte(1) == quote {
                    text.push('\'');
                    self.skip();
                    self.skip();
                } else if here == quote {
                    break;
                } else if !single && here == b'\\' && self.line_break(1) {
                    self.skip();
                    self.skip_line();
                    leading_blanks = true;
                    break;
                } else if !single && here == b'\\' {
                    self.scan_escape(&mut text, start)?;
                } else {
                    let from = self.mark.byte;
                    self.skip();
                    self.skip_ordinary();
                    text.push_str(self.text.get(from..self.mark.byte).unwrap_or_default());
                }
            }
            if self.byte(0) == quote {
                break;
            }
            self.scan_whitespace(&mut folding, &mut leading_blanks);
            if leading_blanks {
                folding.join_lines(&mut text);
            } else {
                text.push_str(self.text.get(folding.blanks.clone()).unwrap_or_default());
                folding.blanks = 0..0;
            }
        }
        self.skip();
        Ok(text)
    }

    fn scan_whitespace(&mut self, folding: &mut Folding, leading_blanks: &mut bool) {
        let from = self.mark.byte;
        while self.blank(0) || self.line_break(0) {
            self.fold(folding, leading_blanks, from);
        }
    }

    /// Goes over a blank or a line break of the white space that begins at `from`.
    fn fold(&mut self, folding: &mut Folding, leading_blanks: &mut bool, from: usize) {
        if self.blank(0) {
            self.skip();
            if !*leading_blanks {
                folding.blanks = from..self.mark.byte;
            }
        } else if *leading_blanks {
            folding.more.push(self.take_break());
        } else {
            folding.blanks = 0..0;
            folding.first = Some(self.take_break());
            *leading_blanks = true;
        }
    }

    fn scan_escape(&mut self, text: &mut String, start: Mark) -> Scan {
        let from = self.mark.byte;
        let letter = match self.byte(1) {
            b'0' => '\0',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\u{b}',
            b'f' => '\u{c}',
            b'r' => '\r',
            b'e' => '\u{1b}',
            b' ' => ' ',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.scan_code(text, 2, start),
            b'u' => return self.scan_code(text, 4, start),
            b'U' => return self.scan_code(text, 8, start),
            _ => {
                let at = Span::new(from, from + 1);
                return Err(self.fault("found unknown escape character", start).at(at));
            }
        };
        text.push(letter);
        self.skip();
        self.skip();
        Ok(())
    }

    fn scan_code(&mut self, text: &mut String, length: usize, start: Mark) -> Scan {
        self.skip();
        self.skip();
        let mut code: u32 = 0;
        for ahead in 0..length {
            let Some(digit) = hex(self.byte(ahead)) else {
                return Err(self.fault("did not find expected hexdecimal number", start));
            };
            code = code.wrapping_mul(16).wrapping_add(digit);
        }
        let Some(letter) = char::from_u32(code) else {
            return Err(self.fault("found invalid Unicode character escape code", start));
        };
        text.push(letter);
        for _ in 0..length {
            self.skip();
        }
        Ok(())
    }

    /// A plain scalar and where its text ends.
    pub(super) fn scan_plain_scalar(&mut self) -> Scan<(String, Mark)> {
        let start = self.mark;
        let indent = (self.indent + 1).max(0) as usize;
        let mut end = self.mark;
        let mut text = String::new();
        let mut folding = Folding::default();
        let mut leading_blanks = false;
        loop {
            if self.document_indicator().is_some() || self.byte(0) == b'#' {
                break;
            }
            while !self.blankz(0) && !self.ends_plain() {
                if leading_blanks {
                    folding.join_lines(&mut text);
                    leading_blanks = false;
                } else if !folding.blanks.is_empty() {
                    text.push_str(self.text.get(folding.blanks.clone()).unwrap_or_default());
                    folding.blanks = 0..0;
                }
                let from = self.mark.byte;
                self.skip();
                self.skip_ordinary();
                while !self.blankz(0) && !self.ends_plain() {
                    self.skip();
                    self.skip_ordinary();
                }
                let run = self.text.get(from..self.mark.byte).unwrap_or_default();
                if text.is_empty() {
                    text = run.to_owned();
                } else {
                    text.push_str(run);
                }
                end = self.mark;
            }
            if !(self.blank(0) || self.line_break(0)) {
                break;
            }
            let from = self.mark.byte;
            while self.blank(0) || self.line_break(0) {
                if leading_blanks && self.mark.column < indent && self.byte(0) == b'\t' {
                    let problem = "found a tab character that violates indentation";
                    return Err(self.fault(problem, start));
                }
                self.fold(&mut folding, &mut leading_blanks, from);
            }
            if self.flow_level == 0 && self.mark.column < indent {
                break;
            }
        }
        if leading_blanks {
            self.simple_key_allowed = true;
        }
        Ok((text, end))
    }

    fn ends_plain(&self) -> bool {
        let here = self.byte(0);
        (here == b':' && self.blankz(1))
            || (self.flow_level > 0 && matches!(here, b',' | b'?' | b'[' | b']' | b'{' | b'}'))
    }
}

/// White space inside a scalar that may become one blank.
#[derive(Default)]
struct Folding {
    /// Bytes of the text.
    blanks: std::ops::Range<usize>,
    /// The first line break.
    first: Option<char>,
    /// Line breaks after it.
    more: String,
}

impl Folding {
    fn join_lines(&mut self, text: &mut String) {
        match self.first.take() {
            Some('\n') if self.more.is_empty() => text.push(' '),
            Some('\n') | None => {}
            Some(other) => text.push(other),
        }
        text.push_str(&self.more);
        self.more.clear();
    }
}

fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}
