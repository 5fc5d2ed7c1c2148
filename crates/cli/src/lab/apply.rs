//! `svclab apply`: what kubectl prints, then every problem at its place.

use clap::Args;
use service_lab_engine::diagnostic::Severity;

use super::{AppliedFile, ClusterOptions, build, diagnostics};

/// Options of `svclab apply`.
#[derive(Args)]
pub struct ApplyOptions {
    #[command(flatten)]
    cluster: ClusterOptions,
    /// Also print what is stored, with defaults and allocations.
    #[arg(long)]
    show_stored: bool,
}

/// Applies the files; `false` where a text was refused.
pub fn run(options: &ApplyOptions) -> Result<bool, String> {
    let (_, files) = build(&options.cluster)?;
    for file in &files {
        print!("{}", file.run.stdout);
        eprint!("{}", file.run.stderr);
        for problem in &file.run.diagnostics {
            eprint!("{}", diagnostics::show(&file.name, &file.text, problem));
        }
        if options.show_stored {
            show_stored(file);
        }
    }
    Ok(files.iter().all(is_accepted))
}

fn is_accepted(file: &AppliedFile) -> bool {
    let refused = file.run.diagnostics.iter().any(|it| it.severity == Severity::Error);
    file.run.exit == 0 && !refused
}

fn show_stored(file: &AppliedFile) {
    for object in file.run.applied.iter().filter_map(|it| it.object.as_ref()) {
        println!("---");
        print!("{}", super::json::yaml(&object.value));
    }
}
