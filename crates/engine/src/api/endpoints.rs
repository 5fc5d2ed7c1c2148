//! The rules of Endpoints and EndpointSlices.
//!
//! Models pkg/apis/core/validation ValidateEndpoints and
//! pkg/apis/discovery/validation (v1.36).

use super::problems::Problems;
use super::{format, metadata, rules};
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::value::Value;

const ADDRESS_TYPES: [&str; 3] = ["FQDN", "IPv4", "IPv6"];
const ENDPOINTS_MOST: usize = 1000;
const ADDRESSES_MOST: usize = 100;
const PORTS_MOST: usize = 20_000;
const HINTS_MOST: usize = 8;

fn root(field: &'static str) -> FieldPath {
    FieldPath::root().field(field)
}

/// Rules of Endpoints.
pub(crate) fn validate_endpoints(value: &Value) -> Problems {
    let mut wrong = metadata::validate(Kind::Endpoints, value);
    subsets(value, &mut wrong);
    wrong
}

/// Rules of Endpoints that replace others.
pub(crate) fn validate_endpoints_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = metadata::validate_update(value, old);
    wrong.append(metadata::validate(Kind::Endpoints, value));
    // What was accepted once stays.
    if value.get("subsets") != old.get("subsets") {
        subsets(value, &mut wrong);
    }
    wrong
}

fn subsets(value: &Value, wrong: &mut Problems) {
    for (place, subset) in value.list("subsets").iter().enumerate() {
        let at = root("subsets").index(place);
        let lists = ["addresses", "notReadyAddresses"];
        if lists.iter().all(|it| subset.list(it).is_empty()) {
            let detail = "must specify `addresses` or `notReadyAddresses`";
            wrong.required(Code::RequiredField, &at, detail);
        }
        for list in lists {
            for (index, address) in subset.list(list).iter().enumerate() {
                endpoint_address(address, &at.field(list).index(index), wrong);
            }
        }
        let ports = subset.list("ports");
        for (index, port) in ports.iter().enumerate() {
            let at = at.field("ports").index(index);
            endpoint_port(port, ports.len() > 1, &at, wrong);
        }
    }
}

fn endpoint_address(address: &Value, at: &FieldPath, wrong: &mut Problems) {
    let ip = address.text("ip");
    let ip_at = at.field("ip");
    wrong.invalid_each(Code::InvalidIpAddress, &ip_at, ip, format::ip(ip));
    optional_label(address, "hostname", at, wrong);
    if let Some(node) = address.get("nodeName").and_then(Value::as_str) {
        let at = at.field("nodeName");
        wrong.invalid_each(Code::InvalidName, &at, node, format::dns_subdomain(node));
    }
    wrong.invalid_each(Code::SpecialIpAddress, &ip_at, ip, format::special_ip(ip));
}

fn optional_label(value: &Value, field: &'static str, at: &FieldPath, wrong: &mut Problems) {
    let text = value.text(field);
    if !text.is_empty() {
        wrong.invalid_each(Code::InvalidName, &at.field(field), text, format::dns_label(text));
    }
}

fn endpoint_port(port: &Value, name_required: bool, at: &FieldPath, wrong: &mut Problems) {
    let name = port.text("name");
    if name_required && name.is_empty() {
        wrong.required(Code::PortNameRequired, &at.field("name"), "");
    } else if !name.is_empty() {
        let details = format::dns_label(name);
        wrong.invalid_each(Code::InvalidPortName, &at.field("name"), name, details);
    }
    let number = port.get("port").and_then(Value::as_int).unwrap_or(0);
    if let Some(detail) = format::port_number(number) {
        wrong.invalid(Code::PortOutOfRange, &at.field("port"), number, detail);
    }
    rules::protocol(port.text("protocol"), &at.field("protocol"), wrong);
    app_protocol(port, at, wrong);
}

fn app_protocol(port: &Value, at: &FieldPath, wrong: &mut Problems) {
    if let Some(text) = port.get("appProtocol").and_then(Value::as_str) {
        let at = at.field("appProtocol");
        wrong.invalid_each(Code::InvalidAppProtocol, &at, text, format::qualified_name(text));
    }
}

/// Rules of an EndpointSlice.
pub(crate) fn validate_slice(value: &Value) -> Problems {
    validate_slice_over(value, None)
}

