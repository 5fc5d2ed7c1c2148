//! The walls between crates: the engine and what stands on it up to the
//! session compile without any crate of a UI, a browser or Fluent.

use crate::run::{Outcome, Step};

/// The crates that must stay pure.
const PURE: [&str; 4] =
    ["service-lab-engine", "service-lab-shell", "service-lab-course", "service-lab-session"];

/// How the names of forbidden crates begin.
const FORBIDDEN: [&str; 8] = [
    "leptos",
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "fluent",
    "unic-langid",
    "service-lab-l10n",
];

/// Both ends: the native program and the page.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"];

/// Looks at the tree of each pure crate.
pub fn check() -> Outcome {
    let mut found = Vec::new();
    for name in PURE {
        for target in TARGETS {
            let tree = Step::new(
                "cargo",
                &[
                    "tree", "--locked", "-p", name, "--edges", "normal", "--prefix", "none",
                    "--target", target,
                ],
            )
            .keep()?;
            found.extend(breaches(&tree).map(|it| format!("{name} ({target}) needs {it}")));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// The forbidden crates in what `cargo tree` printed.
fn breaches(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter(|line| FORBIDDEN.iter().any(|it| line.starts_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_crate_in_the_tree_is_seen() {
        let tree =
            "service-lab-engine v0.1.0\nserde v1.0.0\nweb-sys v0.3.0\nfluent-bundle v0.16.0\n";
        assert_eq!(breaches(tree).count(), 2);
        assert_eq!(breaches("service-lab-engine v0.1.0\nipnet v2.12.0\n").count(), 0);
    }
}
