//! `kubectl auth`: whoever asks may do everything here. Models
//! k8s.io/kubectl/pkg/cmd/auth (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::Format;
use super::resources;
use super::{Kubectl, info};
use crate::output::Output;

const AUTH_HELP: &str = "Inspect authorization.

Available Commands:
  can-i         Check whether an action is allowed
  reconcile     Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects
  whoami        Experimental: Check self subject attributes

Usage:
  kubectl auth [flags] [options]

Use \"kubectl auth <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// What can be done to objects.
const VERBS: &[&str] = &[
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "use",
    "bind",
    "impersonate",
    "*",
    "approve",
    "sign",
    "escalate",
    "attest",
];
/// What can be done to other paths of the server.
const PATH_VERBS: &[&str] = &["get", "put", "post", "head", "options", "delete", "patch", "*"];

/// Runs `kubectl auth` with the words behind it.
pub fn run(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        Some("can-i") => kubectl.with("auth can-i", rest, |_, args| can_i(args)),
        Some("whoami") => kubectl.with("auth whoami", rest, |_, args| who_am_i(args)),
        Some("reconcile") => {
            Output::fail("service-lab: kubectl auth reconcile is not simulated here")
        }
        _ => info::group(kubectl, "auth", words, AUTH_HELP),
    }
}

/// Models WhoAmIOptions.
fn who_am_i(args: &Args) -> Output {
    let look = args.get("output").filter(|it| !it.is_empty());
    let Some(format) = look.map(|it| Format::parse(it).map(|it| it.strictly(args))) else {
        return Output::print("ATTRIBUTE   VALUE\nUsername    learner\n");
    };
    let mut review = Value::map();
    review.set("apiVersion", "authentication.k8s.io/v1");
    review.set("kind", "SelfSubjectReview");
    review.set("metadata", Value::map());
    review.set("status.userInfo.username", "learner");
    let label = "selfsubjectreview.authentication.k8s.io/";
    match format.and_then(|it| it.print(&review, label)) {
        Ok(text) => Output::print(text),
        Err(error) => Output::fail(format!("error: {error}")),
    }
}

/// Models CanIOptions Complete, Validate and resourceFor.
fn can_i(args: &Args) -> Output {
    if args.on("list") {
        return Output::fail(match args.words.is_empty() {
            false => "error: list option must be specified with no arguments",
            true => "service-lab: kubectl auth can-i --list is not simulated here",
        });
    }
    if args.on("no-headers") {
        return Output::fail("error: --no-headers cannot be set without --list specified");
    }
    let [verb, what] = args.words.as_slice() else {
        return Output::fail(
            "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
        );
    };
    let mut out = Output::default();
    let mut warn = |text: String| out.complain(format!("Warning: {text}\n"));
    let path = what.starts_with('/');
    let word = what.split('/').next().unwrap_or_default();
    match resources::find(word) {
        _ if path || word == "*" => {}
        Ok(resource) if resource.namespaced || args.on("all-namespaces") => {}
        Ok(resource) => warn(format!("resource '{}' is not namespace scoped", resource.name)),
        Err(_) => warn(match word.split_once('.') {
            Some((name, group)) => {
                format!("the server doesn't have a resource type '{name}' in group '{group}'")
            }
            None => format!("the server doesn't have a resource type '{word}'"),
        }),
    }
    let verbs = if path { PATH_VERBS } else { VERBS };
    if !verbs.contains(&verb.as_str()) && (path || !args.on("all-namespaces")) {
        warn(format!("verb '{verb}' is not a known verb"));
    }
    if !args.on("quiet") {
        out.line("yes");
    }
    out
}
