//! JSONPath templates. Models k8s.io/client-go/util/jsonpath (v1.36).

use service_lab_engine::value::Value;

/// Templates deeper than this are refused; upstream has no such limit.
const MAX_DEPTH: usize = 32;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Text(String),
    /// One `{...}`: a path, printed with spaces between its results.
    Path(Vec<Step>),
    /// `{range PATH}...{end}`.
    Range(Vec<Step>, Vec<Node>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Root,
    Current,
    Field(String),
    Recursive,
    Wildcard,
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Index(i64),
    Filter(Vec<Step>, Option<(Operator, Operand)>),
    Union(Vec<Vec<Step>>),
    Literal(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Operand {
    Path(Vec<Step>),
    Literal(Value),
}

/// A parsed template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Node>);

impl Template {
    /// Parses a template with its braces.
    ///
    /// # Errors
    /// Upstream's words, without the `error parsing jsonpath` before them.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = split(text)?.into_iter().peekable();
        let nodes = nodes(&mut pieces, 0)?;
        Ok(Self(nodes))
    }

    /// Prints the template for an object.
    ///
    /// # Errors
    /// Upstream's words, without the dump of the object behind them.
    pub fn print(&self, object: &Value) -> Result<String, String> {
        let mut out = String::new();
        print_nodes(&self.0, object, object, &mut out)?;
        Ok(out)
    }

    /// All results of the template's paths, one list for each `{...}`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn results(&self, object: &Value) -> Result<Vec<Vec<Value>>, String> {
        let mut all = Vec::new();
        for node in &self.0 {
            if let Node::Path(path) = node {
                all.push(walk(path, object, object)?);
            }
        }
        Ok(all)
    }
}

/// A path without braces, as custom columns and `--sort-by` take it.
///
/// Models pkg/cmd/get RelaxedJSONPathExpression.
///
/// # Errors
/// Upstream's words.
pub fn relaxed(text: &str) -> Result<Template, String> {
    let wrong = || {
        "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"
            .to_owned()
    };
    let inner = match (text.strip_prefix('{'), text.strip_suffix('}')) {
        (Some(_), Some(_)) => text.get(1..text.len() - 1).unwrap_or(""),
        (None, None) => text,
        _ => return Err(wrong()),
    };
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    Template::parse(&format!("{{.{inner}}}"))
}

enum Piece {
    Text(String),
    Action(String),
}

fn split(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let inner = from.get(1..).unwrap_or("");
        let Some(close) = closing(inner) else {
            return Err("unclosed action".to_owned());
        };
        let (action, after) = inner.split_at(close);
        pieces.push(Piece::Action(action.trim().to_owned()));
        rest = after.get(1..).unwrap_or("");
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

/// Where the action's closing brace stands, outside quotes.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (place, letter) in text.char_indices() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '}') => return Some(place),
            _ => {}
        }
    }
    None
}

fn nodes(
    pieces: &mut std::iter::Peekable<std::vec::IntoIter<Piece>>,
    depth: usize,
) -> Result<Vec<Node>, String> {
    if depth > MAX_DEPTH {
        return Err("unclosed action".to_owned());
    }
    let mut out = Vec::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => out.push(Node::Text(text)),
            Piece::Action(action) if action == "end" => {
                if depth == 0 {
                    return Err("not in range, nothing to end".to_owned());
                }
                return Ok(out);
            }
            Piece::Action(action) => match action.strip_prefix("range ") {
                Some(path) => {
                    let path = Parser::new(path.trim()).path()?;
                    out.push(Node::Range(path, nodes(pieces, depth + 1)?));
                }
                // Several paths may stand in one action.
                None => out.push(Node::Path(Parser::new(&action).path()?)),
            },
        }
    }
    if depth > 0 { Err("unclosed action".to_owned()) } else { Ok(out) }
}

