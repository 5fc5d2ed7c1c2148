//! The format of saves: what a learner typed and did, as text, never a world.
//!
//! One record a line, fields parted by tabs; `\`, tab and line end are written
//! `\\`, `\t`, `\n`. A line that cannot be read is left out; a step that cannot
//! be read ends the steps, because the ones after it stand on it.

use std::fmt::Write as _;
use std::sync::Arc;

use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::net::{Client, Request};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::world::{Command, World};

use crate::action::Notice;
use crate::bench::Bench;
use crate::progress::{Guess, Progress};

/// First line of a bench's save.
const BENCH_HEAD: &str = "service-lab-bench\t1";
/// First line of the progress.
const PROGRESS_HEAD: &str = "service-lab-progress\t1";
/// Longest save that is written with its steps; above it only the text is
/// kept. Browsers give a site 5 MB in all.
const MAX_SAVE_BYTES: usize = 512 * 1024;
/// Longest save that is read at all.
const MAX_READ_BYTES: usize = 2 * 1024 * 1024;

/// A bench's save, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Version of the engine that wrote it.
    pub engine: String,
    /// Version of the lesson.
    pub version: u32,
    /// The text in the editor.
    pub text: String,
    /// The commands of each step.
    pub steps: Vec<Vec<Command>>,
    /// How many steps are in force.
    pub done: usize,
    /// Digest of the world after them.
    pub digest: u64,
    /// Whether something could not be read.
    pub damaged: bool,
}

/// Writes a bench.
pub fn write(bench: &Bench) -> String {
    let full = write_with(bench, true);
    if full.len() <= MAX_SAVE_BYTES { full } else { write_with(bench, false) }
}

fn write_with(bench: &Bench, with_steps: bool) -> String {
    let mut out = String::from(BENCH_HEAD);
    out.push('\n');
    line(&mut out, &["engine", env!("CARGO_PKG_VERSION")]);
    line(&mut out, &["lesson", &bench.start().version.to_string()]);
    line(&mut out, &["text", bench.text()]);
    if with_steps {
        let history = bench.history();
        line(&mut out, &["digest", &format!("{:x}", digest(&history.world()))]);
        line(&mut out, &["done", &history.done().len().to_string()]);
        for entry in history.all() {
            line(&mut out, &["step"]);
            for command in &entry.commands {
                write_command(&mut out, command);
            }
        }
    }
    out
}

/// Reads a bench's save; `None` where it is none.
pub fn read(text: &str) -> Option<Saved> {
    if text.len() > MAX_READ_BYTES {
        return None;
    }
    let mut lines = text.lines();
    if lines.next() != Some(BENCH_HEAD) {
        return None;
    }
    let mut saved = Saved::default();
    let mut steps_end = false;
    for fields in lines.map(fields) {
        let parts: Vec<&str> = fields.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["engine", version] => saved.engine = (*version).to_owned(),
            ["lesson", version] => saved.version = version.parse().unwrap_or_default(),
            ["text", text] => saved.text = (*text).to_owned(),
            ["digest", hex] => saved.digest = u64::from_str_radix(hex, 16).unwrap_or_default(),
            ["done", count] => saved.done = count.parse().unwrap_or(usize::MAX),
            ["step"] if !steps_end => saved.steps.push(Vec::new()),
            parts if !steps_end => match (read_command(parts), saved.steps.last_mut()) {
                (Some(command), Some(step)) => step.push(command),
                _ => {
                    steps_end = true;
                    saved.damaged = true;
                    saved.steps.pop();
                }
            },
            _ => {}
        }
    }
    Some(saved)
}

impl Saved {
    /// Puts the save into a fresh bench. Returns what the learner should know.
    pub(crate) fn put_into(self, bench: &mut Bench) -> Option<Notice> {
        let same_lesson = self.version == bench.start().version;
        let digest_then = self.digest;
        let (damaged, had_steps) = (self.damaged, !self.steps.is_empty());
        let text = self.text.clone();
        if same_lesson {
            bench.restore(self.steps, self.done, self.text);
            if !had_steps || damaged || digest(&bench.history().world()) == digest_then {
                return damaged.then_some(Notice::SaveDamaged);
            }
        }
        bench.restore(Vec::new(), 0, text);
        bench.rest();
        Some(if damaged { Notice::SaveDamaged } else { Notice::SaveOutdated })
    }
}

