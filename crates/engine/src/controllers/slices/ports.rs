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
    ports.sort();
    ports
}

/// The ports of a stored slice.
pub fn stored(slice: &Value) -> Vec<Value> {
    let mut ports = slice.list("ports").to_vec();
    ports.sort();
    ports
}
