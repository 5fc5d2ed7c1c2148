//! From a pattern of Fluent and its arguments to text: the part of Fluent's
//! resolver that the lab's texts use.
//!
//! Models fluent-bundle 0.16 `resolver`, which stays the measure in the tests.
//! It has no functions and no number formats: a count is written as its digits
//! ([`crate::Arg`]), so no locale data is needed.

use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern,
    PatternElement, VariantKey,
};
use fluent_syntax::parser::{self, ParserError};
use fluent_syntax::unicode::unescape_unicode;

use crate::locale::Locale;
use crate::message::Arg;

/// How deep messages may refer to messages: far more than a person can read.
const MAX_DEPTH: u32 = 16;
/// Pieces that are put in at most; as many as in fluent-bundle.
const MAX_PLACEABLES: u32 = 100;

/// A message or term; the id of a term begins with `-`.
struct Text {
    id: String,
    value: Option<Pattern<String>>,
    attributes: Vec<Attribute<String>>,
}

/// Every message and term of a language, by id.
pub(crate) struct Texts(Vec<Text>);

/// Arguments by name.
type Args<'a> = [(&'a str, Arg)];

impl Texts {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds the texts of a source.
    ///
    /// # Errors
    /// What the parser could not read.
    pub(crate) fn add(&mut self, source: &str) -> Result<(), Vec<ParserError>> {
        let resource = parser::parse_runtime(source.to_owned()).map_err(|(_, errors)| errors)?;
        for entry in resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(it) => (it.id.name, it.value, it.attributes),
                Entry::Term(it) => (["-", &it.id.name].concat(), Some(it.value), it.attributes),
                _ => continue,
            };
            self.0.push(Text { id, value, attributes });
        }
        Ok(())
    }

    /// Orders what was added, and tells which ids stand twice.
    pub(crate) fn settle(&mut self) -> Vec<String> {
        self.0.sort_by(|one, other| one.id.cmp(&other.id));
        let twice = self.0.iter().zip(self.0.iter().skip(1)).filter(|(a, b)| a.id == b.id);
        twice.map(|(it, _)| it.id.clone()).collect()
    }

    /// Takes over the texts of another cut, but of ids that are here.
    pub(crate) fn take(&mut self, more: Texts) {
        for text in more.0 {
            if let Err(place) = self.0.binary_search_by(|it| it.id.cmp(&text.id)) {
                self.0.insert(place, text);
            }
        }
    }

    /// The value of a message or term, or one of its attributes.
    pub(crate) fn pattern(&self, id: &str, attribute: Option<&str>) -> Option<&Pattern<String>> {
        let place = self.0.binary_search_by(|it| it.id.as_str().cmp(id)).ok()?;
        let text = self.0.get(place)?;
        match attribute {
            None => text.value.as_ref(),
            Some(name) => text.attributes.iter().find(|it| it.id.name == name).map(|it| &it.value),
        }
    }

    /// A pattern as text.
    pub(crate) fn say(&self, locale: Locale, pattern: &Pattern<String>, args: &Args) -> String {
        let mut scope = Scope { texts: self, locale, depth: 0, placed: 0 };
        let mut out = String::new();
        scope.pattern(pattern, args, &mut out);
        out
    }
}

/// The resolving of one message.
struct Scope<'a> {
    texts: &'a Texts,
    locale: Locale,
    depth: u32,
    placed: u32,
}

