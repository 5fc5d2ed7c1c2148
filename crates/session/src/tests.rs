//! What a learner does, on real clusters.

mod picture;
mod saves;

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::cluster::{ClusterConfig, ProxyMode};
use service_lab_engine::net::{Client, Request, Verdict};
use service_lab_engine::objects::{IpFamily, Key, Kind, Object};
use service_lab_engine::store::Actor;
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, World};

use crate::action::{Action, Effect, Notice, Session, update};
use crate::bench::{Bench, BenchId, BurstState, Start};
use crate::history::{Entry, History, MAX_BYTES, MAX_STEPS, SNAPSHOT_EVERY};
use crate::save;

const PODS: &str = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: registry.k8s.io/e2e-test-images/agnhost:2.53
        args: [netexec]
";

const SERVICE: &str = "
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080, nodePort: 30080}
";

fn start() -> Start {
    let config = ClusterConfig { manifests: PODS.to_owned(), seed: 7, ..ClusterConfig::default() };
    let (world, _) = World::new(config);
    Start { world, text: SERVICE.to_owned(), version: 1 }
}

fn session() -> Session {
    let mut session = Session::default();
    open(&mut session, None);
    session
}

fn open(session: &mut Session, saved: Option<save::Saved>) -> Vec<Effect> {
    let id = BenchId::lesson("test");
    let action = Action::Open { id, start: Box::new(start()), saved: saved.map(Box::new) };
    update(session, action)
}

fn bench(session: &Session) -> &Bench {
    session.bench().unwrap_or_else(|| panic!("no bench is open"))
}

fn type_text(session: &mut Session, text: &str) {
    update(session, Action::Type { text: text.to_owned() });
}

fn request() -> Request {
    Request::tcp(Client::Outside, "172.18.0.2", 30080)
}

fn answered(session: &Session) -> bool {
    let last = bench(session).traces().next_back().map(|it| it.verdict.clone());
    matches!(last, Some(Verdict::Delivered { .. }))
}

fn pod(session: &Session) -> Key {
    let pods = bench(session).world().store.pods().map(|(it, _)| it.key.clone());
    pods.last().unwrap_or_else(|| panic!("no Pod runs"))
}

#[test]
fn a_bench_starts_with_its_text_in_the_cluster() {
    let mut session = session();
    assert_eq!(bench(&session).state(), BurstState::Settled);
    update(&mut session, Action::Send { request: request(), times: 1 });
    assert!(answered(&session), "{:?}", bench(&session).traces().next_back().map(|it| &it.verdict));
}

#[test]
fn letters_typed_one_by_one_are_one_step_and_leave_nothing_behind() {
    let mut session = session();
    for port in ["3", "30", "301", "3010", "30100"] {
        type_text(&mut session, &SERVICE.replace("nodePort: 30080", &format!("nodePort: {port}")));
    }
    update(&mut session, Action::Rest);
    assert_eq!(bench(&session).history().done().len(), 1);
    let mut at_once = self::session();
    type_text(&mut at_once, &SERVICE.replace("30080", "30100"));
    update(&mut at_once, Action::Rest);
    assert_eq!(bench(&session).world(), bench(&at_once).world());
}

#[test]
fn a_refused_text_leaves_the_cluster_at_its_last_good_version() {
    let mut session = session();
    let before = bench(&session).world().clone();
    type_text(&mut session, &SERVICE.replace("nodePort: 30080", "nodePort: 80"));
    assert_eq!(bench(&session).state(), BurstState::Refused);
    assert!(!bench(&session).diagnostics().is_empty());
    assert_eq!(bench(&session).world(), &before);
    update(&mut session, Action::Undo);
    assert_eq!(bench(&session).text(), SERVICE);
    assert_eq!(bench(&session).state(), BurstState::Settled);
    update(&mut session, Action::Redo);
    assert_eq!(bench(&session).state(), BurstState::Refused);
}

#[test]
fn a_text_that_is_empty_again_deletes_what_it_had_made() {
    let mut session = session();
    type_text(&mut session, "");
    update(&mut session, Action::Rest);
    assert!(bench(&session).world().store.find(Kind::Service, "default", "web").is_none());
    update(&mut session, Action::Undo);
    assert!(bench(&session).world().store.find(Kind::Service, "default", "web").is_some());
}

#[test]
fn undo_of_do_is_the_identity() {
    let mut session = session();
    let (text, world) = (bench(&session).text().to_owned(), bench(&session).world().clone());
    let key = pod(&session);
    for command in [
        Command::Delete { key: key.clone() },
        Command::CrashPod { key: key.clone() },
        Command::SetReady { key, ready: false },
        Command::SetNode { name: "node-2".into(), up: false },
        Command::Wait { ms: 60_000 },
    ] {
        update(&mut session, Action::Do(command));
        update(&mut session, Action::Pass { ms: 1000 });
        update(&mut session, Action::Undo);
        assert_eq!(bench(&session).world(), &world);
        assert_eq!(bench(&session).text(), text);
    }
}

