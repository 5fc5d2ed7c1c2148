//! The patch that leads from what is stored to what is wanted, without
//! touching what others set: kubectl apply's three-way merge.
//!
//! Models strategicpatch CreateThreeWayMergePatch (v1.36).

use super::{
    At, DELETE_FROM, ListRule, PATCH, RETAIN_KEYS, SET_ORDER, go_text, one_shape, place_of,
};
use crate::objects::Kind;
use crate::value::{Map, Value};

/// An item of a merged list without the field that identifies it, in the words
/// of the error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMergeKey(pub String);

impl NoMergeKey {
    pub(super) fn of(item: &Value, key: &str) -> Self {
        Self(format!("map: {} does not contain declared merge key: {key}", go_text(item)))
    }
}

/// Which differences are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    /// Changes and additions.
    Changes,
    /// What was taken away.
    Deletions,
}

/// The patch from `current` to `modified`; what stands in `original` and no
/// longer in `modified` is deleted. An empty object: nothing to do.
///
/// # Errors
/// An item of a merged list does not say which it is.
pub fn three_way(
    kind: Kind,
    original: &Value,
    modified: &Value,
    current: &Value,
) -> Result<Value, NoMergeKey> {
    let empty = Map::new();
    let [original, modified, current] =
        [original, modified, current].map(|it| it.as_map().unwrap_or(&empty));
    let mut path = At::root(kind);
    let changes = diff_maps(current, modified, &mut path, Want::Changes)?;
    let mut patch = diff_maps(original, modified, &mut path, Want::Deletions)?;
    join(&mut patch, changes, &mut path);
    Ok(Value::Map(patch))
}

fn shape(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Int(_) => 2,
        Value::Decimal(_) => 3,
        Value::Str(_) => 4,
        Value::List(_) => 5,
        Value::Map(_) => 6,
    }
}

fn diff_maps(before: &Map, after: &Map, path: &mut At, want: Want) -> Result<Map, NoMergeKey> {
    let mut patch = Map::new();
    for (name, old) in before {
        let Some(new) = after.get(name) else {
            if want == Want::Deletions {
                patch.insert(name.clone(), Value::Null);
            }
            continue;
        };
        match (old, new) {
            (Value::Map(old), Value::Map(new)) => {
                path.names.push(name.clone());
                let inner = diff_maps(old, new, path, want)?;
                path.names.pop();
                if !inner.is_empty() {
                    patch.insert(name.clone(), Value::Map(inner));
                }
            }
            (Value::List(old), Value::List(new)) => {
                path.names.push(name.clone());
                diff_lists(&mut patch, name, old, new, path, want)?;
                path.names.pop();
            }
            (old, new) if (shape(old) != shape(new) || old != new) && want == Want::Changes => {
                patch.insert(name.clone(), new.clone());
            }
            _ => {}
        }
    }
    if want == Want::Changes {
        for (name, new) in after {
            if !before.contains_key(name) {
                patch.insert(name.clone(), new.clone());
            }
        }
    }
    if path.retains_keys() && !patch.is_empty() {
        let names: Vec<Value> = after.keys().map(|it| it.as_str().into()).collect();
        patch.insert(RETAIN_KEYS.to_owned(), names.into());
    }
    Ok(patch)
}

fn diff_lists(
    patch: &mut Map,
    name: &str,
    old: &[Value],
    new: &[Value],
    path: &mut At,
    want: Want,
) -> Result<(), NoMergeKey> {
    let rule = path.rule();
    if rule == ListRule::Atomic {
        if want == Want::Changes && old != new {
            patch.insert(name.to_owned(), new.to_vec().into());
        }
        return Ok(());
    }
    if old.is_empty() {
        if want == Want::Changes && !new.is_empty() {
            patch.insert(name.to_owned(), new.to_vec().into());
        }
        return Ok(());
    }
    one_shape(old, new)?;
    let (items, gone) = match rule {
        ListRule::ByKey(key) => (diff_keyed(old, new, key, path, want)?, Vec::new()),
        ListRule::Set | ListRule::Atomic => diff_sets(old, new, want),
    };
    let same_order = in_same_order(old, new, rule);
    let any = !items.is_empty() || !gone.is_empty();
    let ordered = match want {
        Want::Changes => any || !same_order,
        Want::Deletions => any,
    };
    if !items.is_empty() {
        patch.insert(name.to_owned(), items.into());
    }
    if !gone.is_empty() {
        patch.insert(format!("{DELETE_FROM}{name}"), gone.into());
    }
    if ordered && !new.is_empty() {
        patch.insert(format!("{SET_ORDER}{name}"), order_of(new, rule).into());
    }
    Ok(())
}

