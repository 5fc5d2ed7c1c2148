//! `kubectl explain`, from the field tables that decode manifests. Types,
//! values and what is required are the API's; the words are the lab's own,
//! the same as in the editor. A field without a sentence is shown as kubectl
//! shows one that has none.
//!
//! Models k8s.io/kubectl/pkg/explain/v2 and its plaintext template (v1.36).

use service_lab_engine::schema::{self, Descriptions, Field, Struct};

use super::resources::Resource;
use crate::output::Output;

/// Deepest level that `--recursive` shows; the API's deepest type here has
/// fewer, so this only ends a type that contains itself.
const MAX_DEPTH: usize = 16;

/// Values that a list of fields shows of an enum.
const MAX_VALUES: usize = 4;

/// Width of a description, its indentation left out.
const WIDTH: usize = 76;

/// Explains a resource, or the field of it that `path` leads to.
pub fn print(
    resource: &'static Resource,
    path: &[&str],
    recursive: bool,
    words: Option<&Descriptions>,
) -> Output {
    let mut out = Output::default();
    let (group, version) = resource.api_version.split_once('/').unwrap_or(("", "v1"));
    if !group.is_empty() {
        out.line(format!("GROUP:      {group}"));
    }
    out.line(format!("KIND:       {}", resource.kind));
    out.line(format!("VERSION:    {version}\n"));
    let kind = resource.simulated();
    let Some(root) = kind.and_then(schema::of) else {
        out.error(format!("service-lab: {} is not simulated here", resource.kind));
        return out;
    };
    match follow(root, path) {
        Err(name) => out.error(format!("error: field \"{name}\" does not exist")),
        Ok(None) => {
            describe(kind.and_then(|it| words?.kind(it)), &mut out);
            fields(Some(root), recursive, words, &mut out);
        }
        Ok(Some((within, field))) => {
            out.line(format!("FIELD: {} <{}>", field.name, field.kind.explained()));
            values(field, &mut out);
            out.line("");
            describe(words.and_then(|it| it.field(within, field)), &mut out);
            fields(field.kind.inner(), recursive, words, &mut out);
        }
    }
    out
}

/// The field at the end of a path with its struct; the first name that leads
/// nowhere.
fn follow<'p>(
    root: &'static Struct,
    path: &[&'p str],
) -> Result<Option<(&'static Struct, &'static Field)>, &'p str> {
    let mut within = Some(root);
    let mut found = None;
    for name in path {
        let of = within.ok_or(*name)?;
        let field = of.field(name).ok_or(*name)?;
        within = field.kind.inner();
        found = Some((of, field));
    }
    Ok(found)
}

/// A description ends with a line of its indentation, as kubectl prints it.
fn describe(sentence: Option<&str>, out: &mut Output) {
    out.line("DESCRIPTION:");
    match sentence {
        Some(sentence) => {
            wrapped(sentence, WIDTH, 4, out);
            out.line("    ");
        }
        None => out.line("    <empty>"),
    }
}

/// A text in lines of at most `width` letters; a longer word has its own line.
fn wrapped(text: &str, width: usize, indent: usize, out: &mut Output) {
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            out.line(" ".repeat(indent) + &line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.line(" ".repeat(indent) + &line);
}

/// The values that a field may have, sorted as the API's description has them.
fn values(field: &Field, out: &mut Output) {
    if field.values.is_empty() {
        return out.line("");
    }
    out.line("ENUM:");
    for value in sorted(field) {
        out.line(format!("    {value}"));
    }
}

fn sorted(field: &Field) -> Vec<&'static str> {
    let mut all = field.values.clone();
    all.sort_unstable();
    all
}

fn fields(
    of: Option<&'static Struct>,
    recursive: bool,
    words: Option<&Descriptions>,
    out: &mut Output,
) {
    if let Some(of) = of {
        out.line("FIELDS:");
        list(of, 1, recursive, words, out);
    }
    out.line("");
}

fn list(
    of: &'static Struct,
    depth: usize,
    recursive: bool,
    words: Option<&Descriptions>,
    out: &mut Output,
) {
    let indent = "  ".repeat(depth);
    for field in &of.fields {
        let required = if field.required { " -required-" } else { "" };
        out.line(format!("{indent}{}\t<{}>{required}", field.name, field.kind.explained()));
        if !field.values.is_empty() {
            let mut all = sorted(field);
            if all.len() > MAX_VALUES {
                all.truncate(MAX_VALUES);
                all.push("....");
            }
            out.line(format!("{indent}enum: {}", all.join(", ")));
        }
        if recursive {
            if let Some(inner) = field.kind.inner().filter(|_| depth < MAX_DEPTH) {
                list(inner, depth + 1, recursive, words, out);
            }
        } else {
            let sentence = words.and_then(|it| it.field(of, field));
            wrapped(sentence.unwrap_or("<no description>"), 78 - 2 * depth, 2 * depth + 2, out);
            out.line("");
        }
    }
}
