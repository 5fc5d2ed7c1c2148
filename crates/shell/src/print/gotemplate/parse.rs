//! Reads a template: texts and actions in turn, and the blocks that they open
//! and close. Models text/template/parse parse.go and the delimiters of lex.go.

mod pipe;

use super::MAX_DEPTH;
use super::lex::{self, Kind, Token, unquoted};
use super::tree::{Node, Tree};

/// Reads a template.
///
/// # Errors
/// Go's words from the number of the line on.
pub fn parse(text: &str) -> Result<Tree, String> {
    let mut parser = Parser {
        text,
        pieces: pieces(text)?.into_iter(),
        tokens: Vec::new(),
        place: 0,
        names: vec!["$".to_owned()],
        ranges: 0,
        depth: 0,
        at: 0,
        tree: Tree::default(),
    };
    let (nodes, end) = parser.nodes(true)?;
    match end {
        Stop::Text => {}
        Stop::End => return Err(parser.wrong("unexpected {{end}}")),
        Stop::Else => return Err(parser.wrong("unexpected {{else}}")),
    }
    parser.tree.nodes = nodes;
    Ok(parser.tree)
}

enum Piece {
    Text(String),
    Action(Vec<Token>),
}

/// Texts and actions in turn. Models lexText, lexLeftDelim and lexComment.
fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let mut all = Vec::new();
    let mut at = 0;
    let mut trims = false;
    while let Some(found) = text.get(at..).and_then(|it| it.find("{{")) {
        let mut before = text.get(at..at + found).unwrap_or("");
        if trims {
            before = before.trim_start_matches(BLANKS);
        }
        let mut from = at + found + 2;
        let rest = text.get(from..).unwrap_or("");
        if rest.starts_with('-') && rest.get(1..).is_some_and(|it| it.starts_with(BLANKS)) {
            before = before.trim_end_matches(BLANKS);
            from += 1;
        }
        all.push(Piece::Text(before.to_owned()));
        let rest = text.get(from..).unwrap_or("");
        let comment = rest.strip_prefix(' ').filter(|_| from > at + found + 2).unwrap_or(rest);
        if let Some(inner) = comment.strip_prefix("/*") {
            let wrong = |why: &str| {
                let line = 1 + text.get(..from).unwrap_or("").matches('\n').count();
                format!("{line}: {why}")
            };
            let (_, after) = inner.split_once("*/").ok_or_else(|| wrong("unclosed comment"))?;
            trims = after.starts_with(" -}}");
            let left = after.strip_prefix(if trims { " -}}" } else { "}}" });
            let left = left.ok_or_else(|| wrong("comment ends before closing delimiter"))?;
            at = text.len() - left.len();
            continue;
        }
        let (tokens, end) = lex::action(text, from);
        trims = tokens.last().is_some_and(|it| it.text.starts_with(' '));
        let broken = tokens.last().is_some_and(|it| it.kind == Kind::Wrong);
        all.push(Piece::Action(tokens));
        if broken {
            return Ok(all);
        }
        at = end;
    }
    let rest = text.get(at..).unwrap_or("");
    all.push(Piece::Text(if trims { rest.trim_start_matches(BLANKS) } else { rest }.to_owned()));
    Ok(all)
}

/// What ended a list of nodes.
#[derive(PartialEq, Eq)]
enum Stop {
    Text,
    End,
    Else,
}

struct Parser<'t> {
    text: &'t str,
    pieces: std::vec::IntoIter<Piece>,
    tokens: Vec<Token>,
    place: usize,
    names: Vec<String>,
    ranges: usize,
    depth: usize,
    /// Where the word stands that was read last.
    at: usize,
    tree: Tree,
}

type Parsed<T> = Result<T, String>;

