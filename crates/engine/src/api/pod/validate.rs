//! The rules of Pods and Pod templates, and warnings about them.
//!
//! Models pkg/apis/core/validation ValidatePodSpec, ValidatePodTemplateSpec
//! and pkg/api/pod/warnings.go (v1.36), as far as the lab's manifests go.

use super::container::{check_container, host_port_conflicts, probes};
use crate::api::problems::{Problems, Shown};
use crate::api::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::Value;

const RESTART_POLICIES: [&str; 3] = ["Always", "OnFailure", "Never"];
const DNS_POLICIES: [&str; 4] = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

/// Whose spec it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Pod,
    Template,
}

/// Rules of a Pod.
pub(crate) fn validate(pod: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Pod, pod);
    let at = FieldPath::root().field("spec");
    if let Some(spec) = pod.get("spec") {
        validate_spec(spec, &at, Owner::Pod, &mut wrong);
    } else {
        wrong.required(Code::ContainerIncomplete, &at.field("containers"), "");
    }
    wrong
}

/// Rules of a Pod that replaces another: little of its spec may change.
pub(crate) fn validate_update(pod: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(pod, old);
    wrong.append(validate(pod));
    let (before, after) = (changeable_left_out(old), changeable_left_out(pod));
    if before != after {
        let at = FieldPath::root().field("spec");
        let fields = "`spec.containers[*].image`,`spec.initContainers[*].image`,\
                      `spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing \
                      tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if \
                      it was previously negative)";
        let detail = format!("pod updates may not change fields other than {fields}");
        wrong.forbidden(Code::PodUpdateForbidden, &at, &detail);
    }
    wrong
}

/// A Pod's spec without what an update may change.
fn changeable_left_out(pod: &Value) -> Value {
    let mut spec = pod.get("spec").cloned().unwrap_or_default();
    for list in ["containers", "initContainers"] {
        crate::api::each(&mut spec, list, |container| {
            container.remove("image");
        });
    }
    for field in ["activeDeadlineSeconds", "tolerations"] {
        spec.remove(field);
    }
    spec
}

/// ValidatePodTemplateSpec; `template` may be missing altogether.
pub(crate) fn validate_template(template: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(labels) = template.at("metadata.labels").and_then(Value::as_map) {
        // Upstream leaves `metadata` out of these two paths.
        metadata::validate_labels(labels, &at.field("labels"), wrong);
    }
    if let Some(annotations) = template.at("metadata.annotations").and_then(Value::as_map) {
        metadata::validate_annotations(annotations, &at.field("annotations"), wrong);
    }
    let empty = Value::map();
    let spec = template.get("spec").unwrap_or(&empty);
    validate_spec(spec, &at.field("spec"), Owner::Template, wrong);
}

fn validate_spec(spec: &Value, at: &FieldPath, owner: Owner, wrong: &mut Problems) {
    let volumes = volumes(spec, at, wrong);
    containers(spec, at, &volumes, wrong);
    init_containers(spec, at, &volumes, wrong);
    host_network(spec, at, owner, wrong);
    choice(spec, at, "restartPolicy", &RESTART_POLICIES, wrong);
    choice(spec, at, "dnsPolicy", &DNS_POLICIES, wrong);
    if let Some(labels) = spec.get("nodeSelector").and_then(Value::as_map) {
        metadata::validate_labels(labels, &at.field("nodeSelector"), wrong);
    }
    for (place, gate) in spec.list("readinessGates").iter().enumerate() {
        let at = at.field("readinessGates").index(place).field("conditionType");
        let kind = gate.text("conditionType");
        wrong.invalid_each(Code::InvalidValue, &at, kind, format::qualified_name(kind));
    }
    spread_constraints(spec, at, wrong);
    names(spec, at, wrong);
    if let Some(seconds) = spec.get("activeDeadlineSeconds").and_then(Value::as_int)
        && !(1..=i64::from(i32::MAX)).contains(&seconds)
    {
        let detail = format!("must be between 1 and {}, inclusive", i32::MAX);
        let at = at.field("activeDeadlineSeconds");
        wrong.invalid(Code::NumberOutOfRange, &at, seconds, &detail);
    }
    for field in ["hostname", "subdomain"] {
        let text = spec.text(field);
        if !text.is_empty() {
            let at = at.field(field);
            wrong.invalid_each(Code::InvalidName, &at, text, format::dns_label(text));
        }
    }
    tolerations(spec, at, wrong);
}

