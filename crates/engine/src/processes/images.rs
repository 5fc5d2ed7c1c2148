//! Images whose listeners are known, from their own documentation.

use super::listener;
use crate::cluster::{Answer, Listener};
use crate::objects::Protocol;

/// Environment variables that programs of unknown images commonly read.
pub(super) const COMMON_VARIABLES: &[&str] =
    &["PORT", "HTTP_PORT", "SERVER_PORT", "LISTEN_PORT", "APP_PORT"];

/// What an image answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaks {
    Hostname,
    Page,
    Ingress,
}

/// A known image.
#[derive(Clone, Copy, Debug)]
pub(super) struct Image {
    /// Repository without registry, `library/` and tag.
    name: &'static str,
    ports: &'static [(u16, Protocol)],
    /// Environment variables that move its (first) port.
    pub(super) variables: &'static [&'static str],
    /// Command-line flags that move its (first) port.
    pub(super) flags: &'static [&'static str],
    speaks: Speaks,
}

impl Image {
    pub(super) fn answer(&self) -> Answer {
        match self.speaks {
            Speaks::Hostname => Answer::Hostname,
            Speaks::Page => Answer::Page,
            Speaks::Ingress => Answer::Ingress,
        }
    }

    pub(super) fn listeners(&self) -> Vec<Listener> {
        self.ports
            .iter()
            .map(|(port, protocol)| listener(*port, *protocol, self.answer()))
            .collect()
    }

    /// A web server that serves its own front page and nothing else.
    pub(super) fn is_plain_server(&self) -> bool {
        matches!(self.name, "nginx" | "nginx-unprivileged" | "httpd")
    }

    pub(super) fn is_agnhost(&self) -> bool {
        self.name == "agnhost"
    }
}

const TCP: Protocol = Protocol::Tcp;
const UDP: Protocol = Protocol::Udp;

const fn image(
    name: &'static str,
    ports: &'static [(u16, Protocol)],
    variables: &'static [&'static str],
    flags: &'static [&'static str],
    speaks: Speaks,
) -> Image {
    Image { name, ports, variables, flags, speaks }
}

