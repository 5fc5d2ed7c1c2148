//! The rules of Pods and Pod templates.
//!
//! Models pkg/apis/core/validation ValidatePodSpec, ValidatePodTemplateSpec
//! (v1.36), as far as the lab's manifests go.

use super::container::{check_container, file_volumes, host_port_conflicts, probes};
use super::{difference, gated, placement, profiles, resources, security, volumes};
use crate::api::problems::Problems;
use crate::api::{format, metadata};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::Value;

const RESTART_POLICIES: [&str; 3] = ["Always", "OnFailure", "Never"];
const DNS_POLICIES: [&str; 4] = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

/// How many rules a container may have for being started again.
const RESTART_RULES_MOST: usize = 20;

/// How many exit codes such a rule may name.
const EXIT_CODES_MOST: usize = 255;

/// The longest host name that a kernel takes.
const HOST_NAME_LONGEST: usize = 64;

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
    pod_annotations(pod, &FieldPath::root().field("metadata.annotations"), &mut wrong);
    if let Some(spec) = pod.get("spec") {
        validate_spec(spec, &at, Owner::Pod, &mut wrong);
        images_trimmed(spec, &at, &mut wrong);
    } else {
        wrong.required(Code::ContainerIncomplete, &at.field("containers"), "");
    }
    wrong
}

/// Rules of a new Pod.
pub(crate) fn validate_new(pod: &Value) -> Problems {
    let mut wrong = validate(pod);
    let at = FieldPath::root().field("spec");
    if !pod.list("spec.ephemeralContainers").is_empty() {
        let at = at.field("ephemeralContainers");
        wrong.forbidden(Code::ForbiddenField, &at, "cannot be set on create");
    }
    if !pod.text("spec.nodeName").is_empty() && !pod.list("spec.schedulingGates").is_empty() {
        let detail = "cannot be set until all schedulingGates have been cleared";
        wrong.forbidden(Code::ForbiddenField, &at.field("nodeName"), detail);
    }
    profiles::validate(pod, &at, &mut wrong);
    wrong
}

/// ValidatePodSpecificAnnotations.
fn pod_annotations(value: &Value, at: &FieldPath, wrong: &mut Problems) {
    let key = "controller.kubernetes.io/pod-deletion-cost";
    let cost = value.at("metadata.annotations").and_then(|it| it.get(key)).and_then(Value::as_str);
    let fits = |it: &str| !it.starts_with('+') && (it == "0" || !it.starts_with('0'));
    if let Some(cost) = cost.filter(|it| !fits(it) || it.parse::<i32>().is_err()) {
        wrong.invalid(Code::InvalidValue, &at.key(key), cost, "must be a 32bit integer");
    }
}

/// validateContainersOnlyForPod: templates may have blanks there.
fn images_trimmed(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for list in ["containers", "initContainers"] {
        for (place, container) in spec.list(list).iter().enumerate() {
            let image = container.text("image");
            if image.trim() != image {
                let at = at.field(list).index(place).field("image");
                let detail = "must not have leading or trailing whitespace";
                wrong.invalid(Code::InvalidValue, &at, image, detail);
            }
        }
    }
}

/// Rules of a Pod that replaces another: little of its spec may change.
pub(crate) fn validate_update(pod: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(pod, old);
    wrong.append(validate(pod));
    let at = FieldPath::root().field("spec");
    for (list, path) in
        [("containers", "spec.containers"), ("initContainers", "spec.initContainers")]
    {
        let at = at.field(list);
        let now = pod.list(path);
        if now.len() != old.list(path).len() {
            let detail = "pod updates may not add or remove containers";
            wrong.forbidden(Code::PodUpdateForbidden, &at, detail);
            return wrong;
        }
        for (place, container) in now.iter().enumerate() {
            image_of_update(container.text("image"), &at.index(place).field("image"), &mut wrong);
        }
    }
    if !deadline(pod, old, &at.field("activeDeadlineSeconds"), &mut wrong) {
        return wrong;
    }
    only_more_tolerations(pod, old, &at, &mut wrong);
    only_fewer_gates(pod, old, &at.field("schedulingGates"), &mut wrong);
    let (before, mut after) = (old.get("spec").cloned().unwrap_or_default(), munged(pod, old));
    if before != after && !old.list("spec.schedulingGates").is_empty() {
        gated::update(&mut after, &before, &at, &mut wrong);
    }
    if before != after {
        let fields = "`spec.containers[*].image`,`spec.initContainers[*].image`,\
                      `spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing \
                      tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if \
                      it was previously negative)";
        let changes = difference::of_specs(&before, &after);
        let detail = format!("pod updates may not change fields other than {fields}\n{changes}");
        wrong.forbidden(Code::PodUpdateForbidden, &at, &detail);
    }
    wrong
}

