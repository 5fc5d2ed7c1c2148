//! Ports of the laptop that `kubectl port-forward` holds open, each a job of the terminal: what is sent to one comes
//! out in the Pod itself, past the Service and its rules.

use std::sync::Arc;

use service_lab_engine::api::{Done, Request as Call, Status};
use service_lab_engine::client::{Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::net::{self, Client, Trace, Verdict};
use service_lab_engine::objects::{Kind, Protocol};
use service_lab_engine::proxy::NodeRules;
use service_lab_engine::schema::Descriptions;
use service_lab_engine::store::Store;
use service_lab_engine::value::Value;

use crate::cluster::{Cluster, How};
use crate::output::Output;

/// Names and addresses by which the laptop calls itself.
const LOCAL: [&str; 4] = ["localhost", "127.0.0.1", "::1", "0.0.0.0"];

/// Most jobs of one terminal.
pub const MAX_JOBS: usize = 50;

/// The process id of the first job.
const FIRST_PID: usize = 1001;

/// What a `kubectl port-forward` has opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// The Pod that it leads to, for as long as that lives.
    pub pod: Client,
    /// Ports of the laptop and of the Pod.
    pub ports: Vec<(u16, u16)>,
}

/// A [`Forward`] that goes on while other commands run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number, from 1.
    pub number: usize,
    /// The command line.
    pub command: String,
    /// The file that its standard output goes to.
    pub log: Option<String>,
    /// What it forwards.
    pub forward: Forward,
}

impl Job {
    /// Its process id.
    pub fn pid(&self) -> usize {
        FIRST_PID + self.number - 1
    }

    fn leads_to(&self, port: u16) -> Option<u16> {
        self.forward.ports.iter().find(|it| it.0 == port).map(|it| it.1)
    }
}

/// `jobs`, as bash prints it.
pub fn list(jobs: &[Job]) -> Output {
    let mut out = Output::default();
    for (place, job) in jobs.iter().enumerate() {
        out.line(line(jobs, place, "Running", &format!("{} &", job.command)));
    }
    out
}

/// One line about a job; the last is the current one (`+`), the one before it comes next (`-`).
fn line(jobs: &[Job], place: usize, state: &str, command: &str) -> String {
    let number = jobs.get(place).map_or(0, |it| it.number);
    let mark = match jobs.len() - place {
        1 => '+',
        2 => '-',
        _ => ' ',
    };
    format!("[{number}]{mark}  {state:<24}{command}")
}

/// `kill %1`, `kill PID`, `pkill kubectl`, `killall kubectl`: ends jobs. With `tells`, the shell says which.
pub fn kill(jobs: &mut Vec<Job>, words: &[String], tells: bool) -> Output {
    let mut out = Output::default();
    let (program, wanted) =
        words.split_first().map_or(("", words), |(it, rest)| (it.as_str(), rest));
    let wanted: Vec<&String> = wanted.iter().filter(|it| !it.starts_with('-')).collect();
    if wanted.is_empty() {
        return Output { exit: 2, ..Output::fail(format!("{program}: no process was named")) };
    }
    for word in wanted {
        let place = |it: &Job| match word.strip_prefix('%') {
            _ if program != "kill" => it.command.contains(word.as_str()),
            Some("%" | "+" | "") => jobs.last() == Some(it),
            Some(number) => number.parse() == Ok(it.number),
            None => word.parse() == Ok(it.pid()),
        };
        let ended: Vec<usize> =
            (0..jobs.len()).filter(|it| jobs.get(*it).is_some_and(place)).collect();
        if ended.is_empty() {
            out.exit = 1;
            match (program, word.starts_with('%')) {
                ("kill", true) => out.complain(format!("bash: kill: {word}: no such job")),
                ("kill", false) => out.complain(format!("bash: kill: ({word}) - No such process")),
                ("killall", _) => out.complain(format!("{word}: no process found")),
                _ => {}
            }
        }
        for place in ended.into_iter().rev() {
            let command = jobs.get(place).map(|it| it.command.clone()).unwrap_or_default();
            if tells {
                out.complain(line(jobs, place, "Terminated", &command));
            }
            jobs.remove(place);
        }
    }
    out
}

/// What jobs said while a program ran.
#[derive(Debug, Default)]
pub struct Said {
    /// A line for each connection on the standard output of its job.
    pub handled: Vec<(usize, String)>,
    /// What stands on their standard error.
    pub errors: String,
    /// The job that has ended.
    pub ended: Option<usize>,
}

