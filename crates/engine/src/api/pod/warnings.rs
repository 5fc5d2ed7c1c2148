//! Warnings about a Pod that is accepted, and about a Pod template.
//!
//! Models pkg/api/pod/warnings.go (v1.36).

use crate::schema::quantity_nano;
use crate::value::Value;

/// Node labels that have a new name.
const OLD_LABELS: [(&str, &str); 8] = [
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
    ("app.kubernetes.io/created-by", "deprecated since v1.9"),
    (
        "scheduler.alpha.kubernetes.io/preferAvoidPods",
        "deprecated since v1.22; use Taints and Tolerations instead",
    ),
    ("node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead"),
];

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

/// Warnings about a Pod spec at this path.
pub(crate) fn warnings(spec: Option<&Value>, at: &str) -> Vec<String> {
    let mut out = Vec::new();
    let Some(spec) = spec else { return out };
    for key in spec.get("nodeSelector").and_then(Value::as_map).into_iter().flat_map(|it| it.keys())
    {
        let old = OLD_LABELS.iter().find(|it| it.0 == key);
        out.extend(old.map(|(_, words)| format!("{at}.nodeSelector[{key}]: {words}")));
    }
    for (place, constraint) in spec.list("topologySpreadConstraints").iter().enumerate() {
        let at = format!("{at}.topologySpreadConstraints[{place}]");
        let key = constraint.text("topologyKey");
        let old = OLD_LABELS.iter().find(|it| it.0 == key);
        out.extend(old.map(|(_, words)| format!("{at}.topologyKey: {key} is {words}")));
        if constraint.get("labelSelector").is_none_or(Value::is_null) {
            out.push(format!("{at}.labelSelector: {NULL_SELECTOR}"));
        }
    }
    twice(spec, at, "hostAliases", "ip", &mut out);
    twice(spec, at, "imagePullSecrets", "name", &mut out);
    for (place, secret) in spec.list("imagePullSecrets").iter().enumerate() {
        if secret.text("name").is_empty() {
            out.push(format!("{at}.imagePullSecrets[{place}].name: invalid empty name \"\""));
        }
    }
    let mut ports: Vec<Port<'_>> = Vec::new();
    let mut told = Vec::new();
    for list in ["initContainers", "containers"] {
        for (place, container) in spec.list(list).iter().enumerate() {
            let path = format!("{at}.{list}[{place}]");
            fractions(container, &path, &mut out);
            hidden_variables(container, &path, &mut out);
            for (index, port) in container.list("ports").iter().enumerate() {
                let port = Port { at: format!("{path}.ports[{index}]"), value: port };
                same_port(&port, &ports, &mut told);
                ports.push(port);
            }
        }
    }
    out.append(&mut told);
    let grace = spec.get("terminationGracePeriodSeconds").and_then(Value::as_int);
    if grace.is_some_and(|it| it < 0) {
        let words = "must be >= 0; negative values are invalid and will be treated as 1";
        out.push(format!("{at}.terminationGracePeriodSeconds: {words}"));
    }
    null_selectors(spec, at, &mut out);
    out
}

/// Items of a list that have the same name.
fn twice(spec: &Value, at: &str, list: &str, field: &str, out: &mut Vec<String>) {
    let items = spec.list(list);
    for (place, item) in items.iter().enumerate() {
        let name = item.text(field);
        if items.iter().take(place).any(|it| it.text(field) == name) {
            let name = super::super::problems::quote(name);
            out.push(format!("{at}.{list}[{place}].{field}: duplicate {field} {name}"));
        }
    }
}

/// Half a byte is none.
fn fractions(container: &Value, path: &str, out: &mut Vec<String>) {
    for name in ["memory", "ephemeral-storage"] {
        for list in ["limits", "requests"] {
            let amount = container.at("resources").and_then(|it| it.get(list)?.get(name)?.as_str());
            let Some(amount) = amount else { continue };
            if quantity_nano(amount).is_some_and(|it| it % 1_000_000_000 != 0) {
                out.push(format!(
                    "{path}.resources.{list}[{name}]: fractional byte value \"{amount}\" is \
                     invalid, must be an integer"
                ));
            }
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
    let namesake = others.iter().find(|it| !name.is_empty() && it.value.text("name") == name);
    if let Some(Port { at: first, .. }) = namesake {
        out.push(format!(
            "{here}: duplicate port name \"{name}\" with {first}, services and probes that select \
             ports by name will use {first}"
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
