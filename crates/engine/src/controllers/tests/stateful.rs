//! StatefulSets whose Pods come and go, after
//! pkg/controller/statefulset/stateful_set_control.go (v1.36).

use super::*;

fn set(policy: &str, replicas: i64) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "apps/v1");
    value.set("kind", "StatefulSet");
    value.set("metadata.name", "db");
    value.set("spec.replicas", replicas);
    value.set("spec.podManagementPolicy", policy);
    value.set("spec.updateStrategy.type", "RollingUpdate");
    value.set("spec.selector.matchLabels.app", "db");
    value.set("spec.template.metadata.labels.app", "db");
    value.set("spec.template.spec.terminationGracePeriodSeconds", 2);
    value.set("spec.template.spec.containers", vec![container()]);
    value
}

fn stored(lab: &Lab) -> Value {
    lab.store.find(Kind::StatefulSet, "default", "db").expect("it is there").value.clone()
}

fn newer(lab: &mut Lab) {
    let mut value = stored(lab);
    let mut changed = container();
    changed.set("image", "nginx:1.28");
    value.set("spec.template.spec.containers", vec![changed]);
    lab.store.put(Object::new(Kind::StatefulSet, value), Actor::Learner);
    lab.settle();
}

fn images(lab: &Lab) -> Vec<String> {
    lab.store.pods().map(|(_, it)| it.containers[0].image.clone()).collect()
}

/// updateStatefulSet waits for each Pod that it has replaced, also where Pods
/// are made side by side.
#[test]
fn a_parallel_stateful_set_replaces_one_pod_at_a_time() {
    let mut lab = Lab::new();
    lab.put(set("Parallel", 3));
    lab.wait(5_000);
    assert_eq!(lab.ready(), 3);
    newer(&mut lab);
    for _ in 0..60 {
        lab.wait(250);
        assert!(lab.ready() >= 2, "{:?}", lab.pods());
    }
    assert!(images(&lab).iter().all(|it| it == "nginx:1.28"), "{:?}", images(&lab));
}

/// isUnavailable counts minReadySeconds, and so does processCondemned.
#[test]
fn a_pod_that_is_ready_for_too_short_a_time_is_waited_for() {
    let mut lab = Lab::new();
    let mut patient = set("Parallel", 2);
    patient.set("spec.minReadySeconds", 30);
    lab.put(patient);
    lab.wait(60_000);
    newer(&mut lab);
    lab.wait(20_000);
    assert_eq!(lab.ready(), 2);
    assert_eq!(images(&lab), ["nginx:1.27", "nginx:1.28"]);
    lab.wait(40_000);
    assert_eq!(images(&lab), ["nginx:1.28", "nginx:1.28"]);

    let mut lab = Lab::new();
    let mut patient = set("OrderedReady", 2);
    patient.set("spec.minReadySeconds", 30);
    lab.put(patient);
    lab.wait(120_000);
    assert_eq!(lab.ready(), 2);
    let key = Key::new(Kind::Pod, "default", "db-0");
    crash(&mut lab.store, &key, 1, lab.now_ms);
    lab.wait(5_000);
    let mut smaller = stored(&lab);
    smaller.set("spec.replicas", 1);
    lab.store.put(Object::new(Kind::StatefulSet, smaller), Actor::Learner);
    lab.settle();
    lab.wait(10_000);
    assert_eq!(lab.ready(), 2, "db-0 is ready, but not for long enough");
    lab.wait(40_000);
    assert_eq!(lab.ready(), 1);
}

/// stateful_set_utils.go completeRollingUpdate: all Pods are new and ready, but
/// one more is there.
#[test]
fn an_update_is_not_complete_while_a_pod_too_many_is_there() {
    let mut lab = Lab::new();
    let mut wanted = set("Parallel", 3);
    wanted.set("spec.updateStrategy.type", "OnDelete");
    lab.put(wanted);
    lab.wait(5_000);
    newer(&mut lab);
    let before = stored(&lab).text("status.currentRevision").to_owned();
    for name in ["db-0", "db-1"] {
        lab.store.delete(&Key::new(Kind::Pod, "default", name), Actor::Learner);
    }
    lab.settle();
    lab.wait(5_000);
    assert_eq!(images(&lab), ["nginx:1.28", "nginx:1.28", "nginx:1.27"]);
    lab.machines.not_ready.insert(Key::new(Kind::Pod, "default", "db-2"), lab.now_ms);
    lab.settle();
    let mut smaller = stored(&lab);
    smaller.set("spec.replicas", 2);
    smaller.set("spec.updateStrategy.type", "RollingUpdate");
    lab.store.put(Object::new(Kind::StatefulSet, smaller), Actor::Learner);
    lab.settle();
    assert_eq!(count(&lab, "updatedReplicas"), 2);
    assert_eq!(count(&lab, "readyReplicas"), 2);
    assert_eq!(count(&lab, "replicas"), 3);
    assert_eq!(stored(&lab).text("status.currentRevision"), before);
    lab.wait(5_000);
    assert_eq!(count(&lab, "replicas"), 2);
    assert_ne!(stored(&lab).text("status.currentRevision"), before);
}

