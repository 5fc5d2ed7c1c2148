//! The containers of a Pod or of a Pod template that `kubectl set` changes.

use service_lab_engine::value::Value;

use crate::kubectl::flags::Args;
use crate::kubectl::select::Item;

pub(super) fn pod_spec_path(item: &Item) -> &'static str {
    if item.resource.kind == "Pod" { "spec" } else { "spec.template.spec" }
}

/// Models UpdatePodSpecForObject: what has no Pods cannot be set.
pub(super) fn has_template(args: &Args, item: &Item) -> Result<(), String> {
    let kind = item.resource.kind;
    if matches!(kind, "Pod" | "Deployment" | "ReplicaSet" | "StatefulSet") {
        return Ok(());
    }
    let named = match args.on("local") {
        true => item.label(),
        false => format!("{}/{}", item.resource.name, item.name()),
    };
    Err(format!("{named} the object is not a pod or does not have a pod template: *v1.{kind}"))
}

/// The containers of a Pod's spec and, behind them, those that run first: what is set is set
/// in both. Models pkg/cmd/set of kubectl (v1.36), RunEnv and Run of SetImageOptions and
/// SetResourcesOptions.
pub(super) struct Containers {
    lists: [(String, Vec<Value>); 2],
}

impl Containers {
    pub(super) fn of(item: &Item, value: &Value) -> Self {
        let spec = pod_spec_path(item);
        let lists = ["containers", "initContainers"].map(|list| {
            let path = format!("{spec}.{list}");
            let containers = value.list(&path).to_vec();
            (path, containers)
        });
        Self { lists }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &Value> {
        self.lists.iter().flat_map(|(_, containers)| containers)
    }

    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.lists.iter_mut().flat_map(|(_, containers)| containers)
    }

    /// Writes them back.
    pub(super) fn put(self, value: &mut Value) {
        for (path, containers) in self.lists.into_iter().filter(|(_, it)| !it.is_empty()) {
            value.set(&path, containers);
        }
    }
}

/// Whether a container is meant by `-c`, where `*` stands for anything.
/// Models selectString.
pub(super) fn selected(args: &Args, container: &Value) -> bool {
    let wanted = args.get("containers").filter(|it| !it.is_empty()).unwrap_or("*");
    let name = container.text("name");
    let mut parts = wanted.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part).and_then(|at| rest.get(at + part.len()..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}
