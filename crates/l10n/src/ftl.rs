//! Reading FTL for checks: what a text declares and what is wrong with it.
//!
//! Junk is always a problem here, unlike in Fluent, which skips it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::parser::{self, ParserError};

/// What is wrong with an FTL text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Line, from 1; 0 where it is not known.
    pub line: usize,
    /// What it is.
    pub kind: ProblemKind,
}

/// Kinds of problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// No FTL: Fluent's own word for it.
    Junk { detail: String },
    /// An id stands twice.
    Repeated { id: String },
    /// A line of a value seems to have been taken for something else: it
    /// begins with `*`, `[` or `.` and ended the message.
    LostLine { text: String },
}

/// A message or term (`-service`) that a text declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Line of its id, from 1.
    pub line: usize,
    /// The `#` comment above it, then the `##` of its group and the `###` of
    /// the file: a variable may be explained once for all.
    pub comment: String,
    /// Value and attributes by name (the value's name is `""`).
    pub patterns: BTreeMap<String, PatternFacts>,
}

/// What one pattern uses and says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatternFacts {
    /// `$variables`, without the dollar sign.
    pub variables: BTreeSet<String>,
    /// Terms and messages it refers to (`-service`, `other`).
    pub references: BTreeSet<String>,
    /// Its text with placeables written `{ }`, for comparing languages.
    pub text: String,
    /// Only its own words, without placeables.
    pub words: String,
    /// Keys of its variants.
    pub variants: BTreeSet<String>,
}

/// Reads a text: every message and term by id, and every problem.
pub fn parse_ftl(source: &str) -> (BTreeMap<String, Declared>, Vec<Problem>) {
    let (resource, mut problems) = match parser::parse(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, from_parser(source, &errors)),
    };
    let mut declared = BTreeMap::new();
    let mut from = 0;
    for (id, entry) in entries(&resource) {
        let line = line_of_id(source, &id, &mut from);
        if declared.insert(id.clone(), Declared { line, ..entry }).is_some() {
            problems.push(Problem { line, kind: ProblemKind::Repeated { id } });
        }
    }
    problems.extend(lost_lines(source));
    problems.sort();
    problems.dedup();
    (declared, problems)
}

/// Words Fluent's parser's errors with their line.
pub(crate) fn from_parser(source: &str, errors: &[ParserError]) -> Vec<Problem> {
    errors
        .iter()
        .map(|error| Problem {
            line: line_at(source, error.pos.start),
            kind: ProblemKind::Junk { detail: error.kind.to_string() },
        })
        .collect()
}

fn line_at(source: &str, place: usize) -> usize {
    source.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
}

/// Ids come in the order of the text, so each is looked for after the last.
fn line_of_id(source: &str, id: &str, from: &mut usize) -> usize {
    for (number, line) in source.lines().enumerate().skip(*from) {
        let rest = line.strip_prefix(id).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with('=')) {
            *from = number + 1;
            return number + 1;
        }
    }
    0
}

fn entries(resource: &Resource<&str>) -> Vec<(String, Declared)> {
    let (mut group, mut file) = (String::new(), String::new());
    resource
        .body
        .iter()
        .filter_map(|entry| {
            match entry {
                Entry::GroupComment(it) => group = it.content.join("\n"),
                Entry::ResourceComment(it) => file.push_str(&it.content.join("\n")),
                Entry::Message(_) | Entry::Term(_) | Entry::Comment(_) | Entry::Junk { .. } => {}
            }
            let (id, value, attributes, comment) = match entry {
                Entry::Message(it) => {
                    (it.id.name.to_owned(), it.value.as_ref(), &it.attributes, &it.comment)
                }
                Entry::Term(it) => {
                    (format!("-{}", it.id.name), Some(&it.value), &it.attributes, &it.comment)
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => return None,
            };
            let mut patterns: BTreeMap<String, PatternFacts> =
                attributes.iter().map(|it| (it.id.name.to_owned(), facts(&it.value))).collect();
            if let Some(value) = value {
                patterns.insert(String::new(), facts(value));
            }
            let own = comment.as_ref().map(|it| it.content.join("\n")).unwrap_or_default();
            let comment = format!("{own}\n{group}\n{file}");
            Some((id, Declared { line: 0, comment, patterns }))
        })
        .collect()
}

fn facts(pattern: &Pattern<&str>) -> PatternFacts {
    let mut facts = PatternFacts::default();
    read_pattern(pattern, &mut facts);
    facts
}

fn read_pattern(pattern: &Pattern<&str>, facts: &mut PatternFacts) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                facts.text.push_str(value);
                facts.words.push_str(value);
            }
            PatternElement::Placeable { expression } => read_expression(expression, facts),
        }
    }
}

