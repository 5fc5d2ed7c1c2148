//! Decides which function goes where.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{Function, Module};
use super::names::Listed;
use super::shared::SHARED;
use super::{Fault, LOAD};

/// Which function stands in which part.
pub struct Plan {
    /// Whole in the first part, in the order of the module.
    pub first: Vec<Function>,
    /// A stub in the first part, whole in the rest: each with its slot in the table.
    pub stubs: BTreeMap<Function, u32>,
    /// Whole in the rest, the stubs' functions too.
    pub rest: Vec<Function>,
    /// Of the first part (or imported there), called by the rest: each with the name it is exported by.
    pub shared: BTreeMap<Function, String>,
    /// The import that loads the rest.
    pub load: Function,
    /// The table of functions, and how many slots it has without those of the stubs.
    pub table: u32,
    pub slots: u32,
}

impl Plan {
    /// # Errors
    /// Where the module has no table of functions, does not import the loading of the rest, or imports something else
    /// than functions.
    pub fn make(module: &Module, listed: &Listed) -> Result<Self, Fault> {
        if module.imports.len() > module.imported as usize {
            return Err("a module that imports more than functions".into());
        }
        let load = module
            .imports
            .iter()
            .position(|it| it.name.starts_with(LOAD))
            .ok_or_else(|| format!("no import begins with {LOAD}"))? as Function;
        let table = module.function_table().ok_or("no table of functions")?;
        let slots = module.tables.get(table as usize).map_or(0, |it| it.initial as u32);

        // The few without a name are wasm-bindgen's own: the start.
        let is_first = |function: Function| {
            function < module.imported
                || module.names.get(&function).is_none_or(|it| listed.has(it))
        };
        let first: Vec<Function> =
            (module.imported..module.count()).filter(|it| is_first(*it)).collect();
        let mut reached: BTreeSet<Function> = roots(module).collect();
        for function in &first {
            reached.extend(module.mentions(*function)?);
        }
        let cold: Vec<Function> = reached.into_iter().filter(|it| !is_first(*it)).collect();
        let stubs = cold.iter().zip(slots..).map(|(function, slot)| (*function, slot)).collect();

        let mut rest: BTreeSet<Function> = cold.iter().copied().collect();
        let mut shared = BTreeSet::new();
        let mut open = cold;
        while let Some(function) = open.pop() {
            for mention in module.mentions(function)? {
                if is_first(mention) {
                    shared.insert(mention);
                } else if rest.insert(mention) {
                    open.push(mention);
                }
            }
        }
        Ok(Self {
            first,
            stubs,
            rest: rest.into_iter().collect(),
            shared: shared.into_iter().enumerate().map(|(at, it)| (it, short(at))).collect(),
            load,
            table,
            slots,
        })
    }

    /// What it comes to, for a person.
    pub fn told(&self, module: &Module) -> String {
        let bytes = |functions: &mut dyn Iterator<Item = &Function>| -> usize {
            functions.filter_map(|it| module.body(*it)).map(|it| it.range().len()).sum()
        };
        format!(
            "first part: {} functions of {} KB and {} stubs; rest: {} functions of {} KB that call {} of the first",
            self.first.len(),
            bytes(&mut self.first.iter()) / 1000,
            self.stubs.len(),
            self.rest.len(),
            bytes(&mut self.rest.iter()) / 1000,
            self.shared.len(),
        )
    }
}

/// The functions that something other than a body names.
fn roots<'a>(module: &'a Module) -> impl Iterator<Item = Function> + 'a {
    let exported = module
        .exports
        .iter()
        .filter(|it| it.kind == wasmparser::ExternalKind::Func)
        .map(|it| it.index);
    let slots = module.elements.iter().flat_map(|it| it.functions.iter().copied());
    exported.chain(slots).chain(module.start)
}

/// Letters that names are made of; wasm-bindgen's own exports are longer or begin otherwise.
const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The shortest name for a number: `$a`, `$b`, ..., `$aa`.
pub fn short(mut number: usize) -> String {
    let mut name = SHARED.as_bytes().to_vec();
    loop {
        name.push(LETTERS[number % LETTERS.len()]);
        number /= LETTERS.len();
        if number == 0 {
            return String::from_utf8_lossy(&name).into_owned();
        }
        number -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_numbers_have_one_name() {
        let names: BTreeSet<String> = (0..10_000).map(short).collect();
        assert_eq!(names.len(), 10_000);
    }
}
