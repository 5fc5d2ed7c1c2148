//! Endpoints of Pods that have lost their place: what upstream's source says
//! of when they leave their slices and no recorded case that is here shows.

use super::upstream::{pod, slices, zones};
use super::*;

/// The first address of each endpoint.
fn addresses(lab: &Lab) -> Vec<String> {
    let endpoints = slices(lab).into_iter().flat_map(|it| it.list("endpoints").to_vec());
    endpoints.map(|it| it.list("addresses")[0].as_str().unwrap_or("").to_owned()).collect()
}

/// staging/src/k8s.io/endpointslice/reconciler.go reconcileByPortMapping and
/// reconcileByAddressType: a slice of which nothing is wanted any more is
/// compared with the placeholder as it is stored, with its endpoints.
#[test]
fn a_slice_without_ports_loses_its_last_endpoint_when_the_node_of_the_pod_is_gone() {
    let mut lab = zones(4, 4);
    let mut bare = service();
    bare.set("spec.clusterIP", "None");
    bare.remove("spec.ports");
    lab.put(bare.clone());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    assert_eq!(addresses(&lab), ["10.244.1.5"]);
    lab.store.delete(&Key::new(Kind::Node, "", "a"), Actor::Learner);
    bare.set("metadata.labels.team", "shop");
    lab.put(bare);
    assert_eq!(addresses(&lab), Vec::<String>::new());
    assert_eq!(slices(&lab).len(), 1, "the placeholder stays");
}

/// staging/src/k8s.io/endpointslice/util/controller_utils.go
/// podEndpointsChanged does not look at the phase: a Pod that was not ready
/// and fails keeps its endpoint until something else of it changes.
#[test]
fn the_endpoint_of_a_pod_that_failed_goes_with_the_next_change_of_its_readiness_or_with_the_pod() {
    for ready in [true, false] {
        let mut lab = zones(4, 4);
        lab.put(service());
        let mut made = pod("one", "a", &["10.244.1.5"], 1);
        if !ready {
            made.remove("status.conditions");
        }
        lab.put(made.clone());
        made.set("status.phase", "Failed");
        lab.put(made.clone());
        assert_eq!(addresses(&lab), ["10.244.1.5"], "ready: {ready}");
        if ready {
            made.remove("status.conditions");
            lab.put(made);
        } else {
            lab.store.delete(&Key::new(Kind::Pod, "default", "one"), Actor::Learner);
            lab.settle();
        }
        assert_eq!(addresses(&lab), Vec::<String>::new(), "ready: {ready}");
        let listed = lab.store.find(Kind::Endpoints, "default", "web").expect("made");
        assert!(listed.value.list("subsets").is_empty(), "ready: {ready}");
    }
}

/// The zones of all endpoints.
fn zones_of(lab: &Lab) -> Vec<String> {
    let endpoints = slices(lab).into_iter().flat_map(|it| it.list("endpoints").to_vec());
    endpoints.map(|it| it.text("zone").to_owned()).collect()
}

/// determineNeededServiceUpdates there: where only the labels of a Pod change,
/// a Service that selects it before and after is not looked at again.
#[test]
fn a_label_that_no_selector_names_brings_no_service_to_mind() {
    let mut lab = zones(4, 4);
    lab.put(service());
    let mut made = pod("one", "a", &["10.244.1.5"], 1);
    lab.put(made.clone());
    let mut moved = lab.store.find(Kind::Node, "", "a").expect("there").value.clone();
    let labels = moved.at_mut("metadata.labels").and_then(Value::as_map_mut).expect("there");
    labels.insert("topology.kubernetes.io/zone".to_owned(), "zone-c".into());
    lab.store.put(Object::new(Kind::Node, moved), Actor::Learner);
    lab.settle();
    made.set("metadata.labels.team", "shop");
    lab.put(made.clone());
    assert_eq!(zones_of(&lab), ["zone-a"], "nobody looked");
    made.set("metadata.labels.app", "api");
    lab.put(made.clone());
    assert_eq!(zones_of(&lab), Vec::<String>::new());
    made.set("metadata.labels.app", "web");
    lab.put(made);
    assert_eq!(zones_of(&lab), ["zone-c"]);
}
