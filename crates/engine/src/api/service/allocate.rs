//! Cluster addresses, node ports and address families: what is chosen by the
//! server, and what cannot be had. Runs before validation, so its refusals
//! come alone.
//!
//! Models pkg/registry/core/service/storage/alloc.go and ipallocator (v1.36). What is in use is read from the store, which is what
//! upstream's repair loops make of it.

use std::net::IpAddr;

use ipnet::IpNet;

use super::node_ports::NodePorts;
use super::{
    NONE, cluster_ips, families, has_node_ports, has_selector, is_external_name, is_load_balancer,
    kind_of, needs_health_check, node_ports, number, policy, ports_mut, set_texts, validate,
};
use crate::api::problems::{Problems, Shown, bare_error, internal, quote};
use crate::api::{Status, format};
use crate::chance;
use crate::cluster::ClusterConfig;
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::store::Store;
use crate::value::Value;

const V4: &str = "IPv4";
const V6: &str = "IPv6";

/// Where addresses and node ports come from.
pub(crate) struct Pools<'a> {
    pub store: &'a Store,
    pub config: &'a ClusterConfig,
    /// Whether nothing is taken, for nothing will be stored.
    pub dry_run: bool,
}

/// Chooses everything a new Service needs.
pub(crate) fn for_create(service: &mut Value, pools: &Pools<'_>) -> Result<(), Status> {
    init_families(service, None, pools.config)?;
    allocate_ips(service, pools)?;
    let mut ports = NodePorts::new(service, pools);
    if has_node_ports(service) {
        create_node_ports(service, &mut ports)?;
    }
    if needs_health_check(service) {
        allocate_health_check(service, &mut ports)?;
    }
    Ok(())
}

/// Chooses what a replaced Service needs more than before.
pub(crate) fn for_update(
    service: &mut Value,
    old: &Value,
    pools: &Pools<'_>,
) -> Result<(), Status> {
    init_families(service, Some(old), pools.config)?;
    update_ips(service, old, pools)?;
    let mut ports = NodePorts::new(service, pools);
    if has_node_ports(service) {
        update_node_ports(service, old, &mut ports)?;
    }
    if needs_health_check(service) && !needs_health_check(old) {
        allocate_health_check(service, &mut ports)?;
    }
    Ok(())
}

fn spec(field: &'static str) -> FieldPath {
    FieldPath::root().field("spec").field(field)
}

fn refuse(service: &Value, wrong: Problems) -> Result<(), Status> {
    wrong.refuse(Kind::Service, service.text("metadata.name"))
}

fn family_of(address: &str) -> &'static str {
    match format::sloppy_ip(address) {
        Some(IpAddr::V4(_)) => V4,
        Some(IpAddr::V6(_)) => V6,
        None => "unknown",
    }
}

fn range_of<'a>(config: &'a ClusterConfig, family: &str) -> Option<&'a IpNet> {
    config.service_cidrs.iter().find(|it| family_name(it) == family)
}

fn family_name(range: &IpNet) -> &'static str {
    if range.addr().is_ipv4() { V4 } else { V6 }
}

fn other(family: &str) -> &'static str {
    if family == V4 { V6 } else { V4 }
}

/// Whether nothing about addresses changes in a PreferDualStack Service.
fn matching_prefer_dual_stack(service: &Value, old: &Value) -> bool {
    let inside = matches!(kind_of(service), "ClusterIP" | "NodePort" | "LoadBalancer");
    inside
        && kind_of(service) == kind_of(old)
        && policy(service) == "PreferDualStack"
        && matches!(policy(old), "" | "PreferDualStack")
        && cluster_ips(service) == cluster_ips(old)
        && families(service) == families(old)
}

/// Models initIPFamilyFields.
fn init_families(
    service: &mut Value,
    old: Option<&Value>,
    config: &ClusterConfig,
) -> Result<(), Status> {
    if is_external_name(service) || old.is_some_and(|old| matching_prefer_dual_stack(service, old))
    {
        return Ok(());
    }
    default_policy(service, old);
    refuse(service, validate::cluster_ips_related(service))?;
    let mut wrong = Problems::default();
    if let Some(old) = old {
        release_by_policy(service, old, &mut wrong);
    }
    single_stack_has_one(service, &mut wrong);
    infer_families(service, config, &mut wrong);
    refuse(service, wrong)?;
    let default = config.service_cidrs.first().map_or(V4, family_name);
    if families(service).is_empty() && selectorless_headless(service) {
        set_texts(service, "spec.ipFamilies", &[default]);
    }
    if selectorless_headless(service) {
        if policy(service) != "SingleStack" {
            add_second_family(service);
        }
        return Ok(());
    }
    refuse(service, not_configured(service, config))?;
    if families(service).is_empty() {
        set_texts(service, "spec.ipFamilies", &[default]);
    }
    if policy(service) != "SingleStack" && config.service_cidrs.len() == 2 {
        add_second_family(service);
    }
    Ok(())
}

