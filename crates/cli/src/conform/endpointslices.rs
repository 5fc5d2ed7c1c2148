//! Cases of the suite endpointslices, and what the suite hints shares with it.

use std::collections::BTreeMap;

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
        parts.push(compare("before", &case["slices_before_actions"], names, lab, true));
        for action in actions {
            if let Err(why) = lab.act(action) {
                parts.push(Part::failed("actions", why));
                return parts;
            }
            settle(lab);
        }
    }
    let still = case["actions"].is_null();
    parts.push(compare("slices", &case["slices"], &case["generated_names"], lab, still));
    let wanted = normalised(case["endpoints"].as_array(), &Json::Null);
    parts.push(Part::compare("endpoints", &wanted, &stored(lab, Kind::Endpoints)));
    parts
}

fn settle(lab: &mut Lab) {
    lab.now_ms += 1_000;
    lab.settle(Who::ControllerManager);
}

fn compare(
    name: &'static str,
    wanted: &Json,
    names: &Json,
    lab: &Lab,
    case_is_still: bool,
) -> Part {
    let mut wanted = normalised(wanted.as_array(), names);
    let mut got = stored(lab, Kind::EndpointSlice);
    if wanted.len() > 1 && wanted != got {
        let sizes = name != "slices" || case_is_still;
        (wanted, got) = (pooled(&wanted, sizes), pooled(&got, sizes));
    }
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
            hide_suffix(&mut value);
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

/// Which of several slices with the same ports an endpoint stands in is left
/// to chance (Go's map order), and so is how many are left in each once some
/// are gone; how many stand in each before, and all of them together, is not.
fn pooled(slices: &[String], keep_sizes: bool) -> Vec<String> {
    let mut groups: BTreeMap<String, (Vec<usize>, Vec<String>)> = BTreeMap::new();
    for text in slices {
        let Ok(Json::Object(mut slice)) = serde_json::from_str(text) else { continue };
        let endpoints = slice.insert("endpoints".to_owned(), Json::Null);
        let endpoints = endpoints.and_then(|it| it.as_array().cloned()).unwrap_or_default();
        let group = groups.entry(Json::Object(slice).to_string()).or_default();
        group.0.push(endpoints.len());
        group.1.extend(endpoints.iter().map(Json::to_string));
    }
    groups
        .into_iter()
        .map(|(slice, (mut sizes, mut endpoints))| {
            sizes.sort();
            if !keep_sizes {
                sizes.clear();
            }
            endpoints.sort();
            format!("{slice} {sizes:?} {endpoints:?}")
        })
        .collect()
}

/// Five random letters say nothing. A slice that was mirrored again has no
/// generateName any more, but still the name of what it is for.
fn hide_suffix(value: &mut Value) {
    let name = value.text("metadata.name").to_owned();
    let mut prefix = value.text("metadata.generateName").to_owned();
    if prefix.is_empty() {
        let owner = value.list("metadata.ownerReferences").first();
        let Some(owner) = owner.filter(|it| it.text("kind") == "Endpoints") else { return };
        prefix = format!("{}-", owner.text("name"));
    }
    // The server cuts what is longer.
    let kept = prefix.get(..58).unwrap_or(&prefix);
    let Some(suffix) = name.strip_prefix(kept) else { return };
    let random =
        suffix.len() == 5 && suffix.bytes().all(|it| b"bcdfghjklmnpqrstvwxz2456789".contains(&it));
    if random {
        value.set("metadata.name", format!("{prefix}*****"));
    }
}

/// The object without what is different in every run, as text.
fn normal(mut value: Value) -> String {
    for field in ["uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"] {
        value.remove(&format!("metadata.{field}"));
    }
    without_uids(&mut value);
    forget_time(&mut value);
    if let Some(Value::List(endpoints)) = value.as_map_mut().and_then(|it| it.get_mut("endpoints"))
    {
        endpoints.sort();
        settle_chance(endpoints);
    }
    if let Some(Value::List(subsets)) = value.as_map_mut().and_then(|it| it.get_mut("subsets")) {
        subsets.iter_mut().for_each(order_addresses);
        // They stand in the order of hashes, which take in the random UIDs of
        // Pods: subsetsByHash of pkg/api/v1/endpoints/util.go.
        subsets.sort();
    }
    value.to_json()
}

/// The recording left out when its changes were made.
fn forget_time(value: &mut Value) {
    let metadata = value.as_map_mut().and_then(|it| it.get_mut("metadata")?.as_map_mut());
    let Some(metadata) = metadata else { return };
    if let Some(Value::Map(annotations)) = metadata.get_mut("annotations") {
        annotations.remove("endpoints.kubernetes.io/last-change-trigger-time");
        if annotations.is_empty() {
            metadata.remove("annotations");
        }
    }
}

/// Of several endpoints of one zone, chance (Go's map order) decides which is
/// handed to which other zone: only how many are is compared.
fn settle_chance(endpoints: &mut [Value]) {
    let mut hints: BTreeMap<String, Vec<Option<Value>>> = BTreeMap::new();
    let group = |it: &Value| format!("{} {:?}", it.text("zone"), it.get("conditions"));
    for endpoint in endpoints.iter_mut() {
        let group = group(endpoint);
        hints.entry(group).or_default().push(endpoint.remove("hints"));
    }
    hints.values_mut().for_each(|it| it.sort());
    for endpoint in endpoints {
        if let Some(Some(it)) = hints.get_mut(&group(endpoint)).and_then(Vec::pop) {
            endpoint.set("hints", it);
        }
    }
}

/// Pods with one address are listed by their UIDs, which are random.
fn order_addresses(subset: &mut Value) {
    for name in ["addresses", "notReadyAddresses"] {
        if let Some(Value::List(all)) = subset.as_map_mut().and_then(|it| it.get_mut(name)) {
            all.sort_by_cached_key(|it| {
                (it.text("ip").to_owned(), it.text("targetRef.name").to_owned())
            });
        }
    }
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
