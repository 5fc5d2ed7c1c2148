//! One patch put on an object, or on another patch.
//!
//! Models strategicpatch mergeMap and all below it (v1.36).

use super::order::{in_order, partition};
use super::{At, DELETE_FROM, ListRule, PATCH, RETAIN_KEYS, SET_ORDER, Unmergeable};
use super::{at_field, go_text, one_shape};
use crate::value::{Map, Value};

/// What a patch is put on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// An object: directives are carried out, nulls delete.
    Apply,
    /// Another patch: directives and nulls are kept for the server.
    Join,
}

/// Models mergeMap.
pub(super) fn merge_map(
    original: &mut Map,
    patch: &mut Map,
    path: &mut At,
    mode: Mode,
) -> Result<(), Unmergeable> {
    if let Some(directive) = patch.get(PATCH) {
        match directive.as_str() {
            Some("replace") => {
                patch.remove(PATCH);
                *original = patch.clone();
            }
            Some("delete") => original.clear(),
            _ => return Err(bad_directive(directive, patch)),
        }
        return Ok(());
    }
    retain_keys(original, patch, mode)?;
    ordered_lists(original, patch, path, mode)?;
    let names: Vec<String> = patch.keys().cloned().collect();
    for name in names {
        merge_field(original, patch, &name, path, mode)?;
    }
    Ok(())
}

/// ErrBadPatchType.
fn bad_directive(directive: &Value, patch: &Map) -> Unmergeable {
    let shown = match directive {
        Value::Str(text) => text.clone(),
        Value::Null => "%!s(<nil>)".to_owned(),
        other => format!("%!s({}={})", super::go_type(other), go_text(other)),
    };
    let map = go_text(&Value::Map(patch.clone()));
    Unmergeable::new(format!("unknown patch type: {shown} in map: {map}"))
}

/// Models applyRetainKeysDirective.
fn retain_keys(original: &mut Map, patch: &mut Map, mode: Mode) -> Result<(), Unmergeable> {
    let Some(keep) = patch.remove(RETAIN_KEYS) else { return Ok(()) };
    if mode == Mode::Join {
        let there = original.entry(RETAIN_KEYS.to_owned()).or_insert_with(|| keep.clone());
        if *there == keep {
            return Ok(());
        }
        return Err(Unmergeable::new(format!(
            "{} and {} are not deep equal: this may happen when calculating the 3-way diff patch",
            go_text(there),
            go_text(&keep)
        )));
    }
    let wrong = || Unmergeable::format("invalid patch format of retainKeys");
    let keep = keep.as_list().ok_or_else(wrong)?;
    let kept = |name: &str| keep.iter().any(|it| it.as_str() == Some(name));
    let is_list = |name: &str| {
        name.starts_with("$deleteFromPrimitiveList") || name.starts_with("$setElementOrder")
    };
    if patch.iter().any(|(name, value)| !value.is_null() && !is_list(name) && !kept(name)) {
        return Err(wrong());
    }
    original.retain(|name, _| kept(name));
    Ok(())
}

/// Lists whose order the patch says (`$setElementOrder`), with their changes.
///
/// Models mergePatchIntoOriginal.
fn ordered_lists(
    original: &mut Map,
    patch: &mut Map,
    path: &mut At,
    mode: Mode,
) -> Result<(), Unmergeable> {
    let wrong = || Unmergeable::format("invalid patch format of setElementOrder list");
    let directives: Vec<String> =
        patch.keys().filter(|it| it.starts_with("$setElementOrder")).cloned().collect();
    for directive in directives {
        let Some(order) = patch.remove(&directive) else { continue };
        if mode == Mode::Join {
            let there = original.entry(directive.clone()).or_insert_with(|| order.clone());
            if *there != order {
                return Err(wrong());
            }
        }
        let list = |value: &Value| match value {
            Value::List(items) => Ok(items.clone()),
            other => Err(Unmergeable::bad_type("[]interface {}", other)),
        };
        let order = list(&order)?;
        let name = directive.strip_prefix(SET_ORDER).ok_or_else(wrong)?;
        let before = original.get(name).map(list).transpose()?;
        let changes = patch.get(name).map(list).transpose()?;
        let rule = at_field(path, name, |path| path.rule());
        fits_order(changes.as_deref().unwrap_or_default(), &order, rule)?;
        let merged = match (before.clone(), changes.clone()) {
            (None, None) => continue,
            (Some(before), None) => before,
            (None, Some(changes)) => {
                let kept = without_directives(&Value::List(changes));
                kept.as_ref().and_then(Value::as_list).unwrap_or_default().to_vec()
            }
            (Some(before), Some(mut changes)) => {
                at_field(path, name, |path| merge_list(before, &mut changes, path, false, mode))?
            }
        };
        let before = before.unwrap_or_default();
        let (named, others) = partition(merged, &order, rule)?;
        if one_shape(&before, changes.as_deref().unwrap_or_default())?.is_none() {
            return Err(Unmergeable::new("no elements in any of the given slices".to_owned()));
        }
        let both = in_order(named, others, &order, &before, rule)?;
        original.insert(name.to_owned(), both.into());
        patch.remove(name);
    }
    Ok(())
}

