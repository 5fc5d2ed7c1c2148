//! Cases of the suite admission: one text by `kubectl create` and by `kubectl
//! apply`, each on a clean cluster.

use serde_json::Value as Json;
use service_lab_engine::client::{Run, Verb};

use super::Part;
use super::control_plane::{
    Chosen, Cluster, compare_answer, compare_object, compare_text, recorded_answers, sent, strings,
};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let created = command(case, Verb::Create);
    let mut parts = vec![Part::compare(
        "verdict",
        &case["accepted"].as_bool().unwrap_or_default(),
        &(created.exit == 0),
    )];
    let mut chosen = Chosen::default();
    parts.push(answers(case, &created, &mut chosen));
    parts.push(objects(case, "object", "allocated", &created, &mut chosen));
    parts.push(terminal(case, ["kubectl_stdout", "kubectl_stderr", "exit"], &created));
    let applied = command(case, Verb::Apply);
    parts.push(terminal(case, ["apply_stdout", "apply_stderr", "apply_exit"], &applied));
    if !case["apply_object"].is_null() {
        let mut chosen = Chosen::default();
        parts.push(objects(case, "apply_object", "apply_allocated", &applied, &mut chosen));
    }
    parts
}

fn command(case: &Json, verb: Verb) -> Run {
    let mut cluster = Cluster::new(case["server"].as_str().unwrap_or_default());
    for text in strings(&case["given"]) {
        cluster.run(Verb::Create, &text);
    }
    cluster.run(verb, case["yaml"].as_str().unwrap_or_default())
}

fn answers(case: &Json, run: &Run, chosen: &mut Chosen) -> Part {
    let wanted = recorded_answers(case);
    let got = sent(run);
    if wanted.len() != got.len() {
        let why = format!("{} answers, wanted {}", got.len(), wanted.len());
        return Part::failed("answer", why);
    }
    for (wanted, got) in wanted.into_iter().zip(got) {
        let part = compare_answer(wanted, Some(got), case, chosen);
        if part.difference.is_some() {
            return part;
        }
    }
    Part { name: "answer", difference: None }
}

/// The recorded objects are those of the accepted documents, in order.
fn objects(case: &Json, field: &str, paths: &str, run: &Run, chosen: &mut Chosen) -> Part {
    let (wanted, allocated): (Vec<&Json>, Vec<Vec<String>>) = match &case[field] {
        Json::Array(list) => {
            let paths = case[paths].as_array().map(Vec::as_slice).unwrap_or_default();
            let paths =
                (0..list.len()).map(|place| paths.get(place).map(strings).unwrap_or_default());
            (list.iter().filter(|it| !it.is_null()).collect(), paths.collect())
        }
        Json::Null => (Vec::new(), Vec::new()),
        one => (vec![one], vec![strings(&case[paths])]),
    };
    let got: Vec<_> =
        run.applied.iter().filter_map(|it| Some(&it.object.as_ref()?.value)).collect();
    if wanted.len() != got.len() {
        return Part::failed("object", format!("{} objects, wanted {}", got.len(), wanted.len()));
    }
    for ((wanted, got), allocated) in wanted.into_iter().zip(got).zip(allocated) {
        let before = if field == "apply_object" { Some(got) } else { None };
        let part = compare_object(wanted, Some(got), &allocated, before, chosen);
        if part.difference.is_some() {
            return part;
        }
    }
    Part { name: "object", difference: None }
}

fn terminal(case: &Json, [stdout, stderr, exit]: [&str; 3], run: &Run) -> Part {
    let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
    let part = compare_text("terminal", stdout, &text(stdout), &run.stdout, case);
    if part.difference.is_some() {
        return part;
    }
    if case["causes_order_unstable"] == true {
        let lines = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        return Part::compare("terminal", &lines(&text(stderr)), &lines(&run.stderr));
    }
    let part = compare_text("terminal", stderr, &text(stderr), &run.stderr, case);
    if part.difference.is_some() {
        return part;
    }
    Part::compare("terminal", &case[exit].as_u64().unwrap_or_default(), &u64::from(run.exit))
}
