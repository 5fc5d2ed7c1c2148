//! Where a Pod may run: affinity, spreading, tolerations; and its other rarer
//! fields.
//!
//! Models pkg/apis/core/validation validateAffinity,
//! validateTopologySpreadConstraints, ValidateTolerations,
//! validatePodDNSConfig, validatePodSpecSecurityContext and their like (v1.36).

use super::label_keys;
use crate::api::problems::{Problems, Shown};
use crate::api::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

/// MaxDNSSearchListChars, blanks between the domains included.
const DNS_SEARCH_LONGEST: usize = 2048;

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

pub(super) fn there<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.get(name).filter(|it| !it.is_null())
}

fn number(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_int).unwrap_or(0)
}

/// validateAffinity.
pub(super) fn affinity(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(affinity) = there(spec, "affinity") else { return };
    let at = at.field("affinity");
    if let Some(node) = there(affinity, "nodeAffinity") {
        node_affinity(node, &at.field("nodeAffinity"), wrong);
    }
    for name in ["podAffinity", "podAntiAffinity"] {
        let Some(pods) = there(affinity, name) else { continue };
        let at = at.field(name);
        for (place, term) in pods.list(REQUIRED).iter().enumerate() {
            pod_term(term, &at.field(REQUIRED).index(place), wrong);
        }
        for (place, weighted) in pods.list(PREFERRED).iter().enumerate() {
            let at = at.field(PREFERRED).index(place);
            weight(weighted, &at, wrong);
            let empty = Value::map();
            let term = weighted.get("podAffinityTerm").unwrap_or(&empty);
            pod_term(term, &at.field("podAffinityTerm"), wrong);
        }
    }
}

fn weight(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    let weight = number(value, "weight");
    if !(1..=100).contains(&weight) {
        let at = at.field("weight");
        wrong.invalid(Code::NumberOutOfRange, &at, weight, "must be in the range 1-100");
    }
}

fn node_affinity(node: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(required) = there(node, REQUIRED) {
        let at = at.field(REQUIRED).field("nodeSelectorTerms");
        let terms = required.list("nodeSelectorTerms");
        if terms.is_empty() {
            let detail = "must have at least one node selector term";
            wrong.required(Code::RequiredField, &at, detail);
        }
        for (place, term) in terms.iter().enumerate() {
            node_term(term, true, &at.index(place), wrong);
        }
    }
    for (place, preferred) in node.list(PREFERRED).iter().enumerate() {
        let at = at.field(PREFERRED).index(place);
        weight(preferred, &at, wrong);
        if let Some(term) = there(preferred, "preference") {
            node_term(term, false, &at.field("preference"), wrong);
        }
    }
}

/// ValidateNodeSelectorTerm. What is only preferred may name values that no label has.
fn node_term(term: &Value, required: bool, at: &FieldPath, wrong: &mut Problems) {
    for (place, wanted) in term.list("matchExpressions").iter().enumerate() {
        let at = at.field("matchExpressions").index(place);
        let values = wanted.list("values").len();
        let values_at = at.field("values");
        match wanted.text("operator") {
            "In" | "NotIn" if values == 0 => {
                let detail = "must be specified when `operator` is 'In' or 'NotIn'";
                wrong.required(Code::InvalidSelector, &values_at, detail);
            }
            "Exists" | "DoesNotExist" if values > 0 => {
                let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
                wrong.forbidden(Code::InvalidSelector, &values_at, detail);
            }
            "Gt" | "Lt" if values != 1 => {
                let detail = "must be specified single value when `operator` is 'Lt' or 'Gt'";
                wrong.required(Code::InvalidSelector, &values_at, detail);
            }
            "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" => {}
            other => {
                let detail = "not a valid selector operator";
                let shown = Shown::from(other).typed();
                wrong.invalid(Code::InvalidSelector, &at.field("operator"), shown, detail);
            }
        }
        metadata::label_key(wanted.text("key"), &at.field("key"), wrong);
        let values = wanted.list("values").iter().filter_map(Value::as_str).filter(|_| required);
        for (index, text) in values.enumerate() {
            let details = format::label_value(text);
            wrong.invalid_each(Code::InvalidLabelValue, &values_at.index(index), text, details);
        }
    }
    for (place, wanted) in term.list("matchFields").iter().enumerate() {
        node_field(wanted, &at.field("matchFields").index(place), wrong);
    }
}

