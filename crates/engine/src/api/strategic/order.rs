//! In which order the items of a merged list stand.
//!
//! Models strategicpatch normalizeElementOrder and normalizeSliceOrder (v1.36).

use super::{ListRule, PATCH, Unmergeable};
use crate::value::Value;

impl ListRule {
    /// The field that tells items apart.
    pub(super) fn key(self) -> Option<&'static str> {
        match self {
            ListRule::ByKey(key) => Some(key),
            ListRule::Set | ListRule::Atomic => None,
        }
    }

    /// Models mergeKeyValueEqual.
    pub(super) fn same(self, left: &Value, right: &Value) -> Result<bool, Unmergeable> {
        let Some(key) = self.key() else { return Ok(left == right) };
        Ok(key_of(left, key)? == key_of(right, key)?)
    }
}

/// What an item is told by.
pub(super) fn key_of<'v>(item: &'v Value, key: &str) -> Result<&'v Value, Unmergeable> {
    match item {
        Value::Map(map) => map.get(key).ok_or_else(|| Unmergeable::no_key(item, key)),
        other => Err(Unmergeable::bad_type("map[string]interface {}", other)),
    }
}

fn place_of(order: &[Value], item: &Value, rule: ListRule) -> Option<usize> {
    match (rule.key(), item) {
        (Some(key), Value::Map(_)) => order.iter().position(|it| it.get(key) == item.get(key)),
        _ => order.iter().position(|it| it == item),
    }
}

/// The items that a list names, and those that it does not.
///
/// Models partitionMapsByPresentInList and partitionPrimitivesByPresentInList.
pub(super) fn partition(
    items: Vec<Value>,
    by: &[Value],
    rule: ListRule,
) -> Result<(Vec<Value>, Vec<Value>), Unmergeable> {
    if let Some(key) = rule.key() {
        for item in &items {
            key_of(item, key)?;
        }
    }
    Ok(items.into_iter().partition(|it| place_of(by, it, rule).is_some()))
}

/// The patch's items in the patch's order, the others in the server's order,
/// woven together.
pub(super) fn in_order(
    named: Vec<Value>,
    others: Vec<Value>,
    order: &[Value],
    server_order: &[Value],
    rule: ListRule,
) -> Result<Vec<Value>, Unmergeable> {
    let named = sorted_by(named, order, rule)?;
    let others = sorted_by(others, server_order, rule)?;
    let mut out = Vec::new();
    let mut named = named.into_iter().peekable();
    for other in others {
        let place = place_of(server_order, &other, rule);
        while let Some(next) = named.peek() {
            let next_place = place_of(server_order, next, rule);
            if matches!((place, next_place), (Some(left), Some(right)) if left < right) {
                break;
            }
            out.extend(named.next());
        }
        out.push(other);
    }
    out.extend(named);
    Ok(out)
}

/// Models normalizeSliceOrder. Upstream's comparison puts an item that the
/// order does not know before whatever stands before it; deletions come last.
pub(super) fn sorted_by(
    items: Vec<Value>,
    order: &[Value],
    rule: ListRule,
) -> Result<Vec<Value>, Unmergeable> {
    // Objects of a list without a key are asked for the field without a name.
    let key = rule.key().unwrap_or_default();
    let objects = |list: &[Value]| list.iter().any(|it| matches!(it, Value::Map(_)));
    let asked = objects(&items) || (rule == ListRule::Atomic && objects(order));
    let keyed = asked.then_some(key);
    if let Some(key) = keyed {
        for item in items.iter().chain(order) {
            key_of(item, key)?;
        }
    }
    let deletes = |it: &Value| it.get(PATCH).and_then(Value::as_str) == Some("delete");
    let (gone, kept): (Vec<Value>, Vec<Value>) =
        items.into_iter().partition(|it| keyed.is_some() && deletes(it));
    let mut sorted: Vec<(Option<usize>, Value)> = Vec::new();
    for item in kept {
        let place = place_of(order, &item, rule);
        let before = |it: &(Option<usize>, Value)| match (place, it.0) {
            (Some(left), Some(right)) => left < right,
            _ => true,
        };
        let mut at = sorted.len();
        while at > 0 && sorted.get(at - 1).is_some_and(before) {
            at -= 1;
        }
        sorted.insert(at, (place, item));
    }
    Ok(sorted.into_iter().map(|it| it.1).chain(gone).collect())
}
