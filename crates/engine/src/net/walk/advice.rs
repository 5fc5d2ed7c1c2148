//! The first thing to change after a failure.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::Walker;
use super::client::service_named;
use crate::net::atlas::Owner;
use crate::net::dns::{Lookup, Resolver};
use crate::net::trace::{Advice, Reason, Verdict};
use crate::net::{Client, ingress};
use crate::objects::{Key, Kind, Object, Protocol, Service, ServicePort, TargetPort, View};
use crate::value::Value;
use crate::world::World;

impl Walker<'_> {
    /// What to change first, where that is known.
    pub(super) fn advise(
        &self,
        verdict: &Verdict,
        because: &Reason,
        lookup: Option<&Lookup>,
    ) -> Option<Advice> {
        if matches!(verdict, Verdict::Delivered { .. }) {
            return None;
        }
        if let Some(advice) = self.for_ingress(because) {
            return Some(advice);
        }
        match because {
            Reason::NameUnknown { name, .. }
            | Reason::NoClusterDns { name }
            | Reason::NameWithoutAddress { name } => self.for_name(name, because, lookup),
            Reason::NameAlias { target, .. } => Some(for_alias(target)),
            Reason::NoEndpoints { service } => for_no_endpoints(self.world, service),
            Reason::NoLocalEndpoints { service, node, external } => {
                Some(Advice::PlacePodOrUseCluster {
                    service: service.clone(),
                    node: node.clone(),
                    external: *external,
                })
            }
            Reason::SourceNotAllowed { service, source } => {
                Some(Advice::AllowSource { service: service.clone(), source: *source })
            }
            Reason::NotServed { service, port, served, .. } => {
                for_not_served(service, *port, self.request.protocol, served)
            }
            Reason::OtherProxy { service, label, .. } => {
                Some(Advice::RemoveLabel { service: service.clone(), label })
            }
            Reason::NobodyListens { address, port, .. } => self.for_nobody(*address, *port),
            Reason::ListensForOther { listens, .. } => self.for_protocol(*listens),
            Reason::ListensOnLoopback { port } => {
                let pod = self.pod_at(self.packet.destination.ip())?;
                Some(Advice::ListenOnAllAddresses { pod, port: *port })
            }
            Reason::RulesBehind { pod, .. } => Some(Advice::WaitBeforeEnding { pod: pod.clone() }),
            Reason::ShuttingDown { .. } => for_no_endpoints(self.world, &self.chosen()?),
            Reason::ProcessDown { pod } => Some(Advice::StartProcess { pod: pod.clone() }),
            Reason::NoRouteToServices { .. } | Reason::NoRouteToPods { .. } => {
                Some(Advice::AskFromInside)
            }
            Reason::NoRouteToNodes { .. } => Some(Advice::MapPort),
            Reason::NodeDown { node } => Some(Advice::WaitForNode { node: node.clone() }),
            Reason::StaleConnection { .. } => Some(Advice::OpenNewSocket),
            Reason::NoHairpin { .. } => Some(Advice::EnableHairpin),
            Reason::DeniedByPolicy { policies, ingress, .. } => {
                self.for_denied(policies.first()?.clone(), *ingress)
            }
            Reason::NameServerDenied { policies, .. } => {
                Some(Advice::AllowDns { policy: policies.first()?.clone() })
            }
            Reason::LoadBalancerPending { service } => {
                let has = |it: &Service| it.ports.iter().any(|it| it.node_port != 0);
                let node_port = self.service(service).is_some_and(has);
                Some(Advice::InstallProvider { service: service.clone(), node_port })
            }
            Reason::NoHealthyNode { service } => for_no_endpoints(self.world, service),
            Reason::LoadBalancerPortClosed { service, port } => {
                let view = self.service(service)?;
                let served: Vec<(Protocol, u16)> =
                    view.ports.iter().map(|it| (it.protocol, it.port)).collect();
                for_not_served(service, *port, self.request.protocol, &served)
            }
            Reason::AnswerFromStranger { .. } => {
                Some(Advice::AskClusterIp { service: self.chosen()? })
            }
            Reason::NobodyThere { .. } => self.for_unknown(lookup),
            Reason::HasRoute
            | Reason::NameResolved { .. }
            | Reason::ClientNotRunning { .. }
            | Reason::EndpointPicked { .. }
            | Reason::EndpointKept { .. }
            | Reason::Established { .. }
            | Reason::Masqueraded { .. }
            | Reason::LeavesCluster { .. }
            | Reason::NoRule
            | Reason::Routed { .. }
            | Reason::Loopback
            | Reason::Listening { .. }
            | Reason::UnusedServiceAddress { .. }
            | Reason::OutsideHost { .. }
            | Reason::ApiServer { .. }
            | Reason::NodePicked { .. }
            | Reason::IngressRule { .. }
            | Reason::IngressRedirects { .. }
            | Reason::IngressWithoutRule { .. }
            | Reason::IngressWithoutEndpoints { .. }
            | Reason::IngressForwardedFor { .. }
            | Reason::Awaited
            | Reason::ConnectionTracked
            | Reason::BalancerRemembers => None,
        }
    }

    /// A request for the host of an Ingress that found nobody: either nobody
    /// reads the Ingress, or the client does not know where its controller is.
    fn for_ingress(&self, because: &Reason) -> Option<Advice> {
        let found_nobody = matches!(
            because,
            Reason::NameUnknown { .. } | Reason::NobodyListens { .. } | Reason::NobodyThere { .. }
        );
        let host = self.request.host_header.as_ref().unwrap_or(&self.request.host);
        let (ingress, read) = found_nobody.then(|| ingress::ingress_of(self.world, host))??;
        match because {
            _ if !read => Some(Advice::InstallIngressController { ingress }),
            Reason::NameUnknown { .. } => {
                Some(Advice::ResolveIngressHost { ingress, host: host.clone() })
            }
            _ => None,
        }
    }

    fn service(&self, key: &Key) -> Option<&Service> {
        match self.world.store.get(key).map(|it| &it.view) {
            Some(View::Service(view)) => Some(view),
            _ => None,
        }
    }

    /// The Service whose endpoint was chosen.
    fn chosen(&self) -> Option<Key> {
        let name = self.choice.as_ref()?.block.name();
        Some(Key::new(Kind::Service, &name.namespace, &name.service))
    }

    /// Its port.
    fn chosen_port(&self) -> Option<&ServicePort> {
        let name = self.choice.as_ref()?.block.name();
        let view = self.service(&self.chosen()?)?;
        view.ports.iter().find(|it| *it.name == *name.port && it.protocol == name.protocol)
    }

    fn pod_at(&self, address: IpAddr) -> Option<Key> {
        match self.owner(address) {
            Some(Owner::Pod { pod, .. }) => Some(pod.clone()),
            _ => match &self.sender {
                super::Sender::Pod { pod, .. } if address.is_loopback() => Some(pod.clone()),
                _ => None,
            },
        }
    }

    fn for_denied(&self, policy: Key, ingress: bool) -> Option<Advice> {
        let source = self.packet.source.ip();
        let outside = self.request.from == Client::Outside;
        if ingress && outside && source != self.world.config.outside {
            return Some(Advice::KeepSource { policy, source });
        }
        let (port, protocol) = (self.packet.destination.port(), self.packet.protocol);
        Some(Advice::AllowInPolicy { policy, ingress, port, protocol })
    }

    fn for_name(&self, name: &str, because: &Reason, lookup: Option<&Lookup>) -> Option<Advice> {
        let known = service_named(self.world, name);
        match (because, known) {
            (Reason::NameWithoutAddress { .. }, Some(service)) => {
                for_no_endpoints(self.world, &service)
            }
            // A Pod is inside; it is its `dnsPolicy` that leads elsewhere.
            (Reason::NoClusterDns { .. }, Some(_)) => {
                let inside = matches!(self.request.from, Client::Pod { .. });
                (!inside).then_some(Advice::AskFromInside)
            }
            (_, Some(service)) if !name.contains('.') => Some(Advice::QualifyName {
                name: name.to_owned(),
                namespace: service.namespace.clone(),
            }),
            _ if lookup.is_some_and(|it| it.by == Resolver::Cluster) => {
                Some(self.in_another_namespace(name))
            }
            _ => Some(Advice::CheckName { name: name.to_owned() }),
        }
    }

    /// A name that says a namespace where no Service is called so; there may be
    /// one elsewhere.
    fn in_another_namespace(&self, name: &str) -> Advice {
        let labels: Vec<&str> = name.trim_end_matches('.').split('.').collect();
        let short = labels.first().copied().unwrap_or_default();
        let qualified = labels.len() == 2 || labels.get(2) == Some(&"svc");
        let elsewhere = service_named(self.world, short)
            .filter(|_| qualified && service_named(self.world, name).is_none());
        match elsewhere {
            Some(service) => Advice::LookInNamespace {
                name: short.to_owned(),
                namespace: service.namespace.clone(),
            },
            None => Advice::CheckName { name: name.to_owned() },
        }
    }

    /// Nobody listens: on a Pod the Service leads to, or on a node.
    fn for_nobody(&self, address: IpAddr, port: u16) -> Option<Advice> {
        if let (Some(pod), Some(service)) = (self.pod_at(address), self.chosen()) {
            let all = self.facts.listeners(&pod);
            let mut right = all.iter().map(|it| &it.process.listener);
            let to = right.find(|it| it.protocol == self.packet.protocol)?.port;
            return Some(Advice::SetTargetPort { service, from: port, to });
        }
        if !matches!(self.owner(address), Some(Owner::Node(_))) {
            return None;
        }
        let with_node_ports = || {
            let services = self.world.store.services();
            services.flat_map(|(object, view)| view.ports.iter().map(move |it| (object, it)))
        };
        let (object, found) = with_node_ports()
            .filter(|(_, it)| it.node_port != 0)
            .find(|(_, it)| it.port == port)
            .or_else(|| with_node_ports().find(|(_, it)| it.node_port != 0))?;
        Some(Advice::AskNodePort { service: object.key.clone(), node_port: found.node_port })
    }

    fn for_protocol(&self, listens: Protocol) -> Option<Advice> {
        let service = self.chosen()?;
        let port = self.chosen_port()?.port;
        Some(Advice::SetProtocol { service, port, protocol: listens })
    }

    /// An address that nobody has, asked by name: the name leads astray, unless it is that of a
    /// Service, whose endpoint this address is then.
    fn for_unknown(&self, lookup: Option<&Lookup>) -> Option<Advice> {
        let name = &lookup?.name;
        let alias = |key: Key| self.service(&key).is_some_and(|it| it.external_name.is_some());
        let right = service_named(self.world, name).is_some_and(|it| !alias(it));
        (!right).then(|| Advice::CheckName { name: name.clone() })
    }
}

