//! `kubectl expose`. Models k8s.io/kubectl/pkg/cmd/expose and
//! pkg/polymorphichelpers (v1.36).

use service_lab_engine::api::Request;
use service_lab_engine::client::print::{self, Failure};
use service_lab_engine::value::Value;

use super::create::with_own_text;
use super::flags::{Args, number_problem};
use super::select::{self, Item};
use super::{DryRun, Kubectl, files};
use crate::output::Output;

/// Runs `kubectl expose`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut errors = Vec::new();
    let items =
        match in_file(kubectl, args).unwrap_or_else(|| kubectl.named_only(args, &mut errors)) {
            Ok(items) => items,
            Err(output) => return output,
        };
    let mut out = Output::default();
    let mut failed = Vec::new();
    let mut args = args.clone();
    for item in &items {
        super::warn_of(item.resource.kind, &mut out);
        let made = service_of(item, &args);
        carry(item, &mut args);
        let args = &args;
        let made = match made {
            Ok(mut value) => super::run::overrides(args, &mut value)
                .map_err(told)
                .and_then(|()| one(kubectl, args, dry, item, value, &mut out)),
            Err(error) => Err(Failure::Own(error)),
        };
        failed.extend(made.err());
    }
    failed.extend(errors.into_iter().map(told));
    if !failed.is_empty() {
        out.stderr.push_str(&print::failures(&failed));
        out.exit = 1;
    }
    out
}

/// What is found in one object stands for the flags that were not given, for the objects behind it
/// too. Models ExposeServiceOptions.RunExpose, which keeps its options.
fn carry(item: &Item, args: &mut Args) {
    let given = |args: &Args, flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    let words = |map: &Value| {
        let pairs = map.as_map().into_iter().flatten();
        let pairs: Vec<String> =
            pairs.map(|(key, it)| format!("{key}={}", it.as_str().unwrap_or(""))).collect();
        pairs.join(",")
    };
    if !matches!(item.resource.kind, "Pod" | "Service" | "Deployment" | "ReplicaSet") {
        return;
    }
    if !given(args, "selector") {
        let Ok(found) = selector(item) else { return };
        args.put("selector", words(&found));
    }
    if !given(args, "port") {
        match port_texts(&own_ports(item), args).as_deref() {
            Ok([one]) => args.put("port", one.clone()),
            Ok(_) => {}
            Err(_) => return,
        }
    }
    if let Some(labels) = item.value.at("metadata.labels").filter(|_| !given(args, "labels")) {
        args.put("labels", words(labels));
    }
}

/// What stands in a line of kubectl's.
pub(super) fn told(line: String) -> Failure {
    match line.strip_prefix("error: ") {
        Some(own) => Failure::Own(own.to_owned()),
        None => Failure::Listed(line),
    }
}

/// The objects of `-f` as they stand in the file: nobody asks the server.
fn in_file(kubectl: &Kubectl<'_>, args: &Args) -> Option<Result<Vec<Item>, Output>> {
    let file = args.get("filename").filter(|_| args.words.is_empty())?;
    let text = match kubectl.text_of(args, file) {
        Ok(text) => text,
        Err(error) => return Some(Err(Output::fail(error))),
    };
    let item = |mut value: Value| {
        let resource = super::resources::of_value(&value)?;
        if resource.namespaced && value.text("metadata.namespace").is_empty() {
            value.set("metadata.namespace", select::namespace(args));
        }
        Some(Item { resource, value })
    };
    Some(Ok(files::values(&text).into_iter().filter_map(item).collect()))
}

fn one(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    dry: DryRun,
    item: &Item,
    mut value: Value,
    out: &mut Output,
) -> Result<(), Failure> {
    let label = format!("service/{}", value.text("metadata.name"));
    let line = format!("{label} exposed{}", dry.suffix());
    if dry == DryRun::Client {
        kubectl.print_changed(args, &value, &label, line, out);
        return Ok(());
    }
    if args.on("save-config") {
        value = with_own_text(value);
    }
    value.set("metadata.namespace", item.namespace());
    let done = kubectl.serve(&Request::Create(value), dry).map_err(|status| {
        out.warn(&status.warnings);
        Failure::Server(status)
    })?;
    out.warn(&done.warnings);
    kubectl.print_changed(args, &done.object.value, &label, line, out);
    Ok(())
}

