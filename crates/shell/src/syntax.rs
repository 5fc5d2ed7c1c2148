//! Reading a command line: words, quotes, pipes, lists, redirections and here
//! documents, as a POSIX shell reads them, as far as learners type them.

/// Longest line that is read, in bytes.
const MAX_LINE: usize = 64 * 1024;

/// How a pipeline follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// `;` or a new line: always.
    Always,
    /// `&&`: after success.
    AndIf,
    /// `||`: after failure.
    OrIf,
}

/// Where a stream goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redirect {
    /// `> FILE`
    Out(String),
    /// `>> FILE`
    Append(String),
    /// `2> FILE`
    Err(String),
    /// `2>&1`
    ErrToOut,
    /// `>&2`
    OutToErr,
    /// `< FILE`
    In(String),
    /// `<<EOF`: its text.
    Here(String),
}

/// One program with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simple {
    /// `NAME=value` before the program.
    pub settings: Vec<(String, String)>,
    /// The program and its arguments; `$?` is left as [`EXIT_MARK`].
    pub words: Vec<String>,
    /// Redirections in order.
    pub redirects: Vec<Redirect>,
}

/// Stands for `$?` in a word until it is run.
pub const EXIT_MARK: char = '\u{1}';

/// Programs joined by pipes.
pub type Pipeline = Vec<Simple>;

/// What a line cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// A quote is not closed.
    OpenQuote(char),
    /// A sign stands where a command should.
    Unexpected(String),
    /// Something of the shell's that the lab does not read: `$(...)`, `&`, `for`.
    NotSupported(String),
    /// The line is too long.
    TooLong,
}

impl SyntaxError {
    /// What bash says, or what the lab cannot do.
    pub fn words(&self) -> String {
        match self {
            Self::OpenQuote(quote) => {
                format!("bash: unexpected EOF while looking for matching `{quote}'")
            }
            Self::Unexpected(sign) => {
                format!("bash: syntax error near unexpected token `{sign}'")
            }
            Self::NotSupported(what) => format!("service-lab: {what} is not simulated here"),
            Self::TooLong => "service-lab: the command line is too long".to_owned(),
        }
    }
}

/// Reads a whole command text.
///
/// # Errors
/// What cannot be read, in the shell's words.
pub fn parse(text: &str) -> Result<Vec<(Link, Pipeline)>, SyntaxError> {
    if text.len() > MAX_LINE {
        return Err(SyntaxError::TooLong);
    }
    let mut list = Vec::new();
    let mut link = Link::Always;
    let mut pipeline: Pipeline = Vec::new();
    let mut simple = Simple::default();
    let mut waiting_for: Option<&'static str> = None;
    for token in lex(text)? {
        match token {
            Token::Word(word) => {
                add_word(&mut simple, word);
                waiting_for = None;
            }
            Token::Redirect(redirect) => simple.redirects.push(redirect),
            Token::Sign(sign) => {
                let empty = simple == Simple::default();
                if empty && (sign != "\n" && sign != ";" || waiting_for.is_some() && sign == ";") {
                    return Err(SyntaxError::Unexpected(sign.to_owned()));
                }
                if empty {
                    continue;
                }
                pipeline.push(std::mem::take(&mut simple));
                if sign == "|" {
                    waiting_for = Some("|");
                    continue;
                }
                list.push((link, std::mem::take(&mut pipeline)));
                link = match sign {
                    "&&" => Link::AndIf,
                    "||" => Link::OrIf,
                    _ => Link::Always,
                };
                waiting_for = (link != Link::Always).then_some(sign);
            }
        }
    }
    if simple != Simple::default() {
        pipeline.push(simple);
    } else if let Some(sign) = waiting_for {
        return Err(SyntaxError::Unexpected(sign.to_owned()));
    }
    if !pipeline.is_empty() {
        list.push((link, pipeline));
    }
    Ok(list)
}

fn add_word(simple: &mut Simple, word: Word) {
    if simple.words.is_empty()
        && !word.quoted
        && let Some((name, value)) = word.text.split_once('=')
        && !name.is_empty()
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
    {
        simple.settings.push((name.to_owned(), value.to_owned()));
        return;
    }
    simple.words.extend(braces(&word));
}

/// Brace expansion of an unquoted word: `{a,b}` becomes two words. Learners
/// meet it when they forget the quotes around a patch.
fn braces(word: &Word) -> Vec<String> {
    let text = &word.text;
    if word.quoted_brace {
        return vec![text.clone()];
    }
    let Some(open) = text.find('{') else {
        return vec![text.clone()];
    };
    let mut depth = 0_usize;
    let mut commas = Vec::new();
    let mut close = None;
    for (place, letter) in text.char_indices().skip_while(|(place, _)| *place < open) {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    close = Some(place);
                    break;
                }
            }
            ',' if depth == 1 => commas.push(place),
            _ => {}
        }
    }
    let (Some(close), false) = (close, commas.is_empty()) else {
        return vec![text.clone()];
    };
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let mut starts = vec![open + 1];
    starts.extend(commas.iter().map(|it| it + 1));
    let mut ends = commas.clone();
    ends.push(close);
    starts
        .into_iter()
        .zip(ends)
        .map(|(from, to)| {
            format!("{}{}{}", part(0, open), part(from, to), part(close + 1, text.len()))
        })
        .collect()
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Word {
    text: String,
    quoted: bool,
    quoted_brace: bool,
}

enum Token {
    Word(Word),
    Sign(&'static str),
    Redirect(Redirect),
}

struct Lexer<'t> {
    text: &'t str,
    place: usize,
    tokens: Vec<Token>,
    /// Here documents that wait for the end of their line.
    pending: Vec<(usize, String)>,
}

