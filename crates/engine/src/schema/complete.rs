//! What may stand at a place in a manifest, and what stands there: completion
//! and hover for an editor. Pure functions of a text and a byte offset; they
//! work on texts that are no YAML yet, line by line, by indentation.

use super::outline::{Outline, Slot, Way, outline};
use super::snippets::{begins_with, snippets};
use super::table::{self, Field, Struct, Type};
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::span::Span;

/// Something that may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown: a key without its colon, a value, the name of a snippet.
    pub label: String,
    /// What replaces [`Completion::at`].
    pub text: String,
    /// What is replaced: the typed beginning, or the whole of a key.
    pub at: Span,
    /// What it is.
    pub what: Offer,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A field of a struct.
    Key { within: &'static Struct, field: &'static Field },
    /// An allowed value of a field.
    Value { within: &'static Struct, field: &'static Field, default: bool },
    /// The name of a kind.
    Kind(Kind),
    /// One of the first words of a document, while its kind is not known.
    Head,
    /// A whole object. The template is the text with `${1:...}` around the
    /// places to type over, those of one number together.
    Snippet { kind: Kind, template: &'static str },
}

impl Completion {
    /// Whether what comes next can be completed too: the values of an enum,
    /// the fields of a struct.
    pub fn goes_on(&self) -> bool {
        match self.what {
            Offer::Key { field, .. } => {
                field.kind.inner().is_some() || !values_of(field).is_empty()
            }
            Offer::Head => true,
            Offer::Value { .. } | Offer::Kind(_) | Offer::Snippet { .. } => false,
        }
    }
}

/// A field under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The key, or the key or item below it that the pointer is on.
    pub at: Span,
    /// Its path, list places left out: `spec.ports.port`.
    pub path: FieldPath,
    /// The struct that has it.
    pub within: &'static Struct,
    /// The field itself.
    pub field: &'static Field,
}

/// The last field on a way, and the type below it with what was stepped into.
struct Reached {
    /// The struct whose fields stand here; `None`: no struct.
    of: Option<&'static Struct>,
    /// The field that leads here; `None` at the root.
    field: Option<(&'static Struct, &'static Field)>,
    /// The keys on the way to that field.
    path: FieldPath,
    /// A list's item has yet to be begun with a dash.
    dash: bool,
    /// Stands in a list or mapping of plain values.
    plain: bool,
}

