//! `svclab doctor`: tries every way in to every Service and says which do not work, and why.

use clap::Args;
use service_lab_engine::checkup::{Outcome, Way, look};
use service_lab_engine::net::{Advice, Client, Request, Trace};
use service_lab_l10n::{Bundle, say};

use super::{ClusterOptions, build, complain, print};

/// Options of `svclab doctor`.
#[derive(Args)]
pub struct DoctorOptions {
    #[command(flatten)]
    cluster: ClusterOptions,
}

/// Looks at the cluster that the files make; `false` where a file was refused or a way does not work.
pub fn run(options: &DoctorOptions) -> Result<bool, String> {
    let (world, files) = build(&options.cluster)?;
    let accepted = complain(&files);
    let words = print::words()?;
    let ways = look(&world);
    print!("{}", report(&words, &ways));
    Ok(accepted && ways.iter().all(Way::is_fine))
}

/// What was found: a heading for each Service, a line for each way.
fn report(words: &Bundle, ways: &[Way]) -> String {
    if ways.is_empty() {
        return "There is no Service but the API server's own.\n".to_owned();
    }
    let mut out = String::new();
    let mut last = None;
    for way in ways {
        if last != Some(&way.service) {
            out.push_str(&format!("service/{} in {}\n", way.service.name, way.service.namespace));
            last = Some(&way.service);
        }
        out.push_str(&line(words, &way.outcome));
    }
    let (all, fine) = (ways.len(), ways.iter().filter(|it| it.is_fine()).count());
    out.push_str(&format!("{fine} of {all} ways in are fine\n"));
    out
}

fn line(words: &Bundle, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Tried { request, sent, failed: None, .. } => {
            format!("  ok    {}: {sent} of {sent} answered\n", way(request))
        }
        Outcome::Tried { request, sent, answered, failed: Some(trace) } => {
            format!(
                "  FAIL  {}: {answered} of {sent} answered\n{}",
                way(request),
                why(words, trace)
            )
        }
        Outcome::Pending { advice } => {
            format!("  FAIL  its load balancer has no address\n{}", advised(words, advice.as_ref()))
        }
    }
}

fn why(words: &Bundle, trace: &Trace) -> String {
    let verdict = words.plain(&say::verdict(&trace.verdict, &trace.because));
    let reason = words.plain(&say::reason(&trace.because));
    format!("        {verdict}\n        {reason}\n{}", advised(words, trace.advice.as_ref()))
}

fn advised(words: &Bundle, advice: Option<&Advice>) -> String {
    advice.map_or_else(String::new, |it| format!("        -> {}\n", words.plain(&say::advice(it))))
}

fn way(request: &Request) -> String {
    let from = match &request.from {
        Client::Outside => "outside".to_owned(),
        Client::Node(name) => format!("node {name}"),
        Client::Pod { name, .. } => format!("pod {name}"),
    };
    let host = &request.host;
    let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
    format!("from {from} to {host}:{} ({})", request.port, request.protocol.name())
}