struct Parser<'t> {
    letters: std::iter::Peekable<std::str::Chars<'t>>,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self { letters: text.chars().peekable(), depth: 0 }
    }

    fn nested(&self, text: &'t str) -> Result<Self, String> {
        if self.depth >= MAX_DEPTH {
            return Err("unterminated array".to_owned());
        }
        Ok(Self { letters: text.chars().peekable(), depth: self.depth + 1 })
    }

    fn path(&mut self) -> Result<Vec<Step>, String> {
        let mut steps = Vec::new();
        while let Some(&letter) = self.letters.peek() {
            match letter {
                ' ' | '\t' => {
                    self.letters.next();
                }
                '$' => {
                    self.letters.next();
                    steps.push(Step::Root);
                }
                '@' => {
                    self.letters.next();
                    steps.push(Step::Current);
                }
                '.' => {
                    self.letters.next();
                    self.after_dot(&mut steps);
                }
                '[' => {
                    self.letters.next();
                    let inner = self.bracket()?;
                    let mut parser = Parser::new("");
                    parser.depth = self.depth;
                    steps.push(parser.array(&inner)?);
                }
                '"' | '\'' => {
                    self.letters.next();
                    steps.push(Step::Literal(self.quoted(letter)?));
                }
                _ if letter.is_alphanumeric() || letter == '_' || letter == '-' => {
                    let word = self.word();
                    match word.as_str() {
                        "end" | "range" => return Err(format!("unrecognized identifier {word}")),
                        _ if word.parse::<i64>().is_ok() || word == "true" || word == "false" => {
                            steps.push(Step::Literal(word));
                        }
                        _ => return Err(format!("unrecognized identifier {word}")),
                    }
                }
                other => {
                    return Err(format!(
                        "unrecognized character in action: U+{:04X} '{other}'",
                        u32::from(other)
                    ));
                }
            }
        }
        Ok(steps)
    }

    fn after_dot(&mut self, steps: &mut Vec<Step>) {
        if self.letters.peek() == Some(&'.') {
            self.letters.next();
            steps.push(Step::Recursive);
        }
        let word = self.word();
        match word.as_str() {
            "*" => steps.push(Step::Wildcard),
            "" => {}
            _ => steps.push(Step::Field(word)),
        }
    }

    /// A field's name; a backslash keeps the next letter.
    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(&letter) = self.letters.peek() {
            match letter {
                '\\' => {
                    self.letters.next();
                    word.extend(self.letters.next());
                }
                '.' | '[' | ']' | ' ' | '\t' | '$' | '@' | '{' | '}' | '"' | '\'' | '(' | ')' => {
                    break;
                }
                other => {
                    word.push(other);
                    self.letters.next();
                }
            }
        }
        word
    }

    fn quoted(&mut self, close: char) -> Result<String, String> {
        let mut text = String::new();
        while let Some(letter) = self.letters.next() {
            match letter {
                '\\' => match self.letters.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some(other) => text.push(other),
                    None => return Err("unterminated quoted string".to_owned()),
                },
                _ if letter == close => return Ok(text),
                _ => text.push(letter),
            }
        }
        Err("unterminated quoted string".to_owned())
    }

    /// What stands between brackets, quotes and inner brackets respected.
    fn bracket(&mut self) -> Result<String, String> {
        let mut inner = String::new();
        let mut depth = 0;
        let mut quote = None;
        for letter in self.letters.by_ref() {
            match (quote, letter) {
                (Some(open), close) if open == close => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                (None, '[') => depth += 1,
                (None, ']') if depth == 0 => return Ok(inner),
                (None, ']') => depth -= 1,
                _ => {}
            }
            inner.push(letter);
        }
        Err("unterminated array".to_owned())
    }

    fn array(&self, inner: &'t str) -> Result<Step, String> {
        let inner = inner.trim();
        if inner == "*" {
            return Ok(Step::Wildcard);
        }
        if let Some(filter) = inner.strip_prefix("?(").and_then(|it| it.strip_suffix(')')) {
            return self.filter(filter);
        }
        if let Some(name) = inner.strip_prefix('\'').and_then(|it| it.strip_suffix('\''))
            && !name.contains('\'')
        {
            return Ok(Step::Field(name.to_owned()));
        }
        if inner.contains(',') {
            let parts: Result<Vec<Vec<Step>>, String> =
                inner.split(',').map(|part| Ok(vec![self.nested_array(part)?])).collect();
            return Ok(Step::Union(parts?));
        }
        if let Ok(index) = inner.parse() {
            return Ok(Step::Index(index));
        }
        self.slice(inner)
    }

    fn nested_array(&self, part: &'t str) -> Result<Step, String> {
        if self.depth >= MAX_DEPTH {
            return Err("unterminated array".to_owned());
        }
        Parser { letters: "".chars().peekable(), depth: self.depth + 1 }.array(part)
    }

    fn slice(&self, inner: &str) -> Result<Step, String> {
        let wrong = || format!("invalid array index {inner}");
        let number = |part: &str| -> Result<Option<i64>, String> {
            let part = part.trim();
            if part.is_empty() { Ok(None) } else { part.parse().map(Some).map_err(|_| wrong()) }
        };
        let parts: Vec<&str> = inner.split(':').collect();
        match parts.as_slice() {
            [start, end] => Ok(Step::Slice { start: number(start)?, end: number(end)?, step: 1 }),
            [start, end, step] => Ok(Step::Slice {
                start: number(start)?,
                end: number(end)?,
                step: number(step)?.unwrap_or(1),
            }),
            _ => Err(wrong()),
        }
    }

    fn filter(&self, text: &'t str) -> Result<Step, String> {
        const OPERATORS: [(&str, Operator); 6] = [
            ("==", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        let found = OPERATORS
            .iter()
            .filter_map(|(sign, operator)| Some((text.find(sign)?, *sign, *operator)))
            .min_by_key(|(place, sign, _)| (*place, std::cmp::Reverse(sign.len())));
        let Some((place, sign, operator)) = found else {
            return Ok(Step::Filter(self.nested(text)?.path()?, None));
        };
        let left = text.get(..place).unwrap_or("").trim().to_owned();
        let right = text.get(place + sign.len()..).unwrap_or("").trim().to_owned();
        let left = Parser { letters: left.chars().peekable(), depth: self.depth + 1 }.path()?;
        Ok(Step::Filter(left, Some((operator, self.operand(&right)?))))
    }

    fn operand(&self, text: &str) -> Result<Operand, String> {
        let quoted = |quote| text.strip_prefix(quote).and_then(|it: &str| it.strip_suffix(quote));
        if let Some(inner) = quoted('"').or_else(|| quoted('\'')) {
            return Ok(Operand::Literal(inner.into()));
        }
        if let Ok(number) = text.parse::<i64>() {
            return Ok(Operand::Literal(number.into()));
        }
        match text {
            "true" => Ok(Operand::Literal(true.into())),
            "false" => Ok(Operand::Literal(false.into())),
            _ if self.depth >= MAX_DEPTH => Err("unterminated filter".to_owned()),
            _ => Ok(Operand::Path(
                Parser { letters: text.chars().peekable(), depth: self.depth + 1 }.path()?,
            )),
        }
    }
}

fn print_nodes(
    nodes: &[Node],
    root: &Value,
    current: &Value,
    out: &mut String,
) -> Result<(), String> {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Path(path) => {
                let results = walk(path, root, current)?;
                let texts: Vec<String> = results.iter().map(printed).collect();
                out.push_str(&texts.join(" "));
            }
            Node::Range(path, body) => {
                for item in walk(path, root, current)? {
                    print_nodes(body, root, &item, out)?;
                }
            }
        }
    }
    Ok(())
}

