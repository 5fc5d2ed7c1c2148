//! Rules of Endpoints and slices that upstream's source has and no recorded
//! case that is here shows; each names where it stands.

use super::upstream::{pod, slices, told, zones};
use super::*;

pub(super) fn bare_service() -> Value {
    let mut bare = service();
    if let Some(spec) = bare.at_mut("spec").and_then(Value::as_map_mut) {
        spec.remove("selector");
    }
    bare
}

pub(super) fn address(ip: &str) -> Value {
    let mut value = Value::map();
    value.set("ip", ip);
    value
}

pub(super) fn port(name: &str, number: i64) -> Value {
    let mut value = Value::map();
    value.set("name", name);
    value.set("port", number);
    value.set("protocol", "TCP");
    value
}

pub(super) fn subset(addresses: Vec<Value>, ports: Vec<Value>) -> Value {
    let mut value = Value::map();
    value.set("addresses", addresses);
    value.set("ports", ports);
    value
}

pub(super) fn endpoints(subsets: Vec<Value>) -> Value {
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Endpoints");
    value.set("metadata.name", "web");
    value.set("subsets", subsets);
    value
}

/// Ports and addresses of each slice.
fn mirrored(lab: &Lab) -> Vec<(Vec<String>, Vec<String>)> {
    let mut all: Vec<(Vec<String>, Vec<String>)> = slices(lab)
        .iter()
        .map(|slice| {
            let ports = slice.list("ports").iter();
            let endpoints = slice.list("endpoints").iter();
            let mut ports: Vec<String> = ports.map(|it| it.text("name").to_owned()).collect();
            ports.sort();
            let first = |it: &Value| it.list("addresses")[0].as_str().unwrap_or("").to_owned();
            (ports, endpoints.map(first).collect())
        })
        .collect();
    all.sort();
    all
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|it| (*it).to_owned()).collect()
}

fn many_pods(lab: &mut Lab, places: std::ops::Range<usize>, ready: bool) {
    for place in places {
        let ip = format!("10.{}.{}.{}", place / 40_000, place / 200 % 200, place % 200 + 2);
        let mut made = pod(&format!("p{place:04}"), "a", &[&ip], 1);
        made.set("metadata.namespace", "default");
        made.set("metadata.uid", format!("uid-{place:04}"));
        if !ready {
            made.remove("status.conditions");
        }
        lab.store.put(Object::new(Kind::Pod, made), Actor::Learner);
    }
}

/// staging/src/k8s.io/endpointslice/util/controller_utils.go NewPortMapKey: a
/// list of ports that is missing is one that is empty, so slices without ports
/// are known again.
#[test]
fn endpoints_without_ports_stay_in_their_slices_when_some_go() {
    let sizes = |lab: &Lab| {
        let count = |it: &Value| it.list("endpoints").len();
        let mut sizes: Vec<usize> = slices(lab).iter().map(count).collect();
        sizes.sort();
        sizes
    };
    let keys = |places: std::ops::Range<usize>| {
        places.map(|it| Key::new(Kind::Pod, "default", &format!("p{it:04}")))
    };
    for with_ports in [true, false] {
        let mut lab = zones(4, 4);
        many_pods(&mut lab, 0..150, true);
        let mut wanted = service();
        wanted.set("spec.clusterIP", "None");
        if !with_ports {
            wanted.remove("spec.ports");
        }
        lab.put(wanted);
        assert_eq!(sizes(&lab), [50, 100]);
        // Some of each slice go.
        for key in keys(0..30).chain(keys(120..150)) {
            lab.store.delete(&key, Actor::Learner);
        }
        lab.settle();
        let left = sizes(&lab);
        assert_eq!(left.iter().sum::<usize>(), 90);
        assert_eq!(left.len(), 2, "{with_ports} {left:?}");
    }
}

/// pkg/controller/endpoint/endpoints_controller.go NewEndpointController: of
/// Endpoints only their deletion is watched.
#[test]
fn endpoints_that_somebody_edits_stay_so_until_a_pod_changes() {
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    let listed = |lab: &Lab| -> Vec<String> {
        let stored = lab.store.find(Kind::Endpoints, "default", "web").expect("made");
        let subsets = stored.value.list("subsets").iter();
        let ips = subsets.flat_map(|it| it.list("addresses").to_vec());
        ips.map(|it| it.text("ip").to_owned()).collect()
    };
    assert_eq!(listed(&lab), ["10.244.1.5"]);
    let mut edited = lab.store.find(Kind::Endpoints, "default", "web").expect("made").value.clone();
    edited.set("subsets", vec![subset(vec![address("192.0.2.9")], vec![port("", 80)])]);
    lab.put(edited);
    assert_eq!(listed(&lab), ["192.0.2.9"]);
    lab.put(pod("two", "b", &["10.244.2.5"], 1));
    assert_eq!(listed(&lab), ["10.244.1.5", "10.244.2.5"]);
    let key = Key::new(Kind::Endpoints, "default", "web");
    lab.store.delete(&key, Actor::Learner);
    lab.settle();
    assert_eq!(listed(&lab), ["10.244.1.5", "10.244.2.5"], "deleted, they come back");
}

