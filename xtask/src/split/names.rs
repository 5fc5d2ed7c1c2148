//! Names of functions without what changes from one build to the next, and the list of those that a first visit runs.

use std::collections::{BTreeMap, BTreeSet};

use super::module::Module;

/// The functions that a first visit runs, by their plain names; of each the shape of its body and the points in it that
/// were never reached, the first of each construct. Several functions may have one name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listed(BTreeMap<String, Vec<(u32, BTreeSet<usize>)>>);

/// What stands above the names in the file.
const HEAD: &str = "\
# The functions that a first visit runs: the first part of the app's Wasm holds these, without what never ran of them.
# Made by `cargo xtask profile`, which plays first visits in Chromium; not written by hand. A function that is missing
# here comes with the rest, so an old list is slower, never wrong. Behind a name: the shape of the body, and the numbers
# of the points in it that were never reached; where the shape is another one by now, the function is taken whole.
";

impl Listed {
    /// Reads the file: one name per line, `#` begins a remark.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().filter(|it| !it.is_empty() && !it.starts_with('#'));
        Self(lines.map(read_line).collect())
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        for (name, bodies) in &self.0 {
            out.push_str(name);
            for (shape, cold) in bodies.iter().filter(|it| !it.1.is_empty()) {
                out.push_str(&format!("\t{shape:x}"));
                cold.iter().for_each(|it| out.push_str(&format!(" {it}")));
            }
            out.push('\n');
        }
        out
    }

    /// Lists a function that ran.
    pub fn add(&mut self, name: &str, shape: u32, cold: BTreeSet<usize>) {
        self.0.entry(plain(name)).or_default().push((shape, cold));
    }

    /// Whether a function of this name, as the module writes it, is listed.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(&plain(name))
    }

    /// The points that were never reached in a body of this shape; none where another body was measured.
    pub fn cold(&self, name: &str, shape: u32) -> BTreeSet<usize> {
        let bodies = self.0.get(&plain(name)).into_iter().flatten();
        let fitting = bodies.filter(|it| it.0 == shape).map(|it| it.1.clone());
        fitting.reduce(|one, other| &one & &other).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Short names for what wasm-bindgen's script and module call each other by: its own are long and hold hashes.
#[derive(Debug, Default)]
pub struct ShortNames(BTreeMap<String, String>);

/// How the names begin that only wasm-bindgen's script knows.
const PRIVATE: [&str; 3] = ["__w", "__externref", "wasm_bindgen_"];

impl ShortNames {
    /// Names for what a module imports and exports.
    pub fn of(module: &Module) -> Self {
        let imports = module.imports.iter().map(|it| it.name);
        let long: BTreeSet<&str> = imports.chain(module.exports.iter().map(|it| it.name)).collect();
        let long = long.into_iter().filter(|it| PRIVATE.iter().any(|own| it.starts_with(own)));
        Self(long.zip(0..).map(|(it, number)| (it.to_owned(), format!("_{number}"))).collect())
    }

    /// The short name, or the same where it has none.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// A script with the short names in the place of the long ones.
    pub fn within(&self, script: &str) -> String {
        let is_inside = |it: char| it.is_alphanumeric() || it == '_' || it == '$';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let word = rest.find(|it| !is_inside(it)).unwrap_or(rest.len());
            let (before, after) = rest.split_at(word);
            out.push_str(self.get(before));
            let next = after.find(is_inside).unwrap_or(after.len());
            out.push_str(&after[..next]);
            rest = &after[next..];
        }
        out
    }
}

fn read_line(line: &str) -> (String, Vec<(u32, BTreeSet<usize>)>) {
    let mut parts = line.split('\t');
    let name = parts.next().unwrap_or_default().to_owned();
    let bodies = parts.filter_map(|body| {
        let mut numbers = body.split(' ');
        let shape = u32::from_str_radix(numbers.next()?, 16).ok()?;
        Some((shape, numbers.filter_map(|it| it.parse().ok()).collect()))
    });
    (name, bodies.collect())
}

#[cfg(test)]
impl<'a> FromIterator<&'a str> for Listed {
    fn from_iter<T: IntoIterator<Item = &'a str>>(names: T) -> Self {
        Self(names.into_iter().map(|it| (plain(it), Vec::new())).collect())
    }
}

/// A name without the hashes of crates and instances, cut where it is long:
/// `a[0f3c]::b::h0123456789abcdef.llvm.77` -> `a::b`.
pub fn plain(name: &str) -> String {
    let name = name.split(".llvm.").next().unwrap_or(name);
    let name = match name.rsplit_once("::h") {
        Some((before, hash))
            if hash.len() == 16 && hash.bytes().all(|it| it.is_ascii_hexdigit()) =>
        {
            before
        }
        _ => name,
    };
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let hash = from.get(1..).and_then(|it| it.split(']').next()).unwrap_or_default();
        let is_hash = hash.len() >= 8 && hash.bytes().all(|it| it.is_ascii_hexdigit());
        let cut = if is_hash { hash.len() + 2 } else { 1 };
        if !is_hash {
            out.push('[');
        }
        rest = from.get(cut..).unwrap_or_default();
    }
    out.push_str(rest);
    shortened(out)
}

/// How many bytes a name keeps at most: names of generic functions can be pages long.
const LONGEST: usize = 110;

/// A long name is cut; a number made of the whole of it tells it from others that begin so.
fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    // FNV-1a, which needs no crate and is the same everywhere.
    let number = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let end = (0..=LONGEST).rev().find(|it| name.is_char_boundary(*it)).unwrap_or(0);
    format!("{} #{number:016x}", name.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_holds_no_hash() {
        assert_eq!(plain("core::fmt::write::h0123456789abcdef"), "core::fmt::write");
        assert_eq!(
            plain("core[1a2b3c4d5e6f]::slice::<[u8]>::len.llvm.77"),
            "core::slice::<[u8]>::len"
        );
        assert_eq!(plain("<[alloc::string::String]>::join"), "<[alloc::string::String]>::join");
    }

    #[test]
    fn a_long_name_is_cut_and_still_its_own() {
        let [one, other] = ["a", "b"].map(|it| plain(&format!("{}{it}", "x".repeat(300))));
        assert!(one.len() < 140 && one != other, "{one}");
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let listed: Listed = ["b::c", "a[0123456789]::b"].into_iter().collect();
        let text = listed.write();
        assert_eq!(Listed::read(&text), listed);
        assert!(text.ends_with("\na::b\nb::c\n"), "{text}");
        assert!(listed.has("b[0123456789]::c"));
    }

    #[test]
    fn a_script_gets_short_names_for_whole_words_only() {
        let names = ["__wbg_a", "__wbg_a_b"].map(str::to_owned);
        let names = ShortNames(names.into_iter().zip(["_0", "_1"].map(str::to_owned)).collect());
        let script = "x = {__wbg_a: 1}; y.__wbg_a_b(__wbg_a_bc, \u{e9}__wbg_a)";
        assert_eq!(names.within(script), "x = {_0: 1}; y._1(__wbg_a_bc, \u{e9}__wbg_a)");
        assert_eq!(names.get("memory"), "memory");
    }

    #[test]
    fn what_never_ran_holds_for_a_body_of_the_same_shape_only() {
        let mut listed = Listed::default();
        listed.add("a", 0x1f, BTreeSet::from([2, 30]));
        let read = Listed::read(&listed.write());
        assert_eq!(read, listed);
        assert_eq!(read.cold("a", 0x1f), BTreeSet::from([2, 30]));
        assert_eq!(read.cold("a", 0x20), BTreeSet::new());
    }
}
