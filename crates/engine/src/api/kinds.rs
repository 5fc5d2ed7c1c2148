//! What differs from kind to kind: defaults, what admission adds, rules,
//! warnings. One match per question, so a new kind does not compile until each
//! is answered.

use super::problems::Problems;
use super::{
    Status, default, each, endpoints, format, metadata, networking, pod, service, small, workload,
};
use crate::cluster::ClusterConfig;
use crate::objects::Kind;
use crate::store::Store;
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
        Kind::HorizontalPodAutoscaler => autoscaler(value),
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

/// SetDefaults_HorizontalPodAutoscaler (autoscaling/v2).
fn autoscaler(value: &mut Value) {
    default(value, "spec.minReplicas", 1);
    if value.list("spec.metrics").is_empty() {
        let mut metric = Value::map();
        metric.set("type", "Resource");
        metric.set("resource.name", "cpu");
        metric.set("resource.target.type", "Utilization");
        metric.set("resource.target.averageUtilization", 80);
        value.set("spec.metrics", vec![metric]);
    }
    default(value, "status.currentMetrics", Value::Null);
    default(value, "status.desiredReplicas", 0);
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

fn endpoint_slice(value: &mut Value) {
    default(value, "endpoints", Value::Null);
    default(value, "ports", Value::Null);
    each(value, "endpoints", |endpoint| default(endpoint, "conditions", Value::map()));
    each(value, "ports", |port| {
        default(port, "name", "");
        default(port, "protocol", "TCP");
    });
}

/// SetDefaults_NetworkPolicy.
fn network_policy(value: &mut Value) {
    if value.list("spec.policyTypes").is_empty() {
        let mut types: Vec<Value> = vec!["Ingress".into()];
        if !value.list("spec.egress").is_empty() {
            types.push("Egress".into());
        }
        value.set("spec.policyTypes", types);
    }
    default(value, "spec.podSelector", Value::map());
    for list in ["spec.ingress", "spec.egress"] {
        each(value, list, |rule| each(rule, "ports", |port| default(port, "protocol", "TCP")));
    }
}

/// What a strategy and the admission plugins change in a new object, and what
/// allocation adds to it.
pub(crate) fn prepare_create(
    kind: Kind,
    value: &mut Value,
    store: &Store,
    config: &ClusterConfig,
    dry_run: bool,
) -> Result<(), Status> {
    match kind {
        Kind::Service => {
            value.set("status", Value::map());
            value.set("status.loadBalancer", Value::map());
            service::normalize_cluster_ips(value, None);
            service::for_create(value, &service::Pools { store, config, dry_run })
        }
        Kind::Pod => {
            value.set("status", Value::map());
            value.set("status.phase", "Pending");
            copy_zone(value, store);
            pod::hold(value);
            pod::merge_label_keys(value);
            pod::admit(value, config.seed)
        }
        Kind::Deployment => {
            value.set("status", Value::map());
            Ok(())
        }
        Kind::ReplicaSet => {
            value.set("status", Value::map());
            value.set("status.replicas", 0);
            Ok(())
        }
        Kind::StatefulSet => {
            workload::drop_max_unavailable(value, None);
            value.set("status", Value::map());
            value.set("status.replicas", 0);
            value.set("status.availableReplicas", 0);
            Ok(())
        }
        Kind::HorizontalPodAutoscaler => {
            value.set("status", Value::map());
            value.set("status.currentMetrics", Value::Null);
            value.set("status.desiredReplicas", 0);
            Ok(())
        }
        Kind::Ingress => {
            value.set("status", Value::map());
            value.set("status.loadBalancer", Value::map());
            networking::default_class(value, store)
        }
        Kind::Namespace => {
            value.set("status", Value::map());
            value.set("status.phase", "Active");
            let mut finalizers = value.list("spec.finalizers").to_vec();
            if !finalizers.iter().any(|it| it.as_str() == Some("kubernetes")) {
                finalizers.push("kubernetes".into());
            }
            value.set("spec.finalizers", finalizers);
            Ok(())
        }
        Kind::Node => {
            drop_node_config(value);
            if let Some(status) = value.at_mut("status") {
                status.remove("config");
            }
            taint_new_node(value);
            Ok(())
        }
        Kind::EndpointSlice => {
            drop_topology(value);
            Ok(())
        }
        Kind::Endpoints | Kind::ConfigMap | Kind::NetworkPolicy | Kind::IngressClass => Ok(()),
    }
}

/// What the server leaves out of an object whenever it is read, and so after its
/// rules: an ExternalName Service has no traffic to direct.
///
/// Models defaultOnReadInternalTrafficPolicy of pkg/registry/core/service/storage (v1.36).
pub(crate) fn as_read(kind: Kind, value: &mut Value) {
    if kind == Kind::Service && value.text("spec.type") == "ExternalName" {
        value.remove("spec.internalTrafficPolicy");
    }
}

/// The kubelet's configuration is nobody's any more: pkg/registry/core/node
/// dropDisabledFields.
fn drop_node_config(value: &mut Value) {
    value.remove("spec.configSource");
}

/// discovery/v1 does not store the topology of its beta.
fn drop_topology(value: &mut Value) {
    each(value, "endpoints", |endpoint| {
        endpoint.remove("deprecatedTopology");
    });
}

/// A Pod that names its node gets the node's zone and region as labels.
/// Models plugin/pkg/admission/podtopologylabels.
fn copy_zone(value: &mut Value, store: &Store) {
    let node = value.text("spec.nodeName");
    let Some(node) = store.find(Kind::Node, "", node).filter(|_| !node.is_empty()) else { return };
    let mut labels =
        value.at("metadata.labels").and_then(Value::as_map).cloned().unwrap_or_default();
    for key in ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"] {
        if let Some(text) = node.meta.labels.get(key) {
            labels.insert(key.to_owned(), text.as_str().into());
        }
    }
    if !labels.is_empty() {
        value.set("metadata.labels", labels);
    }
}

