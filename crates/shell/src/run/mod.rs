//! The terminal: its files, and running a command line in it.

mod alias;
mod compound;
mod expand;

use std::collections::BTreeMap;

use service_lab_engine::net::Client;

use crate::cluster::Cluster;
use crate::forward::{self, Forward, Forwarding, Job, MAX_JOBS};
use crate::kubectl::Kubectl;
use crate::output::Output;
use crate::programs;
use crate::stdin::Stdin;
use crate::syntax::{self, Link, Pipeline, Redirect, Simple};

/// Most bytes that all files together hold.
const MAX_FILES: usize = 1024 * 1024;
/// Most bytes that one command line prints.
const MAX_OUTPUT: usize = 512 * 1024;

/// Most turns that the loops of one command line take.
const MAX_TURNS: usize = 1000;
/// Standard input as a file.
const STDIN_NAME: &str = "/dev/stdin";
/// Deepest `$(...)` within each other.
const MAX_DEPTH: usize = 8;

/// A terminal on one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Where its programs run.
    pub place: Client,
    /// Files by name.
    pub files: BTreeMap<String, String>,
    /// Variables of the shell, by name.
    pub variables: BTreeMap<String, String>,
    /// What stands for other words at the start of a command, by name.
    pub aliases: BTreeMap<String, String>,
    /// The namespace of kubectl's context.
    pub namespace: String,
    /// Exit code of the last command.
    pub last_exit: i32,
    /// What goes on in the background.
    pub jobs: Vec<Job>,
    /// Whether somebody types here: the shell tells of its jobs then.
    pub interactive: bool,
    /// What shell and jobs have put on the screen past every pipe, until the line is done.
    told: String,
}

/// Where a program's output goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target<'f> {
    Out,
    Err,
    /// A file, to whose end it may be put.
    File(&'f str, bool),
}

/// How much of loops and of `$(...)` one command line may still do.
struct Left {
    turns: usize,
    depth: usize,
    /// Set by `break` and `continue` until their loop has seen it.
    leaving: Option<Leave>,
}

/// How a loop's turn ends early.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leave {
    Loop,
    Turn,
    /// The whole line: `exit`, or a number that could not be reckoned.
    Line,
}

impl Left {
    /// Whether a loop ends here; what it has seen of a leaving is over.
    fn ends_loop(&mut self) -> bool {
        match self.leaving {
            Some(Leave::Line) => true,
            _ => self.leaving.take() == Some(Leave::Loop),
        }
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self {
            place: Client::Outside,
            files: BTreeMap::new(),
            variables: BTreeMap::new(),
            aliases: BTreeMap::from([("k".to_owned(), "kubectl".to_owned())]),
            namespace: "default".to_owned(),
            last_exit: 0,
            jobs: Vec::new(),
            interactive: false,
            told: String::new(),
        }
    }
}

impl Terminal {
    /// Runs a command line; `stdin` is what its first program that reads gets.
    pub fn run(&mut self, cluster: &mut dyn Cluster, line: &str, stdin: &str) -> Output {
        self.run_on(cluster, line, &Stdin::of(stdin))
    }

    /// Runs a command line on a standard input that others read too.
    pub fn run_on(&mut self, cluster: &mut dyn Cluster, line: &str, stdin: &Stdin) -> Output {
        let list = match syntax::parse(line) {
            Ok(list) => list,
            Err(error) => {
                self.last_exit = 2;
                return Output {
                    stderr: format!("{}\n", error.words()),
                    exit: 2,
                    ..Output::default()
                };
            }
        };
        let mut left = Left { turns: MAX_TURNS, depth: MAX_DEPTH, leaving: None };
        let mut rest = stdin.peek().to_owned();
        let mut out = self.list(cluster, &list, &mut rest, &mut left);
        if rest != stdin.peek() {
            stdin.all();
        }
        out.stdout.insert_str(0, &std::mem::take(&mut self.told));
        out
    }

