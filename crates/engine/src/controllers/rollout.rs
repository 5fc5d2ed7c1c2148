//! How a Deployment gets from its old ReplicaSets to the new one.
//!
//! Models sync.go, rolling.go, recreate.go and progress.go of
//! pkg/controller/deployment, and util/deployment_util.go (v1.36).

use super::condition;
use super::deployment::{
    DESIRED, FROM, HASH_LABEL, MAX, REVISION, REVISION_HISTORY, SCALING, Set, copy_annotations, int,
};
use super::plane::{Plane, Todo, owner_reference};
use super::{Report, template};
use crate::objects::{Deployment, Key, Kind, Object};
use crate::value::{Map, Value};

/// Old ReplicaSets kept where the Deployment does not say.
const DEFAULT_HISTORY: i64 = 10;
/// The value of a limit or deadline that means: none.
const UNLIMITED: i64 = i32::MAX as i64;

/// One sync of one Deployment.
pub(super) struct Rollout<'a> {
    plane: &'a Plane<'a>,
    object: &'a Object,
    view: &'a Deployment,
    /// The Deployment as it will be stored.
    value: Value,
    /// Its ReplicaSets, oldest first.
    pub sets: Vec<Set>,
    /// Which of them is the new one.
    new: Option<usize>,
    /// Places of made and sized ReplicaSets, in order.
    touched: Vec<usize>,
    reports: Vec<String>,
    /// Whether this sync estimates progress.
    estimates: bool,
}

impl<'a> Rollout<'a> {
    pub fn new(
        plane: &'a Plane<'a>,
        object: &'a Object,
        view: &'a Deployment,
        sets: Vec<Set>,
    ) -> Self {
        let new = sets.iter().position(|it| {
            it.value.at("spec.template").is_some_and(|it| template::equal(it, &view.template))
        });
        let value = object.value.clone();
        let reports = Vec::new();
        let touched = Vec::new();
        Self { plane, object, view, value, sets, new, touched, reports, estimates: false }
    }

    fn desired(&self) -> i64 {
        self.view.replicas
    }

    fn has_deadline(&self) -> bool {
        self.value
            .at("spec.progressDeadlineSeconds")
            .and_then(Value::as_int)
            .is_some_and(|it| it != UNLIMITED)
    }

    /// `maxSurge` and `maxUnavailable` in Pods: the first is rounded up, the
    /// second down, and they are never both 0. Models ResolveFenceposts.
    fn fenceposts(&self) -> (i64, i64) {
        if self.view.recreate {
            return (0, 0);
        }
        let surge = scaled(&self.view.max_surge, self.desired(), true);
        let unavailable = scaled(&self.view.max_unavailable, self.desired(), false);
        if surge == 0 && unavailable == 0 { (0, 1) } else { (surge, unavailable) }
    }

    fn max_surge(&self) -> i64 {
        self.fenceposts().0
    }

    fn max_unavailable(&self) -> i64 {
        if self.desired() == 0 { 0 } else { self.fenceposts().1.min(self.desired()) }
    }

    fn total(&self) -> i64 {
        self.sets.iter().map(Set::replicas).sum()
    }

    fn new_set(&self) -> Option<&Set> {
        self.sets.get(self.new?)
    }

    /// Places of the old ReplicaSets with Pods, oldest first.
    fn active_old(&self) -> Vec<usize> {
        let active = |place: &usize| self.sets.get(*place).is_some_and(|it| it.replicas() > 0);
        (0..self.sets.len()).filter(|it| Some(*it) != self.new).filter(active).collect()
    }

    /// Says that a Deployment was paused or resumed. Models
    /// checkPausedConditions.
    pub fn check_paused(&mut self) {
        if !self.has_deadline() {
            return;
        }
        let reason = condition::find(&self.value, "Progressing").map(|it| it.text("reason"));
        if reason == Some("ProgressDeadlineExceeded") {
            return;
        }
        let says_paused = reason == Some("DeploymentPaused");
        if self.view.paused && !says_paused {
            self.progressing("Unknown", "DeploymentPaused", "Deployment is paused");
        } else if !self.view.paused && says_paused {
            self.progressing("Unknown", "DeploymentResumed", "Deployment is resumed");
        }
    }

    /// Whether the wish for a number of Pods changed since ReplicaSets were
    /// last sized. Models isScalingEvent.
    pub fn is_scaling(&self) -> bool {
        let desired = self.desired().to_string();
        self.sets
            .iter()
            .filter(|it| it.replicas() > 0)
            .filter_map(|it| it.annotation(DESIRED))
            .any(|it| it != desired)
    }

