//! Whether every language is complete.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use service_lab_course::Content;
use service_lab_engine::diagnostic::Code;
use service_lab_l10n::check::{self, Finding, Language, Source};
use service_lab_l10n::{Locale, say};
use sha2::{Digest, Sha256};

use super::fields::{self, Used};
use super::{Report, files_below, kinds, quotes, used};

/// Letters of a hash that a translated lesson carries: enough to tell any two
/// versions apart, few enough to copy by eye.
const HASH_LETTERS: usize = 12;

/// How ids begin that [`content_ids`] lists one by one: another one that begins so is asked for by nobody.
const LISTED: [&str; 5] = ["chapter-", "example-", "explain-", "lesson-", "word-"];

/// Most words of a lesson's own prose; hints, options and goals not counted.
const PROSE_WORDS: usize = 750;

/// Checks all languages.
pub fn check(root: &Path, content: &Content, report: &mut Report) {
    let Ok(sources) = sources(root, Locale::En.tag()) else {
        report.check("locales/en", vec!["cannot be read".to_owned()]);
        return;
    };
    let english = check::read(&sources);
    let named = used::read(root);
    let mut needed = content_ids(content);
    needed.extend(named.needed());
    let described = fields::possible_ids();
    let listed = |id: &str| LISTED.iter().any(|it| id.starts_with(it));
    let used = english.entries.keys();
    let used = used.filter(|it| !listed(it) && named.names(it) || described.contains(*it)).cloned();
    let used = used.collect::<BTreeSet<_>>();
    let found = check::english(&english, &needed, &used);
    report.check("locales/en", words(&found));
    let fields = fields::undescribed(&Used::read(root, content), &sources);
    report.check("the list of kinds of problem", kinds::listed(root, &sources));
    report.check("locales/en, one explanation for each kind", kinds::alike(&english));
    report.check("locales/en, every field that is used", fields);
    report.check("locales/en, form of the fields", fields::misshapen(&sources));
    report.check("locales/en, length of lessons", long_lessons(content, &english));
    report.check("locales/en, quotations", quotations(root, &sources, &english));
    for locale in Locale::ALL.into_iter().filter(|it| *it != Locale::En) {
        check_locale(root, locale, &sources, &english, report);
    }
}

fn check_locale(
    root: &Path,
    locale: Locale,
    english: &[Source],
    language: &Language,
    report: &mut Report,
) {
    let name = format!("locales/{}", locale.tag());
    let Ok(sources) = sources(root, locale.tag()) else {
        report.check(name, vec!["cannot be read".to_owned()]);
        return;
    };
    let here = check::read(&sources);
    let found = check::translation(locale, &here, language, &same(root, locale));
    report.check(name.clone(), words(&found));
    let stale: Vec<Finding> = sources
        .iter()
        .filter(|it| it.path.starts_with("lessons/"))
        .filter_map(|it| {
            let source = english.iter().find(|source| source.path == it.path)?;
            check::source(it, &hash(&source.text))
        })
        .collect();
    report.check(format!("{name}, lessons as new as the English"), words(&stale));
    report.check(format!("{name}, one explanation for each kind"), kinds::alike(&here));
    report.check(format!("{name}, form of the fields"), fields::misshapen(&sources));
    report.check(format!("{name}, quotations"), quotations(root, &sources, &here));
}

/// The FTL files of a language.
pub fn sources(root: &Path, tag: &str) -> std::io::Result<Vec<Source>> {
    let files = files_below(&root.join("locales").join(tag))?;
    Ok(files
        .into_iter()
        .filter(|(path, _)| path.ends_with(".ftl"))
        .map(|(path, text)| Source { path, text })
        .collect())
}

/// The hash that a translation of this text carries.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hex.chars().take(HASH_LETTERS).collect()
}

/// Ids whose text is rightly the English one: `locales/<tag>/same.txt`, one on
/// a line, `#` begins a comment.
fn same(root: &Path, locale: Locale) -> BTreeSet<String> {
    let path = root.join("locales").join(locale.tag()).join("same.txt");
    fs::read_to_string(path)
        .unwrap_or_default()
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Ids that lessons, chapters, examples and kinds of problem ask for.
fn content_ids(content: &Content) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> =
        Code::ALL.iter().flat_map(|code| say::explain_parts(*code)).collect();
    ids.extend(content.course.chapters.iter().map(|it| format!("chapter-{}", it.id)));
    ids.extend(content.lessons.iter().flat_map(|it| it.messages()));
    for (word, _) in say::WORDS {
        ids.extend([format!("word-{word}"), format!("word-{word}.text")]);
    }
    for example in &content.examples {
        ids.extend([format!("example-{}", example.id), format!("example-{}.note", example.id)]);
    }
    ids
}

