//! A body that is posted to the server as YAML or JSON, without kubectl.
//!
//! Models the YAML serializer of k8s.io/apimachinery/pkg/runtime/serializer
//! and transformDecodeError of k8s.io/apiserver (v1.36).

use super::decode::{Decoded, FieldValidation, Problem, Refused, decode_from_yaml};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::span::Span;
use crate::value::Value;
use crate::yaml::{self, Document};

/// Reads a body as an object of the kind whose collection it was posted to.
/// Only the first document counts.
///
/// # Errors
/// A 400 BadRequest.
pub fn decode_body(
    kind: Kind,
    body: &str,
    validation: FieldValidation,
) -> Result<Decoded, Refused> {
    let document = match yaml::read_document(body, Span::new(0, body.len())) {
        Ok(document) => document,
        Err(fault) => return Err(unrecognized(kind, body, Code::YamlSyntax, &fault.words)),
    };
    let value = document.root.as_ref().map_or(Value::Null, yaml::Node::to_value);
    let (api_version, name) = version_and_kind(&value)
        .map_err(|words| unrecognized(kind, body, Code::MissingKind, &words))?;
    let same = |typed: &str, own: &str| typed.is_empty() || typed == own;
    if !same(&name, kind.name()) || !same(&api_version, kind.api_version()) {
        return Err(other_kind(kind, &api_version, &name));
    }
    let value = if value.is_null() { Value::map() } else { value };
    decode_from_yaml(kind, &value, &duplicates(&document), validation)
}

/// The strict errors of a document's duplicate keys.
pub fn duplicates(document: &Document) -> Vec<String> {
    let line =
        |it: &yaml::Duplicate| format!("line {}: key {} already set in map", it.line, it.key);
    document.duplicates.iter().map(line).collect()
}

/// Models SimpleMetaFactory.Interpret.
fn version_and_kind(value: &Value) -> Result<(String, String), String> {
    let what = match value {
        Value::Null | Value::Map(_) => {
            return Ok((string(value, "apiVersion")?, string(value, "kind")?));
        }
        other => name_of(other),
    };
    Err(format!(
        "couldn't get version/kind; json parse error: json: cannot unmarshal {what} into Go value \
         of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \
         \"json:\\\"kind,omitempty\\\"\" }}"
    ))
}

fn string(value: &Value, field: &str) -> Result<String, String> {
    match value.get(field) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::Str(text)) => Ok(text.clone()),
        Some(other) => Err(format!(
            "couldn't get version/kind; json parse error: json: cannot unmarshal {} into Go \
             struct field .{field} of type string",
            name_of(other)
        )),
    }
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Int(_) | Value::Decimal(_) => "number",
        Value::Str(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
    }
}

fn other_kind(kind: Kind, api_version: &str, name: &str) -> Refused {
    let version = api_version.rsplit('/').next().unwrap_or_default();
    let own = kind.name();
    let known =
        Kind::ALL.into_iter().any(|it| it.name() == name && it.api_version() == api_version);
    let words = if known {
        format!(
            "the API version in the data ({api_version}) does not match the expected API version ({})",
            kind.api_version()
        )
    } else {
        format!(
            "no kind \"{name}\" is registered for version \"{api_version}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
        )
    };
    let message = if known && api_version != kind.api_version() {
        words.clone()
    } else {
        format!("{name} in version \"{version}\" cannot be handled as a {own}: {words}")
    };
    let problem = problem(Code::UnknownKind, FieldPath::root().field("kind"), words, name);
    Refused { message, problems: vec![problem] }
}

fn unrecognized(kind: Kind, body: &str, code: Code, words: &str) -> Refused {
    let message = format!(
        "the object provided is unrecognized (must be of type {}): {words} ({})",
        kind.name(),
        summary(body.as_bytes())
    );
    let problem = problem(code, FieldPath::root(), words.to_owned(), "");
    Refused { message, problems: vec![problem] }
}

fn problem(code: Code, path: FieldPath, words: String, subject: &str) -> Problem {
    Problem { code, path, words, subject: subject.to_owned(), repair: None }
}

/// How much of a body is shown, in bytes.
const SUMMARY: usize = 30;

/// Models summarizeData.
fn summary(body: &[u8]) -> String {
    let head = body.get(..SUMMARY).unwrap_or(body);
    let shown = match body.first() {
        None => return "<empty>".to_owned(),
        Some(b'{') => String::from_utf8_lossy(head).into_owned(),
        Some(_) => head.iter().map(|it| format!("{it:02x}")).collect(),
    };
    if body.len() > SUMMARY { format!("{shown} ...") } else { shown }
}