/// truncateEndpoints there: a list that loses everything is not written.
#[test]
fn endpoints_full_of_ready_addresses_name_no_others() {
    let mut lab = zones(4, 4);
    many_pods(&mut lab, 0..1_000, true);
    many_pods(&mut lab, 1_000..1_010, false);
    lab.put(service());
    let stored = lab.store.find(Kind::Endpoints, "default", "web").expect("made");
    let capacity = stored.meta.annotations.get("endpoints.kubernetes.io/over-capacity");
    assert_eq!(capacity.map(String::as_str), Some("truncated"));
    let subset = &stored.value.list("subsets")[0];
    assert_eq!(subset.list("addresses").len(), 1_000);
    assert_eq!(subset.get("notReadyAddresses"), None);
}

/// pkg/controller/endpointslicemirroring/reconciler.go: subsets are repacked
/// before they are mirrored.
#[test]
fn mirrored_subsets_with_the_same_addresses_share_a_slice() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let one = || address("192.0.2.1");
    lab.put(endpoints(vec![
        subset(vec![one()], vec![port("http", 8080)]),
        subset(vec![one()], vec![port("admin", 9090)]),
    ]));
    assert_eq!(mirrored(&lab), [(strings(&["admin", "http"]), strings(&["192.0.2.1"]))]);
    lab.put(endpoints(vec![
        subset(vec![one()], vec![port("http", 8080)]),
        subset(vec![address("192.0.2.2")], vec![port("http", 8080)]),
    ]));
    assert_eq!(mirrored(&lab), [(strings(&["http"]), strings(&["192.0.2.1", "192.0.2.2"]))]);
    lab.put(endpoints(vec![
        subset(vec![one(), address("192.0.2.2")], vec![port("http", 8080)]),
        subset(vec![one()], vec![port("admin", 9090)]),
    ]));
    let wanted = [
        (strings(&["admin"]), strings(&["192.0.2.1"])),
        (strings(&["http"]), strings(&["192.0.2.1", "192.0.2.2"])),
    ];
    assert_eq!(mirrored(&lab), wanted);
    let mut moved = one();
    moved.set("nodeName", "b");
    let mut stays = one();
    stays.set("nodeName", "a");
    lab.put(endpoints(vec![
        subset(vec![stays], vec![port("http", 8080)]),
        subset(vec![moved], vec![port("admin", 9090)]),
    ]));
    let left = slices(&lab);
    assert_eq!(left.len(), 1, "what an address says of itself first counts");
    assert_eq!(left[0].list("endpoints")[0].text("nodeName"), "a");
    lab.put(endpoints(vec![subset(vec![one()], Vec::new())]));
    assert_eq!(mirrored(&lab), [(Vec::new(), strings(&["192.0.2.1"]))]);
}

/// The same: at most a thousand addresses of a subset, and an event about the
/// others.
#[test]
fn of_more_than_a_thousand_addresses_the_rest_is_told_of_and_not_mirrored() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let some = |range: std::ops::Range<usize>| -> Vec<Value> {
        range.map(|it| address(&format!("192.0.{}.{}", it / 200, it % 200 + 1))).collect()
    };
    let mut wanted = endpoints(vec![
        subset(some(0..700), vec![port("http", 8080)]),
        subset(some(700..1_400), vec![port("http", 8080)]),
    ]);
    wanted.set("metadata.namespace", "default");
    lab.store.put(Object::new(Kind::Endpoints, wanted), Actor::Learner);
    let settled = lab.settle();
    let words = "A max of 1000 addresses can be mirrored to EndpointSlices per Endpoints subset. \
                 400 addresses were skipped";
    assert_eq!(told(&settled, "TooManyAddressesToMirror"), [words]);
    let sizes: Vec<usize> = slices(&lab).iter().map(|it| it.list("endpoints").len()).collect();
    assert_eq!(sizes, [1_000]);
}

