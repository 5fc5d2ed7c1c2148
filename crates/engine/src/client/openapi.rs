//! kubectl's own validation against the API's description. It is used only
//! for lists: every other kind is checked by the server.
//!
//! Models k8s.io/kubectl/pkg/validation and kube-openapi
//! pkg/util/proto/validation (v1.36).

use crate::objects::Kind;
use crate::schema::{self, Struct, Type};
use crate::value::{Map, Value};

/// What kubectl says about apiVersion and kind; nothing where both are there.
pub(super) fn kind_errors(value: &Value) -> Vec<String> {
    let Value::Map(map) = value else { return vec!["invalid object to validate".to_owned()] };
    let mut out = Vec::new();
    match map.get("apiVersion") {
        None | Some(Value::Null) => out.push("apiVersion not set".to_owned()),
        Some(Value::Str(text)) if text.matches('/').count() > 1 => {
            out.push(format!("unexpected GroupVersion string: {text}"));
        }
        Some(Value::Str(_)) => {}
        Some(_) => out.push("apiVersion isn't string type".to_owned()),
    }
    match map.get("kind") {
        None | Some(Value::Null) => out.push("kind not set".to_owned()),
        Some(Value::Str(_)) => {}
        Some(_) => out.push("kind isn't string type".to_owned()),
    }
    out
}

/// What kubectl says about a list; nothing where it is fine.
pub(super) fn list_errors(value: &Value) -> Vec<String> {
    if value.text("kind") == "List" && value.text("apiVersion") == "v1" {
        return items_errors(value);
    }
    let (version, kind) = (value.text("apiVersion"), value.text("kind"));
    let item = kind.strip_suffix("List").and_then(|it| Kind::find(version, it));
    match item {
        Some(item) => typed_list_errors(value, kind, item),
        None => Vec::new(),
    }
}

fn items_errors(value: &Value) -> Vec<String> {
    let Some(Value::List(items)) = value.get("items") else {
        return vec!["invalid object to validate".to_owned()];
    };
    let mut out = Vec::new();
    for item in items {
        let errors = kind_errors(item);
        if errors.is_empty() {
            let kind = item.text("kind");
            if let Some(of) = Kind::find(item.text("apiVersion"), kind).and_then(schema::of) {
                check_struct(of, kind, item, &mut out);
            }
        } else {
            out.extend(errors);
        }
    }
    out
}

/// A list of one kind: `metadata`, `items` and the two that all objects have.
fn typed_list_errors(value: &Value, name: &str, item: Kind) -> Vec<String> {
    let mut out = Vec::new();
    let (Some(of), Some(fields)) = (schema::of(item), value.as_map()) else { return out };
    let definition = format!("{}List", of.definition());
    for (key, value) in fields.iter().filter(|(_, it)| !it.is_null()) {
        let path = format!("{name}.{key}");
        match key.as_str() {
            "apiVersion" | "kind" => {}
            "metadata" => {
                check(&Type::Struct("meta.ListMeta"), &definition, &path, value, &mut out);
            }
            "items" => {
                let items = Type::List(Box::new(Type::Struct(of.key)));
                check(&items, &definition, &path, value, &mut out);
            }
            _ => out.push(unknown(name, key, &definition)),
        }
    }
    if fields.get("items").is_none_or(Value::is_null) {
        out.push(missing(name, "items", &definition));
    }
    out
}

fn unknown(path: &str, field: &str, definition: &str) -> String {
    format!("ValidationError({path}): unknown field \"{field}\" in {definition}")
}

fn missing(path: &str, field: &str, definition: &str) -> String {
    format!("ValidationError({path}): missing required field \"{field}\" in {definition}")
}

