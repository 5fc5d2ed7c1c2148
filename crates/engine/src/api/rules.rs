//! Rules that several kinds share: ports, label selectors, numbers.
//!
//! Models pkg/apis/core/validation and apimachinery's validation of label
//! selectors (v1.36).

use super::metadata;
use super::problems::{Problems, Shown, in_order};
use crate::api::format;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

/// Transport protocols, in the order in which messages list them.
pub(crate) const PROTOCOLS: [&str; 3] = ["SCTP", "TCP", "UDP"];

/// A protocol that must be set.
pub(crate) fn protocol(text: &str, at: &FieldPath, wrong: &mut Problems) {
    if text.is_empty() {
        wrong.required(Code::InvalidProtocol, at, "");
    } else if !PROTOCOLS.contains(&text) {
        wrong.unsupported(Code::InvalidProtocol, at, text, &PROTOCOLS);
    }
}

/// ValidatePortNumOrName: a port as a number or a name.
pub(crate) fn port_num_or_name(port: Option<&Value>, at: &FieldPath, wrong: &mut Problems) {
    match port {
        Some(Value::Str(name)) => {
            for detail in format::port_name(name) {
                let code = if detail.contains("at least one letter") {
                    Code::TargetPortNameNeedsLetter
                } else {
                    Code::InvalidTargetPortName
                };
                wrong.invalid(code, at, name, &detail);
            }
        }
        other => {
            let number = other.and_then(Value::as_int).unwrap_or(0);
            if let Some(detail) = format::port_number(number) {
                wrong.invalid(Code::PortOutOfRange, at, number, detail);
            }
        }
    }
}

/// ValidateNonnegativeField.
pub(crate) fn non_negative(value: Option<&Value>, at: &FieldPath, wrong: &mut Problems) {
    let number = value.and_then(Value::as_int).unwrap_or(0);
    if number < 0 {
        let detail = "must be greater than or equal to 0";
        wrong.invalid(Code::NumberOutOfRange, at, number, detail);
    }
}

/// ValidateLabelSelector.
pub(crate) fn label_selector(selector: Option<&Value>, at: &FieldPath, wrong: &mut Problems) {
    let Some(selector) = selector else { return };
    if let Some(labels) = selector.get("matchLabels").and_then(Value::as_map) {
        metadata::validate_labels(labels, &at.field("matchLabels"), wrong);
    }
    for (place, expression) in selector.list("matchExpressions").iter().enumerate() {
        requirement(expression, &at.field("matchExpressions").index(place), wrong);
    }
}

fn requirement(expression: &Value, at: &FieldPath, wrong: &mut Problems) {
    let values = expression.list("values");
    match expression.text("operator") {
        "In" | "NotIn" => {
            if values.is_empty() {
                let detail = "must be specified when `operator` is 'In' or 'NotIn'";
                wrong.required(Code::InvalidSelector, &at.field("values"), detail);
            }
        }
        "Exists" | "DoesNotExist" => {
            if !values.is_empty() {
                let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
                wrong.forbidden(Code::InvalidSelector, &at.field("values"), detail);
            }
        }
        other => {
            let detail = "not a valid selector operator";
            let shown = Shown::from(other).typed();
            wrong.invalid(Code::InvalidSelector, &at.field("operator"), shown, detail);
        }
    }
    metadata::label_key(expression.text("key"), &at.field("key"), wrong);
    for (place, value) in values.iter().enumerate() {
        let text = value.as_str().unwrap_or_default();
        let at = at.field("values").index(place);
        wrong.invalid_each(Code::InvalidLabelValue, &at, text, format::label_value(text));
    }
}

/// Whether LabelSelectorAsSelector reads it.
pub(crate) fn selector_readable(selector: &Value) -> bool {
    let mut wrong = Problems::default();
    label_selector(Some(selector), &FieldPath::root(), &mut wrong);
    wrong.0.is_empty()
}

/// A label selector as messages show it, `null` where it is missing.
pub(crate) fn shown_selector(selector: Option<&Value>) -> Shown {
    match selector {
        Some(it) if it.as_map().is_some() => {
            Shown::raw(in_order(it, &["matchLabels", "matchExpressions"]))
        }
        other => shown(other),
    }
}

/// A value as messages show it, `null` where it is missing.
pub(crate) fn shown(value: Option<&Value>) -> Shown {
    Shown::from(value)
}
