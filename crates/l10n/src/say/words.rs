//! The glossary: each word in English and in the reader's language.

use crate::message::Message;

/// The words, by id, in the order of the glossary, with their English. A word
/// is the message `word-ID`, what it means `word-ID.text`.
pub const WORDS: [(&str, &str); 32] = [
    ("pod", "Pod"),
    ("container", "container"),
    ("image", "image"),
    ("node", "node"),
    ("cluster", "cluster"),
    ("namespace", "namespace"),
    ("manifest", "manifest"),
    ("deployment", "Deployment"),
    ("replica", "replica"),
    ("label", "label"),
    ("selector", "selector"),
    ("service", "Service"),
    ("endpoint", "endpoint"),
    ("endpointslice", "EndpointSlice"),
    ("cluster-ip", "cluster IP"),
    ("virtual-ip", "virtual IP"),
    ("node-port", "node port"),
    ("load-balancer", "load balancer"),
    ("headless", "headless Service"),
    ("external-name", "ExternalName"),
    ("packet", "packet"),
    ("rule", "rule"),
    ("kube-proxy", "kube-proxy"),
    ("dnat", "DNAT"),
    ("snat", "SNAT"),
    ("conntrack", "conntrack"),
    ("traffic-policy", "traffic policy"),
    ("session-affinity", "session affinity"),
    ("readiness-probe", "readiness probe"),
    ("refused", "refused"),
    ("timeout", "timeout"),
    ("dns-record", "DNS record"),
];

/// A word in the reader's language.
pub fn word_name(id: &str) -> Message {
    Message::new(format!("word-{id}"))
}

/// What a word means.
pub fn word_text(id: &str) -> Message {
    Message::new(format!("word-{id}.text"))
}
