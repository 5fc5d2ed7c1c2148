//! How a client turns a name into addresses: its resolver's search path.
//!
//! Models resolv.conf as kubelet writes it (pkg/kubelet/network/dns/dns.go,
//! v1.36) and glibc's res_search.

use std::net::{IpAddr, Ipv4Addr};

use super::{Answer, Lookup, Query, RecordData, RecordType, Resolver, hosts, reach, server};
use crate::cluster::ClusterConfig;
use crate::net::Client;
use crate::objects::{Key, Kind, Pod, View};
use crate::store::Store;
use crate::value::Value;

/// kubelet's `defaultDNSOptions`: `ndots:5`.
const CLUSTER_OPTION: &str = "ndots:5";
const CLUSTER_NDOTS: usize = 5;

/// An address of the documentation range stands for the world's DNS.
const WORLD_DNS: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 53));

/// `MaxDNSNameservers`, `MaxDNSSearchPaths` and `MaxDNSSearchListChars` of
/// pkg/apis/core/validation (v1.36).
const MAX_NAME_SERVERS: usize = 3;
const MAX_SEARCH_PATHS: usize = 32;
const MAX_SEARCH_CHARS: usize = 2048;

/// glibc's and musl's `RES_MAXNDOTS`.
const MAX_NDOTS: usize = 15;

/// What a client's `/etc/resolv.conf` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvConf {
    /// In order; the first that a query gets to answers, and nobody asks the others.
    pub nameservers: Vec<IpAddr>,
    pub search: Vec<String>,
    pub ndots: usize,
    /// The options as written, `ndots` among them.
    pub options: Vec<String>,
    /// Whether the name server that answers is the cluster's.
    pub cluster: bool,
    /// Whether queries get to any of the name servers.
    pub heard: bool,
}

/// The resolver settings of a client.
///
/// Models GetPodDNS (pkg/kubelet/network/dns/dns.go, v1.36).
pub fn resolv_conf(store: &Store, config: &ClusterConfig, client: &Client) -> ResolvConf {
    let mut conf = written(store, config, client);
    let policies = store.of_kind(Kind::NetworkPolicy).next().is_some();
    if policies && !conf.nameservers.is_empty() {
        reach::settle(store, config, client, &mut conf);
    }
    conf
}

/// What the file says, whether or not its servers are reached.
fn written(store: &Store, config: &ClusterConfig, client: &Client) -> ResolvConf {
    let world = ResolvConf {
        nameservers: vec![WORLD_DNS],
        search: Vec::new(),
        ndots: 1,
        options: Vec::new(),
        cluster: false,
        heard: true,
    };
    let Client::Pod { namespace, name } = client else { return world };
    let Some(object) = store.find(Kind::Pod, namespace, name) else { return world };
    let View::Pod(pod) = &object.view else { return world };
    let server = cluster_dns_address(store, config);
    let base = if uses_cluster_dns(pod) {
        let domain = &config.domain;
        ResolvConf {
            nameservers: server.into_iter().collect(),
            search: vec![
                [namespace.as_ref(), ".svc.", domain].concat(),
                ["svc.", domain].concat(),
                domain.clone(),
            ],
            ndots: CLUSTER_NDOTS,
            options: vec![CLUSTER_OPTION.to_owned()],
            cluster: true,
            heard: true,
        }
    } else {
        world
    };
    match object.value.at("spec.dnsConfig") {
        Some(own) if !own.is_null() => with_own(base, pod, own, server),
        _ => base,
    }
}

/// The settings of a Pod with a `dnsConfig`.
///
/// Models appendDNSConfig, mergeDNSOptions and formDNSConfigFitsLimits; policy
/// `None` starts from nothing.
#[cold]
fn with_own(base: ResolvConf, pod: &Pod, own: &Value, server: Option<IpAddr>) -> ResolvConf {
    let mut conf = base;
    if pod.dns_policy == "None" {
        conf.nameservers.clear();
    }
    for address in texts(own, "nameservers").filter_map(|it| it.parse().ok()) {
        if !conf.nameservers.contains(&address) {
            conf.nameservers.push(address);
        }
    }
    for path in texts(own, "searches") {
        if !conf.search.iter().any(|it| it == path) {
            conf.search.push(path.to_owned());
        }
    }
    for option in own.list("options") {
        let (name, value) = (option.text("name"), option.text("value"));
        let text = if value.is_empty() { name.to_owned() } else { [name, ":", value].concat() };
        conf.options.retain(|it| it.split(':').next() != Some(name));
        conf.options.push(text);
        if name == "ndots" {
            conf.ndots = value.parse().unwrap_or(0).min(MAX_NDOTS);
        }
    }
    conf.nameservers.truncate(MAX_NAME_SERVERS);
    conf.search.truncate(MAX_SEARCH_PATHS);
    let chars = |all: &[String]| all.iter().map(|it| it.len() + 1).sum::<usize>();
    while chars(&conf.search) > MAX_SEARCH_CHARS + 1 {
        conf.search.pop();
    }
    conf.cluster = server.is_some() && conf.nameservers.first().copied() == server;
    conf
}

