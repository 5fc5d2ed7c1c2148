//! What the code says has a text, and gives it every value that it names.

use std::collections::BTreeSet;
use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::diagnostic::{By, Code, Diagnostic, Severity, Verbatim};
use service_lab_engine::net::{Advice, Client, Hop, LeftOut, Packet, Place, Reason, Step, Verdict};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::path::FieldPath;
use service_lab_engine::span::Span;
use service_lab_l10n::say::{self, ExplainPart};
use service_lab_l10n::{Bundle, Locale, Message};

/// Every language that is complete enough to make a bundle, English first.
fn bundles() -> Vec<Bundle> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    Locale::ALL
        .into_iter()
        .map(|locale| {
            let folder = root.join(locale.tag());
            let texts: Vec<String> = ["", "lessons"]
                .iter()
                .filter_map(|it| fs::read_dir(folder.join(it)).ok())
                .flatten()
                .filter_map(|it| it.ok().map(|it| it.path()))
                .filter(|it| it.extension().is_some_and(|it| it == "ftl"))
                .filter_map(|it| fs::read_to_string(it).ok())
                .collect();
            Bundle::new(locale, &texts).unwrap_or_else(|it| panic!("{}: {it:?}", locale.tag()))
        })
        .collect()
}

/// Says a message in every language that has it (English has all).
fn say_all(bundles: &[Bundle], messages: &[Message]) {
    for bundle in bundles {
        for message in messages {
            if bundle.locale() != Locale::En && !bundle.has(&message.id) {
                continue;
            }
            let text = bundle.text(message);
            let sound = !text.contains('\u{27e8}') && !text.contains("{$") && !text.is_empty();
            assert!(sound, "{}: {} says {text}", bundle.locale().tag(), message.id);
        }
    }
}

fn key(kind: Kind, name: &str) -> Key {
    Key::new(kind, "default", name)
}

fn service() -> Key {
    key(Kind::Service, "web")
}

fn pod() -> Key {
    key(Kind::Pod, "web-1")
}

fn ip() -> IpAddr {
    IpAddr::from([10, 0, 0, 1])
}

fn socket() -> SocketAddr {
    SocketAddr::new(ip(), 80)
}

fn name() -> Arc<str> {
    "node-1".into()
}

fn places() -> Vec<Place> {
    vec![
        Place::Client(Client::Outside),
        Place::Client(Client::Node(name())),
        Place::Client(Client::Pod { namespace: "default".into(), name: "visitor".into() }),
        Place::Dns,
        Place::LoadBalancer(service()),
        Place::Node(name()),
        Place::Pod(pod()),
        Place::Network,
    ]
}

fn picked(pick: u32, of: u32, masqueraded: Option<IpAddr>) -> Reason {
    Reason::EndpointPicked { service: service(), endpoint: socket(), pick, of, masqueraded }
}

