//! PATCH: JSON patches, merge patches and strategic merge patches.
//!
//! Models apiserver/pkg/endpoints/handlers/patch.go (v1.36); the strategic
//! merge itself is in [`super::strategic`].

use super::{PatchType, Status, bad_request};
use crate::objects::Kind;
use crate::value::Value;

/// The object with the patch applied, not yet defaulted.
pub(crate) fn apply(
    kind: Kind,
    old: &Value,
    patch: PatchType,
    body: &Value,
) -> Result<Value, Status> {
    match patch {
        PatchType::Merge => {
            let mut value = old.clone();
            merge(&mut value, body);
            Ok(value)
        }
        PatchType::Strategic => {
            let _ = kind;
            super::strategic::apply(old, body).map(|(value, _)| value)
        }
        PatchType::Json => Err(bad_request("json patch")),
    }
}

/// RFC 7386.
pub(crate) fn merge(value: &mut Value, patch: &Value) {
    let Some(fields) = patch.as_map() else {
        *value = patch.clone();
        return;
    };
    if value.as_map().is_none() {
        *value = Value::map();
    }
    let Some(map) = value.as_map_mut() else { return };
    for (name, change) in fields {
        if change.is_null() {
            map.remove(name);
        } else {
            merge(map.entry(name.clone()).or_default(), change);
        }
    }
}
