//! KYAML: YAML with braces and quotes, so that nothing is left to guess.
//!
//! Models sigs.k8s.io/yaml/kyaml (v1.36).

use service_lab_engine::value::Value;

/// A document with its header and the line break at its end.
pub fn to_kyaml(value: &Value) -> String {
    let mut out = String::from("---\n");
    node(value, 0, &mut out);
    out.push('\n');
    out
}

fn node(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Str(text) => string(text, indent + 1, out),
        Value::List(items) if !items.is_empty() => list(items, indent, out),
        Value::Map(map) if !map.is_empty() => {
            out.push_str("{\n");
            for (key, item) in map {
                out.push_str(&"  ".repeat(indent + 1));
                if needs_quotes(key) {
                    quoted(key, None, out);
                } else {
                    out.push_str(key);
                }
                out.push_str(": ");
                node(item, indent + 1, out);
                out.push_str(",\n");
            }
            out.push_str(&"  ".repeat(indent));
            out.push('}');
        }
        flat => out.push_str(&flat.to_json()),
    }
}

/// Objects and lists stand beside the brackets, all else on lines of its own.
fn list(items: &[Value], indent: usize, out: &mut String) {
    let beside = items.iter().all(|it| matches!(it, Value::List(_) | Value::Map(_)));
    out.push_str(if beside { "[" } else { "[\n" });
    for (place, item) in items.iter().enumerate() {
        if beside {
            out.push_str(if place > 0 { ", " } else { "" });
            node(item, indent, out);
        } else {
            out.push_str(&"  ".repeat(indent + 1));
            node(item, indent + 1, out);
            out.push_str(",\n");
        }
    }
    if !beside {
        out.push_str(&"  ".repeat(indent));
    }
    out.push(']');
}

fn string(text: &str, indent: usize, out: &mut String) {
    quoted(text, text.contains('\n').then_some(indent), out);
}

/// A text in quotes, folded at its line breaks where an indent is given.
fn quoted(text: &str, fold: Option<usize>, out: &mut String) {
    out.push('"');
    if fold.is_some() {
        out.push_str("\\\n");
    }
    for letter in text.chars() {
        if let Some(indent) = fold
            && out.ends_with('\n')
        {
            out.push_str(&"  ".repeat(indent));
            out.push(if letter.is_whitespace() && letter != '\n' { '\\' } else { ' ' });
        }
        match letter {
            '\n' if fold.is_some() => out.push_str("\\n\\\n"),
            '\n' => out.push_str("\\n"),
            '\t' if fold.is_some() => out.push('\t'),
            '\t' => out.push_str("\\t"),
            '"' | '\\' => out.extend(['\\', letter]),
            '\r' => out.push_str("\\r"),
            _ if letter.is_control() => {
                out.push_str(&format!("\\x{:02x}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    if let Some(indent) = fold {
        if !out.ends_with('\n') {
            out.push_str("\\\n");
        }
        out.push_str(&"  ".repeat(indent));
    }
    out.push('"');
}

/// Whether a key could be read as something else than a text.
fn needs_quotes(key: &str) -> bool {
    let last = key.chars().count().saturating_sub(1);
    let plain = |(place, letter): (usize, char)| {
        letter.is_alphanumeric()
            || letter == '_'
            || place > 0 && place < last && matches!(letter, '-' | '.' | '/')
    };
    let lower = key.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "null" | "true" | "false" | "y" | "yes" | "on" | "n" | "no" | "off" | "t" | "f"
    );
    key.is_empty()
        || word
        || key.starts_with(|it: char| it.is_ascii_digit()) && is_number(key)
        || !key.chars().enumerate().all(plain)
}

/// Numbers and dates, as far as letters that keys may hold spell them.
fn is_number(key: &str) -> bool {
    let digits = key.replace('_', "");
    let prefixed = ["0x", "0X", "0b", "0B", "0o", "0O"].iter().any(|it| {
        digits.strip_prefix(it).is_some_and(|it| it.chars().all(|it| it.is_ascii_hexdigit()))
    });
    let date = key.len() >= 8 && key.get(4..5) == Some("-");
    prefixed
        || date
        || digits.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | 'e' | 'E' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_written_with_braces_and_quotes() {
        let text = r#"{"kind":"Service","metadata":{"annotations":{},"labels":{"a.b/c":"x","no":"1"}},"spec":{"clusterIPs":["10.96.0.20"],"ports":[{"port":80},{"port":443}]},"note":"a\n b\n"}"#;
        let value = super::super::json::parse(text).expect("JSON");
        let wanted = "---
{
  kind: \"Service\",
  metadata: {
    annotations: {},
    labels: {
      a.b/c: \"x\",
      \"no\": \"1\",
    },
  },
  note: \"\\
     a\\n\\
    \\ b\\n\\
    \",
  spec: {
    clusterIPs: [
      \"10.96.0.20\",
    ],
    ports: [{
      port: 80,
    }, {
      port: 443,
    }],
  },
}
";
        assert_eq!(to_kyaml(&value), wanted);
    }
}
