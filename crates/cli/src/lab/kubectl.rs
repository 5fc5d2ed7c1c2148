//! `svclab kubectl`: one kubectl command in a simulated cluster.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use service_lab_engine::schema::Descriptions;
use service_lab_shell::kubectl::Kubectl;
use service_lab_shell::{Stdin, WorldCluster};

use super::{ClusterOptions, build, complain, read};

/// What `kubectl explain` says about fields: the editor's own English.
const FIELDS: &str = include_str!("../../../../locales/en/fields.ftl");

/// Exit code of a command whose own does not fit.
const FAILED: u8 = 1;

/// Options of `svclab kubectl`.
#[derive(Args)]
pub struct KubectlOptions {
    #[command(flatten)]
    cluster: ClusterOptions,
    /// kubectl's own words, behind `--`.
    #[arg(last = true, required = true)]
    words: Vec<String>,
}

/// Prints what kubectl prints and gives its exit code. What was wrong with the
/// files stands before that on standard error.
pub fn run(options: &KubectlOptions) -> Result<u8, String> {
    let (world, applied) = build(&options.cluster)?;
    complain(&applied);
    let mut files: BTreeMap<String, String> =
        applied.into_iter().map(|it| (it.name, it.text)).collect();
    let mut stdin = files.remove("STDIN").unwrap_or_default();
    for word in &options.words {
        if word == "-" && stdin.is_empty() {
            stdin = read(Path::new(word))?.1;
        } else if Path::new(word).is_file() {
            let (_, text) = read(Path::new(word))?;
            files.insert(word.trim_start_matches("./").to_owned(), text);
        }
    }
    let mut cluster = WorldCluster::new(world);
    cluster.descriptions = Arc::new(Descriptions::read(FIELDS));
    let mut namespace = "default".to_owned();
    let stdin = Stdin::of(&stdin);
    let mut kubectl = Kubectl {
        cluster: &mut cluster,
        files: &files,
        stdin: &stdin,
        editor: None,
        namespace: &mut namespace,
        deadline_ms: None,
        manager: String::new(),
        listening: Vec::new(),
        forward: None,
        kept: None,
    };
    let mut got = kubectl.run(&options.words);
    if kubectl.forward.is_some() {
        got.complain("service-lab: this program ends here, and so does the forwarding; the page's terminal keeps it");
    }
    print!("{}", got.stdout);
    eprint!("{}", got.stderr);
    Ok(u8::try_from(got.exit).unwrap_or(FAILED))
}
