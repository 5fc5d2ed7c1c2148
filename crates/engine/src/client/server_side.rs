//! `kubectl apply --server-side` of one object, and what kubectl does about
//! objects that were applied the other way before.
//!
//! Models kubectl/pkg/cmd/apply applyOneObject, saveLastApplyAnnotationIfNecessary
//! and migrateToSSAIfNecessary, and client-go/util/csaupgrade (v1.36).

use super::apply::{Outcome, Target};
use super::one::{Answer, Item, Wording, accepted, not_sent, refused};
use super::print::Failure;
use crate::api::{self, Call, Done, Part, PatchType, Request, Status};
use crate::objects::{LAST_APPLIED, Manager, Object, Operation};
use crate::store::Change;
use crate::value::{Map, Value};

/// What kubectl says about a conflict.
const WAYS_OUT: &str = "
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the `--force-conflicts` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts";

/// The manager that keeps the annotation of client-side apply.
const KEEPER: &str = "kubectl-last-applied";

pub(super) fn apply(target: &mut Target<'_>, item: &Item, force: bool) -> Answer {
    if let Some(why) = item.generated().or_else(|| item.bad_address()) {
        return not_sent(item, why);
    }
    let request = Request::Apply { value: item.value.clone(), force };
    match send(target, target.call, &request) {
        Ok(mut done) => {
            let created = done.code == 201;
            let earlier = migrate(target, &request, &mut done);
            let outcome = if created { Outcome::Created } else { Outcome::Configured };
            let wording = Wording { doing: "", done: "serverside-applied", outcome };
            let mut answer = accepted(item, done, &wording);
            answer.changes.splice(0..0, earlier);
            answer
        }
        Err(status) if status.reason == "Conflict" => {
            let failure = Failure::Own(format!("{}{WAYS_OUT}", status.message));
            refused(item, status, failure)
        }
        Err(status) => refused(item, status.clone(), Failure::Server(status)),
    }
}

fn send(target: &mut Target<'_>, call: &Call, request: &Request) -> Result<Done, Status> {
    api::serve(target.store, target.config, call, request)
}

/// Hands over what client-side apply owns, and applies once more, so that what
/// has left the text leaves the object. Gives what changed before that.
fn migrate(target: &mut Target<'_>, request: &Request, done: &mut Done) -> Vec<Change> {
    let object = done.object.clone();
    let (mut before, call) = (std::mem::take(&mut done.changes), target.call);
    let old: Vec<&Manager> = owners(&object, Operation::Update);
    if call.dry_run || old.is_empty() {
        done.changes = before;
        return Vec::new();
    }
    if let Some(text) = annotation(&object)
        && &*call.manager == "kubectl"
        && owners(&object, Operation::Apply).is_empty()
    {
        let mut value = Value::map();
        for path in ["apiVersion", "kind", "metadata.name", "metadata.namespace"] {
            value.set(path, object.value.text(path));
        }
        let only = Map::from([(LAST_APPLIED.to_owned(), text.clone())]);
        value.set("metadata.annotations", only);
        let keeper = Call { manager: KEEPER.into(), ..call.clone() };
        let kept = send(target, &keeper, &Request::Apply { value, force: false });
        before.extend(kept.into_iter().flat_map(|it| it.changes));
    }
    let mut patch = Value::map();
    patch.set("op", "add");
    patch.set("path", "/metadata/managedFields");
    let now = target.store.get(&object.key).cloned().unwrap_or_else(|| object.clone());
    let names: Vec<&str> = old.iter().map(|it| &*it.name).collect();
    patch.set("value", api::handed_over(&now, &names, &call.manager));
    let handed = Request::Patch {
        key: object.key.clone(),
        kind: PatchType::Json,
        body: vec![patch].into(),
        part: Part::Main,
    };
    before.extend(send(target, call, &handed).into_iter().flat_map(|it| it.changes));
    if let Ok(again) = send(target, call, request) {
        *done = again;
    }
    before
}

/// The managers that own the annotation of client-side apply.
fn owners(object: &Object, operation: Operation) -> Vec<&Manager> {
    let owns = |it: &&Manager| {
        let name = format!("f:{LAST_APPLIED}");
        let below = |map: &Map, name: &str| map.get(name).and_then(Value::as_map).cloned();
        it.operation == operation
            && below(&api::managed_set(it), "f:metadata")
                .and_then(|it| below(&it, "f:annotations"))
                .is_some_and(|it| it.contains_key(&name))
    };
    object.managers.iter().filter(owns).collect()
}

fn annotation(object: &Object) -> Option<&Value> {
    object.value.at("metadata.annotations")?.get(LAST_APPLIED)
}
