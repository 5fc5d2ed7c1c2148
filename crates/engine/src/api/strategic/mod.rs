//! Strategic merge patches: how the server applies them, and how kubectl
//! computes them.
//!
//! Models k8s.io/apimachinery/pkg/util/strategicpatch (v1.36).

mod convert;
mod diff;
mod lists;

pub(crate) use convert::convert;
pub use diff::{NoMergeKey, three_way};

use lists::{ListRule, retains_keys, rule_of};

use super::Status;
use super::bad_request;
use super::problems::bare_error;
use crate::objects::Kind;
use crate::value::{Map, Value};

const PATCH: &str = "$patch";
const RETAIN_KEYS: &str = "$retainKeys";
const SET_ORDER: &str = "$setElementOrder/";
const DELETE_FROM: &str = "$deleteFromPrimitiveList/";

/// The object with a strategic merge patch applied, and what is left of the
/// patch (upstream eats the lists that it has merged, and shows the rest in
/// messages).
pub(crate) fn apply(kind: Kind, old: &Value, patch: &Value) -> Result<(Value, Value), Status> {
    let mut value = old.clone();
    let mut rest = patch.clone();
    match (value.as_map_mut(), rest.as_map_mut()) {
        (Some(map), Some(patch)) => {
            merge_map(map, patch, &mut At::root(kind))
                .map_err(|NoMergeKey(text)| bare_error(text))?;
        }
        _ => return Err(bad_request("the patch is no object")),
    }
    Ok((value, rest))
}

fn merge_map(original: &mut Map, patch: &mut Map, path: &mut At) -> Result<(), NoMergeKey> {
    match patch.get(PATCH).and_then(Value::as_str) {
        Some("replace") => {
            patch.remove(PATCH);
            *original = patch.clone();
            return Ok(());
        }
        Some("delete") => {
            original.clear();
            return Ok(());
        }
        _ => {}
    }
    if let Some(keep) = patch.remove(RETAIN_KEYS) {
        let keep: Vec<&str> =
            keep.as_list().unwrap_or_default().iter().filter_map(Value::as_str).collect();
        original.retain(|name, _| keep.contains(&name.as_str()));
    }
    ordered_lists(original, patch, path)?;
    let names: Vec<String> = patch.keys().cloned().collect();
    for name in names {
        merge_field(original, patch, &name, path)?;
    }
    Ok(())
}

/// A place in an object of some kind, as the names of the fields to it.
struct At {
    kind: Kind,
    names: Vec<String>,
}

impl At {
    fn root(kind: Kind) -> Self {
        Self { kind, names: Vec::new() }
    }

    fn rule(&self) -> ListRule {
        rule_of(self.kind, &self.names)
    }

    fn retains_keys(&self) -> bool {
        retains_keys(&self.names)
    }
}

fn at_field<T>(path: &mut At, name: &str, then: impl FnOnce(&mut At) -> T) -> T {
    path.names.push(name.to_owned());
    let result = then(path);
    path.names.pop();
    result
}

/// Lists whose order the patch says (`$setElementOrder`), with their changes.
fn ordered_lists(original: &mut Map, patch: &mut Map, path: &mut At) -> Result<(), NoMergeKey> {
    let directives: Vec<String> =
        patch.keys().filter(|it| it.starts_with(SET_ORDER)).cloned().collect();
    for directive in directives {
        let Some(name) = directive.strip_prefix(SET_ORDER) else { continue };
        let order = patch.remove(&directive);
        let order = order.as_ref().and_then(Value::as_list).unwrap_or_default();
        let before = original.get(name).and_then(Value::as_list).map(<[Value]>::to_vec);
        let changes = patch.remove(name);
        let merged = match (&before, changes) {
            (None, None) => continue,
            (Some(before), None) => before.clone(),
            (None, Some(changes)) => {
                plain(&changes).as_list().map(<[Value]>::to_vec).unwrap_or_default()
            }
            (Some(before), Some(changes)) => {
                let mut changes = changes.as_list().map(<[Value]>::to_vec).unwrap_or_default();
                at_field(path, name, |path| merge_list(before, &mut changes, path))?
            }
        };
        let rule = at_field(path, name, |path| path.rule());
        let server_order = before.unwrap_or_default();
        original.insert(name.to_owned(), put_in_order(merged, order, &server_order, rule).into());
    }
    Ok(())
}

