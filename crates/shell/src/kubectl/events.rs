//! `kubectl events`, and how old an event is. Models
//! k8s.io/kubectl/pkg/cmd/events (v1.36).

use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::Format;
use super::resources::{self, Resource};
use super::{Kubectl, select, table};
use crate::output::Output;
use crate::print::{ages, json, tabs};

/// How long ago an event was seen: `3s`, `5s (x3 over 2m)`. Models getInterval.
pub fn age(event: &Value, now_s: i64) -> String {
    let first = match event.text("eventTime") {
        "" => event.text("firstTimestamp"),
        time => time,
    };
    let first = table::age(first, now_s);
    let (last, count) = match event.at("series").filter(|it| it.as_map().is_some()) {
        Some(series) => (series.text("lastObservedTime"), table::number(series, "count")),
        None => match table::number(event, "count") {
            count if count > 1 => (event.text("lastTimestamp"), count),
            _ => return first,
        },
    };
    format!("{} (x{count} over {first})", table::age(last, now_s))
}

/// The time that events are sorted by. Models eventTime of event_printer.go.
fn seen(event: &Value) -> Option<i64> {
    let series = event.at("series").filter(|it| it.as_map().is_some());
    let time = match (series, event.text("lastTimestamp")) {
        (Some(series), _) => series.text("lastObservedTime"),
        (None, "") => event.text("eventTime"),
        (None, last) => last,
    };
    ages::parse_time(time)
}

/// What `--for` names. Models decodeResourceTypeName.
fn about(named: &str) -> Result<(&'static Resource, &str), String> {
    let parts: Vec<&str> = named.split('/').collect();
    match parts.as_slice() {
        [_] => Err("error: --for must be in resource/name form".to_owned()),
        ["", _] => Err("error: a resource must be present, got: /, Resource=".to_owned()),
        [kind, name] => {
            let kind = kind.to_ascii_lowercase();
            // Models NoResourceMatchError, which names the group beside.
            let group = kind.split_once('.').map_or("", |it| it.1);
            let group = if group.is_empty() { "" } else { &format!(" in group \"{group}\"") };
            let found = resources::find(&kind).map_err(|it| it + group)?;
            Ok((found, name))
        }
        _ => {
            Err("error: arguments in resource/name form may not have more than one slash"
                .to_owned())
        }
    }
}

/// Runs `kubectl events`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let about = match args.get("for").filter(|it| !it.is_empty()).map(about).transpose() {
        Ok(about) => about.filter(|it| !it.1.is_empty()),
        Err(error) => return Output::fail(error),
    };
    let types = args.all("types");
    let known = |it: &&str| ["normal", "warning"].contains(&it.to_ascii_lowercase().as_str());
    if !types.iter().all(known) {
        return Output::fail("error: valid --types are Normal or Warning");
    }
    let format = match args
        .get("output")
        .map(Format::parse)
        .transpose()
        .map(|it| it.map(|it| it.strictly(args)))
    {
        Ok(format) => format,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let everywhere = args.on("all-namespaces");
    let namespace = select::namespace(args);
    let listed = resources::find("events")
        .and_then(|it| select::list(kubectl.cluster, it, &select::Scope::default()))
        .unwrap_or_default();
    let mut events: Vec<Value> = listed
        .into_iter()
        .map(|it| it.value)
        .filter(|event| {
            let here = everywhere || event.text("metadata.namespace") == namespace;
            let typed = types.is_empty()
                || types.iter().any(|it| it.eq_ignore_ascii_case(event.text("type")));
            let wanted = about.is_none_or(|(resource, name)| {
                event.text("involvedObject.kind") == resource.kind
                    && event.text("involvedObject.apiVersion") == resource.api_version
                    && event.text("involvedObject.name") == name
            });
            here && typed && wanted
        })
        .collect();
    events.sort_by_key(seen);
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
        let printed = match format {
            Format::Json => Ok(format!("{}\n", json::events_as_go(&list))),
            format => format.print(&list, ""),
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    /// pkg/describe DescribeEvents: what was seen once is as old as it was then.
    #[test]
    fn an_event_is_as_old_as_its_first_time_unless_it_came_again() {
        let now_s = ages::parse_time("2026-01-01T01:00:00Z").unwrap_or(0);
        let age = |fields: &[(&str, &str)], counts: &[(&str, i64)]| {
            let mut event = Value::map();
            fields.iter().for_each(|(name, text)| event.set(name, *text));
            counts.iter().for_each(|(name, count)| event.set(name, *count));
            super::age(&event, now_s)
        };
        let (first, last) = ("2026-01-01T00:00:00Z", "2026-01-01T00:59:00Z");
        let micro = "2026-01-01T00:58:20.000000Z";
        let both = [("firstTimestamp", first), ("lastTimestamp", last)];
        assert_eq!(age(&both, &[("count", 1)]), "60m");
        assert_eq!(age(&both, &[("count", 3)]), "60s (x3 over 60m)");
        assert_eq!(age(&[("lastTimestamp", last)], &[]), "<unknown>");
        assert_eq!(age(&[("eventTime", micro)], &[]), "100s");
        let series = [("eventTime", first), ("series.lastObservedTime", micro)];
        assert_eq!(age(&series, &[("series.count", 5)]), "100s (x5 over 60m)");
    }
}
