//! What kubectl makes of a text before anything is sent: documents, List
//! items, and its own refusals, in its own words.
//!
//! Models k8s.io/cli-runtime/pkg/resource StreamVisitor, FlattenListVisitor
//! and mapper (v1.36), with the client-side validation of kubectl.

use super::kinds::{Meaning, meaning};
use super::openapi;
use crate::diagnostic::{By, Code, Diagnostic, Edit, Severity, Verbatim};
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::schema::{self, Problem, Repair};
use crate::span::Span;
use crate::value::Value;
use crate::yaml::{self, Content, Document, Entry, Fault, FaultKind, Node};

/// An object that kubectl would send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Kind of the collection it is sent to.
    pub kind: Kind,
    /// The JSON that is sent.
    pub value: Value,
    /// The same with positions.
    pub node: Node,
    /// Whether it is an item of a List: its failures are printed in a row.
    pub in_list: bool,
}

/// What kubectl made of one document, or of one item of a List.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// To be sent.
    Send(Box<Manifest>),
    /// Refused in these words, without `error: `; reading goes on.
    Skip { words: String, in_list: bool },
    /// Refused in these words, without `error: `; nothing after it is read.
    Stop { words: String },
}

/// A text as kubectl reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// In the order in which kubectl handles them. Empty: `no objects passed`.
    pub items: Vec<Item>,
    /// Every problem with its place, also of documents that kubectl did not
    /// reach. Refusals in `items` have theirs here.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text as `kubectl create -f -`, `apply -f -` and the like do.
/// `source` is how kubectl calls it: `STDIN`, `web.yaml`.
pub fn read(text: &str, source: &str) -> Reading {
    let mut reader = Reader { text, source, reading: Reading::default(), stopped: false };
    if text.len() > yaml::MAX_BYTES {
        let at = Span::new(0, text.lines().next().unwrap_or_default().len());
        let fault = Fault { kind: FaultKind::TooLarge, words: String::new(), at };
        reader.unreadable(&fault);
    } else if text.trim_start().starts_with('{') {
        reader.json();
    } else {
        reader.yaml(0, None);
    }
    reader.reading
}

struct Reader<'t> {
    text: &'t str,
    source: &'t str,
    reading: Reading,
    stopped: bool,
}

