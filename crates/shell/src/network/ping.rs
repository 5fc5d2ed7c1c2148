//! `ping`: an ICMP echo request on the cluster's network. Models what iputils
//! prints, without the times, which a simulation does not have.
//!
//! ICMP has no ports. Rules that name a port never match it, and all other
//! rules treat it like any packet: so its way is that of a packet to a port
//! that no Service has. In the iptables mode nothing is about a ClusterIP then
//! (pkg/proxy/iptables/proxier.go writes `-p tcp --dport` into each rule), in
//! the nftables mode `cluster-ips-check` rejects it (pkg/proxy/nftables).

use std::net::IpAddr;

use service_lab_engine::net::atlas::Atlas;
use service_lab_engine::net::dns::{resolv_conf, resolve};
use service_lab_engine::net::{Client, Place, Reason, Request, Trace, Verdict};
use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::http::RESOLVE_MS;
use crate::cluster::Cluster;
use crate::output::Output;

/// How many are sent where `-c` does not say so: a real ping goes on until it
/// is stopped.
const DEFAULT_COUNT: u64 = 4;
const MOST: u64 = 100;

/// What became of an echo request.
enum Echo {
    Answered,
    /// A node refused it: ICMP port unreachable, from this address of the node.
    Unreachable(IpAddr),
    Nothing,
}

/// Runs `ping`.
pub fn ping(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let wrong = |text: String| Output { stderr: format!("{text}\n"), exit: 2, ..Output::default() };
    let mut host = None;
    let mut count = None;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "-c" => {
                let text = rest.next().map_or("", String::as_str);
                match text.parse::<u64>() {
                    Ok(number) if number > 0 => count = Some(number),
                    _ => return wrong(format!("ping: invalid argument: '{text}'")),
                }
            }
            "-W" | "-w" | "-i" | "-s" | "-t" | "-I" => drop(rest.next()),
            flag if flag.starts_with('-') => {}
            _ => host = Some(word.as_str()),
        }
    }
    let Some(host) = host else {
        return wrong("ping: usage error: Destination address required".to_owned());
    };
    let address: Option<IpAddr> = host.parse().ok().or_else(|| {
        resolve(cluster.store(), cluster.config(), place, host).addresses.first().copied()
    });
    let Some(address) = address else {
        let conf = resolv_conf(cluster.store(), cluster.config(), place);
        let why = if conf.heard {
            "Name or service not known"
        } else {
            cluster.wait(RESOLVE_MS);
            "Temporary failure in name resolution"
        };
        return wrong(format!("ping: {host}: {why}"));
    };
    let request = Request::tcp(place.clone(), &address.to_string(), free_port(cluster));
    let Some(trace) = cluster.rehearse(&request) else {
        return Output::fail("service-lab: this cluster has no network");
    };
    let sent = count.unwrap_or(DEFAULT_COUNT).min(MOST);
    cluster.wait(sent * 1000);
    print(host, address, sent, &echo(cluster, &trace))
}

/// A port that no Service has, so that only what holds for every packet holds
/// for this one.
fn free_port(cluster: &dyn Cluster) -> u16 {
    let mut taken = std::collections::BTreeSet::new();
    for service in cluster.store().of_kind(Kind::Service) {
        for port in service.value.list("spec.ports") {
            for field in ["port", "nodePort"] {
                taken.extend(port.get(field).and_then(Value::as_int));
            }
        }
    }
    (1..=u16::MAX).rev().find(|it| !taken.contains(&i64::from(*it))).unwrap_or(u16::MAX)
}

fn echo(cluster: &dyn Cluster, trace: &Trace) -> Echo {
    match (&trace.verdict, &trace.because) {
        // The kernel of the Pod or node answers, whether a process does or not.
        (Verdict::Delivered { .. }, _)
        | (
            Verdict::Refused,
            Reason::NobodyListens { .. }
            | Reason::ListensOnLoopback { .. }
            | Reason::ListensForOther { .. }
            | Reason::ShuttingDown { .. }
            | Reason::RulesBehind { .. }
            | Reason::ProcessDown { .. },
        ) => Echo::Answered,
        (Verdict::Refused, _) => {
            refused_by(cluster, trace).map_or(Echo::Nothing, Echo::Unreachable)
        }
        (Verdict::TimedOut | Verdict::NotResolved | Verdict::NotSent, _) => Echo::Nothing,
    }
}

/// The address that the node which refused puts on what it sends back: the
/// kernel's `icmp_send` takes that of the interface towards the sender.
fn refused_by(cluster: &dyn Cluster, trace: &Trace) -> Option<IpAddr> {
    let (node, sender) = trace.hops.iter().rev().find_map(|it| match &it.place {
        Place::Node(node) => Some((node, it.before.source.ip())),
        _ => None,
    })?;
    let atlas = Atlas::build(cluster.store(), cluster.config());
    atlas.node(node)?.source_towards(sender)
}

fn print(host: &str, address: IpAddr, sent: u64, echo: &Echo) -> Output {
    let mut out = Output::default();
    out.line(format!("PING {host} ({address}) 56(84) bytes of data."));
    for number in 1..=sent {
        match echo {
            Echo::Answered => out.line(format!("64 bytes from {address}: icmp_seq={number}")),
            Echo::Unreachable(from) => {
                out.line(format!("From {from} icmp_seq={number} Destination Port Unreachable"));
            }
            Echo::Nothing => {}
        }
    }
    let (received, errors, loss) = match echo {
        Echo::Answered => (sent, String::new(), 0),
        Echo::Unreachable(_) => (0, format!(" +{sent} errors,"), 100),
        Echo::Nothing => (0, String::new(), 100),
    };
    out.line(format!("\n--- {host} ping statistics ---"));
    out.line(format!(
        "{sent} packets transmitted, {received} received,{errors} {loss}% packet loss"
    ));
    if matches!(echo, Echo::Answered) {
        out.complain("service-lab: the simulation has no round-trip times to show");
    } else {
        out.exit = 1;
    }
    out
}