    fn list(
        &mut self,
        cluster: &mut dyn Cluster,
        list: &[(Link, Pipeline)],
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        let mut out = Output::default();
        for (link, pipeline) in list {
            let go = match link {
                Link::Always => true,
                Link::AndIf => self.last_exit == 0,
                Link::OrIf => self.last_exit != 0,
            };
            if !go {
                continue;
            }
            let ran = self.pipeline(cluster, pipeline, stdin, left);
            self.last_exit = ran.exit;
            out.then(ran);
            if left.leaving.is_some() {
                break;
            }
            if out.stdout.len() + out.stderr.len() > MAX_OUTPUT {
                out.complain("service-lab: the output was cut here");
                break;
            }
        }
        out
    }

    fn pipeline(
        &mut self,
        cluster: &mut dyn Cluster,
        pipeline: &Pipeline,
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        let mut input = String::new();
        // Each part of a pipeline has variables of its own.
        let before = (pipeline.len() > 1).then(|| self.variables.clone());
        let mut errors = String::new();
        let mut last = Output::default();
        let turned =
            pipeline.first().is_some_and(|it| it.words.first().is_some_and(|it| it == "!"));
        for (place, simple) in pipeline.iter().enumerate() {
            let from = if place == 0 { &mut *stdin } else { &mut input };
            last = self.simple(cluster, simple, from, left);
            input = std::mem::take(&mut last.stdout);
            errors.push_str(&last.stderr);
        }
        if let Some(before) = before {
            self.variables = before;
        }
        // `!` before a pipeline turns what it comes to.
        let exit = if turned { i32::from(last.exit == 0) } else { last.exit };
        Output { stdout: input, stderr: errors, exit }
    }

    fn simple(
        &mut self,
        cluster: &mut dyn Cluster,
        simple: &Simple,
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        let aliased = self.aliased(simple);
        let simple = aliased.as_ref().unwrap_or(simple);
        let mut before = Output::default();
        let mut words = Vec::new();
        for word in &simple.words {
            self.expand(cluster, word, stdin, left, &mut words, &mut before);
        }
        let mut settings = Vec::new();
        for (name, value) in &simple.settings {
            let mut parts = Vec::new();
            self.expand(cluster, value, stdin, left, &mut parts, &mut before);
            settings.push((name.clone(), parts.join(" ")));
        }
        let mut redirects = simple.redirects.clone();
        for text in redirects.iter_mut().filter_map(Redirect::text_mut) {
            let mut parts = Vec::new();
            self.expand(cluster, text, stdin, left, &mut parts, &mut before);
            *text = parts.join(" ");
        }
        if left.leaving == Some(Leave::Line) {
            before.exit = 1;
            return before;
        }
        if words.is_empty() && simple.compound.is_none() {
            self.variables.extend(settings);
            return before;
        }
        let mut input = stdin.clone();
        let mut own = false;
        for redirect in &redirects {
            match redirect {
                Redirect::Here(text) => {
                    input.clone_from(text);
                    own = true;
                }
                Redirect::In(file) if file == "/dev/null" => {
                    input.clear();
                    own = true;
                }
                Redirect::In(file) => match self.files.get(file) {
                    Some(text) => {
                        input.clone_from(text);
                        own = true;
                    }
                    None => {
                        return Output::fail(format!("bash: {file}: No such file or directory"));
                    }
                },
                Redirect::Out(_)
                | Redirect::Append(_)
                | Redirect::Err(_)
                | Redirect::ErrToOut
                | Redirect::OutToErr => {}
            }
        }
        // Who opens standard input by its name reads it.
        let by_name = words.iter().any(|it| it.ends_with(STDIN_NAME));
        if by_name {
            self.files.insert(STDIN_NAME.to_owned(), input.clone());
        }
        let jobs = self.jobs.len();
        let mut out = match (&simple.compound, words.first().map(String::as_str)) {
            (Some(compound), _) => {
                let ran = self.compound(cluster, compound, &mut input, left);
                if !own {
                    stdin.clone_from(&input);
                }
                ran
            }
            (None, Some("read")) => {
                let ran = self.read(&words, &mut input);
                if !own {
                    stdin.clone_from(&input);
                }
                ran
            }
            (None, Some("exit")) => {
                left.leaving = Some(Leave::Line);
                let code = words.get(1).map_or(Some(self.last_exit), |it| it.parse().ok());
                match code {
                    Some(code) => Output { exit: code & 0xff, ..Output::default() },
                    None => {
                        Output { exit: 2, ..Output::fail("bash: exit: numeric argument required") }
                    }
                }
            }
            (None, Some("export")) => self.export(&words),
            (None, Some("break")) => {
                left.leaving = Some(Leave::Loop);
                Output::default()
            }
            (None, Some("continue")) => {
                left.leaving = Some(Leave::Turn);
                Output::default()
            }
            (None, _) => {
                let input = Stdin::of(&input);
                let ran = self.program(cluster, &words, &settings, &input, None);
                // What one program has read is gone for the next.
                if !own && (by_name || input.was_read()) {
                    stdin.clear();
                }
                ran
            }
        };
        if by_name {
            self.files.remove(STDIN_NAME);
        }
        if simple.background && !words.iter().any(|it| it == "port-forward") {
            out.complain(
                "service-lab: only kubectl port-forward goes on in the background here; this has ended",
            );
        }
        if let Some(job) = self.jobs.get_mut(jobs..).and_then(<[Job]>::last_mut) {
            job.log = redirects.iter().rev().find_map(|it| match it {
                Redirect::Out(file) | Redirect::Append(file) => Some(file.clone()),
                _ => None,
            });
            if simple.background && self.interactive {
                self.told.push_str(&format!("[{}] {}\n", job.number, job.pid()));
            } else if !simple.background {
                out.complain(format!("service-lab: a real one stays until Ctrl+C; here it goes on in the background, as with & behind it (kill %{} ends it)", job.number));
            }
        }
        out.stderr.insert_str(0, &before.stderr);
        self.redirect(&redirects, &mut out);
        out
    }

