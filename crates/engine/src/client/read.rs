//! What kubectl makes of a text before anything is sent: documents, List
//! items, and its own refusals, in its own words.
//!
//! Models k8s.io/cli-runtime/pkg/resource StreamVisitor, FlattenListVisitor
//! and mapper (v1.36), with the client-side validation of kubectl.

mod refused;

use std::sync::Arc;

use super::apply::Input;
use super::kinds::{Meaning, meaning};
use super::known::{Known, MAX_AHEAD};
use super::one::{Item, Next, Placed};
use super::openapi;
use crate::diagnostic::{Code, Diagnostic, Edit, Verbatim};
use crate::objects::Kind;
use crate::schema::{self, FieldValidation, Problem};
use crate::span::Span;
use crate::value::Value;
use crate::yaml::{self, Content, Document, Entry, Fault, FaultKind, MAX_DOCUMENTS, Node};

pub(super) use refused::meant;

/// A text as kubectl reads it.
#[derive(Default)]
pub(super) struct Reading {
    /// In the order in which kubectl handles them. Empty: `no objects passed`.
    pub items: Vec<Next>,
    /// Every problem with its place, also of documents that kubectl did not
    /// reach. Refusals in `items` have theirs here.
    pub diagnostics: Vec<Diagnostic>,
    /// Documents of one object and no problem, in their order.
    pub documents: Vec<Known>,
}

/// What kubectl reads a text for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// To send its objects, checked as `--validate` asks: `create -f -`, `apply -f -`.
    Sending(FieldValidation),
    /// The same for nobody: `--dry-run=client`.
    Rehearsing(FieldValidation),
    /// For the names in it: `delete -f -`.
    Names,
}

/// Reads a text. A document that is `known` is not read again.
pub(super) fn read(input: &Input<'_>, known: Option<&[Known]>, purpose: For) -> Reading {
    let text = input.text;
    let reading = Reading::default();
    let (base, reached, stopped) = (0, 0, false);
    let mut reader = Reader { text, base, input, known, reached, reading, stopped, purpose };
    if text.len() > yaml::MAX_BYTES {
        let at = Span::new(0, text.lines().next().unwrap_or_default().len());
        let fault = Fault { kind: FaultKind::TooLarge, words: String::new(), at };
        reader.unreadable(&fault);
    } else {
        // kubectl reads files and its input through unicode.BOMOverride.
        let from = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        match text.get(from..).is_some_and(|it| it.trim_start().starts_with('{')) {
            true => reader.json(from),
            false => reader.yaml(from, None),
        }
    }
    reader.reading
}

struct Reader<'t> {
    /// The text from the document on that is being read: positions count from there.
    text: &'t str,
    /// Bytes before it.
    base: usize,
    input: &'t Input<'t>,
    known: Option<&'t [Known]>,
    /// How many of the known documents have been passed.
    reached: usize,
    reading: Reading,
    stopped: bool,
    purpose: For,
}