/// ValidateContainerUpdates.
fn image_of_update(image: &str, at: &FieldPath, wrong: &mut Problems) {
    if image.is_empty() {
        wrong.required(Code::ContainerIncomplete, at, "");
    }
    if image.trim() != image {
        let detail = "must not have leading or trailing whitespace";
        wrong.invalid(Code::InvalidValue, at, image, detail);
    }
}

/// A deadline may be set once, and then only come nearer. Whether more is to be
/// looked at.
fn deadline(pod: &Value, old: &Value, at: &FieldPath, wrong: &mut Problems) -> bool {
    let of = |it: &Value| it.at("spec.activeDeadlineSeconds").and_then(Value::as_int);
    match (of(old), of(pod)) {
        (_, Some(now)) if !(0..=i64::from(i32::MAX)).contains(&now) => {
            let detail = format!("must be between 0 and {}, inclusive", i32::MAX);
            wrong.invalid(Code::NumberOutOfRange, at, now, &detail);
            false
        }
        (Some(before), Some(now)) if before < now => {
            let detail = "must be less than or equal to previous value";
            wrong.invalid(Code::NumberOutOfRange, at, now, detail);
            false
        }
        (Some(_), None) => {
            let detail = "must not update from a positive integer to nil value";
            wrong.invalid(Code::ImmutableField, at, &Value::Null, detail);
            true
        }
        _ => true,
    }
}

/// validateOnlyAddedTolerations.
fn only_more_tolerations(pod: &Value, old: &Value, at: &FieldPath, wrong: &mut Problems) {
    let timeless = |it: &Value| {
        let mut it = it.clone();
        it.remove("tolerationSeconds");
        it
    };
    let now: Vec<Value> = pod.list("spec.tolerations").iter().map(timeless).collect();
    if old.list("spec.tolerations").iter().any(|it| !now.contains(&timeless(it))) {
        let detail = "existing toleration can not be modified except its tolerationSeconds";
        wrong.forbidden(Code::PodUpdateForbidden, &at.field("tolerations"), detail);
    } else if let Some(spec) = pod.get("spec") {
        placement::tolerations(spec, at, wrong);
    }
}

/// validateOnlyDeletedSchedulingGates.
fn only_fewer_gates(pod: &Value, old: &Value, at: &FieldPath, wrong: &mut Problems) {
    let before = old.list("spec.schedulingGates");
    for (place, gate) in pod.list("spec.schedulingGates").iter().enumerate() {
        let name = gate.text("name");
        if !before.iter().any(|it| it.text("name") == name) {
            let detail =
                format!("only deletion is allowed, but found new scheduling gate '{name}'");
            wrong.forbidden(Code::PodUpdateForbidden, &at.index(place).field("name"), &detail);
        }
    }
}

/// A Pod's new spec with what an update may change as it was.
fn munged(pod: &Value, old: &Value) -> Value {
    let mut spec = pod.get("spec").cloned().unwrap_or_default();
    for (list, path) in
        [("containers", "spec.containers"), ("initContainers", "spec.initContainers")]
    {
        let mut before = old.list(path).iter();
        crate::api::each(&mut spec, list, |container| {
            keep(container, "image", before.next());
        });
    }
    for field in ["activeDeadlineSeconds", "tolerations", "schedulingGates"] {
        keep(&mut spec, field, old.get("spec"));
    }
    spec
}

/// Gives a field the value that it had.
pub(super) fn keep(value: &mut Value, field: &str, before: Option<&Value>) {
    match before.and_then(|it| it.get(field)) {
        Some(old) => value.set(field, old.clone()),
        None => {
            value.remove(field);
        }
    }
}

