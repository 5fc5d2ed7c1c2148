//! The files of the site on their way to the disk: read, named by their hash,
//! written.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Paths from the site's root, with `/`, and their bytes.
pub type Site = BTreeMap<String, Vec<u8>>;

/// How many hex digits of a hash stand in a name: 64 bits, plenty to tell a
/// site's own files apart.
const NAME_DIGITS: usize = 16;

/// The SHA-256 of bytes in hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of a hash that stands in names.
pub fn short(hash: &str) -> &str {
    hash.get(..NAME_DIGITS).unwrap_or(hash)
}

/// `packs/da.ftl` -> `packs/da.0123456789abcdef.ftl`.
pub fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let hash = sha256(bytes);
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{}.{ending}", short(&hash)),
        None => format!("{path}.{}", short(&hash)),
    }
}

/// Every file below a folder by its path within it, with `/`.
///
/// # Errors
/// What the file system says, with the path it says it of.
pub fn read_folder(folder: &Path) -> Result<Site, String> {
    let mut found = Site::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(|it| told(&next, &it))? {
            let path = entry.map_err(|it| told(&next, &it))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = within(folder, &path);
                found.insert(name, fs::read(&path).map_err(|it| told(&path, &it))?);
            }
        }
    }
    Ok(found)
}

/// Every text below a folder whose name ends so, by its path within it.
///
/// # Errors
/// As [`read_folder`], and where a file is not UTF-8.
pub fn read_texts(folder: &Path, ending: &str) -> Result<BTreeMap<String, String>, String> {
    read_folder(folder)?
        .into_iter()
        .filter(|(path, _)| path.ends_with(ending))
        .map(|(path, bytes)| match String::from_utf8(bytes) {
            Ok(text) => Ok((path, text)),
            Err(_) => Err(format!("{}/{path}: not UTF-8", folder.display())),
        })
        .collect()
}

/// Writes a site into an empty or missing folder; an older site there goes.
///
/// # Errors
/// What the file system says; or that the folder holds something else.
pub fn write(site: &Site, out: &Path) -> Result<(), String> {
    if out.exists() {
        let foreign = !out.join("sw.js").exists()
            && fs::read_dir(out).is_ok_and(|mut it| it.next().is_some());
        if foreign {
            return Err(format!("{}: is not empty and holds no site", out.display()));
        }
        fs::remove_dir_all(out).map_err(|it| told(out, &it))?;
    }
    for (path, bytes) in site {
        let target = out.join(path);
        let folder = target.parent().map_or_else(|| out.to_path_buf(), PathBuf::from);
        fs::create_dir_all(&folder).map_err(|it| told(&folder, &it))?;
        fs::write(&target, bytes).map_err(|it| told(&target, &it))?;
    }
    Ok(())
}

fn within(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path);
    parts.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// An error of the file system with the path it belongs to.
pub fn told(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_the_hash_before_its_ending() {
        assert_eq!(hashed_name("packs/da.ftl", b"x"), "packs/da.2d711642b726b044.ftl");
    }
}
