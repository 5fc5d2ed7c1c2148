//! A patched object back into the API's types, in the words of the converter
//! that strategic merge patches go through: it wraps numbers around and names
//! no field.
//!
//! Models k8s.io/apimachinery/pkg/runtime/converter.go fromUnstructured (v1.36).

use crate::objects::Kind;
use crate::schema::{self, Type};
use crate::value::{Map, Value};

/// The object with every number in its type's range; nothing where it is so already.
///
/// # Errors
/// The first value that its type cannot hold.
pub(crate) fn convert(kind: Kind, value: &Value) -> Converted {
    schema::of(kind).map_or(Ok(None), |of| convert_as(&Type::Struct(of.key), value))
}

/// What a value is turned into, where that is another one.
type Converted = Result<Option<Value>, String>;

fn convert_as(kind: &Type, value: &Value) -> Converted {
    if value.is_null() {
        return Ok(None);
    }
    match kind {
        Type::String(_) => text(kind, value),
        Type::Int32 => number(kind, value, |it| i64::from(it as i32)),
        Type::Int64 => number(kind, value, |it| it),
        Type::Bool => match value {
            Value::Bool(_) => Ok(None),
            _ => Err("unrecognized type: bool".to_owned()),
        },
        Type::IntOrString => int_or_string(value),
        Type::Struct(key) => match value {
            Value::Map(map) => fields(key, map),
            other => Err(format!("cannot restore struct from: {}", reflected(other))),
        },
        Type::List(item) => match value {
            Value::List(items) => list(item, items),
            other => Err(format!("cannot restore slice from {}", reflected(other))),
        },
        Type::Map(item, _) => match value {
            Value::Map(entries) => map(entries, |_| Some(&**item)),
            other => Err(format!("cannot restore map from {}", reflected(other))),
        },
        Type::Quantity | Type::Time | Type::Bytes | Type::Any => Ok(None),
    }
}

fn list(kind: &Type, items: &[Value]) -> Converted {
    let mut out = None;
    for (place, item) in items.iter().enumerate() {
        if let Some(item) = convert_as(kind, item)?
            && let Some(slot) = out.get_or_insert_with(|| items.to_vec()).get_mut(place)
        {
            *slot = item;
        }
    }
    Ok(out.map(Value::List))
}

/// Entries of the types that `of` gives their names; what has none stays.
fn map<'t>(entries: &Map, of: impl Fn(&str) -> Option<&'t Type>) -> Converted {
    let mut out = None;
    for (name, value) in entries {
        if let Some(kind) = of(name)
            && let Some(value) = convert_as(kind, value)?
        {
            out.get_or_insert_with(|| entries.clone()).insert(name.clone(), value);
        }
    }
    Ok(out.map(Value::Map))
}

fn fields(key: &str, entries: &Map) -> Converted {
    let Some(of) = schema::find(key) else { return Ok(None) };
    map(entries, |name| of.field(name).map(|it| &it.kind))
}

/// A value's kind as Go's reflect names it.
fn reflected(value: &Value) -> &'static str {
    match value {
        Value::Null => "invalid",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int64",
        Value::Decimal(_) => "float64",
        Value::Str(_) => "string",
        Value::List(_) => "slice",
        Value::Map(_) => "map",
    }
}

/// Go converts a number to a string, as a letter; the API does not.
fn text(kind: &Type, value: &Value) -> Converted {
    match value {
        Value::Str(_) => Ok(None),
        Value::Int(_) => Err(format!("cannot convert int64 to {}", kind.go_name())),
        _ => Err("unrecognized type: string".to_owned()),
    }
}

fn number(kind: &Type, value: &Value, wrap: fn(i64) -> i64) -> Converted {
    match value {
        Value::Int(number) => {
            let wrapped = wrap(*number);
            Ok((wrapped != *number).then_some(Value::Int(wrapped)))
        }
        // Go's conversion of a number beyond int64 gives the smallest int64.
        Value::Decimal(text) if is_whole(text) => Ok(Some(Value::Int(wrap(i64::MIN)))),
        Value::Decimal(_) => Err(format!("cannot convert float64 to {}", kind.go_name())),
        _ => Err(format!("unrecognized type: {}", kind.go_name())),
    }
}

/// Whether a decimal text names a whole number. (One that an int64 holds is no
/// decimal.)
fn is_whole(text: &str) -> bool {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let fraction = digits.split_once('.').map_or("", |it| it.1).trim_end_matches('0');
    exponent.parse::<i64>().is_ok_and(|it| it >= fraction.len() as i64)
}

/// IntOrString reads itself from JSON.
fn int_or_string(value: &Value) -> Converted {
    let what = match value {
        Value::Str(_) | Value::Null => return Ok(None),
        Value::Int(number) if i32::try_from(*number).is_ok() => return Ok(None),
        Value::Int(_) | Value::Decimal(_) => format!("number {}", value.to_json()),
        Value::List(_) => "array".to_owned(),
        Value::Map(_) => "object".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
    };
    Err(format!("json: cannot unmarshal {what} into Go value of type int32"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_port(port: impl Into<Value>) -> Result<Value, String> {
        let mut item = Value::map();
        item.set("port", port);
        let mut service = Value::map();
        service.set("spec.ports", vec![item]);
        convert(Kind::Service, &service).map(|it| it.unwrap_or(service))
    }

    #[test]
    fn a_number_too_large_wraps_around() {
        let service = with_port(2_147_483_648).unwrap();
        let port = service.list("spec.ports").first().and_then(|it| it.get("port")).cloned();
        assert_eq!(port, Some(Value::Int(-2_147_483_648)));
    }

    #[test]
    fn a_quoted_number_is_of_an_unrecognized_type() {
        assert_eq!(with_port("80"), Err("unrecognized type: int32".to_owned()));
    }
}