/// What every node's kernel holds, as text.
fn rules(world: &World) -> Vec<String> {
    let nodes = world.store.nodes().filter_map(|(it, _)| world.rules(&it.key.name));
    nodes.map(|it| it.render(IpFamily::V4)).collect()
}

#[test]
fn what_undo_and_redo_bring_back_is_what_a_replay_gives_rules_included() {
    let mut session = session();
    let key = pod(&session);
    let send = || Action::Send { request: request(), times: 1 };
    let steps = [
        Action::Do(Command::CrashPod { key: key.clone() }),
        Action::Pass { ms: 1000 },
        send(),
        Action::Do(Command::Wait { ms: 30_000 }),
        Action::Do(Command::SetReady { key: key.clone(), ready: false }),
        send(),
        Action::Type { text: SERVICE.replace("port: 80,", "port: 81,") },
        Action::Rest,
        send(),
        Action::Do(Command::SetProxyMode { mode: ProxyMode::Nftables }),
        send(),
        Action::Do(Command::Delete { key }),
        Action::Type { text: SERVICE.replace("nodePort: 30080", "nodePort: 80") },
        Action::Undo,
        Action::Undo,
    ];
    let check = |session: &Session| {
        let bench = bench(session);
        assert!(*bench.settled() == bench.history().replay());
        let afresh = World { cache: Default::default(), ..bench.world().clone() };
        assert_eq!(rules(bench.world()), rules(&afresh));
    };
    for step in steps {
        update(&mut session, step);
        check(&session);
    }
    let end = bench(&session).world().clone();
    for action in [Action::Undo, Action::Redo] {
        for _ in 0..8 {
            update(&mut session, action.clone());
            check(&session);
            update(&mut session, Action::Undo);
            check(&session);
            update(&mut session, Action::Redo);
            check(&session);
        }
    }
    assert!(!bench(&session).can_redo());
    for _ in 0..8 {
        update(&mut session, Action::Undo);
    }
    assert!(*bench(&session).world() != end);
    assert!(!bench(&session).can_undo());
}

#[test]
fn redo_brings_back_what_undo_took() {
    let mut session = session();
    type_text(&mut session, &SERVICE.replace("app: web", "app: wep"));
    update(&mut session, Action::Rest);
    update(&mut session, Action::Send { request: request(), times: 3 });
    let after = bench(&session).world().clone();
    assert!(!answered(&session));
    update(&mut session, Action::Undo);
    assert_eq!(bench(&session).traces().count(), 0);
    update(&mut session, Action::Redo);
    assert_eq!(bench(&session).world(), &after);
    assert_eq!(bench(&session).traces().count(), 3);
}

#[test]
fn time_that_passes_belongs_to_the_step_before_it() {
    let mut session = session();
    let key = pod(&session);
    update(&mut session, Action::Do(Command::Delete { key }));
    for _ in 0..5 {
        update(&mut session, Action::Pass { ms: 1000 });
    }
    assert_eq!(bench(&session).history().done().len(), 1);
}

#[test]
fn what_is_told_of_a_step_is_true_after_the_time_that_followed_it_too() {
    let mut session = session();
    let key = pod(&session);
    update(&mut session, Action::Do(Command::CrashPod { key: key.clone() }));
    for _ in 0..20 {
        update(&mut session, Action::Pass { ms: 1000 });
        let (bench, mut last) = (bench(&session), BTreeMap::new());
        for change in bench.changes().iter() {
            last.insert(&change.key, change.after.as_ref());
        }
        for (key, after) in last {
            assert!(bench.world().store.get(key) == after, "{key:?}");
        }
    }
    let crashed = bench(&session).changes().iter().find(|it| it.key == key);
    assert!(crashed.is_some_and(|it| it.before.is_some()), "the crash itself is still told");
}

#[test]
fn what_is_counted_was_sent_since_the_cluster_last_changed() {
    let mut session = session();
    let counted = |session: &Session| bench(session).tally().total;
    let send = || Command::Send { request: request() };
    let wait = || Command::Wait { ms: 1000 };
    update(&mut session, Action::Send { request: request(), times: 2 });
    update(&mut session, Action::Pass { ms: 1000 });
    update(&mut session, Action::Send { request: request(), times: 3 });
    assert_eq!(counted(&session), 5);
    // A guess: something happens, time passes, then requests are sent.
    let key = pod(&session);
    let commands = vec![Command::Delete { key }, wait(), send(), send()];
    update(&mut session, Action::Perform { commands });
    assert_eq!(counted(&session), 2);
    update(&mut session, Action::Send { request: request(), times: 1 });
    assert_eq!(counted(&session), 3);
    // Time that passes first may have changed the cluster.
    update(&mut session, Action::Perform { commands: vec![wait(), send()] });
    assert_eq!(counted(&session), 1);
    let key = pod(&session);
    update(&mut session, Action::Do(Command::Delete { key }));
    assert_eq!(counted(&session), 0);
}

