//! `alias`, `unalias` and `export`: short names for a program and its first words. Models bash's
//! builtins/alias.def; what an alias stands for is read when it is used.

use super::Terminal;
use crate::output::Output;
use crate::syntax::{self, Simple};

/// Most names that stand for each other.
const MAX_CHAIN: usize = 8;
/// Most names that are kept.
const MAX_ALIASES: usize = 100;

impl Terminal {
    /// A command with what its first word stands for put in its place.
    pub(super) fn aliased(&self, simple: &Simple) -> Option<Simple> {
        let mut done: Option<Simple> = None;
        let mut seen: Vec<String> = Vec::new();
        while seen.len() < MAX_CHAIN {
            let now = done.as_ref().unwrap_or(simple);
            let Some((name, rest)) = now.words.split_first() else { break };
            if seen.contains(name) {
                break;
            }
            let Some(meant) = self.aliases.get(name).and_then(|it| one_program(it)) else { break };
            let mut next = now.clone();
            next.settings.extend(meant.settings);
            next.words = [&meant.words, rest].concat();
            seen.push(name.clone());
            done = Some(next);
        }
        done
    }

    /// `alias [NAME[=VALUE]]...`: keeps names, or tells what they stand for.
    pub(super) fn alias(&mut self, words: &[String]) -> Output {
        let mut out = Output::default();
        let words: Vec<&String> = words.iter().filter(|it| *it != "-p").collect();
        if words.is_empty() {
            for (name, value) in &self.aliases {
                out.line(told(name, value));
            }
        }
        for word in words {
            match word.split_once('=') {
                Some((name, value)) if one_program(value).is_none() => out.error(format!(
                    "service-lab: alias is simulated for a program with its words, not for {name}={value}"
                )),
                Some((name, value)) => {
                    if self.aliases.len() < MAX_ALIASES || self.aliases.contains_key(name) {
                        self.aliases.insert(name.to_owned(), value.to_owned());
                    }
                }
                None => match self.aliases.get(word) {
                    Some(value) => out.line(told(word, value)),
                    None => out.error(format!("bash: alias: {word}: not found")),
                },
            }
        }
        out
    }

    /// `export NAME=VALUE...`: no program here looks at what is exported, so it only sets.
    pub(super) fn export(&mut self, words: &[String]) -> Output {
        let set = words.iter().skip(1).filter_map(|it| it.split_once('='));
        self.variables.extend(set.map(|(name, value)| (name.to_owned(), value.to_owned())));
        Output::default()
    }

    /// `unalias NAME...`, `unalias -a`.
    pub(super) fn unalias(&mut self, words: &[String]) -> Output {
        let mut out = Output::default();
        if words.is_empty() {
            out.complain("unalias: usage: unalias [-a] name [name ...]");
            out.exit = 2;
        }
        for word in words {
            if word == "-a" {
                self.aliases.clear();
            } else if self.aliases.remove(word).is_none() {
                out.error(format!("bash: unalias: {word}: not found"));
            }
        }
        out
    }
}

/// The one program that a text names, if it is no more than that.
fn one_program(text: &str) -> Option<Simple> {
    let list = syntax::parse(text).ok()?;
    let [(_, pipeline)] = list.as_slice() else { return None };
    let [simple] = pipeline.as_slice() else { return None };
    let plain = simple.redirects.is_empty() && !simple.background && simple.compound.is_none();
    (plain && !simple.words.is_empty()).then(|| simple.clone())
}

/// How bash writes an alias.
fn told(name: &str, value: &str) -> String {
    format!("alias {name}='{}'", value.replace('\'', "'\\''"))
}
