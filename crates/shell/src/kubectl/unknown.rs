//! What kubectl says to a command that it does not have. Models cobra's
//! suggestions (edit distance at most 2, or a common beginning).

use crate::output::Output;

/// A command and the words it is suggested for.
const COMMANDS: &[(&str, &[&str])] = &[
    ("create", &[]),
    ("expose", &[]),
    ("run", &[]),
    ("set", &[]),
    ("explain", &[]),
    ("get", &["list", "ps", "ls"]),
    ("edit", &[]),
    ("delete", &["remove", "rm"]),
    ("rollout", &[]),
    ("scale", &["resize"]),
    ("autoscale", &[]),
    ("certificate", &[]),
    ("cluster-info", &[]),
    ("top", &[]),
    ("cordon", &[]),
    ("uncordon", &[]),
    ("drain", &[]),
    ("taint", &[]),
    ("describe", &[]),
    ("logs", &[]),
    ("attach", &[]),
    ("exec", &[]),
    ("port-forward", &[]),
    ("proxy", &[]),
    ("cp", &[]),
    ("auth", &[]),
    ("debug", &[]),
    ("events", &[]),
    ("diff", &[]),
    ("apply", &[]),
    ("patch", &[]),
    ("replace", &[]),
    ("wait", &[]),
    ("kustomize", &[]),
    ("label", &[]),
    ("annotate", &[]),
    ("completion", &[]),
    ("api-resources", &[]),
    ("api-versions", &[]),
    ("config", &[]),
    ("plugin", &[]),
    ("version", &[]),
];

/// Models cobra's SuggestionsMinimumDistance.
const CLOSE: usize = 2;

/// The refusal of an unknown command.
pub fn command(word: &str) -> Output {
    if COMMANDS.iter().any(|(name, _)| *name == word) {
        return Output::fail(format!("service-lab: kubectl {word} is not simulated here"));
    }
    let lower = word.to_lowercase();
    let mut close: Vec<&str> = COMMANDS
        .iter()
        .filter(|(name, others)| {
            distance(&lower, name) <= CLOSE
                || name.starts_with(&lower)
                || others.iter().any(|it| it.eq_ignore_ascii_case(word))
        })
        .map(|(name, _)| *name)
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
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.to_lowercase().chars().enumerate() {
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
