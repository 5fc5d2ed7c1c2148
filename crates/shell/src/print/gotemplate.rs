//! Go templates: fields, variables, `if`, `with`, `range`, comparisons, `index`
//! and `len`. What else text/template has is refused plainly.
//!
//! Models text/template as k8s.io/cli-runtime/pkg/printers/template.go uses it
//! (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::value::Value;

use super::columns::go_text;

/// Blocks deeper than this are refused; Go has no such limit.
const MAX_DEPTH: usize = 32;
/// Widest that `printf` pads to; Go has no such limit.
const MAX_WIDTH: usize = 200;
/// Most nodes that one template runs; Go has no such limit.
const MAX_STEPS: usize = 200_000;

enum Node {
    Text(String),
    Action(Vec<String>),
    /// Keyword, its words, the body, and what `else` holds.
    Block(String, Vec<String>, Vec<Node>, Vec<Node>),
}

/// A parsed template.
pub struct Template(Vec<Node>);

/// Reads a template.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn parse(text: &str) -> Result<Template, String> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut rest = text;
    let wrong = |why: &str| format!("error parsing template {text}, template: output:1: {why}");
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push(Err(before));
        let end = close(after).map_err(|why| wrong(&why))?;
        let action = after.get(..end).unwrap_or("");
        rest = after.get(end + 2..).unwrap_or("");
        let mut action = action;
        // `{{- ` and ` -}}` take the blanks around them.
        if let Some(trimmed) = action.strip_prefix("- ") {
            action = trimmed;
            if let Some(Err(before)) = pieces.last_mut() {
                *before = before.trim_end();
            }
        }
        if let Some(trimmed) = action.strip_suffix(" -") {
            action = trimmed;
            rest = rest.trim_start();
        }
        if action.starts_with("/*") && action.ends_with("*/") {
            continue;
        }
        pieces.push(Ok(words(action).map_err(|why| wrong(&why))?));
    }
    pieces.push(Err(rest));
    let mut pieces = pieces.into_iter();
    let (nodes, stopped) = nodes(&mut pieces, 0).map_err(|why| wrong(&why))?;
    match stopped {
        Some(word) => Err(wrong(&format!("unexpected {{{{{word}}}}}"))),
        None => Ok(Template(nodes)),
    }
}

/// Where an action ends, quotes respected.
fn close(text: &str) -> Result<usize, String> {
    let mut quote = None;
    let mut letters = text.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        match (quote, letter) {
            (Some('"'), '\\') => {
                letters.next();
            }
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '`') => quote = Some(letter),
            (None, '}') => {
                if letters.next().is_some_and(|(_, it)| it == '}') {
                    return Ok(place);
                }
                return Err("bad character U+007D '}'".to_owned());
            }
            _ => {}
        }
    }
    Err(match quote {
        Some('"') => "unterminated quoted string".to_owned(),
        Some(_) => "unterminated raw quoted string".to_owned(),
        None => "unclosed action".to_owned(),
    })
}

/// The words of an action; parentheses and bars are words of their own.
fn words(action: &str) -> Result<Vec<String>, String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    let mut letters = action.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\n' | '\r' => open = false,
            '"' | '`' => {
                let mut word = String::from('"');
                while let Some(next) = letters.next().filter(|it| *it != letter) {
                    match (next, letter) {
                        ('\\', '"') => match letters.next() {
                            Some('n') => word.push('\n'),
                            Some('t') => word.push('\t'),
                            Some(other) => word.push(other),
                            None => {}
                        },
                        _ => word.push(next),
                    }
                }
                all.push(word);
                open = false;
            }
            '(' | ')' | '|' => {
                all.push(letter.to_string());
                // A field of what the parentheses hold: `(index .a 0).b`.
                open = letter == ')' && letters.peek() == Some(&'.');
                if open {
                    all.push(")".to_owned());
                }
            }
            // `$k,$v:=` needs no blanks.
            ',' if open => {
                if let Some(word) = all.last_mut() {
                    word.push(letter);
                }
                open = false;
            }
            ':' | '=' if open && all.last().is_some_and(|it| it.starts_with('$')) => {
                let assigns = letter == ':' && letters.next_if_eq(&'=').is_some();
                all.push(if assigns { ":=".to_owned() } else { letter.to_string() });
                open = false;
            }
            _ => match all.last_mut() {
                Some(word) if open => word.push(letter),
                _ => {
                    all.push(letter.to_string());
                    open = true;
                }
            },
        }
    }
    if all.is_empty() {
        return Err("missing value for command".to_owned());
    }
    Ok(all)
}

