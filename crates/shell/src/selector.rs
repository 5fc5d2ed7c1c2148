//! Label and field selectors. Models k8s.io/apimachinery/pkg/labels and
//! pkg/fields (v1.36).

use std::collections::BTreeMap;

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
            return Err(format!("<nil>: Invalid value: \"{key}\": {problem}"));
        }
        if missing {
            return Ok(Requirement::Missing(key));
        }
        match self.peek() {
            Token::End | Token::Sign(",") => return Ok(Requirement::Exists(key)),
            _ => {}
        }
        let operator = self.next();
        match operator.text() {
            "=" | "==" => Ok(Requirement::In(key, vec![self.exact_value()?])),
            "!=" => Ok(Requirement::NotIn(key, vec![self.exact_value()?])),
            ">" => Ok(Requirement::Greater(key, self.number()?)),
            "<" => Ok(Requirement::Less(key, self.number()?)),
            "in" => Ok(Requirement::In(key, self.values()?)),
            "notin" => Ok(Requirement::NotIn(key, self.values()?)),
            other => Err(format!("found '{other}', expected: in, notin, =, ==, !=, gt, lt")),
        }
    }

    fn exact_value(&mut self) -> Result<String, String> {
        match self.peek() {
            Token::Word(value) => {
                self.next();
                match value_problem(&value) {
                    None => Ok(value),
                    Some(problem) => {
                        Err(format!("values[0]: Invalid value: \"{value}\": {problem}"))
                    }
                }
            }
            Token::End | Token::Sign(",") => Ok(String::new()),
            other => Err(format!("found '{}', expected: identifier", other.text())),
        }
    }

    fn number(&mut self) -> Result<i64, String> {
        let text = self.exact_value()?;
        text.parse().map_err(|_| {
            format!(
                "values[0]: Invalid value: \"{text}\": for 'Gt', 'Lt' operators, the value must be an integer"
            )
        })
    }

    fn values(&mut self) -> Result<Vec<String>, String> {
        match self.next() {
            Token::Sign("(") => {}
            other => return Err(format!("found '{}' expected: '('", other.text())),
        }
        let mut values = Vec::new();
        loop {
            match self.next() {
                Token::Word(value) => {
                    values.push(value);
                    match self.next() {
                        Token::Sign(",") => {}
                        Token::Sign(")") => return Ok(values),
                        other => {
                            return Err(format!("found '{}', expected: ',' or ')'", other.text()));
                        }
                    }
                }
                Token::Sign(")") => {
                    values.push(String::new());
                    return Ok(values);
                }
                Token::Sign(",") => values.push(String::new()),
                other => {
                    return Err(format!(
                        "found '{}', expected: ',', ')' or identifier",
                        other.text()
                    ));
                }
            }
        }
    }
}

/// What is wrong with a label's key. Models validation.IsQualifiedName.
pub fn key_problem(key: &str) -> Option<String> {
    const NAME: &str = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    let name = key.rsplit('/').next().unwrap_or("");
    if name.is_empty() {
        return Some("name part must be non-empty".to_owned());
    }
    if name.len() > 63 {
        return Some("name part must be no more than 63 characters".to_owned());
    }
    (!is_label_text(name)).then(|| NAME.to_owned())
}

/// What is wrong with a label's value. Models validation.IsValidLabelValue.
pub fn value_problem(value: &str) -> Option<String> {
    const VALUE: &str = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    if value.len() > 63 {
        return Some("must be no more than 63 characters".to_owned());
    }
    (!value.is_empty() && !is_label_text(value)).then(|| VALUE.to_owned())
}

fn is_label_text(text: &str) -> bool {
    let ends = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    ends(text.chars().next())
        && ends(text.chars().last())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it))
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
        let mut all = Vec::new();
        for part in text.split(',').filter(|it| !it.is_empty()) {
            let (field, equal, value) = if let Some((field, value)) = part.split_once("!=") {
                (field, false, value)
            } else if let Some((field, value)) = part.split_once("==") {
                (field, true, value)
            } else if let Some((field, value)) = part.split_once('=') {
                (field, true, value)
            } else {
                return Err(format!("invalid selector: '{text}'; can't understand '{part}'"));
            };
            all.push((field.to_owned(), equal, value.to_owned()));
        }
        Ok(Self(all))
    }
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
        ] {
            assert_eq!(LabelSelector::parse(text), Err(wanted.to_owned()));
        }
    }
}
