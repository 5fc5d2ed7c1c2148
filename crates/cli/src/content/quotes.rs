//! Quotations: Kubernetes' own words in a lesson are those that it said.

use service_lab_l10n::{Block, Inline, parse_rich};

/// A code span of so many words is a quotation.
const WORDS: usize = 4;

/// The quotations in a text.
pub fn of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for block in parse_rich(text) {
        match block {
            Block::Paragraph(inlines) => walk(&inlines, &mut found),
            Block::List(items) => items.iter().for_each(|item| walk(item, &mut found)),
        }
    }
    found
}

fn walk(inlines: &[Inline], found: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Code(text) if text.split_whitespace().count() >= WORDS => {
                found.push(text.clone());
            }
            Inline::Strong(inner) | Inline::Link { text: inner, .. } => walk(inner, found),
            Inline::Code(_) | Inline::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_code_span_is_a_quotation_and_a_short_one_is_not() {
        let text = "It says `provided port is not in the valid range`. Use `port: 80`.";
        assert_eq!(of(text), ["provided port is not in the valid range"]);
    }
}
