//! Load balancers outside the cluster: which one has an address, which nodes
//! it trusts, and how its packets arrive at a node.
//!
//! Who gives a Service its address is the service controller's business; what
//! a node does with the packet is the proxy's.
//!
//! Models the documented behaviour of each provider (see docs/fidelity.md),
//! and k8s.io/cloud-provider's use of healthCheckNodePort.

use std::net::IpAddr;
use std::sync::Arc;

use crate::chance;
use crate::cluster::{ClusterConfig, Provider};
use crate::objects::{
    LoadBalancerIngress, Object, Protocol, Service, ServicePort, ServiceType, TrafficPolicy,
};
use crate::proxy::is_watched;
use crate::store::Store;
use crate::world::World;

/// Three missed checks, ten seconds apart: when a load balancer stops sending
/// to a node that answers no more. Providers' defaults lie between 10 and 60 s.
pub const HEALTH_CHECK_MS: u64 = 30_000;

/// Nodes with this label are no load balancer's. Cordoned and NotReady ones
/// stay; only the health check says who is sent to.
///
/// Models k8s.io/cloud-provider controllers/service stableNodeSetPredicates
/// (v1.36).
const EXCLUDED: &str = "node.kubernetes.io/exclude-from-external-load-balancers";

/// How a load balancer's packet arrives at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// Untouched, still for the load balancer's own address.
    Untouched,
    /// For the node port, with the client's address as source.
    NodePort,
    /// For the node port, as a connection of the load balancer's own.
    NewConnection,
}

/// How this provider's packets arrive; `None`: there is no load balancer.
pub fn arrival(provider: Provider) -> Option<Arrival> {
    match provider {
        Provider::None => None,
        Provider::Gcp | Provider::Azure => Some(Arrival::Untouched),
        Provider::AwsNlb => Some(Arrival::NodePort),
        Provider::AwsClassic | Provider::OpenStack | Provider::CloudProviderKind => {
            Some(Arrival::NewConnection)
        }
    }
}

/// Whether the provider itself keeps clients out that are in none of
/// `loadBalancerSourceRanges` (with a security group of its own; the Envoy of
/// cloud-provider-kind with a filter, which UDP does not have). For the others
/// the nodes' rules do.
pub fn guards_sources(provider: Provider, protocol: Protocol) -> bool {
    match provider {
        Provider::AwsNlb | Provider::AwsClassic | Provider::OpenStack => true,
        Provider::CloudProviderKind => protocol == Protocol::Tcp,
        Provider::None | Provider::Gcp | Provider::Azure => false,
    }
}

/// The addresses of a Service's load balancer.
pub fn addresses_of(config: &ClusterConfig, service: &Service) -> Vec<IpAddr> {
    if service.kind != ServiceType::LoadBalancer {
        return Vec::new();
    }
    service.ingress.iter().filter_map(|it| point_address(config, it)).collect()
}

