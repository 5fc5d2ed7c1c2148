//! Names of chains, sets and maps, as kube-proxy makes them.
//!
//! Made only when someone looks: a hash a name would cost more than all the
//! rest of the rules.

use sha2::{Digest, Sha256};

use crate::cluster::ProxyMode;

use super::endpoint::Endpoint;
use super::rule::{Chain, Hook, Map, PortChain, Shared};
use super::service_port::PortName;

/// The letters of RFC 4648 base32.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Letters of the hash in a name of iptables mode.
const IPTABLES_HASH: usize = 16;
/// Letters of the hash in a name of nftables mode.
const NFTABLES_HASH: usize = 8;
/// Longest name in nftables mode without its prefix: NameLengthMax (256) of
/// sigs.k8s.io/knftables without 16 for the prefix.
const NFTABLES_LONGEST: usize = 240;

/// The first `letters` letters of the base32 of a text's SHA-256.
fn hash(text: &str, letters: usize) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let bit = |place: usize| {
        digest.get(place / 8).map_or(0, |byte| usize::from(byte >> (7 - place % 8) & 1))
    };
    (0..letters)
        .map(|letter| {
            let value = (0..5).fold(0, |value, place| value << 1 | bit(letter * 5 + place));
            char::from(BASE32.get(value).copied().unwrap_or(b'A'))
        })
        .collect()
}

/// The name of a chain of iptables mode.
///
/// Models pkg/proxy/iptables/proxier.go portProtoHash and
/// servicePortEndpointChainName (v1.36).
pub fn iptables_port_chain(
    port: &PortName,
    chain: PortChain,
    endpoint: Option<&Endpoint>,
) -> String {
    let mut hashed = format!("{port}{}", port.protocol.lower());
    let prefix = match chain {
        PortChain::Cluster => "KUBE-SVC-",
        PortChain::Local => "KUBE-SVL-",
        PortChain::External => "KUBE-EXT-",
        PortChain::Firewall => "KUBE-FW-",
        PortChain::Endpoint(_) => {
            if let Some(endpoint) = endpoint {
                hashed.push_str(&endpoint.to_string());
            }
            "KUBE-SEP-"
        }
    };
    format!("{prefix}{}", hash(&hashed, IPTABLES_HASH))
}

/// The name of a chain of nftables mode.
pub fn nftables_port_chain(
    port: &PortName,
    chain: PortChain,
    endpoint: Option<&Endpoint>,
) -> String {
    let prefix = match chain {
        PortChain::Cluster => "service-",
        PortChain::Local => "local-",
        PortChain::External => "external-",
        PortChain::Firewall => "firewall-",
        PortChain::Endpoint(_) => "endpoint-",
    };
    format!("{prefix}{}", nftables_base(port, endpoint))
}

/// The name of the set that remembers an endpoint's clients in nftables mode.
pub fn affinity_set(port: &PortName, endpoint: &Endpoint) -> String {
    format!("affinity-{}", nftables_base(port, Some(endpoint)))
}

/// Models pkg/proxy/nftables/proxier.go servicePortChainNameBase,
/// servicePortEndpointChainNameBase and hashAndTruncate (v1.36).
fn nftables_base(port: &PortName, endpoint: Option<&Endpoint>) -> String {
    let PortName { namespace, service, port: name, protocol } = port;
    let mut base = format!("{namespace}/{service}/{}/{name}", protocol.lower());
    if let Some(endpoint) = endpoint {
        let ip = endpoint.address.ip().to_string().replace(':', ".");
        base.push_str(&format!("__{ip}/{}", endpoint.address.port()));
    }
    let full = format!("{}-{base}", hash(&base, NFTABLES_HASH));
    if full.len() <= NFTABLES_LONGEST {
        return full;
    }
    let mut cut: String = full.chars().take(NFTABLES_LONGEST - 3).collect();
    cut.push_str("...");
    cut
}

