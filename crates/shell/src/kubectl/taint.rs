//! `kubectl taint`. Models k8s.io/kubectl/pkg/cmd/taint (v1.36). The scheduler
//! heeds NoSchedule; the other two effects are refused, since nothing here
//! heeds them on a machine that answers.

use service_lab_engine::api::{Part, PatchType, Request};
use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item};
use super::{DryRun, Kubectl, resources, usage_error};
use crate::output::Output;
use crate::selector::{key_problem, value_problem};

/// A taint to add, or to take away; an empty effect stands for all.
struct Taint<'a> {
    key: &'a str,
    value: &'a str,
    effect: &'a str,
}

impl Taint<'_> {
    fn is(&self, other: &Value) -> bool {
        other.text("key") == self.key
            && (self.effect.is_empty() || other.text("effect") == self.effect)
    }

    fn to_value(&self) -> Value {
        let mut value = Value::map();
        value.set("effect", self.effect);
        value.set("key", self.key);
        if !self.value.is_empty() {
            value.set("value", self.value);
        }
        value
    }

    /// Models Taint.ToString.
    fn text(&self) -> String {
        match (self.effect, self.value) {
            ("", "") => self.key.to_owned(),
            ("", value) => format!("{}={value}:", self.key),
            (effect, "") => format!("{}:{effect}", self.key),
            (effect, value) => format!("{}={value}:{effect}", self.key),
        }
    }
}

/// Runs `kubectl taint`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: &str| Output::fail(format!("error: {error}"));
    let is_taint = |it: &String| it.contains(['=', ':']) || it.ends_with('-');
    let first = args.words.iter().position(is_taint).unwrap_or(args.words.len());
    let (objects, specs) = args.words.split_at(first);
    if let Some(late) = specs.iter().find(|it| !is_taint(it)) {
        return fail(&format!("all resources must be specified before taint changes: {late}"));
    }
    let Some((kind, names)) = objects.split_first() else {
        return fail("one or more resources must be specified as <resource> <name>");
    };
    if specs.is_empty() {
        return fail("at least one taint update is required");
    }
    let (add, remove) = match parse(specs) {
        Ok(parsed) => parsed,
        Err(why) => return usage_error("taint", &why),
    };
    let resource = match resources::find(kind) {
        Ok(resource) => resource,
        Err(error) => return Output::fail(error),
    };
    if resource.kind != "Node" {
        let kind = kind.to_ascii_lowercase();
        return fail(&format!("invalid resource type {kind}, only node types are supported"));
    }
    let both: Vec<String> = add
        .iter()
        .flat_map(|new| remove.iter().filter(|it| it.is(&new.to_value())))
        .map(|it| format!("{}={}", it.key, it.effect))
        .collect();
    if !both.is_empty() {
        return fail(&format!(
            "can not both modify and remove the following taint(s) in the same command: {}",
            both.join(", ")
        ));
    }
    let selects = args.get("selector").is_some_and(|it| !it.is_empty());
    if args.on("all") && selects {
        return fail("setting 'all' parameter with a non empty selector is prohibited");
    }
    let everywhere = args.on("all") || selects;
    if !everywhere && names.is_empty() {
        return fail(
            "at least one resource name must be specified since 'all' parameter is not set",
        );
    }
    if add.iter().any(|it| it.effect == "PreferNoSchedule") {
        return Output::fail(
            "service-lab: taints with the effect PreferNoSchedule are not simulated here; \
             NoSchedule and NoExecute are",
        );
    }
    let mut out = Output::default();
    let nodes = if everywhere {
        select::list(kubectl.cluster, resource, &select::Scope::of(args)).map_err(Output::fail)
    } else {
        let mut found = Vec::new();
        for name in names {
            match select::get(kubectl.cluster, resource, "", name) {
                Ok(node) => found.push(node),
                Err(error) => out.error(error),
            }
        }
        Ok(found)
    };
    let nodes = match nodes {
        Ok(nodes) => nodes,
        Err(output) => return output,
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(&error),
    };
    for node in &nodes {
        change(kubectl, args, dry, node, (&add, &remove), &mut out);
    }
    out
}

