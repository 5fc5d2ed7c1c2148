//! What files name: objects, what is none, and objects of another namespace
//! than `-n`. Models k8s.io/cli-runtime/pkg/resource Builder (v1.36).

use service_lab_engine::client::{Input, misnamed};
use service_lab_engine::value::Value;

use super::files::{label, standard_input_once, values};
use super::flags::Args;
use super::resources::{self, Resource};
use super::{Kubectl, select};

impl Kubectl<'_> {
    /// Every object that the files name and a selector leaves.
    ///
    /// # Errors
    /// kubectl's line.
    pub fn named_in_files(
        &self,
        args: &Args,
    ) -> Result<Vec<(&'static Resource, String, String)>, String> {
        if let Some(why) = self.no_kustomization(args) {
            return Err(why);
        }
        let files = args.all("filename");
        standard_input_once(&files)?;
        let mut all = Vec::new();
        let mut texts = Vec::new();
        let mut wrong = Vec::new();
        for file in files {
            match self.text_of(args, file) {
                Ok(text) => texts.push(text),
                Err(error) => wrong.push(error),
            }
        }
        match wrong.as_slice() {
            [] => {}
            [only] => return Err(only.clone()),
            // Models Builder.Do: all that is wrong is told, without the word.
            many => {
                let plain = many.iter().map(|it| it.strip_prefix("error: ").unwrap_or(it));
                return Err(plain.collect::<Vec<_>>().join("\n"));
            }
        }
        for text in texts {
            for value in values(&text) {
                let Some(resource) = resources::of_value(&value) else { continue };
                if !select::labels_match(args, &value)? {
                    continue;
                }
                let own = value.text("metadata.namespace");
                let namespace =
                    if own.is_empty() { select::namespace(args) } else { own.to_owned() };
                all.push((resource, namespace, value.text("metadata.name").to_owned()));
            }
        }
        Ok(all)
    }

    /// What in the files names nothing, or an object of another namespace than
    /// the flag `-n`, which is wanted no longer then.
    pub fn misnamed_in_files(
        &self,
        args: &Args,
        wanted: &mut Vec<(&'static Resource, String, String)>,
    ) -> Vec<String> {
        let namespace = &*select::namespace(args);
        let mut wrong = Vec::new();
        for file in args.all("filename") {
            let Ok(text) = self.text_of(args, file) else { continue };
            wrong.extend(misnamed(&Input { namespace, source: label(file), text: &text }));
        }
        if args.get("namespace").is_some() {
            wanted.retain(|(resource, own, _)| {
                let fits = !resource.namespaced || own == namespace;
                if !fits {
                    wrong.push(elsewhere(own, namespace));
                }
                fits
            });
        }
        wrong
    }
}

/// The refusal of an object of another namespace. Models RequireNamespace of
/// k8s.io/cli-runtime/pkg/resource (v1.36).
fn elsewhere(own: &str, wanted: &str) -> String {
    format!(
        "error: the namespace from the provided object \"{own}\" does not match the namespace \"{wanted}\". You must pass '--namespace={own}' to perform this operation."
    )
}

/// The refusals of objects whose namespace is not the flag's, and the text
/// without them; nothing where all fit.
pub(super) fn wrong_namespace(args: &Args, text: &str) -> Option<(Vec<String>, String)> {
    let wanted = args.get("namespace")?;
    let all = values(text);
    let fits = |it: &Value| {
        let own = it.text("metadata.namespace");
        own.is_empty() || own == wanted
    };
    if all.iter().all(fits) {
        return None;
    }
    let (left, gone): (Vec<Value>, Vec<Value>) = all.into_iter().partition(fits);
    let wrong = gone.iter().map(|it| elsewhere(it.text("metadata.namespace"), wanted));
    let left: Vec<String> = left.iter().map(Value::to_json).collect();
    Some((wrong.collect(), left.join("\n---\n")))
}
