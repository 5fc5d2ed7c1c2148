//! Earlier revisions, what a ReplicaSet takes over from its Deployment and the
//! other way round, and which Pods it takes and gives up.

use super::rollouts::{at_rest, change, make_ready, stored, was};
use super::*;

const ROLLBACK: &str = "deprecated.deployment.rollback.to";

fn annotate(value: &mut Value, name: &str, text: &str) {
    let mut all =
        value.at("metadata.annotations").and_then(Value::as_map).cloned().unwrap_or_default();
    all.insert(name.to_owned(), text.into());
    value.set("metadata.annotations", all);
}

fn annotation(object: &Object, name: &str) -> Option<String> {
    object.meta.annotations.get(name).cloned()
}

/// Another image, and a note of it.
fn newer(lab: &mut Lab, key: &Key, image: &str) {
    lab.now_ms += 1_000;
    let mut changed = container();
    changed.set("image", image);
    change(lab, key, |it| {
        it.set("spec.template.spec.containers", vec![changed.clone()]);
        annotate(it, "note", image);
    });
    for _ in 0..4 {
        lab.settle();
        make_ready(lab);
    }
    lab.settle();
}

/// What a Deployment that is asked for a revision tells, the image that it has
/// then, and its note.
fn asked(lab: &mut Lab, key: &Key, revision: &str) -> (Vec<String>, String, Option<String>) {
    lab.now_ms += 1_000;
    change(lab, key, |it| annotate(it, ROLLBACK, revision));
    let reports = lab.settle().reports;
    let told = reports.iter().filter(|it| it.reason.starts_with("DeploymentRollback"));
    let told = told.map(|it| format!("{:?} {} {}", it.severity, it.reason, it.message)).collect();
    let now = lab.store.get(key).expect("it is there");
    let image = now.value.list("spec.template.spec.containers")[0].text("image").to_owned();
    (told, image, annotation(now, "note"))
}

/// pkg/controller/deployment/rollback.go.
#[test]
fn an_annotation_brings_an_earlier_revision_back() {
    let (mut lab, key) = at_rest(2);
    let last = asked(&mut lab, &key, "0").0;
    let none = "Warning DeploymentRollbackRevisionNotFound Unable to find last revision.";
    assert_eq!(last, [none]);
    newer(&mut lab, &key, "nginx:2");
    newer(&mut lab, &key, "nginx:3");
    let (told, image, note) = asked(&mut lab, &key, "2");
    assert_eq!(told, ["Normal DeploymentRollback Rolled back deployment \"web\" to revision 2"]);
    assert_eq!((image.as_str(), note.as_deref()), ("nginx:2", Some("nginx:2")));
    let now = lab.store.get(&key).expect("it is there");
    assert_eq!(annotation(now, ROLLBACK), None);
    let revision = "deployment.kubernetes.io/revision";
    assert_eq!(annotation(now, revision).as_deref(), Some("4"));
    let count = |path: &str| now.value.at(path).and_then(Value::as_int);
    assert_eq!(count("metadata.generation"), count("status.observedGeneration"));
    let back = lab.store.replica_sets().map(|it| it.0);
    let back = back.filter(|it| annotation(it, revision).as_deref() == Some("4"));
    let history: Vec<_> =
        back.map(|it| annotation(it, "deployment.kubernetes.io/revision-history")).collect();
    assert_eq!(history, [Some("2".to_owned())]);
    let (told, image, _) = asked(&mut lab, &key, "0");
    assert_eq!(told, ["Normal DeploymentRollback Rolled back deployment \"web\" to revision 3"]);
    assert_eq!(image, "nginx:3");
    let same = "The rollback revision contains the same template as current deployment \"web\"";
    let unchanged = format!("Warning DeploymentRollbackTemplateUnchanged {same}");
    assert_eq!(asked(&mut lab, &key, "5").0, [unchanged]);
    let unknown = "Warning DeploymentRollbackRevisionNotFound Unable to find the revision to \
                   rollback to.";
    let generation = |lab: &Lab| {
        let now = lab.store.get(&key).expect("it is there");
        now.value.at("metadata.generation").and_then(Value::as_int).unwrap_or(0)
    };
    let before = generation(&lab);
    assert_eq!(asked(&mut lab, &key, "9").0, [unknown]);
    assert_eq!(generation(&lab), before + 1, "an annotation went");
    assert!(asked(&mut lab, &key, "next").0.is_empty(), "that is no number");
}

