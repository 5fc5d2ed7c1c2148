//! What may stand at a place in a manifest, and what stands there: completion
//! and hover for an editor. Pure functions of a text and a byte offset; they
//! work on texts that are no YAML yet, line by line, by indentation.

use super::table::{self, Field, Struct, Type};
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::span::Span;

/// Something that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown and written: a key without its colon, or a value.
    pub label: String,
    /// What replaces [`Completion::at`].
    pub text: String,
    /// The typed beginning that is replaced.
    pub at: Span,
    /// What it is.
    pub what: Offer,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A field: its type and whether the API requires it.
    Key { field: &'static Field },
    /// An allowed value.
    Value { default: bool },
    /// A whole object.
    Snippet(Kind),
}

/// A field under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The key.
    pub at: Span,
    /// Its path, list places left out: `spec.ports.port`.
    pub path: FieldPath,
    /// The struct that has it.
    pub within: &'static Struct,
    /// The field itself.
    pub field: &'static Field,
}

impl Hover {
    /// The id of its description: `field-service-port-node-port`.
    pub fn description_id(&self) -> String {
        description_id(self.within, self.field)
    }
}

/// The id of a field's description, from its struct and name.
pub fn description_id(within: &Struct, field: &Field) -> String {
    format!("field-{}-{}", kebab(within.go_name()), kebab(field.name))
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|it| letters.get(it));
        let starts = letter.is_ascii_uppercase()
            && (before.is_some_and(|it| !it.is_ascii_uppercase())
                || letters.get(place + 1).is_some_and(|it| it.is_ascii_lowercase()));
        if starts && place > 0 {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// One line of a manifest, taken apart.
struct Line<'t> {
    start: usize,
    /// Column of the key, dashes counted as indentation.
    indent: usize,
    /// Column of the first dash, where there is one.
    dash: Option<usize>,
    key: &'t str,
    /// Where the value begins, after `: `; `None` without a colon.
    value: Option<usize>,
}

impl<'t> Line<'t> {
    fn read(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let line = text.get(start..end)?;
        let mut indent = line.len() - line.trim_start_matches(' ').len();
        let mut rest = line.get(indent..)?;
        let mut dash = None;
        while let Some(after) = rest.strip_prefix("- ").or_else(|| (rest == "-").then_some("")) {
            dash = dash.or(Some(indent));
            let blanks = after.len() - after.trim_start_matches(' ').len();
            indent += rest.len() - after.len() + blanks;
            rest = after.get(blanks..)?;
        }
        let colon = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
        let key = rest.get(..colon.unwrap_or(rest.len()))?;
        let value = colon.map(|at| {
            let after = rest.get(at + 1..).unwrap_or_default();
            start + indent + at + 1 + after.len() - after.trim_start_matches(' ').len()
        });
        Some(Self { start, indent, dash, key: key.trim_matches(['"', '\'']), value })
    }

    fn is_empty(&self) -> bool {
        self.key.is_empty() && self.dash.is_none()
    }
}

/// The document around a place, up to the end of the place's line.
fn lines(text: &str, offset: usize) -> Vec<Line<'_>> {
    let line_end =
        text.get(offset..).and_then(|it| it.find('\n')).map_or(text.len(), |it| offset + it);
    let before = text.get(..line_end).unwrap_or_default();
    let begin = before.rfind("\n---").map_or(0, |it| it + 1);
    let mut out = Vec::new();
    let mut at = begin;
    for line in text.get(begin..line_end).unwrap_or_default().split('\n') {
        let end = at + line.len();
        let comment = line.trim_start().starts_with('#') || line.starts_with("---");
        if !comment {
            out.extend(Line::read(text, at, at + line.trim_end_matches('\r').len()));
        }
        at = end + 1;
    }
    out
}

/// The keys on the way to a line, outermost first, the line's own left out.
fn parents<'t>(lines: &[Line<'t>], of: &Line<'_>) -> Vec<&'t str> {
    let mut within = of.indent;
    let mut dash = of.dash;
    let mut out = Vec::new();
    for line in lines.iter().rev().filter(|it| it.start < of.start && !it.is_empty()) {
        // A list may stand at its key's own column.
        let holds_list = dash.is_some_and(|it| line.indent <= it && line.dash.is_none());
        if line.indent < within && (dash.is_none() || line.indent < dash.unwrap_or(within))
            || holds_list
        {
            if line.value.is_some() {
                out.push(line.key);
            }
            within = line.indent;
            dash = line.dash;
        } else if line.indent == within && line.dash.is_some() && dash.is_none() {
            dash = line.dash;
        }
    }
    out.reverse();
    out
}