/// The address that a load balancer's hostname leads to.
pub fn address_of_hostname(store: &Store, config: &ClusterConfig, name: &str) -> Option<IpAddr> {
    let points = store.services().flat_map(|(_, view)| &view.ingress);
    let known = |it: &&LoadBalancerIngress| {
        it.hostname.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    points.filter(known).find_map(|it| point_address(config, it))
}

fn point_address(config: &ClusterConfig, point: &LoadBalancerIngress) -> Option<IpAddr> {
    point.ip.or_else(|| hostname_address(config, point.hostname.as_deref()?))
}

/// A load balancer known by name has addresses that nobody promises to keep:
/// one out of the provider's range, by the name.
fn hostname_address(config: &ClusterConfig, name: &str) -> Option<IpAddr> {
    let range = config.load_balancer_cidr?;
    let size = u64::try_from(range.hosts().size_hint().0).unwrap_or(u64::MAX);
    let place = chance::below(0, &["load-balancer", name], size);
    range.hosts().nth(usize::try_from(place).ok()?)
}

/// The address from which a load balancer that opens connections of its own
/// asks the nodes: its address on the nodes' network.
pub fn own_address(world: &World, destination: IpAddr, node: IpAddr) -> IpAddr {
    match (world.config.provider, node) {
        (Provider::CloudProviderKind, _) => destination,
        (_, IpAddr::V4(node)) => {
            let [a, b, c, _] = node.octets();
            IpAddr::from([a, b, c, 250])
        }
        (_, IpAddr::V6(node)) => {
            let mut parts = node.segments();
            if let Some(last) = parts.last_mut() {
                *last = 0xfa;
            }
            IpAddr::from(parts)
        }
    }
}

/// The node that a connection is sent to, and out of how many; `None`: no node
/// is healthy.
pub fn pick(
    world: &World,
    object: &Object,
    service: &Service,
    flow: &str,
) -> Option<(Arc<str>, u32, u32)> {
    let healthy: Vec<Arc<str>> = world
        .store
        .nodes()
        .filter(|(node, _)| !node.meta.labels.contains_key(EXCLUDED))
        .map(|(node, _)| node.meta.name.clone())
        .filter(|node| healthy(world, object, service, node))
        .collect();
    let count = healthy.len() as u64;
    let place = chance::below(world.config.seed, &["balancer", flow], count);
    let node = healthy.get(usize::try_from(place).ok()?)?.clone();
    Some((node, u32::try_from(place).ok()? + 1, u32::try_from(count).ok()?))
}

/// Whether the load balancer believes that a node can take its packets.
///
/// Policy Local: its healthCheckNodePort must answer 200. Policy Cluster: any
/// node that answers checks at all.
pub fn healthy(world: &World, object: &Object, service: &Service, node: &Arc<str>) -> bool {
    let answers = match world.machines.powered_off.get(node) {
        None => true,
        Some(since_ms) => world.now_ms.saturating_sub(*since_ms) < HEALTH_CHECK_MS,
    };
    answers
        && (service.external_traffic_policy == TrafficPolicy::Cluster
            || local_ready(&world.store, object, node) > 0)
}

/// Ready endpoints of a Service on a node: what its health check counts.
///
/// Models pkg/proxy LocalReadyEndpoints: terminating endpoints do not count, nor
/// those that no port of their slice leads to.
pub fn local_ready(store: &Store, service: &Object, node: &str) -> usize {
    let slices = store.endpoint_slices().filter(|(slice, view)| {
        slice.meta.namespace == service.meta.namespace
            && view.service.as_deref() == Some(&*service.meta.name)
            && is_watched(&slice.meta)
            && view.ports.iter().any(|it| it.port.is_some_and(|number| number != 0))
    });
    slices
        .flat_map(|(_, view)| &view.endpoints)
        .filter(|it| it.node_name.as_deref() == Some(node) && it.ready != Some(false))
        .count()
}

/// The Service's port that a load balancer serves on this number.
pub fn port_of(service: &Service, number: u16, protocol: Protocol) -> Option<&ServicePort> {
    service.ports.iter().find(|it| it.port == number && it.protocol == protocol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::ClusterConfig;
    use crate::net::fixture::{put, world};
    use crate::objects::Kind;

    /// pkg/proxy/endpointslicecache.go endpointInfoByServicePort: an endpoint
    /// without a port is none to kube-proxy; what it does not watch it never sees.
    #[test]
    fn a_health_check_counts_what_kube_proxy_knows_of() {
        let slice = |more: &str, ports: &str| {
            format!(
                "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {{name: web-1, \
                 labels: {{kubernetes.io/service-name: web{more}}}}}\naddressType: IPv4\n\
                 endpoints: [{{addresses: [10.244.1.5], nodeName: node-1}}]\nports: {ports}\n"
            )
        };
        let named = "[{name: http, port: 8080, protocol: TCP}]";
        for (more, ports, wanted) in [
            ("", named, 1),
            ("", "null", 0),
            ("", "[{name: http, port: null, protocol: TCP}]", 0),
            (", service.kubernetes.io/headless: ''", named, 0),
        ] {
            let mut world = world(
                ClusterConfig::default(),
                "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer}",
            );
            put(&mut world, &slice(more, ports));
            let service = world.store.find(Kind::Service, "default", "web").expect("there");
            assert_eq!(local_ready(&world.store, service, "node-1"), wanted, "{more} {ports}");
            assert_eq!(local_ready(&world.store, service, "node-2"), 0);
        }
    }
}
