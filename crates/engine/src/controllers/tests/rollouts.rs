//! Sizes of ReplicaSets as upstream's own tests expect them, and what becomes
//! of Pods that the server refuses.

use super::*;

/// A ReplicaSet of the Deployment `web`: its place in age (the first is the
/// newest), its size, and for which wish and greatest number it was sized (0:
/// that is not noted).
/// Only one with `new` has the Deployment's template.
pub(super) struct Was {
    size: i64,
    desired: i64,
    max: i64,
    new: bool,
}

pub(super) fn was(size: i64, desired: i64, max: i64) -> Was {
    Was { size, desired, max, new: false }
}

pub(super) fn stored(place: usize, it: &Was) -> Value {
    let mut template = Map::new();
    template.insert("app".to_owned(), "web".into());
    if !it.new {
        template.insert("age".to_owned(), place.to_string().into());
    }
    let mut annotations = Map::new();
    let sized = [("desired-replicas", it.desired), ("max-replicas", it.max)];
    for (name, value) in sized.into_iter().filter(|it| it.1 > 0) {
        annotations.insert(format!("deployment.kubernetes.io/{name}"), value.to_string().into());
    }
    let mut owner = Value::map();
    owner.set("apiVersion", "apps/v1");
    owner.set("kind", "Deployment");
    owner.set("name", "web");
    owner.set("uid", "uid-web");
    owner.set("controller", true);
    let mut value = Value::map();
    value.set("apiVersion", "apps/v1");
    value.set("kind", "ReplicaSet");
    value.set("metadata.name", format!("web-{place}"));
    value.set("metadata.namespace", "default");
    value.set("metadata.uid", format!("uid-web-{place}"));
    value.set("metadata.creationTimestamp", clock::stamp(1_000 * (100 - place as u64)));
    value.set("metadata.annotations", annotations);
    value.set("metadata.labels.app", "web");
    value.set("metadata.ownerReferences", vec![owner]);
    value.set("spec.replicas", it.size);
    value.set("spec.selector.matchLabels.app", "web");
    value.set("spec.template.metadata.labels", template);
    value.set("spec.template.spec.containers", vec![container()]);
    value
}

/// The sizes that a Deployment which is not to go on gives its ReplicaSets.
fn scaled(replicas: i64, surge: i64, unavailable: i64, sets: &[Was]) -> Vec<i64> {
    let mut lab = Lab::new();
    lab.who = Who::ControllerManager;
    lab.now_ms = 1_000_000;
    for (place, it) in sets.iter().enumerate() {
        lab.store.put(Object::new(Kind::ReplicaSet, stored(place, it)), Actor::Learner);
    }
    let mut wanted = deployment(replicas);
    wanted.set("spec.paused", true);
    wanted.set("spec.strategy.type", "RollingUpdate");
    wanted.set("spec.strategy.rollingUpdate.maxSurge", surge);
    wanted.set("spec.strategy.rollingUpdate.maxUnavailable", unavailable);
    lab.put(wanted);
    let size = |place: usize| {
        let set = lab.store.find(Kind::ReplicaSet, "default", &format!("web-{place}"));
        set.and_then(|it| it.value.at("spec.replicas")?.as_int()).expect("a size")
    };
    (0..sets.len()).map(size).collect()
}

/// pkg/controller/deployment/sync_test.go TestScale (v1.36): the wish before
/// and now, the sizes before (the newest first) and after.
#[test]
fn a_change_of_size_is_shared_out_in_proportion() {
    let table: [(i64, i64, &[i64], &[i64]); 11] = [
        (10, 12, &[10], &[12]),
        (10, 5, &[10], &[5]),
        (5, 10, &[2, 3], &[4, 6]),
        (5, 3, &[2, 3], &[1, 2]),
        (9, 4, &[8, 1], &[4, 0]),
        (7, 10, &[2, 3, 2], &[3, 4, 3]),
        (13, 8, &[2, 8, 3], &[1, 5, 2]),
        // What is left over: to the newest of the largest, from the oldest.
        (3, 4, &[1, 1, 1], &[2, 1, 1]),
        (3, 2, &[1, 1, 1], &[1, 1, 0]),
        (6, 0, &[3, 2, 1], &[0, 0, 0]),
        (6, 6, &[0, 0, 0], &[6, 0, 0]),
    ];
    for (before, now, sizes, expected) in table {
        let sets = sizes
            .iter()
            .enumerate()
            .map(|(place, size)| Was { new: place == 0, ..was(*size, before, before) });
        let sets: Vec<Was> = sets.collect();
        assert_eq!(scaled(now, 0, 0, &sets), expected, "{before} -> {now} of {sizes:?}");
    }
}

