//! Cases of the suite direct-yaml.

use serde_json::Value as Json;

use super::Part;

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let _ = case;
    vec![Part::failed("support", "not supported yet")]
}
