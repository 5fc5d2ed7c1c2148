//! One version of the site as the service worker knows it: files with their
//! hashes, in groups that are installed whole or not at all.

use std::collections::BTreeMap;

use serde_json::json;
use service_lab_l10n::Locale;

use super::files::{Site, sha256, short};

/// The group that every device has.
const CORE: &str = "core";

/// Files that are no part of a version: what hosts ask for, never the app.
const LEFT_OUT: [&str; 1] = ["404.html"];

/// The worker's source with the list of this version in front of it. `pages`
/// are all files of the site but the worker itself.
pub fn worker(source: &str, site: &Site) -> String {
    let mut groups: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (path, bytes) in site {
        if !LEFT_OUT.contains(&path.as_str()) {
            groups.entry(group_of(path)).or_default().push((path.clone(), sha256(bytes)));
        }
    }
    let list = json!({ "id": id(site), "groups": groups });
    format!("const VERSION = {list};\n{source}")
}

/// 16 hex digits over every path and byte of the site.
pub fn id(site: &Site) -> String {
    let all: String =
        site.iter().map(|(path, bytes)| format!("{path} {}\n", sha256(bytes))).collect();
    short(&sha256(all.as_bytes())).to_owned()
}

/// A language's own pages and its packs belong to its group, all else to the
/// core; so do the English sentences about fields, which the terminal of every
/// language shows.
fn group_of(path: &str) -> String {
    let own = |locale: &&Locale| {
        let tag = locale.tag();
        let english_fields = **locale == Locale::En && path.ends_with("/fields.ftl");
        path.starts_with(&format!("{tag}/"))
            || path.starts_with(&format!("packs/{tag}.")) && !english_fields
    };
    Locale::ALL.iter().find(own).map_or(CORE, |it| it.tag()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_language_has_a_group_of_its_own() {
        assert_eq!(group_of("zh-Hant/lessons/node-port/index.html"), "zh-Hant");
        assert_eq!(group_of("packs/zh-Hans.0123/first.ftl"), "zh-Hans");
        assert_eq!(group_of("packs/zh-Hans.0123/fields.ftl"), "zh-Hans");
        assert_eq!(group_of("packs/en.0123/more.ftl"), "en");
        assert_eq!(group_of("packs/en.0123/fields.ftl"), "core");
        assert_eq!(group_of("packs/course.0123.txt"), "core");
        assert_eq!(group_of("zh/index.html"), "core");
        assert_eq!(group_of("assets/app.js"), "core");
    }

    #[test]
    fn any_changed_byte_makes_another_version() {
        let one = site(&[("a", "x"), ("b", "y")]);
        assert_eq!(id(&one), id(&one.clone()));
        assert_ne!(id(&one), id(&site(&[("a", "x"), ("b", "z")])));
        assert_ne!(id(&one), id(&site(&[("a", "x"), ("c", "y")])));
    }

    #[test]
    fn the_worker_begins_with_its_list() {
        let text = worker("source", &site(&[("da/index.html", "x"), ("404.html", "x")]));
        assert!(
            text.starts_with("const VERSION = {\"groups\":{\"da\":[[\"da/index.html\","),
            "{text}"
        );
        assert!(text.ends_with(";\nsource"));
        assert!(!text.contains("404.html"));
    }
}
