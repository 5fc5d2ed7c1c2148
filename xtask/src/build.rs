//! Building the site, step by step, telling how far it is.

use std::fs;
use std::time::Instant;

use crate::npm;
use crate::profile::LIST;
use crate::run::{Outcome, Step, root};
use crate::split::{Listed, order, pack, share, split};
use crate::{small_std, tools};

/// A step of the build by its name.
type Part = (&'static str, fn() -> Outcome);

const PARTS: [Part; 8] = [
    ("Tools: Wasm target, Trunk, wasm-bindgen", tools::for_building),
    ("Packages of Rust and npm", packages),
    ("The code editor", editor),
    ("The app: a release build, some minutes when it is the first", app),
    ("The app in two parts, each made small", parts),
    ("Scripts and styles made small", scripts),
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
    small_std::prepare()?;
    npm::install("editor")
}

fn editor() -> Outcome {
    let said = Step::new("node", &["build.mjs"]).within("editor").keep()?;
    print!("    {said}");
    Ok(())
}

fn app() -> Outcome {
    let trunk = Step::new("trunk", &["build", "--release", "--offline", "--locked"]);
    small_std::with(trunk).keep().map(drop)
}

/// The app's Wasm as the linker made it, below cargo's folder.
const LINKED: &str = "wasm32-unknown-unknown/release/service-lab.wasm";

/// The app's Wasm as wasm-bindgen made it, with its names; where the first part of it goes; and the second.
pub const WHOLE: &str = "target/split/whole.wasm";
pub const FIRST: &str = "dist/service-lab_bg.wasm";
pub const REST: &str = "dist/service-lab_rest.wasm";

/// The first part before it was packed for its way.
const JOINED: &str = "target/split/joined.wasm";

/// The app's script as wasm-bindgen made it, and where the one goes that fits the first part.
pub const WHOLE_SCRIPT: &str = "target/split/whole.js";
pub const SCRIPT: &str = "dist/service-lab.js";

/// The pages' own scripts, made small.
pub const SCRIPTS: &str = "target/split/scripts";

/// Makes scripts and styles small.
fn scripts() -> Outcome {
    let small = |folder: &str, files: &[&str]| {
        let all: Vec<&str> = ["editor/small.mjs", folder].iter().chain(files).copied().collect();
        Step::new("node", &all).keep().map(drop)
    };
    small("dist", &[SCRIPT, "dist/app.css", "dist/later.css"])?;
    small(SCRIPTS, &["public/boot.js", "public/start.js", "public/choose.js", "public/missing.js"])
}

/// Splits the app's Wasm and makes both parts small.
fn parts() -> Outcome {
    let made = root().join("target/split");
    fs::create_dir_all(&made).map_err(|it| format!("{}: {it}", made.display()))?;
    let whole = read(FIRST)?;
    write(WHOLE, &whole)?;
    let list = String::from_utf8_lossy(&read(LIST)?).into_owned();
    let cargo = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let linked = read(&format!("{cargo}/{LINKED}"))?;
    let parts = split(&whole, &linked, &Listed::read(&list))?;
    println!("    {}", parts.told);
    let script = read(SCRIPT)?;
    write(WHOLE_SCRIPT, &script)?;
    write(SCRIPT, parts.names.within(&String::from_utf8_lossy(&script)).as_bytes())?;
    for (name, bytes, out) in [("first", parts.first, FIRST), ("rest", parts.rest, REST)] {
        let named = format!("target/split/{name}.wasm");
        write(&named, &bytes)?;
        smaller(&named, out)?;
        write(out, &order(&read(out)?)?)?;
    }
    let (first, rest) = share(&read(FIRST)?, &read(REST)?)?;
    write(JOINED, &first)?;
    write(FIRST, &pack(&first)?)?;
    write(REST, &rest)?;
    // What the page will make of it, by the same script.
    Step::new("node", &["editor/unpacked.mjs", FIRST, JOINED]).keep().map(drop)
}

/// Lets wasm-opt make a module small. Its names go, unless they are asked for.
fn smaller(from: &str, to: &str) -> Outcome {
    let tool = "editor/node_modules/binaryen/bin/wasm-opt";
    let mut all = vec![tool, from, "-o", to];
    all.extend(SMALL);
    if std::env::var_os(NAMED).is_some() {
        all.push("-g");
    }
    Step::new("node", &all).keep().map(drop)
}

/// Where this is set, functions keep their names: a profiler tells them.
const NAMED: &str = "SERVICE_LAB_NAMED";

/// What wasm-opt does, chosen by what it gave in brotli (docs/benchmarks.md). The lowest 1024 bytes of memory are the
/// last of the stack: no address that wraps around leads there, so a number that is added to an address can always be
/// part of the operator that uses it.
const SMALL: [&str; 2] = ["-Oz", "--low-memory-unused"];

pub fn read(path: &str) -> Result<Vec<u8>, String> {
    fs::read(root().join(path)).map_err(|it| format!("{path}: {it}"))
}

pub fn write(path: &str, bytes: &[u8]) -> Outcome {
    fs::write(root().join(path), bytes).map_err(|it| format!("{path}: {it}"))
}

fn native() -> Outcome {
    Step::new("cargo", &["build", "--quiet", "--package", "service-lab-cli"]).keep().map(drop)
}

fn pages() -> Outcome {
    // Names within the ordinary standard library are others than those of the list.
    let whole = small_std::missing().then_some("--whole");
    let all = ["site", "--dist", "dist", "--scripts", SCRIPTS, "--out", "site"];
    let said = svclab(&all.into_iter().chain(whole).collect::<Vec<_>>())?;
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
    let ordinary = small_std::missing().then_some("--ordinary-std");
    let all: Vec<&str> = ["e2e/size.mjs", "site"].into_iter().chain(ordinary).collect();
    Step::new("node", &all).keep()
}

/// Measures: criterion's benches, then the page's weight where a site is built,
/// and its speed where a browser is there too.
pub fn bench(rest: &[&str]) -> Outcome {
    let run = ["bench", "--workspace", "--benches", "--profile", "fast"];
    let all: Vec<&str> = run.iter().chain(rest).copied().collect();
    Step::new("cargo", &all).show()?;
    if !root().join("site/sw.js").exists() {
        println!("No site is built, so the page is not weighed (cargo xtask build).");
        return Ok(());
    }
    print!("{}", size()?);
    if !tools::browser_is_here() {
        println!("No browser is here, so the page's speed is not measured (cargo xtask test).");
        return Ok(());
    }
    npm::install("e2e")?;
    let own = std::env::current_exe().map_err(|it| format!("xtask: {it}"))?;
    Step::new("node", &["bench.mjs"])
        .within("e2e")
        .env("SERVICE_LAB_SERVER", &own.to_string_lossy())
        .show()
}
