//! nslookup, dig, and the resolver's file.

use std::net::IpAddr;

use service_lab_engine::net::Client;
use service_lab_engine::net::dns::{self, Answer, RecordData, RecordType, ResolvConf, resolve};

use crate::cluster::Cluster;
use crate::output::Output;

/// Where a program asks: the client's own name server, or the one that was
/// named behind it.
enum Server {
    /// Its resolver's settings, and the address as shown.
    Answers(ResolvConf, String),
    /// Nobody answers there.
    Silent(String),
}

/// Models what a machine reaches: the cluster's DNS answers Pods and nodes.
fn server(cluster: &dyn Cluster, place: &Client, named: Option<&str>) -> Server {
    let (store, config) = (cluster.store(), cluster.config());
    let mut conf = dns::resolv_conf(store, config, place);
    let first = conf.nameservers.first().map(ToString::to_string).unwrap_or_default();
    let Some(named) = named.filter(|it| *it != first) else {
        return if conf.heard { Server::Answers(conf, first) } else { Server::Silent(first) };
    };
    let address = match named.parse::<IpAddr>() {
        Ok(address) => Some(address),
        Err(_) => resolve(store, config, place, named).addresses.first().copied(),
    };
    let inside = dns::cluster_dns_address(store, config);
    let shown = address.map_or_else(|| named.to_owned(), |it| it.to_string());
    conf.cluster = address.is_some() && address == inside;
    conf.heard = address.is_some_and(|it| dns::kept_from(store, config, place, it).is_empty());
    match place {
        Client::Pod { .. } | Client::Node(_) if conf.cluster && conf.heard => {
            Server::Answers(conf, shown)
        }
        _ => Server::Silent(shown),
    }
}

/// What BIND's programs say where nobody answers.
fn silence(server: &str, exit: i32) -> Output {
    let line = format!(";; communications error to {server}#53: timed out");
    let mut out = Output { exit, ..Output::default() };
    for _ in 0..3 {
        out.line(&line);
    }
    out.line(";; no servers could be reached\n");
    out
}

/// Runs `cat /etc/resolv.conf`.
pub fn resolv_conf(cluster: &dyn Cluster, place: &Client) -> Output {
    let conf = dns::resolv_conf(cluster.store(), cluster.config(), place);
    let mut out = Output::default();
    if !conf.search.is_empty() {
        out.line(format!("search {}", conf.search.join(" ")));
    }
    for address in conf.nameservers {
        out.line(format!("nameserver {address}"));
    }
    if !conf.options.is_empty() {
        out.line(format!("options {}", conf.options.join(" ")));
    }
    out
}

/// The record type of a word, as far as the lab has records of it.
fn record_type(word: &str) -> Option<RecordType> {
    Some(match word.to_ascii_uppercase().as_str() {
        "A" => RecordType::A,
        "AAAA" => RecordType::Aaaa,
        "CNAME" => RecordType::Cname,
        "PTR" => RecordType::Ptr,
        "SRV" => RecordType::Srv,
        _ => return None,
    })
}

fn other_type(word: &str) -> Output {
    Output::fail(format!(
        "service-lab: records of type {word} are not simulated here; A, AAAA, CNAME, PTR and SRV are"
    ))
}