/// Writes the progress of all lessons.
pub fn write_progress(progress: &Progress) -> String {
    let mut out = String::from(PROGRESS_HEAD);
    out.push('\n');
    for (id, lesson) in &progress.lessons {
        let finished = if lesson.finished { "1" } else { "0" };
        let (step, furthest) = (lesson.step.to_string(), lesson.furthest.to_string());
        line(&mut out, &["lesson", id, &step, &furthest, finished]);
        for (prediction, guess) in &lesson.guesses {
            let revealed = if guess.revealed { "1" } else { "0" };
            line(&mut out, &["guess", prediction, &guess.choice.to_string(), revealed]);
        }
        for (exercise, count) in &lesson.hints {
            line(&mut out, &["hints", exercise, &count.to_string()]);
        }
        for exercise in &lesson.solved {
            line(&mut out, &["solved", exercise]);
        }
    }
    out
}

/// Reads the progress; what cannot be read is left out.
pub fn read_progress(text: &str) -> Progress {
    let mut progress = Progress::default();
    let mut lines = text.lines();
    if lines.next() != Some(PROGRESS_HEAD) {
        return progress;
    }
    let mut id = String::new();
    for fields in lines.map(fields) {
        let parts: Vec<&str> = fields.iter().map(String::as_str).collect();
        if let ["lesson", lesson, step, furthest, finished] = parts.as_slice() {
            (*lesson).clone_into(&mut id);
            let entry = progress.of_mut(lesson);
            entry.step = step.parse().unwrap_or_default();
            entry.furthest = furthest.parse().unwrap_or(entry.step);
            entry.finished = *finished == "1";
            continue;
        }
        if id.is_empty() {
            continue;
        }
        let lesson = progress.of_mut(&id);
        match parts.as_slice() {
            ["guess", prediction, choice, revealed] => {
                if let Ok(choice) = choice.parse() {
                    let guess = Guess { choice, revealed: *revealed == "1" };
                    lesson.guesses.insert((*prediction).to_owned(), guess);
                }
            }
            ["hints", exercise, count] => {
                if let Ok(count) = count.parse() {
                    lesson.hints.insert((*exercise).to_owned(), count);
                }
            }
            ["solved", exercise] => {
                lesson.solved.insert((*exercise).to_owned());
            }
            _ => {}
        }
    }
    progress
}

/// A number that two worlds share only if their objects are the same (with all
/// likelihood): FNV-1a over keys and values.
pub fn digest(world: &World) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |text: &str| {
        for byte in text.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for object in world.store.iter() {
        eat(object.key.kind.name());
        eat(&object.key.namespace);
        eat(&object.key.name);
        eat(&object.value.to_json());
    }
    state
}

fn write_command(out: &mut String, command: &Command) {
    match command {
        Command::Edit { text } => line(out, &["edit", text]),
        Command::Apply { text } => line(out, &["apply", text]),
        Command::Delete { key } => key_line(out, "delete", key, &[]),
        Command::CrashPod { key } => key_line(out, "crash", key, &[]),
        Command::SetReady { key, ready } => {
            key_line(out, "ready", key, &[if *ready { "1" } else { "0" }]);
        }
        Command::Scale { key, replicas } => key_line(out, "scale", key, &[&replicas.to_string()]),
        Command::SetNode { name, up } => {
            line(out, &["node", name, if *up { "1" } else { "0" }]);
        }
        Command::SetProxyMode { mode } => line(out, &["mode", mode_name(*mode)]),
        Command::SetProvider { provider } => line(out, &["provider", provider_name(*provider)]),
        Command::Send { request } => {
            let mut parts = vec!["send"];
            let port = request.port.to_string();
            match &request.from {
                Client::Outside => parts.push("outside"),
                Client::Node(name) => parts.extend(["node", name]),
                Client::Pod { namespace, name } => parts.extend(["pod", namespace, name]),
            }
            parts.extend([request.host.as_str(), &port, request.protocol.name()]);
            line(out, &parts);
        }
        Command::Wait { ms } => line(out, &["wait", &ms.to_string()]),
    }
}