fn validate_slice_over(value: &Value, old: Option<&Value>) -> Problems {
    let mut wrong = metadata::validate(Kind::EndpointSlice, value);
    slice(value, &mut wrong);
    // Endpoints that were accepted once stay.
    if old.is_none_or(|old| value.get("endpoints") != old.get("endpoints")) {
        slice_endpoints(value, value.text("addressType"), &mut wrong);
    }
    wrong
}

/// Rules of an EndpointSlice that replaces another.
pub(crate) fn validate_slice_update(value: &Value, old: &Value) -> Problems {
    let mut wrong = validate_slice_over(value, Some(old));
    if value.get("addressType") != old.get("addressType") {
        let shown = rules::shown(value.get("addressType"));
        wrong.invalid(Code::ImmutableField, &root("addressType"), shown, "field is immutable");
    }
    wrong
}

fn slice(value: &Value, wrong: &mut Problems) {
    let address_type = value.text("addressType");
    if address_type.is_empty() {
        wrong.required(Code::RequiredField, &root("addressType"), "");
    } else if !ADDRESS_TYPES.contains(&address_type) {
        let at = root("addressType");
        wrong.unsupported(Code::UnsupportedValue, &at, address_type, &ADDRESS_TYPES);
    }
    slice_ports(value, wrong);
}

fn slice_endpoints(value: &Value, address_type: &str, wrong: &mut Problems) {
    let endpoints = value.list("endpoints");
    let at = root("endpoints");
    if endpoints.len() > ENDPOINTS_MOST {
        wrong.too_many(&at, endpoints.len(), ENDPOINTS_MOST);
        return;
    }
    for (place, endpoint) in endpoints.iter().enumerate() {
        let at = at.index(place);
        let addresses = endpoint.list("addresses");
        let path = at.field("addresses");
        if addresses.is_empty() {
            wrong.required(Code::RequiredField, &path, "must contain at least 1 address");
        } else if addresses.len() > ADDRESSES_MOST {
            wrong.too_many(&path, addresses.len(), ADDRESSES_MOST);
        }
        for (index, address) in addresses.iter().enumerate() {
            let text = address.as_str().unwrap_or_default();
            slice_address(text, address_type, &path, index, wrong);
        }
        if let Some(node) = endpoint.get("nodeName").and_then(Value::as_str) {
            let at = at.field("nodeName");
            wrong.invalid_each(Code::InvalidName, &at, node, format::dns_subdomain(node));
        }
        if let Some(name) = endpoint.get("hostname").and_then(Value::as_str) {
            let at = at.field("hostname");
            wrong.invalid_each(Code::InvalidName, &at, name, format::dns_label(name));
        }
        hints(endpoint, &at.field("hints"), wrong);
    }
}

fn slice_address(
    text: &str,
    address_type: &str,
    at: &FieldPath,
    place: usize,
    wrong: &mut Problems,
) {
    let item = at.index(place);
    match address_type {
        "IPv4" | "IPv6" => {
            let details = format::ip(text);
            let fits = (address_type == "IPv6") == text.contains(':');
            if !details.is_empty() {
                wrong.invalid_each(Code::InvalidIpAddress, &item, text, details);
            } else {
                if !fits {
                    let detail = format!("must be an {address_type} address");
                    wrong.invalid(Code::InvalidIpAddress, at, text, &detail);
                }
                let details = format::special_ip(text);
                wrong.invalid_each(Code::SpecialIpAddress, &item, text, details);
            }
        }
        "FQDN" => full_name(text, &item, wrong),
        _ => {}
    }
}

/// IsFullyQualifiedDomainName.
fn full_name(text: &str, at: &FieldPath, wrong: &mut Problems) {
    if text.is_empty() {
        wrong.required(Code::RequiredField, at, "");
        return;
    }
    let name = text.strip_suffix('.').unwrap_or(text);
    let details = format::dns_subdomain(name);
    if !details.is_empty() {
        wrong.invalid(Code::InvalidName, at, name, &details.join(","));
    } else if name.split('.').count() < 2 {
        let detail = "should be a domain with at least two segments separated by dots";
        wrong.invalid(Code::InvalidName, at, name, detail);
    } else {
        let mut labels = name.split('.').map(|it| (it, format::dns_label(it)));
        if let Some((label, details)) = labels.find(|(_, told)| !told.is_empty()) {
            wrong.invalid(Code::InvalidName, at, label, &details.join(","));
        }
    }
}

