//! Who set which field: `metadata.managedFields`, and server-side apply, which
//! goes by it. Knows no rule of any kind of object.
//!
//! Models k8s.io/apimachinery/pkg/util/managedfields and
//! sigs.k8s.io/structured-merge-diff merge (v1.36). What controllers set is
//! not written down with every write of theirs: it is told when somebody asks,
//! by who owns no field yet ([`entries`]).

mod check;
mod sets;
mod sound;
#[cfg(test)]
mod tests;
mod typed;

use std::borrow::Cow;
use std::sync::Arc;

pub(crate) use sound::sound_manager;
use typed::At;

use super::problems::{apply_conflict, bare_error};
use super::{Status, bad_request};
use crate::clock;
use crate::objects::{Fields, Kind, LAST_APPLIED, Manager, Object, Operation};
use crate::schema::{self, Type};
use crate::value::{Map, Value};

/// What nobody owns. Models stripMetaManager.
const STRIPPED: [&str; 8] = [
    "f:name",
    "f:namespace",
    "f:creationTimestamp",
    "f:selfLink",
    "f:uid",
    "f:generation",
    "f:managedFields",
    "f:resourceVersion",
];

/// Who writes, when, and through which subresource (`""`: the object itself).
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub name: &'a str,
    pub subresource: &'static str,
    pub now_ms: u64,
}

/// A set without what nobody owns, and without what this way of writing cannot
/// change (ResetFieldsStrategy).
fn strip(mut set: Map, subresource: &str) -> Map {
    for name in ["f:apiVersion", "f:kind"] {
        set.remove(name);
    }
    match subresource {
        "status" => {
            set.remove("f:spec");
        }
        _ => {
            set.remove("f:status");
        }
    }
    if let Some(Value::Map(metadata)) = set.get_mut("f:metadata") {
        metadata.remove(".");
        metadata.retain(|name, _| !STRIPPED.contains(&name.as_str()));
        if metadata.is_empty() {
            set.remove("f:metadata");
        }
    }
    set
}

fn root(kind: Kind) -> Type {
    Type::Struct(schema::of(kind).map_or("", |it| it.key))
}

/// An object that does not exist yet.
pub(crate) fn nothing(kind: Kind) -> Value {
    schema::of(kind).map_or(Value::Null, typed::zero)
}

/// The fields of a manager as a set.
pub(crate) fn set_of(entry: &Manager) -> Cow<'_, Map> {
    match &*entry.fields {
        Fields::Set(set) => Cow::Borrowed(set),
        Fields::Of(kind, value) => {
            let root = root(*kind);
            let found = typed::compare(At::root(&root), Some(&nothing(*kind)), Some(value));
            Cow::Owned(strip(found.taken, entry.subresource))
        }
    }
}

/// The one manager of an object that is being made.
pub(crate) fn maker(kind: Kind, writer: Writer<'_>, value: &Value) -> Arc<[Manager]> {
    let fields = Arc::new(Fields::Of(kind, value.clone()));
    [Manager {
        name: writer.name.into(),
        operation: Operation::Update,
        subresource: writer.subresource,
        at_ms: writer.now_ms,
        fields,
    }]
    .into()
}

/// The managers after a write. The very same list where nobody's share changed.
///
/// Models Updater.Update and managedFieldsUpdater.Update.
pub(crate) fn update(
    kind: Kind,
    managers: &Arc<[Manager]>,
    writer: Writer<'_>,
    live: &Value,
    new: &Value,
) -> Arc<[Manager]> {
    let root = root(kind);
    let found = typed::compare(At::root(&root), Some(live), Some(new));
    let taken = strip(found.taken, writer.subresource);
    let removed = strip(found.removed, writer.subresource);
    if taken.is_empty() && removed.is_empty() {
        return managers.clone();
    }
    let mut all = released(managers, &sets::union(&taken, &removed), None);
    if !taken.is_empty() {
        let own = |it: &Manager| {
            it.operation == Operation::Update
                && *it.name == *writer.name
                && it.subresource == writer.subresource
        };
        match all.iter_mut().find(|it| own(it)) {
            Some(entry) => {
                let set = sets::union(&set_of(entry), &taken);
                entry.fields = Arc::new(Fields::Set(set));
                entry.at_ms = writer.now_ms;
            }
            None => all.push(Manager {
                name: writer.name.into(),
                operation: Operation::Update,
                subresource: writer.subresource,
                at_ms: writer.now_ms,
                fields: Arc::new(Fields::Set(taken)),
            }),
        }
    }
    if all.iter().eq(managers.iter()) { managers.clone() } else { all.into() }
}

