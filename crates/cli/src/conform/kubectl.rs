//! Cases of the suite kubectl: a command run in the simulated terminal of the
//! recorded cluster, and everything that it printed.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use service_lab_engine::api::{self, Call, Done, Part as ObjectPart, Request, Status};
use service_lab_engine::client::{self, Run, Verb};
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::controllers::{self, Given, Machines, Who};
use service_lab_engine::net;
use service_lab_engine::objects::{Key, Kind};
use service_lab_engine::processes;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::store::{Actor, Store};
use service_lab_engine::value::Value;
use service_lab_shell::kubectl::files::values;
use service_lab_shell::world::event_of;
use service_lab_shell::{Cluster, Terminal};

use super::Part;
use super::control_plane::{Cluster as ControlPlane, strings};

/// How long ago the recorded objects were made, so that every age is a number
/// of seconds.
const AGED_MS: u64 = 7_000;

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
            now_ms: 60_000,
            kubelet: case["kubelet"] == true,
            events: Vec::new(),
        };
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

    fn call(&self, dry_run: bool) -> Call {
        Call {
            by: Actor::Operator,
            now_ms: self.now_ms,
            dry_run,
            validation: FieldValidation::Warn,
        }
    }

    /// Stores an object with its status, and deletes it where it says so.
    fn give(&mut self, mut value: Value) {
        if value.text("kind") == "Event" {
            self.events.push(value);
            return;
        }
        let deleted = value.remove("metadata.deletionTimestamp").is_some();
        let status = value.remove("status");
        let call = self.call(false);
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

    fn serve(&mut self, request: &Request, dry_run: bool) -> Result<Done, Status> {
        let call = self.call(dry_run);
        let config = self.config.clone();
        let answer = if dry_run {
            api::serve(&mut self.store.clone(), &config, &call, request)
        } else {
            api::serve(&mut self.store, &config, &call, request)
        };
        self.settle();
        answer
    }

    fn run(&mut self, verb: Verb, namespace: &str, text: &str, dry_run: bool) -> Run {
        let call = self.call(dry_run);
        let config = self.config.clone();
        let run = if dry_run {
            client::run(&mut self.store.clone(), &config, &call, verb, namespace, text)
        } else {
            client::run(&mut self.store, &config, &call, verb, namespace, text)
        };
        self.settle();
        run
    }

    fn wait(&mut self, ms: u64) {
        self.now_ms += ms;
        self.settle();
    }

    fn send(&mut self, _request: &net::Request) -> Option<net::Trace> {
        None
    }
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

fn pieces_fit(wanted: &str, got: &str) -> bool {
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