fn check_struct(of: &Struct, path: &str, value: &Value, out: &mut Vec<String>) {
    let definition = of.definition();
    let Value::Map(fields) = value else {
        out.push(wrong(path, &definition, value, "map"));
        return;
    };
    for (key, value) in fields.iter().filter(|(_, it)| !it.is_null()) {
        match of.field(key) {
            Some(field) => {
                let within = format!("{definition}.{key}");
                check(&field.kind, &within, &format!("{path}.{key}"), value, out);
            }
            None => out.push(unknown(path, key, &definition)),
        }
    }
    let set = |name: &str, fields: &Map| fields.get(name).is_some_and(|it| !it.is_null());
    let lacking = of.fields.iter().filter(|it| it.required && !set(it.name, fields));
    let mut lacking: Vec<&str> = lacking.map(|it| it.name).collect();
    if lacking.len() > 1 {
        let order = ORDERS.iter().find(|it| it.0 == of.key).map_or("type status", |it| it.1);
        lacking.sort_by_key(|name| order.split(' ').position(|it| it == *name));
    }
    out.extend(lacking.into_iter().map(|it| missing(path, it, &definition)));
}

/// The required fields of structs where Go's order, in which the description has
/// them, is not that of their names. All others that have both begin with `type status`.
const ORDERS: [(&str, &str); 12] = [
    ("ContainerStatus", "name ready restartCount image imageID"),
    ("FileKeySelector", "volumeName path key"),
    ("NFSVolumeSource", "server path"),
    ("NodeAddress", "type address"),
    ("PreferredSchedulingTerm", "weight preference"),
    ("Taint", "key effect"),
    ("VolumeDevice", "name devicePath"),
    ("VolumeMount", "name mountPath"),
    ("WeightedPodAffinityTerm", "weight podAffinityTerm"),
    ("autoscaling.HorizontalPodAutoscalerSpec", "scaleTargetRef maxReplicas"),
    ("meta.Condition", "type status lastTransitionTime reason message"),
    ("networking.HTTPIngressPath", "pathType backend"),
];

fn check(kind: &Type, within: &str, path: &str, value: &Value, out: &mut Vec<String>) {
    match (kind, value) {
        (Type::Any, _) => {}
        (Type::Struct(key), value) => {
            if let Some(of) = schema::find(key) {
                check_struct(of, path, value, out);
            }
        }
        (Type::List(item), Value::List(items)) => {
            for (index, value) in items.iter().enumerate() {
                let at = format!("{path}[{index}]");
                match value {
                    Value::Null => out.push(format!("ValidationError({path}): {}", nil(&at))),
                    value => check(item, within, &at, value, out),
                }
            }
        }
        (Type::Map(item, _), Value::Map(fields)) => {
            for (key, value) in fields.iter() {
                let at = format!("{path}.{key}");
                match value {
                    Value::Null => out.push(nil(&at)),
                    value => check(item, within, &at, value, out),
                }
            }
        }
        (Type::List(_), value) => out.push(wrong(path, within, value, "array")),
        (Type::Map(..), value) => out.push(wrong(path, within, value, "map")),
        (Type::Bool, Value::Bool(_)) => {}
        (Type::Bool, value) => out.push(wrong(path, within, value, "boolean")),
        (Type::Int32 | Type::Int64, Value::Int(_) | Value::Decimal(_)) => {}
        (Type::Int32 | Type::Int64, value) => out.push(wrong(path, within, value, "integer")),
        (kind, Value::List(_) | Value::Map(_)) => {
            // Types that read themselves have a description of their own.
            let within = match kind {
                Type::IntOrString => "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
                Type::Quantity => "io.k8s.apimachinery.pkg.api.resource.Quantity",
                Type::Time => "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
                _ => within,
            };
            out.push(wrong(path, within, value, "string"));
        }
        _ => {}
    }
}

/// Models InvalidObjectTypeError.
fn nil(path: &str) -> String {
    format!("unknown object type \"nil\" in {path}")
}

fn wrong(path: &str, within: &str, value: &Value, wanted: &str) -> String {
    let got = match value {
        Value::Null => "nil",
        Value::Bool(_) => "boolean",
        Value::Int(_) => "integer",
        Value::Decimal(_) => "number",
        Value::Str(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "map",
    };
    format!(
        "ValidationError({path}): invalid type for {within}: got \"{got}\", expected \"{wanted}\""
    )
}
