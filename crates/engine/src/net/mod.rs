//! Packets and their fate: routing, the walk through each node's rules, DNS.

pub mod atlas;
pub mod balancer;
pub mod conntrack;
pub mod dns;
pub mod facts;
#[cfg(test)]
pub(crate) mod fixture;
pub mod ingress;
pub mod lag;
mod packet;
pub mod policy;
mod trace;
mod walk;

pub use crate::proxy::LeftOut;
pub use packet::{Client, Packet, Request};
pub use trace::{Advice, EndpointFate, Hop, Place, Reason, Step, Trace, Verdict};
pub use walk::{Effects, Walked, walk};
