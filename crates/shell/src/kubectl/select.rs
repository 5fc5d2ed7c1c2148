//! Which objects a command is about. Models k8s.io/cli-runtime/pkg/resource
//! Builder (v1.36).

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::resources::{self, Resource};
use crate::cluster::Cluster;
use crate::selector::{FieldSelector, LabelSelector};

/// What kubectl says where a command names no object at all.
pub const NOTHING_NAMED: &str = "You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'";

/// What kubectl says where a selector has no type to select from.
pub const SELECTS_NOTHING: &str = "at least one resource must be specified to use a selector";

/// What kubectl says to a file and arguments together.
pub const FILE_AND_WORDS: &str = "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";

const SLASH_MIX: &str = "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/// What was named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Types without names: a list of each.
    Types(Vec<&'static Resource>),
    /// One object each.
    Objects(Vec<(&'static Resource, String)>),
    /// Nothing.
    Nothing,
}

/// Reads `TYPE`, `TYPE NAME...`, `TYPE/NAME...` and `TYPE,TYPE NAME...`.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn named(words: &[String]) -> Result<Named, String> {
    let words = expand(words);
    let slashes = words.iter().filter(|it| it.contains('/')).count();
    if slashes > 0 {
        if slashes != words.len() {
            return Err(SLASH_MIX.to_owned());
        }
        let objects: Result<Vec<_>, String> = words.iter().map(|it| slashed(it)).collect();
        return Ok(Named::Objects(objects?));
    }
    let Some((types, names)) = words.split_first() else {
        return Ok(Named::Nothing);
    };
    let types: Result<Vec<_>, String> = types
        .split(',')
        .flat_map(|it| if it == "all" { resources::ALL.to_vec() } else { vec![it] })
        .map(resources::find)
        .collect();
    let mut types = types?;
    let mut seen: Vec<&Resource> = Vec::new();
    types.retain(|it| {
        !seen.contains(it) && {
            seen.push(it);
            true
        }
    });
    if !names.is_empty() && types.len() > 1 {
        return Err("you must specify only one resource".to_owned());
    }
    if names.is_empty() {
        return Ok(Named::Types(types));
    }
    if names.iter().any(String::is_empty) {
        return Err("resource name may not be empty".to_owned());
    }
    Ok(Named::Objects(
        types.into_iter().flat_map(|it| names.iter().map(move |name| (it, name.clone()))).collect(),
    ))
}

/// Reads the same where a selector may choose instead: then no object is named, and that is looked
/// at before the types are. Models Builder.visitBySelector.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn asked(words: &[String], selects: bool) -> Result<Named, String> {
    let all = expand(words);
    let slashed =
        !all.is_empty() && all.iter().all(|it| it.split('/').count() == 2 && !it.contains(','));
    if selects && slashed && !all.iter().any(|it| it.starts_with('/') || it.ends_with('/')) {
        return Err(
            "selectors and the all flag cannot be used when passing resource/name arguments"
                .to_owned(),
        );
    }
    if selects && all.len() > 1 && !all.iter().any(|it| it.contains('/')) {
        return Err("name cannot be provided when a selector is specified".to_owned());
    }
    named(words)
}

