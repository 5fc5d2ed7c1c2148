//! The texts of a language, cut into packs: what a first page shows, what a
//! lesson tells, and what may come later (src/packs.rs asks for them).

use std::collections::{BTreeMap, BTreeSet};

use service_lab_l10n::check::{self, Source};

/// What each field is for.
pub const FIELDS: &str = "fields.ftl";
/// What every page shows, and what a packet meets.
const FIRST: &str = "first.ftl";
/// What the page can do without for a moment.
const MORE: &str = "more.ftl";

/// The files that go into [`MORE`], each with how its ids begin: the page waits
/// for these where it shows them.
const LATER: [(&str, &str); 5] = [
    ("advice.ftl", "advice-"),
    ("examples.ftl", "example-"),
    ("explain.ftl", "explain-"),
    ("glossary.ftl", "word-"),
    ("ingress.ftl", "reason-ingress-"),
];

/// The parts of a lesson that other pages show too.
const SHOWN_ELSEWHERE: [&str; 2] = ["title", "summary"];

/// The packs by name, from the files of a language by path.
///
/// # Errors
/// A text that stands where the page does not wait for it, or refers to one of
/// another pack that may not be there.
pub fn cut(files: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, String> {
    let mut packs: BTreeMap<String, String> =
        [FIRST, MORE, FIELDS].map(|it| (it.to_owned(), String::new())).into();
    for (path, text) in files {
        let later =
            LATER.iter().find(|it| it.0 == path).map(|it| (MORE.to_owned(), it.1.to_owned()));
        let lesson = path.strip_prefix("lessons/").and_then(|it| it.strip_suffix(".ftl"));
        let lesson = lesson.map(|id| (format!("lesson-{id}.ftl"), format!("lesson-{id}-")));
        let own = (path == FIELDS).then(|| (FIELDS.to_owned(), String::new()));
        let later = later.or(lesson).or(own);
        for entry in entries(text) {
            let pack = match &later {
                None => FIRST,
                Some((pack, prefix)) => {
                    let rest = entry.strip_prefix(prefix.as_str());
                    let rest = rest.ok_or_else(|| misplaced(path, entry, prefix))?;
                    let part = rest.split([' ', '=']).next().unwrap_or_default();
                    let elsewhere =
                        prefix.starts_with("lesson-") && SHOWN_ELSEWHERE.contains(&part);
                    if elsewhere { FIRST } else { pack }
                }
            };
            packs.entry(pack.to_owned()).or_default().push_str(entry);
        }
    }
    drop_unused_terms(&mut packs);
    refers_to_what_is_there(&packs)?;
    Ok(packs)
}

/// Takes out the terms that no text of the language refers to: they are for its translators. Ends, for each round
/// takes out one or more.
fn drop_unused_terms(packs: &mut BTreeMap<String, String>) {
    loop {
        let used: BTreeSet<&str> = packs.values().flat_map(|it| terms_in(it)).collect();
        let first = packs.get(FIRST).map(String::as_str).unwrap_or_default();
        let is_used = |it: &&str| term_at(it).is_none_or(|term| used.contains(term));
        let kept: String = entries(first).into_iter().filter(is_used).collect();
        if kept.len() == first.len() {
            return;
        }
        packs.insert(FIRST.to_owned(), kept);
    }
}

/// The terms that a text refers to: `{ -pod }`.
fn terms_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|it| term_at(it.trim_start()))
}

/// The term whose name a text begins with.
fn term_at(text: &str) -> Option<&str> {
    let name = text.strip_prefix('-')?;
    let end = name.find(|it: char| !it.is_ascii_alphanumeric() && !"-_".contains(it));
    Some(name.get(..end.unwrap_or(name.len())).unwrap_or_default())
}

fn misplaced(path: &str, entry: &str, prefix: &str) -> String {
    let line = entry.lines().next().unwrap_or_default();
    format!("{path}: comes after the first page, so each id begins with {prefix}: {line}")
}

