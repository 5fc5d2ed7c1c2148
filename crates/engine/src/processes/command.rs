//! What a container's command line says about its listeners.

use std::net::IpAddr;

use super::images::Image;
use super::listener;
use crate::cluster::{Answer, Listener};
use crate::objects::{Container, Protocol};

/// Programs that never listen.
const SILENT: &[&str] = &[
    "sleep", "tail", "cat", "true", "false", "echo", "wget", "curl", "watch", "yes", "pause",
    "date", "ping", "env", "printenv", "trap", "wait", "read", "while", "do", "done", "for",
    "until", "if", "then", "fi", "else", "cd", "mkdir", "touch", "rm", "cp", "mv", "export", "set",
    ":", "nslookup", "dig", "exit", "test", "[", "sed", "grep", "chmod", "ls",
];

/// Flags by which programs commonly say where they listen.
const COMMON_FLAGS: &[&str] =
    &["port", "http-port", "listen", "http-addr", "addr", "address", "bind-port", "server.port"];

/// Longest command line that is read, in words: far above what manifests hold.
const MAX_WORDS: usize = 1_000;

/// The listeners that command or arguments decide; `None` where they say
/// nothing and the image's own habits count.
pub(super) fn listeners(container: &Container, image: Option<&Image>) -> Option<Vec<Listener>> {
    if container.command.is_empty() {
        return match image {
            Some(image) if image.is_agnhost() => Some(agnhost(&container.args)),
            Some(image) => known_image(&container.args, image, container),
            None => line(&container.args, None).or_else(|| generic(&container.args)),
        };
    }
    let words: Vec<String> =
        container.command.iter().chain(&container.args).take(MAX_WORDS).cloned().collect();
    line(&words, image)
}

/// Arguments to an image's own program; a first word that is a program of its
/// own replaces it.
fn known_image(args: &[String], image: &Image, container: &Container) -> Option<Vec<Listener>> {
    if let Some(found) = line(args, None) {
        return Some(found);
    }
    let text = flag(args, &["text"]).or_else(|| variable(container, "ECHO_TEXT"));
    let place = flag(args, image.flags).and_then(|it| place(&it));
    if place.is_none() && text.is_none() {
        return None;
    }
    let mut found = image.listeners();
    for (number, listener) in found.iter_mut().enumerate() {
        if let (0, Some((address, port))) = (number, place) {
            listener.address = address;
            listener.port = port;
        }
        if let Some(text) = &text {
            listener.answers = Answer::Text(text.clone());
        }
    }
    Some(found)
}

fn variable(container: &Container, name: &str) -> Option<String> {
    container.env.iter().find(|(known, _)| known == name).map(|(_, it)| it.clone())
}

/// One command line, a shell's script included.
fn line(words: &[String], image: Option<&Image>) -> Option<Vec<Listener>> {
    let program = words.first()?.rsplit('/').next().unwrap_or_default();
    let rest = words.get(1..).unwrap_or_default();
    match program {
        "sh" | "bash" | "ash" => {
            let script = rest.iter().find(|it| !it.starts_with('-'))?;
            script_listeners(script, image)
        }
        "exec" | "nohup" | "tini" | "dumb-init" | "--" | "env" => line(rest, image),
        _ => simple(program, rest, image),
    }
}

/// The listeners of a script are those of its commands together.
fn script_listeners(script: &str, image: Option<&Image>) -> Option<Vec<Listener>> {
    let mut all = None;
    for command in script.split([';', '\n', '&', '|']) {
        let words: Vec<String> = command
            .split_whitespace()
            .skip_while(|it| matches!(*it, "do" | "then" | "else" | "while" | "if"))
            .take(MAX_WORDS)
            .map(|it| it.trim_matches(['"', '\'']).to_owned())
            .collect();
        if let Some(found) = line(&words, image) {
            all.get_or_insert_with(Vec::new).extend(found);
        }
    }
    all
}

fn simple(program: &str, args: &[String], image: Option<&Image>) -> Option<Vec<Listener>> {
    let tcp = |port| Some(vec![listener(port, Protocol::Tcp, Answer::Page)]);
    match program {
        "agnhost" => Some(agnhost(args)),
        "python" | "python3" => python(args),
        "nginx" | "httpd-foreground" | "apache2-foreground" => tcp(80),
        "httpd" => tcp(flag(args, &["p"]).and_then(|it| place(&it)).map_or(80, |it| it.1)),
        "http-server" => {
            tcp(flag(args, &["p", "port"]).and_then(|it| it.parse().ok()).unwrap_or(8080))
        }
        "nc" | "ncat" | "netcat" => netcat(args),
        "socat" => args.iter().find_map(|it| socat(it)),
        "redis-server" => Some(at(args, &["port"], &["bind"], 6379)),
        "http-echo" => Some(echo(args)),
        _ if SILENT.contains(&program) => Some(Vec::new()),
        _ => match image {
            Some(image) if image.is_agnhost() => Some(agnhost(args)),
            Some(image) => {
                flag(args, image.flags).and_then(|it| place(&it)).map(|(address, port)| {
                    vec![Listener { address, ..listener(port, Protocol::Tcp, image.answer()) }]
                })
            }
            None => generic(args),
        },
    }
}

/// Flags that many programs share.
fn generic(args: &[String]) -> Option<Vec<Listener>> {
    let (address, port) = flag(args, COMMON_FLAGS).and_then(|it| place(&it))?;
    Some(vec![Listener { address, ..listener(port, Protocol::Tcp, Answer::Hostname) }])
}

