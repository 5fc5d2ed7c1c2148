//! `svclab content check`: lessons work, and every language is complete.
//!
//! Lessons: every start fails its goals, every solution meets them, every
//! prediction has exactly one true option, found by sending. Languages: what
//! [`service_lab_l10n::check`] finds. Quotations: an error text that a lesson
//! quotes stands in the records of real Kubernetes.

mod fields;
mod kinds;
mod lessons;
mod quotes;
mod texts;
mod used;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use service_lab_course::{Content, Files};

pub(crate) use texts::sources;

/// What was checked, and what failed.
#[derive(Debug, Default)]
pub struct Report {
    pub passed: usize,
    pub failures: Vec<String>,
}

impl Report {
    /// Counts one check: passed where nothing was found.
    fn check(&mut self, name: impl Into<String>, found: Vec<String>) {
        if found.is_empty() {
            self.passed += 1;
        } else {
            let name = name.into();
            self.failures.extend(found.iter().map(|it| format!("{name}: {it}")));
        }
    }
}

/// Checks everything below `root`, the repository.
pub fn check(root: &Path) -> ExitCode {
    let files = match files_below(&root.join("content")) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("cannot read {}: {error}", root.join("content").display());
            return ExitCode::from(2);
        }
    };
    let mut report = Report::default();
    let (content, faults) = Content::read(&files);
    report.check("content/", faults.iter().map(|it| lessons::fault(it, &files)).collect());
    lessons::check(&content, &mut report);
    texts::check(root, &content, &mut report);
    for failure in &report.failures {
        println!("FAIL {failure}");
    }
    println!("{} passed, {} failed", report.passed, report.failures.len());
    if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the header of each English lesson that its translations carry.
pub fn hashes(root: &Path) -> ExitCode {
    match texts::sources(root, "en") {
        Ok(sources) => {
            for source in sources.iter().filter(|it| it.path.starts_with("lessons/")) {
                println!("{}  # source: {}", source.path, texts::hash(&source.text));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot read locales/en: {error}");
            ExitCode::from(2)
        }
    }
}

/// Prints the list of kinds of problem, as docs/ has it.
pub fn kinds(root: &Path) -> ExitCode {
    match texts::sources(root, "en") {
        Ok(sources) => {
            print!("{}", kinds::list(&sources));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot read locales/en: {error}");
            ExitCode::from(2)
        }
    }
}

/// Every file below a folder by its path from there, with `/`.
pub(crate) fn files_below(folder: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                let name = name.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(files)
}
