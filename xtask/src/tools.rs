//! Tools from outside: found, or installed outside the tree, or asked for in
//! plain words with the command to run by hand.

use std::fs;

use crate::run::{Outcome, Step, on_path, root};

/// The bundler of the web app.
const TRUNK: &str = "0.21.14";

/// The oldest Node that has what the scripts use.
const NODE_MAJOR: u32 = 20;

/// Everything that building the page needs.
pub fn for_building() -> Outcome {
    node()?;
    wasm_target()?;
    cargo_tool("trunk", "trunk", TRUNK, true)?;
    // Its own lock file names versions which this compiler may not take.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen()?, false)
}

fn node() -> Outcome {
    let hint = format!(
        "install Node.js {NODE_MAJOR} or newer (with npm) from your system's packages, then run this again"
    );
    let said = Step::new("node", &["--version"])
        .keep()
        .map_err(|_| format!("Node.js is missing: {hint}"))?;
    let major =
        said.trim().trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok());
    if major.unwrap_or(0) < NODE_MAJOR {
        return Err(format!("Node.js {} is too old: {hint}", said.trim()));
    }
    if on_path("npm").is_none() && on_path("npm.cmd").is_none() {
        return Err(format!("npm is missing: {hint}"));
    }
    Ok(())
}

fn wasm_target() -> Outcome {
    let target = "wasm32-unknown-unknown";
    let place = Step::new("rustc", &["--print", "target-libdir", "--target", target]).keep()?;
    if fs::read_dir(place.trim()).is_ok() {
        return Ok(());
    }
    println!("    rustup target add {target}");
    Step::new("rustup", &["target", "add", target]).keep().map(drop).map_err(|it| {
        format!("{it}\nThe Wasm target of Rust is missing. Run by hand: rustup target add {target}")
    })
}

/// The version that Cargo.lock names: the tool and the library must agree.
fn wasm_bindgen() -> Result<String, String> {
    let lock =
        fs::read_to_string(root().join("Cargo.lock")).map_err(|it| format!("Cargo.lock: {it}"))?;
    let mut lines = lock.lines().skip_while(|it| *it != "name = \"wasm-bindgen\"").skip(1);
    let version = lines.next().and_then(|it| it.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

/// A program that cargo installs, in exactly this version.
fn cargo_tool(program: &str, package: &str, version: &str, locked: bool) -> Outcome {
    let has = Step::new(program, &["--version"]).keep().unwrap_or_default();
    if has.split_whitespace().nth(1) == Some(version) {
        return Ok(());
    }
    let wanted = format!("{package}@{version}");
    let mut arguments = vec!["install", "--quiet", &wanted];
    if locked {
        arguments.push("--locked");
    }
    println!("    cargo {} (some minutes)", arguments.join(" "));
    Step::new("cargo", &arguments)
        .keep()
        .map(drop)
        .map_err(|it| format!("{it}\nRun by hand: cargo {}", arguments.join(" ")))
}

/// The fuzzer.
pub fn cargo_fuzz() -> Outcome {
    if on_path("cargo-fuzz").is_some() {
        return Ok(());
    }
    let by_hand = "cargo install cargo-fuzz --locked";
    println!("    {by_hand} (some minutes)");
    Step::new("cargo", &["install", "--quiet", "--locked", "cargo-fuzz"])
        .keep()
        .map(drop)
        .map_err(|it| format!("{it}\nRun by hand: {by_hand}"))
}

/// A browser and its driver, for the scenarios.
pub fn browser() -> Outcome {
    if browser_is_here() {
        return Ok(());
    }
    // Fonts with Han and Hangul: without them nothing can be said of widths there.
    let install = ["apt-get", "install", "-y", "chromium", "chromium-driver", "fonts-noto-cjk"];
    let by_hand = install.join(" ");
    let Some(rights) = rights().filter(|_| on_path("apt-get").is_some()) else {
        return Err(format!(
            "Chromium and ChromeDriver are missing. Run by hand: sudo {by_hand}\n(elsewhere install both and name them in CHROMIUM and CHROMEDRIVER)"
        ));
    };
    println!("    {by_hand}");
    for arguments in [&["apt-get", "update"][..], &install] {
        let all: Vec<&str> = rights.iter().chain(arguments).copied().collect();
        if let [program, rest @ ..] = all.as_slice() {
            Step::new(program, rest).env("DEBIAN_FRONTEND", "noninteractive").keep()?;
        }
    }
    if browser_is_here() { Ok(()) } else { Err(format!("still no browser after: {by_hand}")) }
}

/// What has to stand before a command that installs for the whole machine; none where that is not allowed.
fn rights() -> Option<&'static [&'static str]> {
    if Step::new("id", &["-u"]).keep().is_ok_and(|it| it.trim() == "0") {
        return Some(&[]);
    }
    Step::new("sudo", &["-n", "true"]).keep().is_ok().then_some(&["sudo", "-n"])
}

/// Whether a browser and its driver are on this machine.
pub fn browser_is_here() -> bool {
    let here = |variable: &str, program: &str| {
        std::env::var_os(variable).is_some() || on_path(program).is_some()
    };
    here("CHROMIUM", "chromium") && here("CHROMEDRIVER", "chromedriver")
}
