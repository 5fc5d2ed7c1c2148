//! Pod templates and owners: what Deployments, ReplicaSets and StatefulSets
//! have in common.
//!
//! Models EqualIgnoreHash of pkg/controller/deployment/util and ComputeHash of
//! pkg/controller/controller_utils.go (v1.36).

use super::deployment::HASH_LABEL;
use crate::chance::ALPHANUMS;
use crate::value::Value;

/// Whether two templates are the same but for the hash label. Models
/// EqualIgnoreHash.
pub fn equal(one: &Value, other: &Value) -> bool {
    let bare = |it: &Value| {
        let mut value = it.clone();
        if let Some(labels) = value.get("metadata").and_then(|it| it.get("labels")) {
            let mut labels = labels.clone();
            labels.remove(HASH_LABEL);
            value.set("metadata.labels", labels);
        }
        value
    };
    bare(one) == bare(other)
}

/// The name that a template gives its ReplicaSet: 32 bits of FNV-1a, in
/// letters.
pub fn hash(template: &Value, collisions: Option<i64>) -> String {
    let mut text = super::template_dump::dump(template);
    text.extend(collisions.into_iter().flat_map(|it| {
        let count = u32::try_from(it).unwrap_or(0).to_le_bytes();
        [count[0], count[1], count[2], count[3], 0, 0, 0, 0]
    }));
    let hash = text
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    safe_letters(&hash.to_string())
}

/// A text in letters that make no words. Models
/// k8s.io/apimachinery/pkg/util/rand SafeEncodeString.
pub fn safe_letters(text: &str) -> String {
    let letter = |byte: u8| ALPHANUMS.get(usize::from(byte) % 27).copied().unwrap_or(b'b');
    text.bytes().map(|it| char::from(letter(it))).collect()
}

/// Takes an owner off.
pub fn release(value: &mut Value, uid: &str) {
    let mut owners = value.list("metadata.ownerReferences").to_vec();
    owners.retain(|it| it.text("uid") != uid);
    if owners.is_empty() {
        value.remove("metadata.ownerReferences");
    } else {
        value.set("metadata.ownerReferences", owners);
    }
}

/// Adds an owner.
pub fn adopt(value: &mut Value, owner: Value) {
    let mut owners = value.list("metadata.ownerReferences").to_vec();
    owners.push(owner);
    value.set("metadata.ownerReferences", owners);
}
