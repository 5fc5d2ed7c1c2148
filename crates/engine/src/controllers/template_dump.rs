//! The text of a Pod template over which its hash is taken: a Go value as the
//! spew library prints it with `%#v`, every field of every type in its order.
//! So a template has the same hash here as in a real cluster.
//!
//! Models k8s.io/utils/dump ForHash and the types of
//! staging/src/k8s.io/api/core/v1/types.go (v1.36). Fields of types that are
//! not in [`crate::schema::go_types`] are printed as JSON: their hash is stable,
//! but not Kubernetes' own.

use crate::schema::go_types::{Field, fields};
use crate::schema::{BINARY_SUFFIXES, DECIMAL_SUFFIXES};
use crate::value::{Map, Value};

/// The bytes to hash.
pub fn dump(template: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(&mut out, "v1.PodTemplateSpec", Some(template), true);
    out.into_bytes()
}

/// Writes one value of a Go type; `typed`: with the type in front.
fn write(out: &mut String, kind: &str, value: Option<&Value>, typed: bool) {
    let value = value.filter(|it| !it.is_null());
    if typed {
        out.push_str(&format!("({kind})"));
    }
    if let Some(target) = kind.strip_prefix('*') {
        match value {
            None => out.push_str("<nil>"),
            Some(_) => {
                if !typed {
                    out.push_str("<*>");
                }
                write(out, target, value, false);
            }
        }
    } else if let Some(item) = kind.strip_prefix("[]") {
        write_list(out, item, value.and_then(Value::as_list).unwrap_or_default());
    } else if kind == "map[string]string" || kind == "v1.ResourceList" {
        let item = if kind == "v1.ResourceList" { "resource.Quantity" } else { "string" };
        write_map(out, item, value.and_then(Value::as_map));
    } else {
        write_plain(out, kind, value);
    }
}

fn write_plain(out: &mut String, kind: &str, value: Option<&Value>) {
    match kind {
        "v1.Time" => {
            out.push_str(
                "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}",
            );
        }
        "resource.Quantity" => write_quantity(out, value),
        "intstr.IntOrString" => write_int_or_string(out, value),
        _ => match fields(kind) {
            Some(fields) => write_struct(out, fields, value),
            None => write_scalar(out, kind, value),
        },
    }
}

/// An empty list is nil once it was stored.
fn write_list(out: &mut String, item: &str, items: &[Value]) {
    if items.is_empty() {
        out.push_str("<nil>");
        return;
    }
    out.push('[');
    for (place, value) in items.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        write(out, item, Some(value), false);
    }
    out.push(']');
}

fn write_map(out: &mut String, item: &str, map: Option<&Map>) {
    let Some(map) = map.filter(|it| !it.is_empty()) else {
        out.push_str("<nil>");
        return;
    };
    out.push_str("map[");
    for (place, (key, value)) in map.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        out.push_str(key);
        out.push(':');
        write(out, item, Some(value), false);
    }
    out.push(']');
}

fn write_struct(out: &mut String, fields: &[Field], value: Option<&Value>) {
    out.push('{');
    for (place, (name, json, kind)) in fields.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        out.push_str(name);
        out.push(':');
        // An embedded type has its fields among those of its parent.
        let inner = if json.is_empty() { value } else { value.and_then(|it| it.get(json)) };
        write(out, kind, inner, true);
    }
    out.push('}');
}

fn write_scalar(out: &mut String, kind: &str, value: Option<&Value>) {
    match value {
        Some(Value::Str(text)) => out.push_str(text),
        Some(Value::Int(number)) => out.push_str(&number.to_string()),
        Some(Value::Bool(flag)) => out.push_str(if *flag { "true" } else { "false" }),
        Some(other) => out.push_str(&other.to_json()),
        None if kind == "bool" => out.push_str("false"),
        None if matches!(kind, "int32" | "int64") => out.push('0'),
        None => {}
    }
}

fn write_int_or_string(out: &mut String, value: Option<&Value>) {
    let (kind, number, text) = match value {
        Some(Value::Str(text)) => (1, 0, text.as_str()),
        Some(Value::Int(number)) => (0, *number, ""),
        _ => (0, 0, ""),
    };
    out.push_str(&format!(
        "{{Type:(intstr.Type){kind} IntVal:(int32){number} StrVal:(string){text}}}"
    ));
}

/// A quantity as ParseQuantity leaves it.
fn write_quantity(out: &mut String, value: Option<&Value>) {
    let text = match value {
        Some(Value::Str(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        Some(Value::Decimal(text)) => text.clone(),
        _ => String::new(),
    };
    let (amount, scale, format) = quantity(&text);
    out.push_str(&format!(
        "{{i:(resource.int64Amount){{value:(int64){amount} scale:(resource.Scale){scale}}} \
         d:(resource.infDecAmount){{Dec:(*inf.Dec)<nil>}} s:(string){text} \
         Format:(resource.Format){format}}}"
    ));
}

fn quantity(text: &str) -> (i64, i64, &'static str) {
    for (power, suffix) in (0..).zip(BINARY_SUFFIXES).skip(1) {
        if let Some(number) = text.strip_suffix(suffix) {
            let amount = number.parse::<i64>().unwrap_or(0);
            return (amount.checked_mul(1 << (10 * power)).unwrap_or(0), 0, "BinarySI");
        }
    }
    let written = DECIMAL_SUFFIXES.into_iter().filter(|(it, _)| text.ends_with(it));
    let (suffix, power) = written.max_by_key(|(it, _)| it.len()).unwrap_or_default();
    let number = text.strip_suffix(suffix).unwrap_or(text);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let amount = format!("{whole}{part}").parse().unwrap_or(0);
    let places = i64::try_from(part.len()).unwrap_or(0);
    (amount, power - places, "DecimalSI")
}

#[cfg(test)]
mod tests {
    use crate::controllers::template::hash;
    use crate::value::Value;
    use crate::yaml;

    fn template(text: &str) -> Value {
        let (documents, _) = yaml::read(text);
        documents[0].root.as_ref().expect("one document").to_value()
    }

    #[test]
    fn a_template_has_the_hash_that_a_real_cluster_gives_it() {
        let text = "
metadata: {labels: {app: web}}
spec:
  containers:
  - name: web
    image: nginx:1.26
    imagePullPolicy: IfNotPresent
    ports: [{containerPort: 8080, protocol: TCP}]
    resources: {}
    terminationMessagePath: /dev/termination-log
    terminationMessagePolicy: File
  dnsPolicy: ClusterFirst
  restartPolicy: Always
  schedulerName: default-scheduler
  securityContext: {}
  terminationGracePeriodSeconds: 30
";
        assert_eq!(hash(&template(text), None), "748787f54b");
        let newer = text.replace("1.26", "1.27");
        assert_eq!(hash(&template(&newer), None), "678fb84b47");
        assert_ne!(hash(&template(text), Some(1)), "748787f54b");
    }
}
