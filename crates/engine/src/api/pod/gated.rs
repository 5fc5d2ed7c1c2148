//! What may change of a Pod that gates hold back.
//!
//! Models pkg/apis/core/validation ValidatePodUpdate, validateNodeSelectorMutation
//! and validateNodeAffinityMutation (v1.36).

use super::placement::there;
use super::validate::keep;
use crate::api::problems::{Problems, Shown};
use crate::api::rules;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

/// Looks at the nodes that the Pod may run on, which may only become fewer, and
/// gives the spec those that it had.
pub(super) fn update(spec: &mut Value, old: &Value, at: &FieldPath, wrong: &mut Problems) {
    selector(spec, old, &at.field("nodeSelector"), wrong);
    keep(spec, "nodeSelector", Some(old));
    let now = spec.at("affinity.nodeAffinity").filter(|it| !it.is_null()).cloned();
    let before = old.at("affinity.nodeAffinity").filter(|it| !it.is_null());
    if now.as_ref() == before {
        return;
    }
    if let Some(before) = before.and_then(|it| there(it, REQUIRED)) {
        let at = at.field("affinity.nodeAffinity").field(REQUIRED).field("nodeSelectorTerms");
        terms(now.as_ref().and_then(|it| there(it, REQUIRED)), before, &at, wrong);
    }
    let others = ["podAffinity", "podAntiAffinity"];
    let alone =
        spec.get("affinity").is_some_and(|it| others.iter().all(|name| there(it, name).is_none()));
    if there(old, "affinity").is_none() && alone {
        spec.remove("affinity");
    } else {
        match before {
            Some(before) => spec.set("affinity.nodeAffinity", before.clone()),
            None => {
                spec.remove("affinity.nodeAffinity");
            }
        }
    }
}

fn selector(spec: &Value, old: &Value, at: &FieldPath, wrong: &mut Problems) {
    let now = spec.get("nodeSelector");
    let mut before = old.get("nodeSelector").and_then(Value::as_map).into_iter().flatten();
    if before.any(|(key, value)| now.and_then(|it| it.get(key)) != Some(value)) {
        let detail = "only additions to spec.nodeSelector are allowed (no mutations or deletions)";
        wrong.invalid(Code::PodUpdateForbidden, at, rules::shown(now), detail);
    }
}

fn terms(now: Option<&Value>, before: &Value, at: &FieldPath, wrong: &mut Problems) {
    let all = now.and_then(|it| it.get("nodeSelectorTerms")).and_then(Value::as_list);
    let (new, old) = (all.unwrap_or(&[]), before.list("nodeSelectorTerms"));
    if !old.is_empty() && old.len() != new.len() {
        let detail = "no additions/deletions to non-empty NodeSelectorTerms list are allowed";
        return wrong.invalid(Code::PodUpdateForbidden, at, Shown::raw(list(new, term)), detail);
    }
    for (place, (new, old)) in new.iter().zip(old).enumerate() {
        if !only_more(new, old) {
            let detail = "only additions are allowed (no mutations or deletions)";
            let at = at.index(place);
            wrong.invalid(Code::PodUpdateForbidden, &at, Shown::raw(term(new)), detail);
        }
    }
}

/// The JSON of upstream's internal types, whose fields have no JSON names.
fn term(term: &Value) -> String {
    let [expressions, fields] =
        ["matchExpressions", "matchFields"].map(|it| list(term.list(it), wanted));
    format!("{{\"MatchExpressions\":{expressions},\"MatchFields\":{fields}}}")
}

fn wanted(it: &Value) -> String {
    let quoted = |field: &str| Value::from(it.text(field)).to_json();
    let values = list(it.list("values"), Value::to_json);
    format!("{{\"Key\":{},\"Operator\":{},\"Values\":{values}}}", quoted("key"), quoted("operator"))
}

fn list(all: &[Value], shown: fn(&Value) -> String) -> String {
    if all.is_empty() {
        return "null".to_owned();
    }
    let all: Vec<String> = all.iter().map(shown).collect();
    format!("[{}]", all.join(","))
}

/// A term without anything matches nothing, so nothing may come to it.
fn only_more(new: &Value, old: &Value) -> bool {
    let lists = ["matchExpressions", "matchFields"];
    if lists.iter().all(|it| old.list(it).is_empty()) {
        return lists.iter().all(|it| new.list(it).is_empty());
    }
    lists.iter().all(|it| new.list(it).starts_with(old.list(it)))
}
