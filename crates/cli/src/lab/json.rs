//! Traces as JSON, for programs. Reasons carry the ids of their messages.

use serde_json::{Map, Value as Json, json};
use service_lab_engine::net::{Client, Hop, Packet, Place, Trace, Verdict};
use service_lab_engine::value::Value;
use service_lab_l10n::{Arg, Message, say};

/// One trace.
pub fn trace(trace: &Trace) -> Json {
    json!({
        "to": format!("{}:{}", trace.request.host, trace.request.port),
        "from": place(&Place::Client(trace.request.from.clone())),
        "verdict": verdict(&trace.verdict),
        "because": message(&say::reason(&trace.because), "reason-"),
        "advice": trace.advice.as_ref().map(|it| message(&say::advice(it), "advice-")),
        "hops": trace.hops.iter().map(hop).collect::<Vec<_>>(),
        "reply": trace.reply.iter().map(hop).collect::<Vec<_>>(),
        "atMs": trace.at_ms,
    })
}

fn hop(hop: &Hop) -> Json {
    let left_out = |it| say::left_out(it).id.trim_start_matches("left-out-").to_owned();
    let endpoints: Vec<Json> = hop
        .endpoints
        .iter()
        .map(|it| {
            json!({
                "endpoint": it.endpoint.to_string(),
                "pod": it.pod.as_deref(),
                "node": it.node.as_deref(),
                "leftOut": it.left_out.map(left_out),
            })
        })
        .collect();
    json!({
        "place": place(&hop.place),
        "step": say::step(hop).id.trim_start_matches("step-"),
        "before": packet(hop.before),
        "after": packet(hop.after),
        "because": message(&say::reason(&hop.because), "reason-"),
        "rulesTried": hop.rules_tried,
        "endpoints": endpoints,
    })
}

fn place(place: &Place) -> Json {
    let (kind, name) = match place {
        Place::Client(Client::Outside) => ("outside", None),
        Place::Client(Client::Node(node)) => ("client-node", Some(node.to_string())),
        Place::Client(Client::Pod { namespace, name }) => {
            ("client-pod", Some(format!("{namespace}/{name}")))
        }
        Place::Dns => ("dns", None),
        Place::LoadBalancer(key) => {
            ("load-balancer", Some(format!("{}/{}", key.namespace, key.name)))
        }
        Place::Node(node) => ("node", Some(node.to_string())),
        Place::Pod(key) => ("pod", Some(format!("{}/{}", key.namespace, key.name))),
        Place::Network => ("network", None),
    };
    json!({ "kind": kind, "name": name })
}

fn packet(packet: Packet) -> Json {
    json!({
        "protocol": packet.protocol.name(),
        "source": packet.source.to_string(),
        "destination": packet.destination.to_string(),
    })
}

fn verdict(verdict: &Verdict) -> Json {
    match verdict {
        Verdict::Delivered { pod, node, source_seen, answer } => json!({
            "end": "delivered",
            "pod": pod.as_ref().map(|it| format!("{}/{}", it.namespace, it.name)),
            "node": node.as_deref(),
            "sourceSeen": source_seen.to_string(),
            "answer": answer,
        }),
        Verdict::Refused => json!({ "end": "refused" }),
        Verdict::TimedOut => json!({ "end": "timed-out" }),
        Verdict::NotResolved => json!({ "end": "not-resolved" }),
        Verdict::NotSent => json!({ "end": "not-sent" }),
    }
}

/// A message's id without its scope, and its arguments.
fn message(message: &Message, scope: &str) -> Json {
    let mut fields = Map::new();
    fields.insert("id".to_owned(), message.id.trim_start_matches(scope).into());
    for (name, value) in &message.args {
        let value = match value {
            Arg::Text(text) => Json::from(text.as_str()),
            Arg::Count(count) => Json::from(*count),
        };
        fields.insert(name.to_string(), value);
    }
    Json::Object(fields)
}

/// A stored object as YAML.
pub fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap_or_default()
}
