//! Who has which address.
//!
//! Built from the store alone; knows nothing of rules, power or processes.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::cluster::ClusterConfig;
use crate::net::balancer;
use crate::objects::{EndpointSlice, Key, Kind, Object, Pod, PodPhase, View};
use crate::store::{Change, Store};

/// Who has an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A node's own.
    Node(Arc<str>),
    /// A Pod in its own network, and the node it is on.
    Pod { pod: Key, node: Arc<str> },
    /// The load balancer of a Service.
    LoadBalancer(Key),
    /// The machine of the API server, beside the nodes.
    ControlPlane,
    /// An external address of a Service: no machine has it, somebody routes it
    /// to the nodes.
    External(Key),
    /// The client outside.
    Outside,
    /// A machine outside that the lesson's cluster knows.
    OutsideHost,
}

/// What kind of address it is, where nobody has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    Services,
    Pods,
    Elsewhere,
}

/// Every address of a cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Atlas {
    /// By address, sorted: found in a few steps whoever asks.
    owners: Vec<(Place, Owner)>,
    nodes: BTreeMap<Arc<str>, NodePlace>,
}

/// Where a node stands in the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodePlace {
    /// Its own addresses on the network, the main one of each family first.
    pub addresses: Vec<IpAddr>,
    /// Its addresses towards its own Pods: the first of each Pod range.
    pub gateways: Vec<IpAddr>,
    pub pod_cidrs: Vec<IpNet>,
}

impl NodePlace {
    /// The address that masquerading puts on packets to `target`: the one of
    /// the interface they leave by. Towards its own Pods that is the node's
    /// address in their range.
    ///
    /// Models the kernel's inet_select_addr with the routes of kindnet.
    pub fn source_towards(&self, target: IpAddr) -> Option<IpAddr> {
        let same = |it: &&IpAddr| it.is_ipv4() == target.is_ipv4();
        let near = self.pod_cidrs.iter().any(|it| it.contains(&target));
        let from = if near { &self.gateways } else { &self.addresses };
        from.iter().find(same).or_else(|| self.addresses.iter().find(same)).copied()
    }
}

impl Atlas {
    /// Reads who has which address.
    pub fn build(store: &Store, config: &ClusterConfig) -> Self {
        let mut atlas = Draft::default();
        for (object, view) in store.services() {
            atlas.add_all(view.external_ips.iter().copied(), &Owner::External(object.key.clone()));
        }
        // A machine keeps its address where a Service claims it: only the nodes'
        // rules know of the claim.
        for addresses in config.outside_hosts.values() {
            atlas.add_all(addresses.iter().copied(), &Owner::OutsideHost);
        }
        atlas.add(config.outside, Owner::Outside);
        for (object, view) in store.services() {
            let points = balancer::addresses_of(config, view);
            atlas.add_all(points, &Owner::LoadBalancer(object.key.clone()));
        }
        atlas.add_control_plane(store);
        atlas.add_pods(store);
        atlas.add_nodes(store);
        Self { owners: atlas.owners.into_iter().collect(), nodes: atlas.nodes }
    }

    /// Who has an address.
    pub fn owner(&self, address: IpAddr) -> Option<&Owner> {
        let wanted = place(address);
        let found = self.owners.partition_point(|(it, _)| *it < wanted);
        self.owners.get(found).filter(|(it, _)| *it == wanted).map(|(_, owner)| owner)
    }

    /// Where a node stands.
    pub fn node(&self, name: &str) -> Option<&NodePlace> {
        self.nodes.get(name)
    }

    /// Nodes by name.
    pub fn nodes(&self) -> impl Iterator<Item = (&Arc<str>, &NodePlace)> {
        self.nodes.iter()
    }

    /// The node whose Pod range holds an address.
    pub fn node_of_pod_range(&self, address: IpAddr) -> Option<&Arc<str>> {
        self.nodes
            .iter()
            .find(|(_, it)| it.pod_cidrs.iter().any(|range| range.contains(&address)))
            .map(|(name, _)| name)
    }
}

