//! How the lists of each kind are merged: the small part of the API's schema
//! that strategic merge patches need.
//!
//! Models the `patchStrategy` and `patchMergeKey` tags of k8s.io/api (v1.36).

/// How a list is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListRule {
    /// Replaced as a whole.
    Atomic,
    /// Objects, merged by the value of this field.
    ByKey(&'static str),
    /// Scalars, merged as a set.
    Set,
}

/// The rule of the list at this path of field names (without places in lists).
pub(crate) fn rule_of(path: &[&str]) -> ListRule {
    match path {
        ["metadata", "ownerReferences"] => ListRule::ByKey("uid"),
        ["metadata", "finalizers"] | ["spec", "podCIDRs"] => ListRule::Set,
        ["spec", "ports"] => ListRule::ByKey("port"),
        ["spec", "taints"] => ListRule::ByKey("key"),
        ["status", "conditions" | "addresses"] => ListRule::ByKey("type"),
        ["status", "podIPs" | "hostIPs"] => ListRule::ByKey("ip"),
        ["spec", "template", "metadata", "finalizers"] => ListRule::Set,
        ["spec", "template", "spec", rest @ ..] | ["spec", rest @ ..] => in_pod_spec(rest),
        _ => ListRule::Atomic,
    }
}

fn in_pod_spec(path: &[&str]) -> ListRule {
    match path {
        ["containers" | "initContainers" | "ephemeralContainers"]
        | ["volumes" | "imagePullSecrets" | "resourceClaims" | "schedulingGates"] => {
            ListRule::ByKey("name")
        }
        ["hostAliases"] => ListRule::ByKey("ip"),
        ["topologySpreadConstraints"] => ListRule::ByKey("topologyKey"),
        ["containers" | "initContainers" | "ephemeralContainers", rest] => match *rest {
            "ports" => ListRule::ByKey("containerPort"),
            "env" => ListRule::ByKey("name"),
            "volumeMounts" => ListRule::ByKey("mountPath"),
            "volumeDevices" => ListRule::ByKey("devicePath"),
            _ => ListRule::Atomic,
        },
        _ => ListRule::Atomic,
    }
}

/// Whether a map at this path keeps only the keys that a patch names.
pub(crate) fn retains_keys(path: &[&str]) -> bool {
    matches!(
        path,
        ["spec", "strategy"] | ["spec", "volumes"] | ["spec", "template", "spec", "volumes"]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_services_ports_merge_by_number_and_a_containers_by_container_port() {
        assert_eq!(rule_of(&["spec", "ports"]), ListRule::ByKey("port"));
        let container = ["spec", "template", "spec", "containers", "ports"];
        assert_eq!(rule_of(&container), ListRule::ByKey("containerPort"));
        assert_eq!(rule_of(&["spec", "externalIPs"]), ListRule::Atomic);
        assert_eq!(rule_of(&["subsets"]), ListRule::Atomic);
    }
}