    /// Sizes ReplicaSets without going on with a rollout. Models sync and
    /// scale.
    pub fn scale(&mut self) {
        self.sync_new(false);
        if let Some(only) = self.active_or_latest() {
            self.resize(only, self.desired());
        } else if self.is_saturated() {
            for place in self.active_old() {
                self.resize(place, 0);
            }
        } else if !self.view.recreate {
            self.scale_in_proportion();
        }
        if self.view.paused {
            self.clean_up();
        }
    }

    /// The only ReplicaSet with Pods; the new one where none has any.
    fn active_or_latest(&self) -> Option<usize> {
        let mut active = self.active_old();
        active.extend(self.new.filter(|_| self.new_set().is_some_and(|it| it.replicas() > 0)));
        match active.as_slice() {
            [] => self.new.or_else(|| self.sets.len().checked_sub(1)),
            [only] => Some(*only),
            _ => None,
        }
    }

    fn is_saturated(&self) -> bool {
        let desired = self.desired();
        self.new_set().is_some_and(|it| {
            it.replicas() == desired
                && it.annotation(DESIRED).and_then(|it| it.parse().ok()) == Some(desired)
                && it.status("availableReplicas") == desired
        })
    }

    fn scale_in_proportion(&mut self) {
        let mut active = self.active_old();
        active.extend(self.new.filter(|_| self.new_set().is_some_and(|it| it.replicas() > 0)));
        let allowed = if self.desired() > 0 { self.desired() + self.max_surge() } else { 0 };
        let to_add = allowed - self.total();
        // The largest first; of equal ones the newest where Pods are added,
        // the oldest where they are removed.
        active.sort();
        if to_add > 0 {
            active.reverse();
        }
        active.sort_by_key(|it| std::cmp::Reverse(self.sets.get(*it).map_or(0, Set::replicas)));
        let mut added = 0;
        let mut sizes = Vec::new();
        for place in &active {
            let share = self.proportion(*place, to_add, added);
            added += share;
            sizes.push(self.sets.get(*place).map_or(0, Set::replicas) + share);
        }
        for (order, (place, size)) in active.iter().zip(sizes).enumerate() {
            let leftover = if order == 0 { to_add - added } else { 0 };
            self.set_size(*place, (size + leftover).max(0));
        }
    }

    /// Models GetReplicaSetProportion and getReplicaSetFraction.
    fn proportion(&self, place: usize, to_add: i64, added: i64) -> i64 {
        let Some(set) = self.sets.get(place) else { return 0 };
        if set.replicas() == 0 || to_add == 0 || to_add == added {
            return 0;
        }
        let fraction = if self.desired() == 0 {
            -set.replicas()
        } else {
            let max =
                set.annotation(MAX).and_then(|it| it.parse::<i64>().ok()).filter(|it| *it > 0);
            let max = max.unwrap_or_else(|| int(&self.value, "status.replicas")).max(1);
            rounded(set.replicas() * (self.desired() + self.max_surge()), max) - set.replicas()
        };
        let allowed = to_add - added;
        if to_add > 0 { fraction.min(allowed) } else { fraction.max(allowed) }
    }

    /// One step of a rolling update: the new one up, else the old ones down.
    /// Models rolloutRolling.
    pub fn roll(&mut self) {
        self.estimates = true;
        self.sync_new(true);
        if self.size_new() {
            return;
        }
        if self.shrink_old() {
            return;
        }
        if self.is_complete(&self.status()) {
            self.clean_up();
        }
    }

    /// Models reconcileNewReplicaSet.
    fn size_new(&mut self) -> bool {
        let (Some(place), Some(new)) = (self.new, self.new_set()) else { return false };
        let now = new.replicas();
        if now == self.desired() {
            return false;
        }
        let size = if now > self.desired() { self.desired() } else { self.new_size(now) };
        self.resize(place, size)
    }

    /// How many Pods the new ReplicaSet may have. Models NewRSNewReplicas.
    fn new_size(&self, now: i64) -> i64 {
        if self.view.recreate {
            return self.desired();
        }
        let max = self.desired() + self.max_surge();
        let total = self.total();
        if total >= max { now } else { now + (max - total).min(self.desired() - now) }
    }