fn choice(spec: &Value, at: &FieldPath, field: &str, allowed: &[&str], wrong: &mut Problems) {
    let text = spec.text(field);
    if text.is_empty() {
        wrong.required(Code::RequiredField, &at.field(field), "");
    } else if !allowed.contains(&text) {
        wrong.unsupported(Code::UnsupportedValue, &at.field(field), text, allowed);
    }
}

fn names(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for field in ["serviceAccountName", "nodeName"] {
        let text = spec.text(field);
        if !text.is_empty() {
            let at = at.field(field);
            wrong.invalid_each(Code::InvalidName, &at, text, format::dns_subdomain(text));
        }
    }
}

fn volumes(spec: &Value, at: &FieldPath, wrong: &mut Problems) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, volume) in spec.list("volumes").iter().enumerate() {
        let at = at.field("volumes").index(place).field("name");
        let name = volume.text("name");
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
            continue;
        }
        wrong.invalid_each(Code::InvalidName, &at, name, format::dns_label(name));
        if names.iter().any(|it| it == name) {
            wrong.duplicate(Code::DuplicateValue, &at, name);
        }
        names.push(name.to_owned());
    }
    names
}

fn containers(spec: &Value, at: &FieldPath, volumes: &[String], wrong: &mut Problems) {
    let at = at.field("containers");
    let list = spec.list("containers");
    if list.is_empty() {
        wrong.required(Code::ContainerIncomplete, &at, "");
        return;
    }
    let mut names: Vec<&str> = Vec::new();
    for (place, container) in list.iter().enumerate() {
        let at = at.index(place);
        check_container(container, volumes, &at, wrong);
        let name = container.text("name");
        if names.contains(&name) {
            wrong.duplicate(Code::DuplicateValue, &at.field("name"), name);
        }
        names.push(name);
        probes(container, &at, wrong);
    }
    host_port_conflicts(list, &at, wrong);
}

fn init_containers(spec: &Value, at: &FieldPath, volumes: &[String], wrong: &mut Problems) {
    let mut names: Vec<&str> = spec.list("containers").iter().map(|it| it.text("name")).collect();
    let at = at.field("initContainers");
    for (place, container) in spec.list("initContainers").iter().enumerate() {
        let at = at.index(place);
        check_container(container, volumes, &at, wrong);
        let sidecar = container.text("restartPolicy") == "Always";
        let name = container.text("name");
        if !name.is_empty() && names.contains(&name) {
            wrong.duplicate(Code::DuplicateValue, &at.field("name"), name);
        }
        names.push(name);
        if sidecar {
            probes(container, &at, wrong);
        } else {
            for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
                if container.get(field).is_some_and(|it| !it.is_null()) {
                    let detail = "may not be set for init containers without restartPolicy=Always";
                    wrong.forbidden(Code::ForbiddenField, &at.field(field), detail);
                }
            }
        }
        host_port_conflicts(std::slice::from_ref(container), &at, wrong);
    }
}

fn host_network(spec: &Value, at: &FieldPath, owner: Owner, wrong: &mut Problems) {
    if spec.get("hostNetwork").and_then(Value::as_bool) != Some(true) {
        return;
    }
    for (place, container) in spec.list("containers").iter().enumerate() {
        let at = at.field("containers").index(place).field("ports");
        for (place, port) in container.list("ports").iter().enumerate() {
            let number = |name: &str| port.get(name).and_then(Value::as_int).unwrap_or(0);
            let (host, inside) = (number("hostPort"), number("containerPort"));
            if host != inside && (owner == Owner::Pod || host != 0) {
                let detail = "must match `containerPort` when `hostNetwork` is true";
                let at = at.index(place).field("hostPort");
                wrong.invalid(Code::PortOutOfRange, &at, host, detail);
            }
        }
    }
}

fn spread_constraints(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, constraint) in spec.list("topologySpreadConstraints").iter().enumerate() {
        let at = at.field("topologySpreadConstraints").index(place);
        let skew = constraint.get("maxSkew").and_then(Value::as_int).unwrap_or(0);
        if skew <= 0 {
            wrong.invalid(
                Code::NumberOutOfRange,
                &at.field("maxSkew"),
                skew,
                "must be greater than zero",
            );
        }
        if constraint.text("topologyKey").is_empty() {
            wrong.required(Code::RequiredField, &at.field("topologyKey"), "can not be empty");
        }
        let action = constraint.text("whenUnsatisfiable");
        let allowed = ["DoNotSchedule", "ScheduleAnyway"];
        if !allowed.contains(&action) {
            let at = at.field("whenUnsatisfiable");
            wrong.unsupported(Code::UnsupportedValue, &at, action, &allowed);
        }
        rules::label_selector(constraint.get("labelSelector"), &at.field("labelSelector"), wrong);
    }
}