fn order_of(items: &[Value], rule: ListRule) -> Vec<Value> {
    let identity = |item: &Value| match rule {
        ListRule::ByKey(key) => {
            let mut only = Map::new();
            only.insert(key.to_owned(), item.get(key).cloned().unwrap_or_default());
            Value::Map(only)
        }
        ListRule::Set | ListRule::Atomic => item.clone(),
    };
    items.iter().map(identity).collect()
}

/// Models isOrderSame: what both have stands in one order.
fn in_same_order(old: &[Value], new: &[Value], rule: ListRule) -> bool {
    if old.len() != new.len() {
        return false;
    }
    order_of(old, rule) == order_of(new, rule)
}

fn sorted<'a>(items: &'a [Value], key: &str) -> Result<Vec<(String, &'a Value)>, NoMergeKey> {
    // Upstream's comparison calls equal keys sorted either way, so that its
    // insertion sort turns them round.
    let mut out = Vec::new();
    for item in items.iter().rev() {
        let value = item.get(key).ok_or_else(|| NoMergeKey::of(item, key))?;
        out.push((go_text(value), item));
    }
    out.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(out)
}

/// Models diffListsOfMaps: a walk over both lists in the order of their keys.
fn diff_keyed(
    old: &[Value],
    new: &[Value],
    key: &str,
    path: &mut At,
    want: Want,
) -> Result<Vec<Value>, NoMergeKey> {
    let (old, wanted) = (sorted(old, key)?, sorted(new, key)?);
    let mut changed = Vec::new();
    let mut gone = Vec::new();
    let (mut left, mut right) = (old.iter().peekable(), wanted.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some((was, before)), Some((is, after))) if was == is => {
                if let (Value::Map(before), Value::Map(after)) = (before, after) {
                    let mut inner = diff_maps(before, after, path, want)?;
                    if !inner.is_empty() {
                        inner.insert(key.to_owned(), after.get(key).cloned().unwrap_or_default());
                        changed.push(Value::Map(inner));
                    }
                }
                left.next();
                right.next();
            }
            (Some((was, before)), is) if is.is_none_or(|(is, _)| was < is) => {
                if want == Want::Deletions {
                    let mut directive = Map::new();
                    directive.insert(key.to_owned(), before.get(key).cloned().unwrap_or_default());
                    directive.insert(PATCH.to_owned(), "delete".into());
                    gone.push(Value::Map(directive));
                }
                left.next();
            }
            (_, Some((_, after))) => {
                if want == Want::Changes {
                    changed.push((*after).clone());
                }
                right.next();
            }
            (Some(_), None) => break,
        }
    }
    changed.sort_by_key(|item| new.iter().position(|it| it.get(key) == item.get(key)));
    changed.extend(gone);
    Ok(changed)
}

fn diff_sets(old: &[Value], new: &[Value], want: Want) -> (Vec<Value>, Vec<Value>) {
    let missing = |from: &[Value], of: &[Value]| -> Vec<Value> {
        of.iter().filter(|it| !from.contains(it)).cloned().collect()
    };
    match want {
        Want::Changes => (missing(old, new), Vec::new()),
        Want::Deletions => (Vec::new(), missing(new, old)),
    }
}

/// Models mergeMap over two patches: the changes on top of the deletions.
fn join(patch: &mut Map, changes: Map, path: &mut At) {
    for (name, change) in changes {
        path.names.push(name.clone());
        match (patch.get_mut(&name), change) {
            (Some(Value::Map(before)), Value::Map(change)) => join(before, change, path),
            (Some(Value::List(before)), Value::List(change)) if !name.starts_with('$') => {
                join_lists(before, change, path);
            }
            (_, change) => {
                patch.insert(name, change);
            }
        }
        path.names.pop();
    }
}

fn join_lists(patch: &mut Vec<Value>, changes: Vec<Value>, path: &mut At) {
    let rule = path.rule();
    let ListRule::ByKey(key) = rule else {
        *patch = changes;
        return;
    };
    let order = changes.clone();
    for change in changes {
        let there = patch.iter_mut().find(|it| it.get(key) == change.get(key));
        match (there, change) {
            (Some(Value::Map(before)), Value::Map(change)) => join(before, change, path),
            (_, change) => patch.push(change),
        }
    }
    // Upstream puts what only one of them has where the order leaves it.
    patch.sort_by_key(|it| place_of(&order, it, rule).unwrap_or(usize::MAX));
}
