//! How the lists of each kind are merged, as the field tables say.
//!
//! Models the `patchStrategy` and `patchMergeKey` tags of k8s.io/api (v1.36).

use crate::objects::Kind;
use crate::schema::{self, Type};

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
pub(crate) fn rule_of(kind: Kind, path: &[String]) -> ListRule {
    let mut at = schema::of(kind);
    let mut rule = ListRule::Atomic;
    for name in path {
        let Some(field) = at.and_then(|it| it.field(name)) else { return ListRule::Atomic };
        rule = match (&field.kind, field.merge_key) {
            (Type::List(_), Some(".")) => ListRule::Set,
            (Type::List(_), Some(key)) => ListRule::ByKey(key),
            _ => ListRule::Atomic,
        };
        at = field.kind.inner();
    }
    rule
}

/// Whether a map at this path keeps only the keys that a patch names
/// (`patchStrategy: retainKeys`).
pub(crate) fn retains_keys(path: &[String]) -> bool {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        names.as_slice(),
        ["spec", "strategy"]
            | ["spec", "volumes" | "resourceClaims"]
            | ["spec", "template", "spec", "volumes" | "resourceClaims"]
            | ["status", "resourceClaimStatuses"]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(kind: Kind, path: &str) -> ListRule {
        let path: Vec<String> = path.split('.').map(str::to_owned).collect();
        rule_of(kind, &path)
    }

    #[test]
    fn a_services_ports_merge_by_number_and_a_containers_by_container_port() {
        assert_eq!(rule(Kind::Service, "spec.ports"), ListRule::ByKey("port"));
        let ports = "spec.template.spec.containers.ports";
        assert_eq!(rule(Kind::Deployment, ports), ListRule::ByKey("containerPort"));
        assert_eq!(rule(Kind::Service, "metadata.finalizers"), ListRule::Set);
    }

    #[test]
    fn lists_without_a_key_are_replaced_as_a_whole() {
        assert_eq!(rule(Kind::Service, "spec.externalIPs"), ListRule::Atomic);
        assert_eq!(rule(Kind::Endpoints, "subsets"), ListRule::Atomic);
        assert_eq!(rule(Kind::Ingress, "spec.rules"), ListRule::Atomic);
    }
}
