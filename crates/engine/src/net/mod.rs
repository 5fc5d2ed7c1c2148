//! Packets and their fate: routing, the walk through each node's rules, DNS.

pub mod dns;
mod packet;
mod trace;

pub use packet::{Client, Packet, Request};
pub use trace::{Advice, EndpointFate, Hop, LeftOut, Place, Reason, Step, Trace, Verdict};
