//! `kubectl describe`. Models k8s.io/kubectl/pkg/describe (v1.36).

mod autoscaler;
mod container;
mod generic;
mod machine;
mod pod;
mod policy;
mod requests;
mod service;
mod volumes;
mod workload;

use service_lab_engine::objects::LAST_APPLIED;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::{self, Item, Named, Scope, string_map};
use super::{Kubectl, table};
use crate::output::{Output, first_bytes};
use crate::print::tabs;

/// Longest annotation that stands behind its key.
const LONGEST_NOTE: usize = 140;

/// Runs `kubectl describe`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    if args.reads_files() && !args.words.is_empty() {
        return fail(kubectl.file_and_words(args));
    }
    let scope = Scope::of(args);
    let named = match args.reads_files() {
        true => match kubectl.named_in_files(args) {
            // Models describe.go: whoever finds nothing says so.
            Ok(wanted) if wanted.is_empty() => Named::Types(Vec::new()),
            Ok(wanted) => {
                Named::Objects(wanted.into_iter().map(|(it, _, name)| (it, name)).collect())
            }
            Err(error) => return Output::fail(super::get::unbuilt(args, error)),
        },
        false => match select::asked(&args.words, scope.selects()) {
            Ok(named) => named,
            Err(error) => return fail(error),
        },
    };
    match named {
        Named::Nothing => fail("You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.".to_owned()),
        Named::Types(types) => {
            let mut out = Output::default();
            let mut items = Vec::new();
            for resource in types {
                super::warn_of(resource.kind, &mut out);
                super::warn_of_short(resource.kind, args, &mut out);
                match select::list(kubectl.cluster, resource, &scope) {
                    Ok(found) => items.extend(found),
                    Err(error) => return Output::fail(error),
                }
            }
            if items.is_empty() {
                out.complain(match &scope.namespace {
                    Some(namespace) => format!("No resources found in {namespace} namespace."),
                    None => "No resources found".to_owned(),
                });
                return out;
            }
            let events = items.len() == 1;
            print_all(kubectl, args, &items, events, &mut out);
            out
        }
        Named::Objects(objects) if !args.reads_files() && select::across(&objects, &scope) => {
            fail("a resource cannot be retrieved by name across all namespaces".to_owned())
        }
        Named::Objects(objects) => describe_objects(kubectl, args, &objects),
    }
}

fn describe_objects(
    kubectl: &Kubectl<'_>,
    args: &Args,
    objects: &[(&'static super::resources::Resource, String)],
) -> Output {
    let namespace = select::namespace(args);
    let mut out = Output::default();
    let mut items = Vec::new();
    let mut errors = Vec::new();
    for (resource, name) in objects {
        super::warn_of(resource.kind, &mut out);
        match select::get(kubectl.cluster, resource, &namespace, name) {
            Ok(item) => items.push(item),
            Err(error) => errors.push(error),
        }
    }
    // Only a name that stands alone may be the beginning of one.
    let prefixed = args.words.len() == 2 && items.is_empty();
    if let ([(resource, prefix)], true) = (objects, prefixed) {
        let scope = Scope { namespace: Some(namespace), ..Scope::default() };
        let all = select::list(kubectl.cluster, resource, &scope).unwrap_or_default();
        let matching: Vec<Item> =
            all.into_iter().filter(|it| it.name().starts_with(prefix.as_str())).collect();
        if !matching.is_empty() {
            for item in &matching {
                out.stdout.push_str(&text(kubectl, item, args.on("show-events")));
                out.stdout.push('\n');
            }
            return out;
        }
    }
    // With two words upstream takes what is missing for the beginning of a name,
    // even where both are TYPE/NAME, and then shows nothing but the error.
    let taken = args.words.len() == 2 && objects.len() == 2 && errors.len() == 1;
    if taken && args.words.iter().any(|it| it.contains(',')) {
        return Output::fail("error: you may only specify a single resource type");
    }
    if !taken {
        // Where one of several is missing, it is still one of several.
        let events = items.len() == 1 && errors.is_empty();
        print_all(kubectl, args, &items, events, &mut out);
    }
    for error in errors {
        out.error(error);
    }
    out
}

fn print_all(kubectl: &Kubectl<'_>, args: &Args, items: &[Item], events: bool, out: &mut Output) {
    // Of several objects no events are shown, unless they are asked for.
    let events = match args.get("show-events") {
        Some(_) => args.on("show-events"),
        None => events,
    };
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.stdout.push_str("\n\n");
        }
        out.stdout.push_str(&text(kubectl, item, events));
    }
}

