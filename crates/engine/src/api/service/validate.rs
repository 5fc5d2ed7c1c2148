//! The rules of a Service, all problems in the server's order.
//!
//! Models pkg/apis/core/validation ValidateService, ValidateServiceUpdate and
//! ValidateServiceClusterIPsRelatedFields (v1.36).

mod change;
mod status;

pub(crate) use self::status::{published, validate_status};

use self::change::{changed_class, changed_families, changed_ips};
use super::{
    NONE, cluster_ips, externally_accessible, families, is_external_name, is_headless,
    is_load_balancer, kind_of, needs_health_check, number, policy,
};
use crate::api::problems::{Problems, Shown};
use crate::api::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::Value;

const FAMILIES: [&str; 2] = ["IPv4", "IPv6"];
const FAMILY_POLICIES: [&str; 3] = ["PreferDualStack", "RequireDualStack", "SingleStack"];
const TYPES: [&str; 4] = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const POLICIES: [&str; 2] = ["Cluster", "Local"];
const AFFINITIES: [&str; 2] = ["ClientIP", "None"];
const DISTRIBUTIONS: [&str; 3] = ["PreferClose", "PreferSameZone", "PreferSameNode"];
const LOAD_BALANCER_ONLY: &str = "may only be used when `type` is 'LoadBalancer'";

/// The longest session affinity: a day, in seconds.
const AFFINITY_LONGEST: i64 = 86400;

fn spec(field: &'static str) -> FieldPath {
    FieldPath::root().field("spec").field(field)
}

/// Rules of a new Service.
///
/// Models pkg/apis/core/validation ValidateServiceCreate (v1.36).
pub(crate) fn validate(service: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Service, service);
    whole(service, &mut wrong);
    wrong
}

/// Rules of a whole Service beside its metadata: validateService.
fn whole(service: &Value, wrong: &mut Problems) {
    topology_annotations(service, wrong);
    by_type(service, wrong);
    let mut names = Vec::new();
    let ports = service.list("spec.ports");
    for (place, port) in ports.iter().enumerate() {
        validate_port(port, ports.len() > 1, &mut names, &spec("ports").index(place), wrong);
    }
    if let Some(selector) = service.at("spec.selector").and_then(Value::as_map) {
        metadata::validate_labels(selector, &spec("selector"), wrong);
    }
    affinity(service, wrong);
    wrong.append(cluster_ips_related(service));
    external_ips(service, wrong);
    let kind = kind_of(service);
    if !TYPES.contains(&kind) {
        wrong.unsupported(Code::InvalidServiceType, &spec("type"), kind, &TYPES);
    }
    port_sets(service, wrong);
    source_ranges(service, wrong);
    load_balancer_fields(service, wrong);
    traffic(service, wrong);
}

/// Rules of a Service that replaces another.
///
/// Models pkg/apis/core/validation ValidateServiceUpdate (v1.36).
pub(crate) fn validate_update(service: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(service, old);
    changed_ips(service, old, &mut wrong);
    changed_families(service, old, &mut wrong);
    changed_class(service, old, &mut wrong);
    let path = "spec.healthCheckNodePort";
    let both = needs_health_check(old) && needs_health_check(service);
    if both && number(old, path) != number(service, path) {
        let at = spec("healthCheckNodePort");
        wrong.forbidden(Code::ImmutableField, &at, "field is immutable");
    }
    whole(service, &mut wrong);
    wrong
}

fn topology_annotations(service: &Value, wrong: &mut Problems) {
    let (hints, mode) =
        ("service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode");
    let Some(annotations) = service.at("metadata.annotations") else { return };
    let (Some(old), Some(new)) = (annotations.get(hints), annotations.get(mode)) else { return };
    if old != new {
        let at = FieldPath::root().field("metadata.annotations").key(mode);
        let detail = format!("must match annotations[{hints}] when both are specified");
        wrong.invalid(Code::InvalidValue, &at, new, &detail);
    }
}

fn by_type(service: &Value, wrong: &mut Problems) {
    let ports = service.list("spec.ports");
    if ports.is_empty() && !is_headless(service) && !is_external_name(service) {
        wrong.required(Code::PortsRequired, &spec("ports"), "");
    }
    match kind_of(service) {
        "LoadBalancer" | "NodePort" => not_headless(service, wrong),
        "ExternalName" => external_name(service, wrong),
        _ => {}
    }
}

