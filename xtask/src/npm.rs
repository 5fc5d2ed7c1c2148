//! The two folders with npm packages.

use std::fs;

use crate::run::{Outcome, Step, root};

/// Installs what a folder's lock file names, unless that is there already.
pub fn install(folder: &str) -> Outcome {
    let here = root().join(folder);
    let newest = |path: &str| fs::metadata(here.join(path)).and_then(|it| it.modified()).ok();
    let installed = newest("node_modules/.package-lock.json");
    if installed.is_some() && installed >= newest("package-lock.json") {
        return Ok(());
    }
    println!("    npm ci in {folder}/");
    Step::new("npm", &["ci", "--no-audit", "--no-fund"]).within(folder).keep().map(drop)
}
