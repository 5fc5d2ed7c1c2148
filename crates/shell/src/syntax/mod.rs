//! Reading a command line: words, quotes, pipes, lists, redirections and here
//! documents, as a POSIX shell reads them, as far as learners type them.

mod lex;

use lex::{Token, Word, lex};

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
    /// `<<EOF`: its text, with marks where EOF is not in quotes.
    Here(String),
}

impl Redirect {
    /// Its file, or the text of a here document.
    pub fn text_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Out(text)
            | Self::Append(text)
            | Self::Err(text)
            | Self::In(text)
            | Self::Here(text) => Some(text),
            Self::ErrToOut | Self::OutToErr => None,
        }
    }
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
    /// `&` behind it: the next does not wait for its end.
    pub background: bool,
    /// A loop, a choice or a group in place of a program.
    pub compound: Option<Box<Compound>>,
}

/// What holds lists of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compound {
    /// `for NAME in WORDS; do BODY; done`.
    For(Turns),
    /// `while TEST; do BODY; done`; with `until`, as long as the test fails.
    Loop { until: bool, test: List, body: List },
    /// `if TEST; then BODY; elif ...; else LAST; fi`.
    If { arms: Vec<(List, List)>, last: List },
    /// `{ BODY; }`.
    Group(List),
    /// `( BODY )`: its variables are its own.
    Subshell(List),
}

/// `for NAME in WORDS; do BODY; done`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// The variable.
    pub name: String,
    /// What it is set to in turn.
    pub words: Vec<String>,
    /// What is done each time.
    pub body: List,
}

/// Pipelines and how each follows the one before it.
pub type List = Vec<(Link, Pipeline)>;

/// Stands for `$?` in a word until it is run.
pub const EXIT_MARK: char = '\u{1}';
/// Begins a variable's name in a word; the next letter is `q` inside of quotes.
pub const VARIABLE_MARK: char = '\u{2}';
/// Ends what the two other marks begin.
pub const END_MARK: char = '\u{3}';
/// Begins the text of `$(...)` in a word; the next letter is `q` inside of quotes.
pub const COMMAND_MARK: char = '\u{4}';
/// Begins the text of `$((...))` in a word, as the others.
pub const NUMBER_MARK: char = '\u{5}';
/// Stands before each `*` and `?` that is not in quotes.
pub const GLOB_MARK: char = '\u{6}';

/// Words that only stand where a compound command has room for them.
const RESERVED: [&str; 7] = ["then", "do", "done", "elif", "else", "fi", "}"];

/// Deepest loops within loops.
const MAX_DEPTH: usize = 8;
/// Most words of `{1..9}`.
const MAX_RANGE: i64 = 1000;

/// Programs joined by pipes.
pub type Pipeline = Vec<Simple>;

