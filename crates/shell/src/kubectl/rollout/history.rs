//! `kubectl rollout history` and `undo`: what a Deployment was before.
//!
//! Models k8s.io/kubectl/pkg/polymorphichelpers/history.go and rollback.go,
//! pkg/cmd/rollout/rollout_history.go and rollout_undo.go (v1.36).

use service_lab_engine::api::{Part, Request};
use service_lab_engine::objects::{Kind, LAST_APPLIED};
use service_lab_engine::value::{Map, Value};

use super::{found, sound_revision};
use crate::kubectl::flags::Args;
use crate::kubectl::select::Item;
use crate::kubectl::{DryRun, Kubectl, describe};
use crate::output::Output;

/// Where a ReplicaSet and a Deployment keep their revision.
const REVISION: &str = "deployment.kubernetes.io/revision";
const CHANGE_CAUSE: &str = "kubernetes.io/change-cause";
/// What a Deployment keeps for itself when it goes back. Models
/// annotationsToSkip.
const OWN: [&str; 6] = [
    LAST_APPLIED,
    REVISION,
    "deployment.kubernetes.io/revision-history",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
    "deprecated.deployment.rollback.to",
];
const HASH_LABEL: &str = "pod-template-hash";

fn annotation<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.at("metadata.annotations")?.get(name)?.as_str()
}

fn annotations(value: &Value) -> Map {
    value.at("metadata.annotations").and_then(Value::as_map).cloned().unwrap_or_default()
}

/// 0 where none is written; `None`: it is no number. Models
/// deploymentutil.Revision.
pub fn revision_of(value: &Value) -> Option<i64> {
    annotation(value, REVISION).map_or(Some(0), |it| it.parse().ok())
}

/// The ReplicaSets of a Deployment, oldest first, and which of them has its
/// template. Models deploymentutil.GetAllReplicaSets.
pub fn replica_sets<'a>(kubectl: &'a Kubectl<'_>, item: &Item) -> (Vec<&'a Value>, Option<usize>) {
    let owner = Some(("Deployment".to_owned(), item.name().to_owned()));
    let sets = kubectl.cluster.store().in_namespace(Kind::ReplicaSet, item.namespace());
    let mut all: Vec<&Value> =
        sets.filter(|it| it.meta.owner == owner).map(|it| &it.value).collect();
    all.sort_by_key(|it| (it.text("metadata.creationTimestamp"), it.text("metadata.name")));
    let wanted = bare_template(&item.value);
    let new = all.iter().position(|it| bare_template(it) == wanted);
    (all, new)
}

/// A Pod template without the label of its hash.
fn bare_template(value: &Value) -> Value {
    let mut template = value.at("spec.template").cloned().unwrap_or_default();
    template.remove(&["metadata.labels", HASH_LABEL].join("."));
    template
}

