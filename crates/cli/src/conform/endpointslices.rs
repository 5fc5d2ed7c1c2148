//! Cases of the suite endpointslices, and what the suite hints shares with it.

use serde_json::Value as Json;
use service_lab_engine::controllers::Who;
use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::lab::Lab;
use super::{Part, value_of};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut lab = Lab::new(case["server"] == "dual", true);
    run_in(&mut lab, case)
}

/// Runs one case in this cluster: the given objects one after the other, then
/// the actions.
pub fn run_in(lab: &mut Lab, case: &Json) -> Vec<Part> {
    let mut parts = Vec::new();
    for text in case["given"].as_array().into_iter().flatten() {
        if let Err(why) = lab.create(text.as_str().unwrap_or_default()) {
            return vec![Part::failed("given", why)];
        }
        settle(lab);
    }
    if let Some(actions) = case["actions"].as_array() {
        let names = &case["generated_names_before_actions"];
        parts.push(compare("before", &case["slices_before_actions"], names, lab));
        for action in actions {
            if let Err(why) = lab.act(action) {
                parts.push(Part::failed("actions", why));
                return parts;
            }
            settle(lab);
        }
    }
    parts.push(compare("slices", &case["slices"], &case["generated_names"], lab));
    let wanted = normalised(case["endpoints"].as_array(), &Json::Null);
    parts.push(Part::compare("endpoints", &wanted, &stored(lab, Kind::Endpoints)));
    parts
}

fn settle(lab: &mut Lab) {
    lab.now_ms += 1_000;
    lab.settle(Who::ControllerManager);
}

fn compare(name: &'static str, wanted: &Json, names: &Json, lab: &Lab) -> Part {
    let wanted = normalised(wanted.as_array(), names);
    let got = stored(lab, Kind::EndpointSlice);
    let missing: Vec<&String> = wanted.iter().filter(|it| !got.contains(it)).collect();
    let extra: Vec<&String> = got.iter().filter(|it| !wanted.contains(it)).collect();
    let difference = (wanted != got).then(|| format!("missing {missing:?}, extra {extra:?}"));
    Part { name, difference }
}

/// The objects of a kind, but those of the API server itself.
fn stored(lab: &Lab, kind: Kind) -> Vec<String> {
    let objects = lab.store.of_kind(kind).filter(|it| &*it.key.name != "kubernetes");
    let mut texts: Vec<String> = objects
        .map(|object| {
            let mut value = object.value.clone();
            if !value.text("metadata.generateName").is_empty() {
                hide_suffix(&mut value);
            }
            normal(value)
        })
        .collect();
    texts.sort();
    texts
}

fn normalised(objects: Option<&Vec<Json>>, generated: &Json) -> Vec<String> {
    let generated: Vec<&str> =
        generated.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    let mut texts: Vec<String> = objects
        .into_iter()
        .flatten()
        .map(|json| {
            let mut value = value_of(json);
            if generated.contains(&value.text("metadata.name")) {
                hide_suffix(&mut value);
            }
            normal(value)
        })
        .collect();
    texts.sort();
    texts
}

/// Five random letters say nothing.
fn hide_suffix(value: &mut Value) {
    let name = value.text("metadata.name").to_owned();
    let suffix = name.strip_prefix(value.text("metadata.generateName")).unwrap_or(&name);
    let random =
        suffix.len() == 5 && suffix.bytes().all(|it| b"bcdfghjklmnpqrstvwxz2456789".contains(&it));
    if random {
        let hidden = format!("{}*****", value.text("metadata.generateName"));
        value.set("metadata.name", hidden);
    }
}

/// The object without what is different in every run, as text.
fn normal(mut value: Value) -> String {
    for field in ["uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"] {
        value.remove(&format!("metadata.{field}"));
    }
    without_uids(&mut value);
    if let Some(Value::List(endpoints)) = value.as_map_mut().and_then(|it| it.get_mut("endpoints"))
    {
        endpoints.sort();
    }
    value.to_json()
}

fn without_uids(value: &mut Value) {
    match value {
        Value::Map(map) => {
            map.remove("uid");
            map.values_mut().for_each(without_uids);
        }
        Value::List(items) => items.iter_mut().for_each(without_uids),
        _ => {}
    }
}
