//! From the letters of a line to words and signs: quotes, marks of what is put in when it runs, here documents.

use super::{
    COMMAND_MARK, END_MARK, EXIT_MARK, GLOB_MARK, NUMBER_MARK, Redirect, SyntaxError,
    VARIABLE_MARK, is_name,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) quoted: bool,
    /// Whether a quote stands before any `=`.
    pub(super) quoted_start: bool,
    pub(super) quoted_brace: bool,
}

impl Word {
    /// Whether it is this very word, not in quotes.
    pub(super) fn is(&self, text: &str) -> bool {
        !self.quoted && self.text == text
    }
}

pub(super) enum Token {
    Word(Word),
    Sign(&'static str),
    Redirect(Redirect),
}

/// Signs of bash that are not read: better told than taken for others.
const LEFT_OUT: [&str; 6] = ["<<<", "<(", ">(", "2>>", "&>>", "(("];

/// A here document that waits for the end of its line.
struct Waiting {
    /// Which token it belongs to.
    token: usize,
    /// The line that ends it.
    end: String,
    /// Whether that was in quotes: the text stays as it is.
    quoted: bool,
    /// Whether tabs before a line are left out: `<<-`.
    bare: bool,
}

struct Lexer<'t> {
    text: &'t str,
    place: usize,
    tokens: Vec<Token>,
    /// Here documents that wait for the end of their line.
    pending: Vec<Waiting>,
}

