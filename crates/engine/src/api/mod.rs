//! The API server: defaulting, validation, allocation, update rules, deletion.
//!
//! Owns what is stored and every word of a refusal; reads no text (`yaml`,
//! `schema`) and prints nothing (`client`).

#[cfg(test)]
mod answers;
mod autoscaler;
mod difflib;
mod endpoints;
mod format;
mod json_patch;
mod kinds;
#[cfg(test)]
mod laws;
mod managed;
mod metadata;
mod networking;
mod patch;
mod patched_text;
mod pod;
mod problems;
mod rules;
mod serve;
mod service;
mod small;
pub mod strategic;
#[cfg(test)]
mod updates;
#[cfg(test)]
mod warned;
mod workload;

use std::sync::Arc;

pub(crate) use format::path_segment;
pub use format::{label_value, qualified_name};
pub(crate) use kinds::standing_warning;
pub(crate) use managed::set_of as managed_set;
pub use managed::{handed_over, managed_fields, whole};
pub use patch::{patched, strictly_patched};
pub(crate) use problems::aggregate;
pub use problems::{already_exists, bad_request, conflict, forbidden, not_found};
pub(crate) use serve::FOREGROUND;
pub use serve::{delete_now, serve};

use crate::cluster::ClusterConfig;
use crate::diagnostic::Code;
use crate::objects::{Key, Kind, Object};
use crate::path::FieldPath;
use crate::schema::{self, FieldValidation};
use crate::store::{Actor, Change, Store};
use crate::value::Value;

/// One problem of a refused object, as `status.details.causes` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Kind of problem: the key of its explanation.
    pub code: Code,
    /// `FieldValueInvalid`, `FieldValueRequired`, ...
    pub reason: &'static str,
    /// The field, printed as upstream prints it.
    pub field: String,
    /// Where that is in the object.
    pub path: FieldPath,
    /// Kubernetes' own words.
    pub message: String,
    /// The offending value.
    pub subject: String,
}

/// A refusal: meta/v1 Status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// HTTP status.
    pub code: u16,
    /// `Invalid`, `BadRequest`, `AlreadyExists`, ...
    pub reason: &'static str,
    /// The whole message.
    pub message: String,
    /// All causes, in the server's order.
    pub causes: Vec<Cause>,
    /// Kind and name of what it is about, as `details` names them.
    pub about: Option<Box<(String, String)>>,
    /// Texts of `Warning:` headers that came with it.
    pub warnings: Vec<String>,
    /// Where the body did not fit the API's types (a 400).
    pub undecoded: Box<[schema::Problem]>,
}

/// What the server answered to a request that it carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// HTTP status: 200 or 201.
    pub code: u16,
    /// The object as it is stored now (as it was, after a deletion).
    pub object: Arc<Object>,
    /// What changed in the store.
    pub changes: Vec<Change>,
    /// Texts of `Warning:` headers.
    pub warnings: Vec<String>,
}

/// How a PATCH body is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PatchType {
    /// RFC 6902.
    Json,
    /// RFC 7386.
    Merge,
    /// Kubernetes' own, with merge keys.
    Strategic,
}

/// Which part of an object a write is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Everything but the status.
    #[default]
    Main,
    /// The status alone (`/status`).
    Status,
    /// The number of replicas alone (`/scale`).
    Scale,
}

/// A request to the server. Values are decoded and strictly checked before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// POST of an object; its namespace stands in it (`default` where it names none).
    Create(Value),
    /// PUT of a whole object.
    Update { value: Value, part: Part },
    /// Server-side apply: a PATCH with a whole configuration. `force` takes the
    /// fields that others manage.
    Apply { value: Value, force: bool },
    /// PATCH.
    Patch { key: Key, kind: PatchType, body: Value, part: Part },
    /// DELETE. A Pod that runs gets its grace period first.
    Delete(Key),
    /// DELETE with `--force --grace-period=0`.
    DeleteNow(Key),
    /// DELETE with `--cascade=foreground`: the object goes after what it owns.
    DeleteForeground(Key),
    /// DELETE with `--cascade=orphan`: what the object owns stays, ownerless.
    DeleteOrphaning(Key),
}

