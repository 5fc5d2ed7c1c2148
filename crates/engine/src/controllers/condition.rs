//! Conditions: the entries of `status.conditions`.

use crate::value::Value;

/// One condition as a controller wants it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its `type`.
    pub kind: &'a str,
    /// `True`, `False` or `Unknown`.
    pub status: &'a str,
    /// `""`: none.
    pub reason: &'a str,
    pub message: &'a str,
}

impl<'a> Wanted<'a> {
    pub fn new(kind: &'a str, status: &'a str, reason: &'a str, message: &'a str) -> Self {
        Self { kind, status, reason, message }
    }

    /// `True` or `False`, without a reason.
    pub fn yes(kind: &'a str, status: bool) -> Self {
        Self::new(kind, if status { "True" } else { "False" }, "", "")
    }
}

/// The condition of this type.
pub fn find<'a>(object: &'a Value, kind: &str) -> Option<&'a Value> {
    object.list("status.conditions").iter().find(|it| it.text("type") == kind)
}

/// Sets a condition; its transition time moves only with its status. One that
/// says all of it already is left alone. `time_field` is what else is written
/// with it: the time `now`, but null for `lastProbeTime`, as Pods have it.
pub fn set(object: &mut Value, wanted: Wanted<'_>, time_field: Option<&str>, now: &str) {
    let is_so = |it: &Value| {
        it.get("status").and_then(Value::as_str) == Some(wanted.status)
            && it.get("reason").and_then(Value::as_str).unwrap_or_default() == wanted.reason
            && it.get("message").and_then(Value::as_str).unwrap_or_default() == wanted.message
    };
    if find(object, wanted.kind).is_some_and(is_so) {
        return;
    }
    let mut conditions = object.list("status.conditions").to_vec();
    let place = conditions.iter().position(|it| it.text("type") == wanted.kind);
    let old = place.and_then(|place| conditions.get(place).cloned()).unwrap_or_else(Value::map);
    let mut new = old.clone();
    new.set("type", wanted.kind);
    new.set("status", wanted.status);
    for (name, text) in [("reason", wanted.reason), ("message", wanted.message)] {
        if text.is_empty() {
            new.remove(name);
        } else {
            new.set(name, text);
        }
    }
    if old.text("status") != wanted.status {
        new.set("lastTransitionTime", now);
    }
    match time_field {
        Some("lastProbeTime") => new.set("lastProbeTime", Value::Null),
        Some(field) => new.set(field, now),
        None => {}
    }
    match place.and_then(|place| conditions.get_mut(place)) {
        Some(slot) => *slot = new,
        None => conditions.push(new),
    }
    object.set("status.conditions", conditions);
}
