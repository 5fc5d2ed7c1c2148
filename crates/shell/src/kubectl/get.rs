//! `kubectl get`. Models k8s.io/kubectl/pkg/cmd/get (v1.36).

use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::{Format, as_one};
use super::resources::{RESOURCES, Resource};
use super::select::{self, Item, Named, Scope, string_map};
use super::table;
use super::{Kubectl, usage_error};
use crate::output::Output;
use crate::print::{columns::Columns, jsonpath, tabs};

const ALLOWED: &str = "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml";

/// What the server says to a path that it does not have.
const NO_RESOURCE: &str =
    "Error from server (NotFound): the server could not find the requested resource";

/// The width of the kind of event before a watched row.
const EVENT_WIDTH: usize = 8;

/// Longest that `-w` waits for a change, in simulated seconds.
const LONGEST_WATCH_S: u64 = 600;

enum Look {
    Table { wide: bool },
    Columns(Columns),
    Object(Format),
}

/// Runs `kubectl get`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Some(path) = args.get("raw") {
        return if args.words.is_empty() {
            raw(kubectl, path)
        } else {
            Output::fail("error: arguments may not be passed when --raw is specified")
        };
    }
    if let Err(error) = together(args) {
        return Output::fail(format!("error: {error}"));
    }
    let watches = args.on("watch") || args.on("watch-only");
    if args.words.is_empty() && args.get("filename").is_none() && !watches {
        return nothing_named();
    }
    let mut out = Output::default();
    let (mut items, single) = match find(kubectl, args, &mut out) {
        Ok(found) => found,
        Err(output) => return output,
    };
    // Models GetOptions.printGeneric: how to print is asked when there is something, or when not
    // only one object was meant.
    let look = match look(args) {
        Ok(look) => look,
        Err(_) if items.is_empty() && (single || args.on("ignore-not-found")) => return out,
        Err(error) => {
            let mut failed = Output::fail(format!("error: {error}"));
            if out.exit == 0 {
                failed.stderr.insert_str(0, &out.stderr);
            }
            return failed;
        }
    };
    if let Some(part) = args.get("subresource") {
        let mut without = Output::default();
        items.retain(|it| {
            let has = it.resource.has_part(part);
            if !has {
                without.error(NO_RESOURCE);
            }
            has
        });
        if without.exit != 0 && items.is_empty() {
            return without;
        }
        if part == "scale" {
            items.iter_mut().for_each(|it| it.value = scale_of(&it.value));
        }
    }
    if watches && items.len() > 1 && matches!(select::named(&args.words), Ok(Named::Objects(_))) {
        return Output::fail(
            "error: you may only watch a single resource or type of resource at a time",
        );
    }
    if let Err(error) = print(kubectl, args, &look, items.clone(), single, &mut out) {
        // One of several errors stands without the word.
        let word = if out.exit == 0 { "error: " } else { "" };
        out.error(format!("{word}{error}"));
    }
    if watches && out.exit == 0 {
        if args.on("watch-only") {
            out.stdout.clear();
        }
        watch(kubectl, args, &look, items, &mut out);
    }
    out
}

/// Flags that do not go together. Models GetOptions.Validate.
fn together(args: &Args) -> Result<(), String> {
    let watches = args.on("watch") || args.on("watch-only");
    if args.on("output-watch-events") && !watches {
        return Err(
            "--output-watch-events option can only be used with --watch or --watch-only".to_owned()
        );
    }
    let output = args.get("output").unwrap_or("");
    if args.on("show-labels") && !matches!(output, "" | "wide") {
        return Err(format!("--show-labels option cannot be used with {output} printer"));
    }
    if args.get("filename").is_some() && !args.words.is_empty() {
        return Err(select::FILE_AND_WORDS.to_owned());
    }
    let bulk = matches!(select::named(&args.words), Ok(Named::Types(_)));
    if args.get("subresource").is_some() && bulk {
        return Err("subresource cannot be used when bulk resources are specified".to_owned());
    }
    let kinds = match select::named(&args.words) {
        Ok(Named::Types(types)) => types.len(),
        Ok(Named::Objects(objects))
            if objects.iter().any(|it| Some(it.0) != objects.first().map(|it| it.0)) =>
        {
            2
        }
        _ => 1,
    };
    if watches && kinds > 1 {
        return Err("you may only specify a single resource type".to_owned());
    }
    Ok(())
}

