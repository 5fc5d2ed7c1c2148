//! A load balancer outside the cluster: picks a node and passes the packet on,
//! or opens a connection of its own.

use std::net::SocketAddr;
use std::sync::Arc;

use super::{At, Machine, Origin, Passage, Visit, Walker};
use crate::cluster::Provider;
use crate::net::balancer::{self, Arrival as Way};
use crate::net::packet::Packet;
use crate::net::trace::{Hop, Place, Reason, Step, Verdict};
use crate::objects::address::range;
use crate::objects::{Key, Object, Service, ServicePort, View};
use crate::proxy::Arrival;

impl Walker<'_> {
    /// The packet is at the load balancer of a Service.
    pub(super) fn balance(&mut self, key: &Key) -> Visit {
        let place = Place::LoadBalancer(key.clone());
        let way = balancer::arrival(self.world.config.provider);
        let found = self.world.store.get(key);
        let (Some(way), Some(object), Some(View::Service(service))) =
            (way, found, found.map(|it| &it.view))
        else {
            let address = self.packet.destination.ip();
            return Visit::End(self.lose(Place::Network, Reason::NobodyThere { address }));
        };
        let port = self.packet.destination.port();
        let served = balancer::port_of(service, port, self.packet.protocol)
            .filter(|it| way == Way::Untouched || it.node_port != 0);
        let Some(served) = served else {
            let because = Reason::LoadBalancerPortClosed { service: key.clone(), port };
            return self.closed(place, because);
        };
        let source = self.packet.source.ip();
        if balancer::guards_sources(self.world.config.provider, self.packet.protocol)
            && !allowed(service, source)
        {
            return self.closed(place, Reason::SourceNotAllowed { service: key.clone(), source });
        }
        self.send_to_node(key, object, service, served, way)
    }

    /// Who is not to come in. A container beside the nodes has nothing in front of
    /// it, so its kernel or its proxy closes the connection; a cloud's security
    /// group holds only the listeners' ports and ranges, and throws the rest away.
    ///
    /// Models kubernetes-sigs/cloud-provider-kind pkg/loadbalancer/proxy.go
    /// (filter_chain_match), cloud-provider-aws EnsureLoadBalancer (permissions by
    /// listener) and Octavia's allowed_address_pairs.py (rules by listener).
    fn closed(&mut self, place: Place, because: Reason) -> Visit {
        if self.world.config.provider != Provider::CloudProviderKind {
            let guarded = matches!(because, Reason::SourceNotAllowed { .. });
            let step = if guarded { Step::Drop } else { Step::Lose };
            return Visit::End(self.end_here(place, step, Verdict::TimedOut, because, None));
        }
        let from = match &place {
            Place::LoadBalancer(key) => Some(Origin::Machine(Machine::LoadBalancer(key.clone()))),
            _ => None,
        };
        Visit::End(self.end_here(place, Step::Refuse, Verdict::Refused, because, from))
    }

    fn send_to_node(
        &mut self,
        key: &Key,
        object: &Object,
        service: &Service,
        port: &ServicePort,
        way: Way,
    ) -> Visit {
        let place = Place::LoadBalancer(key.clone());
        let picked = balancer::pick(self.world, object, service, self.number.text());
        let Some((node, pick, of)) = picked else {
            let because = Reason::NoHealthyNode { service: key.clone() };
            return Visit::End(self.lose(place, because));
        };
        let before = self.packet;
        self.rewrite(&node, port, way);
        if before != self.packet {
            self.passages.push(Passage {
                machine: Machine::LoadBalancer(key.clone()),
                original: before,
                rewritten: self.packet,
            });
        }
        let step = if way == Way::NewConnection { Step::Reconnect } else { Step::Balance };
        self.hops.push(Hop {
            before,
            ..super::plain_hop(
                place,
                self.packet,
                step,
                Reason::NodePicked { node: node.clone(), pick, of },
            )
        });
        Visit::Go(At::Node { node, arrives: Arrival::Network })
    }

    fn rewrite(&mut self, node: &Arc<str>, port: &ServicePort, way: Way) {
        let target = self.packet.destination.ip();
        let address = self.facts.atlas.node(node).and_then(|it| {
            it.addresses.iter().find(|it| it.is_ipv4() == target.is_ipv4()).copied()
        });
        let Some(address) = address else { return };
        let node_port = SocketAddr::new(address, port.node_port);
        match way {
            Way::Untouched => {}
            Way::NodePort => self.packet.destination = node_port,
            Way::NewConnection => {
                let own = balancer::own_address(self.world, target, address);
                let port = 1024 + self.chance("reconnect", node, 64_512);
                let source = SocketAddr::new(own, u16::try_from(port).unwrap_or(u16::MAX));
                self.packet = Packet { source, destination: node_port, ..self.packet };
            }
        }
    }
}

/// Models loadBalancerSourceRanges as a provider's firewall reads it.
fn allowed(service: &Service, source: std::net::IpAddr) -> bool {
    let mut ranges = service.source_ranges.iter().filter_map(|it| range(it.trim()));
    service.source_ranges.is_empty() || ranges.any(|it| it.contains(&source))
}
