//! One object of a text: read, sent, printed.
//!
//! Models kubectl/pkg/cmd/apply applyOneObject and Patcher, and the visitors of
//! create, replace and delete (v1.36).

use std::sync::Arc;

use super::apply::{Applied, Input, Outcome, Target, Verb};
use super::print::{Failure, in_context, resource_name};
use super::server_side;
use crate::api::{self, Part, PatchType, Request, Status, strategic};
use crate::controllers::LOAD_BALANCER_CLEANUP as CLEANUP;
use crate::objects::{Key, Kind, LAST_APPLIED, Object};
use crate::store::Change;
use crate::value::{Map, Value};
use crate::yaml::{self, Node};

/// One object of a text.
#[derive(Debug)]
pub struct Item {
    pub kind: Kind,
    /// As written, with its namespace filled in.
    pub value: Value,
    /// Where its parts stand, from the beginning of its document.
    pub node: Node,
}

impl Item {
    /// Its identity, where it has a name.
    pub fn key(&self) -> Option<Key> {
        let name = self.value.text("metadata.name");
        let namespace = self.value.text("metadata.namespace");
        (!name.is_empty()).then(|| Key::new(self.kind, namespace, name))
    }

    /// Why a name that the server is to make cannot be applied.
    pub(super) fn generated(&self) -> Option<String> {
        let generate = self.value.text("metadata.generateName");
        let unnamed = self.value.text("metadata.name").is_empty();
        (unnamed && !generate.is_empty())
            .then(|| format!("from {generate}: cannot use generate name with apply"))
    }

    /// What makes its namespace no part of an address.
    /// Models client-go/rest Request.Namespace (v1.36).
    fn bad_namespace(&self) -> Option<String> {
        let namespace = self.value.text("metadata.namespace");
        let wrong = api::path_segment(namespace);
        let bad = self.kind.namespaced() && !wrong.is_empty();
        bad.then(|| format!("invalid namespace {}: [{}]", yaml::quote(namespace), wrong.join(" ")))
    }

    /// What keeps a request about this one object from being sent: first its
    /// namespace, then its name. Models client-go/rest Request.Name (v1.36).
    pub(super) fn bad_address(&self) -> Option<String> {
        let name = self.value.text("metadata.name");
        let wrong = api::path_segment(name);
        self.bad_namespace().or_else(|| match wrong.as_slice() {
            [] if name.is_empty() => Some("resource name may not be empty".to_owned()),
            [] => None,
            all => {
                Some(format!("invalid resource name {}: [{}]", yaml::quote(name), all.join(" ")))
            }
        })
    }
}

/// What came of one object.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub applied: Applied,
    pub changes: Vec<Change>,
    /// The line of success.
    pub printed: String,
    /// What kubectl itself said on the way.
    pub said: Vec<String>,
    pub failure: Option<Failure>,
}

/// What kubectl makes of one document or item, in the order of the text.
pub(super) enum Next {
    Item(Placed),
    /// What only Kubernetes has, where nothing is to be sent.
    Unsimulated(Value),
    Failure(Failure),
}

/// An object in a text.
pub(super) struct Placed {
    pub item: Arc<Item>,
    /// Byte of the text from which its positions count.
    pub base: usize,
    /// Its place among the documents that are known from now on.
    pub place: Option<usize>,
}

/// Carries out a command on one object.
pub(super) fn perform(
    target: &mut Target<'_>,
    verb: Verb,
    input: &Input<'_>,
    item: &Item,
) -> Answer {
    match verb {
        Verb::Create => {
            if let Some(why) = item.bad_namespace() {
                return unaddressed(input, item, CREATING.doing, &why);
            }
            let value = unversioned(annotated(&item.value));
            send(target, input, item, &Request::Create(value), &CREATING)
        }
        Verb::Replace | Verb::ReplaceStatus => {
            if let Some(why) = item.bad_address() {
                return unaddressed(input, item, REPLACING.doing, &why);
            }
            let part = if verb == Verb::Replace { Part::Main } else { Part::Status };
            let request = Request::Update { value: annotated(&item.value), part };
            send(target, input, item, &request, &REPLACING)
        }
        Verb::Apply => apply(target, input, item),
        Verb::ApplyServerSide => server_side::apply(target, item, false),
        Verb::ApplyForced => server_side::apply(target, item, true),
        Verb::Delete => delete_item(target, input, item),
    }
}