/// onServiceUpdate and ShouldSync of
/// pkg/controller/endpointslicemirroring/endpointslicemirroring_controller.go.
#[test]
fn a_change_of_a_service_that_says_nothing_of_selectors_mirrors_nothing_anew() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let all = (0..1_001).map(|it| address(&format!("192.0.{}.{}", it / 200, it % 200 + 1)));
    lab.put(endpoints(vec![subset(all.collect(), vec![port("http", 8080)])]));
    let mut changed = bare_service();
    changed.set("metadata.namespace", "default");
    changed.set("metadata.uid", "uid-web");
    changed.set("spec.sessionAffinity", "ClientIP");
    lab.store.put(Object::new(Kind::Service, changed), Actor::Learner);
    assert_eq!(told(&lab.settle(), "TooManyAddressesToMirror"), [""; 0]);
}

/// finalize of staging/src/k8s.io/endpointslice/reconciler.go: a slice that is
/// used for other ports is written as a new one is.
#[test]
fn a_slice_that_is_used_anew_has_no_annotations_of_before() {
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    let mut noted = slices(&lab)[0].clone();
    let name = noted.text("metadata.name").to_owned();
    noted.set("metadata.annotations.note", "kept");
    lab.put(noted);
    let note = |lab: &Lab| {
        let slice = &slices(lab)[0];
        assert_eq!(slice.text("metadata.name"), name);
        slice.text("metadata.annotations.note").to_owned()
    };
    assert_eq!(note(&lab), "kept");
    let mut changed = service();
    let mut other = port("http", 80);
    other.remove("protocol");
    other.set("protocol", "TCP");
    other.set("targetPort", 80);
    changed.set("spec.ports", vec![other]);
    lab.put(changed);
    assert_eq!(note(&lab), "");
}

fn ips(lab: &Lab) -> Vec<String> {
    let all = slices(lab);
    let mut ips: Vec<String> = all
        .iter()
        .flat_map(|it| it.list("endpoints").to_vec())
        .map(|it| it.list("addresses")[0].as_str().unwrap_or("").to_owned())
        .collect();
    ips.sort();
    ips
}

/// PrepareForUpdate of pkg/registry/discovery/endpointslice/strategy.go and
/// ShouldSync of staging/src/k8s.io/endpointslice/endpointslice_tracker.go: of
/// metadata only labels make another generation, and no other is looked at.
#[test]
fn what_somebody_notes_on_a_slice_stays_until_its_endpoints_change() {
    let noted = |lab: &mut Lab| {
        let mut slice = slices(lab)[0].clone();
        slice.set("metadata.annotations.note", "mine");
        slice.remove("metadata.ownerReferences");
        lab.put(slice);
        let slice = &slices(lab)[0];
        assert_eq!(slice.text("metadata.annotations.note"), "mine");
        assert_eq!(slice.list("metadata.ownerReferences").len(), 0);
    };
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    noted(&mut lab);
    lab.put(pod("two", "b", &["10.244.2.5"], 1));
    let slice = &slices(&lab)[0];
    assert_eq!(slice.list("metadata.ownerReferences").len(), 1, "another one");
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    lab.put(endpoints(vec![subset(vec![address("192.0.2.1")], vec![port("http", 8080)])]));
    noted(&mut lab);
}

/// StaleSlices there: a slice that its controller wrote and no longer finds
/// among its own makes it wait, as if its view were old.
#[test]
fn a_controller_waits_for_a_slice_that_somebody_gave_to_another() {
    let name = "endpointslice.kubernetes.io/managed-by";
    for label in [name, "kubernetes.io/service-name"] {
        let mut lab = zones(4, 4);
        lab.put(service());
        lab.put(pod("one", "a", &["10.244.1.5"], 1));
        let own = slices(&lab)[0].clone();
        let key = Key::new(Kind::EndpointSlice, "default", own.text("metadata.name"));
        let mut taken = own.clone();
        let labels = taken.at_mut("metadata.labels").and_then(Value::as_map_mut);
        labels.expect("labels").insert(label.to_owned(), "other".into());
        lab.put(taken);
        lab.put(pod("two", "b", &["10.244.2.5"], 1));
        let count = |lab: &Lab| lab.store.of_kind(Kind::EndpointSlice).count();
        let before = count(&lab);
        assert!(!ips(&lab).contains(&"10.244.2.5".to_owned()), "{label}");
        // Given back, it is brought up to date.
        lab.put(own);
        assert_eq!(ips(&lab), ["10.244.1.5", "10.244.2.5"], "{label}");
        assert_eq!(count(&lab), before);
        // Removed by the other, it is waited for for ever, or as long as the
        // Service lives.
        let mut taken = lab.store.get(&key).expect("kept").value.clone();
        let labels = taken.at_mut("metadata.labels").and_then(Value::as_map_mut);
        labels.expect("labels").insert(label.to_owned(), "other".into());
        lab.put(taken);
        lab.store.delete(&key, Actor::Learner);
        lab.settle();
        lab.put(pod("two", "b", &["10.244.2.6"], 1));
        assert_eq!(ips(&lab), [""; 0], "{label}");
        lab.store.delete(&Key::new(Kind::Service, "default", "web"), Actor::Learner);
        lab.settle();
        lab.put(service());
        assert_eq!(ips(&lab), ["10.244.1.5", "10.244.2.6"], "{label}");
        assert!(lab.machines.missing_slices.is_empty());
    }
}

