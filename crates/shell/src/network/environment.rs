//! The environment of a Pod's first container, and `env` and `printenv`.
//!
//! Models makeEnvironmentVariables (pkg/kubelet/kubelet_pods.go, v1.36) and
//! third_party/forked/golang/expansion. Variables that it takes from Secrets or
//! from resources are left out: the lab has neither values.

use std::collections::BTreeMap;

use service_lab_engine::net::Client;
use service_lab_engine::net::dns::{host_name, service_environment};
use service_lab_engine::objects::{Kind, Object};
use service_lab_engine::value::Value;

use crate::cluster::Cluster;
use crate::output::Output;

/// Most pairs of parentheses that one value is looked through for.
const MAX_REFERENCES: usize = 1000;

/// Runs `env` or `printenv`.
pub fn env(cluster: &dyn Cluster, place: &Client, words: &[String]) -> Output {
    let Client::Pod { .. } = place else {
        return Output::print("HOME=/home/learner\nPATH=/usr/local/bin:/usr/bin:/bin\n");
    };
    let Some(all) = environment(cluster, place) else {
        return Output::fail("service-lab: this Pod is gone");
    };
    let mut out = Output::default();
    for word in words {
        match all.get(word) {
            Some(value) => out.line(value),
            None => out.exit = 1,
        }
    }
    if words.is_empty() {
        for (key, value) in all {
            out.line(format!("{key}={value}"));
        }
    }
    out
}

/// The variables of a Pod's first container: its host name, those of Services,
/// and its own, which win. `None`: no such Pod.
pub fn environment(cluster: &dyn Cluster, place: &Client) -> Option<BTreeMap<String, String>> {
    let Client::Pod { namespace, name } = place else { return None };
    let pod = cluster.store().find(Kind::Pod, namespace, name)?;
    let services = service_environment(cluster.store(), pod);
    let mut own = BTreeMap::new();
    if let Some(container) = pod.value.list("spec.containers").first() {
        for from in container.list("envFrom") {
            let data = config_map(cluster, pod, from.text("configMapRef.name"));
            for (key, value) in data.into_iter().flat_map(|it| it.iter()) {
                let name = format!("{}{key}", from.text("prefix"));
                own.insert(name, value.as_str().unwrap_or_default().to_owned());
            }
        }
        for entry in container.list("env") {
            let text = entry.text("value");
            let value = match entry.get("valueFrom") {
                Some(source) if text.is_empty() => computed(cluster, pod, source),
                _ => Some(expand(text, &own, &services)),
            };
            if let Some(value) = value {
                own.insert(entry.text("name").to_owned(), value);
            }
        }
    }
    let mut all = services;
    all.insert("HOSTNAME".to_owned(), host_name(pod, cluster.config()));
    all.extend(own);
    Some(all)
}

fn config_map<'c>(
    cluster: &'c dyn Cluster,
    pod: &Object,
    name: &str,
) -> Option<&'c service_lab_engine::value::Map> {
    let found = cluster.store().find(Kind::ConfigMap, &pod.meta.namespace, name)?;
    found.value.get("data")?.as_map()
}

/// Models podFieldSelectorRuntimeValue and configMapKeyRef.
fn computed(cluster: &dyn Cluster, pod: &Object, source: &Value) -> Option<String> {
    if let Some(from) = source.get("configMapKeyRef") {
        let data = config_map(cluster, pod, from.text("name"))?;
        return data.get(from.text("key")).and_then(Value::as_str).map(str::to_owned);
    }
    let path = source.get("fieldRef")?.text("fieldPath");
    let addresses = |list: &str| -> String {
        let all: Vec<&str> = pod.value.list(list).iter().map(|it| it.text("ip")).collect();
        all.join(",")
    };
    Some(match path {
        "status.podIPs" => addresses("status.podIPs"),
        "status.hostIPs" => addresses("status.hostIPs"),
        _ => match path.split_once("['") {
            Some((map, key)) => {
                let found = pod.value.at(map)?.get(key.trim_end_matches("']"));
                found.and_then(Value::as_str).unwrap_or_default().to_owned()
            }
            None => pod.value.text(path).to_owned(),
        },
    })
}

/// `$(NAME)` becomes the variable's value where there is such a variable, `$$`
/// a single `$`.
fn expand(
    text: &str,
    own: &BTreeMap<String, String>,
    services: &BTreeMap<String, String>,
) -> String {
    let mut out = String::new();
    let mut rest = text;
    for _ in 0..MAX_REFERENCES {
        let Some((before, after)) = rest.split_once('$') else { break };
        out.push_str(before);
        if let Some(after) = after.strip_prefix('$') {
            out.push('$');
            rest = after;
            continue;
        }
        let inner = after.strip_prefix('(').and_then(|it| it.split_once(')'));
        let value = inner.and_then(|(name, _)| own.get(name).or_else(|| services.get(name)));
        match (inner, value) {
            (Some((_, behind)), Some(value)) => {
                out.push_str(value);
                rest = behind;
            }
            _ => {
                out.push('$');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
