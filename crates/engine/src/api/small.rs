//! The rules of ConfigMaps, Namespaces and Nodes.
//!
//! Models pkg/apis/core/validation ValidateConfigMap, ValidateNamespace and
//! ValidateNode (v1.36).

use super::problems::{Problems, Shown};
use super::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::{Map, Value};
use crate::yaml::quote;

/// MaxSecretSize: what all values of a ConfigMap may hold together, in bytes.
const DATA_LARGEST: usize = 1024 * 1024;

fn map<'a>(value: &'a Value, field: &str) -> Option<&'a Map> {
    value.get(field).and_then(Value::as_map)
}

/// Rules of a ConfigMap.
pub(crate) fn validate_config_map(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::ConfigMap, value);
    let (data, binary) = (map(value, "data"), map(value, "binaryData"));
    let mut size = 0;
    for (field, mine, other, elsewhere) in
        [("data", data, binary, "binaryData"), ("binaryData", binary, data, "data")]
    {
        for (key, text) in mine.into_iter().flatten() {
            let at = FieldPath::root().field(field).key(key);
            wrong.invalid_each(Code::InvalidValue, &at, key, format::config_key(key));
            // Told once, where it stands among the plain data.
            if field == "data" && other.is_some_and(|it| it.contains_key(key)) {
                let detail = format!("duplicate of key present in {elsewhere}");
                wrong.invalid(Code::DuplicateValue, &at, key, &detail);
            }
            let text = text.as_str().unwrap_or_default();
            // Binary data counts as the bytes that it stands for.
            let padding = text.len() - text.trim_end_matches('=').len();
            size += if field == "data" {
                text.len()
            } else {
                (text.len() / 4 * 3).saturating_sub(padding)
            };
        }
    }
    if size > DATA_LARGEST {
        wrong.too_long(&FieldPath::root(), DATA_LARGEST);
    }
    wrong
}

/// Rules of a ConfigMap that replaces another.
pub(crate) fn validate_config_map_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    if old.get("immutable").and_then(Value::as_bool) == Some(true) {
        let detail = "field is immutable when `immutable` is set";
        for field in ["immutable", "data", "binaryData"] {
            let kept = match field {
                "immutable" => value.get(field) == Some(&Value::Bool(true)),
                _ => value.get(field) == old.get(field),
            };
            if !kept {
                wrong.forbidden(Code::ImmutableField, &FieldPath::root().field(field), detail);
            }
        }
    }
    wrong.append(validate_config_map(value));
    wrong
}

/// Rules of a Node.
pub(crate) fn validate_node(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Node, value);
    taints(value, &mut wrong);
    amounts(value, &mut wrong);
    let at = FieldPath::root().field("spec.podCIDRs");
    let ranges = value.list("spec.podCIDRs");
    for (place, range) in ranges.iter().enumerate() {
        let text = range.as_str().unwrap_or_default();
        wrong.invalid_each(Code::InvalidCidr, &at.index(place), text, format::cidr(text));
    }
    let v6 = |it: &Value| it.as_str().is_some_and(|it| it.contains(':'));
    let both = ranges.iter().any(v6) && !ranges.iter().all(v6);
    let unreadable = |it: &&Value| format::sloppy_cidr(it.as_str().unwrap_or_default()).is_none();
    let unreadable = ranges.iter().find(unreadable).filter(|_| ranges.len() > 1);
    if let Some(text) = unreadable.and_then(Value::as_str) {
        wrong.internal(Code::InvalidCidr, &at, &no_dual_stack(text));
    }
    if ranges.len() > 2 || (ranges.len() == 2 && (!both || unreadable.is_some())) {
        let detail = "may specify no more than one CIDR for each IP family";
        wrong.invalid(Code::InvalidCidr, &at, rules::shown(value.at("spec.podCIDRs")), detail);
    }
    for (place, range) in ranges.iter().enumerate() {
        if ranges.iter().take(place).any(|it| it == range) {
            wrong.duplicate(Code::DuplicateValue, &at.index(place), range);
        }
    }
    wrong
}

/// Why IsDualStackCIDRStrings cannot tell.
fn no_dual_stack(range: &str) -> String {
    format!(
        "invalid PodCIDRs. failed to check with dual stack with error:failed to parse cidr \
         value:{} with error:invalid CIDR address: {range}",
        quote(range)
    )
}

