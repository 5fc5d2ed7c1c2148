//! The terminal: its files, and running a command line in it.

use std::collections::BTreeMap;

use service_lab_engine::net::Client;

use crate::cluster::Cluster;
use crate::kubectl::Kubectl;
use crate::output::Output;
use crate::programs;
use crate::syntax::{self, EXIT_MARK, Link, Pipeline, Redirect, Simple};

/// Most bytes that all files together hold.
const MAX_FILES: usize = 1024 * 1024;
/// Most bytes that one command line prints.
const MAX_OUTPUT: usize = 512 * 1024;

/// A terminal on one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Where its programs run.
    pub place: Client,
    /// Files by name.
    pub files: BTreeMap<String, String>,
    /// The namespace of kubectl's context.
    pub namespace: String,
    /// Exit code of the last command.
    pub last_exit: i32,
}

impl Default for Terminal {
    fn default() -> Self {
        Self {
            place: Client::Outside,
            files: BTreeMap::new(),
            namespace: "default".to_owned(),
            last_exit: 0,
        }
    }
}

impl Terminal {
    /// Runs a command line; `stdin` is what the first programs read.
    pub fn run(&mut self, cluster: &mut dyn Cluster, line: &str, stdin: &str) -> Output {
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
        let mut out = Output::default();
        let mut stdin = stdin.to_owned();
        for (link, pipeline) in &list {
            let go = match link {
                Link::Always => true,
                Link::AndIf => self.last_exit == 0,
                Link::OrIf => self.last_exit != 0,
            };
            if !go {
                continue;
            }
            let ran = self.pipeline(cluster, pipeline, &stdin);
            // What one program has read is gone for the next.
            if pipeline.first().is_some_and(reads_stdin) {
                stdin.clear();
            }
            self.last_exit = ran.exit;
            out.then(ran);
            if out.stdout.len() + out.stderr.len() > MAX_OUTPUT {
                out.complain("service-lab: the output was cut here");
                break;
            }
        }
        out
    }

    fn pipeline(&mut self, cluster: &mut dyn Cluster, pipeline: &Pipeline, stdin: &str) -> Output {
        let mut input = stdin.to_owned();
        let mut errors = String::new();
        let mut last = Output::default();
        for simple in pipeline {
            last = self.simple(cluster, simple, &input);
            input = std::mem::take(&mut last.stdout);
            errors.push_str(&last.stderr);
        }
        Output { stdout: input, stderr: errors, exit: last.exit }
    }

    fn simple(&mut self, cluster: &mut dyn Cluster, simple: &Simple, stdin: &str) -> Output {
        let exit = self.last_exit.to_string();
        let words: Vec<String> =
            simple.words.iter().map(|it| it.replace(EXIT_MARK, &exit)).collect();
        let mut input = stdin.to_owned();
        for redirect in &simple.redirects {
            match redirect {
                Redirect::Here(text) => input.clone_from(text),
                Redirect::In(file) => match self.files.get(file) {
                    Some(text) => input.clone_from(text),
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
        let mut out = self.program(cluster, &words, &simple.settings, &input, None);
        for redirect in &simple.redirects {
            self.redirect(redirect, &mut out);
        }
        out
    }

    fn redirect(&mut self, redirect: &Redirect, out: &mut Output) {
        match redirect {
            Redirect::Out(file) => {
                let text = std::mem::take(&mut out.stdout);
                self.write(file, text, false, out);
            }
            Redirect::Append(file) => {
                let text = std::mem::take(&mut out.stdout);
                self.write(file, text, true, out);
            }
            Redirect::Err(file) => {
                let text = std::mem::take(&mut out.stderr);
                self.write(file, text, false, out);
            }
            Redirect::ErrToOut => {
                let text = std::mem::take(&mut out.stderr);
                out.stdout.push_str(&text);
            }
            Redirect::OutToErr => {
                let text = std::mem::take(&mut out.stdout);
                out.stderr.push_str(&text);
            }
            Redirect::In(_) | Redirect::Here(_) => {}
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
        stdin: &str,
        deadline_ms: Option<u64>,
    ) -> Output {
        let Some((name, rest)) = words.split_first() else {
            return Output::default();
        };
        match name.as_str() {
            "kubectl" | "k" => {
                let editor = settings
                    .iter()
                    .find(|(name, _)| name == "EDITOR" || name == "KUBE_EDITOR")
                    .map(|(_, value)| value.as_str());
                if self.place != Client::Outside {
                    return Output {
                        stderr: "bash: kubectl: command not found\n".to_owned(),
                        exit: 127,
                        ..Output::default()
                    };
                }
                let (files, namespace) = (&self.files, &mut self.namespace);
                Kubectl { cluster, files, stdin, editor, namespace, deadline_ms }.run(rest)
            }
            "timeout" => self.timeout(cluster, rest, settings, stdin),
            _ => match programs::files::run(&mut self.files, name, rest, stdin) {
                Some(output) => output,
                None => programs::run_in_cluster(cluster, &self.place, words, stdin),
            },
        }
    }

    /// `timeout SECONDS PROGRAM`: a watch ends then, with exit code 124.
    fn timeout(
        &mut self,
        cluster: &mut dyn Cluster,
        words: &[String],
        settings: &[(String, String)],
        stdin: &str,
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
        let watches = rest.iter().any(|it| it == "-w" || it == "--watch" || it == "--watch-only");
        if watches && out.exit == 0 {
            out.exit = 124;
        }
        out
    }
}

/// Whether a program of the lab's reads its standard input.
fn reads_stdin(simple: &Simple) -> bool {
    let first = simple.words.first().map(String::as_str);
    matches!(first, Some("cat")) && simple.words.len() == 1
        || simple
            .words
            .windows(2)
            .any(|it| matches!(it, [flag, file] if flag == "-f" && file == "-"))
}
