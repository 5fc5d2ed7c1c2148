//! The kinds of problem: their list in docs/, and that each is explained by
//! texts of its own.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use service_lab_engine::diagnostic::Code;
use service_lab_l10n::check::{Language, Source};
use service_lab_l10n::ftl::PatternFacts;
use service_lab_l10n::{Bundle, Locale, Message, say};

/// Where the list stands.
const FILE: &str = "docs/diagnostics.md";

const HEAD: &str = "# Kinds of problem

Everything that can be wrong with a text is of one of these kinds. Each has an explanation in every
language, in four parts of its own: a title, what it means, why Kubernetes asks for it, how to mend it
(`explain-<kind>` in `locales/<tag>/explain.ftl`), beside Kubernetes' own words, which are never
translated. `svclab content check` proves that none is missing in any language, that no two kinds share
a text, and that this list is whole; `svclab content kinds` writes it.

Where one repair is certain the problem carries it as an edit, and the editor offers it: a misspelt
field or value, a node port outside the range, a port without a name, a number in quotes or a text
without them, `http` as protocol.

| kind | title in English |
| --- | --- |
";

/// The list as it belongs in docs/.
pub fn list(english: &[Source]) -> String {
    let texts: Vec<&str> = english.iter().map(|it| it.text.as_str()).collect();
    let words = Bundle::new(Locale::En, &texts).ok();
    let mut out = HEAD.to_owned();
    for code in Code::ALL {
        let [title, ..] = say::explain_parts(*code);
        // Writing to a string cannot fail.
        let title = words.as_ref().map(|it| it.plain(&Message::new(title))).unwrap_or_default();
        let _ = writeln!(out, "| `{}` | {title} |", code.name());
    }
    out
}

/// Whether the list in docs/ is the one of the code and the English texts.
pub fn listed(root: &Path, english: &[Source]) -> Vec<String> {
    let found = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    let same = found.replace("\r\n", "\n") == list(english);
    let told = format!("{FILE} is not what `svclab content kinds` writes");
    if same { Vec::new() } else { vec![told] }
}

/// Texts that explain more than one kind: one sentence for many kinds is no
/// explanation. Texts that differ in a term only are two.
pub fn alike(language: &Language) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for id in Code::ALL.iter().flat_map(|it| say::explain_parts(*it)) {
        let Some(it) = pattern(language, &id) else { continue };
        if let Some(other) = seen.insert((&it.text, &it.references, &it.variables), id.clone()) {
            found.push(format!("{id} says the same as {other}"));
        }
    }
    found
}

fn pattern<'l>(language: &'l Language, id: &str) -> Option<&'l PatternFacts> {
    let (id, part) = id.split_once('.')?;
    language.entries.get(id)?.1.patterns.get(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use service_lab_l10n::check::read;

    fn source(text: &str) -> [Source; 1] {
        [Source { path: "explain.ftl".to_owned(), text: text.to_owned() }]
    }

    #[test]
    fn one_sentence_for_two_kinds_is_found() {
        let kind = |name: &str, what: &str| {
            format!(
                "explain-{name} =\n    .title = {name}\n    .what = {what}\n    .why = why {name}\n    .mend = mend {name}\n"
            )
        };
        let own = kind("yaml-tab", "A tab.") + &kind("unknown-field", "No such field.");
        assert_eq!(alike(&read(&source(&own))), Vec::<String>::new());
        let shared = kind("yaml-tab", "Wrong.") + &kind("unknown-field", "Wrong.");
        assert_eq!(alike(&read(&source(&shared))).len(), 1);
    }

    #[test]
    fn the_list_names_every_kind_once() {
        let text = list(&source("explain-yaml-tab =\n    .title = A tab\n"));
        assert!(text.contains("| `yaml-tab` | A tab |\n"));
        for code in Code::ALL {
            assert_eq!(text.matches(&format!("| `{}` |", code.name())).count(), 1);
        }
    }
}