type Piece<'t> = Result<Vec<String>, &'t str>;

/// Reads nodes up to `end` or `else`, whose words are returned too.
fn nodes(
    pieces: &mut dyn Iterator<Item = Piece<'_>>,
    depth: usize,
) -> Result<(Vec<Node>, Option<String>), String> {
    if depth > MAX_DEPTH {
        return Err("blocks stand too deep".to_owned());
    }
    let mut all = Vec::new();
    while let Some(piece) = pieces.next() {
        let mut words = match piece {
            Ok(words) => words,
            Err(text) => {
                all.push(Node::Text(text.to_owned()));
                continue;
            }
        };
        let first = words.first().cloned().unwrap_or_default();
        match first.as_str() {
            "end" | "else" => return Ok((all, Some(words.join(" ")))),
            "if" | "with" | "range" => {
                words.remove(0);
                if words.is_empty() {
                    return Err(format!("missing value for {first}"));
                }
                all.push(block(pieces, first, words, depth)?);
            }
            _ => {
                check(&words)?;
                all.push(Node::Action(words));
            }
        }
    }
    Ok((all, None))
}

fn block(
    pieces: &mut dyn Iterator<Item = Piece<'_>>,
    keyword: String,
    words: Vec<String>,
    depth: usize,
) -> Result<Node, String> {
    check(&words)?;
    let eof = || "unexpected EOF".to_owned();
    let (body, stopped) = nodes(pieces, depth + 1)?;
    let stopped = stopped.ok_or_else(eof)?;
    let other = match stopped.as_str() {
        "end" => Vec::new(),
        "else" => {
            let (other, stopped) = nodes(pieces, depth + 1)?;
            match stopped.ok_or_else(eof)?.as_str() {
                "end" => other,
                _ => return Err("expected end; found {{else}}".to_owned()),
            }
        }
        _ => {
            // `{{else if ...}}` is an `if` inside of `else`.
            let mut words: Vec<String> = stopped.split(' ').skip(1).map(str::to_owned).collect();
            if words.is_empty() || depth + 1 > MAX_DEPTH {
                return Err(eof());
            }
            let keyword = words.remove(0);
            vec![block(pieces, keyword, words, depth + 1)?]
        }
    };
    Ok(Node::Block(keyword, words, body, other))
}

const FUNCTIONS: [&str; 15] = [
    "index", "len", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "print", "printf",
    "println", "exists",
];

fn check(words: &[String]) -> Result<(), String> {
    for word in words {
        let known = word.starts_with(['.', '$', '"', '-', '(', ')', '|', '='])
            || word.starts_with(|it: char| it.is_ascii_digit())
            || word == ":="
            || word.ends_with(',')
            || matches!(word.as_str(), "true" | "false" | "nil")
            || FUNCTIONS.contains(&word.as_str());
        if !known {
            return Err(format!("function \"{word}\" not defined"));
        }
    }
    Ok(())
}

/// Prints a template for an object.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn print(text: &str, object: &Value) -> Result<String, String> {
    let template = parse(text)?;
    let mut run = Run { names: BTreeMap::new(), steps: 0, out: String::new() };
    run.names.insert("$".to_owned(), object.clone());
    run.nodes(&template.0, object)
        .map_err(|why| format!("error executing template \"{text}\": template: output:1: {why}"))?;
    Ok(run.out)
}

struct Run {
    names: BTreeMap<String, Value>,
    steps: usize,
    out: String,
}

