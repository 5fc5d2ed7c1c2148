//! Whether a Pod's processes would answer a probe.
//!
//! Models pkg/kubelet/prober (v1.36) as far as the simulated processes go.

use super::{Process, images, of_pod};
use crate::cluster::ClusterConfig;
use crate::objects::{Object, Pod, Protocol, View};
use crate::value::Value;

/// Whether the processes of a Pod would answer a probe, `readinessProbe` as it
/// stands in the manifest. An `exec` probe always succeeds: what a command
/// does inside a container is not simulated.
pub fn answers_probe(config: &ClusterConfig, pod: &Object, probe: &Value) -> bool {
    let View::Pod(view) = &pod.view else { return false };
    let (kind, action) = match (probe.get("httpGet"), probe.get("tcpSocket"), probe.get("grpc")) {
        (Some(action), _, _) => (Kind::Http, action),
        (_, Some(action), _) => (Kind::Tcp, action),
        (_, _, Some(action)) => (Kind::Tcp, action),
        (None, None, None) => return true,
    };
    let Some(port) = number(view, action.get("port")) else { return false };
    let listening = of_pod(config, view).into_iter().find(|it| reachable(it, port));
    match (kind, listening) {
        (_, None) => false,
        (Kind::Tcp, Some(_)) => true,
        (Kind::Http, Some(process)) => serves_path(view, &process, action.text("path")),
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Http,
    Tcp,
}

/// The kubelet asks the Pod's own address.
fn reachable(process: &Process, port: u16) -> bool {
    process.listener.port == port
        && process.listener.protocol == Protocol::Tcp
        && process.listener.address.is_none_or(|it| !it.is_loopback())
}

fn number(pod: &Pod, port: Option<&Value>) -> Option<u16> {
    match port? {
        Value::Int(number) => u16::try_from(*number).ok(),
        Value::Str(name) => {
            let ports = pod.containers.iter().flat_map(|it| &it.ports);
            ports.into_iter().find(|it| it.name == *name).map(|it| it.port)
        }
        _ => None,
    }
}

/// Whether the process has a page at this path: a plain web server has only
/// its front page, everything else answers whatever is asked.
pub fn serves_path(pod: &Pod, process: &Process, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if matches!(path, "" | "/" | "/index.html") {
        return true;
    }
    let image = pod.containers.iter().find(|it| it.name == process.container).map(|it| &it.image);
    !image.and_then(|it| images::find(it)).is_some_and(images::Image::is_plain_server)
}