/// pkg/controller/deployment/sync.go sync: a paused Deployment that somebody
/// wants back keeps its history.
#[test]
fn nothing_is_cleaned_up_while_a_rollback_waits() {
    let (mut lab, key) = at_rest(1);
    newer(&mut lab, &key, "nginx:2");
    change(&mut lab, &key, |it| {
        it.set("spec.paused", true);
        it.set("spec.revisionHistoryLimit", 0);
        annotate(it, ROLLBACK, "1");
    });
    lab.wait(60_000);
    assert_eq!(lab.store.replica_sets().count(), 2);
    change(&mut lab, &key, |it| annotate(it, ROLLBACK, ""));
    lab.settle();
    assert_eq!(lab.store.replica_sets().count(), 1);
}

/// util/deployment_util.go SetNewReplicaSetAnnotations and
/// copyDeploymentAnnotationsToReplicaSet.
#[test]
fn a_replica_set_gets_no_empty_annotation_and_none_where_its_revision_is_no_number() {
    let (mut lab, key) = at_rest(1);
    let set = lab.store.replica_sets().next().expect("one").0.key.clone();
    change(&mut lab, &key, |it| annotate(it, "empty", ""));
    lab.settle();
    assert_eq!(annotation(lab.store.get(&set).expect("it"), "empty"), None);
    change(&mut lab, &key, |it| annotate(it, "full", "1"));
    lab.settle();
    change(&mut lab, &key, |it| annotate(it, "full", ""));
    lab.settle();
    assert_eq!(annotation(lab.store.get(&set).expect("it"), "full").as_deref(), Some(""));
    change(&mut lab, &set, |it| annotate(it, "deployment.kubernetes.io/revision", "x"));
    change(&mut lab, &key, |it| annotate(it, "late", "1"));
    lab.settle();
    assert_eq!(annotation(lab.store.get(&set).expect("it"), "late"), None);
}

/// deployment_controller.go syncDeployment: one that is going looks after its
/// revisions, and after nothing else.
#[test]
fn a_deployment_that_is_going_still_tells_its_replica_set_of_its_annotations() {
    let (mut lab, key) = at_rest(1);
    change(&mut lab, &key, |it| {
        it.set("metadata.finalizers", vec!["example.com/wait".into()]);
        it.set("metadata.deletionTimestamp", clock::stamp(1_000));
        it.set("spec.replicas", 5);
        annotate(it, "late", "1");
    });
    lab.settle();
    let (set, view) = lab.store.replica_sets().next().expect("one");
    assert_eq!(annotation(set, "late").as_deref(), Some("1"));
    assert_eq!(view.replicas, 1);
}

/// util/deployment_util.go ReplicaSetToDeploymentCondition.
#[test]
fn a_failure_that_a_deployment_takes_over_keeps_its_time() {
    let mut lab = Lab::new();
    let mut wanted = deployment(1);
    wanted.set("spec.template.spec.serviceAccountName", "shop");
    let mut set = wanted.clone();
    set.set("kind", "ReplicaSet");
    set.set("metadata.name", "web-1");
    set.set("metadata.labels.app", "web");
    lab.now_ms = 1_000;
    lab.put(set);
    lab.wait(10_000);
    lab.put(wanted);
    let now = lab.store.find(Kind::Deployment, "default", "web").expect("it is there");
    let failure = condition::find(&now.value, "ReplicaFailure").expect("it tells");
    assert_eq!(failure.text("lastUpdateTime"), clock::stamp(1_000));
    assert_eq!(failure.text("lastTransitionTime"), clock::stamp(1_000));
}