impl Run {
    fn nodes(&mut self, nodes: &[Node], dot: &Value) -> Result<(), String> {
        for node in nodes {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return Err("service-lab: the template takes too many steps".to_owned());
            }
            match node {
                Node::Text(text) => self.out.push_str(text),
                Node::Action(words) => {
                    let declares = words.get(1).is_some_and(|it| it == ":=" || it == "=");
                    match self.pipeline(words, dot)? {
                        _ if declares => {}
                        None => self.out.push_str("<no value>"),
                        Some(value) => self.out.push_str(&go_text(&value)),
                    }
                }
                Node::Block(keyword, words, body, other) => {
                    self.block(keyword, words, body, other, dot)?;
                }
            }
        }
        Ok(())
    }

    fn block(
        &mut self,
        keyword: &str,
        words: &[String],
        body: &[Node],
        other: &[Node],
        dot: &Value,
    ) -> Result<(), String> {
        let value = self.pipeline(words, dot)?;
        let Some(value) = value.filter(truth) else {
            return self.nodes(other, dot);
        };
        match (keyword, value) {
            ("if", _) => self.nodes(body, dot),
            ("range", Value::List(items)) => self.items(words, body, numbered(items)),
            ("range", Value::Map(map)) => {
                let named = map.into_iter().map(|(key, item)| (key.into(), item)).collect();
                self.items(words, body, named)
            }
            ("range", other) => Err(format!("range can't iterate over {}", go_text(&other))),
            (_, value) => self.nodes(body, &value),
        }
    }

    /// Runs a range's body; `$i, $x :=` names what it goes through.
    fn items(
        &mut self,
        words: &[String],
        body: &[Node],
        items: Vec<(Value, Value)>,
    ) -> Result<(), String> {
        let end = words.iter().position(|it| it == ":=").unwrap_or(0);
        let names: Vec<&str> = words.iter().take(end).map(|it| it.trim_end_matches(',')).collect();
        for (key, item) in items {
            if let [.., last] = names.as_slice() {
                self.names.insert((*last).to_owned(), item.clone());
            }
            if let [first, _] = names.as_slice() {
                self.names.insert((*first).to_owned(), key);
            }
            self.nodes(body, &item)?;
        }
        Ok(())
    }

    /// The value of a pipeline; nothing where a field is missing.
    fn pipeline(&mut self, words: &[String], dot: &Value) -> Result<Option<Value>, String> {
        if let [name, sign, rest @ ..] = words
            && (sign == ":=" || sign == "=")
        {
            let value = self.pipeline(rest, dot)?;
            self.names.insert(name.clone(), value.clone().unwrap_or_default());
            return Ok(value);
        }
        let words = match words.iter().position(|it| it == ":=") {
            Some(place) => words.get(place + 1..).unwrap_or_default(),
            None => words,
        };
        let mut rest = words.iter();
        let mut carried: Option<Option<Value>> = None;
        loop {
            let (value, more) = self.command(&mut rest, carried.take(), dot, 0)?;
            if !more {
                return Ok(value);
            }
            carried = Some(value);
        }
    }

    /// One command up to a bar, a parenthesis or the end; tells whether a bar
    /// stood there.
    fn command(
        &mut self,
        words: &mut std::slice::Iter<'_, String>,
        carried: Option<Option<Value>>,
        dot: &Value,
        depth: usize,
    ) -> Result<(Option<Value>, bool), String> {
        if depth > MAX_DEPTH {
            return Err("parentheses stand too deep".to_owned());
        }
        let mut function: Option<&str> = None;
        let mut values: Vec<Option<Value>> = Vec::new();
        let mut more = false;
        while let Some(word) = words.next() {
            match word.as_str() {
                "|" => {
                    more = true;
                    break;
                }
                ")" => break,
                "(" => {
                    let mut inner = None;
                    loop {
                        let (value, more) = self.command(words, inner.take(), dot, depth + 1)?;
                        if !more {
                            values.push(value);
                            break;
                        }
                        inner = Some(value);
                    }
                }
                path if path.starts_with(").") => {
                    let of = |it: Value| field(&it, path.trim_start_matches(')'));
                    let last = values.pop().flatten();
                    values.push(last.and_then(of));
                }
                name if FUNCTIONS.contains(&name) && function.is_none() && values.is_empty() => {
                    function = Some(name);
                }
                word => values.push(self.operand(word, dot)?),
            }
        }
        values.extend(carried);
        let value = match function {
            None => values.pop().flatten(),
            Some(name) => call(name, &values)?,
        };
        Ok((value, more))
    }

    fn operand(&self, word: &str, dot: &Value) -> Result<Option<Value>, String> {
        if let Some(text) = word.strip_prefix('"') {
            return Ok(Some(text.into()));
        }
        if word.starts_with('.') {
            return Ok(field(dot, word));
        }
        if word.starts_with('$') {
            let (name, path) = match word.find('.') {
                Some(place) => word.split_at(place),
                None => (word, ""),
            };
            let found = self.names.get(name);
            let found = found.ok_or_else(|| format!("undefined variable \"{name}\""))?;
            return Ok(field(found, path));
        }
        match (word, word.parse::<i64>()) {
            ("true", _) => Ok(Some(true.into())),
            ("false", _) => Ok(Some(false.into())),
            ("nil", _) => Ok(None),
            (_, Ok(number)) => Ok(Some(number.into())),
            _ => Err(format!("function \"{word}\" not defined")),
        }
    }
}

