//! When what led to endpoints happened: the annotation by which kube-proxy
//! measures how long a change takes to reach the rules.
//!
//! Models staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go
//! (v1.36). Upstream remembers the times of each Service's last sync; here
//! they are read from what the objects were before the news of this round,
//! which is the same, as every controller reads all news.

use std::cell::OnceCell;

use super::condition;
use super::plane::Plane;
use super::slices::selects;
use crate::objects::{Key, Object, Pod, Service, ServiceType, View};
use crate::value::Value;

pub(super) const LAST_CHANGE: &str = "endpoints.kubernetes.io/last-change-trigger-time";

/// What objects were when the controller last looked, found when asked for.
pub(super) struct Before<'a> {
    plane: &'a Plane<'a>,
    by_key: OnceCell<Vec<(&'a Key, Option<&'a Object>)>>,
}

impl<'a> Before<'a> {
    pub fn new(plane: &'a Plane<'a>) -> Self {
        Self { plane, by_key: OnceCell::new() }
    }

    /// The object as it was; `now` where nothing is new about it.
    fn of<'b>(&'b self, now: &'b Object) -> Option<&'b Object> {
        let all = self.by_key.get_or_init(|| {
            let key = |it: &'a super::plane::Difference| Some(&it.versions().next()?.key);
            let news = self.plane.news.iter();
            let mut all: Vec<_> =
                news.filter_map(|it| Some((key(it)?, it.before.as_deref()))).collect();
            // Stable: of several changes the first tells what was before all.
            all.sort_by(|one, other| one.0.cmp(other.0));
            all.dedup_by(|later, first| later.0 == first.0);
            all
        });
        match all.binary_search_by(|it| it.0.cmp(&now.key)) {
            Ok(place) => all.get(place)?.1,
            Err(_) => Some(now),
        }
    }

    /// The earliest of the times that are new to a Service with these Pods;
    /// `None` where none is. Models ComputeEndpointLastChangeTriggerTime.
    fn trigger_time<'p>(&self, service: &Object, pods: &[(&'p Object, &Pod)]) -> Option<String> {
        let known = self.of(service);
        let Some(selector) = known.and_then(|it| selector_of(service, it)) else {
            let made = service.value.text("metadata.creationTimestamp");
            return Some(made.to_owned()).filter(|it| !it.is_empty());
        };
        let same_selector = known.is_some_and(|it| std::ptr::eq(it, service));
        let new_time = |(pod, _): &(&'p Object, &Pod)| -> Option<&'p str> {
            let selected = |it: &&Object| same_selector || selects(selector, &it.meta.labels);
            let was = self.of(pod);
            if was.is_some_and(|was| std::ptr::eq(was, *pod) && selected(&was)) {
                return None;
            }
            let was = was.filter(|it| selects(selector, &it.meta.labels));
            if was.is_some_and(|was| was.value.get("status") == pod.value.get("status")) {
                return None;
            }
            let time = ready_time(pod)?;
            was.and_then(ready_time).is_none_or(|was| time > was).then_some(time)
        };
        pods.iter().filter_map(new_time).min().map(str::to_owned)
    }

    /// Sets or removes the annotation of an object that is to be written;
    /// one that stays as it was keeps what it has.
    pub fn annotate(
        &self,
        value: &mut Value,
        stored: Option<&Value>,
        service: &Object,
        pods: &[(&Object, &Pod)],
    ) {
        if stored == Some(value) {
            return;
        }
        let all = value.at("metadata.annotations").and_then(Value::as_map);
        let time = self.trigger_time(service, pods);
        if time.is_none() && all.is_none() {
            return;
        }
        let mut all = all.cloned().unwrap_or_default();
        match time {
            Some(time) => all.insert(LAST_CHANGE.to_owned(), time.into()),
            None => all.remove(LAST_CHANGE),
        };
        if all.is_empty() {
            value.remove("metadata.annotations");
        } else {
            value.set("metadata.annotations", all);
        }
    }
}

/// The selector of a Service as it was; `None` where the controller did not
/// know this Service yet.
fn selector_of<'a>(
    now: &Object,
    was: &'a Object,
) -> Option<&'a std::collections::BTreeMap<String, String>> {
    let View::Service(Service { selector, kind, .. }) = &was.view else { return None };
    let same = was.value.text("metadata.uid") == now.value.text("metadata.uid");
    selector.as_ref().filter(|it| same && !it.is_empty() && *kind != ServiceType::ExternalName)
}

fn ready_time(pod: &Object) -> Option<&str> {
    Some(condition::find(&pod.value, "Ready")?.text("lastTransitionTime"))
        .filter(|it| !it.is_empty())
}
