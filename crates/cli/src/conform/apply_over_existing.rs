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

fn answer(case: &Json, run: &Run, chosen: &Chosen) -> Part {
    let got = sent(run);
    if case["status"].is_null() {
        let names: Vec<String> = got.iter().map(|it| format!("{:?}", it.key)).collect();
        return Part::compare("answer", &Vec::<String>::new(), &names);
    }
    let refused = |it: &&&Applied| matches!(it.outcome, Outcome::Refused(_));
    let told = got.iter().find(refused).or(got.last()).copied();
    compare_answer(case, told, case, chosen)
}

fn terminal(case: &Json, run: &Run, chosen: &Chosen) -> Part {
    let text = |name: &str| chosen.translate(case[name].as_str().unwrap_or_default());
    let stdout = super::lifecycle::ages_left_out(&text("kubectl_stdout"));
    let stdout = compare_text("terminal", "stdout", &stdout, &run.stdout, case);
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
