//! The objects that a changing command is about: names, `-l`, `--all`, `-f`.

use super::flags::Args;
use super::select::{self, Item, NOTHING_NAMED, Named, Scope};
use super::{Kubectl, resources::Resource};
use crate::output::Output;

impl Kubectl<'_> {
    /// The objects that are there; of those that are not, the refusals are
    /// kept for the end. Models Builder.ContinueOnError.
    ///
    /// # Errors
    /// What kubectl prints where it is asked wrongly, or where none is there.
    pub fn found(
        &self,
        args: &Args,
        words: Option<&[String]>,
        errors: &mut Vec<String>,
    ) -> Result<Vec<Item>, Output> {
        let names = words.unwrap_or(&args.words);
        let scope = Scope::of(args);
        let from_files = args.reads_files() && names.is_empty() && !args.on("local");
        let by_name = !args.reads_files() && !scope.selects();
        let wanted = match (select::named(names), &scope.namespace) {
            _ if from_files => self.named_in_files(args).map_err(Output::fail)?,
            (Ok(Named::Objects(objects)), Some(namespace)) if by_name => {
                objects.into_iter().map(|(it, name)| (it, namespace.clone(), name)).collect()
            }
            _ => return self.chosen(args, words),
        };
        let mut items = Vec::new();
        for (resource, namespace, name) in wanted {
            match select::get(self.cluster, resource, &namespace, &name) {
                Ok(item) => items.push(item),
                Err(error) => errors.push(error),
            }
        }
        if items.is_empty() && !errors.is_empty() {
            let mut out = Output::default();
            errors.drain(..).for_each(|it| out.error(it));
            return Err(out);
        }
        Ok(items)
    }

    /// The objects; `words` stand in place of the arguments where given.
    ///
    /// # Errors
    /// What kubectl prints where it finds none, or not all of them.
    pub fn chosen(&self, args: &Args, words: Option<&[String]>) -> Result<Vec<Item>, Output> {
        let fail = |error: String| Output::fail(format!("error: {error}"));
        if args.reads_files() {
            if !words.unwrap_or(&args.words).is_empty() {
                return Err(fail(self.file_and_words(args)));
            }
            return self.of_files(args);
        }
        let words = words.unwrap_or(&args.words);
        let scope = Scope::of(args);
        match select::asked(words, scope.selects()).map_err(fail)? {
            Named::Nothing if scope.selects() => Err(fail(select::SELECTS_NOTHING.to_owned())),
            Named::Nothing => Err(fail(NOTHING_NAMED.to_owned())),
            Named::Types(types) if scope.selects() || args.on("all") => {
                let mut items = Vec::new();
                for resource in types {
                    items.extend(self.list(resource, &scope).map_err(Output::fail)?);
                }
                Ok(items)
            }
            Named::Types(_) => {
                Err(fail("resource(s) were provided, but no name was specified".to_owned()))
            }
            Named::Objects(objects) if select::across(&objects, &scope) => {
                Err(fail("a resource cannot be retrieved by name across all namespaces".to_owned()))
            }
            Named::Objects(objects) => {
                let namespace = select::namespace(args);
                let wanted: Vec<_> = objects
                    .into_iter()
                    .map(|(resource, name)| (resource, namespace.clone(), name))
                    .collect();
                self.each_of(&wanted)
            }
        }
    }

    /// The objects that a command names, where `--selector` means something
    /// else than choosing (`expose`).
    ///
    /// # Errors
    /// What kubectl prints instead.
    pub fn named_only(&self, args: &Args, errors: &mut Vec<String>) -> Result<Vec<Item>, Output> {
        let mut plain = Args::default();
        plain.words.clone_from(&args.words);
        for flag in ["filename", "kustomize", "namespace"] {
            if let Some(value) = args.get(flag) {
                plain.put(flag, value.to_owned());
            }
        }
        self.found(&plain, None, errors)
    }

    fn of_files(&self, args: &Args) -> Result<Vec<Item>, Output> {
        if args.on("local") {
            return self.local_items(args);
        }
        let wanted = self.named_in_files(args).map_err(Output::fail)?;
        self.each_of(&wanted)
    }

    /// `--local`: the objects of files as they stand there, without asking the server.
    ///
    /// # Errors
    /// What kubectl prints where it cannot read one.
    pub fn local_items(&self, args: &Args) -> Result<Vec<Item>, Output> {
        if let Some(why) = self.no_kustomization(args) {
            return Err(Output::fail(why));
        }
        let mut items = Vec::new();
        for file in args.all("filename") {
            let text = self.text_of(args, file).map_err(Output::fail)?;
            items.extend(super::files::values(&text).into_iter().filter_map(|value| {
                Some(Item { resource: super::resources::of_value(&value)?, value })
            }));
        }
        Ok(items)
    }

    fn each_of(&self, wanted: &[(&'static Resource, String, String)]) -> Result<Vec<Item>, Output> {
        let mut items = Vec::new();
        for (resource, namespace, name) in wanted {
            items.push(select::get(self.cluster, resource, namespace, name).map_err(Output::fail)?);
        }
        Ok(items)
    }
}