impl Scope<'_> {
    fn pattern(&mut self, pattern: &Pattern<String>, args: &Args, out: &mut String) {
        if self.depth > MAX_DEPTH {
            out.push_str("{???}");
            return;
        }
        self.depth += 1;
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value),
                PatternElement::Placeable { expression } => {
                    self.placed += 1;
                    if self.placed > MAX_PLACEABLES {
                        break;
                    }
                    self.expression(expression, args, out);
                }
            }
        }
        self.depth -= 1;
    }

    fn expression(&mut self, expression: &Expression<String>, args: &Args, out: &mut String) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, args, out),
            Expression::Select { selector, variants } => {
                let chosen = self.selected(selector, args);
                let meant = variants.iter().find(|it| self.fits(&it.key, chosen.as_ref()));
                if let Some(it) = meant.or_else(|| variants.iter().find(|it| it.default)) {
                    self.pattern(&it.value, args, out);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>, args: &Args, out: &mut String) {
        let (id, attribute, own) = match inline {
            InlineExpression::Placeable { expression } => {
                return self.expression(expression, args, out);
            }
            InlineExpression::MessageReference { id, attribute } => {
                (id.name.clone(), attribute, None)
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let own = self.arguments(arguments.as_ref(), args);
                (["-", &id.name].concat(), attribute, Some(own))
            }
            _ => match self.selected(inline, args) {
                Some(Arg::Text(text)) => return out.push_str(&text),
                Some(Arg::Count(number)) => return out.push_str(&number.to_string()),
                None => (name_of(inline), &None, None),
            },
        };
        let attribute = attribute.as_ref().map(|it: &Identifier<String>| it.name.as_str());
        let texts = self.texts;
        match texts.pattern(&id, attribute) {
            Some(pattern) => self.pattern(pattern, own.as_deref().unwrap_or(args), out),
            None => {
                // A gap shows itself.
                let dot = if attribute.is_some() { "." } else { "" };
                out.push_str(&["{", &id, dot, attribute.unwrap_or_default(), "}"].concat());
            }
        }
    }

    /// The named arguments that a reference to a term gives.
    fn arguments<'a>(
        &mut self,
        given: Option<&'a CallArguments<String>>,
        args: &Args,
    ) -> Vec<(&'a str, Arg)> {
        let mut own = Vec::new();
        for it in given.into_iter().flat_map(|it| &it.named) {
            if let Some(value) = self.selected(&it.value, args) {
                own.push((it.name.name.as_str(), value));
            }
        }
        own
    }

    /// The value of an expression that a text can be chosen by.
    fn selected(&mut self, inline: &InlineExpression<String>, args: &Args) -> Option<Arg> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                let mut text = String::new();
                unescape_unicode(&mut text, value).ok()?;
                Some(Arg::Text(text))
            }
            InlineExpression::NumberLiteral { value } => {
                Some(value.parse().map_or_else(|_| Arg::Text(value.clone()), Arg::Count))
            }
            InlineExpression::VariableReference { id } => {
                args.iter().rev().find(|(name, _)| *name == id.name).map(|(_, it)| it.clone())
            }
            InlineExpression::FunctionReference { .. } => None,
            InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::Placeable { .. } => {
                let mut text = String::new();
                self.inline(inline, args, &mut text);
                Some(Arg::Text(text))
            }
        }
    }

    fn fits(&self, key: &VariantKey<String>, chosen: Option<&Arg>) -> bool {
        match (key, chosen) {
            (VariantKey::Identifier { name }, Some(Arg::Text(text))) => name == text,
            (VariantKey::Identifier { name }, Some(Arg::Count(number))) => {
                name == plural(self.locale, *number)
            }
            (VariantKey::NumberLiteral { value }, Some(Arg::Count(number))) => {
                value.parse() == Ok(*number)
            }
            (VariantKey::NumberLiteral { .. }, Some(Arg::Text(_))) | (_, None) => false,
        }
    }
}

/// Models the plural rules of CLDR for whole numbers: English and Danish have
/// a singular, Chinese and Korean do not.
fn plural(locale: Locale, number: u64) -> &'static str {
    match locale {
        Locale::En | Locale::Da if number == 1 => "one",
        Locale::En | Locale::Da | Locale::ZhHant | Locale::ZhHans | Locale::Ko => "other",
    }
}

/// How an expression that has no value shows itself.
fn name_of(inline: &InlineExpression<String>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => ["$", &id.name].concat(),
        InlineExpression::FunctionReference { id, .. } => [&id.name, "()"].concat(),
        _ => String::new(),
    }
}
