//! Texts that were never meant to be manifests: each is refused at a place in
//! the text, in bounded time, and changes nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use service_lab_engine::api::Call;
use service_lab_engine::client::{self, Memo, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::diagnostic::{Diagnostic, Severity};
use service_lab_engine::objects::{Kind, Object};
use service_lab_engine::schema::{self, FieldValidation};
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;

/// 50 ms in a browser's release build (`e2e/bench.mjs hostile`). A debug build takes a second, and several on a machine
/// that builds beside; what grows with the square of its text takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

fn call() -> Call {
    let validation = FieldValidation::Strict;
    Call { by: Actor::Learner, now_ms: 0, dry_run: false, validation, manager: "".into() }
}

fn store() -> Store {
    let mut store = Store::default();
    let mut namespace = Value::map();
    namespace.set("metadata.name", "default");
    store.put(Object::new(Kind::Namespace, namespace), Actor::Operator);
    store
}

fn spans_lie_in(text: &str, problems: &[Diagnostic]) {
    for problem in problems {
        assert!(problem.at.slice(text).is_some(), "{problem:?}");
        if let Some(edit) = &problem.edit {
            assert!(edit.at.slice(text).is_some(), "{problem:?}");
        }
    }
}

#[test]
fn every_hostile_file_is_refused_in_bounded_time_and_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let mut store = store();
        let begin = Instant::now();
        let config = ClusterConfig::default();
        let (run, held) =
            client::edit(&mut store, &config, &call(), &BTreeSet::new(), &Memo::default(), &text);
        assert!(begin.elapsed() < PATIENCE, "{path:?} took {:?}", begin.elapsed());
        assert!(
            run.diagnostics.iter().any(|it| it.severity == Severity::Error),
            "{path:?} is not refused: {:?}",
            run.stderr
        );
        assert!(run.changes.is_empty() && held.is_empty(), "{path:?} changed something");
        assert!(store == self::store(), "{path:?} changed the store");
        spans_lie_in(&text, &run.diagnostics);
        seen += 1;
    }
    assert!(seen >= 30, "only {seen} hostile files were found");
}

/// Longest file of which every place is tried, and how many of a longer one.
const SHORT_BYTES: usize = 600;
const PLACES: usize = 12;

#[test]
fn completing_and_hovering_survive_every_place_of_every_hostile_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let begin = Instant::now();
        let mut tried = 0;
        let step = if text.len() <= SHORT_BYTES { 1 } else { text.len() / PLACES };
        for at in (0..=text.len() + 1).step_by(step) {
            for offer in schema::complete(&text, at) {
                assert!(offer.at.slice(&text).is_some(), "{path:?} at {at}: {offer:?}");
            }
            if let Some(found) = schema::hover(&text, at) {
                assert!(found.at.slice(&text).is_some(), "{path:?} at {at}");
            }
            tried += 1;
        }
        assert!(begin.elapsed() < PATIENCE * tried, "{path:?} took {:?}", begin.elapsed());
    }
}

const SERVICE: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  type: NodePort\n  selector:\n    app: web\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n    nodePort: 30080\n    protocol: TCP\n";

/// A manifest with a few pieces taken out or put in.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(""),
        Just("\t"),
        Just("\""),
        Just("'"),
        Just(": "),
        Just("- "),
        Just("[]"),
        Just("{"),
        Just("é"),
        Just("\n---\n"),
        Just("true"),
        Just("null"),
        Just("&a "),
        Just("*a"),
        Just("|\n"),
        Just("80.5"),
        Just("\r\n"),
        Just("x"),
        Just("\u{2028}"),
        Just("{\"a\": 1}"),
        Just("#"),
        Just("%"),
        Just("!!int "),
        Just("<<: "),
    ];
    proptest::collection::vec((0..SERVICE.len(), 0..6_usize, piece), 1..5).prop_map(|changes| {
        let mut text = SERVICE.to_owned();
        for (at, length, piece) in changes {
            let mut start = at.min(text.len());
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(start..end, piece);
        }
        text
    })
}

proptest! {
    #[test]
    fn a_damaged_manifest_never_panics_and_every_problem_lies_in_its_text(text in damaged()) {
        let mut store = store();
        let config = ClusterConfig::default();
        let run = client::run(&mut store, &config, &call(), Verb::Apply, "default", &text);
        spans_lie_in(&text, &run.diagnostics);
    }
}

/// Each repair that is offered removes its own problem.
#[test]
fn every_offered_repair_removes_its_problem() {
    let mut offered = 0;
    for (from, to) in [
        ("nodePort: 30080", "nodeport: 30080"),
        ("targetPort", "tagetPort"),
        ("selector", "Selector"),
        ("port: 80\n", "port: \"80\"\n"),
        ("app: web\n", "app: yes\n"),
        ("name: web", "name: 12"),
        ("kind: Service", "kind: Servcie"),
        ("apiVersion: v1", "apiVersion: apps/v1"),
        ("kind:", "Kind:"),
        ("  ", "\t"),
        ("spec:", "\"specs\":"),
        ("labels: {app: web}", "labels: {app: true}"),
    ] {
        let text = SERVICE.replace(from, to);
        let reading = diagnostics(&text);
        let problem = reading.iter().find(|it| it.severity == Severity::Error);
        let problem = problem.unwrap_or_else(|| panic!("{to} is not refused"));
        let edit = problem.edit.clone().unwrap_or_else(|| panic!("no repair of {to}: {problem:?}"));
        let mut mended = text.clone();
        mended.replace_range(edit.at.start..edit.at.end, &edit.text);
        let again = diagnostics(&mended);
        assert!(
            again.iter().all(|it| it.code != problem.code || it.path != problem.path),
            "{to}: {mended}"
        );
        offered += 1;
    }
    assert_eq!(offered, 12);
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let config = ClusterConfig::default();
    client::run(&mut store(), &config, &call(), Verb::Apply, "default", text).diagnostics
}