/// Rules of a Node that replaces another: those of a new one, then its own.
pub(crate) fn validate_node_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = validate_node(value);
    wrong.append(validate_node_status(value, old));
    wrong
}

/// ValidateNodeUpdate, which is all that a write of the status is held to.
pub(crate) fn validate_node_status(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    amounts(value, &mut wrong);
    let addresses = value.list("status.addresses");
    for (place, address) in addresses.iter().enumerate() {
        if addresses.iter().take(place).any(|it| it == address) {
            let quoted = |field: &str| Value::from(address.text(field)).to_json();
            let shown =
                format!("{{\"Type\":{},\"Address\":{}}}", quoted("type"), quoted("address"));
            let at = FieldPath::root().field("status.addresses").index(place);
            wrong.duplicate(Code::DuplicateValue, &at, Shown::raw(shown));
        }
    }
    let (before, after) = (old.list("spec.podCIDRs"), value.list("spec.podCIDRs"));
    let changed = match before.len() {
        0 => 0,
        count if count != after.len() => 1,
        // Upstream tells each range that changed.
        _ => before.iter().zip(after).filter(|(before, after)| before != after).count(),
    };
    for _ in 0..changed {
        let detail = "node updates may not change podCIDR except from \"\" to valid";
        let at = FieldPath::root().field("spec.podCIDRs");
        wrong.forbidden(Code::ImmutableField, &at, detail);
    }
    let provider = old.text("spec.providerID");
    if !provider.is_empty() && provider != value.text("spec.providerID") {
        let detail = "node updates may not change providerID except from \"\" to valid";
        wrong.forbidden(Code::ImmutableField, &FieldPath::root().field("spec.providerID"), detail);
    }
    taints(value, &mut wrong);
    if old.text("spec.externalID") != value.text("spec.externalID") {
        let at = FieldPath::root().field("spec.externalID");
        wrong.forbidden(Code::ImmutableField, &at, "may not be updated");
    }
    wrong
}

/// ValidateNodeResources.
fn amounts(value: &Value, wrong: &mut Problems) {
    for list in ["status.capacity", "status.allocatable"] {
        for (name, amount) in value.at(list).and_then(Value::as_map).into_iter().flatten() {
            let at = FieldPath::root().field(list).named(name);
            super::pod::quantity(name, amount, &at, wrong);
        }
    }
}

/// validateNodeTaints; upstream puts them under `metadata` in paths.
fn taints(value: &Value, wrong: &mut Problems) {
    let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
    for (place, taint) in value.list("spec.taints").iter().enumerate() {
        let at = FieldPath::root().field("metadata.taints").index(place);
        metadata::label_key(taint.text("key"), &at.field("key"), wrong);
        let text = taint.text("value");
        let details = format::label_value(text);
        if !details.is_empty() {
            let detail = details.join(";");
            wrong.invalid(Code::InvalidLabelValue, &at.field("value"), text, &detail);
        }
        let effect = taint.text("effect");
        if effect.is_empty() {
            wrong.required(Code::RequiredField, &at.field("effect"), "");
        } else if !effects.contains(&effect) {
            wrong.unsupported(Code::UnsupportedValue, &at.field("effect"), effect, &effects);
        }
        let same = |it: &Value| {
            it.text("key") == taint.text("key") && it.text("effect") == taint.text("effect")
        };
        if value.list("spec.taints").iter().take(place).any(same) {
            let quoted = |field: &str| Value::from(taint.text(field)).to_json();
            let time = taint.get("timeAdded").map_or("null".to_owned(), Value::to_json);
            // The JSON of upstream's internal type, whose fields have no JSON names.
            let shown = format!(
                "{{\"Key\":{},\"Value\":{},\"Effect\":{},\"TimeAdded\":{time}}}",
                quoted("key"),
                quoted("value"),
                quoted("effect")
            );
            wrong.duplicate(Code::DuplicateValue, &at, Shown::raw(shown));
            if let Some(last) = wrong.0.last_mut() {
                last.message.push_str(": taints must be unique by key and effect pair");
            }
        }
    }
}

/// Warnings about a Node. Models pkg/registry/core/node strategy.go (v1.36).
pub(crate) fn node_warnings(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    if !value.text("spec.externalID").is_empty() {
        let words = "spec.externalID: this field is deprecated, and is unused by Kubernetes";
        out.push(words.to_owned());
    }
    for (place, range) in value.list("spec.podCIDRs").iter().enumerate() {
        let text = range.as_str().unwrap_or_default();
        out.extend(format::cidr_warning(&format!("spec.podCIDRs[{place}]"), text));
    }
    out
}

