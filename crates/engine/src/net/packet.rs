//! What travels, and who sends it.

use std::net::SocketAddr;
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

/// One request: `curl HOST:PORT/PATH` from a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Request {
    pub from: Client,
    /// A name or an address, as typed.
    pub host: String,
    pub port: u16,
    pub protocol: Protocol,
    /// Path of the URL, `/` by default.
    pub path: String,
    /// `Host` header where it differs from `host` (`curl -H`).
    pub host_header: Option<String>,
    /// `None`: a new socket. A port that was used before is the same socket:
    /// a kept connection, which no rule looks at again.
    pub source_port: Option<u16>,
}

impl Request {
    /// A TCP request of `/` through a new socket.
    pub fn tcp(from: Client, host: &str, port: u16) -> Self {
        Self {
            from,
            host: host.to_owned(),
            port,
            protocol: Protocol::Tcp,
            path: "/".to_owned(),
            host_header: None,
            source_port: None,
        }
    }
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
}
