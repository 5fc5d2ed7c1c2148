//! Names under which the rest imports what it shares with the first part, given anew in the order of the functions'
//! final numbers: what counts up compresses better than what is in no order.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection};
use wasmparser::{ExternalKind, Parser};

use super::module::Module;
use super::plan::short;
use super::{FROM, Fault};

/// How the names of shared functions begin.
pub const SHARED: &str = "$";

/// The two parts with other names between them.
///
/// # Errors
/// Where they are no modules.
pub fn rename(first: &[u8], rest: &[u8]) -> Result<(Vec<u8>, Vec<u8>), String> {
    rename_parts(first, rest).map_err(|it| it.to_string())
}

fn rename_parts(first: &[u8], rest: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let module = Module::read(first)?;
    let is_shared =
        |it: &&wasmparser::Export| it.kind == ExternalKind::Func && it.name.starts_with(SHARED);
    let mut shared: Vec<_> = module.exports.iter().filter(is_shared).collect();
    shared.sort_by_key(|it| it.index);
    let names = shared.iter().enumerate().map(|(at, it)| (it.name.to_owned(), short(at)));
    let mut renaming = Renaming { names: names.collect() };
    Ok((renaming.write(first)?, renaming.write(rest)?))
}

struct Renaming {
    names: BTreeMap<String, String>,
}

impl Renaming {
    fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut out = wasm_encoder::Module::new();
        self.parse_core_module(&mut out, Parser::new(0), bytes)?;
        let out = out.finish();
        wasmparser::Validator::new().validate_all(&out)?;
        Ok(out)
    }
}

impl Reencode for Renaming {
    type Error = std::convert::Infallible;

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let mut all = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        all.sort_by_key(|it| (self.names.contains_key(it.name), it.index));
        for export in all {
            let name = self.names.get(export.name).map_or(export.name, String::as_str).to_owned();
            utils::parse_export(self, exports, wasmparser::Export { name: &name, ..export })?;
        }
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.names.get(import.name).filter(|_| import.module == FROM);
            let name = name.map_or_else(|| import.name.to_owned(), Clone::clone);
            utils::parse_import(self, imports, wasmparser::Import { name: &name, ..import })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder as wasm;

    #[test]
    fn shared_functions_are_named_in_the_order_of_their_numbers_on_both_sides() {
        let mut types = wasm::TypeSection::new();
        types.ty().function([], []);
        let mut functions = wasm::FunctionSection::new();
        functions.function(0).function(0);
        let mut code = wasm::CodeSection::new();
        for _ in 0..2 {
            let mut body = wasm::Function::new([]);
            body.instruction(&wasm::Instruction::End);
            code.function(&body);
        }
        let mut exports = wasm::ExportSection::new();
        exports.export("$a", wasm::ExportKind::Func, 1);
        exports.export("main", wasm::ExportKind::Func, 1);
        exports.export("$b", wasm::ExportKind::Func, 0);
        let mut first = wasm::Module::new();
        first.section(&types).section(&functions).section(&exports).section(&code);
        let mut imports = wasm::ImportSection::new();
        imports.import(FROM, "$a", wasm::EntityType::Function(0));
        imports.import(FROM, "$b", wasm::EntityType::Function(0));
        let mut rest = wasm::Module::new();
        rest.section(&types).section(&imports);
        let (first, rest) = rename(&first.finish(), &rest.finish()).unwrap_or_default();
        let (first, rest) = (Module::read(&first), Module::read(&rest));
        let (Ok(first), Ok(rest)) = (first, rest) else { panic!("no modules") };
        let exported: Vec<_> = first.exports.iter().map(|it| (it.name, it.index)).collect();
        assert_eq!(exported, [("main", 1), ("$a", 0), ("$b", 1)]);
        assert_eq!(rest.imports.iter().map(|it| it.name).collect::<Vec<_>>(), ["$b", "$a"]);
    }
}