/// What managers have left when these fields are no longer theirs; one of them
/// keeps its own.
fn released(managers: &[Manager], gone: &Map, keeps: Option<&str>) -> Vec<Manager> {
    let mut all = managers.to_vec();
    for entry in all.iter_mut().filter(|it| !keeps.is_some_and(|name| applies_as(it, name))) {
        let before = set_of(entry);
        let left = sets::difference(&before, gone);
        if left != *before {
            entry.fields = Arc::new(Fields::Set(left));
        }
    }
    all.retain(|it| !is_empty(it));
    all
}

fn is_empty(entry: &Manager) -> bool {
    matches!(&*entry.fields, Fields::Set(set) if set.is_empty())
}

fn applies_as(entry: &Manager, name: &str) -> bool {
    entry.operation == Operation::Apply && entry.subresource.is_empty() && *entry.name == *name
}

/// What an apply comes to.
pub(crate) struct Applied {
    /// The object, not yet defaulted.
    pub value: Value,
    pub managers: Vec<Manager>,
}

/// A configuration applied to an object. `force` takes fields that others own.
///
/// Models Updater.Apply, lastAppliedManager.Apply and lastAppliedUpdater.Apply.
pub(crate) fn apply(
    kind: Kind,
    live: &Value,
    managers: &[Manager],
    config: &Value,
    writer: Writer<'_>,
    force: bool,
) -> Result<Applied, Status> {
    if config.at("metadata.managedFields").is_some() {
        return Err(bad_request("metadata.managedFields must be nil"));
    }
    let root = root(kind);
    let at = At::root(&root);
    if let Some(why) = check::problems(at, config) {
        let about = named(kind, config);
        return Err(bare_error(format!("failed to create typed patch object ({about}): {why}")));
    }
    let merged = typed::merge(at, Some(live), Some(config));
    let set = strip(typed::fields_of(at, config), "");
    let last =
        managers.iter().find(|it| applies_as(it, writer.name)).map(|it| set_of(it).into_owned());
    let mut all: Vec<Manager> =
        managers.iter().filter(|it| !applies_as(it, writer.name)).cloned().collect();
    let mut value = match &last {
        Some(last) => pruned(at, merged, &all, &set, last),
        None => merged,
    };
    let found = typed::compare(at, Some(live), Some(&value));
    let taken = strip(found.taken, "");
    let mut conflicts: Vec<(&Manager, Vec<String>)> = Vec::new();
    for entry in &all {
        let shared = sets::intersection(&set_of(entry), &taken);
        if !shared.is_empty() {
            conflicts.push((entry, sets::paths(&shared)));
        }
    }
    let own_before = last_applied_fields(kind, live);
    let allowed = writer.name == "kubectl"
        && own_before.is_some_and(|allowed| {
            let paths = sets::paths(&allowed);
            conflicts.iter().all(|it| it.1.iter().all(|path| paths.contains(path)))
        });
    if !conflicts.is_empty() && !force && !allowed {
        return Err(apply_conflict(&told(kind, &conflicts)));
    }
    let gone = sets::union(&taken, &strip(found.removed, ""));
    all = released(&all, &gone, Some(writer.name));
    if writer.name == "kubectl" {
        keep_last_applied(&mut value, live, config);
    }
    let same = value == *live && last.as_ref() == Some(&set);
    let before = managers.iter().find(|it| applies_as(it, writer.name)).map(|it| it.at_ms);
    all.push(Manager {
        name: writer.name.into(),
        operation: Operation::Apply,
        subresource: "",
        at_ms: before.filter(|_| same).unwrap_or(writer.now_ms),
        fields: Arc::new(Fields::Set(set)),
    });
    Ok(Applied { value, managers: all })
}

