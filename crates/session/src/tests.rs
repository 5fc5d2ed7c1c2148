//! What a learner does, on real clusters.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::chance::below;
use service_lab_engine::cluster::{ClusterConfig, Provider, ProxyMode};
use service_lab_engine::net::{Client, Request, Verdict};
use service_lab_engine::objects::{IpFamily, Key, Kind, Object};
use service_lab_engine::store::Actor;
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, World};

use crate::action::{Action, Effect, Notice, Session, update};
use crate::bench::{Bench, BenchId, BurstState, Start};
use crate::history::{Entry, History, MAX_BYTES, MAX_STEPS, SNAPSHOT_EVERY};
use crate::save;
use crate::scene::{Depth, Scene, View, build};

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
    let last = bench(session).last_trace().map(|it| it.verdict.clone());
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
    assert!(answered(&session), "{:?}", bench(&session).last_trace().map(|it| &it.verdict));
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

fn worked() -> Session {
    let mut session = session();
    type_text(&mut session, &SERVICE.replace("port: 80,", "port: 81,"));
    update(&mut session, Action::Rest);
    update(&mut session, Action::Send { request: request(), times: 2 });
    let key = pod(&session);
    update(&mut session, Action::Do(Command::Delete { key }));
    update(&mut session, Action::Pass { ms: 3000 });
    session
}

#[test]
fn a_save_brings_text_steps_and_cluster_back() {
    let session = worked();
    let text = save::write(bench(&session));
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert_eq!(effects, [Effect::ShowText]);
    assert_eq!(bench(&again).world(), bench(&session).world());
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 2);
    assert!(bench(&again).can_undo());
}

#[test]
fn shared_work_starts_from_the_same_and_brings_text_and_steps() {
    let session = worked();
    let from = BenchId::exercise("load-balancer", "shop");
    let text = save::write_shared(bench(&session), &from, true);
    let shared = save::read_shared(&text).unwrap_or_default();
    assert_eq!(shared.from, from);
    let mut again = Session::default();
    open(&mut again, save::read(&shared.saved));
    assert_eq!(bench(&again).world(), bench(&session).world());
    let short = save::write_shared(bench(&session), &from, false);
    let mut again = Session::default();
    open(&mut again, save::read_shared(&short).and_then(|it| save::read(&it.saved)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 0);
    for end in (0..text.len().min(200)).filter(|it| text.is_char_boundary(*it)) {
        text.get(..end).and_then(save::read_shared);
    }
    let other = text.replacen("work\t1", "work\t2", 1);
    assert_eq!(save::read_shared(&other), None);
    let odd = BenchId::exercise("sandbox", "two\nlines");
    assert_eq!(save::read_shared(&save::write_shared(bench(&session), &odd, true)), None);
}

#[test]
fn start_over_leads_back_to_the_work_that_came_with_a_link() {
    let session = worked();
    let given = save::write(bench(&session));
    let mut again = Session::default();
    open(&mut again, save::read(&given));
    type_text(&mut again, "");
    update(&mut again, Action::Reset { to: save::read(&given).map(Box::new) });
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).world(), bench(&session).world());
    update(&mut again, Action::Reset { to: None });
    assert_eq!(bench(&again).text(), bench(&again).start().text);
}

