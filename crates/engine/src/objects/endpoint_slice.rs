//! The view of an EndpointSlice. Models discovery/v1 (v1.36).

use std::net::IpAddr;
use std::sync::Arc;

use super::Protocol;
use crate::value::Value;

/// Topology hints of one endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    pub zones: Vec<String>,
    pub nodes: Vec<String>,
}

/// One endpoint of a slice. Conditions are kept as written: `None` is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoint {
    /// The first is written as Go writes it where it is one of IPv4.
    pub addresses: Vec<String>,
    /// The first of them, where it is one of a network.
    pub ip: Option<IpAddr>,
    pub ready: Option<bool>,
    pub serving: Option<bool>,
    pub terminating: Option<bool>,
    pub node_name: Option<Arc<str>>,
    pub zone: Option<String>,
    pub hostname: Option<String>,
    /// Name of the Pod it stands for, where it does.
    pub pod: Option<Arc<str>>,
    pub hints: Option<Hints>,
}

/// One port of a slice; a missing number means every port and is ignored by
/// kube-proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointPort {
    pub name: String,
    pub protocol: Protocol,
    pub port: Option<u16>,
    pub app_protocol: Option<String>,
}

/// What the simulation reads of an EndpointSlice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointSlice {
    /// `IPv4`, `IPv6` or `FQDN`.
    pub address_type: String,
    /// Label `kubernetes.io/service-name`.
    pub service: Option<Arc<str>>,
    /// Each is shared with the version before, where it is as it was there.
    pub endpoints: Vec<Arc<Endpoint>>,
    pub ports: Vec<EndpointPort>,
}

impl EndpointSlice {
    /// Reads a slice.
    pub fn read(value: &Value) -> Self {
        Self::read_after(value, None)
    }

    /// The same where another value was read before: an endpoint that stands in both, in the same order, is taken over.
    pub(super) fn read_after(value: &Value, before: Option<(&Value, &Self)>) -> Self {
        let known =
            before.map(|(value, view)| (value.list("endpoints"), view.endpoints.as_slice()));
        let (values, read) = known.unwrap_or_default();
        let mut known = values.iter().zip(read);
        let endpoint = |value: &Value| {
            // It stands in its place, or the one before it is gone.
            let mut ahead = known.clone();
            let found = ahead.by_ref().take(2).find(|(was, _)| *was == value);
            if found.is_some() {
                known = ahead;
            } else {
                known.next();
            }
            found.map_or_else(|| Arc::new(read_endpoint(value)), |(_, read)| read.clone())
        };
        Self {
            address_type: value.text("addressType").to_owned(),
            service: value
                .at("metadata.labels")
                .and_then(|labels| labels.get("kubernetes.io/service-name"))
                .and_then(Value::as_str)
                .map(Arc::from),
            endpoints: value.list("endpoints").iter().map(endpoint).collect(),
            ports: value.list("ports").iter().filter_map(read_port).collect(),
        }
    }
}

fn read_endpoint(endpoint: &Value) -> Endpoint {
    let text = |path: &str| endpoint.at(path).and_then(Value::as_str);
    let flag = |path: &str| endpoint.at(path).and_then(Value::as_bool);
    let names = |path: &str| {
        endpoint
            .list(path)
            .iter()
            .filter_map(|it| Some(it.get("name")?.as_str()?.to_owned()))
            .collect()
    };
    let mut addresses = super::string_list(endpoint.list("addresses"));
    let strict = addresses.first().and_then(|it| it.parse::<IpAddr>().ok());
    let mut ip = strict;
    if !matches!(strict, Some(IpAddr::V4(_))) {
        ip = addresses.first().and_then(|it| super::address::address(it));
        if let (Some(IpAddr::V4(ip)), Some(first)) = (ip, addresses.first_mut()) {
            *first = ip.to_string();
        }
    }
    Endpoint {
        ip,
        addresses,
        ready: flag("conditions.ready"),
        serving: flag("conditions.serving"),
        terminating: flag("conditions.terminating"),
        node_name: text("nodeName").map(Arc::from),
        zone: text("zone").map(str::to_owned),
        hostname: text("hostname").map(str::to_owned),
        pod: (text("targetRef.kind") == Some("Pod"))
            .then(|| text("targetRef.name").map(Arc::from))
            .flatten(),
        hints: endpoint
            .get("hints")
            .filter(|it| !it.is_null())
            .map(|_| Hints { zones: names("hints.forZones"), nodes: names("hints.forNodes") }),
    }
}

/// A port; nothing where it has no name at all, which kube-proxy ignores. (The
/// API server gives `""` to one that is stored without.)
fn read_port(port: &Value) -> Option<EndpointPort> {
    Some(EndpointPort {
        name: port.get("name")?.as_str()?.to_owned(),
        protocol: Protocol::parse(port.text("protocol")),
        port: port.get("port").and_then(Value::as_int).and_then(|it| u16::try_from(it).ok()),
        app_protocol: port.get("appProtocol").and_then(Value::as_str).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Object, View};
    use super::*;

    fn slice(pods: &[(u32, bool)]) -> Value {
        let endpoint = |(pod, ready): &(u32, bool)| {
            let mut value = Value::map();
            value.set("addresses", vec![Value::from(format!("10.0.0.{pod}"))]);
            value.set("conditions.ready", *ready);
            value
        };
        let mut value = Value::map();
        value.set("metadata.name", "web-abcde");
        value.set("metadata.labels.app", format!("web{}", pods.len()));
        value.set("endpoints", pods.iter().map(endpoint).collect::<Vec<_>>());
        value
    }

    #[test]
    fn a_slice_that_is_read_again_is_as_one_that_is_read_and_shares_what_it_has_in_common() {
        let first = Object::new(
            Kind::EndpointSlice,
            slice(&[(1, true), (2, true), (3, true), (4, true), (5, true)]),
        );
        for (pods, shared) in [
            (vec![(1, true), (2, true), (3, true), (4, true), (5, true), (6, true)], 5),
            (vec![(2, true), (3, true), (4, true), (5, true)], 4),
            (vec![(1, true), (2, false), (3, false), (4, false), (5, true)], 2),
            (vec![(1, true), (3, false), (4, true), (5, true)], 3),
            (vec![(5, true), (1, true)], 0),
            (vec![], 0),
        ] {
            let next = first.renewed(slice(&pods));
            assert_eq!(next, Object::new(Kind::EndpointSlice, slice(&pods)));
            let (View::EndpointSlice(was), View::EndpointSlice(is)) = (&first.view, &next.view)
            else {
                panic!("views of slices")
            };
            let known = |it: &&Arc<Endpoint>| was.endpoints.iter().any(|was| Arc::ptr_eq(was, it));
            assert_eq!(is.endpoints.iter().filter(known).count(), shared, "{pods:?}");
        }
    }
}