/// Matched against the end of the repository's path, longest name first where
/// two fit.
const IMAGES: &[Image] = &[
    // agnhost's own arguments are read by the command module.
    image("agnhost", &[], &[], &[], Speaks::Hostname),
    image("serve_hostname", &[(9376, TCP)], &[], &["port"], Speaks::Hostname),
    image("echoserver", &[(8080, TCP)], &[], &[], Speaks::Hostname),
    image("kicbase/echo-server", &[(8080, TCP)], &["PORT"], &[], Speaks::Hostname),
    image("jmalloc/echo-server", &[(8080, TCP)], &["PORT"], &[], Speaks::Hostname),
    image("ealen/echo-server", &[(80, TCP)], &["PORT"], &["port"], Speaks::Hostname),
    image(
        "mendhak/http-https-echo",
        &[(8080, TCP), (8443, TCP)],
        &["HTTP_PORT"],
        &[],
        Speaks::Hostname,
    ),
    image("echo-hostname", &[(80, TCP)], &["PORT"], &[], Speaks::Hostname),
    image("hello-app", &[(8080, TCP)], &["PORT"], &[], Speaks::Hostname),
    image("node-hello", &[(8080, TCP)], &["PORT"], &[], Speaks::Page),
    image("hello-kubernetes", &[(8080, TCP)], &["PORT"], &[], Speaks::Hostname),
    image("luksa/kubia", &[(8080, TCP)], &[], &[], Speaks::Hostname),
    image("kuard-amd64", &[(8080, TCP)], &[], &["address"], Speaks::Hostname),
    image("podinfo", &[(9898, TCP), (9999, TCP)], &["PODINFO_PORT"], &["port"], Speaks::Hostname),
    image("http-echo", &[(5678, TCP)], &[], &["listen"], Speaks::Page),
    image("traefik/whoami", &[(80, TCP)], &["WHOAMI_PORT_NUMBER"], &["port"], Speaks::Hostname),
    image("containous/whoami", &[(80, TCP)], &["WHOAMI_PORT_NUMBER"], &["port"], Speaks::Hostname),
    image("nginxdemos/hello", &[(80, TCP)], &[], &[], Speaks::Hostname),
    image("nginx-unprivileged", &[(8080, TCP)], &[], &[], Speaks::Page),
    image("bitnami/nginx", &[(8080, TCP)], &["NGINX_HTTP_PORT_NUMBER"], &[], Speaks::Page),
    image("ingress-nginx/controller", &[(80, TCP), (443, TCP)], &[], &[], Speaks::Ingress),
    image("nginx-ingress-controller", &[(80, TCP), (443, TCP)], &[], &[], Speaks::Ingress),
    image("nginx", &[(80, TCP)], &[], &[], Speaks::Page),
    image("httpd", &[(80, TCP)], &[], &[], Speaks::Page),
    image("caddy", &[(80, TCP)], &[], &["listen"], Speaks::Page),
    image("traefik", &[(80, TCP)], &[], &[], Speaks::Page),
    image("haproxy", &[(80, TCP)], &[], &[], Speaks::Page),
    image("kennethreitz/httpbin", &[(80, TCP)], &[], &[], Speaks::Page),
    image("go-httpbin", &[(8080, TCP)], &["PORT"], &["port"], Speaks::Page),
    image("docker/getting-started", &[(80, TCP)], &[], &[], Speaks::Page),
    image("tomcat", &[(8080, TCP)], &[], &[], Speaks::Page),
    image("jenkins/jenkins", &[(8080, TCP), (50000, TCP)], &[], &["httpPort"], Speaks::Page),
    image("grafana/grafana", &[(3000, TCP)], &["GF_SERVER_HTTP_PORT"], &[], Speaks::Page),
    image("prom/prometheus", &[(9090, TCP)], &[], &["web.listen-address"], Speaks::Page),
    image("redis", &[(6379, TCP)], &[], &["port"], Speaks::Page),
    image("memcached", &[(11211, TCP)], &[], &["p", "port"], Speaks::Page),
    image("postgres", &[(5432, TCP)], &["PGPORT"], &["p"], Speaks::Page),
    image("mysql", &[(3306, TCP)], &[], &["port"], Speaks::Page),
    image("mariadb", &[(3306, TCP)], &[], &["port"], Speaks::Page),
    image("mongo", &[(27017, TCP)], &[], &["port"], Speaks::Page),
    image("rabbitmq", &[(5672, TCP)], &[], &[], Speaks::Page),
    image("elasticsearch", &[(9200, TCP), (9300, TCP)], &[], &[], Speaks::Page),
    image("etcd", &[(2379, TCP), (2380, TCP)], &[], &[], Speaks::Page),
    image("registry", &[(5000, TCP)], &[], &[], Speaks::Page),
    image("coredns", &[(53, UDP), (53, TCP), (9153, TCP)], &[], &[], Speaks::Page),
    // Images that wait for a command and listen on nothing by themselves.
    image("busybox", &[], &[], &[], Speaks::Page),
    image("alpine", &[], &[], &[], Speaks::Page),
    image("curl", &[], &[], &[], Speaks::Page),
    image("netshoot", &[], &[], &[], Speaks::Page),
    image("pause", &[], &[], &[], Speaks::Page),
    // The image of a seed's note; its manifests say what it listens on.
    image("test/app", &[(8080, TCP)], &["PORT"], &[], Speaks::Hostname),
];

/// The image without tag and digest.
pub(super) fn without_tag(image: &str) -> &str {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        Some((repository, tag)) if !tag.contains('/') => repository,
        _ => image,
    }
}

/// The known image of this reference.
pub(super) fn find(reference: &str) -> Option<&'static Image> {
    let repository = without_tag(reference);
    IMAGES.iter().filter(|it| fits(repository, it.name)).max_by_key(|it| it.name.len())
}

/// Whether a repository ends in these path components.
fn fits(repository: &str, name: &str) -> bool {
    repository.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
