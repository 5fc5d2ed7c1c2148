//! What a container asks for and may use.
//!
//! Models pkg/apis/core/validation ValidateResourceRequirements (v1.36).

use crate::api::format;
use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::schema::quantity_nano;
use crate::value::Value;

/// Names that a quota may use and a container may not.
const FOR_QUOTAS: [&str; 11] = [
    "pods",
    "services",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "storage",
    "services.nodeports",
    "services.loadbalancers",
    "requests.storage",
];

/// A whole one, as quantities are counted here.
const NANO: i128 = 1_000_000_000;

const NOT_NEGATIVE: &str = "must be greater than or equal to 0";

pub(super) fn is_huge_page(name: &str) -> bool {
    name.starts_with("hugepages-")
}

/// What is counted in bytes.
fn is_storage(name: &str) -> bool {
    matches!(name, "storage" | "requests.storage")
}

fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Whether more may be promised of it than there is.
fn shared(name: &str) -> bool {
    is_native(name) && !is_huge_page(name)
}

fn quantity(value: Option<&Value>) -> Option<i128> {
    value.and_then(Value::as_str).and_then(quantity_nano)
}

/// Rules of a container's `resources`.
pub(super) fn validate(resources: &Value, at: &FieldPath, wrong: &mut Problems) {
    requirements(resources, name_form, at, wrong);
}

/// validateResourceRequirements; which names there may be is another rule's.
pub(super) fn requirements(
    resources: &Value,
    name_form: fn(&str, &FieldPath, &mut Problems),
    at: &FieldPath,
    wrong: &mut Problems,
) {
    for list in ["limits", "requests"] {
        let amounts = resources.get(list).and_then(Value::as_map).into_iter().flatten();
        for (name, amount) in amounts {
            let here = at.field(list).key(name);
            name_form(name, &here, wrong);
            checked_quantity(name, amount, &here, wrong);
            if list == "requests" {
                let text = amount.as_str().unwrap_or_default();
                let nano = quantity_nano(text).unwrap_or(0);
                within_limit(resources, name, text, nano, at, wrong);
            }
            if let Some(size) = name.strip_prefix("hugepages-") {
                whole_pages(name, size, amount, &here, wrong);
            }
        }
    }
    let names = ["limits", "requests"].into_iter().filter_map(|it| resources.get(it)?.as_map());
    let (mut counted, mut huge) = (false, false);
    for name in names.flat_map(|it| it.keys()) {
        counted |= matches!(name.as_str(), "cpu" | "memory");
        huge |= is_huge_page(name);
    }
    if huge && !counted {
        wrong.forbidden(Code::ForbiddenField, at, "HugePages require cpu or memory");
    }
}

/// validateResourceQuantityHugePageValue.
fn whole_pages(name: &str, size: &str, amount: &Value, at: &FieldPath, wrong: &mut Problems) {
    let text = amount.as_str().unwrap_or_default();
    let page = quantity_nano(size).filter(|it| *it > 0 && it % NANO == 0);
    let fits = |page: i128| quantity_nano(text).is_some_and(|it| it % page == 0);
    if !page.is_some_and(fits) {
        let detail = format!("{text} is not positive integer multiple of {name}");
        wrong.invalid(Code::InvalidValue, at, text, &detail);
    }
}

/// ValidateResourceQuantityValue.
pub(crate) fn checked_quantity(name: &str, amount: &Value, at: &FieldPath, wrong: &mut Problems) {
    let text = amount.as_str().unwrap_or_default();
    let nano = quantity_nano(text).unwrap_or(0);
    if nano < 0 {
        wrong.invalid(Code::NumberOutOfRange, at, text, NOT_NEGATIVE);
    }
    let whole = !is_native(name) || (FOR_QUOTAS.contains(&name) && !is_storage(name));
    if whole && nano % NANO != 0 {
        wrong.invalid(Code::InvalidValue, at, text, "must be an integer");
    }
}