fn service_of(item: &Item, args: &Args) -> Result<Value, String> {
    let kind = item.resource.kind;
    if !matches!(kind, "Pod" | "Service" | "Deployment" | "ReplicaSet") {
        let group = match item.resource.group() {
            "" => String::new(),
            group => format!(".{group}"),
        };
        return Err(format!("cannot expose a {kind}{group}"));
    }
    let name = args.get("name").filter(|it| !it.is_empty()).unwrap_or(item.name());
    let text = |flag: &str| args.get(flag).filter(|it| !it.is_empty());
    let mut value = Value::map();
    value.set("apiVersion", "v1");
    value.set("kind", "Service");
    value.set("metadata.name", name);
    // What is asked of the object comes before the words are read.
    let own = own_ports(item);
    let found = if text("selector").is_none() { selector(item)? } else { Value::map() };
    let texts = port_texts(&own, args)?;
    let selector = text("selector").map_or(Ok(found), pairs)?;
    let labels = match text("labels") {
        Some(labels) => pairs(labels)?,
        None => item.value.at("metadata.labels").cloned().unwrap_or_else(Value::map),
    };
    if labels.as_map().is_some_and(|it| !it.is_empty()) {
        value.set("metadata.labels", labels);
    }
    value.set("spec.selector", selector);
    value.set("spec.ports", ports(&own, &texts, args)?);
    if let Some(kind) = text("type") {
        value.set("spec.type", kind);
    }
    if let Some(address) = text("external-ip") {
        value.set("spec.externalIPs", vec![address.into()]);
    }
    if let Some(address) = text("load-balancer-ip").filter(|_| text("type") == Some("LoadBalancer"))
    {
        value.set("spec.loadBalancerIP", address);
    }
    match text("session-affinity") {
        None => {}
        Some(affinity @ ("None" | "ClientIP")) => value.set("spec.sessionAffinity", affinity),
        Some(other) => return Err(format!("unknown session affinity: {other}")),
    }
    if let Some(address) = text("cluster-ip") {
        value.set("spec.clusterIP", address);
    }
    value.set("status.loadBalancer", Value::map());
    Ok(value)
}

/// Models parseLabels.
pub(super) fn pairs(text: &str) -> Result<Value, String> {
    let mut value = Value::map();
    for pair in text.split(',') {
        let (key, text) = pair
            .split_once('=')
            .filter(|(_, text)| !text.contains('='))
            .ok_or_else(|| format!("unexpected label spec: {pair}"))?;
        if key.is_empty() {
            return Err("unexpected empty label key".to_owned());
        }
        if let Some(map) = value.as_map_mut() {
            map.insert(key.to_owned(), text.into());
        }
    }
    Ok(value)
}

/// Models MapBasedSelectorForObject.
fn selector(item: &Item) -> Result<Value, String> {
    let wrong = |why: &str| {
        Err(format!("couldn't retrieve selectors via --selector flag or introspection: {why}"))
    };
    let (path, why) = match item.resource.kind {
        "Pod" => ("metadata.labels", "the pod has no labels and cannot be exposed"),
        "Service" => ("spec.selector", "the service has no pod selector set"),
        "Deployment" => {
            (MATCH_LABELS, "invalid deployment: no selectors, therefore cannot be exposed")
        }
        _ => (MATCH_LABELS, "invalid replicaset: no selectors, therefore cannot be exposed"),
    };
    let Some(map) = item.value.at(path).filter(|it| it.as_map().is_some_and(|it| !it.is_empty()))
    else {
        return wrong(why);
    };
    match item.value.list("spec.selector.matchExpressions") {
        [] => Ok(map.clone()),
        expressions => {
            let shown: Vec<String> = expressions.iter().map(requirement).collect();
            let shown = shown.join(" ");
            wrong(&format!(
                "couldn't convert expressions - \"[{shown}]\" to map-based selector format"
            ))
        }
    }
}

