//! How many Pods each ReplicaSet of a Deployment is to have.
//!
//! Models sync.go, rolling.go and recreate.go of pkg/controller/deployment
//! (v1.36).

use super::Rollout;
use crate::controllers::deployment::{DESIRED, MAX, Set, int};

impl Rollout<'_> {
    /// Sizes ReplicaSets without going on with a rollout. Models sync and
    /// scale.
    pub(in crate::controllers) fn scale(&mut self) {
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
        if self.view.paused && self.asked_for().is_none() {
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
            let max = max.unwrap_or_else(|| int(&self.value, "status.replicas"));
            if max == 0 {
                return 0;
            }
            rounded(set.replicas() * (self.desired() + self.max_surge()), max) - set.replicas()
        };
        let allowed = to_add - added;
        if to_add > 0 { fraction.min(allowed) } else { fraction.max(allowed) }
    }

    /// One step of a rolling update: the new one up, else the old ones down.
    /// Models rolloutRolling.
    pub(in crate::controllers) fn roll(&mut self) {
        self.estimates = true;
        self.sync_new(true);
        // Without a new one its name was taken: the next sync tries another.
        if self.new.is_none() || self.size_new() || self.shrink_old() {
            return;
        }
        self.clean_up_when_complete();
    }

    /// Upstream looks at the status as it is stored, which tells of a
    /// completed rollout one sync later.
    fn clean_up_when_complete(&mut self) {
        let status = self.value.get("status");
        let seen = status.map_or(0, |it| int(it, "observedGeneration"));
        let complete = status.is_some_and(|it| self.is_complete(it));
        if complete && seen >= int(&self.value, "metadata.generation") {
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
    pub(super) fn new_size(&self, now: i64) -> i64 {
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
        let Some(unhealthy) = self.remove_unhealthy(&old, may_go) else { return false };
        let healthy = self.remove_available(&old, min_available);
        unhealthy + healthy > 0
    }

    /// Pods of old ReplicaSets that are not available go first. `None`: one of
    /// them still tells of more Pods than it may have now, so nothing is known
    /// of what else may go. Models cleanupUnhealthyReplicas.
    fn remove_unhealthy(&mut self, old: &[usize], may_go: i64) -> Option<i64> {
        let mut gone = 0;
        for place in old {
            let Some(set) = self.sets.get(*place).filter(|_| gone < may_go) else { break };
            let unhealthy = set.replicas() - set.status("availableReplicas");
            if unhealthy < 0 {
                return None;
            }
            let count = unhealthy.min(may_go - gone);
            self.resize(*place, set.replicas() - count);
            gone += count;
        }
        Some(gone)
    }

    /// Counts the new ReplicaSet and the `old` ones that had Pods before any was
    /// removed. Models scaleDownOldReplicaSetsForRollingUpdate.
    fn remove_available(&mut self, old: &[usize], min_available: i64) -> i64 {
        let counted = old.iter().copied().chain(self.new).filter_map(|it| self.sets.get(it));
        let available: i64 = counted.map(|it| it.status("availableReplicas")).sum();
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
    pub(in crate::controllers) fn recreate(&mut self, pods: &[(String, String)]) {
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
            self.clean_up_when_complete();
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
}

/// The quotient, rounded half away from zero. Models integer.RoundToInt32.
fn rounded(dividend: i64, divisor: i64) -> i64 {
    (dividend * 2 + divisor).div_euclid(divisor * 2)
}
