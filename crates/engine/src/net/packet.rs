//! What travels, and who sends it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use crate::objects::Protocol;

/// Who sends a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Client {
    /// A machine outside the cluster.
    Outside,
    /// A process on a node, in the node's own network.
    Node(Arc<str>),
    /// A process in a Pod.
    Pod {
        /// Its namespace.
        namespace: Arc<str>,
        /// Its name.
        name: Arc<str>,
    },
}

/// One request: `curl HOST:PORT` from a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Request {
    pub from: Client,
    /// A name or an address, as typed.
    pub host: String,
    pub port: u16,
    pub protocol: Protocol,
}

/// The addresses of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Packet {
    pub protocol: Protocol,
    pub source: SocketAddr,
    pub destination: SocketAddr,
}

impl Packet {
    /// The packet that answers this one.
    pub fn reply(self) -> Self {
        Self { protocol: self.protocol, source: self.destination, destination: self.source }
    }

    /// Whether it goes to this address.
    pub fn is_for(&self, address: IpAddr) -> bool {
        self.destination.ip() == address
    }
}
