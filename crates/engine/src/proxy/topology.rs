//! Which endpoints of a service port a node may use, and why not the others.
//!
//! One pure function over typed endpoints; it writes no rules. Models
//! pkg/proxy/topology.go CategorizeEndpoints (v1.36).

use super::endpoint::Endpoint;

/// How hints narrow the Cluster policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topology {
    /// They do not.
    #[default]
    Any,
    /// To the endpoints hinted for this node's zone.
    PreferSameZone,
    /// To the endpoints hinted for this node.
    PreferSameNode,
}

/// Which policies a service port's traffic follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policies {
    pub cluster: bool,
    pub local: bool,
}

/// The endpoints of a service port by policy, as places in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    /// For the Cluster policy; `None` where no traffic follows it.
    pub cluster: Option<Vec<u32>>,
    /// For the Local policy; `None` where no traffic follows it or nobody here
    /// serves it.
    pub local: Option<Vec<u32>>,
    /// Whether any endpoint of the Service can be used from some node.
    pub any: bool,
    pub topology: Topology,
}

impl Categories {
    /// Places of all endpoints that this node can reach, ascending.
    pub fn reachable(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.cluster.iter().chain(&self.local).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Sorts endpoints by policy. `zone` is the node's, where it has one.
pub fn categorize(
    endpoints: &[Endpoint],
    policies: Policies,
    node: &str,
    zone: Option<&str>,
) -> Categories {
    let mut out = Categories::default();
    if endpoints.is_empty() {
        return out;
    }
    if policies.cluster {
        out.topology = topology_of(endpoints, node, zone);
        let mut chosen = places(endpoints, |it| it.ready && fits(it, out.topology, node, zone));
        if chosen.is_empty() {
            chosen = places(endpoints, Endpoint::is_fallback);
        }
        out.any = !chosen.is_empty();
        out.cluster = Some(chosen);
    }
    if policies.local {
        out.any = out.any || endpoints.iter().any(|it| it.ready || it.is_fallback());
        let mut chosen = places(endpoints, |it| it.local && it.ready);
        if chosen.is_empty() {
            chosen = places(endpoints, |it| it.local && it.is_fallback());
        }
        out.local = Some(chosen).filter(|it| !it.is_empty());
    }
    out
}

fn places(endpoints: &[Endpoint], wanted: impl Fn(&Endpoint) -> bool) -> Vec<u32> {
    let mut out = Vec::with_capacity(endpoints.len());
    out.extend((0u32..).zip(endpoints).filter(|(_, it)| wanted(it)).map(|(place, _)| place));
    out
}

/// Hints count only where every ready endpoint has one and one of them names
/// this node (or its zone); node hints come before zone hints.
fn topology_of(endpoints: &[Endpoint], node: &str, zone: Option<&str>) -> Topology {
    let mut all = (true, true);
    let mut here = (false, false);
    for endpoint in endpoints.iter().filter(|it| it.ready) {
        let Some(hints) = &endpoint.hints else { return Topology::Any };
        all.0 &= !hints.nodes.is_empty();
        all.1 &= !hints.zones.is_empty();
        here.0 |= endpoint.is_hinted_for_node(node);
        here.1 |= endpoint.is_hinted_for_zone(zone);
    }
    if all.0 && here.0 {
        Topology::PreferSameNode
    } else if all.1 && here.1 {
        Topology::PreferSameZone
    } else {
        Topology::Any
    }
}

fn fits(endpoint: &Endpoint, topology: Topology, node: &str, zone: Option<&str>) -> bool {
    match topology {
        Topology::Any => true,
        Topology::PreferSameNode => endpoint.is_hinted_for_node(node),
        Topology::PreferSameZone => endpoint.is_hinted_for_zone(zone),
    }
}
