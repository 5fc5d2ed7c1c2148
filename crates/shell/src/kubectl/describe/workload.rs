//! Deployments, ReplicaSets, Pods.

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::{Sheet, container, created, number, or, time};
use crate::kubectl::Kubectl;
use crate::kubectl::rollout::history::replica_sets;
use crate::kubectl::select::Item;
use crate::kubectl::table::{self, label_selector};

/// Models describeDeployment.
pub(super) fn deployment(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.line(format!("CreationTimestamp:\t{}", created(value)));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    sheet.line(format!("Selector:\t{}", label_selector(value.at("spec.selector"))));
    sheet.line(format!(
        "Replicas:\t{} desired | {} updated | {} total | {} available | {} unavailable",
        number(value, "spec.replicas"),
        number(value, "status.updatedReplicas"),
        number(value, "status.replicas"),
        number(value, "status.availableReplicas"),
        number(value, "status.unavailableReplicas")
    ));
    sheet.line(format!("StrategyType:\t{}", value.text("spec.strategy.type")));
    sheet.line(format!("MinReadySeconds:\t{}", number(value, "spec.minReadySeconds")));
    if let Some(rolling) = value.at("spec.strategy.rollingUpdate") {
        sheet.line(format!(
            "RollingUpdateStrategy:\t{} max unavailable, {} max surge",
            int_or_text(rolling.get("maxUnavailable")),
            int_or_text(rolling.get("maxSurge"))
        ));
    }
    pod_template(value, sheet);
    conditions(value, sheet);
    replica_sets_of(kubectl, item, sheet);
}

fn conditions(value: &Value, sheet: &mut Sheet) {
    let all = value.list("status.conditions");
    if !all.is_empty() {
        sheet.line("Conditions:\n  Type\tStatus\tReason\n  ----\t------\t------");
    }
    for it in all {
        let [kind, status, reason] = ["type", "status", "reason"].map(|field| it.text(field));
        sheet.line(format!("  {kind} \t{status}\t{reason}"));
    }
}

fn int_or_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Str(text)) => text.clone(),
        Some(Value::Int(number)) => number.to_string(),
        _ => "0".to_owned(),
    }
}

/// The old ReplicaSets, oldest first, and the one with the Deployment's
/// template.
fn replica_sets_of(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let (mut old, new) = replica_sets(kubectl, item);
    let text = |value: &Value| {
        format!(
            "{} ({}/{} replicas created)",
            value.text("metadata.name"),
            number(value, "status.replicas"),
            number(value, "spec.replicas")
        )
    };
    let new = new.map(|it| text(old.remove(it))).unwrap_or_default();
    let old: Vec<String> = old.into_iter().map(text).collect();
    sheet.line(format!("OldReplicaSets:\t{}", or(&old.join(", "), "<none>")));
    sheet.line(format!("NewReplicaSet:\t{}", or(&new, "<none>")));
}

/// Models describeReplicaSet.
pub(super) fn replica_set(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.line(format!("Selector:\t{}", label_selector(value.at("spec.selector"))));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    if let Some(owner) = value.list("metadata.ownerReferences").first() {
        sheet.line(format!("Controlled By:\t{}/{}", owner.text("kind"), owner.text("name")));
    }
    sheet.line(format!(
        "Replicas:\t{} current / {} desired",
        number(value, "status.replicas"),
        number(value, "spec.replicas")
    ));
    pods_status(kubectl, item, sheet);
    pod_template(value, sheet);
    conditions(value, sheet);
}

/// Its own Pods by phase.
fn pods_status(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let owner = Some((item.resource.kind.to_owned(), item.name().to_owned()));
    let count = |phase: &str| {
        let all = kubectl.cluster.store().in_namespace(Kind::Pod, item.namespace());
        all.filter(|it| it.meta.owner == owner && it.value.text("status.phase") == phase).count()
    };
    sheet.line(format!(
        "Pods Status:\t{} Running / {} Waiting / {} Succeeded / {} Failed",
        count("Running"),
        count("Pending"),
        count("Succeeded"),
        count("Failed")
    ));
}

