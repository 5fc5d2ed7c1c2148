//! `cargo xtask`: the commands of this project, and the only place that knows
//! tools. Installs what is missing outside the tree, builds, serves, checks.
//! Is no part of the product.

mod build;
mod files;
mod layers;
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
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

use run::Outcome;

const USAGE: &str = "cargo xtask COMMAND

  serve [--port N]             install what is missing, build the site, serve it on this machine
  test [STEP...]               install what the tests need, run every step (or those whose name holds STEP)
  build                        build the site into site/
  size                         what a first visit fetches, against the budget (needs a built site)
  profile [--built]            measure anew which functions a first visit runs (xtask/first-visit.txt); --built: of
                               what was built last
  bench [ARGUMENT...]          measure the native program; the page too where a site is built
  fuzz TARGET [--minutes N]    feed the engine with made-up input: manifest or walk (10 minutes unless told)
  static DIR [--port N] [--under PATH] [--host ADDRESS]
                               serve a folder as it is, to this machine; --host 0.0.0.0: to its network";

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
    let options = Options::read(rest, &["--port"])?;
    let port = options.number("--port")?.unwrap_or(PORT);
    build::site()?;
    let server = server::listen(&run::root().join("site"), (server::HERE, port), "/")?;
    println!("\nOpen {}\n(Ctrl+C ends it.)", server.address());
    server.answer_forever()
}

fn serve_folder(folder: &str, rest: &[&str]) -> Outcome {
    let options = Options::read(rest, &["--port", "--under", "--host"])?;
    let under = options.word("--under").unwrap_or("/");
    let place =
        (options.word("--host").unwrap_or(server::HERE), options.number("--port")?.unwrap_or(0));
    let server = server::listen(Path::new(folder), place, under)?;
    println!("{}", server.address());
    server.answer_forever()
}

/// How long a fuzz target runs where no time is named, in minutes.
const FUZZ_MINUTES: u64 = 10;

/// When the fuzzer calls an input endless: by the clock, so other programs that have the processor
/// count too: an input of a second had once got 68 there.
const FUZZ_PATIENCE: &str = "-timeout=240";

fn fuzz(target: &str, rest: &[&str]) -> Outcome {
    let options = Options::read(rest, &["--minutes"])?;
    let seconds = options.number("--minutes")?.unwrap_or(FUZZ_MINUTES).saturating_mul(60);
    tools::cargo_fuzz()?;
    let limit = format!("-max_total_time={seconds}");
    let words = format!("-dict=fuzz/{target}.dict");
    let mut line = vec!["fuzz", "run", target, "--", &limit, FUZZ_PATIENCE];
    if run::root().join("fuzz").join(format!("{target}.dict")).exists() {
        line.push(&words);
    }
    if target == "manifest" {
        for folder in ["tests/hostile", "content"] {
            fuzz_seeds(folder, "fuzz/corpus/manifest")?;
        }
    }
    // cargo-fuzz asks for options of the nightly compiler; this lets the installed one take them.
    run::Step::new("cargo", &line).env("RUSTC_BOOTSTRAP", "1").show()
}

/// Puts every file of a folder among the texts that the fuzzer starts from.
fn fuzz_seeds(from: &str, corpus: &str) -> Outcome {
    let say = |it: std::io::Error| format!("{from} into {corpus}: {it}");
    let target = run::root().join(corpus);
    fs::create_dir_all(&target).map_err(say)?;
    for entry in fs::read_dir(run::root().join(from)).map_err(say)? {
        let entry = entry.map_err(say)?;
        let inner = format!("{from}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            fuzz_seeds(&inner, corpus)?;
        } else {
            fs::copy(entry.path(), target.join(inner.replace('/', "-"))).map_err(say)?;
        }
    }
    Ok(())
}

/// The options of a command, each a name and a word.
struct Options<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Options<'a> {
    /// Reads them; what is not among `known` is refused.
    fn read(rest: &[&'a str], known: &[&str]) -> Result<Self, String> {
        let pairs = rest.chunks(2).map(|pair| match pair {
            [name, word] if known.contains(name) => Ok((*name, *word)),
            [name] if known.contains(name) => Err(format!("{name} wants a word behind it")),
            _ => Err(format!("{}: not an option here\n\n{USAGE}", pair.join(" "))),
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }

    fn word(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        let told = |word: &str| word.parse().map_err(|_| format!("{name} {word}: no such number"));
        self.word(name).map(told).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_command_does_not_understand_is_refused_and_not_passed_over() {
        let known = ["--port", "--under"];
        let read = |rest: &[&'static str]| Options::read(rest, &known);
        assert!(read(&["--prot", "80"]).is_err());
        assert!(read(&["--port"]).is_err());
        assert!(read(&["80"]).is_err());
        let Ok(options) = read(&["--port", "ten", "--under", "/a/"]) else { panic!("refused") };
        assert!(options.number::<u16>("--port").is_err());
        assert_eq!(options.word("--under"), Some("/a/"));
        assert_eq!(read(&[]).and_then(|it| it.number::<u16>("--port")), Ok(None));
    }
}
