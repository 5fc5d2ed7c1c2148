//! What happened to a request: steps, reasons, verdicts.

use service_lab_engine::net::{Advice, Client, Hop, LeftOut, Packet, Place, Reason, Step, Verdict};
use service_lab_engine::objects::{Key, Protocol};

use crate::message::Message;

/// Where a hop takes place, as a name for the picture and the step list.
pub fn place(place: &Place) -> Message {
    at(Message::new("place"), place)
}

/// Adds the arguments that name a place: `place`, a word to select by, and
/// `placeName`, empty where the word says it all.
fn at(message: Message, place: &Place) -> Message {
    let (word, name) = match place {
        Place::Client(Client::Outside) => ("outside", String::new()),
        Place::Client(Client::Node(node)) => ("node-client", node.to_string()),
        Place::Client(Client::Pod { name, .. }) => ("pod-client", name.to_string()),
        Place::Dns => ("dns", String::new()),
        Place::LoadBalancer(service) => ("load-balancer", service.name.to_string()),
        Place::Node(node) => ("node", node.to_string()),
        Place::Pod(pod) => ("pod", pod.name.to_string()),
        Place::Network => ("network", String::new()),
    };
    message.with("place", word).with("placeName", name)
}

/// What is done at a hop, as one sentence. Arguments: `place`, `placeName`,
/// and the addresses `from`, `to`, `newFrom`, `newTo`.
pub fn step(hop: &Hop) -> Message {
    addresses(at(Message::new(step_id(&hop.step)), &hop.place), &hop.before, &hop.after)
}

/// The same in a few words, for a button.
pub fn step_short(step: &Step) -> Message {
    Message::new(format!("{}.short", step_id(step)))
}

fn addresses(message: Message, before: &Packet, after: &Packet) -> Message {
    message
        .with("from", before.source)
        .with("to", before.destination)
        .with("newFrom", after.source)
        .with("newTo", after.destination)
}

fn step_id(step: &Step) -> &'static str {
    match step {
        Step::Resolve => "step-resolve",
        Step::Send => "step-send",
        Step::Balance => "step-balance",
        Step::Reconnect => "step-reconnect",
        Step::Dnat => "step-dnat",
        Step::Snat => "step-snat",
        Step::DnatSnat => "step-dnat-snat",
        Step::Forward => "step-forward",
        Step::Deliver => "step-deliver",
        Step::Unnat => "step-unnat",
        Step::Relay => "step-relay",
        Step::Arrive => "step-arrive",
        Step::Refuse => "step-refuse",
        Step::Drop => "step-drop",
        Step::Lose => "step-lose",
    }
}