/// How a write is spoken of.
pub(super) struct Wording {
    pub doing: &'static str,
    pub done: &'static str,
    pub outcome: Outcome,
}

const CREATING: Wording = Wording { doing: "creating", done: "created", outcome: Outcome::Created };
const REPLACING: Wording =
    Wording { doing: "replacing", done: "replaced", outcome: Outcome::Replaced };

fn send(
    target: &mut Target<'_>,
    input: &Input<'_>,
    item: &Item,
    request: &Request,
    wording: &Wording,
) -> Answer {
    match api::serve(target.store, target.config, target.call, request) {
        Ok(done) => accepted(item, done, wording),
        Err(status) => {
            let failure = in_context(status.clone(), wording.doing, input.source);
            refused(item, status, failure)
        }
    }
}

pub(super) fn accepted(item: &Item, done: api::Done, wording: &Wording) -> Answer {
    let name = resource_name(item.kind, &done.object.meta.name);
    let printed = format!("{name} {}\n", wording.done);
    Answer {
        applied: Applied {
            key: Some(done.object.key.clone()),
            outcome: wording.outcome.clone(),
            object: Some(done.object),
            warnings: done.warnings,
        },
        changes: done.changes,
        printed,
        said: Vec::new(),
        failure: None,
    }
}

pub(super) fn refused(item: &Item, status: Status, failure: Failure) -> Answer {
    let warnings = status.warnings.clone();
    let outcome = Outcome::Refused(status);
    Answer {
        applied: Applied { key: item.key(), outcome, object: None, warnings },
        changes: Vec::new(),
        printed: String::new(),
        said: Vec::new(),
        failure: Some(failure),
    }
}

pub(super) fn not_sent(item: &Item, text: String) -> Answer {
    let outcome = Outcome::NotSent(text.clone());
    Answer {
        applied: Applied { key: item.key(), outcome, object: None, warnings: Vec::new() },
        changes: Vec::new(),
        printed: String::new(),
        said: Vec::new(),
        failure: Some(Failure::Own(text)),
    }
}

/// `Resource: ...` and `Name: ...`, as kubectl describes an object in errors.
fn described(item: &Item) -> String {
    let version = match item.kind.api_version() {
        "v1" => "/v1",
        version => version,
    };
    format!(
        "Resource: \"{version}, Resource={}\", GroupVersionKind: \"{version}, Kind={}\"\n\
         Name: {}, Namespace: {}",
        item.kind.plural(),
        item.kind.name(),
        yaml::quote(item.value.text("metadata.name")),
        yaml::quote(item.value.text("metadata.namespace")),
    )
}

/// Why a command that asks for the object first cannot do so: apply alone does.
pub(super) fn unreachable(verb: Verb, input: &Input<'_>, item: &Item) -> Option<String> {
    if verb != Verb::Apply {
        return None;
    }
    item.generated().or_else(|| {
        let why = item.bad_address()?;
        let (about, source) = (described(item), input.source);
        let doing = "error when retrieving current configuration of";
        Some(format!("{doing}:\n{about}\nfrom server for: \"{source}\": {why}"))
    })
}

