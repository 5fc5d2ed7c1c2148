//! `kubectl rollout`. Models k8s.io/kubectl/pkg/cmd/rollout and
//! pkg/polymorphichelpers (v1.36).

pub(super) mod history;

use service_lab_engine::api::{Part, Request};
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item, Named};
use super::table::{condition, number};
use super::waiting::Waiting;
use super::{DryRun, Kubectl};
use crate::duration::duration_ms;
use crate::output::Output;

const HELP: &str = "Manage the rollout of one or many resources.
        
 Valid resource types include:

  *  deployments
  *  daemonsets
  *  statefulsets

Examples:
  # Rollback to the previous deployment
  kubectl rollout undo deployment/abc
  
  # Check the rollout status of a daemonset
  kubectl rollout status daemonset/foo
  
  # Restart a deployment
  kubectl rollout restart deployment/abc
  
  # Restart deployments with the 'app=nginx' label
  kubectl rollout restart deployment --selector=app=nginx

Available Commands:
  history       View rollout history
  pause         Mark the provided resource as paused
  restart       Restart a resource
  resume        Resume a paused resource
  status        Show the status of the rollout
  undo          Undo a previous rollout

Usage:
  kubectl rollout SUBCOMMAND [options]

Use \"kubectl rollout <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// The refusal of a restart that would write what stands there.
const AGAIN: &str = "if restart has already been triggered within the past second, please wait before attempting to trigger another";

/// Longest that a rollout is watched without `--timeout`: its default deadline.
const LONGEST_WATCH_MS: u64 = 660_000;

/// Runs `kubectl rollout` with the words behind it.
pub fn run(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        None => Output { stdout: HELP.to_owned(), exit: 1, ..Output::default() },
        Some("status") => kubectl.with("rollout status", rest, status).together(),
        Some("history") => kubectl.with("rollout history", rest, history::history).together(),
        Some("undo") => kubectl.with("rollout undo", rest, history::undo).together(),
        Some("restart") => kubectl.with("rollout restart", rest, restart),
        Some("pause") => kubectl.with("rollout pause", rest, |it, args| pause(it, args, true)),
        Some("resume") => kubectl.with("rollout resume", rest, |it, args| pause(it, args, false)),
        Some("--help" | "-h" | "help") => Output::print(HELP),
        Some(_) => kubectl.with("rollout", words, |_, args| {
            super::usage_error("rollout", &format!("unknown command \"{}\"", args.words.join(" ")))
        }),
    }
}

/// Says so where a type has no object. Models the `cmdutil.PrintNothing` of
/// status, pause, resume and restart.
fn nothing_found(args: &Args, out: &mut Output) {
    out.complain(format!("No resources found in {} namespace.", select::namespace(args)));
}

fn found(
    kubectl: &Kubectl<'_>,
    args: &Args,
    errors: &mut Vec<String>,
) -> Result<Vec<Item>, Output> {
    let fail = |error: &str| Output::fail(format!("error: {error}"));
    if args.words.is_empty() && !args.reads_files() {
        return Err(fail("required resource not specified"));
    }
    match select::named(&args.words) {
        Ok(Named::Types(types)) if args.get("selector").is_none() => {
            let mut items = Vec::new();
            for resource in types {
                let scope = select::Scope::of(args);
                items.extend(kubectl.list(resource, &scope).map_err(Output::fail)?);
            }
            Ok(items)
        }
        _ => kubectl.found(args, None, errors),
    }
}

/// Refuses `--revision` below 0. Models Validate of status and history.
fn sound_revision(args: &Args) -> Result<(), Output> {
    if args.words.is_empty() && !args.reads_files() {
        return Ok(());
    }
    match args.number("revision").filter(|it| *it < 0) {
        Some(wrong) => {
            Err(Output::fail(format!("error: revision must be a positive integer: {wrong}")))
        }
        None => Ok(()),
    }
}

