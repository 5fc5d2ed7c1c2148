//! The functions of a template. Models text/template funcs.go, and the two that
//! k8s.io/cli-runtime/pkg/printers/template.go adds.

use std::cmp::Ordering;

use service_lab_engine::value::Value;

use super::Val;
use super::format::{compare_decimals, printf};

/// How many arguments a function takes at least, and at most where there is a most.
pub fn number_of_args(name: &str) -> (usize, Option<usize>) {
    match name {
        "not" | "len" | "base64decode" => (1, Some(1)),
        "ne" | "lt" | "le" | "gt" | "ge" => (2, Some(2)),
        "print" | "println" | "html" | "js" | "urlquery" => (0, None),
        _ => (1, None),
    }
}

/// What a function gives.
///
/// # Errors
/// Go's words.
pub fn call(name: &str, values: &[Val]) -> Result<Val, String> {
    let flag = |it: bool| Ok(Val::Json(Value::Bool(it)));
    let Some((first, rest)) = values.split_first() else {
        return Ok(Val::text(if name == "println" { "\n" } else { "" }));
    };
    match name {
        "not" => flag(!first.truth()),
        "and" | "or" => Ok(values.last().cloned().unwrap_or(Val::Missing)),
        "print" => Ok(Val::text(printed(values))),
        "println" => {
            let all: Vec<String> = values.iter().map(Val::shown).collect();
            Ok(Val::text(format!("{}\n", all.join(" "))))
        }
        "printf" => Ok(Val::text(printf(first.as_str().unwrap_or(""), rest))),
        "html" => Ok(Val::text(html(&printed(values)))),
        "js" => Ok(Val::text(script(&printed(values)))),
        "urlquery" => Ok(Val::text(query(&printed(values)))),
        "len" => length(first),
        "index" => {
            let mut item = first.clone();
            for (place, key) in rest.iter().enumerate() {
                if place > 0 && matches!(item, Val::Missing) {
                    return Err("index of nil pointer".to_owned());
                }
                item = index(&item, key)?;
            }
            Ok(item)
        }
        "slice" => slice(first, rest),
        "exists" => flag(rest.iter().try_fold(first.clone(), |it, key| found(&it, key)).is_some()),
        "base64decode" => decoded(first.as_str().unwrap_or("")).map(Val::text),
        "eq" if rest.is_empty() => Err("missing argument for comparison".to_owned()),
        "eq" => {
            for other in rest {
                if equal(first, other)? {
                    return flag(true);
                }
            }
            flag(false)
        }
        "ne" => flag(!equal(first, rest.first().unwrap_or(&Val::Missing))?),
        "lt" | "le" | "gt" | "ge" => {
            let order = ordered(first, rest.first().unwrap_or(&Val::Missing))?;
            flag(match name {
                "lt" => order.is_lt(),
                "le" => order.is_le(),
                "gt" => order.is_gt(),
                _ => order.is_ge(),
            })
        }
        // There are no functions to call; which word that was is known where it stood.
        _ => Err(format!("of type {}", first.kind())),
    }
}

/// Models fmt.Sprint: a blank stands between two of which none is a text.
fn printed(values: &[Val]) -> String {
    let mut out = String::new();
    let mut before: Option<&Val> = None;
    for value in values {
        if before.is_some_and(|it| it.as_str().is_none() && value.as_str().is_none()) {
            out.push(' ');
        }
        out.push_str(&value.shown());
        before = Some(value);
    }
    out
}

