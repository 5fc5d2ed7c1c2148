//! Everything that one service port brings to a node: facts, endpoints, rules.
//!
//! A block is rebuilt as a whole, and only when its Service or slices changed.
//! It never refers to another block.

use std::net::IpAddr;
use std::sync::Arc;

use crate::cluster::ProxyMode;
use crate::objects::{EndpointSlice, IpFamily, Protocol, TrafficPolicy};

use super::config::ProxyConfig;
use super::endpoint::{Endpoint, endpoints_of};
use super::fate::{EndpointFate, fates};
use super::rule::{Element, PortChain, Rule, Shared};
use super::service_port::{PortName, ServicePort};
use super::topology::{Categories, Policies, categorize};
use super::watched::ServiceName;
use super::{iptables, nftables};

/// One service port on one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub port: ServicePort,
    /// All endpoints, sorted by their text; rules name them by place.
    pub endpoints: Vec<Endpoint>,
    pub categories: Categories,
    /// The addresses of this node's ready endpoints, whatever port of the
    /// slices they serve: what the health check of a load balancer counts.
    /// Empty where the Service has no such check.
    pub local_ready: Vec<IpAddr>,
    /// Shared by the nodes that have the same.
    pub rules: Arc<PortRules>,
}

/// The rules of one service port.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortRules {
    /// What it puts into the shared chains, in order.
    pub shared: Vec<(Shared, Rule)>,
    /// Its own chains: each with the end of its rules in `own`.
    pub chains: Vec<(PortChain, u32)>,
    /// The rules of its own chains, chain after chain.
    pub own: Vec<Rule>,
    /// What it puts into the maps of the nftables mode.
    pub elements: Vec<Element>,
}

impl PortRules {
    /// Begins a chain; rules pushed from now on are its own.
    pub fn begin(&mut self, chain: PortChain) {
        self.chains.push((chain, self.end()));
    }

    /// Adds a rule to the chain that was begun last.
    pub fn push(&mut self, rule: Rule) {
        self.own.push(rule);
        let end = self.end();
        if let Some(last) = self.chains.last_mut() {
            last.1 = end;
        }
    }

    fn end(&self) -> u32 {
        u32::try_from(self.own.len()).unwrap_or(u32::MAX)
    }

    /// The rules of one of its chains; none where it does not exist.
    pub fn chain(&self, wanted: PortChain) -> &[Rule] {
        // Endpoint chains come last and in the order of their places, so the
        // first of them tells where the wanted one is.
        let place = match wanted {
            PortChain::Endpoint(_) => {
                self.chains.binary_search_by(|(chain, _)| chain.cmp(&wanted)).ok()
            }
            _ => self.chains.iter().position(|(chain, _)| *chain == wanted),
        };
        let Some(place) = place else { return &[] };
        let start = match place.checked_sub(1).and_then(|before| self.chains.get(before)) {
            Some((_, end)) => *end as usize,
            None => 0,
        };
        let end = self.chains.get(place).map_or(start, |(_, end)| *end as usize);
        self.own.get(start..end).unwrap_or_default()
    }

    /// Its rules in a shared chain, in order.
    pub fn in_shared(&self, wanted: Shared) -> impl Iterator<Item = &Rule> {
        self.shared.iter().filter(move |(chain, _)| *chain == wanted).map(|(_, rule)| rule)
    }
}

