//! Warnings about a Pod that is accepted, and about a Pod template.
//!
//! Models pkg/api/pod/warnings.go (v1.36).

use super::volume_warnings::{fraction, volumes};
use crate::api::format;
use crate::api::problems::quote;
use crate::value::Value;

/// Node labels that have a new name. Models pkg/api/node util.go.
const OLD_LABELS: [(&str, &str); 5] = [
    ("beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead"),
    ("beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead"),
    (
        "failure-domain.beta.kubernetes.io/region",
        "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
    ),
    (
        "failure-domain.beta.kubernetes.io/zone",
        "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
    ),
    (
        "beta.kubernetes.io/instance-type",
        "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
    ),
];

/// Annotations that do nothing any more.
const OLD_ANNOTATIONS: [(&str, &str); 3] = [
    (
        "scheduler.alpha.kubernetes.io/critical-pod",
        "non-functional in v1.16+; use the \"priorityClassName\" field instead",
    ),
    (
        "security.alpha.kubernetes.io/sysctls",
        "non-functional in v1.11+; use the \"sysctls\" field instead",
    ),
    (
        "security.alpha.kubernetes.io/unsafe-sysctls",
        "non-functional in v1.11+; use the \"sysctls\" field instead",
    ),
];

const SECCOMP: &str = "non-functional in v1.27+; use the \"seccompProfile\" field instead";
const APPARMOR: &str = "deprecated since v1.30; use the \"appArmorProfile\" field instead";

const NULL_SELECTOR: &str = "a null labelSelector results in matching no pod";

/// A container's port, and where it stands.
struct Port<'a> {
    at: String,
    value: &'a Value,
}

impl Port<'_> {
    fn number(&self, name: &str) -> i64 {
        self.value.get(name).and_then(Value::as_int).unwrap_or(0)
    }
}

/// Warnings about a Pod (`at` is empty) or the template at this path, which
/// holds `metadata` and `spec`.
pub(crate) fn warnings(of: Option<&Value>, at: &str) -> Vec<String> {
    let mut out = Vec::new();
    let Some((of, spec)) = of.and_then(|it| Some((it, it.get("spec")?))) else { return out };
    let dot = if at.is_empty() { "" } else { "." };
    let annotations = Annotations {
        at: format!("{at}{dot}metadata.annotations"),
        map: of.at("metadata.annotations"),
        template: !at.is_empty(),
    };
    let at = &*format!("{at}{dot}spec");
    for key in spec.get("nodeSelector").and_then(Value::as_map).into_iter().flat_map(|it| it.keys())
    {
        let old = OLD_LABELS.iter().find(|it| it.0 == key);
        out.extend(old.map(|(_, words)| format!("{at}.nodeSelector[{key}]: {words}")));
    }
    node_affinity(spec, at, &mut out);
    for (place, constraint) in spec.list("topologySpreadConstraints").iter().enumerate() {
        let at = format!("{at}.topologySpreadConstraints[{place}]");
        old_key(constraint.text("topologyKey"), &format!("{at}.topologyKey"), &mut out);
        if constraint.get("labelSelector").is_none_or(Value::is_null) {
            out.push(format!("{at}.labelSelector: {NULL_SELECTOR}"));
        }
    }
    for (key, words) in OLD_ANNOTATIONS {
        annotations.warn(key, words, &mut out);
    }
    volumes(spec, at, &mut out);
    twice(spec, at, "hostAliases", "ip", &mut out);
    twice(spec, at, "imagePullSecrets", "name", &mut out);
    for (place, secret) in spec.list("imagePullSecrets").iter().enumerate() {
        if secret.text("name").is_empty() {
            out.push(format!("{at}.imagePullSecrets[{place}].name: invalid empty name \"\""));
        }
    }
    for name in ["memory", "ephemeral-storage"] {
        fraction(spec.get("overhead"), name, &format!("{at}.overhead"), &mut out);
    }
    let all = containers(spec, at);
    if !has_profile(spec, "seccompProfile") {
        annotations.warn("seccomp.security.alpha.kubernetes.io/pod", SECCOMP, &mut out);
    }
    for (path, container) in &all {
        annotations.of_container(spec, container, &mut out);
        fractions(container, path, &mut out);
        hidden_variables(container, path, &mut out);
    }
    ports(&all, &mut out);
    let grace = spec.get("terminationGracePeriodSeconds").and_then(Value::as_int);
    if grace.is_some_and(|it| it < 0) {
        let words = "must be >= 0; negative values are invalid and will be treated as 1";
        out.push(format!("{at}.terminationGracePeriodSeconds: {words}"));
    }
    null_selectors(spec, at, &mut out);
    addresses(spec, at, &mut out);
    out
}

