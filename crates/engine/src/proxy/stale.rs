//! Which records of UDP lead to somebody who does not serve any more: nothing
//! else would ever end such a record while packets come.
//!
//! Models pkg/proxy/conntrack/cleanup.go CleanStaleEntries (v1.36).

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;

use super::endpoint::endpoints_of;
use super::service_port::{is_watched, service_ports};
use crate::objects::{EndpointSlice, IpFamily, Object, Protocol, View};
use crate::store::Store;

type Serving = Rc<BTreeSet<SocketAddr>>;

/// Where UDP Services are asked, and who serves behind it. A Service that
/// nobody serves is not among them: its records stay.
#[derive(Debug, Default)]
pub struct UdpFrontends {
    addresses: BTreeMap<SocketAddr, Serving>,
    node_ports: BTreeMap<(IpFamily, u16), Serving>,
}

impl UdpFrontends {
    /// Reads them from Services and slices, whatever their traffic policies.
    pub fn of(store: &Store) -> Self {
        let mut slices: BTreeMap<(Arc<str>, Arc<str>), Vec<&EndpointSlice>> = BTreeMap::new();
        for (object, slice) in store.endpoint_slices() {
            if let Some(service) = slice.service.clone().filter(|_| is_watched(&object.meta))
                && has_udp(slice)
            {
                slices.entry((object.key.namespace.clone(), service)).or_default().push(slice);
            }
        }
        let mut all = Self::default();
        for (object, service) in store.services() {
            let own = slices.get(&(object.key.namespace.clone(), object.key.name.clone()));
            let Some(own) = own else { continue };
            for family in [IpFamily::V4, IpFamily::V6] {
                for port in service_ports(&object.meta, service, family) {
                    if port.protocol() != Protocol::Udp {
                        continue;
                    }
                    let endpoints = endpoints_of(&port.name, own.iter().copied(), family, "");
                    let serving = endpoints.iter().filter(|it| it.serving).map(|it| it.address);
                    let serving: Serving = Rc::new(serving.collect());
                    if serving.is_empty() {
                        continue;
                    }
                    let external = port.load_balancer_vips.iter().chain(&port.external_ips);
                    for address in std::iter::once(&port.cluster_ip).chain(external) {
                        let asked = SocketAddr::new(*address, port.port);
                        all.addresses.insert(asked, serving.clone());
                    }
                    if port.node_port != 0 {
                        all.node_ports.insert((family, port.node_port), serving);
                    }
                }
            }
        }
        all
    }

    /// Whether a record is cleared: it was made for one of these, and `answers`
    /// does not serve it.
    pub fn is_stale(&self, asked: SocketAddr, answers: SocketAddr) -> bool {
        let by_port = self.node_ports.get(&(IpFamily::of(asked.ip()), asked.port()));
        let mut served = self.addresses.get(&asked).into_iter().chain(by_port);
        served.any(|it| !it.contains(&answers))
    }
}

/// Whether a change of this slice makes kube-proxy look for such records.
///
/// Models EndpointsMap Update's ConntrackCleanupRequired (v1.36).
pub fn is_about_udp(slice: &Object) -> bool {
    matches!(&slice.view, View::EndpointSlice(slice) if has_udp(slice))
}

fn has_udp(slice: &EndpointSlice) -> bool {
    slice.ports.iter().any(|it| it.protocol == Protocol::Udp)
}