/// Models validatePatchWithSetOrderList.
fn fits_order(changes: &[Value], order: &[Value], rule: ListRule) -> Result<(), Unmergeable> {
    if changes.is_empty() || order.is_empty() {
        return Ok(());
    }
    if rule.key().is_some()
        && let Some(other) = changes.iter().find(|it| it.as_map().is_none())
    {
        return Err(Unmergeable::bad_type("map[string]interface {}", other));
    }
    let mut order_left = order.iter();
    for change in changes.iter().filter(|it| it.get(PATCH).is_none()) {
        loop {
            let Some(next) = order_left.next() else {
                let [changes, order] =
                    [changes, order].map(|it| go_text(&Value::List(it.to_vec())));
                return Err(Unmergeable::new(format!(
                    "The order in patch list:\n{changes}\n doesn't match $setElementOrder \
                     list:\n{order}\n"
                )));
            };
            if rule.same(change, next)? {
                break;
            }
        }
    }
    Ok(())
}

fn merge_field(
    original: &mut Map,
    patch: &mut Map,
    key: &str,
    path: &mut At,
    mode: Mode,
) -> Result<(), Unmergeable> {
    let Some(change) = patch.get_mut(key) else { return Ok(()) };
    let deletes = key.starts_with("$deleteFromPrimitiveList");
    if deletes && mode == Mode::Join {
        original.insert(key.to_owned(), change.clone());
        return Ok(());
    }
    let name = match key.strip_prefix(DELETE_FROM) {
        Some(name) => name,
        None if deletes => {
            return Err(Unmergeable::format("invalid patch format of primitive list"));
        }
        None => key,
    };
    if change.is_null() {
        original.remove(name);
        if mode == Mode::Apply {
            return Ok(());
        }
    }
    match (original.get_mut(name), &mut *change) {
        (Some(Value::Map(before)), Value::Map(change)) => {
            return at_field(path, name, |path| merge_map(before, change, path, mode));
        }
        (Some(Value::List(before)), Value::List(changes)) => {
            let items = std::mem::take(before);
            *before = at_field(path, name, |path| merge_list(items, changes, path, deletes, mode))?;
            return Ok(());
        }
        (None, _) if deletes => return Ok(()),
        (Some(before), change)
            if deletes && std::mem::discriminant(before) != std::mem::discriminant(change) =>
        {
            return Ok(());
        }
        _ => {}
    }
    if mode == Mode::Apply {
        // discardNullValuesFromPatch: upstream drops the nulls in the patch itself, as its messages show.
        change.drop_nulls();
    }
    match without_directives(change) {
        Some(value) => original.insert(name.to_owned(), value),
        None => original.remove(name),
    };
    Ok(())
}

/// Models mergeSliceHandler and mergeSlice.
fn merge_list(
    mut original: Vec<Value>,
    patch: &mut [Value],
    path: &mut At,
    deletes: bool,
    mode: Mode,
) -> Result<Vec<Value>, Unmergeable> {
    let rule = path.rule();
    if rule == ListRule::Atomic && !deletes {
        return Ok(patch.to_vec());
    }
    let Some(shape) = one_shape(&original, patch)? else { return Ok(original) };
    if !matches!(shape, Value::Map(_)) {
        if deletes && mode == Mode::Apply {
            original.retain(|it| !patch.contains(it));
            return Ok(original);
        }
        let mut merged = original.clone();
        merged.extend_from_slice(patch);
        deduplicate(&mut merged);
        let (named, others) = partition(merged, patch, rule)?;
        return in_order(named, others, patch, &original, rule);
    }
    let ListRule::ByKey(key) = rule else {
        return Err(Unmergeable::new("cannot merge lists without merge key for struct".to_owned()));
    };
    special_items(&mut original, patch, key)?;
    let mut merged = original.clone();
    for item in patch.iter_mut().filter(|it| it.get(PATCH).is_none()) {
        let Some(value) = item.get(key).cloned() else {
            return Err(Unmergeable::no_key(item, key));
        };
        match (merged.iter_mut().find(|it| it.get(key) == Some(&value)), &mut *item) {
            (Some(Value::Map(before)), Value::Map(change)) => {
                merge_map(before, change, path, mode)?;
            }
            (_, item) => merged.push(item.clone()),
        }
    }
    let order: Vec<Value> = patch.iter().filter(|it| it.get(PATCH).is_none()).cloned().collect();
    let (named, others) = partition(merged, &order, rule)?;
    in_order(named, others, &order, &original, rule)
}

/// Models mergeSliceWithSpecialElements.
fn special_items(original: &mut Vec<Value>, patch: &[Value], key: &str) -> Result<(), Unmergeable> {
    let mut replaced = false;
    for item in patch {
        let (Some(directive), Value::Map(map)) = (item.get(PATCH), item) else { continue };
        match directive.as_str() {
            Some("delete") => {
                let Some(value) = item.get(key) else { return Err(Unmergeable::no_key(item, key)) };
                original.retain(|it| it.get(key) != Some(value));
            }
            Some("replace") => replaced = true,
            Some("merge") => {
                let words = "merging lists cannot yet be specified in the patch";
                return Err(Unmergeable::new(words.to_owned()));
            }
            _ => return Err(bad_directive(directive, map)),
        }
    }
    if replaced {
        original.clear();
    }
    Ok(())
}

