//! Invariants of worlds and traces over random clusters, commands and
//! requests; each check with a planted fault that it finds.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use service_lab_engine::cluster::{ClusterConfig, Provider, ProxyMode};
use service_lab_engine::net::{Client, Hop, Reason, Request, Step, Trace, Verdict};
use service_lab_engine::objects::{IpFamily, Key, Kind, View};
use service_lab_engine::world::{Command, Event, World, step};

/// A Pod of a random cluster.
#[derive(Clone, Debug)]
struct PodSpec {
    node: u8,
    selected: bool,
    ready: bool,
}

/// A random cluster.
#[derive(Clone, Debug)]
struct Cluster {
    mode: ProxyMode,
    provider: Provider,
    pods: Vec<PodSpec>,
    kind: &'static str,
    external: &'static str,
    internal: &'static str,
    affinity: &'static str,
    target_port: u16,
    down: Option<u8>,
    masquerade_to_nodes: bool,
}

fn clusters() -> impl Strategy<Value = Cluster> {
    let pod = (1..=3u8, any::<bool>(), prop::bool::weighted(0.8))
        .prop_map(|(node, selected, ready)| PodSpec { node, selected, ready });
    let modes = prop::sample::select(vec![ProxyMode::Iptables, ProxyMode::Nftables]);
    let providers = prop::sample::select(vec![
        Provider::None,
        Provider::Gcp,
        Provider::AwsNlb,
        Provider::CloudProviderKind,
    ]);
    let kinds = prop::sample::select(vec!["ClusterIP", "NodePort", "LoadBalancer"]);
    let policies = || prop::sample::select(vec!["Cluster", "Local"]);
    (
        (modes, providers, prop::collection::vec(pod, 0..5), kinds),
        (policies(), policies(), prop::sample::select(vec!["None", "ClientIP"])),
        prop::sample::select(vec![8080u16, 8080, 8080, 9376]),
        prop::option::weighted(0.2, 1..=3u8),
        any::<bool>(),
    )
        .prop_map(
            |((mode, provider, pods, kind), (external, internal, affinity), port, down, masq)| {
                Cluster {
                    mode,
                    provider,
                    pods,
                    kind,
                    external,
                    internal,
                    affinity,
                    target_port: port,
                    down,
                    masquerade_to_nodes: masq,
                }
            },
        )
}

impl Cluster {
    fn text(&self) -> String {
        let mut text = String::new();
        for (number, pod) in self.pods.iter().enumerate() {
            let app = if pod.selected { "web" } else { "other" };
            text.push_str(&format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, labels: {{app: {app}}}}}\n\
                 spec: {{nodeName: node-{}, containers: [{{name: main, image: agnhost, args: [netexec]}}]}}\n---\n",
                pod.node
            ));
        }
        let external = match self.kind {
            "ClusterIP" => String::new(),
            _ => format!("externalTrafficPolicy: {}, ", self.external),
        };
        text.push_str(&format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\n\
             spec: {{type: {}, {external}internalTrafficPolicy: {}, sessionAffinity: {}, \
             selector: {{app: web}}, ports: [{{port: 80, targetPort: {}}}]}}\n",
            self.kind, self.internal, self.affinity, self.target_port
        ));
        text
    }

    /// The commands that make it, after `World::new`.
    fn commands(&self) -> Vec<Command> {
        let mut all = vec![Command::Edit { text: self.text() }, Command::Wait { ms: 120_000 }];
        for (number, _) in self.pods.iter().enumerate().filter(|(_, it)| !it.ready) {
            let key = Key::new(Kind::Pod, "default", &format!("p{number}"));
            all.push(Command::SetReady { key, ready: false });
        }
        all.push(Command::Wait { ms: 40_000 });
        if let Some(number) = self.down {
            all.push(Command::SetNode { name: format!("node-{number}").into(), up: false });
        }
        all
    }

    fn start(&self) -> World {
        let config = ClusterConfig {
            proxy_mode: self.mode,
            provider: self.provider,
            masquerade_to_nodes: self.masquerade_to_nodes,
            ..ClusterConfig::default()
        };
        World::new(config).0
    }
}

