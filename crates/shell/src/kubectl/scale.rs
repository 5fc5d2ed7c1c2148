//! `kubectl scale` and `kubectl autoscale`. Models k8s.io/kubectl/pkg/cmd/scale
//! and pkg/cmd/autoscale (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::client::print::{self, Failure};
use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::value::Value;

use super::create::with_own_text;
use super::expose::told;
use super::flags::Args;
use super::select::Item;
use super::waiting::Waiting;
use super::{DryRun, Kubectl, table};
use crate::duration::parse_ms;
use crate::output::Output;

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
    let kind = item
        .resource
        .simulated()
        .filter(|_| matches!(item.resource.kind, "Deployment" | "ReplicaSet" | "StatefulSet"));
    let line = format!("{} scaled{}", item.label(), dry.suffix());
    // Upstream prints what it had read, with the new number in it. Models updateReplicas.
    let mut shown = item.value.clone();
    if matches!(item.resource.group(), "" | "apps") {
        shown.set("spec.replicas", replicas);
    }
    // What is not sent meets no precondition, and no server that has nothing to scale.
    if dry == DryRun::Client {
        kubectl.print_changed(args, &shown, &item.label(), line, out);
        return;
    }
    let Some(kind) = kind else {
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
    let mut body = Value::map();
    body.set("spec.replicas", replicas);
    let request = Request::Patch {
        key: Key::new(kind, item.namespace(), item.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Scale,
    };
    match kubectl.send(&request, dry) {
        Ok(_) if synced(kubectl, args, dry, (item, kind, replicas)) => {
            kubectl.print_changed(args, &shown, &item.label(), line, out);
        }
        Ok(_) => out.error(format!("error: timed out waiting for {:?} to be synced", item.name())),
        Err(error) => out.error(error),
    }
}

/// Waits as long as `--timeout` says until there are as many as wanted, or as nobody wants any more;
/// whether that came true. Models WaitForScaleHasDesiredReplicas of pkg/scale.
fn synced(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    (item, kind, replicas): (&Item, Kind, i64),
) -> bool {
    let timeout = args.get("timeout").and_then(|it| parse_ms(it).ok()).unwrap_or(0);
    if timeout == 0 || dry != DryRun::None {
        return true;
    }
    let waiting = Waiting::new(kubectl, u64::try_from(timeout).unwrap_or(0));
    loop {
        let now = kubectl.cluster.store().find(kind, item.namespace(), item.name());
        let Some(now) = now.map(|it| &it.value) else { return true };
        let wanted = table::number(now, "spec.replicas");
        if wanted != replicas || table::number(now, "status.replicas") == replicas {
            return true;
        }
        if !waiting.goes_on(kubectl) {
            return false;
        }
    }
}

/// Runs `kubectl autoscale`. There is no metrics server here, so what it makes
/// only keeps its target between the least and the most.
pub fn autoscale(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: &str| Output::fail(format!("error: {error}"));
    let Some(max) = args.number("max") else {
        return fail("required flag(s) \"max\" not set");
    };
    let min = args.number("min").unwrap_or(-1);
    if max < 1 {
        return fail(&format!("--max=MAXPODS is required and must be at least 1, max: {max}"));
    }
    if max < min {
        return fail(&format!(
            "--max=MAXPODS must be larger or equal to --min=MINPODS, max: {max}, min: {min}"
        ));
    }
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(&error),
    };
    let mut errors = Vec::new();
    let items = match kubectl.found(args, None, &mut errors) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let mut out = Output::default();
    let mut failed: Vec<Failure> = Vec::new();
    for item in &items {
        let kind = item.resource.kind;
        if !matches!(kind, "Deployment" | "ReplicaSet" | "StatefulSet") {
            let (group, version) = match item.resource.api_version.split_once('/') {
                Some(parts) => parts,
                None => ("", item.resource.api_version),
            };
            failed.push(Failure::Own(format!(
                "cannot autoscale a {kind}: could not find scale subresource for {group}/{version}, Resource={} in discovery information",
                item.resource.name
            )));
            continue;
        }
        if let Some(wrong) = wrong_metric(args) {
            failed.push(Failure::Own(wrong));
            continue;
        }
        let mut value = autoscaler(args, item, (min, max));
        let name = value.text("metadata.name").to_owned();
        let label = format!("horizontalpodautoscaler.autoscaling/{name}");
        if dry == DryRun::Client {
            let line = format!("{label} created{}", dry.suffix());
            kubectl.print_changed(args, &value, &label, line, &mut out);
            continue;
        }
        if args.on("save-config") {
            value = with_own_text(value);
        }
        value.remove("status");
        value.set("metadata.namespace", item.namespace());
        let line = format!("{label} autoscaled{}", dry.suffix());
        match kubectl.serve(&Request::Create(value), dry) {
            Ok(done) => {
                out.warn(&done.warnings);
                kubectl.print_changed(args, &done.object.value, &label, line, &mut out);
            }
            Err(status) => {
                out.warn(&status.warnings);
                failed.push(Failure::Server(status));
            }
        }
    }
    failed.extend(errors.into_iter().map(told));
    if !failed.is_empty() {
        out.stderr.push_str(&print::failures(&failed));
        out.exit = 1;
    }
    out
}

