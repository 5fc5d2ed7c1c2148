//! One request from its arrival to the store.
//!
//! Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers and
//! pkg/registry/generic/registry/store.go (v1.36): admission, allocation,
//! preparation, validation, storage, in that order.

mod deletion;
mod object_meta;

use std::sync::Arc;

pub(crate) use deletion::FOREGROUND;
use object_meta::{check_name, keep_metadata};

use super::problems::{already_exists, another_uid, bad_request, bare_error, conflict, not_found};
use super::{Call, Done, Part, PatchType, Request, Status, kinds, managed, metadata, strategic};
use crate::cluster::ClusterConfig;
use crate::objects::{Key, Kind, Manager, Object};
use crate::schema::{self, Refused};
use crate::store::{Change, Store};
use crate::value::Value;

/// Carries out one request.
///
/// # Errors
/// The server's refusal; the store is unchanged then.
pub fn serve(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    request: &Request,
) -> Result<Done, Status> {
    managed::sound_manager(&call.manager, request)?;
    let mut server = Server { store, config, call };
    match request {
        Request::Create(value) => {
            let kind = kind_of(value)?;
            let answer = server.decoded(kind, value, |it, value| it.create(kind, value, None));
            with_standing(kind, answer)
        }
        Request::Update { value, part } => {
            let kind = kind_of(value)?;
            let answer = server.decoded(kind, value, |it, value| it.replace(kind, value, *part));
            with_standing(kind, answer)
        }
        Request::Apply { value, force } => {
            let kind = kind_of(value)?;
            let answer = server.apply(kind, value.clone(), *force);
            with_standing(kind, answer)
        }
        Request::Patch { key, kind, body, part } => {
            with_standing(key.kind, server.patch(key, *kind, body, *part))
        }
        Request::Delete(key) => with_standing(key.kind, server.delete_waiting(key, None)),
        Request::DeleteNow(key) => with_standing(key.kind, server.delete_waiting(key, Some(0))),
        Request::DeleteForeground(key) => with_standing(key.kind, server.delete_foreground(key)),
        Request::DeleteOrphaning(key) => {
            let orphaned = server.orphan_dependents(key);
            let answer = server.delete_waiting(key, None);
            with_standing(key.kind, with_changes(orphaned, answer))
        }
    }
}

/// Deletes at once, without a Pod's grace period: `--force --grace-period=0`,
/// and the kubelet's last word.
///
/// # Errors
/// The object does not exist.
pub fn delete_now(
    store: &mut Store,
    config: &ClusterConfig,
    call: &Call,
    key: &Key,
) -> Result<Done, Status> {
    Server { store, config, call }.delete_waiting(key, Some(0))
}

/// A body that is no object of its kind: 400, with the places of its problems.
fn undecodable(refused: Refused) -> Status {
    Status { undecoded: refused.problems.into(), ..bad_request(refused.message) }
}

/// Adds the warnings that come with every request for a kind.
fn with_standing(kind: Kind, answer: Result<Done, Status>) -> Result<Done, Status> {
    let standing = kinds::standing_warning(kind).map(str::to_owned);
    with_warnings(standing.into_iter().collect(), answer)
}

/// Puts changes before those of the answer.
fn with_changes(mut first: Vec<Change>, answer: Result<Done, Status>) -> Result<Done, Status> {
    answer.map(|mut done| {
        first.append(&mut done.changes);
        Done { changes: first, ..done }
    })
}

/// Puts warnings before those of the answer.
fn with_warnings(mut first: Vec<String>, answer: Result<Done, Status>) -> Result<Done, Status> {
    match answer {
        Ok(mut done) => {
            first.append(&mut done.warnings);
            Ok(Done { warnings: first, ..done })
        }
        Err(mut status) => {
            first.append(&mut status.warnings);
            Err(Status { warnings: first, ..status })
        }
    }
}

/// The kind of a body. The group may be empty but written (`/v1`).
fn kind_of(value: &Value) -> Result<Kind, Status> {
    let (version, name) = (value.text("apiVersion"), value.text("kind"));
    let version = version.strip_prefix('/').filter(|it| !it.contains('/')).unwrap_or(version);
    Kind::find(version, name).ok_or_else(|| not_registered(version, name))
}