fn status(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Err(output) = sound_revision(args) {
        return output;
    }
    let mut errors = Vec::new();
    let items = match found(kubectl, args, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    if items.is_empty() {
        nothing_found(args, &mut out);
    }
    let timeout =
        args.get("timeout").and_then(duration_ms).filter(|it| *it > 0).unwrap_or(LONGEST_WATCH_MS);
    let waiting = Waiting::new(kubectl, timeout);
    for item in &items {
        if !matches!(item.resource.kind, "Deployment" | "StatefulSet") {
            let kind = match item.resource.group() {
                "" => item.resource.kind.to_owned(),
                group => format!("{}.{group}", item.resource.kind),
            };
            out.error(format!("error: no status viewer has been implemented for {kind}"));
            continue;
        }
        watch(kubectl, args, item, waiting, &mut out);
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn watch(kubectl: &mut Kubectl<'_>, args: &Args, item: &Item, waiting: Waiting, out: &mut Output) {
    let mut last = String::new();
    loop {
        let now = match select::get(kubectl.cluster, item.resource, item.namespace(), item.name()) {
            Ok(now) => now,
            Err(error) => {
                out.error(error);
                return;
            }
        };
        let found = match item.resource.kind {
            "StatefulSet" => stateful_progress(&now.value),
            _ => progress(&now.value, args.number("revision").unwrap_or(0)),
        };
        let (line, done) = match found {
            Ok(found) => found,
            Err(error) => {
                out.error(format!("error: {error}"));
                return;
            }
        };
        if line != last {
            out.line(&line);
            last = line;
        }
        if done || args.get("watch") == Some("false") {
            return;
        }
        if !waiting.goes_on(kubectl) {
            out.error("error: timed out waiting for the condition");
            return;
        }
    }
}

/// Models DeploymentStatusViewer.Status: a line, and whether it is done.
fn progress(value: &Value, pinned: i64) -> Result<(String, bool), String> {
    let name = value.text("metadata.name");
    let running = history::revision_of(value).unwrap_or(0);
    if pinned > 0 && pinned != running {
        return Err(format!(
            "desired revision ({pinned}) is different from the running revision ({running})"
        ));
    }
    let waiting = |what: String| {
        Ok((format!("Waiting for deployment \"{name}\" rollout to finish: {what}..."), false))
    };
    if number(value, "metadata.generation") > number(value, "status.observedGeneration") {
        return Ok(("Waiting for deployment spec update to be observed...".to_owned(), false));
    }
    if condition(value, "Progressing")
        .is_some_and(|it| it.text("reason") == "ProgressDeadlineExceeded")
    {
        return Err(format!("deployment \"{name}\" exceeded its progress deadline"));
    }
    let wanted = number(value, "spec.replicas");
    let updated = number(value, "status.updatedReplicas");
    let all = number(value, "status.replicas");
    let available = number(value, "status.availableReplicas");
    if updated < wanted {
        return waiting(format!("{updated} out of {wanted} new replicas have been updated"));
    }
    if all > updated {
        return waiting(format!("{} old replicas are pending termination", all - updated));
    }
    if available < updated {
        return waiting(format!("{available} of {updated} updated replicas are available"));
    }
    Ok((format!("deployment \"{name}\" successfully rolled out"), true))
}

/// Models StatefulSetStatusViewer.Status.
fn stateful_progress(value: &Value) -> Result<(String, bool), String> {
    if value.text("spec.updateStrategy.type") != "RollingUpdate" {
        return Err("rollout status is only available for RollingUpdate strategy type".to_owned());
    }
    let observed = number(value, "status.observedGeneration");
    if observed == 0 || number(value, "metadata.generation") > observed {
        return Ok(("Waiting for statefulset spec update to be observed...".to_owned(), false));
    }
    let wanted = number(value, "spec.replicas");
    let ready = number(value, "status.readyReplicas");
    if ready < wanted {
        return Ok((format!("Waiting for {} pods to be ready...", wanted - ready), false));
    }
    let updated = number(value, "status.updatedReplicas");
    let new = wanted - number(value, "spec.updateStrategy.rollingUpdate.partition");
    if updated < new {
        let line = format!(
            "Waiting for partitioned roll out to finish: {updated} out of {new} new pods have been updated..."
        );
        return Ok((line, false));
    }
    Ok((format!("partitioned roll out complete: {updated} new pods have been updated..."), true))
}

#[allow(clippy::too_many_arguments)] // Everything here is one request's own.
fn update(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    item: &Item,
    value: Value,
    done: &str,
    out: &mut Output,
) {
    let mut shown = item.value.clone();
    if dry != DryRun::Client {
        // Upstream sends a patch, which no other change since then stands against.
        let mut value = value;
        value.remove("metadata.resourceVersion");
        match kubectl.serve(&Request::Update { value, part: Part::Main }, dry) {
            Ok(done) => {
                out.warn(&done.warnings);
                shown.clone_from(&done.object.value);
            }
            Err(status) => {
                out.warn(&status.warnings);
                out.error(format!("error: failed to patch: {}", status.message));
                return;
            }
        }
    }
    let line = format!("{} {done}{}", item.label(), dry.suffix());
    kubectl.print_changed(args, &shown, &item.label(), line, out);
}

fn restart(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    const AT: &str = "kubectl.kubernetes.io/restartedAt";
    each(kubectl, args, "restarting", |kubectl, item| {
        if item.value.at("spec.paused") == Some(&Value::Bool(true)) {
            return Err("can't restart paused deployment (run rollout resume first)".to_owned());
        }
        let mut value = item.value.clone();
        let path = "spec.template.metadata.annotations";
        let mut annotations = value.remove(path).unwrap_or_else(Value::map);
        if annotations.get(AT).and_then(Value::as_str) == Some(kubectl.now_text().as_str()) {
            return Err(AGAIN.to_owned());
        }
        if let Some(map) = annotations.as_map_mut() {
            map.insert(AT.to_owned(), kubectl.now_text().into());
        }
        value.set(path, annotations);
        Ok((value, "restarted"))
    })
}

fn pause(kubectl: &mut Kubectl<'_>, args: &Args, on: bool) -> Output {
    each(kubectl, args, if on { "pausing" } else { "resuming" }, |_, item| {
        let paused = item.value.at("spec.paused") == Some(&Value::Bool(true));
        if paused == on {
            return Err(if on { "is already paused" } else { "is not paused" }.to_owned());
        }
        let mut value = item.value.clone();
        if on {
            value.set("spec.paused", true);
        } else {
            value.remove("spec.paused");
        }
        Ok((value, if on { "paused" } else { "resumed" }))
    })
}

fn each(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    verb: &str,
    change: impl Fn(&Kubectl<'_>, &Item) -> Result<(Value, &'static str), String>,
) -> Output {
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut errors = Vec::new();
    let items = match found(kubectl, args, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    if items.is_empty() {
        nothing_found(args, &mut out);
    }
    for item in &items {
        let name = format!("{} \"{}\"", item.resource.qualified(), item.name());
        let restarts = verb == "restarting" && item.resource.kind == "StatefulSet";
        if item.resource.kind != "Deployment" && !restarts {
            out.error(format!("error: {name} {verb} is not supported"));
            continue;
        }
        match change(kubectl, item) {
            Ok((value, done)) => update(kubectl, args, dry, item, value, done, &mut out),
            Err(error) if error == AGAIN => {
                out.error(format!("error: failed to create patch for {}: {AGAIN}", item.name()));
            }
            Err(error) => out.error(format!("error: {name} {error}")),
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}