/// Whether the server sent lists of several types; of one that it refuses there is none.
/// Models multipleGVKsRequested.
fn several_types(words: &[String], refused: usize) -> bool {
    matches!(select::named(words), Ok(Named::Types(types)) if types.len() > refused + 1)
}

fn nothing_named() -> Output {
    let mut out = Output::default();
    out.complain("You must specify the type of resource to get. Use \"kubectl api-resources\" for a complete list of supported resources.\n");
    out.then(usage_error(
        "get",
        "Required resource not specified.\nUse \"kubectl explain <resource>\" for a detailed description of that resource (e.g. kubectl explain pods).",
    ));
    out
}

fn raw(kubectl: &Kubectl<'_>, path: &str) -> Output {
    if !path.starts_with('/') {
        return Output::fail(format!(
            "error: --raw must be a valid URL path: parse \"{path}\": invalid URI for request"
        ));
    }
    if let Some((resource, namespace, name)) = object_at(path) {
        return Output::fail(match select::get(kubectl.cluster, resource, namespace, name) {
            Err(error) => error,
            Ok(_) => "service-lab: objects are not printed as the server sends them; kubectl get -o json prints one".to_owned(),
        });
    }
    match path {
        "/version" => {
            // The server writes a Go struct, so the fields are not sorted.
            Output::print(format!(
                "{{\n  \"major\": \"1\",\n  \"minor\": \"36\",\n  \"gitVersion\": \"{}\",\n  \"platform\": \"linux/amd64\"\n}}",
                super::VERSION
            ))
        }
        "/healthz" | "/readyz" | "/livez" => Output::print("ok"),
        _ => Output::fail(NO_RESOURCE),
    }
}

/// The object that a path of the API is about: its type, namespace and name.
fn object_at(path: &str) -> Option<(&'static Resource, &str, &str)> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let (version, rest) = match parts.as_slice() {
        ["api", version, rest @ ..] => ((*version).to_owned(), rest),
        ["apis", group, version, rest @ ..] => (format!("{group}/{version}"), rest),
        _ => return None,
    };
    let (namespace, name, wanted) = match rest {
        ["namespaces", namespace, name, wanted] => (*namespace, *name, *wanted),
        [name, wanted] => ("", *name, *wanted),
        _ => return None,
    };
    let mut all = RESOURCES.iter();
    let resource = all.find(|it| {
        it.api_version == version && it.name == name && it.namespaced != namespace.is_empty()
    })?;
    Some((resource, namespace, wanted))
}

/// What `--subresource=scale` shows of an object. Models the Scale of
/// pkg/registry/apps (v1.36).
fn scale_of(value: &Value) -> Value {
    let mut scale = Value::map();
    scale.set("apiVersion", "autoscaling/v1");
    scale.set("kind", "Scale");
    for field in ["creationTimestamp", "name", "namespace", "resourceVersion", "uid"] {
        if let Some(text) = value.at(&format!("metadata.{field}")) {
            scale.set(&format!("metadata.{field}"), text.clone());
        }
    }
    scale.set("spec.replicas", table::number(value, "spec.replicas"));
    scale.set("status.replicas", table::number(value, "status.replicas"));
    scale.set("status.selector", table::label_selector(value.at("spec.selector")));
    scale
}

fn look(args: &Args) -> Result<Look, String> {
    let text = match args.get("output") {
        None | Some("") => return Ok(Look::Table { wide: false }),
        Some(text) => text,
    };
    if text == "wide" {
        return Ok(Look::Table { wide: true });
    }
    if let Some(spec) = text.strip_prefix("custom-columns") {
        return Columns::parse(spec.strip_prefix('=').unwrap_or("")).map(Look::Columns);
    }
    let format = Format::read(text).unwrap_or_else(|| {
        Err(format!(
            "unable to match a printer suitable for the output format \"{text}\", allowed formats are: {ALLOWED}"
        ))
    })?;
    format.check()?;
    Ok(Look::Object(format))
}

