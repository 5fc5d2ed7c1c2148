//! The rules of one container: ports, environment, mounts, probes.
//!
//! Models pkg/apis/core/validation validateContainerCommon, ValidateEnv,
//! validateProbe and their like (v1.36).

use super::volumes::{descending, no_steps_back};
use super::{devices, placement};
use crate::api::problems::Problems;
use crate::api::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::schema::canonical_quantity;
use crate::value::Value;

const PULL_POLICIES: [&str; 3] = ["Always", "IfNotPresent", "Never"];
const MESSAGE_POLICIES: [&str; 2] = ["File", "FallbackToLogsOnError"];

/// What `fieldRef` can name in an environment variable.
const FIELDS_FOR_ENV: [&str; 9] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// What else the server knows as a Pod's field label.
const OTHER_FIELDS: [&str; 5] = [
    "metadata.annotations",
    "metadata.labels",
    "spec.restartPolicy",
    "spec.schedulerName",
    "status.phase",
];

/// What `resourceFieldRef` can name in an environment variable.
const RESOURCES_FOR_ENV: [&str; 6] = [
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

/// What a resource can be divided by: the first two for the processor, all but
/// the first for the rest.
const DIVISORS: [&str; 14] =
    ["1m", "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

/// validateContainerCommon.
pub(super) fn check_container(
    container: &Value,
    spec: &Value,
    volumes: &[String],
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let name = container.text("name");
    if name.is_empty() {
        wrong.required(Code::ContainerIncomplete, &at.field("name"), "");
    } else {
        let details = format::dns_label(name);
        wrong.invalid_each(Code::InvalidName, &at.field("name"), name, details);
    }
    let image = container.text("image");
    if image.is_empty() {
        wrong.required(Code::ContainerIncomplete, &at.field("image"), "");
    }
    let policy = container.text("terminationMessagePolicy");
    if !MESSAGE_POLICIES.contains(&policy) {
        let at = at.field("terminationMessagePolicy");
        wrong.unsupported(Code::UnsupportedValue, &at, policy, &MESSAGE_POLICIES);
    }
    ports(container, &at.field("ports"), wrong);
    environment(container, &at.field("env"), wrong);
    environment_from(container, &at.field("envFrom"), wrong);
    mounts(container, volumes, &at.field("volumeMounts"), wrong);
    devices::validate(container, spec, volumes, &at.field("volumeDevices"), wrong);
    pull_policy(container, "imagePullPolicy", at, wrong);
    if let Some(resources) = container.get("resources") {
        super::resources::validate(resources, &at.field("resources"), wrong);
    }
    devices::resizing(container, spec, &at.field("resizePolicy"), wrong);
    placement::ids(container, &["runAsUser", "runAsGroup"], at, wrong);
}

/// validatePullPolicy.
pub(super) fn pull_policy(
    holder: &Value,
    field: &'static str,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let policy = holder.text(field);
    if !PULL_POLICIES.contains(&policy) {
        wrong.unsupported(Code::UnsupportedValue, &at.field(field), policy, &PULL_POLICIES);
    }
}

fn number(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_int).unwrap_or(0)
}

fn ports(container: &Value, at: &FieldPath, wrong: &mut Problems) {
    let mut names: Vec<&str> = Vec::new();
    for (place, port) in container.list("ports").iter().enumerate() {
        let at = at.index(place);
        let name = port.text("name");
        if !name.is_empty() {
            let details = format::port_name(name);
            if !details.is_empty() {
                wrong.invalid_each(Code::InvalidPortName, &at.field("name"), name, details);
            } else if names.contains(&name) {
                wrong.duplicate(Code::DuplicatePortName, &at.field("name"), name);
            } else {
                names.push(name);
            }
        }
        let inside = number(port, "containerPort");
        let path = at.field("containerPort");
        if inside == 0 {
            wrong.required(Code::ContainerPortRequired, &path, "");
        } else if let Some(detail) = format::port_number(inside) {
            wrong.invalid(Code::PortOutOfRange, &path, inside, detail);
        }
        let host = number(port, "hostPort");
        if host != 0
            && let Some(detail) = format::port_number(host)
        {
            wrong.invalid(Code::PortOutOfRange, &at.field("hostPort"), host, detail);
        }
        rules::protocol(port.text("protocol"), &at.field("protocol"), wrong);
    }
}

/// checkHostPortConflicts.
pub(super) fn host_port_conflicts(containers: &[Value], at: &FieldPath, wrong: &mut Problems) {
    let mut seen: Vec<String> = Vec::new();
    for (place, container) in containers.iter().enumerate() {
        for (index, port) in container.list("ports").iter().enumerate() {
            let host = number(port, "hostPort");
            if host == 0 {
                continue;
            }
            let text = format!("{}/{}/{host}", port.text("protocol"), port.text("hostIP"));
            if seen.contains(&text) {
                let at = at.index(place).field("ports").index(index).field("hostPort");
                wrong.duplicate(Code::DuplicatePort, &at, &text);
            }
            seen.push(text);
        }
    }
}

fn environment(container: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, variable) in container.list("env").iter().enumerate() {
        let at = at.index(place);
        let name = variable.text("name");
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at.field("name"), "");
        } else if let Some(detail) = format::env_name(name) {
            wrong.invalid(Code::InvalidName, &at.field("name"), name, detail);
        }
        if let Some(from) = variable.get("valueFrom").filter(|it| !it.is_null()) {
            value_from(variable, from, &at.field("valueFrom"), wrong);
        }
    }
}