    /// Models reconcileOldReplicaSets.
    fn shrink_old(&mut self) -> bool {
        let old = self.active_old();
        if old.is_empty() {
            return false;
        }
        let min_available = self.desired() - self.max_unavailable();
        let new_unavailable =
            self.new_set().map_or(0, |it| it.replicas() - it.status("availableReplicas"));
        let may_go = self.total() - min_available - new_unavailable;
        if may_go <= 0 {
            return false;
        }
        let unhealthy = self.remove_unhealthy(&old, may_go);
        let healthy = self.remove_available(min_available);
        unhealthy + healthy > 0
    }

    /// Pods of old ReplicaSets that are not available go first. Models
    /// cleanupUnhealthyReplicas.
    fn remove_unhealthy(&mut self, old: &[usize], may_go: i64) -> i64 {
        let mut gone = 0;
        for place in old {
            let Some(set) = self.sets.get(*place).filter(|_| gone < may_go) else { break };
            let unhealthy = set.replicas() - set.status("availableReplicas");
            if set.replicas() == 0 || unhealthy <= 0 {
                continue;
            }
            let count = unhealthy.min(may_go - gone);
            self.resize(*place, set.replicas() - count);
            gone += count;
        }
        gone
    }

    /// Models scaleDownOldReplicaSetsForRollingUpdate.
    fn remove_available(&mut self, min_available: i64) -> i64 {
        let available: i64 = self.sets.iter().map(|it| it.status("availableReplicas")).sum();
        let may_go = available - min_available;
        let mut gone = 0;
        for place in self.active_old() {
            let Some(set) = self.sets.get(place).filter(|_| gone < may_go) else { break };
            let count = set.replicas().min(may_go - gone);
            self.resize(place, set.replicas() - count);
            gone += count;
        }
        gone
    }

    /// All old Pods go before the first new one comes; `pods` are the owners
    /// and phases of all there are. Models rolloutRecreate.
    pub fn recreate(&mut self, pods: &[(String, String)]) {
        self.estimates = true;
        self.sync_new(false);
        let old = self.active_old();
        for place in &old {
            self.resize(*place, 0);
        }
        if !old.is_empty() || self.old_pods_run(pods) {
            return;
        }
        if self.new.is_none() {
            self.sync_new(true);
        }
        if let Some(place) = self.new {
            self.resize(place, self.desired());
        }
        if self.is_complete(&self.status()) {
            self.clean_up();
        }
    }

    fn old_pods_run(&self, pods: &[(String, String)]) -> bool {
        let new = self.new_set().map(Set::name);
        let counted = (0..self.sets.len())
            .filter(|it| Some(*it) != self.new)
            .filter_map(|it| self.sets.get(it))
            .any(|it| it.status("replicas") > 0);
        counted
            || pods.iter().any(|(owner, phase)| {
                Some(owner.as_str()) != new && !matches!(phase.as_str(), "Failed" | "Succeeded")
            })
    }

    /// Finds the new ReplicaSet and gives it the newest revision; makes it
    /// where `create` allows. Models getNewReplicaSet.
    fn sync_new(&mut self, create: bool) {
        let newest = (0..self.sets.len())
            .filter(|it| Some(*it) != self.new)
            .filter_map(|it| self.sets.get(it))
            .map(Set::revision)
            .max()
            .unwrap_or(0);
        match self.new {
            Some(place) => self.refresh_new(place, newest + 1),
            None if create => self.make_new(newest + 1),
            None => {}
        }
    }

    fn refresh_new(&mut self, place: usize, revision: i64) {
        let Some(set) = self.sets.get_mut(place) else { return };
        let before = set.value.clone();
        raise_revision(self.object, set, revision);
        let wanted = self.value.at("spec.minReadySeconds").cloned();
        match wanted {
            Some(seconds) if seconds.as_int() != Some(0) => {
                set.value.set("spec.minReadySeconds", seconds);
            }
            _ => {
                if let Some(spec) = set.value.as_map_mut().and_then(|it| it.get_mut("spec")) {
                    spec.remove("minReadySeconds");
                }
            }
        }
        let (name, changed) = (set.name().to_owned(), set.value != before);
        let text = set.annotation(REVISION).unwrap_or_default().to_owned();
        // Upstream stores the ReplicaSet first and the Deployment in its next
        // sync, which follows at once.
        if !changed {
            self.set_revision(&text);
            if self.has_deadline() && condition::find(&self.value, "Progressing").is_none() {
                let message = format!("Found new replica set \"{name}\"");
                self.progressing("True", "FoundNewReplicaSet", &message);
            }
        }
    }

    fn set_revision(&mut self, revision: &str) {
        let mut all = self
            .value
            .at("metadata.annotations")
            .and_then(Value::as_map)
            .cloned()
            .unwrap_or_default();
        all.insert(REVISION.to_owned(), revision.into());
        self.value.set("metadata.annotations", all);
    }