fn lex(text: &str) -> Result<Vec<Token>, SyntaxError> {
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
                    self.read_here_documents();
                }
                '#' => {
                    while self.peek().is_some_and(|it| it != '\n') {
                        self.take();
                    }
                }
                _ => self.sign_or_word()?,
            }
        }
        self.read_here_documents();
        Ok(())
    }

    fn sign_or_word(&mut self) -> Result<(), SyntaxError> {
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
        } else if self.skip("<<-") || self.skip("<<") {
            let end = self.file_name()?;
            self.pending.push((self.tokens.len(), end));
            self.tokens.push(Token::Redirect(Redirect::Here(String::new())));
        } else if self.skip("<") {
            let file = self.file_name()?;
            self.tokens.push(Token::Redirect(Redirect::In(file)));
        } else if self.peek() == Some('&') {
            return Err(SyntaxError::NotSupported("running in the background (&)".to_owned()));
        } else if self.peek() == Some('(') || self.peek() == Some(')') {
            return Err(SyntaxError::Unexpected(self.take().map(String::from).unwrap_or_default()));
        } else {
            let word = self.word()?;
            self.tokens.push(Token::Word(word));
        }
        Ok(())
    }

    fn file_name(&mut self) -> Result<String, SyntaxError> {
        while matches!(self.peek(), Some(' ' | '\t')) {
            self.take();
        }
        let word = self.word()?;
        if word.text.is_empty() && !word.quoted {
            return Err(SyntaxError::Unexpected("newline".to_owned()));
        }
        Ok(word.text)
    }

    fn word(&mut self) -> Result<Word, SyntaxError> {
        let mut word = Word::default();
        while let Some(letter) = self.peek() {
            match letter {
                ' ' | '\t' | '\r' | '\n' | '|' | ';' | '&' | '<' | '>' | '(' | ')' => break,
                '\'' => {
                    self.take();
                    word.quoted = true;
                    self.single(&mut word)?;
                }
                '"' => {
                    self.take();
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
                '$' => self.dollar(&mut word)?,
                '`' => return Err(SyntaxError::NotSupported("`...`".to_owned())),
                other => {
                    self.take();
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
                Some('$') => self.dollar(word)?,
                Some('`') => return Err(SyntaxError::NotSupported("`...`".to_owned())),
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

    /// `$?` is kept for later; a variable has no value here.
    fn dollar(&mut self, word: &mut Word) -> Result<(), SyntaxError> {
        self.take();
        match self.peek() {
            Some('?') => {
                self.take();
                word.text.push(EXIT_MARK);
            }
            Some('(') => return Err(SyntaxError::NotSupported("$(...)".to_owned())),
            Some('{') => return Err(SyntaxError::NotSupported("${...}".to_owned())),
            Some(letter) if letter.is_ascii_alphabetic() || letter == '_' => {
                while self.peek().is_some_and(|it| it.is_ascii_alphanumeric() || it == '_') {
                    self.take();
                }
            }
            _ => word.text.push('$'),
        }
        Ok(())
    }

    fn read_here_documents(&mut self) {
        for (token, end) in std::mem::take(&mut self.pending) {
            let mut body = String::new();
            while self.place < self.text.len() {
                let rest = self.rest();
                let line = rest.split('\n').next().unwrap_or("").to_owned();
                self.place += (line.len() + 1).min(rest.len());
                if line.trim_end_matches('\r') == end {
                    break;
                }
                body.push_str(&line);
                body.push('\n');
            }
            if let Some(slot) = self.tokens.get_mut(token) {
                *slot = Token::Redirect(Redirect::Here(body));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        parse(text)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|(_, pipeline)| pipeline.into_iter().map(|it| it.words))
            .collect()
    }

    #[test]
    fn quotes_keep_words_together() {
        assert_eq!(
            words("kubectl get pods -l 'app in (web)' \"a b\" c\\ d"),
            [["kubectl", "get", "pods", "-l", "app in (web)", "a b", "c d"]]
        );
    }

    #[test]
    fn lists_and_pipes_are_told_apart() {
        let list = parse("a | b && c; d || e").expect("reads");
        let links: Vec<Link> = list.iter().map(|(link, _)| *link).collect();
        assert_eq!(links, [Link::Always, Link::AndIf, Link::Always, Link::OrIf]);
        assert_eq!(list.first().map(|(_, it)| it.len()), Some(2));
    }

    #[test]
    fn a_here_document_is_read_to_its_end() {
        let list =
            parse("cat <<EOF | kubectl apply -f -\nkind: Service\nEOF\necho done").expect("reads");
        assert_eq!(list.len(), 2);
        let cat = list.first().and_then(|(_, it)| it.first());
        assert_eq!(
            cat.map(|it| it.redirects.clone()),
            Some(vec![Redirect::Here("kind: Service\n".to_owned())])
        );
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert_eq!(parse("echo 'a"), Err(SyntaxError::OpenQuote('\'')));
        assert_eq!(parse("| a"), Err(SyntaxError::Unexpected("|".to_owned())));
        assert!(matches!(parse("echo $(ls)"), Err(SyntaxError::NotSupported(_))));
    }

    #[test]
    fn an_unquoted_patch_loses_its_quotes() {
        assert_eq!(
            words("kubectl patch svc web -p {\"spec\":{\"type\":\"NodePort\"}}"),
            [["kubectl", "patch", "svc", "web", "-p", "{spec:{type:NodePort}}"]]
        );
    }
}
