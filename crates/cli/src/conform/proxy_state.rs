//! The state and the settings of a kube-proxy as the suites flows and chains
//! record them.

use std::sync::Arc;

use ipnet::IpNet;
use serde_json::Value as Json;
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{Kind, Object};
use service_lab_engine::proxy::{DetectLocal, NodePortAddresses, NodeRules, ProxyConfig, Watched};
use service_lab_engine::store::{Actor, Store};

use super::value_of;

/// The rules that a case's kube-proxy writes in a mode.
pub fn rules_of(case: &Json, mode: ProxyMode) -> Result<NodeRules, String> {
    Ok(NodeRules::build(&Watched::of(&store_of(case)), config_of(case, mode)?))
}

fn store_of(case: &Json) -> Store {
    let mut store = Store::default();
    let kinds = [
        ("nodes", Kind::Node),
        ("services", Kind::Service),
        ("endpointSlices", Kind::EndpointSlice),
    ];
    for (field, kind) in kinds {
        for object in case["state"][field].as_array().into_iter().flatten() {
            store.put(Object::new(kind, value_of(object)), Actor::Learner);
        }
    }
    store
}

/// The settings of a case's kube-proxy.
pub fn config_of(case: &Json, mode: ProxyMode) -> Result<ProxyConfig, String> {
    let proxy = &case["proxy"];
    let flag = |name: &str| proxy[name].as_bool().unwrap_or(false);
    let node = proxy["nodeName"].as_str().unwrap_or_default();
    let zone = case["state"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|it| it["metadata"]["name"] == node)
        .and_then(|it| it["metadata"]["labels"]["topology.kubernetes.io/zone"].as_str());
    Ok(ProxyConfig {
        mode,
        node: Arc::from(node),
        zone: zone.map(str::to_owned),
        node_ips: parse(&proxy["nodeIPs"])?,
        detect_local: detect_local(&proxy["detectLocal"])?,
        masquerade_all: flag("masqueradeAll"),
        masquerade_bit: proxy["masqueradeBit"]
            .as_u64()
            .and_then(|bit| u8::try_from(bit).ok())
            .ok_or("masqueradeBit is no bit")?,
        node_port_addresses: node_port_addresses(&proxy["nodePortAddresses"])?,
        localhost_node_ports: flag("localhostNodePorts"),
        service_cidrs: parse(&proxy["serviceCIDRs"])?,
        accounting: flag("nfacct"),
    })
}

fn detect_local(json: &Json) -> Result<DetectLocal, String> {
    let interface = || Arc::from(json["interface"].as_str().unwrap_or_default());
    match json["mode"].as_str().unwrap_or_default() {
        "none" => Ok(DetectLocal::Nothing),
        "ClusterCIDR" | "NodeCIDR" => {
            let ranges = json["cidr"].as_str().unwrap_or_default().split(',');
            ranges
                .map(|range| range.parse::<IpNet>().map_err(|error| format!("{range}: {error}")))
                .collect::<Result<_, _>>()
                .map(DetectLocal::Ranges)
        }
        "BridgeInterface" => Ok(DetectLocal::Bridge(interface())),
        "InterfaceNamePrefix" => Ok(DetectLocal::InterfacePrefix(interface())),
        other => Err(format!("unknown detectLocal mode {other:?}")),
    }
}

fn node_port_addresses(json: &Json) -> Result<NodePortAddresses, String> {
    let texts = json.as_array().map(Vec::as_slice).unwrap_or_default();
    if texts.is_empty() {
        Ok(NodePortAddresses::Unset)
    } else if texts.iter().any(|text| text == "primary") {
        Ok(NodePortAddresses::Primary)
    } else {
        Ok(NodePortAddresses::Ranges(parse(json)?))
    }
}

fn parse<T: std::str::FromStr>(json: &Json) -> Result<Vec<T>, String> {
    json.as_array()
        .into_iter()
        .flatten()
        .map(|item| {
            let text = item.as_str().unwrap_or_default();
            text.parse().map_err(|_| format!("cannot read {text:?}"))
        })
        .collect()
}
