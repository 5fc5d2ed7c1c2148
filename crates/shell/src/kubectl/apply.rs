//! `kubectl apply`: what goes before and after the texts themselves, and what it keeps of them. Models
//! k8s.io/kubectl/pkg/cmd/apply (v1.36).

use service_lab_engine::api::Request;
use service_lab_engine::client::{Outcome, Run, Verb};
use service_lab_engine::objects::{Key, LAST_APPLIED};
use service_lab_engine::value::Value;

use super::files::{all_files, label, no_words, none_given, values};
use super::flags::Args;
use super::{DryRun, Kubectl, resources, select, usage_error};
use crate::cluster::How;
use crate::output::Output;
use crate::print::{json, yaml};

/// Runs `kubectl apply`.
pub fn apply(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Some(output) = no_words(args, "apply") {
        return output;
    }
    if !args.reads_files() && DryRun::of(args).is_ok() {
        return none_given();
    }
    if let Err(error) = super::delete::cascade(args) {
        return Output::fail(format!("error: {error}"));
    }
    if let Some(wrong) = allowlist(args).iter().find(|it| it.split('/').count() != GVK) {
        return Output::fail(format!(
            "error: invalid GroupVersionKind format: {wrong}, please follow <group/version/kind>"
        ));
    }
    if let Some(why) = apply_refuses(args) {
        return Output::fail(format!("error: {why}"));
    }
    let mut out = all_files(kubectl, args, "apply", apply_verb(args));
    if args.on("prune") && out.exit == 0 {
        prune(kubectl, args, &mut out);
    }
    out
}

/// Deletes what would be pruned.
fn prune(kubectl: &mut Kubectl<'_>, args: &Args, out: &mut Output) {
    let dry = DryRun::of(args).unwrap_or(DryRun::None);
    for (item, key) in prunable(kubectl, args, out) {
        let sent = match dry {
            DryRun::Client => Ok(()),
            _ => kubectl.send(&Request::Delete(key), dry).map(drop),
        };
        match sent {
            Ok(()) => out.line(format!("{} pruned{}", item.label(), dry.suffix())),
            Err(error) => out.error(error),
        }
    }
}

/// How many parts a group, a version and a kind are.
const GVK: usize = 3;

/// What `--prune-allowlist` names. Models prune.ParseResources.
fn allowlist(args: &Args) -> Vec<&str> {
    if args.on("prune") { args.all("prune-allowlist") } else { Vec::new() }
}

/// Flags that do not go together. Models ApplyOptions.Validate (v1.36).
fn apply_refuses(args: &Args) -> Option<&'static str> {
    let server_side = args.on("server-side");
    if args.on("force-conflicts") && !server_side {
        return Some("--force-conflicts only works with --server-side");
    }
    if server_side && DryRun::of(args) == Ok(DryRun::Client) {
        return Some(
            "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
        );
    }
    if server_side && args.on("force") {
        return Some("--force cannot be used with --server-side");
    }
    if args.get("dry-run") == Some("server") && args.on("force") {
        return Some("--dry-run=server cannot be used with --force");
    }
    let selects = args.get("selector").is_some_and(|it| !it.is_empty());
    if args.on("all") && selects {
        return Some("cannot set --all and --selector at the same time");
    }
    // Who is made anew has another UID, by which it would be pruned.
    if args.on("prune") && args.on("force") {
        return Some("--force cannot be used with --prune");
    }
    if args.on("prune") && !args.on("all") && !selects {
        return Some(
            "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector",
        );
    }
    if args.on("prune") && server_side {
        return Some(
            "--prune is in alpha and doesn't currently work on objects created by server-side apply",
        );
    }
    if args.get("subresource").is_some_and(|it| !it.is_empty()) && !server_side {
        return Some("--subresource can only be specified for --server-side");
    }
    None
}

/// Which apply is meant.
pub(super) fn apply_verb(args: &Args) -> Verb {
    match (args.on("server-side"), args.on("force-conflicts")) {
        (false, _) => Verb::Apply,
        (true, false) => Verb::ApplyServerSide,
        (true, true) => Verb::ApplyForced,
    }
}

