//! JSONPath templates. Models k8s.io/client-go/util/jsonpath (v1.36).

use std::cmp::Ordering;

use service_lab_engine::value::Value;

use super::columns::go_text;

/// Filters and unions deeper than this are refused; upstream has no such limit.
const MAX_DEPTH: usize = 32;
/// Most steps that one template takes; upstream has no such limit.
const MAX_STEPS: usize = 200_000;

/// A part of a template: text, or one `{...}`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Text(String),
    Path(Vec<Step>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Recursive,
    Wildcard,
    /// Start, end, step; the last tells that the end follows from the start.
    Slice([Option<i64>; 3], bool),
    Filter(Vec<Step>, Option<(String, Vec<Step>)>),
    Union(Vec<Vec<Step>>),
    Literal(Value),
    Word(String),
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
        parse(text, 0).map(Self)
    }

    /// Prints the template for an object.
    ///
    /// # Errors
    /// Upstream's words, without the dump of the object behind them.
    pub fn print(&self, object: &Value) -> Result<String, String> {
        let mut out = String::new();
        for results in self.results(object)? {
            let texts: Vec<String> = results.iter().map(printed).collect();
            out.push_str(&texts.join(" "));
        }
        Ok(out)
    }

    /// All results of the template, one list for each text and each `{...}`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn results(&self, object: &Value) -> Result<Vec<Vec<Value>>, String> {
        let mut all = Vec::new();
        let mut run = Run { nodes: &self.0, ..Run::default() };
        run.from(0, object, &mut all)?;
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
    Template::parse(&braced(text)?)
}

/// The same path with its braces, not yet read.
///
/// # Errors
/// Upstream's words.
pub fn braced(text: &str) -> Result<String, String> {
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
    if inner.contains(['{', '}']) {
        return Err(wrong());
    }
    Ok(format!("{{.{inner}}}"))
}

fn parse(text: &str, depth: usize) -> Result<Vec<Node>, String> {
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
                Some('\\') => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some(other) => text.push(other),
                    None => return Err("unterminated quoted string".to_owned()),
                },
                Some(letter) => text.push(letter),
            }
        }
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
            return Ok(Step::Field(key.to_owned()));
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
                *bound = Some(part.parse().map_err(|_| wrong())?);
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

/// A result as a template prints it: text as it is, the rest as JSON.
pub fn printed(value: &Value) -> String {
    match value {
        Value::Str(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_json(),
    }
}

/// One walk through a template. Models JSONPath.FindResults.
#[derive(Default)]
struct Run<'n> {
    nodes: &'n [Node],
    steps: usize,
    /// Ranges that are open, and those just begun and ended.
    inside: usize,
    begun: usize,
    ended: usize,
    last_end: usize,
}

