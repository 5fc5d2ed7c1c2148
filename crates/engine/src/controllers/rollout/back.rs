//! A Deployment whose annotation asks for an earlier revision: what
//! `extensions/v1beta1` clients once asked for in `spec.rollbackTo`.
//!
//! Models rollback.go of pkg/controller/deployment (v1.36).

use super::Rollout;
use crate::controllers::Severity;
use crate::controllers::deployment::{FROM, HASH_LABEL, ROLLBACK, Set, int, is_own};
use crate::controllers::plane::Todo;
use crate::controllers::template;
use crate::value::{Map, Value};

type Told = (Severity, &'static str);

const NOT_FOUND: Told = (Severity::Warning, "DeploymentRollbackRevisionNotFound");
const UNCHANGED: Told = (Severity::Warning, "DeploymentRollbackTemplateUnchanged");
const DONE: Told = (Severity::Normal, "DeploymentRollback");

impl Rollout<'_> {
    /// The revision that is asked for; 0: the last one. Models getRollbackTo.
    pub(in crate::controllers) fn asked_for(&self) -> Option<i64> {
        self.object.meta.annotations.get(ROLLBACK)?.parse().ok()
    }

    /// Goes back to a revision, or says why not; in any case nobody asks any
    /// more. Models rollback.
    pub(in crate::controllers) fn go_back(mut self, wanted: i64, todo: &mut Todo) {
        self.sync_new(true);
        if self.new.is_none() {
            return self.write(todo);
        }
        let (told, message) = self.take_over(wanted);
        let mut all = annotations(&self.value);
        all.remove(ROLLBACK);
        self.value.set("metadata.annotations", all);
        // Of a Deployment the annotations count too.
        let generation = int(&self.value, "metadata.generation");
        self.value.set("metadata.generation", generation + 1);
        let (plane, key) = (self.plane, &self.object.key);
        self.write(todo);
        todo.report(plane, key, told, FROM, message);
    }

    /// Models rollbackToTemplate.
    fn take_over(&mut self, wanted: i64) -> (Told, String) {
        let revision = if wanted == 0 { self.last_revision() } else { wanted };
        if revision == 0 {
            return (NOT_FOUND, "Unable to find last revision.".to_owned());
        }
        let Some(set) = self.sets.iter().find(|it| it.revision() == revision) else {
            return (NOT_FOUND, "Unable to find the revision to rollback to.".to_owned());
        };
        let name = &self.object.key.name;
        let mut template = set.value.at("spec.template").cloned().unwrap_or_default();
        if template::equal(&template, &self.view.template) {
            let message = "The rollback revision contains the same template as current deployment";
            return (UNCHANGED, format!("{message} \"{name}\""));
        }
        if let Some(labels) = template.at_mut("metadata.labels") {
            labels.remove(HASH_LABEL);
        }
        let mut all = annotations(&set.value);
        all.retain(|name, _| !is_own(name));
        let kept = annotations(&self.value).into_iter().filter(|(name, _)| is_own(name));
        all.extend(kept);
        self.value.set("metadata.annotations", all);
        self.value.set("spec.template", template);
        (DONE, format!("Rolled back deployment \"{name}\" to revision {revision}"))
    }

    /// The second highest revision; 0: there is none. Models LastRevision.
    fn last_revision(&self) -> i64 {
        let mut all: Vec<i64> = self.sets.iter().map(Set::revision).collect();
        all.sort_unstable();
        all.into_iter().rev().nth(1).unwrap_or(0)
    }
}

fn annotations(value: &Value) -> Map {
    value.at("metadata.annotations").and_then(Value::as_map).cloned().unwrap_or_default()
}
