//! One language's texts, ready to be asked.

use crate::ftl::{self, Problem, ProblemKind};
use crate::locale::Locale;
use crate::message::{Arg, Message};
use crate::resolve::Texts;
use crate::rich::{self, Block};

/// The texts of one language. `Send` and `Sync`, so a signal can hold it.
pub struct Bundle {
    locale: Locale,
    texts: Texts,
}

impl Bundle {
    /// Reads the texts of a language: one or more FTL sources, in any cut.
    ///
    /// # Errors
    /// Every junk, parse error and repeated id; a language with a broken text
    /// is not shown in part.
    pub fn new<S: AsRef<str>>(locale: Locale, sources: &[S]) -> Result<Self, Vec<Problem>> {
        let mut texts = Texts::new();
        let mut problems = Vec::new();
        for source in sources {
            let source = source.as_ref();
            if let Err(errors) = texts.add(source) {
                problems.extend(ftl::from_parser(source, &errors));
            }
        }
        for id in texts.settle() {
            problems.push(Problem { line: 0, kind: ProblemKind::Repeated { id } });
        }
        if problems.is_empty() { Ok(Self { locale, texts }) } else { Err(problems) }
    }

    /// Adds texts that come later: another cut of the same language. Where an id is there already, its text stays.
    ///
    /// # Errors
    /// As [`Self::new`]; nothing is added then.
    pub fn add(&mut self, source: &str) -> Result<(), Vec<Problem>> {
        let more = Self::new(self.locale, &[source])?;
        self.texts.take(more.texts);
        Ok(())
    }

    /// Its language.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Whether it has a text for this id (`message` or `message.attribute`).
    pub fn has(&self, id: &str) -> bool {
        self.pattern(id).is_some()
    }

    /// The text of a message. A missing id, or one whose arguments do not fit,
    /// shows itself (`⟨step-dnat⟩`), so that the rest of the page stays usable.
    pub fn text(&self, message: &Message) -> String {
        self.format(message, str::to_owned)
    }

    /// The prose of a message: paragraphs and lists. Arguments enter as text:
    /// whatever they hold, they never become markup.
    pub fn rich(&self, message: &Message) -> Vec<Block> {
        rich::parse(&self.format(message, rich::guard))
    }

    /// The prose of a message without its markup, for a title or a label.
    pub fn plain(&self, message: &Message) -> String {
        rich::plain(&self.rich(message))
    }

    fn pattern(&self, id: &str) -> Option<&fluent_syntax::ast::Pattern<String>> {
        match id.split_once('.') {
            None => self.texts.pattern(id, None),
            Some((id, name)) => self.texts.pattern(id, Some(name)),
        }
    }

    fn format(&self, message: &Message, value: fn(&str) -> String) -> String {
        let Some(pattern) = self.pattern(&message.id) else {
            return fallback(&message.id);
        };
        let mut args = Vec::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            let arg = match arg {
                Arg::Text(text) => Arg::Text(value(text)),
                Arg::Count(number) => Arg::Count(*number),
            };
            args.push((&**name, arg));
        }
        self.texts.say(self.locale, pattern, &args)
    }
}

fn fallback(id: &str) -> String {
    format!("\u{27e8}{id}\u{27e9}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rich::Inline;

    fn bundle(source: &str) -> Bundle {
        Bundle::new(Locale::En, &[source]).unwrap_or_else(|it| panic!("{it:?}"))
    }

    #[test]
    fn a_missing_id_shows_itself() {
        assert_eq!(bundle("a = b\n").text(&Message::new("step-dnat")), "⟨step-dnat⟩");
    }

    #[test]
    fn addresses_are_not_wrapped_in_isolation_marks() {
        let text = bundle("a = to { $ip }\n").text(&Message::new("a").with("ip", "10.96.0.1"));
        assert_eq!(text, "to 10.96.0.1");
    }

    #[test]
    fn junk_refuses_the_whole_language() {
        assert!(Bundle::new(Locale::En, &["a = b\nthis is junk\n"]).is_err());
    }

    #[test]
    fn an_id_that_stands_twice_refuses_the_whole_language() {
        let found = Bundle::new(Locale::En, &["a = b\n", "a = c\n"]).err().unwrap_or_default();
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn texts_that_come_later_stand_beside_those_that_are_there() {
        let mut bundle = bundle("b = old { -t }\n-t = term\n");
        assert_eq!(bundle.add("c = { b }\na = { -t }\nb = new\n"), Ok(()));
        let said = |id: &'static str| bundle.text(&Message::new(id));
        assert_eq!([said("a"), said("b"), said("c")], ["term", "old term", "old term"]);
    }

    #[test]
    fn junk_that_comes_later_changes_nothing() {
        let mut bundle = bundle("a = b\n");
        assert!(bundle.add("c = d\nthis is junk\n").is_err());
        assert!(bundle.has("a") && !bundle.has("c"));
    }

    #[test]
    fn attributes_are_messages_of_their_own() {
        let bundle = bundle("a =\n    .title = T { $x }\n");
        assert_eq!(bundle.text(&Message::new("a.title").with("x", "1")), "T 1");
        assert!(!bundle.has("a"));
    }

    #[test]
    fn a_value_never_becomes_markup() {
        let bundle = bundle("a = { $x } **b**\n");
        let blocks = bundle.rich(&Message::new("a").with("x", "- **no** `no` [no](no)\n\n- no"));
        let Some(Block::Paragraph(inlines)) = blocks.first() else { panic!("{blocks:?}") };
        assert_eq!(blocks.len(), 1);
        assert_eq!(
            inlines.first(),
            Some(&Inline::Text("- **no** `no` [no](no)\n\n- no ".to_owned()))
        );
    }

    #[test]
    fn a_guarded_value_still_selects() {
        let bundle = bundle("a = { $k ->\n    [cluster-ip] yes\n   *[other] no\n}\n");
        let message = Message::new("a").with("k", "cluster-ip");
        assert_eq!(bundle.plain(&message), "yes");
    }

    #[test]
    fn an_exact_number_selects_where_a_language_has_no_singular() {
        let source = "a = { $n ->\n    [1] only one\n   *[other] { $n } of them\n}\n";
        let Ok(bundle) = Bundle::new(Locale::ZhHant, &[source]) else { panic!("{source}") };
        assert_eq!(bundle.text(&Message::new("a").count("n", 1)), "only one");
        assert_eq!(bundle.text(&Message::new("a").count("n", 3)), "3 of them");
    }
}
