//! `metadata` of every kind: its rules on create and on update, and what the
//! server fills in.
//!
//! Models k8s.io/apimachinery/pkg/api/validation ValidateObjectMeta and
//! ValidateObjectMetaUpdate, pkg/apis/core/validation ValidateObjectMeta (v1.36).

use super::format;
use super::problems::{Problems, Shown, in_order};
use super::rules;
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::{Map, Value};
use crate::yaml::quote;

/// Sum of the lengths of all annotations' keys and values that is allowed.
const ANNOTATIONS_LARGEST: usize = 256 * 1024;

/// The fields of an owner in the order of Go's type.
const OWNER_FIELDS: [&str; 6] =
    ["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"];

/// What is wrong with a name of this kind; a `prefix` (generateName) may end
/// with a hyphen.
fn name_form(kind: Kind, name: &str, prefix: bool) -> Vec<String> {
    let masked = if prefix { mask_trailing_dash(name) } else { name.to_owned() };
    match kind {
        Kind::Service | Kind::Namespace | Kind::StatefulSet => format::dns_label(&masked),
        Kind::Node
        | Kind::Endpoints
        | Kind::EndpointSlice
        | Kind::Pod
        | Kind::ReplicaSet
        | Kind::Deployment
        | Kind::ConfigMap
        | Kind::Ingress
        | Kind::NetworkPolicy
        | Kind::IngressClass
        | Kind::HorizontalPodAutoscaler => format::dns_subdomain(&masked),
    }
}

/// A name that something is put behind, as the rules of whole names may see it.
/// Models apimachinery/pkg/api/validation maskTrailingDash, which takes the
/// letter before the hyphen too.
pub(crate) fn mask_trailing_dash(name: &str) -> String {
    let Some(rest) = name.strip_suffix('-').filter(|it| !it.is_empty()) else {
        return name.to_owned();
    };
    let end = rest.char_indices().next_back().map_or(0, |(place, _)| place);
    format!("{}a", rest.get(..end).unwrap_or_default())
}

/// Rules of `metadata` when an object is created.
///
/// Models pkg/apis/core/validation ValidateObjectMeta (v1.36).
pub(crate) fn validate(kind: Kind, value: &Value) -> Problems {
    let mut wrong = validate_any(kind, value, &|name, prefix| name_form(kind, name, prefix));
    kube_finalizers(value, &FieldPath::root().field("metadata"), &mut wrong);
    wrong
}

/// What every object's metadata must be, with these rules for names.
///
/// Models apimachinery ValidateObjectMetaAccessor (v1.36).
fn validate_any(
    kind: Kind,
    value: &Value,
    name_form: &dyn Fn(&str, bool) -> Vec<String>,
) -> Problems {
    let mut wrong = Problems::default();
    let at = FieldPath::root().field("metadata");
    let generate = value.text("metadata.generateName");
    if !generate.is_empty() {
        let path = at.field("generateName");
        let details = name_form(generate, true);
        wrong.invalid_each(Code::InvalidName, &path, generate, details);
    }
    let name = value.text("metadata.name");
    if name.is_empty() {
        let detail = "name or generateName is required";
        wrong.required(Code::NameRequired, &at.field("name"), detail);
    } else {
        let details = name_form(name, false);
        wrong.invalid_each(Code::InvalidName, &at.field("name"), name, details);
    }
    let namespace = value.text("metadata.namespace");
    if kind.namespaced() {
        let details = format::dns_label(namespace);
        wrong.invalid_each(Code::InvalidName, &at.field("namespace"), namespace, details);
    } else if !namespace.is_empty() {
        let detail = "not allowed on this type";
        wrong.forbidden(Code::ForbiddenField, &at.field("namespace"), detail);
    }
    rules::non_negative(value.at("metadata.generation"), &at.field("generation"), &mut wrong);
    common(value, &at, &mut wrong);
    finalizers(value, &at, &mut wrong);
    wrong
}

/// Rules of `metadata` when an object is replaced: those of every API, then that
/// finalizers have whole names.
///
/// Models pkg/apis/core/validation ValidateObjectMetaUpdate (v1.36).
pub(crate) fn validate_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = validate_any_update(value, old);
    kube_finalizers(value, &FieldPath::root().field("metadata"), &mut wrong);
    wrong
}

