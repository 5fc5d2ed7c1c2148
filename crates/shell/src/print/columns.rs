//! `-o custom-columns`. Models k8s.io/kubectl/pkg/cmd/get/customcolumn.go
//! (v1.36).

use service_lab_engine::value::{Value, write_json_string};

use super::jsonpath::{Template, braced};

/// Columns with their headers; a path that cannot be read is only told of behind these.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(String, Result<Template, String>)>);

impl Columns {
    /// Parses `NAME:.metadata.name,IP:.status.podIP`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn parse(spec: &str) -> Result<Self, String> {
        if spec.is_empty() {
            return Err("custom-columns format specified but no custom columns given".to_owned());
        }
        let columns: Result<Vec<_>, String> = split_outside_brackets(spec)
            .into_iter()
            .map(|part| {
                let (header, path) = part.split_once(':').ok_or_else(|| {
                    format!(
                        "unexpected custom-columns spec: {part}, expected <header>:<json-path-expr>"
                    )
                })?;
                Ok((header.to_owned(), Template::parse(&braced(path)?)))
            })
            .collect();
        columns.map(Self)
    }

    /// The header's cells.
    pub fn header(&self) -> Vec<String> {
        self.0.iter().map(|(header, _)| header.clone()).collect()
    }

    /// Whether each path can be read.
    ///
    /// # Errors
    /// Upstream's words on the first that cannot.
    pub fn check(&self) -> Result<(), String> {
        self.0
            .iter()
            .try_for_each(|(_, template)| template.as_ref().map(drop).map_err(Clone::clone))
    }

    /// An object's cells.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn row(&self, object: &Value) -> Result<Vec<String>, String> {
        self.0
            .iter()
            .map(|(_, template)| {
                let results = template.as_ref().map_err(Clone::clone)?.results(object)?;
                let cells: Vec<String> =
                    results.into_iter().flatten().map(|it| go_text(&it)).collect();
                Ok(if cells.is_empty() { "<none>".to_owned() } else { cells.join(",") })
            })
            .collect()
    }
}

fn split_outside_brackets(spec: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (place, letter) in spec.char_indices() {
        match letter {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(spec.get(start..place).unwrap_or(""));
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(spec.get(start..).unwrap_or(""));
    parts
}

/// A value as Go's `%v` prints it: `map[app:web]`, `[a b]`.
pub fn go_text(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Decimal(text) | Value::Str(text) => text.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(go_text).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Map(map) => {
            let items: Vec<String> =
                map.iter().map(|(key, item)| format!("{key}:{}", go_text(item))).collect();
            format!("map[{}]", items.join(" "))
        }
    }
}

/// A value as Go's `%#v` prints it: `map[string]interface {}{"app":"web"}`.
pub fn go_syntax(value: &Value) -> String {
    match value {
        Value::Null => "interface {}(nil)".to_owned(),
        Value::Str(_) => value.to_json(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(go_syntax).collect();
            format!("[]interface {{}}{{{}}}", items.join(", "))
        }
        Value::Map(map) => {
            let mut items = Vec::new();
            for (key, item) in map {
                let mut text = String::new();
                write_json_string(key, &mut text);
                text.push(':');
                text.push_str(&go_syntax(item));
                items.push(text);
            }
            format!("map[string]interface {{}}{{{}}}", items.join(", "))
        }
        other => go_text(other),
    }
}
