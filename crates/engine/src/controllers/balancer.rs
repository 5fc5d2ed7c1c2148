//! The cloud's Service controller: gives Services of type LoadBalancer their
//! address. Which kind of address, and how packets then arrive, is the
//! provider's affair.
//!
//! Models staging/src/k8s.io/cloud-provider/controllers/service (v1.36).

use std::net::IpAddr;

use super::plane::{Note, Plane, Todo};
use super::taken::Taken;
use super::{Ordered, Severity};
use crate::chance;
use crate::cluster::Provider;
use crate::objects::{Key, Kind, Object, Protocol, Service, ServiceType};
use crate::value::Value;

const FROM: &str = "service-controller";

/// Orders, delivers and takes back load balancers.
pub fn sync(plane: &Plane<'_>) -> Todo {
    let mut todo = Todo::default();
    let provider = plane.given.config.provider;
    let mut used = None;
    for (object, service) in plane.store.services() {
        let wanted = !object.meta.deleting
            && service.kind == ServiceType::LoadBalancer
            && service.load_balancer_class.is_none()
            && provider != Provider::None;
        match plane.machines.balancers.get(&object.key) {
            Some(ordered) if !wanted || ordered.provider != provider => {
                take_back(plane, object, &mut todo);
            }
            Some(_) if service.ingress.is_empty() && unsupported(service, provider).is_some() => {}
            Some(ordered) if service.ingress.is_empty() => {
                let used = used.get_or_insert_with(|| addresses(plane));
                deliver(plane, object, ordered, used, &mut todo);
            }
            None if wanted && service.ingress.is_empty() => {
                order(plane, object, &mut todo);
                if let Some(protocol) = unsupported(service, provider) {
                    let why = match provider {
                        Provider::Gcp => {
                            "invalid protocol SCTP, only TCP and UDP are supported".to_owned()
                        }
                        Provider::Azure => {
                            "SCTP is only supported on internal LoadBalancer".to_owned()
                        }
                        _ => format!("Protocol {} not supported by LoadBalancer", protocol.name()),
                    };
                    let message = format!(
                        "Error syncing load balancer: failed to ensure load balancer: {why}"
                    );
                    let kind = (Severity::Warning, "SyncLoadBalancerFailed");
                    todo.report(plane, &object.key, kind, FROM, message);
                }
            }
            None if !wanted && held(object) => {
                let mut value = object.value.clone();
                hold(&mut value, false);
                todo.put(Kind::Service, value);
            }
            Some(_) | None => {}
        }
    }
    for key in plane.machines.balancers.keys().filter(|it| plane.store.get(it).is_none()) {
        todo.notes.push(Note::Balancer(key.clone(), None));
    }
    todo
}

/// The first protocol that the provider's load balancers do not know.
///
/// Models checkProtocol of cloud-provider-aws, loadBalancerPortRange of
/// cloud-provider-gcp and getExpectedLBRules of cloud-provider-azure.
pub(crate) fn unsupported(service: &Service, provider: Provider) -> Option<Protocol> {
    let takes = |it: &Protocol| match provider {
        Provider::AwsClassic => *it == Protocol::Tcp,
        Provider::AwsNlb | Provider::Gcp | Provider::Azure => *it != Protocol::Sctp,
        _ => true,
    };
    service.ports.iter().map(|it| it.protocol).find(|it| !takes(it))
}

/// Addresses that Services have from load balancers.
fn addresses(plane: &Plane<'_>) -> Taken<IpAddr> {
    let services = plane.store.services();
    services.flat_map(|(_, it)| it.ingress.iter().filter_map(|it| it.ip)).collect()
}

/// How long a provider takes to make one.
fn delay_ms(provider: Provider) -> u64 {
    match provider {
        Provider::None => 0,
        Provider::CloudProviderKind => 2_000,
        Provider::OpenStack => 30_000,
        Provider::Gcp | Provider::Azure | Provider::AwsNlb | Provider::AwsClassic => 20_000,
    }
}

fn order(plane: &Plane<'_>, object: &Object, todo: &mut Todo) {
    let provider = plane.given.config.provider;
    let ordered = Ordered { provider, at_ms: plane.given.now_ms };
    todo.wake(plane.given.now_ms + delay_ms(provider));
    todo.notes.push(Note::Balancer(object.key.clone(), Some(ordered)));
    let message = "Ensuring load balancer".to_owned();
    todo.report(plane, &object.key, (Severity::Normal, "EnsuringLoadBalancer"), FROM, message);
    let mut value = object.value.clone();
    hold(&mut value, true);
    todo.put(Kind::Service, value);
}

/// Keeps a Service until its load balancer is taken back.
pub(crate) const CLEANUP: &str = "service.kubernetes.io/load-balancer-cleanup";