/// Models describeHorizontalPodAutoscalerV2.
pub(super) fn autoscaler(item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    sheet.line(format!("CreationTimestamp:\t{}", created(value)));
    sheet.line(format!("Reference:\t{}", table::scale_target(value)));
    sheet.line("Metrics:\t( current / target )");
    let percent = |it: &Value| it.at("resource.target.averageUtilization").is_some();
    for (metric, text) in value.list("spec.metrics").iter().zip(table::metrics(value, " / ", "\n"))
    {
        let (name, text) = text.split_once('\n').unwrap_or_default();
        let how = if percent(metric) { "  (as a percentage of request)" } else { "" };
        sheet.line(format!("  resource {name} on pods{how}:\t{text}"));
    }
    sheet.line(format!("Min replicas:\t{}", number(value, "spec.minReplicas")));
    sheet.line(format!("Max replicas:\t{}", number(value, "spec.maxReplicas")));
    sheet.line(format!(
        "{} pods:\t{} current / {} desired",
        value.text("spec.scaleTargetRef.kind"),
        number(value, "status.currentReplicas"),
        number(value, "status.desiredReplicas")
    ));
    let conditions = value.list("status.conditions");
    if !conditions.is_empty() {
        sheet.line("Conditions:\n  Type\tStatus\tReason\tMessage\n  ----\t------\t------\t-------");
    }
    for it in conditions {
        let cells = ["type", "status", "reason", "message"].map(|field| it.text(field));
        sheet.line(format!("  {}", cells.join("\t")));
    }
}

/// Models describeStatefulSet.
pub(super) fn stateful_set(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.line(format!("CreationTimestamp:\t{}", created(value)));
    sheet.line(format!("Selector:\t{}", label_selector(value.at("spec.selector"))));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    let (wanted, all) = (number(value, "spec.replicas"), number(value, "status.replicas"));
    sheet.line(format!("Replicas:\t{wanted} desired | {all} total"));
    sheet.line(format!("Update Strategy:\t{}", value.text("spec.updateStrategy.type")));
    if let Some(rolling) = value.at("spec.updateStrategy.rollingUpdate") {
        sheet.line(format!("  Partition:\t{}", number(rolling, "partition")));
        if let Some(most) = rolling.get("maxUnavailable") {
            sheet.line(format!("  MaxUnavailable:\t{}", int_or_text(Some(most))));
        }
    }
    pods_status(kubectl, item, sheet);
    pod_template(value, sheet);
    let claims = value.list("spec.volumeClaimTemplates");
    if claims.is_empty() {
        sheet.line("Volume Claims:\t<none>");
        return;
    }
    sheet.line("Volume Claims:");
    for claim in claims {
        let modes: Vec<&str> =
            claim.list("spec.accessModes").iter().filter_map(Value::as_str).collect();
        sheet.line(format!("  Name:\t{}", claim.text("metadata.name")));
        sheet.line(format!("  StorageClass:\t{}", claim.text("spec.storageClassName")));
        sheet.labels("  Labels", claim.at("metadata.labels"));
        sheet.labels("  Annotations", claim.at("metadata.annotations"));
        let size = claim.text("spec.resources.requests.storage");
        sheet.line(format!("  Capacity:\t{size}"));
        sheet.line(format!("  Access Modes:\t[{}]", modes.join(" ")));
    }
}

/// Models DescribePodTemplate.
fn pod_template(value: &Value, sheet: &mut Sheet) {
    let Some(template) = value.at("spec.template") else {
        return;
    };
    sheet.line("Pod Template:");
    template_lines(template, sheet);
}