impl Run<'_> {
    /// Runs the nodes from a place on, to the end of the range that is open.
    /// A range without `{end}` runs to the end of the template, and what
    /// follows it is then run once more.
    fn from(
        &mut self,
        place: usize,
        object: &Value,
        all: &mut Vec<Vec<Value>>,
    ) -> Result<(), String> {
        let mut place = place;
        while let Some(node) = self.nodes.get(place) {
            let results = match node {
                Node::Text(text) => vec![text.as_str().into()],
                Node::Path(steps) => self.walk(steps, object)?,
            };
            if self.ended > 0 && self.ended <= self.inside {
                self.ended -= 1;
                self.last_end = place;
                return Ok(());
            }
            if self.begun == 0 {
                all.push(results);
                place += 1;
                continue;
            }
            self.begun -= 1;
            self.inside += 1;
            if results.is_empty() {
                self.from(place + 1, &Value::Null, &mut Vec::new())?;
            }
            for item in results {
                self.from(place + 1, &item, all)?;
            }
            self.inside -= 1;
            place = place.max(self.last_end) + 1;
        }
        Ok(())
    }

    fn walk(&mut self, steps: &[Step], object: &Value) -> Result<Vec<Value>, String> {
        let mut values = vec![object.clone()];
        for step in steps {
            self.steps += 1 + values.len();
            if self.steps > MAX_STEPS {
                return Err("service-lab: the template takes too many steps".to_owned());
            }
            let mut next = Vec::new();
            match step {
                Step::Literal(value) => next.push(value.clone()),
                Step::Word(word) => {
                    self.word(word)?;
                    next = values;
                }
                _ => {
                    for value in &values {
                        self.take(step, value, &mut next)?;
                    }
                }
            }
            values = next;
        }
        Ok(values)
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        match word {
            "range" => self.begun += 1,
            "end" if self.ended < self.inside => self.ended += 1,
            "end" => return Err("not in range, nothing to end".to_owned()),
            _ => return Err(format!("unrecognized identifier {word}")),
        }
        Ok(())
    }

    fn take(&mut self, step: &Step, value: &Value, out: &mut Vec<Value>) -> Result<(), String> {
        match step {
            Step::Field(name) => out.extend(value.get(name).cloned()),
            Step::Recursive => descend(value, out),
            Step::Wildcard => out.extend(children(value)),
            Step::Slice(bounds, single) => slice(value, *bounds, *single, out)?,
            Step::Union(paths) => {
                for path in paths {
                    out.extend(self.walk(path, value)?);
                }
            }
            Step::Filter(left, test) => {
                let Some(items) = value.as_list() else {
                    return Err(format!(
                        "{} is not array or slice and cannot be filtered",
                        go_text(value)
                    ));
                };
                for item in items {
                    if self.holds(left, test.as_ref(), item)? {
                        out.push(item.clone());
                    }
                }
            }
            Step::Literal(_) | Step::Word(_) => {}
        }
        Ok(())
    }

    /// Models evalFilter.
    fn holds(
        &mut self,
        left: &[Step],
        test: Option<&(String, Vec<Step>)>,
        item: &Value,
    ) -> Result<bool, String> {
        let many = || "can only compare one element at a time".to_owned();
        let lefts = self.walk(left, item)?;
        let Some((operator, right)) = test else {
            return Ok(!lefts.is_empty());
        };
        if lefts.len() > 1 {
            return Err(many());
        }
        let Some(left) = lefts.first() else {
            return Ok(false);
        };
        let rights = self.walk(right, item)?;
        if rights.len() > 1 {
            return Err(many());
        }
        let Some(right) = rights.first() else {
            return Ok(false);
        };
        let order = compare(left, right)?;
        match operator.as_str() {
            "==" => return Ok(order.is_eq()),
            "!=" => return Ok(order.is_ne()),
            _ => {}
        }
        if matches!(left, Value::Bool(_)) {
            return Err("invalid type for comparison".to_owned());
        }
        match operator.as_str() {
            "<" => Ok(order.is_lt()),
            "<=" => Ok(order.is_le()),
            ">" => Ok(order.is_gt()),
            ">=" => Ok(order.is_ge()),
            _ => Err(format!("unrecognized filter operator {operator}")),
        }
    }
}

/// The order of two values of one kind.
///
/// Models third_party/forked/golang/template Equal and Less.
///
/// # Errors
/// Go's words where they are of other kinds, or not simple.
pub fn compare(left: &Value, right: &Value) -> Result<Ordering, String> {
    let simple = |it: &Value| !matches!(it, Value::Null | Value::List(_) | Value::Map(_));
    if !simple(left) || !simple(right) {
        return Err("invalid type for comparison".to_owned());
    }
    match (left, right) {
        (Value::Bool(left), Value::Bool(right)) => Ok(left.cmp(right)),
        (Value::Int(left), Value::Int(right)) => Ok(left.cmp(right)),
        (Value::Str(left), Value::Str(right)) | (Value::Decimal(left), Value::Decimal(right)) => {
            Ok(left.cmp(right))
        }
        _ => Err("incompatible types for comparison".to_owned()),
    }
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
    let children = children(value);
    if !children.is_empty() {
        out.push(value.clone());
        for child in children {
            descend(&child, out);
        }
    }
}

/// Models evalArray.
fn slice(
    value: &Value,
    [start, end, step]: [Option<i64>; 3],
    single: bool,
    out: &mut Vec<Value>,
) -> Result<(), String> {
    let kind = match value {
        Value::Null => return Ok(()),
        Value::List(_) => "",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int64",
        Value::Decimal(_) => "float64",
        Value::Str(_) => "string",
        Value::Map(_) => "map[string]interface {}",
    };
    let Value::List(items) = value else {
        return Err(format!("{kind} is not array or slice"));
    };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let mut from = start.unwrap_or(0);
    let mut to = end.unwrap_or(length);
    if from < 0 {
        from += length;
    }
    if to < 0 || to == 0 && single {
        to += length;
    }
    if from == to {
        return Ok(());
    }
    let outside =
        |index: i64| Err(format!("array index out of bounds: index {index}, length {length}"));
    if from < 0 || from >= length {
        return outside(from);
    }
    if to < 0 || to > length {
        return outside(to - 1);
    }
    if from > to {
        return Err(format!("starting index {from} is greater than ending index {to}"));
    }
    if step.is_some_and(|it| it <= 0) {
        return Err("step must be > 0".to_owned());
    }
    let place = |it: i64| usize::try_from(it).unwrap_or(usize::MAX);
    let part = items.get(place(from)..place(to)).unwrap_or_default();
    out.extend(part.iter().step_by(place(step.unwrap_or(1))).cloned());
    Ok(())
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