/// The objects, and whether one single object was named.
fn find(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    out: &mut Output,
) -> Result<(Vec<Item>, bool), Output> {
    if args.get("filename").is_some() {
        let wanted = kubectl.named_in_files(args).map_err(Output::fail)?;
        let mut items = Vec::new();
        for (resource, namespace, name) in &wanted {
            match select::get(kubectl.cluster, resource, namespace, name) {
                Ok(item) => items.push(item),
                Err(error) => out.error(error),
            }
        }
        // What stands in a file is one of a list, even alone.
        return Ok((items, false));
    }
    let scope = Scope::of(args);
    let named = select::asked(&args.words, scope.selects())
        .map_err(|error| Output::fail(format!("error: {error}")))?;
    match named {
        Named::Nothing => Err(Output::fail(format!("error: {}", select::NOTHING_NAMED))),
        Named::Types(types) => {
            let mut items = Vec::new();
            for resource in &types {
                super::warn_of(resource.kind, out);
                super::warn_of_short(resource.kind, args, out);
                match kubectl.list(resource, &scope) {
                    Ok(found) => items.extend(found),
                    Err(error) => out.error(error),
                }
            }
            Ok((items, false))
        }
        Named::Objects(objects) if select::across(&objects, &scope) => {
            Err(Output::fail("error: a resource cannot be retrieved by name across all namespaces"))
        }
        Named::Objects(objects) => {
            let namespace = select::namespace(args);
            let mut items = Vec::new();
            let mut errors = Vec::new();
            for (resource, name) in &objects {
                super::warn_of(resource.kind, out);
                match select::get(kubectl.cluster, resource, &namespace, name) {
                    Ok(item) => items.push(item),
                    Err(error) if args.on("ignore-not-found") && error.contains("(NotFound)") => {}
                    Err(error) => errors.push(error),
                }
            }
            for error in errors {
                out.error(error);
            }
            Ok((items, objects.len() == 1))
        }
    }
}

fn print(
    kubectl: &Kubectl<'_>,
    args: &Args,
    look: &Look,
    mut items: Vec<Item>,
    single: bool,
    out: &mut Output,
) -> Result<(), String> {
    let table = matches!(look, Look::Table { .. });
    let lost = |path: &str| {
        format!(
            "couldn't find any field with path \"{{.{}}}\" in the list of objects",
            path.trim_matches(['{', '}']).trim_start_matches('.')
        )
    };
    let sort_by = args.get("sort-by").filter(|it| !it.is_empty());
    if let Some(path) = sort_by.filter(|_| table && tables_asked(args, &items) > 1) {
        // Several tables are sorted as objects, and a table has no such field.
        return Err(lost(path));
    }
    if let Some(path) = sort_by
        && items.len() > usize::from(table)
        && !sort(&mut items, path)?
    {
        if !table {
            return Err(lost(path));
        }
        // Upstream loses the table and the error.
        items.clear();
    }
    match look {
        Look::Object(Format::Name) => {
            for item in &items {
                out.line(item.label());
            }
        }
        // Where only one object was meant, there is nothing to print a list of.
        _ if !table && items.is_empty() && (single || args.on("ignore-not-found")) => {}
        Look::Object(format) => {
            let one = kubectl.as_printed(&as_one(&items, single), format, args);
            let label = items.first().map(Item::label).unwrap_or_default();
            out.stdout.push_str(&format.print(&one, &label)?);
        }
        Look::Columns(columns) => {
            let mut text = String::new();
            if !args.on("no-headers") {
                text.push_str(&columns.header().join("\t"));
                text.push('\n');
            }
            let mut printed = columns.check();
            for item in &mut items {
                if printed.is_err() {
                    break;
                }
                kubectl.show_managers(&mut item.value);
                printed = columns.row(&item.value).map(|it| {
                    text.push_str(&it.join("\t"));
                    text.push('\n');
                });
            }
            // What stands before an error is printed all the same.
            out.stdout.push_str(&tabs::align(&text, tabs::GET));
            printed?;
        }
        Look::Table { wide } => tables(kubectl, args, &items, *wide, out),
    }
    if items.is_empty()
        && out.exit == 0
        && !args.on("ignore-not-found")
        && !args.on("watch")
        && !args.on("watch-only")
        && matches!(look, Look::Table { .. })
    {
        out.complain(nothing_found(args));
    }
    Ok(())
}

