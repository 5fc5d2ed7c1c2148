//! The rules of a written status: where load balancers can be reached.
//!
//! Models pkg/apis/core/validation ValidateServiceStatusUpdate and
//! pkg/apis/networking/validation ValidateIngressLoadBalancerStatus (v1.36).

use crate::api::problems::Problems;
use crate::api::service::is_load_balancer;
use crate::api::{format, metadata};
use crate::diagnostic::Code;
use crate::path::FieldPath;
use crate::value::Value;

/// Rules of a status write: ValidateServiceStatusUpdate.
pub(crate) fn validate_status(service: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(service, old);
    let at = FieldPath::root().field("status.loadBalancer.ingress");
    let points = service.list("status.loadBalancer.ingress");
    if !is_load_balancer(service) && !points.is_empty() {
        let detail = "may only be used when `spec.type` is LoadBalancer";
        wrong.forbidden(Code::LoadBalancerOnly, &at, detail);
        return wrong;
    }
    for (place, point) in points.iter().enumerate() {
        let at = at.index(place);
        point_address(point, &at, &mut wrong);
        point_mode(point, &at, &mut wrong);
        point_name(point, &at, &mut wrong);
    }
    wrong
}

/// ValidateIngressLoadBalancerStatus: where an Ingress is reached.
pub(crate) fn published(ingress: &Value, wrong: &mut Problems) {
    let at = FieldPath::root().field("status.loadBalancer.ingress");
    for (place, point) in ingress.list("status.loadBalancer.ingress").iter().enumerate() {
        point_address(point, &at.index(place), wrong);
        point_name(point, &at.index(place), wrong);
    }
}

fn point_address(point: &Value, at: &FieldPath, wrong: &mut Problems) {
    let ip = point.text("ip");
    if !ip.is_empty() {
        wrong.invalid_each(Code::InvalidIpAddress, &at.field("ip"), ip, format::ip(ip));
    }
}

fn point_mode(point: &Value, at: &FieldPath, wrong: &mut Problems) {
    let (at, ip) = (at.field("ipMode"), point.text("ip"));
    match point.get("ipMode").and_then(Value::as_str) {
        None if !ip.is_empty() => {
            wrong.required(Code::RequiredField, &at, "must be specified when `ip` is set");
        }
        Some(_) if ip.is_empty() => {
            let detail = "may not be specified when `ip` is not set";
            wrong.forbidden(Code::ForbiddenField, &at, detail);
        }
        Some(mode) if !matches!(mode, "VIP" | "Proxy") => {
            wrong.unsupported(Code::UnsupportedValue, &at, mode, &["Proxy", "VIP"]);
        }
        _ => {}
    }
}

fn point_name(point: &Value, at: &FieldPath, wrong: &mut Problems) {
    let name = point.text("hostname");
    if !name.is_empty() {
        let at = at.field("hostname");
        wrong.invalid_each(Code::InvalidExternalName, &at, name, format::dns_subdomain(name));
        if format::sloppy_ip(name).is_some() {
            let detail = "must be a DNS name, not an IP address";
            wrong.invalid(Code::InvalidExternalName, &at, name, detail);
        }
    }
}
