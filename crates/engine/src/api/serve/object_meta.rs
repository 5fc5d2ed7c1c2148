//! What the server keeps of `metadata`: name and namespace as the request says
//! them, and the fields that only it writes.
//!
//! Models staging/src/k8s.io/apiserver/pkg/registry/rest/{create,update,meta}.go
//! and checkName of pkg/endpoints/handlers/rest.go (v1.36).

use super::Server;
use crate::api::problems::{bad_request, not_found};
use crate::api::{Status, kinds};
use crate::chance;
use crate::clock;
use crate::objects::{Key, Kind};
use crate::value::Value;

impl Server<'_> {
    /// The namespace that an object goes to: `default` where it names none, and
    /// one that exists.
    pub(super) fn settle_namespace(&self, kind: Kind, value: &mut Value) -> Result<(), Status> {
        if !kind.namespaced() {
            return Ok(());
        }
        if value.text("metadata.namespace").is_empty() {
            value.set("metadata.namespace", "default");
        }
        let namespace = value.text("metadata.namespace");
        match self.store.find(Kind::Namespace, "", namespace) {
            Some(_) => Ok(()),
            None => Err(not_found(Kind::Namespace, namespace)),
        }
    }

    /// What the server writes into `metadata` of a new object, whatever the
    /// client wrote there.
    pub(super) fn fill_metadata(&self, kind: Kind, value: &mut Value) {
        if let Some(metadata) = value.at_mut("metadata").and_then(Value::as_map_mut) {
            for field in [
                "resourceVersion",
                "selfLink",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "managedFields",
            ] {
                metadata.remove(field);
            }
        }
        let revision = self.store.revision().to_string();
        let base = value.text("metadata.generateName").to_owned();
        if value.text("metadata.name").is_empty() && !base.is_empty() {
            // maxGeneratedNameLength: 63 less the five random letters.
            let base: String = base.chars().take(58).collect();
            let parts = ["name", kind.name(), &base, &revision];
            let suffix = chance::suffix(self.config.seed, &parts, 5);
            value.set("metadata.name", format!("{base}{suffix}"));
            if kind == Kind::Namespace {
                // Canonicalize: its label is its name.
                kinds::defaults(kind, value);
            }
        }
        let namespace = value.text("metadata.namespace").to_owned();
        let name = value.text("metadata.name").to_owned();
        let parts = [kind.name(), &namespace, &name, &revision];
        value.set("metadata.uid", uid(self.config.seed, &parts));
        value.set("metadata.creationTimestamp", clock::stamp(self.call.now_ms));
        // A kind that counts none keeps what the client wrote.
        if kinds::has_generation(kind) {
            value.set("metadata.generation", 1);
        } else {
            drop_zero_generation(value);
        }
    }
}

/// Models checkName of apiserver pkg/endpoints/handlers/rest.go.
pub(super) fn check_name(key: &Key, patched: &Value) -> Result<(), Status> {
    let (name, url) = (patched.text("metadata.name"), &key.name);
    if name.is_empty() {
        return Err(bad_request(format!(
            "the name of the object ({url} based on URL) was undeterminable: name must be provided"
        )));
    }
    if name != &**url {
        return Err(bad_request(format!(
            "the name of the object ({name}) does not match the name on the URL ({url})"
        )));
    }
    let namespace = patched.text("metadata.namespace");
    if !namespace.is_empty() && namespace != &*key.namespace {
        return Err(bad_request(
            "the namespace of the provided object does not match the namespace sent on the request",
        ));
    }
    Ok(())
}

/// Go leaves out a generation of 0.
pub(super) fn drop_zero_generation(value: &mut Value) {
    if value.at("metadata.generation").and_then(Value::as_int) == Some(0) {
        value.remove("metadata.generation");
    }
}

/// What an update cannot take away from `metadata`.
pub(super) fn keep_metadata(value: &mut Value, old: &Value) {
    for path in ["metadata.uid", "metadata.namespace"] {
        let before = old.text(path);
        if value.text(path).is_empty() && !before.is_empty() {
            value.set(path, before);
        }
    }
    // That it is being deleted cannot be taken back; to begin it so is refused.
    for path in ["metadata.deletionTimestamp", "metadata.deletionGracePeriodSeconds"] {
        if let Some(before) = old.at(path) {
            value.set(path, before.clone());
        }
    }
    for path in ["metadata.generation", "metadata.resourceVersion", "metadata.creationTimestamp"] {
        match old.at(path) {
            Some(before) => value.set(path, before.clone()),
            None => {
                value.remove(path);
            }
        }
    }
    value.remove("metadata.managedFields");
    value.remove("metadata.selfLink");
}

/// A UID made of the seed and the object's identity.
fn uid(seed: u64, parts: &[&str]) -> String {
    let half = |salt: &str| {
        let mut all = vec!["uid", salt];
        all.extend_from_slice(parts);
        chance::below(seed, &all, u64::MAX)
    };
    let (high, low) = (half("high"), half("low"));
    chance::write_uid(high, low)
}
