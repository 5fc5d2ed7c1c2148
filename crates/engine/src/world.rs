//! The whole simulated world as a value, and the only way it changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::api::{self, Call, Part, PatchType};
use crate::client::{self, Verb};
use crate::cluster::{ClusterConfig, Provider, ProxyMode};
use crate::controllers::{self, Given, Machines, Report, Who};
use crate::diagnostic::Diagnostic;
use crate::net::conntrack::{Affinities, Connection, Conntrack};
use crate::net::facts::FactsCache;
use crate::net::lag::Lag;
use crate::net::{Request, Trace, ingress, walk};
use crate::objects::{Key, Kind};
use crate::processes;
use crate::proxy::{UdpFrontends, Watched, is_about_udp};
use crate::schema::FieldValidation;
use crate::store::{Actor, Change, Store};
use crate::value::Value;

/// Everything there is. A clone is cheap; two equal worlds behave the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    pub config: Arc<ClusterConfig>,
    pub store: Store,
    /// Simulated time since the start, in milliseconds.
    pub now_ms: u64,
    /// Power, processes and given-away addresses: what no object says.
    pub machines: Arc<Machines>,
    /// What each node remembers of connections.
    pub conntrack: Conntrack,
    /// Which clients are held at which endpoint.
    pub affinities: Affinities,
    /// What the rules of some nodes do not know yet.
    pub lag: Lag,
    /// Keys of the objects that the learner's text had when it was last
    /// accepted: what leaves it is deleted.
    pub edited: Arc<BTreeSet<Key>>,
    /// Requests sent so far: source ports and chance count on.
    pub requests: u64,
    /// The newest of what controllers and machines reported, oldest first.
    pub reports: Arc<Vec<Arc<Report>>>,
    /// When the controllers have something to do next if nothing else happens
    /// (a Pod becomes ready, a node counts as lost); `None`: never.
    pub next_at_ms: Option<u64>,
    /// What follows from the store; takes no part in comparing.
    pub cache: FactsCache,
    /// What is known of the learner's last text; takes no part in comparing.
    pub memo: client::Memo,
}

/// What can be done to a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The learner's whole text, applied as it stands; what left it since the
    /// last accepted text is deleted.
    Edit { text: String },
    /// `kubectl apply -f` of a text.
    Apply { text: String },
    /// Objects of the operator's (a lesson's own), applied like
    /// [`ClusterConfig::manifests`]: no edit of the learner's deletes them.
    Prepare { text: String },
    /// One request to the API server, as a terminal's kubectl sends it.
    Serve { request: api::Request, manager: Arc<str> },
    /// `kubectl VERB -f` of a text, from a terminal: what it stores stays when
    /// the learner's own text changes. `validation` is `--validate`.
    Run {
        verb: Verb,
        namespace: String,
        text: String,
        validation: FieldValidation,
        manager: Arc<str>,
    },
    /// Delete one object.
    Delete { key: Key },
    /// A Pod's process ends; the kubelet starts it again.
    CrashPod { key: Key },
    /// A Pod's readiness changes.
    SetReady { key: Key, ready: bool },
    /// Scale a Deployment.
    Scale { key: Key, replicas: i64 },
    /// A node's power is switched.
    SetNode { name: Arc<str>, up: bool },
    /// Change the proxy mode of every node.
    SetProxyMode { mode: ProxyMode },
    /// Change who serves load balancers.
    SetProvider { provider: Provider },
    /// Send a request.
    Send { request: Request },
    /// Let simulated time pass.
    Wait { ms: u64 },
}

/// What a command brought about.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An object changed.
    Changed(Change),
    /// A request was answered, or not.
    Sent(Arc<Trace>),
    /// The text has problems; with an error among them nothing was changed.
    Checked(Vec<Diagnostic>),
    /// What kubectl printed while it applied a text.
    Printed { stdout: String, stderr: String, exit: u8 },
    /// What a terminal's `kubectl VERB -f` did and printed.
    Ran(Box<client::Run>),
    /// The server did a request.
    Served(api::Done),
    /// The server refused a request.
    Refused(api::Status),
    /// What controllers and machines reported, as `kubectl get events` shows it.
    Reported(Vec<Arc<Report>>),
    /// The controllers did not settle within their bound.
    Unsettled,
}

