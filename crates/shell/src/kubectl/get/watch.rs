//! `kubectl get -w`: waits for the next change and prints the rows that changed.

use super::{Look, find, tables};
use crate::kubectl::Kubectl;
use crate::kubectl::flags::Args;
use crate::kubectl::select::Item;
use crate::output::Output;

/// Longest that `-w` waits for a change, in simulated seconds.
const LONGEST_WATCH_S: u64 = 600;

/// Waits for the next change and prints the rows that changed. Where none comes, it says so: the clock has moved on.
pub(super) fn watch(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    look: &Look,
    before: Vec<Item>,
    out: &mut Output,
) {
    let started = kubectl.cluster.now_ms();
    while kubectl.cluster.now_ms() < started + LONGEST_WATCH_S * 1000 {
        if kubectl.out_of_time() {
            return;
        }
        kubectl.cluster.wait(1000);
        let mut ignored = Output::default();
        let Ok((now, _)) = find(kubectl, args, &mut ignored) else {
            return;
        };
        let changed: Vec<Item> = now.iter().filter(|it| !before.contains(it)).cloned().collect();
        if !changed.is_empty() {
            let wide = matches!(look, Look::Table { wide: true });
            let mut rows = Output::default();
            tables(kubectl, args, &changed, wide, &mut rows);
            out.stdout.extend(rows.stdout.lines().skip(1).map(|line| format!("{line}\n")));
            return;
        }
    }
    out.complain(format!(
        "service-lab: nothing changed in {} minutes of the cluster's time, so the watch ends here",
        LONGEST_WATCH_S / 60
    ));
}
