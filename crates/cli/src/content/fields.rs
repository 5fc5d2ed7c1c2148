//! Which fields learners meet: derived from what lessons, examples, literate
//! cases and recorded cases hold and from the paths that the engine's source
//! names, never listed by hand. Each of them, and every field of Service and
//! of the other kinds but Pod, Node and HorizontalPodAutoscaler, has a sentence
//! (`locales/<tag>/fields.ftl`).

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use service_lab_course::{Content, start_world};
use service_lab_engine::objects::Kind;
use service_lab_engine::schema::{self, Descriptions, Field, Struct};
use service_lab_engine::value::Value;
use service_lab_engine::yaml;
use service_lab_l10n::check::Source;

/// The recorded suites that hold manifests and objects.
const SUITES: [&str; 10] = [
    "admission",
    "categorize",
    "chains",
    "direct-yaml",
    "endpointslices",
    "flows",
    "hints",
    "kubectl",
    "lifecycle",
    "rollouts",
];

/// Kinds of which learners meet a part: what they meet is derived.
const IN_PART: [Kind; 3] = [Kind::Pod, Kind::Node, Kind::HorizontalPodAutoscaler];

/// The structs of a Pod and of a claim in other kinds, of which learners meet a
/// part too.
const HELD_IN_PART: [&str; 2] = ["PodSpec", "PersistentVolumeClaim"];

/// Fields by the key of their struct and their name.
#[derive(Debug, Default)]
pub struct Used(BTreeSet<(&'static str, &'static str)>);

impl Used {
    /// Everything that stands in manifests and in simulated or recorded
    /// clusters, what the engine reads by its path, and the smaller kinds whole.
    pub fn read(root: &Path, content: &Content) -> Self {
        let mut used = Self::default();
        for kind in Kind::ALL.into_iter().filter(|it| !IN_PART.contains(it)) {
            if let Some(within) = schema::of(kind) {
                used.whole(within);
            }
        }
        for (_, text) in super::files_below(&root.join("crates/engine/src")).unwrap_or_default() {
            used.paths(text.split("#[cfg(test)]").next().unwrap_or_default());
        }
        for bench in content.lessons.iter().flat_map(|it| it.benches.values()) {
            used.world(bench);
        }
        for example in &content.examples {
            used.world(&example.bench);
        }
        for (_, text) in super::files_below(&root.join("content")).unwrap_or_default() {
            used.text(&text);
        }
        for (_, text) in super::files_below(&root.join("tests/cases")).unwrap_or_default() {
            // Each fence begins with the name of its block.
            for block in text.split("```").skip(1).step_by(2).filter(|it| it.starts_with("yaml")) {
                used.text(block.split_once('\n').map_or("", |it| it.1));
            }
        }
        for suite in SUITES {
            used.suite(&root.join(format!("tests/conformance/{suite}.jsonl.gz")));
        }
        used
    }

    /// The fields themselves.
    pub fn fields(&self) -> impl Iterator<Item = (&'static Struct, &'static Field)> + '_ {
        self.0.iter().filter_map(|(key, name)| {
            let within = schema::find(key)?;
            Some((within, within.field(name)?))
        })
    }

    /// A struct and all below it.
    fn whole(&mut self, within: &'static Struct) {
        for field in &within.fields {
            if self.0.insert((within.key, field.name))
                && let Some(inner) = field.kind.inner().filter(|it| !HELD_IN_PART.contains(&it.key))
            {
                self.whole(inner);
            }
        }
    }

    fn world(&mut self, bench: &service_lab_course::BenchSpec) {
        for object in start_world(bench).store.iter() {
            self.object(&object.value);
        }
    }

    /// Every manifest of a text; a text that holds none adds nothing.
    fn text(&mut self, text: &str) {
        for document in yaml::read(text).0 {
            if let Some(root) = document.root {
                self.object(&root.to_value());
            }
        }
    }

    /// Dotted paths in string literals of the engine's source, followed from
    /// every kind that has them.
    fn paths(&mut self, code: &str) {
        let lines = code.lines().map(|it| it.split("//").next().unwrap_or_default());
        for literal in lines.flat_map(|it| it.split('"').skip(1).step_by(2)) {
            if literal.contains('.') {
                Kind::ALL.into_iter().filter_map(schema::of).for_each(|it| self.path(it, literal));
            }
        }
    }

    /// A path that leads through the whole table, or nothing.
    fn path(&mut self, root: &'static Struct, path: &str) {
        let mut within = Some(root);
        let mut found = Vec::new();
        for name in path.split('.') {
            let Some((of, field)) = within.and_then(|of| Some((of, of.field(name)?))) else {
                return;
            };
            found.push((of.key, field.name));
            within = field.kind.inner();
        }
        self.0.extend(found);
    }

    fn suite(&mut self, path: &Path) {
        let mut all = String::new();
        if let Ok(file) = fs::File::open(path) {
            // A record that cannot be read adds nothing; `svclab conform` reports it.
            let _ = GzDecoder::new(file).read_to_string(&mut all);
        }
        for line in all.lines() {
            if let Ok(case) = serde_json::from_str::<serde_json::Value>(line) {
                self.recorded(&case);
            }
        }
    }

    /// Objects and manifests anywhere in a recorded case.
    fn recorded(&mut self, json: &serde_json::Value) {
        match json {
            serde_json::Value::Object(map) if map.contains_key("apiVersion") => {
                self.text(&json.to_string());
            }
            serde_json::Value::Object(map) => map.values().for_each(|it| self.recorded(it)),
            serde_json::Value::Array(list) => list.iter().for_each(|it| self.recorded(it)),
            serde_json::Value::String(text) if text.contains("apiVersion:") => self.text(text),
            _ => {}
        }
    }

    fn object(&mut self, value: &Value) {
        let kind = Kind::ALL.into_iter().find(|it| {
            it.name() == value.text("kind") && it.api_version() == value.text("apiVersion")
        });
        if let Some(within) = kind.and_then(schema::of) {
            self.value(within, value);
        }
    }

    fn value(&mut self, within: &'static Struct, value: &Value) {
        for (name, value) in value.as_map().into_iter().flat_map(|it| it.iter()) {
            let Some(field) = within.field(name) else { continue };
            self.0.insert((within.key, field.name));
            let Some(inner) = field.kind.inner() else { continue };
            match (value.as_list(), &field.kind) {
                (Some(items), _) => items.iter().for_each(|it| self.value(inner, it)),
                (None, _) => self.value(inner, value),
            }
        }
    }
}

