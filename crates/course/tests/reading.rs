//! Every fault of a content file is told, at its place.

use service_lab_course::{Block, Content, Expected, Fault, FaultKind, Files};

const LESSON: &str = "\
id: one
seed: 1
benches:
  main: {start: start.yaml}
values:
- {name: podIp, object: pod/app=web, field: status.podIP}
steps:
- id: a
  clients: [outside, pod/visitor]
  blocks:
  - prose: hello
  - predict:
      id: p
      do:
      - delete-pod: app=web
      - wait: 40
      request: {from: outside, to: \"node/node-1:30080\"}
      options:
      - {id: first, expect: {verdict: refused}}
      - {id: other, expect: {sourceSeen: node}}
  - exercise:
      id: e
      hints: 3
      solution: solution.yaml
      goals:
      - id: g
        request: {from: pod/visitor, to: \"web:80\", count: 5}
        expect: {verdict: delivered, spreadAtLeast: 2}
";

fn files(lesson: &str) -> Files {
    [
        ("course.yaml", "chapters:\n- {id: why, lessons: [one]}\n"),
        ("examples.yaml", "examples: []\n"),
        ("lessons/one/lesson.yaml", lesson),
        (
            "lessons/one/cluster.yaml",
            "nodes:\n- {name: node-1, address: 172.18.0.2, podCIDR: 10.244.1.0/24}\n",
        ),
        ("lessons/one/start.yaml", ""),
        ("lessons/one/solution.yaml", ""),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into()
}

fn faults(lesson: &str) -> Vec<Fault> {
    Content::read(&files(lesson)).1
}

/// The text that a fault of this lesson stands at.
fn at(lesson: &str) -> Vec<(FaultKind, String)> {
    faults(lesson)
        .into_iter()
        .map(|it| {
            let text = lesson.get(it.at.start..it.at.end).unwrap_or_default().to_owned();
            (it.kind, text)
        })
        .collect()
}

#[test]
fn a_sound_lesson_is_read_whole() {
    let (content, faults) = Content::read(&files(LESSON));
    assert_eq!(faults, []);
    let lesson = content.lesson("one").expect("the lesson is there");
    assert_eq!(lesson.steps.len(), 1);
    assert_eq!(lesson.steps[0].blocks.len(), 3);
    assert!(matches!(lesson.steps[0].blocks[0], Block::Prose(_)));
    assert_eq!(lesson.benches["main"].config.nodes.len(), 1);
    assert_eq!(lesson.messages().last().map(String::as_str), Some("lesson-one-did"),);
}

#[test]
fn an_unknown_field_is_told_at_its_key() {
    let found = at(&LESSON.replace("count: 5", "cuont: 5"));
    assert_eq!(found, [(FaultKind::Unknown { field: "cuont".to_owned() }, "cuont".to_owned())]);
}

#[test]
fn a_missing_field_is_told() {
    let found = faults(&LESSON.replace("      hints: 3\n", ""));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::Missing { field: "hints".to_owned() });
}

#[test]
fn a_word_that_is_none_of_the_known_ones_is_told_at_its_place() {
    let found = at(&LESSON.replace("verdict: refused", "verdict: refuesd"));
    assert!(
        matches!(&found[..], [(FaultKind::Not { .. }, text)] if text == "refuesd"),
        "{found:?}"
    );
}

#[test]
fn a_target_without_a_port_is_told() {
    let found = faults(&LESSON.replace("web:80", "web"));
    assert!(matches!(&found[..], [Fault { kind: FaultKind::Not { .. }, .. }]), "{found:?}");
}

#[test]
fn where_a_program_answers_is_an_address_a_port_or_both() {
    for listener in ["192.0.2.7", "':8080'", "192.0.2.7:80", "'[2001:db8::7]:80'", "'2001:db8::7'"]
    {
        let expect = format!("expect: {{verdict: delivered, answeredAt: {listener},");
        assert_eq!(faults(&LESSON.replace("expect: {verdict: delivered,", &expect)), []);
    }
    for listener in ["web:80", "':http'", "192.0.2.7:", "':70000'"] {
        let expect = format!("expect: {{verdict: delivered, answeredAt: {listener},");
        let found = at(&LESSON.replace("expect: {verdict: delivered,", &expect));
        assert!(
            matches!(&found[..], [(FaultKind::Not { expected: Expected::Address, .. }, _)]),
            "{listener}: {found:?}"
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let found = faults(&LESSON.replace("solution.yaml", "other.yaml"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::NoFile);
    assert_eq!(found[0].file, "lessons/one/other.yaml");
}

#[test]
fn a_bench_that_nothing_declares_is_told() {
    let found = faults(&LESSON.replace("- id: a\n", "- id: a\n  bench: other\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::Undeclared { id: "other".to_owned() });
}

#[test]
fn an_id_that_stands_twice_is_told() {
    let step = "- id: a\n  blocks:\n  - prose: hi\n";
    let found = faults(&format!("{LESSON}{step}"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::Repeated { id: "step-a".to_owned() });
}

#[test]
fn text_that_is_no_yaml_is_told() {
    let found = faults("id: [\n");
    assert!(found.iter().any(|it| matches!(it.kind, FaultKind::Yaml(_))), "{found:?}");
}
