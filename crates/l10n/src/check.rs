//! Whether a language is complete and true to its English. Pure: takes texts,
//! gives findings.

use std::collections::{BTreeMap, BTreeSet};

use crate::ftl::{Declared, PatternFacts, Problem, parse_ftl};
use crate::locale::Locale;

/// One FTL file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path within the language's folder: `lessons/node-port.ftl`.
    pub path: String,
    pub text: String,
}

/// Something that keeps a language from being complete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path within the language's folder; `""`: none has it.
    pub path: String,
    /// From 1; 0 where there is no line.
    pub line: usize,
    /// The message, term or attribute (`a.b`); `""` where it is about the file.
    pub id: String,
    pub kind: FindingKind,
}

/// Kinds of finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// No FTL, or FTL that loses text.
    Broken(Problem),
    /// Stands in two files.
    Repeated,
    /// Asked for by the code or the lessons, or there in English, but not here.
    Missing,
    /// Not there in English.
    Unknown,
    /// Nothing asks for it.
    Unused,
    /// Other variables than in English.
    Variables { english: Vec<String>, here: Vec<String> },
    /// A variable that no comment above it explains (English only).
    Unexplained { variable: String },
    /// It refers to a term or message that is not there.
    Dangling { to: String },
    /// Still the English text.
    English,
    /// A word that this language does not use for this (`# not:`).
    Avoided { word: String },
    /// English has a form for one of something; this language needs it too.
    NoSingular,
    /// A lesson without the hash of the English it was made from.
    NoSource { expected: String },
    /// The English has moved on since.
    Stale { expected: String, found: String },
}

/// A language's messages by id, with where they stand.
#[derive(Clone, Debug, Default)]
pub struct Language {
    pub entries: BTreeMap<String, (String, Declared)>,
    pub findings: Vec<Finding>,
}

/// Reads a language.
pub fn read(sources: &[Source]) -> Language {
    let mut language = Language::default();
    for source in sources {
        let (entries, problems) = parse_ftl(&source.text);
        for problem in problems {
            let line = problem.line;
            language.find(&source.path, line, "", FindingKind::Broken(problem));
        }
        for (id, entry) in entries {
            if language.entries.contains_key(&id) {
                language.find(&source.path, entry.line, &id, FindingKind::Repeated);
            }
            language.entries.insert(id, (source.path.clone(), entry));
        }
    }
    language
}

impl Language {
    fn find(&mut self, path: &str, line: usize, id: &str, kind: FindingKind) {
        let (path, id) = (path.to_owned(), id.to_owned());
        self.findings.push(Finding { path, line, id, kind });
    }

    /// Whether it has this message (`a`) or attribute (`a.b`).
    pub fn has(&self, id: &str) -> bool {
        let (id, part) = id.split_once('.').unwrap_or((id, ""));
        self.entries.get(id).is_some_and(|(_, entry)| entry.patterns.contains_key(part))
    }

    /// Every pattern with its full id.
    fn patterns(&self) -> impl Iterator<Item = (String, &str, usize, &PatternFacts)> {
        self.entries.iter().flat_map(|(id, (path, entry))| {
            entry.patterns.iter().map(move |(part, facts)| {
                let id = if part.is_empty() { id.clone() } else { format!("{id}.{part}") };
                (id, path.as_str(), entry.line, facts)
            })
        })
    }
}

/// Checks English against what asks for it: `needed` are full ids; `used` are
/// ids that something names, so that the rest is unused.
pub fn english(
    language: &Language,
    needed: &BTreeSet<String>,
    used: &BTreeSet<String>,
) -> Vec<Finding> {
    let mut out = language.findings.clone();
    for id in needed {
        if !language.has(id) {
            out.push(finding("", 0, id, FindingKind::Missing));
        }
    }
    for (id, (path, entry)) in &language.entries {
        let asked = used.contains(id)
            || needed.contains(id)
            || entry.patterns.keys().any(|part| needed.contains(&format!("{id}.{part}")));
        if !id.starts_with('-') && !asked {
            out.push(finding(path, entry.line, id, FindingKind::Unused));
        }
        let variables: BTreeSet<&String> =
            entry.patterns.values().flat_map(|it| &it.variables).collect();
        for variable in variables {
            if !entry.comment.contains(&format!("${variable}")) {
                let kind = FindingKind::Unexplained { variable: variable.clone() };
                out.push(finding(path, entry.line, id, kind));
            }
        }
    }
    out.extend(dangling(language));
    out
}

