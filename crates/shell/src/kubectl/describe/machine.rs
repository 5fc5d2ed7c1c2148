//! Nodes.

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::requests::{self, Amounts};
use super::{Sheet, created, time};
use crate::kubectl::Kubectl;
use crate::kubectl::select::Item;
use crate::kubectl::table;

/// Models describeNode.
pub(super) fn node(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    sheet.line(format!("Name:\t{}", item.name()));
    sheet.line(format!("Roles:\t{}", table::node_roles(value)));
    sheet.labels("Labels", value.at("metadata.labels"));
    sheet.annotations(value);
    sheet.line(format!("CreationTimestamp:\t{}", created(value)));
    taints(value, sheet);
    let unschedulable = value.at("spec.unschedulable") == Some(&Value::Bool(true));
    sheet.line(format!("Unschedulable:\t{unschedulable}"));
    conditions(kubectl, item, sheet);
    sheet.line("Addresses:");
    for address in value.list("status.addresses") {
        sheet.line(format!("  {}:\t{}", address.text("type"), address.text("address")));
    }
    for (title, field) in [("Capacity", "status.capacity"), ("Allocatable", "status.allocatable")] {
        let amounts = amounts(value.at(field));
        if !amounts.is_empty() {
            sheet.line(format!("{title}:"));
            for (name, amount) in amounts {
                sheet.line(format!("  {name}:\t{amount}"));
            }
        }
    }
    sheet.line("System Info:");
    for (title, field) in [
        ("Machine ID", "machineID"),
        ("System UUID", "systemUUID"),
        ("Boot ID", "bootID"),
        ("Kernel Version", "kernelVersion"),
        ("OS Image", "osImage"),
        ("Operating System", "operatingSystem"),
        ("Architecture", "architecture"),
        ("Container Runtime Version", "containerRuntimeVersion"),
        ("Kubelet Version", "kubeletVersion"),
    ] {
        sheet.line(format!("  {title}:\t{}", value.text(&format!("status.nodeInfo.{field}"))));
    }
    if !value.text("spec.podCIDR").is_empty() {
        sheet.line(format!("PodCIDR:\t{}", value.text("spec.podCIDR")));
    }
    if !value.list("spec.podCIDRs").is_empty() {
        sheet.line(format!("PodCIDRs:\t{}", super::joined(value.list("spec.podCIDRs"))));
    }
    if !value.text("spec.providerID").is_empty() {
        sheet.line(format!("ProviderID:\t{}", value.text("spec.providerID")));
    }
    pods(kubectl, item, sheet);
}

/// Models printTaintsMultilineWithIndent.
fn taints(value: &Value, sheet: &mut Sheet) {
    let mut all: Vec<&Value> = value.list("spec.taints").iter().collect();
    all.sort_by_key(|it| format!("{},{}", it.text("effect"), it.text("key")));
    if all.is_empty() {
        sheet.line("Taints:\t<none>");
    }
    for (place, taint) in all.iter().enumerate() {
        let title = if place == 0 { "Taints:" } else { "" };
        let key = match taint.text("value") {
            "" => taint.text("key").to_owned(),
            value => format!("{}={value}", taint.text("key")),
        };
        sheet.line(format!("{title}\t{key}:{}", taint.text("effect")));
    }
}

fn conditions(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let value = &item.value;
    let all = value.list("status.conditions");
    let heartbeat = all.iter().map(|it| it.text("lastHeartbeatTime")).max().unwrap_or("");
    let renewed = if heartbeat.is_empty() { time(&kubectl.now_text()) } else { time(heartbeat) };
    sheet.line(format!(
        "Lease:\n  HolderIdentity:\t{}\n  AcquireTime:\t<unset>\n  RenewTime:\t{renewed}",
        item.name()
    ));
    if all.is_empty() {
        return;
    }
    sheet.line(
        "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage",
    );
    sheet.line("  ----\t------\t-----------------\t------------------\t------\t-------");
    for it in all {
        sheet.line(format!(
            "  {} \t{} \t{} \t{} \t{} \t{}",
            it.text("type"),
            it.text("status"),
            time(it.text("lastHeartbeatTime")),
            time(it.text("lastTransitionTime")),
            it.text("reason"),
            it.text("message")
        ));
    }
}

fn amounts(value: Option<&Value>) -> Vec<(String, String)> {
    value
        .and_then(Value::as_map)
        .into_iter()
        .flatten()
        .map(|(name, amount)| (name.clone(), crate::print::columns::go_text(amount)))
        .collect()
}

fn pods(kubectl: &Kubectl<'_>, item: &Item, sheet: &mut Sheet) {
    let here: Vec<&Value> = kubectl
        .cluster
        .store()
        .of_kind(Kind::Pod)
        .map(|it| &it.value)
        .filter(|it| it.text("spec.nodeName") == item.name())
        .filter(|it| !matches!(it.text("status.phase"), "Succeeded" | "Failed"))
        .collect();
    sheet.line(format!("Non-terminated Pods:\t({} in total)", here.len()));
    sheet
        .line("  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
    sheet
        .line("  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
    let has = amounts(item.value.at("status.allocatable"));
    let has = if has.is_empty() { amounts(item.value.at("status.capacity")) } else { has };
    let has: Amounts = has.into_iter().collect();
    let whole = |name: &str| has.get(name).map_or("0", String::as_str);
    let mut totals = [Amounts::new(), Amounts::new()];
    for pod in &here {
        let own = ["requests", "limits"].map(|field| requests::of_pod(pod, field));
        let mut cells = Vec::new();
        for name in ["cpu", "memory"] {
            cells.extend(
                own.iter().map(|it| requests::share(name, it.get(name), whole(name), true)),
            );
        }
        for (total, own) in totals.iter_mut().zip(&own) {
            requests::add(total, own);
        }
        let age = table::age(pod.text("metadata.creationTimestamp"), kubectl.now_s());
        let (space, name) = (pod.text("metadata.namespace"), pod.text("metadata.name"));
        sheet.line(format!("  {space}\t{name}\t\t{}\t{age}", cells.join("\t")));
    }
    sheet.line(
        "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)",
    );
    sheet.line("  Resource\tRequests\tLimits\n  --------\t--------\t------");
    let large = |it: &&str| it.starts_with("hugepages-");
    let names = ["cpu", "memory", "ephemeral-storage"];
    for name in names.into_iter().chain(has.keys().map(String::as_str).filter(large)) {
        let [requests, limits] = totals.each_ref().map(|it| it.get(name));
        sheet.line(format!(
            "  {name}\t{}\t{}",
            requests::share(name, requests, whole(name), false),
            requests::share(name, limits, whole(name), false)
        ));
    }
    for name in has.keys().filter(|it| is_extended(it)) {
        let [requests, limits] =
            totals.each_ref().map(|it| it.get(name).map_or("0", String::as_str));
        sheet.line(format!("  {name}\t{requests}\t{limits}"));
    }
}

/// Models IsStandardContainerResourceName of k8s.io/kubectl/pkg/util/resource.
fn is_extended(name: &str) -> bool {
    !matches!(name, "cpu" | "memory" | "ephemeral-storage" | "pods")
        && !name.starts_with("hugepages-")
}