/// A command's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped {
    pub world: World,
    pub events: Vec<Event>,
}

/// How long a new cluster is given to come to rest before the learner sees it:
/// its Pods are running and ready.
const START_MS: u64 = 120_000;

/// Moments at which controllers may work within one command. A day of a
/// lesson's cluster has some hundred.
const MAX_MOMENTS: usize = 10_000;

impl World {
    /// A cluster with its nodes, namespaces and the operator's manifests, come
    /// to rest, at time 0 of the learner's clock plus what that took. Problems
    /// in the manifests are returned, never shown to the learner as theirs.
    pub fn new(config: ClusterConfig) -> (World, Vec<Diagnostic>) {
        let manifests = config.manifests.clone();
        let mut run = Step::of(World { config: Arc::new(config), ..World::default() });
        let changes = controllers::bootstrap(&mut run.world.store, &run.world.config);
        run.note(changes);
        run.settle();
        let diagnostics = run.apply(Actor::Operator, &manifests);
        run.pass(START_MS);
        (run.world, diagnostics)
    }

    /// Whether a node has power.
    pub fn is_up(&self, node: &str) -> bool {
        !self.machines.powered_off.contains_key(node)
    }

    /// The nodes without power that the cluster still takes for ready, as it has not waited long enough for a sign of life.
    pub fn unmissed(&self) -> impl Iterator<Item = &Arc<str>> {
        let ready = |it: &Arc<str>| {
            self.store.nodes().any(|(object, node)| object.key.name == *it && node.ready)
        };
        self.machines.powered_off.keys().filter(move |it| ready(it))
    }
}

/// `kubectl apply -f` of a text that kubectl calls `source`, with all that it
/// printed. The same as [`Command::Apply`], for who wants to read along.
pub fn apply(world: &World, source: &str, text: &str) -> (World, client::Run) {
    let mut step = Step::of(world.clone());
    let run = step.run(Actor::Learner, source, text);
    (step.world, run)
}

/// Does one command. Never panics; a command that makes no sense changes
/// nothing.
pub fn step(world: &World, command: &Command) -> Stepped {
    step_on(world.clone(), command)
}

/// The same for a world that nobody needs any more: what it alone holds is
/// changed where it stands.
pub fn step_on(world: World, command: &Command) -> Stepped {
    let mut run = Step::of(world);
    run.perform(command);
    Stepped { world: run.world, events: run.events }
}

/// A command being done.
struct Step {
    world: World,
    events: Vec<Event>,
}

impl Step {
    fn of(world: World) -> Self {
        Self { world, events: Vec::new() }
    }

    fn perform(&mut self, command: &Command) {
        match command {
            Command::Edit { text } => self.edit(text),
            Command::Apply { text } => self.apply_and_say(Actor::Learner, text),
            Command::Prepare { text } => self.apply_and_say(Actor::Operator, text),
            Command::Serve { request, manager } => self.serve(request, manager),
            Command::Run { verb, namespace, text, validation, manager } => {
                let call = Call {
                    validation: *validation,
                    manager: manager.clone(),
                    ..self.call(Actor::Learner)
                };
                self.run_in_terminal(&call, *verb, namespace, text);
            }
            Command::Delete { key } => self.serve(&api::Request::Delete(key.clone()), &"".into()),
            Command::CrashPod { key } => self.crash(key),
            Command::SetReady { key, ready } => self.set_ready(key, *ready),
            Command::Scale { key, replicas } => self.scale(key, *replicas),
            Command::SetNode { name, up } => self.set_node(name, *up),
            Command::SetProxyMode { mode } => {
                Arc::make_mut(&mut self.world.config).proxy_mode = *mode;
                self.world.cache.changed(&[]);
            }
            Command::SetProvider { provider } => {
                Arc::make_mut(&mut self.world.config).provider = *provider;
                self.world.cache.changed(&[]);
                self.settle();
            }
            Command::Send { request } => self.send(request),
            Command::Wait { ms } => self.pass(*ms),
        }
    }

