//! Defaults of Pods and of Pod templates.
//!
//! Models pkg/apis/core/v1/defaults.go SetDefaults_Pod, _PodSpec, _Container,
//! _Probe and their like (v1.36).

use crate::api::{default, each};
use crate::schema::in_thousandths;
use crate::value::Value;

/// File mode 0644, as volumes have it.
const VOLUME_MODE: i64 = 0o644;

/// How long a token lasts that says nothing of it.
const TOKEN_S: i64 = 3600;

/// Defaults of a Pod itself.
pub(crate) fn defaults(pod: &mut Value) {
    spec_defaults(pod, "spec");
    default(pod, "spec.enableServiceLinks", true);
    let grace = pod.at("spec.terminationGracePeriodSeconds").and_then(Value::as_int);
    if grace.is_some_and(|it| it < 0) {
        pod.set("spec.terminationGracePeriodSeconds", 1);
    }
    let host_network = pod.at("spec.hostNetwork").and_then(Value::as_bool) == Some(true);
    for list in ["spec.containers", "spec.initContainers"] {
        each(pod, list, |container| {
            requests_from_limits(container);
            if host_network {
                each(container, "ports", host_port);
            }
        });
    }
    if pod.at("spec.resources").is_some() {
        super::level::defaults(pod);
    }
    if pod.text("status.phase").is_empty() {
        pod.set("status.phase", "Pending");
    }
}

/// Defaults of the Pod spec at this path: a Pod's own or a template's.
pub(crate) fn spec_defaults(object: &mut Value, at: &str) {
    let path = |field: &str| format!("{at}.{field}");
    default(object, &path("dnsPolicy"), "ClusterFirst");
    default(object, &path("restartPolicy"), "Always");
    default(object, &path("securityContext"), Value::map());
    default(object, &path("terminationGracePeriodSeconds"), 30);
    default(object, &path("schedulerName"), "default-scheduler");
    for list in ["containers", "initContainers"] {
        each(object, &path(list), container);
    }
    each(object, &path("volumes"), volume);
    if object.at(&path("resources")).is_some() {
        for list in ["resources.limits", "resources.requests"] {
            round_up(object, &path(list));
        }
    }
    let account = object.text(&path("serviceAccountName")).to_owned();
    let old = object.text(&path("serviceAccount")).to_owned();
    if account.is_empty() && !old.is_empty() {
        object.set(&path("serviceAccountName"), old);
    } else if !account.is_empty() {
        object.set(&path("serviceAccount"), account);
    }
}

fn container(container: &mut Value) {
    if container.text("imagePullPolicy").is_empty() {
        container.set("imagePullPolicy", pull_policy(container.text("image")));
    }
    default(container, "terminationMessagePath", "/dev/termination-log");
    default(container, "terminationMessagePolicy", "File");
    default(container, "resources", Value::map());
    for list in ["resources.limits", "resources.requests"] {
        round_up(container, list);
    }
    each(container, "ports", |port| {
        default(port, "protocol", "TCP");
        if port.get("containerPort").is_none() {
            port.set("containerPort", 0);
        }
    });
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        if container.get(name).is_some_and(|it| !it.is_null()) {
            probe(container, name);
        }
    }
    for hook in ["lifecycle.postStart.httpGet", "lifecycle.preStop.httpGet"] {
        http_get(container, hook);
    }
    each(container, "env", |variable| {
        if variable.at("valueFrom.fieldRef").is_some() {
            default(variable, "valueFrom.fieldRef.apiVersion", "v1");
        }
        if variable.at("valueFrom.fileKeyRef").is_some_and(|it| !it.is_null()) {
            default(variable, "valueFrom.fileKeyRef.optional", false);
        }
    });
}

/// SetDefaults_ResourceList.
pub(crate) fn round_up(object: &mut Value, list: &str) {
    for amount in object.at_mut(list).and_then(Value::as_map_mut).into_iter().flatten() {
        if let Some(rounded) = amount.1.as_str().and_then(in_thousandths) {
            *amount.1 = rounded.into();
        }
    }
}