fn hints(endpoint: &Value, at: &FieldPath, wrong: &mut Problems) {
    for list in ["forZones", "forNodes"] {
        let items = endpoint.list(&format!("hints.{list}"));
        let at = at.field(list);
        if items.len() > HINTS_MOST {
            wrong.too_many(&at, items.len(), HINTS_MOST);
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let name = item.text("name");
            let at = at.index(place).field("name");
            if seen.contains(&name) {
                wrong.duplicate(Code::DuplicateValue, &at, name);
            }
            seen.push(name);
            let details = if list == "forZones" {
                format::label_value(name)
            } else {
                format::dns_subdomain(name)
            };
            wrong.invalid_each(Code::InvalidLabelValue, &at, name, details);
        }
    }
}

fn slice_ports(value: &Value, wrong: &mut Problems) {
    let ports = value.list("ports");
    let at = root("ports");
    if ports.len() > PORTS_MOST {
        wrong.too_many(&at, ports.len(), PORTS_MOST);
        return;
    }
    let mut names: Vec<&str> = Vec::new();
    for (place, port) in ports.iter().enumerate() {
        let at = at.index(place);
        let name = port.text("name");
        if !name.is_empty() {
            let details = format::dns_label(name);
            wrong.invalid_each(Code::InvalidPortName, &at.field("name"), name, details);
        }
        if names.contains(&name) {
            wrong.duplicate(Code::DuplicatePortName, &at.field("name"), name);
        }
        names.push(name);
        let protocol = port.text("protocol");
        if !rules::PROTOCOLS.contains(&protocol) {
            let at = at.field("protocol");
            wrong.unsupported(Code::InvalidProtocol, &at, protocol, &rules::PROTOCOLS);
        }
        app_protocol(port, &at, wrong);
    }
}

/// Warnings about an address that is accepted. What a controller wrote is not
/// looked at. Models pkg/registry/core/endpoint and discovery/endpointslice
/// strategy.go (v1.36).
fn address_warnings(value: &Value, controllers: &[&str], list: &[(String, &str)]) -> Vec<String> {
    let label =
        |key: &str| value.at("metadata.labels").and_then(|it| it.get(key)).and_then(Value::as_str);
    let keys = ["endpoints.kubernetes.io/managed-by", "endpointslice.kubernetes.io/managed-by"];
    if keys.iter().any(|key| label(key).is_some_and(|it| controllers.contains(&it))) {
        return Vec::new();
    }
    list.iter().filter_map(|(path, text)| format::ip_warning(path, text)).collect()
}

/// Warnings about Endpoints.
pub(crate) fn endpoints_warnings(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for (place, subset) in value.list("subsets").iter().enumerate() {
        for list in ["addresses", "notReadyAddresses"] {
            for (index, address) in subset.list(list).iter().enumerate() {
                all.push((format!("subsets[{place}].{list}[{index}].ip"), address.text("ip")));
            }
        }
    }
    address_warnings(value, &["endpoint-controller"], &all)
}

/// Warnings about a new EndpointSlice.
pub(crate) fn slice_warnings(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    if value.text("addressType") == "FQDN" {
        out.push("spec.addressType: FQDN endpoints are deprecated".to_owned());
    }
    out.extend(odd_addresses(value));
    out
}

