//! The canonical form of Endpoints: addresses that offer the same ports share
//! a subset.
//!
//! Models pkg/api/v1/endpoints/util.go RepackSubsets (v1.36).

use std::collections::BTreeMap;

use crate::value::Value;

/// Identity of an address, in the order in which addresses are listed: its
/// text, then the UID of what it stands for.
pub(super) type HostKey<'a> = (&'a str, &'a str);

/// The hosts of something, and whether each is ready.
type Readiness<'a> = BTreeMap<HostKey<'a>, bool>;

/// Addresses and the ports that each offers.
#[derive(Default)]
pub(super) struct Hosts<'a> {
    addresses: BTreeMap<HostKey<'a>, &'a Value>,
    /// Port (as its fields), to the hosts that have it.
    ports: BTreeMap<Value, Readiness<'a>>,
    /// Hosts that were named without any port.
    bare: Readiness<'a>,
}

/// Addresses that offer the same ports.
pub(super) struct Subset {
    pub ready: Vec<Value>,
    pub not_ready: Vec<Value>,
    pub ports: Vec<Value>,
}

impl<'a> Hosts<'a> {
    /// Takes an address in; of several records of one the first counts.
    pub fn take(&mut self, host: HostKey<'a>, address: &'a Value) {
        self.addresses.entry(host).or_insert(address);
    }

    /// Says that a host has a port (`None`: that it has none); one that is not
    /// ready for a port once stays so.
    pub fn offer(&mut self, host: HostKey<'a>, port: Option<Value>, ready: bool) {
        let hosts = match port {
            Some(port) => self.ports.entry(port).or_default(),
            None => &mut self.bare,
        };
        let state = hosts.entry(host).or_insert(ready);
        *state = *state && ready;
    }

    /// The N-to-M association of the API.
    pub fn subsets(self) -> Vec<Subset> {
        let mut by_hosts: BTreeMap<Readiness<'_>, Vec<Value>> = BTreeMap::new();
        for (port, hosts) in self.ports {
            by_hosts.entry(hosts).or_default().push(port);
        }
        if !self.bare.is_empty() {
            by_hosts.entry(self.bare).or_default();
        }
        let of = |hosts: &Readiness<'_>, ready: bool| -> Vec<Value> {
            let fitting = hosts.iter().filter(|(_, is)| **is == ready);
            fitting.filter_map(|(host, _)| Some((*self.addresses.get(host)?).clone())).collect()
        };
        let subset = |(hosts, ports): (Readiness<'_>, Vec<Value>)| Subset {
            ready: of(&hosts, true),
            not_ready: of(&hosts, false),
            ports,
        };
        by_hosts.into_iter().map(subset).collect()
    }
}
