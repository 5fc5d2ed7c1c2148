//! The addresses of Pods: from its node's ranges, one of each family, and never
//! one that another Pod has.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use crate::controllers::plane::Plane;
use crate::controllers::taken::Taken;
use crate::objects::Node;

/// Addresses given away in one round.
#[derive(Default)]
pub(super) struct Addresses {
    /// How many addresses each node has given away since it began.
    pub(super) given: BTreeMap<Arc<str>, u64>,
    /// Every Pod's addresses, once somebody asks.
    used: Option<Taken<IpAddr>>,
}

impl Addresses {
    /// The next address of each family of a node that no Pod has.
    pub(super) fn next(&mut self, plane: &Plane<'_>, name: &str, node: &Node) -> Vec<IpAddr> {
        let used = self.used.get_or_insert_with(|| {
            plane.store.pods().flat_map(|(_, pod)| pod.ips.iter().copied()).collect()
        });
        let known = plane.machines.addresses_given.get(name).copied().unwrap_or(0);
        let count = self.given.entry(name.into()).or_insert(known);
        let most = node.pod_cidrs.iter().map(usable).min().unwrap_or(0);
        for _ in 0..most.min(u64::from(u16::MAX)) {
            let found: Vec<IpAddr> =
                node.pod_cidrs.iter().filter_map(|it| host(it, *count)).collect();
            *count += 1;
            if !found.is_empty() && found.iter().all(|it| !used.contains(it)) {
                found.iter().for_each(|it| used.insert(*it));
                return found;
            }
        }
        Vec::new()
    }
}

/// Addresses of a range that Pods may have.
fn usable(range: &IpNet) -> u64 {
    let bits = range.max_prefix_len() - range.prefix_len();
    1_u64.checked_shl(u32::from(bits)).unwrap_or(u64::MAX).saturating_sub(3)
}

/// The address with this number in a range, from the second on: the first is
/// the node's own end of its Pods' network.
fn host(range: &IpNet, count: u64) -> Option<IpAddr> {
    let offset = 2 + count.checked_rem(usable(range))?;
    match range.network() {
        IpAddr::V4(first) => Some(IpAddr::from(
            u32::from(first).checked_add(u32::try_from(offset).ok()?)?.to_be_bytes(),
        )),
        IpAddr::V6(first) => {
            Some(IpAddr::from(u128::from(first).checked_add(u128::from(offset))?.to_be_bytes()))
        }
    }
}
