//! A bench: a cluster made for a lesson, and the text the editor starts with.

use std::net::IpAddr;
use std::sync::Arc;

use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::objects::{Kind, Object};
use service_lab_engine::store::Actor;
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, World, step};

/// A bench as content/ describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchSpec {
    pub cluster: ClusterSpec,
    /// What the editor starts with.
    pub start: String,
}

/// A cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClusterSpec {
    /// Settings, the lesson's seed among them.
    pub config: ClusterConfig,
    pub nodes: Vec<NodeSpec>,
    /// Manifests that stand there before the learner's and are not in the
    /// editor: the Pods that only send.
    pub objects: String,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeSpec {
    pub name: String,
    /// Its InternalIP.
    pub address: IpAddr,
    pub pod_cidr: String,
    pub zone: Option<String>,
}

/// How long a start is given to settle: an image starts within a second, a
/// load balancer's address comes within a minute.
const SETTLE_MS: u64 = 120_000;

/// The world that a bench starts with: the cluster, its own objects, the
/// start text, and everything settled.
pub fn start_world(bench: &BenchSpec) -> World {
    let mut world = World { config: Arc::new(bench.cluster.config.clone()), ..World::default() };
    for node in &bench.cluster.nodes {
        world.store.put(Object::new(Kind::Node, node_value(node)), Actor::ApiServer);
    }
    for text in [&bench.cluster.objects, &bench.start] {
        world = step(&world, &Command::Apply { text: text.clone() }).world;
    }
    step(&world, &Command::Wait { ms: SETTLE_MS }).world
}

fn node_value(node: &NodeSpec) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Node");
    value.set("metadata.name", node.name.as_str());
    let mut labels = Value::map();
    if let Some(map) = labels.as_map_mut() {
        map.insert("kubernetes.io/hostname".to_owned(), node.name.as_str().into());
        map.insert("kubernetes.io/os".to_owned(), "linux".into());
        if let Some(zone) = &node.zone {
            map.insert("topology.kubernetes.io/zone".to_owned(), zone.as_str().into());
        }
    }
    value.set("metadata.labels", labels);
    value.set("spec.podCIDR", node.pod_cidr.as_str());
    value.set("spec.podCIDRs", vec![node.pod_cidr.as_str().into()]);
    value.set(
        "status.addresses",
        vec![
            typed("InternalIP", "address", &node.address.to_string()),
            typed("Hostname", "address", &node.name),
        ],
    );
    value.set("status.allocatable.cpu", "4");
    value.set("status.conditions", vec![typed("Ready", "status", "True")]);
    value
}

fn typed(kind: &str, field: &str, text: &str) -> Value {
    let mut value = Value::map();
    value.set("type", kind);
    value.set(field, text);
    value
}
