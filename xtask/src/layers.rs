//! The order of the engine's modules: none imports one that stands above it. crates/engine/src/lib.rs tells it too.

/// The layers from below; modules of one layer may know each other.
const LAYERS: [&[&str]; 15] = [
    &["value", "path", "span", "chance", "clock"],
    &["diagnostic"],
    &["yaml"],
    &["objects"],
    &["cluster"],
    &["schema"],
    &["store"],
    &["api"],
    &["processes"],
    &["controllers"],
    &["client"],
    &["proxy"],
    // A packet is walked through the world that `world` steps.
    &["net", "world"],
    &["checkup"],
    &["lib"],
];

/// Where the modules are.
const ENGINE: &str = "crates/engine/src/";

/// Every import of a file's own code that leads upwards, as `path: what`.
pub fn breaches(path: &str, text: &str) -> Vec<String> {
    let Some(inner) = path.strip_prefix(ENGINE) else { return Vec::new() };
    let module = inner.split(['/', '.']).next().unwrap_or_default();
    let Some(own) = layer(module) else {
        return vec![format!("{path}: {module} has no place in xtask/src/layers.rs")];
    };
    let code: String = text.lines().flat_map(|it| [before_remark(it), "\n"]).collect();
    imported(&code)
        .filter(|it| layer(it).is_some_and(|it| it > own))
        .map(|it| format!("{path}: {module} stands below {it} and imports it"))
        .collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|it| it.contains(&module))
}

fn before_remark(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// The modules that `crate::` leads to.
fn imported(code: &str) -> impl Iterator<Item = &str> {
    code.split("crate::").skip(1).flat_map(|it| match it.strip_prefix('{') {
        Some(group) => members(group),
        None => vec![word(it)],
    })
}

/// The first words of a group's members, up to its end.
fn members(group: &str) -> Vec<&str> {
    let mut found = vec![word(group)];
    let mut depth = 0_usize;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(word(&group[at + 1..])),
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_of_what_stands_above_is_seen() {
        let count = |path: &str, text: &str| breaches(&format!("{ENGINE}{path}"), text).len();
        assert_eq!(count("api/mod.rs", "use crate::world::World;"), 1);
        assert_eq!(
            count("store.rs", "use crate::{\n    objects::{Key, Kind},\n    api::Call,\n};"),
            1
        );
        assert_eq!(count("store.rs", "fn a() { crate::client::run() }"), 1);
        assert_eq!(count("api/mod.rs", "use crate::store::Store; // not crate::world"), 0);
        assert_eq!(count("net/facts.rs", "use crate::world::World;"), 0);
        assert_eq!(count("unheard_of.rs", ""), 1);
        assert_eq!(breaches("crates/shell/src/run.rs", "use crate::world::World;").len(), 0);
    }
}
