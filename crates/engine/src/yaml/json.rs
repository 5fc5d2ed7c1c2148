//! JSON with positions, refused in the words of Go's encoding/json.
//!
//! Models encoding/json scanner.go and Decoder.readValue (Go 1.26).

use super::{Content, Entry, MAX_DEPTH, Node};
use crate::span::Span;
use crate::value::Value;

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// Go's words, without its place.
    pub words: String,
    /// The byte that could not be read.
    pub at: usize,
    /// Whether a letter is wrong there: who reads a stream tells its place then.
    pub letter: bool,
}

/// Reads one JSON value from `start` on. `None`: only white space is left.
///
/// # Errors
/// The first fault.
pub fn read_json(text: &str, start: usize) -> Result<Option<Node>, JsonFault> {
    let mut reader = Reader { text, at: start, depth: 0 };
    reader.blanks();
    if reader.peek().is_none() {
        return Ok(None);
    }
    reader.value("looking for beginning of value").map(Some)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Read<T> = Result<T, JsonFault>;

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, context: &str) -> Read<T> {
        let Some(letter) = self.text.get(self.at..).and_then(|it| it.chars().next()) else {
            let words = "unexpected EOF".to_owned();
            return Err(JsonFault { words, at: self.at, letter: false });
        };
        // encoding/json reads bytes: a longer character is told by its first.
        let shown = match letter {
            '\'' => "'\\''".to_owned(),
            '"' => "'\"'".to_owned(),
            it if it.is_ascii() => {
                let quoted = super::quote(&it.to_string());
                format!("'{}'", quoted.trim_matches('"'))
            }
            _ => {
                let byte = self.peek().unwrap_or_default();
                format!("'{}'", char::from(byte))
            }
        };
        let words = format!("invalid character {shown} {context}");
        Err(JsonFault { words, at: self.at, letter: true })
    }

    fn value(&mut self, context: &str) -> Read<Node> {
        let start = self.at;
        let content = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            Some(b'"') => Content::Scalar(Value::Str(self.string()?)),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => Content::Scalar(self.number()?),
            _ => return self.fail(context),
        };
        Ok(Node { span: Span::new(start, self.at), content })
    }

    fn enter(&mut self) -> Read<()> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let words = "exceeded max depth".to_owned();
            return Err(JsonFault { words, at: self.at, letter: false });
        }
        self.blanks();
        Ok(())
    }

    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    fn object(&mut self) -> Read<Content> {
        self.enter()?;
        let mut entries = Vec::new();
        while self.peek() != Some(b'}') || !entries.is_empty() {
            if self.peek() != Some(b'"') {
                return self.fail("looking for beginning of object key string");
            }
            let start = self.at;
            let key = self.string()?;
            let key_span = Span::new(start, self.at);
            self.blanks();
            if self.peek() != Some(b':') {
                return self.fail("after object key");
            }
            self.at += 1;
            self.blanks();
            let value = self.value("looking for beginning of value")?;
            entries.push(Entry { key, key_span, value });
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return self.fail("after object key:value pair"),
            }
            self.blanks();
        }
        self.leave();
        Ok(Content::Map(entries))
    }

    fn array(&mut self) -> Read<Content> {
        self.enter()?;
        let mut items = Vec::new();
        while self.peek() != Some(b']') || !items.is_empty() {
            items.push(self.value("looking for beginning of value")?);
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return self.fail("after array element"),
            }
            self.blanks();
        }
        self.leave();
        Ok(Content::List(items))
    }

    fn word(&mut self, word: &str, value: Value) -> Read<Content> {
        for letter in word.bytes() {
            if self.peek() != Some(letter) {
                let wanted = char::from(letter);
                return self.fail(&format!("in literal {word} (expecting '{wanted}')"));
            }
            self.at += 1;
        }
        Ok(Content::Scalar(value))
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return self.fail("in numeric literal"),
        }
        let mut whole = true;
        if self.peek() == Some(b'.') {
            whole = false;
            self.at += 1;
            self.some_digits("after decimal point in numeric literal")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits("in exponent of numeric literal")?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Ok(match text.parse::<i64>() {
            Ok(number) if whole => Value::Int(number),
            _ => {
                let shown = super::go_float(text);
                super::number(shown.as_deref().unwrap_or(text))
            }
        })
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn some_digits(&mut self, context: &str) -> Read<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fail(context);
        }
        self.digits();
        Ok(())
    }

    fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|it| it >= b' ' && it != b'"' && it != b'\\') {
                self.at += 1;
            }
            out.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => self.escape(&mut out)?,
                _ => return self.fail("in string literal"),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Read<()> {
        self.at += 1;
        let letter = match self.peek() {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(it @ (b'"' | b'\\' | b'/')) => char::from(it),
            Some(b'u') => return self.unicode(out),
            _ => return self.fail("in string escape code"),
        };
        out.push(letter);
        self.at += 1;
        Ok(())
    }

    /// `\uXXXX`; half of a pair alone becomes U+FFFD, as in Go.
    fn unicode(&mut self, out: &mut String) -> Read<()> {
        let first = self.four()?;
        if (0xD800..0xDC00).contains(&first)
            && self.text.get(self.at..).is_some_and(|it| it.starts_with("\\u"))
        {
            let back = self.at;
            self.at += 1;
            let second = self.four()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                return Ok(());
            }
            self.at = back;
        }
        out.push(char::from_u32(first).unwrap_or('\u{fffd}'));
        Ok(())
    }

    fn four(&mut self) -> Read<u32> {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            match self.peek().and_then(|it| char::from(it).to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail("in \\u hexadecimal character escape"),
            }
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::read_json;

    fn check(text: &str, wanted: &str) {
        let got = match read_json(text, 0) {
            Ok(Some(node)) => node.to_value().to_json(),
            Ok(None) => "nothing".to_owned(),
            Err(fault) if fault.letter => format!("{}: {}", fault.at + 1, fault.words),
            Err(fault) => fault.words,
        };
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn json_is_read_and_refused_as_go_does() {
        check(
            r#" {"a": [1, 2.50, "\u00e9\ud83d\ude00\/"], "b": null} "#,
            r#"{"a":[1,2.5,"é😀/"],"b":null}"#,
        );
        check("{}", "{}");
        check("  ", "nothing");
        check(r#"{"a": 1"#, "unexpected EOF");
        check(
            r#"{"a": 1,}"#,
            "9: invalid character '}' looking for beginning of object key string",
        );
        check(r#"{"a" 1}"#, "6: invalid character '1' after object key");
        check("{a: 1}", "2: invalid character 'a' looking for beginning of object key string");
        check(r#"["x" "y"]"#, "6: invalid character '\"' after array element");
        check("nul ", "4: invalid character ' ' in literal null (expecting 'l')");
        check(r#""\ud800x""#, "\"\u{fffd}x\"");
    }
}