/// The cluster as programs on the laptop see it while ports are forwarded.
pub struct Forwarding<'a> {
    cluster: &'a mut dyn Cluster,
    jobs: &'a [Job],
    /// The job that each connection went through and its port, in order.
    used: Vec<(usize, u16)>,
    /// The job whose last connection could not be made, and why.
    lost: Option<(usize, String)>,
}

impl<'a> Forwarding<'a> {
    /// Through these jobs.
    pub fn new(cluster: &'a mut dyn Cluster, jobs: &'a [Job]) -> Self {
        Self { cluster, jobs, used: Vec::new(), lost: None }
    }

    /// What a program printed, where its connection could not be made, and what the jobs said.
    pub fn finish(self, program: &str, mut out: Output) -> (Output, Said) {
        let handled =
            |(job, port): &(usize, u16)| (*job, format!("Handling connection for {port}\n"));
        let mut said = Said { handled: self.used.iter().map(handled).collect(), ..Said::default() };
        if let Some((job, why)) = self.lost {
            said.errors = format!("service-lab: {why}\nerror: lost connection to pod\n");
            said.ended = Some(job);
            let (exit, words) = match program {
                "wget" => (1, "wget: error getting response\n"),
                "curl" => (52, "curl: (52) Empty reply from server\n"),
                // The laptop's own side takes the connection before anything is known of the Pod.
                _ => (0, ""),
            };
            out.exit = exit;
            if !out.stderr.is_empty() {
                out.stderr = words.to_owned();
            }
        }
        (out, said)
    }

    /// The Pod's way of a request that goes to a forwarded port.
    fn forwarded(&self, request: &net::Request) -> Option<(usize, net::Request)> {
        let local = request.from == Client::Outside
            && request.protocol == Protocol::Tcp
            && LOCAL.contains(&request.host.as_str());
        let (job, port) = self
            .jobs
            .iter()
            .filter(|_| local)
            .find_map(|it| Some((it, it.leads_to(request.port)?)))?;
        let host = || format!("{}:{}", request.host, request.port);
        let inner = net::Request {
            from: job.forward.pod.clone(),
            host: "127.0.0.1".to_owned(),
            port,
            host_header: Some(request.host_header.clone().unwrap_or_else(host)),
            ..request.clone()
        };
        Some((job.number, inner))
    }

    fn runs(&self, pod: &Client) -> bool {
        let Client::Pod { namespace, name } = pod else { return false };
        self.cluster.store().of_kind(Kind::Pod).any(|it| {
            it.key.name == *name
                && it.key.namespace == *namespace
                && it.value.text("status.phase") == "Running"
        })
    }
}

impl Cluster for Forwarding<'_> {
    fn send(&mut self, request: &net::Request) -> Option<Trace> {
        let Some((job, inner)) = self.forwarded(request) else {
            return self.cluster.send(request);
        };
        self.used.push((job, request.port));
        let pod = match &inner.from {
            Client::Pod { name, .. } => name.clone(),
            Client::Outside | Client::Node(_) => Arc::default(),
        };
        if !self.runs(&inner.from) {
            self.lost = Some((job, format!("Pod {pod}, which the port led to, runs no more")));
            return self.cluster.send(request);
        }
        let trace = self.cluster.send(&inner)?;
        if !matches!(trace.verdict, Verdict::Delivered { .. }) {
            self.lost = Some((job, format!("in Pod {pod} nobody answers on port {}", inner.port)));
        }
        Some(trace)
    }

    fn store(&self) -> &Store {
        self.cluster.store()
    }

    fn config(&self) -> &ClusterConfig {
        self.cluster.config()
    }

    fn now_ms(&self) -> u64 {
        self.cluster.now_ms()
    }

    fn events(&self) -> Vec<Value> {
        self.cluster.events()
    }

    fn serve(&mut self, request: &Call, manager: &str, dry_run: bool) -> Result<Done, Status> {
        self.cluster.serve(request, manager, dry_run)
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run {
        self.cluster.run(verb, namespace, text, how)
    }

    fn descriptions(&self) -> Option<&Descriptions> {
        self.cluster.descriptions()
    }

    fn rules(&self, node: &str) -> Option<Arc<NodeRules>> {
        self.cluster.rules(node)
    }

    fn wait(&mut self, ms: u64) {
        self.cluster.wait(ms);
    }

    fn rehearse(&self, request: &net::Request) -> Option<Trace> {
        self.cluster.rehearse(request)
    }
}
