//! Names that keys of a ConfigMap and variables of the environment may have, in kubectl's words.
//! Models k8s.io/apimachinery/pkg/util/validation IsConfigMapKey and IsEnvVarName (v1.36).

/// Bytes of a key at the most: DNS1123SubdomainMaxLength.
const LONGEST_KEY: usize = 253;

/// Why a text is no key of a ConfigMap, without `error: `.
pub fn config_key_problem(key: &str) -> Option<String> {
    let mut wrong = Vec::new();
    if key.len() > LONGEST_KEY {
        wrong.push("must be no more than 253 characters");
    }
    if key.is_empty() || !key.chars().all(fits) {
        wrong.push("a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
    }
    wrong.extend(steps_up(key));
    let why = wrong.join(",");
    (!why.is_empty()).then(|| format!("\"{key}\" is not a valid key name for a ConfigMap: {why}"))
}

/// Why a text is no name of a variable, without `error: `.
pub fn env_name_problem(name: &str) -> Option<String> {
    let mut wrong = Vec::new();
    let begins = |it: char| fits(it) && !it.is_ascii_digit();
    if !name.starts_with(begins) || !name.chars().all(fits) {
        wrong.push("a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')");
    }
    wrong.extend(steps_up(name));
    let why = wrong.join(";");
    (!why.is_empty()).then(|| format!("\"{name}\" is not a valid key name: {why}"))
}

fn fits(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_')
}

/// Models hasChDirPrefix.
fn steps_up(name: &str) -> Option<&'static str> {
    match name {
        "." => Some("must not be '.'"),
        ".." => Some("must not be '..'"),
        _ => name.starts_with("..").then_some("must not start with '..'"),
    }
}
