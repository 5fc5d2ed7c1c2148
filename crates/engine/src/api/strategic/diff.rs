//! The patch that leads from what is stored to what is wanted, without
//! touching what others set: kubectl apply's three-way merge.
//!
//! Models strategicpatch CreateThreeWayMergePatch (v1.36).

use super::merge::{Mode, deduplicate, merge_map};
use super::order::{key_of, sorted_by};
use super::{At, DELETE_FROM, ListRule, PATCH, RETAIN_KEYS, SET_ORDER, Unmergeable};
use super::{go_text, one_shape};
use crate::objects::Kind;
use crate::value::{Map, Value};

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
) -> Result<Value, Unmergeable> {
    let empty = Map::new();
    let [original, modified, current] =
        [original, modified, current].map(|it| it.as_map().unwrap_or(&empty));
    let mut path = At::root(kind);
    let mut changes = diff_maps(current, modified, &mut path, Want::Changes)?;
    let mut patch = diff_maps(original, modified, &mut path, Want::Deletions)?;
    merge_map(&mut patch, &mut changes, &mut path, Mode::Join)?;
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

fn diff_maps(before: &Map, after: &Map, path: &mut At, want: Want) -> Result<Map, Unmergeable> {
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
    if path.retains_keys() {
        let set = |(name, value): (&String, &Value)| (!value.is_null()).then(|| name.clone());
        let names: Vec<Value> = after.iter().filter_map(set).map(Value::from).collect();
        // Models hasAdditionalNewField.
        let gone = before.iter().any(|(name, it)| !it.is_null() && !after.contains_key(name));
        if !names.is_empty() && (!patch.is_empty() || gone) {
            patch.insert(RETAIN_KEYS.to_owned(), names.into());
        }
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
) -> Result<(), Unmergeable> {
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
    let maps = matches!(one_shape(old, new)?, Some(Value::Map(_)));
    let (items, gone, ordered) = if maps {
        let key = rule.key().unwrap_or_default();
        let (items, gone) = diff_keyed(old, new, key, path, want)?;
        let mut items = sorted_by(items, new, rule)?;
        let same = in_same_order(old, new, rule)?;
        items.extend(gone);
        let ordered = !items.is_empty() || want == Want::Changes && !same;
        (items, Vec::new(), ordered)
    } else {
        let (items, gone, unlike) = diff_scalars(old, new, want);
        let items = sorted_by(items, new, rule)?;
        let ordered = match want {
            Want::Changes => unlike,
            Want::Deletions => !gone.is_empty(),
        };
        (items, gone, ordered)
    };
    if !items.is_empty() {
        patch.insert(name.to_owned(), items.into());
    }
    if !gone.is_empty() {
        patch.insert(format!("{DELETE_FROM}{name}"), gone.into());
    }
    if ordered && !new.is_empty() {
        patch.insert(format!("{SET_ORDER}{name}"), order_of(new, rule, maps).into());
    }
    Ok(())
}

fn order_of(items: &[Value], rule: ListRule, maps: bool) -> Vec<Value> {
    let identity = |item: &Value| match rule {
        ListRule::ByKey(key) if maps => {
            let mut only = Map::new();
            only.insert(key.to_owned(), item.get(key).cloned().unwrap_or_default());
            Value::Map(only)
        }
        _ => item.clone(),
    };
    items.iter().map(identity).collect()
}

/// Models isOrderSame.
fn in_same_order(old: &[Value], new: &[Value], rule: ListRule) -> Result<bool, Unmergeable> {
    if old.len() != new.len() {
        return Ok(false);
    }
    for (old, new) in old.iter().zip(new) {
        if !rule.same(old, new)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The items with the texts they are told by, in the order of these.
fn sorted<'a>(items: &'a [Value], key: &str) -> Vec<(String, &'a Value)> {
    // Upstream's comparison calls equal keys sorted either way, so that its
    // insertion sort turns them round.
    let text = |item: &Value| item.get(key).map_or_else(|| "<nil>".to_owned(), go_text);
    let mut out: Vec<(String, &Value)> = items.iter().rev().map(|it| (text(it), it)).collect();
    out.sort_by(|left, right| left.0.cmp(&right.0));
    out
}

/// Models diffListsOfMaps: a walk over both lists in the order of their keys.
fn diff_keyed(
    old: &[Value],
    new: &[Value],
    key: &str,
    path: &mut At,
    want: Want,
) -> Result<(Vec<Value>, Vec<Value>), Unmergeable> {
    let (old, wanted) = (sorted(old, key), sorted(new, key));
    let mut changed = Vec::new();
    let mut gone = Vec::new();
    let (mut left, mut right) = (old.iter().peekable(), wanted.iter().peekable());
    loop {
        for item in left.peek().into_iter().chain(right.peek()) {
            key_of(item.1, key)?;
        }
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
    Ok((changed, gone))
}

/// What was added, what was taken away, and whether the two are unlike: upstream
/// has sorted the old list by then.
///
/// Models diffListsOfScalars.
fn diff_scalars(old: &[Value], new: &[Value], want: Want) -> (Vec<Value>, Vec<Value>, bool) {
    let by_text = |items: &[Value]| {
        let mut out = items.to_vec();
        out.sort_by_key(go_text);
        out
    };
    let old = by_text(old);
    let unlike = old != new;
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    let (mut left, mut right) = (old.into_iter().peekable(), by_text(new).into_iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(was), Some(is)) => go_text(was).cmp(&go_text(is)),
        };
        let was = if order.is_le() { left.next() } else { None };
        let is = if order.is_ge() { right.next() } else { None };
        match (was, is) {
            (Some(was), None) if want == Want::Deletions => gone.push(was),
            (None, Some(is)) if want == Want::Changes => added.push(is),
            _ => {}
        }
    }
    deduplicate(&mut gone);
    (added, gone, unlike)
}
