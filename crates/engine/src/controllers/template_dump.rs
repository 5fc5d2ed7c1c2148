//! The text of a Pod template over which its hash is taken.

use crate::value::Value;

/// The bytes to hash.
pub fn dump(template: &Value) -> Vec<u8> {
    template.to_json().into_bytes()
}