fn not_headless(service: &Value, wrong: &mut Problems) {
    if is_headless(service) {
        let detail = format!("may not be set to 'None' for {} services", kind_of(service));
        let at = spec("clusterIPs").index(0);
        wrong.invalid(Code::HeadlessNotForType, &at, NONE, &detail);
    }
}

fn external_name(service: &Value, wrong: &mut Problems) {
    let detail = "may not be set for ExternalName services";
    for field in ["clusterIPs", "ipFamilies"] {
        if !service.list(&format!("spec.{field}")).is_empty() {
            wrong.forbidden(Code::NotForExternalName, &spec(field), detail);
        }
    }
    if service.at("spec.ipFamilyPolicy").is_some() {
        wrong.forbidden(Code::NotForExternalName, &spec("ipFamilyPolicy"), detail);
    }
    let written = service.text("spec.externalName");
    let name = written.strip_suffix('.').unwrap_or(written);
    if name.is_empty() {
        wrong.required(Code::ExternalNameRequired, &spec("externalName"), "");
    } else {
        let at = spec("externalName");
        wrong.invalid_each(Code::InvalidExternalName, &at, name, format::dns_subdomain(name));
    }
}

fn validate_port(
    port: &Value,
    name_required: bool,
    names: &mut Vec<String>,
    at: &FieldPath,
    wrong: &mut Problems,
) {
    let name = port.text("name");
    let name_at = at.field("name");
    if name.is_empty() {
        if name_required {
            wrong.required(Code::PortNameRequired, &name_at, "");
        }
    } else {
        wrong.invalid_each(Code::InvalidPortName, &name_at, name, format::dns_label(name));
        if names.iter().any(|it| it == name) {
            wrong.duplicate(Code::DuplicatePortName, &name_at, name);
        } else {
            names.push(name.to_owned());
        }
    }
    let number = number(port, "port");
    if let Some(detail) = format::port_number(number) {
        wrong.invalid(Code::PortOutOfRange, &at.field("port"), number, detail);
    }
    rules::protocol(port.text("protocol"), &at.field("protocol"), wrong);
    rules::port_num_or_name(port.get("targetPort"), &at.field("targetPort"), wrong);
    if let Some(text) = port.get("appProtocol").and_then(Value::as_str) {
        let at = at.field("appProtocol");
        wrong.invalid_each(Code::InvalidAppProtocol, &at, text, format::qualified_name(text));
    }
}

fn affinity(service: &Value, wrong: &mut Problems) {
    let affinity = service.text("spec.sessionAffinity");
    if !AFFINITIES.contains(&affinity) {
        let at = spec("sessionAffinity");
        wrong.unsupported(Code::UnsupportedValue, &at, affinity, &AFFINITIES);
    }
    if affinity == "ClientIP" {
        let path = "sessionAffinityConfig.clientIP.timeoutSeconds";
        let seconds = number(service, &format!("spec.{path}"));
        if seconds <= 0 || seconds > AFFINITY_LONGEST {
            let detail = format!("must be greater than 0 and less than {AFFINITY_LONGEST}");
            wrong.invalid(Code::AffinityTimeoutOutOfRange, &spec(path), seconds, &detail);
        }
    }
}

