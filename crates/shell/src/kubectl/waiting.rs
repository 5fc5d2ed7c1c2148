//! Waiting for something in the cluster, up to a time: who waits looks again and again, but not
//! without end.

use super::Kubectl;

/// How far simulated time goes on between two looks.
const STEP_MS: u64 = 250;

/// How long it is looked step by step: 14 400 looks, well above what a program here takes to start
/// or end. Who waits for longer looks once more, at the end.
const LONGEST_LOOKING_MS: u64 = 3_600_000;

/// A time to wait.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    since_ms: u64,
    until_ms: u64,
}

impl Waiting {
    /// From now on, for so long.
    pub fn new(kubectl: &Kubectl<'_>, timeout_ms: u64) -> Self {
        let since_ms = kubectl.cluster.now_ms();
        Self { since_ms, until_ms: since_ms.saturating_add(timeout_ms) }
    }

    /// Lets time pass up to the next look; false, where the time is up.
    pub fn goes_on(self, kubectl: &mut Kubectl<'_>) -> bool {
        let now_ms = kubectl.cluster.now_ms();
        let until_ms = kubectl.deadline_ms.map_or(self.until_ms, |it| it.min(self.until_ms));
        if now_ms >= until_ms {
            return false;
        }
        let looks = now_ms - self.since_ms < LONGEST_LOOKING_MS;
        kubectl.cluster.wait(if looks { STEP_MS } else { until_ms - now_ms });
        true
    }
}
