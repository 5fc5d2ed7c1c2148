//! Security profiles in annotations, as they were told of before there were
//! fields for them: they may not disagree with the fields.
//!
//! Models pkg/apis/core/validation validateSeccompAnnotationsAndFields and
//! validateAppArmorAnnotationsAndFieldsMatchOnCreate (v1.36).

use crate::api::problems::Problems;
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

const POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

/// Rules of a new Pod or a template; `at` is where its spec stands.
pub(super) fn validate(pod: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(annotations) = pod.at("metadata.annotations").and_then(Value::as_map) else { return };
    let old = |key: &str| key.contains("seccomp.security.") || key.starts_with(APP_ARMOR);
    if !annotations.iter().any(|(key, _)| old(key)) {
        return;
    }
    let told = |prefix: &str, container: &Value| {
        annotations.get(&format!("{prefix}{}", container.text("name"))).and_then(Value::as_str)
    };
    let spec = pod.get("spec");
    let whole = annotations.get(POD).and_then(Value::as_str);
    matched("seccomp", whole, spec.and_then(|it| profile(it, "seccompProfile")), at, wrong);
    let containers = || {
        ["initContainers", "containers"].into_iter().flat_map(|list| {
            let all = spec.map_or(&[][..], |it| it.list(list)).iter().enumerate();
            all.map(move |(place, it)| (at.field(list).index(place), it))
        })
    };
    for (at, it) in containers() {
        let profile = profile(it, "seccompProfile");
        matched("seccomp", told(CONTAINER, it), profile, &at, wrong);
    }
    if pod.text("spec.os.name") == "windows" {
        return;
    }
    let general = spec.and_then(|it| profile(it, "appArmorProfile"));
    for (at, it) in containers() {
        let profile = profile(it, "appArmorProfile").or(general);
        matched("apparmor", told(APP_ARMOR, it), profile, &at, wrong);
    }
}

fn profile<'a>(holder: &'a Value, field: &str) -> Option<&'a Value> {
    holder.get("securityContext")?.get(field).filter(|it| !it.is_null())
}

fn matched(
    kind: &str,
    annotation: Option<&str>,
    profile: Option<&Value>,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let (Some(annotation), Some(profile)) = (annotation, profile) else { return };
    let seccomp = kind == "seccomp";
    let file = annotation.strip_prefix("localhost/");
    let fits = match profile.text("type") {
        "Unconfined" => annotation == "unconfined",
        "RuntimeDefault" => {
            annotation == "runtime/default" || (seccomp && annotation == "docker/default")
        }
        "Localhost" => file.is_some(),
        _ => return,
    };
    let field = if seccomp { "seccompProfile" } else { "appArmorProfile" };
    let at = at.field("securityContext").field(field);
    if !fits {
        let detail = format!("{kind} type in annotation and field must match");
        wrong.forbidden(Code::ForbiddenField, &at.field("type"), &detail);
    } else if profile.text("type") == "Localhost"
        && file != profile.get("localhostProfile").and_then(Value::as_str)
    {
        let detail = format!("{kind} profile in annotation and field must match");
        wrong.forbidden(Code::ForbiddenField, &at.field("localhostProfile"), &detail);
    }
}