/// What the server demands of every replaced object before its kind's own rules.
///
/// Models apiserver pkg/registry/rest/update.go validateCommonFields (v1.36).
pub(crate) fn validate_common(kind: Kind, value: &Value, old: &Value) -> Problems {
    let segment = |name: &str, prefix: bool| match format::path_segment(name) {
        // IsValidPathSegmentPrefix: something comes behind the dots.
        _ if prefix && matches!(name, "." | "..") => Vec::new(),
        wrong => wrong,
    };
    let mut wrong = validate_any(kind, value, &segment);
    wrong.append(validate_any_update(value, old));
    wrong
}

/// What may not change in any object's metadata.
///
/// Models apimachinery ValidateObjectMetaUpdate (v1.36).
fn validate_any_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = Problems::default();
    let at = FieldPath::root().field("metadata");
    if old.at("metadata.deletionTimestamp").is_some() {
        let before = old.list("metadata.finalizers");
        let mut new: Vec<String> = value
            .list("metadata.finalizers")
            .iter()
            .filter(|it| !before.contains(it))
            .filter_map(|it| it.as_str().map(quote))
            .collect();
        new.sort();
        if !new.is_empty() {
            let detail = format!(
                "no new finalizers can be added if the object is being deleted, found new \
                 finalizers []string{{{}}}",
                new.join(", ")
            );
            wrong.forbidden(Code::ForbiddenField, &at.field("finalizers"), &detail);
        }
    }
    let generation = |it: &Value| it.at("metadata.generation").and_then(Value::as_int).unwrap_or(0);
    if generation(value) < generation(old) {
        let (at, number) = (at.field("generation"), generation(value));
        wrong.invalid(Code::NumberOutOfRange, &at, number, "must not be decremented");
    }
    for field in ["name", "namespace", "uid"] {
        let path = format!("metadata.{field}");
        if value.text(&path) != old.text(&path) {
            let detail = "field is immutable";
            wrong.invalid(Code::ImmutableField, &at.field(field), value.text(&path), detail);
        }
    }
    for field in ["deletionTimestamp", "deletionGracePeriodSeconds"] {
        let path = format!("metadata.{field}");
        let now = value.at(&path);
        if now != old.at(&path) {
            wrong.invalid(Code::ImmutableField, &at.field(field), now, "field is immutable");
        }
    }
    common(value, &at, &mut wrong);
    wrong
}

fn common(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(labels) = value.at("metadata.labels").and_then(Value::as_map) {
        validate_labels(labels, &at.field("labels"), wrong);
    }
    if let Some(annotations) = value.at("metadata.annotations").and_then(Value::as_map) {
        validate_annotations(annotations, &at.field("annotations"), wrong);
    }
    owners(value, &at.field("ownerReferences"), wrong);
}

/// ValidateLabels: keys and values of labels or of a simple selector.
pub(crate) fn validate_labels(labels: &Map, at: &FieldPath, wrong: &mut Problems) {
    for (key, value) in labels {
        label_key(key, at, wrong);
        let text = value.as_str().unwrap_or_default();
        wrong.invalid_each(Code::InvalidLabelValue, at, text, format::label_value(text));
    }
}

/// ValidateLabelName.
pub(crate) fn label_key(key: &str, at: &FieldPath, wrong: &mut Problems) {
    wrong.invalid_each(Code::InvalidLabelKey, at, key, format::qualified_name(key));
}