fn html(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

fn script(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | '\'' | '"' => {
                out.push('\\');
                out.push(letter);
            }
            '<' | '>' | '&' | '=' => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}

fn query(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn length(value: &Val) -> Result<Val, String> {
    let length = match value {
        Val::Json(Value::Str(text)) => text.len(),
        Val::Json(Value::List(items)) => items.len(),
        Val::Json(Value::Map(map)) => map.len(),
        Val::Missing => {
            return Err("reflect: call of reflect.Value.Type on zero Value".to_owned());
        }
        other => return Err(format!("len of type {}", other.kind())),
    };
    Ok(Val::Int(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// A place in a list or a text. Models indexArg.
fn place(key: &Val, length: usize) -> Result<usize, String> {
    let Some(number) = key.whole() else {
        return Err(match key {
            Val::Missing => "cannot index slice/array with nil".to_owned(),
            other => format!("cannot index slice/array with type {}", other.kind()),
        });
    };
    let place = usize::try_from(number).ok().filter(|it| *it <= length);
    place.ok_or_else(|| format!("index out of range: {number}"))
}

fn index(item: &Val, key: &Val) -> Result<Val, String> {
    match item {
        Val::Missing => Err("index of untyped nil".to_owned()),
        Val::Json(Value::List(items)) => {
            let at = place(key, items.len())?;
            let found = items.get(at).map(Val::of);
            found.ok_or_else(|| "reflect: slice index out of range".to_owned())
        }
        Val::Json(Value::Str(text)) => {
            let at = place(key, text.len())?;
            let found = text.as_bytes().get(at).map(|it| Val::Json(Value::Int(i64::from(*it))));
            found.ok_or_else(|| "reflect: string index out of range".to_owned())
        }
        Val::Json(Value::Map(map)) => match key {
            Val::Json(Value::Str(name)) => Ok(map.get(name).map_or(Val::Missing, Val::of)),
            Val::Missing => Err("value is nil; should be of type string".to_owned()),
            other => Err(format!("value has type {}; should be string", other.kind())),
        },
        other => Err(format!("can't index item of type {}", other.kind())),
    }
}

fn slice(item: &Val, bounds: &[Val]) -> Result<Val, String> {
    let (length, text) = match item {
        Val::Missing => return Err("slice of untyped nil".to_owned()),
        _ if bounds.len() > 3 => return Err(format!("too many slice indexes: {}", bounds.len())),
        Val::Json(Value::Str(_)) if bounds.len() == 3 => {
            return Err("cannot 3-index slice a string".to_owned());
        }
        Val::Json(Value::Str(text)) => (text.len(), true),
        Val::Json(Value::List(items)) => (items.len(), false),
        other => return Err(format!("can't slice item of type {}", other.kind())),
    };
    let mut ends = [0, length];
    for (end, bound) in ends.iter_mut().zip(bounds) {
        *end = place(bound, length)?;
    }
    let [from, to] = ends;
    if from > to {
        return Err(format!("invalid slice index: {from} > {to}"));
    }
    match item {
        Val::Json(Value::Str(own)) if text => {
            let bytes = own.as_bytes().get(from..to).unwrap_or_default();
            Ok(Val::text(String::from_utf8_lossy(bytes)))
        }
        Val::Json(Value::List(items)) => {
            Ok(Val::Json(Value::List(items.get(from..to).unwrap_or_default().to_vec())))
        }
        _ => Ok(Val::Missing),
    }
}

/// Models exists of cli-runtime: whether each key leads further.
fn found(item: &Val, key: &Val) -> Option<Val> {
    match (item, key) {
        (Val::Json(Value::Map(map)), Val::Json(Value::Str(name))) => map.get(name).map(Val::of),
        (Val::Json(Value::List(items)), key) => {
            let at = usize::try_from(key.whole()?).ok()?;
            items.get(at).map(Val::of)
        }
        _ => None,
    }
}

/// Models encoding/base64 StdEncoding.
fn decoded(text: &str) -> Result<String, String> {
    let wrong =
        |at: usize| Err(format!("base64 decode failed: illegal base64 data at input byte {at}"));
    let mut bytes = Vec::new();
    let own: Vec<(usize, u8)> =
        text.bytes().enumerate().filter(|(_, it)| !matches!(it, b'\r' | b'\n')).collect();
    for (group, chunk) in own.chunks(4).enumerate() {
        let mut number = 0_u32;
        let mut given = 0;
        for (at, byte) in chunk {
            let digit = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                b'=' if given >= 2 && (group + 1) * 4 >= own.len() => break,
                _ => return wrong(*at),
            };
            number = number << 6 | u32::from(digit);
            given += 1;
        }
        if chunk.len() < 4 || given < 2 {
            return wrong(chunk.first().map_or(0, |it| it.0));
        }
        let [_, one, two, three] = (number << (6 * (4 - given))).to_be_bytes();
        bytes.extend([one, two, three].into_iter().take(given - 1));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The simple kinds that can be compared. Models basicKind.
fn basic(value: &Val) -> Option<&'static str> {
    match value.kind() {
        "int" | "int64" => Some("int"),
        kind @ ("bool" | "string" | "float64") => Some(kind),
        _ => None,
    }
}

fn equal(left: &Val, right: &Val) -> Result<bool, String> {
    let (one, other) = (basic(left), basic(right));
    if matches!(left, Val::Missing) || matches!(right, Val::Missing) {
        return Ok(matches!(left, Val::Missing) && matches!(right, Val::Missing));
    }
    match (one, other) {
        (Some(one), Some(other)) if one == other => Ok(order(left, right).is_eq()),
        (None, None) if left.kind() == right.kind() => {
            let shown = printf("%s", std::slice::from_ref(right));
            Err(format!("non-comparable type {shown}: {}", right.kind()))
        }
        (None, None) => Ok(false),
        _ => Err("incompatible types for comparison".to_owned()),
    }
}

fn ordered(left: &Val, right: &Val) -> Result<Ordering, String> {
    let simple = |it: &Val| basic(it).ok_or_else(|| "invalid type for comparison".to_owned());
    if simple(left)? != simple(right)? {
        return Err("incompatible types for comparison".to_owned());
    }
    if left.kind() == "bool" {
        return Err("invalid type for comparison".to_owned());
    }
    Ok(order(left, right))
}

fn order(left: &Val, right: &Val) -> Ordering {
    match (left, right) {
        (Val::Json(Value::Bool(left)), Val::Json(Value::Bool(right))) => left.cmp(right),
        (Val::Json(Value::Decimal(left)), Val::Json(Value::Decimal(right))) => {
            compare_decimals(left, right)
        }
        _ => match (left.whole(), right.whole()) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.as_str().cmp(&right.as_str()),
        },
    }
}