fn kind_of(text: &str, offset: usize) -> Option<Kind> {
    let start = text.get(..offset)?.rfind("\n---").map_or(0, |it| it + 1);
    let document = text.get(start..)?;
    let end = document.get(1..).and_then(|it| it.find("\n---")).map_or(document.len(), |it| it + 1);
    let value = |key: &str| {
        let mut lines = document.get(..end).unwrap_or_default().lines();
        lines.find_map(|it| it.strip_prefix(key)).map(|it| it.trim().trim_matches(['"', '\'']))
    };
    let kind = value("kind:")?;
    let version = value("apiVersion:");
    Kind::ALL.into_iter().find(|it| {
        it.name() == kind && version.is_none_or(|v| v.is_empty() || v == it.api_version())
    })
}

/// The struct whose fields stand below these keys.
fn struct_at(kind: Kind, keys: &[&str]) -> Option<&'static Struct> {
    keys.iter().try_fold(table::of(kind)?, |of, key| of.field(key)?.kind.inner())
}

/// What may stand at a byte of the text: keys where a key stands, values
/// after a colon, whole objects in an empty document. Best first.
pub fn complete(text: &str, offset: usize) -> Vec<Completion> {
    if !text.is_char_boundary(offset) {
        return Vec::new();
    }
    let lines = lines(text, offset);
    let Some(line) = lines.last().filter(|it| it.start <= offset) else { return snippets(offset) };
    let Some(kind) = kind_of(text, offset) else {
        let empty = lines.iter().all(Line::is_empty);
        return if empty { snippets(offset) } else { head(line, offset) };
    };
    match line.value.filter(|it| *it <= offset) {
        Some(from) => values(text, kind, &lines, line, Span::new(from, offset)),
        None => keys(text, kind, &lines, line, offset),
    }
}

fn keys(
    text: &str,
    kind: Kind,
    lines: &[Line<'_>],
    line: &Line<'_>,
    offset: usize,
) -> Vec<Completion> {
    let at = Span::new((line.start + line.indent).min(offset), offset);
    let typed = at.slice(text).unwrap_or_default();
    let Some(of) = struct_at(kind, &parents(lines, line)) else { return Vec::new() };
    let mut fields: Vec<&'static Field> =
        of.fields.iter().filter(|it| it.name.starts_with(typed) && it.name != "status").collect();
    fields.sort_by_key(|it| (!it.required, it.name));
    let offer = |field: &'static Field| Completion {
        label: field.name.to_owned(),
        text: format!("{}:{}", field.name, if field.kind.inner().is_some() { "" } else { " " }),
        at,
        what: Offer::Key { field },
    };
    fields.into_iter().map(offer).collect()
}

