//! Walks over values by their types: what differs between two, which fields a
//! value sets, one value merged over another, fields taken out of a value.
//!
//! Models sigs.k8s.io/structured-merge-diff typed (v6), and the list types and
//! map types that k8s.io/api declares (v1.36).

use super::sets::{has_itself, leaf, node};
use crate::schema::{self, Field, Struct, Type};
use crate::value::{Map, Value};

/// A place in an object: its type, and the struct and field it stands in.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    kind: &'t Type,
    field: Option<(&'static str, &'t Field)>,
}

/// How what stands at a place is owned.
#[derive(Clone, Copy)]
pub(super) enum Shape<'t> {
    /// As a whole.
    Leaf,
    /// Field by field.
    Struct(&'static Struct),
    /// Entry by entry.
    Map(At<'t>),
    /// Item by item, by these fields; by the item itself where there are none.
    List(At<'t>, &'t [&'static str]),
}

/// `+structType=atomic`.
const ATOMIC_STRUCTS: [&str; 13] = [
    "ConfigMapKeySelector",
    "EndpointAddress",
    "FileKeySelector",
    "LocalObjectReference",
    "NodeSelector",
    "NodeSelectorTerm",
    "ObjectFieldSelector",
    "ObjectReference",
    "ResourceFieldSelector",
    "SecretKeySelector",
    "TypedLocalObjectReference",
    "meta.LabelSelector",
    "meta.OwnerReference",
];

/// `+mapType=atomic`, or a list with a merge key that is atomic all the same.
const ATOMIC_FIELDS: [(&str, &str); 3] =
    [("ServiceSpec", "selector"), ("PodSpec", "nodeSelector"), ("PodStatus", "hostIPs")];

/// `+listMapKey`, where it is more than the merge key of patches.
fn keys_of(item: &Type) -> Option<&'static [&'static str]> {
    match item {
        Type::Struct("ServicePort") => Some(&["port", "protocol"]),
        Type::Struct("ContainerPort") => Some(&["containerPort", "protocol"]),
        Type::Struct("TopologySpreadConstraint") => Some(&["topologyKey", "whenUnsatisfiable"]),
        Type::Struct("ResourceClaim") => Some(&["name"]),
        _ => None,
    }
}

impl<'t> At<'t> {
    /// The whole of an object.
    pub(super) fn root(kind: &'t Type) -> Self {
        Self { kind, field: None }
    }

    fn item(kind: &'t Type) -> Self {
        Self { kind, field: None }
    }

    pub(super) fn shape(self) -> Shape<'t> {
        let atomic =
            self.field.is_some_and(|(of, field)| ATOMIC_FIELDS.contains(&(of, field.name)));
        match self.kind {
            _ if atomic => Shape::Leaf,
            Type::Struct(key) if ATOMIC_STRUCTS.contains(key) => Shape::Leaf,
            Type::Struct(key) => schema::find(key).map_or(Shape::Leaf, Shape::Struct),
            Type::Map(item, _) => Shape::Map(Self::item(item)),
            Type::Any => Shape::Map(Self::item(self.kind)),
            Type::List(item) => {
                match (keys_of(item), self.field.and_then(|it| it.1.merge_key.as_ref())) {
                    (Some(keys), _) => Shape::List(Self::item(item), keys),
                    (None, Some(&".")) => Shape::List(Self::item(item), &[]),
                    (None, Some(key)) => Shape::List(Self::item(item), std::slice::from_ref(key)),
                    (None, None) => Shape::Leaf,
                }
            }
            Type::String(_)
            | Type::Int32
            | Type::Int64
            | Type::Bool
            | Type::IntOrString
            | Type::Quantity
            | Type::Time
            | Type::Bytes => Shape::Leaf,
        }
    }

    /// The same, where what is owned as a whole is looked into all the same.
    pub(super) fn inner(self) -> Shape<'t> {
        match self.kind {
            Type::Struct(key) => schema::find(key).map_or(Shape::Leaf, Shape::Struct),
            Type::Map(item, _) => Shape::Map(Self::item(item)),
            _ => Shape::Leaf,
        }
    }

    pub(super) fn kind(self) -> &'t Type {
        self.kind
    }
}

