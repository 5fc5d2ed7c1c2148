//! `kubectl rollout`. Models k8s.io/kubectl/pkg/cmd/rollout and
//! pkg/polymorphichelpers (v1.36).

use service_lab_engine::api::{Part, Request};
use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::Format;
use super::select::{self, Item, Named};
use super::table::{condition, number};
use super::wait::duration_ms;
use super::{DryRun, Kubectl};
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
/// How far simulated time goes on between two looks.
const STEP_MS: u64 = 250;
/// Where a ReplicaSet and a Deployment keep their revision.
const REVISION: &str = "deployment.kubernetes.io/revision";

/// Runs `kubectl rollout` with the words behind it.
pub fn run(kubectl: &mut Kubectl<'_>, words: &[String]) -> Output {
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        None => Output { stdout: HELP.to_owned(), exit: 1, ..Output::default() },
        Some("status") => kubectl.with("rollout status", rest, status),
        Some("history") => kubectl.with("rollout history", rest, history),
        Some("undo") => kubectl.with("rollout undo", rest, undo),
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
    if args.words.is_empty() && args.get("filename").is_none() {
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

fn status(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
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
    let until = kubectl.cluster.now_ms() + timeout;
    for item in &items {
        if !matches!(item.resource.kind, "Deployment" | "StatefulSet") {
            let kind = match item.resource.group() {
                "" => item.resource.kind.to_owned(),
                group => format!("{}.{group}", item.resource.kind),
            };
            out.error(format!("error: no status viewer has been implemented for {kind}"));
            continue;
        }
        let running = revision_of(&item.value);
        if let Some(wanted) = args.number("revision").filter(|it| *it > 0 && *it != running) {
            out.error(format!(
                "error: desired revision ({wanted}) is different from the running revision ({running})"
            ));
            continue;
        }
        watch(kubectl, args, item, until, &mut out);
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn watch(kubectl: &mut Kubectl<'_>, args: &Args, item: &Item, until: u64, out: &mut Output) {
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
            _ => progress(&now.value),
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
        if kubectl.cluster.now_ms() >= until || kubectl.out_of_time() {
            out.error("error: timed out waiting for the condition");
            return;
        }
        kubectl.cluster.wait(STEP_MS);
    }
}

/// Models DeploymentStatusViewer.Status: a line, and whether it is done.
fn progress(value: &Value) -> Result<(String, bool), String> {
    let name = value.text("metadata.name");
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

fn revision_of(value: &Value) -> i64 {
    value
        .at("metadata.annotations")
        .and_then(|it| it.get(REVISION))
        .and_then(Value::as_str)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0)
}

/// The ReplicaSets of a Deployment by revision, oldest first.
fn revisions(kubectl: &Kubectl<'_>, item: &Item) -> Vec<(i64, Value)> {
    let mut all: Vec<(i64, Value)> = kubectl
        .cluster
        .store()
        .of_kind(Kind::ReplicaSet)
        .filter(|it| {
            &*it.key.namespace == item.namespace()
                && it.meta.owner == Some(("Deployment".to_owned(), item.name().to_owned()))
        })
        .map(|it| (revision_of(&it.value), it.value.clone()))
        .collect();
    all.sort_by_key(|(revision, _)| *revision);
    all
}

/// Models kapps.Kind.Accept and its default visitor.
fn no_revisions(item: &Item, what: &str) -> Option<String> {
    let kind = item.resource.kind;
    let group = item.resource.group();
    if kind == "StatefulSet" {
        return Some(
            "service-lab: earlier revisions of a StatefulSet are not kept here".to_owned(),
        );
    }
    let (what, tool) = match what {
        "history" => ("retrieving history", "history viewer"),
        _ => ("retrieving rollbacker", "rollbacker"),
    };
    (kind != "Deployment").then(|| {
        let kind_text = if group.is_empty() { kind.to_owned() } else { format!("{kind}.{group}") };
        // Kinds with a Pod template are known, and have nothing to go back to.
        if matches!(kind, "Pod" | "ReplicaSet") {
            return format!("error: no {tool} has been implemented for \"{kind_text}\"");
        }
        format!(
            "error: error {what} for \"{kind_text}\", no visitor method exists for {{{group} {kind}}}"
        )
    })
}

fn history(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Some(wrong) = args.number("revision").filter(|it| *it < 0) {
        return Output::fail(format!("error: revision must be a positive integer: {wrong}"));
    }
    let mut errors = Vec::new();
    let items = match found(kubectl, args, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    for item in &items {
        if let Some(error) = no_revisions(item, "history") {
            out.error(error);
            continue;
        }
        let all = revisions(kubectl, item);
        if let Some(format) = args.get("output") {
            // The ReplicaSet that is asked for, else the oldest.
            let wanted = args.number("revision").filter(|it| *it > 0);
            let found = all.iter().find(|(it, _)| wanted.is_none_or(|wanted| wanted == *it));
            match (Format::parse(format), found) {
                (Err(error), _) => out.error(format!("error: {error}")),
                (Ok(_), None) => out.error("error: unable to find the specified revision"),
                (Ok(format), Some((_, set))) => {
                    let label = format!("replicaset.apps/{}", set.text("metadata.name"));
                    match format.print(set, &label) {
                        Ok(text) => out.stdout.push_str(&text),
                        Err(error) => out.error(format!("error: {error}")),
                    }
                }
            }
            continue;
        }
        if let Some(wanted) = args.number("revision").filter(|it| *it > 0) {
            match all.iter().find(|(revision, _)| *revision == wanted) {
                None => out.error("error: unable to find the specified revision"),
                Some((_, set)) => {
                    out.line(format!("{} with revision #{wanted}", item.label()));
                    out.stdout.push_str(&super::describe::pod_template_text(set));
                    out.line("");
                }
            }
            continue;
        }
        out.line(format!("{} ", item.label()));
        out.line("REVISION  CHANGE-CAUSE");
        for (revision, set) in &all {
            let cause = set
                .at("metadata.annotations")
                .and_then(|it| it.get("kubernetes.io/change-cause"))
                .and_then(Value::as_str)
                .unwrap_or("<none>");
            out.line(format!("{:<10}{cause}", revision.to_string()));
        }
        out.line("");
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn undo(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
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
    for item in &items {
        if let Some(error) = no_revisions(item, "rollbacker") {
            out.error(error);
            continue;
        }
        let wanted = args.number("to-revision").unwrap_or(0);
        let all = revisions(kubectl, item);
        let current = revision_of(&item.value);
        let found = if wanted == 0 {
            all.iter().rev().find(|(revision, _)| *revision != current)
        } else {
            all.iter().find(|(revision, _)| *revision == wanted)
        };
        let Some((revision, set)) = found else {
            out.error(if wanted == 0 {
                format!("error: no rollout history found for deployment \"{}\"", item.name())
            } else {
                format!("error: unable to find specified revision {wanted} in history")
            });
            continue;
        };
        if item.value.at("spec.paused") == Some(&Value::Bool(true)) {
            out.error(format!("error: cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again, deployment \"{}\"", item.name()));
            continue;
        }
        let mut template = set.at("spec.template").cloned().unwrap_or_default();
        if let Some(labels) = template.at("metadata.labels").cloned() {
            let mut labels = labels;
            if let Some(map) = labels.as_map_mut() {
                map.remove("pod-template-hash");
            }
            template.set("metadata.labels", labels);
        }
        if item.value.at("spec.template") == Some(&template) {
            out.line(format!(
                "{} skipped rollback (current template already matches revision {revision})",
                item.label()
            ));
            continue;
        }
        let mut value = item.value.clone();
        value.set("spec.template", template);
        update(kubectl, args, dry, item, value, "rolled back", &mut out);
    }
    for error in errors {
        out.error(error);
    }
    out
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
        match kubectl.send(&Request::Update { value, part: Part::Main }, dry) {
            Ok(done) => shown.clone_from(&done.object.value),
            Err(error) => {
                out.error(error);
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
