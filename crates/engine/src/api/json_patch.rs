//! A list of operations on an object (RFC 6902). Owns what they do and why one cannot be done;
//! never looks at what comes out.
//!
//! Models evanphx/json-patch v4 as the server and kubectl v1.36 use it.

use std::num::{IntErrorKind, ParseIntError};

use crate::value::{Map, Value};
use crate::yaml::quote;

/// Why an operation cannot be done: the server does not say it, kubectl does.
type Told<T> = Result<T, String>;

/// Carries out the operations one after the other.
///
/// # Errors
/// The first that cannot be done.
pub(crate) fn apply(value: &mut Value, operations: &[Value]) -> Told<()> {
    operations.iter().try_for_each(|it| operate(value, it))
}

fn operate(value: &mut Value, operation: &Value) -> Told<()> {
    let path = operation.get("path").and_then(Value::as_str);
    let from = operation.get("from").and_then(Value::as_str);
    let given = || operation.get("value").cloned().unwrap_or_default();
    let kind = match operation.get("op").and_then(Value::as_str) {
        None => "unknown",
        Some(kind) => kind,
    };
    let no_field = |field: &str, short: bool| {
        let why = match (short, field) {
            (true, _) => "",
            (false, "from") => "operation, missing from field: ",
            (false, _) => "operation missing path field: ",
        };
        format!("{kind} operation failed to decode {field}: {why}missing value")
    };
    let no_place = |what: &str, shown: &str| {
        format!("{kind} operation does not apply: {what}: {shown}: missing value")
    };
    match kind {
        "add" => {
            let path = path.ok_or_else(|| no_field("path", true))?;
            let quoted = format!("\"{path}\"");
            let (holder, key) =
                holder(value, path).ok_or_else(|| no_place("doc is missing path", &quoted))?;
            holder.add(&key, given()).map_err(|it| format!("error in add for path: '{path}': {it}"))
        }
        "remove" => {
            let path = path.ok_or_else(|| no_field("path", true))?;
            let quoted = format!("\"{path}\"");
            let (mut holder, key) =
                holder(value, path).ok_or_else(|| no_place("doc is missing path", &quoted))?;
            let gone = holder.remove(&key);
            gone.map(drop).map_err(|it| format!("error in remove for path: '{path}': {it}"))
        }
        "replace" => {
            let path = path.ok_or_else(|| no_field("path", false))?;
            if path.is_empty() {
                // Neither an object nor a list: upstream leaves all as it is, and says nothing.
                if matches!(given(), Value::Map(_) | Value::List(_)) {
                    *value = given();
                }
                return Ok(());
            }
            let (mut holder, key) =
                holder(value, path).ok_or_else(|| no_place("doc is missing path", path))?;
            // A field that is not there is made.
            match &mut holder {
                Holder::Fields(fields) => drop(fields.insert(key, given())),
                Holder::Items(_) => {
                    *holder.at(&key).map_err(|_| no_place("doc is missing key", path))? = given()
                }
            }
            Ok(())
        }
        "test" => {
            let path = path.ok_or_else(|| no_field("path", false))?;
            let failed = || format!("testing value {path} failed: test failed");
            if path.is_empty() {
                return if *value == given() { Ok(()) } else { Err(failed()) };
            }
            let (mut holder, key) =
                holder(value, path).ok_or_else(|| no_place("is missing path", path))?;
            let wrong = |it: String| format!("error in test for path: '{path}': {it}");
            let found = holder.get(&key).map_err(wrong)?;
            if found == given() { Ok(()) } else { Err(failed()) }
        }
        "move" => {
            let from = from.ok_or_else(|| no_field("from", false))?;
            let (mut source, key) =
                holder(value, from).ok_or_else(|| no_place("doc is missing from path", from))?;
            let wrong = |it: String| format!("error in move for path: '{key}': {it}");
            let moved = source.remove(&key).map_err(wrong)?;
            let path = path.ok_or_else(|| no_field("path", false))?;
            let (holder, key) = holder(value, path)
                .ok_or_else(|| no_place("doc is missing destination path", path))?;
            holder.add(&key, moved).map_err(|it| format!("error in move for path: '{path}': {it}"))
        }
        "copy" => {
            let from = from.ok_or_else(|| no_field("from", false))?;
            let (mut source, key) =
                holder(value, from).ok_or_else(|| no_place("doc is missing from path", from))?;
            let wrong = |it: String| format!("error in copy for from: '{from}': {it}");
            let copied = source.get(&key).map_err(wrong)?;
            let path = path.ok_or_else(|| no_field("path", true))?;
            let (holder, key) = holder(value, path)
                .ok_or_else(|| no_place("doc is missing destination path", path))?;
            holder
                .add(&key, copied)
                .map_err(|it| format!("error while adding value during copy: {it}"))
        }
        other => Err(format!("Unexpected kind: {other}")),
    }
}

