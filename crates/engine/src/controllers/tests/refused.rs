//! How Endpoints and slices are written, and what the server refuses of it:
//! rules of upstream's source that no recorded case that is here shows; each
//! names where it stands.

use super::listed::{address, bare_service, endpoints, port, subset};
use super::upstream::{pod, slices, zones};
use super::*;

/// pkg/controller/endpointslicemirroring/utils.go newEndpointSlice: a slice that
/// is written anew has a name and no generateName, one that takes the place of
/// another (recycleSlices) has both.
#[test]
fn a_mirrored_slice_that_is_written_again_forgets_what_its_name_was_made_from() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let of = |ip: &str, number: i64| {
        endpoints(vec![subset(vec![address(ip)], vec![port("http", number)])])
    };
    lab.put(of("192.0.2.1", 8080));
    let prefix = |lab: &Lab| slices(lab)[0].text("metadata.generateName").to_owned();
    let name = slices(&lab)[0].text("metadata.name").to_owned();
    assert_eq!(prefix(&lab), "web-");
    lab.settle();
    assert_eq!(prefix(&lab), "web-", "nothing is new");
    lab.put(of("192.0.2.2", 8080));
    assert_eq!(prefix(&lab), "", "written again");
    assert_eq!(slices(&lab)[0].text("metadata.name"), name);
    lab.put(of("192.0.2.2", 9090));
    assert_eq!(prefix(&lab), "web-", "another took its place");
    assert_eq!(slices(&lab)[0].text("metadata.name"), name);
}

/// staging/src/k8s.io/endpointslice/reconciler.go placeholderSliceCompare: a
/// label that is missing and one that is empty are the same to it.
#[test]
fn an_empty_label_of_a_service_without_pods_does_not_reach_its_slice() {
    let mut lab = zones(4, 4);
    lab.put(service());
    let labelled = |value: &str| {
        let mut wanted = service();
        wanted.set("metadata.labels.team", value);
        wanted
    };
    let label = |lab: &Lab| slices(lab)[0].at("metadata.labels.team").cloned();
    lab.put(labelled(""));
    assert_eq!(label(&lab), None);
    lab.put(labelled("shop"));
    assert_eq!(label(&lab), Some("shop".into()));
    lab.put(labelled(""));
    assert_eq!(label(&lab), Some("".into()));
    lab.put(service());
    assert_eq!(label(&lab), Some("".into()));
}

/// pkg/controller/endpoint/endpoints_controller.go podToEndpointAddressForService
/// names the Pod's node even where it has none, and pkg/apis/core/validation
/// validateEndpointAddress takes no empty name.
#[test]
fn endpoints_with_a_pod_that_is_on_no_node_are_refused() {
    let mut lab = zones(4, 4);
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    lab.put(pod("two", "", &["10.244.2.5"], 1));
    let mut wanted = service();
    wanted.set("metadata.namespace", "default");
    wanted.set("metadata.uid", "uid-web");
    lab.store.put(Object::new(Kind::Service, wanted), Actor::Learner);
    let told = lab.settle().reports;
    let words = "Failed to create endpoint for service default/web: Endpoints \"web\" is invalid: \
                 subsets[0].addresses[1].nodeName: Invalid value: \"\": ";
    let about = |it: &&Report| it.reason == "FailedToCreateEndpoint";
    let report = told.iter().find(about).expect("told of");
    assert!(report.message.starts_with(words), "{}", report.message);
    assert_eq!(lab.store.find(Kind::Endpoints, "default", "web"), None);
    assert_eq!(lab.endpoints("web"), [(true, false)], "slices leave it out");
    lab.store.delete(&Key::new(Kind::Pod, "default", "two"), Actor::Learner);
    lab.settle();
    assert!(lab.store.find(Kind::Endpoints, "default", "web").is_some());
}