/// Whether something that lives in a namespace is named where all of these are asked for. Models
/// Builder.visitByResource.
pub fn across(objects: &[(&'static Resource, String)], scope: &Scope) -> bool {
    scope.namespace.is_none() && objects.iter().any(|(it, _)| it.namespaced)
}

/// `pods,svc web` becomes `pods/web svc/web`.
fn expand(words: &[String]) -> Vec<String> {
    match words.split_first() {
        Some((types, names)) if types.contains(',') && !names.is_empty() => types
            .split(',')
            .flat_map(|it| names.iter().map(move |name| format!("{it}/{name}")))
            .collect(),
        _ => words.to_vec(),
    }
}

fn slashed(word: &str) -> Result<(&'static Resource, String), String> {
    let parts: Vec<&str> = word.split('/').collect();
    match parts.as_slice() {
        [kind, name] if !kind.is_empty() && !name.is_empty() && !kind.contains(',') => {
            Ok((resources::find(kind)?, (*name).to_owned()))
        }
        [_, _] => {
            Err("arguments in resource/name form must have a single resource and name".to_owned())
        }
        _ => Err("arguments in resource/name form may not have more than one slash".to_owned()),
    }
}

/// One object that a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its type.
    pub resource: &'static Resource,
    /// The whole object.
    pub value: Value,
}

impl Item {
    /// Its name.
    pub fn name(&self) -> &str {
        self.value.text("metadata.name")
    }

    /// Its namespace; `""` where it has none.
    pub fn namespace(&self) -> &str {
        self.value.text("metadata.namespace")
    }

    /// `service/web`, `deployment.apps/web`.
    pub fn label(&self) -> String {
        format!("{}/{}", self.resource.singular(), self.name())
    }
}

/// Where a command looks.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// `None`: every namespace.
    pub namespace: Option<String>,
    /// `-l`.
    pub labels: Option<String>,
    /// `--field-selector`.
    pub fields: Option<String>,
}

impl Scope {
    /// The scope that the flags tell.
    pub fn of(args: &Args) -> Self {
        let given = |name: &str| args.get(name).map(str::trim);
        let text = |name: &str| given(name).filter(|it| !it.is_empty()).map(str::to_owned);
        Self {
            namespace: (!args.on("all-namespaces")).then(|| namespace(args)),
            labels: text("selector"),
            fields: text("field-selector"),
        }
    }

    /// Whether a selector stands.
    pub fn selects(&self) -> bool {
        self.labels.is_some() || self.fields.is_some()
    }
}

/// The namespace of a command: as typed, else its context's.
pub fn namespace(args: &Args) -> String {
    let typed = args.get("namespace").filter(|it| !it.is_empty());
    typed.or(args.get("context-namespace")).unwrap_or("default").to_owned()
}

/// Whether an object of a file carries the labels that a selector asks for.
///
/// # Errors
/// kubectl's line about the selector.
pub fn labels_match(args: &Args, value: &Value) -> Result<bool, String> {
    let Some(text) = args.get("selector").filter(|it| !it.is_empty()) else { return Ok(true) };
    let selector = LabelSelector::parse(text)
        .map_err(|it| format!("error: the provided selector \"{text}\" is not valid: {it}"))?;
    Ok(selector.matches(&string_map(value.at("metadata.labels"))))
}

/// One object by name.
///
/// # Errors
/// The server's refusal, as kubectl prints it.
pub fn get(
    cluster: &dyn Cluster,
    resource: &'static Resource,
    namespace: &str,
    name: &str,
) -> Result<Item, String> {
    let store = cluster.store();
    servable(resource)?;
    let missing =
        || format!("Error from server (NotFound): {} \"{name}\" not found", resource.qualified());
    if resource.namespaced && store.find(Kind::Namespace, "", namespace).is_none() {
        return Err(format!("Error from server (NotFound): namespaces \"{namespace}\" not found"));
    }
    all_of(cluster, resource)
        .into_iter()
        .find(|it| it.name() == name && (!resource.namespaced || it.namespace() == namespace))
        .ok_or_else(missing)
}

