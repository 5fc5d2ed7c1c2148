//! What a container listens on, and how the lab knows.
//!
//! `containerPort` never opens or closes anything: it is only the last thing
//! asked, and then shown as an assumption.

mod command;
mod ends;
mod images;
mod probe;
mod state;

pub use ends::{Ended, ends_at_once, is_known_to_run_on};
pub use probe::{answers_probe, serves_path};
pub use state::{all_down, ends_ms, runs};

use std::net::IpAddr;

use crate::cluster::{Answer, ClusterConfig, Listener};
use crate::objects::{Container, Pod, Protocol};

/// How the lab knows what a process listens on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// The lesson says so for this image.
    Lesson,
    /// The image is known.
    Image,
    /// The container's command or arguments say so.
    Command,
    /// An environment variable says so.
    Environment,
    /// Assumed from `containerPort`; nothing better is known.
    ContainerPort,
}

/// One listener of a Pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// The container it runs in.
    pub container: String,
    pub listener: Listener,
    pub known: Known,
}

impl Process {
    /// Whether it takes packets for this address: `loopback` says whether the
    /// packet came through 127.0.0.1 or `::1`.
    pub fn takes(&self, address: IpAddr) -> bool {
        match self.listener.address {
            None => true,
            Some(own) => own == address || (own.is_loopback() && address.is_loopback()),
        }
    }
}

/// What the containers of a Pod listen on, in their order. Where two want the
/// same port, the first one has it.
pub fn of_pod(config: &ClusterConfig, pod: &Pod) -> Vec<Process> {
    let mut all: Vec<Process> = Vec::new();
    for container in &pod.containers {
        for process in of_container(config, container) {
            let taken = all.iter().any(|it| {
                it.listener.port == process.listener.port
                    && it.listener.protocol == process.listener.protocol
            });
            if !taken {
                all.push(process);
            }
        }
    }
    all
}

/// How a container's program ends as soon as it has begun; `None`: it runs on, as one that listens does.
/// `typed_at`: see [`ends_at_once`].
pub fn ends(config: &ClusterConfig, container: &Container, typed_at: bool) -> Option<Ended> {
    // `containerPort` tells what nobody knows better; it keeps nothing alive.
    let listens = matches!(find(config, container), (all, known) if known != Known::ContainerPort && !all.is_empty());
    if listens { None } else { ends_at_once(container, typed_at) }
}

/// What a process of a Pod shows on its front page.
pub fn page(pod: &Pod, process: &Process) -> String {
    let image = pod.containers.iter().find(|it| it.name == process.container).map(|it| &it.image);
    let name = image.map_or("", |it| images::without_tag(it)).rsplit('/').next().unwrap_or("");
    match name {
        "nginx" | "nginx-unprivileged" => "Welcome to nginx!".to_owned(),
        "httpd" => "It works!".to_owned(),
        _ => name.to_owned(),
    }
}

fn of_container(config: &ClusterConfig, container: &Container) -> Vec<Process> {
    let (listeners, known) = find(config, container);
    let process = |listener| Process { container: container.name.clone(), listener, known };
    listeners.into_iter().map(process).collect()
}

fn find(config: &ClusterConfig, container: &Container) -> (Vec<Listener>, Known) {
    if let Some(said) = lesson(config, &container.image) {
        return (said.clone(), Known::Lesson);
    }
    let image = images::find(&container.image);
    if let Some(found) = command::listeners(container, image) {
        return (found, Known::Command);
    }
    if let Some(port) = image.map_or_else(
        || environment(container, images::COMMON_VARIABLES),
        |it| environment(container, it.variables),
    ) {
        let answers = image.map(images::Image::answer).unwrap_or_default();
        return (vec![listener(port, Protocol::Tcp, answers)], Known::Environment);
    }
    if let Some(image) = image {
        return (image.listeners(), Known::Image);
    }
    let assumed = container.ports.iter().map(|it| listener(it.port, it.protocol, Answer::Hostname));
    (assumed.collect(), Known::ContainerPort)
}

/// The lesson may name an image with its tag or without.
fn lesson<'c>(config: &'c ClusterConfig, image: &str) -> Option<&'c Vec<Listener>> {
    config.images.get(image).or_else(|| config.images.get(images::without_tag(image)))
}

fn environment(container: &Container, names: &[&str]) -> Option<u16> {
    let valued = |name: &&str| {
        container.env.iter().find(|(known, _)| known == name).and_then(|(_, it)| it.parse().ok())
    };
    names.iter().find_map(valued)
}

/// A listener on every address.
fn listener(port: u16, protocol: Protocol, answers: Answer) -> Listener {
    Listener { address: None, port, protocol, answers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::ContainerPort;

    fn container(image: &str, command: &[&str], args: &[&str]) -> Container {
        let owned = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect();
        Container {
            name: "main".to_owned(),
            image: image.to_owned(),
            command: owned(command),
            args: owned(args),
            ..Container::default()
        }
    }

    fn ports(container: &Container) -> (Vec<u16>, Known) {
        let (found, known) = find(&ClusterConfig::default(), container);
        (found.iter().map(|it| it.port).collect(), known)
    }

    #[test]
    fn a_known_image_listens_where_it_does_whatever_container_port_says() {
        let mut nginx = container("nginx:1.27", &[], &[]);
        nginx.ports.push(ContainerPort {
            name: String::new(),
            port: 9376,
            protocol: Protocol::Tcp,
        });
        assert_eq!(ports(&nginx), (vec![80], Known::Image));
        let full = container("docker.io/library/nginx@sha256:abc", &[], &[]);
        assert_eq!(ports(&full).0, [80]);
    }

    #[test]
    fn arguments_move_the_port_of_an_image() {
        let agnhost = "registry.k8s.io/e2e-test-images/agnhost:2.53";
        assert_eq!(
            ports(&container(agnhost, &[], &["netexec", "--http-port=9000"])),
            (vec![9000, 8081], Known::Command)
        );
        assert_eq!(ports(&container(agnhost, &[], &["pause"])), (vec![], Known::Command));
        assert_eq!(
            ports(&container("hashicorp/http-echo", &[], &["-listen=:5679", "-text=hi"])),
            (vec![5679], Known::Command)
        );
    }

    #[test]
    fn a_shell_line_is_read_for_its_last_server() {
        let python = container(
            "python:3.12",
            &["sh", "-c", "echo hi; exec python -m http.server 8000 --bind 127.0.0.1"],
            &[],
        );
        let (found, known) = find(&ClusterConfig::default(), &python);
        assert_eq!(known, Known::Command);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].port, 8000);
        assert_eq!(found[0].address, Some(IpAddr::from([127, 0, 0, 1])));
        let sleeper = container("busybox", &["sh", "-c", "while true; do sleep 3600; done"], &[]);
        assert_eq!(ports(&sleeper), (vec![], Known::Command));
    }

    #[test]
    fn an_environment_variable_says_the_port() {
        let mut hello = container("gcr.io/google-samples/hello-app:1.0", &[], &[]);
        assert_eq!(ports(&hello), (vec![8080], Known::Image));
        hello.env.push(("PORT".to_owned(), "50001".to_owned()));
        assert_eq!(ports(&hello), (vec![50001], Known::Environment));
    }

    #[test]
    fn an_unknown_image_is_assumed_to_listen_on_its_container_ports() {
        let mut own = container("example.com/shop/api:7", &[], &[]);
        own.ports.push(ContainerPort {
            name: "http".to_owned(),
            port: 3000,
            protocol: Protocol::Tcp,
        });
        assert_eq!(ports(&own), (vec![3000], Known::ContainerPort));
    }
}
