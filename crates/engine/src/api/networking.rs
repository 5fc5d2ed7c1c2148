//! The rules of Ingresses and NetworkPolicies.
//!
//! Models pkg/apis/networking/validation (v1.36).

use super::problems::Problems;
use super::{Status, format, metadata, rules};
use crate::diagnostic::Code;
use crate::objects::{Kind, Object};
use crate::path::FieldPath;
use crate::store::Store;
use crate::value::Value;

/// The annotation that `ingressClassName` took the place of.
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";
/// The annotation of a class that Ingresses without one get.
const DEFAULT_CLASS: &str = "ingressclass.kubernetes.io/is-default-class";

const PATH_TYPES: [&str; 3] = ["Exact", "ImplementationSpecific", "Prefix"];
const BAD_SEQUENCES: [&str; 5] = ["//", "/./", "/../", "%2f", "%2F"];
const BAD_ENDS: [&str; 2] = ["/..", "/."];

fn spec(field: &'static str) -> FieldPath {
    FieldPath::root().field("spec").field(field)
}

/// Rules of an Ingress.
pub(crate) fn validate_ingress(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Ingress, value);
    ingress_spec(value, &mut wrong);
    let class = value.at("spec.ingressClassName").and_then(Value::as_str);
    let annotation = class_annotation(value);
    if let (Some(class), Some(annotation)) = (class, annotation)
        && class != annotation
    {
        let at = FieldPath::root().field("annotations").field(CLASS_ANNOTATION);
        let detail = "must match `ingressClassName` when both are specified";
        wrong.invalid(Code::InvalidValue, &at, annotation, detail);
    }
    wrong
}

/// Rules of an Ingress that replaces another.
pub(crate) fn validate_ingress_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    wrong.append(metadata::validate(Kind::Ingress, value));
    ingress_spec(value, &mut wrong);
    wrong
}

/// Warnings about an Ingress.
pub(crate) fn ingress_warnings(value: &Value) -> Vec<String> {
    let annotation =
        class_annotation(value).filter(|_| value.at("spec.ingressClassName").is_none());
    let deprecated = annotation.map(|_| {
        format!("annotation \"{CLASS_ANNOTATION}\" is deprecated, please use 'spec.ingressClassName' instead")
    });
    deprecated.into_iter().collect()
}

fn class_annotation(value: &Value) -> Option<&str> {
    value.at("metadata.annotations")?.get(CLASS_ANNOTATION)?.as_str()
}

fn ingress_spec(value: &Value, wrong: &mut Problems) {
    let rule_list = value.list("spec.rules");
    let backend = value.at("spec.defaultBackend").filter(|it| !it.is_null());
    if rule_list.is_empty() && backend.is_none() {
        let at = FieldPath::root().field("spec");
        let shown = rules::shown(value.at("spec.rules"));
        let detail = "either `defaultBackend` or `rules` must be specified";
        wrong.invalid(Code::RequiredField, &at, shown, detail);
    }
    if let Some(backend) = backend {
        ingress_backend(backend, &spec("defaultBackend"), wrong);
    }
    for (place, rule) in rule_list.iter().enumerate() {
        host(rule.text("host"), &spec("rules").index(place).field("host"), wrong);
        if let Some(http) = rule.get("http").filter(|it| !it.is_null()) {
            paths(http, &spec("rules").index(place).field("http.paths"), wrong);
        }
    }
    tls(value, wrong);
    if let Some(class) = value.at("spec.ingressClassName").and_then(Value::as_str) {
        let at = spec("ingressClassName");
        wrong.invalid_each(Code::InvalidName, &at, class, format::dns_subdomain(class));
    }
}

fn host(host: &str, at: &FieldPath, wrong: &mut Problems) {
    if host.is_empty() {
        return;
    }
    if format::sloppy_ip(host).is_some() {
        wrong.invalid(Code::InvalidName, at, host, "must be a DNS name, not an IP address");
    }
    let details = host_form(host);
    wrong.invalid_each(Code::InvalidName, at, host, details);
}

fn host_form(host: &str) -> Vec<String> {
    if host.contains('*') { format::wildcard_subdomain(host) } else { format::dns_subdomain(host) }
}

fn tls(value: &Value, wrong: &mut Problems) {
    for (place, entry) in value.list("spec.tls").iter().enumerate() {
        let at = spec("tls").index(place);
        for (index, name) in entry.list("hosts").iter().enumerate() {
            let text = name.as_str().unwrap_or_default();
            let at = at.field("hosts").index(index);
            wrong.invalid_each(Code::InvalidName, &at, text, host_form(text));
        }
        let secret = entry.text("secretName");
        if !secret.is_empty() {
            let at = at.field("secretName");
            wrong.invalid_each(Code::InvalidName, &at, secret, format::dns_subdomain(secret));
        }
    }
}