/// Checks a translation against English. `same` are full ids whose text is
/// rightly the English one.
pub fn translation(
    locale: Locale,
    language: &Language,
    english: &Language,
    same: &BTreeSet<String>,
) -> Vec<Finding> {
    let mut out = language.findings.clone();
    let here: BTreeMap<String, (&str, usize, &PatternFacts)> =
        language.patterns().map(|(id, path, line, facts)| (id, (path, line, facts))).collect();
    let there: BTreeMap<String, &PatternFacts> =
        english.patterns().map(|(id, _, _, facts)| (id, facts)).collect();
    for (id, source) in &there {
        match here.get(id) {
            None => out.push(finding("", 0, id, FindingKind::Missing)),
            Some((path, line, facts)) => {
                let kinds = compare(locale, id, facts, source, same);
                out.extend(kinds.into_iter().map(|kind| finding(path, *line, id, kind)));
            }
        }
    }
    for (id, (path, line, _)) in &here {
        if !there.contains_key(id) {
            out.push(finding(path, *line, id, FindingKind::Unknown));
        }
    }
    out.extend(dangling(language));
    out.extend(avoided(language));
    out
}

fn compare(
    locale: Locale,
    id: &str,
    here: &PatternFacts,
    english: &PatternFacts,
    same: &BTreeSet<String>,
) -> Vec<FindingKind> {
    let mut out = Vec::new();
    if here.variables != english.variables {
        let listed = |facts: &PatternFacts| facts.variables.iter().cloned().collect();
        out.push(FindingKind::Variables { english: listed(english), here: listed(here) });
    }
    if !id.starts_with('-') && !same.contains(id) && is_english(locale, here, english) {
        out.push(FindingKind::English);
    }
    let singular = matches!(locale, Locale::En | Locale::Da);
    if singular && english.variants.contains("one") && !here.variants.contains("one") {
        out.push(FindingKind::NoSingular);
    }
    out
}

/// Words that stay as they are in every language: names of things.
const NAMES: [&str; 37] = [
    "service",
    "lab",
    "kubernetes",
    "yaml",
    "dns",
    "iptables",
    "nftables",
    "kubectl",
    "kube-proxy",
    "ipvs",
    "clusterip",
    "nodeport",
    "loadbalancer",
    "externalname",
    "local",
    "cluster",
    "google",
    "cloud",
    "azure",
    "aws",
    "openstack",
    "octavia",
    "kind",
    "cloud-provider-kind",
    "ready",
    "http",
    "tcp",
    "udp",
    "sctp",
    "apache",
    "license",
    "network",
    "load",
    "balancer",
    "classic",
    "ok",
    "node",
];

/// Whether a text is still the English one: the same, or without a letter of
/// the language's own script where that is not the Latin one. Code, values and
/// names do not count.
fn is_english(locale: Locale, here: &PatternFacts, english: &PatternFacts) -> bool {
    if !has_words(&english.words) || !has_words(&here.words) {
        return false;
    }
    match locale {
        Locale::En => false,
        Locale::Da => here.text.trim() == english.text.trim(),
        Locale::ZhHant | Locale::ZhHans | Locale::Ko => {
            !here.words.chars().any(|it| it as u32 >= 0x1100 && it.is_alphabetic())
        }
    }
}

/// Whether there are words besides code and names.
fn has_words(text: &str) -> bool {
    let outside_code: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    outside_code
        .split(|it: char| !it.is_alphabetic() && it != '-')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .any(|word| !NAMES.contains(&word.to_lowercase().as_str()))
}