/// The annotations of a Pod or template, and where they stand.
struct Annotations<'a> {
    at: String,
    map: Option<&'a Value>,
    template: bool,
}

impl Annotations<'_> {
    fn warn(&self, key: &str, words: &str, out: &mut Vec<String>) {
        if self.map.is_some_and(|it| it.get(key).is_some()) {
            out.push(format!("{}[{key}]: {words}", self.at));
        }
    }

    /// Profiles that were annotations once. Of AppArmor, a Pod is told elsewhere.
    fn of_container(&self, spec: &Value, container: &Value, out: &mut Vec<String>) {
        let name = container.text("name");
        if !has_profile(container, "seccompProfile") {
            let key = format!("container.seccomp.security.alpha.kubernetes.io/{name}");
            self.warn(&key, SECCOMP, out);
        }
        let profile = "appArmorProfile";
        if self.template && !has_profile(spec, profile) && !has_profile(container, profile) {
            let key = format!("container.apparmor.security.beta.kubernetes.io/{name}");
            self.warn(&key, APPARMOR, out);
        }
    }
}

fn has_profile(holder: &Value, name: &str) -> bool {
    holder.get("securityContext").and_then(|it| it.get(name)).is_some_and(|it| !it.is_null())
}

/// All containers with their paths, in the order of VisitContainersWithPath.
fn containers<'a>(spec: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    let lists = ["initContainers", "containers", "ephemeralContainers"].into_iter();
    let of = |list: &'static str| {
        let one = move |(place, it): (usize, &'a Value)| (format!("{at}.{list}[{place}]"), it);
        spec.list(list).iter().enumerate().map(one)
    };
    lists.flat_map(of).collect()
}

fn old_key(key: &str, at: &str, out: &mut Vec<String>) {
    let old = OLD_LABELS.iter().find(|it| it.0 == key);
    out.extend(old.map(|(_, words)| format!("{at}: {key} is {words}")));
}

/// GetWarningsForNodeSelectorTerm. Of what is only preferred, values that no
/// label has are told too.
fn node_affinity(spec: &Value, at: &str, out: &mut Vec<String>) {
    let Some(affinity) = spec.at("affinity.nodeAffinity") else { return };
    for (list, inner) in [
        ("requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms", ""),
        ("preferredDuringSchedulingIgnoredDuringExecution", ".preference"),
    ] {
        for (place, term) in affinity.list(list).iter().enumerate() {
            let at = format!("{at}.affinity.nodeAffinity.{list}[{place}]{inner}");
            let preferred = term.get("preference");
            let expressions = preferred.unwrap_or(term).list("matchExpressions");
            for (place, wanted) in expressions.iter().enumerate() {
                let at = format!("{at}.matchExpressions[{place}]");
                old_key(wanted.text("key"), &format!("{at}.key"), out);
                let values = wanted.list("values").iter().filter_map(Value::as_str);
                for (index, value) in values.enumerate().filter(|_| preferred.is_some()) {
                    let wrong = format::label_value(value).into_iter();
                    let path = format!("{at}.values[{index}]");
                    out.extend(wrong.map(|why| format!("{path}: {value} is invalid, {why}")));
                }
            }
        }
    }
}

/// Items of a list that have the same name.
fn twice(spec: &Value, at: &str, list: &str, field: &str, out: &mut Vec<String>) {
    let items = spec.list(list);
    for (place, item) in items.iter().enumerate() {
        let name = item.text(field);
        if items.iter().take(place).any(|it| it.text(field) == name) {
            let name = quote(name);
            out.push(format!("{at}.{list}[{place}].{field}: duplicate {field} {name}"));
        }
    }
}

/// Half a byte is none.
fn fractions(container: &Value, path: &str, out: &mut Vec<String>) {
    for name in ["memory", "ephemeral-storage"] {
        for list in ["limits", "requests"] {
            let amounts = container.at("resources").and_then(|it| it.get(list));
            fraction(amounts, name, &format!("{path}.resources.{list}"), out);
        }
    }
}

