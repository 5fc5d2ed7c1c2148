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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The recorded counts of `hints-auto-terminating` tell that the controller
    /// saw the last Pod without an address, then ready, then going.
    #[test]
    fn a_pod_that_is_deleted_after_its_creation_is_seen_before() {
        let node = |name: &str, zone: &str| {
            format!(
                "apiVersion: v1\nkind: Node\nmetadata:\n  name: {name}\n  labels:\n    \
                 topology.kubernetes.io/zone: {zone}\nstatus:\n  allocatable:\n    cpu: '4'\n  \
                 conditions:\n  - type: Ready\n    status: 'True'\n"
            )
        };
        let service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    \
                       service.kubernetes.io/topology-mode: Auto\nspec:\n  selector:\n    app: web\n  \
                       ports:\n  - port: 80\n";
        let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-01\n  labels:\n    app: web\n  \
                   deletionTimestamp: '2026-01-01T00:00:00Z'\nspec:\n  nodeName: node-1\n  \
                   containers:\n  - name: web\n    image: nginx\nstatus:\n  phase: Running\n  \
                   conditions:\n  - type: Ready\n    status: 'True'\n  podIP: 10.244.1.10\n  \
                   podIPs:\n  - ip: 10.244.1.10\n";
        let event = |count: usize| {
            let message = format!(
                "Insufficient number of endpoints ({count} endpoints, 2 zones), addressType: IPv4"
            );
            json!({"type": "Warning", "reason": "TopologyAwareHintsDisabled", "message": message})
        };
        let parts = run(&json!({
            "given": [node("node-1", "zone-a"), node("node-2", "zone-b"), service, pod],
            "service_events": [event(0), event(1)],
        }));
        let events = parts.into_iter().find(|it| it.name == "events");
        assert_eq!(events.and_then(|it| it.difference), None);
    }
}