fn replay(start: &World, commands: &[Command]) -> World {
    commands.iter().fold(start.clone(), |world, it| step(&world, it).world)
}

fn send(world: &mut World, request: Request) -> Arc<Trace> {
    let stepped = step(world, &Command::Send { request });
    *world = stepped.world;
    let sent = stepped.events.into_iter().find_map(|it| match it {
        Event::Sent(trace) => Some(trace),
        _ => None,
    });
    sent.expect("a request is always answered for")
}

/// Every request worth asking in a cluster.
fn requests(world: &World) -> Vec<Request> {
    let mut clients = vec![Client::Outside];
    clients.extend((1..=3).map(|it| Client::Node(format!("node-{it}").into())));
    let pods = world.store.pods().map(|(it, _)| it.meta.name.clone());
    clients.extend(pods.map(|name| Client::Pod { namespace: "default".into(), name }));
    let service = world.store.find(Kind::Service, "default", "web").expect("the Service");
    let View::Service(view) = &service.view else { panic!("a Service") };
    let mut targets = vec![("web".to_owned(), 80), ("nothing".to_owned(), 80)];
    targets.extend(
        view.cluster_ips.iter().flat_map(|it| [(it.to_string(), 80), (it.to_string(), 81)]),
    );
    let node_port = view.ports[0].node_port;
    for node in ["172.18.0.2", "172.18.0.3", "172.18.0.4"] {
        targets.extend([(node.to_owned(), 80), (node.to_owned(), node_port.max(1))]);
    }
    for point in &view.ingress {
        let host = point.hostname.clone().or(point.ip.map(|it| it.to_string()));
        targets.extend(host.map(|it| (it, 80)));
    }
    targets.extend(
        world.store.pods().flat_map(|(_, pod)| {
            pod.ips.iter().map(|it| (it.to_string(), 8080)).collect::<Vec<_>>()
        }),
    );
    targets.extend([("10.244.2.250".to_owned(), 80), ("10.96.200.200".to_owned(), 80)]);
    let ask = |client: &Client| {
        let client = client.clone();
        targets
            .iter()
            .map(move |(host, port)| Request::tcp(client.clone(), host, *port))
            .collect::<Vec<_>>()
    };
    clients.iter().flat_map(ask).collect()
}

/// What is wrong with a trace by itself.
fn faults(trace: &Trace) -> Vec<&'static str> {
    let mut found = Vec::new();
    let chained = |hops: &[Hop]| hops.windows(2).all(|it| it[0].after == it[1].before);
    if !chained(&trace.hops) || !chained(&trace.reply) {
        found.push("hops do not chain");
    }
    if trace.hops.len() + trace.reply.len() > 40 {
        found.push("too long");
    }
    if let (Some(last), Some(first)) = (trace.hops.last(), trace.reply.first())
        && last.after.reply() != first.before
    {
        found.push("the answer does not begin where the way there ended");
    }
    let answered = matches!(trace.verdict, Verdict::Delivered { .. } | Verdict::Refused);
    let home = match (trace.hops.first(), trace.reply.last()) {
        (Some(first), Some(last)) => last.after == first.before.reply(),
        _ => false,
    };
    if answered && !home {
        found.push("the answer does not come home");
    }
    let ends = |it: &Hop| {
        matches!(it.step, Step::Deliver | Step::Refuse | Step::Drop | Step::Lose)
            || (it.step == Step::Resolve && trace.verdict == Verdict::NotResolved)
    };
    let end_count = trace.hops.iter().filter(|it| ends(it)).count();
    if trace.verdict != Verdict::NotSent && end_count != 1 {
        found.push("not exactly one end");
    }
    found
}

