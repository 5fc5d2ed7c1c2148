//! Every text of locales/ is FTL without a fault, and every id that the code
//! can ask for has an English text.

use std::fs;
use std::path::{Path, PathBuf};

use service_lab_l10n::{Bundle, Locale, ftl};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

fn sources(locale: Locale) -> Vec<(PathBuf, String)> {
    let folder = root().join(locale.tag());
    let mut paths: Vec<PathBuf> = [folder.clone(), folder.join("lessons")]
        .iter()
        .filter_map(|it| fs::read_dir(it).ok())
        .flatten()
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "ftl"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)))
        .collect()
}

#[test]
fn every_text_is_ftl_without_a_fault() {
    for locale in Locale::ALL {
        for (path, text) in sources(locale) {
            let (_, problems) = ftl::parse_ftl(&text);
            assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        }
    }
}

#[test]
fn each_language_makes_one_bundle() {
    for locale in Locale::ALL {
        let texts: Vec<String> = sources(locale).into_iter().map(|(_, text)| text).collect();
        let bundle = Bundle::new(locale, &texts);
        assert!(bundle.is_ok(), "{}: {:?}", locale.tag(), bundle.err());
    }
}
