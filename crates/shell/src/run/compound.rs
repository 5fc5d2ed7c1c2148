//! Commands made of commands: loops, conditions, groups; and `read`, by which loops take lines.

use super::{Leave, Left, MAX_OUTPUT, Terminal};
use crate::cluster::Cluster;
use crate::output::Output;
use crate::syntax::{Compound, List, Turns};

impl Terminal {
    /// `read NAME...`: a line of standard input, and failure at its end.
    pub(super) fn read(&mut self, words: &[String], stdin: &mut String) -> Output {
        let end = stdin.is_empty();
        let length = stdin.find('\n').map_or(stdin.len(), |it| it + 1);
        let line: String = stdin.drain(..length).collect();
        let mut rest = line.trim_end_matches('\n').trim();
        let mut names: Vec<&str> =
            words.iter().skip(1).map(String::as_str).filter(|it| !it.starts_with('-')).collect();
        if names.is_empty() {
            names.push("REPLY");
        }
        for (place, name) in names.iter().enumerate() {
            let (word, after) = match rest.split_once(char::is_whitespace) {
                Some((word, after)) if place + 1 < names.len() => (word, after.trim_start()),
                _ => (rest, ""),
            };
            self.variables.insert((*name).to_owned(), word.to_owned());
            rest = after;
        }
        Output { exit: i32::from(end), ..Output::default() }
    }

    pub(super) fn compound(
        &mut self,
        cluster: &mut dyn Cluster,
        compound: &Compound,
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        match compound {
            Compound::For(turns) => self.turns(cluster, turns, stdin, left),
            Compound::Loop { until, test, body } => {
                self.repeat(cluster, (*until, test, body), stdin, left)
            }
            Compound::If { arms, last } => {
                let mut out = Output::default();
                for (test, body) in arms {
                    out.then(self.list(cluster, test, stdin, left));
                    if left.leaving.is_some() {
                        return out;
                    }
                    if self.last_exit == 0 {
                        out.then(self.list(cluster, body, stdin, left));
                        return out;
                    }
                }
                self.last_exit = 0;
                out.then(self.list(cluster, last, stdin, left));
                out
            }
            Compound::Group(body) => self.list(cluster, body, stdin, left),
            Compound::Subshell(body) => {
                let before = self.variables.clone();
                let out = self.list(cluster, body, stdin, left);
                self.variables = before;
                left.leaving = left.leaving.filter(|it| *it != Leave::Line);
                out
            }
        }
    }

    /// `while` and `until`.
    pub(super) fn repeat(
        &mut self,
        cluster: &mut dyn Cluster,
        (until, test, body): (bool, &List, &List),
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        let mut out = Output::default();
        let mut exit = 0;
        loop {
            if left.turns == 0 {
                out.error("service-lab: the loop was ended here: it takes too many turns");
                return out;
            }
            left.turns -= 1;
            out.then(self.list(cluster, test, stdin, left));
            if left.leaving.is_none() && (self.last_exit == 0) == until {
                break;
            }
            if left.leaving.is_none() {
                out.then(self.list(cluster, body, stdin, left));
                exit = out.exit;
            }
            if left.ends_loop() {
                break;
            }
            if out.stdout.len() + out.stderr.len() > MAX_OUTPUT {
                break;
            }
        }
        out.exit = exit;
        out
    }

    /// `for`.
    pub(super) fn turns(
        &mut self,
        cluster: &mut dyn Cluster,
        turns: &Turns,
        stdin: &mut String,
        left: &mut Left,
    ) -> Output {
        let mut out = Output::default();
        let mut words = Vec::new();
        for word in &turns.words {
            self.expand(cluster, word, stdin, left, &mut words, &mut out);
        }
        for word in words {
            if left.turns == 0 {
                out.error("service-lab: the loop was ended here: it takes too many turns");
                break;
            }
            left.turns -= 1;
            self.variables.insert(turns.name.clone(), word);
            let ran = self.list(cluster, &turns.body, stdin, left);
            out.then(ran);
            if left.ends_loop() {
                break;
            }
            if out.stdout.len() + out.stderr.len() > MAX_OUTPUT {
                break;
            }
        }
        out
    }
}