/// What stands under `Pod Template:`.
pub(super) fn template_lines(template: &Value, sheet: &mut Sheet) {
    sheet.labels("  Labels", template.at("metadata.labels"));
    let annotations = template.at("metadata.annotations");
    if annotations.is_some() {
        sheet.notes("  Annotations", &super::string_map(annotations));
    }
    if !template.text("spec.serviceAccountName").is_empty() {
        sheet.line(format!("  Service Account:\t{}", template.text("spec.serviceAccountName")));
    }
    let kinds = [("Init Containers", "spec.initContainers"), ("Containers", "spec.containers")];
    for (title, field) in kinds {
        let all = template.list(field);
        if all.is_empty() && title != "Containers" {
            continue;
        }
        sheet.line(format!("  {title}:"));
        for container in all {
            sheet.line(format!("   {}:", container.text("name")));
            container::lines(container, None, None, sheet);
        }
    }
    volumes(template.list("spec.volumes"), "  ", sheet);
    sheet.labels("  Node-Selectors", template.at("spec.nodeSelector"));
    tolerations(template.list("spec.tolerations"), "  ", sheet);
}

/// Models describeVolumes for the kinds that the lab's Pods have.
fn volumes(all: &[Value], indent: &str, sheet: &mut Sheet) {
    if all.is_empty() {
        sheet.line(format!("{indent}Volumes:\t<none>"));
        return;
    }
    sheet.line(format!("{indent}Volumes:"));
    for volume in all {
        // In a template only the name stands one blank further in.
        let more = if indent.is_empty() { "" } else { " " };
        sheet.line(format!("  {more}{}:", volume.text("name")));
        let mut line = |title: &str, text: &str| {
            sheet.line(format!("    {title}:\t{text}"));
        };
        if let Some(sources) = volume.at("projected.sources").and_then(Value::as_list) {
            line("Type", "Projected (a volume that contains injected data from multiple sources)");
            for source in sources {
                if let Some(token) = source.get("serviceAccountToken") {
                    line("TokenExpirationSeconds", &number(token, "expirationSeconds").to_string());
                } else if let Some(map) = source.get("configMap") {
                    line("ConfigMapName", map.text("name"));
                    let optional = map.at("optional") == Some(&Value::Bool(true));
                    line("Optional", if optional { "true" } else { "false" });
                } else if source.get("downwardAPI").is_some() {
                    line("DownwardAPI", "true");
                }
            }
        } else if let Some(empty) = volume.get("emptyDir") {
            line("Type", "EmptyDir (a temporary directory that shares a pod's lifetime)");
            line("Medium", empty.text("medium"));
            line("SizeLimit", or(empty.text("sizeLimit"), "<unset>"));
        } else if let Some(map) = volume.get("configMap") {
            line("Type", "ConfigMap (a volume populated by a ConfigMap)");
            line("Name", map.text("name"));
            let optional = map.at("optional") == Some(&Value::Bool(true));
            line("Optional", if optional { "true" } else { "false" });
        } else if let Some(claim) = volume.get("persistentVolumeClaim") {
            line(
                "Type",
                "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
            );
            line("ClaimName", claim.text("claimName"));
            let read_only = claim.get("readOnly") == Some(&Value::Bool(true));
            line("ReadOnly", if read_only { "true" } else { "false" });
        } else if let Some(secret) = volume.get("secret") {
            line("Type", "Secret (a volume populated by a Secret)");
            line("SecretName", secret.text("secretName"));
            let optional = secret.at("optional") == Some(&Value::Bool(true));
            line("Optional", if optional { "true" } else { "false" });
        } else if let Some(path) = volume.get("hostPath") {
            line("Type", "HostPath (bare host directory volume)");
            line("Path", path.text("path"));
            line("HostPathType", path.text("type"));
        } else {
            line("<unknown>", "");
        }
    }
}

