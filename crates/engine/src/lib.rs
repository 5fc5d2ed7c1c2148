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
//! Architecture invariant: modules import only those to their left in
//! `value, path, span` <- `diagnostic` <- `yaml` <- `objects` <- `schema` <-
//! `store` <- `api` <- `client` <- `controllers` <- `proxy` <- `net` <- `world`.

pub mod api;
pub mod chance;
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