/// What is wrong with a trace in its world.
fn wrongs(world: &World, trace: &Trace) -> Vec<&'static str> {
    let mut found = Vec::new();
    let service = world.store.find(Kind::Service, "default", "web").expect("the Service");
    let View::Service(view) = &service.view else { panic!("a Service") };
    if let Verdict::Delivered { pod: Some(pod), node: Some(node), source_seen, .. } = &trace.verdict
    {
        if !world.is_up(node) {
            found.push("a dead node's Pod answered");
        }
        let chosen = trace.hops.iter().any(|it| {
            matches!(it.because, Reason::EndpointPicked { .. } | Reason::EndpointKept { .. })
        });
        let labels = &world.store.get(pod).expect("the Pod").meta.labels;
        if chosen && labels.get("app").map(String::as_str) != Some("web") {
            found.push("a Pod that is not selected answered");
        }
        let local =
            view.external_traffic_policy == service_lab_engine::objects::TrafficPolicy::Local;
        let to_node = trace.request.host.starts_with("172.18.") && chosen;
        if local && to_node && trace.request.from == Client::Outside {
            let asked = trace.hops[1].place.clone();
            if asked != service_lab_engine::net::Place::Node(node.clone()) {
                found.push("policy Local left its node");
            }
            if *source_seen != world.config.outside {
                found.push("policy Local hid the client");
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_packet_s_fate_is_whole_and_allowed(cluster in clusters()) {
        let mut world = replay(&cluster.start(), &cluster.commands());
        for request in requests(&world) {
            let before = world.clone();
            let trace = send(&mut world, request.clone());
            prop_assert_eq!(faults(&trace), Vec::<&str>::new(), "{:#?}", trace);
            prop_assert_eq!(wrongs(&before, &trace), Vec::<&str>::new(), "{:#?}", trace);
            let again = step(&before, &Command::Send { request });
            prop_assert_eq!(again.world, world.clone(), "the same command, another world");
        }
    }

    #[test]
    fn a_replayed_history_makes_the_same_world_and_the_same_rules(
        first in clusters(),
        second in clusters(),
    ) {
        let start = first.start();
        let mut commands = first.commands();
        commands.push(Command::Send { request: Request::tcp(Client::Outside, "172.18.0.2", 80) });
        commands.extend(second.commands());
        let world = replay(&start, &commands);
        prop_assert_eq!(&replay(&start, &commands), &world);
        // Rules that followed each change equal rules read from the store.
        let mut fresh = world.clone();
        fresh.cache = Default::default();
        for node in ["node-1", "node-2", "node-3"] {
            prop_assert_eq!(world.rules(node), fresh.rules(node));
        }
        prop_assert_eq!(&world.facts().atlas, &fresh.facts().atlas);
    }

    #[test]
    fn applying_the_same_text_again_changes_nothing(cluster in clusters()) {
        let edit = Command::Edit { text: cluster.text() };
        let once = replay(&cluster.start(), &[edit.clone(), Command::Wait { ms: 300_000 }]);
        let twice = step(&once, &edit);
        let changes: Vec<_> =
            twice.events.iter().filter(|it| matches!(it, Event::Changed(_))).collect();
        prop_assert!(changes.is_empty(), "{:#?}", changes);
        prop_assert_eq!(twice.world, once);
    }
}

fn delivered() -> (World, Arc<Trace>) {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p0, labels: {app: web}}\n\
                spec: {nodeName: node-1, containers: [{name: main, image: agnhost, args: [netexec]}]}\n---\n\
                apiVersion: v1\nkind: Service\nmetadata: {name: web}\n\
                spec: {type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, \
                ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}\n";
    let start = World::new(ClusterConfig::default()).0;
    let commands = [Command::Edit { text: text.to_owned() }, Command::Wait { ms: 60_000 }];
    let mut world = replay(&start, &commands);
    let trace = send(&mut world, Request::tcp(Client::Outside, "172.18.0.2", 30080));
    assert!(matches!(trace.verdict, Verdict::Delivered { .. }), "{trace:#?}");
    (world, trace)
}

/// Services beside the one that is asked: with many of them, a node's rules are made like another node's.
const OTHERS: [usize; 2] = [0, 40];

/// Pods `p1` to so many, each on the node of its number, behind a Service and so many `others`.
fn pods_behind_a_service(count: usize, others: usize) -> World {
    let mut text = String::new();
    for number in 1..=count {
        text.push_str(&format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, labels: {{app: web}}}}\nspec: \
             {{nodeName: node-{number}, containers: [{{name: main, image: agnhost, args: [netexec]}}]}}\n---\n"
        ));
    }
    text.push_str(
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n\
         spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n",
    );
    for number in 0..others {
        text.push_str(&format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{name: other-{number}}}\n\
             spec: {{selector: {{app: web}}, ports: [{{port: 80, targetPort: 8080}}]}}\n"
        ));
    }
    let start = World::new(ClusterConfig::default()).0;
    replay(&start, &[Command::Edit { text }, Command::Wait { ms: 60_000 }])
}