/// The cases of the same test without a new ReplicaSet, with surge, with a
/// ReplicaSet that was not sized the last time, and with a new one that is
/// full but broken.
#[test]
fn a_change_of_size_looks_at_what_each_replica_set_was_last_sized_for() {
    assert_eq!(scaled(5, 0, 0, &[was(2, 4, 4), was(2, 4, 4)]), [3, 2], "the newest first");
    let changed = [was(7, 10, 10), was(3, 10, 10)];
    assert_eq!(scaled(14, 0, 0, &changed), [10, 4], "the template changed too");
    let new = |size, desired, max| Was { new: true, ..was(size, desired, max) };
    assert_eq!(scaled(20, 2, 0, &[new(6, 10, 12), was(6, 10, 12)]), [11, 11], "with surge");
    let more = [new(5, 10, 13), was(8, 10, 13)];
    assert_eq!(scaled(50, 6, 0, &more), [22, 34], "more surge too");
    let late = [new(2, 5, 5), was(1, 3, 3), was(1, 5, 5)];
    assert_eq!(scaled(5, 0, 0, &late), [2, 2, 1], "the second was not sized");
    let broken = [new(2, 2, 3), was(1, 2, 3)];
    assert_eq!(scaled(2, 1, 1, &broken), [2, 1], "full, but not available");
}

/// util/deployment_util.go getReplicaSetFraction: where neither an annotation
/// nor the status tells how many there were, the shares are none, and the
/// largest gets all.
#[test]
fn without_a_size_before_there_is_no_proportion() {
    let none = |size| was(size, 0, 0);
    assert_eq!(scaled(10, 0, 0, &[none(2), none(3)]), [2, 8]);
    assert_eq!(scaled(3, 0, 0, &[none(2), none(3)]), [2, 1]);
}

fn conditions(lab: &Lab, kind: Kind) -> Vec<String> {
    let objects = lab.store.of_kind(kind);
    let all = objects.flat_map(|it| it.value.list("status.conditions").to_vec());
    let failure = |it: &Value| it.text("type") == "ReplicaFailure";
    all.filter(failure).map(|it| it.text("message").to_owned()).collect()
}

/// pkg/controller/replicaset/replica_set_utils.go calculateStatus and
/// pkg/controller/deployment/progress.go getReplicaFailures (v1.36).
#[test]
fn pods_that_the_server_refuses_are_a_failure_of_their_replica_set_and_deployment() {
    let mut lab = Lab::new();
    let mut wanted = deployment(3);
    wanted.set("metadata.namespace", "default");
    wanted.set("metadata.uid", "uid-web");
    wanted.set("spec.template.spec.serviceAccountName", "shop");
    lab.store.put(Object::new(Kind::Deployment, wanted.clone()), Actor::Learner);
    let settled = lab.settle();
    assert_eq!(lab.store.pods().count(), 0);
    let sets: Vec<String> =
        lab.store.replica_sets().map(|(it, _)| it.key.name.to_string()).collect();
    let why = format!(
        "pods \"{}-\" is forbidden: error looking up service account default/shop: \
         serviceaccount \"shop\" not found",
        sets[0]
    );
    assert_eq!(conditions(&lab, Kind::ReplicaSet), [why.as_str()]);
    assert_eq!(conditions(&lab, Kind::Deployment), [why.as_str()]);
    let told: Vec<&str> = settled
        .reports
        .iter()
        .filter(|it| it.reason == "FailedCreate")
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(told, [format!("Error creating: {why}")], "said once");
    wanted.remove("spec.template.spec.serviceAccountName");
    lab.put(wanted);
    lab.wait(60_000);
    assert_eq!(lab.ready(), 3);
    assert!(conditions(&lab, Kind::ReplicaSet).is_empty());
    assert!(conditions(&lab, Kind::Deployment).is_empty());
}

