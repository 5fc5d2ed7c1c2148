//! What kube-proxy v1.36 of one node does, as data.
//!
//! ```text
//! store --Watched--> Services and slices --Block::build--> one block a service port
//!                                                             |
//!                    PacketIn --NodeRules::evaluate--> Evaluation; text and views when someone looks
//! ```
//!
//! A node's rules are blocks, one a service port, rebuilt only when that
//! port's Service or slices changed. What the rules view shows and what a
//! packet meets is the same value. This module never routes, tracks
//! connections or delivers: that is `net`.
//!
//! Models pkg/proxy (v1.36): serviceport.go, endpointslicecache.go,
//! topology.go, iptables/proxier.go, nftables/proxier.go, conntrack/cleanup.go. IPVS mode
//! (deprecated since v1.35) is left out.

mod block;
mod blocks;
mod config;
mod endpoint;
mod evaluation;
mod fate;
mod iptables;
mod iptables_text;
mod matching;
mod names;
mod nftables;
mod nftables_text;
mod node_rules;
mod ranges;
mod rule;
mod service_port;
mod shown;
mod stale;
mod text;
mod topology;
mod view;
mod walk;
mod watched;

pub use block::{Block, PortRules};
pub use config::{DetectLocal, NodePortAddresses, NodePortsOn, ProxyConfig};
pub use endpoint::{Endpoint, endpoints_of};
pub use evaluation::{Arrival, Delivery, Evaluation, Outcome, PacketIn, Refusal, Step, Why};
pub use fate::{EndpointFate, LeftOut};
pub use node_rules::{ChainId, HealthCheck, NodeRules, PlacedRule, TellChain};
pub use rule::{
    Chain, Chance, Counter, Destination, Element, ElementKey, Hook, Map, Matches, PortChain,
    Purpose, Rule, Shared, Source, State, Target,
};
pub use service_port::{PortName, ServicePort, is_watched, service_ports, unwatched_by};
pub use stale::{UdpFrontends, is_about_udp};
pub use topology::{Categories, Policies, Topology, categorize};
pub use view::{ChainView, ElementView, MapView, RuleView};
pub use watched::{ServiceName, Watched};