impl Block {
    /// Makes the block of a service port from the slices of its Service.
    pub fn build<'a>(
        port: ServicePort,
        slices: impl Iterator<Item = &'a EndpointSlice> + Clone,
        config: &ProxyConfig,
    ) -> Self {
        let family = IpFamily::of(port.cluster_ip);
        let local_ready = if port.health_check_node_port == 0 {
            Vec::new()
        } else {
            local_ready(&port, slices.clone(), family, config)
        };
        let endpoints = endpoints_of(&port.name, slices, family, &config.node);
        let policies =
            Policies { cluster: port.uses_cluster_endpoints(), local: port.uses_local_endpoints() };
        let categories = categorize(&endpoints, policies, &config.node, config.zone.as_deref());
        let mut block = Self { port, endpoints, categories, local_ready, rules: Arc::default() };
        block.rules = Arc::new(match config.mode {
            ProxyMode::Iptables => iptables::port_rules(&block, config),
            ProxyMode::Nftables => nftables::port_rules(&block, config),
        });
        block
    }

    /// The same on another node whose settings differ in the node only, shared
    /// as far as can be; `None` where it has to be made anew: where its policies
    /// (and health check), hints or source ranges ask which node it is, and in
    /// nftables mode, whose hairpin set has the local endpoints, if others are.
    pub fn seen_from(self: &Arc<Self>, config: &ProxyConfig) -> Option<Arc<Self>> {
        if self.port.uses_local_endpoints()
            || !self.port.source_ranges.is_empty()
            || self.endpoints.iter().any(|it| it.hints.is_some())
        {
            return None;
        }
        let is_local = |it: &Endpoint| it.is_on(&config.node);
        if self.endpoints.iter().all(|it| it.local == is_local(it)) {
            return Some(self.clone());
        }
        if config.mode == ProxyMode::Nftables {
            return None;
        }
        let mut block = Self::clone(self);
        for endpoint in &mut block.endpoints {
            endpoint.local = is_local(endpoint);
        }
        Some(Arc::new(block))
    }

    /// Its identity.
    pub fn name(&self) -> &Arc<PortName> {
        &self.port.name
    }

    /// The Service that it belongs to.
    pub fn service(&self) -> ServiceName {
        (self.name().namespace.clone(), self.name().service.clone())
    }

    /// The places of the endpoints that a policy may use.
    pub fn of_policy(&self, policy: TrafficPolicy) -> &[u32] {
        match policy {
            TrafficPolicy::Cluster => self.categories.cluster.as_deref(),
            TrafficPolicy::Local => self.categories.local.as_deref(),
        }
        .unwrap_or_default()
    }

    /// The endpoint at a place.
    pub fn endpoint(&self, place: u32) -> Option<&Endpoint> {
        self.endpoints.get(place as usize)
    }

    /// Whether traffic for the cluster address has somewhere to go.
    pub fn serves_internal(&self) -> bool {
        self.serves(self.port.internal_policy)
    }

    /// Whether traffic for external addresses has somewhere to go.
    pub fn serves_external(&self) -> bool {
        self.serves(self.port.external_policy)
    }

    fn serves(&self, policy: TrafficPolicy) -> bool {
        match policy {
            TrafficPolicy::Cluster => self.categories.any,
            TrafficPolicy::Local => !self.of_policy(TrafficPolicy::Local).is_empty(),
        }
    }

    /// What becomes of each endpoint under a policy where one of them is
    /// picked; `kept`: by affinity.
    pub fn fates(
        &self,
        policy: TrafficPolicy,
        picked: Option<u32>,
        kept: bool,
    ) -> Vec<EndpointFate> {
        fates(self, policy, picked, kept)
    }
}

/// Addresses of ready endpoints on this node behind any port that the slices
/// name, each once; the Service need not have that port.
///
/// Models pkg/proxy/endpointschangetracker.go LocalReadyEndpoints (v1.36).
fn local_ready<'a>(
    port: &ServicePort,
    slices: impl Iterator<Item = &'a EndpointSlice> + Clone,
    family: IpFamily,
    config: &ProxyConfig,
) -> Vec<IpAddr> {
    let mut found = Vec::new();
    let mut asked: Vec<(&str, Protocol)> = Vec::new();
    for slice_port in slices.clone().flat_map(|slice| &slice.ports) {
        let id = (&*slice_port.name, slice_port.protocol);
        if asked.contains(&id) {
            continue;
        }
        asked.push(id);
        let name =
            PortName { port: Arc::from(id.0), protocol: id.1, ..PortName::clone(&port.name) };
        let endpoints = endpoints_of(&name, slices.clone(), family, &config.node);
        found.extend(endpoints.iter().filter(|it| it.local && it.ready).map(|it| it.address.ip()));
    }
    found.sort_unstable();
    found.dedup();
    found
}