    fn make_new(&mut self, revision: i64) {
        let collisions = self.value.at("status.collisionCount").and_then(Value::as_int);
        let hash = template::hash(&self.view.template, collisions);
        let name = format!("{}-{hash}", self.object.key.name);
        let key = Key::new(Kind::ReplicaSet, &self.object.key.namespace, &name);
        if self.plane.store.get(&key).is_some() {
            self.value.set("status.collisionCount", collisions.unwrap_or(0) + 1);
            return;
        }
        let value = self.new_value(&key, &hash);
        let mut set = Set { value, stored: None, deleted: false };
        let size = self.new_size(0);
        set.value.set("spec.replicas", size);
        copy_annotations(self.object, &mut set);
        set.annotate(REVISION, &revision.to_string());
        set.annotate(DESIRED, &self.desired().to_string());
        set.annotate(MAX, &(self.desired() + self.max_surge()).to_string());
        self.new = Some(self.sets.len());
        self.touched.push(self.sets.len());
        self.sets.push(set);
        if size > 0 {
            self.reports.push(format!("Scaled up replica set {name} from 0 to {size}"));
        }
        self.set_revision(&revision.to_string());
        if self.has_deadline() {
            let message = format!("Created new replica set \"{name}\"");
            self.progressing("True", "NewReplicaSetCreated", &message);
        }
    }

    fn new_value(&self, key: &Key, hash: &str) -> Value {
        let mut template = self.view.template.clone();
        let mut labels = map_at(&template, "metadata.labels");
        labels.insert(HASH_LABEL.to_owned(), hash.into());
        template.set("metadata.labels", labels.clone());
        if template.at("metadata.creationTimestamp").is_some_and(Value::is_null) {
            template.remove("metadata.creationTimestamp");
        }
        let mut selector = self.value.at("spec.selector").cloned().unwrap_or_default();
        let mut pairs = map_at(&selector, "matchLabels");
        pairs.insert(HASH_LABEL.to_owned(), hash.into());
        selector.set("matchLabels", pairs);
        let mut value = self.plane.newborn(Kind::ReplicaSet, &key.namespace, &key.name);
        value.set("metadata.labels", labels);
        value.set("metadata.generation", 1);
        let owner = owner_reference(self.object, Kind::Deployment);
        value.set("metadata.ownerReferences", vec![owner]);
        if let Some(seconds) =
            self.value.at("spec.minReadySeconds").filter(|it| it.as_int() != Some(0))
        {
            value.set("spec.minReadySeconds", seconds.clone());
        }
        value.set("spec.selector", selector);
        value.set("spec.template", template);
        value.set("status.replicas", 0);
        value
    }

    /// Sizes a ReplicaSet where it has another size. Models
    /// scaleReplicaSetAndRecordEvent.
    fn resize(&mut self, place: usize, size: i64) -> bool {
        let differs = self.sets.get(place).is_some_and(|it| it.replicas() != size);
        if differs {
            self.set_size(place, size);
        }
        differs
    }

    /// Sizes a ReplicaSet and notes for which wish. Models scaleReplicaSet.
    fn set_size(&mut self, place: usize, size: i64) {
        let (desired, max) = (self.desired(), self.desired() + self.max_surge());
        let Some(set) = self.sets.get_mut(place) else { return };
        let before = set.replicas();
        set.annotate(DESIRED, &desired.to_string());
        set.annotate(MAX, &max.to_string());
        if before == size {
            return;
        }
        set.value.set("spec.replicas", size);
        let generation = int(&set.value, "metadata.generation");
        set.value.set("metadata.generation", generation + 1);
        self.touched.push(place);
        let direction = if before < size { "up" } else { "down" };
        let name = set.name().to_owned();
        self.reports.push(format!("Scaled {direction} replica set {name} from {before} to {size}"));
    }

    /// Removes the oldest of too many empty ReplicaSets. Models
    /// cleanupDeployment.
    fn clean_up(&mut self) {
        let limit = self.value.at("spec.revisionHistoryLimit").and_then(Value::as_int);
        if limit == Some(UNLIMITED) {
            return;
        }
        let mut old: Vec<usize> = (0..self.sets.len()).filter(|it| Some(*it) != self.new).collect();
        let excess = old.len() as i64 - limit.unwrap_or(DEFAULT_HISTORY);
        if excess <= 0 {
            return;
        }
        old.sort_by_key(|it| self.sets.get(*it).map_or(0, Set::revision));
        for place in old.into_iter().take(excess.unsigned_abs() as usize) {
            if let Some(set) = self.sets.get_mut(place) {
                // One whose controller has not seen its newest size yet stays.
                let seen =
                    set.status("observedGeneration") >= int(&set.value, "metadata.generation");
                set.deleted = set.replicas() == 0 && set.status("replicas") == 0 && seen;
            }
        }
    }

