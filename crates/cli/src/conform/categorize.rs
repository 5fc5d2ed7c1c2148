//! Cases of the suite categorize: which endpoints a node may use.

use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::Value as Json;
use service_lab_engine::objects::Hints;
use service_lab_engine::proxy::{Endpoint, Policies, Topology, categorize};

use super::Part;

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let Some(endpoints) = read_endpoints(&case["endpoints"]) else {
        return vec![Part::failed("input", "an endpoint is no address and port")];
    };
    let flag = |name: &str| case["service"][name].as_bool().unwrap_or(false);
    let policies =
        Policies { cluster: flag("usesClusterEndpoints"), local: flag("usesLocalEndpoints") };
    let node = case["nodeName"].as_str().unwrap_or_default();
    let out = categorize(&endpoints, policies, node, case["zone"].as_str());
    let texts = |places: &[u32]| -> Vec<String> {
        let mut texts: Vec<String> = places
            .iter()
            .filter_map(|place| endpoints.get(*place as usize))
            .map(ToString::to_string)
            .collect();
        texts.sort();
        texts
    };
    let wanted = &case["out"];
    let topology = match out.topology {
        Topology::Any => "",
        Topology::PreferSameZone => "PreferSameZone",
        Topology::PreferSameNode => "PreferSameNode",
    };
    vec![
        Part::compare(
            "clusterEndpoints",
            &list(&wanted["clusterEndpoints"]),
            &out.cluster.as_deref().map(texts),
        ),
        Part::compare(
            "localEndpoints",
            &list(&wanted["localEndpoints"]),
            &out.local.as_deref().map(texts),
        ),
        Part::compare(
            "allReachableEndpoints",
            &list(&wanted["allReachableEndpoints"]).unwrap_or_default(),
            &texts(&out.reachable()),
        ),
        Part::compare("hasAnyEndpoints", &wanted["hasAnyEndpoints"].as_bool(), &Some(out.any)),
        Part::compare("topologyMode", &wanted["topologyMode"].as_str(), &Some(topology)),
    ]
}

/// A recorded list, sorted; `None` for null.
fn list(json: &Json) -> Option<Vec<String>> {
    let mut texts: Vec<String> =
        json.as_array()?.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect();
    texts.sort();
    Some(texts)
}

fn read_endpoints(json: &Json) -> Option<Vec<Endpoint>> {
    json.as_array()?.iter().map(read_endpoint).collect()
}

fn read_endpoint(json: &Json) -> Option<Endpoint> {
    let flag = |name: &str| json[name].as_bool().unwrap_or(false);
    let names = |name: &str| list(&json[name]).unwrap_or_default();
    let address: SocketAddr = json["endpoint"].as_str()?.parse().ok()?;
    let hints = Hints { zones: names("zoneHints"), nodes: names("nodeHints") };
    Some(Endpoint {
        address,
        local: flag("isLocal"),
        ready: flag("ready"),
        serving: flag("serving"),
        terminating: flag("terminating"),
        hints: Some(Arc::new(hints)),
        pod: None,
        node: None,
    })
}