/// What a line cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// A quote is not closed.
    OpenQuote(char),
    /// A sign stands where a command should.
    Unexpected(String),
    /// Something of the shell's that the lab does not read: `case`, a function, `<<<`.
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
            Self::Unexpected(sign) if sign == "end of file" => {
                "bash: syntax error: unexpected end of file".to_owned()
            }
            Self::Unexpected(sign) => {
                format!("bash: syntax error near unexpected token `{sign}'")
            }
            Self::NotSupported(what) if matches!(what.as_str(), "case" | "a function") => {
                format!("service-lab: {what} is not simulated here; if, for, while and until are")
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
pub fn parse(text: &str) -> Result<List, SyntaxError> {
    if text.len() > MAX_LINE {
        return Err(SyntaxError::TooLong);
    }
    let plain: String = text.chars().filter(|it| !('\u{1}'..='\u{6}').contains(it)).collect();
    let mut tokens = lex(&plain)?.into_iter();
    list(&mut tokens, 0, &[]).map(|(list, _)| list)
}

/// Reads a list to the end, or to one of the words that end it; tells which.
fn list(
    tokens: &mut std::vec::IntoIter<Token>,
    depth: usize,
    ends: &[&'static str],
) -> Result<(List, &'static str), SyntaxError> {
    if depth > MAX_DEPTH {
        return Err(SyntaxError::NotSupported("a loop so deep in loops".to_owned()));
    }
    let mut list = Vec::new();
    let mut link = Link::Always;
    let mut pipeline: Pipeline = Vec::new();
    let mut simple = Simple::default();
    let mut waiting_for: Option<&'static str> = None;
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(word)
                if simple == Simple::default() && RESERVED.iter().any(|it| word.is(it)) =>
            {
                let end = ends.iter().find(|it| word.is(it));
                let (Some(end), None) = (end, waiting_for) else {
                    return Err(SyntaxError::Unexpected(word.text));
                };
                if !pipeline.is_empty() {
                    list.push((link, pipeline));
                }
                if list.is_empty() {
                    return Err(SyntaxError::Unexpected(word.text));
                }
                return Ok((list, end));
            }
            Token::Word(word)
                if simple == Simple::default()
                    && ["for", "while", "until", "if", "{"].iter().any(|it| word.is(it)) =>
            {
                simple.compound = Some(Box::new(compound(&word.text, tokens, depth + 1)?));
                waiting_for = None;
            }
            Token::Sign("(") if simple == Simple::default() => {
                simple.compound = Some(Box::new(compound("(", tokens, depth + 1)?));
                waiting_for = None;
            }
            Token::Sign(")") if ends.contains(&")") && waiting_for.is_none() => {
                if simple != Simple::default() {
                    pipeline.push(simple);
                }
                if !pipeline.is_empty() {
                    list.push((link, pipeline));
                }
                if list.is_empty() {
                    return Err(SyntaxError::Unexpected(")".to_owned()));
                }
                return Ok((list, ")"));
            }
            Token::Sign("(")
                if !simple.words.is_empty()
                    && matches!(tokens.as_slice().first(), Some(Token::Sign(")"))) =>
            {
                return Err(SyntaxError::NotSupported("a function".to_owned()));
            }
            Token::Sign(sign @ ("(" | ")")) => {
                return Err(SyntaxError::Unexpected(sign.to_owned()));
            }
            Token::Word(word)
                if simple == Simple::default()
                    && ["case", "function"].iter().any(|it| word.is(it)) =>
            {
                let what = if word.text == "case" { "case" } else { "a function" };
                return Err(SyntaxError::NotSupported(what.to_owned()));
            }
            Token::Word(word) if simple.compound.is_some() => {
                return Err(SyntaxError::Unexpected(word.text));
            }
            Token::Word(word) => {
                add_word(&mut simple, word);
                waiting_for = None;
            }
            Token::Redirect(redirect) => simple.redirects.push(redirect),
            Token::Sign(sign) => {
                let empty = simple == Simple::default();
                if empty && sign != "\n" {
                    return Err(SyntaxError::Unexpected(sign.to_owned()));
                }
                if empty {
                    continue;
                }
                simple.background = sign == "&";
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
    if !ends.is_empty() {
        return Err(SyntaxError::Unexpected("end of file".to_owned()));
    }
    Ok((list, ""))
}

/// Reads a compound command behind its first word.
fn compound(
    word: &str,
    tokens: &mut std::vec::IntoIter<Token>,
    depth: usize,
) -> Result<Compound, SyntaxError> {
    Ok(match word {
        "for" => Compound::For(turns(tokens, depth)?),
        "while" | "until" => {
            let (test, _) = list(tokens, depth, &["do"])?;
            let (body, _) = list(tokens, depth, &["done"])?;
            Compound::Loop { until: word == "until", test, body }
        }
        "if" => {
            let mut arms = Vec::new();
            loop {
                let (test, _) = list(tokens, depth, &["then"])?;
                let (body, end) = list(tokens, depth, &["elif", "else", "fi"])?;
                arms.push((test, body));
                match end {
                    "elif" => {}
                    "else" => {
                        let (last, _) = list(tokens, depth, &["fi"])?;
                        break Compound::If { arms, last };
                    }
                    _ => break Compound::If { arms, last: Vec::new() },
                }
            }
        }
        "{" => Compound::Group(list(tokens, depth, &["}"])?.0),
        _ => Compound::Subshell(list(tokens, depth, &[")"])?.0),
    })
}

/// Reads a loop behind its `for`.
fn turns(tokens: &mut std::vec::IntoIter<Token>, depth: usize) -> Result<Turns, SyntaxError> {
    let unexpected = |token: Option<Token>| {
        SyntaxError::Unexpected(match token {
            Some(Token::Word(word)) => word.text,
            Some(Token::Sign(sign)) => sign.replace('\n', "newline"),
            Some(Token::Redirect(_)) | None => "newline".to_owned(),
        })
    };
    let mut turns = Turns::default();
    match tokens.next() {
        Some(Token::Word(word)) if is_name(&word.text) => turns.name = word.text,
        other => return Err(unexpected(other)),
    }
    match tokens.next() {
        Some(Token::Word(word)) if word.is("in") => {}
        other => return Err(unexpected(other)),
    }
    loop {
        match tokens.next() {
            Some(Token::Word(word)) => turns.words.extend(braces(&word)),
            Some(Token::Sign(";" | "\n")) => break,
            other => return Err(unexpected(other)),
        }
    }
    loop {
        match tokens.next() {
            Some(Token::Word(word)) if word.is("do") => break,
            Some(Token::Sign("\n")) => {}
            other => return Err(unexpected(other)),
        }
    }
    turns.body = list(tokens, depth, &["done"])?.0;
    Ok(turns)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|it: char| it.is_ascii_digit())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
}

fn add_word(simple: &mut Simple, word: Word) {
    if simple.words.is_empty()
        && !word.quoted_start
        && let Some((name, value)) = word.text.split_once('=')
        && is_name(name)
    {
        // What is set is neither split nor a pattern.
        let mut value = value.replace(GLOB_MARK, "");
        for mark in [VARIABLE_MARK, COMMAND_MARK, NUMBER_MARK] {
            value = value.replace(&format!("{mark}u"), &format!("{mark}q"));
        }
        simple.settings.push((name.to_owned(), value));
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
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let Some(close) = close else {
        return vec![text.clone()];
    };
    if commas.is_empty() {
        let bounds = part(open + 1, close).split_once("..");
        let bounds = bounds.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        return match bounds {
            Some((from, to)) if i64::abs_diff(from, to) < MAX_RANGE.unsigned_abs() => {
                let number =
                    |it: i64| format!("{}{it}{}", part(0, open), part(close + 1, text.len()));
                match from <= to {
                    true => (from..=to).map(number).collect(),
                    false => (to..=from).rev().map(number).collect(),
                }
            }
            _ => vec![text.clone()],
        };
    }
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
        assert_eq!(parse("echo `ls"), Err(SyntaxError::OpenQuote('`')));
        for left_out in [
            "case a in b) ls;; esac",
            "function f { ls; }",
            "f() { ls; }; f",
            "cat <<< a",
            "cat <(ls)",
            "ls > >(cat)",
            "ls 2>> a",
            "ls &>> a",
            "((i++))",
        ] {
            let told = parse(left_out);
            assert!(matches!(told, Err(SyntaxError::NotSupported(_))), "{left_out}: {told:?}");
        }
        assert!(parse("( (ls) )").is_ok() && parse("echo $((1+2))").is_ok());
        assert_eq!(parse("if true; fi"), Err(SyntaxError::Unexpected("fi".to_owned())));
        assert_eq!(parse("while; do ls; done"), Err(SyntaxError::Unexpected(";".to_owned())));
        assert_eq!(parse("done"), Err(SyntaxError::Unexpected("done".to_owned())));
        assert_eq!(parse("(ls) a"), Err(SyntaxError::Unexpected("a".to_owned())));
        assert_eq!(parse("( )"), Err(SyntaxError::Unexpected(")".to_owned())));
        assert_eq!(parse("for i in a; ls"), Err(SyntaxError::Unexpected("ls".to_owned())));
    }

    #[test]
    fn an_unquoted_patch_loses_its_quotes() {
        assert_eq!(
            words("kubectl patch svc web -p {\"spec\":{\"type\":\"NodePort\"}}"),
            [["kubectl", "patch", "svc", "web", "-p", "{spec:{type:NodePort}}"]]
        );
    }
}
