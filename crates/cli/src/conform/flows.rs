//! Cases of the suite flows: the fate of single packets on one node.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use serde_json::{Value as Json, json};
use service_lab_engine::cluster::ProxyMode;
use service_lab_engine::objects::{IpFamily, Protocol};
use service_lab_engine::proxy::{Arrival, Delivery, NodeRules, Outcome, PacketIn};

use super::{Part, proxy_state};

/// Where no port is recorded for the sender.
const SOURCE_PORT: u16 = 40_000;

/// Runs one case: every packet in both modes, then the health checks.
pub fn run(case: &Json) -> Vec<Part> {
    let mut parts = Vec::new();
    let modes = [
        ("iptables", "nftables", ProxyMode::Iptables),
        ("nftables", "iptables", ProxyMode::Nftables),
    ];
    for (name, other, mode) in modes {
        if case["mode"] == other {
            continue;
        }
        match proxy_state::rules_of(case, mode) {
            Ok(rules) => run_mode(case, name, &rules, &mut parts),
            Err(error) => parts.push(Part::failed("input", error)),
        }
    }
    parts
}

fn run_mode(case: &Json, mode: &'static str, rules: &NodeRules, parts: &mut Vec<Part>) {
    for packet in case["packets"].as_array().into_iter().flatten() {
        let recorded =
            if packet["differs"] == true { &packet["verdicts"][mode] } else { &packet["verdict"] };
        if recorded.is_null() {
            continue;
        }
        let got = match read_packet(packet) {
            Some(packet) => verdict(rules, &packet),
            None => json!("unreadable packet"),
        };
        let place = format!("{} -> {}:{}", packet["from"], packet["to"], packet["port"]);
        parts.push(Part::compare(mode, &(&place, &normal(recorded)), &(&place, &normal(&got))));
    }
    if let Some(wanted) = case.get("healthChecks") {
        let got: Vec<Json> = rules
            .health_checks(IpFamily::V4)
            .into_iter()
            .map(|check| {
                let service = format!("{}/{}", check.service.0, check.service.1);
                json!({"service": service, "port": check.port, "localEndpoints": check.local_endpoints})
            })
            .collect();
        parts.push(Part::compare("healthChecks", wanted, &json!(got)));
    }
}

fn read_packet(json: &Json) -> Option<PacketIn> {
    let source: IpAddr = json["from"].as_str()?.parse().ok()?;
    let destination: IpAddr = json["to"].as_str()?.parse().ok()?;
    let port = u16::try_from(json["port"].as_u64()?).ok()?;
    let arrives = match json["fromKind"].as_str()? {
        "pod-local" => Arrival::Pod,
        "node" => Arrival::Process,
        _ => Arrival::Network,
    };
    Some(PacketIn {
        protocol: Protocol::parse(json["protocol"].as_str()?),
        source: SocketAddr::new(source, SOURCE_PORT),
        destination: SocketAddr::new(destination, port),
        arrives,
    })
}

/// All that can become of a packet, over every choice.
fn verdict(rules: &NodeRules, packet: &PacketIn) -> Json {
    let mut of = 1;
    let first = rules.evaluate(packet, &|_, _| false, &mut |bound| {
        of = bound;
        0
    });
    let delivery = match &first.outcome {
        Outcome::Deliver(delivery) => delivery,
        other => {
            return json!({"action": action(other), "endpoints": [], "masquerade": first.masquerade});
        }
    };
    let mut endpoints = Vec::new();
    let mut masqueraded = Vec::new();
    for wanted in 0..of {
        let one = rules.evaluate(packet, &|_, _| false, &mut |_| wanted);
        let Outcome::Deliver(chosen) = &one.outcome else {
            return json!(format!("choice {wanted} is not delivered"));
        };
        endpoints.push(chosen.endpoint);
        if one.masquerade {
            masqueraded.push(chosen.endpoint);
        }
    }
    let all = masqueraded.len() == endpoints.len();
    let own: Vec<&SocketAddr> =
        endpoints.iter().filter(|it| rules.config().is_own(it.ip())).collect();
    let mut out = json!({
        "action": "deliver",
        "endpoints": texts(&endpoints),
        "masquerade": all,
    });
    if !all && !masqueraded.is_empty() {
        out["masqueradeOnly"] = texts(&masqueraded);
    }
    if !own.is_empty() {
        out["localDelivery"] = texts(&own);
    }
    let sticky = sticky(rules, packet, delivery);
    // Where there is only one endpoint, remembering makes no difference.
    if endpoints.len() > 1 && !sticky.is_empty() {
        out["sticky"] = texts(&sticky);
    }
    out
}

/// The endpoints that a remembered client gets again.
fn sticky(rules: &NodeRules, packet: &PacketIn, delivery: &Delivery) -> Vec<SocketAddr> {
    let all = delivery.block.endpoints.iter().map(|it| it.address);
    all.filter(|wanted| {
        let again = rules.evaluate(packet, &|_, endpoint| endpoint == *wanted, &mut |_| 0);
        matches!(&again.outcome, Outcome::Deliver(it) if it.kept && it.endpoint == *wanted)
    })
    .collect()
}

fn action(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Deliver(_) => "deliver",
        Outcome::Reject(_) => "reject",
        Outcome::Drop(_) => "drop",
        Outcome::Untouched => "none",
    }
}

fn texts<T: ToString>(items: &[T]) -> Json {
    let sorted: BTreeSet<String> = items.iter().map(ToString::to_string).collect();
    json!(sorted)
}

/// A verdict without what a missing field means.
fn normal(json: &Json) -> Json {
    let mut out = json.clone();
    if let Some(fields) = out.as_object_mut() {
        fields.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
    }
    out
}
