//! Reads what stands in an action: pipes, commands and operands. Models
//! text/template/parse parse.go pipeline, command, operand and term.

use super::{Parsed, Parser};
use crate::print::gotemplate::lex::{Kind, unquoted};
use crate::print::gotemplate::tree::{Command, Operand, Pipe, What};
use crate::print::gotemplate::{FUNCTIONS, MAX_DEPTH, number};

impl Parser<'_> {
    /// Models pipeline and checkPipeline.
    pub(super) fn pipe(&mut self, context: &str, end: Kind) -> Parsed<Pipe> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.wrong("parentheses stand too deep"));
        }
        let from = self.solid().at;
        let mut pipe = Pipe::default();
        while self.solid().kind == Kind::Variable {
            let mut ahead = self.tokens.iter().skip(self.place);
            let Some(variable) = ahead.next().map(|it| it.text.clone()) else { break };
            let sign = ahead.find(|it| it.kind != Kind::Space).cloned();
            let Some(sign) = sign else { break };
            let comma = sign.kind == Kind::Other && sign.text == ",";
            if !comma && !matches!(sign.kind, Kind::Declare | Kind::Assign) {
                break;
            }
            self.next();
            self.solid_next();
            pipe.names.push(variable.clone());
            self.names.push(variable);
            if !comma {
                pipe.assigns = sign.kind == Kind::Assign;
                break;
            }
            if context != "range" || pipe.names.len() > 1 {
                return Err(self.wrong(format!("too many declarations in {context}")));
            }
            if !matches!(self.solid().kind, Kind::Variable | Kind::End | Kind::Close) {
                return Err(self.wrong("range can only initialize variables"));
            }
        }
        loop {
            let token = self.solid();
            match token.kind {
                kind if kind == end => {
                    self.next();
                    pipe.span = (from, token.at);
                    break;
                }
                Kind::Word
                | Kind::Number
                | Kind::Letter
                | Kind::Dot
                | Kind::Field
                | Kind::Text
                | Kind::Raw
                | Kind::Variable
                | Kind::Open => {
                    let command = self.command()?;
                    pipe.commands.push(command);
                }
                _ => {
                    self.next();
                    return Err(self.unexpected(&token, context));
                }
            }
        }
        if pipe.commands.is_empty() {
            return Err(self.wrong(format!("missing value for {context}")));
        }
        for (place, command) in pipe.commands.iter().enumerate().skip(1) {
            let first = command.operands.first().map(|it| &it.what);
            if matches!(
                first,
                Some(
                    What::Dot
                        | What::Nil
                        | What::Bool(_)
                        | What::Int(_)
                        | What::Float(_)
                        | What::Text(_)
                )
            ) {
                let stage = place + 1;
                return Err(self.wrong(format!("non executable command in pipeline stage {stage}")));
            }
        }
        self.depth -= 1;
        Ok(pipe)
    }

    fn command(&mut self) -> Parsed<Command> {
        let mut operands = Vec::new();
        loop {
            self.solid();
            if let Some(operand) = self.operand()? {
                operands.push(operand);
            }
            let token = self.peek();
            match token.kind {
                Kind::Space => continue,
                Kind::End | Kind::Close => {}
                Kind::Bar => drop(self.next()),
                _ => {
                    self.next();
                    return Err(self.unexpected(&token, "operand"));
                }
            }
            break;
        }
        if operands.is_empty() {
            return Err(self.wrong("empty command"));
        }
        Ok(Command { operands })
    }

    fn operand(&mut self) -> Parsed<Option<Operand>> {
        let Some(mut operand) = self.term()? else { return Ok(None) };
        let mut more = 0;
        while self.peek().kind == Kind::Field {
            let field = self.next();
            let name = field.text.trim_start_matches('.').to_owned();
            match &mut operand.what {
                What::Field(path) | What::Variable(_, path) | What::Pipe(_, path) => {
                    path.push(name)
                }
                _ => {
                    let why = format!("unexpected . after term {:?}", operand.text);
                    return Err(self.wrong(why));
                }
            }
            // Go tells of a chain by its second part.
            if more == 0 {
                operand.at = field.at;
            }
            more += 1;
            operand.text.push_str(&field.text);
        }
        Ok(Some(operand))
    }

    fn term(&mut self) -> Parsed<Option<Operand>> {
        let token = self.peek();
        let what = match token.kind {
            Kind::Word => match token.text.as_str() {
                "true" => What::Bool(true),
                "false" => What::Bool(false),
                "nil" => What::Nil,
                name if FUNCTIONS.contains(&name) => What::Function(name.to_owned()),
                name => {
                    self.next();
                    return Err(self.wrong(format!("function {name:?} not defined")));
                }
            },
            Kind::Dot => What::Dot,
            Kind::Field => What::Field(vec![token.text.trim_start_matches('.').to_owned()]),
            Kind::Variable => {
                if !self.names.contains(&token.text) {
                    self.next();
                    return Err(self.wrong(format!("undefined variable {:?}", token.text)));
                }
                What::Variable(token.text.clone(), Vec::new())
            }
            Kind::Number => number(&token.text)
                .ok_or_else(|| self.wrong(format!("illegal number syntax: {:?}", token.text)))?,
            Kind::Letter => {
                let inner = unquoted(&token.text).ok_or_else(|| self.wrong("invalid syntax"))?;
                let mut letters = inner.chars();
                match (letters.next(), letters.next()) {
                    (Some(letter), None) => What::Int(i64::from(u32::from(letter))),
                    (None, _) => return Err(self.wrong("invalid syntax")),
                    _ => {
                        let why = format!("malformed character constant: {}", token.text);
                        return Err(self.wrong(why));
                    }
                }
            }
            Kind::Text | Kind::Raw => {
                What::Text(unquoted(&token.text).ok_or_else(|| self.wrong("invalid syntax"))?)
            }
            Kind::Open => {
                self.next();
                let pipe = self.pipe("parenthesized pipeline", Kind::Close)?;
                let (from, to) = pipe.span;
                let inner = self.text.get(from..to).unwrap_or("").trim();
                let text = format!("({inner})");
                return Ok(Some(Operand {
                    what: What::Pipe(pipe, Vec::new()),
                    at: token.at,
                    text,
                }));
            }
            _ => return Ok(None),
        };
        self.next();
        Ok(Some(Operand { what, at: token.at, text: token.text }))
    }
}
