//! `kubectl replace`, and `--raw` of commands that send a file. Models
//! k8s.io/kubectl/pkg/cmd/replace (v1.36).

use service_lab_engine::client::print::{self, Failure};
use service_lab_engine::client::{Input, Verb, rehearse};
use service_lab_engine::schema::FieldValidation;

use super::files::{all_files, label, texts};
use super::flags::Args;
use super::{Kubectl, resources, select};
use crate::output::Output;

/// Runs `kubectl replace`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Err(error) = super::delete::cascade(args) {
        return Output::fail(format!("error: {error}"));
    }
    if let Some(output) = raw(args, "replace") {
        return output;
    }
    match replace_refuses(args) {
        Some(why) => Output::fail(format!("error: {why}")),
        None if args.get("subresource") == Some("scale") && !args.on("force") => {
            replace_scale(kubectl, args)
        }
        None => {
            let status = args.get("subresource") == Some("status") && !args.on("force");
            let verb = if status { Verb::ReplaceStatus } else { Verb::Replace };
            all_files(kubectl, args, "replace", verb)
        }
    }
}

/// Flags that only go with `--force`, and one that does not. Models
/// ReplaceOptions.Validate (v1.36).
fn replace_refuses(args: &Args) -> Option<&'static str> {
    let force = args.on("force");
    let dry = args.get("dry-run").is_some_and(|it| it != "none" && it != "false");
    if !force && args.number("grace-period").is_some_and(|it| it >= 0) {
        return Some("--grace-period must have --force specified");
    }
    if !force && args.get("timeout").is_some_and(|it| !it.is_empty() && it != "0" && it != "0s") {
        return Some("--timeout must have --force specified");
    }
    (force && dry).then_some("--dry-run can not be used when --force is set")
}

/// What `--raw` says, where it is given: the terminal sends no body as it stands. Models what
/// NewCmdCreate and ReplaceOptions.Validate ask before (v1.36).
pub(super) fn raw(args: &Args, path: &str) -> Option<Output> {
    let at = args.get("raw").filter(|it| !it.is_empty())?;
    let files = args.all("filename");
    if files.is_empty() {
        return None;
    }
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    let why = match files.as_slice() {
        _ if args.on("edit") => "--raw and --edit are mutually exclusive".to_owned(),
        [file] if file.starts_with("http://") || file.starts_with("https://") => {
            "--raw cannot read from a url".to_owned()
        }
        [_] if args.on("recursive") => "--raw and --recursive are mutually exclusive".to_owned(),
        [_] if given("selector") => "--raw and --selector (-l) are mutually exclusive".to_owned(),
        [_] if given("output") => "--raw and --output are mutually exclusive".to_owned(),
        [_] if !at.starts_with('/') => {
            format!("--raw must be a valid URL path: parse \"{at}\": invalid URI for request")
        }
        [_] => {
            let why = format!("service-lab: kubectl {path} --raw is not simulated here");
            return Some(Output::fail(why));
        }
        _ => "--raw can only use a single local file or stdin".to_owned(),
    };
    Some(Output::fail(format!("error: {why}")))
}

/// `replace --subresource=scale`: the server has one, but takes only a Scale there, and kubectl
/// finds no resource of a Scale. Models pkg/cmd/replace and apiserver's UpdateResource (v1.36).
fn replace_scale(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let texts = match texts(kubectl, args, "replace") {
        Ok(texts) => texts,
        Err(output) => return output,
    };
    let mut failures: Vec<Failure> = Vec::new();
    for (file, text) in &texts {
        let namespace = &*select::namespace(args);
        let input = Input { namespace, source: label(file), text };
        let read = rehearse(&input, Verb::Replace, FieldValidation::Strict);
        failures.extend(read.unread);
        failures.extend(read.failures);
        for value in &read.objects {
            let Some(resource) = resources::of_value(value) else { continue };
            let own = value.text("metadata.namespace");
            let own = if own.is_empty() { namespace } else { own };
            let about = format!("error when replacing \"{}\": ", label(file));
            let refused = |reason: &str, why: &str| {
                Failure::Listed(format!("Error from server ({reason}): {about}{why}"))
            };
            let there = select::get(kubectl.cluster, resource, own, value.text("metadata.name"));
            failures.push(match there {
                _ if !resource.has_part("scale") => {
                    refused("NotFound", "the server could not find the requested resource")
                }
                Err(line) => Failure::Listed(
                    line.replace("Error from server (NotFound): ", &format!("Error from server (NotFound): {about}")),
                ),
                Ok(_) => refused(
                    "BadRequest",
                    &format!(
                        "the API version in the data ({}) does not match the expected API version (autoscaling/v1)",
                        resource.api_version
                    ),
                ),
            });
        }
    }
    let mut out = Output::default();
    if !failures.is_empty() {
        out.stderr = print::failures(&failures);
        out.exit = 1;
    }
    out
}