/// The file of a language that holds the sentences.
const FILE: &str = "fields.ftl";

/// Every id under which a sentence about a field or a kind can stand.
pub fn possible_ids() -> BTreeSet<String> {
    let fields = schema::all()
        .flat_map(|within| within.fields.iter().flat_map(|it| schema::description_ids(within, it)));
    fields.chain(Kind::ALL.into_iter().map(schema::kind_id)).collect()
}

fn text(sources: &[Source]) -> &str {
    sources.iter().find(|it| it.path == FILE).map_or("", |it| it.text.as_str())
}

/// Fields that learners meet and that have no sentence, and kinds without one.
pub fn undescribed(used: &Used, sources: &[Source]) -> Vec<String> {
    let words = Descriptions::read(text(sources));
    let fields = used
        .fields()
        .filter(|(within, field)| words.field(within, field).is_none())
        .map(|(within, field)| format!("{}.{} has no sentence", within.key, field.name));
    let kinds = Kind::ALL.into_iter().filter(|it| words.kind(*it).is_none());
    fields.chain(kinds.map(|it| format!("{} has no sentence", it.name()))).collect()
}

/// Lines that the page and the terminal, which read the file line by line,
/// would lose or show raw.
pub fn misshapen(sources: &[Source]) -> Vec<String> {
    let lines = text(sources).lines().enumerate();
    let lines = lines.filter(|(_, it)| !it.is_empty() && !it.starts_with('#'));
    lines
        .filter(|(_, it)| {
            let sentence = it.split_once(" = ").map_or("", |it| it.1);
            it.starts_with(' ')
                || sentence.trim().is_empty()
                || sentence.contains(['{', '}', '`', '*'])
        })
        .map(|(place, _)| format!("{FILE}:{}: one plain sentence on one line", place + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> [Source; 1] {
        [Source { path: FILE.to_owned(), text: text.to_owned() }]
    }

    #[test]
    fn a_used_field_without_a_sentence_is_found() {
        let mut used = Used::default();
        used.text(
            "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n  - port: 80\n",
        );
        let found = undescribed(&used, &source("field-service-port-port = The port.\n"));
        assert!(found.contains(&"ServiceSpec.ports has no sentence".to_owned()), "{found:?}");
        assert!(found.contains(&"Pod has no sentence".to_owned()));
        assert!(!found.iter().any(|it| it.starts_with("ServicePort.")), "{found:?}");
    }

    #[test]
    fn a_sentence_that_would_be_lost_or_shown_raw_is_found() {
        assert_eq!(misshapen(&source("# note\n\na = One.\n")), Vec::<String>::new());
        let wrong = source("a =\n    Two lines.\nb = { -service }\nc = `code`\n");
        assert_eq!(misshapen(&wrong).len(), 4);
    }

    #[test]
    fn paths_that_the_engine_reads_are_fields_that_are_used() {
        let mut used = Used::default();
        used.paths("let a = pod.value.text(\"spec.nodeName\"); // \"spec.hostname\"");
        let found: Vec<&str> = used.fields().map(|(_, field)| field.name).collect();
        assert_eq!(found, ["spec", "nodeName"].map(|it| it));
    }
}
