//! Records of kubernetes/dns docs/specification.md, section by section.

use super::{Answer, RecordData, RecordType, answer, resolv_conf, resolve, service_environment};
use crate::cluster::ClusterConfig;
use crate::net::fixture::*;
use crate::objects::{Key, Kind, Object};
use crate::store::Actor;
use crate::value::Value;
use crate::world::World;

/// The answer in a few words: `10.96.0.10`, `srv 0 100 80 target`.
fn ask(world: &World, name: &str, kind: RecordType) -> Vec<String> {
    let said = answer(&world.store, &world.config, name, kind);
    let Answer::Records(records) = said else { return vec![format!("{said:?}")] };
    records.iter().map(|it| say(&it.data)).collect()
}

fn say(data: &RecordData) -> String {
    match data {
        RecordData::Address(address) => address.to_string(),
        RecordData::Cname(target) => format!("cname {target}"),
        RecordData::Srv { priority, weight, port, target } => {
            format!("srv {priority} {weight} {port} {target}")
        }
        RecordData::Ptr(target) => format!("ptr {target}"),
    }
}

const NAMED: &str = "ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]";

fn cluster_ip() -> World {
    usual(ClusterConfig::default(), NAMED)
}

/// Headless, with a ready Pod, a not-ready one and one with a host name.
fn headless() -> World {
    let mut world = usual(ClusterConfig::default(), NAMED);
    set(&mut world, Kind::Service, "web", "spec.clusterIP", "None");
    let ports = slice(8080, "TCP", &["10.244.1.5@1", "!10.244.2.5@2", "10.244.3.9@3"]);
    let named = ports
        .replace("name: ''", "name: http")
        .replace("{addresses: [10.244.3.9]", "{hostname: my-pet, addresses: [10.244.3.9]");
    put(&mut world, &named);
    world
}

#[test]
fn section_2_3_1_a_service_s_name_has_its_cluster_address() {
    let world = cluster_ip();
    let name = "web.default.svc.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["10.96.0.10"]);
    assert_eq!(ask(&world, "WEB.Default.svc.CLUSTER.local.", RecordType::A), ["10.96.0.10"]);
    assert_eq!(ask(&world, name, RecordType::Aaaa), ["NoData"]);
    assert_eq!(ask(&world, "nothing.default.svc.cluster.local", RecordType::A), ["NxDomain"]);
    assert_eq!(ask(&world, "default.svc.cluster.local", RecordType::A), ["NoData"]);
    assert_eq!(ask(&world, "nowhere.svc.cluster.local", RecordType::A), ["NxDomain"]);
}

#[test]
fn section_2_3_2_a_named_port_has_a_service_record() {
    let world = cluster_ip();
    let name = "_http._tcp.web.default.svc.cluster.local";
    let expected = ["srv 0 100 80 web.default.svc.cluster.local"];
    assert_eq!(ask(&world, name, RecordType::Srv), expected);
    let other = "_http._udp.web.default.svc.cluster.local";
    assert_eq!(ask(&world, other, RecordType::Srv), ["NxDomain"]);
}

#[test]
fn section_2_3_3_a_cluster_address_leads_back_to_its_service() {
    let world = cluster_ip();
    assert_eq!(
        ask(&world, "10.0.96.10.in-addr.arpa", RecordType::Ptr),
        ["ptr web.default.svc.cluster.local"]
    );
}

#[test]
fn section_2_4_1_a_headless_service_s_name_has_its_ready_pods_addresses() {
    let mut world = headless();
    let name = "web.default.svc.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["10.244.1.5", "10.244.3.9"]);
    let pet = "my-pet.web.default.svc.cluster.local";
    assert_eq!(ask(&world, pet, RecordType::A), ["10.244.3.9"]);
    let unnamed = "10-244-1-5.web.default.svc.cluster.local";
    assert_eq!(ask(&world, unnamed, RecordType::A), ["10.244.1.5"]);
    put(&mut world, &slice(8080, "TCP", &["!10.244.2.5@2"]));
    assert_eq!(ask(&world, name, RecordType::A), ["NxDomain"]);
}