/// The messages and terms of a file, each with its lines, without the remarks
/// for their authors: a line that begins with `#` is nothing else, and what
/// begins no entry is indented or closes a bracket.
fn entries(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = line_where(rest, begins) {
        rest = &rest[start..];
        let head = rest.find('\n').map_or(rest.len(), |it| it + 1);
        let tail = &rest[head..];
        let end =
            head + line_where(tail, |it| begins(it) || it.starts_with('#')).unwrap_or(tail.len());
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

fn begins(line: &str) -> bool {
    line.starts_with(|it: char| it.is_ascii_alphabetic() || it == '-')
}

/// Where the first line starts that is so.
fn line_where(text: &str, is: impl Fn(&str) -> bool) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is(line) {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// Each pack is shown with the first one and perhaps without the others.
fn refers_to_what_is_there(packs: &BTreeMap<String, String>) -> Result<(), String> {
    let source = |name: &str| {
        let text = packs.get(name).cloned().unwrap_or_default();
        Source { path: name.to_owned(), text }
    };
    for name in packs.keys() {
        let mut sources = vec![source(FIRST)];
        if name != FIRST {
            sources.push(source(name));
        }
        if let Some(it) = check::dangling(&check::read(&sources)).first() {
            return Err(format!("{} refers to what may not be there: {:?}", it.id, it.kind));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    const UI: (&str, &str) = ("ui.ftl", "### Words.\n\n# One.\n-t = T\nui-a = { -t } # is one\n");

    #[test]
    fn a_first_page_gets_what_every_page_shows_and_the_names_of_lessons() {
        let lesson = "# source: 0\n\nlesson-x-title = X\nlesson-x-titles =\n    - { -t }\n\n    b { $n ->\n       *[a] c\n}\n# Last.\n";
        let cut = cut(&files(&[
            UI,
            ("lessons/x.ftl", lesson),
            ("explain.ftl", "explain-a =\n    .what = b\n"),
        ]));
        let expected = files(&[
            ("fields.ftl", ""),
            ("first.ftl", "lesson-x-title = X\n-t = T\nui-a = { -t } # is one\n"),
            (
                "lesson-x.ftl",
                "lesson-x-titles =\n    - { -t }\n\n    b { $n ->\n       *[a] c\n}\n",
            ),
            ("more.ftl", "explain-a =\n    .what = b\n"),
        ]);
        assert_eq!(cut, Ok(expected));
    }

    #[test]
    fn a_term_that_nothing_refers_to_stays_with_its_translators() {
        let terms = "-t = T\n-u-v = U\n    .a = b\n-only = { -lost }\n-lost = L\n";
        let ui = "ui-a = { -t(case: \"of\") } - {-u-v}\n";
        let cut = cut(&files(&[("terms.ftl", terms), ("ui.ftl", ui)])).unwrap_or_default();
        let first = cut.get(FIRST).map(String::as_str);
        assert_eq!(first, Some(&*format!("-t = T\n-u-v = U\n    .a = b\n{ui}")));
    }

    #[test]
    fn a_text_that_the_page_does_not_wait_for_may_not_come_later() {
        assert!(cut(&files(&[UI, ("glossary.ftl", "word-a = A\n")])).is_ok());
        assert!(cut(&files(&[UI, ("glossary.ftl", "ui-b = A\n")])).is_err());
    }

    #[test]
    fn no_text_refers_to_a_pack_that_may_not_be_there() {
        let glossary = ("glossary.ftl", "word-a = { ui-a }\n");
        assert!(cut(&files(&[UI, glossary])).is_ok());
        assert!(cut(&files(&[("ui.ftl", "ui-a = { word-a }\n"), glossary])).is_err());
        let lesson = ("lessons/x.ftl", "lesson-x-a = { word-a }\n");
        assert!(cut(&files(&[UI, glossary, lesson])).is_err());
    }
}
