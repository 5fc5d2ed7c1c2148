//! Problems of fields, and refusals made of them, in Kubernetes' own words.
//!
//! Models k8s.io/apimachinery/pkg/util/validation/field Error and
//! pkg/api/errors (v1.36). Knows no rule of any kind of object.

use std::collections::BTreeSet;

use crate::api::{Cause, Status};
use crate::diagnostic::Code;
use crate::objects::{Key, Kind};
use crate::path::FieldPath;
use crate::value::Value;
use crate::yaml::quote;

/// A value as an error message shows it, and bare for explanations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    text: String,
    bare: String,
    /// Whether it is a string of Go's own type.
    plain: bool,
}

impl Shown {
    /// The same where Go gives the string a type of its own, as it does for the
    /// values of a field that allows but a few: it is shown as JSON.
    ///
    /// Models field.Error ErrorBody.
    pub(crate) fn typed(self) -> Self {
        if self.plain { Self { text: Value::from(&*self.bare).to_json(), ..self } } else { self }
    }

    /// Text that is shown as it is (a Go struct's JSON).
    pub(crate) fn raw(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { bare: text.clone(), text, plain: false }
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self { text: quote(text), bare: text.to_owned(), plain: true }
    }
}

impl From<&String> for Shown {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<i64> for Shown {
    fn from(number: i64) -> Self {
        Self::raw(number.to_string())
    }
}

impl From<&Value> for Shown {
    fn from(value: &Value) -> Self {
        match value {
            Value::Str(text) => text.into(),
            other => Self::raw(other.to_json()),
        }
    }
}

impl From<Option<&Value>> for Shown {
    fn from(value: Option<&Value>) -> Self {
        value.unwrap_or(&Value::Null).into()
    }
}

/// The JSON of a struct whose fields Go keeps in this order.
pub(crate) fn in_order(value: &Value, fields: &[&str]) -> String {
    let there = fields.iter().filter_map(|name| Some((*name, value.get(name)?)));
    let all: Vec<String> = there.map(|(name, it)| format!("\"{name}\":{}", it.to_json())).collect();
    format!("{{{}}}", all.join(","))
}

/// Problems of one object, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problems(pub(crate) Vec<Cause>);

impl Problems {
    fn add(
        &mut self,
        code: Code,
        path: &FieldPath,
        reason: &'static str,
        head: String,
        detail: &str,
        subject: String,
    ) {
        let message = if detail.is_empty() { head } else { format!("{head}: {detail}") };
        self.0.push(Cause {
            code,
            reason,
            field: path.to_string(),
            path: path.clone(),
            message,
            subject,
        });
    }

    /// `Required value`.
    pub(crate) fn required(&mut self, code: Code, path: &FieldPath, detail: &str) {
        let head = "Required value".to_owned();
        self.add(code, path, "FieldValueRequired", head, detail, String::new());
    }

    /// `Invalid value: X: ...`.
    pub(crate) fn invalid(
        &mut self,
        code: Code,
        path: &FieldPath,
        value: impl Into<Shown>,
        detail: &str,
    ) {
        let Shown { text, bare, .. } = value.into();
        self.add(code, path, "FieldValueInvalid", format!("Invalid value: {text}"), detail, bare);
    }

    /// One `Invalid value` for each of the messages.
    pub(crate) fn invalid_each(
        &mut self,
        code: Code,
        path: &FieldPath,
        value: &str,
        details: Vec<String>,
    ) {
        for detail in details {
            self.invalid(code, path, value, &detail);
        }
    }

    /// `Forbidden: ...`.
    pub(crate) fn forbidden(&mut self, code: Code, path: &FieldPath, detail: &str) {
        let head = "Forbidden".to_owned();
        self.add(code, path, "FieldValueForbidden", head, detail, String::new());
    }

    /// `Internal error: ...`.
    pub(crate) fn internal(&mut self, code: Code, path: &FieldPath, detail: &str) {
        let head = "Internal error".to_owned();
        self.add(code, path, "InternalError", head, detail, String::new());
    }

    /// `Unsupported value: X: supported values: ...`, of a field whose values have a
    /// type of their own.
    pub(crate) fn unsupported(
        &mut self,
        code: Code,
        path: &FieldPath,
        value: impl Into<Shown>,
        allowed: &[&str],
    ) {
        self.unsupported_text(code, path, value.into().typed(), allowed);
    }

