//! What an update may not change: addresses, their families, and the class of a
//! load balancer.
//!
//! Models pkg/apis/core/validation validateUpgradeDowngradeClusterIPs,
//! validateUpgradeDowngradeIPFamilies and validateLoadBalancerClassField (v1.36).

use super::{load_balancer_class_form, spec};
use crate::api::problems::{Problems, Shown};
use crate::api::service::{
    cluster_ips, families, is_external_name, is_headless, is_load_balancer, policy,
};
use crate::diagnostic::Code;
use crate::value::Value;

/// validateUpgradeDowngradeClusterIPs.
pub(super) fn changed_ips(service: &Value, old: &Value, wrong: &mut Problems) {
    if is_external_name(service) || is_external_name(old) {
        return;
    }
    if is_headless(service) && is_headless(old) {
        return;
    }
    let (before, after) = (cluster_ips(old), cluster_ips(service));
    let shown = || Shown::from(service.at("spec.clusterIPs"));
    let at = spec("clusterIPs");
    let detail = "may not change once set";
    if before.len() == after.len() {
        for (place, (was, is)) in before.iter().zip(&after).enumerate() {
            if was != is {
                wrong.invalid(Code::ImmutableClusterIp, &at.index(place), shown(), detail);
            }
        }
        return;
    }
    if before.len() > after.len() && after.is_empty() {
        let detail = "primary clusterIP can not be unset";
        wrong.invalid(Code::ImmutableClusterIp, &at.index(0), shown(), detail);
    }
    if let (Some(was), Some(is)) = (before.first(), after.first())
        && was != is
    {
        wrong.invalid(Code::ImmutableClusterIp, &at.index(0), shown(), detail);
    }
    if before.len() > after.len() && after.len() == 1 && policy(service) != "SingleStack" {
        let detail = "must be set to 'SingleStack' when releasing the secondary clusterIP";
        let shown = Shown::from(service.at("spec.ipFamilyPolicy"));
        wrong.invalid(Code::IpFamilyPolicyConflict, &spec("ipFamilyPolicy"), shown, detail);
    }
}

/// validateUpgradeDowngradeIPFamilies.
pub(super) fn changed_families(service: &Value, old: &Value, wrong: &mut Problems) {
    let headless = is_headless(service);
    if is_external_name(service)
        || is_external_name(old)
        || headless != is_headless(old)
        || headless
    {
        return;
    }
    let (before, after) = (families(old), families(service));
    let at = spec("ipFamilies").index(0);
    let shown = |field: &str| Shown::from(service.at(field));
    let detail = "may not change once set";
    if before.len() == after.len() {
        for (was, is) in before.iter().zip(&after) {
            if was != is {
                wrong.invalid(Code::ImmutableField, &at, shown("spec.ipFamilies"), detail);
            }
        }
        return;
    }
    if before.len() > after.len() && cluster_ips(service).is_empty() {
        let detail = "primary ipFamily can not be unset";
        wrong.invalid(Code::ImmutableField, &at, shown("spec.ipFamilies"), detail);
    }
    if let (Some(was), Some(is)) = (before.first(), after.first())
        && was != is
    {
        wrong.invalid(Code::ImmutableField, &at, shown("spec.clusterIPs"), detail);
    }
    if before.len() > after.len() && after.len() == 1 && policy(service) != "SingleStack" {
        let detail = "must be set to 'SingleStack' when releasing the secondary ipFamily";
        let shown = shown("spec.ipFamilyPolicy");
        wrong.invalid(Code::IpFamilyPolicyConflict, &spec("ipFamilyPolicy"), shown, detail);
    }
}

/// The half of validateLoadBalancerClassField that looks at the old Service;
/// upstream then checks the form, which ValidateService does once more.
pub(super) fn changed_class(service: &Value, old: &Value, wrong: &mut Problems) {
    let path = "spec.loadBalancerClass";
    let both = is_load_balancer(old) && is_load_balancer(service);
    if both && service.at(path) != old.at(path) {
        let shown = Shown::from(service.at(path));
        let at = spec("loadBalancerClass");
        wrong.invalid(Code::ImmutableField, &at, shown, "may not change once set");
    }
    load_balancer_class_form(service, wrong);
}