fn reasons() -> Vec<Reason> {
    let text = || "web".to_owned();
    let mut all = vec![
        Reason::HasRoute,
        Reason::NameResolved { name: text(), addresses: vec![ip()] },
        Reason::NameResolved { name: text(), addresses: vec![ip(), ip()] },
        Reason::NameUnknown { name: text(), searched: vec![text()] },
        Reason::NameWithoutAddress { name: text() },
        Reason::NameAlias { name: text(), target: text() },
        Reason::NoClusterDns { name: text() },
        Reason::ClientNotRunning { client: Client::Outside },
        picked(1, 1, None),
        picked(2, 3, None),
        picked(1, 1, Some(ip())),
        picked(2, 3, Some(ip())),
        Reason::EndpointKept { service: service(), endpoint: socket(), timeout_s: 10_800 },
        Reason::Established { endpoint: socket() },
        Reason::StaleConnection { endpoint: socket() },
        Reason::Masqueraded { address: ip() },
        Reason::LeavesCluster { address: ip() },
        Reason::NoRule,
        Reason::Loopback,
        Reason::Listening { port: 80 },
        Reason::NobodyListens { address: ip(), port: 80, protocol: Protocol::Tcp },
        Reason::ListensOnLoopback { port: 80 },
        Reason::ListensForOther { port: 80, listens: Protocol::Udp },
        Reason::ShuttingDown { pod: pod() },
        Reason::RulesBehind { pod: pod(), node: "node-1".into() },
        Reason::ProcessDown { pod: pod() },
        Reason::NoEndpoints { service: service() },
        Reason::NoLocalEndpoints { service: service(), node: name(), external: true },
        Reason::SourceNotAllowed { service: service(), source: ip() },
        Reason::NotServed {
            service: service(),
            address: ip(),
            port: 80,
            served: vec![(Protocol::Tcp, 81)],
        },
        Reason::OtherProxy { service: service(), address: ip(), label: "label" },
        Reason::UnusedServiceAddress { address: ip() },
        Reason::NoRouteToServices { address: ip(), service: None },
        Reason::NoRouteToPods { address: ip() },
        Reason::NoRouteToNodes { address: ip() },
        Reason::NodeDown { node: name() },
        Reason::NobodyThere { address: ip() },
        Reason::OutsideHost { address: ip() },
        Reason::ApiServer { address: ip() },
        Reason::NoHairpin { pod: pod() },
        Reason::DeniedByPolicy {
            pod: pod(),
            ingress: true,
            policies: vec![key(Kind::NetworkPolicy, "guard")],
        },
        Reason::NameServerDenied {
            name: "web".into(),
            pod: pod(),
            policies: vec![key(Kind::NetworkPolicy, "guard")],
        },
        Reason::LoadBalancerPending { service: service() },
        Reason::NodePicked { node: name(), pick: 1, of: 2 },
        Reason::NoHealthyNode { service: service() },
        Reason::LoadBalancerPortClosed { service: service(), port: 80 },
        Reason::IngressRule {
            ingress: name(),
            asked: text(),
            service: service(),
            endpoint: socket().to_string(),
            of: 2,
        },
        Reason::IngressRule {
            ingress: name(),
            asked: text(),
            service: service(),
            endpoint: socket().to_string(),
            of: 1,
        },
        Reason::IngressWithoutRule { host: text(), path: text() },
        Reason::IngressWithoutEndpoints { ingress: key(Kind::Ingress, "shop"), service: service() },
        Reason::IngressRedirects { ingress: name(), host: text() },
        Reason::IngressForwardedFor { client: ip(), tls: false },
        Reason::IngressForwardedFor { client: ip(), tls: true },
        Reason::Awaited,
        Reason::ConnectionTracked,
        Reason::BalancerRemembers,
        Reason::AnswerFromStranger { expected: ip(), got: ip() },
    ];
    all.extend(places().into_iter().map(|to| Reason::Routed { to }));
    all
}

fn advice() -> Vec<Advice> {
    let text = || "web".to_owned();
    vec![
        Advice::MatchSelector { service: service() },
        Advice::RunPods { service: service() },
        Advice::MakePodsReady { service: service() },
        Advice::MoveToPods { service: service(), namespace: "shop".into() },
        Advice::GiveEndpoints { service: service() },
        Advice::NameTargetPort { service: service(), name: text() },
        Advice::AskServedPort { service: service(), asked: 1, served: 2 },
        Advice::SetProtocol { service: service(), port: 53, protocol: Protocol::Udp },
        Advice::SetTargetPort { service: service(), from: 1, to: 2 },
        Advice::ListenOnAllAddresses { pod: pod(), port: 80 },
        Advice::WaitBeforeEnding { pod: pod() },
        Advice::StartProcess { pod: pod() },
        Advice::AskFromInside,
        Advice::MapPort,
        Advice::AskNodePort { service: service(), node_port: 30_080 },
        Advice::PlacePodOrUseCluster { service: service(), node: name(), external: false },
        Advice::AllowSource { service: service(), source: ip() },
        Advice::QualifyName { name: text(), namespace: "shop".into() },
        Advice::LookInNamespace { name: text(), namespace: "shop".into() },
        Advice::NameNoAddress { address: text() },
        Advice::RemoveLabel { service: service(), label: "label" },
        Advice::CheckName { name: text() },
        Advice::InstallProvider { service: service(), node_port: true },
        Advice::ServeClass { service: service(), class: "a.example/b".into() },
        Advice::NoSuchBalancer { service: service(), protocol: Protocol::Udp },
        Advice::OpenReadinessGate { pod: pod(), gate: "a.example/b".into() },
        Advice::WaitForNode { node: name() },
        Advice::AllowInPolicy {
            policy: key(Kind::NetworkPolicy, "guard"),
            ingress: true,
            port: 8080,
            protocol: Protocol::Udp,
        },
        Advice::KeepSource { policy: key(Kind::NetworkPolicy, "guard"), source: ip() },
        Advice::AllowDns { policy: key(Kind::NetworkPolicy, "guard") },
        Advice::OpenNewSocket,
        Advice::EnableHairpin,
        Advice::InstallIngressController { ingress: key(Kind::Ingress, "shop") },
        Advice::ResolveIngressHost { ingress: key(Kind::Ingress, "shop"), host: text() },
        Advice::AskClusterIp { service: service() },
    ]
}

