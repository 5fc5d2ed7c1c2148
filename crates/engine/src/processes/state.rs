//! Whether a container's process runs, as its Pod's status says.

use crate::objects::{Key, Object};
use crate::store::Store;

/// Whether the process of a container runs. A Pod without container statuses
/// counts as running: nobody has reported otherwise.
pub fn is_up(store: &Store, pod: &Key, container: &str) -> bool {
    store.get(pod).is_some_and(|object| runs(object, container))
}

fn runs(pod: &Object, container: &str) -> bool {
    let mut statuses = pod.value.list("status.containerStatuses").iter();
    statuses
        .find(|it| it.text("name") == container)
        .and_then(|it| it.get("state"))
        .is_none_or(|it| it.get("waiting").is_none() && it.get("terminated").is_none())
}

/// Whether no container of a Pod runs.
pub fn all_down(store: &Store, pod: &Key) -> bool {
    let Some(object) = store.get(pod) else { return true };
    let mut containers = object.value.list("spec.containers").iter();
    !containers.any(|it| runs(object, it.text("name")))
}
