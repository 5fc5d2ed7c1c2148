//! The rules of Deployments, ReplicaSets and StatefulSets.
//!
//! Models pkg/apis/apps/validation ValidateDeploymentSpec and
//! ValidateReplicaSetSpec and ValidateStatefulSetSpec (v1.36).

use std::num::{IntErrorKind, ParseIntError};

use super::problems::{Problems, Shown};
use super::{format, metadata, pod, rules};
use crate::diagnostic::Code;
use crate::objects::{Kind, selects, strings};
use crate::path::FieldPath;
use crate::schema;
use crate::value::Value;

fn spec(field: &'static str) -> FieldPath {
    FieldPath::root().field("spec").field(field)
}

fn number(value: &Value, path: &str) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or(0)
}

/// Rules of a Deployment.
pub(crate) fn validate_deployment(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Deployment, value);
    deployment_spec(value, &mut wrong);
    wrong
}

/// Rules of a Deployment that replaces another.
pub(crate) fn validate_deployment_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    deployment_spec(value, &mut wrong);
    immutable_selector(value, old, &mut wrong);
    wrong
}

/// Rules of a ReplicaSet.
pub(crate) fn validate_replica_set(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::ReplicaSet, value);
    replica_set_spec(value, &mut wrong);
    wrong
}

/// Rules of a ReplicaSet that replaces another.
pub(crate) fn validate_replica_set_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    replica_set_spec(value, &mut wrong);
    immutable_selector(value, old, &mut wrong);
    wrong
}

/// Rules of a StatefulSet.
pub(crate) fn validate_stateful_set(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::StatefulSet, value);
    stateful_set_spec(value, true, &mut wrong);
    wrong
}

/// Rules of a StatefulSet that replaces another.
pub(crate) fn validate_stateful_set_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    stateful_set_spec(value, false, &mut wrong);
    let bare = |it: &Value| {
        let mut spec = it.get("spec").cloned().unwrap_or_default();
        for name in STATEFUL_SET_MUTABLE {
            spec.remove(name);
        }
        spec
    };
    if bare(value) != bare(old) {
        let at = FieldPath::root().field("spec");
        let detail = "updates to statefulset spec for fields other than 'replicas', 'ordinals', \
                      'template', 'updateStrategy', 'revisionHistoryLimit', \
                      'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
        wrong.forbidden(Code::ImmutableField, &at, detail);
    }
    wrong
}

const STATEFUL_SET_MUTABLE: [&str; 7] = [
    "replicas",
    "ordinals",
    "template",
    "updateStrategy",
    "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy",
    "minReadySeconds",
];

/// ValidateStatefulSetSpec. What cannot change later, the claims and the name of
/// the Service, is looked at only where the object is `new`.
fn stateful_set_spec(value: &Value, new: bool, wrong: &mut Problems) {
    let policy = value.text("spec.podManagementPolicy");
    if !matches!(policy, "OrderedReady" | "Parallel") {
        let detail = "must be 'OrderedReady' or 'Parallel'";
        wrong.invalid(Code::UnsupportedValue, &spec("podManagementPolicy"), policy, detail);
    }
    update_strategy(value, wrong);
    let retention = spec("persistentVolumeClaimRetentionPolicy");
    for field in ["whenDeleted", "whenScaled"] {
        let path = format!("spec.persistentVolumeClaimRetentionPolicy.{field}");
        let text = value.text(&path);
        if !matches!(text, "Retain" | "Delete") {
            let allowed = ["Retain", "Delete"];
            wrong.unsupported(Code::UnsupportedValue, &retention.field(field), text, &allowed);
        }
    }
    let claims = if new { value.list("spec.volumeClaimTemplates") } else { &[] };
    for (place, claim) in claims.iter().enumerate() {
        claim_template(claim, &spec("volumeClaimTemplates").index(place).field("spec"), wrong);
    }
    for field in ["replicas", "minReadySeconds", "ordinals.start"] {
        rules::non_negative(value.at(&format!("spec.{field}")), &spec(field), wrong);
    }
    let service = value.text("spec.serviceName");
    if new && !service.is_empty() {
        let details = format::dns_label(service);
        wrong.invalid_each(Code::InvalidName, &spec("serviceName"), service, details);
    }
    let at = spec("selector");
    let selector = value.at("spec.selector").filter(|it| !it.is_null());
    match selector {
        None => wrong.required(Code::EmptySelector, &at, ""),
        Some(selector) => {
            rules::label_selector(Some(selector), &at, wrong);
            if is_empty(selector) {
                let detail = "empty selector is invalid for statefulset";
                wrong.invalid(Code::EmptySelector, &at, Shown::raw("{}"), detail);
            }
        }
    }
    match selector.filter(|it| !rules::selector_readable(it)) {
        Some(selector) => {
            let shown = rules::shown_selector(Some(selector));
            wrong.invalid(Code::InvalidSelector, &at, shown, "");
        }
        None => stateful_template(value, selector, wrong),
    }
    runs_on(value, "StatefulSet", wrong);
}