/// All objects of a type in a scope, by namespace and name.
///
/// # Errors
/// The server's refusal of a selector, as kubectl prints it.
pub fn list(
    cluster: &dyn Cluster,
    resource: &'static Resource,
    scope: &Scope,
) -> Result<Vec<Item>, String> {
    let refuse = |why: String| {
        let (group, version) = resource.api_version.split_once('/').unwrap_or(("", "v1"));
        let object = format!("{group}/{version}, Resource={}", resource.name);
        let labels = scope.labels.as_deref().unwrap_or_default();
        let fields = scope.fields.as_deref().unwrap_or_default();
        format!(
            "Error from server (BadRequest): Unable to find {object:?} that match label selector {labels:?}, field selector {fields:?}: {why}"
        )
    };
    servable(resource)?;
    let labels = scope.labels.as_deref().map(LabelSelector::parse).transpose().map_err(refuse)?;
    let fields = scope.fields.as_deref().map(FieldSelector::parse).transpose().map_err(refuse)?;
    for (field, _, _) in fields.iter().flat_map(|it| &it.0) {
        if let Some(why) = unsupported(resource, field) {
            return Err(refuse(why));
        }
    }
    let wanted = |item: &Item| {
        let here = !resource.namespaced
            || scope.namespace.as_deref().is_none_or(|it| it == item.namespace());
        let labelled = labels
            .as_ref()
            .is_none_or(|it| it.matches(&string_map(item.value.at("metadata.labels"))));
        let fielded = fields
            .iter()
            .flat_map(|it| &it.0)
            .all(|(field, equal, value)| (field_text(&item.value, field) == *value) == *equal);
        here && labelled && fielded
    };
    Ok(all_of(cluster, resource).into_iter().filter(wanted).collect())
}

/// Refuses types that cannot be read, and those of which the lab lacks what
/// every cluster has.
fn servable(resource: &Resource) -> Result<(), String> {
    if resource.verbs() == "create" {
        return Err("Error from server (MethodNotAllowed): the server does not allow this method on the requested resource".to_owned());
    }
    if resource.left_out() {
        return Err(format!("service-lab: {} are not simulated here", resource.name));
    }
    Ok(())
}

/// What the server keeps beside a Service's addresses. Models
/// pkg/registry/core/service/ipallocator (v1.36).
fn ip_addresses(cluster: &dyn Cluster, resource: &'static Resource) -> Vec<Item> {
    let mut all = Vec::new();
    for service in cluster.store().of_kind(Kind::Service) {
        for ip in service.value.list("spec.clusterIPs").iter().filter_map(Value::as_str) {
            if ip == "None" {
                continue;
            }
            let mut value = Value::map();
            value.set("apiVersion", "networking.k8s.io/v1");
            value.set("kind", "IPAddress");
            let mut labels = Value::map();
            if let Some(map) = labels.as_map_mut() {
                let family = if ip.contains(':') { "IPv6" } else { "IPv4" };
                map.insert("ipaddress.kubernetes.io/ip-family".to_owned(), family.into());
                map.insert(
                    "ipaddress.kubernetes.io/managed-by".to_owned(),
                    "ipallocator.k8s.io".into(),
                );
            }
            value.set("metadata.labels", labels);
            value.set("metadata.name", ip);
            for field in ["creationTimestamp", "resourceVersion", "uid"] {
                let path = format!("metadata.{field}");
                if let Some(text) = service.value.at(&path) {
                    value.set(&path, text.clone());
                }
            }
            value.set("spec.parentRef.group", "");
            value.set("spec.parentRef.name", &*service.key.name);
            value.set("spec.parentRef.namespace", &*service.key.namespace);
            value.set("spec.parentRef.resource", "services");
            all.push(Item { resource, value });
        }
    }
    all.sort_by(|left, right| left.name().cmp(right.name()));
    all
}

/// The range of the cluster's own addresses, which the API server makes.
fn service_cidrs(cluster: &dyn Cluster, resource: &'static Resource) -> Vec<Item> {
    let mut value = Value::map();
    value.set("apiVersion", "networking.k8s.io/v1");
    value.set("kind", "ServiceCIDR");
    if let Some(own) = cluster.store().find(Kind::Service, "default", "kubernetes") {
        for field in ["creationTimestamp", "resourceVersion", "uid"] {
            let path = format!("metadata.{field}");
            if let Some(text) = own.value.at(&path) {
                value.set(&path, text.clone());
            }
        }
    }
    value.set("metadata.finalizers", vec!["networking.k8s.io/service-cidr-finalizer".into()]);
    value.set("metadata.name", "kubernetes");
    let cidrs = &cluster.config().service_cidrs;
    value.set(
        "spec.cidrs",
        cidrs.iter().map(|it| it.to_string().as_str().into()).collect::<Vec<Value>>(),
    );
    let mut ready = Value::map();
    ready.set("lastTransitionTime", value.text("metadata.creationTimestamp").to_owned());
    ready.set("message", "Kubernetes Service CIDR is ready");
    ready.set("reason", "");
    ready.set("status", "True");
    ready.set("type", "Ready");
    value.set("status.conditions", vec![ready]);
    vec![Item { resource, value }]
}