/// Whether a change may give an address to somebody else: it is about one of
/// the fields that an atlas is built from.
pub fn moves_addresses(change: &Change, config: &ClusterConfig) -> bool {
    let view = |it: &Option<Arc<Object>>| it.as_ref().is_some_and(|it| leads_somewhere(it));
    match (change.before.as_deref(), change.after.as_deref()) {
        (Some(before), Some(after)) => match (&before.view, &after.view) {
            (View::Pod(was), View::Pod(is)) => {
                was.ips != is.ips
                    || was.node_name != is.node_name
                    || was.host_network != is.host_network
                    || is_over(was) != is_over(is)
            }
            (View::Service(was), View::Service(is)) => {
                was.external_ips != is.external_ips
                    || balancer::addresses_of(config, was) != balancer::addresses_of(config, is)
            }
            _ => view(&change.before) || view(&change.after),
        },
        _ => view(&change.before) || view(&change.after),
    }
}

/// Whether an atlas has to do with an object.
fn leads_somewhere(object: &Object) -> bool {
    match &object.view {
        View::Node(_) | View::Pod(_) | View::Service(_) => true,
        View::EndpointSlice(slice) => is_api_servers(object, slice),
        View::Namespace
        | View::Endpoints
        | View::ReplicaSet(_)
        | View::Deployment(_)
        | View::ConfigMap
        | View::Ingress
        | View::NetworkPolicy
        | View::StatefulSet
        | View::IngressClass
        | View::HorizontalPodAutoscaler => false,
    }
}

/// Whether a slice says where Service `default/kubernetes` leads.
fn is_api_servers(object: &Object, slice: &EndpointSlice) -> bool {
    &*object.meta.namespace == "default" && slice.service.as_deref() == Some("kubernetes")
}

fn is_over(pod: &Pod) -> bool {
    matches!(pod.phase, PodPhase::Succeeded | PodPhase::Failed)
}

/// An address as numbers, which are compared faster.
type Place = (u128, bool);

fn place(address: IpAddr) -> Place {
    match address {
        IpAddr::V4(ip) => (u128::from(u32::from(ip)), false),
        IpAddr::V6(ip) => (u128::from(ip), true),
    }
}

/// An atlas being made: who comes later has the address.
#[derive(Default)]
struct Draft {
    owners: BTreeMap<Place, Owner>,
    nodes: BTreeMap<Arc<str>, NodePlace>,
}

impl Draft {
    fn add(&mut self, address: IpAddr, owner: Owner) {
        self.owners.insert(place(address), owner);
    }

    fn add_all(&mut self, addresses: impl IntoIterator<Item = IpAddr>, owner: &Owner) {
        for address in addresses {
            self.add(address, owner.clone());
        }
    }

    /// Where Service `default/kubernetes` leads.
    fn add_control_plane(&mut self, store: &Store) {
        let slices = store.endpoint_slices().filter(|(slice, view)| is_api_servers(slice, view));
        for endpoint in slices.flat_map(|(_, view)| &view.endpoints) {
            let addresses = endpoint.addresses.iter().filter_map(|it| it.parse().ok());
            self.add_all(addresses, &Owner::ControlPlane);
        }
    }

    fn add_pods(&mut self, store: &Store) {
        for (object, view) in store.pods() {
            if view.host_network || view.node_name.is_empty() || is_over(view) {
                continue;
            }
            let owner =
                Owner::Pod { pod: object.key.clone(), node: Arc::from(view.node_name.as_str()) };
            self.add_all(view.ips.iter().copied(), &owner);
        }
    }

    fn add_nodes(&mut self, store: &Store) {
        for (object, view) in store.nodes() {
            let gateways = view.pod_cidrs.iter().filter_map(|it| it.hosts().next()).collect();
            let place = NodePlace {
                addresses: view.internal_ips.iter().chain(&view.external_ips).copied().collect(),
                gateways,
                pod_cidrs: view.pod_cidrs.clone(),
            };
            let owner = Owner::Node(object.meta.name.clone());
            self.add_all(place.addresses.iter().chain(&place.gateways).copied(), &owner);
            self.nodes.insert(object.meta.name.clone(), place);
        }
    }
}

/// What kind of address it is by the cluster's ranges.
pub fn region(config: &ClusterConfig, address: IpAddr) -> Region {
    let within = |ranges: &[IpNet]| ranges.iter().any(|it| it.contains(&address));
    if within(&config.service_cidrs) {
        Region::Services
    } else if within(&config.pod_cidrs) {
        Region::Pods
    } else {
        Region::Elsewhere
    }
}

/// The Pod of a key, where it is one.
pub(crate) fn pod_of<'s>(store: &'s Store, key: &Key) -> Option<&'s crate::objects::Pod> {
    match store.get(key).map(|it| &it.view) {
        Some(View::Pod(pod)) if key.kind == Kind::Pod => Some(pod),
        _ => None,
    }
}
