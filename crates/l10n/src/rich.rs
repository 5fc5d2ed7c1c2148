//! The inline grammar of prose: paragraphs, `-` lists, `**bold**`, `` `code` ``
//! and `[links](to)`. Text goes in, nodes come out; no markup text ever does.

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list without order.
    List(Vec<Vec<Inline>>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text as it stands.
    Text(String),
    /// Words that carry weight.
    Strong(Vec<Inline>),
    /// Kubernetes' own words, always English.
    Code(String),
    /// A link: to a lesson (`lesson:node-port`), a glossary word
    /// (`word:endpoint`), a panel (`panel:rules`) or an address.
    Link {
        /// Where to.
        to: String,
        /// What it says.
        text: Vec<Inline>,
    },
}

/// Letters that mean something to the grammar, and the private letters that
/// stand for them inside a value while the prose around it is parsed.
const GUARDS: [(char, char); 8] = [
    ('*', '\u{e000}'),
    ('`', '\u{e001}'),
    ('[', '\u{e002}'),
    (']', '\u{e003}'),
    ('(', '\u{e004}'),
    (')', '\u{e005}'),
    ('\n', '\u{e006}'),
    ('\r', '\u{e007}'),
];

/// A `-` that begins a value, which may begin a line.
const LEADING_DASH: char = '\u{e008}';

/// How deep bold and links nest; what is deeper is text.
const MAX_DEPTH: usize = 4;

/// Makes a value safe to stand in prose. Undone letter by letter by [`parse`].
pub(crate) fn guard(value: &str) -> String {
    let mut out: String = value
        .chars()
        .map(|letter| {
            GUARDS.iter().find(|(plain, _)| *plain == letter).map_or(letter, |(_, it)| *it)
        })
        .collect();
    if out.starts_with('-') {
        out.replace_range(..1, LEADING_DASH.encode_utf8(&mut [0; 4]));
    }
    out
}

fn unguard(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            LEADING_DASH => '-',
            _ => GUARDS.iter().find(|(_, it)| *it == letter).map_or(letter, |(plain, _)| *plain),
        })
        .collect()
}

/// Parses prose. Total: what does not fit the grammar is text.
pub fn parse(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n').chain([""]) {
        if line.trim().is_empty() {
            flush(&mut lines, &mut blocks);
        } else {
            lines.push(line.trim());
        }
    }
    blocks
}

/// Prose as one line of text.
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => write_part(&mut out, inlines),
            Block::List(items) => items.iter().for_each(|item| write_part(&mut out, item)),
        }
    }
    out
}

fn write_part(out: &mut String, inlines: &[Inline]) {
    if !out.is_empty() {
        out.push(' ');
    }
    write_plain(out, inlines);
}

fn write_plain(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Link { text: inner, .. } => write_plain(out, inner),
        }
    }
}

/// Turns the lines between two blank ones into blocks: a list begins at a
/// line that begins with `- `, and its item goes on in the lines after it.
fn flush(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    let mut paragraph = String::new();
    let mut items: Vec<String> = Vec::new();
    for line in lines.drain(..) {
        match (line.strip_prefix("- "), items.last_mut()) {
            (Some(item), _) => items.push(item.trim().to_owned()),
            (None, Some(item)) => join(item, line),
            (None, None) => join(&mut paragraph, line),
        }
    }
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(inlines(&paragraph, 0)));
    }
    if !items.is_empty() {
        blocks.push(Block::List(items.iter().map(|item| inlines(item, 0)).collect()));
    }
}

/// Joins two lines of one paragraph: with a space, except between letters of
/// a script that puts none between words.
fn join(text: &mut String, line: &str) {
    let spaceless = match (text.chars().last(), line.chars().next()) {
        (Some(left), Some(right)) => {
            (is_han(left) && is_han(right)) || is_full_width(left) || is_full_width(right)
        }
        _ => true,
    };
    if !spaceless {
        text.push(' ');
    }
    text.push_str(line);
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_full_width(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn inlines(text: &str, depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match if depth < MAX_DEPTH { marked(rest, depth) } else { None } {
            Some((inline, after)) => {
                push_text(&mut out, &mut plain);
                out.push(inline);
                rest = after;
            }
            None => {
                plain.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            }
        }
    }
    push_text(&mut out, &mut plain);
    out
}

fn push_text(out: &mut Vec<Inline>, plain: &mut String) {
    if !plain.is_empty() {
        out.push(Inline::Text(unguard(plain)));
        plain.clear();
    }
}

/// The marked piece that `text` begins with, and what follows it.
fn marked(text: &str, depth: usize) -> Option<(Inline, &str)> {
    if let Some(rest) = text.strip_prefix('`') {
        let (code, after) = rest.split_once('`')?;
        return Some((Inline::Code(unguard(code)), after));
    }
    if let Some(rest) = text.strip_prefix("**") {
        let (inner, after) = rest.split_once("**")?;
        return Some((Inline::Strong(inlines(inner, depth + 1)), after));
    }
    let rest = text.strip_prefix('[')?;
    let (label, after) = rest.split_once("](")?;
    let (to, after) = after.split_once(')')?;
    if label.contains('[') {
        return None;
    }
    Some((Inline::Link { to: unguard(to), text: inlines(label, depth + 1) }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn a_paragraph_holds_bold_code_and_links() {
        let found = parse("A **bold `c`** and [a link](lesson:node-port).");
        let expected = vec![Block::Paragraph(vec![
            text("A "),
            Inline::Strong(vec![text("bold "), Inline::Code("c".to_owned())]),
            text(" and "),
            Inline::Link { to: "lesson:node-port".to_owned(), text: vec![text("a link")] },
            text("."),
        ])];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_blank_line_parts_paragraphs_and_a_dash_makes_a_list() {
        let found = parse("one\ntwo\n\n- a\n  b\n- c\n");
        let expected = vec![
            Block::Paragraph(vec![text("one two")]),
            Block::List(vec![vec![text("a b")], vec![text("c")]]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_of_han_join_without_a_space() {
        assert_eq!(plain(&parse("每個節點\n都開門，\n`curl` 也")), "每個節點都開門，curl 也");
        assert_eq!(plain(&parse("모든 노드가\n문을 엽니다")), "모든 노드가 문을 엽니다");
    }

    #[test]
    fn what_is_not_closed_is_text() {
        assert_eq!(plain(&parse("a ** b ` c [d](e")), "a ** b ` c [d](e");
    }
}
