//! nslookup, dig, the resolver's file, and the environment of a Pod.

use std::net::IpAddr;

use service_lab_engine::net::Client;
use service_lab_engine::net::dns::{
    self, Answer, Lookup, RecordData, RecordType, resolve, service_environment,
};
use service_lab_engine::objects::Kind;

use crate::cluster::Cluster;
use crate::output::Output;

fn name_server(cluster: &dyn Cluster, place: &Client) -> Option<IpAddr> {
    dns::resolv_conf(cluster.store(), cluster.config(), place).nameserver
}

/// Runs `cat /etc/resolv.conf`.
pub fn resolv_conf(cluster: &dyn Cluster, place: &Client) -> Output {
    let conf = dns::resolv_conf(cluster.store(), cluster.config(), place);
    let mut out = Output::default();
    if !conf.search.is_empty() {
        out.line(format!("search {}", conf.search.join(" ")));
    }
    match conf.nameserver {
        Some(address) => out.line(format!("nameserver {address}")),
        // An address of the documentation range stands for the world's DNS.
        None => out.line("nameserver 192.0.2.53"),
    }
    if conf.ndots > 1 {
        out.line(format!("options ndots:{}", conf.ndots));
    }
    out
}

/// Runs `nslookup NAME`, as bind's words it.
pub fn nslookup(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let mut wanted = RecordType::A;
    let mut name = None;
    for word in words {
        match word.to_ascii_lowercase().as_str() {
            "-type=srv" | "-q=srv" | "-query=srv" => wanted = RecordType::Srv,
            "-type=aaaa" => wanted = RecordType::Aaaa,
            "-type=cname" => wanted = RecordType::Cname,
            _ if word.starts_with('-') => {}
            _ if name.is_none() => name = Some(word.clone()),
            _ => {}
        }
    }
    let Some(name) = name else {
        return Output::fail("service-lab: nslookup here wants a name: nslookup NAME");
    };
    let server =
        name_server(cluster, place).map_or_else(|| "192.0.2.53".to_owned(), |it| it.to_string());
    let mut out = Output::default();
    out.line(format!("Server:\t\t{server}\nAddress:\t{server}#53\n"));
    if wanted == RecordType::A {
        let lookup = resolve(cluster.store(), cluster.config(), place, &name);
        addresses(&lookup, &mut out);
    } else {
        let (full, answer) = searched(cluster, place, &name, wanted);
        records(&full, &answer, &mut out);
    }
    out
}

/// The first name of the search path that has records of a type, else the name
/// as it was typed.
fn searched(
    cluster: &dyn Cluster,
    place: &Client,
    name: &str,
    wanted: RecordType,
) -> (String, Answer) {
    let (store, config) = (cluster.store(), cluster.config());
    let conf = dns::resolv_conf(store, config, place);
    let bare = name.trim_end_matches('.');
    let relative = bare.len() == name.len() && bare.matches('.').count() < conf.ndots;
    let suffixes = conf.search.iter().filter(|_| relative);
    for full in suffixes.map(|it| format!("{bare}.{it}")) {
        let answer = dns::answer(store, config, &full, wanted);
        if matches!(answer, Answer::Records(_)) {
            return (full, answer);
        }
    }
    (name.to_owned(), dns::answer(store, config, bare, wanted))
}

fn addresses(lookup: &Lookup, out: &mut Output) {
    let full = lookup
        .queries
        .iter()
        .rev()
        .find(|it| matches!(it.answer, Answer::Records(_)))
        .map_or_else(|| lookup.name.clone(), |it| it.name.clone());
    if let Some(alias) = &lookup.alias {
        out.line(format!("{full}\tcanonical name = {alias}."));
    }
    if lookup.addresses.is_empty() {
        if lookup.alias.is_none() {
            let exists = lookup.queries.iter().any(|it| it.answer == Answer::NoData);
            let why = if exists {
                "*** Can't find {}: No answer"
            } else {
                "** server can't find {}: NXDOMAIN"
            };
            out.line(why.replace("{}", &lookup.name));
            out.line("");
            out.exit = 1;
        }
        return;
    }
    let shown = lookup.alias.as_ref().unwrap_or(&full);
    for address in &lookup.addresses {
        out.line(format!("Name:\t{shown}\nAddress: {address}"));
    }
    out.line("");
}

