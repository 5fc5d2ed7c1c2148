//! curl: its URLs, its answers and its failures.

use service_lab_engine::net::{Client, Hop, Reason, Request, Step, Trace, Verdict, ingress};

use super::http::{
    CONNECT_S, PROXY_CONNECT_MS, RESOLVE_MS, accepted, body_of, no_network, status_of, unheard, url,
};
use super::options::Curl;
use crate::cluster::Cluster;
use crate::output::Output;

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

/// A connection that curl keeps open: host and port, and the caller's own port.
type Kept = (String, u16, u16);

/// Runs `curl`: its URLs one after the other, on one connection where they are of
/// one server.
pub fn curl(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let asked = match Curl::read(words) {
        Ok(asked) => asked,
        Err(words) => {
            return Output { stderr: format!("{words}\n"), exit: 2, ..Output::default() };
        }
    };
    let mut all = Output::default();
    let mut kept = Vec::new();
    for (number, target) in asked.targets.iter().enumerate() {
        let discard = asked.discards.get(number).copied().unwrap_or_default();
        let one = fetch(cluster, place, &asked, target, discard, &mut kept);
        all.stdout.push_str(&one.stdout);
        all.stderr.push_str(&one.stderr);
        all.exit = one.exit;
    }
    all
}

/// Fetches one URL.
fn fetch(
    cluster: &mut dyn Cluster,
    place: &Client,
    asked: &Curl,
    target: &str,
    discard: bool,
    kept: &mut Vec<Kept>,
) -> Output {
    let url = match url(target) {
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
    let open = kept.iter().find(|(host, port, _)| *host == url.host && *port == url.port);
    request.source_port = open.map(|(_, _, own)| *own);
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    let redirected = matches!(trace.because, Reason::IngressRedirects { .. });
    if asked.follows && redirected && !url.https {
        let host = trace.request.host_header.as_deref().unwrap_or(&trace.request.host);
        let again = format!("https://{}{}", ingress::without_port(host), trace.request.path);
        return fetch(cluster, place, asked, &again, discard, kept);
    }
    let mut out = Output::default();
    let tls = trace.reached_tls();
    let says = !asked.silent || asked.show_error;
    if asked.verbose && request.source_port.is_some() {
        out.complain(format!("* Re-using existing http: connection with host {}", url.host));
        tell_request(&trace, &url.host, &mut out);
    } else if asked.verbose {
        tell_connection(cluster, &trace, &url.host, &mut out);
    }
    match failure(cluster, &trace, &url.host, asked) {
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
        None => {
            if let (None, Some(first)) = (request.source_port, sent(&trace)) {
                kept.push((url.host, url.port, first.after.source.port()));
            }
            answered(&trace, asked, says, discard, &mut out);
        }
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

/// The hop with which the packet set out.
fn sent(trace: &Trace) -> Option<&Hop> {
    trace.hops.iter().find(|it| it.step == Step::Send)
}

/// What curl does with an answer.
fn answered(trace: &Trace, asked: &Curl, says: bool, discard: bool, out: &mut Output) {
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
    if !discard && !asked.head {
        out.stdout.push_str(body_of(answer));
    }
}

/// The part of `curl -v` about the connection and the request.
fn tell_connection(cluster: &dyn Cluster, trace: &Trace, host: &str, out: &mut Output) {
    let Some(first) = sent(trace) else { return };
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
            let (ip, port) = (address.ip(), address.port());
            out.complain(format!("* Connected to {host} ({ip}) port {port}"));
            tell_request(trace, host, out);
        }
    }
}

/// The part of `curl -v` about the request itself.
fn tell_request(trace: &Trace, host: &str, out: &mut Output) {
    let header = trace.request.host_header.as_deref().unwrap_or(host);
    let port = trace.request.port;
    let default = header.contains(':') || port == 80 || port == 443;
    let port_of = if default { String::new() } else { format!(":{port}") };
    out.complain(format!(
        "> GET {} HTTP/1.1\n> Host: {header}{port_of}\n> Accept: */*\n>",
        trace.request.path
    ));
}

/// `--write-out`: the variables that the simulation knows.
fn write_out(format: &str, trace: &Trace, out: &mut Output) {
    let code = match &trace.verdict {
        Verdict::Delivered { answer, .. } if out.exit == 0 || out.exit == 22 => status_of(answer),
        _ => "000",
    };
    let first = sent(trace);
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
        Verdict::NotResolved => match (unheard(trace), connecting) {
            (true, Some(limit)) if limit < RESOLVE_MS => {
                fail(28, format!("Resolving timed out after {limit} milliseconds"), limit)
            }
            (slow, _) => {
                let took_ms = if slow { RESOLVE_MS } else { 0 };
                fail(6, format!("Could not resolve host: {host}"), took_ms)
            }
        },
        Verdict::NotSent => fail(127, "there is nobody to run curl".to_owned(), 0),
    }
}
