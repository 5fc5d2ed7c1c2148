//! Whether the lessons work: played on the engine, not read.

use std::collections::BTreeMap;

use service_lab_course::{
    Ask, Block, Content, Evidence, Exercise, Fault, FaultKind, Files, Lesson, Prediction, Step,
    Values, act, ask, grade_all, start_world, world_with,
};
use service_lab_engine::diagnostic::Severity;
use service_lab_engine::world::{Command, Event, World, step};

use super::Report;

/// Least number of exercises and of hints of each.
const EXERCISES: usize = 2;
const HINTS: usize = 3;

/// Checks every lesson and example.
pub fn check(content: &Content, report: &mut Report) {
    for lesson in &content.lessons {
        check_lesson(lesson, report);
    }
    for example in &content.examples {
        let world = start_world(&example.bench);
        let nodes = world.store.nodes().count();
        let found = if nodes == 0 { vec!["no node".to_owned()] } else { Vec::new() };
        report.check(format!("example {}", example.id), found);
    }
}

fn check_lesson(lesson: &Lesson, report: &mut Report) {
    let name = format!("lesson {}", lesson.id);
    report.check(format!("{name}, its parts"), parts(lesson));
    let starts: BTreeMap<&str, World> =
        lesson.benches.iter().map(|(id, bench)| (id.as_str(), start_world(bench))).collect();
    for (id, bench) in &lesson.benches {
        report.check(
            format!("{name}, start of {id}"),
            refusals(&World::new(bench.config.clone()).0, &bench.start),
        );
    }
    let values = lesson.values(|bench| starts.get(bench).cloned());
    let unset = values
        .iter()
        .filter(|(_, value)| *value == "?")
        .map(|(name, _)| format!("${name} has no value"));
    report.check(format!("{name}, values"), unset.collect());
    let mut worlds = starts.clone();
    for step in &lesson.steps {
        for block in &step.blocks {
            check_block(lesson, step, block, &starts, &mut worlds, &values, report);
        }
    }
}

/// What a lesson must have.
fn parts(lesson: &Lesson) -> Vec<String> {
    let mut found = Vec::new();
    if lesson.exercises().count() < EXERCISES {
        found.push(format!("fewer than {EXERCISES} exercises"));
    }
    if lesson.predictions().count() == 0 {
        found.push("no prediction".to_owned());
    }
    for (_, exercise) in lesson.exercises() {
        if exercise.hints < HINTS {
            found.push(format!("exercise {} has fewer than {HINTS} hints", exercise.id));
        }
        if exercise.goals.is_empty() {
            found.push(format!("exercise {} has no goal", exercise.id));
        }
    }
    found
}

/// The errors of a text in a world.
fn refusals(world: &World, text: &str) -> Vec<String> {
    step(world, &Command::Edit { text: text.to_owned() })
        .events
        .into_iter()
        .flat_map(|event| match event {
            Event::Checked(problems) => problems,
            _ => Vec::new(),
        })
        .filter(|it| it.severity == Severity::Error)
        .map(|it| it.verbatim.0)
        .collect()
}

/// Checks one block in the world that a learner has there: the start of the
/// bench, or the solution of the exercise solved on it before.
fn check_block<'a>(
    lesson: &Lesson,
    step: &'a Step,
    block: &Block,
    starts: &BTreeMap<&str, World>,
    worlds: &mut BTreeMap<&'a str, World>,
    values: &Values,
    report: &mut Report,
) {
    let name = format!("lesson {}, step {}", lesson.id, step.id);
    let (Some(start), Some(world)) =
        (starts.get(step.bench.as_str()), worlds.get(step.bench.as_str()).cloned())
    else {
        return;
    };
    match block {
        Block::Prose(_) => {}
        Block::Predict(it) => {
            let found = prediction(&world, it, values);
            report.check(format!("{name}, prediction {}", it.id), found);
        }
        Block::Try(it) => {
            let world = it.acts.iter().fold(world, |world, one| act(&world, one));
            let found =
                it.request.as_ref().and_then(|request| match ask(&world, request, values) {
                    Ask::Send(_) => None,
                    Ask::NoAddress => Some("no address to send to".to_owned()),
                    Ask::NoSender => Some("no such sender".to_owned()),
                });
            report.check(format!("{name}, button {}", it.id), found.into_iter().collect());
        }
        Block::Exercise(it) => {
            let found = exercise(start, it, values);
            report.check(format!("{name}, exercise {}", it.id), found);
            worlds.insert(&step.bench, world_with(start, &it.solution));
        }
    }
}

/// A prediction has exactly one true option.
fn prediction(world: &World, prediction: &Prediction, values: &Values) -> Vec<String> {
    let truths = service_lab_course::truths(world, prediction, values);
    let ids: Vec<&str> = truths
        .iter()
        .filter_map(|it| prediction.options.get(*it))
        .map(|it| it.id.as_str())
        .collect();
    match ids.as_slice() {
        [_] => Vec::new(),
        [] => vec!["no option is true".to_owned()],
        more => vec![format!("more than one option is true: {}", more.join(", "))],
    }
}

/// The start misses a goal, the solution is accepted and meets all.
fn exercise(start: &World, exercise: &Exercise, values: &Values) -> Vec<String> {
    let mut found = refusals(start, &exercise.solution);
    let before = grade_all(start, &exercise.goals, values);
    if before.iter().all(|it| it.met) {
        found.push("the start meets every goal already".to_owned());
    }
    let solved = world_with(start, &exercise.solution);
    let missed = grade_all(&solved, &exercise.goals, values).into_iter().filter(|it| !it.met);
    found.extend(
        missed.map(|it| format!("the solution misses goal {}: {}", it.id, seen(&it.evidence))),
    );
    found
}