/// ValidateNodeFieldSelectorRequirement.
fn node_field(wanted: &Value, at: &FieldPath, wrong: &mut Problems) {
    let (key, operator) = (wanted.text("key"), wanted.text("operator"));
    let values = wanted.list("values");
    match operator {
        "In" | "NotIn" if values.len() == 1 => {}
        "In" | "NotIn" => {
            let detail =
                "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
            wrong.required(Code::InvalidSelector, &at.field("values"), detail);
        }
        other => {
            let detail = "not a valid selector operator";
            let shown = Shown::from(other).typed();
            wrong.invalid(Code::InvalidSelector, &at.field("operator"), shown, detail);
        }
    }
    if key != "metadata.name" {
        let detail = "not a valid field selector key";
        return wrong.invalid(Code::InvalidSelector, &at.field("key"), key, detail);
    }
    for (index, text) in values.iter().filter_map(Value::as_str).enumerate() {
        let at = at.field("values").index(index);
        wrong.invalid_each(Code::InvalidName, &at, text, format::dns_subdomain(text));
    }
}

/// validatePodAffinityTerm.
fn pod_term(term: &Value, at: &FieldPath, wrong: &mut Problems) {
    for field in ["labelSelector", "namespaceSelector"] {
        rules::label_selector(there(term, field), &at.field(field), wrong);
    }
    for name in term.list("namespaces").iter().filter_map(Value::as_str) {
        let details = format::dns_label(name);
        wrong.invalid_each(Code::InvalidName, &at.field("namespace"), name, details);
    }
    label_keys::validate(term, at, wrong);
    let (at, key) = (at.field("topologyKey"), term.text("topologyKey"));
    if key.is_empty() {
        wrong.required(Code::RequiredField, &at, "can not be empty");
    }
    metadata::label_key(key, &at, wrong);
}

/// validateTopologySpreadConstraints.
pub(super) fn spread_constraints(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let all = spec.list("topologySpreadConstraints");
    for (place, constraint) in all.iter().enumerate() {
        let at = at.field("topologySpreadConstraints").index(place);
        let positive = "must be greater than zero";
        let skew = number(constraint, "maxSkew");
        if skew <= 0 {
            wrong.invalid(Code::NumberOutOfRange, &at.field("maxSkew"), skew, positive);
        }
        let key = constraint.text("topologyKey");
        let action = constraint.text("whenUnsatisfiable");
        if key.is_empty() {
            wrong.required(Code::RequiredField, &at.field("topologyKey"), "can not be empty");
        }
        let allowed = ["DoNotSchedule", "ScheduleAnyway"];
        if !allowed.contains(&action) {
            let at = at.field("whenUnsatisfiable");
            wrong.unsupported(Code::UnsupportedValue, &at, action, &allowed);
        }
        let again =
            |it: &Value| it.text("topologyKey") == key && it.text("whenUnsatisfiable") == action;
        if all.iter().skip(place + 1).any(again) {
            let at = at.field("{topologyKey, whenUnsatisfiable}");
            wrong.duplicate(Code::DuplicateValue, &at, format!("{{{key}, {action}}}").as_str());
        }
        if let Some(least) = constraint.get("minDomains").and_then(Value::as_int) {
            let at = at.field("minDomains");
            if least <= 0 {
                wrong.invalid(Code::NumberOutOfRange, &at, least, positive);
            }
            if action != "DoNotSchedule" {
                let detail = format!(
                    "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}"
                );
                wrong.invalid(Code::InvalidValue, &at, least, &detail);
            }
        }
        let policies = ["Honor", "Ignore"];
        for field in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
            let policy = constraint.get(field).and_then(Value::as_str);
            if let Some(policy) = policy.filter(|it| !policies.contains(it)) {
                wrong.unsupported(Code::UnsupportedValue, &at.field(field), policy, &policies);
            }
        }
        label_keys::validate(constraint, &at, wrong);
        rules::label_selector(constraint.get("labelSelector"), &at.field("labelSelector"), wrong);
    }
}

