//! Go templates. Models text/template as k8s.io/cli-runtime/pkg/printers/template.go uses it
//! (v1.36).

mod format;
mod functions;
mod lex;
mod parse;
mod run;
mod tree;

use service_lab_engine::value::Value;

use self::tree::{Tree, What};
use super::columns::go_text;

/// Blocks deeper than this are refused; Go has no such limit.
const MAX_DEPTH: usize = 64;
/// Widest that `printf` pads to; Go has no such limit.
const MAX_WIDTH: usize = 200;
/// Most nodes that one template runs; Go has no such limit.
const MAX_STEPS: usize = 200_000;
/// Most that one template prints, in bytes; Go has no such limit.
const MAX_OUT: usize = 4_000_000;

/// All functions there are, in the order of their names.
const FUNCTIONS: [&str; 21] = [
    "and",
    "base64decode",
    "call",
    "eq",
    "exists",
    "ge",
    "gt",
    "html",
    "index",
    "js",
    "le",
    "len",
    "lt",
    "ne",
    "not",
    "or",
    "print",
    "printf",
    "println",
    "slice",
    "urlquery",
];

/// A parsed template.
pub struct Template(Tree);

/// Reads a template.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn parse(text: &str) -> Result<Template, String> {
    parse::parse(text)
        .map(Template)
        .map_err(|why| format!("error parsing template {text}, template: output:{why}"))
}

/// Prints a template for an object behind what stands in `out`; where that fails, behind what it
/// printed and what may tell why. To a strict one a key that is not there is a fault. Models
/// GoTemplatePrinter.PrintObj and AllowMissingKeys.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn print(text: &str, object: &Value, strict: bool, out: &mut String) -> Result<(), String> {
    let template = parse(text)?;
    let (printed, failed) = run::run(text, &template.0, object, strict);
    out.push_str(&printed);
    let Some(why) = failed else { return Ok(()) };
    if why.starts_with("service-lab: ") {
        return Err(why);
    }
    out.push_str(&format!(
        "Error executing template: {why}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{text}\n\traw data was:\n\t\t{}\n\tobject given to template engine was:\n\t\t{}\n\n",
        object.to_json(),
        go_text(object)
    ));
    Err(format!("error executing template {text:?}: {why}"))
}

/// A number as Go reads it. Models parse.newNumber: what has a point or an exponent is no whole number.
fn number(text: &str) -> Option<What> {
    let plain = text.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let lower = digits.to_ascii_lowercase();
    for (start, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = lower.strip_prefix(start) {
            return i64::from_str_radix(&format!("{sign}{digits}"), radix).ok().map(What::Int);
        }
    }
    if !lower.contains(['.', 'e']) {
        let octal = lower.len() > 1 && lower.starts_with('0');
        let radix = if octal { 8 } else { 10 };
        return i64::from_str_radix(&format!("{sign}{lower}"), radix).ok().map(What::Int);
    }
    format::plain_decimal(&lower).map(|it| What::Float(format!("{sign}{it}")))
}

/// What a pipeline gives.
#[derive(Clone, Debug)]
enum Val {
    /// A field that is not there, or `nil`.
    Missing,
    /// A number that stands in the template, or that a function counted.
    Int(i64),
    /// Everything else.
    Json(Value),
}

