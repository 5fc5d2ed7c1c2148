//! Splits the app's Wasm in two: a first part with what a first visit runs, and a rest that shares its memory and its
//! table and may come later. Which functions a first visit runs is measured (`cargo xtask profile`) and listed in
//! `xtask/first-visit.txt`; a function that is not listed is of the rest, so an old list makes the page slower, never
//! wrong.
//!
//! In the first part each function of the rest that something there can reach is a stub: it sees to it that the rest is
//! there ([`LOAD`]) and calls through a slot of the table which the rest fills. What only the rest reaches is not in the
//! first part at all. What a listed function never ran on a first visit is made a function of its own before, and so
//! belongs to the rest ([`trim`], [`outline`]). Constants that only the rest reads come with it ([`data`]).

mod data;
mod linked;
mod module;
mod names;
mod order;
mod outline;
mod plan;
mod probe;
mod scan;
mod shared;
mod streams;
mod trim;
mod write;

use std::fmt;

pub use names::{Listed, ShortNames};
pub use order::order;
pub use probe::{marks, probe};
pub use shared::share;
pub use streams::pack;

use data::Data;
use linked::Linked;
use module::Module;
use plan::Plan;

/// How the import's name begins that loads the rest before it returns (src/rest.rs).
const LOAD: &str = "__wbg_loadRest_";

/// Classes of a crate that no code of the app makes, and whose methods so nobody calls. If the app made one, it would
/// import its constructor.
const UNMADE: &str = "intounderlying";

/// The module from which the rest imports everything.
pub const FROM: &str = "f";

/// The two modules.
pub struct Parts {
    pub first: Vec<u8>,
    pub rest: Vec<u8>,
    /// By which names the app's script must call what goes between it and the first part.
    pub names: ShortNames,
    /// What the split did, for a person.
    pub told: String,
}

/// Splits a module that wasm-bindgen has made and whose functions still have their names. `linked` is the module that
/// wasm-bindgen made it of; where that does not tell where the addresses stand, all data is in the first part.
///
/// # Errors
/// Where it is no such module.
pub fn split(bytes: &[u8], linked: &[u8], listed: &Listed) -> Result<Parts, String> {
    split_module(bytes, linked, listed).map_err(|it| it.to_string())
}

fn split_module(bytes: &[u8], linked: &[u8], listed: &Listed) -> Result<Parts, Fault> {
    let linked = Linked::read(linked);
    let weights = linked.as_ref().map(Linked::weights).unwrap_or_default();
    let trimmed = trim::trim(bytes, listed, &weights)?;
    let mut module = Module::read(&trimmed)?;
    if !module.imports.iter().any(|it| it.name.contains(UNMADE)) {
        module.exports.retain(|it| !it.name.contains(UNMADE));
    }
    let plan = Plan::make(&module, listed)?;
    let apart = linked.and_then(|it| Data::apart(&module, &it, &plan.first));
    let (data, told) = match apart {
        Ok(data) => {
            let told = data.told();
            (data, told)
        }
        Err(fault) => (Data::together(&module), format!("all data in the first part: {fault}")),
    };
    let names = ShortNames::of(&module);
    let first = write::first(&module, &plan, &data, &names)?;
    let rest = write::rest(&module, &plan, &data)?;
    for (name, part) in [("first part", &first), ("rest", &rest)] {
        wasmparser::Validator::new()
            .validate_all(part)
            .map_err(|it| Fault::from(format!("the {name} is no module: {it}")))?;
    }
    Ok(Parts { first, rest, names, told: format!("{}; {told}", plan.told(&module)) })
}

/// Why a module cannot be split.
pub struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<String> for Fault {
    fn from(said: String) -> Self {
        Self(said)
    }
}

impl From<&str> for Fault {
    fn from(said: &str) -> Self {
        Self(said.to_owned())
    }
}

impl From<wasmparser::BinaryReaderError> for Fault {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self(error.to_string())
    }
}