/// A field of a struct as a place.
pub(super) fn field_of(of: &'static Struct, name: &str) -> Option<At<'static>> {
    let field = of.field(name)?;
    Some(At { kind: &field.kind, field: Some((of.key, field)) })
}

/// What stands below one name: the name in a set, and the place.
fn below<'t>(shape: Shape<'t>, name: &str) -> Option<At<'t>> {
    match shape {
        Shape::Struct(of) => field_of(of, name),
        Shape::Map(item) => Some(item),
        Shape::Leaf | Shape::List(..) => None,
    }
}

/// The items of a list by their names in a set; of several with one name the
/// first counts.
pub(super) fn items_of<'v>(
    list: Option<&'v Value>,
    item: At<'_>,
    keys: &[&str],
) -> Vec<(String, &'v Value)> {
    let mut out: Vec<(String, &Value)> = Vec::new();
    for value in list.and_then(Value::as_list).unwrap_or_default() {
        if let Ok(name) = item_name(value, item, keys)
            && !out.iter().any(|it| it.0 == name)
        {
            out.push((name, value));
        }
    }
    out
}

/// Models listItemToPathElement.
pub(super) fn item_name(value: &Value, item: At<'_>, keys: &[&str]) -> Result<String, String> {
    if keys.is_empty() {
        let why = match value {
            Value::Map(_) => "associative list without keys has an element that's a map type",
            Value::List(_) => "not supported: associative list with lists as elements",
            Value::Null => "associative list without keys has an element that's an explicit null",
            _ => return Ok(format!("v:{}", value.to_json())),
        };
        return Err(why.to_owned());
    }
    let Some(map) = value.as_map() else {
        let why = if value.is_null() { "a null element" } else { "non-map elements" };
        return Err(format!("associative list with keys may not have {why}"));
    };
    let mut key = Map::new();
    for name in keys {
        let default = item.kind.inner().and_then(|it| it.field(name)?.default).map(Value::from);
        match map.get(name).cloned().or(default) {
            Some(value) => key.insert((*name).to_owned(), value),
            None => {
                return Err(format!(
                    "associative list with keys has an element that omits key field \"{name}\" (and \
                     doesn't have default value)"
                ));
            }
        };
    }
    Ok(format!("k:{}", Value::Map(key).to_json()))
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Map(map)) => map.is_empty(),
        Some(Value::List(items)) => items.is_empty(),
        Some(_) => false,
    }
}

/// What differs between two values.
#[derive(Default)]
pub(super) struct Difference {
    /// Paths that only the first has.
    pub removed: Map,
    /// Paths that only the second has, or that have another value there.
    pub taken: Map,
}

/// Models TypedValue.Compare.
pub(super) fn compare(at: At<'_>, before: Option<&Value>, after: Option<&Value>) -> Difference {
    let [removed, taken] = differ(at, before, after);
    let set = |node: Option<Value>| match node {
        Some(Value::Map(map)) => map,
        _ => Map::new(),
    };
    Difference { removed: set(removed), taken: set(taken) }
}

