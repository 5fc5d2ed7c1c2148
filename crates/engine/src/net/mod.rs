//! Packets and their fate: routing, the walk through each node's rules, DNS.

pub mod balancer;
pub mod conntrack;
pub mod dns;
mod packet;
pub mod policy;
mod trace;
mod walk;

pub use packet::{Client, Packet, Request};
pub use trace::{Advice, EndpointFate, Hop, LeftOut, Place, Reason, Step, Trace, Verdict};
pub use walk::{Effects, Walked, walk};
