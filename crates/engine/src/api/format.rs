//! The forms of names, labels, ports and addresses, each as the list of what
//! is wrong with a text.
//!
//! Models k8s.io/apimachinery/pkg/util/validation (v1.36).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(crate) use crate::objects::address::{sloppy_cidr, sloppy_ip};

const LABEL: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN: &str = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
const QUALIFIED: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

const SUBDOMAIN_LONGEST: usize = 253;
const LABEL_LONGEST: usize = 63;

fn no_more_than(most: usize, unit: &str) -> String {
    format!("must be no more than {most} {unit}")
}

fn example(text: &str, examples: &[&str], form: &str) -> String {
    let quoted: Vec<String> = examples.iter().map(|it| format!("'{it}', ")).collect();
    format!("{text} (e.g. {}regex used for validation is '{form}')", quoted.join(" or "))
}

fn label_text() -> String {
    let text = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', \
                and must start and end with an alphanumeric character";
    example(text, &["my-name", "123-abc"], LABEL)
}

fn subdomain_text() -> String {
    let text = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \
                '-' or '.', and must start and end with an alphanumeric character";
    example(text, &["example.com"], SUBDOMAIN)
}

fn lower_alnum(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Starts and ends with `edge`, and all between is `inner`.
fn framed(text: &str, edge: fn(u8) -> bool, inner: fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|it| edge(*it))
        && bytes.last().is_some_and(|it| edge(*it))
        && bytes.iter().all(|it| inner(*it))
}

fn is_label(text: &str) -> bool {
    framed(text, lower_alnum, |it| lower_alnum(it) || it == b'-')
}

fn is_subdomain(text: &str) -> bool {
    text.split('.').all(is_label)
}

fn is_qualified_part(text: &str) -> bool {
    let edge = |it: u8| it.is_ascii_alphanumeric();
    framed(text, edge, |it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.'))
}

/// IsDNS1123Label.
pub(crate) fn dns_label(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > LABEL_LONGEST {
        wrong.push(no_more_than(LABEL_LONGEST, "characters"));
    }
    if !is_label(text) {
        wrong.push(if is_subdomain(text) {
            "must not contain dots".to_owned()
        } else {
            label_text()
        });
    }
    wrong
}

/// IsDNS1123Subdomain.
pub(crate) fn dns_subdomain(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > SUBDOMAIN_LONGEST {
        wrong.push(no_more_than(SUBDOMAIN_LONGEST, "characters"));
    }
    if !is_subdomain(text) {
        wrong.push(subdomain_text());
    }
    wrong
}

/// IsDNS1123SubdomainWithUnderscore: a domain that names are searched in.
pub(crate) fn subdomain_with_underscore(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > SUBDOMAIN_LONGEST {
        wrong.push(no_more_than(SUBDOMAIN_LONGEST, "characters"));
    }
    let fits = |label: &str| {
        let label = label.strip_prefix('_').unwrap_or(label);
        framed(label, lower_alnum, |it| lower_alnum(it) || matches!(it, b'-' | b'_'))
    };
    if !text.split('.').all(fits) {
        let words = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
                     characters, '_', '-' or '.', and must start and end with an alphanumeric character";
        let label = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
        wrong.push(example(words, &["example.com"], &format!(r"{label}(\.{label})*")));
    }
    wrong
}

/// IsWildcardDNS1123Subdomain.
pub(crate) fn wildcard_subdomain(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > SUBDOMAIN_LONGEST {
        wrong.push(no_more_than(SUBDOMAIN_LONGEST, "characters"));
    }
    if !text.strip_prefix("*.").is_some_and(is_subdomain) {
        let words = "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS \
                     subdomain, which must consist of lower case alphanumeric characters, '-' or '.' \
                     and end with an alphanumeric character";
        wrong.push(example(words, &["*.example.com"], &format!(r"\*\.{SUBDOMAIN}")));
    }
    wrong
}

/// IsQualifiedName: a label's key, an appProtocol, a load-balancer class.
pub fn qualified_name(text: &str) -> Vec<String> {
    let words = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end \
                 with an alphanumeric character";
    let form = |head: &str| {
        example(&format!("{head} {words}"), &["MyName", "my.name", "123-abc"], QUALIFIED)
    };
    let mut wrong = Vec::new();
    let parts: Vec<&str> = text.split('/').collect();
    let name = match parts.as_slice() {
        [name] => *name,
        [prefix, name] => {
            if prefix.is_empty() {
                wrong.push("prefix part must be non-empty".to_owned());
            } else {
                // A prefix is counted in bytes, as the name part is.
                let details = dns_subdomain(prefix).into_iter();
                let details = details.map(|it| it.replace("253 characters", "253 bytes"));
                wrong.extend(details.map(|it| format!("prefix part {it}")));
            }
            name
        }
        _ => {
            let head = form("a valid label key");
            return vec![format!(
                "{head} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            )];
        }
    };
    if name.is_empty() {
        wrong.push("name part must be non-empty".to_owned());
    } else if name.len() > LABEL_LONGEST {
        wrong.push(format!("name part {}", no_more_than(LABEL_LONGEST, "bytes")));
    }
    if !is_qualified_part(name) {
        wrong.push(form("name part"));
    }
    wrong
}

/// IsValidLabelValue.
pub fn label_value(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > LABEL_LONGEST {
        wrong.push(no_more_than(LABEL_LONGEST, "bytes"));
    }
    if !text.is_empty() && !is_qualified_part(text) {
        let words = "a valid label must be an empty string or consist of alphanumeric characters, \
                     '-', '_' or '.', and must start and end with an alphanumeric character";
        let form = format!("({QUALIFIED})?");
        wrong.push(example(words, &["MyValue", "my_value", "12345"], &form));
    }
    wrong
}

/// IsValidPortNum.
pub(crate) fn port_number(number: i64) -> Option<&'static str> {
    (!(1..=65535).contains(&number)).then_some("must be between 1 and 65535, inclusive")
}

/// IsValidPortName: the name of a container's port.
pub(crate) fn port_name(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > 15 {
        wrong.push(no_more_than(15, "characters"));
    }
    if text.is_empty() || !text.bytes().all(|it| lower_alnum(it) || it == b'-') {
        let words = "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        wrong.push(words.to_owned());
    }
    if !text.bytes().any(|it| it.is_ascii_lowercase()) {
        wrong.push("must contain at least one letter (a-z)".to_owned());
    }
    if text.contains("--") {
        wrong.push("must not contain consecutive hyphens".to_owned());
    }
    if text.starts_with('-') || text.ends_with('-') {
        wrong.push("must not begin or end with a hyphen".to_owned());
    }
    wrong
}

/// IsValidPercent.
pub(crate) fn percent(text: &str) -> Option<String> {
    let fits = text
        .strip_suffix('%')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()));
    let words = "a valid percent string must be a numeric string followed by an ending '%'";
    (!fits).then(|| example(words, &["1%", "93%"], "[0-9]+%"))
}