fn paths(http: &Value, at: &FieldPath, wrong: &mut Problems) {
    if http.list("paths").is_empty() {
        wrong.required(Code::RequiredField, at, "");
    }
    for (place, path) in http.list("paths").iter().enumerate() {
        ingress_path(path, &at.index(place), wrong);
    }
}

fn ingress_path(path: &Value, at: &FieldPath, wrong: &mut Problems) {
    let Some(path_type) = path.get("pathType").and_then(Value::as_str) else {
        wrong.required(Code::RequiredField, &at.field("pathType"), "pathType must be specified");
        return;
    };
    let text = path.text("path");
    let path_at = at.field("path");
    let mut refuse = |detail: &str| wrong.invalid(Code::InvalidValue, &path_at, text, detail);
    match path_type {
        "Exact" | "Prefix" => {
            if !text.starts_with('/') {
                refuse("must be an absolute path");
            }
            for part in BAD_SEQUENCES.iter().filter(|it| text.contains(**it)) {
                refuse(&format!("must not contain '{part}'"));
            }
            for end in BAD_ENDS.iter().filter(|it| text.ends_with(**it)) {
                refuse(&format!("cannot end with '{end}'"));
            }
        }
        "ImplementationSpecific" => {
            if !text.is_empty() && !text.starts_with('/') {
                refuse("must be an absolute path");
            }
        }
        other => {
            let at = at.field("pathType");
            wrong.unsupported(Code::UnsupportedValue, &at, other, &PATH_TYPES);
        }
    }
    let empty = Value::map();
    ingress_backend(path.get("backend").unwrap_or(&empty), &at.field("backend"), wrong);
}

/// A new Ingress that names no class gets the newest default one.
///
/// Models plugin/pkg/admission/network/defaultingressclass (v1.36).
pub(crate) fn default_class(value: &mut Value, store: &Store) -> Result<(), Status> {
    if value.at("spec.ingressClassName").is_some() || class_annotation(value).is_some() {
        return Ok(());
    }
    let made = |it: &Object| it.value.text("metadata.creationTimestamp").to_owned();
    let mut newest: Option<&Object> = None;
    for class in store.of_kind(Kind::IngressClass) {
        let default = class.meta.annotations.get(DEFAULT_CLASS).is_some_and(|it| it == "true");
        if default && newest.is_none_or(|it| made(it) < made(class)) {
            newest = Some(class);
        }
    }
    if let Some(class) = newest {
        value.set("spec.ingressClassName", &*class.meta.name);
    }
    Ok(())
}

/// Rules of an IngressClass.
pub(crate) fn validate_class(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::IngressClass, value);
    let at = spec("controller");
    let controller = value.text("spec.controller");
    if controller.len() > LONGEST_CONTROLLER {
        wrong.too_long(&at, LONGEST_CONTROLLER);
    }
    domain_prefixed_path(controller, &at, &mut wrong);
    if let Some(parameters) = value.at("spec.parameters").filter(|it| !it.is_null()) {
        class_parameters(parameters, &spec("parameters"), &mut wrong);
    }
    wrong
}

/// Rules of an IngressClass that replaces another.
pub(crate) fn validate_class_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    let controller = value.text("spec.controller");
    if controller != old.text("spec.controller") {
        let at = spec("controller");
        wrong.invalid(Code::ImmutableField, &at, controller, "field is immutable");
    }
    wrong.append(validate_class(value));
    wrong
}

/// Longest name of an Ingress controller.
const LONGEST_CONTROLLER: usize = 250;

/// Models IsDomainPrefixedPath.
fn domain_prefixed_path(text: &str, at: &FieldPath, wrong: &mut Problems) {
    if text.is_empty() {
        return wrong.required(Code::RequiredField, at, "");
    }
    let Some((host, path)) =
        text.split_once('/').filter(|(host, path)| !host.is_empty() && !path.is_empty())
    else {
        let detail = "must be a domain-prefixed path (such as \"acme.io/foo\")";
        return wrong.invalid(Code::InvalidValue, at, text, detail);
    };
    wrong.invalid_each(Code::InvalidName, at, host, format::dns_subdomain(host));
    let fits = |it: u8| it.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:".contains(&it);
    if !path.bytes().all(fits) {
        let detail = "Invalid path (regex used for validation is \
                      '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')";
        wrong.invalid(Code::InvalidValue, at, path, detail);
    }
}

