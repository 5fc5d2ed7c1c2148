//! Label and field selectors. Models k8s.io/apimachinery/pkg/labels and
//! pkg/fields (v1.36).

use std::collections::{BTreeMap, BTreeSet};

use service_lab_engine::api;

/// One requirement of a label selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// The key has one of these values.
    In(String, Vec<String>),
    /// The key is missing or has none of these values.
    NotIn(String, Vec<String>),
    /// The key is there.
    Exists(String),
    /// The key is missing.
    Missing(String),
    /// The value is a greater number.
    Greater(String, i64),
    /// The value is a smaller number.
    Less(String, i64),
}

impl Requirement {
    fn holds(&self, labels: &BTreeMap<String, String>) -> bool {
        let number = |key: &String| labels.get(key).and_then(|it| it.parse::<i64>().ok());
        match self {
            Self::In(key, values) => labels.get(key).is_some_and(|it| values.contains(it)),
            Self::NotIn(key, values) => labels.get(key).is_none_or(|it| !values.contains(it)),
            Self::Exists(key) => labels.contains_key(key),
            Self::Missing(key) => !labels.contains_key(key),
            Self::Greater(key, bound) => number(key).is_some_and(|it| it > *bound),
            Self::Less(key, bound) => number(key).is_some_and(|it| it < *bound),
        }
    }
}

/// A label selector: all requirements hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelSelector(pub Vec<Requirement>);

impl LabelSelector {
    /// Whether these labels are selected.
    pub fn matches(&self, labels: &BTreeMap<String, String>) -> bool {
        self.0.iter().all(|it| it.holds(labels))
    }

    /// Parses `app=web,tier in (a,b),!old`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn parse(text: &str) -> Result<Self, String> {
        Parser { tokens: lex(text), place: 0 }.selector()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Sign(&'static str),
    End,
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Token::Word(word) => word,
            Token::Sign(sign) => sign,
            Token::End => "",
        }
    }
}

fn lex(text: &str) -> Vec<Token> {
    const SIGNS: [&str; 10] = ["!=", "==", "=", "!", "(", ")", ",", ">", "<", "~"];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(sign) = SIGNS.iter().take(9).find(|sign| rest.starts_with(**sign)) {
            tokens.push(Token::Sign(sign));
            rest = rest.get(sign.len()..).unwrap_or("").trim_start();
            continue;
        }
        let end = rest
            .find(|it: char| it.is_whitespace() || "=!(),><".contains(it))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        tokens.push(Token::Word(word.to_owned()));
        rest = after.trim_start();
    }
    tokens
}

struct Parser {
    tokens: Vec<Token>,
    place: usize,
}

