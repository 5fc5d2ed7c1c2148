//! A body that is posted to the server as YAML or JSON, without kubectl.
//!
//! Models the YAML serializer of k8s.io/apimachinery/pkg/runtime/serializer
//! and transformDecodeError of k8s.io/apiserver (v1.36).

use super::decode::{Decoded, FieldValidation, Problem, Refused, decode_from_yaml, decode_struct};
use super::table;
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
    if api_version.matches('/').count() > 1 {
        let words = format!("unexpected GroupVersion string: {api_version}");
        return Err(unrecognized(kind, body, Code::MissingKind, &words));
    }
    let api_version = api_version.strip_prefix('/').map_or(api_version.clone(), str::to_owned);
    // Models gvkWithDefaults.
    let given = |typed: String, own: &str| if typed.is_empty() { own.to_owned() } else { typed };
    let (name, api_version) = (given(name, kind.name()), given(api_version, kind.api_version()));
    if name != kind.name() || api_version != kind.api_version() {
        return Err(other_kind(kind, &api_version, &name, &value));
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

/// The last of each that is set; here letter case does not count.
///
/// Models SimpleMetaFactory.Interpret.
fn version_and_kind(value: &Value) -> Result<(String, String), String> {
    let (mut api_version, mut kind) = (String::new(), String::new());
    let no_map = !matches!(value, Value::Null | Value::Map(_));
    if no_map {
        return Err(format!(
            "couldn't get version/kind; json parse error: json: cannot unmarshal {} into Go value \
             of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \
             \"json:\\\"kind,omitempty\\\"\" }}",
            value.json_kind()
        ));
    }
    for (name, value) in value.as_map().into_iter().flatten() {
        let (field, found) = match name {
            it if it.eq_ignore_ascii_case("apiVersion") => ("apiVersion", &mut api_version),
            it if it.eq_ignore_ascii_case("kind") => ("kind", &mut kind),
            _ => continue,
        };
        match value {
            Value::Null => {}
            Value::Str(text) => found.clone_from(text),
            other => {
                return Err(format!(
                    "couldn't get version/kind; json parse error: json: cannot unmarshal {} into Go \
                     struct field .{field} of type string",
                    other.json_kind()
                ));
            }
        }
    }
    Ok((api_version, kind))
}

/// A body of another kind: it is read as that, and cannot be converted.
fn other_kind(kind: Kind, api_version: &str, name: &str, value: &Value) -> Refused {
    let version = api_version.rsplit('/').next().unwrap_or_default();
    let own = kind.name();
    let item = name.strip_suffix("List").and_then(|it| Kind::find(api_version, it));
    let words = match Kind::find(api_version, name) {
        None if item.is_some() || (api_version, name) == ("v1", "List") => {
            format!(
                "converting ({version}.{name}) to ({}.{own}): unknown conversion",
                package(kind)
            )
        }
        Some(other) => {
            let first = table::of(other).and_then(|it| decode_struct(it, value).1);
            let converting = format!("converting ({version}.{name}) to ({}.{own})", package(kind));
            first.map_or_else(|| converting + ": unknown conversion", |it| it.words)
        }
        None => format!(
            "no kind {} is registered for version {} in scheme \"pkg/api/legacyscheme/scheme.go:30\"",
            yaml::quote(name),
            yaml::quote(api_version)
        ),
    };
    let message =
        format!("{name} in version {} cannot be handled as a {own}: {words}", yaml::quote(version));
    let problem = problem(Code::UnknownKind, FieldPath::root().field("kind"), words, name);
    Refused { message, problems: vec![problem] }
}

/// The package of a kind's internal type.
fn package(kind: Kind) -> &'static str {
    match kind.group().split('.').next() {
        None | Some("") => "core",
        Some(package) => package,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Models codec.Decode: what was read is converted to what is expected.
    #[test]
    fn a_body_of_another_kind_is_told_by_the_kind_and_version_it_names() {
        let told = |text: &str| {
            let answer = decode_body(Kind::Service, text, FieldValidation::Strict);
            answer.map(|_| ()).map_err(|it| it.message)
        };
        let head = "cannot be handled as a Service";
        assert_eq!(
            told("apiVersion: v1\nkind: Pod\nspec: {foo: 1}\n"),
            Err(format!(
                "Pod in version \"v1\" {head}: converting (v1.Pod) to (core.Service): unknown conversion"
            ))
        );
        let scheme = "in scheme \"pkg/api/legacyscheme/scheme.go:30\"";
        assert_eq!(
            told("kind: Foo\n"),
            Err(format!(
                "Foo in version \"v1\" {head}: no kind \"Foo\" is registered for version \"v1\" {scheme}"
            ))
        );
        assert_eq!(told("metadata: {name: web}\n"), Ok(()));
        assert_eq!(told("apiVersion: /v1\nkind: Service\n"), Ok(()));
        assert!(
            told("apiVersion: a/b/c\n")
                .is_err_and(|it| { it.contains("unexpected GroupVersion string: a/b/c (6170") })
        );
        // Of two of a wrong type the first is told, and JSON has them sorted.
        assert!(
            told("apiVersion: 1\nKind: []\n").is_err_and(
                |it| it.contains("cannot unmarshal array into Go struct field .kind of")
            )
        );
        assert!(told("Kind: Pod\n").is_err_and(|it| it.starts_with("Pod in version \"v1\"")));
    }
}