const MATCH_LABELS: &str = "spec.selector.matchLabels";

/// A requirement as Go's `%+v` shows it.
fn requirement(value: &Value) -> String {
    let values: Vec<&str> = value.list("values").iter().filter_map(Value::as_str).collect();
    let (key, operator) = (value.text("key"), value.text("operator"));
    format!("{{Key:{key} Operator:{operator} Values:[{}]}}", values.join(" "))
}

/// Ports that the object's containers, or the Service itself, name.
fn own_ports(item: &Item) -> Vec<(i64, String)> {
    let read = |port: &Value, field: &str| {
        let protocol = match port.text("protocol") {
            "" => "TCP",
            protocol => protocol,
        };
        (super::table::number(port, field), protocol.to_owned())
    };
    if item.resource.kind == "Service" {
        return item.value.list("spec.ports").iter().map(|it| read(it, "port")).collect();
    }
    let containers = if item.resource.kind == "Pod" {
        item.value.list("spec.containers")
    } else {
        item.value.list("spec.template.spec.containers")
    };
    containers.iter().flat_map(|it| it.list("ports")).map(|it| read(it, "containerPort")).collect()
}

/// The numbers to open, as words: those of `--port`, else the object's own, each once.
fn port_texts(own: &[(i64, String)], args: &Args) -> Result<Vec<String>, String> {
    if let Some(text) = args.get("port").filter(|it| !it.is_empty()) {
        return Ok(text.split(',').map(str::to_owned).collect());
    }
    let mut texts: Vec<String> = Vec::new();
    for (port, _) in own {
        let text = port.to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    if texts.is_empty() && args.get("cluster-ip") != Some("None") {
        return Err("couldn't find port via --port flag or introspection".to_owned());
    }
    Ok(texts)
}

/// Models createService of expose.go: a number that the object has with several
/// protocols becomes a port for each.
fn ports(own: &[(i64, String)], texts: &[String], args: &Args) -> Result<Vec<Value>, String> {
    let asked = args.get("protocol").filter(|it| !it.is_empty());
    let mut all = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let port = text
            .parse::<i64>()
            .map_err(|_| format!("strconv.Atoi: parsing \"{text}\": {}", number_problem(text)))?;
        let name = if texts.len() > 1 { format!("port-{}", place + 1) } else { String::new() };
        let found = own.iter().filter(|(it, _)| it.to_string() == *text);
        let found: Vec<&str> = found.map(|(_, protocol)| protocol.as_str()).collect();
        match (asked, found.as_slice()) {
            (None, several @ [_, _, ..]) => {
                all.extend(several.iter().map(|protocol| {
                    let name = format!("port-{}-{}", place + 1, protocol.to_ascii_lowercase());
                    opened(&name, port, protocol, args)
                }));
            }
            _ => {
                let own = found.first().copied().unwrap_or("TCP");
                all.push(opened(&name, port, asked.unwrap_or(own), args));
            }
        }
    }
    Ok(all)
}

/// One port of the Service.
fn opened(name: &str, port: i64, protocol: &str, args: &Args) -> Value {
    let mut value = Value::map();
    if !name.is_empty() {
        value.set("name", name);
    }
    // Go takes the lower half of a number that is too large.
    let low = port & 0xffff_ffff;
    let port = if low > i64::from(i32::MAX) { low - (1 << 32) } else { low };
    value.set("port", port);
    value.set("protocol", protocol);
    match args.get("target-port").filter(|it| !it.is_empty()) {
        None => value.set("targetPort", port),
        Some(target) => match target.parse::<i64>() {
            Ok(number) => value.set("targetPort", number),
            Err(_) => value.set("targetPort", target),
        },
    }
    value
}
