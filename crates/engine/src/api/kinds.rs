//! What differs from kind to kind: defaults, what admission adds, rules,
//! warnings. One match per question, so a new kind does not compile until each
//! is answered.

mod defaults;
mod prepare;

pub(crate) use self::defaults::defaults;
pub(crate) use self::prepare::{prepare_create, prepare_status, prepare_update};

use super::problems::Problems;
use super::{autoscaler, endpoints, format, metadata, networking, pod, service, small, workload};
use crate::objects::Kind;
use crate::value::Value;

/// What the server leaves out of an object whenever it is read, and so after its
/// rules: an ExternalName Service has no traffic to direct, and what is empty is not
/// written.
///
/// Models defaultOnReadInternalTrafficPolicy of pkg/registry/core/service/storage (v1.36).
pub(crate) fn as_read(kind: Kind, value: &mut Value) {
    if kind == Kind::Service && value.text("spec.type") == "ExternalName" {
        value.remove("spec.internalTrafficPolicy");
    }
    for path in told_apart(kind) {
        if value.at(path).is_some_and(is_empty) {
            value.remove(path);
        }
    }
}

/// A NetworkPolicy's lists of rules.
const RULES: [&str; 2] = ["spec.ingress", "spec.egress"];

/// Where something empty is not the same as nothing: messages show it (`{}`, `[]`)
/// and not `null`, and it gets no default.
fn told_apart(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Ingress => &["spec.rules"],
        Kind::NetworkPolicy => &RULES,
        Kind::Deployment | Kind::ReplicaSet | Kind::StatefulSet => {
            &["spec.template.metadata.labels"]
        }
        Kind::HorizontalPodAutoscaler => {
            &["spec.behavior.scaleUp.policies", "spec.behavior.scaleDown.policies"]
        }
        _ => &[],
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::List(items) => items.is_empty(),
        Value::Map(fields) => fields.is_empty(),
        _ => false,
    }
}

/// Until an object is written, something empty is told apart from nothing.
pub(crate) fn keep_empty(kind: Kind, read: &Value, typed: &mut Value) {
    for path in told_apart(kind) {
        if let Some(empty) = read.at(path).filter(|it| is_empty(it)) {
            typed.set(path, empty.clone());
        }
    }
}

/// Rules of a new object.
pub(crate) fn validate(kind: Kind, value: &Value) -> Problems {
    match kind {
        Kind::Service => service::validate(value),
        Kind::Pod => pod::validate_new(value),
        Kind::Deployment => workload::validate_deployment(value),
        Kind::ReplicaSet => workload::validate_replica_set(value),
        Kind::Endpoints => endpoints::validate_endpoints(value),
        Kind::EndpointSlice => endpoints::validate_slice(value),
        Kind::Ingress => networking::validate_ingress(value),
        Kind::NetworkPolicy => networking::validate_policy(value),
        Kind::IngressClass => networking::validate_class(value),
        Kind::StatefulSet => workload::validate_stateful_set(value),
        Kind::HorizontalPodAutoscaler => autoscaler::validate(value),
        Kind::ConfigMap => small::validate_config_map(value),
        Kind::Node => small::validate_node(value),
        Kind::Namespace => small::validate_namespace(value),
    }
}

/// Rules of an object that replaces another.
pub(crate) fn validate_update(kind: Kind, value: &Value, old: &Value) -> Problems {
    match kind {
        Kind::Service => service::validate_update(value, old),
        Kind::Pod => pod::validate_update(value, old),
        Kind::Deployment => workload::validate_deployment_update(value, old),
        Kind::ReplicaSet => workload::validate_replica_set_update(value, old),
        Kind::Endpoints => endpoints::validate_endpoints_update(value, old),
        Kind::EndpointSlice => endpoints::validate_slice_update(value, old),
        Kind::Ingress => networking::validate_ingress_update(value, old),
        Kind::NetworkPolicy => networking::validate_policy_update(value, old),
        Kind::IngressClass => networking::validate_class_update(value, old),
        Kind::StatefulSet => workload::validate_stateful_set_update(value, old),
        Kind::HorizontalPodAutoscaler => autoscaler::validate_update(value, old),
        Kind::ConfigMap => small::validate_config_map_update(value, old),
        Kind::Node => small::validate_node_update(value, old),
        Kind::Namespace => small::validate_namespace_update(value, old),
    }
}

/// Whether objects of this kind have a status of their own to write.
pub(crate) fn has_status(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::ConfigMap
            | Kind::Endpoints
            | Kind::EndpointSlice
            | Kind::IngressClass
            | Kind::NetworkPolicy
    )
}

/// Rules of a status write.
pub(crate) fn validate_status(kind: Kind, value: &Value, old: &Value) -> Problems {
    match kind {
        Kind::Service => service::validate_status(value, old),
        Kind::Ingress => {
            let mut wrong = metadata::validate_update(value, old);
            service::published(value, &mut wrong);
            wrong
        }
        Kind::Deployment | Kind::ReplicaSet | Kind::StatefulSet => {
            workload::validate_status(kind, value, old)
        }
        Kind::Node => small::validate_node_status(value, old),
        Kind::Namespace => small::validate_namespace_status(value, old),
        Kind::HorizontalPodAutoscaler => autoscaler::validate_status(value, old),
        _ => metadata::validate_update(value, old),
    }
}

