//! `kubectl patch`. Models k8s.io/kubectl/pkg/cmd/patch (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::get::scale_of;
use super::{DryRun, Kubectl};
use crate::output::Output;
use crate::print::json;

const NO_PATCH: &str = "must specify --patch or --patch-file containing the contents of the patch";

/// Runs `kubectl patch`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    if ["patch", "patch-file"].iter().all(|it| args.get(it).is_some_and(|it| !it.is_empty())) {
        return fail("cannot specify --patch and --patch-file together".to_owned());
    }
    if args.get("patch").is_none_or(str::is_empty)
        && args.get("patch-file").is_none_or(str::is_empty)
    {
        return fail(NO_PATCH.to_owned());
    }
    if args.on("local") && !args.words.is_empty() {
        return fail("cannot specify --local and server resources".to_owned());
    }
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(error),
    };
    if args.on("local") && dry == DryRun::Server {
        let why = "cannot specify --local and --dry-run=server - did you mean --dry-run=client?";
        return fail(why.to_owned());
    }
    let kind = match args
        .get("type")
        .filter(|it| !it.is_empty())
        .unwrap_or("strategic")
        .to_lowercase()
        .as_str()
    {
        "strategic" => PatchType::Strategic,
        "merge" => PatchType::Merge,
        "json" => PatchType::Json,
        other => {
            let typed = args.get("type").unwrap_or(other);
            return fail(format!("--type must be one of [json merge strategic], not \"{typed}\""));
        }
    };
    let text = match (args.get("patch"), args.get("patch-file")) {
        (Some(text), _) if !text.is_empty() => text.to_owned(),
        (_, Some(file)) => match kubectl.files.get(file) {
            Some(text) => text.clone(),
            None if matches!(file, "." | "./" | "/") => {
                return fail(format!("unable to read patch file: read {file}: is a directory"));
            }
            None => {
                return fail(format!(
                    "unable to read patch file: open {file}: no such file or directory"
                ));
            }
        },
        _ => {
            return fail(NO_PATCH.to_owned());
        }
    };
    let mut errors = Vec::new();
    let items = match kubectl.found(args, None, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    if items.is_empty() && errors.is_empty() {
        return fail("no objects passed to patch".to_owned());
    }
    let body = match body(&text, kind) {
        Ok(body) => body,
        // What is patched here is told of each, in the words of another library.
        Err(line)
            if line.starts_with("Error from server")
                && (args.on("local") || dry == DryRun::Client) =>
        {
            let mut out = Output::default();
            let each = items.iter().map(|_| unpatchable(&line, kind));
            out.errors(each.chain(errors).collect());
            return out;
        }
        // The server says so of each, and of others that they are not there.
        Err(line) if line.starts_with("Error from server") => {
            let mut out = Output::default();
            let each = items.iter().map(|_| line.clone());
            out.errors(each.chain(errors).collect());
            return out;
        }
        Err(line) => return Output::fail(line),
    };
    let mut out = Output::default();
    for item in &items {
        let Some(simulated) = item.resource.simulated() else {
            continue;
        };
        if !item.resource.has_part(args.get("subresource").unwrap_or_default()) {
            out.error(
                "Error from server (NotFound): the server could not find the requested resource",
            );
            continue;
        }
        // Of the scale the server answers with a Scale.
        let scales = args.get("subresource") == Some("scale");
        let shown = |it: &Value| if scales { scale_of(it) } else { it.clone() };
        let label = match scales {
            true => format!("scale.autoscaling/{}", item.name()),
            false => item.label(),
        };
        // With --dry-run=client too, nothing is sent.
        if args.on("local") || dry == DryRun::Client {
            let mut value = shown(&item.value);
            let before = value.clone();
            match service_lab_engine::api::patched(simulated, &value, kind, &body) {
                // What was patched is read again, and needs its kind for that.
                Ok(patched) if patched.text("kind").is_empty() => {
                    out.error(format!(
                        "error: Object 'Kind' is missing in '{}'",
                        patched.to_json()
                    ));
                    continue;
                }
                Ok(patched) => value = patched,
                Err(status) => {
                    let why = status.message.trim_end_matches('\n');
                    out.error(match why.split_once("doc is missing key: ") {
                        Some((_, key)) if kind == PatchType::Json => {
                            format!("error: Object to be patched is missing field ({key})")
                        }
                        _ => format!("error: {why}"),
                    });
                    continue;
                }
            }
            let line = format!("{label} {}", done(value != before));
            kubectl.print_changed(args, &value, &label, line, &mut out);
            continue;
        }
        let request = Request::Patch {
            key: Key::new(simulated, item.namespace(), item.name()),
            kind,
            body: body.clone(),
            part: match args.get("subresource") {
                Some("status") => Part::Status,
                Some("scale") => Part::Scale,
                _ => Part::Main,
            },
        };
        match kubectl.send(&request, dry) {
            Ok(answer) => {
                out.warn(&answer.warnings);
                let value = shown(&answer.object.value);
                // The printer of a patch is made before the dry run is known to it.
                let line = format!("{label} {}", done(value != shown(&item.value)));
                kubectl.print_changed(args, &value, &label, line, &mut out);
            }
            Err(error) => out.error(error),
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn done(changed: bool) -> &'static str {
    if changed { "patched" } else { "patched (no change)" }
}

/// A patch as JSON: text that begins like JSON is taken as it is, everything
/// else is YAML.
fn body(text: &str, kind: PatchType) -> Result<Value, String> {
    let refused = |why: &str| format!("Error from server (BadRequest): {why}");
    let value = if text.trim_start().starts_with('{') {
        // Only a strategic merge decodes its patch without a word about that.
        let doing = if kind == PatchType::Strategic { "" } else { "error decoding patch: " };
        json::parse(text).map_err(|error| refused(&format!("{doing}{error}")))?
    } else {
        super::files::yaml_value(text)
            .map_err(|why| format!("error: unable to parse {text:?}: {why}"))?
    };
    match (kind, &value) {
        // Nothing is decoded into an empty map.
        (PatchType::Strategic, Value::Null) => Ok(Value::map()),
        (PatchType::Merge, Value::Null) => Err(refused("Invalid JSON Patch")),
        (PatchType::Json, Value::List(_))
        | (PatchType::Merge | PatchType::Strategic, Value::Map(_)) => Ok(value),
        (PatchType::Json, other) => Err(refused(&format!(
            "error decoding patch: json: cannot unmarshal {} into Go value of type []handlers.jsonPatchOp",
            other.json_kind()
        ))),
        (_, other) => Err(refused(&format!(
            "{}json: cannot unmarshal {} into Go value of type map[string]interface {{}}",
            if kind == PatchType::Merge { "error decoding patch: " } else { "" },
            other.json_kind()
        ))),
    }
}

/// What kubectl says to a patch that it cannot make itself, where the server would say `line`.
/// Models getPatchedJSON of pkg/cmd/patch.
fn unpatchable(line: &str, kind: PatchType) -> String {
    let decoding = "Error from server (BadRequest): error decoding patch: ";
    match kind {
        PatchType::Strategic => "error: invalid JSON document".to_owned(),
        PatchType::Merge if line.contains("cannot unmarshal array") => {
            "error: json: cannot unmarshal array into Go value of type unstructured.detector"
                .to_owned()
        }
        PatchType::Merge => "error: Invalid JSON Patch".to_owned(),
        PatchType::Json => line
            .replacen(decoding, "error: ", 1)
            .replace("[]handlers.jsonPatchOp", "jsonpatch.Patch"),
    }
}
