//! `kubectl cordon | uncordon | drain`. Models k8s.io/kubectl/pkg/cmd/drain
//! (v1.36).

use std::sync::Arc;

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::{Key, Kind, Object};
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item};
use super::{DryRun, Kubectl, resources, usage_error};
use crate::duration::duration_ms;
use crate::output::Output;
use crate::selector::LabelSelector;

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
    named_nodes(kubectl, &args.words).map_err(Output::fail)
}

/// The Nodes of the arguments. Models Builder.ResourceNames with SingleResourceType, and what
/// Complete says to another type.
fn named_nodes(kubectl: &Kubectl<'_>, words: &[String]) -> Result<Vec<Item>, String> {
    let node = resources::of_kind(Kind::Node);
    let mut wanted = Vec::new();
    for word in words {
        let (kind, name) = match word.split_once('/') {
            Some((_, rest)) if rest.contains('/') => {
                let why = "arguments in resource/name form may not have more than one slash";
                return Err(format!("error: {why}"));
            }
            Some((kind, name)) => {
                (resources::find(kind).map_err(|why| format!("error: {why}"))?, name)
            }
            None => (node, word.as_str()),
        };
        if name.is_empty() {
            return Err("error: resource name may not be empty".to_owned());
        }
        wanted.push((kind, name));
    }
    let first = wanted.first().map(|it| it.0);
    if wanted.iter().any(|it| Some(it.0) != first) {
        return Err("error: you may only specify a single resource type".to_owned());
    }
    let mut items = Vec::new();
    for (kind, name) in wanted {
        let item = select::get(kubectl.cluster, kind, "default", name)?;
        if kind != node {
            let (group, version) = kind.api_version.split_once('/').unwrap_or(("", "v1"));
            return Err(format!(
                "error: expected resource of type node, got \"{group}/{version}, Resource={}\"",
                kind.name
            ));
        }
        items.push(item);
    }
    Ok(items)
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
    let chosen = match args.get("pod-selector").filter(|it| !it.is_empty()) {
        None => None,
        Some(text) => match LabelSelector::parse(text) {
            Ok(selector) => Some(selector),
            Err(_) => {
                return Output::fail(
                    "error: --pod-selector=<pod_selector> must be a valid label selector",
                );
            }
        },
    };
    let mut out = Output::default();
    for node in &nodes {
        mark(kubectl, dry, node, true, &mut out);
    }
    let mut failed: Vec<(&str, Failed)> = Vec::new();
    for node in &nodes {
        match drain_one(kubectl, args, dry, node, chosen.as_ref(), &mut out) {
            Ok(()) => out.line(format!("{} drained{}", node.label(), dry.suffix())),
            Err(Failed::Ended) => return out,
            Err(why) => {
                let name = node.name();
                out.complain(format!(
                    "error: unable to drain node \"{name}\" due to error: {}, continuing command...",
                    why.text()
                ));
                failed.push((name, why));
            }
        }
    }
    if !failed.is_empty() {
        out.complain("There are pending nodes to be drained:");
        failed.iter().for_each(|(name, _)| out.complain(format!(" {name}")));
        match failed.as_slice() {
            [(_, Failed::Plain(why))] => out.error(format!("error: {why}")),
            [(_, Failed::Several(all))] => all.iter().for_each(|it| out.error(it)),
            many => many.iter().for_each(|it| out.error(it.1.text())),
        }
    }
    out
}

/// Why a node was not drained: an error, an aggregate of such, or that the lab waits no longer.
enum Failed {
    Ended,
    Plain(String),
    Several(Vec<String>),
}

impl Failed {
    fn text(&self) -> String {
        match self {
            Self::Ended => String::new(),
            Self::Plain(why) => why.clone(),
            Self::Several(all) if all.len() == 1 => all.concat(),
            Self::Several(all) => format!("[{}]", all.join(", ")),
        }
    }
}