/// The same by revision, the lowest first.
fn revisions(kubectl: &Kubectl<'_>, item: &Item) -> Vec<(i64, Value)> {
    let sets = replica_sets(kubectl, item).0.into_iter();
    let mut all: Vec<(i64, Value)> =
        sets.filter_map(|it| Some((revision_of(it)?, it.clone()))).collect();
    all.sort_by_key(|it| it.0);
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

/// Runs `kubectl rollout history`.
pub fn history(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Err(output) = sound_revision(args) {
        return output;
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
        let mut all = revisions(kubectl, item);
        let wanted = args.number("revision").filter(|it| *it > 0);
        if args.get("output").is_some() {
            all.retain(|it| wanted.is_none_or(|wanted| wanted == it.0));
            if all.is_empty() && wanted.is_some() {
                out.error("error: unable to find the specified revision");
            }
            for (_, set) in &all {
                let label = format!("replicaset.apps/{}", set.text("metadata.name"));
                kubectl.print_changed(args, set, &label, String::new(), &mut out);
            }
            continue;
        }
        let with = wanted.map(|it| format!("with revision #{it}")).unwrap_or_default();
        match view(&all, wanted) {
            Ok(text) => out.line(format!("{} {with}\n{text}", item.label())),
            Err(error) => out.error(format!("error: {error}")),
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}

/// Models DeploymentHistoryViewer.ViewHistory.
fn view(all: &[(i64, Value)], wanted: Option<i64>) -> Result<String, &'static str> {
    if all.is_empty() {
        return Ok("No rollout history found.".to_owned());
    }
    if let Some(wanted) = wanted {
        let found = all.iter().find(|it| it.0 == wanted);
        let (_, set) = found.ok_or("unable to find the specified revision")?;
        return Ok(template_text(set));
    }
    let mut text = "REVISION  CHANGE-CAUSE\n".to_owned();
    for (revision, set) in all {
        let own = annotation(set, CHANGE_CAUSE).filter(|it| !it.is_empty());
        let cause = own.or_else(|| annotation(set.at("spec.template")?, CHANGE_CAUSE));
        let cause = cause.filter(|it| !it.is_empty()).unwrap_or("<none>");
        text.push_str(&format!("{:<10}{cause}\n", revision.to_string()));
    }
    Ok(text)
}

/// The Pod template of a revision, which tells why it was made.
fn template_text(set: &Value) -> String {
    let cause = annotation(set, CHANGE_CAUSE).filter(|it| !it.is_empty());
    let Some(cause) = cause else { return describe::pod_template_text(set) };
    let mut all = set.at("spec.template").map(annotations).unwrap_or_default();
    all.insert(CHANGE_CAUSE.to_owned(), cause.into());
    let mut shown = set.clone();
    shown.set("spec.template.metadata.annotations", all);
    describe::pod_template_text(&shown)
}

/// Runs `kubectl rollout undo`.
pub fn undo(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
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
        if annotation(&item.value, LAST_APPLIED).is_some() {
            let (plural, name) = (item.resource.name, item.name());
            out.complain(format!(
                "Warning: resource {plural}/{name} was previously managed with 'kubectl apply'. Rolling back will not update the {LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead."
            ));
        }
        match roll_back(kubectl, item, args.number("to-revision").unwrap_or(0), dry) {
            Ok(done) => {
                let line = format!("{} {done}{}", item.label(), dry.suffix());
                // What is printed is the object as it was.
                kubectl.print_changed(args, &item.value, &item.label(), line, &mut out);
            }
            Err(error) => out.error(error),
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}

/// Models DeploymentRollbacker.Rollback: what was done.
fn roll_back(
    kubectl: &mut Kubectl<'_>,
    item: &Item,
    wanted: i64,
    dry: DryRun,
) -> Result<String, String> {
    let set = revision(kubectl, item, wanted).map_err(|it| format!("error: {it}"))?;
    if dry == DryRun::Client {
        return Ok(describe::pod_template_text(&set));
    }
    if item.value.at("spec.paused") == Some(&Value::Bool(true)) {
        return Err("error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again".to_owned());
    }
    let template = bare_template(&set);
    if template == bare_template(&item.value) {
        return Ok(format!(
            "skipped rollback (current template already matches revision {wanted})"
        ));
    }
    let own = |name: &String| OWN.contains(&name.as_str());
    let mut all = annotations(&set);
    all.retain(|name, _| !own(name));
    all.extend(annotations(&item.value).into_iter().filter(|it| own(&it.0)));
    let mut value = item.value.clone();
    value.set("metadata.annotations", all);
    value.set("spec.template", template);
    kubectl.send(&Request::Update { value, part: Part::Main }, dry)?;
    Ok("rolled back".to_owned())
}

/// The ReplicaSet of a revision; 0: of the one before the last. Models
/// deploymentRevision.
fn revision(kubectl: &Kubectl<'_>, item: &Item, wanted: i64) -> Result<Value, String> {
    let mut all = revisions(kubectl, item);
    if wanted == 0 {
        all.pop();
        let none = || format!("no rollout history found for deployment \"{}\"", item.name());
        return all.pop().map(|it| it.1).ok_or_else(none);
    }
    let found = all.into_iter().find(|it| it.0 == wanted).map(|it| it.1);
    found.ok_or_else(|| format!("unable to find specified revision {wanted} in history"))
}
