//! What Kubernetes stored beside what was typed: the object line by line, and
//! which lines the learner did not type.

use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::store::Store;
use service_lab_engine::value::Value;
use service_lab_engine::yaml;

/// One stored object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObject {
    pub key: Key,
    pub lines: Vec<StoredLine>,
}

/// One line of it, as YAML in block style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    pub text: String,
    /// Kubernetes added it: a default, an allocation, a status.
    pub added: bool,
}

/// Objects shown at most.
const MAX_OBJECTS: usize = 50;

/// The stored objects that a text names, in its order.
pub fn stored(store: &Store, text: &str) -> Vec<StoredObject> {
    let (documents, _) = yaml::read(text);
    documents
        .iter()
        .filter_map(|it| Some(it.root.as_ref()?.to_value()))
        .flat_map(items)
        .take(MAX_OBJECTS)
        .filter_map(|typed| {
            let kind = Kind::find(typed.text("apiVersion"), typed.text("kind"))?;
            let namespace = match typed.text("metadata.namespace") {
                "" => "default",
                namespace => namespace,
            };
            let object = store.find(kind, namespace, typed.text("metadata.name"))?;
            let mut lines = Vec::new();
            write(&object.value, Some(&typed), 0, &mut lines);
            Some(StoredObject { key: object.key.clone(), lines })
        })
        .collect()
}

/// The objects of a `kind: List`, or the object itself.
fn items(value: Value) -> Vec<Value> {
    if value.text("kind") == "List" { value.list("items").to_vec() } else { vec![value] }
}

fn write(value: &Value, typed: Option<&Value>, indent: usize, lines: &mut Vec<StoredLine>) {
    match value {
        Value::Map(map) => {
            for (key, child) in map {
                let typed = typed.and_then(|it| it.get(key));
                field(&plain(key), child, typed, indent, lines);
            }
        }
        Value::List(list) => {
            for (place, child) in list.iter().enumerate() {
                let typed = typed.and_then(|it| it.as_list()?.get(place));
                item(child, typed, indent, lines);
            }
        }
        scalar => push(lines, indent, scalar_text(scalar), typed != Some(scalar)),
    }
}

fn field(
    key: &str,
    value: &Value,
    typed: Option<&Value>,
    indent: usize,
    lines: &mut Vec<StoredLine>,
) {
    match value {
        Value::Map(map) if !map.is_empty() => {
            push(lines, indent, format!("{key}:"), typed.is_none());
            write(value, typed, indent + 1, lines);
        }
        // A list stands at its key's own depth, as kubectl prints it.
        Value::List(list) if !list.is_empty() => {
            push(lines, indent, format!("{key}:"), typed.is_none());
            write(value, typed, indent, lines);
        }
        scalar => {
            push(lines, indent, format!("{key}: {}", scalar_text(scalar)), typed != Some(scalar));
        }
    }
}

/// An item of a list: its first line carries the dash.
fn item(value: &Value, typed: Option<&Value>, indent: usize, lines: &mut Vec<StoredLine>) {
    let first = lines.len();
    match value {
        Value::Map(map) if !map.is_empty() => write(value, typed, indent + 1, lines),
        Value::List(list) if !list.is_empty() => write(value, typed, indent + 1, lines),
        scalar => push(lines, indent + 1, scalar_text(scalar), typed != Some(scalar)),
    }
    if let Some(line) = lines.get_mut(first) {
        let dash = indent * 2;
        if line.text.is_char_boundary(dash) && line.text.len() >= dash + 2 {
            line.text.replace_range(dash..dash + 2, "- ");
        }
    }
}

fn push(lines: &mut Vec<StoredLine>, indent: usize, text: String, added: bool) {
    lines.push(StoredLine { text: format!("{}{text}", "  ".repeat(indent)), added });
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Decimal(text) => text.clone(),
        Value::Str(text) => plain(text),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
    }
}

/// A string, in quotes where it would read as something else without them.
fn plain(text: &str) -> String {
    let word = text.chars().all(|it| it.is_ascii_alphanumeric() || "-_./=+@".contains(it));
    let reads_as_text = || match yaml::read(text).0.first().and_then(|it| it.root.as_ref()) {
        Some(node) => node.to_value() == Value::Str(text.to_owned()),
        None => false,
    };
    if !text.is_empty() && (word || !text.contains([':', '#', '\n', '"', '\''])) && reads_as_text()
    {
        text.to_owned()
    } else {
        let mut out = String::new();
        service_lab_engine::value::write_json_string(text, &mut out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use service_lab_engine::cluster::ClusterConfig;
    use service_lab_engine::world::{Command, World, step};

    const TEXT: &str = "
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
  - port: 80
";

    fn lines() -> Vec<StoredLine> {
        let (world, _) = World::new(ClusterConfig::default());
        let world = step(&world, &Command::Edit { text: TEXT.to_owned() }).world;
        stored(&world.store, TEXT).into_iter().flat_map(|it| it.lines).collect()
    }

    fn is_added(lines: &[StoredLine], text: &str) -> Option<bool> {
        lines.iter().find(|it| it.text == text).map(|it| it.added)
    }

    #[test]
    fn defaults_and_allocations_are_marked_and_typed_lines_are_not() {
        let lines = lines();
        assert_eq!(is_added(&lines, "  type: ClusterIP"), Some(true), "{lines:#?}");
        assert_eq!(is_added(&lines, "    targetPort: 80"), Some(true), "{lines:#?}");
        assert_eq!(is_added(&lines, "  - port: 80"), Some(false), "{lines:#?}");
        assert_eq!(is_added(&lines, "    app: web"), Some(false), "{lines:#?}");
        assert_eq!(is_added(&lines, "kind: Service"), Some(false), "{lines:#?}");
        assert!(lines.iter().any(|it| it.added && it.text.starts_with("  clusterIP: 10.96.")));
    }

    #[test]
    fn what_is_shown_reads_as_what_is_stored() {
        let (world, _) = World::new(ClusterConfig::default());
        let world = step(&world, &Command::Edit { text: TEXT.to_owned() }).world;
        for object in stored(&world.store, TEXT) {
            let text: String = object.lines.iter().map(|it| format!("{}\n", it.text)).collect();
            let (documents, problems) = yaml::read(&text);
            assert!(problems.is_empty(), "{text}");
            let read = documents.first().and_then(|it| it.root.as_ref()).map(|it| it.to_value());
            assert_eq!(read.as_ref(), world.store.get(&object.key).map(|it| &it.value), "{text}");
        }
    }
}
