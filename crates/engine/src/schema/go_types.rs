//! The Go types of a Pod template, field by field in their order.
//!
//! Models staging/src/k8s.io/api/core/v1/types.go,
//! staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go and pkg/apis/core/types.go (v1.36).

use std::sync::OnceLock;

/// A type on a line, and below it each field, indented: Go name, Go type, and the
/// JSON name where it is not Go's with lower initials; `-`: embedded. The fields
/// of a type without any here stand in [`RARE`].
const TEXT: &str = include_str!("go-types.txt");
/// What few templates hold: the page fetches it later.
const RARE: &str = include_str!("go-types-rare.txt");
/// The types in which the API server works where they are not those of v1, and what else stands in a Pod alone.
const CORE: &str = include_str!("go-types-core.txt");

/// Go name, JSON name (`""`: embedded), Go type.
pub type Field = (&'static str, String, &'static str);

/// The fields of a struct type; `None` for other types and for those that are
/// not listed.
pub fn fields(kind: &str) -> Option<&'static [Field]> {
    static TYPES: OnceLock<Types> = OnceLock::new();
    let found = find(TYPES.get_or_init(|| read(TEXT)), kind)?;
    if found.is_empty() { rare(kind) } else { Some(found) }
}

fn rare(kind: &str) -> Option<&'static [Field]> {
    static TYPES: OnceLock<Types> = OnceLock::new();
    find(TYPES.get_or_init(|| read(RARE)), kind)
}

/// The fields of a struct type as the API server has it within itself; of the same types, those of v1.
pub fn core_fields(kind: &str) -> Option<&'static [Field]> {
    static TYPES: OnceLock<Types> = OnceLock::new();
    find(TYPES.get_or_init(|| read(CORE)), kind).or_else(|| fields(kind))
}

/// Types, each with its fields.
type Types = Vec<(&'static str, Vec<Field>)>;

fn find<'t>(types: &'t Types, kind: &str) -> Option<&'t [Field]> {
    types.iter().find(|(name, _)| *name == kind).map(|(_, fields)| fields.as_slice())
}

fn read(text: &'static str) -> Types {
    let mut types = Types::new();
    for line in text.lines() {
        match (line.strip_prefix(' '), types.last_mut()) {
            (Some(line), Some((_, fields))) => fields.extend(field(line)),
            _ => types.push((line, Vec::new())),
        }
    }
    types
}

fn field(line: &'static str) -> Option<Field> {
    let mut words = line.split(' ');
    let (name, kind) = (words.next()?, words.next()?);
    let json = match words.next() {
        None => lower(name),
        Some("-") => String::new(),
        Some(other) => other.to_owned(),
    };
    Some((name, json, kind))
}

/// A Go name with lower initials: `hostIP`, `dnsPolicy`, `tty`.
fn lower(name: &str) -> String {
    let initials = name.bytes().take_while(u8::is_ascii_uppercase).count();
    // The last of several initials begins the next word.
    let lowered = if initials == name.len() { initials } else { initials.saturating_sub(1).max(1) };
    let mut name = name.to_owned();
    if let Some(initials) = name.get_mut(..lowered) {
        initials.make_ascii_lowercase();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_listed_with_its_fields_and_their_json_names() {
        let json = |kind: &str, name: &str| {
            let fields = fields(kind)?;
            fields.iter().find(|it| it.0 == name).map(|it| (it.1.as_str(), it.2))
        };
        let spec = |name: &str| json("v1.PodSpec", name);
        assert_eq!(spec("HostIPC"), Some(("hostIPC", "bool")));
        assert_eq!(spec("DNSPolicy"), Some(("dnsPolicy", "v1.DNSPolicy")));
        assert_eq!(spec("OS"), Some(("os", "*v1.PodOS")));
        assert_eq!(spec("SetHostnameAsFQDN"), Some(("setHostnameAsFQDN", "*bool")));
        assert_eq!(spec("DeprecatedServiceAccount"), Some(("serviceAccount", "string")));
        assert_eq!(json("v1.Volume", "VolumeSource"), Some(("", "v1.VolumeSource")));
        assert_eq!(json("v1.Pod", "Spec"), None);
        assert_eq!(json("v1.EnvVar", "ValueFrom"), Some(("valueFrom", "*v1.EnvVarSource")));
        for text in [TEXT, RARE] {
            assert!(read(text).iter().all(|it| fields(it.0).is_some_and(|it| !it.is_empty())));
        }
        let inner = core_fields("v1.PodSecurityContext").and_then(<[Field]>::first);
        assert_eq!(inner.map(|it| it.0), Some("HostNetwork"));
    }
}
