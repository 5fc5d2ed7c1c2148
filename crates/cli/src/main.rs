//! `svclab`, the native program of Service Lab.
//!
//! Exit codes: 0 fine, 1 the input is wrong or a check failed, 2 wrong use.

mod conform;
mod content;
mod grade;
mod lab;
mod site;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Values are many small texts and maps.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Kubernetes Services, simulated.
#[derive(Parser)]
#[command(name = "svclab", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Apply manifests to a simulated cluster and say what is wrong with them.
    Apply(lab::ApplyOptions),
    /// Apply manifests, send requests, and show each hop, there and back.
    Trace(lab::TraceOptions),
    /// Apply manifests, try every way in to every Service, and say which do not work, and why.
    Doctor(lab::DoctorOptions),
    /// Apply manifests, then run one kubectl command: `svclab kubectl -f web.yaml -- get svc`.
    Kubectl(lab::KubectlOptions),
    /// Run recorded cases of real Kubernetes against the engine.
    Conform {
        /// Case files: .jsonl or .jsonl.gz.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Only the cases whose id contains this.
        #[arg(long)]
        only: Option<String>,
        /// Fail where a suite passes fewer cases than this file says.
        #[arg(long)]
        floors: Option<PathBuf>,
        /// Print only the totals.
        #[arg(long)]
        quiet: bool,
    },
    /// The lessons and the languages.
    Content {
        #[command(subcommand)]
        what: ContentCommand,
    },
    /// Judge the links that a class handed in, without a server: who solved what, and what most missed.
    Grade(grade::GradeOptions),
    /// Make the static site from the built app, the texts and the lessons.
    Site(site::Options),
}

#[derive(Subcommand)]
enum ContentCommand {
    /// Check that lessons work and that every language is complete.
    Check {
        /// The repository.
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Print the list of kinds of problem, as docs/diagnostics.md has it.
    Kinds {
        /// The repository.
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
    /// Print the header that a translation of each lesson carries.
    Hashes {
        /// The repository.
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Apply(options) => lab::apply(&options),
        Command::Trace(options) => lab::trace(&options),
        Command::Doctor(options) => lab::doctor(&options),
        Command::Kubectl(options) => lab::kubectl(&options),
        Command::Conform { files, only, floors, quiet } => {
            conform::run(&files, only.as_deref(), floors.as_deref(), quiet)
        }
        Command::Content { what: ContentCommand::Check { root } } => content::check(&root),
        Command::Content { what: ContentCommand::Hashes { root } } => content::hashes(&root),
        Command::Content { what: ContentCommand::Kinds { root } } => content::kinds(&root),
        Command::Grade(options) => grade::run(&options),
        Command::Site(options) => site::run(&options),
    }
}