pub(super) fn lex(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexer = Lexer { text, place: 0, tokens: Vec::new(), pending: Vec::new() };
    lexer.run()?;
    Ok(lexer.tokens)
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.place..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.place += letter.len_utf8();
        Some(letter)
    }

    fn skip(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.place += prefix.len();
        }
        found
    }

    fn run(&mut self) -> Result<(), SyntaxError> {
        while let Some(letter) = self.peek() {
            match letter {
                ' ' | '\t' | '\r' => {
                    self.take();
                }
                '\\' if self.rest().starts_with("\\\n") => self.place += 2,
                '\n' => {
                    self.take();
                    self.tokens.push(Token::Sign("\n"));
                    self.read_here_documents()?;
                }
                '#' => {
                    while self.peek().is_some_and(|it| it != '\n') {
                        self.take();
                    }
                }
                _ => self.sign_or_word()?,
            }
        }
        self.read_here_documents()?;
        Ok(())
    }

    fn sign_or_word(&mut self) -> Result<(), SyntaxError> {
        self.refuse_what_is_left_out()?;
        for sign in ["&&", "||", "|", ";"] {
            if self.skip(sign) {
                self.tokens.push(Token::Sign(sign));
                return Ok(());
            }
        }
        if self.skip("2>&1") {
            self.tokens.push(Token::Redirect(Redirect::ErrToOut));
        } else if self.skip(">&2") || self.skip("1>&2") {
            self.tokens.push(Token::Redirect(Redirect::OutToErr));
        } else if self.skip("2>") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::Err(file)));
        } else if self.skip(">>") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::Append(file)));
        } else if self.skip(">") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::Out(file)));
        } else if self.skip("<<") {
            let bare = self.skip("-");
            let Word { text: end, quoted, .. } = self.file_word()?;
            self.pending.push(Waiting { token: self.tokens.len(), end, quoted, bare });
            self.tokens.push(Token::Redirect(Redirect::Here(String::new())));
        } else if self.skip("<") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::In(file)));
        } else if self.skip("&>") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::Out(file)));
            self.tokens.push(Token::Redirect(Redirect::ErrToOut));
        } else if self.skip("(") {
            self.tokens.push(Token::Sign("("));
        } else if self.skip(")") {
            self.tokens.push(Token::Sign(")"));
        } else if self.skip("&") {
            self.tokens.push(Token::Sign("&"));
        } else {
            let word = self.word()?;
            self.tokens.push(Token::Word(word));
        }
        Ok(())
    }

    fn refuse_what_is_left_out(&self) -> Result<(), SyntaxError> {
        match LEFT_OUT.iter().find(|it| self.rest().starts_with(**it)) {
            Some(sign) => Err(SyntaxError::NotSupported((*sign).to_owned())),
            None => Ok(()),
        }
    }

    fn file_name(&mut self) -> Result<String, SyntaxError> {
        Ok(self.file_word()?.text)
    }

    fn file_word(&mut self) -> Result<Word, SyntaxError> {
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.take();
        }
        self.refuse_what_is_left_out()?;
        let mut word = self.word()?;
        if word.text.is_empty() && !word.quoted {
            return Err(SyntaxError::Unexpected("newline".to_owned()));
        }
        word.text = word.text.replace(GLOB_MARK, "");
        Ok(word)
    }

    fn word(&mut self) -> Result<Word, SyntaxError> {
        let mut word = Word::default();
        while let Some(letter) = self.peek() {
            match letter {
                ' ' | '\t' | '\r' | '\n' | '|' | ';' | '&' | '<' | '>' | '(' | ')' => break,
                '\'' => {
                    self.take();
                    word.quoted_start |= !word.text.contains('=');
                    word.quoted = true;
                    self.single(&mut word)?;
                }
                '"' => {
                    self.take();
                    word.quoted_start |= !word.text.contains('=');
                    word.quoted = true;
                    self.double(&mut word)?;
                }
                '\\' => {
                    self.take();
                    if let Some(next) = self.take()
                        && next != '\n'
                    {
                        word.text.push(next);
                    }
                }
                '$' => self.dollar(&mut word, 'u')?,
                '`' => self.backquoted(&mut word, 'u')?,
                other => {
                    self.take();
                    if matches!(other, '*' | '?') {
                        word.text.push(GLOB_MARK);
                    }
                    word.text.push(other);
                }
            }
        }
        Ok(word)
    }

    fn single(&mut self, word: &mut Word) -> Result<(), SyntaxError> {
        loop {
            match self.take() {
                None => return Err(SyntaxError::OpenQuote('\'')),
                Some('\'') => return Ok(()),
                Some(letter) => {
                    word.quoted_brace |= letter == '{';
                    word.text.push(letter);
                }
            }
        }
    }

    fn double(&mut self, word: &mut Word) -> Result<(), SyntaxError> {
        loop {
            match self.peek() {
                None => return Err(SyntaxError::OpenQuote('"')),
                Some('"') => {
                    self.take();
                    return Ok(());
                }
                Some('$') => self.dollar(word, 'q')?,
                Some('`') => self.backquoted(word, 'q')?,
                Some('\\') => {
                    self.take();
                    match self.take() {
                        Some(next @ ('"' | '\\' | '$' | '`')) => word.text.push(next),
                        Some('\n') | None => {}
                        Some(next) => word.text.extend(['\\', next]),
                    }
                }
                Some(letter) => {
                    self.take();
                    word.quoted_brace |= letter == '{';
                    word.text.push(letter);
                }
            }
        }
    }

    /// `$?`, `$NAME` and `$(...)` are kept for later, as marks.
    fn dollar(&mut self, word: &mut Word, quotes: char) -> Result<(), SyntaxError> {
        self.take();
        match self.peek() {
            Some('?') => {
                self.take();
                word.text.push(EXIT_MARK);
            }
            Some('\'') if quotes == 'u' => {
                self.take();
                word.quoted_start |= !word.text.contains('=');
                word.quoted = true;
                self.escaped(word)?;
            }
            Some('(') if self.rest().starts_with("((") => {
                self.place += 2;
                let text = self.closing_parenthesis()?;
                if !self.skip(")") {
                    return Err(SyntaxError::Unexpected(")".to_owned()));
                }
                word.text.extend([NUMBER_MARK, quotes]);
                word.text.push_str(&text);
                word.text.push(END_MARK);
            }
            Some('(') => {
                self.take();
                let text = self.closing_parenthesis()?;
                word.text.extend([COMMAND_MARK, quotes]);
                word.text.push_str(&text);
                word.text.push(END_MARK);
            }
            Some('{') => {
                let inner = self.rest().get(1..).and_then(|it| it.split_once('}'));
                let Some(name) = inner.map(|it| it.0).filter(|it| is_name(it)) else {
                    return Err(SyntaxError::NotSupported("${...} with signs in it".to_owned()));
                };
                let (name, length) = (name.to_owned(), name.len() + 2);
                self.place += length;
                word.text.extend([VARIABLE_MARK, quotes]);
                word.text.push_str(&name);
                word.text.push(END_MARK);
            }
            Some(letter) if letter.is_ascii_alphabetic() || letter == '_' => {
                word.text.extend([VARIABLE_MARK, quotes]);
                while let Some(letter) =
                    self.peek().filter(|it| it.is_ascii_alphanumeric() || *it == '_')
                {
                    self.take();
                    word.text.push(letter);
                }
                word.text.push(END_MARK);
            }
            _ => word.text.push('$'),
        }
        Ok(())
    }

    /// `$'...'`: the escapes of C.
    fn escaped(&mut self, word: &mut Word) -> Result<(), SyntaxError> {
        loop {
            match self.take() {
                None => return Err(SyntaxError::OpenQuote('\'')),
                Some('\'') => return Ok(()),
                Some('\\') => match self.take() {
                    Some('n') => word.text.push('\n'),
                    Some('t') => word.text.push('\t'),
                    Some('r') => word.text.push('\r'),
                    Some(sign @ ('\\' | '\'' | '"' | '?')) => word.text.push(sign),
                    Some(other) => word.text.extend(['\\', other]),
                    None => {}
                },
                Some(letter) => {
                    word.quoted_brace |= letter == '{';
                    word.text.push(letter);
                }
            }
        }
    }

    /// `` `...` ``: the older form of `$(...)`.
    fn backquoted(&mut self, word: &mut Word, quotes: char) -> Result<(), SyntaxError> {
        self.take();
        word.text.extend([COMMAND_MARK, quotes]);
        loop {
            match self.take() {
                None => return Err(SyntaxError::OpenQuote('`')),
                Some('`') => break,
                Some('\\') if matches!(self.peek(), Some('`' | '\\' | '$')) => {
                    word.text.extend(self.take());
                }
                Some(letter) => word.text.push(letter),
            }
        }
        word.text.push(END_MARK);
        Ok(())
    }

    /// The text of `$(...)`, quotes and inner parentheses respected.
    fn closing_parenthesis(&mut self) -> Result<String, SyntaxError> {
        let mut text = String::new();
        let mut quote = None;
        let mut depth = 0_usize;
        while let Some(letter) = self.take() {
            match (quote, letter) {
                (Some(open), close) if open == close => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                (None, '(') => depth += 1,
                (None, ')') if depth == 0 => return Ok(text),
                (None, ')') => depth -= 1,
                _ => {}
            }
            text.push(letter);
        }
        Err(SyntaxError::OpenQuote(')'))
    }

    /// The text of a here document whose end is not in quotes: `$` means there what it means
    /// elsewhere, and quotes mean nothing.
    fn here(&mut self) -> Result<String, SyntaxError> {
        let mut word = Word::default();
        while let Some(letter) = self.peek() {
            match letter {
                '$' => self.dollar(&mut word, 'q')?,
                '`' => self.backquoted(&mut word, 'q')?,
                '\\' => {
                    self.take();
                    match self.take() {
                        Some(next @ ('\\' | '$' | '`')) => word.text.push(next),
                        Some('\n') => {}
                        Some(next) => word.text.extend(['\\', next]),
                        None => word.text.push('\\'),
                    }
                }
                other => {
                    self.take();
                    word.text.push(other);
                }
            }
        }
        Ok(word.text)
    }

    fn read_here_documents(&mut self) -> Result<(), SyntaxError> {
        for Waiting { token, end, quoted, bare } in std::mem::take(&mut self.pending) {
            let mut body = String::new();
            while self.place < self.text.len() {
                let rest = self.rest();
                let line = rest.split('\n').next().unwrap_or("").to_owned();
                self.place += (line.len() + 1).min(rest.len());
                let line = if bare { line.trim_start_matches('\t') } else { &line };
                if line.trim_end_matches('\r') == end {
                    break;
                }
                body.push_str(line);
                body.push('\n');
            }
            if !quoted {
                let mut inner =
                    Lexer { text: &body, place: 0, tokens: Vec::new(), pending: Vec::new() };
                body = inner.here()?;
            }
            if let Some(slot) = self.tokens.get_mut(token) {
                *slot = Token::Redirect(Redirect::Here(body));
            }
        }
        Ok(())
    }
}
