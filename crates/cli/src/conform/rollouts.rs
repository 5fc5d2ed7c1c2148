//! Cases of the suite rollouts: a Deployment behind a Service, with a kubelet
//! that does what was recorded and nothing else.

mod binding;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use service_lab_engine::api::{Part as ObjectPart, PatchType};
use service_lab_engine::objects::{Kind, Object, View};
use service_lab_engine::store::{Actor, Change};
use service_lab_engine::value::Value;

use self::binding::Binding;
use super::lab::Lab;
use super::{Part, value_of};

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let mut rollout = Rollout::new(case);
    let mut parts: BTreeMap<&'static str, Option<String>> = BTreeMap::new();
    for (number, step) in case["steps"].as_array().into_iter().flatten().enumerate() {
        if let Err(why) = rollout.perform(step) {
            return vec![Part::failed("actions", format!("step {number}: {why}"))];
        }
        let scaled = rollout.settle();
        rollout.align(&step["pods"]);
        for (name, wanted, got) in rollout.observe(step, &scaled) {
            let slot = parts.entry(name).or_default();
            if slot.is_none() && wanted != got {
                *slot = Some(format!("step {number}: wanted {wanted}, got {got}"));
            }
        }
    }
    let names = rollout.names(case);
    parts.insert("names", names);
    parts.into_iter().map(|(name, difference)| Part { name, difference }).collect()
}

fn strings(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}

struct Rollout {
    lab: Lab,
    /// Names of ReplicaSets and Pods in the order in which they came.
    sets: Vec<String>,
    pods: Vec<String>,
    /// `spec.replicas` of each ReplicaSet as last seen.
    sizes: BTreeMap<String, i64>,
    binding: Binding,
    /// Images whose containers run but never become ready.
    never_ready: Vec<String>,
    ips: u8,
}

impl Rollout {
    /// A cluster without a Pod, with the recorded kubelet.
    fn new(case: &Json) -> Self {
        let mut rollout = Self {
            lab: Lab::new(false, true),
            sets: Vec::new(),
            sizes: BTreeMap::new(),
            pods: Vec::new(),
            binding: Binding::to(strings(&case["kubelet"]["place"])),
            never_ready: strings(&case["kubelet"]["never_ready_images"]),
            ips: 0,
        };
        rollout.lab.changes.clear();
        rollout
    }

    /// Lets the control plane work; what it did to the sizes of ReplicaSets.
    fn settle(&mut self) -> Json {
        self.lab.now_ms += 1_000;
        self.work();
        let changes = std::mem::take(&mut self.lab.changes);
        let mut scaled = Vec::new();
        for change in &changes {
            match change.key.kind {
                Kind::ReplicaSet => scaled.extend(self.scale_change(change)),
                Kind::Pod if change.before.is_none() => {
                    self.pods.push(change.key.name.to_string());
                }
                _ => {}
            }
        }
        Json::Array(scaled)
    }

    /// What a change of a ReplicaSet says of its size. One that comes again
    /// under its old name is the same.
    fn scale_change(&mut self, change: &Change) -> Option<Json> {
        let name = change.key.name.to_string();
        if !self.sets.contains(&name) {
            self.sets.push(name.clone());
        }
        let rs = self.set_number(&name);
        let Some(after) = &change.after else { return Some(json!({"rs": rs, "deleted": true})) };
        let size = after.value.at("spec.replicas").and_then(Value::as_int).unwrap_or(1);
        match self.sizes.insert(name, size) {
            None => Some(json!({"rs": rs, "created": true, "desired": size})),
            Some(before) if before != size => Some(json!({"rs": rs, "from": before, "to": size})),
            Some(_) => None,
        }
    }

    /// Lets the control plane work; each Pod is bound as soon as it is there.
    fn work(&mut self) {
        let binding = &mut self.binding;
        self.lab.settle_bound_by(&mut |store| binding.bind(store));
    }

    fn perform(&mut self, step: &Json) -> Result<(), String> {
        if let Some(action) = step.get("action") {
            return self.act(action);
        }
        let mut first = true;
        for done in step["kubelet"].as_array().into_iter().flatten() {
            let what = done[1].as_str().unwrap_or_default();
            self.tick(done[0].as_str().unwrap_or_default(), what);
            // The control plane reacts to the first Pod that is ready while
            // the kubelet is still writing the others.
            if first && what == "ready" {
                self.work();
                first = false;
            }
        }
        Ok(())
    }

