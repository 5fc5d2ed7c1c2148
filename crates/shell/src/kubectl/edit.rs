//! `kubectl edit` with an editor that needs nobody: `EDITOR='sed -i ...'`.
//! Models k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go (v1.36). Keeps no
//! copy of changes that the server refused.

use std::collections::BTreeMap;

use service_lab_engine::api::{Part, PatchType, Request, strategic};
use service_lab_engine::objects::Key;
use service_lab_engine::value::Value;

use super::flags::Args;
use super::select::Item;
use super::{DryRun, Kubectl, files};
use crate::output::Output;
use crate::print::yaml;
use crate::{programs, syntax};

/// The file that the editor gets.
const FILE: &str = "kubectl-edit.yaml";

const NOT_SAVED: &str = "error: Edit cancelled, no valid changes were saved.";

/// Runs `kubectl edit`.
pub fn run(kubectl: &mut Kubectl<'_>, args: &Args) -> Output {
    let items = match kubectl.chosen(args, None) {
        Ok(items) => items,
        Err(output) => return output,
    };
    let Some(editor) = kubectl.editor else {
        return Output::fail(
            "service-lab: there is no editor in this terminal; edit the manifest on the page, or use kubectl patch",
        );
    };
    let mut out = Output::default();
    for item in &items {
        let text = yaml::to_yaml(&item.value);
        match edited(editor, &text) {
            None => {
                let words = format!("error: unable to launch the editor \"{editor}\"");
                return Output::fail(words);
            }
            Some(after) if after == text => out.complain("Edit cancelled, no changes made."),
            Some(after) => save(kubectl, item, &after, &mut out),
        }
    }
    out
}

/// What the editor makes of a text; nothing where there is no such program.
fn edited(editor: &str, text: &str) -> Option<String> {
    let mut words = match syntax::parse(editor).as_deref() {
        Ok([(_, pipe)]) if editor.contains(['"', '\'', '\\']) => pipe.first()?.words.clone(),
        _ => editor.split_whitespace().map(str::to_owned).collect(),
    };
    words.push(FILE.to_owned());
    let (name, rest) = words.split_first()?;
    let mut files = BTreeMap::from([(FILE.to_owned(), text.to_owned())]);
    programs::files::run(&mut files, name, rest, "")?;
    files.remove(FILE)
}

/// Sends the difference as a strategic merge patch.
fn save(kubectl: &mut Kubectl<'_>, item: &Item, text: &str, out: &mut Output) {
    let Some(simulated) = item.resource.simulated() else { return };
    let Some(after) = files::first_value(text) else { return out.error(NOT_SAVED) };
    let before: &Value = &item.value;
    let same = |path: &str| after.text(path) == before.text(path);
    if !["apiVersion", "kind", "metadata.name"].into_iter().all(same) {
        return out.error("error: At least one of apiVersion, kind and name was changed");
    }
    let body = match strategic::three_way(simulated, before, &after, before) {
        Ok(body) => body,
        Err(error) => return out.error(format!("error: {}", error.words)),
    };
    let request = Request::Patch {
        key: Key::new(simulated, item.namespace(), item.name()),
        kind: PatchType::Strategic,
        body,
        part: Part::Main,
    };
    match kubectl.send(&request, DryRun::None) {
        Ok(done) => {
            out.warn(&done.warnings);
            out.line(format!("{} edited", item.label()));
        }
        Err(words) => {
            out.error(words);
            out.complain(NOT_SAVED);
        }
    }
}
