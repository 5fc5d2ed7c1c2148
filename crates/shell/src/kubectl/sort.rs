//! `--sort-by`. Models k8s.io/kubectl/pkg/cmd/get/sorter.go (v1.36).

use service_lab_engine::schema::quantity_nano;
use service_lab_engine::value::Value;

use super::select::Item;
use crate::print::jsonpath;

/// Why objects are not sorted.
pub enum Unsorted {
    /// kubectl's words, without the `error: ` before them.
    Error(String),
    /// Its last words: there is no order of such values.
    Fatal(String),
}

/// Sorts by a field; tells whether any object has it. `table` tells whether the
/// server made a table of them.
///
/// Go sorts so short lists by insertion, and what lacks the field is less than
/// all.
///
/// # Errors
/// Why that is not done.
pub fn sort(items: &mut [Item], path: &str, table: bool) -> Result<bool, Unsorted> {
    // Upstream prints unsorted what the server made a table of, where the path has no such shape.
    let path = match jsonpath::braced(path) {
        Ok(path) => path,
        Err(_) if table => return Ok(true),
        Err(why) => return Err(Unsorted::Error(why)),
    };
    let template = match jsonpath::Template::parse(&path) {
        Ok(template) => template,
        Err(_) if table => return Ok(false),
        Err(why) => return Err(Unsorted::Error(why)),
    };
    let mut keys: Vec<Option<Value>> = Vec::new();
    for item in items.iter() {
        let found = template.results(&item.value).map_err(Unsorted::Error)?;
        keys.push(found.into_iter().next().and_then(|it| it.into_iter().next()));
    }
    if keys.iter().all(Option::is_none) {
        return Ok(false);
    }
    let fatal = |why: String| {
        let kind = if table { "[][][]reflect.Value" } else { "*unstructured.Unstructured" };
        Unsorted::Fatal(format!(
            "Field {path} in {kind} is an unsortable type: interface, err: {why}"
        ))
    };
    for start in 1..items.len() {
        let mut place = start;
        while let (Some(before), Some(here)) = (place.checked_sub(1), keys.get(place)) {
            let less = match (here, keys.get(before)) {
                (_, None | Some(None)) if here.is_some() => false,
                (Some(here), Some(Some(before))) => less(here, before).map_err(fatal)?,
                _ => true,
            };
            if !less {
                break;
            }
            keys.swap(place, before);
            items.swap(place, before);
            place = before;
        }
    }
    Ok(true)
}

/// Whether one value comes before another. Models isLess.
fn less(left: &Value, right: &Value) -> Result<bool, String> {
    match (left, right) {
        (_, Value::Null) => Ok(false),
        (Value::Null, _) => Ok(true),
        (Value::Int(left), Value::Int(right)) => Ok(left < right),
        (Value::Str(left), Value::Str(right)) => {
            Ok(match (quantity_nano(left), quantity_nano(right)) {
                (Some(one), Some(other)) => one < other,
                _ => left < right,
            })
        }
        (Value::Bool(_), _) => Err("unsortable type: bool".to_owned()),
        (Value::Map(_), _) => Err("unsortable type: map[string]interface {}".to_owned()),
        (Value::List(_), _) => Err("unsortable type: []interface {}".to_owned()),
        _ => Err("unsortable interface: interface".to_owned()),
    }
}
