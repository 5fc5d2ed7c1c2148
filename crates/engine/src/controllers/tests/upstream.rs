//! Rules that upstream's source has and no recorded case that is here shows;
//! each names where it stands.

use super::*;

/// Controllers alone, on Nodes of two zones with so many cores each.
pub(super) fn zones(first: i64, second: i64) -> Lab {
    let mut lab = Lab::new();
    lab.who = Who::ControllerManager;
    for key in lab.store.nodes().map(|(it, _)| it.key.clone()).collect::<Vec<_>>() {
        lab.store.delete(&key, Actor::Learner);
    }
    lab.put(node("a", "zone-a", first));
    lab.put(node("b", "zone-b", second));
    lab
}

fn node(name: &str, zone: &str, cores: i64) -> Value {
    let mut ready = Value::map();
    ready.set("type", "Ready");
    ready.set("status", "True");
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Node");
    value.set("metadata.name", name);
    let mut labels = Map::new();
    labels.insert("topology.kubernetes.io/zone".to_owned(), zone.into());
    value.set("metadata.labels", labels);
    value.set("status.allocatable.cpu", cores.to_string());
    value.set("status.conditions", vec![ready]);
    value
}

/// A Pod with addresses on a node, ready since a second of simulated time.
pub(super) fn pod(name: &str, node: &str, ips: &[&str], since_s: u64) -> Value {
    let mut ready = Value::map();
    ready.set("type", "Ready");
    ready.set("status", "True");
    ready.set("lastTransitionTime", clock::stamp(since_s * 1000));
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Pod");
    value.set("metadata.name", name);
    value.set("metadata.labels.app", "web");
    value.set("spec.nodeName", node);
    value.set("spec.containers", vec![container()]);
    value.set("status.phase", "Running");
    value.set("status.conditions", vec![ready]);
    let ips = ips.iter().map(|ip| {
        let mut it = Value::map();
        it.set("ip", *ip);
        it
    });
    value.set("status.podIPs", ips.collect::<Vec<_>>());
    value
}

fn auto() -> Value {
    let mut wanted = service();
    let mut annotations = Map::new();
    annotations.insert("service.kubernetes.io/topology-mode".to_owned(), "Auto".into());
    wanted.set("metadata.annotations", annotations);
    wanted.set("metadata.creationTimestamp", clock::stamp(0));
    wanted
}

pub(super) fn told(settled: &Settled, reason: &str) -> Vec<String> {
    let of = settled.reports.iter().filter(|it| it.reason == reason);
    of.map(|it| it.message.clone()).collect()
}

pub(super) fn slices(lab: &Lab) -> Vec<Value> {
    let all = lab.store.endpoint_slices().filter(|(_, it)| it.service.as_deref() == Some("web"));
    all.map(|(it, _)| it.value.clone()).collect()
}

fn hinted(lab: &Lab, zone: &str) -> usize {
    let endpoints =
        slices(lab).iter().flat_map(|it| it.list("endpoints").to_vec()).collect::<Vec<_>>();
    let of = |it: &Value| it.list("hints.forZones").iter().any(|it| it.text("name") == zone);
    endpoints.iter().filter(|it| of(it)).count()
}

/// staging/src/k8s.io/endpointslice/topologycache/topologycache.go: what is
/// populated is remembered by Service, not by address type.
#[test]
fn a_dual_stack_service_says_once_that_its_hints_are_on_or_off() {
    let mut lab = zones(4, 4);
    lab.put(pod("one", "a", &["10.244.1.5", "fd00:10:244:1::5"], 0));
    lab.put(pod("two", "b", &["10.244.2.5", "fd00:10:244:2::5"], 0));
    let mut wanted = auto();
    wanted.set("spec.ipFamilies", vec!["IPv4".into(), "IPv6".into()]);
    wanted.set("metadata.namespace", "default");
    wanted.set("metadata.uid", "uid-web");
    lab.store.put(Object::new(Kind::Service, wanted.clone()), Actor::Learner);
    let on = lab.settle();
    assert_eq!(told(&on, "TopologyAwareHintsEnabled").len(), 1, "{:?}", on.reports);
    assert_eq!(hinted(&lab, "zone-a"), 2);
    wanted.remove("metadata.annotations");
    lab.store.put(Object::new(Kind::Service, wanted), Actor::Learner);
    let off = lab.settle();
    assert_eq!(told(&off, "TopologyAwareHintsDisabled").len(), 1, "{:?}", off.reports);
    assert_eq!(hinted(&lab, "zone-a"), 0);
}