/// The parts of a path.
pub(crate) fn tokens(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|it| it.replace("~1", "/").replace("~0", "~")).collect()
}

/// What holds a place: an object or a list.
enum Holder<'a> {
    Fields(&'a mut Map),
    Items(&'a mut Vec<Value>),
}

/// Models findObject: the holder of the last part of a path, and that part.
fn holder<'a>(value: &'a mut Value, path: &str) -> Option<(Holder<'a>, String)> {
    let mut parts = tokens(path);
    let key = parts.pop()?;
    let mut at = Holder::of(value)?;
    for part in parts {
        at = Holder::of(at.into_at(&part)?)?;
    }
    Some((at, key))
}

impl<'a> Holder<'a> {
    fn of(value: &'a mut Value) -> Option<Self> {
        match value {
            Value::Map(fields) => Some(Holder::Fields(fields)),
            Value::List(items) => Some(Holder::Items(items)),
            _ => None,
        }
    }

    fn into_at(self, key: &str) -> Option<&'a mut Value> {
        match self {
            Holder::Fields(fields) => fields.get_mut(key),
            Holder::Items(items) => {
                let place = place(key, items.len(), items.len()).ok()?;
                items.get_mut(place)
            }
        }
    }

    /// What stands there; a field that is missing is null.
    fn get(&mut self, key: &str) -> Told<Value> {
        match self {
            Holder::Fields(fields) => Ok(fields.get(key).cloned().unwrap_or_default()),
            Holder::Items(_) => self.at(key).cloned(),
        }
    }

    fn at(&mut self, key: &str) -> Told<&mut Value> {
        match self {
            Holder::Fields(fields) => fields
                .get_mut(key)
                .ok_or_else(|| format!("Unable to get nonexistent key: {key}: missing value")),
            Holder::Items(items) => {
                let place = place(key, items.len(), items.len())?;
                items.get_mut(place).ok_or_else(|| no_index(&place.to_string()))
            }
        }
    }

    fn remove(&mut self, key: &str) -> Told<Value> {
        match self {
            Holder::Fields(fields) => fields
                .remove(key)
                .ok_or_else(|| format!("Unable to remove nonexistent key: {key}: missing value")),
            Holder::Items(items) => {
                let place = place(key, items.len(), items.len())?;
                Ok(items.remove(place))
            }
        }
    }

    fn add(self, key: &str, item: Value) -> Told<()> {
        match self {
            Holder::Fields(fields) => {
                fields.insert(key.to_owned(), item);
            }
            Holder::Items(items) if key == "-" => items.push(item),
            Holder::Items(items) => {
                let place =
                    place(key, items.len() + 1, items.len() + 1).map_err(|it| match it {
                        it if it.starts_with("strconv") => {
                            format!("value was not a proper array index: '{key}': {it}")
                        }
                        it => it,
                    })?;
                items.insert(place, item);
            }
        }
        Ok(())
    }
}

