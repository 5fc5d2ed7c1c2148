//! The endpoints of a service port as kube-proxy sees them.
//!
//! Owns the reading of EndpointSlices, never the choice between endpoints.
//! Models pkg/proxy/endpointslicecache.go and endpoint.go (v1.36).

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use crate::objects::{EndpointSlice, Hints, IpFamily};

use super::service_port::PortName;

/// One endpoint of a service port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub address: SocketAddr,
    /// On the node whose kube-proxy this is.
    pub local: bool,
    pub ready: bool,
    pub serving: bool,
    pub terminating: bool,
    /// Hints, where there are any.
    pub hints: Option<Arc<Hints>>,
    /// The Pod behind it.
    pub pod: Option<Arc<str>>,
    /// The node it is on.
    pub node: Option<Arc<str>>,
}

impl Endpoint {
    /// Whether it is used only where no endpoint is ready.
    pub fn is_fallback(&self) -> bool {
        self.serving && self.terminating
    }

    /// Whether its hints name this node.
    pub fn is_hinted_for_node(&self, node: &str) -> bool {
        self.hints.as_ref().is_some_and(|hints| hints.nodes.iter().any(|it| it == node))
    }

    /// Whether its hints name this zone.
    pub fn is_hinted_for_zone(&self, zone: Option<&str>) -> bool {
        self.hints
            .as_ref()
            .is_some_and(|hints| hints.zones.iter().any(|it| Some(it.as_str()) == zone))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(out)
    }
}

/// The endpoints of a service port in a family, sorted by their text, each
/// address once.
pub fn endpoints_of<'a>(
    port: &PortName,
    slices: impl IntoIterator<Item = &'a EndpointSlice>,
    family: IpFamily,
    node: &str,
) -> Vec<Endpoint> {
    let wanted = match family {
        IpFamily::V4 => "IPv4",
        IpFamily::V6 => "IPv6",
    };
    let mut found = Vec::new();
    for slice in slices.into_iter().filter(|slice| slice.address_type == wanted) {
        for slice_port in &slice.ports {
            let number = slice_port.port.unwrap_or(0);
            if number == 0 || *slice_port.name != *port.port || slice_port.protocol != port.protocol
            {
                continue;
            }
            found.reserve(slice.endpoints.len());
            found.extend(
                slice.endpoints.iter().filter_map(|it| read_endpoint(it, number, family, node)),
            );
        }
    }
    sort_by_text(&mut found);
    unique(found)
}

/// Leaves one record of each address: the last that is not terminating, else
/// the first. (A Pod may have got the address of one that is going.)
///
/// Models pkg/proxy/endpointslicecache.go addEndpoints (v1.36); where records
/// stand in several slices, their names give the order.
fn unique(sorted: Vec<Endpoint>) -> Vec<Endpoint> {
    let mut out: Vec<Endpoint> = Vec::with_capacity(sorted.len());
    for endpoint in sorted {
        match out.last_mut() {
            Some(last) if last.address == endpoint.address => {
                if !endpoint.terminating {
                    *last = endpoint;
                }
            }
            _ => out.push(endpoint),
        }
    }
    out
}

fn read_endpoint(
    endpoint: &crate::objects::Endpoint,
    port: u16,
    family: IpFamily,
    node: &str,
) -> Option<Endpoint> {
    let ip: IpAddr = endpoint.addresses.first()?.parse().ok()?;
    if IpFamily::of(ip) != family {
        return None;
    }
    Some(Endpoint {
        address: SocketAddr::new(ip, port),
        local: !node.is_empty() && endpoint.node_name.as_deref() == Some(node),
        ready: endpoint.ready.unwrap_or(true),
        serving: endpoint.serving.unwrap_or(true),
        terminating: endpoint.terminating.unwrap_or(false),
        hints: endpoint
            .hints
            .as_ref()
            .filter(|hints| !hints.zones.is_empty() || !hints.nodes.is_empty())
            .cloned()
            .map(Arc::new),
        pod: endpoint.pod.clone(),
        node: endpoint.node_name.clone(),
    })
}

/// Sorts endpoints as their texts `ip:port` are sorted; records of one address
/// keep their order.
fn sort_by_text(endpoints: &mut [Endpoint]) {
    endpoints.sort_by_cached_key(|endpoint| text_key(endpoint.address));
}

/// A key that orders addresses as their texts are ordered: the text itself,
/// left-aligned in a number where it fits (IPv4).
fn text_key(address: SocketAddr) -> (u128, u64, String) {
    match address.ip() {
        IpAddr::V4(ip) => {
            let mut letters = Letters::<16>::default();
            for (place, octet) in ip.octets().into_iter().enumerate() {
                letters.number(u16::from(octet));
                letters.push(if place < 3 { b'.' } else { b':' });
            }
            let mut port = Letters::<8>::default();
            port.number(address.port());
            (u128::from_be_bytes(letters.bytes), u64::from_be_bytes(port.bytes), String::new())
        }
        IpAddr::V6(_) => (0, 0, address.to_string()),
    }
}

/// A short ASCII text on the stack, filled up with zeros.
struct Letters<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Default for Letters<N> {
    fn default() -> Self {
        Self { bytes: [0; N], length: 0 }
    }
}

impl<const N: usize> Letters<N> {
    fn push(&mut self, letter: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = letter;
            self.length += 1;
        }
    }

    fn number(&mut self, number: u16) {
        for unit in [10_000, 1_000, 100, 10, 1] {
            if number >= unit || unit == 1 {
                // A digit is below ten.
                self.push(b'0' + (number / unit % 10) as u8);
            }
        }
    }
}