/// The same, and dropEndpointSlicesPendingDeletion: one that a finalizer holds
/// is waited for until it is gone.
#[test]
fn a_controller_waits_for_a_slice_that_a_finalizer_holds() {
    let mut lab = zones(4, 4);
    lab.put(service());
    lab.put(pod("one", "a", &["10.244.1.5"], 1));
    let mut held = slices(&lab)[0].clone();
    let key = Key::new(Kind::EndpointSlice, "default", held.text("metadata.name"));
    held.set("metadata.finalizers", vec![Value::from("example.com/hold")]);
    held.set("metadata.deletionTimestamp", clock::stamp(1_000));
    lab.put(held);
    lab.put(pod("two", "b", &["10.244.2.5"], 1));
    assert_eq!(ips(&lab), ["10.244.1.5"]);
    lab.store.delete(&key, Actor::Learner);
    lab.settle();
    assert_eq!(ips(&lab), ["10.244.1.5", "10.244.2.5"]);
}

/// The tracker of mirrored slices knows no other way, but forgets all of a
/// Service that is mirrored no more: deleteMirroredSlices.
#[test]
fn mirroring_waits_too_and_forgets_what_is_not_mirrored() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let of = |ip: &str| endpoints(vec![subset(vec![address(ip)], vec![port("http", 8080)])]);
    lab.put(of("192.0.2.1"));
    let mut taken = slices(&lab)[0].clone();
    let labels = taken.at_mut("metadata.labels").and_then(Value::as_map_mut);
    let label = "endpointslice.kubernetes.io/managed-by".to_owned();
    labels.expect("labels").insert(label, "other".into());
    lab.put(taken);
    lab.put(of("192.0.2.2"));
    assert_eq!(ips(&lab), ["192.0.2.1"]);
    let mut skipped = of("192.0.2.2");
    let skip = "endpointslice.kubernetes.io/skip-mirror".to_owned();
    skipped.set("metadata.labels", Map::from_iter([(skip, Value::from("true"))]));
    lab.put(skipped);
    lab.put(of("192.0.2.2"));
    assert_eq!(ips(&lab), ["192.0.2.1", "192.0.2.2"]);
}

/// deleteMirroredSlices of the same.
#[test]
fn slices_of_endpoints_that_are_mirrored_no_more_go() {
    let mut lab = zones(4, 4);
    lab.put(bare_service());
    let hosts = endpoints(vec![subset(vec![address("192.0.2.1")], vec![port("http", 8080)])]);
    lab.put(hosts.clone());
    assert_eq!(ips(&lab), ["192.0.2.1"]);
    let mut skipped = hosts;
    let skip = "endpointslice.kubernetes.io/skip-mirror".to_owned();
    skipped.set("metadata.labels", Map::from_iter([(skip, Value::from("true"))]));
    lab.put(skipped);
    assert_eq!(ips(&lab), [""; 0]);
}

/// The lab's own: nodes that join together share neither addresses nor ranges.
#[test]
fn nodes_that_join_at_once_have_addresses_and_ranges_of_their_own() {
    let mut lab = Lab::new();
    let names = ["new-1", "new-2", "new-3"];
    for name in names {
        let mut node = Value::map();
        node.set("apiVersion", "v1");
        node.set("kind", "Node");
        node.set("metadata.name", name);
        lab.store.put(Object::new(Kind::Node, node), Actor::Learner);
    }
    lab.settle();
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let node = lab.store.find(Kind::Node, "", name).expect("a node");
        all.push(node.value.list("status.addresses")[0].text("address").to_owned());
        all.push(node.value.text("spec.podCIDR").to_owned());
    }
    assert!(all.iter().all(|it| !it.is_empty()), "{all:?}");
    let unique: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
}
