//! Doing what a case says, and comparing.

use std::collections::BTreeSet;
use std::sync::Arc;

use service_lab_course::read_cluster;
use service_lab_engine::client::Run;
use service_lab_engine::cluster::{ClusterConfig, Provider, ProxyMode};
use service_lab_engine::net::dns::{self, Answer, RecordData, RecordType};
use service_lab_engine::net::{Client, Hop, Place, Request, Trace, Verdict};
use service_lab_engine::objects::{Key, Kind, Protocol, View};
use service_lab_engine::world::{self, Command, Event, World, step};
use service_lab_l10n::say;
use service_lab_shell::{Terminal, WorldCluster};

use crate::document::{Block, blocks, fields, list};

/// Long enough for images to start and load balancers to be made.
const SETTLE_MS: u64 = 120_000;

/// What does not hold, each with its line.
pub fn problems(text: &str) -> Vec<String> {
    let mut case = Case { world: World::new(ClusterConfig::default()).0, said: None };
    let mut problems = Vec::new();
    for block in blocks(text) {
        let line = block.line;
        if let Err(all) = case.perform(&block) {
            problems.extend(all.into_iter().map(|it| format!("{line}: {it}")));
        }
    }
    problems
}

struct Case {
    world: World,
    /// What kubectl printed for the last refused text.
    said: Option<String>,
}

type Outcome = Result<(), Vec<String>>;

fn wrong<T>(problem: impl Into<String>) -> Result<T, Vec<String>> {
    Err(vec![problem.into()])
}

impl Case {
    fn perform(&mut self, block: &Block) -> Outcome {
        match block.kind.as_str() {
            "cluster" => self.cluster(&block.text),
            "yaml" => self.apply(&block.text),
            "yaml refused" => self.refuse(&block.text),
            "yaml edit" => self.edit(&block.text),
            "says" => self.says(&block.text),
            "do" => block.text.lines().try_for_each(|it| self.act(it)),
            "terminal" => self.terminal(&block.text),
            "trace" => self.trace(block),
            "dns" => self.dns(block),
            other => wrong(format!("unknown block `{other}`")),
        }
    }

    fn cluster(&mut self, text: &str) -> Outcome {
        let (config, faults) = read_cluster("cluster", text);
        match (config, faults.first()) {
            (Some((config, None)), None) => {
                self.world = World::new(config).0;
                Ok(())
            }
            (_, fault) => wrong(format!("cluster: {fault:?}")),
        }
    }

    fn run(&mut self, text: &str) -> Run {
        let (world, run) = world::apply(&self.world, "STDIN", text);
        self.world = world;
        self.wait(SETTLE_MS);
        run
    }

    fn apply(&mut self, text: &str) -> Outcome {
        let run = self.run(text);
        if run.exit == 0 { Ok(()) } else { wrong(format!("refused: {}", run.stderr.trim())) }
    }

    fn refuse(&mut self, text: &str) -> Outcome {
        let run = self.run(text);
        self.said = Some(run.stderr);
        if run.exit != 0 { Ok(()) } else { wrong("accepted, but it must be refused") }
    }

    fn edit(&mut self, text: &str) -> Outcome {
        let stepped = step(&self.world, &Command::Edit { text: text.to_owned() });
        self.world = stepped.world;
        self.wait(SETTLE_MS);
        Ok(())
    }

    fn says(&mut self, text: &str) -> Outcome {
        match self.said.take() {
            Some(said) if said.trim() == text.trim() => Ok(()),
            said => wrong(format!("says: {said:?}")),
        }
    }

    fn wait(&mut self, ms: u64) {
        self.world = step(&self.world, &Command::Wait { ms }).world;
    }

    fn act(&mut self, line: &str) -> Outcome {
        let Some(command) = command(line) else { return wrong(format!("cannot do `{line}`")) };
        let stepped = step(&self.world, &command);
        let refused = stepped.events.iter().any(|it| matches!(it, Event::Refused(_)));
        self.world = stepped.world;
        if refused { wrong(format!("`{line}` was refused")) } else { Ok(()) }
    }