/// An alias whose target DNS does not know.
fn for_alias(target: &str) -> Advice {
    if target.parse::<IpAddr>().is_ok() {
        return Advice::NameNoAddress { address: target.to_owned() };
    }
    Advice::CheckName { name: target.to_owned() }
}

/// What to change first where an Ingress names a Service's port behind which
/// nobody stands.
pub(super) fn for_backend(world: &World, service: &Key, port: u16) -> Option<Advice> {
    let Some(View::Service(view)) = world.store.get(service).map(|it| &it.view) else {
        return Some(Advice::CheckName { name: service.name.to_string() });
    };
    if port != 0 && view.ports.iter().all(|it| it.port != port) {
        let served = view.ports.first()?.port;
        return Some(Advice::AskServedPort { service: service.clone(), asked: port, served });
    }
    for_no_endpoints(world, service)
}

/// The same where nobody listens at an endpoint of it.
pub(super) fn for_target(world: &World, service: &Key, address: &str, from: u16) -> Option<Advice> {
    let facts = world.facts();
    let Some(Owner::Pod { pod, .. }) = facts.atlas.owner(address.parse().ok()?) else {
        return None;
    };
    let mut all = facts.listeners(pod).iter().map(|it| &it.process.listener);
    let to = all.find(|it| it.protocol == Protocol::Tcp)?.port;
    Some(Advice::SetTargetPort { service: service.clone(), from, to })
}

