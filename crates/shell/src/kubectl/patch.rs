//! `kubectl patch`. Models k8s.io/kubectl/pkg/cmd/patch (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::{DryRun, Kubectl};
use crate::output::Output;
use crate::print::json;

/// Runs `kubectl patch`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    let kind = match args.get("type").unwrap_or("strategic") {
        "strategic" => PatchType::Strategic,
        "merge" => PatchType::Merge,
        "json" => PatchType::Json,
        other => {
            return fail(format!("--type must be one of [json merge strategic], not \"{other}\""));
        }
    };
    if args.get("patch").is_some() && args.get("patch-file").is_some() {
        return fail("cannot specify --patch and --patch-file together".to_owned());
    }
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
            return fail(
                "must specify --patch or --patch-file containing the contents of the patch"
                    .to_owned(),
            );
        }
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(error),
    };
    let mut errors = Vec::new();
    let items = match kubectl.found(args, None, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let body = match body(&text, kind) {
        Ok(body) => body,
        Err(line) => return Output::fail(line),
    };
    let mut out = Output::default();
    for item in &items {
        let Some(simulated) = item.resource.simulated() else {
            continue;
        };
        let request = Request::Patch {
            key: Key::new(simulated, item.namespace(), item.name()),
            kind,
            body: body.clone(),
            part: if args.get("subresource") == Some("status") { Part::Status } else { Part::Main },
        };
        // Upstream sends nothing with --dry-run=client and merges by itself.
        let rehearsal = if dry == DryRun::Client { DryRun::Server } else { dry };
        match kubectl.send(&request, rehearsal) {
            Ok(done) => {
                for warning in &done.warnings {
                    out.complain(format!("Warning: {warning}"));
                }
                let changed = done.object.value != item.value;
                let what = if changed { "patched" } else { "patched (no change)" };
                let line = format!("{} {what}{}", item.label(), dry.suffix());
                kubectl.print_changed(args, &done.object.value, &item.label(), line, &mut out);
            }
            Err(error) => out.error(error),
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}

/// A patch as JSON: text that begins like JSON is taken as it is, everything
/// else is YAML.
fn body(text: &str, kind: PatchType) -> Result<Value, String> {
    let refused = |why: &str| format!("Error from server (BadRequest): {why}");
    let value = if text.trim_start().starts_with(['{', '[']) {
        // Only a strategic merge decodes its patch without a word about that.
        let doing = if kind == PatchType::Strategic { "" } else { "error decoding patch: " };
        json::parse(text).map_err(|error| refused(&format!("{doing}{error}")))?
    } else {
        super::files::first_value(text)
            .ok_or_else(|| format!("error: unable to parse \"{text}\": yaml: could not read it"))?
    };
    match (kind, &value) {
        (PatchType::Json, Value::List(_))
        | (PatchType::Merge | PatchType::Strategic, Value::Map(_)) => Ok(value),
        (PatchType::Json, other) => Err(refused(&format!(
            "error decoding patch: json: cannot unmarshal {} into Go value of type []handlers.jsonPatchOp",
            go_kind(other)
        ))),
        (_, other) => Err(refused(&format!(
            "json: cannot unmarshal {} into Go value of type map[string]interface {{}}",
            go_kind(other)
        ))),
    }
}

fn go_kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Int(_) | Value::Decimal(_) => "number",
        Value::Str(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
    }
}
