//! What a client knows without asking: `/etc/hosts`, and a Pod's own host name.
//!
//! Models pkg/kubelet/kubelet_pods.go ensureHostsFile and
//! GeneratePodHostNameAndDomain (v1.36).

use std::net::IpAddr;

use crate::cluster::ClusterConfig;
use crate::net::Client;
use crate::objects::{Kind, Object, View};
use crate::store::Store;
use crate::value::Value;

/// The most characters of a host name that the kernel keeps.
const MAX_HOST_NAME: usize = 63;

/// What `hostname` prints in a Pod, and an image that answers with its host name
/// says: `hostname`, else the Pod's name, with its domain under
/// `setHostnameAsFQDN`; in the node's network the node's name.
///
/// Models truncatePodHostnameIfNeeded and GetNodenameForKernel.
pub fn host_name(pod: &Object, config: &ClusterConfig) -> String {
    let View::Pod(view) = &pod.view else { return String::new() };
    if view.host_network {
        return view.node_name.clone();
    }
    let short = short_name(pod);
    if view.subdomain.is_empty()
        || pod.value.at("spec.setHostnameAsFQDN") != Some(&Value::Bool(true))
    {
        return short.to_owned();
    }
    full_name(pod, short, config)
}

fn short_name(pod: &Object) -> &str {
    let name = match &pod.view {
        View::Pod(view) if !view.hostname.is_empty() => view.hostname.as_str(),
        _ => &pod.meta.name,
    };
    match name.get(..MAX_HOST_NAME) {
        Some(start) if name.len() > MAX_HOST_NAME => start.trim_end_matches(['-', '.']),
        _ => name,
    }
}

fn full_name(pod: &Object, short: &str, config: &ClusterConfig) -> String {
    let subdomain = pod.value.text("spec.subdomain");
    [short, ".", subdomain, ".", &pod.meta.namespace, ".svc.", &config.domain].concat()
}

/// The addresses of a name in the client's `/etc/hosts`: `localhost`, and in a
/// Pod its own host name and its `hostAliases`.
pub(super) fn file(
    store: &Store,
    config: &ClusterConfig,
    client: &Client,
    name: &str,
) -> Option<Vec<IpAddr>> {
    let name = name.trim_end_matches('.');
    if name.eq_ignore_ascii_case("localhost") {
        return Some(vec![IpAddr::from([127, 0, 0, 1])]);
    }
    let Client::Pod { namespace, name: pod_name } = client else { return None };
    let object: &Object = store.find(Kind::Pod, namespace, pod_name)?;
    let View::Pod(pod) = &object.view else { return None };
    let short = short_name(object);
    let own = name.eq_ignore_ascii_case(short)
        || (!pod.subdomain.is_empty()
            && name.eq_ignore_ascii_case(&full_name(object, short, config)));
    if own && !pod.host_network {
        return Some(pod.ips.clone());
    }
    match object.value.list("spec.hostAliases") {
        [] => None,
        aliases => aliased(aliases, name),
    }
}

/// Models hostsEntriesFromHostAliases.
#[cold]
fn aliased(aliases: &[Value], name: &str) -> Option<Vec<IpAddr>> {
    let names = |it: &Value| {
        let mut names = it.list("hostnames").iter().filter_map(Value::as_str);
        names.any(|it| it.eq_ignore_ascii_case(name))
    };
    let found: Vec<IpAddr> =
        aliases.iter().filter(|it| names(it)).filter_map(|it| it.text("ip").parse().ok()).collect();
    (!found.is_empty()).then_some(found)
}