impl Parser {
    fn peek(&self) -> Token {
        self.tokens.get(self.place).cloned().unwrap_or(Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek();
        self.place += 1;
        token
    }

    fn selector(&mut self) -> Result<LabelSelector, String> {
        let mut all = Vec::new();
        loop {
            match self.peek() {
                Token::End => return Ok(LabelSelector(all)),
                Token::Word(_) | Token::Sign("!") => {
                    let one = self
                        .requirement()
                        .map_err(|error| format!("unable to parse requirement: {error}"))?;
                    all.push(one);
                    match self.next() {
                        Token::End => return Ok(LabelSelector(all)),
                        Token::Sign(",") => match self.peek() {
                            Token::Word(_) | Token::Sign("!") => {}
                            other => {
                                return Err(format!(
                                    "found '{}', expected: identifier after ','",
                                    other.text()
                                ));
                            }
                        },
                        other => {
                            return Err(format!(
                                "found '{}', expected: ',' or 'end of string'",
                                other.text()
                            ));
                        }
                    }
                }
                other => {
                    return Err(format!(
                        "found '{}', expected: !, identifier, or 'end of string'",
                        other.text()
                    ));
                }
            }
        }
    }

    fn requirement(&mut self) -> Result<Requirement, String> {
        let missing = self.peek() == Token::Sign("!");
        if missing {
            self.next();
        }
        let key = match self.next() {
            Token::Word(key) => key,
            other => return Err(format!("found '{}', expected: identifier", other.text())),
        };
        if let Some(problem) = key_problem(&key) {
            return Err(format!("<nil>: Invalid value: {key:?}: {problem}"));
        }
        if missing {
            return Ok(Requirement::Missing(key));
        }
        match self.peek() {
            Token::End | Token::Sign(",") => return Ok(Requirement::Exists(key)),
            _ => {}
        }
        let operator = self.next();
        let values = match operator.text() {
            "=" | "==" | "!=" | ">" | "<" => BTreeSet::from([self.exact_value()?]),
            "in" | "notin" => self.values()?,
            other => {
                return Err(format!("found '{other}', expected: in, notin, =, ==, !=, gt, lt"));
            }
        };
        let values: Vec<String> = values.into_iter().collect();
        if let Some(problem) = values_problem(&key, operator.text(), &values) {
            return Err(problem);
        }
        let bound = values.first().and_then(|it| it.parse().ok()).unwrap_or_default();
        Ok(match operator.text() {
            "!=" | "notin" => Requirement::NotIn(key, values),
            ">" => Requirement::Greater(key, bound),
            "<" => Requirement::Less(key, bound),
            _ => Requirement::In(key, values),
        })
    }

    fn exact_value(&mut self) -> Result<String, String> {
        match self.peek() {
            Token::Word(value) => {
                self.next();
                Ok(value)
            }
            Token::End | Token::Sign(",") => Ok(String::new()),
            other => Err(format!("found '{}', expected: identifier", other.text())),
        }
    }

    fn values(&mut self) -> Result<BTreeSet<String>, String> {
        match self.next() {
            Token::Sign("(") => {}
            other => return Err(format!("found '{}' expected: '('", other.text())),
        }
        match self.peek() {
            Token::Word(_) | Token::Sign(",") => self.listed(),
            Token::Sign(")") => {
                // Between the parentheses stands one empty value.
                self.next();
                Ok(BTreeSet::from([String::new()]))
            }
            other => Err(format!("found '{}', expected: ',', ')' or identifier", other.text())),
        }
    }

    /// Values between commas, up to the parenthesis behind them. Models
    /// parseIdentifiersList.
    fn listed(&mut self) -> Result<BTreeSet<String>, String> {
        let mut values = BTreeSet::new();
        loop {
            match self.next() {
                Token::Word(value) => {
                    values.insert(value);
                    match self.peek() {
                        Token::Sign(",") => {}
                        Token::Sign(")") => break,
                        other => {
                            return Err(format!("found '{}', expected: ',' or ')'", other.text()));
                        }
                    }
                }
                Token::Sign(",") => {
                    if values.is_empty() {
                        values.insert(String::new());
                    }
                    match self.peek() {
                        Token::Sign(")") => {
                            values.insert(String::new());
                            break;
                        }
                        Token::Sign(",") => {
                            self.next();
                            values.insert(String::new());
                        }
                        _ => {}
                    }
                }
                other => {
                    return Err(format!("found '{}', expected: ',', or identifier", other.text()));
                }
            }
        }
        self.next();
        Ok(values)
    }
}

/// What is wrong with the values of a requirement. Models NewRequirement.
fn values_problem(key: &str, operator: &str, values: &[String]) -> Option<String> {
    let mut wrong = Vec::new();
    if values.is_empty() {
        wrong.push(
            "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty"
                .to_owned(),
        );
    }
    for (place, value) in values.iter().enumerate() {
        if matches!(operator, ">" | "<") && value.parse::<i64>().is_err() {
            wrong.push(format!("values[{place}]: Invalid value: {value:?}: for 'Gt', 'Lt' operators, the value must be an integer"));
        }
    }
    for (place, value) in values.iter().enumerate() {
        if let Some(problem) = value_problem(value) {
            wrong.push(format!("values[{place}][{key}]: Invalid value: {value:?}: {problem}"));
        }
    }
    match wrong.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("[{}]", many.join(", "))),
    }
}

/// What is wrong with a label's key. Models validation.IsQualifiedName.
pub fn key_problem(key: &str) -> Option<String> {
    let wrong = api::qualified_name(key);
    (!wrong.is_empty()).then(|| wrong.join("; "))
}

