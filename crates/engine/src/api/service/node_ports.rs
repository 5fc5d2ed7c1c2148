//! The node ports of a cluster: which are free, and which one chance picks.
//!
//! Models pkg/registry/core/service/portallocator (v1.36). What is in use is
//! read from the store.

use super::allocate::Pools;
use crate::chance;
use crate::diagnostic::Code;
use crate::objects::{Kind, Object, ServiceType, View};
use crate::value::Value;

/// The port below the first that a trial names.
const TRIAL: i64 = 32768;

/// The node ports that are taken while one request is carried out.
pub(super) struct NodePorts<'a> {
    pools: &'a Pools<'a>,
    /// Identity of the Service, for chance.
    about: String,
    mine: Vec<i64>,
}

impl<'a> NodePorts<'a> {
    pub(super) fn new(service: &Value, pools: &'a Pools<'a>) -> Self {
        let about = format!(
            "{}/{}/{}",
            service.text("metadata.namespace"),
            service.text("metadata.name"),
            service.text("metadata.uid")
        );
        Self { pools, about, mine: Vec::new() }
    }

    fn taken(&self, port: i64) -> bool {
        self.mine.contains(&port)
            || self.pools.store.of_kind(Kind::Service).any(|it| holds_port(it, port))
    }

    /// Models portallocator Allocate; of a trial, PortAllocationOperation.Allocate,
    /// which asks for no range.
    pub(super) fn allocate(&mut self, port: i64) -> Result<(), (Code, String)> {
        let (first, last) = self.pools.config.node_ports;
        if !self.pools.dry_run && !(i64::from(first)..=i64::from(last)).contains(&port) {
            let why = format!(
                "provided port is not in the valid range. The range of valid ports is {first}-{last}"
            );
            return Err((Code::NodePortOutOfRange, why));
        }
        if self.taken(port) {
            let code = if self.mine.contains(&port) {
                Code::DuplicateNodePort
            } else {
                Code::NodePortTaken
            };
            return Err((code, "provided port is already allocated".to_owned()));
        }
        self.mine.push(port);
        Ok(())
    }

    /// Models portallocator AllocateNext.
    pub(super) fn next(&mut self) -> Option<i64> {
        if self.pools.dry_run {
            return Some(self.guess());
        }
        let (first, last) =
            (i64::from(self.pools.config.node_ports.0), i64::from(self.pools.config.node_ports.1));
        let size = last - first + 1;
        let low = if size < 16 { 0 } else { (size / 32).clamp(16, 128) };
        let low = if low >= size { 0 } else { low };
        let count = self.mine.len().to_string();
        let bound = u64::try_from(size - low).unwrap_or(0);
        let draw = chance::below(self.pools.config.seed, &["nodePort", &self.about, &count], bound);
        let start = i64::try_from(draw).unwrap_or(0);
        let span = size - low;
        let port = (0..span)
            .map(|step| first + low + (start + step) % span.max(1))
            .chain(first..first + low)
            .find(|port| !self.taken(*port))?;
        self.mine.push(port);
        Some(port)
    }

    /// A port that stands for any in a trial: one above those of the request.
    ///
    /// Models PortAllocationOperation.AllocateNext, which looks for a free one
    /// below 100 alone.
    fn guess(&mut self) -> i64 {
        let above = 1 + self.mine.iter().copied().max().map_or(TRIAL, |it| it.max(0));
        let port = (above..100).find(|port| !self.taken(*port)).unwrap_or(above);
        self.mine.push(port);
        port
    }
}

fn holds_port(object: &Object, port: i64) -> bool {
    let View::Service(view) = &object.view else { return false };
    if !matches!(view.kind, ServiceType::NodePort | ServiceType::LoadBalancer) {
        // An ExternalName Service may name node ports; they are not taken for it.
        return false;
    }
    let mine = |number: u16| i64::from(number) == port && number != 0;
    view.ports.iter().any(|it| mine(it.node_port)) || mine(view.health_check_node_port)
}
