//! What became of each endpoint in a choice, and why.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::objects::TrafficPolicy;

use super::block::Block;
use super::endpoint::Endpoint;
use super::topology::Topology;

/// Why an endpoint was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Not ready.
    NotReady,
    /// Terminating while others are ready.
    Terminating,
    /// On another node, and the policy is Local.
    NotLocal,
    /// Hints name other zones.
    OtherZone,
    /// Hints name other nodes.
    OtherNode,
    /// Affinity holds the client at another endpoint.
    OtherByAffinity,
    /// Another one was picked.
    NotPicked,
}

/// What became of one endpoint in a choice; `left_out` is `None` for the one
/// that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointFate {
    pub endpoint: SocketAddr,
    /// The Pod behind it.
    pub pod: Option<Arc<str>>,
    pub left_out: Option<LeftOut>,
}

pub(super) fn fates(
    block: &Block,
    policy: TrafficPolicy,
    picked: Option<u32>,
    kept: bool,
) -> Vec<EndpointFate> {
    (0u32..)
        .zip(&block.endpoints)
        .map(|(place, endpoint)| EndpointFate {
            endpoint: endpoint.address,
            pod: endpoint.pod.clone(),
            left_out: left_out(block, policy, picked, kept, place, endpoint),
        })
        .collect()
}

/// Why the endpoint at a place was not picked; `None`: it was.
pub(super) fn left_out(
    block: &Block,
    policy: TrafficPolicy,
    picked: Option<u32>,
    kept: bool,
    place: u32,
    endpoint: &Endpoint,
) -> Option<LeftOut> {
    if Some(place) == picked {
        None
    } else if block.of_policy(policy).contains(&place) {
        Some(if kept { LeftOut::OtherByAffinity } else { LeftOut::NotPicked })
    } else {
        Some(why_unusable(block, policy, endpoint))
    }
}

fn why_unusable(block: &Block, policy: TrafficPolicy, endpoint: &Endpoint) -> LeftOut {
    if policy == TrafficPolicy::Local && !endpoint.local {
        LeftOut::NotLocal
    } else if endpoint.ready {
        match block.categories.topology {
            Topology::PreferSameNode => LeftOut::OtherNode,
            Topology::PreferSameZone | Topology::Any => LeftOut::OtherZone,
        }
    } else if endpoint.is_fallback() {
        LeftOut::Terminating
    } else {
        LeftOut::NotReady
    }
}
