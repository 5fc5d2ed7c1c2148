//! Rules that a file's text shows whether it keeps: what may not stand in the
//! tree, what may not stand in the pure crates, and which module of the
//! engine may import which.

use std::collections::BTreeSet;
use std::fs;

use crate::layers;
use crate::run::{Outcome, Step, root};

/// The source of crates in which nothing may panic or depend on the machine.
const PURE: [&str; 4] =
    ["crates/engine/src/", "crates/shell/src/", "crates/course/src/", "crates/session/src/"];

/// What may not stand in pure crates, and why.
const IMPURE: [(&str, &str); 12] = [
    (".unwrap()", "may panic"),
    (".expect(", "may panic"),
    ("panic!(", "panics"),
    ("todo!(", "panics"),
    ("unimplemented!(", "panics"),
    ("unreachable!(", "panics"),
    ("HashMap", "has no order"),
    ("HashSet", "has no order"),
    ("SystemTime", "reads a clock"),
    ("Instant::now", "reads a clock"),
    ("std::fs", "reads files"),
    ("std::env", "reads the machine"),
];

/// Registries by their hosts, in two halves so that this file does not name
/// them.
const REGISTRIES: [(&str, &str); 4] = [
    ("registry.npmjs", ".org"),
    ("static.crates", ".io"),
    ("pypi", ".org"),
    ("deb.debian", ".org"),
];

/// Folders of machines, in two halves likewise.
const MACHINES: [(&str, &str); 4] =
    [("/work", "/"), ("/ro", "ot/"), ("/home", "/"), ("/Us", "ers/")];

/// The home of the simulated terminal: a folder of no machine.
const SIMULATED_HOME: &str = "/home/learner";

/// What stands above code for tests.
const TEST_ONLY: &str = "#[cfg(test)]";

/// Looks at every file that git knows.
pub fn check() -> Outcome {
    let list = Step::new("git", &["ls-files"]).keep()?;
    let texts: Vec<(&str, String)> = list
        .lines()
        .filter_map(|path| Some((path, fs::read_to_string(root().join(path)).ok()?)))
        .collect();
    let tests: BTreeSet<String> =
        texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let mut found = Vec::new();
    for (path, text) in &texts {
        found.extend(faults(path, text));
        if is_pure(path) && !is_test_file(path) && !tests.contains(*path) {
            found.extend(impurities(path, own(text)));
            found.extend(layers::breaches(path, own(text)));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// Every fault of one file, as `path:line: what`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let rust = path.ends_with(".rs");
    if rust && !is_test_file(path) && !text.starts_with("//!") {
        found.push(format!("{path}:1: a file begins with what it owns (//!)"));
    }
    for (number, line) in text.lines().enumerate() {
        let mut add = |what: String| found.push(format!("{path}:{}: {what}", number + 1));
        let real = line.replace(SIMULATED_HOME, "");
        for (one, two) in REGISTRIES.iter().chain(&MACHINES) {
            let word = format!("{one}{two}");
            if real.contains(&word) {
                add(format!("names {word}"));
            }
        }
        if path.ends_with("package-lock.json") && line.contains("\"resolved\":") {
            add("a lock file holds addresses".to_owned());
        }
        if path.starts_with("src/") && rust {
            page_faults(line, &mut add);
        }
    }
    found
}

fn is_pure(path: &str) -> bool {
    path.ends_with(".rs") && PURE.iter().any(|it| path.starts_with(it))
}

/// The files of modules that a file declares for its tests only.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let inner = match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        _ => format!("{folder}/{}", name.trim_end_matches(".rs")),
    };
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if line.trim() != TEST_ONLY {
            continue;
        }
        let declared = lines.next().and_then(|it| it.trim().strip_suffix(';'));
        if let Some(module) = declared.and_then(|it| it.rsplit_once("mod ")) {
            found.push(format!("{inner}/{}.rs", module.1));
        }
    }
    found
}

/// The page's policy forbids both: markup from text, and style attributes.
fn page_faults(line: &str, add: &mut impl FnMut(String)) {
    let code = line.split("//").next().unwrap_or_default();
    if code.contains("inner_html") || code.contains("innerHTML") {
        add("markup from text".to_owned());
    }
    if code.contains(" style=") || code.contains("\"style\"") {
        add("a style attribute".to_owned());
    }
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// A file's text up to the tests that stand in it. A module for tests that has a file of its own ends nothing.
fn own(text: &str) -> &str {
    let is_inline = |after: &str| {
        let next = after.lines().skip(1).map(str::trim).find(|it| !it.starts_with("#["));
        !next.is_some_and(|it| it.contains("mod ") && it.ends_with(';'))
    };
    let mut tests = text.match_indices(TEST_ONLY).filter(|(at, _)| is_inline(&text[*at..]));
    tests.next().map_or(text, |(at, _)| &text[..at])
}

/// What a pure file may not hold outside its comments.
fn impurities(path: &str, own: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in own.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (word, why) in IMPURE {
            if code.contains(word) {
                found.push(format!("{path}:{}: {word} {why}", number + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        faults(path, text).len()
    }

    #[test]
    fn a_clean_file_has_no_fault() {
        assert_eq!(count("crates/engine/src/a.rs", "//! A.\nfn a() {}\n"), 0);
        assert_eq!(count("src/a.rs", "//! A.\n// no inner_html here\n"), 0);
        assert_eq!(count("a.md", &format!("cd {SIMULATED_HOME}\n")), 0);
    }

    #[test]
    fn each_planted_fault_is_seen() {
        let registry = format!("x {}{}", REGISTRIES[0].0, REGISTRIES[0].1);
        let machine = format!("x {}{}", MACHINES[0].0, MACHINES[0].1);
        for (path, text) in [
            ("a.rs", "fn a() {}\n"),
            ("a.md", registry.as_str()),
            ("a.md", machine.as_str()),
            ("editor/package-lock.json", "  \"resolved\": \"x\""),
            ("src/a.rs", "//! A.\nview! { <p inner_html=x/> }"),
            ("src/a.rs", "//! A.\nview! { <p style=\"x\"/> }"),
        ] {
            assert_eq!(count(path, text), 1, "{path}: {text}");
        }
    }

    #[test]
    fn a_pure_crate_may_not_panic_but_its_tests_may() {
        let path = "crates/engine/src/a.rs";
        assert_eq!(impurities(path, "//! A.\nlet a = b.unwrap();").len(), 1);
        assert_eq!(impurities(path, "//! A.\nuse std::collections::HashMap;").len(), 1);
        let count = |text: &str| impurities(path, own(text)).len();
        assert_eq!(count("//! A.\n#[cfg(test)]\nmod tests {\nb.unwrap();"), 0);
        assert_eq!(count("//! A.\n#[cfg(test)]\n#[allow(x)]\nmod tests {\nb.unwrap();"), 0);
        assert_eq!(count("//! A.\n#[cfg(test)]\npub(crate) mod laws;\nlet a = b.unwrap();"), 1);
        assert_eq!(test_modules(path, "#[cfg(test)]\nmod laws;"), ["crates/engine/src/a/laws.rs"]);
        let parent = "crates/engine/src/a/mod.rs";
        assert_eq!(
            test_modules(parent, "#[cfg(test)]\npub(crate) mod laws;"),
            ["crates/engine/src/a/laws.rs"]
        );
        assert!(is_pure(path) && !is_pure("crates/cli/src/a.rs"));
        assert!(is_test_file("crates/engine/src/a/tests.rs"));
    }
}
