//! The standard library of the page: built with the app, for size, and with panics that stop at once and say nothing
//! (a page shows a stopped Wasm as it did; nothing reads what a panic says). That asks for its source and for options
//! that the stable compiler takes for unstable. Where the source cannot be had, the ordinary library serves: the page
//! is larger then, and the build says so.

use std::fs;
use std::path::Path;

use crate::run::{Outcome, Step, root};

/// Set where the ordinary standard library serves.
const MISSING: &str = "target/split/ordinary-std";

/// What cargo and rustc have to be told.
const SETTINGS: [(&str, &str); 6] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
    (FLAGS, "-Clink-arg=--emit-relocs -Zunstable-options -Cpanic=immediate-abort"),
];

/// Flags beside those of .cargo/config.toml.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Without it: the linker still tells where addresses stand, by which the Wasm's data is split.
const ORDINARY: [(&str, &str); 1] = [(FLAGS, "-Clink-arg=--emit-relocs")];

/// Fetches the standard library's source and what it is made of.
pub fn prepare() -> Outcome {
    let told = root().join(MISSING);
    fs::create_dir_all(root().join("target/split")).map_err(|it| format!("target/split: {it}"))?;
    let Err(problem) = source().and_then(|()| packages()) else {
        return if told.exists() { fs::remove_file(&told).map_err(say) } else { Ok(()) };
    };
    println!(
        "    The page gets the ordinary standard library and is larger for it: {problem}\n    \
         Run by hand: rustup component add rust-src"
    );
    fs::write(&told, problem).map_err(say)
}

fn say(error: std::io::Error) -> String {
    format!("{MISSING}: {error}")
}

/// Whether the page is built with the ordinary standard library.
pub fn missing() -> bool {
    root().join(MISSING).exists()
}

/// A build of the app with it.
pub fn with(build: Step) -> Step {
    let settings: &[(&str, &str)] = if missing() { &ORDINARY } else { &SETTINGS };
    settings.iter().fold(build, |build, (name, value)| build.env(name, value))
}

fn source() -> Outcome {
    let sysroot = Step::new("rustc", &["--print", "sysroot"]).keep()?;
    let here =
        || Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file();
    if here() {
        return Ok(());
    }
    println!("    rustup component add rust-src");
    Step::new("rustup", &["component", "add", "rust-src"]).keep()?;
    if here() { Ok(()) } else { Err("its source is missing".to_owned()) }
}

fn packages() -> Outcome {
    let fetch = Step::new("cargo", &["fetch", "--locked", "--target", "wasm32-unknown-unknown"]);
    SETTINGS.iter().fold(fetch, |fetch, (name, value)| fetch.env(name, value)).keep().map(drop)
}
