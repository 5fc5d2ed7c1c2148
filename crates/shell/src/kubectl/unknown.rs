//! What kubectl says to a command that it does not have. Models cobra's
//! suggestions (edit distance at most 2, or a common beginning).

use super::{Kubectl, usages};
use crate::output::Output;

/// Words that a command is suggested for beside those like its name.
const OTHERS: [(&str, &[&str]); 4] = [
    ("get", &["list", "ls"]),
    ("delete", &["remove", "rm"]),
    ("describe", &["inspect"]),
    ("top", &["stats"]),
];

/// What was added last, in that order; help lists it by name.
const LAST: [&str; 7] =
    ["config", "kuberc", "plugin", "version", "api-versions", "api-resources", "options"];

const PLUGIN_HELP: &str = "Provides utilities for interacting with plugins.

 Plugins provide extended functionality that is not part of the major command-line distribution. Please refer to the documentation and examples for more information about how write your own plugins.

 The easiest way to discover and install plugins is via the kubernetes sub-project krew: [krew.sigs.k8s.io]. To install krew, visit https://krew.sigs.k8s.io/docs/user-guide/setup/install

Examples:
  # List all available plugins
  kubectl plugin list
  
  # List only binary names of available plugins without paths
  kubectl plugin list --name-only

Available Commands:
  list          List all visible plugin executables on a user's PATH

Usage:
  kubectl plugin [flags] [options]

Use \"kubectl plugin <command> --help\" for more information about a given command.
Use \"kubectl options\" for a list of global command-line options (applies to all commands).
";

/// Models cobra's SuggestionsMinimumDistance.
const CLOSE: usize = 2;

/// What commands that are not simulated say where they would do nothing anyway: no plugins, no kustomization, no such
/// shell. Models pkg/cmd/{plugin,completion,kustomize} of k8s.io/kubectl (v1.36).
pub fn tool(kubectl: &Kubectl<'_>, verb: &str, words: &[String]) -> Option<Output> {
    let usage = |why: String| {
        Some(Output::fail(format!("error: {why}\nSee 'kubectl {verb} -h' for help and examples")))
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.iter().any(|it| it.starts_with('-')) {
        return None;
    }
    match (verb, words.as_slice()) {
        ("alpha", _) => Some(Output {
            stderr: "No alpha commands are available in this version of kubectl\n".to_owned(),
            ..Output::default()
        }),
        ("plugin", []) => {
            Some(Output { stderr: PLUGIN_HELP.to_owned(), exit: 1, ..Output::default() })
        }
        ("plugin", ["list", ..]) => {
            Some(Output::fail("error: unable to find any kubectl plugins in your PATH"))
        }
        ("plugin", [other, ..]) => usage(format!("unknown command \"{other}\"")),
        ("completion", []) => usage("Shell not specified.".to_owned()),
        ("completion", ["bash" | "zsh" | "fish" | "powershell"]) => None,
        ("completion", [other]) => usage(format!("Unsupported shell type \"{other}\".")),
        ("completion", _) => usage("Too many arguments. Expected only the shell type.".to_owned()),
        ("kustomize", [] | [_]) => {
            Some(Output::fail(kubectl.not_built(words.first().copied().unwrap_or("."))))
        }
        ("kustomize", [_, _, ..]) => {
            Some(Output::fail("error: specify one path to kustomization.yaml"))
        }
        _ => None,
    }
}

/// The refusal of an unknown command.
pub fn command(word: &str) -> Output {
    if usages::known(word) {
        return Output::fail(format!("service-lab: kubectl {word} is not simulated here"));
    }
    let lower = word.to_ascii_lowercase();
    let meant = |name: &str| {
        OTHERS
            .iter()
            .any(|(of, all)| *of == name && all.iter().any(|it| it.eq_ignore_ascii_case(word)))
    };
    let mut close: Vec<&str> = usages::COMMANDS
        .iter()
        .flat_map(|(_, all)| all.iter().map(|(name, _)| *name))
        .filter(|name| !LAST.contains(name))
        .chain(LAST)
        .filter(|name| distance(&lower, name) <= CLOSE || name.starts_with(&lower) || meant(name))
        .collect();
    let mut out = Output::fail(format!("error: unknown command \"{word}\" for \"kubectl\""));
    if !close.is_empty() {
        close.dedup();
        out.stderr.push_str("\nDid you mean this?\n");
        for name in close {
            out.stderr.push_str(&format!("\t{name}\n"));
        }
    }
    out
}

/// Levenshtein distance, letters compared without case.
pub fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_ascii_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.to_ascii_lowercase().chars().enumerate() {
        let mut before = line;
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
        for (column, other) in right.iter().enumerate() {
            let above = row.get(column + 1).copied().unwrap_or(0);
            let beside = row.get(column).copied().unwrap_or(0);
            let change = before + usize::from(letter != *other);
            before = above;
            if let Some(cell) = row.get_mut(column + 1) {
                *cell = change.min(above + 1).min(beside + 1);
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_edits() {
        assert_eq!(distance("gte", "get"), 2);
        assert_eq!(distance("aply", "apply"), 1);
        assert_eq!(distance("get", "get"), 0);
    }
}
