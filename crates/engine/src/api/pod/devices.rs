//! The rules of raw devices in a container and of how its resources change.
//!
//! Models pkg/apis/core/validation ValidateVolumeDevices, validateResizePolicy
//! and what ValidateVolumeMounts says about devices (v1.36).

use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

fn has(list: &[Value], field: &str, text: &str) -> bool {
    list.iter().any(|it| it.text(field) == text)
}

/// A mount's volume and path are no device's.
pub(super) fn beside(container: &Value, mount: &Value, at: &FieldPath, wrong: &mut Problems) {
    let devices = container.list("volumeDevices");
    let (name, path) = (mount.text("name"), mount.text("mountPath"));
    if has(devices, "name", name) {
        let detail = "must not already exist in volumeDevices";
        wrong.invalid(Code::DuplicateValue, &at.field("name"), name, detail);
    }
    if has(devices, "devicePath", path) {
        let detail = "must not already exist as a path in volumeDevices";
        wrong.invalid(Code::DuplicateValue, &at.field("mountPath"), path, detail);
    }
}

/// Rules of `volumeDevices`; `volumes` are the names of the Pod's good volumes.
pub(super) fn validate(
    container: &Value,
    spec: &Value,
    volumes: &[String],
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let mounts = container.list("volumeMounts");
    let (mut names, mut paths): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (place, device) in container.list("volumeDevices").iter().enumerate() {
        let (name_at, path_at) =
            (at.index(place).field("name"), at.index(place).field("devicePath"));
        let (name, path) = (device.text("name"), device.text("devicePath"));
        if name.is_empty() {
            wrong.required(Code::RequiredField, &name_at, "");
        }
        if names.contains(&name) {
            wrong.invalid(Code::DuplicateValue, &name_at, name, "must be unique");
        } else if !name.is_empty() {
            names.push(name);
        }
        let volume = spec.list("volumes").iter().find(|it| it.text("name") == name);
        let volume = volume.filter(|_| volumes.iter().any(|it| it == name));
        let claimed = |it: &Value| {
            let source = |name: &str| it.get(name).is_some_and(|it| !it.is_null());
            source("persistentVolumeClaim") || source("ephemeral")
        };
        if volume.is_some_and(|it| !claimed(it)) {
            let detail = "can only use volume source type of PersistentVolumeClaim or Ephemeral \
                          for block mode";
            wrong.invalid(Code::InvalidValue, &name_at, name, detail);
        }
        if volume.is_none() {
            wrong.not_found(&name_at, name);
        }
        if path.is_empty() {
            wrong.required(Code::RequiredField, &path_at, "");
        }
        if paths.contains(&path) {
            wrong.invalid(Code::DuplicateValue, &path_at, path, "must be unique");
        }
        if path.split('/').any(|it| it == "..") {
            let detail = "can not contain backsteps ('..')";
            wrong.invalid(Code::InvalidValue, &path_at, path, detail);
        } else {
            paths.push(path);
        }
        if has(mounts, "name", name) {
            let detail = "must not already exist in volumeMounts";
            wrong.invalid(Code::DuplicateValue, &name_at, name, detail);
        }
        if has(mounts, "mountPath", path) {
            let detail = "must not already exist as a path in volumeMounts";
            wrong.invalid(Code::DuplicateValue, &path_at, path, detail);
        }
    }
}

/// Rules of `resizePolicy`. Upstream leaves the place in the list out of all
/// paths but that of a resource named twice.
pub(super) fn resizing(container: &Value, spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let once = spec.text("restartPolicy") == "Never";
    let mut named: Vec<&str> = Vec::new();
    for (place, policy) in container.list("resizePolicy").iter().enumerate() {
        let resource = policy.text("resourceName");
        if named.contains(&resource) {
            wrong.duplicate(Code::DuplicateValue, &at.index(place), resource);
        }
        named.push(resource);
        let restart = policy.text("restartPolicy");
        for (text, allowed) in
            [(resource, ["cpu", "memory"]), (restart, ["NotRequired", "RestartContainer"])]
        {
            if text.is_empty() {
                wrong.required(Code::RequiredField, at, "");
            } else if !allowed.contains(&text) {
                wrong.unsupported(Code::UnsupportedValue, at, text, &allowed);
            }
        }
        if once && restart != "NotRequired" {
            let detail = "must be 'NotRequired' when `restartPolicy` is 'Never'";
            wrong.invalid(Code::InvalidValue, at, restart, detail);
        }
    }
}
