//! Whether a client's queries get to a name server: a NetworkPolicy that
//! governs whom a Pod may call governs its way to DNS too.
//!
//! Models networking.k8s.io/v1 NetworkPolicy and kubeadm's CoreDNS
//! (cmd/kubeadm/app/phases/addons/dns/manifests.go, v1.36): Pods in
//! `kube-system` with the label `k8s-app: kube-dns`. The lab lists no such
//! Pod; one stands here for them, as policies see it.

use std::net::IpAddr;

use super::resolver::{ResolvConf, cluster_dns_address};
use crate::cluster::ClusterConfig;
use crate::net::Client;
use crate::net::policy::{self, Direction, Peer};
use crate::objects::{Key, Kind, Object, Pod, Protocol, View};
use crate::store::Store;
use crate::value::{Map, Value};

/// The port of DNS.
const PORT: u16 = 53;

/// CoreDNS's place among the addresses of the first node, where kubeadm's first
/// Pods stand.
const PLACE: usize = 1;

/// The NetworkPolicies that keep a client's queries (UDP, port 53) from the name
/// server at `server`; empty: they pass.
pub fn kept_from(
    store: &Store,
    config: &ClusterConfig,
    client: &Client,
    server: IpAddr,
) -> Vec<Key> {
    let Client::Pod { namespace, name } = client else { return Vec::new() };
    match store.find(Kind::Pod, namespace, name) {
        Some(pod) if in_pod_network(pod) => denied(store, config, pod, server),
        _ => Vec::new(),
    }
}

fn in_pod_network(pod: &Object) -> bool {
    matches!(&pod.view, View::Pod(Pod { host_network: false, .. }))
}

#[cold]
fn denied(store: &Store, config: &ClusterConfig, pod: &Object, server: IpAddr) -> Vec<Key> {
    let core_dns = core_dns();
    let inside = cluster_dns_address(store, config) == Some(server);
    // What a policy sees is behind the address of the Service, as with every Service.
    let address = config.pod_cidrs.first().and_then(|it| it.hosts().nth(PLACE));
    let peer = Peer {
        address: address.filter(|_| inside).unwrap_or(server),
        pod: inside.then_some(&core_dns),
    };
    policy::denied_by(store, pod, peer, Direction::Egress, PORT, Protocol::Udp)
}

/// A Pod of CoreDNS: what selectors and named ports of a policy can ask of it.
fn core_dns() -> Object {
    let port = |name: &str, protocol: &str| {
        let number = ("containerPort", Value::from(i64::from(PORT)));
        object([("name", name.into()), ("protocol", protocol.into()), number])
    };
    let ports = vec![port("dns", "UDP"), port("dns-tcp", "TCP")];
    let container = object([("name", "coredns".into()), ("ports", ports.into())]);
    let labels = object([("k8s-app", "kube-dns".into())]);
    let metadata = object([
        ("name", "coredns".into()),
        ("namespace", "kube-system".into()),
        ("labels", labels),
    ]);
    let spec = object([("containers", vec![container].into())]);
    Object::new(Kind::Pod, object([("metadata", metadata), ("spec", spec)]))
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    fields.into_iter().map(|(name, it)| (name.to_owned(), it)).collect::<Map>().into()
}

/// Tells the settings which name server answers: the first that queries get to,
/// if any.
pub(super) fn settle(
    store: &Store,
    config: &ClusterConfig,
    client: &Client,
    settings: &mut ResolvConf,
) {
    let reached = |it: &&IpAddr| kept_from(store, config, client, **it).is_empty();
    let heard = settings.nameservers.iter().find(reached).copied();
    settings.heard = heard.is_some();
    if heard.is_some() && heard != settings.nameservers.first().copied() {
        settings.cluster = heard == cluster_dns_address(store, config);
    }
}