    fn call(&self, by: Actor) -> Call {
        Call {
            by,
            now_ms: self.world.now_ms,
            dry_run: false,
            validation: FieldValidation::Strict,
            manager: "".into(),
        }
    }

    /// The learner's whole text: all of it or nothing.
    fn edit(&mut self, text: &str) {
        let call = self.call(Actor::Learner);
        let world = &mut self.world;
        let (config, edited, memo) = (&world.config, &world.edited, &world.memo);
        let (run, keys) = client::edit(&mut world.store, config, &call, edited, memo, text);
        world.edited = Arc::new(keys);
        self.events.push(Event::Checked(run.diagnostics));
        self.print(run.stdout, run.stderr, run.exit);
        self.note(run.changes);
        self.settle();
    }

    fn print(&mut self, stdout: String, stderr: String, exit: u8) {
        self.events.push(Event::Printed { stdout, stderr, exit });
    }

    fn apply_and_say(&mut self, by: Actor, text: &str) {
        let diagnostics = self.apply(by, text);
        self.events.push(Event::Checked(diagnostics));
    }

    fn apply(&mut self, by: Actor, text: &str) -> Vec<Diagnostic> {
        let run = self.run(by, "STDIN", text);
        self.print(run.stdout, run.stderr, run.exit);
        run.diagnostics
    }

    fn run(&mut self, by: Actor, source: &str, text: &str) -> client::Run {
        let call = self.call(by);
        let world = &mut self.world;
        let mut target =
            client::Target { store: &mut world.store, config: &world.config, call: &call };
        let input = client::Input { namespace: NAMESPACE, source, text };
        let run = client::run_from(&mut target, Verb::Apply, &input);
        self.note(run.changes.clone());
        self.settle();
        run
    }

    fn run_in_terminal(&mut self, call: &Call, verb: Verb, namespace: &str, text: &str) {
        let world = &mut self.world;
        let run = client::run(&mut world.store, &world.config, call, verb, namespace, text);
        self.note(run.changes.clone());
        self.events.push(Event::Ran(Box::new(run)));
        self.settle();
    }

    fn serve(&mut self, request: &api::Request, manager: &Arc<str>) {
        // Commands without a file ask for no validation: the server warns.
        let call = Call {
            validation: FieldValidation::Warn,
            manager: manager.clone(),
            ..self.call(Actor::Learner)
        };
        match api::serve(&mut self.world.store, &self.world.config, &call, request) {
            Ok(done) => {
                self.note(done.changes.clone());
                self.events.push(Event::Served(done));
                self.settle();
            }
            Err(status) => self.events.push(Event::Refused(status)),
        }
    }

    fn scale(&mut self, key: &Key, replicas: i64) {
        let mut body = Value::map();
        body.set("spec.replicas", replicas);
        let request = api::Request::Patch {
            key: key.clone(),
            kind: PatchType::Merge,
            body,
            part: Part::Scale,
        };
        self.serve(&request, &"".into());
    }

    fn crash(&mut self, pod: &Key) {
        let change = controllers::crash(&mut self.world.store, pod, CRASH_CODE, self.world.now_ms);
        self.note(change.into_iter().collect());
        self.settle();
    }

    fn set_ready(&mut self, pod: &Key, ready: bool) {
        let machines = Arc::make_mut(&mut self.world.machines);
        let changed = if ready {
            machines.not_ready.remove(pod).is_some()
        } else {
            machines.not_ready.insert(pod.clone(), self.world.now_ms).is_none()
        };
        if changed {
            self.settle();
        }
    }

