//! Building the site, step by step, telling how far it is.

use std::env;
use std::time::Instant;

use crate::npm;
use crate::run::{Outcome, Step, root};
use crate::tools;

/// A step of the build by its name.
type Part = (&'static str, fn() -> Outcome);

const PARTS: [Part; 6] = [
    ("Tools: Wasm target, Trunk, wasm-bindgen", tools::for_building),
    ("Packages of Rust and npm", packages),
    ("The code editor", editor),
    ("The app: a release build, some minutes when it is the first", app),
    ("The native program", native),
    ("The pages", pages),
];

/// Builds everything into site/.
pub fn site() -> Outcome {
    for (number, (name, part)) in PARTS.iter().enumerate() {
        println!("[{}/{}] {name}", number + 1, PARTS.len());
        let start = Instant::now();
        part()?;
        println!("    done in {:.1} s", start.elapsed().as_secs_f32());
    }
    Ok(())
}

fn packages() -> Outcome {
    Step::new("cargo", &["fetch", "--locked"]).keep()?;
    npm::install("editor")
}

fn editor() -> Outcome {
    let said = Step::new("node", &["build.mjs"]).within("editor").keep()?;
    print!("    {said}");
    Ok(())
}

fn app() -> Outcome {
    // Trunk finds wasm-opt here.
    let own = root().join("editor/node_modules/.bin");
    let path = env::var_os("PATH").unwrap_or_default();
    let all = env::join_paths(std::iter::once(own).chain(env::split_paths(&path)))
        .map_err(|it| format!("PATH: {it}"))?;
    Step::new("trunk", &["build", "--release", "--offline", "--locked"])
        .env("PATH", &all.to_string_lossy())
        .keep()
        .map(drop)
}

fn native() -> Outcome {
    Step::new("cargo", &["build", "--quiet", "--package", "service-lab-cli"]).keep().map(drop)
}

fn pages() -> Outcome {
    let said = svclab(&["site", "--dist", "dist", "--out", "site"])?;
    print!("    {said}");
    Ok(())
}

/// Runs the native program.
pub fn svclab(arguments: &[&str]) -> Result<String, String> {
    let run = ["run", "--quiet", "--package", "service-lab-cli", "--"];
    let all: Vec<&str> = run.iter().chain(arguments).copied().collect();
    Step::new("cargo", &all).keep()
}

/// What a first visit fetches, against its budget.
pub fn size() -> Result<String, String> {
    Step::new("node", &["e2e/size.mjs", "site"]).keep()
}

/// Measures: criterion's benches, then the page's weight where a site is built.
pub fn bench(rest: &[&str]) -> Outcome {
    let run = ["bench", "--workspace", "--benches", "--profile", "fast"];
    let all: Vec<&str> = run.iter().chain(rest).copied().collect();
    Step::new("cargo", &all).show()?;
    if !root().join("site/sw.js").exists() {
        println!("No site is built, so the page is not weighed (cargo xtask build).");
        return Ok(());
    }
    print!("{}", size()?);
    Ok(())
}