fn read_command(parts: &[&str]) -> Option<Command> {
    Some(match parts {
        ["edit", text] => Command::Edit { text: (*text).to_owned() },
        ["apply", text] => Command::Apply { text: (*text).to_owned() },
        ["delete", kind, space, name] => Command::Delete { key: key(kind, space, name)? },
        ["crash", kind, space, name] => Command::CrashPod { key: key(kind, space, name)? },
        ["ready", kind, space, name, flag] => {
            Command::SetReady { key: key(kind, space, name)?, ready: read_flag(flag)? }
        }
        ["scale", kind, space, name, count] => {
            Command::Scale { key: key(kind, space, name)?, replicas: count.parse().ok()? }
        }
        ["node", name, flag] => Command::SetNode { name: Arc::from(*name), up: read_flag(flag)? },
        ["mode", name] => {
            let all = [ProxyMode::Iptables, ProxyMode::Nftables];
            Command::SetProxyMode { mode: all.into_iter().find(|it| mode_name(*it) == *name)? }
        }
        ["provider", name] => Command::SetProvider {
            provider: PROVIDERS.into_iter().find(|it| provider_name(*it) == *name)?,
        },
        ["send", rest @ ..] => Command::Send { request: read_request(rest)? },
        ["wait", ms] => Command::Wait { ms: ms.parse().ok()? },
        _ => return None,
    })
}

fn read_request(parts: &[&str]) -> Option<Request> {
    let (from, rest) = match parts {
        ["outside", rest @ ..] => (Client::Outside, rest),
        ["node", name, rest @ ..] => (Client::Node(Arc::from(*name)), rest),
        ["pod", namespace, name, rest @ ..] => {
            let (namespace, name) = (Arc::from(*namespace), Arc::from(*name));
            (Client::Pod { namespace, name }, rest)
        }
        _ => return None,
    };
    let [host, port, protocol] = rest else { return None };
    Some(Request {
        from,
        host: (*host).to_owned(),
        port: port.parse().ok()?,
        protocol: Protocol::parse(protocol),
    })
}

fn key(kind: &str, namespace: &str, name: &str) -> Option<Key> {
    let kind = Kind::ALL.into_iter().find(|it| it.name() == kind)?;
    Some(Key::new(kind, namespace, name))
}

fn read_flag(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

/// The name of a proxy mode, as kube-proxy's configuration spells it.
pub fn mode_name(mode: ProxyMode) -> &'static str {
    match mode {
        ProxyMode::Iptables => "iptables",
        ProxyMode::Nftables => "nftables",
    }
}

/// Every provider.
pub const PROVIDERS: [Provider; 7] = [
    Provider::None,
    Provider::Gcp,
    Provider::Azure,
    Provider::AwsNlb,
    Provider::AwsClassic,
    Provider::OpenStack,
    Provider::CloudProviderKind,
];

/// The name of a provider in saves and in lessons.
pub fn provider_name(provider: Provider) -> &'static str {
    match provider {
        Provider::None => "none",
        Provider::Gcp => "gcp",
        Provider::Azure => "azure",
        Provider::AwsNlb => "aws-nlb",
        Provider::AwsClassic => "aws-classic",
        Provider::OpenStack => "openstack",
        Provider::CloudProviderKind => "cloud-provider-kind",
    }
}

fn key_line(out: &mut String, word: &str, key: &Key, more: &[&str]) {
    let parts: Vec<&str> = [word, key.kind.name(), &key.namespace, &key.name]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    line(out, &parts);
}

fn line(out: &mut String, parts: &[&str]) {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.push('\t');
        }
        for letter in part.chars() {
            let _ = match letter {
                '\\' => out.write_str("\\\\"),
                '\t' => out.write_str("\\t"),
                '\n' => out.write_str("\\n"),
                '\r' => out.write_str("\\r"),
                other => out.write_char(other),
            };
        }
    }
    out.push('\n');
}

fn fields(line: &str) -> Vec<String> {
    line.split('\t').map(unescape).collect()
}

fn unescape(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            (other, false) => out.push(other),
        }
    }
    out
}