impl Reader<'_> {
    /// A stream of JSON values from a place on. What is none is tried as YAML from
    /// there, and if that fails too, JSON's words are told; but where two values
    /// were read, the stream is JSON.
    ///
    /// Models k8s.io/apimachinery/pkg/util/yaml YAMLOrJSONDecoder.Decode (v1.36).
    fn json(&mut self, from: usize) {
        let mut at = from;
        for count in 0..yaml::MAX_DOCUMENTS {
            let fault = match yaml::read_json(self.text, at) {
                Ok(None) => return,
                Ok(Some(root)) => {
                    at = root.span.end;
                    let written = root.span.slice(self.text);
                    self.document(root, written);
                    continue;
                }
                Err(fault) => fault,
            };
            let surely = count > 1;
            let at_fault = yaml::visible(self.text, Span::at(fault.at));
            let told = Fault {
                kind: FaultKind::Syntax,
                words: match fault.letter && !surely {
                    true => format!("json: offset {}: {}", fault.at - from + 1, fault.words),
                    false => fault.words,
                },
                at: at_fault,
            };
            return match yaml_after(self.text, at).filter(|_| !surely) {
                Some(start) => self.yaml(start, Some(told)),
                None => self.unreadable(&told),
            };
        }
    }

    /// A stream of YAML documents from a place on; `instead` is told where the
    /// first is no YAML.
    fn yaml(&mut self, from: usize, mut instead: Option<Fault>) {
        let whole = self.text;
        for chunk in
            yaml::split(whole.get(from..).unwrap_or_default()).into_iter().take(MAX_DOCUMENTS)
        {
            let (start, end) = (chunk.span.start + from, chunk.span.end + from);
            let part = whole.get(start..end).unwrap_or_default();
            let instead = instead.take();
            if chunk.fault.is_none() && instead.is_none() && self.knows(part, start) {
                continue;
            }
            let back = |it: Fault, by: usize| {
                let at = Span::new(it.at.start.saturating_sub(by), it.at.end.saturating_sub(by));
                Fault { at, ..it }
            };
            (self.text, self.base) = (whole.get(start..).unwrap_or_default(), start);
            let before = (self.reading.items.len(), self.reading.diagnostics.len());
            let read = match chunk.fault {
                Some(fault) => Err(back(fault, chunk.span.start)),
                None => {
                    yaml::read_document(self.text, Span::new(0, part.len())).map_err(converting)
                }
            };
            match read {
                Ok(document) => self.yaml_document(document),
                Err(fault) => self.unreadable(&instead.map_or(fault, |it| back(it, start))),
            }
            for problem in self.reading.diagnostics.iter_mut().skip(before.1) {
                problem.move_by(start);
            }
            self.remember(part, before);
        }
    }

    /// Whether a document was read before; its object is taken from there.
    fn knows(&mut self, part: &str, base: usize) -> bool {
        let ahead = self.known.and_then(|it| it.get(self.reached..)).unwrap_or_default();
        let Some(place) = ahead.iter().take(MAX_AHEAD).position(|it| *it.text == *part) else {
            return false;
        };
        let Some(known) = ahead.get(place) else { return false };
        self.reached += place + 1;
        if !self.stopped {
            let place = Some(self.reading.documents.len());
            self.reading.items.push(Next::Item(Placed { item: known.item.clone(), base, place }));
        }
        self.reading.documents.push(known.clone());
        true
    }

    /// Keeps a document that gave one object and no problem.
    fn remember(&mut self, part: &str, (items, problems): (usize, usize)) {
        let reading = &mut self.reading;
        if self.known.is_none() || reading.diagnostics.len() > problems {
            return;
        }
        if let Some([Next::Item(placed)]) = reading.items.get_mut(items..) {
            placed.place = Some(reading.documents.len());
            let item = placed.item.clone();
            reading.documents.push(Known { text: part.into(), item, unchanged: None });
        }
    }

    fn yaml_document(&mut self, document: Document) {
        let twice = document.duplicates.iter().map(|it| yaml::duplicate(self.text, it));
        self.reading.diagnostics.extend(twice);
        if let Some(root) = document.root {
            self.document(root, None);
        }
    }

    fn unreadable(&mut self, fault: &Fault) {
        let mut problem = yaml::problem(self.text, fault);
        problem.edit = (problem.code == Code::YamlTab).then(|| self.untab(problem.at)).flatten();
        let words = match fault.kind {
            FaultKind::TooLarge => "the text is larger or deeper than Service Lab reads".to_owned(),
            FaultKind::Syntax | FaultKind::NotJson => {
                format!("error parsing {}: {}", self.input.source, fault.words)
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

    /// Models factoryImpl.Validator and ParamVerifyingSchema: lists alone are held
    /// to the API's description here, and by who asks strictly.
    fn schema_errors(&self, value: &Value) -> (Code, Vec<String>) {
        let validation = match self.purpose {
            For::Sending(validation) | For::Rehearsing(validation) => validation,
            For::Names => FieldValidation::Ignore,
        };
        if validation == FieldValidation::Ignore {
            return (Code::UnknownField, Vec::new());
        }
        let wrong = openapi::kind_errors(value);
        if !wrong.is_empty() {
            return (Code::MissingKind, wrong);
        }
        let strict = validation == FieldValidation::Strict;
        let wrong = if strict { openapi::list_errors(value) } else { Vec::new() };
        (Code::UnknownField, wrong)
    }

    /// A document, and how it is written where that is JSON.
    fn document(&mut self, root: Node, written: Option<&str>) {
        let value = root.to_value();
        if value.is_null() {
            return;
        }
        let (code, wrong) = self.schema_errors(&value);
        if !wrong.is_empty() {
            return self.invalid(&root, &value, code, &wrong);
        }
        if value.as_map().is_none() {
            let (what, of) = (value.json_kind(), "unstructured.detector");
            let words = format!("json: cannot unmarshal {what} into Go value of type {of}");
            return self.undecodable(&root, Code::WrongType, "kind", &words);
        }
        let lists = value.get("items").is_some();
        if let Some(words) = items_fault(&value) {
            return self.undecodable(&root, Code::WrongType, "items", &words);
        }
        let readable = value.text("apiVersion").matches('/').count() < 2;
        if value.text("kind").is_empty() || !readable {
            let raw = written.map_or_else(|| value.to_json(), str::to_owned);
            let words = format!("Object 'Kind' is missing in '{raw}'");
            return self.undecodable(&root, Code::MissingKind, "kind", &words);
        }
        if let Some(problem) = metadata_problem(&value) {
            return self.wrong_metadata(&root, &problem);
        }
        match meaning(value.text("apiVersion"), value.text("kind")) {
            Meaning::Known(_) if lists => self.list(&root),
            Meaning::Nothing if lists && is_list(&value) => self.list(&root),
            Meaning::Known(kind) => self.send(kind, value, root),
            Meaning::NotSimulated => self.not_simulated(&root, &value),
            Meaning::Nothing => self.no_match(&root, &value, false),
        }
    }

    /// The items of a List, one by one. Items of a typed list may leave out
    /// apiVersion and kind.
    fn list(&mut self, root: &Node) {
        let items = match root.get("items").map(|it| &it.content) {
            Some(Content::List(items)) => items.as_slice(),
            _ => &[],
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
                Meaning::Known(kind) => self.send(kind, value, node),
                Meaning::NotSimulated => self.not_simulated(&node, &value),
                Meaning::Nothing => self.no_match(&node, &value, true),
            }
        }
    }

    /// An object with its namespace filled in.
    fn send(&mut self, kind: Kind, mut value: Value, node: Node) {
        if self.stopped {
            return;
        }
        let namespace = value.at("metadata.namespace").and_then(Value::as_str).unwrap_or_default();
        let metadata = value.get("metadata").is_none_or(|it| it.is_null() || it.as_map().is_some());
        if kind.namespaced() && namespace.is_empty() && metadata {
            value.set("metadata.namespace", self.input.namespace);
        }
        if has_decimals(&value) {
            as_floats(&mut value);
        }
        let item = Arc::new(Item { kind, value, node });
        self.reading.items.push(Next::Item(Placed { item, base: self.base, place: None }));
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

/// Looked at first, as changing a value copies it.
fn has_decimals(value: &Value) -> bool {
    match value {
        Value::Map(fields) => fields.values().any(has_decimals),
        Value::List(items) => items.iter().any(has_decimals),
        other => matches!(other, Value::Decimal(_)),
    }
}

/// Whole numbers above an int64 as kubectl holds them: as float64, to the digit
/// that this tells. Models sigs.k8s.io/json UnmarshalCaseSensitivePreserveInts.
fn as_floats(value: &mut Value) {
    match value {
        Value::Map(fields) => fields.values_mut().for_each(as_floats),
        Value::List(items) => items.iter_mut().for_each(as_floats),
        Value::Decimal(text) => {
            if let Some(short) = yaml::go_float(text) {
                *value = yaml::number(&short);
            }
        }
        _ => {}
    }
}

/// Where YAML is looked for behind JSON: white space is left out, up to the end
/// of a line. Nowhere, if less than four bytes are there.
///
/// Models YAMLOrJSONDecoder.consumeWhitespace.
fn yaml_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    for (place, letter) in rest.char_indices() {
        if rest.len() - place < 4 || letter == char::REPLACEMENT_CHARACTER {
            return None;
        }
        if letter == '\n' {
            return Some(at + place + 1);
        }
        if !letter.is_whitespace() {
            return Some(at + place);
        }
    }
    None
}

/// Why the items of a list cannot be decoded. Models unstructuredJSONScheme.decodeToList.
fn items_fault(value: &Value) -> Option<String> {
    let (wrong, target) = match value.get("items")? {
        Value::Null => return None,
        Value::List(items) => {
            let no_map = |it: &&Value| !matches!(it, Value::Null | Value::Map(_));
            (items.iter().find(no_map)?, "value of type map[string]interface {}")
        }
        other => (other, "struct field decodeList.items of type []json.RawMessage"),
    };
    Some(format!("json: cannot unmarshal {} into Go {target}", wrong.json_kind()))
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
    let mut typed = item.clone();
    if !(text_of(item, "kind").is_empty() && text_of(item, "apiVersion").is_empty()) {
        return typed;
    }
    let kind = text_of(root, "kind");
    let kind = kind.strip_suffix("List").unwrap_or(kind);
    let at = Span::at(item.span.start);
    if let Content::Map(entries) = &mut typed.content {
        for (key, text) in [("apiVersion", text_of(root, "apiVersion")), ("kind", kind)] {
            let content = Content::Scalar(Value::from(text));
            let value = Node { span: at, content };
            entries.push(Entry { key: key.to_owned(), key_span: at, value });
        }
    }
    typed
}

/// The text of a key; empty where there is none.
fn text_of<'n>(node: &'n Node, key: &str) -> &'n str {
    node.get(key).and_then(Node::as_scalar).and_then(Value::as_str).unwrap_or_default()
}
