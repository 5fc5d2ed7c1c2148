//! What is known of the documents of the text that was edited last. Whoever
//! types changes one of them: the others are neither read nor compared again.
//! It holds what follows from text and objects alone, so it never decides
//! anything.

use std::sync::{Arc, Mutex};

use super::one::Item;
use crate::objects::Object;
use crate::store::Store;

/// Known documents that are looked through for one that was not read yet: as
/// many may leave the text at one place.
pub(super) const MAX_AHEAD: usize = 8;

/// A document that gave one object and no problem.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub text: Arc<str>,
    pub item: Arc<Item>,
    /// The object that applying it left as it was, without a word.
    pub unchanged: Option<Arc<Object>>,
}

impl Known {
    /// The stored object, where applying the document again changes nothing.
    pub(super) fn rests_at(&self, store: &Store) -> Option<Arc<Object>> {
        let object = self.unchanged.as_ref()?;
        store.get(&object.key).filter(|it| Arc::ptr_eq(it, object)).cloned()
    }
}

/// The documents of the last text, shared by every clone of a world. Equal to
/// every other one: a cache takes no part in comparing.
#[derive(Clone, Debug, Default)]
pub struct Memo(Arc<Mutex<Vec<Known>>>);

impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memo {}

impl Memo {
    /// Takes what is known and leaves this instead.
    pub(super) fn replace(&self, documents: Vec<Known>) -> Vec<Known> {
        self.0.lock().map(|mut it| std::mem::replace(&mut *it, documents)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;
    use crate::cluster::ClusterConfig;
    use crate::objects::{Key, Kind};
    use crate::schema::FieldValidation;
    use crate::world::{Command, Event, Stepped, World, step};

    fn deployment(name: &str, more: &str) -> String {
        format!(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec:\n  selector: {{matchLabels: \
             {{app: {name}}}}}\n  template:\n    metadata: {{labels: {{app: {name}}}}}\n    spec: {{containers: \
             [{{name: main, image: agnhost}}]}}\n{more}"
        )
    }

    fn service(name: &str, more: &str) -> String {
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec:\n  selector: {{app: {name}}}\n  \
             ports: [{{port: 80}}]\n{more}"
        )
    }

    /// An edit by a world that remembers: the same as by one that does not.
    fn edited(world: &World, documents: &[&str]) -> Stepped {
        let command = Command::Edit { text: documents.join("---\n") };
        let fresh = step(&World { memo: Memo::default(), ..world.clone() }, &command);
        let stepped = step(world, &command);
        assert!(stepped == fresh, "{command:?}\n{:#?}\n{:#?}", stepped.events, fresh.events);
        stepped
    }

    #[test]
    fn what_is_known_of_a_text_changes_no_answer() {
        let (a, b) = (deployment("a", ""), service("a", ""));
        let (c, d) = (deployment("c", "  replicas: 2\n"), service("c", "  type: NodePort\n"));
        let note = b.replace("name: a}", "name: a, annotations: {note: x}}");
        let warns = service("w", "  externalIPs: [010.0.0.1]\n");
        let wrong = service("c", "  type: Nodeport\n");
        let twice = "kind: Service\nkind: Service\napiVersion: v1\nmetadata: {name: t}\nspec: {ports: [{port: 1}]}\n";
        let list = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: l}\n";
        let texts: [&[&str]; 16] = [
            &[&a, &b, &c, &d],
            &[&a, &b, &c, &d],
            &[&a, &note, &c, &d],
            &["# One line more.\n", &a, &note, &c, &d],
            &[&a, &note, &c, &wrong],
            &[&a, "a: [\n", &c, &d],
            &[&a, &b, &c, &d, &warns],
            &[&a, &b, &c, &warns, &d],
            &[&c, &d, &warns, &a],
            &[&b, &b, &note, &b],
            &[twice, &a, &b, list],
            &[&a, &b, list, "kind: Gizmo\n", &d],
            &["{\"kind\": \"Service\"}\n", &a],
            &[&d],
            &[],
            &[&a, &b, &c, &d],
        ];
        let between = [
            Command::Wait { ms: 30_000 },
            Command::Scale { key: Key::new(Kind::Deployment, "default", "c"), replicas: 5 },
            Command::Delete { key: Key::new(Kind::Service, "default", "c") },
            Command::Run {
                verb: crate::client::Verb::Apply,
                namespace: "default".to_owned(),
                text: service("c", "  sessionAffinity: ClientIP\n"),
                validation: FieldValidation::Strict,
                manager: "".into(),
            },
        ];
        let mut world = World::new(ClusterConfig::default()).0;
        for act in between.iter().chain(&between) {
            for text in texts {
                // A letter more and less while the burst is open, then the step.
                edited(&world, texts[2]);
                world = edited(&world, text).world;
            }
            world = step(&world, act).world;
            edited(&world, texts[0]);
        }
    }

    #[test]
    fn a_problem_stands_in_its_own_document_after_known_ones() {
        let world = World::new(ClusterConfig::default()).0;
        let (a, b) = (service("a", ""), service("b", "  type: Nodeport\n"));
        for documents in [[a.as_str(), &b], [&format!("# More.\n{a}"), &b], [&a, &b]] {
            let stepped = edited(&world, &documents);
            let text = documents.join("---\n");
            let found = stepped.events.iter().find_map(|it| match it {
                Event::Checked(problems) => problems.first(),
                _ => None,
            });
            let problem = found.unwrap();
            assert_eq!(problem.at.slice(&text), Some("Nodeport"));
            assert_eq!(problem.edit.as_ref().and_then(|it| it.at.slice(&text)), Some("Nodeport"));
        }
    }
}