fn replica_set(name: &str, replicas: i64) -> Value {
    let mut value = deployment(replicas);
    value.set("kind", "ReplicaSet");
    value.set("metadata.name", name);
    value
}

fn ready_pod(name: &str, node: &str, labels: &[(&str, &str)], since_ms: u64) -> Value {
    let mut ready = Value::map();
    ready.set("type", "Ready");
    ready.set("status", "True");
    ready.set("lastTransitionTime", clock::stamp(since_ms));
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Pod");
    value.set("metadata.name", name);
    value.set("metadata.creationTimestamp", clock::stamp(since_ms));
    for (label, text) in labels {
        value.set(&format!("metadata.labels.{label}"), *text);
    }
    value.set("spec.nodeName", node);
    value.set("spec.terminationGracePeriodSeconds", 30);
    value.set("spec.containers", vec![container()]);
    value.set("status.phase", "Running");
    value.set("status.conditions", vec![ready]);
    value
}

/// A value with what the server gives it.
fn named(mut value: Value) -> Value {
    value.set("metadata.namespace", "default");
    value.set("metadata.uid", format!("uid-{}", value.text("metadata.name")));
    value
}

fn owned(value: Value, by: &str) -> Value {
    let mut owner = Value::map();
    owner.set("apiVersion", "apps/v1");
    owner.set("kind", "ReplicaSet");
    owner.set("name", by);
    owner.set("uid", format!("uid-{by}"));
    owner.set("controller", true);
    let mut value = named(value);
    value.set("metadata.ownerReferences", vec![owner]);
    value
}

/// controller_ref_manager.go AdoptPod: the server takes one controller only, so
/// of two ReplicaSets one gets the Pod and the other makes its own.
#[test]
fn a_pod_that_nobody_owns_is_taken_by_one_replica_set_only() {
    for (first, second) in [(1, 1), (0, 1), (1, 0)] {
        let mut lab = Lab::new();
        lab.who = Who::ControllerManager;
        let stray = ready_pod("stray", "node-1", &[("app", "web")], 1_000);
        for value in [replica_set("a", first), replica_set("b", second), stray] {
            let kind = Kind::find(value.text("apiVersion"), value.text("kind")).expect("known");
            lab.store.put(Object::new(kind, named(value)), Actor::Learner);
        }
        let settled = lab.settle();
        let of_stray = settled.changes.iter().filter(|it| &*it.key.name == "stray");
        let owners: Vec<String> = of_stray
            .filter_map(|it| it.after.as_ref())
            .map(|it| it.meta.controller.clone().unwrap_or_default())
            .collect();
        assert!(owners.iter().all(|it| it == "uid-a"), "{first} {second}: {owners:?}");
        let going = lab.ending().len() as i64;
        assert_eq!(going, 1 - first, "{first} {second}");
        let set = lab.store.find(Kind::ReplicaSet, "default", "a").expect("it is there");
        let ending = set.value.at("status.terminatingReplicas").and_then(Value::as_int);
        assert_eq!(ending, Some(going), "what it gives up is its own");
        let there = lab.store.pods().filter(|it| !it.0.meta.deleting).count() as i64;
        assert_eq!(there, first + second, "{first} {second}");
    }
}

