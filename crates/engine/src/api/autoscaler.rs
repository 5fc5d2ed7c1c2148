//! The rules of HorizontalPodAutoscalers.
//!
//! Models pkg/apis/autoscaling/validation, pkg/apis/autoscaling/v2/defaults.go and
//! pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go (v1.36).

use super::problems::{Problems, Shown};
use super::{default, format, metadata, pod, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::schema;
use crate::value::Value;

/// The sources of a metric, in the order in which they are looked at: its field, its type.
const SOURCES: [(&str, &str); 5] = [
    ("object", "Object"),
    ("external", "External"),
    ("pods", "Pods"),
    ("resource", "Resource"),
    ("containerResource", "ContainerResource"),
];

/// The types of metrics, in the order in which messages list them.
const TYPES: [&str; 5] = ["ContainerResource", "External", "Object", "Pods", "Resource"];

/// Longest period of a policy, in seconds.
const PERIOD_LONGEST: i64 = 1800;
/// Longest window in which numbers settle, in seconds.
const WINDOW_LONGEST: i64 = 3600;

/// SetDefaults_HorizontalPodAutoscaler.
pub(crate) fn defaults(value: &mut Value) {
    default(value, "spec.minReplicas", 1);
    if value.list("spec.metrics").is_empty() {
        let mut metric = Value::map();
        metric.set("type", "Resource");
        metric.set("resource.name", "cpu");
        metric.set("resource.target.type", "Utilization");
        metric.set("resource.target.averageUtilization", 80);
        value.set("spec.metrics", vec![metric]);
    }
    if value.at("spec.behavior").is_some_and(|it| !it.is_null()) {
        default(value, "spec.behavior.scaleUp.stabilizationWindowSeconds", 0);
        let up = vec![policy("Pods", 4), policy("Percent", 100)];
        for (side, policies) in [("scaleUp", up), ("scaleDown", vec![policy("Percent", 100)])] {
            default(value, &format!("spec.behavior.{side}.selectPolicy"), "Max");
            default(value, &format!("spec.behavior.{side}.policies"), policies);
        }
    }
    default(value, "status.currentMetrics", Value::Null);
    default(value, "status.desiredReplicas", 0);
}

fn policy(kind: &str, amount: i64) -> Value {
    let mut policy = Value::map();
    policy.set("type", kind);
    policy.set("value", amount);
    policy.set("periodSeconds", 15);
    policy
}

/// Rules of a HorizontalPodAutoscaler.
pub(crate) fn validate(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::HorizontalPodAutoscaler, value);
    spec(value, None, &mut wrong);
    wrong
}

/// Rules of a HorizontalPodAutoscaler that replaces another.
pub(crate) fn validate_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    spec(value, Some(old), &mut wrong);
    wrong
}

/// Rules of a status write.
pub(crate) fn validate_status(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    let at = FieldPath::root().field("status");
    for field in ["currentReplicas", "desiredReplicas"] {
        let number = value.get("status").and_then(|it| it.get(field));
        rules::non_negative(number, &at.field(field), &mut wrong);
    }
    wrong
}

fn spec(value: &Value, old: Option<&Value>, wrong: &mut Problems) {
    let at = FieldPath::root().field("spec");
    let number = |path: &str| value.at(path).and_then(Value::as_int).unwrap_or(0);
    let (least, most) = (number("spec.minReplicas"), number("spec.maxReplicas"));
    if least < 1 {
        let detail = "must be greater than or equal to 1";
        wrong.invalid(Code::NumberOutOfRange, &at.field("minReplicas"), least, detail);
    }
    let at_most = at.field("maxReplicas");
    if most < 1 {
        wrong.invalid(Code::NumberOutOfRange, &at_most, most, "must be greater than 0");
    }
    if most < least {
        let detail = "must be greater than or equal to `minReplicas`";
        wrong.invalid(Code::NumberOutOfRange, &at_most, most, detail);
    }
    let empty = Value::map();
    let target = |it: &Value| it.at("spec.scaleTargetRef").cloned().unwrap_or_default();
    let named = |it: &Value| (it.text("apiVersion").to_owned(), it.text("kind").to_owned());
    let kept = old.is_some_and(|old| named(&target(old)) == named(&target(value)));
    let group = match target(value).text("kind") {
        _ if kept => Group::Any,
        "ReplicationController" => Group::OrNone,
        _ => Group::Needed,
    };
    let reference = value.at("spec.scaleTargetRef").unwrap_or(&empty);
    object_reference(reference, group, &at.field("scaleTargetRef"), wrong);
    let metrics = value.list("spec.metrics");
    for (place, one) in metrics.iter().enumerate() {
        metric(one, &at.field("metrics").index(place), wrong);
    }
    if least == 0 && !metrics.iter().any(|it| matches!(it.text("type"), "Object" | "External")) {
        let detail = "must specify at least one Object or External metric to support scaling to \
                      zero replicas";
        wrong.forbidden(Code::ForbiddenField, &at.field("metrics"), detail);
    }
    for side in ["scaleUp", "scaleDown"] {
        if let Some(rules) = value.at("spec.behavior").and_then(|it| it.get(side)) {
            scaling(rules, &at.field("behavior").field(side), wrong);
        }
    }
}

