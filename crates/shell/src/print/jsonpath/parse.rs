//! Reads a template into its nodes. Models k8s.io/client-go/util/jsonpath
//! parser.go (v1.36).

use service_lab_engine::value::Value;

use super::{Node, Step};

/// Filters and unions deeper than this are refused; upstream has no such limit.
const MAX_DEPTH: usize = 32;

pub(super) fn parse(text: &str, depth: usize) -> Result<Vec<Node>, String> {
    let text: Vec<char> = text.chars().collect();
    let mut parser = Parser { text: &text, at: 0, start: 0, depth };
    let mut nodes = Vec::new();
    while let Some(letter) = parser.peek() {
        if letter != '{' {
            parser.at += 1;
            continue;
        }
        let before = parser.taken();
        if !before.is_empty() {
            nodes.push(Node::Text(before));
        }
        parser.at += 1;
        let mut steps = Vec::new();
        parser.action(&mut steps)?;
        parser.start = parser.at;
        nodes.push(Node::Path(steps));
    }
    let rest = parser.taken();
    if !rest.is_empty() {
        nodes.push(Node::Text(rest));
    }
    Ok(nodes)
}

struct Parser<'t> {
    text: &'t [char],
    at: usize,
    /// Where the text that is being read began.
    start: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    /// The next letter, unless the line ends here.
    fn next(&mut self) -> Option<char> {
        let letter = self.peek().filter(|it| !matches!(it, '\r' | '\n'))?;
        self.at += 1;
        Some(letter)
    }

    fn taken(&mut self) -> String {
        let text = self.text.get(self.start..self.at).unwrap_or_default().iter().collect();
        self.start = self.at;
        text
    }

    fn begins(&mut self, prefix: &str) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = prefix.chars().enumerate().all(|(place, it)| rest.get(place) == Some(&it));
        if found {
            self.at += prefix.len();
            self.start = self.at;
        }
        found
    }

    /// Models parseInsideAction.
    fn action(&mut self, steps: &mut Vec<Step>) -> Result<(), String> {
        loop {
            self.start = self.at;
            if self.begins("}") {
                return Ok(());
            }
            if self.begins("[?(") {
                steps.push(self.filter()?);
                continue;
            }
            if self.begins("..") {
                if steps.last() == Some(&Step::Recursive) {
                    return Err("invalid multiple recursive descent".to_owned());
                }
                steps.push(Step::Recursive);
                if self.peek().is_some_and(|it| it == '_' || it.is_alphanumeric()) {
                    steps.push(self.field());
                }
                continue;
            }
            match self.next() {
                None => return Err("unclosed action".to_owned()),
                Some(' ' | '@' | '$') => {}
                Some('[') => steps.push(self.array()?),
                Some(quote @ ('"' | '\'')) => steps.push(self.quoted(quote)?),
                Some('.') => {
                    self.start = self.at;
                    steps.push(self.field());
                }
                Some('+' | '-' | '0'..='9') => steps.push(self.number()?),
                Some(letter) if letter == '_' || letter.is_alphanumeric() => {
                    while self.peek().is_some_and(|it| !ends_word(it)) {
                        self.at += 1;
                    }
                    let word = self.taken();
                    steps.push(match word.as_str() {
                        "true" | "false" => Step::Literal((word == "true").into()),
                        _ => Step::Word(word),
                    });
                }
                Some(other) => {
                    return Err(format!(
                        "unrecognized character in action: U+{:04X} '{other}'",
                        u32::from(other)
                    ));
                }
            }
        }
    }

    fn number(&mut self) -> Result<Step, String> {
        while self.peek().is_some_and(|it| it == '.' || it.is_ascii_digit()) {
            self.at += 1;
        }
        let text = self.taken();
        match text.parse::<i64>() {
            Ok(number) => Ok(Step::Literal(number.into())),
            Err(_) if text.matches('.').count() == 1 && text.len() > 1 => {
                Ok(Step::Literal(Value::Decimal(text)))
            }
            Err(_) => Err(format!("cannot parse number {text}")),
        }
    }

    /// A field's name; a backslash keeps the next letter.
    fn field(&mut self) -> Step {
        while let Some(letter) = self.peek() {
            if letter == '\\' {
                self.at += 1;
            } else if ends_word(letter) {
                break;
            }
            self.at = (self.at + 1).min(self.text.len());
        }
        match self.taken().as_str() {
            "*" => Step::Wildcard,
            name => Step::Field(name.replace('\\', "")),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Step, String> {
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err("unterminated quoted string".to_owned()),
                Some(letter) if letter == quote => return Ok(Step::Literal(text.into())),
                Some('\\') => {
                    let letter = self.next().ok_or("unterminated quoted string")?;
                    text.push(self.escaped(letter, quote)?);
                }
                Some(letter) => text.push(letter),
            }
        }
    }

    /// The letter that an escape stands for. Models UnquoteExtend.
    fn escaped(&mut self, letter: char, quote: char) -> Result<char, String> {
        let wrong = || "invalid syntax".to_owned();
        let (digits, radix) = match letter {
            'a' => return Ok('\u{7}'),
            'b' => return Ok('\u{8}'),
            'f' => return Ok('\u{c}'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\u{b}'),
            '\\' => return Ok('\\'),
            _ if letter == quote => return Ok(quote),
            'x' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            '0'..='7' => (2, 8),
            _ => return Err(wrong()),
        };
        let mut code = if radix == 8 { letter.to_digit(8).unwrap_or(0) } else { 0 };
        for _ in 0..digits {
            let digit = self.next().and_then(|it| it.to_digit(radix)).ok_or_else(wrong)?;
            code = code.saturating_mul(radix).saturating_add(digit);
        }
        char::from_u32(code).filter(|_| radix == 16 || code < 256).ok_or_else(wrong)
    }

    /// Models parseArray: a union, a key in quotes, an index or a slice.
    fn array(&mut self) -> Result<Step, String> {
        while self.next().ok_or_else(|| "unterminated array".to_owned())? != ']' {}
        let text = self.taken();
        let inner = text.get(1..text.len() - 1).unwrap_or("");
        let inner = if inner == "*" { ":" } else { inner };
        if inner.contains(',') {
            let part = |it: &str| self.inner(&format!("[{}]", it.trim_matches(' ')));
            return inner.split(',').map(part).collect::<Result<_, _>>().map(Step::Union);
        }
        if let Some(key) = inner.strip_prefix('\'').and_then(|it| it.strip_suffix('\''))
            && !key.contains('\'')
        {
            // Dots part such a key too, unless a backslash stands before them.
            return self.inner(&format!(".{key}")).map(|it| Step::Union(vec![it]));
        }
        let wrong = || format!("invalid array index {inner}");
        let mut bounds: [Option<i64>; 3] = [None; 3];
        let parts: Vec<&str> = inner.split(':').collect();
        if parts.len() > bounds.len() {
            return Err(wrong());
        }
        for (bound, part) in bounds.iter_mut().zip(&parts) {
            let digits = part.strip_prefix('-').unwrap_or(part);
            if !digits.bytes().all(|it| it.is_ascii_digit()) {
                return Err(wrong());
            }
            if !part.is_empty() {
                let number =
                    part.parse().map_err(|_| format!("array index {part} is not a number"))?;
                *bound = Some(number);
            }
        }
        let single = parts.len() == 1;
        if single {
            bounds = [bounds[0], Some(bounds[0].unwrap_or(0).saturating_add(1)), None];
        }
        Ok(Step::Slice(bounds, single))
    }

    fn inner(&self, text: &str) -> Result<Vec<Step>, String> {
        if self.depth >= MAX_DEPTH {
            return Err("unterminated array".to_owned());
        }
        match parse(&format!("{{{text}}}"), self.depth + 1)?.into_iter().next() {
            Some(Node::Path(steps)) => Ok(steps),
            _ => Ok(Vec::new()),
        }
    }

    /// Models parseFilter.
    fn filter(&mut self) -> Result<Step, String> {
        let unterminated = || "unterminated filter".to_owned();
        let mut quote = None;
        let mut closed = false;
        let mut before = '(';
        loop {
            let letter = self.next().ok_or_else(unterminated)?;
            match letter {
                '"' | '\'' if quote.is_none() => quote = Some(letter),
                '"' | '\'' if quote == Some(letter) && before != '\\' => closed = true,
                ')' if quote.is_some() == closed => break,
                _ => {}
            }
            before = letter;
        }
        let text = self.taken();
        if self.next() != Some(']') {
            return Err("unclosed array expect ]".to_owned());
        }
        let text = text.strip_suffix(')').unwrap_or(&text);
        let sign = |it: char| matches!(it, '!' | '<' | '>' | '=');
        let split = text.find(sign).filter(|place| *place > 0).and_then(|place| {
            let (left, rest) = text.split_at(place);
            let end = rest.find(|it| !sign(it))?;
            let (operator, right) = rest.split_at(end);
            Some((left, operator, right))
        });
        match split {
            None => Ok(Step::Filter(self.inner(text)?, None)),
            Some((left, operator, right)) => {
                Ok(Step::Filter(self.inner(left)?, Some((operator.to_owned(), self.inner(right)?))))
            }
        }
    }
}

fn ends_word(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}')
}
