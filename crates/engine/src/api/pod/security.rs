//! What a Pod and its containers may do to their node, beside the numbers of
//! users and groups.
//!
//! Models pkg/apis/core/validation ValidateSecurityContext,
//! validatePodSpecSecurityContext, validateSysctls, validateSeccompProfileField
//! and ValidateAppArmorProfileField (v1.36).

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
    sysctls(spec, context, &at, wrong);
    one_of(context, "fsGroupChangePolicy", &["Always", "OnRootMismatch"], &at, wrong);
    profile(context, "seccompProfile", &at, wrong);
    profile(context, "appArmorProfile", &at, wrong);
    one_of(context, "supplementalGroupsPolicy", &["Merge", "Strict"], &at, wrong);
    one_of(context, "seLinuxChangePolicy", &["MountOption", "Recursive"], &at, wrong);
}

/// SysctlMaxLength.
const SYSCTL_LONGEST: usize = 253;

/// Rules of the kernel's settings that a Pod asks for.
fn sysctls(spec: &Value, context: &Value, at: &FieldPath, wrong: &mut Problems) {
    let on = |name: &str| spec.get(name).and_then(Value::as_bool) == Some(true);
    let all = context.list("sysctls");
    for (place, sysctl) in all.iter().enumerate() {
        let at = at.field("sysctls").index(place).field("name");
        let name = sysctl.text("name");
        if name.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
        } else if !is_sysctl(name) {
            let detail = "must have at most 253 characters and match regex \
                          ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
            wrong.invalid(Code::InvalidName, &at, name, detail);
        } else if all.iter().take(place).any(|it| it.text("name") == name) {
            wrong.duplicate(Code::DuplicateValue, &at, name);
        }
        for (host, own) in [("hostNetwork", is_of_network(name)), ("hostIPC", is_of_ipc(name))] {
            if own && on(host) {
                let detail = format!("may not be specified when '{host}' is true");
                wrong.invalid(Code::ForbiddenField, &at, name, &detail);
            }
        }
    }
}

fn is_sysctl(name: &str) -> bool {
    let edge = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
    let inner = |it: u8| edge(Some(it)) || matches!(it, b'-' | b'_');
    let segment =
        |it: &str| edge(it.bytes().next()) && edge(it.bytes().last()) && it.bytes().all(inner);
    name.len() <= SYSCTL_LONGEST && name.split(['.', '/']).all(segment)
}

/// Models component-helpers/node/util/sysctl GetNamespace.
fn is_of_network(name: &str) -> bool {
    name.starts_with("net.") || name.starts_with("net/")
}

fn is_of_ipc(name: &str) -> bool {
    let name = name.replace('/', ".");
    name == "kernel.sem"
        || ["kernel.shm", "kernel.msg", "fs.mqueue."].iter().any(|it| name.starts_with(it))
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
    profile(context, "seccompProfile", &at, wrong);
    escalation(context, &at, wrong);
    profile(context, "appArmorProfile", &at, wrong);
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

/// validateSeccompProfileField and ValidateAppArmorProfileField.
fn profile(context: &Value, field: &'static str, at: &FieldPath, wrong: &mut Problems) {
    let Some(profile) = context.get(field).filter(|it| !it.is_null()) else { return };
    let name = if field == "seccompProfile" { "seccomp" } else { "AppArmor" };
    let at = at.field(field);
    let (kind, local) = (profile.text("type"), text(profile, "localhostProfile"));
    if kind.is_empty() {
        let detail = format!("type is required when {field} is set");
        wrong.required(Code::RequiredField, &at.field("type"), &detail);
    } else {
        one_of(profile, "type", &PROFILES, &at, wrong);
    }
    let at = at.field("localhostProfile");
    match (kind, local) {
        ("Localhost", None) | ("Localhost", Some("")) if local.is_none() || name == "AppArmor" => {
            let detail = format!("must be set when {name} type is Localhost");
            wrong.required(Code::RequiredField, &at, &detail);
        }
        ("Localhost", Some(path)) if name == "seccomp" => descending(path, &at, wrong),
        ("Localhost", Some(path)) if path.trim() != path => {
            wrong.invalid(Code::InvalidValue, &at, path, "must not be padded with whitespace");
        }
        (kind, Some(path))
            if kind != "Localhost" && (name == "seccomp" || PROFILES.contains(&kind)) =>
        {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(spec: &Value) -> Vec<String> {
        let mut wrong = Problems::default();
        of_pod(spec, &FieldPath::root().field("spec"), &mut wrong);
        wrong.0.into_iter().map(|it| format!("{}: {}", it.field, it.message)).collect()
    }

    #[test]
    fn settings_of_the_kernel_have_names_and_belong_to_the_pod() {
        let named = |name: &str| {
            let mut sysctl = Value::map();
            sysctl.set("name", name);
            sysctl
        };
        let mut spec = Value::map();
        spec.set("hostNetwork", true);
        let names =
            ["kernel.shm_rmid_forced", "net/core/somaxconn", "Bad", "kernel.sem", "kernel.sem"];
        spec.set("securityContext.sysctls", names.map(named).to_vec());
        assert_eq!(
            told(&spec),
            [
                "spec.securityContext.sysctls[1].name: Invalid value: \"net/core/somaxconn\": may \
                 not be specified when 'hostNetwork' is true",
                "spec.securityContext.sysctls[2].name: Invalid value: \"Bad\": must have at most 253 \
                 characters and match regex \
                 ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$",
                "spec.securityContext.sysctls[4].name: Duplicate value: \"kernel.sem\"",
            ]
        );
    }

    #[test]
    fn a_profile_without_a_type_is_told_once() {
        let mut spec = Value::map();
        spec.set("securityContext.seccompProfile.type", "");
        assert_eq!(
            told(&spec),
            ["spec.securityContext.seccompProfile.type: Required value: type is required when \
                 seccompProfile is set"]
        );
    }
}