/// ValidateEnvFrom. Upstream names the list, not the item, where the source
/// itself is wrong.
fn environment_from(container: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (place, from) in container.list("envFrom").iter().enumerate() {
        let here = at.index(place);
        let prefix = from.text("prefix");
        if let Some(detail) = format::env_name(prefix).filter(|_| !prefix.is_empty()) {
            wrong.invalid(Code::InvalidName, &here.field("prefix"), prefix, detail);
        }
        let mut count = 0;
        for source in ["configMapRef", "secretRef"] {
            let Some(name) = from.get(source).filter(|it| !it.is_null()) else { continue };
            count += 1;
            let (name, at) = (name.text("name"), here.field(source).field("name"));
            if name.is_empty() {
                wrong.required(Code::RequiredField, &at, "");
            } else {
                // As a prefix, the name may end with a hyphen.
                let details = format::dns_subdomain(&metadata::mask_trailing_dash(name));
                wrong.invalid_each(Code::InvalidName, &at, name, details);
            }
        }
        if count == 0 {
            let detail = "must specify one of: `configMapRef` or `secretRef`";
            wrong.invalid(Code::InvalidValue, at, "", detail);
        } else if count > 1 {
            let detail = "may not have more than one field specified at a time";
            wrong.invalid(Code::InvalidValue, at, "", detail);
        }
    }
}

/// validateEnvVarValueFrom.
fn value_from(variable: &Value, from: &Value, at: &FieldPath, wrong: &mut Problems) {
    let source = |name: &str| from.get(name).filter(|it| !it.is_null());
    if let Some(field) = source("fieldRef") {
        field_ref(field, &FIELDS_FOR_ENV, &at.field("fieldRef"), wrong);
    }
    if let Some(resource) = source("resourceFieldRef") {
        resource_ref(resource, &at.field("resourceFieldRef"), wrong);
    }
    for name in ["configMapKeyRef", "secretKeyRef"] {
        if let Some(selected) = source(name) {
            let at = at.field(name);
            let (name, key) = (selected.text("name"), selected.text("key"));
            let details = format::dns_subdomain(name);
            wrong.invalid_each(Code::InvalidName, &at.field("name"), name, details);
            let at = at.field("key");
            if key.is_empty() {
                wrong.required(Code::RequiredField, &at, "");
            } else {
                wrong.invalid_each(Code::InvalidValue, &at, key, format::config_key(key));
            }
        }
    }
    if let Some(selected) = source("fileKeyRef") {
        file_ref(selected, &at.field("fileKeyRef"), wrong);
    }
    let count = from.as_map().map_or(0, |it| it.values().filter(|it| !it.is_null()).count());
    if count == 0 {
        let detail = "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, \
                      `secretKeyRef` or `fileKeyRef`";
        wrong.invalid(Code::InvalidValue, at, "", detail);
    } else if !variable.text("value").is_empty() {
        let detail = "may not be specified when `value` is not empty";
        wrong.invalid(Code::InvalidValue, at, "", detail);
    } else if count > 1 {
        let detail = "may not have more than one field specified at a time";
        wrong.invalid(Code::InvalidValue, at, "", detail);
    }
}