/// Who asks, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who is named in the changes.
    pub by: Actor,
    /// Simulated time, for `creationTimestamp`.
    pub now_ms: u64,
    /// `--dry-run=server`: everything is done but stored.
    pub dry_run: bool,
    /// What becomes of unknown fields; kubectl create and apply ask for Strict.
    pub validation: FieldValidation,
    /// Who manages the fields that are set (`fieldManager`); `""`: as the
    /// client's command has it, or its program's name.
    pub manager: Arc<str>,
}

/// Whether a text is a DNS-1123 subdomain.
///
/// Models apimachinery/pkg/util/validation IsDNS1123Subdomain (v1.36).
pub fn is_dns_subdomain(text: &str) -> bool {
    format::dns_subdomain(text).is_empty()
}

/// What is wrong with a text as a port's name, in upstream's words.
///
/// Models apimachinery/pkg/util/validation IsValidPortName (v1.36).
pub fn port_name_problems(text: &str) -> Vec<String> {
    format::port_name(text)
}

/// Sets a field that is missing. (Decoding has dropped what is empty.)
pub(crate) fn default(value: &mut Value, path: &str, to: impl Into<Value>) {
    if value.at(path).is_none_or(Value::is_null) {
        value.set(path, to);
    }
}

/// Does something to each item of the list at a dotted path.
pub(crate) fn each(value: &mut Value, path: &str, mut change: impl FnMut(&mut Value)) {
    let list = path.split('.').try_fold(value, |value, name| value.as_map_mut()?.get_mut(name));
    if let Some(Value::List(items)) = list {
        items.iter_mut().for_each(&mut change);
    }
}

/// The strings of the list at a dotted path.
pub(crate) fn texts(value: &Value, path: &str) -> Vec<String> {
    value.list(path).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Why the server would refuse this Pod of a controller; nothing where it would
/// not.
pub(crate) fn refusal_of_pod(value: &Value) -> Option<String> {
    let refused = kinds::validate(Kind::Pod, value).refuse(Kind::Pod, value.text("metadata.name"));
    refused.err().map(|it| it.message)
}

/// The same of Endpoints.
pub(crate) fn refusal_of_endpoints(value: &Value) -> Option<String> {
    let name = value.text("metadata.name");
    let refused = kinds::validate(Kind::Endpoints, value).refuse(Kind::Endpoints, name);
    refused.err().map(|it| it.message)
}

/// A Pod as the server makes it of what a controller sends: with defaults, and
/// with what admission adds; or why admission refuses it.
pub(crate) fn complete_pod(
    value: &mut Value,
    store: &Store,
    config: &ClusterConfig,
) -> Result<(), String> {
    kinds::defaults(Kind::Pod, value);
    let mut admitted = value.clone();
    kinds::prepare_create(Kind::Pod, &mut admitted, store, config, false)
        .map_err(|it| it.message)?;
    *value = admitted;
    Ok(())
}

/// The `metadata.generation` that the server gives what a controller writes;
/// `None`: it stays as it is. (Controllers count the changes of specs that they
/// make themselves; that a Pod is bound to a node counts for none.)
///
/// Models PrepareForCreate and PrepareForUpdate of pkg/registry/*/strategy.go
/// and BeforeDelete of apiserver/pkg/registry/rest/delete.go (v1.36).
pub(crate) fn generation(kind: Kind, new: &Value, old: Option<&Value>) -> Option<i64> {
    if !kinds::has_generation(kind) {
        return None;
    }
    let Some(old) = old else { return Some(1) };
    let going = |it: &Value| it.at("metadata.deletionTimestamp").is_some();
    let counts = (going(new) && !going(old))
        || (kind == Kind::EndpointSlice && kinds::counts_up(kind, new, old));
    let before = old.at("metadata.generation").and_then(Value::as_int);
    counts.then(|| before.unwrap_or(0) + 1)
}