/// staging/src/k8s.io/endpointslice/utils.go podToEndpoint: the Services of one Pod that are worked on together differ in
/// what each says of it.
#[test]
fn each_service_of_a_pod_has_its_own_endpoint_of_it() {
    let mut lab = zones(4, 4);
    for name in ["both", "named", "open"] {
        let mut wanted = service();
        wanted.set("metadata.name", name);
        wanted.set("metadata.namespace", "default");
        wanted.set("metadata.uid", format!("uid-{name}"));
        match name {
            "both" => wanted.set("spec.ipFamilies", vec!["IPv4".into(), "IPv6".into()]),
            "open" => wanted.set("spec.publishNotReadyAddresses", true),
            _ => {}
        }
        lab.store.put(Object::new(Kind::Service, wanted), Actor::Learner);
    }
    let mut waiting = pod("one", "a", &["10.244.1.5", "fd00:10:244:1::5"], 0);
    waiting.set("spec.hostname", "first");
    waiting.set("spec.subdomain", "named");
    waiting.remove("status.conditions");
    lab.put(waiting);
    let mut found: Vec<(String, String, bool, String)> = Vec::new();
    for (_, slice) in lab.store.endpoint_slices() {
        let service = slice.service.clone().unwrap_or_default();
        let of_pod = slice.endpoints.iter().filter(|it| it.pod.as_deref() == Some("one"));
        found.extend(of_pod.map(|it| {
            let hostname = it.hostname.clone().unwrap_or_default();
            (service.to_string(), it.addresses.join(" "), it.ready != Some(false), hostname)
        }));
    }
    found.sort();
    let wanted = [
        ("both", "10.244.1.5", false, ""),
        ("both", "fd00:10:244:1::5", false, ""),
        ("named", "10.244.1.5", false, "first"),
        ("open", "10.244.1.5", true, ""),
    ];
    let wanted = wanted.map(|(service, address, ready, hostname)| {
        (service.to_owned(), address.to_owned(), ready, hostname.to_owned())
    });
    assert_eq!(found, wanted);
}

/// k8s.io/apimachinery/pkg/util/errors Aggregate says each sentence once.
#[test]
fn a_pod_on_an_unknown_node_is_told_of_once_for_both_address_types() {
    let mut lab = zones(4, 4);
    let mut wanted = service();
    wanted.set("spec.ipFamilies", vec!["IPv4".into(), "IPv6".into()]);
    lab.put(wanted);
    let mut lost = pod("lost", "gone", &["10.244.9.5", "fd00:10:244:9::5"], 0);
    lost.set("metadata.namespace", "default");
    lab.store.put(Object::new(Kind::Pod, lost), Actor::Learner);
    let settled = lab.settle();
    let messages = told(&settled, "FailedToUpdateEndpointSlices");
    assert_eq!(
        messages.first().map(String::as_str),
        Some(
            "Error updating Endpoint Slices for Service default/web: skipping Pod lost for \
             Service default/web: Node gone Not Found"
        )
    );
}

/// pkg/controller/endpointslice/endpointslice_controller.go updateNode looks at
/// readiness and zone only.
#[test]
fn a_node_that_only_gets_more_cpu_changes_no_share() {
    let mut lab = zones(4, 4);
    lab.put(auto());
    for (name, node, ip) in [("1", "a", "10.244.1.5"), ("2", "b", "10.244.2.5")] {
        lab.put(pod(name, node, &[ip], 0));
    }
    assert_eq!((hinted(&lab, "zone-a"), hinted(&lab, "zone-b")), (1, 1));
    lab.put(node("a", "zone-a", 400));
    lab.put(pod("3", "b", &["10.244.2.6"], 0));
    lab.put(pod("4", "a", &["10.244.1.6"], 0));
    assert_eq!((hinted(&lab, "zone-a"), hinted(&lab, "zone-b")), (2, 2), "old shares: half each");
    lab.put(node("c", "zone-b", 4));
    assert_eq!(hinted(&lab, "zone-a") + hinted(&lab, "zone-b"), 0, "now zone-a has too few");
}