/// What a goal was judged by, in short.
fn seen(evidence: &Evidence) -> String {
    use service_lab_course::Seen;
    match evidence {
        Evidence::Requests { seen, .. } => {
            let ends: Vec<String> = seen
                .iter()
                .map(|it| match it {
                    Seen::Trace(trace) => {
                        format!("{:?} because {:?}", trace.verdict, trace.because)
                    }
                    Seen::Nothing(ask) => format!("{ask:?}"),
                })
                .collect();
            ends.first().cloned().unwrap_or_default()
        }
        Evidence::Parts(parts) => parts.iter().map(seen).collect::<Vec<_>>().join("; "),
        Evidence::Pods { ready } => format!("{ready} Pods are ready"),
        Evidence::Field { value } => format!("the field holds {value:?}"),
    }
}

/// A fault with its line.
pub fn fault(fault: &Fault, files: &Files) -> String {
    let text = files.get(&fault.file).map(String::as_str).unwrap_or_default();
    let line = text.bytes().take(fault.at.start).filter(|it| *it == b'\n').count() + 1;
    let kind = match &fault.kind {
        FaultKind::Yaml(problem) => problem.verbatim.0.clone(),
        other => format!("{other:?}"),
    };
    format!("{}:{line}: {kind}", fault.file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lesson with the given exercise start, solution and options.
    fn files(start: &str, solution: &str, option: &str) -> Files {
        let deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n      - name: web\n        image: registry.k8s.io/e2e-test-images/agnhost:2.53\n        args: [netexec, --http-port=8080]\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: NodePort\n  selector:\n    app: SELECTOR\n  ports:\n  - {port: 80, targetPort: 8080, nodePort: 30080}\n";
        let text = |selector: &str| deployment.replace("SELECTOR", selector);
        let lesson = format!(
            "id: one\nseed: 1\nbenches:\n  main: {{start: start.yaml}}\nsteps:\n- id: a\n  blocks:\n  - predict:\n      id: p\n      request: {{from: outside, to: \"node/node-1:30080\"}}\n      options:\n      - {{id: yes-it-does, expect: {{verdict: {option}}}}}\n      - {{id: waits, expect: {{verdict: timed-out}}}}\n  - exercise:\n      id: e\n      hints: 3\n      solution: solution.yaml\n      goals:\n      - id: g\n        request: {{from: outside, to: \"node/node-1:30080\"}}\n        expect: {{verdict: delivered}}\n"
        );
        let cluster = "nodes:\n- {name: node-1, address: 172.18.0.2, podCIDR: 10.244.1.0/24}\n";
        [
            ("course.yaml", "chapters:\n- {id: why, lessons: [one]}\n".to_owned()),
            ("examples.yaml", "examples: []\n".to_owned()),
            ("lessons/one/lesson.yaml", lesson),
            ("lessons/one/cluster.yaml", cluster.to_owned()),
            ("lessons/one/start.yaml", text(start)),
            ("lessons/one/solution.yaml", text(solution)),
        ]
        .map(|(path, text)| (path.to_owned(), text))
        .into()
    }

    fn failures(files: &Files) -> Vec<String> {
        let (content, faults) = Content::read(files);
        assert_eq!(faults, []);
        let mut report = Report::default();
        check(&content, &mut report);
        report.failures.retain(|it| !it.contains("its parts"));
        report.failures
    }

    #[test]
    fn a_lesson_that_works_passes() {
        assert_eq!(failures(&files("none", "web", "refused")), Vec::<String>::new());
    }

    #[test]
    fn what_a_goal_of_parts_was_judged_by_is_told_in_short() {
        let part = |value: &str| Evidence::Field { value: Some(value.to_owned()) };
        let parts = Evidence::Parts(vec![Evidence::Pods { ready: 2 }, part("Local")]);
        assert_eq!(seen(&parts), "2 Pods are ready; the field holds Some(\"Local\")");
    }

    #[test]
    fn a_solution_that_misses_a_goal_is_found() {
        let found = failures(&files("none", "nothing", "refused"));
        assert!(found.iter().any(|it| it.contains("the solution misses goal g")), "{found:?}");
    }

    #[test]
    fn a_start_that_meets_every_goal_is_found() {
        let found = failures(&files("web", "web", "delivered"));
        assert!(found.iter().any(|it| it.contains("the start meets every goal")), "{found:?}");
    }

    #[test]
    fn a_solution_that_kubernetes_refuses_is_found() {
        let found = failures(&files("none", "'no blanks allowed'", "refused"));
        assert!(found.iter().any(|it| it.contains("Invalid value")), "{found:?}");
    }

    #[test]
    fn a_prediction_without_a_true_option_is_found() {
        let found = failures(&files("none", "web", "delivered"));
        assert!(found.iter().any(|it| it.contains("no option is true")), "{found:?}");
    }

    #[test]
    fn a_lesson_with_one_exercise_is_found() {
        let (content, _) = Content::read(&files("none", "web", "refused"));
        let found: Vec<String> = content.lessons.iter().flat_map(parts).collect();
        assert_eq!(found, ["fewer than 2 exercises"]);
    }
}