    /// Sends what was printed where the redirections say, each of which means
    /// what the ones before it have left: `2>&1 >/dev/null` keeps the errors.
    fn redirect(&mut self, redirects: &[Redirect], out: &mut Output) {
        let (mut one, mut two) = (Target::Out, Target::Err);
        for redirect in redirects {
            match redirect {
                Redirect::Out(file) | Redirect::Append(file) if file == "/dev/stdout" => {}
                Redirect::Out(file) | Redirect::Append(file) if file == "/dev/stderr" => one = two,
                Redirect::Err(file) if file == "/dev/stderr" => {}
                Redirect::Err(file) if file == "/dev/stdout" => two = one,
                Redirect::Out(file) => one = Target::File(file, false),
                Redirect::Append(file) => one = Target::File(file, true),
                Redirect::Err(file) => two = Target::File(file, false),
                Redirect::ErrToOut => two = one,
                Redirect::OutToErr => one = two,
                Redirect::In(_) | Redirect::Here(_) => {}
            }
        }
        let (stdout, stderr) = (std::mem::take(&mut out.stdout), std::mem::take(&mut out.stderr));
        let again = one == two;
        for (text, target, again) in [(stdout, one, false), (stderr, two, again)] {
            match target {
                Target::Out => out.stdout.push_str(&text),
                Target::Err => out.stderr.push_str(&text),
                Target::File(file, append) => self.write(file, text, append || again, out),
            }
        }
    }

    fn write(&mut self, file: &str, text: String, append: bool, out: &mut Output) {
        if file == "/dev/null" {
            return;
        }
        let all: usize = self.files.values().map(String::len).sum();
        if all + text.len() > MAX_FILES {
            out.error(format!("bash: {file}: No space left on device"));
            return;
        }
        let slot = self.files.entry(file.to_owned()).or_default();
        if !append {
            slot.clear();
        }
        slot.push_str(&text);
    }

