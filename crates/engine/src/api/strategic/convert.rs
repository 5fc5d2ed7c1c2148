//! A patched object back into the API's types, in the words of the converter
//! that strategic merge patches go through: it wraps numbers around and names
//! no field.
//!
//! Models k8s.io/apimachinery/pkg/runtime/converter.go fromUnstructured (v1.36).

use crate::objects::Kind;
use crate::schema::{self, Type};
use crate::value::{Map, Value};

/// The object with every number in its type's range.
///
/// # Errors
/// The first value that its type cannot hold.
pub(crate) fn convert(kind: Kind, value: &Value) -> Result<Value, String> {
    match schema::of(kind) {
        Some(of) => convert_as(&Type::Struct(of.key), value),
        None => Ok(value.clone()),
    }
}

fn convert_as(kind: &Type, value: &Value) -> Result<Value, String> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    match kind {
        Type::String(_) => text(kind, value),
        Type::Int32 => number(kind, value, |it| i64::from(it as i32)),
        Type::Int64 => number(kind, value, |it| it),
        Type::Bool => match value {
            Value::Bool(_) => Ok(value.clone()),
            _ => Err("unrecognized type: bool".to_owned()),
        },
        Type::IntOrString => int_or_string(value),
        Type::Struct(key) => fields(key, value),
        Type::List(item) => match value {
            Value::List(items) => {
                let items: Result<Vec<Value>, String> =
                    items.iter().map(|it| convert_as(item, it)).collect();
                Ok(Value::List(items?))
            }
            other => Err(format!("cannot restore slice from {}", reflected(other))),
        },
        Type::Map(item, _) => match value {
            Value::Map(entries) => {
                let mut out = Map::new();
                for (key, value) in entries {
                    out.insert(key.clone(), convert_as(item, value)?);
                }
                Ok(Value::Map(out))
            }
            other => Err(format!("cannot restore map from {}", reflected(other))),
        },
        Type::Quantity | Type::Time | Type::Bytes | Type::Any => Ok(value.clone()),
    }
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
fn text(kind: &Type, value: &Value) -> Result<Value, String> {
    match value {
        Value::Str(_) => Ok(value.clone()),
        Value::Int(_) => Err(format!("cannot convert int64 to {}", kind.go_name())),
        _ => Err("unrecognized type: string".to_owned()),
    }
}

fn number(kind: &Type, value: &Value, wrap: fn(i64) -> i64) -> Result<Value, String> {
    match value {
        Value::Int(number) => Ok(Value::Int(wrap(*number))),
        // Go's conversion of a number beyond int64 gives the smallest int64.
        Value::Decimal(text) if is_whole(text) => Ok(Value::Int(wrap(i64::MIN))),
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
fn int_or_string(value: &Value) -> Result<Value, String> {
    let what = match value {
        Value::Str(_) => return Ok(value.clone()),
        Value::Int(number) if i32::try_from(*number).is_ok() => return Ok(value.clone()),
        Value::Int(_) | Value::Decimal(_) => format!("number {}", value.to_json()),
        Value::List(_) => "array".to_owned(),
        Value::Map(_) => "object".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        Value::Null => return Ok(Value::Null),
    };
    Err(format!("json: cannot unmarshal {what} into Go value of type int32"))
}

fn fields(key: &str, value: &Value) -> Result<Value, String> {
    let Value::Map(map) = value else {
        return Err(format!("cannot restore struct from: {}", reflected(value)));
    };
    let Some(of) = schema::find(key) else { return Ok(value.clone()) };
    let mut out = map.clone();
    for (name, value) in map {
        if let Some(field) = of.field(name) {
            out.insert(name.clone(), convert_as(&field.kind, value)?);
        }
    }
    Ok(Value::Map(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_port(port: impl Into<Value>) -> Result<Value, String> {
        let mut item = Value::map();
        item.set("port", port);
        let mut service = Value::map();
        service.set("spec.ports", vec![item]);
        convert(Kind::Service, &service)
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