impl Reader<'_> {
    /// A stream of JSON values; what is none is tried as YAML from there on,
    /// and if that fails too, JSON's words are told.
    ///
    /// Models k8s.io/apimachinery/pkg/util/yaml YAMLOrJSONDecoder (v1.36).
    fn json(&mut self) {
        let mut at = 0;
        for _ in 0..yaml::MAX_DOCUMENTS {
            match yaml::read_json(self.text, at) {
                Ok(None) => return,
                Ok(Some(root)) => {
                    at = root.span.end;
                    self.document(root);
                }
                Err(fault) => {
                    let end = self.text.len();
                    let at_fault = yaml::visible(self.text, Span::new(fault.at, fault.at));
                    let fault = Fault {
                        kind: FaultKind::Syntax,
                        words: fault.words,
                        at: if fault.at >= end { Span::at(end) } else { at_fault },
                    };
                    return self.yaml(at, Some(fault));
                }
            }
        }
    }

    /// A stream of YAML documents from a place on; `instead` is told where the
    /// first is no YAML.
    fn yaml(&mut self, from: usize, mut instead: Option<Fault>) {
        let rest = self.text.get(from..).unwrap_or_default();
        for chunk in yaml::split(rest).into_iter().take(yaml::MAX_DOCUMENTS) {
            let part = Span::new(chunk.span.start + from, chunk.span.end + from);
            let instead = instead.take();
            let read = match chunk.fault {
                Some(fault) => {
                    let at = Span::new(fault.at.start + from, fault.at.end + from);
                    Err(Fault { at, ..fault })
                }
                None => yaml::read_document(self.text, part).map_err(converting),
            };
            match read {
                Ok(document) => self.yaml_document(document),
                Err(fault) => self.unreadable(&instead.unwrap_or(fault)),
            }
        }
    }

    fn yaml_document(&mut self, document: Document) {
        let twice = document.duplicates.iter().map(|it| yaml::duplicate(self.text, it));
        self.reading.diagnostics.extend(twice);
        if let Some(root) = document.root {
            self.document(root);
        }
    }

    fn unreadable(&mut self, fault: &Fault) {
        let mut problem = yaml::problem(self.text, fault);
        problem.edit = (problem.code == Code::YamlTab).then(|| self.untab(problem.at)).flatten();
        let words = match fault.kind {
            FaultKind::TooLarge => "the text is larger or deeper than Service Lab reads".to_owned(),
            FaultKind::Syntax | FaultKind::NotJson => {
                format!("error parsing {}: {}", self.source, fault.words)
            }
        };
        problem.verbatim = Verbatim(words.clone());
        self.reading.diagnostics.push(problem);
        self.stop(words);
    }

    /// Spaces for the tabs that indent this line and the ones below it, where
    /// that makes the document readable.
    fn untab(&self, at: Span) -> Option<Edit> {
        let start = self.text.get(..at.start)?.rfind('\n').map_or(0, |it| it + 1);
        let rest = self.text.get(start..)?;
        let mut end = start;
        let mut spaced = String::new();
        for line in rest.split_inclusive('\n').take_while(|it| !it.starts_with("---")) {
            let body = line.trim_start_matches([' ', '\t']);
            let blanks = line.get(..line.len() - body.len()).unwrap_or_default();
            spaced.push_str(&blanks.replace('\t', "  "));
            spaced.push_str(body);
            end += line.len();
        }
        let mended = format!("{}{spaced}", self.text.get(..start)?);
        let part = yaml::split(&mended).pop()?.span;
        yaml::read_document(&mended, part).ok()?;
        Some(Edit { at: Span::new(start, end), text: spaced })
    }

    fn document(&mut self, root: Node) {
        let value = root.to_value();
        if value.is_null() {
            return;
        }
        let mut wrong = openapi::kind_errors(&value);
        let code = if wrong.is_empty() { Code::UnknownField } else { Code::MissingKind };
        if wrong.is_empty() {
            wrong = openapi::list_errors(&value);
        }
        if !wrong.is_empty() {
            return self.invalid(&root, &value, code, &wrong);
        }
        let lists = !matches!(value.get("items"), None | Some(Value::Null));
        if value.text("kind").is_empty() {
            let words = format!("Object 'Kind' is missing in '{}'", value.to_json());
            return self.undecodable(&root, Code::MissingKind, "kind", &words);
        }
        if let Some(problem) = metadata_problem(&value) {
            return self.wrong_metadata(&root, &problem);
        }
        match meaning(value.text("apiVersion"), value.text("kind")) {
            Meaning::Known(_) if lists => self.list(&root),
            Meaning::Nothing if lists && is_list(&value) => self.list(&root),
            Meaning::Known(kind) => self.send(kind, value, root, false),
            Meaning::NotSimulated => self.not_simulated(&root, &value),
            Meaning::Nothing => self.no_match(&root, &value, false),
        }
    }

    /// The items of a List, one by one. Items of a typed list may leave out
    /// apiVersion and kind.
    fn list(&mut self, root: &Node) {
        let Some(Node { content: Content::List(items), .. }) = root.get("items") else {
            let words = "items is no list".to_owned();
            return self.refuse(Code::WrongType, root, "items", words, false);
        };
        let nested = items
            .iter()
            .find(|it| matches!(it.get("items").map(|it| &it.content), Some(Content::List(_))));
        if let Some(nested) = nested {
            let words = "*unstructured.Unstructured is not a list: no Items field in this object";
            return self.refuse(Code::UnknownKind, nested, "kind", words.to_owned(), false);
        }
        for item in items {
            let node = typed_item(root, item);
            let value = node.to_value();
            match meaning(value.text("apiVersion"), value.text("kind")) {
                Meaning::Known(kind) => self.send(kind, value, node, true),
                Meaning::NotSimulated => self.not_simulated(&node, &value),
                Meaning::Nothing => self.no_match(&node, &value, true),
            }
        }
    }

    fn send(&mut self, kind: Kind, value: Value, node: Node, in_list: bool) {
        if !self.stopped {
            let manifest = Manifest { kind, value, node, in_list };
            self.reading.items.push(Item::Send(Box::new(manifest)));
        }
    }

    fn stop(&mut self, words: String) {
        if !self.stopped {
            self.reading.items.push(Item::Stop { words });
        }
        self.stopped = true;
    }

    fn skip(&mut self, words: String, in_list: bool) {
        if !self.stopped {
            self.reading.items.push(Item::Skip { words, in_list });
        }
    }

    /// A refusal about one field of a document.
    fn refuse(
        &mut self,
        code: Code,
        root: &Node,
        field: &'static str,
        words: String,
        in_list: bool,
    ) {
        let path = FieldPath::root().field(field);
        let problem = self.about(root, code, path, &words);
        self.reading.diagnostics.push(problem);
        self.skip(words, in_list);
    }

    fn about(&self, root: &Node, code: Code, path: FieldPath, words: &str) -> Diagnostic {
        let at = yaml::visible(self.text, root.locate(&path));
        Diagnostic {
            severity: Severity::Error,
            code,
            at,
            subject: at.slice(self.text).unwrap_or_default().to_owned(),
            path,
            verbatim: Verbatim(words.to_owned()),
            by: By::Kubectl,
            edit: None,
        }
    }

    fn invalid(&mut self, root: &Node, value: &Value, code: Code, wrong: &[String]) {
        let told = match wrong {
            [only] => only.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let words = format!(
            "error validating \"{}\": error validating data: {told}; if you choose to ignore \
             these errors, turn validation off with --validate=false",
            self.source
        );
        let field =
            if wrong.iter().any(|it| it.starts_with("kind ")) { "kind" } else { "apiVersion" };
        let mut problem = self.about(root, code, FieldPath::root().field(field), &words);
        if code == Code::MissingKind {
            let edit = misspelt_key(self.text, root, field);
            if let Some(edit) = &edit {
                problem.at = edit.at;
                problem.subject = edit.at.slice(self.text).unwrap_or_default().to_owned();
            }
            problem.edit = edit;
        } else {
            problem.subject = value.text("kind").to_owned();
        }
        self.reading.diagnostics.push(problem);
        self.stop(words);
    }

    fn undecodable(&mut self, root: &Node, code: Code, field: &'static str, why: &str) {
        let words = format!("unable to decode \"{}\": {why}", self.source);
        self.refuse(code, root, field, words, false);
    }

    fn wrong_metadata(&mut self, root: &Node, problem: &Problem) {
        let words = format!("unable to decode \"{}\": {}", self.source, problem.words);
        let problem = Problem { words: words.clone(), ..problem.clone() };
        let told = schema::diagnostic(self.text, root, &problem, Severity::Error, By::Kubectl);
        self.reading.diagnostics.push(told);
        self.skip(words, false);
    }

    fn not_simulated(&mut self, root: &Node, value: &Value) {
        let (version, kind) = (value.text("apiVersion"), value.text("kind"));
        let words =
            format!("Service Lab does not simulate kind \"{kind}\" in version \"{version}\"");
        let mut problem =
            self.about(root, Code::NotSimulated, FieldPath::root().field("kind"), &words);
        problem.by = By::Lab;
        self.reading.diagnostics.push(problem);
        self.skip(words, false);
    }

    fn no_match(&mut self, root: &Node, value: &Value, in_list: bool) {
        let (version, kind) = (value.text("apiVersion"), value.text("kind"));
        let matches = format!("no matches for kind \"{kind}\" in version \"{version}\"");
        let words = if in_list {
            format!("unable to recognize {matches}")
        } else {
            format!(
                "resource mapping not found for name: \"{}\" namespace: \"{}\" from \"{}\": \
                 {matches}\nensure CRDs are installed first",
                value.text("metadata.name"),
                value.text("metadata.namespace"),
                self.source
            )
        };
        let (field, meant) = meant(version, kind);
        let mut problem =
            self.about(root, Code::UnknownKind, FieldPath::root().field(field), &words);
        problem.subject = kind.to_owned();
        problem.edit =
            meant.and_then(|it| schema::edit(self.text, problem.at, &Repair::Replace(it)));
        self.reading.diagnostics.push(problem);
        self.skip(words, in_list);
    }
}