    /// Runs one program.
    fn program(
        &mut self,
        cluster: &mut dyn Cluster,
        words: &[String],
        settings: &[(String, String)],
        stdin: &Stdin,
        deadline_ms: Option<u64>,
    ) -> Output {
        let Some((name, rest)) = words.split_first() else {
            return Output::default();
        };
        match name.as_str() {
            "!" => {
                let plain = words.iter().position(|it| it != "!").unwrap_or(words.len());
                let rest = words.get(plain..).unwrap_or_default();
                self.program(cluster, rest, settings, stdin, deadline_ms)
            }
            "kubectl" | "k" => {
                let set = |wanted: &str| {
                    let found = settings.iter().rev().find(|(name, _)| name == wanted);
                    found.map(|(_, value)| value.as_str()).filter(|it| !it.is_empty())
                };
                let editor = set("KUBE_EDITOR").or_else(|| set("EDITOR"));
                if self.place != Client::Outside {
                    return Output {
                        stderr: "bash: kubectl: command not found\n".to_owned(),
                        exit: 127,
                        ..Output::default()
                    };
                }
                let (files, namespace) = (&self.files, &mut self.namespace);
                let ports = self.jobs.iter().flat_map(|it| &it.forward.ports);
                let mut kubectl = Kubectl {
                    cluster,
                    files,
                    stdin,
                    editor,
                    namespace,
                    deadline_ms,
                    manager: String::new(),
                    listening: ports.map(|it| it.0).collect(),
                    forward: None,
                    kept: None,
                };
                let mut out = kubectl.run(rest);
                let (forward, kept) = (kubectl.forward.take(), kubectl.kept.take());
                if let Some((file, text)) = kept {
                    self.write(&file, text, false, &mut out);
                }
                match (forward, deadline_ms) {
                    (Some(_), Some(until)) => {
                        cluster.wait(until.saturating_sub(cluster.now_ms()));
                        out.exit = 124;
                    }
                    (Some(forward), None) => self.keep(forward, words, &mut out),
                    (None, _) => {}
                }
                out
            }
            "alias" => self.alias(rest),
            "unalias" => self.unalias(rest),
            "jobs" => forward::list(&self.jobs),
            "kill" | "pkill" | "killall" => forward::kill(&mut self.jobs, words, self.interactive),
            "xargs" => self.xargs(cluster, rest, settings, stdin),
            "timeout" => self.timeout(cluster, rest, settings, stdin),
            _ => match programs::files::run(&mut self.files, name, rest, stdin) {
                Some(output) => output,
                None => self.over_network(cluster, words, stdin),
            },
        }
    }

    /// Keeps what `kubectl port-forward` has opened.
    fn keep(&mut self, forward: Forward, words: &[String], out: &mut Output) {
        if self.jobs.len() >= MAX_JOBS {
            return out.error("service-lab: too many jobs; kill one first");
        }
        let number = self.jobs.last().map_or(1, |it| it.number + 1);
        self.jobs.push(Job { number, command: words.join(" "), log: None, forward });
    }

    /// Runs a program that may use the network, through forwarded ports too.
    fn over_network(
        &mut self,
        cluster: &mut dyn Cluster,
        words: &[String],
        stdin: &Stdin,
    ) -> Output {
        let mut through = Forwarding::new(cluster, &self.jobs);
        let ran = programs::run_in_cluster(&mut through, &self.place, words, stdin);
        let (mut out, said) = through.finish(words.first().map_or("", |it| it), ran);
        for (number, line) in said.handled {
            match self.jobs.iter().find(|it| it.number == number).and_then(|it| it.log.clone()) {
                Some(file) => self.write(&file, line, true, &mut out),
                None => self.told.push_str(&line),
            }
        }
        out.stderr.insert_str(0, &said.errors);
        self.jobs.retain(|it| Some(it.number) != said.ended);
        out
    }