/// Models plugin/pkg/admission/nodetaint.
fn taint_new_node(value: &mut Value) {
    let key = "node.kubernetes.io/not-ready";
    let mut taints = value.list("spec.taints").to_vec();
    let there = |it: &Value| it.text("key") == key && it.text("effect") == "NoSchedule";
    if !taints.iter().any(there) {
        let mut taint = Value::map();
        taint.set("key", key);
        taint.set("effect", "NoSchedule");
        taints.push(taint);
    }
    value.set("spec.taints", taints);
}

/// What a replaced object keeps of the one before.
pub(crate) fn prepare_update(
    kind: Kind,
    value: &mut Value,
    old: &Value,
    store: &Store,
    config: &ClusterConfig,
    dry_run: bool,
) -> Result<(), Status> {
    match kind {
        Kind::Service => {
            service::keep_allocated(value, old);
            service::normalize_cluster_ips(value, Some(old));
            service::for_update(value, old, &service::Pools { store, config, dry_run })?;
            copy(value, old, "status");
            service::drop_type_dependent(value, old);
        }
        Kind::Pod => {
            pod::admit_update(value, old);
            copy(value, old, "status");
        }
        Kind::StatefulSet => {
            workload::drop_max_unavailable(value, Some(old));
            copy(value, old, "status");
        }
        Kind::Node => {
            drop_node_config(value);
            copy(value, old, "status");
        }
        Kind::Deployment | Kind::ReplicaSet | Kind::HorizontalPodAutoscaler | Kind::Ingress => {
            copy(value, old, "status");
        }
        Kind::Namespace => {
            copy(value, old, "spec");
            copy(value, old, "status");
        }
        Kind::EndpointSlice => drop_topology(value),
        Kind::Endpoints | Kind::ConfigMap | Kind::NetworkPolicy | Kind::IngressClass => {}
    }
    Ok(())
}

/// What a write of the status leaves alone: the spec, and of the metadata what
/// each strategy names.
///
/// Models PrepareForUpdate of the status strategies of pkg/registry.
pub(crate) fn prepare_status(kind: Kind, value: &mut Value, old: &Value) {
    copy(value, old, "spec");
    match kind {
        Kind::Deployment => copy(value, old, "metadata.labels"),
        Kind::Pod => copy(value, old, "metadata.ownerReferences"),
        _ => {}
    }
    default(value, "status", Value::map());
}

fn copy(value: &mut Value, old: &Value, path: &str) {
    match old.at(path) {
        Some(before) => value.set(path, before.clone()),
        None => {
            value.remove(path);
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
        Kind::HorizontalPodAutoscaler => small::validate_autoscaler(value),
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
        Kind::HorizontalPodAutoscaler => small::validate_autoscaler_update(value, old),
        Kind::ConfigMap => small::validate_config_map_update(value, old),
        Kind::Node => small::validate_node_update(value, old),
        Kind::Namespace => small::validate_namespace_update(value, old),
    }
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