#[test]
fn a_damaged_save_keeps_what_can_be_read_and_says_so() {
    let session = worked();
    let text = save::write(bench(&session)).replace("delete\t", "dilute\t");
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert!(effects.contains(&Effect::Tell(Notice::SaveDamaged)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 2);
}

#[test]
fn no_cut_of_a_save_makes_it_panic() {
    let text = save::write(bench(&worked()));
    for end in (0..text.len()).step_by(7).filter(|it| text.is_char_boundary(*it)) {
        let mut session = Session::default();
        open(&mut session, text.get(..end).and_then(save::read));
    }
    assert_eq!(save::read("not a save"), None);
}

#[test]
fn a_save_of_another_lesson_version_keeps_the_text_only() {
    let session = worked();
    let text = save::write(bench(&session)).replace("lesson\t1", "lesson\t2");
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert!(effects.contains(&Effect::Tell(Notice::SaveOutdated)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 0);
}

#[test]
fn progress_survives_its_save() {
    let mut session = session();
    let prediction = "who\tknocks".to_owned();
    update(
        &mut session,
        Action::Guess { prediction: prediction.clone(), choice: 1, truth: Some(2) },
    );
    update(&mut session, Action::Reveal { prediction: prediction.clone() });
    update(&mut session, Action::Guess { prediction, choice: 2, truth: Some(2) });
    update(&mut session, Action::Hint { exercise: "a".to_owned(), of: 3 });
    update(&mut session, Action::Solved { exercise: "a".to_owned() });
    update(&mut session, Action::Step { step: 4 });
    update(&mut session, Action::Step { step: 1 });
    let again = save::read_progress(&save::write_progress(&session.progress));
    assert_eq!(again, session.progress);
    let lesson = again.of("test").unwrap_or_else(|| panic!("the lesson is lost"));
    let choices: Vec<usize> = lesson.guesses.values().map(|it| it.choice).collect();
    assert_eq!(choices, [1], "a guess stands once its outcome was seen");
    assert_eq!((lesson.step, lesson.furthest), (1, 4));
}

/// What the picture shows of a bench beside the packet.
fn drawn(bench: &Bench) -> Scene {
    let world = bench.world();
    build(&View {
        store: &world.store,
        seats: bench.seats(),
        width: 1200,
        depth: Depth::Kernel,
        outside: world.config.outside.to_string(),
        down: &|node| !world.is_up(node),
        rules: &|_| Some(7),
        trace: None,
        word: &|it| format!("{it:?}"),
    })
}

#[test]
fn the_picture_changes_only_where_it_is_said_to() {
    let mut session = session();
    let noted = |note: u64| {
        SERVICE.replace("{name: web}", &format!("{{name: web, annotations: {{note: x{note}}}}}"))
    };
    let (mut kept, mut changed) = (0, 0);
    for turn in 0_u64..160 {
        let before = (bench(&session).picture_revision(), drawn(bench(&session)));
        let key = |kind, name: &str| Key::new(kind, "default", name);
        let pods: Vec<Key> =
            bench(&session).world().store.pods().map(|(it, _)| it.key.clone()).collect();
        let some_pod = pods.get((turn as usize * 7) % pods.len().max(1)).cloned();
        let command = |it: Command| Action::Perform { commands: vec![it] };
        let action = match below(turn, &["act"], 12) {
            0..=2 => Action::Type { text: noted(turn) },
            3 => Action::Type { text: noted(turn).replace("30080", &format!("{}", 30000 + turn)) },
            4 => command(Command::Wait { ms: 3_000 }),
            5 => command(Command::Send { request: request() }),
            6 => Action::Undo,
            7 => command(Command::SetNode { name: "node-2".into(), up: turn % 2 == 0 }),
            8 => {
                let replicas = 1 + (turn % 4) as i64;
                command(Command::Scale { key: key(Kind::Deployment, "web"), replicas })
            }
            9 => match some_pod {
                Some(key) => command(Command::SetReady { key, ready: turn % 2 == 0 }),
                None => continue,
            },
            10 => match some_pod {
                Some(key) => command(Command::CrashPod { key }),
                None => continue,
            },
            _ => command(Command::SetProvider { provider: Provider::Gcp }),
        };
        update(&mut session, action);
        let after = (bench(&session).picture_revision(), drawn(bench(&session)));
        if before.0 == after.0 {
            assert_eq!(before.1, after.1, "turn {turn}");
            kept += 1;
        } else {
            changed += u32::from(before.1 != after.1);
        }
    }
    assert!(kept > 20 && changed > 20, "{kept} and {changed} tell nothing");
}