/// The rule or fact that decided, as one or two sentences.
pub fn reason(reason: &Reason) -> Message {
    match reason {
        Reason::HasRoute => Message::new("reason-has-route"),
        Reason::NameResolved { name, addresses } => {
            let listed: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            Message::new("reason-name-resolved")
                .with("name", name)
                .with("addresses", listed.join(", "))
                .count("count", listed.len() as u64)
        }
        Reason::NameUnknown { name, searched } => Message::new("reason-name-unknown")
            .with("name", name)
            .with("searched", searched.join(", ")),
        Reason::NameWithoutAddress { name } => {
            Message::new("reason-name-without-address").with("name", name)
        }
        Reason::NoClusterDns { name } => Message::new("reason-no-cluster-dns").with("name", name),
        Reason::ClientNotRunning { client } => {
            at(Message::new("reason-client-not-running"), &Place::Client(client.clone()))
        }
        Reason::NameAlias { name, target } => {
            Message::new("reason-name-alias").with("name", name).with("target", target)
        }
        Reason::EndpointPicked { service, endpoint, pick, of, masqueraded } => {
            let picked = match masqueraded {
                Some(address) => {
                    Message::new("reason-endpoint-picked-masqueraded").with("address", address)
                }
                None => Message::new("reason-endpoint-picked"),
            };
            about(picked, service)
                .with("endpoint", endpoint)
                .count("pick", u64::from(*pick))
                .count("of", u64::from(*of))
        }
        Reason::EndpointKept { service, endpoint, timeout_s } => {
            about(Message::new("reason-endpoint-kept"), service)
                .with("endpoint", endpoint)
                .count("seconds", u64::from(*timeout_s))
        }
        Reason::Masqueraded { address } => {
            Message::new("reason-masqueraded").with("address", address)
        }
        Reason::Established { endpoint } => {
            Message::new("reason-established").with("endpoint", endpoint)
        }
        Reason::StaleConnection { endpoint } => {
            Message::new("reason-stale-connection").with("endpoint", endpoint)
        }
        Reason::LeavesCluster { address } => {
            Message::new("reason-leaves-cluster").with("address", address)
        }
        Reason::Loopback => Message::new("reason-loopback"),
        Reason::NoRule => Message::new("reason-no-rule"),
        Reason::Routed { to } => at(Message::new("reason-routed"), to),
        Reason::Listening { port } => Message::new("reason-listening").with("port", port),
        Reason::NobodyListens { address, port, protocol } => Message::new("reason-nobody-listens")
            .with("address", address)
            .with("port", port)
            .with("protocol", protocol.name()),
        Reason::ListensForOther { port, listens } => Message::new("reason-listens-for-other")
            .with("port", port)
            .with("protocol", listens.name()),
        Reason::ShuttingDown { pod } => Message::new("reason-shutting-down").with("pod", &pod.name),
        Reason::RulesBehind { pod, node } => {
            Message::new("reason-rules-behind").with("pod", &pod.name).with("node", node)
        }
        Reason::ProcessDown { pod } => Message::new("reason-process-down").with("pod", &pod.name),
        Reason::ListensOnLoopback { port } => {
            Message::new("reason-listens-on-loopback").with("port", port)
        }
        Reason::NoEndpoints { service } => about(Message::new("reason-no-endpoints"), service),
        Reason::NoLocalEndpoints { service, node, external } => {
            let policy = if *external { "externalTrafficPolicy" } else { "internalTrafficPolicy" };
            about(Message::new("reason-no-local-endpoints"), service)
                .with("node", node)
                .with("policy", policy)
        }
        Reason::SourceNotAllowed { service, source } => {
            about(Message::new("reason-source-not-allowed"), service).with("source", source)
        }
        Reason::NotServed { service, address, port, served } => {
            let listed: Vec<String> = served
                .iter()
                .map(|(protocol, port)| format!("{port}/{}", protocol.name()))
                .collect();
            about(Message::new("reason-not-served"), service)
                .with("address", address)
                .with("port", port)
                .with("served", listed.join(", "))
        }
        Reason::OtherProxy { service, address, label } => {
            about(Message::new("reason-other-proxy"), service)
                .with("address", address)
                .with("label", *label)
        }
        Reason::UnusedServiceAddress { address } => {
            Message::new("reason-unused-service-address").with("address", address)
        }
        Reason::NoRouteToServices { address, .. } => {
            Message::new("reason-no-route-to-services").with("address", address)
        }
        Reason::NoRouteToPods { address } => {
            Message::new("reason-no-route-to-pods").with("address", address)
        }
        Reason::NoRouteToNodes { address } => {
            Message::new("reason-no-route-to-nodes").with("address", address)
        }
        Reason::OutsideHost { address } => {
            Message::new("reason-outside-host").with("address", address)
        }
        Reason::ApiServer { address } => Message::new("reason-api-server").with("address", address),
        Reason::NoHairpin { pod } => Message::new("reason-no-hairpin").with("pod", &pod.name),
        Reason::DeniedByPolicy { pod, ingress, policies } => {
            Message::new("reason-denied-by-policy")
                .with("pod", &pod.name)
                .with("direction", direction(*ingress))
                .with("policies", listed(policies))
        }
        Reason::NameServerDenied { name, pod, policies } => {
            Message::new("reason-name-server-denied")
                .with("name", name)
                .with("pod", &pod.name)
                .with("policies", listed(policies))
        }
        Reason::LoadBalancerPortClosed { service, port } => {
            about(Message::new("reason-load-balancer-port-closed"), service).with("port", port)
        }
        Reason::NodeDown { node } => Message::new("reason-node-down").with("node", node),
        Reason::NobodyThere { address } => {
            Message::new("reason-nobody-there").with("address", address)
        }
        Reason::LoadBalancerPending { service } => {
            about(Message::new("reason-load-balancer-pending"), service)
        }
        Reason::NodePicked { node, pick, of } => Message::new("reason-node-picked")
            .with("node", node)
            .count("pick", u64::from(*pick))
            .count("of", u64::from(*of)),
        Reason::NoHealthyNode { service } => about(Message::new("reason-no-healthy-node"), service),
        Reason::IngressRule { ingress, asked, service, endpoint, of } => {
            about(Message::new("reason-ingress-rule"), service)
                .with("ingress", ingress)
                .with("asked", asked)
                .with("endpoint", endpoint)
                .count("of", u64::from(*of))
        }
        Reason::IngressWithoutRule { host, path } => {
            Message::new("reason-ingress-without-rule").with("host", host).with("path", path)
        }
        Reason::IngressWithoutEndpoints { ingress, service } => {
            about(Message::new("reason-ingress-without-endpoints"), service)
                .with("ingress", &ingress.name)
        }
        Reason::IngressRedirects { ingress, host } => {
            Message::new("reason-ingress-redirects").with("ingress", ingress).with("host", host)
        }
        Reason::IngressForwardedFor { client, tls } => {
            let id = if *tls {
                "reason-ingress-forwarded-for-tls"
            } else {
                "reason-ingress-forwarded-for"
            };
            Message::new(id).with("client", client)
        }
        Reason::ConnectionTracked => Message::new("reason-connection-tracked"),
        Reason::BalancerRemembers => Message::new("reason-balancer-remembers"),
        Reason::Awaited => Message::new("reason-awaited"),
        Reason::AnswerFromStranger { expected, got } => {
            Message::new("reason-answer-from-stranger").with("expected", expected).with("got", got)
        }
    }
}