/// A result as a template prints it: text as it is, the rest as JSON.
pub fn printed(value: &Value) -> String {
    match value {
        Value::Str(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_json(),
    }
}

fn walk(path: &[Step], root: &Value, current: &Value) -> Result<Vec<Value>, String> {
    let mut values = vec![current.clone()];
    for step in path {
        let mut next = Vec::new();
        for value in &values {
            take(step, root, value, &mut next)?;
        }
        values = next;
    }
    Ok(values)
}

fn take(step: &Step, root: &Value, value: &Value, out: &mut Vec<Value>) -> Result<(), String> {
    match step {
        Step::Root => out.push(root.clone()),
        Step::Current => out.push(value.clone()),
        Step::Field(name) => out.extend(value.get(name).cloned()),
        Step::Recursive => descend(value, out),
        Step::Wildcard => out.extend(children(value)),
        Step::Literal(text) => out.push(text.as_str().into()),
        Step::Index(index) => out.extend(one_of(value, *index)?),
        Step::Slice { start, end, step } => out.extend(slice_of(value, *start, *end, *step)?),
        Step::Union(paths) => {
            for path in paths {
                out.extend(walk(path, root, value)?);
            }
        }
        Step::Filter(left, test) => {
            for item in children(value) {
                if holds(left, test.as_ref(), root, &item)? {
                    out.push(item);
                }
            }
        }
    }
    Ok(())
}

fn children(value: &Value) -> Vec<Value> {
    match value {
        Value::List(items) => items.clone(),
        Value::Map(map) => map.values().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The value and all below it that can hold something.
fn descend(value: &Value, out: &mut Vec<Value>) {
    if matches!(value, Value::List(_) | Value::Map(_)) {
        out.push(value.clone());
        for child in children(value) {
            descend(&child, out);
        }
    }
}

fn one_of(value: &Value, index: i64) -> Result<Option<Value>, String> {
    let Some(items) = value.as_list() else {
        return if value.is_null() {
            Ok(None)
        } else {
            Err(format!("{} is not array or slice", go_like(value)))
        };
    };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let place = if index < 0 { index + length } else { index };
    match usize::try_from(place).ok().and_then(|it| items.get(it)) {
        Some(item) => Ok(Some(item.clone())),
        None => Err(format!("array index out of bounds: index {place}, length {length}")),
    }
}

fn go_like(value: &Value) -> String {
    printed(value)
}

fn slice_of(
    value: &Value,
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
) -> Result<Vec<Value>, String> {
    let items = value.as_list().unwrap_or_default();
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let place = |it: i64| if it < 0 { it + length } else { it };
    let from = start.map_or(0, place).max(0);
    let to = end.map_or(length, place).min(length);
    if step <= 0 {
        return Err("step must be > 0".to_owned());
    }
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let count = usize::try_from(to).unwrap_or(0).saturating_sub(from);
    Ok(items.iter().skip(from).take(count).step_by(step).cloned().collect())
}

fn holds(
    left: &[Step],
    test: Option<&(Operator, Operand)>,
    root: &Value,
    item: &Value,
) -> Result<bool, String> {
    let found = walk(left, root, item)?;
    let Some((operator, operand)) = test else {
        return Ok(!found.is_empty());
    };
    let right = match operand {
        Operand::Literal(value) => Some(value.clone()),
        Operand::Path(path) => walk(path, root, item)?.into_iter().next(),
    };
    let (Some(left), Some(right)) = (found.into_iter().next(), right) else {
        return Ok(false);
    };
    let order = match (&left, &right) {
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        (left, right) => printed(left).cmp(&printed(right)),
    };
    Ok(match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object() -> Value {
        let port = |name: &str, port: i64| {
            let mut value = Value::map();
            value.set("name", name);
            value.set("port", port);
            value
        };
        let mut value = Value::map();
        value.set("spec.ports", vec![port("http", 80), port("dns", 53)]);
        value.set("metadata.name", "web");
        value
    }

    fn print(template: &str) -> String {
        Template::parse(template).and_then(|it| it.print(&object())).unwrap_or_else(|error| error)
    }

    #[test]
    fn paths_print_their_results_with_spaces() {
        assert_eq!(print("{.spec.ports[*].port}"), "80 53");
        assert_eq!(print("{.metadata.name}: {.spec.ports[0].name}"), "web: http");
        assert_eq!(print("{.spec.foo}"), "");
        assert_eq!(print("{.spec.ports[-1:].port}"), "53");
        assert_eq!(print("{..port}"), "80 53");
    }

    #[test]
    fn filters_and_ranges_work() {
        assert_eq!(print("{.spec.ports[?(@.name==\"dns\")].port}"), "53");
        assert_eq!(print("{range .spec.ports[*]}{.name}{\"\\n\"}{end}"), "http\ndns\n");
    }

    #[test]
    fn what_is_wrong_is_said_in_upstreams_words() {
        assert_eq!(print("{.spec"), "unclosed action");
        assert_eq!(print("{.spec.ports[5].port}"), "array index out of bounds: index 5, length 2");
    }
}
