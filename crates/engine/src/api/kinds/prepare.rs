//! What the server changes in an object before it looks at its rules: what a
//! writer may not set, what admission adds and what allocation chooses.
//!
//! Models PrepareForCreate and PrepareForUpdate of pkg/registry/*/strategy.go
//! and the admission plugins of plugin/pkg/admission (v1.36).

use crate::api::{Status, default, each, networking, pod, service, workload};
use crate::cluster::ClusterConfig;
use crate::objects::Kind;
use crate::store::Store;
use crate::value::Value;

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

/// Nothing reads where a kubelet's configuration is. Models
/// pkg/registry/core/node dropDisabledFields.
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
