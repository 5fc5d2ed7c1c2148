//! The new ReplicaSet: found, made and given its revision; and the old ones
//! that go when there are too many.
//!
//! Models sync.go of pkg/controller/deployment and
//! util/deployment_util.go (v1.36).

use super::{Rollout, UNLIMITED};
use crate::controllers::deployment::{
    DESIRED, HASH_LABEL, MAX, REVISION, REVISION_HISTORY, Set, copy_annotations, int,
};
use crate::controllers::plane::owner_reference;
use crate::controllers::{condition, template};
use crate::objects::{Key, Kind, Object};
use crate::value::{Map, Value};

/// Old ReplicaSets kept where the Deployment does not say.
const DEFAULT_HISTORY: i64 = 10;
/// Letters of a DNS-1123 subdomain.
const LONGEST_NAME: usize = 253;
/// Letters of the annotation that holds earlier revisions (upstream
/// `maxRevHistoryLengthInChars`).
const MAX_HISTORY_LETTERS: usize = 2000;

impl Rollout<'_> {
    /// Finds the new ReplicaSet and gives it the newest revision; makes it
    /// where `create` allows. Models getNewReplicaSet.
    pub(in crate::controllers) fn sync_new(&mut self, create: bool) {
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
        if set.value.get("spec") != before.get("spec") {
            let generation = int(&set.value, "metadata.generation");
            set.value.set("metadata.generation", generation + 1);
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
        let name = set_name(&self.object.key.name, &hash);
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
        self.sized.push((self.sets.len(), set.value.clone()));
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

    /// Removes the oldest of too many empty ReplicaSets. Models
    /// cleanupDeployment.
    pub(super) fn clean_up(&mut self) {
        let limit = self.value.at("spec.revisionHistoryLimit").and_then(Value::as_int);
        if limit == Some(UNLIMITED) {
            return;
        }
        let alive = |it: &Set| it.value.at("metadata.deletionTimestamp").is_none();
        let mut old: Vec<usize> = (0..self.sets.len())
            .filter(|it| Some(*it) != self.new && self.sets.get(*it).is_some_and(alive))
            .collect();
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
}

/// The name of a ReplicaSet: its Deployment's, cut where it would be too long,
/// and the hash of its template. Models generateReplicaSetName.
fn set_name(deployment: &str, hash: &str) -> String {
    let room = LONGEST_NAME.saturating_sub(hash.len() + 1);
    format!("{}-{hash}", deployment.get(..room).unwrap_or(deployment))
}

fn map_at(value: &Value, path: &str) -> Map {
    value.at(path).and_then(Value::as_map).cloned().unwrap_or_default()
}

/// Gives the new ReplicaSet the Deployment's annotations and a revision above
/// all others; remembers the one it had. Models SetNewReplicaSetAnnotations.
fn raise_revision(deployment: &Object, set: &mut Set, revision: i64) {
    let old = set.annotation(REVISION).map(str::to_owned);
    if old.as_deref().is_some_and(|it| !it.is_empty() && it.parse::<i64>().is_err()) {
        return;
    }
    copy_annotations(deployment, set);
    if set.revision() >= revision {
        return;
    }
    set.annotate(REVISION, &revision.to_string());
    if let Some(old) = old
        && let Some(history) = with_revision(set.annotation(REVISION_HISTORY), &old)
    {
        set.annotate(REVISION_HISTORY, &history);
    }
}

/// A history with one revision more: the oldest go where it gets too long.
/// `None`: there is no room even so.
fn with_revision(before: Option<&str>, new: &str) -> Option<String> {
    let mut before: Vec<&str> = before.unwrap_or_default().split(',').collect();
    if before.first().is_none_or(|it| it.is_empty()) {
        return Some(new.to_owned());
    }
    let letters = |all: &[&str]| all.iter().map(|it| it.len() + 1).sum::<usize>();
    let mut left = letters(&before) + new.len();
    while left > MAX_HISTORY_LETTERS && !before.is_empty() {
        left -= before.remove(0).len() + 1;
    }
    before.push(new);
    (left <= MAX_HISTORY_LETTERS).then(|| before.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases of util/deployment_util_test.go TestAnnotationUtils (v1.36)
    /// with a limited history, at our limit.
    #[test]
    fn a_history_of_revisions_forgets_the_oldest_when_it_gets_too_long() {
        assert_eq!(with_revision(None, "1").as_deref(), Some("1"));
        assert_eq!(with_revision(Some(""), "1").as_deref(), Some("1"));
        assert_eq!(with_revision(Some("1,2"), "4").as_deref(), Some("1,2,4"));
        let long = (1..=400).map(|it| format!("{it:04}")).collect::<Vec<_>>().join(",");
        assert_eq!(long.len(), 1999);
        let longer = with_revision(Some(&long), "1001").expect("room for it");
        assert!(longer.starts_with("0002,0003,") && longer.ends_with(",0400,1001"), "{longer}");
        assert_eq!(longer.len(), 1999);
        assert_eq!(with_revision(Some("1"), &"9".repeat(2001)), None);
    }

    /// sync_test.go TestDeploymentController_generateReplicaSetName.
    #[test]
    fn a_long_name_is_cut_so_that_the_hash_has_room() {
        assert_eq!(set_name("my-deployment", "5d9c7b9c8d"), "my-deployment-5d9c7b9c8d");
        for letters in [242, 250] {
            let name = set_name(&"a".repeat(letters), "5d9c7b9c8d");
            assert_eq!(name, format!("{}-5d9c7b9c8d", "a".repeat(242)));
        }
    }
}
