//! What a Pod and its containers may do to their node, beside the numbers of
//! users and groups.
//!
//! Models pkg/apis/core/validation ValidateSecurityContext,
//! validatePodSpecSecurityContext, validateSeccompProfileField and
//! ValidateAppArmorProfileField (v1.36).

use super::volumes::descending;
use crate::api::problems::{Problems, Shown};
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

const PROFILES: [&str; 3] = ["Localhost", "RuntimeDefault", "Unconfined"];

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

/// A field that is one of a few words.
fn one_of(value: &Value, field: &'static str, of: &[&str], at: &FieldPath, wrong: &mut Problems) {
    if let Some(word) = text(value, field).filter(|it| !of.contains(it)) {
        wrong.unsupported(Code::UnsupportedValue, &at.field(field), word, of);
    }
}

/// Rules of a Pod's security context.
pub(super) fn of_pod(spec: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(context) = spec.get("securityContext") else { return };
    let at = at.field("securityContext");
    let on = |name: &str| spec.get(name).and_then(Value::as_bool) == Some(true);
    if on("shareProcessNamespace") && on("hostPID") {
        let detail = "ShareProcessNamespace and HostPID cannot both be enabled";
        let at = at.field("shareProcessNamespace");
        wrong.invalid(Code::InvalidValue, &at, &Value::Bool(true), detail);
    }
    one_of(context, "fsGroupChangePolicy", &["Always", "OnRootMismatch"], &at, wrong);
    profiles(context, &at, wrong);
    one_of(context, "supplementalGroupsPolicy", &["Merge", "Strict"], &at, wrong);
}

/// Rules of a container's security context.
pub(super) fn of_container(
    container: &Value,
    host_users: bool,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let Some(context) = container.get("securityContext") else { return };
    let at = at.field("securityContext");
    one_of(context, "procMount", &["Default", "Unmasked"], &at, wrong);
    if host_users && text(context, "procMount") == Some("Unmasked") {
        let detail = "`hostUsers` must be false to use `Unmasked`";
        wrong.invalid(Code::ForbiddenField, &at.field("procMount"), "Unmasked", detail);
    }
    escalation(context, &at, wrong);
    profiles(context, &at, wrong);
}

/// More privileges than those without escalation.
fn escalation(context: &Value, at: &FieldPath, wrong: &mut Problems) {
    let flag = |name: &str| context.get(name).and_then(Value::as_bool);
    if flag("allowPrivilegeEscalation") != Some(false) {
        return;
    }
    let mut not_with = |what: &str| {
        let detail = format!("cannot set `allowPrivilegeEscalation` to false and {what}");
        wrong.invalid(Code::InvalidValue, at, Shown::raw(internal(context)), &detail);
    };
    if flag("privileged") == Some(true) {
        not_with("`privileged` to true");
    }
    let added = context.at("capabilities.add").and_then(Value::as_list).unwrap_or_default();
    for _ in added.iter().filter(|it| it.as_str() == Some("CAP_SYS_ADMIN")) {
        not_with("`capabilities.Add` CAP_SYS_ADMIN");
    }
}

/// A container's security context as upstream shows it: its internal type,
/// which has the names of Go and every field.
fn internal(context: &Value) -> String {
    let object = |from: &Value, fields: &[(&str, &str)], otherwise: &str| {
        let one = |(name, key): &(&str, &str)| {
            let value = from.get(key).filter(|it| !it.is_null());
            let value = value.map_or_else(|| otherwise.to_owned(), Value::to_json);
            format!("\"{name}\":{value}")
        };
        format!("{{{}}}", fields.iter().map(one).collect::<Vec<_>>().join(","))
    };
    let inner = |name: &str, fields: &[(&str, &str)], otherwise: &str| {
        let value = context.get(name).filter(|it| !it.is_null());
        value.map_or_else(|| "null".to_owned(), |it| object(it, fields, otherwise))
    };
    let profile = [("Type", "type"), ("LocalhostProfile", "localhostProfile")];
    let linux = [("User", "user"), ("Role", "role"), ("Type", "type"), ("Level", "level")];
    let flags = [
        ("RunAsUser", "runAsUser"),
        ("RunAsGroup", "runAsGroup"),
        ("RunAsNonRoot", "runAsNonRoot"),
        ("ReadOnlyRootFilesystem", "readOnlyRootFilesystem"),
        ("AllowPrivilegeEscalation", "allowPrivilegeEscalation"),
        ("ProcMount", "procMount"),
    ];
    let flags = object(context, &flags, "null");
    format!(
        "{{\"Capabilities\":{},\"Privileged\":{},\"SELinuxOptions\":{},\"WindowsOptions\":null,{},\
         \"SeccompProfile\":{},\"AppArmorProfile\":{}}}",
        inner("capabilities", &[("Add", "add"), ("Drop", "drop")], "null"),
        context.get("privileged").filter(|it| !it.is_null()).map_or("null".into(), Value::to_json),
        inner("seLinuxOptions", &linux, "\"\""),
        flags.trim_matches(['{', '}']),
        inner("seccompProfile", &profile, "null"),
        inner("appArmorProfile", &profile, "null"),
    )
}

fn profiles(context: &Value, at: &FieldPath, wrong: &mut Problems) {
    for (field, name) in [("seccompProfile", "seccomp"), ("appArmorProfile", "AppArmor")] {
        let Some(profile) = context.get(field).filter(|it| !it.is_null()) else { continue };
        let at = at.field(field);
        let (kind, local) = (profile.text("type"), text(profile, "localhostProfile"));
        if kind.is_empty() {
            let detail = format!("type is required when {field} is set");
            wrong.required(Code::RequiredField, &at.field("type"), &detail);
        }
        one_of(profile, "type", &PROFILES, &at, wrong);
        let at = at.field("localhostProfile");
        match (kind, local) {
            ("Localhost", None) => {
                let detail = format!("must be set when {name} type is Localhost");
                wrong.required(Code::RequiredField, &at, &detail);
            }
            ("Localhost", Some(path)) if field == "seccompProfile" => descending(path, &at, wrong),
            ("Localhost", Some(path)) if path.trim() != path => {
                wrong.invalid(Code::InvalidValue, &at, path, "must not be padded with whitespace");
            }
            ("RuntimeDefault" | "Unconfined", Some(path)) => {
                let detail = format!("can only be set when {name} type is Localhost");
                // Of the one, upstream shows its internal type.
                let quoted = Value::from(path).to_json();
                let whole = format!("{{\"Type\":\"{kind}\",\"LocalhostProfile\":{quoted}}}");
                let shown = if name == "seccomp" { Shown::raw(whole) } else { path.into() };
                wrong.invalid(Code::ForbiddenField, &at, shown, &detail);
            }
            _ => {}
        }
    }
}
