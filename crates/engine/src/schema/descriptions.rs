//! What each field is for, in one language: texts by id, handed in from
//! outside. The engine holds no sentence itself, only the ids.

use std::collections::BTreeMap;

use super::table::{Field, Struct, Type};
use crate::objects::Kind;

/// The sentences of one language, from `locales/<tag>/fields.ftl`: a line
/// `id = sentence` each, nothing else but comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptions(BTreeMap<String, String>);

impl Descriptions {
    /// Reads a file of sentences; lines that are none are left out.
    pub fn read(text: &str) -> Self {
        let pairs = text.lines().filter(|it| !it.starts_with(['#', ' ']));
        let pairs = pairs.filter_map(|it| it.split_once(" = "));
        Self(pairs.map(|(id, text)| (id.to_owned(), text.trim().to_owned())).collect())
    }

    /// A text by its id.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }

    /// The sentence about a field: its own, or the one it shares.
    pub fn field(&self, within: &Struct, field: &Field) -> Option<&str> {
        description_ids(within, field).iter().find_map(|it| self.text(it))
    }

    /// The sentence about a kind.
    pub fn kind(&self, kind: Kind) -> Option<&str> {
        self.text(&kind_id(kind))
    }
}

/// The id of a kind's sentence: `object-endpoint-slice`.
pub fn kind_id(kind: Kind) -> String {
    "object-".to_owned() + &kebab(kind.name())
}

/// The ids under which a field's sentence may stand, its own first: by its
/// struct (`field-service-port-node-port`), by the struct it is embedded from,
/// with all conditions, by its type (`field-of-type-protocol`).
pub fn description_ids(within: &Struct, field: &Field) -> Vec<String> {
    let by = |of: &str| ["field-", &kebab(of), "-", &kebab(field.name)].concat();
    let name = within.go_name();
    let mut ids = vec![by(name)];
    ids.extend(field.embedded.map(by));
    // Ingress has copies of Service's status structs.
    ids.extend(name.strip_prefix("Ingress").filter(|it| !it.is_empty()).map(by));
    if name.ends_with("Condition") {
        ids.push(by("Condition"));
    }
    ids.extend(type_name(&field.kind).map(|it| "field-of-type-".to_owned() + &kebab(it)));
    ids
}

/// The Go type by whose name fields can share a sentence.
fn type_name(kind: &Type) -> Option<&'static str> {
    match kind {
        Type::Struct(key) => key.rsplit('.').next(),
        Type::String(name) | Type::Map(_, name) => *name,
        Type::List(item) => type_name(item),
        _ => None,
    }
}

/// `clusterIPs` -> `cluster-ips`, `HTTPGetAction` -> `http-get-action`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    let letters: Vec<char> = name.chars().collect();
    let upper = |at: usize| letters.get(at).is_some_and(char::is_ascii_uppercase);
    let lower = |at: usize| letters.get(at).is_some_and(char::is_ascii_lowercase);
    for (at, letter) in letters.iter().enumerate() {
        let after_word = at > 0 && !upper(at - 1);
        let plural = letters.get(at + 1) == Some(&'s') && !lower(at + 2);
        if at > 0 && upper(at) && (after_word || lower(at + 1) && !plural) {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::find;

    fn ids(key: &str, name: &str) -> Vec<String> {
        let within = find(key).unwrap();
        description_ids(within, within.field(name).unwrap())
    }

    #[test]
    fn names_become_kebab_case_whole_words_at_a_time() {
        let all =
            ["nodePort", "clusterIPs", "HTTPGetAction", "podCIDR", "IPBlock", "ipMode", "fieldsV1"];
        let kebabs = all.map(kebab);
        let wanted = [
            "node-port",
            "cluster-ips",
            "http-get-action",
            "pod-cidr",
            "ip-block",
            "ip-mode",
            "fields-v1",
        ];
        assert_eq!(kebabs, wanted);
    }

    #[test]
    fn a_field_that_is_the_same_thing_elsewhere_can_share_its_sentence() {
        assert_eq!(ids("ServicePort", "nodePort"), ["field-service-port-node-port"]);
        assert_eq!(ids("Pod", "kind").last().unwrap(), "field-type-meta-kind");
        assert_eq!(ids("NodeCondition", "reason").last().unwrap(), "field-condition-reason");
        assert_eq!(ids("ContainerPort", "protocol").last().unwrap(), "field-of-type-protocol");
        assert_eq!(ids("networking.IngressPortStatus", "port")[1], "field-port-status-port");
    }

    #[test]
    fn its_own_sentence_comes_before_a_shared_one() {
        let shared = Descriptions::read("# c\nfield-of-type-protocol = all\n");
        let own =
            Descriptions::read("field-of-type-protocol = all\nfield-service-port-protocol = one\n");
        let port = find("ServicePort").unwrap();
        let protocol = port.field("protocol").unwrap();
        assert_eq!(shared.field(port, protocol), Some("all"));
        assert_eq!(own.field(port, protocol), Some("one"));
        assert_eq!(shared.kind(Kind::Pod), None);
    }
}