/// As strings.ToLower, as far as a name can have it: beside the letters of ASCII
/// themselves these two become some.
fn lower(key: &str) -> String {
    key.chars()
        .map(|it| match it {
            '\u{130}' => 'i',
            '\u{212a}' => 'k',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

/// ValidateAnnotations.
pub(crate) fn validate_annotations(annotations: &Map, at: &FieldPath, wrong: &mut Problems) {
    let mut size = 0;
    for (key, value) in annotations {
        let details = format::qualified_name(&lower(key));
        wrong.invalid_each(Code::InvalidAnnotationKey, at, key, details);
        size += key.len() + value.as_str().unwrap_or_default().len();
    }
    if size > ANNOTATIONS_LARGEST {
        wrong.too_long(at, ANNOTATIONS_LARGEST);
    }
}

fn owners(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    let mut controller: Option<String> = None;
    for owner in value.list("metadata.ownerReferences") {
        let version = owner.text("apiVersion");
        if version.is_empty() || version.ends_with('/') || version.matches('/').count() > 1 {
            let detail = "version must not be empty";
            wrong.invalid(Code::InvalidMetadata, &at.field("apiVersion"), version, detail);
        }
        for field in ["kind", "name", "uid"] {
            if owner.text(field).is_empty() {
                wrong.invalid(Code::InvalidMetadata, &at.field(field), "", "must not be empty");
            }
        }
        if version == "v1" && owner.text("kind") == "Event" {
            let detail = "/v1, Kind=Event is disallowed from being an owner";
            let shown = Shown::raw(in_order(owner, &OWNER_FIELDS));
            wrong.invalid(Code::InvalidMetadata, at, shown, detail);
        }
        if owner.get("controller") == Some(&Value::Bool(true)) {
            let name = format!("{}/{}", owner.text("kind"), owner.text("name"));
            match &controller {
                Some(first) => {
                    let detail = format!(
                        "Only one reference can have Controller set to true. Found \"true\" in \
                         references for {first} and {name}"
                    );
                    let all = value.list("metadata.ownerReferences").iter();
                    let all: Vec<String> = all.map(|it| in_order(it, &OWNER_FIELDS)).collect();
                    let shown = Shown::raw(format!("[{}]", all.join(",")));
                    wrong.invalid(Code::InvalidMetadata, at, shown, &detail);
                }
                None => controller = Some(name),
            }
        }
    }
}

/// ValidateFinalizers.
fn finalizers(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    let path = at.field("finalizers");
    let names = || value.list("metadata.finalizers").iter().filter_map(Value::as_str);
    for name in names() {
        wrong.invalid_each(Code::InvalidMetadata, &path, name, format::qualified_name(name));
    }
    if ["orphan", "foregroundDeletion"].iter().all(|it| names().any(|name| name == *it)) {
        let all = value.at("metadata.finalizers");
        let detail = "finalizer orphan and foregroundDeletion cannot be both set";
        wrong.invalid(Code::InvalidMetadata, &path, all, detail);
    }
}

/// validateKubeFinalizerName.
fn kube_finalizers(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    let path = at.field("finalizers");
    let names = value.list("metadata.finalizers").iter().filter_map(Value::as_str);
    for (place, name) in names.enumerate() {
        kube_finalizer(name, &path.index(place), wrong);
    }
}

/// The same of one name.
pub(crate) fn kube_finalizer(name: &str, at: &FieldPath, wrong: &mut Problems) {
    let standard = matches!(name, "kubernetes" | "orphan" | "foregroundDeletion");
    if !name.contains('/') && !standard {
        let detail = "name is neither a standard finalizer name nor is it fully qualified";
        wrong.invalid(Code::InvalidMetadata, at, name, detail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(field: &str, value: Value) -> Vec<String> {
        let mut object = Value::map();
        object.set("metadata.name", "web");
        object.set("metadata.namespace", "default");
        object.set(&format!("metadata.{field}"), value);
        let causes = validate(Kind::Service, &object).0;
        causes.into_iter().map(|it| format!("{}: {}", it.field, it.message)).collect()
    }

    fn owner(version: &str, kind: &str) -> Value {
        let mut owner = Value::map();
        for (field, text) in [("apiVersion", version), ("kind", kind), ("name", "a"), ("uid", "b")]
        {
            owner.set(field, text);
        }
        owner.set("controller", true);
        owner
    }

    /// Models apimachinery pkg/api/validation objectmeta.go ValidateOwnerReferences.
    #[test]
    fn an_object_has_one_controller_with_a_whole_api_version() {
        let both = vec![owner("v1", "Pod"), owner("apps/v1/x", "ReplicaSet")];
        let told = told("ownerReferences", both.into());
        assert!(told.iter().any(|it| it.starts_with(
            "metadata.ownerReferences.apiVersion: Invalid value: \"apps/v1/x\": version must not"
        )));
        let words = "Only one reference can have Controller set to true. Found \"true\" in \
                     references for Pod/a and ReplicaSet/a";
        assert!(told.iter().any(|it| it.ends_with(words)), "{told:?}");
    }

    /// Models ValidateFinalizers of the same file.
    #[test]
    fn an_object_is_not_to_be_orphaned_and_emptied_at_once() {
        let both = vec![Value::from("orphan"), Value::from("foregroundDeletion")];
        assert_eq!(
            told("finalizers", both.into()),
            ["metadata.finalizers: Invalid value: [\"orphan\",\"foregroundDeletion\"]: finalizer \
              orphan and foregroundDeletion cannot be both set"]
        );
    }
}
