//! What the kube-proxies of a cluster watch: Services with their slices.
//!
//! The same for every node; holds no rules. Models ServiceChangeTracker and
//! EndpointsChangeTracker (v1.36).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::objects::{EndpointSlice, IpFamily, Kind, Object, Service, View};
use crate::store::{Change, Store};

use super::block::Block;
use super::config::ProxyConfig;
use super::endpoint::{Endpoint, endpoints_of};
use super::service_port::{ServicePort, is_watched, service_ports};

/// Namespace and name of a Service.
pub type ServiceName = (Arc<str>, Arc<str>);

/// Services and their slices. A clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    services: Arc<BTreeMap<ServiceName, Entry>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    service: Option<Arc<Object>>,
    /// By name.
    slices: Arc<BTreeMap<Arc<str>, Arc<Object>>>,
}

impl Watched {
    /// Everything in a store that kube-proxies watch.
    pub fn of(store: &Store) -> Self {
        let mut watched = Self::default();
        for object in store.of_kind(Kind::Service).chain(store.of_kind(Kind::EndpointSlice)) {
            watched.put(object);
        }
        watched
    }

    /// Follows a change of the store. Returns the Services whose rules may
    /// have changed.
    pub fn follow(&mut self, change: &Change) -> BTreeSet<ServiceName> {
        let mut touched = BTreeSet::new();
        if let Some(before) = &change.before {
            touched.extend(self.remove(before));
        }
        if let Some(after) = &change.after {
            touched.extend(self.put(after));
        }
        touched
    }

    /// The names of all Services.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &ServiceName> {
        self.services.keys()
    }

    /// The blocks of all Services in a family on a node.
    pub fn blocks(&self, family: IpFamily, config: &ProxyConfig) -> Vec<Arc<Block>> {
        let mut blocks = Vec::with_capacity(self.services.len());
        for entry in self.services.values() {
            entry.blocks(family, config, &mut blocks);
        }
        blocks
    }

    /// The blocks of one Service in a family on a node.
    pub fn blocks_of(
        &self,
        name: &ServiceName,
        family: IpFamily,
        config: &ProxyConfig,
    ) -> Vec<Arc<Block>> {
        let mut blocks = Vec::new();
        if let Some(entry) = self.services.get(name) {
            entry.blocks(family, config, &mut blocks);
        }
        blocks
    }

    /// A block of another node, made anew with the settings of this one.
    pub fn made_anew(&self, block: &Block, config: &ProxyConfig) -> Option<Arc<Block>> {
        let entry = self.services.get(&block.service())?;
        Some(Arc::new(Block::build(block.port.clone(), entry.slices(), config)))
    }

    /// The ports of all Services in a family, each with its endpoints as seen
    /// from no node.
    pub fn ports(&self, family: IpFamily) -> Vec<(ServicePort, Vec<Endpoint>)> {
        let mut ports = Vec::new();
        for entry in self.services.values() {
            let Some((object, service)) = entry.service() else { continue };
            for port in service_ports(&object.meta, service, family) {
                let endpoints = endpoints_of(&port.name, entry.slices(), family, "");
                ports.push((port, endpoints));
            }
        }
        ports
    }

    fn put(&mut self, object: &Arc<Object>) -> Option<ServiceName> {
        let name = service_of(object)?;
        let entry = Arc::make_mut(&mut self.services).entry(name.clone()).or_default();
        if object.key.kind == Kind::Service {
            entry.service = Some(object.clone());
        } else {
            Arc::make_mut(&mut entry.slices).insert(object.key.name.clone(), object.clone());
        }
        Some(name)
    }

    fn remove(&mut self, object: &Arc<Object>) -> Option<ServiceName> {
        let name = service_of(object)?;
        let services = Arc::make_mut(&mut self.services);
        let entry = services.get_mut(&name)?;
        if object.key.kind == Kind::Service {
            entry.service = None;
        } else {
            Arc::make_mut(&mut entry.slices).remove(&object.key.name);
        }
        if entry.service.is_none() && entry.slices.is_empty() {
            services.remove(&name);
        }
        Some(name)
    }
}

impl Entry {
    fn blocks(&self, family: IpFamily, config: &ProxyConfig, out: &mut Vec<Arc<Block>>) {
        let Some((object, service)) = self.service() else { return };
        for port in service_ports(&object.meta, service, family) {
            out.push(Arc::new(Block::build(port, self.slices(), config)));
        }
    }

    fn service(&self) -> Option<(&Object, &Service)> {
        let object = self.service.as_deref()?;
        match &object.view {
            View::Service(service) => Some((object, service)),
            _ => None,
        }
    }

    fn slices(&self) -> impl Iterator<Item = &EndpointSlice> + Clone {
        self.slices.values().filter_map(|object| match &object.view {
            View::EndpointSlice(slice) => Some(slice),
            _ => None,
        })
    }
}

/// The Service that an object belongs to; `None` for what is not watched.
fn service_of(object: &Object) -> Option<ServiceName> {
    let name = match &object.view {
        View::Service(_) => object.key.name.clone(),
        View::EndpointSlice(slice) if is_watched(&object.meta) => {
            slice.service.clone().filter(|name| !name.is_empty())?
        }
        _ => return None,
    };
    Some((object.key.namespace.clone(), name))
}