    /// Commands and lines that they must print. What a line says may end in
    /// `*`.
    fn terminal(&mut self, text: &str) -> Outcome {
        let mut terminal = Terminal::default();
        let mut printed: Vec<String> = Vec::new();
        let (mut problems, mut expectations) = (Vec::new(), 0);
        for line in text.lines().filter(|it| !it.trim().is_empty()) {
            if let Some(place) = line.strip_prefix("from: ") {
                terminal.place = client(place).ok_or_else(|| vec![line.to_owned()])?;
            } else if let Some(command) = line.strip_prefix("$ ") {
                let mut cluster = WorldCluster::new(self.world.clone());
                let out = terminal.run(&mut cluster, command, "");
                self.world = cluster.world;
                let lines = out.stdout.lines().chain(out.stderr.lines());
                printed = lines.map(str::to_owned).collect();
            } else {
                expectations += 1;
                let fits = |said: &String| match line.strip_suffix('*') {
                    Some(start) => said.starts_with(start),
                    None => said == line,
                };
                if !printed.iter().any(fits) {
                    problems.push(format!("not printed: {line}; but: {}", printed.join(" | ")));
                }
            }
        }
        if expectations == 0 {
            problems.push("expects nothing".to_owned());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn dns(&mut self, block: &Block) -> Outcome {
        let mut from = Client::Outside;
        let (mut name, mut kind) = ("", RecordType::A);
        let mut problems = Vec::new();
        for (field, value) in fields(block).map_err(|it| vec![it])? {
            match field {
                "from" => from = client(value).ok_or_else(|| vec![format!("from: {value}")])?,
                "name" => name = value,
                "type" => {
                    kind = record_type(value).ok_or_else(|| vec![format!("type: {value}")])?
                }
                "answer" => {
                    let said = self.answer(name, kind);
                    compare(&mut problems, field, &said, &owned(value));
                }
                "tried" => {
                    let lookup = dns::resolve(&self.world.store, &self.world.config, &from, name);
                    let asked = lookup.queries.iter().filter(|it| it.kind == RecordType::A);
                    let tried: Vec<String> = asked.map(|it| it.name.clone()).collect();
                    compare(&mut problems, field, &tried, &owned(value));
                }
                "addresses" => {
                    let lookup = dns::resolve(&self.world.store, &self.world.config, &from, name);
                    let found: Vec<String> =
                        lookup.addresses.iter().map(|it| self.named(&it.to_string())).collect();
                    compare(&mut problems, field, &found, &owned(value));
                }
                other => problems.push(format!("unknown line `{other}`")),
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn answer(&self, name: &str, kind: RecordType) -> Vec<String> {
        match dns::answer(&self.world.store, &self.world.config, name, kind) {
            Answer::NoData => vec!["NODATA".to_owned()],
            Answer::NxDomain => vec!["NXDOMAIN".to_owned()],
            Answer::NoReply => vec!["no reply".to_owned()],
            Answer::Records(records) => records
                .iter()
                .map(|it| match &it.data {
                    RecordData::Address(address) => self.named(&address.to_string()),
                    RecordData::Cname(target) => format!("CNAME {target}"),
                    RecordData::Srv { priority, weight, port, target } => {
                        format!("SRV {priority} {weight} {port} {target}")
                    }
                    RecordData::Ptr(target) => format!("PTR {target}"),
                })
                .collect(),
        }
    }

    /// Addresses that are given by chance are written by their owner's name.
    fn named(&self, address: &str) -> String {
        for (object, view) in self.world.store.services() {
            if view.cluster_ips.iter().any(|it| it.to_string() == address) {
                return format!("service/{}", object.meta.name);
            }
        }
        for (object, view) in self.world.store.pods() {
            if !view.host_network && view.ips.iter().any(|it| it.to_string() == address) {
                return format!("pod/{}", object.meta.name);
            }
        }
        address.to_owned()
    }

    /// `service/NAME`, `lb/NAME`, `pod/NAME` stand for their addresses.
    fn host(&self, text: &str) -> Option<String> {
        let Some((kind, name)) = text.split_once('/') else { return Some(text.to_owned()) };
        let kind_of = if kind == "pod" { Kind::Pod } else { Kind::Service };
        let object = self.world.store.find(kind_of, "default", name)?;
        match (kind, &object.view) {
            ("service", View::Service(view)) => Some(view.cluster_ips.first()?.to_string()),
            ("lb", View::Service(view)) => {
                let point = view.ingress.first()?;
                point.hostname.clone().or_else(|| Some(point.ip?.to_string()))
            }
            ("pod", View::Pod(view)) => Some(view.ips.first()?.to_string()),
            _ => None,
        }
    }

    fn trace(&mut self, block: &Block) -> Outcome {
        let fields = fields(block).map_err(|it| vec![it])?;
        let find = |name: &str| fields.iter().find(|it| it.0 == name).map(|it| it.1);
        let (Some(from), Some(to)) = (find("from").and_then(client), find("to")) else {
            return wrong("a trace needs from and to");
        };
        let Some((host, port)) =
            to.rsplit_once(':').and_then(|it| Some((it.0, it.1.parse().ok()?)))
        else {
            return wrong(format!("to: {to}"));
        };
        let Some(host) = self.host(host) else { return wrong(format!("to: nothing has {host}")) };
        let mut request = Request::tcp(from, &host, port);
        request.protocol = Protocol::parse(find("protocol").unwrap_or("TCP"));
        request.path = find("path").unwrap_or("/").to_owned();
        request.host_header = find("host").map(str::to_owned);
        request.source_port = find("socket").and_then(|it| it.parse().ok());
        let count = find("count").and_then(|it| it.parse().ok()).unwrap_or(1);
        let traces = self.send(&request, count);
        let mut problems = Vec::new();
        let mut expectations = 0;
        for (name, value) in fields {
            let asks = ["from", "to", "protocol", "path", "host", "socket", "count"];
            if asks.contains(&name) {
                continue;
            }
            expectations += 1;
            expect(&mut problems, &traces, name, value);
        }
        if expectations == 0 {
            problems.push("expects nothing".to_owned());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn send(&mut self, request: &Request, count: u32) -> Vec<Arc<Trace>> {
        let mut traces = Vec::new();
        for _ in 0..count {
            let stepped = step(&self.world, &Command::Send { request: request.clone() });
            self.world = stepped.world;
            traces.extend(stepped.events.into_iter().filter_map(|it| match it {
                Event::Sent(trace) => Some(trace),
                _ => None,
            }));
        }
        traces
    }
}

fn expect(problems: &mut Vec<String>, traces: &[Arc<Trace>], name: &str, value: &str) {
    if name == "met" {
        let hops = traces.iter().flat_map(|it| it.hops.iter().chain(&it.reply));
        let met: BTreeSet<String> =
            hops.map(|it| id(&say::reason(&it.because).id, "reason-")).collect();
        for wanted in list(value).into_iter().filter(|it| !met.contains(*it)) {
            problems.push(format!("met: no {wanted} among {met:?}"));
        }
        return;
    }
    let seen = |of: &dyn Fn(&Trace) -> Option<String>| -> Vec<String> {
        let all: BTreeSet<String> = traces.iter().filter_map(|it| of(it)).collect();
        all.into_iter().collect()
    };
    let found = match name {
        "expect" => seen(&|it| Some(end(&it.verdict).to_owned())),
        "because" => seen(&|it| Some(id(&say::reason(&it.because).id, "reason-"))),
        "advice" => seen(&|it| Some(id(&say::advice(it.advice.as_ref()?).id, "advice-"))),
        "pods" => seen(&|it| match &it.verdict {
            Verdict::Delivered { pod: Some(pod), .. } => Some(pod.name.to_string()),
            _ => None,
        }),
        "source" => seen(&|it| match &it.verdict {
            Verdict::Delivered { source_seen, .. } => Some(source_seen.to_string()),
            _ => None,
        }),
        "answer" => seen(&|it| match &it.verdict {
            Verdict::Delivered { answer, .. } => Some(answer.clone()),
            _ => None,
        }),
        "hops" => traces.first().map(|it| it.hops.iter().map(hop).collect()).unwrap_or_default(),
        "reply" => traces.first().map(|it| it.reply.iter().map(hop).collect()).unwrap_or_default(),
        other => {
            problems.push(format!("unknown line `{other}`"));
            return;
        }
    };
    let mut wanted = owned(value);
    if name != "hops" && name != "reply" {
        wanted.sort();
    }
    compare(problems, name, &found, &wanted);
}

/// A wanted word that ends in `*` stands for all that begin so.
fn compare(problems: &mut Vec<String>, name: &str, found: &[String], wanted: &[String]) {
    let fits = |found: &String, wanted: &String| match wanted.strip_suffix('*') {
        Some(start) => found.starts_with(start),
        None => found == wanted,
    };
    let same = found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| fits(a, b));
    if !same {
        problems.push(format!("{name}: {} instead of {}", found.join(", "), wanted.join(", ")));
    }
}

fn owned(value: &str) -> Vec<String> {
    list(value).into_iter().map(str::to_owned).collect()
}

fn id(id: &str, scope: &str) -> String {
    id.trim_start_matches(scope).to_owned()
}

fn end(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered { .. } => "delivered",
        Verdict::Refused => "refused",
        Verdict::TimedOut => "timed-out",
        Verdict::NotResolved => "not-resolved",
        Verdict::NotSent => "not-sent",
    }
}

/// `node-1 dnat`.
fn hop(hop: &Hop) -> String {
    let place = match &hop.place {
        Place::Client(_) => "client".to_owned(),
        Place::Dns => "dns".to_owned(),
        Place::LoadBalancer(service) => format!("lb/{}", service.name),
        Place::Node(node) => node.to_string(),
        Place::Pod(pod) => pod.name.to_string(),
        Place::Network => "network".to_owned(),
    };
    format!("{place} {}", id(&say::step(hop).id, "step-"))
}

fn client(text: &str) -> Option<Client> {
    match text.split_once(':') {
        None if text == "outside" => Some(Client::Outside),
        Some(("node", name)) => Some(Client::Node(name.into())),
        Some(("pod", name)) => {
            let (namespace, name) = name.split_once('/').unwrap_or(("default", name));
            Some(Client::Pod { namespace: namespace.into(), name: name.into() })
        }
        _ => None,
    }
}

fn record_type(text: &str) -> Option<RecordType> {
    Some(match text {
        "A" => RecordType::A,
        "AAAA" => RecordType::Aaaa,
        "CNAME" => RecordType::Cname,
        "SRV" => RecordType::Srv,
        "PTR" => RecordType::Ptr,
        _ => return None,
    })
}

fn command(line: &str) -> Option<Command> {
    let words: Vec<&str> = line.split_whitespace().collect();
    Some(match words.as_slice() {
        ["wait", seconds] => {
            Command::Wait { ms: seconds.strip_suffix('s')?.parse::<u64>().ok()? * 1000 }
        }
        ["node-down", name] => Command::SetNode { name: (*name).into(), up: false },
        ["node-up", name] => Command::SetNode { name: (*name).into(), up: true },
        ["delete", object] => Command::Delete { key: key(object)? },
        ["crash", pod] => Command::CrashPod { key: key(pod)? },
        ["not-ready", pod] => Command::SetReady { key: key(pod)?, ready: false },
        ["ready", pod] => Command::SetReady { key: key(pod)?, ready: true },
        ["scale", object, replicas] => {
            Command::Scale { key: key(object)?, replicas: replicas.parse().ok()? }
        }
        ["mode", "iptables"] => Command::SetProxyMode { mode: ProxyMode::Iptables },
        ["mode", "nftables"] => Command::SetProxyMode { mode: ProxyMode::Nftables },
        ["provider", name] => Command::SetProvider { provider: provider(name)? },
        _ => return None,
    })
}

fn provider(name: &str) -> Option<Provider> {
    Some(match name {
        "none" => Provider::None,
        "gcp" => Provider::Gcp,
        "azure" => Provider::Azure,
        "aws-nlb" => Provider::AwsNlb,
        "aws-classic" => Provider::AwsClassic,
        "openstack" => Provider::OpenStack,
        "kind" => Provider::CloudProviderKind,
        _ => return None,
    })
}

/// `pod/NAME` in namespace `default`.
fn key(text: &str) -> Option<Key> {
    let (kind, name) = text.split_once('/')?;
    let kind = Kind::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(kind))?;
    Some(Key::new(kind, "default", name))
}
