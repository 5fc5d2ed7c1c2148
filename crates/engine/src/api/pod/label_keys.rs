//! The keys of a Pod's labels whose values its own selectors take over.
//!
//! Models pkg/registry/core/pod strategy.go mutatePodAffinity and
//! mutateTopologySpreadConstraints, and pkg/apis/core/validation
//! validateMatchLabelKeysAndMismatchLabelKeys (v1.36).

use std::collections::{BTreeMap, BTreeSet};

use super::placement::there;
use crate::api::each;
use crate::api::metadata;
use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

const FIELDS: [(&str, &str); 2] = [("matchLabelKeys", "In"), ("mismatchLabelKeys", "NotIn")];

/// Writes the values that a new Pod's labels have into its selectors.
pub(crate) fn merge(pod: &mut Value) {
    let far = pod.at("spec.affinity").is_none();
    if far && pod.list("spec.topologySpreadConstraints").is_empty() {
        return;
    }
    let labels = pod.at("metadata.labels").cloned().unwrap_or_default();
    for section in ["podAffinity", "podAntiAffinity"] {
        let at = format!("spec.affinity.{section}");
        each(pod, &format!("{at}.preferredDuringSchedulingIgnoredDuringExecution"), |it| {
            if let Some(term) = it.at_mut("podAffinityTerm") {
                take_over(term, &labels);
            }
        });
        let required = format!("{at}.requiredDuringSchedulingIgnoredDuringExecution");
        each(pod, &required, |term| take_over(term, &labels));
    }
    each(pod, "spec.topologySpreadConstraints", |it| take_over(it, &labels));
}

fn take_over(term: &mut Value, labels: &Value) {
    if there(term, "labelSelector").is_none() {
        return;
    }
    let mut expressions = term.list("labelSelector.matchExpressions").to_vec();
    let before = expressions.len();
    for (field, operator) in FIELDS {
        for key in term.list(field).iter().filter_map(Value::as_str) {
            if let Some(value) = labels.get(key) {
                let mut expression = Value::map();
                expression.set("key", key);
                expression.set("operator", operator);
                expression.set("values", vec![value.clone()]);
                expressions.push(expression);
            }
        }
    }
    if expressions.len() > before {
        term.set("labelSelector.matchExpressions", expressions);
    }
}

/// Rules of these keys. A key that the selector names too is there twice after
/// the Pod's label was taken over.
pub(super) fn validate(term: &Value, at: &FieldPath, wrong: &mut Problems) {
    let selector = there(term, "labelSelector");
    for (field, _) in FIELDS {
        let keys = term.list(field);
        let at = at.field(field);
        if selector.is_none() && !keys.is_empty() {
            let detail = "must not be specified when labelSelector is not set";
            wrong.forbidden(Code::ForbiddenField, &at, detail);
            continue;
        }
        for (index, key) in keys.iter().filter_map(Value::as_str).enumerate() {
            metadata::label_key(key, &at.index(index), wrong);
        }
    }
    if term.list("matchLabelKeys").is_empty() {
        return;
    }
    let texts = |list: &'static str| term.list(list).iter().filter_map(Value::as_str);
    // Of a key that stands twice, the last place is told.
    let places: BTreeMap<&str, usize> = texts("matchLabelKeys").zip(0..).collect();
    let labels = term.at("labelSelector.matchLabels").and_then(Value::as_map);
    let mut named: BTreeSet<&str> = labels.into_iter().flatten().map(|it| it.0.as_str()).collect();
    for expression in term.list("labelSelector.matchExpressions") {
        let key = expression.text("key");
        if let (Some(place), false) = (places.get(key), named.insert(key)) {
            let detail = "exists in both matchLabelKeys and labelSelector";
            wrong.invalid(Code::InvalidSelector, &at.index(*place), key, detail);
        }
    }
    let other: BTreeSet<&str> = texts("mismatchLabelKeys").collect();
    for (key, index) in texts("matchLabelKeys").zip(0..).filter(|it| other.contains(it.0)) {
        let at = at.field("matchLabelKeys").index(index);
        let detail = "exists in both matchLabelKeys and mismatchLabelKeys";
        wrong.invalid(Code::InvalidSelector, &at, key, detail);
    }
}