/// Rules of a Namespace.
pub(crate) fn validate_namespace(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Namespace, value);
    let at = FieldPath::root().field("spec.finalizers");
    for name in value.list("spec.finalizers").iter().filter_map(Value::as_str) {
        wrong.invalid_each(Code::InvalidMetadata, &at, name, format::qualified_name(name));
        metadata::kube_finalizer(name, &at, &mut wrong);
    }
    wrong
}

/// Rules of a Namespace that replaces another.
pub(crate) fn validate_namespace_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = validate_namespace(value);
    wrong.append(metadata::validate_update(value, old));
    wrong
}

/// ValidateNamespaceStatusUpdate.
pub(crate) fn validate_namespace_status(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    let phase = value.text("status.phase");
    let (wanted, detail) = match value.at("metadata.deletionTimestamp") {
        None => ("Active", "may only be 'Active' if `deletionTimestamp` is empty"),
        Some(_) => ("Terminating", "may only be 'Terminating' if `deletionTimestamp` is not empty"),
    };
    if phase != wanted {
        let at = FieldPath::root().field("status.Phase");
        wrong.invalid(Code::UnsupportedValue, &at, Shown::from(phase).typed(), detail);
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(problems: Problems) -> Vec<String> {
        problems.0.into_iter().map(|it| format!("{}: {}", it.field, it.message)).collect()
    }

    #[test]
    fn a_taint_stands_once() {
        let mut taint = Value::map();
        taint.set("key", "a");
        taint.set("effect", "NoSchedule");
        let mut node = Value::map();
        node.set("metadata.name", "n");
        node.set("spec.taints", vec![taint.clone(), taint]);
        assert_eq!(
            told(validate_node(&node)),
            ["metadata.taints[1]: Duplicate value: \
              {\"Key\":\"a\",\"Value\":\"\",\"Effect\":\"NoSchedule\",\"TimeAdded\":null}: taints must be \
              unique by key and effect pair"]
        );
    }

    #[test]
    fn a_node_keeps_its_ranges_and_names_each_address_once() {
        let mut address = Value::map();
        address.set("type", "InternalIP");
        address.set("address", "172.18.0.2");
        let mut node = Value::map();
        node.set("metadata.name", "n");
        node.set("spec.podCIDRs", vec![Value::from("10.0.0.0/24"), "fd00::/64".into()]);
        node.set("status.addresses", vec![address.clone(), address]);
        let mut other = node.clone();
        other.set("spec.podCIDRs", vec![Value::from("10.1.0.0/24"), "fd01::/64".into()]);
        other.set("spec.externalID", "x");
        let range = "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" \
                     to valid";
        assert_eq!(
            told(validate_node_update(&other, &node)),
            [
                "status.addresses[1]: Duplicate value: \
                 {\"Type\":\"InternalIP\",\"Address\":\"172.18.0.2\"}",
                range,
                range,
                "spec.externalID: Forbidden: may not be updated",
            ]
        );
    }

    #[test]
    fn a_namespaces_own_finalizers_are_qualified() {
        let mut namespace = Value::map();
        namespace.set("metadata.name", "team");
        namespace.set("spec.finalizers", vec![Value::from("foo"), "kubernetes".into()]);
        assert_eq!(
            told(validate_namespace(&namespace)),
            [
                "spec.finalizers: Invalid value: \"foo\": name is neither a standard finalizer name nor \
              is it fully qualified"
            ]
        );
    }

    #[test]
    fn a_status_is_looked_at_too() {
        let mut node = Value::map();
        node.set("metadata.name", "n");
        let mut more = node.clone();
        more.set("status.capacity.pods", "1500m");
        let words = "status.capacity.pods: Invalid value: \"1500m\": must be an integer";
        assert_eq!(told(validate_node_status(&more, &node)), [words]);
        let mut namespace = node.clone();
        namespace.set("status.phase", "Terminating");
        let words = "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if \
                     `deletionTimestamp` is empty";
        assert_eq!(told(validate_namespace_status(&namespace, &namespace)), [words]);
        namespace.set("metadata.deletionTimestamp", "2026-01-01T00:00:00Z");
        assert_eq!(told(validate_namespace_status(&namespace, &namespace)), [""; 0]);
    }
}
