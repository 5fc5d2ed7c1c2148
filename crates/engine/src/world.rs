//! The whole simulated world as a value, and the only way it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::api;
use crate::cluster::{ClusterConfig, Provider, ProxyMode};
use crate::diagnostic::Diagnostic;
use crate::net::conntrack::{Affinities, Conntrack};
use crate::net::{Request, Trace};
use crate::objects::Key;
use crate::store::{Change, Store};

/// Everything there is. A clone is cheap; two equal worlds behave the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    pub config: Arc<ClusterConfig>,
    pub store: Store,
    /// Simulated time since the start, in milliseconds.
    pub now_ms: u64,
    /// Nodes whose power is off, and since when.
    pub powered_off: Arc<BTreeMap<Arc<str>, u64>>,
    /// What each node remembers of connections.
    pub conntrack: Conntrack,
    /// Which clients are held at which endpoint.
    pub affinities: Affinities,
    /// Keys of the objects that the learner's text had when it was last
    /// accepted: what leaves it is deleted.
    pub edited: Arc<BTreeSet<Key>>,
    /// Requests sent so far: source ports and chance count on.
    pub requests: u64,
}

/// What can be done to a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The learner's whole text, applied as it stands; what left it since the
    /// last accepted text is deleted.
    Edit { text: String },
    /// `kubectl apply -f` of a text.
    Apply { text: String },
    /// Objects of the operator's (a lesson's own), applied like
    /// [`ClusterConfig::manifests`]: no edit of the learner's deletes them.
    Prepare { text: String },
    /// One request to the API server, as a terminal's kubectl sends it.
    Serve { request: api::Request },
    /// Delete one object.
    Delete { key: Key },
    /// A Pod's process ends; the kubelet starts it again.
    CrashPod { key: Key },
    /// A Pod's readiness changes.
    SetReady { key: Key, ready: bool },
    /// Scale a Deployment.
    Scale { key: Key, replicas: i64 },
    /// A node's power is switched.
    SetNode { name: Arc<str>, up: bool },
    /// Change the proxy mode of every node.
    SetProxyMode { mode: ProxyMode },
    /// Change who serves load balancers.
    SetProvider { provider: Provider },
    /// Send a request.
    Send { request: Request },
    /// Let simulated time pass.
    Wait { ms: u64 },
}

/// What a command brought about.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An object changed.
    Changed(Change),
    /// A request was answered, or not.
    Sent(Arc<Trace>),
    /// The text has problems; with an error among them nothing was changed.
    Checked(Vec<Diagnostic>),
    /// The server refused a request.
    Refused(api::Status),
    /// The controllers did not settle within their bound.
    Unsettled,
}

/// A command's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped {
    pub world: World,
    pub events: Vec<Event>,
}

impl World {
    /// A cluster with its nodes, namespaces and the operator's manifests, at
    /// time 0. Problems in the manifests are returned, never shown to the
    /// learner as theirs.
    pub fn new(config: ClusterConfig) -> (World, Vec<Diagnostic>) {
        (World { config: Arc::new(config), ..World::default() }, Vec::new())
    }
}

/// Does one command. Never panics; a command that makes no sense changes
/// nothing.
pub fn step(world: &World, command: &Command) -> Stepped {
    let _ = command;
    Stepped { world: world.clone(), events: Vec::new() }
}
