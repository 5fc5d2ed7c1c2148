//! Pods. Models describePod of k8s.io/kubectl/pkg/describe (v1.36).

use service_lab_engine::value::Value;

use super::{Sheet, container, number, or, time, volumes, workload};
use crate::kubectl::Kubectl;
use crate::kubectl::select::Item;
use crate::kubectl::table;

/// Models describePod.
pub(super) fn pod(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Namespace:\t{}", item.namespace()));
    let mut told = |title: &str, text: &str| {
        if !text.is_empty() {
            sheet.line(format!("{title}:\t{text}"));
        }
    };
    let priority = value.at("spec.priority").and_then(Value::as_int);
    told("Priority", &priority.map(|it| it.to_string()).unwrap_or_default());
    told("Priority Class Name", value.text("spec.priorityClassName"));
    told("Runtime Class Name", value.text("spec.runtimeClassName"));
    told("Service Account", value.text("spec.serviceAccountName"));
    let node = match (value.text("spec.nodeName"), value.text("status.hostIP")) {
        ("", _) => "<none>".to_owned(),
        (name, address) => format!("{name}/{address}"),
    };
    told("Node", &node);
    if !value.text("status.startTime").is_empty() {
        told("Start Time", &time(value.text("status.startTime")));
    }
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    status(kubectl, value, sheet);
    sheet.line(format!("IP:\t{}", value.text("status.podIP")));
    if value.list("status.podIPs").is_empty() {
        sheet.line("IPs:\t<none>");
    } else {
        sheet.line("IPs:");
        for address in value.list("status.podIPs") {
            sheet.line(format!("  IP:\t{}", address.text("ip")));
        }
    }
    workload::controlled_by(value, sheet);
    if !value.text("status.nominatedNodeName").is_empty() {
        sheet.line(format!("NominatedNodeName:\t{}", value.text("status.nominatedNodeName")));
    }
    if let Some(resources) = value.at("spec.resources") {
        sheet.line("Resources:");
        container::resources(resources, "  ", sheet);
    }
    for (title, field, states) in [
        ("Init Containers", "spec.initContainers", "status.initContainerStatuses"),
        ("Containers", "spec.containers", "status.containerStatuses"),
        ("Ephemeral Containers", "spec.ephemeralContainers", "status.ephemeralContainerStatuses"),
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
    conditions(value, sheet);
    volumes::lines(value.list("spec.volumes"), "", sheet);
    sheet.line(format!("QoS Class:\t{}", or(value.text("status.qosClass"), "BestEffort")));
    sheet.labels("Node-Selectors", value.at("spec.nodeSelector"));
    workload::tolerations(value.list("spec.tolerations"), "", sheet);
    workload::spread(value.list("spec.topologySpreadConstraints"), "", sheet);
}

fn status(kubectl: &Kubectl<'_>, value: &Value, sheet: &mut Sheet) {
    let phase = value.text("status.phase");
    let deleted = value.text("metadata.deletionTimestamp");
    if deleted.is_empty() || matches!(phase, "Failed" | "Succeeded") {
        sheet.line(format!("Status:\t{phase}"));
    } else {
        let since = table::age(deleted, kubectl.now_s());
        sheet.line(format!("Status:\tTerminating (lasts {since})"));
        sheet.line(format!(
            "Termination Grace Period:\t{}s",
            number(value, "metadata.deletionGracePeriodSeconds")
        ));
    }
    for (title, field) in [("Reason", "status.reason"), ("Message", "status.message")] {
        if !value.text(field).is_empty() {
            sheet.line(format!("{title}:\t{}", value.text(field)));
        }
    }
    if let Some(profile) = value.at("spec.securityContext.seccompProfile") {
        sheet.line(format!("SeccompProfile:\t{}", profile.text("type")));
        if profile.text("type") == "Localhost" {
            sheet.line(format!("LocalhostProfile:\t{}", profile.text("localhostProfile")));
        }
    }
}

fn conditions(value: &Value, sheet: &mut Sheet) {
    let conditions = value.list("status.conditions");
    let gates = value.list("spec.readinessGates");
    if !gates.is_empty() {
        sheet.line("Readiness Gates:\n  Type\tStatus");
    }
    for gate in gates {
        let kind = gate.text("conditionType");
        let met = conditions.iter().find(|it| it.text("type") == kind);
        sheet.line(format!("  {kind} \t{} ", met.map_or("<none>", |it| it.text("status"))));
    }
    if !conditions.is_empty() {
        sheet.line("Conditions:\n  Type\tStatus");
    }
    for condition in conditions {
        sheet.line(format!("  {} \t{} ", condition.text("type"), condition.text("status")));
    }
}