/// pkg/controller/replicaset/replica_set.go syncReplicaSet claims active Pods
/// only.
#[test]
fn a_pod_that_has_failed_is_not_let_go_when_its_labels_change() {
    let mut lab = Lab::new();
    lab.put(deployment(1));
    lab.wait(5_000);
    let (object, _) = lab.store.pods().next().expect("a Pod");
    let mut failed = object.value.clone();
    failed.set("status.phase", "Failed");
    failed.set("metadata.labels.app", "other");
    let key = object.key.clone();
    lab.store.put(Object::new(Kind::Pod, failed), Actor::Learner);
    lab.settle();
    let owner = lab.store.get(&key).map(|it| it.meta.controller.is_some());
    assert_eq!(owner, Some(true));
}

/// The sizes of the ReplicaSets of the lab, oldest first.
fn sizes(lab: &Lab) -> Vec<i64> {
    let mut all: Vec<(String, i64)> = lab
        .store
        .replica_sets()
        .map(|(it, view)| (it.value.text("metadata.creationTimestamp").to_owned(), view.replicas))
        .collect();
    all.sort();
    all.into_iter().map(|it| it.1).collect()
}

pub(super) fn change(lab: &mut Lab, key: &Key, edit: impl Fn(&mut Value)) {
    let mut value = lab.store.get(key).expect("it is there").value.clone();
    edit(&mut value);
    lab.store.put(Object::new(key.kind, value), Actor::Learner);
}

pub(super) fn make_ready(lab: &mut Lab) {
    let keys: Vec<Key> = lab.store.pods().map(|(it, _)| it.key.clone()).collect();
    let mut ready = Value::map();
    ready.set("type", "Ready");
    ready.set("status", "True");
    ready.set("lastTransitionTime", clock::stamp(lab.now_ms));
    for key in keys {
        change(lab, &key, |it| {
            it.set("status.phase", "Running");
            it.set("status.conditions", vec![ready.clone()]);
        });
    }
}

/// A Deployment of so many Pods, all ready, with nobody to run them.
pub(super) fn at_rest(replicas: i64) -> (Lab, Key) {
    let mut lab = Lab::new();
    lab.who = Who::ControlPlane;
    lab.put(deployment(replicas));
    make_ready(&mut lab);
    lab.settle();
    assert_eq!(lab.ready() as i64, replicas);
    lab.now_ms += 1_000;
    (lab, Key::new(Kind::Deployment, "default", "web"))
}

/// One step of a rollout of five Pods, of which one may be missing: the sizes
/// of its ReplicaSets afterwards, oldest first, of (size, available Pods) each;
/// the last has the Deployment's template. `edit` changes the Deployment.
fn rolled(sets: &[(i64, i64)], edit: impl Fn(&mut Value)) -> Vec<(i64, bool)> {
    let mut lab = Lab::new();
    let mut wanted = deployment(5);
    wanted.set("metadata.namespace", "default");
    wanted.set("metadata.uid", "uid-web");
    wanted.set("spec.strategy.type", "RollingUpdate");
    wanted.set("spec.strategy.rollingUpdate.maxSurge", 0);
    wanted.set("spec.strategy.rollingUpdate.maxUnavailable", 1);
    edit(&mut wanted);
    let hash = template::hash(wanted.at("spec.template").expect("a template"), None);
    let count = sets.len();
    let mut list = Vec::new();
    for (place, (size, available)) in sets.iter().enumerate() {
        let new = place + 1 == count && wanted.text("metadata.labels.taken").is_empty();
        let mut value = stored(count - place, &Was { new, ..was(*size, 5, 5) });
        value.set("status.availableReplicas", *available);
        list.push(deployment::Set { stored: Some(value.clone()), value, deleted: false });
    }
    if !wanted.text("metadata.labels.taken").is_empty() {
        let mut other = stored(9, &was(1, 1, 1));
        other.set("metadata.name", format!("web-{hash}"));
        lab.store.put(Object::new(Kind::ReplicaSet, other), Actor::Learner);
    }
    let object = Object::new(Kind::Deployment, wanted);
    let View::Deployment(view) = &object.view else { unreachable!("it is one") };
    let given =
        Given { config: &lab.config, now_ms: 1_000_000, probe: |_, _, _| true, who: lab.who };
    let plane =
        plane::Plane { store: &lab.store, machines: &lab.machines, given: &given, news: &[] };
    let mut rollout = rollout::Rollout::new(&plane, &object, view, list);
    rollout.roll();
    rollout.sets.iter().map(|it| (it.replicas(), it.deleted)).collect()
}

