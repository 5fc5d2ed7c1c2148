//! A problem with the line it stands in and a caret under its place.

use service_lab_engine::diagnostic::{Diagnostic, Severity};

/// Longest piece of a line that is shown.
const MAX_SHOWN: usize = 120;

/// `file:line:column: severity: words`, the line, and carets.
pub fn show(name: &str, text: &str, problem: &Diagnostic) -> String {
    let (line, column) = problem.at.line_column(text);
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let words = problem.verbatim.0.trim_end();
    let said = if words.is_empty() { problem.code.name() } else { words };
    let source: String =
        text.lines().nth(line.saturating_sub(1)).unwrap_or("").chars().take(MAX_SHOWN).collect();
    let covered = problem.at.slice(text).and_then(|it| it.lines().next()).unwrap_or("");
    let room = source.chars().count().saturating_sub(column.saturating_sub(1));
    let carets = "^".repeat(covered.trim_end().chars().take(room).count().max(1));
    let gap = " ".repeat(column.saturating_sub(1));
    let margin = " ".repeat(line.to_string().len());
    let mut out = format!("{severity}[{}]: {said}\n", problem.code.name());
    out.push_str(&format!("{margin}--> {name}:{line}:{column}\n"));
    out.push_str(&format!("{margin} |\n{line} | {source}\n{margin} | {gap}{carets}\n"));
    if let Some(edit) = &problem.edit {
        let new = if edit.text.is_empty() { "(remove it)" } else { edit.text.trim_end() };
        out.push_str(&format!("{margin} = mend: {new}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use service_lab_engine::diagnostic::{By, Code, Verbatim};
    use service_lab_engine::path::FieldPath;
    use service_lab_engine::span::Span;

    #[test]
    fn the_caret_stands_under_the_value() {
        let text = "a: 1\nport: http\n";
        let problem = Diagnostic {
            severity: Severity::Error,
            code: Code::WrongType,
            at: Span::new(11, 15),
            path: FieldPath::root(),
            verbatim: Verbatim("no".to_owned()),
            by: By::Server,
            subject: String::new(),
            edit: None,
        };
        let shown = show("x.yaml", text, &problem);
        assert!(shown.contains("x.yaml:2:7"), "{shown}");
        assert!(shown.ends_with("2 | port: http\n  |       ^^^^\n"), "{shown}");
    }
}