fn apply(target: &mut Target<'_>, input: &Input<'_>, item: &Item) -> Answer {
    let key = match (item.key(), unreachable(Verb::Apply, input, item)) {
        (Some(key), None) => key,
        (_, why) => return not_sent(item, why.unwrap_or_default()),
    };
    let modified = with_last_applied(&item.value);
    let Some(current) = target.store.get(&key).cloned() else {
        let mut value = unversioned(modified);
        value.drop_nulls();
        return send(target, input, item, &Request::Create(value), &CREATING);
    };
    let original = last_applied(&current.value);
    let mut said = Vec::new();
    if original.is_none() {
        said.push(missing_annotation(item.kind.plural(), item.value.text("metadata.name")));
    }
    let original = original.unwrap_or_else(Value::map);
    let patch = match strategic::three_way(item.kind, &original, &modified, &current.value) {
        Ok(patch) => patch,
        Err(strategic::Unmergeable { words: why, .. }) => {
            return patch_impossible(item, input, (&original, &modified, &current), &why);
        }
    };
    let mut answer = if patch.as_map().is_none_or(|it| it.is_empty()) {
        unchanged(item, current)
    } else {
        patch_it(target, input, item, &key, &patch)
    };
    answer.said = said;
    answer
}

/// The answer where nothing is left to be patched: the object was asked for, no more.
pub(super) fn unchanged(item: &Item, current: Arc<Object>) -> Answer {
    let standing = api::standing_warning(item.kind).map(str::to_owned);
    Answer {
        changes: Vec::new(),
        printed: format!("{} unchanged\n", resource_name(item.kind, &current.key.name)),
        applied: Applied {
            key: Some(current.key.clone()),
            outcome: Outcome::Unchanged,
            object: Some(current),
            warnings: standing.into_iter().collect(),
        },
        said: Vec::new(),
        failure: None,
    }
}

fn patch_it(
    target: &mut Target<'_>,
    input: &Input<'_>,
    item: &Item,
    key: &Key,
    patch: &Value,
) -> Answer {
    let request = Request::Patch {
        key: key.clone(),
        kind: PatchType::Strategic,
        body: patch.clone(),
        part: Part::Main,
    };
    let wording = Wording { doing: "patching", done: "configured", outcome: Outcome::Configured };
    match api::serve(target.store, target.config, target.call, &request) {
        Ok(done) => accepted(item, done, &wording),
        Err(status) => {
            let mut told = status.clone();
            told.message = format!(
                "error when applying patch:\n{}\nto:\n{}\nfor: \"{source}\": error when patching \
                 \"{source}\": {}",
                patch.to_json(),
                described(item),
                told.message,
                source = input.source,
            );
            refused(item, status, Failure::Server(told))
        }
    }
}

/// What `kubectl apply` says of an object without its own text.
pub fn missing_annotation(plural: &str, name: &str) -> String {
    format!(
        "Warning: resource {plural}/{name} is missing the {LAST_APPLIED} annotation which is required by \
         kubectl apply. kubectl apply should only be used on resources created declaratively by \
         either kubectl create --save-config or kubectl apply. The missing annotation will be \
         patched automatically.\n"
    )
}

/// A patch that cannot be computed: nothing is sent.
fn patch_impossible(
    item: &Item,
    input: &Input<'_>,
    (original, modified, current): (&Value, &Value, &Object),
    why: &str,
) -> Answer {
    let text = format!(
        "error when applying patch:\n\nto:\n{}\nfor: \"{source}\": error when patching \
         \"{source}\": creating patch with:\noriginal:\n{}\n\nmodified:\n{}\n\ncurrent:\n{}\n\n\
         for: {why}",
        described(item),
        original.to_json(),
        modified.to_json(),
        api::whole(current).to_json(),
        source = input.source,
    );
    let mut answer = not_sent(item, text);
    answer.said = ["openapi v3 spec", "openapi spec"]
        .iter()
        .map(|spec| format!("warning: error calculating patch from {spec}: {why}\n"))
        .collect();
    answer
}

