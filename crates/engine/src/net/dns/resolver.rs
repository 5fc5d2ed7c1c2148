//! How a client turns a name into addresses: its resolver's search path.
//!
//! Models resolv.conf as kubelet writes it (pkg/kubelet/network/dns/dns.go,
//! v1.36) and glibc's res_search.

use std::net::IpAddr;

use super::{Answer, Lookup, Query, RecordData, RecordType, Resolver, server};
use crate::cluster::ClusterConfig;
use crate::net::Client;
use crate::objects::{Key, Kind, Object, Pod, View};
use crate::store::Store;

/// kubelet's `defaultDNSOptions`: `ndots:5`.
const CLUSTER_NDOTS: usize = 5;

/// What a client's `/etc/resolv.conf` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvConf {
    pub nameserver: Option<IpAddr>,
    pub search: Vec<String>,
    pub ndots: usize,
    /// Whether the name server is the cluster's.
    pub cluster: bool,
}

/// The resolver settings of a client.
pub fn resolv_conf(store: &Store, config: &ClusterConfig, client: &Client) -> ResolvConf {
    let world = ResolvConf { nameserver: None, search: Vec::new(), ndots: 1, cluster: false };
    let Client::Pod { namespace, name } = client else { return world };
    let Some(View::Pod(pod)) = store.find(Kind::Pod, namespace, name).map(|it| &it.view) else {
        return world;
    };
    if !uses_cluster_dns(pod) {
        return world;
    }
    let domain = &config.domain;
    ResolvConf {
        nameserver: cluster_dns_address(store, config),
        search: vec![
            [namespace.as_ref(), ".svc.", domain].concat(),
            ["svc.", domain].concat(),
            domain.clone(),
        ],
        ndots: CLUSTER_NDOTS,
        cluster: true,
    }
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
fn cluster_dns_address(store: &Store, config: &ClusterConfig) -> Option<IpAddr> {
    let key = Key::new(Kind::Service, "kube-system", "kube-dns");
    if let Some(View::Service(view)) = store.get(&key).map(|it| &it.view) {
        return view.cluster_ips.first().copied();
    }
    config.service_cidrs.first()?.hosts().nth(9)
}

/// Resolves a name for a client, with every query that was tried. An address
/// typed as a host is no name and is not looked up.
pub fn resolve(store: &Store, config: &ClusterConfig, client: &Client, name: &str) -> Lookup {
    if let Some(addresses) = hosts_file(store, client, name) {
        return Lookup {
            name: name.to_owned(),
            by: Resolver::Hosts,
            queries: Vec::new(),
            addresses,
            alias: None,
        };
    }
    let settings = resolv_conf(store, config, client);
    let by = if settings.cluster { Resolver::Cluster } else { Resolver::World };
    let mut lookup = Lookup {
        name: name.to_owned(),
        by,
        queries: Vec::new(),
        addresses: Vec::new(),
        alias: None,
    };
    lookup.queries.reserve_exact(2);
    for candidate in candidates(name, &settings) {
        let ask = |kind: RecordType| {
            if settings.cluster {
                server::answer(store, config, &candidate, kind)
            } else {
                server::answer_outside(store, config, &candidate, kind)
            }
        };
        let (a, aaaa) = (ask(RecordType::A), ask(RecordType::Aaaa));
        collect(&mut lookup, &a);
        collect(&mut lookup, &aaaa);
        lookup.queries.push(Query { name: candidate.clone(), kind: RecordType::A, answer: a });
        lookup.queries.push(Query { name: candidate, kind: RecordType::Aaaa, answer: aaaa });
        if !lookup.addresses.is_empty() || lookup.alias.is_some() {
            break;
        }
    }
    lookup
}

/// The full names to ask for, in order.
///
/// Models glibc res_search: with at least `ndots` dots the name itself comes
/// first, else the search path does; a final dot skips the path.
fn candidates<'a>(
    name: &'a str,
    settings: &'a ResolvConf,
) -> impl Iterator<Item = String> + use<'a> {
    let absolute = name.strip_suffix('.');
    let first = absolute.is_some() || name.matches('.').count() >= settings.ndots;
    let own = || std::iter::once(absolute.unwrap_or(name).to_owned());
    let searched = settings.search.iter().map(move |it| [name, ".", it].concat());
    let before = first.then(own).into_iter().flatten();
    let after = (!first).then(own).into_iter().flatten();
    before.chain(searched.filter(move |_| absolute.is_none())).chain(after)
}

fn collect(lookup: &mut Lookup, answer: &Answer) {
    let Answer::Records(records) = answer else { return };
    for record in records {
        match &record.data {
            RecordData::Address(address) if !lookup.addresses.contains(address) => {
                lookup.addresses.push(*address);
            }
            RecordData::Cname(target) => lookup.alias = Some(target.clone()),
            RecordData::Address(_) | RecordData::Srv { .. } | RecordData::Ptr(_) => {}
        }
    }
}

/// `/etc/hosts`: `localhost`, and in a Pod its own host name.
///
/// Models kubelet's ensureHostsFile (pkg/kubelet/kubelet_pods.go, v1.36).
fn hosts_file(store: &Store, client: &Client, name: &str) -> Option<Vec<IpAddr>> {
    if name.trim_end_matches('.').eq_ignore_ascii_case("localhost") {
        return Some(vec![IpAddr::from([127, 0, 0, 1])]);
    }
    let Client::Pod { namespace, name: pod_name } = client else { return None };
    let object: &Object = store.find(Kind::Pod, namespace, pod_name)?;
    let View::Pod(pod) = &object.view else { return None };
    let own = if pod.hostname.is_empty() { pod_name.as_ref() } else { pod.hostname.as_str() };
    (name == own && !pod.host_network).then(|| pod.ips.clone())
}