/// Whether an apiVersion names a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// It does.
    Needed,
    /// It may.
    OrNone,
    /// Nobody looks.
    Any,
}

/// ValidateCrossVersionObjectReference.
fn object_reference(reference: &Value, group: Group, at: &FieldPath, wrong: &mut Problems) {
    for field in ["kind", "name"] {
        let (text, at) = (reference.text(field), at.field(field));
        if text.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
        } else {
            wrong.invalid_each(Code::InvalidName, &at, text, format::path_segment(text));
        }
    }
    let (version, at) = (reference.text("apiVersion"), at.field("apiVersion"));
    let groupless = version.split_once('/').is_none_or(|(group, _)| group.is_empty());
    if group == Group::Any {
        return;
    }
    if version.matches('/').count() > 1 {
        let detail = format!("unexpected GroupVersion string: {version}");
        wrong.invalid(Code::InvalidValue, &at, version, &detail);
    } else if group == Group::Needed && groupless {
        let detail = "apiVersion must specify API group";
        wrong.invalid(Code::InvalidValue, &at, version, detail);
    }
}

/// validateMetricSpec.
fn metric(metric: &Value, at: &FieldPath, wrong: &mut Problems) {
    let kind = metric.text("type");
    let known = TYPES.contains(&kind);
    if kind.is_empty() {
        wrong.required(Code::RequiredField, &at.field("type"), "must specify a metric source type");
    }
    if !known {
        wrong.unsupported(Code::UnsupportedValue, &at.field("type"), kind, &TYPES);
    }
    let there = SOURCES.iter().filter_map(|(field, of)| Some((*field, *of, metric.get(field)?)));
    let there: Vec<_> = there.filter(|it| !it.2.is_null()).collect();
    if let Some((field, _, source)) = there.first() {
        metric_source(field, source, &at.field(field), wrong);
    }
    if !known {
        wrong.unsupported(Code::UnsupportedValue, &at.field("type"), kind, &TYPES);
    }
    let missing =
        SOURCES.iter().find(|(field, of)| *of == kind && !there.iter().any(|it| it.0 == *field));
    if let Some((field, _)) = missing {
        let detail = "must populate information for the given metric source";
        wrong.required(Code::RequiredField, &at.field(field), detail);
    }
    for (field, ..) in there.iter().filter(|it| there.len() > 1 && it.1 != kind) {
        let detail = "must populate the given metric source only";
        wrong.forbidden(Code::ForbiddenField, &at.field(field), detail);
    }
}

/// validateObjectSource, validateExternalSource, validatePodsSource,
/// validateResourceSource and validateContainerResourceSource.
fn metric_source(kind: &str, source: &Value, at: &FieldPath, wrong: &mut Problems) {
    let empty = Value::map();
    let target = source.get("target").unwrap_or(&empty);
    let at_target = at.field("target");
    let has = |field: &str| target.get(field).is_some_and(|it| !it.is_null());
    if kind == "object" {
        let described = source.get("describedObject").unwrap_or(&empty);
        object_reference(described, Group::OrNone, &at.field("describedObject"), wrong);
    }
    if matches!(kind, "object" | "external" | "pods") {
        let (name, at) = (source.text("metric.name"), at.field("metric.name"));
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "must specify a metric name");
        } else {
            wrong.invalid_each(Code::InvalidName, &at, name, format::path_segment(name));
        }
    } else {
        let (name, at) = (source.text("name"), at.field("name"));
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "must specify a resource name");
        } else if kind == "containerResource" {
            pod::resource_name(name, &at, wrong);
        }
    }
    if kind == "containerResource" {
        let (name, at) = (source.text("container"), at.field("container"));
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "must specify a container");
        } else {
            wrong.invalid_each(Code::InvalidName, &at, name, format::dns_label(name));
        }
    }
    metric_target(target, &at_target, wrong);
    let (value, average, share) = (has("value"), has("averageValue"), has("averageUtilization"));
    let (field, detail) = match kind {
        "object" if !value && !average => {
            ("averageValue", "must set either a target value or averageValue")
        }
        "external" if !value && !average => {
            ("averageValue", "must set either a target value for metric or a per-pod target")
        }
        "pods" if !average => ("averageValue", "must specify a positive target averageValue"),
        "resource" | "containerResource" if !share && !average => {
            ("averageUtilization", "must set either a target raw value or a target utilization")
        }
        "external" if value && average => {
            let detail = "may not set both a target value for metric and a per-pod target";
            return wrong.forbidden(Code::ForbiddenField, &at_target.field("value"), detail);
        }
        "resource" | "containerResource" if share && average => {
            let detail = "may not set both a target raw value and a target utilization";
            return wrong.forbidden(Code::ForbiddenField, &at_target.field("averageValue"), detail);
        }
        _ => return,
    };
    wrong.required(Code::RequiredField, &at_target.field(field), detail);
}

