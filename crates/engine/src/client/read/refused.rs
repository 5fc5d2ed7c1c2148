//! What a text is refused with that can be read as YAML: each fault with its place, its words and, where one is certain,
//! its repair.

use super::{For, Reader};
use crate::api::aggregate;
use crate::client::one::Next;
use crate::client::print::Failure;
use crate::diagnostic::{By, Code, Diagnostic, Edit, Severity, Verbatim};
use crate::objects::Kind;
use crate::path::FieldPath;
use crate::schema::{self, Problem, Repair};
use crate::value::Value;
use crate::yaml::{self, Content, Entry, Node};

impl Reader<'_> {
    pub(super) fn stop(&mut self, words: String) {
        self.skip(words, false);
        self.stopped = true;
    }

    /// kubectl refuses something in these words, without `error: `.
    pub(super) fn skip(&mut self, words: String, in_list: bool) {
        if !self.stopped {
            let failure = if in_list { Failure::Listed(words) } else { Failure::Own(words) };
            self.reading.items.push(Next::Failure(failure));
        }
    }

    /// A refusal about one field of a document.
    pub(super) fn refuse(
        &mut self,
        code: Code,
        root: &Node,
        field: &'static str,
        words: String,
        in_list: bool,
    ) {
        let path = FieldPath::root().field(field);
        let problem = self.about(root, code, path, &words);
        self.reading.diagnostics.push(problem);
        self.skip(words, in_list);
    }

    pub(super) fn about(
        &self,
        root: &Node,
        code: Code,
        path: FieldPath,
        words: &str,
    ) -> Diagnostic {
        let at = yaml::visible(self.text, root.locate(&path));
        Diagnostic {
            severity: Severity::Error,
            code,
            at,
            subject: at.slice(self.text).unwrap_or_default().to_owned(),
            path,
            verbatim: Verbatim(words.to_owned()),
            by: By::Kubectl,
            edit: None,
        }
    }

    pub(super) fn invalid(&mut self, root: &Node, value: &Value, code: Code, wrong: &[String]) {
        let told = aggregate(wrong.iter().map(String::as_str));
        let words = format!(
            "error validating \"{}\": error validating data: {told}; if you choose to ignore \
             these errors, turn validation off with --validate=false",
            self.input.source
        );
        let field =
            if wrong.iter().any(|it| it.starts_with("kind ")) { "kind" } else { "apiVersion" };
        let mut problem = self.about(root, code, FieldPath::root().field(field), &words);
        if code == Code::MissingKind {
            let edit = misspelt_key(self.text, root, field);
            if let Some(edit) = &edit {
                problem.at = edit.at;
                problem.subject = edit.at.slice(self.text).unwrap_or_default().to_owned();
            }
            problem.edit = edit;
        } else {
            problem.subject = value.text("kind").to_owned();
        }
        self.reading.diagnostics.push(problem);
        self.stop(words);
    }

    pub(super) fn undecodable(&mut self, root: &Node, code: Code, field: &'static str, why: &str) {
        let words = format!("unable to decode \"{}\": {why}", self.input.source);
        self.refuse(code, root, field, words, false);
    }

    pub(super) fn wrong_metadata(&mut self, root: &Node, problem: &Problem) {
        let words = format!("unable to decode \"{}\": {}", self.input.source, problem.words);
        let problem = Problem { words: words.clone(), ..problem.clone() };
        let told = schema::diagnostic(self.text, root, &problem, Severity::Error, By::Kubectl);
        self.reading.diagnostics.push(told);
        self.skip(words, false);
    }

    /// A kind that only Kubernetes has. Who asks for names alone knows it by name.
    pub(super) fn not_simulated(&mut self, root: &Node, value: &Value) {
        match self.purpose {
            For::Sending(_) => {}
            For::Rehearsing(_) if !self.stopped => {
                return self.reading.items.push(Next::Unsimulated(value.clone()));
            }
            For::Rehearsing(_) | For::Names => return,
        }
        let (version, kind) = (value.text("apiVersion"), value.text("kind"));
        let words =
            format!("Service Lab does not simulate kind \"{kind}\" in version \"{version}\"");
        let mut problem =
            self.about(root, Code::NotSimulated, FieldPath::root().field("kind"), &words);
        problem.by = By::Lab;
        self.reading.diagnostics.push(problem);
        self.skip(words, false);
    }

    pub(super) fn no_match(&mut self, root: &Node, value: &Value, in_list: bool) {
        let (version, kind) = (value.text("apiVersion"), value.text("kind"));
        // The group may be empty but written.
        let served = version.strip_prefix('/').unwrap_or(version);
        let matches = format!("no matches for kind \"{kind}\" in version \"{served}\"");
        let words = if in_list {
            format!("unable to recognize {matches}")
        } else {
            format!(
                "resource mapping not found for name: \"{}\" namespace: \"{}\" from \"{}\": \
                 {matches}\nensure CRDs are installed first",
                value.text("metadata.name"),
                value.text("metadata.namespace"),
                self.input.source
            )
        };
        let (field, meant) = meant(version, kind);
        let mut problem =
            self.about(root, Code::UnknownKind, FieldPath::root().field(field), &words);
        problem.subject = kind.to_owned();
        problem.edit =
            meant.and_then(|it| schema::edit(self.text, problem.at, &Repair::Replace(it)));
        self.reading.diagnostics.push(problem);
        self.skip(words, in_list);
    }
}

/// A key that was surely meant to be this one.
fn misspelt_key(text: &str, root: &Node, field: &str) -> Option<Edit> {
    let Content::Map(entries) = &root.content else { return None };
    if entries.iter().any(|it| it.key == field) {
        return None;
    }
    let near = |it: &&Entry| schema::closest(&it.key, [field].into_iter()).is_some();
    let entry = entries.iter().find(near)?;
    schema::edit(text, entry.key_span, &Repair::Rename(field.to_owned()))
}

/// Which of the two is wrong, and what was surely meant.
pub(in crate::client) fn meant(version: &str, kind: &str) -> (&'static str, Option<String>) {
    let known = Kind::ALL.into_iter();
    if let Some(kind) = known.clone().find(|it| it.name() == kind) {
        return ("apiVersion", Some(kind.api_version().to_owned()));
    }
    let served = known.filter(|it| it.api_version() == version).map(Kind::name);
    ("kind", schema::closest(kind, served).map(str::to_owned))
}
