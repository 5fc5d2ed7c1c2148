//! The simulated cluster of Service Lab.
//!
//! Pure, deterministic and total: it knows no language, no browser, no clock
//! and no files. Text goes in, typed values come out.
//!
//! ```text
//! text --yaml--> nodes with spans --schema--> values --api--> store --controllers--> slices, Pods, status
//!                                                              |
//!                      packet --net::walk--> Trace <--proxy----+--> DNS
//! ```
//!
//! Architecture invariant: modules import only those to their left, or beside them, in
//! `value, path, span, chance, clock` <- `diagnostic` <- `yaml` <- `objects` <- `cluster` <-
//! `schema` <- `store` <- `api` <- `processes` <- `controllers` <- `client` <- `proxy` <- `net, world` <- `checkup`
//! (xtask/src/layers.rs checks it). Nothing here panics or computes with floating-point numbers.
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

pub mod api;
pub mod chance;
pub mod checkup;
pub mod client;
pub mod clock;
pub mod cluster;
pub mod controllers;
pub mod diagnostic;
pub mod net;
pub mod objects;
pub mod path;
pub mod processes;
pub mod proxy;
pub mod schema;
pub mod span;
pub mod store;
pub mod value;
pub mod world;
pub mod yaml;
