//! Whether a container's process runs, as its Pod's status says, and whether it
//! has been told to end.

use crate::clock;
use crate::objects::Object;
use crate::value::Value;

/// Whether the process of a container runs. A Pod without container statuses
/// counts as running: nobody has reported otherwise.
pub fn runs(pod: &Object, container: &str) -> bool {
    let mut statuses = pod.value.list("status.containerStatuses").iter();
    statuses
        .find(|it| it.text("name") == container)
        .and_then(|it| it.get("state"))
        .is_none_or(|it| it.get("waiting").is_none() && it.get("terminated").is_none())
}

/// Whether no container of a Pod runs.
pub fn all_down(pod: &Object) -> bool {
    let mut containers = pod.value.list("spec.containers").iter();
    !containers.any(|it| runs(pod, it.text("name")))
}

/// When the process of a container has had its SIGTERM: its Pod is being
/// deleted, and its `preStop` hook is over; `None`: the Pod stays. From then on
/// it takes no new connections, and ends what it has begun within the grace
/// period.
///
/// Models pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer
/// (v1.36): the hook runs first, within the grace period. That every program
/// stops to listen at SIGTERM is agreed.
pub fn ends_ms(pod: &Object, container: &str) -> Option<u64> {
    if !pod.meta.deleting {
        return None;
    }
    let value = &pod.value;
    let end_ms = clock::parse(value.text("metadata.deletionTimestamp"))?;
    let seconds = |it: Option<&Value>| it.and_then(Value::as_int).map_or(0, |it| it.max(0) as u64);
    let grace_ms = seconds(value.at("metadata.deletionGracePeriodSeconds")).saturating_mul(1000);
    let mut containers = value.list("spec.containers").iter();
    let waits_s = containers.find(|it| it.text("name") == container).map_or(0, |it| {
        let hook = seconds(it.at("lifecycle.preStop.sleep.seconds"));
        let command = sleeps(it.list("lifecycle.preStop.exec.command"));
        hook.max(command).saturating_add(delayed(it.list("args")))
    });
    let waits_ms = waits_s.saturating_mul(1000).min(grace_ms);
    Some(end_ms.saturating_sub(grace_ms).saturating_add(waits_ms))
}

/// The seconds of the first `sleep` of a command, or of a shell line in it.
fn sleeps(command: &[Value]) -> u64 {
    let mut words = command.iter().filter_map(Value::as_str).flat_map(str::split_whitespace);
    let mut number = words.by_ref().skip_while(|it| !it.ends_with("sleep")).skip(1);
    let text = number.next().unwrap_or_default();
    text.trim_end_matches(|it: char| !it.is_ascii_digit()).parse().unwrap_or(0)
}

/// agnhost's netexec goes on to serve for so many seconds after SIGTERM.
fn delayed(args: &[Value]) -> u64 {
    let mut args = args.iter().filter_map(Value::as_str);
    args.find_map(|it| it.strip_prefix("--delay-shutdown=")?.parse().ok()).unwrap_or(0)
}
