//! `kubectl run`. Models k8s.io/kubectl/pkg/cmd/run (v1.36).

use service_lab_engine::api::{PatchType, patched};
use service_lab_engine::objects::Kind;
use service_lab_engine::schema::{self, FieldValidation};
use service_lab_engine::value::Value;

use super::create::{after_dash, empty_balancer, finish, object};
use super::flags::{Args, number_problem};
use super::key_names::env_name_problem;
use super::{DryRun, Kubectl, image_names, resources, usage_error};
use crate::output::Output;
use crate::print::json;

/// Runs `kubectl run`.
pub fn pod(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let Some(image) = args.get("image") else {
        return Output::fail("error: required flag(s) \"image\" not set");
    };
    if let Err(error) = super::delete::cascade(args) {
        return Output::fail(format!("error: {error}"));
    }
    if let Some(output) = super::pods::hasty("run", args) {
        return output;
    }
    let Some(name) = args.words.first().filter(|_| args.dash != Some(0)) else {
        return usage_error("run", "NAME is required for run");
    };
    if image.is_empty() {
        return Output::fail("error: --image is required");
    }
    if !image_names::is_reference(image) {
        return Output::fail(format!(
            "error: Invalid image name \"{image}\": invalid reference format"
        ));
    }
    if args.on("tty") && !args.on("stdin") {
        return usage_error("run", "-i/--stdin is required for containers with -t/--tty=true");
    }
    let port = args.get("port").filter(|it| !it.is_empty());
    if args.on("expose") && port.is_none() {
        return usage_error("run", "--port must be set when exposing a service");
    }
    if let Some(policy) =
        args.get("restart").filter(|it| !matches!(*it, "" | "Always" | "OnFailure" | "Never"))
    {
        return usage_error("run", &format!("invalid restart policy: {policy}"));
    }
    let attached = args.on("attach") || args.on("stdin") || args.on("tty");
    if args.on("rm") && !attached {
        return usage_error("run", "--rm should only be used for attached containers");
    }
    if attached && DryRun::of(args) != Ok(DryRun::None) {
        return usage_error(
            "run",
            "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
        );
    }
    if let Some(policy) = args
        .get("image-pull-policy")
        .filter(|it| !matches!(*it, "" | "Always" | "IfNotPresent" | "Never"))
    {
        return usage_error("run", &format!("invalid image pull policy: {policy}"));
    }
    if name.is_empty() {
        return Output::fail("error: Parameter: name is required");
    }
    // Models parseEnvs.
    let wrong =
        |it: &&&str| it.split_once('=').is_none_or(|(name, _)| env_name_problem(name).is_some());
    if let Some(wrong) = args.each("env").iter().find(wrong) {
        return Output::fail(format!("error: invalid env: {wrong}"));
    }
    if let Some(wrong) = args.each("annotations").iter().find(|it| !it.contains('=')) {
        return Output::fail(format!("error: invalid annotations format: {wrong}"));
    }
    let given = args.get("labels").filter(|it| !it.is_empty());
    let labels = match given.map(super::expose::pairs) {
        None => {
            let mut labels = Value::map();
            labels.set("run", name.as_str());
            labels
        }
        Some(Ok(labels)) => labels,
        Some(Err(error)) => return Output::fail(format!("error: {error}")),
    };
    let port = match port.map(|it| (it, it.parse::<i64>())) {
        None => None,
        Some((_, Ok(port))) => Some(port),
        Some((text, Err(_))) => {
            return Output::fail(format!(
                "error: strconv.Atoi: parsing \"{text}\": {}",
                number_problem(text)
            ));
        }
    };
    let mut value = pod_value(name, image, port, &labels, args);
    if let Err(error) = overrides(args, &mut value) {
        return Output::fail(error);
    }
    let label = format!("pod/{}", value.text("metadata.name"));
    let mut out = Output::default();
    if args.on("expose") {
        // Upstream makes the Pod first, and prints the Service first.
        let made = finish(kubectl, args, value, &label, None);
        if made.exit != 0 {
            return made;
        }
        let mut service = object("v1", "Service", name, args);
        let mut entry = Value::map();
        entry.set("port", port.unwrap_or(0));
        entry.set("protocol", "TCP");
        entry.set("targetPort", port.unwrap_or(0));
        service.set("spec.ports", vec![entry]);
        if given.is_some() {
            service.set("metadata.labels", labels.clone());
        }
        service.set("spec.selector", labels);
        empty_balancer(&mut service);
        let exposed = finish(kubectl, args, service, &format!("service/{name}"), None);
        if exposed.exit == 0 {
            out.stdout.push_str(&exposed.stdout);
            // The command and the printer of YAML each set one.
            if args.get("output") == Some("yaml") {
                out.stdout.push_str("---\n---\n");
            }
            out.stdout.push_str(&made.stdout);
            out.stderr = exposed.stderr;
        } else {
            out.stdout = made.stdout;
            out.stderr = exposed.stderr;
            out.exit = exposed.exit;
        }
        return out;
    }
    let made = finish(kubectl, args, value, &label, None);
    if made.exit == 0 && attached && DryRun::of(args) == Ok(DryRun::None) {
        return super::pods::attached(kubectl, args, name, after_dash(args));
    }
    made
}