fn numbered(items: Vec<Value>) -> Vec<(Value, Value)> {
    let number = |place: usize| Value::Int(i64::try_from(place).unwrap_or(0));
    items.into_iter().enumerate().map(|(place, item)| (number(place), item)).collect()
}

fn field(value: &Value, path: &str) -> Option<Value> {
    let mut value = value;
    for name in path.split('.').filter(|it| !it.is_empty()) {
        value = value.get(name)?;
    }
    Some(value.clone())
}

/// Models fmt.Sprintf for `%s`, `%v`, `%d` and `%q`, with a width.
fn formatted(form: &str, values: &[Option<Value>]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let end = after.find(|it: char| it.is_ascii_alphabetic() || it == '%');
        let (width, verb) = after.split_at(end.unwrap_or(after.len()));
        rest = verb.get(1..).unwrap_or("");
        let text = match (verb.chars().next(), values.as_slice().first()) {
            (Some('%'), _) => {
                out.push('%');
                continue;
            }
            (verb, None) => format!("%!{}(MISSING)", verb.unwrap_or('!')),
            (Some('q'), Some(Some(value))) => Value::from(go_text(value)).to_json(),
            (_, Some(Some(value))) => go_text(value),
            (verb, Some(None)) => format!("%!{}(<nil>)", verb.unwrap_or('!')),
        };
        values.next();
        let wide = width.trim_start_matches('-').parse::<usize>().unwrap_or(0).min(MAX_WIDTH);
        match width.starts_with('-') {
            true => out.push_str(&format!("{text:<wide$}")),
            false => out.push_str(&format!("{text:>wide$}")),
        }
    }
    out.push_str(rest);
    out
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Int(number) => *number != 0,
        Value::Decimal(_) => true,
        Value::Str(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
    }
}