/// ValidateTolerations.
pub(super) fn tolerations(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, toleration) in spec.list("tolerations").iter().enumerate() {
        let at = at.field("tolerations").index(place);
        let (key, operator) = (toleration.text("key"), toleration.text("operator"));
        let (value, effect) = (toleration.text("value"), toleration.text("effect"));
        let operator_at = at.field("operator");
        if !key.is_empty() {
            metadata::label_key(key, &at.field("key"), wrong);
        }
        if key.is_empty() && operator != "Exists" {
            let detail = "operator must be Exists when `key` is empty, which means \"match all values and all keys\"";
            let shown = Shown::from(operator).typed();
            wrong.invalid(Code::InvalidValue, &operator_at, shown, detail);
        }
        if toleration.get("tolerationSeconds").is_some() && effect != "NoExecute" {
            let detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
            wrong.invalid(Code::InvalidValue, &at.field("effect"), effect, detail);
        }
        match operator {
            "" | "Equal" => {
                let details = format::label_value(value);
                if !details.is_empty() {
                    let detail = details.join(";");
                    wrong.invalid(Code::InvalidLabelValue, &operator_at, value, &detail);
                }
            }
            "Exists" if !value.is_empty() => {
                let detail = "value must be empty when `operator` is 'Exists'";
                wrong.invalid(Code::InvalidValue, &operator_at, value, detail);
            }
            "Exists" => {}
            other => {
                // The feature TaintTolerationComparisonOperators is off in v1.36: numbers cannot be
                // compared, but the message lists the operators for it where one is asked for.
                let listed = if matches!(other, "Lt" | "Gt") { 4 } else { 2 };
                let allowed = ["Equal", "Exists", "Lt", "Gt"];
                let allowed = allowed.get(..listed).unwrap_or_default();
                wrong.unsupported(Code::UnsupportedValue, &operator_at, other, allowed);
            }
        }
        let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
        if !effect.is_empty() && !effects.contains(&effect) {
            wrong.unsupported(Code::UnsupportedValue, &at.field("effect"), effect, &effects);
        }
    }
}

/// validatePodDNSConfig.
pub(super) fn dns_config(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let config = there(spec, "dnsConfig");
    let at = at.field("dnsConfig");
    let servers = config.map(|it| it.list("nameservers")).unwrap_or_default();
    if spec.text("dnsPolicy") == "None" && servers.is_empty() {
        match config {
            None => {
                let detail = "must provide `dnsConfig` when `dnsPolicy` is None";
                wrong.required(Code::RequiredField, &at, detail);
            }
            Some(_) => {
                let detail = "must provide at least one DNS nameserver when `dnsPolicy` is None";
                wrong.required(Code::RequiredField, &at.field("nameservers"), detail);
            }
        }
        return;
    }
    let Some(config) = config else { return };
    if servers.len() > 3 {
        let shown = rules::shown(config.get("nameservers"));
        let detail = "must not have more than 3 nameservers";
        wrong.invalid(Code::TooMany, &at.field("nameservers"), shown, detail);
    }
    for (place, server) in servers.iter().enumerate() {
        let text = server.as_str().unwrap_or_default();
        let at = at.field("nameservers").index(place);
        wrong.invalid_each(Code::InvalidIpAddress, &at, text, format::ip(text));
    }
    let searches = config.list("searches");
    if searches.len() > 32 {
        let shown = rules::shown(config.get("searches"));
        let detail = "must not have more than 32 search paths";
        wrong.invalid(Code::TooMany, &at.field("searches"), shown, detail);
    }
    let length: usize = searches.iter().filter_map(Value::as_str).map(|it| it.len() + 1).sum();
    if length > DNS_SEARCH_LONGEST + 1 {
        let shown = rules::shown(config.get("searches"));
        let detail =
            "must not have more than 2048 characters (including spaces) in the search list";
        wrong.invalid(Code::TooMany, &at.field("searches"), shown, detail);
    }
    for (place, search) in searches.iter().enumerate() {
        let text = search.as_str().unwrap_or_default();
        let at = at.field("searches").index(place);
        if text != "." {
            let text = text.strip_suffix('.').unwrap_or(text);
            let details = format::subdomain_with_underscore(text);
            wrong.invalid_each(Code::InvalidName, &at, text, details);
        }
    }
    for (place, option) in config.list("options").iter().enumerate() {
        if option.text("name").is_empty() {
            let at = at.field("options").index(place);
            wrong.required(Code::RequiredField, &at, "must not be empty");
        }
    }
}