/// pkg/controller/deployment/rolling.go reconcileOldReplicaSets: a ReplicaSet
/// that has been scaled to none counts no more, whatever it still tells.
#[test]
fn what_an_emptied_replica_set_still_tells_does_not_count() {
    let sizes = |sets: &[(i64, i64)]| -> Vec<i64> {
        rolled(sets, |_| {}).into_iter().map(|it| it.0).collect()
    };
    assert_eq!(sizes(&[(0, 3), (3, 3), (2, 2)]), [0, 2, 2]);
    assert_eq!(sizes(&[(4, 2), (2, 2)]), [2, 2], "those that are not available first");
    assert_eq!(sizes(&[(3, 5), (2, 2)]), [3, 2], "not before it tells what it has");
}

/// pkg/controller/deployment/sync.go getNewReplicaSet: where the name is taken
/// the sync ends, and the next one tries another.
#[test]
fn nothing_is_scaled_down_for_a_replica_set_whose_name_is_taken() {
    let taken = |it: &mut Value| it.set("metadata.labels.taken", "yes");
    assert_eq!(rolled(&[(5, 5)], taken), [(5, false)]);
}

/// pkg/controller/deployment/rolling.go rolloutRolling asks the stored status
/// whether the rollout is complete.
#[test]
fn old_replica_sets_go_when_the_stored_status_tells_that_all_is_done() {
    let done = |seen: i64| {
        move |it: &mut Value| {
            it.set("spec.revisionHistoryLimit", 0);
            it.set("metadata.generation", 2);
            it.set("status.observedGeneration", seen);
            for count in ["replicas", "updatedReplicas", "availableReplicas"] {
                it.set(&format!("status.{count}"), 5);
            }
        }
    };
    assert_eq!(rolled(&[(0, 0), (5, 5)], done(1)), [(0, false), (5, false)]);
    assert_eq!(rolled(&[(0, 0), (5, 5)], done(2)), [(0, true), (5, false)]);
}

/// pkg/controller/deployment/rolling.go: cleanupUnhealthyReplicas and
/// scaleDownOldReplicaSetsForRollingUpdate each write what they decide.
#[test]
fn each_size_that_one_step_of_a_rollout_gives_is_written() {
    let (mut lab, key) = at_rest(9);
    let (sick, _) = lab.store.pods().next().expect("a Pod");
    let sick = sick.key.clone();
    change(&mut lab, &sick, |it| it.set("status.conditions", Vec::<Value>::new()));
    lab.settle();
    let mut newer = container();
    newer.set("image", "nginx:1.28");
    change(&mut lab, &key, |it| it.set("spec.template.spec.containers", vec![newer.clone()]));
    let settled = lab.settle();
    let size = |it: &Arc<Object>| it.value.at("spec.replicas").and_then(Value::as_int);
    let steps: Vec<(i64, i64)> = settled
        .changes
        .iter()
        .filter(|it| it.key.kind == Kind::ReplicaSet)
        .filter_map(|it| Some((size(it.before.as_ref()?)?, size(it.after.as_ref()?)?)))
        .filter(|(before, after)| before != after)
        .collect();
    assert_eq!(steps, [(9, 8), (8, 7), (3, 5)]);
}