/// How many tables the server sends: one for each type, or for each name.
fn tables_asked(args: &Args, items: &[Item]) -> usize {
    match select::named(&args.words) {
        Ok(Named::Types(types)) => types.len(),
        _ => items.len(),
    }
}

fn nothing_found(args: &Args) -> String {
    let namespaced = match select::named(&args.words) {
        Ok(Named::Types(types)) => types.iter().all(|it| it.namespaced),
        _ => true,
    };
    if args.on("all-namespaces") || !namespaced {
        "No resources found".to_owned()
    } else {
        format!("No resources found in {} namespace.", select::namespace(args))
    }
}

fn tables(kubectl: &Kubectl<'_>, args: &Args, items: &[Item], wide: bool, out: &mut Output) {
    let mut groups: Vec<Vec<&Item>> = Vec::new();
    for item in items {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|it| it.resource == item.resource) => {
                group.push(item);
            }
            _ => groups.push(vec![item]),
        }
    }
    let refused = out.stderr.lines().filter(|it| it.starts_with("Error from server")).count();
    let prefixed = args.on("show-kind") || groups.len() > 1 || several_types(&args.words, refused);
    for (place, group) in groups.iter().enumerate() {
        if place > 0 && !args.on("no-headers") {
            out.stdout.push('\n');
        }
        out.stdout.push_str(&table_of(kubectl, args, group, wide, prefixed));
    }
}

