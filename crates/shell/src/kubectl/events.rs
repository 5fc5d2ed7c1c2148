//! `kubectl events`, and how old an event is. Models
//! k8s.io/kubectl/pkg/cmd/events (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::Format;
use super::{Kubectl, select, table};
use crate::output::Output;
use crate::print::{ages, tabs};

/// How long ago an event was seen: `3s`, `5s (x3 over 2m)`.
pub fn age(event: &Value, now_s: i64) -> String {
    let last = match event.text("lastTimestamp") {
        "" => event.text("metadata.creationTimestamp"),
        last => last,
    };
    let seen = table::age(last, now_s);
    match table::number(event, "count") {
        count if count > 1 => {
            let first = ages::parse_time(event.text("firstTimestamp")).unwrap_or(now_s);
            format!("{seen} (x{count} over {})", ages::human(now_s - first))
        }
        _ => seen,
    }
}

/// Runs `kubectl events`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let about = match args.get("for").filter(|it| !it.is_empty()).map(|it| it.split_once('/')) {
        None => None,
        Some(Some((kind, name))) => match super::resources::find(kind) {
            Ok(resource) => Some((resource.kind, name.to_owned())),
            Err(error) => return Output::fail(error),
        },
        Some(None) => return Output::fail("error: --for must be in resource/name form"),
    };
    let types = args.all("types");
    let known = |it: &&str| ["normal", "warning"].contains(&it.to_ascii_lowercase().as_str());
    if !types.iter().all(known) {
        return Output::fail("error: valid --types are Normal or Warning");
    }
    let format = match args.get("output").map(Format::parse).transpose() {
        Ok(format) => format,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let everywhere = args.on("all-namespaces");
    let namespace = select::namespace(args);
    let listed = super::resources::find("events")
        .and_then(|it| select::list(kubectl.cluster, it, &select::Scope::default()))
        .unwrap_or_default();
    let mut events: Vec<Value> = listed
        .into_iter()
        .map(|it| it.value)
        .filter(|event| {
            let here = everywhere || event.text("metadata.namespace") == namespace;
            let typed = types.is_empty()
                || types.iter().any(|it| it.eq_ignore_ascii_case(event.text("type")));
            let wanted = about.as_ref().is_none_or(|(kind, name)| {
                event.text("involvedObject.kind") == *kind
                    && event.text("involvedObject.name") == name
            });
            here && typed && wanted
        })
        .collect();
    events.sort_by(|left, right| left.text("lastTimestamp").cmp(right.text("lastTimestamp")));
    let mut out = Output::default();
    if events.is_empty() {
        out.complain(if everywhere {
            "No events found.".to_owned()
        } else {
            format!("No events found in {namespace} namespace.")
        });
        return out;
    }
    if format == Some(Format::Name) {
        return out;
    }
    if let Some(format) = format {
        let mut list = Value::map();
        list.set("apiVersion", "v1");
        list.set("kind", "EventList");
        list.set("metadata", Value::map());
        list.set("items", events);
        let printed = format.print(&list, "");
        match printed {
            Ok(text) => out.stdout = text,
            Err(error) => out.error(format!("error: {error}")),
        }
        return out;
    }
    let mut text = String::new();
    if !args.on("no-headers") {
        text.push_str(if everywhere { "NAMESPACE\t" } else { "" });
        text.push_str("LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n");
    }
    for event in &events {
        if everywhere {
            text.push_str(event.text("metadata.namespace"));
            text.push('\t');
        }
        text.push_str(&format!(
            "{}\t{}\t{}\t{}/{}\t{}\n",
            age(event, kubectl.now_s()),
            event.text("type"),
            event.text("reason"),
            event.text("involvedObject.kind"),
            event.text("involvedObject.name"),
            event.text("message").trim()
        ));
    }
    out.stdout = tabs::align(&text, tabs::GET);
    out
}