    /// The same of a field whose values are any strings to Go.
    pub(crate) fn unsupported_text(
        &mut self,
        code: Code,
        path: &FieldPath,
        value: impl Into<Shown>,
        allowed: &[&str],
    ) {
        let Shown { text, bare, .. } = value.into();
        let quoted: Vec<String> = allowed.iter().map(|it| quote(it)).collect();
        let detail = format!("supported values: {}", quoted.join(", "));
        let detail = if allowed.is_empty() { "" } else { &detail };
        let head = format!("Unsupported value: {text}");
        self.add(code, path, "FieldValueNotSupported", head, detail, bare);
    }

    /// `Duplicate value: X`.
    pub(crate) fn duplicate(&mut self, code: Code, path: &FieldPath, value: impl Into<Shown>) {
        let Shown { text, bare, .. } = value.into();
        let head = format!("Duplicate value: {text}");
        self.add(code, path, "FieldValueDuplicate", head, "", bare);
    }

    /// `Not found: X`.
    pub(crate) fn not_found(&mut self, path: &FieldPath, value: impl Into<Shown>) {
        let Shown { text, bare, .. } = value.into();
        let head = format!("Not found: {text}");
        self.add(Code::UnknownReference, path, "FieldValueNotFound", head, "", bare);
    }

    /// `Too many: N: must have at most M items`.
    pub(crate) fn too_many(&mut self, path: &FieldPath, actual: usize, most: usize) {
        let noun = if most == 1 { "item" } else { "items" };
        let detail = format!("must have at most {most} {noun}");
        let head = format!("Too many: {actual}");
        self.add(Code::TooMany, path, "FieldValueTooMany", head, &detail, actual.to_string());
    }

    /// `Too long: may not be more than N bytes`.
    pub(crate) fn too_long(&mut self, path: &FieldPath, most: usize) {
        let detail = format!("may not be more than {most} bytes");
        let head = "Too long".to_owned();
        self.add(Code::TooMany, path, "FieldValueTooLong", head, &detail, String::new());
    }

    /// All problems of another set, after these.
    pub(crate) fn append(&mut self, other: Problems) {
        self.0.extend(other.0);
    }

    /// Refuses if there is any problem.
    pub(crate) fn refuse(self, kind: Kind, name: &str) -> Result<(), Status> {
        if self.0.is_empty() { Ok(()) } else { Err(invalid(kind, name, self.0)) }
    }

    /// The same in the name of another kind.
    pub(crate) fn refuse_as(self, qualified: &str, kind: &str, name: &str) -> Result<(), Status> {
        if self.0.is_empty() { Ok(()) } else { Err(invalid_as(qualified, kind, name, self.0)) }
    }
}

/// `services`, `deployments.apps`: a resource as messages name it.
pub(crate) fn resource(kind: Kind) -> String {
    qualified(kind.plural(), kind)
}

fn qualified(word: &str, kind: Kind) -> String {
    if kind.group().is_empty() { word.to_owned() } else { format!("{word}.{}", kind.group()) }
}

/// Several messages as Go's aggregate error prints them, each once.
pub(crate) fn aggregate<'a>(messages: impl Iterator<Item = &'a str>) -> String {
    let mut seen = BTreeSet::new();
    let told: Vec<&str> = messages.filter(|it| seen.insert(*it)).collect();
    match told.as_slice() {
        [only] => (*only).to_owned(),
        _ => format!("[{}]", told.join(", ")),
    }
}

/// 422 Invalid.
pub(crate) fn invalid(kind: Kind, name: &str, causes: Vec<Cause>) -> Status {
    invalid_as(&qualified(kind.name(), kind), kind.name(), name, causes)
}

/// 422 Invalid of something that is no object (`patch`).
pub(crate) fn invalid_as(qualified: &str, kind: &str, name: &str, causes: Vec<Cause>) -> Status {
    let lines: Vec<String> =
        causes.iter().map(|cause| format!("{}: {}", cause.field, cause.message)).collect();
    let all = aggregate(lines.iter().map(String::as_str));
    Status {
        code: 422,
        reason: "Invalid",
        message: format!("{qualified} {} is invalid: {all}", quote(name)),
        causes,
        about: Some(Box::new((kind.to_owned(), name.to_owned()))),
        warnings: Vec::new(),
        undecoded: Box::default(),
    }
}

fn plain(code: u16, reason: &'static str, kind: Kind, name: &str, message: String) -> Status {
    let about = Some(Box::new((kind.plural().to_owned(), name.to_owned())));
    Status {
        code,
        reason,
        message,
        causes: Vec::new(),
        about,
        warnings: Vec::new(),
        undecoded: Box::default(),
    }
}

