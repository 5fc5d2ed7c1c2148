//! What the cluster's DNS answers.
//!
//! Models kubernetes/dns docs/specification.md (1.1.0) and the resolver of a
//! Pod (`resolv.conf` with search path and `ndots:5`). It never opens a
//! packet's path: that is the walk.

mod environment;
mod hosts;
mod reach;
mod resolver;
mod server;
#[cfg(test)]
mod tests;

pub use environment::service_environment;
pub use hosts::host_name;
pub use reach::kept_from;
pub use resolver::{ResolvConf, ask, candidates, cluster_dns_address, resolv_conf, resolve};
pub use server::answer;

use std::net::IpAddr;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordType {
    A,
    Aaaa,
    Cname,
    Srv,
    Ptr,
}

impl RecordType {
    /// Its name in a zone file, which is also what `dig` takes and prints.
    pub fn name(self) -> &'static str {
        match self {
            RecordType::A => "A",
            RecordType::Aaaa => "AAAA",
            RecordType::Cname => "CNAME",
            RecordType::Srv => "SRV",
            RecordType::Ptr => "PTR",
        }
    }
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordData {
    /// A or AAAA, by the address's family.
    Address(IpAddr),
    Cname(String),
    Srv {
        priority: u16,
        weight: u16,
        port: u16,
        target: String,
    },
    Ptr(String),
}

impl RecordData {
    /// Its type, and what a zone file, or `dig`, writes behind that.
    pub fn written(&self) -> (RecordType, String) {
        match self {
            RecordData::Address(address) if address.is_ipv4() => {
                (RecordType::A, address.to_string())
            }
            RecordData::Address(address) => (RecordType::Aaaa, address.to_string()),
            RecordData::Cname(target) => (RecordType::Cname, format!("{target}.")),
            RecordData::Srv { priority, weight, port, target } => {
                (RecordType::Srv, format!("{priority} {weight} {port} {target}."))
            }
            RecordData::Ptr(target) => (RecordType::Ptr, format!("{target}.")),
        }
    }
}

/// One record of an answer. Names are without the final dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    pub name: String,
    pub ttl_s: u32,
    pub data: RecordData,
}

/// What the server said to one query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// NOERROR with records, in order.
    Records(Vec<Record>),
    /// NOERROR without a record of the type that was asked for.
    NoData,
    /// No such name.
    NxDomain,
    /// Nothing came back: the query did not get to the server.
    NoReply,
}

/// One query with its answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Query {
    /// The full name that was asked for, without the final dot.
    pub name: String,
    pub kind: RecordType,
    pub answer: Answer,
}

/// Who resolves a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolver {
    /// The cluster's DNS, through a Pod's `resolv.conf`.
    Cluster,
    /// The DNS of the world outside, which knows no cluster name.
    World,
    /// `/etc/hosts`: `localhost`, a Pod's own host name and its aliases.
    Hosts,
}

/// How a name was resolved: every query that was tried, in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lookup {
    /// The name as typed.
    pub name: String,
    pub by: Resolver,
    pub queries: Vec<Query>,
    /// The addresses that came out; empty where the name is not resolved.
    pub addresses: Vec<IpAddr>,
    /// The name outside that an alias led to.
    pub alias: Option<String>,
}