/// A place in a list as strconv.Atoi reads it; a negative one counts from the end.
fn place(key: &str, bound: usize, length: usize) -> Told<usize> {
    let number: i64 = key.parse().map_err(|it: ParseIntError| {
        let why = match it.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "value out of range",
            _ => "invalid syntax",
        };
        format!("strconv.Atoi: parsing {}: {why}", quote(key))
    })?;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let counted = if number < 0 { number + length } else { number };
    usize::try_from(counted)
        .ok()
        .filter(|it| *it < bound)
        .ok_or_else(|| no_index(&number.to_string()))
}

fn no_index(number: &str) -> String {
    format!("Unable to access invalid index: {number}: invalid index referenced")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Value {
        let root = crate::yaml::read_json(text, 0).ok().flatten();
        root.map(|it| it.to_value()).unwrap_or_default()
    }

    #[test]
    fn operations_do_what_upstream_does() {
        for (patch, wanted) in [
            (r#"[{"op":"add","path":"/a"}]"#, Ok(r#"{"a":null,"b":{"c":1}}"#)),
            (r#"[{"op":"add","path":"/a/01","value":9}]"#, Ok(r#"{"a":[1,9,2],"b":{"c":1}}"#)),
            (r#"[{"op":"add","path":"/a/-1","value":9}]"#, Ok(r#"{"a":[1,2,9],"b":{"c":1}}"#)),
            (r#"[{"op":"remove","path":"/a/-1"}]"#, Ok(r#"{"a":[1],"b":{"c":1}}"#)),
            (r#"[{"op":"test","path":"/z"}]"#, Ok(r#"{"a":[1,2],"b":{"c":1}}"#)),
            (r#"[{"op":"replace","path":"","value":1}]"#, Ok(r#"{"a":[1,2],"b":{"c":1}}"#)),
            (r#"[{"op":"replace","path":"","value":{}}]"#, Ok("{}")),
            (r#"[{"op":"move","from":"/b/c","path":"/a/0"}]"#, Ok(r#"{"a":[1,1,2],"b":{}}"#)),
            (r#"[{"op":"foo"}]"#, Err("Unexpected kind: foo")),
            (r#"[{}]"#, Err("Unexpected kind: unknown")),
            (r#"[{"op":"remove"}]"#, Err("remove operation failed to decode path: missing value")),
            (
                r#"[{"op":"replace"}]"#,
                Err(
                    "replace operation failed to decode path: operation missing path field: missing value",
                ),
            ),
            (
                r#"[{"op":"add","path":"/b/c/d"}]"#,
                Err("add operation does not apply: doc is missing path: \"/b/c/d\": missing value"),
            ),
            (
                r#"[{"op":"replace","path":"/b/d","value":2}]"#,
                Ok(r#"{"a":[1,2],"b":{"c":1,"d":2}}"#),
            ),
            (
                r#"[{"op":"copy","from":"/b/d","path":"/b/e"}]"#,
                Ok(r#"{"a":[1,2],"b":{"c":1,"e":null}}"#),
            ),
            (
                r#"[{"op":"move","from":"/b/d","path":"/b/e"}]"#,
                Err(
                    "error in move for path: 'd': Unable to remove nonexistent key: d: missing value",
                ),
            ),
            (
                r#"[{"op":"replace","path":"/a/9","value":1}]"#,
                Err("replace operation does not apply: doc is missing key: /a/9: missing value"),
            ),
            (
                r#"[{"op":"copy","from":"","path":"/z"}]"#,
                Err("copy operation does not apply: doc is missing from path: : missing value"),
            ),
            (
                r#"[{"op":"remove","path":"/a/9"}]"#,
                Err(
                    "error in remove for path: '/a/9': Unable to access invalid index: 9: invalid index referenced",
                ),
            ),
            (
                r#"[{"op":"test","path":"/b/c","value":2}]"#,
                Err("testing value /b/c failed: test failed"),
            ),
        ] {
            let mut value = read(r#"{"a":[1,2],"b":{"c":1}}"#);
            let told = apply(&mut value, read(patch).as_list().unwrap_or_default());
            let got = told.map(|()| value.to_json());
            assert_eq!(got, wanted.map(str::to_owned).map_err(str::to_owned), "{patch}");
        }
    }
}
