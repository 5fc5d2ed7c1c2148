//! What an object has where nobody wrote it.
//!
//! Models the SetDefaults functions of pkg/apis/*/v1/defaults.go (v1.36), and
//! what decoding, conversion and storage fill in beside them.

use super::{RULES, is_empty};
use crate::api::{autoscaler, default, each, pod, service};
use crate::objects::Kind;
use crate::value::Value;

/// Fills in what is missing. Doing it twice changes nothing more.
pub(crate) fn defaults(kind: Kind, value: &mut Value) {
    match kind {
        Kind::Service => service::defaults(value),
        Kind::Pod => pod::defaults(value),
        Kind::Deployment => deployment(value),
        Kind::ReplicaSet => {
            default(value, "spec.replicas", 1);
            template(value);
            default(value, "status.replicas", 0);
        }
        Kind::Namespace => namespace(value),
        Kind::Node => node(value),
        Kind::Endpoints => each(value, "subsets", |subset| {
            each(subset, "ports", |port| default(port, "protocol", "TCP"));
        }),
        Kind::EndpointSlice => endpoint_slice(value),
        Kind::Ingress => default(value, "status.loadBalancer", Value::map()),
        Kind::NetworkPolicy => network_policy(value),
        Kind::StatefulSet => stateful_set(value),
        Kind::IngressClass => {
            if value.at("spec.parameters").is_some() {
                default(value, "spec.parameters.scope", "Cluster");
            }
        }
        Kind::HorizontalPodAutoscaler => autoscaler::defaults(value),
        Kind::ConfigMap => {}
    }
}

fn template(value: &mut Value) {
    default(value, "spec.template.metadata", Value::map());
    pod::spec_defaults(value, "spec.template.spec");
}

/// SetDefaults_Deployment.
fn deployment(value: &mut Value) {
    default(value, "spec.replicas", 1);
    default(value, "spec.strategy.type", "RollingUpdate");
    if value.text("spec.strategy.type") == "RollingUpdate" {
        default(value, "spec.strategy.rollingUpdate.maxUnavailable", "25%");
        default(value, "spec.strategy.rollingUpdate.maxSurge", "25%");
    }
    default(value, "spec.revisionHistoryLimit", 10);
    default(value, "spec.progressDeadlineSeconds", 600);
    template(value);
    default(value, "status", Value::map());
}

/// SetDefaults_StatefulSet, and what conversion and SetDefaults_PersistentVolumeClaim
/// add to claim templates.
fn stateful_set(value: &mut Value) {
    default(value, "spec.podManagementPolicy", "OrderedReady");
    if value.text("spec.updateStrategy.type").is_empty() {
        value.set("spec.updateStrategy.type", "RollingUpdate");
    }
    if value.text("spec.updateStrategy.type") == "RollingUpdate" {
        default(value, "spec.updateStrategy.rollingUpdate.partition", 0);
    }
    for field in ["whenDeleted", "whenScaled"] {
        let path = format!("spec.persistentVolumeClaimRetentionPolicy.{field}");
        if value.text(&path).is_empty() {
            value.set(&path, "Retain");
        }
    }
    default(value, "spec.replicas", 1);
    default(value, "spec.revisionHistoryLimit", 10);
    each(value, "spec.volumeClaimTemplates", |claim| {
        claim.set("apiVersion", "v1");
        claim.set("kind", "PersistentVolumeClaim");
        default(claim, "spec.volumeMode", "Filesystem");
        default(claim, "status.phase", "Pending");
    });
    template(value);
    default(value, "status.replicas", 0);
    default(value, "status.availableReplicas", 0);
}

fn namespace(value: &mut Value) {
    let name = value.text("metadata.name").to_owned();
    if !name.is_empty() {
        default(value, "metadata.labels", Value::map());
        let labels = value
            .as_map_mut()
            .and_then(|it| it.get_mut("metadata"))
            .and_then(Value::as_map_mut)
            .and_then(|it| it.get_mut("labels"))
            .and_then(Value::as_map_mut);
        if let Some(labels) = labels {
            labels.insert("kubernetes.io/metadata.name".to_owned(), name.into());
        }
    }
    default(value, "status.phase", "Active");
}

fn node(value: &mut Value) {
    default(value, "spec", Value::map());
    // Where the two do not agree, the single one counts.
    let cidr = value.text("spec.podCIDR").to_owned();
    let first = value.list("spec.podCIDRs").first().and_then(Value::as_str);
    if !cidr.is_empty() && first != Some(&cidr) {
        value.set("spec.podCIDRs", vec![cidr.into()]);
    }
    if let Some(first) = value.list("spec.podCIDRs").first().cloned() {
        value.set("spec.podCIDR", first);
    }
    if value.at("status.allocatable").is_none()
        && let Some(capacity) = value.at("status.capacity").cloned()
    {
        value.set("status.allocatable", capacity);
    }
    for list in ["status.capacity", "status.allocatable"] {
        pod::round_up(value, list);
    }
    default(value, "status.daemonEndpoints.kubeletEndpoint.Port", 0);
    for field in [
        "machineID",
        "systemUUID",
        "bootID",
        "kernelVersion",
        "osImage",
        "containerRuntimeVersion",
        "kubeletVersion",
        "kubeProxyVersion",
        "operatingSystem",
        "architecture",
    ] {
        default(value, &format!("status.nodeInfo.{field}"), "");
    }
    each(value, "status.conditions", |condition| {
        default(condition, "lastHeartbeatTime", Value::Null);
        default(condition, "lastTransitionTime", Value::Null);
    });
}

/// SetDefaults_EndpointPort; an empty list comes out of the storage as none.
fn endpoint_slice(value: &mut Value) {
    for list in ["endpoints", "ports"] {
        if value.list(list).is_empty() {
            value.set(list, Value::Null);
        }
    }
    each(value, "endpoints", |endpoint| default(endpoint, "conditions", Value::map()));
    each(value, "ports", |port| {
        default(port, "name", "");
        default(port, "protocol", "TCP");
    });
}

/// SetDefaults_NetworkPolicy; an empty list of rules is stored as none.
fn network_policy(value: &mut Value) {
    for list in RULES {
        if value.at(list).is_some_and(is_empty) {
            value.remove(list);
        }
    }
    if value.list("spec.policyTypes").is_empty() {
        let mut types: Vec<Value> = vec!["Ingress".into()];
        if !value.list("spec.egress").is_empty() {
            types.push("Egress".into());
        }
        value.set("spec.policyTypes", types);
    }
    default(value, "spec.podSelector", Value::map());
    for list in RULES {
        each(value, list, |rule| each(rule, "ports", |port| default(port, "protocol", "TCP")));
    }
}