fn records(name: &str, answer: &Answer, out: &mut Output) {
    match answer {
        Answer::Records(all) => {
            for record in all {
                out.line(match &record.data {
                    RecordData::Srv { priority, weight, port, target } => {
                        format!("{}\tservice = {priority} {weight} {port} {target}.", record.name)
                    }
                    RecordData::Cname(target) => {
                        format!("{}\tcanonical name = {target}.", record.name)
                    }
                    RecordData::Address(address) => {
                        format!("Name:\t{}\nAddress: {address}", record.name)
                    }
                    RecordData::Ptr(target) => format!("{}\tname = {target}.", record.name),
                });
            }
            out.line("");
        }
        Answer::NoData => {
            out.line(format!("*** Can't find {name}: No answer\n"));
            out.exit = 1;
        }
        Answer::NxDomain => {
            out.line(format!("** server can't find {name}: NXDOMAIN\n"));
            out.exit = 1;
        }
    }
}

/// Runs `dig [+search] [+short] NAME [TYPE]`.
pub fn dig(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let search = words.iter().any(|it| it == "+search");
    let short = words.iter().any(|it| it == "+short");
    let mut plain: Vec<&String> =
        words.iter().filter(|it| !it.starts_with(['+', '-', '@'])).collect();
    // The type may stand before the name too.
    let types = ["A", "AAAA", "CNAME", "PTR", "SRV"];
    if plain.len() == 2 && types.iter().any(|it| plain.first().is_some_and(|word| *it == **word)) {
        plain.reverse();
    }
    let Some(name) = plain.first() else {
        return Output::fail("service-lab: dig here wants a name: dig NAME [TYPE]");
    };
    let wanted = match plain.get(1).map(|it| it.to_ascii_uppercase()).as_deref() {
        Some("SRV") => RecordType::Srv,
        Some("AAAA") => RecordType::Aaaa,
        Some("CNAME") => RecordType::Cname,
        Some("PTR") => RecordType::Ptr,
        _ => RecordType::A,
    };
    let inside = dns::resolv_conf(cluster.store(), cluster.config(), place).cluster;
    // dig does not use the search path unless it is told to.
    let full = if search {
        let lookup = resolve(cluster.store(), cluster.config(), place, name);
        lookup.queries.last().map_or_else(|| (*name).clone(), |it| it.name.clone())
    } else {
        name.trim_end_matches('.').to_owned()
    };
    let answer = if inside {
        dns::answer(cluster.store(), cluster.config(), &full, wanted)
    } else {
        Answer::NxDomain
    };
    let mut out = Output::default();
    let status = if answer == Answer::NxDomain { "NXDOMAIN" } else { "NOERROR" };
    let all = match answer {
        Answer::Records(all) => all,
        Answer::NoData | Answer::NxDomain => Vec::new(),
    };
    if !short {
        out.line(format!(";; ->>HEADER<<- opcode: QUERY, status: {status}\n\n;; QUESTION SECTION:\n;{full}.\t\tIN\t{}\n", type_name(wanted)));
        if !all.is_empty() {
            out.line(";; ANSWER SECTION:");
        }
    }
    for record in &all {
        let (kind, data) = match &record.data {
            RecordData::Address(address @ IpAddr::V4(_)) => ("A", address.to_string()),
            RecordData::Address(address @ IpAddr::V6(_)) => ("AAAA", address.to_string()),
            RecordData::Cname(target) => ("CNAME", format!("{target}.")),
            RecordData::Srv { priority, weight, port, target } => {
                ("SRV", format!("{priority} {weight} {port} {target}."))
            }
            RecordData::Ptr(target) => ("PTR", format!("{target}.")),
        };
        if short {
            out.line(data);
        } else {
            out.line(format!("{}.\t{}\tIN\t{kind}\t{data}", record.name, record.ttl_s));
        }
    }
    out
}

fn type_name(kind: RecordType) -> &'static str {
    match kind {
        RecordType::A => "A",
        RecordType::Aaaa => "AAAA",
        RecordType::Cname => "CNAME",
        RecordType::Srv => "SRV",
        RecordType::Ptr => "PTR",
    }
}

/// Runs `env` in a Pod: its own variables and those of the Services that
/// existed before it.
pub fn env(cluster: &mut dyn Cluster, place: &Client, words: &[String]) -> Output {
    let Client::Pod { namespace, name } = place else {
        return Output::print("HOME=/home/learner\nPATH=/usr/local/bin:/usr/bin:/bin\n");
    };
    let Some(pod) = cluster.store().find(Kind::Pod, namespace, name) else {
        return Output::fail("service-lab: this Pod is gone");
    };
    let mut all = service_environment(cluster.store(), pod);
    for entry in pod.value.list("spec.containers").iter().flat_map(|it| it.list("env")) {
        all.insert(entry.text("name").to_owned(), entry.text("value").to_owned());
    }
    all.insert("HOSTNAME".to_owned(), name.to_string());
    let mut out = Output::default();
    match words.first() {
        Some(wanted) => match all.get(wanted) {
            Some(value) => out.line(value),
            None => out.exit = 1,
        },
        None => {
            for (key, value) in all {
                out.line(format!("{key}={value}"));
            }
        }
    }
    out
}
