//! What has no words of its own. Models genericDescriber and
//! printUnstructuredContent of k8s.io/kubectl/pkg/describe (v1.36).

use service_lab_engine::value::{Map, Value};

use super::Sheet;
use crate::kubectl::select::Item;
use crate::print::columns::go_text;

/// Words of a field's name that are written in capitals.
const ACRONYMS: [&str; 5] = ["API", "URL", "UID", "OSB", "GUID"];

/// Told at the head, or not at all.
const SKIPPED: [&str; 5] = ["annotations", "labels", "managedFields", "name", "namespace"];

/// The head of an object, and all its fields by name.
pub(super) fn all(item: &Item, sheet: &mut Sheet) {
    super::head(item, sheet);
    let Some(mut fields) = item.value.as_map().cloned() else { return };
    if let Some(metadata) = fields.get_mut("metadata").and_then(Value::as_map_mut) {
        for name in SKIPPED {
            metadata.remove(name);
        }
    }
    content(&fields, 0, sheet);
}

fn content(fields: &Map, level: usize, sheet: &mut Sheet) {
    let indent = "  ".repeat(level);
    for (name, value) in fields {
        let label = label_of(name);
        match value {
            Value::Map(inner) => {
                sheet.line(format!("{indent}{label}:"));
                content(inner, level + 1, sheet);
            }
            Value::List(items) => {
                sheet.line(format!("{indent}{label}:"));
                for item in items {
                    match item.as_map() {
                        Some(inner) => content(inner, level + 1, sheet),
                        None => sheet.line(format!("{indent}  {}", go_text(item))),
                    }
                }
            }
            flat => sheet.line(format!("{indent}{label}:\t{}", go_text(flat))),
        }
    }
}

/// `involvedObject` becomes `Involved Object`. Models smartLabelFor.
fn label_of(field: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut upper = true;
    for letter in field.chars() {
        match words.last_mut() {
            Some(word) if upper || !letter.is_uppercase() => word.push(letter),
            _ => words.push(letter.to_string()),
        }
        upper = letter.is_uppercase();
    }
    let shown = words.iter().map(|it| {
        let capitals = it.to_uppercase();
        if ACRONYMS.contains(&capitals.as_str()) {
            return capitals;
        }
        let mut letters = it.chars();
        let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", letters.as_str())
    });
    shown.collect::<Vec<_>>().join(" ")
}
