//! Commands that read manifests: `apply`, `create -f`, `replace`, `edit`. Models k8s.io/kubectl/pkg/cmd (v1.36); what happens to a text is
//! decided by the engine's client.

mod kustomize;

use service_lab_engine::client::print::{self, Failure};
use service_lab_engine::client::{
    Input, Outcome, Rehearsal, Run, Verb, misnamed, missing_annotation, rehearse, with_last_applied,
};
pub(super) use service_lab_engine::objects::LAST_APPLIED;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::value::Value;

use super::apply::apply_by_force;
use super::flags::{Args, parse_bool};
use super::named::wrong_namespace;
use super::printer::Format;
use super::resources;
use super::{DryRun, Kubectl, select, usage_error};
use crate::cluster::How;
use crate::output::Output;

/// What kubectl says to a command without a file.
pub fn none_given() -> Output {
    Output::fail("error: must specify one of -f and -k")
}

/// A file's name as error texts show it.
pub fn label(file: &str) -> &str {
    if file == "-" { "STDIN" } else { file }
}

/// Every object of a text, Lists taken apart; what is no YAML is left out.
pub fn values(text: &str) -> Vec<Value> {
    let (documents, _) = service_lab_engine::yaml::read(text);
    let mut all = Vec::new();
    for document in documents {
        let Some(root) = document.root else { continue };
        let value = root.to_value();
        if value.text("kind") == "List" {
            all.extend(value.list("items").iter().cloned());
        } else if value.as_map().is_some() {
            all.push(value);
        }
    }
    all
}

/// The first document of a text.
pub fn first_value(text: &str) -> Option<Value> {
    let (documents, problems) = service_lab_engine::yaml::read(text);
    let broken =
        problems.iter().any(|it| it.severity == service_lab_engine::diagnostic::Severity::Error);
    if broken {
        return None;
    }
    documents.into_iter().find_map(|it| it.root).map(|it| it.to_value())
}

/// A text of one document.
///
/// # Errors
/// go-yaml's words, behind `yaml: `.
pub fn yaml_value(text: &str) -> Result<Value, String> {
    use service_lab_engine::{span::Span, yaml as reader};
    match reader::read_document(text, Span::new(0, text.len())) {
        Ok(document) => Ok(document.root.map_or(Value::Null, |it| it.to_value())),
        Err(fault) => Err(fault.words),
    }
}

impl Kubectl<'_> {
    /// The text of a file, or of standard input for `-`; of a folder's files together.
    ///
    /// # Errors
    /// kubectl's line.
    pub fn text_of(&self, args: &Args, file: &str) -> Result<String, String> {
        let texts = self.texts_of(args, file)?;
        Ok(texts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n---\n"))
    }

    /// The files that one `-f` names, and what stands in them. Models ExpandPathsToFileVisitors
    /// of cli-runtime/pkg/resource: a folder within a folder is only read with `-R`.
    fn texts_of(&self, args: &Args, file: &str) -> Result<Vec<(String, String)>, String> {
        let one = |text: &str| Ok(vec![(file.to_owned(), text.to_owned())]);
        if file == "-" {
            return one(self.stdin.all());
        }
        if file.starts_with("http://") || file.starts_with("https://") {
            return Err(format!("service-lab: there is no network to read {file} from"));
        }
        let plain = file.trim_start_matches("./");
        if let Some(text) = self.files.get(plain) {
            return one(text);
        }
        if plain.contains(['*', '?']) {
            // Models expandIfFilePattern: kubectl knows patterns of its own.
            let found: Vec<(String, String)> = crate::glob::matching(self.files, plain)
                .into_iter()
                .filter_map(|it| self.files.get(&it).map(|text| (it.clone(), text.clone())))
                .collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let here = matches!(plain.trim_end_matches('/'), "" | ".") && !file.is_empty();
        let folder = if here { String::new() } else { format!("{}/", plain.trim_end_matches('/')) };
        if !here && !self.files.keys().any(|it| it.starts_with(&folder)) {
            return Err(format!("error: the path \"{file}\" does not exist"));
        }
        let deep = args.on("recursive");
        let wanted = |name: &str| {
            let own = name.strip_prefix(&folder).is_some_and(|it| deep || !it.contains('/'));
            own && has_extension(name)
        };
        let readable: Vec<(String, String)> = self
            .files
            .iter()
            .filter(|(name, _)| wanted(name))
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        if readable.is_empty() {
            return Err(format!(
                "error: error reading [{file}]: recognized file extensions are [.json .yaml .yml]"
            ));
        }
        Ok(readable)
    }
}

impl Kubectl<'_> {
    /// What is said to files and words together: first which files there are not. Models Builder.Path
    /// of cli-runtime/pkg/resource, whose faults are told before those of visitorResult.
    pub(super) fn file_and_words(&self, args: &Args) -> String {
        let files = args.all("filename");
        let missing = files.iter().filter_map(|it| self.texts_of(args, it).err());
        let missing: Vec<String> = missing
            .filter(|it| it.starts_with("error: the path "))
            .map(|it| it.trim_start_matches("error: ").to_owned())
            .collect();
        if missing.is_empty() && args.words.first().is_some_and(|it| it.contains('/')) {
            return "resource/name arguments cannot be provided when a path is specified"
                .to_owned();
        }
        if missing.is_empty() {
            return select::FILE_AND_WORDS.to_owned();
        }
        missing.join("\n")
    }
}

