//! Cases of the suite kubectl: a command run in the simulated terminal of the
//! recorded cluster, and everything that it printed.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use service_lab_engine::api::{self, Call, Done, Part as ObjectPart, Request, Status};
use service_lab_engine::client::{self, Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::controllers::{self, Given, Machines, Who};
use service_lab_engine::net;
use service_lab_engine::objects::{Key, Kind, Object};
use service_lab_engine::processes;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;
use service_lab_shell::kubectl::files::values;
use service_lab_shell::print::ages;
use service_lab_shell::world::event_of;
use service_lab_shell::{Cluster, How, Terminal};

use super::Part;
use super::control_plane::{Cluster as ControlPlane, strings};

/// When the recordings were made: simulated time that reads 2026-11-20 05:05.
const RECORDED_MS: u64 = (323 * 86_400 + 5 * 3_600 + 5 * 60) * 1_000;

/// How long ago the recorded objects were made, so that every age is a number
/// of seconds.
const AGED_MS: u64 = 7_000;

/// How often controllers look while time passes.
const LOOK_MS: u64 = 250;

/// The control plane of the recordings, with a kubelet where one ran.
struct Recorded {
    store: Store,
    config: ClusterConfig,
    machines: Machines,
    now_ms: u64,
    kubelet: bool,
    events: Vec<Value>,
}

impl Recorded {
    fn new(case: &Json) -> Self {
        let plane = ControlPlane::new("ipv4");
        let mut new = Self {
            store: plane.store,
            config: plane.config,
            machines: Machines::default(),
            now_ms: RECORDED_MS,
            kubelet: case["kubelet"] == true,
            events: Vec::new(),
        };
        new.furnish();
        for text in strings(&case["given"]) {
            for value in values(&text) {
                new.give(value);
            }
        }
        new.settle();
        new.now_ms += AGED_MS;
        new.settle();
        new
    }

    /// What the recorded cluster has beside its control plane's objects: the
    /// machines as their kubelets describe them, and the API server's own
    /// endpoints.
    fn furnish(&mut self) {
        let made = ages::rfc3339(ages::EPOCH_S + i64::try_from(self.now_ms / 1000).unwrap_or(0));
        let mut all: Vec<Value> = [Kind::Namespace, Kind::Service]
            .into_iter()
            .flat_map(|kind| self.store.of_kind(kind))
            .map(|it| it.value.clone())
            .collect();
        all.extend(self.store.of_kind(Kind::Node).map(|it| machine(it.value.clone())));
        all.extend(values(API_SERVER));
        for (place, mut value) in all.into_iter().enumerate() {
            value.set("metadata.creationTimestamp", made.as_str());
            value.set("metadata.uid", format!("00000000-0000-4000-8000-{place:012}").as_str());
            value.set("metadata.resourceVersion", place.to_string().as_str());
            if let Some(kind) = Kind::find(value.text("apiVersion"), value.text("kind")) {
                self.store.put(Object::new(kind, value), Actor::Operator);
            }
        }
    }

    fn call(&self, manager: &str, dry_run: bool) -> Call {
        Call {
            by: Actor::Operator,
            now_ms: self.now_ms,
            dry_run,
            validation: FieldValidation::Warn,
            manager: manager.into(),
        }
    }

    /// Stores an object with its status, and deletes it where it says so.
    fn give(&mut self, mut value: Value) {
        if value.text("kind") == "Event" {
            let place = self.events.len();
            let made = ages::EPOCH_S + i64::try_from(self.now_ms / 1000).unwrap_or(0);
            value.set("metadata.creationTimestamp", ages::rfc3339(made));
            value.set("metadata.resourceVersion", (1000 + place).to_string());
            value.set("metadata.uid", format!("00000000-0000-4000-9000-{place:012}"));
            self.events.push(value);
            return;
        }
        let deleted = value.remove("metadata.deletionTimestamp").is_some();
        let status = value.remove("status");
        // What was given was posted by a program without a name.
        let call = self.call("unknown", false);
        let config = self.config.clone();
        let made = api::serve(&mut self.store, &config, &call, &Request::Create(value.clone()));
        let stored = match made {
            Ok(done) => done.object.value.clone(),
            Err(_) => {
                // A Node or Namespace of the recording stands already.
                let request = Request::Update { value, part: ObjectPart::Main };
                match api::serve(&mut self.store, &config, &call, &request) {
                    Ok(done) => done.object.value.clone(),
                    Err(_) => return,
                }
            }
        };
        let key = Kind::find(stored.text("apiVersion"), stored.text("kind")).map(|kind| {
            Key::new(kind, stored.text("metadata.namespace"), stored.text("metadata.name"))
        });
        if let Some(status) = status {
            let mut value = stored;
            value.set("status", status);
            let request = Request::Update { value, part: ObjectPart::Status };
            let _ = api::serve(&mut self.store, &config, &call, &request);
        }
        if let (true, Some(key)) = (deleted, key) {
            let _ = api::serve(&mut self.store, &config, &call, &Request::Delete(key));
        }
        self.settle();
    }

    fn settle(&mut self) {
        self.let_controllers_work();
        if self.end_pods() {
            self.let_controllers_work();
        }
    }

    /// The recordings' kubelet ended a Pod as soon as it was to end.
    fn end_pods(&mut self) -> bool {
        let ending: Vec<Key> = self
            .store
            .of_kind(Kind::Pod)
            .filter(|it| self.kubelet && it.value.at("metadata.deletionTimestamp").is_some())
            .map(|it| it.key.clone())
            .collect();
        let call = self.call("unknown", false);
        let config = self.config.clone();
        for key in &ending {
            let request = Request::DeleteNow(key.clone());
            let _ = api::serve(&mut self.store, &config, &call, &request);
        }
        !ending.is_empty()
    }

    fn let_controllers_work(&mut self) {
        let given = Given {
            config: &self.config,
            now_ms: self.now_ms,
            probe: processes::answers_probe,
            who: if self.kubelet { Who::Everyone } else { Who::ControllerManager },
        };
        let settled = controllers::settle(&mut self.store, &mut self.machines, &given);
        self.events.extend(settled.reports.iter().map(event_of));
    }
}

impl Cluster for Recorded {
    fn store(&self) -> &Store {
        &self.store
    }

    fn config(&self) -> &ClusterConfig {
        &self.config
    }

    fn now_ms(&self) -> u64 {
        self.now_ms
    }

    fn events(&self) -> Vec<Value> {
        self.events.clone()
    }

    fn serve(&mut self, request: &Request, manager: &str, dry_run: bool) -> Result<Done, Status> {
        let call = self.call(manager, dry_run);
        let config = self.config.clone();
        let answer = if dry_run {
            api::serve(&mut self.store.clone(), &config, &call, request)
        } else {
            api::serve(&mut self.store, &config, &call, request)
        };
        self.settle();
        answer
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, how: How) -> Run {
        let call = Call { validation: how.validation, ..self.call(&how.manager, how.dry_run) };
        let config = self.config.clone();
        let run = if how.dry_run {
            client::run(&mut self.store.clone(), &config, &call, verb, namespace, text)
        } else {
            client::run(&mut self.store, &config, &call, verb, namespace, text)
        };
        self.settle();
        run
    }

    fn wait(&mut self, ms: u64) {
        // What comes about on the way has consequences before the end.
        let until = self.now_ms + ms;
        while self.now_ms < until {
            self.now_ms = until.min(self.now_ms + LOOK_MS);
            self.settle();
        }
    }

    fn send(&mut self, _request: &net::Request) -> Option<net::Trace> {
        None
    }
}

/// The API server's own endpoints.
const API_SERVER: &str = "
apiVersion: v1
kind: Endpoints
metadata:
  name: kubernetes
  namespace: default
  labels:
    endpointslice.kubernetes.io/skip-mirror: 'true'
subsets:
- addresses: [{ip: 172.18.0.5}]
  ports: [{name: https, port: 6443, protocol: TCP}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: kubernetes
  namespace: default
  labels:
    kubernetes.io/service-name: kubernetes
addressType: IPv4
endpoints:
- addresses: [172.18.0.5]
  conditions: {ready: true}
ports: [{name: https, port: 6443, protocol: TCP}]
";

/// What the kubelet of every recorded machine says of it.
const MACHINE: &str = "
capacity: {cpu: '4', memory: 8145096Ki, pods: '110', ephemeral-storage: 61202244Ki}
allocatable: {cpu: '4', memory: 8042696Ki, pods: '110', ephemeral-storage: '56403987978'}
conditions:
- type: MemoryPressure
  status: 'False'
  reason: KubeletHasSufficientMemory
  message: kubelet has sufficient memory available
  lastHeartbeatTime: '2026-01-01T00:00:00Z'
  lastTransitionTime: '2026-01-01T00:00:00Z'
- type: DiskPressure
  status: 'False'
  reason: KubeletHasNoDiskPressure
  message: kubelet has no disk pressure
  lastHeartbeatTime: '2026-01-01T00:00:00Z'
  lastTransitionTime: '2026-01-01T00:00:00Z'
- type: PIDPressure
  status: 'False'
  reason: KubeletHasSufficientPID
  message: kubelet has sufficient PID available
  lastHeartbeatTime: '2026-01-01T00:00:00Z'
  lastTransitionTime: '2026-01-01T00:00:00Z'
- type: Ready
  status: 'True'
  reason: KubeletReady
  message: kubelet is posting ready status
  lastHeartbeatTime: '2026-01-01T00:00:00Z'
  lastTransitionTime: '2026-01-01T00:00:00Z'
nodeInfo:
  machineID: 0123456789abcdef0123456789abcdef
  systemUUID: 11111111-2222-3333-4444-555555555555
  bootID: 11111111-2222-3333-4444-555555555555
  kernelVersion: 6.1.0
  osImage: Debian GNU/Linux 12 (bookworm)
  containerRuntimeVersion: containerd://2.0.0
  kubeletVersion: v1.36.2
  kubeProxyVersion: ''
  operatingSystem: linux
  architecture: amd64
";

/// A Node of the recordings with everything that its kubelet says.
fn machine(mut node: Value) -> Value {
    let name = node.text("metadata.name").to_owned();
    let mut labels =
        node.at("metadata.labels").and_then(Value::as_map).cloned().unwrap_or_default();
    for (label, text) in [("hostname", name.as_str()), ("os", "linux"), ("arch", "amd64")] {
        labels.insert(format!("kubernetes.io/{label}"), text.into());
    }
    node.set("metadata.labels", labels);
    if let Some(number) = name.strip_prefix("node-") {
        let range = format!("10.244.{number}.0/24");
        node.set("spec.podCIDR", range.as_str());
        node.set("spec.podCIDRs", vec![range.into()]);
    }
    let mut hostname = Value::map();
    hostname.set("type", "Hostname");
    hostname.set("address", name);
    let mut addresses = node.list("status.addresses").to_vec();
    addresses.push(hostname);
    node.set("status.addresses", addresses);
    let told = values(MACHINE).into_iter().next().unwrap_or_else(Value::map);
    for (field, value) in told.as_map().into_iter().flatten() {
        node.set(&format!("status.{field}"), value.clone());
    }
    node
}

/// Runs one case.
pub fn run(case: &Json) -> Vec<Part> {
    let text = |name: &str| case[name].as_str().unwrap_or_default();
    let mut cluster = Recorded::new(case);
    let mut terminal = Terminal::default();
    let got = terminal.run(&mut cluster, text("command"), text("stdin"));
    let volatile = strings(&case["volatile"]);
    vec![
        compare("stdout", text("stdout"), &got.stdout, &volatile),
        compare("stderr", text("stderr"), &got.stderr, &volatile),
        Part::compare("exit", &case["exit"].as_i64().unwrap_or(0), &i64::from(got.exit)),
    ]
}

/// Compares printed texts. Placeholders of the recording stand for any text
/// without blanks; where a value was picked by chance, widths of columns may
/// differ.
fn compare(name: &'static str, wanted: &str, got: &str, volatile: &[String]) -> Part {
    let mut wanted_text = wanted.to_owned();
    for it in volatile.iter().collect::<BTreeSet<_>>() {
        wanted_text = wanted_text.replace(it.as_str(), "<ANY>");
    }
    let loose = !volatile.is_empty();
    let wanted_lines: Vec<&str> = wanted_text.lines().collect();
    let got_lines: Vec<&str> = got.lines().collect();
    for place in 0..wanted_lines.len().max(got_lines.len()) {
        let (Some(wanted), Some(got)) = (wanted_lines.get(place), got_lines.get(place)) else {
            return Part::failed(
                name,
                format!(
                    "line {}: wanted {:?}, got {:?}",
                    place + 1,
                    wanted_lines.get(place).unwrap_or(&"(no line)"),
                    got_lines.get(place).unwrap_or(&"(no line)")
                ),
            );
        };
        if !line_fits(wanted, got, loose) {
            return Part::failed(
                name,
                format!("line {}: wanted {wanted:?}, got {got:?}", place + 1),
            );
        }
    }
    if wanted_text.ends_with('\n') != got.ends_with('\n') {
        return Part::failed(name, "the line break at the end");
    }
    Part { name, difference: None }
}

const PLACEHOLDERS: [&str; 10] =
    ["<AGE>", "<TIME>", "<UID>", "<RV>", "<TMP>", "<CWD>", "<SERVER>", "<N>", "<PID>", "<ANY>"];

fn line_fits(wanted: &str, got: &str, loose: bool) -> bool {
    let squeeze = |text: &str| -> String {
        if !loose {
            return text.to_owned();
        }
        let mut out = text.to_owned();
        while out.contains("   ") {
            out = out.replace("   ", "  ");
        }
        out
    };
    pieces_fit(&squeeze(wanted), &squeeze(got))
}

/// Whether a text is the wanted one, with anything in the place of its
/// placeholders.
pub(super) fn pieces_fit(wanted: &str, got: &str) -> bool {
    let next = PLACEHOLDERS
        .iter()
        .filter_map(|it| Some((wanted.find(it)?, *it)))
        .min_by_key(|(place, _)| *place);
    let Some((place, mark)) = next else {
        return wanted == got;
    };
    let (head, rest) = wanted.split_at(place);
    let Some(got) = got.strip_prefix(head) else {
        return false;
    };
    let rest = &rest[mark.len()..];
    if mark == "<AGE>" || mark == "<ANY>" {
        // The recording keeps the column's width: blanks behind may differ.
        let end = got.find(' ').unwrap_or(got.len());
        return end > 0
            && ends(got, end).any(|end| {
                pieces_fit(rest.trim_start_matches(' '), got[end..].trim_start_matches(' '))
            });
    }
    (1..=got.len()).filter(|it| got.is_char_boundary(*it)).any(|end| pieces_fit(rest, &got[end..]))
}

/// Where the text for a placeholder may end, within its word.
fn ends(got: &str, last: usize) -> impl Iterator<Item = usize> + '_ {
    (1..=last).rev().filter(move |it| got.is_char_boundary(*it))
}