/// ValidateServiceClusterIPsRelatedFields: also run before allocation.
pub(super) fn cluster_ips_related(service: &Value) -> Problems {
    let mut wrong = Problems::default();
    if is_external_name(service) {
        return wrong;
    }
    let ips = cluster_ips(service);
    let shown = || Shown::from(service.at("spec.clusterIPs"));
    let at = spec("clusterIPs");
    let first = service.text("spec.clusterIP");
    match ips.first() {
        None if !first.is_empty() => wrong.required(Code::ClusterIpsMismatch, &at, ""),
        Some(ip) if !first.is_empty() && *ip != first => {
            let detail = "first value must match `clusterIP`";
            wrong.invalid(Code::ClusterIpsMismatch, &at, shown(), detail);
        }
        Some(_) if first.is_empty() => {
            let detail = "must be empty when `clusterIP` is not specified";
            wrong.invalid(Code::ClusterIpsMismatch, &at, shown(), detail);
        }
        _ => {}
    }
    family_fields(service, &mut wrong);
    let mut invalid = false;
    for (place, ip) in ips.iter().enumerate() {
        if place == 0 && *ip == NONE {
            if ips.len() > 1 {
                invalid = true;
                let detail = "'None' must be the first and only value";
                wrong.invalid(Code::ClusterIpsMismatch, &at, shown(), detail);
            }
            continue;
        }
        let details = format::ip(ip);
        invalid |= !details.is_empty();
        wrong.invalid_each(Code::InvalidIpAddress, &at.index(place), ip, details);
    }
    if ips.len() > 2 {
        wrong.invalid(Code::ClusterIpsMismatch, &at, shown(), "may only hold up to 2 values");
    }
    if invalid {
        return wrong;
    }
    let v6 = |ip: &&str| ip.contains(':');
    if ips.len() > 1 && !(ips.iter().any(&v6) && ips.iter().any(|it| !v6(it))) {
        let detail = "may specify no more than one IP for each IP family";
        wrong.invalid(Code::ClusterIpsMismatch, &at, shown(), detail);
    }
    if !is_headless(service) {
        for (place, (ip, family)) in ips.iter().zip(families(service)).enumerate() {
            let expected = if v6(ip) { "IPv6" } else { "IPv4" };
            if FAMILIES.contains(&family) && family != expected {
                let detail =
                    format!("expected an {family} value as indicated by `ipFamilies[{place}]`");
                wrong.invalid(Code::IpFamilyPolicyConflict, &at.index(place), *ip, &detail);
            }
        }
    }
    wrong
}

fn family_fields(service: &Value, wrong: &mut Problems) {
    let mut seen = Vec::new();
    for (place, family) in families(service).into_iter().enumerate() {
        let at = spec("ipFamilies").index(place);
        if !FAMILIES.contains(&family) {
            wrong.unsupported(Code::InvalidIpFamily, &at, family, &FAMILIES);
        }
        if seen.contains(&family) {
            wrong.duplicate(Code::InvalidIpFamily, &at, family);
        }
        seen.push(family);
    }
    if service.at("spec.ipFamilyPolicy").is_some() && !FAMILY_POLICIES.contains(&policy(service)) {
        let at = spec("ipFamilyPolicy");
        wrong.unsupported(Code::UnsupportedValue, &at, policy(service), &FAMILY_POLICIES);
    }
}

fn external_ips(service: &Value, wrong: &mut Problems) {
    for (place, ip) in service.list("spec.externalIPs").iter().enumerate() {
        let text = ip.as_str().unwrap_or_default();
        let at = spec("externalIPs").index(place);
        let details = format::ip(text);
        if details.is_empty() {
            let details = format::special_ip(text);
            wrong.invalid_each(Code::SpecialIpAddress, &at, text, details);
        } else {
            wrong.invalid_each(Code::InvalidIpAddress, &at, text, details);
        }
    }
}

/// What concerns several ports together: node ports without a type for them,
/// and pairs that stand twice.
fn port_sets(service: &Value, wrong: &mut Problems) {
    let ports = service.list("spec.ports");
    let at = |place: usize| spec("ports").index(place);
    if kind_of(service) == "ClusterIP" {
        for (place, port) in ports.iter().enumerate() {
            if number(port, "nodePort") != 0 {
                let detail = "may not be used when `type` is 'ClusterIP'";
                wrong.forbidden(Code::NodePortNotForType, &at(place).field("nodePort"), detail);
            }
        }
    }
    let mut seen = Vec::new();
    for (place, port) in ports.iter().enumerate() {
        let pair = (port.text("protocol"), number(port, "nodePort"));
        if pair.1 != 0 && seen.contains(&pair) {
            wrong.duplicate(Code::DuplicateNodePort, &at(place).field("nodePort"), pair.1);
        }
        seen.push(pair);
    }
    let mut seen = Vec::new();
    for (place, port) in ports.iter().enumerate() {
        let pair = (port.text("protocol"), number(port, "port"));
        if seen.contains(&pair) {
            let shown = format!(
                "{{\"Name\":\"\",\"Protocol\":{},\"AppProtocol\":null,\"Port\":{},\
                 \"TargetPort\":0,\"NodePort\":0}}",
                Value::from(pair.0).to_json(),
                pair.1
            );
            wrong.duplicate(Code::DuplicatePort, &at(place), Shown::raw(shown));
        }
        seen.push(pair);
    }
}

