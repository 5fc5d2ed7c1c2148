//! What is wrong with an applied configuration before it is merged.
//!
//! Models sigs.k8s.io/structured-merge-diff typed validatingObjectWalker (v6).

use super::sets::element;
use super::typed::{At, Shape, field_of, item_name};
use crate::api::strategic::go_text;
use crate::schema::Type;
use crate::value::Value;
use crate::yaml::quote;

/// Every problem, as ValidationErrors.Error prints them; nothing where the
/// configuration is fine.
pub(super) fn problems(at: At<'_>, value: &Value) -> Option<String> {
    let mut all = Vec::new();
    walk(at, value, "", &mut all);
    match all.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("errors:\n  {}", several.join("\n  "))),
    }
}

fn walk(at: At<'_>, value: &Value, path: &str, all: &mut Vec<String>) {
    if value.is_null() {
        return;
    }
    let deref = || format!("&{{{}}}", go_text(value));
    match at.kind() {
        Type::Struct(_) | Type::Map(..) => {
            let Some(map) = value.as_map() else {
                return say(all, path, &format!("expected map, got {}", deref()));
            };
            for (name, value) in map {
                let path = format!("{path}.{name}");
                let at = match at.inner() {
                    Shape::Struct(of) => match field_of(of, name) {
                        Some(at) => at,
                        // Upstream looks no further in this map.
                        None => return say(all, &path, "field not declared in schema"),
                    },
                    Shape::Map(item) => item,
                    Shape::Leaf | Shape::List(..) => return,
                };
                walk(at, value, &path, all);
            }
        }
        Type::List(item) => {
            let Some(items) = value.as_list() else {
                return say(all, path, &format!("expected list, got {}", deref()));
            };
            let mut seen: Vec<String> = Vec::new();
            for (place, value) in items.iter().enumerate() {
                let mut name = format!("[{place}]");
                let mut of = At::root(item);
                if let Shape::List(item, keys) = at.shape() {
                    of = item;
                    match item_name(value, item, keys) {
                        Ok(key) => name = element(&key),
                        Err(why) => {
                            say(all, path, &format!("element {place}: {why}"));
                            continue;
                        }
                    }
                    if seen.contains(&name) {
                        say(all, path, &format!("duplicate entries for key {name}"));
                    }
                    seen.push(name.clone());
                }
                walk(of, value, &format!("{path}{name}"), all);
            }
        }
        kind => {
            if let Some(why) = scalar(kind, value, &deref) {
                say(all, path, &why);
            }
        }
    }
}

fn say(all: &mut Vec<String>, path: &str, why: &str) {
    all.push(if path.is_empty() { why.to_owned() } else { format!("{path}: {why}") });
}

/// Models validateScalar.
fn scalar(kind: &Type, value: &Value, deref: &dyn Fn() -> String) -> Option<String> {
    let number = matches!(value, Value::Int(_) | Value::Decimal(_));
    let text = matches!(value, Value::Str(_));
    let flag = matches!(value, Value::Bool(_));
    match kind {
        Type::Int32 | Type::Int64 if !number => {
            let got = match value {
                Value::Str(_) => "string",
                Value::Bool(_) => "bool",
                Value::List(_) => "[]interface {}",
                _ => "map[string]interface {}",
            };
            Some(format!("expected numeric (int or float), got {got}"))
        }
        Type::String(_) | Type::Time | Type::Bytes if !text => Some(format!(
            "expected string, got &value.valueUnstructured{{Value:{}}}",
            go_syntax(value)
        )),
        Type::Bool if !flag => Some(format!("expected boolean, got {}", deref())),
        Type::IntOrString | Type::Quantity if !(number || text || flag) => {
            Some(format!("expected any scalar, got {}", deref()))
        }
        _ => None,
    }
}

/// A value as Go's `%#v` prints it.
fn go_syntax(value: &Value) -> String {
    match value {
        Value::Str(text) => quote(text),
        Value::List(items) => {
            let parts: Vec<String> = items.iter().map(go_syntax).collect();
            format!("[]interface {{}}{{{}}}", parts.join(", "))
        }
        Value::Map(map) => {
            let parts: Vec<String> =
                map.iter().map(|(name, it)| format!("{}:{}", quote(name), go_syntax(it))).collect();
            format!("map[string]interface {{}}{{{}}}", parts.join(", "))
        }
        Value::Null => "interface {}(nil)".to_owned(),
        other => other.to_json(),
    }
}
