//! What a node's rules do to packets: tables of fates, and laws that hold for
//! any cluster.

mod cluster;
mod endpoints;
mod fates;
mod laws;
mod text;
