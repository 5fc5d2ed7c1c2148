//! Measures which functions of the app a first visit runs: the list by which the Wasm is split.

use std::fs;

use crate::build::{self, FIRST, REST, SCRIPT, WHOLE, WHOLE_SCRIPT, read, svclab, write};
use crate::run::{Outcome, Step, root};
use crate::split::{marks, probe};
use crate::{npm, tools};

/// The list.
pub const LIST: &str = "xtask/first-visit.txt";

/// Where the site is made whose functions leave marks, and what the browser says of them.
const FOLDER: &str = "target/split/probe";
const MARKS: &str = "target/split/marks";

/// A module with nothing in it: the marked app is whole, it has no rest.
const NOTHING: &[u8] = b"\0asm\x01\0\0\0";

/// Builds, plays first visits in Chromium, writes the list.
pub fn run() -> Outcome {
    build::site()?;
    tools::browser()?;
    npm::install("e2e")?;
    of_built()
}

/// The same where the app is built and the browser is there.
pub fn of_built() -> Outcome {
    println!("The marked app");
    let whole = read(WHOLE).map_err(|it| format!("{it} (no app is built: cargo xtask build)"))?;
    let probe = probe(&whole)?;
    let (dist, site) = (format!("{FOLDER}/dist"), format!("{FOLDER}/site"));
    copy("dist", &dist)?;
    write(&FIRST.replace("dist", &dist), &probe.module)?;
    write(&REST.replace("dist", &dist), NOTHING)?;
    write(&SCRIPT.replace("dist", &dist), &read(WHOLE_SCRIPT)?)?;
    svclab(&["site", "--dist", &dist, "--scripts", build::SCRIPTS, "--out", &site])?;
    println!("First visits in Chromium");
    let own = std::env::current_exe().map_err(|it| format!("xtask: {it}"))?;
    let (place, count) = (probe.place.to_string(), probe.count.to_string());
    let said = Step::new("node", &["e2e/profile.mjs", &place, &count, MARKS])
        .env("SERVICE_LAB_SERVER", &own.to_string_lossy())
        .env("SERVICE_LAB_SITE", &root().join(&site).to_string_lossy())
        .keep()?;
    print!("{said}");
    let set = read(MARKS)?;
    let listed = marks(&whole, |it| set.get(it) == Some(&b'1'))?;
    println!("{} of {} functions: {LIST}", listed.len(), probe.functions);
    write(LIST, listed.write().as_bytes())
}

fn copy(from: &str, to: &str) -> Outcome {
    let told = |it: std::io::Error| format!("{from} to {to}: {it}");
    let (source, target) = (root().join(from), root().join(to));
    if target.exists() {
        fs::remove_dir_all(&target).map_err(told)?;
    }
    fs::create_dir_all(&target).map_err(told)?;
    for entry in fs::read_dir(&source).map_err(told)? {
        let entry = entry.map_err(told)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            copy(&format!("{from}/{name}"), &format!("{to}/{name}"))?;
        } else {
            fs::copy(entry.path(), target.join(&name)).map_err(told)?;
        }
    }
    Ok(())
}