/// Models deduplicateScalars: the last item takes the place of one that goes.
pub(super) fn deduplicate(items: &mut Vec<Value>) {
    let mut at = 0;
    while at + 1 < items.len() {
        let mut other = at + 1;
        while other < items.len() {
            if items.get(at) == items.get(other) {
                items.swap_remove(other);
            } else {
                other += 1;
            }
        }
        at += 1;
    }
}

/// Models removeDirectives: objects with `$patch` go; nothing where the value
/// is one.
fn without_directives(value: &Value) -> Option<Value> {
    match value {
        Value::Map(fields) if fields.contains_key(PATCH) => None,
        Value::Map(fields) => {
            let kept = fields.iter().filter_map(|(name, value)| {
                without_directives(value).map(|value| (name.clone(), value))
            });
            Some(Value::Map(kept.collect()))
        }
        Value::List(items) => {
            Some(Value::List(items.iter().filter_map(without_directives).collect()))
        }
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{apply, three_way};
    use crate::objects::Kind;
    use crate::value::Value;
    use crate::yaml;

    fn value(text: &str) -> Value {
        let (documents, _) = yaml::read(text);
        documents.into_iter().find_map(|it| it.root).map(|it| it.to_value()).unwrap()
    }

    fn with_ports(ports: &str) -> Value {
        value(&format!("spec: {{ports: [{ports}]}}"))
    }

    const TCP: &str = "{name: a, port: 80, protocol: TCP}";
    const UDP: &str = "{name: b, port: 80, protocol: UDP}";

    /// What k8s.io/apimachinery v0.36.4 computes, and what its server makes of it.
    #[test]
    fn ports_of_one_number_are_merged_as_upstream_does() {
        let both = with_ports(&format!("{TCP}, {UDP}"));
        let patch = three_way(Kind::Service, &both, &with_ports(TCP), &both).unwrap();
        let words = r#"{"spec":{"$setElementOrder/ports":[{"port":80}],"ports":[{"$patch":"delete","name":"a","port":80,"protocol":"TCP"}]}}"#;
        assert_eq!(patch.to_json(), words);
        assert_eq!(apply(Kind::Service, &both, &patch).unwrap().0.list("spec.ports"), []);
        let one = with_ports(TCP);
        let patch = three_way(Kind::Service, &one, &both, &one).unwrap();
        assert_eq!(apply(Kind::Service, &one, &patch).unwrap().0, one);
        let none = value("spec: {}");
        assert_eq!(apply(Kind::Service, &none, &both).unwrap().0, both);
    }

    #[test]
    fn a_set_that_upstream_has_sorted_is_told_again() {
        let object = value("metadata: {finalizers: [x/b, x/a]}");
        let patch = three_way(Kind::Service, &object, &object, &object).unwrap();
        let words = r#"{"metadata":{"$setElementOrder/finalizers":["x/b","x/a"]}}"#;
        assert_eq!(patch.to_json(), words);
    }

    #[test]
    fn directives_that_do_not_fit_are_refused_in_upstreams_words() {
        let told = |patch: &str| {
            let status = apply(Kind::Service, &with_ports(TCP), &value(patch)).unwrap_err();
            (status.code, status.message)
        };
        for (patch, code, words) in [
            (
                "spec: {ports: [{port: 80, $patch: x}]}",
                500,
                "unknown patch type: x in map: map[$patch:x port:80]",
            ),
            (
                "spec: {$setElementOrder/ports: [{port: 81}], ports: [{port: 80, name: z}]}",
                500,
                "The order in patch list:\n[map[name:z port:80]]\n doesn't match $setElementOrder \
                 list:\n[map[port:81]]\n",
            ),
            (
                "spec: {$setElementOrder/ports: x}",
                500,
                "expected a []interface {}, but received a string",
            ),
            ("spec: {$retainKeys: [type], ports: []}", 400, "invalid patch format of retainKeys"),
            (
                "spec: {$setElementOrder/ports: [{port: 81}], ports: [{port: 80}, null]}",
                500,
                "expected a map[string]interface {}, but received a %!s(<nil>)",
            ),
        ] {
            assert_eq!(told(patch), (code, words.to_owned()), "{patch}");
        }
    }

    /// Models normalizeSliceOrder, which wants a key of each object.
    #[test]
    fn a_list_without_a_key_has_no_order_of_its_objects() {
        let old = value("subsets: [{ports: [{port: 80}]}]");
        let patch = value("{subsets: [], $setElementOrder/subsets: []}");
        let status = apply(Kind::Endpoints, &old, &patch).unwrap_err();
        let words = "map: map[ports:[map[port:80]]] does not contain declared merge key: ";
        assert_eq!(status.message, words);
    }
}