    fn set_node(&mut self, name: &Arc<str>, up: bool) {
        if self.world.is_up(name) == up || self.world.store.find(Kind::Node, "", name).is_none() {
            return;
        }
        let machines = Arc::make_mut(&mut self.world.machines);
        if up {
            machines.powered_off.remove(name);
        } else {
            machines.powered_off.insert(name.clone(), self.world.now_ms);
            self.world.conntrack.forget_node(name);
            self.world.affinities.forget_node(name);
        }
        self.settle();
    }

    fn send(&mut self, request: &Request) {
        let walked = walk(&self.world, request);
        walked.effects.apply(&mut self.world);
        self.events.push(Event::Sent(Arc::new(walked.trace)));
    }

    /// Lets time pass; controllers work whenever they have something to do.
    fn pass(&mut self, ms: u64) {
        let end_ms = self.world.now_ms.saturating_add(ms);
        for _ in 0..MAX_MOMENTS {
            match self.world.next_at_ms {
                Some(next_ms) if next_ms <= end_ms => {
                    self.world.now_ms = next_ms.max(self.world.now_ms);
                    self.settle();
                }
                _ => {
                    self.world.now_ms = end_ms;
                    return;
                }
            }
        }
        self.world.now_ms = end_ms;
        self.events.push(Event::Unsettled);
    }

    /// Lets the controllers work at this moment.
    fn settle(&mut self) {
        let news = self.world.lag.catch_up(&self.world.store, self.world.now_ms);
        if !news.is_empty() {
            self.world.cache.changed(&news);
        }
        let given = Given {
            config: &self.world.config,
            now_ms: self.world.now_ms,
            probe: processes::answers_probe,
            who: Who::Everyone,
        };
        let machines = Arc::make_mut(&mut self.world.machines);
        let settled = controllers::settle(&mut self.world.store, machines, &given);
        self.note(settled.changes);
        let published = ingress::publish(&mut self.world.store, &self.world.config);
        self.note(published);
        // What is due now was done now: a time that does not move on is no
        // reason to come back.
        let next = [settled.next_at_ms, self.world.lag.next_ms()].into_iter().flatten();
        self.world.next_at_ms = next.filter(|it| *it > self.world.now_ms).min();
        if !settled.reports.is_empty() {
            let kept = Arc::make_mut(&mut self.world.reports);
            let new: Vec<Arc<Report>> = settled.reports.into_iter().map(Arc::new).collect();
            kept.extend(new.iter().cloned());
            kept.drain(..kept.len().saturating_sub(MAX_REPORTS));
            self.events.push(Event::Reported(new));
        }
        if !settled.settled {
            self.events.push(Event::Unsettled);
        }
    }

    /// kube-proxy clears what the kernel remembers of UDP endpoints that are
    /// gone.
    fn forget_stale_udp(&mut self) {
        if self.world.conntrack.holds_udp() {
            let frontends = UdpFrontends::of(&Watched::of(&self.world.store));
            let stale = |it: &Connection| {
                frontends.is_stale(it.original.destination, it.rewritten.destination)
            };
            self.world.conntrack.clean_stale_udp(stale);
        }
    }

    fn note(&mut self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        self.world.cache.changed(&changes);
        let world = &mut self.world;
        world.lag.note(&changes, &world.store, world.config.seed, world.now_ms);
        if changes
            .iter()
            .flat_map(|it| [&it.before, &it.after])
            .flatten()
            .any(|it| is_about_udp(it))
        {
            self.forget_stale_udp();
        }
        self.events.extend(changes.into_iter().map(Event::Changed));
    }
}

/// Reports kept, as many as a terminal may still want to list. A real cluster
/// keeps its events for an hour.
const MAX_REPORTS: usize = 500;

/// The namespace of objects that name none.
const NAMESPACE: &str = "default";

/// Exit code of a process that crashes.
const CRASH_CODE: i64 = 1;