fn texts<'v>(value: &'v Value, list: &str) -> impl Iterator<Item = &'v str> {
    value.list(list).iter().filter_map(Value::as_str)
}

/// Models getPodDNSType: ClusterFirst falls back to the node's DNS for a Pod
/// in the node's own network.
fn uses_cluster_dns(pod: &Pod) -> bool {
    match pod.dns_policy.as_str() {
        "Default" | "None" => false,
        "ClusterFirstWithHostNet" => true,
        _ => !pod.host_network,
    }
}

/// The address of the cluster's DNS: Service kube-system/kube-dns where there
/// is one, else the tenth of the service range, as kubeadm chooses it.
pub fn cluster_dns_address(store: &Store, config: &ClusterConfig) -> Option<IpAddr> {
    let key = Key::new(Kind::Service, "kube-system", "kube-dns");
    if let Some(View::Service(view)) = store.get(&key).map(|it| &it.view) {
        return view.cluster_ips.first().copied();
    }
    config.service_cidrs.first()?.hosts().nth(9)
}

/// Resolves a name for a client, with every query that was tried. An address
/// typed as a host is no name and is not looked up.
pub fn resolve(store: &Store, config: &ClusterConfig, client: &Client, name: &str) -> Lookup {
    let mut lookup = Lookup {
        name: name.to_owned(),
        by: Resolver::Hosts,
        queries: Vec::new(),
        addresses: Vec::new(),
        alias: None,
    };
    if let Some(addresses) = hosts::file(store, config, client, name) {
        lookup.addresses = addresses;
        return lookup;
    }
    let settings = resolv_conf(store, config, client);
    lookup.by = if settings.cluster { Resolver::Cluster } else { Resolver::World };
    lookup.queries.reserve_exact(2);
    for candidate in candidates(name, &settings) {
        let (a, aaaa) = (
            ask(store, config, &settings, &candidate, RecordType::A),
            ask(store, config, &settings, &candidate, RecordType::Aaaa),
        );
        collect(&mut lookup, config, &a);
        collect(&mut lookup, config, &aaaa);
        lookup.queries.push(Query { name: candidate.clone(), kind: RecordType::A, answer: a });
        lookup.queries.push(Query { name: candidate, kind: RecordType::Aaaa, answer: aaaa });
        // Where nobody answers, the search ends too.
        if !lookup.addresses.is_empty() || !settings.heard {
            break;
        }
    }
    lookup
}

/// What the client's name server answers to one query.
pub fn ask(
    store: &Store,
    config: &ClusterConfig,
    settings: &ResolvConf,
    name: &str,
    kind: RecordType,
) -> Answer {
    if !settings.heard {
        Answer::NoReply
    } else if settings.cluster {
        server::answer(store, config, name, kind)
    } else {
        server::answer_outside(store, config, name, kind)
    }
}

/// The full names to ask for, in order.
///
/// Models glibc res_search: with at least `ndots` dots the name itself comes
/// first, else the search path does; a final dot skips the path.
pub fn candidates<'a>(
    name: &'a str,
    settings: &'a ResolvConf,
) -> impl Iterator<Item = String> + use<'a> {
    let absolute = name.strip_suffix('.');
    let first = absolute.is_some() || name.matches('.').count() >= settings.ndots;
    let own = || std::iter::once(absolute.unwrap_or(name).to_owned());
    let searched = settings.search.iter().map(move |it| match it.trim_end_matches('.') {
        "" => name.to_owned(),
        path => [name, ".", path].concat(),
    });
    let before = first.then(own).into_iter().flatten();
    let after = (!first).then(own).into_iter().flatten();
    before.chain(searched.filter(move |_| absolute.is_none())).chain(after)
}

fn collect(lookup: &mut Lookup, config: &ClusterConfig, answer: &Answer) {
    let Answer::Records(records) = answer else { return };
    for record in records {
        match &record.data {
            RecordData::Address(address) if !lookup.addresses.contains(address) => {
                lookup.addresses.push(*address);
            }
            RecordData::Cname(target) => {
                let outside = !server::is_inside(target, config);
                lookup.alias = outside.then(|| target.clone());
            }
            RecordData::Address(_) | RecordData::Srv { .. } | RecordData::Ptr(_) => {}
        }
    }
}