/// Models FilenameParam: standard input is read once.
pub(super) fn standard_input_once(files: &[&str]) -> Result<(), String> {
    if files.iter().filter(|it| **it == "-").count() > 1 {
        return Err("error: standard input cannot be used for multiple arguments".to_owned());
    }
    Ok(())
}

fn has_extension(name: &str) -> bool {
    [".json", ".yaml", ".yml"].iter().any(|it| name.ends_with(it))
}

/// Refuses arguments where only files are read; `replace` does not look at them.
pub(super) fn no_words(args: &Args, path: &str) -> Option<Output> {
    let why = || format!("Unexpected args: [{}]", args.words.join(" "));
    (!args.words.is_empty() && path != "replace").then(|| usage_error(path, &why()))
}

/// The texts that a command's `-f` flags name.
pub(super) fn texts(
    kubectl: &Kubectl<'_>,
    args: &Args,
    path: &str,
) -> Result<Vec<(String, String)>, Output> {
    if let Some(output) = no_words(args, path) {
        return Err(output);
    }
    if let Some(why) = kubectl.no_kustomization(args) {
        return Err(Output::fail(why));
    }
    let files = args.all("filename");
    if files.is_empty() {
        return Err(none_given());
    }
    standard_input_once(&files).map_err(Output::fail)?;
    let mut all = Vec::new();
    let mut missing = Vec::new();
    for file in &files {
        match kubectl.texts_of(args, file) {
            Ok(texts) => all.extend(texts),
            Err(error) => missing.push(error),
        }
    }
    match missing.as_slice() {
        [] => Ok(all),
        [one] => Err(Output::fail(one)),
        many => {
            let lines: Vec<&str> =
                many.iter().map(|it| it.strip_prefix("error: ").unwrap_or(it)).collect();
            Err(Output::fail(lines.join("\n")))
        }
    }
}

