//! curl, wget and nc.

use service_lab_engine::net::balancer::{self, Arrival};
use service_lab_engine::net::{Client, Hop, Reason, Request, Step, Trace, Verdict, ingress};
use service_lab_engine::objects::Protocol;

use super::options::{Curl, letters};
use crate::cluster::Cluster;
use crate::output::Output;

/// How long Linux tries to connect when a program sets no limit, in seconds
/// (net.ipv4.tcp_syn_retries 6).
const CONNECT_S: u64 = 131;

/// What curl says of the default certificate of ingress-nginx, which nobody
/// it trusts has signed.
const UNTRUSTED: &str = "curl: (60) SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.";

/// What curl says of a server that does not speak TLS.
const NO_TLS: &str =
    "curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number";

/// A URL of `http://host:port/path`.
struct Url {
    host: String,
    port: u16,
    path: String,
    https: bool,
}

fn url(text: &str) -> Result<Url, String> {
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
const PROXY_CONNECT_MS: u64 = 5_000;

/// Whether a load balancer that opens connections of its own took this one: the
/// client is connected, whatever becomes of the connection behind it.
fn accepted(cluster: &dyn Cluster, trace: &Trace) -> bool {
    let proxies = balancer::arrival(cluster.config().provider) == Some(Arrival::NewConnection);
    let took = |it: &Hop| {
        it.step == Step::Reconnect
            || matches!(it.because, Reason::NoHealthyNode { .. })
            || (it.step == Step::Refuse && matches!(it.because, Reason::SourceNotAllowed { .. }))
    };
    proxies && trace.request.protocol == Protocol::Tcp && trace.hops.iter().any(took)
}

/// How curl ends where it was not answered: its exit code, what it prints on
/// standard error, and how long it took.
struct Failure {
    exit: i32,
    words: String,
    took_ms: u64,
}

fn failure(cluster: &dyn Cluster, trace: &Trace, host: &str, asked: &Curl) -> Option<Failure> {
    let port = trace.request.port;
    let fail = |exit, words: String, took_ms| Some(Failure { exit, words, took_ms });
    let connecting = [asked.limit_ms, asked.connect_ms].into_iter().flatten().min();
    let lost = "Could not connect to server";
    match trace.verdict {
        Verdict::Delivered { .. } => None,
        Verdict::Refused | Verdict::TimedOut if accepted(cluster, trace) => {
            let waits = trace.verdict == Verdict::TimedOut
                && !matches!(trace.because, Reason::NoHealthyNode { .. });
            match asked.limit_ms.filter(|it| waits && *it < PROXY_CONNECT_MS) {
                Some(limit) => fail(
                    28,
                    format!("Operation timed out after {limit} milliseconds with 0 bytes received"),
                    limit,
                ),
                None => fail(
                    52,
                    "Empty reply from server".to_owned(),
                    if waits { PROXY_CONNECT_MS } else { 0 },
                ),
            }
        }
        Verdict::Refused => {
            fail(7, format!("Failed to connect to {host} port {port} after 0 ms: {lost}"), 0)
        }
        Verdict::TimedOut => match connecting {
            Some(limit) => {
                fail(28, format!("Connection timed out after {limit} milliseconds"), limit)
            }
            None => {
                let after = CONNECT_S * 1000;
                let words =
                    format!("Failed to connect to {host} port {port} after {after} ms: {lost}");
                fail(28, words, after)
            }
        },
        Verdict::NotResolved => fail(6, format!("Could not resolve host: {host}"), 0),
        Verdict::NotSent => fail(127, "there is nobody to run curl".to_owned(), 0),
    }
}

fn no_network() -> Output {
    Output::fail("service-lab: this cluster has no network")
}

/// Runs `curl`.
pub fn curl(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let asked = match Curl::read(words) {
        Ok(asked) => asked,
        Err(words) => {
            return Output { stderr: format!("{words}\n"), exit: 2, ..Output::default() };
        }
    };
    let url = match url(&asked.target) {
        Ok(url) => url,
        Err(error) => {
            let exit = if error.starts_with("curl: (1)") { 1 } else { 3 };
            return Output { stderr: format!("{error}\n"), exit, ..Output::default() };
        }
    };
    let mut request = Request::tcp(place.clone(), &url.host, url.port);
    request.path = url.path;
    request.host_header = asked.host_header.clone();
    if let Some(address) = asked.given.iter().find_map(|it| resolved(it, &url.host, url.port)) {
        request.host = address.to_owned();
        request.host_header.get_or_insert_with(|| url.host.clone());
    }
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    let redirected = matches!(trace.because, Reason::IngressRedirects { .. });
    if asked.follows && redirected && !url.https {
        let host = trace.request.host_header.as_deref().unwrap_or(&trace.request.host);
        let again = format!("https://{}{}", ingress::without_port(host), trace.request.path);
        let options = words.iter().filter(|it| **it != asked.target).cloned();
        let words: Vec<String> = options.chain([again]).collect();
        return curl(cluster, place, &words);
    }
    let mut out = Output::default();
    let tls = trace.reached_tls();
    let says = !asked.silent || asked.show_error;
    if asked.verbose {
        tell_connection(cluster, &trace, &url.host, &mut out);
    }
    match failure(cluster, &trace, &url.host, &asked) {
        None if url.https && (!tls || !asked.insecure) => {
            let (exit, words) = if tls { (60, UNTRUSTED) } else { (35, NO_TLS) };
            out.exit = exit;
            if says {
                out.complain(words);
            }
        }
        None if tls && !url.https => {
            out.stdout.push_str("400 The plain HTTP request was sent to HTTPS port");
        }
        None => answered(&trace, &asked, says, &mut out),
        Some(failure) => {
            out.exit = failure.exit;
            match failure.exit {
                127 => out.complain(format!("service-lab: {}", failure.words)),
                exit if says => out.complain(format!("curl: ({exit}) {}", failure.words)),
                _ => {}
            }
            if failure.took_ms > 0 {
                cluster.wait(failure.took_ms);
            }
        }
    }
    if let Some(format) = &asked.write_out {
        write_out(format, &trace, &mut out);
    }
    out
}

/// What curl does with an answer.
fn answered(trace: &Trace, asked: &Curl, says: bool, out: &mut Output) {
    let Verdict::Delivered { answer, .. } = &trace.verdict else { return };
    let code = status_of(answer);
    let line = match code {
        "200" => "HTTP/1.1 200 OK".to_owned(),
        _ => format!("HTTP/1.1 {}", answer.lines().next().unwrap_or(code)),
    };
    if asked.verbose {
        out.complain(format!("< {line}\n<"));
    }
    if asked.fail && code >= "400" {
        out.exit = 22;
        if says {
            out.complain(format!("curl: (22) The requested URL returned error: {code}"));
        }
        return;
    }
    if asked.head || asked.include {
        out.complain("service-lab: the simulation has no other headers to show");
        out.line(format!("{line}\n"));
    }
    if !asked.discard && !asked.head {
        out.stdout.push_str(answer);
    }
}

/// The part of `curl -v` about the connection and the request.
fn tell_connection(cluster: &dyn Cluster, trace: &Trace, host: &str, out: &mut Output) {
    let Some(first) = trace.hops.iter().find(|it| it.step == Step::Send) else { return };
    let (address, from) = (first.after.destination, first.after.source);
    out.complain(format!("*   Trying {address}..."));
    match trace.verdict {
        Verdict::Refused | Verdict::TimedOut if !accepted(cluster, trace) => {
            if trace.verdict == Verdict::Refused {
                let (to, port) = (address.ip(), address.port());
                let (ip, own) = (from.ip(), from.port());
                out.complain(format!(
                    "* connect to {to} port {port} from {ip} port {own} failed: Connection refused"
                ));
            }
        }
        _ => {
            let header = trace.request.host_header.as_deref().unwrap_or(host);
            let (ip, port) = (address.ip(), address.port());
            let default = header.contains(':') || port == 80 || port == 443;
            let port_of = if default { String::new() } else { format!(":{port}") };
            out.complain(format!("* Connected to {host} ({ip}) port {port}"));
            out.complain(format!(
                "> GET {} HTTP/1.1\n> Host: {header}{port_of}\n> Accept: */*\n>",
                trace.request.path
            ));
        }
    }
}

/// `--write-out`: the variables that the simulation knows.
fn write_out(format: &str, trace: &Trace, out: &mut Output) {
    let code = match &trace.verdict {
        Verdict::Delivered { answer, .. } if out.exit == 0 || out.exit == 22 => status_of(answer),
        _ => "000",
    };
    let first = trace.hops.iter().find(|it| it.step == Step::Send);
    let remote = first.map(|it| it.after.destination);
    let local = first.map(|it| it.after.source);
    let address = |it: Option<std::net::SocketAddr>| it.map(|it| it.ip().to_string());
    let port = |it: Option<std::net::SocketAddr>| it.map(|it| it.port().to_string());
    let error = out.stderr.lines().find_map(|it| it.strip_prefix("curl: (")?.split_once(") "));
    let known = [
        ("http_code", Some(code.to_owned())),
        ("response_code", Some(code.to_owned())),
        ("exitcode", Some(out.exit.to_string())),
        ("errormsg", Some(error.map_or("", |it| it.1).to_owned())),
        ("remote_ip", address(remote)),
        ("remote_port", port(remote)),
        ("local_ip", address(local)),
        ("local_port", port(local)),
    ];
    let mut text = format.replace("\\n", "\n").replace("\\t", "\t").replace("%%", "%");
    for (name, value) in known {
        text = text.replace(&format!("%{{{name}}}"), &value.unwrap_or_default());
    }
    out.stdout.push_str(&text);
}

/// The address of `--resolve HOST:PORT:ADDRESS` where it is about this host
/// and port; `*` is every host.
fn resolved<'w>(entry: &'w str, host: &str, port: u16) -> Option<&'w str> {
    let (name, rest) = entry.trim_start_matches(['+', '-']).split_once(':')?;
    let (number, addresses) = rest.split_once(':')?;
    let fits = (name == "*" || name.eq_ignore_ascii_case(host)) && number.parse() == Ok(port);
    let first = addresses.split(',').next()?.trim_start_matches('[').trim_end_matches(']');
    fits.then_some(first)
}

/// The status code of an answer: programs of the lab begin with it only where
/// it is not 200.
fn status_of(answer: &str) -> &str {
    match answer.split_once(' ') {
        Some((code, _)) if code.len() == 3 && code.bytes().all(|it| it.is_ascii_digit()) => code,
        _ => "200",
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
        Verdict::NotResolved => out.error(format!("wget: bad address '{host}'")),
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
            return Output::fail(format!(
                "nc: getaddrinfo for host \"{host}\" port {port}: Name or service not known"
            ));
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