    /// The Deployment's counts. Models calculateStatus.
    fn status(&self) -> Value {
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
    fn is_complete(&self, status: &Value) -> bool {
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
    fn progressing(&mut self, status: &str, reason: &str, message: &str) {
        self.set_condition("Progressing", status, reason, message, false);
    }

    fn set_condition(
        &mut self,
        kind: &str,
        status: &str,
        reason: &str,
        message: &str,
        force: bool,
    ) {
        let now = self.plane.now();
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
        new.set("lastUpdateTime", now.as_str());
        let since = old.as_ref().filter(|_| same_status).map(|it| it.text("lastTransitionTime"));
        new.set("lastTransitionTime", since.unwrap_or(&now));
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
            self.set_condition("Progressing", "True", "ReplicaSetUpdated", &message, true);
        } else if self.is_timed_out() {
            let message = format!("{about} has timed out progressing.");
            self.progressing("False", "ProgressDeadlineExceeded", &message);
        }
    }

    fn is_timed_out(&self) -> bool {
        let due = super::deployment::deadline_ms(&self.value);
        let condition = condition::find(&self.value, "Progressing");
        condition.is_some_and(|it| it.text("reason") == "ProgressDeadlineExceeded")
            || due.is_some_and(|it| it <= self.plane.given.now_ms)
    }

    /// Writes what was decided.
    pub fn finish(mut self, todo: &mut Todo) {
        let status = self.status();
        let available = int(&status, "availableReplicas");
        let enough = available >= self.desired() - self.max_unavailable();
        let (text, reason, message) = if enough {
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
        self.set_condition("Available", text, reason, message, false);
        if self.estimates {
            self.estimate(&status);
        }
        let conditions = self.value.list("status.conditions").to_vec();
        self.value.set("status", status);
        self.value.set("status.conditions", conditions);
        let key = &self.object.key;
        let at_ms = self.plane.given.now_ms;
        todo.reports.extend(self.reports.drain(..).map(|message| Report {
            about: key.clone(),
            severity: SCALING.0,
            reason: SCALING.1,
            message,
            from: FROM,
            at_ms,
        }));
        let others = (0..self.sets.len()).filter(|it| !self.touched.contains(it));
        for set in self.touched.iter().copied().chain(others).filter_map(|it| self.sets.get(it)) {
            let object = Object::new(Kind::ReplicaSet, set.value.clone());
            if set.deleted {
                todo.delete(&object.key);
            } else if set.stored.as_ref() != Some(&set.value) {
                todo.put(Kind::ReplicaSet, set.value.clone());
            }
        }
        if self.value != self.object.value {
            todo.put(Kind::Deployment, self.value);
        }
    }
}

/// A number of Pods, or a percentage of them. Models GetScaledValueFromIntOrPercent.
fn scaled(value: &Value, of: i64, up: bool) -> i64 {
    match value {
        Value::Int(number) => *number,
        Value::Str(text) => {
            let percent: i64 = text.trim_end_matches('%').parse().unwrap_or(0);
            let product = percent * of;
            if up { (product + 99).div_euclid(100) } else { product.div_euclid(100) }
        }
        _ => 0,
    }
}

/// The quotient, rounded half away from zero. Models integer.RoundToInt32.
fn rounded(dividend: i64, divisor: i64) -> i64 {
    (dividend * 2 + divisor).div_euclid(divisor * 2)
}

fn map_at(value: &Value, path: &str) -> Map {
    value.at(path).and_then(Value::as_map).cloned().unwrap_or_default()
}

/// Gives the new ReplicaSet the Deployment's annotations and a revision above
/// all others; remembers the one it had. Models SetNewReplicaSetAnnotations.
fn raise_revision(deployment: &Object, set: &mut Set, revision: i64) {
    copy_annotations(deployment, set);
    let old = set.annotation(REVISION).map(str::to_owned);
    if set.revision() >= revision {
        return;
    }
    set.annotate(REVISION, &revision.to_string());
    if let Some(old) = old {
        let history = match set.annotation(REVISION_HISTORY) {
            None | Some("") => old,
            Some(before) => format!("{before},{old}"),
        };
        set.annotate(REVISION_HISTORY, &history);
    }
}
