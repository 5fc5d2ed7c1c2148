//! The cluster's settings and states.

use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::diagnostic::{By, Severity};
use service_lab_engine::objects::Kind;

use crate::message::Message;

/// Who serves load balancers.
pub fn provider(provider: Provider) -> Message {
    Message::new(match provider {
        Provider::None => "provider-none",
        Provider::Gcp => "provider-gcp",
        Provider::Azure => "provider-azure",
        Provider::AwsNlb => "provider-aws-nlb",
        Provider::AwsClassic => "provider-aws-classic",
        Provider::OpenStack => "provider-openstack",
        Provider::CloudProviderKind => "provider-kind",
    })
}

/// How kube-proxy writes its rules.
pub fn proxy_mode(mode: ProxyMode) -> Message {
    Message::new(match mode {
        ProxyMode::Iptables => "proxy-mode-iptables",
        ProxyMode::Nftables => "proxy-mode-nftables",
    })
}

/// Whether a node runs.
pub fn node_state(up: bool) -> Message {
    Message::new(if up { "node-up" } else { "node-down" })
}

/// How bad a problem is.
pub fn severity(severity: Severity) -> Message {
    Message::new(match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Advice => "severity-advice",
    })
}

/// Who said it.
pub fn by(by: By) -> Message {
    Message::new(match by {
        By::Kubectl => "by-kubectl",
        By::Server => "by-server",
        By::Lab => "by-lab",
    })
}

/// A kind as a word of prose. In code it stays English.
pub fn kind(kind: Kind) -> Message {
    Message::new("kind").with("kind", kind.name())
}