fn read_expression(expression: &Expression<&str>, facts: &mut PatternFacts) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, facts),
        Expression::Select { selector, variants } => {
            read_inline(selector, facts);
            for variant in variants {
                let key = match &variant.key {
                    VariantKey::Identifier { name } => *name,
                    VariantKey::NumberLiteral { value } => *value,
                };
                facts.variants.insert(key.to_owned());
                read_pattern(&variant.value, facts);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, facts: &mut PatternFacts) {
    match inline {
        InlineExpression::StringLiteral { value } => facts.text.push_str(value),
        InlineExpression::NumberLiteral { value } => facts.text.push_str(value),
        InlineExpression::VariableReference { id } => {
            facts.text.push_str("{ }");
            facts.variables.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            facts.text.push_str("{ }");
            facts.references.insert(format!("-{}", id.name));
        }
        InlineExpression::MessageReference { id, .. } => {
            facts.text.push_str("{ }");
            facts.references.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, facts);
            }
        }
        InlineExpression::Placeable { expression } => read_expression(expression, facts),
    }
}

/// Indented lines that Fluent takes for the start of something else although
/// their writer meant prose: `*` or `[` outside a selection, and `.` where no
/// attribute's name and `=` follow.
fn lost_lines(source: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut open = 0_usize;
    for (number, line) in source.lines().enumerate() {
        let text = line.trim_start();
        let indented = line.starts_with(' ');
        if indented && open == 0 && is_lost(text) {
            let kind = ProblemKind::LostLine { text: text.to_owned() };
            problems.push(Problem { line: number + 1, kind });
        }
        if !line.starts_with('#') {
            open += text.matches('{').count();
            open = open.saturating_sub(text.matches('}').count());
        }
    }
    problems
}

fn is_lost(text: &str) -> bool {
    match text.strip_prefix('.') {
        Some(rest) => {
            let name = rest.split('=').next().unwrap_or_default().trim();
            !rest.contains('=')
                || name.is_empty()
                || !name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
        }
        None => text.starts_with('*') || text.starts_with('['),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<ProblemKind> {
        parse_ftl(source).1.into_iter().map(|it| it.kind).collect()
    }

    #[test]
    fn junk_is_a_problem_at_its_line() {
        let (_, problems) = parse_ftl("a = b\n\n!! c\n");
        assert!(problems.iter().any(|it| it.line == 3), "{problems:?}");
    }

    #[test]
    fn a_line_that_begins_with_a_star_is_lost() {
        let found = kinds("a =\n    first\n    **bold** second\n");
        assert!(found.iter().any(|it| matches!(it, ProblemKind::LostLine { .. })), "{found:?}");
    }

    #[test]
    fn a_line_that_begins_with_a_bracket_or_a_dot_is_lost() {
        assert!(!kinds("a =\n    first\n    [link](to)\n").is_empty());
        assert!(!kinds("a =\n    first\n    .then second\n").is_empty());
    }

    #[test]
    fn variants_and_attributes_are_not_lost_lines() {
        let source = "a = { $n ->\n    [one] pod\n   *[other] pods\n }\nb =\n    .title = x\n    .what = y\n";
        assert_eq!(kinds(source), []);
    }

    #[test]
    fn an_id_that_stands_twice_is_a_problem() {
        assert_eq!(kinds("a = b\na = c\n"), [ProblemKind::Repeated { id: "a".to_owned() }]);
    }

    #[test]
    fn a_brace_as_text_is_a_problem() {
        assert!(!kinds("a = { }\n").is_empty());
    }

    #[test]
    fn variables_and_references_are_found_in_every_variant() {
        let (declared, _) =
            parse_ftl("# $n is a count\na = { $n ->\n    [one] { $x }\n   *[other] { -pod }\n }\n");
        let facts = declared.get("a").and_then(|it| it.patterns.get("")).cloned();
        let facts = facts.unwrap_or_default();
        assert_eq!(facts.variables.into_iter().collect::<Vec<_>>(), ["n", "x"]);
        assert_eq!(facts.references.into_iter().collect::<Vec<_>>(), ["-pod"]);
    }
}
