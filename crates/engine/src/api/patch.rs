//! PATCH: JSON patches, merge patches and strategic merge patches.
//!
//! Models apiserver/pkg/endpoints/handlers/patch.go (v1.36); the strategic
//! merge itself is in [`super::strategic`].

use super::problems::{Problems, bare_error, invalid_as, unprocessable};
use super::{PatchType, Status, bad_request, json_patch, patched_text, strategic, whole};
use crate::diagnostic::Code;
use crate::objects::{Kind, Object};
use crate::path::FieldPath;
use crate::schema::{self, FieldValidation};
use crate::value::Value;

/// The object with the patch applied, in the API's types but not yet
/// defaulted, and warnings about unknown fields.
pub(crate) fn apply(
    old: &Object,
    patch: PatchType,
    body: &Value,
    validation: FieldValidation,
) -> Result<(Value, Vec<String>), Status> {
    let kind = old.key.kind;
    if !is_about_owners(body) {
        let done = applied(kind, &old.value, patch, body, validation);
        // What a strategic merge is refused for is in what the patch names.
        if done.is_ok() || patch == PatchType::Strategic {
            return done;
        }
    }
    // A patch may be about who set which field, and a refusal shows it.
    applied(kind, &whole(old), patch, body, validation)
}

/// Whether an object could be patched so, were every field known that is named:
/// what `fieldValidation=Strict` asks beside.
///
/// # Errors
/// The server's refusal.
pub fn strictly_patched(old: &Object, patch: PatchType, body: &Value) -> Result<(), Status> {
    apply(old, patch, body, FieldValidation::Strict).map(drop)
}

/// Whether a patch names `managedFields`, as a field or in a path.
fn is_about_owners(body: &Value) -> bool {
    const NAME: &str = "managedFields";
    match body {
        Value::Map(fields) => {
            fields.iter().any(|(name, it)| name.contains(NAME) || is_about_owners(it))
        }
        Value::List(items) => items.iter().any(is_about_owners),
        Value::Str(text) => text.contains(NAME),
        _ => false,
    }
}

/// A value with a patch applied as kubectl does by itself (`patch --local` and
/// `--dry-run=client`): nobody looks at what comes out.
///
/// # Errors
/// The patch does not fit.
pub fn patched(kind: Kind, old: &Value, patch: PatchType, body: &Value) -> Result<Value, Status> {
    match patch {
        PatchType::Merge => {
            let mut value = old.clone();
            merge(&mut value, body);
            Ok(value)
        }
        PatchType::Json => operated(old, body)?.map_err(bare_error),
        PatchType::Strategic => strategic::apply(kind, old, body).map(|(value, _)| value),
    }
}

fn applied(
    kind: Kind,
    old: &Value,
    patch: PatchType,
    body: &Value,
    validation: FieldValidation,
) -> Result<(Value, Vec<String>), Status> {
    match patch {
        PatchType::Merge => {
            let mut value = old.clone();
            merge(&mut value, body);
            let shown = || patched_text::write(&value, body);
            of_kind(kind, &value, &shown)?;
            typed(kind, &value, validation, &shown)
        }
        PatchType::Json => {
            let value = operated(old, body)?.map_err(|_| unprocessable())?;
            let shown = || patched_text::write(&value, &touched(body));
            of_kind(kind, &value, &shown)?;
            typed(kind, &value, validation, &shown)
        }
        PatchType::Strategic => {
            let (value, rest) = strategic::apply(kind, old, body)?;
            let shown = || strategic::go_text(&rest);
            let converted =
                strategic::convert(kind, &value).map_err(|why| refused(&shown(), &why))?;
            let value = converted.unwrap_or(value);
            typed(kind, &value, validation, &shown)
        }
    }
}

/// The places that a JSON patch changes, as a merge patch would name them.
fn touched(body: &Value) -> Value {
    let mut root = Value::map();
    for operation in body.as_list().unwrap_or_default() {
        let mut names = json_patch::tokens(operation.text("path"));
        names.pop();
        let mut at = &mut root;
        for name in names {
            let Some(map) = at.as_map_mut() else { break };
            at = map.entry(name).or_insert_with(Value::map);
        }
    }
    root
}

/// What a patched body says it is. (A strategic merge goes by the Go type and
/// does not look.)
fn of_kind(kind: Kind, value: &Value, shown: &dyn Fn() -> String) -> Result<(), Status> {
    let (version, name) = (value.text("apiVersion"), value.text("kind"));
    if version == kind.api_version() && name == kind.name() {
        return Ok(());
    }
    let known = Kind::ALL.iter().find(|it| it.api_version() == version && it.name() == name);
    let why = match known {
        Some(other) => {
            let package = match kind.group().split('.').next() {
                None | Some("") => "core",
                Some(package) => package,
            };
            format!(
                "converting (v1.{}) to ({package}.{}): unknown conversion",
                other.name(),
                kind.name()
            )
        }
        None => format!(
            "no kind \"{name}\" is registered for version \"{version}\" in scheme \
             \"pkg/api/legacyscheme/scheme.go:30\""
        ),
    };
    Err(refused(&shown(), &why))
}

