//! curl, wget and nc.

use service_lab_engine::net::{Client, Reason, Request, Trace, Verdict, ingress};
use service_lab_engine::objects::Protocol;

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
    let (host, path) = match rest.find('/') {
        Some(place) => rest.split_at(place),
        None => (rest, "/"),
    };
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
    Ok(Url { host: host.to_owned(), port, path: path.to_owned(), https })
}

/// What curl prints on standard error for a request that failed; `None` where
/// it was answered. `limit_s` is `--max-time` or `--connect-timeout`.
pub fn curl_line(trace: &Trace, limit_s: Option<u64>) -> Option<String> {
    let (host, port) = (&trace.request.host, trace.request.port);
    match trace.verdict {
        Verdict::Delivered { .. } => None,
        Verdict::Refused => Some(format!(
            "curl: (7) Failed to connect to {host} port {port} after 0 ms: Could not connect to server"
        )),
        Verdict::TimedOut => Some(match limit_s {
            Some(limit) => {
                format!("curl: (28) Connection timed out after {} milliseconds", limit * 1000)
            }
            None => format!(
                "curl: (28) Failed to connect to {host} port {port} after {} ms: Could not connect to server",
                CONNECT_S * 1000
            ),
        }),
        Verdict::NotResolved => Some(format!("curl: (6) Could not resolve host: {host}")),
        Verdict::NotSent => Some("service-lab: there is nobody to run curl".to_owned()),
    }
}

fn no_network() -> Output {
    Output::fail("service-lab: this cluster has no network")
}

fn exit_of(trace: &Trace) -> i32 {
    match trace.verdict {
        Verdict::Delivered { .. } => 0,
        Verdict::Refused => 7,
        Verdict::TimedOut => 28,
        Verdict::NotResolved => 6,
        Verdict::NotSent => 127,
    }
}

/// Runs `curl`.
pub fn curl(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut target = None;
    let mut limit_s = None;
    let mut silent = false;
    let mut show_error = false;
    let mut discard = false;
    let mut write_out = None;
    let mut host_header = None;
    let mut given = Vec::new();
    let mut insecure = false;
    let mut follows = false;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "-m" | "--max-time" | "--connect-timeout" => {
                limit_s = rest.next().and_then(|it| it.split('.').next()?.parse().ok());
            }
            "-o" | "--output" => discard = rest.next().is_some(),
            "-w" | "--write-out" => write_out = rest.next().cloned(),
            "-H" | "--header" => {
                let header = rest.next().cloned().unwrap_or_default();
                if let Some((name, value)) = header.split_once(':')
                    && name.eq_ignore_ascii_case("host")
                {
                    host_header = Some(value.trim().to_owned());
                }
            }
            "--resolve" => given.extend(rest.next().cloned()),
            "-X" | "--request" | "-d" | "--data" | "--retry" | "-A" | "-u" => {
                rest.next();
            }
            "--insecure" => insecure = true,
            "--location" => follows = true,
            "--silent" => silent = true,
            "--show-error" => show_error = true,
            _ if word.starts_with("--") => {}
            _ if word.len() > 1 && word.starts_with('-') => {
                insecure |= word.contains('k');
                follows |= word.contains('L');
                silent |= word.contains('s');
                show_error |= word.contains('S');
            }
            _ => target = Some(word.clone()),
        }
    }
    let Some(target) = target else {
        return Output {
            stderr: "curl: (2) no URL specified\n".to_owned(),
            exit: 2,
            ..Output::default()
        };
    };
    let url = match url(&target) {
        Ok(url) => url,
        Err(error) => return Output { stderr: format!("{error}\n"), exit: 3, ..Output::default() },
    };
    let mut request = Request::tcp(place.clone(), &url.host, url.port);
    request.path = url.path;
    request.host_header = host_header;
    if let Some(address) = given.iter().find_map(|it| resolved(it, &url.host, url.port)) {
        request.host = address.to_owned();
        request.host_header.get_or_insert_with(|| url.host.clone());
    }
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    let redirected = matches!(trace.because, Reason::IngressRedirects { .. });
    if follows && redirected && !url.https {
        let host = trace.request.host_header.as_deref().unwrap_or(&trace.request.host);
        let again = format!("https://{}{}", ingress::without_port(host), trace.request.path);
        let options = words.iter().filter(|it| **it != target).cloned();
        let words: Vec<String> = options.chain([again]).collect();
        return curl(cluster, place, &words);
    }
    let mut out = Output { exit: exit_of(&trace), ..Output::default() };
    let tls = trace.reached_tls();
    let says = !silent || show_error;
    match curl_line(&trace, limit_s) {
        None if url.https && (!tls || !insecure) => {
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
            if let (Verdict::Delivered { answer, .. }, false) = (&trace.verdict, discard) {
                out.stdout.push_str(answer);
            }
        }
        // curl names the host that was typed, wherever it was sent to.
        Some(line) if says => {
            out.complain(line.replace(
                &format!(" to {} port ", request.host),
                &format!(" to {} port ", url.host),
            ))
        }
        Some(_) => {}
    }
    if matches!(trace.verdict, Verdict::TimedOut) {
        cluster.wait(limit_s.unwrap_or(CONNECT_S) * 1000);
    }
    if let Some(format) = write_out {
        let code = match &trace.verdict {
            Verdict::Delivered { answer, .. } if out.exit == 0 => status_of(answer),
            _ => "000",
        };
        out.stdout.push_str(
            &format
                .replace("%{http_code}", code)
                .replace("\\n", "\n")
                .replace("%{response_code}", code),
        );
    }
    out
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

