//! What kustomize says of folders: the terminal builds nothing of them.

use crate::kubectl::Kubectl;
use crate::kubectl::flags::Args;

/// The folder that the terminal works in.
const HOME: &str = "/home/learner";

impl Kubectl<'_> {
    /// What `-k` says, where it is given: the terminal builds nothing of a folder. Models
    /// FilenameOptions.validate, and kustomize's loader and its search for a kustomization.
    pub(in crate::kubectl) fn no_kustomization(&self, args: &Args) -> Option<String> {
        let folder = args.get("kustomize").filter(|it| !it.is_empty())?;
        if args.get("filename").is_some() {
            return Some("error: only one of -f or -k can be specified".to_owned());
        }
        if args.on("recursive") {
            return Some("error: the -k flag can't be used with -f or -R".to_owned());
        }
        Some(self.not_built(folder))
    }

    /// What is said of a folder that is to be built by kustomize.
    pub(in crate::kubectl) fn not_built(&self, folder: &str) -> String {
        if folder.contains("://") {
            return format!("service-lab: there is no network to read {folder} from");
        }
        let own = folder.trim_start_matches("./").trim_end_matches('/');
        if self.files.contains_key(own) {
            return format!("error: must build at directory: '{folder}': file is not directory");
        }
        let (path, within) = match own {
            "" if folder.starts_with('/') => return unkustomized("/"),
            "" | "." => (HOME.to_owned(), String::new()),
            own if folder.starts_with('/') => (own.to_owned(), format!("{own}/")),
            own => (format!("{HOME}/{own}"), format!("{own}/")),
        };
        let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
        if names.iter().any(|it| self.files.contains_key(&format!("{within}{it}"))) {
            return "service-lab: kustomizations are not simulated here".to_owned();
        }
        let there = within.is_empty() || self.files.keys().any(|it| it.starts_with(&within));
        if there {
            unkustomized(&path)
        } else {
            format!(
                "error: must build at directory: not a valid directory: evalsymlink failure on '{folder}' : lstat {path}: no such file or directory"
            )
        }
    }
}

/// What kustomize says of a folder without a kustomization.
fn unkustomized(path: &str) -> String {
    format!(
        "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '{path}'"
    )
}