/// What was applied last, where the object says so.
fn last_applied(value: &Value) -> Option<Value> {
    let text = value.at("metadata.annotations")?.get(LAST_APPLIED)?.as_str()?;
    // kubectl writes JSON there; whoever writes something else is read as well.
    if let Ok(Some(root)) = yaml::read_json(text, 0) {
        return Some(root.to_value());
    }
    let (documents, _) = yaml::read(text);
    documents.into_iter().find_map(|it| it.root).map(|it| it.to_value())
}

/// The object as apply sends it: with its own text as an annotation.
pub fn with_last_applied(value: &Value) -> Value {
    let mut bare = value.clone();
    let there = bare.remove("metadata.annotations");
    let mut annotations = match there {
        Some(Value::Map(there)) => there,
        _ => Map::new(),
    };
    annotations.remove(LAST_APPLIED);
    // Annotations are read as strings, and a null one as an empty string.
    for text in annotations.values_mut().filter(|it| it.is_null()) {
        *text = "".into();
    }
    bare.set("metadata.annotations", annotations.clone());
    annotations.insert(LAST_APPLIED.to_owned(), format!("{}\n", bare.to_json()).into());
    bare.set("metadata.annotations", annotations);
    bare
}

/// The object as create and replace send it: an annotation of apply's that
/// stands in it is brought up to date (UpdateApplyAnnotation).
fn annotated(value: &Value) -> Value {
    let there = value.at("metadata.annotations").is_some_and(|it| it.get(LAST_APPLIED).is_some());
    if there { with_last_applied(value) } else { value.clone() }
}

/// The object as kubectl lets it be made: of no version yet.
/// Models k8s.io/cli-runtime/pkg/resource Helper.CreateWithOptions.
fn unversioned(mut value: Value) -> Value {
    let path = "metadata.resourceVersion";
    if !value.text(path).is_empty() {
        value.remove(path);
    }
    value
}

/// A request that client-go cannot address, and so does not send.
fn unaddressed(input: &Input<'_>, item: &Item, doing: &str, why: &str) -> Answer {
    not_sent(item, format!("error when {doing} \"{}\": {why}", input.source))
}

fn delete_item(target: &mut Target<'_>, input: &Input<'_>, item: &Item) -> Answer {
    let key = match (item.key(), item.bad_address()) {
        (Some(key), None) => key,
        (_, why) => return unaddressed(input, item, "deleting", &why.unwrap_or_default()),
    };
    let request = Request::Delete(key.clone());
    match api::serve(target.store, target.config, target.call, &request) {
        Err(status) => {
            let failure = in_context(status.clone(), "deleting", input.source);
            refused(item, status, failure)
        }
        Ok(done) => Answer {
            applied: Applied {
                key: Some(key.clone()),
                outcome: Outcome::Deleted,
                object: None,
                warnings: done.warnings,
            },
            changes: done.changes,
            printed: deleted_line(&key),
            said: Vec::new(),
            failure: None,
        },
    }
}

/// `service "web" deleted from default namespace`.
pub fn deleted_line(key: &Key) -> String {
    let name = resource_name(key.kind, "");
    let word = name.trim_end_matches('/');
    if key.kind.namespaced() {
        format!("{word} \"{}\" deleted from {} namespace\n", key.name, key.namespace)
    } else {
        format!("{word} \"{}\" deleted\n", key.name)
    }
}

/// Deletes one object without a word; what does not exist stays so. Its load
/// balancer is not waited for, so that its ports are free at once.
pub(super) fn delete(target: &mut Target<'_>, key: &Key) -> Vec<Change> {
    let held = |it: &Object| match it.value.list("metadata.finalizers") {
        [only] => only.as_str() == Some(CLEANUP),
        _ => false,
    };
    if target.store.get(key).is_some_and(|it| held(it)) {
        return target.store.delete(key, target.call.by).into_iter().collect();
    }
    let request = Request::Delete(key.clone());
    let done = api::serve(target.store, target.config, target.call, &request);
    done.map(|it| it.changes).unwrap_or_default()
}