/// Whether a node's rules lead to the Pod of this number. They are what they would be if they were made anew.
fn knows(world: &World, node: &str, pod: usize) -> bool {
    let rules = world.rules(node).unwrap();
    let mut fresh = world.clone();
    fresh.cache = Default::default();
    assert_eq!(Some(&rules), fresh.rules(node).as_ref(), "{node} at {}", world.now_ms);
    rules.shown(IpFamily::V4).contains(&format!("10.244.{pod}.2:8080"))
}

#[test]
fn what_a_node_still_waits_to_write_is_written_with_what_comes_meanwhile() {
    let delete = |number: usize| Command::Delete {
        key: Key::new(Kind::Pod, "default", &format!("p{number}")),
    };
    for (later_ms, others) in [(100, OTHERS[0]), (600, OTHERS[0]), (100, OTHERS[1])] {
        let mut world = step(&pods_behind_a_service(3, others), &delete(1)).world;
        let mut forgot = [[None; 2]; 3];
        for at_ms in (0..=2_000).step_by(100) {
            if at_ms == later_ms {
                world = step(&world, &delete(2)).world;
            }
            for (node, forgot) in ["node-1", "node-2", "node-3"].iter().zip(&mut forgot) {
                for (pod, forgot) in (1..).zip(forgot) {
                    if forgot.is_none() && !knows(&world, node, pod) {
                        *forgot = Some(at_ms);
                    }
                }
            }
            world = step(&world, &Command::Wait { ms: 100 }).world;
        }
        for [first, second] in forgot {
            let wait_ms = first.unwrap();
            let wanted = if wait_ms > later_ms { wait_ms } else { later_ms + wait_ms };
            assert_eq!(second, Some(wanted), "{forgot:?}");
        }
        assert_eq!(world.lag, Default::default());
    }
}

#[test]
fn no_node_waits_to_forget_a_pod_that_was_not_offered() {
    let key = Key::new(Kind::Pod, "default", "p1");
    let unready = Command::SetReady { key: key.clone(), ready: false };
    let world = replay(&pods_behind_a_service(2, 0), &[unready, Command::Delete { key }]);
    assert_eq!(world.lag, Default::default());
}

#[test]
fn each_nodes_rules_forget_a_deleted_pod_at_its_own_time_within_a_second() {
    OTHERS.into_iter().for_each(each_node_forgets_beside);
}

fn each_node_forgets_beside(others: usize) {
    let mut world = pods_behind_a_service(2, others);
    let knows = |world: &World, node: &str| knows(world, node, 1);
    let nodes = ["node-1", "node-2", "node-3"];
    assert!(nodes.iter().all(|node| knows(&world, node)));
    let key = Key::new(Kind::Pod, "default", "p1");
    world = step(&world, &Command::Delete { key }).world;
    let mut forgot = [None; 3];
    for after_ms in (0..=1_500).step_by(100) {
        // Made one after the other, they are what each is alone.
        let mut together = world.clone();
        together.cache = Default::default();
        for node in nodes {
            assert_eq!(together.rules(node), world.rules(node), "{node} after {after_ms} ms");
        }
        for (node, forgot) in nodes.iter().zip(&mut forgot) {
            match (knows(&world, node), &forgot) {
                (false, None) => *forgot = Some(after_ms),
                (true, Some(_)) => panic!("{node} remembers again"),
                _ => {}
            }
        }
        world = step(&world, &Command::Wait { ms: 100 }).world;
    }
    assert!(forgot.iter().all(|it| it.is_some_and(|it| (200..=1_000).contains(&it))), "{forgot:?}");
    assert!(forgot.iter().any(|it| *it != forgot[0]), "all at once: {forgot:?}");
    assert_eq!(world.lag, Default::default());
}

