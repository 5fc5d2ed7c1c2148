//! Which records of UDP lead to somebody who does not serve any more: nothing
//! else would ever end such a record while packets come.
//!
//! Models pkg/proxy/conntrack/cleanup.go CleanStaleEntries (v1.36).

use std::net::{IpAddr, SocketAddr};

use super::service_port::ServicePort;
use super::watched::Watched;
use crate::objects::{EndpointSlice, IpFamily, Object, Protocol, View};

/// Where UDP Services are asked, and who serves behind it. A Service that
/// nobody serves is not among them: its records stay.
#[derive(Debug, Default)]
pub struct UdpFrontends(Vec<Frontend>);

/// A port of a Service in one family.
#[derive(Debug)]
struct Frontend {
    port: ServicePort,
    serving: Vec<SocketAddr>,
}

impl Frontend {
    fn is_asked(&self, at: SocketAddr) -> bool {
        let port = &self.port;
        let has = |all: &[IpAddr]| all.contains(&at.ip());
        let own =
            at.ip() == port.cluster_ip || has(&port.load_balancer_vips) || has(&port.external_ips);
        let family = IpFamily::of(port.cluster_ip) == IpFamily::of(at.ip());
        own && at.port() == port.port || family && at.port() == port.node_port
    }
}

impl UdpFrontends {
    /// Reads them from what is watched, whatever the traffic policies.
    pub fn of(watched: &Watched) -> Self {
        let mut all = Vec::new();
        for family in [IpFamily::V4, IpFamily::V6] {
            for (port, endpoints) in watched.ports(family) {
                if port.protocol() != Protocol::Udp {
                    continue;
                }
                let serving = endpoints.iter().filter(|it| it.serving);
                let serving: Vec<SocketAddr> = serving.map(|it| it.address).collect();
                if !serving.is_empty() {
                    all.push(Frontend { port, serving });
                }
            }
        }
        Self(all)
    }

    /// Whether a record is cleared: it was made for one of these, and `answers`
    /// does not serve it.
    pub fn is_stale(&self, asked: SocketAddr, answers: SocketAddr) -> bool {
        let mut served = self.0.iter().filter(|it| it.is_asked(asked));
        served.any(|it| !it.serving.contains(&answers))
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