/// IsConfigMapKey.
pub(crate) fn config_key(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.len() > SUBDOMAIN_LONGEST {
        wrong.push(no_more_than(SUBDOMAIN_LONGEST, "characters"));
    }
    let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.');
    if text.is_empty() || !text.bytes().all(fits) {
        let words = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
        wrong.push(example(words, &["key.name", "KEY_NAME", "key-name"], "[-._a-zA-Z0-9]+"));
    }
    match text {
        "." => wrong.push("must not be '.'".to_owned()),
        ".." => wrong.push("must not be '..'".to_owned()),
        _ if text.starts_with("..") => wrong.push("must not start with '..'".to_owned()),
        _ => {}
    }
    wrong
}

/// IsHTTPHeaderName.
pub(crate) fn http_header(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let words = "a valid HTTP header must consist of alphanumeric characters or '-'";
    (!fits).then(|| example(words, &["X-Header-Name"], "[-A-Za-z0-9]+"))
}

/// IsRelaxedEnvVarName.
pub(crate) fn env_name(text: &str) -> Option<&'static str> {
    let fits = text.bytes().all(|it| (0x20..0x7f).contains(&it) && it != b'=');
    let words = "a valid environment variable name must consist only of printable ASCII characters \
                 other than '='";
    (text.is_empty() || !fits).then_some(words)
}

/// IsValidPathSegmentName.
pub(crate) fn path_segment(text: &str) -> Vec<String> {
    if text == "." || text == ".." {
        return vec![format!("may not be '{text}'")];
    }
    ["/", "%"]
        .iter()
        .filter(|it| text.contains(**it))
        .map(|it| format!("may not contain '{it}'"))
        .collect()
}

/// The address as Go prints it: an IPv4-mapped one as IPv4.
fn go_ip(address: IpAddr) -> String {
    match address {
        IpAddr::V6(it) => it.to_ipv4_mapped().map_or_else(|| it.to_string(), |it| it.to_string()),
        IpAddr::V4(it) => it.to_string(),
    }
}

