//! `kubectl edit` with an editor that needs nobody: `EDITOR='sed -i ...'`.
//! Models k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::api::{Part, PatchType, Request, Status, strategic, strictly_patched};
use service_lab_engine::objects::Key;
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::printer::{Format, as_one};
use super::select::{self, Item, Named, Scope};
use super::{DryRun, Kubectl, files};
use crate::output::Output;
use crate::stdin::Stdin;
use crate::{programs, syntax};

/// How often the editor is opened anew; upstream knows no end.
const MAX_TRIES: usize = 20;

const HEADER: &str = "# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
";

/// What became of one object of the edited file.
enum Saved {
    /// It is stored, or was left as it is.
    Done,
    /// The server refuses it; the editor is opened with the reasons.
    Invalid(String),
    /// Nothing more is tried.
    Lost,
}

/// Runs `kubectl edit`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let format = match args.get("output").filter(|it| !it.is_empty()).unwrap_or("yaml") {
        "yaml" => Format::Yaml,
        "json" => Format::Json,
        other => {
            return Output::fail(format!(
                "error: unable to match a printer suitable for the output format \"{other}\", allowed formats are: json,yaml"
            ));
        }
    };
    let validation = match files::validation(args) {
        Ok(validation) => validation,
        Err(error) => return Output::fail(format!("error: {error}")),
    };
    let found = match select::named(&args.words) {
        // A type alone stands for all of it.
        Ok(Named::Types(types)) if !args.reads_files() => {
            let all = types.iter().map(|it| kubectl.list(it, &Scope::of(args)));
            all.collect::<Result<Vec<_>, String>>().map(|it| it.concat()).map_err(Output::fail)
        }
        _ => kubectl.chosen(args, None),
    };
    let items = match found {
        Ok(items) => items,
        Err(output) => return output,
    };
    let (Some(editor), Some(first)) = (kubectl.editor, items.first()) else {
        return Output::fail(match items.is_empty() {
            true => "error: edit cancelled, no objects found",
            false => {
                "service-lab: there is no editor in this terminal; edit the manifest on the page, or use kubectl patch"
            }
        });
    };
    // JSON has no place for comments.
    let (extension, header) = if format == Format::Json { ("json", false) } else { ("yaml", true) };
    let file = format!("/tmp/kubectl-edit-{}.{extension}", kubectl.cluster.now_ms());
    let original = as_one(&items, items.len() == 1);
    let mut body = format.print(&original, "").unwrap_or_default();
    let (mut reasons, mut failed) = (String::new(), false);
    let mut out = Output::default();
    for _ in 0..MAX_TRIES {
        let given = if header { format!("{HEADER}{reasons}{body}") } else { body.clone() };
        let text = match edited(editor, &file, &given, &mut out) {
            Ok(text) => text,
            Err(error) => {
                out.error(error);
                return out;
            }
        };
        let after = files::first_value(&text);
        if failed && stripped(&text) == body {
            return kept(kubectl, file, text, "Edit cancelled, no valid changes were saved.", out);
        }
        if items.len() == 1 && after.as_ref() == Some(&original) {
            out.complain("Edit cancelled, no changes made.");
            return out;
        }
        reasons.clear();
        let Some(after) = after.filter(|it| !it.text("kind").is_empty()) else {
            out.error(invalid(first));
            (body, failed) = (stripped(&text), true);
            continue;
        };
        let all = match items.len() {
            1 => vec![after],
            _ => after.list("items").to_vec(),
        };
        for (item, after) in items.iter().zip(&all) {
            let same = |path: &str| after.text(path) == item.value.text(path);
            if !["apiVersion", "kind", "metadata.name"].into_iter().all(same) {
                let why = "At least one of apiVersion, kind and name was changed";
                return kept(kubectl, file, text, why, out);
            }
            match save(kubectl, args, validation, (item, after), &mut out) {
                Saved::Done => {}
                Saved::Invalid(why) => reasons.push_str(&why),
                Saved::Lost => {
                    out.complain(format!(
                        "You can run `kubectl replace -f {file}` to try this update again."
                    ));
                    kubectl.kept = Some((file, text));
                    return out;
                }
            }
        }
        if reasons.is_empty() {
            out.exit = 0;
            return out;
        }
        (body, failed) = (stripped(&text), true);
    }
    out.error("service-lab: kubectl would open the editor again and again here");
    out
}

