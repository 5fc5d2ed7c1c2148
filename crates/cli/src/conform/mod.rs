//! `svclab conform`: runs the recorded cases of real Kubernetes and compares
//! everything that was recorded. The formats stand in
//! docs/conformance-format.md.

mod admission;
mod apply_over_existing;
mod categorize;
mod chains;
mod control_plane;
mod direct_yaml;
mod endpointslices;
mod flows;
mod hints;
mod kubectl;
mod lab;
mod lifecycle;
mod proxy_state;
mod rollouts;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use flate2::read::GzDecoder;
use serde_json::Value as Json;

/// One part of a case that was compared: `None` where it agrees, else the
/// first difference.
pub struct Part {
    /// `verdict`, `answer`, `object`, `terminal`, ...
    pub name: &'static str,
    /// The first difference, in one line.
    pub difference: Option<String>,
}

impl Part {
    /// Compares two values by their text.
    pub fn compare<T: PartialEq + std::fmt::Debug>(
        name: &'static str,
        wanted: &T,
        got: &T,
    ) -> Self {
        let difference = (wanted != got).then(|| format!("wanted {wanted:?}, got {got:?}"));
        Self { name, difference }
    }

    /// A part that failed for a reason of its own.
    pub fn failed(name: &'static str, why: impl Into<String>) -> Self {
        Self { name, difference: Some(why.into()) }
    }
}

#[derive(Default)]
struct Total {
    passed: usize,
    failed: usize,
    parts: BTreeMap<&'static str, (usize, usize)>,
}

/// Runs all cases of the files and prints failures and totals.
pub fn run(
    files: &[impl AsRef<Path>],
    only: Option<&str>,
    floors: Option<&Path>,
    quiet: bool,
) -> ExitCode {
    let mut totals: BTreeMap<String, Total> = BTreeMap::new();
    for file in files {
        if let Err(error) = run_file(file.as_ref(), only, quiet, &mut totals) {
            eprintln!("{}: {error}", file.as_ref().display());
            return ExitCode::from(2);
        }
    }
    let mut passed = 0;
    let mut failed = 0;
    for (suite, total) in &totals {
        let parts: Vec<String> =
            total.parts.iter().map(|(name, (ok, all))| format!("{name} {ok}/{all}")).collect();
        println!(
            "{suite}: {} of {} cases ({})",
            total.passed,
            total.passed + total.failed,
            parts.join(", ")
        );
        passed += total.passed;
        failed += total.failed;
    }
    let floors_hold = floors.is_none_or(|path| hold(path, &totals));
    println!("{passed} passed, {failed} failed");
    let fine = if floors.is_some() { floors_hold } else { failed == 0 };
    if fine { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Whether every suite passes at least as many cases as the file says.
fn hold(path: &Path, totals: &BTreeMap<String, Total>) -> bool {
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let floors: BTreeMap<String, usize> = match read
        .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
    {
        Ok(floors) => floors,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return false;
        }
    };
    let mut fine = true;
    for (suite, floor) in floors {
        let passed = totals.get(&suite).map_or(0, |total| total.passed);
        if passed < floor {
            println!("{suite}: {passed} cases pass, the floor is {floor}");
            fine = false;
        } else if passed > floor {
            println!("{suite}: {passed} cases pass, raise the floor from {floor}");
        }
    }
    fine
}

fn run_file(
    path: &Path,
    only: Option<&str>,
    quiet: bool,
    totals: &mut BTreeMap<String, Total>,
) -> Result<(), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|it| it == "gz") {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.map_err(|error| error.to_string())?;
        if line.trim().is_empty() {
            continue;
        }
        let case: Json =
            serde_json::from_str(&line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let suite = case["suite"].as_str().unwrap_or_default().to_owned();
        let id = case["id"].as_str().unwrap_or_default().to_owned();
        if only.is_some_and(|part| !id.contains(part)) {
            continue;
        }
        let parts = run_case(&suite, &case);
        let total = totals.entry(suite.clone()).or_default();
        let mut fine = !parts.is_empty();
        for part in parts {
            let count = total.parts.entry(part.name).or_default();
            count.1 += 1;
            match part.difference {
                None => count.0 += 1,
                Some(difference) => {
                    if !quiet && fine {
                        println!("FAIL {suite} {id}: {}: {difference}", part.name);
                    }
                    fine = false;
                }
            }
        }
        if fine {
            total.passed += 1;
        } else {
            total.failed += 1;
        }
    }
    Ok(())
}

fn run_case(suite: &str, case: &Json) -> Vec<Part> {
    match suite {
        "admission" => admission::run(case),
        "apply-over-existing" => apply_over_existing::run(case),
        "categorize" => categorize::run(case),
        "chains" => chains::run(case),
        "direct-yaml" => direct_yaml::run(case),
        "endpointslices" => endpointslices::run(case),
        "flows" => flows::run(case),
        "hints" => hints::run(case),
        "kubectl" => kubectl::run(case),
        "lifecycle" => lifecycle::run(case),
        "rollouts" => rollouts::run(case),
        other => vec![Part::failed("suite", format!("unknown suite {other:?}"))],
    }
}

/// A recorded JSON value as the engine's.
pub fn value_of(json: &Json) -> service_lab_engine::value::Value {
    use service_lab_engine::value::Value;
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Decimal(number.to_string()), Value::Int)
        }
        Json::String(text) => Value::Str(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value_of).collect()),
        Json::Object(fields) => {
            Value::Map(fields.iter().map(|(name, it)| (name.clone(), value_of(it))).collect())
        }
    }
}
