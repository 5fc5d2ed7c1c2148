//! Strategic merge patches: how the server applies them, and how kubectl
//! computes them.
//!
//! Models k8s.io/apimachinery/pkg/util/strategicpatch (v1.36).

mod convert;
mod diff;
mod lists;
mod merge;
mod order;

pub(crate) use convert::convert;
pub use diff::three_way;

use lists::{ListRule, retains_keys, rule_of};

use super::Status;
use super::bad_request;
use super::problems::{bare_error, unprocessable};
use crate::objects::Kind;
use crate::value::Value;

const PATCH: &str = "$patch";
const RETAIN_KEYS: &str = "$retainKeys";
const SET_ORDER: &str = "$setElementOrder/";
const LISTS_OF_LISTS: &str = "lists of lists are not supported";
const DELETE_FROM: &str = "$deleteFromPrimitiveList/";

/// What cannot be merged, in upstream's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmergeable {
    /// The words of the error.
    pub words: String,
    /// Whether the server answers with a 400 (else with a 500).
    pub bad_request: bool,
}

impl Unmergeable {
    fn new(words: String) -> Self {
        Self { words, bad_request: false }
    }

    /// A directive of the wrong shape.
    fn format(words: &str) -> Self {
        Self { words: words.to_owned(), bad_request: true }
    }

    /// ErrNoMergeKey.
    fn no_key(item: &Value, key: &str) -> Self {
        let item = go_text(item);
        Self::new(format!("map: {item} does not contain declared merge key: {key}"))
    }

    /// ErrBadArgType.
    fn bad_type(wanted: &str, got: &Value) -> Self {
        Self::new(format!("expected a {wanted}, but received a {}", go_type(got)))
    }
}

/// The object with a strategic merge patch applied, and what is left of the
/// patch (upstream eats the lists that it has merged, and shows the rest in
/// messages).
pub(crate) fn apply(kind: Kind, old: &Value, patch: &Value) -> Result<(Value, Value), Status> {
    let mut value = old.clone();
    let mut rest = patch.clone();
    match (value.as_map_mut(), rest.as_map_mut()) {
        (Some(map), Some(patch)) => {
            merge::merge_map(map, patch, &mut At::root(kind), merge::Mode::Apply)
                .map_err(refused)?;
        }
        _ => return Err(bad_request("the patch is no object")),
    }
    Ok((value, rest))
}

/// Models interpretStrategicMergePatchError.
fn refused(why: Unmergeable) -> Status {
    if why.bad_request {
        bad_request(why.words)
    } else if why.words == LISTS_OF_LISTS {
        unprocessable()
    } else {
        bare_error(why.words)
    }
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

/// Models sliceElementType: both lists hold values of one Go type. That type,
/// as an example; nothing where they hold nothing.
fn one_shape<'v>(
    original: &'v [Value],
    patch: &'v [Value],
) -> Result<Option<&'v Value>, Unmergeable> {
    let mut all = original.iter().chain(patch);
    let first = all.next();
    if let Some(Value::List(_)) = first {
        return Err(Unmergeable::new(LISTS_OF_LISTS.to_owned()));
    }
    let shape = first.map(std::mem::discriminant);
    if all.all(|it| Some(std::mem::discriminant(it)) == shape) {
        return Ok(first);
    }
    let lists = [original.to_vec().into(), patch.to_vec().into()];
    let shown = go_text(&lists.to_vec().into());
    Err(Unmergeable::new(format!("list element types are not identical: {shown}")))
}

/// A value's type as Go's reflect names it.
fn go_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "%!s(<nil>)",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int64",
        Value::Decimal(_) => "float64",
        Value::Str(_) => "string",
        Value::List(_) => "[]interface {}",
        Value::Map(_) => "map[string]interface {}",
    }
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
