//! `--from-literal`, `--from-file` and `--from-env-file` of `kubectl create configmap`. Models
//! k8s.io/kubectl/pkg/cmd/create/create_configmap.go and pkg/cmd/util/env_file.go (v1.36).

use std::collections::BTreeMap;

use service_lab_engine::value::Map;

use super::flags::Args;
use super::key_names::{config_key_problem, env_name_problem};
use crate::programs::files::FOLDER_MARK;

/// The files of the terminal, by their names with folders.
type Files = BTreeMap<String, String>;

/// What the flags put into the ConfigMap of this name, by key.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn read(files: &Files, args: &Args, name: &str) -> Result<Map, String> {
    let mut data = Data { name, entries: Map::new() };
    let (env_files, sources) = (args.all("from-env-file"), args.all("from-file"));
    let literals = args.each("from-literal");
    if !env_files.is_empty() && sources.len() + literals.len() > 0 {
        return Err("from-env-file cannot be combined with from-file or from-literal".to_owned());
    }
    for source in sources {
        data.add_file(files, source)?;
    }
    for literal in literals {
        let (key, text) = literal
            .split_once('=')
            .filter(|(key, _)| !key.is_empty())
            .ok_or_else(|| format!("invalid literal source {literal}, expected key=value"))?;
        data.add(key, text)?;
    }
    for file in env_files {
        if is_folder(files, file) {
            return Err("env config file cannot be a directory".to_owned());
        }
        let text = text_of(files, file)?.trim_start_matches('\u{feff}');
        for line in text.lines().map(str::trim_start) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // A name alone is read from the environment of kubectl, where it is not.
            let (key, text) = line.split_once('=').unwrap_or((line, ""));
            env_name_problem(key).map_or(Ok(()), Err)?;
            data.add(key, text)?;
        }
    }
    Ok(data.entries)
}

struct Data<'n> {
    name: &'n str,
    entries: Map,
}

impl Data<'_> {
    /// Models addKeyFromLiteralToConfigMap.
    fn add(&mut self, key: &str, text: &str) -> Result<(), String> {
        config_key_problem(key).map_or(Ok(()), Err)?;
        if self.entries.contains_key(key) {
            return Err(format!(
                "cannot add key \"{key}\", another key by that name already exists in Data for ConfigMap \"{}\"",
                self.name
            ));
        }
        self.entries.insert(key.to_owned(), text.into());
        Ok(())
    }

    /// `key=file`, `file`, or a folder, of which all files are taken. Models
    /// ParseFileSource and handleConfigMapFromFileSources.
    fn add_file(&mut self, files: &Files, source: &str) -> Result<(), String> {
        let (key, file) = match source.split_once('=') {
            None => (source.rsplit('/').next().unwrap_or(source), source),
            Some((_, more)) if more.contains('=') => {
                return Err("key names or file paths cannot contain '='".to_owned());
            }
            Some(("", file)) => return Err(format!("key name for file path {file} missing")),
            Some((key, "")) => return Err(format!("file path for key name {key} missing")),
            Some(pair) => pair,
        };
        if !is_folder(files, file) {
            return self.add(key, text_of(files, file)?);
        }
        if source.contains('=') {
            return Err("cannot give a key name for a directory path".to_owned());
        }
        for (name, text) in files {
            let own = name.strip_prefix(&folder(file));
            let own = own.filter(|it| !it.contains('/') && *it != FOLDER_MARK);
            own.map_or(Ok(()), |it| self.add(it, text))?;
        }
        Ok(())
    }
}

/// A path without what only says that it is here.
fn plain(path: &str) -> &str {
    match path.trim_start_matches("./") {
        "." => "",
        plain => plain,
    }
}

/// What the names of a folder's files begin with.
fn folder(path: &str) -> String {
    match plain(path).trim_end_matches('/') {
        "" => String::new(),
        folder => format!("{folder}/"),
    }
}

fn is_folder(files: &Files, path: &str) -> bool {
    let folder = folder(path);
    !path.is_empty() && (folder.is_empty() || files.keys().any(|it| it.starts_with(&folder)))
}

fn text_of<'f>(files: &'f Files, path: &str) -> Result<&'f str, String> {
    let text = files.get(plain(path)).map(String::as_str);
    text.ok_or_else(|| format!("error reading {path}: no such file or directory"))
}
