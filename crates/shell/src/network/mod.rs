//! The programs that use the network: curl, wget, nc, nslookup, dig, ping.
//! They word what the simulated packet met; they decide nothing.

mod dns;
mod http;

pub use dns::{dig, env, nslookup, resolv_conf};
pub use http::{curl, curl_line, nc, wget};

use std::net::IpAddr;

use service_lab_engine::net::Client;
use service_lab_engine::net::dns::resolve;

use crate::cluster::Cluster;
use crate::output::Output;

/// Runs `ping`: resolves the name, then says that ICMP is not simulated.
pub fn ping(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let Some(host) = words.iter().rfind(|it| !it.starts_with('-')) else {
        return Output {
            stderr: "ping: usage error: Destination address required\n".to_owned(),
            exit: 2,
            ..Output::default()
        };
    };
    let address: Option<IpAddr> = host.parse().ok().or_else(|| {
        resolve(cluster.store(), cluster.config(), place, host).addresses.first().copied()
    });
    let Some(address) = address else {
        return Output {
            stderr: format!("ping: {host}: Name or service not known\n"),
            exit: 2,
            ..Output::default()
        };
    };
    Output::fail(format!(
        "service-lab: ping uses ICMP, which is not simulated for {address}; use curl or nc on a port"
    ))
}
