//! The words of an action. Models text/template/parse lex.go.

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Space,
    Field,
    Dot,
    Variable,
    Word,
    Number,
    Text,
    Raw,
    Letter,
    Open,
    Close,
    Bar,
    Declare,
    Assign,
    Other,
    /// Go's words on what is no word.
    Wrong,
    /// `}}`.
    End,
}

/// A word of an action.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// Where it stands in the template, in bytes.
    pub at: usize,
}

/// Reads one action from behind its `{{`; tells its words, the last of them the end or what is
/// wrong, and where the text goes on.
pub fn action(text: &str, from: usize) -> (Vec<Token>, usize) {
    let mut all = Vec::new();
    let mut at = from;
    let mut depth = 0_usize;
    loop {
        let rest = text.get(at..).unwrap_or("");
        let trims = rest.starts_with(" -}}");
        let ends = rest.starts_with("}}") || trims;
        let (kind, length, why) = match rest.chars().next() {
            _ if ends && depth > 0 => (Kind::Wrong, 0, "unclosed left paren".to_owned()),
            _ if ends => (Kind::End, if trims { 4 } else { 2 }, String::new()),
            None => (Kind::Wrong, 0, "unclosed action".to_owned()),
            Some(letter) => word(rest, letter, &mut depth),
        };
        let own = rest.get(..length).unwrap_or("").to_owned();
        all.push(Token { kind, text: if kind == Kind::Wrong { why } else { own }, at });
        at += length;
        if matches!(kind, Kind::End | Kind::Wrong) {
            return (all, at);
        }
    }
}

/// The kind and length of the word that a text begins with, and what is wrong with it.
fn word(rest: &str, letter: char, depth: &mut usize) -> (Kind, usize, String) {
    let good = |kind: Kind, length: usize| (kind, length, String::new());
    let wrong = |why: String| (Kind::Wrong, 0, why);
    let next = rest.chars().nth(1);
    let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    match letter {
        ' ' | '\t' | '\r' | '\n' => {
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            let mut length = rest.len() - trimmed.len();
            // The last blank may belong to ` -}}`.
            if trimmed.starts_with("-}}") && length > 1 {
                length -= 1;
            }
            good(Kind::Space, length)
        }
        '=' => good(Kind::Assign, 1),
        ':' if next == Some('=') => good(Kind::Declare, 2),
        ':' => wrong("expected :=".to_owned()),
        '|' => good(Kind::Bar, 1),
        '"' | '\'' => {
            let mut letters = rest.char_indices().skip(1);
            while let Some((place, it)) = letters.next() {
                match it {
                    '\\' if letters.next().is_some_and(|(_, it)| it != '\n') => {}
                    '\\' | '\n' => break,
                    _ if it == letter => {
                        let kind = if it == '"' { Kind::Text } else { Kind::Letter };
                        return good(kind, place + 1);
                    }
                    _ => {}
                }
            }
            let what = if letter == '"' { "quoted string" } else { "character constant" };
            wrong(format!("unterminated {what}"))
        }
        '`' => match rest.get(1..).and_then(|it| it.find('`')) {
            Some(length) => good(Kind::Raw, length + 2),
            None => wrong("unterminated raw quoted string".to_owned()),
        },
        '+' | '-' | '0'..='9' => number(rest),
        '.' if digit(next) => number(rest),
        '$' | '.' => name(rest, if letter == '$' { Kind::Variable } else { Kind::Field }, 1),
        '_' => name(rest, Kind::Word, 0),
        _ if letter.is_alphanumeric() => name(rest, Kind::Word, 0),
        '(' => {
            *depth += 1;
            good(Kind::Open, 1)
        }
        ')' if *depth == 0 => wrong("unexpected right paren".to_owned()),
        ')' => {
            *depth -= 1;
            good(Kind::Close, 1)
        }
        _ if letter.is_ascii_graphic() => good(Kind::Other, 1),
        _ => wrong(format!("unrecognized character in action: {}", code(letter))),
    }
}