fn call(name: &str, values: &[Option<Value>]) -> Result<Option<Value>, String> {
    let wrong = || format!("error calling {name}: wrong number of args");
    let is_true = |it: &Option<Value>| it.as_ref().is_some_and(truth);
    let first = values.first().ok_or_else(wrong)?;
    Ok(match name {
        "not" => Some((!is_true(first)).into()),
        "and" => values.iter().find(|it| !is_true(it)).or(values.last()).cloned().flatten(),
        "or" => values.iter().find(|it| is_true(it)).or(values.last()).cloned().flatten(),
        "print" | "println" => {
            let texts: Vec<String> = values.iter().flatten().map(go_text).collect();
            let end = if name == "println" { "\n" } else { "" };
            Some(format!("{}{end}", texts.join(if end.is_empty() { "" } else { " " })).into())
        }
        "printf" => {
            let form = first.as_ref().and_then(Value::as_str).ok_or_else(wrong)?;
            Some(formatted(form, values.get(1..).unwrap_or_default()).into())
        }
        "exists" => Some(values.iter().all(Option::is_some).into()),
        "len" => {
            let length = match first {
                Some(Value::Str(text)) => text.len(),
                Some(Value::List(items)) => items.len(),
                Some(Value::Map(map)) => map.len(),
                _ => return Err("error calling len: len of nil pointer".to_owned()),
            };
            Some(Value::Int(i64::try_from(length).unwrap_or(0)))
        }
        "index" => {
            let mut value = first.clone();
            for key in values.iter().skip(1).flatten() {
                value = match (&value, key) {
                    (Some(Value::List(items)), Value::Int(place)) => {
                        let found = usize::try_from(*place).ok().and_then(|it| items.get(it));
                        let outside = || {
                            format!(
                                "error calling index: reflect: slice index out of range: {place}"
                            )
                        };
                        Some(found.ok_or_else(outside)?.clone())
                    }
                    (Some(Value::Map(map)), Value::Str(key)) => map.get(key).cloned(),
                    _ => return Err("error calling index: index of untyped nil".to_owned()),
                };
            }
            value
        }
        _ => {
            let (Some(left), Some(Some(right))) = (first, values.get(1)) else {
                return Err(format!("error calling {name}: incompatible types for comparison"));
            };
            let order = super::jsonpath::compare(left, right)
                .map_err(|why| format!("error calling {name}: {why}"))?;
            Some(Value::Bool(match name {
                "eq" => order.is_eq(),
                "ne" => order.is_ne(),
                "lt" => order.is_lt(),
                "le" => order.is_le(),
                "gt" => order.is_gt(),
                _ => order.is_ge(),
            }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> String {
        let text = r#"{"metadata":{"name":"web","labels":{"a-b":"x"}},"spec":{"ports":[{"port":80},{"port":443,"name":"tls"}]}}"#;
        let object = super::super::json::parse(text).expect("JSON");
        print(template, &object).unwrap_or_else(|error| error)
    }

    #[test]
    fn what_learners_write_prints_as_text_template_prints_it() {
        for (template, wanted) in [
            ("{{.metadata.name}}{{\"\\n\"}}", "web\n"),
            ("{{.spec.foo}}", "<no value>"),
            ("{{range .spec.ports}}{{.port}} {{end}}", "80 443 "),
            ("{{range $i, $p := .spec.ports}}{{$i}}={{$p.port}};{{end}}", "0=80;1=443;"),
            ("{{range $k,$v:=.metadata.labels}}{{$k}}={{$v}} {{end}}", "a-b=x "),
            ("{{printf \"%s:%d|%5s|%-3v|\" .metadata.name 80 \"a\" 1}}", "web:80|    a|1  |"),
            ("{{$n := .metadata.name}}{{$n}}", "web"),
            ("a{{/* b */}}c", "ac"),
            ("{{(index .spec.ports 1).name}}", "tls"),
            ("{{index .metadata.labels \"a-b\"}}", "x"),
            ("{{len .spec.ports}}", "2"),
            ("{{if eq .metadata.name \"web\"}}yes{{else}}no{{end}}", "yes"),
            ("{{if .spec.foo}}yes{{else if .spec}}spec{{end}}", "spec"),
            ("{{with .spec.foo}}x{{else}}none{{end}}", "none"),
            ("{{ .spec.ports | len }}", "2"),
        ] {
            assert_eq!(shown(template), wanted, "{template}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_gos_words() {
        for (template, wanted) in [
            ("{{.spec", "unclosed action"),
            ("{{.spec}", "bad character U+007D '}'"),
            ("{{foo}}", "function \"foo\" not defined"),
            ("{{if .spec}}", "unexpected EOF"),
            ("{{end}}", "unexpected {{end}}"),
        ] {
            let wanted = format!("error parsing template {template}, template: output:1: {wanted}");
            assert_eq!(shown(template), wanted);
        }
    }
}
