//! How long a learner's text takes, from its letters to a cluster at rest:
//! read, decoded, defaulted, validated, stored, and the controllers' work
//! after it. Two hundred lines in a lesson's cluster, one letter changed in
//! them, and a thousand Services in one text.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use mimalloc::MiMalloc;
use service_lab_engine::client::{self, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::diagnostic::Severity;
use service_lab_engine::objects::Kind;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::world::{Command, Event, World, step};
use service_lab_engine::{api, yaml};

/// As in the native program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Lines of the long manifest.
const LINES: usize = 200;

/// A Deployment and its Service as people write them; forty lines.
fn shop(text: &mut String, name: &str, number: usize) {
    let _ = writeln!(
        text,
        "apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
  labels:
    app: {name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: {name}
  template:
    metadata:
      labels:
        app: {name}
    spec:
      containers:
      - name: main
        image: registry.k8s.io/e2e-test-images/agnhost:2.47
        args: [netexec, --http-port=8080]
        ports:
        - name: http
          containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: {name}
  annotations:
    note: \"the way to {name}\"
spec:
  type: NodePort
  selector:
    app: {name}
  ports:
  - name: http
    port: 80
    targetPort: http
    nodePort: {}
---",
        30_080 + number
    );
}

/// Five Deployments of two Pods and their Services.
fn long_manifest() -> String {
    let mut text = String::new();
    for (number, name) in ["web", "cart", "stock", "users", "mail"].into_iter().enumerate() {
        shop(&mut text, name, number);
    }
    assert_eq!(text.lines().count(), LINES);
    text
}

fn thousand_services() -> String {
    let mut text = String::new();
    for number in 0..1_000 {
        let _ = writeln!(
            text,
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: svc-{number}\nspec:\n  selector:\n    \
             app: svc-{number}\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n---"
        );
    }
    text
}

fn edit(text: &str) -> Command {
    Command::Edit { text: text.to_owned() }
}

/// The world after a text that must be accepted.
fn after(world: &World, text: &str) -> World {
    let stepped = step(world, &edit(text));
    for event in &stepped.events {
        if let Event::Checked(problems) = event {
            let wrong = problems.iter().find(|it| it.severity == Severity::Error);
            assert!(wrong.is_none(), "{wrong:#?}");
        }
    }
    stepped.world
}

/// The API server's share alone: read, decode, default, validate, store.
fn apply(store: &Store, text: &str) -> client::Run {
    let call = api::Call {
        by: Actor::Learner,
        now_ms: 0,
        dry_run: false,
        validation: FieldValidation::Strict,
        manager: "".into(),
    };
    let mut store = store.clone();
    client::run(&mut store, &ClusterConfig::default(), &call, Verb::Apply, "default", text)
}

fn manifests(criterion: &mut Criterion) {
    let empty = World::new(ClusterConfig::default()).0;
    let text = long_manifest();
    let open = step(&after(&empty, &text), &Command::Wait { ms: 60_000 }).world;
    assert_eq!(open.store.of_kind(Kind::Pod).count(), 10);
    let other = text.replacen("nodePort: 30080", "nodePort: 30090", 1);
    let wrong = text.replacen("targetPort: http", "tagetPort: http", 1);
    let thousand = thousand_services();
    let full = after(&empty, &thousand);
    assert_eq!(full.store.of_kind(Kind::Service).count(), 1_001);

    criterion.bench_function("manifest/200-lines/read", |it| {
        it.iter(|| yaml::read(black_box(&text)));
    });
    criterion.bench_function("manifest/200-lines/apply", |it| {
        it.iter_with_large_drop(|| apply(&empty.store, black_box(&text)));
    });
    criterion.bench_function("manifest/1000-services/apply", |it| {
        it.iter_with_large_drop(|| apply(&empty.store, black_box(&thousand)));
    });
    let mut step_bench = |name: &str, world: &World, text: &str| {
        criterion.bench_function(name, |it| {
            it.iter_batched(
                || edit(text),
                |command| step(black_box(world), &command),
                BatchSize::PerIteration,
            );
        });
    };
    step_bench("manifest/200-lines/first-edit", &empty, &text);
    step_bench("manifest/200-lines/same-again", &open, &text);
    step_bench("manifest/200-lines/one-port-changed", &open, &other);
    step_bench("manifest/200-lines/misspelt", &open, &wrong);
    step_bench("manifest/1000-services/first-edit", &empty, &thousand);
    step_bench("manifest/1000-services/same-again", &full, &thousand);
    criterion.bench_function("manifest/1000-services/read", |it| {
        it.iter(|| yaml::read(black_box(&thousand)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = manifests
}
criterion_main!(benches);