fn values(
    text: &str,
    kind: Kind,
    lines: &[Line<'_>],
    line: &Line<'_>,
    at: Span,
) -> Vec<Completion> {
    let typed = at.slice(text).unwrap_or_default();
    let of = struct_at(kind, &parents(lines, line));
    let Some(field) = of.and_then(|it| it.field(line.key)) else { return Vec::new() };
    let known: Vec<&str> = match field.kind {
        Type::Bool => vec!["true", "false"],
        _ => field.values.clone(),
    };
    let offer = |value: &&str| Completion {
        label: (*value).to_owned(),
        text: (*value).to_owned(),
        at,
        what: Offer::Value { default: field.default == Some(*value) },
    };
    known.iter().filter(|it| it.starts_with(typed)).map(offer).collect()
}

/// The first two lines of a document: apiVersion and kind.
fn head(line: &Line<'_>, offset: usize) -> Vec<Completion> {
    let Some(from) = line.value.filter(|it| *it <= offset) else { return Vec::new() };
    let at = Span::new(from, offset);
    let mut words: Vec<&str> = match line.key {
        "kind" => Kind::ALL.into_iter().map(Kind::name).collect(),
        "apiVersion" => Kind::ALL.into_iter().map(Kind::api_version).collect(),
        _ => Vec::new(),
    };
    words.sort_unstable();
    words.dedup();
    let offer = |word: &str| Completion {
        label: word.to_owned(),
        text: word.to_owned(),
        at,
        what: Offer::Value { default: false },
    };
    words.into_iter().map(offer).collect()
}

const SERVICE: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n";
const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n  - name: web\n    image: nginx\n    ports:\n    - containerPort: 80\n";
const DEPLOYMENT: &str = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n      - name: web\n        image: nginx\n        ports:\n        - containerPort: 80\n";
const NAMESPACE: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n";

/// Whole objects to begin with, each accepted as it stands.
pub fn snippets(offset: usize) -> Vec<Completion> {
    let whole = [
        (Kind::Service, SERVICE),
        (Kind::Deployment, DEPLOYMENT),
        (Kind::Pod, POD),
        (Kind::Namespace, NAMESPACE),
    ];
    let offer = |(kind, text): (Kind, &str)| Completion {
        label: kind.name().to_owned(),
        text: text.to_owned(),
        at: Span::at(offset),
        what: Offer::Snippet(kind),
    };
    whole.into_iter().map(offer).collect()
}

/// The field whose key or value stands at a byte of the text.
pub fn hover(text: &str, offset: usize) -> Option<Hover> {
    if !text.is_char_boundary(offset) {
        return None;
    }
    let lines = lines(text, offset);
    let line = lines.last().filter(|it| it.start + it.indent <= offset && it.value.is_some())?;
    let keys = parents(&lines, line);
    let within = struct_at(kind_of(text, offset)?, &keys)?;
    let field = within.field(line.key)?;
    let path = keys.iter().fold(FieldPath::root(), |path, key| path.field(key)).field(line.key);
    let start = line.start + line.indent;
    Some(Hover { at: Span::new(start, start + line.key.len()), path, within, field })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{FieldValidation, decode};

    fn labels(marked: &str) -> Vec<String> {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        complete(&text, offset).into_iter().map(|it| it.label).collect()
    }

    #[test]
    fn keys_are_offered_where_a_key_may_stand() {
        let head = "apiVersion: v1\nkind: Service\n";
        assert_eq!(labels(&format!("{head}spec:\n  ty|\n")), ["type"]);
        assert_eq!(labels(&format!("{head}spec:\n  ports:\n  - po|\n")), ["port"]);
        assert_eq!(
            labels(&format!("{head}spec:\n  ports:\n    - port: 80\n      t|\n")),
            ["targetPort"]
        );
        assert_eq!(labels(&format!("{head}spec:\n  ports:\n  - port: 80\n  sel|\n")), ["selector"]);
        assert_eq!(labels(&format!("{head}sp|")), ["spec"]);
        assert_eq!(
            labels(&format!("{head}metadata:\n  name: a\n---\n{head}spec:\n  clusterIP|\n")),
            ["clusterIP", "clusterIPs"]
        );
    }

    #[test]
    fn values_are_offered_after_a_colon() {
        let head = "apiVersion: v1\nkind: Service\n";
        assert_eq!(
            labels(&format!("{head}spec:\n  type: |\n")),
            ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]
        );
        assert_eq!(
            labels(&format!("{head}spec:\n  ports:\n  - port: 80\n    protocol: U|\n")),
            ["UDP"]
        );
        assert_eq!(
            labels("apiVersion: apps/v1\nkind: Deployment\nspec:\n  paused: |"),
            ["true", "false"]
        );
        assert_eq!(labels("kind: |").len(), 11);
        assert_eq!(labels("|"), ["Service", "Deployment", "Pod", "Namespace"]);
    }

    #[test]
    fn hovering_names_the_field_and_its_description() {
        let text =
            "apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n    nodePort: 30080\n";
        let found = hover(text, text.find("30080").unwrap()).unwrap();
        assert_eq!(found.path.to_string(), "spec.ports.nodePort");
        assert_eq!(found.description_id(), "field-service-port-node-port");
        assert_eq!(found.at.slice(text), Some("nodePort"));
        let found = hover(text, text.find("port: 80").unwrap()).unwrap();
        assert_eq!(found.description_id(), "field-service-port-port");
        assert_eq!(hover(text, 0).map(|it| it.field.name), Some("apiVersion"));
    }

    #[test]
    fn every_snippet_is_an_object_of_its_kind() {
        for snippet in snippets(0) {
            let Offer::Snippet(kind) = snippet.what else { panic!() };
            let (documents, problems) = crate::yaml::read(&snippet.text);
            assert!(problems.is_empty());
            let value = documents[0].root.as_ref().unwrap().to_value();
            assert!(decode(kind, &value, FieldValidation::Strict).is_ok());
        }
    }

    proptest::proptest! {
        #[test]
        fn completing_and_hovering_never_panic(text in "[a-z:\\- \\n#\"é]{0,60}", at in 0..80_usize) {
            let text = format!("apiVersion: v1\nkind: Service\nspec:\n{text}");
            for offer in complete(&text, at) {
                proptest::prop_assert!(offer.at.slice(&text).is_some());
            }
            let _ = hover(&text, at);
        }
    }
}
