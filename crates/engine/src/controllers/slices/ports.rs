//! The ports of a slice, and the order in which they are listed.

use super::find_port;
use crate::objects::{Object, Service};
use crate::value::Value;

/// The slice ports that a Pod offers for a Service. A Pod without a container
/// port of the name leaves that port out.
///
/// Models staging/src/k8s.io/endpointslice/utils.go getEndpointPorts.
pub fn of(service: &Service, pod: &Object) -> Vec<Value> {
    let mut ports: Vec<Value> = service
        .ports
        .iter()
        .filter_map(|port| {
            let mut value = Value::map();
            value.set("name", port.name.as_str());
            value.set("protocol", port.protocol.name());
            value.set("port", i64::from(find_port(pod, port)?));
            if let Some(app) = &port.app_protocol {
                value.set("appProtocol", app.as_str());
            }
            Some(value)
        })
        .collect();
    sort(&mut ports);
    ports
}

/// The numbers that a Service's ports have on a Pod: Pods with the same ones
/// offer the same ports.
pub fn numbers(service: &Service, pod: &Object) -> Vec<Option<u16>> {
    service.ports.iter().map(|port| find_port(pod, port)).collect()
}

/// The ports of a stored slice.
pub fn stored(slice: &Value) -> Vec<Value> {
    let mut ports = slice.list("ports").to_vec();
    sort(&mut ports);
    ports
}

/// Ports stand in the order of their hashes. Models portsInOrder.
pub fn sort(ports: &mut [Value]) {
    ports.sort_by_cached_key(|port| fnv128a(text(port).as_bytes()));
}

/// A port as Go's spew prints it for hashing.
fn text(port: &Value) -> String {
    let string = |field: &str, kind: &str| match port.get(field).and_then(Value::as_str) {
        Some(text) => format!("(*{kind}){text}"),
        None => format!("(*{kind})<nil>"),
    };
    let number = match port.get("port").and_then(Value::as_int) {
        Some(number) => format!("(*int32){number}"),
        None => "(*int32)<nil>".to_owned(),
    };
    format!(
        "(v1.EndpointPort){{Name:{} Protocol:{} Port:{number} AppProtocol:{}}}",
        string("name", "string"),
        string("protocol", "v1.Protocol"),
        string("appProtocol", "string"),
    )
}

/// The 128-bit FNV-1a hash.
pub fn fnv128a(bytes: &[u8]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}