impl Parser<'_> {
    fn wrong(&self, why: impl AsRef<str>) -> String {
        let line = 1 + self.text.get(..self.at).unwrap_or("").matches('\n').count();
        format!("{line}: {}", why.as_ref())
    }

    fn unexpected(&self, token: &Token, context: &str) -> String {
        let keywords = [
            "block", "break", "continue", "define", "else", "end", "if", "range", "template",
            "with",
        ];
        match token.kind {
            Kind::Wrong => self.wrong(&token.text),
            Kind::Word if keywords.contains(&token.text.as_str()) => {
                self.wrong(format!("unexpected <{}> in {context}", token.text))
            }
            Kind::End => self.wrong(format!("unexpected \"}}}}\" in {context}")),
            _ if token.text.len() > 10 => {
                let short: String = token.text.chars().take(10).collect();
                self.wrong(format!("unexpected {short:?}... in {context}"))
            }
            _ => self.wrong(format!("unexpected {:?} in {context}", token.text)),
        }
    }

    fn peek(&self) -> Token {
        let end = Token { kind: Kind::End, text: "}}".to_owned(), at: self.text.len() };
        self.tokens.get(self.place).cloned().unwrap_or(end)
    }

    fn next(&mut self) -> Token {
        let token = self.peek();
        self.place += 1;
        self.at = token.at;
        token
    }

    fn solid(&mut self) -> Token {
        while self.tokens.get(self.place).is_some_and(|it| it.kind == Kind::Space) {
            self.place += 1;
        }
        self.peek()
    }

    fn solid_next(&mut self) -> Token {
        self.solid();
        self.next()
    }

    /// Nodes up to an end.
    fn nodes(&mut self, top: bool) -> Parsed<(Vec<Node>, Stop)> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.wrong("blocks stand too deep"));
        }
        let mut all = Vec::new();
        while let Some(piece) = self.pieces.next() {
            match piece {
                Piece::Text(text) => all.push(Node::Text(text)),
                Piece::Action(tokens) => {
                    self.tokens = tokens;
                    self.place = 0;
                    if let Some(stop) = self.action(&mut all, top)? {
                        self.depth -= 1;
                        return Ok((all, stop));
                    }
                }
            }
        }
        if !top {
            self.at = self.text.len();
            return Err(self.wrong("unexpected EOF"));
        }
        self.depth -= 1;
        Ok((all, Stop::Text))
    }

    fn action(&mut self, all: &mut Vec<Node>, top: bool) -> Parsed<Option<Stop>> {
        let first = self.solid();
        let keyword = if first.kind == Kind::Word { first.text.as_str() } else { "" };
        let blocks =
            ["end", "else", "if", "with", "range", "break", "continue", "template", "block"];
        if !(blocks.contains(&keyword) || keyword == "define" && top) {
            let pipe = self.pipe("command", Kind::End)?;
            all.push(Node::Action(pipe));
            return Ok(None);
        }
        self.next();
        match keyword {
            "end" => {
                let end = self.solid_next();
                if end.kind != Kind::End {
                    return Err(self.unexpected(&end, "end"));
                }
                return Ok(Some(Stop::End));
            }
            "else" => {
                // What follows is read by the block that it belongs to.
                let next = self.solid();
                let chains = next.kind == Kind::Word && matches!(next.text.as_str(), "if" | "with");
                if !chains {
                    let end = self.next();
                    if end.kind != Kind::End {
                        return Err(self.unexpected(&end, "else"));
                    }
                }
                return Ok(Some(Stop::Else));
            }
            "if" | "with" | "range" => all.push(self.control(keyword)?),
            "break" | "continue" => {
                let end = self.solid_next();
                if end.kind != Kind::End {
                    return Err(self.unexpected(&end, &format!("{{{{{keyword}}}}}")));
                }
                if self.ranges == 0 {
                    return Err(self.wrong(format!("{{{{{keyword}}}}} outside {{{{range}}}}")));
                }
                all.push(if keyword == "break" { Node::Break } else { Node::Continue });
            }
            _ => {
                let context = format!("{keyword} clause");
                let name = self.solid_next();
                let text = match name.kind {
                    Kind::Text | Kind::Raw => unquoted(&name.text),
                    _ => return Err(self.unexpected(&name, &context)),
                };
                let text = text.ok_or_else(|| self.wrong("invalid syntax"))?;
                if keyword == "define" {
                    let end = self.solid_next();
                    if end.kind != Kind::End {
                        return Err(self.unexpected(&end, &context));
                    }
                    let outer = std::mem::replace(&mut self.names, vec!["$".to_owned()]);
                    let body = self.body("define clause")?;
                    self.names = outer;
                    self.tree.defined.push((text, body));
                    return Ok(None);
                }
                let pipe = match (keyword, self.solid().kind) {
                    ("template", Kind::End) => None,
                    _ => Some(self.pipe(&context, Kind::End)?),
                };
                if keyword == "block" {
                    let outer = std::mem::replace(&mut self.names, vec!["$".to_owned()]);
                    let body = self.body("block clause")?;
                    self.names = outer;
                    self.tree.defined.push((text.clone(), body));
                }
                all.push(Node::Template(text, pipe, name.at));
            }
        }
        Ok(None)
    }

    fn body(&mut self, context: &str) -> Parsed<Vec<Node>> {
        let ranges = std::mem::take(&mut self.ranges);
        let (body, stop) = self.nodes(false)?;
        self.ranges = ranges;
        match stop {
            Stop::End => Ok(body),
            _ => Err(self.wrong(format!("unexpected {{{{else}}}} in {context}"))),
        }
    }

    /// A block behind its keyword. Models parseControl.
    fn control(&mut self, keyword: &str) -> Parsed<Node> {
        let scope = self.names.len();
        let pipe = self.pipe(keyword, Kind::End)?;
        self.ranges += usize::from(keyword == "range");
        let (body, stop) = self.nodes(false)?;
        self.ranges -= usize::from(keyword == "range");
        let mut other = Vec::new();
        if stop == Stop::Else {
            let next = self.peek();
            let chains = self.place < self.tokens.len() && next.kind == Kind::Word;
            if chains && next.text == keyword {
                self.next();
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(self.wrong("blocks stand too deep"));
                }
                other.push(self.control(keyword)?);
                self.depth -= 1;
            } else if chains {
                return Err(self.unexpected(&next, "input"));
            } else {
                let (nodes, stop) = self.nodes(false)?;
                if stop != Stop::End {
                    return Err(self.wrong("expected end; found {{else}}"));
                }
                other = nodes;
            }
        }
        self.names.truncate(scope);
        Ok(match keyword {
            "if" => Node::If(pipe, body, other),
            "with" => Node::With(pipe, body, other),
            _ => Node::Range(pipe, body, other),
        })
    }
}
