//! Running other programs: shown as they go, or kept quiet and shown only
//! where they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Done, or what went wrong in words for a person.
pub type Outcome = Result<(), String>;

/// A program to run, in the workspace's root unless told otherwise.
pub struct Step {
    name: String,
    command: Command,
}

impl Step {
    /// A program with its arguments.
    pub fn new(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(root());
        // Trunk reads NO_COLOR=1 as a wrong option and stops.
        command.env_remove("NO_COLOR");
        Self { name: format!("{program} {}", arguments.join(" ")), command }
    }

    /// In another folder of the workspace.
    pub fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(root().join(folder));
        self
    }

    /// With a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Its output goes where ours goes.
    pub fn show(mut self) -> Outcome {
        let status = self.command.status().map_err(|it| format!("{}: {it}", self.name))?;
        if status.success() { Ok(()) } else { Err(format!("{}: {status}", self.name)) }
    }

    /// Its output is kept: handed back, or part of the problem.
    pub fn keep(mut self) -> Result<String, String> {
        self.command.stdin(Stdio::null());
        let output = self.command.output().map_err(|it| format!("{}: {it}", self.name))?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(said);
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(format!("{}: {}\n{said}{errors}", self.name, output.status))
    }
}

/// The workspace's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.to_path_buf(), Path::to_path_buf)
}

/// A program on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|it| it.is_file())
}
