//! `kubectl cordon | uncordon | drain`. Models k8s.io/kubectl/pkg/cmd/drain
//! (v1.36).

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item};
use super::{DryRun, Kubectl, resources, usage_error};
use crate::output::Output;

/// Longest that evicted Pods are waited for, in simulated seconds.
const LONGEST_WAIT_S: u64 = 600;

fn nodes(kubectl: &Kubectl<'_>, args: &Args, path: &str) -> Result<Vec<Item>, Output> {
    let node = resources::of_kind(Kind::Node);
    if args.words.is_empty() && args.get("selector").is_none() {
        return Err(usage_error(path, &format!("USAGE: {path} NODE [flags]")));
    }
    if args.words.is_empty() {
        return select::list(kubectl.cluster, node, &select::Scope::of(args)).map_err(Output::fail);
    }
    if args.get("selector").is_some_and(|it| !it.is_empty()) {
        let why = "cannot specify both a node name and a --selector option";
        return Err(usage_error(path, why));
    }
    args.words
        .iter()
        .map(|word| {
            let name = word.rsplit('/').next().unwrap_or(word);
            select::get(kubectl.cluster, node, "", name).map_err(Output::fail)
        })
        .collect()
}

/// Runs `kubectl cordon` or `uncordon`.
pub fn cordon(kubectl: &mut Kubectl<'_>, args: &Args, on: bool) -> Output {
    let nodes = match nodes(kubectl, args, if on { "cordon" } else { "uncordon" }) {
        Ok(nodes) => nodes,
        Err(output) => return output,
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut out = Output::default();
    for node in &nodes {
        mark(kubectl, dry, node, on, &mut out);
    }
    out
}

fn mark(kubectl: &mut Kubectl<'_>, dry: DryRun, node: &Item, on: bool, out: &mut Output) {
    let verb = if on { "cordoned" } else { "uncordoned" };
    let already = node.value.at("spec.unschedulable") == Some(&Value::Bool(true));
    if already == on {
        out.line(format!("{} already {verb}{}", node.label(), dry.suffix()));
        return;
    }
    let mut body = Value::map();
    body.set("spec.unschedulable", if on { Value::Bool(true) } else { Value::Null });
    let request = Request::Patch {
        key: Key::new(Kind::Node, "", node.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Main,
    };
    if dry != DryRun::Client
        && let Err(error) = kubectl.send(&request, dry)
    {
        out.error(error);
        return;
    }
    out.line(format!("{} {verb}{}", node.label(), dry.suffix()));
}

/// Runs `kubectl drain`.
pub fn drain(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if !args.words.is_empty() && args.get("selector").is_some_and(|it| !it.is_empty()) {
        return super::usage_error(
            "drain",
            "cannot specify both a node name and a --selector option",
        );
    }
    let nodes = match nodes(kubectl, args, "drain") {
        Ok(nodes) => nodes,
        Err(output) => return output,
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut out = Output::default();
    for node in &nodes {
        mark(kubectl, dry, node, true, &mut out);
    }
    for node in &nodes {
        drain_one(kubectl, args, dry, node, &mut out);
    }
    out
}

fn drain_one(kubectl: &mut Kubectl<'_>, args: &Args, dry: DryRun, node: &Item, out: &mut Output) {
    let pods: Vec<_> = kubectl
        .cluster
        .store()
        .of_kind(Kind::Pod)
        .filter(|it| it.value.text("spec.nodeName") == node.name())
        .filter(|it| !it.meta.deleting)
        .cloned()
        .collect();
    let bare: Vec<String> = pods
        .iter()
        .filter(|it| it.meta.owner.is_none())
        .map(|it| format!("{}/{}", it.key.namespace, it.key.name))
        .collect();
    let name = node.name();
    if !bare.is_empty() && !args.on("force") {
        let why = format!(
            "cannot delete Pods that declare no controller (use --force to override): {}",
            bare.join(", ")
        );
        out.error(format!(
            "error: unable to drain node \"{name}\" due to error: {why}, continuing command...\nThere are pending nodes to be drained:\n {name}\n{why}"
        ));
        return;
    }
    if !bare.is_empty() {
        out.complain(format!(
            "Warning: deleting Pods that declare no controller: {}",
            bare.join(", ")
        ));
    }
    for pod in &pods {
        let place = format!("{}/{}", pod.key.namespace, pod.key.name);
        out.line(format!("evicting pod {place}{}", dry.suffix()));
        if dry != DryRun::None {
            continue;
        }
        let request = Request::Delete(pod.key.clone());
        if let Err(error) = kubectl.send(&request, DryRun::None) {
            out.error(error);
        }
    }
    if dry != DryRun::None {
        out.line(format!("{} drained{}", node.label(), dry.suffix()));
        return;
    }
    let started = kubectl.cluster.now_ms();
    let there =
        |kubectl: &Kubectl<'_>| {
            pods.iter().any(|it| {
                kubectl.cluster.store().get(&it.key).is_some_and(|now| {
                    now.value.text("metadata.uid") == it.value.text("metadata.uid")
                })
            })
        };
    while there(kubectl) && kubectl.cluster.now_ms() < started + LONGEST_WAIT_S * 1000 {
        if kubectl.out_of_time() {
            return;
        }
        kubectl.cluster.wait(1000);
    }
    for pod in &pods {
        out.line(format!("pod/{} evicted", pod.key.name));
    }
    out.line(format!("{} drained", node.label()));
}