pub(super) fn pull_policy(image: &str) -> &'static str {
    if is_latest(image) { "Always" } else { "IfNotPresent" }
}

/// Whether an image's tag is `latest`, written or not.
fn is_latest(image: &str) -> bool {
    let last = image.rsplit('/').next().unwrap_or(image);
    match last.split_once(':') {
        Some((_, tag)) if tag != "latest" && !tag.contains('@') => false,
        _ => super::image::is_latest(image),
    }
}

fn probe(container: &mut Value, name: &str) {
    let numbers = [
        ("timeoutSeconds", 1),
        ("periodSeconds", 10),
        ("successThreshold", 1),
        ("failureThreshold", 3),
    ];
    for (field, number) in numbers {
        let path = format!("{name}.{field}");
        if container.at(&path).and_then(Value::as_int).unwrap_or(0) == 0 {
            container.set(&path, number);
        }
    }
    http_get(container, &format!("{name}.httpGet"));
    if container.at(&format!("{name}.grpc")).is_some() {
        default(container, &format!("{name}.grpc.service"), "");
    }
}

fn http_get(container: &mut Value, path: &str) {
    if container.at(path).is_some_and(|it| !it.is_null()) {
        for (field, value) in [("path", "/"), ("scheme", "HTTP")] {
            let path = format!("{path}.{field}");
            if container.text(&path).is_empty() {
                container.set(&path, value);
            }
        }
    }
}

fn downward_file(item: &mut Value) {
    if item.get("fieldRef").is_some_and(|it| !it.is_null()) {
        default(item, "fieldRef.apiVersion", "v1");
    }
}

fn volume(volume: &mut Value) {
    let sources = volume.as_map().map_or(0, |it| it.keys().filter(|key| *key != "name").count());
    if sources == 0 {
        volume.set("emptyDir", Value::map());
    }
    for source in ["configMap", "secret", "downwardAPI", "projected"] {
        if volume.get(source).is_some_and(|it| !it.is_null()) {
            default(volume, &format!("{source}.defaultMode"), VOLUME_MODE);
        }
    }
    each(volume, "downwardAPI.items", downward_file);
    each(volume, "projected.sources", |source| {
        each(source, "downwardAPI.items", downward_file);
        if source.get("serviceAccountToken").is_some_and(|it| !it.is_null()) {
            default(source, "serviceAccountToken.expirationSeconds", TOKEN_S);
        }
    });
    let image = volume.get("image").filter(|it| it.text("pullPolicy").is_empty());
    if let Some(image) = image.filter(|it| !it.is_null()) {
        volume.set("image.pullPolicy", pull_policy(image.text("reference")));
    }
    if volume.get("hostPath").is_some_and(|it| !it.is_null()) {
        default(volume, "hostPath.type", "");
    }
}

fn requests_from_limits(container: &mut Value) {
    let limits = container.at("resources.limits").and_then(Value::as_map).cloned();
    for (name, amount) in limits.unwrap_or_default() {
        // A resource's name may hold dots, so it is no dotted path.
        let missing = container.at("resources.requests").and_then(|it| it.get(&name)).is_none();
        if missing {
            default(container, "resources.requests", Value::map());
            let requests = container
                .as_map_mut()
                .and_then(|it| it.get_mut("resources"))
                .and_then(Value::as_map_mut)
                .and_then(|it| it.get_mut("requests"))
                .and_then(Value::as_map_mut);
            if let Some(requests) = requests {
                requests.insert(name, amount);
            }
        }
    }
}

fn host_port(port: &mut Value) {
    if port.get("hostPort").and_then(Value::as_int).unwrap_or(0) == 0 {
        let number = port.get("containerPort").and_then(Value::as_int).unwrap_or(0);
        if number != 0 {
            port.set("hostPort", number);
        }
    }
}