/// IsValidIP.
pub(crate) fn ip(text: &str) -> Vec<String> {
    if sloppy_ip(text).is_none() {
        return vec!["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)".to_owned()];
    }
    match text.parse::<IpAddr>() {
        Err(_) => vec!["must not have leading 0s".to_owned()],
        Ok(IpAddr::V6(it)) if it.to_ipv4_mapped().is_some() => {
            vec!["must not be an IPv4-mapped IPv6 address".to_owned()]
        }
        Ok(_) => Vec::new(),
    }
}

/// GetWarningsForIP.
pub(crate) fn ip_warning(path: &str, text: &str) -> Option<String> {
    let address = sloppy_ip(text)?;
    let quoted = crate::yaml::quote(text);
    let mapped = matches!(address, IpAddr::V6(it) if it.to_ipv4_mapped().is_some());
    if mapped || text.parse::<IpAddr>().is_err() {
        let better = go_ip(address);
        return Some(format!(
            "{path}: non-standard IP address {quoted} is invalid: use \"{better}\""
        ));
    }
    (address.is_ipv6() && address.to_string() != text).then(|| {
        format!(
            "{path}: IPv6 address {quoted} should be in RFC 5952 canonical format (\"{address}\")"
        )
    })
}

fn masked(address: IpAddr, length: u8) -> IpAddr {
    match address {
        IpAddr::V4(it) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from(u32::from(it) & mask))
        }
        IpAddr::V6(it) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from(u128::from(it) & mask))
        }
    }
}

/// Whether Go's strict netip.ParsePrefix reads it.
fn strict_cidr(text: &str) -> bool {
    text.split_once('/').is_some_and(|(address, length)| {
        address.parse::<IpAddr>().is_ok() && (length == "0" || !length.starts_with('0'))
    })
}

/// IsValidCIDR.
pub(crate) fn cidr(text: &str) -> Vec<String> {
    let Some((address, length)) = sloppy_cidr(text) else {
        return vec!["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)".to_owned()];
    };
    if !strict_cidr(text) {
        return vec!["must not have leading 0s in IP or prefix length".to_owned()];
    }
    if matches!(address, IpAddr::V6(it) if it.to_ipv4_mapped().is_some()) {
        return vec!["must not have an IPv4-mapped IPv6 address".to_owned()];
    }
    if masked(address, length) != address {
        return vec!["must not have bits set beyond the prefix length".to_owned()];
    }
    Vec::new()
}

/// GetWarningsForCIDR.
pub(crate) fn cidr_warning(path: &str, text: &str) -> Option<String> {
    let (address, length) = sloppy_cidr(text)?;
    let quoted = crate::yaml::quote(text);
    let better = masked(address, length);
    let mapped = matches!(address, IpAddr::V6(it) if it.to_ipv4_mapped().is_some());
    if mapped || !strict_cidr(text) || better != address {
        let better = go_ip(better);
        return Some(format!(
            "{path}: non-standard CIDR value {quoted} is invalid: use \"{better}/{length}\""
        ));
    }
    let canonical = format!("{address}/{length}");
    (address.is_ipv6() && canonical != text).then(|| {
        format!("{path}: IPv6 CIDR value {quoted} should be in RFC 5952 canonical format (\"{canonical}\")")
    })
}

/// ValidateNonSpecialIP; the text is a valid address.
pub(crate) fn special_ip(text: &str) -> Vec<String> {
    let Some(address) = sloppy_ip(text) else {
        return vec!["must be a valid IP address".to_owned()];
    };
    let address = match address {
        IpAddr::V6(it) => it.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    let (link_local, link_local_multicast) = match address {
        IpAddr::V4(it) => (it.is_link_local(), matches!(it.octets(), [224, 0, 0, _])),
        IpAddr::V6(it) => {
            let [first, second, ..] = it.octets();
            let local = first == 0xfe && second & 0xc0 == 0x80;
            (local, first == 0xff && second & 0x0f == 0x02)
        }
    };
    let mut wrong = Vec::new();
    if address.is_unspecified() {
        wrong.push(format!("may not be unspecified ({text})"));
    }
    if address.is_loopback() {
        wrong.push("may not be in the loopback range (127.0.0.0/8, ::1/128)".to_owned());
    }
    if link_local {
        wrong.push("may not be in the link-local range (169.254.0.0/16, fe80::/10)".to_owned());
    }
    if link_local_multicast {
        let words = "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)";
        wrong.push(words.to_owned());
    }
    wrong
}

/// Whether a CIDR lies in another one and is smaller.
pub(crate) fn strictly_inside(inner: &str, outer: &str) -> bool {
    let (Some((address, length)), Some((base, shorter))) = (sloppy_cidr(inner), sloppy_cidr(outer))
    else {
        return false;
    };
    address.is_ipv4() == base.is_ipv4()
        && length > shorter
        && masked(address, shorter) == masked(base, shorter)
}
