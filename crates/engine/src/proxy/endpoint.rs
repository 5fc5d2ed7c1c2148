//! The endpoints of a service port as kube-proxy sees them.
//!
//! Owns the reading of EndpointSlices, never the choice between endpoints.
//! Models pkg/proxy/endpointslicecache.go and endpoint.go (v1.36).

use std::cmp::Ordering;
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
    found.sort_by(|a, b| by_text(a.address, b.address).then_with(|| preference(a, b)));
    found.dedup_by(|later, first| later.address == first.address);
    found
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

/// Which of two records of one address counts: the ready one, else the one
/// that serves while it terminates, else the local one.
fn preference(a: &Endpoint, b: &Endpoint) -> Ordering {
    let rank = |it: &Endpoint| (!it.ready, !it.is_fallback(), !it.local);
    rank(a).cmp(&rank(b))
}

/// Orders addresses as their texts `ip:port` are ordered.
fn by_text(a: SocketAddr, b: SocketAddr) -> Ordering {
    Text::of(a).as_bytes().cmp(Text::of(b).as_bytes())
}

/// A short text on the stack.
struct Text {
    bytes: [u8; Text::CAPACITY],
    length: usize,
}

impl Text {
    /// The longest: `[` 39 letters of IPv6 `]:65535`.
    const CAPACITY: usize = 48;

    fn of(address: SocketAddr) -> Self {
        use fmt::Write;
        let mut text = Self { bytes: [0; Self::CAPACITY], length: 0 };
        // An address always fits; were it cut, only the order would suffer.
        let _ = write!(text, "{address}");
        text
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let end = self.length.checked_add(part.len()).ok_or(fmt::Error)?;
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(part.as_bytes());
        self.length = end;
        Ok(())
    }
}