/// The feature MaxUnavailableStatefulSet is off in v1.36: its field is not stored.
///
/// Models dropStatefulSetDisabledFields.
pub(crate) fn drop_max_unavailable(value: &mut Value, old: Option<&Value>) {
    let path = "spec.updateStrategy.rollingUpdate.maxUnavailable";
    if old.is_none_or(|it| it.at(path).is_none()) {
        value.remove(path);
    }
}

/// Warnings about a StatefulSet beside those of its template. Where it replaces
/// another, upstream spells the path of a claim differently.
///
/// Models pkg/registry/apps/statefulset strategy.go (v1.36).
pub(crate) fn stateful_set_warnings(value: &Value, replaced: bool) -> Vec<String> {
    let mut out = Vec::new();
    for (place, claim) in value.list("spec.volumeClaimTemplates").iter().enumerate() {
        let inner = if replaced { ".Spec" } else { "" };
        let at = format!("spec.volumeClaimTemplates[{place}]{inner}");
        out.extend(claim.get("spec").into_iter().flat_map(|it| pod::claim_warnings(it, &at)));
    }
    if number(value, "spec.revisionHistoryLimit") < 0 {
        let words = "spec.revisionHistoryLimit: a negative value retains all historical revisions; \
                     a value >= 0 is recommended";
        out.push(words.to_owned());
    }
    out
}

fn update_strategy(value: &Value, wrong: &mut Problems) {
    let at = spec("updateStrategy");
    let rolling = value.at("spec.updateStrategy.rollingUpdate").filter(|it| !it.is_null());
    match (value.text("spec.updateStrategy.type"), rolling) {
        ("OnDelete", Some(rolling)) => {
            let detail = "only allowed for updateStrategy 'RollingUpdate'";
            let shown = Shown::raw(internal_partition(rolling));
            wrong.invalid(Code::ForbiddenField, &at.field("rollingUpdate"), shown, detail);
        }
        ("RollingUpdate", Some(rolling)) => {
            let at = at.field("rollingUpdate.partition");
            rules::non_negative(rolling.get("partition"), &at, wrong);
        }
        ("OnDelete" | "RollingUpdate", None) => {}
        (other, rolling) => {
            let inner = rolling.map_or_else(|| "null".to_owned(), internal_partition);
            let shown =
                format!("{{\"Type\":{},\"RollingUpdate\":{inner}}}", Value::from(other).to_json());
            let detail = "must be 'RollingUpdate' or 'OnDelete'";
            wrong.invalid(Code::UnsupportedValue, &at, Shown::raw(shown), detail);
        }
    }
}

/// The JSON of upstream's internal type, whose fields have no JSON names.
fn internal_partition(rolling: &Value) -> String {
    format!("{{\"Partition\":{},\"MaxUnavailable\":null}}", number(rolling, "partition"))
}