fn selectorless_headless(service: &Value) -> bool {
    service.text("spec.clusterIP") == NONE && !has_selector(service)
}

fn add_second_family(service: &mut Value) {
    if let [only] = families(service).as_slice() {
        let both = [(*only).to_owned(), other(only).to_owned()];
        set_texts(service, "spec.ipFamilies", &both);
    }
}

fn default_policy(service: &mut Value, old: Option<&Value>) {
    if service.at("spec.ipFamilyPolicy").is_some() {
        return;
    }
    let before = old.map(policy).unwrap_or_default().to_owned();
    let choice = if !before.is_empty() {
        before
    } else if selectorless_headless(service) {
        "RequireDualStack".to_owned()
    } else {
        "SingleStack".to_owned()
    };
    service.set("spec.ipFamilyPolicy", choice);
}

fn release_by_policy(service: &mut Value, old: &Value, wrong: &mut Problems) {
    if policy(service) == "SingleStack" {
        for field in ["spec.clusterIPs", "spec.ipFamilies"] {
            let now = super::super::texts(service, field);
            if now == super::super::texts(old, field) && now.len() > 1 {
                let first: Vec<String> = now.into_iter().take(1).collect();
                set_texts(service, field, &first);
            }
        }
        return;
    }
    let reduced = |field: &str| {
        let now = service.list(field).len();
        now != 0 && now < old.list(field).len()
    };
    let at = spec("ipFamilyPolicy");
    for (field, what) in
        [("spec.clusterIPs", "secondary cluster IP"), ("spec.ipFamilies", "secondary IP family")]
    {
        if reduced(field) {
            let detail = format!("must be 'SingleStack' to release the {what}");
            wrong.invalid(Code::IpFamilyPolicyConflict, &at, policy(service), &detail);
        }
    }
}

fn single_stack_has_one(service: &Value, wrong: &mut Problems) {
    if policy(service) != "SingleStack" {
        return;
    }
    let at = spec("ipFamilyPolicy");
    for (field, what) in [("spec.clusterIPs", "cluster IPs"), ("spec.ipFamilies", "IP families")] {
        if service.list(field).len() == 2 {
            let detail = format!(
                "must be 'RequireDualStack' or 'PreferDualStack' when multiple {what} are specified"
            );
            wrong.invalid(Code::IpFamilyPolicyConflict, &at, "SingleStack", &detail);
        }
    }
}

/// The families that the given addresses imply.
fn infer_families(service: &mut Value, config: &ClusterConfig, wrong: &mut Problems) {
    let mut known: Vec<String> = families(service).iter().map(|it| (*it).to_owned()).collect();
    let given = known.len();
    for (place, address) in cluster_ips(service).into_iter().enumerate() {
        if address == NONE {
            break;
        }
        if place < known.len() {
            continue;
        }
        let family = family_of(address);
        if range_of(config, family).is_none() {
            let detail = format!("{family} is not configured on this cluster");
            let at = spec("clusterIPs").index(place);
            wrong.invalid(Code::IpFamilyNotConfigured, &at, service.at("spec.clusterIPs"), &detail);
        } else {
            known.push(family.to_owned());
        }
    }
    if known.len() > given {
        set_texts(service, "spec.ipFamilies", &known);
    }
}

fn not_configured(service: &Value, config: &ClusterConfig) -> Problems {
    let mut wrong = Problems::default();
    if policy(service) == "RequireDualStack" && config.service_cidrs.len() < 2 {
        let detail = "this cluster is not configured for dual-stack services";
        let at = spec("ipFamilyPolicy");
        wrong.invalid(Code::IpFamilyNotConfigured, &at, policy(service), detail);
    }
    for (place, family) in families(service).into_iter().enumerate() {
        if range_of(config, family).is_none() {
            let at = spec("ipFamilies").index(place);
            let detail = "not configured on this cluster";
            wrong.invalid(Code::IpFamilyNotConfigured, &at, family, detail);
        }
    }
    wrong
}