impl From<wasm_encoder::reencode::Error> for Fault {
    fn from(error: wasm_encoder::reencode::Error) -> Self {
        Self(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder as wasm;

    /// Functions by number and name, each calling those with these numbers; 0 is the import that loads. The first
    /// one is exported, the table holds those in `slots`.
    fn module(functions: &[(&str, &[u32])], slots: &[u32]) -> Vec<u8> {
        let mut types = wasm::TypeSection::new();
        types.ty().function([], []);
        let mut imports = wasm::ImportSection::new();
        imports.import("./app_bg.js", "__wbg_loadRest_0", wasm::EntityType::Function(0));
        let mut kinds = wasm::FunctionSection::new();
        let mut code = wasm::CodeSection::new();
        let mut names = wasm::NameMap::new();
        for ((name, calls), number) in functions.iter().zip(1..) {
            kinds.function(0);
            let mut body = wasm::Function::new([]);
            calls.iter().for_each(|it| {
                body.instruction(&wasm::Instruction::Call(*it));
            });
            body.instruction(&wasm::Instruction::End);
            code.function(&body);
            names.append(number, name);
        }
        let mut tables = wasm::TableSection::new();
        let size = slots.len() as u64 + 1;
        tables.table(wasm::TableType {
            element_type: wasm::RefType::FUNCREF,
            minimum: size,
            maximum: Some(size),
            table64: false,
            shared: false,
        });
        let mut elements = wasm::ElementSection::new();
        let at = wasm::ConstExpr::i32_const(1);
        elements.active(None, &at, wasm::Elements::Functions(slots.to_vec().into()));
        let mut exports = wasm::ExportSection::new();
        exports.export("main", wasm::ExportKind::Func, 1);
        let mut named = wasm::NameSection::new();
        named.functions(&names);
        let mut out = wasm::Module::new();
        out.section(&types).section(&imports).section(&kinds).section(&tables);
        out.section(&exports).section(&elements).section(&code).section(&named);
        out.finish()
    }

    fn names(part: &[u8]) -> Vec<&str> {
        let module = Module::read(part).unwrap_or_else(|it| panic!("{it}"));
        module.names.values().copied().collect()
    }

    fn parts(bytes: &[u8], listed: &[&str]) -> Parts {
        split(bytes, &[], &listed.iter().copied().collect()).unwrap_or_else(|it| panic!("{it}"))
    }

    #[test]
    fn each_part_holds_what_it_needs_and_no_more() {
        // main calls warm and cold; cold calls deep and warm; spare is called by nobody.
        let bytes = module(
            &[("main", &[2, 3]), ("warm", &[]), ("cold", &[4, 2]), ("deep", &[]), ("spare", &[])],
            &[],
        );
        let parts = parts(&bytes, &["main", "warm"]);
        assert_eq!(names(&parts.first), ["main", "warm", "cold"]);
        assert_eq!(names(&parts.rest), ["warm", "cold", "deep"]);
    }

    #[test]
    fn the_rest_fills_the_slots_that_the_first_part_leaves() {
        let bytes = module(&[("main", &[]), ("cold", &[]), ("other", &[])], &[2, 3, 1]);
        let parts = parts(&bytes, &["main"]);
        let (first, rest) = (Module::read(&parts.first), Module::read(&parts.rest));
        let (Ok(first), Ok(rest)) = (first, rest) else { panic!("no modules") };
        assert_eq!(first.tables[0].initial, 6);
        assert_eq!(first.elements[0].functions.len(), 3);
        assert_eq!((rest.elements[0].offset, rest.elements[0].functions.len()), (4, 2));
    }

    #[test]
    fn a_list_of_names_that_are_gone_makes_everything_cold_and_nothing_wrong() {
        let bytes = module(&[("main", &[2]), ("other", &[])], &[2]);
        let parts = parts(&bytes, &["renamed"]);
        assert_eq!(names(&parts.first), ["main", "other"]);
        assert_eq!(names(&parts.rest), ["main", "other"]);
    }

    #[test]
    fn a_module_that_cannot_load_its_rest_is_refused() {
        assert!(split(b"\0asm\x01\0\0\0", &[], &Listed::default()).is_err());
    }

    #[test]
    fn a_probe_has_a_mark_for_each_function() {
        let bytes = module(&[("main", &[2]), ("other", &[])], &[]);
        let listed = marks(&bytes, |it| it == 1);
        assert_eq!(listed.map(|it| (it.has("main"), it.has("other"))), Ok((false, true)));
    }

    /// A function of one parameter: where that is 0 it goes through a long part that writes a local, may return, and
    /// goes round a loop; what it returns is that local.
    fn forked() -> Vec<u8> {
        use wasm::{BlockType, Instruction as I, ValType};
        let mut types = wasm::TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = wasm::ImportSection::new();
        imports.import("./app_bg.js", "__wbg_loadRest_0", wasm::EntityType::Function(0));
        let mut functions = wasm::FunctionSection::new();
        functions.function(1);
        let mut tables = wasm::TableSection::new();
        let element_type = wasm::RefType::FUNCREF;
        tables.table(wasm::TableType {
            element_type,
            minimum: 1,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut exports = wasm::ExportSection::new();
        exports.export("main", wasm::ExportKind::Func, 1);
        let mut body = wasm::Function::new([(2, ValType::I32)]);
        let mut all =
            vec![I::Loop(BlockType::Empty), I::Block(BlockType::Empty), I::LocalGet(0), I::BrIf(0)];
        all.extend((0..40).flat_map(|it| [I::I32Const(it), I::Drop]));
        all.extend([I::LocalGet(2), I::I32Const(1), I::I32Add, I::LocalTee(2), I::LocalSet(1)]);
        all.extend([I::LocalGet(1), I::If(BlockType::Empty), I::I32Const(7), I::Return, I::End]);
        all.extend([I::LocalGet(2), I::BrIf(1), I::End, I::End, I::LocalGet(1), I::End]);
        all.iter().for_each(|it| {
            body.instruction(it);
        });
        let mut code = wasm::CodeSection::new();
        code.function(&body);
        let mut names = wasm::NameMap::new();
        names.append(1, "main");
        let mut named = wasm::NameSection::new();
        named.functions(&names);
        let mut out = wasm::Module::new();
        out.section(&types).section(&imports).section(&functions).section(&tables);
        out.section(&exports).section(&code).section(&named);
        out.finish()
    }

    #[test]
    fn what_never_ran_of_a_function_goes_to_the_rest_with_all_its_ways_out() {
        let bytes = forked();
        // It was called, and of its points those behind the block and behind the loop were reached.
        let listed =
            marks(&bytes, |it| matches!(it, 0 | 5 | 6)).unwrap_or_else(|it| panic!("{it}"));
        let parts = split(&bytes, &[], &listed).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(names(&parts.rest), ["main (rare 0)"]);
        let first = Module::read(&parts.first).unwrap_or_else(|it| panic!("{it}"));
        assert!(first.body(1).is_some_and(|it| it.range().len() < 80), "main is still whole");
        // How it was left, what it returns, and the two locals that are read later.
        let rare = first.type_of(2).map(|it| (it.params().len(), it.results().len()));
        assert_eq!(rare, Some((2, 4)));
    }
}