/// Follows a way through the table; `None` where it leads nowhere.
fn reach(kind: Kind, way: &[Way<'_>]) -> Option<Reached> {
    let root = table::of(kind)?;
    let mut out =
        Reached { of: Some(root), field: None, path: FieldPath::root(), dash: false, plain: false };
    let mut below: Option<&'static Type> = None;
    for step in way {
        match (step, below) {
            (Way::Item, Some(Type::List(item))) => below = Some(item),
            // The keys of a mapping are the learner's own.
            (Way::Key(_), Some(Type::Map(item, _))) => below = Some(item),
            (Way::Key(name), None | Some(Type::Struct(_))) => {
                let within = out.of?;
                let field = within.field(name)?;
                out.path = out.path.named(name);
                out.field = Some((within, field));
                below = Some(&field.kind);
            }
            _ => return None,
        }
        out.of = match below {
            Some(Type::Struct(key)) => table::find(key),
            _ => None,
        };
    }
    if let Some(Type::List(item)) = below {
        out.dash = true;
        below = Some(item);
        out.of = item.inner().filter(|_| matches!(**item, Type::Struct(_)));
    }
    out.plain = out.of.is_none() && below.is_some();
    Some(out)
}

fn kind_of(here: &Outline<'_>) -> Option<Kind> {
    Kind::ALL.into_iter().find(|it| {
        here.kind == Some(it.name()) && here.version.is_none_or(|v| v == it.api_version())
    })
}

/// What may stand at a byte of the text: keys where a key stands, values
/// after a colon, whole objects in an empty document. Best first.
pub fn complete(text: &str, offset: usize) -> Vec<Completion> {
    let Some(here) = outline(text, offset) else { return Vec::new() };
    let Some(slot) = here.slot else { return Vec::new() };
    let typed = match slot {
        Slot::Key { typed, .. } | Slot::Value { typed, .. } => typed,
    };
    let typed = typed.slice(text).unwrap_or_default();
    match (slot, kind_of(&here)) {
        (Slot::Key { .. }, None) if here.way.is_empty() => heads(&here, slot, typed),
        (Slot::Key { typed: at, whole, colon }, Some(kind)) => {
            let place = if colon { whole } else { at };
            keys(&here, kind, typed, place, colon)
        }
        (Slot::Value { key, typed: at, blank, free: true, .. }, kind) => {
            let head = here.way.is_empty() && matches!(key, "kind" | "apiVersion");
            let mut found = match kind {
                _ if head => head_values(&here, key),
                Some(kind) => values(kind, &here, key),
                None => Vec::new(),
            };
            found.retain(|(label, _)| fits(label, typed));
            let lead = if blank { " " } else { "" };
            let offer = |(label, what): (&'static str, Offer)| Completion {
                label: label.to_owned(),
                text: lead.to_owned() + label,
                at,
                what,
            };
            found.into_iter().map(offer).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a word, or a word within it, begins with what was typed, letter
/// case aside: `po` finds `ports` and `nodePort`.
pub fn fits(label: &str, typed: &str) -> bool {
    let small = label.to_ascii_lowercase();
    let begins =
        |at: usize| at == 0 || label.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
    small.match_indices(&typed.to_ascii_lowercase()).any(|(at, _)| begins(at))
}

/// The fields that may stand here and do not yet; those that begin with what
/// was typed, that the API requires, or that the snippets use, first.
fn keys(here: &Outline<'_>, kind: Kind, typed: &str, at: Span, colon: bool) -> Vec<Completion> {
    let Some(reached) = reach(kind, &here.way) else { return Vec::new() };
    if reached.plain {
        return items(here, &reached, typed, at);
    }
    let Some(within) = reached.of else { return Vec::new() };
    let fields = within.fields.iter().filter(|it| {
        fits(it.name, typed)
            && !here.beside.contains(&it.name)
            && (it.name != "status" || within.field("spec").is_none())
    });
    let mut fields: Vec<&'static Field> = fields.collect();
    fields.sort_by_key(|it| {
        (!it.name.starts_with(typed), !it.required, !begins_with(it.name), it.name)
    });
    let dash = if reached.dash && !here.flow { "- " } else { "" };
    let column = here.column + dash.len();
    let offer = |field: &'static Field| Completion {
        label: field.name.to_owned(),
        text: match (colon, here.flow) {
            (true, _) => field.name.to_owned(),
            (false, true) => field.name.to_owned() + ": ",
            (false, false) => dash.to_owned() + &opened(field, column),
        },
        at,
        what: Offer::Key { within, field },
    };
    fields.into_iter().map(offer).collect()
}

/// A key with what must follow it: a blank, or the beginning of a new line.
fn opened(field: &Field, column: usize) -> String {
    let indent = " ".repeat(column);
    match &field.kind {
        Type::Struct(_) | Type::Map(..) => [field.name, ":\n", &indent, "  "].concat(),
        Type::List(_) => [field.name, ":\n", &indent, "- "].concat(),
        _ => [field.name, ": "].concat(),
    }
}

/// The items that a list of plain values may have.
fn items(here: &Outline<'_>, reached: &Reached, typed: &str, at: Span) -> Vec<Completion> {
    let Some((within, field)) = reached.field else { return Vec::new() };
    let dash = if reached.dash && !here.flow { "- " } else { "" };
    let known = values_of(field).into_iter().filter(|it| fits(it, typed));
    let offer = |value: &'static str| Completion {
        label: value.to_owned(),
        text: dash.to_owned() + value,
        at,
        what: Offer::Value { within, field, default: false },
    };
    known.map(offer).collect()
}

fn values_of(field: &'static Field) -> Vec<&'static str> {
    match field.kind {
        Type::Bool => vec!["true", "false"],
        _ => field.values.clone(),
    }
}

fn values(kind: Kind, here: &Outline<'_>, key: &str) -> Vec<(&'static str, Offer)> {
    let within = reach(kind, &here.way).filter(|it| !it.dash).and_then(|it| it.of);
    let Some((within, field)) = within.and_then(|it| Some((it, it.field(key)?))) else {
        return Vec::new();
    };
    if matches!(field.kind, Type::List(_)) {
        return Vec::new();
    }
    let offer = |value: &'static str| {
        (value, Offer::Value { within, field, default: field.default == Some(value) })
    };
    values_of(field).into_iter().map(offer).collect()
}

/// What a document may begin with while nobody knows its kind: whole objects,
/// and the fields that every object has.
fn heads(here: &Outline<'_>, slot: Slot<'_>, typed: &str) -> Vec<Completion> {
    let Slot::Key { typed: at, whole, colon } = slot else { return Vec::new() };
    let at = if colon { whole } else { at };
    let mut out = Vec::new();
    if here.empty && !here.flow && here.column == 0 {
        out = snippets(at, typed);
    }
    let words = ["apiVersion", "kind"].into_iter();
    out.extend(words.filter(|it| fits(it, typed) && !here.beside.contains(it)).map(|word| {
        Completion {
            label: word.to_owned(),
            text: word.to_owned() + if colon { "" } else { ": " },
            at,
            what: Offer::Head,
        }
    }));
    out
}

/// The values of `kind` and `apiVersion` that go with the other of the two.
fn head_values(here: &Outline<'_>, key: &str) -> Vec<(&'static str, Offer)> {
    let kinds = Kind::ALL.into_iter();
    if key == "kind" {
        let version = here.version.filter(|v| Kind::ALL.iter().any(|it| it.api_version() == *v));
        let fitting = kinds.filter(|it| version.is_none_or(|v| v == it.api_version()));
        return fitting.map(|it| (it.name(), Offer::Kind(it))).collect();
    }
    let fitting = kinds.filter(|it| here.kind.is_none_or(|kind| kind == it.name()));
    let mut versions: Vec<&'static str> = fitting.map(Kind::api_version).collect();
    versions.sort_unstable();
    versions.dedup();
    versions.into_iter().map(|it| (it, Offer::Head)).collect()
}

/// The field whose key or value stands at a byte of the text; on a key or item
/// of the learner's own (a label, an address), the field that holds it.
pub fn hover(text: &str, offset: usize) -> Option<Hover> {
    let here = outline(text, offset)?;
    let reached = reach(kind_of(&here)?, &here.way)?;
    let (key, at) = match here.slot? {
        Slot::Key { whole, .. } => (whole.slice(text)?.trim().trim_matches(['"', '\'']), whole),
        Slot::Value { key, of, .. } => (key, of),
    };
    if key.is_empty() || reached.dash {
        return None;
    }
    if reached.plain {
        let (within, field) = reached.field?;
        return Some(Hover { at, path: reached.path, within, field });
    }
    let within = reached.of?;
    let field = within.field(key)?;
    Some(Hover { at, path: reached.path.named(key), within, field })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(marked: &str) -> Vec<String> {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        complete(&text, offset).into_iter().map(|it| it.label).collect()
    }

    const SERVICE: &str = "apiVersion: v1\nkind: Service\n";
    const POLICY: &str = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n";

    /// The labels offered at the mark in a Service.
    fn service(marked: &str) -> Vec<String> {
        labels(&format!("{SERVICE}{marked}"))
    }

    /// The text after the first offer at the mark is taken.
    fn taken(marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let offer = complete(&text, offset).into_iter().next().expect("an offer");
        let mut out = text.clone();
        out.replace_range(offer.at.start..offer.at.end, &offer.text);
        out
    }

    #[test]
    fn keys_are_offered_where_a_key_may_stand() {
        assert_eq!(service("spec:\n  ty|\n"), ["type"]);
        assert_eq!(service("spec:\n  ports:\n  - targetP|\n"), ["targetPort"]);
        assert_eq!(service("spec:\n  ports:\n    - port: 80\n      t|")[0], "targetPort");
        assert_eq!(service("spec:\n  ports:\n  - port: 80\n  sel|\n"), ["selector"]);
        assert_eq!(service("sp|"), ["spec"]);
        assert_eq!(service("spec:\n  session|\n"), ["sessionAffinity", "sessionAffinityConfig"]);
        let second = format!("metadata:\n  name: a\n---\n{SERVICE}spec:\n  clusterIP|\n");
        assert_eq!(service(&second), ["clusterIP", "clusterIPs"]);
        let list =
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  spec:\n    externalN|\n".to_owned();
        assert_eq!(labels(&list), ["externalName"]);
        let template = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        readinessP|";
        assert_eq!(labels(template), ["readinessProbe"]);
    }

    #[test]
    fn on_an_empty_line_its_column_decides() {
        let text = "spec:\n  ports:\n  - name: a\n    port: 80\n";
        let at = |blanks: &str| service(&format!("{text}{blanks}|\n"));
        assert_eq!(at("    "), ["nodePort", "protocol", "targetPort", "appProtocol"]);
        assert!(at("  ").contains(&"selector".to_owned()));
        assert!(!at("  ").contains(&"ports".to_owned()));
        assert_eq!(at(""), ["metadata"]);
        assert_eq!(at("   "), Vec::<String>::new());
        assert_eq!(service("spec:\n  ports:\n  - name: a\n|"), ["metadata"]);
        let among = "spec:\n  |\n  type: NodePort\n  selector:\n    app: web\n";
        assert!(!service(among).contains(&"type".to_owned()), "what follows counts too");
    }

    #[test]
    fn what_stands_already_is_not_offered_again() {
        assert_eq!(service("metadata:\n  name: a\n  na|\n"), ["namespace", "generateName"]);
        assert_eq!(service("spec:\n  ports:\n  - port: 80\n  - po|\n")[0], "port");
        assert_eq!(service("spec:\n  ports:\n  - {port: 80, na|}"), ["name"]);
        assert_eq!(service("spec:\n  ports: [{port: 80}, {po|}]")[0], "port");
    }

    #[test]
    fn what_the_server_writes_is_not_offered_beside_a_spec() {
        assert!(!service("|").contains(&"status".to_owned()));
        let conditions = "apiVersion: v1\nkind: Pod\nstatus:\n  conditions:\n  - st|";
        assert_eq!(labels(conditions)[0], "status");
    }

    #[test]
    fn values_are_offered_after_a_colon() {
        let types = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"];
        assert_eq!(service("spec:\n  type: |\n"), types);
        assert_eq!(service("spec:\n  type:|\n"), types);
        assert_eq!(service("spec:\n  type: nodep|\n"), ["NodePort"]);
        assert_eq!(service("spec: {type: L|}"), ["LoadBalancer"]);
        assert_eq!(service("spec:\n  ports:\n  - port: 80\n    protocol: U|\n"), ["UDP"]);
        assert_eq!(
            labels("apiVersion: apps/v1\nkind: Deployment\nspec:\n  paused: |"),
            ["true", "false"]
        );
        assert_eq!(service("spec:\n  ipFamilies:\n  - |"), ["IPv4", "IPv6"]);
        assert_eq!(service("spec:\n  ipFamilies: [IPv4, |]"), ["IPv4", "IPv6"]);
        assert_eq!(labels(&format!("{POLICY}spec:\n  policyTypes:\n  - E|")), ["Egress"]);
        assert_eq!(labels("kind: |").len(), Kind::ALL.len());
        assert_eq!(
            labels("apiVersion: apps/v1\nkind: |"),
            ["ReplicaSet", "Deployment", "StatefulSet"]
        );
        assert_eq!(labels("apiVersion: |\nkind: Ingress"), ["networking.k8s.io/v1"]);
    }

    #[test]
    fn whole_objects_are_offered_where_a_document_begins() {
        for empty in ["|", "---\n|", "# a note\n|\n", "kind: Pod\n---\n|", "|\n---\nkind: Pod\n"] {
            let found = labels(empty);
            assert_eq!(found.first().map(String::as_str), Some("Service"), "{empty:?}");
            assert!(found.contains(&"apiVersion".to_owned()));
        }
        assert_eq!(labels("netw|"), ["NetworkPolicy"]);
        assert_eq!(labels("  |"), ["apiVersion", "kind"]);
        assert_eq!(labels("kind: Nothing\n|"), ["apiVersion"]);
    }

    #[test]
    fn nothing_is_offered_where_nothing_can_stand() {
        for marked in [
            "spec: # ty|",
            "# ty|",
            "metadata:\n  name: a # n|\n",
            "spec:\n  type: \"No|\"\n",
            "metadata:\n  annotations:\n    a: \"\n    t|",
            "spec:\n  type: NodePort\n    po|",
            "metadata:\n  name: |\n",
            "spec:\n  selector:\n    ap|\n",
            "nonsense:\n  a|\n",
            "spec:\n  -| type: NodePort",
            "spec:\n  - ty|",
            "spec:\n  ports:\n  - port: 80\n   na|",
            "spec:\n  clusterIPs:\n  - 10|\n",
            "spec: {type: NodePort} ty|",
            "--|-\n",
        ] {
            assert_eq!(service(marked), Vec::<String>::new(), "{marked:?}");
        }
        let data = "apiVersion: v1\nkind: ConfigMap\ndata:\n  page: |2\n    kind: |\n";
        let offset = data.rfind('|').unwrap();
        assert_eq!(complete(&data.replacen(": |\n", ": \n", 1), offset), []);
    }

    #[test]
    fn what_is_taken_leaves_the_text_ready_for_the_next_word() {
        let after = |marked: &str| taken(&format!("{SERVICE}{marked}")).split_off(SERVICE.len());
        assert_eq!(after("spec:\n  typ|"), "spec:\n  type: ");
        assert_eq!(after("spe|"), "spec:\n  ");
        assert_eq!(after("spec:\n  por|"), "spec:\n  ports:\n  - ");
        assert_eq!(after("spec:\n  selec|"), "spec:\n  selector:\n    ");
        assert_eq!(after("spec:\n  ports:\n    nod|"), "spec:\n  ports:\n    - nodePort: ");
        assert_eq!(after("spec:\n  type:|"), "spec:\n  type: ClusterIP");
        assert_eq!(after("spec:\n  ty|p: NodePort"), "spec:\n  type: NodePort");
        assert_eq!(after("spec: {sel|}"), "spec: {selector: }");
    }

    #[test]
    fn hovering_names_the_field_and_its_path() {
        let text = "apiVersion: v1\nkind: Service # what\nmetadata:\n  labels: {app: web}\nspec:\n  selector:\n    app: web\n  externalIPs:\n  - 192.0.2.1\n  ports:\n  - port: 80\n    nodePort: \"30080\"\n";
        let path =
            |word: &str| hover(text, text.find(word).unwrap() + 1).map(|it| it.path.to_string());
        assert_eq!(path("30080").as_deref(), Some("spec.ports.nodePort"));
        assert_eq!(path("nodePort").as_deref(), Some("spec.ports.nodePort"));
        assert_eq!(path("port: 80").as_deref(), Some("spec.ports.port"));
        assert_eq!(path("app: web}").as_deref(), Some("metadata.labels"));
        assert_eq!(path("app: web\n").as_deref(), Some("spec.selector"));
        assert_eq!(path("192.0.2.1").as_deref(), Some("spec.externalIPs"));
        assert_eq!(path("apiVersion").as_deref(), Some("apiVersion"));
        assert_eq!(path("# what"), None);
        let found = hover(text, text.find("30080").unwrap()).unwrap();
        assert_eq!((found.within.key, found.at.slice(text)), ("ServicePort", Some("nodePort")));
    }

    #[test]
    fn json_is_read_too() {
        let text = "{\n  \"apiVersion\": \"v1\", \"kind\": \"Service\",\n  \"spec\": {\"type\": \"NodePort\", \"ports\": [{\"port\": 80}]}\n}";
        let path = |word: &str| hover(text, text.find(word).unwrap()).map(|it| it.path.to_string());
        assert_eq!(path("NodePort").as_deref(), Some("spec.type"));
        assert_eq!(path("80").as_deref(), Some("spec.ports.port"));
        assert_eq!(path("spec").as_deref(), Some("spec"));
    }

    proptest::proptest! {
        #[test]
        fn completing_and_hovering_never_panic(text in "[a-z:\\- \\n#\"é{},\\[\\]|\\\\]{0,60}", at in 0..100_usize) {
            let text = format!("apiVersion: v1\nkind: Service\nspec:\n{text}");
            for offer in complete(&text, at) {
                proptest::prop_assert!(offer.at.slice(&text).is_some());
            }
            let _ = hover(&text, at);
        }
    }
}
