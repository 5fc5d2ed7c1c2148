//! Warnings about a Pod that is accepted, and about a Pod template.
//!
//! Models pkg/api/pod/warnings.go (v1.36).

use super::admission::token_volume;
use super::volume_warnings::{fraction, volumes};
use crate::api::format;
use crate::value::Value;
use crate::yaml::quote;

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

/// Annotations without effect, and the words about each.
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
    match of.and_then(|it| Some((it, it.get("spec")?))) {
        Some((of, spec)) if !is_plain(of, spec) => rare_warnings(of, spec, at),
        _ => Vec::new(),
    }
}

fn rare_warnings(of: &Value, spec: &Value, at: &str) -> Vec<String> {
    let mut out = Vec::new();
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

/// Fields of a Pod about which there is nothing to warn, and those of a container.
const PLAIN: [&str; 11] = [
    "containers",
    "dnsPolicy",
    "enableServiceLinks",
    "nodeName",
    "preemptionPolicy",
    "priority",
    "restartPolicy",
    "schedulerName",
    "serviceAccount",
    "serviceAccountName",
    "tolerations",
];
const PLAIN_CONTAINER: [&str; 9] = [
    "args",
    "command",
    "image",
    "imagePullPolicy",
    "name",
    "readinessProbe",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "volumeMounts",
];

/// Whether a Pod has nothing that anybody is warned about, as most: one container with one port at most, no old annotations,
/// and of the other fields none but plain ones, or empty.
fn is_plain(of: &Value, spec: &Value) -> bool {
    let empty = |it: &Value| it.is_null() || it.as_map().is_some_and(|it| it.is_empty());
    let of_these = |map: &Value, names: &[&str], also: &dyn Fn(&str, &Value) -> bool| {
        let plain = |(name, value): (&String, &Value)| {
            names.contains(&name.as_str()) || empty(value) || also(name, value)
        };
        map.as_map().is_some_and(|it| it.iter().all(plain))
    };
    let containers = spec.list("containers");
    // Annotations and labels that anybody is warned about were those of an alpha or a beta.
    let lasting = |it: &Value| {
        it.as_map().is_none_or(|it| {
            it.keys().all(|name| !name.contains("alpha.") && !name.contains("beta."))
        })
    };
    of.at("metadata.annotations").is_none_or(lasting)
        && of_these(spec, &PLAIN, &|name, value| match name {
            "terminationGracePeriodSeconds" => value.as_int().is_some_and(|it| it >= 0),
            "nodeSelector" => lasting(value),
            "volumes" => value.as_list().is_some_and(|it| match it {
                [one] => *one == token_volume(one.text("name")),
                _ => it.is_empty(),
            }),
            _ => false,
        })
        && containers.len() == 1
        && containers.iter().all(|it| {
            let ports = it.list("ports");
            of_these(it, &PLAIN_CONTAINER, &|name, _| name == "ports")
                && ports.len() <= 1
                && ports.iter().all(|port| port.get("hostIP").is_none())
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A Pod with this under its `spec`, and this in its one container.
    fn pod(metadata: &str, spec: &str, container: &str) -> Value {
        let text = format!(
            "metadata: {{name: a{metadata}}}\nspec: {{restartPolicy: Always{spec}, containers: [{{name: b, image: c{container}}}]}}\n"
        );
        let (documents, _) = crate::yaml::read(&text);
        documents.into_iter().find_map(|it| it.root).expect("a Pod").to_value()
    }

    #[test]
    fn a_plain_pod_is_one_that_nobody_is_warned_about() {
        let rare = [
            (", annotations: {seccomp.security.alpha.kubernetes.io/pod: x}", "", ""),
            ("", ", terminationGracePeriodSeconds: -1", ""),
            ("", ", nodeSelector: {beta.kubernetes.io/os: linux}", ""),
            ("", ", imagePullSecrets: [{name: \"\"}]", ""),
            ("", ", overhead: {memory: 1m}", ""),
            ("", ", dnsConfig: {nameservers: [010.0.0.1]}", ""),
            ("", ", topologySpreadConstraints: [{topologyKey: a}]", ""),
            ("", "", ", ports: [{containerPort: 80, hostIP: 10.0.0.1}]"),
            ("", "", ", ports: [{containerPort: 80}, {containerPort: 80}]"),
            ("", "", ", env: [{name: A, value: a}, {name: A, value: b}]"),
            ("", "", ", resources: {limits: {memory: 100m}}"),
            ("", ", volumes: [{name: a, gitRepo: {repository: b}}]", ""),
            (
                "",
                "",
                ", ports: [{containerPort: 80}]}, {name: d, image: e, ports: [{containerPort: 80}]",
            ),
        ];
        for (metadata, spec, container) in rare {
            let pod = pod(metadata, spec, container);
            let told = rare_warnings(&pod, pod.get("spec").unwrap(), "");
            assert!(!told.is_empty(), "{metadata}{spec}{container}");
            assert_eq!(warnings(Some(&pod), ""), told, "{metadata}{spec}{container}");
        }
        let plain = pod(
            "",
            ", terminationGracePeriodSeconds: 30, securityContext: {}, dnsPolicy: ClusterFirst",
            ", ports: [{containerPort: 80, hostPort: 80}], resources: {}, args: [a]",
        );
        let spec = plain.get("spec").unwrap();
        assert!(is_plain(&plain, spec));
        assert_eq!(rare_warnings(&plain, spec, ""), Vec::<String>::new());
    }
}
