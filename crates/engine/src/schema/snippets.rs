//! Whole objects to begin with: data, read from `snippets.yaml`.

use super::complete::{Completion, Offer, fits};
use crate::objects::Kind;
use crate::span::Span;

const TEXT: &str = include_str!("snippets.yaml");

/// Whole objects whose label holds what was typed at `at`, each accepted by
/// the API server as it stands.
pub fn snippets(at: Span, typed: &str) -> Vec<Completion> {
    let whole = TEXT.split("#: ").skip(1).filter_map(|it| it.split_once('\n'));
    whole
        .filter(|(label, _)| fits(label, typed))
        .filter_map(|(label, template)| {
            let kind = label.split(' ').next()?;
            let kind = Kind::ALL.into_iter().find(|it| it.name() == kind)?;
            Some(Completion {
                label: label.to_owned(),
                text: filled(template),
                at,
                what: Offer::Snippet { kind, template },
            })
        })
        .collect()
}

/// The template with its places filled in: `${1:web}` -> `web`.
fn filled(template: &str) -> String {
    let mut parts = template.split("${");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or((part, ""));
        out.push_str(place.split_once(':').map_or(place, |it| it.1));
        out.push_str(rest);
    }
    out
}

/// Whether a snippet has a field of this name: the fields one begins with.
pub fn begins_with(name: &str) -> bool {
    let key = |line: &str| line.trim_start_matches([' ', '-']).split(':').next() == Some(name);
    TEXT.lines().any(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::ClusterConfig;
    use crate::world::{Command, Event, World, step};

    #[test]
    fn every_snippet_is_admitted_as_it_stands() {
        let all = snippets(Span::at(0), "");
        for kind in Kind::ALL {
            let own = !matches!(kind, Kind::Node | Kind::ReplicaSet | Kind::Endpoints);
            let found = all
                .iter()
                .any(|it| matches!(it.what, Offer::Snippet { kind: it, .. } if it == kind));
            assert_eq!(found, own, "{}", kind.name());
        }
        for snippet in all {
            let (world, _) = World::new(ClusterConfig::default());
            let stepped = step(&world, &Command::Edit { text: snippet.text.clone() });
            for event in stepped.events {
                if let Event::Checked(problems) = event {
                    assert!(problems.is_empty(), "{}: {problems:?}", snippet.label);
                }
            }
            let Offer::Snippet { kind, .. } = snippet.what else { panic!() };
            assert!(stepped.world.store.of_kind(kind).count() > world.store.of_kind(kind).count());
        }
    }

    #[test]
    fn what_is_typed_narrows_the_snippets() {
        let labels = |typed| -> Vec<String> {
            snippets(Span::at(0), typed).into_iter().map(|it| it.label).collect()
        };
        assert_eq!(labels("nodep"), ["Service NodePort"]);
        assert_eq!(labels("xyz"), Vec::<String>::new());
    }
}
