//! Packets and their fate: routing, the walk through each node's rules, DNS.

mod packet;
mod trace;

pub use packet::{Client, Packet, Request};
pub use trace::{EndpointFate, Hop, LeftOut, Place, Reason, Step, Trace, Verdict};