/// The library's words, as kubectl hands them on.
fn converting(fault: Fault) -> Fault {
    let words = match fault.kind {
        FaultKind::TooLarge => fault.words,
        FaultKind::Syntax | FaultKind::NotJson => {
            format!("error converting YAML to JSON: {}", fault.words)
        }
    };
    Fault { words, ..fault }
}

fn is_list(value: &Value) -> bool {
    value.text("apiVersion") == "v1" && value.text("kind") == "List"
}

fn metadata_problem(value: &Value) -> Option<Problem> {
    let of = schema::find("metadataOnlyObject")?;
    let known = value.as_map()?.iter().filter(|(name, _)| of.field(name).is_some());
    let known = known.map(|(name, value)| (name.clone(), value.clone())).collect();
    let (_, first, _) = schema::decode_struct(of, &Value::Map(known));
    first
}

/// An item with the apiVersion and kind that its list implies.
fn typed_item(root: &Node, item: &Node) -> Node {
    let own = item.to_value();
    let mut item = item.clone();
    if !(own.text("kind").is_empty() && own.text("apiVersion").is_empty()) {
        return item;
    }
    let list = root.to_value();
    let kind = list.text("kind");
    let kind = kind.strip_suffix("List").unwrap_or(kind);
    let at = Span::at(item.span.start);
    if let Content::Map(entries) = &mut item.content {
        for (key, text) in [("apiVersion", list.text("apiVersion")), ("kind", kind)] {
            let content = Content::Scalar(Value::from(text));
            let value = Node { span: at, content };
            entries.push(Entry { key: key.to_owned(), key_span: at, value });
        }
    }
    item
}

/// A key that was surely meant to be this one.
fn misspelt_key(text: &str, root: &Node, field: &str) -> Option<Edit> {
    let Content::Map(entries) = &root.content else { return None };
    if entries.iter().any(|it| it.key == field) {
        return None;
    }
    let near = |it: &&Entry| schema::closest(&it.key, [field].into_iter()).is_some();
    let entry = entries.iter().find(near)?;
    schema::edit(text, entry.key_span, &Repair::Rename(field.to_owned()))
}

/// Which of the two is wrong, and what was surely meant.
pub(super) fn meant(version: &str, kind: &str) -> (&'static str, Option<String>) {
    let known = Kind::ALL.into_iter();
    if let Some(kind) = known.clone().find(|it| it.name() == kind) {
        return ("apiVersion", Some(kind.api_version().to_owned()));
    }
    let served = known.filter(|it| it.api_version() == version).map(Kind::name);
    ("kind", schema::closest(kind, served).map(str::to_owned))
}