/// What is wrong with a label's value. Models validation.IsValidLabelValue.
pub fn value_problem(value: &str) -> Option<String> {
    let wrong = api::label_value(value);
    (!wrong.is_empty()).then(|| wrong.join("; "))
}

/// A field selector: each field equals, or does not equal, a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldSelector(pub Vec<(String, bool, String)>);

impl FieldSelector {
    /// Parses `metadata.name=web,status.phase!=Running`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = split(text);
        parts.sort_unstable();
        let mut all = Vec::new();
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            let Some((field, equal, value)) = term(part) else {
                return Err(format!("invalid selector: '{text}'; can't understand '{part}'"));
            };
            all.push((field.to_owned(), equal, unescaped(value)?));
        }
        Ok(Self(all))
    }
}

/// Terms between commas that no backslash stands before. Models splitTerms.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (place, letter) in text.char_indices() {
        if letter == ',' && !escaped {
            parts.push(text.get(start..place).unwrap_or_default());
            start = place + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// A field, whether it is to equal, and what stands behind the first operator.
/// Models splitTerm.
fn term(part: &str) -> Option<(&str, bool, &str)> {
    let place = part.find('=')?;
    let (field, rest) = (part.get(..place)?, part.get(place + 1..)?);
    Some(match field.strip_suffix('!') {
        Some(field) => (field, false, rest),
        None => (field, true, rest.strip_prefix('=').unwrap_or(rest)),
    })
}

/// Models UnescapeValue.
fn unescaped(value: &str) -> Result<String, String> {
    const WRONG: &str = "invalid field selector: invalid escape sequence: ";
    let mut out = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some(letter @ ('\\' | ',' | '=')) => out.push(letter),
                other => {
                    let other = other.map(String::from).unwrap_or_default();
                    return Err(format!("{WRONG}\\{other}"));
                }
            },
            ',' | '=' => {
                let number = u32::from(letter);
                return Err(format!(
                    "invalid field selector: unescaped character in value: {number}"
                ));
            }
            other => out.push(other),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn requirements_are_all_held() {
        let web = labels(&[("app", "web"), ("tier", "front")]);
        for (text, wanted) in [
            ("app=web", true),
            ("app==web,tier!=back", true),
            ("app in (web, api)", true),
            ("app notin (web)", false),
            ("!app", false),
            ("app", true),
            ("app=", false),
            ("app = web", true),
            ("app in ()", false),
            ("app notin ()", true),
        ] {
            let selector = LabelSelector::parse(text).expect(text);
            assert_eq!(selector.matches(&web), wanted, "{text}");
        }
    }

    #[test]
    fn wrong_selectors_are_refused_in_upstreams_words() {
        for (text, wanted) in [
            ("app in web", "unable to parse requirement: found 'web' expected: '('"),
            ("app=a b", "found 'b', expected: ',' or 'end of string'"),
            ("a in (b,=)", "unable to parse requirement: found '=', expected: ',', or identifier"),
            (
                "a>b",
                "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
            ),
            (
                "/b",
                "unable to parse requirement: <nil>: Invalid value: \"/b\": prefix part must be non-empty",
            ),
        ] {
            assert_eq!(LabelSelector::parse(text), Err(wanted.to_owned()));
        }
    }

    #[test]
    fn fields_are_read_term_by_term() {
        let one = |field: &str, equal, value: &str| {
            Ok(FieldSelector(vec![(field.to_owned(), equal, value.to_owned())]))
        };
        assert_eq!(FieldSelector::parse("a!=b"), one("a", false, "b"));
        assert_eq!(FieldSelector::parse("a==b,"), one("a", true, "b"));
        assert_eq!(FieldSelector::parse(r"a=b\,c\=\\"), one("a", true, r"b,c=\"));
        let wrong = [
            (r"a=b\c", r"invalid field selector: invalid escape sequence: \c"),
            ("a=b!=c", "invalid field selector: unescaped character in value: 61"),
            ("z,a", "invalid selector: 'z,a'; can't understand 'a'"),
        ];
        for (text, why) in wrong {
            assert_eq!(FieldSelector::parse(text), Err(why.to_owned()), "{text}");
        }
    }
}
