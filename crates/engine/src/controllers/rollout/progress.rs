//! A Deployment's counts and conditions, and what is written at the end.
//!
//! Models progress.go and sync.go of pkg/controller/deployment (v1.36).

use std::collections::BTreeSet;

use super::Rollout;
use crate::controllers::condition;
use crate::controllers::deployment::{FROM, SCALING, Set, int};
use crate::controllers::plane::Todo;
use crate::controllers::replica_set::FAILURE;
use crate::objects::{Deployment, Kind, Object};
use crate::value::Value;

impl Rollout<'_> {
    /// The Deployment's counts. Models calculateStatus.
    pub(super) fn status(&self) -> Value {
        let sum = |name: &str| -> i64 { self.sets.iter().map(|it| it.status(name)).sum() };
        let available = sum("availableReplicas");
        let new = self.new_set();
        let mut status = Value::map();
        status.set("observedGeneration", int(&self.value, "metadata.generation"));
        for (name, count) in [
            ("replicas", sum("replicas")),
            ("updatedReplicas", new.map_or(0, |it| it.status("replicas"))),
            ("readyReplicas", sum("readyReplicas")),
            ("availableReplicas", available),
            ("unavailableReplicas", (self.total() - available).max(0)),
        ] {
            if count > 0 {
                status.set(name, count);
            }
        }
        status.set("terminatingReplicas", sum("terminatingReplicas"));
        if let Some(count) = self.value.at("status.collisionCount") {
            status.set("collisionCount", count.clone());
        }
        status
    }

    /// Models DeploymentComplete.
    pub(super) fn is_complete(&self, status: &Value) -> bool {
        ["updatedReplicas", "replicas", "availableReplicas"]
            .iter()
            .all(|it| int(status, it) == self.desired())
    }

    /// Models DeploymentProgressing.
    fn has_progressed(&self, status: &Value) -> bool {
        let old = self.value.get("status").cloned().unwrap_or_default();
        let outdated = |it: &Value| int(it, "replicas") - int(it, "updatedReplicas");
        let more = |name: &str| int(status, name) > int(&old, name);
        more("updatedReplicas")
            || outdated(status) < outdated(&old)
            || more("readyReplicas")
            || more("availableReplicas")
    }

    /// Sets the condition Progressing. Models SetDeploymentCondition.
    pub(super) fn progressing(&mut self, status: &str, reason: &str, message: &str) {
        self.set_condition("Progressing", (status, reason, message), false, &self.plane.now());
    }

    fn set_condition(
        &mut self,
        kind: &str,
        (status, reason, message): (&str, &str, &str),
        force: bool,
        now: &str,
    ) {
        let old = condition::find(&self.value, kind).cloned();
        let same_status = old.as_ref().is_some_and(|it| it.text("status") == status);
        let same = same_status && old.as_ref().is_some_and(|it| it.text("reason") == reason);
        if same && !force {
            return;
        }
        let mut new = Value::map();
        new.set("type", kind);
        new.set("status", status);
        new.set("reason", reason);
        new.set("message", message);
        new.set("lastUpdateTime", now);
        let since = old.as_ref().filter(|_| same_status).map(|it| it.text("lastTransitionTime"));
        new.set("lastTransitionTime", since.unwrap_or(now));
        let mut all = self.value.list("status.conditions").to_vec();
        all.retain(|it| it.text("type") != kind);
        all.push(new);
        self.value.set("status.conditions", all);
    }

    /// Whether the rollout makes progress, is done or has timed out. Models
    /// syncRolloutStatus.
    fn estimate(&mut self, status: &Value) {
        if !self.has_deadline() {
            let mut all = self.value.list("status.conditions").to_vec();
            all.retain(|it| it.text("type") != "Progressing");
            self.value.set("status.conditions", all);
            return;
        }
        let current = condition::find(&self.value, "Progressing").map(|it| it.text("reason"));
        let was_complete = int(status, "replicas") == int(status, "updatedReplicas")
            && current == Some("NewReplicaSetAvailable");
        if was_complete {
            return;
        }
        let about = match self.new_set() {
            Some(new) => format!("ReplicaSet \"{}\"", new.name()),
            None => format!("Deployment \"{}\"", self.object.key.name),
        };
        if self.is_complete(status) {
            let message = format!("{about} has successfully progressed.");
            self.progressing("True", "NewReplicaSetAvailable", &message);
        } else if self.has_progressed(status) {
            let message = format!("{about} is progressing.");
            let says = ("True", "ReplicaSetUpdated", message.as_str());
            self.set_condition("Progressing", says, true, &self.plane.now());
        } else if self.is_timed_out() {
            let message = format!("{about} has timed out progressing.");
            self.progressing("False", "ProgressDeadlineExceeded", &message);
        }
    }

    /// Takes over that a ReplicaSet's Pods cannot be made: that of the new one,
    /// else of any; it keeps its time. Models getReplicaFailures and
    /// ReplicaSetToDeploymentCondition.
    fn take_over_failure(&mut self) {
        let failure = |it: &Set| condition::find(&it.value, FAILURE).cloned();
        let found = self.new_set().and_then(failure);
        let Some(found) = found.or_else(|| self.sets.iter().find_map(failure)) else {
            let mut all = self.value.list("status.conditions").to_vec();
            all.retain(|it| it.text("type") != FAILURE);
            self.value.set("status.conditions", all);
            return;
        };
        let says = (found.text("status"), found.text("reason"), found.text("message"));
        self.set_condition(FAILURE, says, false, found.text("lastTransitionTime"));
    }

    fn is_timed_out(&self) -> bool {
        let due = Deployment::deadline_ms_of(&self.value);
        let condition = condition::find(&self.value, "Progressing");
        condition.is_some_and(|it| it.text("reason") == "ProgressDeadlineExceeded")
            || due.is_some_and(|it| it <= self.plane.given.now_ms)
    }

    /// Counts, and writes what was decided.
    pub(in crate::controllers) fn finish(mut self, todo: &mut Todo) {
        let status = self.status();
        let available = int(&status, "availableReplicas");
        let enough = available >= self.desired() - self.max_unavailable();
        let says = if enough {
            ("True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
        } else {
            (
                "False",
                "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability.",
            )
        };
        // A changed condition goes to the end of the list, and upstream counts
        // before it estimates.
        self.set_condition("Available", says, false, &self.plane.now());
        if self.estimates {
            self.estimate(&status);
            self.take_over_failure();
        }
        let conditions = self.value.list("status.conditions").to_vec();
        self.value.set("status", status);
        self.value.set("status.conditions", conditions);
        self.write(todo);
    }

    /// Writes what was decided, and no counts.
    pub(super) fn write(mut self, todo: &mut Todo) {
        for message in self.reports.drain(..) {
            todo.report(self.plane, &self.object.key, SCALING, FROM, message);
        }
        let sized: BTreeSet<usize> = self.sized.iter().map(|it| it.0).collect();
        for (_, value) in self.sized.drain(..) {
            todo.put(Kind::ReplicaSet, value);
        }
        let mut gone = Vec::new();
        for (place, set) in self.sets.iter().enumerate() {
            if set.deleted {
                gone.push(set);
            } else if !sized.contains(&place) && set.stored.as_ref() != Some(&set.value) {
                todo.put(Kind::ReplicaSet, set.value.clone());
            }
        }
        // The oldest revision first: one that was brought back is a new one.
        gone.sort_by_key(|it| it.revision());
        for set in gone {
            todo.delete(&Object::new(Kind::ReplicaSet, set.value.clone()).key);
        }
        if self.value != self.object.value {
            todo.put(Kind::Deployment, self.value);
        }
    }
}