impl Val {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Missing,
            other => Self::Json(other.clone()),
        }
    }

    fn text(text: impl Into<String>) -> Self {
        Self::Json(Value::Str(text.into()))
    }

    /// As `%v` prints it.
    fn shown(&self) -> String {
        match self {
            Self::Missing => "<nil>".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Json(value) => go_text(value),
        }
    }

    /// The name of its type in Go.
    fn kind(&self) -> &'static str {
        match self {
            Self::Missing | Self::Json(Value::Null) => "<nil>",
            Self::Int(_) => "int",
            Self::Json(Value::Bool(_)) => "bool",
            Self::Json(Value::Int(_)) => "int64",
            Self::Json(Value::Decimal(_)) => "float64",
            Self::Json(Value::Str(_)) => "string",
            Self::Json(Value::List(_)) => "[]interface {}",
            Self::Json(Value::Map(_)) => "map[string]interface {}",
        }
    }

    fn whole(&self) -> Option<i64> {
        match self {
            Self::Int(number) | Self::Json(Value::Int(number)) => Some(*number),
            _ => None,
        }
    }

    fn as_str(&self) -> Option<&str> {
        match self {
            Self::Json(Value::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// Models template.IsTrue.
    fn truth(&self) -> bool {
        match self {
            Self::Missing | Self::Json(Value::Null) => false,
            Self::Int(number) | Self::Json(Value::Int(number)) => *number != 0,
            Self::Json(Value::Bool(flag)) => *flag,
            Self::Json(Value::Decimal(text)) => text.contains(|it| ('1'..='9').contains(&it)),
            Self::Json(Value::Str(text)) => !text.is_empty(),
            Self::Json(Value::List(items)) => !items.is_empty(),
            Self::Json(Value::Map(map)) => !map.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> String {
        let text = r#"{"metadata":{"name":"web","labels":{"a-b":"x"}},"spec":{"ports":[{"port":80},{"port":443,"name":"tls"}]}}"#;
        let object = super::super::json::parse(text).expect("JSON");
        let mut out = String::new();
        print(template, &object, false, &mut out).map(|()| out).unwrap_or_else(|error| error)
    }

    #[test]
    fn what_learners_write_prints_as_text_template_prints_it() {
        for (template, wanted) in [
            ("{{.metadata.name}}{{\"\\n\"}}", "web\n"),
            ("{{.spec.foo}}", "<no value>"),
            ("{{range .spec.ports}}{{.port}} {{end}}", "80 443 "),
            ("{{range $i, $p := .spec.ports}}{{$i}}={{$p.port}};{{end}}", "0=80;1=443;"),
            ("{{range $k,$v:=.metadata.labels}}{{$k}}={{$v}} {{end}}", "a-b=x "),
            ("{{printf \"%s:%d|%5s|%-3v|\" .metadata.name 80 \"a\" 1}}", "web:80|    a|1  |"),
            ("{{$n := .metadata.name}}{{$n}}", "web"),
            ("a{{/* b */}}c", "ac"),
            ("{{(index .spec.ports 1).name}}", "tls"),
            ("{{index .metadata.labels \"a-b\"}}", "x"),
            ("{{len .spec.ports}}", "2"),
            ("{{if eq .metadata.name \"web\"}}yes{{else}}no{{end}}", "yes"),
            ("{{if .spec.foo}}yes{{else if .spec}}spec{{end}}", "spec"),
            ("{{with .spec.foo}}x{{else}}none{{end}}", "none"),
            ("{{ .spec.ports | len }}", "2"),
            (
                "{{range .spec.ports}}{{printf \"%d|%s;\" .port .port}}{{end}}",
                "80|%!s(int64=80);443|%!s(int64=443);",
            ),
            ("{{eq .metadata.name \"x\" \"web\"}}{{eq .nope nil}}", "truetrue"),
            ("{{print 1 2 \"a\" \"b\"}}{{println \"a\" 1}}", "1 2aba 1\n"),
            (
                "{{printf \"%05d|%+d|%x|%c|%q|%U|%8.3s|%-4d|\" 42 42 255 65 \"a\" 65 \"abcdef\" 7}}",
                "00042|+42|ff|A|\"a\"|U+0041|     abc|7   |",
            ),
            (
                "{{printf \"%6.2f|%e|%v\" 3.14159 1234.5 1e3}}{{printf \"%[2]d %[1]d\" 1 2}}",
                "  3.14|1.234500e+03|10002 1",
            ),
            (
                "{{printf \"%d\" 1 2}}{{printf \"%d %z\" 1}}{{printf \"a%\"}}",
                "1%!(EXTRA int=2)1 %!z(MISSING)a%!(NOVERB)",
            ),
            ("{{0x1F}} {{1.50}} {{'a'}} {{-.5}} {{1_000}} {{017}}", "31 1.5 97 -0.5 1000 15"),
            ("{{gt 1.5 -2.5}}{{lt 0.09 0.1}}{{ge 10.0 9.5}}", "truetruetrue"),
            ("{{html \"<a>\"}}{{js \"'=\"}}{{urlquery \"a b/\"}}", "&lt;a&gt;\\'\\u003Da+b%2F"),
            (
                "{{slice .metadata.name 1}}{{slice .metadata.name 0 1}}{{index .metadata.name 0}}",
                "ebw119",
            ),
            ("{{base64decode \"aGk=\"}}{{\"aGk\\u0041\" | base64decode}}", "hihi\0"),
            (
                "{{range .spec.ports}}{{if .name}}{{break}}{{end}}{{.port}}{{end}}{{range 3}}{{if eq . 1}}{{continue}}{{end}}{{.}}{{end}}",
                "8002",
            ),
            (
                "{{define \"p\"}}<{{.port}}>{{end}}{{range .spec.ports}}{{template \"p\" .}}{{end}}{{block \"b\" .metadata}}{{.name}}{{end}}",
                "<80><443>web",
            ),
            (
                "{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}{{if true}}{{$x := 3}}{{end}}{{$x}}",
                "22",
            ),
            (
                "{{with .nope}}a{{else with .spec}}b{{end}}{{exists .spec \"ports\" 1 \"name\"}}{{exists .spec \"x\"}}",
                "btruefalse",
            ),
            ("a {{- /* x */ -}} b{{- 1 -}} c", "ab1c"),
        ] {
            assert_eq!(shown(template), wanted, "{template}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_gos_words() {
        for (template, wanted) in [
            ("{{.spec", "unclosed action"),
            ("{{.spec}", "bad character U+007D '}'"),
            ("{{foo}}", "function \"foo\" not defined"),
            ("{{if .spec}}", "unexpected EOF"),
            ("{{end}}", "unexpected {{end}}"),
            ("{{.a }", "unexpected \"}\" in operand"),
            ("{{break}}", "{{break}} outside {{range}}"),
            ("{{$x}}", "undefined variable \"$x\""),
            ("{{.a | 5}}", "non executable command in pipeline stage 2"),
            ("{{(.a}}", "unclosed left paren"),
            ("{{template p}}", "unexpected \"p\" in template clause"),
            ("{{1a}}", "bad number syntax: \"1a\""),
            ("{{range .a}}{{else if .b}}{{end}}", "unexpected <if> in input"),
        ] {
            let wanted = format!("error parsing template {template}, template: output:1: {wanted}");
            assert_eq!(shown(template), wanted);
        }
    }

    #[test]
    fn what_fails_on_the_way_is_told_with_its_place() {
        for (template, wanted) in [
            (
                "{{.spec.ports.x}}",
                "1:7: executing \"output\" at <.spec.ports.x>: can't evaluate field x in type interface {}",
            ),
            (
                "a\n{{index .spec.ports 5}}",
                "2:2: executing \"output\" at <index .spec.ports 5>: error calling index: index out of range: 5",
            ),
            (
                "{{eq .metadata.name 1}}",
                "1:2: executing \"output\" at <eq .metadata.name 1>: error calling eq: incompatible types for comparison",
            ),
            (
                "{{len}}",
                "1:2: executing \"output\" at <len>: wrong number of args for len: want 1 got 0",
            ),
            ("{{printf 1}}", "1:9: executing \"output\" at <1>: expected string; found 1"),
            (
                "{{.spec 1}}",
                "1:2: executing \"output\" at <.spec>: spec is not a method but has arguments",
            ),
            (
                "{{range .metadata.name}}{{end}}",
                "1:17: executing \"output\" at <.metadata.name>: range can't iterate over web",
            ),
            (
                "{{template \"x\"}}",
                "1:11: executing \"output\" at <{{template \"x\"}}>: template \"x\" not defined",
            ),
        ] {
            let wanted =
                format!("error executing template {template:?}: template: output:{wanted}");
            assert_eq!(shown(template), wanted);
        }
    }
}