fn differ(at: At<'_>, before: Option<&Value>, after: Option<&Value>) -> [Option<Value>; 2] {
    if before.is_some() && before == after {
        return [None, None];
    }
    let mut out = [Map::new(), Map::new()];
    let shape = at.shape();
    if is_empty(before) && is_empty(after) || matches!(shape, Shape::Leaf) {
        return match (before, after) {
            (_, None) => [before.map(|_| leaf()), None],
            (_, Some(_)) => [None, Some(leaf())],
        };
    }
    let mut note = |name: String, [gone, new]: [Option<Value>; 2]| {
        let [removed, taken] = &mut out;
        if let Some(node) = gone {
            removed.insert(name.clone(), node);
        }
        if let Some(node) = new {
            taken.insert(name, node);
        }
    };
    if let Shape::List(item, keys) = shape {
        let (old, new) = (items_of(before, item, keys), items_of(after, item, keys));
        let value = |of: &[(String, &'_ Value)], name: &str| -> Option<usize> {
            of.iter().position(|it| it.0 == name)
        };
        for (name, was) in &old {
            let is = value(&new, name).and_then(|place| new.get(place)).map(|it| it.1);
            note(name.clone(), differ(item, Some(was), is));
        }
        for (name, is) in new.iter().filter(|it| value(&old, &it.0).is_none()) {
            note(name.clone(), differ(item, None, Some(is)));
        }
    } else {
        let empty = Map::new();
        let [old, new] = [before, after].map(|it| it.and_then(Value::as_map).unwrap_or(&empty));
        for name in old.keys().chain(new.keys().filter(|it| !old.contains_key(*it))) {
            let Some(at) = below(shape, name) else { continue };
            let (was, is) = (old.get(name), new.get(name));
            if was != is {
                note(format!("f:{name}"), differ(at, was, is));
            }
        }
    }
    let [removed, taken] = out;
    [node(removed, after.is_none()), node(taken, before.is_none())]
}

/// Models TypedValue.ToFieldSet: the fields that a value sets.
pub(super) fn fields_of(at: At<'_>, value: &Value) -> Map {
    let mut out = Map::new();
    let shape = at.shape();
    match (shape, value) {
        (Shape::List(item, keys), Value::List(_)) => {
            for (name, value) in items_of(Some(value), item, keys) {
                out.extend(node(fields_of(item, value), true).map(|it| (name, it)));
            }
        }
        (Shape::Struct(_) | Shape::Map(_), Value::Map(map)) => {
            for (name, value) in map {
                let Some(at) = below(shape, name) else { continue };
                let itself = match at.shape() {
                    Shape::Leaf => true,
                    Shape::List(..) => value.is_null(),
                    Shape::Struct(_) | Shape::Map(_) => is_empty(Some(value)),
                };
                // An entry of a map is owned itself, whatever it holds.
                let itself = itself || matches!(shape, Shape::Map(_));
                let below = fields_of(at, value);
                out.extend(node(below, itself).map(|it| (format!("f:{name}"), it)));
            }
        }
        _ => {}
    }
    out
}

/// Models TypedValue.Merge: the second over the first.
pub(super) fn merge(at: At<'_>, under: Option<&Value>, over: Option<&Value>) -> Value {
    let shape = at.shape();
    let leaf = matches!(shape, Shape::Leaf) || is_empty(under) && is_empty(over);
    match (under, over) {
        (_, Some(over)) if leaf => over.clone(),
        (Some(only), None) | (None, Some(only)) => only.clone(),
        (None, None) => Value::Null,
        (Some(under), Some(over)) => match shape {
            Shape::List(item, keys) => merge_lists(item, keys, under, over).into(),
            Shape::Leaf | Shape::Struct(_) | Shape::Map(_) => {
                let mut out = under.as_map().cloned().unwrap_or_default();
                for (name, over) in over.as_map().into_iter().flatten() {
                    if let Some(at) = below(shape, name) {
                        let merged = merge(at, out.get(name), Some(over));
                        out.insert(name.clone(), merged);
                    }
                }
                Value::Map(out)
            }
        },
    }
}

/// The items of both in the order of the second, what only the first has
/// staying where it stood among them. Models mergingWalker.visitListItems.
fn merge_lists(item: At<'_>, keys: &[&str], under: &Value, over: &Value) -> Vec<Value> {
    let (left, right) = (items_of(Some(under), item, keys), items_of(Some(over), item, keys));
    let place = |of: &[(String, &'_ Value)], name: &str| of.iter().position(|it| it.0 == name);
    let found = |of: &[(String, &Value)], name: &str| -> Option<Value> {
        of.iter().find(|it| it.0 == name).map(|it| it.1.clone())
    };
    let mut shared = right.iter().filter(|it| place(&left, &it.0).is_some()).map(|it| &it.0);
    let mut next = shared.next();
    let mut out = Vec::new();
    let (mut l, mut r) = (0, 0);
    loop {
        match (left.get(l), right.get(r)) {
            (None, None) => return out,
            (Some(one), Some(other)) if one.0 == other.0 => {
                out.push(merge(item, Some(one.1), Some(other.1)));
                (l, r, next) = (l + 1, r + 1, shared.next());
            }
            (Some(one), Some(_))
                if place(&right, &one.0).is_some() && next.is_some_and(|it| *it != one.0) =>
            {
                // Both have it, but its turn is another.
                l += 1;
            }
            (Some(one), _) if place(&right, &one.0).is_none() => {
                out.push(one.1.clone());
                l += 1;
            }
            (_, Some(other)) => {
                let under = found(&left, &other.0);
                out.push(merge(item, under.as_ref(), Some(other.1)));
                r += 1;
                if next == Some(&other.0) {
                    next = shared.next();
                }
            }
            (Some(_), None) => l += 1,
        }
    }
}

/// Models removeItemsWithSchema: a value without the paths of a set; nothing
/// where nothing is left.
pub(super) fn without(at: At<'_>, value: &Value, gone: &Map) -> Option<Value> {
    let shape = at.shape();
    let kept = |name: &str, at: At<'_>, value: &Value| match gone.get(name) {
        Some(node) if has_itself(node) => None,
        Some(Value::Map(inner)) => without(at, value, inner),
        _ => Some(value.clone()),
    };
    match (shape, value) {
        (Shape::List(item, keys), Value::List(items)) => {
            let name = |it: &Value| item_name(it, item, keys).unwrap_or_default();
            let left: Vec<Value> =
                items.iter().filter_map(|it| kept(&name(it), item, it)).collect();
            (!left.is_empty()).then(|| left.into())
        }
        (Shape::Struct(_) | Shape::Map(_), Value::Map(map)) => {
            let mut left = Map::new();
            for (name, value) in map {
                let Some(at) = below(shape, name) else { continue };
                left.extend(kept(&format!("f:{name}"), at, value).map(|it| (name.clone(), it)));
            }
            (!left.is_empty()).then(|| left.into())
        }
        (Shape::Leaf, Value::Map(_) | Value::List(_)) => None,
        _ => Some(value.clone()),
    }
}

/// Models Set.EnsureNamedFieldsAreMembers: a field of a struct is owned where
/// anything below it is.
pub(super) fn named(at: At<'_>, set: &Map) -> Map {
    let shape = at.shape();
    let mut out = Map::new();
    for (name, below_it) in set.iter().filter(|it| it.0 != ".") {
        let inner = below_it.as_map();
        let place = match (shape, name.strip_prefix("f:")) {
            (Shape::List(item, _), None) => Some(item),
            (_, Some(field)) => below(shape, field),
            _ => None,
        };
        let inner = match (place, inner) {
            (Some(place), Some(inner)) => named(place, inner),
            (None, Some(inner)) => inner.clone(),
            _ => Map::new(),
        };
        let itself = has_itself(below_it) || matches!(shape, Shape::Struct(_)) && place.is_some();
        out.extend(node(inner, itself).map(|it| (name.clone(), it)));
    }
    out
}

/// An object of this type that says nothing yet, as Go makes it: what is
/// always written is there.
pub(super) fn zero(of: &Struct) -> Value {
    let mut out = Map::new();
    for field in of.fields.iter().filter(|it| it.always) {
        let value = match &field.kind {
            _ if field.pointer => Value::Null,
            Type::Struct(key) => schema::find(key).map_or(Value::Null, zero),
            Type::String(_) => "".into(),
            Type::Int32 | Type::Int64 | Type::IntOrString => Value::Int(0),
            Type::Bool => Value::Bool(false),
            Type::Quantity => "0".into(),
            Type::Time | Type::Bytes | Type::Any | Type::List(_) | Type::Map(..) => Value::Null,
        };
        out.insert(field.name.to_owned(), value);
    }
    Value::Map(out)
}