/// ValidatePodTemplateSpec; `template` may be missing altogether.
pub(crate) fn validate_template(template: &Value, at: &FieldPath, wrong: &mut Problems) {
    validate_template_metadata(template, at, wrong);
    let empty = Value::map();
    let spec = template.get("spec").unwrap_or(&empty);
    let at = at.field("spec");
    validate_spec(spec, &at, Owner::Template, wrong);
    profiles::validate(template, &at, wrong);
    if !spec.list("ephemeralContainers").is_empty() {
        let detail = "ephemeral containers not allowed in pod template";
        wrong.forbidden(Code::ForbiddenField, &at.field("ephemeralContainers"), detail);
    }
}

/// The labels and annotations of a template.
pub(crate) fn validate_template_metadata(template: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(labels) = template.at("metadata.labels").and_then(Value::as_map) {
        // Upstream leaves `metadata` out of these two paths.
        metadata::validate_labels(labels, &at.field("labels"), wrong);
    }
    if let Some(annotations) = template.at("metadata.annotations").and_then(Value::as_map) {
        metadata::validate_annotations(annotations, &at.field("annotations"), wrong);
    }
    pod_annotations(template, &at.field("annotations"), wrong);
}

fn validate_spec(spec: &Value, at: &FieldPath, owner: Owner, wrong: &mut Problems) {
    let volumes = volumes::validate(spec, at, owner == Owner::Pod, wrong);
    containers(spec, at, &volumes, wrong);
    init_containers(spec, at, &volumes, wrong);
    super::level::validate(spec, at, wrong);
    host_network(spec, at, owner, wrong);
    choice(spec, at, "restartPolicy", &RESTART_POLICIES, wrong);
    choice(spec, at, "dnsPolicy", &DNS_POLICIES, wrong);
    if let Some(labels) = spec.get("nodeSelector").and_then(Value::as_map) {
        metadata::validate_labels(labels, &at.field("nodeSelector"), wrong);
    }
    let ids = ["fsGroup", "runAsUser", "runAsGroup", "supplementalGroups"];
    placement::ids(spec, &ids, at, wrong);
    security::of_pod(spec, at, wrong);
    placement::affinity(spec, at, wrong);
    placement::dns_config(spec, at, wrong);
    for (place, gate) in spec.list("readinessGates").iter().enumerate() {
        let at = at.field("readinessGates").index(place).field("conditionType");
        let kind = gate.text("conditionType");
        wrong.invalid_each(Code::InvalidValue, &at, kind, format::qualified_name(kind));
    }
    placement::gates(spec, at, wrong);
    placement::spread_constraints(spec, at, wrong);
    users_of_its_own(spec, at, wrong);
    host_name(spec, at, wrong);
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
    placement::tolerations(spec, at, wrong);
    placement::others(spec, at, wrong);
    file_volumes(spec, at, wrong);
}

fn choice(
    spec: &Value,
    at: &FieldPath,
    field: &'static str,
    allowed: &[&str],
    wrong: &mut Problems,
) {
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

/// Whether a Pod's users are those of its node.
fn host_users(spec: &Value) -> bool {
    spec.get("hostUsers").and_then(Value::as_bool) != Some(false)
}

/// validateHostUsers.
fn users_of_its_own(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    if host_users(spec) {
        return;
    }
    let detail = "when `hostUsers` is false";
    // Upstream spells two of these paths with a capital.
    for (field, told) in
        [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")]
    {
        if spec.get(field).and_then(Value::as_bool) == Some(true) {
            wrong.forbidden(Code::ForbiddenField, &at.field(told), detail);
        }
    }
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for (place, container) in spec.list(list).iter().enumerate() {
            if !container.list("volumeDevices").is_empty() {
                let at = at.field(list).index(place).field("volumeDevices");
                wrong.forbidden(Code::ForbiddenField, &at, detail);
            }
        }
    }
}

/// validatePodHostName.
fn host_name(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(name) = spec.get("hostnameOverride").and_then(Value::as_str) else { return };
    let at = at.field("hostnameOverride");
    for (field, detail) in [
        ("setHostnameAsFQDN", "may not be specified when setHostnameAsFQDN is true"),
        ("hostNetwork", "may not be specified when hostNetwork is true"),
    ] {
        if spec.get(field).and_then(Value::as_bool) == Some(true) {
            wrong.forbidden(Code::ForbiddenField, &at, detail);
        }
    }
    if name.len() > HOST_NAME_LONGEST {
        wrong.too_long(&at, HOST_NAME_LONGEST);
    }
    wrong.invalid_each(Code::InvalidName, &at, name, format::dns_subdomain(name));
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
        check_container(container, spec, volumes, &at, wrong);
        claims(container, spec, &at, wrong);
        security::of_container(container, host_users(spec), &at, wrong);
        let name = container.text("name");
        if names.contains(&name) {
            wrong.duplicate(Code::DuplicateValue, &at.field("name"), name);
        }
        names.push(name);
        probes(container, grace(spec), &at, wrong);
        restart_policy(container, &at, wrong);
    }
    host_port_conflicts(list, &at, wrong);
}