/// staging/src/k8s.io/endpointslice/util/controller_utils.go
/// podEndpointsChanged compares readiness, addresses and labels, not the phase.
#[test]
fn a_pod_whose_phase_alone_says_that_it_ended_stays_until_it_is_looked_at_again() {
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 0));
    let mut ended = pod("one", "a", &["10.244.1.5"], 0);
    ended.set("status.phase", "Failed");
    lab.put(ended);
    assert_eq!(lab.endpoints("web"), [(true, false)]);
    lab.put(pod("two", "b", &["10.244.2.5"], 0));
    assert_eq!(lab.endpoints("web"), [(true, false)], "only the new one is left");
    assert_eq!(slices(&lab)[0].list("endpoints")[0].text("targetRef.name"), "two");
}

/// pkg/controller/endpointslicemirroring/endpointset.go Insert: endpoints are
/// told apart by address, hostname and target.
#[test]
fn a_mirrored_address_that_is_ready_and_not_ready_is_one_endpoint_that_is_not() {
    let mut lab = zones(4, 4);
    let mut bare = service();
    if let Some(spec) = bare.as_map_mut().and_then(|it| it.get_mut("spec")) {
        spec.remove("selector");
    }
    lab.put(bare);
    let address = |node: &str| {
        let mut value = Value::map();
        value.set("ip", "192.0.2.10");
        value.set("nodeName", node);
        value
    };
    let mut port = Value::map();
    port.set("port", 8080);
    let mut subset = Value::map();
    subset.set("addresses", vec![address("a")]);
    subset.set("notReadyAddresses", vec![address("b")]);
    subset.set("ports", vec![port]);
    let mut endpoints = Value::map();
    endpoints.set("apiVersion", "v1");
    endpoints.set("kind", "Endpoints");
    endpoints.set("metadata.name", "web");
    endpoints.set("subsets", vec![subset]);
    lab.put(endpoints);
    assert_eq!(lab.endpoints("web"), [(false, false)]);
}

/// staging/src/k8s.io/apiserver/pkg/storage/names/generate.go.
#[test]
fn a_generated_name_keeps_58_letters_of_its_prefix() {
    let mut lab = zones(4, 4);
    let name = "a".repeat(63);
    let mut wanted = service();
    wanted.set("metadata.name", name.as_str());
    lab.put(wanted);
    let (slice, _) = lab
        .store
        .endpoint_slices()
        .find(|(_, it)| it.service.as_deref() == Some(&name))
        .expect("one");
    assert_eq!(slice.key.name.len(), 63);
    assert!(slice.key.name.starts_with(&name[..58]));
    assert_eq!(slice.value.text("metadata.generateName"), format!("{name}-"));
}

/// pkg/controller/replicaset/replica_set.go getIndirectlyRelatedPods: without
/// an owner there are no related Pods, so no node is crowded.
#[test]
fn a_replica_set_of_its_own_does_not_look_at_crowded_nodes() {
    let mut lab = zones(4, 4);
    let mut wanted = deployment(3);
    wanted.set("kind", "ReplicaSet");
    // The crowded node holds the two Pods that were ready longest.
    for (name, node, since) in [("1", "a", 1), ("2", "a", 2), ("3", "b", 4_000)] {
        let mut made = pod(name, node, &["10.244.1.5"], since);
        made.set("metadata.creationTimestamp", clock::stamp(since * 1000));
        lab.put(made);
    }
    lab.now_ms = 5_000_000;
    lab.put(wanted.clone());
    wanted.set("spec.replicas", 2);
    lab.put(wanted);
    assert_eq!(lab.ending(), ["3"], "the one that was ready last");
}

/// pkg/controller/deployment/util/deployment_util.go HasProgressDeadline and
/// HasRevisionHistoryLimit: the greatest number means none.
#[test]
fn the_greatest_number_switches_a_deadline_and_a_history_limit_off() {
    let mut lab = Lab::new();
    lab.put(deployment(1));
    lab.wait(3_000);
    let progressing = |lab: &Lab| {
        let it = lab.store.find(Kind::Deployment, "default", "web").expect("it is there");
        condition::find(&it.value, "Progressing").is_some()
    };
    assert!(progressing(&lab));
    let change = |lab: &mut Lab, path: &str, value: i64| {
        let stored = lab.store.find(Kind::Deployment, "default", "web").expect("it is there");
        let mut changed = stored.value.clone();
        changed.set(path, value);
        lab.store.put(Object::new(Kind::Deployment, changed), Actor::Learner);
        lab.settle();
    };
    change(&mut lab, "spec.progressDeadlineSeconds", i64::from(i32::MAX));
    assert!(!progressing(&lab));
    change(&mut lab, "spec.revisionHistoryLimit", i64::from(i32::MAX));
    for generation in 0..12 {
        change(&mut lab, "spec.template.spec.terminationGracePeriodSeconds", generation);
        lab.wait(40_000);
    }
    assert_eq!(lab.store.replica_sets().count(), 13, "all are kept");
    change(&mut lab, "spec.revisionHistoryLimit", 2);
    assert_eq!(lab.store.replica_sets().count(), 3);
}

/// staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go.
#[test]
fn endpoints_carry_the_time_of_what_changed_them() {
    let mut lab = zones(4, 4);
    let times = |lab: &Lab| {
        let read = |it: &Value| {
            let all = it.at("metadata.annotations").cloned().unwrap_or_default();
            all.get(super::super::trigger::LAST_CHANGE).and_then(Value::as_str).map(str::to_owned)
        };
        let endpoints = lab.store.find(Kind::Endpoints, "default", "web").expect("made");
        (read(&endpoints.value), read(&slices(lab)[0]))
    };
    let both =
        |seconds: u64| (Some(clock::stamp(seconds * 1000)), Some(clock::stamp(seconds * 1000)));
    lab.put(pod("old", "a", &["10.244.1.4"], 3));
    let mut wanted = service();
    wanted.set("metadata.creationTimestamp", clock::stamp(10_000));
    lab.put(wanted.clone());
    assert_eq!(times(&lab), both(10), "a new Service's own time");
    lab.put(pod("one", "a", &["10.244.1.5"], 20));
    assert_eq!(times(&lab), both(20));
    for (name, ip) in [("two", "10.244.2.5"), ("three", "10.244.2.6")] {
        let mut more = pod(name, "b", &[ip], if name == "two" { 40 } else { 30 });
        more.set("metadata.namespace", "default");
        lab.store.put(Object::new(Kind::Pod, more), Actor::Learner);
    }
    lab.settle();
    assert_eq!(times(&lab), both(30), "the earliest of what is new");
    let key = Key::new(Kind::Pod, "default", "three");
    lab.store.delete(&key, Actor::Learner);
    lab.settle();
    assert_eq!(times(&lab), (None, None), "nothing new: the annotation goes");
    wanted.set("spec.sessionAffinity", "ClientIP");
    lab.put(pod("one", "a", &["10.244.1.5"], 20));
    assert_eq!(times(&lab), (None, None));
}

/// pkg/registry/discovery/endpointslice/strategy.go and BeforeDelete of
/// apiserver/pkg/registry/rest/delete.go: what a controller writes is counted too.
#[test]
fn slices_count_their_changes_and_pods_their_end() {
    let mut lab = zones(4, 4);
    let generation = |it: &Value| it.at("metadata.generation").and_then(Value::as_int);
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    lab.put(service());
    assert_eq!(generation(&slices(&lab)[0]), Some(1));
    lab.put(pod("two", "b", &["10.244.2.5"], 1));
    assert_eq!(generation(&slices(&lab)[0]), Some(2));
    let mut lab = Lab::new();
    lab.put(deployment(2));
    lab.wait(10_000);
    let of_pods = |lab: &Lab| -> Vec<Option<i64>> {
        let mut all: Vec<_> = lab.store.pods().map(|(it, _)| generation(&it.value)).collect();
        all.sort();
        all
    };
    assert_eq!(of_pods(&lab), [Some(1), Some(1)], "bound and running");
    lab.put(deployment(1));
    assert_eq!(of_pods(&lab), [Some(1), Some(2)], "one is to end");
}

/// pkg/registry/apps/replicaset/strategy.go PrepareForUpdate.
#[test]
fn a_replica_set_that_gets_other_seconds_counts_a_change() {
    let mut lab = Lab::new();
    lab.put(deployment(1));
    lab.wait(10_000);
    let mut changed = deployment(1);
    changed.set("spec.minReadySeconds", 3);
    lab.put(changed);
    let (set, _) = lab.store.replica_sets().next().expect("one");
    let int = |path: &str| set.value.at(path).and_then(Value::as_int);
    assert_eq!(int("spec.minReadySeconds"), Some(3));
    assert_eq!((int("metadata.generation"), int("status.observedGeneration")), (Some(2), Some(2)));
}
