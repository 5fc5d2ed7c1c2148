//! `kubectl set env --list`: which variables containers have, and with `--resolve` what they come
//! to. Models k8s.io/kubectl/pkg/cmd/set/env (v1.36).

use std::collections::{BTreeMap, BTreeSet};

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::{Containers, selected};
use crate::kubectl::flags::Args;
use crate::kubectl::select::{self, Item, string_map};
use crate::kubectl::{Kubectl, resources};
use crate::output::Output;

/// `--list`: the variables of each container.
pub(super) fn env(
    kubectl: &Kubectl<'_>,
    args: &Args,
    objects: &[String],
    edit: impl Fn(&Item, &mut Value) -> Result<(), String>,
) -> Output {
    let mut out = Output::default();
    let items = match kubectl.chosen(args, Some(objects)) {
        Ok(items) => items,
        Err(output) => return output,
    };
    for item in &items {
        let kind = item.resource.kind;
        let mut value = item.value.clone();
        // What goes wrong here is told nowhere.
        if edit(item, &mut value).is_err() {
            continue;
        }
        let containers = Containers::of(item, &value);
        let mut unresolved: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for container in containers.each().filter(|it| selected(args, it)) {
            out.line(format!("# {kind} {}, container {}", item.name(), container.text("name")));
            for entry in container.list("env") {
                let name = entry.text("name");
                let Some(from) = entry.at("valueFrom") else {
                    out.line(format!("{name}={}", entry.text("value")));
                    continue;
                };
                match args.on("resolve").then(|| resolved(kubectl, args, item, from)) {
                    Some(Ok(value)) => out.line(format!("{name}={value}")),
                    Some(Err(why)) => {
                        out.line(format!("# {name} from {}", reference(from)));
                        unresolved.entry(why).or_default().insert(name.to_owned());
                    }
                    None => out.line(format!("# {name} from {}", reference(from))),
                }
            }
        }
        for (why, names) in unresolved {
            let names: Vec<String> = names.into_iter().collect();
            out.complain(format!("error retrieving reference for {}: {why}", names.join(", ")));
        }
    }
    out
}

/// Where a variable's value comes from. Models envutil GetEnvVarRefString of pkg/cmd/set/env.
fn reference(from: &Value) -> String {
    for (field, what) in [("configMapKeyRef", "configmap"), ("secretKeyRef", "secret")] {
        if let Some(from) = from.at(field) {
            return format!("{what} {}, key {}", from.text("name"), from.text("key"));
        }
    }
    if let Some(from) = from.at("fieldRef") {
        return format!("field path {}", from.text("fieldPath"));
    }
    match from.at("resourceFieldRef") {
        Some(from) => {
            let container = from.text("containerName");
            let slash = if container.is_empty() { "" } else { "/" };
            format!("resource field {container}{slash}{}", from.text("resource"))
        }
        None => "invalid valueFrom".to_owned(),
    }
}

/// The value that a variable takes from elsewhere; a field is one of the object that is listed.
/// Models envutil GetEnvVarRefValue.
fn resolved(
    kubectl: &Kubectl<'_>,
    args: &Args,
    item: &Item,
    from: &Value,
) -> Result<String, String> {
    let plain = |it: String| match it.split_once("): ") {
        Some((before, why)) if before.starts_with("Error from server (") => why.to_owned(),
        _ => it,
    };
    if let Some(from) = from.at("configMapKeyRef") {
        let namespace = select::namespace(args);
        let kind = resources::of_kind(Kind::ConfigMap);
        let map =
            select::get(kubectl.cluster, kind, &namespace, from.text("name")).map_err(plain)?;
        let data = string_map(map.value.at("data"));
        return data.get(from.text("key")).cloned().ok_or_else(|| {
            format!("key {} not found in config map {}", from.text("key"), from.text("name"))
        });
    }
    if let Some(from) = from.at("secretKeyRef") {
        return Err(format!("secrets {:?} not found", from.text("name")));
    }
    let Some(path) = from.at("fieldRef").map(|it| it.text("fieldPath")) else {
        return Err(format!("service-lab: the {} is not worked out here", reference(from)));
    };
    if let Some((map, key)) = path.strip_suffix("']").and_then(|it| it.split_once("['"))
        && matches!(map, "metadata.labels" | "metadata.annotations")
    {
        return Ok(string_map(item.value.at(map)).get(key).cloned().unwrap_or_default());
    }
    match path {
        "metadata.name" | "metadata.namespace" | "metadata.uid" => {
            Ok(item.value.text(path).to_owned())
        }
        _ => Err(format!("unsupported fieldPath: {path}")),
    }
}
