//! HorizontalPodAutoscalers. Models k8s.io/kubectl/pkg/describe (v1.36).

use service_lab_engine::value::Value;

use super::{Sheet, created, number};
use crate::kubectl::select::Item;
use crate::kubectl::table;

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
    let measured = value.list("status.currentMetrics");
    for (place, it) in value.list("spec.metrics").iter().enumerate() {
        sheet.line(metric(it, measured.get(place)));
    }
    let least = value.at("spec.minReplicas").and_then(Value::as_int);
    let least = least.map_or_else(|| "<unset>".to_owned(), |it| it.to_string());
    sheet.line(format!("Min replicas:\t{least}"));
    sheet.line(format!("Max replicas:\t{}", number(value, "spec.maxReplicas")));
    if let Some(behavior) = value.at("spec.behavior") {
        sheet.line("Behavior:");
        direction("Scale Up", behavior.get("scaleUp"), sheet);
        direction("Scale Down", behavior.get("scaleDown"), sheet);
    }
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

/// The line of one metric, with what was measured of it.
fn metric(metric: &Value, measured: Option<&Value>) -> String {
    let kind = metric.text("type");
    let field = match kind {
        "External" => "external",
        "Pods" => "pods",
        "Object" => "object",
        "Resource" => "resource",
        "ContainerResource" => "containerResource",
        _ => return format!("  <unknown metric type {kind:?}>"),
    };
    let none = Value::map();
    let own = metric.get(field).unwrap_or(&none);
    let now = measured.and_then(|it| it.get(field));
    let current = |name: &str| -> String {
        let text = now.map(|it| it.text(&format!("current.{name}"))).unwrap_or_default();
        if text.is_empty() { "<unknown>".to_owned() } else { text.to_owned() }
    };
    let name = own.text("metric.name");
    let target = |name: &str| own.text(&format!("target.{name}")).to_owned();
    let average = !own.text("target.averageValue").is_empty();
    let (title, current, target) = match kind {
        "External" | "Object" => {
            let title = match kind {
                "External" => format!("{name:?}"),
                _ => format!(
                    "\"{name}\" on {}/{}",
                    own.text("describedObject.kind"),
                    own.text("describedObject.name")
                ),
            };
            let average = if kind == "Object" { target("type") == "AverageValue" } else { average };
            let (how, field) = if average {
                ("target average value", "averageValue")
            } else {
                ("target value", "value")
            };
            (format!("{title} ({how})"), current(field), target(field))
        }
        "Pods" => (format!("{name:?} on pods"), current("averageValue"), target("averageValue")),
        _ => {
            let of = match own.text("container") {
                "" => String::new(),
                container => format!(" of container \"{container}\""),
            };
            let title = format!("resource {}{of} on pods", own.text("name"));
            if average {
                (title, current("averageValue"), target("averageValue"))
            } else {
                let used = now.and_then(|it| it.at("current.averageUtilization")?.as_int());
                let used = used.map_or_else(
                    || "<unknown>".to_owned(),
                    |it| format!("{it}% ({})", current("averageValue")),
                );
                let wanted = own.at("target.averageUtilization").and_then(Value::as_int);
                let wanted = wanted.map_or_else(|| "<auto>".to_owned(), |it| format!("{it}%"));
                (format!("{title}  (as a percentage of request)"), used, wanted)
            }
        }
    };
    format!("  {title}:\t{current} / {target}")
}

/// Models printDirectionBehavior.
fn direction(title: &str, rules: Option<&Value>, sheet: &mut Sheet) {
    let Some(rules) = rules else { return };
    sheet.line(format!("  {title}:"));
    if let Some(seconds) = rules.get("stabilizationWindowSeconds").and_then(Value::as_int) {
        sheet.line(format!("    Stabilization Window: {seconds} seconds"));
    }
    let policies = rules.list("policies");
    if policies.is_empty() {
        return;
    }
    let select = super::or(rules.text("selectPolicy"), "Max");
    sheet.line(format!("    Select Policy: {select}\n    Policies:"));
    for it in policies {
        sheet.line(format!(
            "      - Type: {}\tValue: {}\tPeriod: {} seconds",
            it.text("type"),
            number(it, "value"),
            number(it, "periodSeconds")
        ));
    }
}
