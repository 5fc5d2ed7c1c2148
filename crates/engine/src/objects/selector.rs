//! Label selectors. Models k8s.io/apimachinery/pkg/apis/meta/v1
//! LabelSelectorAsSelector and pkg/labels Requirement.Matches (v1.36).

use std::collections::BTreeMap;

use crate::value::Value;

/// Whether a LabelSelector (`matchLabels`, `matchExpressions`) selects these
/// labels; an empty one selects all. An unknown operator selects nothing.
pub(crate) fn selects(selector: &Value, labels: &BTreeMap<String, String>) -> bool {
    let pairs = selector.get("matchLabels").and_then(Value::as_map);
    let all = pairs.into_iter().flatten().all(|(name, value)| {
        labels.get(name).map(String::as_str) == Some(value.as_str().unwrap_or_default())
    });
    all && selector.list("matchExpressions").iter().all(|it| holds(it, labels))
}

fn holds(requirement: &Value, labels: &BTreeMap<String, String>) -> bool {
    let label = labels.get(requirement.text("key"));
    let values = requirement.list("values");
    let listed = label.is_some_and(|it| values.iter().any(|one| one.as_str() == Some(it)));
    match requirement.text("operator") {
        "In" => listed,
        "NotIn" => !listed,
        "Exists" => label.is_some(),
        "DoesNotExist" => label.is_none(),
        _ => false,
    }
}
