//! The cluster's DNS server: one query, one answer.
//!
//! Models CoreDNS plugin/kubernetes (Records, findServices, findPods) with the
//! settings of kubeadm's Corefile (`pods insecure`, ttl 30), which serves the
//! records of kubernetes/dns docs/specification.md.

use std::borrow::Cow;
use std::net::IpAddr;

use super::{Answer, Record, RecordData, RecordType};
use crate::cluster::ClusterConfig;
use crate::objects::{Endpoint, Kind, Object, Protocol, Service, ServiceType, View};
use crate::store::Store;

/// `ttl 30` of kubeadm's Corefile, and its `cache 30`: the most for names outside.
const TTL_S: u32 = 30;

/// An alias in the cluster may lead to another; more than this is a loop.
/// Models CoreDNS plugin/pkg/upstream (maximum CNAME chain of 8).
const MAX_ALIASES: usize = 8;

/// What a query about this name and type is answered. Names compare without
/// regard to case; a final dot is ignored.
pub fn answer(store: &Store, config: &ClusterConfig, name: &str, kind: RecordType) -> Answer {
    answer_within(store, config, &plain(name), kind, MAX_ALIASES)
}

/// A name in lower case without its final dot.
fn plain(name: &str) -> Cow<'_, str> {
    let name = name.trim_end_matches('.');
    if name.bytes().any(|it| it.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn answer_within(
    store: &Store,
    config: &ClusterConfig,
    name: &str,
    kind: RecordType,
    aliases: usize,
) -> Answer {
    if let Some(address) = reverse(name) {
        // Other types of a reverse name fall through to the world outside.
        return match kind {
            RecordType::Ptr => pointer(store, config, name, address),
            _ => Answer::NxDomain,
        };
    }
    let Some(inside) = inside_zone(name, &config.domain) else {
        return world(store, config, name, kind);
    };
    match Question::parse(inside) {
        Some(Question::Empty { namespace: Some(namespace) }) if !exists(store, namespace) => {
            Answer::NxDomain
        }
        Some(Question::Empty { .. }) => Answer::NoData,
        Some(Question::Pod { address, namespace }) => pod(store, name, address, namespace, kind),
        Some(Question::Service(question)) => service(store, config, name, &question, kind, aliases),
        None => Answer::NxDomain,
    }
}

/// Whether a name is one of the cluster's.
pub(super) fn is_inside(name: &str, config: &ClusterConfig) -> bool {
    inside_zone(name, &config.domain).is_some()
}

/// The labels of a name before the cluster's domain, as one text.
fn inside_zone<'n>(name: &'n str, domain: &str) -> Option<&'n str> {
    if name == domain {
        return Some("");
    }
    name.strip_suffix(domain)?.strip_suffix('.')
}

/// What a name inside the cluster's domain asks about.
enum Question<'n> {
    /// A name that only others stand below: `svc`, `pod`, a namespace.
    Empty {
        namespace: Option<&'n str>,
    },
    Pod {
        address: &'n str,
        namespace: &'n str,
    },
    Service(ServiceQuestion<'n>),
}

/// Models parseRequest: `_port._protocol.service.ns.svc` (with or without
/// underscores) or `endpoint.service.ns.svc`.
struct ServiceQuestion<'n> {
    namespace: &'n str,
    service: &'n str,
    endpoint: Option<&'n str>,
    port: Option<(&'n str, &'n str)>,
}

impl<'n> Question<'n> {
    fn parse(inside: &'n str) -> Option<Self> {
        let mut labels = inside.rsplit('.').filter(|it| !it.is_empty());
        let Some(class) = labels.next() else { return Some(Self::Empty { namespace: None }) };
        if class != "svc" && class != "pod" {
            return None;
        }
        let Some(namespace) = labels.next() else { return Some(Self::Empty { namespace: None }) };
        let Some(name) = labels.next() else {
            return Some(Self::Empty { namespace: Some(namespace) });
        };
        let below = [labels.next(), labels.next(), labels.next()];
        if class == "pod" {
            // findPods does not look at what stands before the address.
            return below[2].is_none().then_some(Self::Pod { address: name, namespace });
        }
        let bare = |label: &'n str| label.strip_prefix('_').unwrap_or(label);
        let (endpoint, port) = match below {
            [None, _, _] => (None, None),
            [Some(endpoint), None, _] => (Some(endpoint), None),
            [Some(protocol), Some(port), None] => (None, Some((bare(port), bare(protocol)))),
            _ => return None,
        };
        Some(Self::Service(ServiceQuestion { namespace, service: name, endpoint, port }))
    }
}

fn exists(store: &Store, namespace: &str) -> bool {
    store.find(Kind::Namespace, "", namespace).is_some()
}

/// `10-244-1-5.NAMESPACE.pod`: whatever the address, if the namespace exists.
fn pod(store: &Store, name: &str, address: &str, namespace: &str, kind: RecordType) -> Answer {
    let dotted = address.replace('-', ".");
    let address = dotted.parse().or_else(|_| address.replace('-', ":").parse::<IpAddr>());
    match address {
        Ok(address) if exists(store, namespace) => records_of(
            vec![Record {
                name: name.to_owned(),
                ttl_s: TTL_S,
                data: RecordData::Address(address),
            }],
            kind,
        ),
        _ => Answer::NxDomain,
    }
}

