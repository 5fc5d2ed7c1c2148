//! Cluster addresses: those asked for, or one of each family chosen by chance.
//!
//! Models allocClusterIPs and updateClusterIPs of
//! pkg/registry/core/service/storage/alloc.go, and
//! pkg/registry/core/service/ipallocator (v1.36).

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Pools, V4, V6, family_name, matching_prefer_dual_stack, range_of, refuse, spec};
use crate::api::problems::{Problems, aggregate, internal};
use crate::api::service::{NONE, cluster_ips, families, is_external_name, set_texts};
use crate::api::{Status, format, texts};
use crate::chance;
use crate::diagnostic::Code;
use crate::value::Value;
use crate::yaml::quote;

/// Models allocClusterIPs: one address per family, chosen where none is asked.
pub(super) fn allocate_ips(service: &mut Value, pools: &Pools<'_>) -> Result<(), Status> {
    if is_external_name(service) || cluster_ips(service).first() == Some(&NONE) {
        return Ok(());
    }
    let mut wanted: Vec<String> = cluster_ips(service).iter().map(|it| (*it).to_owned()).collect();
    let all: Vec<String> = families(service).iter().map(|it| (*it).to_owned()).collect();
    wanted.resize(wanted.len().max(all.len()), String::new());
    set_texts(service, "spec.clusterIPs", &wanted);
    for (place, family) in all.iter().enumerate() {
        let asked = wanted.get(place).cloned().unwrap_or_default();
        let got = allocate_ip(service, family, &asked, pools)?;
        if let Some(slot) = wanted.get_mut(place) {
            *slot = got;
        }
    }
    if let Some(first) = wanted.first() {
        service.set("spec.clusterIP", first.as_str());
    }
    set_texts(service, "spec.clusterIPs", &wanted);
    Ok(())
}

/// Models updateClusterIPs.
pub(super) fn update_ips(
    service: &mut Value,
    old: &Value,
    pools: &Pools<'_>,
) -> Result<(), Status> {
    if matching_prefer_dual_stack(service, old) {
        return Ok(());
    }
    if is_external_name(old) && !is_external_name(service) {
        return allocate_ips(service, pools);
    }
    if cluster_ips(old).first() == Some(&NONE) || is_external_name(service) {
        return Ok(());
    }
    if families(old).len() == 1 && families(service).len() == 2 {
        let mut all = texts(service, "spec.clusterIPs");
        all.resize(all.len().max(2), String::new());
        set_texts(service, "spec.clusterIPs", &all);
        let family = families(service).get(1).map_or(V6, |it| if *it == V4 { V4 } else { V6 });
        let asked = all.get(1).cloned().unwrap_or_default();
        let got = allocate_ip(service, family, &asked, pools)?;
        if let Some(slot) = all.get_mut(1) {
            *slot = got;
        }
        set_texts(service, "spec.clusterIPs", &all);
    }
    Ok(())
}

/// One address of a family: the one asked for, or one chosen by chance. A trial
/// takes none: it asks for the range alone, and names the network's own address.
///
/// Models allocIPs, and ipallocator Allocator (its dryRunAllocator for a trial).
fn allocate_ip(
    service: &Value,
    family: &str,
    asked: &str,
    pools: &Pools<'_>,
) -> Result<String, Status> {
    let name = service.text("metadata.name");
    let refused = |code: Code, why: String| {
        let mut wrong = Problems::default();
        let which = if asked.is_empty() { String::new() } else { format!(" {asked}") };
        let detail = format!("failed to allocate IP{which}: {why}");
        wrong.invalid(code, &spec("clusterIPs"), service.at("spec.clusterIPs"), &detail);
        refuse(service, wrong).map(|()| String::new())
    };
    let Some(range) = range_of(pools.config, family) else {
        return refused(Code::IpFamilyNotConfigured, "no range".to_owned());
    };
    let address = match (asked, pools.dry_run) {
        ("", true) => return Ok(range.network().to_string()),
        ("", false) => match choose_ip(service, range, pools) {
            Some(address) => address,
            None => {
                let why = format!(
                    "failed to allocate a serviceIP for Service {}: range is full",
                    quote(name)
                );
                return Err(internal(Code::PoolExhausted, spec("clusterIPs"), why));
            }
        },
        _ => match format::sloppy_ip(asked).filter(|it| usable(range, *it)) {
            Some(address) => address,
            None => return refused(Code::ClusterIpOutOfRange, outside(asked, range, pools)),
        },
    };
    if pools.dry_run {
        return Ok(asked.to_owned());
    }
    if let Some(why) = parent_refused(name, address) {
        let code = if name.is_empty() { Code::NameRequired } else { Code::InvalidName };
        return refused(code, why);
    }
    if asked.is_empty() {
        return Ok(address.to_string());
    }
    if pools.store.has_cluster_ip(address) {
        return refused(Code::ClusterIpTaken, "provided IP is already allocated".to_owned());
    }
    Ok(asked.to_owned())
}