/// What is wrong with `--cpu` or `--memory`. Models parseResourceInput.
fn wrong_metric(args: &Args) -> Option<String> {
    if args.get("cpu").is_some() && args.get("cpu-percent").is_some() {
        return Some("--cpu-percent and --cpu are mutually exclusive".to_owned());
    }
    ["cpu", "memory"].into_iter().find_map(|name| {
        let text = args.get(name).filter(|it| !it.is_empty())?;
        match text.strip_suffix('%') {
            Some(number) => number
                .parse::<i32>()
                .map_or(true, |it| it < 0)
                .then(|| format!("invalid percentage value: {number}")),
            None => service_lab_engine::schema::canonical_quantity(text)
                .is_none()
                .then(|| format!("invalid resource {name} value: {text}")),
        }
    })
}

/// Models createHorizontalPodAutoscalerV2.
fn autoscaler(args: &Args, item: &Item, (min, max): (i64, i64)) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "autoscaling/v2");
    value.set("kind", "HorizontalPodAutoscaler");
    value.set("metadata.name", args.get("name").filter(|it| !it.is_empty()).unwrap_or(item.name()));
    // kubectl writes the namespace only where a flag names it.
    if let Some(namespace) = args.get("namespace") {
        value.set("metadata.namespace", namespace);
    }
    value.set("spec.scaleTargetRef.apiVersion", item.resource.api_version);
    value.set("spec.scaleTargetRef.kind", item.resource.kind);
    value.set("spec.scaleTargetRef.name", item.name());
    if min > 0 {
        value.set("spec.minReplicas", min);
    }
    value.set("spec.maxReplicas", max);
    let percent = args.number("cpu-percent").filter(|it| *it >= 0).map(|it| format!("{it}%"));
    let cpu = args.get("cpu").map(str::to_owned).or(percent);
    let memory = args.get("memory").map(str::to_owned);
    let metrics: Vec<Value> = [("cpu", cpu, "m"), ("memory", memory, "Mi")]
        .into_iter()
        .filter_map(|(name, wanted, unit)| Some(metric(name, &wanted?, unit)))
        .collect();
    if !metrics.is_empty() {
        value.set("spec.metrics", metrics);
    }
    // What a typed object prints even where it is empty.
    value.set("status.currentMetrics", Value::Null);
    value.set("status.desiredReplicas", 0);
    value
}

/// A metric of all Pods: a percentage of what they request, or an amount.
fn metric(name: &str, wanted: &str, unit: &str) -> Value {
    let mut value = Value::map();
    value.set("type", "Resource");
    value.set("resource.name", name);
    let percent = wanted.strip_suffix('%').and_then(|it| it.parse::<i64>().ok());
    match percent {
        Some(percent) => {
            value.set("resource.target.type", "Utilization");
            value.set("resource.target.averageUtilization", percent);
        }
        None => {
            let bare = wanted.bytes().all(|it| it.is_ascii_digit());
            value.set("resource.target.type", "AverageValue");
            let amount = format!("{wanted}{}", if bare { unit } else { "" });
            value.set("resource.target.averageValue", amount);
        }
    }
    value
}