/// Models validateIngressClassParametersReference.
fn class_parameters(parameters: &Value, at: &FieldPath, wrong: &mut Problems) {
    typed_reference(parameters, at, wrong);
    let namespace = parameters.get("namespace").and_then(Value::as_str);
    let at_namespace = at.field("namespace");
    match (parameters.text("scope"), namespace) {
        ("Cluster", Some(_)) => {
            let detail = "`parameters.scope` is set to 'Cluster'";
            wrong.forbidden(Code::ForbiddenField, &at_namespace, detail);
        }
        ("Namespace", None) => {
            let detail = "`parameters.scope` is set to 'Namespace'";
            wrong.required(Code::RequiredField, &at_namespace, detail);
        }
        ("Namespace", Some(name)) => {
            wrong.invalid_each(Code::InvalidName, &at_namespace, name, format::dns_label(name));
        }
        ("Cluster", None) => {}
        (other, _) => {
            let allowed = ["Cluster", "Namespace"];
            let at = at.field("scope");
            wrong.unsupported_text(Code::UnsupportedValue, &at, other, &allowed);
        }
    }
}

/// Models validateIngressTypedLocalObjectReference.
fn typed_reference(resource: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(group) = resource.get("apiGroup").and_then(Value::as_str) {
        let details = format::dns_subdomain(group);
        wrong.invalid_each(Code::InvalidName, &at.field("apiGroup"), group, details);
    }
    for field in ["kind", "name"] {
        let (text, at) = (resource.text(field), at.field(field));
        if text.is_empty() {
            wrong.required(Code::RequiredField, &at, "");
        }
        wrong.invalid_each(Code::InvalidName, &at, text, format::path_segment(text));
    }
}

fn ingress_backend(backend: &Value, at: &FieldPath, wrong: &mut Problems) {
    let resource = backend.get("resource").filter(|it| !it.is_null());
    let service = backend.get("service").filter(|it| !it.is_null());
    match (resource, service) {
        (Some(_), Some(_)) => {
            let detail = "cannot set both resource and service backends";
            wrong.invalid(Code::ForbiddenField, at, "", detail);
        }
        (Some(resource), None) => {
            typed_reference(resource, &at.field("resource"), wrong);
        }
        (None, Some(service)) => backend_service(service, at, wrong),
        (None, None) => {
            let detail = "resource or service backend is required";
            wrong.invalid(Code::RequiredField, at, "", detail);
        }
    }
}

fn backend_service(service: &Value, at: &FieldPath, wrong: &mut Problems) {
    let name = service.text("name");
    let name_at = at.field("service.name");
    if name.is_empty() {
        wrong.required(Code::RequiredField, &name_at, "");
    } else {
        wrong.invalid_each(Code::InvalidName, &name_at, name, format::dns_label(name));
    }
    let port_name = service.text("port.name");
    let number = service.at("port.number").and_then(Value::as_int).unwrap_or(0);
    match (port_name.is_empty(), number == 0) {
        (false, false) => {
            let detail = "cannot set both port name & port number";
            wrong.invalid(Code::ForbiddenField, at, "", detail);
        }
        (false, true) => {
            let at = at.field("service.port.name");
            let details = format::port_name(port_name);
            wrong.invalid_each(Code::InvalidPortName, &at, port_name, details);
        }
        (true, false) => {
            if let Some(detail) = format::port_number(number) {
                let at = at.field("service.port.number");
                wrong.invalid(Code::PortOutOfRange, &at, number, detail);
            }
        }
        (true, true) => {
            wrong.required(Code::RequiredField, at, "port name or number is required");
        }
    }
}

/// Rules of a NetworkPolicy.
pub(crate) fn validate_policy(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::NetworkPolicy, value);
    policy_spec(value, &mut wrong);
    wrong
}

/// Rules of a NetworkPolicy that replaces another: upstream looks at the spec twice.
pub(crate) fn validate_policy_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = validate_policy(value);
    wrong.append(metadata::validate_update(value, old));
    policy_spec(value, &mut wrong);
    wrong
}

fn policy_spec(value: &Value, wrong: &mut Problems) {
    rules::label_selector(value.at("spec.podSelector"), &spec("podSelector"), wrong);
    for (list, peers) in [("ingress", "from"), ("egress", "to")] {
        for (place, rule) in value.list(&format!("spec.{list}")).iter().enumerate() {
            let at = spec(list).index(place);
            for (index, port) in rule.list("ports").iter().enumerate() {
                policy_port(port, &at.field("ports").index(index), wrong);
            }
            for (index, peer) in rule.list(peers).iter().enumerate() {
                policy_peer(peer, &at.field(peers).index(index), wrong);
            }
        }
    }
    let at = spec("policyTypes");
    let types = value.list("spec.policyTypes");
    if types.len() > 2 {
        let shown = rules::shown(value.at("spec.policyTypes"));
        wrong.invalid(Code::TooMany, &at, shown, "may not specify more than two policyTypes");
        return;
    }
    let allowed = ["Ingress", "Egress"];
    for (place, kind) in types.iter().enumerate() {
        let text = kind.as_str().unwrap_or_default();
        if !allowed.contains(&text) {
            wrong.unsupported(Code::UnsupportedValue, &at.index(place), text, &allowed);
        }
    }
}