/// A Pod of the set as it stands after some seconds, without its owner.
fn stray(lab: &Lab, name: &str) -> Value {
    let pod = lab.store.find(Kind::Pod, "default", name).expect("it is there");
    let mut value = pod.value.clone();
    value.remove("metadata.ownerReferences");
    value
}

fn owners(lab: &Lab, name: &str) -> Vec<String> {
    let pod = lab.store.find(Kind::Pod, "default", name).expect("it is there");
    pod.value.list("metadata.ownerReferences").iter().map(|it| it.text("name").to_owned()).collect()
}

fn count(lab: &Lab, name: &str) -> i64 {
    stored(lab).at(&format!("status.{name}")).and_then(Value::as_int).unwrap_or(0)
}

/// pkg/controller/statefulset/stateful_set.go getPodsForStatefulSet and
/// stateful_pod_control.go CreateStatefulPod.
#[test]
fn a_stateful_set_takes_in_pods_of_its_names_and_leaves_those_of_others_alone() {
    let mut lab = Lab::new();
    let mut other = Value::map();
    other.set("apiVersion", "v1");
    other.set("kind", "Pod");
    other.set("metadata.name", "db-1");
    other.set("spec.containers", vec![container()]);
    lab.put(other);
    lab.put(set("Parallel", 2));
    lab.wait(5_000);
    assert_eq!(owners(&lab, "db-1"), Vec::<String>::new());
    assert_eq!(count(&lab, "replicas"), 1);
    let left = stray(&lab, "db-0");
    lab.store.put(Object::new(Kind::Pod, left), Actor::Learner);
    lab.settle();
    assert_eq!(owners(&lab, "db-0"), ["db"], "taken in again");
    let mut changed = lab.store.find(Kind::Pod, "default", "db-0").expect("it").value.clone();
    changed.set("metadata.labels.app", "other");
    lab.store.put(Object::new(Kind::Pod, changed), Actor::Learner);
    lab.settle();
    assert_eq!(owners(&lab, "db-0"), Vec::<String>::new(), "let go");
    assert_eq!(count(&lab, "replicas"), 0);
}

/// stateful_set_utils.go isRunningAndReady.
#[test]
fn a_pod_that_is_about_to_go_is_counted_while_it_is_ready() {
    let mut lab = Lab::new();
    lab.put(set("OrderedReady", 2));
    lab.wait(10_000);
    let key = Key::new(Kind::Pod, "default", "db-1");
    let going = graceful_end(lab.store.get(&key).expect("it"), lab.now_ms);
    lab.store.put(Object::new(Kind::Pod, going), Actor::Learner);
    lab.settle();
    assert_eq!(count(&lab, "readyReplicas"), 2);
    assert_eq!(count(&lab, "availableReplicas"), 2);
    assert_eq!(count(&lab, "currentReplicas"), 1);
}

/// updateStatefulSet, runForAll: where Pods are made side by side, neither
/// those that are going nor one that has ended holds an update back.
#[test]
fn a_parallel_stateful_set_does_not_wait_for_the_pods_that_it_gives_up() {
    let mut lab = Lab::new();
    lab.put(set("Parallel", 3));
    lab.wait(5_000);
    let mut smaller = stored(&lab);
    let mut changed = container();
    changed.set("image", "nginx:1.28");
    smaller.set("spec.replicas", 2);
    smaller.set("spec.template.spec.containers", vec![changed]);
    lab.store.put(Object::new(Kind::StatefulSet, smaller), Actor::Learner);
    let settled = lab.settle();
    let told: Vec<&str> = settled
        .reports
        .iter()
        .filter(|it| it.reason == "SuccessfulDelete")
        .map(|it| it.message.split(' ').nth(2).unwrap_or_default())
        .collect();
    assert_eq!(told, ["db-2", "db-1"]);
}

/// stateful_set_utils.go identityMatches and updateIdentity.
#[test]
fn a_pod_gets_the_labels_of_its_place_back() {
    let mut lab = Lab::new();
    lab.put(set("OrderedReady", 1));
    lab.wait(5_000);
    let mut bare = lab.store.find(Kind::Pod, "default", "db-0").expect("it").value.clone();
    let mut labels = bare.at("metadata.labels").and_then(Value::as_map).cloned().expect("some");
    labels.remove("statefulset.kubernetes.io/pod-name");
    labels.remove("apps.kubernetes.io/pod-index");
    bare.set("metadata.labels", labels);
    lab.store.put(Object::new(Kind::Pod, bare), Actor::Learner);
    let settled = lab.settle();
    let pod = lab.store.find(Kind::Pod, "default", "db-0").expect("it");
    let label = |name: &str| pod.meta.labels.get(name).cloned().unwrap_or_default();
    assert_eq!(label("statefulset.kubernetes.io/pod-name"), "db-0");
    assert_eq!(label("apps.kubernetes.io/pod-index"), "0");
    let told = settled.reports.iter().find(|it| it.reason == "SuccessfulUpdate");
    let told = told.map(|it| it.message.as_str());
    assert_eq!(told, Some("update Pod db-0 in StatefulSet db successful"));
}
