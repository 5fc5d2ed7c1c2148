//! Which Pods and ReplicaSets go first, and who may take in what nobody owns.

use super::rollouts::{at_rest, change, make_ready, stored, was};
use super::upstream::{pod, zones};
use super::*;

fn ending(lab: &Lab) -> Vec<&str> {
    let all = lab.store.pods().filter(|(object, _)| object.meta.deleting);
    all.map(|(object, _)| &*object.key.name).collect()
}

/// pkg/controller/controller_utils.go compareMaxContainerRestarts: of init
/// containers only those that stay count, after the others.
#[test]
fn of_two_pods_that_goes_first_whose_sidecar_started_more_often() {
    let mut lab = zones(4, 4);
    let mut wanted = deployment(2);
    wanted.set("kind", "ReplicaSet");
    for (name, side, setup, own) in [("1", 3, 0, 1), ("2", 1, 9, 1)] {
        let status = |name: &str, count: i64| {
            let mut value = Value::map();
            value.set("name", name);
            value.set("restartCount", count);
            value
        };
        let init = |name: &str, restart: &str| {
            let mut value = container();
            value.set("name", name);
            value.set("restartPolicy", restart);
            value
        };
        let mut made = pod(name, "a", &["10.244.1.5"], 1);
        made.set(
            "metadata.creationTimestamp",
            clock::stamp(if name == "1" { 1_000 } else { 2_000_000 }),
        );
        made.set("spec.initContainers", vec![init("side", "Always"), init("setup", "")]);
        made.set("status.containerStatuses", vec![status("web", own)]);
        made.set(
            "status.initContainerStatuses",
            vec![status("side", side), status("setup", setup)],
        );
        lab.put(made);
    }
    lab.now_ms = 5_000_000;
    lab.put(wanted.clone());
    wanted.set("spec.replicas", 1);
    lab.put(wanted);
    assert_eq!(ending(&lab), ["1"], "though the other is younger");
}

/// pkg/api/v1/pod/util.go IsPodAvailable.
#[test]
fn a_pod_that_does_not_say_since_when_it_is_ready_is_not_available_after_any_time() {
    let mut lab = zones(4, 4);
    let mut timeless = pod("one", "a", &["10.244.1.5"], 1);
    let mut ready = Value::map();
    ready.set("type", "Ready");
    ready.set("status", "True");
    timeless.set("status.conditions", vec![ready]);
    lab.put(timeless);
    lab.now_ms = 5_000_000;
    let mut wanted = deployment(1);
    wanted.set("kind", "ReplicaSet");
    wanted.set("spec.minReadySeconds", 5);
    lab.put(wanted);
    lab.wait(60_000);
    let (set, _) = lab.store.replica_sets().next().expect("one");
    let count = |name: &str| set.value.at(&format!("status.{name}")).and_then(Value::as_int);
    assert_eq!((count("readyReplicas"), count("availableReplicas")), (Some(1), None));
}

/// util/deployment_util.go ReplicaSetsByRevision: one that was brought back has
/// a new revision, and goes after those that are younger.
#[test]
fn old_replica_sets_are_deleted_by_revision() {
    let (mut lab, key) = at_rest(1);
    let mut names = Vec::new();
    for image in ["1.28", "1.27", "1.29"] {
        let mut other = container();
        other.set("image", format!("nginx:{image}"));
        change(&mut lab, &key, |it| it.set("spec.template.spec.containers", vec![other.clone()]));
        for _ in 0..4 {
            lab.now_ms += 1_000;
            make_ready(&mut lab);
            lab.settle();
        }
        let old: Vec<Key> =
            lab.store.pods().filter(|it| it.0.meta.deleting).map(|it| it.0.key.clone()).collect();
        for pod in old {
            lab.store.delete(&pod, Actor::Kubelet);
        }
        lab.settle();
    }
    let image = |it: &Value| {
        it.at("spec.template").map(|it| it.list("spec.containers")[0].text("image").to_owned())
    };
    change(&mut lab, &key, |it| it.set("spec.revisionHistoryLimit", 0));
    let settled = lab.settle();
    for it in
        settled.changes.iter().filter(|it| it.key.kind == Kind::ReplicaSet && it.after.is_none())
    {
        names.extend(it.before.as_ref().and_then(|it| image(&it.value)));
    }
    assert_eq!(
        names,
        ["nginx:1.28", "nginx:1.27"],
        "the first is the older one, but was brought back"
    );
}

/// pkg/controller/controller_ref_manager.go: who adopts asks the server, and
/// the second is told that it has changed.
#[test]
fn of_two_deployments_one_adopts_a_replica_set() {
    let (mut lab, _) = at_rest(1);
    let mut second = deployment(1);
    second.set("metadata.name", "other");
    lab.put(second);
    let mut stray = stored(7, &was(2, 2, 2));
    stray.remove("metadata.ownerReferences");
    stray.remove("metadata.annotations");
    stray.set("metadata.creationTimestamp", clock::stamp(lab.now_ms));
    lab.store.put(Object::new(Kind::ReplicaSet, stray), Actor::Learner);
    let settled = lab.settle();
    let name = "web-7";
    let changes = settled.changes.iter().filter(|it| *it.key.name == *name);
    let owners: BTreeSet<String> = changes
        .filter_map(|it| it.after.as_ref()?.meta.owner.as_ref().map(|it| it.1.clone()))
        .collect();
    assert_eq!(owners.len(), 1, "{owners:?}");
}

/// pkg/controller/endpointslice addPod: a Pod without an address has its
/// Services looked at again, which find where their nodes are now.
#[test]
fn a_nodes_other_zone_is_seen_when_a_pod_without_an_address_comes() {
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    let zone =
        |lab: &Lab| super::upstream::slices(lab)[0].list("endpoints")[0].text("zone").to_owned();
    let node = Key::new(Kind::Node, "", "a");
    change(&mut lab, &node, |it| {
        let mut labels = Map::new();
        labels.insert("topology.kubernetes.io/zone".to_owned(), "zone-c".into());
        it.set("metadata.labels", labels);
    });
    lab.settle();
    assert_eq!(zone(&lab), "zone-a");
    let mut waiting = pod("two", "b", &[], 1);
    waiting.set("status.phase", "Pending");
    lab.put(waiting);
    assert_eq!(zone(&lab), "zone-c");
}
