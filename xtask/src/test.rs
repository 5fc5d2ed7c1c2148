//! `cargo xtask test`: every check as a named step, each result on a line, and
//! a last line with the counts.

use std::fs;
use std::time::Instant;

use crate::build::{self, svclab};
use crate::run::{Outcome, Step, root};
use crate::{files, npm, small_std, tools, walls};

/// A check by its name.
type Check = (&'static str, fn() -> Outcome);

const CHECKS: [Check; 13] = [
    ("format", format),
    ("files", files::check),
    ("crate walls", walls::check),
    ("clippy", clippy),
    ("links in documentation", documentation),
    ("native tests", native),
    ("recorded cases of Kubernetes", conform),
    ("content and languages", content),
    ("site", build::site),
    ("size of a first visit", size),
    ("scripts", scripts),
    ("browser installed", browser),
    ("browser scenarios", scenarios),
];

/// Runs every check, or those whose name holds one of `wanted`; a word that no name holds is an error.
pub fn run(wanted: &[&str]) -> Outcome {
    if let Some(word) =
        wanted.iter().find(|word| !CHECKS.iter().any(|(name, _)| name.contains(*word)))
    {
        let names: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no check is called \"{word}\"; there are: {}", names.join(", ")));
    }
    let (mut passed, mut failed) = (0, 0);
    for (name, check) in CHECKS {
        if !wanted.is_empty() && !wanted.iter().any(|it| name.contains(it)) {
            continue;
        }
        println!("==> {name}");
        let start = Instant::now();
        let outcome = check();
        let seconds = start.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => {
                passed += 1;
                println!("ok: {name} ({seconds:.1} s)");
            }
            Err(problem) => {
                failed += 1;
                println!("{problem}\nFAILED: {name} ({seconds:.1} s)");
            }
        }
    }
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err("cargo xtask test: not everything is well".to_owned()) }
}

/// Shows what a step has to say, apart from the last line's counts.
fn indented(said: &str) {
    said.lines().for_each(|line| println!("    {line}"));
}

fn format() -> Outcome {
    Step::new("cargo", &["fmt", "--all", "--check"]).keep().map(drop)
}

fn clippy() -> Outcome {
    let all =
        ["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    Step::new("cargo", &all).keep().map(drop)
}

/// Each name that a doc comment links to is there.
fn documentation() -> Outcome {
    let all =
        ["doc", "--quiet", "--no-deps", "--document-private-items", "--workspace", "--locked"];
    Step::new("cargo", &all).env("RUSTDOCFLAGS", "-D warnings").keep().map(drop)
}

/// With nextest where it is there: the same tests, sooner.
fn native() -> Outcome {
    let nextest = Step::new("cargo", &["nextest", "--version"]).keep().is_ok();
    let all: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--status-level", "fail"]
    } else {
        &["test", "--quiet", "--workspace", "--locked", "--no-fail-fast"]
    };
    Step::new("cargo", all).keep().map(drop)?;
    if !nextest {
        return Ok(());
    }
    Step::new("cargo", &["test", "--quiet", "--workspace", "--locked", "--doc"]).keep().map(drop)
}

/// Every suite against the number of cases that it passed before.
fn conform() -> Outcome {
    let folder = root().join("tests/conformance");
    let mut suites: Vec<String> = fs::read_dir(&folder)
        .map_err(|it| format!("{}: {it}", folder.display()))?
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .filter(|it| it.ends_with(".jsonl.gz"))
        .map(|it| format!("tests/conformance/{it}"))
        .collect();
    suites.sort();
    let mut all = vec!["conform", "--quiet", "--floors", "tests/conformance/floors.json"];
    all.extend(suites.iter().map(String::as_str));
    let said = svclab(&all)?;
    indented(&said);
    Ok(())
}

fn content() -> Outcome {
    svclab(&["content", "check"]).map(drop)
}

fn size() -> Outcome {
    let said = build::size()?;
    indented(&said);
    Ok(())
}

/// Tests of the small scripts that need no browser.
fn scripts() -> Outcome {
    npm::install("editor")?;
    Step::new("node", &["--test", "editor/test/", "public/"]).keep().map(drop)
}

fn browser() -> Outcome {
    tools::browser()?;
    npm::install("e2e")
}

fn scenarios() -> Outcome {
    let own = std::env::current_exe().map_err(|it| format!("xtask: {it}"))?;
    // A scenario that hangs is a failure, not a wait without end.
    let limit = "--test-timeout=600000";
    Step::new("node", &["--test", limit, "--test-reporter=spec", "scenarios/"])
        .within("e2e")
        .env("SERVICE_LAB_SERVER", &own.to_string_lossy())
        .env("SERVICE_LAB_STD", if small_std::missing() { "ordinary" } else { "small" })
        .keep()
        .map(drop)
}