fn text(kubectl: &Kubectl<'_>, item: &Item, events: bool) -> String {
    let mut sheet = Sheet::default();
    match item.resource.kind {
        "Service" => service::service(kubectl, item, &mut sheet),
        "EndpointSlice" => service::endpoint_slice(item, &mut sheet),
        "Endpoints" => service::endpoints(item, &mut sheet),
        "Ingress" => service::ingress(kubectl, item, &mut sheet),
        "Deployment" => workload::deployment(kubectl, item, &mut sheet),
        "ReplicaSet" => workload::replica_set(kubectl, item, &mut sheet),
        "StatefulSet" => workload::stateful_set(kubectl, item, &mut sheet),
        "HorizontalPodAutoscaler" => autoscaler::autoscaler(item, &mut sheet),
        "IngressClass" => policy::ingress_class(item, &mut sheet),
        "Pod" => pod::pod(kubectl, item, &mut sheet),
        "Node" => machine::node(kubectl, item, &mut sheet),
        "Namespace" => policy::namespace(item, &mut sheet),
        "NetworkPolicy" => policy::network_policy(item, &mut sheet),
        "ServiceAccount" => {
            head(item, &mut sheet);
            sheet.line("Image pull secrets:\t<none>");
        }
        "ConfigMap" => policy::config_map(item, &mut sheet),
        "ServiceCIDR" => policy::service_cidr(item, &mut sheet),
        "IPAddress" => policy::ip_address(item, &mut sheet),
        _ => generic::all(item, &mut sheet),
    }
    if events && !matches!(item.resource.kind, "Namespace" | "NetworkPolicy") {
        sheet.events(&kubectl.events_of(item), kubectl.now_s());
    }
    tabs::align(&sheet.0, tabs::DESCRIBE)
}

/// A ReplicaSet's Pod template as `rollout history --revision` prints it: its
/// columns are not aligned.
pub fn pod_template_text(value: &Value) -> String {
    let mut sheet = Sheet::default();
    workload::template_lines(value.at("spec.template").unwrap_or(&Value::Null), &mut sheet);
    format!("Pod Template:\n{}", sheet.0)
}

fn head(item: &Item, sheet: &mut Sheet) {
    sheet.line(format!("Name:\t{}", item.name()));
    if item.resource.namespaced {
        sheet.line(format!("Namespace:\t{}", item.namespace()));
    }
    sheet.labels("Labels", item.value.at("metadata.labels"));
    sheet.annotations(&item.value);
}

/// A describe text before its columns are aligned.
#[derive(Default)]
pub(super) struct Sheet(String);

impl Sheet {
    /// A line; cells are separated by tabs.
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }

    /// One `key=value` a line.
    pub(super) fn labels(&mut self, title: &str, labels: Option<&Value>) {
        self.pairs(title, &string_map(labels));
    }

    /// Annotations, kubectl's own left out.
    pub(super) fn annotations(&mut self, value: &Value) {
        let mut all = string_map(value.at("metadata.annotations"));
        all.remove(LAST_APPLIED);
        self.notes("Annotations", &all);
    }

    /// Annotations, a long one or one of several lines on lines of its own. Models
    /// printAnnotationsMultiline.
    pub(super) fn notes(&mut self, title: &str, all: &std::collections::BTreeMap<String, String>) {
        let shown = all.iter().map(|(key, value)| {
            let value = value.strip_suffix('\n').unwrap_or(value);
            if key.len() + value.len() + 2 <= LONGEST_NOTE && !value.contains('\n') {
                return format!("{key}: {value}");
            }
            let lines = value.split('\n').map(|line| match line.len() > LONGEST_NOTE - 2 {
                true => format!("\n\t  {}...", first_bytes(line, LONGEST_NOTE - 2)),
                false => format!("\n\t  {line}"),
            });
            format!("{key}:{}", lines.collect::<String>())
        });
        self.listed(title, shown.collect());
    }

    fn pairs(&mut self, title: &str, pairs: &std::collections::BTreeMap<String, String>) {
        self.listed(title, pairs.iter().map(|(key, value)| format!("{key}={value}")).collect());
    }

    /// A title, and behind it one thing a line.
    fn listed(&mut self, title: &str, all: Vec<String>) {
        if all.is_empty() {
            self.line(format!("{title}:\t<none>"));
        }
        for (place, text) in all.iter().enumerate() {
            let title = if place == 0 { format!("{title}:") } else { String::new() };
            self.line(format!("{title}\t{text}"));
        }
    }

    fn events(&mut self, events: &[Value], now_s: i64) {
        if events.is_empty() {
            self.line("Events:\t<none>");
            return;
        }
        self.line(
            "Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------",
        );
        for event in events {
            let age = super::events::age(event, now_s);
            let from = match event.text("source.component") {
                "" => event.text("reportingComponent"),
                component => component,
            };
            let (kind, reason) = (event.text("type"), event.text("reason"));
            let (about, message) = (event.text("involvedObject.fieldPath"), event.text("message"));
            let about = [about, if about.is_empty() { "" } else { ": " }].concat();
            self.line(format!("  {kind}\t{reason}\t{age}\t{from}\t{about}{}", message.trim()));
        }
    }
}

/// A text, or what stands in its place where it is empty.
pub(super) fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}

/// The time that an object was made, as describe prints it.
pub(super) fn created(value: &Value) -> String {
    time(value.text("metadata.creationTimestamp"))
}

/// A stored time as describe prints it; Go's zero time where there is none.
pub(super) fn time(text: &str) -> String {
    crate::print::ages::parse_time(text)
        .map_or_else(|| "Mon, 01 Jan 0001 00:00:00 +0000".to_owned(), crate::print::ages::rfc1123)
}

/// A line that is cut where it is longer than an annotation may be.
pub(super) fn shortened(line: &str) -> String {
    match line.get(..LONGEST_NOTE) {
        Some(start) if start.len() < line.len() => format!("{start}..."),
        _ => line.to_owned(),
    }
}

/// Texts joined by commas, or `<none>`.
pub(super) fn joined(items: &[Value]) -> String {
    let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    if texts.is_empty() { "<none>".to_owned() } else { texts.join(",") }
}

/// `100m (2%)`-like cells need the number of something.
pub(super) use table::number;
