//! NetworkPolicy: which packets a Pod's network lets in and out.
//!
//! Models networking.k8s.io/v1 NetworkPolicy (v1.36) as its documentation says
//! and kindnet enforces it: a Pod that no policy selects takes everything; one
//! that is selected takes what any of its policies allows. Answers of allowed
//! connections always pass. Traffic between a Pod and its own node passes.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::objects::{Key, Kind, Object, Pod, Protocol, View, selects};
use crate::store::Store;
use crate::value::Value;

/// The other end of a connection, as the policy sees it.
#[derive(Clone, Copy, Debug)]
pub struct Peer<'w> {
    pub address: IpAddr,
    /// The Pod that has the address, where one does.
    pub pod: Option<&'w Object>,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Ingress,
    Egress,
}

/// The policies that keep this packet from (or in) a Pod; empty: it passes.
/// `port` is the port of the packet's destination, `listener` the Pod that
/// owns it, for named ports.
pub fn denied_by(
    store: &Store,
    pod: &Object,
    peer: Peer<'_>,
    direction: Direction,
    port: u16,
    protocol: Protocol,
) -> Vec<Key> {
    let selects_pod = |selector: &Value| selects(selector, &pod.meta.labels);
    let selecting: Vec<&Object> = store
        .of_kind(Kind::NetworkPolicy)
        .map(AsRef::as_ref)
        .filter(|it| it.meta.namespace == pod.meta.namespace)
        .filter(|it| it.value.at("spec.podSelector").is_none_or(selects_pod))
        .filter(|it| governs(it, direction))
        .collect();
    let owner = match direction {
        Direction::Ingress => Some(pod),
        Direction::Egress => peer.pod,
    };
    let allowed = |policy: &&Object| allows(store, policy, peer, direction, owner, port, protocol);
    if selecting.iter().any(allowed) {
        return Vec::new();
    }
    selecting.iter().map(|it| it.key.clone()).collect()
}

/// `spec.policyTypes`; where it is missing, Ingress, and Egress where there
/// are egress rules.
fn governs(policy: &Object, direction: Direction) -> bool {
    let types = policy.value.list("spec.policyTypes");
    match direction {
        Direction::Ingress if types.is_empty() => true,
        Direction::Egress if types.is_empty() => !policy.value.list("spec.egress").is_empty(),
        Direction::Ingress => types.iter().any(|it| it.as_str() == Some("Ingress")),
        Direction::Egress => types.iter().any(|it| it.as_str() == Some("Egress")),
    }
}

fn allows(
    store: &Store,
    policy: &Object,
    peer: Peer<'_>,
    direction: Direction,
    owner: Option<&Object>,
    port: u16,
    protocol: Protocol,
) -> bool {
    let (rules, peers) = match direction {
        Direction::Ingress => ("spec.ingress", "from"),
        Direction::Egress => ("spec.egress", "to"),
    };
    policy.value.list(rules).iter().any(|rule| {
        let peers = rule.list(peers);
        let ports = rule.list("ports");
        (peers.is_empty() || peers.iter().any(|it| is_peer(store, policy, it, peer)))
            && (ports.is_empty() || ports.iter().any(|it| is_port(it, owner, port, protocol)))
    })
}

fn is_peer(store: &Store, policy: &Object, rule: &Value, peer: Peer<'_>) -> bool {
    if let Some(block) = rule.get("ipBlock") {
        let inside =
            |text: &str| text.parse::<IpNet>().is_ok_and(|range| range.contains(&peer.address));
        return inside(block.text("cidr"))
            && !block.list("except").iter().filter_map(Value::as_str).any(inside);
    }
    let Some(pod) = peer.pod else { return false };
    let namespace = match rule.get("namespaceSelector") {
        None => pod.meta.namespace == policy.meta.namespace,
        Some(selector) => store
            .find(Kind::Namespace, "", &pod.meta.namespace)
            .is_some_and(|it| selects(selector, &it.meta.labels)),
    };
    namespace && rule.get("podSelector").is_none_or(|selector| selects(selector, &pod.meta.labels))
}

fn is_port(rule: &Value, owner: Option<&Object>, port: u16, protocol: Protocol) -> bool {
    if Protocol::parse(rule.text("protocol")) != protocol {
        return false;
    }
    let number = |it: i64| i64::from(port) == it;
    match (rule.get("port"), rule.get("endPort").and_then(Value::as_int)) {
        (None, _) => true,
        (Some(Value::Int(first)), Some(last)) => (*first..=last).contains(&i64::from(port)),
        (Some(Value::Int(only)), None) => number(*only),
        (Some(Value::Str(name)), _) => owner.is_some_and(|it| names_port(it, name, port, protocol)),
        (Some(_), _) => false,
    }
}

fn names_port(pod: &Object, name: &str, port: u16, protocol: Protocol) -> bool {
    let View::Pod(Pod { containers, .. }) = &pod.view else { return false };
    containers
        .iter()
        .flat_map(|it| &it.ports)
        .any(|it| it.name == name && it.port == port && it.protocol == protocol)
}