/// validateFileKeySelector.
fn file_ref(selected: &Value, at: &FieldPath, wrong: &mut Problems) {
    for field in ["key", "volumeName", "path"] {
        let (text, at) = (selected.text(field), at.field(field));
        if text.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
            continue;
        }
        match field {
            "key" => {
                if let Some(detail) = format::env_name(text) {
                    wrong.invalid(Code::InvalidName, &at, text, detail);
                }
            }
            "volumeName" => {
                wrong.invalid_each(Code::InvalidName, &at, text, format::dns_label(text));
            }
            _ => no_steps_back(text, &at, wrong),
        }
    }
}

/// validateFileKeyRefVolumes: the file is in a directory that the Pod itself brings.
pub(super) fn file_volumes(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for (place, container) in spec.list(list).iter().enumerate() {
            let at = at.field(list).index(place).field("env");
            for (index, variable) in container.list("env").iter().enumerate() {
                let Some(file) = variable.at("valueFrom.fileKeyRef") else { continue };
                let at = at.index(index).field("valueFrom.fileKeyRef.volumeName");
                let name = file.text("volumeName");
                let mut volumes = spec.list("volumes").iter().rev();
                match volumes.find(|it| it.text("name") == name) {
                    None => wrong.not_found(&at, name),
                    Some(volume) if volume.get("emptyDir").is_none() => {
                        let detail = "referenced volume must be of type emptyDir";
                        wrong.invalid(Code::InvalidValue, &at, name, detail);
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// validateContainerResourceFieldSelector.
pub(super) fn resource_ref(selector: &Value, below: &FieldPath, wrong: &mut Problems) {
    let (resource, at) = (selector.text("resource"), below.field("resource"));
    let huge = ["limits.hugepages-", "requests.hugepages-"];
    if resource.is_empty() {
        wrong.required(Code::RequiredField, &at, "");
    } else if !RESOURCES_FOR_ENV.contains(&resource)
        && !huge.iter().any(|it| resource.starts_with(it))
    {
        wrong.unsupported_text(Code::UnsupportedValue, &at, resource, &RESOURCES_FOR_ENV);
    }
    divisor(selector, below, wrong);
}

/// validateContainerResourceDivisor.
pub(super) fn divisor(selector: &Value, at: &FieldPath, wrong: &mut Problems) {
    let resource = selector.text("resource");
    let divisor = selector.text("divisor");
    let Some(divisor) = canonical_quantity(divisor).filter(|it| it != "0") else {
        return;
    };
    let (allowed, of) = match resource {
        "limits.cpu" | "requests.cpu" => (&DIVISORS[..2], "cpu"),
        "limits.memory" | "requests.memory" => (&DIVISORS[1..], "memory"),
        "limits.ephemeral-storage" | "requests.ephemeral-storage" => {
            (&DIVISORS[1..], "local ephemeral storage")
        }
        huge if huge.split_once('.').is_some_and(|(_, it)| it.starts_with("hugepages-")) => {
            (&DIVISORS[1..], "hugepages")
        }
        _ => return,
    };
    if !allowed.contains(&divisor.as_str()) {
        let listed = if of == "cpu" { "1m and 1".to_owned() } else { allowed.join(", ") };
        let detail = format!("only divisor's values {listed} are supported with the {of} resource");
        // Upstream shows the name of the resource here, not the divisor.
        wrong.invalid(Code::InvalidValue, &at.field("divisor"), resource, &detail);
    }
}

/// validateObjectFieldSelector.
pub(super) fn field_ref(selector: &Value, of: &[&str], at: &FieldPath, wrong: &mut Problems) {
    let given = selector.text("fieldPath");
    let path = if given == "spec.host" { "spec.nodeName" } else { given };
    let path_at = at.field("fieldPath");
    if path.is_empty() {
        wrong.required(Code::RequiredField, &path_at, "");
        return;
    }
    let version = selector.text("apiVersion");
    let subscripted = path.strip_suffix("']").and_then(|it| it.split_once("['"));
    let subscripted = subscripted.filter(|(bare, _)| !bare.is_empty());
    let why = match subscripted {
        _ if version != "v1" => format!("unsupported pod version: {version}"),
        Some(("metadata.annotations", key)) => {
            let details = format::qualified_name(&key.to_ascii_lowercase());
            let key = key.to_ascii_lowercase();
            return wrong.invalid_each(Code::InvalidAnnotationKey, at, &key, details);
        }
        Some(("metadata.labels", key)) => return metadata::label_key(key, at, wrong),
        Some(_) => format!("field label does not support subscript: {path}"),
        None if of.contains(&path) => return,
        None if FIELDS_FOR_ENV.contains(&path) || OTHER_FIELDS.contains(&path) => {
            return wrong.unsupported_text(Code::UnsupportedValue, &path_at, path, of);
        }
        None => format!("field label not supported: {path}"),
    };
    let detail = format!("error converting fieldPath: {why}");
    wrong.invalid(Code::InvalidValue, &path_at, given, &detail);
}

fn mounts(container: &Value, volumes: &[String], list: &FieldPath, wrong: &mut Problems) {
    let mut paths: Vec<&str> = Vec::new();
    for (place, mount) in container.list("volumeMounts").iter().enumerate() {
        let at = list.index(place);
        let name = mount.text("name");
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at.field("name"), "");
        }
        if !volumes.iter().any(|it| it == name) {
            wrong.not_found(&at.field("name"), name);
        }
        let path = mount.text("mountPath");
        if path.is_empty() {
            wrong.required(Code::RequiredField, &at.field("mountPath"), "");
        }
        if paths.contains(&path) {
            wrong.invalid(Code::DuplicateValue, &at.field("mountPath"), path, "must be unique");
        }
        paths.push(path);
        devices::beside(container, mount, &at, wrong);
        // Upstream leaves the place in the list out of these paths.
        descending(mount.text("subPath"), &list.field("subPath"), wrong);
        let expression = mount.text("subPathExpr");
        if !expression.is_empty() && !mount.text("subPath").is_empty() {
            let detail = "subPathExpr and subPath are mutually exclusive";
            wrong.invalid(Code::InvalidValue, &at.field("subPathExpr"), expression, detail);
        }
        descending(expression, &list.field("subPathExpr"), wrong);
        propagation(container, mount, list, wrong);
    }
}

/// validateMountPropagation and validateMountRecursiveReadOnly.
fn propagation(container: &Value, mount: &Value, list: &FieldPath, wrong: &mut Problems) {
    let text = |name: &str| mount.get(name).and_then(Value::as_str);
    let modes = ["Bidirectional", "HostToContainer", "None"];
    if let Some(mode) = text("mountPropagation") {
        let at = list.field("mountPropagation");
        if !modes.contains(&mode) {
            wrong.unsupported(Code::UnsupportedValue, &at, mode, &modes);
        }
        let privileged = container.at("securityContext.privileged").and_then(Value::as_bool);
        if mode == "Bidirectional" && privileged != Some(true) {
            let detail =
                "Bidirectional mount propagation is available only to privileged containers";
            wrong.forbidden(Code::ForbiddenField, &at, detail);
        }
    }
    let modes = ["Disabled", "Enabled", "IfPossible"];
    let at = list.field("recursiveReadOnly");
    match text("recursiveReadOnly") {
        None | Some("Disabled") => {}
        Some(mode) if !modes.contains(&mode) => {
            wrong.unsupported(Code::UnsupportedValue, &at, mode, &modes);
        }
        Some(_) => {
            if mount.get("readOnly").and_then(Value::as_bool) != Some(true) {
                let detail = "may only be specified when readOnly is true";
                wrong.forbidden(Code::ForbiddenField, &at, detail);
            }
            if text("mountPropagation").is_some_and(|it| it != "None") {
                let detail = "may only be specified when mountPropagation is None or not specified";
                wrong.forbidden(Code::ForbiddenField, &at, detail);
            }
        }
    }
}

/// The lifecycle and the probes of a container that may have them.
pub(super) fn probes(container: &Value, grace_s: i64, at: &FieldPath, wrong: &mut Problems) {
    if let Some(lifecycle) = container.get("lifecycle") {
        for hook in ["postStart", "preStop"] {
            if let Some(action) = lifecycle.get(hook).filter(|it| !it.is_null()) {
                handler(action, grace_s, &at.field("lifecycle").field(hook), wrong);
            }
        }
    }
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        let Some(probe) = container.get(name).filter(|it| !it.is_null()) else { continue };
        let at = at.field(name);
        handler(probe, grace_s, &at, wrong);
        for field in [
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold",
        ] {
            rules::non_negative(probe.get(field), &at.field(field), wrong);
        }
        if let Some(seconds) = probe.get("terminationGracePeriodSeconds").and_then(Value::as_int) {
            let at = at.field("terminationGracePeriodSeconds");
            if seconds <= 0 {
                wrong.invalid(Code::NumberOutOfRange, &at, seconds, "must be greater than 0");
            }
            if name == "readinessProbe" {
                let detail = "must not be set for readinessProbes";
                wrong.invalid(Code::ForbiddenField, &at, seconds, detail);
            }
        }
        let successes = number(probe, "successThreshold");
        if name != "readinessProbe" && successes != 1 {
            let at = at.field("successThreshold");
            wrong.invalid(Code::NumberOutOfRange, &at, successes, "must be 1");
        }
    }
}

/// validateHandler.
fn handler(probe: &Value, grace_s: i64, at: &FieldPath, wrong: &mut Problems) {
    let mut count = 0;
    for name in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] {
        let Some(action) = probe.get(name).filter(|it| !it.is_null()) else { continue };
        let at = at.field(name);
        count += 1;
        if count > 1 {
            let detail = "may not specify more than 1 handler type";
            wrong.forbidden(Code::ForbiddenField, &at, detail);
            continue;
        }
        match name {
            "exec" => {
                if action.list("command").is_empty() {
                    wrong.required(Code::RequiredField, &at.field("command"), "");
                }
            }
            "httpGet" => http_get(action, &at, wrong),
            "tcpSocket" => {
                rules::port_num_or_name(action.get("port"), &at.field("port"), wrong);
            }
            "sleep" => {
                let seconds = number(action, "seconds");
                if !(0..=grace_s).contains(&seconds) {
                    let detail = format!(
                        "must be non-negative and less than terminationGracePeriodSeconds ({grace_s})"
                    );
                    wrong.invalid(Code::NumberOutOfRange, &at, seconds, &detail);
                }
            }
            _ => {
                let port = number(action, "port");
                if let Some(detail) = format::port_number(port) {
                    wrong.invalid(Code::PortOutOfRange, &at.field("port"), port, detail);
                }
            }
        }
    }
    if count == 0 {
        wrong.required(Code::RequiredField, at, "must specify a handler type");
    }
}

fn http_get(action: &Value, at: &FieldPath, wrong: &mut Problems) {
    rules::port_num_or_name(action.get("port"), &at.field("port"), wrong);
    let scheme = action.text("scheme");
    let allowed = ["HTTP", "HTTPS"];
    if !allowed.contains(&scheme) {
        wrong.unsupported(Code::UnsupportedValue, &at.field("scheme"), scheme, &allowed);
    }
    for header in action.list("httpHeaders") {
        let name = header.text("name");
        if let Some(detail) = format::http_header(name) {
            wrong.invalid(Code::InvalidValue, &at.field("httpHeaders"), name, &detail);
        }
    }
}