/// Models allocClusterIPs: one address per family, chosen where none is asked.
fn allocate_ips(service: &mut Value, pools: &Pools<'_>) -> Result<(), Status> {
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
fn update_ips(service: &mut Value, old: &Value, pools: &Pools<'_>) -> Result<(), Status> {
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
        let mut all = super::super::texts(service, "spec.clusterIPs");
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
    let all = super::super::problems::aggregate(problems.iter().map(String::as_str));
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

fn should_allocate(service: &Value) -> bool {
    let flag = service.at("spec.allocateLoadBalancerNodePorts").and_then(Value::as_bool);
    !is_load_balancer(service) || flag.unwrap_or(true)
}

fn refuse_port(
    service: &Value,
    place: usize,
    port: i64,
    why: (Code, String),
) -> Result<(), Status> {
    let mut wrong = Problems::default();
    let at = spec("ports").index(place).field("nodePort");
    wrong.invalid(why.0, &at, Shown::from(port), &why.1);
    refuse(service, wrong)
}

fn exhausted() -> Status {
    let why = "failed to allocate a nodePort: range is full".to_owned();
    internal(Code::PoolExhausted, spec("ports"), why)
}

/// Models initNodePorts: ports of the same number share one node port.
fn create_node_ports(service: &mut Value, pool: &mut NodePorts<'_>) -> Result<(), Status> {
    let allocate = should_allocate(service);
    let asked: Vec<(i64, i64)> = service
        .list("spec.ports")
        .iter()
        .map(|it| (number(it, "port"), number(it, "nodePort")))
        .collect();
    let mut given: Vec<(i64, i64)> = Vec::new();
    let mut chosen = Vec::new();
    for (place, (port, wanted)) in asked.iter().copied().enumerate() {
        if wanted == 0 && !allocate {
            chosen.push(0);
            continue;
        }
        let before = given.iter().find(|it| it.0 == port).map(|it| it.1);
        let result = match before {
            Some(shared) if wanted == 0 || wanted == shared => shared,
            Some(_) => {
                if let Err(why) = pool.allocate(wanted) {
                    refuse_port(service, place, wanted, why)?;
                }
                wanted
            }
            None => {
                let wish = asked.iter().find(|it| it.0 == port && it.1 != 0).map(|it| it.1);
                let got = match wish {
                    Some(wish) => {
                        if let Err(why) = pool.allocate(wish) {
                            refuse_port(service, place, wish, why)?;
                        }
                        wish
                    }
                    None => pool.next().ok_or_else(exhausted)?,
                };
                given.push((port, got));
                got
            }
        };
        chosen.push(result);
    }
    write_node_ports(service, &chosen);
    Ok(())
}

fn write_node_ports(service: &mut Value, chosen: &[i64]) {
    for (port, got) in ports_mut(service).iter_mut().zip(chosen) {
        if *got != 0 {
            port.set("nodePort", *got);
        }
    }
}

/// Models updateNodePorts.
fn update_node_ports(
    service: &mut Value,
    old: &Value,
    pool: &mut NodePorts<'_>,
) -> Result<(), Status> {
    let allocate = should_allocate(service);
    let before = node_ports(old);
    let asked: Vec<(String, i64)> = service
        .list("spec.ports")
        .iter()
        .map(|it| (it.text("protocol").to_owned(), number(it, "nodePort")))
        .collect();
    let mut fresh: Vec<i64> = Vec::new();
    let mut chosen: Vec<i64> = Vec::new();
    let mut pairs: Vec<(String, i64)> = Vec::new();
    for (place, (protocol, wanted)) in asked.into_iter().enumerate() {
        if wanted == 0 && !allocate {
            chosen.push(0);
            continue;
        }
        let got = if wanted != 0 {
            if !before.contains(&wanted) && !fresh.contains(&wanted) {
                if let Err(why) = pool.allocate(wanted) {
                    refuse_port(service, place, wanted, why)?;
                }
                fresh.push(wanted);
            }
            wanted
        } else {
            pool.next().ok_or_else(exhausted)?
        };
        if pairs.contains(&(protocol.clone(), got)) {
            return Err(bare_error(format!("duplicate nodePort: {{{protocol} {got}}}")));
        }
        pairs.push((protocol, got));
        chosen.push(got);
    }
    write_node_ports(service, &chosen);
    Ok(())
}

/// Models allocHealthCheckNodePort.
fn allocate_health_check(service: &mut Value, pool: &mut NodePorts<'_>) -> Result<(), Status> {
    let path = "spec.healthCheckNodePort";
    let asked = number(service, path);
    if asked != 0 {
        return pool.allocate(asked).map_err(|(_, why)| {
            let why = format!("failed to allocate requested HealthCheck NodePort {asked}: {why}");
            internal(Code::HealthCheckNodePortRefused, spec("healthCheckNodePort"), why)
        });
    }
    let got = pool.next().ok_or_else(|| {
        let why = "failed to allocate a HealthCheck NodePort 0: range is full".to_owned();
        internal(Code::PoolExhausted, spec("healthCheckNodePort"), why)
    })?;
    service.set(path, got);
    Ok(())
}