/// ValidatePersistentVolumeClaimSpec, without its sources of data.
fn claim_template(claim: &Value, at: &FieldPath, wrong: &mut Problems) {
    let known = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
    let modes = claim.list("spec.accessModes");
    let modes_at = at.field("accessModes");
    if modes.is_empty() {
        wrong.required(Code::RequiredField, &modes_at, "at least 1 access mode is required");
    }
    if let Some(selector) = claim.at("spec.selector").filter(|it| !it.is_null()) {
        rules::label_selector(Some(selector), &at.field("selector"), wrong);
    }
    let given = || modes.iter().filter_map(Value::as_str);
    for mode in given().filter(|it| !known.contains(it)) {
        wrong.unsupported(Code::UnsupportedValue, &modes_at, mode, &known);
    }
    let alone = |it: &str| it == "ReadWriteOncePod";
    if given().any(alone) && given().any(|it| known.contains(&it) && !alone(it)) {
        let detail = "may not use ReadWriteOncePod with other access modes";
        wrong.forbidden(Code::ForbiddenField, &modes_at, detail);
    }
    claim_size(claim, &at.field("resources").key("storage"), wrong);
    let class = claim.text("spec.storageClassName");
    if !class.is_empty() {
        let details = format::dns_subdomain(class);
        wrong.invalid_each(Code::InvalidName, &at.field("storageClassName"), class, details);
    }
    if let Some(mode) = claim.at("spec.volumeMode").and_then(Value::as_str) {
        let known = ["Block", "Filesystem"];
        if !known.contains(&mode) {
            wrong.unsupported(Code::UnsupportedValue, &at.field("volumeMode"), mode, &known);
        }
    }
    let class = claim.text("spec.volumeAttributesClassName");
    if !class.is_empty() {
        let at = at.field("volumeAttributesClassName");
        wrong.invalid_each(Code::InvalidName, &at, class, format::dns_subdomain(class));
    }
}

fn claim_size(claim: &Value, at: &FieldPath, wrong: &mut Problems) {
    let size = claim.at("spec.resources.requests.storage").map(|size| match size {
        Value::Str(text) => text.clone(),
        other => other.to_json(),
    });
    match size {
        None => wrong.required(Code::RequiredField, at, ""),
        Some(size) if schema::quantity_nano(&size).unwrap_or(0) <= 0 => {
            wrong.invalid(Code::NumberOutOfRange, at, &size, "must be greater than zero");
        }
        Some(_) => {}
    }
}

/// ValidatePodTemplateSpecForStatefulSet. Each claim template is a volume of
/// the Pods, before the template's own, so a container can mount it. The Pods'
/// names are the controller's to give. Labels and annotations are looked at twice.
fn stateful_template(value: &Value, selector: Option<&Value>, wrong: &mut Problems) {
    let mut template = value.at("spec.template").cloned().unwrap_or_else(Value::map);
    let mut volumes: Vec<Value> = Vec::new();
    for claim in value.list("spec.volumeClaimTemplates") {
        let name = claim.text("metadata.name");
        if volumes.iter().all(|it| it.text("name") != name) {
            let mut volume = Value::map();
            volume.set("name", name);
            volume.set("persistentVolumeClaim.claimName", name);
            volumes.push(volume);
        }
    }
    if !volumes.is_empty() {
        let claims = volumes.len();
        for own in template.list("spec.volumes") {
            let name = own.text("name");
            if volumes.iter().take(claims).all(|it| it.text("name") != name) {
                volumes.push(own.clone());
            }
        }
        template.set("spec.volumes", volumes);
    }
    template.remove("spec.subdomain");
    template.remove("spec.hostname");
    selected_template(&template, selector, wrong);
    pod::validate_template_metadata(&template, &spec("template"), wrong);
}

