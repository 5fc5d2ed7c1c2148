//! Deployments, ReplicaSets, StatefulSets, and templates of Pods.

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::{Sheet, container, created, number, or, volumes};
use crate::kubectl::Kubectl;
use crate::kubectl::rollout::history::replica_sets;
use crate::kubectl::select::Item;
use crate::kubectl::table::label_selector;

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
    controlled_by(value, sheet);
    sheet.line(format!(
        "Replicas:\t{} current / {} desired",
        number(value, "status.replicas"),
        number(value, "spec.replicas")
    ));
    pods_status(kubectl, item, sheet);
    pod_template(value, sheet);
    conditions(value, sheet);
}

/// Who controls an object. Models printController.
pub(super) fn controlled_by(value: &Value, sheet: &mut Sheet) {
    let mut owners = value.list("metadata.ownerReferences").iter();
    if let Some(owner) = owners.find(|it| it.get("controller") == Some(&Value::Bool(true))) {
        sheet.line(format!("Controlled By:\t{}/{}", owner.text("kind"), owner.text("name")));
    }
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
    if let Some(rolling) = value.at("spec.updateStrategy.rollingUpdate")
        && rolling.get("partition").is_some()
    {
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
        sheet.line(format!("  StorageClass:\t{}", volumes::class_of(claim)));
        sheet.labels("  Labels", claim.at("metadata.labels"));
        sheet.labels("  Annotations", claim.at("metadata.annotations"));
        let size = or(claim.text("spec.resources.requests.storage"), "<default>");
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
    if annotations.and_then(Value::as_map).is_some_and(|it| !it.is_empty()) {
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
    volumes::lines(template.list("spec.volumes"), "  ", sheet);
    spread(template.list("spec.topologySpreadConstraints"), "  ", sheet);
    let class = template.text("spec.priorityClassName");
    if !class.is_empty() {
        sheet.line(format!("  Priority Class Name:\t{class}"));
    }
    sheet.labels("  Node-Selectors", template.at("spec.nodeSelector"));
    tolerations(template.list("spec.tolerations"), "  ", sheet);
}

/// Models describeTopologySpreadConstraints.
pub(super) fn spread(all: &[Value], indent: &str, sheet: &mut Sheet) {
    let mut all: Vec<&Value> = all.iter().collect();
    all.sort_by_key(|it| it.text("topologyKey"));
    let mut title = "Topology Spread Constraints:";
    for it in all {
        let (key, how) = (it.text("topologyKey"), it.text("whenUnsatisfiable"));
        let of = match it.get("labelSelector") {
            Some(selector) => format!(" for selector {}", label_selector(Some(selector))),
            None => String::new(),
        };
        let skew = number(it, "maxSkew");
        sheet.line(format!("{indent}{title}\t{key}:{how} when max skew {skew} is exceeded{of}"));
        title = "";
    }
}

/// Models printTolerationsMultilineWithIndent.
pub(super) fn tolerations(all: &[Value], indent: &str, sheet: &mut Sheet) {
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
