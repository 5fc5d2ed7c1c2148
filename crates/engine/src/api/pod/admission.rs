//! What the server's admission plugins add to a new Pod: its service account
//! and token volume, tolerations, priority, quality of service.
//!
//! Models plugin/pkg/admission/{serviceaccount,defaulttolerationseconds,
//! priority} and pkg/apis/core/helper/qos (v1.36).

use crate::api::{Status, default, each, forbidden};
use crate::chance;
use crate::objects::Kind;
use crate::schema::quantity_nano;
use crate::value::Value;

const TOKEN_PATH: &str = "/var/run/secrets/kubernetes.io/serviceaccount";

/// How long a Pod stays on a node that is lost, in seconds.
const TOLERATION_SECONDS: i64 = 300;

/// How long a Pod's token lives: an hour and seven seconds, as upstream.
const TOKEN_SECONDS: i64 = 3607;

/// Adds what the plugins add, or refuses.
pub(crate) fn admit(pod: &mut Value, seed: u64) -> Result<(), Status> {
    default(pod, "spec.serviceAccountName", "default");
    let account = pod.text("spec.serviceAccountName").to_owned();
    if account != "default" {
        // The lab has no other service accounts.
        let namespace = pod.text("metadata.namespace");
        let why = format!(
            "error looking up service account {namespace}/{account}: serviceaccount \"{account}\" \
             not found"
        );
        return Err(refused(pod, &why));
    }
    pod.set("spec.serviceAccount", account);
    if pod.at("spec.automountServiceAccountToken").and_then(Value::as_bool) != Some(false) {
        mount_token(pod, seed);
    }
    priority(pod)?;
    tolerations(pod);
    if let Some(class) = pod.at("spec.runtimeClassName").and_then(Value::as_str) {
        return Err(refused(pod, &format!("pod rejected: RuntimeClass \"{class}\" not found")));
    }
    if pod.at("spec.overhead").and_then(Value::as_map).is_some_and(|it| !it.is_empty()) {
        let why =
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";
        return Err(refused(pod, why));
    }
    let class = quality_of_service(pod);
    pod.set("status.qosClass", class);
    Ok(())
}

/// Says of a new Pod with gates that nobody schedules it yet.
///
/// Models pkg/registry/core/pod strategy.go applySchedulingGatedCondition.
pub(crate) fn hold(pod: &mut Value) {
    if pod.list("spec.schedulingGates").is_empty() {
        return;
    }
    let made = pod.at("metadata.creationTimestamp").cloned().unwrap_or_default();
    let condition = map(&[
        ("type", "PodScheduled".into()),
        ("status", "False".into()),
        ("reason", "SchedulingGated".into()),
        ("message", "Scheduling is blocked due to non-empty scheduling gates".into()),
        ("lastProbeTime", Value::Null),
        ("lastTransitionTime", made),
    ]);
    pod.set("status.conditions", vec![condition]);
}

/// What the plugins do to a Pod that replaces another: its priority stays, and
/// the tolerations of every Pod are there again.
pub(crate) fn admit_update(pod: &mut Value, old: &Value) {
    for path in ["spec.priority", "spec.preemptionPolicy"] {
        if let Some(before) = old.at(path) {
            default(pod, path, before.clone());
        }
    }
    tolerations(pod);
}

fn priority(pod: &mut Value) -> Result<(), Status> {
    let priority = match pod.text("spec.priorityClassName") {
        "" => 0,
        "system-cluster-critical" => 2_000_000_000,
        "system-node-critical" => 2_000_001_000,
        other => {
            let why = format!("no PriorityClass with name {other} was found");
            return Err(refused(pod, &why));
        }
    };
    let computed = "must not be provided in pod spec; priority admission controller computed";
    let source = "from the given PriorityClass name";
    if let Some(given) = pod.at("spec.priority").and_then(Value::as_int)
        && given != priority
    {
        let why = format!("the integer value of priority ({given}) {computed} {priority} {source}");
        return Err(refused(pod, &why));
    }
    let policy = "PreemptLowerPriority";
    let given = pod.at("spec.preemptionPolicy").and_then(Value::as_str);
    if let Some(given) = given.filter(|it| *it != policy) {
        let why =
            format!("the string value of PreemptionPolicy ({given}) {computed} {policy} {source}");
        return Err(refused(pod, &why));
    }
    pod.set("spec.priority", priority);
    pod.set("spec.preemptionPolicy", policy);
    Ok(())
}