fn immutable_selector(value: &Value, old: &Value, wrong: &mut Problems) {
    let (now, before) = (value.at("spec.selector"), old.at("spec.selector"));
    if now != before {
        let at = spec("selector");
        wrong.invalid(Code::ImmutableField, &at, rules::shown_selector(now), "field is immutable");
    }
}

fn deployment_spec(value: &Value, wrong: &mut Problems) {
    rules::non_negative(value.at("spec.replicas"), &spec("replicas"), wrong);
    selector_and_template(value, wrong);
    strategy(value, wrong);
    rules::non_negative(value.at("spec.minReadySeconds"), &spec("minReadySeconds"), wrong);
    let limit = value.at("spec.revisionHistoryLimit");
    rules::non_negative(limit, &spec("revisionHistoryLimit"), wrong);
    let deadline = number(value, "spec.progressDeadlineSeconds");
    let at = spec("progressDeadlineSeconds");
    rules::non_negative(value.at("spec.progressDeadlineSeconds"), &at, wrong);
    if deadline <= number(value, "spec.minReadySeconds") {
        let detail = "must be greater than minReadySeconds";
        wrong.invalid(Code::NumberOutOfRange, &at, deadline, detail);
    }
}

fn replica_set_spec(value: &Value, wrong: &mut Problems) {
    rules::non_negative(value.at("spec.replicas"), &spec("replicas"), wrong);
    rules::non_negative(value.at("spec.minReadySeconds"), &spec("minReadySeconds"), wrong);
    selector_and_template(value, wrong);
}

fn selector_and_template(value: &Value, wrong: &mut Problems) {
    let at = spec("selector");
    let selector = value.at("spec.selector").filter(|it| !it.is_null());
    match selector {
        None => wrong.required(Code::EmptySelector, &at, ""),
        Some(selector) => {
            rules::label_selector(Some(selector), &at, wrong);
            if is_empty(selector) {
                let detail = "empty selector is invalid for deployment";
                wrong.invalid(Code::EmptySelector, &at, Shown::raw("{}"), detail);
            }
        }
    }
    if let Some(selector) = selector.filter(|it| !rules::selector_readable(it)) {
        let shown = rules::shown_selector(Some(selector));
        wrong.invalid(Code::InvalidSelector, &at, shown, "invalid label selector");
        return;
    }
    template(value, selector, wrong);
}

fn is_empty(selector: &Value) -> bool {
    let labels = selector.get("matchLabels").and_then(Value::as_map).map_or(0, |it| it.len());
    labels + selector.list("matchExpressions").len() == 0
}

/// ValidatePodTemplateSpecForReplicaSet.
fn template(value: &Value, selector: Option<&Value>, wrong: &mut Problems) {
    let empty = Value::map();
    selected_template(value.at("spec.template").unwrap_or(&empty), selector, wrong);
    runs_on(value, "ReplicaSet", wrong);
}

/// A template, and whether the selector selects it. A missing selector selects nothing.
fn selected_template(template: &Value, selector: Option<&Value>, wrong: &mut Problems) {
    let at = spec("template");
    let labels = template.at("metadata.labels");
    let fits = selector.is_some_and(|it| is_empty(it) || selects(it, &strings(labels)));
    if !fits {
        let detail = "`selector` does not match template `labels`";
        let at = at.field("metadata.labels");
        wrong.invalid(Code::SelectorMismatch, &at, rules::shown(labels), detail);
    }
    pod::validate_template(template, &at, wrong);
}

/// Pods of a workload are started again for ever: neither another restart policy nor a deadline.
fn runs_on(value: &Value, kind: &str, wrong: &mut Problems) {
    let at = spec("template").field("spec");
    let policy = value.text("spec.template.spec.restartPolicy");
    if policy != "Always" {
        let at = at.field("restartPolicy");
        wrong.unsupported(Code::UnsupportedValue, &at, policy, &["Always"]);
    }
    if value.at("spec.template.spec.activeDeadlineSeconds").is_some() {
        let detail = format!("activeDeadlineSeconds in {kind} is not Supported");
        wrong.forbidden(Code::ForbiddenField, &at.field("activeDeadlineSeconds"), &detail);
    }
}