    fn object(&self, kind: Kind, name: &str) -> Option<&Object> {
        self.lab.store.find(kind, "default", name).map(AsRef::as_ref)
    }

    /// The Pod that a recorded number means; where it is not in the state that
    /// the record implies, the oldest that is.
    fn pod(&self, number: &str, fits: impl Fn(&Object) -> bool) -> Option<Object> {
        let named = number.strip_prefix('p').and_then(|it| it.parse::<usize>().ok());
        let named = named.and_then(|it| self.pods.get(it.checked_sub(1)?));
        let candidates = named.into_iter().chain(&self.pods);
        candidates.filter_map(|it| self.object(Kind::Pod, it)).find(|it| fits(it)).cloned()
    }

    /// One thing that the kubelet did.
    fn tick(&mut self, number: &str, what: &str) {
        let unready = |it: &Object| matches!(&it.view, View::Pod(pod) if !pod.ready);
        match what {
            "ready" | "running, not ready" => {
                let bad = what != "ready" && !self.never_ready.is_empty();
                let pending = |it: &Object| it.value.text("status.phase") == "Pending";
                let fits = |it: &Object| {
                    !it.meta.deleting
                        && unready(it)
                        && !ended(it)
                        && (what == "ready" || pending(it))
                };
                let pod = self.pod(number, |it| fits(it) && self.is_bad(it) == bad);
                if let Some(pod) = pod {
                    self.set_ready(&pod, what == "ready");
                }
            }
            "removed" => {
                if let Some(pod) = self.pod(number, |it| it.meta.deleting) {
                    self.lab.changes.extend(self.lab.store.delete(&pod.key, Actor::Kubelet));
                }
            }
            _ => {}
        }
    }

    fn is_bad(&self, pod: &Object) -> bool {
        let images = pod.value.list("spec.containers").iter().map(|it| it.text("image"));
        images.into_iter().any(|it| self.never_ready.iter().any(|bad| bad == it))
    }

    fn set_ready(&mut self, pod: &Object, ready: bool) {
        let mut value = pod.value.clone();
        value.set("status.phase", "Running");
        if value.text("status.podIP").is_empty() {
            self.ips += 1;
            let mut ip = Value::map();
            ip.set("ip", format!("10.244.0.{}", self.ips));
            value.set("status.podIP", ip.text("ip").to_owned());
            value.set("status.podIPs", vec![ip]);
        }
        let mut condition = Value::map();
        condition.set("type", "Ready");
        condition.set("status", if ready { "True" } else { "False" });
        condition.set("lastTransitionTime", service_lab_engine::clock::stamp(self.lab.now_ms));
        value.set("status.conditions", vec![condition]);
        self.put(Kind::Pod, value);
    }

    fn put(&mut self, kind: Kind, value: Value) {
        let change = self.lab.store.put(Object::new(kind, value), Actor::Kubelet);
        self.lab.changes.extend(change);
    }

    fn act(&mut self, action: &Json) -> Result<(), String> {
        let number = action["pod"].as_str().unwrap_or_default();
        let op = action["op"].as_str().unwrap_or_default();
        if op == "kubectl" {
            let command = action["command"].as_str().unwrap_or_default();
            self.kubectl(command, action["stdin"].as_str().unwrap_or_default());
            return Ok(());
        }
        if action.get("target").is_some() || op == "create" {
            return self.lab.act(action);
        }
        let pod = self.pod(number, |_| true).ok_or_else(|| format!("no Pod {number}"))?;
        match op {
            "ready" | "unready" => {
                self.set_ready(&pod, op == "ready");
                Ok(())
            }
            "phase" => {
                let mut value = pod.value.clone();
                value.set("status.phase", action["phase"].as_str().unwrap_or_default());
                for (name, text) in action["extra"].as_object().into_iter().flatten() {
                    value.set(&format!("status.{name}"), value_of(text));
                }
                let mut condition = Value::map();
                condition.set("type", "Ready");
                condition.set("status", "False");
                value.set("status.conditions", vec![condition]);
                self.put(Kind::Pod, value);
                Ok(())
            }
            "annotate" | "label" => {
                let field = if op == "label" { "labels" } else { "annotations" };
                let mut body = Value::map();
                body.set(&format!("metadata.{field}"), value_of(&action[field]));
                self.lab.patch(&pod.key, PatchType::Merge, body, ObjectPart::Main)
            }
            other => Err(format!("unknown action {other:?}")),
        }
    }

