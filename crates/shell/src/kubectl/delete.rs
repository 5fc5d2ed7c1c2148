//! `kubectl delete`. Models k8s.io/kubectl/pkg/cmd/delete (v1.36).

use service_lab_engine::api::Request;
use service_lab_engine::objects::Key;

use super::flags::Args;
use super::resources::Resource;
use super::select::{self, Item, NOTHING_NAMED, Named, Scope};
use super::{DryRun, Kubectl};
use crate::duration::duration_ms;
use crate::output::Output;

const FORCED: &str = "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.";

/// Longest that a deletion is waited for, in simulated seconds.
const LONGEST_WAIT_S: u64 = 600;

/// Longest that is waited before something is made anew, in simulated seconds.
const LONGEST_BEFORE_ANEW_S: u64 = 300;

/// Runs `kubectl delete`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let fail = |error: String| Output::fail(format!("error: {error}"));
    let cascade = match cascade(args) {
        Ok(cascade) => cascade,
        Err(error) => return fail(error),
    };
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return fail(error),
    };
    let mut out = Output::default();
    if let Err(error) = together(kubectl, args) {
        return fail(error);
    }
    if let Some(path) = args.get("raw").filter(|it| !it.is_empty()) {
        return raw(kubectl, args, path);
    }
    if args.get("filename").is_some() && args.get("kustomize").is_some_and(|it| !it.is_empty()) {
        return fail("only one of -f or -k can be specified".to_owned());
    }
    if let Some(warning) = cascade_warning(args) {
        out.complain(warning);
    }
    if args.on("force") {
        out.complain(FORCED);
    }
    let found = find(kubectl, args, &mut out);
    // Models DeleteOptions.Validate: what is named is read before, but nothing is asked for.
    let named = found.as_ref().err().is_none_or(|it| it.exit == 0);
    if let Some(look) = args.get("output").filter(|it| named && !matches!(*it, "" | "name")) {
        return fail(format!("unexpected -o output mode: {look}. We only support '-o name'"));
    }
    let items = match found {
        Ok(items) => items,
        Err(output) => return output,
    };
    if args.on("interactive") && !items.is_empty() && dry == DryRun::None {
        let labels: Vec<String> = items.iter().map(Item::label).collect();
        out.line(format!(
            "You are about to delete the following {} resource(s):\n{}",
            labels.len(),
            labels.join("\n")
        ));
        out.stdout.push_str("Do you want to continue? (y/N): ");
        if !matches!(kubectl.stdin.all().trim(), "y" | "Y") {
            out.line("deletion is cancelled");
            return out;
        }
    }
    let mut deleted = Vec::new();
    for item in &items {
        delete(kubectl, args, (dry, cascade), item, &mut out);
        deleted.push(item.clone());
    }
    let wait = args.get("wait") != Some("false") && !args.on("force") && dry == DryRun::None;
    if wait {
        let timeout_ms = args.get("timeout").and_then(duration_ms).filter(|it| *it > 0);
        until_gone(kubectl, &deleted, timeout_ms, &mut out);
    }
    out
}

/// `--raw`, once what goes with it is sound. Models DeleteOptions.Validate.
fn raw(kubectl: &Kubectl<'_>, args: &Args, path: &str) -> Output {
    let mut out = Output::default();
    let output = args.get("output").unwrap_or("");
    if !matches!(output, "" | "name") {
        out.error(format!("error: unexpected -o output mode: {output}. We only support '-o name'"));
        return out;
    }
    if args.on("force") {
        out.complain(FORCED);
    }
    let wrong = if args.all("filename").len() > 1 {
        "--raw can only use a single local file or stdin"
    } else if args.on("recursive") {
        "--raw and --recursive are mutually exclusive"
    } else if !output.is_empty() {
        "--raw and --output are mutually exclusive"
    } else {
        out.then(super::get::raw::delete_raw(kubectl, path));
        return out;
    };
    out.error(format!("error: {wrong}"));
    out
}

/// Flags that do not go together. Models DeleteOptions.Complete and Validate.
fn together(kubectl: &Kubectl<'_>, args: &Args) -> Result<(), String> {
    let given = args.number("grace-period");
    let grace = match (args.on("now"), given) {
        (true, Some(it)) if it >= 0 => {
            return Err("--now and --grace-period cannot be specified together".to_owned());
        }
        (true, _) => Some(1),
        (false, given) => given,
    };
    let selects = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    if args.on("all") && (selects("selector") || selects("field-selector")) {
        return Err("setting 'all' parameter but found a non empty selector. ".to_owned());
    }
    if args.reads_files() && !args.words.is_empty() {
        return Err(kubectl.file_and_words(args));
    }
    if args.on("force") && grace.is_some_and(|it| it > 0) {
        return Err(
            "--force and --grace-period greater than 0 cannot be specified together".to_owned()
        );
    }
    Ok(())
}

