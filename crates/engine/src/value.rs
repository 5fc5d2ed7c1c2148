//! JSON values, as the API server stores them.

mod map;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

pub use map::Map;

/// A JSON value. Numbers that are no `i64` are kept as Go would print them, so
/// the engine holds no floating point.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, as text: `1.5`, `1e+20`.
    Decimal(String),
    /// A string.
    Str(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Map(Map),
}

impl Value {
    /// An empty object.
    pub fn map() -> Self {
        Self::Map(Map::new())
    }

    /// The field `name` of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_map()?.get(name)
    }

    /// A field by its dotted path of names: `value.at("spec.type")`.
    pub fn at(&self, path: &str) -> Option<&Value> {
        let (mut value, mut rest) = (self, path);
        loop {
            let (name, more) = first_name(rest);
            value = value.get(name)?;
            match more {
                Some(more) => rest = more,
                None => return Some(value),
            }
        }
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, path: &str) -> Option<&mut Value> {
        let (mut value, mut rest) = (self, path);
        loop {
            let (name, more) = first_name(rest);
            value = value.as_map_mut()?.get_mut(name)?;
            match more {
                Some(more) => rest = more,
                None => return Some(value),
            }
        }
    }

    /// A string field by its dotted path; `""` where it is missing.
    pub fn text(&self, path: &str) -> &str {
        self.at(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// A list field by its dotted path; empty where it is missing.
    pub fn list(&self, path: &str) -> &[Value] {
        self.at(path).and_then(Value::as_list).unwrap_or_default()
    }

    /// The string in it.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// What Go's encoding/json calls it in its errors.
    pub fn json_kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Int(_) | Self::Decimal(_) => "number",
            Self::Str(_) => "string",
            Self::List(_) => "array",
            Self::Map(_) => "object",
        }
    }

    /// The whole number in it.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The boolean in it.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The list in it.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The object in it.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The object in it, to be changed.
    pub fn as_map_mut(&mut self) -> Option<&mut Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Sets a field by its dotted path, making objects on the way.
    pub fn set(&mut self, path: &str, value: impl Into<Value>) {
        self.put(path, value.into());
    }

    /// Sets a field by its dotted path where it is another one: what is as wanted stays shared with copies.
    pub fn renew(&mut self, path: &str, wanted: Value) {
        if self.at(path) != Some(&wanted) {
            self.put(path, wanted);
        }
    }

    fn put(&mut self, path: &str, value: Value) {
        let (mut at, mut rest) = (self, path);
        loop {
            let (name, more) = first_name(rest);
            if !matches!(at, Self::Map(_)) {
                *at = Self::map();
            }
            let Self::Map(map) = at else { return };
            if !map.contains_key(name) {
                map.insert(name.to_owned(), Self::Null);
            }
            let Some(field) = map.get_mut(name) else { return };
            match more {
                Some(more) => (at, rest) = (field, more),
                None => {
                    *field = value;
                    return;
                }
            }
        }
    }

    /// Removes a field by its dotted path and returns it. Where there is none,
    /// what other values share stays shared.
    pub fn remove(&mut self, path: &str) -> Option<Value> {
        self.at(path)?;
        match path.rsplit_once('.') {
            None => self.as_map_mut()?.remove(path),
            Some((parents, name)) => self.at_mut(parents)?.as_map_mut()?.remove(name),
        }
    }

    /// Removes every field that is null, however deep; an item of a list may be.
    ///
    /// Models discardNullValuesFromPatch of apimachinery pkg/util/strategicpatch
    /// and pruneNils of evanphx/json-patch.
    pub fn drop_nulls(&mut self) {
        match self {
            Value::Map(fields) => {
                fields.retain(|_, it| !it.is_null());
                fields.values_mut().for_each(Value::drop_nulls);
            }
            Value::List(items) => items.iter_mut().for_each(Value::drop_nulls),
            _ => {}
        }
    }

    /// Compact JSON with sorted keys, escaped as Go's encoding/json does
    /// (`<`, `>`, `&`, U+2028 and U+2029 become `\u....`).
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Int(number) => out.push_str(&number.to_string()),
            Self::Decimal(text) => out.push_str(text),
            Self::Str(text) => write_json_string(text, out),
            Self::List(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.write_json(out);
                }
                out.push(']');
            }
            Self::Map(map) => {
                out.push('{');
                for (place, (name, value)) in map.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    write_json_string(name, out);
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// The first name of a dotted path, and what follows it. A loop over bytes: on
/// names this short, searching a text costs more than reading it.
fn first_name(path: &str) -> (&str, Option<&str>) {
    let dot = path.as_bytes().iter().position(|it| *it == b'.');
    match dot.and_then(|at| Some((path.get(..at)?, path.get(at + 1..)?))) {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    }
}

/// Writes a JSON string as Go's encoding/json does.
pub fn write_json_string(text: &str, out: &mut String) {
    out.push('"');
    let plain =
        |it: u8| matches!(it, b' '..=b'~') && !matches!(it, b'"' | b'\\' | b'<' | b'>' | b'&');
    if text.bytes().all(plain) {
        out.push_str(text);
    } else {
        text.chars().for_each(|letter| write_json_letter(letter, out));
    }
    out.push('"');
}

fn write_json_letter(letter: char, out: &mut String) {
    match letter {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
            out.push_str(&format!("\\u{:04x}", u32::from(letter)));
        }
        other => out.push(other),
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Str(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Str(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}
impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(items)
    }
}
impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Decimal(text) => serializer.serialize_str(text),
            Self::Str(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Self::Map(map) => {
                let mut out = serializer.serialize_map(Some(map.len()))?;
                for (name, value) in map {
                    out.serialize_entry(name, value)?;
                }
                out.end()
            }
        }
    }
}