/// Why a Service has nobody to send to.
fn for_no_endpoints(world: &World, key: &Key) -> Option<Advice> {
    let service = key.clone();
    let Some(View::Service(view)) = world.store.get(key).map(|it| &it.view) else { return None };
    let Some(selector) = view.selector.as_ref().filter(|it| !it.is_empty()) else {
        return Some(Advice::GiveEndpoints { service });
    };
    let fits = |pod: &Object| {
        selector.iter().all(|(name, value)| pod.meta.labels.get(name) == Some(value))
    };
    let here = |pod: &Object| pod.meta.namespace == key.namespace && fits(pod);
    let named_here = |name: &str| {
        let pods = world.store.pods().filter(|(pod, _)| here(pod));
        pods.flat_map(|(_, pod)| &pod.containers).flat_map(|it| &it.ports).any(|it| it.name == name)
    };
    let mut pods = world.store.pods().filter(|(pod, _)| here(pod)).peekable();
    if pods.peek().is_none() {
        return Some(match world.store.pods().find(|(pod, _)| fits(pod)) {
            Some((pod, _)) => Advice::MoveToPods { service, namespace: pod.meta.namespace.clone() },
            None if world.store.iter().any(|it| would_run(it, key, selector)) => {
                Advice::RunPods { service }
            }
            None => Advice::MatchSelector { service },
        });
    }
    if !pods.any(|(object, pod)| pod.ready && !object.meta.deleting) {
        let gated = world.store.pods().filter(|(it, _)| here(it) && !it.meta.deleting);
        let mut gated = gated.filter_map(|(it, _)| Some((it, closed_gate(it)?)));
        return Some(match gated.next() {
            Some((pod, gate)) => Advice::OpenReadinessGate { pod: pod.key.clone(), gate },
            None => Advice::MakePodsReady { service },
        });
    }
    let named = view.ports.iter().find_map(|it| match &it.target_port {
        TargetPort::Name(name) if !named_here(name) => Some(name.clone()),
        TargetPort::Name(_) | TargetPort::Number(_) => None,
    })?;
    Some(Advice::NameTargetPort { service, name: named })
}