/// Warnings about an EndpointSlice that replaces another.
pub(crate) fn odd_addresses(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for (place, endpoint) in value.list("endpoints").iter().enumerate() {
        for (index, address) in endpoint.list("addresses").iter().enumerate() {
            let text = address.as_str().unwrap_or_default();
            all.push((format!("endpoints[{place}].addresses[{index}]"), text));
        }
    }
    let controllers =
        ["endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io"];
    address_warnings(value, &controllers, &all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Verb;
    use crate::client::fixture::sent;

    fn slice_of(kind: &str, address: &str) -> Value {
        let mut endpoint = Value::map();
        endpoint.set("addresses", vec![Value::from(address)]);
        let mut slice = Value::map();
        slice.set("addressType", kind);
        slice.set("endpoints", vec![endpoint]);
        slice
    }

    fn told(problems: Problems) -> Vec<String> {
        problems.0.into_iter().map(|it| format!("{}: {}", it.field, it.message)).collect()
    }

    fn named(mut object: Value) -> Value {
        object.set("metadata.name", "web");
        object.set("metadata.namespace", "default");
        object
    }

    /// Models ValidateEndpointSlice, which compares with what there was.
    #[test]
    fn endpoints_that_were_accepted_stay() {
        let old = named(slice_of("IPv4", "10.0.0.1"));
        let immutable = "addressType: Invalid value: \"IPv6\": field is immutable";
        let changed = named(slice_of("IPv6", "10.0.0.1"));
        assert_eq!(told(validate_slice_update(&changed, &old)), [immutable]);
        let both = named(slice_of("IPv6", "10.0.0.2"));
        let address =
            "endpoints[0].addresses: Invalid value: \"10.0.0.2\": must be an IPv6 address";
        assert_eq!(told(validate_slice_update(&both, &old)), [address, immutable]);
    }

    /// Models IsFullyQualifiedDomainName: what is wrong stands in one line, and each label counts.
    #[test]
    fn a_name_is_told_of_once() {
        let label = "a".repeat(64);
        let words = format!(
            "endpoints[0].addresses[0]: Invalid value: \"{label}\": must be no more than 63 characters"
        );
        let slice = named(slice_of("FQDN", &format!("db.{label}")));
        assert_eq!(told(validate_slice(&slice)), [words]);
        let long = format!("A{}", "b.".repeat(130));
        assert_eq!(told(validate_slice(&named(slice_of("FQDN", &long)))).len(), 1);
    }

    /// Models ValidateEndpoints, which tells nothing of subsets that were there before.
    #[test]
    fn subsets_that_were_accepted_stay() {
        let subset = |ip: &str| {
            let mut address = Value::map();
            address.set("ip", ip);
            let mut subset = Value::map();
            subset.set("addresses", vec![address]);
            let mut endpoints = Value::map();
            endpoints.set("subsets", vec![subset]);
            named(endpoints)
        };
        let old = subset("010.0.0.1");
        let words =
            "subsets[0].addresses[0].ip: Invalid value: \"010.0.0.1\": must not have leading 0s";
        assert_eq!(told(validate_endpoints(&old)), [words]);
        let mut labelled = old.clone();
        labelled.set("metadata.labels.a", "b");
        assert_eq!(told(validate_endpoints_update(&labelled, &old)), [""; 0]);
        let words =
            "subsets[0].addresses[0].ip: Invalid value: \"010.0.0.2\": must not have leading 0s";
        assert_eq!(told(validate_endpoints_update(&subset("010.0.0.2"), &old)), [words]);
    }

    /// What protobuf writes of an empty list is nothing, and nothing is read as `null`.
    #[test]
    fn an_empty_list_of_a_slice_is_stored_as_none() {
        let text = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n\
                    addressType: IPv4\nendpoints: []\nports: []\n";
        let run = sent(&[(Verb::Create, text)]);
        let stored = run.applied.first().and_then(|it| it.object.clone()).expect("it is made");
        for list in ["endpoints", "ports"] {
            assert_eq!(stored.value.get(list), Some(&Value::Null), "{list}");
        }
    }

    #[test]
    fn names_as_endpoints_and_odd_addresses_are_warned_about() {
        let fqdn = slice_warnings(&slice_of("FQDN", "db.example.com"));
        assert_eq!(fqdn, ["spec.addressType: FQDN endpoints are deprecated"]);
        let mut slice = slice_of("IPv6", "FD00::1");
        let words = "endpoints[0].addresses[0]: IPv6 address \"FD00::1\" should be in RFC 5952 \
                     canonical format (\"fd00::1\")";
        assert_eq!(slice_warnings(&slice), [words]);
        let mut labels = Value::map();
        if let Some(map) = labels.as_map_mut() {
            let controller = "endpointslice-controller.k8s.io";
            map.insert("endpointslice.kubernetes.io/managed-by".to_owned(), controller.into());
        }
        slice.set("metadata.labels", labels);
        assert_eq!(slice_warnings(&slice), [""; 0]);
    }
}
