//! Any text as a learner's manifest: reader, decoder, API server, store,
//! controllers, rules. Nothing may panic or hang; every problem and every
//! offered edit lies in the text; a refusal changes nothing.
#![no_main]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use service_lab_engine::api::Call;
use service_lab_engine::client::{self, Memo, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::diagnostic::{Diagnostic, Severity};
use service_lab_engine::net::{Client, Request};
use service_lab_engine::schema::{self, FieldValidation};
use service_lab_engine::store::Actor;
use service_lab_engine::world::{Command, World, step};

/// One text in so many also goes through the controllers and a request.
const WHOLE_EVERY: usize = 8;

fuzz_target!(|bytes: &[u8]| {
    static START: OnceLock<World> = OnceLock::new();
    let world = START.get_or_init(|| World::new(ClusterConfig::default()).0);
    let text = String::from_utf8_lossy(bytes).into_owned();
    admit(world, &text);
    if bytes.len() % WHOLE_EVERY == 0 {
        live(world, &text);
    }
});

fn call() -> Call {
    let validation = FieldValidation::Strict;
    Call { by: Actor::Learner, now_ms: 0, dry_run: false, validation, manager: "".into() }
}

/// The text into a store, twice, by the editor and by kubectl.
fn admit(world: &World, text: &str) {
    let mut store = world.store.clone();
    let (config, memo) = (&world.config, Memo::default());
    let (run, held) = client::edit(&mut store, config, &call(), &BTreeSet::new(), &memo, text);
    lie_in(text, &run.diagnostics);
    let refused = run.diagnostics.iter().any(|it| it.severity == Severity::Error);
    if refused {
        assert!(run.changes.is_empty() && held.is_empty(), "refused, yet changed: {run:#?}");
        assert!(store == world.store, "refused, yet the store differs");
    } else {
        // May change something: the server adds a taint to a Node, and a patch cannot tell
        // ports of one number apart. So do real clusters.
        // What is remembered of the text decides nothing.
        let mut other = store.clone();
        let known = client::edit(&mut store, config, &call(), &held, &memo, text);
        let fresh = client::edit(&mut other, config, &call(), &held, &Memo::default(), text);
        assert!(known == fresh && store == other, "remembered: {known:#?}\nread: {fresh:#?}");
    }
    let mut store = world.store.clone();
    let run = client::run(&mut store, &world.config, &call(), Verb::Apply, "default", text);
    lie_in(text, &run.diagnostics);
    for offer in schema::complete(text, text.len() / 2) {
        assert!(offer.at.slice(text).is_some(), "{offer:?}");
    }
    schema::hover(text, text.len() / 3);
}

fn lie_in(text: &str, problems: &[Diagnostic]) {
    for problem in problems {
        assert!(problem.at.slice(text).is_some(), "{problem:?}");
        if let Some(edit) = &problem.edit {
            assert!(edit.at.slice(text).is_some(), "{problem:?}");
        }
    }
}

/// The text in the whole cluster, then a request to whatever Service it made.
fn live(world: &World, text: &str) {
    let mut world = step(world, &Command::Edit { text: text.to_owned() }).world;
    world = step(&world, &Command::Wait { ms: 30_000 }).world;
    let names: Vec<String> = world
        .store
        .services()
        .map(|(object, _)| format!("{}.{}", object.meta.name, object.meta.namespace))
        .take(3)
        .collect();
    for name in names {
        let request = Request::tcp(Client::Node("node-1".into()), &name, 80);
        world = step(&world, &Command::Send { request }).world;
    }
}
