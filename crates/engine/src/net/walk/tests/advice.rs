//! What to change first after a failure.

use super::{both, config, ip, web};
use crate::net::fixture::*;
use crate::net::{Advice, Reason, Verdict};
use crate::objects::{Key, Kind};

#[test]
fn a_name_with_the_wrong_namespace_is_told_the_right_one() {
    let mut world = usual(config(), CLUSTER_IP);
    let elsewhere = Advice::LookInNamespace { name: "web".into(), namespace: "default".into() };
    for name in ["web.shop", "web.shop.svc.cluster.local."] {
        let trace = send(&mut world, on_pod("client"), name, 80);
        assert_eq!(trace.verdict, Verdict::NotResolved);
        assert_eq!(trace.advice, Some(elsewhere.clone()), "{name}");
    }
    // Outside the cluster its DNS is not asked, and the name may be somebody else's.
    let trace = send(&mut world, outside(), "web.shop", 80);
    assert_eq!(trace.advice, Some(Advice::CheckName { name: "web.shop".into() }));
    // Nobody means a Service by these.
    for name in ["web.example.com", "wob.shop"] {
        let trace = send(&mut world, on_pod("client"), name, 80);
        assert_eq!(trace.advice, Some(Advice::CheckName { name: name.into() }));
    }
}

#[test]
fn pods_that_fit_in_another_namespace_are_named() {
    let mut world = usual(config(), CLUSTER_IP);
    let there = service(CLUSTER_IP).replace("name: web}", "name: web, namespace: shop}");
    put(&mut world, &there.replace("10.96.0.10", "10.96.0.11"));
    let trace = send(&mut world, on_pod("client"), "web.shop", 80);
    let service = Key::new(Kind::Service, "shop", "web");
    assert_eq!(trace.because, Reason::NoEndpoints { service: service.clone() });
    assert_eq!(trace.advice, Some(Advice::MoveToPods { service, namespace: "default".into() }));
}

#[test]
fn a_service_of_another_proxy_is_not_said_to_lack_its_port() {
    for config in both() {
        let mut world = usual(config, CLUSTER_IP);
        let label = "service.kubernetes.io/service-proxy-name";
        let labelled = format!("name: web, labels: {{{label}: mine}}}}");
        put(&mut world, &service(CLUSTER_IP).replace("name: web}", &labelled));
        let trace = send(&mut world, on_pod("client"), "web", 80);
        let address = ip("10.96.0.10");
        assert_eq!(trace.because, Reason::OtherProxy { service: web(), address, label });
        assert_eq!(trace.advice, Some(Advice::RemoveLabel { service: web(), label }));
    }
}

#[test]
fn an_external_name_that_is_an_address_is_told_so() {
    let mut world = usual(config(), "type: ExternalName, externalName: 198.51.100.80");
    let trace = send(&mut world, on_pod("client"), "web", 80);
    assert_eq!(trace.verdict, Verdict::NotResolved);
    let address = "198.51.100.80".into();
    assert_eq!(trace.advice, Some(Advice::NameNoAddress { address }));
}
