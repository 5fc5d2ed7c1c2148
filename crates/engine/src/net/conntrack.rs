//! Each node's memory of connections, as the kernel keeps it.
//!
//! Models nf_conntrack: rewriting rules are asked for the first packet of a
//! connection only; later packets and answers follow the record. Timeouts are
//! kube-proxy's (`--conntrack-tcp-timeout-established` 24h) and the kernel's.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::packet::Packet;
use crate::objects::Protocol;
use crate::proxy::PortName;

/// Records kept per node; the oldest goes first. A lesson sends some hundred
/// requests; the kernel's own table holds 262 144.
pub const MAX_CONNECTIONS: usize = 512;

/// `nf_conntrack_tcp_timeout_established`, as kube-proxy sets it.
const TCP_ESTABLISHED_MS: u64 = 86_400_000;
/// `nf_conntrack_udp_timeout`.
const UDP_MS: u64 = 30_000;
/// `nf_conntrack_udp_timeout_stream`: after an answer was seen.
const UDP_STREAM_MS: u64 = 120_000;
/// `nf_conntrack_sctp_timeout_established` of current kernels.
const SCTP_ESTABLISHED_MS: u64 = 210_000;
/// `nf_conntrack_tcp_timeout_syn_sent`: nobody has answered yet.
const UNANSWERED_MS: u64 = 120_000;

/// One connection as a node remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The first packet as it came.
    pub original: Packet,
    /// The first packet as it went on.
    pub rewritten: Packet,
    /// Whether an answer was seen.
    pub answered: bool,
    pub expires_ms: u64,
}

impl Connection {
    /// A record of a first packet.
    pub fn new(original: Packet, rewritten: Packet, answered: bool, now_ms: u64) -> Self {
        let lasts_ms = match (original.protocol, answered) {
            (Protocol::Tcp, true) => TCP_ESTABLISHED_MS,
            (Protocol::Udp, true) => UDP_STREAM_MS,
            (Protocol::Sctp, true) => SCTP_ESTABLISHED_MS,
            (Protocol::Udp, false) => UDP_MS,
            (Protocol::Tcp | Protocol::Sctp, false) => UNANSWERED_MS,
        };
        Self { original, rewritten, answered, expires_ms: now_ms.saturating_add(lasts_ms) }
    }

    /// The endpoint it leads to, where the destination was rewritten.
    pub fn endpoint(&self) -> Option<SocketAddr> {
        (self.original.destination != self.rewritten.destination)
            .then_some(self.rewritten.destination)
    }
}

/// The records of one node, by first packet.
type Records = BTreeMap<Packet, Connection>;

/// The records of every node. A clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conntrack {
    nodes: Arc<BTreeMap<Arc<str>, Arc<Records>>>,
}

impl Conntrack {
    /// What a node remembers of the connection that this packet begins or
    /// goes on with.
    pub fn find(&self, node: &str, packet: &Packet, now_ms: u64) -> Option<&Connection> {
        self.nodes.get(node)?.get(packet).filter(|it| it.expires_ms > now_ms)
    }

    /// The connections a node remembers, in the order of their first packets.
    pub fn of_node(&self, node: &str, now_ms: u64) -> impl Iterator<Item = &Connection> {
        let records = self.nodes.get(node).into_iter().flat_map(|it| it.values());
        records.filter(move |it| it.expires_ms > now_ms)
    }

    /// Remembers a connection, renewing what was known of it.
    pub fn remember(&mut self, node: &Arc<str>, connection: Connection, now_ms: u64) {
        let nodes = Arc::make_mut(&mut self.nodes);
        let records = Arc::make_mut(nodes.entry(node.clone()).or_default());
        records.insert(connection.original, connection);
        if records.len() > MAX_CONNECTIONS {
            records.retain(|_, it| it.expires_ms > now_ms);
        }
        while records.len() > MAX_CONNECTIONS {
            let oldest = records.values().min_by_key(|it| it.expires_ms).map(|it| it.original);
            match oldest {
                Some(oldest) => records.remove(&oldest),
                None => break,
            };
        }
    }

    /// Forgets a node's records: it was switched off.
    pub fn forget_node(&mut self, node: &str) {
        if self.nodes.contains_key(node) {
            Arc::make_mut(&mut self.nodes).remove(node);
        }
    }

    /// Whether some node remembers a UDP packet.
    pub fn holds_udp(&self) -> bool {
        let mut records = self.nodes.values().flat_map(|it| it.values());
        records.any(|it| it.original.protocol == Protocol::Udp)
    }

    /// Forgets records of UDP that are stale.
    pub fn clean_stale_udp(&mut self, stale: impl Fn(&Connection) -> bool) {
        let stale = |it: &Connection| it.original.protocol == Protocol::Udp && stale(it);
        if !self.nodes.values().any(|records| records.values().any(stale)) {
            return;
        }
        for records in Arc::make_mut(&mut self.nodes).values_mut() {
            if records.values().any(stale) {
                Arc::make_mut(records).retain(|_, it| !stale(it));
            }
        }
    }
}

/// Which endpoint a client is held at, per node, Service port and client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affinities {
    held: Arc<BTreeMap<AffinityKey, Held>>,
}

/// What affinity is kept by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AffinityKey {
    pub node: Arc<str>,
    pub service_port: PortName,
    pub client: IpAddr,
}

/// The endpoint a client is held at, and when that ends unless it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub endpoint: SocketAddr,
    pub expires_ms: u64,
}

impl Affinities {
    /// Where a client is held now.
    pub fn find(&self, key: &AffinityKey, now_ms: u64) -> Option<SocketAddr> {
        self.held.get(key).filter(|it| it.expires_ms > now_ms).map(|it| it.endpoint)
    }

    /// Holds a client at an endpoint; every new connection renews it.
    pub fn hold(&mut self, key: AffinityKey, held: Held) {
        Arc::make_mut(&mut self.held).insert(key, held);
    }

    /// Everything that is held, in key order.
    pub fn iter(&self) -> impl Iterator<Item = (&AffinityKey, &Held)> {
        self.held.iter()
    }

    /// Forgets a node's records: it was switched off.
    pub fn forget_node(&mut self, node: &str) {
        if self.held.keys().any(|it| &*it.node == node) {
            Arc::make_mut(&mut self.held).retain(|it, _| &*it.node != node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// nf_conntrack_sysctl.rst of Linux: how long a record stays.
    #[test]
    fn a_record_is_there_until_its_time_is_over() {
        let [source, service, pod] = ["10.244.3.5:4000", "10.96.0.10:53", "10.244.1.5:53"]
            .map(|it| it.parse().unwrap_or_else(|_| panic!("{it}")));
        let node: Arc<str> = "node-1".into();
        for (protocol, answered, lasts_ms) in [
            (Protocol::Udp, false, 30_000),
            (Protocol::Udp, true, 120_000),
            (Protocol::Tcp, false, 120_000),
            (Protocol::Tcp, true, 86_400_000),
            (Protocol::Sctp, true, 210_000),
        ] {
            let original = Packet { protocol, source, destination: service };
            let rewritten = Packet { destination: pod, ..original };
            let mut conntrack = Conntrack::default();
            conntrack.remember(&node, Connection::new(original, rewritten, answered, 5), 5);
            let there = |now_ms| {
                let listed = conntrack.of_node(&node, now_ms).count() == 1;
                assert_eq!(conntrack.find(&node, &original, now_ms).is_some(), listed);
                listed
            };
            assert!(there(5 + lasts_ms - 1), "{protocol:?} {answered}");
            assert!(!there(5 + lasts_ms), "{protocol:?} {answered}");
        }
    }
}