/// replica_set.go getIndirectlyRelatedPods and getPodsRankedByRelatedPodsOnSameNode:
/// a node is crowded by the Pods that a selector of a ReplicaSet with the same
/// owner selects, each counted once.
#[test]
fn a_pod_among_those_of_the_other_replica_sets_of_its_deployment_goes_first() {
    let mut lab = Lab::new();
    lab.who = Who::ControllerManager;
    lab.now_ms = 9_000_000;
    let (new, old) = ([("app", "web"), ("set", "new")], [("app", "web"), ("set", "old")]);
    let pods = [
        // Ready for the shortest time: without a crowd one of these went.
        ("n1", "node-1", &new, "web-0", 8_000),
        ("n2", "node-1", &new, "web-0", 8_000),
        ("n3", "node-2", &new, "web-0", 10),
        ("o1", "node-2", &old, "web-1", 10),
        ("o2", "node-2", &old, "web-1", 10),
    ];
    for (name, node, labels, owner, since_s) in pods {
        let pod = owned(ready_pod(name, node, labels, since_s * 1_000), owner);
        lab.store.put(Object::new(Kind::Pod, pod), Actor::Learner);
    }
    for name in ["x1", "x2", "x3"] {
        let pod = named(ready_pod(name, "node-1", &[("app", "other")], 1_000));
        lab.store.put(Object::new(Kind::Pod, pod), Actor::Learner);
    }
    for (place, size, label) in [(0, 3, Some("new")), (1, 2, None)] {
        let mut set = stored(place, &was(size, 5, 5));
        // The selector of the second selects the Pods of both.
        if let Some(label) = label {
            set.set("spec.selector.matchLabels.set", label);
        }
        lab.store.put(Object::new(Kind::ReplicaSet, set), Actor::Learner);
    }
    for (wanted, expected) in [(5, None), (4, Some("n3"))] {
        let mut owner = deployment(wanted);
        owner.set("spec.paused", true);
        owner.set("spec.strategy.type", "RollingUpdate");
        owner.set("spec.strategy.rollingUpdate.maxSurge", 0);
        owner.set("spec.strategy.rollingUpdate.maxUnavailable", 1);
        lab.put(owner);
        assert_eq!(lab.ending(), expected.into_iter().collect::<Vec<_>>());
    }
}

/// pkg/controller/podautoscaler/horizontal.go reconcileAutoscaler counts what
/// the target asks for, not what is there.
#[test]
fn an_autoscaler_tells_how_many_pods_its_target_asks_for() {
    let mut lab = Lab::new();
    lab.who = Who::ControllerManager;
    lab.store.put(Object::new(Kind::Deployment, named(deployment(3))), Actor::Learner);
    let mut metric = Value::map();
    metric.set("type", "Resource");
    metric.set("resource.name", "cpu");
    metric.set("resource.target.averageUtilization", 80);
    metric.set("resource.target.type", "Utilization");
    let mut wanted = Value::map();
    wanted.set("apiVersion", "autoscaling/v2");
    wanted.set("kind", "HorizontalPodAutoscaler");
    wanted.set("metadata.name", "web");
    wanted.set("spec.minReplicas", 1);
    wanted.set("spec.maxReplicas", 2);
    wanted.set("spec.metrics", vec![metric]);
    wanted.set("spec.scaleTargetRef.apiVersion", "apps/v1");
    wanted.set("spec.scaleTargetRef.kind", "Deployment");
    wanted.set("spec.scaleTargetRef.name", "web");
    lab.store.put(Object::new(Kind::HorizontalPodAutoscaler, named(wanted)), Actor::Learner);
    let settled = lab.settle();
    let status =
        |it: &Object, name: &str| it.value.at(&format!("status.{name}")).and_then(Value::as_int);
    let mut seen: Vec<_> = settled
        .changes
        .iter()
        .filter(|it| it.key.kind == Kind::HorizontalPodAutoscaler)
        .filter_map(|it| it.after.as_ref())
        .map(|it| (status(it, "currentReplicas"), status(it, "desiredReplicas")))
        .collect();
    seen.dedup();
    assert_eq!(seen, [(Some(3), Some(2)), (Some(2), Some(2))]);
    let key = Key::new(Kind::Deployment, "default", "web");
    change(&mut lab, &key, |it| it.set("spec.replicas", 0));
    lab.settle();
    let scaler = lab.store.of_kind(Kind::HorizontalPodAutoscaler).next().expect("it is there");
    let seen = (status(scaler, "currentReplicas"), status(scaler, "desiredReplicas"));
    assert_eq!(seen, (None, Some(0)));
}