/// The table of iptables mode that a chain is in; `None` for a service port's
/// chains, which are all in `nat`.
pub fn iptables_table(chain: Chain) -> &'static str {
    match chain {
        Chain::Hook(Hook::FilterInput | Hook::FilterForward | Hook::FilterOutput)
        | Chain::Shared(
            Shared::NoEndpoints
            | Shared::NoExternalEndpoints
            | Shared::HealthChecks
            | Shared::SourceCheck
            | Shared::Forward
            | Shared::LoopbackGuard,
        ) => "filter",
        Chain::Hook(_) | Chain::Shared(_) | Chain::Port(_) => "nat",
    }
}

/// The name of a hook's chain.
pub fn hook(hook: Hook, mode: ProxyMode) -> &'static str {
    match (hook, mode) {
        (Hook::PreroutingBeforeDnat, _) => "filter-prerouting-pre-dnat",
        (Hook::OutputBeforeDnat, _) => "filter-output-pre-dnat",
        (Hook::NatPrerouting, ProxyMode::Iptables) => "PREROUTING",
        (Hook::NatPrerouting, ProxyMode::Nftables) => "nat-prerouting",
        (Hook::NatOutput | Hook::FilterOutput, ProxyMode::Iptables) => "OUTPUT",
        (Hook::NatOutput, ProxyMode::Nftables) => "nat-output",
        (Hook::FilterOutput, ProxyMode::Nftables) => "filter-output",
        (Hook::NatPostrouting, ProxyMode::Iptables) => "POSTROUTING",
        (Hook::NatPostrouting, ProxyMode::Nftables) => "nat-postrouting",
        (Hook::FilterInput, ProxyMode::Iptables) => "INPUT",
        (Hook::FilterInput, ProxyMode::Nftables) => "filter-input",
        (Hook::FilterForward, ProxyMode::Iptables) => "FORWARD",
        (Hook::FilterForward, ProxyMode::Nftables) => "filter-forward",
    }
}

/// The name of a shared chain.
pub fn shared(shared: Shared, mode: ProxyMode) -> &'static str {
    match (shared, mode) {
        (Shared::Services, ProxyMode::Nftables) => "services",
        (Shared::NoEndpoints, ProxyMode::Nftables) => "service-endpoints-check",
        (Shared::Services | Shared::NoEndpoints, ProxyMode::Iptables) => "KUBE-SERVICES",
        (Shared::NodePorts | Shared::HealthChecks, _) => "KUBE-NODEPORTS",
        (Shared::Masquerading, ProxyMode::Iptables) => "KUBE-POSTROUTING",
        (Shared::Masquerading, ProxyMode::Nftables) => "masquerading",
        (Shared::MarkMasquerade, _) => "KUBE-MARK-MASQ",
        (Shared::NoExternalEndpoints, _) => "KUBE-EXTERNAL-SERVICES",
        (Shared::NoNodePortEndpoints, _) => "nodeport-endpoints-check",
        (Shared::SourceCheck, ProxyMode::Iptables) => "KUBE-PROXY-FIREWALL",
        (Shared::SourceCheck, ProxyMode::Nftables) => "firewall-check",
        (Shared::Forward, _) => "KUBE-FORWARD",
        (Shared::LoopbackGuard, _) => "KUBE-FIREWALL",
        (Shared::ClusterIpsCheck, _) => "cluster-ips-check",
        (Shared::Rejecting, _) => "reject-chain",
    }
}

/// The name of a map or set.
pub fn map(map: Map) -> &'static str {
    match map {
        Map::ClusterIps => "cluster-ips",
        Map::Hairpins => "hairpin-connections",
        Map::NodePortIps => "nodeport-ips",
        Map::FirewallIps => "firewall-ips",
        Map::NoEndpointNodePorts => "no-endpoint-nodeports",
        Map::NoEndpointServices => "no-endpoint-services",
        Map::ServiceIps => "service-ips",
        Map::ServiceNodePorts => "service-nodeports",
    }
}