/// Refused because the merged object is none of its kind. Models the end of
/// structuredMergeManager.Apply, and Scheme.unstructuredToTyped.
pub(crate) fn unconvertible(kind: Kind, config: &Value, why: &str) -> Status {
    bare_error(format!(
        "failed to convert new object ({}) to proper version: unable to convert unstructured \
         object to {}, Kind={}: {why}",
        named(kind, config),
        group_version(kind),
        kind.name()
    ))
}

/// `default/web; /v1, Kind=Service`. Models objectGVKNN.
fn named(kind: Kind, config: &Value) -> String {
    let (space, name) = (config.text("metadata.namespace"), config.text("metadata.name"));
    format!("{space}/{name}; {}, Kind={}", group_version(kind), kind.name())
}

/// `/v1`, `apps/v1`: how Go prints a group and version.
fn group_version(kind: Kind) -> String {
    if kind.group().is_empty() { "/v1".to_owned() } else { kind.api_version().to_owned() }
}

/// What the manager applied last time, no longer applies, and nobody else
/// owns, taken out of the object. Models Updater.prune.
fn pruned(at: At<'_>, merged: Value, others: &[Manager], set: &Map, last: &Map) -> Value {
    let without = |gone: &Map| typed::without(at, &merged, gone).unwrap_or(Value::map());
    let all_of = |value: &Value| typed::named(at, &typed::fields_of(at, value));
    let merged_set = all_of(&merged);
    let last = typed::named(at, last);
    let managed = others.iter().fold(set.clone(), |all, it| sets::union(&all, &set_of(it)));
    let managed = typed::named(at, &managed);
    let first = without(&last);
    let gone = sets::difference(&merged_set, &all_of(&first));
    let second = without(&sets::difference(&gone, &managed));
    let gone = sets::difference(&merged_set, &all_of(&second));
    without(&sets::intersection(&gone, &last))
}

/// The fields that client-side apply set, as far as the object still has them
/// so. Models allowedConflictsFromLastApplied.
fn last_applied_fields(kind: Kind, live: &Value) -> Option<Map> {
    let text = live.at("metadata.annotations")?.get(LAST_APPLIED)?.as_str()?;
    let applied = crate::yaml::read_json(text, 0).ok()??.to_value();
    let root = root(kind);
    let at = At::root(&root);
    check::problems(at, &applied).is_none().then_some(())?;
    let set = typed::fields_of(at, &applied);
    let found = typed::compare(at, Some(live), Some(&applied));
    let changed = sets::union(&found.taken, &found.removed);
    let mut allowed = sets::difference(&set, &changed);
    // The annotation itself may be taken over.
    let mut own = Map::new();
    own.insert(format!("f:{LAST_APPLIED}"), sets::leaf());
    let own = sets::node(own, false).and_then(|it| {
        let below = Map::from([("f:annotations".to_owned(), it)]);
        sets::node(below, false)
    });
    if let Some(own) = own {
        allowed = sets::union(&allowed, &Map::from([("f:metadata".to_owned(), own)]));
    }
    Some(allowed)
}

/// Models lastAppliedUpdater.Apply: the annotation of client-side apply
/// follows, so that who goes back to it finds the truth.
fn keep_last_applied(value: &mut Value, live: &Value, config: &Value) {
    if live.at("metadata.annotations").is_none_or(|it| it.get(LAST_APPLIED).is_none()) {
        return;
    }
    let mut bare = config.clone();
    if let Some(annotations) = bare.at_mut("metadata.annotations").and_then(Value::as_map_mut) {
        annotations.remove(LAST_APPLIED);
    }
    let text = format!("{}\n", bare.to_json());
    if let Some(annotations) = value.at_mut("metadata.annotations").and_then(Value::as_map_mut) {
        annotations.insert(LAST_APPLIED.to_owned(), text.into());
    }
}