#[test]
fn section_2_4_2_each_ready_endpoint_has_a_service_record() {
    let world = headless();
    let name = "_http._tcp.web.default.svc.cluster.local";
    let expected = [
        "srv 0 50 8080 10-244-1-5.web.default.svc.cluster.local",
        "srv 0 50 8080 my-pet.web.default.svc.cluster.local",
    ];
    assert_eq!(ask(&world, name, RecordType::Srv), expected);
}

#[test]
fn section_2_4_3_an_endpoint_of_a_headless_service_leads_back_to_its_name() {
    let world = headless();
    assert_eq!(
        ask(&world, "9.3.244.10.in-addr.arpa", RecordType::Ptr),
        ["ptr my-pet.web.default.svc.cluster.local"]
    );
}

#[test]
fn section_2_5_an_external_name_is_an_alias_and_its_target_is_looked_up_outside() {
    let mut config = ClusterConfig::default();
    config.outside_hosts.insert("www.example.com".into(), vec!["192.0.2.53".parse().unwrap()]);
    let mut world = usual(config, NAMED);
    put(
        &mut world,
        "apiVersion: v1\nkind: Service\nmetadata: {name: foo}\nspec: {type: ExternalName, externalName: www.example.com}",
    );
    let name = "foo.default.svc.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["cname www.example.com", "192.0.2.53"]);
    assert_eq!(ask(&world, name, RecordType::Cname), ["cname www.example.com"]);
}

#[test]
fn section_2_6_a_pod_s_address_with_dashes_is_its_name() {
    let world = cluster_ip();
    let name = "10-244-1-5.default.pod.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["10.244.1.5"]);
    let nowhere = "10-244-1-5.nowhere.pod.cluster.local";
    assert_eq!(ask(&world, nowhere, RecordType::A), ["NxDomain"]);
}

