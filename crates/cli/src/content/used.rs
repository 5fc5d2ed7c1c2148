//! Which message ids the code names: read from its string literals.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where code that words something lives.
const FOLDERS: [&str; 4] = ["src", "crates/l10n/src", "crates/cli/src/site", "editor/src"];

/// Beginnings that only message ids have: a literal that begins so and has no
/// text is a mistake.
const SCOPES: [&str; 15] = [
    "happened-",
    "ui-",
    "reason-",
    "step-",
    "verdict-",
    "advice-",
    "left-out-",
    "provider-",
    "proxy-mode-",
    "notice-",
    "picture-",
    "severity-",
    "site-",
    "editor-phrase-",
    "by-",
];

/// What the code names.
#[derive(Debug, Default)]
pub struct Named {
    /// Every literal that could be an id.
    pub literals: BTreeSet<String>,
    /// Beginnings of ids that are put together.
    pub prefixes: BTreeSet<String>,
}

impl Named {
    /// Literals that are ids for sure.
    pub fn needed(&self) -> BTreeSet<String> {
        let scoped = |it: &&String| SCOPES.iter().any(|scope| it.starts_with(scope));
        self.literals.iter().filter(scoped).cloned().collect()
    }

    /// Whether something names this id.
    pub fn names(&self, id: &str) -> bool {
        self.literals.contains(id) || self.prefixes.iter().any(|it| id.starts_with(it.as_str()))
    }
}

/// Reads all code below the repository's root.
pub fn read(root: &Path) -> Named {
    let mut named = Named::default();
    let mut open: Vec<_> = FOLDERS.iter().map(|it| root.join(it)).collect();
    while let Some(at) = open.pop() {
        for path in fs::read_dir(&at).into_iter().flatten().flatten().map(|it| it.path()) {
            let code = path.extension().is_some_and(|it| it == "rs" || it == "mjs" || it == "js");
            if path.is_dir() {
                open.push(path);
            } else if code && let Ok(text) = fs::read_to_string(&path) {
                collect(&text, &mut named);
            }
        }
    }
    named
}

/// Collects the literals of one file, its tests left out.
fn collect(text: &str, named: &mut Named) {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    for line in code.lines().filter(|it| !it.trim_start().starts_with("//")) {
        for literal in line.split('"').skip(1).step_by(2) {
            match literal.split_once('{') {
                // What ends so is how ids begin.
                None if is_id(literal) && !literal.ends_with('-') => {
                    named.literals.insert(literal.to_owned());
                }
                Some((prefix, _)) if prefix.len() > 3 && prefix.ends_with('-') && is_id(prefix) => {
                    named.prefixes.insert(prefix.to_owned());
                }
                _ => {}
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_lowercase())
        && text
            .chars()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Named {
        let mut named = Named::default();
        collect(text, &mut named);
        named
    }

    #[test]
    fn a_literal_of_a_known_scope_is_needed() {
        let found = named("let a = Message::new(\"reason-no-rule\"); let b = \"text-align\";");
        assert_eq!(found.needed().into_iter().collect::<Vec<_>>(), ["reason-no-rule"]);
        assert!(found.names("text-align"));
    }

    #[test]
    fn an_id_that_is_put_together_counts_as_named() {
        assert!(named("format!(\"ui-panel-{name}\")").names("ui-panel-rules"));
    }

    #[test]
    fn tests_and_comments_name_nothing() {
        let found = named("// \"ui-a\"\n#[cfg(test)]\nmod t { \"ui-b\" }");
        assert!(found.literals.is_empty());
    }
}