/// Conflicts as they are told: with whom, over which fields.
fn told(kind: Kind, conflicts: &[(&Manager, Vec<String>)]) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = conflicts
        .iter()
        .map(|(entry, paths)| {
            let mut who = format!("\"{}\"", entry.name);
            if !entry.subresource.is_empty() {
                who.push_str(&format!(" with subresource \"{}\"", entry.subresource));
            }
            if entry.operation == Operation::Update {
                who.push_str(&format!(" using {}", kind.api_version()));
            }
            (who, paths.clone())
        })
        .collect();
    all.sort();
    all
}

/// Who owns what of an object, in the order of the list: what was written down,
/// and what is left to controllers. Models sortEncodedManagedFields.
pub(crate) fn entries(object: &Object) -> Vec<Manager> {
    let mut all = object.managers.to_vec();
    all.extend(left_to_controllers(object));
    all.sort_by(|one, other| {
        let place = |it: &Manager| (it.operation, it.at_ms / 1000, it.name.clone(), it.subresource);
        place(one).cmp(&place(other))
    });
    all
}

/// The managers that a write starts from: those that are written down, else
/// the controller that made the object.
pub(crate) fn known(object: &Object) -> Arc<[Manager]> {
    if !object.managers.is_empty() {
        return object.managers.clone();
    }
    let mut all = left_to_controllers(object);
    all.retain(|it| it.subresource.is_empty());
    all.into()
}

/// Who makes objects of this kind where no client did, and who writes their
/// status.
fn controllers_of(kind: Kind) -> (&'static str, &'static str) {
    const MANAGER: &str = "kube-controller-manager";
    match kind {
        Kind::Pod | Kind::Node => (if kind == Kind::Pod { MANAGER } else { "kubelet" }, "kubelet"),
        Kind::Namespace => ("kube-apiserver", MANAGER),
        Kind::Service => ("kube-apiserver", "cloud-controller-manager"),
        Kind::Ingress => (MANAGER, "nginx-ingress-controller"),
        Kind::Endpoints
        | Kind::EndpointSlice
        | Kind::ReplicaSet
        | Kind::Deployment
        | Kind::ConfigMap
        | Kind::NetworkPolicy
        | Kind::StatefulSet
        | Kind::IngressClass
        | Kind::HorizontalPodAutoscaler => (MANAGER, MANAGER),
    }
}

/// What controllers set, by who owns no field: all of an object that none but
/// them wrote, else its status and the annotations of theirs.
fn left_to_controllers(object: &Object) -> Vec<Manager> {
    let kind = object.key.kind;
    let root = root(kind);
    let at = At::root(&root);
    let found = typed::compare(at, Some(&nothing(kind)), Some(&object.value));
    let owned = object.managers.iter().fold(Map::new(), |all, it| sets::union(&all, &set_of(it)));
    let (maker, reporter) = controllers_of(kind);
    let at_ms = clock::parse(object.value.text("metadata.creationTimestamp")).unwrap_or(0);
    let entry = |name: &str, subresource, fields: Map| Manager {
        name: name.into(),
        operation: Operation::Update,
        subresource,
        at_ms,
        fields: Arc::new(Fields::Set(fields)),
    };
    let mut status = found.taken.clone();
    status.retain(|name, _| name == "f:status");
    let mut status = sets::difference(&status, &owned);
    let mut all = Vec::new();
    if object.managers.is_empty() {
        let mut fields = strip(found.taken, "");
        // Binding a Pod goes by no manager.
        if let Some(Value::Map(spec)) = fields.get_mut("f:spec") {
            spec.remove("f:nodeName");
        }
        all.push(entry(maker, "", fields));
    } else if let Some(revision) = annotations_of(&found.taken, &owned) {
        status.insert("f:metadata".to_owned(), revision);
    }
    all.push(entry(reporter, "status", status));
    all.retain(|it| !is_empty(it));
    all
}