#[test]
fn each_planted_fault_of_a_trace_is_found() {
    let (world, good) = delivered();
    assert_eq!(faults(&good), Vec::<&str>::new());
    assert_eq!(wrongs(&world, &good), Vec::<&str>::new());
    let plant = |change: &dyn Fn(&mut Trace)| {
        let mut bad = Trace::clone(&good);
        change(&mut bad);
        let mut all: BTreeSet<&str> = faults(&bad).into_iter().collect();
        all.extend(wrongs(&world, &bad));
        all
    };
    assert!(plant(&|it| it.hops.swap(1, 2)).contains("hops do not chain"));
    assert!(plant(&|it| it.reply.clear()).contains("the answer does not come home"));
    assert!(plant(&|it| it.hops[0].step = Step::Drop).contains("not exactly one end"));
    assert!(
        plant(&|it| {
            it.reply.remove(0);
        })
        .contains("the answer does not begin where the way there ended")
    );
    let many = |it: &mut Trace| it.hops = vec![it.hops[2].clone(); 60];
    assert!(plant(&many).contains("too long"));
    let hidden = |it: &mut Trace| {
        if let Verdict::Delivered { source_seen, .. } = &mut it.verdict {
            *source_seen = [172, 18, 0, 2].into();
        }
    };
    assert!(plant(&hidden).contains("policy Local hid the client"));
    let strayed = |it: &mut Trace| {
        if let Verdict::Delivered { node, .. } = &mut it.verdict {
            *node = Some("node-2".into());
        }
    };
    assert!(plant(&strayed).contains("policy Local left its node"));
}

#[test]
fn a_refused_text_changes_nothing_and_is_checked() {
    let (world, _) = delivered();
    let text = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, protocol: http}]}\n";
    let stepped = step(&world, &Command::Edit { text: text.to_owned() });
    assert_eq!(stepped.world.store, world.store);
    assert_eq!(stepped.world.edited, world.edited);
    let checked = stepped
        .events
        .iter()
        .any(|it| matches!(it, Event::Checked(problems) if !problems.is_empty()));
    assert!(checked);
}

#[test]
fn what_leaves_the_text_is_deleted_and_the_operator_s_objects_stay() {
    let config = ClusterConfig {
        manifests:
            "apiVersion: v1\nkind: Service\nmetadata: {name: given}\nspec: {ports: [{port: 80}]}\n"
                .to_owned(),
        ..ClusterConfig::default()
    };
    let (world, problems) = World::new(config);
    assert_eq!(problems, []);
    let own = "apiVersion: v1\nkind: Service\nmetadata: {name: own}\nspec: {ports: [{port: 80}]}\n";
    let has =
        |world: &World, name: &str| world.store.find(Kind::Service, "default", name).is_some();
    let typed = step(&world, &Command::Edit { text: own.to_owned() }).world;
    assert!(has(&typed, "own") && has(&typed, "given"));
    let emptied = step(&typed, &Command::Edit { text: "# nothing\n".to_owned() }).world;
    assert!(!has(&emptied, "own") && has(&emptied, "given"));
}

#[test]
fn hostile_texts_and_requests_do_no_harm() {
    let world = World::new(ClusterConfig::default()).0;
    for text in ["", "\0\0", "a: &a [*a]", "---\n---\n", "kind: Service", "{{{{", "\u{feff}x: y"] {
        let after = step(&world, &Command::Edit { text: text.to_owned() }).world;
        for host in
            ["", ".", "..", "a..b", "::1", "0.0.0.0", "255.255.255.255", "x".repeat(300).as_str()]
        {
            for from in [Client::Outside, Client::Node("node-1".into()), Client::Node("".into())] {
                let request = Request::tcp(from, host, 0);
                let stepped = step(&after, &Command::Send { request });
                assert!(matches!(stepped.events.as_slice(), [Event::Sent(_)]), "{host:?}");
            }
        }
    }
}
