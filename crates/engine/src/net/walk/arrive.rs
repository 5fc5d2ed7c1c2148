//! The end of the way there: a process takes the packet, or nobody does.

use std::sync::Arc;

use super::{End, Machine, Origin, Visit, Walker};
use crate::cluster::Answer;
use crate::net::atlas::Owner;
use crate::net::dns;
use crate::net::facts::Heard;
use crate::net::trace::{Place, Reason, Step, Verdict};
use crate::objects::{IpFamily, Key, Object, Pod, PodPhase, Protocol};
use crate::processes::{self, Process};
use crate::proxy::{HealthCheck, NodePortsOn};

/// The kubelet's own port, on every node.
const KUBELET_PORT: u16 = 10_250;
/// kube-proxy's health check, on every node.
const PROXY_HEALTH_PORT: u16 = 10_256;

impl Walker<'_> {
    /// The packet is in a Pod's network.
    pub(super) fn arrive_at_pod(&mut self, key: &Key, node: &Arc<str>) -> Visit {
        let from = if self.passages.is_empty() && self.is_client(key) {
            Origin::Client
        } else {
            Origin::Behind(node.clone())
        };
        let place = Place::Pod(key.clone());
        let facts = self.facts;
        let Some((pod, heard)) =
            facts.knock(key).and_then(|(pod, heard)| Some((pod.view()?, heard)))
        else {
            let address = self.packet.destination.ip();
            return Visit::End(self.lose(place, Reason::NobodyThere { address }));
        };
        let verdict = match self.listening(key, heard) {
            Ok(process) => {
                self.proxy = proxies(process).then(|| key.clone());
                self.delivered(key, pod, node, process)
            }
            Err(because) => {
                let end = self.end_here(place, Step::Refuse, Verdict::Refused, because, Some(from));
                return Visit::End(end);
            }
        };
        let because = Reason::Listening { port: self.packet.destination.port() };
        Visit::End(self.end_here(place, Step::Deliver, verdict, because, Some(from)))
    }

    fn is_client(&self, key: &Key) -> bool {
        matches!(&self.sender, super::Sender::Pod { pod, .. } if pod == key)
    }

    /// The process that takes the packet, or why none does.
    fn listening<'p>(&self, pod: &Key, all: &'p [Heard]) -> Result<&'p Process, Reason> {
        let destination = self.packet.destination;
        let protocol = self.packet.protocol;
        let (address, port) = (destination.ip(), destination.port());
        let mut there = all.iter().filter(|it| it.process.listener.port == port);
        let fits = |it: &&Heard| it.process.listener.protocol == protocol;
        if let Some(heard) = there.clone().filter(fits).find(|it| it.process.takes(address)) {
            return match self.absent(pod, heard) {
                Some(because) => Err(because),
                None => Ok(&heard.process),
            };
        }
        if there.clone().any(|it| fits(&it)) {
            return Err(Reason::ListensOnLoopback { port });
        }
        match there.next() {
            Some(heard) => {
                let listens = heard.process.listener.protocol;
                Err(Reason::ListensForOther { port, listens })
            }
            None => Err(Reason::NobodyListens { address, port, protocol }),
        }
    }

    /// Why a process that would take the packet does not.
    fn absent(&self, pod: &Key, heard: &Heard) -> Option<Reason> {
        if !heard.up {
            return Some(Reason::ProcessDown { pod: pod.clone() });
        }
        let ending = heard.ends_ms.is_some_and(|it| it <= self.world.now_ms);
        let behind = || self.rules_behind().unwrap_or(Reason::ShuttingDown { pod: pod.clone() });
        ending.then(behind)
    }

    fn delivered(&self, key: &Key, pod: &Pod, node: &Arc<str>, process: &Process) -> Verdict {
        Verdict::Delivered {
            pod: Some(key.clone()),
            node: Some(node.clone()),
            source_seen: self.packet.source.ip(),
            answer: self.answer(key, pod, process),
        }
    }

    /// What the process says.
    fn answer(&self, key: &Key, pod: &Pod, process: &Process) -> String {
        let path = self.request.path.as_str();
        if !processes::serves_path(pod, process, path) {
            return "404 Not Found".to_owned();
        }
        match &process.listener.answers {
            Answer::Hostname if path == "/clientip" => self.packet.source.to_string(),
            Answer::Hostname => {
                let object = self.world.store.get(key);
                let own = |it: &Arc<Object>| dns::host_name(it, &self.world.config);
                object.map_or_else(|| key.name.to_string(), own)
            }
            Answer::Page => processes::page(pod, process),
            Answer::Text(text) => text.clone(),
            // What it says depends on where it sends the request: see relay.
            Answer::Ingress => String::new(),
        }
    }

    /// The packet is for a node itself.
    pub(super) fn arrive_at_node(&mut self, node: &Arc<str>) -> Visit {
        let origin = || Some(Origin::Machine(Machine::Node(node.clone())));
        if let Some((key, pod, heard)) = self.host_process(node) {
            if let Some(because) = self.absent(&key, heard) {
                let place = Place::Pod(key);
                let end = self.end_here(place, Step::Refuse, Verdict::Refused, because, origin());
                return Visit::End(end);
            }
            let process = &heard.process;
            let verdict = self.delivered(&key, pod, node, process);
            self.proxy = proxies(process).then(|| key.clone());
            let because = Reason::Listening { port: self.packet.destination.port() };
            let place = Place::Pod(key);
            return Visit::End(self.end_here(place, Step::Deliver, verdict, because, origin()));
        }
        let (address, port) = (self.packet.destination.ip(), self.packet.destination.port());
        let place = Place::Node(node.clone());
        let Some(answer) = self.node_answer(node, port) else {
            let because = Reason::NobodyListens { address, port, protocol: self.packet.protocol };
            let end = self.end_here(place, Step::Refuse, Verdict::Refused, because, origin());
            return Visit::End(end);
        };
        let verdict = Verdict::Delivered {
            pod: None,
            node: Some(node.clone()),
            source_seen: self.packet.source.ip(),
            answer,
        };
        Visit::End(self.end_here(
            place,
            Step::Deliver,
            verdict,
            Reason::Listening { port },
            origin(),
        ))
    }

    /// A process of a Pod in the node's own network.
    fn host_process(&self, node: &Arc<str>) -> Option<(Key, &Pod, &Heard)> {
        let destination = self.packet.destination;
        let takes = |it: &&Heard| {
            it.process.listener.port == destination.port()
                && it.process.listener.protocol == self.packet.protocol
                && it.process.takes(destination.ip())
        };
        self.world
            .store
            .pods()
            .filter(|(_, pod)| pod.host_network && *pod.node_name == **node)
            .filter(|(_, pod)| pod.phase == PodPhase::Running)
            .find_map(|(object, pod)| {
                let all = self.facts.listeners(&object.key);
                Some((object.key.clone(), pod, all.iter().find(takes)?))
            })
    }

    /// What the node's own programs answer: the kubelet, kube-proxy, and
    /// kube-proxy for load balancers' health checks, where it serves node
    /// ports. Models newServiceHealthServer of
    /// pkg/proxy/healthcheck/service_health.go (v1.36).
    fn node_answer(&self, node: &str, port: u16) -> Option<String> {
        if self.packet.protocol != Protocol::Tcp {
            return None;
        }
        match port {
            KUBELET_PORT => Some("kubelet".to_owned()),
            PROXY_HEALTH_PORT => Some("200 OK".to_owned()),
            _ => {
                let rules = self.facts.rules(node)?;
                let address = self.packet.destination.ip();
                let family = IpFamily::of(address);
                let listens = match rules.config().node_ports_on(family) {
                    NodePortsOn::All => true,
                    NodePortsOn::Only(addresses) => addresses.contains(&address),
                };
                let checks = rules.health_checks(family);
                checks.iter().find(|it| listens && it.port == port).map(health)
            }
        }
    }

    /// A machine outside the cluster, or the API server's, answers whatever it is asked.
    pub(super) fn arrive_at_host(&mut self) -> Visit {
        let address = self.packet.destination.ip();
        let verdict = Verdict::Delivered {
            pod: None,
            node: None,
            source_seen: self.packet.source.ip(),
            answer: String::new(),
        };
        let because = match self.owner(address) {
            Some(Owner::ControlPlane) => Reason::ApiServer { address },
            _ => Reason::OutsideHost { address },
        };
        let from = Some(Origin::Host);
        Visit::End(self.end_here(Place::Network, Step::Deliver, verdict, because, from))
    }

    /// On the machine of the client outside nobody listens.
    pub(super) fn arrive_at_own(&mut self) -> Visit {
        let destination = self.packet.destination;
        let because = Reason::NobodyListens {
            address: destination.ip(),
            port: destination.port(),
            protocol: self.packet.protocol,
        };
        let itself = self.sender.node().is_none();
        let from = Some(if itself { Origin::Client } else { Origin::Host });
        let end: End = self.end_here(Place::Network, Step::Refuse, Verdict::Refused, because, from);
        Visit::End(end)
    }
}

fn proxies(process: &Process) -> bool {
    process.listener.answers == Answer::Ingress
}

/// Models pkg/proxy/healthcheck/service_health.go ServeHTTP (v1.36).
fn health(check: &HealthCheck) -> String {
    let status = if check.local_endpoints > 0 { "" } else { "503 Service Unavailable\n" };
    let (namespace, name) = &check.service;
    let count = check.local_endpoints;
    format!(
        "{status}{{\n\t\"service\": {{\n\t\t\"namespace\": \"{namespace}\",\n\t\t\"name\": \"{name}\"\n\t}},\n\t\"localEndpoints\": {count},\n\t\"serviceProxyHealthy\": true\n}}"
    )
}
