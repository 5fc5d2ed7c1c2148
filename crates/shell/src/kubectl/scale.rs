//! `kubectl scale` and `kubectl autoscale`. Models k8s.io/kubectl/pkg/cmd/scale
//! and pkg/cmd/autoscale (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::{Args, Flag, Takes, long};
use super::select::Item;
use super::{DryRun, Kubectl, table};
use crate::output::Output;

/// Flags of `scale`.
pub const FLAGS: &[Flag] = &[
    long("replicas", Takes::Int),
    long("current-replicas", Takes::Int),
    long("resource-version", Takes::Text),
];

/// Flags of `autoscale`.
pub const AUTO: &[Flag] = &[
    long("min", Takes::Int),
    long("max", Takes::Int),
    long("cpu", Takes::Text),
    long("memory", Takes::Text),
    long("cpu-percent", Takes::Int),
    long("name", Takes::Text),
];

/// Runs `kubectl scale`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: &str| Output::fail(format!("error: {error}"));
    let Some(replicas) = args.number("replicas") else {
        return fail("required flag(s) \"replicas\" not set");
    };
    if replicas < 0 {
        return fail(
            "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
        );
    }
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(&error),
    };
    if args.number("current-replicas").is_some_and(|it| it < -1) {
        return fail("The --current-replicas must specify an integer of -1 or greater");
    }
    let mut errors = Vec::new();
    let items = match kubectl.found(args, None, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    if items.is_empty() {
        return fail("no objects passed to scale");
    }
    let version = args.get("resource-version").filter(|it| !it.is_empty());
    if version.is_some() && items.len() > 1 {
        return fail("cannot use --resource-version with multiple resources");
    }
    let mut out = Output::default();
    for item in &items {
        one(kubectl, args, dry, item, replicas, &mut out);
        if out.exit != 0 {
            return out;
        }
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn one(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    item: &Item,
    replicas: i64,
    out: &mut Output,
) {
    let Some(kind) = item
        .resource
        .simulated()
        .filter(|_| matches!(item.resource.kind, "Deployment" | "ReplicaSet" | "StatefulSet"))
    else {
        out.error("Error from server (NotFound): the server could not find the requested resource");
        return;
    };
    let current = table::number(&item.value, "spec.replicas");
    if let Some(wanted) = args.number("current-replicas").filter(|it| *it >= 0)
        && wanted != current
    {
        out.error(format!("error: Expected replicas to be {wanted}, was {current}"));
        return;
    }
    let has = item.value.text("metadata.resourceVersion");
    if let Some(wanted) = args.get("resource-version").filter(|it| !it.is_empty() && *it != has) {
        out.error(format!("error: Expected resource version to be {wanted}, was {has}"));
        return;
    }
    let line = format!("{} scaled{}", item.label(), dry.suffix());
    // Upstream prints what it had read, with the new number in it.
    let mut shown = item.value.clone();
    shown.set("spec.replicas", replicas);
    if dry == DryRun::Client {
        kubectl.print_changed(args, &shown, &item.label(), line, out);
        return;
    }
    let mut body = Value::map();
    body.set("spec.replicas", replicas);
    let request = Request::Patch {
        key: Key::new(kind, item.namespace(), item.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Scale,
    };
    match kubectl.send(&request, dry) {
        Ok(_) => kubectl.print_changed(args, &shown, &item.label(), line, out),
        Err(error) => out.error(error),
    }
}

/// Runs `kubectl autoscale`: the request is checked as kubectl checks it, but
/// no autoscaler is simulated, and that is said.
pub fn autoscale(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if args.number("max").is_none() {
        return Output::fail("error: required flag(s) \"max\" not set");
    }
    if let (Some(min), Some(max)) = (args.number("min"), args.number("max"))
        && max < min
    {
        return Output::fail(format!(
            "error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: {max}, min: {min}"
        ));
    }
    match kubectl.chosen(args, None) {
        Err(output) => output,
        Ok(_) => Output::fail(
            "service-lab: HorizontalPodAutoscalers are not simulated here; kubectl scale is",
        ),
    }
}
