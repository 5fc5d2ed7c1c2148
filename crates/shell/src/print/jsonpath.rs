//! JSONPath templates. Models k8s.io/client-go/util/jsonpath (v1.36).

mod parse;
mod run;

use service_lab_engine::value::Value;

use self::parse::parse;
use self::run::Run;
pub use self::run::compare;

/// A part of a template: text, or one `{...}`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Text(String),
    Path(Vec<Step>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Recursive,
    Wildcard,
    /// Start, end, step; the last tells that the end follows from the start.
    Slice([Option<i64>; 3], bool),
    Filter(Vec<Step>, Option<(String, Vec<Step>)>),
    Union(Vec<Vec<Step>>),
    Literal(Value),
    Word(String),
}

/// A parsed template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    nodes: Vec<Node>,
    /// Whether a field that is not there is a fault.
    strict: bool,
}

impl Template {
    /// Parses a template with its braces.
    ///
    /// # Errors
    /// Upstream's words, without the `error parsing jsonpath` before them.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse(text, 0).map(|nodes| Self { nodes, strict: false })
    }

    /// The template, to which a field that is not there may be a fault. Models AllowMissingKeys.
    #[must_use]
    pub fn strictly(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Prints the template for an object.
    ///
    /// # Errors
    /// Upstream's words, without the dump of the object behind them.
    pub fn print(&self, object: &Value) -> Result<String, String> {
        let mut out = String::new();
        for results in self.results(object)? {
            let texts: Vec<String> = results.iter().map(printed).collect();
            out.push_str(&texts.join(" "));
        }
        Ok(out)
    }

    /// All results of the template, one list for each text and each `{...}`.
    ///
    /// # Errors
    /// Upstream's words.
    pub fn results(&self, object: &Value) -> Result<Vec<Vec<Value>>, String> {
        let mut all = Vec::new();
        let mut run = Run::of(&self.nodes, self.strict);
        run.from(0, object, &mut all)?;
        Ok(all)
    }
}

/// A path without braces, as custom columns and `--sort-by` take it, with its braces and not
/// yet read. Models pkg/cmd/get RelaxedJSONPathExpression.
///
/// # Errors
/// Upstream's words.
pub fn braced(text: &str) -> Result<String, String> {
    let wrong = || {
        "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"
            .to_owned()
    };
    let inner = match (text.strip_prefix('{'), text.strip_suffix('}')) {
        (Some(_), Some(_)) => text.get(1..text.len() - 1).unwrap_or(""),
        (None, None) => text,
        _ => return Err(wrong()),
    };
    let inner = inner.strip_prefix('.').unwrap_or(inner);
    if inner.contains(['{', '}']) || text == "{}" {
        return Err(wrong());
    }
    Ok(format!("{{.{inner}}}"))
}

/// A result as a template prints it: text as it is, the rest as JSON.
pub fn printed(value: &Value) -> String {
    match value {
        Value::Str(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object() -> Value {
        let port = |name: &str, port: i64| {
            let mut value = Value::map();
            value.set("name", name);
            value.set("port", port);
            value
        };
        let mut value = Value::map();
        value.set("spec.ports", vec![port("http", 80), port("dns", 53)]);
        value.set("metadata.name", "web");
        value
    }

    fn print(template: &str) -> String {
        Template::parse(template).and_then(|it| it.print(&object())).unwrap_or_else(|error| error)
    }

    #[test]
    fn paths_print_their_results_with_spaces() {
        assert_eq!(print("{.spec.ports[*].port}"), "80 53");
        assert_eq!(print("{.metadata.name}: {.spec.ports[0].name}"), "web: http");
        assert_eq!(print("{.spec.foo}"), "");
        assert_eq!(print("{.spec.ports[-1:].port}"), "53");
        assert_eq!(print("{..port}"), "80 53");
    }

    #[test]
    fn filters_and_ranges_work() {
        assert_eq!(print("{.spec.ports[?(@.name==\"dns\")].port}"), "53");
        assert_eq!(print("{range .spec.ports[*]}{.name}{\"\\n\"}{end}"), "http\ndns\n");
    }

    #[test]
    fn what_is_wrong_is_said_in_upstreams_words() {
        assert_eq!(print("{.spec"), "unclosed action");
        assert_eq!(print("{.spec.ports[5].port}"), "array index out of bounds: index 5, length 2");
    }
}