/// Models updateTaints and reorganizeTaints.
fn change(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    node: &Item,
    (add, remove): (&[Taint<'_>], &[Taint<'_>]),
    out: &mut Output,
) {
    let old = node.value.list("spec.taints");
    let there: Vec<&str> =
        add.iter().filter(|new| old.iter().any(|it| new.is(it))).map(|it| it.key).collect();
    if !args.on("overwrite") && !there.is_empty() {
        out.error(format!(
            "error: node {} already has {} taint(s) with same effect(s) and --overwrite is false",
            node.name(),
            there.join(",")
        ));
        return;
    }
    let mut all: Vec<Value> = add.iter().map(Taint::to_value).collect();
    all.extend(old.iter().filter(|it| !add.iter().any(|new| new.is(it))).cloned());
    let added = all.len() != old.len();
    let mut deleted = false;
    let mut missing = Vec::new();
    for taint in remove {
        let before = all.len();
        all.retain(|it| !taint.is(it));
        deleted = all.len() != before;
        if !deleted {
            missing.push(format!("taint \"{}\" not found", taint.text()));
        }
    }
    match missing.as_slice() {
        [] => {}
        [one] => return out.error(format!("error: {one}")),
        many => return many.iter().for_each(|it| out.error(it)),
    }
    let done = match (added, deleted) {
        (true, true) => "modified",
        _ if args.on("overwrite") => "modified",
        (true, false) => "tainted",
        _ => "untainted",
    };
    let mut value = node.value.clone();
    if all.is_empty() {
        value.remove("spec.taints");
    } else {
        value.set("spec.taints", all.clone());
    }
    let line = format!("{} {done}", node.label());
    if dry == DryRun::Client {
        return kubectl.print_changed(args, &value, &node.label(), line, out);
    }
    let mut body = Value::map();
    body.set("spec.taints", if all.is_empty() { Value::Null } else { Value::List(all) });
    let request = Request::Patch {
        key: Key::new(Kind::Node, "", node.name()),
        kind: PatchType::Merge,
        body,
        part: Part::Main,
    };
    match kubectl.send(&request, dry) {
        Ok(done) => {
            out.warn(&done.warnings);
            kubectl.print_changed(args, &done.object.value, &node.label(), line, out);
        }
        Err(error) => out.error(error),
    }
}

/// Taints to add and to take away. Models parseTaints.
fn parse(specs: &[String]) -> Result<(Vec<Taint<'_>>, Vec<Taint<'_>>), String> {
    let (mut add, mut remove): (Vec<Taint<'_>>, Vec<Taint<'_>>) = (Vec::new(), Vec::new());
    for spec in specs {
        if let Some(spec) = spec.strip_suffix('-') {
            remove.push(Taint { value: "", ..taint(spec)? });
            continue;
        }
        let new = taint(spec)?;
        if new.effect.is_empty() {
            return Err(format!("invalid taint spec: {spec}"));
        }
        if add.iter().any(|it| it.key == new.key && it.effect == new.effect) {
            return Err(format!(
                "duplicated taints with the same key and effect: {{{} {} {} <nil>}}",
                new.key, new.value, new.effect
            ));
        }
        add.push(new);
    }
    Ok((add, remove))
}

/// Models parseTaint: without an effect the whole text is a key.
fn taint(spec: &str) -> Result<Taint<'_>, String> {
    let invalid = |why: String| format!("invalid taint spec: {spec}{why}");
    let mut parts = spec.split(':');
    let (pair, effect, more) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if more.is_some() {
        return Err(invalid(String::new()));
    }
    let (key, value) = match effect {
        None => (pair, None),
        Some(effect) => {
            if !matches!(effect, "NoSchedule" | "PreferNoSchedule" | "NoExecute") {
                return Err(format!("invalid taint effect: {effect}, unsupported taint effect"));
            }
            match pair.split_once('=') {
                Some((_, value)) if value.contains('=') => return Err(invalid(String::new())),
                Some((key, value)) => (key, Some(value)),
                None => (pair, None),
            }
        }
    };
    let problem = value.and_then(value_problem).or_else(|| key_problem(key));
    match problem {
        Some(why) => Err(invalid(format!(", {why}"))),
        None => Ok(Taint { key, value: value.unwrap_or(""), effect: effect.unwrap_or("") }),
    }
}