/// Ends with an error, and keeps what was typed. Models preservedFile.
fn kept(
    kubectl: &mut Kubectl<'_>,
    file: String,
    text: String,
    why: &str,
    mut out: Output,
) -> Output {
    out.complain(format!("A copy of your changes has been stored to \"{file}\""));
    out.error(format!("error: {why}"));
    kubectl.kept = Some((file, text));
    out
}

fn invalid(item: &Item) -> String {
    format!("error: {} \"{}\" is invalid", item.resource.qualified(), item.name())
}

/// A text without comments. Models cmdutil.ManualStrip.
fn stripped(text: &str) -> String {
    text.lines().filter(|it| !it.starts_with('#')).map(|it| format!("{it}\n")).collect()
}

/// What the editor makes of a text.
///
/// # Errors
/// kubectl's line where there is no such program, or it fails.
fn edited(editor: &str, file: &str, text: &str, out: &mut Output) -> Result<String, String> {
    // What has quotes is given to a shell.
    let quoted = editor.contains(['"', '\'', '\\']);
    let shown = if quoted { format!("/bin/bash -c {editor}") } else { editor.to_owned() };
    let mut words = match syntax::parse(editor).as_deref() {
        Ok([(_, pipe)]) if quoted => {
            let words = pipe.first().map(|it| it.words.iter()).unwrap_or_default();
            words.map(|it| it.replace(syntax::GLOB_MARK, "")).collect::<Vec<String>>()
        }
        _ => editor.split_whitespace().map(str::to_owned).collect(),
    };
    words.push(file.to_owned());
    let mut files = BTreeMap::from([(file.to_owned(), text.to_owned())]);
    let ran = words
        .split_first()
        .and_then(|(name, rest)| programs::files::run(&mut files, name, rest, &Stdin::default()))
        .ok_or_else(|| format!("error: unable to launch the editor \"{editor}\""))?;
    out.stdout.push_str(&ran.stdout);
    out.stderr.push_str(&ran.stderr);
    if ran.exit != 0 {
        return Err(format!("error: there was a problem with the editor \"{shown}\""));
    }
    Ok(files.remove(file).unwrap_or_default())
}

/// Sends the difference as a strategic merge patch.
fn save(
    kubectl: &mut Kubectl<'_>,
    args: &Args,
    validation: FieldValidation,
    (item, after): (&Item, &Value),
    out: &mut Output,
) -> Saved {
    let before: &Value = &item.value;
    let Some(simulated) = item.resource.simulated().filter(|_| after != before) else {
        out.line(format!("{} skipped", item.label()));
        return Saved::Done;
    };
    let body = match strategic::three_way(simulated, before, after, before) {
        Ok(body) => body,
        Err(error) => {
            out.error(invalid(item));
            return Saved::Invalid(reason(item, &[error.words]));
        }
    };
    if args.on("output-patch") {
        out.line(format!("Patch: {}", body.to_json()));
    }
    let key = Key::new(simulated, item.namespace(), item.name());
    let kind = PatchType::Strategic;
    let stored =
        kubectl.cluster.store().get(&key).filter(|_| validation == FieldValidation::Strict);
    if let Some(Err(status)) = stored.map(|it| strictly_patched(it, kind, &body)) {
        return refused(item, &status, out);
    }
    let request = Request::Patch { key, kind, body, part: Part::Main };
    match kubectl.serve(&request, DryRun::None) {
        Ok(done) => {
            out.warn(&done.warnings);
            let line = format!("{} edited", item.label());
            kubectl.print_changed(args, &done.object.value, &item.label(), line, out);
            Saved::Done
        }
        Err(status) => refused(item, &status, out),
    }
}

/// Models editResults.addError.
fn refused(item: &Item, status: &Status, out: &mut Output) -> Saved {
    out.warn(&status.warnings);
    if status.reason == "Invalid" {
        out.error(invalid(item));
        let causes: Vec<String> =
            status.causes.iter().map(|it| format!("{}: {}", it.field, it.message)).collect();
        return Saved::Invalid(reason(item, &causes));
    }
    out.error(format!(
        "error: {} \"{}\" could not be patched: {}",
        item.resource.qualified(),
        item.name(),
        status.message
    ));
    Saved::Lost
}

/// Models editReason and editHeader.writeTo.
fn reason(item: &Item, causes: &[String]) -> String {
    let head = format!("# {} \"{}\" was not valid:\n", item.resource.qualified(), item.name());
    let lines = causes.iter().map(|it| format!("# * {}\n", it.replace('\n', "\n# ")));
    [head].into_iter().chain(lines).chain(["#\n".to_owned()]).collect()
}