fn merge_field(
    original: &mut Map,
    patch: &mut Map,
    name: &str,
    path: &mut At,
) -> Result<(), NoMergeKey> {
    let Some(change) = patch.get_mut(name) else { return Ok(()) };
    if let Some(list) = name.strip_prefix(DELETE_FROM) {
        let gone = change.as_list().unwrap_or_default();
        if let Some(Value::List(items)) = original.get_mut(list) {
            items.retain(|it| !gone.contains(it));
        }
        return Ok(());
    }
    if change.is_null() {
        original.remove(name);
        return Ok(());
    }
    match (original.get_mut(name), change) {
        (Some(Value::Map(before)), Value::Map(change)) => {
            at_field(path, name, |path| merge_map(before, change, path))
        }
        (Some(Value::List(before)), Value::List(changes)) => {
            *before = at_field(path, name, |path| merge_list(before, changes, path))?;
            Ok(())
        }
        (_, change) => {
            // Upstream drops the nulls in the patch itself, as its messages show.
            *change = plain(change);
            original.insert(name.to_owned(), change.clone());
            Ok(())
        }
    }
}

fn merge_list(
    original: &[Value],
    patch: &mut [Value],
    path: &mut At,
) -> Result<Vec<Value>, NoMergeKey> {
    let rule = path.rule();
    let mut merged = original.to_vec();
    if rule != ListRule::Atomic {
        one_shape(original, patch)?;
    }
    match rule {
        ListRule::Atomic => return Ok(patch.iter().map(plain).collect()),
        ListRule::Set => {
            for item in patch.iter() {
                if !merged.contains(item) {
                    merged.push(item.clone());
                }
            }
        }
        ListRule::ByKey(key) => {
            merge_keyed(&mut merged, patch, key, path)?;
        }
    }
    let order: Vec<Value> = patch.iter().filter(|it| it.get(PATCH).is_none()).cloned().collect();
    Ok(put_in_order(merged, &order, original, rule))
}

/// Models sliceElementType: both lists hold values of one Go type.
fn one_shape(original: &[Value], patch: &[Value]) -> Result<(), NoMergeKey> {
    let mut all = original.iter().chain(patch).map(std::mem::discriminant);
    let first = all.next();
    if all.all(|it| Some(it) == first) {
        return Ok(());
    }
    let lists = [original.to_vec().into(), patch.to_vec().into()];
    let shown = go_text(&lists.to_vec().into());
    Err(NoMergeKey(format!("list element types are not identical: {shown}")))
}

fn merge_keyed(
    merged: &mut Vec<Value>,
    patch: &mut [Value],
    key: &str,
    path: &mut At,
) -> Result<(), NoMergeKey> {
    for item in patch.iter() {
        match item.get(PATCH).and_then(Value::as_str) {
            Some("delete") => merged.retain(|it| it.get(key) != item.get(key)),
            Some("replace") => merged.clear(),
            _ => {}
        }
    }
    for item in patch.iter_mut().filter(|it| it.get(PATCH).is_none()) {
        let Some(value) = item.get(key).cloned() else {
            return Err(NoMergeKey::of(item, key));
        };
        match (merged.iter_mut().find(|it| it.get(key) == Some(&value)), &mut *item) {
            (Some(Value::Map(before)), Value::Map(change)) => merge_map(before, change, path)?,
            (_, item) => merged.push(plain(item)),
        }
    }
    Ok(())
}

/// A patch's value without nulls and directives: what it stands for where
/// nothing was before.
fn plain(value: &Value) -> Value {
    match value {
        Value::Map(fields) => {
            let kept = fields
                .iter()
                .filter(|(name, value)| !value.is_null() && !name.starts_with('$'))
                .map(|(name, value)| (name.clone(), plain(value)));
            Value::Map(kept.collect())
        }
        Value::List(items) => Value::List(items.iter().map(plain).collect()),
        other => other.clone(),
    }
}

fn place_of(order: &[Value], item: &Value, rule: ListRule) -> Option<usize> {
    match rule {
        ListRule::ByKey(key) => order.iter().position(|it| it.get(key) == item.get(key)),
        ListRule::Set | ListRule::Atomic => order.iter().position(|it| it == item),
    }
}

/// Models normalizeElementOrder: the patch's items in the patch's order, the
/// others in the server's order, woven together.
fn put_in_order(
    items: Vec<Value>,
    order: &[Value],
    server_order: &[Value],
    rule: ListRule,
) -> Vec<Value> {
    let (mut named, mut others): (Vec<Value>, Vec<Value>) =
        items.into_iter().partition(|it| place_of(order, it, rule).is_some());
    named.sort_by_key(|it| place_of(order, it, rule));
    others.sort_by_key(|it| place_of(server_order, it, rule).unwrap_or(usize::MAX));
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
    out
}

/// A value as Go's `%v` prints it: `map[a:1 b:[x y]]`.
pub(crate) fn go_text(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Str(text) => text.clone(),
        Value::List(items) => {
            let parts: Vec<String> = items.iter().map(go_text).collect();
            format!("[{}]", parts.join(" "))
        }
        Value::Map(fields) => {
            let parts: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}:{}", go_text(value))).collect();
            format!("map[{}]", parts.join(" "))
        }
        other => other.to_json(),
    }
}
