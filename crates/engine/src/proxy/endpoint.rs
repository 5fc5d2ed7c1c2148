//! The endpoints of a service port as kube-proxy sees them.
//!
//! Owns the reading of EndpointSlices, never the choice between endpoints.
//! Models pkg/proxy/endpointslicecache.go and endpoint.go (v1.36).

use std::fmt;
use std::net::SocketAddr;
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

    /// Whether it is on a node; on none where the node has no name.
    pub fn is_on(&self, node: &str) -> bool {
        !node.is_empty() && self.node.as_deref() == Some(node)
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
    let mut found: Vec<(TextKey, Endpoint)> = Vec::new();
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
    if !found.is_sorted_by(|(a, _), (b, _)| a <= b) {
        // Stable: records of one address keep their order.
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    unique(found)
}

/// Leaves one record of each address: the last that is not terminating, else
/// the first. (A Pod may have got the address of one that is going.)
///
/// Models pkg/proxy/endpointslicecache.go addEndpoints (v1.36); where records
/// stand in several slices, their names give the order.
fn unique(sorted: Vec<(TextKey, Endpoint)>) -> Vec<Endpoint> {
    let mut out: Vec<Endpoint> = Vec::with_capacity(sorted.len());
    for (_, endpoint) in sorted {
        match out.last_mut() {
            Some(last) if last.address == endpoint.address => {
                if !endpoint.terminating {
                    *last = endpoint;
                }
            }
            Some(_) | None => out.push(endpoint),
        }
    }
    out
}

fn read_endpoint(
    endpoint: &crate::objects::Endpoint,
    port: u16,
    family: IpFamily,
    node: &str,
) -> Option<(TextKey, Endpoint)> {
    let text = endpoint.addresses.first()?;
    let ip = endpoint.ip?;
    if IpFamily::of(ip) != family {
        return None;
    }
    let address = SocketAddr::new(ip, port);
    let mut read = Endpoint {
        address,
        local: false,
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
    };
    read.local = read.is_on(node);
    Some((TextKey::of(text, address), read))
}

/// Orders addresses as their texts `ip:port` are ordered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TextKey {
    /// `a.b.c.d:`, left-aligned and filled up with zeros, and the port likewise.
    V4([u8; 16], [u8; 5]),
    /// The text.
    V6(String),
}

impl TextKey {
    /// The key of an address; `text` is what its IP was read from, which for
    /// IPv4 can be written in one way only.
    fn of(text: &str, address: SocketAddr) -> Self {
        if address.is_ipv6() {
            return Self::V6(address.to_string());
        }
        let mut ip = [0; 16];
        for (place, letter) in ip.iter_mut().zip(text.bytes().chain([b':'])) {
            *place = letter;
        }
        Self::V4(ip, digits(address.port()))
    }
}

/// The decimal digits of a number, left-aligned and filled up with zeros.
fn digits(number: u16) -> [u8; 5] {
    let mut out = [0; 5];
    let all =
        [number / 10_000, number / 1_000 % 10, number / 100 % 10, number / 10 % 10, number % 10];
    let leading = all.iter().take(4).take_while(|digit| **digit == 0).count();
    for (place, digit) in out.iter_mut().zip(all.iter().skip(leading)) {
        // A digit is below ten.
        *place = b'0' + *digit as u8;
    }
    out
}