fn table_of(
    kubectl: &Kubectl<'_>,
    args: &Args,
    items: &[&Item],
    wide: bool,
    prefixed: bool,
) -> String {
    let Some(first) = items.first() else {
        return String::new();
    };
    let scale = args.get("subresource") == Some("scale");
    // Without the server's table kubectl knows no columns.
    let bare = args.get("server-print") == Some("false");
    let kind = if bare || scale { "" } else { first.resource.kind };
    let head = table::head(kind);
    let events = args.on("output-watch-events");
    let label_columns = args.all("label-columns");
    let now_s = kubectl.now_s();
    let mut text = String::new();
    if !args.on("no-headers") {
        let mut cells: Vec<String> = Vec::new();
        if events {
            cells.push(format!("{:<EVENT_WIDTH$}", "EVENT"));
        }
        if args.on("all-namespaces") && first.resource.namespaced {
            cells.push("NAMESPACE".to_owned());
        }
        let plain = match scale && !bare {
            true => vec!["NAME", "DESIRED", "AVAILABLE", "AGE"],
            false => head.plain.to_vec(),
        };
        let extra = if wide { head.wide.to_vec() } else { Vec::new() };
        cells.extend(table::with_wide(kind, plain, extra).into_iter().map(str::to_owned));
        for column in &label_columns {
            cells.push(column.rsplit('/').next().unwrap_or("").to_ascii_uppercase());
        }
        if args.on("show-labels") {
            cells.push("LABELS".to_owned());
        }
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    for item in items {
        let (mut plain, extra) = table::row(item, now_s);
        let age = || table::age(item.value.text("metadata.creationTimestamp"), now_s);
        if bare {
            plain = vec![item.name().to_owned(), age()];
        } else if scale {
            plain = vec![
                item.name().to_owned(),
                table::number(&item.value, "spec.replicas").to_string(),
                table::number(&item.value, "status.replicas").to_string(),
                age(),
            ];
        }
        if prefixed && let Some(name) = plain.first_mut() {
            *name = item.label();
        }
        let mut cells = Vec::new();
        if events {
            cells.push(format!("{:<EVENT_WIDTH$}", "ADDED"));
        }
        if args.on("all-namespaces") && item.resource.namespaced {
            cells.push(item.namespace().to_owned());
        }
        let extra = if wide && !bare { extra } else { Vec::new() };
        cells.extend(table::with_wide(kind, plain, extra));
        let labels = string_map(item.value.at("metadata.labels"));
        for column in &label_columns {
            cells.push(labels.get(*column).cloned().unwrap_or_default());
        }
        if args.on("show-labels") {
            cells.push(table::labels_text(item.value.at("metadata.labels")));
        }
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    tabs::align(&text, tabs::GET)
}

/// Sorts by a field; tells whether any object has it.
///
/// Models pkg/cmd/get/sorter.go; text is compared in natural order. Go sorts
/// so short lists by insertion, and what lacks the field is less than all.
fn sort(items: &mut [Item], path: &str) -> Result<bool, String> {
    // Upstream prints unsorted what the server made a table of, where the path has no such shape.
    let Ok(path) = jsonpath::braced(path) else { return Ok(true) };
    let Ok(template) = jsonpath::Template::parse(&path) else { return Ok(false) };
    let mut keys: Vec<Option<Value>> = Vec::new();
    for item in items.iter() {
        let found = template.results(&item.value)?;
        keys.push(found.into_iter().next().and_then(|it| it.into_iter().next()));
    }
    if keys.iter().all(Option::is_none) {
        return Ok(false);
    }
    let less = |left: &Option<Value>, right: &Option<Value>| match (left, right) {
        (None, _) => true,
        (_, None) => false,
        (Some(Value::Int(left)), Some(Value::Int(right))) => left < right,
        (Some(left), Some(right)) => {
            natural(&jsonpath::printed(left)) < natural(&jsonpath::printed(right))
        }
    };
    for start in 1..items.len() {
        let mut place = start;
        while let (Some(before), Some(here)) = (place.checked_sub(1), keys.get(place)) {
            if !keys.get(before).is_some_and(|it| less(here, it)) {
                break;
            }
            keys.swap(place, before);
            items.swap(place, before);
            place = before;
        }
    }
    Ok(true)
}

/// Text cut into words and the numbers behind them, so that `web-10` comes
/// after `web-9`.
fn natural(text: &str) -> Vec<(String, u64)> {
    let mut parts: Vec<(String, u64)> = Vec::new();
    let mut word = String::new();
    let mut digits = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            parts.push((std::mem::take(&mut word), digits.parse().unwrap_or(u64::MAX)));
            digits.clear();
        }
        word.push(letter);
    }
    parts.push((word, digits.parse().unwrap_or(0)));
    parts
}

/// Waits for the next change and prints the rows that changed. Where none comes, it says so: the clock has moved on.
fn watch(kubectl: &mut Kubectl<'_>, args: &Args, look: &Look, before: Vec<Item>, out: &mut Output) {
    let started = kubectl.cluster.now_ms();
    while kubectl.cluster.now_ms() < started + LONGEST_WATCH_S * 1000 {
        if kubectl.out_of_time() {
            return;
        }
        kubectl.cluster.wait(1000);
        let mut ignored = Output::default();
        let Ok((now, _)) = find(kubectl, args, &mut ignored) else {
            return;
        };
        let changed: Vec<Item> = now.iter().filter(|it| !before.contains(it)).cloned().collect();
        if !changed.is_empty() {
            let wide = matches!(look, Look::Table { wide: true });
            let mut rows = Output::default();
            tables(kubectl, args, &changed, wide, &mut rows);
            out.stdout.extend(rows.stdout.lines().skip(1).map(|line| format!("{line}\n")));
            return;
        }
    }
    out.complain(format!(
        "service-lab: nothing changed in {} minutes of the cluster's time, so the watch ends here",
        LONGEST_WATCH_S / 60
    ));
}

/// Whether the namespace of a command exists.
pub fn namespace_exists(kubectl: &Kubectl<'_>, namespace: &str) -> bool {
    kubectl.cluster.store().find(Kind::Namespace, "", namespace).is_some()
}