/// Models printTolerationsMultilineWithIndent.
fn tolerations(all: &[Value], indent: &str, sheet: &mut Sheet) {
    if all.is_empty() {
        sheet.line(format!("{indent}Tolerations:\t<none>"));
        return;
    }
    let mut texts: Vec<(&str, String)> = all
        .iter()
        .map(|it| {
            let mut text = it.text("key").to_owned();
            for (sign, field) in [("=", "value"), (":", "effect")] {
                if !it.text(field).is_empty() {
                    text.push_str(sign);
                    text.push_str(it.text(field));
                }
            }
            if it.text("operator") == "Exists" && it.text("value").is_empty() {
                text.push_str(if it.text("key").is_empty() && it.text("effect").is_empty() {
                    "op=Exists"
                } else {
                    " op=Exists"
                });
            }
            if let Some(seconds) = it.get("tolerationSeconds").and_then(Value::as_int) {
                text.push_str(&format!(" for {seconds}s"));
            }
            (it.text("key"), text)
        })
        .collect();
    texts.sort_by_key(|(key, _)| *key);
    for (place, (_, text)) in texts.iter().enumerate() {
        let title = if place == 0 { format!("{indent}Tolerations:") } else { String::new() };
        sheet.line(format!("{title}\t{text}"));
    }
}

/// Models describePod.
pub(super) fn pod(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    sheet.line("Priority:\t0");
    sheet.line(format!(
        "Service Account:\t{}",
        or(value.text("spec.serviceAccountName"), "default")
    ));
    let node = match (value.text("spec.nodeName"), value.text("status.hostIP")) {
        ("", _) => "<none>".to_owned(),
        (name, address) => format!("{name}/{address}"),
    };
    sheet.line(format!("Node:\t{node}"));
    if !value.text("status.startTime").is_empty() {
        sheet.line(format!("Start Time:\t{}", time(value.text("status.startTime"))));
    }
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    let (state, _, _) = table::pod_state(value, kubectl.now_s());
    if state == "Terminating" {
        sheet.line("Status:\tTerminating");
        sheet.line(format!(
            "Termination Grace Period:\t{}s",
            number(value, "metadata.deletionGracePeriodSeconds")
        ));
    } else {
        sheet.line(format!("Status:\t{}", value.text("status.phase")));
    }
    sheet.line(format!("IP:\t{}", value.text("status.podIP")));
    if value.list("status.podIPs").is_empty() {
        sheet.line("IPs:\t<none>");
    } else {
        sheet.line("IPs:");
        for address in value.list("status.podIPs") {
            sheet.line(format!("  IP:\t{}", address.text("ip")));
        }
    }
    if let Some(owner) = value.list("metadata.ownerReferences").first() {
        sheet.line(format!("Controlled By:\t{}/{}", owner.text("kind"), owner.text("name")));
    }
    for (title, field, states) in [
        ("Init Containers", "spec.initContainers", "status.initContainerStatuses"),
        ("Containers", "spec.containers", "status.containerStatuses"),
    ] {
        let all = value.list(field);
        if all.is_empty() && title != "Containers" {
            continue;
        }
        sheet.line(format!("{title}:"));
        for container in all {
            sheet.line(format!("  {}:", container.text("name")));
            let status =
                value.list(states).iter().find(|it| it.text("name") == container.text("name"));
            container::lines(container, status, value.get("metadata"), sheet);
        }
    }
    let conditions = value.list("status.conditions");
    if !conditions.is_empty() {
        sheet.line("Conditions:\n  Type\tStatus");
        for condition in conditions {
            sheet.line(format!("  {} \t{} ", condition.text("type"), condition.text("status")));
        }
    }
    volumes(value.list("spec.volumes"), "", sheet);
    sheet.line(format!("QoS Class:\t{}", or(value.text("status.qosClass"), "BestEffort")));
    sheet.labels("Node-Selectors", value.at("spec.nodeSelector"));
    tolerations(value.list("spec.tolerations"), "", sheet);
}
