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
    let mut smaller = stored(&lab);
    smaller.set("spec.replicas", 2);
    smaller.set("spec.updateStrategy.type", "RollingUpdate");
    lab.store.put(Object::new(Kind::StatefulSet, smaller), Actor::Learner);
    lab.settle();
    let count = |lab: &Lab, name: &str| stored(lab).at(&format!("status.{name}"))?.as_int();
    assert_eq!(count(&lab, "updatedReplicas"), Some(2));
    assert_eq!(count(&lab, "readyReplicas"), Some(2));
    assert_eq!(count(&lab, "replicas"), Some(3));
    assert_eq!(stored(&lab).text("status.currentRevision"), before);
    lab.wait(5_000);
    assert_eq!(count(&lab, "replicas"), Some(2));
    assert_ne!(stored(&lab).text("status.currentRevision"), before);
}