/// References to terms and messages that are not there.
pub fn dangling(language: &Language) -> Vec<Finding> {
    language
        .patterns()
        .flat_map(|(id, path, line, facts)| {
            facts
                .references
                .iter()
                .filter(|to| !language.entries.contains_key(*to))
                .map(|to| finding(path, line, &id, FindingKind::Dangling { to: to.clone() }))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Words that a term's comment forbids (`# not: a, b`), in any text.
fn avoided(language: &Language) -> Vec<Finding> {
    let words: Vec<String> = language
        .entries
        .values()
        .flat_map(|(_, entry)| entry.comment.lines())
        .filter_map(|line| line.trim().strip_prefix("not:"))
        .flat_map(|line| line.split(','))
        .map(|word| word.trim().to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let mut out = Vec::new();
    for (id, path, line, facts) in language.patterns() {
        let text = facts.words.to_lowercase();
        for word in words.iter().filter(|word| text.contains(word.as_str())) {
            out.push(finding(path, line, &id, FindingKind::Avoided { word: word.clone() }));
        }
    }
    out
}

/// Whether a translated lesson carries the hash of the English it was made
/// from, in a comment `# source: HASH`.
pub fn source(source: &Source, expected: &str) -> Option<Finding> {
    let found = source.text.lines().find_map(|line| {
        let comment = line.trim_start_matches('#');
        (comment.len() < line.len()).then(|| comment.trim().strip_prefix("source:"))?
    });
    let expected = expected.to_owned();
    let kind = match found.map(str::trim) {
        None => FindingKind::NoSource { expected },
        Some(found) if found == expected => return None,
        Some(found) => FindingKind::Stale { expected, found: found.to_owned() },
    };
    Some(finding(&source.path, 1, "", kind))
}

fn finding(path: &str, line: usize, id: &str, kind: FindingKind) -> Finding {
    Finding { path: path.to_owned(), line, id: id.to_owned(), kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Language {
        read(&[Source { path: "a.ftl".to_owned(), text: text.to_owned() }])
    }

    fn set(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|it| (*it).to_owned()).collect()
    }

    fn danish(text: &str, source: &str) -> Vec<FindingKind> {
        let found = translation(Locale::Da, &language(text), &language(source), &set(&[]));
        found.into_iter().map(|it| it.kind).collect()
    }

    fn of_english(text: &str, needed: &[&str], used: &[&str]) -> Vec<FindingKind> {
        let found = english(&language(text), &set(needed), &set(used));
        found.into_iter().map(|it| it.kind).collect()
    }

    #[test]
    fn a_complete_translation_has_no_finding() {
        assert_eq!(danish("a = Pakken kom { $x }\n", "a = The packet came { $x }\n"), []);
    }

    #[test]
    fn a_missing_and_an_unknown_id_are_found() {
        let found = danish("b = Hej\n", "a = Hello\n");
        assert_eq!(found, [FindingKind::Missing, FindingKind::Unknown]);
    }

    #[test]
    fn a_missing_attribute_is_found() {
        let found = danish("a = Hej\n", "a = Hello\n    .short = Hi\n");
        assert_eq!(found, [FindingKind::Missing]);
    }

    #[test]
    fn other_variables_than_in_english_are_found() {
        let found = danish("a = Hej { $y }\n", "a = Hello { $x }\n");
        assert!(matches!(found.as_slice(), [FindingKind::Variables { .. }]), "{found:?}");
    }

    #[test]
    fn text_left_in_english_is_found_and_names_are_no_text() {
        assert_eq!(danish("a = Hello there\n", "a = Hello there\n"), [FindingKind::English]);
        assert_eq!(danish("a = AWS `x y` { $x }\n", "a = AWS `x y` { $x }\n"), []);
        let chinese = translation(
            Locale::ZhHans,
            &language("a = Hello you\n"),
            &language("a = Hello there\n"),
            &set(&[]),
        );
        assert_eq!(chinese.len(), 1);
    }

    #[test]
    fn text_that_may_stay_english_is_left_alone() {
        let (here, there) = (language("a = Port\n"), language("a = Port\n"));
        assert_eq!(translation(Locale::Da, &here, &there, &set(&["a"])), []);
    }

    #[test]
    fn danish_needs_a_form_for_one() {
        let source = "a = { $n ->\n    [one] one\n   *[other] more\n }\n";
        let found = danish("a = { $n ->\n   *[other] flere\n }\n", source);
        assert_eq!(found, [FindingKind::NoSingular]);
    }

    #[test]
    fn junk_is_found() {
        let found = danish("a = Hej\n!!\n", "a = Hello\n");
        assert!(found.iter().any(|it| matches!(it, FindingKind::Broken(_))), "{found:?}");
    }

    #[test]
    fn a_word_that_the_vocabulary_forbids_is_found() {
        let found =
            danish("# not: slutpunkt\n-e = endpoint\na = Et Slutpunkt\n", "-e = e\na = x\n");
        assert_eq!(found, [FindingKind::Avoided { word: "slutpunkt".to_owned() }]);
    }

    #[test]
    fn a_reference_to_nothing_is_found() {
        let found = danish("a = Hej { -x }\n", "a = Hello\n");
        assert_eq!(found, [FindingKind::Dangling { to: "-x".to_owned() }]);
    }

    #[test]
    fn an_id_in_two_files_is_found() {
        let file = |path: &str| Source { path: path.to_owned(), text: "a = b\n".to_owned() };
        assert_eq!(read(&[file("x"), file("y")]).findings.len(), 1);
    }

    #[test]
    fn an_id_that_is_asked_for_and_missing_is_found() {
        assert_eq!(of_english("", &["a.title"], &[]), [FindingKind::Missing]);
    }

    #[test]
    fn an_id_that_nothing_asks_for_is_found() {
        assert_eq!(of_english("a = x\nb = y\n", &["a"], &[]), [FindingKind::Unused]);
        assert_eq!(of_english("a = x\n", &[], &["a"]), []);
    }

    #[test]
    fn a_variable_without_a_comment_is_found() {
        assert_eq!(of_english("# $x is x\na = { $x }\n", &["a"], &[]), []);
        let found = of_english("a = { $x }\n", &["a"], &[]);
        assert_eq!(found, [FindingKind::Unexplained { variable: "x".to_owned() }]);
    }

    #[test]
    fn a_lesson_whose_english_has_moved_on_is_found() {
        let with = |text: &str| Source { path: "l".to_owned(), text: text.to_owned() };
        assert_eq!(source(&with("# source: abc\n\na = b\n"), "abc"), None);
        let stale = source(&with("# source: abc\n"), "def").map(|it| it.kind);
        assert!(matches!(stale, Some(FindingKind::Stale { .. })));
        let none = source(&with("a = source: x\n"), "def").map(|it| it.kind);
        assert!(matches!(none, Some(FindingKind::NoSource { .. })));
    }
}