/// Why a Pod is not to go, or that it goes with a warning. Models the filters of
/// k8s.io/kubectl/pkg/drain/filters.go (v1.36).
enum Filtered {
    Goes,
    Warned,
    Refused(&'static str),
}

fn filtered(args: &Args, pod: &Object) -> Filtered {
    if matches!(pod.value.text("status.phase"), "Succeeded" | "Failed") {
        return Filtered::Goes;
    }
    let local = pod.value.list("spec.volumes").iter().any(|it| it.get("emptyDir").is_some());
    let data = args.on("delete-emptydir-data") || args.on("delete-local-data");
    if local && !data {
        return Filtered::Refused(
            "Pods with local storage (use --delete-emptydir-data to override)",
        );
    }
    match (pod.meta.owner.is_some(), args.on("force")) {
        (true, _) => Filtered::Goes,
        (false, true) => Filtered::Warned,
        (false, false) => {
            Filtered::Refused("Pods that declare no controller (use --force to override)")
        }
    }
}

/// Models DrainCmdOptions.deleteOrEvictPodsSimple.
fn drain_one(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    node: &Item,
    chosen: Option<&LabelSelector>,
    out: &mut Output,
) -> Result<(), Failed> {
    let pods: Vec<_> = kubectl
        .cluster
        .store()
        .of_kind(Kind::Pod)
        .filter(|it| it.value.text("spec.nodeName") == node.name())
        .filter(|it| !it.meta.deleting)
        .filter(|it| chosen.is_none_or(|selector| selector.matches(&it.meta.labels)))
        .cloned()
        .collect();
    let mut refused: Vec<(&str, Vec<String>)> = Vec::new();
    let mut warned: Vec<String> = Vec::new();
    for pod in &pods {
        let place = format!("{}/{}", pod.key.namespace, pod.key.name);
        match filtered(args, pod) {
            Filtered::Goes => {}
            Filtered::Warned => warned.push(place),
            Filtered::Refused(why) => match refused.iter_mut().find(|it| it.0 == why) {
                Some((_, places)) => places.push(place),
                None => refused.push((why, vec![place])),
            },
        }
    }
    if !refused.is_empty() {
        let all = refused.iter();
        let all = all.map(|(why, places)| format!("cannot delete {why}: {}", places.join(", ")));
        return Err(Failed::Several(all.collect()));
    }
    if !warned.is_empty() {
        let places = warned.join(", ");
        out.complain(format!("Warning: deleting Pods that declare no controller: {places}"));
    }
    if dry == DryRun::Client {
        for pod in &pods {
            out.line(format!(
                "evicting pod {}/{}{}",
                pod.key.namespace,
                pod.key.name,
                dry.suffix()
            ));
        }
        return Ok(());
    }
    let left = let_go(kubectl, args, dry, &pods, out).ok_or(Failed::Ended)?;
    let why = match left.as_slice() {
        [] => return Ok(()),
        _ if args.on("disable-eviction") => Failed::Plain("context deadline exceeded".to_owned()),
        left => Failed::Several(
            left.iter()
                .map(|pod| {
                    format!(
                        "error when waiting for pod \"{}\" in namespace \"{}\" to terminate: context deadline exceeded",
                        pod.name, pod.namespace
                    )
                })
                .collect(),
        ),
    };
    let (name, text) = (node.name(), why.text());
    out.complain(format!(
        "There are pending pods in node \"{name}\" when an error occurred: {text}"
    ));
    left.iter().for_each(|pod| out.complain(format!("pod/{}", pod.name)));
    Err(why)
}

/// Evicts Pods, or deletes them, and waits until they are gone; those that are still there when
/// `--timeout` is over. Nothing where the lab waits no longer. Models evictPods, deletePods and waitForDelete.
fn let_go(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    pods: &[Arc<Object>],
    out: &mut Output,
) -> Option<Vec<Key>> {
    let evicts = !args.on("disable-eviction");
    let verb = if evicts { "evicted" } else { "deleted" };
    for pod in pods {
        if evicts {
            out.line(format!(
                "evicting pod {}/{}{}",
                pod.key.namespace,
                pod.key.name,
                dry.suffix()
            ));
        }
        if dry == DryRun::Server {
            if !evicts {
                out.line(format!("pod/{} {verb}{}", pod.key.name, dry.suffix()));
            }
            continue;
        }
        if let Err(error) = kubectl.send(&Request::Delete(pod.key.clone()), DryRun::None) {
            out.error(error);
        }
    }
    if dry == DryRun::Server {
        return Some(Vec::new());
    }
    let timeout_ms = args.get("timeout").and_then(duration_ms).filter(|it| *it > 0);
    let until_ms = kubectl.cluster.now_ms() + timeout_ms.unwrap_or(LONGEST_WAIT_S * 1000);
    let mut left: Vec<&Arc<Object>> = pods.iter().collect();
    loop {
        left.retain(|pod| {
            let now = kubectl.cluster.store().get(&pod.key);
            let same =
                |it: &Arc<Object>| it.value.text("metadata.uid") == pod.value.text("metadata.uid");
            let there = now.is_some_and(same);
            if !there {
                out.line(format!("pod/{} {verb}", pod.key.name));
            }
            there
        });
        let now_ms = kubectl.cluster.now_ms();
        if left.is_empty() || kubectl.out_of_time() || now_ms >= until_ms {
            break;
        }
        kubectl.cluster.wait((until_ms - now_ms).min(1000));
    }
    if !left.is_empty() && kubectl.out_of_time() {
        return None;
    }
    if timeout_ms.is_none() && !left.is_empty() {
        out.error(format!(
            "service-lab: {} Pods are still there after {LONGEST_WAIT_S} s; kubectl waits on until their metadata.finalizers are gone",
            left.len()
        ));
        return None;
    }
    Some(left.into_iter().map(|it| it.key.clone()).collect())
}