/// validateSchedulingGates.
pub(super) fn gates(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for (place, gate) in spec.list("schedulingGates").iter().enumerate() {
        let at = at.field("schedulingGates").index(place);
        let name = gate.text("name");
        wrong.invalid_each(Code::InvalidValue, &at, name, format::qualified_name(name));
        if seen.contains(&name) {
            wrong.duplicate(Code::DuplicateValue, &at, name);
        }
        seen.push(name);
    }
}

/// User and group numbers of a security context, a Pod's or a container's.
pub(super) fn ids(holder: &Value, fields: &[&'static str], at: &FieldPath, wrong: &mut Problems) {
    let Some(context) = there(holder, "securityContext") else { return };
    let at = at.field("securityContext");
    for field in fields {
        let Some(given) = context.get(field) else { continue };
        let numbers = given.as_list().unwrap_or(std::slice::from_ref(given));
        for (place, number) in numbers.iter().enumerate() {
            let number = number.as_int().unwrap_or(0);
            if !(0..=i64::from(i32::MAX)).contains(&number) {
                let detail = format!("must be between 0 and {}, inclusive", i32::MAX);
                let at = at.field(field);
                let at = if given.as_list().is_some() { at.index(place) } else { at };
                wrong.invalid(Code::NumberOutOfRange, &at, number, &detail);
            }
        }
    }
}

/// What stands after the tolerations: host aliases, priority, runtime, system.
pub(super) fn others(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, alias) in spec.list("hostAliases").iter().enumerate() {
        let at = at.field("hostAliases").index(place);
        let ip = alias.text("ip");
        wrong.invalid_each(Code::InvalidIpAddress, &at.field("ip"), ip, format::ip(ip));
        for (index, name) in alias.list("hostnames").iter().enumerate() {
            let text = name.as_str().unwrap_or_default();
            let at = at.field("hostnames").index(index);
            wrong.invalid_each(Code::InvalidName, &at, text, format::dns_subdomain(text));
        }
    }
    let class = spec.text("priorityClassName");
    if !class.is_empty() {
        let at = at.field("priorityClassName");
        wrong.invalid_each(Code::InvalidName, &at, class, format::dns_subdomain(class));
    }
    if let Some(class) = spec.get("runtimeClassName").and_then(Value::as_str) {
        let at = at.field("runtimeClassName");
        wrong.invalid_each(Code::InvalidName, &at, class, format::dns_subdomain(class));
    }
    let policy = spec.get("preemptionPolicy").and_then(Value::as_str);
    let policies = ["PreemptLowerPriority", "Never"];
    if let Some(policy) = policy.filter(|it| !policies.contains(it)) {
        let at = at.field("preemptionPolicy");
        wrong.unsupported(Code::UnsupportedValue, &at, policy, &policies);
    }
    if let Some(system) = there(spec, "os").map(|it| it.text("name")) {
        let at = at.field("os");
        if system.is_empty() {
            wrong.required(Code::RequiredField, &at.field("name"), "cannot be empty");
        } else if !matches!(system, "linux" | "windows") {
            wrong.unsupported(Code::UnsupportedValue, &at, system, &["linux", "windows"]);
        }
    }
}
