//! Sets of field paths, kept in the very form of `fieldsV1`: a map from
//! `f:name`, `k:{"key":...}` or `v:"value"` to what is owned below it; `.`, or
//! nothing at all below, means the path itself.
//!
//! Models sigs.k8s.io/structured-merge-diff fieldpath Set and its serialization
//! (v6).

use crate::value::{Map, Value};
use crate::yaml;

/// Nothing is owned below a leaf.
pub(super) fn leaf() -> Value {
    Value::map()
}

/// What is owned below a path, and whether the path itself is.
pub(super) fn node(mut below: Map, itself: bool) -> Option<Value> {
    if below.is_empty() {
        return itself.then(leaf);
    }
    if itself {
        below.insert(".".to_owned(), leaf());
    }
    Some(Value::Map(below))
}

/// Whether a node's own path is in the set.
pub(super) fn has_itself(node: &Value) -> bool {
    node.as_map().is_some_and(|it| it.is_empty() || it.contains_key("."))
}

/// The set of paths that `keep` chooses, by whether they are in the one and in
/// the other: union, difference and intersection are this with another `keep`.
pub(super) fn combine(one: &Map, other: &Map, keep: fn(bool, bool) -> bool) -> Map {
    let empty = Map::new();
    let mut out = Map::new();
    let others = other.keys().filter(|it| !one.contains_key(*it));
    for name in one.keys().chain(others).filter(|it| *it != ".") {
        let (left, right) = (one.get(name), other.get(name));
        let inner = combine(
            left.and_then(Value::as_map).unwrap_or(&empty),
            right.and_then(Value::as_map).unwrap_or(&empty),
            keep,
        );
        let itself = keep(left.is_some_and(has_itself), right.is_some_and(has_itself));
        if let Some(node) = node(inner, itself) {
            out.insert(name.clone(), node);
        }
    }
    out
}

pub(super) fn union(one: &Map, other: &Map) -> Map {
    combine(one, other, |left, right| left || right)
}

pub(super) fn difference(one: &Map, other: &Map) -> Map {
    combine(one, other, |left, right| left && !right)
}

pub(super) fn intersection(one: &Map, other: &Map) -> Map {
    combine(one, other, |left, right| left && right)
}

/// Every path of a set, as Path.String prints it: at each level first the
/// paths that end there.
pub(super) fn paths(set: &Map) -> Vec<String> {
    let mut out = Vec::new();
    walk(set, "", &mut out);
    out
}

fn walk(set: &Map, before: &str, out: &mut Vec<String>) {
    let below = || set.iter().filter(|(name, _)| *name != ".");
    for (name, _) in below().filter(|(_, node)| has_itself(node)) {
        out.push(format!("{before}{}", element(name)));
    }
    for (name, node) in below() {
        if let Some(inner) = node.as_map() {
            walk(inner, &format!("{before}{}", element(name)), out);
        }
    }
}

/// PathElement.String: `.name`, `[port=80,protocol="TCP"]`, `[="value"]`.
pub(super) fn element(name: &str) -> String {
    let Some((what, rest)) = name.split_once(':') else { return String::new() };
    match what {
        "k" => {
            let key = yaml::read_json(rest, 0).ok().flatten().map(|it| it.to_value());
            let fields = key.as_ref().and_then(Value::as_map).into_iter().flatten();
            let parts: Vec<String> =
                fields.map(|(name, value)| format!("{name}={}", value.to_json())).collect();
            format!("[{}]", parts.join(","))
        }
        "v" => format!("[={rest}]"),
        _ => format!(".{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(json: &str) -> Map {
        let value = yaml::read_json(json, 0).ok().flatten().map(|it| it.to_value());
        value.and_then(|it| it.as_map().cloned()).unwrap_or_default()
    }

    #[test]
    fn a_path_and_what_is_below_it_are_owned_apart() {
        let one = set(r#"{"f:a":{".":{},"f:b":{}},"f:c":{}}"#);
        let other = set(r#"{"f:a":{}}"#);
        assert_eq!(difference(&one, &other), set(r#"{"f:a":{"f:b":{}},"f:c":{}}"#));
        assert_eq!(intersection(&one, &other), other);
        assert_eq!(
            union(&set(r#"{"f:a":{"f:b":{}}}"#), &other),
            set(r#"{"f:a":{".":{},"f:b":{}}}"#)
        );
    }

    #[test]
    fn paths_are_printed_with_the_keys_of_their_items() {
        let one = set(
            r#"{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:name":{}}},"f:type":{}},"f:metadata":{"f:finalizers":{"v:\"a/b\"":{}}}}"#,
        );
        assert_eq!(
            paths(&one),
            [
                ".metadata.finalizers[=\"a/b\"]",
                ".spec.type",
                ".spec.ports[port=80,protocol=\"TCP\"]",
                ".spec.ports[port=80,protocol=\"TCP\"].name",
            ]
        );
    }
}