fn held(object: &Object) -> bool {
    let finalizers = || object.value.list("metadata.finalizers");
    object.meta.held && finalizers().iter().any(|it| it.as_str() == Some(CLEANUP))
}

/// Models addFinalizer and removeFinalizer.
fn hold(value: &mut Value, held: bool) {
    let mut finalizers = value.list("metadata.finalizers").to_vec();
    finalizers.retain(|it| it.as_str() != Some(CLEANUP));
    if held {
        finalizers.push(CLEANUP.into());
    }
    if finalizers.is_empty() {
        value.remove("metadata.finalizers");
    } else {
        value.set("metadata.finalizers", finalizers);
    }
}

fn take_back(plane: &Plane<'_>, object: &Object, todo: &mut Todo) {
    todo.notes.push(Note::Balancer(object.key.clone(), None));
    for (reason, message) in [
        ("DeletingLoadBalancer", "Deleting load balancer"),
        ("DeletedLoadBalancer", "Deleted load balancer"),
    ] {
        let kind = (Severity::Normal, reason);
        todo.report(plane, &object.key, kind, FROM, message.to_owned());
    }
    let mut value = object.value.clone();
    value.set("status.loadBalancer", Value::map());
    hold(&mut value, false);
    if value != object.value {
        todo.put(Kind::Service, value);
    }
}

fn deliver(
    plane: &Plane<'_>,
    object: &Object,
    ordered: &Ordered,
    used: &mut Taken<IpAddr>,
    todo: &mut Todo,
) {
    let due = ordered.at_ms + delay_ms(ordered.provider);
    if plane.given.now_ms < due {
        todo.wake(due);
        return;
    }
    let Some(point) = ingress(plane, object, ordered.provider, used) else { return };
    let mut value = object.value.clone();
    value.set("status.loadBalancer.ingress", vec![point]);
    hold(&mut value, true);
    todo.put(Kind::Service, value);
    let message = "Ensured load balancer".to_owned();
    todo.report(plane, &object.key, (Severity::Normal, "EnsuredLoadBalancer"), FROM, message);
}

/// The entry of `status.loadBalancer.ingress`, as the provider writes it.
fn ingress(
    plane: &Plane<'_>,
    object: &Object,
    provider: Provider,
    used: &mut Taken<IpAddr>,
) -> Option<Value> {
    let mut point = Value::map();
    match provider {
        Provider::None => return None,
        Provider::AwsNlb | Provider::AwsClassic => {
            point.set("hostname", hostname(plane, object, provider));
        }
        Provider::Gcp | Provider::Azure | Provider::OpenStack | Provider::CloudProviderKind => {
            let asked = object.value.text("spec.loadBalancerIP").parse().ok();
            let ip = asked.or_else(|| free_address(plane, &object.key, used))?;
            used.insert(ip);
            point.set("ip", ip.to_string());
            let proxy = provider == Provider::CloudProviderKind;
            point.set("ipMode", if proxy { "Proxy" } else { "VIP" });
        }
    }
    Some(point)
}

/// An address of the provider's range, the same for the same Service whenever
/// it is free.
fn free_address(plane: &Plane<'_>, key: &Key, used: &Taken<IpAddr>) -> Option<IpAddr> {
    let range = plane.given.config.load_balancer_cidr?;
    // Ranges wider than this are not looked through to their end.
    let hosts: Vec<IpAddr> = range.hosts().take(4096).collect();
    let parts = ["load balancer", key.namespace.as_ref(), key.name.as_ref()];
    let first = chance::below(plane.given.config.seed, &parts, hosts.len() as u64) as usize;
    hosts.iter().cycle().skip(first).take(hosts.len()).find(|it| !used.contains(it)).copied()
}

/// A name as AWS gives it, for a load balancer of up to 32 characters that is
/// named after the Service's uid.
///
/// Models k8s.io/cloud-provider DefaultLoadBalancerName.
fn hostname(plane: &Plane<'_>, object: &Object, provider: Provider) -> String {
    let seed = plane.given.config.seed;
    let parts = [object.key.namespace.as_ref(), object.key.name.as_ref()];
    let id: String = object.value.text("metadata.uid").chars().filter(|it| *it != '-').collect();
    let number = chance::below(seed, &parts, 9_000_000_000) + 1_000_000_000;
    let name: String = id.chars().take(31).collect();
    match provider {
        Provider::AwsNlb => {
            let tail: String = id.chars().rev().take(16).collect();
            format!("a{name}-{tail}.elb.eu-north-1.amazonaws.com")
        }
        _ => format!("a{name}-{number}.eu-north-1.elb.amazonaws.com"),
    }
}
