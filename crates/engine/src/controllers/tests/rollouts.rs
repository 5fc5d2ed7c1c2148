//! Sizes of ReplicaSets as upstream's own tests expect them, and what becomes
//! of Pods that the server refuses.

use super::*;

/// A ReplicaSet of the Deployment `web`: its place in age (the first is the
/// newest), its size, and for which wish and greatest number it was sized.
/// Only one with `new` has the Deployment's template.
struct Was {
    size: i64,
    desired: i64,
    max: i64,
    new: bool,
}

fn was(size: i64, desired: i64, max: i64) -> Was {
    Was { size, desired, max, new: false }
}

fn stored(place: usize, it: &Was) -> Value {
    let mut template = Map::new();
    template.insert("app".to_owned(), "web".into());
    if !it.new {
        template.insert("age".to_owned(), place.to_string().into());
    }
    let mut annotations = Map::new();
    for (name, value) in [("desired-replicas", it.desired), ("max-replicas", it.max)] {
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
