//! Whether a container's process runs, as its Pod's status says.

use crate::objects::Key;
use crate::store::Store;

/// Whether the process of a container runs. A Pod without container statuses
/// counts as running: nobody has reported otherwise.
pub fn is_up(store: &Store, pod: &Key, container: &str) -> bool {
    let Some(object) = store.get(pod) else { return false };
    let mut statuses = object.value.list("status.containerStatuses").iter();
    statuses
        .find(|it| it.text("name") == container)
        .is_none_or(|it| it.at("state.waiting").is_none() && it.at("state.terminated").is_none())
}

/// Whether no container of a Pod runs.
pub fn all_down(store: &Store, pod: &Key) -> bool {
    let Some(object) = store.get(pod) else { return true };
    let names: Vec<&str> =
        object.value.list("spec.containers").iter().map(|it| it.text("name")).collect();
    !names.iter().any(|it| is_up(store, pod, it))
}
