//! Cases of the suite hints.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use service_lab_engine::controllers::Severity;
use service_lab_engine::objects::Kind;

use super::lab::Lab;
use super::{Part, endpointslices};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut lab = Lab::new(false, false);
    let mut parts = endpointslices::run_in(&mut lab, case);
    let text = |event: &Json, name: &str| event[name].as_str().unwrap_or_default().to_owned();
    let wanted: BTreeSet<(String, String, String)> = case["service_events"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| (text(it, "type"), text(it, "reason"), text(it, "message")))
        .collect();
    let got: BTreeSet<(String, String, String)> = lab
        .reports
        .iter()
        .filter(|it| it.about.kind == Kind::Service)
        .map(|it| {
            let severity = match it.severity {
                Severity::Normal => "Normal",
                Severity::Warning => "Warning",
            };
            (severity.to_owned(), it.reason.to_owned(), it.message.clone())
        })
        .collect();
    parts.push(Part::compare("events", &wanted, &got));
    parts
}