/// ValidateTolerations.
fn tolerations(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, toleration) in spec.list("tolerations").iter().enumerate() {
        let at = at.field("tolerations").index(place);
        let (key, operator) = (toleration.text("key"), toleration.text("operator"));
        let (value, effect) = (toleration.text("value"), toleration.text("effect"));
        if !key.is_empty() {
            metadata::label_key(key, &at.field("key"), wrong);
        }
        if key.is_empty() && operator != "Exists" {
            let detail = "operator must be Exists when `key` is empty, which means \"match all values and all keys\"";
            wrong.invalid(Code::InvalidValue, &at.field("operator"), operator, detail);
        }
        if toleration.get("tolerationSeconds").is_some() && effect != "NoExecute" {
            let detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
            wrong.invalid(Code::InvalidValue, &at.field("effect"), effect, detail);
        }
        match operator {
            "" | "Equal" => {
                let details = format::label_value(value);
                wrong.invalid_each(Code::InvalidLabelValue, &at.field("operator"), value, details);
            }
            "Exists" if !value.is_empty() => {
                let detail = "value must be empty when `operator` is 'Exists'";
                wrong.invalid(
                    Code::InvalidValue,
                    &at.field("operator"),
                    Shown::raw(toleration.to_json()),
                    detail,
                );
            }
            "Exists" => {}
            other => {
                let at = at.field("operator");
                wrong.unsupported(Code::UnsupportedValue, &at, other, &["Equal", "Exists"]);
            }
        }
        let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
        if !effect.is_empty() && !effects.contains(&effect) {
            wrong.unsupported(Code::UnsupportedValue, &at.field("effect"), effect, &effects);
        }
    }
}

/// Warnings about a Pod spec at this path.
pub(crate) fn warnings(spec: Option<&Value>, at: &str) -> Vec<String> {
    let mut out = Vec::new();
    let Some(spec) = spec else { return out };
    let mut named: Vec<(String, String)> = Vec::new();
    let mut numbered: Vec<(String, i64, String)> = Vec::new();
    for list in ["initContainers", "containers"] {
        for (place, container) in spec.list(list).iter().enumerate() {
            let path = format!("{at}.{list}[{place}]");
            hidden_variables(container, &path, &mut out);
            for (index, port) in container.list("ports").iter().enumerate() {
                let here = format!("{path}.ports[{index}]");
                port_twice(port, &here, &mut named, &mut numbered, &mut out);
            }
        }
    }
    out
}

fn hidden_variables(container: &Value, path: &str, out: &mut Vec<String>) {
    let mut seen: Vec<&str> = Vec::new();
    for (place, variable) in container.list("env").iter().enumerate() {
        let name = variable.text("name");
        if seen.contains(&name) && !variable.text("value").contains(&format!("$({name})")) {
            out.push(format!(
                "{path}.env[{place}]: hides previous definition of \"{name}\", which may be dropped \
                 when using apply"
            ));
        }
        seen.push(name);
    }
}

fn port_twice(
    port: &Value,
    here: &str,
    named: &mut Vec<(String, String)>,
    numbered: &mut Vec<(String, i64, String)>,
    out: &mut Vec<String>,
) {
    let name = port.text("name");
    if !name.is_empty() {
        match named.iter().find(|it| it.0 == name) {
            Some((_, first)) => out.push(format!(
                "{here}: duplicate port name \"{name}\" with {first}, services and probes that \
                 select ports by name will use {first}"
            )),
            None => named.push((name.to_owned(), here.to_owned())),
        }
    }
    let number = port.get("containerPort").and_then(Value::as_int).unwrap_or(0);
    let protocol = port.text("protocol").to_owned();
    if number == 0 || port.get("hostPort").is_some() {
        return;
    }
    match numbered.iter().find(|it| it.0 == protocol && it.1 == number) {
        Some((_, _, first)) => out.push(format!("{here}: duplicate port definition with {first}")),
        None => numbered.push((protocol, number, here.to_owned())),
    }
}