#[test]
fn the_replay_of_the_steps_is_the_world() {
    let mut session = session();
    for round in 0..(SNAPSHOT_EVERY * 2) {
        let up = round % 2 == 1;
        update(&mut session, Action::Do(Command::SetNode { name: "node-1".into(), up }));
        assert_eq!(&bench(&session).history().replay(), bench(&session).world());
    }
}

#[test]
fn who_follows_the_bench_hears_that_a_burst_ended_even_where_it_changed_nothing() {
    let mut session = session();
    for text in [format!("{SERVICE} "), SERVICE.to_owned()] {
        update(&mut session, Action::Type { text });
    }
    let (steps, open) = (bench(&session).history().done().len(), bench(&session).revision());
    assert_eq!(bench(&session).state(), BurstState::Open);
    update(&mut session, Action::Rest);
    assert_eq!(bench(&session).state(), BurstState::Settled);
    assert_eq!(bench(&session).history().done().len(), steps);
    assert!(bench(&session).revision() > open);
}

#[test]
fn the_same_text_typed_again_is_a_step_where_it_brings_back_what_was_deleted() {
    let mut session = session();
    let key = Key::new(Kind::Service, "default", "web");
    update(&mut session, Action::Do(Command::Delete { key: key.clone() }));
    let steps = bench(&session).history().done().len();
    for text in [SERVICE.replace("port: 80,", "port: 81,"), SERVICE.to_owned()] {
        type_text(&mut session, &text);
        assert_eq!(&bench(&session).history().replay(), bench(&session).settled());
    }
    update(&mut session, Action::Rest);
    assert!(bench(&session).world().store.get(&key).is_some());
    assert_eq!(bench(&session).history().done().len(), steps + 1);
    assert_eq!(&bench(&session).history().replay(), bench(&session).world());
    // Where the world is as it was, typing and taking it back is none.
    type_text(&mut session, &format!("{SERVICE}#"));
    type_text(&mut session, SERVICE);
    update(&mut session, Action::Rest);
    assert_eq!(bench(&session).history().done().len(), steps + 1);
}

#[test]
fn the_oldest_steps_are_dropped_and_the_learner_is_told() {
    let mut session = session();
    let mut told = false;
    for round in 0..=MAX_STEPS {
        let up = round % 2 == 1;
        let effects =
            update(&mut session, Action::Do(Command::SetNode { name: "node-1".into(), up }));
        told |= effects.contains(&Effect::Tell(Notice::HistoryCut));
    }
    assert!(told);
    assert!(bench(&session).history().done().len() <= MAX_STEPS);
    assert_eq!(&bench(&session).history().replay(), bench(&session).world());
}

/// A world with so many objects of no consequence more.
fn crowded(world: &World, from: usize, count: usize) -> World {
    let mut world = world.clone();
    for number in from..from + count {
        let mut value = Value::map();
        value.set("metadata.name", format!("c{number}"));
        value.set("metadata.namespace", "default");
        world.store.put(Object::new(Kind::ConfigMap, value), Actor::Learner);
    }
    world
}

#[test]
fn in_a_big_cluster_the_latest_steps_can_still_be_taken_back() {
    let start = bench(&session()).world().clone();
    let mut history = History::new(start.clone(), String::new());
    let mut world = crowded(&start, 0, MAX_BYTES / 4096 + 1);
    for step in 0..3 * SNAPSHOT_EVERY {
        world = crowded(&world, 10_000 + step, 1);
        let entry = Entry { commands: vec![Command::Wait { ms: 1000 }], sent: Vec::new() };
        history.push(entry, &world, None);
        let mut back = history.clone();
        let taken_back = (0..).take_while(|_| back.undo()).count();
        assert!(taken_back >= step.min(SNAPSHOT_EVERY - 1), "{taken_back} after step {step}");
    }
}

#[test]
fn worlds_that_nobody_asks_for_are_freed_when_the_page_rests() {
    let mut session = session();
    let key = pod(&session);
    update(&mut session, Action::Do(Command::CrashPod { key: key.clone() }));
    let crashed = Arc::downgrade(bench(&session).world().store.get(&key).unwrap());
    update(&mut session, Action::Pass { ms: 60_000 });
    update(&mut session, Action::Do(Command::SetNode { name: "node-2".into(), up: false }));
    assert!(crashed.upgrade().is_some(), "freed while the learner waits");
    session.idle();
    assert!(crashed.upgrade().is_none(), "still there");
    assert_eq!(&bench(&session).history().replay(), bench(&session).world());
}

#[test]
fn who_answered_is_counted_anew_when_time_was_let_pass() {
    let mut session = session();
    update(&mut session, Action::Send { request: request(), times: 3 });
    update(&mut session, Action::Pass { ms: 1000 });
    assert_eq!(bench(&session).tally().total, 3, "the film that follows a step is part of it");
    update(&mut session, Action::Do(Command::Wait { ms: 60_000 }));
    assert_eq!(bench(&session).tally().total, 0);
    update(&mut session, Action::Send { request: request(), times: 2 });
    assert_eq!(bench(&session).tally().total, 2);
}
