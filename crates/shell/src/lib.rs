//! The simulated terminal of Service Lab: kubectl, curl, nslookup and the few
//! programs that a learner types around them.
//!
//! It owns what a terminal prints, byte for byte as Kubernetes prints it, and
//! what each command asks of the cluster. It never simulates: it reads the
//! engine's store and sends the engine's requests. It knows no language but
//! the terminal's English. Nothing here panics.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::float_arithmetic
    )
)]

pub mod cluster;
mod duration;
pub mod forward;
mod glob;
pub mod kubectl;
pub mod network;
mod number;
pub mod output;
pub mod print;
pub mod programs;
pub mod run;
pub mod selector;
pub mod stdin;
pub mod syntax;
pub mod world;

pub use cluster::{Cluster, How};
pub use output::Output;
pub use run::Terminal;
pub use stdin::Stdin;
pub use world::WorldCluster;