/// The annotations that the deployment controller writes.
fn annotations_of(taken: &Map, owned: &Map) -> Option<Value> {
    let metadata = taken.get("f:metadata")?.as_map()?;
    let own = owned.get("f:metadata").and_then(|it| it.get("f:annotations"));
    let mut names = metadata.get("f:annotations")?.as_map()?.clone();
    names.retain(|name, _| {
        name.starts_with("f:deployment.kubernetes.io/")
            && own.is_none_or(|it| it.get(name).is_none())
    });
    let itself = own.is_none();
    let below = Map::from([("f:annotations".to_owned(), sets::node(names, itself)?)]);
    (!below.is_empty()).then(|| below.into())
}

/// `metadata.managedFields` of an object.
pub fn managed_fields(object: &Object) -> Value {
    printed(object, &entries(object))
}

fn printed(object: &Object, all: &[Manager]) -> Value {
    let api_version = object.key.kind.api_version();
    let item = |it: &Manager| {
        let mut out = Value::map();
        out.set("manager", &*it.name);
        out.set("operation", it.operation.name());
        out.set("apiVersion", api_version);
        out.set("time", clock::stamp(it.at_ms));
        out.set("fieldsType", "FieldsV1");
        out.set("fieldsV1", Value::Map(set_of(it).into_owned()));
        if !it.subresource.is_empty() {
            out.set("subresource", it.subresource);
        }
        out
    };
    all.iter().map(item).collect::<Vec<_>>().into()
}

/// The same, once all that the managers of these names set by updates is the
/// applied configuration of another. Models csaupgrade.UpgradeManagedFields.
pub fn handed_over(object: &Object, from: &[&str], to: &str) -> Value {
    let mut all = entries(object);
    let theirs = |it: &Manager| {
        it.operation == Operation::Update && it.subresource.is_empty() && from.contains(&&*it.name)
    };
    let fields = all
        .iter()
        .filter(|it| theirs(it) || applies_as(it, to))
        .fold(Map::new(), |all, it| sets::union(&all, &set_of(it)));
    let heir = all.iter().position(|it| applies_as(it, to)).or(all.iter().position(theirs));
    if let Some(heir) = heir.and_then(|place| all.get_mut(place)) {
        heir.operation = Operation::Apply;
        heir.name = to.into();
        heir.fields = Arc::new(Fields::Set(fields));
    }
    all.retain(|it| !theirs(it));
    printed(object, &all)
}

/// An object with its `managedFields`, as the server answers.
pub fn whole(object: &Object) -> Value {
    let mut value = object.value.clone();
    let fields = managed_fields(object);
    if fields.as_list().is_some_and(|it| !it.is_empty()) {
        value.set("metadata.managedFields", fields);
    }
    value
}

/// Managers as a client wrote them; nothing where it wrote none (then those of
/// the stored object stay). A list with one empty entry takes all away.
///
/// Models decodeLiveOrNew and isResetManagedFields.
pub(crate) fn written(value: &Value, old: &Object) -> Option<Vec<Manager>> {
    let list = value.at("metadata.managedFields")?.as_list()?;
    if let [Value::Map(only)] = list
        && only.is_empty()
    {
        return Some(Vec::new());
    }
    let read = |it: &Value| {
        let subresource = match it.text("subresource") {
            "" => "",
            "status" => "status",
            "scale" => "scale",
            _ => return None,
        };
        Some(Manager {
            name: it.text("manager").into(),
            operation: match it.text("operation") {
                "Apply" => Operation::Apply,
                "Update" => Operation::Update,
                _ => return None,
            },
            subresource,
            at_ms: clock::parse(it.text("time")).unwrap_or(0),
            fields: Arc::new(Fields::Set(it.get("fieldsV1")?.as_map()?.clone())),
        })
    };
    let mut all: Vec<Manager> = list.iter().map(read).collect::<Option<_>>()?;
    // What is left to controllers is told anew each time.
    let told = left_to_controllers(old);
    all.retain(|it| it.subresource.is_empty() || !told.contains(it));
    (!all.is_empty()).then_some(all)
}
