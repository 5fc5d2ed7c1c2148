//! Cluster addresses, node ports and address families: what is chosen by the
//! server, and what cannot be had. Runs before validation, so its refusals
//! come alone.
//!
//! Models pkg/registry/core/service/storage/alloc.go and ipallocator (v1.36).
//! What is in use is read from the store, which is what upstream's repair loops
//! make of it.

mod addresses;
mod families;
mod ports;

use ipnet::IpNet;

use self::addresses::{allocate_ips, update_ips};
use self::families::init_families;
use self::ports::{allocate_health_check, create_node_ports, update_node_ports};
use super::node_ports::NodePorts;
use super::{cluster_ips, families, has_node_ports, kind_of, needs_health_check, policy};
use crate::api::Status;
use crate::api::problems::Problems;
use crate::cluster::ClusterConfig;
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

fn range_of<'a>(config: &'a ClusterConfig, family: &str) -> Option<&'a IpNet> {
    config.service_cidrs.iter().find(|it| family_name(it) == family)
}

fn family_name(range: &IpNet) -> &'static str {
    if range.addr().is_ipv4() { V4 } else { V6 }
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
