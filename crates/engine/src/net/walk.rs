//! The walk of one request: there, and back.

use super::conntrack::{AffinityKey, Connection, Held};
use super::packet::Request;
use super::trace::{Reason, Trace, Verdict};
use crate::world::World;
use std::sync::Arc;

/// A walked request: its trace, and what it leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    pub trace: Trace,
    pub effects: Effects,
}

/// What a request leaves behind on the nodes it crossed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Connections by node.
    pub connections: Vec<(Arc<str>, Connection)>,
    /// Clients held at endpoints.
    pub held: Vec<(AffinityKey, Held)>,
}

impl Effects {
    /// Writes them into the world, and counts the request.
    pub fn apply(self, world: &mut World) {
        world.requests = world.requests.saturating_add(1);
        for (node, connection) in self.connections {
            world.conntrack.remember(&node, connection, world.now_ms);
        }
        for (key, held) in self.held {
            world.affinities.hold(key, held);
        }
    }
}

/// Walks one request through the world, which stays as it is.
pub fn walk(world: &World, request: &Request) -> Walked {
    let trace = Trace {
        request: request.clone(),
        lookup: None,
        hops: Vec::new(),
        reply: Vec::new(),
        verdict: Verdict::TimedOut,
        because: Reason::NoRule,
        advice: None,
        at_ms: world.now_ms,
    };
    Walked { trace, effects: Effects::default() }
}