/// The name under which an address is asked for backwards.
fn reverse_name(address: IpAddr) -> String {
    match address {
        IpAddr::V4(it) => {
            let [a, b, c, d] = it.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(it) => {
            let digits: Vec<String> =
                format!("{:032x}", u128::from(it)).chars().rev().map(String::from).collect();
            format!("{}.ip6.arpa", digits.join("."))
        }
    }
}

/// Whether a server of the cluster's own zones answers, or one that only passes
/// on what others say.
fn authoritative(cluster: &dyn Cluster, conf: &ResolvConf, name: &str) -> bool {
    let domain = &cluster.config().domain;
    conf.cluster
        && (name.ends_with(".arpa")
            || name == domain
            || name.strip_suffix(domain.as_str()).is_some_and(|it| it.ends_with('.')))
}

/// Runs `nslookup NAME [SERVER]`, as BIND's words it (bin/dig/nslookup.c).
pub fn nslookup(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut wanted = None;
    let mut plain = Vec::new();
    for word in words {
        let typed = ["-type=", "-q=", "-query=", "-querytype="];
        match typed.iter().find_map(|it| word.strip_prefix(it)) {
            Some(text) => match record_type(text) {
                Some(kind) => wanted = Some(kind),
                None => return other_type(text),
            },
            None if word.starts_with('-') => {}
            None => plain.push(word.as_str()),
        }
    }
    let Some(name) = plain.first() else {
        return Output::fail("service-lab: nslookup here wants a name: nslookup NAME");
    };
    let (conf, shown) = match server(cluster, place, plain.get(1).copied()) {
        Server::Answers(conf, shown) => (conf, shown),
        Server::Silent(shown) => return silence(&shown, 1),
    };
    let mut out = Output::default();
    let backwards = name.parse().ok().map(reverse_name);
    if backwards.is_none() {
        out.line(format!("Server:\t\t{shown}\nAddress:\t{shown}#53\n"));
    }
    let typed = wanted.is_some();
    let wanted =
        wanted.unwrap_or(if backwards.is_some() { RecordType::Ptr } else { RecordType::A });
    let name = backwards.as_deref().unwrap_or(name);
    let absolute = backwards.is_some() || name.ends_with('.');
    let (full, answer) = searched(cluster, &conf, name, absolute, wanted);
    let authoritative = authoritative(cluster, &conf, &full);
    let mut all = match answer {
        Answer::Records(all) => all,
        Answer::NoData | Answer::NoReply => Vec::new(),
        Answer::NxDomain => {
            out.line(format!("** server can't find {full}: NXDOMAIN\n"));
            out.exit = 1;
            return out;
        }
    };
    // Without a type it asks for IPv6 addresses too, and says nothing of none.
    if !typed
        && wanted == RecordType::A
        && let Answer::Records(more) =
            dns::ask(cluster.store(), cluster.config(), &conf, &full, RecordType::Aaaa)
    {
        all.extend(more.into_iter().filter(|it| matches!(it.data, RecordData::Address(_))));
    }
    if all.is_empty() {
        out.line(format!("*** Can't find {full}: No answer\n"));
        out.exit = 1;
        return out;
    }
    if !authoritative {
        out.line("Non-authoritative answer:");
    }
    for record in all {
        let name = &record.name;
        out.line(match &record.data {
            RecordData::Srv { priority, weight, port, target } => {
                format!("{name}\tservice = {priority} {weight} {port} {target}.")
            }
            RecordData::Cname(target) => format!("{name}\tcanonical name = {target}."),
            RecordData::Address(address) => format!("Name:\t{name}\nAddress: {address}"),
            RecordData::Ptr(target) => format!("{name}\tname = {target}."),
        });
    }
    out.line("");
    out
}

/// The first name of the search path that exists, else the last that was tried;
/// and what was answered.
///
/// Models BIND's dighost.c recv_done: only NXDOMAIN leads to the next name.
fn searched(
    cluster: &dyn Cluster,
    conf: &ResolvConf,
    name: &str,
    absolute: bool,
    wanted: RecordType,
) -> (String, Answer) {
    let (store, config) = (cluster.store(), cluster.config());
    let ask = |full: &str| dns::ask(store, config, conf, full, wanted);
    let bare = name.trim_end_matches('.');
    let mut last = (bare.to_owned(), Answer::NxDomain);
    if absolute {
        last.1 = ask(bare);
        return last;
    }
    for full in dns::candidates(name, conf) {
        let answer = ask(&full);
        let exists = answer != Answer::NxDomain;
        last = (full, answer);
        if exists {
            break;
        }
    }
    last
}

/// Runs `dig [@SERVER] [+search] [+short] [-x ADDRESS] NAME [TYPE]`.
pub fn dig(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let search = words.iter().any(|it| it == "+search");
    let short = words.iter().any(|it| it == "+short");
    let named = words.iter().find_map(|it| it.strip_prefix('@'));
    let mut name = None;
    let mut wanted = RecordType::A;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if word == "-x" {
            let Some(address) = rest.next().and_then(|it| it.parse().ok()) else {
                return Output::fail("service-lab: dig -x here wants an address");
            };
            (name, wanted) = (Some(reverse_name(address)), RecordType::Ptr);
        } else if word == "-t" {
            let text = rest.next().map_or("", String::as_str);
            let Some(kind) = record_type(text) else { return other_type(text) };
            wanted = kind;
        } else if word.starts_with(['+', '-', '@']) || word == "IN" {
        } else if let Some(kind) = record_type(word) {
            // The type may stand before the name too.
            wanted = kind;
        } else if ["ANY", "MX", "NS", "SOA", "TXT"].contains(&word.as_str()) {
            return other_type(word);
        } else {
            name.get_or_insert_with(|| word.clone());
        }
    }
    let Some(name) = name else {
        return Output::fail("service-lab: dig here wants a name: dig NAME [TYPE]");
    };
    let conf = match server(cluster, place, named) {
        Server::Answers(conf, _) => conf,
        Server::Silent(shown) => return silence(&shown, 9),
    };
    // dig does not use the search path unless it is told to.
    let absolute = !search || name.ends_with('.');
    let (full, answer) = searched(cluster, &conf, &name, absolute, wanted);
    let mut out = Output::default();
    let status = if answer == Answer::NxDomain { "NXDOMAIN" } else { "NOERROR" };
    let all = match answer {
        Answer::Records(all) => all,
        Answer::NoData | Answer::NxDomain | Answer::NoReply => Vec::new(),
    };
    if !short {
        out.line(format!(";; ->>HEADER<<- opcode: QUERY, status: {status}\n\n;; QUESTION SECTION:\n;{full}.\t\tIN\t{}\n", wanted.name()));
        if !all.is_empty() {
            out.line(";; ANSWER SECTION:");
        }
    }
    for record in &all {
        let (kind, data) = record.data.written();
        if short {
            out.line(data);
        } else {
            out.line(format!("{}.\t{}\tIN\t{}\t{data}", record.name, record.ttl_s, kind.name()));
        }
    }
    out
}