/// Warnings about a new object that is accepted.
pub(crate) fn warnings(kind: Kind, value: &Value) -> Vec<String> {
    match kind {
        Kind::Service => service::warnings(value),
        Kind::Pod => {
            let mut out = name_warning(value, "the Pod's hostname");
            out.extend(pod::warnings(Some(value), ""));
            out
        }
        Kind::Deployment | Kind::ReplicaSet => {
            let mut out = name_warning(value, "Pod names and hostnames");
            out.extend(template_warnings(value));
            out
        }
        Kind::StatefulSet => {
            let mut out = template_warnings(value);
            out.extend(workload::stateful_set_warnings(value, false));
            out
        }
        Kind::Ingress => networking::ingress_warnings(value),
        Kind::NetworkPolicy => networking::policy_warnings(value),
        Kind::Endpoints => endpoints::endpoints_warnings(value),
        Kind::EndpointSlice => endpoints::slice_warnings(value),
        Kind::Node => small::node_warnings(value),
        Kind::Namespace | Kind::ConfigMap | Kind::IngressClass | Kind::HorizontalPodAutoscaler => {
            Vec::new()
        }
    }
}

fn template_warnings(value: &Value) -> Vec<String> {
    pod::warnings(value.at("spec.template"), "spec.template")
}

/// A name that makes no host's name. Models WarningsOnCreate of
/// pkg/registry/core/pod, apps/deployment and apps/replicaset.
fn name_warning(value: &Value, used: &str) -> Vec<String> {
    let wrong = format::dns_label(value.text("metadata.name")).join(" ");
    let words = format!(
        "metadata.name: this is used in {used}, which can result in surprising behavior; a DNS \
         label is recommended: [{wrong}]"
    );
    if wrong.is_empty() { Vec::new() } else { vec![words] }
}

/// Warnings about an object that replaces another: a template is looked at
/// only where its generation counts up, a Pod and an Ingress not at all.
///
/// Models WarningsOnUpdate of pkg/registry/*/strategy.go.
pub(crate) fn update_warnings(kind: Kind, value: &Value, counted: bool) -> Vec<String> {
    match kind {
        Kind::Pod | Kind::Ingress => Vec::new(),
        Kind::EndpointSlice => endpoints::odd_addresses(value),
        Kind::Deployment | Kind::ReplicaSet | Kind::StatefulSet => {
            let mut out = if counted { template_warnings(value) } else { Vec::new() };
            if kind == Kind::StatefulSet {
                out.extend(workload::stateful_set_warnings(value, true));
            }
            out
        }
        _ => warnings(kind, value),
    }
}

/// Warnings that come with every request for a kind.
pub(crate) fn standing_warning(kind: Kind) -> Option<&'static str> {
    let endpoints = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
    (kind == Kind::Endpoints).then_some(endpoints)
}

/// Whether a PUT of an object that does not exist creates it.
pub(crate) fn created_by_update(kind: Kind) -> bool {
    matches!(kind, Kind::Service | Kind::Endpoints)
}

/// Whether this change counts up `metadata.generation`: one of the spec, of a
/// Deployment's annotations too (its ReplicaSets get them), of an
/// EndpointSlice anything but the rest of its metadata.
///
/// Models PrepareForUpdate of pkg/registry/*/strategy.go.
pub(crate) fn counts_up(kind: Kind, value: &Value, old: &Value) -> bool {
    let differ = |path: &str| {
        let full = |it: &&Value| it.as_map().is_none_or(|it| !it.is_empty());
        value.at(path).filter(full) != old.at(path).filter(full)
    };
    let differs = |paths: &[&str]| paths.iter().any(|path| differ(path));
    match kind {
        Kind::Deployment => differs(&["spec", "metadata.annotations"]),
        Kind::EndpointSlice => differs(&["addressType", "endpoints", "ports", "metadata.labels"]),
        _ => has_generation(kind) && differ("spec"),
    }
}

/// Whether an update counts for a list that it names and leaves empty: a NetworkPolicy is
/// compared as Go compares, where an empty list is not the missing one that was stored.
///
/// Models PrepareForUpdate of pkg/registry/networking/networkpolicy/strategy.go (v1.36).
pub(crate) fn counts_empty(kind: Kind, value: &Value) -> bool {
    kind == Kind::NetworkPolicy && RULES.iter().any(|it| value.at(it).is_some_and(is_empty))
}

/// Whether `metadata.generation` counts the changes of this kind.
pub(crate) fn has_generation(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Pod
            | Kind::Deployment
            | Kind::ReplicaSet
            | Kind::Ingress
            | Kind::NetworkPolicy
            | Kind::StatefulSet
            | Kind::IngressClass
            | Kind::EndpointSlice
    )
}
