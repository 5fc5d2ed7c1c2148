//! Cases of the suite apply-over-existing: a text applied over a Service `web`
//! that was applied before.

use serde_json::Value as Json;
use service_lab_engine::client::{Applied, Outcome, Run, Verb};
use service_lab_engine::value::Value;

use super::Part;
use super::control_plane::{
    Chosen, Cluster, compare_answer, compare_object, compare_text, sent, strings, target_key,
};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut cluster = Cluster::new(case["server"].as_str().unwrap_or_default());
    for text in strings(&case["given"]) {
        cluster.run(Verb::Apply, &text);
    }
    step(&mut cluster, case, &mut Chosen::default(), |cluster| {
        cluster.run(Verb::Apply, case["yaml"].as_str().unwrap_or_default())
    })
}

/// Runs one recorded step and compares everything.
pub fn step(
    cluster: &mut Cluster,
    case: &Json,
    chosen: &mut Chosen,
    command: impl FnOnce(&mut Cluster) -> Run,
) -> Vec<Part> {
    let object = &case["object"];
    let target = case["target"].as_str().and_then(|it| target_key(it, object));
    let stored = |cluster: &Cluster| -> Option<Value> {
        cluster.store.get(target.as_ref()?).map(|it| it.value.clone())
    };
    let before = stored(cluster);
    let run = command(cluster);
    let accepted = case["accepted"].as_bool().unwrap_or_default();
    let mut parts = vec![Part::compare("verdict", &accepted, &(run.exit == 0))];
    if target.is_some() && case.get("object").is_some() {
        let after = stored(cluster);
        let allocated = strings(&case["allocated"]);
        parts.push(compare_object(object, after.as_ref(), &allocated, before.as_ref(), chosen));
    }
    parts.push(answer(case, &run, chosen));
    parts.push(terminal(case, &run, chosen));
    parts
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(case: &Json, run: &Run, chosen: &Chosen) -> Part {
    let got = sent(run);
    if case["status"].is_null() {
        let names: Vec<String> = got.iter().map(|it| format!("{:?}", it.key)).collect();
        return Part::compare("answer", &Vec::<String>::new(), &names);
    }
    if got.is_empty() && told_without_asking(case, run) {
        return Part { name: "answer", difference: None };
    }
    let refused = |it: &&&Applied| matches!(it.outcome, Outcome::Refused(_));
    let told = got.iter().find(refused).or(got.last()).copied();
    compare_answer(case, told, case, chosen)
}

/// The terminal looks before it asks: what does not exist, or is no JSON, it
/// refuses in the server's words. The terminal's text is compared anyway.
fn told_without_asking(case: &Json, run: &Run) -> bool {
    let message = case["message"].as_str().unwrap_or_default();
    let quiet = case["status"] == 404 && case["kubectl_stderr"] == "";
    matches!(case["status"].as_u64(), Some(400 | 404)) && (quiet || run.stderr.contains(message))
}

fn terminal(case: &Json, run: &Run, chosen: &Chosen) -> Part {
    let text = |name: &str| chosen.translate(case[name].as_str().unwrap_or_default());
    let stdout = super::lifecycle::ages_left_out(&text("kubectl_stdout"));
    // Columns are as wide as the addresses that were chosen.
    let table = stdout.starts_with("NAME ");
    let squeeze = |text: &str| match table {
        true => text.lines().map(squeezed).collect::<Vec<_>>().join("\n"),
        false => text.to_owned(),
    };
    let (stdout, printed) = (squeeze(&stdout), squeeze(&run.stdout));
    let stdout = compare_text("terminal", "stdout", &stdout, &printed, case);
    if stdout.difference.is_some() {
        return stdout;
    }
    let stderr = text("kubectl_stderr");
    if case["causes_order_unstable"] != true {
        let part = compare_text("terminal", "stderr", &stderr, &run.stderr, case);
        if part.difference.is_some() {
            return part;
        }
    }
    Part::compare("terminal", &case["exit"].as_u64().unwrap_or_default(), &u64::from(run.exit))
}