#[test]
fn the_search_path_is_tried_first_unless_the_name_has_five_dots_or_ends_in_one() {
    let world = cluster_ip();
    let tried = |name: &str| {
        let lookup = resolve(&world.store, &world.config, &on_pod("client"), name);
        let asked = lookup.queries.iter().filter(|it| it.kind == RecordType::A);
        asked.map(|it| it.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(tried("web"), ["web.default.svc.cluster.local"]);
    assert_eq!(
        tried("web.default"),
        ["web.default.default.svc.cluster.local", "web.default.svc.cluster.local"]
    );
    assert_eq!(tried("web.default.svc.cluster.local.").len(), 1);
    assert_eq!(tried("a.b.c.d.e.f").first().map(String::as_str), Some("a.b.c.d.e.f"));
    let settings = resolv_conf(&world.store, &world.config, &on_pod("client"));
    assert_eq!(settings.nameservers, ["10.96.0.10".parse::<std::net::IpAddr>().unwrap()]);
}

#[test]
fn a_pod_is_told_of_the_services_that_were_there_before_it() {
    let mut world = cluster_ip();
    let pod = Key::new(Kind::Pod, "default", "client");
    let told = |world: &World| service_environment(&world.store, world.store.get(&pod).unwrap());
    let first = told(&world);
    assert_eq!(first.get("WEB_SERVICE_HOST").map(String::as_str), Some("10.96.0.10"));
    assert_eq!(first.get("WEB_SERVICE_PORT_HTTP").map(String::as_str), Some("80"));
    assert_eq!(first.get("WEB_PORT").map(String::as_str), Some("tcp://10.96.0.10:80"));
    assert_eq!(first.get("WEB_PORT_80_TCP_ADDR").map(String::as_str), Some("10.96.0.10"));
    set(&mut world, Kind::Pod, "client", "metadata.creationTimestamp", "2026-01-01T00:00:00Z");
    set(&mut world, Kind::Service, "web", "metadata.creationTimestamp", "2026-01-01T00:00:05Z");
    assert!(told(&world).is_empty(), "the Service came after the Pod");
    let mut status = Value::map();
    status.set("state.running.startedAt", "2026-01-01T00:00:09Z");
    let mut pod_value = world.store.get(&pod).unwrap().value.clone();
    pod_value.set("status.containerStatuses", vec![status]);
    world.store.put(Object::new(Kind::Pod, pod_value), Actor::Kubelet);
    assert!(!told(&world).is_empty(), "a container that starts again reads them anew");
}

/// CoreDNS plugin/kubernetes/reverse.go serviceRecordForIP does not ask whether a Service is headless.
#[test]
fn an_endpoint_of_any_service_leads_back_to_its_name() {
    let mut world = cluster_ip();
    put(&mut world, &slice(8080, "TCP", &["10.244.1.5@1", "!10.244.2.5@2"]));
    let name = "5.1.244.10.in-addr.arpa";
    assert_eq!(
        ask(&world, name, RecordType::Ptr),
        ["ptr 10-244-1-5.web.default.svc.cluster.local"]
    );
    assert_eq!(ask(&world, "5.2.244.10.in-addr.arpa", RecordType::Ptr), ["NxDomain"]);
    assert_eq!(ask(&world, name, RecordType::A), ["NxDomain"]);
}

/// CoreDNS plugin/kubernetes/parse.go stripUnderscore.
#[test]
fn a_port_is_found_without_underscores_too() {
    let world = cluster_ip();
    let name = "http.tcp.web.default.svc.cluster.local";
    let expected = ["srv 0 100 80 web.default.svc.cluster.local"];
    assert_eq!(ask(&world, name, RecordType::Srv), expected);
}

/// CoreDNS plugin/backend_lookup.go SRV leaves port -1 out; findServices has found something.
#[test]
fn endpoints_without_ports_have_addresses_and_no_service_record() {
    let mut world = headless();
    let text = slice(8080, "TCP", &["10.244.1.5@1"]);
    let without: Vec<&str> = text.lines().filter(|it| !it.contains("port: 8080")).collect();
    let without = without.join("\n");
    assert_ne!(without, text, "the fixture writes its ports on lines of their own");
    put(&mut world, &without);
    let name = "web.default.svc.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["10.244.1.5"]);
    assert_eq!(ask(&world, name, RecordType::Srv), ["NoData"]);
}

/// CoreDNS plugin/backend_lookup.go A; plugin/kubernetes/kubernetes.go Services.
#[test]
fn an_alias_inside_the_cluster_that_leads_nowhere_has_no_record() {
    let mut world = cluster_ip();
    let alias = |name: &str, target: &str| {
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{type: ExternalName, externalName: {target}.default.svc.cluster.local}}"
        )
    };
    put(&mut world, &alias("there", "web"));
    put(&mut world, &alias("gone", "nothing"));
    put(&mut world, &alias("one", "two"));
    put(&mut world, &alias("two", "one"));
    let full = |name: &str| format!("{name}.default.svc.cluster.local");
    let a = |name: &str| ask(&world, &full(name), RecordType::A);
    assert_eq!(a("there"), ["cname web.default.svc.cluster.local", "10.96.0.10"]);
    assert_eq!(ask(&world, &full("there"), RecordType::Aaaa), ["NoData"]);
    assert_eq!((a("gone"), a("one")), (vec!["NoData".into()], vec!["NoData".into()]));
    let cname = ask(&world, &full("gone"), RecordType::Cname);
    assert_eq!(cname, ["cname nothing.default.svc.cluster.local"]);
    assert_eq!(ask(&world, &full("there"), RecordType::Srv), ["NoData"]);
    let lookup = resolve(&world.store, &world.config, &on_pod("client"), "there");
    assert_eq!(lookup.alias, None, "rules of the cluster are asked about its target");
}

/// CoreDNS plugin/kubernetes/kubernetes.go findPods looks at the address alone.
#[test]
fn what_stands_before_a_pod_s_address_is_not_looked_at() {
    let world = cluster_ip();
    let name = "any.10-244-1-5.default.pod.cluster.local";
    assert_eq!(ask(&world, name, RecordType::A), ["10.244.1.5"]);
}

/// CoreDNS plugin/backend_lookup.go SRV: weights are shared before equal targets are left out.
#[test]
fn both_addresses_of_a_dual_stack_service_share_its_weight() {
    let mut world = cluster_ip();
    let both = vec![Value::from("10.96.0.10"), Value::from("fd00:10:96::10")];
    let key = Key::new(Kind::Service, "default", "web");
    let mut value = world.store.get(&key).unwrap().value.clone();
    value.set("spec.clusterIPs", both);
    world.store.put(Object::new(Kind::Service, value), Actor::Kubelet);
    let name = "_http._tcp.web.default.svc.cluster.local";
    let expected = ["srv 0 50 80 web.default.svc.cluster.local"];
    assert_eq!(ask(&world, name, RecordType::Srv), expected);
}
