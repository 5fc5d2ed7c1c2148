//! `svclab apply` and `svclab trace`: a simulated cluster for manifests from
//! files.

mod apply;
mod diagnostics;
mod doctor;
mod json;
mod kubectl;
mod print;
mod request;
mod trace;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use service_lab_course::read_cluster;
use service_lab_engine::client::Run;
use service_lab_engine::cluster::{ClusterConfig, Provider, ProxyMode};
use service_lab_engine::diagnostic::Severity;
use service_lab_engine::world::{self, Command, World, step};

pub use apply::ApplyOptions;
pub use doctor::DoctorOptions;
pub use kubectl::KubectlOptions;
pub use trace::TraceOptions;

/// What makes the cluster.
#[derive(Args)]
pub struct ClusterOptions {
    /// Manifests, applied in this order; `-` is standard input.
    #[arg(short = 'f', long = "filename", required = true)]
    files: Vec<PathBuf>,
    /// A cluster's description, as a lesson's cluster.yaml; without it three
    /// nodes node-1..3 at 172.18.0.2-4.
    #[arg(long)]
    cluster: Option<PathBuf>,
    /// Which rules kube-proxy writes.
    #[arg(long)]
    mode: Option<Mode>,
    /// Who serves load balancers.
    #[arg(long)]
    provider: Option<Serves>,
    /// Start of every choice that is left to chance.
    #[arg(long)]
    seed: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Mode {
    Iptables,
    Nftables,
}

#[derive(Clone, Copy, ValueEnum)]
enum Serves {
    None,
    Gcp,
    Azure,
    AwsNlb,
    AwsClassic,
    Openstack,
    Kind,
}

impl From<Mode> for ProxyMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Iptables => ProxyMode::Iptables,
            Mode::Nftables => ProxyMode::Nftables,
        }
    }
}

impl From<Serves> for Provider {
    fn from(serves: Serves) -> Self {
        match serves {
            Serves::None => Provider::None,
            Serves::Gcp => Provider::Gcp,
            Serves::Azure => Provider::Azure,
            Serves::AwsNlb => Provider::AwsNlb,
            Serves::AwsClassic => Provider::AwsClassic,
            Serves::Openstack => Provider::OpenStack,
            Serves::Kind => Provider::CloudProviderKind,
        }
    }
}

/// `svclab apply`.
pub fn apply(options: &ApplyOptions) -> ExitCode {
    done(apply::run(options))
}

/// `svclab trace`.
pub fn trace(options: &TraceOptions) -> ExitCode {
    done(trace::run(options))
}

/// `svclab doctor`.
pub fn doctor(options: &DoctorOptions) -> ExitCode {
    done(doctor::run(options))
}

/// `svclab kubectl`.
pub fn kubectl(options: &KubectlOptions) -> ExitCode {
    match kubectl::run(options) {
        Ok(exit) => ExitCode::from(exit),
        Err(problem) => done(Err(problem)),
    }
}

/// Wrong use is said on standard error and gives 2.
fn done(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

/// How long a cluster is given to come to rest after an apply: images start
/// within seconds, a load balancer's address comes within a minute.
const SETTLE_MS: u64 = 120_000;

/// One applied file.
struct AppliedFile {
    name: String,
    text: String,
    run: Run,
}

/// The cluster with every file applied, come to rest.
fn build(options: &ClusterOptions) -> Result<(World, Vec<AppliedFile>), String> {
    let (mut world, problems) = World::new(config(options)?);
    if let Some(problem) = problems.iter().find(|it| it.severity == Severity::Error) {
        return Err(problem.verbatim.0.clone());
    }
    let mut files = Vec::new();
    for path in &options.files {
        let (name, text) = read(path)?;
        let (next, run) = world::apply(&world, &name, &text);
        world = step(&next, &Command::Wait { ms: SETTLE_MS }).world;
        files.push(AppliedFile { name, text, run });
    }
    Ok((world, files))
}

/// Says what was wrong with the files; `false` where one was refused.
fn complain(files: &[AppliedFile]) -> bool {
    for file in files {
        eprint!("{}", file.run.stderr);
        for problem in &file.run.diagnostics {
            eprint!("{}", diagnostics::show(&file.name, &file.text, problem));
        }
    }
    files.iter().all(|it| it.run.exit == 0)
}

fn config(options: &ClusterOptions) -> Result<ClusterConfig, String> {
    let mut config = match &options.cluster {
        None => ClusterConfig::default(),
        Some(path) => {
            let (name, text) = read(path)?;
            let (config, faults) = read_cluster(&name, &text);
            if let Some(fault) = faults.first() {
                let (line, column) = fault.at.line_column(&text);
                return Err(format!("{name}:{line}:{column}: {:?}", fault.kind));
            }
            let (mut config, objects) = config.ok_or_else(|| format!("{name}: no cluster"))?;
            if let Some(objects) = objects {
                config.manifests = read(&path.with_file_name(objects))?.1;
            }
            config
        }
    };
    if let Some(mode) = options.mode {
        config.proxy_mode = mode.into();
    }
    if let Some(provider) = options.provider {
        config.provider = provider.into();
    }
    config.seed = options.seed.unwrap_or(config.seed);
    Ok(config)
}

fn read(path: &Path) -> Result<(String, String), String> {
    if path == Path::new("-") {
        let text = std::io::read_to_string(std::io::stdin()).map_err(|it| it.to_string())?;
        return Ok(("STDIN".to_owned(), text));
    }
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|it| match it.kind() {
        // kubectl's own words for a file that is not there.
        ErrorKind::NotFound => format!("the path \"{name}\" does not exist"),
        _ => format!("error reading [{name}]: {it}"),
    })?;
    Ok((name, text))
}
