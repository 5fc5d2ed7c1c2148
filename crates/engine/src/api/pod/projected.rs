//! The rules of volumes that put several sources together, and of those that
//! tell a container about its Pod.
//!
//! Models pkg/apis/core/validation validateProjectedVolumeSource and
//! validateDownwardAPIVolumeSource (v1.36).

use super::container::{divisor, field_ref, resource_ref};
use super::volumes::{key_to_path, mode, not_reserved, required};
use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

/// What `fieldRef` can name in a volume.
const FIELDS: [&str; 5] = [
    "metadata.annotations",
    "metadata.labels",
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
];

fn there<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.get(name).filter(|it| !it.is_null())
}

/// Rules of a `downwardAPI` volume. Upstream leaves the place in the list out
/// of the paths of its items.
pub(super) fn downward(source: &Value, at: &FieldPath, wrong: &mut Problems) {
    mode(source.get("defaultMode"), &at.field("defaultMode"), wrong);
    for item in source.list("items") {
        file(item, at, wrong);
    }
}

/// validateDownwardAPIVolumeFile.
fn file(item: &Value, at: &FieldPath, wrong: &mut Problems) {
    required(item, "path", at, wrong);
    not_reserved(item.text("path"), &at.field("path"), wrong);
    let resource = there(item, "resourceFieldRef");
    if let Some(field) = there(item, "fieldRef") {
        field_ref(field, &FIELDS, &at.field("fieldRef"), wrong);
        if resource.is_some() {
            let detail = "fieldRef and resourceFieldRef can not be specified simultaneously";
            wrong.invalid(Code::InvalidValue, at, "resource", detail);
        }
    } else if let Some(resource) = resource {
        let at = at.field("resourceFieldRef");
        if resource.text("containerName").is_empty() {
            wrong.required(Code::RequiredField, &at.field("containerName"), "");
            divisor(resource, &at, wrong);
        } else {
            resource_ref(resource, &at, wrong);
        }
    } else {
        let detail = "one of fieldRef and resourceFieldRef is required";
        wrong.required(Code::RequiredField, at, detail);
    }
    mode(item.get("mode"), &at.field("mode"), wrong);
}

/// Rules of a `projected` volume.
pub(super) fn validate(volume: &Value, at: &FieldPath, wrong: &mut Problems) {
    mode(volume.get("defaultMode"), &at.field("defaultMode"), wrong);
    let mut paths: Vec<&str> = Vec::new();
    for (place, source) in volume.list("sources").iter().enumerate() {
        let here = at.field("sources").index(place);
        for name in ["secret", "configMap"] {
            let Some(files) = there(source, name) else { continue };
            let here = here.field(name);
            required(files, "name", &here, wrong);
            for (place, item) in files.list("items").iter().enumerate() {
                key_to_path(item, &here.field("items").index(place), wrong);
                once(item.text("path"), files.text("name"), &mut paths, at, wrong);
            }
        }
        if let Some(files) = there(source, "downwardAPI") {
            for item in files.list("items") {
                file(item, &here.field("downwardAPI"), wrong);
                once(item.text("path"), item.text("path"), &mut paths, at, wrong);
            }
        }
        if let Some(token) = there(source, "serviceAccountToken") {
            token_of(token, &here.field("serviceAccountToken"), at, wrong);
        }
        if source.as_map().is_some_and(|it| it.values().filter(|it| !it.is_null()).count() > 1) {
            let detail = "may not specify more than 1 volume type";
            wrong.forbidden(Code::ForbiddenField, &here, detail);
        }
    }
}

/// A path of a file that another source has taken already.
fn once<'a>(
    path: &'a str,
    shown: &str,
    paths: &mut Vec<&'a str>,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    if !path.is_empty() && paths.contains(&path) {
        wrong.invalid(Code::DuplicateValue, at, shown, "conflicting duplicate paths");
    }
    paths.push(path);
}

/// A token; upstream looks for its path at the volume's own place.
fn token_of(token: &Value, at: &FieldPath, volume: &FieldPath, wrong: &mut Problems) {
    let seconds = token.get("expirationSeconds").and_then(Value::as_int).unwrap_or(0);
    let at = at.field("expirationSeconds");
    if seconds < 600 {
        let detail = "may not specify a duration less than 10 minutes";
        wrong.invalid(Code::NumberOutOfRange, &at, seconds, detail);
    }
    if seconds > 1 << 32 {
        let detail = "may not specify a duration larger than 2^32 seconds";
        wrong.invalid(Code::NumberOutOfRange, &at, seconds, detail);
    }
    let (path, at) = (token.text("path"), volume.field("path"));
    if path.is_empty() {
        wrong.required(Code::RequiredField, &at, "");
    } else {
        not_reserved(path, &at, wrong);
    }
}
