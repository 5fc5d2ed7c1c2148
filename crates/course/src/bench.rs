//! A bench: a cluster made for a lesson, and the text the editor starts with.

use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::world::{Command, World, step};

/// A bench as content/ describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchSpec {
    /// The cluster, with the lesson's seed and the objects that stand there
    /// before the learner's.
    pub config: ClusterConfig,
    /// What the editor starts with.
    pub start: String,
}

/// How long a start is given to settle: an image starts within a second, a
/// load balancer's address comes within a minute.
const SETTLE_MS: u64 = 120_000;

/// The world that a bench starts with: the cluster, its own objects, the
/// start text as the learner's, and everything settled.
pub fn start_world(bench: &BenchSpec) -> World {
    let (world, _) = World::new(bench.config.clone());
    world_with(&world, &bench.start)
}

/// A world in which the learner has just typed `text`, settled.
pub fn world_with(world: &World, text: &str) -> World {
    let edited = step(world, &Command::Edit { text: text.to_owned() }).world;
    step(&edited, &Command::Wait { ms: SETTLE_MS }).world
}