    /// What kubectl prints is not judged here; what only prints is left out.
    fn kubectl(&mut self, command: &str, stdin: &str) {
        if ["kubectl rollout status", "kubectl rollout history"]
            .iter()
            .any(|it| command.starts_with(it))
        {
            return;
        }
        let mut command = command.to_owned();
        for (letter, names) in [('p', &self.pods), ('r', &self.sets)] {
            for (place, name) in names.iter().enumerate() {
                command = command.replace(&format!("<{letter}{}>", place + 1), name);
            }
        }
        self.lab.type_in(&command, stdin);
    }

    /// Which of several equal Pods is deleted is chance: gives the numbers of
    /// the record to Pods that stand here as those stand there, where it can, so
    /// that what is done next is done to such a Pod.
    fn align(&mut self, recorded: &Json) {
        let states = |with_node: bool, pods: Vec<Json>| -> BTreeMap<String, String> {
            let pods = pods.into_iter().map(|mut it| {
                let name = it["pod"].take().as_str().unwrap_or_default().to_owned();
                if !with_node {
                    it["node"].take();
                }
                (name, it.to_string())
            });
            pods.collect()
        };
        let there = recorded.as_array().cloned().unwrap_or_default();
        for with_node in [true, false] {
            let here = states(with_node, self.pods_here());
            let there = states(with_node, there.clone());
            for one in 0..self.pods.len() {
                let wanted = |place: usize| there.get(&format!("p{}", place + 1));
                let stands = |pods: &[String], place: usize| {
                    pods.get(place).and_then(|it| here.get(it)).cloned()
                };
                if stands(&self.pods, one).as_ref() == wanted(one) {
                    continue;
                }
                let other = (one + 1..self.pods.len()).find(|it| {
                    let stands = stands(&self.pods, *it);
                    stands.as_ref() == wanted(one) && stands.as_ref() != wanted(*it)
                });
                if let Some(other) = other {
                    self.pods.swap(one, other);
                }
            }
        }
    }

    /// What is judged of a step: name, as recorded, as it is here.
    fn observe(&self, step: &Json, scaled: &Json) -> Vec<(&'static str, Json, Json)> {
        vec![
            ("deployment", step["deployment"].clone(), self.deployment()),
            ("conditions", sorted(&step["conditions"]), self.conditions()),
            ("replicasets", step["replicasets"].clone(), self.replica_sets()),
            ("scale_changes", in_order(step, &step["scale_changes"]), in_order(step, scaled)),
            ("pods", counted(&step["pods"], &["pod", "node"]), self.pod_states()),
            ("endpoints", counted(&step["endpoints"], &["pod", "node", "zone"]), self.endpoints()),
        ]
    }

    fn deployment(&self) -> Json {
        let Some(object) = self.object(Kind::Deployment, "web") else { return Json::Null };
        let count = |name: &str| object.value.at(name).and_then(Value::as_int).unwrap_or(0);
        json!({
            "spec": count("spec.replicas"),
            "replicas": count("status.replicas"),
            "updated": count("status.updatedReplicas"),
            "ready": count("status.readyReplicas"),
            "available": count("status.availableReplicas"),
            "unavailable": count("status.unavailableReplicas"),
            "terminating": count("status.terminatingReplicas"),
            "revision": object.meta.annotations.get("deployment.kubernetes.io/revision"),
            "paused": object.value.at("spec.paused") == Some(&Value::Bool(true)),
        })
    }

    fn conditions(&self) -> Json {
        let Some(object) = self.object(Kind::Deployment, "web") else { return Json::Null };
        let conditions = object.value.list("status.conditions").iter().map(|it| {
            let mut message = it.text("message").to_owned();
            for (place, name) in self.sets.iter().enumerate() {
                message = message.replace(&format!("\"{name}\""), &format!("\"<r{}>\"", place + 1));
            }
            json!({
                "type": it.text("type"),
                "status": it.text("status"),
                "reason": it.text("reason"),
                "message": message,
            })
        });
        sorted(&Json::Array(conditions.collect()))
    }

    fn set_number(&self, name: &str) -> String {
        self.sets
            .iter()
            .position(|it| it == name)
            .map_or_else(|| "?".to_owned(), |place| format!("r{}", place + 1))
    }

