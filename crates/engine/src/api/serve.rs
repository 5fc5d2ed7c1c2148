//! One request from its arrival to the store.
//!
//! Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers and
//! pkg/registry/generic/registry/store.go (v1.36): admission, allocation,
//! preparation, validation, storage, in that order.

use std::sync::Arc;

use super::problems::{already_exists, another_uid, bad_request, bare_error, conflict};
use super::problems::{forbidden, not_found};
use super::{Call, Done, Part, PatchType, Request, Status, kinds, managed, metadata, strategic};
use crate::chance;
use crate::clock;
use crate::cluster::ClusterConfig;
use crate::objects::{Key, Kind, Manager, Object};
use crate::schema::{self, Refused};
use crate::store::{Change, Store};
use crate::value::Value;

/// Grace period of a Pod that names none, in seconds.
const GRACE_SECONDS: i64 = 30;

/// Namespaces that admission lets nobody delete.
/// Models apiserver pkg/admission/plugin/namespace/lifecycle.
const IMMORTAL: [&str; 3] = ["default", "kube-system", "kube-public"];

/// The finalizer that holds an object until what it owns is gone.
pub(crate) const FOREGROUND: &str = "foregroundDeletion";

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
        Request::Delete(key) => with_standing(key.kind, server.delete(key, None)),
        Request::DeleteNow(key) => with_standing(key.kind, server.delete(key, Some(0))),
        Request::DeleteForeground(key) => with_standing(key.kind, server.delete_foreground(key)),
        Request::DeleteOrphaning(key) => {
            let orphaned = server.orphan_dependents(key);
            let answer = server.delete(key, None);
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
    Server { store, config, call }.delete(key, Some(0))
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

/// The object without the owner of this UID; nothing where it is no owner.
fn without_owner(object: &Object, uid: &str) -> Option<Object> {
    let mut owners = object.value.list("metadata.ownerReferences").to_vec();
    let before = owners.len();
    owners.retain(|it| it.text("uid") != uid);
    if owners.len() == before {
        return None;
    }
    let mut value = object.value.clone();
    if owners.is_empty() {
        value.remove("metadata.ownerReferences");
    } else {
        value.set("metadata.ownerReferences", owners);
    }
    Some(Object::new(object.key.kind, value))
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
        None => Status {
            code: 404,
            reason: "NotFound",
            message: "the server could not find the requested resource".to_owned(),
            causes: Vec::new(),
            about: None,
            warnings: Vec::new(),
            undecoded: Box::default(),
        },
    }
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
        if kind == Kind::Ingress && value.at("spec.rules") == Some(&Value::List(Vec::new())) {
            // Until it is written, an empty list is told apart from none.
            object.set("spec.rules", Vec::new());
        }
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
            let (typed, first, _) = schema::decode_struct(of, &value);
            if let Some(problem) = first {
                return Err(refused(&problem.words));
            }
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

    /// The namespace an object goes to exists.
    fn settle_namespace(&self, kind: Kind, value: &mut Value) -> Result<(), Status> {
        if !kind.namespaced() {
            return Ok(());
        }
        if value.text("metadata.namespace").is_empty() {
            value.set("metadata.namespace", "default");
        }
        let namespace = value.text("metadata.namespace");
        match self.store.find(Kind::Namespace, "", namespace) {
            Some(_) => Ok(()),
            None => Err(not_found(Kind::Namespace, namespace)),
        }
    }

    /// What the server writes into `metadata` of a new object, whatever the
    /// client wrote there.
    fn fill_metadata(&self, kind: Kind, value: &mut Value) {
        if let Some(metadata) = value.at_mut("metadata").and_then(Value::as_map_mut) {
            for field in [
                "resourceVersion",
                "selfLink",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "managedFields",
            ] {
                metadata.remove(field);
            }
        }
        let revision = self.store.revision().to_string();
        let base = value.text("metadata.generateName").to_owned();
        if value.text("metadata.name").is_empty() && !base.is_empty() {
            // maxGeneratedNameLength: 63 less the five random letters.
            let base: String = base.chars().take(58).collect();
            let parts = ["name", kind.name(), &base, &revision];
            let suffix = chance::suffix(self.config.seed, &parts, 5);
            value.set("metadata.name", format!("{base}{suffix}"));
            if kind == Kind::Namespace {
                // Canonicalize: its label is its name.
                kinds::defaults(kind, value);
            }
        }
        let namespace = value.text("metadata.namespace").to_owned();
        let name = value.text("metadata.name").to_owned();
        let parts = [kind.name(), &namespace, &name, &revision];
        value.set("metadata.uid", uid(self.config.seed, &parts));
        value.set("metadata.creationTimestamp", clock::stamp(self.call.now_ms));
        // A kind that counts none keeps what the client wrote.
        if kinds::has_generation(kind) {
            value.set("metadata.generation", 1);
        } else {
            drop_zero_generation(value);
        }
    }

    fn store_it(
        &mut self,
        kind: Kind,
        mut value: Value,
        managers: Arc<[Manager]>,
        code: u16,
        warnings: Vec<String>,
    ) -> Done {
        if kind == Kind::Ingress && value.list("spec.rules").is_empty() {
            value.remove("spec.rules");
        }
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
            let quoted = super::problems::quote(version);
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
        kinds::defaults(kind, &mut value);
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
        let counted = part != Part::Status && kinds::counts_up(kind, &value, before);
        let warnings = match part {
            Part::Main => kinds::update_warnings(kind, &value, counted),
            Part::Status | Part::Scale => Vec::new(),
        };
        if value == *before && managers == managed::known(old) {
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

    fn delete(&mut self, key: &Key, grace_s: Option<u32>) -> Result<Done, Status> {
        let Some(old) = self.store.get(key).cloned() else {
            return Err(not_found(key.kind, &key.name));
        };
        if key.kind == Kind::Namespace && IMMORTAL.contains(&&*key.name) {
            return Err(forbidden(key.kind, &key.name, "this namespace may not be deleted"));
        }
        let grace = grace_s.map_or_else(|| own_grace(&old.value), i64::from);
        if key.kind == Kind::Pod && grace > 0 && is_running(&old.value) {
            return Ok(self.begin_deletion(&old, grace));
        }
        if !old.value.list("metadata.finalizers").is_empty() {
            return Ok(self.hold(&old, 0));
        }
        let mut changes = Vec::new();
        if !self.call.dry_run {
            if key.kind == Kind::Namespace {
                changes.extend(self.empty_namespace(&key.name));
            }
            changes.extend(self.store.delete(key, self.call.by));
        }
        Ok(Done { code: 200, object: old, changes, warnings: Vec::new() })
    }

    /// Takes an object out of the owners of what it owns, so that the garbage
    /// collector leaves that alone. Models
    /// pkg/controller/garbagecollector orphanDependents (v1.36).
    fn orphan_dependents(&mut self, owner: &Key) -> Vec<Change> {
        let Some(uid) = self.store.get(owner).map(|it| it.value.text("metadata.uid").to_owned())
        else {
            return Vec::new();
        };
        if uid.is_empty() || self.call.dry_run {
            return Vec::new();
        }
        let orphans: Vec<Object> =
            self.store.iter().filter_map(|it| without_owner(it, &uid)).collect();
        orphans.into_iter().filter_map(|it| self.store.put(it, self.call.by)).collect()
    }

    /// A running Pod gets its grace period; the kubelet ends it.
    fn begin_deletion(&mut self, old: &Object, grace: i64) -> Done {
        if old.meta.deleting {
            let object = Arc::new(old.clone());
            return Done { code: 200, object, changes: Vec::new(), warnings: Vec::new() };
        }
        self.hold(old, grace)
    }

    /// An object whose deletion has begun, but which stays: for so many seconds,
    /// or until nothing holds it any more. Models
    /// markAsDeleting and updateForGracefulDeletionAndFinalizers.
    fn hold(&mut self, old: &Object, grace: i64) -> Done {
        let mut value = old.value.clone();
        if !old.meta.deleting {
            let ends = self.call.now_ms + u64::try_from(grace).unwrap_or(0) * 1000;
            value.set("metadata.deletionTimestamp", clock::stamp(ends));
            if kinds::has_generation(old.key.kind) {
                let before = value.at("metadata.generation").and_then(Value::as_int);
                value.set("metadata.generation", before.unwrap_or(0) + 1);
            }
        }
        value.set("metadata.deletionGracePeriodSeconds", grace);
        if value == old.value {
            let object = Arc::new(old.clone());
            return Done { code: 200, object, changes: Vec::new(), warnings: Vec::new() };
        }
        self.store_it(old.key.kind, value, old.managers.clone(), 200, Vec::new())
    }

    /// DELETE with `propagationPolicy: Foreground`: first goes what the object
    /// owns. Models deletionFinalizersForGarbageCollection.
    fn delete_foreground(&mut self, key: &Key) -> Result<Done, Status> {
        let Some(old) = self.store.get(key).cloned() else {
            return Err(not_found(key.kind, &key.name));
        };
        if old.meta.deleting || self.call.dry_run {
            return self.delete(key, None);
        }
        let mut value = old.value.clone();
        let mut finalizers = value.list("metadata.finalizers").to_vec();
        finalizers.push(FOREGROUND.into());
        value.set("metadata.finalizers", finalizers);
        let mut held = self.store_it(key.kind, value, old.managers.clone(), 200, Vec::new());
        let done = self.delete(key, None)?;
        held.changes.extend(done.changes);
        Ok(Done { changes: held.changes, ..done })
    }

    fn empty_namespace(&mut self, namespace: &str) -> Vec<Change> {
        let keys: Vec<Key> = self
            .store
            .iter()
            .map(|it| it.key.clone())
            .filter(|key| key.kind.namespaced() && &*key.namespace == namespace)
            .collect();
        keys.iter().filter_map(|key| self.store.delete(key, self.call.by)).collect()
    }
}

/// Models checkName of apiserver pkg/endpoints/handlers/rest.go.
fn check_name(key: &Key, patched: &Value) -> Result<(), Status> {
    let (name, url) = (patched.text("metadata.name"), &key.name);
    if name.is_empty() {
        return Err(bad_request(format!(
            "the name of the object ({url} based on URL) was undeterminable: name must be provided"
        )));
    }
    if name != &**url {
        return Err(bad_request(format!(
            "the name of the object ({name}) does not match the name on the URL ({url})"
        )));
    }
    let namespace = patched.text("metadata.namespace");
    if !namespace.is_empty() && namespace != &*key.namespace {
        return Err(bad_request(
            "the namespace of the provided object does not match the namespace sent on the request",
        ));
    }
    Ok(())
}

fn own_grace(pod: &Value) -> i64 {
    let own = pod.at("spec.terminationGracePeriodSeconds").and_then(Value::as_int);
    own.unwrap_or(GRACE_SECONDS)
}

/// A Pod that a kubelet has: bound, and not at its end.
fn is_running(pod: &Value) -> bool {
    !pod.text("spec.nodeName").is_empty()
        && !matches!(pod.text("status.phase"), "Succeeded" | "Failed")
}

/// Go leaves out a generation of 0.
fn drop_zero_generation(value: &mut Value) {
    if value.at("metadata.generation").and_then(Value::as_int) == Some(0) {
        value.remove("metadata.generation");
    }
}

/// What an update cannot take away from `metadata`.
fn keep_metadata(value: &mut Value, old: &Value) {
    for path in ["metadata.uid", "metadata.namespace"] {
        let before = old.text(path);
        if value.text(path).is_empty() && !before.is_empty() {
            value.set(path, before);
        }
    }
    // That it is being deleted cannot be taken back; to begin it so is refused.
    for path in ["metadata.deletionTimestamp", "metadata.deletionGracePeriodSeconds"] {
        if let Some(before) = old.at(path) {
            value.set(path, before.clone());
        }
    }
    for path in ["metadata.generation", "metadata.resourceVersion", "metadata.creationTimestamp"] {
        match old.at(path) {
            Some(before) => value.set(path, before.clone()),
            None => {
                value.remove(path);
            }
        }
    }
    value.remove("metadata.managedFields");
    value.remove("metadata.selfLink");
}

/// A version-4 UUID made of the seed and the object's identity.
fn uid(seed: u64, parts: &[&str]) -> String {
    let half = |salt: &str| {
        let mut all = vec!["uid", salt];
        all.extend_from_slice(parts);
        chance::below(seed, &all, u64::MAX)
    };
    let (high, low) = (half("high"), half("low"));
    let high = (high & 0xffff_ffff_ffff_0fff) | 0x4000;
    let low = (low & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    chance::write_uid(high, low)
}