fn init_containers(spec: &Value, at: &FieldPath, volumes: &[String], wrong: &mut Problems) {
    let mut names: Vec<&str> = spec.list("containers").iter().map(|it| it.text("name")).collect();
    let at = at.field("initContainers");
    let list = at;
    for (place, container) in spec.list("initContainers").iter().enumerate() {
        let at = list.index(place);
        check_container(container, spec, volumes, &at, wrong);
        claims(container, spec, &at, wrong);
        security::of_container(container, host_users(spec), &at, wrong);
        restart_policy(container, &at, wrong);
        let sidecar = container.text("restartPolicy") == "Always";
        let name = container.text("name");
        if !name.is_empty() && names.contains(&name) {
            wrong.duplicate(Code::DuplicateValue, &at.field("name"), name);
        }
        names.push(name);
        // Upstream looks at each alone and so names the first of them.
        host_port_conflicts(std::slice::from_ref(container), &list, wrong);
        if sidecar {
            probes(container, grace(spec), &at, wrong);
        } else {
            for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
                if container.get(field).is_some_and(|it| !it.is_null()) {
                    let detail = "may not be set for init containers without restartPolicy=Always";
                    wrong.forbidden(Code::ForbiddenField, &at.field(field), detail);
                }
            }
        }
    }
}

/// The claims for devices that a container names are the Pod's.
fn claims(container: &Value, spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(named) = container.get("resources") {
        let known = spec.list("resourceClaims");
        resources::claims(named, known, &at.field("resources"), wrong);
    }
}

/// The Pod's grace period in seconds.
fn grace(spec: &Value) -> i64 {
    spec.get("terminationGracePeriodSeconds").and_then(Value::as_int).unwrap_or(0)
}

/// validateContainerRestartPolicy.
fn restart_policy(container: &Value, at: &FieldPath, wrong: &mut Problems) {
    let allowed = ["Always", "Never", "OnFailure"];
    let policy = container.get("restartPolicy").and_then(Value::as_str);
    let rules = container.list("restartPolicyRules");
    let policy_at = at.field("restartPolicy");
    match policy {
        None if !rules.is_empty() => {
            let detail = "must specify restartPolicy when restart rules are used";
            wrong.required(Code::RequiredField, &policy_at, detail);
        }
        Some(policy) if !allowed.contains(&policy) => {
            wrong.unsupported(Code::UnsupportedValue, &policy_at, policy, &allowed);
        }
        _ => {}
    }
    if rules.len() > RESTART_RULES_MOST {
        wrong.too_long(&at.field("restartPolicyRules"), RESTART_RULES_MOST);
    }
    for (place, rule) in rules.iter().enumerate() {
        restart_rule(rule, &at.field("restartPolicyRules").index(place), wrong);
    }
}

fn restart_rule(rule: &Value, at: &FieldPath, wrong: &mut Problems) {
    let action = rule.text("action");
    if !matches!(action, "Restart" | "RestartAllContainers") {
        // Upstream lists the first only.
        wrong.unsupported(Code::UnsupportedValue, &at.field("action"), action, &["Restart"]);
    }
    let at = at.field("exitCodes");
    let Some(codes) = rule.get("exitCodes").filter(|it| !it.is_null()) else {
        return wrong.required(Code::RequiredField, &at, "must be specified");
    };
    let (operator, operators) = (codes.text("operator"), ["In", "NotIn"]);
    if !operators.contains(&operator) {
        wrong.unsupported(Code::UnsupportedValue, &at.field("operator"), operator, &operators);
    }
    if codes.list("values").len() > EXIT_CODES_MOST {
        wrong.too_long(&at.field("values"), EXIT_CODES_MOST);
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