fn hop(place: Place, step: Step) -> Hop {
    let packet = Packet { protocol: Protocol::Tcp, source: socket(), destination: socket() };
    Hop {
        place,
        before: packet,
        after: packet,
        step,
        because: Reason::NoRule,
        rules_tried: 0,
        matched: Vec::new(),
        chains: Vec::new(),
        endpoints: Vec::new(),
    }
}

fn steps() -> [Step; 15] {
    [
        Step::Resolve,
        Step::Send,
        Step::Balance,
        Step::Reconnect,
        Step::Dnat,
        Step::Snat,
        Step::DnatSnat,
        Step::Forward,
        Step::Deliver,
        Step::Unnat,
        Step::Relay,
        Step::Arrive,
        Step::Refuse,
        Step::Drop,
        Step::Lose,
    ]
}

/// English has as many messages with this beginning as the code says, so no
/// variant is left out above.
fn complete(bundles: &[Bundle], prefix: &str, messages: &[Message]) {
    let said: BTreeSet<&str> = messages.iter().map(|it| it.id.as_ref()).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en");
    let texts = ["messages.ftl", "ingress.ftl", "advice.ftl"]
        .map(|name| fs::read_to_string(folder.join(name)).expect("English messages"));
    let lines = texts.iter().flat_map(|it| it.lines());
    let written = lines.filter(|it| it.starts_with(prefix)).count();
    assert_eq!(said.len(), written, "{prefix}");
    say_all(bundles, messages);
}

#[test]
fn every_reason_and_advice_is_said_with_all_its_values() {
    let bundles = bundles();
    let said: Vec<Message> = reasons().iter().map(say::reason).collect();
    complete(&bundles, "reason-", &said);
    let said: Vec<Message> = advice().iter().map(say::advice).collect();
    complete(&bundles, "advice-", &said);
}

#[test]
fn every_step_is_said_at_every_place() {
    let bundles = bundles();
    for place in places() {
        let said: Vec<Message> =
            steps().into_iter().map(|step| say::step(&hop(place.clone(), step))).collect();
        complete(&bundles, "step-", &said);
        say_all(&bundles, &[say::place(&place)]);
    }
    let short: Vec<Message> = steps().iter().map(say::step_short).collect();
    say_all(&bundles, &short);
}

#[test]
fn every_verdict_is_said() {
    let delivered = |pod| Verdict::Delivered {
        pod,
        node: Some(name()),
        source_seen: ip(),
        answer: "web-1".to_owned(),
    };
    let verdicts = [
        delivered(Some(pod())),
        delivered(None),
        Verdict::Refused,
        Verdict::TimedOut,
        Verdict::NotResolved,
        Verdict::NotSent,
    ];
    let bundles = bundles();
    let beyond =
        Verdict::Delivered { pod: None, node: None, source_seen: ip(), answer: String::new() };
    let because = Reason::NoRule;
    let mut said: Vec<Message> = verdicts.iter().map(|it| say::verdict(it, &because)).collect();
    said.push(say::verdict(&beyond, &Reason::OutsideHost { address: ip() }));
    said.push(say::verdict(&beyond, &Reason::ApiServer { address: ip() }));
    complete(&bundles, "verdict-", &said);
    // Who answered is told of each, and never as one without a name.
    let english = bundles.first().expect("a language");
    let told: Vec<String> = said.iter().map(|it| english.text(it)).collect();
    for (one, other) in [(0, 1), (1, 6), (6, 7)] {
        assert_ne!(told[one], told[other]);
    }
    assert!(told.iter().all(|it| !it.contains("``")), "{told:?}");
    let short: Vec<Message> = verdicts.iter().map(say::verdict_short).collect();
    say_all(&bundles, &short);
}