fn refused(pod: &Value, why: &str) -> Status {
    forbidden(Kind::Pod, pod.text("metadata.name"), why)
}

fn map(fields: &[(&str, Value)]) -> Value {
    Value::Map(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn mount_token(pod: &mut Value, seed: u64) {
    let identity =
        [pod.text("metadata.namespace"), pod.text("metadata.name"), pod.text("metadata.uid")];
    let name = format!("kube-api-access-{}", chance::suffix(seed, &identity, 5));
    let mut mounted = false;
    for list in ["spec.containers", "spec.initContainers"] {
        each(pod, list, |container| {
            let there = |it: &Value| it.text("mountPath") == TOKEN_PATH;
            if !container.list("volumeMounts").iter().any(there) {
                mounted = true;
                push(
                    container,
                    "volumeMounts",
                    map(&[
                        ("name", name.as_str().into()),
                        ("readOnly", true.into()),
                        ("mountPath", TOKEN_PATH.into()),
                    ]),
                );
            }
        });
    }
    if mounted {
        push(pod, "spec.volumes", token_volume(&name));
    }
}

/// The volume with a Pod's token, as the server adds it.
pub(super) fn token_volume(name: &str) -> Value {
    let token = map(&[("expirationSeconds", TOKEN_SECONDS.into()), ("path", "token".into())]);
    let certificate = map(&[("key", "ca.crt".into()), ("path", "ca.crt".into())]);
    let authority =
        map(&[("name", "kube-root-ca.crt".into()), ("items", vec![certificate].into())]);
    let field = map(&[("apiVersion", "v1".into()), ("fieldPath", "metadata.namespace".into())]);
    let namespace = map(&[("path", "namespace".into()), ("fieldRef", field)]);
    let downward = map(&[("items", vec![namespace].into())]);
    let sources = vec![
        map(&[("serviceAccountToken", token)]),
        map(&[("configMap", authority)]),
        map(&[("downwardAPI", downward)]),
    ];
    let projected = map(&[("sources", sources.into()), ("defaultMode", 0o644.into())]);
    map(&[("name", name.into()), ("projected", projected)])
}

fn push(object: &mut Value, path: &str, item: Value) {
    let mut items = object.list(path).to_vec();
    items.push(item);
    object.set(path, items);
}

fn tolerations(pod: &mut Value) {
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
        let tolerates = |it: &Value| {
            (it.text("key") == key || it.text("key").is_empty())
                && matches!(it.text("effect"), "" | "NoExecute")
        };
        if !pod.list("spec.tolerations").iter().any(tolerates) {
            push(
                pod,
                "spec.tolerations",
                map(&[
                    ("key", key.into()),
                    ("operator", "Exists".into()),
                    ("effect", "NoExecute".into()),
                    ("tolerationSeconds", TOLERATION_SECONDS.into()),
                ]),
            );
        }
    }
}

/// Models ComputePodQOS.
fn quality_of_service(pod: &Value) -> &'static str {
    // What a Pod has as a whole decides alone: its spec stands for a container then.
    let containers: Vec<&Value> = match pod.get("spec") {
        Some(whole) if whole.get("resources").is_some() => vec![whole],
        _ => {
            let lists = ["spec.containers", "spec.initContainers"];
            lists.into_iter().flat_map(|it| pod.list(it)).collect()
        }
    };
    let amount = |container: &Value, list: &str, name: &str| {
        let text = container.at(list).and_then(|it| it.get(name)?.as_str());
        text.and_then(quantity_nano).filter(|it| *it > 0)
    };
    let names = ["cpu", "memory"];
    let any = containers.iter().any(|it| {
        names.iter().any(|name| {
            amount(it, "resources.requests", name).is_some()
                || amount(it, "resources.limits", name).is_some()
        })
    });
    let all = containers.iter().all(|it| {
        names.iter().all(|name| {
            let limit = amount(it, "resources.limits", name);
            limit.is_some() && limit == amount(it, "resources.requests", name)
        })
    });
    match (any, all) {
        (false, _) => "BestEffort",
        (true, true) => "Guaranteed",
        (true, false) => "Burstable",
    }
}