/// `apply --force`: what cannot be changed in place is deleted and made anew.
/// Models Patcher.Patch and deleteAndCreate (v1.36).
pub(super) fn apply_by_force(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    text: &str,
    how: How,
    run: Run,
) -> Run {
    let stuck: Vec<(Key, Value)> = run
        .applied
        .iter()
        .filter(|it| {
            matches!(&it.outcome, Outcome::Refused(status)
                if matches!(status.reason, "Conflict" | "Invalid"))
        })
        .filter_map(|it| it.key.clone())
        .filter_map(|key| {
            let value = kubectl.cluster.store().get(&key)?.value.clone();
            Some((key, value))
        })
        .collect();
    if stuck.is_empty() {
        return run;
    }
    let told: String = run
        .stderr
        .lines()
        .filter(|it| it.starts_with("Warning: "))
        .map(|it| format!("{it}\n"))
        .collect();
    for (key, _) in &stuck {
        let _ = kubectl.serve(&Request::Delete(key.clone()), DryRun::None);
    }
    super::delete::before_anew(kubectl, stuck.iter().map(|it| &it.0));
    let mut again = kubectl.cluster.run(Verb::Apply, &select::namespace(args), text, how);
    for (key, mut before) in stuck {
        if kubectl.cluster.store().get(&key).is_none() {
            // What cannot be made anew comes back as it was.
            before.remove("metadata.resourceVersion");
            let _ = kubectl.serve(&Request::Create(before), DryRun::None);
        }
        let name = format!("{}/{}", resources::of_kind(key.kind).singular(), key.name);
        again.stdout =
            again.stdout.replace(&format!("{name} created\n"), &format!("{name} configured\n"));
    }
    again.stderr.insert_str(0, &told);
    again
}

/// What the selector chooses, was applied before, and is in no file. Models pruner.pruneAll.
pub(super) fn prunable(
    kubectl: &Kubectl<'_>,
    args: &Args,
    out: &mut Output,
) -> Vec<(select::Item, Key)> {
    let mut found = Vec::new();
    let allowed = allowlist(args);
    if allowed.is_empty() {
        out.complain(kubectl.log_line('W', "prune.go:71", "Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag."));
        out.complain(format!("Warning: {}", super::ENDPOINTS_DEPRECATED));
    }
    let mut kept = Vec::new();
    for file in args.all("filename") {
        for value in kubectl.text_of(args, file).map(|it| values(&it)).unwrap_or_default() {
            if let Some(it) = resources::of_value(&value) {
                kept.push((it.kind, value.text("metadata.name").to_owned()));
            }
        }
    }
    let scope = select::Scope::of(args);
    for name in ["configmaps", "pods", "services", "ingresses", "deployments", "replicasets"] {
        let Ok(resource) = resources::find(name) else { continue };
        // The core group has a name there.
        let group = Some(resource.group()).filter(|it| !it.is_empty()).unwrap_or("core");
        let version = resource.api_version.rsplit('/').next().unwrap_or_default();
        let own = format!("{group}/{version}/{}", resource.kind);
        if !allowed.is_empty() && !allowed.contains(&own.as_str()) {
            continue;
        }
        for item in select::list(kubectl.cluster, resource, &scope).unwrap_or_default() {
            let applied = item
                .value
                .at("metadata.annotations")
                .is_some_and(|it| it.get(LAST_APPLIED).is_some());
            if !applied || kept.contains(&(resource.kind, item.name().to_owned())) {
                continue;
            }
            let Some(kind) = resource.simulated() else { continue };
            let key = Key::new(kind, item.namespace(), item.name());
            found.push((item, key));
        }
    }
    found
}

/// Runs `kubectl apply view-last-applied`.
pub fn view_last_applied(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let items = match kubectl.chosen(args, None) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    let mut found = Vec::new();
    for item in &items {
        super::warn_of(item.resource.kind, &mut out);
        let applied = item
            .value
            .at("metadata.annotations")
            .and_then(|it| it.get(LAST_APPLIED))
            .and_then(Value::as_str);
        match applied.map(json::parse) {
            Some(Ok(value)) => found.push(value),
            // Models cmdutil.AddSourceToErr: without a file there is no error to tell.
            _ => {
                if let Some(file) = args.get("filename") {
                    return Output::fail(format!(
                        "error: error when no last-applied-configuration annotation found on resource: {}\n {:?}: <nil>",
                        item.name(),
                        label(file)
                    ));
                }
            }
        }
    }
    for value in &found {
        match args.get("output").unwrap_or("yaml") {
            "yaml" => out.stdout.push_str(&yaml::to_yaml(value)),
            "json" => out.line(json::to_json_narrow(value)),
            other => {
                let why = format!(
                    "Unexpected -o output mode: {other}, the flag 'output' must be one of yaml|json"
                );
                return usage_error("apply view-last-applied", &why);
            }
        }
    }
    out
}