/// pkg/controller/deployment/rolling.go cleanupUnhealthyReplicas refuses while
/// an old ReplicaSet still tells of more Pods than it may have.
#[test]
fn a_rollout_that_is_made_smaller_keeps_as_many_pods_available_as_it_must() {
    let (mut lab, key) = at_rest(10);
    let mut newer = container();
    newer.set("image", "nginx:1.28");
    change(&mut lab, &key, |it| it.set("spec.template.spec.containers", vec![newer.clone()]));
    lab.settle();
    assert_eq!(sizes(&lab), [8, 5]);
    lab.now_ms += 1_000;
    make_ready(&mut lab);
    change(&mut lab, &key, |it| it.set("spec.replicas", 5));
    lab.settle();
    // In proportion 4 and 3; then 4 of 5 must stay available: 1 and 3.
    assert_eq!(sizes(&lab), [1, 5]);
    assert_eq!(lab.ready(), 4);
}

/// pkg/registry/core/pod/strategy.go CheckGracefulDelete.
#[test]
fn a_pod_that_has_failed_or_has_no_time_to_end_goes_at_once_with_its_owner() {
    let (mut lab, key) = at_rest(2);
    let (failed, _) = lab.store.pods().next().expect("a Pod");
    let failed = failed.key.clone();
    change(&mut lab, &failed, |it| it.set("status.phase", "Failed"));
    lab.settle();
    assert_eq!(lab.store.pods().count(), 3, "another one in its place");
    lab.store.delete(&key, Actor::Learner);
    lab.settle();
    assert!(lab.store.get(&failed).is_none());
    assert!(lab.store.pods().all(|(it, _)| it.meta.deleting));
    assert_eq!(lab.store.pods().count(), 2, "they have their time to end");

    let mut lab = Lab::new();
    lab.who = Who::ControlPlane;
    let mut hasty = deployment(2);
    hasty.set("spec.template.spec.terminationGracePeriodSeconds", 0);
    lab.put(hasty);
    change(&mut lab, &key, |it| it.set("spec.replicas", 1));
    lab.settle();
    assert_eq!(lab.store.pods().count(), 1);
}

/// pkg/controller/replicaset/replica_set.go syncReplicaSet: one that is going
/// makes and deletes no Pods, but goes on to count them.
#[test]
fn a_replica_set_that_waits_for_its_pods_to_go_counts_them() {
    let (mut lab, key) = at_rest(3);
    for kind in [Kind::ReplicaSet, Kind::Deployment] {
        let key = lab.store.of_kind(kind).next().expect("one").key.clone();
        change(&mut lab, &key, |it| {
            it.set("metadata.finalizers", vec!["foregroundDeletion".into()]);
            it.set("metadata.deletionTimestamp", clock::stamp(1_000));
        });
    }
    lab.settle();
    let count = |kind, name: &str| {
        let object = lab.store.of_kind(kind).next().expect("it waits").value.clone();
        object.at(&format!("status.{name}")).and_then(Value::as_int).unwrap_or(0)
    };
    for kind in [Kind::ReplicaSet, Kind::Deployment] {
        assert_eq!(count(kind, "replicas"), 0, "{kind:?}");
        assert_eq!(count(kind, "readyReplicas"), 0, "{kind:?}");
        assert_eq!(count(kind, "terminatingReplicas"), 3, "{kind:?}");
    }
    let pods: Vec<Key> = lab.store.pods().map(|(it, _)| it.key.clone()).collect();
    for pod in pods {
        lab.store.delete(&pod, Actor::Kubelet);
    }
    lab.settle();
    assert!(lab.store.get(&key).is_none());
    assert_eq!(lab.store.replica_sets().count(), 0);
}

/// pkg/controller/deployment/deployment_controller.go addReplicaSet and
/// updateReplicaSet: an orphan wakes the Deployments that select it.
#[test]
fn a_replica_set_that_nobody_owns_is_adopted_and_taken_down() {
    let (mut lab, _) = at_rest(2);
    let mut own = Was { new: false, ..was(2, 2, 2) };
    own.size = 2;
    let mut stray = stored(7, &own);
    stray.remove("metadata.ownerReferences");
    stray.remove("metadata.annotations");
    stray.set("spec.selector.matchLabels.age", "7");
    stray.set("metadata.creationTimestamp", clock::stamp(lab.now_ms));
    lab.put(stray);
    let owned = lab.store.replica_sets().all(|(it, _)| it.meta.controller.is_some());
    assert!(owned, "adopted");
    assert_eq!(sizes(&lab), [2, 0]);
}
