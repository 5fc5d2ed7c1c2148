//! `kubectl explain`, from the field tables that decode manifests. Types,
//! values and what is required are the API's; its prose is not part of the
//! simulation, and is shown as kubectl shows a type that has none.
//!
//! Models k8s.io/kubectl/pkg/explain/v2 and its plaintext template (v1.36).

use service_lab_engine::schema::{self, Field, Struct};

use super::resources::Resource;
use crate::output::Output;

/// Deepest level that `--recursive` shows; the API's deepest type here has
/// fewer, so this only ends a type that contains itself.
const MAX_DEPTH: usize = 16;

/// Explains a resource, or the field of it that `path` leads to.
pub fn print(resource: &'static Resource, path: &[&str], recursive: bool) -> Output {
    let mut out = Output::default();
    let (group, version) = resource.api_version.split_once('/').unwrap_or(("", "v1"));
    if !group.is_empty() {
        out.line(format!("GROUP:      {group}"));
    }
    out.line(format!("KIND:       {}", resource.kind));
    out.line(format!("VERSION:    {version}\n"));
    let Some(root) = resource.simulated().and_then(schema::of) else {
        out.error(format!("service-lab: {} is not simulated here", resource.kind));
        return out;
    };
    match follow(root, path) {
        Err(name) => out.error(format!("error: field \"{name}\" does not exist")),
        Ok(None) => {
            describe(&mut out);
            fields(Some(root), recursive, &mut out);
        }
        Ok(Some(field)) => {
            out.line(format!("FIELD: {} <{}>", field.name, field.kind.explained()));
            values(field, &mut out);
            out.line("");
            describe(&mut out);
            fields(field.kind.inner(), recursive, &mut out);
        }
    }
    out
}

/// The field at the end of a path; the first name that leads nowhere.
fn follow<'p>(root: &'static Struct, path: &[&'p str]) -> Result<Option<&'static Field>, &'p str> {
    let mut within = Some(root);
    let mut found = None;
    for name in path {
        let field = within.and_then(|it| it.field(name)).ok_or(*name)?;
        within = field.kind.inner();
        found = Some(field);
    }
    Ok(found)
}

fn describe(out: &mut Output) {
    out.line("DESCRIPTION:\n    <empty>");
}

/// The values that a field may have, sorted as the API's description has them.
fn values(field: &Field, out: &mut Output) {
    if field.values.is_empty() {
        return;
    }
    let mut all = field.values.clone();
    all.sort_unstable();
    out.line("ENUM:");
    for value in all {
        out.line(format!("    {value}"));
    }
}

fn fields(of: Option<&'static Struct>, recursive: bool, out: &mut Output) {
    if let Some(of) = of {
        out.line("FIELDS:");
        list(of, 1, recursive, out);
    }
    out.line("");
}

fn list(of: &'static Struct, depth: usize, recursive: bool, out: &mut Output) {
    let indent = "  ".repeat(depth);
    for field in &of.fields {
        let required = if field.required { " -required-" } else { "" };
        out.line(format!("{indent}{}\t<{}>{required}", field.name, field.kind.explained()));
        if !field.values.is_empty() {
            let mut all = field.values.clone();
            all.sort_unstable();
            out.line(format!("{indent}enum: {}", all.join(", ")));
        }
        if recursive {
            if let Some(inner) = field.kind.inner().filter(|_| depth < MAX_DEPTH) {
                list(inner, depth + 1, recursive, out);
            }
        } else {
            out.line(format!("{indent}  <no description>\n"));
        }
    }
}