/// validateMetricTarget.
fn metric_target(target: &Value, at: &FieldPath, wrong: &mut Problems) {
    let kind = target.text("type");
    if kind.is_empty() {
        wrong.required(Code::RequiredField, &at.field("type"), "must specify a metric target type");
    }
    if !matches!(kind, "Utilization" | "Value" | "AverageValue") {
        let detail = "must be either Utilization, Value, or AverageValue";
        let shown = Shown::from(kind).typed();
        wrong.invalid(Code::UnsupportedValue, &at.field("type"), shown, detail);
    }
    for field in ["value", "averageValue"] {
        let text = target.text(field);
        if !text.is_empty() && schema::quantity_nano(text).is_some_and(|it| it <= 0) {
            wrong.invalid(Code::NumberOutOfRange, &at.field(field), text, "must be positive");
        }
    }
    if let Some(share) =
        target.get("averageUtilization").and_then(Value::as_int).filter(|it| *it < 1)
    {
        let at = at.field("averageUtilization");
        wrong.invalid(Code::NumberOutOfRange, &at, share, "must be greater than 0");
    }
}

/// validateScalingRules.
fn scaling(rules: &Value, at: &FieldPath, wrong: &mut Problems) {
    let window = rules.get("stabilizationWindowSeconds").and_then(Value::as_int).unwrap_or(0);
    let at_window = at.field("stabilizationWindowSeconds");
    if window < 0 {
        let detail = "must be greater than or equal to zero";
        wrong.invalid(Code::NumberOutOfRange, &at_window, window, detail);
    }
    if window > WINDOW_LONGEST {
        let detail = format!("must be less than or equal to {WINDOW_LONGEST}");
        wrong.invalid(Code::NumberOutOfRange, &at_window, window, &detail);
    }
    let allowed = ["Disabled", "Max", "Min"];
    let select = rules.text("selectPolicy");
    if !allowed.contains(&select) {
        wrong.unsupported(Code::UnsupportedValue, &at.field("selectPolicy"), select, &allowed);
    }
    let policies = rules.list("policies");
    if policies.is_empty() {
        let detail = "must specify at least one Policy";
        wrong.required(Code::RequiredField, &at.field("policies"), detail);
    }
    for (place, policy) in policies.iter().enumerate() {
        scaling_policy(policy, &at.field("policies").index(place), wrong);
    }
    let tolerance = rules.text("tolerance");
    if !tolerance.is_empty() && schema::quantity_nano(tolerance).is_some_and(|it| it < 0) {
        let detail = "must be greater than or equal to 0";
        wrong.invalid(Code::NumberOutOfRange, &at.field("tolerance"), tolerance, detail);
    }
}

/// validateScalingPolicy.
fn scaling_policy(policy: &Value, at: &FieldPath, wrong: &mut Problems) {
    let allowed = ["Percent", "Pods"];
    if !allowed.contains(&policy.text("type")) {
        let kind = policy.text("type");
        wrong.unsupported(Code::UnsupportedValue, &at.field("type"), kind, &allowed);
    }
    let number = |field: &str| policy.get(field).and_then(Value::as_int).unwrap_or(0);
    for field in ["value", "periodSeconds"] {
        if number(field) <= 0 {
            let detail = "must be greater than zero";
            wrong.invalid(Code::NumberOutOfRange, &at.field(field), number(field), detail);
        }
    }
    let period = number("periodSeconds");
    if period > PERIOD_LONGEST {
        let detail = format!("must be less than or equal to {PERIOD_LONGEST}");
        wrong.invalid(Code::NumberOutOfRange, &at.field("periodSeconds"), period, &detail);
    }
}

#[cfg(test)]
mod tests;