    fn replica_sets(&self) -> Json {
        let mut all = Vec::new();
        for name in &self.sets {
            let Some(object) = self.object(Kind::ReplicaSet, name) else { continue };
            let count = |name: &str| object.value.at(name).and_then(Value::as_int).unwrap_or(0);
            let annotation = |name: &str| {
                object.meta.annotations.get(&format!("deployment.kubernetes.io/{name}"))
            };
            let mut one = json!({
                "rs": self.set_number(name),
                "revision": annotation("revision"),
                "desired": count("spec.replicas"),
                "current": count("status.replicas"),
                "labeled": count("status.fullyLabeledReplicas"),
                "ready": count("status.readyReplicas"),
                "available": count("status.availableReplicas"),
                "terminating": count("status.terminatingReplicas"),
                "max_replicas_annotation": annotation("max-replicas"),
            });
            if let Some(history) = annotation("revision-history") {
                one["revision_history"] = json!(history);
            }
            all.push(one);
        }
        Json::Array(all)
    }

    fn exists(&self, owner: &Value) -> bool {
        let set = self.object(Kind::ReplicaSet, owner.text("name"));
        set.is_some_and(|it| it.value.text("metadata.uid") == owner.text("uid"))
    }

    fn pod_states(&self) -> Json {
        counted(&Json::Array(self.pods_here()), &["pod", "node"])
    }

    /// The Pods by name.
    fn pods_here(&self) -> Vec<Json> {
        let pods = self.lab.store.pods().map(|(object, pod)| {
            let owner = object.value.list("metadata.ownerReferences").first();
            let rs = match owner {
                None => Json::Null,
                Some(it) if !self.exists(it) => json!("deleted"),
                Some(it) => json!(self.set_number(it.text("name"))),
            };
            json!({
                "pod": *object.key.name,
                "rs": rs,
                "phase": object.value.text("status.phase"),
                "ready": pod.ready,
                "terminating": object.meta.deleting,
                "node": pod.node_name,
            })
        });
        pods.collect()
    }

    fn endpoints(&self) -> Json {
        let slices = self.lab.store.endpoint_slices();
        let endpoints = slices
            .filter(|(_, it)| it.service.as_deref() == Some("web"))
            .flat_map(|(_, it)| &it.endpoints)
            .map(|it| {
                json!({"ready": it.ready, "serving": it.serving, "terminating": it.terminating})
            });
        counted(&Json::Array(endpoints.collect()), &[])
    }

    /// Names of ReplicaSets follow from the template alone.
    fn names(&self, case: &Json) -> Option<String> {
        let restarted = case["steps"].to_string().contains("rollout restart");
        for (number, name) in case["replicaset_names"].as_object()? {
            let place = number.strip_prefix('r')?.parse::<usize>().ok()?.checked_sub(1)?;
            let got = self.sets.get(place);
            // A restart writes the time into the template.
            if got.map(String::as_str) != name.as_str() && !(restarted && place > 0) {
                return Some(format!("{number}: wanted {name}, got {got:?}"));
            }
        }
        None
    }
}

fn ended(pod: &Object) -> bool {
    matches!(pod.value.text("status.phase"), "Failed" | "Succeeded")
}

fn sorted(list: &Json) -> Json {
    let Some(items) = list.as_array() else { return Json::Null };
    let mut items = items.clone();
    items.sort_by_key(|it| it["type"].as_str().unwrap_or_default().to_owned());
    Json::Array(items)
}

/// The changes of sizes in the order in which they came. What goes with its
/// Deployment goes in any order: the garbage collector's workers take owned
/// objects out of a Go map. Models attemptToDeleteItem and
/// graph_builder.go processGraphChanges in pkg/controller/garbagecollector (v1.36).
fn in_order(step: &Json, changes: &Json) -> Json {
    let mut changes = changes.as_array().cloned().unwrap_or_default();
    let goes = |it: &Json| it.get("deleted").is_some();
    if step["deployment"].is_null() {
        for run in changes.chunk_by_mut(|one, next| goes(one) && goes(next)) {
            run.sort_by_cached_key(Json::to_string);
        }
    }
    Json::Array(changes)
}

/// The items without these fields, in no order: how many there are of each.
fn counted(list: &Json, without: &[&str]) -> Json {
    let mut texts: Vec<String> = Vec::new();
    for item in list.as_array().into_iter().flatten() {
        let mut item = item.clone();
        if let Some(fields) = item.as_object_mut() {
            without.iter().for_each(|it| {
                fields.remove(*it);
            });
        }
        texts.push(item.to_string());
    }
    texts.sort();
    json!(texts)
}

#[cfg(test)]
mod tests;