/// Why an address outside the range cannot be had: no range holds it, or, in a
/// trial, the only one does not.
fn outside(asked: &str, range: &IpNet, pools: &Pools<'_>) -> String {
    if pools.dry_run {
        let range = range.trunc();
        format!(
            "the provided IP ({asked}) is not in the valid range. The range of valid IPs is {range}"
        )
    } else {
        "the provided network does not match the current range".to_owned()
    }
}

/// An address is held by an IPAddress object whose parent is the Service, so
/// a Service without a usable name cannot get one.
fn parent_refused(name: &str, address: IpAddr) -> Option<String> {
    let field = "spec.parentRef.name";
    let problems: Vec<String> = if name.is_empty() {
        vec![format!("{field}: Required value")]
    } else {
        let invalid = |why: String| format!("{field}: Invalid value: {}: {why}", quote(name));
        format::path_segment(name).into_iter().map(invalid).collect()
    };
    if problems.is_empty() {
        return None;
    }
    let all = aggregate(problems.iter().map(String::as_str));
    Some(format!("IPAddress.networking.k8s.io \"{address}\" is invalid: {all}"))
}

/// First and last address that a range gives out, as numbers.
fn bounds(range: &IpNet) -> (u128, u128) {
    match range {
        IpNet::V4(net) => {
            let (first, last) = (u32::from(net.network()), u32::from(net.broadcast()));
            (u128::from(first) + 1, u128::from(last).saturating_sub(1))
        }
        IpNet::V6(net) => (u128::from(net.network()) + 1, u128::from(net.broadcast())),
    }
}

fn as_number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(it) => u128::from(u32::from(it)),
        IpAddr::V6(it) => u128::from(it),
    }
}

fn usable(range: &IpNet, address: IpAddr) -> bool {
    let (first, last) = bounds(range);
    range.addr().is_ipv4() == address.is_ipv4() && (first..=last).contains(&as_number(address))
}

/// Models ipallocator calculateRangeOffset: the low band that chance avoids.
fn low_band(size: u128) -> u128 {
    let offset = (size / 16).clamp(16, 256);
    if offset >= size { 0 } else { offset }
}

fn choose_ip(service: &Value, range: &IpNet, pools: &Pools<'_>) -> Option<IpAddr> {
    let (first, last) = bounds(range);
    let size = (last + 1).checked_sub(first).filter(|it| *it > 0)?;
    let low = low_band(size);
    let free = |offset: u128| {
        let number = first + offset;
        let address = match range {
            IpNet::V4(_) => IpAddr::V4(u32::try_from(number).ok()?.into()),
            IpNet::V6(_) => IpAddr::V6(number.into()),
        };
        (!pools.store.has_cluster_ip(address)).then_some(address)
    };
    let parts = [
        "clusterIP",
        family_name(range),
        service.text("metadata.namespace"),
        service.text("metadata.name"),
        service.text("metadata.uid"),
    ];
    let span = size - low;
    let bound = u64::try_from(span).unwrap_or(u64::MAX);
    let start = u128::from(chance::below(pools.config.seed, &parts, bound));
    // A range is full after as many tries as there are Services, plus one.
    let tries = || span.min(pools.store.services().count() as u128 + 1);
    (span > 0)
        .then(|| free(low + start % span))
        .flatten()
        .or_else(|| (1..tries()).find_map(|step| free(low + (start + step) % span)))
        .or_else(|| (0..low).find_map(free))
}