/// Models cmdutil.GetCascadingStrategy: the old words still work.
fn cascade_warning(args: &Args) -> Option<String> {
    let given = args.get("cascade")?;
    let new = match given {
        "true" | "1" | "t" => "background",
        "false" | "0" | "f" => "orphan",
        _ => return None,
    };
    Some(format!(
        "warning: --cascade={given} is deprecated (boolean value) and can be replaced with --cascade={new}."
    ))
}

/// What becomes of what an object owns.
#[derive(Clone, Copy)]
pub(super) enum Cascade {
    Background,
    Foreground,
    Orphan,
}

/// `--cascade`. Models cmdutil.GetCascadingStrategy.
pub(super) fn cascade(args: &Args) -> Result<Cascade, String> {
    match args.get("cascade") {
        None | Some("background" | "true" | "1" | "t") => Ok(Cascade::Background),
        Some("foreground") => Ok(Cascade::Foreground),
        Some("orphan" | "false" | "0" | "f") => Ok(Cascade::Orphan),
        Some(other) => Err(format!(
            "invalid cascade value ({other}). Must be \"background\", \"foreground\", or \"orphan\""
        )),
    }
}

fn find(kubectl: &Kubectl<'_>, args: &Args, out: &mut Output) -> Result<Vec<Item>, Output> {
    let fail = |error: &str| Output::fail(format!("error: {error}"));
    let scope = Scope::of(args);
    let mut wanted = Vec::new();
    let mut wrong = Vec::new();
    if let Some(why) = kubectl.no_kustomization(args) {
        return Err(Output::fail(why));
    }
    let from_file = args.get("filename");
    if from_file.is_some() {
        wanted = kubectl.named_in_files(args).map_err(Output::fail)?;
        wrong = kubectl.misnamed_in_files(args, &mut wanted);
        if wanted.is_empty() && wrong.is_empty() {
            return Err(Output::print("No resources found\n"));
        }
    } else {
        let selects = scope.selects() || args.on("all");
        match select::asked(&args.words, selects).map_err(|it| fail(&it))? {
            Named::Nothing if selects => {
                return Err(fail(select::SELECTS_NOTHING));
            }
            Named::Nothing => return Err(fail(NOTHING_NAMED)),
            Named::Types(types) if selects => {
                let mut items = Vec::new();
                for resource in types {
                    super::warn_of(resource.kind, out);
                    items.extend(kubectl.list(resource, &scope).map_err(Output::fail)?);
                }
                if items.is_empty() {
                    return Err(Output::print("No resources found\n"));
                }
                warn_of_scope(args, items.iter().map(|it| it.resource), out);
                return Ok(items);
            }
            Named::Types(_) => {
                return Err(fail("resource(s) were provided, but no name was specified"));
            }
            Named::Objects(objects) if select::across(&objects, &scope) => {
                return Err(fail("a resource cannot be retrieved by name across all namespaces"));
            }
            Named::Objects(objects) => {
                let namespace = select::namespace(args);
                wanted.extend(objects.into_iter().map(|(it, name)| (it, namespace.clone(), name)));
            }
        }
    }
    warn_of_scope(args, wanted.iter().map(|it| it.0), out);
    let mut items = Vec::new();
    for (resource, namespace, name) in &wanted {
        if DryRun::of(args) == Ok(DryRun::Client) {
            // Nothing is asked of the server, not even whether it is there.
            let mut value = service_lab_engine::value::Value::map();
            value.set("metadata.name", name.as_str());
            if resource.namespaced {
                value.set("metadata.namespace", namespace.as_str());
            }
            items.push(Item { resource, value });
            continue;
        }
        let context =
            from_file.map(|it| format!("error when deleting \"{}\": ", super::files::label(it)));
        let context = context.unwrap_or_default();
        if name.is_empty() {
            wrong.push(format!("error: {context}resource name may not be empty"));
            continue;
        }
        super::warn_of(resource.kind, out);
        match select::get(kubectl.cluster, resource, namespace, name) {
            Ok(item) => items.push(item),
            Err(_) if args.on("ignore-not-found") => {}
            // Nothing is asked for before it is deleted, not even its namespace.
            Err(error) if error.contains("(NotFound): ") => wrong.push(format!(
                "Error from server (NotFound): {context}{} \"{name}\" not found",
                resource.qualified()
            )),
            Err(error) => wrong.push(error),
        }
    }
    out.errors(wrong);
    Ok(items)
}