fn service(
    store: &Store,
    config: &ClusterConfig,
    name: &str,
    question: &ServiceQuestion<'_>,
    kind: RecordType,
    aliases: usize,
) -> Answer {
    let Some(object) = store.find(Kind::Service, question.namespace, question.service) else {
        return Answer::NxDomain;
    };
    let View::Service(view) = &object.view else { return Answer::NxDomain };
    if view.kind == ServiceType::ExternalName {
        return external_name(store, config, name, view, question, kind, aliases);
    }
    let found = if view.headless || question.endpoint.is_some() {
        endpoint_entries(store, object, question)
    } else {
        cluster_entries(view, question)
    };
    if found.is_empty() {
        return Answer::NxDomain;
    }
    match kind {
        RecordType::Srv => {
            let (service, namespace) = (&object.meta.name, &object.meta.namespace);
            let full = format!("{service}.{namespace}.svc.{}", config.domain);
            service_records(name, &full, &found)
        }
        _ => records_of(addresses(name, &found), kind),
    }
}

/// One address and port that a name stands for.
struct Entry {
    /// The first label of the endpoint's own name; empty for the Service.
    label: String,
    address: IpAddr,
    /// 0: the slice says none.
    port: u16,
}

fn matches_port(question: &ServiceQuestion<'_>, name: &str, protocol: Protocol) -> bool {
    question.port.is_none_or(|(wanted, wanted_protocol)| {
        wanted.eq_ignore_ascii_case(name) && wanted_protocol.eq_ignore_ascii_case(protocol.name())
    })
}

fn cluster_entries(view: &Service, question: &ServiceQuestion<'_>) -> Vec<Entry> {
    view.ports
        .iter()
        .filter(|it| matches_port(question, &it.name, it.protocol))
        .flat_map(|port| {
            view.cluster_ips.iter().map(|address| Entry {
                label: String::new(),
                address: *address,
                port: port.port,
            })
        })
        .collect()
}

/// Endpoints whose `ready` is true or missing, by slice and place.
///
/// Models CoreDNS object.EndpointSliceToEndpoints: a slice without ports still
/// gives address records.
fn endpoint_entries(store: &Store, service: &Object, question: &ServiceQuestion<'_>) -> Vec<Entry> {
    let mut found = Vec::new();
    for (slice, view) in store.endpoint_slices() {
        if slice.meta.namespace != service.meta.namespace
            || view.service.as_deref() != Some(&*service.meta.name)
        {
            continue;
        }
        let ready = view.endpoints.iter().filter(|it| it.ready != Some(false));
        for (endpoint, address) in ready
            .flat_map(|it| it.addresses.iter().filter_map(move |ip| Some((it, ip.parse().ok()?))))
        {
            let label = endpoint_label(endpoint, address);
            if question.endpoint.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&label)) {
                continue;
            }
            let ports =
                view.ports.iter().filter(|it| matches_port(question, &it.name, it.protocol));
            let mut numbers: Vec<u16> = ports.map(|it| it.port.unwrap_or(0)).collect();
            if view.ports.is_empty() && question.port.is_none() {
                numbers.push(0);
            }
            found.extend(numbers.into_iter().map(|port| Entry {
                label: label.clone(),
                address,
                port,
            }));
        }
    }
    found
}

/// Models endpointHostname: the hostname, else the address with dashes.
fn endpoint_label(endpoint: &Endpoint, address: IpAddr) -> String {
    match endpoint.hostname.as_deref() {
        Some(hostname) if !hostname.is_empty() => hostname.to_owned(),
        _ => address.to_string().replace(['.', ':'], "-"),
    }
}

fn addresses(name: &str, found: &[Entry]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for entry in found {
        let data = RecordData::Address(entry.address);
        if !records.iter().any(|it| it.data == data) {
            records.push(Record { name: name.to_owned(), ttl_s: TTL_S, data });
        }
    }
    records
}