fn direction(ingress: bool) -> &'static str {
    if ingress { "ingress" } else { "egress" }
}

fn listed(policies: &[Key]) -> String {
    let names: Vec<&str> = policies.iter().map(|it| it.name.as_ref()).collect();
    names.join(", ")
}

fn about(message: Message, service: &Key) -> Message {
    message.with("service", &service.name).with("namespace", &service.namespace)
}

/// How a request ended, as one sentence.
/// Of an answer from nobody in the cluster `because` tells who gave it.
pub fn verdict(verdict: &Verdict, because: &Reason) -> Message {
    match verdict {
        Verdict::Delivered { pod, node, source_seen, .. } => {
            let by = match (pod, node, because) {
                (Some(_), _, _) => "pod",
                (None, Some(_), _) => "node",
                (None, None, Reason::ApiServer { .. }) => "api-server",
                (None, None, _) => "outside",
            };
            let name = pod.as_ref().map(|it| it.name.to_string()).unwrap_or_default();
            let node = node.as_ref().map(ToString::to_string).unwrap_or_default();
            Message::new("verdict-delivered")
                .with("by", by)
                .with("pod", name)
                .with("node", node)
                .with("source", source_seen)
        }
        Verdict::Refused => Message::new("verdict-refused"),
        Verdict::TimedOut => Message::new("verdict-timed-out"),
        Verdict::NotResolved => Message::new("verdict-not-resolved"),
        Verdict::NotSent => Message::new("verdict-not-sent"),
    }
}

/// The verdict in a word or two, for a badge, a legend or a table.
pub fn verdict_short(verdict: &Verdict) -> Message {
    Message::new(match verdict {
        Verdict::Delivered { .. } => "verdict-delivered.short",
        Verdict::Refused => "verdict-refused.short",
        Verdict::TimedOut => "verdict-timed-out.short",
        Verdict::NotResolved => "verdict-not-resolved.short",
        Verdict::NotSent => "verdict-not-sent.short",
    })
}

/// Why an endpoint was not chosen.
pub fn left_out(left_out: LeftOut) -> Message {
    Message::new(match left_out {
        LeftOut::NotReady => "left-out-not-ready",
        LeftOut::Terminating => "left-out-terminating",
        LeftOut::NotLocal => "left-out-not-local",
        LeftOut::OtherZone => "left-out-other-zone",
        LeftOut::OtherNode => "left-out-other-node",
        LeftOut::OtherByAffinity => "left-out-other-by-affinity",
        LeftOut::NotPicked => "left-out-not-picked",
    })
}