/// An event with the fields that the server prints also where they are empty:
/// those of k8s.io/api/core/v1 Event that have no `omitempty` or are structs.
fn served(mut event: Value) -> Value {
    for field in ["eventTime", "firstTimestamp", "lastTimestamp"] {
        if event.at(field).is_none() {
            event.set(field, Value::Null);
        }
    }
    for field in ["reportingComponent", "reportingInstance"] {
        if event.at(field).is_none() {
            event.set(field, "");
        }
    }
    if event.at("source").is_none() {
        event.set("source", Value::map());
    }
    event
}

/// Every object of a type. ServiceAccounts are not simulated, but each
/// namespace has its `default`.
fn all_of(cluster: &dyn Cluster, resource: &'static Resource) -> Vec<Item> {
    let store = cluster.store();
    if resource.kind == "ServiceAccount" {
        return store
            .of_kind(Kind::Namespace)
            .map(|namespace| {
                let mut value = Value::map();
                value.set("apiVersion", "v1");
                value.set("kind", "ServiceAccount");
                value.set("metadata.name", "default");
                value.set("metadata.namespace", &*namespace.key.name);
                if let Some(time) = namespace.value.at("metadata.creationTimestamp") {
                    value.set("metadata.creationTimestamp", time.clone());
                }
                Item { resource, value }
            })
            .collect();
    }
    match resource.kind {
        "IPAddress" => return ip_addresses(cluster, resource),
        "ServiceCIDR" => return service_cidrs(cluster, resource),
        _ => {}
    }
    if resource.kind == "Event" {
        let mut found: Vec<Item> =
            cluster.events().into_iter().map(|it| Item { resource, value: served(it) }).collect();
        // The server lists by namespace and name, whatever the time.
        found.sort_by_key(|it| (it.namespace().to_owned(), it.name().to_owned()));
        return found;
    }
    let Some(kind) = resource.simulated() else {
        return Vec::new();
    };
    store.of_kind(kind).map(|it| Item { resource, value: it.value.clone() }).collect()
}

/// Why objects of a type are not selected by a field. Models
/// AddFieldLabelConversionsFor* of pkg/apis/core/v1/conversion.go, and what
/// serves types without such: DefaultMetaV1FieldSelectorConversion.
fn unsupported(resource: &Resource, field: &str) -> Option<String> {
    let own: &[&str] = match resource.kind {
        "Pod" => &[
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "spec.hostNetwork",
            "status.phase",
            "status.podIP",
            "status.podIPs",
            "status.nominatedNodeName",
        ],
        "Service" => &["spec.clusterIP", "spec.type"],
        "Node" => &["spec.unschedulable"],
        "Namespace" => &["status.phase"],
        "ReplicationController" => &["status.replicas"],
        "Secret" => &["type"],
        "Event" => &[
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type",
        ],
        _ => &[],
    };
    let general = ["metadata.name", "metadata.namespace"];
    match general.contains(&field) || own.contains(&field) {
        true => None,
        false if own.is_empty() => Some(format!(
            "{field:?} is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        )),
        false => Some(format!("field label not supported: {field}")),
    }
}

fn field_text(value: &Value, field: &str) -> String {
    if field == "source" {
        return match value.text("source.component") {
            "" => value.text("reportingComponent").to_owned(),
            component => component.to_owned(),
        };
    }
    match value.at(field) {
        Some(Value::Str(text)) => text.clone(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::Int(number)) => number.to_string(),
        _ if field == "spec.unschedulable" || field == "spec.hostNetwork" => "false".to_owned(),
        _ => String::new(),
    }
}

/// A map of strings.
pub fn string_map(value: Option<&Value>) -> std::collections::BTreeMap<String, String> {
    value
        .and_then(Value::as_map)
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
        .collect()
}
