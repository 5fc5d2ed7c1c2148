//! Address families and their policy: what a Service asks for, what its
//! addresses imply, and what the cluster has.
//!
//! Models initIPFamilyFields of pkg/registry/core/service/storage/alloc.go (v1.36).

use std::net::IpAddr;

use super::{V4, V6, family_name, matching_prefer_dual_stack, range_of, refuse, spec};
use crate::api::problems::Problems;
use crate::api::service::{
    NONE, cluster_ips, families, has_selector, is_external_name, policy, set_texts, validate,
};
use crate::api::{Status, format, texts};
use crate::cluster::ClusterConfig;
use crate::diagnostic::Code;
use crate::value::Value;

/// Models initIPFamilyFields.
pub(super) fn init_families(
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
            let now = texts(service, field);
            if now == texts(old, field) && now.len() > 1 {
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

fn family_of(address: &str) -> &'static str {
    match format::sloppy_ip(address) {
        Some(IpAddr::V4(_)) => V4,
        Some(IpAddr::V6(_)) => V6,
        None => "unknown",
    }
}

fn other(family: &str) -> &'static str {
    if family == V4 { V6 } else { V4 }
}
