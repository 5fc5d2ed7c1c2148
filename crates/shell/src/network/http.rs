//! wget and nc, and what they have in common with curl.

use service_lab_engine::net::balancer::{self, Arrival};
use service_lab_engine::net::{Client, Hop, Reason, Request, Step, Trace, Verdict};
use service_lab_engine::objects::Protocol;

use super::options::letters;
use crate::cluster::Cluster;
use crate::output::Output;

/// How long Linux tries to connect when a program sets no limit, in seconds
/// (net.ipv4.tcp_syn_retries 6).
pub(super) const CONNECT_S: u64 = 131;

/// How long a resolver waits for a name server that does not answer: five
/// seconds, twice (resolv.conf(5), `timeout` and `attempts`).
pub(super) const RESOLVE_MS: u64 = 10_000;

/// Whether the name stayed unresolved because no answer came.
pub(super) fn unheard(trace: &Trace) -> bool {
    matches!(trace.because, Reason::NameServerDenied { .. })
}

/// A URL of `http://host:port/path`.
pub(super) struct Url {
    pub host: String,
    pub port: u16,
    pub path: String,
    pub https: bool,
}

pub(super) fn url(text: &str) -> Result<Url, String> {
    let (https, rest) = match text.split_once("://") {
        Some(("http", rest)) => (false, rest),
        Some(("https", rest)) => (true, rest),
        Some((scheme, _)) => return Err(format!("curl: (1) Protocol \"{scheme}\" not supported")),
        None => (false, text),
    };
    // A fragment stays with the client.
    let rest = rest.split('#').next().unwrap_or_default();
    let (host, path) = match rest.find(['/', '?']) {
        Some(place) => rest.split_at(place),
        None => (rest, "/"),
    };
    let path = if path.starts_with('?') { format!("/{path}") } else { path.to_owned() };
    let bad = || {
        "curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535"
            .to_owned()
    };
    let (host, port) = if let Some(inner) = host.strip_prefix('[') {
        let (inner, after) = inner.split_once(']').ok_or_else(bad)?;
        (inner, after.strip_prefix(':'))
    } else {
        match host.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (host, None),
        }
    };
    if host.is_empty() {
        return Err("curl: (3) URL rejected: No host part in the URL".to_owned());
    }
    let port = match port {
        None => {
            if https {
                443
            } else {
                80
            }
        }
        Some(port) => port.parse().map_err(|_| bad())?,
    };
    Ok(Url { host: host.to_owned(), port, path, https })
}

/// How long a proxy outside tries to reach a node: `connect_timeout` of
/// cloud-provider-kind's Envoy, `timeout-member-connect` of OpenStack's.
pub(super) const PROXY_CONNECT_MS: u64 = 5_000;

/// Whether a load balancer that opens connections of its own took this one: the
/// client is connected, whatever becomes of the connection behind it.
pub(super) fn accepted(cluster: &dyn Cluster, trace: &Trace) -> bool {
    let proxies = balancer::arrival(cluster.config().provider) == Some(Arrival::NewConnection);
    let took = |it: &Hop| {
        it.step == Step::Reconnect
            || matches!(it.because, Reason::NoHealthyNode { .. })
            || (it.step == Step::Refuse && matches!(it.because, Reason::SourceNotAllowed { .. }))
    };
    proxies && trace.request.protocol == Protocol::Tcp && trace.hops.iter().any(took)
}

pub(super) fn no_network() -> Output {
    Output::fail("service-lab: this cluster has no network")
}

/// The status code of an answer: programs of the lab begin with it only where
/// it is not 200.
pub(super) fn status_of(answer: &str) -> &str {
    match answer.split_once(' ') {
        Some((code, _)) if code.len() == 3 && code.bytes().all(|it| it.is_ascii_digit()) => code,
        _ => "200",
    }
}

/// The body of an answer: all of it, but for a status that has more lines below it.
pub(super) fn body_of(answer: &str) -> &str {
    match answer.split_once('\n') {
        Some((_, body)) if status_of(answer) != "200" => body,
        _ => answer,
    }
}