/// A name behind its sign; what follows must part it from the next word.
fn name(rest: &str, kind: Kind, sign: usize) -> (Kind, usize, String) {
    let own = rest.get(sign..).unwrap_or("");
    let length = own.find(|it: char| it != '_' && !it.is_alphanumeric()).unwrap_or(own.len());
    let after = own.get(length..).unwrap_or("");
    let parted = after.is_empty()
        || after.starts_with("}}")
        || after.starts_with([' ', '\t', '\r', '\n', '.', ',', '|', ':', ')', '(']);
    match after.chars().next() {
        Some(letter) if !(parted || kind == Kind::Variable && length == 0) => {
            (Kind::Wrong, 0, format!("bad character {}", code(letter)))
        }
        _ if kind == Kind::Field && length == 0 => (Kind::Dot, 1, String::new()),
        _ => (kind, sign + length, String::new()),
    }
}

fn number(rest: &str) -> (Kind, usize, String) {
    let mut at = usize::from(rest.starts_with(['+', '-']));
    let mut take = |digits: &dyn Fn(char) -> bool| {
        let own = rest.get(at..).unwrap_or("");
        at += own.find(|it: char| !digits(it)).unwrap_or(own.len());
        at
    };
    let start = take(&|_| false);
    let head = rest.get(start..start + 2).unwrap_or("").to_ascii_lowercase();
    let decimal = |it: char| it.is_ascii_digit() || it == '_';
    match head.as_str() {
        "0x" | "0o" | "0b" => {
            at = start + 2;
            let own = rest.get(at..).unwrap_or("");
            let more = |it: char| !(it.is_ascii_hexdigit() || it == '_');
            at += own.find(more).unwrap_or(own.len());
        }
        _ => {
            take(&decimal);
            for sign in [".", "eE"] {
                let own = rest.get(at..).unwrap_or("");
                if own.starts_with(|it| sign.contains(it)) {
                    at += 1;
                    let signed = rest.get(at..).is_some_and(|it| it.starts_with(['+', '-']));
                    at += usize::from(signed && sign != ".");
                    let own = rest.get(at..).unwrap_or("");
                    at += own.find(|it: char| !decimal(it)).unwrap_or(own.len());
                }
            }
        }
    }
    let after = rest.get(at..).unwrap_or("").chars().next();
    if let Some(letter) = after.filter(|it| *it == '_' || it.is_alphanumeric()) {
        let bad = rest.get(..at + letter.len_utf8()).unwrap_or("");
        return (Kind::Wrong, 0, format!("bad number syntax: {bad:?}"));
    }
    (Kind::Number, at, String::new())
}

fn code(letter: char) -> String {
    format!("U+{:04X} '{letter}'", u32::from(letter))
}

/// What stands between quotes. Models strconv.Unquote.
pub fn unquoted(text: &str) -> Option<String> {
    let mut letters = text.chars();
    let quote = letters.next()?;
    let inner = letters.as_str().strip_suffix(quote)?;
    if quote == '`' {
        return Some(inner.replace('\r', ""));
    }
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        let (digits, radix) = match letters.next()? {
            'a' => (0, 7),
            'b' => (0, 8),
            'f' => (0, 12),
            'n' => (0, 10),
            'r' => (0, 13),
            't' => (0, 9),
            'v' => (0, 11),
            '\\' => (0, 92),
            it if it == quote => (0, u32::from(it)),
            'x' => (2, 16),
            'u' => (4, 16),
            'U' => (8, 16),
            _ => return None,
        };
        let mut number = if digits == 0 { radix } else { 0 };
        for _ in 0..digits {
            number = number.checked_mul(16)?.checked_add(letters.next()?.to_digit(16)?)?;
        }
        out.push(char::from_u32(number)?);
    }
    Some(out)
}