/// A patch that gives the object a shape it cannot have.
fn refused(shown: &str, why: &str) -> Status {
    let mut wrong = Problems::default();
    let at = FieldPath::root().field("patch");
    wrong.invalid(Code::PatchRefused, &at, shown, why);
    invalid_as("", "", "", wrong.0)
}

fn typed(
    kind: Kind,
    value: &Value,
    validation: FieldValidation,
    shown: &dyn Fn() -> String,
) -> Result<(Value, Vec<String>), Status> {
    let Some(of) = schema::of(kind) else { return Ok((value.clone(), Vec::new())) };
    let (mut typed, first, unknown) = schema::decode_struct(of, value);
    super::kinds::keep_empty(kind, value, &mut typed);
    let mut value = typed;
    value.set("apiVersion", kind.api_version());
    value.set("kind", kind.name());
    if let Some(problem) = first {
        return Err(refused(&shown(), &problem.words));
    }
    let words: Vec<String> = unknown.into_iter().map(|it| it.words).collect();
    match validation {
        FieldValidation::Strict if !words.is_empty() => {
            Err(refused(&shown(), &format!("strict decoding error: {}", words.join(", "))))
        }
        FieldValidation::Strict | FieldValidation::Ignore => Ok((value, Vec::new())),
        FieldValidation::Warn => Ok((value, words)),
    }
}

/// RFC 7386, as evanphx/json-patch carries it out: what takes the place of a list or of nothing
/// loses the fields that are null in its items too (pruneNils).
pub(crate) fn merge(value: &mut Value, patch: &Value) {
    let (Some(map), Some(fields)) = (value.as_map_mut(), patch.as_map()) else {
        let into_map = value.as_map().is_some();
        *value = patch.clone();
        if !into_map {
            value.drop_nulls();
        }
        return;
    };
    for (name, change) in fields {
        if change.is_null() {
            map.remove(name);
        } else {
            merge(map.entry(name.clone()).or_default(), change);
        }
    }
}

/// What a JSON patch makes of an object; or why it cannot be carried out.
fn operated(old: &Value, body: &Value) -> Result<Result<Value, String>, Status> {
    let Some(operations) = body.as_list() else {
        let words = "error decoding patch: json: cannot unmarshal object into Go value of type \
                     jsonpatch.Patch";
        return Err(bad_request(words));
    };
    let mut value = old.clone();
    Ok(json_patch::apply(&mut value, operations).map(|()| value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service() -> Value {
        let mut port = Value::map();
        port.set("port", 80);
        let mut service = Value::map();
        for (path, text) in [("apiVersion", "v1"), ("kind", "Service"), ("metadata.name", "web")] {
            service.set(path, text);
        }
        service.set("spec.ports", vec![port]);
        service
    }

    fn told(patch: PatchType, body: &Value) -> Option<Status> {
        applied(Kind::Service, &service(), patch, body, FieldValidation::Strict).err()
    }

    /// Models jsonPatcher applyPatchToCurrentObject, which decodes what comes out.
    #[test]
    fn a_merge_patch_makes_no_other_kind_of_an_object() {
        let mut body = Value::map();
        body.set("kind", "Pod");
        let message = told(PatchType::Merge, &body).map(|it| it.message).unwrap_or_default();
        assert!(message.ends_with("converting (v1.Pod) to (core.Service): unknown conversion"));
        body.set("kind", "Pot");
        let message = told(PatchType::Merge, &body).map(|it| it.message).unwrap_or_default();
        assert!(message.contains("no kind \"Pot\" is registered for version \"v1\""), "{message}");
        assert!(told(PatchType::Strategic, &body).is_none());
    }

    /// Models strategicpatch sliceElementType and interpretStrategicMergePatchError.
    #[test]
    fn items_of_a_merged_list_are_of_one_type() {
        let mut body = Value::map();
        body.set("spec.ports", vec![Value::from(80)]);
        let status = told(PatchType::Strategic, &body).map(|it| (it.code, it.message));
        let words = "list element types are not identical: [[map[port:80]] [80]]";
        assert_eq!(status, Some((500, words.to_owned())));
    }

    /// Models mergeDocs, pruneNils and pruneAryNils of evanphx/json-patch v4.
    #[test]
    fn what_takes_the_place_of_a_list_names_nothing_that_is_null() {
        let mut value = service();
        let read = |text: &str| {
            let root = crate::yaml::read_json(text, 0).ok().flatten();
            root.map(|it| it.to_value()).unwrap_or_default()
        };
        merge(
            &mut value,
            &read("{\"spec\":{\"ports\":[{\"name\":null,\"port\":81},null],\"a\":{\"b\":null}}}"),
        );
        assert_eq!(value.at("spec"), Some(&read("{\"ports\":[{\"port\":81},null],\"a\":{}}")));
    }
}