    /// `xargs [-n N | -I TEXT] PROGRAM`: runs a program with the words of
    /// standard input, or once for each line.
    fn xargs(
        &mut self,
        cluster: &mut dyn Cluster,
        words: &[String],
        settings: &[(String, String)],
        stdin: &Stdin,
    ) -> Output {
        let (mut most, mut mark, mut skips) = (usize::MAX, None, false);
        let mut rest = words;
        while let Some((flag, after)) = rest.split_first().filter(|(it, _)| it.starts_with('-')) {
            rest = after;
            let (letter, joined) = flag.split_at(flag.len().min(2));
            let value = match (letter, joined) {
                ("-r", _) => {
                    skips = true;
                    continue;
                }
                ("-n" | "-L" | "-I", "") => match rest.split_first() {
                    Some((value, after)) => {
                        rest = after;
                        value.as_str()
                    }
                    None => {
                        return Output::fail(format!(
                            "xargs: option requires an argument -- '{}'",
                            letter.trim_start_matches('-')
                        ));
                    }
                },
                ("-n" | "-L" | "-I", joined) => joined,
                _ => {
                    return Output::fail(format!(
                        "service-lab: xargs is simulated with -n, -L, -I and -r, not {flag}"
                    ));
                }
            };
            if letter == "-I" {
                mark = Some(value.to_owned());
            } else {
                most = value.parse().unwrap_or(usize::MAX).max(1);
            }
        }
        let echo = ["echo".to_owned()];
        let program = if rest.is_empty() { &echo } else { rest };
        if program.iter().any(|it| it == "xargs") {
            return Output::fail("service-lab: xargs within xargs is not simulated");
        }
        let mut calls: Vec<Vec<String>> = Vec::new();
        if let Some(mark) = &mark {
            let lines = stdin.all().lines().map(str::trim).filter(|it| !it.is_empty());
            calls.extend(
                lines.map(|line| program.iter().map(|it| it.replace(mark, line)).collect()),
            );
        } else {
            let all: Vec<String> = stdin.all().split_whitespace().map(str::to_owned).collect();
            let chunks = all.chunks(most.min(all.len().max(1)));
            calls.extend(chunks.map(|it| [program, it].concat()));
            if all.is_empty() && !skips {
                calls.push(program.to_vec());
            }
        }
        let mut out = Output::default();
        let mut failed = false;
        for call in calls.iter().take(MAX_TURNS) {
            let ran = self.program(cluster, call, settings, &Stdin::default(), None);
            failed |= ran.exit != 0;
            out.then(ran);
            if out.stdout.len() + out.stderr.len() > MAX_OUTPUT {
                break;
            }
        }
        // Models GNU xargs: any failure of what it runs is 123.
        out.exit = if failed { 123 } else { 0 };
        out
    }

    /// `timeout SECONDS PROGRAM`: a watch ends then, with exit code 124.
    fn timeout(
        &mut self,
        cluster: &mut dyn Cluster,
        words: &[String],
        settings: &[(String, String)],
        stdin: &Stdin,
    ) -> Output {
        let Some((limit, rest)) = words.split_first() else {
            return Output::fail("timeout: missing operand");
        };
        let Some(limit_ms) = programs::seconds_ms(limit) else {
            return Output {
                stderr: format!("timeout: invalid time interval '{limit}'\n"),
                exit: 125,
                ..Output::default()
            };
        };
        let until = cluster.now_ms() + limit_ms;
        let mut out = self.program(cluster, rest, settings, stdin, Some(until));
        // What waited for longer is ended by the signal, without a word.
        let waited = "error: timed out waiting for the condition\n";
        if cluster.now_ms() >= until && out.stderr.ends_with(waited) {
            out.stderr.truncate(out.stderr.len() - waited.len());
            out.exit = 124;
        }
        let watches = rest.iter().any(|it| it == "-w" || it == "--watch" || it == "--watch-only");
        if watches && out.exit == 0 {
            out.exit = 124;
        }
        out
    }
}