/// `--overrides`: what is made, merged with what the flag says.
///
/// # Errors
/// kubectl's line.
pub(super) fn overrides(args: &Args, value: &mut Value) -> Result<(), String> {
    let Some(text) = args.get("overrides").filter(|it| !it.is_empty()) else { return Ok(()) };
    let patch = match args.get("override-type").unwrap_or("merge") {
        "merge" => PatchType::Merge,
        "json" => PatchType::Json,
        "strategic" => PatchType::Strategic,
        other => {
            return Err(format!("error: invalid override type: {other}"));
        }
    };
    let body = match (patch, json::parse(text)) {
        (PatchType::Merge, Ok(body @ Value::Map(_))) => body,
        (PatchType::Merge, Ok(Value::List(_))) => {
            return Err(format!("error: {NO_OBJECT}"));
        }
        (PatchType::Merge, _) => return Err("error: Invalid JSON Patch".to_owned()),
        (_, body) => body.map_err(|it| format!("error: {it}"))?,
    };
    let kind = Kind::find(value.text("apiVersion"), value.text("kind")).unwrap_or(Kind::Pod);
    let new = patched(kind, value, patch, &body).map_err(|it| format!("error: {}", it.message))?;
    let (version, name) = (new.text("apiVersion"), new.text("kind"));
    let Some(kind) = Kind::find(version, name) else {
        return match resources::of_value(&new) {
            Some(_) => Err(format!("service-lab: a {name} is not simulated here")),
            None => Err(format!(
                "error: no kind \"{name}\" is registered for version \"{version}\" in scheme \"pkg/scheme/scheme.go:28\""
            )),
        };
    };
    // What comes out is read as kubectl's own type, which has no other fields.
    *value = schema::decode(kind, &new, FieldValidation::Ignore)
        .map_err(|it| format!("error: {}", it.problems.first().map_or("", |it| &it.words)))?
        .value;
    Ok(())
}

/// What kubectl says to a list in place of an object.
const NO_OBJECT: &str = "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";

fn pod_value(name: &str, image: &str, port: Option<i64>, labels: &Value, args: &Args) -> Value {
    let mut value = object("v1", "Pod", name, args);
    value.set("metadata.labels", labels.clone());
    let mut annotations = Value::map();
    for (key, text) in args.each("annotations").iter().filter_map(|it| it.split_once('=')) {
        if let Some(map) = annotations.as_map_mut() {
            map.insert(key.to_owned(), text.into());
        }
    }
    if annotations.as_map().is_some_and(|it| !it.is_empty()) {
        value.set("metadata.annotations", annotations);
    }
    let mut container = Value::map();
    container.set("image", image);
    if let Some(policy) = args.get("image-pull-policy").filter(|it| !it.is_empty()) {
        container.set("imagePullPolicy", policy);
    }
    container.set("name", name);
    container.set("resources", Value::map());
    let words: Vec<Value> = args.words.iter().skip(1).map(|it| it.as_str().into()).collect();
    if !words.is_empty() {
        container.set(if args.on("command") { "command" } else { "args" }, words);
    }
    if args.on("privileged") {
        container.set("securityContext.privileged", true);
    }
    if args.on("stdin") {
        container.set("stdin", true);
        if !args.on("leave-stdin-open") {
            container.set("stdinOnce", true);
        }
    }
    if args.on("tty") {
        container.set("tty", true);
    }
    if let Some(port) = port {
        let mut entry = Value::map();
        entry.set("containerPort", port);
        container.set("ports", vec![entry]);
    }
    let env: Vec<Value> = args
        .each("env")
        .into_iter()
        .filter_map(|it| it.split_once('='))
        .map(|(key, text)| {
            let mut entry = Value::map();
            entry.set("name", key);
            if !text.is_empty() {
                entry.set("value", text);
            }
            entry
        })
        .collect();
    if !env.is_empty() {
        container.set("env", env);
    }
    value.set("spec.containers", vec![container]);
    value.set("spec.dnsPolicy", "ClusterFirst");
    let restart = args.get("restart").filter(|it| !it.is_empty());
    value.set("spec.restartPolicy", restart.unwrap_or("Always"));
    value.set("status", Value::map());
    value
}