/// The readiness gate that alone keeps a Pod from being ready.
fn closed_gate(pod: &Object) -> Option<String> {
    let conditions = pod.value.list("status.conditions");
    let met = |kind: &str| {
        conditions.iter().any(|it| it.text("type") == kind && it.text("status") == "True")
    };
    let gates = pod.value.list("spec.readinessGates");
    let mut kinds = gates.iter().map(|it| it.text("conditionType"));
    let closed = kinds.find(|it| !met(it)).filter(|_| met("ContainersReady"));
    closed.map(str::to_owned)
}

/// Whether it makes Pods that this selector of a Service fits, once it is told to make any.
fn would_run(object: &Object, service: &Key, selector: &BTreeMap<String, String>) -> bool {
    let Some(labels) = object.value.at("spec.template.metadata.labels") else { return false };
    object.key.namespace == service.namespace
        && selector
            .iter()
            .all(|(key, value)| labels.get(key).and_then(Value::as_str) == Some(value))
}

fn for_not_served(
    service: &Key,
    asked: u16,
    protocol: Protocol,
    served: &[(Protocol, u16)],
) -> Option<Advice> {
    if served.contains(&(protocol, asked)) {
        return None;
    }
    let service = service.clone();
    if served.iter().any(|(other, port)| *port == asked && *other != protocol) {
        return Some(Advice::SetProtocol { service, port: asked, protocol });
    }
    let fitting = served.iter().find(|(it, _)| *it == protocol).or(served.first());
    fitting.map(|(_, served)| Advice::AskServedPort { service, asked, served: *served })
}