/// ValidateDeploymentStrategy.
fn strategy(value: &Value, wrong: &mut Problems) {
    let at = spec("strategy");
    let rolling = value.at("spec.strategy.rollingUpdate").filter(|it| !it.is_null());
    match value.text("spec.strategy.type") {
        "Recreate" => {
            if rolling.is_some() {
                let detail = "may not be specified when strategy `type` is 'Recreate'";
                wrong.forbidden(Code::ForbiddenField, &at.field("rollingUpdate"), detail);
            }
        }
        "RollingUpdate" => {
            if let Some(rolling) = rolling {
                rolling_update(rolling, &at.field("rollingUpdate"), wrong);
            }
        }
        other => {
            let inner = rolling.map_or_else(|| "null".to_owned(), internal_rolling_update);
            let shown =
                format!("{{\"Type\":{},\"RollingUpdate\":{inner}}}", Value::from(other).to_json());
            let allowed = ["Recreate", "RollingUpdate"];
            wrong.unsupported(Code::UnsupportedValue, &at, Shown::raw(shown), &allowed);
        }
    }
}

/// The JSON of upstream's internal type, whose fields have no JSON names.
fn internal_rolling_update(rolling: &Value) -> String {
    let amount = |name: &str| rolling.get(name).map_or_else(|| "0".to_owned(), Value::to_json);
    format!(
        "{{\"MaxUnavailable\":{},\"MaxSurge\":{}}}",
        amount("maxUnavailable"),
        amount("maxSurge")
    )
}

fn rolling_update(rolling: &Value, at: &FieldPath, wrong: &mut Problems) {
    for field in ["maxUnavailable", "maxSurge"] {
        match rolling.get(field) {
            Some(Value::Str(text)) => {
                if let Some(detail) = format::percent(text) {
                    let shown = Shown::from(text).typed();
                    wrong.invalid(Code::InvalidPercent, &at.field(field), shown, &detail);
                }
            }
            other => rules::non_negative(other, &at.field(field), wrong),
        }
    }
    let at = at.field("maxUnavailable");
    let unavailable = rolling.get("maxUnavailable");
    if amount(unavailable) == 0 && amount(rolling.get("maxSurge")) == 0 {
        let detail = "may not be 0 when `maxSurge` is 0";
        let shown = rules::shown(unavailable).typed();
        wrong.invalid(Code::RollingUpdateStuck, &at, shown, detail);
    }
    let percent = unavailable.and_then(Value::as_str).and_then(percent_of);
    if percent.is_some_and(|it| it > 100) {
        let detail = "must not be greater than 100%";
        wrong.invalid(Code::InvalidPercent, &at, rules::shown(unavailable), detail);
    }
}

fn percent_of(text: &str) -> Option<i64> {
    format::percent(text).is_none().then(|| atoi(text.trim_end_matches('%')))
}

/// The number that strconv.Atoi gives beside its error: what is too large is the largest.
fn atoi(text: &str) -> i64 {
    text.parse().unwrap_or_else(|it: ParseIntError| match it.kind() {
        IntErrorKind::PosOverflow => i64::MAX,
        IntErrorKind::NegOverflow => i64::MIN,
        _ => 0,
    })
}

/// getIntOrPercentValue: a text that is no percentage counts as the number it is.
fn amount(value: Option<&Value>) -> i64 {
    match value {
        Some(Value::Str(text)) => percent_of(text).unwrap_or_else(|| atoi(text)),
        other => other.and_then(Value::as_int).unwrap_or(0),
    }
}

mod status;
#[cfg(test)]
mod tests;

pub(crate) use status::validate_status;
