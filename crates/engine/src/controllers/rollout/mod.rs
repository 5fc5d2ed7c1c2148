//! How a Deployment gets from its old ReplicaSets to the new one.
//!
//! What all of it shares: one sync, its ReplicaSets and limits. Models
//! pkg/controller/deployment and util/deployment_util.go (v1.36).

mod back;
mod new_set;
mod progress;
mod sizes;

use super::deployment::{DESIRED, MAX, Set, int};
use super::plane::Plane;
use super::{condition, template};
use crate::objects::{Deployment, Object};
use crate::value::Value;

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
    /// Made and sized ReplicaSets as each write leaves them, in order: places
    /// and values.
    sized: Vec<(usize, Value)>,
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
        let sized = Vec::new();
        Self { plane, object, view, value, sets, new, sized, reports, estimates: false }
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
        let noted = |it: &Set| it.annotation(DESIRED)?.parse::<u32>().ok();
        self.sets
            .iter()
            .filter(|it| it.replicas() > 0)
            .filter_map(noted)
            .any(|it| i64::from(it) != self.desired())
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
        self.sized.push((place, set.value.clone()));
        let direction = if before < size { "up" } else { "down" };
        let name = set.name().to_owned();
        self.reports.push(format!("Scaled {direction} replica set {name} from {before} to {size}"));
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