fn words(found: &[Finding]) -> Vec<String> {
    found.iter().map(|it| format!("{}:{} {} {:?}", it.path, it.line, it.id, it.kind)).collect()
}

/// Lessons whose prose is too long.
fn long_lessons(content: &Content, english: &Language) -> Vec<String> {
    content
        .lessons
        .iter()
        .filter_map(|lesson| {
            let count: usize = lesson
                .messages()
                .iter()
                .filter(|id| is_prose(id))
                .filter_map(|id| english.entries.get(id)?.1.patterns.get(""))
                .map(|it| it.text.split_whitespace().count())
                .sum();
            (count > PROSE_WORDS).then(|| format!("{} has {count} words", lesson.id))
        })
        .collect()
}

/// Whether a message is running prose: no hint, goal or option.
fn is_prose(id: &str) -> bool {
    let option = id.contains("-predict-") && !id.ends_with("-after");
    !option && !id.contains("-hint-") && !id.contains("-goal-") && !id.contains("-summary")
}

/// Quotations of lessons that real Kubernetes never said.
fn quotations(root: &Path, sources: &[Source], language: &Language) -> Vec<String> {
    let lessons: BTreeSet<&str> =
        sources.iter().map(|it| it.path.as_str()).filter(|it| it.starts_with("lessons/")).collect();
    let quoted: Vec<String> = language
        .entries
        .values()
        .filter(|(path, _)| lessons.contains(path.as_str()))
        .flat_map(|(_, entry)| entry.patterns.values())
        .flat_map(|it| quotes::of(&it.text))
        .collect();
    if quoted.is_empty() {
        return Vec::new();
    }
    let records = records(root);
    quoted
        .into_iter()
        .filter(|it| !records.contains(it.as_str()))
        .map(|it| format!("stands in no record: {it}"))
        .collect()
}

/// Every recorded case as one text, its escapes undone.
fn records(root: &Path) -> String {
    let mut all = String::new();
    let folder = root.join("tests/conformance");
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()) {
        if path.extension().is_some_and(|it| it == "gz")
            && let Ok(file) = fs::File::open(&path)
        {
            // A record that cannot be read proves nothing, and the check says so.
            let _ = GzDecoder::new(file).read_to_string(&mut all);
        }
    }
    all.replace("\\\"", "\"").replace("\\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_problem_asks_for_its_four_texts() {
        let ids = content_ids(&Content::default());
        let explained = ids.iter().filter(|it| it.starts_with("explain-")).count();
        assert_eq!(explained, Code::ALL.len() * 4);
    }

    #[test]
    fn a_hash_does_not_depend_on_line_ends() {
        assert_eq!(hash("a\nb\n"), hash("a\r\nb\r\n"));
        assert_ne!(hash("a"), hash("b"));
        assert_eq!(hash("a").len(), HASH_LETTERS);
    }

    #[test]
    fn a_quotation_that_nobody_said_is_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let lesson = |quote: &str| {
            vec![Source { path: "lessons/a.ftl".to_owned(), text: format!("a = `{quote}`\n") }]
        };
        let said = lesson("provided port is not in the valid range");
        assert_eq!(quotations(&root, &said, &check::read(&said)), Vec::<String>::new());
        let invented = lesson("provided port is quite beyond the pale");
        assert_eq!(quotations(&root, &invented, &check::read(&invented)).len(), 1);
    }

    #[test]
    fn a_lesson_that_is_too_long_is_found() {
        let lesson = service_lab_course::Lesson {
            id: "one".to_owned(),
            seed: 0,
            benches: Default::default(),
            values: Vec::new(),
            steps: Vec::new(),
        };
        let content = Content { lessons: vec![lesson], ..Content::default() };
        let text = |words: usize| {
            let text = format!("lesson-one-did = {}\n", "word ".repeat(words));
            check::read(&[Source { path: "lessons/one.ftl".to_owned(), text }])
        };
        assert_eq!(long_lessons(&content, &text(PROSE_WORDS)), Vec::<String>::new());
        assert_eq!(long_lessons(&content, &text(PROSE_WORDS + 1)), ["one has 751 words"]);
    }
}