/// Models the subcommands of kubernetes/test/images/agnhost: netexec listens
/// on 8080 (HTTP), 8081 (UDP) and, where asked, SCTP; serve-hostname on 9376.
fn agnhost(args: &[String]) -> Vec<Listener> {
    let rest = args.get(1..).unwrap_or_default();
    let number = |name: &str, usual: u16| {
        flag(rest, &[name]).and_then(|it| it.parse().ok()).unwrap_or(usual)
    };
    match args.first().map(|it| it.trim_start_matches('/')) {
        Some("netexec") => {
            let mut all = vec![
                listener(number("http-port", 8080), Protocol::Tcp, Answer::Hostname),
                listener(number("udp-port", 8081), Protocol::Udp, Answer::Hostname),
            ];
            match number("sctp-port", 0) {
                0 => {}
                port => all.push(listener(port, Protocol::Sctp, Answer::Hostname)),
            }
            all
        }
        Some("serve-hostname") => {
            let protocol = if flag_is_set(rest, "udp") { Protocol::Udp } else { Protocol::Tcp };
            vec![listener(number("port", 9376), protocol, Answer::Hostname)]
        }
        Some("test-webserver") => vec![listener(number("port", 80), Protocol::Tcp, Answer::Page)],
        Some("nettest") => vec![listener(number("port", 8080), Protocol::Tcp, Answer::Page)],
        _ => Vec::new(),
    }
}

/// `python -m http.server [PORT] [--bind ADDRESS]`; another script says
/// nothing.
fn python(args: &[String]) -> Option<Vec<Listener>> {
    let module = args.iter().position(|it| it == "-m")?;
    if args.get(module + 1)? != "http.server" {
        return None;
    }
    let rest = args.get(module + 2..).unwrap_or_default();
    let port = rest.iter().find_map(|it| it.parse().ok()).unwrap_or(8000);
    let address = flag(rest, &["bind", "b"]).and_then(|it| specific(&it));
    Some(vec![Listener { address, ..listener(port, Protocol::Tcp, Answer::Page) }])
}

fn netcat(args: &[String]) -> Option<Vec<Listener>> {
    let listens =
        args.iter().any(|it| it.starts_with('-') && !it.starts_with("--") && it.contains('l'));
    let protocol = if args.iter().any(|it| it == "-u" || it == "-lu" || it == "-ul") {
        Protocol::Udp
    } else {
        Protocol::Tcp
    };
    let port = args.iter().rev().find_map(|it| it.parse().ok());
    match (listens, port) {
        (true, Some(port)) => Some(vec![listener(port, protocol, Answer::Page)]),
        _ => Some(Vec::new()),
    }
}

fn socat(word: &str) -> Option<Vec<Listener>> {
    let upper = word.to_ascii_uppercase();
    let (kind, rest) = upper.split_once(':')?;
    let protocol = match kind {
        "TCP-LISTEN" | "TCP4-LISTEN" | "TCP6-LISTEN" => Protocol::Tcp,
        "UDP-LISTEN" | "UDP-RECVFROM" | "UDP4-LISTEN" | "UDP-RECV" => Protocol::Udp,
        _ => return None,
    };
    let port = rest.split(',').next()?.parse().ok()?;
    Some(vec![listener(port, protocol, Answer::Page)])
}

fn echo(args: &[String]) -> Vec<Listener> {
    let (address, port) = flag(args, &["listen"]).and_then(|it| place(&it)).unwrap_or((None, 5678));
    let answers = flag(args, &["text"]).map_or(Answer::Page, Answer::Text);
    vec![Listener { address, ..listener(port, Protocol::Tcp, answers) }]
}

fn at(args: &[String], ports: &[&str], binds: &[&str], usual: u16) -> Vec<Listener> {
    let port = flag(args, ports).and_then(|it| it.parse().ok()).unwrap_or(usual);
    let address = flag(args, binds).and_then(|it| specific(&it));
    vec![Listener { address, ..listener(port, Protocol::Tcp, Answer::Page) }]
}

/// The value of the first of these flags: `--name=value`, `-name value`.
fn flag(args: &[String], names: &[&str]) -> Option<String> {
    for (place, word) in args.iter().enumerate() {
        let Some(bare) = word.strip_prefix("--").or_else(|| word.strip_prefix('-')) else {
            continue;
        };
        match bare.split_once('=') {
            Some((name, value)) if names.contains(&name) => return Some(value.to_owned()),
            None if names.contains(&bare) => return args.get(place + 1).cloned(),
            _ => {}
        }
    }
    None
}

fn flag_is_set(args: &[String], name: &str) -> bool {
    args.iter().any(|it| {
        let bare = it.trim_start_matches('-');
        bare == name || bare.strip_prefix(name) == Some("=true")
    })
}

/// `8080`, `:8080`, `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
fn place(text: &str) -> Option<(Option<IpAddr>, u16)> {
    match text.rsplit_once(':') {
        None => Some((None, text.parse().ok()?)),
        Some((host, port)) => Some((specific(host), port.parse().ok()?)),
    }
}

/// An address to listen on; `None` for every address.
fn specific(host: &str) -> Option<IpAddr> {
    let host = host.trim_matches(['[', ']']);
    if host == "localhost" {
        return Some(IpAddr::from([127, 0, 0, 1]));
    }
    host.parse().ok().filter(|it: &IpAddr| !it.is_unspecified())
}