/// Of each text what a label selector leaves. `create --save-config` keeps each
/// object's own text in it.
pub(super) fn chosen_texts(
    args: &Args,
    path: &str,
    texts: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, Output> {
    let selects = args.get("selector").is_some_and(|it| !it.is_empty());
    let saves = args.on("save-config") && DryRun::of(args) != Ok(DryRun::Client);
    if !selects && !saves {
        return Ok(texts);
    }
    let mut left = Vec::new();
    for (file, text) in texts {
        let mut kept = Vec::new();
        for mut value in values(&text) {
            if !select::labels_match(args, &value).map_err(Output::fail)? {
                continue;
            }
            if saves {
                let namespaced = resources::of_value(&value).is_some_and(|it| it.namespaced);
                if namespaced && value.text("metadata.namespace").is_empty() {
                    value.set("metadata.namespace", select::namespace(args));
                }
                value = with_last_applied(&value);
            }
            kept.push(value.to_json());
        }
        if !kept.is_empty() {
            left.push((file, kept.join("\n---\n")));
        }
    }
    if left.is_empty() && path != "diff" {
        return Err(Output::fail(format!("error: no objects passed to {path}")));
    }
    Ok(left)
}

pub(super) fn all_files(kubectl: &mut Kubectl<'_>, args: &Args, path: &str, verb: Verb) -> Output {
    if let Some(output) = no_words(args, path) {
        return output;
    }
    let dry = match DryRun::of(args) {
        Ok(dry) => dry,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let validation = match validation(args) {
        Ok(validation) => validation,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let mut out = Output::default();
    let texts = match texts(kubectl, args, path) {
        Ok(texts) => texts,
        Err(output) => return output,
    };
    let texts = match chosen_texts(args, path, texts) {
        Ok(texts) => texts,
        Err(output) => return output,
    };
    let mut shown = Vec::new();
    // What goes wrong in any of the files is told at the end, as of one text.
    let (mut unread, mut failures): (Vec<Failure>, Vec<Failure>) = (Vec::new(), Vec::new());
    for (file, text) in &texts {
        let mut text = text.as_str();
        let left;
        if let Some((wrong, rest)) = wrong_namespace(args, text) {
            let own = |it: String| Failure::Own(it.trim_start_matches("error: ").to_owned());
            let to = if verb.reads_first() { &mut unread } else { &mut failures };
            to.extend(wrong.into_iter().map(own));
            if rest.is_empty() {
                continue;
            }
            left = rest;
            text = &left;
        }
        if verb == Verb::Replace
            && args.on("force")
            && !force_out(kubectl, args, (file, text), &mut out)
        {
            continue;
        }
        if dry == DryRun::Client {
            let read = rehearse_text(kubectl, args, verb, (file, text), &mut shown, &mut out);
            unread.extend(read.unread);
            failures.extend(read.failures);
            continue;
        }
        let how = how(args, dry == DryRun::Server, validation);
        let forced = verb == Verb::Replace && args.on("force");
        let sent = if forced { Verb::Create } else { verb };
        let mut run = kubectl.cluster.run(sent, &select::namespace(args), text, how.clone());
        if forced {
            // Models forceReplace: what is gone is made anew, and told of as replaced.
            run.stdout = run.stdout.replace(" created\n", " replaced\n");
            run = reworded(run, |it| {
                it.replace("error when creating \"STDIN\": ", "")
                    .replace("no objects passed to create", "no objects passed to replace")
            });
        }
        let run = if verb == Verb::Apply && args.on("force") && dry == DryRun::None {
            apply_by_force(kubectl, args, text, how, run)
        } else {
            run
        };
        let run = report(args, file, dry, run, &mut shown, &mut out);
        unread.extend(run.unread);
        failures.extend(run.failures);
    }
    // A file without objects is missed only where no other has any.
    let empty = |it: &Failure| matches!(it, Failure::Own(it) if it.starts_with(NOTHING_PASSED));
    if !(shown.is_empty() && unread.is_empty() && failures.iter().all(empty)) {
        failures.retain(|it| !empty(it));
    }
    failures.dedup_by(|left, right| empty(left) && empty(right));
    let failures = print::with_unread(unread, failures, verb.reads_first());
    out.stderr.push_str(&print::failures(&failures));
    if !failures.is_empty() {
        out.exit = 1;
    }
    show(kubectl, args, verb, &shown, &mut out);
    out
}

/// What a command says where no text names an object.
const NOTHING_PASSED: &str = "no objects passed to ";

/// A run that is told of in other words.
fn reworded(run: Run, reword: impl Fn(&str) -> String) -> Run {
    let stderr = reword(&run.stderr);
    let all = |list: Vec<Failure>| list.into_iter().map(|it| it.reworded(&reword)).collect();
    let (failures, unread) = (all(run.failures), all(run.unread));
    Run { stderr, failures, unread, ..run }
}

/// Prints objects as `-o` says. `apply` waits for all, and shows several as a
/// List; others part what they print as YAML. Models ApplyOptions.printObjects.
fn show(
    kubectl: &Kubectl<'_>,
    args: &Args,
    verb: Verb,
    shown: &[(String, Value)],
    out: &mut Output,
) {
    let Some(format) = args.get("output").map(Format::parse) else { return };
    let applies = !matches!(verb, Verb::Create | Verb::Replace | Verb::ReplaceStatus);
    let format = match format {
        Ok(format) => format.strictly(args),
        // Who could not apply all asks for no printer.
        Err(_) if applies && out.exit != 0 => return,
        Err(error) => return out.error(format!("error: {error}")),
    };
    let several = applies && format != Format::Name;
    if several && out.exit != 0 {
        return;
    }
    let all: Vec<(&str, Value)> = shown
        .iter()
        .map(|(label, value)| (label.as_str(), kubectl.as_printed(value, &format, args)))
        .collect();
    if several && all.len() > 1 {
        let mut list = Value::map();
        list.set("items", all.into_iter().map(|(_, value)| value).collect::<Vec<_>>());
        if format == Format::Json {
            let items = crate::print::json::to_json_pretty(&list);
            out.line(items.replacen(
                "{\n",
                "{\n    \"kind\": \"List\",\n    \"apiVersion\": \"v1\",\n    \"metadata\": {},\n",
                1,
            ));
            return;
        }
        list.set("apiVersion", "v1");
        list.set("kind", "List");
        list.set("metadata", Value::map());
        if let Err(error) = format.print_to(&list, "", &mut out.stdout) {
            out.error(format!("error: {error}"));
        }
        return;
    }
    for (place, (label, value)) in all.iter().enumerate() {
        if place > 0 && format == Format::Yaml {
            out.stdout.push_str("---\n");
        }
        if let Err(error) = format.print_to(value, label, &mut out.stdout) {
            out.error(format!("error: {error}"));
        }
    }
}

/// How a text is sent, with the field manager that a flag names.
pub(super) fn how(args: &Args, dry_run: bool, validation: FieldValidation) -> How {
    How { dry_run, validation, manager: args.get("field-manager").unwrap_or_default().into() }
}

/// `--validate`. Models cmdutil.GetValidationDirective.
pub(super) fn validation(args: &Args) -> Result<FieldValidation, String> {
    let text = args.get("validate").unwrap_or("strict");
    match (text, parse_bool(text)) {
        (_, Some(true)) | ("strict", _) => Ok(FieldValidation::Strict),
        (_, Some(false)) | ("ignore", _) => Ok(FieldValidation::Ignore),
        ("warn", _) => Ok(FieldValidation::Warn),
        (other, _) => Err(format!(
            "invalid - validate option {other:?}; must be one of: strict (or true), warn, ignore (or false)"
        )),
    }
}

/// `replace --force`: what is there is deleted first. Where the text does not
/// name all that it should, nothing is made anew. Models forceReplace.
fn force_out(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    (file, text): (&str, &str),
    out: &mut Output,
) -> bool {
    let namespace = &*select::namespace(args);
    let how = how(args, false, FieldValidation::Strict);
    let run = kubectl.cluster.run(Verb::Delete, namespace, text, how);
    for line in run.stdout.lines() {
        // `-o name` is the deletion's too.
        let deleted = line
            .split_once(" \"")
            .and_then(|(kind, rest)| Some((kind, rest.split_once("\" deleted")?.0)));
        match deleted {
            Some((kind, name)) if args.get("output") == Some("name") => {
                out.line(format!("{kind}/{name}"));
            }
            _ => out.line(line),
        }
    }
    super::delete::before_anew(kubectl, run.applied.iter().filter_map(|it| it.key.as_ref()));
    let mut wrong = misnamed(&Input { namespace, source: label(file), text });
    wrong.extend(run.applied.into_iter().filter_map(|it| match it.outcome {
        Outcome::NotSent(words) => Some(format!("error: {words}")),
        _ => None,
    }));
    let fine = wrong.is_empty();
    out.errors(wrong);
    fine
}

/// `--dry-run=client`: nothing is sent; what would be sent is printed.
fn rehearse_text(
    kubectl: &Kubectl<'_>,
    args: &Args,
    verb: Verb,
    (file, text): (&str, &str),
    shown: &mut Vec<(String, Value)>,
    out: &mut Output,
) -> Rehearsal {
    let namespace = &*select::namespace(args);
    let input = Input { namespace, source: label(file), text };
    let read = rehearse(&input, verb, validation(args).unwrap_or_default());
    for mut value in read.objects.iter().cloned() {
        let Some(resource) = resources::of_value(&value) else { continue };
        if resource.namespaced && value.text("metadata.namespace").is_empty() {
            value.set("metadata.namespace", namespace);
        }
        let name = value.text("metadata.name").to_owned();
        let there =
            select::get(kubectl.cluster, resource, value.text("metadata.namespace"), &name).ok();
        let done = match (verb, there.is_some()) {
            (Verb::Apply, true) => "configured",
            (Verb::Replace | Verb::ReplaceStatus, _) => "replaced",
            _ => "created",
        };
        if verb == Verb::Apply {
            super::warn_of(resource.kind, out);
            value = with_last_applied(&value);
            // What is there is shown as it stands, with a text of its own where it has none.
            if let Some(mut live) = there.map(|it| it.value) {
                let mut annotations =
                    live.remove("metadata.annotations").unwrap_or_else(Value::map);
                if let Some(map) = annotations.as_map_mut()
                    && !map.contains_key(LAST_APPLIED)
                {
                    out.stderr.push_str(&missing_annotation(resource.name, &name));
                    let own = value.at("metadata.annotations").and_then(|it| it.get(LAST_APPLIED));
                    map.extend(own.map(|it| (LAST_APPLIED.to_owned(), it.clone())));
                }
                live.set("metadata.annotations", annotations);
                value = live;
            }
        }
        // Models printers.NamePrinter.
        let shown_name = if name.is_empty() { "<unknown>" } else { &name };
        let label = format!("{}/{shown_name}", resource.singular());
        match args.get("output") {
            None => out.line(format!("{label} {done} (dry run)")),
            Some(_) => shown.push((label, value)),
        }
    }
    read
}

/// Prints what a run printed, or the objects as `-o` says.
fn report(
    args: &Args,
    file: &str,
    dry: DryRun,
    run: Run,
    shown: &mut Vec<(String, Value)>,
    out: &mut Output,
) -> Run {
    let (quoted, bare) =
        (format!("\"{}\"", label(file)), format!("error parsing {}: ", label(file)));
    let run = reworded(run, |it| {
        it.replace("\"STDIN\"", &quoted).replace("error parsing STDIN: ", &bare)
    });
    let said = run.stderr.strip_suffix(&print::failures(&run.failed())).unwrap_or(&run.stderr);
    for line in said.lines() {
        match line.strip_prefix("Warning: ") {
            Some(warning) => out.warn(&[warning.to_owned()]),
            None => out.complain(line),
        }
    }
    if args.get("output").is_none() {
        for line in run.stdout.lines() {
            out.line(format!("{line}{}", dry.suffix()));
        }
    }
    for applied in &run.applied {
        let (Some(key), Some(value)) = (&applied.key, &applied.object) else { continue };
        let name = resources::of_kind(key.kind).singular();
        shown.push((format!("{name}/{}", key.name), value.value.clone()));
    }
    run
}

/// Runs `kubectl create -f`.
pub fn create(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    if let Some(output) = super::replace::raw(args, "create") {
        return output;
    }
    if args.on("edit") {
        return Output::fail("service-lab: kubectl create --edit is not simulated here");
    }
    all_files(kubectl, args, "create", Verb::Create)
}