#[test]
fn every_setting_of_the_cluster_is_said() {
    let mut said: Vec<Message> = [
        Provider::None,
        Provider::Gcp,
        Provider::Azure,
        Provider::AwsNlb,
        Provider::AwsClassic,
        Provider::OpenStack,
        Provider::CloudProviderKind,
    ]
    .map(say::provider)
    .into();
    said.extend([ProxyMode::Iptables, ProxyMode::Nftables].map(say::proxy_mode));
    said.extend([true, false].map(say::node_state));
    said.extend([Severity::Error, Severity::Warning, Severity::Advice].map(say::severity));
    said.extend([By::Kubectl, By::Server, By::Lab].map(say::by));
    said.extend(Kind::ALL.into_iter().map(say::kind));
    said.extend(
        [
            LeftOut::NotReady,
            LeftOut::Terminating,
            LeftOut::NotLocal,
            LeftOut::OtherZone,
            LeftOut::OtherNode,
            LeftOut::OtherByAffinity,
            LeftOut::NotPicked,
        ]
        .map(say::left_out),
    );
    said.extend(say::editor_phrases().map(|(_, message)| message));
    for (word, _) in say::WORDS {
        said.extend([say::word_name(word), say::word_text(word)]);
    }
    say_all(&bundles(), &said);
}

#[test]
fn every_kind_of_problem_is_explained() {
    let bundles = bundles();
    for code in Code::ALL {
        let problem = Diagnostic {
            severity: Severity::Error,
            code: *code,
            at: Span::at(0),
            path: FieldPath::root().field("spec").field("ports"),
            verbatim: Verbatim(String::new()),
            by: By::Server,
            subject: "web".to_owned(),
            edit: None,
        };
        let said = ExplainPart::ALL.map(|part| say::explain(&problem, part));
        say_all(&bundles, &said);
    }
}

#[test]
fn what_a_deletion_brings_about_is_told_object_by_object() {
    use service_lab_engine::cluster::ClusterConfig;
    use service_lab_engine::world::{Command, Event, World, step};

    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - {name: web, image: registry.k8s.io/e2e-test-images/agnhost:2.53, args: [netexec]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports:\n  - port: 80\n";
    let (mut world, _) = World::new(ClusterConfig::default());
    let told = |world: &mut World, command: Command| -> Vec<String> {
        let mut changes = Vec::new();
        for command in [command, Command::Wait { ms: 60_000 }] {
            let stepped = step(world, &command);
            *world = stepped.world;
            changes.extend(stepped.events.into_iter().filter_map(|event| match event {
                Event::Changed(change) => Some(change),
                _ => None,
            }));
        }
        let said = say::happened(&changes);
        say_all(&bundles(), &said);
        said.into_iter().map(|it| it.id.into_owned()).collect()
    };
    let made = told(&mut world, Command::Edit { text: text.to_owned() });
    for id in ["happened-new", "happened-pod-new", "happened-service-new", "happened-endpoints"] {
        assert!(made.iter().any(|it| it == id), "{id} in {made:?}");
    }
    let crashed =
        world.store.pods().map(|(it, _)| it.key.clone()).find(|it| it.name.starts_with("web-"));
    let crashed = told(&mut world, Command::CrashPod { key: crashed.expect("a Pod") });
    assert_eq!(crashed, ["happened-pod-restarted"]);
    let removed = told(&mut world, Command::Edit { text: String::new() });
    assert!(removed.iter().any(|it| it == "happened-gone"), "{removed:?}");
}

#[test]
fn a_node_without_power_is_told_until_the_cluster_misses_it() {
    use service_lab_engine::cluster::ClusterConfig;
    use service_lab_engine::world::{Command, World, step};

    let (world, _) = World::new(ClusterConfig::default());
    assert_eq!(say::unmissed(&world), []);
    let name = world.store.nodes().map(|(it, _)| it.key.name.clone()).last().expect("a node");
    let cut = step(&world, &Command::SetNode { name, up: false }).world;
    let said = say::unmissed(&cut);
    say_all(&bundles(), &said);
    let ids: Vec<&str> = said.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["happened-node-unmissed"]);
    let later = step(&cut, &Command::Wait { ms: 60_000 }).world;
    assert_eq!(say::unmissed(&later), []);
}