fn source_ranges(service: &Value, wrong: &mut Problems) {
    let ranges = service.list("spec.loadBalancerSourceRanges");
    let key = "service.beta.kubernetes.io/load-balancer-source-ranges";
    let annotation = service.at("metadata.annotations").and_then(|it| it.get(key));
    if !ranges.is_empty() {
        // Upstream spells this path with a capital.
        let at = spec("LoadBalancerSourceRanges");
        let place = spec("loadBalancerSourceRanges");
        let before = wrong.0.len();
        if !is_load_balancer(service) {
            wrong.forbidden(Code::LoadBalancerOnly, &at, LOAD_BALANCER_ONLY);
        }
        for (index, range) in ranges.iter().enumerate() {
            let text = range.as_str().unwrap_or_default().trim();
            let details = format::cidr(text);
            wrong.invalid_each(Code::InvalidCidr, &at.index(index), text, details);
        }
        for cause in wrong.0.iter_mut().skip(before) {
            let tail = cause.path.0.split_off(2);
            cause.path = place.clone();
            cause.path.0.extend(tail);
        }
    } else if let Some(text) = annotation.and_then(Value::as_str) {
        let at = FieldPath::root().field("metadata.annotations").key(key);
        if !is_load_balancer(service) {
            wrong.forbidden(Code::LoadBalancerOnly, &at, LOAD_BALANCER_ONLY);
        }
        if !text.trim().is_empty() {
            for range in text.trim().split(',').map(str::trim) {
                wrong.invalid_each(Code::InvalidCidr, &at, range, format::cidr(range));
            }
        }
    }
}

fn load_balancer_fields(service: &Value, wrong: &mut Problems) {
    if service.at("spec.allocateLoadBalancerNodePorts").is_some() && !is_load_balancer(service) {
        let at = spec("allocateLoadBalancerNodePorts");
        wrong.forbidden(Code::LoadBalancerOnly, &at, LOAD_BALANCER_ONLY);
    }
    load_balancer_class_form(service, wrong);
}

fn traffic(service: &Value, wrong: &mut Problems) {
    let external = service.text("spec.externalTrafficPolicy");
    let at = spec("externalTrafficPolicy");
    if !externally_accessible(service) {
        if !external.is_empty() {
            let detail = "may only be set for externally-accessible services";
            let shown = Shown::from(external).typed();
            wrong.invalid(Code::TrafficPolicyNotForType, &at, shown, detail);
        }
    } else if external.is_empty() {
        wrong.required(Code::RequiredField, &at, "");
    } else if !POLICIES.contains(&external) {
        wrong.unsupported(Code::UnsupportedValue, &at, external, &POLICIES);
    }
    let health = number(service, "spec.healthCheckNodePort");
    if !needs_health_check(service) && health != 0 {
        let detail =
            "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
        let at = spec("healthCheckNodePort");
        wrong.invalid(Code::HealthCheckNodePortNotForType, &at, health, detail);
    } else if health != 0
        && let Some(detail) = format::port_number(health)
    {
        wrong.invalid(Code::PortOutOfRange, &spec("healthCheckNodePort"), health, detail);
    }
    let internal = service.at("spec.internalTrafficPolicy").and_then(Value::as_str);
    if let Some(text) = internal.filter(|it| !POLICIES.contains(it)) {
        let at = spec("internalTrafficPolicy");
        wrong.unsupported(Code::UnsupportedValue, &at, text, &POLICIES);
    }
    let distribution = service.at("spec.trafficDistribution").and_then(Value::as_str);
    if let Some(text) = distribution.filter(|it| !DISTRIBUTIONS.contains(it)) {
        let at = spec("trafficDistribution");
        wrong.unsupported_text(Code::UnsupportedValue, &at, text, &DISTRIBUTIONS);
    }
}

fn load_balancer_class_form(service: &Value, wrong: &mut Problems) {
    let Some(class) = service.at("spec.loadBalancerClass").and_then(Value::as_str) else { return };
    let at = spec("loadBalancerClass");
    if is_load_balancer(service) {
        let details = format::qualified_name(class);
        wrong.invalid_each(Code::InvalidLoadBalancerClass, &at, class, details);
    } else {
        wrong.forbidden(Code::LoadBalancerOnly, &at, LOAD_BALANCER_ONLY);
    }
}
