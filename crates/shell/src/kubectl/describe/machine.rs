//! Nodes.

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::{Sheet, created, or, time};
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
    pods(kubectl, item, sheet);
}

fn taints(value: &Value, sheet: &mut Sheet) {
    let all = value.list("spec.taints");
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
    let here: Vec<Item> = kubectl
        .cluster
        .store()
        .of_kind(Kind::Pod)
        .filter(|it| it.value.text("spec.nodeName") == item.name())
        .filter(|it| !matches!(it.value.text("status.phase"), "Succeeded" | "Failed"))
        .map(|it| Item {
            resource: super::super::resources::of_kind(Kind::Pod),
            value: it.value.clone(),
        })
        .collect();
    sheet.line(format!("Non-terminated Pods:\t({} in total)", here.len()));
    sheet
        .line("  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
    sheet
        .line("  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
    let allocatable = |name: &str| {
        item.value
            .at("status.allocatable")
            .and_then(|it| it.get(name))
            .map_or(0, |it| quantity(&crate::print::columns::go_text(it)))
    };
    let mut totals = [[0_i128; 2]; 3];
    for pod in &here {
        let mut cells = Vec::new();
        for (place, name) in ["cpu", "memory"].into_iter().enumerate() {
            for (side, field) in ["requests", "limits"].into_iter().enumerate() {
                let amount = sum_of(&pod.value, field, name);
                if let Some(total) = totals.get_mut(place).and_then(|it| it.get_mut(side)) {
                    *total += amount;
                }
                cells.push(share(name, amount, allocatable(name)));
            }
        }
        let age = table::age(pod.value.text("metadata.creationTimestamp"), kubectl.now_s());
        sheet.line(format!("  {}\t{}\t\t{}\t{age}", pod.namespace(), pod.name(), cells.join("\t")));
    }
    sheet.line(
        "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)",
    );
    sheet.line("  Resource\tRequests\tLimits\n  --------\t--------\t------");
    for (name, total) in ["cpu", "memory", "ephemeral-storage"].into_iter().zip(totals) {
        let [requests, limits] = total;
        let whole = allocatable(name);
        sheet.line(format!(
            "  {name}\t{}\t{}",
            share(name, requests, whole),
            share(name, limits, whole)
        ));
    }
}

fn sum_of(pod: &Value, field: &str, name: &str) -> i128 {
    pod.list("spec.containers")
        .iter()
        .filter_map(|it| it.at(&format!("resources.{field}"))?.get(name))
        .map(|it| quantity(&crate::print::columns::go_text(it)))
        .sum()
}

/// A quantity in thousandths. Models apimachinery/pkg/api/resource Quantity.
fn quantity(text: &str) -> i128 {
    const SUFFIXES: [(&str, i128); 10] = [
        ("Ki", 1024),
        ("Mi", 1024 * 1024),
        ("Gi", 1024 * 1024 * 1024),
        ("Ti", 1024 * 1024 * 1024 * 1024),
        ("k", 1000),
        ("M", 1_000_000),
        ("G", 1_000_000_000),
        ("T", 1_000_000_000_000),
        ("m", 0),
        ("", 1),
    ];
    for (suffix, factor) in SUFFIXES {
        if let Some(digits) = text.strip_suffix(suffix)
            && let Some(thousandths) = thousandths(digits)
        {
            return if factor == 0 { thousandths / 1000 } else { thousandths * factor };
        }
    }
    0
}

fn thousandths(digits: &str) -> Option<i128> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction: String = format!("{fraction}000").chars().take(3).collect();
    Some(whole.parse::<i128>().ok()? * 1000 + fraction.parse::<i128>().ok()?)
}

/// `100m (2%)`.
fn share(name: &str, amount: i128, whole: i128) -> String {
    let percent = if whole > 0 { amount * 100 / whole } else { 0 };
    let text = match amount {
        0 => "0".to_owned(),
        _ if amount % 1000 != 0 => format!("{amount}m"),
        _ if name == "cpu" => (amount / 1000).to_string(),
        _ => binary(amount / 1000),
    };
    format!("{} ({percent}%)", or(&text, "0"))
}

/// Bytes with the largest binary suffix that leaves a whole number.
fn binary(bytes: i128) -> String {
    for (suffix, factor) in [("Gi", 1024 * 1024 * 1024), ("Mi", 1024 * 1024), ("Ki", 1024)] {
        if bytes % factor == 0 {
            return format!("{}{suffix}", bytes / factor);
        }
    }
    bytes.to_string()
}