fn policy_port(port: &Value, at: &FieldPath, wrong: &mut Problems) {
    let protocol = port.text("protocol");
    let allowed = ["TCP", "UDP", "SCTP"];
    if !allowed.contains(&protocol) {
        wrong.unsupported(Code::InvalidProtocol, &at.field("protocol"), protocol, &allowed);
    }
    let end = port.get("endPort").and_then(Value::as_int);
    let end_at = at.field("endPort");
    match port.get("port").filter(|it| !it.is_null()) {
        None => {
            if let Some(end) = end {
                let detail = "may not be specified when `port` is not specified";
                wrong.invalid(Code::ForbiddenField, &end_at, end, detail);
            }
        }
        Some(Value::Str(name)) => {
            if let Some(end) = end {
                let detail = "may not be specified when `port` is non-numeric";
                wrong.invalid(Code::ForbiddenField, &end_at, end, detail);
            }
            let details = format::port_name(name);
            wrong.invalid_each(Code::InvalidPortName, &at.field("port"), name, details);
        }
        Some(number) => {
            let number = number.as_int().unwrap_or(0);
            if let Some(detail) = format::port_number(number) {
                wrong.invalid(Code::PortOutOfRange, &at.field("port"), number, detail);
            }
            if let Some(end) = end {
                if end < number {
                    let detail = "must be greater than or equal to `port`";
                    // Until v1.37 the message names the port here.
                    wrong.invalid(Code::NumberOutOfRange, &end_at, number, detail);
                }
                if let Some(detail) = format::port_number(end) {
                    wrong.invalid(Code::PortOutOfRange, &end_at, end, detail);
                }
            }
        }
    }
}

fn policy_peer(peer: &Value, at: &FieldPath, wrong: &mut Problems) {
    let there = |name: &str| peer.get(name).filter(|it| !it.is_null());
    let mut count = 0;
    for selector in ["podSelector", "namespaceSelector"] {
        if let Some(value) = there(selector) {
            count += 1;
            rules::label_selector(Some(value), &at.field(selector), wrong);
        }
    }
    let block = there("ipBlock");
    if let Some(block) = block {
        count += 1;
        ip_block(block, &at.field("ipBlock"), wrong);
    }
    if count == 0 {
        wrong.required(Code::RequiredField, at, "must specify a peer");
    } else if count > 1 && block.is_some() {
        let detail = "may not specify both ipBlock and another peer";
        wrong.forbidden(Code::ForbiddenField, at, detail);
    }
}

fn ip_block(block: &Value, at: &FieldPath, wrong: &mut Problems) {
    let cidr = block.text("cidr");
    let cidr_at = at.field("cidr");
    if cidr.is_empty() {
        wrong.required(Code::RequiredField, &cidr_at, "");
        return;
    }
    wrong.invalid_each(Code::InvalidCidr, &cidr_at, cidr, format::cidr(cidr));
    if format::sloppy_cidr(cidr).is_none() {
        return;
    }
    for (place, except) in block.list("except").iter().enumerate() {
        let text = except.as_str().unwrap_or_default();
        let at = at.field("except").index(place);
        let details = format::cidr(text);
        let readable = format::sloppy_cidr(text).is_some();
        wrong.invalid_each(Code::InvalidCidr, &at, text, details);
        if readable && !format::strictly_inside(text, cidr) {
            wrong.invalid(Code::InvalidCidr, &at, text, "must be a strict subset of `cidr`");
        }
    }
}

/// Warnings about a NetworkPolicy. Models pkg/registry/networking/networkpolicy
/// strategy.go (v1.36).
pub(crate) fn policy_warnings(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for (list, peers) in [("ingress", "from"), ("egress", "to")] {
        for (place, rule) in value.list(&format!("spec.{list}")).iter().enumerate() {
            for (index, peer) in rule.list(peers).iter().enumerate() {
                let Some(block) = peer.get("ipBlock") else { continue };
                let at = format!("spec.{list}[{place}].{peers}[{index}].ipBlock");
                out.extend(format::cidr_warning(&format!("{at}.cidr"), block.text("cidr")));
                for (number, except) in block.list("except").iter().enumerate() {
                    let text = except.as_str().unwrap_or_default();
                    out.extend(format::cidr_warning(&format!("{at}.except[{number}]"), text));
                }
            }
        }
    }
    out
}