/// 404 NotFound.
pub fn not_found(kind: Kind, name: &str) -> Status {
    plain(404, "NotFound", kind, name, format!("{} {} not found", resource(kind), quote(name)))
}

/// 409 AlreadyExists.
pub fn already_exists(kind: Kind, name: &str) -> Status {
    let message = format!("{} {} already exists", resource(kind), quote(name));
    plain(409, "AlreadyExists", kind, name, message)
}

/// 409 Conflict.
pub fn conflict(kind: Kind, name: &str, why: &str) -> Status {
    let message =
        format!("Operation cannot be fulfilled on {} {}: {why}", resource(kind), quote(name));
    plain(409, "Conflict", kind, name, message)
}

/// 409 of a body that is about another object of the same name, or about one
/// that is gone. Models storage.Preconditions.Check and InterpretUpdateError.
#[cold]
pub(crate) fn another_uid(key: &Key, wanted: &str, had: &str) -> Status {
    let folder = match key.kind {
        Kind::Service => "services/specs",
        Kind::Endpoints => "services/endpoints",
        Kind::Node => "minions",
        Kind::Ingress => "ingress",
        other => other.plural(),
    };
    let namespace = match &*key.namespace {
        "" => String::new(),
        own => format!("{own}/"),
    };
    let why = format!(
        "StorageError: invalid object, Code: 4, Key: /registry/{folder}/{namespace}{}, \
         ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: \
         {wanted}, UID in object meta: {had}",
        key.name
    );
    conflict(key.kind, &key.name, &why)
}

/// 409 of a server-side apply: with whom it is in conflict (in a manager's
/// words), over which fields. Models NewConflictError.
pub(crate) fn apply_conflict(conflicts: &[(String, Vec<String>)]) -> Status {
    let each = || conflicts.iter().flat_map(|(who, paths)| paths.iter().map(move |it| (who, it)));
    let message = match (each().next(), each().count()) {
        (Some((who, path)), 1) => {
            format!("Apply failed with 1 conflict: conflict with {who}: {path}")
        }
        (_, count) => {
            let mut lines = Vec::new();
            for (who, paths) in conflicts {
                lines.push(format!("conflicts with {who}:"));
                lines.extend(paths.iter().map(|it| format!("- {it}")));
            }
            format!("Apply failed with {count} conflicts: {}", lines.join("\n"))
        }
    };
    let cause = |(who, path): (&String, &String)| Cause {
        code: Code::Conflict,
        reason: "FieldManagerConflict",
        field: path.clone(),
        path: FieldPath::root(),
        message: format!("conflict with {who}"),
        subject: String::new(),
    };
    Status { causes: each().map(cause).collect(), ..unnamed(409, "Conflict", message) }
}

/// 403 Forbidden.
pub fn forbidden(kind: Kind, name: &str, why: &str) -> Status {
    let message = format!("{} {} is forbidden: {why}", resource(kind), quote(name));
    plain(403, "Forbidden", kind, name, message)
}

/// 400 BadRequest.
pub fn bad_request(message: impl Into<String>) -> Status {
    let message = message.into();
    unnamed(400, "BadRequest", message)
}

/// 422 of a patch that cannot be applied.
/// Models NewGenericServerResponse, which drops the reason.
pub(crate) fn unprocessable() -> Status {
    let message = "the server rejected our request due to an error in our request";
    unnamed(422, "Invalid", message.to_owned())
}

/// 500 InternalError, with its one cause.
pub(crate) fn internal(code: Code, path: FieldPath, why: String) -> Status {
    let cause = Cause {
        code,
        reason: "",
        field: String::new(),
        path,
        message: why.clone(),
        subject: String::new(),
    };
    Status {
        code: 500,
        reason: "InternalError",
        message: format!("Internal error occurred: {why}"),
        causes: vec![cause],
        about: None,
        warnings: Vec::new(),
        undecoded: Box::default(),
    }
}

/// 500 of an error that upstream gives no reason.
pub(crate) fn bare_error(message: String) -> Status {
    unnamed(500, "", message)
}

fn unnamed(code: u16, reason: &'static str, message: String) -> Status {
    Status {
        code,
        reason,
        message,
        causes: Vec::new(),
        about: None,
        warnings: Vec::new(),
        undecoded: Box::default(),
    }
}