/// Runs `wget -qO- URL`, as busybox words it.
pub fn wget(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut limit_s = None;
    let mut target = None;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "-T" | "--timeout" => limit_s = rest.next().and_then(|it| it.parse::<u64>().ok()),
            "-O" => {
                rest.next();
            }
            _ if word.starts_with("--timeout=") => {
                limit_s = word.split_once('=').and_then(|(_, it)| it.parse().ok());
            }
            _ if word.starts_with('-') => {}
            _ => target = Some(word),
        }
    }
    let Some(url) = target.and_then(|it| url(it).ok()) else {
        return Output::fail("wget: missing URL");
    };
    let mut request = Request::tcp(place.clone(), &url.host, url.port);
    request.path = url.path;
    let Some(trace) = cluster.send(&request) else {
        return no_network();
    };
    match &trace.verdict {
        Verdict::Delivered { answer, .. } => Output::print(answer.clone()),
        Verdict::Refused => Output::fail(format!(
            "wget: can't connect to remote host ({}): Connection refused",
            trace
                .hops
                .first()
                .map_or_else(|| url.host.clone(), |it| it.after.destination.ip().to_string())
        )),
        Verdict::TimedOut => {
            cluster.wait(limit_s.unwrap_or(CONNECT_S) * 1000);
            Output::fail("wget: download timed out")
        }
        Verdict::NotResolved => Output::fail(format!("wget: bad address '{}'", url.host)),
        Verdict::NotSent => Output::fail("service-lab: there is nobody to run wget"),
    }
}

/// Runs `nc -zv HOST PORT` (with `-u`: over UDP), as OpenBSD's nc words it.
pub fn nc(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut plain = Vec::new();
    let mut udp = false;
    let mut limit_s = None;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if word == "-w" {
            limit_s = rest.next().and_then(|it| it.parse::<u64>().ok());
        } else if word.starts_with('-') {
            udp |= word.contains('u');
        } else {
            plain.push(word.as_str());
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
    let line = match trace.verdict {
        Verdict::Delivered { .. } => {
            return Output {
                stderr: format!("Connection to {host} {port} port [{kind}/*] succeeded!\n"),
                ..Output::default()
            };
        }
        Verdict::Refused => {
            format!("nc: connect to {host} port {port} ({kind}) failed: Connection refused")
        }
        Verdict::TimedOut => {
            cluster.wait(limit_s.unwrap_or(CONNECT_S) * 1000);
            format!(
                "nc: connect to {host} port {port} ({kind}) timed out: Operation now in progress"
            )
        }
        Verdict::NotResolved => {
            format!("nc: getaddrinfo for host \"{host}\" port {port}: Name or service not known")
        }
        Verdict::NotSent => "service-lab: there is nobody to run nc".to_owned(),
    };
    Output::fail(line)
}