fn hidden_variables(container: &Value, path: &str, out: &mut Vec<String>) {
    let mut seen: Vec<&str> = Vec::new();
    for (place, variable) in container.list("env").iter().enumerate() {
        let name = variable.text("name");
        if seen.contains(&name) {
            let (value, reference) = (variable.text("value"), format!("$({name})"));
            let computed = variable.get("valueFrom").is_some_and(|it| !it.is_null());
            if computed || value == reference || !value.contains(&reference) {
                out.push(format!(
                    "{path}.env[{place}]: hides previous definition of \"{name}\", which may be \
                     dropped when using apply"
                ));
            }
        }
        seen.push(name);
    }
}

/// Ports that stand twice, and then names that do.
fn ports(containers: &[(String, &Value)], out: &mut Vec<String>) {
    let mut all: Vec<Port<'_>> = Vec::new();
    for (path, container) in containers {
        for (index, port) in container.list("ports").iter().enumerate() {
            let port = Port { at: format!("{path}.ports[{index}]"), value: port };
            same_port(&port, &all, out);
            all.push(port);
        }
    }
    for (place, port) in all.iter().enumerate() {
        let (at, name) = (&port.at, port.value.text("name"));
        let mut before = all.iter().take(place);
        let namesake = before.find(|it| !name.is_empty() && it.value.text("name") == name);
        if let Some(Port { at: first, .. }) = namesake {
            out.push(format!(
                "{at}: duplicate port name \"{name}\" with {first}, services and probes that select \
                 ports by name will use {first}"
            ));
        }
    }
}

fn same_port(port: &Port<'_>, others: &[Port<'_>], out: &mut Vec<String>) {
    let here = &port.at;
    let name = port.value.text("name");
    let (host, ip) = (port.number("hostPort"), port.value.text("hostIP"));
    if !ip.is_empty() && host == 0 {
        let (inside, protocol) = (port.number("containerPort"), port.value.text("protocol"));
        out.push(format!(
            "{here}: hostIP set without hostPort: {{Name:{name} HostPort:0 ContainerPort:{inside} \
             Protocol:{protocol} HostIP:{ip}}}"
        ));
    }
    for other in others {
        let same = port.number("containerPort") == other.number("containerPort")
            && port.value.text("protocol") == other.value.text("protocol");
        if !same {
            continue;
        }
        let (other_host, other_ip) = (other.number("hostPort"), other.value.text("hostIP"));
        let kind = if host == other_host && ip == other_ip {
            "duplicate"
        } else if host == 0 || other_host == 0 {
            "overlapping"
        } else if host == other_host && (ip.is_empty() != other_ip.is_empty()) {
            "dangerously ambiguous"
        } else {
            continue;
        };
        out.push(format!("{here}: {kind} port definition with {}", other.at));
    }
}

/// Pod affinity that is about no Pod.
fn null_selectors(spec: &Value, at: &str, out: &mut Vec<String>) {
    for kind in ["podAffinity", "podAntiAffinity"] {
        let Some(affinity) = spec.get("affinity").and_then(|it| it.get(kind)) else { continue };
        for (list, inner) in [
            ("requiredDuringSchedulingIgnoredDuringExecution", ""),
            ("preferredDuringSchedulingIgnoredDuringExecution", "podAffinityTerm."),
        ] {
            for (place, term) in affinity.list(list).iter().enumerate() {
                let path = format!("{inner}labelSelector");
                if term.at(&path).is_none_or(Value::is_null) {
                    out.push(format!(
                        "{at}.affinity.{kind}.{list}[{place}].{path}: {NULL_SELECTOR}"
                    ));
                }
            }
        }
    }
}

/// Addresses in a form that only older servers took.
fn addresses(spec: &Value, at: &str, out: &mut Vec<String>) {
    let servers = spec.at("dnsConfig.nameservers").and_then(Value::as_list).unwrap_or_default();
    for (place, server) in servers.iter().enumerate() {
        let path = format!("{at}.dnsConfig.nameservers[{place}]");
        out.extend(format::ip_warning(&path, server.as_str().unwrap_or_default()));
    }
    for (place, alias) in spec.list("hostAliases").iter().enumerate() {
        let path = format!("{at}.hostAliases[{place}].ip");
        out.extend(format::ip_warning(&path, alias.text("ip")));
    }
}
