//! `kubectl get`. Models k8s.io/kubectl/pkg/cmd/get (v1.36).

pub(super) mod raw;
mod watch;

use service_lab_engine::value::Value;

use super::files::values;
use super::flags::Args;
use super::printer::{Format, as_one};
use super::resources;
use super::select::{self, Item, Named, Scope, string_map};
use super::sort::{Unsorted, sort};
use super::table;
use super::{Kubectl, usage_error};
use crate::output::Output;
use crate::print::{columns::Columns, tabs};

const ALLOWED: &str = "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml";

/// The width of the kind of event before a watched row.
const EVENT_WIDTH: usize = 8;

enum Look {
    Table { wide: bool },
    Columns(Columns),
    Object(Format),
}

/// Runs `kubectl get`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Some(path) = args.get("raw") {
        return match with_raw(args) {
            None => raw::raw(kubectl, path),
            Some(why) => Output::fail(format!("error: {why}")),
        };
    }
    if let Err(error) = together(kubectl, args) {
        return Output::fail(format!("error: {error}"));
    }
    let watches = args.on("watch") || args.on("watch-only");
    if args.words.is_empty() && !args.reads_files() && !watches {
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
    let several = items.iter().any(|it| Some(it.resource) != items.first().map(|it| it.resource));
    if watches && several && args.reads_files() {
        return Output::fail(
            "error: watch is only supported on individual resources and resource collections - more than 1 resource was found",
        );
    }
    if let Some(part) = args.get("subresource") {
        let mut without = Output::default();
        items.retain(|it| {
            let has = it.resource.has_part(part);
            if !has {
                without.error(raw::NO_RESOURCE);
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
    if let Err(error) = print(kubectl, args, &look, items.clone(), single, &mut out) {
        // One of several errors stands without the word.
        let word = if out.exit == 0 { "error: " } else { "" };
        out.error(format!("{word}{error}"));
    }
    if watches && out.exit == 0 {
        if args.on("watch-only") {
            out.stdout.clear();
        }
        let named = matches!(select::named(&args.words), Ok(Named::Objects(_)));
        if named && items.len() > 1 {
            // Models Result.Watch.
            out.error("error: you may only watch a single resource or type of resource at a time");
            return out;
        }
        watch::watch(kubectl, args, &look, items, &mut out);
    }
    out
}

/// What does not go together with `--raw`. Models GetOptions.Complete and Validate.
fn with_raw(args: &Args) -> Option<&'static str> {
    let given = |flag: &str| args.get(flag).is_some_and(|it| !it.is_empty());
    if !args.words.is_empty() {
        return Some("arguments may not be passed when --raw is specified");
    }
    let filters = ["watch", "watch-only"].iter().any(|it| args.on(it)) || given("selector");
    if filters {
        return Some(
            "--raw may not be specified with other flags that filter the server request or alter the output",
        );
    }
    given("output").then_some("--raw and --output are mutually exclusive")
}

/// Flags that do not go together. Models GetOptions.Validate.
fn together(kubectl: &Kubectl<'_>, args: &Args) -> Result<(), String> {
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
    if args.reads_files() && !args.words.is_empty() {
        return Err(kubectl.file_and_words(args));
    }
    // Models resource.HasNames: only how many words there are is looked at.
    let bulk = args.words.len() == 1 && !args.words.iter().any(|it| it.contains('/'));
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

/// What `--subresource=scale` shows of an object. Models the Scale of
/// pkg/registry/apps (v1.36).
pub(super) fn scale_of(value: &Value) -> Value {
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
    if let Some(why) = args.get("unread") {
        return Err(why.to_owned());
    }
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
    Ok(Look::Object(format.strictly(args)))
}

/// The objects, and whether one single object was named.
fn find(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    out: &mut Output,
) -> Result<(Vec<Item>, bool), Output> {
    if args.reads_files() {
        let wanted = kubectl.named_in_files(args).map_err(|it| Output::fail(unbuilt(args, it)))?;
        homeless(kubectl, args)?;
        let mut items = Vec::new();
        for (resource, namespace, name) in &wanted {
            super::warn_of(resource.kind, out);
            match select::get(kubectl.cluster, resource, namespace, name) {
                Ok(item) => items.push(item),
                Err(error) if args.on("ignore-not-found") && error.contains("(NotFound)") => {}
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

/// What stands in files without a namespace has none where all are asked for, and cannot be read
/// then. Models resource.RetrieveLatest.
fn homeless(kubectl: &Kubectl<'_>, args: &Args) -> Result<(), Output> {
    if !args.on("all-namespaces") {
        return Ok(());
    }
    let texts = args.all("filename").into_iter().filter_map(|it| kubectl.text_of(args, it).ok());
    let wrong: Vec<String> = texts
        .flat_map(|it| values(&it))
        .filter(|it| it.text("metadata.namespace").is_empty())
        .filter_map(|it| Some((resources::of_value(&it).filter(|it| it.namespaced)?, it)))
        .map(|(resource, value)| {
            let (group, version) =
                resource.api_version.rsplit_once('/').unwrap_or(("", resource.api_version));
            format!(
                "error: no namespace set on resource {group}/{version}, Resource={} {:?}",
                resource.name,
                value.text("metadata.name")
            )
        })
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let mut out = Output::default();
    out.errors(wrong);
    Err(out)
}

/// What kustomize says is one of several errors to `get` and `describe`, and stands without the word.
pub(super) fn unbuilt(args: &Args, error: String) -> String {
    match error.strip_prefix("error: ") {
        Some(plain) if args.get("kustomize").is_some() && plain.contains("director") => {
            plain.to_owned()
        }
        _ => error,
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
    // What comes as no table is sorted as objects.
    let served = table && args.get("server-print") != Some("false");
    let lost = |path: &str| {
        format!(
            "couldn't find any field with path \"{{.{}}}\" in the list of objects",
            path.trim_matches(['{', '}']).trim_start_matches('.')
        )
    };
    let sort_by = args.get("sort-by").filter(|it| !it.is_empty());
    if let Some(path) = sort_by.filter(|_| served && tables_asked(args, &items) > 1) {
        // Several tables are sorted as objects, and a table has no such field.
        return Err(lost(path));
    }
    let list = if served { items.len() > 1 } else { !single && !items.is_empty() };
    if let Some(path) = sort_by.filter(|_| list) {
        match sort(&mut items, path, served) {
            Ok(true) => {}
            Ok(false) if !served => return Err(lost(path)),
            // Upstream loses the table and the error.
            Ok(false) => items.clear(),
            Err(Unsorted::Error(why)) => return Err(why),
            Err(Unsorted::Fatal(why)) => {
                let place = if served { "sorter.go:375" } else { "sorter.go:329" };
                out.error(kubectl.log_line('F', place, &why));
                return Ok(());
            }
        }
    }
    match look {
        Look::Object(Format::Name) => {
            for item in &items {
                out.line(match args.get("subresource") {
                    Some("scale") => format!("scale.autoscaling/{}", item.name()),
                    _ => item.label(),
                });
            }
        }
        // Where only one object was meant, there is nothing to print a list of.
        _ if !table && items.is_empty() && (single || args.on("ignore-not-found")) => {}
        Look::Object(format) => {
            let one = kubectl.as_printed(&as_one(&items, single), format, args);
            let label = items.first().map(Item::label).unwrap_or_default();
            format.print_to(&one, &label, &mut out.stdout)?;
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
    let served = args.get("server-print") != Some("false");
    let namespaced = match select::named(&args.words) {
        // Without a table nothing tells of what type nothing was found.
        Ok(Named::Types(types)) if served => types.iter().all(|it| it.namespaced),
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
        let mut extra = if wide && !bare { extra } else { Vec::new() };
        // The name of an event stands last.
        let name = if kind == "Event" { extra.last_mut() } else { plain.first_mut() };
        if prefixed && let Some(name) = name {
            *name = item.label();
        }
        let mut cells = Vec::new();
        if events {
            cells.push(format!("{:<EVENT_WIDTH$}", "ADDED"));
        }
        if args.on("all-namespaces") && item.resource.namespaced {
            cells.push(item.namespace().to_owned());
        }
        cells.extend(table::with_wide(kind, plain, extra).iter().map(|it| one_line(it)));
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

/// What a table shows of a text: its first line. Models printTable of
/// k8s.io/cli-runtime/pkg/printers/tableprinter.go.
fn one_line(cell: &str) -> String {
    match cell.split_once(['\n', '\r', '\u{c}']) {
        Some((first, _)) => format!("{first}..."),
        None => cell.replace('\u{1b}', "^["),
    }
}
