//! `cargo xtask`: the commands of this project, and the only place that knows
//! tools. Installs what is missing outside the tree, builds, serves, checks.
//! Is no part of the product.

mod build;
mod files;
mod npm;
mod profile;
mod run;
mod server;
mod small_std;
mod split;
mod test;
mod tools;
mod walls;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use run::Outcome;

const USAGE: &str = "cargo xtask COMMAND

  serve [--port N]             install what is missing, build the site, serve it on this machine
  test [STEP...]               install what the tests need, run every step (or those whose name holds STEP)
  build                        build the site into site/
  size                         what a first visit fetches, against the budget (needs a built site)
  profile [--built]            measure anew which functions a first visit runs (xtask/first-visit.txt); --built: of
                               what was built last
  bench [ARGUMENT...]          measure the native program; the page too where a site is built
  fuzz TARGET [--minutes N]    feed the engine with made-up input (10 minutes unless told)
  static DIR [--port N] [--under PATH]   serve a folder as it is";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", rest @ ..] => serve(rest),
        ["test", rest @ ..] => test::run(rest),
        ["build"] => build::site().map(|()| println!("built: site/")),
        ["size"] => build::size().map(|said| print!("{said}")),
        ["bench", rest @ ..] => build::bench(rest),
        ["fuzz", target, rest @ ..] => fuzz(target, rest),
        ["profile"] => profile::run(),
        ["profile", "--built"] => profile::of_built(),
        ["static", folder, rest @ ..] => serve_folder(folder, rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The port of `serve` where none is named.
const PORT: u16 = 8080;

fn serve(rest: &[&str]) -> Outcome {
    let port = option(rest, "--port").unwrap_or(PORT);
    build::site()?;
    let server = server::listen(Path::new("site"), port, "/")?;
    println!("\nOpen {}\n(Ctrl+C ends it.)", server.address());
    server.answer_forever()
}

fn serve_folder(folder: &str, rest: &[&str]) -> Outcome {
    let under = word(rest, "--under").unwrap_or("/");
    let server = server::listen(Path::new(folder), option(rest, "--port").unwrap_or(0), under)?;
    println!("{}", server.address());
    server.answer_forever()
}

/// How long a fuzz target runs where no time is named, in minutes.
const FUZZ_MINUTES: u64 = 10;

fn fuzz(target: &str, rest: &[&str]) -> Outcome {
    tools::cargo_fuzz()?;
    let seconds = option(rest, "--minutes").unwrap_or(FUZZ_MINUTES) * 60;
    let limit = format!("-max_total_time={seconds}");
    let words = format!("-dict=fuzz/{target}.dict");
    let mut line = vec!["fuzz", "run", target, "--", &limit, "-timeout=10"];
    if run::root().join("fuzz").join(format!("{target}.dict")).exists() {
        line.push(&words);
    }
    if target == "manifest" {
        for folder in ["tests/hostile", "content"] {
            fuzz_seeds(&run::root().join(folder), &run::root().join("fuzz/corpus/manifest"))?;
        }
    }
    // cargo-fuzz asks for options of the nightly compiler; this lets the installed one take them.
    run::Step::new("cargo", &line).env("RUSTC_BOOTSTRAP", "1").show()
}

/// Puts every file of a folder among the texts that the fuzzer starts from.
fn fuzz_seeds(from: &Path, corpus: &Path) -> Outcome {
    let say = |it: std::io::Error| it.to_string();
    std::fs::create_dir_all(corpus).map_err(say)?;
    for entry in std::fs::read_dir(from).map_err(say)? {
        let path = entry.map_err(say)?.path();
        if path.is_dir() {
            fuzz_seeds(&path, corpus)?;
        } else {
            let name = path.to_string_lossy().replace(['/', '\\'], "-");
            std::fs::copy(&path, corpus.join(name)).map_err(say)?;
        }
    }
    Ok(())
}

/// The word after `name`.
fn word<'a>(rest: &[&'a str], name: &str) -> Option<&'a str> {
    let at = rest.iter().position(|it| *it == name)?;
    rest.get(at + 1).copied()
}

fn option<T: std::str::FromStr>(rest: &[&str], name: &str) -> Option<T> {
    word(rest, name)?.parse().ok()
}
