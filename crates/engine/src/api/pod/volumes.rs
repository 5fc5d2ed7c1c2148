//! The rules of a Pod's volumes, as far as their sources are simple.
//!
//! Models pkg/apis/core/validation ValidateVolumes (v1.36).

use super::{container, projected};
use crate::api::format;
use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

/// Sources in the order in which upstream looks at them.
const SOURCES: [&str; 30] = [
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
];

const HOST_PATH_TYPES: [&str; 8] = [
    "",
    "BlockDevice",
    "CharDevice",
    "Directory",
    "DirectoryOrCreate",
    "File",
    "FileOrCreate",
    "Socket",
];

/// Rules of all volumes of a Pod or of a template. The names of those without a problem: a mount of
/// another is not found.
pub(super) fn validate(
    spec: &Value,
    at: &FieldPath,
    of_pod: bool,
    wrong: &mut Problems,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, volume) in spec.list("volumes").iter().enumerate() {
        let at = at.field("volumes").index(place);
        let before = wrong.0.len();
        sources(volume, &at, of_pod, wrong);
        let at = at.field("name");
        let name = volume.text("name");
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
        } else {
            wrong.invalid_each(Code::InvalidName, &at, name, format::dns_label(name));
        }
        if names.iter().any(|it| it == name) {
            wrong.duplicate(Code::DuplicateValue, &at, name);
        }
        if wrong.0.len() == before {
            names.push(name.to_owned());
        }
    }
    names
}

fn sources(volume: &Value, at: &FieldPath, of_pod: bool, wrong: &mut Problems) {
    let there = SOURCES.iter().filter_map(|name| {
        volume.get(name).filter(|it| !it.is_null()).map(|source| (*name, source))
    });
    for (count, (name, source)) in there.enumerate() {
        if count > 0 {
            let detail = "may not specify more than 1 volume type";
            // Upstream misspells two of these paths.
            let told = match name {
                "cephfs" => "cephFS",
                "downwardAPI" => "downwarAPI",
                name => name,
            };
            wrong.forbidden(Code::ForbiddenField, &at.field(told), detail);
            continue;
        }
        let at = at.field(name);
        match name {
            "emptyDir" if source.text("sizeLimit").starts_with('-') => {
                let detail = "SizeLimit field must be a valid resource quantity";
                wrong.forbidden(Code::InvalidValue, &at.field("sizeLimit"), detail);
            }
            "hostPath" => host_path(source, &at, wrong),
            "secret" => files(source, "secretName", &at, wrong),
            "configMap" => files(source, "name", &at, wrong),
            "downwardAPI" => projected::downward(source, &at, wrong),
            "projected" => projected::validate(source, &at, wrong),
            "persistentVolumeClaim" => required(source, "claimName", &at, wrong),
            "ephemeral" if source.get("volumeClaimTemplate").is_none() => {
                wrong.required(Code::RequiredField, &at.field("volumeClaimTemplate"), "");
            }
            "image" => {
                if of_pod {
                    required(source, "reference", &at, wrong);
                }
                container::pull_policy(source, "pullPolicy", &at, wrong);
            }
            "nfs" => {
                required(source, "server", &at, wrong);
                required(source, "path", &at, wrong);
                if !source.text("path").starts_with('/') {
                    let (at, path) = (at.field("path"), source.text("path"));
                    wrong.invalid(Code::InvalidValue, &at, path, "must be an absolute path");
                }
            }
            _ => {}
        }
    }
}

pub(super) fn required(source: &Value, field: &'static str, at: &FieldPath, wrong: &mut Problems) {
    if source.text(field).is_empty() {
        wrong.required(Code::RequiredField, &at.field(field), "");
    }
}

fn host_path(source: &Value, at: &FieldPath, wrong: &mut Problems) {
    required(source, "path", at, wrong);
    let path = source.text("path");
    if path.is_empty() {
        return;
    }
    no_steps_back(path, &at.field("path"), wrong);
    let kind = source.text("type");
    if !HOST_PATH_TYPES.contains(&kind) {
        wrong.unsupported(Code::UnsupportedValue, &at.field("type"), kind, &HOST_PATH_TYPES);
    }
}

/// validatePathNoBacksteps.
pub(super) fn no_steps_back(path: &str, at: &FieldPath, wrong: &mut Problems) {
    if path.split('/').any(|it| it == "..") {
        wrong.invalid(Code::InvalidValue, at, path, "must not contain '..'");
    }
}

/// validateLocalDescendingPath.
pub(super) fn descending(path: &str, at: &FieldPath, wrong: &mut Problems) {
    if path.starts_with('/') {
        wrong.invalid(Code::InvalidValue, at, path, "must be a relative path");
    }
    no_steps_back(path, at, wrong);
}

/// A volume made of the keys of a ConfigMap or Secret.
fn files(source: &Value, name: &'static str, at: &FieldPath, wrong: &mut Problems) {
    required(source, name, at, wrong);
    mode(source.get("defaultMode"), &at.field("defaultMode"), wrong);
    for (place, item) in source.list("items").iter().enumerate() {
        key_to_path(item, &at.field("items").index(place), wrong);
    }
}

/// validateKeyToPath.
pub(super) fn key_to_path(item: &Value, at: &FieldPath, wrong: &mut Problems) {
    required(item, "key", at, wrong);
    required(item, "path", at, wrong);
    not_reserved(item.text("path"), &at.field("path"), wrong);
    mode(item.get("mode"), &at.field("mode"), wrong);
}

/// ValidateLocalNonReservedPath.
pub(super) fn not_reserved(path: &str, at: &FieldPath, wrong: &mut Problems) {
    descending(path, at, wrong);
    if path.starts_with("..") && !path.starts_with("../") {
        wrong.invalid(Code::InvalidValue, at, path, "must not start with '..'");
    }
}

pub(super) fn mode(value: Option<&Value>, at: &FieldPath, wrong: &mut Problems) {
    let number = value.and_then(Value::as_int).unwrap_or(0);
    if !(0..=0o777).contains(&number) {
        let detail = "must be a number between 0 and 0777 (octal), both inclusive";
        wrong.invalid(Code::NumberOutOfRange, at, number, detail);
    }
}