/// What kubectl says where `-n` is given for what lives in no namespace.
/// Models DeleteResult's warnClusterScope.
fn warn_of_scope(
    args: &Args,
    mut about: impl Iterator<Item = &'static Resource>,
    out: &mut Output,
) {
    if args.get("namespace").is_some()
        && !args.on("all-namespaces")
        && about.any(|it| !it.namespaced)
    {
        out.complain(
            "Warning: deleting cluster-scoped resources, not scoped to the provided namespace",
        );
    }
}

fn delete(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    (dry, cascade): (DryRun, Cascade),
    item: &Item,
    out: &mut Output,
) {
    let Some(kind) = item.resource.simulated() else {
        return;
    };
    let key = Key::new(kind, item.namespace(), item.name());
    if dry != DryRun::Client {
        let request = match (args.on("force"), cascade) {
            (true, _) => Request::DeleteNow(key),
            (false, Cascade::Orphan) => Request::DeleteOrphaning(key),
            (false, Cascade::Foreground) => Request::DeleteForeground(key),
            (false, Cascade::Background) => Request::Delete(key),
        };
        if let Err(error) = kubectl.send(&request, dry) {
            // Of many objects one may be gone with its owner; a real garbage
            // collector comes later than kubectl.
            let bulk = args.on("all") || Scope::of(args).selects();
            if !(bulk && error.contains("(NotFound): ")) {
                out.error(error);
                return;
            }
        }
    }
    if args.get("output") == Some("name") {
        out.line(item.label());
        return;
    }
    let place = if item.namespace().is_empty() {
        String::new()
    } else {
        format!(" from {} namespace", item.namespace())
    };
    let verb = if args.on("force") { "force deleted" } else { "deleted" };
    out.line(format!(
        "{} \"{}\" {verb}{place}{}",
        item.resource.singular(),
        item.name(),
        dry.suffix()
    ));
}

/// Waits for as long as kubectl does before it makes something anew, until what
/// was deleted is gone. Models forceReplace and deleteAndCreate (v1.36).
pub(super) fn before_anew<'k>(kubectl: &mut Kubectl<'_>, keys: impl Iterator<Item = &'k Key>) {
    let until_ms = kubectl.cluster.now_ms() + LONGEST_BEFORE_ANEW_S * 1000;
    for key in keys {
        let going = |kubectl: &Kubectl<'_>| {
            let object = kubectl.cluster.store().get(key);
            object.is_some_and(|it| it.value.at("metadata.deletionTimestamp").is_some())
        };
        while going(kubectl) && kubectl.cluster.now_ms() < until_ms && !kubectl.out_of_time() {
            kubectl.cluster.wait(1000);
        }
    }
}

/// Deletion waits until the objects are gone, as the finalizing kubelet lets
/// them go, or `--timeout` is over.
fn until_gone(
    kubectl: &mut Kubectl<'_>,
    items: &[Item],
    timeout_ms: Option<u64>,
    out: &mut Output,
) {
    let started = kubectl.cluster.now_ms();
    loop {
        let left = items.iter().find(|item| {
            select::get(kubectl.cluster, item.resource, item.namespace(), item.name())
                .is_ok_and(|now| now.value.at("metadata.deletionTimestamp").is_some())
        });
        let Some(left) = left.filter(|_| !kubectl.out_of_time()) else { return };
        let waited = kubectl.cluster.now_ms() - started;
        if timeout_ms.is_some_and(|it| it <= waited) {
            let (kind, name) = (left.resource.name, left.name());
            return out
                .error(format!("error: timed out waiting for the condition on {kind}/{name}"));
        }
        if waited > LONGEST_WAIT_S * 1000 {
            return out.complain(format!(
                "service-lab: {} is still there after {LONGEST_WAIT_S} s; kubectl waits on until its metadata.finalizers are gone",
                left.label()
            ));
        }
        let step_ms = timeout_ms.map_or(1000, |it| (it - waited).min(1000));
        kubectl.cluster.wait(step_ms);
    }
}
