//! `kubectl patch`. Models k8s.io/kubectl/pkg/cmd/patch (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::{DryRun, Kubectl};
use crate::output::Output;
use crate::print::json;

const NO_PATCH: &str = "must specify --patch or --patch-file containing the contents of the patch";

/// Runs `kubectl patch`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    if args.get("patch").is_some() && args.get("patch-file").is_some() {
        return fail("cannot specify --patch and --patch-file together".to_owned());
    }
    if args.get("patch").is_none_or(str::is_empty) && args.get("patch-file").is_none() {
        return fail(NO_PATCH.to_owned());
    }
    let kind = match args.get("type").unwrap_or("strategic").to_lowercase().as_str() {
        "strategic" => PatchType::Strategic,
        "merge" => PatchType::Merge,
        "json" => PatchType::Json,
        other => {
            let typed = args.get("type").unwrap_or(other);
            return fail(format!("--type must be one of [json merge strategic], not \"{typed}\""));
        }
    };
    if args.on("local") && args.get("filename").is_none() {
        return fail("cannot specify --local and server resources".to_owned());
    }
    let text = match (args.get("patch"), args.get("patch-file")) {
        (Some(text), _) if !text.is_empty() => text.to_owned(),
        (_, Some(file)) => match kubectl.files.get(file) {
            Some(text) => text.clone(),
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
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(error),
    };
    if args.on("local") && dry == DryRun::Server {
        let why = "cannot specify --local and --dry-run=server - did you mean --dry-run=client?";
        return fail(why.to_owned());
    }
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
        // With --dry-run=client too, nothing is sent.
        if args.on("local") || dry == DryRun::Client {
            let mut value = item.value.clone();
            match service_lab_engine::api::patched(simulated, &value, kind, &body) {
                Ok(patched) => value = patched,
                Err(status) => {
                    out.error(match kind {
                        PatchType::Json => super::refusal(&status),
                        _ => format!("error: {}", status.message),
                    });
                    continue;
                }
            }
            let line = format!("{} {}", item.label(), done(value != item.value));
            kubectl.print_changed(args, &value, &item.label(), line, &mut out);
            continue;
        }
        let request = Request::Patch {
            key: Key::new(simulated, item.namespace(), item.name()),
            kind,
            body: body.clone(),
            part: if args.get("subresource") == Some("status") { Part::Status } else { Part::Main },
        };
        match kubectl.send(&request, dry) {
            Ok(answer) => {
                out.warn(&answer.warnings);
                // The printer of a patch is made before the dry run is known to it.
                let label = match args.get("subresource") {
                    Some("scale") => format!("scale.autoscaling/{}", item.name()),
                    _ => item.label(),
                };
                let line = format!("{label} {}", done(answer.object.value != item.value));
                kubectl.print_changed(args, &answer.object.value, &item.label(), line, &mut out);
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