/// The first thing to change after a failure, as one sentence.
pub fn advice(advice: &Advice) -> Message {
    match advice {
        Advice::MatchSelector { service } => about(Message::new("advice-match-selector"), service),
        Advice::RunPods { service } => about(Message::new("advice-run-pods"), service),
        Advice::MakePodsReady { service } => about(Message::new("advice-make-pods-ready"), service),
        Advice::MoveToPods { service, namespace } => {
            about(Message::new("advice-move-to-pods"), service).with("namespace", namespace)
        }
        Advice::GiveEndpoints { service } => about(Message::new("advice-give-endpoints"), service),
        Advice::NameTargetPort { service, name } => {
            about(Message::new("advice-name-target-port"), service).with("name", name)
        }
        Advice::AskServedPort { service, asked, served } => {
            about(Message::new("advice-ask-served-port"), service)
                .with("asked", asked)
                .with("served", served)
        }
        Advice::SetProtocol { service, port, protocol } => {
            about(Message::new("advice-set-protocol"), service)
                .with("port", port)
                .with("protocol", protocol.name())
        }
        Advice::SetTargetPort { service, from, to } => {
            about(Message::new("advice-set-target-port"), service)
                .with("wrong", from)
                .with("right", to)
        }
        Advice::ListenOnAllAddresses { pod, port } => {
            Message::new("advice-listen-on-all-addresses").with("pod", &pod.name).with("port", port)
        }
        Advice::WaitBeforeEnding { pod } => {
            Message::new("advice-wait-before-ending").with("pod", &pod.name)
        }
        Advice::StartProcess { pod } => Message::new("advice-start-process").with("pod", &pod.name),
        Advice::AskFromInside => Message::new("advice-ask-from-inside"),
        Advice::MapPort => Message::new("advice-map-port"),
        Advice::AskNodePort { service, node_port } => {
            about(Message::new("advice-ask-node-port"), service).with("nodePort", node_port)
        }
        Advice::PlacePodOrUseCluster { service, node, external } => {
            let policy = if *external { "externalTrafficPolicy" } else { "internalTrafficPolicy" };
            about(Message::new("advice-place-pod-or-use-cluster"), service)
                .with("node", node)
                .with("policy", policy)
        }
        Advice::AllowSource { service, source } => {
            about(Message::new("advice-allow-source"), service).with("source", source)
        }
        Advice::QualifyName { name, namespace } => {
            Message::new("advice-qualify-name").with("name", name).with("namespace", namespace)
        }
        Advice::LookInNamespace { name, namespace } => {
            Message::new("advice-look-in-namespace").with("name", name).with("namespace", namespace)
        }
        Advice::NameNoAddress { address } => {
            Message::new("advice-name-no-address").with("address", address)
        }
        Advice::RemoveLabel { service, label } => {
            about(Message::new("advice-remove-label"), service).with("label", *label)
        }
        Advice::CheckName { name } => Message::new("advice-check-name").with("name", name),
        Advice::InstallProvider { service, node_port } => {
            about(Message::new("advice-install-provider"), service)
                .with("nodePort", if *node_port { "yes" } else { "no" })
        }
        Advice::ServeClass { service, class } => {
            about(Message::new("advice-serve-class"), service).with("class", class)
        }
        Advice::NoSuchBalancer { service, protocol } => {
            about(Message::new("advice-no-such-balancer"), service)
                .with("protocol", protocol.name())
        }
        Advice::OpenReadinessGate { pod, gate } => {
            Message::new("advice-open-readiness-gate").with("pod", &pod.name).with("gate", gate)
        }
        Advice::WaitForNode { node } => Message::new("advice-wait-for-node").with("node", node),
        Advice::AllowInPolicy { policy, ingress, port, protocol } => {
            // As it stands in a manifest, where TCP goes without saying.
            let port = match protocol {
                Protocol::Tcp => port.to_string(),
                _ => format!("{port}, protocol: {}", protocol.name()),
            };
            Message::new("advice-allow-in-policy")
                .with("policy", &policy.name)
                .with("direction", direction(*ingress))
                .with("port", port)
        }
        Advice::KeepSource { policy, source } => {
            Message::new("advice-keep-source").with("policy", &policy.name).with("address", source)
        }
        Advice::AllowDns { policy } => {
            Message::new("advice-allow-dns").with("policy", &policy.name)
        }
        Advice::OpenNewSocket => Message::new("advice-open-new-socket"),
        Advice::EnableHairpin => Message::new("advice-enable-hairpin"),
        Advice::InstallIngressController { ingress } => {
            Message::new("advice-install-ingress-controller").with("ingress", &ingress.name)
        }
        Advice::ResolveIngressHost { ingress, host } => Message::new("advice-resolve-ingress-host")
            .with("ingress", &ingress.name)
            .with("host", host),
        Advice::AskClusterIp { service } => about(Message::new("advice-ask-cluster-ip"), service),
    }
}
