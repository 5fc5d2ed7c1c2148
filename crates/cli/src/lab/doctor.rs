//! `svclab doctor`: tries every way in to every Service and says which do not work, and why.

use clap::Args;
use service_lab_engine::checkup::{Outcome, Way, look};
use service_lab_engine::net::{Client, Request, Trace};
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
    let mut last: Option<&Way> = None;
    for way in ways {
        if last.is_none_or(|it| it.service != way.service) {
            out.push_str(&format!("service/{} in {}\n", way.service.name, way.service.namespace));
        }
        out.push_str(&line(words, way, last.is_some_and(|it| way.fails_like(it))));
        last = Some(way);
    }
    let bad = ways.iter().filter(|it| !it.is_fine()).count();
    out.push_str(&format!("{bad} of {} ways in fail\n", ways.len()));
    out
}

/// `again`: it fails for the reason that has just been told.
fn line(words: &Bundle, way: &Way, again: bool) -> String {
    match &way.outcome {
        Outcome::Tried { request, sent, failed: None, .. } => {
            format!("  ok    {}: {sent} of {sent} answered\n", route(request))
        }
        Outcome::Tried { request, sent, answered, failed: Some(trace) } => {
            let verdict = words.plain(&say::verdict(&trace.verdict, &trace.because));
            let route = route(request);
            let head = format!("  FAIL  {route}: {answered} of {sent} answered\n");
            if again {
                return format!("{head}        For the same reason.\n");
            }
            format!("{head}        {verdict}\n{}{}", why(words, trace), advised(words, way))
        }
        Outcome::KeptOut { request, trace } => {
            format!(
                "  --    {}: kept out, while others are let in\n{}",
                route(request),
                why(words, trace)
            )
        }
        Outcome::Pending { .. } => {
            format!("  FAIL  its load balancer has no address\n{}", advised(words, way))
        }
        Outcome::Untried => {
            "  --    not tried: it leads out of this cluster, or nobody here can ask\n".to_owned()
        }
    }
}

fn why(words: &Bundle, trace: &Trace) -> String {
    format!("        {}\n", words.plain(&say::reason(&trace.because)))
}

fn advised(words: &Bundle, way: &Way) -> String {
    let advice = way.advice().map(|it| words.plain(&say::advice(it)));
    advice.map_or_else(String::new, |it| format!("        -> {it}\n"))
}

fn route(request: &Request) -> String {
    let from = match &request.from {
        Client::Outside => "outside".to_owned(),
        Client::Node(name) => format!("node {name}"),
        Client::Pod { namespace, name } => format!("pod {namespace}/{name}"),
    };
    let host = &request.host;
    let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
    format!("from {from} to {host}:{} ({})", request.port, request.protocol.name())
}