/// validateResourceClaimNames: each is one of the Pod's claims.
pub(super) fn claims(resources: &Value, known: &[Value], at: &FieldPath, wrong: &mut Problems) {
    for (place, claim) in resources.list("claims").iter().enumerate() {
        let (at, name) = (at.field("claims").index(place), claim.text("name"));
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
            continue;
        }
        if resources.list("claims").iter().take(place).any(|it| it.text("name") == name) {
            wrong.duplicate(Code::DuplicateValue, &at, name);
        }
        if !known.iter().any(|it| it.text("name") == name) {
            wrong.not_found(&at, name);
            let mut names: Vec<&str> = known.iter().map(|it| it.text("name")).collect();
            names.sort_unstable();
            let which = match names.as_slice() {
                [] => " which is empty".to_owned(),
                names => format!(": {}", names.join(", ")),
            };
            if let Some(last) = wrong.0.last_mut() {
                let head = ": must be one of the names in pod.spec.resourceClaims";
                last.message.push_str(head);
                last.message.push_str(&which);
            }
        }
    }
}

fn within_limit(
    resources: &Value,
    name: &str,
    text: &str,
    nano: i128,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let limit = resources.get("limits").and_then(|it| it.get(name));
    let Some(most) = quantity(limit) else {
        if !shared(name) {
            let detail = "Limit must be set for non overcommitable resources";
            wrong.required(Code::RequiredField, &at.field("limits"), detail);
        }
        return;
    };
    let relation = match () {
        () if nano != most && !shared(name) => "equal to",
        () if nano > most => "less than or equal to",
        () => return,
    };
    let limit = limit.and_then(Value::as_str).unwrap_or_default();
    let detail = format!("must be {relation} {name} limit of {limit}");
    wrong.invalid(Code::NumberOutOfRange, &at.field("requests"), text, &detail);
}

/// validatePodResourceName.
pub(super) fn name_of_pod(name: &str, at: &FieldPath, wrong: &mut Problems) {
    if standard_name(name, at, wrong) && !is_of_pod(name) {
        let allowed = ["cpu", "hugepages-", "memory"];
        wrong.unsupported(Code::UnsupportedValue, at, name, &allowed);
    }
}

/// IsSupportedPodLevelResource.
pub(super) fn is_of_pod(name: &str) -> bool {
    matches!(name, "cpu" | "memory") || is_huge_page(name)
}

/// validateResourceName; whether there was nothing to tell.
fn standard_name(name: &str, at: &FieldPath, wrong: &mut Problems) -> bool {
    let before = wrong.0.len();
    wrong.invalid_each(Code::InvalidValue, at, name, format::qualified_name(name));
    if wrong.0.len() == before && !name.contains('/') && !is_standard(name) {
        let detail = "must be a standard resource type or fully qualified";
        wrong.invalid(Code::InvalidValue, at, name, detail);
    }
    wrong.0.len() == before
}

/// IsStandardResourceName.
fn is_standard(name: &str) -> bool {
    let bare = name.strip_prefix("requests.").or(name.strip_prefix("limits.")).unwrap_or(name);
    matches!(bare, "cpu" | "memory" | "ephemeral-storage")
        || is_huge_page(name)
        || FOR_QUOTAS.contains(&name)
}

/// validateContainerResourceName.
pub(in crate::api) fn name_form(name: &str, at: &FieldPath, wrong: &mut Problems) {
    standard_name(name, at, wrong);
    if name.contains('/') {
        let extended = !name.starts_with("requests.")
            && format::qualified_name(&format!("requests.{name}")).is_empty();
        if !is_native(name) && !extended {
            let detail = "doesn't follow extended resource name standard";
            wrong.invalid(Code::InvalidValue, at, name, detail);
        }
        return;
    }
    if !(matches!(name, "cpu" | "memory" | "ephemeral-storage") || is_huge_page(name)) {
        let detail = "must be a standard resource for containers";
        wrong.invalid(Code::InvalidValue, at, name, detail);
    }
}
