//! A template is run. Models text/template exec.go.

use service_lab_engine::value::Value;

use super::functions::{self, number_of_args};
use super::tree::{Command, Node, Operand, Pipe, Tree, What};
use super::{MAX_DEPTH, MAX_OUT, MAX_STEPS, Val};

/// Runs a template: what it prints, and why it stopped.
pub fn run(text: &str, tree: &Tree, object: &Value, strict: bool) -> (String, Option<String>) {
    let root = Val::of(object);
    let names = vec![("$".to_owned(), root.clone())];
    let mut run = Run { text, tree, names, strict, steps: 0, depth: 0, out: String::new() };
    let failed = run.nodes(&tree.nodes, &root).err();
    (run.out, failed)
}

/// How a list of nodes ended.
#[derive(PartialEq, Eq)]
enum Flow {
    On,
    Break,
    Continue,
}

struct Run<'t> {
    text: &'t str,
    tree: &'t Tree,
    names: Vec<(String, Val)>,
    /// Whether a key that is not there is a fault: the option `missingkey=error`.
    strict: bool,
    steps: usize,
    depth: usize,
    out: String,
}

type Ran<T> = Result<T, String>;

impl Run<'_> {
    /// What is wrong, and where. Models ErrorContext.
    fn wrong(&self, at: usize, what: &str, why: impl AsRef<str>) -> String {
        let before = self.text.get(..at).unwrap_or("");
        let line = 1 + before.matches('\n').count();
        let column = at - before.rfind('\n').map_or(0, |it| it + 1);
        let why = why.as_ref();
        format!("template: output:{line}:{column}: executing \"output\" at <{what}>: {why}")
    }

    fn at(&self, operand: &Operand, why: impl AsRef<str>) -> String {
        self.wrong(operand.at, &operand.text, why)
    }

    fn nodes(&mut self, nodes: &[Node], dot: &Val) -> Ran<Flow> {
        for node in nodes {
            self.steps += 1;
            if self.steps > MAX_STEPS || self.out.len() > MAX_OUT {
                return Err("service-lab: the template takes too many steps".to_owned());
            }
            let scope = self.names.len();
            let flow = match node {
                Node::Text(text) => {
                    self.out.push_str(text);
                    continue;
                }
                Node::Action(pipe) => {
                    // What an action names is known behind it.
                    let value = self.pipe(pipe, dot)?;
                    if pipe.names.is_empty() {
                        match value {
                            Val::Missing => self.out.push_str("<no value>"),
                            value => self.out.push_str(&value.shown()),
                        }
                    }
                    continue;
                }
                Node::Break => return Ok(Flow::Break),
                Node::Continue => return Ok(Flow::Continue),
                Node::If(pipe, body, other) => {
                    let holds = self.pipe(pipe, dot)?.truth();
                    self.nodes(if holds { body } else { other }, dot)?
                }
                Node::With(pipe, body, other) => match self.pipe(pipe, dot)? {
                    value if value.truth() => self.nodes(body, &value)?,
                    _ => self.nodes(other, dot)?,
                },
                Node::Range(pipe, body, other) => self.range(pipe, body, other, dot)?,
                Node::Template(name, pipe, at) => {
                    let value = match pipe {
                        Some(pipe) => self.pipe(pipe, dot)?,
                        None => Val::Missing,
                    };
                    self.defined(name, value, *at)?;
                    Flow::On
                }
            };
            self.names.truncate(scope);
            if flow != Flow::On {
                return Ok(flow);
            }
        }
        Ok(Flow::On)
    }

    fn defined(&mut self, name: &str, value: Val, at: usize) -> Ran<()> {
        let tree = self.tree;
        let found = tree.defined.iter().rev().find(|it| it.0 == name);
        let Some((_, body)) = found else {
            let what = format!("{{{{template {name:?}}}}}");
            return Err(self.wrong(at, &what, format!("template {name:?} not defined")));
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("service-lab: templates stand too deep in each other".to_owned());
        }
        let outer = std::mem::replace(&mut self.names, vec![("$".to_owned(), value.clone())]);
        self.nodes(body, &value)?;
        self.names = outer;
        self.depth -= 1;
        Ok(())
    }

    fn range(&mut self, pipe: &Pipe, body: &[Node], other: &[Node], dot: &Val) -> Ran<Flow> {
        let value = self.plain(pipe, dot)?;
        let items: Vec<(Val, Val)> = match &value {
            Val::Missing => Vec::new(),
            Val::Json(Value::List(items)) => {
                let numbers = (0..).map(Val::Int);
                numbers.zip(items.iter().map(Val::of)).collect()
            }
            Val::Json(Value::Map(map)) => {
                map.iter().map(|(key, item)| (Val::text(key.clone()), Val::of(item))).collect()
            }
            Val::Int(number) | Val::Json(Value::Int(number)) => {
                let most = i64::try_from(MAX_STEPS).unwrap_or(i64::MAX);
                (0..(*number).min(most)).map(|it| (Val::Int(it), Val::Int(it))).collect()
            }
            other => {
                let why = format!("range can't iterate over {}", other.shown());
                let last = pipe.commands.last().and_then(|it| it.operands.last());
                return Err(last.map_or(why.clone(), |it| self.at(it, why)));
            }
        };
        if items.is_empty() {
            self.nodes(other, dot)?;
            return Ok(Flow::On);
        }
        let counts = value.whole().is_some();
        for (key, item) in items {
            let scope = self.names.len();
            let pairs = match pipe.names.as_slice() {
                [one] => vec![(one, item.clone())],
                [first, second] => vec![(first, key), (second, item.clone())],
                _ => Vec::new(),
            };
            for (name, value) in pairs {
                self.set(name, value, pipe.assigns);
            }
            let flow = self.nodes(body, &item)?;
            if !pipe.assigns {
                self.names.truncate(scope);
            }
            if flow == Flow::Break {
                break;
            }
            self.steps += usize::from(counts);
            if self.steps > MAX_STEPS {
                return Err("service-lab: the template takes too many steps".to_owned());
            }
        }
        Ok(Flow::On)
    }

    fn set(&mut self, name: &str, value: Val, assigns: bool) -> bool {
        if !assigns {
            self.names.push((name.to_owned(), value));
            return true;
        }
        let found = self.names.iter_mut().rev().find(|it| it.0 == name);
        let Some(found) = found else { return false };
        found.1 = value;
        true
    }

    fn pipe(&mut self, pipe: &Pipe, dot: &Val) -> Ran<Val> {
        let value = self.plain(pipe, dot)?;
        for name in &pipe.names {
            if !self.set(name, value.clone(), pipe.assigns) {
                let last = pipe.commands.last().and_then(|it| it.operands.first());
                let why = format!("undefined variable: {name}");
                return Err(last.map_or(why.clone(), |it| self.at(it, why)));
            }
        }
        Ok(value)
    }

    /// A pipeline's value, without setting what it names.
    fn plain(&mut self, pipe: &Pipe, dot: &Val) -> Ran<Val> {
        self.steps += 1;
        let mut last = None;
        for command in &pipe.commands {
            last = Some(self.command(command, last, dot)?);
        }
        Ok(last.unwrap_or(Val::Missing))
    }

    fn command(&mut self, command: &Command, last: Option<Val>, dot: &Val) -> Ran<Val> {
        let Some((first, rest)) = command.operands.split_first() else { return Ok(Val::Missing) };
        let many = !rest.is_empty() || last.is_some();
        match &first.what {
            What::Function(name) => self.call(name, command, last, dot),
            What::Field(path) | What::Variable(_, path) | What::Pipe(_, path)
                if many && !path.is_empty() =>
            {
                self.value(first, dot)?;
                let name = path.last().map_or("", String::as_str);
                Err(self.at(first, format!("{name} is not a method but has arguments")))
            }
            _ if many => {
                let why = format!("can't give argument to non-function {}", first.text);
                Err(self.at(first, why))
            }
            What::Nil => Err(self.at(first, "nil is not a command")),
            _ => self.value(first, dot),
        }
    }

    /// An operand's value; a function is called without arguments.
    fn value(&mut self, operand: &Operand, dot: &Val) -> Ran<Val> {
        let (start, path): (Val, &[String]) = match &operand.what {
            What::Dot => return Ok(dot.clone()),
            What::Nil => return Ok(Val::Missing),
            What::Bool(flag) => return Ok(Val::Json(Value::Bool(*flag))),
            What::Int(number) => return Ok(Val::Int(*number)),
            What::Float(text) => return Ok(Val::Json(Value::Decimal(text.clone()))),
            What::Text(text) => return Ok(Val::text(text.clone())),
            What::Function(name) => {
                let alone = Operand { what: What::Dot, at: operand.at, text: operand.text.clone() };
                let command = Command { operands: vec![alone] };
                return self.call(name, &command, None, dot);
            }
            What::Field(path) => (dot.clone(), path),
            What::Variable(name, path) => {
                let found = self.names.iter().rev().find(|it| it.0 == *name);
                (found.map_or(Val::Missing, |it| it.1.clone()), path)
            }
            What::Pipe(pipe, path) => (self.pipe(pipe, dot)?, path),
        };
        let mut value = start;
        for name in path {
            value = match &value {
                Val::Missing if self.strict => {
                    return Err(self.at(operand, format!("nil data; no entry for key {name:?}")));
                }
                Val::Json(Value::Map(map)) if self.strict && map.get(name).is_none() => {
                    return Err(self.at(operand, format!("map has no entry for key {name:?}")));
                }
                Val::Missing => Val::Missing,
                Val::Json(Value::Map(map)) => map.get(name).map_or(Val::Missing, Val::of),
                Val::Int(_) => {
                    let why = format!("can't evaluate field {name} in type int");
                    return Err(self.at(operand, why));
                }
                Val::Json(_) => {
                    let why = format!("can't evaluate field {name} in type interface {{}}");
                    return Err(self.at(operand, why));
                }
            };
        }
        Ok(value)
    }

    fn call(&mut self, name: &str, command: &Command, last: Option<Val>, dot: &Val) -> Ran<Val> {
        let Some((function, operands)) = command.operands.split_first() else {
            return Ok(Val::Missing);
        };
        let count = operands.len() + usize::from(last.is_some());
        let (least, most) = number_of_args(name);
        if count < least || most.is_some_and(|it| count > it) {
            let want = if most.is_some() { "want" } else { "want at least" };
            let why = format!("wrong number of args for {name}: {want} {least} got {count}");
            return Err(self.at(function, why));
        }
        let mut values = Vec::new();
        for (place, operand) in operands.iter().enumerate() {
            let value = self.value(operand, dot)?;
            if matches!(name, "and" | "or") && value.truth() == (name == "or") {
                return Ok(value);
            }
            // The first of these is a text.
            if place == 0 && matches!(name, "printf" | "base64decode") && value.as_str().is_none() {
                let simple = matches!(
                    operand.what,
                    What::Bool(_) | What::Int(_) | What::Float(_) | What::Dot | What::Nil
                );
                let why = match &value {
                    _ if simple => format!("expected string; found {}", operand.text),
                    Val::Missing => "invalid value; expected string".to_owned(),
                    other => format!("wrong type for value; expected string; got {}", other.kind()),
                };
                return Err(self.at(operand, why));
            }
            values.push(value);
        }
        values.extend(last);
        let first = values.first().and_then(Val::as_str);
        if matches!(name, "printf" | "base64decode") && first.is_none() {
            let kind = values.first().map_or("", Val::kind);
            let why = format!("wrong type for value; expected string; got {kind}");
            return Err(self.at(function, why));
        }
        let given = functions::call(name, &values);
        // Who prints a text twice and twice again makes a long one soon.
        let length = given.as_ref().ok().and_then(Val::as_str).map_or(0, str::len);
        self.steps += length / 100;
        if length > MAX_OUT || self.steps > MAX_STEPS {
            return Err("service-lab: the template takes too many steps".to_owned());
        }
        given.map_err(|why| {
            let texts: Vec<&str> = command.operands.iter().map(|it| it.text.as_str()).collect();
            let own = operands.first().map_or("", |it| it.text.as_str());
            let before =
                if name == "call" { format!("non-function {own} ") } else { String::new() };
            let why = format!("error calling {name}: {before}{why}");
            self.wrong(function.at, &texts.join(" "), why)
        })
    }
}