/// Runs `wget -qO- URL`, as busybox words it (networking/wget.c, libbb/xconnect.c).
pub fn wget(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut limit_s = None;
    let mut target = None;
    let mut quiet = false;
    let mut spider = false;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--spider" => spider = true,
            "--quiet" => quiet = true,
            "--timeout" => limit_s = rest.next().and_then(|it| it.parse::<u64>().ok()),
            "--output-document" | "--header" | "--user-agent" | "--post-data" => {
                rest.next();
            }
            _ if word.starts_with("--timeout=") => {
                limit_s = word.split_once('=').and_then(|(_, it)| it.parse().ok());
            }
            _ if word.starts_with("--") => {}
            _ if word.starts_with('-') => {
                for (letter, value) in letters(word, "OTPUt", &mut rest) {
                    quiet |= letter == 'q';
                    if letter == 'T' {
                        limit_s = value.and_then(|it| it.parse().ok());
                    }
                }
            }
            _ => target = Some(word),
        }
    }
    let Some(typed) = target else {
        return Output::fail("wget: missing URL");
    };
    let Ok(url) = url(typed) else {
        return Output::fail(format!("wget: not an http or ftp url: {typed}"));
    };
    let mut request = Request::tcp(place.clone(), &url.host, url.port);
    request.path = url.path;
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    // The host with the port where one was typed.
    let bare = typed.split_once("://").map_or(typed.as_str(), |it| it.1);
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let mut out = Output::default();
    let first = trace.hops.iter().find(|it| it.step == Step::Send);
    if let (Some(first), false) = (first, quiet) {
        out.complain(format!("Connecting to {host} ({})", first.after.destination));
    }
    let took = accepted(cluster, &trace);
    match &trace.verdict {
        Verdict::Delivered { answer, .. } => match status_of(answer) {
            code if code >= "400" => {
                let line = answer.lines().next().unwrap_or(code);
                out.error(format!("wget: server returned error: HTTP/1.1 {line}"));
            }
            _ if spider && quiet => {}
            _ if spider => out.complain("remote file exists"),
            _ => out.stdout.push_str(answer),
        },
        Verdict::Refused | Verdict::TimedOut if took => {
            if trace.verdict == Verdict::TimedOut {
                cluster
                    .wait(PROXY_CONNECT_MS.min(limit_s.unwrap_or(u64::MAX).saturating_mul(1000)));
            }
            out.error("wget: error getting response");
        }
        Verdict::Refused => {
            let address =
                first.map_or_else(|| url.host.clone(), |it| it.after.destination.ip().to_string());
            out.error(format!(
                "wget: can't connect to remote host ({address}): Connection refused"
            ));
        }
        Verdict::TimedOut => {
            cluster.wait(limit_s.unwrap_or(CONNECT_S) * 1000);
            match (limit_s, first) {
                (None, Some(first)) => out.error(format!(
                    "wget: can't connect to remote host ({}): Operation timed out",
                    first.after.destination.ip()
                )),
                _ => out.error("wget: download timed out"),
            }
        }
        Verdict::NotResolved => {
            if unheard(&trace) {
                cluster.wait(RESOLVE_MS);
            }
            out.error(format!("wget: bad address '{host}'"));
        }
        Verdict::NotSent => out.error("service-lab: there is nobody to run wget"),
    }
    out
}

/// Runs `nc -zv HOST PORT` (with `-u`: over UDP), as OpenBSD's nc words it: it
/// speaks of a connection only with `-v`.
pub fn nc(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut plain = Vec::new();
    let mut udp = false;
    let mut tells = false;
    let mut limit_s = None;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if !word.starts_with('-') {
            plain.push(word.as_str());
            continue;
        }
        for (letter, value) in letters(word, "wipsqXxTIOVMm", &mut rest) {
            udp |= letter == 'u';
            tells |= letter == 'v';
            if letter == 'w' {
                limit_s = value.and_then(|it| it.parse::<u64>().ok());
            }
        }
    }
    let [host, port] = plain.as_slice() else {
        return Output::fail("usage: nc [-uvz] [-w timeout] destination port");
    };
    let Ok(number) = port.parse() else {
        return Output::fail(format!("nc: port number invalid: {port}"));
    };
    let mut request = Request::tcp(place.clone(), host, number);
    if udp {
        request.protocol = Protocol::Udp;
    }
    let kind = if udp { "udp" } else { "tcp" };
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    let taken = accepted(cluster, &trace);
    let line = match trace.verdict {
        Verdict::Delivered { .. } => None,
        Verdict::Refused | Verdict::TimedOut if taken => None,
        Verdict::Refused => {
            Some(format!("nc: connect to {host} port {port} ({kind}) failed: Connection refused"))
        }
        Verdict::TimedOut => {
            cluster.wait(limit_s.unwrap_or(CONNECT_S) * 1000);
            Some(match limit_s {
                Some(_) => format!(
                    "nc: connect to {host} port {port} ({kind}) timed out: Operation now in progress"
                ),
                None => format!(
                    "nc: connect to {host} port {port} ({kind}) failed: Connection timed out"
                ),
            })
        }
        Verdict::NotResolved => {
            let mut why = "Name or service not known";
            if unheard(&trace) {
                cluster.wait(RESOLVE_MS);
                why = "Temporary failure in name resolution";
            }
            return Output::fail(format!("nc: getaddrinfo for host \"{host}\" port {port}: {why}"));
        }
        Verdict::NotSent => return Output::fail("service-lab: there is nobody to run nc"),
    };
    let mut out = Output { exit: i32::from(line.is_some()), ..Output::default() };
    if tells {
        let made = || format!("Connection to {host} {port} port [{kind}/*] succeeded!");
        out.complain(line.unwrap_or_else(made));
    }
    out
}