/// Models CoreDNS plugin/backend_lookup.go SRV: priority 0, weights that share
/// 100 evenly among all addresses and ports, a target per endpoint; what has no
/// port has no record.
fn service_records(name: &str, full: &str, found: &[Entry]) -> Answer {
    let mut targets: Vec<(u16, String)> = Vec::new();
    for entry in found.iter().filter(|it| it.port != 0) {
        let target = match entry.label.as_str() {
            "" => full.to_owned(),
            label => format!("{label}.{full}"),
        };
        let target = (entry.port, target);
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    if targets.is_empty() {
        return Answer::NoData;
    }
    let weight = u16::try_from(100 / found.len().max(1)).unwrap_or(0).max(1);
    let record = |(port, target)| Record {
        name: name.to_owned(),
        ttl_s: TTL_S,
        data: RecordData::Srv { priority: 0, weight, port, target },
    };
    Answer::Records(targets.into_iter().map(record).collect())
}

fn external_name(
    store: &Store,
    config: &ClusterConfig,
    name: &str,
    view: &Service,
    question: &ServiceQuestion<'_>,
    kind: RecordType,
    aliases: usize,
) -> Answer {
    let target = view.external_name.as_deref().unwrap_or_default().trim_end_matches('.');
    // Models findServices and HostType: an address as externalName is no alias.
    if question.endpoint.is_some() || target.is_empty() || target.parse::<IpAddr>().is_ok() {
        return Answer::NxDomain;
    }
    // Models Services: "SRV for external services is not yet implemented".
    if matches!(kind, RecordType::Srv | RecordType::Ptr) || aliases == 0 {
        return Answer::NoData;
    }
    let target = target.to_ascii_lowercase();
    let mut records = vec![Record {
        name: name.to_owned(),
        ttl_s: TTL_S,
        data: RecordData::Cname(target.clone()),
    }];
    if kind != RecordType::Cname {
        match answer_within(store, config, &target, kind, aliases - 1) {
            Answer::Records(more) => records.extend(more),
            // Models backend_lookup.go A: an alias inside the cluster that leads to
            // nothing is left out, one to the world outside is not.
            _ if is_inside(&target, config) => return Answer::NoData,
            Answer::NoData | Answer::NxDomain | Answer::NoReply => {}
        }
    }
    Answer::Records(records)
}

/// A name outside: the lesson's own machines, and load balancers' hostnames.
fn world(store: &Store, config: &ClusterConfig, name: &str, kind: RecordType) -> Answer {
    let host = config.outside_hosts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let mut found: Vec<IpAddr> = host.map(|(_, all)| all.clone()).unwrap_or_default();
    let balancer = crate::net::balancer::address_of_hostname(store, config, name);
    found.extend(balancer);
    if found.is_empty() {
        return Answer::NxDomain;
    }
    let record = |address| Record {
        name: name.to_owned(),
        ttl_s: TTL_S,
        data: RecordData::Address(address),
    };
    records_of(found.into_iter().map(record).collect(), kind)
}

/// What the DNS of the world outside says: it knows no name of the cluster.
pub(super) fn answer_outside(
    store: &Store,
    config: &ClusterConfig,
    name: &str,
    kind: RecordType,
) -> Answer {
    let name = plain(name);
    if inside_zone(&name, &config.domain).is_some() {
        return Answer::NxDomain;
    }
    world(store, config, &name, kind)
}

/// Only the records of the type that was asked for, and aliases.
fn records_of(records: Vec<Record>, kind: RecordType) -> Answer {
    let fits = |data: &RecordData| match data {
        RecordData::Address(IpAddr::V4(_)) => kind == RecordType::A,
        RecordData::Address(IpAddr::V6(_)) => kind == RecordType::Aaaa,
        RecordData::Cname(_) => true,
        RecordData::Srv { .. } => kind == RecordType::Srv,
        RecordData::Ptr(_) => kind == RecordType::Ptr,
    };
    let mut kept = records;
    kept.retain(|it| fits(&it.data));
    if kept.is_empty() { Answer::NoData } else { Answer::Records(kept) }
}

/// The address of `5.1.244.10.in-addr.arpa` or its IPv6 sibling.
fn reverse(name: &str) -> Option<IpAddr> {
    if let Some(labels) = name.strip_suffix(".in-addr.arpa") {
        let mut parts: Vec<&str> = labels.split('.').collect();
        parts.reverse();
        return parts.join(".").parse().ok();
    }
    let labels = name.strip_suffix(".ip6.arpa")?;
    let mut digits: Vec<&str> = labels.split('.').collect();
    digits.reverse();
    let groups: Vec<String> = digits.chunks(4).map(|it| it.concat()).collect();
    groups.join(":").parse().ok()
}

/// Models CoreDNS plugin/kubernetes/reverse.go serviceRecordForIP: the Service
/// of a cluster address, else each ready endpoint's name, headless or not.
fn pointer(store: &Store, config: &ClusterConfig, name: &str, address: IpAddr) -> Answer {
    let record = |target: String| Record {
        name: name.to_owned(),
        ttl_s: TTL_S,
        data: RecordData::Ptr(target),
    };
    let domain = &config.domain;
    if let Some((object, _)) =
        store.services().find(|(_, view)| view.cluster_ips.contains(&address))
    {
        let (service, namespace) = (&object.meta.name, &object.meta.namespace);
        return Answer::Records(vec![record(format!("{service}.{namespace}.svc.{domain}"))]);
    }
    let mut found = Vec::new();
    for (slice, view) in store.endpoint_slices() {
        let Some(service) = view.service.as_deref() else { continue };
        for endpoint in view.endpoints.iter().filter(|it| it.ready != Some(false)) {
            if endpoint.addresses.iter().any(|it| it.parse() == Ok(address)) {
                let (label, namespace) = (endpoint_label(endpoint, address), &slice.meta.namespace);
                let target = record(format!("{label}.{service}.{namespace}.svc.{domain}"));
                if !found.contains(&target) {
                    found.push(target);
                }
            }
        }
    }
    if found.is_empty() { Answer::NxDomain } else { Answer::Records(found) }
}
