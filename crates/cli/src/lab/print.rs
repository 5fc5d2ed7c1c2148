//! A trace as numbered steps, in English.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::net::{EndpointFate, Hop, Trace, Verdict};
use service_lab_l10n::{Bundle, Locale, Message, say};

const TERMS: &str = include_str!("../../../../locales/en/terms.ftl");
const ADVICE: &str = include_str!("../../../../locales/en/advice.ftl");
const INGRESS: &str = include_str!("../../../../locales/en/ingress.ftl");
const MESSAGES: &str = include_str!("../../../../locales/en/messages.ftl");

/// The English texts that a trace is told with.
pub fn words() -> Result<Bundle, String> {
    Bundle::new(Locale::En, &[TERMS, MESSAGES, INGRESS, ADVICE])
        .map_err(|problems| format!("the English texts are broken: {problems:?}"))
}

/// Prints the first trace in full, and of several how they ended.
pub fn show(traces: &[Arc<Trace>]) -> Result<(), String> {
    let words = words()?;
    if let Some(first) = traces.first() {
        print!("{}", text(&words, first));
    }
    if traces.len() > 1 {
        println!();
        print!("{}", summary(traces));
    }
    Ok(())
}

/// The trace as text.
pub fn text(words: &Bundle, trace: &Trace) -> String {
    let mut out = String::new();
    let hops = trace.hops.iter().chain(&trace.reply).enumerate();
    for (place, hop) in hops {
        if place == trace.hops.len() {
            out.push_str("and back\n");
        }
        show_hop(words, &mut out, place + 1, hop);
    }
    let mut line = |message: Message| {
        out.push_str(&words.plain(&message));
        out.push('\n');
    };
    line(say::verdict(&trace.verdict, &trace.because));
    line(say::reason(&trace.because));
    if let Some(advice) = &trace.advice {
        line(say::advice(advice));
    }
    out
}

fn show_hop(words: &Bundle, out: &mut String, number: usize, hop: &Hop) {
    let sentence = words.plain(&say::step(hop));
    out.push_str(&format!("{number:>2}. {sentence}\n"));
    out.push_str(&format!("    {} -> {}", hop.before.source, hop.before.destination));
    if hop.before != hop.after {
        out.push_str(&format!("  =>  {} -> {}", hop.after.source, hop.after.destination));
    }
    out.push('\n');
    out.push_str(&format!("    {}\n", words.plain(&say::reason(&hop.because))));
    for fate in &hop.endpoints {
        out.push_str(&format!("      {}\n", fate_line(words, fate)));
    }
    if hop.rules_tried > 0 {
        out.push_str(&format!("      rules tried: {}\n", hop.rules_tried));
    }
}

fn fate_line(words: &Bundle, fate: &EndpointFate) -> String {
    let pod = fate.pod.as_deref().unwrap_or("-");
    let why = match fate.left_out {
        None => "*".to_owned(),
        Some(why) => words.plain(&say::left_out(why)),
    };
    format!("{:<22} {pod}: {why}", fate.endpoint.to_string())
}

/// Who answered how often.
fn summary(traces: &[Arc<Trace>]) -> String {
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for trace in traces {
        let end = match &trace.verdict {
            Verdict::Delivered { pod: Some(pod), .. } => pod.name.to_string(),
            Verdict::Delivered { node: Some(node), .. } => node.to_string(),
            Verdict::Delivered { .. } => "outside".to_owned(),
            Verdict::Refused => "(refused)".to_owned(),
            Verdict::TimedOut => "(timed out)".to_owned(),
            Verdict::NotResolved => "(not resolved)".to_owned(),
            Verdict::NotSent => "(not sent)".to_owned(),
        };
        *ends.entry(end).or_default() += 1;
    }
    ends.iter().map(|(end, count)| format!("{count:>6}  {end}\n")).collect()
}