/// What the server answers where kubectl found the collection (it also matches
/// kinds in lower case), but the body's kind is none.
fn not_registered(version: &str, name: &str) -> Status {
    let lower = |it: &Kind| it.api_version() == version && it.name().to_ascii_lowercase() == name;
    match Kind::ALL.iter().find(|it| lower(it)) {
        Some(kind) => bad_request(format!(
            "{name} in version \"v1\" cannot be handled as a {}: no kind \"{name}\" is registered \
             for version \"{version}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"",
            kind.name()
        )),
        None => no_resource(),
    }
}

/// 404 of a path that the server does not have.
#[cold]
fn no_resource() -> Status {
    let message = "the server could not find the requested resource".to_owned();
    Status { code: 404, reason: "NotFound", ..bare_error(message) }
}

fn key_of(kind: Kind, value: &Value) -> Key {
    Key::new(kind, value.text("metadata.namespace"), value.text("metadata.name"))
}

struct Server<'a> {
    store: &'a mut Store,
    config: &'a ClusterConfig,
    call: &'a Call,
}

impl Server<'_> {
    /// Reads the body into the API's types before anything else.
    fn decoded(
        &mut self,
        kind: Kind,
        value: &Value,
        then: impl FnOnce(&mut Self, Value) -> Result<Done, Status>,
    ) -> Result<Done, Status> {
        let decoded = schema::decode(kind, value, self.call.validation).map_err(undecodable)?;
        let mut object = decoded.value;
        object.set("apiVersion", kind.api_version());
        if !kind.namespaced() {
            // EnsureObjectNamespaceMatchesRequestNamespace clears it.
            object.remove("metadata.namespace");
        }
        kinds::keep_empty(kind, value, &mut object);
        let answer = then(self, object);
        with_warnings(decoded.warnings, answer)
    }

    /// Who writes: the field manager of the request, else the client's program.
    fn writer(&self, part: Part) -> managed::Writer<'_> {
        managed::Writer {
            name: if self.call.manager.is_empty() { "kubectl" } else { &self.call.manager },
            subresource: match part {
                Part::Main => "",
                Part::Status => "status",
                Part::Scale => "scale",
            },
            now_ms: self.call.now_ms,
        }
    }

    /// PATCH of server-side apply. What does not exist yet is created.
    fn apply(&mut self, kind: Kind, mut config: Value, force: bool) -> Result<Done, Status> {
        self.settle_namespace(kind, &mut config)?;
        if !kind.namespaced() {
            config.remove("metadata.namespace");
        }
        let old = self.store.get(&key_of(kind, &config)).cloned();
        let writer = self.writer(Part::Main);
        let made = match &old {
            Some(old) => {
                let managers = managed::known(old);
                managed::apply(kind, &old.value, &managers, &config, writer, force)
            }
            None => managed::apply(kind, &managed::nothing(kind), &[], &config, writer, force),
        }?;
        let mut value = made.value;
        let refused = |why: &str| managed::unconvertible(kind, &config, why);
        if let Some(converted) = strategic::convert(kind, &value).map_err(|it| refused(&it))? {
            value = converted;
        }
        if let Some(of) = schema::of(kind) {
            let (mut typed, first, _) = schema::decode_struct(of, &value);
            if let Some(problem) = first {
                return Err(refused(&problem.words));
            }
            kinds::keep_empty(kind, &value, &mut typed);
            value = typed;
        }
        value.set("apiVersion", kind.api_version());
        value.set("kind", kind.name());
        let managers = made.managers.into();
        match old {
            Some(old) => self.update_as(&old, value, Part::Main, Some(managers)),
            None => {
                let uid = value.text("metadata.uid");
                if !uid.is_empty() {
                    // Models applyPatch of handlers/patch.go.
                    let why = format!(
                        "uid mismatch: the provided object specified uid {uid}, and no existing \
                         object was found"
                    );
                    return Err(conflict(kind, value.text("metadata.name"), &why));
                }
                value.remove("metadata.resourceVersion");
                self.create(kind, value, Some(managers))
            }
        }
    }

    /// POST. `managers` are told where they are known already.
    fn create(
        &mut self,
        kind: Kind,
        mut value: Value,
        managers: Option<Arc<[Manager]>>,
    ) -> Result<Done, Status> {
        self.settle_namespace(kind, &mut value)?;
        // Where it is no number, the storage takes it for none.
        let versioned = value.text("metadata.resourceVersion").parse().is_ok_and(|it: u64| it > 0);
        kinds::defaults(kind, &mut value);
        let managers =
            managers.unwrap_or_else(|| managed::maker(kind, self.writer(Part::Main), &value));
        self.fill_metadata(kind, &mut value);
        let dry_run = self.call.dry_run;
        kinds::prepare_create(kind, &mut value, self.store, self.config, dry_run)?;
        let name = value.text("metadata.name").to_owned();
        kinds::validate(kind, &value).refuse(kind, &name)?;
        kinds::as_read(kind, &mut value);
        let mut warnings = kinds::warnings(kind, &value);
        if versioned {
            let why = "resourceVersion should not be set on objects to be created";
            return Err(Status { warnings, ..bare_error(why.to_owned()) });
        }
        if self.store.get(&key_of(kind, &value)).is_some() {
            let mut status = already_exists(kind, &name);
            status.warnings.append(&mut warnings);
            return Err(status);
        }
        Ok(self.store_it(kind, value, managers, 201, warnings))
    }

    fn store_it(
        &mut self,
        kind: Kind,
        mut value: Value,
        managers: Arc<[Manager]>,
        code: u16,
        warnings: Vec<String>,
    ) -> Done {
        if self.call.dry_run {
            // Models DryRunnableStorage: what is not written keeps the version it has, or has none.
            let kept = self.store.get(&key_of(kind, &value)).map(|it| it.value.clone());
            match kept.as_ref().and_then(|it| it.at("metadata.resourceVersion")) {
                Some(version) => value.set("metadata.resourceVersion", version.clone()),
                None => drop(value.remove("metadata.resourceVersion")),
            }
            let object = Arc::new(Object::new(kind, value).managed_by(managers));
            return Done { code, object, changes: Vec::new(), warnings };
        }
        let revision = (self.store.revision() + 1).to_string();
        value.set("metadata.resourceVersion", revision);
        let object = Arc::new(Object::new(kind, value).managed_by(managers));
        let change = self.store.put_shared(object.clone(), self.call.by);
        Done { code, object, changes: change.into_iter().collect(), warnings }
    }

    /// PUT.
    fn replace(&mut self, kind: Kind, mut value: Value, part: Part) -> Result<Done, Status> {
        if part == Part::Status && !kinds::has_status(kind) {
            return Err(no_resource());
        }
        self.settle_namespace(kind, &mut value)?;
        let key = key_of(kind, &value);
        let old = self.store.get(&key).cloned();
        let uid = value.text("metadata.uid");
        if !uid.is_empty() {
            let had = old.as_ref().map_or("", |it| it.value.text("metadata.uid"));
            if uid != had {
                return Err(another_uid(&key, uid, had));
            }
        }
        let Some(old) = old else {
            if kinds::created_by_update(kind) && part == Part::Main {
                // What is made by an update may name a version, and gets its own.
                value.remove("metadata.resourceVersion");
                return self.create(kind, value, None);
            }
            return Err(not_found(kind, &key.name));
        };
        self.update(&old, value, part)
    }

    fn patch(
        &mut self,
        key: &Key,
        patch: PatchType,
        body: &Value,
        part: Part,
    ) -> Result<Done, Status> {
        let Some(old) = self.store.get(key).cloned() else {
            return Err(not_found(key.kind, &key.name));
        };
        let validation = self.call.validation;
        let (mut value, unknown) = super::patch::apply(&old, patch, body, validation)?;
        if !key.kind.namespaced() {
            // EnsureObjectNamespaceMatchesRequestNamespace clears it.
            value.remove("metadata.namespace");
        }
        check_name(key, &value)?;
        with_warnings(unknown, self.update(&old, value, part))
    }

    /// What PUT and PATCH have in common.
    fn update(&mut self, old: &Object, value: Value, part: Part) -> Result<Done, Status> {
        self.update_as(old, value, part, None)
    }

    /// The same, where the managers may be known already.
    fn update_as(
        &mut self,
        old: &Object,
        mut value: Value,
        part: Part,
        managers: Option<Arc<[Manager]>>,
    ) -> Result<Done, Status> {
        let (kind, before) = (old.key.kind, &old.value);
        let name = old.key.name.to_string();
        let version = value.text("metadata.resourceVersion");
        if !version.bytes().all(|it| it.is_ascii_digit()) {
            let quoted = crate::yaml::quote(version);
            let why = format!("strconv.ParseUint: parsing {quoted}: invalid syntax");
            return Err(bare_error(why));
        }
        if !matches!(version, "" | "0") && version != before.text("metadata.resourceVersion") {
            let why = "the object has been modified; please apply your changes to the latest \
                       version and try again";
            return Err(conflict(kind, &name, why));
        }
        if kind_of(&value).is_ok_and(|it| it == kind) {
            // `/v1` is read as `v1`, and stored so.
            value.set("apiVersion", kind.api_version());
        }
        let emptied = kinds::counts_empty(kind, &value);
        kinds::defaults(kind, &mut value);
        // A slice is compared before its strategy drops what its version does not have.
        let sent = kind == Kind::EndpointSlice && kinds::counts_up(kind, &value, before);
        let written = managed::written(&value, old).filter(|_| part == Part::Main);
        keep_metadata(&mut value, before);
        if part == Part::Status {
            kinds::prepare_status(kind, &mut value, before);
        }
        // Who set which field is noted before the server fills in what it chose
        // before, so asking for a change counts as one even where nothing comes
        // of it.
        let managers = managers.unwrap_or_else(|| {
            let known = written.map_or_else(|| managed::known(old), Arc::from);
            managed::update(kind, &known, self.writer(part), before, &value)
        });
        if part == Part::Scale {
            scale(&value).refuse_as("Scale.autoscaling", "Scale", &name)?;
        }
        // BeforeUpdate looks at the metadata ahead of the strategy.
        let mut problems = metadata::validate_common(kind, &value, before);
        problems.append(match part {
            Part::Main | Part::Scale => {
                let dry_run = self.call.dry_run;
                kinds::prepare_update(kind, &mut value, before, self.store, self.config, dry_run)?;
                kinds::validate_update(kind, &value, before)
            }
            Part::Status => kinds::validate_status(kind, &value, before),
        });
        problems.refuse(kind, &name)?;
        kinds::as_read(kind, &mut value);
        let counted =
            part != Part::Status && (emptied || sent || kinds::counts_up(kind, &value, before));
        let warnings = match part {
            Part::Main => kinds::update_warnings(kind, &value, counted),
            Part::Status | Part::Scale => Vec::new(),
        };
        if !counted && value == *before && managers == managed::known(old) {
            let object = Arc::new(old.clone());
            return Ok(Done { code: 200, object, changes: Vec::new(), warnings });
        }
        if counted {
            let generation = before.at("metadata.generation").and_then(Value::as_int).unwrap_or(0);
            value.set("metadata.generation", generation + 1);
        }
        let held = |value: &Value| !value.list("metadata.finalizers").is_empty();
        let waits = value.at("metadata.deletionGracePeriodSeconds").and_then(Value::as_int);
        if old.meta.deleting && held(before) && !held(&value) && waits.unwrap_or(0) == 0 {
            // Nothing holds it any more. Models ShouldDeleteDuringUpdate.
            let object = Arc::new(Object::new(kind, value).managed_by(managers));
            let gone =
                if self.call.dry_run { None } else { self.store.delete(&old.key, self.call.by) };
            return Ok(Done { code: 200, object, changes: gone.into_iter().collect(), warnings });
        }
        Ok(self.store_it(kind, value, managers, 200, warnings))
    }
}

/// Rules of the scale that is written in an object's stead. Models
/// pkg/apis/autoscaling/validation ValidateScale.
fn scale(value: &Value) -> super::problems::Problems {
    let mut wrong = super::problems::Problems::default();
    let at = crate::path::FieldPath::root().field("spec.replicas");
    super::rules::non_negative(value.at("spec.replicas"), &at, &mut wrong);
    wrong
}
